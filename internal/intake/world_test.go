package intake_test

import (
	"context"
	"testing"

	"siil/internal/casefile"
	"siil/internal/fault"
	"siil/internal/gate"
	"siil/internal/gate/gatetest"
	"siil/internal/guideline"
	"siil/internal/intake"
	"siil/internal/network"
	"siil/internal/person"
	"siil/internal/policy"
	"siil/internal/value"
)

var ctx = context.Background()

// Tax codes of people who do not exist; the two of each pair are the same but for omocodia.
const codeA, codeB = "PRVSMR90A41Z330P", "PRVSMR90A41Z33LS"

// world is a zone with an account of each kind that the tests need; anna and bruno refer from outside, anna for a mental-health service.
type world struct {
	*gatetest.World
	room                                    *intake.Room
	cases                                   *casefile.Room
	carla, clio, sofia, elena, lucia, dario gate.Actor // two coordinators, secretary, social worker, health worker, auditor
	anna, bruno                             gate.Actor
	outsider, otherReferrer                 gate.Actor // of the other zone
	mentalHealth, charity                   value.ID
}

func newWorld(t testing.TB, w *gatetest.World) *world {
	m := guideline.Default()
	x := &world{World: w, cases: casefile.New(w.Gate, m)}
	x.room = intake.New(w.Gate, m, x.cases)
	x.room.SetPace(0)
	x.carla = w.Account(t, gatetest.Zone, "Carla", policy.Coordinator)
	x.clio = w.Account(t, gatetest.Zone, "Clio", policy.Coordinator)
	x.sofia = w.Account(t, gatetest.Zone, "Sofia", policy.Secretary)
	x.elena = w.Account(t, gatetest.Zone, "Elena", policy.SocialWorker)
	x.lucia = w.Account(t, gatetest.Zone, "Lucia", policy.HealthWorker)
	x.dario = w.Account(t, gatetest.Zone, "Dario", policy.Auditor)
	x.anna = w.Account(t, gatetest.Zone, "Anna", policy.Referrer)
	x.bruno = w.Account(t, gatetest.Zone, "Bruno", policy.Referrer)
	x.outsider = w.Account(t, gatetest.Other, "Olga", policy.Coordinator)
	x.otherReferrer = w.Account(t, gatetest.Other, "Otto", policy.Referrer)
	x.write(t, func(tx *gate.WriteTx) (err error) {
		if x.mentalHealth, err = network.AddOrganisation(tx, "Salute mentale adulti", "SALUTE_MENTALE", policy.Health); err != nil {
			return err
		}
		if x.charity, err = network.AddOrganisation(tx, "Caritas Prova", "ETS", ""); err != nil {
			return err
		}
		if err := tx.Update("account", x.anna.Account, gate.Row{"organisation_id": x.mentalHealth}); err != nil {
			return err
		}
		return tx.Update("account", x.bruno.Account, gate.Row{"organisation_id": x.charity})
	})
	return x
}

func both(t *testing.T, test func(t *testing.T, w *world)) {
	gatetest.Both(t, func(t *testing.T, w *gatetest.World) { test(t, newWorld(t, w)) })
}

// write runs a change that the program itself decides.
func (w *world) write(t testing.TB, do func(tx *gate.WriteTx) error) {
	t.Helper()
	err := w.Write(ctx, gate.System(gatetest.Zone, "cli"), func(tx *gate.WriteTx) error {
		if err := tx.Decide(policy.ZoneSettle, policy.Resource{Kind: policy.Zone}); err != nil {
			return err
		}
		return do(tx)
	})
	if err != nil {
		t.Fatal(err)
	}
}

// read runs a query as somebody who may do anything that is signed in.
func (w *world) read(t testing.TB, who gate.Actor, do func(tx *gate.ReadTx) error) {
	t.Helper()
	err := w.Read(ctx, who, func(tx *gate.ReadTx) error {
		if err := tx.Decide(policy.HomeRead, policy.Resource{Kind: policy.Zone}); err != nil {
			return err
		}
		return do(tx)
	})
	if err != nil {
		t.Fatal(err)
	}
}

// number reads one number with a query whose first parameter is the zone.
func (w *world) number(t testing.TB, query string, args ...any) (n int) {
	t.Helper()
	w.read(t, w.carla, func(tx *gate.ReadTx) error { return tx.One(query, append([]any{tx.Zone()}, args...), &n) })
	return n
}

// state is that of a case, "" when there is none.
func (w *world) state(t testing.TB, id value.ID) (state string) {
	t.Helper()
	w.read(t, w.carla, func(tx *gate.ReadTx) error {
		c, _, err := casefile.Facts(tx, id)
		state = c.State
		return err
	})
	return state
}

// caseOf is the case file of a referral.
func (w *world) caseOf(t testing.TB, id value.ID) (caseID value.ID) {
	t.Helper()
	w.read(t, w.carla, func(tx *gate.ReadTx) error {
		return tx.One("SELECT case_id FROM referral WHERE zone = $1 AND id = $2", []any{tx.Zone(), id}, &caseID)
	})
	return caseID
}

// about is a whole referral about somebody, as an outside sender fills it in.
func about(given, family, taxCode string) intake.Sending {
	return intake.Sending{Once: value.NewID(), Person: person.Person{GivenName: given, FamilyName: family, TaxCode: value.TaxCode(taxCode)},
		Reason: "ha perso il lavoro in primavera", Asked: "un progetto per tornare al lavoro", PersonWords: "vorrei lavorare",
		Needs: map[string]string{"LAVORO": "cerca da marzo", "SALUTE": "segue cure"}, Services: []string{"CPI", "SANITARI"}, ServicesText: "ambulatorio del martedì",
		Urgency: "ordinary", Informed: "agrees", InformedOn: value.MustDate("2026-11-20")}
}

// typed is the same as the secretary types it in from certified mail.
func (w *world) typed(in intake.Sending) intake.Sending {
	in.Channel, in.OrganisationID, in.SenderName, in.SenderContact, in.ReceivedOn = "pec", w.charity, "Rita Prova", "0572 000000", value.MustDate("2026-11-23")
	return in
}

func (w *world) send(t testing.TB, who gate.Actor, in intake.Sending) intake.Sent {
	t.Helper()
	s, err := w.room.Send(ctx, who, in)
	if err != nil {
		t.Fatal(err)
	}
	return s
}

func (w *world) view(t testing.TB, who gate.Actor, id value.ID) intake.View {
	t.Helper()
	v, err := w.room.Read(ctx, who, id)
	if err != nil {
		t.Fatal(err)
	}
	return v
}

func (w *world) assess(t testing.TB, id value.ID, outcome, reason, advice string) {
	t.Helper()
	v := w.view(t, w.carla, id)
	if err := w.room.Assess(ctx, w.carla, id, intake.Assessing{Version: v.Sheet.Version, Outcome: outcome, Reason: reason, Advice: advice}); err != nil {
		t.Fatal(err)
	}
}

func hasField(err error, name string) bool {
	e, _ := err.(*fault.Error)
	if e == nil || e.Kind != fault.Invalid {
		return false
	}
	for _, f := range e.Fields {
		if f.Name == name {
			return true
		}
	}
	return false
}

// whole fails the test when the log and the rows do not fit.
func (w *world) whole(t testing.TB) {
	t.Helper()
	if r, err := w.Verify(ctx, ""); err != nil || !r.OK {
		t.Errorf("the log: %+v, %v", r, err)
	}
}
