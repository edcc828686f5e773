package deadline_test

import (
	"strings"
	"testing"
	"time"

	"siil/internal/casefile"
	"siil/internal/deadline"
	"siil/internal/gate"
	"siil/internal/gate/gatetest"
	"siil/internal/intake"
	"siil/internal/network"
	"siil/internal/person"
	"siil/internal/policy"
	"siil/internal/sitting"
	"siil/internal/value"
)

// refer sends a referral about somebody of this name.
func (w *world) refer(t testing.TB, who gate.Actor, given string) intake.Sent {
	t.Helper()
	s, err := w.referrals.Send(ctx, who, intake.Sending{Once: value.NewID(), Person: person.Person{GivenName: given, FamilyName: "Provini"}, Reason: "ha perso il lavoro",
		Asked: "un progetto", PersonWords: "vorrei lavorare", Needs: map[string]string{"LAVORO": "cerca da marzo"}, Services: []string{"CPI"},
		Urgency: "ordinary", Informed: "agrees", InformedOn: w.Today()})
	if err != nil {
		t.Fatal(err)
	}
	return s
}

// sender is somebody who sends referrals from outside, for a body.
func (w *world) sender(t testing.TB, name string) gate.Actor {
	t.Helper()
	who := w.Account(t, gatetest.Zone, name, policy.Referrer)
	w.write(t, policy.ZoneSettle, func(tx *gate.WriteTx) error {
		org, err := network.AddOrganisation(tx, "Caritas "+name, "ETS", "")
		if err != nil {
			return err
		}
		return tx.Update("account", who.Account, gate.Row{"organisation_id": org})
	})
	return who
}

func (w *world) assess(t testing.TB, id value.ID, outcome string) {
	t.Helper()
	v, err := w.referrals.Read(ctx, w.coordinator, id)
	if err != nil {
		t.Fatal(err)
	}
	if err := w.referrals.Assess(ctx, w.coordinator, id, intake.Assessing{Version: v.Sheet.Version, Outcome: outcome, Reason: "serve"}); err != nil {
		t.Fatal(err)
	}
}

// countAt is how many rows a list of referrals or of those who wait has.
func (w *world) countAt(t testing.TB, who gate.Actor, href string) (n int) {
	t.Helper()
	err := w.Read(ctx, who, func(tx *gate.ReadTx) (err error) {
		if err := tx.Decide(policy.HomeRead, policy.Resource{Kind: policy.Zone}); err != nil {
			return err
		}
		switch href {
		case "/attesa":
			_, n, err = w.referrals.Waiting(tx, 1)
		case "/segnalazioni?stato=da-rispondere":
			n, _, err = w.referrals.ToAnswer(tx)
		default:
			t.Errorf("%s is no list", href)
		}
		return err
	})
	if err != nil {
		t.Fatal(err)
	}
	return n
}

func groupOf(d deadline.Today, code string) (out deadline.Group) {
	for _, g := range d.Groups {
		if g.Code == code {
			out = g
		}
	}
	return out
}

// The coordinator finds what is to be assessed, the late first; who sent it finds it, what they are asked, and the answer. Nobody else finds any.
func TestReferralsOnTheFirstScreen(t *testing.T) {
	both(t, func(t *testing.T, w *world) {
		anna, bruno := w.sender(t, "Anna"), w.sender(t, "Bruno")
		old := w.refer(t, anna, "Vecchia")
		w.Clock.Add(40 * 24 * time.Hour)
		w.refer(t, anna, "Nuova")
		asked := w.refer(t, anna, "Chiesta")
		w.assess(t, asked.ID, "to_complete")
		d := w.today(t, w.coordinator)
		g := groupOf(d, "segnalazioni")
		if g.Count != 2 || len(g.Items) != 2 || !strings.Contains(g.Items[0].Name, "Vecchia") || g.Items[0].Mark != "late" || !g.Items[0].Pressed || g.Items[0].DoHref != "/segnalazioni/"+string(old.ID) {
			t.Errorf("%+v", g)
		}
		if what := g.Items[0].What[0]; what != "N. 1, da Anna Prova, Caritas Anna" {
			t.Error(what)
		}
		box := d.Boxes[len(d.Boxes)-1]
		if box.Figures[0].N != 2 || box.Figures[1].N != 3 || box.Figures[1].Href != "/attesa" {
			t.Errorf("%+v", box)
		}
		if got := summary(w.today(t, anna)); got != "domande 1: Provini Chiesta\nmie 2: Provini Nuova Provini Vecchia\n" {
			t.Error(got)
		}
		w.assess(t, old.ID, "to_team")
		g = groupOf(w.today(t, anna), "mie")
		if g.Count != 2 || g.Items[1].What[0] == g.Items[0].What[0] || g.Items[1].Mark == "late" {
			t.Errorf("the answer is not told: %+v", g)
		}
		for _, who := range []gate.Actor{bruno, w.elena, w.secretary, w.admin, w.dpo} {
			if got := summary(w.today(t, who)); strings.Contains(got, "segnalazioni") || strings.Contains(got, "mie") || strings.Contains(got, "domande") {
				t.Errorf("%s finds\n%s", who.Name, got)
			}
		}
	})
}

