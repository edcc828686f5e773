package guideline

import (
	"slices"
	"strings"
	"testing"
	"unicode/utf8"

	"pgregory.net/rapid"

	"siil/internal/text"
	"siil/internal/value"
)

// The groups and what belongs to each are those of the services' own catalogue; a kind that goes missing is missed here.
func TestCatalogueHoldsEveryGroup(t *testing.T) {
	c := Default().Actions
	for group, kinds := range map[string]string{
		"LAVORO":     "ACCOGLIENZA ORIENTAMENTO_BASE ORIENTAMENTO_SPEC GRUPPO_RICERCA AUTOIMPIEGO ACCOMPAGNAMENTO INCONTRO_DOMANDA ISCRIZIONE_68 MEDIAZIONE TUTOR_TIROCINIO EURES",
		"FORMAZIONE": "UPSKILLING RESKILLING DIGITALE ITALIANO_L2 PATENTE SICUREZZA HACCP",
		"ESPERIENZA": "TIROCINIO_INCLUSIONE TIROCINIO_EXTRA INSERIMENTO_SOCIOTERAPEUTICO BORSA_STUDIO COOP_B APPRENDISTATO CONTRATTO COLLOCAMENTO_MIRATO",
		"COMPETENZE": "BILANCIO COUNSELING VALUTA_OCCUPABILITA",
		"IMPRESA":    "SCOUTING ABBINAMENTO TUTOR_AZIENDA",
		"SOCIALE":    "AIUTO_ECONOMICO CASA EDUCATIVA GENITORI PIPPI TRASPORTO NIDO PRONTO_INTERVENTO AMMINISTRATORE",
		"SALUTE":     "SERD DSM INVALIDITA",
		"COMUNITA":   "AGRICOLTURA_SOCIALE VOLONTARIATO PUC",
	} {
		for _, code := range strings.Fields(kinds) {
			k, ok := c.Kind(code)
			if !ok || k.Group != group {
				t.Errorf("%s: known %v, group %q, want %q", code, ok, k.Group, group)
			}
		}
	}
	for _, k := range c.Kinds {
		if (k.Group == "SALUTE") && k.Section != "health" {
			t.Errorf("%s tells of health in section %q", k.Code, k.Section)
		}
		if len(k.Traineeship) > 0 && !k.Hours {
			t.Errorf("%s is a traineeship of which no hours are kept", k.Code)
		}
		for _, l := range []text.Lang{text.Italian, text.English} {
			if n := utf8.RuneCountInString(k.Label.In(l)); n > 45 {
				t.Errorf("%s: a label of %d characters", k.Code, n)
			}
		}
	}
}

func TestKindsForADomain(t *testing.T) {
	c := Default().Actions
	for _, d := range Default().Assessment.Domains {
		kinds := c.For(d.Code)
		if len(kinds) < 2 || kinds[len(kinds)-1].Code != OtherKind {
			t.Errorf("%s: %d kinds, want some of the catalogue and the zone's own last", d.Code, len(kinds))
		}
		for _, k := range kinds {
			if !slices.Contains(k.Domains, d.Code) {
				t.Errorf("%s does not serve %s", k.Code, d.Code)
			}
		}
	}
	if c.For("GIARDINO") != nil {
		t.Error("kinds for a domain that is not there")
	}
	if k, ok := c.Kind("GIARDINO"); ok || k.Code != "" {
		t.Error("a kind that is not there")
	}
}

// A weak domain of every level has goals, each fits, and a person who reads plain Italian understands goal and sign together.
func TestGoalsForWeakDomains(t *testing.T) {
	m := Default()
	for _, d := range m.Assessment.Domains {
		for level := 1; level <= 3; level++ {
			goals := m.GoalsFor(d.Code, level)
			if n := len(goals); n < 1 || n > 4 {
				t.Errorf("%s at level %d: %d goals, want one to four", d.Code, level, n)
			}
			for _, g := range goals {
				if g.Domain != d.Code || level < g.From || level > g.UpTo {
					t.Errorf("%s is proposed for %s at level %d", g.Code, d.Code, level)
				}
			}
		}
		if goals := m.GoalsFor(d.Code, Levels); len(goals) > 0 {
			t.Errorf("%s: %s is proposed to who needs nothing", d.Code, goals[0].Code)
		}
	}
	for _, g := range m.Goals {
		said := g.Label.In(text.Italian) + ". " + g.ReachedWhen.In(text.Italian) + "."
		if index, ok := value.Gulpease(said); !ok || index < m.Actions.Plan.Easy {
			t.Errorf("%s reads at %d (counted %v): %s", g.Code, index, ok, said)
		}
	}
}

