package sheet

import (
	"archive/zip"
	"bytes"
	"encoding/json"
	"errors"
	"fmt"
	"io"
	"os"
	"os/exec"
	"path/filepath"
	"runtime"
	"strconv"
	"strings"
	"testing"
	"time"
)

// What a hostile file may cost: goal 13 of the security goals.
const (
	bombSeconds = 3
	bombMemory  = 64 << 20
)

// bomb is a hostile file and what must be answered; code empty: it may be read, within the same cost.
type bomb struct {
	name, file string
	content    func(t *testing.T) []byte
	code       string
}

func bombs() []bomb {
	sst := func(s stream) func(*testing.T) []byte {
		return func(t *testing.T) []byte {
			return workbookOf(t, map[string]any{"xl/sharedStrings.xml": s, "xl/worksheets/sheet1.xml": "<worksheet/>"})
		}
	}
	rows := func(block string, times int, declared uint64) func(*testing.T) []byte {
		return func(t *testing.T) []byte {
			return workbookOf(t, map[string]any{"xl/worksheets/sheet1.xml": stream{
				start: "<worksheet><sheetData>" + headingRow, block: block, times: times, end: "</sheetData></worksheet>", declared: declared}})
		}
	}
	part := func(name, content string) func(*testing.T) []byte {
		return func(t *testing.T) []byte {
			return workbookOf(t, map[string]any{"xl/worksheets/sheet1.xml": "<worksheet/>", name: content})
		}
	}
	text := func(parts ...string) func(*testing.T) []byte {
		return func(*testing.T) []byte { return []byte("Cognome;Nome;Nota\n" + strings.Join(parts, "")) }
	}
	const kB = 1 << 10
	k := func(block string) string { return strings.Repeat(block, 100*kB/len(block)+1) } // a block of about 100 kB
	laughs := `<!DOCTYPE l [<!ENTITY a "ha"><!ENTITY b "&a;&a;&a;&a;&a;&a;&a;&a;"><!ENTITY c "&b;&b;&b;&b;&b;&b;&b;&b;">]>`
	xxe := `<?xml version="1.0"?><!DOCTYPE x [<!ENTITY e SYSTEM "file:///etc/passwd">]>`
	return []bomb{
		{"100 MB", "a.xlsx", nil, TooLarge},
		{"42 kB to 4 GB", "a.xlsx", overlapping, UnpacksLarge},
		{"42 kB to 4 GB, sizes that lie", "a.xlsx", overlappingLie, Damaged},
		{"shared strings of 1 GB", "a.xlsx", sst(stream{"<sst>", k("<si><t>abcdefgh</t></si>"), 10000, "</sst>", 0}), UnpacksLarge},
		{"shared strings of 1 GB, a size that lies", "a.xlsx", sst(stream{"<sst>", k("<si><t>abcdefgh</t></si>"), 10000, "</sst>", 1000}), Damaged},
		{"shared strings within the limit", "a.xlsx", sst(stream{"<sst>", k("<si><t>abcdefgh</t></si>"), 1900, "</sst>", 0}), TooMuchData},
		{"empty shared strings", "a.xlsx", sst(stream{"<sst>", k("<si/>"), 1900, "</sst>", 0}), TooMuchData},
		{"one shared string of 190 MB", "a.xlsx", sst(stream{"<sst><si><t>", k("a"), 1900, "</t></si></sst>", 0}), CellTooLong},
		{"runs without text", "a.xlsx", sst(stream{"<sst><si>", k("<r><rPr/></r>"), 1900, "</si></sst>", 0}), Empty},
		{"one tag of 190 MB", "a.xlsx", sst(stream{"<sst a='", k("a"), 1900, "'/>", 0}), Damaged},
		{"one CDATA of 190 MB", "a.xlsx", sst(stream{"<sst><si><t><![CDATA[", k("<"), 1900, "]]></t></si></sst>", 0}), Damaged},
		{"one comment of 190 MB", "a.xlsx", sst(stream{"<sst><!--", k("< - "), 1900, "--></sst>", 0}), Empty},
		{"open tags", "a.xlsx", sst(stream{"<sst>", k("<a>"), 1900, "</sst>", 0}), Damaged},
		{"million rows", "a.xlsx", rows(k(`<row><c t="str"><v>abcdefgh</v></c></row>`), 400, 0), TooManyRows},
		{"190 MB of empty rows", "a.xlsx", rows(k(`<row/>`), 1900, 0), Damaged},
		{"190 MB of empty cells", "a.xlsx", rows("<row>"+k(`<c s="1"/>`)+"</row>", 1900, 0), ""},
		{"190 MB of numbers outside the columns", "a.xlsx", rows(k(`<row><c r="XFD1"><v>1</v></c></row>`), 1900, 0), TooManyColumns},
		{"million columns", "a.xlsx", rows("<row>"+k(`<c><v>1</v></c>`), 150, 0), TooManyColumns},
		{"a cell far away in each row", "a.xlsx", rows(k(`<row><c r="CV1"><v>1</v></c></row>`), 6, 0), TooMuchData},
		{"rows full of small cells", "a.xlsx", rows("<row>"+strings.Repeat("<c><v>1</v></c>", 100)+"</row>", 20000, 0), TooMuchData},
		{"attributes", "a.xlsx", rows("<row "+strings.Repeat(`a="" `, 12000)+"/>", 3000, 0), ""},
		{"long texts shown many times", "a.xlsx", func(t *testing.T) []byte {
			return workbookOf(t, map[string]any{"xl/sharedStrings.xml": "<sst><si><t>" + strings.Repeat("a", 20000) + "</t></si></sst>",
				"xl/worksheets/sheet1.xml": stream{"<worksheet><sheetData>" + headingRow, k(`<row><c t="s"><v>0</v></c></row>`), 6, "</sheetData></worksheet>", 0}})
		}, TooMuchData},
		{"one sheet named a thousand times", "a.xlsx", func(t *testing.T) []byte {
			return workbookOf(t, map[string]any{
				"xl/workbook.xml":          `<workbook xmlns:r="x"><sheets>` + strings.Repeat(`<sheet name="a" r:id="r1"/>`, 1000) + `</sheets></workbook>`,
				"xl/worksheets/sheet1.xml": stream{"<worksheet><sheetData>", k("<!-- -->"), 400, "</sheetData></worksheet>", 0}})
		}, UnpacksLarge},
		{"styles", "a.xlsx", func(t *testing.T) []byte {
			return workbookOf(t, map[string]any{"xl/worksheets/sheet1.xml": "<worksheet/>",
				"xl/styles.xml": stream{"<styleSheet><cellXfs>", k(`<xf numFmtId="14"/>`), 1900, "</cellXfs></styleSheet>", 0}})
		}, Empty},
		{"number formats", "a.xlsx", func(t *testing.T) []byte {
			return workbookOf(t, map[string]any{"xl/worksheets/sheet1.xml": "<worksheet/>",
				"xl/styles.xml": "<styleSheet><numFmts>" + manyFormats(200000) + "</numFmts></styleSheet>"})
		}, Empty},
		{"sheets", "a.xlsx", func(t *testing.T) []byte {
			return workbookOf(t, map[string]any{"xl/workbook.xml": stream{`<workbook xmlns:r="x">`, k(`<sheet name="` + strings.Repeat("a", 60*kB) + `" r:id="r1"/>`), 1500, `</workbook>`, 0}})
		}, TooMuchData},
		{"directory of 250,000 entries", "a.xlsx", manyEntries, Damaged},
		{"directory with long names", "a.xlsx", longNames, Damaged},
		{"billion laughs in the sheet", "a.xlsx", part("xl/worksheets/sheet1.xml", laughs+"<worksheet>&c;</worksheet>"), Unsafe},
		{"billion laughs in the texts", "a.xlsx", part("xl/sharedStrings.xml", laughs+"<sst><si><t>&c;</t></si></sst>"), Unsafe},
		{"outside entity in the workbook", "a.xlsx", part("xl/workbook.xml", xxe+"<workbook>&e;</workbook>"), Unsafe},
		{"outside entity in the styles", "a.xlsx", part("xl/styles.xml", xxe+"<styleSheet>&e;</styleSheet>"), Unsafe},
		{"outside entity in the relations", "a.xlsx", part("_rels/.rels", xxe+"<Relationships/>"), Unsafe},
		{"doctype alone", "a.xlsx", part("xl/worksheets/sheet1.xml", `<!DOCTYPE worksheet SYSTEM "http://127.0.0.1/x.dtd"><worksheet/>`), Unsafe},
		{"csv: million columns", "a.csv", text(strings.Repeat("x;", 1e6), "\n"), TooManyColumns},
		{"csv: million rows", "a.csv", text(strings.Repeat("x;y\n", 1e6)), TooManyRows},
		{"csv: one cell", "a.csv", text(strings.Repeat("x", 19e6)), CellTooLong},
		{"csv: one quoted cell", "a.csv", text(`"`, strings.Repeat("x\n", 9e6), `"`), TooManyRows},
		{"csv: quotes", "a.csv", text(strings.Repeat(`"`, 19e6)), CellTooLong},
		{"csv: quotes that never close", "a.csv", text(strings.Repeat("\"a;\"b\n", 3e6)), TooManyRows},
		{"csv: separators", "a.csv", text(strings.Repeat(";", 19e6)), ""},
		{"csv: line breaks", "a.csv", text(strings.Repeat("\r\n", 9e6)), ""},
		{"csv: full cells", "a.csv", text(strings.Repeat(strings.Repeat("x", 900)+";", 20000)+"\n", strings.Repeat("\n", 10)), TooManyColumns},
		{"csv: full of signs that grow", "a.csv", text(strings.Repeat(strings.Repeat("\x80", 1000)+"\n", 18000)), TooMuchData},
		{"csv: full", "a.csv", text(strings.Repeat(strings.Repeat("abcdefghi;", 95)+"\n", 19000)), TooMuchData},
		{"csv: zeros", "a.csv", text(strings.Repeat("\x00", 19e6)), Binary},
		{"csv: UTF-16", "a.csv", func(*testing.T) []byte { return utf16Of("Cognome;Nome;Nota\n"+strings.Repeat("漢", 9e6), 'L') }, CellTooLong},
	}
}

