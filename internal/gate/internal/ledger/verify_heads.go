package ledger

import (
	"bytes"
	"cmp"
	"context"
	"database/sql"
	"encoding/base64"
	"fmt"
	"slices"
	"strings"
)

// storedHead is the row of ledger_head as it stands, nothing believed.
type storedHead struct {
	rows       int
	size       int64
	root, edge []byte
	signed     string
	valid      *Checkpoint // what was signed, nil when the signature does not hold
}

// count is how many leaves there should be: by the signed text, or failing that by the column.
func (h *storedHead) count() int64 {
	if h.valid != nil {
		return h.valid.Size
	}
	return h.size
}

// is tells whether every part of the row is the one of a tree.
func (h *storedHead) is(size int64, tree edge) bool {
	root := tree.root()
	return h.rows == 1 && h.size == size && h.valid.Size == size && bytes.Equal(h.root, root[:]) && bytes.Equal(h.edge, tree.encode())
}

func (v *verification) readHead(ctx context.Context) error {
	rows, err := v.tx.QueryContext(ctx, `SELECT size, root, edge, signed FROM ledger_head ORDER BY id`)
	if err != nil {
		return fmt.Errorf("ledger: read the head: %w", err)
	}
	defer rows.Close()
	h := &v.head
	for ; rows.Next(); h.rows++ {
		to := []any{&h.size, &h.root, &h.edge, &h.signed}
		if h.rows > 0 { // there is one row only; more are a change, whatever they say
			to = []any{new(any), new(any), new(any), new(any)}
		}
		if err := rows.Scan(to...); err != nil {
			return fmt.Errorf("ledger: read the head: %w", err)
		}
	}
	if c, err := v.log.openOwn(h.signed); err == nil {
		h.valid = &c
	}
	return rows.Err()
}

// statement is a text that should be a signed head of the log at a size.
type statement struct {
	size    int64
	signed  string
	at      sql.NullString // of the newest leaf, beside a kept one
	outside bool
	head    bool
}

// open gives the signed head, if it is one of this log and of the size that it stands for.
func (s statement) open(g *Log) (Checkpoint, error) {
	if s.outside {
		return g.openAny(s.signed)
	}
	c, err := g.openOwn(s.signed)
	if err == nil && c.Size != s.size {
		err = ErrCheckpoint
	}
	return c, err
}

// openAny checks a signed text of this log, of whatever time; others may have signed it too.
func (g *Log) openAny(signed string) (Checkpoint, error) {
	c, err := openCheckpoint(signed, g.verifier)
	if err == nil && c.Origin != g.origin {
		err = ErrCheckpoint
	}
	return c, err
}

// openOwn checks a signed text that the log itself stored: it must be to the last bit what sign made.
func (g *Log) openOwn(signed string) (Checkpoint, error) {
	c, err := g.openAny(signed)
	if err != nil {
		return Checkpoint{}, err
	}
	text := headText(c.Origin, c.Size, c.Root)
	sig, ok := strings.CutPrefix(signed, text+"\n\u2014 "+g.verifier.Name()+" ")
	raw, err := base64.StdEncoding.DecodeString(strings.TrimSuffix(sig, "\n"))
	if !ok || err != nil || sig != base64.StdEncoding.EncodeToString(raw)+"\n" {
		return Checkpoint{}, ErrCheckpoint
	}
	return c, nil
}

// gather collects the signed heads that the leaves must match: the kept ones, the one kept outside, the head itself.
func (v *verification) gather(ctx context.Context, against string) error {
	rows, err := v.tx.QueryContext(ctx, `SELECT size, at, signed FROM ledger_checkpoint ORDER BY size`)
	if err != nil {
		return fmt.Errorf("ledger: read the kept checkpoints: %w", err)
	}
	defer rows.Close()
	for rows.Next() {
		var s statement
		if err := rows.Scan(&s.size, &s.at, &s.signed); err != nil {
			return fmt.Errorf("ledger: read the kept checkpoints: %w", err)
		}
		v.kept = append(v.kept, s)
	}
	if err := rows.Err(); err != nil {
		return fmt.Errorf("ledger: read the kept checkpoints: %w", err)
	}
	if v.head.valid != nil {
		v.kept = append(v.kept, statement{size: v.head.valid.Size, signed: v.head.signed, head: true})
	}
	if against != "" {
		c, err := v.log.openAny(against)
		if err != nil {
			return &finding{beside, WhyOutsideUnsigned}
		}
		v.kept = append(v.kept, statement{size: c.Size, signed: against, outside: true})
	}
	slices.SortStableFunc(v.kept, func(a, b statement) int { return cmp.Compare(a.size, b.size) })
	return nil
}

// hear holds the leaves read so far against every signed head of their number.
func (v *verification) hear() error {
	due := v.size > 0 && v.size%v.log.every == 0
	for len(v.kept) > 0 && v.kept[0].size <= v.size {
		s := v.kept[0]
		v.kept = v.kept[1:]
		if err := v.compare(s); err != nil {
			return err
		}
		due = due && (s.head || s.outside)
	}
	if due {
		v.note(WhyKeptChanged) // one was kept here, and is gone
	}
	return nil
}

func (v *verification) compare(s statement) error {
	c, err := s.open(v.log)
	switch {
	case err != nil || s.size != v.size:
		if v.doubt == nil {
			v.doubt = &doubt{first: v.vouched, only: finding{beside, WhyKeptChanged}}
		}
		return nil
	case c.Root != v.tree.root() && s.outside:
		v.forked = true
		return nil
	case c.Root != v.tree.root():
		return &finding{max(v.vouched, v.doubtful()), WhyHistoryChanged}
	}
	if !s.head && !s.outside && s.at.String != v.lastAt {
		v.note(WhyKeptChanged)
	}
	v.vouched = v.size
	if d := v.doubt; d != nil { // the leaves are as they were signed: only the hash, or the kept checkpoint, was touched
		if d.only.at != beside {
			return &d.only
		}
		v.note(d.only.why)
		v.doubt = nil
	}
	return nil
}
