package rest

import (
	"encoding/json"
	"fmt"
	"regexp"
	"slices"
	"strings"
	"testing"
	"time"

	"siil/internal/assessment"
	"siil/internal/casefile"
	"siil/internal/gate"
	"siil/internal/gate/gatetest"
	"siil/internal/guideline"
	"siil/internal/intake"
	"siil/internal/person"
	"siil/internal/plan"
	"siil/internal/policy"
	"siil/internal/referral"
	"siil/internal/sitting"
	"siil/internal/value"
)

// walk is one way from a referral to the minutes, and on to the check of a project. Each method is one act of somebody; the script is the same for every way.
type walk interface {
	send() (referralID, caseID value.ID)
	ask(referralID value.ID, question string)
	reply(referralID value.ID, words string)
	toTeam(referralID value.ID, reason string)
	call(caseID value.ID) (sittingID value.ID)
	attend(sittingID value.ID, present []string)
	decide(sittingID, caseID value.ID)
	note(caseID value.ID, words string)
	give(caseID value.ID, what, who string, due value.Date)
	answer(caseID value.ID, what string)
	minutes(sittingID value.ID)
	approve(sittingID value.ID, who string)
	assess(caseID value.ID, domains []string)
	plan(caseID value.ID) (planID, goalID, actionID value.ID)
	sign(planID value.ID)
	hours(actionID value.ID)
	check(planID, goalID value.ID)
}

// TestOneCaseByEveryWay walks the same script through the interface and through the commands of the rooms, on both engines: the case, its
// timeline, its referral, its steps, its minutes and the mails are the same.
func TestOneCaseByEveryWay(t *testing.T) {
	type result struct{ name, view string }
	var all []result
	for engine, open := range map[string]func(testing.TB) *gatetest.World{"SQLite": gatetest.NewSQLite, "PostgreSQL": gatetest.NewPostgres} {
		for way, make := range map[string]func(w *world) walk{"interface": func(w *world) walk { return byREST{w} }, "commands": byCommand} {
			w := newWorld(t, open(t))
			all = append(all, result{engine + ", " + way, w.walked(make(w))})
		}
	}
	for _, line := range []string{`"state":"ASSEGNATA"`, `Dalla sorella.`, `Primo colloquio`, `"kind":"decision"`, "si concorda", "minutes approved", "referral_outcome rita",
		`"State":"in_force"`, `"Minutes":270`, `"Progress":"on_the_way"`, `"LAVORO":2`} {
		if !strings.Contains(all[0].view, line) {
			t.Errorf("the view holds no %q:\n%s", line, all[0].view)
		}
	}
	for _, x := range all[1:] {
		if x.view != all[0].view {
			t.Errorf("%s gives\n%s\n\n%s gives\n%s", all[0].name, all[0].view, x.name, x.view)
		}
	}
}

// walked runs the script and gives what came of it.
func (w *world) walked(by walk) string {
	w.t.Helper()
	next := func() { w.Clock.Add(7 * time.Minute) }
	r, c := by.send()
	next()
	by.ask(r, "Dove abita adesso?")
	next()
	by.reply(r, "Dalla sorella.")
	next()
	by.toTeam(r, "Bisogni insieme.")
	next()
	s := by.call(c)
	next()
	by.attend(s, []string{"carla", "elena", "paolo", "sofia"})
	next()
	by.decide(s, c)
	next()
	by.note(c, "Primo contatto al telefono.")
	next()
	by.give(c, "Portare l'ISEE", "elena", value.MustDate("2026-12-11"))
	next()
	by.answer(c, "Primo colloquio")
	next()
	by.minutes(s)
	for _, name := range []string{"carla", "elena", "paolo", "sofia"} {
		next()
		by.approve(s, name)
	}
	next()
	by.assess(c, []string{"REDDITO", "CASA", "AUTONOMIA", "CURA", "RETE", "LINGUA", "STUDIO", "LAVORO", "RICERCA", "MOBILITA"})
	next()
	p, g, a := by.plan(c)
	next()
	by.sign(p)
	next()
	by.hours(a)
	next()
	by.check(p, g)
	return w.came(r, c, s)
}

var (
	anyID      = regexp.MustCompile(`[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}`)
	anyInstant = regexp.MustCompile(`2026-11-\d\dT\d\d:\d\d:\d\d[^"]*`)
)

