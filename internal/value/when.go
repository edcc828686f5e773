package value

import (
	"errors"
	"regexp"
	"time"

	"siil/internal/text"
)

var (
	shortDate  = regexp.MustCompile(`^(\d{1,2})(?:[/.-](\d{1,2})|[°º]?[ /.-]?(\p{L}{3,})\.?)$`)
	daysAhead  = regexp.MustCompile(`^\+ ?(\d{1,5})$`)
	dayAndRest = regexp.MustCompile(`^(\p{L}+)['’` + "`" + `´.,]? ?(.*)$`)
)

// ParseWhen reads what one types for a next date: "3/12" or "3 dicembre" (the next such day, today included), "gio" or "giovedì"
// (the next such weekday after today), "gio 26/11" as the screen shows it, "+30" (days), "oggi", "domani", "dopodomani", and every
// full date that ParseDate reads. It fails as ParseDate does.
func ParseWhen(s string, today Date) (Date, error) {
	s = tidyDate(s)
	if n, ok := nearWords[s]; ok {
		return inRange(today.AddDays(n))
	}
	if g := daysAhead.FindStringSubmatch(s); g != nil {
		return inRange(today.AddDays(number(g[1])))
	}
	if g := shortDate.FindStringSubmatch(s); g != nil {
		return nextDay(number(g[1]), monthNumber(g[2]+g[3]), s, today)
	}
	if g := dayAndRest.FindStringSubmatch(s); g != nil {
		w := findWord(g[1], text.Weekdays[:])
		if w < 0 {
			return Date{}, notADate()
		}
		return onWeekday(time.Weekday(w), g[2], s, today)
	}
	return ParseDate(s, ForEvent(today))
}

var nearWords = map[string]int{"oggi": 0, "domani": 1, "dopodomani": 2, "dopo domani": 2, "today": 0, "tomorrow": 1}

func inRange(d Date) (Date, error) {
	if d.Year() < MinYear || d.Year() > MaxYear {
		return Date{}, dateRange()
	}
	return d, nil
}

// nextDay finds the first such day from today on: 29/02 may be up to eight years away.
func nextDay(d, m int, typed string, today Date) (Date, error) {
	if m < 0 {
		return Date{}, notADate()
	}
	for y := today.Year(); y <= today.Year()+8; y++ {
		if date, ok := NewDate(y, time.Month(m), d); ok && !date.Before(today) {
			return inRange(date)
		}
	}
	return Date{}, noSuchDay(typed)
}

// onWeekday reads what follows a weekday: nothing, a day and month, or a full date. The weekday must be that of the date; with day
// and month alone the next such day is tried first, then a past one as recent as Near shows without a year, so that what the screen
// shows reads back as itself.
func onWeekday(w time.Weekday, rest, typed string, today Date) (Date, error) {
	if rest == "" {
		return inRange(today.AddDays((int(w)-int(today.Weekday())+6)%7 + 1))
	}
	g := shortDate.FindStringSubmatch(rest)
	if g == nil {
		date, err := ParseDate(rest, ForEvent(today))
		if err == nil && date.Weekday() != w {
			err = noSuchDay(typed)
		}
		if err != nil {
			return Date{}, err
		}
		return date, nil
	}
	day, month := number(g[1]), monthNumber(g[2]+g[3])
	date, err := nextDay(day, month, typed, today)
	if err == nil && date.Weekday() == w {
		return date, nil
	}
	if errors.Is(err, ErrNotADate) {
		return Date{}, err
	}
	for y := today.Year(); y >= today.Year()-1; y-- {
		date, ok := NewDate(y, time.Month(month), day)
		if away := date.Sub(today); ok && date.Weekday() == w && away < 0 && away >= -nearDays {
			return inRange(date)
		}
	}
	return Date{}, noSuchDay(typed)
}
