package hostile

import (
	"database/sql"
	"fmt"
	"net/http"
	"net/url"
	"slices"
	"testing"

	"siil/internal/sitting"
)

// leaves counts the leaves of the log.
func (w *world) leaves() (n int) {
	w.t.Helper()
	db, err := sql.Open("sqlite", "file:"+w.file+"?mode=ro")
	if err != nil {
		w.t.Fatal(err)
	}
	defer db.Close()
	if err := db.QueryRow("SELECT COUNT(*) FROM ledger_leaf").Scan(&n); err != nil {
		w.t.Fatal(err)
	}
	return n
}

// break runs a statement behind the program's back.
func (w *world) behind(statement string) {
	w.t.Helper()
	db, err := sql.Open("sqlite", "file:"+w.file+"?_pragma=busy_timeout(5000)")
	if err != nil {
		w.t.Fatal(err)
	}
	defer db.Close()
	if _, err := db.Exec(statement); err != nil {
		w.t.Fatal(err)
	}
}

// step is one request of a day's work that shows a person or changes something.
type step struct {
	what string
	ask  func(b browser) answer
}

// journey is a day's work of the case manager: every step must leave its trace.
func (w *world) journey() (user, []step) {
	u := w.as(zoneA, "social-worker")
	c := w.find(zoneA, func(c *caseFact) bool {
		return c.manager == u.who.Account && c.state != "CHIUSA" && c.state != "SOSPESA" && c.handOver == ""
	})
	at := "/casi/" + string(c.id)
	get := func(path string) step {
		return step{"GET " + path, func(b browser) answer { return b.get(path) }}
	}
	post := func(page, path string, set ...string) step {
		return step{"POST " + path, func(b browser) answer {
			f := w.formAt(page, path)
			for i := 0; i+1 < len(set); i += 2 {
				f.Set(set[i], set[i+1])
			}
			return b.postForm(path, f)
		}}
	}
	over := w.meetings[slices.IndexFunc(w.meetings, func(m *meeting) bool { return m.zone == zoneA && m.minutes == "approved" })]
	coming := w.meetings[slices.IndexFunc(w.meetings, func(m *meeting) bool { return m.zone == zoneA && m.state == sitting.Convened })]
	held, call := "/sedute/"+string(over.id), "/sedute/"+string(coming.id)
	ask := call + "/voci/" + string(coming.items[0].id) + "/domanda"
	return *u, []step{
		get("/sedute"), get(held), get(held + "/caso/1"), get(held + "/verbale"), get(held + "/verbale.pdf"), get(held + "/estratti/" + string(over.items[0].c.id) + ".pdf"),
		get(call + "/ordine-del-giorno.pdf"), get(call + "/caso/1"), post(call+"/caso/1", ask, "text", "Che cosa serve?"),
		{"API sitting", func(b browser) answer { return b.api(http.MethodGet, "/api/v1/sittings/"+string(over.id), "") }},
		{"API agenda", func(b browser) answer {
			return b.api(http.MethodGet, "/api/v1/sittings/"+string(coming.id)+"/agenda", "")
		}},
		{"API minutes", func(b browser) answer {
			return b.api(http.MethodGet, "/api/v1/sittings/"+string(over.id)+"/minutes", "")
		}},
		{"API steps", func(b browser) answer { return b.api(http.MethodGet, "/api/v1/cases/"+string(c.id)+"/steps", "") }},
		get("/casi"), {"search", func(b browser) answer { return b.get(b.post("/casi/ricerca", "q", c.family).Header().Get("Location")) }}, {"search across the zone", func(b browser) answer { return found(b, c.family) }}, get(at), get(at + "/persona"), get(at + "/squadra"), get(at + "/accessi"),
		get("/casi/esporta.xlsx"), post(at, at+"/note", "text", "Colloquio di oggi", "section", "common"), post(at+"/data", at+"/data"),
		{"API case", func(b browser) answer { return b.api(http.MethodGet, "/api/v1/cases/"+string(c.id), "") }},
		{"API notes", func(b browser) answer { return b.api(http.MethodGet, "/api/v1/cases/"+string(c.id)+"/notes", "") }},
		{"API people", func(b browser) answer { return b.api(http.MethodGet, "/api/v1/people", "") }},
		{"API note", func(b browser) answer {
			return b.api(http.MethodPost, "/api/v1/cases/"+string(c.id)+"/notes", `{"section": "common", "text": "Nota"}`)
		}},
	}
}

// formAt is the form of a page as the case manager gets it, kept from before the log was broken.
func (w *world) formAt(page, path string) url.Values {
	if f, ok := w.kept[path]; ok {
		return f
	}
	u := w.as(zoneA, "social-worker")
	f, ok := formOf(w.in(u).get(page).Body.String(), path)
	if !ok {
		w.t.Errorf("%s has no form for %s", page, path)
	}
	if w.kept == nil {
		w.kept = map[string]url.Values{}
	}
	w.kept[path] = f
	return f
}

// TestEveryDisclosureLeavesALeaf: every step of a day's work that shows a person or changes something leaves at least one leaf, and the
// log that holds them is whole.
func TestEveryDisclosureLeavesALeaf(t *testing.T) {
	w := newWorld(t)
	u, steps := w.journey()
	b := w.in(&u)
	for _, s := range steps {
		s.ask(b) // pages whose forms are needed are read once before, so that they are not counted below
	}
	for _, s := range steps {
		before := w.leaves()
		got := s.ask(b)
		if got.Code >= http.StatusBadRequest && got.Code != http.StatusConflict {
			t.Errorf("%s: %d %s", s.what, got.Code, main(got))
		}
		if n := w.leaves() - before; n < 1 {
			t.Errorf("%s left no leaf", s.what)
		}
	}
	if r, err := w.gate.Verify(ctx, ""); err != nil || !r.OK {
		t.Errorf("the log does not verify: %+v, %v", r, err)
	}
}

// TestNoLeafNothingShown lets the log refuse every leaf: no step of the same day shows anything or changes anything, and each says so.
func TestNoLeafNothingShown(t *testing.T) {
	w := newWorld(t)
	u, steps := w.journey()
	b := w.in(&u)
	for _, s := range steps {
		s.ask(b)
	}
	before := w.records()
	w.behind("CREATE TRIGGER no_leaf BEFORE INSERT ON ledger_leaf BEGIN SELECT RAISE(ABORT, 'planted'); END")
	report(t, shownWithoutLeaf(w, b, steps))
	if w.records() != before {
		t.Error("something changed without a leaf")
	}
	w.behind("DROP TRIGGER no_leaf")
	if got := steps[0].ask(b); got.Code != http.StatusOK {
		t.Errorf("after the log works again: %d", got.Code)
	}
}

func shownWithoutLeaf(w *world, b browser, steps []step) (wrong []string) {
	for _, s := range steps {
		got := s.ask(b)
		if got.Code < http.StatusInternalServerError {
			wrong = append(wrong, fmt.Sprintf("%s: %d", s.what, got.Code))
		}
		if planted.MatchString(got.Body.String()) {
			wrong = append(wrong, s.what+" shows people")
		}
	}
	return wrong
}

// TestShownWithoutLeafIsNoticed asks a program whose log works, as if it did not.
func TestShownWithoutLeafIsNoticed(t *testing.T) {
	w := newWorld(t)
	u, steps := w.journey()
	if len(shownWithoutLeaf(w, w.in(&u), steps)) == 0 {
		t.Error("pages that are shown pass for pages that are not")
	}
}
