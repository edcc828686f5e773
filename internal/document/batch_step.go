package document

import (
	"context"
	"errors"
	"fmt"
	"runtime/debug"
	"slices"
	"time"

	"siil/internal/account"
	"siil/internal/fault"
	"siil/internal/gate"
	"siil/internal/policy"
	"siil/internal/value"
)

// Bounds of one round of work, and how long nobody looks whether another process has begun a batch.
const (
	stepItems = 20
	stepTime  = 10 * time.Second
	lookEvery = time.Minute
)

// Every is how often Step is to be run.
const Every = time.Second

// item is one document of a batch to be made.
type item struct{ id, caseID value.ID }

// Step makes some of the documents that batches wait for, one command each, in the name of who began them and with what they may do now. What is due
// stands in the database: a restart forgets nothing, and two processes make nothing twice. Run it again and again. A document that could not be made for
// a fault of the program is left out, the fault given back at the end; a batch that cannot go on keeps no other waiting.
func (r *Room) Step(ctx context.Context) error {
	if !r.waiting.Load() && r.g.Now().Sub(r.looked) < lookEvery {
		return nil
	}
	r.looked = r.g.Now()
	r.waiting.Store(false)
	end := time.Now().Add(stepTime)
	var faults []error
	for _, z := range r.g.Zones() {
		open, err := r.openBatches(ctx, z.Code)
		faults = append(faults, err)
		for _, b := range open {
			r.waiting.Store(true)
			for more := true; more && ctx.Err() == nil && time.Now().Before(end); {
				more, err = r.round(ctx, b)
				faults = append(faults, err)
			}
		}
	}
	return errors.Join(append(faults, ctx.Err())...)
}

// openBatch is a batch that is not over, with who began it; the maker is absent when the account is gone.
type openBatch struct {
	Progress
	who   gate.Actor
	known bool
}

// openBatches are the batches of a zone that are not over, the oldest first.
func (r *Room) openBatches(ctx context.Context, zone string) (out []openBatch, err error) {
	err = r.g.Quiet(ctx, zone, func(tx *gate.WriteTx) error {
		all, err := gate.All(&tx.ReadTx, batchSQL+" AND ended_at IS NULL AND cancelled_at IS NULL ORDER BY made_at, id", []any{zone}, scanBatch)
		if err != nil || len(all) == 0 {
			return err
		}
		people, err := account.Colleagues(&tx.ReadTx)
		for _, p := range all {
			b := openBatch{Progress: p}
			i := slices.IndexFunc(people, func(c account.Colleague) bool { return c.ID == p.MadeBy && !c.Disabled })
			if b.known = i >= 0; b.known {
				c := people[i]
				b.who = gate.Actor{Principal: policy.Principal{Zone: zone, Account: c.ID, Roles: c.Roles, Core: c.Core}, Name: c.Name(), Via: "job"}
			} else {
				b.who = gate.System(zone, "job")
			}
			out = append(out, b)
		}
		return err
	})
	return out, err
}

// round makes the next documents of a batch, or ends it when none waits. There may be more to do beside an error.
func (r *Room) round(ctx context.Context, b openBatch) (more bool, err error) {
	if ok, err := r.g.Rules().Decide(b.who.Principal, policy.DocumentBatch, policy.Resource{Zone: b.who.Zone, Kind: policy.Zone}); err != nil || !ok {
		return false, r.end(ctx, gate.System(b.who.Zone, "job"), b.ID, "cancelled_at") // who began it may no longer
	}
	var items []item
	err = r.g.Quiet(ctx, b.who.Zone, func(tx *gate.WriteTx) (err error) {
		items, err = gate.All(&tx.ReadTx, `SELECT i.id, i.case_id FROM document_batch_item i JOIN document_batch b ON b.zone = i.zone AND b.id = i.batch_id
			WHERE i.zone = $1 AND i.batch_id = $2 AND i.state = 'waiting' AND b.cancelled_at IS NULL ORDER BY i.n LIMIT $3`, []any{b.who.Zone, b.ID, stepItems},
			func(s gate.Scanner) (x item, err error) { return x, s.Scan(&x.id, &x.caseID) })
		return err
	})
	if err != nil {
		return false, err
	}
	if len(items) == 0 {
		return false, r.end(ctx, b.who, b.ID, "ended_at")
	}
	var faults []error
	for _, x := range items {
		if err := ctx.Err(); err != nil {
			return false, err
		}
		left, err := r.makeItem(ctx, b, x)
		if err != nil {
			return false, errors.Join(append(faults, err)...)
		}
		faults = append(faults, left)
	}
	return true, errors.Join(faults...)
}

