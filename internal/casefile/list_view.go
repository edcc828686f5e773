package casefile

import (
	"context"
	"maps"
	"net/url"
	"slices"
	"strconv"
	"strings"

	"siil/internal/account"
	"siil/internal/gate"
	"siil/internal/guideline"
	"siil/internal/policy"
	"siil/internal/text"
	"siil/internal/ui"
	"siil/internal/value"
)

const (
	pathCases  = "/casi"
	pathExport = "/casi/esporta.xlsx"
	pathViews  = "/casi/elenchi"
	pathBulk   = "/casi/passaggi"
	pathBatch  = "/documenti/lotti/nuovo" // of the room of documents
)

// listView is what the page of the list shows.
type listView struct {
	q     Query
	token string // the sealed search, as the address holds it
	out   Listed
	d     directory
	tabs  []ui.Tab
	who   gate.Actor
	today value.Date
	lang  text.Lang

	notices                      []text.T
	search                       ui.Form // the field of the page
	save                         ui.Form // the name of a list to save
	mayNew, mayImport, mayExport bool
	mayBulk, mayBatch            bool
	views                        []View
	columns                      []string // codes of those shown
	programmes                   []ui.Option
}

// view reads everything that the page shows.
func (l *lister) view(tx *gate.ReadTx, v url.Values) (p *listView, err error) {
	if err := mayList(tx); err != nil {
		return nil, err
	}
	p = &listView{who: tx.Who(), today: tx.Today(), lang: text.LangOf(tx.Context()), search: ui.NewForm(), save: ui.NewForm()}
	if p.d, err = l.directory(tx); err != nil {
		return nil, err
	}
	l.readAddress(tx, p, v)
	if p.out, err = l.list(tx, p.d, p.q, v.Get(paramPage), PageRows); err != nil {
		return nil, err
	}
	if p.out.BadCursor {
		p.notices = append(p.notices, text.ListPageGone)
	}
	var kept View
	if p.views, kept, err = loadViewsAndColumns(tx); err != nil {
		return nil, err
	}
	p.columns = columnsOf(kept)
	p.programmes = p.d.programmeOptions(tx)
	zone, own := policy.Resource{Kind: policy.Zone}, policy.Resource{Kind: policy.Case}
	p.mayNew, p.mayBulk = tx.May(policy.CaseCreate, own), tx.May(policy.HandOverBulk, zone)
	p.mayBatch = tx.May(policy.DocumentBatch, zone)
	p.mayImport, p.mayExport = tx.May(policy.ImportRun, policy.Resource{Kind: policy.Import}), tx.May(policy.CaseExport, zone)
	return p, p.countTabs(tx)
}

// readAddress reads filters and search, and notes what had to be left out.
func (l *lister) readAddress(tx *gate.ReadTx, p *listView, v url.Values) {
	var ignored bool
	if p.q, ignored = p.d.parse(tx, v); ignored {
		p.notices = append(p.notices, text.ListIgnored)
	}
	token := v.Get(paramSearch)
	if token == "" {
		return
	}
	words, ok := l.OpenSearch(tx.Who(), token)
	if !ok {
		p.notices = append(p.notices, text.SearchGone)
		return
	}
	p.q.Search, p.token = words, token
	p.search = p.search.Set("q", words)
}

// standard are the lists that everybody finds, by what they do.
func (p *listView) standard() (names []text.T, queries []Query) {
	add := func(name text.T, q Query) { names, queries = append(names, name), append(queries, q) }
	works := p.who.Has(policy.SocialWorker, policy.EmploymentOfficer, policy.HealthWorker)
	if works {
		add(text.ListMine, Query{Mine: true, Open: true})
	}
	if p.who.Has(policy.Coordinator) {
		add(text.ListNoManager, Query{Managers: []string{NoManager}, Open: true})
	}
	mine := works && !p.who.Has(policy.Coordinator)
	add(text.ListNoDate, Query{Mine: mine, Due: DueNone})
	add(text.ListLate, Query{Mine: mine, Due: DueLate})
	me := slices.IndexFunc(p.d.colleagues, func(c account.Colleague) bool { return c.ID == p.who.Account })
	for _, s := range p.d.seats {
		if me >= 0 && p.d.colleagues[me].SeatID == s.ID {
			add(text.ListSeat.With(s.Name), Query{Seats: []string{string(s.ID)}, Open: true})
		}
	}
	add(text.ListAll, Query{})
	return names, queries
}

