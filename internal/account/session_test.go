package account

import (
	"context"
	"net/http"
	"net/http/httptest"
	"strings"
	"testing"
	"time"

	"siil/internal/fault"
	"siil/internal/gate"
	"siil/internal/gate/gatetest"
	"siil/internal/policy"
	"siil/internal/value"
)

// Goal 16: a session ends when idle and after its longest time, its word is new at each step, and no old word opens anything again.
func TestSessionsEnd(t *testing.T) {
	gatetest.Both(t, func(t *testing.T, w0 *gatetest.World) {
		w := newWorld(t, w0)
		w.add(gatetest.Zone, "anna", policy.SocialWorker)
		b := w.browser("10.0.0.1")
		w.Clock.Add(time.Minute)
		b.post(PathLogin, "email", "anna@comune.example", "password", good)
		before := b.cookies[sessionName]
		b.expect(b.post(pathCode, "code", w.code()), 303, "/")
		if b.cookies[sessionName] == before {
			t.Fatal("the word of the step before opens the session")
		}
		inside := b.cookies[sessionName]
		b.expect(b.get("/profilo"), 200, "")
		b.cookies[sessionName] = before
		b.expect(b.get("/profilo"), 401, "")
		w.Clock.Add(time.Minute)
		b.expect(b.post(pathCode, "code", w.code()), 303, PathLogin) // nor the same step again
		b.cookies[sessionName] = inside
		out := b.post("/esci")
		b.expect(out, 303, PathLogin)
		if !strings.Contains(out.Header().Get("Clear-Site-Data"), "cache") || b.cookies[sessionName] != "" {
			t.Error("the browser keeps something after signing out")
		}
		b.cookies[sessionName] = inside
		b.expect(b.get("/profilo"), 401, "")

		b.enter("anna")
		for range 3 {
			w.Clock.Add(29 * time.Minute)
			b.expect(b.get("/profilo"), 200, "")
		}
		w.Clock.Add(30 * time.Minute)
		b.expect(b.get("/profilo"), 401, "")

		b.enter("anna")
		for range 20 {
			w.Clock.Add(29 * time.Minute)
			b.expect(b.get("/profilo"), 200, "")
		}
		w.Clock.Add(21 * time.Minute)
		b.expect(b.get("/profilo"), 401, "")
	})
}

func TestCookies(t *testing.T) {
	w := newWorld(t, gatetest.NewSQLite(t))
	w.add(gatetest.Zone, "anna", policy.SocialWorker)
	for _, c := range []struct {
		url, name string
		secure    bool
	}{{"", "siil", false}, {"https://siil.example", "__Host-siil", true}} {
		w.start(Options{PublicURL: c.url})
		b := w.browser("10.0.0.1")
		rec := b.post(PathLogin, "email", "anna@comune.example", "password", good)
		got := rec.Result().Cookies()
		if len(got) != 1 || got[0].Name != c.name || !got[0].HttpOnly || got[0].SameSite != http.SameSiteLaxMode || got[0].Secure != c.secure || got[0].Path != "/" || got[0].Domain != "" {
			t.Errorf("%+v", got)
		}
	}
}

// Rights are read at each request, in one query, for sessions and tokens alike.
func TestRightsChangeAtOnce(t *testing.T) {
	gatetest.Both(t, func(t *testing.T, w0 *gatetest.World) {
		ctx := context.Background()
		w := newWorld(t, w0)
		ada := w.add(gatetest.Zone, "ada", policy.Administrator)
		anna := w.add(gatetest.Zone, "anna", policy.SocialWorker, policy.Secretary)
		admin := w.actor(gatetest.Zone, ada)
		b := w.browser("10.0.0.1")
		b.enter("anna")
		var bearer string
		if err := w.Write(ctx, w.actor(gatetest.Zone, anna), func(tx *gate.WriteTx) (err error) {
			if err := own(tx, anna, "token_made"); err != nil {
				return err
			}
			bearer, err = InsertToken(tx, anna, "prova", 90)
			return err
		}); err != nil {
			t.Fatal(err)
		}
		check := func(roles int) {
			t.Helper()
			counted, n := gate.CountQueries(ctx)
			who, err := w.room.FromRequest(b.request(counted))
			if err != nil || len(who.Roles) != roles || who.Name != "Anna Prova" || who.Email != "anna@comune.example" || who.Via != "page" {
				t.Fatalf("session: %+v, %v", who, err)
			}
			if *n != 1 {
				t.Errorf("%d queries to know who it is", *n)
			}
			who, err = w.room.FromToken(ctx, bearer)
			if err != nil || len(who.Roles) != roles || who.Via != "api" || who.Account != anna {
				t.Fatalf("token: %+v, %v", who, err)
			}
		}
		check(2)
		p, err := w.room.User(ctx, admin, anna)
		if err != nil {
			t.Fatal(err)
		}
		if err := w.room.EndRole(ctx, admin, anna, p.Grants[0].ID); err != nil {
			t.Fatal(err)
		}
		check(1)
		if err := w.room.Disable(ctx, admin, anna); err != nil {
			t.Fatal(err)
		}
		gone := func() {
			t.Helper()
			if _, err := w.room.FromRequest(b.request(ctx)); !fault.Is(err, fault.Login) {
				t.Errorf("session of a disabled account: %v", err)
			}
			if _, err := w.room.FromToken(ctx, bearer); !fault.Is(err, fault.Login) {
				t.Errorf("token of a disabled account: %v", err)
			}
		}
		gone()
		if err := w.room.Enable(ctx, admin, anna); err != nil {
			t.Fatal(err)
		}
		gone() // what has ended stays so
		b.enter("anna")
		left := b.cookies[sessionName]
		b.enter("anna") // a new session in the same browser ends the one before
		fresh := b.cookies[sessionName]
		b.cookies[sessionName] = left
		b.expect(b.get("/profilo"), 401, "")
		b.cookies[sessionName] = fresh
		if bearer, err = w.room.NewToken(ctx, w.actor(gatetest.Zone, anna), "prova", 9); err != nil {
			t.Fatal(err)
		}
		w.disableOnly(admin, anna)
		gone() // even where something forgot to end sessions and tokens
	})
}

