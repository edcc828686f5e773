package indicator

import (
	"net/http"
	"testing"
	"time"

	"siil/internal/gate"
	"siil/internal/gate/gatetest"
)

// BenchmarkOverview is the coordinator's page against its floor: the one query of what is kept, read by hand. The ratio is "floors".
func BenchmarkOverview(b *testing.B) {
	for name, open := range map[string]func(testing.TB) *gatetest.World{"SQLite": gatetest.NewSQLite, "PostgreSQL": gatetest.NewPostgres} {
		b.Run(name, func(b *testing.B) {
			h := newHistory(b, open(b), gatetest.Zone)
			h.fill(b, 300, false)
			must(b, h.room.Fold(ctx, h.zone))
			r := reader{h, b}
			var page, floor time.Duration
			for b.Loop() {
				began := time.Now()
				if r.get(h.coordinator, pathOverview).status != http.StatusOK {
					b.Fatal("no page")
				}
				page += time.Since(began)
				began = time.Now()
				must(b, h.read(func(tx *gate.ReadTx) error {
					_, err := loadKept(tx, where{OfZone, ""}, true, false)
					return err
				}))
				floor += time.Since(began)
			}
			b.ReportMetric(float64(page)/float64(floor), "floors")
		})
	}
}
