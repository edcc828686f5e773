package outcome_test

import (
	"context"
	"errors"
	"slices"
	"testing"
	"time"

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
	"siil/internal/outcome"
	"siil/internal/person"
	"siil/internal/plan"
	"siil/internal/policy"
	"siil/internal/sitting"
	"siil/internal/text"
	"siil/internal/value"
)

var ctx = context.Background()

// What is said of the person's health: none of it may stand in a report or a summary of the common section.
var reserved = []string{"segue una terapia", "ambulatorio del martedì", "Stare meglio", "Centro di salute mentale", "salta gli incontri", "Interruzione per motivi di salute"}

// world is a zone with one case: referred by anna, with a project in force that has an action of work and one of health. elena manages it, paolo and lucia
// are in its team; nora works in the zone, not on the case; olga in another zone.
type world struct {
	*gatetest.World
	room                                                       *outcome.Room
	cases                                                      *casefile.Room
	intake                                                     *intake.Room
	assessments                                                *assessment.Room
	plans                                                      *plan.Room
	documents                                                  *document.Room
	carla, elena, paolo, lucia, nora, sofia, dario, anna, olga gate.Actor
	id, referral, plan, course, therapy                        value.ID
}

// anyCode takes every code for a right one.
type anyCode struct{}

func (anyCode) ProveCode(context.Context, gate.Actor, string) error { return nil }

func newWorld(t testing.TB, w *gatetest.World) *world {
	m := guideline.Default()
	x := &world{World: w, cases: casefile.New(w.Gate, m)}
	x.intake = intake.New(w.Gate, m, x.cases)
	x.assessments = assessment.New(w.Gate, m, x.cases)
	x.plans = plan.New(w.Gate, m, x.cases, x.assessments, anyCode{})
	x.documents = document.New(w.Gate, m, x.cases, x.intake, x.assessments, x.plans, sitting.New(w.Gate, m, x.cases), attachment.New(w.Gate))
	x.room = outcome.New(w.Gate, m, x.cases, x.plans, x.documents)
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
	x.project(t)
	return x
}

func both(t *testing.T, test func(t *testing.T, w *world)) {
	gatetest.Both(t, func(t *testing.T, w *gatetest.World) { test(t, newWorld(t, w)) })
}

func (w *world) refer(t testing.TB) {
	w.system(t, func(tx *gate.WriteTx) error {
		service, err := network.AddOrganisation(tx, "Salute mentale adulti", "SALUTE_MENTALE", policy.Health)
		if err != nil {
			return err
		}
		return tx.Update("account", w.anna.Account, gate.Row{"organisation_id": service})
	})
	sent, err := w.intake.Send(ctx, w.anna, intake.Sending{Once: value.NewID(), Person: person.Person{GivenName: "Samira", FamilyName: "Provini", TaxCode: "PRVSMR90A41Z330P",
		Municipality: "047003", Address: "via Inventata 3", Phone: "333 0000001"}, Reason: "ha perso il lavoro in primavera", Asked: "un progetto per tornare al lavoro",
		Needs: map[string]string{"LAVORO": "cerca da marzo", "SALUTE": "segue una terapia"}, Services: []string{"CPI", "SANITARI"},
		ServicesText: "ambulatorio del martedì", Urgency: "ordinary", Informed: "agrees", InformedOn: value.MustDate("2026-11-20")})
	must(t, err)
	v, err := w.intake.Read(ctx, w.carla, sent.ID)
	must(t, err)
	w.referral, w.id = sent.ID, v.Sheet.CaseID
	must(t, w.intake.Assess(ctx, w.carla, sent.ID, intake.Assessing{Version: v.Sheet.Version, Outcome: "to_team", Reason: "più bisogni insieme"}))
	w.system(t, func(tx *gate.WriteTx) error {
		if err := casefile.SetManager(tx, w.id, w.elena.Account, casefile.Stamp{}); err != nil {
			return err
		}
		return casefile.SetState(tx, casefile.StateSet{CaseID: w.id, To: "IN_PROGETTAZIONE", On: w.Today()})
	})
	for _, who := range []gate.Actor{w.paolo, w.lucia} {
		must(t, w.cases.Join(ctx, w.elena, w.id, casefile.Membership{AccountID: who.Account}))
	}
}

