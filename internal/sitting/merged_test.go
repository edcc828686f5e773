package sitting_test

import (
	"strings"
	"testing"

	"siil/internal/casefile"
	"siil/internal/fault"
	"siil/internal/value"
)

// unites merges a case into another, as the coordinator does who finds one person twice.
func (w *world) unites(t *testing.T, kept, merged value.ID) {
	t.Helper()
	k, m := w.facts(t, kept), w.facts(t, merged)
	must(t, w.cases.MergePeople(ctx, w.coordinator, casefile.Merging{Kept: kept, Version: k.Version, Merged: m.PersonID, Reason: "stessa persona"}))
}

// TestMergedOnTheAgenda: a case that was merged while it stood on an agenda shows the case that stays, is not decided, and can be taken off; the
// other one comes in its place and is decided.
func TestMergedOnTheAgenda(t *testing.T) {
	both(t, func(t *testing.T, w *world) {
		kept, merged := w.waits(t, "2026-10-01", "ordinary"), w.waits(t, "2026-10-05", "ordinary")
		s := w.running(t, merged)
		must(t, w.room.Ask(ctx, w.elena, w.item(t, s, merged).ID, "chi la segue?"))
		w.unites(t, kept, merged)
		stays, x := w.facts(t, kept), w.item(t, s, merged)
		if x.CaseNumber != stays.Number || !strings.HasPrefix(x.Name, stays.Person.GivenName) {
			t.Errorf("on the agenda: %d %s, want %d", x.CaseNumber, x.Name, stays.Number)
		}
		v, err := w.room.ItemView(ctx, w.elena, x.ID)
		must(t, err)
		if v.Case.ID != kept || len(v.Asks) != 1 || v.Asks[0].Text != "chi la segue?" {
			t.Errorf("the case: %+v", v)
		}
		_, err = w.room.Decide(ctx, w.coordinator, s, w.taken(merged))
		wants(t, err, fault.Conflict, "deciding on a merged case")
		must(t, w.room.RemoveCase(ctx, w.coordinator, s, x.ID))
		must(t, w.room.AddCase(ctx, w.coordinator, s, kept, ""))
		_, err = w.room.Decide(ctx, w.coordinator, s, w.taken(kept))
		must(t, err)
		if c := w.facts(t, merged); c.ID != kept || c.State != "ASSEGNATA" {
			t.Errorf("after the decision: %s %s", c.ID, c.State)
		}
		w.whole(t)
	})
}

// TestMergedAfterTheDecision: the minutes name the case as it was decided, and are read by who works on the case into which it was merged.
func TestMergedAfterTheDecision(t *testing.T) {
	both(t, func(t *testing.T, w *world) {
		kept, merged := w.waits(t, "2026-10-01", "ordinary"), w.waits(t, "2026-10-05", "ordinary")
		was := w.facts(t, merged)
		s := w.running(t, merged)
		in := w.taken(merged)
		in.Team = nil
		_, err := w.room.Decide(ctx, w.coordinator, s, in)
		must(t, err)
		must(t, w.room.Close(ctx, w.coordinator, s))
		_, err = w.room.Extract(ctx, w.sara, s, merged)
		wants(t, err, fault.NotFound, "an extract before there are minutes")
		must(t, w.cases.AssignManager(ctx, w.coordinator, kept, w.facts(t, kept).Version, w.sara.Account))
		w.unites(t, kept, merged)
		must(t, w.room.MakeMinutes(ctx, w.coordinator, s))
		m, err := w.room.Extract(ctx, w.sara, s, merged)
		must(t, err)
		if len(m.Parts) != 1 || m.Parts[0].Hidden || m.Parts[0].CaseNumber != was.Number || m.Parts[0].Reason != in.Reason || len(m.Parts[0].Senders) != 1 {
			t.Errorf("the manager of the case that stays reads %+v", m.Parts)
		}
		if got := w.item(t, s, merged); got.Decision != in.Decision {
			t.Errorf("decided: %+v", got)
		}
		w.whole(t)
	})
}
