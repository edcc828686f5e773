package sheet

import (
	"bytes"
	"strings"
	"testing"
	"unicode/utf16"
)

func utf16Of(s string, order byte) []byte {
	out := []byte{0xFF, 0xFE}
	if order == 'B' {
		out = []byte{0xFE, 0xFF}
	}
	for _, u := range utf16.Encode([]rune(s)) {
		if order == 'B' {
			out = append(out, byte(u>>8), byte(u))
		} else {
			out = append(out, byte(u), byte(u>>8))
		}
	}
	return out
}

func TestReadCSV(t *testing.T) {
	const plainHeading = "Cognome;Nome;Nato il\n"
	tests := []struct {
		name, content string
		rows          string // as texts gives them
		sep           string // ";" if empty
		titles        int
	}{
		{name: "semicolons", content: plainHeading + "Rossi;Ada;1/2/1980\n", rows: "2|Rossi|Ada|1/2/1980\n"},
		{name: "commas", content: "Cognome,Nome,Nato il\nRossi,Ada,1/2/1980\n", rows: "2|Rossi|Ada|1/2/1980\n", sep: ","},
		{name: "tabs", content: "Cognome\tNome\tNato il\nRossi\tAda\t1/2/1980\n", rows: "2|Rossi|Ada|1/2/1980\n", sep: "\t"},
		{name: "semicolons with commas inside", content: plainHeading + "Rossi;Ada, detta Dina;a, b, c\nNeri;Bo, x;d, e, f\n",
			rows: "2|Rossi|Ada, detta Dina|a, b, c\n3|Neri|Bo, x|d, e, f\n"},
		{name: "commas inside quotes do not count", content: plainHeading + "Rossi;\"a,b,c,d,e,f\";x\nNeri;\"a,b,c,d,e,f\";y\n",
			rows: "2|Rossi|a,b,c,d,e,f|x\n3|Neri|a,b,c,d,e,f|y\n"},
		{name: "byte order mark", content: "\xEF\xBB\xBF" + plainHeading + "Niccolò;Ada;x\n", rows: "2|Niccolò|Ada|x\n"},
		{name: "byte order mark and a quoted heading", content: "\xEF\xBB\xBF\"Cognome\";Nome;Nato il\nRossi;Ada;x\n", rows: "2|Rossi|Ada|x\n"},
		{name: "Excel's separator line is no row", content: "sep=,\r\nCognome,Nome,Nato il\r\nRossi,Ada,x\r\n", rows: "2|Rossi|Ada|x\n", sep: ","},
		{name: "mixed line ends", content: "Cognome;Nome;Nato il\r\nRossi;Ada;x\nNeri;Bo;y\rVerdi;Ivo;z", rows: "2|Rossi|Ada|x\n3|Neri|Bo|y\n4|Verdi|Ivo|z\n"},
		{name: "line breaks in a cell make one row", content: plainHeading + "Rossi;Ada;\"uno\r\ndue\ntre\"\nNeri;Bo;x\n",
			rows: "2|Rossi|Ada|uno\ndue\ntre\n3|Neri|Bo|x\n"},
		{name: "blank records count", content: plainHeading + "\n;;\n  ; ;\nRossi;Ada;x\n", rows: "5|Rossi|Ada|x\n"},
		{name: "titles above", content: "Elenco SIIL\n\nzona;Valdinievole\n" + plainHeading + "Rossi;Ada;x\n", rows: "5|Rossi|Ada|x\n", titles: 2},
		{name: "doubled quotes", content: plainHeading + `Rossi;Ada;"dice: ""ciao"""` + "\n", rows: "2|Rossi|Ada|dice: \"ciao\"\n"},
		{name: "a quote inside a word", content: plainHeading + "Rossi;tubo da 5\";x\nNeri;Bo;y\n", rows: "2|Rossi|tubo da 5\"|x\n3|Neri|Bo|y\n"},
		{name: "lone quotes inside quotes", content: plainHeading + `Rossi;"dice "ciao" e va";x` + "\nNeri;Bo;y\n",
			rows: "2|Rossi|dice \"ciao\" e va|x\n3|Neri|Bo|y\n"},
		{name: "a quote that never closes", content: plainHeading + "Rossi;\"Ada;x\nNeri;Bo;y\nVerdi;Ivo;z\n",
			rows: "2|Rossi|\"Ada|x\n3|Neri|Bo|y\n4|Verdi|Ivo|z\n"},
		{name: "a quote that never closes before quoted cells", content: plainHeading + "Rossi;\"Ada;x\nNeri;\"Bo;Bo\";y\nVerdi;\"\";z\n",
			rows: "2|Rossi|\"Ada|x\n3|Neri|Bo;Bo|y\n4|Verdi||z\n"},
		{name: "a quote that never closes before a quoted cell on its line", content: plainHeading + "\"Rossi;\"Ada; Dina\";x\n", rows: "2|\"Rossi|Ada; Dina|x\n"},
		{name: "two lone quotes far apart do not swallow what is between",
			content: "A;B;C;D;E\n1;\"x;3;4;5\n" + strings.Repeat("1;2;3;4;5\n", 3) + "1;x\";3;4;5\n",
			rows:    "2|1|\"x|3|4|5\n3|1|2|3|4|5\n4|1|2|3|4|5\n5|1|2|3|4|5\n6|1|x\"|3|4|5\n"},
		{name: "blanks after a closing quote", content: plainHeading + "\"Rossi\" ;Ada;x\n", rows: "2|Rossi|Ada|x\n"},
		{name: "short and long rows", content: plainHeading + "Rossi\nNeri;Bo;x;in più;;\n", rows: "2|Rossi\n3|Neri|Bo|x|in più\n"},
		{name: "apostrophe before a formula's first character", content: plainHeading + "'+39 0572;'=1+1;'Ndrangheta\n", rows: "2|+39 0572|=1+1|'Ndrangheta\n"},
		{name: "a text as a formula", content: plainHeading + "=\"00123\";\"=\"\"045\"\"\";x\n", rows: "2|00123|045|x\n"},
		{name: "control characters", content: plainHeading + "Ros\x07si;A\x0bda;" + strings.Repeat("x", 500) + "\n", rows: "2|Rossi|Ada|" + strings.Repeat("x", 500) + "\n"},
		{name: "Windows-1252", content: plainHeading + "Niccol\xf2;D\x92Esempio;\x80 5\n", rows: "2|Niccolò|D’Esempio|€ 5\n"},
		{name: "UTF-16", content: string(utf16Of(plainHeading+"Niccolò;Ada;x\r\n", 'L')), rows: "2|Niccolò|Ada|x\n"},
		{name: "UTF-16, big end first", content: string(utf16Of(plainHeading+"Niccolò;Ada;x\r\n", 'B')), rows: "2|Niccolò|Ada|x\n"},
		{name: "no rows", content: plainHeading, rows: ""},
	}
	for _, tt := range tests {
		t.Run(tt.name, func(t *testing.T) {
			table := mustRead(t, "elenco.csv", []byte(tt.content))
			if got := texts(table.Rows); got != tt.rows {
				t.Errorf("rows\n%q, want\n%q", got, tt.rows)
			}
			if want := tt.sep; table.Separator != want && (want != "" || table.Separator != ";") {
				t.Errorf("separator %q", table.Separator)
			}
			if len(table.Titles) != tt.titles {
				t.Errorf("%d titles, want %d", len(table.Titles), tt.titles)
			}
		})
	}
}