func TestTraineeshipLimits(t *testing.T) {
	l, ok := Default().Actions.Traineeship("INCLUSIONE")
	if !ok || l.Months != 24 || l.MonthsLonger != 36 || l.Allowance != 500_00 {
		t.Fatalf("the inclusion traineeship: %+v", l)
	}
	for name, c := range map[string]struct {
		from, to  string
		months    int
		allowance value.Money
		why       string
		want      []string
	}{
		"nothing said":                      {},
		"at every limit":                    {"2026-03-01", "2028-02-29", 24, 500_00, "", nil},
		"a day too long":                    {"2026-03-01", "2028-03-01", 24, 500_00, "", []string{"to"}},
		"a month too many":                  {"", "", 25, 0, "", []string{"months"}},
		"longer, and why":                   {"2026-03-01", "2029-02-28", 36, 0, "Il medico chiede più tempo", nil},
		"longer than that":                  {"2026-03-01", "2029-03-01", 37, 0, "Il medico chiede più tempo", []string{"months", "to"}},
		"a cent too much":                   {"2026-03-01", "2026-08-31", 6, 500_01, "", []string{"allowance"}},
		"everything, and why does not help": {"2026-03-01", "2030-01-01", 48, 900_00, "Perché sì", []string{"months", "to", "allowance"}},
		"an end alone":                      {"", "2040-01-01", 0, 0, "", nil},
	} {
		day := func(s string) value.Date { d, _ := value.ParseISO(s); return d }
		var got []string
		for _, f := range l.Check(day(c.from), day(c.to), c.months, c.allowance, c.why) {
			got = append(got, f.Field)
			if f.Text.In(text.Italian) == "" || strings.Contains(f.Text.In(text.English), "%!") {
				t.Errorf("%s: words %q", name, f.Text)
			}
		}
		if !slices.Equal(got, c.want) {
			t.Errorf("%s: %v, want %v", name, got, c.want)
		}
	}
	short := TraineeshipLimit{Months: 6, MonthsLonger: 6}
	if f := short.Check(value.MustDate("2026-08-31"), value.MustDate("2027-02-28"), 0, 9_999_00, ""); len(f) > 0 {
		t.Errorf("the last of a shorter month, and no limit to what it pays: %v", f)
	}
}

// What is refused stays refused when it grows, and a reason never makes it worse.
func TestTraineeshipLimitsGrow(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		l := TraineeshipLimit{Months: rapid.IntRange(1, 30).Draw(t, "months"), Allowance: value.Money(rapid.IntRange(0, 80_000).Draw(t, "most"))}
		l.MonthsLonger = l.Months + rapid.IntRange(0, 12).Draw(t, "longer")
		from := value.MustDate("2024-01-01").AddDays(rapid.IntRange(0, 1500).Draw(t, "from"))
		to := from.AddDays(rapid.IntRange(0, 1500).Draw(t, "days"))
		months, pays := rapid.IntRange(0, 60).Draw(t, "said"), value.Money(rapid.IntRange(0, 100_000).Draw(t, "pays"))
		now := l.Check(from, to, months, pays, "")
		more := l.Check(from, to.AddDays(1), months+1, pays+1, "")
		why := l.Check(from, to, months, pays, "perché")
		if len(more) < len(now) || len(why) > len(now) {
			t.Fatalf("%v, more %v, with a reason %v", now, more, why)
		}
		if months <= l.Months && !to.After(from.AddMonths(l.Months).AddDays(-1)) && (l.Allowance == 0 || pays <= l.Allowance) && len(now) > 0 {
			t.Fatalf("within the limits: %v", now)
		}
	})
}
