package hostile

import (
	"errors"
	"fmt"
	"slices"
	"strings"

	"siil/internal/attachment"
	"siil/internal/casefile"
	"siil/internal/gate"
	"siil/internal/guideline"
	"siil/internal/intake"
	"siil/internal/outbox"
	"siil/internal/person"
	"siil/internal/policy"
	"siil/internal/sitting"
	"siil/internal/value"
)

// meeting is what the tests know of a sitting by themselves.
type meeting struct {
	zone, state      string
	minutes          string // draft, approved, or none
	id               value.ID
	members, present map[value.ID]bool
	recorder         value.ID
	items            []*onAgenda
}

// onAgenda is one case of a sitting.
type onAgenda struct {
	*meeting
	id  value.ID
	c   *caseFact
	out map[value.ID]bool
}

// facts is how an account stands to the sitting.
func (m *meeting) facts(id value.ID) policy.Resource {
	return policy.Resource{Zone: m.zone, Kind: policy.Sitting, ID: m.id, Member: m.members[id], Present: m.present[id], Recorder: m.members[id] && m.recorder == id}
}

// facts is how an account stands to one case of the sitting.
func (x *onAgenda) facts(id value.ID) policy.Resource {
	res, of := x.meeting.facts(id), x.c.facts(id)
	res.Kind, res.ID, res.Out = policy.Item, x.id, x.out[id]
	res.CaseManager, res.CaseTeam, res.Justice = of.CaseManager, of.CaseTeam, of.Justice
	return res
}

func permits(p policy.Principal, a policy.Action, res policy.Resource) bool {
	ok, err := policy.Default().Decide(p, a, res)
	return ok && err == nil
}

// meets tells whether somebody reads a case in a sitting, live or in the minutes.
func (f *fixture) meets(p policy.Principal, c *caseFact) bool {
	for _, m := range f.meetings {
		for _, x := range m.items {
			if x.c == c && (permits(p, policy.SittingCase, x.facts(p.Account)) || m.state == sitting.Closed && permits(p, policy.MinutesExtract, x.facts(p.Account))) {
				return true
			}
		}
	}
	return false
}

// sent tells whether somebody has sent a referral of a case.
func (f *fixture) sent(p policy.Principal, c *caseFact) bool {
	return p.Zone == c.zone && slices.ContainsFunc(c.referrals, func(id value.ID) bool { return f.owner[id] == p.Account })
}

// refers tells whether somebody reads the referrals of a case.
func (f *fixture) refers(p policy.Principal, c *caseFact) bool {
	res := c.facts(p.Account)
	res.Kind, res.Own = policy.Referral, f.sent(p, c)
	return permits(p, policy.ReferralRead, res)
}

// plantFor makes a word that those alone may see for whom may says so.
func (f *fixture) plantFor(zone string, may func(p policy.Principal) bool) string {
	s := f.plant(ofTeam, zone, nil, "")
	x := f.words[s]
	x.may = may
	f.words[s] = x
	return s
}

// actor is a user as the rooms see them.
func (u *user) actor() gate.Actor { return gate.Actor{Principal: u.who, Name: u.Name, Via: "page"} }

// team makes what the team does in a zone.
type team struct {
	*fixture
	zone    string
	gate    *gate.Gate
	intake  *intake.Room
	sitting *sitting.Room
	files   *attachment.Room
	sent    map[*caseFact]value.ID // referral of a case that waits for the team
	err     error
}

func (t *team) who(name string) gate.Actor { return t.as(t.zone, name).actor() }

func (t *team) id(name string) value.ID { return t.as(t.zone, name).who.Account }

// must keeps the first fault; what follows it does nothing that counts.
func (t *team) must(what string, err error) {
	if err != nil && t.err == nil {
		t.err = fmt.Errorf("%s: %w", what, err)
	}
}

// workAsTeam sends referrals with a word in every text, answers them, and holds sittings: one convened, one open, two closed (with approved
// minutes, and with minutes that wait), one cancelled. It leaves mail and calls that wait.
func (f *fixture) workAsTeam(g *gate.Gate, zone string) error {
	m := guideline.Default()
	cases := casefile.New(g, m)
	t := &team{fixture: f, zone: zone, gate: g, intake: intake.New(g, m, cases), sitting: sitting.New(g, m, cases), files: attachment.New(g), sent: map[*caseFact]value.ID{}}
	t.settleMail()
	known := f.find(zone, func(c *caseFact) bool { return c.tax != "" && c.state != "CHIUSA" })
	t.typed[known] = t.id("referrer")
	t.refer("referrer", known.given, known.family, known.tax, known) // somebody who is known here, which the sender must not notice
	var wait []*caseFact
	for i := range 8 {
		wait = append(wait, t.refer([]string{"referrer", "secretary"}[i%2], "", "", "", nil))
	}
	t.must("words of new cases", write(g, zone, policy.CaseCreate, func(tx *gate.WriteTx) error {
		for _, c := range wait {
			if t.err != nil {
				return nil
			}
			if err := f.plantCase(tx, c, slices.Index(f.cases, c)); err != nil {
				return err
			}
		}
		return nil
	}))
	t.answer(wait)
	if t.err == nil {
		t.held(wait[:3], true)
		t.held(wait[3:4], false)
		t.open(wait[4:6])
		t.convened(wait[6:7])
	}
	if t.err == nil {
		t.err = f.refresh(g, zone)
	}
	return t.err
}

