package deadline_test

import (
	"context"
	"net/http"
	"net/http/httptest"
	"net/url"
	"regexp"
	"strconv"
	"strings"
	"testing"

	"siil/internal/assessment"
	"siil/internal/casefile"
	"siil/internal/deadline"
	"siil/internal/gate"
	"siil/internal/gate/gatetest"
	"siil/internal/guideline"
	"siil/internal/intake"
	"siil/internal/plan"
	"siil/internal/policy"
	"siil/internal/sitting"
	"siil/internal/ui"
	"siil/internal/value"
)

var ctx = context.Background()

type world struct {
	*gatetest.World
	cases                                                          *casefile.Room
	room                                                           *deadline.Room
	referrals                                                      *intake.Room
	sittings                                                       *sitting.Room
	plans                                                          *plan.Room
	coordinator, elena, sara, visitor, secretary, admin, dpo, idle gate.Actor
	doubtful                                                       int
	n                                                              int
}

func both(t *testing.T, test func(t *testing.T, w *world)) {
	gatetest.Both(t, func(t *testing.T, g *gatetest.World) { test(t, newWorld(t, g)) })
}

func newWorld(t testing.TB, g *gatetest.World) *world {
	w := &world{World: g, cases: casefile.New(g.Gate, guideline.Default())}
	w.referrals = intake.New(g.Gate, guideline.Default(), w.cases)
	w.sittings = sitting.New(g.Gate, guideline.Default(), w.cases)
	w.plans = plan.New(g.Gate, guideline.Default(), w.cases, assessment.New(g.Gate, guideline.Default(), w.cases), nil)
	w.room = deadline.New(g.Gate, guideline.Default(), w.cases, w.referrals, w.plans, func(tx *gate.ReadTx) (int, error) {
		if !tx.May(policy.ImportRun, policy.Resource{Kind: policy.Import}) {
			return 0, nil
		}
		return w.doubtful, nil
	})
	w.coordinator = g.Account(t, gatetest.Zone, "Carla", policy.Coordinator)
	w.elena = g.Account(t, gatetest.Zone, "Elena", policy.SocialWorker)
	w.sara = g.Account(t, gatetest.Zone, "Sara", policy.SocialWorker)
	w.visitor = g.Account(t, gatetest.Zone, "Vera", policy.SocialWorker)
	w.visitor.Core = false
	w.secretary = g.Account(t, gatetest.Zone, "Sofia", policy.Secretary)
	w.admin = g.Account(t, gatetest.Zone, "Aldo", policy.Administrator)
	w.dpo = g.Account(t, gatetest.Zone, "Dario", policy.Auditor)
	w.idle = g.Account(t, gatetest.Zone, "Ida", policy.SocialWorker)
	return w
}

// open adds a case of a person with a name of its own.
func (w *world) open(t testing.TB, name string, o casefile.Opening) (id value.ID) {
	t.Helper()
	w.n++
	o.PersonID, o.NameKey = value.NewID(), value.NameKey("Provini", name)
	if o.OpenedOn.IsZero() {
		o.OpenedOn = w.Today().AddDays(-60)
	}
	if o.State == "" {
		o.State = "IN_VALUTAZIONE"
	}
	w.write(t, policy.CaseCreate, func(tx *gate.WriteTx) (err error) {
		if err := tx.Insert("person", gate.Row{"id": o.PersonID, "given_name": name, "family_name": "Provini", "name_key": o.NameKey, "version": 1, "made_at": tx.Now(), "changed_at": tx.Now()}); err != nil {
			return err
		}
		if err := tx.NewPersonKey(o.PersonID); err != nil {
			return err
		}
		id, _, err = casefile.Open(tx, o)
		return err
	})
	return id
}

func (w *world) write(t testing.TB, a policy.Action, do func(tx *gate.WriteTx) error) {
	t.Helper()
	err := w.Write(ctx, gate.System(gatetest.Zone, "cli"), func(tx *gate.WriteTx) error {
		if err := tx.Decide(a, policy.Resource{Kind: policy.Case}); err != nil {
			return err
		}
		return do(tx)
	})
	if err != nil {
		t.Fatal(err)
	}
}

