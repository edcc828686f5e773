package account

import (
	"context"
	"time"

	"siil/internal/fault"
	"siil/internal/gate"
	"siil/internal/policy"
	"siil/internal/text"
	"siil/internal/value"
)

// What a draft may be.
const (
	draftLasts = 30 * 24 * time.Hour
	maxDraft   = 60_000 // characters: a whole referral
	maxSlot    = 120
	maxDrafts  = 200 // of one account
)

const draftSQL = "SELECT id, body, saved_at FROM draft WHERE zone = $1 AND account_id = $2 AND slot = $3"

// SaveDraft is KeepDraft as a command of its own, for the holder.
func (r *Room) SaveDraft(ctx context.Context, who gate.Actor, slot, body string) error {
	return r.g.Quiet(ctx, who.Zone, func(tx *gate.WriteTx) error { return KeepDraft(tx, who.Account, slot, body) })
}

// KeepDraft keeps what somebody is writing, sealed, for 30 days, so that neither a lost connection nor the end of a session loses it. The slot
// says where it belongs and is the caller's. An empty body takes the draft away. It runs inside gate.Quiet and fails with Invalid for a
// draft that is too long, with TooLarge when the account keeps too many.
func KeepDraft(tx *gate.WriteTx, account value.ID, slot, body string) error {
	var c fault.Check
	c.Require(slot != "" && len(slot) <= maxSlot, "key", text.DraftWrong)
	c.Require(len([]rune(body)) <= maxDraft, "text", text.DraftLong.With(maxDraft))
	if err := c.Err(); err != nil {
		return err
	}
	if body == "" {
		return ClearDraft(tx, account, slot)
	}
	id, _, at, err := findDraft(&tx.ReadTx, account, slot)
	if err != nil {
		return err
	}
	row := gate.Row{"saved_at": tx.Now()}
	if at.IsZero() {
		id = value.NewID()
	}
	if row["body"], err = tx.SealZone("draft", id, "body", []byte(body)); err != nil {
		return err
	}
	if !at.IsZero() {
		return tx.Update("draft", id, row)
	}
	var n int
	if err := tx.One("SELECT COUNT(*) FROM draft WHERE zone = $1 AND account_id = $2", []any{tx.Zone(), account}, &n); err != nil {
		return err
	}
	if n >= maxDrafts {
		return fault.New(fault.TooLarge, text.DraftsFull)
	}
	row["id"], row["account_id"], row["slot"] = id, account, slot
	return tx.Insert("draft", row)
}

func findDraft(tx *gate.ReadTx, account value.ID, slot string) (id value.ID, sealed []byte, at value.Instant, err error) {
	err = tx.One(draftSQL, []any{tx.Zone(), account, slot}, &id, &sealed, &at)
	if fault.Is(err, fault.NotFound) {
		return "", nil, value.Instant{}, nil
	}
	return id, sealed, at, err
}

// Draft gives what the account was writing in a slot, "" when nothing is kept. It is for the account's own pages; the caller has decided
// what the page shows.
func Draft(tx *gate.ReadTx, account value.ID, slot string) (string, error) {
	body, _, err := DraftSince(tx, account, slot)
	return body, err
}

// DraftSince is Draft with when it was saved.
func DraftSince(tx *gate.ReadTx, account value.ID, slot string) (string, value.Instant, error) {
	id, sealed, at, err := findDraft(tx, account, slot)
	if err != nil || at.IsZero() || tx.Now().Sub(at) > draftLasts {
		return "", value.Instant{}, err
	}
	body, err := tx.OpenZone("draft", id, "body", sealed)
	return string(body), at, err
}

// DraftAt tells when a draft was saved, without opening it; the zero Instant when nothing is kept. It is for the account's own pages.
func DraftAt(tx *gate.ReadTx, account value.ID, slot string) (value.Instant, error) {
	_, _, at, err := findDraft(tx, account, slot)
	if err != nil || tx.Now().Sub(at) > draftLasts {
		return value.Instant{}, err
	}
	return at, nil
}

// ClearDraft takes a draft away in the transaction of the command that saved what it was for. Nothing there is no fault.
func ClearDraft(tx *gate.WriteTx, account value.ID, slot string) error {
	id, _, at, err := findDraft(&tx.ReadTx, account, slot)
	if err != nil || at.IsZero() {
		return err
	}
	return tx.Delete("draft", id)
}

// OwnDraft is Draft as a query of its own, for the holder.
func (r *Room) OwnDraft(ctx context.Context, who gate.Actor, slot string) (body string, err error) {
	err = r.g.Read(ctx, who, func(tx *gate.ReadTx) error {
		if err := tx.Decide(policy.ProfileUse, policy.Resource{Kind: policy.Account, ID: who.Account, Own: true}); err != nil {
			return err
		}
		body, err = Draft(tx, who.Account, slot)
		return err
	})
	return body, err
}

// Kept is a draft with when it was saved.
type Kept struct {
	Body string
	At   value.Instant
}

// Drafts gives what the account was writing in the slots that begin with prefix (without % and _), by the rest of their names, in one query. It is for the
// account's own pages; the caller has decided what the page shows.
func Drafts(tx *gate.ReadTx, account value.ID, prefix string) (map[string]Kept, error) {
	out := map[string]Kept{}
	err := tx.Each("SELECT id, slot, body, saved_at FROM draft WHERE zone = $1 AND account_id = $2 AND slot LIKE $3",
		[]any{tx.Zone(), account, prefix + "%"}, func(s gate.Scanner) error {
			var id value.ID
			var slot string
			var sealed []byte
			var k Kept
			if err := s.Scan(&id, &slot, &sealed, &k.At); err != nil || tx.Now().Sub(k.At) > draftLasts {
				return err
			}
			body, err := tx.OpenZone("draft", id, "body", sealed)
			k.Body = string(body)
			out[slot[len(prefix):]] = k
			return err
		})
	return out, err
}