func (t *team) settleMail() {
	box := outbox.New(t.gate, outbox.Options{PublicURL: origin})
	admin := t.who("administrator")
	word := func() string {
		return t.plantFor(t.zone, func(p policy.Principal) bool {
			return permits(p, policy.MailSettle, policy.Resource{Zone: t.zone, Kind: policy.Zone})
		})
	}
	nobody := t.plantFor(t.zone, func(policy.Principal) bool { return false })
	t.sealed = append(t.sealed, nobody)
	t.must("mail", box.SaveSetting(ctx, admin, outbox.Setting{Server: "smtps://" + word() + ".example:465", Sender: word() + "@posta.example", Login: word(), Password: nobody}))
	_, secret, err := box.AddHook(ctx, admin, "https://"+word()+".example/x", outbox.Events)
	t.must("webhook", err)
	t.sealed = append(t.sealed, secret)
}

// refer sends a referral with a word in every text; of a person who is new here, or of one who has a case.
func (t *team) refer(by, given, family, tax string, c *caseFact) *caseFact {
	if t.err != nil {
		return nil
	}
	sender := t.as(t.zone, by)
	fresh := c == nil
	if fresh {
		c = &caseFact{zone: t.zone, team: map[value.ID]bool{}, justice: map[value.ID]bool{}, glass: map[value.ID]bool{}}
	}
	reads := func(p policy.Principal) bool { return t.refers(p, c) || t.meets(p, c) }
	word := func() string { s := t.plantFor(t.zone, reads); t.sealed = append(t.sealed, s); return s }
	health := func() string {
		s := t.plantFor(t.zone, func(p policy.Principal) bool {
			res := c.facts(p.Account)
			res.Section = policy.Health
			return t.fixture.sent(p, c) || reads(p) && permits(p, policy.NoteRead, res)
		})
		t.sealed = append(t.sealed, s)
		return s
	}
	name := func() string {
		return upper(t.plantFor(t.zone, func(p policy.Principal) bool {
			return reads(p) || permits(p, policy.CaseList, c.facts(p.Account)) || permits(p, policy.CaseOpen, c.facts(p.Account)) || permits(p, policy.PersonRead, c.facts(p.Account))
		}))
	}
	if fresh {
		given, family = name(), name()
		c.given, c.family = given, family
	}
	in := intake.Sending{Once: value.NewID(), Person: person.Person{GivenName: given, FamilyName: family, TaxCode: value.TaxCode(tax)},
		Reason: "Motivo " + word(), Asked: "Si chiede " + word(), PersonWords: "Dice " + word(), Needs: map[string]string{"CASA": word(), "SALUTE": health()},
		Services: []string{"CPI"}, ServicesText: word(), Urgency: "urgent", UrgencyReason: word(), Informed: "agrees", InformedOn: value.MustDate("2026-11-20"), SenderContact: word()}
	if by == "secretary" {
		in.Channel, in.SenderName, in.SenderBody, in.ReceivedOn, in.Nobody = "paper", t.plantFor(t.zone, reads), t.plantFor(t.zone, reads), value.MustDate("2026-11-23"), true
	}
	_, err := t.files.Keep(ctx, sender.actor(), intake.Slot(in.Once), word()+".txt", strings.NewReader("Allegato "+word()+"\n"))
	t.must("file", err)
	sent, err := t.intake.Send(ctx, sender.actor(), in)
	t.must("referral", err)
	if t.err != nil {
		return nil
	}
	if !fresh {
		var of value.ID
		t.must("its case", each(t.gate, t.zone, "SELECT case_id FROM referral WHERE zone = $1 AND id = $2", func(s gate.Scanner) error { return s.Scan(&of) }, sent.ID))
		if of != c.id {
			t.must("somebody known", errors.New("was not found"))
		}
	} else {
		t.must("its case", each(t.gate, t.zone, "SELECT c.id, c.person_id, c.state FROM referral f JOIN case_file c ON c.zone = f.zone AND c.id = f.case_id WHERE f.zone = $1 AND f.id = $2",
			func(s gate.Scanner) error { return s.Scan(&c.id, &c.person, &c.state) }, sent.ID))
		t.cases = append(t.cases, c)
	}
	t.owner[sent.ID] = map[bool]value.ID{true: sender.who.Account}[by == "referrer"]
	c.referrals = append(c.referrals, sent.ID)
	t.sent[c] = sent.ID
	return c
}

