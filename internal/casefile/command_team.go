package casefile

import (
	"context"

	"siil/internal/fault"
	"siil/internal/gate"
	"siil/internal/policy"
	"siil/internal/text"
	"siil/internal/value"
)

// AssignManager gives a case without a case manager one. Only the coordinator may; a case that has one is handed over instead.
func (r *Room) AssignManager(ctx context.Context, who gate.Actor, caseID value.ID, version int, account value.ID) error {
	return r.on(ctx, who, caseID, policy.CaseAssign, func(tx *gate.WriteTx, c Case, _ policy.Resource) error {
		if err := c.fresh(version); err != nil {
			return err
		}
		if !c.isOpen() {
			return fault.New(fault.Conflict, text.CaseNotOpen)
		}
		if c.ManagerID != "" {
			return fault.New(fault.Conflict, text.HasManager)
		}
		if _, err := professional(&tx.ReadTx, account, "account"); err != nil {
			return err
		}
		return setManager(tx, c.head(), account, Stamp{}.in(tx))
	})
}

// Membership is somebody's place in the team of a case as its form brings it.
type Membership struct {
	AccountID value.ID
	Reason    string
}

// Join adds a colleague to the team of the case. It fails with Conflict when they are in it.
func (r *Room) Join(ctx context.Context, who gate.Actor, caseID value.ID, in Membership) error {
	return r.on(ctx, who, caseID, policy.CaseTeam, func(tx *gate.WriteTx, c Case, _ policy.Resource) error {
		if _, err := professional(&tx.ReadTx, in.AccountID, "account"); err != nil {
			return err
		}
		var check fault.Check
		check.Fits("reason", in.Reason, MaxReason)
		if err := check.Err(); err != nil {
			return err
		}
		id, err := optionalID(&tx.ReadTx, activeMemberSQL, tx.Zone(), c.ID, in.AccountID)
		if err != nil {
			return err
		}
		if id != "" {
			return fault.New(fault.Conflict, text.InTeamAlready)
		}
		return AddMember(tx, Joining{CaseID: c.ID, AccountID: in.AccountID, Reason: in.Reason})
	})
}

// Leave ends a colleague's place in the team of the case; what they may read ends with it.
func (r *Room) Leave(ctx context.Context, who gate.Actor, caseID value.ID, in Membership) error {
	return r.on(ctx, who, caseID, policy.CaseTeam, func(tx *gate.WriteTx, c Case, _ policy.Resource) error {
		var check fault.Check
		check.Needs("reason", in.Reason, text.WriteReason, MaxReason)
		if err := check.Err(); err != nil {
			return err
		}
		err := EndMember(tx, Leaving{CaseID: c.ID, AccountID: in.AccountID, Reason: in.Reason})
		if fault.Is(err, fault.NotFound) {
			return fault.New(fault.Conflict, text.NotInTeam)
		}
		return err
	})
}

// AllowJustice authorises somebody of the team, or the case manager, for the justice section of the case, or takes that back. Only the
// coordinator may. The membership ends and begins again with the other right, so that both times stay readable.
func (r *Room) AllowJustice(ctx context.Context, who gate.Actor, caseID value.ID, in Membership, allow bool) error {
	return r.on(ctx, who, caseID, policy.CaseJustice, func(tx *gate.WriteTx, c Case, _ policy.Resource) error {
		var check fault.Check
		check.Needs("reason", in.Reason, text.WriteReason, MaxReason)
		if err := check.Err(); err != nil {
			return err
		}
		id, err := optionalID(&tx.ReadTx, activeMemberSQL, tx.Zone(), c.ID, in.AccountID)
		if err != nil {
			return err
		}
		if id == "" && (in.AccountID != c.ManagerID || c.ManagerID == "") {
			return fault.New(fault.Conflict, text.NotInTeam)
		}
		if id != "" {
			if err := EndMember(tx, Leaving{CaseID: c.ID, AccountID: in.AccountID, Reason: in.Reason}); err != nil {
				return err
			}
		}
		return AddMember(tx, Joining{CaseID: c.ID, AccountID: in.AccountID, Justice: allow, Reason: in.Reason})
	})
}
