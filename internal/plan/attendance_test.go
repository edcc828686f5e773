package plan_test

import (
	"maps"
	"strconv"
	"sync"
	"testing"

	"pgregory.net/rapid"

	"siil/internal/fault"
	"siil/internal/gate"
	"siil/internal/gate/gatetest"
	"siil/internal/guideline"
	"siil/internal/plan"
	"siil/internal/value"
)

// hours writes a month as paolo, whatever stands there.
func (w *world) hours(id value.ID, month string, minutes map[int]int) error {
	_, err := w.room.Attend(ctx, w.paolo, id, month, -1, minutes)
	return err
}

// TestHoursRefused: each day that cannot be, at its own field, and nothing of the month lands. Today is 24 November.
func TestHoursRefused(t *testing.T) {
	both(t, func(t *testing.T, w *world) {
		d := w.draft(t)
		refused(t, w.hours(d.course, "2026-11", map[int]int{3: 25 * 60}), "day_3")
		refused(t, w.hours(d.course, "2026-11", map[int]int{3: 24*60 + 1}), "day_3")
		refused(t, w.hours(d.course, "2026-11", map[int]int{3: -1}), "day_3")
		refused(t, w.hours(d.course, "2026-11", map[int]int{31: 60}), "day_31")
		refused(t, w.hours(d.course, "2026-02", map[int]int{29: 60}), "day_29")
		refused(t, w.hours(d.course, "2026-11", map[int]int{0: 60}), "day_0")
		refused(t, w.hours(d.course, "2026-11", map[int]int{-4: 60}), "month")
		refused(t, w.hours(d.course, "2026-11", map[int]int{4000: 60}), "month")
		refused(t, w.hours(d.course, "2026-11", map[int]int{25: 60}), "day_25")
		refused(t, w.hours(d.course, "2026-12", map[int]int{1: 60}), "day_1")
		refused(t, w.hours(d.course, "1926-11", map[int]int{1: 60}), "day_1")
		if got := fields(w.hours(d.course, "2026-11", map[int]int{2: 60, 3: 9999, 31: 60, 28: 1})); len(got) != 3 {
			t.Errorf("wrong at %v", got)
		}
		for _, month := range []string{"", "2026", "2026-13", "2026-11-01", "x"} {
			is(t, w.hours(d.course, month, nil), fault.NotFound)
		}
		if l := w.action(t, d.course); l.Action.State != plan.Planned || l.Action.Minutes != 0 || len(l.Months) != 0 {
			t.Errorf("something landed: %+v, %+v", l.Action, l.Months)
		}
		must(t, w.hours(d.course, "2026-11", map[int]int{1: 24 * 60}))
		w.proved(t)
	})
}

// TestFirstHoursStart: an action begins on its first day with hours; later ones must fall in its time, until it rests or ends.
func TestFirstHoursStart(t *testing.T) {
	both(t, func(t *testing.T, w *world) {
		d := w.draft(t)
		must(t, w.hours(d.course, "2026-11", map[int]int{4: 0}))
		if a := w.action(t, d.course).Action; a.State != plan.Planned {
			t.Fatalf("no hours started it: %+v", a)
		}
		must(t, w.hours(d.course, "2026-11", map[int]int{12: 240, 10: 120, 9: 0}))
		l := w.action(t, d.course)
		if l.Action.State != plan.Running || l.Action.StartedOn.ISO() != "2026-11-10" || l.Action.Minutes != 360 || len(l.Events) != 1 || l.Events[0].OnDay.ISO() != "2026-11-10" {
			t.Fatalf("started %+v, %+v", l.Action, l.Events)
		}
		refused(t, w.hours(d.course, "2026-11", map[int]int{9: 60, 10: 120}), "day_9")
		refused(t, w.hours(d.course, "2026-10", map[int]int{30: 60}), "day_30")
		refused(t, w.happen(d.course, plan.Ends, value.MustDate("2026-11-11")), "date")
		must(t, w.happen(d.course, plan.Suspends, value.MustDate("2026-11-13")))
		refused(t, w.hours(d.course, "2026-11", map[int]int{10: 120, 14: 60}), "day_14")
		must(t, w.hours(d.course, "2026-11", map[int]int{10: 120, 13: 60}))
		must(t, w.happen(d.course, plan.Resumes, value.MustDate("2026-11-16")))
		must(t, w.hours(d.course, "2026-11", map[int]int{10: 120, 18: 30}))
		must(t, w.happen(d.course, plan.Ends, value.MustDate("2026-11-20")))
		refused(t, w.hours(d.course, "2026-11", map[int]int{10: 120, 21: 60}), "day_21")
		must(t, w.hours(d.course, "2026-11", map[int]int{20: 45}))
		if a := w.action(t, d.course).Action; a.Minutes != 45 || a.State != plan.Ended {
			t.Errorf("after a correction: %+v", a)
		}
		w.proved(t)
	})
}