func TestReadCSVEncodingAcrossChunks(t *testing.T) {
	// A character cut by the end of a chunk of 64 KiB is still one character.
	for shift := range 4 {
		content := "Cognome;Nome;Nota\n" + strings.Repeat("x", shift) + strings.Repeat("Rossi;Niccolò;è\n", 9000)
		if table := mustRead(t, "a.csv", []byte(content)); table.Encoding != utf8Text || table.Rows[8999].Text(1) != "Niccolò" {
			t.Errorf("shift %d: %s", shift, table.Encoding)
		}
		cut := []byte(content[:len(content)-2])
		if table := mustRead(t, "a.csv", cut); table.Encoding != windowsText {
			t.Errorf("cut in a character: %s", table.Encoding)
		}
	}
}

// TestReadCSVLongFile reads past the window: rows keep their numbers and texts.
func TestReadCSVLongFile(t *testing.T) {
	var b bytes.Buffer
	b.WriteString("N;Cognome;Nota\r\n")
	long := strings.Repeat("à;\n\"", 2000)
	for i := range 300 {
		b.WriteString("1;Rossi " + strings.Repeat("i", i) + ";\"" + strings.ReplaceAll(long, `"`, `""`) + "\"\r\n")
	}
	table := mustRead(t, "a.csv", b.Bytes())
	if len(table.Rows) != 300 {
		t.Fatalf("%d rows", len(table.Rows))
	}
	for i, r := range table.Rows {
		if r.Line != i+2 || r.Cells[1].Text != "Rossi "+strings.Repeat("i", i) || r.Cells[2].Text != long {
			t.Fatalf("row %d", i)
		}
	}
}

