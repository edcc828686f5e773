package demo

import (
	"math/rand/v2"
	"slices"
	"strings"

	"siil/internal/assessment"
	"siil/internal/gate"
	"siil/internal/guideline"
	"siil/internal/person"
	"siil/internal/policy"
	"siil/internal/value"
)

// way is a case whose way through assessment and project is drawn.
type way struct {
	r                         *rand.Rand
	caseID, episode, personID value.ID
	p                         person.Person
	needs                     map[string]string // as the referral said them
	team                      []colleague       // the case manager first
	c                         course
	levels                    map[string]int // as they stand, by domain
	health                    bool           // the reserved domains are rated
	programme                 string         // code of the one that the person is in, if any
	assessed                  []assessed     // the closed ones, the oldest first
	exit                      value.ID       // of the exit assessment; absent: there is none
	goals                     []guideline.GoalProposal
	spare                     guideline.GoalProposal
}

// assessed is a closed assessment.
type assessed struct {
	id value.ID
	on value.Date
}

// assessedOn is the assessment that was the newest on a day.
func (x *way) assessedOn(day value.Date) (id value.ID) {
	for _, a := range x.assessed {
		if id == "" || !a.on.After(day) {
			id = a.id
		}
	}
	return id
}

// largeWorld is the size from which on a world is content with fewer: of the rest of the cases only the list tells, as it came.
const (
	largeWorld = 5000
	oneIn      = 10
)

// written tells whether the way of the nth case stands in the program.
func (w *world) written(n int) bool { return w.People <= largeWorld || n%oneIn == 0 }

// on is when the course came to a state.
func (c course) on(state string) (value.Date, bool) {
	for _, s := range c.steps {
		if s.state == state {
			return s.on, true
		}
	}
	return value.Date{}, false
}

// moment is an hour of a day, and never one to come.
func (w *world) moment(d value.Date, hour, minute int) value.Instant {
	at := d.At(hour, minute)
	if now := w.g.Now(); at.After(now) {
		return now
	}
	return at
}

// follow writes the assessments of a case as its course says: the entry, closed when the project began to be written, checks, the exit.
func (w *world) follow(tx *gate.WriteTx, x *way) error {
	began, ok := x.c.on("IN_VALUTAZIONE")
	if !ok {
		return nil
	}
	if x.needs == nil {
		x.needs = w.wordsFor(x.r, x.p).Needs
	}
	x.levels = firstLevels(x.r, x.p, x.needs, w.today)
	_, healthy := x.of(policy.HealthWorker)
	x.health = healthy && x.r.Float64() < 0.8
	closed, through := x.c.on("IN_PROGETTAZIONE")
	if !through {
		if x.r.Float64() < 0.3 { // the first interview is still to come
			return nil
		}
		return w.restore(tx, x, assessment.Entry, began, value.Date{})
	}
	on := began.AddDays(x.r.IntN(1 + max(0, min(12, closed.Sub(began)-1))))
	if err := w.restore(tx, x, assessment.Entry, on, closed); err != nil {
		return err
	}
	x.choose()
	last := x.c.steps[len(x.c.steps)-1]
	end := w.today
	if last.state == "CHIUSA" || last.state == "SOSPESA" {
		end = last.on
	}
	day := workday(closed.AddDays(120 + x.r.IntN(60)))
	for ; day.Before(end.AddDays(-20)); day = workday(day.AddDays(130 + x.r.IntN(60))) {
		x.move(0.3)
		done := workday(day.AddDays(3 + x.r.IntN(8)))
		if err := w.restore(tx, x, assessment.Check, day, done); err != nil {
			return err
		}
	}
	if err := w.leave(tx, x, last); err != nil {
		return err
	}
	return w.plan(tx, x)
}

