package sheet

import (
	"bytes"
	"encoding/csv"
	"io"
	"iter"
	"os"
	"runtime"
	"slices"
	"strings"
	"testing"
	"unicode/utf8"

	"github.com/google/go-cmp/cmp"
	"github.com/xuri/excelize/v2"
	"pgregory.net/rapid"
)

var threeColumns = []string{"Cognome", "Nome", "Nota"}

func writeXLSX(t testing.TB, heading []string, rows [][]string, opts WriteOptions) []byte {
	t.Helper()
	var b bytes.Buffer
	if err := WriteXLSX(&b, "Elenco", heading, slices.Values(rows), opts); err != nil {
		t.Fatal(err)
	}
	return b.Bytes()
}

func writeCSV(t testing.TB, heading []string, rows [][]string, separator string) []byte {
	t.Helper()
	var b bytes.Buffer
	if err := WriteCSV(&b, heading, slices.Values(rows), separator); err != nil {
		t.Fatal(err)
	}
	return b.Bytes()
}

// formulas are texts that a spreadsheet program would run.
var formulas = []string{"=1+1", "+39 0572 569158", "-2+3", "@SUM(A1)", "\t=1", "\r=1", "\n=1", "=cmd|' /C calc'!A0", "=HYPERLINK(\"http://x\")",
	"=\"0012\"", "'=1", "''=1", "  =1", "＝1+1", "=DDE(\"cmd\";\"/c\")", "_x003D_1+1", "{=1}"}

// TestNoFormulas writes texts that look like formulas and reads them with both libraries.
func TestNoFormulas(t *testing.T) {
	var rows [][]string
	for _, f := range formulas {
		rows = append(rows, []string{"Rossi", f, "x"})
	}
	t.Run("xlsx", func(t *testing.T) {
		b := writeXLSX(t, threeColumns, rows, WriteOptions{})
		for i, row := range reread(t, b)[1:] {
			if row[1] != rows[i][1] {
				t.Errorf("excelize reads %q, want %q", row[1], rows[i][1])
			}
		}
		for i, row := range mustRead(t, "a.xlsx", b).Rows {
			if got, want := row.Cell(1), strings.ReplaceAll(rows[i][1], "\r", "\n"); got.Text != want || got.Formula {
				t.Errorf("read %+v, want %q", got, want)
			}
		}
	})
	t.Run("csv", func(t *testing.T) {
		b := writeCSV(t, threeColumns, rows, ";")
		r := csv.NewReader(bytes.NewReader(b))
		r.Comma = ';'
		all, err := r.ReadAll()
		if err != nil {
			t.Fatal(err)
		}
		for _, row := range all[1:] {
			if first, _ := utf8.DecodeRuneInString(strings.TrimLeft(row[1], " ")); strings.ContainsRune("=+-@\t\r\n＝", first) {
				t.Errorf("%q could run", row[1])
			}
		}
		for i, row := range mustRead(t, "a.csv", b).Rows {
			if got, want := row.Cell(1), strings.ReplaceAll(rows[i][1], "\r", "\n"); got.Text != want {
				t.Errorf("read %+v, want %q", got, want)
			}
		}
	})
}

// cellTexts draws texts as people and programs write them.
func cellTexts() *rapid.Generator[string] {
	return rapid.OneOf(
		rapid.SampledFrom(formulas),
		rapid.SampledFrom([]string{"", "", " ", "Rossi", "D'Esempio", "Niccolò", "a;b", "a,b", "a\tb", `"`, `a"b`, `""`, "uno\ndue", "uno\r\ndue", "\x00", "a\x0bb",
			"_x0041_", "_x005F_", "]]>", "<b>&amp;</b>", "😀", "\ufeffx", "\ufffe", "sep=,", "VERO", "1,5", "01/02/2024"}),
		rapid.String(),
		rapid.StringOf(rapid.RuneFrom([]rune("=+-@'\"; ,\t\r\nax_041<&"))),
	)
}

// shownAs is what a written text reads back as: line breaks as \n, no control characters.
func shownAs(s string) string { return string(appendClean(nil, []byte(s))) }

func drawRows(t *rapid.T) [][]string {
	return rapid.SliceOfN(rapid.SliceOfN(cellTexts(), 1, 4), 0, 12).Draw(t, "rows")
}

