package value

import (
	"cmp"
	"fmt"
	"time"
	_ "time/tzdata" // the program runs on machines without a zone database

	"siil/internal/text"
)

// Years outside which a date is taken for a slip of the hand.
const (
	MinYear = 1900
	MaxYear = 2100
)

// RomeZone is the time zone of every office that uses the program.
var RomeZone = mustZone("Europe/Rome")

func mustZone(name string) *time.Location {
	l, err := time.LoadLocation(name)
	if err != nil {
		panic("value: " + err.Error())
	}
	return l
}

// Date is a civil day without time or zone. Dates compare with ==; the zero Date is absent and stored as NULL.
type Date struct {
	y    int16
	m, d uint8
}

// Valid tells whether the day exists in the Gregorian calendar, from year 1 to 9999.
func Valid(y int, m time.Month, d int) bool {
	return y >= 1 && y <= 9999 && m >= time.January && m <= time.December && d >= 1 && d <= daysIn(y, m)
}

func daysIn(y int, m time.Month) int { return time.Date(y, m+1, 0, 0, 0, 0, 0, time.UTC).Day() }

// NewDate makes a Date; false when the day does not exist.
func NewDate(y int, m time.Month, d int) (Date, bool) {
	if !Valid(y, m, d) {
		return Date{}, false
	}
	return Date{int16(y), uint8(m), uint8(d)}, true
}

// DateOf is the day on which the instant falls in Italy; the zero time gives the absent Date.
func DateOf(t time.Time) Date {
	if t.IsZero() {
		return Date{}
	}
	return dateIn(t.In(RomeZone))
}

// dateIn is the day that the clock of t itself shows, absent outside the years 1 to 9999.
func dateIn(t time.Time) Date {
	date, _ := NewDate(t.Date())
	return date
}

// ParseISO reads exactly 2006-01-02; false for anything else.
func ParseISO(s string) (Date, bool) {
	t, err := time.Parse(time.DateOnly, s)
	if err != nil || t.Year() < 1 {
		return Date{}, false
	}
	return dateIn(t), true
}

// MustDate reads exactly 2006-01-02 and panics otherwise: for constants in code and tests.
func MustDate(iso string) Date {
	d, ok := ParseISO(iso)
	if !ok {
		panic("value: no date: " + iso)
	}
	return d
}

// IsZero tells whether the date is absent.
func (d Date) IsZero() bool { return d == Date{} }

// Year of the date, 0 when absent.
func (d Date) Year() int { return int(d.y) }

// Month of the date, 0 when absent.
func (d Date) Month() time.Month { return time.Month(d.m) }

// Day of the month, 0 when absent.
func (d Date) Day() int { return int(d.d) }

// Weekday of the date; it means nothing when absent.
func (d Date) Weekday() time.Weekday { return d.midnight().Weekday() }

func (d Date) midnight() time.Time {
	return time.Date(int(d.y), time.Month(d.m), int(d.d), 0, 0, 0, 0, time.UTC)
}

// At is the instant at which a clock in Italy shows hour:minute on that day. An hour that the change to summer time skips
// becomes the one after it. The absent Date gives the absent Instant.
func (d Date) At(hour, minute int) Instant {
	if d.IsZero() {
		return Instant{}
	}
	return InstantOf(time.Date(int(d.y), time.Month(d.m), int(d.d), hour, minute, 0, 0, RomeZone))
}

// AddDays moves by days, backwards when negative. The absent Date stays absent, and so becomes what leaves the years 1 to 9999.
func (d Date) AddDays(n int) Date {
	if d.IsZero() {
		return d
	}
	return dateIn(d.midnight().AddDate(0, 0, n))
}

// AddMonths moves by calendar months; a month without that day ends the term on its last day (art. 2963 of the Civil Code):
// 31/01 and one month is 28/02. The absent Date stays absent.
func (d Date) AddMonths(n int) Date {
	if d.IsZero() {
		return d
	}
	months := int(d.y)*12 + int(d.m) - 1 + n
	if months < 12 || months >= 10000*12 {
		return Date{}
	}
	y, m := months/12, time.Month(months%12+1)
	date, _ := NewDate(y, m, min(int(d.d), daysIn(y, m)))
	return date
}

