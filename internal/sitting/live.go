package sitting

import (
	"context"
	"slices"
	"strings"
	"time"

	"siil/internal/fault"
	"siil/internal/gate"
	"siil/internal/policy"
	"siil/internal/text"
	"siil/internal/value"
)

// What is written while a case is talked about is work in progress: it stands in passing tables, sealed under the key of the zone, and leaves
// no leaf for each key that is pressed. The rules are asked every time all the same, on facts read in the same transaction as the change,
// because somebody may step out of the case between two words; only a refusal leaves its leaf. That somebody has read the case is in the log
// since they opened its page, and what was decided will be.

// focusLasts is how long "is writing" holds without being said again.
const focusLasts = 15 * time.Second

// liveFacts is what a change of work in progress stands on.
type liveFacts struct {
	sittingID  value.ID
	state      string // of the sitting
	itemState  string
	changedAt  value.Instant
	given, fam string // who changed the item last
	res        policy.Resource
}

const liveSQL = `SELECT s.id, s.state, i.state, i.changed_at, COALESCE(h.given_name, ''), COALESCE(h.family_name, ''), COALESCE(m.recorder, -1),
	CASE WHEN EXISTS (SELECT 1 FROM sitting_attendance t WHERE t.zone = s.zone AND t.sitting_id = s.id AND t.account_id = $3 AND t.until_at IS NULL) THEN 1 ELSE 0 END,
	CASE WHEN EXISTS (SELECT 1 FROM sitting_out o WHERE o.zone = i.zone AND o.item_id = i.id AND o.account_id = $3 AND o.back_at IS NULL) THEN 1 ELSE 0 END
	FROM sitting_item i JOIN sitting s ON s.zone = i.zone AND s.id = i.sitting_id LEFT JOIN account h ON h.zone = i.zone AND h.id = i.changed_by
	LEFT JOIN sitting_member m ON m.zone = s.zone AND m.sitting_id = s.id AND m.account_id = $3 AND m.removed_at IS NULL
	WHERE i.zone = $1 AND i.id = $2 AND i.state <> 'removed'`

func loadLive(tx *gate.ReadTx, who gate.Actor, itemID value.ID) (f liveFacts, err error) {
	var recorder, here, out int
	err = tx.One(liveSQL, []any{tx.Zone(), itemID, string(who.Account)}, &f.sittingID, &f.state, &f.itemState, &f.changedAt, &f.given, &f.fam, &recorder, &here, &out)
	f.res = policy.Resource{Zone: tx.Zone(), Kind: policy.Item, ID: itemID, Member: recorder >= 0, Recorder: recorder == 1, Present: here == 1, Out: out == 1}
	return f, err
}

// open refuses what comes too late.
func (f liveFacts) open() error {
	switch {
	case f.state == Closed:
		return conflict(text.SittingOver)
	case f.state != Running:
		return conflict(text.SittingNotOpen)
	case f.itemState == Decided && f.given+f.fam != "":
		return conflict(text.SittingItemDoneBy.With(strings.TrimSpace(f.given+" "+f.fam), f.changedAt.Clock()))
	case f.itemState == Decided:
		return conflict(text.SittingItemDone)
	}
	return nil
}

// live runs a change of work in progress on a case by whoever may see it in the sitting.
func (r *Room) live(ctx context.Context, who gate.Actor, itemID value.ID, do func(tx *gate.WriteTx, f liveFacts) error) error {
	var f liveFacts
	refused := false
	err := r.g.Quiet(ctx, who.Zone, func(tx *gate.WriteTx) (err error) {
		refused = false
		if f, err = loadLive(&tx.ReadTx, who, itemID); err != nil {
			return err
		}
		ok, err := r.g.Rules().Decide(who.Principal, policy.SittingCase, f.res)
		if err != nil {
			return fault.Wrap(err, "decide")
		}
		if !ok {
			refused = true
			return fault.New(fault.Denied, text.PageMissing)
		}
		if err := f.open(); err != nil {
			return err
		}
		return do(tx, f)
	})
	if refused {
		return r.refuse(ctx, who, policy.SittingCase, f.res)
	}
	return err
}

// refuse leaves the leaf of a refusal that was found without one.
func (r *Room) refuse(ctx context.Context, who gate.Actor, a policy.Action, res policy.Resource) error {
	err := r.g.Read(ctx, who, func(tx *gate.ReadTx) error { return tx.Decide(a, res) })
	if err == nil {
		err = fault.New(fault.Denied, text.PageMissing)
	}
	return err
}

// most is how many characters a field holds.
func most(name string) int {
	switch name {
	case FieldNote:
		return MaxNote
	case FieldReason, FieldAdvice:
		return MaxText
	case FieldSteps:
		return 20000
	case FieldTeam:
		return 2000
	}
	return 120
}

// Write keeps a field as it is being written; in.Base is the version that the writer began from, 0 for an empty field. The answer's Base is
// the version now. When somebody else has written meanwhile it fails with Conflict, and the answer holds their text and version. Whoever is
// called may and has not stepped out, while the sitting is open and the case not decided.
func (r *Room) Write(ctx context.Context, who gate.Actor, itemID value.ID, in Field) (out Field, err error) {
	var stale error
	err = r.live(ctx, who, itemID, func(tx *gate.WriteTx, f liveFacts) error {
		stale = nil
		var c fault.Check
		c.Require(slices.Contains(FieldNames, in.Name), "name", text.SittingFieldUnknown)
		c.Fits("text", in.Text, most(in.Name))
		if err := c.Err(); err != nil {
			return err
		}
		id, was, err := loadField(&tx.ReadTx, itemID, in.Name)
		if err != nil {
			return err
		}
		out = was
		if in.Text == was.Text {
			return nil
		}
		if in.Base != was.Base {
			name, err := nameOf(&tx.ReadTx, was.By)
			stale = savedBefore(name, was.At)
			return err
		}
		out = Field{Name: in.Name, Text: in.Text, Base: was.Base + 1, By: who.Account, At: tx.Now()}
		if err := saveField(tx, itemID, id, out); err != nil {
			return err
		}
		return bump(tx, f.sittingID)
	})
	if err != nil {
		return Field{}, err
	}
	return out, stale
}