// countTabs counts the standard lists and the saved ones in one query.
func (p *listView) countTabs(tx *gate.ReadTx) error {
	names, queries := p.standard()
	for _, v := range p.views {
		filters, err := url.ParseQuery(v.Filters)
		if err != nil {
			continue
		}
		q, _ := p.d.parse(tx, filters)
		names, queries = append(names, text.Raw(v.Name)), append(queries, q)
	}
	counts, err := Counts(tx, p.d, queries)
	for i, q := range queries {
		if err == nil {
			p.tabs = append(p.tabs, ui.Tab{Label: names[i], Count: countWord(counts[i], p.lang), Href: pathCases + query(q.Values()), On: q.same(p.q)})
		}
	}
	return err
}

// Counts counts several lists in one query, each up to CountLimit.
func Counts(tx *gate.ReadTx, d directory, queries []Query) ([]int, error) {
	counts := make([]int, len(queries))
	var parts []string
	var args argList
	for i, q := range queries {
		b := newBuilder(tx, d, q)
		b.args = args
		n := strconv.Itoa(i)
		parts = append(parts, "SELECT "+n+" AS list, COUNT(*) AS n FROM ("+b.counted()+" LIMIT "+strconv.Itoa(CountLimit)+") AS list"+n)
		args = b.args
	}
	err := tx.Tally(strings.Join(parts, " UNION ALL "), args.list, func(s gate.Scanner) error {
		var i, n int
		err := s.Scan(&i, &n)
		if err == nil {
			counts[i] = n
		}
		return err
	})
	return counts, err
}

func query(v url.Values) string {
	if len(v) == 0 {
		return ""
	}
	return "?" + v.Encode()
}

// values are the address of the list as it is shown, without its page.
func (p *listView) values() url.Values {
	v := p.q.Values()
	if p.token != "" {
		v.Set(paramSearch, p.token)
	}
	return v
}

// without is the address of the list without one filter, or without one value of it.
func (p *listView) without(name, val string) string {
	v := p.values()
	v[name] = slices.DeleteFunc(v[name], func(s string) bool { return val == "" || s == val })
	if len(v[name]) == 0 {
		v.Del(name)
	}
	return pathCases + query(v)
}

// turn is the address of another page of the same list.
func (p *listView) turn(cursor string) string {
	if cursor == "" {
		return ""
	}
	v := p.values()
	v.Set(paramPage, cursor)
	return pathCases + query(v)
}

// heading is a column that sorts.
func (p *listView) heading(label text.T, by string) ui.Column {
	q, dir := p.q, ""
	q.Sort, q.Desc = by, false
	if p.q.Sort == by {
		dir, q.Desc = "ascending", !p.q.Desc
		if p.q.Desc {
			dir = "descending"
		}
	}
	v := q.Values()
	if p.token != "" {
		v.Set(paramSearch, p.token)
	}
	return ui.Column{Label: label, Href: pathCases + query(v), Dir: dir}
}

// chips are the filters that are on, in words.
func (p *listView) chips() (out []ui.Chip) {
	add := func(t text.T, param, val string) {
		out = append(out, ui.Chip{Label: t, Remove: p.without(param, val)})
	}
	if p.q.Search != "" {
		add(text.FilterSearch.With(p.q.Search), paramSearch, "")
	}
	if p.q.Mine {
		add(text.FilterMine, paramMine, "")
	}
	if p.q.Open {
		add(text.FilterOpen, paramOpen, "")
	}
	switch p.q.HandOver {
	case OfferAny:
		add(text.FilterOffers, paramHandOver, "")
	case OfferMine:
		add(text.FilterOffersMine, paramHandOver, "")
	}
	if p.q.NoTaxCode {
		add(text.FilterNoTaxCode, paramTaxCode, "")
	}
	for _, f := range p.valueFilters() {
		for _, val := range f.values {
			w := f.word(val)
			add(text.T{f.label.F(text.Italian, w[text.Italian]), f.label.F(text.English, w[text.English])}, f.param, val)
		}
	}
	if p.q.Due != "" {
		w := dueWords[p.q.Due]
		add(text.T{text.FilterDue.F(text.Italian, w[text.Italian]), text.FilterDue.F(text.English, w[text.English])}, paramDue, "")
	}
	if !p.q.From.IsZero() {
		add(text.FilterFrom.With(p.q.From.Format()), paramFrom, "")
	}
	if !p.q.To.IsZero() {
		add(text.FilterTo.With(p.q.To.Format()), paramTo, "")
	}
	return out
}

type valueFilter struct {
	label  text.T
	param  string
	values []string
	word   func(string) text.T
}

func (p *listView) valueFilters() []valueFilter {
	return []valueFilter{{text.FilterState, paramState, p.q.States, p.stateWord}, {text.FilterManager, paramManager, p.q.Managers, p.managerWord},
		{text.FilterSeat, paramSeat, p.q.Seats, p.seatWord}, {text.FilterTown, paramTown, p.q.Towns, townWord},
		{text.FilterReferrer, paramReferrer, p.q.Referrers, p.d.referrerWord}, {text.FilterProgramme, paramProgramme, p.q.Programmes, p.programmeWord}}
}

