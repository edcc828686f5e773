package assessment_test

import (
	"net/http"
	"net/url"
	"regexp"
	"strings"
	"testing"

	"siil/internal/account"
	"siil/internal/assessment"
	"siil/internal/gate"
	"siil/internal/text"
	"siil/internal/value"
)

func (w *world) path(under string) string { return "/casi/" + string(w.id) + "/valutazioni" + under }

var hiddenInput = regexp.MustCompile(`<input type="hidden" name="([^"]+)" value="([^"]*)"`)

// shown is the form of a row as the page holds it: its hidden fields.
func shown(a answer, domain string) url.Values {
	f := url.Values{}
	for _, m := range hiddenInput.FindAllStringSubmatch(a.body, -1) {
		if m[1] == "base_"+domain || m[1] == "was_"+domain {
			f.Set(m[1], m[2])
		}
	}
	return f
}

func with(f url.Values, pairs ...string) url.Values {
	for i := 0; i+1 < len(pairs); i += 2 {
		f.Set(pairs[i], pairs[i+1])
	}
	return f
}

func TestAnAssessmentIsFilledInWithoutScript(t *testing.T) {
	both(t, func(t *testing.T, w *world) {
		all := w.ask(t, w.elena, w.path(""), nil)
		all.holds(t, "Nessuna valutazione", "Comincia la valutazione")
		bad := w.ask(t, w.elena, w.path(""), url.Values{"kind": {"entry"}, "on": {"31/2/2026"}})
		bad.holds(t, `value="31/2/2026"`, `id="f-on-error"`)
		if bad.status != http.StatusUnprocessableEntity {
			t.Errorf("answer %d", bad.status)
		}
		made := w.ask(t, w.elena, w.path(""), url.Values{"kind": {"entry"}, "on": {"20/11/2026"}})
		if made.status != http.StatusSeeOther {
			t.Fatalf("answer %d", made.status)
		}
		page := w.ask(t, w.elena, made.to, nil)
		page.holds(t, "Ingresso del 20/11/2026", "Non entra denaro, oppure i debiti crescono ogni mese.", "0 ambiti su 10 compilati", "manca il nostro livello", "non ancora consegnata", `name="level_CASA" value="5"`)
		page.lacks(t, `name="level_SALUTE_FISICA"`, "Ha un problema grave che oggi non è curato.")

		f := shown(page, "CASA")
		for _, d := range open {
			for k, v := range shown(page, d) {
				f[k] = v
			}
		}
		with(f, "level_CASA", "4", "note_CASA", "affitto alto\r\nma regge", "level_RETE", "0")
		saved := w.ask(t, w.elena, made.to, f)
		if saved.status != http.StatusSeeOther {
			t.Fatalf("answer %d", saved.status)
		}
		page = w.ask(t, w.elena, made.to, nil)
		page.holds(t, "2 ambiti su 10 compilati", `value="4" checked`, "affitto alto\nma regge", "Vai al mancante")
		if x := w.see(t, w.elena, lastID(made.to)).Ratings; len(x) != 2 || !x["RETE"].Unexplored {
			t.Errorf("%+v", x)
		}

		closing := w.ask(t, w.elena, made.to+"/chiudi", nil)
		closing.holds(t, "Mancano ancora", "#d-REDDITO", "Succederà questo")
		refused := w.ask(t, w.elena, made.to+"/chiusura", url.Values{"decision": {"parole da non perdere"}})
		refused.holds(t, "parole da non perdere", "Mobilità: manca il nostro livello", `href="#f-level_REDDITO"`, `id="f-level_REDDITO"`)
		if refused.status != http.StatusUnprocessableEntity {
			t.Errorf("answer %d", refused.status)
		}
	})
}

func lastID(path string) value.ID { return value.ID(path[strings.LastIndex(path, "/")+1:]) }