// leave writes what stands last: the exit of whoever is there to take leave, or now and then a check that goes on.
func (w *world) leave(tx *gate.WriteTx, x *way, last step) error {
	switch last.state {
	case "CHIUSA":
		if x.exit == "" {
			return nil
		}
		x.move(0.35)
		if x.c.reason == "LAVORO" {
			x.levels["LAVORO"], x.levels["REDDITO"] = 4+x.r.IntN(2), max(3, x.levels["REDDITO"])
			settle(x.levels)
		}
		return w.restore(tx, x, assessment.Exit, last.on, last.on)
	case "IN_ATTUAZIONE":
		if on := workday(w.today.AddDays(-x.r.IntN(6))); x.r.Float64() < 0.04 && on.After(last.on.AddDays(60)) {
			return w.restore(tx, x, assessment.Check, on, value.Date{})
		}
	}
	return nil
}

func (x *way) of(role policy.Role) (colleague, bool) {
	i := slices.IndexFunc(x.team, func(c colleague) bool { return c.role == role })
	if i < 0 {
		return colleague{}, false
	}
	return x.team[i], true
}

// rater is who of the team fills the part of a domain.
func (x *way) rater(d guideline.Domain) (colleague, bool) {
	switch policy.Section(d.Part) {
	case policy.Work:
		return x.of(policy.EmploymentOfficer)
	case policy.Health:
		c, ok := x.of(policy.HealthWorker)
		return c, ok && x.health
	case policy.Justice:
		return colleague{}, false
	}
	return x.of(policy.SocialWorker)
}

// firstLevels draws where somebody starts: low where the referral says so, otherwise about two levels of its own.
func firstLevels(r *rand.Rand, p person.Person, needs map[string]string, today value.Date) map[string]int {
	mean := map[string]float64{"autonomy": 2.2 + 1.6*r.Float64(), "employability": 1.9 + 1.6*r.Float64()}
	out, abroad, age := map[string]int{}, strings.HasPrefix(p.TaxCode.Place(), "Z"), p.BirthDate.Age(today)
	for _, d := range guideline.Default().Assessment.Domains {
		out[d.Code] = level(mean[d.Group] + 0.9*r.NormFloat64() + 0.5)
	}
	for need := range needs {
		if d := needDomains[need]; d != "" {
			out[d] = min(out[d], 2)
		}
	}
	out["LAVORO"] = min(out["LAVORO"], 3)
	switch {
	case !abroad:
		out["LINGUA"] = max(3, out["LINGUA"])
	case p.Language != "":
		out["LINGUA"] = min(3, out["LINGUA"])
	}
	if age >= 40 {
		out["LAVORO"] = max(2, out["LAVORO"])
	}
	if r.Float64() < 0.94 { // the rest says why
		settle(out)
	}
	return out
}

func level(x float64) int { return min(guideline.Levels, max(1, int(x))) }

// settle brings levels within what the guidelines expect of each beside the others.
func settle(levels map[string]int) {
	m := guideline.Default()
	for range 3 {
		for _, e := range m.Assessment.Against(levels) {
			levels[e.Domain] = min(e.To, max(e.From, levels[e.Domain]))
		}
	}
}

// move is what some months change: what went badly and was worked on goes up, little goes down.
func (x *way) move(up float64) {
	for _, d := range guideline.Default().Assessment.Domains {
		l := x.levels[d.Code]
		more := up / 2
		switch {
		case l > 3:
			more = up / 4
		case x.aimsAt(d.Code):
			more = up * 2
		}
		switch y := x.r.Float64(); {
		case y < more:
			l++
		case y > 0.95 && l > 2:
			l--
		}
		x.levels[d.Code] = min(guideline.Levels, l)
	}
	settle(x.levels)
}

