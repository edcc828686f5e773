package person_test

import (
	"context"
	"testing"

	"siil/internal/fault"
	"siil/internal/gate"
	"siil/internal/gate/gatetest"
	"siil/internal/person"
	"siil/internal/policy"
	"siil/internal/value"
)

var ctx = context.Background()

func write(t testing.TB, w *gatetest.World, who gate.Actor, do func(tx *gate.WriteTx) error) {
	t.Helper()
	err := w.Write(ctx, who, func(tx *gate.WriteTx) error {
		if err := tx.Decide(policy.PersonCreate, policy.Resource{Kind: policy.Person}); err != nil {
			return err
		}
		return do(tx)
	})
	if err != nil {
		t.Fatal(err)
	}
}

func read(t testing.TB, w *gatetest.World, who gate.Actor, do func(tx *gate.ReadTx) error) {
	t.Helper()
	err := w.Read(ctx, who, func(tx *gate.ReadTx) error {
		if err := tx.Decide(policy.PersonCreate, policy.Resource{Kind: policy.Person}); err != nil {
			return err
		}
		return do(tx)
	})
	if err != nil {
		t.Fatal(err)
	}
}

// add checks and inserts a person.
func add(t testing.TB, w *gatetest.World, who gate.Actor, p person.Person) person.Person {
	t.Helper()
	write(t, w, who, func(tx *gate.WriteTx) (err error) {
		if err = person.Check(&p, tx.Today()); err == nil {
			p.ID, err = person.Insert(tx, p)
		}
		if err == nil {
			p, err = person.Load(&tx.ReadTx, p.ID)
		}
		return err
	})
	return p
}

var samira = person.Person{GivenName: "Samira", FamilyName: "Provini", TaxCode: "prv smr 90a41 z330p", Municipality: "monsummano t.", Phone: "333  000 9469",
	Email: "Samira.Provini@Example.org"}

func TestAPersonIsKeptAndFound(t *testing.T) {
	gatetest.Both(t, func(t *testing.T, w *gatetest.World) {
		who := w.Account(t, gatetest.Zone, "elena", policy.Secretary)
		p := add(t, w, who, samira)
		want := person.Person{ID: p.ID, GivenName: "Samira", FamilyName: "Provini", TaxCode: "PRVSMR90A41Z330P", BirthDate: value.MustDate("1990-01-01"), Sex: "F",
			Municipality: "047009", Phone: "333 000 9469", Email: "samira.provini@example.org", Version: 1, MadeAt: w.Now(), MadeBy: who.Account, ChangedAt: w.Now(), ChangedBy: who.Account}
		if p != want {
			t.Errorf("got  %+v\nwant %+v", p, want)
		}
		read(t, w, who, func(tx *gate.ReadTx) error {
			got, ok, err := person.ByTaxCode(tx, "PRVSMR90A41Z330P")
			if err != nil || !ok || got != p {
				t.Errorf("by tax code: %+v, %v, %v", got, ok, err)
			}
			_, ok, err = person.ByTaxCode(tx, "")
			if err != nil || ok {
				t.Errorf("the absent code found somebody: %v, %v", ok, err)
			}
			return nil
		})
		other := w.Account(t, gatetest.Other, "ada", policy.Secretary)
		read(t, w, other, func(tx *gate.ReadTx) error {
			if _, err := person.Load(tx, p.ID); !fault.Is(err, fault.NotFound) {
				t.Errorf("another zone loaded the person: %v", err)
			}
			if _, ok, err := person.ByTaxCode(tx, "PRVSMR90A41Z330P"); ok || err != nil {
				t.Errorf("another zone found the code: %v, %v", ok, err)
			}
			return nil
		})
	})
}
