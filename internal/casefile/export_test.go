package casefile_test

import (
	"bytes"
	"fmt"
	"net/http"
	"net/url"
	"slices"
	"strings"
	"testing"

	"siil/internal/casefile"
	"siil/internal/gate"
	"siil/internal/gate/gatetest"
	"siil/internal/policy"
	"siil/internal/sheet"
	"siil/internal/value"
)

// rowsOf reads a file of the list back.
func (p *pages) rowsOf(who gate.Actor, path string) *sheet.Table {
	p.t.Helper()
	body := []byte(p.get(who, path, http.StatusOK).body)
	table, err := sheet.Read("casi.xlsx", bytes.NewReader(body), int64(len(body)), sheet.DefaultLimits)
	if err != nil {
		p.t.Fatal(err)
	}
	return table
}

// The file holds the rows of the screen with their columns masked as there, no formula, and a line that says whose it is; the log has one
// leaf about it with the root over the cases.
func TestTheFileHoldsWhatTheScreenShows(t *testing.T) {
	bothLists(t, 60, func(t *testing.T, w *listWorld, p *pages) {
		for _, who := range []gate.Actor{w.coordinator, w.elena} {
			out, err := w.room.List(ctx, who, casefile.Query{Open: true, Sort: casefile.ByTown}, "", 200)
			if err != nil {
				t.Fatal(err)
			}
			table := p.rowsOf(who, "/casi/esporta.xlsx?aperti=1&ordina=comune")
			if got := len(table.Rows); got != len(out.Rows)+1 { // the last one is the footer
				t.Fatalf("%s: %d rows, want %d", who.Name, got, len(out.Rows)+1)
			}
			for i, row := range out.Rows {
				got := table.Rows[i].Texts()
				code := string(row.TaxCode)
				if code == "" && row.Details {
					code = "da completare"
				}
				if got[0] != row.Name() || table.Rows[i].Text(1) != code || table.Rows[i].Text(2) != row.BirthDate.Format() || table.Rows[i].Text(4) != row.Phone {
					t.Fatalf("%s: row %d is %q for %+v", who.Name, i, got, row)
				}
				for _, c := range table.Rows[i].Cells {
					if c.Formula || c.Numeric {
						t.Fatalf("row %d holds a formula or a number", i)
					}
				}
			}
			if foot := table.Rows[len(table.Rows)-1].Text(0); !strings.Contains(foot, "Filtri: Aperti") || !strings.Contains(foot, who.Name) || !strings.Contains(foot, "24/11/2026 alle 09:30") {
				t.Errorf("footer %q", foot)
			}
		}
		leaves := w.leaves(t, "case.export")
		if len(leaves) != 2 || !slices.Contains(leaves, len(mustList(t, w, w.elena).Rows)) {
			t.Errorf("leaves of exports show %v cases", leaves)
		}
	})
}

func mustList(t *testing.T, w *listWorld, who gate.Actor) casefile.Listed {
	out, err := w.room.List(ctx, who, casefile.Query{Open: true, Sort: casefile.ByName}, "", 500)
	if err != nil {
		t.Fatal(err)
	}
	return out
}

// leaves are how many cases each leaf of an action shows.
func (w *listWorld) leaves(t *testing.T, action string) (out []int) {
	t.Helper()
	err := w.Read(ctx, w.dpo, func(tx *gate.ReadTx) error {
		if err := tx.Decide(policy.AuditRead, policy.Resource{Kind: policy.Zone}); err != nil {
			return err
		}
		all, err := tx.Accesses(gate.AccessFilter{Actions: []policy.Action{policy.Action(action)}, Limit: 5000})
		for _, a := range all {
			out = append(out, a.Count)
		}
		return err
	})
	if err != nil {
		t.Fatal(err)
	}
	return out
}

// More than 500 rows go out only through the coordinator.
func TestALargeFileIsTheCoordinators(t *testing.T) {
	w := newListWorld(t, gatetest.NewSQLite(t), casefile.ExportRows+1, 4)
	p := w.pages(t)
	p.get(w.elena, "/casi/esporta.xlsx", http.StatusUnprocessableEntity)
	p.get(w.secretary, "/casi/esporta.xlsx", http.StatusUnprocessableEntity)
	if n := len(p.rowsOf(w.coordinator, "/casi/esporta.xlsx").Rows); n != casefile.ExportRows+2 {
		t.Errorf("the coordinator's file has %d rows", n)
	}
	p.get(w.elena, "/casi/esporta.xlsx?mio=1", http.StatusOK)
}

