package sitting_test

import (
	"bytes"
	"context"
	"errors"
	"fmt"
	"os"
	"strings"
	"sync"
	"testing"
	"time"

	"siil/internal/casefile"
	"siil/internal/fault"
	"siil/internal/gate"
	"siil/internal/gate/gatetest"
	"siil/internal/sitting"
	"siil/internal/value"
)

func sprint(v any) string { return fmt.Sprintf("%+v", deref(v)) }

// deref writes the things that a case points to, not where they lie.
func deref(v any) any {
	c, ok := v.(casefile.Case)
	if !ok {
		return v
	}
	type flat struct {
		casefile.Case
		S casefile.Suspension
		H casefile.HandOver
	}
	f := flat{Case: c}
	if c.Suspension != nil {
		f.S = *c.Suspension
	}
	if c.HandOver != nil {
		f.H = *c.HandOver
	}
	f.Case.Suspension, f.Case.HandOver = nil, nil
	return f
}

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

func TestWhoMay(t *testing.T) {
	both(t, func(t *testing.T, w *world) {
		caseID := w.waits(t, "2026-11-01", "ordinary")
		id := w.running(t, caseID)
		item := w.item(t, id, caseID).ID
		nobody := []gate.Actor{w.sara, w.sender, w.dpo, w.outer}
		for name, c := range map[string]struct {
			do  func(who gate.Actor) error
			not []gate.Actor
		}{
			"call":     {func(who gate.Actor) error { _, err := w.room.Call(ctx, who, w.calling(caseID)); return err }, append(nobody[:3:3], w.elena)},
			"view":     {func(who gate.Actor) error { _, err := w.room.View(ctx, who, id); return err }, nobody},
			"item":     {func(who gate.Actor) error { _, err := w.room.ItemView(ctx, who, item); return err }, nobody},
			"tick":     {func(who gate.Actor) error { _, err := w.room.Tick(ctx, who, id); return err }, nobody},
			"attend":   {func(who gate.Actor) error { return w.room.Attend(ctx, who, id, nil) }, append(nobody, w.elena)},
			"start":    {func(who gate.Actor) error { return w.room.Start(ctx, who, item) }, append(nobody, w.elena)},
			"postpone": {func(who gate.Actor) error { return w.room.Postpone(ctx, who, item) }, append(nobody, w.elena)},
			"close":    {func(who gate.Actor) error { return w.room.Close(ctx, who, id) }, append(nobody, w.elena)},
			"order":    {func(who gate.Actor) error { return w.room.Order(ctx, who, id, 0, []value.ID{item}) }, append(nobody, w.elena)},
			"ask":      {func(who gate.Actor) error { return w.room.Ask(ctx, who, item, "x") }, nobody},
			"write": {func(who gate.Actor) error {
				_, err := w.room.Write(ctx, who, item, sitting.Field{Name: sitting.FieldNote, Text: "x"})
				return err
			}, nobody},
			"focus":  {func(who gate.Actor) error { return w.room.Focus(ctx, who, item, sitting.FieldNote, true) }, nobody},
			"decide": {func(who gate.Actor) error { _, err := w.room.Decide(ctx, who, id, w.taken(caseID)); return err }, append(nobody, w.elena, w.paolo)},
			"reply":  {func(who gate.Actor) error { return w.room.AnswerCall(ctx, who, id, true, "") }, nobody},
			"list":   {func(who gate.Actor) error { _, err := w.room.List(ctx, who, sitting.ListQuery{}); return err }, []gate.Actor{w.sender, w.dpo}},
		} {
			for _, who := range c.not {
				if err := c.do(who); !fault.Is(err, fault.Denied) && !fault.Is(err, fault.NotFound) {
					t.Errorf("%s as %s: %v", name, who.Name, err)
				}
			}
		}
		// a coordinator who is not there runs the sitting and decides nothing
		w.attend(t, id, w.elena, w.paolo, w.secretary)
		_, err := w.room.Decide(ctx, w.coordinator, id, w.taken(caseID))
		wants(t, err, fault.Denied, "decision of somebody absent")
		_, err = w.room.Decide(ctx, w.secretary, id, w.taken(caseID)) // who writes the minutes may
		must(t, err)
	})
}

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

