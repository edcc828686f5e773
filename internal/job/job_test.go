package job

import (
	"context"
	"fmt"
	"log/slog"
	"strings"
	"sync"
	"testing"
	"time"

	"siil/internal/gate"
	"siil/internal/gate/gatetest"
	"siil/internal/outbox"
	"siil/internal/outbox/outboxtest"
	"siil/internal/policy"
	"siil/internal/value"
)

func addParty(t *testing.T, w *gatetest.World, email string) {
	t.Helper()
	admin := w.Account(t, gatetest.Zone, "admin"+email[:1], policy.Administrator)
	err := w.Write(context.Background(), admin, func(tx *gate.WriteTx) error {
		if err := tx.Decide(policy.PartyManage, policy.Resource{Kind: policy.Zone}); err != nil {
			return err
		}
		return tx.Insert("checkpoint_party", gate.Row{"id": value.NewID(), "name": "Ente", "email": email, "since_at": tx.Now()})
	})
	if err != nil {
		t.Fatal(err)
	}
}

// TestEachPartyGetsEachDayOneCheckpoint also lets the mail server be closed for a while, and another process do the same work.
func TestEachPartyGetsEachDayOneCheckpoint(t *testing.T) {
	gatetest.Both(t, func(t *testing.T, w *gatetest.World) {
		ctx, office := context.Background(), outboxtest.Open(t)
		office.Down(true)
		addParty(t, w, "a@ente.example")
		addParty(t, w, "b@ente.example")
		quiet := slog.New(slog.DiscardHandler)
		tidied := 0
		runner := func() *Runner {
			out := outbox.New(w.Gate, outbox.Options{Fallback: outbox.Mail{Server: office.Server(), From: "siil@zona.example"}})
			return New(quiet, Tasks(w.Gate, quiet, out, func(context.Context) error { tidied++; return nil })...)
		}
		r := runner()
		once := func(r *Runner) { r.Once(ctx) }
		once(r)
		office.Down(false)
		once(r)
		once(r)
		once(runner())
		mails := office.Mails()
		if len(mails) != 2 {
			t.Fatalf("%d mails on the first day", len(mails))
		}
		if len(mails[0].To) != 1 || !strings.Contains(mails[0].Data, "siil ") {
			t.Errorf("the mail is not one checkpoint to one party:\n%s", mails[0].Data)
		}
		w.Clock.Add(24 * time.Hour)
		once(r)
		if n := len(office.Mails()); n != 4 {
			t.Errorf("%d mails after the second day", n)
		}
		if tidied != 3 {
			t.Errorf("tidied %d times: once a day and at the start of each process", tidied)
		}
	})
}

// TestATaskThatFailsStopsNoOther also lets one panic.
func TestATaskThatFailsStopsNoOther(t *testing.T) {
	ctx, cancel := context.WithCancel(context.Background())
	var mu sync.Mutex
	done := map[string]int{}
	task := func(name string, do func()) Task {
		return Task{name, time.Millisecond, func(context.Context) error {
			mu.Lock()
			done[name]++
			enough := done["good"] > 3 && done["bad"] > 3 && done["worse"] > 3
			mu.Unlock()
			if enough {
				cancel()
			}
			do()
			return fmt.Errorf("%s", name)
		}}
	}
	r := New(slog.New(slog.DiscardHandler), task("good", func() {}), task("bad", func() {}), task("worse", func() { panic("worse") }))
	ended := make(chan bool)
	go func() { r.Run(ctx); close(ended) }()
	select {
	case <-ended:
	case <-time.After(10 * time.Second):
		t.Fatalf("the tasks ran %v times", done)
	}
}
