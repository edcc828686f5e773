package document

import (
	"context"
	"net/url"

	"siil/internal/casefile"
	"siil/internal/fault"
	"siil/internal/gate"
	"siil/internal/guideline"
	"siil/internal/policy"
	"siil/internal/text"
	"siil/internal/value"
)

// Batch is the same document for many cases: those that are named, or all that the filters of the case list give.
type Batch struct {
	Model, Lang string
	Cases       []value.ID
	Filters     url.Values // as the address of the list holds them; used when Cases is empty
	Once        value.ID   // absent: a new one
}

// The states of a document of a batch.
const (
	ItemWaiting = "waiting"
	ItemMade    = "made"
	ItemSkipped = "skipped"
)

// Why a case got no document.
const (
	SkipGone    = "gone"    // not there any more, or not for who began the batch
	SkipNothing = "nothing" // the case has nothing of what the model is about
	SkipFault   = "fault"   // it could not be written; the log of the program says why
)

// StartBatch begins a batch; the documents are made one by one beside the requests, and what is left is taken up again after a restart. Only the
// coordinator may. It fails with Invalid by field (model, lang, cases).
func (r *Room) StartBatch(ctx context.Context, who gate.Actor, in Batch) (id value.ID, err error) {
	if id = in.Once; id == "" {
		id = value.NewID()
	}
	cases := in.Cases
	if len(cases) == 0 && len(in.Filters) > 0 {
		if cases, err = r.Matching(ctx, who, in.Filters, MaxBatch+1); err != nil {
			return "", err
		}
	}
	err = r.g.Write(ctx, who, func(tx *gate.WriteTx) error {
		if err := batching(&tx.ReadTx); err != nil {
			return err
		}
		if err := r.checkBatch(in, len(cases)); err != nil {
			return err
		}
		switch was, err := loadBatch(&tx.ReadTx, id); {
		case err == nil && was.MadeBy == who.Account:
			return nil // sent twice
		case err == nil:
			return fault.New(fault.Conflict, text.ValueTaken)
		case !fault.Is(err, fault.NotFound):
			return err
		}
		err := tx.Insert("document_batch", gate.Row{"id": id, "model": in.Model, "lang": in.Lang, "total": len(cases), "made_at": tx.Now(), "made_by": who.Account})
		for n, c := range cases {
			if err == nil {
				err = addItem(tx, id, n+1, c)
			}
		}
		return err
	})
	if err == nil {
		r.waiting.Store(true)
	}
	return id, err
}

func addItem(tx *gate.WriteTx, batch value.ID, n int, caseID value.ID) error {
	var found value.ID
	if err := tx.One("SELECT id FROM case_file WHERE zone = $1 AND id = $2", []any{tx.Zone(), caseID}, &found); err != nil {
		return err
	}
	return tx.Insert("document_batch_item", gate.Row{"id": value.NewID(), "batch_id": batch, "n": n, "case_id": caseID, "state": ItemWaiting})
}

func batching(tx *gate.ReadTx) error {
	return tx.Decide(policy.DocumentBatch, policy.Resource{Kind: policy.Zone})
}

func (r *Room) checkBatch(in Batch, cases int) error {
	var c fault.Check
	m, ok := r.m.Documents.Model(in.Model)
	c.Require(ok && InBatches(m), "model", text.PaperModelUnknown)
	if ok {
		_, ok = r.m.Documents.Source(in.Model, in.Lang)
		c.Require(ok, "lang", text.PaperLangUnknown)
	}
	c.Require(cases > 0, "cases", text.BatchNoCase)
	c.Require(cases <= MaxBatch, "cases", text.BatchTooMany.With(MaxBatch))
	return c.Err()
}

// InBatches tells whether a model can be made for many cases at once: it is of a case, of the section that the coordinator writes in.
func InBatches(m guideline.DocumentModel) bool {
	return m.Subject != guideline.AboutZone && m.Subject != guideline.AboutSitting && m.Section == string(policy.Common)
}

// Matching are the cases that the filters of the case list give to who, at most so many. A filter that the list would leave out fails with Invalid on
// the field "cases": without it there would be more cases than were meant.
func (r *Room) Matching(ctx context.Context, who gate.Actor, filters url.Values, most int) (out []value.ID, err error) {
	var q casefile.Query
	err = r.g.Read(ctx, who, func(tx *gate.ReadTx) error {
		if err := batching(tx); err != nil {
			return err
		}
		parsed, ignored, err := r.cases.ParseQuery(tx, filters)
		if q = parsed; err == nil && ignored {
			var c fault.Check
			c.Add("cases", text.BatchFilterWrong)
			err = c.Err()
		}
		return err
	})
	if err != nil {
		return nil, err
	}
	cursor := ""
	for len(out) < most {
		page, err := r.cases.List(ctx, who, q, cursor, min(500, most-len(out)))
		if err != nil {
			return nil, err
		}
		for _, row := range page.Rows {
			out = append(out, row.ID)
		}
		if cursor = page.Next; cursor == "" {
			break
		}
	}
	return out, nil
}