// AddYears moves by years: twelve months each.
func (d Date) AddYears(n int) Date { return d.AddMonths(12 * n) }

// MonthStart is the first day of the month.
func (d Date) MonthStart() Date {
	if d.IsZero() {
		return d
	}
	return Date{d.y, d.m, 1}
}

// MonthEnd is the last day of the month.
func (d Date) MonthEnd() Date {
	if d.IsZero() {
		return d
	}
	return Date{d.y, d.m, uint8(daysIn(int(d.y), d.Month()))}
}

// Sub counts the days from other to d, negative when d comes first. It is 0 if either is absent.
func (d Date) Sub(other Date) int {
	if d.IsZero() || other.IsZero() {
		return 0
	}
	return int((d.midnight().Unix() - other.midnight().Unix()) / (24 * 60 * 60))
}

// Age counts the years completed from d to the given day, as an age in years; who was born on 29 February completes them on 1 March.
// It is negative before d, and 0 if either is absent.
func (d Date) Age(on Date) int {
	if d.IsZero() || on.IsZero() {
		return 0
	}
	years := int(on.y) - int(d.y)
	if on.m < d.m || on.m == d.m && on.d < d.d {
		years--
	}
	return years
}

// Compare orders dates; the absent one comes first.
func (d Date) Compare(other Date) int {
	return cmp.Or(cmp.Compare(d.y, other.y), cmp.Compare(d.m, other.m), cmp.Compare(d.d, other.d))
}

// Before tells whether d comes before other.
func (d Date) Before(other Date) bool { return d.Compare(other) < 0 }

// After tells whether d comes after other.
func (d Date) After(other Date) bool { return d.Compare(other) > 0 }

// Equal tells whether the two are the same day.
func (d Date) Equal(other Date) bool { return d == other }

// ISO is the stored form 2006-01-02, empty when absent.
func (d Date) ISO() string {
	if d.IsZero() {
		return ""
	}
	return fmt.Sprintf("%04d-%02d-%02d", d.y, d.m, d.d)
}

// String is the ISO form.
func (d Date) String() string { return d.ISO() }

// Format is the form on screen, 24/11/2026; empty when absent.
func (d Date) Format() string {
	if d.IsZero() {
		return ""
	}
	return fmt.Sprintf("%02d/%02d/%04d", d.d, d.m, d.y)
}

// nearDays is how far a date may be to be shown without its year: less than half a year, so that day and month have one reading.
const nearDays = 180

// Near is the short form on screen in Italian: "gio 26/11" up to 180 days from today, otherwise 24/11/2026.
func (d Date) Near(today Date) string { return d.NearIn(today, text.Italian) }

// NearIn is Near in the reader's language.
func (d Date) NearIn(today Date, l text.Lang) string {
	if d.IsZero() {
		return ""
	}
	if away := d.Sub(today); today.IsZero() || away > nearDays || away < -nearDays {
		return d.Format()
	}
	return fmt.Sprintf("%s %02d/%02d", WeekdayShort(d.Weekday(), l), d.d, d.m)
}

// Long is the form for documents: "giovedì 26 novembre 2026".
func (d Date) Long(l text.Lang) string {
	if d.IsZero() {
		return ""
	}
	return fmt.Sprintf("%s %d %s %d", text.Weekdays[d.Weekday()].In(l), d.d, MonthName(d.Month(), l), d.y)
}

// WeekdayShort is a weekday in three letters: "gio".
func WeekdayShort(w time.Weekday, l text.Lang) string { return text.Weekdays[w].In(l)[:3] }

// MonthName is a month in full: "novembre"; empty for what is no month.
func MonthName(m time.Month, l text.Lang) string {
	if m < time.January || m > time.December {
		return ""
	}
	return text.Months[m-1].In(l)
}
