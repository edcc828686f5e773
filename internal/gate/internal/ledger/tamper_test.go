package ledger

import (
	"bytes"
	"database/sql"
	"flag"
	"fmt"
	"slices"
	"testing"

	"golang.org/x/mod/sumdb/tlog"
)

var (
	tamperLeaves  = flag.Int("ledger.leaves", 69, "leaves of the log that the tampering test changes")
	tamperChanges = flag.Int("ledger.changes", 600, "byte changes that the tampering test makes; the long drill makes 20000 in 2000 leaves")
)

const tamperEvery = 16

// attack is a log that somebody changes behind the program's back, each time in a transaction that is undone.
type attack struct {
	*world
	tx    *sql.Tx
	size  int64
	old   []string // the signed head of each size
	tried int
}

func newAttack(t testing.TB, leaves int) *attack {
	a := &attack{world: smallWorld(t, 7, tamperEvery), size: int64(leaves)}
	for n := range leaves + 1 {
		a.old = append(a.old, a.head().Signed)
		if n < leaves {
			a.append(1)
		}
	}
	return a
}

// nothing is the first leaf of a finding that touched none.
const nothing = -1

// expect runs the change and wants it found, with that leaf named first.
func (a *attack) expect(name string, first int64, opts VerifyOptions, change func()) {
	a.t.Helper()
	a.tried++
	r := a.after(opts, change)
	if got := firstBad(r); r.OK || r.Why == "" || got != first {
		a.t.Errorf("%s: ok %v, first bad leaf %d, %q; want leaf %d", name, r.OK, got, r.Why, first)
	}
	if r.Words() == (Report{}).Words() {
		a.t.Errorf("%s: no words for %q", name, r.Why)
	}
}

func (a *attack) after(opts VerifyOptions, change func()) Report {
	a.t.Helper()
	a.tx = a.begin()
	defer a.tx.Rollback()
	change()
	r, err := a.log.Verify(a.t.Context(), a.tx, opts)
	if err != nil {
		a.t.Fatal(err)
	}
	return r
}

func firstBad(r Report) int64 {
	if r.FirstBad == nil {
		return nothing
	}
	return *r.FirstBad
}

func (a *attack) do(query string, args ...any) {
	a.t.Helper()
	if _, err := a.tx.Exec(query, args...); err != nil {
		a.t.Fatalf("%s: %v", query, err)
	}
}

func (a *attack) blob(query string, args ...any) (b []byte) {
	a.t.Helper()
	if err := a.tx.QueryRow(query, args...).Scan(&b); err != nil {
		a.t.Fatalf("%s: %v", query, err)
	}
	return b
}

// writer is the leaf with which a stored hash was written.
func writer(hash int64) int64 {
	level, n := tlog.SplitStoredHashIndex(hash)
	return (n+1)<<level - 1
}

// vouchedFor is the size of the last kept head that no change at leaf first or later touches.
func vouchedFor(first int64) int64 { return first / tamperEvery * tamperEvery }

func TestUntouchedLogIsWhole(t *testing.T) {
	a := newAttack(t, *tamperLeaves)
	for _, against := range append(a.old[max(0, len(a.old)-200):], "") {
		if r := a.after(VerifyOptions{Against: against}, func() {}); !r.OK || r.FirstBad != nil || r.Why != "" || r.Size != a.size {
			t.Fatalf("against %q: %+v", against, r)
		}
	}
	a.checkpoint() // keeps a head at a size of its own
	a.append(3)
	a.log = logOf(t, a.key, tamperEvery)
	if r := a.after(VerifyOptions{}, func() {}); !r.OK {
		t.Errorf("after a restart: %+v", r)
	}
}

