package rest

import (
	"fmt"
	"slices"
	"testing"

	"siil/internal/casefile"
)

// TestAssessments begins, rates and closes an assessment over REST: levels of a section are for who reads it, indices are exact.
func TestAssessments(t *testing.T) {
	both(t, func(t *testing.T, w *world) {
		id := w.open("valdinievole", "Samira", "Provini", "elena")
		for _, name := range []string{"paolo", "lucia"} {
			if err := w.cases.Join(ctx, w.users["elena"], id, casefile.Membership{AccountID: w.users[name].Account}); err != nil {
				t.Fatal(err)
			}
		}
		all := v1 + "/cases/" + string(id) + "/assessments"
		begin := func(who, body string) reply { return w.ask(who, "POST", all, sent{body: body}) }
		for _, who := range []string{"carla", "sofia"} {
			begin(who, `{"kind":"entry"}`).want(t, 404)
		}
		begin("elena", `{"kind":"entry","instrument":"zodiaco"}`).want(t, 422)
		begin("elena", `{"kind":"entry","on":"2026-11-25"}`).want(t, 422)
		begin("elena", `{"kind":"check"}`).want(t, 409)
		made := begin("elena", `{"kind":"entry","instrument":"matrice-siil"}`).want(t, 201)
		begin("paolo", `{"kind":"entry"}`).want(t, 409)
		path := v1 + "/assessments/" + made.str("id")
		if made.Header.Get("Location") != path || len(made.body["domains"].([]any)) != 14 || len(made.body["ratings"].([]any)) != 0 {
			t.Errorf("begun: %s", made.raw)
		}
		rate := func(who, domain, body string, headers ...string) reply {
			return w.ask(who, "PUT", path+"/ratings/"+domain, sent{body: body, headers: headers})
		}
		for i, d := range []string{"REDDITO", "CASA", "AUTONOMIA", "CURA", "RETE", "LINGUA", "STUDIO", "RICERCA", "MOBILITA"} {
			rate("paolo", d, fmt.Sprintf(`{"level":%d,"person_level":3,"note":"visto"}`, 2+i%3)).want(t, 200)
		}
		if got := rate("elena", "CASA", `{"level":5}`, "If-Match", `"7"`).want(t, 409); got.body["current_version"] != float64(1) {
			t.Errorf("stale: %s", got.raw)
		}
		rate("elena", "CASA", `{"level":6}`).want(t, 422)
		rate("elena", "CASA", `{"level":0}`).want(t, 422)
		rate("elena", "FORTUNA", `{"level":3}`).want(t, 404)
		rate("elena", "SALUTE_MENTALE", `{"level":3}`).want(t, 404)
		rate("carla", "CASA", `{"level":3}`).want(t, 404)
		rate("lucia", "SALUTE_MENTALE", `{"level":1,"note":"nota riservatissima"}`).want(t, 200)

		see := func(who string) reply { return w.ask(who, "GET", path).want(t, 200) }
		level := func(r reply, domain string) any {
			for _, x := range r.body["ratings"].([]any) {
				if m := x.(map[string]any); m["domain"] == domain {
					return m["level"]
				}
			}
			return "absent"
		}
		for _, who := range []string{"elena", "carla", "paolo"} {
			r := see(who)
			if level(r, "SALUTE_MENTALE") != nil || level(r, "CASA") != float64(3) {
				t.Errorf("%s reads %s", who, r.raw)
			}
			indices := r.body["indices"].(map[string]any)
			if indices["autonomy"] != 2.8 || indices["employability"] != 3.3 {
				t.Errorf("%s: %v", who, indices)
			}
		}
		if r := see("lucia"); level(r, "SALUTE_MENTALE") != float64(1) || r.body["indices"].(map[string]any)["autonomy"] != 2.8 {
			t.Errorf("who rated it reads %s", r.raw)
		}
		w.ask("sofia", "GET", path).want(t, 404)
		w.ask("sofia", "GET", all).want(t, 404)

		close := func(who, body string) reply { return w.ask(who, "POST", path+"/closure", sent{body: body}) }
		close("paolo", `{}`).want(t, 404)
		if got := close("elena", `{}`).want(t, 422).wrong(); !slices.Equal(got, []string{"path.ratings.LAVORO"}) {
			t.Errorf("missing: %v", got)
		}
		rate("elena", "LAVORO", `{"level":5}`).want(t, 200)
		rate("elena", "RICERCA", `{"level":1}`).want(t, 200)
		rate("elena", "REDDITO", `{"level":1}`).want(t, 200)
		if got := close("elena", `{}`).want(t, 422).wrong(); len(got) != 2 || !slices.Contains(got, "body.reasons.REDDITO") || !slices.Contains(got, "body.reasons.RICERCA") {
			t.Errorf("reasons: %v", got)
		}
		end := close("elena", `{"reasons":{"REDDITO":"pignoramento","RICERCA":"vuole cambiare settore"},"decision":"proseguire"}`).want(t, 201)
		if end.str("state") != "closed" || end.str("decision") != "proseguire" {
			t.Errorf("closed: %s", end.raw)
		}
		rate("elena", "CASA", `{"level":4}`).want(t, 409)
		close("elena", `{}`).want(t, 409)
		if got := w.ask("carla", "GET", all).want(t, 200).items(); len(got) != 1 {
			t.Errorf("%d assessments", len(got))
		}
	})
}