func TestSteppedOut(t *testing.T) {
	both(t, func(t *testing.T, w *world) {
		a, b := w.waits(t, "2026-11-01", "ordinary"), w.waits(t, "2026-11-02", "ordinary")
		id := w.running(t, a, b)
		item := w.item(t, id, a).ID
		wants(t, w.room.StepOut(ctx, w.elena, item, "BOH"), fault.Invalid, "a reason that is none")
		must(t, w.room.StepOut(ctx, w.lucia, item, "CONOSCENZA"))
		_, err := w.room.ItemView(ctx, w.lucia, item)
		wants(t, err, fault.Denied, "reading after stepping out")
		_, err = w.room.Write(ctx, w.lucia, item, sitting.Field{Name: sitting.FieldNote, Text: "x"})
		wants(t, err, fault.Denied, "writing after stepping out")
		wants(t, w.room.Ask(ctx, w.lucia, item, "x"), fault.Denied, "asking after stepping out")
		v := w.view(t, w.lucia, id)
		if v.Items[0].Name != "" || !v.Items[0].MeOut || v.Items[1].Name == "" {
			t.Errorf("the agenda of who has stepped out %+v", v.Items)
		}
		in := w.taken(a)
		in.Team = append(in.Team, w.lucia.Account)
		_, err = w.room.Decide(ctx, w.coordinator, id, in)
		wants(t, err, fault.Invalid, "who has stepped out in the team")
		must(t, w.room.StepOut(ctx, w.coordinator, item, "ALTRO"))
		_, err = w.room.Decide(ctx, w.coordinator, id, w.taken(a))
		wants(t, err, fault.Denied, "a decision of who has stepped out")
		_, err = w.room.Decide(ctx, w.second, id, w.taken(a))
		must(t, err)
		wants(t, w.room.StepBack(ctx, w.lucia, item), fault.Conflict, "coming back after the decision")
		must(t, w.room.Close(ctx, w.second, id))
		must(t, w.room.MakeMinutes(ctx, w.second, id))
		m, err := w.room.Minutes(ctx, w.lucia, id)
		must(t, err)
		if !m.Parts[0].Hidden || m.Parts[0].Person != "" || m.Parts[1].Hidden {
			t.Errorf("the minutes of who has stepped out %+v", m.Parts)
		}
		_, err = w.room.Extract(ctx, w.lucia, id, a)
		wants(t, err, fault.Denied, "the extract of who has stepped out")
		whole, err := w.room.Minutes(ctx, w.second, id)
		must(t, err)
		if out := whole.Parts[0].Out; len(out) != 2 || out[0].Why != "CONOSCENZA" {
			t.Errorf("who stepped out, in the minutes: %+v", out)
		}
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

func TestClosingWithNobody(t *testing.T) {
	both(t, func(t *testing.T, w *world) {
		id := w.call(t, w.waits(t, "2026-11-01", "ordinary"))
		wants(t, w.room.Close(ctx, w.coordinator, id), fault.Conflict, "closing what was not opened")
		w.attend(t, id)
		wants(t, w.room.Close(ctx, w.coordinator, id), fault.Conflict, "closing with nobody there")
		wants(t, w.room.MakeMinutes(ctx, w.coordinator, id), fault.Conflict, "minutes of an open sitting")
	})
}

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

func TestReservedSections(t *testing.T) {
	both(t, func(t *testing.T, w *world) {
		caseID := w.waits(t, "2026-11-01", "ordinary")
		id := w.running(t, caseID)
		item := w.item(t, id, caseID).ID
		needs := func(who gate.Actor) (string, string) {
			v, err := w.room.ItemView(ctx, who, item)
			must(t, err)
			return sprint(v.Referrals[0].Needs), sprint(v.Referrals[0].Services) + v.Referrals[0].ServicesText
		}
		for _, who := range []gate.Actor{w.elena, w.coordinator, w.lucia} { // Lucia is of the profession, not of the case
			if n, s := needs(who); strings.Contains(n, "SALUTE") || strings.Contains(s, "SANITARI") || strings.Contains(s, "SERD") || !strings.Contains(n, "CASA") {
				t.Errorf("%s sees %s %s", who.Name, n, s)
			}
		}
		must(t, w.cases.Join(ctx, w.coordinator, caseID, casefile.Membership{AccountID: w.lucia.Account}))
		if n, s := needs(w.lucia); !strings.Contains(n, "SALUTE") || !strings.Contains(s, "SANITARI") {
			t.Errorf("the health worker of the team sees %s %s", n, s)
		}
	})
}

func TestNothingInClear(t *testing.T) {
	w := newWorld(t, gatetest.NewSQLite(t))
	caseID := w.waits(t, "2026-11-01", "ordinary")
	id := w.running(t, caseID)
	item := w.item(t, id, caseID).ID
	must(t, w.room.Ask(ctx, w.paolo, item, "CHIARO-domanda"))
	_, err := w.room.Write(ctx, w.elena, item, sitting.Field{Name: sitting.FieldNote, Text: "CHIARO-nota"})
	must(t, err)
	in := w.taken(caseID)
	in.Reason, in.Note, in.Advice = "CHIARO-motivo", "CHIARO-nota", "CHIARO-consiglio"
	_, err = w.room.Decide(ctx, w.coordinator, id, in)
	must(t, err)
	must(t, w.room.Close(ctx, w.coordinator, id))
	must(t, w.room.MakeMinutes(ctx, w.coordinator, id))
	for _, who := range []gate.Actor{w.coordinator, w.second, w.elena, w.paolo, w.lucia, w.secretary} {
		must(t, w.room.Approve(ctx, who, id))
	}
	must(t, w.room.Add(ctx, w.coordinator, id, item, "CHIARO-aggiunta"))
	for _, suffix := range []string{"", "-wal"} {
		b, err := os.ReadFile(strings.TrimPrefix(w.Address, "sqlite:") + suffix)
		if err != nil && suffix == "" {
			t.Fatal(err)
		}
		if bytes.Contains(b, []byte("CHIARO-")) || bytes.Contains(b, []byte(secret)) {
			t.Errorf("a sealed text lies in the file%s", suffix)
		}
	}
}

func TestQueriesDoNotGrow(t *testing.T) {
	both(t, func(t *testing.T, w *world) {
		count := func(n int) [4]int {
			var cases []value.ID
			for range n {
				cases = append(cases, w.waits(t, "2026-11-01", "ordinary"))
			}
			id := w.running(t, cases...)
			item := w.item(t, id, cases[0]).ID
			for _, c := range cases {
				must(t, w.room.Ask(ctx, w.paolo, w.item(t, id, c).ID, "x"))
			}
			var out [4]int
			for i, do := range []func(c context.Context) error{
				func(c context.Context) error { _, err := w.room.View(c, w.elena, id); return err },
				func(c context.Context) error { _, err := w.room.ItemView(c, w.elena, item); return err },
				func(c context.Context) error {
					_, err := w.room.Write(c, w.elena, item, sitting.Field{Name: sitting.FieldNote, Text: "x"})
					return err
				},
				func(c context.Context) error { _, err := w.room.Tick(c, w.elena, id); return err },
			} {
				counted, n := gate.CountQueries(ctx)
				must(t, do(counted))
				out[i] = *n
			}
			return out
		}
		small, large := count(2), count(25)
		if small != large {
			t.Errorf("queries for 2 cases %v, for 25 %v", small, large)
		}
		t.Logf("view, item, write, tick: %v queries", small)
	})
}
