package casefile_test

import (
	"errors"
	"net/http"
	"net/url"
	"slices"
	"strings"
	"testing"

	"siil/internal/casefile"
	"siil/internal/fault"
	"siil/internal/gate"
	"siil/internal/guideline"
	"siil/internal/value"
)

// openOf are the open cases that somebody manages.
func (w *listWorld) openOf(who gate.Actor) (out []value.ID) {
	for _, x := range w.cases {
		if x.manager == who.Account && listKind(x.state) != guideline.Closed {
			out = append(out, x.id)
		}
	}
	return out
}

func (w *listWorld) managers(t *testing.T, ids []value.ID) map[value.ID]int {
	out := map[value.ID]int{}
	for _, id := range ids {
		c, _ := w.facts(t, w.coordinator, id)
		out[c.ManagerID]++
	}
	return out
}

func TestAColleaguesCasesAreOfferedTogether(t *testing.T) {
	bothLists(t, 80, func(t *testing.T, w *listWorld, p *pages) {
		mine := w.openOf(w.elena)
		if len(mine) < 5 {
			t.Fatal("too few cases")
		}
		if err := w.room.AskHandOver(ctx, w.coordinator, mine[0], casefile.Passing{Version: 1, To: w.paolo.Account, Reason: "prima"}); err != nil {
			t.Fatal(err)
		}
		page := p.get(w.coordinator, "/casi/passaggi?da="+string(w.elena.Account)+"&a="+string(w.sara.Account), http.StatusOK).body
		if n := strings.Count(page, `name="caso"`); n != len(mine) || strings.Count(page, " checked") != len(mine)-1 || !strings.Contains(page, "già offerto a Paolo Prova") {
			t.Fatalf("the preview has %d boxes for %d cases", n, len(mine))
		}
		fields := form("da", string(w.elena.Account), "a", string(w.sara.Account), "reason", "maternità", "caso", string(value.NewID()))
		for _, id := range mine {
			fields.Add("caso", string(id))
		}
		fields.Add("caso", string(w.openOf(w.sara)[0]))
		a := p.ask(w.coordinator, "/casi/passaggi", fields)
		if a.status != http.StatusSeeOther {
			t.Fatalf("%d", a.status)
		}
		done := p.get(w.coordinator, a.to, http.StatusOK).body
		for _, words := range []string{"già una richiesta in attesa", "non è più di questa persona"} {
			if !strings.Contains(done, words) {
				t.Errorf("the result does not say %q", words)
			}
		}
		if n := w.number(t, "SELECT COUNT(*) FROM hand_over WHERE zone = $1 AND to_id = $2 AND answered_at IS NULL", w.sara.Account); n != len(mine)-1 {
			t.Errorf("%d offers, want %d", n, len(mine)-1)
		}
		if w.managers(t, mine)[w.elena.Account] != len(mine) {
			t.Error("a case passed before it was accepted")
		}
		var leaf int
		for _, n := range w.leaves(t, "handover.bulk") {
			leaf += n + 1
		}
		if leaf < len(mine)-1 {
			t.Errorf("%d leaves for %d cases", leaf, len(mine)-1)
		}

		c, _ := w.facts(t, w.sara, mine[1])
		if err := w.room.AcceptHandOver(ctx, w.sara, mine[1], c.HandOver.ID); err != nil {
			t.Fatal(err)
		}
		token, _ := url.Parse(a.to)
		if a := p.ask(w.secretary, "/casi/passaggi/ritiro", form("fatto", token.Query().Get("fatto"))); a.status != http.StatusNotFound {
			t.Errorf("the secretary undoes: %d", a.status)
		}
		if a := p.ask(w.coordinator, "/casi/passaggi/ritiro", form("fatto", token.Query().Get("fatto"))); a.status != http.StatusSeeOther {
			t.Errorf("undo: %d", a.status)
		}
		if n := w.number(t, "SELECT COUNT(*) FROM hand_over WHERE zone = $1 AND to_id = $2 AND answered_at IS NULL", w.sara.Account); n != 0 {
			t.Errorf("%d offers are still there", n)
		}
		if m := w.managers(t, mine); m[w.sara.Account] != 1 || m[w.elena.Account] != len(mine)-1 {
			t.Errorf("managers after the undo: %v", m)
		}
		w.whole(t)
	})
}

