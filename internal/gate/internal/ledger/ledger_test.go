package ledger

import (
	"context"
	"database/sql"
	"errors"
	"fmt"
	"os"
	"strings"
	"testing"

	"golang.org/x/mod/sumdb/tlog"
	"pgregory.net/rapid"

	"siil/internal/value"
)

// mirror is a log kept with nothing but package tlog: every leaf and every stored hash.
type mirror struct {
	leaves []Leaf
	hashes []tlog.Hash
}

func (m *mirror) ReadHashes(at []int64) (list []tlog.Hash, _ error) {
	for _, i := range at {
		list = append(list, m.hashes[i])
	}
	return list, nil
}

func (m *mirror) add(t testing.TB, leaves []Leaf) {
	for _, l := range leaves {
		h, err := tlog.StoredHashes(int64(len(m.leaves)), l.Encode(), m)
		if err != nil {
			t.Fatal(err)
		}
		m.leaves, m.hashes = append(m.leaves, l), append(m.hashes, h...)
	}
}

func (m *mirror) root(t testing.TB, size int64) tlog.Hash {
	h, err := tlog.TreeHash(size, m)
	if err != nil {
		t.Fatal(err)
	}
	return h
}

// Whatever batches are appended, kept or rolled back, tables and head are those that tlog computes from the leaves alone, heads are kept at
// every multiple and where one was asked for, and the log verifies.
func TestLogIsTheTreeOfItsLeaves(t *testing.T) {
	rapid.Check(t, func(rt *rapid.T) {
		every := rapid.Int64Range(1, 40).Draw(rt, "every")
		w := smallWorld(t, 1, every)
		defer w.db.Close()
		var m mirror
		kept := map[int64]bool{}
		for range rapid.IntRange(0, 8).Draw(rt, "steps") {
			batch := w.leaves(rapid.IntRange(0, 60).Draw(rt, "batch"))
			switch rapid.IntRange(0, 3).Draw(rt, "step") {
			case 0: // the transaction fails later on
				tx := w.begin()
				if _, err := w.log.Append(t.Context(), tx, batch); err != nil {
					rt.Fatal(err)
				}
				tx.Rollback()
			case 1:
				w.checkpoint()
				if len(m.leaves) > 0 {
					kept[int64(len(m.leaves))] = true
				}
			default:
				w.in(func(tx *sql.Tx) error {
					first, err := w.log.Append(t.Context(), tx, batch)
					if first != int64(len(m.leaves)) {
						rt.Fatalf("first is %d after %d leaves", first, len(m.leaves))
					}
					return err
				})
				m.add(t, batch)
			}
		}
		for size := every; size <= int64(len(m.leaves)); size += every {
			kept[size] = true
		}
		w.compare(&m, kept)
		if r := w.verify(VerifyOptions{}); !r.OK || r.Size != int64(len(m.leaves)) || r.Root != m.root(t, r.Size).String() {
			rt.Fatalf("%+v", r)
		}
	})
}

// compare holds the tables against the mirror.
func (w *world) compare(m *mirror, kept map[int64]bool) {
	w.t.Helper()
	leaves := w.strings(`SELECT idx || '|' || zone || '|' || COALESCE(subject, '-') || '|' || at || '|' || CAST(body AS TEXT) FROM ledger_leaf ORDER BY idx`)
	for i := range m.leaves {
		l := &m.leaves[i]
		subject := l.Subject
		if subject == "" {
			subject = "-"
		}
		if want := fmt.Sprintf("%d|%s|%s|%s|%s", i, l.Zone, subject, l.At, l.pack()); i >= len(leaves) || leaves[i] != want {
			w.t.Fatalf("leaf %d: want %s", i, want)
		}
	}
	stored := w.strings(`SELECT lower(hex(hashes)) FROM ledger_leaf ORDER BY idx`)
	for i := range m.leaves {
		want := fmt.Sprintf("%x", mark(int64(i), tlog.RecordHash(m.leaves[i].Encode())))
		at := tlog.StoredHashIndex(0, int64(i)) // tlog's order is that of the leaves, each with what it completes
		for _, h := range m.hashes[at+1 : tlog.StoredHashCount(int64(i)+1)] {
			want += fmt.Sprintf("%x", h[:])
		}
		if stored[i] != want {
			w.t.Fatalf("leaf %d: hashes %s, want %s", i, stored[i], want)
		}
	}
	if len(leaves) != len(m.leaves) {
		w.t.Fatalf("%d leaves, want %d", len(leaves), len(m.leaves))
	}
	head := w.head()
	if size := int64(len(m.leaves)); head.Size != size || head.Root != m.root(w.t, size) || head.Origin != origin {
		w.t.Fatalf("head %+v of %d leaves", head, size)
	}
	texts := w.strings(`SELECT signed FROM ledger_checkpoint ORDER BY size`)
	for _, signed := range texts {
		c, err := OpenCheckpoint(signed, w.key.VerifierKey())
		if err != nil || !kept[c.Size] || c.Root != m.root(w.t, c.Size) {
			w.t.Fatalf("kept checkpoint %+v, %v", c, err)
		}
	}
	if len(texts) != len(kept) {
		w.t.Fatalf("%d checkpoints kept, want %v", len(texts), kept)
	}
}

