package casefile

import (
	"siil/internal/gate"
	"siil/internal/guideline"
	"siil/internal/value"
)

// FollowUp is one look, some time after a closure, at how things go. Code is the term's in the guidelines.
type FollowUp struct {
	ID, CaseID, EpisodeID, ClosureID value.ID
	Code                             string
	DueOn                            value.Date
	Answer                           string // code; empty: not answered yet
	Details                          string // JSON
	Note                             string
	OnDay                            value.Date
	AnsweredAt                       value.Instant
	AnsweredBy                       value.ID
}

// Answered tells whether somebody has answered it.
func (f FollowUp) Answered() bool { return !f.AnsweredAt.IsZero() }

const followUpSQL = `SELECT id, case_id, episode_id, closure_id, code, due_on, COALESCE(answer, ''), COALESCE(details, ''), COALESCE(note, ''), on_day, answered_at, answered_by
	FROM follow_up WHERE zone = $1 AND dropped_at IS NULL AND `

func scanFollowUp(s gate.Scanner) (f FollowUp, err error) {
	return f, s.Scan(&f.ID, &f.CaseID, &f.EpisodeID, &f.ClosureID, &f.Code, &f.DueOn, &f.Answer, &f.Details, &f.Note, &f.OnDay, &f.AnsweredAt, &f.AnsweredBy)
}

// FollowUps reads the follow-ups of a case, of all its episodes, the earliest first; not those that a reopening has dropped. One query. The
// caller decides.
func FollowUps(tx *gate.ReadTx, c Case) ([]FollowUp, error) {
	args := []any{tx.Zone()}
	return gate.All(tx, followUpSQL+"case_id IN "+gate.Among(&args, c.Cases())+" ORDER BY due_on, id", args, scanFollowUp)
}

// openFollowUps writes the follow-ups that a closure asks for.
func openFollowUps(tx *gate.WriteTx, h head, closure value.ID, x Closing, s Stamp) error {
	for _, f := range guideline.Default().FollowUpsAfter(x.Reason, x.On) {
		err := tx.Insert("follow_up", gate.Row{"id": value.NewID(), "case_id": h.ID, "episode_id": h.EpisodeID, "closure_id": closure, "code": f.Code, "due_on": f.On,
			"made_at": s.At})
		if err != nil {
			return err
		}
	}
	return nil
}

// dropFollowUps takes away those of the present episode that nobody has answered; answered: those too, because the closure itself is undone.
func dropFollowUps(tx *gate.WriteTx, h head, answered bool, s Stamp) error {
	query := "SELECT id FROM follow_up WHERE zone = $1 AND episode_id = $2 AND dropped_at IS NULL"
	if !answered {
		query += " AND answered_at IS NULL"
	}
	ids, err := gate.All(&tx.ReadTx, query+" ORDER BY due_on, id", []any{tx.Zone(), h.EpisodeID}, func(r gate.Scanner) (id value.ID, err error) { return id, r.Scan(&id) })
	if err != nil {
		return err
	}
	for _, id := range ids {
		if err := tx.Update("follow_up", id, gate.Row{"dropped_at": s.At}); err != nil {
			return err
		}
	}
	return nil
}
