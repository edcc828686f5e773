package plan_test

import (
	"strings"
	"sync"
	"testing"

	"siil/internal/casefile"
	"siil/internal/fault"
	"siil/internal/plan"
	"siil/internal/value"
)

// happen is an event of an action, as one who may record it.
func (w *world) happen(id value.ID, kind string, on value.Date, more ...string) error {
	in := plan.EventInput{Kind: kind, OnDay: on}
	switch kind {
	case plan.Suspends:
		in.Words = "Aspetta il permesso"
	case plan.Ends:
		in.Result = "COMPLETATA"
	case plan.Interrupts:
		in.Reason = "RINUNCIA"
	}
	for i := 0; i+1 < len(more); i += 2 {
		switch more[i] {
		case "words":
			in.Words = more[i+1]
		case "result":
			in.Result = more[i+1]
		case "reason":
			in.Reason = more[i+1]
		}
	}
	return w.room.Happen(ctx, w.paolo, id, -1, in)
}

// version is that of the case.
func (w *world) version(t testing.TB) int {
	t.Helper()
	return w.versionOf(t, w.elena, w.id)
}

func (w *world) action(t testing.TB, id value.ID) plan.Live {
	t.Helper()
	l, err := w.room.Action(ctx, w.paolo, id)
	must(t, err)
	return l
}

// TestActionsLife: started, held, taken up again, ended; each day where it belongs, each reader the same events.
func TestActionsLife(t *testing.T) {
	both(t, func(t *testing.T, w *world) {
		d := w.draft(t)
		day := w.Today()
		start, held, again, end := day.AddDays(-40), day.AddDays(-30), day.AddDays(-20), day.AddDays(-2)
		is(t, w.happen(d.course, plan.Suspends, held), fault.Conflict)
		is(t, w.happen(d.course, plan.Resumes, held), fault.Conflict)
		is(t, w.happen(d.course, plan.Ends, held), fault.Conflict)
		refused(t, w.happen(d.course, "fly", held), "kind")
		refused(t, w.happen(d.course, plan.Starts, value.Date{}), "date")
		refused(t, w.happen(d.course, plan.Starts, day.AddDays(1)), "date")
		refused(t, w.happen(d.course, plan.Starts, value.MustDate("1926-11-24")), "date")
		must(t, w.happen(d.course, plan.Starts, start))
		is(t, w.happen(d.course, plan.Starts, start), fault.Conflict)
		l := w.action(t, d.course)
		if l.Action.State != plan.Running || l.Action.StartedOn != start || !l.BeforeSigned() {
			t.Fatalf("started: %+v", l.Action)
		}
		refused(t, w.happen(d.course, plan.Ends, start.AddDays(-1)), "date")
		refused(t, w.happen(d.course, plan.Suspends, start.AddDays(-1)), "date")
		refused(t, w.happen(d.course, plan.Suspends, held, "words", " "), "words")
		refused(t, w.happen(d.course, plan.Suspends, held, "words", strings.Repeat("a", plan.MaxReason+1)), "words")
		must(t, w.happen(d.course, plan.Suspends, held))
		refused(t, w.happen(d.course, plan.Resumes, held.AddDays(-1)), "date")
		must(t, w.happen(d.course, plan.Resumes, again))
		refused(t, w.happen(d.course, plan.Ends, again.AddDays(-1)), "date")
		refused(t, w.happen(d.course, plan.Ends, end, "result", ""), "result")
		refused(t, w.happen(d.course, plan.Ends, end, "result", "RINUNCIA"), "result")
		refused(t, w.happen(d.course, plan.Interrupts, end, "reason", "COMPLETATA"), "reason")
		must(t, w.happen(d.course, plan.Ends, end, "result", "ATTESTATO", "reason", "RINUNCIA", "words", "Brava"))
		for _, kind := range []string{plan.Starts, plan.Suspends, plan.Resumes, plan.Ends, plan.Interrupts} {
			is(t, w.happen(d.course, kind, day), fault.Conflict)
		}
		l = w.action(t, d.course)
		if a := l.Action; a.State != plan.Ended || a.EndedOn != end || a.Result != "ATTESTATO" || a.Reason != "" || a.Words != "Brava" {
			t.Errorf("ended: %+v", a)
		}
		var got []string
		for _, e := range l.Events {
			got = append(got, e.Kind+" "+e.OnDay.ISO())
			if e.By != w.paolo.Account {
				t.Errorf("%s was written by %q", e.Kind, e.By)
			}
		}
		want := []string{"start " + start.ISO(), "suspend " + held.ISO(), "resume " + again.ISO(), "end " + end.ISO()}
		if strings.Join(got, ", ") != strings.Join(want, ", ") {
			t.Errorf("events %v, want %v", got, want)
		}
		w.proved(t)
	})
}