// fill gives Elena two cases of every kind, the zone some without a case manager, and others' cases that she must not find.
func (w *world) fill(t testing.TB) {
	today := w.Today()
	for i, who := range []value.ID{w.elena.Account, w.elena.Account, w.sara.Account} {
		s := "-" + strconv.Itoa(i)
		w.open(t, "Tarda"+s, casefile.Opening{ManagerID: who, NextOn: today.AddDays(-6), NextWhat: "verifica"})
		w.open(t, "Oggi"+s, casefile.Opening{ManagerID: who, NextOn: today})
		w.open(t, "Senza"+s, casefile.Opening{ManagerID: who, StateOn: today.AddDays(-22)})
		w.open(t, "Presto"+s, casefile.Opening{ManagerID: who, NextOn: today.AddDays(7)})
		w.open(t, "Poi"+s, casefile.Opening{ManagerID: who, NextOn: today.AddDays(9)})
		w.open(t, "Ferma"+s, casefile.Opening{ManagerID: who, State: "SOSPESA", ReviewOn: today.AddDays(-1)})
		w.open(t, "Chiusa"+s, casefile.Opening{ManagerID: who, State: "CHIUSA"})
	}
	w.open(t, "Nessuno", casefile.Opening{State: "IN_EQUIPE", NextOn: today.AddDays(-2)})
}

func (w *world) today(t testing.TB, who gate.Actor) deadline.Today {
	t.Helper()
	out, err := w.room.Today(ctx, who)
	if err != nil {
		t.Fatalf("%s: %v", who.Name, err)
	}
	return out
}

// summary is the groups with their numbers and names.
func summary(d deadline.Today) string {
	var b strings.Builder
	for _, g := range d.Groups {
		b.WriteString(g.Code + " " + strconv.Itoa(g.Count) + ":")
		for _, i := range g.Items {
			b.WriteString(" " + strings.TrimSuffix(i.Name, " Provini"))
			if i.Name == "" {
				b.WriteString(i.What[0])
			}
		}
		b.WriteString("\n")
	}
	return b.String()
}

func TestTodayByRole(t *testing.T) {
	both(t, func(t *testing.T, w *world) {
		w.fill(t)
		w.doubtful = 3
		for _, c := range []struct {
			who  gate.Actor
			want string
		}{
			{w.elena, "ritardo 2: Tarda-0 Tarda-1\noggi 2: Oggi-0 Oggi-1\nnessuna 2: Senza-0 Senza-1\nriesame 2: Ferma-0 Ferma-1\nsettimana 2: Presto-0 Presto-1\n"},
			{w.coordinator, "senza-cm 1: Nessuno\nriesame-zona 3: Ferma-0 Ferma-1 Ferma-2\nnessuna-zona 3: Senza-0 Senza-1 Senza-2\naltro 3: Righe dubbie di un elenco: 3\n"},
			{w.secretary, "codici 19: Ferma-0 Ferma-1 Ferma-2 Nessuno Oggi-0 Oggi-1 Oggi-2 Poi-0 Poi-1 Poi-2 Presto-0 Presto-1 Presto-2 Senza-0 Senza-1 Senza-2 Tarda-0 Tarda-1 Tarda-2\naltro 3: Righe dubbie di un elenco: 3\n"},
			{w.idle, ""}, {w.visitor, ""}, {w.admin, ""}, {w.dpo, ""},
		} {
			if got := summary(w.today(t, c.who)); got != c.want {
				t.Errorf("%s:\n%swant\n%s", c.who.Name, got, c.want)
			}
		}
		late := w.today(t, w.coordinator).Boxes[0]
		if len(late.Figures) != 3 || late.Figures[0].Label[0] != "Elena Prova" || late.Figures[0].N != 2 || late.Figures[2].Label[0] != "nessuno" || late.Figures[2].N != 1 {
			t.Errorf("late by case manager: %+v", late)
		}
	})
}

