package plan

import (
	"strconv"
	"strings"

	"siil/internal/guideline"
	"siil/internal/policy"
	"siil/internal/text"
	"siil/internal/ui"
	"siil/internal/value"
)

// actionGroup is a heading of the list of actions with its rows.
type actionGroup struct {
	label text.T
	rows  []Live
}

// groups are the actions of a case by how they stand, each in the newest words of it that the reader may know. What the newest version no longer
// holds is still there once it has begun.
func (p *livePage) groups() []actionGroup {
	out := []actionGroup{{label: text.LiveActionsNow}, {label: text.LiveActionsHeld}, {label: text.LiveActionsToDo}, {label: text.LiveActionsOver}}
	seen := map[value.ID]bool{}
	for i, v := range p.View.Plans {
		for _, g := range v.Goals {
			for _, a := range g.Actions {
				if seen[a.ID] || a.State == ActionDropped || i > 0 && a.State == Planned {
					continue
				}
				seen[a.ID] = true
				at := map[string]int{Running: 0, Suspended: 1, Planned: 2}
				n, ok := at[a.State]
				if !ok {
					n = 3
				}
				out[n].rows = append(out[n].rows, Live{View: p.View, Plan: v, Goal: g, Action: a})
			}
		}
	}
	var some []actionGroup
	for _, g := range out {
		if len(g.rows) > 0 {
			some = append(some, g)
		}
	}
	return some
}

// state is how an action stands, in words.
func (p *livePage) state(a Action) (ui.MarkKind, text.T) {
	switch a.State {
	case Running:
		return ui.Now, text.LiveIsRunning
	case Suspended:
		return ui.Today, text.LiveIsSuspended
	case Ended:
		return ui.Done, text.LiveIsEnded
	case Interrupted:
		return ui.Failed, text.LiveIsInterrupted
	}
	if !a.From.IsZero() && a.From.Before(p.today) {
		return ui.Late, text.LiveIsLate.With(a.From.Format())
	}
	return ui.ToDo, text.LiveIsPlanned
}

// when is the time of an action: what happened where it did, else what is planned.
func when(a Action) text.T { return period(a.period()) }

func period(from, to value.Date) text.T {
	switch {
	case from.IsZero():
		return text.T{}
	case to.IsZero():
		return text.LiveFrom.With(from.Format())
	}
	return text.LiveFromTo.With(from.Format(), to.Format())
}

// follower is who follows an action.
func (p *livePage) follower(a Action) string {
	if a.FollowerID != "" {
		return p.name(a.FollowerID)
	}
	return a.FollowerWords
}

// hours are those done, of those planned when they are.
func hours(a Action) text.T {
	if a.Hours == 0 {
		return text.Raw(HoursOf(a.Minutes))
	}
	return text.LiveOf.With(HoursOf(a.Minutes), strconv.Itoa(a.Hours))
}

// keepsHours tells whether attendance belongs to an action.
func (p *livePage) keepsHours(a Action) bool {
	k, _ := p.r.m.Actions.Kind(a.Kind)
	return k.Hours || a.Hours > 0 || a.Minutes > 0
}

// month is the month whose attendance comes next: this one, for one that is over its last.
func (p *livePage) month(a Action) string {
	d := p.today
	if !a.EndedOn.IsZero() && a.EndedOn.Before(d) {
		d = a.EndedOn
	}
	return d.ISO()[:7]
}

// monthWords names a month: "novembre 2026", in a sentence.
func monthWords(month string) text.T {
	d, ok := parseMonth(month)
	if !ok {
		return text.T{}
	}
	return text.T{text.HoursMonthAndYear.F(text.Italian, value.MonthName(d.Month(), text.Italian), d.Year()),
		text.HoursMonthAndYear.F(text.English, value.MonthName(d.Month(), text.English), d.Year())}
}

// in puts texts into a text, each in its language.
func in(t text.T, parts ...text.T) (out text.T) {
	for l := range out {
		args := make([]any, len(parts))
		for i, x := range parts {
			args[i] = x[l]
		}
		out[l] = t.F(text.Lang(l), args...)
	}
	return out
}

// records tells whether the reader may write what happens to an action.
func (p *livePage) records(a Action) bool { return p.View.MayRecord[a.Section] }

// mayHappen are the events that may come next, in the order of a page.
func (p *livePage) mayHappen() (out []string) {
	if !p.records(p.Action) {
		return nil
	}
	for _, kind := range []string{Starts, Resumes, Suspends, Ends, Interrupts} {
		for _, s := range events[kind].from {
			if s == p.Action.State {
				out = append(out, kind)
			}
		}
	}
	return out
}

