package live

import (
	"bufio"
	"context"
	"fmt"
	"io"
	"log/slog"
	"math/rand/v2"
	"net/http"
	"net/http/httptest"
	"net/url"
	"path/filepath"
	"slices"
	"strconv"
	"strings"
	"sync"
	"testing"
	"time"

	"siil/internal/app"
	"siil/internal/gate"
	"siil/internal/gate/gatetest"
	"siil/internal/pgtest"
	"siil/internal/sitting"
	"siil/internal/value"
)

// within is how soon everybody who watches hears of a change.
const within = 2 * time.Second

// mostQueries is what the page of a case in a sitting may cost, the session and the rights of the reader included.
const mostQueries = 40

// watcher is a browser that listens on a sitting's line of events.
type watcher struct {
	mu    sync.Mutex
	heard int64
	news  chan struct{} // closed and made anew with every number
	err   error
}

func listen(t testing.TB, b *browser, sittingID value.ID) *watcher {
	t.Helper()
	r, err := b.http.Get(b.base + "/sedute/" + string(sittingID) + "/eventi")
	if err != nil || r.StatusCode != http.StatusOK || !strings.HasPrefix(r.Header.Get("Content-Type"), "text/event-stream") {
		t.Fatalf("the line of events: %v %v", r, err)
	}
	t.Cleanup(func() { r.Body.Close() })
	w := &watcher{news: make(chan struct{})}
	go func() {
		lines := bufio.NewScanner(r.Body)
		for lines.Scan() {
			if number, ok := strings.CutPrefix(lines.Text(), "data: "); ok {
				n, err := strconv.ParseInt(number, 10, 64)
				w.hear(n, err)
			}
		}
		w.hear(0, io.EOF)
	}()
	return w
}

func (w *watcher) hear(n int64, err error) {
	w.mu.Lock()
	defer w.mu.Unlock()
	w.heard, w.err = max(n, w.heard), err
	close(w.news)
	w.news = make(chan struct{})
}

// await waits until a number is heard and tells how long after the given moment.
func (w *watcher) await(n int64, since time.Time) (time.Duration, bool) {
	late := time.After(within)
	for {
		w.mu.Lock()
		heard, news, err := w.heard, w.news, w.err
		w.mu.Unlock()
		if heard >= n {
			return time.Since(since), true
		}
		if err != nil {
			return 0, false
		}
		select {
		case <-news:
		case <-late:
			return 0, false
		}
	}
}

// served is the whole program over a world.
type served struct {
	*world
	handler http.Handler
	url     string
	signed  []*browser
}

func serve(t testing.TB, address string, cases int) *served {
	t.Helper()
	g, err := gate.Create(context.Background(), gate.Config{Database: address, Keys: gatetest.Keys})
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() { _ = g.Close() })
	s := &served{world: fill(t, g, cases)}
	a, err := app.New(app.Config{Gate: g, Log: slog.New(slog.NewTextHandler(io.Discard, nil)), Version: "test"})
	if err != nil {
		t.Fatal(err)
	}
	s.handler = a.Server.Handler()
	server := httptest.NewServer(s.handler)
	t.Cleanup(server.Close)
	t.Cleanup(a.Sittings.EndEvents)
	s.url = server.URL
	for _, m := range s.team {
		s.signed = append(s.signed, m.signIn(t, s.url))
	}
	return s
}

// queries is how many statements a request costs.
func (s *served) queries(t testing.TB, who int, method, path string, pairs ...string) int {
	t.Helper()
	form := url.Values{}
	for i := 0; i+1 < len(pairs); i += 2 {
		form.Add(pairs[i], pairs[i+1])
	}
	counted, n := gate.CountQueries(context.Background())
	req := httptest.NewRequestWithContext(counted, method, s.url+path, strings.NewReader(form.Encode()))
	if method == http.MethodPost {
		req.Header.Set("Content-Type", "application/x-www-form-urlencoded")
	}
	at, _ := url.Parse(s.url)
	for _, c := range s.signed[who].http.Jar.Cookies(at) {
		req.AddCookie(c)
	}
	out := httptest.NewRecorder()
	s.handler.ServeHTTP(out, req)
	if out.Code >= 400 {
		t.Fatalf("%s %s: %d %.300s", method, path, out.Code, out.Body)
	}
	return *n
}

