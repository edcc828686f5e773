package territory

import (
	"regexp"
	"slices"
	"strings"
	"testing"

	"pgregory.net/rapid"

	"siil/guidelines"
	"siil/internal/text"
)

func TestAtlasIsWhole(t *testing.T) {
	a, err := read(guidelines.Files)
	if err != nil {
		t.Fatal(err)
	}
	if len(a.zones) != 28 || len(a.municipalities) != 273 {
		t.Fatalf("%d zones and %d municipalities, want 28 and 273", len(a.zones), len(a.municipalities))
	}
	codes := map[string]string{}
	slug := regexp.MustCompile(`^[a-z]+(-[a-z]+)*$`)
	for i, z := range a.zones {
		if z.Number != i+1 || !slug.MatchString(z.Code) || len(a.byZone[z.Code]) == 0 {
			t.Errorf("zone %d %q is out of order, has a bad code or no municipality", z.Number, z.Code)
		}
		for _, name := range append([]string{z.Code, z.Name}, z.Aliases...) {
			if other, ok := codes[glued(name)]; ok && other != z.Code {
				t.Errorf("zone name %q leads to %s and %s", name, other, z.Code)
			}
			codes[glued(name)] = z.Code
		}
	}
	seen := map[string]string{}
	cadastral, istat := regexp.MustCompile(`^[A-Z]\d{3}$`), regexp.MustCompile(`^\d{6}$`)
	for _, m := range a.municipalities {
		if !cadastral.MatchString(m.Cadastral) || !istat.MatchString(m.ISTAT) || m.Population <= 0 || codes[glued(m.Zone)] != m.Zone {
			t.Errorf("municipality %+v", m)
		}
		for _, key := range []string{m.Cadastral, m.ISTAT, glued(m.Name)} {
			if seen[key] != "" {
				t.Errorf("%q stands for %s and %s", key, seen[key], m.Name)
			}
			seen[key] = m.Name
		}
	}
	if n := len(a.byZone["valdinievole"]); n != 11 {
		t.Errorf("Valdinievole has %d municipalities", n)
	}
	if n := Population("valdinievole"); n != 118798 {
		t.Errorf("Valdinievole has %d residents, want 118798 as in the census", n)
	}
}

func TestPlacesAndCountries(t *testing.T) {
	for _, c := range []struct{ code, name string }{{"Z129", "Romania"}, {"z330", "Marocco"}, {"F839", "Napoli"}, {"G273", "Palermo"},
		{"D612", "Firenze"}, {"G713", "Pistoia"}, {"E715", "Lucca"}, {" f384 ", "Monsummano Terme"}} {
		p, ok := PlaceByCadastral(c.code)
		if !ok || p.Name.In(text.Italian) != c.name {
			t.Errorf("%s is %v, want %s", c.code, p, c.name)
		}
		back, ok := PlaceByName(strings.ToUpper(c.name))
		if !ok || back != p {
			t.Errorf("%s is %v, want %v", c.name, back, p)
		}
	}
	if p, ok := PlaceByName("Napoli (NA)"); !ok || p.Cadastral != "F839" {
		t.Errorf("Napoli (NA) is %v", p)
	}
	if p, ok := PlaceByName("Morocco"); !ok || p.Cadastral != "Z330" || !p.Abroad {
		t.Errorf("Morocco is %v", p)
	}
	if _, ok := PlaceByName(""); ok {
		t.Error("no name is a place")
	}
	if _, ok := CountryByCode("F384"); ok {
		t.Error("Monsummano Terme is a country")
	}
	zCode := regexp.MustCompile(`^Z\d{3}$`)
	for _, c := range Countries() {
		if !zCode.MatchString(c.Cadastral) || c.Name.In(text.English) == "" {
			t.Errorf("country %v", c)
		}
	}
}

func TestZoneByCode(t *testing.T) {
	for typed, want := range map[string]string{"valdinievole": "valdinievole", "VALDINIEVOLE": "valdinievole", "17": "valdinievole",
		"Val di Nievole": "valdinievole", "Alta Val d'Elsa": "alta-val-d-elsa", "alta-val-d-elsa": "alta-val-d-elsa", "Valdera": "valdera",
		"Fiorentina Sud Est": "fiorentina-sud-est", "22": "grossetana", "Empolese Valdarno Valdelsa": "empolese", "29": "", "": "", "Roma": ""} {
		z, ok := ZoneByCode(typed)
		if z.Code != want || ok != (want != "") {
			t.Errorf("%q is zone %q, want %q", typed, z.Code, want)
		}
	}
}

