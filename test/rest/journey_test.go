package rest

import (
	"net/http"
	"testing"

	"siil/internal/gate/gatetest"
	"siil/internal/value"
)

const v1 = "/api/v1"

// TestJourney goes through a case from the first day to its reopening, as each person would.
func TestJourney(t *testing.T) {
	both(t, func(t *testing.T, w *world) {
		made := w.ask("sofia", "POST", v1+"/cases", sent{body: `{"person":{"given_name":"Samira","family_name":"Provini","tax_code":"","phone":"0572 1234567"},"note":""}`}).want(t, 201)
		id := made.str("id")
		if made.str("state") != "NUOVA" && made.str("state") == "" || made.body["number"] != float64(1) || made.Header.Get("Location") != v1+"/cases/"+id {
			t.Errorf("made %s %v", made.raw, made.Header)
		}
		if got := w.ask("sofia", "GET", v1+"/cases/"+id); got.StatusCode != 404 {
			t.Errorf("the secretary opens a case: %d", got.StatusCode)
		}
		head := w.ask("carla", "GET", v1+"/cases/"+id).want(t, 200)
		if head.Header.Get("ETag") != `"1"` {
			t.Errorf("ETag %q", head.Header.Get("ETag"))
		}
		w.ask("carla", "PUT", v1+"/cases/"+id+"/manager", sent{body: `{"account_id":"` + string(w.users["elena"].Account) + `"}`}).want(t, 200)
		c := w.open(gatetest.Zone, "Mario", "Rossi", "elena")
		path := v1 + "/cases/" + string(c)

		note := w.ask("elena", "POST", path+"/notes", sent{body: `{"section":"social","text":"Primo colloquio."}`}).want(t, 201)
		if note.str("state") != "current" || note.str("text") != "Primo colloquio." || note.str("id") == "" {
			t.Errorf("note %s", note.raw)
		}
		fixed := w.ask("elena", "POST", path+"/notes/"+note.str("id")+"/correction", sent{body: `{"text":"Primo colloquio, con la zia."}`}).want(t, 201)
		if fixed.str("text") != "Primo colloquio, con la zia." || fixed.str("id") == note.str("id") {
			t.Errorf("correction %s", fixed.raw)
		}
		if got := w.ask("elena", "GET", path+"/notes?section=social").want(t, 200); len(got.items()) != 2 {
			t.Errorf("notes %s", got.raw)
		}
		w.ask("elena", "PUT", path+"/next-date", sent{body: `{"date":"2026-12-03","what":"colloquio"}`}).want(t, 200)
		if got := w.ask("elena", "PUT", path+"/next-date", sent{body: `{"date":null}`}).want(t, 200); got.body["next_date"] != nil {
			t.Errorf("next date %s", got.raw)
		}
		w.ask("elena", "POST", path+"/team", sent{body: `{"account_id":"` + string(w.users["paolo"].Account) + `"}`}).want(t, 201)
		if got := w.ask("paolo", "GET", path+"/team").want(t, 200); len(got.body["members"].([]any)) != 1 {
			t.Errorf("team %s", got.raw)
		}
		w.ask("elena", "POST", path+"/team/"+string(w.users["paolo"].Account)+"/departure", sent{body: `{"reason":"Finito il tirocinio"}`}).want(t, 201)
		w.ask("paolo", "GET", path+"/team").want(t, 404)

		w.ask("elena", "GET", path+"/suspension").want(t, 404)
		rest := w.ask("elena", "POST", path+"/suspension", sent{body: `{"reason":"` + suspensionReason() + `"}`}).want(t, 201)
		if rest.str("state") != "SOSPESA" || rest.str("id") == "" {
			t.Errorf("suspension %s", rest.raw)
		}
		w.ask("elena", "POST", path+"/suspension", sent{body: `{"reason":"` + suspensionReason() + `"}`}).want(t, 409)
		put := w.ask("elena", "POST", path+"/suspension/review", sent{body: `{"reason":"` + suspensionReason() + `","review_on":"` + value.MustDate(today).AddDays(20).ISO() + `"}`}).want(t, 201)
		if put.str("review_on") != value.MustDate(today).AddDays(20).ISO() {
			t.Errorf("review %s", put.raw)
		}
		if back := w.ask("elena", "POST", path+"/resumption", sent{body: `{}`}).want(t, 201); back.str("state") != "IN_VALUTAZIONE" {
			t.Errorf("resumption %s", back.raw)
		}

		over := w.ask("elena", "POST", path+"/handovers", sent{body: `{"to":"` + string(w.users["sara"].Account) + `","reason":"Cambio sede"}`}).want(t, 201)
		if over.str("state") != "waiting" {
			t.Errorf("hand-over %s", over.raw)
		}
		answers := v1 + "/handovers/" + over.str("id") + "/answers"
		w.ask("elena", "POST", answers, sent{body: `{"answer":"accepted"}`}).want(t, 404)
		if got := w.ask("sara", "POST", answers, sent{body: `{"answer":"declined"}`}).want(t, 422).wrong(); got[0] != "body.reason" {
			t.Errorf("declined without a reason: %v", got)
		}
		if got := w.ask("sara", "POST", answers, sent{body: `{"answer":"accepted"}`}).want(t, 201); got.str("state") != "accepted" {
			t.Errorf("answer %s", got.raw)
		}
		w.ask("elena", "GET", path).want(t, 404)

		w.ask("sara", "GET", path+"/closure").want(t, 404)
		end := w.ask("sara", "POST", path+"/closure", sent{body: `{"reason":"` + closureReason() + `","outcomes":[]}`}).want(t, 201)
		if end.str("state") != "CHIUSA" || end.str("reason") != closureReason() {
			t.Errorf("closure %s", end.raw)
		}
		w.ask("sara", "POST", path+"/reopening", sent{body: `{"reason":"È tornato"}`}).want(t, 201)
		line := w.ask("sara", "GET", path+"/timeline?limit=200").want(t, 200)
		if len(line.items()) < 8 {
			t.Errorf("timeline %s", line.raw)
		}
		readers := w.ask("sara", "GET", path+"/readers").want(t, 200)
		if len(readers.items()) == 0 || readers.items()[0].(map[string]any)["via"] != "api" {
			t.Errorf("readers %s", readers.raw)
		}
		if r, err := w.Verify(ctx, ""); err != nil || !r.OK {
			t.Errorf("the log: %+v, %v", r, err)
		}
	})
}