// sameRows compares what was written with what was read, rows that are blank left out.
func sameRows(t *rapid.T, written [][]string, table *Table) {
	var want, got []string
	for i, row := range written {
		last := -1
		for j, c := range row {
			if strings.TrimSpace(shownAs(c)) != "" {
				last = j
			}
		}
		if last < 0 {
			continue
		}
		b := []string{}
		for _, c := range row[:last+1] {
			if c = shownAs(c); strings.TrimSpace(c) == "" {
				c = ""
			}
			b = append(b, c)
		}
		want = append(want, string(rune('0'+i))+strings.Join(b, "\x01"))
	}
	for _, r := range table.Rows {
		b := []string{}
		for _, c := range r.Cells {
			b = append(b, c.Text)
		}
		got = append(got, string(rune('0'+r.Line-2))+strings.Join(b, "\x01"))
	}
	if diff := cmp.Diff(want, got); diff != "" {
		t.Fatal(diff)
	}
}

func TestWriteThenReadXLSX(t *testing.T) {
	rapid.Check(t, func(rt *rapid.T) {
		rows := drawRows(rt)
		b := writeXLSX(t, threeColumns, rows, WriteOptions{})
		table, err := read("a.xlsx", b)
		if err != nil {
			rt.Fatal(err)
		}
		sameRows(rt, rows, table)
		all := reread(t, b)
		for i, row := range rows {
			for j, c := range row {
				got := ""
				if i+1 < len(all) && j < len(all[i+1]) {
					got = all[i+1][j]
				}
				if want := string(keepXML(c)); got != want {
					rt.Fatalf("excelize reads %q, want %q", got, want)
				}
			}
		}
	})
}

// keepXML gives a text without the characters that XML cannot hold.
func keepXML(s string) []byte {
	var out []byte
	for _, r := range s {
		if r >= 0x20 && r != 0xFFFE && r != 0xFFFF || r == '\t' || r == '\n' || r == '\r' {
			out = utf8.AppendRune(out, r)
		}
	}
	return out
}

func TestWriteThenReadCSV(t *testing.T) {
	rapid.Check(t, func(rt *rapid.T) {
		rows := drawRows(rt)
		separator := rapid.SampledFrom([]string{";", ",", "\t"}).Draw(rt, "separator")
		b := writeCSV(t, threeColumns, rows, separator)
		p := &records{in: window{r: decoder(utf8Text).Reader(bytes.NewReader(b))}, runes: 20000, look: 80000, columns: 100, sep: separator[0]}
		build := &builder{lim: DefaultLimits}
		for {
			err := p.next()
			if err == io.EOF {
				break
			}
			if err == nil {
				err = p.fill(build)
			}
			if err != nil {
				rt.Fatal(err)
			}
		}
		sameRows(rt, rows, &Table{Rows: build.rows[1:]})
	})
}

// TestWriteCSVFindsItsSeparator writes rows as they are in lists, and reads them without saying how they are separated.
func TestWriteCSVFindsItsSeparator(t *testing.T) {
	source := mustRead(t, "equipe-elenco.csv", sample(t, "equipe-elenco.csv"))
	var rows [][]string
	for _, r := range source.Rows {
		rows = append(rows, r.Texts())
	}
	for _, separator := range []string{";", ",", "\t"} {
		table := mustRead(t, "a.csv", writeCSV(t, source.Heading.Texts(), rows, separator))
		if table.Separator != separator || texts(table.Rows) != texts(source.Rows) {
			t.Errorf("%q: read with %q", separator, table.Separator)
		}
	}
}