// came is everything that can be read of the case afterwards, a line for each thing, ids and instants left out.
func (w *world) came(referralID, caseID, sittingID value.ID) string {
	w.t.Helper()
	var lines []string
	add := func(kind string, x any) {
		b, err := json.Marshal(x)
		if err != nil {
			w.t.Fatal(err)
		}
		lines = append(lines, strings.ToLower(kind)+" "+string(b))
	}
	carla := w.users["carla"]
	err := w.Read(ctx, carla, func(tx *gate.ReadTx) error {
		c, res, err := casefile.Facts(tx, caseID)
		if err != nil {
			return err
		}
		if err := tx.Decide(policy.CaseOpen, res); err != nil {
			return err
		}
		add("case", map[string]any{"state": c.State, "all": c})
		entries, _, err := casefile.Timeline(tx, c, res, casefile.Filter{Limit: 1000})
		for _, e := range entries {
			add("line", map[string]any{"kind": e.Kind, "all": e})
		}
		if err != nil {
			return err
		}
		sheets, err := referral.SheetsOf(tx, c.Cases())
		for _, s := range sheets {
			add("sheet", s)
			add("of the episode", s.ID == referralID && s.CaseID == c.ID && s.EpisodeID == c.EpisodeID)
		}
		if err != nil {
			return err
		}
		steps, err := casefile.StepsOf(tx, c.Cases(), false)
		for _, s := range steps {
			add("step", []any{s, s.Who, s.Person, s.CaseNumber})
		}
		if err != nil {
			return err
		}
		return tx.Each("SELECT o.notice, a.given_name, COUNT(*) FROM mail_out o JOIN account a ON a.zone = o.zone AND a.id = o.account_id WHERE o.zone = $1 GROUP BY o.notice, a.given_name",
			[]any{tx.Zone()}, func(s gate.Scanner) error {
				var notice, name string
				var n int
				err := s.Scan(&notice, &name, &n)
				lines = append(lines, fmt.Sprintf("mail %s %s %d", notice, name, n))
				return err
			})
	})
	if err != nil {
		w.t.Fatal(err)
	}
	assessed, err := assessment.New(w.Gate, guideline.Default(), w.cases).Read(ctx, w.users["elena"], caseID)
	if err != nil {
		w.t.Fatal(err)
	}
	for _, a := range assessed.All {
		add("assessment", []any{a.Kind, a.OnDay, a.Closed(), a.Levels(), a.Version})
	}
	v, err := w.plans().View(ctx, w.users["elena"], caseID)
	if err != nil {
		w.t.Fatal(err)
	}
	for _, p := range v.Plans {
		p.Digest = "" // is salted
		for i := range p.Signatures {
			p.Signatures[i].Digest = ""
		}
		add("plan", p)
	}
	add("checks", v.Checks)
	room := sitting.New(w.Gate, guideline.Default(), w.cases)
	m, err := room.Minutes(ctx, carla, sittingID)
	if err != nil {
		w.t.Fatal(err)
	}
	lines = append(lines, "minutes "+m.State)
	for _, p := range m.Parts {
		add("part", p)
	}
	if whole, err := w.Verify(ctx, ""); err != nil || !whole.OK {
		w.t.Errorf("the log: %+v %v", whole, err)
	}
	out := strings.Join(lines, "\n")
	for name, who := range w.users {
		out = strings.ReplaceAll(out, string(who.Account), "<"+name+">")
	}
	out = anyInstant.ReplaceAllString(anyID.ReplaceAllString(out, "<id>"), "<instant>")
	lines = strings.Split(out, "\n")
	slices.Sort(lines) // what was done in one instant has no order
	return strings.Join(lines, "\n")
}

// byREST is the way of another program.
type byREST struct{ *world }

func (w byREST) post(who, path, body string) reply {
	w.t.Helper()
	return w.world.ask(who, "POST", v1+path, sent{body: body}).want(w.t, 201)
}

func (w byREST) id(name string) string { return string(w.users[name].Account) }

func (w byREST) send() (value.ID, value.ID) {
	come := w.post("rita", "/referrals", referralOf("Nadia", "Inventati", ""))
	return value.ID(come.str("id")), value.ID(w.world.ask("carla", "GET", v1+"/referrals/"+come.str("id")).want(w.t, 200).str("case_id"))
}

