package job

import (
	"context"
	"log/slog"
	"strconv"
	"strings"

	"siil/internal/gate"
	"siil/internal/outbox"
	"siil/internal/policy"
	"siil/internal/text"
	"siil/internal/value"
)

// daily does what is to be done once a day and at the start; doing it twice does nothing more.
type daily struct {
	g    *gate.Gate
	do   []func(ctx context.Context) error
	done value.Date // the last day on which all of it was done
}

func (d *daily) run(ctx context.Context) error {
	today := d.g.Today()
	if d.done == today {
		return nil
	}
	for _, do := range d.do {
		if err := do(ctx); err != nil {
			return err
		}
	}
	d.done = today
	return nil
}

// checkpoints mails the signed head of the log to the parties of the agreement, each day once. Without a mail server nothing is sent and the
// parties can take it from the page.
type checkpoints struct {
	g   *gate.Gate
	log *slog.Logger
	out *outbox.Room
}

func (c *checkpoints) run(ctx context.Context) error {
	for _, z := range c.g.Zones() {
		m, err := c.out.MailOf(ctx, z.Code)
		if err != nil {
			return err
		}
		if m.Server == "" {
			continue
		}
		if err := c.send(ctx, z.Code, m); err != nil {
			return err
		}
	}
	return nil
}

// parcel is one checkpoint on its way to one party.
type parcel struct {
	party value.ID
	email string
	tries int
	row   value.ID // of today's attempt, absent before the first
}

const dueQuery = `SELECT p.id, p.email, COALESCE(m.tries, 0), m.id FROM checkpoint_party p
	LEFT JOIN checkpoint_mail m ON m.zone = p.zone AND m.party_id = p.id AND m.day = $2
	WHERE p.zone = $1 AND p.until_at IS NULL AND m.sent_at IS NULL ORDER BY p.id`

// maxTries a day to one party; the next day begins anew.
const maxTries = 20

// send mails today's signed head of the log to each party that has not got it yet, one recipient a mail. The attempt is written down before the
// mail leaves: after a crash a party may get it twice, never not at all.
func (c *checkpoints) send(ctx context.Context, zone string, m outbox.Mail) error {
	var due []parcel
	day := c.g.Today()
	err := c.g.Read(ctx, gate.System(zone, "job"), func(tx *gate.ReadTx) (err error) {
		if err := tx.Decide(policy.AuditVerify, policy.Resource{Kind: policy.Zone}); err != nil {
			return err
		}
		due, err = gate.All(tx, dueQuery, []any{zone, day}, func(s gate.Scanner) (p parcel, err error) {
			return p, s.Scan(&p.party, &p.email, &p.tries, &p.row)
		})
		return err
	})
	if err != nil || len(due) == 0 {
		return err
	}
	signed, err := c.g.Checkpoint(ctx)
	if err != nil {
		return err
	}
	for _, p := range due {
		if p.tries >= maxTries {
			continue
		}
		if err := c.attempt(ctx, zone, m, day, p, signed); err != nil {
			return err
		}
	}
	return nil
}

func (c *checkpoints) attempt(ctx context.Context, zone string, m outbox.Mail, day value.Date, p parcel, signed string) error {
	id := p.row
	err := c.g.Quiet(ctx, zone, func(tx *gate.WriteTx) error {
		if p.row != "" {
			return tx.Update("checkpoint_mail", p.row, gate.Row{"tries": p.tries + 1})
		}
		id = value.NewID()
		return tx.Insert("checkpoint_mail", gate.Row{"id": id, "party_id": p.party, "day": day, "size": size(signed), "tries": 1})
	})
	if err != nil {
		return err
	}
	err = m.Send(ctx, outbox.Letter{ID: id, To: p.email, At: c.g.Now(), Subject: text.CheckpointSubject.F(text.Italian, c.g.Zone(zone).Name, day.Format()),
		Text: text.CheckpointBody.F(text.Italian, c.g.VerifierKey(), signed)})
	if err != nil {
		c.log.Warn("checkpoint not sent", "zone", zone, "party", string(p.party), "cause", err.Error())
		return nil
	}
	return c.g.Quiet(ctx, zone, func(tx *gate.WriteTx) error {
		return tx.Update("checkpoint_mail", id, gate.Row{"sent_at": tx.Now()})
	})
}

// size reads the number of leaves from a signed head: its second line.
func size(signed string) int64 {
	lines := strings.SplitN(signed, "\n", 3)
	if len(lines) < 3 {
		return 0
	}
	n, _ := strconv.ParseInt(lines[1], 10, 64)
	return n
}