// end writes that a batch is over.
func (r *Room) end(ctx context.Context, who gate.Actor, id value.ID, column string) error {
	return r.g.Write(ctx, who, func(tx *gate.WriteTx) error {
		if err := tx.Decide(policy.DocumentMake, zoneWide()); err != nil {
			return err
		}
		p, err := loadBatch(&tx.ReadTx, id)
		if err != nil || p.Over() {
			return err
		}
		return tx.Update("document_batch", id, gate.Row{column: tx.Now()})
	})
}

// makeItem makes one document and says so in the batch, in one command; a document that cannot be made is passed over, with why. left is the fault of
// the program for which it was; err stops the batch for now.
func (r *Room) makeItem(ctx context.Context, b openBatch, x item) (left, err error) {
	err = r.tryItem(ctx, b, x)
	var why string
	switch kind := fault.KindOf(err); {
	case err == nil || ctx.Err() != nil || kind == fault.Locked:
		return nil, err
	case kind == fault.NotFound || kind == fault.Denied:
		why = SkipGone
	case kind == fault.Invalid:
		why = SkipNothing
	default:
		why, left = SkipFault, fmt.Errorf("document of a batch for case %s: %w", x.caseID, err)
	}
	return left, r.settle(ctx, b, x, func(*gate.WriteTx) (gate.Row, error) {
		return gate.Row{"state": ItemSkipped, "why": why}, nil
	})
}

// tryItem makes one document. What panics on one case must not keep the others waiting for ever.
func (r *Room) tryItem(ctx context.Context, b openBatch, x item) (err error) {
	defer func() {
		if p := recover(); p != nil {
			err = fmt.Errorf("panic: %v\n%s", p, debug.Stack())
		}
	}()
	in := Request{Model: b.Model, Lang: b.Lang}
	w, err := r.write(ctx, b.who, x.caseID, in)
	if err != nil {
		return err
	}
	p := w.produced(in)
	p.Once, p.Batch = x.id, b.ID
	return r.settle(ctx, b, x, func(tx *gate.WriteTx) (gate.Row, error) {
		c, res, err := caseOrZone(&tx.ReadTx, x.caseID)
		if err != nil {
			return nil, err
		}
		d, err := makeIn(tx, c, res, p)
		return gate.Row{"state": ItemMade, "document_id": d.ID}, err
	})
}

// settle writes what came of a document of a batch, unless another process has, or the batch was cancelled meanwhile.
func (r *Room) settle(ctx context.Context, b openBatch, x item, do func(tx *gate.WriteTx) (gate.Row, error)) error {
	return r.g.Write(ctx, b.who, func(tx *gate.WriteTx) error {
		if err := batching(&tx.ReadTx); err != nil {
			return err
		}
		var state string
		var cancelled value.Instant
		err := tx.One(`SELECT i.state, b.cancelled_at FROM document_batch_item i JOIN document_batch b ON b.zone = i.zone AND b.id = i.batch_id
			WHERE i.zone = $1 AND i.id = $2`, []any{tx.Zone(), x.id}, &state, &cancelled)
		if err != nil || state != ItemWaiting || !cancelled.IsZero() {
			return err
		}
		set, err := do(tx)
		if err != nil {
			return err
		}
		return tx.Update("document_batch_item", x.id, set)
	})
}
