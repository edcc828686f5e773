package guideline

import (
	"maps"
	"math/big"
	"slices"
	"strconv"
	"strings"
	"testing"
	"unicode/utf8"

	"pgregory.net/rapid"

	"siil/internal/policy"
	"siil/internal/text"
)

func TestTheMatrixHasFourteenDomainsOfFiveSentences(t *testing.T) {
	n := &Default().Assessment
	if len(n.Domains) != 14 {
		t.Errorf("%d domains", len(n.Domains))
	}
	reserved, seen := 0, map[string]string{}
	for _, d := range n.Domains {
		if policy.Section(d.Section).Sealed() {
			reserved++
		}
		for i, words := range d.Levels {
			for _, s := range words {
				if other := seen[s]; other != "" {
					t.Errorf("%s and %s read alike: %q", d.Code, other, s)
				}
				seen[s] = d.Code
				if !strings.HasSuffix(s, ".") || utf8.RuneCountInString(s) > 95 || strings.Count(s, ".") != 1 {
					t.Errorf("%s %d is not one short sentence: %q", d.Code, i+1, s)
				}
			}
		}
	}
	if reserved != 4 {
		t.Errorf("%d reserved domains", reserved)
	}
}

func TestReservedDomainsStayOutOfTheIndices(t *testing.T) {
	n := &Default().Assessment
	for _, x := range n.Indices {
		for _, code := range x.Domains() {
			if d, ok := n.Domain(code); !ok || d.Reserved() {
				t.Errorf("%s is worked out of %s", x.Code, code)
			}
		}
	}
}

// levelsOf draws levels for the domains of an index, 0 for those not rated.
func levelsOf(t *rapid.T, domains []string) map[string]int {
	levels := map[string]int{}
	for _, d := range domains {
		if l := rapid.IntRange(0, Levels).Draw(t, d); l > 0 {
			levels[d] = l
		}
	}
	return levels
}

func TestAnIndexIsTheExactMeanOfWhatIsRated(t *testing.T) {
	n := &Default().Assessment
	rapid.Check(t, func(t *rapid.T) {
		x := n.Indices[rapid.IntRange(0, len(n.Indices)-1).Draw(t, "index")]
		levels := levelsOf(t, x.Domains())
		v, rated, of := x.Value(levels)
		sum := 0
		for _, l := range levels {
			sum += l
		}
		if rated != len(levels) || of != len(x.Domains()) {
			t.Fatalf("%d of %d", rated, of)
		}
		if rated < x.Least {
			if v.Known() {
				t.Fatalf("an index of %d domains", rated)
			}
			return
		}
		want := big.NewRat(int64(sum), int64(rated))
		if v.r.Cmp(want) != 0 {
			t.Fatalf("%v, not %v", v.r, want)
		}
		if tenths := (20*sum + rated) / (2 * rated); v.Tenths() != tenths {
			t.Fatalf("%d tenths, not %d", v.Tenths(), tenths)
		}
	})
}

func TestAnIndexNeverFallsWhenALevelRises(t *testing.T) {
	n := &Default().Assessment
	rapid.Check(t, func(t *rapid.T) {
		x := n.Indices[rapid.IntRange(0, len(n.Indices)-1).Draw(t, "index")]
		levels := levelsOf(t, x.Domains())
		before, _, _ := x.Value(levels)
		codes := slices.Sorted(maps.Keys(levels))
		if len(codes) == 0 || !before.Known() {
			return
		}
		code := codes[rapid.IntRange(0, len(codes)-1).Draw(t, "raised")]
		if levels[code] == Levels {
			return
		}
		levels[code]++
		after, _, _ := x.Value(levels)
		if after.Cmp(before) < 0 {
			t.Fatalf("%s raised: %v after %v", code, after.r, before.r)
		}
	})
}

// What is not rated, what is reserved and what belongs to another index change nothing.
func TestAMissingDomainIsNotZero(t *testing.T) {
	n := &Default().Assessment
	rapid.Check(t, func(t *rapid.T) {
		x := n.Indices[rapid.IntRange(0, len(n.Indices)-1).Draw(t, "index")]
		levels := levelsOf(t, x.Domains())
		before, _, _ := x.Value(levels)
		for _, d := range n.Domains {
			if !slices.Contains(x.Domains(), d.Code) {
				levels[d.Code] = rapid.IntRange(1, Levels).Draw(t, d.Code)
			} else if levels[d.Code] == 0 {
				levels[d.Code] = 0
			}
		}
		after, _, _ := x.Value(levels)
		if after.Cmp(before) != 0 {
			t.Fatalf("%v, then %v", before.r, after.r)
		}
	})
}