func loadField(tx *gate.ReadTx, itemID value.ID, name string) (id value.ID, f Field, err error) {
	f.Name = name
	var body []byte
	err = tx.Each("SELECT id, body, version, by_id, at FROM sitting_field WHERE zone = $1 AND item_id = $2 AND name = $3", []any{tx.Zone(), itemID, name},
		func(s gate.Scanner) error { return s.Scan(&id, &body, &f.Base, &f.By, &f.At) })
	if err != nil || id == "" {
		return "", f, err
	}
	plain, err := tx.OpenZone("sitting_field", id, "body", body)
	f.Text = string(plain)
	return id, f, err
}

func saveField(tx *gate.WriteTx, itemID, id value.ID, f Field) error {
	fresh := id == ""
	if fresh {
		id = value.NewID()
	}
	body, err := tx.SealZone("sitting_field", id, "body", []byte(f.Text))
	if err != nil {
		return err
	}
	if !fresh {
		return tx.Update("sitting_field", id, gate.Row{"body": body, "version": f.Base, "by_id": f.By, "at": f.At})
	}
	return tx.Insert("sitting_field", gate.Row{"id": id, "item_id": itemID, "name": f.Name, "body": body, "version": f.Base, "by_id": f.By, "at": f.At})
}

func nameOf(tx *gate.ReadTx, account value.ID) (string, error) {
	var given, family string
	err := tx.Each("SELECT given_name, family_name FROM account WHERE zone = $1 AND id = $2", []any{tx.Zone(), string(account)},
		func(s gate.Scanner) error { return s.Scan(&given, &family) })
	return strings.TrimSpace(given + " " + family), err
}

// Focus says that the actor is writing in a field, for fifteen seconds, or no longer is. A field in which somebody else is writing stays
// theirs. Who may is as for Write.
func (r *Room) Focus(ctx context.Context, who gate.Actor, itemID value.ID, name string, on bool) error {
	return r.live(ctx, who, itemID, func(tx *gate.WriteTx, f liveFacts) error {
		if !slices.Contains(FieldNames, name) {
			return invalid("name", text.SittingFieldUnknown)
		}
		var id, account value.ID
		var until value.Instant
		err := tx.Each("SELECT id, account_id, until_at FROM sitting_focus WHERE zone = $1 AND item_id = $2 AND name = $3", []any{tx.Zone(), itemID, name},
			func(s gate.Scanner) error { return s.Scan(&id, &account, &until) })
		if err != nil {
			return err
		}
		mine, held := account == who.Account, id != "" && until.After(tx.Now())
		row := gate.Row{"account_id": who.Account, "until_at": tx.Now().Add(focusLasts)}
		switch {
		case held && !mine, !on && !mine:
			return nil
		case !on:
			err = tx.Delete("sitting_focus", id)
		case id != "":
			err = tx.Update("sitting_focus", id, row)
		default:
			row["id"], row["item_id"], row["name"] = value.NewID(), itemID, name
			err = tx.Insert("sitting_focus", row)
		}
		if err != nil || on && held && mine {
			return err // nothing new to see for the others
		}
		return bump(tx, f.sittingID)
	})
}

// forgetFocus ends what somebody is writing in a case.
func forgetFocus(tx *gate.WriteTx, itemID, account value.ID) error {
	ids, err := gate.All(&tx.ReadTx, "SELECT id FROM sitting_focus WHERE zone = $1 AND item_id = $2 AND account_id = $3", []any{tx.Zone(), itemID, account},
		func(s gate.Scanner) (id value.ID, err error) { return id, s.Scan(&id) })
	for _, id := range ids {
		if err == nil {
			err = tx.Delete("sitting_focus", id)
		}
	}
	return err
}

const tickSQL = `SELECT t.n, COALESCE(m.recorder, -1) FROM sitting_tick t
	LEFT JOIN sitting_member m ON m.zone = t.zone AND m.sitting_id = t.id AND m.account_id = $3 AND m.removed_at IS NULL WHERE t.zone = $1 AND t.id = $2`

// Tick is a number that moves with every change of the sitting; whoever may read the sitting may know it. It is asked for twice a second while a
// sitting is followed and tells nothing of anybody, so it leaves no leaf; a refusal does.
func (r *Room) Tick(ctx context.Context, who gate.Actor, id value.ID) (n int64, err error) {
	recorder := -1
	err = r.g.Unaudited(ctx, who.Zone, func(tx *gate.ReadTx) error {
		return tx.One(tickSQL, []any{tx.Zone(), id, string(who.Account)}, &n, &recorder)
	})
	if err != nil {
		return 0, err
	}
	res := policy.Resource{Zone: who.Zone, Kind: policy.Sitting, ID: id, Member: recorder >= 0, Recorder: recorder == 1}
	ok, err := r.g.Rules().Decide(who.Principal, policy.SittingRead, res)
	if err != nil {
		return 0, fault.Wrap(err, "decide")
	}
	if !ok {
		return 0, r.refuse(ctx, who, policy.SittingRead, res)
	}
	return n, nil
}
