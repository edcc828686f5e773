package casefile

import (
	"siil/internal/gate"
	"siil/internal/guideline"
	"siil/internal/value"
)

// Before is how a case stood before a decision that can be taken back.
type Before struct {
	State      string     `json:"state"`
	StateOn    value.Date `json:"state_on"`
	NextOn     value.Date `json:"next_on"`
	NextWhat   string     `json:"next_what,omitempty"`
	ReviewOn   value.Date `json:"review_on"`
	LastOn     value.Date `json:"last_on"`
	ManagerID  value.ID   `json:"manager_id,omitempty"`
	Suspension value.ID   `json:"suspension,omitempty"` // that was open
	HandOver   value.ID   `json:"hand_over,omitempty"`  // that waited for an answer
}

// Before is how the case stands now, to come back to it with TakeBack.
func (c Case) Before() Before {
	b := Before{State: c.State, StateOn: c.StateOn, NextOn: c.NextOn, NextWhat: c.NextWhat, ReviewOn: c.ReviewOn, LastOn: c.LastOn, ManagerID: c.ManagerID}
	if c.Suspension != nil {
		b.Suspension = c.Suspension.ID
	}
	if c.HandOver != nil {
		b.HandOver = c.HandOver.ID
	}
	return b
}

// TakeBack brings a case back to how it stood, inside a command that has decided and knows that nothing else has changed since: state,
// suspension, closure, case manager, next date, the hand-over that waited. What happened meanwhile stays readable: the way back is a change
// of its own, with its reason.
func TakeBack(tx *gate.WriteTx, caseID value.ID, b Before, reason string) error {
	h, err := loadHead(&tx.ReadTx, caseID)
	if err != nil {
		return err
	}
	s := Stamp{}.in(tx)
	for _, step := range []func(*gate.WriteTx, head, Before, Stamp) error{backFromClosure, backToSuspension, backToManager, backToDate, backToHandOver} {
		if err := step(tx, h, b, s); err != nil {
			return err
		}
	}
	if h.State != b.State {
		if err := insertChange(tx, h, h.State, b.State, tx.Today(), reason, s); err != nil {
			return err
		}
	}
	set := gate.Row{"state": b.State, "state_on": b.StateOn, "last_on": b.LastOn, "review_on": b.ReviewOn, "next_on": b.NextOn, "next_what": nil,
		"manager_id": b.ManagerID}
	set.SetText("next_what", b.NextWhat)
	return change(tx, h, s, set)
}

func backFromClosure(tx *gate.WriteTx, h head, b Before, s Stamp) error {
	if kindOf(h.State) != guideline.Closed || kindOf(b.State) == guideline.Closed {
		return nil
	}
	if err := tx.Update("episode", h.EpisodeID, gate.Row{"closed_on": nil}); err != nil {
		return err
	}
	if err := dropFollowUps(tx, h, true, s); err != nil {
		return err
	}
	id, err := optionalID(&tx.ReadTx, "SELECT id FROM closure WHERE zone = $1 AND episode_id = $2 AND undone_at IS NULL", tx.Zone(), h.EpisodeID)
	if err != nil || id == "" {
		return err
	}
	return tx.Update("closure", id, gate.Row{"undone_at": s.At, "undone_by": s.By})
}

func backToSuspension(tx *gate.WriteTx, h head, b Before, s Stamp) error {
	id, err := optionalID(&tx.ReadTx, "SELECT id FROM suspension WHERE zone = $1 AND case_id = $2 AND ended_at IS NULL", tx.Zone(), h.ID)
	if err != nil || id == b.Suspension {
		return err
	}
	if id != "" {
		if err := tx.Update("suspension", id, gate.Row{"ended_on": tx.Today(), "ended_at": s.At, "ended_by": s.By}); err != nil {
			return err
		}
	}
	if b.Suspension == "" {
		return nil
	}
	return tx.Update("suspension", b.Suspension, gate.Row{"ended_on": nil, "ended_at": nil, "ended_by": nil, "ended_note": nil})
}

func backToManager(tx *gate.WriteTx, h head, b Before, s Stamp) error {
	if h.ManagerID == b.ManagerID {
		return nil
	}
	if err := endManager(tx, h.ID, s); err != nil || b.ManagerID == "" {
		return err
	}
	return insertManager(tx, h.ID, b.ManagerID, s)
}

func backToDate(tx *gate.WriteTx, h head, b Before, s Stamp) error {
	if h.NextOn == b.NextOn && h.NextWhat == b.NextWhat {
		return nil
	}
	return insertDate(tx, h.ID, b.NextOn, b.NextWhat, s)
}

func backToHandOver(tx *gate.WriteTx, h head, b Before, _ Stamp) error {
	id, err := optionalID(&tx.ReadTx, pendingSQL, tx.Zone(), h.ID)
	if err != nil || b.HandOver == "" || id == b.HandOver {
		return err
	}
	return tx.Update("hand_over", b.HandOver, gate.Row{"answered_at": nil, "answered_by": nil, "answer": nil, "answer_reason": nil})
}

// PutOff goes on with the open suspension until another review, inside a command that has decided. It fails with Conflict when the case does
// not rest.
func PutOff(tx *gate.WriteTx, x Suspending) error {
	h, err := loadHead(&tx.ReadTx, x.CaseID)
	if err != nil {
		return err
	}
	return extend(tx, h, x)
}

// IsMember tells whether somebody is in the team of a case, without the case manager. The caller decides.
func IsMember(tx *gate.ReadTx, caseID, account value.ID) (bool, error) {
	id, err := optionalID(tx, activeMemberSQL, tx.Zone(), caseID, account)
	return id != "", err
}
