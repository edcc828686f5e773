package assessment_test

import (
	"context"
	"net/http"
	"net/http/httptest"
	"net/url"
	"strings"
	"testing"

	"siil/internal/assessment"
	"siil/internal/casefile"
	"siil/internal/fault"
	"siil/internal/gate"
	"siil/internal/gate/gatetest"
	"siil/internal/guideline"
	"siil/internal/policy"
	"siil/internal/ui"
	"siil/internal/value"
)

var ctx = context.Background()

// world is a zone with one case: elena manages it, paolo, sara and lucia are in its team; nora works in the zone, not on the case.
type world struct {
	*gatetest.World
	room                                                   *assessment.Room
	cases                                                  *casefile.Room
	carla, elena, paolo, sara, lucia, nora, sofia, outside gate.Actor
	person, id                                             value.ID
}

func newWorld(t testing.TB, w *gatetest.World) *world {
	m := guideline.Default()
	x := &world{World: w, cases: casefile.New(w.Gate, m)}
	x.room = assessment.New(w.Gate, m, x.cases)
	x.carla = w.Account(t, gatetest.Zone, "Carla", policy.Coordinator)
	x.elena = w.Account(t, gatetest.Zone, "Elena", policy.SocialWorker)
	x.paolo = w.Account(t, gatetest.Zone, "Paolo", policy.EmploymentOfficer)
	x.sara = w.Account(t, gatetest.Zone, "Sara", policy.SocialWorker)
	x.lucia = w.Account(t, gatetest.Zone, "Lucia", policy.HealthWorker)
	x.nora = w.Account(t, gatetest.Zone, "Nora", policy.SocialWorker)
	x.sofia = w.Account(t, gatetest.Zone, "Sofia", policy.Secretary)
	x.outside = w.Account(t, gatetest.Other, "Olga", policy.Coordinator)
	x.person = value.NewID()
	x.write(t, func(tx *gate.WriteTx) error {
		err := tx.Insert("person", gate.Row{"id": x.person, "given_name": "Samira", "family_name": "Provini", "name_key": value.NameKey("Provini", "Samira"),
			"version": 1, "made_at": tx.Now(), "changed_at": tx.Now()})
		if err != nil {
			return err
		}
		if err := tx.NewPersonKey(x.person); err != nil {
			return err
		}
		x.id, _, err = casefile.Open(tx, casefile.Opening{PersonID: x.person, NameKey: "provini samira", State: "IN_VALUTAZIONE",
			OpenedOn: value.MustDate("2026-03-12"), ManagerID: x.elena.Account})
		return err
	})
	for _, who := range []gate.Actor{x.paolo, x.sara, x.lucia} {
		if err := x.cases.Join(ctx, x.elena, x.id, casefile.Membership{AccountID: who.Account}); err != nil {
			t.Fatal(err)
		}
	}
	return x
}

func both(t *testing.T, test func(t *testing.T, w *world)) {
	gatetest.Both(t, func(t *testing.T, w *gatetest.World) { test(t, newWorld(t, w)) })
}

// write runs a change that the program itself decides.
func (w *world) write(t testing.TB, do func(tx *gate.WriteTx) error) {
	t.Helper()
	err := w.Write(ctx, gate.System(gatetest.Zone, "cli"), func(tx *gate.WriteTx) error {
		if err := tx.Decide(policy.CaseCreate, policy.Resource{Kind: policy.Case}); err != nil {
			return err
		}
		return do(tx)
	})
	if err != nil {
		t.Fatal(err)
	}
}

// text reads one text with a query whose first parameter is the zone.
func (w *world) text(t testing.TB, query string, args ...any) (s string) {
	t.Helper()
	err := w.Read(ctx, w.carla, func(tx *gate.ReadTx) error {
		if err := tx.Decide(policy.HomeRead, policy.Resource{Kind: policy.Zone}); err != nil {
			return err
		}
		return tx.One(query, append([]any{tx.Zone()}, args...), &s)
	})
	if err != nil {
		t.Fatal(err)
	}
	return s
}

func (w *world) begin(t testing.TB, who gate.Actor, kind, day string) value.ID {
	t.Helper()
	id, err := w.room.Begin(ctx, who, w.id, assessment.Beginning{Kind: kind, OnDay: value.MustDate(day)})
	if err != nil {
		t.Fatal(err)
	}
	return id
}