// restore writes one assessment; closed is absent while it goes on, half filled in.
func (w *world) restore(tx *gate.WriteTx, x *way, kind string, on, closed value.Date) error {
	lead := x.team[0]
	a := &assessment.Assessment{CaseID: x.caseID, EpisodeID: x.episode, PersonID: x.personID, Kind: kind, OnDay: on,
		BegunAt: w.moment(on, 9+x.r.IntN(3), x.r.IntN(60)), BegunBy: lead.id, Ratings: map[string]assessment.Rating{}, Texts: map[string]assessment.Text{}}
	if kind == assessment.Exit {
		a.ID = x.exit
	}
	own := x.r.Float64() < 0.6 // the person's side was asked for
	for _, d := range guideline.Default().Assessment.Domains {
		who, ok := x.rater(d)
		if !ok || closed.IsZero() && x.r.Float64() < 0.35 {
			continue
		}
		day := on
		if who.id != lead.id {
			day = day.AddDays(1)
			if !closed.IsZero() && day.After(closed) || day.After(w.today) {
				day = on
			}
		}
		a.Ratings[d.Code] = w.rate(x, d, kind, who, day, own)
	}
	if len(a.Ratings) > 0 && (kind != assessment.Check || x.r.Float64() < 0.4) {
		w.tell(x, a)
	}
	if !closed.IsZero() {
		a.ClosedAt, a.ClosedBy = w.moment(closed, 15, x.r.IntN(60)), lead.id
		if x.r.Float64() < 0.5 {
			a.Decision = pickOf(x.r, verdicts[kind])
		}
		reasons(x.r, a)
	}
	err := assessment.Restore(tx, &guideline.Default().Assessment, a)
	if !closed.IsZero() {
		x.assessed = append(x.assessed, assessed{a.ID, closed})
	}
	return err
}

// rate is what is said of one domain.
func (w *world) rate(x *way, d guideline.Domain, kind string, who colleague, day value.Date, own bool) assessment.Rating {
	out := assessment.Rating{Level: x.levels[d.Code], OursAt: w.moment(day, 12+x.r.IntN(3), x.r.IntN(60)), OursBy: who.id}
	if kind == assessment.Entry && x.r.Float64() < 0.02 {
		out.Level, out.Unexplored = 0, true
		return out
	}
	words := sayings[d.Code]
	switch said := x.needOf(d.Code); {
	case kind == assessment.Entry && said != "":
		out.Note = capital(said) + "."
	case x.r.Float64() > 0.3:
	case out.Level <= 2:
		out.Note = pickOf(x.r, words.weak)
	case out.Level == 3:
		out.Note = pickOf(x.r, words.middle)
	default:
		out.Note = pickOf(x.r, words.strong)
	}
	if own && x.r.Float64() < 0.9 {
		out.PersonLevel, out.PersonAt, out.PersonBy = min(guideline.Levels, max(1, out.Level+x.r.IntN(3)-1)), out.OursAt, who.id
		if x.r.Float64() < 0.12 {
			out.PersonWords = pickOf(x.r, saidOf)
		}
	}
	return out
}

func (x *way) needOf(domain string) string {
	for need, said := range x.needs {
		if needDomains[need] == domain {
			return said
		}
	}
	return ""
}

func capital(s string) string { return strings.ToUpper(s[:1]) + s[1:] }

// tell writes what is strong and what the person wants: of the domain that goes worst.
func (w *world) tell(x *way, a *assessment.Assessment) {
	at, by := a.BegunAt, x.team[0].id
	worst := ""
	for _, d := range guideline.Default().Assessment.Domains {
		if !d.Reserved() && (worst == "" || x.levels[d.Code] < x.levels[worst]) {
			worst = d.Code
		}
	}
	a.Texts[assessment.Aspirations] = assessment.Text{Body: pickOf(x.r, wants[worst]), At: at, By: by}
	i := x.r.IntN(len(strengths))
	lines := strengths[i]
	if x.r.IntN(2) == 0 {
		lines += "\n" + strengths[(i+1+x.r.IntN(len(strengths)-1))%len(strengths)]
	}
	a.Texts[assessment.Strengths] = assessment.Text{Body: lines, At: at, By: by}
}

// reasons gives each level against what the guidelines expect its reason.
func reasons(r *rand.Rand, a *assessment.Assessment) {
	levels := map[string]int{}
	for code, x := range a.Ratings {
		levels[code] = x.Level
	}
	for _, e := range guideline.Default().Assessment.Against(levels) {
		x := a.Ratings[e.Domain]
		x.Reason = pickOf(r, reasonsAgainst)
		a.Ratings[e.Domain] = x
	}
}
