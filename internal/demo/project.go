package demo

import (
	"cmp"
	"fmt"
	"slices"
	"strings"

	"siil/internal/gate"
	"siil/internal/guideline"
	"siil/internal/plan"
	"siil/internal/policy"
	"siil/internal/value"
)

// project is a case's project while it is drawn: its days, then what stands.
type project struct {
	*way
	w             *world
	began, signed value.Date // when writing began, when it was signed; absent: not yet
	running       value.Date // when the first action began
	end           value.Date // until when things have happened: today, a suspension, the closure
	last          string     // the state of the case
	past          plan.Past
	checks        []value.Date // on which it was to be checked, all but perhaps the last by now
	reached       map[value.ID]int
}

// choose picks the goals for the weakest domains as the program proposes them, something about work among them, now and then one of health; spare is
// for a revision.
func (x *way) choose() {
	m := guideline.Default()
	var open, reserved []guideline.Domain
	for _, d := range m.Assessment.Domains {
		switch {
		case x.levels[d.Code] > 3:
		case d.Section == string(policy.Common):
			open = append(open, d)
		case d.Section == string(policy.Health) && x.health:
			reserved = append(reserved, d)
		}
	}
	weakest := func(a, b guideline.Domain) int { return cmp.Compare(x.levels[a.Code], x.levels[b.Code]) }
	x.r.Shuffle(len(open), func(i, j int) { open[i], open[j] = open[j], open[i] })
	slices.SortStableFunc(open, weakest)
	slices.SortStableFunc(reserved, weakest)
	n := min(len(open), 2+x.r.IntN(2))
	if !slices.ContainsFunc(open[:n], func(d guideline.Domain) bool { return d.Group == "employability" }) {
		if i := slices.IndexFunc(open, func(d guideline.Domain) bool { return d.Code == "LAVORO" }); i >= n {
			open[n-1], open[i] = open[i], open[n-1]
		}
	}
	for _, d := range open[:n] {
		x.goals = append(x.goals, x.proposed(d))
	}
	if len(open) > n {
		x.spare = x.proposed(open[n])
	}
	if len(reserved) > 0 && x.r.Float64() < 0.5 {
		x.goals = append(x.goals, x.proposed(reserved[0]))
	}
}

func (x *way) proposed(d guideline.Domain) guideline.GoalProposal {
	all := guideline.Default().GoalsFor(d.Code, x.levels[d.Code])
	return all[x.r.IntN(len(all))]
}

// aimsAt tells whether a domain is worked on.
func (x *way) aimsAt(domain string) bool {
	return slices.ContainsFunc(x.goals, func(g guideline.GoalProposal) bool { return g.Domain == domain })
}

// plan writes the project of a case as its course says.
func (w *world) plan(tx *gate.WriteTx, x *way) error {
	p := w.projectOf(x)
	if p == nil {
		return nil
	}
	return plan.Restore(tx, &p.past)
}

// projectOf draws the project; nil when nobody has begun to write it.
func (w *world) projectOf(x *way) *project {
	began, ok := x.c.on("IN_PROGETTAZIONE")
	if !ok || len(x.goals) == 0 {
		return nil
	}
	now := x.c.steps[len(x.c.steps)-1]
	p := &project{way: x, w: w, began: workday(began.AddDays(1 + x.r.IntN(6))), end: w.today, last: now.state, reached: map[value.ID]int{}}
	p.signed, _ = x.c.on("PROGETTO_SOTTOSCRITTO")
	p.running, _ = x.c.on("IN_ATTUAZIONE")
	if now.state == "SOSPESA" || now.state == "CHIUSA" {
		p.end = now.on
	}
	limit := p.end
	if !p.signed.IsZero() {
		limit = p.signed
	}
	if p.began.After(limit) || p.began.Before(began) {
		p.began = began
	}
	if p.signed.IsZero() && (w.today.Sub(began) < 3 || x.r.Float64() < 0.12) {
		return nil
	}
	p.first()
	if !p.signed.IsZero() {
		p.calendar()
		p.revise()
		p.check()
	}
	p.link()
	return p
}

// first writes the first version: a draft, one that waits for the person's signature, or one that has been signed.
func (p *project) first() {
	lead := p.team[0]
	v := plan.Plan{ID: value.NewID(), CaseID: p.caseID, EpisodeID: p.episode, PersonID: p.personID, Number: 1, State: plan.Draft, Aims: p.aims(), AssessmentID: p.assessed[0].id,
		MadeAt: p.w.moment(p.began, 9+p.r.IntN(3), p.r.IntN(60)), MadeBy: lead.id, ChangedBy: lead.id}
	v.ChangedAt = v.MadeAt
	for i, g := range p.goals {
		v.Goals = append(v.Goals, p.goal(g, i+1))
	}
	at := p.running
	for i := range v.Goals {
		p.actions(&v, &v.Goals[i], p.goals[i], &at)
	}
	p.promise(&v)
	switch {
	case !p.signed.IsZero():
		p.sign(&v, p.signed)
	case p.r.Float64() < 0.15:
		p.await(&v)
	}
	p.past.Plans = append(p.past.Plans, v)
}

