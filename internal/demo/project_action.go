package demo

import (
	"slices"

	"siil/internal/guideline"
	"siil/internal/plan"
	"siil/internal/policy"
	"siil/internal/value"
)

// actions adds one or two actions towards a goal, with how they went; at is when the first one of the version begins, and moves on.
func (p *project) actions(v *plan.Plan, g *plan.Goal, from guideline.GoalProposal, at *value.Date) {
	m := guideline.Default()
	kinds := slices.DeleteFunc(slices.Clone(from.Actions), func(code string) bool {
		k, ok := m.Actions.Kind(code)
		return !ok || k.Section == string(policy.Justice) || code == "AMMINISTRATORE"
	})
	p.r.Shuffle(len(kinds), func(i, j int) { kinds[i], kinds[j] = kinds[j], kinds[i] })
	n := 1
	if p.r.Float64() < 0.4 {
		n = 2
	}
	for i, code := range kinds[:min(n, len(kinds))] {
		k, _ := m.Actions.Kind(code)
		a := plan.Action{ID: value.NewID(), GoalID: g.ID, Section: g.Section, Position: i + 1, Content: p.content(k)}
		if g.Section == policy.Common {
			a.Section = policy.Section(k.Section)
		}
		p.past.Lives = append(p.past.Lives, p.live(v, &a, *at))
		g.Actions = append(g.Actions, a)
		if !at.IsZero() {
			*at = workday(at.AddDays(10 + p.r.IntN(40)))
		}
	}
}

// content is what the project says of an action of a kind.
func (p *project) content(k guideline.ActionKind) plan.Content {
	c := plan.Content{Kind: k.Code, Provider: p.w.provider(p.way, k)}
	if len(k.Funds) > 0 {
		if c.Fund = k.Funds[p.r.IntN(len(k.Funds))]; c.Fund == "NESSUNO" {
			c.Fund = ""
		}
	}
	role := policy.SocialWorker
	switch k.Group {
	case "LAVORO", "FORMAZIONE", "ESPERIENZA", "COMPETENZE", "IMPRESA":
		role = policy.EmploymentOfficer
	case "SALUTE":
		role = policy.HealthWorker
	}
	who, ok := p.of(role)
	if !ok {
		who = p.team[0]
	}
	c.FollowerID = who.id
	x := rhythmOf(k)
	c.Hours = x.days * x.minutes * x.weeks / 60
	if l, ok := guideline.Default().Actions.Traineeship(k.Traineeship); ok {
		c.Promoter, c.Host, c.Tutor, c.Months = c.Provider, pickOf(p.r, hosts), pickOf(p.r, senderNames), (x.weeks*7+29)/30
		if l.Allowance > 0 {
			c.Allowance = value.Euros(300 + 100*p.r.IntN(3))
		}
	}
	return c
}

func rhythmOf(k guideline.ActionKind) rhythm {
	x, ok := rhythms[k.Code]
	if !ok {
		x = rhythm{1, 60, 8}
	}
	if !k.Hours {
		x.days, x.minutes = 0, 0
	}
	return x
}

// provider is one of the zone's bodies that do such things.
func (w *world) provider(x *way, k guideline.ActionKind) string {
	kinds, ok := providersOf[k.Code]
	if !ok {
		kinds = providersOf[k.Group]
	}
	var fit []string
	for _, b := range w.bodies {
		if slices.Contains(kinds, b.Kind) && (b.Section == "" || policy.Section(k.Section) == b.Section) {
			fit = append(fit, b.Name)
		}
	}
	if len(fit) == 0 {
		return ""
	}
	return pickOf(x.r, fit)
}

// live is how an action went from a day on, and writes its planned days.
func (p *project) live(v *plan.Plan, a *plan.Action, start value.Date) plan.Life {
	k, _ := guideline.Default().Actions.Kind(a.Kind)
	x := rhythmOf(k)
	switch {
	case !start.IsZero():
		if p.last == "CHIUSA" && start.After(p.end.AddDays(-14)) { // who has left had begun all of it
			start = p.running
		}
		a.From = start
	case !p.signed.IsZero() || p.r.Float64() < 0.7: // a draft need not say when yet
		a.From = workday(p.w.today.AddDays(7 + p.r.IntN(25)))
	}
	if !a.From.IsZero() {
		a.To = a.From.AddDays(7*x.weeks - 1)
	}
	l := plan.Life{Action: *a, MadeAt: v.MadeAt, MadeBy: v.MadeBy}
	l.State = plan.Planned
	if start.IsZero() || start.After(p.end) {
		return l
	}
	l.State, l.StartedOn = plan.Running, start
	p.event(&l, plan.Event{Kind: plan.Starts, OnDay: start})
	until := p.finish(&l, x)
	if x.days > 0 {
		p.attend(&l, x, until)
	}
	return l
}

