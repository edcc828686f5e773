package plan

import (
	"context"
	"strconv"

	"siil/internal/text"
	"siil/internal/ui"
	"siil/internal/value"
)

// monthDay is a day in the grid of a month.
type monthDay struct {
	Day     int // 0: a day of another month
	On      value.Date
	Open    bool // hours may be written
	Minutes int
	Off     bool // a day of the weekend
}

// monthWeek is a row of the grid, from Monday.
type monthWeek struct {
	Monday int // the first day of the month in it
	Days   [7]monthDay
	Total  int
	Copies bool // the week before is in the month too, and something in this one can be written
}

// weeks are the rows of the grid. What was typed and cannot be read counts for nothing in the totals.
func (p *monthPage) weeks() (out []monthWeek) {
	for d := 1; d <= daysIn(p.first); d++ {
		on := p.first.AddDays(d - 1)
		at := (int(on.Weekday()) + 6) % 7
		if len(out) == 0 || at == 0 {
			out = append(out, monthWeek{Monday: d})
		}
		w := &out[len(out)-1]
		day := monthDay{Day: d, On: on, Open: p.open(on, d), Minutes: p.month.Minutes[d], Off: at > 4}
		if n, ok := TypedHours(p.form.Value(dayField(d))); ok && p.written {
			day.Minutes = n
		}
		w.Days[at] = day
		w.Total += day.Minutes
		w.Copies = w.Copies || len(out) > 1 && day.Open && !day.Off
	}
	return out
}

// open tells whether hours may be written on a day: none to come, none before the start or after the end; but what stands, or was typed, stays in reach.
func (p *monthPage) open(on value.Date, d int) bool {
	if !p.written {
		return false
	}
	a := p.Action
	if p.month.Minutes[d] > 0 || p.form.Value(dayField(d)) != "" {
		return true
	}
	return !on.After(p.today) && (a.StartedOn.IsZero() || !on.Before(a.StartedOn)) && (a.EndedOn.IsZero() || !on.After(a.EndedOn))
}

// writable tells whether any day of the month can be written.
func (p *monthPage) writable() bool {
	for d := 1; d <= daysIn(p.first); d++ {
		if p.open(p.first.AddDays(d-1), d) {
			return true
		}
	}
	return false
}

// total is that of the grid.
func (p *monthPage) total() (n int) {
	for _, w := range p.weeks() {
		n += w.Total
	}
	return n
}

// all are the hours of every month, with those of the grid.
func (p *monthPage) all() int {
	n := p.total()
	for _, m := range p.Months {
		if m.Month != p.month.Month {
			n += m.Total
		}
	}
	return n
}

// beside are the months before and after: none before the action began or was to begin, none to come.
func (p *monthPage) beside() (before, after string) {
	from := p.Action.StartedOn
	if from.IsZero() {
		from = p.today.AddMonths(-12)
	}
	if prev := p.first.AddDays(-1); !prev.Before(from) {
		before = prev.ISO()[:7]
	}
	last := p.today
	if !p.Action.EndedOn.IsZero() && p.Action.EndedOn.Before(last) {
		last = p.Action.EndedOn
	}
	if next := p.first.AddMonths(1); !next.After(last) {
		after = next.ISO()[:7]
	}
	return before, after
}

// nothing says why no day can be written.
func (p *monthPage) nothing() text.T {
	if p.first.After(p.today) {
		return text.HoursNotYet
	}
	if p.Action.StartedOn.After(p.first) {
		return text.HoursNothingYet.With(p.Action.StartedOn.Format())
	}
	return text.ActionAfterEnd.With(p.Action.EndedOn.Format())
}

// clashes are the days on which what is saved and what was typed differ.
func (p *monthPage) clashes() (out []ui.Compared) {
	for d := 1; d <= daysIn(p.first); d++ {
		saved, typed := p.month.Minutes[d], p.form.Value(dayField(d))
		if n, ok := TypedHours(typed); ok && n == saved {
			continue
		}
		theirs := ""
		if saved > 0 {
			theirs = HoursOf(saved)
		}
		out = append(out, ui.Compared{Label: dayLabel(p.first.AddDays(d - 1)), Left: theirs, Right: typed})
	}
	return out
}

// dayLabel names a day of the month: "martedì 17".
func dayLabel(on value.Date) text.T {
	return in(text.HoursDay, dayWords(on), text.Raw(strconv.Itoa(on.Day())))
}

// bad are the days of a week that are wrong.
func (p *monthPage) bad(w monthWeek) (out []monthDay) {
	for _, d := range w.Days {
		if _, ok := p.form.Err(dayField(d.Day)); ok && d.Day > 0 {
			out = append(out, d)
		}
	}
	return out
}

// draftClock is when a draft was saved: the hour today, else with the day.
func draftClock(ctx context.Context, at value.Instant, today value.Date) string {
	switch {
	case at.IsZero():
		return ""
	case at.Date() == today:
		return at.Clock()
	}
	return ui.F(ctx, text.IntakeDraftOn, at.Clock(), at.Date().Format())
}
