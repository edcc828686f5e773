package casefile

import (
	"siil/internal/gate"
	"siil/internal/value"
)

// SetManager makes an account the case manager, inside a command that has decided; whoever was is ended. An absent account leaves the
// case without one.
func SetManager(tx *gate.WriteTx, caseID, account value.ID, stamp Stamp) error {
	h, err := loadHead(&tx.ReadTx, caseID)
	if err != nil {
		return err
	}
	return setManager(tx, h, account, stamp.in(tx))
}

func setManager(tx *gate.WriteTx, h head, account value.ID, s Stamp) error {
	if err := endManager(tx, h.ID, s); err != nil {
		return err
	}
	if account != "" {
		if err := insertManager(tx, h.ID, account, s); err != nil {
			return err
		}
	}
	return change(tx, h, s, gate.Row{"manager_id": account})
}

func endManager(tx *gate.WriteTx, caseID value.ID, s Stamp) error {
	id, err := optionalID(&tx.ReadTx, "SELECT id FROM case_manager WHERE zone = $1 AND case_id = $2 AND until_at IS NULL", tx.Zone(), caseID)
	if err != nil || id == "" {
		return err
	}
	return tx.Update("case_manager", id, gate.Row{"until_at": s.At, "ended_by": s.By})
}

func insertManager(tx *gate.WriteTx, caseID, account value.ID, s Stamp) error {
	return tx.Insert("case_manager", gate.Row{"id": value.NewID(), "case_id": caseID, "account_id": account, "since_at": s.At, "by_id": s.By})
}

// optionalID reads the id of one row that need not be there.
func optionalID(tx *gate.ReadTx, query string, args ...any) (id value.ID, err error) {
	err = tx.Each(query, args, func(s gate.Scanner) error { return s.Scan(&id) })
	return id, err
}

// Joining is somebody who joins the team of a case.
type Joining struct {
	CaseID    value.ID
	AccountID value.ID
	Justice   bool // authorised for the justice section
	Reason    string
	Stamp
}

// AddMember adds somebody to the team of the case, inside a command that has decided. It fails with Conflict when they are in it.
func AddMember(tx *gate.WriteTx, j Joining) error {
	s := j.Stamp.in(tx)
	row := gate.Row{"id": value.NewID(), "case_id": j.CaseID, "account_id": j.AccountID, "justice": j.Justice, "since_at": s.At, "by_id": s.By}
	row.SetText("reason", j.Reason)
	return tx.Insert("case_member", row)
}

// Leaving is somebody who leaves the team of a case.
type Leaving struct {
	CaseID    value.ID
	AccountID value.ID
	Reason    string
	Stamp
}

const activeMemberSQL = "SELECT id FROM case_member WHERE zone = $1 AND case_id = $2 AND account_id = $3 AND until_at IS NULL"

// EndMember ends a membership of the team, inside a command that has decided. It fails with NotFound when there is none.
func EndMember(tx *gate.WriteTx, l Leaving) error {
	s := l.Stamp.in(tx)
	var id value.ID
	if err := tx.One(activeMemberSQL, []any{tx.Zone(), l.CaseID, l.AccountID}, &id); err != nil {
		return err
	}
	set := gate.Row{"until_at": s.At, "ended_by": s.By}
	set.SetText("ended_reason", l.Reason)
	return tx.Update("case_member", id, set)
}