// disableOnly disables an account and leaves its sessions and tokens as they are.
func (w *world) disableOnly(admin gate.Actor, id value.ID) {
	w.t.Helper()
	err := w.Write(context.Background(), admin, func(tx *gate.WriteTx) error {
		if _, err := manage(tx, id, ""); err != nil {
			return err
		}
		return tx.Update("account", id, gate.Row{"disabled_at": tx.Now()})
	})
	if err != nil {
		w.t.Fatal(err)
	}
}

func (b *browser) request(ctx context.Context) *http.Request {
	req := httptest.NewRequest(http.MethodGet, "/", nil).WithContext(ctx)
	for k, v := range b.cookies {
		req.AddCookie(&http.Cookie{Name: k, Value: v})
	}
	return req
}

func TestForeignAndBrokenWords(t *testing.T) {
	w := newWorld(t, gatetest.NewSQLite(t))
	anna := w.add(gatetest.Zone, "anna", policy.SocialWorker)
	b := w.browser("10.0.0.1")
	b.enter("anna")
	_, token, _ := strings.Cut(b.cookies[sessionName], ".")
	for _, c := range []string{"", ".", token, gatetest.Other + "." + token, "*." + token, gatetest.Zone + ".", gatetest.Zone + "." + token + "x", gatetest.Zone + "." + newToken()} {
		x := w.browser("10.0.0.1")
		x.cookies[sessionName] = c
		if _, err := w.room.FromRequest(x.request(context.Background())); !fault.Is(err, fault.Login) {
			t.Errorf("%q: %v", c, err)
		}
	}
	word, err := w.room.NewToken(context.Background(), w.actor(gatetest.Zone, anna), "prova", 1)
	if err != nil {
		t.Fatal(err)
	}
	for _, c := range []string{"", "siil_", "siil__", "Bearer " + word, strings.Replace(word, gatetest.Zone, gatetest.Other, 1), strings.Replace(word, gatetest.Zone, "*", 1), word + "x", word[:len(word)-1]} {
		if _, err := w.room.FromToken(context.Background(), c); !fault.Is(err, fault.Login) {
			t.Errorf("%q: %v", c, err)
		}
	}
	w.Clock.Add(24 * time.Hour)
	if _, err := w.room.FromToken(context.Background(), word); !fault.Is(err, fault.Login) {
		t.Errorf("a token that has ended: %v", err)
	}
}

func TestPasswordChangeEndsTheOthers(t *testing.T) {
	gatetest.Both(t, func(t *testing.T, w0 *gatetest.World) {
		w := newWorld(t, w0)
		w.add(gatetest.Zone, "anna", policy.SocialWorker)
		here, there := w.browser("10.0.0.1"), w.browser("10.0.1.1")
		here.enter("anna")
		there.enter("anna")
		here.expect(here.post(pathMyOwn, "present", "sbagliata", "new", "un altro paio di maniche", "again", "un altro paio di maniche"), 422, "")
		here.expect(here.post(pathMyOwn, "present", good, "new", "un altro paio di maniche", "again", "un altro paio di maniche"), 303, "/profilo")
		here.expect(here.get("/profilo"), 200, "")
		there.expect(there.get("/profilo"), 401, "")
	})
}

