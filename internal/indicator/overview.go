package indicator

import (
	"cmp"
	"slices"
	"strings"

	"siil/internal/account"
	"siil/internal/guideline"
	"siil/internal/text"
	"siil/internal/value"
)

// Overview is the figures of a zone, of a part of it, or of one case manager, as their reader may know them.
type Overview struct {
	Period   Period
	Dim      Dim
	Key      string
	Filter   text.T // the filter in words; empty for all of the zone
	Today    value.Date
	Boxes    []Box
	Waits    []WaitRow
	Load     []LoadRow // only where all of the zone is shown by name
	Reasons  []ShareRow
	Outcomes []ShareRow
	Indices  []IndexBlock
	Months   []MonthRow
	Sums     [6]Number // of the period: the first six columns of its months
	Closed   Number
	Fewest   int    // above 0: fewer than these are not told
	First    string // the first month with anything in it; "" when there is nothing
	Pending  int    // cases that changed and are not counted yet
	Counted  bool   // false: nothing was ever counted here
	Own      bool
	Before   *Overview // the period of the same length before: of it only what happened holds
}

// Box is a number with a few words under it.
type Box struct {
	Label  text.T
	Figure string // its definition
	Part   string // what of it, in the interface for programs
	Number Number
	Bad    bool // above zero it is shown as something late
	Notes  []text.T
}

// WaitRow is a phase in which cases wait.
type WaitRow struct {
	Wait         guideline.Wait
	Count, Late  Number
	Median, Nine int // in days; -1: nothing, or not told
}

// LoadRow is the open cases of one case manager.
type LoadRow struct {
	ID                                 value.ID
	Name                               string
	Role                               text.T
	Total, UnderWay, Before, Suspended Number
	NoDate, Late                       Number
	Weight                             int // in tenths of a case
}

// ShareRow is one of the parts of a whole. Share is in hundredths, -1 where the whole is too small for one.
type ShareRow struct {
	Label  text.T
	Part   string
	Number Number
	Share  int
}

// IndexBlock is one index, from the first assessment to the last.
type IndexBlock struct {
	Code                string
	Label               text.T
	Better, Same, Worse Number
	Entry, Last         [Buckets]Number
	People              Number
	Months              int // half of the people were assessed again within so many; -1: nothing
}

// MonthRow is one month.
type MonthRow struct {
	Month                                       string
	Referred, Taken, Left, Closed, InTime, Late Number
	InCharge, Over                              Number // at its end: in charge, over a term
}

// builder makes an overview out of kept numbers.
type builder struct {
	m     *guideline.Model
	f     figures
	o     *Overview
	today value.Date
}

func (b *builder) ask(figure string, late bool, parts ...string) Question {
	return Question{Figure: figure, Parts: parts, From: b.o.Period.From, To: b.o.Period.To, Late: late, Dim: b.o.Dim, Key: b.o.Key}
}

func (b *builder) flow(figure string, parts ...string) Number {
	return exact(b.f.flow(figure, b.o.Period, parts...), b.ask(figure, false, parts...))
}

func (b *builder) build() {
	b.waits()
	b.boxes()
	b.shares()
	b.indices()
	b.months()
}

func (b *builder) waits() {
	for _, w := range b.m.Overview.Waits {
		all := b.f.waits(w, b.today)
		row := WaitRow{Wait: w, Count: exact(len(all), b.ask(Waiting, false, w.Code)), Late: exact(b.f.late(w, b.today), b.ask(Waiting, true, w.Code)), Median: -1, Nine: -1}
		if n, ok := within(all, 5); ok {
			row.Median = n
			row.Nine, _ = within(all, 9)
		}
		b.o.Waits = append(b.o.Waits, row)
	}
}

// boxes are the six numbers on top, for a case manager those that are theirs to move.
func (b *builder) boxes() {
	m, p := b.m.Overview, b.o.Period
	last := month(monthStart(month(b.today)).AddMonths(-1))
	late := 0
	for _, w := range b.o.Waits {
		late += w.Late.N
	}
	before := func(figure string, parts ...string) text.T {
		return b.told(text.BoxBefore, b.f.flow(figure, p.Before(), parts...))
	}
	referred := Box{Label: text.FigureReferred, Figure: Referred, Number: b.flow(Referred),
		Notes: []text.T{b.in(b.f.flow(Referred, Period{p.To, p.To}), p.To), before(Referred)}}
	charge := Box{Label: text.BoxInCharge, Figure: Now, Part: "in_charge", Number: exact(b.f.now(Now, m.InCharge...), b.ask(Now, false, m.InCharge...)),
		Notes: []text.T{b.told(text.BoxUnderWay, b.f.now(Now, m.UnderWay...)), b.in2(text.BoxWere, b.f.stockAfter(Charge, last), last)}}
	over := Box{Label: text.BoxLate, Figure: Waiting, Part: "over", Number: exact(late, b.ask(Waiting, true)), Bad: true,
		Notes: []text.T{b.in2(text.BoxWere, b.f.stockAfter(Late, last), last)}}
	none := Box{Label: text.BoxNoDate, Figure: Next, Part: NoDate, Number: exact(b.f.now(Next, NoDate), b.ask(Next, false, NoDate))}
	closed := Box{Label: text.FigureClosed, Figure: Closed, Number: b.flow(Closed),
		Notes: []text.T{b.told(text.BoxWithWork, b.f.flow(Closed, p, m.WorkReasons...)), before(Closed)}}
	if b.o.Own {
		checks := Box{Label: text.BoxChecksLate, Figure: CheckDue, Part: "over", Number: exact(b.f.before(CheckDue, "", b.today), b.ask(CheckDue, true)), Bad: true,
			Notes: []text.T{b.told(text.BoxChecksAll, b.f.now(CheckDue))}}
		b.o.Boxes = []Box{charge, over, none, checks, referred, closed}
	} else {
		b.o.Boxes = []Box{referred, b.teamBox(), charge, over, none, closed}
	}
	b.o.Closed = closed.Number
}

