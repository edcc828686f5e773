package blank

import (
	"strings"
	"testing"
	"time"

	"siil/internal/pdf/pdftest"
	"siil/internal/text"
)

var sampleAt = time.Date(2026, 11, 25, 9, 30, 0, 0, time.FixedZone("", 3600))

const letter = `# Invito
{{! Una nota per chi scrive il modello. }}
Gentile **{{persona.nome}} {{persona.cognome}}**,
ti aspettiamo *il {{oggi}}*.

{{#note}}
> {{note}}

{{/note}}
{{^note}}
Nessuna nota.

{{/note}}
{{#parti.azioni}}
## Che cosa fai

| Che cosa | Dove | Quando |
|---|---|---|
{{#azioni}}
| {{cosa}} | {{dove}} | {{#dal}}dal {{dal}}{{/dal}}{{^dal}}da decidere{{/dal}} |
{{/azioni}}

{{/parti.azioni}}
| | |
|---|---|
| Numero | {{numero}} |

1. primo
2. secondo
   - dentro

{{#righe}}
- {{.}}
{{/righe}}

---

[firme: {{persona.nome}} {{persona.cognome}}, Case manager, Coordinamento]
`

var letterFields = Dictionary{
	"persona.nome":    {Words: text.Raw("nome"), Sample: "Anna"},
	"persona.cognome": {Words: text.Raw("cognome"), Sample: "Rossi"},
	"oggi":            {Words: text.Raw("oggi"), Sample: "25/11/2026"},
	"note":            {Words: text.Raw("note"), Section: "social", Sample: "Una nota."},
	"numero":          {Words: text.Raw("numero"), Sample: "12"},
	"parti.azioni":    {Kind: Flag, Words: text.Raw("azioni?"), Sample: true},
	"azioni": {Kind: List, Words: text.Raw("azioni"), Section: "work", Of: Dictionary{
		"cosa": {Words: text.Raw("cosa")}, "dove": {Words: text.Raw("dove")}, "dal": {Words: text.Raw("dal")},
	}, Sample: []map[string]any{{"cosa": "Corso", "dove": "Pescia", "dal": "01/12/2026"}, {"cosa": "Tirocinio", "dove": "", "dal": nil}}},
	"righe": {Kind: List, Words: text.Raw("righe"), Sample: []string{"uno", "due"}},
}

func parsed(t testing.TB, source string) *Template {
	t.Helper()
	tpl, flaws := Parse(source)
	if len(flaws) > 0 {
		t.Fatal(said(flaws))
	}
	return tpl
}

func filled(t testing.TB, source string, data map[string]any) string {
	t.Helper()
	out, err := parsed(t, source).Fill(data)
	if err != nil {
		t.Fatal(err)
	}
	return out
}

func said(flaws []Flaw) string {
	var b strings.Builder
	for _, f := range flaws {
		b.WriteString(strings.TrimSpace(string(rune('0'+f.Line%10))+": "+f.What.In(text.Italian)) + "\n")
	}
	return b.String()
}

func TestLetterIsFilled(t *testing.T) {
	const want = `# Invito
Gentile **Anna Rossi**,
ti aspettiamo *il 25/11/2026*.

> Una nota.

## Che cosa fai

| Che cosa | Dove | Quando |
|---|---|---|
| Corso | Pescia | dal 01/12/2026 |
| Tirocinio | …………………… | da decidere |

| | |
|---|---|
| Numero | 12 |

1. primo
2. secondo
   - dentro

- uno
- due

---

[firme: Anna Rossi, Case manager, Coordinamento]
`
	if got := filled(t, letter, Samples(letterFields)); got != want {
		t.Errorf("%s", got)
	}
	if flaws := parsed(t, letter).Check(letterFields); len(flaws) > 0 {
		t.Error(said(flaws))
	}
	if got := strings.Join(parsed(t, letter).Sections(letterFields), " "); got != "social work" {
		t.Errorf("sections %q", got)
	}
	if got := strings.Join(parsed(t, letter).Missing(Samples(letterFields)), " "); got != "azioni.dove" {
		t.Errorf("missing %q", got)
	}
	if f, ok := letterFields.Find("azioni.dove"); !ok || f.Words != text.Raw("dove") {
		t.Error("the field of a list is not found by its path")
	}
	if tpl := parsed(t, letter); !tpl.Uses("azioni") || !tpl.Uses("persona") || tpl.Uses("person") {
		t.Error("what is used is not told")
	}
}

func TestLetterIsPrinted(t *testing.T) {
	text := filled(t, letter, Samples(letterFields))
	for _, lang := range []string{"it", "en", "fr", "ro", "sq", "uk"} {
		p := Paper{Title: "Invito", Lang: lang, Number: "Documento 12/2026", Head: []string{"Zona di prova", "Via Roma 1"}, Foot: "Piede", At: sampleAt, Logo: logoSample(t), LogoAlt: "Stemma"}
		file, err := PDF(text, p)
		if err != nil {
			t.Fatal(err)
		}
		pdftest.Valid(t, file)
		if info := pdftest.Tool(t, file, "pdfinfo", "-struct"); !strings.Contains(info, "Figure") || !pdftest.Holds(file, "Stemma") {
			t.Error(info)
		}
		if got := pdftest.Text(t, file); !strings.Contains(got, "Gentile Anna Rossi, ti aspettiamo il 25/11/2026.") {
			t.Error(got)
		}
	}
}
