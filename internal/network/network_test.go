package network_test

import (
	"context"
	"testing"

	"siil/internal/gate"
	"siil/internal/gate/gatetest"
	"siil/internal/network"
	"siil/internal/policy"
	"siil/internal/text"
)

func TestOrganisationsAreFoundAsPeopleWriteThem(t *testing.T) {
	gatetest.Both(t, func(t *testing.T, w *gatetest.World) {
		ctx := context.Background()
		err := w.Write(ctx, gate.System(gatetest.Zone, "cli"), func(tx *gate.WriteTx) error {
			if err := tx.Decide(policy.ZoneSettle, policy.Resource{Kind: policy.Zone}); err != nil {
				return err
			}
			if _, err := network.AddOrganisation(tx, "Salute mentale adulti", "health", policy.Health); err != nil {
				return err
			}
			_, err := network.AddOrganisation(tx, "CPI Pescia", "job_centre", "")
			return err
		})
		if err != nil {
			t.Fatal(err)
		}
		var all []network.Organisation
		err = w.Read(ctx, gate.System(gatetest.Zone, "cli"), func(tx *gate.ReadTx) (err error) {
			if err := tx.Decide(policy.ZoneSettle, policy.Resource{Kind: policy.Zone}); err != nil {
				return err
			}
			all, err = network.Organisations(tx)
			return err
		})
		if err != nil || len(all) != 2 {
			t.Fatalf("%v, %v", all, err)
		}
		o, ok := network.FindOrganisation(all, "  SALUTE Mentale adulti ")
		if !ok || o.NameFor(false) != text.ReservedService || o.NameFor(true).In(text.Italian) != "Salute mentale adulti" {
			t.Errorf("found %+v, %v", o, ok)
		}
		if _, ok := network.FindOrganisation(all, "CPI"); ok {
			t.Error("half a name found a body")
		}
	})
}
