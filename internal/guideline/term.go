package guideline

import (
	"time"

	"siil/internal/value"
)

// Due is the last day of the term when it is counted from a day: that day itself is not counted (art. 2963 of the civil code). A month
// ends on the day of the same number, or on the last of a shorter month.
func (t Term) Due(since value.Date) value.Date {
	switch t.Unit {
	case Month:
		return since.AddMonths(t.Count)
	case WorkingDay:
		due := since
		for n := 0; n < t.Count; {
			due = due.AddDays(1)
			if IsWorkingDay(due) {
				n++
			}
		}
		return due
	}
	return since.AddDays(t.Count)
}

// MainTerm is the first term of a state, the one that its page counts down; false when the state has none.
func (s State) MainTerm() (Term, bool) {
	if len(s.Terms) == 0 {
		return Term{}, false
	}
	return s.Terms[0], true
}

// IsWorkingDay tells whether offices are open: Monday to Friday, without the national holidays of L. 260/1949 as amended (L. 54/1977,
// L. 336/2000; 4 October from 2026, L. 151/2025). The patron saints of single municipalities are not known here.
func IsWorkingDay(d value.Date) bool {
	if day := d.Weekday(); day == time.Saturday || day == time.Sunday {
		return false
	}
	switch (dayOfYear{d.Month(), d.Day()}) {
	case dayOfYear{1, 1}, dayOfYear{1, 6}, dayOfYear{4, 25}, dayOfYear{5, 1}, dayOfYear{6, 2}, dayOfYear{8, 15}, dayOfYear{11, 1},
		dayOfYear{12, 8}, dayOfYear{12, 25}, dayOfYear{12, 26}:
		return false
	case dayOfYear{10, 4}:
		return d.Year() < 2026
	}
	return d != easter(d.Year()).AddDays(1)
}

type dayOfYear struct {
	month time.Month
	day   int
}

// easter follows the anonymous Gregorian rule (Meeus, Astronomical Algorithms, chapter 8).
func easter(year int) value.Date {
	a, b, c := year%19, year/100, year%100
	d, e := b/4, b%4
	g := (8*b + 13) / 25
	h := (19*a + b - d - g + 15) % 30
	i, k := c/4, c%4
	l := (32 + 2*e + 2*i - h - k) % 7
	m := (a + 11*h + 22*l) / 451
	n := h + l - 7*m + 114
	date, _ := value.NewDate(year, time.Month(n/31), n%31+1)
	return date
}
