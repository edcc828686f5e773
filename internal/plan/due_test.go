package plan_test

import (
	"testing"
	"time"

	"siil/internal/casefile"
	"siil/internal/gate"
	"siil/internal/gate/gatetest"
	"siil/internal/plan"
	"siil/internal/policy"
	"siil/internal/value"
)

// late is what somebody's first screen chases, of their own cases or of all.
func (w *world) late(t testing.TB, who gate.Actor, own bool) (out []plan.Due, total int) {
	t.Helper()
	must(t, w.Read(ctx, who, func(tx *gate.ReadTx) (err error) {
		if err := tx.Decide(policy.HomeRead, policy.Resource{Kind: policy.Zone}); err != nil {
			return err
		}
		var account value.ID
		if own {
			account = who.Account
		}
		out, total, err = w.room.ChecksDue(tx, account, 5)
		return err
	}))
	return out, total
}

func (w *world) days(n int) { w.Clock.Add(time.Duration(n) * 24 * time.Hour) }

func (w *world) dueIs(t testing.TB, want string) {
	t.Helper()
	on := ""
	got, n := w.late(t, w.elena, true)
	if n > 0 {
		on = got[0].On.ISO()
	}
	if on != want || n > 1 || n != len(got) {
		t.Errorf("on %s chased for %q (%d), want %q", w.Today(), on, n, want)
	}
	v, err := w.room.View(ctx, w.elena, w.id)
	must(t, err)
	by, ok := w.room.DueOn(v)
	if ok && by.Before(w.Today()) != (want != "") || want != "" && by.ISO() != want {
		t.Errorf("the project itself says %s, %v; want %q", by, ok, want)
	}
}

// TestChecksDue: by the calendar, by the usual days, by what the newest check says; the day itself is not late yet.
func TestChecksDue(t *testing.T) {
	both(t, func(t *testing.T, w *world) {
		d := w.draft(t)
		force := w.Today()
		check := func(next int) {
			t.Helper()
			made(t)(w.room.Check(ctx, w.elena, d.plan, plan.Checking{OnDay: w.Today(), NextOn: w.Today().AddDays(next), Goals: []plan.GoalProgress{{GoalID: d.work, Progress: "on_the_way"}}}))
		}
		w.days(200)
		w.dueIs(t, "") // a draft is not chased
		w.days(-200)
		must(t, w.room.SetDates(ctx, w.elena, d.plan, []value.Date{force.AddDays(30), force.AddDays(80)}))
		w.signed(t, d.plan)
		w.days(30)
		w.dueIs(t, "")
		w.days(1)
		w.dueIs(t, force.AddDays(30).ISO())
		if got, n := w.late(t, w.carla, false); n != 1 || got[0].CaseID != w.id || got[0].Person != "Samira Provini" || got[0].Mine || got[0].Number == 0 {
			t.Errorf("the coordinator reads %+v", got)
		}
		if got, n := w.late(t, w.paolo, false); n != 1 || got[0].Mine {
			t.Errorf("a member of the team reads %+v", got)
		}
		for name, n := range map[string]int{"member": second(w.late(t, w.paolo, true)), "coordinator": second(w.late(t, w.carla, true)), "elsewhere": second(w.late(t, w.nora, false)),
			"secretary": second(w.late(t, w.sofia, false)), "other zone": second(w.late(t, w.outside, false))} {
			if n != 0 {
				t.Errorf("%s is chased", name)
			}
		}
		check(40)
		w.dueIs(t, "")
		w.days(41)
		w.dueIs(t, force.AddDays(71).ISO())
		check(90)
		w.days(90)
		w.dueIs(t, "")
		w.days(1)
		w.dueIs(t, force.AddDays(162).ISO())
		w.proved(t)
	})
}

func second(_ []plan.Due, n int) int { return n }

// TestChecksDueWithoutDates: ninety days after it came into force; a new version begins anew.
func TestChecksDueWithoutDates(t *testing.T) {
	both(t, func(t *testing.T, w *world) {
		d := w.draft(t)
		force := w.Today()
		made(t)(w.room.Check(ctx, w.elena, d.plan, plan.Checking{OnDay: force.AddDays(-20), NextOn: force.AddDays(-10), Goals: []plan.GoalProgress{{GoalID: d.work, Progress: "on_the_way"}}}))
		w.signed(t, d.plan)
		w.days(90)
		w.dueIs(t, "") // also with a check of before, whose next day has passed
		w.days(1)
		w.dueIs(t, force.AddDays(90).ISO())
		next := made(t)(w.room.Revise(ctx, w.elena, d.plan, "Si ricomincia"))
		w.dueIs(t, force.AddDays(90).ISO()) // until the new version holds
		w.signed(t, next)
		w.dueIs(t, "")
		w.proved(t)
	})
}

