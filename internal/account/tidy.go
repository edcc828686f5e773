package account

import (
	"context"
	"time"

	"siil/internal/gate"
	"siil/internal/value"
)

// Tidy takes away what has served its time: slow-downs of a day ago, sessions that ended a month ago, old drafts. Run it daily.
func (r *Room) Tidy(ctx context.Context) error {
	now := r.g.Now()
	for _, z := range r.g.Zones() {
		err := r.g.Quiet(ctx, z.Code, func(tx *gate.WriteTx) error {
			for _, old := range []struct {
				table, column string
				age           time.Duration
			}{
				{"throttle", "last_at", 24 * time.Hour}, {"session", "ends_at", 30 * 24 * time.Hour}, {"draft", "saved_at", draftLasts}} {
				ids, err := gate.All(&tx.ReadTx, "SELECT id FROM "+old.table+" WHERE zone = $1 AND "+old.column+" < $2 LIMIT 5000",
					[]any{tx.Zone(), now.Add(-old.age)}, func(s gate.Scanner) (id string, err error) { return id, s.Scan(&id) })
				for _, id := range ids {
					if err == nil {
						err = tx.Delete(old.table, value.ID(id))
					}
				}
				if err != nil {
					return err
				}
			}
			return nil
		})
		if err != nil {
			return err
		}
	}
	return nil
}