func TestCheckpointIsAReadableNote(t *testing.T) {
	w := smallWorld(t, 1, 10)
	w.append(25)
	signed := w.checkpoint()
	head := w.head()
	lines := strings.Split(signed, "\n")
	signer, _ := w.key.Signer()
	if len(lines) != 6 || lines[0] != origin || lines[1] != "25" || lines[2] != head.Root.String() || lines[3] != "" ||
		!strings.HasPrefix(lines[4], "— "+signer.Name()+" ") || lines[5] != "" {
		t.Errorf("checkpoint:\n%s", signed)
	}
	if again := w.checkpoint(); again != signed {
		t.Errorf("the second time:\n%s", again)
	}
	for name, bad := range map[string]string{
		"empty": "", "unsigned": strings.Join(lines[:4], "\n"), "size": strings.Replace(signed, "\n25\n", "\n26\n", 1),
		"origin": strings.Replace(signed, origin, "other", 1), "cut": signed[:len(signed)-1],
	} {
		if _, err := OpenCheckpoint(bad, w.key.VerifierKey()); !errors.Is(err, ErrCheckpoint) {
			t.Errorf("%s: %v", name, err)
		}
	}
	if _, err := OpenCheckpoint(signed, otherKey(t).VerifierKey()); !errors.Is(err, ErrCheckpoint) {
		t.Errorf("another key: %v", err)
	}
}

// counter counts statements.
type counter struct {
	Tx
	reads, writes int
}

func (c *counter) ExecContext(ctx context.Context, q string, args ...any) (sql.Result, error) {
	c.writes++
	return c.Tx.ExecContext(ctx, q, args...)
}

func (c *counter) QueryRowContext(ctx context.Context, q string, args ...any) *sql.Row {
	c.reads++
	return c.Tx.QueryRowContext(ctx, q, args...)
}

func (c *counter) QueryContext(ctx context.Context, q string, args ...any) (*sql.Rows, error) {
	c.reads++
	return c.Tx.QueryContext(ctx, q, args...)
}

// An append reads one row, whatever the size of the log, and writes sixteen leaves a statement.
func TestAppendTakesFewStatements(t *testing.T) {
	w := newWorld(t, 1)
	for _, c := range []struct{ leaves, writes int }{
		{1, 2}, {8, 2}, {64, 5}, {250, 17}, {400, 26}, {277, 20}, // the 1,000th leaf: the head is kept
		{500, 33}, {1, 2}, {64, 5},
	} {
		w.in(func(tx *sql.Tx) error {
			count := &counter{Tx: tx}
			_, err := w.log.Append(t.Context(), count, w.leaves(c.leaves))
			if count.reads != 1 || count.writes > c.writes {
				t.Errorf("%d leaves: %d reads, %d writes; want 1 and at most %d", c.leaves, count.reads, count.writes, c.writes)
			}
			return err
		})
	}
}

func TestLargeAppend(t *testing.T) {
	w := newWorld(t, 1)
	w.append(7)
	w.append(4321)
	if r := w.verify(VerifyOptions{}); !r.OK || r.Size != 4328 {
		t.Errorf("%+v", r)
	}
}

