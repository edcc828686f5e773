package sitting_test

import (
	"errors"
	"strings"
	"sync"
	"testing"

	"siil/internal/casefile"
	"siil/internal/fault"
	"siil/internal/gate"
	"siil/internal/sitting"
)

func TestNoQuorum(t *testing.T) {
	both(t, func(t *testing.T, w *world) {
		a, b := w.waits(t, "2026-11-01", "ordinary"), w.waits(t, "2026-11-02", "ordinary")
		id := w.running(t, a, b)
		must(t, w.room.StepOut(ctx, w.paolo, w.item(t, id, a).ID, "PARENTELA"))
		_, err := w.room.Decide(ctx, w.coordinator, id, w.taken(a))
		wants(t, err, fault.Conflict, "a decision without quorum for the case")
		in := w.taken(b)
		_, err = w.room.Decide(ctx, w.coordinator, id, in)
		must(t, err)
		w.attend(t, id, w.coordinator, w.paolo, w.secretary)
		must(t, w.room.StepBack(ctx, w.paolo, w.item(t, id, a).ID))
		_, err = w.room.Decide(ctx, w.coordinator, id, w.taken(a))
		wants(t, err, fault.Conflict, "a decision without a social worker")
		w.attend(t, id, w.coordinator, w.elena, w.paolo, w.secretary)
		_, err = w.room.Decide(ctx, w.coordinator, id, w.taken(a))
		must(t, err)
	})
}

func TestCaseChangedMeanwhile(t *testing.T) {
	both(t, func(t *testing.T, w *world) {
		caseID := w.waits(t, "2026-11-01", "ordinary")
		id := w.running(t, caseID)
		must(t, w.cases.Close(ctx, w.second, caseID, casefile.Ending{Version: w.facts(t, caseID).Version, On: today, Reason: "RINUNCIA"}))
		_, err := w.room.Decide(ctx, w.coordinator, id, w.taken(caseID))
		var f *fault.Error
		if !errors.As(err, &f) || f.Kind != fault.Conflict || !strings.Contains(f.Text[0], "Carla Prova") {
			t.Fatalf("a decision on a closed case: %v", err)
		}
		if n := w.number(t, "SELECT COUNT(*) FROM sitting_decision WHERE zone = $1"); n != 0 {
			t.Error("something was decided")
		}
	})
}

func TestTwoCoordinatorsAtOnce(t *testing.T) {
	both(t, func(t *testing.T, w *world) {
		caseID := w.waits(t, "2026-11-01", "ordinary")
		id := w.running(t, caseID)
		var wait sync.WaitGroup
		errs := make([]error, 8)
		for i := range errs {
			wait.Go(func() {
				who := []gate.Actor{w.coordinator, w.second}[i%2]
				_, errs[i] = w.room.Decide(ctx, who, id, w.taken(caseID))
			})
		}
		wait.Wait()
		won := 0
		for _, err := range errs {
			if err == nil {
				won++
				continue
			}
			wants(t, err, fault.Conflict, "the one who comes second")
		}
		if n := w.number(t, "SELECT COUNT(*) FROM sitting_decision WHERE zone = $1"); won != 1 || n != 1 {
			t.Errorf("%d have won, %d decisions", won, n)
		}
	})
}

func TestDecisionsAreChecked(t *testing.T) {
	both(t, func(t *testing.T, w *world) {
		caseID := w.waits(t, "2026-11-01", "ordinary")
		id := w.running(t, caseID)
		for name, c := range map[string]struct {
			in    sitting.Deciding
			field string
		}{
			"none":             {sitting.Deciding{}, "decision"},
			"no manager":       {sitting.Deciding{Decision: "taken_in_charge"}, "case_manager"},
			"no such manager":  {sitting.Deciding{Decision: "taken_in_charge", CaseManager: w.secretary.Account}, "case_manager"},
			"no advice":        {sitting.Deciding{Decision: "other_service", Reason: "x"}, "advice"},
			"no reason":        {sitting.Deciding{Decision: "other_service", Advice: "x"}, "reason"},
			"no step":          {sitting.Deciding{Decision: "more_information", Reason: "x"}, "next_steps"},
			"nobody new":       {sitting.Deciding{Decision: "other_professional", Reason: "x"}, "team"},
			"why it rests":     {sitting.Deciding{Decision: "suspended", Reason: "x"}, "suspension_reason"},
			"why it ends":      {sitting.Deciding{Decision: "closed", Reason: "x", ClosureReason: "BOH"}, "closure_reason"},
			"a manager closed": {sitting.Deciding{Decision: "closed", Reason: "x", ClosureReason: "RINUNCIA", CaseManager: w.elena.Account}, "case_manager"},
			"a step of nobody": {sitting.Deciding{Decision: "more_information", Reason: "x", Steps: []casefile.NextStep{{What: "x", DueOn: today}}}, "next_steps.0.who"},
			"a step too late":  {sitting.Deciding{Decision: "more_information", Reason: "x", Steps: []casefile.NextStep{{What: "x", WhoWords: "y", DueOn: today.AddDays(-1)}}}, "next_steps.0.due"},
		} {
			c.in.CaseID = caseID
			_, err := w.room.Decide(ctx, w.coordinator, id, c.in)
			var f *fault.Error
			if !errors.As(err, &f) || f.Kind != fault.Invalid || len(f.Fields) != 1 || f.Fields[0].Name != c.field {
				t.Errorf("%s: %v", name, err)
			}
		}
		in := w.taken(caseID)
		in.Version = w.item(t, id, caseID).Version
		must(t, w.room.Start(ctx, w.second, w.item(t, id, caseID).ID))
		_, err := w.room.Decide(ctx, w.coordinator, id, in)
		wants(t, err, fault.Conflict, "a form older than the item")
	})
}
