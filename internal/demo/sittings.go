package demo

import (
	"cmp"
	"context"
	"math/rand/v2"
	"slices"
	"time"

	"siil/internal/casefile"
	"siil/internal/gate"
	"siil/internal/guideline"
	"siil/internal/policy"
	"siil/internal/sitting"
	"siil/internal/value"
)

// mostOnAgenda is how many cases the next sitting takes.
const mostOnAgenda = 12

// team is who sits, and the rooms through whose commands they do: as they would from their own pages, each thing at its moment.
type team struct {
	*world
	r           *rand.Rand
	room        *sitting.Room
	files       *casefile.Room
	coordinator colleague
	recorder    colleague
	members     []colleague // all, these two first
	left        []value.ID  // cases that a sitting has left for the next one
	given       []value.ID  // cases in which something is to be done
}

// meet holds the past sittings of the world and calls the next one.
func (w *world) meet(ctx context.Context) error {
	if len(w.cast) == 0 {
		return nil
	}
	m := guideline.Default()
	t := &team{world: w, r: w.random(6), files: casefile.New(w.g, m), coordinator: w.staff[policy.Coordinator][0], recorder: w.staff[policy.Secretary][0]}
	t.room = sitting.New(w.g, m, t.files)
	t.members = []colleague{t.coordinator, t.recorder}
	for _, p := range []post{{policy.SocialWorker, 3}, {policy.EmploymentOfficer, 2}, {policy.HealthWorker, 1}} {
		t.members = append(t.members, w.staff[p.role][:min(p.number, len(w.staff[p.role]))]...)
	}
	for i := range pastSittings {
		if err := t.hold(ctx, i); err != nil {
			return err
		}
	}
	if err := t.carryOn(ctx); err != nil {
		return err
	}
	if err := t.callNext(ctx); err != nil {
		return err
	}
	return t.mailGone(ctx)
}

func (c colleague) actor(zone string) gate.Actor {
	return gate.Actor{Principal: policy.Principal{Zone: zone, Account: c.id, Roles: []policy.Role{c.role}, Core: true}, Name: c.name, Via: "cli"}
}

func (t *team) actor(c colleague) gate.Actor { return c.actor(t.Zone) }

func at(ctx context.Context, day value.Date, hour, minute int) context.Context {
	return gate.AsOf(ctx, day.At(hour, minute))
}

// castCases are the cases of a part in a sitting, in the order of the people.
func (t *team) castCases(x role) (out []value.ID) {
	for n := range t.People {
		if t.cast[n] == x {
			out = append(out, t.cases[n])
		}
	}
	return out
}

func (t *team) calling(day value.Date, agenda []value.ID) sitting.Calling {
	c := sitting.Calling{OnDay: day, Starts: "09:30", Place: "Sala riunioni al primo piano", Link: "https://incontri.example/equipe", Agenda: agenda}
	if len(t.seats) > 0 {
		c.SeatID = t.seats[0].ID
	}
	for _, m := range t.members {
		c.Members = append(c.Members, sitting.Called{AccountID: m.id, Recorder: m.id == t.recorder.id})
	}
	return c
}

// agendaItem is an item as the commands name it.
type agendaItem struct{ id, caseID value.ID }

func (t *team) items(ctx context.Context, id value.ID) (out []agendaItem, err error) {
	err = t.g.Read(ctx, gate.System(t.Zone, "cli"), func(tx *gate.ReadTx) (err error) {
		if err := tx.Decide(policy.ZoneSettle, policy.Resource{Kind: policy.Zone}); err != nil {
			return err
		}
		out, err = gate.All(tx, "SELECT id, case_id FROM sitting_item WHERE zone = $1 AND sitting_id = $2 AND state <> 'removed' ORDER BY position",
			[]any{t.Zone, id}, func(s gate.Scanner) (x agendaItem, err error) { return x, s.Scan(&x.id, &x.caseID) })
		return err
	})
	return out, err
}

// hold holds a past sitting from its call to its minutes; of the last one the minutes wait for approval.
func (t *team) hold(ctx context.Context, i int) error {
	day := t.thursday(i)
	agenda := append(slices.Clone(t.left), t.castCases(role{decided, i})...)
	t.left = nil
	id, err := t.room.Call(at(ctx, day.AddDays(-8), 10, 20), t.actor(t.coordinator), t.calling(day, agenda))
	if err != nil {
		return err
	}
	away := t.members[2+t.r.IntN(len(t.members)-2)]
	if t.short(away) {
		away = colleague{}
	}
	present, err := t.answerCall(ctx, id, day.AddDays(-6), away)
	if err != nil {
		return err
	}
	items, err := t.items(ctx, id)
	if err != nil {
		return err
	}
	for k := 0; k < len(items); k += 3 {
		who := present[2+t.r.IntN(len(present)-2)]
		if err := t.room.Ask(at(ctx, day.AddDays(-1), 11+k%6, 5), t.actor(who), items[k].id, pickOf(t.r, askWords)); err != nil {
			return err
		}
	}
	if err := t.sit(ctx, id, i, day, items, present); err != nil {
		return err
	}
	return t.minutes(ctx, id, i, day, present)
}

