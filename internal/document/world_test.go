package document_test

import (
	"context"
	"errors"
	"slices"
	"testing"

	"siil/internal/assessment"
	"siil/internal/attachment"
	"siil/internal/casefile"
	"siil/internal/document"
	"siil/internal/fault"
	"siil/internal/gate"
	"siil/internal/gate/gatetest"
	"siil/internal/guideline"
	"siil/internal/intake"
	"siil/internal/network"
	"siil/internal/person"
	"siil/internal/plan"
	"siil/internal/policy"
	"siil/internal/sitting"
	"siil/internal/text"
	"siil/internal/value"
)

var ctx = context.Background()

// What is said of the person's health, in every place that has a part for it: none of it may stand in a document of the common section.
var reserved = []string{"Salute mentale adulti", "segue una terapia", "Servizi sanitari", "ambulatorio del martedì", "dorme male da mesi", "Stare meglio", "Centro di salute mentale",
	"salta gli incontri", "Interruzione per motivi di salute"}

// world is a zone with one case that has come a long way: referred by anna for a service of mental health, taken in charge in a sitting, assessed, with a
// project signed and checked once. elena manages it; paolo and lucia are in its team; nora works in the zone, not on the case.
type world struct {
	*gatetest.World
	room                                                         *document.Room
	cases                                                        *casefile.Room
	intake                                                       *intake.Room
	assessments                                                  *assessment.Room
	plans                                                        *plan.Room
	sittings                                                     *sitting.Room
	files                                                        *attachment.Room
	carla, elena, paolo, lucia, nora, sofia, dario, anna, olga   gate.Actor
	id, referral, sitting, assessed, plan, course, cure, therapy value.ID
}

// anyCode takes every code for a right one.
type anyCode struct{}

func (anyCode) ProveCode(context.Context, gate.Actor, string) error { return nil }

func newWorld(t testing.TB, w *gatetest.World) *world {
	m := guideline.Default()
	x := &world{World: w, cases: casefile.New(w.Gate, m), files: attachment.New(w.Gate)}
	x.intake = intake.New(w.Gate, m, x.cases)
	x.assessments = assessment.New(w.Gate, m, x.cases)
	x.plans = plan.New(w.Gate, m, x.cases, x.assessments, anyCode{})
	x.sittings = sitting.New(w.Gate, m, x.cases)
	x.room = document.New(w.Gate, m, x.cases, x.intake, x.assessments, x.plans, x.sittings, x.files)
	x.carla = w.Account(t, gatetest.Zone, "Carla", policy.Coordinator)
	x.elena = w.Account(t, gatetest.Zone, "Elena", policy.SocialWorker)
	x.paolo = w.Account(t, gatetest.Zone, "Paolo", policy.EmploymentOfficer)
	x.lucia = w.Account(t, gatetest.Zone, "Lucia", policy.HealthWorker)
	x.nora = w.Account(t, gatetest.Zone, "Nora", policy.SocialWorker)
	x.sofia = w.Account(t, gatetest.Zone, "Sofia", policy.Secretary)
	x.dario = w.Account(t, gatetest.Zone, "Dario", policy.Director)
	x.anna = w.Account(t, gatetest.Zone, "Anna", policy.Referrer)
	x.olga = w.Account(t, gatetest.Other, "Olga", policy.Coordinator)
	x.refer(t)
	x.decide(t)
	x.assess(t)
	x.project(t)
	return x
}

func inWorlds(t *testing.T, test func(t *testing.T, w *world)) {
	gatetest.Both(t, func(t *testing.T, w *gatetest.World) { test(t, newWorld(t, w)) })
}

