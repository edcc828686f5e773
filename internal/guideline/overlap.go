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

// Overlap says that two actions may be paid for the same hours, and why; On is the first of the days that they share.
type Overlap struct {
	A, B value.ID
	Why  text.T
	On   value.Date
}

// longDay is from how many minutes in a day, under more than one fund, somebody should look.
const longDay = 8 * 60

// noFund is the programme that says that there is none.
const noFund = "NESSUNO"

// Overlaps finds actions whose hours may be paid twice: the same kind at the same body under two funds in periods that meet, or more than eight
// hours in a day under more than one fund. They are for somebody to look at, and never a refusal. An action without a fund is in none of them;
// two actions are in at most one. Source: one action has one main fund, so that no cost is declared to two programmes (Reg. EU 2021/1060,
// art. 63 paragraph 9).
func Overlaps(all []Funded) (out []Overlap) {
	total := map[value.Date]int{}
	for _, a := range all {
		for day, minutes := range a.Days {
			if a.paid() {
				total[day] += minutes
			}
		}
	}
	for i, a := range all {
		for _, b := range all[i+1:] {
			if !a.paid() || !b.paid() || a.Fund == b.Fund {
				continue
			}
			if on, ok := sharedPeriod(a, b); ok && a.sameAs(b) {
				out = append(out, Overlap{a.Action, b.Action, text.OverlapSameCourse, on})
			} else if on, ok := sharedLongDay(a, b, total); ok {
				out = append(out, Overlap{a.Action, b.Action, text.OverlapSameDay, on})
			}
		}
	}
	return out
}

func (a Funded) paid() bool { return a.Fund != "" && a.Fund != noFund }

// sameAs: one kind at one body, however its name is written; of an unknown body nothing is the same.
func (a Funded) sameAs(b Funded) bool {
	provider := plain(a.Provider)
	return a.Kind == b.Kind && provider != "" && provider == plain(b.Provider)
}

// sharedPeriod is the first day that two periods have in common.
func sharedPeriod(a, b Funded) (value.Date, bool) {
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

// sharedLongDay is the first day on which both have hours and all together are too many.
func sharedLongDay(a, b Funded, total map[value.Date]int) (on value.Date, ok bool) {
	for day, minutes := range a.Days {
		if minutes > 0 && b.Days[day] > 0 && total[day] > longDay && (!ok || day.Before(on)) {
			on, ok = day, true
		}
	}
	return on, ok
}
