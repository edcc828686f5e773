// Package ledger is the log of every decision and disclosure: a Merkle tree whose leaves are written in the same transaction as what they
// tell, so that what is in the database is in the log and nothing can be taken out of the log unseen. Its head is signed with a key that is
// not in the database. Only the gate may call it.
package ledger

import (
	"context"
	"database/sql"
	"errors"
	"fmt"
	"sync"

	"golang.org/x/mod/sumdb/note"
	"golang.org/x/mod/sumdb/tlog"
)

// Tx is what the log needs of a transaction; *sql.Tx and *sql.Conn have it. The log never commits.
type Tx interface {
	ExecContext(ctx context.Context, query string, args ...any) (sql.Result, error)
	QueryContext(ctx context.Context, query string, args ...any) (*sql.Rows, error)
	QueryRowContext(ctx context.Context, query string, args ...any) *sql.Row
}

// Schema is the log's tables in SQLite's spelling. Body is the leaf without what the other columns say (read it with Restore). The hashes of the tree stand beside the leaf that
// completed them: in a table of their own they took half as much time again. ledger_head has one row: the size of the tree and its right edge are all that an append must read.
const Schema = `
CREATE TABLE ledger_leaf (
	idx INTEGER PRIMARY KEY,
	zone TEXT NOT NULL,
	subject TEXT,
	at TEXT NOT NULL,
	body BLOB NOT NULL,
	hashes BLOB NOT NULL
);
CREATE INDEX ledger_leaf_subject ON ledger_leaf (zone, subject, idx);
CREATE TABLE ledger_head (
	id INTEGER PRIMARY KEY,
	size INTEGER NOT NULL,
	root BLOB NOT NULL,
	edge BLOB NOT NULL,
	signed TEXT NOT NULL
);
CREATE TABLE ledger_checkpoint (
	size INTEGER PRIMARY KEY,
	at TEXT NOT NULL,
	signed TEXT NOT NULL
);
`

// ErrHead is what an append or a proof fails with when the head in the database is not what this key signed: somebody has changed it.
// Verify says more.
var ErrHead = errors.New("ledger: the head of the log was changed")

// Log appends to the log of one database and reads it. It is safe for concurrent use; the transactions keep appends apart.
type Log struct {
	signer   note.Signer
	verifier note.Verifier
	origin   string
	lock     string
	every    int64 // KeepEvery, smaller in tests

	mu   sync.Mutex
	seen Checkpoint // the last head that was signed or checked here, so that its signature is not checked again
}

// New makes a Log. Origin names the log in its checkpoints and never changes; lockClause is " FOR UPDATE" where the transaction does not
// already keep other writers out (PostgreSQL), and empty on SQLite. It panics on a malformed verifier key.
func New(signer note.Signer, verifierKey, origin, lockClause string) *Log {
	v, err := note.NewVerifier(verifierKey)
	if err != nil {
		panic(fmt.Errorf("ledger: verifier key: %w", err))
	}
	return &Log{signer: signer, verifier: v, origin: origin, lock: lockClause, every: KeepEvery}
}

// Init writes the signed head of the empty log, once for each database.
func (g *Log) Init(ctx context.Context, tx Tx) error {
	var empty edge
	head, err := sign(g.signer, g.origin, 0, empty.root())
	if err != nil {
		return err
	}
	_, err = tx.ExecContext(ctx, `INSERT INTO ledger_head (id, size, root, edge, signed) VALUES (1, $1, $2, $3, $4)`,
		head.Size, head.Root[:], empty.encode(), head.Signed)
	if err != nil {
		return fmt.Errorf("ledger: init: %w", err)
	}
	return nil
}

// Head reads the signed head. ErrHead when it is not what the key signed.
func (g *Log) Head(ctx context.Context, tx Tx) (Checkpoint, error) {
	head, _, err := g.readHead(ctx, tx, "")
	return head, err
}

// readHead reads the one row and holds its parts against each other and against the signature, so that the program never signs on top of
// a head that somebody else wrote.
func (g *Log) readHead(ctx context.Context, tx Tx, lock string) (Checkpoint, edge, error) {
	var size int64
	var root, packed []byte
	var signed string
	err := tx.QueryRowContext(ctx, `SELECT size, root, edge, signed FROM ledger_head WHERE id = 1`+lock).Scan(&size, &root, &packed, &signed)
	if errors.Is(err, sql.ErrNoRows) {
		return Checkpoint{}, nil, ErrHead
	}
	if err != nil {
		return Checkpoint{}, nil, fmt.Errorf("ledger: read the head: %w", err)
	}
	e, ok := decodeEdge(packed, size)
	if !ok || len(root) != tlog.HashSize || e.root() != tlog.Hash(root) {
		return Checkpoint{}, nil, ErrHead
	}
	head, err := g.open(signed)
	if err != nil || head.Size != size || head.Root != tlog.Hash(root) {
		return Checkpoint{}, nil, ErrHead
	}
	return head, e, nil
}

// open checks a signed text of this log, with its origin.
func (g *Log) open(signed string) (Checkpoint, error) {
	g.mu.Lock()
	seen := g.seen
	g.mu.Unlock()
	if signed != "" && signed == seen.Signed {
		return seen, nil
	}
	c, err := openCheckpoint(signed, g.verifier)
	if err != nil || c.Origin != g.origin {
		return Checkpoint{}, ErrCheckpoint
	}
	g.remember(c)
	return c, nil
}

func (g *Log) remember(c Checkpoint) {
	g.mu.Lock()
	g.seen = c
	g.mu.Unlock()
}

// Checkpoint gives the signed head to be kept outside, and keeps a copy, by which Verify finds a later cut of the log. The transaction must
// be able to write.
func (g *Log) Checkpoint(ctx context.Context, tx Tx) (string, error) {
	head, _, err := g.readHead(ctx, tx, g.lock)
	if err != nil || head.Size == 0 {
		return head.Signed, err
	}
	var at string
	if err := tx.QueryRowContext(ctx, `SELECT at FROM ledger_leaf WHERE idx = $1`, head.Size-1).Scan(&at); err != nil {
		return "", fmt.Errorf("ledger: newest leaf: %w", err)
	}
	return head.Signed, keep(ctx, tx, head, at)
}

// keep stores a signed head; at is the instant of the newest leaf under it.
func keep(ctx context.Context, tx Tx, c Checkpoint, at string) error {
	_, err := tx.ExecContext(ctx, `INSERT INTO ledger_checkpoint (size, at, signed) VALUES ($1, $2, $3) ON CONFLICT (size) DO NOTHING`,
		c.Size, at, c.Signed)
	if err != nil {
		return fmt.Errorf("ledger: keep a checkpoint: %w", err)
	}
	return nil
}
