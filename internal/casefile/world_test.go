package casefile_test

import (
	"context"
	"testing"

	"siil/internal/casefile"
	"siil/internal/gate"
	"siil/internal/gate/gatetest"
	"siil/internal/guideline"
	"siil/internal/policy"
	"siil/internal/value"
)

var ctx = context.Background()

// world is a zone with one account of each kind that the tests need.
type world struct {
	*gatetest.World
	room                                                   *casefile.Room
	coordinator, elena, sara, paolo, lucia, secretary, dpo gate.Actor
	outsider                                               gate.Actor // of the other zone
}

func newWorld(t testing.TB, w *gatetest.World) *world {
	x := &world{World: w, room: casefile.New(w.Gate, guideline.Default())}
	x.coordinator = w.Account(t, gatetest.Zone, "Carla", policy.Coordinator)
	x.elena = w.Account(t, gatetest.Zone, "Elena", policy.SocialWorker)
	x.sara = w.Account(t, gatetest.Zone, "Sara", policy.SocialWorker)
	x.paolo = w.Account(t, gatetest.Zone, "Paolo", policy.EmploymentOfficer)
	x.lucia = w.Account(t, gatetest.Zone, "Lucia", policy.HealthWorker)
	x.secretary = w.Account(t, gatetest.Zone, "Sofia", policy.Secretary)
	x.dpo = w.Account(t, gatetest.Zone, "Dario", policy.Auditor)
	x.outsider = w.Account(t, gatetest.Other, "Olga", policy.Coordinator)
	return x
}

func both(t *testing.T, test func(t *testing.T, w *world)) {
	gatetest.Both(t, func(t *testing.T, w *gatetest.World) { test(t, newWorld(t, w)) })
}

// person adds a person with a key.
func (w *world) person(t testing.TB, given, family, taxCode string) (id value.ID) {
	t.Helper()
	id = value.NewID()
	w.write(t, gate.System(gatetest.Zone, "cli"), policy.PersonCreate, func(tx *gate.WriteTx) error {
		row := gate.Row{"id": id, "given_name": given, "family_name": family, "name_key": value.NameKey(family, given), "version": 1, "made_at": tx.Now(), "changed_at": tx.Now()}
		if taxCode != "" {
			row["tax_code"], row["tax_base"] = taxCode, taxCode
		}
		if err := tx.Insert("person", row); err != nil {
			return err
		}
		return tx.NewPersonKey(id)
	})
	return id
}

// open adds a person with a case file.
func (w *world) open(t testing.TB, o casefile.Opening) (caseID value.ID) {
	t.Helper()
	if o.PersonID == "" {
		o.PersonID = w.person(t, "Samira", "Provini", "")
	}
	if o.State == "" {
		o.State = "IN_VALUTAZIONE"
	}
	if o.OpenedOn.IsZero() {
		o.OpenedOn = value.MustDate("2026-03-12")
	}
	o.NameKey = "provini samira"
	w.write(t, gate.System(gatetest.Zone, "cli"), policy.CaseCreate, func(tx *gate.WriteTx) (err error) {
		caseID, _, err = casefile.Open(tx, o)
		return err
	})
	return caseID
}

// write runs a change that the program itself decides.
func (w *world) write(t testing.TB, who gate.Actor, a policy.Action, do func(tx *gate.WriteTx) error) {
	t.Helper()
	err := w.Write(ctx, who, func(tx *gate.WriteTx) error {
		if err := tx.Decide(a, policy.Resource{Kind: policy.Case}); err != nil {
			return err
		}
		return do(tx)
	})
	if err != nil {
		t.Fatal(err)
	}
}

// facts reads the head of a case as somebody.
func (w *world) facts(t testing.TB, who gate.Actor, id value.ID) (c casefile.Case, res policy.Resource) {
	t.Helper()
	err := w.Read(ctx, who, func(tx *gate.ReadTx) (err error) {
		if err := tx.Decide(policy.HomeRead, policy.Resource{Kind: policy.Zone}); err != nil {
			return err
		}
		c, res, err = casefile.Facts(tx, id)
		return err
	})
	if err != nil {
		t.Fatal(err)
	}
	return c, res
}

// number reads one number with a query whose first parameter is the zone.
func (w *world) number(t testing.TB, query string, args ...any) (n int) {
	t.Helper()
	err := w.Read(ctx, w.coordinator, func(tx *gate.ReadTx) error {
		if err := tx.Decide(policy.HomeRead, policy.Resource{Kind: policy.Zone}); err != nil {
			return err
		}
		return tx.One(query, append([]any{tx.Zone()}, args...), &n)
	})
	if err != nil {
		t.Fatal(err)
	}
	return n
}

// whole fails the test when the log and the rows do not fit.
func (w *world) whole(t testing.TB) {
	t.Helper()
	if r, err := w.Verify(ctx, ""); err != nil || !r.OK {
		t.Errorf("the log: %+v, %v", r, err)
	}
}