// TestTwoPeopleOnOneMonth: the second is told, and nothing of either is lost; the same hours again are no quarrel; of many at once one lands.
func TestTwoPeopleOnOneMonth(t *testing.T) {
	both(t, func(t *testing.T, w *world) {
		d := w.draft(t)
		theirs, ours := map[int]int{3: 240, 4: 240}, map[int]int{3: 180}
		first, err := w.room.Attend(ctx, w.elena, d.course, "2026-11", 0, theirs)
		must(t, err)
		_, err = w.room.Attend(ctx, w.paolo, d.course, "2026-11", 0, ours)
		is(t, err, fault.Conflict)
		if m := w.action(t, d.course).Months; len(m) != 1 || !maps.Equal(m[0].Minutes, theirs) || m[0].Version != first.Version {
			t.Errorf("after the conflict: %+v", m)
		}
		again, err := w.room.Attend(ctx, w.paolo, d.course, "2026-11", 0, maps.Clone(theirs))
		if err != nil || again.Version != first.Version || again.Total != 480 {
			t.Errorf("the same hours again: %+v, %v", again, err)
		}
		second, err := w.room.Attend(ctx, w.paolo, d.course, "2026-11", first.Version, ours)
		must(t, err)
		if second.Version != first.Version+1 || second.Total != 180 {
			t.Errorf("after reading theirs: %+v", second)
		}
		fresh := made(t)(w.room.AddAction(ctx, w.paolo, d.plan, plan.ActionInput{GoalID: d.work, Content: plan.Content{Kind: "VOLONTARIATO", From: w.Today()}}))
		for _, race := range []struct {
			id   value.ID
			base int
		}{{d.course, second.Version}, {fresh, 0}} {
			w.race(t, race.id, race.base)
		}
		w.proved(t)
	})
}

// race lets five people write one month at once: one lands, the others are told.
func (w *world) race(t *testing.T, id value.ID, base int) {
	t.Helper()
	errs := make([]error, 5)
	var wait sync.WaitGroup
	for i := range errs {
		wait.Go(func() { _, errs[i] = w.room.Attend(ctx, w.paolo, id, "2026-11", base, map[int]int{5 + i: 60}) })
	}
	wait.Wait()
	landed := 0
	for _, err := range errs {
		if err == nil {
			landed++
		} else {
			is(t, err, fault.Conflict)
		}
	}
	if m := w.action(t, id).Months; landed != 1 || m[0].Total != 60 || len(m[0].Minutes) != 1 {
		t.Errorf("%d landed at once: %+v, %v", landed, m, errs)
	}
}