// Progress is how far a batch is.
type Progress struct {
	ID                           value.ID
	Model, Lang                  string
	Total, Made, Skipped         int
	MadeAt, EndedAt, CancelledAt value.Instant
	MadeBy                       value.ID
	Left                         []Skipped // at most MaxSkippedShown
}

// Skipped is a case that got no document, and why.
type Skipped struct {
	CaseID     value.ID
	CaseNumber int
	Why        string
}

// MaxSkippedShown is how many cases without a document a page of a batch names.
const MaxSkippedShown = 100

// Over tells whether nothing of the batch is made any more.
func (p Progress) Over() bool { return !p.EndedAt.IsZero() || !p.CancelledAt.IsZero() }

// Done is how many of the total are behind.
func (p Progress) Done() int { return p.Made + p.Skipped }

const batchSQL = "SELECT id, model, lang, total, made_at, made_by, ended_at, cancelled_at FROM document_batch WHERE zone = $1"

func scanBatch(s gate.Scanner) (p Progress, err error) {
	return p, s.Scan(&p.ID, &p.Model, &p.Lang, &p.Total, &p.MadeAt, &p.MadeBy, &p.EndedAt, &p.CancelledAt)
}

func loadBatch(tx *gate.ReadTx, id value.ID) (Progress, error) {
	all, err := gate.All(tx, batchSQL+" AND id = $2", []any{tx.Zone(), id}, scanBatch)
	if err == nil && len(all) == 0 {
		err = fault.Missing()
	}
	if err != nil {
		return Progress{}, err
	}
	return all[0], nil
}

// Progress tells how far a batch is, in three queries, for the coordinator.
func (r *Room) Progress(ctx context.Context, who gate.Actor, id value.ID) (p Progress, err error) {
	err = r.g.Read(ctx, who, func(tx *gate.ReadTx) (err error) {
		if err := batching(tx); err != nil {
			return err
		}
		if p, err = loadBatch(tx, id); err != nil {
			return err
		}
		err = tx.Each("SELECT state, COUNT(*) FROM document_batch_item WHERE zone = $1 AND batch_id = $2 GROUP BY state", []any{tx.Zone(), id}, func(s gate.Scanner) error {
			var state string
			var n int
			err := s.Scan(&state, &n)
			switch state {
			case ItemMade:
				p.Made = n
			case ItemSkipped:
				p.Skipped = n
			}
			return err
		})
		if err != nil || p.Skipped == 0 {
			return err
		}
		p.Left, err = gate.All(tx, `SELECT i.case_id, c.number, COALESCE(i.why, '') FROM document_batch_item i JOIN case_file c ON c.zone = i.zone AND c.id = i.case_id
			WHERE i.zone = $1 AND i.batch_id = $2 AND i.state = 'skipped' ORDER BY i.n LIMIT 100`, []any{tx.Zone(), id}, func(s gate.Scanner) (x Skipped, err error) {
			return x, s.Scan(&x.CaseID, &x.CaseNumber, &x.Why)
		})
		return err
	})
	return p, err
}

// Batches are the zone's batches, the newest first, for the coordinator.
func (r *Room) Batches(ctx context.Context, who gate.Actor, limit int) (out []Progress, err error) {
	err = r.g.Read(ctx, who, func(tx *gate.ReadTx) (err error) {
		if err := batching(tx); err != nil {
			return err
		}
		out, err = gate.All(tx, batchSQL+" ORDER BY made_at DESC, id LIMIT $2", []any{tx.Zone(), limit}, scanBatch)
		return err
	})
	return out, err
}

// Cancel stops a batch: what is made stays. Only the coordinator may. One that is over is left as it is.
func (r *Room) Cancel(ctx context.Context, who gate.Actor, id value.ID) error {
	return r.g.Write(ctx, who, func(tx *gate.WriteTx) error {
		if err := batching(&tx.ReadTx); err != nil {
			return err
		}
		p, err := loadBatch(&tx.ReadTx, id)
		if err != nil || p.Over() {
			return err
		}
		return tx.Update("document_batch", id, gate.Row{"cancelled_at": tx.Now()})
	})
}
