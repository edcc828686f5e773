package gate

import (
	"context"
	"database/sql"
	"errors"
	"strings"

	"siil/internal/fault"
	"siil/internal/gate/internal/db"
	"siil/internal/gate/internal/ledger"
	"siil/internal/policy"
	"siil/internal/text"
	"siil/internal/value"
)

const everyZone = "*"

// ReadTx is one consistent view of a zone's data for one actor. It cannot write. What it read may be shown only after Read has
// returned nil: until then the leaf that tells of the reading is not in the log.
type ReadTx struct {
	ctx    context.Context
	g      *Gate
	tx     *sql.Tx
	who    Actor
	now    value.Instant
	at     value.Instant // what the log says: now, but in an invented past
	leaves []ledger.Leaf // what was decided and allowed
	denied []ledger.Leaf
	opened []value.ID // rows with sealed fields that were read
	fail   error      // an error of the rules: nothing may be shown or saved any more
}

// Read runs one query: do decides with tx.Decide, then reads. It must decide at least once. When do and the log have succeeded, Read
// returns nil and the result may be shown. A refusal gives a fault that looks like something missing, and leaves its own leaf.
func (g *Gate) Read(ctx context.Context, who Actor, do func(tx *ReadTx) error) error {
	t, err := g.read(ctx, who, do)
	leaves := t.denied
	if err == nil {
		if len(t.leaves) == 0 {
			return fault.Wrap(errors.New("a query that decided nothing"), "gate")
		}
		t.disclose()
		leaves = append(leaves, t.leaves...)
	}
	if logged := g.record(ctx, leaves); err == nil {
		return logged
	}
	return err
}

func (g *Gate) read(ctx context.Context, who Actor, do func(tx *ReadTx) error) (*ReadTx, error) {
	now := g.Now()
	t := &ReadTx{ctx: ctx, g: g, who: who, now: g.moment(ctx, who.Zone, now), at: now}
	var err error
	if t.tx, err = g.beginRead(ctx, who.Zone); err != nil {
		return t, err
	}
	defer t.tx.Rollback()
	if err := do(t); err != nil {
		return t, err
	}
	return t, t.fail
}

// Unaudited reads without a leaf, to find out who somebody is before there is an actor. Only the room of accounts may use it, and that of
// sittings for the number that tells a page to look again.
func (g *Gate) Unaudited(ctx context.Context, zone string, do func(tx *ReadTx) error) error {
	_, err := g.read(ctx, Actor{Principal: policy.Principal{Zone: zone}}, do)
	return err
}

// EveryZone reads without a leaf across zones, to find the zone of somebody who signs in. Only the room of accounts may use it.
func (g *Gate) EveryZone(ctx context.Context, do func(tx *ReadTx) error) error {
	return g.Unaudited(ctx, everyZone, do)
}

func (g *Gate) beginRead(ctx context.Context, zone string) (*sql.Tx, error) {
	var opts *sql.TxOptions
	if g.db.Dialect == db.Postgres {
		opts = &sql.TxOptions{ReadOnly: true, Isolation: sql.LevelRepeatableRead}
	}
	tx, err := g.db.Read.BeginTx(ctx, opts)
	if err != nil {
		return nil, g.dbFault(err, "begin to read")
	}
	if err := g.enterZone(ctx, tx, zone); err != nil {
		tx.Rollback()
		return nil, err
	}
	return tx, nil
}

// enterZone tells the database which zone's rows the transaction may see, where the engine has such a wall.
func (g *Gate) enterZone(ctx context.Context, tx *sql.Tx, zone string) error {
	if s := g.db.SetZone(); s != "" {
		if _, err := tx.ExecContext(ctx, s, zone); err != nil {
			return g.dbFault(err, "enter the zone")
		}
	}
	return nil
}

// Who is the actor.
func (t *ReadTx) Who() Actor { return t.who }

