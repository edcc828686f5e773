package indicator

import (
	"cmp"
	"fmt"
	"slices"

	"siil/internal/assessment"
	"siil/internal/guideline"
	"siil/internal/policy"
	"siil/internal/value"
)

// Facts are what the figures know of one case file that was not merged into another.
type Facts struct {
	ID, EpisodeID, ManagerID, SeatID value.ID
	Municipality, Referrer           string // Referrer is the key of the dimension
	State                            string
	StateOn, NextOn                  value.Date
	Programmes                       []string
	Episodes                         map[value.ID]value.Date // when each was opened
	Changes                          []Change                // in order
	Closures                         []Closure
	Plans                            map[value.ID]Plan
	Checks                           []Check // in order
	Measures                         []assessment.Measure
}

// Change is a state that the case came into.
type Change struct {
	EpisodeID value.ID
	To        string
	On        value.Date
}

// Closure is one that holds.
type Closure struct {
	On       value.Date
	Reason   string
	Outcomes []string
}

// Plan is a version that came into force, with the first day of its calendar, and by when it is to be checked while it is in force.
type Plan struct {
	ForceOn, FirstOn, DueOn value.Date
	InForce                 bool
}

// Check is one of a plan.
type Check struct {
	EpisodeID, PlanID value.ID
	On, NextOn        value.Date
}

// Count is something that a case contributes: N to a part of a figure on a day (YYYY-MM-DD) or in a month (YYYY-MM); on no day for what has none.
type Count struct {
	Figure, Part, Day string
	N                 int
}

// counter works the counts of one case out.
type counter struct {
	m    *guideline.Model
	f    Facts
	sums map[Count]int
}

// Contribution is what a case counts for. It depends on nothing but the facts and the guidelines, not on the day on which it is asked.
func Contribution(m *guideline.Model, f Facts) []Count {
	c := &counter{m, f, map[Count]int{}}
	c.flows()
	c.stocks()
	c.checks()
	c.indices()
	c.charge()
	c.waitings()
	out := make([]Count, 0, len(c.sums))
	for k, n := range c.sums {
		k.N = n
		out = append(out, k)
	}
	slices.SortFunc(out, func(a, b Count) int {
		return cmp.Or(cmp.Compare(a.Figure, b.Figure), cmp.Compare(a.Part, b.Part), cmp.Compare(a.Day, b.Day))
	})
	return out
}

func (c *counter) add(figure, part, day string) {
	c.sums[Count{Figure: figure, Part: part, Day: day}]++
}

// month is a day's month as summaries name it.
func month(d value.Date) string {
	if d.IsZero() {
		return ""
	}
	return d.ISO()[:7]
}

// flows are what happened in a month.
func (c *counter) flows() {
	for _, opened := range c.f.Episodes {
		c.add(Referred, "", month(opened))
	}
	taken, last := map[value.ID]value.Date{}, map[value.ID]Change{}
	for _, x := range c.f.Changes {
		if first, ok := taken[x.EpisodeID]; takes(c.m, x.To) && (!ok || x.On.Before(first)) {
			taken[x.EpisodeID] = x.On
		}
		last[x.EpisodeID] = x
	}
	for _, on := range taken {
		c.add(Taken, "", month(on))
	}
	for _, x := range last {
		if s, _ := c.m.State(x.To); s.Mark == guideline.Refused {
			c.add(Left, x.To, month(x.On))
		}
	}
	for _, x := range c.f.Closures {
		c.add(Closed, reasonPart(c.m, x.Reason), month(x.On))
		for _, o := range x.Outcomes {
			if y, ok := c.m.Outcome(o); ok && policy.Section(y.Section) == policy.Common {
				c.add(Outcome, o, month(x.On))
			}
		}
	}
}

// takes tells whether coming into a state is being taken in charge.
func takes(m *guideline.Model, state string) bool {
	s, _ := m.State(state)
	return s.Kind == guideline.Open && slices.Contains(m.Overview.InCharge, state)
}

// reasonPart is under which name a reason of closure is counted.
func reasonPart(m *guideline.Model, code string) string {
	if r, ok := m.ClosureReason(code); ok && policy.Section(r.Section) != policy.Common {
		return Reserved
	}
	return code
}