func manyFormats(n int) string {
	var b strings.Builder
	for i := range n {
		fmt.Fprintf(&b, `<numFmt numFmtId="%d" formatCode="0"/>`, i)
	}
	return b.String()
}

// kernel is a local entry of 16 MB of zeros packed in 16 kB.
func kernel() []byte { return stream{block: strings.Repeat("\x00", 1<<20), times: 16}.packed() }

func overlapping(t *testing.T) []byte    { return overlap(t, 16<<20) }
func overlappingLie(t *testing.T) []byte { return overlap(t, 1000) }

// overlap makes a zip of some 42 kB with a workbook and 250 entries that are all the same bytes: 4 GB. The first is the sheet.
func overlap(t *testing.T, declared uint64) []byte {
	packed := kernel()
	var b bytes.Buffer
	z := zip.NewWriter(&b)
	w, err := z.CreateRaw(&zip.FileHeader{Name: "xl/worksheets/sheet1.xml", Method: zip.Deflate, CompressedSize64: uint64(len(packed)), UncompressedSize64: declared})
	if err != nil {
		t.Fatal(err)
	}
	_, _ = w.Write(packed)
	for name, p := range map[string]string{"xl/workbook.xml": workbookPart, "xl/_rels/workbook.xml.rels": relsPart} {
		w, err := z.Create(name)
		if err != nil {
			t.Fatal(err)
		}
		_, _ = io.WriteString(w, p)
	}
	if err := z.Close(); err != nil {
		t.Fatal(err)
	}
	return repeatEntry(t, b.Bytes(), 250)
}

