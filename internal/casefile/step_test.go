package casefile_test

import (
	"testing"

	"siil/internal/casefile"
	"siil/internal/fault"
	"siil/internal/gate"
	"siil/internal/policy"
	"siil/internal/value"
)

// step gives somebody something to do in a case, with the next date for it.
func (w *world) step(t testing.TB, id value.ID, who gate.Actor, what string, due value.Date) (stepID value.ID) {
	t.Helper()
	w.write(t, gate.System("valdinievole", "cli"), policy.CaseDate, func(tx *gate.WriteTx) (err error) {
		stepID, err = casefile.AddStep(tx, casefile.NextStep{CaseID: id, WhoID: who.Account, What: what, DueOn: due})
		return err
	})
	return stepID
}

func (w *world) openSteps(t testing.TB, who gate.Actor) (out []casefile.NextStep) {
	t.Helper()
	err := w.Read(ctx, who, func(tx *gate.ReadTx) (err error) {
		if err := tx.Decide(policy.HomeRead, policy.Resource{Kind: policy.Zone}); err != nil {
			return err
		}
		out, err = casefile.StepsFor(tx, who.Account)
		return err
	})
	if err != nil {
		t.Fatal(err)
	}
	return out
}

func TestWhoAnswersForAStep(t *testing.T) {
	both(t, func(t *testing.T, w *world) {
		for name, c := range map[string]struct {
			who gate.Actor
			may bool
		}{
			"who was given it": {w.lucia, true}, "case manager": {w.elena, true}, "coordinator": {w.coordinator, true},
			"of the team": {w.sara, false}, "outsider": {w.paolo, false}, "secretary": {w.secretary, false}, "auditor": {w.dpo, false}, "other zone": {w.outsider, false},
		} {
			id := w.followed(t, casefile.Opening{})
			step := w.step(t, id, w.lucia, "colloquio", today.AddDays(3))
			err := w.room.AnswerStep(ctx, c.who, step, true, "")
			if c.may && err != nil || !c.may && !fault.Is(err, fault.Denied) && !fault.Is(err, fault.NotFound) {
				t.Errorf("%s: %v", name, err)
			}
		}
	})
}

func TestNextDateFollowsTheSteps(t *testing.T) {
	both(t, func(t *testing.T, w *world) {
		id := w.followed(t, casefile.Opening{})
		first, second := w.step(t, id, w.lucia, "colloquio", today.AddDays(3)), w.step(t, id, w.lucia, "corso", today.AddDays(9))
		w.write(t, gate.System("valdinievole", "cli"), policy.CaseDate, func(tx *gate.WriteTx) error {
			return casefile.SetNext(tx, casefile.NextSet{CaseID: id, On: today.AddDays(3), What: "colloquio"})
		})
		if mine := w.openSteps(t, w.lucia); len(mine) != 2 || mine[0].ID != first || mine[0].Person == "" || mine[0].Who != "Lucia Prova" {
			t.Errorf("to do: %+v", mine)
		}
		if err := w.room.AnswerStep(ctx, w.lucia, first, false, ""); !fault.Is(err, fault.Invalid) {
			t.Errorf("dropped without a reason: %v", err)
		}
		if err := w.room.AnswerStep(ctx, w.lucia, first, false, "non serve più"); err != nil {
			t.Fatal(err)
		}
		if err := w.room.AnswerStep(ctx, w.elena, first, true, ""); !fault.Is(err, fault.Conflict) {
			t.Errorf("answered twice: %v", err)
		}
		if c, _ := w.facts(t, w.coordinator, id); c.NextOn != today.AddDays(9) || c.NextWhat != "corso" {
			t.Errorf("next date %s %q", c.NextOn, c.NextWhat)
		}
		if err := w.room.AnswerStep(ctx, w.lucia, second, true, ""); err != nil {
			t.Fatal(err)
		}
		if c, _ := w.facts(t, w.coordinator, id); !c.NextOn.IsZero() || len(w.openSteps(t, w.lucia)) != 0 {
			t.Errorf("after the last step: %s", c.NextOn)
		}
		w.whole(t)
	})
}

func TestWorkload(t *testing.T) {
	both(t, func(t *testing.T, w *world) {
		for i, state := range []string{"ASSEGNATA", "SOSPESA", "CHIUSA", "RINVIATA"} {
			w.open(t, casefile.Opening{PersonID: w.person(t, "Samira", string(rune('A'+i)), ""), State: state, ManagerID: w.elena.Account})
		}
		var load map[value.ID]int
		err := w.Read(ctx, w.coordinator, func(tx *gate.ReadTx) (err error) {
			if err := tx.Decide(policy.HomeRead, policy.Resource{Kind: policy.Zone}); err != nil {
				return err
			}
			load, err = casefile.Workload(tx)
			return err
		})
		if err != nil || len(load) != 1 || load[w.elena.Account] != 2 {
			t.Errorf("%v %v", load, err)
		}
	})
}
