package demo

import (
	"math/rand/v2"
	"slices"

	"siil/internal/casefile"
	"siil/internal/gate"
	"siil/internal/network"
	"siil/internal/person"
	"siil/internal/policy"
	"siil/internal/programme"
	"siil/internal/referral"
	"siil/internal/value"
)

// source marks every row of an invented world.
const source = "demo"

func (w *world) fill(tx *gate.WriteTx, first, last, sheets int) error {
	w.sheets = w.sheets[:sheets] // a command may run again
	for n := first; n < last; n++ {
		if err := w.addCase(tx, w.random(uint64(1000+n)), n); err != nil {
			return err
		}
	}
	return nil
}

// addCase writes one person with the whole course of the case, in one decision and so in one leaf.
func (w *world) addCase(tx *gate.WriteTx, r *rand.Rand, n int) error {
	p := w.life(r, n)
	began := w.today.AddDays(-r.IntN(months * 30))
	c := runCourse(r, began, w.today)
	own, part := w.random(uint64(5_000_000+n)), w.cast[n] // what came later draws on its own
	if part.part != nobody {
		began, c = w.courseFor(own, part)
	} else {
		c.review(w.random(uint64(9_500_000+n)), w.today)
	}
	if err := tx.Decide(policy.CaseCreate, policy.Resource{Kind: policy.Case}); err != nil {
		return err
	}
	id, err := person.Insert(tx, p)
	if err != nil {
		return err
	}
	from := sent{body: w.sender(r)}
	sheeted := part.part != nobody || w.today.Sub(began) <= w.recent()
	if sheeted {
		from = w.senderOf(own, from.body, part)
	}
	o, lead := w.opening(r, p, began, c)
	o.PersonID, o.ReferrerID = id, from.body
	x := &way{personID: id, p: p, c: c}
	if w.written(n) {
		w.end(w.random(uint64(12_000_000+n)), x, &o)
	}
	if x.caseID, x.episode, err = casefile.Open(tx, o); err != nil {
		return err
	}
	if sheeted {
		s := w.sheetFor(own, part, from, p, began, c)
		s.CaseID, s.EpisodeID, s.PersonID = x.caseID, x.episode, id
		w.sheets = append(w.sheets, s)
		w.cases[n], w.ways[x.caseID], x.needs = x.caseID, x, s.Words.Needs
	} else if _, err := referral.Record(tx, referral.Referral{CaseID: x.caseID, EpisodeID: x.episode, ReceivedOn: began, OrganisationID: from.body, Source: source}); err != nil {
		return err
	}
	if x.programme, err = w.enrol(tx, r, id, began); err != nil || lead.id == "" {
		return err
	}
	if x.team, err = w.join(tx, r, x, lead); err != nil {
		return err
	}
	if err := w.work(tx, r, x); err != nil || !w.written(n) {
		return err
	}
	x.r = w.random(uint64(9_000_000 + n))
	return w.follow(tx, x)
}

// opening is the case as it stands today, and who manages it.
func (w *world) opening(r *rand.Rand, p person.Person, began value.Date, c course) (o casefile.Opening, lead colleague) {
	now := c.steps[len(c.steps)-1]
	o = casefile.Opening{NameKey: value.NameKey(p.FamilyName, p.GivenName), Municipality: p.Municipality, OpenedOn: began, State: now.state,
		StateOn: now.on, StateReason: c.reason, Earlier: earlier(c.steps), Stamp: casefile.Stamp{At: began.At(9, 30)}}
	if c.managed && len(w.managers) > 0 {
		lead = w.managers[r.IntN(len(w.managers))]
		o.ManagerID, o.SeatID = lead.id, lead.seat
		o.Stamp.By = lead.id
	}
	if now.state == "SOSPESA" {
		o.Before, o.ReviewOn = c.steps[len(c.steps)-2].state, now.on.AddDays(90)
	}
	if c.sendable && r.Float64() < 0.86 {
		o.NextOn, o.NextWhat = w.nextDate(r), nextSteps[r.IntN(len(nextSteps))]
	}
	return o, lead
}

func earlier(steps []step) []casefile.Step {
	var out []casefile.Step
	for _, s := range steps[:len(steps)-1] {
		out = append(out, casefile.Step{State: s.state, On: s.on})
	}
	return out
}

