package finder_test

import (
	"strconv"
	"strings"
	"testing"

	"siil/internal/fault"
	"siil/internal/finder"
	"siil/internal/gate"
	"siil/internal/gate/gatetest"
	"siil/internal/policy"
)

// town is a small zone: Provini's case is Elena's with Paolo and Lucia in its team, Bianchi's is nobody's of them.
type town struct {
	*world
	mine, other      file
	sent, otherSent  int // numbers of referrals
	report, health   int // numbers of documents
	otherWork, annal int
}

func newTown(t testing.TB, w *world) *town {
	x := &town{world: w}
	x.mine = w.open(t, "Provini", "Samira", w.elena, w.paolo, w.lucia)
	x.other = w.open(t, "Bianchi", "Provino", w.sofia)
	w.body(t, "Comune di Provincia", "COMUNE", "")
	w.body(t, "Prova SerD", "SERD", policy.Health)
	x.sent, x.otherSent = w.refer(t, x.mine, w.rita), w.refer(t, x.other, w.rita)
	w.run(t, x.mine, policy.Common, "Cooperativa Provvida", "Laboratorio")
	w.run(t, x.mine, policy.Work, "Agenzia Provetta", "Corso")
	w.run(t, x.mine, policy.Health, "Provvidenza sanitaria", "Cura")
	w.run(t, x.other, policy.Social, "Casa Provvisoria", "Alloggio")
	w.run(t, x.other, policy.Work, "Provini e figli srl", "Tirocinio")
	x.report = w.paper(t, x.mine, policy.Common, "Relazione di prova")
	x.health = w.paper(t, x.mine, policy.Health, "")
	w.paper(t, x.other, policy.Social, "Prova della casa")
	x.otherWork = w.paper(t, x.other, policy.Work, "Prove di lavoro")
	x.annal = w.paper(t, file{}, policy.Common, "Relazione annuale, prove")
	return x
}

func TestEachFindsWhatTheyMayRead(t *testing.T) {
	both(t, func(t *testing.T, w *world) {
		x := newTown(t, w)
		people := "Persone e casi: Bianchi Provino, Provini Samira"
		bodies, health := "Enti che segnalano: Comune di Provincia", "Enti che segnalano: Comune di Provincia, Prova SerD"
		for _, c := range []struct {
			name string
			who  gate.Actor
			want []string
		}{
			{"coordinator", w.carla, []string{people, bodies, "Chi svolge le azioni: Casa Provvisoria, Cooperativa Provvida", "Documenti: Relazione annuale, prove, Prova della casa, Relazione di prova"}},
			{"secretary", w.sofia, []string{people, bodies}},
			{"case manager", w.elena, []string{people, bodies, "Chi svolge le azioni: Agenzia Provetta, Cooperativa Provvida", "Documenti: Relazione di prova"}},
			{"job centre, in the team", w.paolo, []string{people, bodies, "Chi svolge le azioni: Agenzia Provetta, Cooperativa Provvida", "Documenti: Relazione di prova"}},
			{"health, in the team", w.lucia, []string{people, health, "Chi svolge le azioni: Cooperativa Provvida", "Documenti: Relazione di prova"}},
			{"called in for single cases", w.vera, []string{bodies}},
		} {
			if got, want := w.names(t, c.who, "prov"), strings.Join(c.want, "; "); got != want {
				t.Errorf("%s:\n%s\nwant\n%s", c.name, got, want)
			}
		}
		if got := w.names(t, w.outside, "prov"); got != "" {
			t.Errorf("another zone: %s", got)
		}
		for _, who := range []gate.Actor{w.rita, w.dina} {
			if _, err := w.room.Find(ctx, who, "prov"); !fault.Is(err, fault.Denied) {
				t.Errorf("%s: %v", who.Name, err)
			}
		}
		_ = x
	})
}

