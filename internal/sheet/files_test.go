package sheet

import (
	"archive/zip"
	"bytes"
	"compress/flate"
	"errors"
	"fmt"
	"io"
	"os"
	"path/filepath"
	"strings"
	"testing"

	"github.com/xuri/excelize/v2"
)

// read reads a file held in memory, within the default limits.
func read(name string, content []byte) (*Table, error) {
	return Read(name, bytes.NewReader(content), int64(len(content)), DefaultLimits)
}

func mustRead(t *testing.T, name string, content []byte) *Table {
	t.Helper()
	table, err := read(name, content)
	if err != nil {
		t.Fatalf("%s: %v", name, err)
	}
	return table
}

// wantCode fails unless a file was refused for a reason.
func wantCode(t *testing.T, err error, code string) {
	t.Helper()
	var p *Problem
	if !errors.As(err, &p) || p.Code != code {
		t.Fatalf("got %v, want %s", err, code)
	}
	for _, words := range p.Text {
		if words == "" || strings.Contains(words, "%!") {
			t.Errorf("%s: words %q", code, words)
		}
	}
}

// texts gives the rows of a table as its texts, with the line in front.
func texts(rows []Row) string {
	var b strings.Builder
	for _, r := range rows {
		fmt.Fprintf(&b, "%d", r.Line)
		for _, c := range r.Cells {
			b.WriteString("|" + c.Text)
		}
		b.WriteString("\n")
	}
	return b.String()
}

func sample(t testing.TB, name string) []byte {
	t.Helper()
	b, err := os.ReadFile(filepath.Join("testdata", name))
	if err != nil {
		t.Fatal(err)
	}
	return b
}

// Parts of a small workbook made by hand.
const (
	workbookPart = `<workbook xmlns:r="x"><sheets><sheet name="Elenco" sheetId="1" r:id="r1"/></sheets></workbook>`
	relsPart     = `<Relationships><Relationship Id="r1" Type="x/worksheet" Target="worksheets/sheet1.xml"/>` +
		`<Relationship Id="r2" Type="x/sharedStrings" Target="sharedStrings.xml"/><Relationship Id="r3" Type="x/styles" Target="styles.xml"/></Relationships>`
	headingRow = `<row r="1"><c r="A1" t="str"><v>Cognome</v></c><c r="B1" t="str"><v>Nome</v></c><c r="C1" t="str"><v>Nato il</v></c></row>`
)

// stream is a part given as a start, a block repeated and an end, so that it can be large without being written in full.
type stream struct {
	start, block string
	times        int
	end          string
	declared     uint64 // unpacked size that the zip claims; 0: the true one
}

func (s stream) size() uint64 {
	return uint64(len(s.start) + len(s.block)*s.times + len(s.end))
}

// packed gives the deflated bytes: each block is packed once and its bytes repeated.
func (s stream) packed() []byte {
	var out bytes.Buffer
	pack := func(text string, last bool) []byte {
		var b bytes.Buffer
		w, _ := flate.NewWriter(&b, flate.BestCompression)
		_, _ = io.WriteString(w, text)
		if last {
			_ = w.Close()
		} else {
			_ = w.Flush()
		}
		return b.Bytes()
	}
	out.Write(pack(s.start, false))
	block := pack(s.block, false)
	for range s.times {
		out.Write(block)
	}
	out.Write(pack(s.end, true))
	return out.Bytes()
}

// storedPart is a part that is not compressed.
type storedPart string

// workbookOf makes a workbook: the small parts above, replaced or joined by the given ones (string, storedPart or
// stream).
func workbookOf(t testing.TB, parts map[string]any) []byte {
	t.Helper()
	all := map[string]any{"xl/workbook.xml": workbookPart, "xl/_rels/workbook.xml.rels": relsPart}
	for name, p := range parts {
		all[name] = p
	}
	var b bytes.Buffer
	z := zip.NewWriter(&b)
	for name, p := range all {
		var w io.Writer
		var err error
		var content []byte
		switch p := p.(type) {
		case string:
			w, err = z.Create(name)
			content = []byte(p)
		case storedPart:
			w, err = z.CreateHeader(&zip.FileHeader{Name: name, Method: zip.Store})
			content = []byte(p)
		case stream:
			content = p.packed()
			h := &zip.FileHeader{Name: name, Method: zip.Deflate, CompressedSize64: uint64(len(content)), UncompressedSize64: p.size()}
			if p.declared > 0 {
				h.UncompressedSize64 = p.declared
			}
			w, err = z.CreateRaw(h)
		}
		if err != nil {
			t.Fatal(err)
		}
		if _, err := w.Write(content); err != nil {
			t.Fatal(err)
		}
	}
	if err := z.Close(); err != nil {
		t.Fatal(err)
	}
	return b.Bytes()
}

// sheetOf makes a workbook whose one sheet has the heading of three columns and the given rows.
func sheetOf(t testing.TB, rows string) []byte {
	return workbookOf(t, map[string]any{"xl/worksheets/sheet1.xml": "<worksheet><sheetData>" + headingRow + rows + "</sheetData></worksheet>"})
}

// reread reads a workbook with the other library, and fails if any cell holds a formula.
func reread(t testing.TB, content []byte) [][]string {
	t.Helper()
	f, err := excelize.OpenReader(bytes.NewReader(content))
	if err != nil {
		t.Fatal(err)
	}
	defer f.Close()
	name := f.GetSheetList()[0]
	rows, err := f.GetRows(name)
	if err != nil {
		t.Fatal(err)
	}
	for y, row := range rows {
		for x := range row {
			ref, _ := excelize.CoordinatesToCellName(x+1, y+1)
			if formula, _ := f.GetCellFormula(name, ref); formula != "" {
				t.Errorf("%s holds a formula", ref)
			}
			if kind, _ := f.GetCellType(name, ref); row[x] != "" && kind != excelize.CellTypeInlineString {
				t.Errorf("%s is of type %d, not a text", ref, kind)
			}
		}
	}
	return rows
}

// zipOf makes a zip of one entry.
func zipOf(t testing.TB, name, content string) string {
	t.Helper()
	var b bytes.Buffer
	z := zip.NewWriter(&b)
	w, err := z.Create(name)
	if err != nil {
		t.Fatal(err)
	}
	_, _ = io.WriteString(w, content)
	if err := z.Close(); err != nil {
		t.Fatal(err)
	}
	return b.String()
}
