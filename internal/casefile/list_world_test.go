package casefile_test

import (
	"cmp"
	"fmt"
	"math/rand/v2"
	"slices"
	"strings"
	"testing"

	"siil/internal/casefile"
	"siil/internal/gate"
	"siil/internal/gate/gatetest"
	"siil/internal/guideline"
	"siil/internal/network"
	"siil/internal/policy"
	"siil/internal/programme"
	"siil/internal/territory"
	"siil/internal/value"
)

// listed is a case as the oracle knows it.
type listed struct {
	id, person         value.ID
	given, family, tax string
	state, before      string
	manager, seat      value.ID
	town               string
	referrer           value.ID
	next, review       value.Date
	team, programmes   []string
	merged             bool
	justice            map[value.ID]bool
}

func (x listed) key() string { return value.NameKey(x.family, x.given) }

// listWorld is a world with many cases of every kind and people who stand to them in every way.
type listWorld struct {
	*world
	cases                    []listed
	bodies                   []network.Organisation
	seats                    []value.ID
	visitor, nurse, director gate.Actor // a visitor is not of the core team
	staff                    []gate.Actor
}

var testTowns = append(codesOf("valdinievole"), "048017", "")

func codesOf(zone string) (out []string) {
	for _, m := range territory.Municipalities(zone) {
		out = append(out, m.ISTAT)
	}
	return out
}

var (
	testFamilies = []string{"Rossi", "D'Angelo", "Bianchi", "De Luca", "Provini", "Nicolò", "Rossi Test", "Ferri"}
	testGivens   = []string{"Niccolò", "Maria Grazia", "Samira", "Ion", "Anna", "Élodie"}
	testStates   = []string{"SEGNALATA", "IN_PREVALUTAZIONE", "IN_EQUIPE", "ASSEGNATA", "IN_VALUTAZIONE", "IN_ATTUAZIONE", "SOSPESA", "CHIUSA", "FOLLOW_UP", "NON_AMMESSA"}
	testMeasures = []string{"ADI", "GOL_4", "L68_99"}
)

// newListWorld draws a world of n cases.
func newListWorld(t testing.TB, g *gatetest.World, n int, seed uint64) *listWorld {
	w := &listWorld{world: newWorld(t, g)}
	w.visitor = g.Account(t, gatetest.Zone, "Vera", policy.SocialWorker)
	w.visitor.Core = false
	w.nurse, w.director = w.lucia, g.Account(t, gatetest.Zone, "Dina", policy.Director)
	w.staff = []gate.Actor{w.elena, w.sara, w.paolo, w.lucia, w.visitor}
	r := rand.New(rand.NewPCG(seed, 1))
	w.write(t, gate.System(gatetest.Zone, "cli"), policy.ZoneSettle, func(tx *gate.WriteTx) error {
		w.bodies, w.seats = nil, nil
		for _, b := range []network.Organisation{{Name: "CPI Pescia", Kind: "CPI"}, {Name: "SerD Pescia", Kind: "SERD", Section: policy.Health},
			{Name: "Salute mentale", Kind: "SALUTE_MENTALE", Section: policy.Health}, {Name: "UEPE Pistoia", Kind: "UEPE", Section: policy.Justice}} {
			var err error
			if b.ID, err = network.AddOrganisation(tx, b.Name, b.Kind, b.Section); err != nil {
				return err
			}
			w.bodies = append(w.bodies, b)
		}
		for _, s := range []string{"Pescia", "Monsummano"} {
			id, err := network.AddSeat(tx, s, "")
			if err != nil {
				return err
			}
			w.seats = append(w.seats, id)
		}
		return nil
	})
	for first := 0; first < n; first += 250 {
		w.write(t, gate.System(gatetest.Zone, "cli"), policy.CaseCreate, func(tx *gate.WriteTx) error {
			w.cases = w.cases[:min(first, len(w.cases))]
			for i := first; i < min(n, first+250); i++ {
				x, err := w.draw(tx, r, i)
				if err != nil {
					return err
				}
				w.cases = append(w.cases, x)
			}
			return nil
		})
	}
	return w
}

func pickOne[T any](r *rand.Rand, list []T) T { return list[r.IntN(len(list))] }