func (p *listView) stateWord(code string) text.T {
	s, _ := p.d.m.State(code)
	return s.Label
}

func (p *listView) managerWord(id string) text.T {
	for _, c := range p.d.colleagues {
		if string(c.ID) == id {
			return text.Raw(c.Name())
		}
	}
	return text.FilterNobody
}

func (p *listView) seatWord(id string) text.T {
	for _, s := range p.d.seats {
		if string(s.ID) == id {
			return text.Raw(s.Name)
		}
	}
	return text.T{}
}

func townWord(code string) text.T { return text.Raw(towns()[code].Name) }

func (d directory) referrerWord(val string) text.T {
	for _, b := range d.bodies {
		code, label := groupOf(b.Section)
		switch {
		case d.hides(b.Section) && code == val:
			return label
		case string(b.ID) == val:
			return text.Raw(b.Name)
		}
	}
	return text.T{}
}

func (p *listView) programmeWord(code string) text.T {
	x, _ := p.d.m.Programme(code)
	return shortProgramme(x)
}

var dueWords = map[string]text.T{DueToday: text.DueTodayWord, DueLate: text.DueLateWord, DueWeek: text.DueWeekWord, DueNone: text.DueNoneWord, DueReview: text.DueReviewWord}

// inWords are the filters on one line, for paper and for an empty list.
func (p *listView) inWords(l text.Lang) string {
	var words []string
	for _, c := range p.chips() {
		words = append(words, c.Label.In(l))
	}
	return strings.Join(words, "; ")
}

func (p *listView) stateOptions() (out []ui.Option) {
	for _, s := range p.d.m.States {
		out = append(out, ui.Option{Value: s.Code, Label: s.Label})
	}
	return out
}

func (p *listView) townOptions() (out []ui.Option) {
	for _, code := range newBuilderFor(p).townsByName(nil) {
		out = append(out, ui.Option{Value: code, Label: townWord(code)})
	}
	for _, code := range p.q.Towns {
		if !slices.ContainsFunc(out, func(o ui.Option) bool { return o.Value == code }) {
			out = append(out, ui.Option{Value: code, Label: townWord(code)})
		}
	}
	return out
}

func newBuilderFor(p *listView) *builder {
	return &builder{d: p.d, q: p.q, who: p.who, zone: p.who.Zone, today: p.today}
}

// referrerOptions are the bodies that the reader may ask for: each by name, or one of the groups in place of its members.
func (d directory) referrerOptions() (out []ui.Option) {
	var groups []ui.Option
	for _, b := range d.bodies {
		if !d.hides(b.Section) {
			out = append(out, ui.Option{Value: string(b.ID), Label: text.Raw(b.Name)})
			continue
		}
		code, label := groupOf(b.Section)
		if !slices.ContainsFunc(groups, func(o ui.Option) bool { return o.Value == code }) {
			groups = append(groups, ui.Option{Value: code, Label: label})
		}
	}
	return append(out, groups...)
}

func (p *listView) managerOptions() (out []ui.Option) {
	for _, c := range account.ManagersOf(p.d.colleagues) {
		out = append(out, ui.Option{Value: string(c.ID), Label: text.Raw(c.Name())})
	}
	return append(out, ui.Option{Value: NoManager, Label: text.FilterNobody})
}

func (p *listView) seatOptions() (out []ui.Option) {
	for _, s := range p.d.seats {
		out = append(out, ui.Option{Value: string(s.ID), Label: text.Raw(s.Name)})
	}
	return out
}

// programmeOptions are the programmes that the reader may ask for.
func (d directory) programmeOptions(tx *gate.ReadTx) (out []ui.Option) {
	for _, x := range d.m.Programmes {
		if readersOf(policy.Section(x.Section), tx.May) != noCase {
			out = append(out, ui.Option{Value: x.Code, Label: shortProgramme(x)})
		}
	}
	return out
}

func dueOptions() (out []ui.Option) {
	for _, code := range []string{DueLate, DueToday, DueWeek, DueNone, DueReview} {
		out = append(out, ui.Option{Value: code, Label: dueWords[code]})
	}
	return out
}

// form holds the filters as their small forms show them.
func (p *listView) form() ui.Form {
	f := ui.Form{Values: p.q.Values()}
	f = f.Set(paramFrom, p.q.From.Format()).Set(paramTo, p.q.To.Format())
	return f
}

