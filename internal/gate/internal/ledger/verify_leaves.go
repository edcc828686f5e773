package ledger

import (
	"context"
	"database/sql"
	"fmt"
	"math"
)

// page is how many leaves are read at a time; a verification holds no more in memory.
const page = 1000

// storedLeaf is a row of ledger_leaf as it stands, nothing believed.
type storedLeaf struct {
	idx               int64
	zone, subject, at sql.NullString
	body, hashes      []byte
}

// leafColumns are the columns of which a leaf is made; scanLeaf reads them.
const leafColumns = `idx, zone, subject, at, body, hashes`

func scanLeaf(rows *sql.Rows) (r storedLeaf, err error) {
	err = rows.Scan(&r.idx, &r.zone, &r.subject, &r.at, &r.body, &r.hashes)
	return r, err
}

// leaf makes the leaf, if the row can be one.
func (r storedLeaf) leaf() (Leaf, bool) {
	if !r.zone.Valid || !r.at.Valid {
		return Leaf{}, false
	}
	l, err := Restore(r.zone.String, r.subject, r.at.String, r.body)
	return l, err == nil
}

// readLeaves takes every leaf of the table in order, page by page, so that between pages the transaction is free for others.
func (v *verification) readLeaves(ctx context.Context) error {
	from := int64(math.MinInt64)
	for {
		rows, err := v.leaves(ctx, from)
		if err != nil || len(rows) == 0 {
			return err
		}
		for _, row := range rows {
			if err := v.take(row); err != nil {
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
	rows, err := v.tx.QueryContext(ctx, `SELECT `+leafColumns+` FROM ledger_leaf WHERE idx >= $1 ORDER BY idx LIMIT $2`, from, page)
	if err != nil {
		return nil, fmt.Errorf("ledger: read the leaves: %w", err)
	}
	defer rows.Close()
	list := make([]storedLeaf, 0, page)
	for rows.Next() {
		r, err := scanLeaf(rows)
		if err != nil {
			return nil, fmt.Errorf("ledger: read the leaves: %w", err)
		}
		list = append(list, r)
	}
	return list, rows.Err()
}