func engines(t *testing.T, test func(t *testing.T, address string)) {
	t.Run("SQLite", func(t *testing.T) { test(t, "sqlite:"+filepath.Join(t.TempDir(), "siil.db")) })
	t.Run("PostgreSQL", func(t *testing.T) { test(t, pgtest.Server(t).NewDatabase(t)) })
}

// TestEverybodyHears holds a sitting of 25 cases with eight who watch: of each of thirty changes each of them hears.
func TestEverybodyHears(t *testing.T) {
	engines(t, func(t *testing.T, address string) {
		s := serve(t, address, 27)
		v, small := s.hold(t, 0, s.cases[:25]), s.hold(t, 1, s.cases[25:])
		if few, many := s.queries(t, 2, "GET", page(small, 1)), s.queries(t, 2, "GET", page(v, 1)); few != many || many > mostQueries {
			t.Errorf("the page of a case: %d queries with 2 cases, %d with 25", few, many)
		}
		var all []*watcher
		costs := map[string][]int{}
		cost := func(n int) { // the same changes, while so many watch
			costs["field"] = append(costs["field"], s.queries(t, 2, "POST", item(v, 24)+"/scrivi", "name", "note", "base", strconv.Itoa(n), "text", fmt.Sprint("con ", n)))
			costs["attendance"] = append(costs["attendance"], s.queries(t, 0, "POST", "/sedute/"+string(v.ID)+"/presenze", present(s.team[:7-n%2])...))
		}
		cost(0)
		all = append(all, listen(t, s.signed[0], v.ID))
		cost(1)
		for _, b := range s.signed[1:] {
			all = append(all, listen(t, b, v.ID))
		}
		cost(2)
		for what, n := range costs {
			if slices.Max(n[1:]) > n[1] {
				t.Errorf("%s costs %v queries with 0, 1 and 8 watchers", what, n)
			}
		}
		var took []time.Duration
		for i := range 30 {
			time.Sleep(rand.N(500 * time.Millisecond)) // so that not every change comes just after a look
			s.change(t, v, i)
			said := time.Now()
			n, err := s.rooms.Tick(context.Background(), s.team[0].Actor, v.ID)
			if err != nil {
				t.Fatal(err)
			}
			for k, w := range all {
				d, ok := w.await(n, said)
				if !ok {
					t.Fatalf("change %d: watcher %d has not heard of number %d (%v)", i, k, n, w.err)
				}
				took = append(took, d)
			}
		}
		slices.Sort(took)
		t.Logf("%d hearings after the answer: p50 %v, p95 %v, most %v; a field %d queries, attendance %d", len(took), took[len(took)/2].Round(time.Millisecond),
			took[len(took)*95/100].Round(time.Millisecond), took[len(took)-1].Round(time.Millisecond), costs["field"][2], costs["attendance"][2])
		if r, err := s.g.Verify(context.Background(), ""); err != nil || !r.OK {
			t.Errorf("the log: %+v, %v", r, err)
		}
	})
}

// change is the i-th of the changes: words in a field, who is there, a decision.
func (s *served) change(t testing.TB, v sitting.View, i int) {
	t.Helper()
	switch at := i / 3; i % 3 {
	case 0:
		s.signed[2+at%5].post(t, item(v, at)+"/scrivi", "name", "note", "base", "0", "text", "Si concorda sul percorso.")
	case 1:
		s.signed[at%2].post(t, "/sedute/"+string(v.ID)+"/presenze", present(s.team[:7+at%2])...)
	case 2:
		if status, said, err := s.decide(s.url, v.ID, v.Items[at].CaseID); status != http.StatusCreated {
			t.Fatalf("decision: %d %s %v", status, said, err)
		}
	}
}

func page(v sitting.View, n int) string {
	return "/sedute/" + string(v.ID) + "/caso/" + strconv.Itoa(n)
}

func item(v sitting.View, at int) string {
	return "/sedute/" + string(v.ID) + "/voci/" + string(v.Items[at].ID)
}

func present(team []member) (pairs []string) {
	for _, m := range team {
		pairs = append(pairs, "present", string(m.Account))
	}
	return pairs
}
