package sitting_test

import (
	"bytes"
	"context"
	"fmt"
	"os"
	"strings"
	"testing"

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

func TestClosingWithNobody(t *testing.T) {
	both(t, func(t *testing.T, w *world) {
		id := w.call(t, w.waits(t, "2026-11-01", "ordinary"))
		wants(t, w.room.Close(ctx, w.coordinator, id), fault.Conflict, "closing what was not opened")
		w.attend(t, id)
		wants(t, w.room.Close(ctx, w.coordinator, id), fault.Conflict, "closing with nobody there")
		wants(t, w.room.MakeMinutes(ctx, w.coordinator, id), fault.Conflict, "minutes of an open sitting")
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
