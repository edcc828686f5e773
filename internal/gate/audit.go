package gate

import (
	"context"
	"database/sql"
	"errors"
	"strings"

	"siil/internal/fault"
	"siil/internal/gate/internal/ledger"
	"siil/internal/policy"
	"siil/internal/value"
)

// Report tells whether the log and the rows that it answers for are whole.
type Report = ledger.Report

// Proof shows that a leaf is in the log, to somebody who has only the public key.
type Proof = ledger.Proof

// WhyRow is what Verify says when the log is whole but a row of the data is not as the log last saw it.
const (
	WhyRowChanged = "row_changed"
	WhyRowMissing = "row_missing"
	WhyRowAdded   = "row_added"
)

// Verify recomputes the whole log and holds every row of the data against its last mark. against is a signed checkpoint kept outside the
// database, or "". Whoever runs the program may call it; in a page, AuditVerify must have been decided.
func (g *Gate) Verify(ctx context.Context, against string) (Report, error) {
	tx, err := g.beginVerify(ctx)
	if err != nil {
		return Report{}, err
	}
	defer tx.Rollback()
	last := marks{}
	report, err := g.log.Verify(ctx, tx, ledger.VerifyOptions{Against: against, Each: last.note})
	if err != nil || !report.OK {
		return report, err
	}
	why, at, err := g.verifyRows(ctx, tx, last)
	if err != nil {
		return Report{}, err
	}
	if why != "" {
		report.OK, report.Why = false, why
		if at >= 0 {
			report.FirstBad = &at
		}
	}
	return report, nil
}

func (g *Gate) beginVerify(ctx context.Context) (*sql.Tx, error) { return g.beginRead(ctx, everyZone) }

type markKey struct {
	table uint16
	id    value.ID
	zone  string
}

type lastMark struct {
	mac  [16]byte
	leaf int64
}

// marks is the newest mark of each row with the leaf that set it.
type marks map[markKey]lastMark

func (m marks) note(idx int64, l ledger.Leaf) error {
	for _, r := range l.Rows {
		m[markKey{r.Table, r.ID, l.Zone}] = lastMark{r.MAC, idx}
	}
	return nil
}

// verifyRows reads every audited table. It names the leaf that last wrote the first row that differs.
func (g *Gate) verifyRows(ctx context.Context, tx *sql.Tx, last marks) (why string, leaf int64, err error) {
	leaf = -1
	worse := func(w string, at int64) {
		if why == "" || (at >= 0 && (leaf < 0 || at < leaf)) {
			why, leaf = w, at
		}
	}
	for n, table := range audited {
		if n == 0 {
			continue
		}
		err := g.eachRow(ctx, tx, table, func(zone string, id value.ID, cols []column) {
			k := markKey{uint16(n), id, zone}
			m, known := last[k]
			switch {
			case !known:
				worse(WhyRowAdded, -1)
			case g.seal(table, zone, id, cols).MAC != m.mac:
				worse(WhyRowChanged, m.leaf)
			}
			delete(last, k)
		})
		if err != nil {
			return "", -1, err
		}
	}
	for _, m := range last {
		worse(WhyRowMissing, m.leaf)
	}
	return why, leaf, nil
}

func (g *Gate) eachRow(ctx context.Context, tx *sql.Tx, table string, row func(zone string, id value.ID, cols []column)) error {
	names := g.columns[table]
	rows, err := tx.QueryContext(ctx, "SELECT "+strings.Join(names, ", ")+" FROM "+table)
	if err != nil {
		return g.dbFault(err, "read "+table)
	}
	defer rows.Close()
	for rows.Next() {
		vals, dest := rowBuffer(len(names))
		if err := rows.Scan(dest...); err != nil {
			return g.dbFault(err, "read "+table)
		}
		var zone string
		var id value.ID
		for i, n := range names {
			s, _ := vals[i].(string)
			switch n {
			case "zone":
				zone = s
			case "id":
				id = value.ID(s)
			}
		}
		row(zone, id, sortedColumns(names, vals))
	}
	return g.dbFault(rows.Err(), "read "+table)
}

