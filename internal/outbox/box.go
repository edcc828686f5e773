package outbox

import (
	"context"

	"siil/internal/fault"
	"siil/internal/gate"
	"siil/internal/policy"
	"siil/internal/text"
	"siil/internal/value"
)

// Box is the mail of a zone as its administrator sees it: no addresses, no contents.
type Box struct {
	Setting   Setting
	Fallback  bool // the program has a server for zones without one
	NoAddress bool // the program does not know its public address, so links are only paths
	Counts    []BoxCount
	Rows      []BoxRow
}

// BoxCount is how much of a notice waits, failed in the last thirty days and left in them.
type BoxCount struct {
	Notice                string
	Waiting, Failed, Sent int
}

// BoxRow is one mail that has not left.
type BoxRow struct {
	ID            value.ID
	Notice, Name  string
	MadeAt, DueAt value.Instant
	Tries         int
	Cause         string
	Dropped       bool
	Sending       bool
}

const (
	boxDays     = 30
	boxRows     = 50
	boxCountSQL = `SELECT notice, SUM(CASE WHEN sent_at IS NULL AND dropped_at IS NULL THEN 1 ELSE 0 END),
		SUM(CASE WHEN dropped_at >= $2 THEN 1 ELSE 0 END), SUM(CASE WHEN sent_at >= $2 THEN 1 ELSE 0 END)
		FROM mail_out WHERE zone = $1 GROUP BY notice ORDER BY notice`
	boxRowSQL = `SELECT o.id, o.notice, a.given_name || ' ' || a.family_name, o.made_at, o.due_at, o.tries, COALESCE(o.cause, ''),
		CASE WHEN o.dropped_at IS NULL THEN 0 ELSE 1 END FROM mail_out o JOIN account a ON a.zone = o.zone AND a.id = o.account_id
		WHERE o.zone = $1 AND o.sent_at IS NULL AND (o.dropped_at IS NULL OR o.dropped_at >= $2) ORDER BY o.made_at DESC, o.id DESC LIMIT $3`
)

// Box reads the zone's mail: its server, what waits, what failed.
func (r *Room) Box(ctx context.Context, who gate.Actor) (b Box, err error) {
	err = r.g.Read(ctx, who, func(tx *gate.ReadTx) error {
		if err := tx.Decide(policy.MailSettle, policy.Resource{Kind: policy.Zone}); err != nil {
			return err
		}
		s, err := readSetting(tx)
		if err != nil {
			return err
		}
		b = Box{Setting: s.Setting, Fallback: r.opts.Fallback.Server != "", NoAddress: r.opts.PublicURL == ""}
		since := tx.Now().Add(-boxDays * 24 * 3600e9)
		b.Counts, err = gate.All(tx, boxCountSQL, []any{tx.Zone(), since}, func(s gate.Scanner) (c BoxCount, err error) {
			return c, s.Scan(&c.Notice, &c.Waiting, &c.Failed, &c.Sent)
		})
		if err != nil {
			return err
		}
		b.Rows, err = gate.All(tx, boxRowSQL, []any{tx.Zone(), since, boxRows}, func(s gate.Scanner) (x BoxRow, err error) {
			err = s.Scan(&x.ID, &x.Notice, &x.Name, &x.MadeAt, &x.DueAt, &x.Tries, &x.Cause, &x.Dropped)
			x.Sending = x.Cause == causeSending && !x.Dropped
			return x, err
		})
		return err
	})
	return b, err
}

// Retry lets a mail that waits or was dropped leave at once. Of one that was leaving when the program died it makes a second one possible:
// that is for a person to say.
func (r *Room) Retry(ctx context.Context, who gate.Actor, id value.ID) error {
	defer r.paused.note(who.Zone, r.g.Now(), true)
	return r.settleMail(ctx, who, id, func(tx *gate.WriteTx) gate.Row {
		return gate.Row{"due_at": tx.Now(), "dropped_at": nil, "cause": nil, "tries": 0}
	})
}

// Drop says that a mail shall not leave.
func (r *Room) Drop(ctx context.Context, who gate.Actor, id value.ID) error {
	return r.settleMail(ctx, who, id, func(tx *gate.WriteTx) gate.Row { return gate.Row{"dropped_at": tx.Now(), "cause": causeByHand} })
}

func (r *Room) settleMail(ctx context.Context, who gate.Actor, id value.ID, set func(tx *gate.WriteTx) gate.Row) error {
	return r.g.Write(ctx, who, func(tx *gate.WriteTx) error {
		if err := tx.Decide(policy.MailSettle, policy.Resource{Kind: policy.Zone}); err != nil {
			return err
		}
		var sent, dropped value.Instant
		var cause string
		err := tx.One("SELECT sent_at, dropped_at, COALESCE(cause, '') FROM mail_out WHERE zone = $1 AND id = $2", []any{tx.Zone(), id}, &sent, &dropped, &cause)
		if err != nil {
			return err
		}
		if !sent.IsZero() || dropped.IsZero() && cause == causeSending {
			return fault.New(fault.Conflict, text.MailLeaving)
		}
		return tx.Update("mail_out", id, set(tx))
	})
}

// Test sends a mail to who asks, by the zone's settings.
func (r *Room) Test(ctx context.Context, who gate.Actor) error {
	defer r.paused.note(who.Zone, r.g.Now(), true)
	return r.g.Write(ctx, who, func(tx *gate.WriteTx) error {
		if err := tx.Decide(policy.MailSettle, policy.Resource{Kind: policy.Zone}); err != nil {
			return err
		}
		id := value.NewID()
		return tx.Insert("mail_out", gate.Row{"id": id, "account_id": who.Account, "notice": testCode, "args": "[]", "path": PathMail, "once": string(id),
			"made_at": tx.Now(), "due_at": tx.Now(), "tries": 0})
	})
}

// keepDays is how long what has left, or never will, stays to be seen; and for how long Once holds.
const keepDays = 400

// Tidy removes mail and calls that ended long ago.
func (r *Room) Tidy(ctx context.Context) error {
	for _, z := range r.g.Zones() {
		for _, table := range []string{"mail_out", "webhook_out"} {
			err := r.g.Quiet(ctx, z.Code, func(tx *gate.WriteTx) error {
				old := tx.Now().Add(-keepDays * 24 * 3600e9)
				ids, err := gate.All(&tx.ReadTx, "SELECT id FROM "+table+" WHERE zone = $1 AND (sent_at < $2 OR dropped_at < $2) LIMIT 5000",
					[]any{z.Code, old}, func(s gate.Scanner) (id value.ID, err error) { return id, s.Scan(&id) })
				for _, id := range ids {
					if err == nil {
						err = tx.Delete(table, id)
					}
				}
				return err
			})
			if err != nil {
				return err
			}
		}
	}
	return nil
}
