package demo_test

import (
	"context"
	"testing"

	"siil/internal/demo"
	"siil/internal/gate"
	"siil/internal/gate/gatetest"
	"siil/internal/network"
	"siil/internal/policy"
	"siil/internal/territory"
)

func TestSameSeedSamePeopleAndTheLogIsWhole(t *testing.T) {
	gatetest.Both(t, func(t *testing.T, w *gatetest.World) {
		ctx := context.Background()
		plant(t, w, gatetest.Zone)
		users, err := demo.Make(ctx, w.Gate, demo.Options{People: 120, Zone: gatetest.Zone, Seed: 7})
		if err != nil {
			t.Fatal(err)
		}
		if len(users) < len(policy.Roles) {
			t.Fatalf("%d users", len(users))
		}
		for i, r := range policy.Roles[:3] {
			if users[i].Role != string(r) || users[i].Token == "" {
				t.Errorf("user %d is %s", i, users[i].Role)
			}
		}
		if r, err := w.Verify(ctx, ""); err != nil || !r.OK {
			t.Fatalf("verify: %+v, %v", r, err)
		}
		a := names(t, w, gatetest.Zone)
		other := gatetest.NewSQLite(t)
		plant(t, other, gatetest.Zone)
		if _, err := demo.Make(ctx, other.Gate, demo.Options{People: 120, Zone: gatetest.Zone, Seed: 7}); err != nil {
			t.Fatal(err)
		}
		if b := names(t, other, gatetest.Zone); a != b {
			t.Errorf("the same seed made other people")
		}
	})
}

func names(t *testing.T, w *gatetest.World, zone string) string {
	t.Helper()
	out := ""
	err := w.Read(context.Background(), gate.System(zone, "cli"), func(tx *gate.ReadTx) error {
		if err := tx.Decide(policy.ZoneSettle, policy.Resource{Kind: policy.Zone}); err != nil {
			return err
		}
		return tx.Each("SELECT p.name_key, COALESCE(p.tax_code, '-'), c.state, c.opened_on FROM case_file c JOIN person p ON p.zone = c.zone AND p.id = c.person_id WHERE c.zone = $1 ORDER BY c.number",
			[]any{zone}, func(s gate.Scanner) error {
				var a, b, c, d string
				err := s.Scan(&a, &b, &c, &d)
				out += a + " " + b + " " + c + " " + d + "\n"
				return err
			})
	})
	if err != nil {
		t.Fatal(err)
	}
	return out
}

func plant(t *testing.T, w *gatetest.World, zone string) {
	t.Helper()
	seed, _ := territory.SeedOf(zone)
	err := w.Write(context.Background(), gate.System(zone, "cli"), func(tx *gate.WriteTx) error {
		if err := tx.Decide(policy.ZoneSettle, policy.Resource{Kind: policy.Zone}); err != nil {
			return err
		}
		for _, s := range seed.Seats {
			if _, err := network.AddSeat(tx, s.Name, ""); err != nil {
				return err
			}
		}
		for _, a := range seed.Agencies {
			if _, err := network.AddOrganisation(tx, a.Name, a.Kind, ""); err != nil {
				return err
			}
		}
		return nil
	})
	if err != nil {
		t.Fatal(err)
	}
}
