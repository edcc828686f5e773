package casefile

import (
	"context"
	"slices"

	"siil/internal/account"
	"siil/internal/gate"
	"siil/internal/guideline"
	"siil/internal/network"
	"siil/internal/policy"
	"siil/internal/text"
	"siil/internal/value"
)

// Bounds of a list.
const (
	PageRows   = 50   // rows of a page
	CountLimit = 1001 // counted at most: "oltre 1.000"
	ExportRows = 500  // rows that a file may hold for whoever does not coordinate the zone
)

// The orders of a list. Each is by what everybody who has the list may see.
const (
	ByName  = "nome"
	ByState = "stato"
	ByDate  = "data"
	ByTown  = "comune"
)

// The conditions on the next date. Each is about cases that are not closed; a case at rest has its review instead of a next date.
const (
	DueToday  = "oggi"
	DueLate   = "ritardo"
	DueWeek   = "settimana" // from tomorrow to seven days from today
	DueNone   = "nessuna"   // open, without a next date
	DueReview = "riesame"   // suspended, and the day to look at it again has come
)

// The conditions on an offer that waits.
const (
	OfferAny  = "attesa" // for who may hand over any case
	OfferMine = "mio"    // made to the reader
)

// NoManager stands for the cases without a case manager among the case managers of a query.
const NoManager = "nessuno"

// The names of the two groups of bodies that stand for each of their members to who may not know which one referred somebody.
const (
	anyHealth   = "sanitario"
	anyReserved = "riservato"
)

// Query tells which cases a list shows and in which order. Make one with ParseQuery: it keeps only what the reader may ask.
type Query struct {
	States     []string
	Open       bool // not closed
	Managers   []string
	Seats      []string
	Towns      []string // ISTAT codes
	Referrers  []string // ids of bodies, or a group of them
	Programmes []string
	Due        string
	From, To   value.Date
	Mine       bool   // the reader is case manager
	HandOver   string // an offer waits: anybody's, or one made to the reader
	NoTaxCode  bool   // the tax code is to be completed
	Sort       string
	Desc       bool

	Search string // name or tax code as typed; never part of an address
	Number int    // the one case of this number; not part of an address either
}

// Row is one case in a list, masked for its reader: what they may not read is empty.
type Row struct {
	ID, PersonID          value.ID
	Number                int
	GivenName, FamilyName string
	TaxCode               value.TaxCode
	BirthDate             value.Date
	Phone                 string
	Details               bool // tax code, birth and telephone are shown; empty then means to be completed
	Municipality          string
	Referrer              text.T
	Programmes            []text.T
	State                 string
	StateOn               value.Date
	Before                string // state that a suspension interrupted
	ManagerID, SeatID     value.ID
	NextOn                value.Date
	NextWhat              string
	ReviewOn, LastOn      value.Date

	MayOpen, MayAsk, MayDate, MayPerson bool

	rank int // where the row stands, for the cursor
	key  string
}

// Name is family and given name, as lists write it.
func (w Row) Name() string { return w.FamilyName + " " + w.GivenName }

// Listed is a page of a list.
type Listed struct {
	Rows       []Row
	Count      int // of all pages, at most CountLimit
	First      int // number of the first row, from 1; 0 when there is none
	Prev, Next string
	BadCursor  bool // the cursor could not be read: this is the first page
}

// directory is what a list needs of the zone to name its codes and to offer choices. Three queries.
type directory struct {
	colleagues []account.Colleague
	bodies     []network.Organisation
	seats      []network.Seat
	seesHealth bool
	m          *guideline.Model
}

func (r *Room) directory(tx *gate.ReadTx) (d directory, err error) {
	d.m, d.seesHealth = r.m, tx.Who().Has(policy.HealthWorker)
	if d.colleagues, err = account.Colleagues(tx); err != nil {
		return d, err
	}
	if d.bodies, err = network.Organisations(tx); err != nil {
		return d, err
	}
	d.seats, err = network.Seats(tx)
	return d, err
}

// hides tells whether a body stands in the lists of this reader only as one of a group.
func (d directory) hides(section policy.Section) bool {
	return section != "" && section != policy.Common && (section != policy.Health || !d.seesHealth)
}

func groupOf(section policy.Section) (code string, label text.T) {
	if section == policy.Health {
		return anyHealth, text.ReservedService
	}
	return anyReserved, text.ReservedBody
}

// referrers are the ids of the bodies that a value of the filter means.
func (d directory) referrers(values []string) []value.ID {
	var ids []value.ID
	for _, b := range d.bodies {
		code, _ := groupOf(b.Section)
		if hidden := d.hides(b.Section); hidden && slices.Contains(values, code) || !hidden && slices.Contains(values, string(b.ID)) {
			ids = append(ids, b.ID)
		}
	}
	return ids
}

