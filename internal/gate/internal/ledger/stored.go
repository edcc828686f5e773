package ledger

import (
	"context"
	"crypto/sha256"
	"encoding/binary"
	"fmt"

	"golang.org/x/mod/sumdb/tlog"
)

// Beside each leaf stands a mark of its place, and then the hashes of the tree's nodes that the leaf completed, from the lowest up. The leaf's
// own hash is not stored, it is made from the body. The mark is no part of the tree: it tells exactly which leaf was changed or moved, where
// the tree alone would tell only the pair.
const markSize = 8

// mark binds a leaf to its index.
func mark(idx int64, leafHash tlog.Hash) []byte {
	b := binary.BigEndian.AppendUint64(make([]byte, 0, 8+tlog.HashSize), uint64(idx))
	sum := sha256.Sum256(append(b, leafHash[:]...))
	return sum[:markSize]
}

// place tells which leaf completed a hash, by tlog's index, and at which level above the leaves the hash stands.
func place(idx int64) (leaf int64, level int) {
	level, n := tlog.SplitStoredHashIndex(idx)
	return (n+1)<<level - 1, level
}

// nodeAt cuts the hash of one level, from 1 up, out of what is stored beside a leaf.
func nodeAt(stored []byte, level int) (tlog.Hash, bool) {
	from := markSize + (level-1)*tlog.HashSize
	if level < 1 || len(stored) < from+tlog.HashSize {
		return tlog.Hash{}, false
	}
	return tlog.Hash(stored[from : from+tlog.HashSize]), true
}

// reader reads hashes of the tree, some forty at most for a proof, each from the row of the leaf that completed it.
func reader(ctx context.Context, tx Tx) tlog.HashReaderFunc {
	return func(indexes []int64) ([]tlog.Hash, error) {
		if len(indexes) == 0 {
			return nil, nil
		}
		args := make([]any, len(indexes))
		for i, idx := range indexes {
			args[i], _ = place(idx)
		}
		rows, err := rowsOf(ctx, tx, args)
		if err != nil {
			return nil, err
		}
		hashes := make([]tlog.Hash, len(indexes))
		for i, idx := range indexes {
			leaf, level := place(idx)
			row, ok := rows[leaf]
			if level == 0 {
				hashes[i] = tlog.RecordHash(row.body)
			} else if ok {
				hashes[i], ok = nodeAt(row.hashes, level)
			}
			if !ok {
				return nil, ErrProof
			}
		}
		return hashes, nil
	}
}

func rowsOf(ctx context.Context, tx Tx, leaves []any) (map[int64]storedLeaf, error) {
	rows, err := tx.QueryContext(ctx, `SELECT idx, body, hashes FROM ledger_leaf WHERE idx IN `+placeholders(1, len(leaves)), leaves...)
	if err != nil {
		return nil, fmt.Errorf("ledger: read hashes: %w", err)
	}
	defer rows.Close()
	found := make(map[int64]storedLeaf, len(leaves))
	for rows.Next() {
		var r storedLeaf
		if err := rows.Scan(&r.idx, &r.body, &r.hashes); err != nil {
			return nil, fmt.Errorf("ledger: read hashes: %w", err)
		}
		found[r.idx] = r
	}
	return found, rows.Err()
}
