package outbox

import (
	"strconv"
	"strings"
	"sync"
	"testing"
	"time"

	"siil/internal/gate"
	"siil/internal/gate/gatetest"
	"siil/internal/value"
)

func (w *world) outcome(t testing.TB) Notice {
	t.Helper()
	n := Notice{Account: w.carla.Account, Code: "referral_outcome", Args: []string{"12"}, Path: page}
	w.tell(t, n)
	return n
}

// A mail goes to one receiver, says a number and where to read, and nothing of anybody: the account's own name neither.
func TestAMailHoldsNothingPersonal(t *testing.T) {
	both(t, func(t *testing.T, w *world) {
		w.setAccount(t, w.carla, gate.Row{"given_name": "Canarina", "family_name": "Gialletti"})
		samples := map[argKind]string{aNumber: "12", aDay: "2026-12-03", aClock: "09:30", aSeat: "Pescia", aWord: "factor_changed"}
		for _, k := range Kinds {
			var args []string
			for _, a := range k.args {
				args = append(args, samples[a])
			}
			w.tell(t, Notice{Account: w.carla.Account, Code: k.Code, Args: args, Path: page, At: w.Now()})
		}
		w.deliver(t)
		mails := w.office.Mails()
		if len(mails) != len(Kinds) {
			t.Fatalf("%d mails of %d kinds", len(mails), len(Kinds))
		}
		for _, m := range mails {
			h, subject, words, _ := read(t, m.Data)
			if len(m.To) != 1 || h.Get("To") != "<carla@valdinievole.example>" || h.Get("Cc") != "" || h.Get("Auto-Submitted") != "auto-generated" {
				t.Errorf("not to one receiver: %v %v", m.To, h)
			}
			for _, secret := range []string{"Canarina", "Gialletti"} {
				if strings.Contains(m.Data+subject+words, secret) {
					t.Errorf("%s stands in\n%s", secret, m.Data)
				}
			}
			if !strings.Contains(words, "https://siil.example"+page) || !strings.Contains(words, "https://siil.example"+PathNotices) {
				t.Errorf("no links in\n%s", words)
			}
		}
		_, subject, words, _ := read(t, mails[0].Data)
		if subject != "SIIL: c'è una risposta alla segnalazione n. 12" || !strings.HasPrefix(words, "La segnalazione n. 12 ha una risposta. Leggila qui:") {
			t.Errorf("%s\n%s", subject, words)
		}
	})
}

func TestAServerThatIsDownForADay(t *testing.T) {
	both(t, func(t *testing.T, w *world) {
		w.office.Down(true)
		w.outcome(t)
		w.outcome(t)
		for range 24 * 12 {
			w.deliver(t)
			w.Clock.Add(5 * time.Minute)
		}
		if got := w.outcomeOf(t, w.carla); got != "waiting unreachable, waiting unreachable" {
			t.Fatal(got)
		}
		if v := w.office.Visits(); v < 20 || v > 60 {
			t.Errorf("%d visits in a day", v)
		}
		w.office.Down(false)
		w.Clock.Add(time.Hour)
		w.deliver(t)
		w.Clock.Add(time.Hour)
		w.deliver(t)
		if got := w.outcomeOf(t, w.carla); got != "sent, sent" || len(w.office.Mails()) != 2 {
			t.Errorf("%s, %d mails", got, len(w.office.Mails()))
		}
	})
}

// After five days a mail is given up, and shown; a person may try again.
func TestAMailIsGivenUpAfterFiveDays(t *testing.T) {
	both(t, func(t *testing.T, w *world) {
		w.office.Refuse("carla@valdinievole.example", "451 later")
		w.outcome(t)
		var times []value.Instant
		visits := 0
		for range 5*24*60 + 90 {
			w.deliver(t)
			if v := w.office.Visits(); v > visits {
				times, visits = append(times, w.Now()), v
			}
			w.Clock.Add(time.Minute)
			if len(times) > 5 {
				w.Clock.Add(9 * time.Minute)
			}
			if w.Now().Sub(times[0]) > keepTrying+2*time.Hour {
				break
			}
		}
		for i, want := range []time.Duration{time.Minute, 5 * time.Minute, 15 * time.Minute, time.Hour, time.Hour} {
			if got := times[i+1].Sub(times[i]); got != want {
				t.Errorf("wait %d: %s, want %s", i+1, got, want)
			}
		}
		if got := w.outcomeOf(t, w.carla); got != "dropped later" {
			t.Fatal(got)
		}
		box, err := w.room.Box(ctx, w.admin)
		if err != nil || len(box.Rows) != 1 || !box.Rows[0].Dropped || box.Rows[0].Cause != "later" || box.Counts[0].Failed != 1 {
			t.Fatalf("%+v %v", box, err)
		}
		w.office.Refuse("carla@valdinievole.example", "")
		if err := w.room.Retry(ctx, w.admin, box.Rows[0].ID); err != nil {
			t.Fatal(err)
		}
		w.deliver(t)
		if got := w.outcomeOf(t, w.carla); got != "sent" {
			t.Error(got)
		}
		if err := w.room.Retry(ctx, w.admin, box.Rows[0].ID); err == nil {
			t.Error("a mail that has left is retried")
		}
	})
}

