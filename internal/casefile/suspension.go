package casefile

import (
	"siil/internal/fault"
	"siil/internal/gate"
	"siil/internal/guideline"
	"siil/internal/text"
	"siil/internal/value"
)

// reviewDays is when a suspension is looked at again unless somebody says otherwise; the model's term of the state, in days.
var reviewDays = func() int {
	s, _ := guideline.Default().State(stateSuspended)
	for _, t := range s.Terms {
		if t.Unit == guideline.Day {
			return t.Count
		}
	}
	return 90
}()

// Suspending is a case that rests for a reason, with the day on which it is looked at again.
type Suspending struct {
	CaseID   value.ID
	SinceOn  value.Date
	Reason   string // code
	Note     string
	ReviewOn value.Date // absent: the model's term after SinceOn
	Stamp
}

// Suspend writes a suspension, inside a command that has decided. It fails with Conflict when the case rests or is closed already.
func Suspend(tx *gate.WriteTx, x Suspending) error {
	h, err := loadHead(&tx.ReadTx, x.CaseID)
	if err != nil {
		return err
	}
	if kindOf(h.State) != guideline.Open {
		return fault.New(fault.Conflict, text.CaseNotOpen)
	}
	return suspend(tx, h, x)
}

func suspend(tx *gate.WriteTx, h head, x Suspending) error {
	s := x.Stamp.in(tx)
	if x.ReviewOn.IsZero() {
		x.ReviewOn = x.SinceOn.AddDays(reviewDays)
	}
	if err := insertSuspension(tx, h, x, h.State, s); err != nil {
		return err
	}
	return setState(tx, h, stateSuspended, x.SinceOn, "", s, gate.Row{"review_on": x.ReviewOn})
}

func insertSuspension(tx *gate.WriteTx, h head, x Suspending, before string, s Stamp) error {
	id := value.NewID()
	row := gate.Row{"id": id, "case_id": h.ID, "episode_id": h.EpisodeID, "from_state": before, "since_on": x.SinceOn, "reason": x.Reason,
		"review_on": x.ReviewOn, "made_at": s.At, "by_id": s.By}
	reason, _ := guideline.Default().SuspensionReason(x.Reason)
	if err := setWords(tx, row, h.PersonID, "suspension", id, reason.Section, x.Note); err != nil {
		return err
	}
	return tx.Insert("suspension", row)
}

// setWords puts what somebody wrote about a reason where it belongs: sealed when the reason is of a reserved section.
func setWords(tx *gate.WriteTx, row gate.Row, person value.ID, table string, id value.ID, section, words string) error {
	if words == "" {
		return nil
	}
	if sec, ok := guideline.Default().Section(section); !ok || !sec.Sealed {
		row["note"] = words
		return nil
	}
	sealed, err := tx.Seal(person, table, id, "sealed", words)
	row["sealed"] = sealed
	return err
}

// Resuming ends a suspension: the case goes back to the state that was interrupted.
type Resuming struct {
	CaseID value.ID
	On     value.Date
	Note   string
	Stamp
}

// Resume ends the open suspension, inside a command that has decided. It fails with Conflict when the case does not rest.
func Resume(tx *gate.WriteTx, x Resuming) error {
	h, err := loadHead(&tx.ReadTx, x.CaseID)
	if err != nil {
		return err
	}
	return resume(tx, h, x)
}

func resume(tx *gate.WriteTx, h head, x Resuming) error {
	s := x.Stamp.in(tx)
	before, err := endSuspension(tx, h, x.On, x.Note, s)
	if err != nil {
		return err
	}
	return setState(tx, h, before, x.On, "", s, gate.Row{"review_on": nil})
}

const openSuspensionSQL = "SELECT id, from_state FROM suspension WHERE zone = $1 AND case_id = $2 AND ended_at IS NULL"

// endSuspension ends the open suspension and gives the state that it interrupted; Conflict when there is none.
func endSuspension(tx *gate.WriteTx, h head, on value.Date, note string, s Stamp) (before string, err error) {
	var id value.ID
	if err := tx.One(openSuspensionSQL, []any{tx.Zone(), h.ID}, &id, &before); err != nil {
		if fault.Is(err, fault.NotFound) {
			return "", fault.New(fault.Conflict, text.CaseNotSuspended)
		}
		return "", err
	}
	set := gate.Row{"ended_on": on, "ended_at": s.At, "ended_by": s.By}
	set.SetText("ended_note", note)
	return before, tx.Update("suspension", id, set)
}

// extend puts off the review of a suspension: the old row ends, a new one begins, so that both dates stay readable.
func extend(tx *gate.WriteTx, h head, x Suspending) error {
	s := x.Stamp.in(tx)
	before, err := endSuspension(tx, h, x.SinceOn, "", s)
	if err != nil {
		return err
	}
	if err := insertSuspension(tx, h, x, before, s); err != nil {
		return err
	}
	return change(tx, h, s, gate.Row{"review_on": x.ReviewOn, "last_on": later(h.Last, x.SinceOn)})
}
