package rest

import (
	"fmt"
	"slices"
	"strings"
	"testing"

	"siil/internal/gate/gatetest"
)

// TestFromReferralToMinutes walks a person from the referral to the approved minutes through the interface alone.
func TestFromReferralToMinutes(t *testing.T) {
	both(t, func(t *testing.T, w *world) {
		id := func(name string) string { return string(w.users[name].Account) }
		come := w.ask("rita", "POST", v1+"/referrals", sent{body: referralOf("Nadia", "Inventati", "")}).want(t, 201)
		referral := v1 + "/referrals/" + come.str("id")
		caseID := w.ask("carla", "GET", referral).want(t, 200).str("case_id")
		w.ask("carla", "POST", referral+"/outcome", sent{body: `{"outcome":"to_team","reason":"bisogni insieme"}`}).want(t, 201)
		call := strings.NewReplacer("{members}", `"`+id("carla")+`","`+id("elena")+`","`+id("paolo")+`","`+id("sofia")+`"`, "{case}", caseID).
			Replace(`{"date":"2026-11-26","starts":"14:30","place":"Monsummano Terme","members":[{members}],"agenda":["{case}"]}`)
		s := w.ask("carla", "POST", v1+"/sittings", sent{body: call}).want(t, 201)
		if s.str("state") != "convened" || s.body["number"] != float64(1) {
			t.Errorf("called: %s", s.raw)
		}
		path := v1 + "/sittings/" + s.str("id")
		w.ask("carla", "POST", v1+"/sittings", sent{body: call}).want(t, 409)
		if list := w.ask("elena", "GET", v1+"/sittings?mine=true").want(t, 200); len(list.body["items"].([]any)) != 1 {
			t.Errorf("listed: %s", list.raw)
		}
		w.ask("carla", "PUT", path+"/agenda", sent{body: `{"agenda":["` + caseID + `"]}`, headers: []string{"If-Match", `"1"`}}).want(t, 200)
		w.ask("carla", "PUT", path+"/agenda", sent{body: `{"agenda":[]}`, headers: []string{"If-Match", `"1"`}}).want(t, 409)
		decision := strings.NewReplacer("{case}", caseID, "{elena}", id("elena"), "{paolo}", id("paolo")).Replace(`{"case_id":"{case}","decision":"taken_in_charge",
			"reason":"casa e lavoro","note":"si concorda","case_manager":"{elena}","team":["{paolo}"],"next_steps":[{"text":"Primo colloquio","who":"{elena}","due":"2026-12-04"},
			{"text":"Sentire l'ufficio casa","who":"Comune","due":"2026-12-10"}]}`)
		attend := func(names ...string) reply {
			for i, n := range names {
				names[i] = `"` + id(n) + `"`
			}
			return w.ask("sofia", "PUT", path+"/attendance", sent{body: `{"present":[` + strings.Join(names, ",") + `]}`}).want(t, 200)
		}
		w.beforeTheSitting(t, path, caseID)
		attend("carla", "elena", "sofia")
		w.ask("carla", "POST", path+"/decisions", sent{body: decision}).want(t, 409) // nobody of the job centre is there
		if there := attend("carla", "elena", "paolo", "sofia"); there.str("state") != "open" || there.body["quorum"] != true {
			t.Errorf("attendance: %s", there.raw)
		}
		w.ask("carla", "POST", path+"/decisions", sent{body: strings.Replace(decision, "2026-12-10", "2020-12-10", 1)}).want(t, 422)
		made := w.ask("carla", "POST", path+"/decisions", sent{body: decision}).want(t, 201)
		if made.str("state") != "decided" || made.str("case_state") != "ASSEGNATA" || made.str("case_manager") != id("elena") {
			t.Errorf("decided: %s", made.raw)
		}
		w.ask("carla", "POST", path+"/decisions", sent{body: decision}).want(t, 409)
		w.decidedAgain(t, path, caseID, decision)
		if c := w.ask("elena", "GET", v1+"/cases/"+caseID).want(t, 200); c.str("state") != "ASSEGNATA" {
			t.Errorf("the case: %s", c.raw)
		}
		w.stepsOfTheDecision(t, caseID)
		if told := w.ask("rita", "GET", referral).want(t, 200); !strings.Contains(told.raw, "taken_in_charge") || strings.Contains(told.raw, "casa e lavoro") {
			t.Errorf("the sender reads: %s", told.raw)
		}
		minutes := w.ask("sofia", "POST", path+"/minutes", sent{body: `{}`}).want(t, 201)
		if minutes.str("state") != "draft" || !strings.Contains(minutes.raw, "si concorda") {
			t.Errorf("minutes: %s", minutes.raw)
		}
		w.ask("lucia", "POST", path+"/minutes/approvals", sent{body: `{}`}).want(t, 404)
		for _, who := range []string{"carla", "elena", "paolo"} {
			w.ask(who, "POST", path+"/minutes/approvals", sent{body: `{}`}).want(t, 201)
		}
		last := w.ask("sofia", "POST", path+"/minutes/approvals", sent{body: `{}`}).want(t, 201)
		if last.str("state") != "approved" || last.str("digest") != minutes.str("digest") {
			t.Errorf("approved: %s", last.raw)
		}
		w.document(t, "elena", path+"/minutes.pdf", "verbale-1.pdf")
		w.document(t, "elena", path+"/extracts/"+caseID+".pdf", "estratto-1.pdf")
		w.ask("rita", "GET", path+"/extracts/"+caseID+".pdf").want(t, 404)
		w.document(t, "rita", referral+"/receipt.pdf", "ricevuta-1.pdf")
		if v, err := w.Verify(ctx, ""); err != nil || !v.OK {
			t.Errorf("the log: %+v %v", v, err)
		}
	})
}