func TestMunicipalityByName(t *testing.T) {
	for _, c := range []struct{ zone, typed, want string }{
		{"valdinievole", "Montecatini-Terme", "Montecatini-Terme"},
		{"valdinievole", "MONTECATINI TERME", "Montecatini-Terme"},
		{"valdinievole", "montecatini t.", "Montecatini-Terme"},
		{"valdinievole", "Monsummano T.", "Monsummano Terme"},
		{"valdinievole", "Monsummano", "Monsummano Terme"},
		{"valdinievole", "Monsumano Terme", "Monsummano Terme"},
		{"valdinievole", "MASSA E COZZILE", "Massa e Cozzile"},
		{"valdinievole", "Massa & Cozzile", "Massa e Cozzile"},
		{"valdinievole", "Massa Cozzile", "Massa e Cozzile"},
		{"valdinievole", "Massa", ""}, // the town of that name lies elsewhere
		{"apuane", "Massa", "Massa"},
		{"valdinievole", "P.te Buggianese", "Ponte Buggianese"},
		{"valdinievole", "Ponte B.", "Ponte Buggianese"},
		{"valdinievole", "Chiesina Uzz.se", "Chiesina Uzzanese"},
		{"valdinievole", "Pieve a N.", "Pieve a Nievole"},
		{"valdinievole", "P. a Nievole", "Pieve a Nievole"},
		{"valdinievole", "Pescia (PT)", "Pescia"},
		{"valdinievole", "Pescia, PT", "Pescia"},
		{"valdinievole", "Pescia PT", "Pescia"},
		{"valdinievole", "Comune di Uzzano", "Uzzano"},
		{"valdinievole", "Quarrata", "Quarrata"},
		{"valdinievole", "S. Giovanni Valdarno", "San Giovanni Valdarno"},
		{"empolese", "S.Croce sull'Arno", "Santa Croce sull'Arno"},
		{"empolese", "Santa Croce", "Santa Croce sull'Arno"},
		{"valdinievole", "P", ""},
		{"valdinievole", "Terme", ""},
		{"valdinievole", "Roma", ""},
		{"valdinievole", "", ""},
		{"valdinievole", "(PT)", ""},
		{"", "Monsummano", "Monsummano Terme"},
		{"", "San", ""},
	} {
		m, ok := MunicipalityByName(c.zone, c.typed)
		if m.Name != c.want || ok != (c.want != "") {
			t.Errorf("%q in %q is %q, want %q", c.typed, c.zone, m.Name, c.want)
		}
	}
}

// Whatever a zone's clerk does to case, hyphens and accents, the full name of a municipality is that municipality, in every zone.
func TestFullNamesAreNeverTakenForOthers(t *testing.T) {
	all := Municipalities("")
	rapid.Check(t, func(t *rapid.T) {
		m := rapid.SampledFrom(all).Draw(t, "municipality")
		typed := m.Name
		if rapid.Bool().Draw(t, "upper") {
			typed = strings.ToUpper(typed)
		}
		typed = strings.Map(func(r rune) rune {
			if r == '-' || r == ' ' {
				return rapid.SampledFrom([]rune{'-', ' '}).Draw(t, "space")
			}
			return r
		}, typed)
		if rapid.Bool().Draw(t, "province") {
			typed += " (" + m.Province + ")"
		}
		if got, ok := MunicipalityByName(m.Zone, typed); !ok || got != m {
			t.Fatalf("%q in %s is %q", typed, m.Zone, got.Name)
		}
	})
}

func FuzzMunicipalityByName(f *testing.F) {
	for _, s := range []string{"Pescia (PT)", "S.Croce", "P.te B.", "\xff", "((((", "comune di "} {
		f.Add(s)
	}
	f.Fuzz(func(t *testing.T, typed string) {
		if m, ok := MunicipalityByName("valdinievole", typed); ok != (m.Name != "") {
			t.Errorf("%q: %v and %q", typed, ok, m.Name)
		}
	})
}

func TestSeedOfValdinievole(t *testing.T) {
	s, ok := SeedOf("valdinievole")
	if !ok || s.Zone != "valdinievole" {
		t.Fatal("no seed")
	}
	for _, m := range Municipalities("valdinievole") {
		if _, ok := s.SeatFor(m.Cadastral); !ok {
			t.Errorf("no seat follows %s", m.Name)
		}
	}
	for _, name := range []string{"CPI Pescia", "CPI Monsummano Terme", "Servizio sociale Pescia", "Servizio sociale Monsummano", "Coop. sociale",
		"Caritas", "SerD", "Ser.D.", "Salute mentale adulti"} {
		if _, ok := s.AgencyByName(name); !ok {
			t.Errorf("no body is %q", name)
		}
	}
	for _, a := range s.Agencies {
		if hides := a.Outside != (text.T{}); hides != (a.Section != "common") {
			t.Errorf("%s: section %s, outside %v", a.Code, a.Section, a.Outside)
		}
	}
	health := slices.ContainsFunc(s.Agencies, func(a Agency) bool { return a.Section == "health" })
	if !health {
		t.Error("no body is hidden")
	}
}
