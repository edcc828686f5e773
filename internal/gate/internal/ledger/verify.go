package ledger

import (
	"bytes"
	"context"
	"encoding/base64"
	"errors"

	"golang.org/x/mod/sumdb/tlog"

	"siil/internal/text"
)

// VerifyOptions says what Verify does besides recomputing the log.
type VerifyOptions struct {
	// Against is the text of a checkpoint kept outside the database. Only one of those finds the cut of the newest leaves by who also puts
	// the older head back, and an old backup put in place of the log.
	Against string
	// Each is called in order for every leaf that is as it was hashed, so that the gate can hold rows against their MACs. It may use the
	// transaction. Its error ends the verification and is returned.
	Each func(idx int64, l Leaf) error
}

// Report is what Verify found. FirstBad is the first leaf that was touched; where leaves and hashes were rewritten to agree with each other
// it is the first that nothing signed vouches for (0 against
// an outside checkpoint of a history that the same key signed). It is nil when no leaf was touched, only something beside them.
type Report struct {
	OK       bool   `json:"ok"`
	Size     int64  `json:"size"` // leaves found whole and in order
	Root     string `json:"root"` // recomputed from them, base64
	FirstBad *int64 `json:"first_bad"`
	Why      string `json:"why"` // one of the Why constants, empty when OK
}

// What Verify can find.
const (
	WhyLeafMissing      = "leaf_missing"
	WhyLeafChanged      = "leaf_changed"    // the leaf, or the mark of its place
	WhyHashChanged      = "hash_changed"    // a hash of the tree that the leaf completed
	WhyHistoryChanged   = "history_changed" // leaves and hashes agree, but are not those that were signed
	WhyKeptChanged      = "kept_checkpoint_changed"
	WhyCut              = "log_cut" // shorter than a signed checkpoint says it was
	WhyLeafAdded        = "leaf_added"
	WhyHeadChanged      = "head_changed"            // the head's row is not the one of these leaves
	WhyHeadUnsigned     = "head_not_signed"         // nor is it signed with the log's key: perhaps a rebuilt log
	WhyOutsideUnsigned  = "checkpoint_not_signed"   // the outside checkpoint is not of this log
	WhyOutsideDisagrees = "checkpoint_not_matching" // the outside checkpoint tells another history
)

// Words says what was found, for people.
func (r Report) Words() text.T {
	if r.OK {
		return text.LedgerWhole
	}
	return text.LedgerFound[r.Why]
}

// Verify recomputes the whole log from its leaves and holds it against every stored hash, the columns beside the leaves, the head with its
// signature, every kept checkpoint and the one kept outside. It reads in order and in constant memory; the transaction must see one
// snapshot (REPEATABLE READ on PostgreSQL). Its error is only for what kept it from looking.
func (g *Log) Verify(ctx context.Context, tx Tx, opts VerifyOptions) (Report, error) {
	v := &verification{log: g, tx: tx, each: opts.Each}
	err := v.run(ctx, opts.Against)
	root := v.tree.root()
	r := Report{Size: v.size, Root: base64.StdEncoding.EncodeToString(root[:])}
	var f *finding
	switch {
	case err == nil:
		r.OK = true
	case errors.As(err, &f):
		r.Why = f.why
		if f.at >= 0 {
			r.FirstBad = &f.at
		}
	default:
		return Report{}, err
	}
	return r, nil
}

// finding ends a verification; it travels as an error. At is the first leaf touched, beside for none.
type finding struct {
	at  int64
	why string
}

const beside = -1

func (f *finding) Error() string { return "ledger: " + f.why }

// verification is the state of one run.
type verification struct {
	log  *Log
	tx   Tx
	each func(int64, Leaf) error

	head storedHead
	kept []statement // signed heads still ahead, by size

	size   int64  // leaves read so far
	tree   edge   // of those leaves
	lastAt string // of the newest of them

	vouched int64    // size of the last signed head that the leaves matched
	doubt   *doubt   // the first thing seen that a signed head must decide
	aside   *finding // the first thing found that touched no leaf
	forked  bool     // the outside checkpoint tells another history; the signed heads still ahead may tell where it was changed
}

