package gate_test

import (
	"context"
	"errors"
	"testing"

	"siil/internal/fault"
	"siil/internal/gate"
	"siil/internal/gate/gatetest"
	"siil/internal/policy"
	"siil/internal/value"
)

func addSeat(id value.ID, name string) func(tx *gate.WriteTx) error {
	return func(tx *gate.WriteTx) error {
		if err := tx.Decide(policy.ZoneSettle, policy.Resource{Kind: policy.Zone}); err != nil {
			return err
		}
		return tx.Insert("seat", gate.Row{"id": id, "name": name})
	}
}

func readSeat(g *gate.Gate, who gate.Actor, id value.ID) (string, error) {
	var name string
	err := g.Read(context.Background(), who, func(tx *gate.ReadTx) error {
		if err := tx.Decide(policy.ZoneSettle, policy.Resource{Kind: policy.Zone}); err != nil {
			return err
		}
		return tx.One("SELECT name FROM seat WHERE zone = $1 AND id = $2", []any{tx.Zone(), id}, &name)
	})
	return name, err
}

func TestWhatIsWrittenIsReadAndLogged(t *testing.T) {
	gatetest.Both(t, func(t *testing.T, w *gatetest.World) {
		ctx, id := context.Background(), value.NewID()
		admin := w.Account(t, gatetest.Zone, "anna", policy.Administrator)
		if err := w.Write(ctx, admin, addSeat(id, "Pescia")); err != nil {
			t.Fatal(err)
		}
		if name, err := readSeat(w.Gate, admin, id); name != "Pescia" || err != nil {
			t.Fatalf("read %q, %v", name, err)
		}
		report, err := w.Verify(ctx, "")
		if err != nil || !report.OK || report.Size != 3 {
			t.Fatalf("verify: %+v, %v", report, err)
		}
	})
}

func TestRefusalLeavesALeafAndNothingElse(t *testing.T) {
	gatetest.Both(t, func(t *testing.T, w *gatetest.World) {
		ctx, id := context.Background(), value.NewID()
		social := w.Account(t, gatetest.Zone, "sara", policy.SocialWorker)
		if err := w.Write(ctx, social, addSeat(id, "Pescia")); !fault.Is(err, fault.Denied) {
			t.Fatalf("refused write: %v", err)
		}
		if _, err := readSeat(w.Gate, social, id); !fault.Is(err, fault.Denied) {
			t.Fatalf("refused read: %v", err)
		}
		auditor := w.Account(t, gatetest.Zone, "dario", policy.Auditor)
		var seen []gate.Access
		err := w.Read(ctx, auditor, func(tx *gate.ReadTx) (err error) {
			if err := tx.Decide(policy.AuditRead, policy.Resource{Kind: policy.Zone}); err != nil {
				return err
			}
			seen, err = tx.Accesses(gate.AccessFilter{Refused: true, Limit: 10})
			return err
		})
		if err != nil || len(seen) != 2 || seen[0].Actor != social.Account {
			t.Fatalf("refusals in the log: %+v, %v", seen, err)
		}
	})
}

func TestOneCommandThatFailsDoesNotHurtTheOthersOfItsBatch(t *testing.T) {
	gatetest.Both(t, func(t *testing.T, w *gatetest.World) {
		ctx := context.Background()
		admin := w.Account(t, gatetest.Zone, "anna", policy.Administrator)
		results := make(chan error, 40)
		for i := range 40 {
			go func() {
				results <- w.Write(ctx, admin, func(tx *gate.WriteTx) error {
					if err := addSeat(value.NewID(), "Pescia")(tx); err != nil {
						return err
					}
					switch i % 4 {
					case 0:
						return errors.New("no")
					case 1:
						return tx.Insert("team", gate.Row{"id": value.NewID()}) // name is missing
					}
					return nil
				})
			}()
		}
		failed := 0
		for range 40 {
			if err := <-results; err != nil {
				failed++
			}
		}
		var seats int
		err := w.Read(ctx, admin, func(tx *gate.ReadTx) error {
			if err := tx.Decide(policy.ZoneSettle, policy.Resource{Kind: policy.Zone}); err != nil {
				return err
			}
			return tx.One("SELECT COUNT(*) FROM seat WHERE zone = $1", []any{tx.Zone()}, &seats)
		})
		if err != nil || failed != 20 || seats != 20 {
			t.Fatalf("%d failed, %d seats, %v", failed, seats, err)
		}
		if report, err := w.Verify(ctx, ""); err != nil || !report.OK {
			t.Fatalf("verify: %+v, %v", report, err)
		}
	})
}

func TestUndecidedWorkIsRefused(t *testing.T) {
	gatetest.Both(t, func(t *testing.T, w *gatetest.World) {
		ctx := context.Background()
		admin := w.Account(t, gatetest.Zone, "anna", policy.Administrator)
		err := w.Write(ctx, admin, func(tx *gate.WriteTx) error { return tx.Insert("seat", gate.Row{"id": value.NewID(), "name": "x"}) })
		if !fault.Is(err, fault.Internal) {
			t.Errorf("write without a decision: %v", err)
		}
		if err := w.Write(ctx, admin, func(tx *gate.WriteTx) error { return nil }); !fault.Is(err, fault.Internal) {
			t.Errorf("empty write: %v", err)
		}
		if err := w.Read(ctx, admin, func(tx *gate.ReadTx) error { return nil }); !fault.Is(err, fault.Internal) {
			t.Errorf("read without a decision: %v", err)
		}
		err = w.Quiet(ctx, gatetest.Zone, func(tx *gate.WriteTx) error { return tx.Insert("seat", gate.Row{"id": value.NewID(), "name": "x"}) })
		if !fault.Is(err, fault.Internal) {
			t.Errorf("quiet write of a record: %v", err)
		}
	})
}

func TestNoRowPointsIntoAnotherZone(t *testing.T) {
	gatetest.Both(t, func(t *testing.T, w *gatetest.World) {
		ctx, seat := context.Background(), value.NewID()
		if err := w.Write(ctx, gate.System(gatetest.Other, "cli"), addSeat(seat, "Aulla")); err != nil {
			t.Fatal(err)
		}
		admin := w.Account(t, gatetest.Zone, "anna", policy.Administrator)
		err := w.Write(ctx, gate.System(gatetest.Zone, "cli"), func(tx *gate.WriteTx) error {
			if err := tx.Decide(policy.UserManage, policy.Resource{Kind: policy.Account}); err != nil {
				return err
			}
			return tx.Update("account", admin.Account, gate.Row{"seat_id": seat})
		})
		if !fault.Is(err, fault.NotFound) {
			t.Errorf("a seat of another zone was taken: %v", err)
		}
		if _, err := readSeat(w.Gate, admin, seat); !fault.Is(err, fault.NotFound) {
			t.Errorf("a seat of another zone was read: %v", err)
		}
	})
}
