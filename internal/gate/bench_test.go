package gate_test

import (
	"context"
	"testing"

	"siil/internal/gate"
	"siil/internal/gate/gatetest"
	"siil/internal/policy"
	"siil/internal/value"
)

// accountSQL is of the kind and length of the queries behind a page.
const accountSQL = `SELECT a.id, a.email, a.given_name, a.family_name, a.core, a.language, a.shortcuts, a.disabled_at, a.must_change, s.name,
		(SELECT COUNT(*) FROM account_role r WHERE r.zone = a.zone AND r.account_id = a.id AND (r.until_at IS NULL OR r.until_at > $3)),
		(SELECT MAX(x.seen_at) FROM session x WHERE x.zone = a.zone AND x.account_id = a.id AND x.ended_at IS NULL)
	FROM account a LEFT JOIN seat s ON s.zone = a.zone AND s.id = a.seat_id WHERE a.zone = $1 AND a.id = $2`

func readAccount(tx *gate.ReadTx) error {
	var v [12]any
	return tx.One(accountSQL, []any{tx.Zone(), tx.Who().Account, tx.Now()}, &v[0], &v[1], &v[2], &v[3], &v[4], &v[5], &v[6], &v[7], &v[8], &v[9], &v[10], &v[11])
}

func benchBoth(b *testing.B, run func(b *testing.B, w *gatetest.World, who gate.Actor)) {
	for name, open := range map[string]func(testing.TB) *gatetest.World{"SQLite": gatetest.NewSQLite, "PostgreSQL": gatetest.NewPostgres} {
		b.Run(name, func(b *testing.B) {
			w := open(b)
			run(b, w, w.Account(b, gatetest.Zone, "anna", policy.Administrator))
		})
	}
}

// Six statements in one view, as a page has them, without a leaf.
func BenchmarkReadSix(b *testing.B) {
	benchBoth(b, func(b *testing.B, w *gatetest.World, who gate.Actor) {
		ctx, cancel := context.WithCancel(context.Background())
		defer cancel()
		for b.Loop() {
			err := w.Unaudited(ctx, gatetest.Zone, func(tx *gate.ReadTx) error {
				for range 5 {
					if err := tx.One("SELECT name FROM zone WHERE zone = $1", []any{tx.Zone()}, new(string)); err != nil {
						return err
					}
				}
				if err := tx.One(accountSQL, []any{tx.Zone(), who.Account, tx.Now()}, new(any), new(any), new(any), new(any), new(any), new(any), new(any),
					new(any), new(any), new(any), new(any), new(any)); err != nil {
					return err
				}
				return nil
			})
			if err != nil {
				b.Fatal(err)
			}
		}
	})
}

// One reading with its leaf, from eight at once.
func BenchmarkReadInEights(b *testing.B) {
	benchBoth(b, func(b *testing.B, w *gatetest.World, who gate.Actor) {
		b.SetParallelism(4)
		b.RunParallel(func(pb *testing.PB) {
			for pb.Next() {
				err := w.Read(b.Context(), who, func(tx *gate.ReadTx) error {
					if err := tx.Decide(policy.ZoneSettle, policy.Resource{Kind: policy.Zone}); err != nil {
						return err
					}
					return readAccount(tx)
				})
				if err != nil {
					b.Fatal(err)
				}
			}
		})
	})
}

// One command with one row, and with many rows of one table in one transaction.
func BenchmarkWrite(b *testing.B) {
	benchBoth(b, func(b *testing.B, w *gatetest.World, who gate.Actor) {
		for b.Loop() {
			if err := w.Write(b.Context(), who, addSeat(value.NewID(), "Pescia")); err != nil {
				b.Fatal(err)
			}
		}
	})
}

// Rows of one command: what a row costs when the commit is shared by a thousand.
func BenchmarkWriteThousand(b *testing.B) {
	benchBoth(b, func(b *testing.B, w *gatetest.World, who gate.Actor) {
		for b.Loop() {
			err := w.Write(b.Context(), who, func(tx *gate.WriteTx) error {
				for range 1000 {
					if err := addSeat(value.NewID(), "Pescia")(tx); err != nil {
						return err
					}
				}
				return nil
			})
			if err != nil {
				b.Fatal(err)
			}
		}
		b.ReportMetric(float64(b.Elapsed().Microseconds())/float64(b.N*1000), "us/row")
	})
}
