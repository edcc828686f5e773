package pdf

import (
	"bytes"
	"strings"
	"testing"
	"unicode"
	"unicode/utf8"

	"pgregory.net/rapid"

	"siil/internal/pdf/pdftest"
)

// hostile is text that would be something else if it were not written as text.
const hostile = "(a) Tj ET EMC endstream endobj \\( \\) \\\\ <</S /JavaScript /JS (app.alert\\(1\\))>> /AA /OpenAction %%EOF\ntrailer <FEFF> ]]> &amp; <script>\x00\x01\x1b\u202egnp.exe\u2066\u200b\ufeff fine"

// everywhere is a document that has the same text in all its places.
func everywhere(s string, o Options) *Doc {
	o.Title, o.Author, o.Head, o.Foot, o.At = s, s, s, s, sampleAt
	d := New(o)
	d.H1(s)
	d.H2(s)
	d.H3(s)
	d.P(s)
	d.Small(s)
	d.Quote(s)
	d.Code(s)
	d.List([]string{s, s})
	d.Pairs([][2]string{{s, s}})
	d.Table([]string{s, "b"}, [][]string{{s, s}, {"a"}}, []float64{1, 0.2})
	d.Signatures([]string{s, s, s})
	return d
}

func TestEveryLetterOfTheLanguagesIsPrinted(t *testing.T) {
	letters := "àèéìíîòóùúÀÈÉÌÒÙ" + "ăâîșțĂÂÎȘȚşţ" + "ąćęłńóśźżĄĆĘŁŃÓŚŹŻ" + "çëÇË" + "äöüßÄÖÜ" + "ñÑ¿¡" + "čďěňřšťůýžđ" + "абвгдежзиклмнопрстуфхцчшщъыьэюяієїґ" + "αβγδωάέ" +
		"€£§°ªº«»“”‘’„–—…•·×÷±½¼¾²³→←√□■№™©"
	for f := range faces {
		for _, r := range letters {
			if advances[f]()[r] == noGlyph {
				t.Errorf("%s has no %c", fontFiles[f].name, r)
			}
		}
	}
	d := New(Options{Title: "t"})
	d.P(letters)
	if out := pdftest.Tool(t, made(t, d), "pdftotext", "-raw"); d.lossy || !strings.Contains(strings.ReplaceAll(out, "\n", ""), letters) {
		t.Error(out)
	}
}

func TestFacesHaveTheSameLetters(t *testing.T) {
	for r := range 1 << 16 {
		for f := range faces {
			if has(rune(r)) && advances[f]()[r] == noGlyph {
				t.Errorf("%s lacks %U", fontFiles[f].name, r)
			}
		}
	}
}

func TestWhatTheFontsLackIsSeenAndKept(t *testing.T) {
	for _, c := range []struct {
		in, shown string
		lossy     bool
	}{
		{"✓ fatto", "√ fatto", false},
		{"✗", "×", false},
		{"e\u0300 e\u0301", "è é", false},                 // composed
		{"محمد", "□□□□", true},                            // Arabic
		{"مُحَمَّد", "□□□□", true},                        // its vowels belong to the letters
		{"王小明", "□□□", true},                              // Chinese
		{"Nguyễn", "Nguyen", true},                        // the letter without its marks
		{"ﬃ", "ffi", true},                                // three letters in one
		{"Ａｂ", "Ab", true},                                // wide
		{"😀", "□", true},                                  // beyond the first plane
		{"\ue000\u0378", "□□", true},                      // private, unassigned
		{"a\xffb", "a\ufffdb", false},                     // not a character at all: the fonts have the mark for that
		{"\u0301", "□", true},                             // a mark on nothing
		{"a\u202eb\u200bc\u00add\u0007e", "abcde", false}, // what cannot be seen
		{"1\u202f000\u00a0€", "1\u00a0000\u00a0€", false},
	} {
		d := New(Options{})
		lines := d.wrap(c.in, style{regular, 11}, width)
		if len(lines) != 1 {
			t.Errorf("%q: %d lines", c.in, len(lines))
			continue
		}
		if shown, _ := lines[0].texts(); shown != c.shown || d.lossy != c.lossy {
			t.Errorf("%q: %q, a note: %v", c.in, shown, d.lossy)
		}
	}
}

