package sheet

import (
	"bytes"
	"fmt"
	"strings"
	"testing"
	"time"

	"github.com/xuri/excelize/v2"
)

// TestReadExcelize reads a workbook that another library made, with one cell of each kind.
func TestReadExcelize(t *testing.T) {
	f := excelize.NewFile()
	defer f.Close()
	must := func(err error) {
		t.Helper()
		if err != nil {
			t.Fatal(err)
		}
	}
	style := func(code string) int {
		id, err := f.NewStyle(&excelize.Style{CustomNumFmt: &code})
		must(err)
		return id
	}
	const s = "Sheet1"
	must(f.SetCellValue(s, "A1", "Elenco della zona"))
	must(f.MergeCell(s, "A1", "D1"))
	must(f.SetSheetRow(s, "A3", &[]string{"Cognome", "Nato il", "CAP", "Quota", "Attivo", "Esito"}))
	must(f.SetCellValue(s, "A4", "D'Esempio\nNiccolò"))
	must(f.SetCellValue(s, "B4", time.Date(1980, 2, 1, 0, 0, 0, 0, time.UTC)))
	must(f.SetCellValue(s, "C4", 100))
	must(f.SetCellStyle(s, "C4", "C4", style("00000")))
	must(f.SetCellValue(s, "D4", 0.25))
	must(f.SetCellStyle(s, "D4", "D4", style("0%")))
	must(f.SetCellValue(s, "E4", true))
	must(f.SetCellRichText(s, "F4", []excelize.RichTextRun{{Text: "presa "}, {Text: "in carico", Font: &excelize.Font{Bold: true}}}))
	must(f.SetCellValue(s, "A5", "=non è una formula"))
	must(f.SetCellValue(s, "B5", 45000.6))
	must(f.SetCellStyle(s, "B5", "B5", style(`[$-410]dd\ mmmm\ yyyy;@`)))
	must(f.SetCellValue(s, "C5", 3331234567))
	must(f.SetCellValue(s, "D5", 12.5))
	must(f.SetCellFormula(s, "E5", "1+1"))
	must(f.SetCellValue(s, "F5", 0.604167))
	must(f.SetCellStyle(s, "F5", "F5", style("[h]:mm")))
	must(f.SetRowVisible(s, 5, false))
	must(f.SetCellStyle(s, "AAA4", "AAA12", style("0.00")))
	must(f.SetCellValue(s, "A9", "Rossi"))
	_, err := f.NewSheet("Altro")
	must(err)
	must(f.SetCellValue("Altro", "A1", "Nota"))
	var b bytes.Buffer
	must(f.Write(&b))

	table := mustRead(t, "elenco.xlsx", b.Bytes())
	want := "4|D'Esempio\nNiccolò|01/02/1980|00100|25%|VERO|presa in carico\n" +
		"5|=non è una formula|15/03/2023|3331234567|12,5||14:30\n9|Rossi\n"
	if got := texts(table.Rows); got != want {
		t.Errorf("rows\n%s, want\n%s", got, want)
	}
	if table.Heading.Line != 3 || len(table.Titles) != 1 || strings.Join(table.Sheets, ",") != "Sheet1,Altro" {
		t.Errorf("heading %d, titles %d, sheets %q", table.Heading.Line, len(table.Titles), table.Sheets)
	}
	first, second := table.Rows[0], table.Rows[1]
	if c := first.Cell(1); !c.IsDate || c.Numeric || c.Number != 29252 {
		t.Errorf("date %+v", c)
	}
	if c := first.Cell(2); c.IsDate || !c.Numeric || c.Number != 100 {
		t.Errorf("number %+v", c)
	}
	if c := second.Cell(1); !c.IsDate || c.Number != 45000.6 {
		t.Errorf("date with hour %+v", c)
	}
	if c := second.Cell(4); !c.Formula {
		t.Errorf("formula %+v", c)
	}
	if c := second.Cell(0); c.Formula || c.Numeric {
		t.Errorf("text %+v", c)
	}
	if got := second.Cell(99); got != (Cell{}) {
		t.Errorf("beyond the row %+v", got)
	}
}