// Cases that a list brought and nobody has assessed are counted, and the link leads to them.
func TestCasesToPreAssess(t *testing.T) {
	both(t, func(t *testing.T, w *world) {
		w.open(t, "Elenco", casefile.Opening{State: "SEGNALATA", ManagerID: w.elena.Account, NextOn: w.Today().AddDays(30)})
		w.refer(t, w.sender(t, "Anna"), "Scritta")
		g := groupOf(w.today(t, w.coordinator), "altro")
		if g.Count != 1 || g.Items[0].What[0] != "Casi da prevalutare senza segnalazione scritta: 1" || g.Items[0].DoHref != "/attesa" {
			t.Errorf("%+v", g)
		}
	})
}

// Steps given by the team, the late first; one that is the next date of a case on the screen is said once.
func TestStepsOnTheFirstScreen(t *testing.T) {
	both(t, func(t *testing.T, w *world) {
		today := w.Today()
		mine := w.open(t, "Mia", casefile.Opening{ManagerID: w.elena.Account, NextOn: today.AddDays(-1), NextWhat: "chiamare il CPI"})
		others := w.open(t, "Altrui", casefile.Opening{ManagerID: w.sara.Account, NextOn: today.AddDays(30)})
		step := func(caseID value.ID, who gate.Actor, what string, due value.Date) (id value.ID) {
			w.write(t, policy.CaseTeam, func(tx *gate.WriteTx) (err error) {
				id, err = casefile.AddStep(tx, casefile.NextStep{CaseID: caseID, WhoID: who.Account, What: what, DueOn: due, Source: casefile.SourceSitting})
				return err
			})
			return id
		}
		step(mine, w.elena, "chiamare il CPI", today.AddDays(-1))
		step(mine, w.elena, "scrivere al medico", today)
		late := step(others, w.elena, "visita a casa", today.AddDays(-3))
		step(others, w.elena, "senza fretta", value.Date{})
		step(others, w.sara, "di Sara", today)
		her := step(others, w.visitor, "della visitatrice", today)
		g := groupOf(w.today(t, w.elena), "passi")
		if g.Count != 3 || g.Items[0].What[0] != "visita a casa" || g.Items[0].Mark != "late" || g.Items[0].Name != "Altrui Provini" || g.Items[1].What[0] != "scrivere al medico" || g.Items[2].When[0] != "senza scadenza" ||
			g.Items[0].DoHref != casefile.StepPath(others, late) || g.Items[0].Do[0] != "Rispondi" {
			t.Errorf("%+v", g)
		}
		if g = groupOf(w.today(t, w.visitor), "passi"); g.Count != 1 || g.Items[0].Name != "Caso n. 2" || g.Items[0].Link != "" || g.Items[0].DoHref != casefile.StepPath(others, her) {
			t.Errorf("who does not see the case finds %+v", g)
		}
		if err := w.cases.AnswerStep(ctx, w.elena, late, true, ""); err != nil {
			t.Fatal(err)
		}
		if g = groupOf(w.today(t, w.elena), "passi"); g.Count != 2 {
			t.Errorf("done, and still there: %+v", g)
		}
	})
}

func TestTheNextSittingAndWhatToPrepare(t *testing.T) {
	both(t, func(t *testing.T, w *world) {
		mine := w.open(t, "Mia", casefile.Opening{State: "IN_EQUIPE", ManagerID: w.elena.Account, NextOn: w.Today().AddDays(30)})
		other := w.open(t, "Altrui", casefile.Opening{State: "IN_EQUIPE", ManagerID: w.sara.Account, NextOn: w.Today().AddDays(30)})
		lucia := w.Account(t, gatetest.Zone, "Lucia", policy.EmploymentOfficer)
		call := func(days int, place string, agenda ...value.ID) value.ID {
			id, err := w.sittings.Call(ctx, w.coordinator, sitting.Calling{OnDay: w.Today().AddDays(days), Starts: "09:30", Place: place, Agenda: agenda,
				Members: []sitting.Called{{AccountID: w.coordinator.Account, Recorder: true}, {AccountID: w.elena.Account}, {AccountID: lucia.Account}}})
			if err != nil {
				t.Fatal(err)
			}
			return id
		}
		call(14, "Monsummano")
		next := call(7, "Pescia", mine, other)
		g := groupOf(w.today(t, w.elena), "seduta")
		if g.Count != 1 || g.Items[0].Name != "Seduta d'équipe, 09:30, Pescia" || g.Items[0].Link != "/sedute/"+string(next) || !g.Items[0].Pressed ||
			g.Items[0].What[0] != "Casi all'ordine del giorno: 2. Di questi, tuoi da preparare: 1" || g.Items[0].Do[0] != "Di' se vieni" {
			t.Errorf("%+v", g)
		}
		if err := w.sittings.AnswerCall(ctx, w.elena, next, true, ""); err != nil {
			t.Fatal(err)
		}
		if g = groupOf(w.today(t, w.elena), "seduta"); g.Items[0].Do[0] != "Prepara" || g.Items[0].Pressed {
			t.Errorf("%+v", g)
		}
		var item value.ID
		err := w.Quiet(ctx, gatetest.Zone, func(tx *gate.WriteTx) error {
			return tx.One("SELECT id FROM sitting_item WHERE zone = $1 AND case_id = $2", []any{tx.Zone(), mine}, &item)
		})
		if err != nil {
			t.Fatal(err)
		}
		if err := w.sittings.Ask(ctx, w.elena, item, "che cosa può fare il CPI"); err != nil {
			t.Fatal(err)
		}
		if g = groupOf(w.today(t, w.elena), "seduta"); g.Items[0].Do[0] != "Apri" || g.Items[0].What[0] != "Casi all'ordine del giorno: 2" {
			t.Errorf("%+v", g)
		}
		for _, who := range []gate.Actor{w.sara, w.secretary, w.admin} {
			if g = groupOf(w.today(t, who), "seduta"); g.Count != 0 {
				t.Errorf("%s, who is not called, finds %+v", who.Name, g)
			}
		}
	})
}

