package sitting

import (
	"context"
	"encoding/json"

	"siil/internal/casefile"
	"siil/internal/fault"
	"siil/internal/gate"
	"siil/internal/outbox"
	"siil/internal/policy"
	"siil/internal/referral"
	"siil/internal/text"
	"siil/internal/value"
)

// Reopen takes the decision on a case back, as long as the sitting is open and the case has not changed since: state, case manager, team,
// next steps and next date come back to what they were, and so does what the senders may read. The case is talked about again. Who may is as
// for Decide.
func (r *Room) Reopen(ctx context.Context, who gate.Actor, itemID value.ID) error {
	return r.onItem(ctx, who, itemID, policy.SittingDecide, func(tx *gate.WriteTx, s agenda, x item) error {
		if err := running(s); err != nil {
			return err
		}
		if !x.done() {
			return conflict(text.SittingItemNotDone)
		}
		var id, caseID value.ID
		var decision string
		var version int
		var sealed []byte
		err := tx.One("SELECT id, case_id, decision, case_version, undo FROM sitting_decision WHERE zone = $1 AND item_id = $2 AND undone_at IS NULL",
			[]any{tx.Zone(), x.ID}, &id, &caseID, &decision, &version, &sealed)
		if err != nil {
			return err
		}
		c, _, err := casefile.Facts(&tx.ReadTx, caseID)
		if err != nil {
			return err
		}
		if c.ID != caseID || c.Version != version {
			return caseChanged(c, text.SittingNoReopening)
		}
		u, err := openUndo(tx, x.CaseID, id, sealed)
		if err != nil {
			return err
		}
		if err := takeBack(tx, c, u, text.SittingTookBack.With(s.Number).In(text.Italian)); err != nil {
			return err
		}
		if err := tx.Update("sitting_decision", id, gate.Row{"undone_at": tx.Now(), "undone_by": who.Account}); err != nil {
			return err
		}
		err = outbox.Call(tx, "sitting.decision", map[string]value.ID{"sitting": s.ID, "case": c.ID, "decision": id},
			map[string]string{"decision": "reopened", "from_state": c.State, "to_state": u.Before.State})
		if err != nil {
			return err
		}
		return again(tx, s, x)
	})
}

// again brings an item back to where it is talked about; another one waits meanwhile.
func again(tx *gate.WriteTx, s agenda, x item) error {
	for _, y := range s.items {
		if y.State == Now {
			if err := changeItem(tx, y, gate.Row{"state": ToDo}); err != nil {
				return err
			}
		}
	}
	return changeItem(tx, x, gate.Row{"state": Now, "ended_at": nil})
}

func openUndo(tx *gate.WriteTx, caseID, decision value.ID, sealed []byte) (u undo, err error) {
	person, err := personOf(&tx.ReadTx, caseID)
	if err != nil {
		return u, err
	}
	open, err := tx.Opener(person)
	if err != nil {
		return u, err
	}
	plain, err := open("sitting_decision", decision, "undo", sealed)
	if err != nil {
		return u, err
	}
	return u, fault.Wrap(json.Unmarshal([]byte(plain), &u), "undo of a decision")
}

func takeBack(tx *gate.WriteTx, c casefile.Case, u undo, why string) error {
	for _, step := range u.Steps {
		if err := casefile.DropStep(tx, step, why); err != nil {
			return err
		}
	}
	for _, account := range u.Joined {
		err := casefile.EndMember(tx, casefile.Leaving{CaseID: c.ID, AccountID: account, Reason: why})
		if err != nil && !fault.Is(err, fault.NotFound) { // somebody has ended it already
			return err
		}
	}
	if u.Said {
		if _, err := referral.TeamSaid(tx, c.Cases(), u.Earlier, u.Advice); err != nil {
			return err
		}
	}
	return casefile.TakeBack(tx, c.ID, u.Before, why)
}