func TestPeople(t *testing.T) {
	both(t, func(t *testing.T, w *world) {
		body := `{"given_name":"Niccolò","family_name":"D'Angelo","birth_date":"1980-05-01"}`
		made := w.ask("sofia", "POST", v1+"/people", sent{body: body}).want(t, 201)
		if made.str("state") != "to_complete" || made.body["version"] != float64(1) {
			t.Errorf("made %s", made.raw)
		}
		path := v1 + "/people/" + made.str("id")
		again := w.ask("sofia", "POST", v1+"/people", sent{body: body}).want(t, 409)
		candidates, _ := again.body["candidates"].([]any)
		if len(candidates) != 1 || candidates[0].(map[string]any)["person_id"] != made.str("id") {
			t.Fatalf("candidates %s", again.raw)
		}
		w.ask("sofia", "POST", v1+"/people", sent{body: body[:len(body)-1] + `,"not_the_same_as":["` + made.str("id") + `"]}`}).want(t, 201)
		merge := []string{"Content-Type", "application/merge-patch+json", "If-Match", `"1"`}
		changed := w.ask("sofia", "PATCH", path, sent{body: `{"phone":"0572 111222","birth_date":null}`, headers: merge}).want(t, 200)
		if changed.str("phone") == "" || changed.body["birth_date"] != nil || changed.Header.Get("ETag") != `"2"` {
			t.Errorf("changed %s", changed.raw)
		}
		stale := w.ask("carla", "PATCH", path, sent{body: `{"phone":"055 999"}`, headers: merge}).want(t, 409)
		if stale.body["current_version"] != float64(2) || stale.Header.Get("ETag") != `"2"` {
			t.Errorf("stale %s", stale.raw)
		}
		opened := w.ask("carla", "POST", v1+"/cases", sent{body: `{"person_id":"` + made.str("id") + `"}`}).want(t, 201)
		w.ask("carla", "POST", v1+"/cases", sent{body: `{"person_id":"` + made.str("id") + `"}`}).want(t, 409)
		if got := w.ask("carla", "GET", path).want(t, 200); got.str("case_id") != opened.str("id") {
			t.Errorf("person %s", got.raw)
		}
		if got := w.ask("carla", "GET", v1+"/people").want(t, 200); len(got.items()) != 1 {
			t.Errorf("people %s", got.raw)
		}
		if got := w.ask("sofia", "POST", v1+"/cases", sent{body: `{"person":{"given_name":"Ada","family_name":"Bo","tax_code":"XXX"}}`}).want(t, 422).wrong(); len(got) != 1 || got[0] != "body.person.tax_code" {
			t.Errorf("wrong %v", got)
		}
	})
}