func TestMinutesToApprove(t *testing.T) {
	both(t, func(t *testing.T, w *world) {
		id, minutes := value.NewID(), value.NewID()
		w.write(t, policy.SittingCall, func(tx *gate.WriteTx) error {
			for table, row := range map[string]gate.Row{"sitting": {"id": id, "number": 1, "on_day": w.Today(), "starts": "09:30", "place": "Pescia", "state": "closed", "called_at": tx.Now(),
				"called_n": 1, "closed_at": tx.Now(), "version": 1, "changed_at": tx.Now()}} {
				if err := tx.Insert(table, row); err != nil {
					return err
				}
			}
			if err := tx.Insert("sitting_attendance", gate.Row{"id": value.NewID(), "sitting_id": id, "account_id": w.elena.Account, "from_at": tx.Now(), "until_at": tx.Now()}); err != nil {
				return err
			}
			return tx.Insert("minutes", gate.Row{"id": minutes, "sitting_id": id, "state": "draft", "head": []byte("x"), "digest": "x", "made_at": tx.Now()})
		})
		g := groupOf(w.today(t, w.elena), "verbali")
		if g.Count != 1 || g.Items[0].Name != "Seduta del 24/11/2026" || g.Items[0].DoHref != "/sedute/"+string(id)+"/verbale" || !g.Items[0].Pressed {
			t.Errorf("%+v", g)
		}
		if g = groupOf(w.today(t, w.sara), "verbali"); g.Count != 0 {
			t.Errorf("who was not there finds %+v", g)
		}
		w.write(t, policy.MinutesApprove, func(tx *gate.WriteTx) error {
			return tx.Insert("minutes_approval", gate.Row{"id": value.NewID(), "minutes_id": minutes, "account_id": w.elena.Account, "at": tx.Now()})
		})
		if g = groupOf(w.today(t, w.elena), "verbali"); g.Count != 0 {
			t.Errorf("approved, and still there: %+v", g)
		}
	})
}

// Referrals and steps cost the same number of queries however many there are.
func TestTheRoadTakesAFixedNumberOfQueries(t *testing.T) {
	counts := map[string][]int{}
	for _, n := range []int{3, 30} {
		w := newWorld(t, gatetest.NewSQLite(t))
		anna := w.sender(t, "Anna")
		for i := range n {
			s := w.refer(t, anna, "Persona"+strings.Repeat("x", i+1))
			w.write(t, policy.CaseTeam, func(tx *gate.WriteTx) error {
				var caseID value.ID
				if err := tx.One("SELECT case_id FROM referral WHERE zone = $1 AND id = $2", []any{tx.Zone(), s.ID}, &caseID); err != nil {
					return err
				}
				_, err := casefile.AddStep(tx, casefile.NextStep{CaseID: caseID, WhoID: w.elena.Account, What: "chiamare"})
				return err
			})
		}
		for _, who := range []gate.Actor{w.coordinator, w.elena, anna} {
			_, q := w.page(t, who, "/oggi")
			counts[who.Name] = append(counts[who.Name], q)
			for _, g := range w.today(t, who).Groups {
				if len(g.Items) > 20 || len(g.Items) < min(g.Count, 20) {
					t.Errorf("%s: %d rows of %d in %s", who.Name, len(g.Items), g.Count, g.Code)
				}
			}
		}
	}
	for who, n := range counts {
		if n[0] != n[1] || n[0] > 20 {
			t.Errorf("%s: %v queries", who, n)
		}
		t.Log(who, n)
	}
}
