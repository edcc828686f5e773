package casefile

import (
	"net/url"
	"slices"
	"strings"

	"siil/internal/account"
	"siil/internal/gate"
	"siil/internal/guideline"
	"siil/internal/policy"
	"siil/internal/territory"
	"siil/internal/text"
	"siil/internal/value"
)

// The names of the filters in an address.
const (
	paramState     = "stato"
	paramOpen      = "aperti"
	paramManager   = "cm"
	paramSeat      = "sede"
	paramTown      = "comune"
	paramReferrer  = "inviante"
	paramProgramme = "programma"
	paramDue       = "data"
	paramFrom      = "dal"
	paramTo        = "al"
	paramMine      = "mio"
	paramHandOver  = "passaggio"
	paramTaxCode   = "cf"
	paramSort      = "ordina"
	paramSearch    = "ricerca"
	paramPage      = "pagina"
)

// taxCodeMissing is the value of the filter on the tax code.
const taxCodeMissing = "manca"

// mostValues is how many values one filter may have; more are left out.
const mostValues = 40

// parse reads the filters of an address for a reader. What it does not know, or what the reader may not ask for, is left out, and
// ignored tells that something was: a value that is unknown and one that is not for this reader look the same.
func (d directory) parse(tx *gate.ReadTx, v url.Values) (q Query, ignored bool) {
	p := parser{v: v, today: tx.Today()}
	q.States = p.values(paramState, func(s string) bool { _, ok := d.m.State(s); return ok })
	q.Managers = p.values(paramManager, func(s string) bool {
		return s == NoManager || slices.ContainsFunc(d.colleagues, func(c account.Colleague) bool { return string(c.ID) == s })
	})
	q.Seats = p.values(paramSeat, d.knowsSeat)
	q.Towns = p.values(paramTown, func(s string) bool { _, ok := towns()[s]; return ok })
	q.Referrers = p.values(paramReferrer, d.knowsReferrer)
	q.Programmes = p.values(paramProgramme, func(s string) bool {
		x, ok := d.m.Programme(s)
		return ok && readersOf(policy.Section(x.Section), tx.May) != noCase
	})
	q.Open, q.Mine = p.flag(paramOpen), p.flag(paramMine)
	q.Due = p.one(paramDue, func(s string) bool {
		return slices.Contains([]string{DueToday, DueLate, DueWeek, DueNone, DueReview}, s)
	})
	q.HandOver = p.one(paramHandOver, func(s string) bool {
		return s == OfferMine || s == OfferAny && tx.May(policy.HandOverBulk, policy.Resource{Kind: policy.HandOver})
	})
	q.NoTaxCode = p.one(paramTaxCode, func(s string) bool {
		return s == taxCodeMissing && tx.May(policy.CaseDetails, policy.Resource{Kind: policy.Case}) // of every case
	}) != ""
	q.From, q.To = p.day(paramFrom), p.day(paramTo)
	sort := p.one(paramSort, func(s string) bool {
		return slices.Contains([]string{ByName, ByState, ByDate, ByTown}, strings.TrimPrefix(s, "-"))
	})
	q.Sort, q.Desc = strings.TrimPrefix(sort, "-"), strings.HasPrefix(sort, "-")
	if q.Sort == "" {
		q.Sort = ByName
	}
	for name := range v {
		p.bad = p.bad || !slices.Contains(params, name)
	}
	return q, p.bad
}

var params = []string{paramState, paramOpen, paramManager, paramSeat, paramTown, paramReferrer, paramProgramme, paramDue, paramFrom, paramTo, paramMine, paramHandOver, paramTaxCode, paramSort,
	paramSearch, paramPage}

// ParseQuery reads the filters of an address, or of a request of the REST interface, for a reader. See directory.parse.
func (r *Room) ParseQuery(tx *gate.ReadTx, v url.Values) (q Query, ignored bool, err error) {
	d, err := r.directory(tx)
	if err != nil {
		return Query{}, false, err
	}
	q, ignored = d.parse(tx, v)
	return q, ignored, nil
}

type parser struct {
	v     url.Values
	today value.Date
	bad   bool
}

// values reads a filter that may have several values, each given by itself or with others between commas.
func (p *parser) values(name string, known func(string) bool) (out []string) {
	for _, s := range p.v[name] {
		for s := range strings.SplitSeq(s, ",") {
			switch {
			case s == "" || slices.Contains(out, s):
			case !known(s) || len(out) == mostValues:
				p.bad = true
			default:
				out = append(out, s)
			}
		}
	}
	slices.Sort(out)
	return out
}

