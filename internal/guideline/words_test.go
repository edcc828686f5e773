package guideline

import (
	"slices"
	"strings"
	"testing"
	"time"
)

// The headings of the two lists that the project was given, and others as zones write them.
func TestFieldForHeadings(t *testing.T) {
	for heading, want := range map[string]string{
		"N.": "number", "Data segnalazione": "referred_on", "Cognome e nome": "full_name", "C.F.": "tax_code", "nato/a a": "birth_place",
		"Data di nascita": "birth_date", "Residenza": "municipality", "Tel.": "phone", "Servizio inviante": "referrer", "Misura": "programme",
		"Esito équipe": "state", "Note": "notes",
		"COGNOME": "family_name", "NOME": "given_name", "SESSO": "sex", "CODICE FISCALE": "tax_code", "DATA NASC.": "birth_date",
		"LUOGO NASC": "birth_place", "COMUNE": "municipality", "RECAPITO": "phone", "SEGNALATO DA": "referrer", "SEGNALATO IL": "referred_on",
		"PROGRAMMA": "programme", "STATO": "state", "ANNOTAZIONI": "notes",
		"  codice   fiscale ": "tax_code", "c. f.": "tax_code", "Codice\nfiscale": "tax_code", "Cod.fisc": "tax_code", "N°": "number", "Nº": "number",
		"Esito �quipe": "state", "Data segnalazone": "referred_on", "Telefono:": "phone", "Nato il": "birth_date", "Nata a": "birth_place",
		"Comune di nascita": "birth_place", "Comune di residenza": "municipality", "Assistente sociale": "manager", "Prossimo appuntamento": "next_date",
		"Data prossimo appuntamento": "next_date", "Sede": "seat", "e-mail": "email", "Indirizzo": "address", "Indirizzo e-mail": "email",
		"Stato civile": "", "Cittadinanza": "", "Diagnosi": "", "Età": "", "Data chiusura": "", "ISEE": "", "": "", "???": "", "Colore": "", "xyz": "",
	} {
		got, score := Default().FieldFor(heading)
		if got != want || (score > 0) != (want != "") || score > 1 {
			t.Errorf("%q is %q (%.2f), want %q", heading, got, score, want)
		}
	}
	if _, exact := Default().FieldFor("Cognome"); exact != Certain {
		t.Errorf("a heading of the model scores %.2f", exact)
	}
	if _, near := Default().FieldFor("Cognomee"); near >= Certain || near < least {
		t.Errorf("a heading with a slip scores %.2f", near)
	}
}

func TestColumns(t *testing.T) {
	fields := func(headings ...string) []string {
		var out []string
		for _, c := range Default().Columns(headings) {
			out = append(out, c.Field)
		}
		return out
	}
	for _, c := range []struct{ headings, want []string }{
		{[]string{"COGNOME", "NOME", "SESSO", "CODICE FISCALE"}, []string{"family_name", "given_name", "sex", "tax_code"}},
		{[]string{"Nome", "CF"}, []string{"full_name", "tax_code"}},
		{[]string{"Cognome", "CF"}, []string{"full_name", "tax_code"}},
		{[]string{"Nominativo", "Nome", "Cognome"}, []string{"", "given_name", "family_name"}},
		{[]string{"Data", "Data segnalazione", "Note", "Osservazioni"}, []string{"", "referred_on", "notes", "notes"}},
		{[]string{"Telefono", "Cellulare", ""}, []string{"phone", "", ""}},
		{[]string{"Data", "Utente", "Esito"}, []string{"referred_on", "full_name", "state"}},
	} {
		if got := fields(c.headings...); !slices.Equal(got, c.want) {
			t.Errorf("%q are %q, want %q", c.headings, got, c.want)
		}
	}
}

func TestStateFor(t *testing.T) {
	for words, want := range map[string]StateProposal{
		"PRESA IN CARICO":          {State: "ASSEGNATA"},
		"presa in carico":          {State: "ASSEGNATA"},
		"in attesa":                {State: "IN_EQUIPE"},
		"rinviata con indicazioni": {State: "RINVIATA", Sure: true},
		"da integrare":             {State: "IN_PREVALUTAZIONE", Sure: true},
		"irreperibile":             {State: "CHIUSA", ClosureReason: "IRREPERIBILITA"},
		"chiusa: rinuncia":         {State: "CHIUSA", ClosureReason: "RINUNCIA", Sure: true},
		"chiusa - lavoro":          {State: "CHIUSA", ClosureReason: "LAVORO", Sure: true},
		"Chiusa (lavoro)":          {State: "CHIUSA", ClosureReason: "LAVORO", Sure: true},
		"sospesa":                  {State: "SOSPESA", SuspensionReason: "NON_INDICATO", Sure: true},
		"chiusa":                   {State: "CHIUSA", ClosureReason: "NON_INDICATO"},
		"presa in crico":           {State: "ASSEGNATA"},
		"chiusa: rinunica":         {State: "CHIUSA", ClosureReason: "RINUNCIA"}, // a slip is never sure
		"non presa in carico":      {State: "NON_AMMESSA", Sure: true},
	} {
		got, ok := Default().StateFor(words)
		if !ok || got.State != want.State || got.ClosureReason != want.ClosureReason || got.SuspensionReason != want.SuspensionReason || got.Sure != want.Sure {
			t.Errorf("%q is %s %s%s sure %v", words, got.State, got.ClosureReason, got.SuspensionReason, got.Sure)
		}
	}
	for _, words := range []string{"", "boh", "vedi note", "-"} {
		if got, ok := Default().StateFor(words); ok {
			t.Errorf("%q is %s", words, got.State)
		}
	}
}

