package ledger

import (
	"context"
	"crypto/sha256"
	"encoding/binary"
	"fmt"

	"golang.org/x/mod/sumdb/tlog"
)

// Beside each leaf stands a mark of its place, and then the hashes of the tree's nodes that the leaf completed, from the lowest up. The leaf's
// own hash is not stored, it is made from the leaf. The mark is no part of the tree: it tells exactly which leaf was changed or moved, where
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
			h, ok := rows[leaf].hashAt(level)
			if !ok {
				return nil, ErrProof
			}
			hashes[i] = h
		}
		return hashes, nil
	}
}

// hashAt gives the hash of the leaf itself, or at a level above it; false when the row cannot.
func (r storedLeaf) hashAt(level int) (tlog.Hash, bool) {
	if level > 0 {
		return nodeAt(r.hashes, level)
	}
	l, ok := r.leaf()
	return tlog.RecordHash(l.Encode()), ok
}

func rowsOf(ctx context.Context, tx Tx, leaves []any) (map[int64]storedLeaf, error) {
	rows, err := tx.QueryContext(ctx, `SELECT `+leafColumns+` FROM ledger_leaf WHERE idx IN `+placeholders(1, len(leaves)), leaves...)
	if err != nil {
		return nil, fmt.Errorf("ledger: read leaves: %w", err)
	}
	defer rows.Close()
	found := make(map[int64]storedLeaf, len(leaves))
	for rows.Next() {
		r, err := scanLeaf(rows)
		if err != nil {
			return nil, fmt.Errorf("ledger: read leaves: %w", err)
		}
		found[r.idx] = r
	}
	return found, rows.Err()
}
