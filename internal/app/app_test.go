package app_test

import (
	"flag"
	"io"
	"log/slog"
	"os"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"

	"siil/internal/app"
	"siil/internal/gate/gatetest"
)

var update = flag.Bool("update", false, "write the golden files anew")

const golden = "../../test/golden/routes.txt"

// TestRoutes holds every address with its action to the golden file; after a wanted change, run with -update and review the difference.
func TestRoutes(t *testing.T) {
	w := gatetest.NewSQLite(t)
	a, err := app.New(app.Config{Gate: w.Gate, Log: slog.New(slog.NewTextHandler(io.Discard, nil))})
	if err != nil {
		t.Fatal(err)
	}
	table := strings.Join(append(a.Server.Table(), a.API.Table()...), "\n") + "\n"
	if *update {
		if err := os.WriteFile(golden, []byte(table), 0o644); err != nil {
			t.Fatal(err)
		}
	}
	want, err := os.ReadFile(golden)
	if err != nil {
		t.Fatal(err)
	}
	if d := cmp.Diff(string(want), table); d != "" {
		t.Errorf("the addresses have changed (-golden +now):\n%s", d)
	}
}
