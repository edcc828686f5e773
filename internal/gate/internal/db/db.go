// Package db opens the database, SQLite or PostgreSQL, and brings it to the schema of this program. Go's internal rule keeps everybody
// but the gate away from it.
package db

import (
	"cmp"
	"context"
	"database/sql"
	"errors"
	"fmt"
	"net/url"
	"os"
	"path/filepath"
	"runtime"
	"strings"

	_ "github.com/jackc/pgx/v5/stdlib" // the driver "pgx"

	"siil/internal/fault"
	"siil/internal/text"
)

// DB is one open database: a pool that reads and a pool that writes.
type DB struct {
	Dialect
	Read  *sql.DB
	Write *sql.DB
}

// Options bounds what the database may cost.
type Options struct {
	Readers int  // connections that read at the same time; 0: two for each processor on SQLite, which works in them, 8 on PostgreSQL
	Create  bool // a missing SQLite file is made instead of refused
}

// Open connects to an address of the form sqlite:FILE or postgres://… and does not yet touch the schema.
func Open(ctx context.Context, address string, o Options) (*DB, error) {
	scheme, rest, _ := strings.Cut(address, ":")
	switch scheme {
	case "sqlite":
		o.Readers = cmp.Or(o.Readers, max(4, min(16, 2*runtime.GOMAXPROCS(0)))) // more stand in each other's way, fewer behind one that exports
		return openSQLite(ctx, rest, o)
	case "postgres", "postgresql":
		o.Readers = cmp.Or(o.Readers, 8)
		return openPostgres(ctx, address, o)
	}
	return nil, fault.New(fault.Invalid, text.DatabaseAddress)
}

// openSQLite uses WAL with synchronous=FULL on the one writing connection: what was answered survives a power cut. Small caches,
// because each connection has its own; a larger one for the writer, so that a long list is not written to disk page by page before its end.
func openSQLite(ctx context.Context, file string, o Options) (*DB, error) {
	if _, err := os.Stat(file); err != nil && !o.Create {
		return nil, &fault.Error{Kind: fault.Invalid, Text: text.DatabaseAbsent.With(file), Cause: err}
	}
	if o.Create {
		if err := os.MkdirAll(filepath.Dir(file), 0o700); err != nil {
			return nil, fault.Wrap(err, "make the folder of the database")
		}
	}
	pragmas := "?_pragma=busy_timeout(10000)&_pragma=foreign_keys(1)&_pragma=synchronous(FULL)&_pragma=cache_size(-4000)&_pragma=secure_delete(1)&_pragma=temp_store(MEMORY)"
	name := "file:" + (&url.URL{Path: file}).EscapedPath()
	w, err := openPrepared(name + pragmas + "&_pragma=journal_mode(WAL)&_txlock=immediate")
	if err != nil {
		return nil, fault.Wrap(err, "open the database")
	}
	w.SetMaxOpenConns(1)
	if err := w.PingContext(ctx); err != nil {
		return nil, &fault.Error{Kind: fault.Invalid, Text: text.DatabaseUnreadable.With(file), Cause: err}
	}
	if o.Create {
		if err := os.Chmod(file, 0o600); err != nil {
			return nil, fault.Wrap(err, "protect the database file")
		}
	}
	r, err := openPrepared(name + pragmas + "&_pragma=query_only(1)")
	if err != nil {
		return nil, fault.Wrap(err, "open the database")
	}
	r.SetMaxOpenConns(o.Readers)
	r.SetMaxIdleConns(o.Readers)
	return &DB{Dialect: SQLite, Read: r, Write: w}, nil
}

// openPostgres keeps the connections that write apart from those that read: PostgreSQL remembers plans by connection, and what a command
// does to a new table must not be planned once for all as if the table stayed empty.
func openPostgres(ctx context.Context, address string, o Options) (*DB, error) {
	r, err := sql.Open("pgx", address)
	if err != nil {
		return nil, fault.New(fault.Invalid, text.DatabaseAddress)
	}
	r.SetMaxOpenConns(o.Readers)
	r.SetMaxIdleConns(o.Readers)
	if err := r.PingContext(ctx); err != nil {
		return nil, &fault.Error{Kind: fault.Locked, Text: text.DatabaseSilent, Cause: Clean(err)}
	}
	w, err := sql.Open("pgx", address)
	if err != nil {
		return nil, fault.New(fault.Invalid, text.DatabaseAddress)
	}
	w.SetMaxOpenConns(2)
	w.SetMaxIdleConns(2)
	return &DB{Dialect: Postgres, Read: r, Write: w}, nil
}

// Close closes both pools.
func (d *DB) Close() error {
	return errors.Join(d.Read.Close(), d.Write.Close())
}

// String names the engine, for messages.
func (d *DB) String() string { return fmt.Sprintf("%s database", d.Dialect) }