func TestWhatTheServerSays(t *testing.T) {
	for _, c := range []struct {
		name       string
		set        func(w *world)
		want       string
		kept, then int // mails that the server has, now and after two days
	}{
		{"refuses the receiver", func(w *world) { w.office.Refuse("carla@valdinievole.example", "550 unknown") }, "dropped refused", 0, 0},
		{"not now", func(w *world) { w.office.Refuse("carla@valdinievole.example", "450 busy") }, "waiting later", 0, 1},
		{"refuses the mail", func(w *world) { w.office.AtDot("554 spam") }, "dropped refused", 0, 0},
		{"not now at the end", func(w *world) { w.office.AtDot("451 disk") }, "waiting later", 0, 1},
		{"takes it and says nothing", func(w *world) { w.office.AtDot("hang up") }, "dropped unknown", 1, 1},
		{"is slow", func(w *world) { w.room.opts.Fallback.wait = 200 * time.Millisecond; w.office.Hold() }, "dropped unknown", 1, 1},
	} {
		t.Run(c.name, func(t *testing.T) {
			both(t, func(t *testing.T, w *world) {
				c.set(w)
				w.outcome(t)
				w.deliver(t)
				if got := w.outcomeOf(t, w.carla); got != c.want || len(w.office.Mails()) != c.kept {
					t.Fatalf("%s, %d mails", got, len(w.office.Mails()))
				}
				w.office.Refuse("carla@valdinievole.example", "")
				w.office.AtDot("")
				for range 4 {
					w.Clock.Add(12 * time.Hour)
					w.deliver(t)
				}
				if len(w.office.Mails()) != c.then {
					t.Errorf("%d mails later", len(w.office.Mails()))
				}
			})
		})
	}
}

// The program dies after it has taken a mail, before or after the server has: the next process does not send it, and shows it.
func TestACrashBetween(t *testing.T) {
	for _, sent := range []bool{false, true} {
		t.Run("server has it: "+strconv.FormatBool(sent), func(t *testing.T) {
			both(t, func(t *testing.T, w *world) {
				w.outcome(t)
				ids, err := w.room.due(ctx, gatetest.Zone, "mail_out")
				if err != nil || len(ids) != 1 {
					t.Fatal(ids, err)
				}
				p, err := w.room.claim(ctx, gatetest.Zone, ids[0])
				if err != nil || len(p.rows) != 1 {
					t.Fatal(p, err)
				}
				if sent {
					if err := w.room.opts.Fallback.Send(ctx, w.room.letter(gatetest.Zone, p)); err != nil {
						t.Fatal(err)
					}
				}
				n := len(w.office.Mails())
				w.room = w.process()
				w.deliver(t)
				if got := w.outcomeOf(t, w.carla); got != "waiting sending" {
					t.Errorf("before the lease ends: %s", got)
				}
				box, err := w.room.Box(ctx, w.admin)
				if err != nil || !box.Rows[0].Sending {
					t.Fatal(box, err)
				}
				if w.room.Retry(ctx, w.admin, box.Rows[0].ID) == nil || w.room.Drop(ctx, w.admin, box.Rows[0].ID) == nil {
					t.Error("what is leaving can be touched")
				}
				for range 6 {
					w.Clock.Add(time.Hour)
					w.deliver(t)
				}
				if got := w.outcomeOf(t, w.carla); got != "dropped unknown" || len(w.office.Mails()) != n {
					t.Errorf("%s, %d mails", got, len(w.office.Mails()))
				}
			})
		})
	}
}

