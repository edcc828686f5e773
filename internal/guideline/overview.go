package guideline

import (
	"slices"
	"strconv"

	"siil/internal/text"
	"siil/internal/value"
)

// Wait is a phase in which a case waits for something against a term: a row of the overview. Since is entry, referral or last_check; the
// referral is that of the present episode.
type Wait struct {
	Entry
	States    []string  `json:"states"`
	Since     Since     `json:"since"`
	Count     int       `json:"count"` // in Unit
	Unit      Unit      `json:"unit"`
	Certainty Certainty `json:"certainty"`
	Source    string    `json:"source"`
}

// Due is the last day of the term when the case waits since a day.
func (w Wait) Due(since value.Date) value.Date {
	return Term{Count: w.Count, Unit: w.Unit}.Due(since)
}

// LateBefore is the first day for which the term is not over today: whoever waits since an earlier one is late. Due never goes back when since
// goes on, so the day can be searched for.
func (w Wait) LateBefore(today value.Date) value.Date {
	from := today.AddDays(-2*w.Count - 30) // more than any unit but months needs
	if w.Unit == Month {
		from = today.AddMonths(-w.Count - 1)
	}
	for w.Due(from).Before(today) {
		from = from.AddDays(1)
	}
	return from
}

// Overview is what the guidelines say of the figures of a zone.
type Overview struct {
	InCharge    []string       `json:"in_charge"`    // states of a case that the team follows
	UnderWay    []string       `json:"under_way"`    // of those, with a signed plan
	WorkReasons []string       `json:"work_reasons"` // reasons of a closure with work
	Fewest      int            `json:"fewest"`       // fewer than these are not told outside
	Waits       []Wait         `json:"waits"`
	Weights     map[string]int `json:"weights"` // what a case in a state weighs, in tenths of one
}

// Wait finds a phase by its code.
func (o Overview) Wait(code string) (Wait, bool) { return find(o.Waits, code) }

const overviewFile = "overview.json"

func (c *checker) overview() {
	o := c.m.Overview
	checkList(c, overviewFile, o.Waits)
	known := func(code string, states []string) {
		for _, s := range states {
			x, ok := c.m.State(s)
			c.require(ok && x.Kind != Closed, overviewFile, code, text.GuidelineUnknown.With("state", s))
		}
	}
	known("in_charge", o.InCharge)
	known("under_way", o.UnderWay)
	for _, w := range o.Waits {
		known(w.Code, w.States)
		c.require(len(w.States) > 0, overviewFile, w.Code, text.GuidelineNoEntries)
		c.require(w.Count > 0, overviewFile, w.Code, text.GuidelineTerm.With(w.Code))
		c.oneOf(overviewFile, w.Code, "unit", string(w.Unit), string(Day), string(WorkingDay), string(Month))
		c.oneOf(overviewFile, w.Code, "since", string(w.Since), string(SinceEntry), string(SinceReferral), string(SinceLastCheck))
		c.oneOf(overviewFile, w.Code, "certainty", string(w.Certainty), string(Stated), string(Known), string(Inferred))
	}
	for _, s := range o.UnderWay {
		c.require(slices.Contains(o.InCharge, s), overviewFile, "under_way", text.GuidelineUnknown.With("state", s))
	}
	for _, r := range o.WorkReasons {
		x, ok := c.m.ClosureReason(r)
		c.require(ok && x.Section == "common", overviewFile, "work_reasons", text.GuidelineUnknown.With("reason", r))
	}
	c.require(o.Fewest > 1, overviewFile, "fewest", text.GuidelineValue.With("fewest", strconv.Itoa(o.Fewest)))
	for _, s := range c.m.States {
		n, ok := o.Weights[s.Code]
		c.require(s.Kind == Closed || ok && n > 0, overviewFile, "weights", text.GuidelineValue.With(s.Code, strconv.Itoa(n)))
	}
	for s := range o.Weights {
		known("weights", []string{s})
	}
}