func (p *parser) one(name string, known func(string) bool) string {
	s := p.v.Get(name)
	if s == "" || known(s) {
		return s
	}
	p.bad = true
	return ""
}

func (p *parser) flag(name string) bool {
	return p.one(name, func(s string) bool { return s == "1" }) == "1"
}

// day reads a day as addresses hold it, or as somebody types it in the field.
func (p *parser) day(name string) (d value.Date) {
	p.one(name, func(s string) bool {
		var ok bool
		if d, ok = value.ParseISO(s); ok {
			return true
		}
		var err error
		d, err = value.ParseWhen(s, p.today)
		return err == nil
	})
	return d
}

func (d directory) knowsSeat(s string) bool {
	for _, x := range d.seats {
		if string(x.ID) == s {
			return true
		}
	}
	return false
}

// knowsReferrer tells whether the reader may ask for a body: one whose name tells of a section they may not read only with its whole group.
func (d directory) knowsReferrer(s string) bool {
	for _, b := range d.bodies {
		if code, _ := groupOf(b.Section); d.hides(b.Section) {
			if s == code {
				return true
			}
		} else if s == string(b.ID) {
			return true
		}
	}
	return false
}

// Values writes the query as an address holds it, without the search and the page.
func (q Query) Values() url.Values {
	v := url.Values{}
	for _, f := range []struct {
		name   string
		values []string
	}{{paramState, q.States}, {paramManager, q.Managers}, {paramSeat, q.Seats}, {paramTown, q.Towns}, {paramReferrer, q.Referrers}, {paramProgramme, q.Programmes}} {
		for _, x := range f.values {
			v.Add(f.name, x)
		}
	}
	set := func(name, s string, when bool) {
		if when {
			v.Set(name, s)
		}
	}
	set(paramOpen, "1", q.Open)
	set(paramMine, "1", q.Mine)
	set(paramHandOver, q.HandOver, q.HandOver != "")
	set(paramTaxCode, taxCodeMissing, q.NoTaxCode)
	set(paramDue, q.Due, q.Due != "")
	set(paramFrom, q.From.ISO(), !q.From.IsZero())
	set(paramTo, q.To.ISO(), !q.To.IsZero())
	sort := q.Sort
	if q.Desc {
		sort = "-" + sort
	}
	set(paramSort, sort, sort != ByName && q.Sort != "")
	return v
}

// same tells whether two queries ask for the same cases, in whatever order.
func (q Query) same(other Query) bool {
	q.Sort, q.Desc, other.Sort, other.Desc = "", false, "", false
	return q.binding() == other.binding()
}

// filtered tells whether anything is asked of the list but its order.
func (q Query) filtered() bool { return !q.same(Query{}) }

// towns are the municipalities of Tuscany by their ISTAT code.
func towns() map[string]territory.Municipality { return townsByCode }

var townsByCode = func() map[string]territory.Municipality {
	m := map[string]territory.Municipality{}
	for _, x := range territory.Municipalities("") {
		m[x.ISTAT] = x
	}
	return m
}()

// programmesOf names the programmes of a row as its reader may read them, in the model's order.
func (d directory) programmesOf(tx *gate.ReadTx, codes string, res policy.Resource) (out []text.T) {
	for _, p := range d.m.Programmes {
		if !slices.Contains(strings.Fields(codes), p.Code) {
			continue
		}
		label, reserved := programmeLabel(d.m, p.Code, func(section string) bool {
			return policy.Section(section) == policy.Common || tx.May(policy.NoteRead, noteOf(res, policy.Section(section)))
		})
		if !reserved {
			label = shortProgramme(p)
		}
		if !slices.Contains(out, label) {
			out = append(out, label)
		}
	}
	return out
}

// shortProgramme is the name of a programme in a row: its letters between brackets, or what stands before the first comma or colon.
func shortProgramme(p guideline.Programme) (t text.T) {
	for l, s := range p.Label {
		if open, end := strings.Index(s, "("), strings.Index(s, ")"); open > 0 && end > open && strings.ToLower(s[open:end]) != s[open:end] {
			s = s[open+1 : end]
		} else if cut := strings.IndexAny(s, ",:"); cut > 0 {
			s = s[:cut]
		}
		t[l] = s
	}
	return t
}
