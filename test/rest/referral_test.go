package rest

import (
	"fmt"
	"strings"
	"testing"

	"siil/internal/gate"
	"siil/internal/policy"
)

// referralOf is the body of a whole referral of somebody.
func referralOf(given, family, taxCode string) string {
	return fmt.Sprintf(`{"person":{"given_name":%q,"family_name":%q,"tax_code":%q},"reason":"Ha perso il lavoro.","needs":["LAVORO","SALUTE"],
		"need_notes":[{"code":"LAVORO","text":"da marzo"}],"services":["CPI"],"urgency":"ordinary","informed":{"how":"agrees","date":"2026-11-20"},
		"asked":"Un progetto.","person_words":"Vorrei lavorare."}`, given, family, taxCode)
}

func TestReferrals(t *testing.T) {
	both(t, func(t *testing.T, w *world) {
		const code = "PRVSMR90A41Z330P"
		post := func(who, body string, headers ...string) reply {
			return w.ask(who, "POST", v1+"/referrals", sent{body: body, headers: headers})
		}
		first := post("rita", referralOf("Samira", "Provini", code), "Idempotency-Key", "segnalazione-1").want(t, 201)
		if first.body["number"] != float64(1) || first.str("state") != "received" || first.str("due_on") != "2026-12-09" || first.body["case_id"] != nil {
			t.Errorf("sent: %s", first.raw)
		}
		if again := post("rita", referralOf("Samira", "Provini", code), "Idempotency-Key", "segnalazione-1").want(t, 201); again.raw != first.raw {
			t.Errorf("sent twice: %s", again.raw)
		}
		path := v1 + "/referrals/" + first.str("id")
		if first.Header.Get("Location") != path {
			t.Errorf("location %q", first.Header.Get("Location"))
		}
		// whoever is known and whoever is not: the same answer but for id and number
		known, fresh := post("rita", referralOf("Samira", "Provini", code)).want(t, 201), post("rita", referralOf("Gustavo", "Inventati", "")).want(t, 201)
		shape := func(r reply) string {
			return strings.NewReplacer(r.str("id"), "", fmt.Sprintf(`"number":%v`, r.body["number"]), "").Replace(r.raw)
		}
		if shape(known) != shape(fresh) {
			t.Errorf("the answer tells who is known:\n%s\n%s", known.raw, fresh.raw)
		}
		typed := strings.Replace(referralOf("Samira", "Provini", code), "{", `{"channel":"pec","sender_body":"Associazione Prova","sender_name":"Ada Prova","received_on":"2026-11-23",`, 1)
		second := post("sofia", typed).want(t, 201)
		own := w.ask("carla", "GET", path).want(t, 200)
		if second.str("case_id") == "" || own.str("case_id") != second.str("case_id") || second.str("due_on") != "2026-12-07" {
			t.Errorf("typed in: %s", second.raw)
		}
		if needs := own.body["needs"].([]any); len(needs) != 1 || needs[0].(map[string]any)["text"] != "da marzo" {
			t.Errorf("needs for the coordinator: %v", needs)
		}
		if mine := w.ask("rita", "GET", path).want(t, 200); len(mine.body["needs"].([]any)) != 2 || mine.body["case_id"] != nil || mine.body["person"].(map[string]any)["id"] != nil {
			t.Errorf("for the sender: %s", mine.raw)
		}
		twin := post("sofia", strings.Replace(typed, code, "", 1)).want(t, 409)
		c, _ := twin.body["candidates"].([]any)
		if len(c) != 1 || c[0].(map[string]any)["case_id"] != second.str("case_id") {
			t.Errorf("candidates: %s", twin.raw)
		}
		same := c[0].(map[string]any)["person_id"].(string)
		if got := post("sofia", strings.Replace(strings.Replace(typed, code, "", 1), "{", `{"same_as":"`+same+`",`, 1)).want(t, 201); got.str("case_id") != second.str("case_id") {
			t.Errorf("the candidate chosen: %s", got.raw)
		}
		byID := strings.Replace(typed, `"person":{"given_name":"Samira","family_name":"Provini","tax_code":"`+code+`"}`, `"person_id":"`+same+`"`, 1)
		post("sofia", byID).want(t, 201)
		post("rita", strings.Replace(byID, `"channel":"pec","sender_body":"Associazione Prova","sender_name":"Ada Prova","received_on":"2026-11-23",`, "", 1)).want(t, 404)

		ask := func(who, path, body string, headers ...string) reply {
			return w.ask(who, "POST", path, sent{body: body, headers: headers})
		}
		question := ask("carla", path+"/outcome", `{"outcome":"to_complete","reason":"Dove abita?"}`).want(t, 201)
		if question.str("state") != "to_complete" || question.Header.Get("ETag") != `"2"` {
			t.Errorf("question: %s", question.raw)
		}
		if stale := ask("carla", path+"/outcome", `{"outcome":"to_team","reason":"Sì."}`, "If-Match", `"1"`).want(t, 409); stale.body["current_version"] != float64(2) {
			t.Errorf("stale: %s", stale.raw)
		}
		if got := ask("rita", path+"/reply", `{"text":"Dalla sorella."}`).want(t, 201); got.str("state") != "received" || len(got.body["messages"].([]any)) != 2 {
			t.Errorf("answer: %s", got.raw)
		}
		if got := ask("carla", path+"/outcome", `{"outcome":"other_service","reason":"Altro."}`).want(t, 422).wrong(); got[0] != "body.advice" {
			t.Errorf("without advice: %v", got)
		}
		end := ask("carla", path+"/outcome", `{"outcome":"to_team","reason":"Serve un progetto comune."}`).want(t, 201)
		if end.str("state") != "answered" || end.str("outcome") != "to_team" || end.str("outcome_reason") == "" {
			t.Errorf("outcome: %s", end.raw)
		}
		if got := w.ask("carla", "GET", v1+"/cases/"+second.str("case_id")).want(t, 200); got.str("state") != "IN_EQUIPE" {
			t.Errorf("the case: %s", got.raw)
		}
	})
}

