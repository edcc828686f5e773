package ledger

import (
	"context"
	"database/sql"
	"fmt"
	"math"

	"golang.org/x/mod/sumdb/tlog"
)

// page is how many leaves are read at a time; a verification holds no more in memory.
const page = 1000

// storedLeaf is a row of ledger_leaf as it stands, nothing believed.
type storedLeaf struct {
	idx               int64
	zone, subject, at sql.NullString
	body              []byte
}

// matches tells whether the columns say what the leaf says.
func (r storedLeaf) matches(l Leaf) bool {
	return r.zone == sql.NullString{String: l.Zone, Valid: true} &&
		r.subject == sql.NullString{String: l.Subject, Valid: l.Subject != ""} &&
		r.at == sql.NullString{String: l.At.String(), Valid: true}
}

// readLeaves takes every leaf of the table in order, page by page, so that between pages the transaction is free for others.
func (v *verification) readLeaves(ctx context.Context) error {
	from := int64(math.MinInt64)
	for {
		rows, err := v.leaves(ctx, from)
		if err != nil || len(rows) == 0 {
			return err
		}
		stored, err := v.hashes(ctx, tlog.StoredHashCount(v.size), tlog.StoredHashCount(v.size+int64(len(rows))))
		if err != nil {
			return err
		}
		for _, row := range rows {
			if err := v.take(row, stored); err != nil {
				return err
			}
		}
		if len(rows) < page {
			return nil
		}
		from = v.size
	}
}

func (v *verification) leaves(ctx context.Context, from int64) ([]storedLeaf, error) {
	rows, err := v.tx.QueryContext(ctx, `SELECT idx, zone, subject, at, body FROM ledger_leaf WHERE idx >= $1 ORDER BY idx LIMIT $2`, from, page)
	if err != nil {
		return nil, fmt.Errorf("ledger: read the leaves: %w", err)
	}
	defer rows.Close()
	list := make([]storedLeaf, 0, page)
	for rows.Next() {
		var r storedLeaf
		if err := rows.Scan(&r.idx, &r.zone, &r.subject, &r.at, &r.body); err != nil {
			return nil, fmt.Errorf("ledger: read the leaves: %w", err)
		}
		list = append(list, r)
	}
	return list, rows.Err()
}

// hashes reads the stored hashes from one index up to another; those of a wrong length count as absent.
func (v *verification) hashes(ctx context.Context, from, to int64) (map[int64]tlog.Hash, error) {
	stored := make(map[int64]tlog.Hash, to-from)
	err := eachHash(ctx, v.tx, `SELECT idx, hash FROM ledger_hash WHERE idx >= $1 AND idx < $2`, []any{from, to}, func(idx int64, h []byte) {
		if len(h) == tlog.HashSize {
			stored[idx] = tlog.Hash(h)
		}
	})
	return stored, err
}

// moreHashes tells whether there are hashes that no leaf made.
func (v *verification) moreHashes(ctx context.Context) (bool, error) {
	var n int64
	err := v.tx.QueryRowContext(ctx, `SELECT COUNT(*) FROM ledger_hash WHERE idx < 0 OR idx >= $1`, tlog.StoredHashCount(v.size)).Scan(&n)
	if err != nil {
		return false, fmt.Errorf("ledger: count the hashes: %w", err)
	}
	return n > 0, nil
}
