package guideline

import (
	"siil/internal/text"
	"siil/internal/value"
)

// Funded is an action as far as it matters for whether the same hours are paid twice. Days are minutes attended.
type Funded struct {
	Action               value.ID
	Kind, Provider, Fund string
	From, To             value.Date // an absent To goes on
	Days                 map[value.Date]int
}

// Overlap says that two actions may be paid for the same hours, and why; On is the day, or the first of the days that they share.
type Overlap struct {
	A, B value.ID
	Why  text.T
	On   value.Date
}

// longDay is from how many minutes in a day, under two funds, somebody should look.
const longDay = 8 * 60

// Overlaps finds actions whose hours may be paid twice: the same kind at the same provider under two funds on shared days, or more than eight
// hours in a day under two funds. They are for somebody to look at, and never a refusal. Source: one action has one main fund, so that no
// cost is declared to two programmes (Reg. EU 2021/1060, art. 63 paragraph 9).
func Overlaps(all []Funded) (out []Overlap) {
	for i, a := range all {
		for _, b := range all[i+1:] {
			if a.Fund == "" || b.Fund == "" || a.Fund == b.Fund || a.Fund == "NESSUNO" || b.Fund == "NESSUNO" {
				continue
			}
			if on, ok := shared(a, b); ok && a.Kind == b.Kind && value.NameKey(a.Provider, "") == value.NameKey(b.Provider, "") {
				out = append(out, Overlap{a.Action, b.Action, text.OverlapSameCourse, on})
			} else if on, ok := longest(a, b); ok {
				out = append(out, Overlap{a.Action, b.Action, text.OverlapSameDay, on})
			}
		}
	}
	return out
}

// shared is the first day that two periods have in common.
func shared(a, b Funded) (value.Date, bool) {
	if a.From.IsZero() || b.From.IsZero() {
		return value.Date{}, false
	}
	from := a.From
	if b.From.After(from) {
		from = b.From
	}
	for _, to := range []value.Date{a.To, b.To} {
		if !to.IsZero() && to.Before(from) {
			return value.Date{}, false
		}
	}
	return from, true
}

// longest is the first day whose hours of both are too many.
func longest(a, b Funded) (on value.Date, ok bool) {
	for day, m := range a.Days {
		if n := b.Days[day]; m > 0 && n > 0 && m+n > longDay && (!ok || day.Before(on)) {
			on, ok = day, true
		}
	}
	return on, ok
}