// eventTexts are the words of an event: what happened, the button that says it, the label of its day.
var eventTexts = map[string][3]text.T{
	Starts:     {text.LiveHasStarted, text.LiveDoStart, text.LiveOnStart},
	Suspends:   {text.LiveHasStopped, text.LiveDoSuspend, text.LiveOnSuspend},
	Resumes:    {text.LiveHasResumed, text.LiveDoResume, text.LiveOnResume},
	Ends:       {text.LiveHasEnded, text.LiveDoEnd, text.LiveOnEnd},
	Interrupts: {text.LiveHasInterrupted, text.LiveDoInterrupt, text.LiveOnInterrupt},
}

// why is the reason or result of an event in words.
func (p *livePage) why(e Event) text.T {
	if x, ok := p.r.m.Actions.Result(e.Result); ok {
		return x.Label
	}
	x, _ := p.r.m.Actions.Reason(e.Reason)
	return x.Label
}

func (p *livePage) entries(list []guideline.Entry) (out []ui.Option) {
	for _, x := range guideline.Offered(list, p.today.ISO()) {
		out = append(out, ui.Option{Value: x.Code, Label: x.Label})
	}
	return out
}

// failedEvent tells whether the form of an event came back.
func (p *livePage) failedEvent(kind string) bool { return p.form.Value("kind") == kind }

// warnings are those of an action, or of the whole case, in words.
func (p *livePage) warnings() (out []text.T) {
	find := func(id value.ID) (Action, bool) {
		for _, v := range p.View.Plans {
			if a, ok := v.Action(id); ok {
				return a, true
			}
		}
		return Action{}, false
	}
	for _, w := range p.Warns {
		mine, other := w.A, w.B
		if other == p.Action.ID {
			mine, other = other, mine
		}
		a, ok1 := find(mine)
		b, ok2 := find(other)
		if !ok1 || !ok2 {
			continue
		}
		words := in(text.LiveWarningWith, w.Why, p.r.Title(b), text.Raw(w.On.Format()))
		if p.Action.ID == "" {
			words = in(text.LiveWarningOne, p.r.Title(a), words)
		}
		out = append(out, words)
	}
	return out
}

// pair is a line of a list of facts.
type pair struct {
	label text.T
	value text.T
}

// details are what the project says of an action, without what is empty.
func (p *livePage) details() (out []pair) {
	a := p.Action
	add := func(label text.T, words text.T) {
		if words != (text.T{}) {
			out = append(out, pair{label, words})
		}
	}
	k, _ := p.r.m.Actions.Kind(a.Kind)
	add(text.LiveKindWord, k.Label)
	add(text.LivePlanned, period(a.From, a.To))
	add(text.LiveProvider, text.Raw(a.Provider))
	add(text.LivePlace, text.Raw(a.Place))
	add(text.LiveWho, text.Raw(p.follower(a)))
	if f, ok := p.r.m.Programme(a.Fund); ok {
		add(text.LiveFund, f.Label)
	}
	add(text.LivePromoter, text.Raw(a.Promoter))
	add(text.LiveHost, text.Raw(a.Host))
	add(text.LiveTutor, text.Raw(a.Tutor))
	if a.Months > 0 {
		add(text.LiveMonths, text.LiveMonthsN.With(a.Months))
	}
	if a.Allowance > 0 {
		add(text.LiveAllowance, text.Raw(a.Allowance.Format()))
	}
	add(text.LiveLongerWhy, text.Raw(a.LongerWhy))
	add(text.LiveNoteWord, text.Raw(a.Note))
	return out
}

// section is the word of a reserved section, for its tag.
func (p *livePage) section(s policy.Section) (text.T, bool) {
	x, ok := p.r.m.Section(string(s))
	return x.Label, ok && s != policy.Common
}

// progress is how far a goal is, in words.
func (p *livePage) progress(code string) text.T {
	x, _ := p.r.m.Actions.Plan.ProgressAs(code)
	return x.Label
}

// progressMark is the mark of how far a goal is.
func progressMark(code string) ui.MarkKind {
	switch code {
	case "reached":
		return ui.Done
	case "on_the_way":
		return ui.Now
	case "given_up":
		return ui.Failed
	}
	return ui.ToDo
}

// goalsInWords is how many goals of a check, among those that the reader knows, are how far.
func (p *livePage) goalsInWords(c Check) string {
	n := map[string]int{}
	for _, g := range c.Goals {
		n[g.Progress]++
	}
	var parts []string
	for _, x := range p.r.m.Actions.Plan.Progress {
		if n[x.Code] > 0 {
			parts = append(parts, text.CheckingSome.F(p.lang, n[x.Code], x.Label.In(p.lang)))
		}
	}
	return strings.Join(parts, ", ")
}
