package gate

import (
	"context"
	"fmt"
	"math/rand/v2"
	"path/filepath"
	"strings"
	"testing"

	"siil/internal/crypt"
	"siil/internal/fault"
	"siil/internal/policy"
	"siil/internal/value"
)

// diskWorld makes a database with one zone in a file, and gives a command that adds a body with a long name to it.
func diskWorld(t *testing.T) (*Gate, func(n int) error) {
	t.Helper()
	g, err := Create(context.Background(), Config{Database: "sqlite:" + filepath.Join(t.TempDir(), "siil.db"), Keys: crypt.NewKeyFile(rand.NewChaCha8([32]byte{3}))})
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() { g.Close() })
	if err := g.AddZone(context.Background(), "prova", "Prova", true); err != nil {
		t.Fatal(err)
	}
	return g, func(n int) error {
		return g.Write(context.Background(), System("prova", "cli"), func(tx *WriteTx) error {
			if err := tx.Decide(policy.ZoneSettle, policy.Resource{Kind: policy.Zone}); err != nil {
				return err
			}
			name := fmt.Sprintf("%d %s", n, strings.Repeat("lungo ", 2000))
			return tx.Insert("organisation", Row{"id": value.NewID(), "name": name, "name_key": name, "kind": "ALTRO", "made_at": tx.Now()})
		})
	}
}

func (g *Gate) pragma(t *testing.T, s string) {
	t.Helper()
	if _, err := g.db.Write.Exec("PRAGMA " + s); err != nil {
		t.Fatal(err)
	}
}

func bodies(t *testing.T, g *Gate) (n int) {
	t.Helper()
	err := g.Unaudited(context.Background(), "prova", func(tx *ReadTx) error {
		return tx.One("SELECT COUNT(*) FROM organisation WHERE zone = $1", []any{"prova"}, &n)
	})
	if err != nil {
		t.Fatal(err)
	}
	return n
}

// TestFullDatabaseSavesNothing bounds the pages of the database: what does not fit is answered with Locked and is not there, what fitted is, and
// when there is room again the gate goes on.
func TestFullDatabaseSavesNothing(t *testing.T) {
	g, add := diskWorld(t)
	if err := add(0); err != nil {
		t.Fatal(err)
	}
	g.pragma(t, "max_page_count = 1") // SQLite makes this the present size
	saved := 1
	var err error
	for n := 1; n < 200 && err == nil; n++ {
		if err = add(n); err == nil {
			saved++
		}
	}
	if !fault.Is(err, fault.Locked) {
		t.Fatalf("a full database answers %v", err)
	}
	if n := bodies(t, g); n != saved {
		t.Errorf("%d were answered with success, %d are there", saved, n)
	}
	g.pragma(t, "max_page_count = 1000000")
	if err := add(1000); err != nil {
		t.Errorf("when there is room again: %v", err)
	}
	if r, err := g.Verify(context.Background(), ""); err != nil || !r.OK {
		t.Errorf("the log does not verify: %+v %v", r, err)
	}
}

// TestReadOnlyDatabaseStopsTheGate takes the right to write away: nothing is saved, nothing is shown because its leaf cannot be written, and the
// gate says of itself that it is not ready.
func TestReadOnlyDatabaseStopsTheGate(t *testing.T) {
	g, add := diskWorld(t)
	g.pragma(t, "query_only = 1")
	if err := add(1); !fault.Is(err, fault.Locked) {
		t.Errorf("a database that is read only answers %v", err)
	}
	err := g.Read(context.Background(), System("prova", "cli"), func(tx *ReadTx) error { return tx.Decide(policy.ZoneSettle, policy.Resource{Kind: policy.Zone}) })
	if !fault.Is(err, fault.Locked) {
		t.Errorf("a reading without a leaf answers %v", err)
	}
	if g.Ready(context.Background()) == nil {
		t.Error("the gate calls itself ready")
	}
	if n := bodies(t, g); n != 0 {
		t.Errorf("%d were saved", n)
	}
}