// The program must not sign on top of a head that somebody else wrote: that would make his log ours.
func TestNothingIsSignedOnAChangedHead(t *testing.T) {
	forged := smallWorld(t, 9, 10)
	forged.key = otherKey(t)
	forged.log = logOf(t, forged.key, 10)
	forged.exec(`DELETE FROM ledger_head`)
	forged.in(func(tx *sql.Tx) error { return forged.log.Init(t.Context(), tx) })
	forged.append(25)
	var size int64
	var root, edge []byte
	var signed string
	if err := forged.db.QueryRow(`SELECT size, root, edge, signed FROM ledger_head`).Scan(&size, &root, &edge, &signed); err != nil {
		t.Fatal(err)
	}
	for name, change := range map[string]func(w *world){
		"size":     func(w *world) { w.exec(`UPDATE ledger_head SET size = size - 1`) },
		"negative": func(w *world) { w.exec(`UPDATE ledger_head SET size = -1, edge = x''`) },
		"root":     func(w *world) { w.exec(`UPDATE ledger_head SET root = $1`, root) },
		"edge":     func(w *world) { w.exec(`UPDATE ledger_head SET edge = $1`, edge) },
		"no edge":  func(w *world) { w.exec(`UPDATE ledger_head SET edge = x''`) },
		"tree":     func(w *world) { w.exec(`UPDATE ledger_head SET root = $1, edge = $2`, root, edge) },
		"signed":   func(w *world) { w.exec(`UPDATE ledger_head SET signed = $1`, signed) },
		"no text":  func(w *world) { w.exec(`UPDATE ledger_head SET signed = ''`) },
		"rebuilt": func(w *world) {
			w.exec(`UPDATE ledger_head SET size = $1, root = $2, edge = $3, signed = $4`, size, root, edge, signed)
		},
		"older": func(w *world) {
			w.exec(`UPDATE ledger_head SET signed = (SELECT signed FROM ledger_checkpoint WHERE size = 20)`)
		},
		"deleted": func(w *world) { w.exec(`DELETE FROM ledger_head`) },
	} {
		for _, fresh := range []bool{false, true} {
			w := smallWorld(t, 1, 10)
			w.append(25)
			change(w)
			if fresh {
				w.log = logOf(t, w.key, 10) // after a restart
			}
			tx := w.begin()
			if _, err := w.log.Append(t.Context(), tx, w.leaves(1)); !errors.Is(err, ErrHead) {
				t.Errorf("%s: append: %v", name, err)
			}
			if _, err := w.log.Head(t.Context(), tx); !errors.Is(err, ErrHead) {
				t.Errorf("%s: head: %v", name, err)
			}
			if _, err := w.log.Checkpoint(t.Context(), tx); !errors.Is(err, ErrHead) {
				t.Errorf("%s: checkpoint: %v", name, err)
			}
			if _, err := w.log.Prove(t.Context(), tx, 0); !errors.Is(err, ErrHead) {
				t.Errorf("%s: proof: %v", name, err)
			}
			tx.Rollback()
		}
	}
}

func TestEmptyLog(t *testing.T) {
	w := smallWorld(t, 1, 10)
	if head := w.head(); head.Size != 0 || w.checkpoint() != head.Signed {
		t.Errorf("head %+v", head)
	}
	if r := w.verify(VerifyOptions{Against: w.checkpoint()}); !r.OK || r.Size != 0 || r.FirstBad != nil {
		t.Errorf("%+v", r)
	}
	tx := w.begin()
	defer tx.Rollback()
	if err := w.log.Init(t.Context(), tx); err == nil {
		t.Error("Init a second time")
	}
}

func TestSaltIsDrawnWhenAbsent(t *testing.T) {
	w := smallWorld(t, 1, 10)
	leaves := []Leaf{w.leaf(), w.leaf()}
	leaves[0].Salt, leaves[1].Salt = [8]byte{}, [8]byte{}
	w.in(func(tx *sql.Tx) error {
		_, err := w.log.Append(t.Context(), tx, leaves)
		return err
	})
	if leaves[0].Salt == [8]byte{} || leaves[0].Salt == leaves[1].Salt {
		t.Errorf("salts %x and %x", leaves[0].Salt, leaves[1].Salt)
	}
}

func TestLeavesAreFoundBySubject(t *testing.T) {
	w := smallWorld(t, 1, 10)
	w.append(300)
	rows, err := w.db.Query(`EXPLAIN QUERY PLAN SELECT idx, body FROM ledger_leaf WHERE zone = $1 AND subject = $2 ORDER BY idx DESC`, "aretina", string(value.NewID()))
	if err != nil {
		t.Fatal(err)
	}
	defer rows.Close()
	for rows.Next() {
		var id, parent, unused int
		var detail string
		if err := rows.Scan(&id, &parent, &unused, &detail); err != nil {
			t.Fatal(err)
		}
		if !strings.Contains(detail, "USING INDEX ledger_leaf_subject (zone=? AND subject=?)") {
			t.Errorf("plan: %s", detail)
		}
	}
}

// The tables that the program makes are those that this package reads and writes.
func TestMigrationHoldsTheSchema(t *testing.T) {
	migration, err := os.ReadFile("../db/migrations/00002_ledger.sql")
	if err != nil {
		t.Fatal(err)
	}
	if !strings.Contains(string(migration), strings.TrimSpace(Schema)) {
		t.Errorf("the migration differs from Schema:\n%s", migration)
	}
}
