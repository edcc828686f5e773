package outcome

import (
	"context"
	"strings"

	"siil/internal/casefile"
	"siil/internal/fault"
	"siil/internal/gate"
	"siil/internal/guideline"
	"siil/internal/policy"
	"siil/internal/text"
	"siil/internal/value"
)

// Answering is how things go, as the form of a follow-up brings it.
type Answering struct {
	Answer  string // code
	OnDay   value.Date
	Details Details // of the employment; optional
	Note    string
}

// The states after a closure.
const (
	stateClosed   = "CHIUSA"
	stateFollowUp = "FOLLOW_UP"
)

// Answer writes how things go at a follow-up, in place of what was answered before. Whoever worked on the case may. The first answer begins the follow-up,
// the last one ends it. It fails with Invalid by field, with NotFound for one that a reopening has dropped, with Conflict when the case has begun again since, even if
// it is closed anew.
func (r *Room) Answer(ctx context.Context, who gate.Actor, id value.ID, in Answering) error {
	in.Note = strings.TrimSpace(in.Note)
	return r.onFollowUp(ctx, who, id, func(tx *gate.WriteTx, c casefile.Case, f casefile.FollowUp, closed value.Date) error {
		answer, ok := r.m.FollowUps.Answer(in.Answer)
		var check fault.Check
		check.Require(ok && (answer.OfferedOn(tx.Today().ISO()) || in.Answer == f.Answer), "answer", text.ChooseAnswer)
		switch {
		case in.OnDay.IsZero():
			check.Add("on", text.DateNeeded)
		case in.OnDay.After(tx.Today()):
			check.Add("on", text.DateInFuture)
		case in.OnDay.Before(closed):
			check.Add("on", text.DateTooEarly.With(closed.Format()))
		}
		check.Fits("note", in.Note, MaxNote)
		in.Details = in.Details.only(answer.Asks)
		if err := fault.Join(check.Err(), r.checkDetails(in.Details, answer.Asks, in.OnDay, false)); err != nil {
			return err
		}
		kept, err := in.Details.JSON()
		if err != nil {
			return err
		}
		set := gate.Row{"answer": in.Answer, "on_day": in.OnDay, "details": nil, "note": nil, "answered_at": tx.Now(), "answered_by": who.Account}
		set.SetText("details", kept)
		set.SetText("note", in.Note)
		if err := tx.Update("follow_up", f.ID, set); err != nil {
			return err
		}
		return settleState(tx, c, in.OnDay)
	})
}

// UndoAnswer takes the answer of a follow-up back. Whoever may answer may; the log keeps what it was.
func (r *Room) UndoAnswer(ctx context.Context, who gate.Actor, id value.ID) error {
	return r.onFollowUp(ctx, who, id, func(tx *gate.WriteTx, c casefile.Case, f casefile.FollowUp, _ value.Date) error {
		if !f.Answered() {
			return fault.New(fault.Conflict, text.FollowUpNotAnswered)
		}
		set := gate.Row{"answer": nil, "on_day": nil, "details": nil, "note": nil, "answered_at": nil, "answered_by": nil}
		if err := tx.Update("follow_up", f.ID, set); err != nil {
			return err
		}
		return settleState(tx, c, tx.Today())
	})
}

const followUpCaseSQL = `SELECT f.case_id, k.on_day FROM follow_up f JOIN closure k ON k.zone = f.zone AND k.id = f.closure_id
	WHERE f.zone = $1 AND f.id = $2 AND f.dropped_at IS NULL`

// followUp reads one follow-up with its case, the day of the closure, and how the actor stands to them.
func followUp(tx *gate.ReadTx, id value.ID) (f casefile.FollowUp, c casefile.Case, res policy.Resource, closed value.Date, err error) {
	var caseID value.ID
	if err = tx.One(followUpCaseSQL, []any{tx.Zone(), id}, &caseID, &closed); err != nil {
		return f, c, res, closed, err
	}
	if c, res, err = casefile.Facts(tx, caseID); err != nil {
		return f, c, res, closed, err
	}
	all, err := casefile.FollowUps(tx, c)
	for _, x := range all {
		if x.ID == id {
			return x, c, res, closed, err
		}
	}
	if err == nil {
		err = fault.Missing()
	}
	return f, c, res, closed, err
}

func (r *Room) onFollowUp(ctx context.Context, who gate.Actor, id value.ID, do func(tx *gate.WriteTx, c casefile.Case, f casefile.FollowUp, closed value.Date) error) error {
	return r.g.Write(ctx, who, func(tx *gate.WriteTx) error {
		f, c, res, closed, err := followUp(&tx.ReadTx, id)
		if err != nil {
			return err
		}
		if err := tx.Decide(policy.FollowUpAnswer, res); err != nil {
			return err
		}
		if state, _ := r.m.State(c.State); state.Kind != guideline.Closed || f.EpisodeID != c.EpisodeID {
			return fault.New(fault.Conflict, text.FollowUpReopened)
		}
		return do(tx, c, f, closed)
	})
}

// settleState brings the case where its answers say that it stands: in follow-up while some are there and some are not, else closed.
func settleState(tx *gate.WriteTx, c casefile.Case, on value.Date) error {
	all, err := casefile.FollowUps(&tx.ReadTx, c)
	if err != nil || c.State != stateClosed && c.State != stateFollowUp {
		return err
	}
	answered, waiting := 0, 0
	for _, f := range all {
		switch {
		case f.EpisodeID != c.EpisodeID:
		case f.Answered():
			answered++
		default:
			waiting++
		}
	}
	to := stateClosed
	if answered > 0 && waiting > 0 {
		to = stateFollowUp
	}
	if to == c.State {
		return nil
	}
	return casefile.SetState(tx, casefile.StateSet{CaseID: c.ID, To: to, On: on})
}
