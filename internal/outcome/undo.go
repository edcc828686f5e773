package outcome

import (
	"context"
	"encoding/json"
	"slices"
	"strconv"

	"siil/internal/casefile"
	"siil/internal/document"
	"siil/internal/fault"
	"siil/internal/gate"
	"siil/internal/outbox"
	"siil/internal/policy"
	"siil/internal/referral"
	"siil/internal/text"
	"siil/internal/value"
)

// undo is how things stood before a closure, for whoever closes by mistake.
type undo struct {
	Before   casefile.Before `json:"before"`
	Version  int             `json:"version"` // of the case after the closure
	Ended    []value.ID      `json:"ended,omitempty"`
	Rested   []value.ID      `json:"rested,omitempty"`  // those of the ended that were suspended
	Said     bool            `json:"said,omitempty"`    // the senders were answered
	Earlier  string          `json:"earlier,omitempty"` // what they could read before
	Advice   string          `json:"advice,omitempty"`
	Document value.ID        `json:"document,omitempty"`
}

// decisionClosed is what a sheet says to its sender once the path has ended.
const decisionClosed = "closed"

// tell lets those who referred the person read the answer, and tells them that there is something. They are told that the path has ended and the words of
// the answer, nothing else.
func tell(tx *gate.WriteTx, c casefile.Case, closure value.ID, answer string, set gate.Row, u *undo) error {
	before, err := sheetsOf(&tx.ReadTx, c)
	if err != nil || len(before) == 0 {
		return err
	}
	if err := referral.Open(&tx.ReadTx, before); err != nil {
		return err
	}
	for _, s := range before {
		if s.TeamDecision != "" {
			u.Earlier, u.Advice = s.TeamDecision, s.TeamAdvice
		}
	}
	sheets, err := referral.TeamSaid(tx, c.Cases(), decisionClosed, answer)
	if err != nil {
		return err
	}
	u.Said = len(sheets) > 0
	for _, s := range sheets {
		if s.SenderID == "" {
			continue
		}
		err := outbox.Tell(tx, outbox.Notice{Account: s.SenderID, Code: "referral_outcome", Args: []string{strconv.Itoa(s.Number)},
			Path: "/segnalazioni/" + string(s.ID), Once: toldOnce(s.ID, closure)})
		if err != nil {
			return err
		}
	}
	if u.Said {
		set["told_at"] = tx.Now()
	}
	return nil
}

func toldOnce(sheet, closure value.ID) string {
	return "closed-" + string(sheet) + "-" + string(closure)
}

// untell brings back what the senders could read before, and keeps the mail that has not left from leaving.
func untell(tx *gate.WriteTx, c casefile.Case, closure value.ID, u undo) error {
	sheets, err := referral.TeamSaid(tx, c.Cases(), u.Earlier, u.Advice)
	for _, s := range sheets {
		if err == nil && s.SenderID != "" {
			err = outbox.Untell(tx, s.SenderID, toldOnce(s.ID, closure))
		}
	}
	return err
}

// keep writes the rest of a closure with how to take it back.
func (u undo) keep(tx *gate.WriteTx, c casefile.Case, closure value.ID, set gate.Row) error {
	after, _, err := casefile.Facts(&tx.ReadTx, c.ID)
	if err != nil {
		return err
	}
	u.Version = after.Version
	if err := u.seal(tx, c, closure, set); err != nil {
		return err
	}
	return tx.Update("closure", closure, set)
}

func (u undo) seal(tx *gate.WriteTx, c casefile.Case, closure value.ID, set gate.Row) error {
	plain, err := json.Marshal(u)
	if err != nil {
		return fault.Wrap(err, "closure")
	}
	set["undo"], err = tx.Seal(c.PersonID, "closure", closure, "undo", string(plain))
	return err
}

// undoOf is how to take back a closure that can be; nothing for one that cannot.
func undoOf(tx *gate.WriteTx, c casefile.Case, k casefile.Closure) (undo, error) {
	if !k.CanUndo {
		return undo{}, nil
	}
	return loadUndo(tx, c, k.ID)
}

// again writes what was added to a closure, so that it is taken back with it.
func (u undo) again(tx *gate.WriteTx, c casefile.Case, k casefile.Closure, set gate.Row) error {
	if k.CanUndo {
		if err := u.seal(tx, c, k.ID, set); err != nil {
			return err
		}
	}
	if len(set) == 0 {
		return nil
	}
	return tx.Update("closure", k.ID, set)
}

// Undo takes back the closure of a case that the actor has closed today, as long as nothing has changed since: state, next date, suspension, hand-over and
// actions come back, the follow-ups go, the report is voided, and the sender reads what was there before. It fails with Conflict otherwise: then the case
// is reopened.
func (r *Room) Undo(ctx context.Context, who gate.Actor, caseID value.ID) error {
	return r.on(ctx, who, caseID, policy.CaseClose, func(tx *gate.WriteTx, c casefile.Case, res policy.Resource) error {
		k, err := casefile.ClosureOf(&tx.ReadTx, c, res)
		if fault.Is(err, fault.NotFound) {
			return fault.New(fault.Conflict, text.CaseNotClosed)
		}
		if err != nil {
			return err
		}
		if !k.UndoableBy(who, tx.Today()) {
			return fault.New(fault.Conflict, text.ClosureTooLate)
		}
		u, err := loadUndo(tx, c, k.ID)
		if err != nil {
			return err
		}
		if u.Version != c.Version {
			return fault.New(fault.Conflict, text.ClosureTooLate)
		}
		why := text.ClosureTookBack.In(text.Italian)
		for _, id := range u.Ended {
			if err := r.plans.TakeUpAgain(tx, c, id, slices.Contains(u.Rested, id), why); err != nil {
				return err
			}
		}
		if u.Said {
			if err := untell(tx, c, k.ID, u); err != nil {
				return err
			}
		}
		if u.Document != "" {
			if err := document.VoidIn(tx, c, u.Document, why); err != nil {
				return err
			}
		}
		return casefile.TakeBack(tx, c.ID, u.Before, why)
	})
}

func loadUndo(tx *gate.WriteTx, c casefile.Case, closure value.ID) (u undo, err error) {
	var sealed []byte
	if err := tx.One("SELECT undo FROM closure WHERE zone = $1 AND id = $2", []any{tx.Zone(), closure}, &sealed); err != nil {
		return u, err
	}
	open, err := tx.Opener(c.PersonID)
	if err != nil {
		return u, err
	}
	plain, err := open("closure", closure, "undo", sealed)
	if err != nil {
		return u, err
	}
	return u, fault.Wrap(json.Unmarshal([]byte(plain), &u), "undo of a closure")
}
