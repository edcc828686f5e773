package value

import (
	"errors"
	"log/slog"
	"strings"
	"testing"

	"pgregory.net/rapid"

	"siil/internal/text"
)

func TestParseTaxCode(t *testing.T) {
	for typed, want := range map[string]TaxCode{
		"RSSMRA85T10F384X": "RSSMRA85T10F384X", "RSSMRA85T10F38QU": "RSSMRA85T10F38QU", "crtncl 02m16 f839u": "CRTNCL02M16F839U", " RSS.MRA-85T10 F384X ": "RSSMRA85T10F384X",
		"TRCNMO85E4UZMNVS": "TRCNMO85E4UZMNVS", "FNTNDR77S0QZPQPK": "FNTNDR77S0QZPQPK", "CRTBHM66PLUDSMNI": "CRTBHM66PLUDSMNI", "SCHBSS97D46Z330W": "SCHBSS97D46Z330W",
		"12345678903": "12345678903", "00000000018": "00000000018", "RSS\u00a0MRA\u00a085T10F384X": "RSSMRA85T10F384X",
	} {
		if got, err := ParseTaxCode(typed); err != nil || got != want {
			t.Errorf("%q is %q, %v", typed, got, err)
		}
	}
}

func TestParseTaxCodeTellsWhatIsWrong(t *testing.T) {
	right := func(first string) string { return first + string(controlLetter(TaxCode(first))) }
	for typed, want := range map[string]error{
		"": ErrTaxCodeShape, "x": ErrTaxCodeShape, "RSSMRA85T10F384": ErrTaxCodeShape, "RSSMRA85T10F384XX": ErrTaxCodeShape, "RSSMRA85F10F384X": ErrTaxCodeShape, "RSSMRA85TAOF384X": ErrTaxCodeShape,
		"RS5MRA85T10F384X": ErrTaxCodeShape, "RSSMRA85T10F3O4X": ErrTaxCodeShape, "RSSMRA85T10F3841": ErrTaxCodeShape, "CHIESINA UZZANESE": ErrTaxCodeShape, "RSSMRÀ85T10F384X": ErrTaxCodeShape,
		"00000000000": ErrTaxCodeShape, "1234567890": ErrTaxCodeShape, "123456789012": ErrTaxCodeShape,
		"RSSMRA85T10F384Y": ErrTaxCodeCheckLetter, "SGGNCL83P19Z330Q": ErrTaxCodeCheckLetter, "RSSMRA85T01F384X": ErrTaxCodeCheckLetter, "12345678901": ErrTaxCodeCheckLetter,
		right("RSSMRA85T00F384"): ErrTaxCodeDay, right("RSSMRA85T32F384"): ErrTaxCodeDay, right("RSSMRA85T40F384"): ErrTaxCodeDay, right("RSSMRA85T72F384"): ErrTaxCodeDay, right("RSSMRA85D31F384"): ErrTaxCodeDay,
		right("RSSMRA85D71F384"): ErrTaxCodeDay, right("RSSMRA85B29F384"): ErrTaxCodeDay, right("RSSMRA84B30F384"): ErrTaxCodeDay, right("RSSMRA85TVVF384"): ErrTaxCodeDay,
	} {
		if got, err := ParseTaxCode(typed); !errors.Is(err, want) || got != "" {
			t.Errorf("%q gives %q, %v; want %v", typed, got, err, want)
		}
	}
	for _, first := range []string{"RSSMRA84B29F384", "RSSMRA00B69F384", "RSSMRA85D70F384", "RSSMRA85T71F384"} {
		if _, err := ParseTaxCode(right(first)); err != nil {
			t.Errorf("%s: %v", first, err)
		}
	}
	_, err := ParseTaxCode("RSSMRA85T10F384Y")
	f := FlawOf(err)
	if f.ExpectedLetter() != 'X' || f.Code() != "tax_code_check_letter" || !strings.Contains(f.Text().In(text.Italian), "ultima lettera") || strings.Contains(err.Error(), "RSS") {
		t.Errorf("%v, %c, %v", err, f.ExpectedLetter(), f.Text())
	}
	if _, err = ParseTaxCode("12345678901"); FlawOf(err).ExpectedLetter() != '3' {
		t.Errorf("expected %c", FlawOf(err).ExpectedLetter())
	}
}

// anyPerson draws the data from which a code is made, and the code.
func anyPerson(t *rapid.T) (family, given string, birth Date, sex, place string, code TaxCode) {
	name := rapid.StringMatching(`[A-ZÀÈÉÌÒÙa-z' ]{1,12}`)
	family, given, birth = name.Draw(t, "family"), name.Draw(t, "given"), anyDate().Draw(t, "birth")
	sex, place = rapid.SampledFrom([]string{"F", "M"}).Draw(t, "sex"), rapid.StringMatching(`[A-MZ][0-9]{3}`).Draw(t, "place")
	return family, given, birth, sex, place, BuildTaxCode(family, given, birth, sex, place)
}

