package value

import (
	"slices"
	"strings"
	"testing"
	"unicode"

	"pgregory.net/rapid"
)

func TestNameKey(t *testing.T) {
	for _, c := range []struct{ family, given, want string }{
		{"D'Angelo", "Niccolò", "dangelo niccolo"}, {"D’ANGELO", "NICCOLO'", "dangelo niccolo"}, {"De  Provis", "Maria Grazia", "de provis maria grazia"}, {"Rossi-Bianchi", "Anna", "rossibianchi anna"},
		{"Müßig", "Jürgen", "mussig jurgen"}, {"Đorđević", "Łukasz", "dordevic lukasz"}, {"Sørensen", "Ægir", "sorensen aegir"}, {"Çelik", "Işıl", "celik isil"}, {"İnönü", "", "inonu"}, {"", "Anna", "anna"},
		{"Nguyễn", "Ánh", "nguyen anh"}, {"Rossi (Bianchi)", "A.", "rossi bianchi a"}, {"Rossi, Anna", "", "rossi anna"}, {"Ștefan", "Țuțu", "stefan tutu"}, {"Mc.Neil", "J.R.", "mcneil jr"},
		{"\tRossi\u00a0", "An\u200bna", "rossi anna"}, {"", "", ""}, {"'", "-", ""}, {"Ἀλέξης", "Иван", "αλεξης иван"}, {"ROSSI/BIANCHI", "ANNA", "rossi bianchi anna"}, {"DE LA CRUZ", "M.", "de la cruz m"},
	} {
		if got := NameKey(c.family, c.given); got != c.want {
			t.Errorf("%q, %q is %q, want %q", c.family, c.given, got, c.want)
		}
	}
	if got := NameTokens("De Provis, D'Angelo"); !slices.Equal(got, []string{"de", "provis", "dangelo"}) {
		t.Errorf("tokens %q", got)
	}
}

func TestFoldingTwiceChangesNothing(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		family, given := rapid.String().Draw(t, "family"), rapid.String().Draw(t, "given")
		key := NameKey(family, given)
		if FoldName(key) != key || NameKey(key, "") != key {
			t.Fatalf("%q folds on to %q", key, FoldName(key))
		}
		if strings.Contains(key, "  ") || strings.TrimSpace(key) != key || strings.ContainsAny(key, "%_'\\\"") {
			t.Fatalf("%q is not clean", key)
		}
	})
}

func TestLatinNamesFoldToASCII(t *testing.T) {
	for r := 'A'; r < 0x180; r++ {
		got := FoldName(string(r))
		if unicode.Is(unicode.Latin, r) && (got == "" || strings.Trim(got, "abcdefghijklmnopqrstuvwxyz") != "") {
			t.Errorf("%q folds to %q", r, got)
		}
	}
}

// finds tells whether a search would show a person.
func finds(query, family, given string) bool {
	return slices.ContainsFunc(SearchKeys(query), func(k string) bool { return strings.HasPrefix(NameKey(family, given), k) })
}

func TestSearchFinds(t *testing.T) {
	for _, q := range []string{"D'ANGELO", "d’angelo", "dangelo", "d angelo", "dang", "d ang", "niccolò d'angelo", "niccolo dangelo", "niccolo d angelo", "D ANGELO NICCOLO", "d'angelo nic", " dangelo,niccolo "} {
		if !finds(q, "D'Angelo", "Niccolò") {
			t.Errorf("%q (%q) does not find D'Angelo", q, SearchKeys(q))
		}
	}
	for _, c := range []struct{ query, family, given string }{{"d'angelo", "D Angelo", "Anna"}, {"rossi bianchi", "Rossi-Bianchi", "Anna"}, {"rossi-bianchi", "Rossi Bianchi", "Anna"}, {"maria grazia de provis", "De Provis", "Maria Grazia"},
		{"de provis mar", "De Provis", "Maria Grazia"}, {"anna rossi bianchi", "Rossi-Bianchi", "Anna"}, {"de la cruz", "De La Cruz", "José"}, {"jose de la cruz", "De La Cruz", "José"}} {
		if !finds(c.query, c.family, c.given) {
			t.Errorf("%q (%q) does not find %s %s", c.query, SearchKeys(c.query), c.family, c.given)
		}
	}
	for _, q := range []string{"angelo", "d", "rossi"} {
		if finds(q, "D'Angelo", "Niccolò") != (q == "d") {
			t.Errorf("%q finds or misses D'Angelo", q)
		}
	}
	if keys := SearchKeys(" '-. "); len(keys) != 0 {
		t.Errorf("an empty query looks for %q", keys)
	}
	if keys := SearchKeys(strings.Repeat("a b'c ", 100_000)); len(keys) != maxSearchKeys || len(keys[0]) > 3*maxSearchWords {
		t.Errorf("a hostile query looks for %d keys", len(keys))
	}
	if keys := SearchKeys("d angelo"); !slices.Equal(keys, []string{"d angelo", "dangelo", "angelo d"}) {
		t.Errorf("keys %q", keys)
	}
}

func FuzzSearchKeys(f *testing.F) {
	for _, s := range []string{"D'ANGELO", "d angelo niccolò", "Rossi-Bianchi a b c d e f", "ß ﬁ İ", "%_\\", ""} {
		f.Add(s)
	}
	f.Fuzz(func(t *testing.T, s string) {
		keys := SearchKeys(s)
		if len(keys) > maxSearchKeys || (len(keys) == 0) != (FoldName(s) == "") {
			t.Fatalf("%q: %q", s, keys)
		}
		for i, k := range keys {
			if FoldName(k) != k || k == "" || slices.Contains(keys[:i], k) {
				t.Fatalf("%q: %q in %q", s, k, keys)
			}
		}
		if len(keys) > 0 && !strings.HasPrefix(NameKey(s, ""), keys[0]) {
			t.Fatalf("%q does not find itself by %q", s, keys)
		}
	})
}
