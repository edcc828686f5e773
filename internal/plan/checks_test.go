package plan_test

import (
	"strings"
	"sync"
	"testing"
	"time"

	"siil/internal/casefile"
	"siil/internal/fault"
	"siil/internal/gate"
	"siil/internal/plan"
	"siil/internal/policy"
	"siil/internal/value"
)

// next is the case's next date and what it is for.
func (w *world) next(t testing.TB) (on value.Date, what string) {
	t.Helper()
	must(t, w.Read(ctx, w.elena, func(tx *gate.ReadTx) error {
		c, res, err := casefile.Facts(tx, w.id)
		if err != nil {
			return err
		}
		on, what = c.NextOn, c.NextWhat
		return tx.Decide(policy.CaseOpen, res)
	}))
	return on, what
}

func (w *world) checks(t testing.TB, who gate.Actor) []plan.Check {
	t.Helper()
	v, err := w.room.View(ctx, who, w.id)
	must(t, err)
	return v.Checks
}

// TestChecksRefused: days that cannot be, a next one too far, progress that is none; nothing lands.
func TestChecksRefused(t *testing.T) {
	both(t, func(t *testing.T, w *world) {
		d := w.draft(t)
		day := w.Today()
		good := plan.Checking{OnDay: day, NextOn: day.AddDays(90), Goals: []plan.GoalProgress{{GoalID: d.work, Progress: "on_the_way"}}}
		try := func(change func(c *plan.Checking)) error {
			c := good
			change(&c)
			_, err := w.room.Check(ctx, w.elena, d.plan, c)
			return err
		}
		refused(t, try(func(c *plan.Checking) { c.OnDay = value.Date{} }), "date")
		refused(t, try(func(c *plan.Checking) { c.OnDay = day.AddDays(1) }), "date")
		refused(t, try(func(c *plan.Checking) { c.OnDay = value.MustDate("2026-03-11") }), "date")
		refused(t, try(func(c *plan.Checking) { c.NextOn = value.Date{} }), "next")
		refused(t, try(func(c *plan.Checking) { c.NextOn = day }), "next")
		refused(t, try(func(c *plan.Checking) { c.NextOn = day.AddDays(91) }), "next")
		refused(t, try(func(c *plan.Checking) { c.Goals = nil }), "goals")
		refused(t, try(func(c *plan.Checking) { c.Changes = strings.Repeat("a", plan.MaxNote+1) }), "changes")
		refused(t, try(func(c *plan.Checking) { c.PersonWords = strings.Repeat("a", plan.MaxNote+1) }), "person_words")
		progress := func(p, note string) error {
			return try(func(c *plan.Checking) { c.Goals = []plan.GoalProgress{{GoalID: d.work, Progress: p, Note: note}} })
		}
		refused(t, progress("half", ""), plan.FieldProgress+string(d.work))
		refused(t, progress("", ""), plan.FieldProgress+string(d.work))
		refused(t, progress("reached", strings.Repeat("a", plan.MaxNote+1)), plan.FieldNote+string(d.work))
		is(t, try(func(c *plan.Checking) { c.Goals = []plan.GoalProgress{{GoalID: value.NewID(), Progress: "reached"}} }), fault.NotFound)
		is(t, try(func(c *plan.Checking) { c.Reopens = true }), fault.Conflict) // a draft is there already
		if k := w.checks(t, w.elena); len(k) != 0 {
			t.Errorf("something landed: %+v", k)
		}
		if on, _ := w.next(t); !on.IsZero() {
			t.Errorf("a refused check gave the case the date %s", on)
		}
		must(t, try(func(*plan.Checking) {}))
		w.proved(t)
	})
}

// TestCheckSetsTheNextDate: the earlier one stands, unless it has passed; a check entered after a later one moves nothing.
func TestCheckSetsTheNextDate(t *testing.T) {
	both(t, func(t *testing.T, w *world) {
		d := w.draft(t)
		day := w.Today()
		check := func(on, next value.Date) {
			t.Helper()
			made(t)(w.room.Check(ctx, w.elena, d.plan, plan.Checking{OnDay: on, NextOn: next, WithPerson: true, Goals: []plan.GoalProgress{{GoalID: d.work, Progress: "on_the_way"}}}))
		}
		has := func(want value.Date) {
			t.Helper()
			if on, what := w.next(t); on != want || what != "Verifica del progetto" {
				t.Errorf("the case's next date is %s (%s), want %s", on, what, want)
			}
		}
		check(day.AddDays(-5), day.AddDays(80))
		has(day.AddDays(80))
		check(day.AddDays(-4), day.AddDays(85)) // the case already has an earlier one
		has(day.AddDays(80))
		check(day.AddDays(-3), day.AddDays(20))
		has(day.AddDays(20))
		check(day.AddDays(-50), day.AddDays(10)) // of before, entered now
		has(day.AddDays(20))
		w.Clock.Add(30 * 24 * time.Hour)
		check(w.Today(), w.Today().AddDays(60))
		has(w.Today().AddDays(60))
		k := w.checks(t, w.elena)
		if len(k) != 5 || k[0].OnDay != w.Today() || k[4].OnDay != day.AddDays(-50) || !k[0].WithPerson || k[0].MadeBy != w.elena.Account {
			t.Errorf("checks: %+v", k)
		}
		w.proved(t)
	})
}

