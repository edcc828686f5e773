package indicator

import (
	"slices"

	"siil/internal/guideline"
	"siil/internal/value"
)

// Period is some months, both in.
type Period struct{ From, To string }

// lastYear is the twelve months that end with a day's.
func lastYear(today value.Date) Period { return Period{month(today.AddMonths(-11)), month(today)} }

// Months are those of a period.
func (p Period) Months() (out []string) {
	for m := p.From; m <= p.To; m = nextMonth(m) {
		out = append(out, m)
	}
	return out
}

// Before is the period of the same length before.
func (p Period) Before() Period {
	first := monthStart(p.From)
	return Period{month(first.AddMonths(-len(p.Months()))), month(first.AddMonths(-1))}
}

func monthStart(m string) value.Date {
	d, _ := value.ParseISO(m + "-01")
	return d
}

// figures are kept numbers of one value of a dimension: by figure and part.
type figures map[string]map[string]Days

func (f figures) put(c cell, d Days) {
	if f[c.figure] == nil {
		f[c.figure] = map[string]Days{}
	}
	f[c.figure][c.part] = d
}

// flow is how often something happened in a period, in some parts or in all.
func (f figures) flow(figure string, p Period, parts ...string) (n int) {
	for part, days := range f[figure] {
		if len(parts) > 0 && !slices.Contains(parts, part) {
			continue
		}
		for day, x := range days {
			if p.From <= day && day <= p.To {
				n += x
			}
		}
	}
	return n
}

// stockAfter is how many there were at the end of a month of what comes and goes, of some phases where it does so by phase.
func (f figures) stockAfter(figure, month string, phases ...string) (n int) {
	all := Period{"", month}
	if len(phases) == 0 {
		return f.flow(figure, all, comesIn) - f.flow(figure, all, goesOut)
	}
	for _, p := range phases {
		n += f.flow(figure, all, p+":"+comesIn) - f.flow(figure, all, p+":"+goesOut)
	}
	return n
}

// now is how many there are of what stands, in some parts or in all.
func (f figures) now(figure string, parts ...string) int {
	return f.flow(figure, Period{"", "9"}, parts...)
}

// before is how many have a day earlier than one.
func (f figures) before(figure, part string, day value.Date) (n int) {
	for d, x := range f[figure][part] {
		if d != "" && d < day.ISO() {
			n += x
		}
	}
	return n
}

// waits are the days that those in a phase have waited, the shortest first, each as often as there are cases.
func (f figures) waits(w guideline.Wait, today value.Date) []int {
	var out []int
	for day, n := range f[Waiting][w.Code] {
		since, _ := value.ParseISO(day)
		for range n {
			out = append(out, max(0, today.Sub(since)))
		}
	}
	slices.Sort(out)
	return out
}

// late is how many in a phase are over its term.
func (f figures) late(w guideline.Wait, today value.Date) int {
	return f.before(Waiting, w.Code, w.LateBefore(today))
}

// within is the least number that so many of ten of a sorted list are not above; false when the list is empty.
func within(sorted []int, ofTen int) (int, bool) {
	if len(sorted) == 0 {
		return 0, false
	}
	return sorted[(len(sorted)*ofTen+9)/10-1], true
}

// first is the first month in which there is anything; empty when there is nothing.
func (f figures) first() (first string) {
	for _, parts := range f {
		for _, days := range parts {
			for day := range days {
				if len(day) >= 7 && (first == "" || day[:7] < first) {
					first = day[:7]
				}
			}
		}
	}
	return first
}