// Every byte counts: of bodies, columns, hashes, head and kept heads.
func TestEveryChangedByteIsFound(t *testing.T) {
	a := newAttack(t, *tamperLeaves)
	hashes := tlog.StoredHashCount(a.size)
	for range *tamperChanges {
		i, h := a.rnd.Int64N(a.size), a.rnd.Int64N(hashes)
		kept := (1 + a.rnd.Int64N(a.size/tamperEvery)) * tamperEvery
		switch a.rnd.IntN(12) {
		case 0, 1, 2, 3:
			a.expect(fmt.Sprintf("body of %d", i), i, VerifyOptions{}, func() { a.flip("ledger_leaf", "body", "idx", i) })
		case 4, 5, 6, 7:
			a.expect(fmt.Sprintf("hash %d", h), writer(h), VerifyOptions{}, func() { a.flipHash(h) })
		case 8:
			column := []string{"zone", "subject", "at"}[a.rnd.IntN(3)]
			a.expect(fmt.Sprintf("%s of %d", column, i), i, VerifyOptions{}, func() { a.flip("ledger_leaf", column, "idx", i) })
		case 9:
			column := []string{"root", "edge"}[a.rnd.IntN(2)]
			a.expect("head's "+column, nothing, VerifyOptions{}, func() { a.flip("ledger_head", column, "id", 1) })
		case 10:
			first := vouchedFor(a.size)
			if first == a.size {
				first = nothing
			}
			a.expect("head's signed text", first, VerifyOptions{}, func() { a.flip("ledger_head", "signed", "id", 1) })
		case 11:
			column := []string{"at", "signed"}[a.rnd.IntN(2)]
			a.expect(fmt.Sprintf("%s of kept head %d", column, kept), nothing, VerifyOptions{}, func() { a.flip("ledger_checkpoint", column, "size", kept) })
		}
	}
}

// flip changes one bit of one cell; an absent text becomes an empty one.
func (a *attack) flip(table, column, key string, row int64) {
	a.t.Helper()
	b := a.blob(fmt.Sprintf(`SELECT COALESCE(%s, '') FROM %s WHERE %s = $1`, column, table, key), row)
	kind := "BLOB"
	if column != "body" && column != "root" && column != "edge" {
		kind = "TEXT"
	}
	if len(b) > 0 {
		b = flipped(b, a.rnd.IntN(len(b)*8))
	}
	a.do(fmt.Sprintf(`UPDATE %s SET %s = CAST($1 AS %s) WHERE %s = $2`, table, column, kind, key), b, row)
}

// hash reads what is stored for one hash of the tree, for that of a leaf its mark; setHash puts other bytes in its place.
func (a *attack) hash(idx int64) []byte {
	stored, from, to := a.cell(idx)
	return slices.Clone(stored[from:to])
}

func (a *attack) setHash(idx int64, h []byte) {
	stored, from, to := a.cell(idx)
	leaf, _ := place(idx)
	a.do(`UPDATE ledger_leaf SET hashes = $1 WHERE idx = $2`, bytes.Join([][]byte{stored[:from], h, stored[to:]}, nil), leaf)
}

func (a *attack) cell(idx int64) (stored []byte, from, to int) {
	leaf, level := place(idx)
	stored = a.blob(`SELECT hashes FROM ledger_leaf WHERE idx = $1`, leaf)
	if level == 0 {
		return stored, 0, markSize
	}
	return stored, markSize + (level-1)*tlog.HashSize, markSize + level*tlog.HashSize
}

func (a *attack) flipHash(idx int64) {
	h := a.hash(idx)
	a.setHash(idx, flipped(h, a.rnd.IntN(len(h)*8)))
}

// rows gives the rows to try: all of a small log, a few hundred of a large one.
func (a *attack) rows(n int64) []int64 {
	step := max(1, n/150)
	var list []int64
	for i := int64(0); i < n; i += step {
		list = append(list, i)
	}
	return append(list, n-1)
}

