package rest

import (
	"testing"
)

// TestAWebhookThroughTheInterface makes one, sees it without its secret, and ends it; the same for what one is told by mail.
func TestAWebhookThroughTheInterface(t *testing.T) {
	both(t, func(t *testing.T, w *world) {
		hooks := v1 + "/webhooks"
		for body, where := range map[string]string{
			`{"url":"https://127.0.0.1/x","events":["referral.outcome"]}`:         "body.url",
			`{"url":"https://altro.example/x","events":["case.opened"]}`:          "body.events[0]",
			`{"url":"https://altro.example/x","events":[]}`:                       "body.events",
			`{"url":"https://u:p@altro.example/x","events":["referral.outcome"]}`: "body.url",
		} {
			if got := w.ask("anna", "POST", hooks, sent{body: body}).want(t, 422).wrong(); len(got) != 1 || got[0] != where {
				t.Errorf("%s: wrong at %v", body, got)
			}
		}
		key := sent{body: `{"url":"https://altro.example/siil","events":["sitting.decision","referral.outcome"]}`, headers: []string{"Idempotency-Key", "collegamento-1"}}
		made := w.ask("anna", "POST", hooks, key).want(t, 201)
		if len(made.str("secret")) != 43 {
			t.Errorf("the secret is %q", made.str("secret"))
		}
		if again := w.ask("anna", "POST", hooks, key).want(t, 201); again.str("secret") != "" || again.str("id") != made.str("id") {
			t.Error("a repetition gives the secret again, or another link")
		}
		list := w.ask("anna", "GET", hooks).want(t, 200).items()
		if len(list) != 1 || list[0].(object)["secret"] != nil || list[0].(object)["url"] != "https://altro.example/siil" {
			t.Errorf("%v", list)
		}
		w.ask("carla", "DELETE", hooks+"/"+made.str("id")).want(t, 404)
		w.ask("anna", "DELETE", hooks+"/"+made.str("id")).want(t, 200)
		w.ask("anna", "DELETE", hooks+"/"+made.str("id")).want(t, 404)
		notices := v1 + "/users/me/notices"
		w.ask("rita", "PUT", notices, sent{body: `{"notices":[{"code":"minutes_to_approve","wanted":false}]}`}).want(t, 422)
		left := w.ask("rita", "PUT", notices, sent{body: `{"notices":[{"code":"referral_outcome","wanted":false}]}`}).want(t, 200).body["notices"].([]any)
		for _, n := range left {
			if x := n.(object); (x["code"] == "referral_outcome") == (x["wanted"] == true) {
				t.Errorf("%v", x)
			}
		}
	})
}