func TestNumbersNameCasesReferralsAndDocuments(t *testing.T) {
	both(t, func(t *testing.T, w *world) {
		x := newTown(t, w)
		n := strconv.Itoa
		caseOf := func(f file) string { return n(f.number) }
		for _, c := range []struct {
			words string
			who   gate.Actor
			want  string
		}{
			{"caso " + caseOf(x.mine), w.elena, "Persone e casi: Provini Samira"},
			{"case n. " + caseOf(x.other), w.elena, "Persone e casi: Bianchi Provino"},
			{"caso " + caseOf(x.mine), w.vera, ""},
			{"segnalazione " + n(x.sent), w.sofia, "Segnalazioni: Segnalazione " + n(x.sent)},
			{"segnalazione " + n(x.sent), w.paolo, "Segnalazioni: Segnalazione " + n(x.sent)},
			{"segnalazione " + n(x.otherSent), w.sofia, "Segnalazioni: Segnalazione " + n(x.otherSent)},
			{"segnalazione " + n(x.otherSent), w.elena, ""},
			{"documento " + n(x.report) + "/2026", w.elena, "Documenti: Relazione di prova"},
			{n(x.report) + "/2026", w.carla, "Documenti: Relazione di prova"},
			{n(x.report) + "/2025", w.carla, ""},
			{"documento " + n(x.health), w.lucia, "Documenti: Documento " + n(x.health) + "/2026"},
			{"documento " + n(x.health), w.elena, ""},
			{"documento " + n(x.health), w.carla, ""},
			{"documento " + n(x.otherWork), w.carla, ""},
			{"documento " + n(x.otherWork), w.paolo, ""},
			{"documento " + n(x.report), w.sofia, ""},
			{"seduta 1", w.carla, ""},
			{"n 999999999", w.carla, ""},
		} {
			if got := w.names(t, c.who, c.words); got != c.want {
				t.Errorf("%s, %q: %q, want %q", c.who.Name, c.words, got, c.want)
			}
		}
		all := w.names(t, w.carla, caseOf(x.mine))
		if !strings.Contains(all, "Provini Samira") || !strings.Contains(all, "Segnalazione "+caseOf(x.mine)) {
			t.Errorf("a bare number finds %q", all)
		}
	})
}

// Words that name one thing lead to it; names never do, however few have them.
func TestOnlyANumberOrATaxCodeLeadsStraightOn(t *testing.T) {
	both(t, func(t *testing.T, w *world) {
		x := newTown(t, w)
		var tax string
		w.write(t, func(tx *gate.WriteTx) error {
			return tx.One("SELECT tax_code FROM person WHERE zone = $1 AND id = $2", []any{tx.Zone(), x.mine.person}, &tax)
		})
		href := "/casi/" + string(x.mine.id)
		for words, want := range map[string]string{"caso " + strconv.Itoa(x.mine.number): href, strings.ToLower(tax): href, "Provini Samira": "", "provini": ""} {
			found, err := w.room.Find(ctx, w.elena, words)
			if got, _ := found.Only(); err != nil || got != want {
				t.Errorf("%q leads to %q, want %q: %v", words, got, want, err)
			}
		}
	})
}

func TestTooFewLettersFindNothing(t *testing.T) {
	both(t, func(t *testing.T, w *world) {
		newTown(t, w)
		for _, words := range []string{"", " ", "p", "%", "_", "0", "-1", strings.Repeat("provini ", 40)} {
			if _, err := w.room.Find(ctx, w.carla, words); !fault.Is(err, fault.Invalid) {
				t.Errorf("%.20q: %v", words, err)
			}
		}
		for _, words := range []string{"%%", "'; DROP TABLE person; --", "pro%", "\xff\xfepro", "ΑΒΓ", "provini\x00"} {
			if _, err := w.room.Find(ctx, w.carla, words); err != nil && !fault.Is(err, fault.Invalid) {
				t.Errorf("%q: %v", words, err)
			}
		}
	})
}

