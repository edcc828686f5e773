// Package browser tries the program as people use it: in a browser, with and without script, at the widths of a desk and of telephones.
package browser

import (
	"context"
	"io"
	"log/slog"
	"net/http"
	"net/http/cookiejar"
	"net/http/httptest"
	"net/url"
	"path/filepath"
	"regexp"
	"strings"
	"sync/atomic"
	"testing"
	"time"

	"github.com/pquerna/otp/totp"

	"siil/internal/app"
	"siil/internal/demo"
	"siil/internal/gate"
	"siil/internal/gate/gatetest"
	"siil/internal/ui"
	"siil/internal/value"
)

const zone = gatetest.Zone

// world is the program over invented people, served on an address of this machine.
type world struct {
	t      testing.TB
	gate   *gate.Gate
	url    string
	routes []ui.Route
	users  map[string]demo.Credential // by the part of the e-mail before the @
	ticks  atomic.Int64               // seconds since the world began
	guests map[string]*guest
}

// newWorld makes people from a fixed seed on a fixed day.
func newWorld(t testing.TB, people int) *world {
	t.Helper()
	ctx := context.Background()
	w := &world{t: t, users: map[string]demo.Credential{}, guests: map[string]*guest{}}
	g, err := gate.Create(ctx, gate.Config{Database: "sqlite:" + filepath.Join(t.TempDir(), "siil.db"), Keys: gatetest.Keys, Now: w.now})
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() { _ = g.Close() })
	w.gate = g
	if _, _, err := app.AddZone(ctx, g, zone, "", true); err != nil {
		t.Fatal(err)
	}
	users, err := demo.Make(ctx, g, demo.Options{People: people, Zone: zone, Seed: 1})
	if err != nil {
		t.Fatal(err)
	}
	for _, u := range users {
		name, _, _ := strings.Cut(u.Email, "@")
		w.users[name] = u
	}
	a, err := app.New(app.Config{Gate: g, Log: slog.New(slog.NewTextHandler(io.Discard, nil)), Version: "test"})
	if err != nil {
		t.Fatal(err)
	}
	s := httptest.NewServer(a.Server.Handler())
	t.Cleanup(s.Close)
	t.Cleanup(a.Sittings.EndEvents) // a server waits for its begun answers
	w.url, w.routes = s.URL, a.Server.Routes
	return w
}

// now is the clock of the world: it moves only when somebody needs a new code.
func (w *world) now() time.Time {
	return time.Date(2026, 11, 24, 9, 30, 0, 0, value.RomeZone).Add(time.Duration(w.ticks.Load()) * time.Second)
}

// code is a code of the user's telephone that was not used before.
func (w *world) code(user string) string {
	w.ticks.Add(30)
	code, err := totp.GenerateCode(w.users[user].TOTPSecret, w.now())
	if err != nil {
		w.t.Fatal(err)
	}
	return code
}

// find answers a query for one value of the zone; the zone is $1.
func (w *world) find(query string, args ...any) string {
	w.t.Helper()
	var out string
	err := w.gate.Unaudited(context.Background(), zone, func(tx *gate.ReadTx) error { return tx.One(query, append([]any{zone}, args...), &out) })
	if err != nil {
		w.t.Fatalf("%s: %v", query, err)
	}
	return out
}

// account is the id of a user.
func (w *world) account(user string) string {
	w.t.Helper()
	return w.find("SELECT id FROM account WHERE zone = $1 AND email = $2", w.users[user].Email)
}

// listed is a user's name as lists to choose from have it, family name first.
func (w *world) listed(user string) string {
	given, family, _ := strings.Cut(w.users[user].Name, " ")
	return family + " " + given
}

// guest is somebody who has signed in without a browser, to bring the world where a page is worth looking at.
type guest struct {
	w    *world
	jar  *cookiejar.Jar
	http http.Client
}

// as signs somebody in, once.
func (w *world) as(user string) *guest {
	w.t.Helper()
	if g, ok := w.guests[user]; ok {
		return g
	}
	jar, err := cookiejar.New(nil)
	if err != nil {
		w.t.Fatal(err)
	}
	g := &guest{w: w, jar: jar, http: http.Client{Jar: jar}}
	w.guests[user] = g
	g.post("/entra", "email", w.users[user].Email, "password", demo.Password)
	if at := g.post("/entra/codice", "code", w.code(user)); strings.HasPrefix(at, "/entra") {
		w.t.Fatalf("%s does not get in: %s", user, at)
	}
	return g
}

// get reads a page and gives its text.
func (g *guest) get(path string) string {
	g.w.t.Helper()
	r, err := g.http.Get(g.w.url + path)
	if err != nil {
		g.w.t.Fatal(err)
	}
	defer r.Body.Close()
	b, err := io.ReadAll(r.Body)
	if err != nil || r.StatusCode != http.StatusOK {
		g.w.t.Fatalf("GET %s: %d %v", path, r.StatusCode, err)
	}
	return string(b)
}

// post sends a form with the hidden values of the page that it stands on, given as name, value pairs, and gives the path that it leads to.
func (g *guest) post(path string, pairs ...string) string {
	g.w.t.Helper()
	form := url.Values{}
	for i := 0; i+1 < len(pairs); i += 2 {
		form.Add(pairs[i], pairs[i+1])
	}
	r, err := g.http.PostForm(g.w.url+path, form)
	if err != nil {
		g.w.t.Fatal(err)
	}
	defer r.Body.Close()
	b, err := io.ReadAll(r.Body)
	if err != nil || r.StatusCode >= http.StatusBadRequest && r.StatusCode != http.StatusNotFound {
		g.w.t.Fatalf("POST %s: %d %v\n%.500s", path, r.StatusCode, err, b)
	}
	return r.Request.URL.Path
}

// hidden is the value of a hidden field of a page.
func (g *guest) hidden(page, name string) string {
	g.w.t.Helper()
	m := regexp.MustCompile(`name="` + name + `" value="([^"]*)"`).FindStringSubmatch(g.get(page))
	if m == nil {
		g.w.t.Fatalf("%s has no field %s", page, name)
	}
	return m[1]
}