// repeatEntry writes the first entry of a zip's directory n times more, under other names of the same length.
func repeatEntry(t *testing.T, content []byte, n int) []byte {
	start := bytes.Index(content, []byte("PK\x01\x02"))
	end := bytes.LastIndex(content, []byte("PK\x05\x06"))
	if start < 0 || end < 0 {
		t.Fatal("no directory")
	}
	next := bytes.Index(content[start+4:end], []byte("PK\x01\x02")) + start + 4
	out := bytes.NewBuffer(append([]byte(nil), content[:end]...))
	for i := range n {
		entry := append([]byte(nil), content[start:next]...)
		copy(entry[46:], fmt.Sprintf("xl/worksheets/s%05d", i)[:min(20, len(entry)-46)])
		out.Write(entry)
	}
	tail := append([]byte(nil), content[end:]...)
	entries, size := 3+n, out.Len()-start
	for _, at := range []int{8, 10} {
		tail[at], tail[at+1] = byte(entries), byte(entries>>8)
	}
	for i := range 4 {
		tail[12+i] = byte(size >> (8 * i))
	}
	out.Write(tail)
	return out.Bytes()
}

func manyEntries(t *testing.T) []byte {
	b := workbookOf(t, map[string]any{"a": "x"})
	return repeatEntry(t, b, 250000)
}

