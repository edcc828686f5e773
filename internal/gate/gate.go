// Package gate is the only door to the data. Whoever wants to read or change anything asks here, with who they are and what they mean
// to do; the gate decides by the rules of policy, keeps each zone apart, writes a leaf in the log and only then lets the answer out.
package gate

import (
	"context"
	"database/sql"
	"fmt"
	"sync"
	"sync/atomic"
	"time"

	"siil/internal/crypt"
	"siil/internal/fault"
	"siil/internal/gate/internal/db"
	"siil/internal/gate/internal/ledger"
	"siil/internal/policy"
	"siil/internal/text"
	"siil/internal/value"
)

// Config is what a gate stands on.
type Config struct {
	Database string // sqlite:FILE or postgres://…
	Keys     *crypt.KeyFile
	Rules    *policy.Rules    // nil: the rules of the program
	Now      func() time.Time // nil: the machine's clock
	Readers  int              // connections that read at the same time; 0: a default
}

// Gate is one open database behind its rules. It is safe for concurrent use.
type Gate struct {
	db    *db.DB
	log   *ledger.Log
	rules *policy.Rules
	keys  *crypt.KeyFile
	mac   func(parts ...[]byte) [16]byte
	now   func() time.Time

	columns map[string][]string // of every table

	zonesMu sync.RWMutex
	zones   map[string]zoneInfo

	jobs     chan *job
	closing  chan struct{}
	closed   sync.WaitGroup
	broken   atomic.Bool
	refusals refusals
	hidden   atomic.Int64 // rows that a list query returned and the rules refused: always 0 when scope and rules agree
	inserts  sync.Map     // texts of INSERT statements by table and columns
}

type zoneInfo struct {
	name string
	demo bool
	key  crypt.Key
}

// Create makes a database if there is none, brings it to this program's schema, and opens it. It fails when the keys are not the ones
// that the database was made with.
func Create(ctx context.Context, c Config) (*Gate, error) { return open(ctx, c, true) }

// Open opens a database that exists and brings it to this program's schema.
func Open(ctx context.Context, c Config) (*Gate, error) { return open(ctx, c, false) }

func open(ctx context.Context, c Config, create bool) (*Gate, error) {
	d, err := db.Open(ctx, c.Database, db.Options{Create: create, Readers: c.Readers})
	if err != nil {
		return nil, err
	}
	g, err := newGate(ctx, d, c, create)
	if err != nil {
		d.Close()
		return nil, err
	}
	g.closed.Add(1)
	go g.writeLoop()
	return g, nil
}

func newGate(ctx context.Context, d *db.DB, c Config, create bool) (*Gate, error) {
	if err := d.Migrate(ctx); err != nil {
		return nil, err
	}
	signer, err := c.Keys.Signer()
	if err != nil {
		return nil, fault.Wrap(err, "signing key")
	}
	g := &Gate{db: d, keys: c.Keys, mac: c.Keys.MAC("row"), rules: c.Rules, now: c.Now, zones: map[string]zoneInfo{},
		jobs: make(chan *job, 256), closing: make(chan struct{}),
		log: ledger.New(signer, c.Keys.VerifierKey(), "siil "+c.Keys.Fingerprint(), d.LockClause())}
	if g.rules == nil {
		if g.rules, err = policy.Load(); err != nil {
			return nil, fault.Wrap(err, "rules")
		}
	}
	if g.now == nil {
		g.now = time.Now
	}
	if g.columns, err = d.Tables(ctx); err != nil {
		return nil, err
	}
	if err := g.install(ctx, create); err != nil {
		return nil, err
	}
	return g, g.loadZones(ctx)
}

// install records on which keys the database stands, or checks that these are they.
func (g *Gate) install(ctx context.Context, create bool) error {
	tx, err := g.db.Write.BeginTx(ctx, nil)
	if err != nil {
		return g.dbFault(err, "begin")
	}
	defer tx.Rollback()
	var have string
	err = tx.QueryRowContext(ctx, "SELECT key_fingerprint FROM installation WHERE id = 1").Scan(&have)
	switch {
	case err == sql.ErrNoRows && !create:
		return fault.New(fault.Invalid, text.DatabaseEmpty)
	case err == sql.ErrNoRows:
		if _, err := tx.ExecContext(ctx, "INSERT INTO installation (id, key_fingerprint, verifier_key, made_at) VALUES (1, $1, $2, $3)",
			g.keys.Fingerprint(), g.keys.VerifierKey(), g.Now()); err != nil {
			return g.dbFault(err, "install")
		}
		if err := g.log.Init(ctx, tx); err != nil {
			return fault.Wrap(err, "start the log")
		}
		return g.dbFault(tx.Commit(), "install")
	case err != nil:
		return g.dbFault(err, "read the installation")
	case have != g.keys.Fingerprint():
		return fault.New(fault.Invalid, text.KeyMismatch.With(g.keys.Fingerprint(), have))
	}
	return nil
}

// Close lets the writes that were accepted end and closes the database.
func (g *Gate) Close() error {
	close(g.closing)
	g.closed.Wait()
	return g.db.Close()
}

// Analyse lets the engine look at its tables anew, after very many rows were written at once. Only whoever runs the program may call it.
func (g *Gate) Analyse(ctx context.Context) error { return g.db.Analyse(ctx) }

// Now is the gate's clock.
func (g *Gate) Now() value.Instant { return value.InstantOf(g.now()) }

// Today is the civil date of the gate's clock in Italy.
func (g *Gate) Today() value.Date { return value.DateOf(g.now()) }

// Secret derives a key for a purpose outside the database: sealed cookies, keyed hashes.
func (g *Gate) Secret(purpose string) crypt.Key { return g.keys.Derive("secret/" + purpose) }

// Rules gives the rules that the gate decides by.
func (g *Gate) Rules() *policy.Rules { return g.rules }

// Engine names the database engine.
func (g *Gate) Engine() string { return g.db.Dialect.String() }

// Hidden counts the rows that a list query returned and the rules then refused; anything above zero is a fault of a scope.
func (g *Gate) Hidden() int64 { return g.hidden.Load() }

// Ready tells whether the database answers and takes writes, for /readyz.
func (g *Gate) Ready(ctx context.Context) error {
	if g.broken.Load() {
		return fault.New(fault.Locked, text.NotSaved)
	}
	if _, err := g.log.Head(ctx, g.db.Read); err != nil {
		return fault.Wrap(err, "head of the log")
	}
	return nil
}

// dbFault turns an error of a driver into a fault without any value in it; nil stays nil.
func (g *Gate) dbFault(err error, doing string) error {
	if err == nil {
		return nil
	}
	clean := fmt.Errorf("%s: %w", doing, db.Clean(err))
	switch db.FailureOf(err) {
	case db.Taken:
		return &fault.Error{Kind: fault.Conflict, Text: text.ValueTaken, Cause: clean}
	case db.Dangling:
		return &fault.Error{Kind: fault.NotFound, Text: text.PageMissing, Cause: clean}
	case db.Full, db.Broken, db.Retry:
		return &fault.Error{Kind: fault.Locked, Text: text.NotSaved, Cause: clean}
	}
	return fault.Wrap(clean, "database")
}