func (w byREST) ask(id value.ID, question string) {
	w.post("carla", "/referrals/"+string(id)+"/outcome", fmt.Sprintf(`{"outcome":"to_complete","reason":%q}`, question))
}

func (w byREST) reply(id value.ID, words string) {
	w.post("rita", "/referrals/"+string(id)+"/reply", fmt.Sprintf(`{"text":%q}`, words))
}

func (w byREST) toTeam(id value.ID, reason string) {
	w.post("carla", "/referrals/"+string(id)+"/outcome", fmt.Sprintf(`{"outcome":"to_team","reason":%q}`, reason))
}

func (w byREST) call(caseID value.ID) value.ID {
	return value.ID(w.post("carla", "/sittings", fmt.Sprintf(`{"date":"2026-11-26","starts":"14:30","place":"Monsummano Terme","members":[%q,%q,%q,%q],"recorder":%q,"agenda":[%q]}`,
		w.id("carla"), w.id("elena"), w.id("paolo"), w.id("sofia"), w.id("sofia"), caseID)).str("id"))
}

func (w byREST) attend(id value.ID, present []string) {
	var all []string
	for _, n := range present {
		all = append(all, `"`+w.id(n)+`"`)
	}
	w.world.ask("sofia", "PUT", v1+"/sittings/"+string(id)+"/attendance", sent{body: `{"present":[` + strings.Join(all, ",") + `]}`}).want(w.t, 200)
}

func (w byREST) decide(id, caseID value.ID) {
	w.post("carla", "/sittings/"+string(id)+"/decisions", fmt.Sprintf(`{"case_id":%q,"decision":"taken_in_charge","note":"si concorda","case_manager":%q,"team":[%q],
		"next_steps":[{"text":"Primo colloquio","who":%q,"due":"2026-12-04"},{"text":"Sentire l'ufficio casa","who":"Comune","due":"2026-12-10"}]}`,
		caseID, w.id("elena"), w.id("paolo"), w.id("elena")))
}

func (w byREST) note(caseID value.ID, words string) {
	w.post("elena", "/cases/"+string(caseID)+"/notes", fmt.Sprintf(`{"section":"common","text":%q}`, words))
}

func (w byREST) give(caseID value.ID, what, who string, due value.Date) {
	w.post("elena", "/cases/"+string(caseID)+"/steps", fmt.Sprintf(`{"text":%q,"account_id":%q,"due":%q}`, what, w.id(who), due.ISO()))
}

func (w byREST) answer(caseID value.ID, what string) {
	steps, _ := w.world.ask("elena", "GET", v1+"/cases/"+string(caseID)+"/steps").want(w.t, 200).body["steps"].([]any)
	for _, s := range steps {
		if m := s.(map[string]any); m["text"] == what {
			w.post("elena", "/steps/"+m["id"].(string)+"/answer", `{"done":true}`)
		}
	}
}

func (w byREST) minutes(id value.ID) { w.post("sofia", "/sittings/"+string(id)+"/minutes", `{}`) }

func (w byREST) approve(id value.ID, who string) {
	w.post(who, "/sittings/"+string(id)+"/minutes/approvals", `{}`)
}

func (w byREST) assess(caseID value.ID, domains []string) {
	id := w.post("elena", "/cases/"+string(caseID)+"/assessments", `{"kind":"entry"}`).str("id")
	for _, d := range domains {
		w.world.ask("paolo", "PUT", v1+"/assessments/"+id+"/ratings/"+d, sent{body: `{"level":2,"note":"visto insieme"}`}).want(w.t, 200)
	}
	w.post("elena", "/assessments/"+id+"/closure", `{}`)
}

func (w byREST) plan(caseID value.ID) (value.ID, value.ID, value.ID) {
	p := w.post("elena", "/cases/"+string(caseID)+"/plans", `{"aims":"Vorrei lavorare."}`).str("id")
	g := w.post("elena", "/plans/"+p+"/goals", `{"domain":"LAVORO","text":"Lavorare con un contratto","reached_when":"Ha il contratto"}`).str("id")
	a := w.post("paolo", "/plans/"+p+"/actions", fmt.Sprintf(`{"goal_id":%q,"kind":"UPSKILLING","provider":"CPIA","from":%q,"to":"2027-02-28","hours":60,"fund":"GOL"}`, g, w.Today().ISO())).str("id")
	return value.ID(p), value.ID(g), value.ID(a)
}

