package ledger

import (
	"context"
	"errors"
	"fmt"

	"golang.org/x/mod/sumdb/note"
	"golang.org/x/mod/sumdb/tlog"
)

// Proof shows to anybody with the public key that a leaf stands in the log at its index.
type Proof struct {
	LeafIndex  int64       `json:"leaf_index"`
	Leaf       []byte      `json:"leaf"` // as Encode gives it and as it was hashed
	Hashes     []tlog.Hash `json:"hashes"`
	Checkpoint string      `json:"checkpoint"`
}

// ErrProof is what a proof fails with that does not hold.
var ErrProof = errors.New("ledger: the proof does not hold")

// ErrAbsent is what a question about a leaf or a size that the log does not have yet fails with.
var ErrAbsent = errors.New("ledger: the log has no such leaf")

// Prove makes the proof for a leaf under the present head. ErrAbsent when there is no such leaf, ErrProof when the log no longer holds
// together there.
func (g *Log) Prove(ctx context.Context, tx Tx, idx int64) (Proof, error) {
	head, _, err := g.readHead(ctx, tx, "")
	if err != nil {
		return Proof{}, err
	}
	if idx < 0 || idx >= head.Size {
		return Proof{}, ErrAbsent
	}
	rows, err := rowsOf(ctx, tx, []any{idx})
	if err != nil {
		return Proof{}, err
	}
	l, ok := rows[idx].leaf()
	if !ok {
		return Proof{}, ErrProof
	}
	p := Proof{LeafIndex: idx, Leaf: l.Encode(), Checkpoint: head.Signed}
	if p.Hashes, err = tlog.ProveRecord(head.Size, idx, reader(ctx, tx)); err != nil {
		return Proof{}, err
	}
	return p, p.check(head)
}

// CheckProof checks a proof with the public key alone. ErrCheckpoint when its head is not signed by that key, ErrProof when the leaf
// does not stand there.
func CheckProof(p Proof, verifierKey string) error {
	head, err := OpenCheckpoint(p.Checkpoint, verifierKey)
	if err != nil {
		return err
	}
	return p.check(head)
}

func (p Proof) check(head Checkpoint) error {
	if err := tlog.CheckRecord(p.Hashes, head.Size, head.Root, p.LeafIndex, tlog.RecordHash(p.Leaf)); err != nil {
		return ErrProof
	}
	return nil
}

// Consistency proves that the log has only grown since it had oldSize leaves, and gives the head it has now. ErrAbsent when it never had
// so many.
func (g *Log) Consistency(ctx context.Context, tx Tx, oldSize int64) (tlog.TreeProof, Checkpoint, error) {
	head, _, err := g.readHead(ctx, tx, "")
	if err != nil {
		return nil, Checkpoint{}, err
	}
	if oldSize < 0 || oldSize > head.Size {
		return nil, Checkpoint{}, ErrAbsent
	}
	if oldSize == 0 {
		return nil, head, nil
	}
	proof, err := tlog.ProveTree(head.Size, oldSize, reader(ctx, tx))
	return proof, head, err
}

// CheckGrown checks with the public key alone that the log under the new checkpoint begins with the whole log under the old one.
func CheckGrown(old, new string, proof tlog.TreeProof, verifierKey string) error {
	v, err := note.NewVerifier(verifierKey)
	if err != nil {
		return fmt.Errorf("ledger: verifier key: %w", err)
	}
	before, err := openCheckpoint(old, v)
	if err != nil {
		return err
	}
	after, err := openCheckpoint(new, v)
	if err != nil {
		return err
	}
	if before.Origin != after.Origin {
		return ErrProof
	}
	if before.Size == 0 {
		if len(proof) > 0 || before.Root != (edge{}).root() {
			return ErrProof
		}
		return nil
	}
	if err := tlog.CheckTree(proof, after.Size, after.Root, before.Size, before.Root); err != nil {
		return ErrProof
	}
	return nil
}