func TestReadRefuses(t *testing.T) {
	small := sample(t, "cpi-elenco.xlsx")
	tests := []struct {
		name, file, content, code string
	}{
		{"nothing", "a.csv", "", Empty},
		{"blanks only", "a.csv", "\n;;\n \n", Empty},
		{"no heading", "a.csv", "1;2;3\n4;5;6\n", NoHeading},
		{"zeros", "a.csv", "Cognome;Nome;Nota\nRossi;A\x00da;x\n", Binary},
		{"random bytes", "a.csv", strings.Repeat("\x01\x8f\x02\xee\x1f", 200), Binary},
		{"zeros behind a UTF-16 mark", "a.csv", string(utf16Of("a\x00b;c;d\n", 'L')), Binary},
		{"no extension, no text", "elenco", "\x7fELF\x00\x00", NotSpreadsheet},
		{"workbook named csv", "a.csv", string(small), WrongName},
		{"workbook named xls", "a.xls", string(small), WrongName},
		{"zip named csv", "a.csv", zipOf(t, "a.txt", "x"), NotSpreadsheet},
		{"text named xlsx", "a.XLSX", "Cognome;Nome;Nota\n", WrongName},
		{"text named pdf", "a.pdf", "Cognome;Nome;Nota\n", NotSpreadsheet},
		{"pdf", "a.csv", "%PDF-1.7\n", NotSpreadsheet},
		{"old excel", "a.xls", string(oleMagic) + strings.Repeat("\x00", 1000), OldExcel},
		{"old excel named xlsx", "a.xlsx", string(oleMagic) + strings.Repeat("\x00", 1000), OldExcel},
		{"password", "a.xlsx", string(oleMagic) + strings.Repeat("\x00", 65530) + string(encryptedPackage) + "\x00\x00", Protected},
		{"web page", "a.xls", "\n<html><table><tr><td>Cognome", WebPage},
		{"xml", "a.xls", "\xEF\xBB\xBF<?xml version=\"1.0\"?><Workbook>", WebPage},
		{"libreoffice", "a.ods", zipOf(t, "mimetype", "application/vnd.oasis.opendocument.spreadsheet"), OpenDocument},
		{"binary workbook", "a.xlsb", zipOf(t, "xl/workbook.bin", "x"), BinaryExcel},
		{"word", "a.docx", zipOf(t, "word/document.xml", "<x/>"), NotSpreadsheet},
		{"half a zip", "a.xlsx", string(small[:len(small)/2]), Damaged},
		{"broken zip", "a.xlsx", string(small[:4000]) + "x" + string(small[4001:]), Damaged},
		{"cell too long", "a.csv", "Cognome;Nome;Nota\nRossi;Ada;" + strings.Repeat("è", 20001) + "\n", CellTooLong},
		{"cell far too long", "a.csv", "Cognome;Nome;Nota\nRossi;Ada;" + strings.Repeat("è", 200001) + "\n", CellTooLong},
		{"too many columns", "a.csv", "Cognome;Nome;Nota" + strings.Repeat(";", 98) + "x\n", TooManyColumns},
		{"too many rows", "a.csv", "Cognome;Nome;Nota\n" + strings.Repeat("a;b;c\n", 20001), TooManyRows},
	}
	for _, tt := range tests {
		t.Run(tt.name, func(t *testing.T) {
			table, err := read(tt.file, []byte(tt.content))
			if err == nil {
				t.Fatalf("read as %s: %s", table.Kind, texts(table.Rows))
			}
			wantCode(t, err, tt.code)
		})
	}
	if table := mustRead(t, "a.csv", []byte("Cognome;Nome;Nota\n"+strings.Repeat("a;b;c\n", 20000))); len(table.Rows) != 20000 {
		t.Errorf("%d rows at the limit", len(table.Rows))
	}
	mustRead(t, "a.csv", []byte("Cognome;Nome;Nota\nRossi;Ada;"+strings.Repeat("è", 20000)+strings.Repeat(";", 1000)+"\n"))
}

func TestTooLargeSaysHowMuch(t *testing.T) {
	_, err := Read("a.csv", bytes.NewReader(nil), 100<<20, DefaultLimits)
	wantCode(t, err, TooLarge)
	if got := err.(*Problem).Text[0]; !strings.HasPrefix(got, "Il file pesa 100 MB: il massimo è 20 MB.") {
		t.Error(got)
	}
}

func TestHeading(t *testing.T) {
	content := []byte("Servizio;Zona;Anno di lavoro\nEsito;Data;;\nMario;Luigi;Anna\nCOGNOME;X;NOME\na;b;c\n")
	if got := mustRead(t, "a.csv", content).Heading.Line; got != 1 {
		t.Errorf("without a scorer: row %d", got)
	}
	score := func(cells []string) (n int) {
		for _, c := range cells {
			if c == "COGNOME" || c == "NOME" || c == "Esito" {
				n++
			}
		}
		return n
	}
	table, err := ReadWith("a.csv", bytes.NewReader(content), int64(len(content)), DefaultLimits, Options{Score: score})
	if err != nil || table.Heading.Line != 4 || len(table.Titles) != 3 || len(table.Rows) != 1 {
		t.Errorf("with a scorer: %+v, %v", table, err)
	}
}
