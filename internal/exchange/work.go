package exchange

import (
	"context"
	"errors"
	"sync/atomic"
	"time"

	"siil/internal/fault"
	"siil/internal/gate"
	"siil/internal/text"
	"siil/internal/value"
)

// The steps of work that goes on beside the requests.
const (
	stepCheck = "check"
	stepTake  = "take"
)

// work is an import that is being judged or taken in by this process. How far it is stands in memory, for the database has one writer,
// and while lines are taken in it is busy with them; import_progress tells other processes.
type work struct {
	zone, file, step string
	done, total      atomic.Int64
	over             chan struct{}
	err              error // set before over is closed
}

func (w *work) tell(done, total int) {
	w.done.Store(int64(done))
	w.total.Store(int64(total))
}

// ended tells whether the work is over.
func (w *work) ended() bool {
	select {
	case <-w.over:
		return true
	default:
		return false
	}
}

// start begins work on an import, unless some is going on: then it is a fault of kind Conflict.
func (r *Room) start(ctx context.Context, who gate.Actor, x Import, step string, do func(ctx context.Context, w *work) error) (*work, error) {
	w := &work{zone: who.Zone, file: x.FileName, step: step, over: make(chan struct{})}
	w.total.Store(int64(x.Counts.Lines))
	r.mu.Lock()
	if old := r.work[x.ID]; old != nil && !old.ended() {
		r.mu.Unlock()
		return nil, fault.New(fault.Conflict, text.ImportBusy)
	}
	r.work[x.ID] = w
	r.mu.Unlock()
	r.wait.Add(1)
	go func() {
		defer r.wait.Done()
		ctx := context.WithoutCancel(ctx)
		stop := r.publish(ctx, who.Zone, x.ID, w)
		w.err = do(ctx, w)
		stop()
		r.mu.Lock()
		if w.err == nil && r.work[x.ID] == w {
			delete(r.work, x.ID)
		}
		r.mu.Unlock()
		close(w.over)
	}()
	return w, nil
}

// current is the work on an import in this process; what has failed is told once.
func (r *Room) current(zone string, id value.ID) *work {
	r.mu.Lock()
	defer r.mu.Unlock()
	w := r.work[id]
	if w == nil || w.zone != zone {
		return nil
	}
	if w.ended() {
		delete(r.work, id)
	}
	return w
}

// patience is how long a request waits for work to end before it shows how far it is.
const patience = 1500 * time.Millisecond

// await waits a little for the work to end.
func (w *work) await() {
	select {
	case <-w.over:
	case <-time.After(patience):
	}
}

// published is how often other processes are told how far the work is.
const published = 400 * time.Millisecond

// publish keeps the progress in the database until stop is called.
func (r *Room) publish(ctx context.Context, zone string, id value.ID, w *work) (stop func()) {
	quit, ended := make(chan struct{}), make(chan struct{})
	go func() {
		defer close(ended)
		for t := time.NewTicker(published); ; {
			select {
			case <-t.C:
				_ = r.keepProgress(ctx, zone, id, w) // the work goes on without an audience
			case <-quit:
				t.Stop()
				_ = r.g.Quiet(ctx, zone, func(tx *gate.WriteTx) error { return absentIsFine(tx.Delete("import_progress", id)) })
				return
			}
		}
	}()
	return func() { close(quit); <-ended }
}

func (r *Room) keepProgress(ctx context.Context, zone string, id value.ID, w *work) error {
	return r.g.Quiet(ctx, zone, func(tx *gate.WriteTx) error {
		row := gate.Row{"step": w.step, "done": w.done.Load(), "total": w.total.Load(), "at": tx.Now()}
		found := false
		err := tx.Each(progressSQL, []any{zone, id}, func(s gate.Scanner) error {
			found = true
			var p progress
			return p.scan(s)
		})
		switch {
		case err != nil:
			return err
		case found:
			return tx.Update("import_progress", id, row)
		}
		row["id"] = id
		return tx.Insert("import_progress", row)
	})
}

func absentIsFine(err error) error {
	var f *fault.Error
	if errors.As(err, &f) && f.Kind == fault.NotFound {
		return nil
	}
	return err
}

// progress is how far the work on an import is.
type progress struct {
	Step        string
	Done, Total int
	At          value.Instant
}

func (p *progress) scan(s gate.Scanner) error { return s.Scan(&p.Step, &p.Done, &p.Total, &p.At) }

// stale is when progress that nobody renews belongs to a process that has died.
const stale = 2 * time.Minute

// loadProgress reads how far another process is; false when none works on the import.
func loadProgress(tx *gate.ReadTx, id value.ID) (p progress, going bool, err error) {
	err = tx.Each(progressSQL, []any{tx.Zone(), id}, func(s gate.Scanner) error { going = true; return p.scan(s) })
	return p, going && tx.Now().Sub(p.At) < stale, err
}