// TestReadCells reads rows made by hand after a heading of three columns.
func TestReadCells(t *testing.T) {
	tests := []struct {
		name, rows, want string
	}{
		{"no references", `<row><c t="str"><v>a</v></c><c/><c t="str"><v>b</v></c></row><row><c><v>1</v></c></row>`, "2|a||b\n3|1\n"},
		{"gaps", `<row r="7"><c r="C7" t="str"><v>x</v></c><c t="str"><v>y</v></c></row>`, "7|||x|y\n"},
		{"small letters", `<row r="7"><c r="b7" t="str"><v>x</v></c></row>`, "7||x\n"},
		{"error", `<row r="2"><c r="A2" t="e"><f>1/0</f><v>#N/A</v></c></row>`, "2|#N/D\n"},
		{"truth", `<row r="2"><c r="A2" t="b"><v>0</v></c><c r="B2" t="b"><v>1</v></c></row>`, "2|FALSO|VERO\n"},
		{"iso date", `<row r="2"><c r="A2" t="d"><v>2024-02-29T10:00:00</v></c></row>`, "2|29/02/2024\n"},
		{"runs and kana", `<row r="2"><c r="A2" t="inlineStr"><is><r><t>Ro</t></r><r><rPr><b/></rPr><t>ssi</t></r><rPh sb="0" eb="1"><t>NO</t></rPh></is></c></row>`, "2|Rossi\n"},
		{"entities", `<row r="2"><c r="A2" t="str"><v>a&amp;&lt;&#233;&#xE8;&quot;</v></c></row>`, "2|a&<éè\"\n"},
		{"escaped line break", `<row r="2"><c r="A2" t="str"><v>a_x000D_` + "\n" + `b_x005F_x0041_</v></c></row>`, "2|a\nb_x0041_\n"},
		{"cdata, comment, instruction", `<row r="2"><c r="A2" t="str"><v>a<!-- < ' " no --><![CDATA[<b>&]]><?x y?>c</v></c></row>`, "2|a<b>&c\n"},
		{"prefixes", `<x:row r="2"><x:c r="A2" t="str"><x:v>a</x:v></x:c></x:row>`, "2|a\n"},
		{"formula with its value", `<row r="2"><c r="A2"><f>B2*2</f><v>5</v></c><c r="B2" t="str"><f>"x"</f><v>x</v></c></row>`, "2|5|x\n"},
		{"formula without value", `<row r="2"><c r="A2"><f>B2*2</f></c></row><row r="3"><c r="A3"><f>1</f></c><c r="B3"><v>1</v></c></row>`, "3||1\n"},
		{"long numbers", `<row r="2"><c r="A2"><v>0.1</v></c><c r="B2"><v>0.30000000000000004</v></c><c r="C2"><v>-1e3</v></c><c r="D2"><v>1E-12</v></c></row>`, "2|0,1|0,3|-1000|1E-12\n"},
		{"no number", `<row r="2"><c r="A2"><v>abc</v></c><c r="B2"><v>1e999</v></c></row>`, "2|abc|1e999\n"},
		{"styled far away", `<row r="1048576"><c r="XFD1048576" s="1"/></row>`, ""},
		{"blank texts", `<row r="2"><c r="A2" t="str"><v>  ` + "\u00a0" + `</v></c></row><row r="3"><c r="B3" t="str"><v> x </v></c></row>`, "3|| x \n"},
	}
	for _, tt := range tests {
		t.Run(tt.name, func(t *testing.T) {
			if got := texts(mustRead(t, "a.xlsx", sheetOf(t, tt.rows)).Rows); got != tt.want {
				t.Errorf("got %q, want %q", got, tt.want)
			}
		})
	}
	row := mustRead(t, "a.xlsx", sheetOf(t, tests[3].rows)).Rows[0]
	if c := row.Cell(0); !c.Error || !c.Formula {
		t.Errorf("error %+v", c)
	}
}

