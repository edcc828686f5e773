package exchange

import (
	"testing"

	"siil/internal/crypt"
	"siil/internal/guideline"
	"siil/internal/person"
	"siil/internal/sheet"
	"siil/internal/value"
)

var day = value.MustDate("2026-11-24")

// readTable reads lines written as rows of texts under headings, as a table of a list.
func readTable(t testing.TB, x func(*Mapping), heading []string, rows ...[]string) (*reader, []Candidate) {
	t.Helper()
	table := &sheet.Table{Kind: sheet.CSV, Heading: row(1, heading)}
	for i, r := range rows {
		table.Rows = append(table.Rows, row(i+2, r))
	}
	m := guideline.Default()
	heads := headings(table)
	mapping := propose(m, heads)
	if x != nil {
		x(&mapping)
	}
	if err := mapping.check(m); err != nil {
		t.Fatal(err)
	}
	rd := newReader(m, "valdinievole", heads, mapping, day, false)
	var out []Candidate
	for _, r := range lines(table, heads, mapping) {
		out = append(out, rd.read(r))
	}
	return rd, out
}

func row(line int, texts []string) sheet.Row {
	r := sheet.Row{Line: line}
	for _, s := range texts {
		r.Cells = append(r.Cells, sheet.Cell{Text: s})
	}
	return r
}

func judged(t testing.TB, chosen map[int]choices, heading []string, rows ...[]string) []verdict {
	t.Helper()
	rd, cands := readTable(t, nil, heading, rows...)
	return judge(cands, newArchive(rd, crypt.Key{}, 0), chosen)
}

func TestSplitName(t *testing.T) {
	code := func(family, given string) value.TaxCode {
		return value.BuildTaxCode(family, given, value.MustDate("1980-05-03"), "F", "G491")
	}
	tests := []struct {
		whole         string
		code          value.TaxCode
		givenFirst    bool
		family, given string
		certain       bool
	}{
		{"Bianchi Chiara", "", false, "Bianchi", "Chiara", true},
		{"Chiara Bianchi", "", true, "Bianchi", "Chiara", true},
		{"Chiara Bianchi", code("Bianchi", "Chiara"), false, "Bianchi", "Chiara", true},
		{"DE PROVIS OKSANA", "", false, "De Provis", "Oksana", true},
		{"D'Esempio Giuseppe", "", false, "D'Esempio", "Giuseppe", true},
		{"D' Esempio Giuseppe", "", false, "D'Esempio", "Giuseppe", true},
		{"D’ANGELO NICCOLÒ", "", false, "D’Angelo", "Niccolò", true},
		{"Lo Finto Maria Grazia", "", false, "Lo Finto", "Maria Grazia", true},
		{"Cartoni Maria Grazia", "", false, "Cartoni", "Maria Grazia", true},
		{"Cartoni Maria Grazia", code("Cartoni", "Maria Grazia"), false, "Cartoni", "Maria Grazia", true},
		{"Ròssi Test Ibrahim", code("Ròssi Test", "Ibrahim"), false, "Ròssi Test", "Ibrahim", true},
		{"Maria Grazia Cartoni", "", true, "Cartoni", "Maria Grazia", true},
		{"Maria De Provis", "", true, "De Provis", "Maria", true},
		{"Finti, Maria Teresa Anna", "", false, "Finti", "Maria Teresa Anna", true},
		{"FINTI PROVA Elena", "", false, "Finti Prova", "Elena", false},
		{"Sig.ra Finti Elena (sorella)", "", false, "Finti", "Elena", true},
		{"Finti Prova Elena", "", false, "Finti", "Prova Elena", false},
		{"Finti", "", false, "Finti", "", false},
		{"", "", false, "", "", false},
	}
	for _, x := range tests {
		f, g, certain := splitName(x.whole, x.code, x.givenFirst)
		if f != x.family || g != x.given || certain != x.certain {
			t.Errorf("%q: %q, %q, %v; want %q, %q, %v", x.whole, f, g, certain, x.family, x.given, x.certain)
		}
	}
}

func TestJudgeFile(t *testing.T) {
	code := value.BuildTaxCode("Finti", "Elena", value.MustDate("1980-05-03"), "F", "G491")
	head := []string{"Cognome e nome", "C.F.", "Data di nascita", "Sesso", "Segnalato il"}
	v := judged(t, nil, head,
		[]string{"Finti Elena", string(code), "3/5/80", "F", "1/2/2024"},
		[]string{"FINTI ELENA", string(code), "", "", "1/3/2024"},
		[]string{"Prova Ion", "", "07/12/1990", "", ""},
		[]string{"Prova Ion", "", "12/07/1990", "", ""},
		[]string{"Ion Prova", "", "07.12.1990", "", ""},
		[]string{"Finti Elena", string(code.Omocode(1)), "", "", ""},
		[]string{"Altri Mirela", string(code), "", "", ""},
		[]string{"Finti Elena", string(code[:15]) + "?", "", "", ""},
		[]string{"Saggi Luca", "", "31/02/1990", "", ""},
		[]string{"Saggi Luca", "", "boh", "", ""},
		[]string{"", "", "03/05/1980", "", "1/1/2024"},
		[]string{"Finti", "", "03/05/1980", "", ""},
		[]string{"Segni Rosa", string(value.BuildTaxCode("Segni", "Rosa", value.MustDate("1970-01-01"), "F", "G491")), "", "M", ""},
	)
	want := []string{"new", "joined same_person", "new", "doubtful likely_twin_in_file", "joined same_person", "doubtful likely_twin_in_file",
		"doubtful likely_twin_in_file", "refused tax_code_shape", "refused no_such_day", "refused not_a_date", "refused nobody", "refused name_missing",
		"doubtful sex_differs"}
	for i, x := range v {
		got := string(x.Result)
		if x.Reason != "" {
			got += " " + x.Reason
		}
		if got != want[i] {
			t.Errorf("line %d: %s, want %s (%v)", x.Line, got, want[i], x.Remarks)
		}
	}
}

