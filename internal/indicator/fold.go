package indicator

import (
	"context"
	"slices"
	"strings"
	"time"

	"siil/internal/gate"
	"siil/internal/value"
)

// foldAtOnce is how many cases are counted in one transaction: others write in between.
const foldAtOnce = 100

// ofCounting is the dimension of the one row that says when all was counted, or that it is being counted.
const ofCounting Dim = "#"

// stale is after how long a count that says nothing more is taken for broken off.
const stale = 10 * time.Minute

// counting is how the counting of a zone stands.
type counting struct {
	id   value.ID
	word string
	at   value.Instant
}

// How the counting of a zone may stand.
const (
	ended  = "done"   // all was counted once, and what changed since is noted
	going  = "going"  // all is being counted
	broken = "broken" // what was kept did not hold together
)

// busy tells whether somebody is counting all of the zone now.
func (c counting) busy(now value.Instant) bool { return c.word == going && now.Sub(c.at) < stale }

const (
	countingSQL = "SELECT id, counts FROM summary WHERE zone = $1 AND dim = '#'"
	touchedSQL  = "SELECT id FROM case_touched WHERE zone = $1 ORDER BY at, id LIMIT $2"
	keptSQL     = "SELECT id, facts FROM case_summary WHERE zone = $1 AND id IN "
	markedSQL   = "SELECT id FROM case_touched WHERE zone = $1 AND id IN "
)

func loadCounting(tx *gate.ReadTx) (c counting, err error) {
	err = tx.Each(countingSQL, []any{tx.Zone()}, func(s gate.Scanner) error {
		var said string
		err := s.Scan(&c.id, &said)
		var at string
		c.word, at, _ = strings.Cut(said, " ")
		c.at, _ = value.ParseInstant(at)
		return err
	})
	return c, err
}

func (c counting) keep(tx *gate.WriteTx, word string) error {
	said := word + " " + tx.Now().String()
	if c.id != "" {
		return tx.Update("summary", c.id, gate.Row{"counts": said})
	}
	return tx.Insert("summary", gate.Row{"id": value.NewID(), "dim": string(ofCounting), "dim_key": "", "figure": "", "part": "", "counts": said})
}

// Tick counts what has changed in every zone; a zone that was never counted, or whose count broke off, is counted anew. It is the task of the
// program, and does nothing twice.
func (r *Room) Tick(ctx context.Context) error {
	for _, z := range r.g.Zones() {
		if err := r.Fold(ctx, z.Code); err != nil {
			return err
		}
	}
	return nil
}

// Fold counts anew the cases of a zone that have changed, some at a time, until none is left. While all of the zone is being counted it leaves
// them.
func (r *Room) Fold(ctx context.Context, zone string) error {
	for {
		n, anew, err := r.foldSome(ctx, zone)
		switch {
		case err != nil:
			return err
		case anew:
			_, err := r.Recount(ctx, zone, nil)
			return err
		case n < foldAtOnce:
			return nil
		}
	}
}

// foldSome counts the cases that have waited longest; anew tells that all is to be counted.
func (r *Room) foldSome(ctx context.Context, zone string) (n int, anew bool, err error) {
	err = r.g.Quiet(ctx, zone, func(tx *gate.WriteTx) error {
		n, anew = 0, false
		c, err := loadCounting(&tx.ReadTx)
		if err != nil {
			return err
		}
		if c.word != ended {
			anew = !c.busy(tx.Now())
			return nil
		}
		ids, err := idsOf(&tx.ReadTx, touchedSQL, []any{tx.Zone(), foldAtOnce})
		if err != nil || len(ids) == 0 {
			return err
		}
		n = len(ids)
		change := sums{}
		if err := r.count(tx, ids, change, nil); err != nil {
			return err
		}
		below, err := change.apply(tx)
		if err != nil || !below {
			return err
		}
		anew = true
		return c.keep(tx, broken)
	})
	return n, anew && err == nil, err
}

func idsOf(tx *gate.ReadTx, query string, args []any) ([]value.ID, error) {
	return gate.All(tx, query, args, func(s gate.Scanner) (id value.ID, err error) { return id, s.Scan(&id) })
}

// count works out what some cases count for now and keeps it beside them. change takes the difference to what was kept, all the new numbers; either
// may be nil.
func (r *Room) count(tx *gate.WriteTx, ids []value.ID, change, all sums) error {
	facts, err := factsOf(&tx.ReadTx, r.m, ids)
	if err != nil {
		return err
	}
	args, before := []any{tx.Zone()}, map[value.ID]string{}
	err = tx.Each(keptSQL+gate.Among(&args, ids), args, func(s gate.Scanner) error {
		var id value.ID
		var text string
		err := s.Scan(&id, &text)
		before[id] = text
		return err
	})
	if err != nil {
		return err
	}
	for _, id := range ids {
		now := ""
		if f := facts[id]; f != nil {
			now = keptText(*f, Contribution(r.m, *f))
		}
		if all != nil {
			all.addKept(now, 1)
		}
		was, there := before[id]
		if now == was {
			continue
		}
		if change != nil {
			change.addKept(was, -1)
			change.addKept(now, 1)
		}
		if err := keepCase(tx, id, there, now); err != nil {
			return err
		}
	}
	return unmark(tx, ids)
}

func keepCase(tx *gate.WriteTx, id value.ID, there bool, text string) error {
	switch {
	case text == "":
		return tx.Delete("case_summary", id)
	case there:
		return tx.Update("case_summary", id, gate.Row{"facts": text})
	}
	return tx.Insert("case_summary", gate.Row{"id": id, "facts": text})
}

// unmark takes away that cases have changed.
func unmark(tx *gate.WriteTx, ids []value.ID) error {
	args := []any{tx.Zone()}
	marked, err := idsOf(&tx.ReadTx, markedSQL+gate.Among(&args, ids), args)
	if err != nil {
		return err
	}
	slices.Sort(marked)
	for _, id := range marked {
		if err := tx.Delete("case_touched", id); err != nil {
			return err
		}
	}
	return nil
}