// TestMinutesAddUp: after any series of writes, the minutes of an action are the sum of its days.
func TestMinutesAddUp(t *testing.T) {
	both(t, func(t *testing.T, w *world) {
		d := w.draft(t)
		ok := made(t)
		must(t, w.happen(d.course, plan.Starts, value.MustDate("2026-08-01")))
		other := ok(w.room.AddAction(ctx, w.paolo, d.plan, plan.ActionInput{GoalID: d.work, Content: plan.Content{Kind: "VOLONTARIATO", From: w.Today()}}))
		must(t, w.hours(other, "2026-11", map[int]int{2: 77}))
		months := []string{"2026-08", "2026-09", "2026-10", "2026-11"}
		minute := rapid.OneOf(rapid.IntRange(0, 1440), rapid.IntRange(0, 1440), rapid.IntRange(0, 1440), rapid.IntRange(0, 1440), rapid.IntRange(-2, 1445))
		want, landed := map[string]map[int]int{}, 0
		rapid.Check(t, func(rt *rapid.T) {
			for range rapid.IntRange(1, 4).Draw(rt, "writes") {
				month := rapid.SampledFrom(months).Draw(rt, "month")
				days := rapid.MapOf(rapid.IntRange(1, rapid.SampledFrom([]int{24, 24, 24, 33}).Draw(rt, "last")), minute).Draw(rt, "days")
				valid := true
				kept := map[int]int{}
				for day, m := range days {
					if m == 0 {
						continue
					}
					kept[day] = m
					_, real := value.ParseISO(month + "-" + strconv.Itoa(100 + day)[1:])
					valid = valid && m > 0 && m <= 1440 && real && !(month == "2026-11" && day > 24)
				}
				err := w.hours(d.course, month, days)
				if (err == nil) != valid {
					rt.Fatalf("%s %v: %v", month, days, err)
				}
				if valid {
					want[month], landed = kept, landed+1
				}
			}
			l, err := w.room.Action(ctx, w.paolo, d.course)
			if err != nil {
				rt.Fatal(err)
			}
			total := 0
			for _, m := range l.Months {
				sum := 0
				for _, n := range m.Minutes {
					sum += n
				}
				if sum != m.Total || !maps.Equal(m.Minutes, want[m.Month]) {
					rt.Fatalf("%s holds %v (%d), want %v", m.Month, m.Minutes, m.Total, want[m.Month])
				}
				total += sum
			}
			asked := 0
			for _, days := range want {
				for _, n := range days {
					asked += n
				}
			}
			if l.Action.Minutes != total || total != asked {
				rt.Fatalf("%d minutes, days hold %d, %d were written", l.Action.Minutes, total, asked)
			}
		})
		if landed < 40 {
			t.Errorf("only %d writes landed", landed)
		}
		if a := w.action(t, other).Action; a.Minutes != 77 {
			t.Errorf("another action has %d minutes", a.Minutes)
		}
		w.proved(t)
	})
}

// TestPaidTwice: the same course under two funds, and long days under two; neither is refused, and a reserved action is in no warning of others.
func TestPaidTwice(t *testing.T) {
	both(t, func(t *testing.T, w *world) {
		d := w.draft(t)
		ok := made(t)
		day := w.Today()
		add := func(who gate.Actor, goal value.ID, c plan.Content) value.ID {
			return ok(w.room.AddAction(ctx, who, d.plan, plan.ActionInput{GoalID: goal, Content: c}))
		}
		same := add(w.paolo, d.work, plan.Content{Kind: "UPSKILLING", Provider: "cpia", Fund: "FSE_PLUS", From: day.AddDays(10)})
		stage := add(w.paolo, d.work, plan.Content{Kind: "VOLONTARIATO", Provider: "Le radici", Fund: "FONDI_ETS", From: day.AddDays(-20), FollowerID: w.paolo.Account})
		free := add(w.paolo, d.work, plan.Content{Kind: "UPSKILLING", Provider: "CPIA", Fund: "NESSUNO", From: day, FollowerID: w.paolo.Account})
		hidden := add(w.lucia, d.health, plan.Content{Kind: "INSERIMENTO_SOCIOTERAPEUTICO", Provider: "ASL", Fund: "FONDI_COMUNALI", From: day.AddDays(-20), FollowerID: w.lucia.Account})
		pairs := func(who gate.Actor) (out []guideline.Overlap) {
			v, err := w.room.View(ctx, who, w.id)
			must(t, err)
			out, err = w.room.Warnings(ctx, who, v)
			must(t, err)
			return out
		}
		between := func(list []guideline.Overlap, a, b value.ID) bool {
			for _, o := range list {
				if o.A == a && o.B == b || o.A == b && o.B == a {
					return true
				}
			}
			return false
		}
		if got := pairs(w.paolo); len(got) != 1 || !between(got, d.course, same) {
			t.Errorf("the same course twice: %+v", got)
		}
		must(t, w.hours(d.course, "2026-11", map[int]int{10: 300}))
		must(t, w.hours(free, "2026-11", map[int]int{10: 600}))
		must(t, w.hours(stage, "2026-11", map[int]int{10: 180}))
		if got := pairs(w.paolo); len(got) != 1 {
			t.Errorf("eight hours are one day's: %+v", got)
		}
		_, err := w.room.Attend(ctx, w.lucia, hidden, "2026-11", -1, map[int]int{10: 240})
		must(t, err)
		if got := pairs(w.paolo); len(got) != 1 {
			t.Errorf("reserved hours show through a warning: %+v", got)
		}
		if got := pairs(w.lucia); !between(got, d.course, hidden) || !between(got, stage, hidden) {
			t.Errorf("lucia is not warned of twelve hours: %+v", got)
		}
		must(t, w.hours(stage, "2026-11", map[int]int{10: 181}))
		if got := pairs(w.paolo); len(got) != 2 || !between(got, d.course, stage) {
			t.Errorf("over eight hours: %+v", got)
		}
		l := w.action(t, stage)
		if len(l.Warns) != 1 || l.Warns[0].On.ISO() != "2026-11-10" {
			t.Errorf("the action itself says %+v", l.Warns)
		}
		must(t, w.room.RemoveAction(ctx, w.paolo, d.plan, same))
		if got := pairs(w.paolo); len(got) != 1 || between(got, d.course, same) {
			t.Errorf("an action that left the project is still in a warning: %+v", got)
		}
		again := add(w.paolo, d.work, plan.Content{Kind: "UPSKILLING", Provider: "CPIA", Fund: "FSE_PLUS", From: day, FollowerID: w.paolo.Account})
		w.signed(t, d.plan)
		next := ok(w.room.Revise(ctx, w.elena, d.plan, "Un corso solo"))
		if got := pairs(w.paolo); len(got) != 2 || !between(got, d.course, again) {
			t.Errorf("in the next version: %+v", got)
		}
		must(t, w.room.RemoveAction(ctx, w.paolo, next, again))
		if got := pairs(w.paolo); len(got) != 1 || between(got, d.course, again) {
			t.Errorf("what only an older version holds, and never began, is in a warning: %+v", got)
		}
		w.proved(t)
	})
}

