package sitting_test

import (
	"errors"
	"strings"
	"testing"

	"siil/internal/casefile"
	"siil/internal/fault"
	"siil/internal/sitting"
	"siil/internal/value"
)

func TestCallingIsChecked(t *testing.T) {
	both(t, func(t *testing.T, w *world) {
		for field, change := range map[string]func(c *sitting.Calling){
			"date":    func(c *sitting.Calling) { c.OnDay = today.AddDays(-1) },
			"starts":  func(c *sitting.Calling) { c.Starts = "9:30" },
			"place":   func(c *sitting.Calling) { c.Place = " " },
			"link":    func(c *sitting.Calling) { c.Link = "http://meet.example/x" },
			"members": func(c *sitting.Calling) { c.Members = append(c.Members, sitting.Called{AccountID: w.sender.Account}) },
			"agenda":  func(c *sitting.Calling) { c.Agenda = []value.ID{value.NewID()} },
		} {
			in := w.calling()
			change(&in)
			_, err := w.room.Call(ctx, w.coordinator, in)
			var f *fault.Error
			if !errors.As(err, &f) || f.Kind != fault.Invalid || len(f.Fields) != 1 || f.Fields[0].Name != field {
				t.Errorf("%s: %v", field, err)
			}
		}
		in := w.calling()
		in.Members[0].Recorder = true
		_, err := w.room.Call(ctx, w.coordinator, in)
		wants(t, err, fault.Invalid, "two recorders")
		in = w.calling()
		in.Members[3].Part = "social" // of the job centre
		_, err = w.room.Call(ctx, w.coordinator, in)
		wants(t, err, fault.Invalid, "a part that is not theirs")
		_, err = w.room.Call(ctx, w.coordinator, w.calling(w.opens(t, casefile.Opening{OpenedOn: today, State: "SEGNALATA"}, "ordinary")))
		wants(t, err, fault.Invalid, "a case that was not pre-assessed")
	})
}

func TestOneCaseInOneSitting(t *testing.T) {
	both(t, func(t *testing.T, w *world) {
		a, b := w.waits(t, "2026-11-01", "ordinary"), w.waits(t, "2026-11-02", "ordinary")
		first := w.call(t, a)
		_, err := w.room.Call(ctx, w.coordinator, w.calling(a))
		var f *fault.Error
		if !errors.As(err, &f) || f.Kind != fault.Conflict || !strings.Contains(f.Text[0], "seduta 1 del 26/11/2026") {
			t.Fatalf("held twice: %v", err)
		}
		second := w.call(t, b)
		wants(t, w.room.AddCase(ctx, w.coordinator, second, a, ""), fault.Conflict, "held by another")
		wants(t, w.room.AddCase(ctx, w.coordinator, second, b, ""), fault.Invalid, "on the agenda already")
		must(t, w.room.RemoveCase(ctx, w.coordinator, first, w.item(t, first, a).ID))
		must(t, w.room.AddCase(ctx, w.secretary, second, a, sitting.WhyAsked))
		v := w.view(t, w.coordinator, second)
		must(t, w.room.Order(ctx, w.coordinator, second, v.Version, []value.ID{v.Items[1].ID, v.Items[0].ID}))
		wants(t, w.room.Order(ctx, w.second, second, v.Version, []value.ID{v.Items[1].ID, v.Items[0].ID}), fault.Conflict, "an older order")
		wants(t, w.room.Order(ctx, w.second, second, 0, []value.ID{v.Items[1].ID, v.Items[1].ID}), fault.Invalid, "an order of other cases")
		if after := w.view(t, w.coordinator, second); after.Items[0].CaseID != a || after.Items[0].Why != sitting.WhyAsked {
			t.Errorf("order %+v", after.Items)
		}
		must(t, w.room.Cancel(ctx, w.coordinator, second, 0, "manca il numero legale"))
		_, err = w.room.Call(ctx, w.coordinator, w.calling(a, b))
		must(t, err)
	})
}

func TestChangingACall(t *testing.T) {
	both(t, func(t *testing.T, w *world) {
		id := w.call(t, w.waits(t, "2026-11-01", "ordinary"))
		must(t, w.room.AnswerCall(ctx, w.elena, id, true, ""))
		in := w.calling()
		in.OnDay, in.Members = in.OnDay.AddDays(1), append(in.Members[1:], sitting.Called{AccountID: w.sara.Account})
		must(t, w.room.Change(ctx, w.secretary, id, 1, in))
		wants(t, w.room.Change(ctx, w.coordinator, id, 1, in), fault.Conflict, "an older form")
		for notice, want := range map[string]int{"sitting_called": 7, "sitting_changed": 5, "sitting_cancelled": 1} {
			if n := w.number(t, "SELECT COUNT(*) FROM mail_out WHERE zone = $1 AND notice = $2", notice); n != want {
				t.Errorf("%s told %d times, want %d", notice, n, want)
			}
		}
		for _, m := range w.view(t, w.coordinator, id).Members {
			if m.Reply != "" {
				t.Errorf("%s has answered for a day that is another", m.Name)
			}
		}
	})
}
