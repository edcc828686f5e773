package ledger

import (
	"context"
	"database/sql"
	"math/rand/v2"
	"path/filepath"
	"strings"
	"testing"
	"time"

	_ "modernc.org/sqlite"

	"siil/internal/crypt"
	"siil/internal/value"
)

const origin = "siil.example/test"

// world is a log in a database of its own, with the keys outside it.
type world struct {
	t   testing.TB
	db  *sql.DB
	log *Log
	key *crypt.KeyFile
	rnd *rand.Rand
	src *rand.ChaCha8
}

func newWorld(t testing.TB, seed byte) *world {
	t.Helper()
	return openWorld(t, seed, filepath.Join(t.TempDir(), "log.db")+"?_pragma=busy_timeout(10000)&_pragma=journal_mode(WAL)&_pragma=synchronous(FULL)&_pragma=temp_store(MEMORY)&_txlock=immediate", KeepEvery)
}

// smallWorld is in memory and keeps a signed head every few leaves.
func smallWorld(t testing.TB, seed byte, every int64) *world {
	t.Helper()
	return openWorld(t, seed, ":memory:", every)
}

func openWorld(t testing.TB, seed byte, dsn string, every int64) *world {
	t.Helper()
	db, err := sql.Open("sqlite", dsn)
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() { db.Close() })
	db.SetMaxOpenConns(1)
	return startWorld(t, seed, db, every)
}

// startWorld makes an empty log with keys from a seed.
func startWorld(t testing.TB, seed byte, db *sql.DB, every int64) *world {
	t.Helper()
	src := rand.NewChaCha8([32]byte{seed})
	w := &world{t: t, db: db, key: crypt.NewKeyFile(src), rnd: rand.New(src), src: src}
	w.log = logOf(t, w.key, every)
	schema := Schema
	if _, err := db.Exec(`SELECT sqlite_version()`); err != nil {
		schema = strings.NewReplacer("BLOB", "bytea", "INTEGER", "bigint").Replace(schema)
	}
	w.exec(schema)
	w.in(func(tx *sql.Tx) error { return w.log.Init(t.Context(), tx) })
	return w
}

func logOf(t testing.TB, key *crypt.KeyFile, every int64) *Log {
	t.Helper()
	signer, err := key.Signer()
	if err != nil {
		t.Fatal(err)
	}
	g := New(signer, key.VerifierKey(), origin, "")
	g.every = every
	return g
}

// in runs f in a transaction and commits it.
func (w *world) in(f func(tx *sql.Tx) error) {
	w.t.Helper()
	tx := w.begin()
	defer tx.Rollback()
	if err := f(tx); err != nil {
		w.t.Fatal(err)
	}
	if err := tx.Commit(); err != nil {
		w.t.Fatal(err)
	}
}

func (w *world) exec(query string, args ...any) {
	w.t.Helper()
	if _, err := w.db.Exec(query, args...); err != nil {
		w.t.Fatalf("%s: %v", query, err)
	}
}

func (w *world) begin() *sql.Tx {
	w.t.Helper()
	tx, err := w.db.BeginTx(context.Background(), nil)
	if err != nil {
		w.t.Fatal(err)
	}
	return tx
}

func (w *world) checkpoint() (signed string) {
	w.t.Helper()
	w.in(func(tx *sql.Tx) (err error) {
		signed, err = w.log.Checkpoint(w.t.Context(), tx)
		return err
	})
	return signed
}

func (w *world) head() (head Checkpoint) {
	w.t.Helper()
	w.in(func(tx *sql.Tx) (err error) {
		head, err = w.log.Head(w.t.Context(), tx)
		return err
	})
	return head
}

// strings reads a column of texts.
func (w *world) strings(query string, args ...any) (list []string) {
	w.t.Helper()
	rows, err := w.db.Query(query, args...)
	if err != nil {
		w.t.Fatal(err)
	}
	defer rows.Close()
	for rows.Next() {
		var s string
		if err := rows.Scan(&s); err != nil {
			w.t.Fatal(err)
		}
		list = append(list, s)
	}
	return list
}

func otherKey(t testing.TB) *crypt.KeyFile {
	t.Helper()
	return crypt.NewKeyFile(rand.NewChaCha8([32]byte{200}))
}

func (w *world) append(n int) int64 {
	w.t.Helper()
	var first int64
	leaves := w.leaves(n)
	w.in(func(tx *sql.Tx) (err error) {
		first, err = w.log.Append(w.t.Context(), tx, leaves)
		return err
	})
	return first
}

var start = time.Date(2026, 11, 24, 8, 0, 0, 0, time.UTC)

func (w *world) leaves(n int) []Leaf {
	list := make([]Leaf, n)
	for i := range list {
		list[i] = w.leaf()
	}
	return list
}

func (w *world) id() value.ID { return value.NewIDFrom(w.src, start) }

func (w *world) leaf() Leaf {
	pick := func(words ...string) string { return words[w.rnd.IntN(len(words))] }
	l := Leaf{
		At:     value.InstantOf(start.Add(time.Duration(w.rnd.IntN(1e9)) * time.Microsecond)),
		Zone:   pick("valdarno", "aretina", "casentino"),
		Actor:  string(w.id()),
		Role:   pick("social_worker", "employment_officer", "coordinator"),
		Via:    pick("page", "api"),
		Action: pick("case.open", "case.list", "note.write", "person.read"),
		Kind:   "case",
		OK:     w.rnd.IntN(8) > 0,
	}
	if w.rnd.IntN(4) > 0 {
		l.Subject = string(w.id())
	} else {
		shown := ShownRoot([]value.ID{w.id(), w.id()})
		l.Shown, l.Count = &shown, 2
	}
	for range w.rnd.IntN(3) {
		r := Row{Table: uint16(w.rnd.IntN(100)), ID: w.id()}
		w.src.Read(r.MAC[:])
		l.Rows = append(l.Rows, r)
	}
	w.src.Read(l.Salt[:])
	return l
}

func (w *world) verify(opts VerifyOptions) Report {
	w.t.Helper()
	var r Report
	w.in(func(tx *sql.Tx) (err error) {
		r, err = w.log.Verify(w.t.Context(), tx, opts)
		return err
	})
	return r
}
