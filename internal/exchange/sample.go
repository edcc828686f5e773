package exchange

import (
	"bytes"
	"fmt"
	"math/rand/v2"
	"net/http"
	"slices"
	"strings"

	"siil/internal/fault"
	"siil/internal/gate"
	"siil/internal/sheet"
	"siil/internal/value"
)

// sampleFile is a list of invented people as a zone might keep it, to try an import with.
type sampleFile struct {
	name, kind string
	seed       uint64
	lines      int
	titles     [][]string
	heading    []string
	row        func(i int, p invented) []string
}

var samples = []sampleFile{
	{name: "esempio-equipe.csv", kind: sheet.CSV, seed: 1, lines: 30,
		heading: []string{"N.", "Data segnalazione", "Cognome e nome", "C.F.", "nato/a a", "Data di nascita", "Residenza", "Tel.", "Servizio inviante", "Misura", "Esito équipe", "Note"},
		row: func(i int, p invented) []string {
			return []string{fmt.Sprint(i + 1), p.on, p.family + " " + p.given, p.code, p.place, p.born, p.town, p.phone, p.sender, p.measure, p.state, p.note}
		}},
	{name: "esempio-cpi.xlsx", kind: sheet.XLSX, seed: 2, lines: 30, titles: [][]string{{"ÉQUIPE SIIL - elenco (persone inventate)"}},
		heading: []string{"COGNOME", "NOME", "SESSO", "CODICE FISCALE", "DATA NASC.", "LUOGO NASC", "COMUNE", "RECAPITO", "SEGNALATO DA", "SEGNALATO IL", "PROGRAMMA", "STATO", "ANNOTAZIONI"},
		row: func(_ int, p invented) []string {
			return []string{strings.ToUpper(p.family), p.given, p.sex, p.code, p.born, p.place, strings.ToUpper(p.town), p.phone, p.sender, p.on, p.measure, p.state, p.note}
		}},
}

// invented is one line about a person who does not exist.
type invented struct {
	family, given, sex, code, born, place, town, phone, sender, on, measure, state, note string
}

var (
	inventedFamilies = []string{"Finti", "Prova", "Esempio", "Schemi", "Bozzi", "D'Esempio", "De Provis", "Ipotetici", "Sagome", "Figuri", "Simulati", "Tracciati"}
	inventedGiven    = []string{"F Chiara", "M Niccolò", "F Maria Grazia", "M Ibrahim", "F Oksana", "M Carlo Alberto", "F Fatima", "M Ion", "F Elena", "M Luca"}
	inventedPlaces   = []string{"Pescia G491", "Pistoia G713", "Firenze D612", "Romania Z129", "Albania Z100", "Marocco Z330", "Nigeria Z335"}
	inventedTowns    = []string{"Pescia", "Monsummano Terme", "Montecatini-Terme", "Buggiano", "Uzzano", "Pieve a Nievole", "Massa e Cozzile", "Chiesina Uzzanese"}
	inventedSenders  = []string{"CPI Pescia", "CPI Monsummano Terme", "Caritas", "Coop. sociale", "Servizio sociale Pescia"}
	inventedMeasures = []string{"", "ADI", "A.D.I.", "GOL 4", "GOL perc. 4", "SFL", "FSE+", "RDC (cessato)", "nessuna"}
	inventedStates   = []string{"presa in carico", "PRESA IN CARICO", "in attesa", "da integrare", "rinviata con indicazioni", "sospesa", "chiusa - lavoro", "irreperibile"}
	inventedNotes    = []string{"", "patente B, no auto", "colloquio da fissare; mediatore", "segue corso L2\nA2 in maggio", "dice: \"vorrei un lavoro all'aperto\""}
	dateShapes       = []string{"%02d/%02d/%04d", "%d/%d/%04d", "%02d-%02d-%04d", "%02d.%02d.%04d"}
)

// invent draws people; the same seed draws the same ones.
func invent(seed uint64, n int) []invented {
	r := rand.New(rand.NewPCG(seed, 7))
	pick := func(list []string) string { return list[r.IntN(len(list))] }
	date := func(d value.Date) string { return fmt.Sprintf(pick(dateShapes), d.Day(), int(d.Month()), d.Year()) }
	out := make([]invented, n)
	for i := range out {
		sex, given, _ := strings.Cut(pick(inventedGiven), " ")
		at := pick(inventedPlaces)
		place, cadastral := at[:len(at)-5], at[len(at)-4:]
		born := value.MustDate("1960-01-01").AddDays(r.IntN(16000))
		p := invented{family: pick(inventedFamilies), given: given, sex: sex, place: place, town: pick(inventedTowns), sender: pick(inventedSenders),
			measure: pick(inventedMeasures), state: pick(inventedStates), note: pick(inventedNotes), born: date(born),
			on: date(value.MustDate("2025-09-01").AddDays(r.IntN(420)))}
		code := value.BuildTaxCode(p.family, p.given, born, sex, cadastral)
		if p.code = string(code); r.IntN(8) == 0 {
			p.code = strings.ToLower(p.code[:6] + " " + p.code[6:11] + " " + p.code[11:])
		} else if r.IntN(10) == 0 {
			p.code = string(code.Omocode(1 + r.IntN(127)))
		}
		if r.IntN(2) == 0 {
			p.phone = fmt.Sprintf("333 %07d", 1000000+r.IntN(9000000))
		}
		out[i] = p
	}
	return out
}

// bytes writes the sample: among good lines one without a code, one with a wrong letter, one day that does not exist, one without
// anybody, one that contradicts its code and one person who comes twice.
func (s sampleFile) bytes() ([]byte, error) {
	people := invent(s.seed, s.lines)
	last := len(people) - 1
	people[3].code = ""
	people[5].code = wrongLetter(people[5].code)
	people[8].on = "31/02/2026"
	people[11].family, people[11].given, people[11].code = "", "", ""
	people[14].born = "1/1/1950"
	people[last] = people[1]
	rows := func(yield func([]string) bool) {
		for i, p := range people {
			if !yield(s.row(i, p)) {
				return
			}
		}
	}
	var b bytes.Buffer
	first, all := titlesFirst(s.titles, s.heading, rows)
	if s.kind == sheet.XLSX {
		err := sheet.WriteXLSX(&b, "Elenco", first, all, sheet.WriteOptions{})
		return b.Bytes(), err
	}
	err := sheet.WriteCSV(&b, first, all, ";")
	return b.Bytes(), err
}

func wrongLetter(code string) string {
	if strings.HasSuffix(strings.ToUpper(code), "A") {
		return code[:len(code)-1] + "B"
	}
	return code[:len(code)-1] + "A"
}

// getSample gives a sample to try with.
func (r *Room) getSample(w http.ResponseWriter, req *http.Request, who gate.Actor) error {
	i := slices.IndexFunc(samples, func(s sampleFile) bool { return s.name == req.PathValue("nome") })
	if i < 0 {
		return fault.Missing()
	}
	if err := r.mayRun(req, who); err != nil {
		return err
	}
	b, err := samples[i].bytes()
	if err != nil {
		return fault.Wrap(err, "write a sample")
	}
	sendFile(w, samples[i].name, samples[i].kind, b)
	return nil
}
