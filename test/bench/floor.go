package main

import (
	"bytes"
	"context"
	"database/sql"
	"html"
	"net/url"
	"runtime"
	"strings"
	"sync"

	_ "github.com/jackc/pgx/v5/stdlib" // the driver "pgx"
	_ "modernc.org/sqlite"             // the driver "sqlite"

	"siil/internal/gate"
	"siil/internal/value"
)

const (
	sqliteEngine = "sqlite"
	postgres     = "postgres"
)

// floor is what the same data and the same bytes cost without the program: database/sql with statements that are prepared once, one view
// for a page, each value escaped and written into the page, the rest of the page copied. No session, no rules, no log, no templates. A
// change is the same INSERT and UPDATE in a transaction of its own, on a disk that has it when it is answered.
type floor struct {
	engine      string
	read, write *sql.DB

	mu    sync.RWMutex
	stmts map[string]*sql.Stmt
}

func openFloor(ctx context.Context, w *world) (*floor, error) {
	f := &floor{engine: w.engine, stmts: map[string]*sql.Stmt{}}
	var err error
	if w.engine == postgres {
		sep := "?"
		if strings.Contains(w.address, "?") {
			sep = "&"
		}
		if f.read, err = sql.Open("pgx", w.address+sep+"options="+strings.ReplaceAll(url.QueryEscape("-c siil.zone=*"), "+", "%20")); err != nil {
			return nil, err
		}
		f.read.SetMaxOpenConns(10)
		f.read.SetMaxIdleConns(10)
		f.write = f.read
		return f, f.read.PingContext(ctx)
	}
	name := "file:" + (&url.URL{Path: strings.TrimPrefix(w.address, "sqlite:")}).EscapedPath() +
		"?_pragma=busy_timeout(10000)&_pragma=foreign_keys(1)&_pragma=synchronous(FULL)&_pragma=cache_size(-4000)&_pragma=secure_delete(1)"
	if f.write, err = sql.Open("sqlite", name+"&_txlock=immediate"); err != nil {
		return nil, err
	}
	f.write.SetMaxOpenConns(1)
	if f.read, err = sql.Open("sqlite", name+"&_pragma=query_only(1)"); err != nil {
		return nil, err
	}
	n := max(4, 2*runtime.GOMAXPROCS(0)) // as the program
	f.read.SetMaxOpenConns(n)
	f.read.SetMaxIdleConns(n)
	return f, f.read.PingContext(ctx)
}

func (f *floor) close() {
	f.read.Close()
	f.write.Close()
}

// column reads one column of text.
func (f *floor) column(ctx context.Context, query string, args ...any) ([]string, error) {
	rows, err := f.read.QueryContext(ctx, query, args...)
	if err != nil {
		return nil, err
	}
	defer rows.Close()
	var out []string
	for rows.Next() {
		var s string
		if err := rows.Scan(&s); err != nil {
			return nil, err
		}
		out = append(out, s)
	}
	return out, rows.Err()
}

// stmt gives a statement of one of the two pools, prepared the first time.
func (f *floor) stmt(ctx context.Context, db *sql.DB, text string) (*sql.Stmt, error) {
	key := text
	if db == f.write {
		key = "w" + text
	}
	f.mu.RLock()
	s := f.stmts[key]
	f.mu.RUnlock()
	if s != nil {
		return s, nil
	}
	s, err := db.PrepareContext(ctx, text)
	if err != nil {
		return nil, err
	}
	f.mu.Lock()
	f.stmts[key] = s
	f.mu.Unlock()
	return s, nil
}

// recipe is one page or change as the program did it: the statements of the rooms, without who is signed in, and the bytes of the page.
type recipe struct {
	statements []gate.Statement
	page       []byte
}

// buffers are reused, as a server by hand would do.
var buffers = sync.Pool{New: func() any { return new(bytes.Buffer) }}

// show reads what a page shows and writes the page; it gives how many bytes it has.
func (f *floor) show(ctx context.Context, r recipe) (int, error) {
	var opts *sql.TxOptions
	if f.engine == postgres {
		opts = &sql.TxOptions{ReadOnly: true, Isolation: sql.LevelRepeatableRead}
	}
	prepared := make([]*sql.Stmt, len(r.statements))
	for i, s := range r.statements {
		var err error
		if prepared[i], err = f.stmt(ctx, f.read, s.Text); err != nil {
			return 0, err
		}
	}
	tx, err := f.read.BeginTx(ctx, opts)
	if err != nil {
		return 0, err
	}
	defer tx.Rollback()
	b := buffers.Get().(*bytes.Buffer)
	defer buffers.Put(b)
	b.Reset()
	for i, s := range r.statements {
		if err := writeRows(ctx, tx.StmtContext(ctx, prepared[i]), s, b, len(r.page)); err != nil {
			return 0, err
		}
	}
	if rest := len(r.page) - b.Len(); rest > 0 {
		b.Write(r.page[:rest])
	}
	return b.Len(), nil
}

func writeRows(ctx context.Context, stmt *sql.Stmt, s gate.Statement, b *bytes.Buffer, most int) error {
	rows, err := stmt.QueryContext(ctx, s.Args...)
	if err != nil {
		return err
	}
	defer rows.Close()
	names, err := rows.Columns()
	if err != nil {
		return err
	}
	values, dest := make([]sql.RawBytes, len(names)), make([]any, len(names))
	for i := range values {
		dest[i] = &values[i]
	}
	for n := 0; n < s.Rows && rows.Next(); n++ {
		if err := rows.Scan(dest...); err != nil {
			return err
		}
		for _, v := range values {
			if b.Len() > most { // more was read than the page shows
				break
			}
			b.WriteString("<td>")
			if bytes.ContainsAny(v, `<>&'"`) {
				b.WriteString(html.EscapeString(string(v)))
			} else {
				b.Write(v)
			}
		}
	}
	return rows.Err()
}

// change does what a command does, once more under another id.
func (f *floor) change(ctx context.Context, r recipe, old, id string) error {
	prepared := make([]*sql.Stmt, len(r.statements))
	for i, s := range r.statements { // before the one connection that writes is taken
		var err error
		if prepared[i], err = f.stmt(ctx, f.write, s.Text); err != nil {
			return err
		}
	}
	tx, err := f.write.BeginTx(ctx, nil)
	if err != nil {
		return err
	}
	defer tx.Rollback()
	for i, s := range r.statements {
		args := make([]any, len(s.Args))
		for k, a := range s.Args {
			if args[k] = a; a == old || a == value.ID(old) {
				args[k] = id
			}
		}
		stmt := tx.StmtContext(ctx, prepared[i])
		if strings.HasPrefix(s.Text, "SELECT") {
			err = discard(ctx, stmt, args)
		} else {
			_, err = stmt.ExecContext(ctx, args...)
		}
		if err != nil {
			return err
		}
	}
	return tx.Commit()
}

func discard(ctx context.Context, stmt *sql.Stmt, args []any) error {
	rows, err := stmt.QueryContext(ctx, args...)
	if err != nil {
		return err
	}
	defer rows.Close()
	for rows.Next() {
	}
	return rows.Err()
}