// TestReservedHoursLeaveNoTrace: what a reader without the section gets is the same, whether there are reserved actions with hours or not.
func TestReservedHoursLeaveNoTrace(t *testing.T) {
	both(t, func(t *testing.T, w *world) {
		d := w.draft(t)
		must(t, w.hours(d.course, "2026-11", map[int]int{10: 300}))
		sum := func(who gate.Actor) (minutes, actions int) {
			v, err := w.room.View(ctx, who, w.id)
			must(t, err)
			for _, g := range v.Plans[0].Goals {
				for _, a := range g.Actions {
					minutes, actions = minutes+a.Minutes, actions+1
				}
			}
			return minutes, actions
		}
		_, err := w.room.Attend(ctx, w.lucia, d.therapy, "2026-11", -1, map[int]int{11: 50})
		must(t, err)
		for _, who := range []gate.Actor{w.elena, w.paolo, w.sara, w.carla} {
			if m, n := sum(who); m != 300 || n != 1 {
				t.Errorf("%s counts %d minutes in %d actions", who.Name, m, n)
			}
		}
		if m, n := sum(w.lucia); m != 350 || n != 2 {
			t.Errorf("lucia counts %d minutes in %d actions", m, n)
		}
		w.proved(t)
	})
}

// TestLiveQueries: an action costs as many queries with years of hours and forty neighbours as alone.
func TestLiveQueries(t *testing.T) {
	w := newWorld(t, gatetest.NewSQLite(t))
	d := w.draft(t)
	ok := made(t)
	must(t, w.hours(d.course, "2026-11", map[int]int{10: 300}))
	cost := func() int {
		counted, n := gate.CountQueries(ctx)
		_, err := w.room.Action(counted, w.elena, d.course)
		must(t, err)
		return *n
	}
	few := cost()
	for i := range 40 {
		id := ok(w.room.AddAction(ctx, w.paolo, d.plan, plan.ActionInput{GoalID: d.work, Content: plan.Content{Kind: "VOLONTARIATO", Fund: "FONDI_ETS", From: w.Today()}}))
		must(t, w.hours(id, "2026-11", map[int]int{1 + i%24: 60}))
	}
	if many := cost(); many != few || many > 24 {
		t.Errorf("%d queries, then %d", few, many)
	}
}
