package casefile

import (
	"context"

	"siil/internal/fault"
	"siil/internal/gate"
	"siil/internal/policy"
	"siil/internal/text"
	"siil/internal/value"
)

// Passing is a hand-over as its form brings it. Stays leaves whoever hands over in the team, once it is accepted: becoming case manager
// and being in the team are two facts.
type Passing struct {
	Version int
	To      value.ID
	Reason  string
	Stays   bool
}

// AskHandOver offers the case to another case manager; it keeps its own until they accept. It fails with Invalid by field, with Conflict
// when an offer waits already, the case has no manager or is closed.
func (r *Room) AskHandOver(ctx context.Context, who gate.Actor, caseID value.ID, in Passing) error {
	return r.on(ctx, who, caseID, policy.HandOverAsk, func(tx *gate.WriteTx, c Case, _ policy.Resource) error {
		if err := c.fresh(in.Version); err != nil {
			return err
		}
		switch {
		case !c.isOpen():
			return fault.New(fault.Conflict, text.CaseNotOpen)
		case c.ManagerID == "":
			return fault.New(fault.Conflict, text.HasNoManager)
		case c.HandOver != nil:
			return fault.New(fault.Conflict, text.HandOverWaits)
		}
		var check fault.Check
		check.Needs("reason", in.Reason, text.WriteReason, MaxReason)
		check.Require(in.To != c.ManagerID, "to", text.ChooseOther)
		if err := check.Err(); err != nil {
			return err
		}
		if _, err := professional(&tx.ReadTx, in.To, "to"); err != nil {
			return err
		}
		if _, err := AskHandOver(tx, HandingOver{CaseID: c.ID, From: c.ManagerID, To: in.To, Reason: in.Reason, Stays: in.Stays}); err != nil {
			return err
		}
		return change(tx, c.head(), Stamp{}.in(tx), gate.Row{})
	})
}

// answering runs an answer to the offer that waits; offer is the one that the form was about.
func (r *Room) answering(ctx context.Context, who gate.Actor, caseID, offer value.ID, a policy.Action, do func(tx *gate.WriteTx, c Case) error) error {
	return r.g.Write(ctx, who, func(tx *gate.WriteTx) error {
		c, res, err := Facts(&tx.ReadTx, caseID)
		if err != nil {
			return err
		}
		res.Kind = policy.HandOver
		res.Own = c.HandOver != nil && c.HandOver.To == who.Account && who.Account != ""
		if c.HandOver == nil {
			a = policy.CaseOpen // nothing waits: whoever may see the case is told so
		}
		if err := tx.Decide(a, res); err != nil {
			return err
		}
		if c.HandOver == nil || c.HandOver.ID != offer {
			return fault.New(fault.Conflict, text.HandOverGone)
		}
		return do(tx, c)
	})
}

// AcceptHandOver makes whoever was asked the case manager. Only they may.
func (r *Room) AcceptHandOver(ctx context.Context, who gate.Actor, caseID, offer value.ID) error {
	return r.answering(ctx, who, caseID, offer, policy.HandOverAnswer, func(tx *gate.WriteTx, c Case) error {
		s := Stamp{}.in(tx)
		if err := answer(tx, offer, Accepted, "", s); err != nil {
			return err
		}
		if err := setManager(tx, c.head(), who.Account, s); err != nil || !c.HandOver.Stays || c.ManagerID == "" {
			return err
		}
		member, err := optionalID(&tx.ReadTx, activeMemberSQL, tx.Zone(), c.ID, c.ManagerID)
		if err != nil || member != "" {
			return err
		}
		return AddMember(tx, Joining{CaseID: c.ID, AccountID: c.ManagerID})
	})
}

// DeclineHandOver says no, with a reason; the case stays with its manager. Only whoever was asked may.
func (r *Room) DeclineHandOver(ctx context.Context, who gate.Actor, caseID, offer value.ID, reason string) error {
	return r.answering(ctx, who, caseID, offer, policy.HandOverAnswer, func(tx *gate.WriteTx, c Case) error {
		var check fault.Check
		check.Needs("answer", reason, text.WriteReason, MaxReason)
		if err := check.Err(); err != nil {
			return err
		}
		s := Stamp{}.in(tx)
		if err := answer(tx, offer, Declined, reason, s); err != nil {
			return err
		}
		return change(tx, c.head(), s, gate.Row{})
	})
}

// WithdrawHandOver takes the offer back. The case manager and the coordinator may.
func (r *Room) WithdrawHandOver(ctx context.Context, who gate.Actor, caseID, offer value.ID) error {
	return r.answering(ctx, who, caseID, offer, policy.HandOverUndo, func(tx *gate.WriteTx, c Case) error {
		s := Stamp{}.in(tx)
		if err := answer(tx, offer, Withdrawn, "", s); err != nil {
			return err
		}
		return change(tx, c.head(), s, gate.Row{})
	})
}