// kept are the parts of the address that a small form must send along: all but its own fields.
func (p *listView) kept(own ...string) (out [][2]string) {
	v := p.values()
	for _, name := range slices.Sorted(maps.Keys(v)) {
		if !slices.Contains(own, name) {
			for _, x := range v[name] {
				out = append(out, [2]string{name, x})
			}
		}
	}
	return out
}

// pips is how far along a row's case is.
func (p *listView) pips(w Row) ui.Pips { return RowPips(p.d.m, w) }

// RowPips is how far along the case of a row is: a suspended one shows what it had reached.
func RowPips(m *guideline.Model, w Row) ui.Pips {
	s, _ := m.State(w.State)
	n := s.Pips
	if s.Kind == guideline.Suspended {
		before, _ := m.State(w.Before)
		n = before.Pips
	}
	if n == 0 {
		return ui.Pips{}
	}
	return ui.Pips{Done: n, Total: len(m.Phases), Striped: s.Mark == guideline.Striped}
}

// RowDate is the cell of a row's next date. A case at rest shows its review, a closed one nothing.
func RowDate(w Row, today value.Date, l text.Lang) ui.NextDate {
	n := ui.NextDate{Href: pathCases + "/" + string(w.ID) + "/data", Value: w.NextOn.Format()}
	kind := kindOf(w.State)
	on, late := w.NextOn, text.T{}
	if on.IsZero() && kind == guideline.Suspended {
		on = w.ReviewOn
	}
	if away := today.Sub(on); away == 1 {
		late = text.RowLateByOne
	} else if away > 1 {
		late = text.RowLateBy.With(away)
	}
	switch {
	case kind == guideline.Closed && on.IsZero():
	case on.IsZero():
		n.Mark, n.Text = ui.Missing, text.RowNoDate
	case kind != guideline.Closed && late != text.T{}:
		n.Mark, n.Text = ui.Late, late
	case on == today:
		n.Mark, n.Text = ui.Today, text.Raw(on.NearIn(today, l))
	default:
		n.Text = text.Raw(on.NearIn(today, l))
	}
	if w.NextOn.IsZero() && !on.IsZero() {
		n.Text = text.T{text.RowReviewOn.F(text.Italian, n.Text[text.Italian]), text.RowReviewOn.F(text.English, n.Text[text.English])}
	}
	return n
}

// rowMark is what stands before the word of a state that is not on the road.
func rowMark(m *guideline.Model, code string) ui.MarkKind {
	switch s, _ := m.State(code); s.Mark {
	case guideline.Refused:
		return ui.Failed
	case guideline.Again:
		return ui.Again
	}
	return ui.NoMark
}

// Href is where a row leads its reader: the case, the question why, or the person; nowhere for whoever sees the row only.
func (w Row) Href() string {
	path := pathCases + "/" + string(w.ID)
	switch {
	case w.MayOpen, w.MayAsk:
		return path
	case w.MayPerson:
		return path + "/persona"
	}
	return ""
}

// countWord is a count with its limit.
func countWord(n int, l text.Lang) string {
	if n >= CountLimit {
		return text.ListManyN.In(l)
	}
	return ui.N(text.WithLang(context.Background(), l), n)
}

// failed is what is wrong with the search or with the name of a list, whichever was sent.
func (p *listView) failed() ui.Form {
	if p.save.Failed() {
		return p.save
	}
	return p.search
}

// counted is how many cases the list has, in words.
func (p *listView) counted() string {
	switch {
	case p.out.Count >= CountLimit:
		return text.ListMany.In(p.lang)
	case p.out.Count == 1:
		return text.ListFirstOne.In(p.lang)
	}
	return text.ListCount.F(p.lang, countWord(p.out.Count, p.lang))
}

// printed is the line on top of the printed list: the filters in words and how many cases there are.
func (p *listView) printed() string {
	filters := text.ListNoFilters.In(p.lang)
	if words := p.inWords(p.lang); words != "" {
		filters = text.ListFilters.F(p.lang, words)
	}
	return filters + ". " + p.counted()
}

func (p *listView) empty() text.T {
	switch {
	case p.q.Search != "":
		return text.SearchNothing
	case p.q.filtered():
		return text.T{text.ListEmpty.F(text.Italian, p.inWords(text.Italian)), text.ListEmpty.F(text.English, p.inWords(text.English))}
	}
	return text.ListEmptyZone
}

// note says which rows of how many the page holds.
func (p *listView) note() text.T {
	n := ui.N(text.WithLang(context.Background(), p.lang), p.out.First+len(p.out.Rows)-1)
	return text.ListRange.With(ui.N(text.WithLang(context.Background(), p.lang), p.out.First), n, countWord(p.out.Count, p.lang))
}

func joined(words []text.T, l text.Lang) string {
	var out []string
	for _, w := range words {
		out = append(out, w.In(l))
	}
	return strings.Join(out, ", ")
}
