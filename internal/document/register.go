package document

import (
	"context"
	"strconv"
	"strings"

	"siil/internal/casefile"
	"siil/internal/fault"
	"siil/internal/gate"
	"siil/internal/policy"
	"siil/internal/text"
	"siil/internal/value"
)

// PageRows is how many documents a page of the register shows.
const PageRows = 50

// Filter says which documents of the zone to list, the newest first unless Oldest. Zero values ask nothing.
type Filter struct {
	Year, Number int
	Model        string // code; Brought: those brought in
	From, To     value.Date
	NoProtocol   bool // not voided, without a protocol number
	Oldest       bool
	After        string // Register.Next of the page before
	Limit        int    // 0: PageRows
}

// BroughtIn stands for documents without a model in a Filter.
const BroughtIn = "allegato"

// Entry is one line of the register. The case is named only to who may read the document.
type Entry struct {
	ID             value.ID
	Year, Number   int
	Model          string
	OnDay          value.Date
	ProtocolNumber string
	ProtocolOn     value.Date
	VoidedAt       value.Instant
	Opens          bool // the reader may read the document
	CaseID         value.ID
	CaseNumber     int
}

// Short is the number in the register: "12/2026".
func (e Entry) Short() string { return Document{Year: e.Year, Number: e.Number}.Short() }

// Register is a part of the zone's register.
type Register struct {
	Entries []Entry
	Next    string // "" at the end
	Years   []int  // in which there are documents, the newest first
	Waiting int    // documents of all years without a protocol number, whatever the filters
}

const entrySQL = `SELECT d.id, d.year, d.number, d.model, d.section, d.on_day, COALESCE(d.protocol_number, ''), d.protocol_on, d.voided_at, c.id, COALESCE(c.number, 0),
	CASE WHEN c.manager_id = $2 THEN 1 ELSE 0 END,
	COALESCE((SELECT t.justice FROM case_member t WHERE t.zone = c.zone AND t.case_id = c.id AND t.account_id = $2 AND t.until_at IS NULL), -1)
	FROM document d LEFT JOIN case_file o ON o.zone = d.zone AND o.id = d.case_id LEFT JOIN case_file c ON c.zone = o.zone AND c.id = COALESCE(o.merged_into, o.id)
	WHERE d.zone = $1`

// Register lists the documents of the zone in three queries, for coordinator and secretary: what a document is, never what it says nor of whom.
func (r *Room) Register(ctx context.Context, who gate.Actor, f Filter) (out Register, err error) {
	err = r.g.Read(ctx, who, func(tx *gate.ReadTx) error {
		if err := tx.Decide(policy.DocumentList, policy.Resource{Kind: policy.Zone}); err != nil {
			return err
		}
		if out.Entries, out.Next, err = entries(tx, f); err != nil {
			return err
		}
		err := tx.One("SELECT COUNT(*) FROM document WHERE zone = $1 AND protocol_number IS NULL AND voided_at IS NULL", []any{tx.Zone()}, &out.Waiting)
		if err != nil {
			return err
		}
		out.Years, err = gate.All(tx, "SELECT DISTINCT year FROM document WHERE zone = $1 ORDER BY year DESC", []any{tx.Zone()}, func(s gate.Scanner) (y int, err error) {
			return y, s.Scan(&y)
		})
		return err
	})
	return out, err
}

func entries(tx *gate.ReadTx, f Filter) (out []Entry, next string, err error) {
	if f.Limit <= 0 {
		f.Limit = PageRows
	}
	query, args := f.where([]any{tx.Zone(), tx.Who().Account})
	order := " ORDER BY d.year DESC, d.number DESC"
	if f.Oldest {
		order = " ORDER BY d.year, d.number"
	}
	out, err = gate.All(tx, entrySQL+query+order+" LIMIT "+strconv.Itoa(f.Limit+1), args, func(s gate.Scanner) (e Entry, err error) {
		return scanEntry(tx, s)
	})
	if len(out) > f.Limit {
		out = out[:f.Limit]
		last := out[len(out)-1]
		next = strconv.Itoa(last.Year) + "-" + strconv.Itoa(last.Number)
	}
	return out, next, err
}

// scanEntry reads a line and leaves out the case of a document that the reader may not read.
func scanEntry(tx *gate.ReadTx, s gate.Scanner) (e Entry, err error) {
	var section policy.Section
	var manager, member int
	err = s.Scan(&e.ID, &e.Year, &e.Number, &e.Model, &section, &e.OnDay, &e.ProtocolNumber, &e.ProtocolOn, &e.VoidedAt, &e.CaseID, &e.CaseNumber, &manager, &member)
	res := policy.Resource{Kind: policy.Case, ID: e.CaseID, Section: section, CaseManager: manager == 1, CaseTeam: member >= 0, Justice: member == 1}
	if e.CaseID == "" {
		res = zoneWide()
	}
	if e.Opens = tx.May(policy.DocumentRead, res); !e.Opens {
		e.CaseID, e.CaseNumber = "", 0
	}
	return e, err
}

