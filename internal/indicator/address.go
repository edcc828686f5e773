package indicator

import (
	"cmp"
	"net/url"
	"regexp"
	"slices"

	"siil/internal/text"
	"siil/internal/value"
)

// The parts of an address.
const (
	paramFrom   = "dal"
	paramTo     = "al"
	paramFigure = "cifra"
	paramPart   = "parte"
	paramLate   = "oltre"
	paramPage   = "pagina"
)

// The pages.
const (
	pathOverview = "/andamento"
	pathRows     = "/andamento/elenco"
	pathMonth    = "/andamento/mese"
	pathXLSX     = "/andamento/andamento.xlsx"
	pathCSV      = "/andamento/andamento.csv"
	pathMine     = "/andamento/mio"
	pathMineRows = "/andamento/mio/elenco"
)

// dimParams are the filters of the overview by their names in an address, in the order in which they are offered.
var dimParams = []struct {
	name string
	dim  Dim
}{{"sede", BySeat}, {"comune", ByTown}, {"inviante", ByReferrer}, {"programma", ByProgramme}, {"cm", ByManager}}

func paramOf(d Dim) string {
	for _, p := range dimParams {
		if p.dim == d {
			return p.name
		}
	}
	return ""
}

// mostMonths is how long a period may be, and how far back it may begin.
const (
	mostMonths = 36
	monthsBack = 120
)

var monthShape = regexp.MustCompile(`^20\d\d-(0[1-9]|1[0-2])$`)

// periodFrom reads the period of an address; what does not hold is the last year, and ok is false.
func periodFrom(v url.Values, today value.Date) (p Period, ok bool) {
	p = lastYear(today)
	from, to := v.Get(paramFrom), v.Get(paramTo)
	if from == "" && to == "" {
		return p, true
	}
	if to == "" {
		to = month(today)
	}
	if !monthShape.MatchString(from) || !monthShape.MatchString(to) || from > to || to > month(today) || from < month(today.AddMonths(-monthsBack)) {
		return p, false
	}
	asked := Period{from, to}
	if len(asked.Months()) > mostMonths {
		return p, false
	}
	return asked, true
}

// filterFrom reads the one filter of an address.
func filterFrom(v url.Values, c Choices, managers bool) (dim Dim, key string, ok bool) {
	ok = true
	for _, p := range dimParams {
		x := v.Get(p.name)
		switch {
		case x == "":
		case p.dim == ByManager && (!managers || x != Nobody && c.name(value.ID(x)) == ""),
			p.dim == ByTown && !townShape.MatchString(x),
			p.dim != ByManager && p.dim != ByTown && c.word(p.dim, x) == (text.T{}),
			dim != OfZone:
			ok = false
		default:
			dim, key = p.dim, x
		}
	}
	return dim, key, ok
}

var townShape = regexp.MustCompile(`^\d{6}$`)

// values are the period and the filter of an overview as an address holds them.
func (o *Overview) values() url.Values {
	v := url.Values{}
	if o.Period != lastYear(o.Today) {
		v.Set(paramFrom, o.Period.From)
		v.Set(paramTo, o.Period.To)
	}
	if o.Dim != OfZone && !o.Own {
		v.Set(paramOf(o.Dim), o.Key)
	}
	return v
}

func withQuery(path string, v url.Values) string {
	if len(v) == 0 {
		return path
	}
	return path + "?" + v.Encode()
}

// href is the address of the rows of a question.
func (q Question) href(own bool) string {
	v := url.Values{paramFigure: {definition(q.Figure).Name}}
	for _, p := range q.Parts {
		v.Add(paramPart, p)
	}
	if !definition(q.Figure).Stock {
		v.Set(paramFrom, q.From)
		v.Set(paramTo, q.To)
	}
	if q.Late {
		v.Set(paramLate, "1")
	}
	if own {
		return withQuery(pathMineRows, v)
	}
	if q.Dim != OfZone {
		v.Set(paramOf(q.Dim), q.Key)
	}
	return withQuery(pathRows, v)
}

// questionFrom reads the question of an address; false when it asks for nothing that there is.
func (r *Room) questionFrom(v url.Values, today value.Date) (q Question, ok bool) {
	d, ok := definitionNamed(cmp.Or(v.Get(paramFigure), definition(Referred).Name))
	if !ok {
		return q, false
	}
	p, fits := periodFrom(v, today)
	if !fits {
		return q, false
	}
	q = Question{Figure: d.Code, Parts: v[paramPart], From: p.From, To: p.To, Late: v.Get(paramLate) != "" && d.Stock}
	known := r.partsOf(d.Code)
	for i, x := range q.Parts {
		if !slices.Contains(known, x) || slices.Contains(q.Parts[:i], x) {
			return q, false
		}
	}
	return q, d.Code != Index || len(q.Parts) > 0
}