// Each figure leads to a list of exactly so many rows, and so does the link under a group.
func TestEveryFigureIsALinkToItsRows(t *testing.T) {
	both(t, func(t *testing.T, w *world) {
		w.fill(t)
		if err := w.cases.AskHandOver(ctx, w.coordinator, w.open(t, "Offerta", casefile.Opening{ManagerID: w.sara.Account, NextOn: w.Today().AddDays(1)}), casefile.Passing{Version: 1, To: w.elena.Account, Reason: "ferie"}); err != nil {
			t.Fatal(err)
		}
		for _, who := range []gate.Actor{w.elena, w.coordinator, w.secretary} {
			d := w.today(t, who)
			check := func(label, href string, n int) {
				u, err := url.Parse(href)
				if err == nil && u.Path != "/casi" {
					if got := w.countAt(t, who, href); got != n {
						t.Errorf("%s says %d, %s has %d", label, n, href, got)
					}
					return
				}
				if err != nil || u.Path != "/casi" {
					t.Fatalf("%s leads to %s", label, href)
				}
				var count int
				err = w.Read(ctx, who, func(tx *gate.ReadTx) error {
					if err := tx.Decide(policy.HomeRead, policy.Resource{Kind: policy.Zone}); err != nil {
						return err
					}
					q, ignored, err := w.cases.ParseQuery(tx, u.Query())
					if ignored {
						t.Errorf("%s: %s holds a filter that is not for %s", label, href, who.Name)
					}
					lists, err2 := w.cases.Agenda(tx, []casefile.Wanted{{Query: q, Limit: 100}})
					if err == nil && err2 == nil && len(lists[0].Rows) != lists[0].Count {
						t.Errorf("%s: %d rows, counted %d", label, len(lists[0].Rows), lists[0].Count)
					}
					if err == nil {
						err = err2
					}
					count = lists[0].Count
					return err
				})
				if err != nil || count != n {
					t.Errorf("%s says %d, %s has %d, %v", label, n, href, count, err)
				}
			}
			for _, g := range d.Groups {
				check(g.Label[0], g.More, g.Count)
			}
			for _, b := range d.Boxes {
				for _, f := range b.Figures {
					check(f.Label[0], f.Href, f.N)
				}
			}
		}
	})
}

// A case offered to somebody waits on their screen, with a name only if their lists show it.
func TestOffersWait(t *testing.T) {
	both(t, func(t *testing.T, w *world) {
		id := w.open(t, "Samira", casefile.Opening{ManagerID: w.sara.Account, NextOn: w.Today().AddDays(30)})
		if err := w.cases.AskHandOver(ctx, w.coordinator, id, casefile.Passing{Version: 1, To: w.elena.Account, Reason: "ferie"}); err != nil {
			t.Fatal(err)
		}
		other := w.open(t, "Nadia", casefile.Opening{ManagerID: w.sara.Account, NextOn: w.Today().AddDays(30)})
		if err := w.cases.AskHandOver(ctx, w.coordinator, other, casefile.Passing{Version: 1, To: w.visitor.Account, Reason: "zona"}); err != nil {
			t.Fatal(err)
		}
		if got := summary(w.today(t, w.elena)); got != "passaggi 1: Samira\n" {
			t.Error(got)
		}
		d := w.today(t, w.visitor)
		if got := summary(d); got != "passaggi 1: Caso n. 2\n" || d.Groups[0].Items[0].What[0] != "Sara Prova ti passa il caso: zona" || d.Groups[0].Items[0].DoHref != "/casi/"+string(other)+"/passaggio" {
			t.Errorf("%s %+v", got, d.Groups)
		}
		if got := summary(w.today(t, w.coordinator)); got != "attesa 2: Samira Nadia\n" {
			t.Error(got)
		}
		if got := summary(w.today(t, w.sara)); got != "" {
			t.Errorf("whoever hands over finds %s", got)
		}
	})
}

// What waits beside cases: readings with a reason, roles to confirm.
func TestWhatElseWaits(t *testing.T) {
	both(t, func(t *testing.T, w *world) {
		id := w.open(t, "Samira", casefile.Opening{ManagerID: w.sara.Account, NextOn: w.Today().AddDays(30)})
		if err := w.cases.OpenWithReason(ctx, w.elena, id, casefile.Asking{Code: guideline.Default().BreakGlassReasons[0].Code, Reason: "La collega è assente e la persona è qui adesso"}); err != nil {
			t.Fatal(err)
		}
		waiting := w.Account(t, gatetest.Zone, "Nuova", policy.Administrator)
		w.write(t, policy.ZoneSettle, func(tx *gate.WriteTx) error {
			return tx.Insert("account_role", gate.Row{"id": value.NewID(), "account_id": waiting.Account, "role": "social_worker", "since_at": tx.Now()})
		})
		if got := summary(w.today(t, w.coordinator)); got != "altro 2: Casi aperti con motivo, da guardare: 1 Ruoli da confermare: 1\n" {
			t.Error(got)
		}
		if got := summary(w.today(t, w.admin)); got != "altro 1: Account in attesa che il coordinamento confermi: 1\n" {
			t.Error(got)
		}
		if got := summary(w.today(t, w.dpo)); got != "" {
			t.Errorf("the auditor is told before a week has passed: %s", got)
		}
		w.Clock.Add(8 * 24 * 3600e9)
		if got := summary(w.today(t, w.dpo)); got != "altro 1: Casi aperti con motivo, senza verifica da oltre 7 giorni: 1\n" {
			t.Error(got)
		}
	})
}