// Checkpoint issues a signed head of the log, to be kept by somebody else.
func (g *Gate) Checkpoint(ctx context.Context) (string, error) {
	tx, err := g.db.Write.BeginTx(ctx, nil)
	if err != nil {
		return "", g.dbFault(err, "begin")
	}
	defer tx.Rollback()
	if err := g.enterZone(ctx, tx, everyZone); err != nil {
		return "", err
	}
	signed, err := g.log.Checkpoint(ctx, tx)
	if err != nil {
		return "", fault.Wrap(err, "checkpoint")
	}
	return signed, g.dbFault(tx.Commit(), "checkpoint")
}

// Prove gives the proof that a leaf is in the log.
func (g *Gate) Prove(ctx context.Context, leaf int64) (Proof, error) {
	tx, err := g.beginVerify(ctx)
	if err != nil {
		return Proof{}, err
	}
	defer tx.Rollback()
	p, err := g.log.Prove(ctx, tx, leaf)
	if err != nil {
		return Proof{}, fault.Wrap(err, "prove")
	}
	return p, nil
}

// VerifierKey is the public key with which anybody checks proofs and checkpoints.
func (g *Gate) VerifierKey() string { return g.keys.VerifierKey() }

// CheckProof checks a proof with the public key alone.
func CheckProof(p Proof, verifierKey string) error { return ledger.CheckProof(p, verifierKey) }

// Access is one leaf of the log as people read it.
type Access struct {
	Leaf    int64
	At      value.Instant
	Actor   value.ID // absent: the program
	Role    string   // codes joined with +
	Via     string
	Action  policy.Action
	Kind    policy.Kind
	Subject value.ID
	OK      bool
	Why     string
	Count   int
}

// AccessFilter chooses leaves of the actor's zone, newest first.
type AccessFilter struct {
	Subjects []value.ID // of these things; empty: of any
	Actions  []policy.Action
	Actor    value.ID
	Refused  bool  // refusals only
	Before   int64 // older than this leaf; 0: from the newest
	Limit    int
	Max      int // how many leaves to look through; 0: 5,000
}

// errEnough ends a reading of the log that has found what it was asked for.
var errEnough = errors.New("enough")

// Accesses reads the log. The caller must have decided ReadersRead on the case that is the subject, or AuditRead for the zone.
func (t *ReadTx) Accesses(f AccessFilter) ([]Access, error) {
	if f.Max == 0 {
		f.Max = 5000
	}
	query, args := "SELECT idx, zone, subject, at, body FROM ledger_leaf WHERE zone = $1", []any{t.who.Zone}
	if len(f.Subjects) > 0 {
		var in []string
		for _, s := range f.Subjects {
			args = append(args, s)
			in = append(in, "$"+itoa(len(args)))
		}
		query += " AND subject IN (" + strings.Join(in, ", ") + ")"
	}
	if f.Before > 0 {
		args = append(args, f.Before)
		query += " AND idx < $" + itoa(len(args))
	}
	query += " ORDER BY idx DESC LIMIT " + itoa(f.Max)
	var out []Access
	err := t.Each(query, args, func(s Scanner) error {
		var idx int64
		var zone, at string
		var subject sql.NullString
		var body []byte
		if len(out) >= f.Limit {
			return errEnough
		}
		if err := s.Scan(&idx, &zone, &subject, &at, &body); err != nil {
			return err
		}
		l, err := ledger.Restore(zone, subject, at, body)
		if err != nil {
			return fault.Wrap(err, "leaf")
		}
		a := Access{idx, l.At, value.ID(l.Actor), l.Role, l.Via, policy.Action(l.Action), policy.Kind(l.Kind), value.ID(l.Subject), l.OK, l.Why, l.Count}
		if f.wants(a) {
			out = append(out, a)
		}
		return nil
	})
	if errors.Is(err, errEnough) {
		err = nil
	}
	return out, err
}

func (f AccessFilter) wants(a Access) bool {
	if f.Refused && a.OK || f.Actor != "" && f.Actor != a.Actor {
		return false
	}
	if len(f.Actions) == 0 {
		return true
	}
	for _, x := range f.Actions {
		if x == a.Action {
			return true
		}
	}
	return false
}
