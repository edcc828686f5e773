package ledger

import (
	"context"
	"database/sql"
	"strings"
	"sync"
	"testing"

	_ "github.com/jackc/pgx/v5/stdlib"

	"siil/internal/pgtest"
)

// onPostgres is a log on PostgreSQL, with the schema as the migrations spell it there.
func onPostgres(t testing.TB, seed byte, every int64) *world {
	t.Helper()
	db, err := sql.Open("pgx", pgtest.Server(t).NewDatabase(t))
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() { db.Close() })
	w := startWorld(t, seed, db, every)
	w.log.lock = " FOR UPDATE"
	return w
}

// The same leaves make the same log on both engines, to the last byte, and each verifies and proves.
func TestBothEnginesHoldTheSameLog(t *testing.T) {
	lite, pg := smallWorld(t, 3, 16), onPostgres(t, 3, 16)
	pg.key, pg.log.signer, pg.log.verifier = lite.key, lite.log.signer, lite.log.verifier
	for _, n := range []int{1, 7, 64, 600, 2} {
		if lite.append(n) != pg.append(n) {
			t.Fatal("the first index differs")
		}
	}
	if lite.checkpoint() != pg.checkpoint() {
		t.Error("the checkpoints differ")
	}
	for _, q := range []string{
		`SELECT idx || zone || COALESCE(subject, '-') || at FROM ledger_leaf ORDER BY idx`,
		`SELECT size || at || signed FROM ledger_checkpoint ORDER BY size`, `SELECT id || ' ' || size || signed FROM ledger_head`,
	} {
		if a, b := lite.strings(q), pg.strings(q); strings.Join(a, "\n") != strings.Join(b, "\n") {
			t.Errorf("%s differs", q)
		}
	}
	for _, column := range []string{"body", "hashes"} {
		a := lite.strings(`SELECT lower(hex(` + column + `)) FROM ledger_leaf ORDER BY idx`)
		b := pg.strings(`SELECT encode(` + column + `, 'hex') FROM ledger_leaf ORDER BY idx`)
		if strings.Join(a, "\n") != strings.Join(b, "\n") {
			t.Errorf("%s differs", column)
		}
	}
	if r := pg.verify(VerifyOptions{Against: lite.head().Signed}); !r.OK || r.Size != 674 {
		t.Errorf("%+v", r)
	}
	if err := CheckProof(pg.prove(123), pg.key.VerifierKey()); err != nil {
		t.Error(err)
	}
	old, err := OpenCheckpoint(pg.strings(`SELECT signed FROM ledger_checkpoint WHERE size = 80`)[0], pg.key.VerifierKey())
	if err != nil {
		t.Fatal(err)
	}
	p, now := pg.consistency(old.Size)
	if err := CheckGrown(old.Signed, now.Signed, p, pg.key.VerifierKey()); err != nil {
		t.Error(err)
	}
}

func TestPostgresFindsWhatSQLiteFinds(t *testing.T) {
	for name, c := range map[string]struct {
		first int64
		query string
	}{
		"leaf":         {33, `UPDATE ledger_leaf SET body = set_byte(body, 9, get_byte(body, 9) # 1) WHERE idx = 33`},
		"subject":      {33, `UPDATE ledger_leaf SET subject = CASE WHEN subject IS NULL THEN '' END WHERE idx = 33`},
		"hash":         {33, `UPDATE ledger_leaf SET hashes = set_byte(hashes, 20, get_byte(hashes, 20) # 1) WHERE idx = 33`},
		"deleted":      {33, `DELETE FROM ledger_leaf WHERE idx = 33`},
		"cut":          {41, `DELETE FROM ledger_leaf WHERE idx >= 41`},
		"head":         {nothing, `UPDATE ledger_head SET edge = set_byte(edge, 0, get_byte(edge, 0) # 1)`},
		"kept":         {nothing, `DELETE FROM ledger_checkpoint WHERE size = 32`},
		"leaf added":   {50, `INSERT INTO ledger_leaf SELECT 50, zone, subject, at, body, hashes FROM ledger_leaf WHERE idx = 3`},
		"below zero":   {0, `INSERT INTO ledger_leaf SELECT -9, zone, subject, at, body, hashes FROM ledger_leaf WHERE idx = 3`},
		"head missing": {48, `DELETE FROM ledger_head`},
	} {
		w := onPostgres(t, 3, 16)
		w.append(50)
		w.exec(c.query)
		if r := w.verify(VerifyOptions{}); r.OK || firstBad(r) != c.first {
			t.Errorf("%s: %+v, first bad %d; want %d", name, r, firstBad(r), c.first)
		}
		w.db.Close()
	}
}

// Many write at once, from several connections and, as after a restart, several Logs: no leaf is lost, and none has another's place.
func TestAppendsKeepApart(t *testing.T) {
	for name, w := range map[string]*world{"SQLite": newWorld(t, 1), "PostgreSQL": onPostgres(t, 1, 16)} {
		if name == "SQLite" {
			w.log.every = 16
			w.db.SetMaxOpenConns(4)
		}
		const writers, each = 4, 25
		var all [writers][]Leaf
		for i := range all {
			all[i] = w.leaves(each)
		}
		var wg sync.WaitGroup
		for i := range writers {
			log := logOf(t, w.key, 16)
			log.lock = w.log.lock
			wg.Go(func() {
				for _, l := range all[i] {
					if err := appendAlone(w.db, log, l); err != nil {
						t.Errorf("%s: %v", name, err)
						return
					}
				}
			})
		}
		wg.Wait()
		if r := w.verify(VerifyOptions{}); !r.OK || r.Size != writers*each {
			t.Errorf("%s: %+v", name, r)
		}
		if n := len(w.strings(`SELECT DISTINCT body FROM ledger_leaf`)); n != writers*each {
			t.Errorf("%s: %d different leaves", name, n)
		}
	}
}

func appendAlone(db *sql.DB, log *Log, l Leaf) error {
	tx, err := db.BeginTx(context.Background(), nil)
	if err != nil {
		return err
	}
	defer tx.Rollback()
	if _, err := log.Append(context.Background(), tx, []Leaf{l}); err != nil {
		return err
	}
	return tx.Commit()
}