func TestWriteXLSXLooks(t *testing.T) {
	b := writeXLSX(t, []string{"Cognome", "Annotazioni"}, [][]string{{"Rossi", strings.Repeat("x", 200)}, {"Neri", "y"}},
		WriteOptions{Footer: "Esportato da A & B <il 24/11/2026>", Widths: []float64{33}})
	f, err := excelize.OpenReader(bytes.NewReader(b))
	if err != nil {
		t.Fatal(err)
	}
	defer f.Close()
	const s = "Elenco"
	id, err := f.GetCellStyle(s, "A1")
	if err != nil {
		t.Fatal(err)
	}
	if style, err := f.GetStyle(id); err != nil || !style.Font.Bold {
		t.Errorf("heading not bold: %+v, %v", style, err)
	}
	if panes, err := f.GetPanes(s); err != nil || !panes.Freeze || panes.YSplit != 1 {
		t.Errorf("panes %+v, %v", panes, err)
	}
	for column, want := range map[string]float64{"A": 33, "B": 60} {
		if got, err := f.GetColWidth(s, column); err != nil || got != want {
			t.Errorf("width of %s: %v, %v", column, got, err)
		}
	}
	if got, err := f.GetCellValue(s, "A5"); err != nil || got != "Esportato da A & B <il 24/11/2026>" {
		t.Errorf("footer %q, %v", got, err)
	}
	if got, err := f.GetHeaderFooter(s); err != nil || !strings.Contains(got.OddFooter, "A && B <il") {
		t.Errorf("printed footer %+v, %v", got, err)
	}
	if names := f.GetDefinedName(); len(names) != 1 || names[0].RefersTo != "'Elenco'!$1:$1" {
		t.Errorf("names %+v", names)
	}
}

func TestSheetName(t *testing.T) {
	tests := []struct{ name, want string }{
		{"Casi", "Casi"}, {"", "Elenco"}, {"a/b:c*[d]?", "a b c  d"}, {"'L'elenco'", "L'elenco"}, {strings.Repeat("è", 40), strings.Repeat("è", 31)}, {"a<&>\"b", "a<&>\"b"},
	}
	for _, tt := range tests {
		var b bytes.Buffer
		if err := WriteXLSX(&b, tt.name, threeColumns, slices.Values([][]string{}), WriteOptions{}); err != nil {
			t.Fatal(err)
		}
		if got := mustRead(t, "a.xlsx", b.Bytes()).Sheet; got != tt.want {
			t.Errorf("%q: %q, want %q", tt.name, got, tt.want)
		}
		reread(t, b.Bytes())
	}
}

func TestLongCellIsCut(t *testing.T) {
	b := writeXLSX(t, threeColumns, [][]string{{strings.Repeat("😀", 20000)}}, WriteOptions{})
	if got := reread(t, b)[1][0]; got != strings.Repeat("😀", 16383) {
		t.Errorf("%d runes", utf8.RuneCountInString(got))
	}
}

// manyRows gives n rows of 15 cells, none of which is kept.
func manyRows(n int) iter.Seq[[]string] {
	return func(yield func([]string) bool) {
		row := make([]string, 15)
		for i := range n {
			for j := range row {
				row[j] = strings.Repeat(string(rune('a'+(i+j)%26)), 12)
			}
			if !yield(row) {
				return
			}
		}
	}
}

// TestWritersStayFlat writes 50,000 rows: the live heap does not grow with them, and no temporary file is left or made.
func TestWritersStayFlat(t *testing.T) {
	dir := t.TempDir()
	t.Setenv("TMPDIR", dir)
	for name, write := range map[string]func(w io.Writer, rows iter.Seq[[]string]) error{
		"xlsx": func(w io.Writer, rows iter.Seq[[]string]) error {
			return WriteXLSX(w, "Elenco", make([]string, 15), rows, WriteOptions{})
		},
		"csv": func(w io.Writer, rows iter.Seq[[]string]) error {
			return WriteCSV(w, make([]string, 15), rows, ";")
		},
	} {
		peak := heapPeak(func(sampleNow func()) {
			rows := func(yield func([]string) bool) {
				n := 0
				for row := range manyRows(50000) {
					if n++; n%10000 == 0 {
						sampleNow()
						if left, _ := os.ReadDir(dir); len(left) > 0 {
							t.Fatalf("%s: temporary file %s", name, left[0].Name())
						}
					}
					if !yield(row) {
						return
					}
				}
			}
			if err := write(io.Discard, rows); err != nil {
				t.Fatal(err)
			}
		})
		if peak > 4<<20 {
			t.Errorf("%s: %d kB live", name, peak>>10)
		}
	}
}

// heapPeak gives the most bytes alive, above those alive before, whenever do asks for a sample.
func heapPeak(do func(sampleNow func())) int64 {
	var m runtime.MemStats
	alive := func() int64 {
		runtime.GC()
		runtime.ReadMemStats(&m)
		return int64(m.HeapAlloc)
	}
	before, peak := alive(), int64(0)
	do(func() { peak = max(peak, alive()-before) })
	return peak
}
