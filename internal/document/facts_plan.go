package document

import (
	"context"
	"slices"
	"strconv"

	"siil/internal/fault"
	"siil/internal/guideline"
	"siil/internal/plan"
	"siil/internal/policy"
	"siil/internal/text"
)

// plan gathers the project in force, else the newest, or the version that was asked for, with its actions and checks. Goals and actions of another
// section are left out.
func (f *facts) plan(ctx context.Context) error {
	if f.c.ID == "" || !f.t.Uses("progetto") && !f.t.Uses("azioni") && !f.t.Uses("azione") && !f.t.Uses("verifiche") && !f.t.Uses("verifica") {
		return nil
	}
	v, err := f.r.plans.View(ctx, f.who, f.c.ID)
	if fault.Is(err, fault.NotFound) || fault.Is(err, fault.Denied) {
		return nil
	}
	if err != nil {
		return err
	}
	p, ok := v.Current()
	if !ok {
		p, ok = v.Newest()
	}
	if want := f.want(guideline.AboutPlan); want != "" {
		ok = false
		for _, x := range v.Plans {
			if x.ID == want {
				p, ok = x, true
			}
		}
	}
	f.actions(v)
	f.checks(v)
	if ok {
		f.project(v, p)
	}
	return nil
}

func (f *facts) project(v plan.View, p plan.Plan) {
	f.is(guideline.AboutPlan, p.ID, p.ForceOn)
	f.set("progetto.numero", strconv.Itoa(p.Number))
	f.set("progetto.desideri", p.Aims)
	f.on("progetto.in_vigore_dal", p.ForceOn)
	f.put("progetto.stato", planState(p))
	goals := []map[string]any{}
	for _, g := range p.Goals {
		if !f.admits(string(g.Section)) {
			continue
		}
		item := map[string]any{"testo": g.Text, "raggiunto_quando": g.ReachedWhen, "azioni": f.actionsOf(v, g)}
		if e, ok := f.r.m.Actions.Plan.ProgressAs(g.Progress); ok {
			item["avanzamento"] = e.Label.In(f.lang)
		}
		goals = append(goals, item)
	}
	f.list("progetto.obiettivi", goals)
	undertaken := []map[string]any{}
	for _, c := range p.Commitments {
		who := c.Who
		if c.Side == plan.OfPerson {
			who = f.c.Person.Name()
		}
		undertaken = append(undertaken, map[string]any{"chi": who, "testo": c.Text})
	}
	f.list("progetto.impegni", undertaken)
	days := []map[string]any{}
	for _, d := range p.Dates {
		days = append(days, map[string]any{"data": d.Format()})
	}
	f.list("progetto.verifiche", days)
}

func planState(p plan.Plan) text.T {
	switch p.State {
	case plan.Draft:
		return text.PlanIsDraft
	case plan.Signing:
		return text.PlanIsSigning
	case plan.InForce:
		return text.PlanIsForce.With(p.ForceOn.Format())
	}
	return text.PlanIsSuperseded
}

func (f *facts) actionsOf(v plan.View, g plan.Goal) []map[string]any {
	out := []map[string]any{}
	for _, a := range g.Actions {
		if f.admits(string(a.Section)) {
			out = append(out, f.action(v, a))
		}
	}
	return out
}

