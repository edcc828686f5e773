package plan

import (
	"encoding/json"
	"strconv"
	"strings"

	"siil/internal/fault"
	"siil/internal/value"
)

// dayMinutes are those of a whole day.
const dayMinutes = 24 * 60

// parseMonth gives the first day of a month written YYYY-MM.
func parseMonth(s string) (value.Date, bool) {
	if len(s) != len("2006-01") {
		return value.Date{}, false
	}
	return value.ParseISO(s + "-01")
}

// daysIn counts the days of the month that begins on first.
func daysIn(first value.Date) int { return first.AddMonths(1).Sub(first) }

func parseDays(s string) (map[int]int, error) {
	var raw map[string]int
	if err := json.Unmarshal([]byte(s), &raw); err != nil {
		return nil, fault.Wrap(err, "attendance")
	}
	out := map[int]int{}
	for k, v := range raw {
		d, err := strconv.Atoi(k)
		if err != nil {
			return nil, fault.Wrap(err, "attendance")
		}
		out[d] = v
	}
	return out, nil
}

// TypedHours reads hours as people write them (4, 4,5, 4.5, 4:30, 4h30, 4 h) as minutes; an empty text is none. false when it is no time of whole minutes
// between 0 and 24 hours.
func TypedHours(s string) (minutes int, ok bool) {
	s = strings.ToLower(strings.TrimSpace(s))
	if s == "" {
		return 0, true
	}
	s = strings.TrimSpace(strings.TrimSuffix(strings.TrimSuffix(s, "ore"), "h"))
	for _, sep := range []string{":", "h"} {
		if h, m, found := strings.Cut(s, sep); found {
			hours, ok1 := digits(h, 2)
			mins, ok2 := digits(m, 2)
			return whole(hours*60+mins, ok1 && ok2 && mins < 60)
		}
	}
	h, part, _ := strings.Cut(strings.Replace(s, ".", ",", 1), ",")
	hours, ok := digits(h, 2)
	if !ok {
		return 0, false
	}
	if part == "" {
		return whole(hours*60, !strings.ContainsAny(s, ".,"))
	}
	n, ok := digits(part, 2)
	if len(part) == 1 {
		n *= 10
	}
	return whole(hours*60+n*60/100, ok && n*60%100 == 0)
}

func whole(minutes int, ok bool) (int, bool) {
	if !ok || minutes > dayMinutes {
		return 0, false
	}
	return minutes, true
}

// digits reads a number of at most some digits, and nothing else.
func digits(s string, most int) (int, bool) {
	s = strings.TrimSpace(s)
	if s == "" || len(s) > most || strings.Trim(s, "0123456789") != "" {
		return 0, false
	}
	n, err := strconv.Atoi(s)
	return n, err == nil
}

// HoursOf writes minutes as hours: 4, 4:30.
func HoursOf(minutes int) string {
	if minutes%60 == 0 {
		return strconv.Itoa(minutes / 60)
	}
	m := strconv.Itoa(minutes % 60)
	if len(m) == 1 {
		m = "0" + m
	}
	return strconv.Itoa(minutes/60) + ":" + m
}