// TestTheSameCheckOnce: sent twice, or twice at once, it is one; under another project its id is not there.
func TestTheSameCheckOnce(t *testing.T) {
	both(t, func(t *testing.T, w *world) {
		d := w.draft(t)
		w.signed(t, d.plan)
		once := value.NewID()
		in := plan.Checking{Once: once, OnDay: w.Today(), NextOn: w.Today().AddDays(30), Reopens: true, Changes: "Più ore", PersonWords: "Va bene così",
			Goals: []plan.GoalProgress{{GoalID: d.work, Progress: "reached", Note: " Ha il contratto "}, {GoalID: d.work, Progress: "given_up"}}}
		errs := make([]error, 4)
		var wait sync.WaitGroup
		for i := range errs {
			wait.Go(func() { _, errs[i] = w.room.Check(ctx, w.elena, d.plan, in) })
		}
		wait.Wait()
		for _, err := range errs {
			must(t, err)
		}
		id, err := w.room.Check(ctx, w.elena, d.plan, in)
		must(t, err)
		v, err := w.room.View(ctx, w.elena, w.id)
		must(t, err)
		if len(v.Checks) != 1 || v.Checks[0].ID != once || id != once || len(v.Plans) != 2 {
			t.Fatalf("%d checks, %d versions", len(v.Checks), len(v.Plans))
		}
		k := v.Checks[0]
		if len(k.Goals) != 1 || k.Goals[0].Progress != "reached" || k.Goals[0].Note != "Ha il contratto" || k.PersonWords != "Va bene così" || !k.Reopens || k.Number != 1 {
			t.Errorf("it says %+v", k)
		}
		if next, _ := v.Open(); next.Number != 2 || !strings.Contains(next.Why, "Più ore") || next.Revises != d.plan {
			t.Errorf("the version that it began: %+v", next)
		}
		if s := w.state(t); s != "RIMODULAZIONE" && s != "PROGETTO_SOTTOSCRITTO" {
			t.Errorf("the case is %s", s)
		}
		next, _ := v.Open()
		_, err = w.room.Check(ctx, w.elena, next.ID, in)
		is(t, err, fault.NotFound)
		w.signed(t, next.ID)
		_, err = w.room.Check(ctx, w.elena, d.plan, plan.Checking{OnDay: w.Today(), NextOn: w.Today().AddDays(30), Goals: in.Goals})
		is(t, err, fault.Conflict) // an old version
		w.proved(t)
	})
}

// TestProgressStays: a goal that a check does not name stays as an earlier one left it, also in the next version.
func TestProgressStays(t *testing.T) {
	both(t, func(t *testing.T, w *world) {
		d := w.draft(t)
		day := w.Today()
		ok := made(t)
		home := ok(w.room.AddGoal(ctx, w.elena, d.plan, plan.GoalInput{Domain: "CASA", Text: "Una casa", ReachedWhen: "Ha le chiavi"}))
		check := func(on value.Date, reopens bool, goals ...plan.GoalProgress) {
			t.Helper()
			ok(w.room.Check(ctx, w.elena, d.plan, plan.Checking{OnDay: on, NextOn: on.AddDays(90), Reopens: reopens, Goals: goals}))
		}
		check(day.AddDays(-9), false, plan.GoalProgress{GoalID: d.work, Progress: "not_started"}, plan.GoalProgress{GoalID: home, Progress: "given_up"})
		w.signed(t, d.plan)
		check(day, true, plan.GoalProgress{GoalID: d.work, Progress: "on_the_way"})
		v, err := w.room.View(ctx, w.elena, w.id)
		must(t, err)
		for _, p := range v.Plans {
			work, _ := p.Goal(d.work)
			house, _ := p.Goal(home)
			if work.Progress != "on_the_way" || work.ProgressOn != day || house.Progress != "given_up" || house.ProgressOn != day.AddDays(-9) {
				t.Errorf("version %d: %+v, %+v", p.Number, work, house)
			}
		}
		w.proved(t)
	})
}