// TestInterrupted: with its reason, also from where it rests; a reserved one says nothing to others and keeps its words sealed.
func TestInterrupted(t *testing.T) {
	both(t, func(t *testing.T, w *world) {
		d := w.draft(t)
		day := w.Today()
		must(t, w.happen(d.course, plan.Starts, day.AddDays(-10)))
		must(t, w.happen(d.course, plan.Suspends, day.AddDays(-5)))
		must(t, w.happen(d.course, plan.Interrupts, day, "words", "Ha trovato lavoro al vivaio", "reason", "LAVORO"))
		if a := w.action(t, d.course).Action; a.State != plan.Interrupted || a.Reason != "LAVORO" || a.EndedOn != day {
			t.Errorf("interrupted: %+v", a)
		}
		is(t, w.happen(d.therapy, plan.Starts, day), fault.NotFound)
		must(t, w.room.Happen(ctx, w.lucia, d.therapy, -1, plan.EventInput{Kind: plan.Starts, OnDay: day.AddDays(-3)}))
		must(t, w.room.Happen(ctx, w.lucia, d.therapy, -1, plan.EventInput{Kind: plan.Interrupts, OnDay: day, Reason: "RINUNCIA", Words: "Non dorme"}))
		l, err := w.room.Action(ctx, w.lucia, d.therapy)
		must(t, err)
		if a := l.Action; a.Reason != "RINUNCIA" || a.Words != "Non dorme" || len(l.Events) != 2 || l.Events[1].Words != "Non dorme" {
			t.Errorf("lucia reads %+v, %+v", a, l.Events)
		}
		w.proved(t)
	})
}