// aims are what the person wants, in their words: of the domains that are worked on.
func (p *project) aims() string {
	var out []string
	for _, g := range p.goals {
		if words := wants[g.Domain]; len(words) > 0 && len(out) < 1 {
			out = append(out, pickOf(p.r, words))
		}
	}
	if len(out) == 0 || p.r.IntN(2) == 0 {
		out = append(out, pickOf(p.r, alsoWants))
	}
	return strings.Join(out, " ")
}

func (p *project) goal(g guideline.GoalProposal, position int) plan.Goal {
	d, _ := guideline.Default().Assessment.Domain(g.Domain)
	return plan.Goal{ID: value.NewID(), Section: policy.Section(d.Section), Position: position, Domain: g.Domain, Text: g.Label[0], ReachedWhen: g.ReachedWhen[0]}
}

// promise adds what both sides undertake.
func (p *project) promise(v *plan.Plan) {
	mate := p.team[len(p.team)-1]
	service := "Servizio sociale"
	if mate.role == policy.EmploymentOfficer {
		service = "Centro per l'impiego"
	}
	for i, c := range []plan.Commitment{{Side: plan.OfPerson, Text: pickOf(p.r, personPromises)}, {Side: plan.OfService, Who: service, Text: pickOf(p.r, servicePromises)}} {
		c.Position = i + 1
		v.Commitments = append(v.Commitments, c)
	}
}

// await freezes a draft for whom it waits: the service has signed, the person has not.
func (p *project) await(v *plan.Plan) {
	v.State, v.FrozenAt = plan.Signing, v.MadeAt
	for i := range v.Goals {
		for j := range v.Goals[i].Actions {
			if a := &v.Goals[i].Actions[j]; a.From.IsZero() {
				a.From = workday(p.w.today.AddDays(20 + p.r.IntN(20)))
			}
		}
	}
	lead := p.team[0]
	v.Signatures = []plan.Signature{{Party: plan.ByCaseManager, AccountID: lead.id, Means: plan.SecondFactor, OnDay: p.began, MadeAt: v.MadeAt, MadeBy: lead.id}}
}

// sign puts a version in force on a day: the service signed before, the person and the case manager together.
func (p *project) sign(v *plan.Plan, day value.Date) {
	lead, mate := p.team[0], p.team[len(p.team)-1]
	v.State, v.ForceOn, v.FrozenAt = plan.InForce, day, p.w.moment(day, 14, p.r.IntN(20))
	if v.FrozenAt.Before(v.MadeAt) {
		v.FrozenAt = v.MadeAt
	}
	at := func(minute int) value.Instant {
		if t := p.w.moment(day, 14, minute); t.After(v.FrozenAt) {
			return t
		}
		return v.FrozenAt
	}
	person := plan.Signature{Party: plan.ByPerson, Means: plan.OnPaper, OnDay: day, CollectedBy: lead.id, Agreement: plan.Agrees, MadeAt: at(30), MadeBy: lead.id}
	if p.r.Float64() < 0.06 {
		person.Agreement, person.Said = plan.AgreesPartly, pickOf(p.r, saidPartly)
	}
	v.Signatures = append(v.Signatures, person,
		plan.Signature{Party: plan.ByCaseManager, AccountID: lead.id, Means: plan.SecondFactor, OnDay: day, MadeAt: at(35), MadeBy: lead.id})
	if p.r.Float64() < 0.8 {
		v.Signatures = append(v.Signatures, plan.Signature{Party: plan.ByService, AccountID: mate.id, Means: plan.SecondFactor, OnDay: day, MadeAt: at(50), MadeBy: mate.id})
	}
	v.ChangedAt = v.Signatures[len(v.Signatures)-1].MadeAt
}

// calendar draws the days of the checks, each within the days that the guidelines give, up to the first that has not come.
func (p *project) calendar() {
	most := guideline.Default().Actions.Plan.CheckDays
	for day := p.signed; !day.After(p.end); {
		day = workday(day.AddDays(most - p.r.IntN(most/3)))
		p.checks = append(p.checks, day)
	}
	p.past.Plans[0].Dates = p.datesAfter(p.signed)
}

// datesAfter are the days of checks that a version names.
func (p *project) datesAfter(day value.Date) (out []value.Date) {
	for _, d := range p.checks {
		if d.After(day) && len(out) < 3 {
			out = append(out, d)
		}
	}
	return out
}

// revise adds a second version: in force for one long project in three, since a check; a draft where the case is under review.
func (p *project) revise() {
	if i := slices.IndexFunc(p.checks, func(d value.Date) bool { return d.After(p.signed.AddDays(80)) && d.Before(p.end.AddDays(-15)) }); i >= 0 && p.r.Float64() < 0.33 && !p.running.IsZero() {
		p.next(p.checks[i], workday(p.checks[i].AddDays(7+p.r.IntN(7))))
	}
	if on, ok := p.c.on("RIMODULAZIONE"); ok {
		p.next(on, value.Date{})
	}
}

