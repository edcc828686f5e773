package casefile

import (
	"context"

	"siil/internal/fault"
	"siil/internal/gate"
	"siil/internal/guideline"
	"siil/internal/policy"
	"siil/internal/text"
	"siil/internal/value"
)

// Moving is a change of state as its form brings it.
type Moving struct {
	Version  int
	To       string
	On       value.Date
	Reason   string
	NextOn   value.Date // the next date that the new state asks for; absent leaves it as it is
	NextWhat string
}

// Move makes a step that the model lets be made by hand from the present state. It fails with Invalid by field, with Conflict when the
// form is older than the case.
func (r *Room) Move(ctx context.Context, who gate.Actor, caseID value.ID, in Moving) error {
	return r.on(ctx, who, caseID, policy.CaseMove, func(tx *gate.WriteTx, c Case, res policy.Resource) error {
		if err := c.fresh(in.Version); err != nil {
			return err
		}
		if err := r.checkMove(c, in, assignments(who, res), tx.Today()); err != nil {
			return err
		}
		s := Stamp{}.in(tx)
		if err := setState(tx, c.head(), in.To, in.On, in.Reason, s, gate.Row{}); err != nil || in.NextOn.IsZero() || kindOf(in.To) == guideline.Closed {
			return err
		}
		return SetNext(tx, NextSet{CaseID: c.ID, On: in.NextOn, What: in.NextWhat})
	})
}

func (r *Room) checkMove(c Case, in Moving, codes []string, today value.Date) error {
	var check fault.Check
	step, ok := r.m.Transition(c.State, in.To)
	switch {
	case !ok || step.By != guideline.ByHand && step.By != guideline.ByFollowUp:
		check.Add("to", text.StepNotThere)
	case !step.MayAsk(codes...):
		check.Add("to", text.StepOfOthers)
	}
	factDay(&check, "on", in.On, c.StateOn, today)
	check.Fits("reason", in.Reason, MaxReason)
	if step.ReasonNeeded {
		check.Require(in.Reason != "", "reason", text.WriteReason)
	}
	if !in.NextOn.IsZero() {
		comingDay(&check, "next_on", in.NextOn, today, mostAhead)
		check.Fits("next_what", in.NextWhat, MaxWhat)
	}
	return check.Err()
}

// Steps lists what the actor may do by hand to a case in its state.
func (r *Room) Steps(who gate.Actor, c Case, res policy.Resource) []guideline.Transition {
	var out []guideline.Transition
	for _, t := range r.m.Next(c.State) {
		if (t.By == guideline.ByHand || t.By == guideline.ByFollowUp) && t.MayAsk(assignments(who, res)...) {
			out = append(out, t)
		}
	}
	return out
}

// Term is the day by which a state entered on a day wants something done, and what; false when it wants nothing.
func (r *Room) Term(c Case, state string, on value.Date) (due value.Date, what text.T, ok bool) {
	s, _ := r.m.State(state)
	t, ok := s.MainTerm()
	if !ok {
		return value.Date{}, text.T{}, false
	}
	if t.Since == guideline.SinceReferral {
		on = c.OpenedOn
	}
	return t.Due(on), t.To, true
}

// Dating is the next date as its form brings it. Version 0 is a form that cannot know it: the cell of a list.
type Dating struct {
	Version int
	On      value.Date
	What    string
	Clear   bool
}

// SetNextDate sets or clears the next date. It gives the version that the case has now, for the undo.
func (r *Room) SetNextDate(ctx context.Context, who gate.Actor, caseID value.ID, in Dating) (version int, err error) {
	err = r.on(ctx, who, caseID, policy.CaseDate, func(tx *gate.WriteTx, c Case, _ policy.Resource) error {
		if in.Version != 0 {
			if err := c.fresh(in.Version); err != nil {
				return err
			}
		}
		if !c.isOpen() && !closesWithReason(c.State) {
			return fault.New(fault.Conflict, text.CaseNotOpen)
		}
		var check fault.Check
		if in.Clear {
			in.On, in.What = value.Date{}, ""
		} else {
			comingDay(&check, "date", in.On, tx.Today(), mostAhead)
			check.Fits("what", in.What, MaxWhat)
		}
		if err := check.Err(); err != nil {
			return err
		}
		version = c.Version + 1
		return setNext(tx, c.head(), in.On, in.What, Stamp{}.in(tx))
	})
	return version, err
}

// UndoNextDate brings the next date back to what it was before its last change. It fails with Conflict when the case has changed since.
func (r *Room) UndoNextDate(ctx context.Context, who gate.Actor, caseID value.ID, version int) error {
	return r.on(ctx, who, caseID, policy.CaseDate, func(tx *gate.WriteTx, c Case, _ policy.Resource) error {
		if err := c.fresh(version); err != nil {
			return err
		}
		var before NextSet
		n := 0
		err := tx.Each("SELECT on_day, COALESCE(what, '') FROM case_date WHERE zone = $1 AND case_id = $2 ORDER BY at DESC, id DESC LIMIT 2",
			[]any{tx.Zone(), c.ID}, func(s gate.Scanner) error {
				n++
				before = NextSet{}
				return s.Scan(&before.On, &before.What)
			})
		if err != nil {
			return err
		}
		if n < 2 {
			before = NextSet{}
		}
		return setNext(tx, c.head(), before.On, before.What, Stamp{}.in(tx))
	})
}