func (w *listWorld) draw(tx *gate.WriteTx, r *rand.Rand, i int) (x listed, err error) {
	today := tx.Today()
	x = listed{given: pickOne(r, testGivens), family: pickOne(r, testFamilies), state: pickOne(r, testStates), town: pickOne(r, testTowns), person: value.NewID(), justice: map[value.ID]bool{}}
	if r.IntN(4) > 0 {
		x.tax = string(value.BuildTaxCode(x.family, x.given, value.MustDate("1960-01-01").AddDays(i), "F", "G713"))
	}
	if r.IntN(4) > 0 {
		x.manager = pickOne(r, w.staff).Account
	}
	if r.IntN(3) > 0 {
		x.seat = pickOne(r, w.seats)
	}
	if r.IntN(4) > 0 {
		x.referrer = pickOne(r, w.bodies).ID
	}
	kind := listKind(x.state)
	if kind != guideline.Closed && r.IntN(3) > 0 {
		x.next = today.AddDays(r.IntN(40) - 15)
	}
	if kind == guideline.Suspended {
		x.review, x.before = today.AddDays(r.IntN(60)-30), "IN_ATTUAZIONE"
	}
	row := gate.Row{"id": x.person, "given_name": x.given, "family_name": x.family, "name_key": x.key(), "given_key": value.NameKey(x.given, x.family),
		"birth_date": value.MustDate("1980-01-01"), "phone": "333 000 " + fmt.Sprint(1000+i), "version": 1, "made_at": tx.Now(), "changed_at": tx.Now()}
	if x.tax != "" {
		row["tax_code"], row["tax_base"] = x.tax, x.tax
	}
	if err := tx.Insert("person", row); err != nil {
		return x, err
	}
	if err := tx.NewPersonKey(x.person); err != nil {
		return x, err
	}
	x.id, _, err = casefile.Open(tx, casefile.Opening{PersonID: x.person, NameKey: x.key(), Municipality: x.town, OpenedOn: today.AddDays(-90), State: x.state,
		StateOn: today.AddDays(-40), Before: x.before, ReviewOn: x.review, ManagerID: x.manager, SeatID: x.seat, ReferrerID: x.referrer, NextOn: x.next})
	if err != nil {
		return x, err
	}
	return x, w.drawAround(tx, r, &x)
}

// drawAround adds team and programmes.
func (w *listWorld) drawAround(tx *gate.WriteTx, r *rand.Rand, x *listed) error {
	for _, a := range w.staff {
		if a.Account != x.manager && r.IntN(5) == 0 {
			justice := r.IntN(4) == 0
			if err := casefile.AddMember(tx, casefile.Joining{CaseID: x.id, AccountID: a.Account, Justice: justice}); err != nil {
				return err
			}
			x.team, x.justice[a.Account] = append(x.team, string(a.Account)), justice
		}
	}
	for _, m := range testMeasures {
		if r.IntN(3) == 0 {
			if _, err := programme.Enrol(tx, x.person, m, "", value.Date{}, "program"); err != nil {
				return err
			}
			x.programmes = append(x.programmes, m)
		}
	}
	return nil
}

func listKind(state string) guideline.Kind {
	s, _ := guideline.Default().State(state)
	return s.Kind
}

func (x listed) stands(who gate.Actor) (manager, team bool) {
	return x.manager == who.Account, slices.Contains(x.team, string(who.Account))
}

// shows is the oracle of the whole list: the rules decide row by row, the filters are read one by one.
func (w *listWorld) shows(who gate.Actor, q casefile.Query, x listed, today value.Date) bool {
	manager, team := x.stands(who)
	ok, err := w.Rules().Decide(who.Principal, policy.CaseList, policy.Resource{Kind: policy.Case, Zone: who.Zone, CaseManager: manager, CaseTeam: team})
	if err != nil || !ok || x.merged {
		return false
	}
	in := func(list []string, s string) bool { return len(list) == 0 || slices.Contains(list, s) }
	kind := listKind(x.state)
	managerWord := string(x.manager)
	if x.manager == "" {
		managerWord = casefile.NoManager
	}
	return in(q.States, x.state) && (!q.Open || kind != guideline.Closed) && in(q.Managers, managerWord) && in(q.Seats, string(x.seat)) &&
		in(q.Towns, x.town) && w.showsReferrer(who, q, x) && w.showsProgramme(who, q, x) && showsDue(q, x, kind, today) && (!q.Mine || manager) && matches(q.Search, x) && (!q.NoTaxCode || x.tax == "")
}