func longNames(t *testing.T) []byte {
	var b bytes.Buffer
	z := zip.NewWriter(&b)
	for i := range 90 {
		if _, err := z.Create(strconv.Itoa(i) + strings.Repeat("x", 60000)); err != nil {
			t.Fatal(err)
		}
	}
	if err := z.Close(); err != nil {
		t.Fatal(err)
	}
	return b.Bytes()
}

// cost is what reading one file did to a process of its own.
type cost struct {
	Code   string
	Other  string // an error that is no problem
	Memory int64  // growth of the resident set to its peak, in bytes
}

// TestBombs reads each hostile file in a process of its own, and measures that process.
func TestBombs(t *testing.T) {
	if file := os.Getenv("SIIL_SHEET_BOMB"); file != "" {
		readBomb(file)
		return
	}
	if runtime.GOOS != "linux" {
		t.Skip("the peak of the resident set is read from /proc")
	}
	for _, b := range bombs() {
		t.Run(b.name, func(t *testing.T) {
			file := filepath.Join(t.TempDir(), b.file)
			if b.content == nil {
				makeSparse(t, file, 100<<20)
			} else if err := os.WriteFile(file, b.content(t), 0o600); err != nil {
				t.Fatal(err)
			}
			temp := t.TempDir()
			cmd := exec.Command(os.Args[0], "-test.run=^TestBombs$")
			cmd.Env = append(os.Environ(), "SIIL_SHEET_BOMB="+file, "TMPDIR="+temp)
			out, err := cmd.Output()
			if err != nil {
				t.Fatalf("%v: %s", err, out)
			}
			var c cost
			if err := json.Unmarshal(out[:bytes.IndexByte(out, '\n')], &c); err != nil {
				t.Fatal(err)
			}
			spent := cmd.ProcessState.UserTime() + cmd.ProcessState.SystemTime()
			t.Logf("%s %d MB, %v", c.Code, c.Memory>>20, spent.Round(time.Millisecond))
			if c.Code != b.code || c.Other != "" {
				t.Errorf("answered %q %s, want %q", c.Code, c.Other, b.code)
			}
			if c.Memory > bombMemory {
				t.Errorf("%d MB of memory", c.Memory>>20)
			}
			if spent > bombSeconds*time.Second {
				t.Errorf("%v of processor time", spent)
			}
			if left, _ := os.ReadDir(temp); len(left) > 0 {
				t.Errorf("%d temporary files", len(left))
			}
		})
	}
}

func makeSparse(t *testing.T, file string, size int64) {
	t.Helper()
	f, err := os.Create(file)
	if err != nil {
		t.Fatal(err)
	}
	defer f.Close()
	if err := f.Truncate(size); err != nil {
		t.Fatal(err)
	}
}

// readBomb runs in the process that is measured.
func readBomb(file string) {
	f, err := os.Open(file)
	if err != nil {
		panic(err)
	}
	info, err := f.Stat()
	if err != nil {
		panic(err)
	}
	before := residentKB("VmRSS")
	table, err := Read(file, f, info.Size(), DefaultLimits)
	c := cost{Memory: (residentKB("VmHWM") - before) << 10}
	var p *Problem
	if errors.As(err, &p) {
		c.Code = p.Code
	} else if err != nil {
		c.Other = err.Error()
	}
	runtime.KeepAlive(table)
	_ = json.NewEncoder(os.Stdout).Encode(c)
}

// residentKB gives one figure of /proc/self/status.
func residentKB(name string) int64 {
	b, err := os.ReadFile("/proc/self/status")
	if err != nil {
		panic(err)
	}
	for line := range strings.SplitSeq(string(b), "\n") {
		if rest, ok := strings.CutPrefix(line, name+":"); ok {
			n, _ := strconv.ParseInt(strings.Fields(rest)[0], 10, 64)
			return n
		}
	}
	return 0
}