// where writes the conditions of a filter after the parameters that the query has already.
func (f Filter) where(args []any) (string, []any) {
	var b strings.Builder
	add := func(condition string, values ...any) {
		for _, v := range values {
			args = append(args, v)
			condition = strings.Replace(condition, "?", "$"+strconv.Itoa(len(args)), 1)
		}
		b.WriteString(" AND " + condition)
	}
	if f.Year > 0 {
		add("d.year = ?", f.Year)
	}
	if f.Number > 0 {
		add("d.number = ?", f.Number)
	}
	switch f.Model {
	case "":
	case BroughtIn:
		add("d.model = ''")
	default:
		add("d.model = ?", f.Model)
	}
	if !f.From.IsZero() {
		add("d.on_day >= ?", f.From)
	}
	if !f.To.IsZero() {
		add("d.on_day <= ?", f.To)
	}
	if f.NoProtocol {
		add("d.protocol_number IS NULL AND d.voided_at IS NULL")
	}
	if year, number, ok := f.after(); ok && f.Oldest {
		add("(d.year > ? OR (d.year = ? AND d.number > ?))", year, year, number)
	} else if ok {
		add("(d.year < ? OR (d.year = ? AND d.number < ?))", year, year, number)
	}
	return b.String(), args
}

// after reads where a page begins; what cannot be read is the first page.
func (f Filter) after() (year, number int, ok bool) {
	y, n, ok := strings.Cut(f.After, "-")
	year, err := strconv.Atoi(y)
	number, err2 := strconv.Atoi(n)
	return year, number, ok && err == nil && err2 == nil
}

// SetProtocol writes the number and day that the body's own protocol has given to a document, or takes a wrong one back with "". Coordinator and
// secretary may. It fails with Invalid by field (protocol, on).
func (r *Room) SetProtocol(ctx context.Context, who gate.Actor, id value.ID, number string, on value.Date) error {
	number = strings.TrimSpace(number)
	return r.registering(ctx, who, id, func(tx *gate.WriteTx, d Document) error {
		var c fault.Check
		c.Fits("protocol", number, MaxProtocol)
		c.Require(number == "" || !on.IsZero(), "on", text.PaperProtocolDay)
		c.Require(!on.After(tx.Today()), "on", text.DateInFuture)
		if err := c.Err(); err != nil {
			return err
		}
		if number == "" {
			return tx.Update("document", id, gate.Row{"protocol_number": nil, "protocol_on": nil, "protocol_by": nil})
		}
		return tx.Update("document", id, gate.Row{"protocol_number": number, "protocol_on": on, "protocol_by": tx.Who().Account})
	})
}

// Void says that a document counts no more, and why; it stays with its number and files. Coordinator and secretary may. It fails with Invalid on the
// field "why", and with Conflict when it was voided already.
func (r *Room) Void(ctx context.Context, who gate.Actor, id value.ID, why string) error {
	why = strings.TrimSpace(why)
	return r.registering(ctx, who, id, func(tx *gate.WriteTx, d Document) error {
		if d.Voided() {
			return fault.New(fault.Conflict, text.PaperVoidedAlready)
		}
		var c fault.Check
		c.Needs("why", why, text.WriteReason, MaxWhy)
		if err := c.Err(); err != nil {
			return err
		}
		return tx.Update("document", id, gate.Row{"voided_at": tx.Now(), "voided_by": tx.Who().Account, "voided_why": why})
	})
}

// registering runs a change of the register's own columns.
func (r *Room) registering(ctx context.Context, who gate.Actor, id value.ID, do func(tx *gate.WriteTx, d Document) error) error {
	return r.g.Write(ctx, who, func(tx *gate.WriteTx) error {
		x, err := load(&tx.ReadTx, id)
		if err != nil {
			return err
		}
		about := policy.Resource{Kind: policy.Paper, ID: id}
		if x.CaseID != "" {
			c, res, err := casefile.Facts(&tx.ReadTx, x.CaseID)
			if err != nil {
				return err
			}
			about = res
			about.ID = c.ID
		}
		if err := tx.Decide(policy.DocumentRegister, about); err != nil {
			return err
		}
		return do(tx, x.Document)
	})
}