func (w *world) refer(t testing.TB) {
	must(t, w.Write(ctx, gate.System(gatetest.Zone, "cli"), func(tx *gate.WriteTx) error {
		if err := tx.Decide(policy.ZoneSettle, policy.Resource{Kind: policy.Zone}); err != nil {
			return err
		}
		service, err := network.AddOrganisation(tx, "Salute mentale adulti", "SALUTE_MENTALE", policy.Health)
		if err != nil {
			return err
		}
		return tx.Update("account", w.anna.Account, gate.Row{"organisation_id": service})
	}))
	sent, err := w.intake.Send(ctx, w.anna, intake.Sending{Once: value.NewID(), Person: person.Person{GivenName: "Samira", FamilyName: "Provini", TaxCode: "PRVSMR90A41Z330P",
		Municipality: "047003", Address: "via Inventata 3", Phone: "333 0000001"}, Reason: "ha perso il lavoro in primavera", Asked: "un progetto per tornare al lavoro",
		PersonWords: "vorrei *lavorare* in cucina", Needs: map[string]string{"LAVORO": "cerca da marzo", "SALUTE": "segue una terapia"}, Services: []string{"CPI", "SANITARI"},
		ServicesText: "ambulatorio del martedì", Urgency: "ordinary", Informed: "agrees", InformedOn: value.MustDate("2026-11-20")})
	must(t, err)
	v, err := w.intake.Read(ctx, w.carla, sent.ID)
	must(t, err)
	w.referral, w.id = sent.ID, v.Sheet.CaseID
	must(t, w.intake.Assess(ctx, w.carla, sent.ID, intake.Assessing{Version: v.Sheet.Version, Outcome: "to_team", Reason: "più bisogni insieme"}))
}

func (w *world) decide(t testing.TB) {
	var members []sitting.Called
	var present []value.ID
	for _, who := range []gate.Actor{w.carla, w.elena, w.paolo, w.lucia, w.sofia} {
		members = append(members, sitting.Called{AccountID: who.Account, Recorder: who.Account == w.sofia.Account})
		present = append(present, who.Account)
	}
	var err error
	w.sitting, err = w.sittings.Call(ctx, w.carla, sitting.Calling{OnDay: w.Today().AddDays(2), Starts: "14:30", Place: "Monsummano Terme", Agenda: []value.ID{w.id}, Members: members})
	must(t, err)
	must(t, w.sittings.Attend(ctx, w.carla, w.sitting, present))
	v, err := w.sittings.View(ctx, w.carla, w.sitting)
	must(t, err)
	_, err = w.sittings.Decide(ctx, w.carla, w.sitting, sitting.Deciding{CaseID: w.id, Decision: "taken_in_charge", Reason: "casa e lavoro insieme", CaseManager: w.elena.Account,
		Team: []value.ID{w.paolo.Account, w.lucia.Account}, Version: v.Items[0].Version,
		Steps: []casefile.NextStep{{What: "Primo colloquio congiunto", WhoID: w.elena.Account, DueOn: w.Today().AddDays(10)}}})
	must(t, err)
}

func (w *world) assess(t testing.TB) {
	var err error
	w.assessed, err = w.assessments.Begin(ctx, w.elena, w.id, assessment.Beginning{Kind: assessment.Entry, OnDay: w.Today()})
	must(t, err)
	reasons := map[string]string{}
	for _, d := range []string{"REDDITO", "CASA", "AUTONOMIA", "CURA", "RETE", "LINGUA", "STUDIO", "LAVORO", "RICERCA", "MOBILITA"} {
		reasons[d] = "visto insieme"
		_, err := w.assessments.Rate(ctx, w.paolo, w.assessed, assessment.Rates{Domain: d, Ours: &assessment.Ours{Level: 3}, Person: &assessment.Persons{Level: 4}})
		must(t, err)
	}
	_, err = w.assessments.Rate(ctx, w.lucia, w.assessed, assessment.Rates{Domain: "SALUTE_MENTALE", Ours: &assessment.Ours{Level: 2, Note: "dorme male da mesi"}})
	must(t, err)
	_, err = w.assessments.WriteText(ctx, w.elena, w.assessed, assessment.Strengths, 0, "sa cucinare per molti")
	must(t, err)
	must(t, w.assessments.Close(ctx, w.elena, w.assessed, assessment.Closing{Reasons: reasons, Decision: "Si comincia da un corso"}))
}

