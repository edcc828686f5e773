package guideline

import (
	"slices"

	"siil/internal/text"
)

const pipCount = 6

func (c *checker) checkStates() {
	m := c.m
	c.require(slices.Contains(c.states, m.Initial), statesFile, m.Initial, text.GuidelineUnknown.With("initial", m.Initial))
	for i, p := range m.Phases {
		c.require(p.Pip == i+1 && p.Pip <= pipCount, statesFile, p.Code, text.GuidelinePips)
	}
	for _, s := range m.States {
		c.oneOf(statesFile, s.Code, "kind", string(s.Kind), string(Open), string(Suspended), string(Closed))
		c.oneOf(statesFile, s.Code, "mark", string(s.Mark), string(NoMark), string(Striped), string(Again), string(Refused))
		c.certain(s.Code, s.Certainty)
		c.require(whole(s.Enters), statesFile, s.Code, text.GuidelineNoLabel.With("enters"))
		c.pips(s)
		c.terms(s)
	}
}

// pips follows SCREENS 8: as many as the phase's, none for the refused, those reached (0 here) for the suspended.
func (c *checker) pips(s State) {
	phase, known := c.m.Phase(s.Phase)
	if s.Kind == Suspended {
		c.require(s.Phase == "" && s.Pips == 0 && s.Mark == Striped, statesFile, s.Code, text.GuidelinePips)
		return
	}
	c.require(known, statesFile, s.Code, text.GuidelineUnknown.With("phase", s.Phase))
	want := phase.Pip
	if s.Mark == Refused {
		want = 0
	}
	c.require(!known || s.Pips == want, statesFile, s.Code, text.GuidelinePips)
}

func (c *checker) terms(s State) {
	seen := map[string]bool{}
	for _, t := range s.Terms {
		c.require(codeShape.MatchString(t.Code) && !seen[t.Code], statesFile, s.Code, text.GuidelineCodeTwice)
		seen[t.Code] = true
		c.require(t.Count > 0, statesFile, s.Code, text.GuidelineTerm.With(t.Code))
		c.oneOf(statesFile, s.Code, "unit", string(t.Unit), string(Day), string(WorkingDay), string(Month))
		c.oneOf(statesFile, s.Code, "since", string(t.Since), string(SinceEntry), string(SinceReferral), string(SinceLastCheck), string(SinceClosure))
		c.require(whole(t.To), statesFile, s.Code, text.GuidelineNoLabel.With("to"))
		c.certain(s.Code, t.Certainty)
	}
}

func (c *checker) certain(code string, v Certainty) {
	c.oneOf(statesFile, code, "certainty", string(v), string(Stated), string(Known), string(Inferred))
}

func (c *checker) checkTransitions() {
	c.require(len(c.m.Transitions) > 0, statesFile, "-", text.GuidelineNoEntries)
	pairs, makers := map[[2]string]bool{}, map[string]Transition{}
	for _, t := range c.m.Transitions {
		pair := [2]string{t.From, t.To}
		c.require(!pairs[pair], statesFile, t.Code, text.GuidelinePairTwice.With(t.From, t.To))
		pairs[pair] = true
		if first, again := makers[t.Code]; again && first.Label != t.Label {
			c.add(statesFile, t.Code, text.GuidelineCodeTwice)
		}
		makers[t.Code] = t
		c.require(codeShape.MatchString(t.Code), statesFile, t.Code, text.GuidelineCodeShape)
		c.require(whole(t.Label), statesFile, t.Code, text.GuidelineNoLabel.With("label"))
		c.require(len(t.Needs) > 0, statesFile, t.Code, text.GuidelineNobody)
		for _, r := range t.Needs {
			c.require(slices.Contains(c.roles, r), statesFile, t.Code, text.GuidelineUnknown.With("role", r))
		}
		c.maker(t)
	}
}

// maker holds each command to the kinds of states that it is for.
func (c *checker) maker(t Transition) {
	from, ok := c.m.State(t.From)
	c.require(ok, statesFile, t.Code, text.GuidelineUnknown.With("from", t.From))
	to, ok2 := c.m.State(t.To)
	c.require(ok2, statesFile, t.Code, text.GuidelineUnknown.With("to", t.To))
	if !ok || !ok2 {
		return
	}
	if from.Kind == Closed && t.By != ByReopening && t.By != ByFollowUp {
		c.add(statesFile, t.From, text.GuidelineLeaves.With(t.To))
		return
	}
	fits := map[Maker]bool{
		ByHand:       from.Kind == Open && (to.Kind == Open || to.Mark == Refused),
		BySuspension: from.Kind == Open && to.Kind == Suspended,
		ByResumption: from.Kind == Suspended && to.Kind == Open,
		ByClosure:    from.Kind != Closed && to.Kind == Closed && to.Mark == NoMark,
		ByReopening:  from.Kind == Closed && t.To == c.m.Initial,
		ByFollowUp:   from.Kind == Closed && to.Kind == Closed && to.Mark != Refused,
	}
	c.require(fits[t.By], statesFile, t.Code, text.GuidelineMaker.With(string(t.By), t.From, t.To))
}

// reach finds states that no case can come to, states in which a case cannot be closed (a death or a mistake may come at any time), and
// closed states that cannot be reopened.
func (c *checker) reach() {
	forth := map[string][]string{}
	for _, t := range c.m.Transitions {
		forth[t.From] = append(forth[t.From], t.To)
	}
	reached := walk(forth, c.m.Initial)
	for _, s := range c.m.States {
		c.require(reached[s.Code], statesFile, s.Code, text.GuidelineUnreached)
		if s.Kind == Closed {
			_, again := c.m.ReopensTo(s.Code)
			c.require(again, statesFile, s.Code, text.GuidelineNoReopen)
			continue
		}
		closes := slices.ContainsFunc(c.m.Next(s.Code), func(t Transition) bool { return t.By == ByClosure })
		c.require(closes, statesFile, s.Code, text.GuidelineNoClosure)
	}
}

func walk(steps map[string][]string, from string) map[string]bool {
	seen := map[string]bool{}
	for todo := []string{from}; len(todo) > 0; todo = todo[1:] {
		if !seen[todo[0]] {
			seen[todo[0]] = true
			todo = append(todo, steps[todo[0]]...)
		}
	}
	return seen
}