func TestEveryOmocodeIsValidAndSaysTheSame(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		family, given, birth, sex, place, code := anyPerson(t)
		seen := map[TaxCode]bool{}
		for n := range 128 {
			o := code.Omocode(n)
			if seen[o] {
				t.Fatalf("%s comes twice", o)
			}
			seen[o] = true
			back, err := ParseTaxCode(strings.ToLower(string(o)))
			if err != nil || back != o {
				t.Fatalf("%s (variant %d of %s) is %q, %v", o, n, code, back, err)
			}
			if o.Canonical() != code || o.Sex() != sex || o.Place() != place || !o.BirthMatches(birth) || !o.MatchesName(family, given) {
				t.Fatalf("%s does not say what %s says", o, code)
			}
		}
	})
}

func TestOneWrongCharacterIsFound(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		_, _, _, _, _, code := anyPerson(t)
		at := rapid.IntRange(0, 15).Draw(t, "place")
		wrong := rapid.SampledFrom([]byte("ABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789")).Draw(t, "character")
		typed := string(code[:at]) + string(wrong) + string(code[at+1:])
		got, err := ParseTaxCode(typed)
		if sameWeight := at < 15 && weight(at, wrong) == weight(at, code[at]); err == nil && typed != string(code) && !sameWeight {
			t.Fatalf("%s for %s was read as %s", typed, code, got)
		}
	})
}

// weight is what a character in a place adds to the control sum: a digit and its letter of the same index add the same.
func weight(place int, c byte) byte {
	return controlLetter(TaxCode(strings.Repeat("0", place) + string(c)))
}

func TestOmocodesGiveWayFromTheRight(t *testing.T) {
	base := TaxCode("RSSMRA85T10F384X")
	for n, want := range map[int]string{0: "RSSMRA85T10F384X", 1: "RSSMRA85T10F38QU", 2: "RSSMRA85T10F3U4", 4: "RSSMRA85T10FP84", 8: "RSSMRA85T1LF384", 64: "RSSMRAU5T10F384",
		127: "RSSMRAURTMLFPUQ"} {
		if got := base.Omocode(n); !strings.HasPrefix(string(got), want) {
			t.Errorf("variant %d is %s, want %s", n, got, want)
		}
	}
}

func TestBirth(t *testing.T) {
	today := MustDate("2026-11-24")
	for code, want := range map[TaxCode]string{"RSSMRA85T10F384X": "1985-12-10", "SCHBSS97D46Z330W": "1997-04-06", "CRTNCL02M16F839U": "2002-08-16",
		BuildTaxCode("Rossi", "Maria", MustDate("2026-11-24"), "F", "G491"): "2026-11-24", BuildTaxCode("Rossi", "Maria", MustDate("1926-11-25"), "F", "G491"): "1926-11-25",
		BuildTaxCode("Rossi", "Maria", MustDate("2000-02-29"), "F", "G491"): "2000-02-29", BuildTaxCode("Rossi", "Maria", MustDate("1925-01-01"), "F", "G491"): "2025-01-01"} {
		if got, ok := code.Birth(today); !ok || got != MustDate(want) {
			t.Errorf("%s was born %v, %v; want %s", code, got, ok, want)
		}
	}
	c := BuildTaxCode("Rossi", "Maria", MustDate("1925-01-01"), "F", "G491")
	if !c.BirthMatches(MustDate("1925-01-01")) || !c.BirthMatches(MustDate("2025-01-01")) || c.BirthMatches(MustDate("1925-01-02")) || c.BirthMatches(MustDate("1926-01-01")) || c.BirthMatches(Date{}) {
		t.Errorf("%s matches the wrong births", c)
	}
}

func TestCodesThatSayNothing(t *testing.T) {
	for _, c := range []TaxCode{"", "12345678903"} {
		if _, ok := c.Birth(MustDate("2026-11-24")); ok || c.Sex() != "" || c.Place() != "" || c.Canonical() != c || c.Omocode(5) != c || !c.BirthMatches(MustDate("2000-01-01")) || !c.MatchesName("Rossi", "Anna") {
			t.Errorf("%q says something", c)
		}
	}
	if !TaxCode("12345678903").Temporary() || TaxCode("RSSMRA85T10F384X").Temporary() {
		t.Error("temporary is told wrongly")
	}
}

