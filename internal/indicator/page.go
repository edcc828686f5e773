package indicator

import (
	"context"
	"strings"

	"siil/internal/gate"
	"siil/internal/guideline"
	"siil/internal/text"
	"siil/internal/ui"
	"siil/internal/value"
)

const nav = "andamento"

// page is what the page of an overview shows.
type page struct {
	r                        *Room
	o                        Overview
	c                        Choices
	who                      gate.Actor
	ignored                  bool // the address asked for something that is not here
	mayOpen, mayOwn, mayZone bool
}

func (p *page) title() text.T {
	if p.o.Own {
		return text.OverviewMine
	}
	return text.OverviewTitle
}

func (p *page) crumbs() []ui.Crumb {
	if !p.o.Own || !p.mayZone {
		return nil
	}
	return []ui.Crumb{{Label: text.OverviewTitle, Href: pathOverview}, {Label: text.OverviewMine}}
}

func (p *page) path() string {
	if p.o.Own {
		return pathMine
	}
	return pathOverview
}

func (p *page) filtered() bool { return p.o.Dim != OfZone && !p.o.Own }

// state says how new the figures are.
func (p *page) state() text.T {
	switch {
	case p.o.Pending > foldsAtOnce:
		return text.OverviewPending.With(">" + value.FormatInt(foldsAtOnce))
	case p.mayOpen || p.o.Own:
		return text.OverviewFresh
	}
	return text.OverviewFreshNo
}

// printed is the period and the filter on paper.
func (p *page) printed() text.T {
	t := p.periodWords()
	if p.o.Filter != (text.T{}) {
		t[0], t[1] = t[0]+"; "+p.o.Filter[0], t[1]+"; "+p.o.Filter[1]
	}
	return t
}

func (p *page) periodWords() text.T { return periodWords(p.o.Period, p.o.Today) }

// periodWords is a period in days: it ends today at the latest.
func periodWords(p Period, today value.Date) text.T {
	end := monthStart(p.To).MonthEnd()
	if end.After(today) {
		end = today
	}
	return text.OverviewPeriod.With(monthStart(p.From).Format(), end.Format())
}

func (p *page) chips() []ui.Chip {
	var out []ui.Chip
	v := p.o.values()
	if v.Has(paramFrom) {
		v.Del(paramFrom)
		v.Del(paramTo)
		out = append(out, ui.Chip{Label: p.periodWords(), Remove: withQuery(p.path(), v)})
	}
	if p.filtered() {
		v = p.o.values()
		v.Del(paramOf(p.o.Dim))
		out = append(out, ui.Chip{Label: p.o.Filter, Remove: withQuery(p.path(), v)})
	}
	return out
}

// periodLabel is the button that changes the period: the last year stands on it, any other beside it.
func (p *page) periodLabel() text.T {
	if p.o.values().Has(paramFrom) {
		return text.OverviewPeriodName
	}
	return p.periodWords()
}

func (p *page) form() ui.Form {
	f := ui.NewForm(paramFrom, p.o.Period.From, paramTo, p.o.Period.To)
	if p.filtered() {
		f = f.Set(paramOf(p.o.Dim), p.o.Key)
	}
	return f
}

// monthOptions are the months to choose from, the newest first.
func (p *page) monthOptions() (out []ui.Option) {
	first := max(p.o.First, month(p.o.Today.AddMonths(-monthsBack)))
	if p.o.First == "" || first > p.o.Period.From {
		first = p.o.Period.From
	}
	for d := p.o.Today; month(d) >= first; d = d.MonthStart().AddDays(-1) {
		m := month(d)
		out = append(out, ui.Option{Value: m, Label: text.T{monthName(m, text.Italian), monthName(m, text.English)}})
	}
	return out
}

// filterForm is one of the filters that can be put on.
type filterForm struct {
	label   text.T
	param   string
	options []ui.Option
}

