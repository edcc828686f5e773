package ledger

import (
	"context"
	"database/sql"
	"fmt"
	"strconv"
	"strings"
	"sync"

	"golang.org/x/mod/sumdb/tlog"
)

// KeepEvery is after how many leaves a signed head is kept in the database. Verify misses one that is not there, so it never changes.
const KeepEvery = 1000

// chunk is how many leaves one INSERT carries. SQLite looks up each $n among all of them, so a statement's price grows with the square:
// measured, 16 leaves a statement cost 15 us each, 64 cost 22, 250 cost 40.
const chunk = 16

// Append adds leaves to the log in the caller's transaction and gives the index of the first; the caller commits. It reads one row, writes
// the leaves sixteen a statement, signs the new head, and keeps a signed head each KeepEvery leaves. It fails
// with ErrHead, and signs nothing, when the head was changed by somebody else.
func (g *Log) Append(ctx context.Context, tx Tx, leaves []Leaf) (first int64, err error) {
	head, e, err := g.readHead(ctx, tx, g.lock)
	if err != nil || len(leaves) == 0 {
		return head.Size, err
	}
	first = head.Size
	for size := first; len(leaves) > 0; {
		n := min(len(leaves), chunk, int(g.every-size%g.every))
		if e, err = write(ctx, tx, leaves[:n], size, e); err != nil {
			return 0, err
		}
		size += int64(n)
		if size%g.every == 0 || n == len(leaves) {
			if head, err = sign(g.signer, g.origin, size, e.root()); err != nil {
				return 0, err
			}
		}
		if size%g.every == 0 {
			if err := keep(ctx, tx, head, leaves[n-1].At.String()); err != nil {
				return 0, err
			}
		}
		leaves = leaves[n:]
	}
	if err := move(ctx, tx, head, e); err != nil {
		return 0, err
	}
	g.remember(head)
	return first, nil
}

// write inserts leaves from an index on, each with its mark and the hashes that it completes, and gives the new right edge.
func write(ctx context.Context, tx Tx, leaves []Leaf, at int64, e edge) (edge, error) {
	args := make([]any, 0, len(leaves)*6)
	for i := range leaves {
		l := &leaves[i]
		if err := l.check(); err != nil {
			return nil, err
		}
		leafHash := tlog.RecordHash(l.Encode())
		hashes := mark(at, leafHash)
		e = e.add(at, leafHash, func(h tlog.Hash) { hashes = append(hashes, h[:]...) })
		args = append(args, at, l.Zone, sql.NullString{String: l.Subject, Valid: l.Subject != ""}, l.At.String(), l.pack(), hashes)
		at++
	}
	_, err := tx.ExecContext(ctx, `INSERT INTO ledger_leaf (idx, zone, subject, at, body, hashes) VALUES `+placeholders(len(leaves), 6), args...)
	if err != nil {
		return nil, fmt.Errorf("ledger: append: %w", err)
	}
	return e, nil
}

var written sync.Map // [2]int{rows, width} to the text of their placeholders

// placeholders gives ($1,$2),($3,$4) for rows of a given width.
func placeholders(rows, width int) string {
	key := [2]int{rows, width}
	if s, ok := written.Load(key); ok {
		return s.(string)
	}
	var b strings.Builder
	for i := range rows * width {
		b.WriteString([]string{",$", "),($", "($"}[opening(i, width)])
		b.WriteString(strconv.Itoa(i + 1))
	}
	b.WriteByte(')')
	written.Store(key, b.String())
	return b.String()
}

// opening tells whether parameter i stands inside a row (0), begins one (1) or begins the first (2).
func opening(i, width int) int {
	switch {
	case i == 0:
		return 2
	case i%width == 0:
		return 1
	}
	return 0
}

func move(ctx context.Context, tx Tx, head Checkpoint, e edge) error {
	_, err := tx.ExecContext(ctx, `UPDATE ledger_head SET size = $1, root = $2, edge = $3, signed = $4 WHERE id = 1`,
		head.Size, head.Root[:], e.encode(), head.Signed)
	if err != nil {
		return fmt.Errorf("ledger: move the head: %w", err)
	}
	return nil
}
