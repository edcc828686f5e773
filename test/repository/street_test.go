package repository

import (
	"go/parser"
	"go/token"
	"io/fs"
	"path/filepath"
	"slices"
	"strconv"
	"strings"
	"testing"
)

// street is the order of the packages under internal/: each imports only those before it. A new package is given its place here.
var street = strings.Fields(`text fault value policy crypt pgtest gate ui pdf api sheet blank help
	territory guideline account outbox attachment agreement person network programme referral casefile intake
	assessment plan sitting document outcome task deadline finder indicator exchange portal
	job demo server app cli`)

func TestPackagesImportOnlyThoseBeforeThem(t *testing.T) {
	seen := 0
	err := filepath.WalkDir(filepath.Join(root, "internal"), func(path string, d fs.DirEntry, err error) error {
		if err != nil || d.IsDir() || !strings.HasSuffix(path, ".go") {
			return err
		}
		seen++
		within, err := filepath.Rel(filepath.Join(root, "internal"), path)
		if err != nil {
			return err
		}
		file, err := parser.ParseFile(token.NewFileSet(), path, nil, parser.ImportsOnly)
		if err != nil {
			return err
		}
		for _, i := range file.Imports {
			imported, err := strconv.Unquote(i.Path.Value)
			if err != nil {
				return err
			}
			if complaint := check(within, imported); complaint != "" {
				t.Error(complaint)
			}
		}
		return nil
	})
	if err != nil {
		t.Fatal(err)
	}
	if seen < 50 {
		t.Errorf("only %d files seen", seen)
	}
}

func TestCheckFindsWhatStandsLater(t *testing.T) {
	for _, c := range []struct {
		file, imported string
		complains      bool
	}{
		{"person/person.go", "siil/internal/gate", false},
		{"person/person.go", "siil/internal/casefile", true},
		{"gate/internal/db/db.go", "siil/internal/ui", true},
		{"casefile/x_test.go", "siil/internal/gate/gatetest", false},
		{"cellar/cellar.go", "siil/internal/gate", true},
		{"text/text.go", "fmt", false},
	} {
		if got := check(c.file, c.imported); (got != "") != c.complains {
			t.Errorf("%s imports %s: %q", c.file, c.imported, got)
		}
	}
}

// check says what is wrong with a file of internal/ that imports a package; nothing if all is well.
func check(file, imported string) string {
	rest, ours := strings.CutPrefix(imported, "siil/internal/")
	if !ours {
		return ""
	}
	here, there := place(file), place(rest)
	switch {
	case here < 0 || there < 0:
		return file + " imports " + imported + ": a package without a place in the street"
	case here < there:
		return file + " imports " + imported + ", which stands later in the street"
	}
	return ""
}

func place(path string) int {
	room, _, _ := strings.Cut(path, "/")
	return slices.Index(street, room)
}
