package rest

import (
	"strings"
	"testing"
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
		if v, err := w.Verify(ctx, ""); err != nil || !v.OK {
			t.Errorf("the log: %+v %v", v, err)
		}
	})
}

// stepsOfTheDecision answers for one of the two next steps.
func (w *world) stepsOfTheDecision(t *testing.T, caseID string) {
	t.Helper()
	steps, _ := w.ask("elena", "GET", v1+"/cases/"+caseID+"/steps").want(t, 200).body["steps"].([]any)
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
