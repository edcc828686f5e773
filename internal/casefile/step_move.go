package casefile

import (
	"context"
	"strconv"
	"strings"

	"siil/internal/fault"
	"siil/internal/gate"
	"siil/internal/outbox"
	"siil/internal/policy"
	"siil/internal/text"
	"siil/internal/value"
)

// StepMove is a change of a next step's day or of whoever is to do it. What did not change is the same before and after.
type StepMove struct {
	ID, StepID   value.ID
	FromOn, ToOn value.Date
	FromID, ToID value.ID
	From, To     string // names; "" for whoever has no account
	Why          string
	At           value.Instant
	ByID         value.ID
}

// Handed tells whether the step went to somebody else.
func (m StepMove) Handed() bool { return m.FromID != m.ToID }

// MoveStep gives an open next step another day, with the reason. Whoever it was given to may, the case manager and the coordinator. A next
// date that stood for the step goes to the step that is now the first. It fails with Invalid by field ("to", "why"), with Conflict when the
// step has been answered.
func (r *Room) MoveStep(ctx context.Context, who gate.Actor, id value.ID, to value.Date, why string) error {
	_, err := r.moveStep(ctx, who, id, to, why)
	return err
}

// moveStep gives the version that the case has now, for the undo.
func (r *Room) moveStep(ctx context.Context, who gate.Actor, id value.ID, to value.Date, why string) (version int, err error) {
	err = r.onStep(ctx, who, id, func(tx *gate.WriteTx, s NextStep, c Case) error {
		if !s.Open() {
			return fault.New(fault.Conflict, text.StepAnswered)
		}
		var check fault.Check
		comingDay(&check, "to", to, tx.Today(), mostAhead)
		check.Require(to.IsZero() || to != s.DueOn, "to", text.StepSameDay)
		check.Needs("why", why, text.WriteReason, MaxReason)
		if err := check.Err(); err != nil {
			return err
		}
		version = c.Version + 1
		if err := writeMove(tx, s, StepMove{ToOn: to, ToID: s.WhoID, Why: why}); err != nil {
			return err
		}
		if c.isOpen() && c.NextOn.IsZero() {
			return setNext(tx, c.head(), to, dateWords(s.What), Stamp{}.in(tx))
		}
		return followOn(tx, c, s)
	})
	return version, err
}

// HandOverStep gives an open next step to a colleague, with the reason, and tells them by mail. Whoever it was given to may, the case
// manager and the coordinator. It fails with Invalid by field ("to", "why"), with Conflict when the step has been answered.
func (r *Room) HandOverStep(ctx context.Context, who gate.Actor, id, to value.ID, why string) error {
	_, err := r.handOverStep(ctx, who, id, to, why)
	return err
}

func (r *Room) handOverStep(ctx context.Context, who gate.Actor, id, to value.ID, why string) (version int, err error) {
	err = r.onStep(ctx, who, id, func(tx *gate.WriteTx, s NextStep, c Case) error {
		if !s.Open() {
			return fault.New(fault.Conflict, text.StepAnswered)
		}
		var check fault.Check
		check.Require(to == "" || to != s.WhoID, "to", text.StepSameHolder)
		check.Needs("why", why, text.WriteReason, MaxReason)
		_, err := professional(&tx.ReadTx, to, "to")
		if err := fault.Join(check.Err(), err); err != nil {
			return err
		}
		version = c.Version + 1
		move := StepMove{ID: value.NewID(), ToOn: s.DueOn, ToID: to, Why: why}
		if err := writeMove(tx, s, move); err != nil {
			return err
		}
		if to != who.Account {
			err := outbox.Tell(tx, outbox.Notice{Account: to, Code: "step_given", Args: []string{strconv.Itoa(c.Number), s.DueOn.ISO()},
				Path: StepPath(s.CaseID, s.ID), Once: moveOnce(move.ID)})
			if err != nil {
				return err
			}
		}
		return change(tx, c.head(), Stamp{}.in(tx), gate.Row{})
	})
	return version, err
}

func moveOnce(move value.ID) string { return "step-move-" + string(move) }

// writeMove writes a move of a step and what the step is after it.
func writeMove(tx *gate.WriteTx, s NextStep, m StepMove) error {
	if m.ID == "" {
		m.ID = value.NewID()
	}
	err := tx.Insert("next_step_move", gate.Row{"id": m.ID, "step_id": s.ID, "from_on": s.DueOn, "to_on": m.ToOn, "from_id": s.WhoID, "to_id": m.ToID,
		"why": m.Why, "at": tx.Now(), "by_id": tx.Who().Account})
	if err != nil {
		return err
	}
	return tx.Update("next_step", s.ID, gate.Row{"due_on": m.ToOn, "who_id": m.ToID})
}

