package task

import (
	"context"
	"net/http"
	"net/http/httptest"
	"net/url"
	"strings"
	"testing"

	"siil/internal/account"
	"siil/internal/assessment"
	"siil/internal/casefile"
	"siil/internal/fault"
	"siil/internal/gate"
	"siil/internal/gate/gatetest"
	"siil/internal/guideline"
	"siil/internal/plan"
	"siil/internal/policy"
	"siil/internal/ui"
	"siil/internal/value"
)

var ctx = context.Background()

// today is the day on the clock of every test's world, a Tuesday.
var today = value.MustDate("2026-11-24")

// world is a zone in which elena and paolo follow cases, carla coordinates, sofia has no cases of her own; olga coordinates another zone.
type world struct {
	*gatetest.World
	room                             *Room
	cases                            *casefile.Room
	accounts                         *account.Room
	carla, elena, paolo, sofia, olga gate.Actor
}

func both(t *testing.T, test func(t *testing.T, w *world)) {
	gatetest.Both(t, func(t *testing.T, w *gatetest.World) { test(t, newWorld(t, w)) })
}

func newWorld(t testing.TB, w *gatetest.World) *world {
	x := &world{World: w, cases: casefile.New(w.Gate, guideline.Default())}
	x.carla = w.Account(t, gatetest.Zone, "Carla", policy.Coordinator)
	x.elena = w.Account(t, gatetest.Zone, "Elena", policy.SocialWorker)
	x.paolo = w.Account(t, gatetest.Zone, "Paolo", policy.EmploymentOfficer)
	x.sofia = w.Account(t, gatetest.Zone, "Sofia", policy.Secretary)
	x.olga = w.Account(t, gatetest.Other, "Olga", policy.Coordinator)
	x.restart()
	return x
}

// restart begins the rooms anew, as after a restart of the program.
func (w *world) restart() {
	m := guideline.Default()
	w.accounts = account.NewRoom(w.Gate, m, account.Options{})
	w.room = New(w.Gate, m, w.accounts, w.cases, plan.New(w.Gate, m, w.cases, assessment.New(w.Gate, m, w.cases), nil), Options{PublicURL: "https://siil.example/"})
}

// system runs a change that the program itself decides.
func (w *world) system(t testing.TB, do func(tx *gate.WriteTx) error) {
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

// open adds a person with a case that somebody manages ("": nobody), in a state since a day.
func (w *world) open(t testing.TB, given, family, state string, manager value.ID, since value.Date) (id value.ID) {
	t.Helper()
	w.system(t, func(tx *gate.WriteTx) error {
		person := value.NewID()
		err := tx.Insert("person", gate.Row{"id": person, "given_name": given, "family_name": family, "name_key": value.NameKey(family, given),
			"version": 1, "made_at": tx.Now(), "changed_at": tx.Now()})
		if err == nil {
			err = tx.NewPersonKey(person)
		}
		if err == nil {
			id, _, err = casefile.Open(tx, casefile.Opening{PersonID: person, NameKey: value.NameKey(family, given), State: state, OpenedOn: since, ManagerID: manager})
		}
		return err
	})
	return id
}

func (w *world) step(t testing.TB, caseID, who value.ID, what string, due value.Date) (id value.ID) {
	t.Helper()
	w.system(t, func(tx *gate.WriteTx) (err error) {
		id, err = casefile.AddStep(tx, casefile.NextStep{CaseID: caseID, WhoID: who, What: what, DueOn: due})
		return err
	})
	return id
}

func (w *world) next(t testing.TB, caseID value.ID, on value.Date, what string) {
	t.Helper()
	w.system(t, func(tx *gate.WriteTx) error {
		return casefile.SetNext(tx, casefile.NextSet{CaseID: caseID, On: on, What: what})
	})
}

func (w *world) closed(t testing.TB, caseID value.ID, on value.Date) {
	t.Helper()
	w.system(t, func(tx *gate.WriteTx) error {
		return casefile.CloseEpisode(tx, casefile.Closing{CaseID: caseID, On: on, Reason: "OBIETTIVI_RAGGIUNTI"})
	})
}

func (w *world) list(t testing.TB, who gate.Actor, q Query) Page {
	t.Helper()
	p, err := w.room.List(ctx, who, q)
	if err != nil {
		t.Fatal(err)
	}
	return p
}

// number reads one number with a query whose first parameter is the zone.
func (w *world) number(t testing.TB, query string, args ...any) (n int) {
	t.Helper()
	err := w.Unaudited(ctx, gatetest.Zone, func(tx *gate.ReadTx) error { return tx.One(query, append([]any{tx.Zone()}, args...), &n) })
	if err != nil {
		t.Fatal(err)
	}
	return n
}

// reply is what a page answered.
type reply struct {
	status  int
	body    string
	header  http.Header
	queries int
}

// ask asks for a page as somebody; with fields it posts them.
func (w *world) ask(t testing.TB, who gate.Actor, path string, fields url.Values, header ...string) reply {
	t.Helper()
	mux := http.NewServeMux()
	for _, route := range w.room.Routes() {
		mux.HandleFunc(route.Method+" "+route.Path, func(rw http.ResponseWriter, req *http.Request) {
			if err := route.Handler(rw, req, who); err != nil {
				if fault.KindOf(err) == fault.Internal {
					t.Errorf("%s: %v", path, err)
				}
				rw.WriteHeader(ui.Status(fault.KindOf(err)))
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
	counted, n := gate.CountQueries(req.Context())
	rec := httptest.NewRecorder()
	mux.ServeHTTP(rec, req.WithContext(counted))
	return reply{rec.Code, rec.Body.String(), rec.Header(), int(*n)}
}

// whole fails the test when the log and the rows do not fit.
func (w *world) whole(t testing.TB) {
	t.Helper()
	if r, err := w.Verify(ctx, ""); err != nil || !r.OK {
		t.Errorf("the log: %+v, %v", r, err)
	}
}