func TestProgrammeFor(t *testing.T) {
	for words, want := range map[string]string{"A.D.I.": "ADI", "ADI": "ADI", "adi": "ADI", "GOL 4": "GOL_4", "GOL perc. 4": "GOL_4", "gol - percorso 4": "GOL_4",
		"L. 68/99": "L68_99", "L.68/99": "L68_99", "RDC (cessato)": "RDC", "SFL": "SFL", "FSE+": "FSE_PLUS", "FSE +": "FSE_PLUS", "nessuna": "NESSUNO",
		"": "", "-": "", "bonus": ""} {
		got, ok := Default().ProgrammeFor(words)
		if got != want || ok != (want != "") {
			t.Errorf("%q is %q, want %q", words, got, want)
		}
	}
}

func TestProgrammesFor(t *testing.T) {
	for _, c := range []struct {
		cell        string
		codes, rest []string
	}{
		{"ADI + GOL 4", []string{"ADI", "GOL_4"}, nil},
		{"ADI/SFL", []string{"ADI", "SFL"}, nil},
		{"SFL / L. 68/99", []string{"SFL", "L68_99"}, nil},
		{"L. 68/99, FSE+", []string{"L68_99", "FSE_PLUS"}, nil},
		{"FSE+ e altro", []string{"FSE_PLUS"}, []string{"e altro"}},
		{"FSE+; ADI", []string{"FSE_PLUS", "ADI"}, nil},
		{"ADI; bonus affitto", []string{"ADI"}, []string{"bonus affitto"}},
		{"ADI, ADI", []string{"ADI"}, nil},
		{" ", nil, nil},
		{"//", nil, nil},
		{"boh", nil, []string{"boh"}},
	} {
		codes, rest := Default().ProgrammesFor(c.cell)
		if !slices.Equal(codes, c.codes) || !slices.Equal(rest, c.rest) {
			t.Errorf("%q is %q and %q, want %q and %q", c.cell, codes, rest, c.codes, c.rest)
		}
	}
}

func TestOrganisationKindFor(t *testing.T) {
	for words, want := range map[string]string{"CPI Pescia": "CPI", "CPI Monsummano Terme": "CPI", "Servizio sociale Monsummano": "SERVIZIO_SOCIALE",
		"Coop. sociale": "COOP_SOCIALE", "SerD": "SERD", "Ser.D.": "SERD", "Salute mentale adulti": "SALUTE_MENTALE", "Caritas": "ETS",
		"Coop. sociale Il Ponte": "COOP_SOCIALE", "SerD Montecatini": "SERD", "Serdana": "", "": "", "Bar Sport": ""} {
		got, ok := Default().OrganisationKindFor(words)
		if got != want || ok != (want != "") {
			t.Errorf("%q is %q, want %q", words, got, want)
		}
	}
}

func TestSexFor(t *testing.T) {
	for words, want := range map[string]string{"F": "F", "m": "M", "Femmina": "F", "M.": "M", "": "", "?": ""} {
		if got, ok := Default().SexFor(words); got != want || ok != (want != "") {
			t.Errorf("%q is %q, want %q", words, got, want)
		}
	}
}

// A spreadsheet cell holds up to 32,767 signs; none may keep the import busy.
func TestLongCellsAreCheap(t *testing.T) {
	long := strings.Repeat("ADI,", 32767/4)
	start := time.Now()
	for range 100 {
		Default().FieldFor(long)
		Default().StateFor(long)
		Default().ProgrammesFor(long)
		Default().OrganisationKindFor(long)
		Default().SexFor(long)
	}
	if d := time.Since(start); d > 10*time.Second {
		t.Errorf("100 long cells take %v", d)
	}
}

func FuzzWords(f *testing.F) {
	for _, s := range []string{"ADI + GOL 4", "C.F.", "\xff\xfe", "L. 68/99 / ", "FSE+", "+", "chiusa: rinuncia", "ÀÉ"} {
		f.Add(s)
	}
	m := Default()
	f.Fuzz(func(t *testing.T, s string) {
		if field, score := m.FieldFor(s); (field == "") != (score == 0) || score < 0 || score > 1 {
			t.Errorf("field %q scores %v", field, score)
		}
		codes, _ := m.ProgrammesFor(s)
		for _, c := range codes {
			if _, ok := m.Programme(c); !ok {
				t.Errorf("programme %q", c)
			}
		}
		if p, ok := m.StateFor(s); ok {
			if _, known := m.State(p.State); !known {
				t.Errorf("state %q", p.State)
			}
		}
		if plain(plain(s)) != plain(s) {
			t.Errorf("plain twice: %q", plain(s))
		}
	})
}