func TestMarksOfOtherReadingsAppearAfterTheChoice(t *testing.T) {
	both(t, func(t *testing.T, w *world) {
		w.whole(t, assessment.Entry, "2026-04-21", 2)
		id := w.begin(t, w.elena, assessment.Check, "2026-11-20")
		w.rate(t, w.paolo, id, persons("CASA", 3, 0))
		row := regexp.MustCompile(`(?s)id="d-CASA".*?id="d-AUTONOMIA"`)
		before := row.FindString(w.ask(t, w.elena, w.path("/"+string(id)), nil).body)
		if strings.Contains(before, "ingresso") || strings.Contains(before, "persona") {
			t.Errorf("marks before the choice: %s", before)
		}
		w.rate(t, w.elena, id, over("CASA", 4, 0))
		after := row.FindString(w.ask(t, w.elena, w.path("/"+string(id)), nil).body)
		for _, words := range []string{"ingresso", "persona", "ora", "+2"} {
			if !strings.Contains(after, words) {
				t.Errorf("after the choice %q is missing", words)
			}
		}
	})
}

func TestAClashShowsBothAndLosesNothing(t *testing.T) {
	both(t, func(t *testing.T, w *world) {
		id := w.begin(t, w.elena, assessment.Entry, "2026-11-20")
		path := w.path("/" + string(id))
		mine := shown(w.ask(t, w.paolo, path, nil), "CASA")
		w.rate(t, w.elena, id, assessment.Rates{Domain: "CASA", Ours: &assessment.Ours{Level: 4, Note: "parole di Elena"}})
		with(mine, "level_CASA", "2", "note_CASA", "parole di Paolo")
		for _, header := range [][]string{nil, {"Siil-Fetch", "1"}} {
			a := w.ask(t, w.paolo, path, mine, header...)
			if a.status != http.StatusConflict {
				t.Errorf("answer %d", a.status)
			}
			a.holds(t, "Elena Prova ha salvato alle", "4, Ha un alloggio adatto e stabile, ma il costo pesa ogni mese.", "parole di Elena", `value="2" checked`)
			if header == nil {
				a.holds(t, "parole di Paolo")
			}
			if got := w.see(t, w.elena, id).Ratings["CASA"]; got.Level != 4 || got.Note != "parole di Elena" {
				t.Errorf("overwritten: %+v", got)
			}
			next := with(shown(a, "CASA"), "level_CASA", "2", "note_CASA", "parole di Paolo")
			if header != nil {
				if b := w.ask(t, w.paolo, path, next, header...); b.status != http.StatusOK {
					t.Errorf("knowingly again: %d", b.status)
				}
			}
		}
		if got := w.see(t, w.elena, id).Ratings["CASA"]; got.Level != 2 {
			t.Errorf("%+v", got)
		}
		// A row that was not touched in the form is left alone, however old the form is.
		old := shown(w.ask(t, w.sara, path, nil), "CASA")
		w.rate(t, w.elena, id, over("CASA", 5, w.see(t, w.elena, id).Ratings["CASA"].OursVersion))
		with(old, "level_CASA", "2", "note_CASA", "parole di Paolo")
		if a := w.ask(t, w.sara, path, old); a.status != http.StatusSeeOther {
			t.Errorf("untouched: %d", a.status)
		}
		if got := w.see(t, w.elena, id).Ratings["CASA"]; got.Level != 5 {
			t.Errorf("%+v", got)
		}
	})
}

func TestTheScriptGetsTheChangedParts(t *testing.T) {
	both(t, func(t *testing.T, w *world) {
		id := w.begin(t, w.elena, assessment.Entry, "2026-11-20")
		path := w.path("/" + string(id))
		f := with(shown(w.ask(t, w.elena, path, nil), "LAVORO"), "level_LAVORO", "3", "note_LAVORO", "")
		a := w.ask(t, w.elena, path, f, "Siil-Fetch", "1")
		if a.status != http.StatusOK {
			t.Fatalf("answer %d", a.status)
		}
		a.holds(t, "data-fragment", "1 ambiti su 10 compilati", `data-part="cells-LAVORO"`, `name="base_LAVORO" value="1"`)
		a.lacks(t, "cells-CASA", "<html")
		if a := w.ask(t, w.elena, path, url.Values{"base_CASA": {"0"}, "was_CASA": {""}, "level_CASA": {"9"}}, "Siil-Fetch", "1"); a.status != http.StatusUnprocessableEntity {
			t.Errorf("level 9: %d", a.status)
		}
	})
}