func (w *world) project(t testing.TB) {
	ok := func(id value.ID, err error) value.ID {
		t.Helper()
		must(t, err)
		return id
	}
	w.plan = ok(w.plans.Begin(ctx, w.elena, w.id, "Voglio un contratto vero, vicino a casa."))
	work := ok(w.plans.AddGoal(ctx, w.elena, w.plan, plan.GoalInput{Domain: "LAVORO", Text: "Lavorare con un contratto", ReachedWhen: "ha un contratto di sei mesi"}))
	cure := ok(w.plans.AddGoal(ctx, w.lucia, w.plan, plan.GoalInput{Domain: "SALUTE_MENTALE", Text: "Stare meglio", ReachedWhen: "va agli incontri fissati"}))
	w.course = ok(w.plans.AddAction(ctx, w.paolo, w.plan, plan.ActionInput{GoalID: work, Content: plan.Content{Kind: "UPSKILLING", Provider: "CPIA", Fund: "GOL", Hours: 60,
		From: w.Today(), FollowerID: w.paolo.Account}}))
	w.therapy = ok(w.plans.AddAction(ctx, w.lucia, w.plan, plan.ActionInput{GoalID: cure, Content: plan.Content{Kind: "DSM", Provider: "Centro di salute mentale",
		From: w.Today(), FollowerID: w.lucia.Account}}))
	ok(w.plans.AddCommitment(ctx, w.elena, w.plan, plan.CommitmentInput{Side: plan.OfPerson, Text: "andare al corso"}))
	must(t, w.plans.SetDates(ctx, w.elena, w.plan, []value.Date{w.Today().AddDays(60)}))
	ok(w.plans.Sign(ctx, w.paolo, w.plan, plan.SignatureInput{Party: plan.ByPerson, Means: plan.OnPaper, OnDay: w.Today()}))
	ok(w.plans.Sign(ctx, w.elena, w.plan, plan.SignatureInput{Party: plan.ByCaseManager, Means: plan.SecondFactor, Code: "000000"}))
	ok(w.plans.Check(ctx, w.lucia, w.plan, plan.Checking{OnDay: w.Today(), WithPerson: true, NextOn: w.Today().AddDays(60), PersonWords: "Va bene così", Goals: []plan.GoalProgress{
		{GoalID: work, Progress: "on_the_way", Note: "il corso è cominciato"}, {GoalID: cure, Progress: "on_the_way", Note: "salta gli incontri"}}}))
	for _, x := range []struct {
		who gate.Actor
		id  value.ID
	}{{w.paolo, w.course}, {w.lucia, w.therapy}} {
		must(t, w.plans.Happen(ctx, x.who, x.id, -1, plan.EventInput{Kind: plan.Starts, OnDay: w.Today()}))
	}
}

// closing is a closure that is whole but for what a test adds: the course ends, no exit assessment is due.
func (w *world) closing(t testing.TB) outcome.Closing {
	return outcome.Closing{Ending: casefile.Ending{Version: w.facts(t).Version, On: w.Today(), Reason: "OBIETTIVI_RAGGIUNTI"}, Whole: true,
		Actions: []outcome.Settling{{ActionID: w.course, Kind: plan.Ends, Result: w.result()}}}
}

func (w *world) result() string { return guideline.Default().Actions.Results[0].Code }
func (w *world) why() string    { return guideline.Default().Actions.Reasons[0].Code }

// close closes as elena.
func (w *world) close(t testing.TB, in outcome.Closing) value.ID {
	t.Helper()
	id, err := w.room.Close(ctx, w.elena, w.id, in)
	must(t, err)
	return id
}

