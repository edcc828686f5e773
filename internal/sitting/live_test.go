package sitting_test

import (
	"testing"
	"time"

	"siil/internal/fault"
	"siil/internal/sitting"
)

func TestLiveFields(t *testing.T) {
	both(t, func(t *testing.T, w *world) {
		caseID := w.waits(t, "2026-11-01", "ordinary")
		id := w.call(t, caseID)
		item := w.item(t, id, caseID).ID
		_, err := w.room.Write(ctx, w.elena, item, sitting.Field{Name: sitting.FieldNote, Text: "x"})
		wants(t, err, fault.Conflict, "writing before the sitting")
		w.attend(t, id, w.coordinator, w.elena, w.paolo)
		tick := func() int64 { n, err := w.room.Tick(ctx, w.elena, id); must(t, err); return n }
		was := tick()
		moves := func(what string, want bool) {
			t.Helper()
			if n := tick(); (n > was) != want {
				t.Errorf("%s: tick from %d to %d", what, was, n)
			}
			was = tick()
		}
		f, err := w.room.Write(ctx, w.elena, item, sitting.Field{Name: sitting.FieldNote, Text: "di Elena"})
		must(t, err)
		moves("writing", true)
		other, err := w.room.Write(ctx, w.paolo, item, sitting.Field{Name: sitting.FieldNote, Text: "di Paolo"})
		wants(t, err, fault.Conflict, "an older base")
		if other.Text != "di Elena" || other.Base != f.Base || other.By != w.elena.Account {
			t.Errorf("the other's text: %+v", other)
		}
		moves("a conflict", false)
		f, err = w.room.Write(ctx, w.paolo, item, sitting.Field{Name: sitting.FieldNote, Text: "di tutti e due", Base: other.Base})
		must(t, err)
		if f.Base != 2 {
			t.Errorf("version %d", f.Base)
		}
		was = tick()
		must(t, w.room.Focus(ctx, w.paolo, item, sitting.FieldSteps, true))
		moves("beginning to write", true)
		must(t, w.room.Focus(ctx, w.paolo, item, sitting.FieldSteps, true))
		moves("going on writing", false)
		must(t, w.room.Focus(ctx, w.elena, item, sitting.FieldSteps, true))
		v, err := w.room.ItemView(ctx, w.elena, item)
		must(t, err)
		if len(v.Writing) != 1 || v.Writing[0].Who != "Paolo Prova" || v.Fields[sitting.FieldNote].Text != "di tutti e due" {
			t.Errorf("live %+v %+v", v.Writing, v.Fields)
		}
		w.Clock.Add(16 * time.Second)
		v, err = w.room.ItemView(ctx, w.elena, item)
		must(t, err)
		if len(v.Writing) != 0 {
			t.Errorf("still writing %+v", v.Writing)
		}
		_, err = w.room.Write(ctx, w.elena, item, sitting.Field{Name: "altro", Text: "x"})
		wants(t, err, fault.Invalid, "a field that is none")
		leaves := w.number(t, "SELECT COUNT(*) FROM ledger_leaf WHERE $1 <> ''")
		_, err = w.room.Write(ctx, w.elena, item, sitting.Field{Name: sitting.FieldNote, Text: "ancora", Base: 2})
		must(t, err)
		if n := w.number(t, "SELECT COUNT(*) FROM ledger_leaf WHERE $1 <> ''"); n != leaves {
			t.Errorf("writing left %d leaves", n-leaves)
		}
	})
}