func TestUsers(t *testing.T) {
	both(t, func(t *testing.T, w *world) {
		me := w.ask("elena", "GET", v1+"/users/me").want(t, 200)
		if me.str("account_id") != string(w.users["elena"].Account) || me.str("zone") != gatetest.Zone || me.str("token_ends_at") != "2026-12-24T09:30:00+01:00" {
			t.Errorf("me %s", me.raw)
		}
		if got := w.ask("elena", "GET", v1+"/users").want(t, 200); got.items()[0].(map[string]any)["email"] != nil {
			t.Errorf("a colleague's address: %s", got.raw)
		}
		w.ask("dario", "GET", v1+"/users").want(t, 404)
		if got := w.ask("anna", "GET", v1+"/users?limit=4").want(t, 200); len(got.items()) != 4 || got.str("next") == "" {
			t.Errorf("users %s", got.raw)
		}
		body := `{"email":"nuova@comune.example","given_name":"Nora","family_name":"Nuova","roles":["social_worker"]}`
		w.ask("carla", "POST", v1+"/users", sent{body: body}).want(t, 404)
		key := []string{"Idempotency-Key", "utente-nuovo-1"}
		made := w.ask("anna", "POST", v1+"/users", sent{body: body, headers: key}).want(t, 201)
		if made.str("one_time_password") == "" || made.str("state") != "active" || len(made.body["waiting_roles"].([]any)) != 1 {
			t.Errorf("made %s", made.raw)
		}
		again := w.ask("anna", "POST", v1+"/users", sent{body: body, headers: key}).want(t, 201)
		if again.str("id") != made.str("id") || again.str("one_time_password") != "" {
			t.Errorf("again %s", again.raw)
		}
		if got := w.ask("anna", "POST", v1+"/users", sent{body: body}).want(t, 422).wrong(); got[0] != "body.email" {
			t.Errorf("taken address: %v", got)
		}
		w.ask("anna", "POST", v1+"/users/"+string(w.users["anna"].Account)+"/disablement").want(t, 404)
		gone := w.ask("anna", "POST", v1+"/users/"+string(w.users["elena"].Account)+"/disablement").want(t, 201)
		if gone.str("state") != "disabled" {
			t.Errorf("disabled %s", gone.raw)
		}
		if got := w.ask("elena", "GET", v1+"/users/me").want(t, 401); got.Header.Get("WWW-Authenticate") == "" {
			t.Error("401 without WWW-Authenticate")
		}
	})
}

func TestStatusAndPages(t *testing.T) {
	w := newWorld(t, gatetest.NewSQLite(t))
	if got := w.askToken("", "GET", v1+"/status").want(t, 200); got.str("status") != "ok" {
		t.Errorf("status %s", got.raw)
	}
	page := w.askToken("", "GET", "/api/").want(t, http.StatusOK)
	if page.Header.Get("Content-Type") != "text/html; charset=utf-8" {
		t.Errorf("page %v", page.Header)
	}
	w.askToken("", "GET", "/api/openapi.json").want(t, 200)
	w.askToken("", "GET", v1+"/people").want(t, 401)
	w.askToken("siil_valdinievole_x", "GET", v1+"/people").want(t, 401)
	w.ask("carla", "GET", v1+"/nothing").want(t, 404)
	if got := w.ask("carla", "DELETE", v1+"/people").want(t, 405); got.Header.Get("Allow") == "" {
		t.Error("405 without Allow")
	}
}