func TestNameLetters(t *testing.T) {
	birth := MustDate("1985-12-10")
	for _, c := range []struct{ family, given, want string }{{"Rossi", "Mario", "RSSMRA"}, {"Rossi", "Gianfranco", "RSSGFR"}, {"Fo", "Dario", "FOXDRA"}, {"Aia", "Io", "AIAIOX"},
		{"D'Esempio", "Giuseppe", "DSMGPP"}, {"De Provis", "Chiara", "DPRCHR"}, {"Cartoni", "Maria Grazia", "CRTMGR"}, {"Ròssi Test", "Niccolò", "RSSNCL"}, {"Echi", "Rosa", "CHERSO"}, {"O", "A", "OXXAXX"},
		{"Đorđević", "Łukasz", "DRDLSZ"}, {"Ng", "Ly", "NGXLYX"}} {
		code := BuildTaxCode(c.family, c.given, birth, "M", "F384")
		if string(code[:6]) != c.want || !code.MatchesName(c.family, c.given) {
			t.Errorf("%s %s gives %s, want %s", c.family, c.given, code[:6], c.want)
		}
	}
	if c := TaxCode("RSSMRA85T10F384X"); c.MatchesName("Mario", "Rossi") || c.MatchesName("Rossi", "Marta") || !c.MatchesName("ROSSI", "mario") {
		t.Error("a name is told wrongly")
	}
	if BuildTaxCode("Rossi", "Mario", birth, "M", "F384") != "RSSMRA85T10F384X" {
		t.Error("the code of Mario Rossi is another")
	}
	for _, bad := range []TaxCode{BuildTaxCode("a", "b", Date{}, "M", "F384"), BuildTaxCode("a", "b", birth, "", "F384"), BuildTaxCode("a", "b", birth, "F", "f384"), BuildTaxCode("a", "b", birth, "F", "")} {
		if bad != "" {
			t.Errorf("built %s from nothing", bad)
		}
	}
}

func TestTaxCodesAreNotShown(t *testing.T) {
	for code, want := range map[TaxCode]string{"SCHBSS97D46Z330W": "SCH••••••••••••W", "12345678903": "123•••••••3", "": "", "ABC": "•••"} {
		if got := code.Masked(); got != want {
			t.Errorf("%s is masked as %s", code, got)
		}
	}
	var b strings.Builder
	slog.New(slog.NewTextHandler(&b, nil)).Info("x", "code", TaxCode("SCHBSS97D46Z330W"))
	if strings.Contains(b.String(), "SCH") {
		t.Errorf("the log holds %s", b.String())
	}
}

func TestTaxCodeColumns(t *testing.T) {
	var c TaxCode
	for _, src := range []any{"RSSMRA85T10F384X", []byte("RSSMRA85T10F384X")} {
		if err := c.Scan(src); err != nil || c != "RSSMRA85T10F384X" {
			t.Errorf("%v is %q, %v", src, c, err)
		}
	}
	if v, _ := c.Value(); v != "RSSMRA85T10F384X" {
		t.Errorf("stored as %v", v)
	}
	if err := c.Scan(nil); err != nil || !c.Absent() {
		t.Errorf("NULL is %q, %v", c, err)
	}
	if v, _ := c.Value(); v != nil {
		t.Errorf("absent is stored as %v", v)
	}
	if c.Scan("short") == nil || c.Scan(3.5) == nil {
		t.Error("a column of something else was read")
	}
}

func FuzzParseTaxCode(f *testing.F) {
	for _, s := range []string{"RSSMRA85T10F384X", "RSSMRA85T10F38QU", "crtncl 02m16 f839u", "12345678903", "RSSMRA85T32F384X", ""} {
		f.Add(s)
	}
	f.Fuzz(func(t *testing.T, s string) {
		c, err := ParseTaxCode(s)
		if err != nil {
			if FlawOf(err) == nil || c != "" {
				t.Fatalf("%q: %q, %v", s, c, err)
			}
			return
		}
		if again, err := ParseTaxCode(string(c)); err != nil || again != c || len(c) != 16 && len(c) != 11 {
			t.Fatalf("%q is %q, then %q, %v", s, c, again, err)
		}
		if canonical, err := ParseTaxCode(string(c.Canonical())); err != nil || canonical.Canonical() != canonical {
			t.Fatalf("%q: the canonical %q: %v", c, c.Canonical(), err)
		}
		if _, ok := c.Birth(MustDate("2100-12-31")); ok == c.Temporary() || (c.Place() == "") != c.Temporary() || (c.Sex() == "") != c.Temporary() {
			t.Fatalf("%q says too little or too much", c)
		}
	})
}
