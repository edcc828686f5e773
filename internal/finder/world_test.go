package finder_test

import (
	"context"
	"fmt"
	"strings"
	"testing"

	"siil/internal/casefile"
	"siil/internal/finder"
	"siil/internal/gate"
	"siil/internal/gate/gatetest"
	"siil/internal/guideline"
	"siil/internal/network"
	"siil/internal/policy"
	"siil/internal/referral"
	"siil/internal/value"
)

var ctx = context.Background()

// world is a zone with people who stand to its cases in every way.
type world struct {
	*gatetest.World
	room                                                         *finder.Room
	carla, sofia, elena, paolo, lucia, vera, rita, dina, outside gate.Actor
	n                                                            int // cases made so far
	papers                                                       int
}

func newWorld(t testing.TB, w *gatetest.World) *world {
	x := &world{World: w, room: finder.New(w.Gate, guideline.Default(), casefile.New(w.Gate, guideline.Default()))}
	x.carla = w.Account(t, gatetest.Zone, "Carla", policy.Coordinator)
	x.sofia = w.Account(t, gatetest.Zone, "Sofia", policy.Secretary)
	x.elena = w.Account(t, gatetest.Zone, "Elena", policy.SocialWorker)
	x.paolo = w.Account(t, gatetest.Zone, "Paolo", policy.EmploymentOfficer)
	x.lucia = w.Account(t, gatetest.Zone, "Lucia", policy.HealthWorker)
	x.vera = w.Account(t, gatetest.Zone, "Vera", policy.SocialWorker)
	x.vera.Core = false // called in for single cases
	x.rita = w.Account(t, gatetest.Zone, "Rita", policy.Referrer)
	x.dina = w.Account(t, gatetest.Zone, "Dina", policy.Director)
	x.outside = w.Account(t, gatetest.Other, "Olga", policy.Coordinator)
	return x
}

func both(t *testing.T, test func(t *testing.T, w *world)) {
	gatetest.Both(t, func(t *testing.T, w *gatetest.World) { test(t, newWorld(t, w)) })
}

// write runs a change that the program itself decides.
func (w *world) write(t testing.TB, do func(tx *gate.WriteTx) error) {
	t.Helper()
	err := w.Write(ctx, gate.System(gatetest.Zone, "cli"), func(tx *gate.WriteTx) error {
		if err := tx.Decide(policy.CaseCreate, policy.Resource{Kind: policy.Case}); err != nil {
			return err
		}
		return do(tx)
	})
	if err != nil {
		t.Fatal(err)
	}
}

// file is a case with a person.
type file struct {
	id, person, episode value.ID
	number              int
}

// open opens a case.
func (w *world) open(t testing.TB, family, given string, manager gate.Actor, team ...gate.Actor) (f file) {
	t.Helper()
	w.n++
	w.write(t, func(tx *gate.WriteTx) (err error) {
		f, err = w.openIn(tx, family, given, manager.Account, team...)
		return err
	})
	return f
}

func (w *world) openIn(tx *gate.WriteTx, family, given string, manager value.ID, team ...gate.Actor) (f file, err error) {
	f.person = value.NewID()
	err = tx.Insert("person", gate.Row{"id": f.person, "given_name": given, "family_name": family, "name_key": value.NameKey(family, given), "given_key": value.NameKey(given, family),
		"tax_code": w.tax(family, given), "tax_base": w.tax(family, given), "birth_date": value.MustDate("1990-01-01"), "version": 1, "made_at": tx.Now(), "changed_at": tx.Now()})
	if err != nil {
		return f, err
	}
	if err = tx.NewPersonKey(f.person); err != nil {
		return f, err
	}
	if f.id, f.episode, err = casefile.Open(tx, casefile.Opening{PersonID: f.person, NameKey: value.NameKey(family, given), State: "IN_ATTUAZIONE", OpenedOn: tx.Today(), ManagerID: manager}); err != nil {
		return f, err
	}
	for _, who := range team {
		if err := casefile.AddMember(tx, casefile.Joining{CaseID: f.id, AccountID: who.Account}); err != nil {
			return f, err
		}
	}
	return f, tx.One("SELECT number FROM case_file WHERE zone = $1 AND id = $2", []any{tx.Zone(), f.id}, &f.number)
}

func (w *world) tax(family, given string) string {
	return string(value.BuildTaxCode(family, given, value.MustDate("1960-01-01").AddDays(w.n), "F", "G713"))
}

// run adds an action of a project in force.
func (w *world) run(t testing.TB, f file, section policy.Section, provider, title string) {
	t.Helper()
	w.write(t, func(tx *gate.WriteTx) error { return addRun(tx, f, section, provider, title) })
}

