package indicator

import (
	"maps"
	"slices"

	"siil/internal/gate"
	"siil/internal/guideline"
	"siil/internal/value"
)

// opened reads a page of the rows of a question and how many there are in all: that is kept, unless much has changed since it was counted.
func (r *Room) opened(tx *gate.ReadTx, q Question, how state, after position, limit int) ([]Row, int, error) {
	if !how.Counted || how.Pending > 0 {
		rows, err := r.rows(tx, q, after, limit, nil)
		if err != nil {
			return nil, 0, err
		}
		total, err := r.counted(tx, q)
		return rows, total, err
	}
	k, err := loadKept(tx, where{q.Dim, q.Key}, false, false)
	if err != nil {
		return nil, 0, err
	}
	rows, err := r.rows(tx, q, after, limit, r.enough(k.mine, q, after, limit))
	return rows, r.total(k.mine, q, tx.Today()), err
}

// total is how many rows a question has, of what is kept.
func (r *Room) total(f figures, q Question, today value.Date) (n int) {
	switch {
	case q.Late && q.Figure == Waiting:
		for _, w := range r.m.Overview.Waits {
			if len(q.Parts) == 0 || slices.Contains(q.Parts, w.Code) {
				n += f.late(w, today)
			}
		}
		return n
	case q.Late && q.Figure == Next:
		return f.before(Next, WithDate, today)
	case q.Late && q.Figure == CheckDue:
		return f.before(CheckDue, "", today)
	case definition(q.Figure).Stock:
		return f.now(q.Figure, q.Parts...)
	}
	return f.flow(q.Figure, Period{q.From, q.To}, q.Parts...)
}

// enough are the days by which enough cases began to wait for a page that begins after some row: since when a case waits for a check is dear to find
// for all of them.
func (r *Room) enough(f figures, q Question, after position, limit int) map[string]value.Date {
	if q.Figure != Waiting || q.Late {
		return nil
	}
	out := map[string]value.Date{}
	for _, w := range r.m.Overview.Waits {
		if w.Since != guideline.SinceLastCheck {
			continue
		}
		n := 0
		for _, day := range slices.Sorted(maps.Keys(f[Waiting][w.Code])) {
			if day > after.day {
				n += f[Waiting][w.Code][day]
			}
			if n >= limit {
				out[w.Code], _ = value.ParseISO(day)
				break
			}
		}
	}
	return out
}
