// Package rest holds the REST interface against its promises, with every room that registers operations, on both engines.
package rest

import (
	"bytes"
	"context"
	"encoding/json"
	"io"
	"log/slog"
	"net/http"
	"net/http/httptest"
	"strings"
	"testing"

	"siil/internal/account"
	"siil/internal/api"
	"siil/internal/app"
	"siil/internal/casefile"
	"siil/internal/gate"
	"siil/internal/gate/gatetest"
	"siil/internal/guideline"
	"siil/internal/person"
	"siil/internal/policy"
	"siil/internal/value"
)

var ctx = context.Background()

// world is two zones with accounts, their tokens, and the interface over them.
type world struct {
	*gatetest.World
	t     testing.TB
	api   *api.API
	cases *casefile.Room
	users map[string]gate.Actor
	token map[string]string
}

// the accounts of a world, with their zones and roles. paolo is called in for single cases.
var accounts = []struct {
	name, zone string
	role       policy.Role
}{
	{"carla", gatetest.Zone, policy.Coordinator}, {"elena", gatetest.Zone, policy.SocialWorker}, {"sara", gatetest.Zone, policy.SocialWorker},
	{"paolo", gatetest.Zone, policy.EmploymentOfficer}, {"lucia", gatetest.Zone, policy.HealthWorker}, {"sofia", gatetest.Zone, policy.Secretary},
	{"dario", gatetest.Zone, policy.Auditor}, {"anna", gatetest.Zone, policy.Administrator}, {"rita", gatetest.Zone, policy.Referrer},
	{"delia", gatetest.Zone, policy.Director}, {"olga", gatetest.Other, policy.Coordinator},
}

func newWorld(t testing.TB, g *gatetest.World) *world {
	w := &world{World: g, t: t, users: map[string]gate.Actor{}, token: map[string]string{}}
	a, err := app.New(app.Config{Gate: g.Gate, Log: slog.New(slog.DiscardHandler), Version: "test"})
	if err != nil {
		t.Fatal(err)
	}
	w.api, w.cases = a.API, casefile.New(g.Gate, guideline.Default())
	for _, a := range accounts {
		who := g.Account(t, a.zone, a.name, a.role)
		w.users[a.name], w.token[a.name] = who, w.newToken(who, 30)
	}
	return w
}

func (w *world) newToken(who gate.Actor, days int) (bearer string) {
	w.write(who.Zone, policy.UserManage, func(tx *gate.WriteTx) (err error) {
		bearer, err = account.InsertToken(tx, who.Account, "prova", days)
		return err
	})
	return bearer
}

func (w *world) write(zone string, a policy.Action, do func(tx *gate.WriteTx) error) {
	w.t.Helper()
	err := w.Write(ctx, gate.System(zone, "cli"), func(tx *gate.WriteTx) error {
		if err := tx.Decide(a, policy.Resource{Kind: policy.Zone}); err != nil {
			return err
		}
		return do(tx)
	})
	if err != nil {
		w.t.Fatal(err)
	}
}

func both(t *testing.T, test func(t *testing.T, w *world)) {
	gatetest.Both(t, func(t *testing.T, g *gatetest.World) { test(t, newWorld(t, g)) })
}

// open adds a person with a case file in IN_VALUTAZIONE managed by somebody ("" nobody).
func (w *world) open(zone, given, family, manager string) (caseID value.ID) {
	w.t.Helper()
	var id value.ID
	w.write(zone, policy.PersonCreate, func(tx *gate.WriteTx) (err error) {
		id, err = person.Insert(tx, person.Person{GivenName: given, FamilyName: family})
		return err
	})
	w.write(zone, policy.CaseCreate, func(tx *gate.WriteTx) (err error) {
		caseID, _, err = casefile.Open(tx, casefile.Opening{PersonID: id, NameKey: value.NameKey(family, given), OpenedOn: value.MustDate("2026-03-12"),
			State: "IN_VALUTAZIONE", ManagerID: w.users[manager].Account})
		return err
	})
	return caseID
}

// reply is an answer of the interface.
type reply struct {
	*http.Response
	raw  string
	body map[string]any
}

// sent is what a request carries beside method and path.
type sent struct {
	body    string
	headers []string // name, value, …
}

func (w *world) ask(who, method, path string, s ...sent) reply {
	w.t.Helper()
	return w.askToken(w.token[who], method, path, s...)
}

func (w *world) askToken(token, method, path string, s ...sent) reply {
	w.t.Helper()
	return w.handle(w.request(token, method, path, s...))
}

func (w *world) request(token, method, path string, s ...sent) *http.Request {
	var x sent
	if len(s) > 0 {
		x = s[0]
	}
	var body io.Reader
	if x.body != "" {
		body = strings.NewReader(x.body)
	}
	r := httptest.NewRequest(method, "https://siil.example"+path, body)
	if token != "" {
		r.Header.Set("Authorization", "Bearer "+token)
	}
	if x.body != "" {
		r.Header.Set("Content-Type", "application/json")
	}
	for i := 0; i+1 < len(x.headers); i += 2 {
		r.Header.Set(x.headers[i], x.headers[i+1])
	}
	return r.WithContext(api.WithTrace(ctx, &api.Trace{ID: "PROVA"}))
}

func (w *world) handle(r *http.Request) reply {
	w.t.Helper()
	rec := httptest.NewRecorder()
	w.api.ServeHTTP(rec, r)
	out := reply{Response: rec.Result(), raw: rec.Body.String(), body: map[string]any{}}
	if strings.Contains(out.Header.Get("Content-Type"), "json") {
		if err := json.NewDecoder(bytes.NewReader(rec.Body.Bytes())).Decode(&out.body); err != nil {
			w.t.Errorf("%s %s: no JSON object: %v\n%s", r.Method, r.URL.Path, err, out.raw)
		}
	}
	if out.StatusCode == http.StatusInternalServerError {
		w.t.Errorf("%s %s: %s", r.Method, r.URL.Path, out.raw)
	}
	return out
}

func (r reply) want(t testing.TB, status int) reply {
	t.Helper()
	if r.StatusCode != status {
		t.Fatalf("answer %d, want %d: %s", r.StatusCode, status, r.raw)
	}
	return r
}

func (r reply) str(name string) string {
	s, _ := r.body[name].(string)
	return s
}

func (r reply) items() []any {
	items, _ := r.body["items"].([]any)
	return items
}

// wrong lists the locations of a problem.
func (r reply) wrong() (out []string) {
	list, _ := r.body["errors"].([]any)
	for _, x := range list {
		m, _ := x.(map[string]any)
		s, _ := m["location"].(string)
		out = append(out, s)
	}
	return out
}

func (w *world) count(zone, query string, args ...any) (n int) {
	w.t.Helper()
	err := w.Unaudited(ctx, zone, func(tx *gate.ReadTx) error { return tx.One(query, append([]any{zone}, args...), &n) })
	if err != nil {
		w.t.Fatal(err)
	}
	return n
}