func TestEveryRowDeletedDoubledOrSwappedIsFound(t *testing.T) {
	a := newAttack(t, *tamperLeaves)
	for _, i := range a.rows(a.size) {
		j := a.rnd.Int64N(a.size)
		a.expect(fmt.Sprintf("leaf %d deleted", i), i, VerifyOptions{}, func() { a.do(`DELETE FROM ledger_leaf WHERE idx = $1`, i) })
		a.expect(fmt.Sprintf("leaf %d deleted and the hole closed", i), i, VerifyOptions{}, func() { a.remove(i) })
		a.expect(fmt.Sprintf("leaf %d doubled in its place", i), i+1, VerifyOptions{}, func() { a.double(i) })
		a.expect(fmt.Sprintf("leaf %d doubled at the end", i), a.size, VerifyOptions{}, func() {
			a.do(`INSERT INTO ledger_leaf SELECT $1, zone, subject, at, body, hashes FROM ledger_leaf WHERE idx = $2`, a.size, i)
		})
		if i != j {
			a.expect(fmt.Sprintf("leaves %d and %d swapped", i, j), min(i, j), VerifyOptions{}, func() { a.swap(i, j) })
		}
	}
	hashes := tlog.StoredHashCount(a.size)
	for _, i := range a.rows(hashes) {
		j := a.rnd.Int64N(hashes)
		a.expect(fmt.Sprintf("hash %d deleted", i), writer(i), VerifyOptions{}, func() { a.setHash(i, nil) })
		a.expect(fmt.Sprintf("hash %d doubled", i), writer(i), VerifyOptions{}, func() { h := a.hash(i); a.setHash(i, append(h, h...)) })
		if i != j {
			a.expect(fmt.Sprintf("hashes %d and %d swapped", i, j), min(writer(i), writer(j)), VerifyOptions{}, func() {
				one, two := a.hash(i), a.hash(j)
				a.setHash(i, two)
				a.setHash(j, one)
			})
		}
	}
	for kept := int64(tamperEvery); kept <= a.size; kept += tamperEvery {
		a.expect(fmt.Sprintf("kept head %d deleted", kept), nothing, VerifyOptions{}, func() { a.do(`DELETE FROM ledger_checkpoint WHERE size = $1`, kept) })
		a.expect(fmt.Sprintf("kept head %d moved", kept), nothing, VerifyOptions{}, func() { a.do(`UPDATE ledger_checkpoint SET size = size + 1 WHERE size = $1`, kept) })
	}
	t.Logf("%d changes, all found", a.tried)
}

// remove deletes a row and moves the later ones down.
func (a *attack) remove(i int64) {
	a.do(`DELETE FROM ledger_leaf WHERE idx = $1`, i)
	a.do(`UPDATE ledger_leaf SET idx = -idx WHERE idx > $1`, i)
	a.do(`UPDATE ledger_leaf SET idx = -idx - 1 WHERE idx < 0`)
}

// double moves the later rows up and puts a copy of a row behind it.
func (a *attack) double(i int64) {
	a.do(`UPDATE ledger_leaf SET idx = -idx WHERE idx > $1`, i)
	a.do(`UPDATE ledger_leaf SET idx = 1 - idx WHERE idx < 0`)
	a.do(`INSERT INTO ledger_leaf SELECT idx + 1, zone, subject, at, body, hashes FROM ledger_leaf WHERE idx = $1`, i)
}

func (a *attack) swap(i, j int64) {
	a.do(`UPDATE ledger_leaf SET idx = -1000000 WHERE idx = $1`, i)
	a.do(`UPDATE ledger_leaf SET idx = $1 WHERE idx = $2`, i, j)
	a.do(`UPDATE ledger_leaf SET idx = $1 WHERE idx = -1000000`, j)
}

func TestSeveralChangesNameTheFirst(t *testing.T) {
	a := newAttack(t, *tamperLeaves)
	hashes := tlog.StoredHashCount(a.size)
	for range 200 {
		first := a.size
		a.tried++
		r := a.after(VerifyOptions{}, func() {
			seen := map[string]bool{}
			for range 2 + a.rnd.IntN(3) {
				i, h := a.rnd.Int64N(a.size), a.rnd.Int64N(hashes)
				if a.rnd.IntN(2) == 0 && !seen[fmt.Sprint("leaf", i)] {
					seen[fmt.Sprint("leaf", i)] = true
					a.flip("ledger_leaf", "body", "idx", i)
					first = min(first, i)
				} else if !seen[fmt.Sprint("hash", h)] {
					seen[fmt.Sprint("hash", h)] = true
					a.flipHash(h)
					first = min(first, writer(h))
				}
			}
		})
		if r.OK || firstBad(r) != first {
			t.Errorf("%+v, first bad %d; want %d", r, firstBad(r), first)
		}
	}
}

