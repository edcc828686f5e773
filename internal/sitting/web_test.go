package sitting_test

import (
	"bufio"
	"context"
	"fmt"
	"net/http"
	"net/http/httptest"
	"net/url"
	"strings"
	"sync/atomic"
	"testing"
	"time"

	"siil/internal/fault"
	"siil/internal/gate"
	"siil/internal/sitting"
	"siil/internal/text"
	"siil/internal/ui"
	"siil/internal/value"
)

// site serves the pages of a world to whoever the test says.
type site struct {
	*httptest.Server
	pages *sitting.Pages
	who   atomic.Pointer[gate.Actor]
	gone  atomic.Bool // nobody is signed in any more
}

func (w *world) site(t *testing.T, who gate.Actor) *site {
	t.Helper()
	s := &site{}
	s.who.Store(&who)
	s.pages = w.room.Pages(func(*http.Request) (gate.Actor, error) {
		if s.gone.Load() {
			return gate.Actor{}, fault.New(fault.Login, text.ErrTextLogin)
		}
		return *s.who.Load(), nil
	})
	mux := http.NewServeMux()
	for _, r := range s.pages.Routes() {
		mux.HandleFunc(r.Method+" "+r.Path, func(rw http.ResponseWriter, req *http.Request) {
			actor := *s.who.Load()
			req = req.WithContext(ui.WithViewer(req.Context(), ui.Viewer{Name: actor.Name}))
			if err := r.Handler(rw, req, actor); err != nil {
				if fault.KindOf(err) == fault.Internal {
					t.Errorf("%s: %v", req.URL.Path, err)
				}
				rw.WriteHeader(ui.Status(fault.KindOf(err)))
			}
		})
	}
	s.Server = httptest.NewServer(mux)
	t.Cleanup(s.Close)
	t.Cleanup(s.pages.EndEvents)
	return s
}

// ask calls a page; fields make it a POST. Redirects are not followed.
func (s *site) ask(t *testing.T, who gate.Actor, path string, fields url.Values) (status int, body, to string) {
	t.Helper()
	s.who.Store(&who)
	c := http.Client{CheckRedirect: func(*http.Request, []*http.Request) error { return http.ErrUseLastResponse }}
	r, err := c.Get(s.URL + path)
	if fields != nil {
		r, err = c.PostForm(s.URL+path, fields)
	}
	if err != nil {
		t.Fatal(err)
	}
	defer r.Body.Close()
	var b strings.Builder
	if _, err := bufio.NewReader(r.Body).WriteTo(&b); err != nil {
		t.Fatal(err)
	}
	return r.StatusCode, b.String(), r.Header.Get("Location")
}

func form(pairs ...string) url.Values {
	v := url.Values{}
	for i := 0; i+1 < len(pairs); i += 2 {
		v.Add(pairs[i], pairs[i+1])
	}
	return v
}

// The line of events tells a number when something changes, and ends with the session.
func TestTheLineOfEventsTellsOfChangesAndEndsWithTheSession(t *testing.T) {
	both(t, func(t *testing.T, w *world) {
		caseID := w.waits(t, "2026-11-01", "ordinary")
		id := w.running(t, caseID)
		s := w.site(t, w.elena)
		ctx, stop := context.WithTimeout(context.Background(), 30*time.Second)
		defer stop()
		req, _ := http.NewRequestWithContext(ctx, http.MethodGet, s.URL+"/sedute/"+string(id)+"/eventi", nil)
		r, err := http.DefaultClient.Do(req)
		if err != nil {
			t.Fatal(err)
		}
		defer r.Body.Close()
		if kind := r.Header.Get("Content-Type"); !strings.HasPrefix(kind, "text/event-stream") {
			t.Fatalf("the line is %d %s", r.StatusCode, kind)
		}
		lines := bufio.NewScanner(r.Body)
		next := func(head string) string {
			for lines.Scan() {
				if words, ok := strings.CutPrefix(lines.Text(), head); ok {
					return words
				}
			}
			t.Fatalf("the line ended before %q: %v", head, lines.Err())
			return ""
		}
		first := next("data: ")
		began := time.Now()
		if _, err := w.room.Write(ctx, w.coordinator, w.item(t, id, caseID).ID, sitting.Field{Name: sitting.FieldNote, Text: "Si concorda."}); err != nil {
			t.Fatal(err)
		}
		if now := next("data: "); now == first {
			t.Errorf("after %v the number is %s, was %s", time.Since(began), now, first)
		}
		s.gone.Store(true)
		next("event: end")
		if took := time.Since(began); took > 15*time.Second {
			t.Errorf("the line outlived the session by %v", took)
		}
	})
}

func TestTheLineOfEventsIsForWhoMayReadTheSitting(t *testing.T) {
	both(t, func(t *testing.T, w *world) {
		id := w.running(t, w.waits(t, "2026-11-01", "ordinary"))
		s := w.site(t, w.sender)
		for _, who := range []gate.Actor{w.sender, w.dpo, w.outer} {
			if status, _, _ := s.ask(t, who, "/sedute/"+string(id)+"/eventi", nil); status != http.StatusNotFound {
				t.Errorf("%s hears of the sitting: %d", who.Name, status)
			}
		}
	})
}

