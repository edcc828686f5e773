package task

import (
	"context"
	"strings"

	"siil/internal/account"
	"siil/internal/fault"
	"siil/internal/gate"
	"siil/internal/policy"
	"siil/internal/value"
)

// Feed is the calendar address of an account as its holder sees it: never the address itself.
type Feed struct {
	Made   bool
	MadeAt value.Instant
	UsedAt value.Instant // when it was last read, to the hour; zero: never
}

func ownFeed(tx *gate.ReadTx, why string) error {
	return tx.DecideWhy(policy.ProfileUse, policy.Resource{Kind: policy.Account, ID: tx.Who().Account, Own: true}, why)
}

const feedSQL = `SELECT f.id, f.made_at, u.at FROM calendar_feed f LEFT JOIN calendar_use u ON u.zone = f.zone AND u.id = f.id
	WHERE f.zone = $1 AND f.account_id = $2 AND f.ended_at IS NULL`

func feedOf(tx *gate.ReadTx) (f Feed, id value.ID, err error) {
	err = tx.One(feedSQL, []any{tx.Zone(), tx.Who().Account}, &id, &f.MadeAt, &f.UsedAt)
	if fault.Is(err, fault.NotFound) {
		return Feed{}, "", nil
	}
	f.Made = err == nil
	return f, id, err
}

// Feed reads whether the reader has a calendar address.
func (r *Room) Feed(ctx context.Context, who gate.Actor) (f Feed, err error) {
	err = r.g.Read(ctx, who, func(tx *gate.ReadTx) error {
		if err := ownFeed(tx, ""); err != nil {
			return err
		}
		f, _, err = feedOf(tx)
		return err
	})
	return f, err
}

// MakeFeed makes the holder a calendar address and ends the one before. The address is given once; the database keeps its hash.
func (r *Room) MakeFeed(ctx context.Context, who gate.Actor) (address string, err error) {
	err = r.g.Write(ctx, who, func(tx *gate.WriteTx) error {
		if err := ownFeed(&tx.ReadTx, "calendar_made"); err != nil {
			return err
		}
		if err := endFeed(tx); err != nil {
			return err
		}
		secret, hash := account.NewFeed(tx.Zone())
		address = r.address(feedPath(secret))
		return tx.Insert("calendar_feed", gate.Row{"id": value.NewID(), "account_id": who.Account, "token_hash": hash, "made_at": tx.Now()})
	})
	return address, err
}

// EndFeed ends the holder's calendar address: from then on it is as if it had never been. Without one it does nothing.
func (r *Room) EndFeed(ctx context.Context, who gate.Actor) error {
	return r.g.Write(ctx, who, func(tx *gate.WriteTx) error {
		if err := ownFeed(&tx.ReadTx, "calendar_ended"); err != nil {
			return err
		}
		return endFeed(tx)
	})
}

func endFeed(tx *gate.WriteTx) error {
	_, id, err := feedOf(&tx.ReadTx)
	if err != nil || id == "" {
		return err
	}
	return tx.Update("calendar_feed", id, gate.Row{"ended_at": tx.Now()})
}

// noteUse keeps when an address was read, at most once an hour. When the database cannot write, the calendar is read all the same.
func (r *Room) noteUse(ctx context.Context, zone string, feed value.ID) {
	_ = r.g.Quiet(ctx, zone, func(tx *gate.WriteTx) error {
		var at value.Instant
		err := tx.One("SELECT at FROM calendar_use WHERE zone = $1 AND id = $2", []any{zone, feed}, &at)
		switch {
		case fault.Is(err, fault.NotFound):
			return tx.Insert("calendar_use", gate.Row{"id": feed, "at": tx.Now()})
		case err != nil || tx.Now().Sub(at) < usedEvery:
			return err
		}
		return tx.Update("calendar_use", feed, gate.Row{"at": tx.Now()})
	})
}

// address is a path as a calendar program needs it.
func (r *Room) address(path string) string { return strings.TrimSuffix(r.opts.PublicURL, "/") + path }
