package hostile

import (
	"go/ast"
	"go/parser"
	"go/token"
	"io/fs"
	"path/filepath"
	"regexp"
	"strings"
	"testing"
)

// statement is the beginning of an SQL text.
var statement = regexp.MustCompile(`^\s*(SELECT|INSERT INTO|UPDATE|DELETE FROM|WITH|CREATE|DROP|ALTER|SAVEPOINT|PRAGMA)\s`)

// looked are the places where an SQL text is joined out of something that is no constant, each looked at: names of tables and columns of the
// schema, numbers of parameters, conditions that the program chooses. Nothing in them was typed by anybody. A new place is looked at before
// it comes in here.
var looked = map[string]bool{
	"assessment/measures.go joins what Among gives":                true,
	"casefile/list_agenda.go joins manager":                        true,
	"document/load.go joins what Among gives":                      true,
	"gate/touched.go joins what Among gives":                       true,
	"gate/touched.go joins what Join gives":                        true,
	"account/audit.go joins what Join gives":                       true,
	"account/audit.go joins what itoa gives":                       true,
	"account/tidy.go joins column":                                 true,
	"account/tidy.go joins table":                                  true,
	"assessment/close.go joins what Among gives":                   true,
	"assessment/load.go joins what Among gives":                    true,
	"attachment/attach.go joins what Among gives":                  true,
	"casefile/api_timeline.go joins what Replace gives":            true,
	"casefile/bulk.go joins what Among gives":                      true,
	"casefile/bulk_web.go joins what anyOf gives":                  true,
	"casefile/bulk_web.go joins what where gives":                  true,
	"casefile/list_agenda.go joins what Itoa gives":                true,
	"casefile/list_agenda.go joins what keys gives":                true,
	"casefile/list_agenda.go joins what where gives":               true,
	"casefile/list_sql.go joins key":                               true,
	"casefile/list_sql.go joins order":                             true,
	"casefile/list_sql.go joins part":                              true,
	"casefile/list_sql.go joins rank":                              true,
	"casefile/list_sql.go joins what Itoa gives":                   true,
	"casefile/list_sql.go joins what Join gives":                   true,
	"casefile/list_sql.go joins what orderTerms gives":             true,
	"casefile/list_sql.go joins what where gives":                  true,
	"casefile/list_view.go joins n":                                true,
	"casefile/list_view.go joins what Itoa gives":                  true,
	"casefile/list_view.go joins what counted gives":               true,
	"casefile/merge.go joins table":                                true,
	"casefile/merge.go joins what Among gives":                     true,
	"casefile/timeline_sql.go joins what fillLists gives":          true,
	"casefile/workload.go joins what Among gives":                  true,
	"finder/names.go joins part":                                   true,
	"finder/names.go joins what Itoa gives":                        true,
	"finder/names.go joins what string gives":                      true,
	"gate/audit.go joins table":                                    true,
	"gate/audit.go joins what Join gives":                          true,
	"gate/internal/db/migrate.go joins n":                          true,
	"gate/internal/ledger/append.go joins what placeholders gives": true,
	"gate/internal/ledger/ledger.go joins lock":                    true,
	"gate/internal/ledger/stored.go joins what placeholders gives": true,
	"gate/list.go joins query":                                     true,
	"gate/list.go joins what itoa gives":                           true,
	"gate/openers.go joins what Join gives":                        true,
	"gate/write.go joins table":                                    true,
	"gate/write.go joins what Join gives":                          true,
	"gate/write.go joins what String gives":                        true,
	"indicator/rows.go joins day":                                  true,
	"indicator/rows.go joins key":                                  true,
	"indicator/rows.go joins of":                                   true,
	"indicator/rows.go joins order":                                true,
	"indicator/rows.go joins query":                                true,
	"indicator/rows.go joins what Itoa gives":                      true,
	"indicator/rows.go joins what Join gives":                      true,
	"indicator/rows.go joins what query gives":                     true,
	"intake/find.go joins what Among gives":                        true,
	"intake/read.go joins what Among gives":                        true,
	"outbox/box.go joins table":                                    true,
	"outbox/deliver.go joins table":                                true,
	"person/candidates.go joins column":                            true,
	"person/candidates.go joins what Itoa gives":                   true,
	"person/search.go joins what Itoa gives":                       true,
	"person/search.go joins where":                                 true,
	"plan/attendance.go joins what Among gives":                    true,
	"plan/checks.go joins what Among gives":                        true,
	"plan/draft.go joins what Among gives":                         true,
	"plan/load.go joins among":                                     true,
	"plan/sign.go joins what Among gives":                          true,
	"plan/view.go joins what Among gives":                          true,
	"referral/sheet.go joins what Among gives":                     true,
	"sitting/minutes.go joins table":                               true,
}

// finder finds the parts of an SQL text that are no constants.
type finder struct {
	constants map[string]bool // names of constants and of package variables made of them
	found     []string
	files     *token.FileSet
}