func TestFiguresAreRoundedHalfUpExactly(t *testing.T) {
	for _, c := range []struct {
		n, d   int64
		tenths int
		it, en string
	}{
		{9, 4, 23, "2,3", "2.3"}, {1, 3, 3, "0,3", "0.3"}, {2, 3, 7, "0,7", "0.7"}, {-9, 4, -22, "-2,2", "-2.2"}, {13, 5, 26, "2,6", "2.6"},
		{17, 5, 34, "3,4", "3.4"}, {1, 20, 1, "0,1", "0.1"}, {5, 1, 50, "5,0", "5.0"}, {49, 1000, 0, "0,0", "0.0"}, {-1, 20, 0, "0,0", "0.0"},
	} {
		r := RatioOf(c.n, c.d)
		if r.Tenths() != c.tenths || r.Figure(text.Italian) != c.it || r.Figure(text.English) != c.en {
			t.Errorf("%d/%d is %d, %s, %s", c.n, c.d, r.Tenths(), r.Figure(text.Italian), r.Figure(text.English))
		}
	}
	rapid.Check(t, func(t *rapid.T) {
		n, d := rapid.Int64Range(-1e6, 1e6).Draw(t, "n"), rapid.Int64Range(1, 1e6).Draw(t, "d")
		got := int64(RatioOf(n, d).Tenths())
		if 20*n+d < got*2*d || 20*n+d >= (got+1)*2*d {
			t.Fatalf("%d/%d rounds to %d tenths", n, d, got)
		}
	})
}

func TestDividingByNothingIsNothing(t *testing.T) {
	a, zero := RatioOf(3, 1), RatioOf(0, 1)
	for name, r := range map[string]Ratio{"by zero": a.Over(zero), "of nothing": RatioOf(1, 0), "goes on": a.Over(zero).Plus(a), "by nothing": a.Times(Ratio{})} {
		if r.Known() || r.Tenths() != 0 || r.Figure(text.Italian) != "" {
			t.Errorf("%s: %v", name, r)
		}
	}
	if a.Minus(RatioOf(1, 2)).Cmp(RatioOf(5, 2)) != 0 {
		t.Error("3 - 1/2")
	}
}

func TestFormulasThatDoNotHoldAreRefused(t *testing.T) {
	domains := []string{"CASA", "RETE", "REDDITO"}
	for source, holds := range map[string]bool{
		"sum(CASA, RETE) / count(CASA, RETE)":                           true,
		"(2 * sum(CASA) + sum(RETE)) / (2 * count(CASA) + count(RETE))": true,
		"1/2 * sum(CASA)":               true,
		"sum(CASA) / count(RETE)":       false, // nothing to divide by when only one is rated
		"sum(CASA) / 0":                 false,
		"sum(CASA) / (count(CASA) - 1)": false,
		"sum(CASA) / sum(CASA)":         false,
		"sum(CASA) / (0 * count(CASA))": false,
		"sum(SALUTE_MENTALE)":           false, // not one of those that everybody may know
		"CASA / 2":                      false,
		"CASA":                          false,
		"sum()":                         false,
		"sum(2)":                        false,
		"sum(count(CASA))":              false,
		"sum(CASA) / 2.5":               false,
		"sum(CASA) > 2":                 false,
		"sum(CASA) + true":              false,
		"len(CASA)":                     false,
		"max(CASA, RETE)":               false,
		"plus(sum(CASA), sum(RETE))":    false,
		"sum(CASA) ** 2":                false,
		"[sum(CASA)]":                   false,
		"let x = 1; x":                  false,
		"sum((":                         false,
		"":                              false,
		"1":                             false,
		strings.Repeat("sum(CASA)+", 200) + "sum(CASA)": false,
	} {
		f, problem := compileFormula(source, domains)
		if (problem == text.T{}) != holds {
			t.Errorf("%q: %s", source, problem.In(text.English))
		}
		if holds && !f.value(map[string]int{"CASA": 1, "RETE": 3}).Known() {
			t.Errorf("%q has no value", source)
		}
		if strings.Contains(problem.In(text.Italian), "%!") {
			t.Errorf("%q: words %q", source, problem.In(text.Italian))
		}
	}
}

func FuzzFormula(f *testing.F) {
	for _, s := range []string{"sum(CASA)/count(CASA)", "1/0", "sum(", "((((", "9999999999999999999999", "sum(CASA)*count(RETE)-3"} {
		f.Add(s)
	}
	f.Fuzz(func(t *testing.T, source string) {
		g, problem := compileFormula(source, []string{"CASA", "RETE"})
		if problem != (text.T{}) {
			return
		}
		for level := 1; level <= Levels; level++ {
			if !g.value(map[string]int{"CASA": level}).Known() && slices.Contains(g.domains, "CASA") {
				t.Errorf("%q divides by nothing", source)
			}
		}
	})
}

