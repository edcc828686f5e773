package deadline_test

import (
	"strconv"
	"strings"
	"testing"
	"time"

	"siil/internal/casefile"
	"siil/internal/gate"
	"siil/internal/plan"
	"siil/internal/policy"
	"siil/internal/value"
)

// project puts a project in force today, in a case of elena's or of sara's, and gives the case, the version and its goal.
func (w *world) project(t testing.TB, who gate.Actor, name string, o casefile.Opening) (id, version, goal value.ID) {
	t.Helper()
	must := func(x value.ID, err error) value.ID {
		t.Helper()
		if err != nil {
			t.Fatal(err)
		}
		return x
	}
	o.ManagerID = who.Account
	if o.State == "" {
		o.State = "IN_PROGETTAZIONE"
	}
	id = w.open(t, name, o)
	version = must(w.plans.Begin(ctx, who, id, "Voglio lavorare."))
	goal = must(w.plans.AddGoal(ctx, who, version, plan.GoalInput{Domain: "LAVORO", Text: "Lavorare con un contratto", ReachedWhen: "Ha un contratto"}))
	for _, party := range []string{plan.ByPerson, plan.ByCaseManager} {
		in := plan.SignatureInput{Party: party, Means: plan.OnPaper, OnDay: w.Today(), CollectedBy: who.Account}
		if party == plan.ByPerson {
			in.Agreement = plan.Agrees
		} else {
			in.AccountID = who.Account
		}
		must(w.plans.Sign(ctx, who, version, in))
	}
	return id, version, goal
}

// Who manages a case is asked for the check that is missing, the coordinator sees those of all; a check takes it away, and a case that rests or is
// closed is not chased.
func TestMissingChecksAreChased(t *testing.T) {
	both(t, func(t *testing.T, w *world) {
		elena, version, goal := w.project(t, w.elena, "Manca", casefile.Opening{NextOn: w.Today().AddDays(400)})
		w.project(t, w.sara, "Altra", casefile.Opening{NextOn: w.Today().AddDays(400)})
		rests, _, _ := w.project(t, w.elena, "Ferma", casefile.Opening{NextOn: w.Today().AddDays(400)})
		w.write(t, policy.CaseCreate, func(tx *gate.WriteTx) error {
			return tx.Update("case_file", rests, gate.Row{"state": "SOSPESA"})
		})
		if got := summary(w.today(t, w.elena)); strings.Contains(got, "verifiche") {
			t.Errorf("on the day of the signature:\n%s", got)
		}
		signed := w.Today()
		w.Clock.Add(97 * 24 * time.Hour)
		g := groupOf(w.today(t, w.elena), "verifiche")
		if g.Count != 1 || len(g.Items) != 1 || g.Items[0].Name != "Manca Provini" || g.Items[0].Mark != "late" || !g.Items[0].Pressed ||
			g.Items[0].DoHref != "/casi/"+string(elena)+"/verifiche/nuova" || g.More != "/oggi?mostra=verifiche" {
			t.Errorf("%+v", g)
		}
		if what := g.Items[0].What[0]; what != "Verifica entro il "+signed.AddDays(90).Format() {
			t.Error(what)
		}
		zone := groupOf(w.today(t, w.coordinator), "verifiche-zona")
		if zone.Count != 2 || zone.Items[0].Pressed || !strings.HasSuffix(zone.Items[0].DoHref, "/azioni") {
			t.Errorf("%+v", zone)
		}
		for _, who := range []gate.Actor{w.secretary, w.admin, w.dpo, w.idle, w.visitor} {
			if got := summary(w.today(t, who)); strings.Contains(got, "verifiche") {
				t.Errorf("%s finds\n%s", who.Name, got)
			}
		}
		check := plan.Checking{OnDay: w.Today(), WithPerson: true, NextOn: w.Today().AddDays(20), Goals: []plan.GoalProgress{{GoalID: goal, Progress: "on_the_way"}}}
		if _, err := w.plans.Check(ctx, w.elena, version, check); err != nil {
			t.Fatal(err)
		}
		if got := groupOf(w.today(t, w.elena), "verifiche"); got.Count != 0 {
			t.Errorf("after the check: %+v", got)
		}
		// The day it named is the case's next date: when that has passed, the row says what to do, once.
		w.Clock.Add(25 * 24 * time.Hour)
		d := w.today(t, w.elena)
		if late := groupOf(d, "ritardo"); groupOf(d, "verifiche").Count != 0 && late.Count != 0 {
			t.Errorf("said twice: %s", summary(d))
		} else if late.Count != 1 || late.Items[0].Do[0] != "Fai la verifica" || late.Items[0].DoHref != "/casi/"+string(elena)+"/verifiche/nuova" {
			t.Errorf("%+v", late)
		}
	})
}

// A chip of a group leads to every row that it counts; the whole screen holds the first of them. The number of queries stays the same.
func TestEveryMissingCheckHasItsRow(t *testing.T) {
	both(t, func(t *testing.T, w *world) {
		w.project(t, w.elena, "Uno", casefile.Opening{NextOn: w.Today().AddDays(400)})
		w.Clock.Add(97 * 24 * time.Hour)
		_, few := w.page(t, w.elena, "/oggi")
		for i := range 24 {
			w.project(t, w.elena, "Tanti-"+strconv.Itoa(i), casefile.Opening{NextOn: w.Today().AddDays(400)})
		}
		w.Clock.Add(97 * 24 * time.Hour)
		all, many := w.page(t, w.elena, "/oggi")
		if n := strings.Count(all, "Fai la verifica: "); n != 20 || !strings.Contains(all, `<a href="/oggi?mostra=verifiche">Vedi tutti: 25</a>`) {
			t.Errorf("%d rows on the whole screen", n)
		}
		alone, _ := w.page(t, w.elena, "/oggi?mostra=verifiche")
		if n := strings.Count(alone, "Fai la verifica: "); n != 25 || strings.Contains(alone, "Vedi tutti") {
			t.Errorf("%d rows of 25", n)
		}
		if few != many {
			t.Errorf("%d queries with one missing check, %d with 25", few, many)
		}
	})
}
