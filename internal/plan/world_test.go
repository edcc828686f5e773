package plan_test

import (
	"context"
	"errors"
	"slices"
	"testing"

	"siil/internal/assessment"
	"siil/internal/casefile"
	"siil/internal/fault"
	"siil/internal/gate"
	"siil/internal/gate/gatetest"
	"siil/internal/guideline"
	"siil/internal/plan"
	"siil/internal/policy"
	"siil/internal/text"
	"siil/internal/value"
)

var ctx = context.Background()

// world is a zone with one case: elena manages it, paolo, sara and lucia are in its team; nora works in the zone, not on the case.
type world struct {
	*gatetest.World
	room                                                   *plan.Room
	cases                                                  *casefile.Room
	assessments                                            *assessment.Room
	carla, elena, paolo, sara, lucia, nora, sofia, outside gate.Actor
	person, id                                             value.ID
}

// codes proves one code as everybody's.
type codes struct{}

const rightCode = "123456"

func (codes) ProveCode(_ context.Context, _ gate.Actor, code string) error {
	if code == rightCode {
		return nil
	}
	var c fault.Check
	c.Add("code", text.CheckFields)
	return c.Err()
}

func newWorld(t testing.TB, w *gatetest.World) *world {
	m := guideline.Default()
	x := &world{World: w, cases: casefile.New(w.Gate, m)}
	x.assessments = assessment.New(w.Gate, m, x.cases)
	x.room = plan.New(w.Gate, m, x.cases, x.assessments, codes{})
	x.carla = w.Account(t, gatetest.Zone, "Carla", policy.Coordinator)
	x.elena = w.Account(t, gatetest.Zone, "Elena", policy.SocialWorker)
	x.paolo = w.Account(t, gatetest.Zone, "Paolo", policy.EmploymentOfficer)
	x.sara = w.Account(t, gatetest.Zone, "Sara", policy.SocialWorker)
	x.lucia = w.Account(t, gatetest.Zone, "Lucia", policy.HealthWorker)
	x.nora = w.Account(t, gatetest.Zone, "Nora", policy.SocialWorker)
	x.sofia = w.Account(t, gatetest.Zone, "Sofia", policy.Secretary)
	x.outside = w.Account(t, gatetest.Other, "Olga", policy.Coordinator)
	x.person = value.NewID()
	err := w.Write(ctx, gate.System(gatetest.Zone, "cli"), func(tx *gate.WriteTx) error {
		if err := tx.Decide(policy.CaseCreate, policy.Resource{Kind: policy.Case}); err != nil {
			return err
		}
		err := tx.Insert("person", gate.Row{"id": x.person, "given_name": "Samira", "family_name": "Provini", "name_key": value.NameKey("Provini", "Samira"),
			"version": 1, "made_at": tx.Now(), "changed_at": tx.Now()})
		if err != nil {
			return err
		}
		if err := tx.NewPersonKey(x.person); err != nil {
			return err
		}
		x.id, _, err = casefile.Open(tx, casefile.Opening{PersonID: x.person, NameKey: "provini samira", State: "IN_PROGETTAZIONE",
			OpenedOn: value.MustDate("2026-03-12"), ManagerID: x.elena.Account})
		return err
	})
	must(t, err)
	for _, who := range []gate.Actor{x.paolo, x.sara, x.lucia} {
		must(t, x.cases.Join(ctx, x.elena, x.id, casefile.Membership{AccountID: who.Account}))
	}
	return x
}

func both(t *testing.T, test func(t *testing.T, w *world)) {
	gatetest.Both(t, func(t *testing.T, w *gatetest.World) { test(t, newWorld(t, w)) })
}

func must(t testing.TB, err error) {
	t.Helper()
	if err != nil {
		t.Fatal(err)
	}
}

// made is must for a command that gives an id.
func made(t testing.TB) func(id value.ID, err error) value.ID {
	return func(id value.ID, err error) value.ID {
		t.Helper()
		must(t, err)
		return id
	}
}

// draft is a version with two goals, the second of the health section, each with an action.
type draft struct{ plan, work, course, health, therapy value.ID }

func (w *world) draft(t testing.TB) (d draft) {
	t.Helper()
	ok := made(t)
	d.plan = ok(w.room.Begin(ctx, w.elena, w.id, "Voglio un contratto vero, vicino a casa."))
	d.work = ok(w.room.AddGoal(ctx, w.elena, d.plan, plan.GoalInput{Domain: "LAVORO", Text: "Lavorare con un contratto", ReachedWhen: "Ha un contratto di sei mesi"}))
	d.health = ok(w.room.AddGoal(ctx, w.lucia, d.plan, plan.GoalInput{Domain: "SALUTE_MENTALE", Text: "Stare meglio", ReachedWhen: "Va agli incontri fissati"}))
	d.course = ok(w.room.AddAction(ctx, w.paolo, d.plan, plan.ActionInput{GoalID: d.work, Content: plan.Content{Kind: "UPSKILLING", Provider: "CPIA", Fund: "GOL",
		Hours: 60, From: w.Today(), FollowerID: w.paolo.Account}}))
	d.therapy = ok(w.room.AddAction(ctx, w.lucia, d.plan, plan.ActionInput{GoalID: d.health, Content: plan.Content{Kind: "DSM", Provider: "Centro di salute mentale",
		From: w.Today(), FollowerID: w.lucia.Account}}))
	return d
}

// signed puts a version in force.
func (w *world) signed(t testing.TB, id value.ID) {
	t.Helper()
	ok := made(t)
	ok(w.room.Sign(ctx, w.paolo, id, plan.SignatureInput{Party: plan.ByPerson, Means: plan.OnPaper, OnDay: w.Today()}))
	ok(w.room.Sign(ctx, w.elena, id, plan.SignatureInput{Party: plan.ByCaseManager, Means: plan.SecondFactor, Code: rightCode}))
}

// see is a version as somebody may know it.
func (w *world) see(t testing.TB, who gate.Actor, id value.ID) plan.Plan {
	t.Helper()
	_, p, err := w.room.ByPlan(ctx, who, id)
	must(t, err)
	return p
}

// proved fails the test when the log and the rows do not fit.
func (w *world) proved(t testing.TB) {
	t.Helper()
	if r, err := w.Verify(ctx, ""); err != nil || !r.OK {
		t.Errorf("the log: %+v, %v", r, err)
	}
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

// refused fails the test unless err is an Invalid fault at a field.
func refused(t testing.TB, err error, field string) {
	t.Helper()
	if !slices.Contains(fields(err), field) {
		t.Errorf("refused at %v, not at %s: %v", fields(err), field, err)
	}
}

// is fails the test unless err is of a kind; what is denied looks as if it were not there.
func is(t testing.TB, err error, kind fault.Kind) {
	t.Helper()
	if !fault.Is(err, kind) && !(kind == fault.NotFound && fault.Is(err, fault.Denied)) {
		t.Errorf("not %v: %v", kind, err)
	}
}
