package casefile

import (
	"siil/internal/gate"
	"siil/internal/value"
)

// The answers to a hand-over.
const (
	Accepted  = "accepted"
	Declined  = "declined"
	Withdrawn = "withdrawn"
)

// HandingOver offers a case to another case manager. The case keeps its manager until the offer is accepted.
type HandingOver struct {
	CaseID value.ID
	From   value.ID // absent when the case has no manager
	To     value.ID
	Reason string
	Stays  bool // whoever hands over stays in the team
	Stamp
}

// AskHandOver writes the offer, inside a command that has decided. It fails with Conflict when one waits already.
func AskHandOver(tx *gate.WriteTx, x HandingOver) (value.ID, error) {
	s := x.Stamp.in(tx)
	id := value.NewID()
	return id, tx.Insert("hand_over", gate.Row{"id": id, "case_id": x.CaseID, "from_id": x.From, "to_id": x.To, "reason": x.Reason, "stays": x.Stays,
		"asked_at": s.At, "asked_by": s.By})
}

const pendingSQL = "SELECT id FROM hand_over WHERE zone = $1 AND case_id = $2 AND answered_at IS NULL"

// withdrawPending takes back the offer that waits, if there is one.
func withdrawPending(tx *gate.WriteTx, caseID value.ID, s Stamp) error {
	id, err := optionalID(&tx.ReadTx, pendingSQL, tx.Zone(), caseID)
	if err != nil || id == "" {
		return err
	}
	return answer(tx, id, Withdrawn, "", s)
}

func answer(tx *gate.WriteTx, id value.ID, a, reason string, s Stamp) error {
	set := gate.Row{"answered_at": s.At, "answered_by": s.By, "answer": a}
	set.SetText("answer_reason", reason)
	return tx.Update("hand_over", id, set)
}