// ours says our side of a domain as if nothing stood there; over, on top of a version.
func ours(domain string, level int) assessment.Rates {
	return over(domain, level, 0)
}

func over(domain string, level, base int) assessment.Rates {
	return assessment.Rates{Domain: domain, Ours: &assessment.Ours{Base: base, Level: level, Unexplored: level == 0}}
}

func persons(domain string, level, base int) assessment.Rates {
	return assessment.Rates{Domain: domain, Person: &assessment.Persons{Base: base, Level: level}}
}

func (w *world) rate(t testing.TB, who gate.Actor, id value.ID, in ...assessment.Rates) {
	t.Helper()
	if _, err := w.room.Rate(ctx, who, id, in...); err != nil {
		t.Fatal(err)
	}
}

// open are the domains that everybody of the case may know.
var open = []string{"REDDITO", "CASA", "AUTONOMIA", "CURA", "RETE", "LINGUA", "STUDIO", "LAVORO", "RICERCA", "MOBILITA"}

// whole begins, rates every open domain at a level and closes.
func (w *world) whole(t testing.TB, kind, day string, level int) value.ID {
	t.Helper()
	id := w.begin(t, w.elena, kind, day)
	for _, d := range open {
		w.rate(t, w.paolo, id, ours(d, level))
	}
	reasons := map[string]string{}
	for _, d := range open {
		reasons[d] = "visto insieme"
	}
	if err := w.room.Close(ctx, w.elena, id, assessment.Closing{Reasons: reasons}); err != nil {
		t.Fatal(err)
	}
	return id
}

func (w *world) see(t testing.TB, who gate.Actor, id value.ID) *assessment.Assessment {
	t.Helper()
	v, err := w.room.Read(ctx, who, w.id)
	if err != nil {
		t.Fatal(err)
	}
	a, err := v.Find(id)
	if err != nil {
		t.Fatal(err)
	}
	return a
}

// proved fails the test when the log and the rows do not fit.
func (w *world) proved(t testing.TB) {
	t.Helper()
	if r, err := w.Verify(ctx, ""); err != nil || !r.OK {
		t.Errorf("the log: %+v, %v", r, err)
	}
}

// fields are what is wrong in an Invalid fault.
func fields(err error) (out []string) {
	e, _ := err.(*fault.Error)
	if e == nil || e.Kind != fault.Invalid {
		return nil
	}
	for _, f := range e.Fields {
		out = append(out, f.Name)
	}
	return out
}

// answer is what a page gave.
type answer struct {
	status  int
	body    string
	to      string
	queries int
}

// ask calls a page as somebody; fields make it a POST.
func (w *world) ask(t testing.TB, who gate.Actor, path string, fields url.Values, header ...string) answer {
	t.Helper()
	mux := http.NewServeMux()
	for _, r := range w.room.Routes() {
		mux.HandleFunc(r.Method+" "+r.Path, func(rw http.ResponseWriter, req *http.Request) {
			if err := r.Handler(rw, req, who); err != nil {
				rw.WriteHeader(ui.Status(fault.KindOf(err)))
				if fault.KindOf(err) == fault.Internal {
					t.Errorf("%s: %v", path, err)
				}
			}
		})
	}
	req := httptest.NewRequest(http.MethodGet, path, nil)
	if fields != nil {
		req = httptest.NewRequest(http.MethodPost, path, strings.NewReader(fields.Encode()))
		req.Header.Set("Content-Type", "application/x-www-form-urlencoded")
	}
	for i := 0; i+1 < len(header); i += 2 {
		req.Header.Set(header[i], header[i+1])
	}
	counted, n := gate.CountQueries(ui.WithViewer(context.Background(), ui.Viewer{Name: who.Name}))
	rec := httptest.NewRecorder()
	mux.ServeHTTP(rec, req.WithContext(counted))
	return answer{rec.Code, rec.Body.String(), rec.Header().Get("Location"), *n}
}

func (a answer) holds(t testing.TB, words ...string) {
	t.Helper()
	for _, x := range words {
		if !strings.Contains(a.body, x) {
			t.Errorf("the page does not hold %q", x)
		}
	}
}

func (a answer) lacks(t testing.TB, words ...string) {
	t.Helper()
	for _, x := range words {
		if strings.Contains(a.body, x) {
			t.Errorf("the page holds %q", x)
		}
	}
}
