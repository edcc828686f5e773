package task

import (
	"strings"
	"testing"
	"time"

	"siil/internal/gate"
	"siil/internal/gate/gatetest"
	"siil/internal/value"
)

func TestWhenTheWeeklyMailLeaves(t *testing.T) {
	for _, c := range []struct {
		now    string // a clock in Italy
		monday string // "": no mail
	}{
		{"2026-11-23 06:59", ""}, {"2026-11-23 07:00", "2026-11-23"}, {"2026-11-24 23:59", "2026-11-23"}, {"2026-11-25 00:00", ""}, {"2026-11-29 12:00", ""},
		{"2026-03-30 06:59", ""}, {"2026-03-30 07:00", "2026-03-30"}, // the Monday after the clocks go forward
		{"2026-10-26 06:59", ""}, {"2026-10-26 07:00", "2026-10-26"}, // and after they go back
		{"2026-12-28 07:00", "2026-12-28"}, {"2027-01-04 08:00", "2027-01-04"},
	} {
		at, err := time.ParseInLocation("2006-01-02 15:04", c.now, value.RomeZone)
		if err != nil {
			t.Fatal(err)
		}
		monday, leaves, ok := week(value.InstantOf(at))
		if ok != (c.monday != "") || ok && monday.ISO() != c.monday || ok && leaves.Rome().Format("2006-01-02 15:04") != c.monday+" 07:00" {
			t.Errorf("%s: %v, week of %s, leaves %s", c.now, ok, monday.ISO(), leaves.Rome())
		}
	}
}

func (w *world) weekly(t testing.TB) {
	t.Helper()
	if err := w.room.Weekly(ctx); err != nil {
		t.Fatal(err)
	}
}

func (w *world) told(t testing.TB, who gate.Actor) int {
	t.Helper()
	return w.number(t, "SELECT COUNT(*) FROM mail_out WHERE zone = $1 AND account_id = $2 AND notice = 'weekly'", who.Account)
}

func TestTheWeeklyMail(t *testing.T) {
	both(t, func(t *testing.T, w *world) {
		id := w.open(t, "Samira", "Provini", "IN_VALUTAZIONE", w.elena.Account, today)
		w.step(t, id, w.elena.Account, "colloquio con la famiglia", today.AddDays(-1))
		w.step(t, id, w.paolo.Account, "curriculum", today.AddDays(2))
		w.system(t, func(tx *gate.WriteTx) error {
			return tx.Insert("mail_choice", gate.Row{"id": value.NewID(), "account_id": w.paolo.Account, "notice": "weekly", "wanted": 0, "changed_at": tx.Now()})
		})
		w.weekly(t)
		for range 3 { // the same process, the same again after a restart
			w.weekly(t)
			w.restart()
		}
		if w.told(t, w.elena) != 1 || w.told(t, w.paolo) != 0 || w.told(t, w.sofia) != 0 || w.told(t, w.carla) != 0 {
			t.Errorf("told: elena %d, paolo, who wants none, %d, nothing to do: %d and %d", w.told(t, w.elena), w.told(t, w.paolo), w.told(t, w.sofia), w.told(t, w.carla))
		}
		var args string
		err := w.Unaudited(ctx, gatetest.Zone, func(tx *gate.ReadTx) error {
			return tx.One("SELECT args FROM mail_out WHERE zone = $1 AND notice = 'weekly'", []any{tx.Zone()}, &args)
		})
		if err != nil || strings.ContainsAny(strings.ToLower(args), "abcdefghijklmnopqrstuvwxyz") || !strings.Contains(args, "1") {
			t.Errorf("the mail holds %q, %v", args, err)
		}
		w.Clock.Add(24 * time.Hour) // Wednesday: the week's mail does not leave any more, nor anew
		w.weekly(t)
		if n := w.told(t, w.elena); n != 1 {
			t.Errorf("told %d times within a week", n)
		}
		w.Clock.Add(5 * 24 * time.Hour)
		w.weekly(t)
		if n := w.told(t, w.elena); n != 2 {
			t.Errorf("told %d times in two weeks", n)
		}
		w.whole(t)
	})
}