func addRun(tx *gate.WriteTx, f file, section policy.Section, provider, title string) error {
	var plan value.ID
	if err := tx.One("SELECT COALESCE((SELECT id FROM plan WHERE zone = $1 AND case_id = $2), '')", []any{tx.Zone(), f.id}, &plan); err != nil {
		return err
	}
	if plan == "" {
		plan = value.NewID()
		if err := tx.Insert("plan", gate.Row{"id": plan, "case_id": f.id, "episode_id": f.episode, "person_id": f.person, "number": 1, "state": "in_force", "aims": "Lavorare",
			"made_at": tx.Now(), "changed_at": tx.Now(), "version": 1}); err != nil {
			return err
		}
	}
	action, row := value.NewID(), value.NewID()
	if err := tx.Insert("action", gate.Row{"id": action, "case_id": f.id, "episode_id": f.episode, "person_id": f.person, "section": string(section), "state": "running",
		"made_at": tx.Now(), "version": 1}); err != nil {
		return err
	}
	in := gate.Row{"id": row, "plan_id": plan, "action_id": action, "goal_id": value.NewID(), "section": string(section), "position": 1, "changed_at": tx.Now(), "version": 1}
	if section.Sealed() {
		sealed, err := tx.Seal(f.person, "plan_action", row, "sealed", `{"provider":"`+provider+`"}`)
		if err != nil {
			return err
		}
		in["sealed"] = sealed
	} else {
		in["provider"], in["title"] = provider, title
	}
	return tx.Insert("plan_action", in)
}

// paper adds a document of a case, or of nobody.
func (w *world) paper(t testing.TB, f file, section policy.Section, title string) (number int) {
	t.Helper()
	w.write(t, func(tx *gate.WriteTx) error { return w.addPaper(tx, f, section, title) })
	return w.papers
}

func (w *world) addPaper(tx *gate.WriteTx, f file, section policy.Section, title string) error {
	w.papers++
	row := gate.Row{"id": value.NewID(), "year": 2026, "number": w.papers, "model": "RELAZIONE_CHIUSURA", "section": string(section), "lang": "it", "on_day": tx.Today(), "made_at": tx.Now()}
	if f.id != "" {
		row["case_id"], row["episode_id"], row["person_id"] = f.id, f.episode, f.person
	}
	if !section.Sealed() {
		row["title"], row["title_key"] = title, value.FoldName(title)
	}
	return tx.Insert("document", row)
}

// refer adds a referral of a case and gives its number.
func (w *world) refer(t testing.TB, f file, sender gate.Actor) (number int) {
	t.Helper()
	w.write(t, func(tx *gate.WriteTx) error {
		id := value.NewID()
		if err := tx.One("SELECT COALESCE(MAX(number), 0) + 1 FROM referral_sheet WHERE zone = $1", []any{tx.Zone()}, &number); err != nil {
			return err
		}
		if err := tx.Insert("referral", gate.Row{"id": id, "case_id": f.id, "episode_id": f.episode, "received_on": tx.Today(), "source": casefile.SourceProgram, "made_at": tx.Now()}); err != nil {
			return err
		}
		body, err := tx.Seal(f.person, "referral_sheet", id, "body", "{}")
		if err != nil {
			return err
		}
		return tx.Insert("referral_sheet", gate.Row{"id": id, "number": number, "person_id": f.person, "sender_id": sender.Account, "sender_name": "Rita", "channel": "PROGRAMMA", "urgency": "NORMALE",
			"informed": "yes", "body": body, "state": referral.Received, "state_at": tx.Now(), "due_on": tx.Today(), "version": 1, "made_at": tx.Now()})
	})
	return number
}

func (w *world) body(t testing.TB, name, kind string, section policy.Section) {
	t.Helper()
	w.write(t, func(tx *gate.WriteTx) error {
		_, err := network.AddOrganisation(tx, name, kind, section)
		return err
	})
}

// names finds as somebody and writes what was found, group by group.
func (w *world) names(t testing.TB, who gate.Actor, words string) string {
	t.Helper()
	found, err := w.room.Find(ctx, who, words)
	if err != nil {
		t.Fatalf("%s looks for %q: %v", who.Name, words, err)
	}
	return written(found)
}

func written(f finder.Found) string {
	var out []string
	for _, g := range f.Groups {
		var hits []string
		for _, h := range g.Hits {
			hits = append(hits, h.Name[0])
		}
		more := ""
		if g.More {
			more = fmt.Sprintf(" +%d", g.Count)
		}
		out = append(out, g.Label[0]+": "+strings.Join(hits, ", ")+more)
	}
	return strings.Join(out, "; ")
}
