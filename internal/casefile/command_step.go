package casefile

import (
	"context"
	"strconv"

	"siil/internal/fault"
	"siil/internal/gate"
	"siil/internal/outbox"
	"siil/internal/policy"
	"siil/internal/text"
	"siil/internal/value"
)

// MaxStep is how long the words of a next step may be, in characters.
const MaxStep = 300

// Giving is a next step as its form brings it. Once makes it one step however often the form is sent.
type Giving struct {
	Once, WhoID value.ID
	What        string
	DueOn       value.Date
}

// GiveStep adds a next step to an open case and tells whoever is to do it. Whoever sets the case's dates may. A case without a next date has
// the step's. It fails with Invalid by field ("what", "who", "due"), with Conflict when the case is closed.
func (r *Room) GiveStep(ctx context.Context, who gate.Actor, caseID value.ID, in Giving) (id value.ID, err error) {
	err = r.on(ctx, who, caseID, policy.CaseDate, func(tx *gate.WriteTx, c Case, _ policy.Resource) error {
		if !c.isOpen() {
			return fault.New(fault.Conflict, text.CaseNotOpen)
		}
		if s, err := loadStep(&tx.ReadTx, in.Once); err == nil && s.CaseID == c.ID {
			id = s.ID
			return nil
		} else if err != nil && !fault.Is(err, fault.NotFound) {
			return err
		}
		if err := in.check(tx); err != nil {
			return err
		}
		if id, err = AddStep(tx, NextStep{ID: in.Once, CaseID: c.ID, WhoID: in.WhoID, What: in.What, DueOn: in.DueOn}); err != nil {
			return err
		}
		if in.WhoID != who.Account {
			err := outbox.Tell(tx, outbox.Notice{Account: in.WhoID, Code: "step_given", Args: []string{strconv.Itoa(c.Number), in.DueOn.ISO()},
				Path: StepPath(c.ID, id), Once: "step-" + string(id)})
			if err != nil {
				return err
			}
		}
		if c.NextOn.IsZero() {
			return setNext(tx, c.head(), in.DueOn, dateWords(in.What), Stamp{}.in(tx))
		}
		return change(tx, c.head(), Stamp{}.in(tx), gate.Row{})
	})
	return id, err
}

func (in Giving) check(tx *gate.WriteTx) error {
	var c fault.Check
	c.Needs("what", in.What, text.StepWriteWhat, MaxStep)
	comingDay(&c, "due", in.DueOn, tx.Today(), mostAhead)
	if _, err := professional(&tx.ReadTx, in.WhoID, "who"); err != nil {
		if !fault.Is(err, fault.Invalid) {
			return err
		}
		c.Add("who", text.ChooseColleague)
	}
	return c.Err()
}

// StepPath is the address of the page where a step is answered for.
func StepPath(caseID, id value.ID) string { return "/casi/" + string(caseID) + "/passi/" + string(id) }

// stepOf is a step as the rules see it.
func stepOf(res policy.Resource, s NextStep, me value.ID) policy.Resource {
	res.Kind, res.ID, res.Own = policy.Step, s.ID, s.WhoID != "" && s.WhoID == me
	return res
}

// AnswerStep says that a next step is done, or drops it with a reason. Whoever it was given to may, the case manager and the coordinator. A
// next date that stood for the step moves to the next one that is open. It fails with Conflict when somebody has answered already.
func (r *Room) AnswerStep(ctx context.Context, who gate.Actor, stepID value.ID, done bool, why string) error {
	_, err := r.answerStep(ctx, who, stepID, done, why)
	return err
}

// answerStep gives the version that the case has now, for the undo.
func (r *Room) answerStep(ctx context.Context, who gate.Actor, stepID value.ID, done bool, why string) (version int, err error) {
	err = r.onStep(ctx, who, stepID, func(tx *gate.WriteTx, s NextStep, c Case) error {
		var check fault.Check
		if !done {
			check.Needs("why", why, text.WriteReason, MaxReason)
		}
		if err := check.Err(); err != nil {
			return err
		}
		if !s.Open() {
			return fault.New(fault.Conflict, text.StepAnswered)
		}
		if err := endStep(tx, s.ID, done, why); err != nil {
			return err
		}
		version = c.Version + 1
		return followOn(tx, c, s)
	})
	return version, err
}

// onStep runs a command on one step: it decides that the actor answers for it.
func (r *Room) onStep(ctx context.Context, who gate.Actor, stepID value.ID, do func(tx *gate.WriteTx, s NextStep, c Case) error) error {
	return r.g.Write(ctx, who, func(tx *gate.WriteTx) error {
		s, err := loadStep(&tx.ReadTx, stepID)
		if err != nil {
			return err
		}
		c, res, err := Facts(&tx.ReadTx, s.CaseID)
		if err != nil {
			return err
		}
		if err := tx.Decide(policy.StepAnswer, stepOf(res, s, who.Account)); err != nil {
			return err
		}
		return do(tx, s, c)
	})
}

// UndoAnswer makes a step that was just answered for one that is to be done, and brings the next date back that moved with the answer. It
// fails with Conflict when the case has changed since.
func (r *Room) UndoAnswer(ctx context.Context, who gate.Actor, stepID value.ID, version int) error {
	return r.onStep(ctx, who, stepID, func(tx *gate.WriteTx, s NextStep, c Case) error {
		if err := c.fresh(version); err != nil || s.Open() {
			return err
		}
		ended := s.DoneAt
		if ended.IsZero() {
			ended = s.DroppedAt
		}
		err := tx.Update("next_step", s.ID, gate.Row{"done_at": nil, "done_by": nil, "dropped_at": nil, "dropped_by": nil, "dropped_why": nil})
		if err != nil {
			return err
		}
		moved, err := movedFrom(&tx.ReadTx, c.ID, s, ended)
		if err != nil {
			return err
		}
		if moved {
			return setNext(tx, c.head(), s.DueOn, dateWords(s.What), Stamp{}.in(tx))
		}
		return change(tx, c.head(), Stamp{}.in(tx), gate.Row{})
	})
}

// movedFrom tells whether the last change of a case's next date was from a step's, made as the step ended.
func movedFrom(tx *gate.ReadTx, caseID value.ID, s NextStep, ended value.Instant) (bool, error) {
	n, lastAt, before := 0, value.Instant{}, false
	err := tx.Each("SELECT at, on_day, COALESCE(what, '') FROM case_date WHERE zone = $1 AND case_id = $2 ORDER BY at DESC, id DESC LIMIT 2",
		[]any{tx.Zone(), caseID}, func(row gate.Scanner) error {
			var at value.Instant
			var on value.Date
			var what string
			err := row.Scan(&at, &on, &what)
			if n++; n == 1 {
				lastAt = at
			} else {
				before = on == s.DueOn && what == dateWords(s.What)
			}
			return err
		})
	return before && lastAt == ended, err
}

// followOn moves the next date of a case on, when it stood for a step that has ended.
func followOn(tx *gate.WriteTx, c Case, ended NextStep) error {
	stamp := Stamp{}.in(tx)
	if !c.isOpen() || c.NextOn != ended.DueOn || c.NextWhat != dateWords(ended.What) {
		return change(tx, c.head(), stamp, gate.Row{})
	}
	left, err := StepsOf(&tx.ReadTx, c.Cases(), true)
	if err != nil {
		return err
	}
	if len(left) == 0 || left[0].DueOn.IsZero() {
		return setNext(tx, c.head(), value.Date{}, "", stamp)
	}
	return setNext(tx, c.head(), left[0].DueOn, dateWords(left[0].What), stamp)
}