// Who cuts the newest leaves needs the head of that size. The heads kept beyond it find him out, and where he takes those away too, only a head
// kept outside does.
func TestCutTailIsFound(t *testing.T) {
	a := newAttack(t, *tamperLeaves)
	outside := VerifyOptions{Against: a.old[a.size]}
	for _, left := range a.rows(a.size) {
		a.expect(fmt.Sprintf("cut to %d", left), left, VerifyOptions{}, func() { a.cut(left, false) })
		a.expect(fmt.Sprintf("cut to %d with all heads, against an outside head", left), left, outside, func() { a.cutWhole(left) })
		if vouchedFor(a.size) > left {
			a.expect(fmt.Sprintf("cut to %d with its old head", left), left, VerifyOptions{}, func() { a.cut(left, true) })
		}
		if r := a.after(VerifyOptions{Against: a.old[left]}, func() { a.cutWhole(left) }); !r.OK {
			t.Fatalf("cut to %d against a head of that size: %+v", left, r)
		}
	}
	last := a.size - 1
	a.expect("head set back, leaves left", last, VerifyOptions{}, func() { a.setHead(a.old[last], a.size-1) })
}

func (a *attack) cut(left int64, head bool) {
	a.do(`DELETE FROM ledger_leaf WHERE idx >= $1`, left)
	if head {
		a.setHead(a.old[left], left)
	}
}

// cutWhole leaves the log as it was, and as an old backup has it.
func (a *attack) cutWhole(left int64) {
	a.cut(left, true)
	a.do(`DELETE FROM ledger_checkpoint WHERE size > $1`, left)
}

// setHead writes a head with everything that can be computed from the first leaves.
func (a *attack) setHead(signed string, size int64) {
	e := a.edgeOf(size)
	root := e.root()
	a.do(`UPDATE ledger_head SET size = $1, root = $2, edge = $3, signed = $4`, size, root[:], e.encode(), signed)
}

func (a *attack) edgeOf(size int64) edge {
	var e edge
	for i := range size {
		e = e.add(i, a.leafHash(i), nil)
	}
	return e
}

// Who changes a leaf together with what follows from it is found by the first thing that he cannot make: a hash that he left, or a
// signed head. The first leaf named is then the first that nothing vouches for, never a later one than he touched.
func TestRewrittenHistoryIsFound(t *testing.T) {
	a := newAttack(t, *tamperLeaves)
	for _, i := range a.rows(a.size) {
		pair := i &^ 1
		if pair+1 == a.size { // no hash above it yet
			pair = vouchedFor(i)
		}
		a.expect(fmt.Sprintf("leaf %d and its mark", i), max(pair, vouchedFor(i)), VerifyOptions{}, func() { a.rewrite(i); a.rehash(i, i+1, 0) })
		a.expect(fmt.Sprintf("leaf %d and all hashes", i), vouchedFor(i), VerifyOptions{}, func() { a.rewrite(i); a.rehash(i, a.size, 60) })
		a.expect(fmt.Sprintf("leaf %d, all hashes and the head", i), vouchedFor(i), VerifyOptions{}, func() {
			a.rewrite(i)
			a.rehash(i, a.size, 60)
			a.setHead(a.old[a.size], a.size)
		})
	}
}

// rewrite turns a refusal into something allowed, or the reverse: a leaf as the program could have written it.
func (a *attack) rewrite(i int64) {
	l := a.read(i)
	l.OK = !l.OK
	a.do(`UPDATE ledger_leaf SET body = $1 WHERE idx = $2`, l.pack(), i)
}