func (p *page) filterForms() (out []filterForm) {
	for _, f := range []filterForm{{text.OverviewSeat, paramOf(BySeat), p.c.seats}, {text.OverviewTown, paramOf(ByTown), p.c.towns},
		{text.OverviewReferrer, paramOf(ByReferrer), p.c.referrers}, {text.OverviewProgramme, paramOf(ByProgramme), p.c.programmes}} {
		if len(f.options) > 0 {
			out = append(out, f)
		}
	}
	return out
}

func monthName(m string, l text.Lang) string {
	d := monthStart(m)
	return value.MonthName(d.Month(), l) + " " + m[:4]
}

// lastMonth is the last whole month of the period.
func (p *page) lastMonth() string {
	if p.o.Period.To < month(p.o.Today) {
		return p.o.Period.To
	}
	return month(p.o.Today.MonthStart().AddDays(-1))
}

var monthColumns = []text.T{text.FigureReferred, text.FigureTaken, text.FigureLeft, text.FigureClosed, text.MonthsInTime, text.MonthsLate, text.MonthsInCharge,
	text.MonthsOver}

// words is a note as it is shown.
func (n Note) words(ctx context.Context, fewest int) string {
	args := []any{n.Number.words(ctx, fewest)}
	for _, t := range n.After {
		args = append(args, ui.S(ctx, t))
	}
	return ui.F(ctx, n.Text, args...)
}

func days(ctx context.Context, n int) string {
	if n < 0 {
		return ""
	}
	return ui.F(ctx, text.WaitsDay, n)
}

func termWords(w guideline.Wait) text.T {
	return map[guideline.Unit]text.T{guideline.Day: text.WaitsDay, guideline.WorkingDay: text.WaitsWorking, guideline.Month: text.WaitsMonth}[w.Unit].With(w.Count)
}

// termDays is how long a term is on the scale of days, counted from today.
func (p *page) termDays(w guideline.Wait) float64 { return float64(w.Due(p.o.Today).Sub(p.o.Today)) }

// longest is the end of the scale of days.
func (p *page) longest() float64 {
	most := 1.0
	for _, w := range p.o.Waits {
		most = max(most, float64(w.Nine), p.termDays(w.Wait))
	}
	return most
}

func (p *page) limit() int { return p.r.m.Sittings.Workload }

// limitOf is where the limit of a case manager stands; cases that nobody manages have none.
func (p *page) limitOf(l LoadRow) float64 {
	if l.ID == "" {
		return 0
	}
	return float64(p.limit())
}

func (p *page) largestLoad() float64 {
	most := float64(p.limit())
	for _, l := range p.o.Load {
		most = max(most, l.Total.size())
	}
	return most
}

func largest(rows []ShareRow) float64 {
	most := 1.0
	for _, r := range rows {
		most = max(most, r.Number.size())
	}
	return most
}

// shared tells whether some row has its share of the whole.
func shared(rows []ShareRow) bool {
	for _, r := range rows {
		if r.Share >= 0 {
			return true
		}
	}
	return false
}

func (x IndexBlock) largest() float64 {
	most := 1.0
	for k := range Buckets {
		most = max(most, x.Entry[k].size(), x.Last[k].size())
	}
	return most
}

// movedWords is how many moved one way, in words.
type movedWords struct {
	n     Number
	words string
}

func (p *page) moved(ctx context.Context, x IndexBlock) []movedWords {
	words := func(n Number, t text.T) movedWords { return movedWords{n, ui.F(ctx, t, n.words(ctx, p.o.Fewest))} }
	return []movedWords{words(x.Better, text.IndexBetter), words(x.Same, text.IndexSame), words(x.Worse, text.IndexWorse)}
}

// movedBefore is the same of the period before.
func (p *page) movedBefore(ctx context.Context, x IndexBlock) string {
	var out []string
	for _, m := range p.moved(ctx, x) {
		out = append(out, m.words)
	}
	return strings.Join(out, ", ")
}