func TestJudgeChoices(t *testing.T) {
	born := value.MustDate("1980-05-03")
	code := value.BuildTaxCode("Finti", "Elena", born, "F", "G491")
	head := []string{"Cognome e nome", "C.F.", "Data di nascita"}
	rows := [][]string{{"Finti Elena", string(code), "4/5/80"}, {"Prova Ion", "", "07/12/1990"}, {"Prova Ion", "", "12/07/1990"}}
	for _, x := range []struct {
		chosen map[int]choices
		born   value.Date
		third  Result
	}{
		{map[int]choices{2: "code", 4: "same"}, born, Joined},
		{map[int]choices{2: "stated", 4: "apart"}, value.MustDate("1980-05-04"), Added},
	} {
		v := judged(t, x.chosen, head, rows...)
		if v[0].Result != Added || v[0].Person.BirthDate != x.born || v[2].Result != x.third {
			t.Errorf("%v: %s born %s, third %s", x.chosen, v[0].Result, v[0].Person.BirthDate, v[2].Result)
		}
	}
	if got := choices("code same").and(ChooseApart); got != "code apart" {
		t.Errorf("choice replaced: %q", got)
	}
}

// TestJudgeArchive holds lines against somebody whom the archive has.
func TestJudgeArchive(t *testing.T) {
	born := value.MustDate("1980-05-03")
	code := value.BuildTaxCode("Finti", "Elena", born, "F", "G491")
	head := []string{"Cognome e nome", "C.F.", "Data di nascita", "Tel.", "Segnalato il", "Stato", "Misura"}
	for _, x := range []struct {
		name string
		line []string
		want Result
	}{
		{"same by code", []string{"Finti Elena", string(code)}, Same},
		{"same by name and birth", []string{"FINTI Elena", "", "3/5/1980"}, Same},
		{"telephone", []string{"Finti Elena", string(code), "", "333 1"}, Same},
		{"telephone filled", []string{"Finti Elena", string(code), "", "333 1234567"}, Updated},
		{"referral", []string{"Finti Elena", string(code), "", "", "1/1/2024"}, Updated},
		{"programme", []string{"Finti Elena", string(code), "", "", "", "", "ADI"}, Updated},
		{"state is only shown", []string{"Finti Elena", string(code), "", "", "", "sospesa"}, Same},
		{"resembles", []string{"Finti Elana", "", "3/5/1980"}, Doubtful},
		{"other birth", []string{"Finti Elena", "", "23/11/1991"}, Added},
	} {
		rd, cands := readTable(t, nil, head, x.line)
		a := newArchive(rd, crypt.Key{}, 0)
		s := &subject{Person: person.Person{ID: value.NewID(), FamilyName: "Finti", GivenName: "Elena", TaxCode: code, BirthDate: born, Sex: "F"},
			caseID: value.NewID(), state: "ASSEGNATA", referrals: map[string]bool{}, programmes: map[string]bool{}, notes: map[string]bool{}}
		s.stored = s.Person
		a.known.put(s)
		if x.name == "telephone" {
			s.Phone, s.stored.Phone = "0572 1", "0572 1"
		}
		v := judge(cands, a, nil)[0]
		if v.Result != x.want {
			t.Errorf("%s: %s, want %s (%v)", x.name, v.Result, x.want, v.Remarks)
		}
	}
}

func FuzzReadLine(f *testing.F) {
	f.Add("Finti Elena", "FNTLNE80E43G491X", "3/5/80", "chiusa: rinuncia", "ADI + GOL 4", "45000")
	f.Add("D'  (", "crtncl 02m16 f839u", "31.02.99", "", ";;;", "=1+1")
	f.Fuzz(func(t *testing.T, name, code, born, state, programme, on string) {
		v := judged(t, nil, []string{"Nominativo", "CF", "Nato il", "Stato", "Misura", "Segnalato il"}, []string{name, code, born, state, programme, on})
		var c Counts
		for _, x := range v {
			c.add(x.Result)
			if x.Result != Refused && x.Person.FamilyName == "" {
				t.Fatal("somebody without a name came in")
			}
		}
		if c.Lines != len(v) || c.New+c.Doubtful+c.Refused != c.Lines {
			t.Fatalf("counts %+v", c)
		}
	})
}