func TestWhatWasBeingWrittenComesBack(t *testing.T) {
	both(t, func(t *testing.T, w *world) {
		id := w.begin(t, w.elena, assessment.Entry, "2026-11-20")
		path := w.path("/" + string(id))
		keep := func(field, words string) {
			t.Helper()
			err := w.Quiet(ctx, w.elena.Zone, func(tx *gate.WriteTx) error {
				return account.KeepDraft(tx, w.elena.Account, assessment.DraftSlot(id, field), words)
			})
			if err != nil {
				t.Fatal(err)
			}
		}
		keep("note_CASA", "parole a metà")
		keep("strengths", "sa aspet")
		w.ask(t, w.elena, path, nil).holds(t, "parole a metà", "sa aspet")
		w.ask(t, w.paolo, path, nil).lacks(t, "parole a metà", "sa aspet")
		w.Clock.Add(60e9)
		w.rate(t, w.paolo, id, assessment.Rates{Domain: "CASA", Ours: &assessment.Ours{Level: 3, Note: "parole di Paolo"}})
		page := w.ask(t, w.elena, path, nil)
		page.holds(t, "parole di Paolo", "Avevi scritto: parole a metà")
		f := with(shown(page, "CASA"), "level_CASA", "3", "note_CASA", "parole intere")
		if a := w.ask(t, w.elena, path, f); a.status != http.StatusSeeOther {
			t.Fatalf("answer %d", a.status)
		}
		w.ask(t, w.elena, path, nil).lacks(t, "parole a metà")
	})
}

func TestReservedDomainsOnPages(t *testing.T) {
	both(t, func(t *testing.T, w *world) {
		first := w.whole(t, assessment.Entry, "2026-04-21", 2)
		second := w.begin(t, w.elena, assessment.Check, "2026-11-20")
		for _, d := range open {
			w.rate(t, w.elena, second, ours(d, 3))
		}
		w.rate(t, w.lucia, second, assessment.Rates{Domain: "DIPENDENZE", Ours: &assessment.Ours{Level: 1, Note: "nota riservatissima"}})
		if err := w.room.Close(ctx, w.elena, second, assessment.Closing{}); err != nil {
			t.Fatal(err)
		}
		secret := []string{"nota riservatissima", "L&#39;uso o il gioco occupa", "ct-DIPENDENZE"}
		for _, under := range []string{"", "/" + string(first), "/" + string(second), "/confronto"} {
			for _, who := range []gate.Actor{w.elena, w.carla, w.paolo} {
				w.ask(t, who, w.path(under), nil).lacks(t, secret...)
			}
		}
		w.ask(t, w.elena, w.path("/"+string(second)), nil).holds(t, "Lucia Prova, consegnata il 24/11/2026")
		w.ask(t, w.lucia, w.path("/"+string(second)), nil).holds(t, "nota riservatissima")
		w.ask(t, w.lucia, w.path("/confronto"), nil).holds(t, "ct-DIPENDENZE")
	})
}

func TestTheComparisonDrawsAndSaysTheSame(t *testing.T) {
	both(t, func(t *testing.T, w *world) {
		w.ask(t, w.elena, w.path("/confronto"), nil).holds(t, text.ComparedNeeds[text.Italian])
		w.whole(t, assessment.Entry, "2026-04-21", 2)
		id := w.begin(t, w.elena, assessment.Check, "2026-11-20")
		for i, d := range open {
			w.rate(t, w.elena, id, ours(d, 2+i%3))
		}
		w.rate(t, w.elena, id, persons("CURA", 1, 0))
		if err := w.room.Close(ctx, w.elena, id, assessment.Closing{Decision: "proseguire", Reasons: map[string]string{}}); err != nil {
			t.Fatal(err)
		}
		a := w.ask(t, w.carla, w.path("/confronto"), nil)
		a.holds(t, "Autonomia: 2,0 → 2,8", "Occupabilità: 2,0 → 3,0", "<title id=\"ct-CASA\">Casa</title>", "Casa: da 2 a 3", "parlarne", "uguale", "+2", "proseguire", "Samira Provini")
		a.lacks(t, "style=", "%!", "NaN")
	})
}

