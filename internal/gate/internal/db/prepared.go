package db

import (
	"context"
	"database/sql"
	"database/sql/driver"
	"fmt"

	"modernc.org/sqlite"
)

// keptTexts is how many statements a connection to SQLite keeps prepared. The program has some hundreds of texts, a request uses twenty;
// one that is kept holds some ten kilobytes.
const keptTexts = 96

// openPrepared opens a pool of connections to SQLite that keep what they have prepared: parsing and planning a text anew takes several
// times as long as running it. (The driver of PostgreSQL keeps statements by itself.)
func openPrepared(dsn string) (*sql.DB, error) {
	c, err := sqlite.NewConnector(dsn)
	if err != nil {
		return nil, err
	}
	return sql.OpenDB(keeper{c}), nil
}

type keeper struct{ driver.Connector }

func (k keeper) Connect(ctx context.Context) (driver.Conn, error) {
	c, err := k.Connector.Connect(ctx)
	if err != nil {
		return nil, err
	}
	inner, ok := c.(innerConn)
	if !ok {
		c.Close()
		return nil, fmt.Errorf("a connection of type %T lacks what database/sql asks for", c)
	}
	return &keptConn{innerConn: inner, kept: make(map[string]*kept, keptTexts)}, nil
}

// innerConn is what a connection of the driver can do; everything goes through but statements and closing.
type innerConn interface {
	driver.Conn
	driver.ConnBeginTx
	driver.ConnPrepareContext
	driver.ExecerContext
	driver.QueryerContext
	driver.Pinger
	driver.SessionResetter
	driver.Validator
}

// innerStmt is what a prepared statement of the driver can do.
type innerStmt interface {
	driver.Stmt
	driver.StmtExecContext
	driver.StmtQueryContext
}

// keptConn is a connection with its statements. database/sql lets one goroutine at a time use it and the rows that come from it.
type keptConn struct {
	innerConn
	kept map[string]*kept
	turn uint64
}

// kept is one prepared statement. While its rows are being read it is busy, and the same text asked for once more is sent unprepared.
type kept struct {
	innerStmt
	busy bool
	used uint64 // the turn in which it was last asked for
}

// Unwrap gives the driver's connection, by the driver's convention.
func (c *keptConn) Unwrap() driver.Conn { return c.innerConn }

func (c *keptConn) ExecContext(ctx context.Context, query string, args []driver.NamedValue) (driver.Result, error) {
	s, err := c.statement(ctx, query)
	if err != nil {
		return nil, err
	}
	if s == nil {
		return c.innerConn.ExecContext(ctx, query, args)
	}
	return s.ExecContext(ctx, args)
}

func (c *keptConn) QueryContext(ctx context.Context, query string, args []driver.NamedValue) (driver.Rows, error) {
	s, err := c.statement(ctx, query)
	if err != nil {
		return nil, err
	}
	if s == nil {
		return c.innerConn.QueryContext(ctx, query, args)
	}
	r, err := s.QueryContext(ctx, args)
	if err != nil {
		return nil, err
	}
	s.busy = true
	return &keptRows{Rows: r, of: s}, nil
}

// Close ends the statements before the connection.
func (c *keptConn) Close() error {
	for _, s := range c.kept {
		s.Close()
	}
	clear(c.kept)
	return c.innerConn.Close()
}

// keptRows are the rows of a kept statement: closing them gives it free.
type keptRows struct {
	driver.Rows
	of *kept
}

func (r *keptRows) Close() error {
	err := r.Rows.Close()
	r.of.busy = false
	return err
}

// statement finds a text or prepares it; nil when it is to be sent as it is.
func (c *keptConn) statement(ctx context.Context, query string) (*kept, error) {
	c.turn++
	if s := c.kept[query]; s != nil {
		s.used = c.turn
		if s.busy {
			return nil, nil
		}
		return s, nil
	}
	if !keeps(query) || len(c.kept) >= keptTexts && !c.forgetOldest() {
		return nil, nil
	}
	s, err := c.innerConn.PrepareContext(ctx, query)
	if err != nil {
		return nil, err
	}
	inner, ok := s.(innerStmt)
	if !ok {
		s.Close()
		return nil, nil
	}
	k := &kept{innerStmt: inner, used: c.turn}
	c.kept[query] = k
	return k, nil
}

// keeps tells whether a text is worth keeping. Changes of the schema are sent once; a PRAGMA may act already while it is prepared.
func keeps(query string) bool {
	if len(query) < 6 {
		return false
	}
	switch query[:6] {
	case "SELECT", "INSERT", "UPDATE", "DELETE", "SAVEPO", "RELEAS", "ROLLBA":
		return true
	}
	return false
}

// forgetOldest closes the statement that has waited longest; false when all are busy.
func (c *keptConn) forgetOldest() bool {
	var text string
	var oldest *kept
	for q, s := range c.kept {
		if !s.busy && (oldest == nil || s.used < oldest.used) {
			text, oldest = q, s
		}
	}
	if oldest == nil {
		return false
	}
	oldest.Close()
	delete(c.kept, text)
	return true
}