func (a *attack) read(i int64) Leaf {
	a.t.Helper()
	rows, err := rowsOf(a.t.Context(), a.tx, []any{i})
	l, ok := rows[i].leaf()
	if err != nil || !ok {
		a.t.Fatalf("leaf %d: %v", i, err)
	}
	return l
}

func (a *attack) leafHash(i int64) tlog.Hash {
	l := a.read(i)
	return tlog.RecordHash(l.Encode())
}

// rehash recomputes the marks of some leaves and what stands above them, up to a level.
func (a *attack) rehash(from, to int64, upTo int) {
	e := a.edgeOf(from)
	for i := from; i < to; i++ {
		h := a.leafHash(i)
		idx, level := tlog.StoredHashIndex(0, i), 0
		a.setHash(idx, mark(i, h))
		e = e.add(i, h, func(h tlog.Hash) {
			if level++; level <= upTo {
				a.setHash(idx+int64(level), h[:])
			}
		})
	}
}

// A log built anew without the key is signed by somebody else.
func TestRebuiltLogIsFound(t *testing.T) {
	a := newAttack(t, *tamperLeaves)
	forger := logOf(t, otherKey(t), tamperEvery)
	rebuild := func(from int64) {
		leaves := a.leaves(int(a.size))
		for i := range from {
			leaves[i] = a.read(i)
		}
		for _, table := range []string{"ledger_leaf", "ledger_head", "ledger_checkpoint"} {
			a.do(`DELETE FROM ` + table)
		}
		if err := forger.Init(t.Context(), a.tx); err != nil {
			t.Fatal(err)
		}
		if _, err := forger.Append(t.Context(), a.tx, leaves); err != nil {
			t.Fatal(err)
		}
	}
	for _, from := range []int64{0, 1, tamperEvery, a.size / 2, a.size - 1} {
		a.expect(fmt.Sprintf("rebuilt from %d on", from), 0, VerifyOptions{}, func() { rebuild(from) })
		a.expect(fmt.Sprintf("rebuilt from %d on, against an outside head", from), 0, VerifyOptions{Against: a.old[a.size]}, func() { rebuild(from) })
		kept := vouchedFor(from)
		a.expect(fmt.Sprintf("rebuilt from %d on, kept heads left", from), kept, VerifyOptions{}, func() {
			genuine := a.keptTexts(kept)
			rebuild(from)
			for size, signed := range genuine {
				a.do(`UPDATE ledger_checkpoint SET signed = $1 WHERE size = $2`, signed, size)
			}
		})
	}
	a.expect("the same leaves, signed by somebody else", 0, VerifyOptions{}, func() { rebuild(a.size) })
}

func (a *attack) keptTexts(upTo int64) map[int64]string {
	texts := map[int64]string{}
	for size := int64(tamperEvery); size <= upTo; size += tamperEvery {
		texts[size] = string(a.blob(`SELECT signed FROM ledger_checkpoint WHERE size = $1`, size))
	}
	return texts
}

// Only the outside head can tell an old backup from the log. A log that the same key signed, but with another history, too.
func TestOldBackupIsFoundByTheOutsideHead(t *testing.T) {
	a := newAttack(t, *tamperLeaves)
	for _, left := range []int64{0, 1, tamperEvery, a.size / 2, a.size - 1} {
		a.expect(fmt.Sprintf("backup of %d leaves", left), left, VerifyOptions{Against: a.old[a.size]}, func() { a.cutWhole(left) })
	}
	fork := func(left, more int64) func() {
		return func() {
			a.cutWhole(left)
			a.log.remember(Checkpoint{})
			if _, err := a.log.Append(t.Context(), a.tx, a.leaves(int(more))); err != nil {
				t.Fatal(err)
			}
		}
	}
	a.expect("backup that lived on", 0, VerifyOptions{Against: a.old[a.size]}, fork(40, a.size-40))
	a.expect("backup that lived on longer", 0, VerifyOptions{Against: a.old[60]}, fork(40, a.size))
	if r := a.after(VerifyOptions{Against: a.old[40]}, fork(40, a.size)); !r.OK {
		t.Errorf("against a head of the common part: %+v", r)
	}
}

