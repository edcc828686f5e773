package casefile_test

import (
	"strings"
	"testing"
	"time"

	"siil/internal/casefile"
	"siil/internal/fault"
	"siil/internal/gate"
	"siil/internal/policy"
	"siil/internal/value"
)

// oneStep reads a step of a case.
func (w *world) oneStep(t testing.TB, caseID, id value.ID) casefile.NextStep {
	t.Helper()
	var out casefile.NextStep
	err := w.Read(ctx, w.coordinator, func(tx *gate.ReadTx) error {
		if err := tx.Decide(policy.HomeRead, policy.Resource{Kind: policy.Zone}); err != nil {
			return err
		}
		all, err := casefile.StepsOf(tx, []value.ID{caseID}, false)
		for _, s := range all {
			if s.ID == id {
				out = s
			}
		}
		return err
	})
	if err != nil {
		t.Fatal(err)
	}
	return out
}

func TestWhoMovesAStep(t *testing.T) {
	both(t, func(t *testing.T, w *world) {
		id := w.followed(t, casefile.Opening{})
		for name, c := range map[string]struct {
			who gate.Actor
			may bool
		}{
			"who was given it": {w.lucia, true}, "case manager": {w.elena, true}, "coordinator": {w.coordinator, true},
			"of the team": {w.sara, false}, "outsider": {w.paolo, false}, "secretary": {w.secretary, false}, "auditor": {w.dpo, false}, "other zone": {w.outsider, false},
		} {
			step := w.step(t, id, w.lucia, "colloquio", today.AddDays(3))
			for verb, err := range map[string]error{
				"moves":      w.room.MoveStep(ctx, c.who, step, today.AddDays(5), "chiede di spostare"),
				"hands over": w.room.HandOverStep(ctx, c.who, step, w.paolo.Account, "ferie"),
			} {
				// Whoever has given the step away does not hold it any more: the order of the two is that of the map.
				gone := name == "who was given it" && w.oneStep(t, id, step).WhoID == w.paolo.Account && err != nil
				if c.may && err != nil && !gone || !c.may && !fault.Is(err, fault.Denied) && !fault.Is(err, fault.NotFound) {
					t.Errorf("%s %s: %v", name, verb, err)
				}
			}
		}
		w.whole(t)
	})
}

func TestAStepMovesWithTheNextDate(t *testing.T) {
	both(t, func(t *testing.T, w *world) {
		id := w.followed(t, casefile.Opening{})
		first, second := w.step(t, id, w.lucia, "colloquio", today.AddDays(3)), w.step(t, id, w.lucia, "corso", today.AddDays(9))
		w.write(t, gate.System("valdinievole", "cli"), policy.CaseDate, func(tx *gate.WriteTx) error {
			return casefile.SetNext(tx, casefile.NextSet{CaseID: id, On: today.AddDays(3), What: "colloquio"})
		})
		for field, err := range map[string]error{
			"why": w.room.MoveStep(ctx, w.lucia, first, today.AddDays(5), ""), "to": w.room.MoveStep(ctx, w.lucia, first, today.AddDays(-1), "x"),
		} {
			if f, ok := err.(*fault.Error); !ok || f.Kind != fault.Invalid || len(f.Fields) != 1 || f.Fields[0].Name != field {
				t.Errorf("%s: %v", field, err)
			}
		}
		for what, day := range map[string]value.Date{"the same day": today.AddDays(3), "no day": {}, "in three years": today.AddDays(1100)} {
			if err := w.room.MoveStep(ctx, w.lucia, first, day, "x"); !fault.Is(err, fault.Invalid) {
				t.Errorf("moved to %s: %v", what, err)
			}
		}
		w.Clock.Add(time.Minute)
		if err := w.room.MoveStep(ctx, w.lucia, first, today.AddDays(20), "la persona è via"); err != nil {
			t.Fatal(err)
		}
		if c, _ := w.facts(t, w.coordinator, id); c.NextOn != today.AddDays(9) || c.NextWhat != "corso" {
			t.Errorf("the next date after the move: %s %q", c.NextOn, c.NextWhat)
		}
		w.Clock.Add(time.Minute)
		if err := w.room.UndoMove(ctx, w.lucia, first, w.version(t, id)-1); !fault.Is(err, fault.Conflict) {
			t.Errorf("taken back after another change: %v", err)
		}
		if err := w.room.UndoMove(ctx, w.paolo, first, w.version(t, id)); !fault.Is(err, fault.Denied) && !fault.Is(err, fault.NotFound) {
			t.Errorf("an outsider takes it back: %v", err)
		}
		if err := w.room.UndoMove(ctx, w.lucia, first, w.version(t, id)); err != nil {
			t.Fatal(err)
		}
		if c, _ := w.facts(t, w.coordinator, id); c.NextOn != today.AddDays(3) || c.NextWhat != "colloquio" || w.oneStep(t, id, first).DueOn != today.AddDays(3) {
			t.Errorf("after the way back: %s %q, step on %s", c.NextOn, c.NextWhat, w.oneStep(t, id, first).DueOn)
		}
		if n := w.number(t, "SELECT COUNT(*) FROM next_step_move WHERE zone = $1 AND step_id = $2", first); n != 2 {
			t.Errorf("%d moves stay readable, want the move and its way back", n)
		}
		if err := w.room.AnswerStep(ctx, w.lucia, second, true, ""); err != nil {
			t.Fatal(err)
		}
		if err := w.room.MoveStep(ctx, w.lucia, second, today.AddDays(30), "x"); !fault.Is(err, fault.Conflict) {
			t.Errorf("a step that is done moves: %v", err)
		}
		w.whole(t)
	})
}

