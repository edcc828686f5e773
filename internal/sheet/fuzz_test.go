package sheet

import (
	"bytes"
	"encoding/xml"
	"errors"
	"io"
	"slices"
	"strings"
	"testing"
	"time"
	"unicode/utf8"
)

// checkRead holds what must be true of any file: a problem with words, or a table within the limits whose rows can be written and read
// again; within a second.
func checkRead(t *testing.T, name string, content []byte) {
	start := time.Now()
	table, err := read(name, content)
	if spent := time.Since(start); spent > time.Second {
		t.Errorf("%v", spent)
	}
	if err != nil {
		var p *Problem
		if !errors.As(err, &p) || p.Text[0] == "" {
			t.Fatalf("no problem: %v", err)
		}
		return
	}
	line := 0
	all := slices.Concat(table.Titles, []Row{table.Heading}, table.Rows)
	for _, r := range all {
		if r.Line <= line || len(r.Cells) == 0 || len(r.Cells) > DefaultLimits.Columns {
			t.Fatalf("row %d of %d cells after row %d", r.Line, len(r.Cells), line)
		}
		line = r.Line
		for _, c := range r.Cells {
			if !utf8.ValidString(c.Text) || shownAs(c.Text) != c.Text || utf8.RuneCountInString(c.Text) > DefaultLimits.CellRunes {
				t.Fatalf("text %q", c.Text)
			}
		}
	}
	again(t, all)
}

// again writes rows as an .xlsx and reads them; a first row makes sure that there is a heading.
func again(t *testing.T, rows []Row) {
	var written [][]string
	for _, r := range rows {
		var cells []string
		for _, c := range r.Cells {
			cells = append(cells, c.Text)
		}
		written = append(written, cells)
	}
	table := mustRead(t, "a.xlsx", writeXLSX(t, threeColumns, written, WriteOptions{}))
	if len(table.Rows) != len(rows) || len(table.Titles) > 0 {
		t.Fatalf("%d rows written, %d read", len(rows), len(table.Rows))
	}
	for i, r := range table.Rows {
		for j, c := range r.Cells {
			if want := rows[i].Cell(j).Text; c.Text != want && strings.TrimSpace(want) != "" {
				t.Fatalf("wrote %q, read %q", want, c.Text)
			}
		}
	}
}

func FuzzReadCSV(f *testing.F) {
	f.Add(sample(f, "equipe-elenco.csv"))
	f.Add([]byte("sep=,\r\nCognome,Nome,Nota\r\n\"Ros\"\"si\",\"A\nda\",'=1\r\n"))
	f.Add([]byte("\xEF\xBB\xBFCognome\tNome\tNota\n\"a\"b\tc\"\t\"d\n"))
	f.Add(utf16Of("Cognome;Nome;Nota\nà;è;ì\n", 'L'))
	f.Fuzz(func(t *testing.T, content []byte) { checkRead(t, "a.csv", content) })
}

func FuzzReadXLSX(f *testing.F) {
	f.Add(sample(f, "cpi-elenco.xlsx"))
	f.Add(sheetOf(f, `<row r="2"><c r="A2" t="str"><v>x</v></c></row>`))
	f.Add(writeXLSX(f, threeColumns, [][]string{{"a", "=b", "c\n"}}, WriteOptions{Footer: "x"}))
	f.Fuzz(func(t *testing.T, content []byte) { checkRead(t, "a.xlsx", content) })
}

// FuzzReadParts changes the parts inside the zip, which FuzzReadXLSX can hardly do.
func FuzzReadParts(f *testing.F) {
	f.Add(workbookPart, `<sst><si><t>Rossi</t></si><si><r><t>A</t></r></si></sst>`,
		`<styleSheet><numFmts><numFmt numFmtId="164" formatCode="dd\/mm"/></numFmts><cellXfs><xf numFmtId="0"/><xf numFmtId="164"/></cellXfs></styleSheet>`,
		`<worksheet><sheetData>`+headingRow+`<row r="2"><c r="A2" t="s"><v>0</v></c><c r="B2" s="1"><v>45000.5</v></c><c r="C2" t="e"><f>1</f><v>#N/A</v></c>`+
			`<c t="b"><v>1</v></c><c t="inlineStr"><is><t>_x0041_&amp;</t></is></c><c t="d"><v>2024-01-02</v></c></row></sheetData></worksheet>`)
	f.Fuzz(func(t *testing.T, book, strings, styles, cells string) {
		checkRead(t, "a.xlsx", workbookOf(t, map[string]any{"xl/workbook.xml": book, "xl/sharedStrings.xml": strings,
			"xl/styles.xml": styles, "xl/worksheets/sheet1.xml": cells}))
	})
}

// FuzzXML holds our decoder against encoding/xml: what both read, they read alike.
func FuzzXML(f *testing.F) {
	f.Add(`<?xml version="1.0" encoding="UTF-8"?><a:b c="d&amp;" e='f>'><!-- x --><g/>t&#65;&lt;<![CDATA[<h>]]>è</a:b>`)
	f.Add("<sheetData>" + headingRow + "</sheetData>")
	f.Fuzz(func(t *testing.T, content string) {
		want, err := theirTokens(content)
		if err != nil {
			return
		}
		got, err := ourTokens(content)
		if err == nil && got != want {
			t.Errorf("read\n%q, want\n%q", got, want)
		}
	})
}

func ourTokens(content string) (string, error) {
	var b strings.Builder
	x := newXML(strings.NewReader(content), 100)
	for {
		k, err := x.next()
		switch {
		case err != nil || k == endOfPart:
			return strings.NewReplacer("\r\n", "\n", "\r", "\n").Replace(b.String()), err
		case k == chars:
			b.Write(x.text)
		case k == endTag:
			b.WriteString("</" + string(x.name) + ">")
		default:
			b.WriteString("<" + string(x.name))
			for key, value, ok := x.firstAttr(); ok; key, value, ok = x.nextAttr() {
				b.WriteString(" " + string(key) + "=" + string(value))
			}
			b.WriteString(">")
		}
	}
}

func theirTokens(content string) (string, error) {
	var b strings.Builder
	d := xml.NewDecoder(bytes.NewReader([]byte(content)))
	depth := 0
	for {
		k, err := d.Token()
		if errors.Is(err, io.EOF) {
			return strings.NewReplacer("\r\n", "\n", "\r", "\n").Replace(b.String()), nil
		}
		if err != nil {
			return "", err
		}
		switch k := k.(type) {
		case xml.CharData:
			if depth > 0 {
				b.Write(k)
			}
		case xml.EndElement:
			depth--
			b.WriteString("</" + k.Name.Local + ">")
		case xml.StartElement:
			depth++
			b.WriteString("<" + k.Name.Local)
			for _, a := range k.Attr {
				b.WriteString(" " + a.Name.Local + "=" + a.Value)
			}
			b.WriteString(">")
		}
	}
}