// next is another version, written from a day on and in force from another; the one before is superseded then.
func (p *project) next(from, force value.Date) {
	old := &p.past.Plans[len(p.past.Plans)-1]
	v := *old
	v.ID, v.Number, v.Revises, v.AssessmentID, v.Why = value.NewID(), old.Number+1, old.ID, p.assessedOn(from), pickOf(p.r, revisionWhy)
	v.MadeAt = p.w.moment(from, 17, 10)
	v.State, v.FrozenAt, v.ForceOn, v.ChangedAt, v.Signatures, v.Dates = plan.Draft, value.Instant{}, value.Date{}, v.MadeAt, nil, p.datesAfter(from)
	v.Goals = slices.Clone(old.Goals)
	for i := range v.Goals {
		v.Goals[i].Actions = slices.Clone(v.Goals[i].Actions)
	}
	if p.spare.Code != "" && !p.aimsAt(p.spare.Domain) {
		p.goals = append(p.goals, p.spare)
		v.Goals = append(v.Goals, p.goal(p.spare, len(v.Goals)+1))
		at := force
		if !force.IsZero() {
			at = force.AddDays(3)
		}
		p.actions(&v, &v.Goals[len(v.Goals)-1], p.spare, &at)
	}
	if !force.IsZero() {
		p.sign(&v, force)
		old.State, old.SupersededAt = plan.Superseded, v.Signatures[1].MadeAt
	}
	p.past.Plans = append(p.past.Plans, v)
}

// check writes the checks that were made: all whose day has come, but the newest one of some is late. Progress goes forward.
func (p *project) check() {
	late := p.end == p.w.today && p.r.Float64() < 0.25
	due := slices.DeleteFunc(slices.Clone(p.checks), func(d value.Date) bool { return !d.Before(p.end) })
	if late && len(due) > 0 {
		due = due[:len(due)-1]
	}
	well := p.last == "CHIUSA" && (p.c.reason == "LAVORO" || p.c.reason == "OBIETTIVI_RAGGIUNTI")
	if leave := workday(p.end.AddDays(-3)); well && leave.After(p.signed) && (len(due) == 0 || leave.After(due[len(due)-1])) {
		due = append(due, leave)
	}
	for i, d := range due {
		p.checkOn(d, well && i == len(due)-1)
	}
}

func (p *project) checkOn(d value.Date, final bool) {
	lead := p.team[0]
	c := plan.Check{ID: value.NewID(), OnDay: d, WithPerson: p.r.Float64() < 0.85, MadeAt: p.w.moment(d, 16, p.r.IntN(60)), MadeBy: lead.id}
	var v plan.Plan
	for _, x := range p.past.Plans {
		if x.State != plan.Draft && !x.ForceOn.After(d) {
			v = x
		}
		c.Reopens = c.Reopens || x.Number > 1 && x.MadeAt.Date() == d
	}
	c.PlanID = v.ID
	if i := slices.IndexFunc(p.checks, func(x value.Date) bool { return x.After(d) }); i >= 0 && !final {
		c.NextOn = p.checks[i]
	}
	if p.r.Float64() < 0.6 {
		c.Changes = pickOf(p.r, changesSeen)
	}
	if c.WithPerson && p.r.Float64() < 0.4 {
		c.PersonWords = pickOf(p.r, personAtCheck)
	}
	for _, g := range v.Goals {
		x := plan.GoalProgress{GoalID: g.ID, Section: g.Section, Progress: p.advance(g.ID, final)}
		if p.r.Float64() < 0.25 {
			x.Note = pickOf(p.r, goalNotes)
		}
		c.Goals = append(c.Goals, x)
	}
	p.past.Checks = append(p.past.Checks, c)
}

// advance moves a goal on, never back.
func (p *project) advance(goal value.ID, final bool) string {
	steps := []string{"not_started", "on_the_way", "reached"}
	now, y := p.reached[goal], p.r.Float64()
	switch {
	case now < 2 && final && y < 0.8:
		now = 2
	case now == 0 && y < 0.75, now == 1 && y < 0.35:
		now++
	}
	p.reached[goal] = now
	return steps[now]
}

// link cites the pact that the person's programme asks for.
func (p *project) link() {
	kind := map[string]string{"ADI": "PAIS", "SFL": "PSP", "GOL_4": "PSP"}[p.programme]
	if on := workday(p.began.AddDays(-p.r.IntN(20))); kind != "" && p.r.Float64() < 0.7 && on.Before(p.w.today) {
		p.past.Links = append(p.past.Links, plan.Link{Kind: kind, Number: fmt.Sprintf("%s-%d-%05d", kind, on.Year(), 10000+p.r.IntN(90000)), OnDay: on, MadeBy: p.team[0].id})
	}
}
