package plan_test

import (
	"slices"
	"strings"
	"testing"

	"siil/internal/casefile"
	"siil/internal/gate"
	"siil/internal/plan"
	"siil/internal/policy"
)

// TestTimeline: what commands of the project leave in the line of events of the case, as everybody of the team reads it.
func TestTimeline(t *testing.T) {
	both(t, func(t *testing.T, w *world) {
		d := w.draft(t)
		ok := made(t)
		w.signed(t, d.plan)
		must(t, w.room.Happen(ctx, w.paolo, d.course, -1, plan.EventInput{Kind: plan.Starts, OnDay: w.Today()}))
		must(t, w.room.Happen(ctx, w.paolo, d.course, -1, plan.EventInput{Kind: plan.Ends, OnDay: w.Today(), Result: "ATTESTATO"}))
		must(t, w.room.Happen(ctx, w.lucia, d.therapy, -1, plan.EventInput{Kind: plan.Starts, OnDay: w.Today()}))
		ok(w.room.Check(ctx, w.elena, d.plan, plan.Checking{OnDay: w.Today(), WithPerson: true, NextOn: w.Today().AddDays(60), Reopens: true, Changes: "Un altro corso",
			Goals: []plan.GoalProgress{{GoalID: d.work, Progress: "reached"}}}))
		day := w.Today().AddDays(60).ISO()
		all := []string{"action UPSKILLING end", "action UPSKILLING start", "check 1 " + day + " reopens with", "plan 1"}
		for _, who := range []gate.Actor{w.elena, w.paolo, w.sara, w.carla, w.lucia} {
			want := all
			if who.Account == w.lucia.Account {
				want = append([]string{"action  start"}, all...) // of the health section: that it began, not what it is
			}
			if got := w.lines(t, who); !slices.Equal(got, want) {
				t.Errorf("%s reads %q, want %q", who.Name, got, want)
			}
		}
		w.proved(t)
	})
}

// TestAReservedStartMovesNoCase: the state of a case, which everybody reads, does not tell that a reserved action has begun.
func TestAReservedStartMovesNoCase(t *testing.T) {
	both(t, func(t *testing.T, w *world) {
		d := w.draft(t)
		must(t, w.room.Happen(ctx, w.lucia, d.therapy, -1, plan.EventInput{Kind: plan.Starts, OnDay: w.Today()}))
		w.signed(t, d.plan)
		if s := w.state(t); s != "PROGETTO_SOTTOSCRITTO" {
			t.Errorf("the case is %s", s)
		}
		must(t, w.room.Happen(ctx, w.paolo, d.course, -1, plan.EventInput{Kind: plan.Starts, OnDay: w.Today()}))
		if s := w.state(t); s != "IN_ATTUAZIONE" {
			t.Errorf("after a common action began the case is %s", s)
		}
	})
}

// lines are the lines of the project in the line of events.
func (w *world) lines(t testing.TB, who gate.Actor) (out []string) {
	t.Helper()
	must(t, w.Read(ctx, who, func(tx *gate.ReadTx) error {
		c, res, err := casefile.Facts(tx, w.id)
		if err != nil {
			return err
		}
		if err := tx.Decide(policy.CaseOpen, res); err != nil {
			return err
		}
		all, _, err := casefile.Timeline(tx, c, res, casefile.Filter{Limit: 500})
		for _, e := range all {
			if slices.Contains([]casefile.Kind{casefile.OfPlan, casefile.OfCheck, casefile.OfAction}, e.Kind) {
				out = append(out, strings.TrimSpace(strings.Join([]string{string(e.Kind), e.A, e.B, e.C, e.D}, " ")))
			}
		}
		return err
	}))
	slices.Sort(out)
	for i, s := range out {
		out[i] = strings.TrimSpace(s)
	}
	return out
}