func TestReadCellsRefuses(t *testing.T) {
	long := strings.Repeat("è", 20001)
	tests := []struct{ name, rows, code string }{
		{"value too far", `<row r="2"><c r="XFD2"><v>1</v></c></row>`, TooManyColumns},
		{"last cell of Excel", `<row r="1048576"><c r="XFD1048576"><v>1</v></c></row>`, TooManyColumns},
		{"beyond the last column", `<row r="2"><c r="XFE2"><v>1</v></c></row>`, Damaged},
		{"beyond the last row", `<row r="1048577"><c r="A1048577"><v>1</v></c></row>`, Damaged},
		{"row 0", `<row r="0"/>`, Damaged},
		{"rows out of order", `<row r="3"/><row r="2"/>`, Damaged},
		{"no such shared text", `<row r="2"><c t="s"><v>3</v></c></row>`, Damaged},
		{"long value", `<row r="2"><c t="str"><v>` + long + `</v></c></row>`, CellTooLong},
		{"long inline text", `<row r="2"><c t="inlineStr"><is><t>` + long + `</t></is></c></row>`, CellTooLong},
		{"tags crossed", `<row r="2"><c></row></c>`, Damaged},
		{"unknown entity", `<row r="2"><c t="str"><v>&xxe;</v></c></row>`, Damaged},
		{"doctype inside", `<!DOCTYPE a>`, Unsafe},
		{"deep", strings.Repeat("<a>", 100) + strings.Repeat("</a>", 100), Damaged},
		{"rows without end", `<row r="2">`, Damaged},
	}
	for _, tt := range tests {
		t.Run(tt.name, func(t *testing.T) {
			table, err := read("a.xlsx", sheetOf(t, tt.rows))
			if err == nil {
				t.Fatalf("read: %s", texts(table.Rows))
			}
			wantCode(t, err, tt.code)
		})
	}
	mustRead(t, "a.xlsx", sheetOf(t, `<row r="2"><c t="str"><v>`+long[2:]+`</v></c></row>`))
}

// TestChangedByte changes one letter of a text that is stored without compression: only the checksum tells.
func TestChangedByte(t *testing.T) {
	cells := "<worksheet><sheetData>" + headingRow + `<row r="2"><c t="str"><v>Segreti</v></c></row></sheetData></worksheet>`
	b := workbookOf(t, map[string]any{"xl/worksheets/sheet1.xml": storedPart(cells)})
	mustRead(t, "a.xlsx", b)
	_, err := read("a.xlsx", bytes.Replace(b, []byte("Segreti"), []byte("Segrete"), 1))
	wantCode(t, err, Damaged)
}