func TestSubstitutesAreReadAsWhatTheyStandFor(t *testing.T) {
	d := New(Options{Title: "محمد", At: sampleAt})
	d.P("Si chiama 王小明 e abita con Nguyễn.")
	file := made(t, d)
	out := strings.ReplaceAll(pdftest.Tool(t, file, "pdftotext"), "\n", " ")
	if !strings.Contains(out, "Si chiama 王小明 e abita con Nguyễn.") {
		t.Error("who copies the text gets: " + out)
	}
	if !strings.Contains(out, "Alcune lettere di questo documento non si possono stampare") {
		t.Error("no note")
	}
	if !strings.Contains(pdftest.Tool(t, file, "pdfinfo"), "محمد") {
		t.Error("the title is not whole")
	}
	if n := strings.Count(open(t, file).content(open(t, file).object(3)), "\x25\xa1\x25\xa1\x25\xa1"); n != 1 {
		t.Errorf("three boxes are printed %d times", n)
	}
}

func TestHostileTextStaysText(t *testing.T) {
	file := made(t, everywhere(hostile, Options{}))
	for _, word := range []string{"/JavaScript", "/JS", "/AA", "/OpenAction", "\u202e", "<script>", "endobj \\("} {
		if bytes.Contains(file, []byte(word)) {
			t.Errorf("%q stands in the file outside of what is printed", word)
		}
	}
	out := strings.ReplaceAll(pdftest.Tool(t, file, "pdftotext", "-raw"), "\n", " ")
	if !strings.Contains(out, `(a) Tj ET EMC endstream endobj \( \) \\ <</S /JavaScript /JS (app.alert\(1\))>> /AA /OpenAction %%EOF`) {
		t.Error(out)
	}
}

func TestWrappedTextIsWhole(t *testing.T) {
	text := rapid.OneOf(rapid.String(), rapid.StringOf(rapid.SampledFrom([]rune("ab (\\)\n\u00a0\u202eéم王\u0301✓ﬃ"))))
	rapid.Check(t, func(t *rapid.T) {
		s := text.Draw(t, "text")
		w := rapid.Float64Range(0, 300).Draw(t, "width")
		d := New(Options{})
		st := style{face(rapid.IntRange(0, int(faces)-1).Draw(t, "face")), 11}
		var got strings.Builder
		for _, l := range d.wrap(s, st, w) {
			shown, source := l.texts()
			if st.width(shown) > w && utf8.RuneCountInString(shown) > 1 {
				t.Fatalf("%q is wider than %v", shown, w)
			}
			if squeezed(shown) == "" && squeezed(source) != "" {
				t.Fatalf("nothing is seen of %q", source)
			}
			got.WriteString(source)
		}
		if a, b := squeezed(got.String()), squeezed(clean(s)); a != b {
			t.Fatalf("%q, should be %q", a, b)
		}
	})
}

func squeezed(s string) string {
	return strings.Map(func(r rune) rune {
		if r == '\n' || unicode.Is(unicode.Zs, r) {
			return -1
		}
		return r
	}, s)
}

func FuzzText(f *testing.F) {
	for _, s := range []string{hostile, "محمد 王小明 ✓", strings.Repeat("w", 400), "\n\n \u00a0\n", "a\xff\ufffe"} {
		f.Add(s, true)
	}
	f.Fuzz(func(t *testing.T, s string, large bool) {
		if len(s) > 2000 {
			return
		}
		d := everywhere(s, Options{Large: large})
		d.o.Title = "t"
		check(t, made(t, d), "it", "t")
	})
}

func TestAnyTextMakesATaggedDocument(t *testing.T) {
	rapid.Check(t, func(r *rapid.T) {
		d := everywhere(rapid.StringN(0, 100, -1).Draw(r, "text"), Options{Large: rapid.Bool().Draw(r, "large")})
		d.o.Title = "t"
		check(t, made(t, d), "it", "t")
		if t.Failed() {
			r.Fatal("see above")
		}
	})
}
