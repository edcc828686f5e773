package outbox

import (
	"context"
	"errors"
	"sync"
	"time"

	"siil/internal/fault"
	"siil/internal/gate"
	"siil/internal/policy"
	"siil/internal/value"
)

// waits are the times between one try and the next; then it is the last one again and again until keepTrying is over.
var waits = []time.Duration{time.Minute, 5 * time.Minute, 15 * time.Minute, time.Hour}

const (
	keepTrying = 5 * 24 * time.Hour // then it is dropped, and shown
	lease      = 10 * time.Minute   // longer than any one sending lasts: until then nobody else touches what is leaving
	batch      = 50                 // of one zone, before the next zone has its turn
)

func waitAfter(tries int) time.Duration { return waits[min(max(tries, 1), len(waits))-1] }

// Deliver sends what is due, in every zone. It may run in several processes at once: a row is taken in the database before it leaves. It
// returns an error only when the database fails; a server that is down is waited for.
func (r *Room) Deliver(ctx context.Context) error {
	var errs []error
	for _, z := range r.g.Zones() {
		if err := r.deliverMail(ctx, z.Code); err != nil {
			errs = append(errs, err)
		}
		if err := r.deliverCalls(ctx, z.Code); err != nil {
			errs = append(errs, err)
		}
		if ctx.Err() != nil {
			break
		}
	}
	return errors.Join(errs...)
}

// pauses are the zones whose server does not answer, in this process: one mail tries it, the others wait for how that ends.
type pauses struct {
	mu    sync.Mutex
	zones map[string]pause
}

type pause struct {
	until value.Instant
	n     int
}

func (p *pauses) on(zone string, now value.Instant) bool {
	p.mu.Lock()
	defer p.mu.Unlock()
	return p.zones[zone].until.After(now)
}

func (p *pauses) note(zone string, now value.Instant, reached bool) {
	p.mu.Lock()
	defer p.mu.Unlock()
	if reached {
		delete(p.zones, zone)
		return
	}
	if p.zones == nil {
		p.zones = map[string]pause{}
	}
	n := p.zones[zone].n + 1
	p.zones[zone] = pause{now.Add(waitAfter(n)), n}
}

const dueSQL = " WHERE zone = $1 AND sent_at IS NULL AND dropped_at IS NULL AND due_at <= $2"

// anyDue looks whether something waits, without a leaf: it is asked several times a minute.
func (r *Room) anyDue(ctx context.Context, zone, table string) (found bool, err error) {
	err = r.g.Quiet(ctx, zone, func(tx *gate.WriteTx) error {
		var n int
		err := tx.One("SELECT COUNT(*) FROM (SELECT id FROM "+table+dueSQL+" LIMIT 1) d", []any{zone, tx.Now()}, &n)
		found = n > 0
		return err
	})
	return found, err
}

// due decides, once for a round, and reads what is to leave; ids in the order in which they became due.
func (r *Room) due(ctx context.Context, zone, table string) (ids []value.ID, err error) {
	err = r.g.Write(ctx, gate.System(zone, "job"), func(tx *gate.WriteTx) error {
		if err := tx.Decide(policy.MailSend, policy.Resource{Kind: policy.Zone}); err != nil {
			return err
		}
		ids, err = gate.All(&tx.ReadTx, "SELECT id FROM "+table+dueSQL+" ORDER BY due_at, id LIMIT $3", []any{zone, tx.Now(), batch},
			func(s gate.Scanner) (id value.ID, err error) { return id, s.Scan(&id) })
		return err
	})
	return ids, err
}

// deliverMail sends the mail of a zone. Without a server it stays where it is.
func (r *Room) deliverMail(ctx context.Context, zone string) error {
	if r.paused.on(zone, r.g.Now()) {
		return nil
	}
	m, err := r.MailOf(ctx, zone)
	if err != nil || m.Server == "" {
		return err
	}
	found, err := r.anyDue(ctx, zone, "mail_out")
	if err != nil || !found {
		return err
	}
	ids, err := r.due(ctx, zone, "mail_out")
	if err != nil {
		return err
	}
	for _, id := range ids {
		if ctx.Err() != nil {
			return nil
		}
		reached, err := r.deliverOne(ctx, zone, m, id)
		if err != nil || !reached {
			return err
		}
	}
	return nil
}