// short tells that without somebody the sitting would have no quorum.
func (t *team) short(away colleague) bool {
	n := 0
	for _, m := range t.members {
		if m.role == away.role && m.id != away.id {
			n++
		}
	}
	return n == 0 && away.role != policy.HealthWorker
}

func (t *team) answerCall(ctx context.Context, id value.ID, day value.Date, away colleague) (present []colleague, err error) {
	for n, m := range t.members {
		why := ""
		if m.id == away.id {
			why = "Corso di formazione quel giorno."
		} else {
			present = append(present, m)
		}
		if err := t.room.AnswerCall(at(ctx, day, 8+n, 15), t.actor(m), id, m.id != away.id, why); err != nil {
			return nil, err
		}
	}
	return present, nil
}

// sit is the morning itself, ten minutes a case; of the last sitting two cases are not reached.
func (t *team) sit(ctx context.Context, id value.ID, i int, day value.Date, items []agendaItem, present []colleague) error {
	ids := make([]value.ID, len(present))
	for n, m := range present {
		ids[n] = m.id
	}
	who := t.actor(t.coordinator)
	if err := t.room.Open(at(ctx, day, 9, 33), who, id); err != nil {
		return err
	}
	if err := t.room.Attend(at(ctx, day, 9, 35), who, id, ids); err != nil {
		return err
	}
	reached := items
	if i == pastSittings-1 && len(items) > 3 {
		reached = items[:len(items)-2]
	}
	if err := t.room.Start(at(ctx, day, 9, 38), who, items[0].id); err != nil {
		return err
	}
	minute := 40
	for n, x := range reached {
		now := at(ctx, day, 9+(minute+8)/60, (minute+8)%60)
		out := colleague{}
		if i == 1 && n == 1 {
			out = present[len(present)-1]
			if t.short(out) {
				out = colleague{}
			} else if err := t.room.StepOut(at(ctx, day, 9+minute/60, minute%60), t.actor(out), x.id, "CONOSCENZA"); err != nil {
				return err
			}
		}
		if _, err := t.room.Decide(now, who, id, t.deciding(day, n, x.caseID, out)); err != nil {
			return err
		}
		minute += 10
	}
	for _, x := range items[len(reached):] {
		t.left = append(t.left, x.caseID)
	}
	return t.room.Close(at(ctx, day, 9+(minute+5)/60, (minute+5)%60), who, id)
}

// deciding draws a decision: most are taken in charge, one in nine goes elsewhere, one in nine waits for more.
func (t *team) deciding(day value.Date, n int, caseID value.ID, out colleague) sitting.Deciding {
	d := sitting.Deciding{CaseID: caseID, Note: pickOf(t.r, discussions)}
	switch n % 9 {
	case 4:
		i := t.r.IntN(len(advices))
		d.Decision, d.Reason, d.Advice = "other_service", advices[i][0], advices[i][1]
	case 7:
		d.Decision, d.Reason = "more_information", pickOf(t.r, moreReasons)
		d.Steps = []casefile.NextStep{t.step(day, t.coordinator)}
		t.left, t.given = append(t.left, caseID), append(t.given, caseID)
	default:
		lead := t.lead(n, out)
		other := policy.EmploymentOfficer
		if lead.role == other {
			other = policy.SocialWorker
		}
		mate := t.staff[other][t.r.IntN(len(t.staff[other]))]
		d.Decision, d.CaseManager = "taken_in_charge", lead.id
		if mate.id != out.id {
			d.Team = []value.ID{mate.id}
		}
		d.Steps = append(d.Steps, t.step(day, lead))
		if t.r.IntN(2) == 0 {
			d.Steps = append(d.Steps, t.step(day, mate))
		} else if t.r.IntN(3) == 0 {
			s := t.step(day, lead)
			s.WhoID, s.WhoWords = "", pickOf(t.r, stepsElsewhere)
			d.Steps = append(d.Steps, s)
		}
		t.given = append(t.given, caseID)
	}
	return d
}

// lead draws a case manager who has not stepped out; those who sign in first get a case at each sitting.
func (t *team) lead(n int, out colleague) colleague {
	if first := map[int]policy.Role{1: policy.SocialWorker, 2: policy.EmploymentOfficer}[n]; first != "" && t.staff[first][0].id != out.id {
		return t.staff[first][0]
	}
	lead := t.managers[t.r.IntN(len(t.managers))]
	for lead.id == out.id {
		lead = t.managers[t.r.IntN(len(t.managers))]
	}
	return lead
}

func (t *team) step(day value.Date, who colleague) casefile.NextStep {
	return casefile.NextStep{What: pickOf(t.r, stepsOf), WhoID: who.id, DueOn: workday(day.AddDays(6 + t.r.IntN(30)))}
}