// Without script a note that somebody else has changed meanwhile comes back with both texts; sent once more, it counts.
func TestTwoNotesWithoutScriptAreBothShown(t *testing.T) {
	both(t, func(t *testing.T, w *world) {
		caseID := w.waits(t, "2026-11-01", "ordinary")
		id := w.running(t, caseID)
		item := w.item(t, id, caseID).ID
		s := w.site(t, w.coordinator)
		if _, err := w.room.Write(ctx, w.elena, item, sitting.Field{Name: sitting.FieldNote, Text: "Testo di Elena."}); err != nil {
			t.Fatal(err)
		}
		to := fmt.Sprintf("/sedute/%s/voci/%s/decisione", id, item)
		status, body, _ := s.ask(t, w.coordinator, to, form("do", "save", "note", "Testo di Marta.", "base_note", "0"))
		if status != http.StatusConflict || !strings.Contains(body, "Testo di Elena.") || !strings.Contains(body, "Testo di Marta.") {
			t.Fatalf("answer %d without both texts", status)
		}
		if !strings.Contains(body, `name="base_note" value="1"`) {
			t.Error("the form does not know what it is sent on top of")
		}
		if status, _, _ = s.ask(t, w.coordinator, to, form("do", "save", "note", "Testo di Marta.", "base_note", "1")); status != http.StatusSeeOther {
			t.Errorf("sent once more: %d", status)
		}
	})
}

// On a wall nobody else's name stands, nor who referred.
func TestProjectionNamesNobodyElse(t *testing.T) {
	both(t, func(t *testing.T, w *world) {
		first, second := w.waits(t, "2026-11-01", "ordinary"), w.waits(t, "2026-11-02", "ordinary")
		id := w.running(t, first, second)
		s := w.site(t, w.coordinator)
		other := w.facts(t, second).Person.Name()
		_, open, _ := s.ask(t, w.coordinator, "/sedute/"+string(id)+"/caso/1", nil)
		_, wall, _ := s.ask(t, w.coordinator, "/sedute/"+string(id)+"/caso/1?proiezione=1", nil)
		if !strings.Contains(open, other) || strings.Contains(wall, other) {
			t.Errorf("the other's name: on the page %v, on the wall %v", strings.Contains(open, other), strings.Contains(wall, other))
		}
		if strings.Contains(wall, w.sender.Name) {
			t.Error("the wall names who referred")
		}
	})
}

// Who has stepped out sees the place on the agenda alone, and a decision waits for the quorum.
func TestOutAndQuorumOnTheLivePage(t *testing.T) {
	both(t, func(t *testing.T, w *world) {
		caseID := w.waits(t, "2026-11-01", "ordinary")
		id := w.running(t, caseID)
		s := w.site(t, w.coordinator)
		item := string(w.item(t, id, caseID).ID)
		name := w.facts(t, caseID).Person.Name()
		at := "/sedute/" + string(id)
		if status, _, _ := s.ask(t, w.elena, at+"/voci/"+item+"/uscita", form("why", "PARENTELA", "n", "1")); status != http.StatusSeeOther {
			t.Fatalf("stepping out: %d", status)
		}
		if status, body, _ := s.ask(t, w.elena, at+"/caso/1", nil); status != http.StatusOK || strings.Contains(body, name) || !strings.Contains(body, "Sei fuori da questo caso.") {
			t.Errorf("who has stepped out: %d, the name %v", status, strings.Contains(body, name))
		}
		w.attend(t, id, w.coordinator)
		_, body, _ := s.ask(t, w.coordinator, at+"/caso/1", nil)
		if !strings.Contains(body, "Manca il numero legale: serve una persona") || !strings.Contains(body, "data-decide disabled") {
			t.Error("without a quorum the decision can be pressed, or nothing says why not")
		}
	})
}

func TestPagesOfSittingsAreForWhoMay(t *testing.T) {
	both(t, func(t *testing.T, w *world) {
		id := w.running(t, w.waits(t, "2026-11-01", "ordinary"))
		s := w.site(t, w.coordinator)
		at := "/sedute/" + string(id)
		for _, path := range []string{"/sedute", "/sedute/nuova", at, at + "/caso/1", at + "/ordine", at + "/verbale", at + "/ordine-del-giorno.pdf"} {
			if status, _, _ := s.ask(t, w.coordinator, path, nil); status != http.StatusOK {
				t.Errorf("%s for the coordinator: %d", path, status)
			}
			for _, who := range []gate.Actor{w.sender, w.outer} {
				if status, _, _ := s.ask(t, who, path, nil); status != http.StatusNotFound && !(who.Zone == w.outer.Zone && len(path) < 15) {
					t.Errorf("%s for %s: %d", path, who.Name, status)
				}
			}
		}
		for _, path := range []string{"/sedute/nessuna", "/sedute/" + string(value.NewID()), at + "/caso/0", at + "/caso/99", at + "/caso/x"} {
			if status, _, _ := s.ask(t, w.coordinator, path, nil); status != http.StatusNotFound {
				t.Errorf("%s: %d", path, status)
			}
		}
	})
}