// Six assessments with every domain cost as many queries as one.
func TestPagesCostAFixedNumberOfQueries(t *testing.T) {
	both(t, func(t *testing.T, w *world) {
		first := w.whole(t, assessment.Entry, "2026-04-01", 2)
		w.rateReserved(t)
		paths := []string{"", "/" + string(first), "/confronto"}
		few := map[string]int{}
		for _, p := range paths {
			few[p] = w.ask(t, w.lucia, w.path(p), nil).queries
		}
		for i, day := range []string{"2026-06-01", "2026-07-01", "2026-08-01", "2026-09-01", "2026-10-01"} {
			w.whole(t, assessment.Check, day, 1+i%5)
		}
		for _, p := range paths {
			a := w.ask(t, w.lucia, w.path(p), nil)
			if a.status != http.StatusOK || a.queries != few[p] || a.queries > 11 {
				t.Errorf("%q: status %d, %d queries, then %d", p, a.status, few[p], a.queries)
			}
		}
	})
}

// rateReserved leaves an assessment with a reserved domain, and goes on with it open, amended by nobody.
func (w *world) rateReserved(t testing.TB) {
	t.Helper()
	id := w.begin(t, w.elena, assessment.Check, "2026-05-01")
	for _, d := range open {
		w.rate(t, w.elena, id, ours(d, 3))
	}
	w.rate(t, w.lucia, id, ours("SALUTE_FISICA", 3))
	if err := w.room.Close(ctx, w.elena, id, assessment.Closing{}); err != nil {
		t.Fatal(err)
	}
	if _, err := w.room.AddReference(ctx, w.lucia, w.id, assessment.Citing{Kind: "WHODAS_TOTAL", Value: "20", Source: "ambulatorio", OnDay: value.MustDate("2026-05-01")}); err != nil {
		t.Fatal(err)
	}
}

func TestPagesAreNotForOthers(t *testing.T) {
	both(t, func(t *testing.T, w *world) {
		id := w.begin(t, w.elena, assessment.Entry, "2026-11-20")
		for name, who := range map[string]gate.Actor{"not on the case": w.nora, "secretary": w.sofia, "other zone": w.outside} {
			for _, under := range []string{"", "/" + string(id), "/" + string(id) + "/chiudi", "/confronto"} {
				if a := w.ask(t, who, w.path(under), nil); a.status != http.StatusNotFound {
					t.Errorf("%s gets %q: %d", name, under, a.status)
				}
			}
			for _, under := range []string{"", "/" + string(id), "/" + string(id) + "/chiusura", "/" + string(id) + "/eliminazione"} {
				if a := w.ask(t, who, w.path(under), url.Values{"kind": {"entry"}, "on": {"20/11/2026"}, "base_CASA": {"0"}, "level_CASA": {"3"}}); a.status != http.StatusNotFound {
					t.Errorf("%s posts to %q: %d", name, under, a.status)
				}
			}
		}
		for under, f := range map[string]url.Values{"/valutazioni": {"kind": {"entry"}, "on": {"31/2/2026"}}, "/riferimenti": {"ref_kind": {"GOL_PATH"}, "ref_on": {"31/2/2026"}}} {
			if a := w.ask(t, w.carla, "/casi/"+string(w.id)+under, f); a.status != http.StatusNotFound {
				t.Errorf("the coordinator posts what is wrong to %q: %d", under, a.status)
			}
		}
		if a := w.ask(t, w.carla, w.path("/"+string(id)), nil); a.status != http.StatusOK {
			t.Errorf("the coordinator reads: %d", a.status)
		} else {
			a.lacks(t, `name="level_CASA"`, "Chiudi la valutazione")
		}
	})
}
