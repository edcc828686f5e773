package ledger

import (
	"crypto/sha256"
	"math/bits"

	"golang.org/x/mod/sumdb/tlog"
)

// edge is the right edge of a tree: the hashes of its complete subtrees, the largest first. A tree of n leaves has one for each bit set in
// n, and they are all that is needed to add a leaf or to know the root.
type edge []tlog.Hash

// add appends leaf n, the tree's next, and calls each for the hash of every node that the leaf completes, from the lowest up.
func (e edge) add(n int64, h tlog.Hash, each func(h tlog.Hash)) edge {
	for ; n&1 == 1; n >>= 1 {
		h = tlog.NodeHash(e[len(e)-1], h)
		e = e[:len(e)-1]
		if each != nil {
			each(h)
		}
	}
	return append(e, h)
}

// root is the tree's root (RFC 6962, section 2.1).
func (e edge) root() tlog.Hash {
	if len(e) == 0 {
		return sha256.Sum256(nil)
	}
	h := e[len(e)-1]
	for i := len(e) - 2; i >= 0; i-- {
		h = tlog.NodeHash(e[i], h)
	}
	return h
}

func (e edge) encode() []byte {
	b := make([]byte, 0, len(e)*tlog.HashSize)
	for _, h := range e {
		b = append(b, h[:]...)
	}
	return b
}

// decodeEdge reads the edge of a tree of a given size; false when the bytes cannot be one.
func decodeEdge(b []byte, size int64) (edge, bool) {
	if size < 0 || len(b) != bits.OnesCount64(uint64(size))*tlog.HashSize {
		return nil, false
	}
	e := make(edge, 0, len(b)/tlog.HashSize+8)
	for ; len(b) > 0; b = b[tlog.HashSize:] {
		e = append(e, tlog.Hash(b[:tlog.HashSize]))
	}
	return e, true
}