func TestReadWorkbooks(t *testing.T) {
	data := "<worksheet><sheetData>" + headingRow + "</sheetData></worksheet>"
	cover := `<worksheet><sheetData><row r="1"><c t="str"><v>Istruzioni</v></c></row></sheetData></worksheet>`
	book := func(sheets string) string { return `<workbook xmlns:r="x">` + sheets + `</workbook>` }
	rels := `<Relationships><Relationship Id="a" Type="x/worksheet" Target="/xl/a.xml"/><Relationship Id="b" Type="x/worksheet" Target="b.xml"/>` +
		`<Relationship Id="c" Type="x/chartsheet" Target="c.xml"/></Relationships>`
	sheets := `<sheets><sheet name="Uno" r:id="a"/><sheet name="Due" r:id="b"/></sheets>`
	tests := []struct {
		name  string
		parts map[string]any
		sheet string
		code  string
	}{
		{"first sheet empty", map[string]any{"xl/workbook.xml": book(sheets), "xl/a.xml": "<worksheet/>", "xl/b.xml": data}, "Due", ""},
		{"first sheet a cover", map[string]any{"xl/workbook.xml": book(sheets), "xl/a.xml": cover, "xl/b.xml": data}, "Due", ""},
		{"first sheet hidden", map[string]any{"xl/workbook.xml": book(strings.Replace(sheets, `"Uno"`, `"Uno" state="hidden"`, 1)), "xl/a.xml": data, "xl/b.xml": data}, "Due", ""},
		{"a chart first", map[string]any{"xl/workbook.xml": book(strings.Replace(sheets, `r:id="a"`, `r:id="c"`, 1)), "xl/b.xml": data}, "Due", ""},
		{"covers only", map[string]any{"xl/workbook.xml": book(sheets), "xl/a.xml": cover, "xl/b.xml": "<worksheet/>"}, "", NoHeading},
		{"no data", map[string]any{"xl/workbook.xml": book(sheets), "xl/a.xml": "<worksheet/>", "xl/b.xml": "<worksheet/>"}, "", Empty},
		{"no sheets", map[string]any{"xl/workbook.xml": book("")}, "", Empty},
		{"other place", map[string]any{"_rels/.rels": `<Relationships><Relationship Id="1" Type="x/officeDocument" Target="/wb/book.xml"/></Relationships>`,
			"wb/book.xml": book(sheets), "wb/_rels/book.xml.rels": rels, "xl/a.xml": data, "wb/b.xml": cover}, "Uno", ""},
		{"other encoding", map[string]any{"xl/workbook.xml": `<?xml version="1.0" encoding="ISO-8859-1"?>` + book(sheets), "xl/a.xml": data}, "", Damaged},
	}
	for _, tt := range tests {
		t.Run(tt.name, func(t *testing.T) {
			tt.parts["xl/_rels/workbook.xml.rels"] = rels
			table, err := read("a.xlsx", workbookOf(t, tt.parts))
			if tt.code != "" {
				wantCode(t, err, tt.code)
			} else if err != nil || table.Sheet != tt.sheet {
				t.Errorf("sheet %+v, %v", table, err)
			}
		})
	}
	b := workbookOf(t, map[string]any{"xl/workbook.xml": book(sheets), "xl/_rels/workbook.xml.rels": rels, "xl/a.xml": data, "xl/b.xml": data})
	table, err := ReadWith("a.xlsx", bytes.NewReader(b), int64(len(b)), DefaultLimits, Options{Sheet: "Due"})
	if err != nil || table.Sheet != "Due" {
		t.Errorf("sheet asked for: %+v, %v", table, err)
	}
}

func TestReadDate1904(t *testing.T) {
	b := workbookOf(t, map[string]any{
		"xl/workbook.xml": strings.Replace(workbookPart, "<sheets>", `<workbookPr date1904="1"/><sheets>`, 1),
		"xl/styles.xml":   `<styleSheet><cellStyleXfs><xf numFmtId="0"/></cellStyleXfs><cellXfs><xf numFmtId="0"/><xf numFmtId="14"/></cellXfs></styleSheet>`,
		"xl/worksheets/sheet1.xml": "<worksheet><sheetData>" + headingRow +
			`<row r="2"><c r="A2" s="1"><v>0</v></c><c r="B2" s="1"><v>43831</v></c><c r="C2"><v>43831</v></c></row></sheetData></worksheet>`,
	})
	table := mustRead(t, "a.xlsx", b)
	if got := texts(table.Rows); !table.Date1904 || got != "2|01/01/1904|02/01/2024|43831\n" {
		t.Errorf("%v %q", table.Date1904, got)
	}
}

