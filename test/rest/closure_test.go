package rest

import (
	"slices"
	"testing"

	"siil/internal/gate/gatetest"
)

// TestClosures closes a case over REST with what its reason asks, reads what is lacking, answers the follow-ups and takes an answer back.
func TestClosures(t *testing.T) {
	both(t, func(t *testing.T, w *world) {
		c := string(w.open(gatetest.Zone, "Mario", "Rossi", "elena"))
		path := v1 + "/cases/" + c
		post := func(body string) reply { return w.ask("elena", "POST", path+"/closure", sent{body: body}) }
		for body, field := range map[string]string{
			`{"reason":"LAVORO","details":{"contract_kind":"NIENTE"}}`:                              "body.details.contract_kind",
			`{"reason":"LAVORO","details":{"contract_kind":"ALTRO","contract_until":"2020-01-01"}}`: "body.details.contract_until",
			`{"reason":"LAVORO","details":{"weekly_hours":61}}`:                                     "body.details.weekly_hours",
			`{"reason":"TRASFERIMENTO","details":{"zone":"atlantide"}}`:                             "body.details.zone",
			`{"reason":"LAVORO","exit_id":"` + c + `"}`:                                             "body.exit_id",
			`{"reason":"ERRORE"}`: "body.note",
			`{"reason":"LAVORO","actions":[{"action_id":"` + c + `","kind":"forse"}]}`: "body.actions[0].kind",
		} {
			if got := post(body).want(t, 422).wrong(); !slices.Contains(got, field) {
				t.Errorf("%s: wrong at %v, want %s", body, got, field)
			}
		}
		post(`{"reason":"LAVORO","actions":[{"action_id":"`+c+`","kind":"end","result":"ATTESTATO"}]}`).want(t, 404)
		w.ask("elena", "GET", path+"/closure").want(t, 404)

		end := post(`{"reason":"LAVORO","outcomes":["LAVORO_USCITA"],"details":{"contract_kind":"TEMPO_DETERMINATO","weekly_hours":24},"report":{}}`).want(t, 201)
		if end.str("state") != "CHIUSA" || end.body["details"].(map[string]any)["weekly_hours"] != 24.0 || len(end.body["lacks"].([]any)) != 0 {
			t.Errorf("closure %s", end.raw)
		}
		if papers := w.ask("elena", "GET", path+"/documents").want(t, 200).items(); len(papers) != 1 || papers[0].(map[string]any)["model"] != "RELAZIONE_CHIUSURA" {
			t.Errorf("the report: %v", papers)
		}
		after := w.ask("elena", "GET", path+"/follow-ups").want(t, 200).items()
		if len(after) != 2 {
			t.Fatalf("follow-ups %v", after)
		}
		first := after[0].(map[string]any)
		answer := v1 + "/follow-ups/" + first["id"].(string) + "/answer"
		for _, who := range []string{"sara", "sofia", "anna", "rita", "olga"} {
			w.ask(who, "PUT", answer, sent{body: `{"answer":"LAVORA"}`}).want(t, 404)
			w.ask(who, "DELETE", answer).want(t, 404)
		}
		w.ask("elena", "DELETE", answer).want(t, 409)
		w.ask("elena", "PUT", answer, sent{body: `{"answer":"BENE"}`}).want(t, 422)
		got := w.ask("elena", "PUT", answer, sent{body: `{"answer":"LAVORA","details":{"contract_kind":"APPRENDISTATO"},"note":"È contento."}`}).want(t, 200)
		if got.str("state") != "answered" || got.str("result") != "EECR04" || got.str("note") != "È contento." {
			t.Errorf("answered %s", got.raw)
		}
		if s := w.ask("elena", "GET", path+"/closure").want(t, 200).str("state"); s != "FOLLOW_UP" {
			t.Errorf("after an answer the case is %s", s)
		}
		if got := w.ask("elena", "DELETE", answer).want(t, 200); got.str("state") != "waiting" || got.str("answer") != "" {
			t.Errorf("taken back %s", got.raw)
		}
		w.ask("elena", "PUT", answer, sent{body: `{"answer":"CERCA_LAVORO"}`}).want(t, 200)
		w.ask("elena", "POST", path+"/reopening", sent{body: `{"reason":"È tornato"}`}).want(t, 201)
		if left := w.ask("elena", "GET", path+"/follow-ups").want(t, 200).items(); len(left) != 1 {
			t.Errorf("after a reopening %v", left)
		}
		w.ask("elena", "DELETE", answer).want(t, 409)
		if r, err := w.Verify(ctx, ""); err != nil || !r.OK {
			t.Errorf("the log: %+v, %v", r, err)
		}
	})
}