func (w byREST) sign(planID value.ID) {
	for _, party := range []string{"person", "case_manager"} {
		w.post("elena", "/plans/"+string(planID)+"/signatures", fmt.Sprintf(`{"party":%q,"means":"paper","date":%q}`, party, w.Today().ISO()))
	}
}

func (w byREST) hours(actionID value.ID) {
	day := w.Today()
	w.world.ask("paolo", "PUT", v1+"/actions/"+string(actionID)+"/attendance/"+day.ISO()[:7], sent{body: fmt.Sprintf(`{"hours":{"%d":4.5}}`, day.Day())}).want(w.t, 200)
}

func (w byREST) check(planID, goalID value.ID) {
	w.post("elena", "/plans/"+string(planID)+"/checks", fmt.Sprintf(`{"date":%q,"with_person":true,"goals":[{"goal_id":%q,"progress":"on_the_way","note":"Va bene"}],"next":%q}`,
		w.Today().ISO(), goalID, w.Today().AddDays(60).ISO()))
}

// commands is the way of the pages: the rooms' own commands.
type commands struct {
	*world
	intake   *intake.Room
	sittings *sitting.Room
}

func byCommand(w *world) walk {
	m := guideline.Default()
	return commands{w, intake.New(w.Gate, m, w.cases), sitting.New(w.Gate, m, w.cases)}
}

func (w commands) must(err error) {
	w.t.Helper()
	if err != nil {
		w.t.Fatal(err)
	}
}

func (w commands) account(name string) value.ID { return w.users[name].Account }

func (w commands) send() (value.ID, value.ID) {
	s, err := w.intake.Send(ctx, w.users["rita"], intake.Sending{Person: person.Person{GivenName: "Nadia", FamilyName: "Inventati"}, Channel: intake.Online,
		Reason: "Ha perso il lavoro.", Asked: "Un progetto.", PersonWords: "Vorrei lavorare.", Needs: map[string]string{"LAVORO": "da marzo", "SALUTE": ""},
		Services: []string{"CPI"}, Urgency: "ordinary", Informed: "agrees", InformedOn: value.MustDate("2026-11-20")})
	w.must(err)
	v, err := w.intake.Read(ctx, w.users["carla"], s.ID)
	w.must(err)
	return s.ID, v.CaseID
}

func (w commands) ask(id value.ID, question string) {
	w.must(w.intake.Assess(ctx, w.users["carla"], id, intake.Assessing{Version: 1, Outcome: "to_complete", Reason: question}))
}

func (w commands) reply(id value.ID, words string) {
	w.must(w.intake.Reply(ctx, w.users["rita"], id, words))
}

func (w commands) toTeam(id value.ID, reason string) {
	v, err := w.intake.Read(ctx, w.users["carla"], id)
	w.must(err)
	w.must(w.intake.Assess(ctx, w.users["carla"], id, intake.Assessing{Version: v.Sheet.Version, Outcome: referral.ToTeam, Reason: reason}))
}

func (w commands) call(caseID value.ID) value.ID {
	id, err := w.sittings.Call(ctx, w.users["carla"], sitting.Calling{OnDay: value.MustDate("2026-11-26"), Starts: "14:30", Place: "Monsummano Terme", Agenda: []value.ID{caseID},
		Members: []sitting.Called{{AccountID: w.account("carla")}, {AccountID: w.account("elena")}, {AccountID: w.account("paolo")}, {AccountID: w.account("sofia"), Recorder: true}}})
	w.must(err)
	return id
}

func (w commands) attend(id value.ID, present []string) {
	var all []value.ID
	for _, n := range present {
		all = append(all, w.account(n))
	}
	w.must(w.sittings.Attend(ctx, w.users["sofia"], id, all))
}

func (w commands) decide(id, caseID value.ID) {
	_, err := w.sittings.Decide(ctx, w.users["carla"], id, sitting.Deciding{CaseID: caseID, Decision: "taken_in_charge", Note: "si concorda", CaseManager: w.account("elena"),
		Team: []value.ID{w.account("paolo")}, Steps: []casefile.NextStep{{What: "Primo colloquio", WhoID: w.account("elena"), DueOn: value.MustDate("2026-12-04")},
			{What: "Sentire l'ufficio casa", WhoWords: "Comune", DueOn: value.MustDate("2026-12-10")}}})
	w.must(err)
}

