package guideline

import (
	"maps"
	"regexp"
	"slices"
	"strings"
	"testing"
	"time"
	"unicode"

	"siil/internal/blank"
	"siil/internal/pdf/pdftest"
	"siil/internal/value"
)

// sixLanguages are those in which the notices that everybody gets are given.
var sixLanguages = []string{"en", "fr", "it", "ro", "sq", "uk"}

// sampleOf is a model filled with invented data.
func sampleOf(t testing.TB, m DocumentModel, lang string) string {
	t.Helper()
	source, ok := Default().Documents.Source(m.Code, lang)
	if !ok {
		t.Fatalf("%s.%s is not there", m.Code, lang)
	}
	tpl, flaws := m.Flaws(source)
	if len(flaws) > 0 {
		t.Fatalf("%s.%s: %v", m.Code, lang, flaws)
	}
	out, err := tpl.Fill(blank.Samples(DocumentFields))
	if err != nil {
		t.Fatal(err)
	}
	return out
}

var tagOfHTML = regexp.MustCompile(`<[^>]*>`)

// wordsOf is what stands on a document, its blocks as lines.
func wordsOf(t testing.TB, markdown string) string {
	t.Helper()
	page, err := blank.HTML(markdown)
	if err != nil {
		t.Fatal(err)
	}
	for _, end := range []string{"</p>", "</li>", "</h3>", "</h4>", "</h5>", "</td>", "</th>", "</dt>", "</dd>", "<br>"} {
		page = strings.ReplaceAll(page, end, "\n")
	}
	return tagOfHTML.ReplaceAllString(page, "")
}

// What speaks to the person is understood by who left school at thirteen.
func TestNoticesAreInPlainWords(t *testing.T) {
	seen := 0
	for _, m := range Default().Documents.Models {
		if !m.Notice {
			continue
		}
		seen++
		index, ok := value.Gulpease(wordsOf(t, sampleOf(t, m, "it")))
		if t.Logf("%s: %d", m.Code, index); !ok || index < 60 {
			t.Errorf("%s has an index of %d", m.Code, index)
		}
	}
	if seen < 4 {
		t.Errorf("%d notices", seen)
	}
}

var tag = regexp.MustCompile(`{{[^!][^}]*}}`)

// fieldsOf are the fields and conditions of a template, each as often as it stands, in the order of the names; signatures are its lines of them.
func fieldsOf(source string) (fields []string, signatures []int) {
	fields = tag.FindAllString(source, -1)
	slices.Sort(fields)
	for line := range strings.Lines(source) {
		if strings.HasPrefix(line, "[firme:") {
			signatures = append(signatures, strings.Count(line, ","))
		}
	}
	return slices.Compact(fields), signatures
}

// A translation holds what the Italian text holds: the same fields and as many signatures.
func TestLanguagesOfAModelSayTheSame(t *testing.T) {
	for _, m := range Default().Documents.Models {
		source, _ := Default().Documents.Source(m.Code, "it")
		fields, signatures := fieldsOf(source)
		if (len(signatures) > 0) != (len(m.Signs) > 0) {
			t.Errorf("%s: %d lines of signatures, signed by %v", m.Code, len(signatures), m.Signs)
		}
		for _, lang := range m.Languages[1:] {
			other, _ := Default().Documents.Source(m.Code, lang)
			if got, signed := fieldsOf(other); !slices.Equal(got, fields) || !slices.Equal(signed, signatures) {
				t.Errorf("%s.%s holds\n%v %v, the Italian\n%v %v", m.Code, lang, got, signed, fields, signatures)
			}
		}
	}
	for _, code := range []string{"INFORMATIVA", "ADESIONE"} {
		m, _ := Default().Documents.Model(code)
		if got := slices.Sorted(slices.Values(m.Languages)); !slices.Equal(got, sixLanguages) {
			t.Errorf("%s is there in %v", code, got)
		}
	}
}

// letters are those of a text.
func letters(s string) map[rune]bool {
	out := map[rune]bool{}
	for _, r := range s {
		if unicode.IsLetter(r) {
			out[r] = true
		}
	}
	return out
}

// Every model is printed in each of its languages, with every letter of it: none is missing in the fonts.
func TestModelsArePrintedInEveryLanguage(t *testing.T) {
	at := time.Date(2026, 11, 25, 9, 30, 0, 0, value.RomeZone)
	for _, m := range Default().Documents.Models {
		for _, lang := range m.Languages {
			text := sampleOf(t, m, lang)
			paper := blank.Paper{Title: m.Label.In(0), Lang: lang, Number: "12/2026", Head: []string{"Zona di prova"}, At: at}
			file, err := blank.PDF(text, paper)
			if err != nil {
				t.Errorf("%s.%s: %v", m.Code, lang, err)
				continue
			}
			want, got := letters(wordsOf(t, text)), letters(pdftest.Text(t, file))
			for r := range want {
				if got[r] {
					delete(want, r)
				}
			}
			if len(want) > 0 {
				t.Errorf("%s.%s is printed without %q", m.Code, lang, string(slices.Sorted(maps.Keys(want))))
			}
			if odt, err := blank.ODT(text, paper); err != nil || len(odt) == 0 {
				t.Errorf("%s.%s as a text of the office suite: %v", m.Code, lang, err)
			}
		}
	}
}
