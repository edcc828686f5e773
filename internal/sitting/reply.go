package sitting

import (
	"context"
	"strings"

	"siil/internal/fault"
	"siil/internal/gate"
	"siil/internal/policy"
	"siil/internal/text"
	"siil/internal/value"
)

// AnswerCall says whether the actor comes. Whoever is called may, until the sitting is closed.
func (r *Room) AnswerCall(ctx context.Context, who gate.Actor, id value.ID, comes bool, why string) error {
	return r.on(ctx, who, id, policy.SittingReply, func(tx *gate.WriteTx, s *standing) error {
		if s.State != Convened && s.State != Running {
			return conflict(text.SittingNotConvened)
		}
		var c fault.Check
		c.Fits("why", why, MaxWhy)
		if err := c.Err(); err != nil {
			return err
		}
		var row value.ID
		err := tx.One("SELECT id FROM sitting_member WHERE zone = $1 AND sitting_id = $2 AND account_id = $3 AND removed_at IS NULL",
			[]any{tx.Zone(), s.ID, who.Account}, &row)
		if err != nil {
			return err
		}
		set := gate.Row{"reply": Comes, "reply_at": tx.Now(), "reply_why": nil}
		if !comes {
			set["reply"] = DoesNotCome
			set.SetText("reply_why", strings.TrimSpace(why))
		}
		return tx.Update("sitting_member", row, set)
	})
}

// StepOut takes the actor out of a case for a conflict of interest, before it is decided: from then on they read and write nothing of it and do
// not count for its quorum. It is recorded in the minutes. why is a code of the guidelines.
func (r *Room) StepOut(ctx context.Context, who gate.Actor, itemID value.ID, why string) error {
	return r.onItem(ctx, who, itemID, policy.SittingReply, func(tx *gate.WriteTx, s agenda, x item) error {
		if err := open(s, x); err != nil {
			return err
		}
		if reason, ok := r.m.Sittings.Conflict(why); !ok || !reason.OfferedOn(tx.Today().ISO()) {
			return invalid("why", text.SittingConflictWhy)
		}
		if x.out(who.Account) {
			return conflict(text.SittingOutAlready)
		}
		if err := forgetFocus(tx, x.ID, who.Account); err != nil {
			return err
		}
		return tx.Insert("sitting_out", gate.Row{"id": value.NewID(), "item_id": x.ID, "account_id": who.Account, "why": why, "at": tx.Now(), "by_id": who.Account})
	})
}

// StepBack takes the actor into a case again, as long as it is not decided.
func (r *Room) StepBack(ctx context.Context, who gate.Actor, itemID value.ID) error {
	return r.onItem(ctx, who, itemID, policy.SittingReply, func(tx *gate.WriteTx, s agenda, x item) error {
		if err := open(s, x); err != nil {
			return err
		}
		var row value.ID
		err := tx.One("SELECT id FROM sitting_out WHERE zone = $1 AND item_id = $2 AND account_id = $3 AND back_at IS NULL", []any{tx.Zone(), x.ID, who.Account}, &row)
		if fault.Is(err, fault.NotFound) {
			return conflict(text.SittingNotOut)
		}
		if err != nil {
			return err
		}
		return tx.Update("sitting_out", row, gate.Row{"back_at": tx.Now(), "back_by": who.Account})
	})
}

// open refuses what comes too late for a case: the sitting is over, or the case is decided.
func open(s agenda, x item) error {
	switch {
	case s.State == Closed:
		return conflict(text.SittingOver)
	case s.State != Convened && s.State != Running:
		return conflict(text.SittingNotConvened)
	case x.done() && x.changedBy != "":
		return conflict(text.SittingItemDoneBy.With(x.changedBy, x.changedAt.Clock()))
	case x.done():
		return conflict(text.SittingItemDone)
	}
	return nil
}

// Ask keeps what the actor asks of the team about a case; asking again replaces it, nothing takes it back. Whoever is called may and has not
// stepped out, until the case is decided.
func (r *Room) Ask(ctx context.Context, who gate.Actor, itemID value.ID, words string) error {
	return r.onItem(ctx, who, itemID, policy.SittingCase, func(tx *gate.WriteTx, s agenda, x item) error {
		if err := open(s, x); err != nil {
			return err
		}
		var c fault.Check
		c.Fits("text", words, MaxText)
		if err := c.Err(); err != nil {
			return err
		}
		person, err := personOf(&tx.ReadTx, x.CaseID)
		if err != nil {
			return err
		}
		var id value.ID
		err = tx.One("SELECT id FROM sitting_ask WHERE zone = $1 AND item_id = $2 AND account_id = $3", []any{tx.Zone(), x.ID, who.Account}, &id)
		fresh := fault.Is(err, fault.NotFound)
		if err != nil && !fresh {
			return err
		}
		if fresh {
			id = value.NewID()
		}
		body, err := tx.Seal(person, "sitting_ask", id, "body", strings.TrimSpace(words))
		if err != nil {
			return err
		}
		if !fresh {
			return tx.Update("sitting_ask", id, gate.Row{"body": body, "at": tx.Now()})
		}
		return tx.Insert("sitting_ask", gate.Row{"id": id, "item_id": x.ID, "account_id": who.Account, "body": body, "at": tx.Now()})
	})
}

// personOf is under whose key the texts about a case are sealed.
func personOf(tx *gate.ReadTx, caseID value.ID) (id value.ID, err error) {
	return id, tx.One("SELECT person_id FROM case_file WHERE zone = $1 AND id = $2", []any{tx.Zone(), caseID}, &id)
}