// teamBox is how many wait for the team's decision.
func (b *builder) teamBox() Box {
	for i, w := range b.o.Waits {
		if w.Wait.Code == "TEAM" {
			box := Box{Label: w.Wait.Label, Figure: Waiting, Number: b.o.Waits[i].Count}
			if all := b.f.waits(w.Wait, b.today); len(all) > 0 && b.o.Fewest == 0 {
				box.Notes = []text.T{text.BoxOldest.With(all[len(all)-1])}
			}
			return box
		}
	}
	return Box{Label: text.FigureTaken, Figure: Taken, Number: b.flow(Taken)}
}

// told is a note with a number in it, as far as it may be told.
func (b *builder) told(t text.T, n int) text.T {
	if b.o.Fewest > 0 && n > 0 && n < b.o.Fewest {
		few := text.FigureFew.With(b.o.Fewest)
		return text.T{t.F(text.Italian, few[0]), t.F(text.English, few[1])}
	}
	words := value.FormatInt(n)
	return text.T{t.F(text.Italian, words), t.F(text.English, strings.ReplaceAll(words, ".", ","))}
}

func (b *builder) in(n int, month string) text.T { return b.in2(text.BoxInMonth, n, month) }

func (b *builder) in2(t text.T, n int, month string) text.T {
	words := b.told(text.T{"%s", "%s"}, n)
	d := monthStart(month)
	return text.T{t.F(text.Italian, words[0], value.MonthName(d.Month(), text.Italian)), t.F(text.English, words[1], value.MonthName(d.Month(), text.English))}
}

// enoughForShares is how large a whole must be for its parts to be told in hundredths.
const enoughForShares = 20

func (b *builder) shares() {
	total := b.o.Closed.N
	add := func(list *[]ShareRow, label text.T, figure, part string) {
		if n := b.flow(figure, part); n.N > 0 {
			share := -1
			if total >= enoughForShares {
				share = (200*n.N + total) / (2 * total)
			}
			*list = append(*list, ShareRow{label, part, n, share})
		}
	}
	for _, r := range b.m.ClosureReasons {
		if reasonPart(b.m, r.Code) == r.Code {
			add(&b.o.Reasons, r.Label, Closed, r.Code)
		}
	}
	add(&b.o.Reasons, text.FigureReserved, Closed, Reserved)
	for _, o := range b.m.Outcomes {
		add(&b.o.Outcomes, o.Label, Outcome, o.Code)
	}
	slices.SortStableFunc(b.o.Reasons, func(x, y ShareRow) int { return cmp.Compare(y.Number.N, x.Number.N) })
	slices.SortStableFunc(b.o.Outcomes, func(x, y ShareRow) int { return cmp.Compare(y.Number.N, x.Number.N) })
}

func (b *builder) indices() {
	for _, x := range b.m.Assessment.Indices {
		i := IndexBlock{Code: x.Code, Label: x.Label, Months: -1, Better: b.flow(Index, x.Code+":"+Better), Same: b.flow(Index, x.Code+":"+Same), Worse: b.flow(Index, x.Code+":"+Worse)}
		for k := range Buckets {
			i.Entry[k] = b.flow(Index, x.Code+":entry:"+digit(k+1))
			i.Last[k] = b.flow(Index, x.Code+":last:"+digit(k+1))
		}
		i.People = bare(i.Better.N + i.Same.N + i.Worse.N)
		var months []int
		for n := range 100 {
			for range b.f.flow(Index, b.o.Period, x.Code+":months:"+digit(n/10)+digit(n%10)) {
				months = append(months, n)
			}
		}
		if n, ok := within(months, 5); ok {
			i.Months = n
		}
		b.o.Indices = append(b.o.Indices, i)
	}
}

func digit(n int) string { return string(rune('0' + n)) }