func upper(s string) string { return strings.ToUpper(s[:1]) + s[1:] }

// answer brings all but the last before the team; the last is asked something, its sender answers, and it is asked again.
func (t *team) answer(wait []*caseFact) {
	for i, c := range wait {
		if t.err != nil {
			return
		}
		word := func() string {
			s := t.plantFor(t.zone, func(p policy.Principal) bool { return t.refers(p, c) || t.meets(p, c) })
			t.sealed = append(t.sealed, s)
			return s
		}
		assess := func(outcome string) {
			v, err := t.intake.Read(ctx, t.who("coordinator"), t.sent[c])
			t.must("reading", err)
			t.must("pre-assessment", t.intake.Assess(ctx, t.who("coordinator"), t.sent[c], intake.Assessing{Version: v.Sheet.Version, Outcome: outcome, Reason: "Perché " + word()}))
		}
		if i < len(wait)-1 {
			assess("to_team")
			continue
		}
		assess("to_complete")
		by := t.who("secretary") // the last came on paper
		_, err := t.files.Keep(ctx, by, intake.ReplySlot(t.sent[c]), word()+".txt", strings.NewReader("Risposta "+word()+"\n"))
		t.must("file of the answer", err)
		t.must("answer", t.intake.Reply(ctx, by, t.sent[c], "Risposta "+word()))
		assess("to_complete")
	}
}

// call convenes a sitting on cases with those who decide, somebody who will be absent and the secretary who writes.
func (t *team) call(wait []*caseFact) *meeting {
	if t.err != nil {
		return nil
	}
	m := &meeting{zone: t.zone, state: sitting.Convened, members: map[value.ID]bool{}, present: map[value.ID]bool{}, recorder: t.id("secretary")}
	t.meetings = append(t.meetings, m)
	in := sitting.Calling{OnDay: value.MustDate("2026-11-26"), Starts: "14:30", Place: t.plantFor(t.zone, func(p policy.Principal) bool {
		return permits(p, policy.SittingRead, m.facts(p.Account)) || permits(p, policy.SittingList, m.facts(p.Account))
	}), Link: "https://" + t.plantFor(t.zone, func(p policy.Principal) bool { return permits(p, policy.SittingRead, m.facts(p.Account)) }) + ".example"}
	for _, name := range []string{"coordinator", "social-worker", "employment-officer", "health-worker", "secretary"} {
		m.members[t.id(name)] = true
		in.Members = append(in.Members, sitting.Called{AccountID: t.id(name), Recorder: name == "secretary"})
	}
	for _, c := range wait {
		in.Agenda = append(in.Agenda, c.id)
	}
	id, err := t.sitting.Call(ctx, t.who("coordinator"), in)
	t.must("calling", err)
	m.id = id
	v, err := t.sitting.View(ctx, t.who("coordinator"), id)
	t.must("sitting", err)
	for _, x := range v.Items {
		m.items = append(m.items, &onAgenda{meeting: m, id: x.ID, c: t.caseOf(x.CaseID), out: map[value.ID]bool{}})
	}
	t.must("excuse", t.sitting.AnswerCall(ctx, t.who("health-worker"), id, false, "Assente per "+t.plantFor(t.zone, func(p policy.Principal) bool {
		return permits(p, policy.SittingRead, m.facts(p.Account))
	})))
	for _, x := range m.items {
		t.must("question", t.sitting.Ask(ctx, t.who("employment-officer"), x.id, "Domanda "+t.ofItem(x)))
	}
	return m
}

// ofItem is a word that those see who are called and have not stepped out, and those who read the extract.
func (t *team) ofItem(x *onAgenda) string {
	s := t.plantFor(t.zone, func(p policy.Principal) bool { return t.meets(p, x.c) })
	t.sealed = append(t.sealed, s)
	return s
}

// ofDecision is one that the senders read too, and whoever opens the case.
func (t *team) ofDecision(x *onAgenda) string {
	s := t.plantFor(t.zone, func(p policy.Principal) bool { return t.meets(p, x.c) || t.refers(p, x.c) })
	t.sealed = append(t.sealed, s)
	return s
}

// ofStep is one that stands in the clear as the next step of the case.
func (t *team) ofStep(x *onAgenda) string {
	return t.plantFor(t.zone, func(p policy.Principal) bool {
		return t.meets(p, x.c) || permits(p, policy.CaseList, x.c.facts(p.Account)) || permits(p, policy.CaseOpen, x.c.facts(p.Account)) || permits(p, policy.PersonRead, x.c.facts(p.Account))
	})
}