// The holder sees sessions and devices, ends them, and hears of a new device on an old one, which the new one cannot hush up.
func TestSessionsAndDevices(t *testing.T) {
	gatetest.Both(t, func(t *testing.T, w0 *gatetest.World) {
		ctx := context.Background()
		w := newWorld(t, w0)
		anna := w.add(gatetest.Zone, "anna", policy.SocialWorker)
		bea := w.add(gatetest.Zone, "bea", policy.SocialWorker)
		here, there, other := w.browser("10.0.0.1"), w.browser("10.0.1.1"), w.browser("10.0.2.1")
		here.enter("anna")
		there.enter("anna")
		other.enter("bea")
		if len(w.notices) != 1 || w.notices[0] != NewDevice {
			t.Errorf("notices %v", w.notices)
		}
		there.get("/profilo/sessioni")
		if body := here.get("/profilo").Body.String(); !strings.Contains(body, "dispositivo nuovo il 24/11/2026") {
			t.Errorf("no notice:\n%s", cut(body))
		}
		if body := there.get("/profilo").Body.String(); strings.Contains(body, "dispositivo nuovo") {
			t.Error("the new device speaks of itself")
		}
		here.expect(here.get("/profilo/sessioni"), 200, "")
		if strings.Contains(here.get("/profilo").Body.String(), "dispositivo nuovo") {
			t.Error("told twice")
		}
		who, _ := w.room.FromRequest(here.request(ctx))
		sessions, devices, err := w.room.OwnSessions(ctx, who)
		if err != nil || len(sessions) != 2 || len(devices) != 2 {
			t.Fatalf("%d sessions, %d devices, %v", len(sessions), len(devices), err)
		}
		foreign, _ := w.room.FromRequest(other.request(ctx))
		for _, s := range sessions {
			other.expect(other.post("/profilo/sessioni/"+string(s.ID)+"/fine"), 404, "")
			if err := w.room.EndSession(ctx, foreign, s.ID); !fault.Is(err, fault.NotFound) {
				t.Errorf("somebody else's session: %v", err)
			}
		}
		for _, d := range devices {
			if !d.Present {
				here.expect(here.post("/profilo/dispositivi/"+string(d.ID)+"/fine"), 303, "/profilo/sessioni")
			}
		}
		there.expect(there.get("/profilo"), 401, "")
		there.enter("anna") // comes back as a new one
		if len(w.notices) != 2 {
			t.Errorf("notices %v", w.notices)
		}
		here.expect(here.post("/profilo/sessioni/altre"), 303, "/profilo/sessioni")
		there.expect(there.get("/profilo"), 401, "")
		here.expect(here.get("/profilo"), 200, "")
		_, _ = anna, bea
	})
}

// Tokens, second factor and roles want the password again after ten minutes.
func TestProof(t *testing.T) {
	gatetest.Both(t, func(t *testing.T, w0 *gatetest.World) {
		w := newWorld(t, w0)
		w.add(gatetest.Zone, "anna", policy.SocialWorker)
		b := w.browser("10.0.0.1")
		b.enter("anna")
		b.expect(b.get(pathTokens), 200, "")
		w.Clock.Add(10 * time.Minute)
		b.expect(b.get(pathTokens), 303, pathProve+"?next=%2Fprofilo%2Ftoken")
		b.expect(b.post(pathTokens, "name", "prova", "days", "30"), 303, pathProve+"?next=%2Fprofilo%2Ftoken")
		for post, page := range map[string]string{pathUsers + "/1/ruoli/2/fine": pathUsers + "/1/ruoli", pathUsers + "/1/ruoli": pathUsers + "/1/ruoli",
			pathWaiting + "/ruoli/1": pathWaiting} {
			if got := pageOf(post); got != page {
				t.Errorf("after %s the way leads to %s", post, got)
			}
		}
		b.expect(b.post(pathProve, "password", "sbagliata", "next", pathTokens), 422, "")
		b.expect(b.post(pathProve, "password", good, "next", "//evil.example"), 303, "/")
		made := b.post(pathTokens, "name", "prova", "days", "30")
		b.expect(made, 200, "")
		if !strings.Contains(made.Body.String(), bearerPrefix+gatetest.Zone+"_") {
			t.Error("the token is not shown")
		}
		if strings.Contains(b.get(pathTokens).Body.String(), bearerPrefix+gatetest.Zone+"_") {
			t.Error("the token is shown again")
		}
		b.expect(b.post(pathTokens, "name", "", "days", "30"), 422, "")
		b.expect(b.post(pathTokens, "name", "x", "days", "91"), 422, "")
		for range 5 {
			b.post(pathProve, "password", "sbagliata")
		}
		b.expect(b.post(pathProve, "password", good), 429, "")
	})
}