func (w *world) project(t testing.TB) {
	made := func(id value.ID, err error) value.ID {
		t.Helper()
		must(t, err)
		return id
	}
	w.plan = made(w.plans.Begin(ctx, w.elena, w.id, "Voglio un contratto vero, vicino a casa."))
	work := made(w.plans.AddGoal(ctx, w.elena, w.plan, plan.GoalInput{Domain: "LAVORO", Text: "Lavorare con un contratto", ReachedWhen: "ha un contratto di sei mesi"}))
	w.cure = made(w.plans.AddGoal(ctx, w.lucia, w.plan, plan.GoalInput{Domain: "SALUTE_MENTALE", Text: "Stare meglio", ReachedWhen: "va agli incontri fissati"}))
	w.course = made(w.plans.AddAction(ctx, w.paolo, w.plan, plan.ActionInput{GoalID: work, Content: plan.Content{Kind: "UPSKILLING", Provider: "CPIA", Fund: "GOL", Hours: 60,
		From: w.Today(), FollowerID: w.paolo.Account}}))
	w.therapy = made(w.plans.AddAction(ctx, w.lucia, w.plan, plan.ActionInput{GoalID: w.cure, Content: plan.Content{Kind: "DSM", Provider: "Centro di salute mentale",
		From: w.Today(), FollowerID: w.lucia.Account}}))
	made(w.plans.AddCommitment(ctx, w.elena, w.plan, plan.CommitmentInput{Side: plan.OfPerson, Text: "andare al corso"}))
	must(t, w.plans.SetDates(ctx, w.elena, w.plan, []value.Date{w.Today().AddDays(60)}))
	made(w.plans.Sign(ctx, w.paolo, w.plan, plan.SignatureInput{Party: plan.ByPerson, Means: plan.OnPaper, OnDay: w.Today()}))
	made(w.plans.Sign(ctx, w.elena, w.plan, plan.SignatureInput{Party: plan.ByCaseManager, Means: plan.SecondFactor, Code: "000000"}))
	made(w.plans.Check(ctx, w.lucia, w.plan, plan.Checking{OnDay: w.Today(), WithPerson: true, NextOn: w.Today().AddDays(60), PersonWords: "Va bene così", Goals: []plan.GoalProgress{
		{GoalID: work, Progress: "on_the_way", Note: "il corso è cominciato"}, {GoalID: w.cure, Progress: "on_the_way", Note: "salta gli incontri"}}}))
}

// ends closes the case for a reason.
func (w *world) ends(t testing.TB, reason, note string) {
	t.Helper()
	c := w.facts(t)
	must(t, w.cases.Close(ctx, w.elena, w.id, casefile.Ending{Version: c.Version, On: w.Today(), Reason: reason, Note: note}))
}

func (w *world) facts(t testing.TB) (c casefile.Case) {
	t.Helper()
	must(t, w.Unaudited(ctx, gatetest.Zone, func(tx *gate.ReadTx) (err error) {
		c, _, err = casefile.Facts(tx, w.id)
		return err
	}))
	return c
}

// make makes the document of a request as somebody.
func (w *world) make(t testing.TB, who gate.Actor, in document.Request) document.Document {
	t.Helper()
	d, err := w.room.Make(ctx, who, w.id, in)
	must(t, err)
	return d
}

func (w *world) number(t testing.TB, query string, args ...any) (n int) {
	t.Helper()
	must(t, w.Unaudited(ctx, gatetest.Zone, func(tx *gate.ReadTx) error { return tx.One(query, append([]any{tx.Zone()}, args...), &n) }))
	return n
}

// documents is how many there are, of everybody.
func (w *world) documents(t testing.TB) int {
	t.Helper()
	return w.number(t, "SELECT COUNT(*) FROM document WHERE zone = $1")
}

// proved fails the test when the log and the rows do not fit.
func (w *world) proved(t testing.TB) {
	t.Helper()
	if r, err := w.Verify(ctx, ""); err != nil || !r.OK {
		t.Errorf("the log: %+v, %v", r, err)
	}
}

func must(t testing.TB, err error) {
	t.Helper()
	if err != nil {
		t.Fatal(explained(err))
	}
}

// explained is a fault with its fields.
func explained(err error) string {
	out := err.Error()
	var e *fault.Error
	if errors.As(err, &e) {
		for _, f := range e.Fields {
			out += "; " + f.Name + ": " + f.Text.In(text.English)
		}
	}
	return out
}

// refused fails the test unless err is Invalid at a field.
func refused(t testing.TB, err error, field string) {
	t.Helper()
	var e *fault.Error
	if !errors.As(err, &e) || e.Kind != fault.Invalid || !slices.ContainsFunc(e.Fields, func(f fault.Field) bool { return f.Name == field }) {
		t.Errorf("not refused at %s: %v", field, err)
	}
}

// missing fails the test unless err looks as if there were nothing.
func missing(t testing.TB, err error) {
	t.Helper()
	if !fault.Is(err, fault.NotFound) && !fault.Is(err, fault.Denied) {
		t.Errorf("not hidden: %v", err)
	}
}