// TestTwoPeopleOnOneAction: who saw it as it was is told that it has changed; of two starts at once one lands.
func TestTwoPeopleOnOneAction(t *testing.T) {
	both(t, func(t *testing.T, w *world) {
		d := w.draft(t)
		day := w.Today()
		was := w.action(t, d.course).Action.LiveVersion
		must(t, w.room.Happen(ctx, w.elena, d.course, was, plan.EventInput{Kind: plan.Starts, OnDay: day.AddDays(-1)}))
		is(t, w.room.Happen(ctx, w.paolo, d.course, was, plan.EventInput{Kind: plan.Suspends, OnDay: day, Words: "x"}), fault.Conflict)
		second := made(t)(w.room.AddAction(ctx, w.paolo, d.plan, plan.ActionInput{GoalID: d.work, Content: plan.Content{Kind: "VOLONTARIATO", From: day}}))
		errs := make([]error, 4)
		var wait sync.WaitGroup
		for i := range errs {
			wait.Go(func() { errs[i] = w.happen(second, plan.Starts, day) })
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
		if l := w.action(t, second); landed != 1 || len(l.Events) != 1 {
			t.Errorf("%d starts landed, %d events: %v", landed, len(l.Events), errs)
		}
		w.proved(t)
	})
}

// TestActionsMoveTheCase: the first start does, a reserved one does not, and nothing starts in a closed case.
func TestActionsMoveTheCase(t *testing.T) {
	both(t, func(t *testing.T, w *world) {
		d := w.draft(t)
		w.signed(t, d.plan)
		day := w.Today()
		must(t, w.room.Happen(ctx, w.lucia, d.therapy, -1, plan.EventInput{Kind: plan.Starts, OnDay: day}))
		if s := w.state(t); s != "PROGETTO_SOTTOSCRITTO" {
			t.Errorf("a reserved action moved the case to %s", s)
		}
		must(t, w.happen(d.course, plan.Starts, day))
		if s := w.state(t); s != "IN_ATTUAZIONE" {
			t.Errorf("after the first start the case is %s", s)
		}
		if w.action(t, d.course).BeforeSigned() {
			t.Error("an action that began on the day of signing began before it")
		}
		must(t, w.cases.Close(ctx, w.elena, w.id, casefile.Ending{Version: w.version(t), On: day, Reason: "LAVORO", Outcomes: []string{"LAVORO_USCITA"}}))
		must(t, w.happen(d.course, plan.Ends, day))
		w.proved(t)
	})
}

// TestNothingStartsInAClosedCase, neither by hand nor by its first hours; what goes on can still be written down.
func TestNothingStartsInAClosedCase(t *testing.T) {
	both(t, func(t *testing.T, w *world) {
		d := w.draft(t)
		day := w.Today()
		must(t, w.cases.Close(ctx, w.elena, w.id, casefile.Ending{Version: w.version(t), On: day, Reason: "LAVORO", Outcomes: []string{"LAVORO_USCITA"}}))
		is(t, w.happen(d.course, plan.Starts, day), fault.Conflict)
		_, err := w.room.Attend(ctx, w.paolo, d.course, day.ISO()[:7], -1, map[int]int{day.Day(): 60})
		is(t, err, fault.Conflict)
		_, err = w.room.Check(ctx, w.elena, d.plan, plan.Checking{OnDay: day, NextOn: day.AddDays(10), Goals: []plan.GoalProgress{{GoalID: d.work, Progress: "reached"}}})
		is(t, err, fault.Conflict)
		if a := w.action(t, d.course).Action; a.State != plan.Planned || a.Minutes != 0 {
			t.Errorf("something landed: %+v", a)
		}
		w.proved(t)
	})
}

// TestActionsOfOthers: who works elsewhere, or in another zone, finds none of it.
func TestActionsOfOthers(t *testing.T) {
	both(t, func(t *testing.T, w *world) {
		d := w.draft(t)
		month := w.Today().ISO()[:7]
		for _, who := range []struct {
			name string
			do   func() error
		}{
			{"nora reads", func() error { _, err := w.room.Action(ctx, w.nora, d.course); return err }},
			{"olga reads", func() error { _, err := w.room.Action(ctx, w.outside, d.course); return err }},
			{"sofia reads", func() error { _, err := w.room.Action(ctx, w.sofia, d.course); return err }},
			{"carla starts", func() error {
				return w.room.Happen(ctx, w.carla, d.course, -1, plan.EventInput{Kind: plan.Starts, OnDay: w.Today()})
			}},
			{"olga starts", func() error {
				return w.room.Happen(ctx, w.outside, d.course, -1, plan.EventInput{Kind: plan.Starts, OnDay: w.Today()})
			}},
			{"olga writes hours", func() error {
				_, err := w.room.Attend(ctx, w.outside, d.course, month, -1, map[int]int{1: 60})
				return err
			}},
			{"elena writes reserved hours", func() error {
				_, err := w.room.Attend(ctx, w.elena, d.therapy, month, -1, map[int]int{1: 60})
				return err
			}},
			{"nobody's action", func() error { return w.happen(value.NewID(), plan.Starts, w.Today()) }},
		} {
			err := who.do()
			if !fault.Is(err, fault.NotFound) && !fault.Is(err, fault.Denied) {
				t.Errorf("%s: %v", who.name, err)
			}
		}
		if _, err := w.room.Action(ctx, w.carla, d.course); err != nil {
			t.Errorf("the coordinator reads: %v", err)
		}
		w.proved(t)
	})
}