func TestACaseOfWhoHasLeftPassesAtOnce(t *testing.T) {
	bothLists(t, 60, func(t *testing.T, w *listWorld, p *pages) {
		mine := w.openOf(w.elena)
		in := casefile.Bulk{From: w.elena.Account, To: w.sara.Account, Cases: mine, Reason: "ha cambiato lavoro", Left: true}
		if err := w.room.AskHandOver(ctx, w.coordinator, mine[0], casefile.Passing{Version: 1, To: w.paolo.Account, Reason: "prima"}); err != nil {
			t.Fatal(err)
		}
		done, err := w.room.HandOverAll(ctx, w.coordinator, in)
		if err != nil || done.Done != len(mine) || len(done.Out) != 0 {
			t.Fatalf("%+v %v", done, err)
		}
		if w.managers(t, mine)[w.sara.Account] != len(mine) || w.number(t, "SELECT COUNT(*) FROM hand_over WHERE zone = $1 AND answered_at IS NULL") != 0 {
			t.Error("not every case has passed")
		}
		again, err := w.room.HandOverAll(ctx, w.coordinator, in)
		if err != nil || again.Done != 0 || len(again.Out) != len(mine) {
			t.Errorf("twice: %+v %v", again, err)
		}
		n, stayed, err := w.room.UndoHandOverAll(ctx, w.coordinator, done.From, done.To, done.At)
		if err != nil || n != len(mine) || stayed != 0 || w.managers(t, mine)[w.elena.Account] != len(mine) {
			t.Errorf("undo: %d, %d, %v", n, stayed, err)
		}
		w.whole(t)
	})
}

func TestABulkHandOverThatCannotBe(t *testing.T) {
	bothLists(t, 30, func(t *testing.T, w *listWorld, p *pages) {
		mine := w.openOf(w.elena)
		good := casefile.Bulk{From: w.elena.Account, To: w.sara.Account, Cases: mine, Reason: "motivo"}
		for field, change := range map[string]func(b *casefile.Bulk){
			"da": func(b *casefile.Bulk) { b.From = value.NewID() }, "a": func(b *casefile.Bulk) { b.To = w.secretary.Account }, "caso": func(b *casefile.Bulk) { b.Cases = nil },
			"reason": func(b *casefile.Bulk) { b.Reason = "" }, "a ": func(b *casefile.Bulk) { b.To = b.From }, "a  ": func(b *casefile.Bulk) { b.To = w.outsider.Account },
			"reason ": func(b *casefile.Bulk) { b.Reason = strings.Repeat("x", casefile.MaxReason+1) },
		} {
			in := good
			change(&in)
			_, err := w.room.HandOverAll(ctx, w.coordinator, in)
			if got := fieldsOf(err); !slices.Contains(got, strings.TrimSpace(field)) {
				t.Errorf("%s: %v", field, err)
			}
		}
		for _, who := range []gate.Actor{w.elena, w.secretary, w.director, w.visitor} {
			if _, err := w.room.HandOverAll(ctx, who, good); !fault.Is(err, fault.Denied) {
				t.Errorf("%s: %v", who.Name, err)
			}
		}
		out, err := w.room.HandOverAll(ctx, w.outsider, casefile.Bulk{From: w.outsider.Account, To: w.outsider.Account, Cases: mine, Reason: "x"})
		if err == nil && out.Done > 0 || w.managers(t, mine)[w.elena.Account] != len(mine) {
			t.Errorf("from another zone: %+v %v", out, err)
		}
		fields := form("da", string(good.From), "a", string(good.To), "reason", "", "caso", string(mine[0]))
		if a := p.ask(w.coordinator, "/casi/passaggi", fields); a.status != http.StatusUnprocessableEntity || strings.Count(a.body, " checked") != 1 {
			t.Errorf("what was marked does not come back: %d", a.status)
		}
	})
}

func fieldsOf(err error) (names []string) {
	var f *fault.Error
	if errors.As(err, &f) {
		for _, x := range f.Fields {
			names = append(names, x.Name)
		}
	}
	return names
}