// assess gives the case a closed assessment of a kind.
func (w *world) assess(t testing.TB, kind string) value.ID {
	t.Helper()
	id, err := w.assessments.Begin(ctx, w.elena, w.id, assessment.Beginning{Kind: kind, OnDay: w.Today()})
	must(t, err)
	reasons := map[string]string{}
	for _, d := range []string{"REDDITO", "CASA", "AUTONOMIA", "CURA", "RETE", "LINGUA", "STUDIO", "LAVORO", "RICERCA", "MOBILITA"} {
		_, err := w.assessments.Rate(ctx, w.elena, id, assessment.Rates{Domain: d, Ours: &assessment.Ours{Level: 3}, Person: &assessment.Persons{Level: 3}})
		must(t, err)
		reasons[d] = "visto insieme"
	}
	must(t, w.assessments.Close(ctx, w.elena, id, assessment.Closing{Reasons: reasons, Decision: "Si va avanti così"}))
	return id
}

func (w *world) facts(t testing.TB) (c casefile.Case) {
	t.Helper()
	must(t, w.Unaudited(ctx, gatetest.Zone, func(tx *gate.ReadTx) (err error) {
		c, _, err = casefile.Facts(tx, w.id)
		return err
	}))
	return c
}

func (w *world) followUps(t testing.TB) (out []casefile.FollowUp) {
	t.Helper()
	c := w.facts(t)
	must(t, w.Unaudited(ctx, gatetest.Zone, func(tx *gate.ReadTx) (err error) {
		out, err = casefile.FollowUps(tx, c)
		return err
	}))
	return out
}

// closure is the closure of the present episode as somebody may know it.
func (w *world) closure(t testing.TB, who gate.Actor) (k casefile.Closure) {
	t.Helper()
	must(t, w.Read(ctx, who, func(tx *gate.ReadTx) error {
		c, res, err := casefile.Facts(tx, w.id)
		if err != nil {
			return err
		}
		if err := tx.Decide(policy.CaseOpen, res); err != nil {
			return err
		}
		k, err = casefile.ClosureOf(tx, c, res)
		return err
	}))
	return k
}

// action is the state of an action.
func (w *world) action(t testing.TB, id value.ID) (state string) {
	t.Helper()
	must(t, w.Unaudited(ctx, gatetest.Zone, func(tx *gate.ReadTx) error {
		return tx.One("SELECT state FROM action WHERE zone = $1 AND id = $2", []any{tx.Zone(), id}, &state)
	}))
	return state
}

func (w *world) number(t testing.TB, query string, args ...any) (n int) {
	t.Helper()
	must(t, w.Unaudited(ctx, gatetest.Zone, func(tx *gate.ReadTx) error { return tx.One(query, append([]any{tx.Zone()}, args...), &n) }))
	return n
}

func (w *world) system(t testing.TB, do func(tx *gate.WriteTx) error) {
	t.Helper()
	must(t, w.Write(ctx, gate.System(gatetest.Zone, "cli"), func(tx *gate.WriteTx) error {
		if err := tx.Decide(policy.ZoneSettle, policy.Resource{Kind: policy.Zone}); err != nil {
			return err
		}
		return do(tx)
	}))
}

// later moves the clock by days.
func (w *world) later(days int) { w.Clock.Add(time.Duration(days) * 24 * time.Hour) }

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

// fields are what is wrong in an Invalid fault.
func fields(err error) (out []string) {
	var e *fault.Error
	if errors.As(err, &e) && e.Kind == fault.Invalid {
		for _, f := range e.Fields {
			out = append(out, f.Name)
		}
	}
	return out
}

// refused fails the test unless err is Invalid at a field.
func refused(t testing.TB, err error, field string) {
	t.Helper()
	if !slices.Contains(fields(err), field) {
		t.Errorf("not refused at %s: %v", field, err)
	}
}

// is fails the test unless err is of a kind; what is denied looks as if it were not there.
func is(t testing.TB, err error, kind fault.Kind) {
	t.Helper()
	if !fault.Is(err, kind) && !(kind == fault.NotFound && fault.Is(err, fault.Denied)) {
		t.Errorf("not %v: %v", kind, err)
	}
}