// page asks for the screen as somebody.
func (w *world) page(t testing.TB, who gate.Actor, path string) (body string, queries int) {
	t.Helper()
	counted, n := gate.CountQueries(ui.WithViewer(ctx, ui.Viewer{Name: who.Name}))
	rec := httptest.NewRecorder()
	if err := w.room.Routes()[0].Handler(rec, httptest.NewRequest(http.MethodGet, path, nil).WithContext(counted), who); err != nil {
		t.Fatal(err)
	}
	return rec.Body.String(), *n
}

// Nobody finds an empty page: there is a thing to do, the next date, or words about what one can do.
func TestNobodyIsWelcomedByAnEmptyPage(t *testing.T) {
	both(t, func(t *testing.T, w *world) {
		for _, role := range policy.Roles {
			body, _ := w.page(t, w.Account(t, gatetest.Zone, "Prova"+string(role), role), "/oggi")
			if !strings.Contains(body, "Oggi, martedì 24 novembre<") {
				t.Errorf("%s: no title", role)
			}
			if !strings.Contains(body, "Niente da fare oggi.") && !strings.Contains(body, "Adesso puoi") {
				t.Errorf("%s: an empty page", role)
			}
			if (role == policy.Referrer) != strings.Contains(body, "Qui arrivano le risposte alle tue segnalazioni.") {
				t.Errorf("%s: the referrer's words", role)
			}
		}
		w.open(t, "Poi", casefile.Opening{ManagerID: w.idle.Account, NextOn: w.Today().AddDays(9)})
		if body, _ := w.page(t, w.idle, "/oggi"); !strings.Contains(body, "Niente da fare oggi.") || !strings.Contains(body, "La prossima data è gio 03/12: Poi Provini.") {
			t.Error("the next date is not there")
		}
	})
}

// One chip shows one group; the numbers stay those of all.
func TestAChipShowsOneGroup(t *testing.T) {
	w := newWorld(t, gatetest.NewSQLite(t))
	w.fill(t)
	body, _ := w.page(t, w.elena, "/oggi?mostra=ritardo")
	if !strings.Contains(body, "Tarda-0 Provini") || strings.Contains(body, "Oggi-0 Provini") || !regexp.MustCompile(`Oggi\s*<b>2</b>`).MatchString(body) {
		t.Error("the chip does not filter, or the numbers are gone")
	}
	if all, _ := w.page(t, w.elena, "/oggi?mostra=boh"); !strings.Contains(all, "Oggi-0 Provini") {
		t.Error("an unknown group hides the rest")
	}
	if strings.Contains(body, "Tarda-2") {
		t.Error("somebody else's case is there")
	}
}

// The screen takes the same number of queries with 10 cases and with 2,000, and shows no more rows of a group than it can hold.
func TestTheScreenTakesAFixedNumberOfQueries(t *testing.T) {
	counts := map[string][]int{}
	for _, n := range []int{10, 2000} {
		w := newWorld(t, gatetest.NewSQLite(t))
		w.write(t, policy.CaseCreate, func(tx *gate.WriteTx) error {
			for i := range n {
				o := casefile.Opening{PersonID: value.NewID(), NameKey: "x " + strconv.Itoa(i), OpenedOn: tx.Today().AddDays(-60), State: "IN_VALUTAZIONE", ManagerID: w.elena.Account}
				switch i % 4 {
				case 0:
					o.NextOn = tx.Today().AddDays(-i % 9)
				case 1:
					o.ManagerID = ""
				}
				if err := tx.Insert("person", gate.Row{"id": o.PersonID, "given_name": "X", "family_name": strconv.Itoa(i), "name_key": o.NameKey, "version": 1, "made_at": tx.Now(), "changed_at": tx.Now()}); err != nil {
					return err
				}
				if _, _, err := casefile.Open(tx, o); err != nil {
					return err
				}
			}
			return nil
		})
		for _, who := range []gate.Actor{w.elena, w.coordinator, w.secretary, w.dpo} {
			_, q := w.page(t, who, "/oggi")
			counts[who.Name] = append(counts[who.Name], q)
			for _, g := range w.today(t, who).Groups {
				if len(g.Items) > 20 {
					t.Errorf("%s: %d rows of %s", who.Name, len(g.Items), g.Code)
				}
			}
		}
	}
	for who, n := range counts {
		if n[0] != n[1] || n[0] > 20 {
			t.Errorf("%s: %d queries with 10 cases, %d with 2,000", who, n[0], n[1])
		}
	}
}