// Zone is the actor's zone, the first parameter of every query of a room.
func (t *ReadTx) Zone() string { return t.who.Zone }

// Now is the transaction's one moment.
func (t *ReadTx) Now() value.Instant { return t.now }

// Today is the civil date of that moment in Italy.
func (t *ReadTx) Today() value.Date { return t.now.Date() }

// Context is the request's.
func (t *ReadTx) Context() context.Context { return t.ctx }

// Decide asks the rules and notes the answer for the log. A refusal is a fault of kind Denied, which looks like something missing.
func (t *ReadTx) Decide(a policy.Action, res policy.Resource) error { return t.DecideWhy(a, res, "") }

// DecideWhy is Decide with a coded reason that the leaf keeps; never free text.
func (t *ReadTx) DecideWhy(a policy.Action, res policy.Resource, why string) error {
	res.Zone = zoneOr(res.Zone, t.who.Zone)
	ok, err := t.g.rules.Decide(t.who.Principal, a, res)
	if err != nil {
		t.fail = fault.Wrap(err, "decide")
		return t.fail
	}
	leaf := ledger.Leaf{At: t.at, Zone: t.who.Zone, Actor: string(t.who.Account), Role: t.who.As(), Via: t.who.Via, Action: string(a),
		Kind: string(res.Kind), Subject: string(res.ID), OK: ok, Why: why}
	if !ok {
		t.denied = append(t.denied, leaf)
		return &fault.Error{Kind: fault.Denied, Text: text.PageMissing}
	}
	t.leaves = append(t.leaves, leaf)
	return nil
}

// May asks the rules without leaving a leaf: to choose what a page offers, or which parts of what was decided it may show.
func (t *ReadTx) May(a policy.Action, res policy.Resource) bool {
	res.Zone = zoneOr(res.Zone, t.who.Zone)
	ok, err := t.g.rules.Decide(t.who.Principal, a, res)
	if err != nil {
		t.fail = fault.Wrap(err, "decide")
	}
	return ok
}

func zoneOr(zone, other string) string {
	if zone == "" {
		return other
	}
	return zone
}

// Scanner is one row of a result.
type Scanner interface{ Scan(dest ...any) error }

// One reads one row into dest. Nothing found is a fault of kind NotFound.
func (t *ReadTx) One(query string, args []any, dest ...any) error {
	count(t.ctx)
	read := sent(t.ctx, query, args)
	err := t.tx.QueryRowContext(t.ctx, query, args...).Scan(dest...)
	read()
	if errors.Is(err, sql.ErrNoRows) {
		return fault.Missing()
	}
	return t.g.dbFault(err, "read")
}

// Each reads every row of a result. It does not decide: use it for what belongs to a thing already decided, and List for lists of cases.
func (t *ReadTx) Each(query string, args []any, row func(s Scanner) error) error {
	count(t.ctx)
	read := sent(t.ctx, query, args)
	rows, err := t.tx.QueryContext(t.ctx, query, args...)
	if err != nil {
		return t.g.dbFault(err, "read")
	}
	defer rows.Close()
	for rows.Next() {
		read()
		if err := row(rows); err != nil {
			return t.g.dbFault(err, "read a row")
		}
	}
	return t.g.dbFault(rows.Err(), "read")
}

// All reads every row of a result into a slice; like Each it does not decide.
func All[T any](t *ReadTx, query string, args []any, row func(s Scanner) (T, error)) ([]T, error) {
	var out []T
	err := t.Each(query, args, func(s Scanner) error {
		v, err := row(s)
		if err == nil {
			out = append(out, v)
		}
		return err
	})
	return out, err
}

// Among appends values to the arguments of a query and writes their parameters as the list of an IN.
func Among[T any](args *[]any, values []T) string {
	marks := make([]string, len(values))
	for i, v := range values {
		*args = append(*args, v)
		marks[i] = "$" + itoa(len(*args))
	}
	return "(" + strings.Join(marks, ", ") + ")"
}