func (w *listWorld) showsReferrer(who gate.Actor, q casefile.Query, x listed) bool {
	if len(q.Referrers) == 0 {
		return true
	}
	for _, b := range w.bodies {
		if b.ID != x.referrer {
			continue
		}
		switch {
		case b.Section == policy.Justice:
			return slices.Contains(q.Referrers, "riservato")
		case b.Section == policy.Health && !who.Has(policy.HealthWorker):
			return slices.Contains(q.Referrers, "sanitario")
		}
		return slices.Contains(q.Referrers, string(b.ID))
	}
	return false
}

func (w *listWorld) showsProgramme(who gate.Actor, q casefile.Query, x listed) bool {
	if len(q.Programmes) == 0 {
		return true
	}
	manager, team := x.stands(who)
	for _, p := range q.Programmes {
		m, _ := guideline.Default().Programme(p)
		reads := m.Section == "common"
		if !reads {
			reads, _ = w.Rules().Decide(who.Principal, policy.NoteRead, policy.Resource{Kind: policy.Note, Zone: who.Zone, Section: policy.Section(m.Section), CaseManager: manager, CaseTeam: team})
		}
		if reads && slices.Contains(x.programmes, p) {
			return true
		}
	}
	return false
}

func showsDue(q casefile.Query, x listed, kind guideline.Kind, today value.Date) bool {
	if q.Due != "" && kind == guideline.Closed {
		return false
	}
	some := !x.next.IsZero()
	if !q.From.IsZero() && (!some || x.next.Before(q.From)) || !q.To.IsZero() && (!some || x.next.After(q.To)) {
		return false
	}
	switch q.Due {
	case casefile.DueToday:
		return x.next == today
	case casefile.DueLate:
		return some && x.next.Before(today)
	case casefile.DueWeek:
		return x.next.After(today) && !x.next.After(today.AddDays(7))
	case casefile.DueNone:
		return kind == guideline.Open && !some
	case casefile.DueReview:
		return kind == guideline.Suspended && !x.review.After(today)
	}
	return true
}

// matches is a plain search: a name that begins so, either name first.
func matches(search string, x listed) bool {
	if search == "" {
		return true
	}
	s := value.FoldName(search)
	return strings.HasPrefix(x.key(), s) || strings.HasPrefix(value.NameKey(x.given, x.family), s)
}

// expected is the whole list in its order.
func (w *listWorld) expected(who gate.Actor, q casefile.Query) (out []value.ID) {
	today := w.Today()
	var rows []listed
	for _, x := range w.cases {
		if w.shows(who, q, x, today) {
			rows = append(rows, x)
		}
	}
	slices.SortFunc(rows, func(a, b listed) int {
		name := cmp.Or(cmp.Compare(a.key(), b.key()), cmp.Compare(a.id, b.id))
		var by int
		switch q.Sort {
		case casefile.ByState:
			by = stateRank(a.state) - stateRank(b.state)
		case casefile.ByTown:
			by = townRank(a.town) - townRank(b.town)
		case casefile.ByDate:
			if a.next.IsZero() != b.next.IsZero() {
				if a.next.IsZero() {
					return 1
				}
				return -1
			}
			name = cmp.Or(a.next.Compare(b.next), cmp.Compare(a.id, b.id))
		}
		if q.Desc {
			return -cmp.Or(by, name)
		}
		return cmp.Or(by, name)
	})
	for _, x := range rows {
		out = append(out, x.id)
	}
	return out
}

func stateRank(code string) int {
	return slices.IndexFunc(guideline.Default().States, func(s guideline.State) bool { return s.Code == code })
}

func townRank(code string) int {
	zone := codesOf("valdinievole")
	switch i := slices.Index(zone, code); {
	case i >= 0:
		return i
	case code != "":
		return len(zone)
	}
	return len(zone) + 1
}