func (t *team) convened(wait []*caseFact) {
	t.call(wait)
	gone := t.call(nil)
	if t.err != nil {
		return
	}
	t.must("cancelling", t.sitting.Cancel(ctx, t.who("coordinator"), gone.id, 0, "Perché "+t.plantFor(t.zone, func(p policy.Principal) bool {
		return permits(p, policy.SittingRead, gone.facts(p.Account)) || permits(p, policy.SittingList, gone.facts(p.Account))
	})))
	gone.state = sitting.Cancelled
}

var attending = []string{"coordinator", "social-worker", "employment-officer", "secretary"}

// begin opens a sitting that was convened.
func (t *team) begin(m *meeting) {
	if t.err != nil {
		return
	}
	var all []value.ID
	for _, name := range attending {
		all = append(all, t.id(name))
		m.present[t.id(name)] = true
	}
	t.must("attendance", t.sitting.Attend(ctx, t.who("secretary"), m.id, all))
	m.state = sitting.Running
}

// open leaves a sitting in the middle of a case; of the other one, a member has stepped out.
func (t *team) open(wait []*caseFact) {
	m := t.call(wait)
	t.begin(m)
	if t.err != nil {
		return
	}
	now, other := m.items[0], m.items[1]
	t.must("start", t.sitting.Start(ctx, t.who("secretary"), now.id))
	for _, name := range []string{sitting.FieldNote, sitting.FieldReason, sitting.FieldAdvice} {
		_, err := t.sitting.Write(ctx, t.who("social-worker"), now.id, sitting.Field{Name: name, Text: "Si dice " + t.ofItem(now)})
		t.must("live text", err)
	}
	t.must("stepping out", t.sitting.StepOut(ctx, t.who("social-worker"), other.id, "PARENTELA"))
	other.out[t.id("social-worker")] = true
}

// held is a sitting that is over: each case is decided in another way; the minutes are approved by all, or wait.
func (t *team) held(wait []*caseFact, approved bool) {
	m := t.call(wait)
	t.begin(m)
	if t.err != nil {
		return
	}
	for i, x := range m.items {
		in := sitting.Deciding{CaseID: x.c.id, Note: "Discusso " + t.ofItem(x), Reason: "Perché " + t.ofDecision(x), Advice: "Consiglio " + t.ofDecision(x), Decision: "other_service"}
		if i == 0 {
			in.Decision, in.CaseManager, in.Team = "taken_in_charge", t.id("employment-officer"), []value.ID{t.id("social-worker-called-in")}
			in.Steps = []casefile.NextStep{{What: t.ofStep(x), WhoID: t.id("employment-officer"), DueOn: value.MustDate("2026-12-10")},
				{What: t.ofStep(x), WhoID: t.id("social-worker"), DueOn: value.MustDate("2026-12-11")}, {What: t.ofStep(x), WhoWords: t.ofStep(x), DueOn: value.MustDate("2026-12-12")}}
		}
		if i == 2 {
			t.must("stepping out", t.sitting.StepOut(ctx, t.who("employment-officer"), x.id, "CONOSCENZA"))
			x.out[t.id("employment-officer")] = true
			continue // not reached: without them there is no quorum
		}
		_, err := t.sitting.Decide(ctx, t.who("coordinator"), m.id, in)
		t.must("decision", err)
	}
	t.must("closing", t.sitting.Close(ctx, t.who("secretary"), m.id))
	t.must("minutes", t.sitting.MakeMinutes(ctx, t.who("secretary"), m.id))
	m.state, m.minutes = sitting.Closed, "draft"
	if !approved {
		t.must("approval", t.sitting.Approve(ctx, t.who("social-worker"), m.id))
		return
	}
	for _, name := range attending {
		t.must("approval", t.sitting.Approve(ctx, t.who(name), m.id))
	}
	m.minutes = "approved"
	t.must("addition", t.sitting.Add(ctx, t.who("coordinator"), m.id, m.items[0].id, "Si aggiunge "+t.ofItem(m.items[0])))
	whole := t.plantFor(t.zone, func(p policy.Principal) bool { return permits(p, policy.MinutesRead, m.facts(p.Account)) })
	t.sealed = append(t.sealed, whole)
	t.must("addition", t.sitting.Add(ctx, t.who("coordinator"), m.id, "", "Si aggiunge "+whole))
}

// refresh reads again how people stand to cases, after the team has decided.
func (f *fixture) refresh(g *gate.Gate, zone string) error {
	err := each(g, zone, "SELECT id, COALESCE(manager_id, ''), state FROM case_file WHERE zone = $1", func(s gate.Scanner) error {
		var id, manager value.ID
		var state string
		err := s.Scan(&id, &manager, &state)
		if c := f.caseOf(id); c != nil {
			c.manager, c.state = manager, state
		}
		return err
	})
	if err != nil {
		return err
	}
	return f.knowTeams(g, zone)
}
