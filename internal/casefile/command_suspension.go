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

// Resting is a suspension as its form brings it. ReviewOn absent is the model's term after SinceOn.
type Resting struct {
	Version  int
	SinceOn  value.Date
	Reason   string // code
	Note     string
	ReviewOn value.Date
}

// reviewMost is how far ahead the review of a suspension may be, in days from today: twice the model's term.
var reviewMost = 2 * reviewDays

// Suspend lets a case rest until a review. It fails with Invalid by field and with Conflict when the form is older than the case, or the
// case cannot rest in its state.
func (r *Room) Suspend(ctx context.Context, who gate.Actor, caseID value.ID, in Resting) error {
	return r.on(ctx, who, caseID, policy.CaseSuspend, func(tx *gate.WriteTx, c Case, _ policy.Resource) error {
		if err := c.fresh(in.Version); err != nil {
			return err
		}
		if step, ok := r.m.Transition(c.State, stateSuspended); !ok || step.By != guideline.BySuspension {
			return fault.New(fault.Conflict, text.CaseCannotRest)
		}
		x, err := r.resting(in, c.StateOn, tx.Today())
		if err != nil {
			return err
		}
		return suspend(tx, c.head(), x)
	})
}

// PutOffReview goes on with a suspension after it was looked at, with a new day of review and perhaps another reason.
func (r *Room) PutOffReview(ctx context.Context, who gate.Actor, caseID value.ID, in Resting) error {
	return r.on(ctx, who, caseID, policy.CaseSuspend, func(tx *gate.WriteTx, c Case, _ policy.Resource) error {
		if err := c.fresh(in.Version); err != nil {
			return err
		}
		if c.Suspension == nil {
			return fault.New(fault.Conflict, text.CaseNotSuspended)
		}
		x, err := r.resting(in, c.Suspension.SinceOn, tx.Today())
		if err != nil {
			return err
		}
		return extend(tx, c.head(), x)
	})
}

func (r *Room) resting(in Resting, from, today value.Date) (Suspending, error) {
	var c fault.Check
	reason, ok := r.m.SuspensionReason(in.Reason)
	c.Require(ok && reason.OfferedOn(today.ISO()), "reason", text.ChooseReason)
	factDay(&c, "since_on", in.SinceOn, from, today)
	c.Fits("note", in.Note, MaxReason)
	if slices.Contains(reason.Asks, "note") {
		c.Require(in.Note != "", "note", text.WriteReason)
	}
	if in.ReviewOn.IsZero() && !in.SinceOn.IsZero() {
		in.ReviewOn = later(in.SinceOn.AddDays(reviewDays), today)
	}
	comingDay(&c, "review_on", in.ReviewOn, today, reviewMost)
	return Suspending{SinceOn: in.SinceOn, Reason: in.Reason, Note: in.Note, ReviewOn: in.ReviewOn}, c.Err()
}

// Waking is the end of a suspension as its form brings it.
type Waking struct {
	Version int
	On      value.Date
	Note    string
}

// Resume takes a case up again in the state in which it was suspended.
func (r *Room) Resume(ctx context.Context, who gate.Actor, caseID value.ID, in Waking) error {
	return r.on(ctx, who, caseID, policy.CaseResume, func(tx *gate.WriteTx, c Case, _ policy.Resource) error {
		if err := c.fresh(in.Version); err != nil {
			return err
		}
		if c.Suspension == nil {
			return fault.New(fault.Conflict, text.CaseNotSuspended)
		}
		var check fault.Check
		factDay(&check, "on", in.On, c.Suspension.SinceOn, tx.Today())
		check.Fits("note", in.Note, MaxReason)
		if err := check.Err(); err != nil {
			return err
		}
		return resume(tx, c.head(), Resuming{On: in.On, Note: in.Note})
	})
}
