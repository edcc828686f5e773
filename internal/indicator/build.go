package indicator

import (
	"cmp"
	"slices"

	"siil/internal/guideline"
	"siil/internal/text"
	"siil/internal/value"
)

// builder makes an overview out of kept numbers.
type builder struct {
	m     *guideline.Model
	f     figures
	o     *Overview
	today value.Date
	peers *peers // where small numbers are left out of one value of a dimension
}

func (b *builder) ask(figure string, late bool, parts ...string) Question {
	return Question{Figure: figure, Parts: parts, From: b.o.Period.From, To: b.o.Period.To, Late: late, Dim: b.o.Dim, Key: b.o.Key}
}

// count is a number worked out of kept ones; one that would give a small one of another value of the dimension away is not told.
func (b *builder) count(q *Question, reckon func(figures) int) Number {
	n := Number{N: reckon(b.f), Q: q}
	if b.peers != nil {
		n.Blank = b.peers.blank(b.o.Fewest, b.o.Key, reckon)
	}
	return n
}

func (b *builder) flow(figure string, parts ...string) Number {
	return b.flowIn(b.o.Period, figure, parts...)
}

func (b *builder) flowIn(p Period, figure string, parts ...string) Number {
	q := b.ask(figure, false, parts...)
	q.From, q.To = p.From, p.To
	return b.count(&q, func(f figures) int { return f.flow(figure, p, parts...) })
}

func (b *builder) now(figure string, parts ...string) Number {
	q := b.ask(figure, false, parts...)
	return b.count(&q, func(f figures) int { return f.now(figure, parts...) })
}

// stockAfter is how many there were at the end of a month; nobody can open them now.
func (b *builder) stockAfter(figure, month string, phases ...string) Number {
	return b.count(nil, func(f figures) int { return f.stockAfter(figure, month, phases...) })
}

// late is how many in some phases are over their term.
func (b *builder) late(waits ...guideline.Wait) Number {
	var parts []string
	if len(waits) == 1 {
		parts = []string{waits[0].Code}
	}
	q := b.ask(Waiting, true, parts...)
	return b.count(&q, func(f figures) (n int) {
		for _, w := range waits {
			n += f.late(w, b.today)
		}
		return n
	})
}

func (b *builder) phases() (out []string) {
	for _, w := range b.m.Overview.Waits {
		out = append(out, w.Code)
	}
	return out
}

func (b *builder) build() {
	b.o.Last = month(b.today.MonthStart().AddDays(-1))
	b.waits()
	b.boxes()
	b.shares()
	b.indices()
	b.months()
}

func (b *builder) waits() {
	for _, w := range b.m.Overview.Waits {
		all := b.f.waits(w, b.today)
		row := WaitRow{Wait: w, Count: b.now(Waiting, w.Code), Late: b.late(w), WereCount: b.stockAfter(Queue, b.o.Last, w.Code),
			WereLate: b.stockAfter(Late, b.o.Last, w.Code), Median: -1, Nine: -1}
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
	before := func(figure string) Note { return Note{Text: text.BoxBefore, Number: b.flowIn(p.Before(), figure)} }
	were := func(n Number) Note { return Note{Text: text.BoxWere, Number: n, After: []text.T{monthWord(b.o.Last)}} }
	referred := Box{Label: text.FigureReferred, Figure: Referred, Number: b.flow(Referred),
		Notes: []Note{{text.BoxInMonth, b.flowIn(Period{p.To, p.To}, Referred), []text.T{monthWord(p.To)}, true}, before(Referred)}}
	charge := Box{Label: text.BoxInCharge, Figure: Now, Part: "in_charge", Number: b.now(Now, m.InCharge...),
		Notes: []Note{{Text: text.BoxUnderWay, Number: b.now(Now, m.UnderWay...), IsPart: true}, were(b.stockAfter(Charge, b.o.Last))}}
	over := Box{Label: text.BoxLate, Figure: Waiting, Part: "over", Number: b.late(m.Waits...), Bad: true,
		Notes: []Note{were(b.stockAfter(Late, b.o.Last, b.phases()...))}}
	none := Box{Label: text.BoxNoDate, Figure: Next, Part: NoDate, Number: b.now(Next, NoDate)}
	closed := Box{Label: text.FigureClosed, Figure: Closed, Number: b.flow(Closed),
		Notes: []Note{{Text: text.BoxWithWork, Number: b.flow(Closed, m.WorkReasons...), IsPart: true}, before(Closed)}}
	if b.o.Own {
		b.o.Boxes = []Box{charge, over, none, b.checksBox(), referred, closed}
	} else {
		b.o.Boxes = []Box{referred, b.teamBox(were), charge, over, none, closed}
	}
	b.o.Closed = closed.Number
}

func (b *builder) checksBox() Box {
	q := b.ask(CheckDue, true)
	late := b.count(&q, func(f figures) int { return f.before(CheckDue, "", b.today) })
	return Box{Label: text.BoxChecksLate, Figure: CheckDue, Part: "over", Number: late, Bad: true, Notes: []Note{{Text: text.BoxChecksAll, Number: b.now(CheckDue)}}}
}

// teamBox is how many wait for the team's decision.
func (b *builder) teamBox(were func(Number) Note) Box {
	for i, w := range b.o.Waits {
		if w.Wait.Code != "TEAM" {
			continue
		}
		box := Box{Label: w.Wait.Label, Figure: Waiting, Part: w.Wait.Code, Number: b.o.Waits[i].Count, Notes: []Note{were(w.WereCount)}}
		if all := b.f.waits(w.Wait, b.today); len(all) > 0 && b.o.Fewest == 0 {
			box.Notes = slices.Insert(box.Notes, 0, Note{Text: text.BoxOldest, Number: bare(all[len(all)-1])})
		}
		return box
	}
	return Box{Label: text.FigureTaken, Figure: Taken, Number: b.flow(Taken)}
}

func monthWord(m string) text.T {
	n := monthStart(m).Month()
	return text.T{value.MonthName(n, text.Italian), value.MonthName(n, text.English)}
}

// enoughForShares is how large a whole must be for its parts to be told in hundredths.
const enoughForShares = 20

func (b *builder) shares() {
	total := b.o.Closed.N
	add := func(list *[]ShareRow, label text.T, figure, part string) {
		n, before := b.flow(figure, part), b.flowIn(b.o.Period.Before(), figure, part)
		if n.N+before.N > 0 {
			share := -1
			if total >= enoughForShares {
				share = (200*n.N + total) / (2 * total)
			}
			*list = append(*list, ShareRow{label, part, n, before, share})
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
		i.People = b.flow(Index, x.Code+":"+Better, x.Code+":"+Same, x.Code+":"+Worse)
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
	for _, m := range b.o.Period.Months() {
		one := func(figure string, parts ...string) Number { return b.flowIn(Period{m, m}, figure, parts...) }
		row := MonthRow{Month: m, Referred: one(Referred), Taken: one(Taken), Left: one(Left), Closed: one(Closed), InTime: one(Checked, InTime), Late: one(Checked, TooLate),
			InCharge: b.stockAfter(Charge, m), Over: b.stockAfter(Late, m, b.phases()...)}
		if m == month(b.today) { // the month is not over: as things stand today
			row.Over = b.late(b.m.Overview.Waits...)
			row.Over.Q = nil
		}
		b.o.Months = append(b.o.Months, row)
	}
	b.o.Sums = [6]Number{b.flow(Referred), b.flow(Taken), b.flow(Left), b.flow(Closed), b.flow(Checked, InTime), b.flow(Checked, TooLate)}
	b.o.First = b.f.first()
}