func TestCheckFindsFaultsOfTheMatrix(t *testing.T) {
	index := func(key string, v any) func(map[string]any) { return set("indices", "autonomy", key, v) }
	for name, f := range map[string]struct {
		code   string
		change func(map[string]any)
	}{
		"four levels":               {"CASA", func(d map[string]any) { e := entryOf(d, "domains", "CASA"); e["levels"] = e["levels"].([]any)[:4] }},
		"level in one language":     {"CASA", func(d map[string]any) { entryOf(d, "domains", "CASA")["levels"].([]any)[2] = []string{"Una casa.", ""} }},
		"domain of no section":      {"CASA", set("domains", "CASA", "section", "secret")},
		"domain of no group":        {"CASA", set("domains", "CASA", "group", "luck")},
		"domain without help":       {"CASA", set("domains", "CASA", "help", []string{"", ""})},
		"domain twice":              {"CASA", double("domains", "CASA")},
		"index of a reserved one":   {"autonomy", index("formula", "sum(SALUTE_FISICA) / count(SALUTE_FISICA)")},
		"domain becomes reserved":   {"autonomy", set("domains", "CASA", "section", "health")},
		"divides by nothing":        {"autonomy", index("formula", "sum(CASA) / count(RETE)")},
		"beyond the scale":          {"autonomy", index("formula", "sum(CASA, RETE)")},
		"needs more than there are": {"autonomy", index("least", 9)},
		"band in the air": {"autonomy strong", func(d map[string]any) {
			entryOf(d, "indices", "autonomy")["bands"].([]any)[0].(map[string]any)["from"] = 12
		}},
		"bands that overlap": {"autonomy regular", func(d map[string]any) {
			entryOf(d, "indices", "autonomy")["bands"].([]any)[1].(map[string]any)["from"] = 10
		}},
		"expects of a reserved one": {"LAVORA_RICERCA", set("expected", "LAVORA_RICERCA", "domain", "SALUTE_MENTALE")},
		"expects the impossible":    {"LAVORA_RICERCA", set("expected", "LAVORA_RICERCA", "to", 6)},
		"expects without why":       {"LAVORA_RICERCA", set("expected", "LAVORA_RICERCA", "why", []string{"", ""})},
		"number without an end":     {"WHODAS_TOTAL", set("references", "WHODAS_TOTAL", "most", 0)},
		"scale of four":             {"scale", func(d map[string]any) { d["scale"] = d["scale"].([]any)[:4] }},
	} {
		m, err := Load(edit(t, matrixFile, f.change))
		if err != nil {
			t.Fatal(name, err)
		}
		problems := m.Check()
		if !slices.ContainsFunc(problems, func(p Problem) bool { return p.File == matrixFile && p.Code == f.code }) {
			t.Errorf("%s: not found; Check says %v", name, problems)
		}
		for _, p := range problems {
			if strings.Contains(p.String(), "%!") {
				t.Errorf("%s: words %q", name, p)
			}
		}
	}
}

func TestAnInstrumentComesBackAsItWasKept(t *testing.T) {
	n := &Default().Assessment
	body, err := n.Body()
	if err != nil {
		t.Fatal(err)
	}
	again, err := ParseInstrument(body)
	if err != nil || again.Digest() != n.Digest() || len(again.Indices[0].Domains()) != len(n.Indices[0].Domains()) {
		t.Errorf("%v, %s and %s", err, again.Digest(), n.Digest())
	}
	m, err := Load(edit(t, matrixFile, set("domains", "CASA", "help", []string{"altro", "other"})))
	if err != nil || m.Assessment.Digest() == n.Digest() {
		t.Errorf("another word, the same digest: %v", err)
	}
	for name, body := range map[string]string{"not JSON": "{", "broken formula": strings.Replace(body, "sum(REDDITO", "sum(NIENTE", 1)} {
		if _, err := ParseInstrument(body); err == nil {
			t.Errorf("%s was read", name)
		}
	}
}

func TestBandsAreReadByTheFigureShown(t *testing.T) {
	x, _ := Default().Assessment.Index("autonomy")
	for n, want := range map[int64]string{10: "strong", 24: "strong", 25: "regular", 39: "regular", 40: "light", 50: "light"} {
		if b, ok := x.Band(RatioOf(n, 10)); !ok || b.Code != want {
			t.Errorf("%s is in %s", strconv.FormatInt(n, 10), b.Code)
		}
	}
	if b, _ := x.Band(RatioOf(249, 100)); b.Code != "regular" {
		t.Errorf("2.49 is shown as 2.5 but stands in %s", b.Code)
	}
	if _, ok := x.Band(Ratio{}); ok {
		t.Error("no index has a band")
	}
}