// stocks are how the case stands now, each with the day since when or on which.
func (c *counter) stocks() {
	s, _ := c.m.State(c.f.State)
	if s.Kind == guideline.Closed {
		return
	}
	c.add(Now, c.f.State, c.f.StateOn.ISO())
	for _, w := range c.m.Overview.Waits {
		if slices.Contains(w.States, c.f.State) {
			c.add(Waiting, w.Code, c.since(w).ISO())
		}
	}
	if s.Kind != guideline.Open {
		return
	}
	if c.f.NextOn.IsZero() {
		c.add(Next, NoDate, "")
	} else {
		c.add(Next, WithDate, c.f.NextOn.ISO())
	}
	for _, p := range c.f.Plans {
		if p.InForce && !p.DueOn.IsZero() {
			c.add(CheckDue, "", p.DueOn.ISO())
		}
	}
}

// since is since when the case waits in a phase.
func (c *counter) since(w guideline.Wait) value.Date {
	switch w.Since {
	case guideline.SinceReferral:
		return c.f.Episodes[c.f.EpisodeID]
	case guideline.SinceLastCheck:
		since := c.f.StateOn
		for _, k := range c.f.Checks {
			if k.EpisodeID == c.f.EpisodeID && k.On.After(since) {
				since = k.On
			}
		}
		return since
	}
	return c.f.StateOn
}

// checks are the checks of plans, each against the day by which it was due: that which the check before it named, else the first of the plan's
// calendar, at the latest the guidelines' days after the plan came into force.
func (c *counter) checks() {
	for i, k := range c.f.Checks {
		part, p := InTime, c.f.Plans[k.PlanID]
		due := value.Date{}
		for _, before := range c.f.Checks[:i] {
			if !p.ForceOn.IsZero() && !before.On.Before(p.ForceOn) {
				due = before.NextOn
			}
		}
		if due.IsZero() && !p.ForceOn.IsZero() {
			due = p.ForceOn.AddDays(c.m.Actions.Plan.CheckDays)
			if !p.FirstOn.IsZero() && p.FirstOn.Before(due) {
				due = p.FirstOn
			}
		}
		if !due.IsZero() && k.On.After(due) {
			part = TooLate
		}
		c.add(Checked, part, month(k.On))
	}
}

// indices are those of the first and the last assessment of the newest episode that was assessed, in the month of the last.
func (c *counter) indices() {
	if len(c.f.Measures) == 0 {
		return
	}
	episode := c.f.Measures[len(c.f.Measures)-1].EpisodeID
	for _, x := range c.m.Assessment.Indices {
		var known []assessment.Measure
		for _, k := range c.f.Measures {
			if _, ok := k.Tenths[x.Code]; ok && k.EpisodeID == episode {
				known = append(known, k)
			}
		}
		if len(known) < 2 {
			continue
		}
		entry, last := known[0], known[len(known)-1]
		a, b, on := entry.Tenths[x.Code], last.Tenths[x.Code], month(last.OnDay)
		c.add(Index, fmt.Sprintf("%s:entry:%d", x.Code, bucket(a)), on)
		c.add(Index, fmt.Sprintf("%s:last:%d", x.Code, bucket(b)), on)
		c.add(Index, x.Code+":"+[]string{Worse, Same, Better}[cmp.Compare(b, a)+1], on)
		c.add(Index, fmt.Sprintf("%s:months:%02d", x.Code, min(99, last.OnDay.Sub(entry.OnDay)/30)), on)
	}
}

// How an index moved, as the parts of Index name it after the index's code.
const (
	Better = "better"
	Same   = "same"
	Worse  = "worse"
)

// Buckets is how many an index is shown in: from 1 to 1.9, …, from 4 to 5.
const Buckets = 4

func bucket(tenths int) int { return min(Buckets, max(1, tenths/10)) }

// dims are where the case is counted beside the zone.
func (f Facts) dims() []where {
	out := []where{{OfZone, ""}}
	for _, x := range []where{{BySeat, string(f.SeatID)}, {ByTown, f.Municipality}, {ByReferrer, f.Referrer}, {ByManager, cmp.Or(string(f.ManagerID), Nobody)}} {
		if x.key != "" {
			out = append(out, x)
		}
	}
	for _, p := range f.Programmes {
		out = append(out, where{ByProgramme, p})
	}
	return out
}

// where is one value of a dimension.
type where struct {
	dim Dim
	key string
}
