package hostile

import (
	"net/http"
	"net/http/httptest"
	"testing"
	"time"

	"github.com/pquerna/otp/totp"

	"siil/internal/gate"
	"siil/internal/policy"
	"siil/internal/value"
)

// enter signs in anew, a minute later so that no code is used twice, and gives the cookie before and after.
func (w *world) enter(u *user, cookies map[string]string) browser {
	w.t.Helper()
	w.clock.add(time.Minute)
	b := browser{http: w.http, cookies: cookies}
	code, err := totp.GenerateCode(u.TOTPSecret, w.clock.now())
	if err != nil {
		w.t.Fatal(err)
	}
	first, second := b.post("/entra", "email", u.Email, "password", u.Password), b.post("/entra/codice", "code", code)
	if first.Code != http.StatusSeeOther || second.Code != http.StatusSeeOther {
		w.t.Fatalf("%s cannot sign in: %d %d", u.name, first.Code, second.Code)
	}
	return b
}

func (w *world) isIn(cookies map[string]string) bool {
	b := browser{http: w.http, cookies: map[string]string{}}
	for k, v := range cookies {
		b.cookies[k] = v
	}
	return b.get("/profilo").Code == http.StatusOK
}

// TestSessionsAreNotForOthers tries what keeps or steals a session: a cookie set before signing in, the cookie of the step before, a session
// that was ended, one whose account was disabled or lost its roles, one that is too old.
func TestSessionsAreNotForOthers(t *testing.T) {
	w := newWorld(t)
	u := w.as(zoneA, "social-worker")
	planted := map[string]string{"siil": zoneA + ".AAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAA"}
	before := planted["siil"]
	b := w.enter(u, planted)
	if b.cookies["siil"] == before || w.isIn(map[string]string{"siil": before}) {
		t.Error("a session that was there before signing in is in after it")
	}
	w.clock.add(time.Minute)
	half := browser{http: w.http, cookies: map[string]string{}}
	half.post("/entra", "email", u.Email, "password", u.Password)
	step := half.cookies["siil"]
	if w.isIn(map[string]string{"siil": step}) {
		t.Error("the password alone opens pages")
	}
	code, err := totp.GenerateCode(u.TOTPSecret, w.clock.now())
	if err != nil {
		t.Fatal(err)
	}
	half.post("/entra/codice", "code", code)
	if !w.isIn(half.cookies) || w.isIn(map[string]string{"siil": step}) {
		t.Error("the word of the step before opens what comes after it")
	}
	replay := browser{http: w.http, cookies: map[string]string{}}
	replay.post("/entra", "email", u.Email, "password", u.Password)
	if got := replay.post("/entra/codice", "code", code); got.Code == http.StatusSeeOther && w.isIn(replay.cookies) {
		t.Error("a code opens twice")
	}
	kept := map[string]string{"siil": half.cookies["siil"]}
	if got := half.post("/esci"); got.Code != http.StatusSeeOther || w.isIn(kept) {
		t.Errorf("after leaving (%d) the session still opens", got.Code)
	}
	kept = map[string]string{"siil": b.cookies["siil"]}
	w.clock.add(31 * time.Minute)
	if w.isIn(kept) {
		t.Error("a session that was not used for half an hour opens")
	}
}

// TestRightsAreReadAtEachUse takes roles and accounts away under open sessions and tokens.
func TestRightsAreReadAtEachUse(t *testing.T) {
	w := newWorld(t)
	u := w.as(zoneA, "coordinator")
	c := w.find(zoneA, func(*caseFact) bool { return true })
	b := w.in(u)
	if b.get("/casi/"+string(c.id)).Code != http.StatusOK || b.api(http.MethodGet, "/api/v1/cases/"+string(c.id), "").Code != http.StatusOK {
		t.Fatal("the coordinator does not open the case")
	}
	w.end(t, u, "account_role", "SELECT id FROM account_role WHERE zone = $1 AND account_id = $2", "until_at")
	if b.get("/casi/"+string(c.id)).Code != http.StatusNotFound || b.api(http.MethodGet, "/api/v1/cases/"+string(c.id), "").Code != http.StatusNotFound {
		t.Error("a role that has ended still opens a case")
	}
	w.end(t, u, "account", "SELECT id FROM account WHERE zone = $1 AND id = $2", "disabled_at")
	if w.isIn(b.cookies) || b.api(http.MethodGet, "/api/v1/users/me", "").Code != http.StatusUnauthorized {
		t.Error("a disabled account still opens pages")
	}
}

// end sets the end of what a query finds of an account.
func (w *world) end(t *testing.T, u *user, table, query, columnName string) {
	t.Helper()
	err := write(w.gate, u.who.Zone, policy.UserManage, func(tx *gate.WriteTx) error {
		ids, err := gate.All(&tx.ReadTx, query, []any{u.who.Zone, u.who.Account}, func(s gate.Scanner) (id value.ID, err error) { return id, s.Scan(&id) })
		for _, id := range ids {
			if err == nil {
				err = tx.Update(table, id, gate.Row{columnName: tx.Now()})
			}
		}
		return err
	})
	if err != nil {
		t.Fatal(err)
	}
}

// TestSessionOfAnotherZoneOpensNothing changes the zone in the cookie and in the token.
func TestSessionOfAnotherZoneOpensNothing(t *testing.T) {
	w := newWorld(t)
	u := w.as(zoneA, "coordinator")
	if w.isIn(map[string]string{"siil": zoneB + u.cookies["siil"][len(zoneA):]}) {
		t.Error("a session opens another zone")
	}
	b := browser{http: w.http, token: "siil_" + zoneB + u.Token[len("siil_"+zoneA):]}
	if got := b.api(http.MethodGet, "/api/v1/users/me", ""); got.Code != http.StatusUnauthorized {
		t.Errorf("a token opens another zone: %d", got.Code)
	}
	if !w.isIn(u.cookies) {
		t.Error("not even the right session is in: nothing was tried")
	}
}

// TestAbsentCostsWhatForbiddenCosts counts what the database is asked, for a case that is not there, one that may not be seen and one of another
// zone: the answers are alike in bytes (see the sweep), and alike in work as far as a test can say it without a stopwatch.
func TestAbsentCostsWhatForbiddenCosts(t *testing.T) {
	w := newWorld(t)
	u := w.as(zoneA, "tutor")
	inZone := w.find(zoneA, func(*caseFact) bool { return true }).id
	outside := w.find(zoneB, func(*caseFact) bool { return true }).id
	for _, path := range []string{"/casi/", "/api/v1/cases/"} {
		absent, other := w.queries(u, path+string(value.NewID())), w.queries(u, path+string(outside))
		if absent != other {
			t.Errorf("%s: %d queries for what is not there, %d for another zone's", path, absent, other)
		}
		if forbidden := w.queries(u, path+string(inZone)); forbidden < absent || forbidden > absent+1 {
			t.Errorf("%s: %d queries for what is not there, %d for what is forbidden", path, absent, forbidden)
		}
	}
	if w.queries(w.as(zoneA, "coordinator"), "/casi/"+string(inZone)) <= w.queries(u, "/casi/"+string(inZone))+1 {
		t.Error("a whole page costs no more than a refusal: nothing was counted")
	}
}

func (w *world) queries(u *user, path string) int {
	b := w.in(u)
	r := b.request(http.MethodGet, path, nil)
	r.Header.Set("Authorization", "Bearer "+b.token)
	counted, n := gate.CountQueries(ctx)
	w.http.ServeHTTP(httptest.NewRecorder(), r.WithContext(counted))
	return *n
}
