package rest

import (
	"testing"

	"siil/internal/account"
	"siil/internal/api"
	"siil/internal/casefile"
	"siil/internal/gate"
	"siil/internal/gate/gatetest"
	"siil/internal/guideline"
	"siil/internal/policy"
	"siil/internal/value"
)

// limit builds the interface anew with another number of requests in a minute.
func (w *world) limit(most int) {
	room := account.NewRoom(w.Gate, guideline.Default(), account.Options{})
	w.api = api.New(api.Config{Gate: w.Gate, Who: room.FromToken, Version: "test", PerMinute: most}, room.API, w.cases.API)
}

func notesOf(w *world) int {
	return w.count(gatetest.Zone, "SELECT COUNT(*) FROM note WHERE zone = $1")
}

// openWithReason opens somebody else's case on a page.
func openWithReason(t *testing.T, w *world, who string, c value.ID) {
	t.Helper()
	code := guideline.Offered(guideline.Default().BreakGlassReasons, today)[0].Code
	if err := w.cases.OpenWithReason(ctx, w.users[who], c, casefile.Asking{Code: code, Reason: "Sostituisco la collega che oggi è malata"}); err != nil {
		t.Fatal(err)
	}
}

// endRoles ends the roles of an account.
func endRoles(w *world, who string) {
	w.write(w.users[who].Zone, policy.UserManage, func(tx *gate.WriteTx) error {
		ids, err := gate.All(&tx.ReadTx, "SELECT id FROM account_role WHERE zone = $1 AND account_id = $2", []any{tx.Zone(), w.users[who].Account},
			func(s gate.Scanner) (id value.ID, err error) { return id, s.Scan(&id) })
		for _, id := range ids {
			if err == nil {
				err = tx.Update("account_role", id, gate.Row{"until_at": tx.Now()})
			}
		}
		return err
	})
}

// leaveOpen makes every key look as if the request that took it had not answered.
func leaveOpen(w *world) {
	err := w.Quiet(ctx, gatetest.Zone, func(tx *gate.WriteTx) error {
		ids, err := gate.All(&tx.ReadTx, "SELECT id FROM idempotency WHERE zone = $1", []any{tx.Zone()},
			func(s gate.Scanner) (id value.ID, err error) { return id, s.Scan(&id) })
		for _, id := range ids {
			if err == nil {
				err = tx.Update("idempotency", id, gate.Row{"status": 0})
			}
		}
		return err
	})
	if err != nil {
		w.t.Fatal(err)
	}
}