const movesSQL = `SELECT m.id, m.step_id, m.from_on, m.to_on, m.from_id, m.to_id, m.why, m.at, m.by_id, COALESCE(f.given_name, ''), COALESCE(f.family_name, ''),
	COALESCE(t.given_name, ''), COALESCE(t.family_name, '') FROM next_step_move m LEFT JOIN account f ON f.zone = m.zone AND f.id = m.from_id
	LEFT JOIN account t ON t.zone = m.zone AND t.id = m.to_id WHERE m.zone = $1 AND m.step_id IN `

// MovesOf reads the moves of next steps, the oldest first. One query. The caller decides.
func MovesOf(tx *gate.ReadTx, steps []value.ID) ([]StepMove, error) {
	if len(steps) == 0 {
		return nil, nil
	}
	args := []any{tx.Zone()}
	return gate.All(tx, movesSQL+gate.Among(&args, steps)+" ORDER BY m.at, m.id", args, func(s gate.Scanner) (m StepMove, err error) {
		var fGiven, fFamily, tGiven, tFamily string
		err = s.Scan(&m.ID, &m.StepID, &m.FromOn, &m.ToOn, &m.FromID, &m.ToID, &m.Why, &m.At, &m.ByID, &fGiven, &fFamily, &tGiven, &tFamily)
		m.From, m.To = strings.TrimSpace(fGiven+" "+fFamily), strings.TrimSpace(tGiven+" "+tFamily)
		return m, err
	})
}

// UndoMove takes the last move of a next step back: its day, its holder, the next date that moved with it, the mail that has not left. The way
// back is a move of its own. Whoever may answer for the step may, and whoever made the move. It fails with Conflict when the case has changed
// since.
func (r *Room) UndoMove(ctx context.Context, who gate.Actor, id value.ID, version int) error {
	return r.g.Write(ctx, who, func(tx *gate.WriteTx) error {
		s, err := loadStep(&tx.ReadTx, id)
		if err != nil {
			return err
		}
		c, res, err := Facts(&tx.ReadTx, s.CaseID)
		if err != nil {
			return err
		}
		last, err := lastMove(&tx.ReadTx, id)
		if err != nil {
			return err
		}
		res = stepOf(res, s, who.Account)
		res.Own = res.Own || last.ByID != "" && last.ByID == who.Account
		if err := tx.Decide(policy.StepAnswer, res); err != nil {
			return err
		}
		if err := c.fresh(version); err != nil || last.ID == "" || !s.Open() {
			return err
		}
		return takeMoveBack(tx, c, s, last)
	})
}

func lastMove(tx *gate.ReadTx, step value.ID) (StepMove, error) {
	all, err := MovesOf(tx, []value.ID{step})
	if err != nil || len(all) == 0 {
		return StepMove{}, err
	}
	return all[len(all)-1], nil
}

func takeMoveBack(tx *gate.WriteTx, c Case, s NextStep, last StepMove) error {
	if err := writeMove(tx, s, StepMove{ToOn: last.FromOn, ToID: last.FromID, Why: text.StepMoveUndone.In(text.Italian)}); err != nil {
		return err
	}
	if last.Handed() && last.ToID != "" {
		if err := outbox.Untell(tx, last.ToID, moveOnce(last.ID)); err != nil {
			return err
		}
	}
	before, moved, err := dateBefore(&tx.ReadTx, c.ID, last.At)
	if err != nil {
		return err
	}
	if moved && last.FromOn != last.ToOn {
		return setNext(tx, c.head(), before.On, before.What, Stamp{}.in(tx))
	}
	return change(tx, c.head(), Stamp{}.in(tx), gate.Row{})
}

// dateBefore is the next date that a case had before its last change, when that was made at a moment.
func dateBefore(tx *gate.ReadTx, caseID value.ID, changed value.Instant) (before NextSet, ok bool, err error) {
	n := 0
	err = tx.Each("SELECT at, on_day, COALESCE(what, '') FROM case_date WHERE zone = $1 AND case_id = $2 ORDER BY at DESC, id DESC LIMIT 2",
		[]any{tx.Zone(), caseID}, func(row gate.Scanner) error {
			var at value.Instant
			var x NextSet
			err := row.Scan(&at, &x.On, &x.What)
			if n++; n == 1 {
				ok = at == changed
			} else {
				before = x
			}
			return err
		})
	return before, ok, err
}
