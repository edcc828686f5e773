package casefile

import (
	"fmt"

	"siil/internal/fault"
	"siil/internal/gate"
	"siil/internal/guideline"
	"siil/internal/value"
)

// StateSet is a plain change of state: neither suspension nor closure, which have building blocks of their own.
type StateSet struct {
	CaseID value.ID
	To     string
	On     value.Date
	Reason string // words
	Stamp
}

// SetState writes a change of state, inside a command that has decided. It does not ask the model whether the step is legal: lists and
// worlds write what happened. It refuses to make or to leave a suspension and to close, which need more.
func SetState(tx *gate.WriteTx, s StateSet) error {
	h, err := loadHead(&tx.ReadTx, s.CaseID)
	if err != nil {
		return err
	}
	leavesClosure := kindOf(h.State) == guideline.Closed && kindOf(s.To) != guideline.Closed
	if s.To == stateSuspended || h.State == stateSuspended || leavesClosure || s.To == stateClosed && kindOf(h.State) != guideline.Closed {
		return fault.Wrap(fmt.Errorf("from %s to %s is no plain change", h.State, s.To), "set state")
	}
	return setState(tx, h, s.To, s.On, s.Reason, s.Stamp.in(tx), gate.Row{})
}

// setState writes the change and what follows from it: an episode that ends has no next date and no hand-over that waits.
func setState(tx *gate.WriteTx, h head, to string, on value.Date, reason string, s Stamp, set gate.Row) error {
	if err := insertChange(tx, h, h.State, to, on, reason, s); err != nil {
		return err
	}
	set["state"], set["state_on"], set["last_on"] = to, on, later(h.Last, on)
	if kindOf(to) == guideline.Closed && kindOf(h.State) != guideline.Closed {
		if err := endEpisode(tx, h, on, s); err != nil {
			return err
		}
		set["next_on"], set["next_what"] = nil, nil
	}
	return change(tx, h, s, set)
}

func insertChange(tx *gate.WriteTx, h head, from, to string, on value.Date, reason string, s Stamp) error {
	row := gate.Row{"id": value.NewID(), "case_id": h.ID, "episode_id": h.EpisodeID, "to_state": to, "on_day": on, "at": s.At, "by_id": s.By}
	row.SetText("from_state", from)
	row.SetText("reason", reason)
	return tx.Insert("state_change", row)
}

func endEpisode(tx *gate.WriteTx, h head, on value.Date, s Stamp) error {
	if err := tx.Update("episode", h.EpisodeID, gate.Row{"closed_on": on}); err != nil {
		return err
	}
	if !h.NextOn.IsZero() {
		if err := insertDate(tx, h.ID, value.Date{}, "", s); err != nil {
			return err
		}
	}
	return withdrawPending(tx, h.ID, s)
}

// NextSet is the next date of a case with what is to happen; an absent date clears it.
type NextSet struct {
	CaseID value.ID
	On     value.Date
	What   string
	Stamp
}

// SetNext sets or clears the next date, inside a command that has decided.
func SetNext(tx *gate.WriteTx, n NextSet) error {
	h, err := loadHead(&tx.ReadTx, n.CaseID)
	if err != nil {
		return err
	}
	return setNext(tx, h, n.On, n.What, n.Stamp.in(tx))
}

func setNext(tx *gate.WriteTx, h head, on value.Date, what string, s Stamp) error {
	if err := insertDate(tx, h.ID, on, what, s); err != nil {
		return err
	}
	set := gate.Row{"next_on": on, "next_what": nil}
	set.SetText("next_what", what)
	return change(tx, h, s, set)
}

func insertDate(tx *gate.WriteTx, caseID value.ID, on value.Date, what string, s Stamp) error {
	row := gate.Row{"id": value.NewID(), "case_id": caseID, "on_day": on, "at": s.At, "by_id": s.By}
	row.SetText("what", what)
	return tx.Insert("case_date", row)
}