func TestSecondPhoneAndRecoveryCodes(t *testing.T) {
	gatetest.Both(t, func(t *testing.T, w0 *gatetest.World) {
		w := newWorld(t, w0)
		w.add(gatetest.Zone, "anna", policy.SocialWorker)
		b := w.browser("10.0.0.1")
		b.enter("anna")
		page := b.get(pathMyApp).Body.String()
		secret := decode32(strings.ReplaceAll(shownSecret.FindString(page), " ", ""))
		code, _ := totpCode(secret, w.Clock.Now().Unix()/30)
		done := b.post(pathMyApp, "code", code)
		if len(shownCode.FindAllString(done.Body.String(), -1)) != 10 {
			t.Fatalf("%d\n%s", done.Code, cut(done.Body.String()))
		}
		old := shownCode.FindStringSubmatch(done.Body.String())[1]
		fresh := shownCode.FindStringSubmatch(b.post(pathMyCodes).Body.String())[1]
		b.post("/esci")
		w.Clock.Add(time.Minute)
		b.expect(b.post(PathLogin, "email", "anna@comune.example", "password", good), 303, pathCode)
		b.expect(b.post(pathCode, "code", w.code()), 422, "") // the old phone
		b.expect(b.post(pathCode, "code", old), 422, "")
		b.expect(b.post(pathCode, "code", fresh), 303, "/")
	})
}

func TestDrafts(t *testing.T) {
	gatetest.Both(t, func(t *testing.T, w0 *gatetest.World) {
		ctx := context.Background()
		w := newWorld(t, w0)
		anna, bea := w.add(gatetest.Zone, "anna", policy.SocialWorker), w.add(gatetest.Zone, "bea", policy.SocialWorker)
		b := w.browser("10.0.0.1")
		b.enter("anna")
		for _, body := range []string{"Prima stesura", "Colloquio di oggi: <b>bene</b>"} {
			b.expect(b.post("/bozze", "key", "nota:1", "text", body), 204, "")
		}
		b.expect(b.post("/bozze", "key", "nota:1", "text", strings.Repeat("è", maxDraft+1)), 422, "")
		b.expect(b.post("/bozze", "key", "", "text", "x"), 422, "")
		b.post("/esci")
		b.enter("anna")
		who := w.actor(gatetest.Zone, anna)
		if got, err := w.room.OwnDraft(ctx, who, "nota:1"); got != "Colloquio di oggi: <b>bene</b>" || err != nil {
			t.Fatalf("%q, %v", got, err)
		}
		if got, _ := w.room.OwnDraft(ctx, w.actor(gatetest.Zone, bea), "nota:1"); got != "" {
			t.Fatal("somebody else's draft")
		}
		err := w.Write(ctx, who, func(tx *gate.WriteTx) error {
			if err := own(tx, anna, ""); err != nil {
				return err
			}
			return ClearDraft(tx, anna, "nota:1")
		})
		if got, _ := w.room.OwnDraft(ctx, who, "nota:1"); got != "" || err != nil {
			t.Fatalf("%q, %v", got, err)
		}
		b.expect(b.post("/bozze", "key", "nota:2", "text", "x"), 204, "")
		w.Clock.Add(draftLasts + time.Hour)
		if got, _ := w.room.OwnDraft(ctx, who, "nota:2"); got != "" {
			t.Error("an old draft")
		}
		if err := w.room.Tidy(ctx); err != nil {
			t.Fatal(err)
		}
		var n int
		if err := w.Unaudited(ctx, gatetest.Zone, func(tx *gate.ReadTx) error {
			return tx.One("SELECT COUNT(*) FROM draft WHERE zone = $1", []any{tx.Zone()}, &n)
		}); err != nil || n != 0 {
			t.Errorf("%d drafts left, %v", n, err)
		}
	})
}

func TestProfile(t *testing.T) {
	gatetest.Both(t, func(t *testing.T, w0 *gatetest.World) {
		w := newWorld(t, w0)
		anna := w.add(gatetest.Zone, "anna", policy.SocialWorker)
		b := w.browser("10.0.0.1")
		b.enter("anna")
		b.expect(b.post("/profilo", "given_name", "", "family_name", "Landi", "language", "en", "version", "1"), 422, "")
		b.expect(b.post("/profilo", "given_name", "Anna Maria", "family_name", "Landi", "language", "en", "version", "1"), 303, "/profilo")
		s, err := w.room.SignedIn(b.request(context.Background()))
		if err != nil || s.Name != "Anna Maria Landi" || s.Lang.Code() != "en" || s.Shortcuts {
			t.Errorf("%+v, %v", s, err)
		}
		b.expect(b.post("/profilo", "given_name", "Altra", "family_name", "Landi", "version", "1"), 409, "")
		b.expect(b.post("/profilo", "given_name", "Anna", "family_name", "Landi", "version", "2", "id", string(value.NewID()), "core", "1", "role", "coordinator"), 303, "/profilo")
		if who := w.actor(gatetest.Zone, anna); len(who.Roles) != 1 {
			t.Error("a form gave a role")
		}
	})
}
