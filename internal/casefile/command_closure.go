package casefile

import (
	"context"
	"slices"

	"siil/internal/fault"
	"siil/internal/gate"
	"siil/internal/guideline"
	"siil/internal/policy"
	"siil/internal/text"
	"siil/internal/value"
)

// Ending is a closure as its form brings it.
type Ending struct {
	Version  int
	On       value.Date
	Reason   string // code
	Outcomes []string
	Note     string
}

// Close closes the present episode and no more: report, exit assessment, actions and answers are for the room of outcomes. It fails with Invalid by field
// and with Conflict when the form is older than the case or the case is closed.
func (r *Room) Close(ctx context.Context, who gate.Actor, caseID value.ID, in Ending) error {
	return r.on(ctx, who, caseID, policy.CaseClose, func(tx *gate.WriteTx, c Case, _ policy.Resource) error {
		if err := r.CheckEnding(c, in, tx.Today()); err != nil {
			return err
		}
		return closeEpisode(tx, c.head(), Closing{On: in.On, Reason: in.Reason, Outcomes: in.Outcomes, Note: in.Note})
	})
}

// CheckEnding finds what is wrong with a closure before it is made.
func (r *Room) CheckEnding(c Case, in Ending, today value.Date) error {
	if err := c.fresh(in.Version); err != nil {
		return err
	}
	if step, ok := r.m.Transition(c.State, stateClosed); !ok || step.By != guideline.ByClosure {
		return fault.New(fault.Conflict, text.CaseNotOpen)
	}
	var check fault.Check
	reason, ok := r.m.ClosureReason(in.Reason)
	check.Require(ok && reason.OfferedOn(today.ISO()), "reason", text.ChooseReason)
	factDay(&check, "on", in.On, c.StateOn, today)
	check.Fits("note", in.Note, MaxReason)
	if slices.Contains(reason.Asks, "note") {
		check.Require(in.Note != "", "note", text.WriteReason)
	}
	for i, o := range in.Outcomes {
		outcome, ok := r.m.Outcome(o)
		if !ok || outcome.Kind != "yes_no" || slices.Contains(in.Outcomes[:i], o) {
			check.Add("outcomes", text.OutcomeUnknown)
			break
		}
	}
	return check.Err()
}

// Beginning is a reopening as its form brings it.
type Beginning struct {
	Version int
	On      value.Date
	Reason  string
}

// Reopen begins a new episode of a closed case, linked to the one before.
func (r *Room) Reopen(ctx context.Context, who gate.Actor, caseID value.ID, in Beginning) error {
	return r.on(ctx, who, caseID, policy.CaseReopen, func(tx *gate.WriteTx, c Case, _ policy.Resource) error {
		if err := c.fresh(in.Version); err != nil {
			return err
		}
		if c.isOpen() {
			return fault.New(fault.Conflict, text.CaseNotClosed)
		}
		var check fault.Check
		factDay(&check, "on", in.On, c.StateOn, tx.Today())
		check.Needs("reason", in.Reason, text.WriteReason, MaxReason)
		if err := check.Err(); err != nil {
			return err
		}
		_, err := reopen(tx, c.head(), Reopening{On: in.On, Reason: in.Reason})
		return err
	})
}