func TestSharedStrings(t *testing.T) {
	b := workbookOf(t, map[string]any{
		"xl/sharedStrings.xml": `<sst><si><t>Rossi</t></si><si><r><t xml:space="preserve">Ada </t></r><r><t>Maria</t></r><rPh><t>x</t></rPh></si><si/></sst>`,
		"xl/worksheets/sheet1.xml": "<worksheet><sheetData>" + headingRow +
			`<row r="2"><c t="s"><v>0</v></c><c t="s"><v>1</v></c><c t="s"><v>2</v></c><c t="s"><v></v></c></row></sheetData></worksheet>`,
	})
	if got := texts(mustRead(t, "a.xlsx", b).Rows); got != "2|Rossi|Ada Maria\n" {
		t.Errorf("%q", got)
	}
}

func TestFormats(t *testing.T) {
	tests := []struct {
		code string
		want format
	}{
		{"General", format{}}, {"@", format{}}, {"0.00", format{}}, {"#,##0.00 [$€-410]", format{}}, {`0" giorni"`, format{}}, {"[Red]0", format{}},
		{"dd/mm/yyyy", format{kind: dateShown}}, {`[$-410]d\-mmm\-yy;@`, format{kind: dateShown}}, {"mmm-yy", format{kind: dateShown}}, {"mmmm", format{kind: dateShown}},
		{"GG/MM/AAAA", format{kind: dateShown}}, {"m/d/yy h:mm", format{kind: dateShown}}, {`yyyy"-"mm`, format{kind: dateShown}},
		{"h:mm", format{kind: timeShown}}, {"[h]:mm:ss", format{kind: timeShown}}, {"mm:ss.0", format{kind: timeShown}}, {"h:mm AM/PM", format{kind: timeShown}},
		{"0.0%", format{kind: percentShown}}, {"00000", format{zeros: 5}}, {`\d0`, format{}},
	}
	for _, tt := range tests {
		if got := formatOf(tt.code); got != tt.want {
			t.Errorf("%s: %+v, want %+v", tt.code, got, tt.want)
		}
	}
}

func TestDayOf(t *testing.T) {
	tests := []struct {
		serial float64
		mac    bool
		want   string // empty: no such day
	}{
		{1, false, "01/01/1900"}, {59, false, "28/02/1900"}, {60, false, ""}, {61, false, "01/03/1900"}, {25569, false, "01/01/1970"},
		{45351.99999, false, "29/02/2024"}, {45351.999999, false, "01/03/2024"}, {2958465, false, "31/12/9999"}, {2958466, false, ""}, {0, false, ""},
		{-1, false, ""}, {0, true, "01/01/1904"}, {1e300, false, ""},
	}
	for _, tt := range tests {
		got := ""
		if day, ok := DayOf(tt.serial, tt.mac); ok {
			got = day.Format("02/01/2006")
			if tt.serial == float64(int(tt.serial)) && serialOf(day, tt.mac) != tt.serial {
				t.Errorf("%v: back to %v", tt.serial, serialOf(day, tt.mac))
			}
		}
		if got != tt.want {
			t.Errorf("%v: %q, want %q", tt.serial, got, tt.want)
		}
	}
}

// TestXMLAcrossBuffers moves tags, entities and characters over every place where the buffer may end.
func TestXMLAcrossBuffers(t *testing.T) {
	for shift := range 20 {
		var rows strings.Builder
		fmt.Fprintf(&rows, "<!--%s-->", strings.Repeat("-x", xmlBuffer/2-len(headingRow)/2-shift))
		for i := 2; i < 60; i++ {
			fmt.Fprintf(&rows, `<row r="%d"><c r="A%d" t="str"><v>è&amp;%s&#233;</v></c></row>`, i, i, strings.Repeat("à&lt;", i*20))
		}
		table := mustRead(t, "a.xlsx", sheetOf(t, rows.String()))
		if len(table.Rows) != 58 {
			t.Fatalf("shift %d: %d rows", shift, len(table.Rows))
		}
		for _, r := range table.Rows {
			if want := "è&" + strings.Repeat("à<", r.Line*20) + "é"; r.Cells[0].Text != want {
				t.Fatalf("shift %d, row %d: %q", shift, r.Line, r.Cells[0].Text)
			}
		}
	}
}