// TestNotChased: a case that rests or is closed.
func TestNotChased(t *testing.T) {
	both(t, func(t *testing.T, w *world) {
		d := w.draft(t)
		w.signed(t, d.plan)
		w.days(100)
		if _, n := w.late(t, w.elena, true); n != 1 {
			t.Fatalf("%d chased", n)
		}
		must(t, w.cases.Suspend(ctx, w.elena, w.id, casefile.Resting{Version: w.version(t), SinceOn: w.Today(), Reason: "ASSENZA"}))
		if _, n := w.late(t, w.elena, true); n != 0 {
			t.Error("a case that rests is chased")
		}
		must(t, w.cases.Close(ctx, w.elena, w.id, casefile.Ending{Version: w.version(t), On: w.Today(), Reason: "LAVORO", Outcomes: []string{"LAVORO_USCITA"}}))
		for _, who := range []gate.Actor{w.elena, w.carla} {
			if _, n := w.late(t, who, false); n != 0 {
				t.Error("a closed case is chased")
			}
		}
	})
}

// TestMergedCasesAreChasedOnce: under the case that stays, by its newest project and the checks of both.
func TestMergedCasesAreChasedOnce(t *testing.T) {
	both(t, func(t *testing.T, w *world) {
		d := w.draft(t)
		w.signed(t, d.plan)
		kept := w.another(t, "Samyra")
		must(t, w.cases.MergePeople(ctx, w.carla, casefile.Merging{Kept: kept, Version: w.versionOf(t, w.carla, kept), Merged: w.person, Reason: "stessa persona"}))
		w.days(91)
		got, n := w.late(t, w.carla, false)
		if n != 1 || got[0].CaseID != kept || got[0].Person != "Samyra Provini" {
			t.Fatalf("chased: %+v", got)
		}
		made(t)(w.room.Check(ctx, w.elena, d.plan, plan.Checking{OnDay: w.Today(), NextOn: w.Today().AddDays(20), Goals: []plan.GoalProgress{{GoalID: d.work, Progress: "reached"}}}))
		if _, n := w.late(t, w.carla, false); n != 0 {
			t.Error("chased after a check under the case that stays")
		}
		w.proved(t)
	})
}

// TestDueIsOneQuery, and gives no more than asked, the latest first.
func TestDueIsOneQuery(t *testing.T) {
	w := newWorld(t, gatetest.NewSQLite(t))
	want := []value.ID{}
	for range 7 {
		w.id = w.another(t, "Samira")
		d := w.draft(t)
		w.signed(t, d.plan)
		want = append(want, w.id)
		w.days(1)
	}
	w.days(100)
	counted, n := gate.CountQueries(ctx)
	var got []plan.Due
	total := 0
	must(t, w.Read(counted, w.elena, func(tx *gate.ReadTx) (err error) {
		got, total, err = w.room.ChecksDue(tx, w.elena.Account, 5)
		return err
	}))
	if *n != 1 || total != 7 || len(got) != 5 || got[0].CaseID != want[0] || got[4].CaseID != want[4] || !got[0].Mine {
		t.Errorf("%d queries, %d late: %+v", *n, total, got)
	}
}

// another is one more person with a case of elena and the same team.
func (w *world) another(t testing.TB, given string) (id value.ID) {
	t.Helper()
	person := value.NewID()
	must(t, w.Write(ctx, gate.System(gatetest.Zone, "cli"), func(tx *gate.WriteTx) error {
		if err := tx.Decide(policy.CaseCreate, policy.Resource{Kind: policy.Case}); err != nil {
			return err
		}
		err := tx.Insert("person", gate.Row{"id": person, "given_name": given, "family_name": "Provini", "name_key": value.NameKey("Provini", given), "version": 1,
			"made_at": tx.Now(), "changed_at": tx.Now()})
		if err == nil {
			err = tx.NewPersonKey(person)
		}
		if err == nil {
			id, _, err = casefile.Open(tx, casefile.Opening{PersonID: person, NameKey: "provini", State: "IN_PROGETTAZIONE", OpenedOn: value.MustDate("2026-03-12"), ManagerID: w.elena.Account})
		}
		return err
	}))
	for _, who := range []gate.Actor{w.paolo, w.sara, w.lucia} {
		must(t, w.cases.Join(ctx, w.elena, id, casefile.Membership{AccountID: who.Account}))
	}
	return id
}

func (w *world) versionOf(t testing.TB, who gate.Actor, id value.ID) (n int) {
	t.Helper()
	must(t, w.Read(ctx, who, func(tx *gate.ReadTx) error {
		c, res, err := casefile.Facts(tx, id)
		if err != nil {
			return err
		}
		n = c.Version
		return tx.Decide(policy.CaseOpen, res)
	}))
	return n
}