// deliverOne takes one mail, sends it and writes down how it ended. A mail that is gone meanwhile, or taken by another process, is no error.
func (r *Room) deliverOne(ctx context.Context, zone string, m Mail, id value.ID) (reached bool, err error) {
	parcel, err := r.claim(ctx, zone, id)
	if err != nil || len(parcel.rows) == 0 {
		return true, err
	}
	sent := m.Send(ctx, r.letter(zone, parcel))
	cause := causeOf(sent)
	reached = sent == nil || cause != causeUnreachable && cause != causeSender
	r.paused.note(zone, r.g.Now(), reached)
	if sent != nil {
		r.opts.Log.Warn("mail not sent", "zone", zone, "mail", string(id), "cause", cause)
	}
	after, cancel := context.WithTimeout(context.WithoutCancel(ctx), 30*time.Second)
	defer cancel()
	return reached, r.g.Quiet(after, zone, func(tx *gate.WriteTx) error {
		for _, w := range parcel.rows {
			if err := tx.Update("mail_out", w.id, outcome(tx.Now(), w, sent)); err != nil {
				return err
			}
		}
		return nil
	})
}

// outcome is what a row becomes after a try.
func outcome(now value.Instant, w waiting, sent error) gate.Row {
	if sent == nil {
		return gate.Row{"sent_at": now, "cause": nil}
	}
	cause := causeOf(sent)
	switch {
	case cause == causeAddress, cause == causeRefused, cause == causeUnknown, now.Sub(w.madeAt) >= keepTrying:
		return gate.Row{"dropped_at": now, "cause": cause}
	}
	return gate.Row{"due_at": now.Add(waitAfter(w.tries + 1)), "cause": cause}
}

// waiting is one row of mail_out on its way.
type waiting struct {
	id       value.ID
	notice   string
	args     string
	path     string
	calendar []byte
	madeAt   value.Instant
	dueAt    value.Instant
	tries    int
	cause    string
}

// parcel is what leaves as one mail: one row, or the rows of a digest.
type parcel struct {
	account  value.ID
	email    string
	language string
	rows     []waiting
}

const (
	claimSQL = `SELECT o.account_id, a.email, a.language, a.disabled_at, COALESCE(c.wanted, -1), o.notice FROM mail_out o
		JOIN account a ON a.zone = o.zone AND a.id = o.account_id
		LEFT JOIN mail_choice c ON c.zone = o.zone AND c.account_id = o.account_id AND c.notice = o.notice
		WHERE o.zone = $1 AND o.id = $2 AND o.sent_at IS NULL AND o.dropped_at IS NULL AND o.due_at <= $3`
	rowsSQL = `SELECT id, notice, args, path, calendar, made_at, due_at, tries, COALESCE(cause, '') FROM mail_out
		WHERE zone = $1 AND account_id = $2 AND notice = $3 AND sent_at IS NULL AND dropped_at IS NULL AND due_at <= $4 ORDER BY made_at, id`
)

// claim takes a mail, with what goes into the same digest: it writes down that it is leaving before it leaves. What was leaving when a program
// died is dropped, because nobody knows whether it left; so is what its receiver must not or does not want to get any more.
func (r *Room) claim(ctx context.Context, zone string, id value.ID) (p parcel, err error) {
	err = r.g.Quiet(ctx, zone, func(tx *gate.WriteTx) error {
		p = parcel{}
		var disabled value.Instant
		var wanted int
		var notice string
		err := tx.One(claimSQL, []any{zone, id, tx.Now()}, &p.account, &p.email, &p.language, &disabled, &wanted, &notice)
		if fault.Is(err, fault.NotFound) {
			return nil
		}
		if err != nil {
			return err
		}
		rows, err := gate.All(&tx.ReadTx, rowsSQL, []any{zone, p.account, notice, tx.Now()}, scanWaiting)
		if err != nil {
			return err
		}
		k, known := KindOf(notice)
		for _, w := range rows {
			if w.id != id && !k.digest() {
				continue
			}
			row := gate.Row{"dropped_at": tx.Now()}
			switch {
			case w.cause == causeSending:
				row["cause"] = causeUnknown
			case !disabled.IsZero():
				row["cause"] = causeDisabled
			case notice != testCode && (!known || wanted == 0 || wanted < 0 && !k.Default):
				row["cause"] = causeUnwanted
			default:
				row = gate.Row{"tries": w.tries + 1, "due_at": tx.Now().Add(lease), "cause": causeSending}
				p.rows = append(p.rows, w)
			}
			if err := tx.Update("mail_out", w.id, row); err != nil {
				return err
			}
		}
		return nil
	})
	return p, err
}

func scanWaiting(s gate.Scanner) (w waiting, err error) {
	return w, s.Scan(&w.id, &w.notice, &w.args, &w.path, &w.calendar, &w.madeAt, &w.dueAt, &w.tries, &w.cause)
}