// minutes are written the day after and approved by who was there; of the last sitting two have not approved yet.
func (t *team) minutes(ctx context.Context, id value.ID, i int, day value.Date, present []colleague) error {
	if err := t.room.MakeMinutes(at(ctx, day.AddDays(1), 9, 10), t.actor(t.recorder), id); err != nil {
		return err
	}
	if i == pastSittings-1 {
		present = slices.DeleteFunc(slices.Clone(present), func(c colleague) bool { return c.id == t.coordinator.id || c.id == present[len(present)-1].id })
	}
	for n, m := range present {
		on := day.AddDays(1)
		if n > 3 {
			on = day.AddDays(4) // after the weekend
		}
		if err := t.room.Approve(at(ctx, on, 10+n, 25), t.actor(m), id); err != nil {
			return err
		}
	}
	return nil
}

// carryOn is what has become of the decisions: two steps in three whose day has come are done, and those cases that were taken in charge
// a month ago are being assessed.
func (t *team) carryOn(ctx context.Context) error {
	var steps []casefile.NextStep
	err := t.g.Read(ctx, gate.System(t.Zone, "cli"), func(tx *gate.ReadTx) (err error) {
		if err := tx.Decide(policy.ZoneSettle, policy.Resource{Kind: policy.Zone}); err != nil {
			return err
		}
		steps, err = casefile.StepsOf(tx, t.given, true)
		return err
	})
	if err != nil {
		return err
	}
	slices.SortFunc(steps, func(a, b casefile.NextStep) int {
		return cmp.Or(a.DueOn.Compare(b.DueOn), cmp.Compare(a.CaseNumber, b.CaseNumber), cmp.Compare(a.What, b.What), cmp.Compare(a.Who, b.Who))
	})
	var open []casefile.NextStep
	for _, s := range steps {
		if !s.DueOn.Before(t.today) || t.r.IntN(3) == 0 {
			open = append(open, s)
			continue
		}
		if err := t.files.AnswerStep(at(ctx, s.DueOn, 12, t.r.IntN(60)), t.actor(t.who(s.WhoID)), s.ID, true, ""); err != nil {
			return err
		}
	}
	if err := t.putOff(ctx, open); err != nil {
		return err
	}
	if err := t.assess(ctx); err != nil {
		return err
	}
	return t.pass(ctx)
}

func (t *team) who(id value.ID) colleague {
	for _, all := range t.staff {
		for _, c := range all {
			if c.id == id {
				return c
			}
		}
	}
	return t.coordinator
}

// callNext calls the coming sitting with the cases that wait, in the order that the program proposes.
func (t *team) callNext(ctx context.Context) error {
	day, called := t.thursday(pastSittings), workday(t.today.AddDays(-1))
	moment := at(ctx, called, 16, 40)
	proposed, err := t.room.Proposed(moment, t.actor(t.coordinator))
	if err != nil {
		return err
	}
	var agenda []value.ID
	for _, p := range proposed {
		if p.Held == "" && len(agenda) < mostOnAgenda && p.Why != sitting.WhyReview {
			agenda = append(agenda, p.CaseID)
		}
	}
	id, err := t.room.Call(moment, t.actor(t.coordinator), t.calling(day, agenda))
	if err != nil {
		return err
	}
	for n, m := range t.members[:len(t.members)-2] {
		if err := t.room.AnswerCall(at(ctx, called, 17, 5*n), t.actor(m), id, true, ""); err != nil {
			return err
		}
	}
	items, err := t.items(ctx, id)
	if err != nil {
		return err
	}
	for k := 0; k < len(items); k += 3 {
		who := t.members[2+t.r.IntN(len(t.members)-2)]
		if err := t.room.Ask(at(ctx, called, 17, 30+k), t.actor(who), items[k].id, pickOf(t.r, askWords)); err != nil {
			return err
		}
	}
	return nil
}

// mailGone says that the mail of the past has left; what was told since the day before yesterday waits for a mail server.
func (t *team) mailGone(ctx context.Context) error {
	old := value.InstantOf(t.g.Now().Time().Add(-48 * time.Hour))
	return t.g.Quiet(ctx, t.Zone, func(tx *gate.WriteTx) error {
		type mail struct {
			id  value.ID
			due value.Instant
		}
		all, err := gate.All(&tx.ReadTx, "SELECT id, due_at FROM mail_out WHERE zone = $1 AND due_at < $2 AND sent_at IS NULL AND dropped_at IS NULL",
			[]any{tx.Zone(), old}, func(s gate.Scanner) (m mail, err error) { return m, s.Scan(&m.id, &m.due) })
		for _, m := range all {
			if err == nil {
				err = tx.Update("mail_out", m.id, gate.Row{"sent_at": m.due.Add(20 * time.Second), "tries": 1})
			}
		}
		return err
	})
}