// hide adds what a reader may not read, with names and numbers that fit what is looked for.
func (x *town) hide(t testing.TB, who gate.Actor) {
	t.Helper()
	x.write(t, func(tx *gate.WriteTx) error {
		for range 12 {
			sections := []policy.Section{policy.Work, policy.Health, policy.Justice}
			if who.Account != x.carla.Account {
				sections = append(sections, policy.Common, policy.Social)
			}
			for _, s := range sections {
				for _, name := range []string{"Aaa Provvisto", "Zzz Provvisto"} {
					if err := addRun(tx, x.other, s, name, "Nascosto"); err != nil {
						return err
					}
				}
				if err := x.addPaper(tx, x.other, s, "Prova nascosta"); err != nil {
					return err
				}
			}
			if err := x.addPaper(tx, x.mine, policy.Justice, ""); err != nil {
				return err
			}
		}
		return nil
	})
	x.body(t, "Provvida salute mentale "+who.Name, "SALUTE_MENTALE", policy.Justice)
	if !who.Core {
		x.open(t, "Provini", "Nascosto", x.sofia)
	}
	if who.Account == x.elena.Account || who.Account == x.vera.Account {
		x.refer(t, x.other, x.rita)
	}
}

// Two worlds that differ only in what somebody may not read give them the same answer.
func TestWhatOneMayNotReadLeavesNoTrace(t *testing.T) {
	both(t, func(t *testing.T, w *world) {
		x := newTown(t, w)
		looks := []string{"prov", "provv", "prova", "zz", "aaa", "relazione", "nascosta", "nascosto", "salute"}
		for i := 1; i < 60; i++ {
			looks = append(looks, "documento "+strconv.Itoa(i), "segnalazione "+strconv.Itoa(i), strconv.Itoa(i)+"/2026")
		}
		for _, who := range []gate.Actor{w.elena, w.vera, w.carla, w.sofia} {
			read := func() (out []string) {
				for _, words := range looks {
					if who.Account == w.sofia.Account && strings.Contains(words, "segnalazione") {
						continue
					}
					found, err := w.room.Find(ctx, who, words)
					if err != nil {
						t.Fatal(err)
					}
					out = append(out, words+": "+bytesOf(t, found))
				}
				return out
			}
			before := read()
			x.hide(t, who)
			for i, after := range read() {
				if after != before[i] {
					t.Errorf("%s:\n%s\nbefore what is hidden, after it\n%s", who.Name, before[i], after)
				}
			}
		}
	})
}

// bytesOf is the page, but for the address of the whole list: it is sealed anew each time.
func bytesOf(t testing.TB, f finder.Found) string {
	t.Helper()
	for i := range f.Groups {
		if f.Groups[i].All != "" {
			f.Groups[i].All = "/casi?ricerca=sealed"
		}
	}
	var b strings.Builder
	if err := finder.PageOf(f).Render(ctx, &b); err != nil {
		t.Fatal(err)
	}
	return b.String()
}

// A search takes the same number of queries in a small zone and in a larger one.
func TestASearchTakesAFixedNumberOfQueries(t *testing.T) {
	w := newWorld(t, gatetest.NewSQLite(t))
	x := newTown(t, w)
	counts := func() (out []int) {
		for _, words := range []string{"prov", "caso 1", "12", "documento 3/2026"} {
			for _, who := range []gate.Actor{w.carla, w.elena, w.sofia} {
				counted, n := gate.CountQueries(ctx)
				if _, err := w.room.Find(counted, who, words); err != nil {
					t.Fatal(err)
				}
				out = append(out, *n)
			}
		}
		return out
	}
	few := counts()
	for range 60 {
		f := w.open(t, "Provini", "Altra", w.elena)
		w.run(t, f, policy.Common, "Provvista "+strconv.Itoa(w.n), "Corso")
		w.paper(t, f, policy.Common, "Prova "+strconv.Itoa(w.n))
	}
	for i, n := range counts() {
		if n != few[i] || n > 14 {
			t.Errorf("search %d takes %d queries, %d with fewer cases", i, n, few[i])
		}
	}
	if got := w.names(t, w.carla, "provini"); !strings.Contains(got, "+61") {
		t.Errorf("62 people: %s", got)
	}
	_ = x
}
