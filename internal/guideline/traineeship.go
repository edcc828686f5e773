package guideline

import (
	"strconv"

	"siil/internal/text"
	"siil/internal/value"
)

// TraineeshipLimit is what a law lets a traineeship be. Months is how long, MonthsLonger in the cases that say why; Allowance is the most that
// a month may pay, 0 for no limit.
type TraineeshipLimit struct {
	Entry
	Months       int         `json:"months"`
	MonthsLonger int         `json:"months_longer"`
	Allowance    value.Money `json:"allowance"` // cents
	Source       text.T      `json:"source"`
	Certainty    Certainty   `json:"certainty"`
}

// LimitFault is a limit that a traineeship passes: at which field ("to", "months" or "allowance") and what to do.
type LimitFault struct {
	Field string
	Text  text.T
}

// Check finds the limits that a traineeship passes. from and to may be absent; months and allowance are 0 when not said.
func (l TraineeshipLimit) Check(from, to value.Date, months int, allowance value.Money, longerWhy string) (out []LimitFault) {
	most := l.Months
	if longerWhy != "" {
		most = max(most, l.MonthsLonger)
	}
	says := func() text.T {
		if longerWhy == "" && l.MonthsLonger > l.Months {
			return text.TraineeshipTooLongUnless.With(strconv.Itoa(l.Months), strconv.Itoa(l.MonthsLonger))
		}
		return text.TraineeshipTooLong.With(strconv.Itoa(most))
	}
	if months > most {
		out = append(out, LimitFault{"months", says()})
	}
	if !from.IsZero() && !to.IsZero() && to.After(lastDay(from, most)) {
		out = append(out, LimitFault{"to", says()})
	}
	if l.Allowance > 0 && allowance > l.Allowance {
		out = append(out, LimitFault{"allowance", text.TraineeshipPaysTooMuch.With(l.Allowance.Format())})
	}
	return out
}

// lastDay is the last day of a period of months that begins on a day: the day before the same number, or the last of a shorter month.
func lastDay(from value.Date, months int) value.Date {
	end := from.AddMonths(months)
	if end.Day() == from.Day() {
		return end.AddDays(-1)
	}
	return end
}