// Several processes on one database, each several times at once, send each mail once.
func TestProcessesNeverSendTheSameMail(t *testing.T) {
	both(t, func(t *testing.T, w *world) {
		rooms := []*Room{w.room, w.process()}
		if w.Engine() == "postgres" {
			g, err := gate.Open(ctx, gate.Config{Database: w.Address, Keys: gatetest.Keys, Now: w.Clock.Now})
			if err != nil {
				t.Fatal(err)
			}
			defer g.Close()
			rooms = append(rooms, New(g, w.options()), New(g, w.options()))
		}
		for range 20 {
			w.outcome(t)
		}
		var all sync.WaitGroup
		for _, r := range rooms {
			all.Go(func() {
				if err := r.Deliver(ctx); err != nil {
					t.Error(err)
				}
			})
		}
		all.Wait()
		seen := map[string]int{}
		for _, m := range w.office.Mails() {
			h, _, _, _ := read(t, m.Data)
			seen[h.Get("Message-ID")]++
		}
		for id, n := range seen {
			if n != 1 {
				t.Errorf("%s was sent %d times", id, n)
			}
		}
		if len(seen) != 20 {
			t.Errorf("%d different mails of 20", len(seen))
		}
	})
}

// What is told during a day leaves as one mail at seven.
func TestADigestIsOneMail(t *testing.T) {
	both(t, func(t *testing.T, w *world) {
		tell := func(n string) {
			w.tell(t, Notice{Account: w.ada.Account, Code: "referral_arrived", Args: []string{n}, Path: page, Once: "arrived " + n})
		}
		tell("12")
		tell("13")
		w.Clock.Add(time.Hour)
		tell("14")
		w.deliver(t)
		if len(w.office.Mails()) != 0 {
			t.Fatal("a digest left before seven")
		}
		w.Clock.T = time.Date(2026, 11, 25, 7, 0, 5, 0, value.RomeZone)
		w.deliver(t)
		tell("15")
		w.deliver(t)
		mails := w.office.Mails()
		if len(mails) != 1 {
			t.Fatalf("%d mails", len(mails))
		}
		_, subject, words, _ := read(t, mails[0].Data)
		if subject != "SIIL: sono arrivate 3 segnalazioni" || !strings.Contains(words, "n. 12") || !strings.Contains(words, "n. 14") || !strings.Contains(words, "https://siil.example/segnalazioni\n") {
			t.Errorf("%s\n%s", subject, words)
		}
		w.Clock.Add(24 * time.Hour)
		w.deliver(t)
		if mails = w.office.Mails(); len(mails) != 2 {
			t.Fatalf("%d mails on the second day", len(mails))
		}
		if _, subject, words, _ = read(t, mails[1].Data); subject != "SIIL: è arrivata la segnalazione n. 15" || !strings.Contains(words, page) {
			t.Errorf("%s\n%s", subject, words)
		}
	})
}

func TestWhoIsDisabledMeanwhileGetsNothing(t *testing.T) {
	both(t, func(t *testing.T, w *world) {
		w.outcome(t)
		w.setAccount(t, w.carla, gate.Row{"disabled_at": w.Now()})
		w.deliver(t)
		if got := w.outcomeOf(t, w.carla); got != "dropped disabled" || len(w.office.Mails()) != 0 {
			t.Errorf("%s, %d mails", got, len(w.office.Mails()))
		}
	})
}

// Looking for what is due leaves nothing in the log; sending leaves one leaf a round.
func TestLookingLeavesNoLeaves(t *testing.T) {
	w := newWorld(t, gatetest.NewSQLite(t))
	leaves := func() int64 {
		s, err := w.Gate.Checkpoint(ctx)
		if err != nil {
			t.Fatal(err)
		}
		n, _ := strconv.ParseInt(strings.Split(s, "\n")[1], 10, 64)
		return n
	}
	before := leaves()
	for range 5 {
		w.deliver(t)
	}
	if n := leaves(); n != before {
		t.Errorf("%d leaves of looking", n-before)
	}
	w.outcome(t)
	w.outcome(t)
	before = leaves()
	w.deliver(t)
	if n := leaves(); n != before+1 {
		t.Errorf("%d leaves of a round", n-before)
	}
}
