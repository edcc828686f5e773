package db

import (
	"errors"
	"fmt"
	"regexp"

	"github.com/jackc/pgx/v5/pgconn"
	"modernc.org/sqlite"
	sqlite3 "modernc.org/sqlite/lib"
)

// Dialect is which engine the database is. Everything that differs between the two stands in this file.
type Dialect int

// The engines.
const (
	SQLite Dialect = iota
	Postgres
)

// String is the engine's name.
func (d Dialect) String() string {
	if d == Postgres {
		return "PostgreSQL"
	}
	return "SQLite"
}

var typeWord = regexp.MustCompile(`\b(TEXT|BLOB|INTEGER)\b`)

// DDL translates a schema text: on PostgreSQL text sorts by bytes as it does on SQLite, and integers have 64 bits.
func (d Dialect) DDL(text string) string {
	if d == SQLite {
		return text
	}
	return typeWord.ReplaceAllStringFunc(text, func(w string) string {
		switch w {
		case "TEXT":
			return `text COLLATE "C"`
		case "BLOB":
			return "bytea"
		}
		return "bigint"
	})
}

// LockClause ends a SELECT whose rows must not change until the transaction ends; SQLite has one writer and needs none.
func (d Dialect) LockClause() string {
	if d == Postgres {
		return " FOR UPDATE"
	}
	return ""
}

// SetZone is the statement that tells the database which zone the transaction may see, or "" where the engine has no such wall. On the way
// it tells PostgreSQL that reading here and there costs little more than reading on, as on any disk of today: left to its own default, that of a
// turning disk, it scans whole tables (with 50,000 cases the list took 45 ms so, 15 ms otherwise).
func (d Dialect) SetZone() string {
	if d == Postgres {
		return "SELECT set_config('siil.zone', $1, true), set_config('random_page_cost', '1.1', true)"
	}
	return ""
}

// Failure is the kind of a failure, as far as the gate must tell them apart.
type Failure int

// The failures.
const (
	Other    Failure = iota
	Retry            // serialisation failure, deadlock or busy: the transaction may be run again
	Taken            // a unique key is taken
	Dangling         // a foreign key points nowhere
	Full             // no room on the disk
	Broken           // the disk failed or the connection broke: nothing is known to be written any more
)

// FailureOf classifies an error of either driver.
func FailureOf(err error) Failure {
	var c *cleaned
	if errors.As(err, &c) {
		return c.failure
	}
	var pe *pgconn.PgError
	if errors.As(err, &pe) {
		switch pe.Code {
		case "40001", "40P01", "55P03":
			return Retry
		case "23505":
			return Taken
		case "23503":
			return Dangling
		case "53100":
			return Full
		}
		if len(pe.Code) == 5 && (pe.Code[:2] == "08" || pe.Code[:2] == "57") {
			return Broken
		}
		return Other
	}
	var se *sqlite.Error
	if errors.As(err, &se) {
		switch code := se.Code(); {
		case code == sqlite3.SQLITE_CONSTRAINT_UNIQUE || code == sqlite3.SQLITE_CONSTRAINT_PRIMARYKEY:
			return Taken
		case code == sqlite3.SQLITE_CONSTRAINT_FOREIGNKEY:
			return Dangling
		case code&0xff == sqlite3.SQLITE_BUSY || code&0xff == sqlite3.SQLITE_LOCKED:
			return Retry
		case code&0xff == sqlite3.SQLITE_FULL:
			return Full
		case code&0xff == sqlite3.SQLITE_IOERR || code&0xff == sqlite3.SQLITE_READONLY || code&0xff == sqlite3.SQLITE_CORRUPT:
			return Broken
		}
	}
	return Other
}

// cleaned is an error of a driver without any value of the data in it.
type cleaned struct {
	text    string
	failure Failure
}

func (c *cleaned) Error() string { return c.text }

// Clean removes from a driver's error what may quote data: PostgreSQL's detail, hint, where and the values of a key. What kind of failure
// it was stays known.
func Clean(err error) error {
	var pe *pgconn.PgError
	if errors.As(err, &pe) {
		return &cleaned{fmt.Sprintf("postgres %s %s %s %s", pe.Code, pe.Routine, pe.TableName, pe.ConstraintName), FailureOf(err)}
	}
	return err
}