// doubt is a stored hash that disagrees with the leaves below it, or a kept checkpoint that nobody signed. Either only that was touched, or a
// leaf from first on together with its own hash: the next signed head tells.
type doubt struct {
	first int64   // the first leaf that may have been touched
	only  finding // what it is when no leaf was
}

func (v *verification) run(ctx context.Context, against string) error {
	if err := v.readHead(ctx); err != nil {
		return err
	}
	if err := v.gather(ctx, against); err != nil {
		return err
	}
	if err := v.hear(); err != nil { // of the empty log
		return err
	}
	if err := v.readLeaves(ctx); err != nil {
		return err
	}
	return v.finish()
}

// found is a leaf known to be touched. A doubtful hash before it was touched too, and comes first.
func (v *verification) found(at int64, why string) error {
	if d := v.doubt; d != nil && d.only.at != beside && (at == beside || d.only.at < at) {
		return &d.only
	}
	return &finding{at, why}
}

// note remembers what was touched beside the leaves, until it is sure that no leaf was.
func (v *verification) note(why string) {
	if v.aside == nil {
		v.aside = &finding{beside, why}
	}
}

// take adds one leaf as the table has it.
func (v *verification) take(row storedLeaf) error {
	n := v.size
	switch {
	case row.idx < n:
		return v.found(max(0, row.idx), WhyLeafAdded)
	case row.idx > n:
		return v.found(n, WhyLeafMissing)
	}
	l, ok := row.leaf()
	leafHash := tlog.RecordHash(l.Encode())
	if !ok || !bytes.HasPrefix(row.hashes, mark(n, leafHash)) {
		if n >= v.head.count() {
			return v.found(n, WhyLeafAdded)
		}
		return v.found(n, WhyLeafChanged)
	}
	v.grow(leafHash, row.hashes)
	v.size, v.lastAt = n+1, row.at.String
	if v.each != nil {
		if err := v.each(n, l); err != nil {
			return err
		}
	}
	return v.hear()
}

// grow adds the hash of the next leaf to the tree, and doubts stored hashes that are not those of the tree.
func (v *verification) grow(leafHash tlog.Hash, stored []byte) {
	n, level := v.size, 0
	wrong := func(first int64) {
		if v.doubt == nil {
			v.doubt = &doubt{first: first, only: finding{n, WhyHashChanged}}
		}
	}
	v.tree = v.tree.add(n, leafHash, func(h tlog.Hash) {
		level++
		if got, ok := nodeAt(stored, level); !ok || got != h {
			wrong(n >> level << level)
		}
	})
	if len(stored) != markSize+level*tlog.HashSize {
		wrong(n)
	}
}

// finish looks at what stands after the last leaf.
func (v *verification) finish() error {
	if v.size < v.head.count() {
		return v.found(v.size, WhyLeafMissing)
	}
	for _, s := range v.kept {
		if _, err := s.open(v.log); err != nil {
			v.note(WhyKeptChanged)
			continue
		}
		return v.found(v.size, WhyCut)
	}
	switch {
	case v.head.valid == nil && v.vouched < v.size:
		return v.found(max(v.vouched, v.doubtful()), WhyHeadUnsigned)
	case v.head.valid == nil:
		return &finding{beside, WhyHeadUnsigned}
	case v.size > v.head.count() && v.vouched <= v.head.count():
		return v.found(v.head.count(), WhyLeafAdded)
	case !v.head.is(v.size, v.tree):
		return v.found(beside, WhyHeadChanged)
	}
	if v.forked { // the same key signed both histories: a backup that lived on. Where they part, nothing tells
		return &finding{0, WhyOutsideDisagrees}
	}
	if v.aside != nil {
		return v.aside
	}
	return nil
}

// doubtful is the first leaf that may have been touched, 0 without a doubt.
func (v *verification) doubtful() int64 {
	if v.doubt == nil {
		return 0
	}
	return v.doubt.first
}
