package document

import (
	"archive/zip"
	"context"
	"io"
	"slices"
	"time"

	"siil/internal/account"
	"siil/internal/fault"
	"siil/internal/gate"
	"siil/internal/policy"
	"siil/internal/text"
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
// stands in the database: a restart forgets nothing, and two processes make nothing twice. Run it again and again.
func (r *Room) Step(ctx context.Context) error {
	if !r.waiting.Load() && r.g.Now().Sub(r.looked) < lookEvery {
		return nil
	}
	r.looked = r.g.Now()
	r.waiting.Store(false)
	end := time.Now().Add(stepTime)
	for _, z := range r.g.Zones() {
		open, err := r.openBatches(ctx, z.Code)
		if err != nil {
			return err
		}
		for _, b := range open {
			r.waiting.Store(true)
			for more := true; more && ctx.Err() == nil && time.Now().Before(end); {
				if more, err = r.round(ctx, b); err != nil {
					return err
				}
			}
		}
	}
	return ctx.Err()
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

// round makes the next documents of a batch, or ends it when none waits.
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
	for _, x := range items {
		if err := ctx.Err(); err != nil {
			return false, err
		}
		if err := r.makeItem(ctx, b, x); err != nil {
			return false, err
		}
	}
	return true, nil
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

// makeItem makes one document and says so in the batch, in one command; a document that cannot be made is passed over, with why.
func (r *Room) makeItem(ctx context.Context, b openBatch, x item) error {
	in := Request{Model: b.Model, Lang: b.Lang}
	w, err := r.write(ctx, b.who, x.caseID, in)
	if err == nil {
		p := w.produced(in)
		p.Once, p.Batch = x.id, b.ID
		err = r.settle(ctx, b, x, func(tx *gate.WriteTx) (gate.Row, error) {
			c, res, err := caseOrZone(&tx.ReadTx, x.caseID)
			if err != nil {
				return nil, err
			}
			d, err := makeIn(tx, c, res, p)
			return gate.Row{"state": ItemMade, "document_id": d.ID}, err
		})
	}
	var why string
	switch kind := fault.KindOf(err); {
	case err == nil || ctx.Err() != nil || kind == fault.Locked:
		return err
	case kind == fault.NotFound || kind == fault.Denied:
		why = SkipGone
	case kind == fault.Invalid:
		why = SkipNothing
	default:
		why = SkipFault
	}
	return r.settle(ctx, b, x, func(*gate.WriteTx) (gate.Row, error) {
		return gate.Row{"state": ItemSkipped, "why": why}, nil
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

// Zip writes the PDFs of a batch as one archive, one after the other. Each is opened for who reads it; one that may not be read is left out. Only the
// coordinator may. begin is called when all is decided, before the first byte.
func (r *Room) Zip(ctx context.Context, who gate.Actor, id value.ID, w io.Writer, begin func()) error {
	var docs []value.ID
	err := r.g.Read(ctx, who, func(tx *gate.ReadTx) (err error) {
		if err := batching(tx); err != nil {
			return err
		}
		if _, err := loadBatch(tx, id); err != nil {
			return err
		}
		docs, err = gate.All(tx, "SELECT document_id FROM document_batch_item WHERE zone = $1 AND batch_id = $2 AND document_id IS NOT NULL ORDER BY n", []any{tx.Zone(), id},
			func(s gate.Scanner) (d value.ID, err error) { return d, s.Scan(&d) })
		if err == nil && len(docs) == 0 {
			err = fault.New(fault.NotFound, text.PageMissing)
		}
		return err
	})
	if err != nil {
		return err
	}
	begin()
	z := zip.NewWriter(w)
	for _, doc := range docs {
		d, content, err := r.Open(ctx, who, doc, PDF)
		switch kind := fault.KindOf(err); {
		case err == nil:
		case kind == fault.NotFound || kind == fault.Denied:
			continue
		default:
			return err
		}
		f, err := z.CreateHeader(&zip.FileHeader{Name: d.FileName(PDF), Method: zip.Store, Modified: d.MadeAt.Rome()})
		if err == nil {
			_, err = f.Write(content)
		}
		if err != nil {
			return err
		}
	}
	return z.Close()
}
