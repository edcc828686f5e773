package plan

import (
	"strings"

	"siil/internal/policy"
	"siil/internal/text"
	"siil/internal/ui"
	"siil/internal/value"
)

// standing is how a version stands, in words.
func (p *planPage) standing(x Plan) (ui.MarkKind, text.T) {
	switch x.State {
	case Signing:
		return ui.Today, text.PlanIsSigning
	case InForce:
		return ui.Done, text.PlanIsForce.With(x.ForceOn.Format())
	case Superseded:
		return ui.NoMark, text.PlanIsSuperseded
	}
	return ui.Missing, text.PlanIsDraft
}

// says tells of an action in one line.
func (p *planPage) says(a Action) string {
	var all []string
	for _, t := range p.r.Says(a, p.View.Names) {
		all = append(all, t.In(p.lang))
	}
	return strings.Join(all, ", ")
}

func (p *planPage) commitments(side string) (out []Commitment) {
	for _, c := range p.plan.Commitments {
		if c.Side == side {
			out = append(out, c)
		}
	}
	return out
}

func (p *planPage) standingSignatures() (out []Signature) {
	for _, s := range p.plan.Signatures {
		if s.Stands() {
			out = append(out, s)
		}
	}
	return out
}

// early tells whether an action began before the project was in force.
func (p *planPage) early(a Action) bool { return Live{View: p.View, Action: a}.BeforeSigned() }

func signMark(s Signature) ui.MarkKind {
	if s.Agreement == Disagrees {
		return ui.Failed
	}
	return ui.Done
}

func (p *planPage) link(l Link) string {
	e, _ := p.r.m.Actions.Plan.Link(l.Kind)
	return text.PlanLinkSays.F(p.lang, e.Label.In(p.lang), l.Number, l.OnDay.Format())
}

// checks tells whether the reader may check the project now.
func (p *planPage) checks() bool {
	return p.View.MayCheck[policy.Common] && (p.plan.State == InForce || p.plan.State == Signing) && len(p.plan.Goals) > 0
}

// calendarRow is a check that was made, is late or is to come. goals says how the goals stood; without link words, href is of the day.
type calendarRow struct {
	on    value.Date
	mark  ui.MarkKind
	word  text.T
	goals string
	href  string
	link  text.T
}

// calendar are the checks of the path: those made, the oldest first, then the one that is due and the days to come.
func (p *planPage) calendar() (out []calendarRow) {
	for i := len(p.View.Checks) - 1; i >= 0; i-- {
		c := p.View.Checks[i]
		row := calendarRow{on: c.OnDay, mark: ui.Done, word: text.PlanCheckIsDone, href: p.path("/verifiche/" + string(c.ID))}
		if goals := p.goalsInWords(c); goals != "" {
			row.goals = ": " + goals
		}
		out = append(out, row)
	}
	due, ok := p.r.DueOn(p.View)
	if ok && p.plan.State == InForce {
		row := calendarRow{on: due, mark: ui.ToDo, word: text.PlanCheckIsToDo}
		if late := p.today.Sub(due); late > 0 {
			row.mark, row.word = ui.Late, text.PlanCheckIsLate.With(late)
			if p.checks() {
				row.href, row.link = p.path("/verifiche/nuova"), text.PlanCheckNow
			}
		}
		out = append(out, row)
	}
	for _, d := range p.plan.Dates {
		if (!ok || p.plan.State != InForce || d.After(due)) && !d.Before(p.today) {
			out = append(out, calendarRow{on: d, mark: ui.ToDo, word: text.PlanCheckIsToDo})
		}
	}
	return out
}

// bar is an action as a part of the time that the project takes, in thousandths.
type bar struct {
	action             Action
	from, width, today int
}

// bounds are the first and the last day of the project's actions; false when none has a day.
func (p *planPage) bounds() (first, last value.Date, ok bool) {
	for _, a := range p.plan.allActions() {
		from, to := times(a, p.today)
		if from.IsZero() {
			continue
		}
		if !ok || from.Before(first) {
			first = from
		}
		if !ok || to.After(last) {
			last = to
		}
		ok = true
	}
	if ok && p.today.After(last) {
		last = p.today
	}
	return first, last, ok
}

// times is from when to when an action goes: what happened, else what is planned; one without an end lasts a month from its start at least.
func times(a Action, today value.Date) (from, to value.Date) {
	from, to = a.period()
	if from.IsZero() {
		return from, to
	}
	if to.IsZero() {
		to = from.AddMonths(1)
		if a.State == Running && today.After(to) {
			to = today
		}
	}
	if to.Before(from) {
		to = from
	}
	return from, to
}

// bars are the actions over time.
func (p *planPage) bars() (out []bar) {
	first, last, ok := p.bounds()
	if !ok {
		return nil
	}
	days := last.Sub(first) + 1
	at := func(d value.Date) int { return max(0, min(1000, d.Sub(first)*1000/days)) }
	for _, a := range p.plan.allActions() {
		from, to := times(a, p.today)
		if from.IsZero() {
			continue
		}
		out = append(out, bar{a, at(from), max(6, at(to.AddDays(1))-at(from)), at(p.today)})
	}
	return out
}

func (p *planPage) span() string {
	first, last, _ := p.bounds()
	return text.ActionFromTo.F(p.lang, first.Format(), last.Format())
}

func diffWord(d Difference) text.T {
	switch d.Kind {
	case Added:
		return text.DiffAdded
	case Removed:
		return text.DiffRemoved
	}
	return text.DiffChanged
}

// compared are the parts of a difference beside each other.
func (p *planPage) compared(d Difference) (out []ui.Compared) {
	say := func(t text.T) string {
		if s := t.In(p.lang); s != "" {
			return s
		}
		return text.DiffNothing.In(p.lang)
	}
	for _, f := range d.Fields {
		out = append(out, ui.Compared{Label: f.Field, Left: say(f.From), Right: say(f.To)})
	}
	return out
}