func TestOtherChangesBesideTheLeaves(t *testing.T) {
	a := newAttack(t, *tamperLeaves)
	unsigned := vouchedFor(a.size)
	if unsigned == a.size {
		unsigned = nothing
	}
	for _, c := range []struct {
		name  string
		first int64
		do    string
		args  []any
	}{
		{"head deleted", unsigned, `DELETE FROM ledger_head`, nil},
		{"head doubled", nothing, `INSERT INTO ledger_head SELECT 2, size, root, edge, signed FROM ledger_head`, nil},
		{"head before it", unsigned, `INSERT INTO ledger_head SELECT 0, 0, x'', x'', ''`, nil},
		{"head's size", nothing, `UPDATE ledger_head SET size = size + 1`, nil},
		{"head's edge away", nothing, `UPDATE ledger_head SET edge = x''`, nil},
		{"older signed text", a.size - 3, `UPDATE ledger_head SET signed = $1`, []any{a.old[a.size-3]}},
		{"blank line before the signature", unsigned, `UPDATE ledger_head SET signed = replace(signed, char(10) || char(10), char(10) || char(10) || char(10))`, nil},
		{"second signature", unsigned, `UPDATE ledger_head SET signed = signed || '— x AAAAAAAAAAAA' || char(10)`, nil},
		{"kept head added", nothing, `INSERT INTO ledger_checkpoint SELECT 3, at, signed FROM ledger_checkpoint WHERE size = 16`, nil},
		{"kept head beyond the end", nothing, `INSERT INTO ledger_checkpoint VALUES (100000, '', 'x')`, nil},
		{"leaf before the first", 0, `INSERT INTO ledger_leaf SELECT -1, zone, subject, at, body, hashes FROM ledger_leaf WHERE idx = 0`, nil},
		{"leaf far away", a.size, `INSERT INTO ledger_leaf SELECT 100000, zone, subject, at, body, hashes FROM ledger_leaf WHERE idx = 0`, nil},
		{"hashes longer", 5, `UPDATE ledger_leaf SET hashes = CAST(hashes || x'00' AS BLOB) WHERE idx = 5`, nil},
		{"leaf longer", 5, `UPDATE ledger_leaf SET body = CAST(body AS BLOB) || x'0a' WHERE idx = 5`, nil},
		{"all empty", 0, `DELETE FROM ledger_leaf`, nil},
	} {
		a.expect(c.name, c.first, VerifyOptions{}, func() { a.do(c.do, c.args...) })
	}
	a.expect("outside head of another log", nothing, VerifyOptions{Against: "x"}, func() {})
}

func TestVerifyGivesEveryLeafOnce(t *testing.T) {
	w := newWorld(t, 1)
	w.append(2345)
	next := int64(0)
	bodies := w.strings(`SELECT CAST(body AS TEXT) FROM ledger_leaf ORDER BY idx`)
	zones := w.strings(`SELECT zone FROM ledger_leaf ORDER BY idx`)
	r := w.verify(VerifyOptions{Each: func(idx int64, l Leaf) error {
		if idx != next || !bytes.Equal(l.pack(), []byte(bodies[idx])) || l.Zone != zones[idx] {
			t.Fatalf("leaf %d, want %d", idx, next)
		}
		next++
		return nil
	}})
	if !r.OK || next != 2345 {
		t.Errorf("%+v after %d leaves", r, next)
	}
	tx := w.begin()
	defer tx.Rollback()
	if _, err := w.log.Verify(t.Context(), tx, VerifyOptions{Each: func(int64, Leaf) error { return sql.ErrConnDone }}); err != sql.ErrConnDone {
		t.Errorf("the caller's error comes back as %v", err)
	}
}