// action is an action by the names of the dictionary.
func (f *facts) action(v plan.View, a plan.Action) map[string]any {
	if i := slices.IndexFunc(f.in.Ends, func(e ActionEnd) bool { return e.ActionID == a.ID }); i >= 0 {
		e := f.in.Ends[i]
		a.State, a.EndedOn, a.Result, a.Reason = e.State, e.On, e.Result, e.Reason
	}
	from, to := a.From, a.To
	if !a.StartedOn.IsZero() {
		from = a.StartedOn
	}
	if !a.EndedOn.IsZero() {
		to = a.EndedOn
	}
	who := a.FollowerWords
	if a.FollowerID != "" {
		who = v.Names[a.FollowerID]
	}
	out := map[string]any{"cosa": f.r.plans.Title(a).In(f.lang), "dove": joined(a.Provider, a.Place), "dal": from.Format(), "al": to.Format(), "chi": who,
		"stato": f.actionState(a).In(f.lang), "ente": a.Provider, "luogo": a.Place, "ospitante": a.Host, "tutor": a.Tutor, "promotore": a.Promoter, "nota": a.Note,
		"fondo": f.r.plans.Fund(a.Fund).In(f.lang), "esito": f.actionEnd(a).In(f.lang)}
	if a.Hours > 0 {
		out["ore"] = strconv.Itoa(a.Hours)
	}
	if a.Minutes > 0 {
		out["ore_fatte"] = plan.HoursOf(a.Minutes)
	}
	if a.Months > 0 {
		out["mesi"] = strconv.Itoa(a.Months)
	}
	if a.Allowance > 0 {
		out["indennita"] = a.Allowance.Format()
	}
	for name, x := range out {
		if x == "" {
			delete(out, name)
		}
	}
	return out
}

func (f *facts) actionState(a plan.Action) text.T {
	switch a.State {
	case plan.Running:
		return text.LiveIsRunning
	case plan.Suspended:
		return text.LiveIsSuspended
	case plan.Ended:
		return text.LiveIsEnded
	case plan.Interrupted:
		return text.LiveIsInterrupted
	}
	return text.LiveIsPlanned
}

func (f *facts) actionEnd(a plan.Action) text.T {
	if e, ok := f.r.m.Actions.Result(a.Result); ok && a.State == plan.Ended {
		return e.Label
	}
	if e, ok := f.r.m.Actions.Reason(a.Reason); ok && a.State == plan.Interrupted {
		return e.Label
	}
	return text.T{}
}

// actions are those of every version, each in its newest words; what was only planned in an older version is left out. One of them is what the
// document may be about: the one that was asked for, else the newest that goes on.
func (f *facts) actions(v plan.View) {
	out, seen := []map[string]any{}, map[string]bool{}
	var one *plan.Action
	want := f.want(guideline.AboutAction)
	for i, p := range v.Plans {
		for _, g := range p.Goals {
			for _, a := range g.Actions {
				if seen[string(a.ID)] || a.State == plan.ActionDropped || i > 0 && a.State == plan.Planned || !f.admits(string(a.Section)) {
					continue
				}
				seen[string(a.ID)] = true
				out = append(out, f.action(v, a))
				if a.ID == want || want == "" && (one == nil || one.State != plan.Running && a.State == plan.Running) {
					one = &a
				}
			}
		}
	}
	f.list("azioni", out)
	if one == nil {
		return
	}
	f.is(guideline.AboutAction, one.ID, one.From)
	for name, x := range f.action(v, *one) {
		f.data["azione."+name] = x
	}
}

// checks are those made, the newest first, of each goal what the document may say.
func (f *facts) checks(v plan.View) {
	out := []map[string]any{}
	for _, c := range v.Checks {
		goals := []map[string]any{}
		for _, g := range c.Goals {
			if !f.admits(string(g.Section)) {
				continue
			}
			item := map[string]any{"testo": goalWords(v, g), "nota": g.Note}
			if e, ok := f.r.m.Actions.Plan.ProgressAs(g.Progress); ok {
				item["avanzamento"] = e.Label.In(f.lang)
			}
			goals = append(goals, item)
		}
		item := map[string]any{"data": c.OnDay.Format(), "prossima": c.NextOn.Format(), "con_persona": c.WithPerson, "parole_persona": c.PersonWords, "cambiamenti": c.Changes,
			"obiettivi": goals, "progetto": strconv.Itoa(c.Number)}
		out = append(out, item)
	}
	f.list("verifiche", out)
	if due, ok := f.r.plans.DueOn(v); ok && v.MayCheck[policy.Common] {
		f.on("progetto.prossima_verifica", due)
	}
}

func goalWords(v plan.View, x plan.GoalProgress) string {
	for _, p := range v.Plans {
		if g, ok := p.Goal(x.GoalID); ok {
			return g.Text
		}
	}
	return ""
}