func (w commands) note(caseID value.ID, words string) {
	_, err := w.cases.WriteNote(ctx, w.users["elena"], caseID, casefile.NoteInput{Once: value.NewID(), Section: policy.Common, On: w.Today(), Text: words})
	w.must(err)
}

func (w commands) give(caseID value.ID, what, who string, due value.Date) {
	_, err := w.cases.GiveStep(ctx, w.users["elena"], caseID, casefile.Giving{What: what, WhoID: w.account(who), DueOn: due})
	w.must(err)
}

func (w commands) answer(caseID value.ID, what string) {
	var id value.ID
	w.must(w.Read(ctx, w.users["elena"], func(tx *gate.ReadTx) error {
		if err := tx.Decide(policy.HomeRead, policy.Resource{Kind: policy.Zone}); err != nil {
			return err
		}
		steps, err := casefile.StepsFor(tx, w.account("elena"))
		for _, s := range steps {
			if s.CaseID == caseID && s.What == what {
				id = s.ID
			}
		}
		return err
	}))
	w.must(w.cases.AnswerStep(ctx, w.users["elena"], id, true, ""))
}

func (w commands) minutes(id value.ID) {
	w.must(w.sittings.Close(ctx, w.users["sofia"], id)) // the interface does both at once
	w.must(w.sittings.MakeMinutes(ctx, w.users["sofia"], id))
}

func (w commands) approve(id value.ID, who string) {
	w.must(w.sittings.Approve(ctx, w.users[who], id))
}

func (w *world) plans() *plan.Room {
	m := guideline.Default()
	return plan.New(w.Gate, m, w.cases, assessment.New(w.Gate, m, w.cases), nil)
}

func (w commands) assess(caseID value.ID, domains []string) {
	room := assessment.New(w.Gate, guideline.Default(), w.cases)
	id, err := room.Begin(ctx, w.users["elena"], caseID, assessment.Beginning{Kind: assessment.Entry, OnDay: w.Today()})
	w.must(err)
	for _, d := range domains {
		_, err := room.Rate(ctx, w.users["paolo"], id, assessment.Rates{Domain: d, Ours: &assessment.Ours{Level: 2, Note: "visto insieme"}})
		w.must(err)
	}
	w.must(room.Close(ctx, w.users["elena"], id, assessment.Closing{}))
}

func (w commands) plan(caseID value.ID) (value.ID, value.ID, value.ID) {
	p, err := w.plans().Begin(ctx, w.users["elena"], caseID, "Vorrei lavorare.")
	w.must(err)
	g, err := w.plans().AddGoal(ctx, w.users["elena"], p, plan.GoalInput{Domain: "LAVORO", Text: "Lavorare con un contratto", ReachedWhen: "Ha il contratto"})
	w.must(err)
	a, err := w.plans().AddAction(ctx, w.users["paolo"], p, plan.ActionInput{GoalID: g, Content: plan.Content{Kind: "UPSKILLING", Provider: "CPIA", From: w.Today(),
		To: value.MustDate("2027-02-28"), Hours: 60, Fund: "GOL", FollowerID: w.account("elena")}})
	w.must(err)
	return p, g, a
}

func (w commands) sign(planID value.ID) {
	for _, party := range []string{plan.ByPerson, plan.ByCaseManager} {
		_, err := w.plans().Sign(ctx, w.users["elena"], planID, plan.SignatureInput{Party: party, Means: plan.OnPaper, OnDay: w.Today()})
		w.must(err)
	}
}

func (w commands) hours(actionID value.ID) {
	_, err := w.plans().Attend(ctx, w.users["paolo"], actionID, w.Today().ISO()[:7], 0, map[int]int{w.Today().Day(): 270})
	w.must(err)
}

func (w commands) check(planID, goalID value.ID) {
	_, err := w.plans().Check(ctx, w.users["elena"], planID, plan.Checking{OnDay: w.Today(), WithPerson: true, NextOn: w.Today().AddDays(60),
		Goals: []plan.GoalProgress{{GoalID: goalID, Progress: "on_the_way", Note: "Va bene"}}})
	w.must(err)
}
