package gate_test

import (
	"context"
	"testing"
	"time"

	"siil/internal/gate"
	"siil/internal/gate/gatetest"
	"siil/internal/policy"
	"siil/internal/value"
)

// TestAnInventedPast: in an invented zone a command can be made to happen earlier; in a real one it cannot, and the log is never told.
func TestAnInventedPast(t *testing.T) {
	gatetest.Both(t, func(t *testing.T, w *gatetest.World) {
		ctx := context.Background()
		if err := w.AddZone(ctx, "mugello", "Mugello", false); err != nil {
			t.Fatal(err)
		}
		before := value.InstantOf(w.Clock.T.Add(-1000 * time.Hour))
		for zone, want := range map[string]value.Instant{gatetest.Zone: before, "mugello": w.Now()} {
			ran := gate.AsOf(ctx, before)
			err := w.Write(ran, gate.System(zone, "cli"), func(tx *gate.WriteTx) error {
				if tx.Now() != want {
					t.Errorf("%s: a command takes %v for now, want %v", zone, tx.Now(), want)
				}
				return tx.Decide(policy.ZoneSettle, policy.Resource{Kind: policy.Zone})
			})
			if err != nil {
				t.Fatal(err)
			}
			err = w.Read(ran, gate.System(zone, "cli"), func(tx *gate.ReadTx) error {
				if tx.Now() != want || tx.Today() != want.Date() {
					t.Errorf("%s: a query takes %v for now, want %v", zone, tx.Now(), want)
				}
				if err := tx.Decide(policy.ZoneSettle, policy.Resource{Kind: policy.Zone}); err != nil {
					return err
				}
				early := 0
				if err := tx.One("SELECT COUNT(*) FROM ledger_leaf WHERE at < $1", []any{w.Now()}, &early); err != nil {
					return err
				}
				if early > 0 {
					t.Errorf("%s: %d leaves say another moment than that of writing", zone, early)
				}
				return nil
			})
			if err != nil {
				t.Fatal(err)
			}
		}
	})
}
