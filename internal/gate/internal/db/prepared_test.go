package db

import (
	"context"
	"database/sql"
	"fmt"
	"path/filepath"
	"testing"
)

// onOneConn opens a database and one of its connections, with what the connection keeps.
func onOneConn(t *testing.T) (*sql.Conn, func() int) {
	t.Helper()
	d, err := Open(t.Context(), "sqlite:"+filepath.Join(t.TempDir(), "x.db"), Options{Create: true})
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() { d.Close() })
	c, err := d.Write.Conn(t.Context())
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() { c.Close() })
	run(t, c, "CREATE TABLE t (a INTEGER NOT NULL PRIMARY KEY, b TEXT)")
	for n := range 5 {
		run(t, c, "INSERT INTO t (a, b) VALUES ($1, $2)", n, fmt.Sprint("b", n))
	}
	return c, func() (n int) {
		c.Raw(func(dc any) error { n = len(dc.(*keptConn).kept); return nil })
		return n
	}
}

func run(t *testing.T, c *sql.Conn, query string, args ...any) {
	t.Helper()
	if _, err := c.ExecContext(context.Background(), query, args...); err != nil {
		t.Fatal(err)
	}
}

func numbers(t *testing.T, rows *sql.Rows, err error, each func(n int)) {
	t.Helper()
	if err != nil {
		t.Fatal(err)
	}
	defer rows.Close()
	for rows.Next() {
		var n int
		if err := rows.Scan(&n); err != nil {
			t.Fatal(err)
		}
		each(n)
	}
	if rows.Err() != nil {
		t.Fatal(rows.Err())
	}
}

func TestATextIsPreparedOnce(t *testing.T) {
	c, kept := onOneConn(t)
	before := kept()
	if before != 1 {
		t.Fatalf("%d statements are kept after one INSERT five times, among changes of the schema", before)
	}
	for n := range 3 {
		var b string
		if err := c.QueryRowContext(t.Context(), "SELECT b FROM t WHERE a = $1", n).Scan(&b); err != nil || b != fmt.Sprint("b", n) {
			t.Fatalf("%q, %v", b, err)
		}
	}
	run(t, c, "PRAGMA cache_size = -100")
	if kept() != before+1 {
		t.Errorf("%d statements are kept", kept())
	}
}

func TestATextIsAskedForWhileItsRowsAreRead(t *testing.T) {
	c, _ := onOneConn(t)
	const query = "SELECT a FROM t WHERE a >= $1 ORDER BY a"
	sum := 0
	rows, err := c.QueryContext(t.Context(), query, 0)
	numbers(t, rows, err, func(n int) {
		inner, err := c.QueryContext(t.Context(), query, n)
		numbers(t, inner, err, func(m int) { sum += m })
	})
	if sum != 0+1*2+2*3+3*4+4*5 {
		t.Errorf("sum %d", sum)
	}
}

func TestRowsLeftUnreadDoNotComeBack(t *testing.T) {
	c, _ := onOneConn(t)
	for range 3 {
		rows, err := c.QueryContext(t.Context(), "SELECT a FROM t ORDER BY a")
		if err != nil || !rows.Next() {
			t.Fatal(err)
		}
		var n int
		if err := rows.Scan(&n); err != nil || n != 0 {
			t.Fatalf("the first row is %d, %v", n, err)
		}
		rows.Close()
	}
}

func TestAStatementLivesOnAfterItsFailure(t *testing.T) {
	c, _ := onOneConn(t)
	const insert = "INSERT INTO t (a, b) VALUES ($1, $2)"
	_, err := c.ExecContext(t.Context(), insert, 4, "twice")
	if FailureOf(err) != Taken {
		t.Fatalf("a key taken: %v", err)
	}
	run(t, c, insert, 5, "five")
	ended, cancel := context.WithCancel(t.Context())
	cancel()
	if _, err := c.ExecContext(ended, insert, 6, "six"); err == nil {
		t.Error("a request that has gone away wrote")
	}
	run(t, c, insert, 6, nil)
	var n int
	if err := c.QueryRowContext(t.Context(), "SELECT COUNT(*) FROM t WHERE b IS NULL").Scan(&n); err != nil || n != 1 {
		t.Errorf("%d rows, %v", n, err)
	}
}

func TestStatementsAreForgottenAndFollowTheSchema(t *testing.T) {
	c, kept := onOneConn(t)
	for round := range 2 {
		for n := range keptTexts + 50 {
			var got int
			if err := c.QueryRowContext(t.Context(), fmt.Sprintf("SELECT a + %d FROM t WHERE a = $1", n), 3).Scan(&got); err != nil || got != n+3 {
				t.Fatalf("text %d gave %d, %v", n, got, err)
			}
			if kept() > keptTexts {
				t.Fatalf("%d statements are kept", kept())
			}
		}
		run(t, c, fmt.Sprintf("ALTER TABLE t ADD COLUMN c%d TEXT", round))
	}
}