func (b *builder) months() {
	over := 0
	for _, w := range b.o.Waits {
		over += w.Late.N
	}
	for _, m := range b.o.Period.Months() {
		one := func(figure string, parts ...string) Number {
			q := b.ask(figure, false, parts...)
			q.From, q.To = m, m
			return exact(b.f.flow(figure, Period{m, m}, parts...), q)
		}
		b.o.Months = append(b.o.Months, MonthRow{Month: m, Referred: one(Referred), Taken: one(Taken), Left: one(Left), Closed: one(Closed),
			InTime: one(Checked, InTime), Late: one(Checked, TooLate), InCharge: bare(b.f.stockAfter(Charge, m)),
			Over: bare(b.f.stockAfter(Late, m))})
		if m == month(b.today) {
			b.o.Months[len(b.o.Months)-1].Over = bare(over)
		}
	}
	b.o.Sums = [6]Number{b.flow(Referred), b.flow(Taken), b.flow(Left), b.flow(Closed), b.flow(Checked, InTime), b.flow(Checked, TooLate)}
	for _, parts := range b.f {
		for _, days := range parts {
			for day := range days {
				if len(day) >= 7 && (b.o.First == "" || day[:7] < b.o.First) {
					b.o.First = day[:7]
				}
			}
		}
	}
}

// load is the open cases of each case manager, who has most first: where help is needed, no other order of people.
func (b *builder) load(managers map[string]figures, people []account.Colleague) {
	o := b.m.Overview
	for key, f := range managers {
		ask := func(figure string, late bool, parts ...string) Question {
			return Question{Figure: figure, Parts: parts, From: b.o.Period.From, To: b.o.Period.To, Late: late, Dim: ByManager, Key: key}
		}
		var under, before, resting, all []string
		weight := 0
		for _, s := range b.m.States {
			if s.Kind == guideline.Closed {
				continue
			}
			all = append(all, s.Code)
			weight += f.now(Now, s.Code) * o.Weights[s.Code]
			switch {
			case s.Kind == guideline.Suspended:
				resting = append(resting, s.Code)
			case slices.Contains(o.UnderWay, s.Code):
				under = append(under, s.Code)
			default:
				before = append(before, s.Code)
			}
		}
		part := func(states []string) Number { return exact(f.now(Now, states...), ask(Now, false, states...)) }
		row := LoadRow{ID: value.ID(key), Total: part(all), UnderWay: part(under), Before: part(before), Suspended: part(resting), Weight: weight,
			NoDate: exact(f.now(Next, NoDate), ask(Next, false, NoDate)), Late: exact(f.before(Next, WithDate, b.today), ask(Next, true, WithDate))}
		if key == Nobody {
			row.ID = ""
		}
		for _, c := range people {
			if c.ID == row.ID {
				row.Name = c.Name()
				if len(c.Roles) > 0 {
					role, _ := b.m.Role(string(c.Roles[0]))
					row.Role = role.Label
				}
			}
		}
		if row.Total.N > 0 {
			b.o.Load = append(b.o.Load, row)
		}
	}
	slices.SortFunc(b.o.Load, func(x, y LoadRow) int {
		return cmp.Or(cmp.Compare(len(y.ID), len(x.ID)), cmp.Compare(y.Total.N, x.Total.N), cmp.Compare(x.Name, y.Name), cmp.Compare(x.ID, y.ID))
	})
}

// shield leaves small numbers out of everything, for whoever may not open the rows behind them and for what leaves the zone.
func (o *Overview) shield(fewest int) {
	o.Fewest = fewest
	for i := range o.Boxes {
		shield(fewest, &o.Boxes[i].Number)
	}
	var late, counts []*Number
	for i := range o.Waits {
		w := &o.Waits[i]
		if w.Count.N < fewest {
			w.Median, w.Nine = -1, -1
		}
		late, counts = append(late, &w.Late), append(counts, &w.Count)
	}
	shield(fewest, late...)
	shield(fewest, counts...)
	for _, list := range [][]ShareRow{o.Reasons, o.Outcomes} {
		var all []*Number
		for i := range list {
			all = append(all, &list[i].Number)
		}
		shield(fewest, all...)
		for i := range list {
			if !list[i].Number.Known() {
				list[i].Share = -1
			}
		}
	}
	for i := range o.Indices {
		o.Indices[i].shield(fewest)
	}
	o.shieldMonths(fewest)
	if o.Before != nil {
		o.Before.shield(fewest)
	}
	shield(fewest, &o.Closed)
	o.Load = nil
}

func (i *IndexBlock) shield(fewest int) {
	var entry, last []*Number
	for k := range Buckets {
		entry, last = append(entry, &i.Entry[k]), append(last, &i.Last[k])
	}
	shield(fewest, entry...)
	shield(fewest, last...)
	shield(fewest, &i.Better, &i.Same, &i.Worse)
	if shield(fewest, &i.People); !i.People.Known() {
		i.Months = -1
	}
}

func (o *Overview) shieldMonths(fewest int) {
	for i := range o.Sums {
		shield(fewest, &o.Sums[i])
	}
	columns := make([][]*Number, len(monthColumns))
	for i := range o.Months {
		for k, n := range o.Months[i].numbers() {
			columns[k] = append(columns[k], n)
		}
	}
	for _, c := range columns {
		shield(fewest, c...)
	}
}

func (m *MonthRow) numbers() []*Number {
	return []*Number{&m.Referred, &m.Taken, &m.Left, &m.Closed, &m.InTime, &m.Late, &m.InCharge, &m.Over}
}