func TestReferralsThatCannotBeTaken(t *testing.T) {
	both(t, func(t *testing.T, w *world) {
		whole := referralOf("Samira", "Provini", "")
		for body, at := range map[string]string{
			strings.Replace(whole, `"Samira"`, `" "`, 1):                                             "body.person.given_name",
			strings.Replace(whole, `"tax_code":""`, `"tax_code":"PRVSMR90A41Z330X"`, 1):              "body.person.tax_code",
			strings.Replace(whole, `"ordinary"`, `"urgent"`, 1):                                      "body.urgency_reason",
			strings.Replace(whole, `"how":"agrees"`, `"how":"boh"`, 1):                               "body.informed.how",
			strings.Replace(whole, `,"date":"2026-11-20"`, "", 1):                                    "body.informed.date",
			strings.Replace(whole, `"LAVORO","SALUTE"`, `"NIENTE"`, 1):                               "body.needs",
			strings.Replace(whole, `"asked":"Un progetto.",`, "", 1):                                 "body.asked",
			strings.Replace(whole, "{", `{"channel":"pec",`, 1):                                      "body.channel",
			strings.Replace(whole, "{", `{"referrer_id":"`+string(w.users["carla"].Account)+`",`, 1): "body.referrer_id",
			strings.Replace(whole, `"Ha perso il lavoro."`, `" "`, 1):                                "body.reason",
			`{"reason":"x"}`: "body.person",
		} {
			if got := w.ask("rita", "POST", v1+"/referrals", sent{body: body}).want(t, 422).wrong(); len(got) == 0 || got[0] != at {
				t.Errorf("%v, want %s", got, at)
			}
		}
		w.Read(ctx, w.users["carla"], func(tx *gate.ReadTx) error {
			n := 0
			err := tx.One("SELECT COUNT(*) FROM person WHERE zone = $1", []any{tx.Zone()}, &n)
			if n != 0 || err != nil {
				t.Errorf("%d people, %v", n, err)
			}
			return tx.Decide(policy.HomeRead, policy.Resource{Kind: policy.Zone})
		})
	})
}

func TestListOfReferrals(t *testing.T) {
	both(t, func(t *testing.T, w *world) {
		for _, name := range []string{"Alda", "Bruno", "Carlotta"} {
			w.ask("rita", "POST", v1+"/referrals", sent{body: referralOf(name, "Inventati", "")}).want(t, 201)
		}
		first := w.ask("rita", "GET", v1+"/referrals?limit=2").want(t, 200)
		next, _ := first.body["next"].(string)
		if len(first.items()) != 2 || next == "" || first.items()[0].(map[string]any)["case_id"] != nil {
			t.Fatalf("first page: %s", first.raw)
		}
		rest := w.ask("rita", "GET", v1+"/referrals?limit=2&cursor="+next).want(t, 200)
		if len(rest.items()) != 1 || rest.items()[0].(map[string]any)["name"] != "Inventati Alda" {
			t.Errorf("second page: %s", rest.raw)
		}
		w.ask("carla", "GET", v1+"/referrals?limit=2&cursor="+next).want(t, 422)
		w.ask("rita", "GET", v1+"/referrals?state=received&limit=2&cursor="+next).want(t, 422)
		for query, n := range map[string]int{"": 3, "?state=received": 3, "?state=answered": 0, "?late=true": 0, "?state=unanswered&limit=1": 1} {
			if got := w.ask("carla", "GET", v1+"/referrals"+query).want(t, 200); len(got.items()) != n {
				t.Errorf("%s: %s", query, got.raw)
			}
		}
		w.ask("carla", "GET", v1+"/referrals?state=boh").want(t, 422)
		if got := w.ask("olga", "GET", v1+"/referrals").want(t, 200); len(got.items()) != 0 {
			t.Errorf("in another zone: %s", got.raw)
		}
	})
}
