package casefile

import (
	"strings"

	"siil/internal/fault"
	"siil/internal/gate"
	"siil/internal/guideline"
	"siil/internal/text"
	"siil/internal/value"
)

// Closing is the end of an episode, with its reason and, kept apart, its outcomes.
type Closing struct {
	CaseID   value.ID
	On       value.Date
	Reason   string // code
	Outcomes []string
	Note     string
	ID       value.ID // of the closure; absent: a new one
	Stamp
}

// CloseEpisode closes the case's present episode, inside a command that has decided: an open suspension and a hand-over that waits end
// with it, the next date is cleared, and the follow-ups that the reason asks for are opened. It fails with Conflict when the case is closed already.
func CloseEpisode(tx *gate.WriteTx, x Closing) error {
	h, err := loadHead(&tx.ReadTx, x.CaseID)
	if err != nil {
		return err
	}
	return closeEpisode(tx, h, x)
}

func closeEpisode(tx *gate.WriteTx, h head, x Closing) error {
	if kindOf(h.State) == guideline.Closed {
		return fault.New(fault.Conflict, text.CaseNotOpen)
	}
	s := x.Stamp.in(tx)
	if h.State == stateSuspended {
		if _, err := endSuspension(tx, h, x.On, "", s); err != nil {
			return err
		}
	}
	id, err := insertClosure(tx, h, x, s)
	if err != nil {
		return err
	}
	if err := openFollowUps(tx, h, id, x, s); err != nil {
		return err
	}
	return setState(tx, h, stateClosed, x.On, "", s, gate.Row{"review_on": nil})
}

func insertClosure(tx *gate.WriteTx, h head, x Closing, s Stamp) (value.ID, error) {
	if x.ID == "" {
		x.ID = value.NewID()
	}
	row, err := closureRow(tx, h, x, s)
	if err != nil {
		return "", err
	}
	return x.ID, tx.Insert("closure", row)
}

func closureRow(tx *gate.WriteTx, h head, x Closing, s Stamp) (gate.Row, error) {
	row := gate.Row{"id": x.ID, "case_id": h.ID, "episode_id": h.EpisodeID, "on_day": x.On, "reason": x.Reason, "outcomes": strings.Join(x.Outcomes, " "),
		"made_at": s.At, "by_id": s.By}
	reason, _ := guideline.Default().ClosureReason(x.Reason)
	return row, setWords(tx, row, h.PersonID, "closure", x.ID, reason.Section, x.Note)
}

// Reopening begins a new episode of a closed case, linked to the one before.
type Reopening struct {
	CaseID value.ID
	On     value.Date
	Reason string // words
	Stamp
}

// Reopen begins the new episode, inside a command that has decided; the state is the model's. It fails with Conflict when the case is not
// closed.
func Reopen(tx *gate.WriteTx, x Reopening) (episode value.ID, err error) {
	h, err := loadHead(&tx.ReadTx, x.CaseID)
	if err != nil {
		return "", err
	}
	return reopen(tx, h, x)
}

func reopen(tx *gate.WriteTx, h head, x Reopening) (value.ID, error) {
	to, ok := guideline.Default().ReopensTo(h.State)
	if !ok {
		return "", fault.New(fault.Conflict, text.CaseNotClosed)
	}
	s := x.Stamp.in(tx)
	if err := dropFollowUps(tx, h, false, s); err != nil {
		return "", err
	}
	number := 0
	if err := tx.One("SELECT COALESCE(MAX(number), 0) + 1 FROM episode WHERE zone = $1 AND case_id = $2", []any{tx.Zone(), h.ID}, &number); err != nil {
		return "", err
	}
	id := value.NewID()
	err := tx.Insert("episode", gate.Row{"id": id, "case_id": h.ID, "number": number, "previous_id": h.EpisodeID, "opened_on": x.On, "made_at": s.At, "made_by": s.By})
	if err != nil {
		return "", err
	}
	h.EpisodeID = id
	return id, setState(tx, h, to, x.On, x.Reason, s, gate.Row{"episode_id": id})
}