// document asks for a document, and holds it against the description.
func (w *world) document(t *testing.T, who, path, name string) {
	t.Helper()
	got := w.ask(who, "GET", path).want(t, 200)
	if !strings.HasPrefix(got.raw, "%PDF-") || got.Header.Get("Content-Type") != "application/pdf" || !strings.Contains(got.Header.Get("Content-Disposition"), name) ||
		got.Header.Get("X-Content-Type-Options") != "nosniff" {
		t.Errorf("%s: %v", path, got.Header)
	}
}

// beforeTheSitting answers the call, asks, and steps out of the case and back.
func (w *world) beforeTheSitting(t *testing.T, path, caseID string) {
	t.Helper()
	if got := w.ask("paolo", "PUT", path+"/reply", sent{body: `{"reply":"no","reason":"ferie"}`}).want(t, 200); !strings.Contains(got.raw, `"reply":"no"`) {
		t.Errorf("replied: %s", got.raw)
	}
	w.ask("paolo", "PUT", path+"/reply", sent{body: `{"reply":"forse"}`}).want(t, 422)
	w.ask("paolo", "PUT", path+"/reply", sent{body: `{"reply":"yes"}`}).want(t, 200)
	one := path + "/agenda/" + caseID
	w.ask("paolo", "PUT", one+"/question", sent{body: `{"text":"Ha la patente?"}`}).want(t, 200)
	w.ask("paolo", "DELETE", one+"/conflict-of-interest").want(t, 409)
	if got := w.ask("paolo", "POST", one+"/conflict-of-interest", sent{body: `{"why":"PARENTE"}`}).want(t, 422).wrong(); len(got) != 1 || got[0] != "body.why" {
		t.Errorf("wrong: %v", got)
	}
	if out := w.ask("paolo", "POST", one+"/conflict-of-interest", sent{body: `{"why":"PARENTELA"}`}).want(t, 201); out.str("name") != "" || out.str("case_id") != caseID {
		t.Errorf("out of the case one reads its name: %s", out.raw)
	}
	w.ask("paolo", "PUT", one+"/question", sent{body: `{"text":"E la macchina?"}`}).want(t, 404)
	if back := w.ask("paolo", "DELETE", one+"/conflict-of-interest").want(t, 200); back.str("name") != "Nadia Inventati" {
		t.Errorf("back in the case: %s", back.raw)
	}
	w.document(t, "paolo", path+"/agenda.pdf?names=true", "ordine-del-giorno-1.pdf")
	w.ask("carla", "POST", path+"/cancellation", sent{body: `{"reason":"sciopero"}`, headers: []string{"If-Match", `"1"`}}).want(t, 409)
	w.ask("carla", "POST", path+"/decisions/"+caseID+"/reopening").want(t, 404) // nobody decides who is not there
}

// decidedAgain takes the decision back and decides once more.
func (w *world) decidedAgain(t *testing.T, path, caseID, decision string) {
	t.Helper()
	if got := w.ask("carla", "POST", path+"/decisions/"+caseID+"/reopening").want(t, 201); got.str("state") != "now" {
		t.Errorf("reopened: %s", got.raw)
	}
	if c := w.ask("carla", "GET", v1+"/cases/"+caseID).want(t, 200); c.str("state") != "IN_EQUIPE" {
		t.Errorf("the case after the reopening: %s", c.raw)
	}
	w.ask("carla", "POST", path+"/decisions", sent{body: decision}).want(t, 201)
}

