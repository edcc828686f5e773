// Package job does the work that no request asks for. What is due stands in the database, so a restart forgets nothing and two processes
// do nothing twice: at present, the daily checkpoint of the log to the parties of the agreement.
package job

import (
	"context"
	"log/slog"
	"time"

	"siil/internal/gate"
	"siil/internal/policy"
	"siil/internal/value"
)

// Runner runs the jobs of one process.
type Runner struct {
	gate *gate.Gate
	log  *slog.Logger
	mail Mail
	tidy func(ctx context.Context) error
	done value.Date // the last day that was tidied
	tick time.Duration
}

// New makes a runner. Without a mail server nothing is sent and the parties can take the checkpoint from the page. tidy removes what has
// passed (ended sessions, old drafts), once a day and at the start; doing it twice does nothing more.
func New(g *gate.Gate, log *slog.Logger, m Mail, tidy func(ctx context.Context) error) *Runner {
	return &Runner{gate: g, log: log, mail: m, tidy: tidy, tick: 15 * time.Minute}
}

// Run works until the context ends.
func (r *Runner) Run(ctx context.Context) {
	t := time.NewTicker(r.tick)
	defer t.Stop()
	for {
		if err := r.Once(ctx); err != nil && ctx.Err() == nil {
			r.log.Error("job", "cause", err.Error())
		}
		select {
		case <-ctx.Done():
			return
		case <-t.C:
		}
	}
}

// Once does what is due now.
func (r *Runner) Once(ctx context.Context) error {
	if today := r.gate.Today(); r.done != today {
		if err := r.tidy(ctx); err != nil {
			return err
		}
		r.done = today
	}
	if r.mail.Server == "" {
		return nil
	}
	for _, z := range r.gate.Zones() {
		if err := r.sendCheckpoints(ctx, z.Code); err != nil {
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

// sendCheckpoints mails today's signed head of the log to each party that has not got it yet, one recipient a mail. The attempt is written
// down before the mail leaves: after a crash a party may get it twice, never not at all.
func (r *Runner) sendCheckpoints(ctx context.Context, zone string) error {
	var due []parcel
	day := r.gate.Today()
	err := r.gate.Read(ctx, gate.System(zone, "job"), func(tx *gate.ReadTx) (err error) {
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
	signed, err := r.gate.Checkpoint(ctx)
	if err != nil {
		return err
	}
	for _, p := range due {
		if p.tries >= maxTries {
			continue
		}
		if err := r.attempt(ctx, zone, day, p, signed); err != nil {
			return err
		}
	}
	return nil
}

func (r *Runner) attempt(ctx context.Context, zone string, day value.Date, p parcel, signed string) error {
	id := p.row
	err := r.gate.Quiet(ctx, zone, func(tx *gate.WriteTx) error {
		if p.row != "" {
			return tx.Update("checkpoint_mail", p.row, gate.Row{"tries": p.tries + 1})
		}
		id = value.NewID()
		return tx.Insert("checkpoint_mail", gate.Row{"id": id, "party_id": p.party, "day": day, "size": size(signed), "tries": 1})
	})
	if err != nil {
		return err
	}
	if err := r.mail.checkpoint(ctx, p.email, r.gate.Zone(zone).Name, day, signed, r.gate.VerifierKey()); err != nil {
		r.log.Warn("checkpoint not sent", "zone", zone, "party", string(p.party), "cause", "mail")
		return nil
	}
	return r.gate.Quiet(ctx, zone, func(tx *gate.WriteTx) error {
		return tx.Update("checkpoint_mail", id, gate.Row{"sent_at": tx.Now()})
	})
}
