package job

import (
	"bufio"
	"context"
	"fmt"
	"io"
	"log/slog"
	"net"
	"strings"
	"sync"
	"testing"
	"time"

	"siil/internal/gate"
	"siil/internal/gate/gatetest"
	"siil/internal/outbox"
	"siil/internal/policy"
	"siil/internal/value"
)

// postOffice is a mail server that keeps what it gets, or turns everything away.
type postOffice struct {
	mu     sync.Mutex
	mails  []string
	closed bool
}

func (p *postOffice) open(t *testing.T) string {
	t.Helper()
	l, err := net.Listen("tcp", "127.0.0.1:0")
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() { l.Close() })
	go func() {
		for {
			c, err := l.Accept()
			if err != nil {
				return
			}
			go p.serve(c)
		}
	}()
	return "smtp://" + l.Addr().String()
}

func (p *postOffice) serve(c net.Conn) {
	defer c.Close()
	p.mu.Lock()
	closed := p.closed
	p.mu.Unlock()
	if closed {
		fmt.Fprint(c, "421 closed\r\n")
		return
	}
	fmt.Fprint(c, "220 test\r\n")
	in := bufio.NewScanner(c)
	var mail strings.Builder
	data := false
	for in.Scan() {
		line := in.Text()
		switch {
		case data && line == ".":
			data = false
			p.mu.Lock()
			p.mails = append(p.mails, mail.String())
			p.mu.Unlock()
			fmt.Fprint(c, "250 kept\r\n")
		case data:
			mail.WriteString(line + "\n")
		case strings.HasPrefix(line, "DATA"):
			data = true
			fmt.Fprint(c, "354 go on\r\n")
		case strings.HasPrefix(line, "QUIT"):
			fmt.Fprint(c, "221 bye\r\n")
			return
		default:
			if strings.HasPrefix(line, "RCPT") {
				mail.WriteString(line + "\n")
			}
			fmt.Fprint(c, "250 ok\r\n")
		}
	}
}

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
		ctx, office := context.Background(), &postOffice{closed: true}
		addParty(t, w, "a@ente.example")
		addParty(t, w, "b@ente.example")
		quiet := slog.New(slog.NewTextHandler(io.Discard, nil))
		server, tidied := office.open(t), 0
		runner := func() *Runner {
			out := outbox.New(w.Gate, outbox.Options{Fallback: outbox.Mail{Server: server, From: "siil@zona.example"}})
			return New(quiet, Tasks(w.Gate, quiet, out, func(context.Context) error { tidied++; return nil })...)
		}
		r := runner()
		once := func(r *Runner) { r.Once(ctx) }
		once(r)
		office.mu.Lock()
		office.closed = false
		office.mu.Unlock()
		once(r)
		once(r)
		once(runner())
		if len(office.mails) != 2 {
			t.Fatalf("%d mails on the first day", len(office.mails))
		}
		if strings.Count(office.mails[0], "RCPT") != 1 || !strings.Contains(office.mails[0], "siil ") {
			t.Errorf("the mail is not one checkpoint to one party:\n%s", office.mails[0])
		}
		w.Clock.Add(24 * time.Hour)
		once(r)
		if len(office.mails) != 4 {
			t.Errorf("%d mails after the second day", len(office.mails))
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