// A name that begins as a formula does stays a text.
func TestNoCellIsAFormula(t *testing.T) {
	w := newListWorld(t, gatetest.NewSQLite(t), 0, 4)
	for _, name := range []string{"=1+1", "+39", "-2", "@SUM(A1)", "\t=cmd|' /C calc'!A0"} {
		id := value.NewID()
		w.write(t, gate.System(gatetest.Zone, "cli"), policy.CaseCreate, func(tx *gate.WriteTx) error {
			if err := tx.Insert("person", gate.Row{"id": id, "given_name": name, "family_name": name, "name_key": "x", "version": 1, "made_at": tx.Now(), "changed_at": tx.Now(), "phone": name}); err != nil {
				return err
			}
			_, _, err := casefile.Open(tx, casefile.Opening{PersonID: id, NameKey: "x", OpenedOn: tx.Today(), State: "SEGNALATA"})
			return err
		})
	}
	for _, row := range w.pages(t).rowsOf(w.coordinator, "/casi/esporta.xlsx").Rows {
		for _, c := range row.Cells {
			if c.Formula {
				t.Errorf("a formula: %q", c.Text)
			}
		}
	}
}

func TestSavedListsAreTheReadersOwn(t *testing.T) {
	bothLists(t, 30, func(t *testing.T, w *listWorld, p *pages) {
		filters := "aperti=1&stato=IN_EQUIPE&inviante=" + string(w.bodies[1].ID) + "&ricerca=abc&pagina=def&nome=rossi"
		a := p.ask(w.elena, "/casi/elenchi", form("name", "Équipe", "filtri", filters))
		if a.status != http.StatusSeeOther {
			t.Fatalf("save: %d", a.status)
		}
		views, err := w.room.Views(ctx, w.elena)
		if err != nil || len(views) != 1 || views[0].Filters != "aperti=1&stato=IN_EQUIPE" {
			t.Fatalf("%+v %v", views, err)
		}
		if page := p.get(w.elena, "/casi", http.StatusOK).body; !strings.Contains(page, "Équipe") {
			t.Error("no tab")
		}
		for _, bad := range []struct{ name, filters string }{{"Équipe", "mio=1"}, {"", "mio=1"}, {strings.Repeat("x", 41), "mio=1"}, {"Tutti", ""}, {"Tutti", "boh=1"}} {
			if a := p.ask(w.elena, "/casi/elenchi", form("name", bad.name, "filtri", bad.filters)); a.status != http.StatusUnprocessableEntity || bad.filters == "mio=1" && !strings.Contains(a.body, bad.name) {
				t.Errorf("%+v: %d", bad, a.status)
			}
		}
		id := string(views[0].ID)
		for _, path := range []string{"/casi/elenchi/fine", "/casi/elenchi/ripresa", "/casi/elenchi/nome"} {
			if a := p.ask(w.sara, path, form("id", id, "name-"+id, "Mio")); a.status != http.StatusNotFound {
				t.Errorf("%s of somebody else: %d", path, a.status)
			}
		}
		for _, step := range []struct {
			path string
			want int
		}{{"/casi/elenchi/nome", 1}, {"/casi/elenchi/fine", 0}, {"/casi/elenchi/ripresa", 1}} {
			a := p.ask(w.elena, step.path, form("id", id, "name-"+id, "Da vedere"))
			views, err := w.room.Views(ctx, w.elena)
			if a.status != http.StatusSeeOther || err != nil || len(views) != step.want || step.want == 1 && views[0].Name != "Da vedere" {
				t.Errorf("%s: %d, %+v, %v", step.path, a.status, views, err)
			}
		}
		for i := 1; i < casefile.MaxViews; i++ {
			if _, err := w.room.SaveView(ctx, w.elena, fmt.Sprint("n", i), form("mio", "1")); err != nil {
				t.Fatal(err)
			}
		}
		if a := p.ask(w.elena, "/casi/elenchi", form("name", "uno di troppo", "filtri", "mio=1")); a.status != http.StatusUnprocessableEntity {
			t.Errorf("one list too many: %d", a.status)
		}
		w.whole(t)
	})
}

// The columns that somebody leaves out stay out for them alone, and are no list of theirs.
func TestColumnsAreKeptForTheirReader(t *testing.T) {
	bothLists(t, 30, func(t *testing.T, w *listWorld, p *pages) {
		list := func(who gate.Actor) string { return p.get(who, "/casi", http.StatusOK).body }
		if !strings.Contains(list(w.elena), ">Telefono</th>") {
			t.Fatal("without a choice every column is there")
		}
		for _, step := range []struct {
			codes []string
			want  bool
		}{{[]string{"cf", "telefono", "boh"}, true}, {nil, false}} {
			if a := p.ask(w.elena, "/casi/colonne", url.Values{"colonne": step.codes}); a.status != http.StatusSeeOther {
				t.Fatalf("columns: %d", a.status)
			}
			body := list(w.elena)
			if strings.Contains(body, ">Telefono</th>") != step.want || strings.Contains(body, ">Programma</th>") || !strings.Contains(body, "Prossima data") {
				t.Errorf("%v: the columns are not those chosen", step.codes)
			}
		}
		if !strings.Contains(list(w.coordinator), ">Telefono</th>") {
			t.Error("somebody else's columns changed")
		}
		if views, err := w.room.Views(ctx, w.elena); err != nil || len(views) != 0 {
			t.Errorf("columns count as a list: %+v %v", views, err)
		}
	})
}