func TestAStepChangesHands(t *testing.T) {
	both(t, func(t *testing.T, w *world) {
		id := w.followed(t, casefile.Opening{})
		step := w.step(t, id, w.lucia, "colloquio", today.AddDays(3))
		for what, to := range map[string]value.ID{"herself": w.lucia.Account, "nobody": "", "the secretary": w.secretary.Account, "another zone": w.outsider.Account} {
			if err := w.room.HandOverStep(ctx, w.lucia, step, to, "ferie"); !fault.Is(err, fault.Invalid) {
				t.Errorf("handed to %s: %v", what, err)
			}
		}
		if err := w.room.HandOverStep(ctx, w.lucia, step, w.paolo.Account, ""); !fault.Is(err, fault.Invalid) {
			t.Errorf("handed over without a reason: %v", err)
		}
		told := func() int {
			return w.number(t, "SELECT COUNT(*) FROM mail_out WHERE zone = $1 AND account_id = $2 AND notice = 'step_given'", w.paolo.Account)
		}
		for range 2 {
			w.Clock.Add(time.Minute)
			if err := w.room.HandOverStep(ctx, w.lucia, step, w.paolo.Account, "ferie"); err != nil {
				t.Fatal(err)
			}
			if s := w.oneStep(t, id, step); s.WhoID != w.paolo.Account || s.Who != "Paolo Prova" || told() != 1 {
				t.Fatalf("after handing over: %+v, told %d times", s, told())
			}
			if err := w.room.AnswerStep(ctx, w.lucia, step, true, ""); !fault.Is(err, fault.Denied) {
				t.Errorf("answered by who gave it away: %v", err)
			}
			if err := w.room.UndoMove(ctx, w.lucia, step, w.version(t, id)); err != nil {
				t.Fatal(err)
			}
			if s := w.oneStep(t, id, step); s.WhoID != w.lucia.Account || told() != 0 {
				t.Fatalf("after the way back: %+v, told %d times", s, told())
			}
		}
		w.whole(t)
	})
}

func TestAStepMovesOnItsPage(t *testing.T) {
	both(t, func(t *testing.T, w *world) {
		id := w.followed(t, casefile.Opening{})
		step := w.step(t, id, w.lucia, "colloquio", today.AddDays(3))
		page := casefile.StepPath(id, step)
		for _, c := range []struct{ under, a, b, want string }{
			{"/spostamento", "to_day", "", "Scrivi la data"}, {"/spostamento", "to_day", "+5", "Scrivi il motivo."}, {"/spostamento", "to_day", "31/02/2027", "non esiste"},
			{"/affidamento", "to_who", "", "Scegli una persona dall&#39;elenco."}, {"/affidamento", "to_who", string(w.paolo.Account), "Scrivi il motivo."},
		} {
			a := w.ask(t, w.lucia, page+c.under, form(c.a, c.b))
			if a.status != 422 || !strings.Contains(a.body, c.want) || c.b != "" && !strings.Contains(a.body, `value="`+c.b+`"`) {
				t.Errorf("%s %q: %d, want %q\n%s", c.under, c.b, a.status, c.want, a.body)
			}
		}
		if a := w.ask(t, w.lucia, page+"/spostamento", form("to_day", "+5", "move_why", "chiede di spostare", "da", "attivita")); a.status != 303 || a.to != "/attivita" {
			t.Errorf("moved from the list of tasks: %d to %s", a.status, a.to)
		}
		if a := w.ask(t, w.lucia, page, nil); a.status != 200 || !strings.Contains(a.body, "chiede di spostare") || strings.Contains(a.body, `name="da"`) {
			t.Errorf("the page after the move: %d\n%s", a.status, a.body)
		}
		if a := w.ask(t, w.elena, page+"/affidamento", form("to_who", string(w.paolo.Account), "hand_why", "ferie")); a.status != 303 || a.to != "/casi/"+string(id) {
			t.Errorf("handed over by the case manager: %d to %s", a.status, a.to)
		}
		back := form("version", itoa(w.version(t, id)), "da", "attivita")
		if a := w.ask(t, w.elena, page+"/ritorno", back); a.status != 303 || a.to != "/attivita" || w.oneStep(t, id, step).WhoID != w.lucia.Account {
			t.Errorf("the way back: %d to %s", a.status, a.to)
		}
		for _, under := range []string{"/spostamento", "/affidamento", "/ritorno"} {
			if a := w.ask(t, w.paolo, page+under, form("to_day", "+9", "move_why", "x", "to_who", string(w.sara.Account), "hand_why", "x", "version", "1")); a.status != 404 {
				t.Errorf("an outsider at %s: %d", under, a.status)
			}
		}
	})
}
