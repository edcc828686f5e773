package gate

import (
	"context"
	"database/sql"
	"errors"
	"slices"
	"strings"

	"siil/internal/fault"
	"siil/internal/gate/internal/ledger"
	"siil/internal/value"
)

// WriteTx is one command on a zone's data: it loads, decides, and then changes. Nothing can be changed before something was decided.
type WriteTx struct {
	ReadTx
	quiet   bool
	touched touched
}

// Write runs one command. do loads what it needs, decides with tx.Decide on what it has just loaded, and changes rows with Insert and
// Update. Either all of it and its leaves in the log are committed, or nothing. do may be run again after a passing failure of the
// database, so it must have no other effect; it must not call the gate.
func (g *Gate) Write(ctx context.Context, who Actor, do func(tx *WriteTx) error) error {
	return g.submit(ctx, &job{who: who, do: do})
}

// Quiet changes passing tables only (sessions, drafts, slow-downs), without a leaf.
func (g *Gate) Quiet(ctx context.Context, zone string, do func(tx *WriteTx) error) error {
	j := &job{do: do, quiet: true}
	j.who.Zone = zone
	return g.submit(ctx, j)
}

// record puts leaves into the log, together with whatever else is being committed.
func (g *Gate) record(ctx context.Context, leaves []ledger.Leaf) error {
	leaves = g.refusals.within(leaves, g.now())
	if len(leaves) == 0 {
		return nil
	}
	return g.submit(ctx, &job{leaves: leaves})
}

// Insert adds a row in the actor's zone. row names every column that is not NULL, "id" among them.
func (t *WriteTx) Insert(table string, row Row) error {
	if err := t.mayTouch(table); err != nil {
		return err
	}
	cols, err := row.columns()
	if err != nil {
		return fault.Wrap(err, "insert into "+table)
	}
	args := make([]any, 0, len(cols)+1)
	args = append(args, t.who.Zone)
	for _, c := range cols {
		args = append(args, c.value)
	}
	if err := t.exec(t.g.insertText(table, cols), args); err != nil {
		return err
	}
	id, _ := row["id"].(value.ID)
	t.mark(table, id, cols)
	t.noteTouched(table, cols, nil)
	return nil
}

// insertText writes the statement once for each table and set of columns.
func (g *Gate) insertText(table string, cols []column) string {
	var key strings.Builder
	key.WriteString(table)
	for _, c := range cols {
		key.WriteByte(' ')
		key.WriteString(c.name)
	}
	if s, ok := g.inserts.Load(key.String()); ok {
		return s.(string)
	}
	var names, marks strings.Builder
	names.WriteString("zone")
	marks.WriteString("$1")
	for i, c := range cols {
		names.WriteString(", " + c.name)
		marks.WriteString(", $" + itoa(i+2))
	}
	s := "INSERT INTO " + table + " (" + names.String() + ") VALUES (" + marks.String() + ")"
	g.inserts.Store(key.String(), s)
	return s
}

// Update sets columns of one row of the actor's zone. A row that is not there is a fault of kind NotFound.
func (t *WriteTx) Update(table string, id value.ID, set Row) error {
	if err := t.mayTouch(table); err != nil {
		return err
	}
	cols, err := set.columns()
	if err != nil {
		return fault.Wrap(err, "update "+table)
	}
	var b strings.Builder
	b.WriteString("UPDATE " + table + " SET ")
	args := []any{t.who.Zone, id}
	for i, c := range cols {
		if i > 0 {
			b.WriteString(", ")
		}
		b.WriteString(c.name + " = $" + itoa(i+3))
		args = append(args, c.value)
	}
	b.WriteString(" WHERE zone = $1 AND id = $2")
	if err := t.exec(b.String(), args); err != nil {
		return err
	}
	return t.remark(table, id, set)
}

// Delete removes a row of a passing table; records are never deleted.
func (t *WriteTx) Delete(table string, id value.ID) error {
	if !passing[table] {
		return fault.Wrap(errors.New("rows of "+table+" are records and stay"), "gate")
	}
	return t.exec("DELETE FROM "+table+" WHERE zone = $1 AND id = $2", []any{t.who.Zone, id})
}

// remark reads the row as it stands after an update and notes its mark.
func (t *WriteTx) remark(table string, id value.ID, set Row) error {
	names := t.g.columns[table]
	cols, err := t.g.readRow(t.ctx, t.tx, table, names, t.who.Zone, id)
	if err != nil {
		return err
	}
	t.mark(table, id, cols)
	t.noteTouched(table, cols, set)
	return nil
}

func (g *Gate) readRow(ctx context.Context, tx *sql.Tx, table string, names []string, zone string, id value.ID) ([]column, error) {
	count(ctx)
	vals, dest := rowBuffer(len(names))
	err := tx.QueryRowContext(ctx, "SELECT "+strings.Join(names, ", ")+" FROM "+table+" WHERE zone = $1 AND id = $2", zone, id).Scan(dest...)
	if errors.Is(err, sql.ErrNoRows) {
		return nil, fault.Missing()
	}
	if err != nil {
		return nil, g.dbFault(err, "read back "+table)
	}
	return sortedColumns(names, vals), nil
}

func rowBuffer(n int) (vals []any, dest []any) {
	vals, dest = make([]any, n), make([]any, n)
	for i := range vals {
		dest[i] = &vals[i]
	}
	return vals, dest
}

func sortedColumns(names []string, vals []any) []column {
	cols := make([]column, len(names))
	for i, n := range names {
		cols[i] = column{n, vals[i]}
	}
	slices.SortFunc(cols, func(a, b column) int { return strings.Compare(a.name, b.name) })
	return cols
}

// mark adds the row's mark to the newest leaf of the command; a leaf that is full goes on in another one.
func (t *WriteTx) mark(table string, id value.ID, cols []column) {
	if tableNumber[table] == 0 || len(t.leaves) == 0 {
		return
	}
	last := &t.leaves[len(t.leaves)-1]
	if len(last.Rows) == ledger.MaxRows {
		next := *last
		next.Rows = nil
		t.leaves = append(t.leaves, next)
		last = &t.leaves[len(t.leaves)-1]
	}
	last.Rows = append(last.Rows, t.g.seal(table, t.who.Zone, id, cols))
}

var errUndecided = errors.New("a change before any decision")

func (t *WriteTx) mayTouch(table string) error {
	switch {
	case t.quiet && !passing[table]:
		return fault.Wrap(errors.New("a quiet change of the record "+table), "gate")
	case !t.quiet && len(t.leaves) == 0:
		return fault.Wrap(errUndecided, "gate")
	case !passing[table] && tableNumber[table] == 0:
		return fault.Wrap(errors.New("unknown table "+table), "gate")
	}
	return nil
}

func (t *WriteTx) exec(query string, args []any) error {
	count(t.ctx)
	sent(t.ctx, query, args)
	res, err := t.tx.ExecContext(t.ctx, query, args...)
	if err != nil {
		return t.g.dbFault(err, "write")
	}
	if n, err := res.RowsAffected(); err == nil && n == 0 {
		return fault.Missing()
	}
	return nil
}
