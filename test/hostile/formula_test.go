package hostile

import (
	"bytes"
	"fmt"
	"net/http"
	"strings"
	"testing"

	"github.com/xuri/excelize/v2"

	"siil/internal/gate"
	"siil/internal/policy"
	"siil/internal/value"
)

// starters are beginnings that a spreadsheet takes for the start of a formula.
var starters = []string{"=", "+", "-", "@", "\t", "\r", "\n", "=cmd|' /C calc'!A0", "@SUM(1+1)*", "+1+1", "-2+3", "=HYPERLINK(\"http://evil.example\",\"x\")", "%0A-3", ";=1+1", "\",=1+1,\"", "＝1+1"}

// formulas lists the cells of a workbook that are formulas, or texts that a program which reads them as they stand would run.
func formulas(workbook []byte) (out []string) {
	f, err := excelize.OpenReader(bytes.NewReader(workbook))
	if err != nil {
		return []string{"no workbook: " + err.Error()}
	}
	defer f.Close()
	for _, s := range f.GetSheetList() {
		rows, err := f.GetRows(s)
		if err != nil {
			return []string{"no rows: " + err.Error()}
		}
		for r, row := range rows {
			for c := range row {
				at, _ := excelize.CoordinatesToCellName(c+1, r+1)
				if x, err := f.GetCellFormula(s, at); err != nil || x != "" {
					out = append(out, at+" is a formula")
				}
				kind, _ := f.GetCellType(s, at)
				if strings.ContainsAny(row[c][:min(1, len(row[c]))], "=+-@\t\r") && kind != excelize.CellTypeSharedString && kind != excelize.CellTypeInlineString {
					out = append(out, at+" is no text: "+row[c])
				}
			}
		}
	}
	return out
}

// TestNoFormulaComesOut gives people and lists words that want to be formulas, and reads every file that the program gives out.
func TestNoFormulaComesOut(t *testing.T) {
	w := newWorld(t)
	n := 0
	err := write(w.gate, zoneA, policy.PersonCreate, func(tx *gate.WriteTx) error {
		for _, c := range w.cases {
			if c.zone != zoneA {
				continue
			}
			name := starters[n%len(starters)] + "Formula"
			n++
			if err := tx.Update("person", c.person, gate.Row{"given_name": name, "family_name": name, "name_key": value.NameKey(name, name), "phone": name}); err != nil {
				return err
			}
			if err := tx.Update("case_file", c.id, gate.Row{"next_what": name}); err != nil {
				return err
			}
		}
		return nil
	})
	if err != nil {
		t.Fatal(err)
	}
	out := w.in(w.as(zoneA, "coordinator")).get("/casi/esporta.xlsx")
	if out.Code != http.StatusOK || !strings.Contains(cellsOf(out.Body.Bytes()), "=Formula") {
		t.Fatalf("the export does not hold the words: %d", out.Code)
	}
	report(t, formulas(out.Body.Bytes()))
	report(t, w.returned())
}

// returned brings in a list of formulas whose lines are all refused and reads the file that comes back.
func (w *world) returned() (wrong []string) {
	in := w.in(w.as(zoneA, "secretary"))
	var list strings.Builder
	list.WriteString("Cognome;Nome;Codice fiscale;Note\n")
	for _, s := range starters {
		fmt.Fprintf(&list, "\"%[1]sRossi\";\"%[1]sAda\";ABC;\"%[1]s1+1\"\n", strings.ReplaceAll(s, `"`, `""`))
	}
	at := in.upload("/importazioni", "=1+1.csv", []byte(list.String())).Header().Get("Location")
	form, _ := formOf(in.get(at).Body.String(), at)
	in.postForm(at, form)
	id := strings.TrimSuffix(at, "/colonne")
	got := in.get(id + "/scarti")
	if got.Code != http.StatusOK {
		return []string{fmt.Sprintf("the refused lines do not come back: %d %s", got.Code, main(got))}
	}
	if bytes.HasPrefix(got.Body.Bytes(), []byte("PK")) {
		return formulas(got.Body.Bytes())
	}
	for i, line := range strings.Split(got.Body.String(), "\n") {
		for _, cell := range strings.Split(line, ";") {
			cell = strings.TrimPrefix(strings.TrimSpace(cell), `"`)
			if cell != "" && strings.ContainsAny(cell[:1], "=+-@\t\r") {
				wrong = append(wrong, fmt.Sprintf("line %d of the list that came back: %s", i+1, cell))
			}
		}
	}
	return wrong
}

// TestFormulasAreNoticed plants a cell with a formula.
func TestFormulasAreNoticed(t *testing.T) {
	f := excelize.NewFile()
	defer f.Close()
	var b bytes.Buffer
	if err := f.SetCellFormula("Sheet1", "B2", "=1+1"); err != nil || f.SetCellStr("Sheet1", "C2", "x") != nil || f.Write(&b) != nil {
		t.Fatal("no workbook could be made")
	}
	if len(formulas(b.Bytes())) == 0 {
		t.Error("nobody noticed")
	}
}
