package gate_test

import (
	"bufio"
	"context"
	"fmt"
	"math/rand/v2"
	"os"
	"os/exec"
	"path/filepath"
	"strings"
	"sync"
	"testing"
	"time"

	"siil/internal/gate"
	"siil/internal/gate/gatetest"
	"siil/internal/pgtest"
	"siil/internal/policy"
	"siil/internal/value"
)

// kills is how many times each engine's writer is killed.
const kills = 20

// TestMain lets the test's own binary be the process that is killed.
func TestMain(m *testing.M) {
	if address := os.Getenv("SIIL_CRASH_DATABASE"); address != "" {
		writeForEver(address)
	}
	os.Exit(m.Run())
}

// writeForEver adds seats from several goroutines and prints the id of each one that was answered with success.
func writeForEver(address string) {
	ctx := context.Background()
	g, err := gate.Open(ctx, gate.Config{Database: address, Keys: gatetest.Keys})
	if err != nil {
		fmt.Println("error", err)
		os.Exit(1)
	}
	fmt.Println("begun")
	var mu sync.Mutex
	for range 6 {
		go func() {
			for {
				id := value.NewID()
				if err := g.Write(ctx, gate.System(gatetest.Zone, "cli"), addSeat(id, "Pescia")); err != nil {
					continue
				}
				mu.Lock()
				fmt.Println(id)
				mu.Unlock()
			}
		}()
	}
	select {}
}

func TestKilledWritersLoseNothingThatWasAnswered(t *testing.T) {
	t.Run("SQLite", func(t *testing.T) {
		address := "sqlite:" + filepath.Join(t.TempDir(), "siil.db")
		prepare(t, address)
		for n := range kills {
			lostNothing(t, address, writeAndKill(t, n, address, func(cmd *exec.Cmd) { cmd.Process.Kill() }))
		}
	})
	t.Run("PostgreSQL", func(t *testing.T) {
		server := pgtest.New(t, pgtest.Options{Durable: true})
		address := server.NewDatabase(t)
		prepare(t, address)
		for n := range kills {
			acked := writeAndKill(t, n, address, func(cmd *exec.Cmd) {
				if n%4 == 0 { // now and then it is the server that dies
					server.Kill9(t)
				}
				cmd.Process.Kill()
			})
			if n%4 == 0 {
				server.Start(t)
			}
			lostNothing(t, address, acked)
		}
	})
}

func prepare(t *testing.T, address string) {
	t.Helper()
	g, err := gate.Create(context.Background(), gate.Config{Database: address, Keys: gatetest.Keys})
	if err != nil {
		t.Fatal(err)
	}
	defer g.Close()
	if err := g.AddZone(context.Background(), gatetest.Zone, "Valdinievole", true); err != nil {
		t.Fatal(err)
	}
}

// writeAndKill runs the writer, kills it in the middle, and returns the ids that it had acknowledged by then.
func writeAndKill(t *testing.T, n int, address string, kill func(cmd *exec.Cmd)) []value.ID {
	t.Helper()
	cmd := exec.Command(os.Args[0])
	cmd.Env = append(os.Environ(), "SIIL_CRASH_DATABASE="+address)
	out, err := cmd.StdoutPipe()
	if err != nil {
		t.Fatal(err)
	}
	if err := cmd.Start(); err != nil {
		t.Fatal(err)
	}
	lines := bufio.NewScanner(out)
	if !lines.Scan() || lines.Text() != "begun" {
		t.Fatalf("round %d: the writer said %q", n, lines.Text())
	}
	time.AfterFunc(time.Duration(5+rand.IntN(300))*time.Millisecond, func() { kill(cmd) })
	var acked []value.ID
	for lines.Scan() {
		if id, ok := value.ParseID(strings.TrimSpace(lines.Text())); ok {
			acked = append(acked, id)
		}
	}
	cmd.Wait()
	return acked
}

func lostNothing(t *testing.T, address string, acked []value.ID) {
	t.Helper()
	ctx := context.Background()
	g, err := gate.Open(ctx, gate.Config{Database: address, Keys: gatetest.Keys})
	if err != nil {
		t.Fatal(err)
	}
	defer g.Close()
	have := map[value.ID]bool{}
	err = g.Read(ctx, gate.System(gatetest.Zone, "cli"), func(tx *gate.ReadTx) error {
		if err := tx.Decide(policy.ZoneSettle, policy.Resource{Kind: policy.Zone}); err != nil {
			return err
		}
		return tx.Each("SELECT id FROM seat WHERE zone = $1", []any{tx.Zone()}, func(s gate.Scanner) error {
			var id value.ID
			err := s.Scan(&id)
			have[id] = true
			return err
		})
	})
	if err != nil {
		t.Fatal(err)
	}
	for _, id := range acked {
		if !have[id] {
			t.Errorf("lost %s", id)
		}
	}
	if r, err := g.Verify(ctx, ""); err != nil || !r.OK {
		t.Errorf("the log does not verify: %+v, %v", r, err)
	}
}