func (p *project) event(l *plan.Life, e plan.Event) {
	e.At, e.By = p.w.moment(e.OnDay, 17, 30+p.r.IntN(30)), l.FollowerID
	if e.By == "" {
		e.By = p.team[0].id
	}
	l.Events = append(l.Events, e)
}

// finish ends an action whose time has come, or what a suspension or the closure has stopped, and gives its last day so far.
func (p *project) finish(l *plan.Life, x rhythm) value.Date {
	stop := l.To.AddDays(p.r.IntN(6))
	broken := p.r.Float64() < 0.07
	if broken {
		stop = l.StartedOn.AddDays(7 * (1 + x.weeks/3))
	}
	stop = workday(stop)
	if stop.Before(l.StartedOn) {
		stop = l.StartedOn
	}
	left := p.last == "CHIUSA" && !stop.Before(p.end)
	if left {
		stop = p.end
		broken = broken || p.c.reason == "RINUNCIA" || p.c.reason == "IRREPERIBILITA" || p.c.reason == "TRASFERIMENTO"
	}
	switch {
	case !left && (stop.After(p.end) || stop == p.w.today):
		if p.last == "SOSPESA" {
			l.State = plan.Suspended
			p.event(l, plan.Event{Kind: plan.Suspends, OnDay: p.end, Words: "Ferma con tutto il percorso."})
		}
		return p.end
	case broken:
		reason := []string{"ASSENZE", "NON_ADATTA", "FAMIGLIA", "ENTE"}[p.r.IntN(4)]
		if left {
			reason = map[string]string{"TRASFERIMENTO": "TRASFERIMENTO"}[p.c.reason]
			if reason == "" {
				reason = "RINUNCIA"
			}
		}
		l.State, l.EndedOn = plan.Interrupted, stop
		p.event(l, plan.Event{Kind: plan.Interrupts, OnDay: stop, Reason: reason})
	default:
		e := plan.Event{Kind: plan.Ends, OnDay: stop, Result: p.result(*l, left)}
		if p.r.Float64() < 0.2 {
			e.Words = pickOf(p.r, endWords)
		}
		l.State, l.EndedOn = plan.Ended, stop
		p.event(l, e)
	}
	return stop
}

func (p *project) result(l plan.Life, left bool) string {
	k, _ := guideline.Default().Actions.Kind(l.Kind)
	switch y := p.r.Float64(); {
	case p.last == "CHIUSA" && p.c.reason == "LAVORO" && k.Traineeship != "":
		return "CONTRATTO"
	case left || y < 0.15:
		return "PROSEGUE"
	case y > 0.93:
		return "POCO_UTILE"
	case certified[l.Kind]:
		return "ATTESTATO"
	}
	return "COMPLETATA"
}

// attend writes the hours of each month, as far as somebody has typed them: of what goes on, some have not done the last one yet.
func (p *project) attend(l *plan.Life, x rhythm, until value.Date) {
	first := 1 + p.r.IntN(max(1, 6-x.days))
	faithful := 0.8 + 0.19*p.r.Float64()
	if l.State == plan.Running && p.r.Float64() < 0.3 {
		until = until.MonthStart().AddDays(-1)
	}
	by, left := l.FollowerID, l.Hours*60
	var m *plan.Attended
	for d := l.StartedOn; !d.After(until) && left > 0; d = d.AddDays(1) {
		if day := int(d.Weekday()); day < first || day >= first+x.days || !guideline.IsWorkingDay(d) || p.r.Float64() > faithful {
			continue
		}
		if m == nil || m.Month != d.ISO()[:7] {
			l.Months = append(l.Months, plan.Attended{Month: d.ISO()[:7], Minutes: map[int]int{}, By: by})
			m = &l.Months[len(l.Months)-1]
			written := d.MonthEnd().AddDays(2)
			if written.After(p.w.today) {
				written = p.w.today
			}
			m.At = p.w.moment(written, 9, 15)
		}
		minutes := min(left, x.minutes)
		if p.r.Float64() < 0.06 {
			minutes = max(30, minutes-60)
		}
		m.Minutes[d.Day()] = minutes
		left -= minutes
	}
}