func (f *finder) look(file *ast.File) {
	ast.Inspect(file, func(n ast.Node) bool {
		switch x := n.(type) {
		case *ast.BinaryExpr:
			if x.Op == token.ADD && statement.MatchString(first(x)) {
				f.parts(x)
				return false
			}
		case *ast.CallExpr:
			if name := called(x); (name == "Sprintf" || name == "Appendf" || name == "Fprintf") && len(x.Args) > 0 {
				for _, a := range x.Args {
					if s := first(a); statement.MatchString(s) {
						f.complain(x.Pos(), "formats "+s)
					}
				}
			}
		}
		return true
	})
}

func (f *finder) complain(at token.Pos, what string) {
	file := filepath.ToSlash(f.files.Position(at).Filename)
	if i := strings.Index(file, "internal/"); i >= 0 {
		file = file[i+len("internal/"):]
	}
	if place := file + " " + what; !looked[place] {
		f.found = append(f.found, place)
	}
}

// first is the leftmost text of a sum.
func first(e ast.Expr) string {
	switch x := e.(type) {
	case *ast.BinaryExpr:
		return first(x.X)
	case *ast.BasicLit:
		return strings.Trim(x.Value, "`\"")
	case *ast.ParenExpr:
		return first(x.X)
	}
	return ""
}

func called(x *ast.CallExpr) string {
	switch f := x.Fun.(type) {
	case *ast.SelectorExpr:
		return f.Sel.Name
	case *ast.Ident:
		return f.Name
	}
	return ""
}

func (f *finder) parts(e ast.Expr) {
	switch x := e.(type) {
	case *ast.BinaryExpr:
		f.parts(x.X)
		f.parts(x.Y)
	case *ast.ParenExpr:
		f.parts(x.X)
	case *ast.BasicLit:
	case *ast.Ident:
		if !f.constants[x.Name] {
			f.complain(x.Pos(), "joins "+x.Name)
		}
	case *ast.CallExpr:
		f.complain(x.Pos(), "joins what "+called(x)+" gives")
	case *ast.SelectorExpr:
		if !f.constants[x.Sel.Name] {
			f.complain(x.Pos(), "joins "+x.Sel.Name)
		}
	default:
		f.complain(e.Pos(), "joins something")
	}
}

// statementsIn looks through the Go files under a folder.
func statementsIn(t *testing.T, root string) []string {
	t.Helper()
	f := &finder{constants: map[string]bool{}, files: token.NewFileSet()}
	var files []*ast.File
	err := filepath.WalkDir(root, func(path string, d fs.DirEntry, err error) error {
		if err != nil || d.IsDir() || !strings.HasSuffix(path, ".go") || strings.HasSuffix(path, "_test.go") || strings.HasSuffix(path, "_templ.go") || strings.Contains(path, "pgtest") {
			return err
		}
		file, err := parser.ParseFile(f.files, path, nil, parser.SkipObjectResolution)
		files = append(files, file)
		return err
	})
	if err != nil {
		t.Fatal(err)
	}
	for _, file := range files {
		ast.Inspect(file, func(n ast.Node) bool {
			d, ok := n.(*ast.GenDecl)
			if !ok || d.Tok != token.CONST {
				return true
			}
			for _, s := range d.Specs {
				for _, name := range s.(*ast.ValueSpec).Names {
					f.constants[name.Name] = true
				}
			}
			return true
		})
	}
	for _, file := range files {
		f.look(file)
	}
	if len(files) < 100 {
		t.Errorf("only %d files were looked at", len(files))
	}
	return f.found
}

// TestStatementsAreConstants: no value is ever written into an SQL text; parameters carry them all.
func TestStatementsAreConstants(t *testing.T) {
	report(t, statementsIn(t, "../../internal"))
}

// TestJoinedStatementsAreNoticed plants holes.
func TestJoinedStatementsAreNoticed(t *testing.T) {
	for _, hole := range []string{
		`tx.One("SELECT id FROM person WHERE zone = $1 AND name_key = '" + typed + "'", nil)`,
		`tx.One(fmt.Sprintf("SELECT id FROM person WHERE name_key = '%s'", typed), nil)`,
		`tx.Each("UPDATE person SET x = " + strings.ToUpper(r.FormValue("q")), nil, nil)`,
		`db.Exec("DELETE FROM draft WHERE slot = '" + req.Slot + "'")`,
	} {
		f := &finder{constants: map[string]bool{}, files: token.NewFileSet()}
		file, err := parser.ParseFile(f.files, "hole.go", "package x\nfunc f() {\n"+hole+"\n}\n", 0)
		if err != nil {
			t.Fatal(err)
		}
		f.look(file)
		if len(f.found) == 0 {
			t.Errorf("nobody noticed %s", hole)
		}
	}
}