// List reads a page of the cases that the query asks for, among those that the reader's lists show. A cursor is one that an earlier page
// gave to the same reader for the same query; any other begins at the first page. Roles without lists get a fault of kind Denied.
func (r *Room) List(ctx context.Context, who gate.Actor, q Query, cursor string, limit int) (out Listed, err error) {
	err = r.g.Read(ctx, who, func(tx *gate.ReadTx) error {
		if err := mayList(tx); err != nil {
			return err
		}
		d, err := r.directory(tx)
		if err != nil {
			return err
		}
		out, err = r.list(tx, d, q, cursor, limit)
		return err
	})
	return out, err
}

// mayList refuses the roles whose lists are empty whatever they ask; for the others the list itself decides row by row.
func mayList(tx *gate.ReadTx) error {
	if policy.CaseScope(tx.Who().Principal) != policy.None {
		return nil
	}
	return tx.Decide(policy.CaseList, policy.Resource{Kind: policy.Zone})
}

// list counts and reads one page, in two queries.
func (r *Room) list(tx *gate.ReadTx, d directory, q Query, cursor string, limit int) (out Listed, err error) {
	if out.Count, err = count(tx, d, q); err != nil {
		return out, err
	}
	return out, r.pageOf(tx, d, q, out.Count < CountLimit, &out, cursor, limit)
}

func (r *Room) pageOf(tx *gate.ReadTx, d directory, q Query, few bool, out *Listed, cursor string, limit int) error {
	at, ok := r.openCursor(tx.Who(), q, cursor)
	out.BadCursor = cursor != "" && !ok
	rows, err := r.rows(tx, d, q, policy.CaseList, few, at, limit+1)
	if err != nil {
		return err
	}
	r.turnPages(tx.Who(), q, out, at, rows, limit)
	return nil
}

// turnPages cuts the extra row that tells whether there is another page, and makes the cursors of the pages before and after.
func (r *Room) turnPages(who gate.Actor, q Query, out *Listed, at position, rows []Row, limit int) {
	more := len(rows) > limit
	if more {
		rows = rows[:limit]
	}
	if at.back {
		slices.Reverse(rows)
	}
	out.Rows = rows
	if len(rows) == 0 {
		return
	}
	out.First = at.before + 1
	if at.back {
		out.First = max(1, at.before-len(rows)+1)
	}
	first, last := rows[0], rows[len(rows)-1]
	if at.set && !at.back || at.back && more {
		out.Prev = r.sealCursor(who, q, position{set: true, back: true, rank: first.rank, key: first.key, id: first.ID, before: out.First - 1})
	}
	if at.back || more {
		out.Next = r.sealCursor(who, q, position{set: true, rank: last.rank, key: last.key, id: last.ID, before: out.First + len(rows) - 1})
	}
}

// rows reads at most limit rows after a position, in one query.
func (r *Room) rows(tx *gate.ReadTx, d directory, q Query, a policy.Action, few bool, at position, limit int) ([]Row, error) {
	b := newBuilder(tx, d, q)
	query := b.page(few, at, limit)
	return gate.List(tx, gate.Listing[Row]{Action: a, Query: query, Args: b.args.list, Row: d.row(tx)})
}

func count(tx *gate.ReadTx, d directory, q Query) (int, error) {
	b := newBuilder(tx, d, q)
	query := b.counted()
	return tx.Count(query, b.args.list, CountLimit)
}

// row reads one row and takes out what the reader may not see.
func (d directory) row(tx *gate.ReadTx) func(s gate.Scanner) (Row, policy.Resource, error) {
	me := tx.Who().Account
	return func(s gate.Scanner) (w Row, res policy.Resource, err error) {
		var programmes, body, kind string
		var section policy.Section
		var member int
		err = s.Scan(&w.rank, &w.key, &w.ID, &w.PersonID, &w.Number, &w.State, &w.StateOn, &w.ManagerID, &w.SeatID, &w.Municipality, &w.NextOn, &w.NextWhat,
			&w.ReviewOn, &w.LastOn, &w.GivenName, &w.FamilyName, &w.TaxCode, &w.BirthDate, &w.Phone, &body, &section, &kind, &w.Before, &programmes, &member)
		res = policy.Resource{Kind: policy.Case, ID: w.ID, CaseManager: me != "" && w.ManagerID == me, CaseTeam: member >= 0, Justice: member == 1}
		if w.Details = tx.May(policy.CaseDetails, res); !w.Details {
			w.TaxCode, w.BirthDate, w.Phone, w.NextWhat = "", value.Date{}, "", ""
		}
		w.Referrer = text.Raw(body)
		if d.hides(section) {
			_, w.Referrer = groupOf(section)
		}
		w.Programmes = d.programmesOf(tx, programmes, res)
		w.MayOpen, w.MayDate, w.MayPerson = tx.May(policy.CaseOpen, res), tx.May(policy.CaseDate, res), tx.May(policy.PersonRead, res)
		w.MayAsk = !w.MayOpen && tx.May(policy.CaseGlass, res)
		return w, res, err
	}
}
