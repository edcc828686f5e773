package value

import (
	"strings"
	"testing"

	"pgregory.net/rapid"
)

func TestGulpease(t *testing.T) {
	for name, c := range map[string]struct {
		text string
		want int
		ok   bool
	}{
		// 10 words, 38 letters, 1 sentence: 89 + (300 - 380) / 10
		"by hand":                 {"Anna vive sola, ogni mese va dal suo caro medico.", 81, true},
		"without the last point":  {"Anna vive sola, ogni mese va dal suo caro medico", 81, true},
		"rounded down":            {"Anna vive sola, ogni mese va dal suo caro medico lì.", 79, true},
		"nine words":              {"Anna vive sola, ogni mese va dal suo medico.", 0, false},
		"nothing":                 {"", 0, false},
		"signs alone":             {"... !? ;;; — \n\n 12", 0, false},
		"an apostrophe parts":     {"L'anno scorso l'amico d'Anna andava all'ufficio.", 89 + (300-10*38)/11 - 1, true},
		"dots at the end":         {"Anna vive sola, ogni mese va dal suo caro medico...", 81, true},
		"two sentences":           {"Anna vive sola. Ogni mese va dal suo caro medico.", 100, true},
		"lines of a list":         {"Anna vive sola\nogni mese va dal suo caro medico", 100, true},
		"a point in a number":     {"Anna prende 1.200,50 euro al mese dal suo caro capo.", 79, true},
		"accents taken apart":     {"Perche\u0301 cosi\u0301 e\u0301 giu\u0301sto che sia per me e te.", 88, true},
		"clerks' words, and hard": {strings.Repeat("conseguentemente alla regolamentazione amministrativa sopraindicata ", 4), 0, true},
	} {
		if got, ok := Gulpease(c.text); got != c.want || ok != c.ok {
			t.Errorf("%s: %d %v, want %d %v", name, got, ok, c.want, c.ok)
		}
	}
}

// The index stays within its bounds, does not change when a text is said twice, and never rises when words grow longer.
func TestGulpeaseProperties(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		words := rapid.SliceOfN(rapid.StringMatching(`[a-zàèéìòù]{1,12}`), 1, 40).Draw(t, "words")
		s := strings.Join(words, " ") + "."
		index, ok := Gulpease(s)
		if ok != (len(words) >= fewestWords) || index < 0 || index > 100 {
			t.Fatalf("%d %v for %d words", index, ok, len(words))
		}
		if !ok {
			return
		}
		if twice, _ := Gulpease(s + " " + s); twice != index {
			t.Fatalf("%d, said twice %d", index, twice)
		}
		if longer, _ := Gulpease(strings.Join(words, "i ") + "i."); longer > index {
			t.Fatalf("%d, with longer words %d", index, longer)
		}
		if cut, _ := Gulpease(strings.Replace(s, " ", ". ", 1)); cut < index {
			t.Fatalf("%d, in two sentences %d", index, cut)
		}
	})
}

func FuzzGulpease(f *testing.F) {
	f.Add("Anna vive sola, ogni mese va dal suo caro medico.")
	f.Add("1.2.3.\u0301\x00\xff")
	f.Fuzz(func(t *testing.T, s string) {
		if index, ok := Gulpease(s); index < 0 || index > 100 || !ok && index != 0 {
			t.Fatalf("%d %v", index, ok)
		}
	})
}
