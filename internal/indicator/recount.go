package indicator

import (
	"context"

	"siil/internal/fault"
	"siil/internal/gate"
	"siil/internal/text"
	"siil/internal/value"
)

// recountAtOnce is how many cases are read in one transaction of a recount.
const recountAtOnce = 250

const nextCasesSQL = "SELECT id FROM case_file WHERE zone = $1 AND id > $2 ORDER BY id LIMIT $3"

// Recount counts all of a zone anew by the same function, some cases at a time, others writing in between, and puts what it found in the place of
// what was kept. Memory does not grow with the cases. Cases that change meanwhile stay marked and are counted after. It gives how many cases it
// counted, and fails with Conflict when the zone is being counted already. Whoever runs the program may call it; no page does.
func (r *Room) Recount(ctx context.Context, zone string, progress func(done int)) (done int, err error) {
	if err := r.begin(ctx, zone); err != nil {
		return 0, err
	}
	all, last := sums{}, value.ID("")
	for {
		var ids []value.ID
		var some sums
		err := r.g.Quiet(ctx, zone, func(tx *gate.WriteTx) (err error) {
			if ids, err = idsOf(&tx.ReadTx, nextCasesSQL, []any{tx.Zone(), string(last), recountAtOnce}); err != nil || len(ids) == 0 {
				return err
			}
			c, err := loadCounting(&tx.ReadTx)
			if err != nil {
				return err
			}
			some = sums{} // a transaction may run twice
			if err := r.count(tx, ids, nil, some); err != nil {
				return err
			}
			return c.keep(tx, going)
		})
		if err != nil {
			return done, err
		}
		if len(ids) == 0 {
			return done, r.end(ctx, zone, all)
		}
		all.take(some)
		last = ids[len(ids)-1]
		done += len(ids)
		if progress != nil {
			progress(done)
		}
	}
}

func (s sums) take(other sums) {
	for c, days := range other {
		for day, n := range days {
			s.add(c, day, n)
		}
	}
}

// begin says that all of the zone is being counted.
func (r *Room) begin(ctx context.Context, zone string) error {
	return r.g.Quiet(ctx, zone, func(tx *gate.WriteTx) error {
		c, err := loadCounting(&tx.ReadTx)
		if err != nil {
			return err
		}
		if c.busy(tx.Now()) {
			return fault.New(fault.Conflict, text.RecountBusy)
		}
		return c.keep(tx, going)
	})
}

// end puts what was counted in the place of what was kept.
func (r *Room) end(ctx context.Context, zone string, all sums) error {
	return r.g.Quiet(ctx, zone, func(tx *gate.WriteTx) error {
		have, err := loadRows(&tx.ReadTx, summarySQL, []any{tx.Zone()})
		if err != nil {
			return err
		}
		for c, was := range have {
			if now := all[c].packed(); now != was.counts.packed() {
				if err := tx.Update("summary", was.id, gate.Row{"counts": now}); err != nil {
					return err
				}
			}
		}
		for _, c := range all.cells() {
			if _, there := have[c]; !there {
				if err := keepRow(tx, c, "", all[c]); err != nil {
					return err
				}
			}
		}
		c, err := loadCounting(&tx.ReadTx)
		if err != nil {
			return err
		}
		return c.keep(tx, ended)
	})
}