// nextDate is late for one case in twelve, today for some, mostly within five weeks.
func (w *world) nextDate(r *rand.Rand) value.Date {
	d := w.today.AddDays(1 + r.IntN(35))
	switch x := r.Float64(); {
	case x < 0.08:
		d = w.today.AddDays(-1 - r.IntN(12))
	case x < 0.13:
		d = w.today
	}
	for d.Weekday() == 0 || d.Weekday() == 6 {
		d = d.AddDays(1)
	}
	return d
}

// sender draws the body that referred: social services 60 %, job centres 20 %, health 12 %, third sector 8 %.
func (w *world) sender(r *rand.Rand) value.ID {
	kinds := []string{"SERVIZIO_SOCIALE"}
	switch x := r.Float64(); {
	case x < 0.20:
		kinds = []string{"CPI"}
	case x < 0.32:
		kinds = []string{"SERD", "SALUTE_MENTALE"}
	case x < 0.40:
		kinds = []string{"ETS", "COOP_SOCIALE"}
	}
	var fit []network.Organisation
	for _, b := range w.bodies {
		if slices.Contains(kinds, b.Kind) {
			fit = append(fit, b)
		}
	}
	if len(fit) == 0 {
		return ""
	}
	return fit[r.IntN(len(fit))].ID
}

func (w *world) enrol(tx *gate.WriteTx, r *rand.Rand, id value.ID, began value.Date) (code string, err error) {
	switch x := r.Float64(); {
	case x < 0.45:
		code = "ADI"
	case x < 0.57:
		code = "SFL"
	case x < 0.72:
		code = "GOL_4"
	case x < 0.80:
		code = "FSE_PLUS"
	default:
		return "", nil
	}
	_, err = programme.Enrol(tx, id, code, "", began.AddDays(-r.IntN(200)), source)
	return code, err
}

// join makes the team of a case: the manager, somebody of the other side, now and then somebody of health.
func (w *world) join(tx *gate.WriteTx, r *rand.Rand, x *way, lead colleague) ([]colleague, error) {
	team := []colleague{lead}
	other := policy.EmploymentOfficer
	if lead.role == other {
		other = policy.SocialWorker
	}
	for _, role := range []policy.Role{other, policy.HealthWorker} {
		if role == policy.HealthWorker && r.Float64() > 0.25 {
			continue
		}
		c := w.staff[role][r.IntN(len(w.staff[role]))]
		if err := casefile.AddMember(tx, casefile.Joining{CaseID: x.caseID, AccountID: c.id, Stamp: casefile.Stamp{At: x.c.steps[3].on.At(11, 0), By: lead.id}}); err != nil {
			return nil, err
		}
		team = append(team, c)
	}
	return team, nil
}

// work writes what the team has noted: a few notes between the assignment and today.
func (w *world) work(tx *gate.WriteTx, r *rand.Rand, x *way) error {
	from, to := x.c.steps[3].on, w.today
	if !x.c.sendable {
		to = x.c.steps[len(x.c.steps)-1].on
	}
	day := from
	var notes []casefile.NewNote
	for n := 1 + r.IntN(6); n > 0; n-- {
		if day = day.AddDays(1 + r.IntN(40)); day.After(to) {
			break
		}
		who := x.team[r.IntN(len(x.team))]
		section := sectionOf(r, who.role)
		words := notesOf[string(section)]
		notes = append(notes, casefile.NewNote{CaseID: x.caseID, EpisodeID: x.episode, PersonID: x.personID, Section: section, On: day, Text: words[r.IntN(len(words))],
			Source: casefile.SourceProgram, Author: who.id, AuthorRole: string(who.role),
			Stamp: casefile.Stamp{At: w.moment(day, 8+r.IntN(10), r.IntN(12)*5), By: who.id}})
	}
	return casefile.AddNotes(tx, notes)
}

// sectionOf is the section that a profession mostly writes in.
func sectionOf(r *rand.Rand, role policy.Role) policy.Section {
	if r.Float64() < 0.4 {
		return policy.Common
	}
	switch role {
	case policy.EmploymentOfficer:
		return policy.Work
	case policy.HealthWorker:
		return policy.Health
	}
	return policy.Social
}