// TestCancellation calls a sitting off.
func TestCancellation(t *testing.T) {
	both(t, func(t *testing.T, w *world) {
		call := `{"date":"2026-11-26","starts":"14:30","place":"Pescia","members":["` + string(w.users["elena"].Account) + `"]}`
		path := v1 + "/sittings/" + w.ask("carla", "POST", v1+"/sittings", sent{body: call}).want(t, 201).str("id")
		if got := w.ask("sofia", "POST", path+"/cancellation", sent{body: `{"reason":"sciopero"}`}).want(t, 201); got.str("state") != "cancelled" {
			t.Errorf("cancelled: %s", got.raw)
		}
		w.ask("sofia", "POST", path+"/cancellation", sent{body: `{"reason":"sciopero"}`}).want(t, 409)
		w.ask("elena", "PUT", path+"/reply", sent{body: `{"reply":"yes"}`}).want(t, 409)
	})
}

// stepsOfTheDecision answers for one of the two next steps.
func (w *world) stepsOfTheDecision(t *testing.T, caseID string) {
	t.Helper()
	all, _ := w.ask("elena", "GET", v1+"/cases/"+caseID+"/steps").want(t, 200).body["steps"].([]any)
	steps := slices.DeleteFunc(all, func(s any) bool { return s.(map[string]any)["state"] != "open" }) // those of the decision taken back are dropped
	if len(steps) != 2 {
		t.Fatalf("steps: %v", steps)
	}
	first := steps[0].(map[string]any)["id"].(string)
	w.ask("elena", "POST", v1+"/steps/"+first+"/answer", sent{body: `{"done":false}`}).want(t, 422)
	if done := w.ask("elena", "POST", v1+"/steps/"+first+"/answer", sent{body: `{"done":true}`}).want(t, 201); done.str("state") != "done" {
		t.Errorf("answered: %s", done.raw)
	}
	w.ask("elena", "POST", v1+"/steps/"+first+"/answer", sent{body: `{"done":true}`}).want(t, 409)
}

// TestStepsOfACase gives steps outside a sitting: once for each key, only to professionals, only by who sets the dates of the case.
func TestStepsOfACase(t *testing.T) {
	both(t, func(t *testing.T, w *world) {
		path := v1 + "/cases/" + string(w.open(gatetest.Zone, "Samira", "Provini", "elena")) + "/steps"
		body := func(text, who, due string) sent {
			return sent{body: fmt.Sprintf(`{"text":%q,"account_id":"%s","due":%q}`, text, w.users[who].Account, due)}
		}
		one := body("Portare l'ISEE", "lucia", "2026-12-04")
		one.headers = []string{"Idempotency-Key", "passo-di-prova-1"}
		first := w.ask("elena", "POST", path, one).want(t, 201)
		if first.str("state") != "open" || first.str("who") != "lucia Prova" || first.str("due") != "2026-12-04" || first.str("source") != "program" {
			t.Errorf("given: %s", first.raw)
		}
		if again := w.ask("elena", "POST", path, one).want(t, 201); again.raw != first.raw {
			t.Errorf("given twice: %s", again.raw)
		}
		for at, wrong := range map[string]sent{"body.text": body(" ", "lucia", "2026-12-04"), "body.account_id": body("x", "sofia", "2026-12-04"), "body.due": body("x", "lucia", "2020-12-04")} {
			if got := w.ask("elena", "POST", path, wrong).want(t, 422).wrong(); len(got) != 1 || got[0] != at {
				t.Errorf("%v, want %s", got, at)
			}
		}
		for _, who := range []string{"paolo", "lucia", "sofia", "rita", "dario", "olga"} {
			w.ask(who, "POST", path, body("x", "lucia", "2026-12-04")).want(t, 404)
		}
		w.ask("lucia", "POST", v1+"/steps/"+first.str("id")+"/answer", sent{body: `{"done":true}`}).want(t, 201)
		if all, _ := w.ask("elena", "GET", path).want(t, 200).body["steps"].([]any); len(all) != 1 || all[0].(map[string]any)["state"] != "done" {
			t.Errorf("all: %v", all)
		}
	})
}
