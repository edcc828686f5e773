package value

import (
	"regexp"
	"strconv"
	"strings"
	"time"

	"siil/internal/text"
)

// Pivot says how ParseDate reads a year of two digits.
type Pivot struct {
	today Date
	birth bool
}

// ForBirth reads two digits as the latest year that does not put the birth in the future.
func ForBirth(today Date) Pivot { return Pivot{today, true} }

// ForEvent reads two digits as 20yy, as 19yy only when that lies beyond next year.
func ForEvent(today Date) Pivot { return Pivot{today, false} }

// year completes yy; a birth later in the current year belongs to the century before.
func (p Pivot) year(yy int, m time.Month, d int) int {
	full := 2000 + yy
	if p.birth {
		if full > p.today.Year() || full == p.today.Year() && (Date{int16(full), uint8(m), uint8(d)}).After(p.today) {
			return full - 100
		}
		return full
	}
	if full > p.today.Year()+1 {
		return full - 100
	}
	return full
}

// timeOfDay is what spreadsheets and databases hang after a day; an offset is refused, for it could move the day.
var timeOfDay = regexp.MustCompile(`(?i)(\d)[ t]\d{1,2}[:.]\d{2}([:.]\d{2}([.,]\d+)?)?z?$`)

// ParseDate reads a full date as Italians type it or as spreadsheets hold it: 24/11/2026, 1/5/24, 24-11-2026, 24.11.2026, 24112026,
// 2026-11-24, 24 novembre 2026, 1° mag 24, with spaces around and a time of day after. It fails with ErrNotADate, ErrNoSuchDay
// (31/02/2024) or ErrDateRange (a year outside 1900 to 2100).
func ParseDate(s string, p Pivot) (Date, error) {
	s = tidyDate(s)
	d, m, y, ok := splitDate(timeOfDay.ReplaceAllString(s, "$1"))
	if !ok {
		return Date{}, notADate()
	}
	day, month, year := number(d), monthNumber(m), number(y)
	if day < 0 || month < 0 || year < 0 {
		return Date{}, notADate()
	}
	if len(y) == 2 {
		year = p.year(year, time.Month(month), day)
	}
	return dateTyped(year, time.Month(month), day, s)
}

// dateTyped makes the date that was typed, in the sane range only.
func dateTyped(y int, m time.Month, d int, typed string) (Date, error) {
	if y < MinYear || y > MaxYear {
		return Date{}, dateRange()
	}
	date, ok := NewDate(y, m, d)
	if !ok {
		return Date{}, noSuchDay(typed)
	}
	return date, nil
}

var dashes = strings.NewReplacer("‐", "-", "‑", "-", "–", "-", "—", "-", "−", "-", "\ufeff", "", "\u200e", "", "\u200f", "")

// tidyDate leaves single spaces, none beside a separator, and plain hyphens.
func tidyDate(s string) string {
	s = strings.ToLower(strings.Join(strings.Fields(dashes.Replace(s)), " "))
	for _, sep := range []string{"/", "-", "."} {
		s = strings.ReplaceAll(strings.ReplaceAll(s, " "+sep, sep), sep+" ", sep)
	}
	return s
}

var (
	dayFirst  = regexp.MustCompile(`^(\d{1,2})([/.-])(\d{1,2})([/.-])(\d{4}|\d{2})$`)
	yearFirst = regexp.MustCompile(`^(\d{4})([/.-])(\d{1,2})([/.-])(\d{1,2})$`)
	dayMonth  = regexp.MustCompile(`^(\d{1,2})[°º]?[ /.-]?(\p{L}{3,})\.?[ /.-]?(\d{4}|\d{2})$`)
	eightLong = regexp.MustCompile(`^\d{8}$`)
)

// splitDate takes day, month and year apart, still as text; false when s has the shape of no date.
func splitDate(s string) (d, m, y string, ok bool) {
	if g := dayFirst.FindStringSubmatch(s); g != nil && g[2] == g[4] {
		return g[1], g[3], g[5], true
	}
	if g := yearFirst.FindStringSubmatch(s); g != nil && g[2] == g[4] {
		return g[5], g[3], g[1], true
	}
	if g := dayMonth.FindStringSubmatch(s); g != nil {
		return g[1], g[2], g[3], true
	}
	if eightLong.MatchString(s) {
		// 20xxmmdd and 19xxmmdd read day first would have the year mmdd, at most 1231: the two never both hold.
		if number(s[4:]) < MinYear {
			return s[6:], s[4:6], s[:4], true
		}
		return s[:2], s[2:4], s[4:], true
	}
	return "", "", "", false
}

// number reads plain digits, -1 for anything else.
func number(s string) int {
	n, err := strconv.Atoi(s)
	if err != nil || n < 0 {
		return -1
	}
	return n
}

// monthNumber reads a month in digits or by its name in either language, three letters being enough; -1 when it is none.
func monthNumber(s string) int {
	if s[0] >= '0' && s[0] <= '9' {
		return number(s)
	}
	if i := findWord(s, text.Months[:]); i >= 0 {
		return i + 1
	}
	return -1
}

// findWord finds the word that s begins, in either language and without regard to accents; -1 when there is none.
func findWord(s string, words []text.T) int {
	s = FoldName(s)
	if len(s) < 3 {
		return -1
	}
	for i, w := range words {
		if strings.HasPrefix(FoldName(w[text.Italian]), s) || strings.HasPrefix(FoldName(w[text.English]), s) {
			return i
		}
	}
	return -1
}

// FromExcelSerial reads the number under a date cell of a spreadsheet; the time of day after the point is dropped. Excel's day 60 is
// 29/02/1900, which never was: it is refused, and the days before it count from one day later. False outside 1900 to 2100.
func FromExcelSerial(serial float64, date1904 bool) (Date, bool) {
	if !(serial >= 0 && serial < 100_000) {
		return Date{}, false
	}
	days := int(serial)
	epoch := Date{1899, 12, 30}
	switch {
	case date1904:
		epoch = Date{1904, 1, 1}
	case days == 0 || days == 60:
		return Date{}, false
	case days < 60:
		days++
	}
	d := epoch.AddDays(days)
	return d, d.Year() >= MinYear && d.Year() <= MaxYear
}
