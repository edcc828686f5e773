package plan_test

import (
	"database/sql"
	"fmt"
	"strings"
	"testing"

	_ "github.com/jackc/pgx/v5/stdlib"

	"siil/internal/plan"
	"siil/internal/value"
)

// behind opens the database behind the program's back.
func (w *world) behind(t testing.TB) *sql.DB {
	t.Helper()
	driver, address := "pgx", w.Address
	if file, ok := strings.CutPrefix(w.Address, "sqlite:"); ok {
		driver, address = "sqlite", "file:"+file+"?_pragma=busy_timeout(10000)"
	}
	db, err := sql.Open(driver, address)
	must(t, err)
	t.Cleanup(func() { db.Close() })
	db.SetMaxOpenConns(1)
	if driver == "pgx" {
		_, err = db.ExecContext(ctx, "SELECT set_config('siil.zone', '*', false)")
		must(t, err)
	}
	return db
}

// Verify finds whatever somebody changed of what was signed behind the program's back, in the parts that its reader may know, and in the digests of all.
func TestVerifyFindsWhatWasChanged(t *testing.T) {
	both(t, func(t *testing.T, w *world) {
		d := w.draft(t)
		made(t)(w.room.AddCommitment(ctx, w.elena, d.plan, plan.CommitmentInput{Side: plan.OfPerson, Text: "andare al corso"}))
		must(t, w.room.SetDates(ctx, w.elena, d.plan, []value.Date{w.Today().AddDays(60)}))
		w.signed(t, d.plan)
		db := w.behind(t)
		const reserved = true
		for _, x := range []struct {
			table, column string
			where         string
			to            any
			reserved      bool // only lucia can find it
		}{
			{"plan", "aims", "", "altro", false},
			{"plan", "digest", "", strings.Repeat("0", 64), false},
			{"plan", "number", "", 7, false},
			{"plan_goal", "body", "section = 'common'", "Lavorare gratis", false},
			{"plan_goal", "reached_when", "section = 'common'", "mai", false},
			{"plan_goal", "domain", "section = 'common'", "CASA", false},
			{"plan_goal", "removed_at", "section = 'common'", "2026-11-24T09:00:00.000000Z", false},
			{"plan_goal", "sealed", "section = 'health'", make([]byte, 64), reserved},
			{"plan_goal", "removed_at", "section = 'health'", "2026-11-24T09:00:00.000000Z", reserved},
			{"plan_action", "hours", "section = 'common'", 61, false},
			{"plan_action", "fund", "section = 'common'", "FSE_PLUS", false},
			{"plan_action", "sealed", "section = 'health'", make([]byte, 64), reserved},
			{"plan_commitment", "body", "", "restare a casa", false},
			{"plan_commitment", "side", "", plan.OfService, false},
			{"plan_date", "on_day", "", "2027-06-01", false},
			{"plan_part", "digest", "section = 'common'", strings.Repeat("0", 64), false},
			{"plan_part", "body", "section = 'common'", make([]byte, 64), false},
			{"plan_part", "digest", "section = 'health'", strings.Repeat("0", 64), false},
			{"plan_part", "body", "section = 'health'", make([]byte, 64), reserved},
			{"plan_part", "ended_at", "section = 'justice'", "2026-11-24T09:00:00.000000Z", false},
			{"plan_signature", "digest", "party = 'person'", strings.Repeat("0", 64), false},
		} {
			name := fmt.Sprint(x.table, ".", x.column, " ", x.where)
			of := "plan_id = $1"
			if x.table == "plan" {
				of = "id = $1"
			}
			if x.where != "" {
				of += " AND " + x.where
			}
			var id string
			var was any
			must(t, db.QueryRowContext(ctx, "SELECT id, "+x.column+" FROM "+x.table+" WHERE "+of, string(d.plan)).Scan(&id, &was))
			set := func(to any) {
				t.Helper()
				_, err := db.ExecContext(ctx, "UPDATE "+x.table+" SET "+x.column+" = $1 WHERE id = $2", to, id)
				must(t, err)
			}
			set(x.to)
			w.verified(t, w.lucia, d.plan, false, name)
			w.verified(t, w.elena, d.plan, x.reserved, name)
			set(was)
			w.verified(t, w.lucia, d.plan, true, "put back "+name)
		}
		w.proved(t)
	})
}
