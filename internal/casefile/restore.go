package casefile

import (
	"siil/internal/gate"
	"siil/internal/guideline"
	"siil/internal/value"
)

// PastClosure is how a path that is written down as of earlier days came to its end, and what was heard of the person since.
type PastClosure struct {
	On        value.Date
	Outcomes  []string
	Details   string   // JSON, as the room of outcomes keeps it
	ExitID    value.ID // of the exit assessment
	NoExitWhy string
	MadeAt    value.Instant
	FollowUps []FollowUp // by Code; those that the reason asks for and that are not here wait for their answer
}

// restoreClosure writes the closure with its follow-ups, those with an answer as they were answered.
func restoreClosure(tx *gate.WriteTx, h head, reason string, p PastClosure, by value.ID) error {
	s := Stamp{At: p.MadeAt, By: by}.in(tx)
	x := Closing{ID: value.NewID(), On: p.On, Reason: reason, Outcomes: p.Outcomes}
	row, err := closureRow(tx, h, x, s)
	if err != nil {
		return err
	}
	row["exit_id"] = p.ExitID
	row.SetText("no_exit_why", p.NoExitWhy)
	row.SetText("details", p.Details)
	if err := tx.Insert("closure", row); err != nil {
		return err
	}
	for _, f := range guideline.Default().FollowUpsAfter(reason, p.On) {
		row := gate.Row{"id": value.NewID(), "case_id": h.ID, "episode_id": h.EpisodeID, "closure_id": x.ID, "code": f.Code, "due_on": f.On, "made_at": s.At}
		for _, a := range p.FollowUps {
			if a.Code == f.Code {
				row["answer"], row["on_day"], row["answered_at"], row["answered_by"] = a.Answer, a.OnDay, a.AnsweredAt, a.AnsweredBy
				row.SetText("details", a.Details)
				row.SetText("note", a.Note)
			}
		}
		if err := tx.Insert("follow_up", row); err != nil {
			return err
		}
	}
	return nil
}
