package gate

import (
	"context"
	"database/sql"
	"fmt"
	"runtime/debug"
	"time"

	"siil/internal/fault"
	"siil/internal/gate/internal/db"
	"siil/internal/gate/internal/ledger"
	"siil/internal/text"
)

// maxBatch is how many commands and readings share one commit. The commit is the cost of the log: shared, it is paid once.
const maxBatch = 64

// lockHead lets one transaction write at a time. Commands look rows up by their keys, so scanning is switched off for them: PostgreSQL would
// otherwise go on scanning, all through a long list, the tables that were empty when it planned.
const lockHead = "SELECT set_config('enable_seqscan', 'off', true) FROM ledger_head WHERE id = 1 FOR UPDATE"

// job is one command, or the leaves of one reading, on its way to the database.
type job struct {
	ctx    context.Context
	who    Actor
	do     func(tx *WriteTx) error
	quiet  bool
	leaves []ledger.Leaf
	err    error
	done   chan error
}

// submit queues a job and waits until its batch is committed. A job whose request has gone away before its turn is dropped; once begun
// it ends.
func (g *Gate) submit(ctx context.Context, j *job) error {
	if g.broken.Load() {
		return fault.New(fault.Locked, text.NotSaved)
	}
	j.ctx, j.done = ctx, make(chan error, 1)
	select {
	case g.jobs <- j:
	case <-g.closing:
		return fault.New(fault.Locked, text.NotSaved)
	case <-ctx.Done():
		return fault.Wrap(ctx.Err(), "wait to write")
	}
	return <-j.done
}

// writeLoop is the database's one writer in this process. It takes whatever waits, up to maxBatch, into one transaction.
func (g *Gate) writeLoop() {
	defer g.closed.Done()
	for {
		select {
		case j := <-g.jobs:
			g.answer(g.gather(j))
		case <-g.closing:
			for {
				select {
				case j := <-g.jobs:
					g.answer(g.gather(j))
				default:
					return
				}
			}
		}
	}
}

func (g *Gate) gather(first *job) []*job {
	batch := []*job{first}
	for len(batch) < maxBatch {
		select {
		case j := <-g.jobs:
			batch = append(batch, j)
		default:
			return batch
		}
	}
	return batch
}

// answer runs a batch and tells each job how it ended. A passing failure of the database is tried again, a few times.
func (g *Gate) answer(batch []*job) {
	live := batch[:0]
	for _, j := range batch {
		if err := j.ctx.Err(); err != nil {
			j.done <- fault.Wrap(err, "gone before the write")
			continue
		}
		live = append(live, j)
	}
	if len(live) == 0 {
		return
	}
	var err error
	for try := range 5 {
		if err = g.runBatch(live); err == nil || db.FailureOf(err) != db.Retry {
			break
		}
		time.Sleep(time.Duration(10<<try) * time.Millisecond)
	}
	if err != nil && db.FailureOf(err) == db.Broken && g.db.Dialect == db.SQLite {
		g.broken.Store(true) // after a failed fsync nobody knows what the disk holds: stop
	}
	for _, j := range live {
		if err != nil && j.err == nil {
			j.err = g.dbFault(err, "commit")
		}
		j.done <- j.err
	}
}

func (g *Gate) runBatch(batch []*job) error {
	ctx := context.Background()
	tx, err := g.db.Write.BeginTx(ctx, nil)
	if err != nil {
		return err
	}
	defer tx.Rollback()
	if g.db.Dialect == db.Postgres { // one writer at a time, over all processes: what a command loads nobody else changes
		if _, err := tx.ExecContext(ctx, lockHead); err != nil {
			return err
		}
	}
	var leaves []ledger.Leaf
	for _, j := range batch {
		j.err = nil
		made, err := g.runJob(ctx, tx, j)
		if err != nil {
			return err
		}
		leaves = append(leaves, made...)
	}
	if len(leaves) > 0 {
		if err := g.enterZone(ctx, tx, everyZone); err != nil {
			return err
		}
		if _, err := g.log.Append(ctx, tx, leaves); err != nil {
			return err
		}
	}
	return tx.Commit()
}

// runJob runs one command inside the batch. The command's own failure undoes its part alone and stays in j.err; the error returned is a
// failure of the whole transaction.
func (g *Gate) runJob(ctx context.Context, tx *sql.Tx, j *job) ([]ledger.Leaf, error) {
	if j.do == nil {
		return j.leaves, nil
	}
	if err := g.enterZone(ctx, tx, j.who.Zone); err != nil {
		return nil, err
	}
	if _, err := tx.ExecContext(ctx, "SAVEPOINT command"); err != nil {
		return nil, err
	}
	now := g.Now()
	t := &WriteTx{ReadTx: ReadTx{ctx: context.WithoutCancel(j.ctx), g: g, tx: tx, who: j.who, now: g.moment(j.ctx, j.who.Zone, now), at: now}, quiet: j.quiet}
	j.err = t.run(j.do)
	if j.err == nil && !j.quiet && len(t.leaves) == 0 {
		j.err = fault.Wrap(errUndecided, "gate")
	}
	if j.err == nil {
		j.err = t.keepTouched()
	}
	if j.err == nil {
		t.disclose()
		_, err := tx.ExecContext(ctx, "RELEASE SAVEPOINT command")
		return append(t.denied, t.leaves...), err
	}
	if db.FailureOf(j.err) == db.Retry {
		return nil, j.err
	}
	if _, err := tx.ExecContext(ctx, "ROLLBACK TO SAVEPOINT command"); err != nil {
		return nil, err
	}
	return g.refusals.within(t.denied, g.now()), nil
}

func (t *WriteTx) run(do func(tx *WriteTx) error) (err error) {
	defer func() {
		if p := recover(); p != nil {
			err = fault.Wrap(fmt.Errorf("panic: %v\n%s", p, debug.Stack()), "command")
		}
	}()
	if err := do(t); err != nil {
		return err
	}
	return t.fail
}
