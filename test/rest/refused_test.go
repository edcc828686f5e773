package rest

import (
	"slices"
	"strings"
	"testing"

	"siil/internal/gate/gatetest"
	"siil/internal/value"
)

// attempt is one operation with a body that fits it. who may do it on the case of elena, with the status that they get.
type attempt struct {
	op, method, path, body string
	may                    []string
	status                 int
}

// attempts are all operations on one case, its person, a hand-over offered to sara, a referral of rita's, and the zone. {case}, {referral}, {person}, {offer}, {elena} and {sara} are
// filled in.
var attempts = []attempt{
	{"show_case", "GET", "/cases/{case}", "", []string{"carla", "elena", "paolo"}, 200},
	{"show_timeline", "GET", "/cases/{case}/timeline", "", []string{"carla", "elena", "paolo"}, 200},
	{"show_notes", "GET", "/cases/{case}/notes", "", []string{"carla", "elena", "paolo"}, 200},
	{"show_team", "GET", "/cases/{case}/team", "", []string{"carla", "elena", "paolo"}, 200},
	{"show_readers", "GET", "/cases/{case}/readers", "", []string{"carla", "elena", "paolo"}, 200},
	{"show_suspension", "GET", "/cases/{case}/suspension", "", nil, 200},
	{"show_closure", "GET", "/cases/{case}/closure", "", nil, 200},
	{"show_person", "GET", "/people/{person}", "", []string{"carla", "elena", "paolo", "sofia"}, 200},
	{"correction_of_person", "PATCH", "/people/{person}", `{"language":"arabo"}`, []string{"carla", "elena", "paolo", "sofia"}, 200},
	{"new_note", "POST", "/cases/{case}/notes", `{"section":"common","text":"Una nota."}`, []string{"carla", "elena", "paolo"}, 201},
	{"new_note_correction", "POST", "/cases/{case}/notes/{note}/correction", `{"text":"Una nota corretta."}`, []string{"elena"}, 201},
	{"next_date_of_case", "PUT", "/cases/{case}/next-date", `{"date":"2026-12-24"}`, []string{"carla", "elena", "paolo"}, 200},
	{"state_of_case", "PUT", "/cases/{case}/state", `{"state":"NIENTE"}`, []string{"carla", "elena"}, 422},
	{"manager_of_case", "PUT", "/cases/{case}/manager", `{"account_id":"{sara}"}`, []string{"carla"}, 409},
	{"new_member", "POST", "/cases/{case}/team", `{"account_id":"{case}"}`, []string{"carla", "elena"}, 422},
	{"new_departure", "POST", "/cases/{case}/team/{sara}/departure", `{"reason":"Fine"}`, []string{"carla", "elena"}, 409},
	{"new_justice_authorisation", "POST", "/cases/{case}/team/{sara}/justice", `{"allow":true,"reason":"Serve"}`, []string{"carla"}, 409},
	{"new_suspension_review", "POST", "/cases/{case}/suspension/review", `{"reason":"NIENTE"}`, []string{"carla", "elena"}, 409},
	{"new_suspension", "POST", "/cases/{case}/suspension", `{"reason":"NIENTE"}`, []string{"carla", "elena"}, 422},
	{"new_resumption", "POST", "/cases/{case}/resumption", `{}`, []string{"carla", "elena"}, 409},
	{"new_closure", "POST", "/cases/{case}/closure", `{"reason":"NIENTE"}`, []string{"carla", "elena"}, 422},
	{"show_follow_ups", "GET", "/cases/{case}/follow-ups", "", []string{"carla", "elena", "paolo"}, 200},
	{"set_follow_up_answer", "PUT", "/follow-ups/{follow}/answer", `{"answer":"LAVORA","on":"2030-01-01"}`, []string{"carla", "elena"}, 422},
	{"end_follow_up_answer", "DELETE", "/follow-ups/{follow}/answer", "", []string{"carla", "elena"}, 409},
	{"new_reopening", "POST", "/cases/{case}/reopening", `{"reason":"Torna"}`, []string{"carla", "elena"}, 409},
	{"new_handover", "POST", "/cases/{case}/handovers", `{"to":"{sara}","reason":"Cambio"}`, []string{"carla", "elena"}, 409},
	{"new_handover_answer", "POST", "/handovers/{offer}/answers", `{"answer":"declined"}`, []string{"sara"}, 422},
	{"show_cases", "GET", "/cases", "", []string{"carla", "elena", "sara", "paolo", "lucia", "sofia"}, 200},
	{"show_people", "GET", "/people", "", []string{"carla", "elena", "sara", "paolo", "lucia", "sofia"}, 200},
	{"new_case", "POST", "/cases", `{"person":{"given_name":"A","family_name":"B"}}`, []string{"carla", "sofia"}, 422},
	{"new_person", "POST", "/people", `{"given_name":"A","family_name":"B"}`, []string{"carla", "sofia"}, 422},
	{"show_users", "GET", "/users", "", []string{"carla", "elena", "sara", "paolo", "lucia", "sofia", "anna"}, 200},
	{"show_me", "GET", "/users/me", "", []string{"carla", "elena", "sara", "paolo", "lucia", "sofia", "dario", "delia", "anna", "rita"}, 200},
	{"show_notices", "GET", "/users/me/notices", "", []string{"carla", "elena", "sara", "paolo", "lucia", "sofia", "dario", "delia", "anna", "rita"}, 200},
	{"notice_choices", "PUT", "/users/me/notices", `{"notices":[{"code":"device_new","wanted":false}]}`, []string{"carla", "elena", "sara", "paolo", "lucia", "sofia", "dario", "delia", "anna", "rita"}, 200},
	{"show_indicators", "GET", "/indicators?programme=GOL_1&from_month=2026-01&to_month=2026-06", "", []string{"carla", "delia"}, 200},
	{"show_indicator_cases", "GET", "/indicators/cases?figure=referred", "", []string{"carla"}, 200},
	{"show_my_indicators", "GET", "/indicators/mine", "", []string{"elena", "sara", "paolo", "lucia"}, 200},
	{"show_my_indicator_cases", "GET", "/indicators/mine/cases?figure=index&part=NIENTE", "", []string{"elena", "sara", "paolo", "lucia"}, 422},
	{"show_webhooks", "GET", "/webhooks", "", []string{"anna"}, 200},
	{"new_webhook", "POST", "/webhooks", `{"url":"http://altro.example","events":["referral.outcome"]}`, []string{"anna"}, 422},
	{"webhook_end", "DELETE", "/webhooks/{case}", "", nil, 0},
	{"show_referrals", "GET", "/referrals", "", []string{"carla", "sofia", "rita"}, 200},
	{"new_referral", "POST", "/referrals", `{"person":{"given_name":"A","family_name":"B"},"reason":"Motivo"}`, []string{"carla", "sofia", "rita"}, 422},
	{"show_referral", "GET", "/referrals/{referral}", "", []string{"carla", "sofia", "rita"}, 200},
	{"show_receipt", "GET", "/referrals/{referral}/receipt.pdf", "", []string{"carla", "sofia", "rita"}, 200},
	{"new_referral_outcome", "POST", "/referrals/{referral}/outcome", `{"outcome":"NIENTE","reason":"Motivo"}`, []string{"carla"}, 422},
	{"new_referral_reply", "POST", "/referrals/{referral}/reply", `{"text":"Risposta"}`, []string{"sofia", "rita"}, 409},
	{"show_sittings", "GET", "/sittings", "", []string{"carla", "elena", "sara", "paolo", "lucia", "sofia"}, 200},
	{"new_sitting", "POST", "/sittings", `{"date":"2020-01-01","starts":"14:30","place":"Pescia","members":["{elena}"]}`, []string{"carla", "sofia"}, 422},
	{"show_sitting", "GET", "/sittings/{sitting}", "", []string{"carla", "sofia", "elena"}, 200},
	{"show_agenda", "GET", "/sittings/{sitting}/agenda", "", []string{"carla", "sofia", "elena"}, 200},
	{"agenda_of_sitting", "PUT", "/sittings/{sitting}/agenda", `{"agenda":["{person}"]}`, []string{"carla", "sofia"}, 422},
	{"attendance_of_sitting", "PUT", "/sittings/{sitting}/attendance", `{"present":["{person}"]}`, []string{"carla", "elena"}, 422},
	{"new_decision", "POST", "/sittings/{sitting}/decisions", `{"case_id":"{case}","decision":"closed"}`, nil, 0},
	{"new_minutes", "POST", "/sittings/{sitting}/minutes", `{}`, []string{"carla", "elena"}, 409},
	{"show_minutes", "GET", "/sittings/{sitting}/minutes", "", nil, 0},
	{"new_minutes_approval", "POST", "/sittings/{sitting}/minutes/approvals", `{}`, nil, 0},
	{"show_agenda_file", "GET", "/sittings/{sitting}/agenda.pdf", "", []string{"carla", "sofia", "elena"}, 200},
	{"show_minutes_file", "GET", "/sittings/{sitting}/minutes.pdf", "", nil, 0},
	{"show_extract_file", "GET", "/sittings/{sitting}/extracts/{case}.pdf", "", nil, 0},
	{"new_cancellation", "POST", "/sittings/{sitting}/cancellation", `{"reason":" "}`, []string{"carla", "sofia"}, 422},
	{"reply_to_call", "PUT", "/sittings/{sitting}/reply", `{"reply":"yes"}`, []string{"elena"}, 200},
	{"new_decision_reopening", "POST", "/sittings/{sitting}/decisions/{case}/reopening", ``, nil, 0},
	{"new_conflict_of_interest", "POST", "/sittings/{sitting}/agenda/{case}/conflict-of-interest", `{"why":"PARENTELA"}`, nil, 0},
	{"conflict_of_interest_end", "DELETE", "/sittings/{sitting}/agenda/{case}/conflict-of-interest", ``, nil, 0},
	{"question_on_case", "PUT", "/sittings/{sitting}/agenda/{case}/question", `{"text":"Che cosa sappiamo della casa?"}`, nil, 0},
	{"show_assessments", "GET", "/cases/{case}/assessments", "", []string{"carla", "elena", "paolo"}, 200},
	{"new_assessment", "POST", "/cases/{case}/assessments", `{"kind":"entry"}`, []string{"elena", "paolo"}, 409},
	{"show_assessment", "GET", "/assessments/{assessment}", "", []string{"carla", "elena", "paolo"}, 200},
	{"rating_of_assessment", "PUT", "/assessments/{assessment}/ratings/CASA", `{"level":3}`, []string{"elena", "paolo"}, 200},
	{"new_assessment_closure", "POST", "/assessments/{assessment}/closure", `{}`, []string{"elena"}, 422},
	{"text_of_assessment", "PUT", "/assessments/{assessment}/texts/strengths", `{"text":"Sa cucinare."}`, []string{"elena", "paolo"}, 200},
	{"show_references", "GET", "/cases/{case}/references", "", []string{"carla", "elena", "paolo"}, 200},
	{"new_reference", "POST", "/cases/{case}/references", `{"kind":"NIENTE","value":"1","source":"Altrove","on":"2026-11-20"}`, []string{"elena", "paolo"}, 422},
	{"show_plans", "GET", "/cases/{case}/plans", "", []string{"carla", "elena", "paolo"}, 200},
	{"new_plan", "POST", "/cases/{case}/plans", `{"aims":"Voglio un lavoro."}`, []string{"elena", "paolo"}, 409},
	{"show_pacts", "GET", "/cases/{case}/pacts", "", []string{"carla", "elena", "paolo"}, 200},
	{"new_pact", "POST", "/cases/{case}/pacts", `{"kind":"NIENTE","number":"1","date":"2026-11-20"}`, []string{"elena", "paolo"}, 422},
	{"pact_end", "DELETE", "/cases/{case}/pacts/{person}", "", nil, 0},
	{"show_plan", "GET", "/plans/{plan}", "", []string{"carla", "elena", "paolo"}, 200},
	{"show_plan_file", "GET", "/plans/{plan}.pdf", "", []string{"carla", "elena", "paolo"}, 200},
	{"plan_end", "DELETE", "/plans/{final}", "", []string{"elena", "paolo"}, 409},
	{"aims_of_plan", "PUT", "/plans/{plan}/aims", `{"aims":"Voglio un lavoro."}`, []string{"elena", "paolo"}, 200},
	{"dates_of_plan", "PUT", "/plans/{plan}/dates", `{"dates":["2026-12-20"]}`, []string{"elena", "paolo"}, 200},
	{"new_goal", "POST", "/plans/{plan}/goals", `{"domain":"CASA","text":" "}`, []string{"elena", "paolo"}, 422},
	{"goal_of_plan", "PUT", "/plans/{plan}/goals/{goal}", `{"domain":"CASA","text":"Una casa.","reached_when":"Ho le chiavi."}`, []string{"elena", "paolo"}, 200},
	{"goal_end", "DELETE", "/plans/{final}/goals/{final_goal}", "", []string{"elena", "paolo"}, 409},
	{"new_action", "POST", "/plans/{plan}/actions", `{"goal_id":"{goal}","kind":"ALTRO"}`, []string{"elena", "paolo"}, 422},
	{"action_of_plan", "PUT", "/plans/{plan}/actions/{action}", `{"goal_id":"{goal}","kind":"CASA"}`, []string{"elena", "paolo"}, 200},
	{"action_end", "DELETE", "/plans/{final}/actions/{final_action}", "", []string{"elena", "paolo"}, 409},
	{"new_commitment", "POST", "/plans/{plan}/commitments", `{"side":"person","text":" "}`, []string{"elena", "paolo"}, 422},
	{"commitment_of_plan", "PUT", "/plans/{plan}/commitments/{commitment}", `{"side":"person","text":"Vado agli incontri."}`, []string{"elena", "paolo"}, 200},
	{"commitment_end", "DELETE", "/plans/{final}/commitments/{final_commitment}", "", []string{"elena", "paolo"}, 409},
	{"show_proposals", "GET", "/plans/{plan}/proposals", "", []string{"carla", "elena", "paolo"}, 200},
	{"new_goals_proposed", "POST", "/plans/{plan}/proposals", `{"codes":["NIENTE"]}`, []string{"elena", "paolo"}, 422},
	{"new_final_text", "POST", "/plans/{final}/final-text", `{}`, []string{"elena", "paolo"}, 409},
	{"new_plan_reopening", "POST", "/plans/{plan}/reopening", `{"why":"Manca una cosa."}`, []string{"elena", "paolo"}, 409},
	{"new_signature", "POST", "/plans/{plan}/signatures", `{"party":"person","means":"paper","date":"2020-01-01"}`, []string{"elena", "paolo"}, 422},
	{"new_signature", "POST", "/plans/{plan}/signatures", `{"party":"service","means":"second_factor","code":"123456"}`, []string{"elena", "paolo"}, 422},
	{"new_revision", "POST", "/plans/{plan}/revision", `{"why":"È cambiato tutto."}`, []string{"elena", "paolo"}, 409},
	{"show_differences", "GET", "/plans/{plan}/differences", "", []string{"carla", "elena", "paolo"}, 200},
	{"new_check", "POST", "/plans/{plan}/checks", `{"date":"2026-11-24","goals":[],"next":"2020-01-01"}`, []string{"elena", "paolo"}, 422},
	{"show_action", "GET", "/actions/{action}", "", []string{"carla", "elena", "paolo"}, 200},
	{"new_action_event", "POST", "/actions/{action}/events", `{"kind":"resume","date":"2026-11-24"}`, []string{"elena", "paolo"}, 409},
	{"show_attendance", "GET", "/actions/{action}/attendance/2026-11", "", []string{"carla", "elena", "paolo"}, 200},
	{"attendance_of_action", "PUT", "/actions/{action}/attendance/2026-11", `{"hours":{"24":25}}`, []string{"elena", "paolo"}, 422},
	{"show_steps", "GET", "/cases/{case}/steps", "", []string{"carla", "elena", "paolo"}, 200},
	{"new_step", "POST", "/cases/{case}/steps", `{"text":"Chiamare","account_id":"{elena}","due":"2020-01-01"}`, []string{"carla", "elena", "paolo"}, 422},
	{"new_step_answer", "POST", "/steps/{case}/answer", `{"done":true}`, nil, 0},
	{"due_of_step", "PUT", "/steps/{step}/due", `{"due":"2020-01-01","reason":"Rinvio"}`, []string{"carla", "elena", "paolo"}, 422},
	{"holder_of_step", "PUT", "/steps/{step}/holder", `{"account_id":"{case}","reason":"Ferie"}`, []string{"carla", "elena", "paolo"}, 422},
	{"show_deadlines", "GET", "/deadlines", "", []string{"carla", "elena", "sara", "paolo", "lucia", "sofia", "dario", "delia", "anna", "rita"}, 200},
	{"show_deadlines", "GET", "/deadlines?account_id={elena}", "", []string{"carla", "elena"}, 200},
	{"show_documents", "GET", "/cases/{case}/documents", "", []string{"carla", "elena", "paolo"}, 200},
	{"new_document", "POST", "/cases/{case}/documents", `{"model":"NIENTE"}`, []string{"carla", "elena", "paolo"}, 422},
	{"show_register", "GET", "/documents", "", []string{"carla", "sofia"}, 200},
	{"show_document", "GET", "/documents/{document}", "", []string{"carla", "elena", "paolo"}, 200},
	{"show_document_file", "GET", "/documents/{document}.pdf", "", []string{"carla", "elena", "paolo"}, 200},
	{"protocol_of_document", "PUT", "/documents/{document}/protocol", `{"number":"12","on":"2030-01-01"}`, []string{"carla", "sofia"}, 422},
	{"new_voiding", "POST", "/documents/{document}/voiding", `{"reason":" "}`, []string{"carla", "sofia"}, 422},
	{"new_batch", "POST", "/documents/batches", `{"model":"NIENTE","case_ids":["{case}"]}`, []string{"carla"}, 422},
	{"show_batch", "GET", "/documents/batches/{batch}", "", []string{"carla"}, 200},
	{"batch_end", "DELETE", "/documents/batches/{batch}", "", []string{"carla"}, 200},
	{"new_user", "POST", "/users", `{"email":"non-un-indirizzo","given_name":"A","family_name":"B"}`, nil, 0},
	{"new_disablement", "POST", "/users/{elena}/disablement", ``, nil, 0},
}

// TestWhoMayAndWhoMayNot tries every operation as everybody. Whoever may not, and everybody of another zone, gets the bytes that they get for
// what does not exist.
func TestWhoMayAndWhoMayNot(t *testing.T) {
	both(t, func(t *testing.T, w *world) {
		c := w.open(gatetest.Zone, "Mario", "Rossi", "elena")
		w.ask("carla", "POST", v1+"/cases/"+string(c)+"/team", sent{body: `{"account_id":"` + string(w.users["paolo"].Account) + `"}`}).want(t, 201)
		offer := w.ask("elena", "POST", v1+"/cases/"+string(c)+"/handovers", sent{body: `{"to":"` + string(w.users["sara"].Account) + `","reason":"Cambio"}`}).want(t, 201)
		note := w.ask("elena", "POST", v1+"/cases/"+string(c)+"/notes", sent{body: `{"section":"common","text":"Una nota di Elena."}`}).want(t, 201)
		come := w.ask("rita", "POST", v1+"/referrals", sent{body: referralOf("Livia", "Finzioni", "")}).want(t, 201)
		sitting := w.ask("carla", "POST", v1+"/sittings", sent{body: `{"date":"2026-11-26","starts":"14:30","place":"Pescia","members":["` + string(w.users["elena"].Account) + `"]}`}).want(t, 201)
		assessed := w.ask("elena", "POST", v1+"/cases/"+string(c)+"/assessments", sent{body: `{"kind":"entry"}`}).want(t, 201)
		plan, pieces := w.planOf("elena", c)
		final, ended := w.planOf("elena", w.finalCase())
		w.ask("elena", "POST", v1+"/plans/"+final+"/final-text").want(t, 201)
		paper := w.ask("elena", "POST", v1+"/cases/"+string(c)+"/documents", sent{body: `{"model":"INFORMATIVA","language":"fr"}`}).want(t, 201)
		batch := w.ask("carla", "POST", v1+"/documents/batches", sent{body: `{"model":"INFORMATIVA","case_ids":["` + string(c) + `"]}`}).want(t, 201)
		step := w.ask("elena", "POST", v1+"/cases/"+string(c)+"/steps", sent{body: `{"text":"Chiamare","account_id":"` + string(w.users["paolo"].Account) + `","due":"2026-12-01"}`}).want(t, 201)
		past := v1 + "/cases/" + string(w.open(gatetest.Zone, "Piero", "Bianchi", "elena"))
		w.ask("elena", "POST", past+"/closure", sent{body: `{"reason":"RINUNCIA"}`}).want(t, 201)
		follow := w.ask("elena", "GET", past+"/follow-ups").want(t, 200).items()[0].(map[string]any)["id"].(string)
		fill := strings.NewReplacer("{follow}", follow, "{step}", step.str("id"), "{document}", paper.str("id"), "{batch}", batch.str("id"), "{plan}", plan, "{goal}", pieces[0], "{action}", pieces[1], "{commitment}", pieces[2], "{final}", final, "{final_goal}", ended[0],
			"{final_action}", ended[1], "{final_commitment}", ended[2], "{assessment}", assessed.str("id"), "{sitting}", sitting.str("id"), "{referral}", come.str("id"), "{case}", string(c), "{note}", note.str("id"), "{person}", personOf(w, string(c)), "{offer}", offer.str("id"), "{sara}", string(w.users["sara"].Account),
			"{elena}", string(w.users["elena"].Account))
		absent := "0199f3a0-0000-7000-8000-000000000001"
		nothing := strings.NewReplacer("{follow}", absent, "{step}", absent, "{document}", absent, "{batch}", absent, "{plan}", absent, "{goal}", absent, "{action}", absent, "{commitment}", absent, "{final}", absent, "{final_goal}", absent,
			"{final_action}", absent, "{final_commitment}", absent, "{assessment}", absent, "{sitting}", absent, "{referral}", absent, "{case}", absent, "{person}", absent, "{offer}", absent, "{sara}", absent, "{elena}", absent)
		tried := map[string]bool{}
		for _, x := range attempts {
			tried[x.op] = true
			for _, a := range accounts {
				got := w.ask(a.name, x.method, v1+fill.Replace(x.path), sent{body: fill.Replace(x.body)})
				if slices.Contains(x.may, a.name) {
					if got.StatusCode != x.status {
						t.Errorf("%s as %s: %d, want %d: %s", x.op, a.name, got.StatusCode, x.status, got.raw)
					}
					continue
				}
				if a.name == "olga" && !strings.Contains(x.path, "{") || x.op == "new_user" || x.op == "new_disablement" {
					continue // her own zone; the administrator's are tried below
				}
				if got.StatusCode != 404 {
					t.Errorf("%s as %s: %d, want 404: %s", x.op, a.name, got.StatusCode, got.raw)
				}
				if none := w.ask(a.name, x.method, v1+nothing.Replace(x.path), sent{body: fill.Replace(x.body)}); strings.Contains(x.path, "{") && none.raw != got.raw {
					t.Errorf("%s as %s tells what exists:\n%s%s", x.op, a.name, got.raw, none.raw)
				}
			}
		}
		for _, op := range operations(t, w) {
			if !tried[op] && op != "show_status" {
				t.Errorf("%s was not tried", op)
			}
		}
	})
}

// finalCase is another case of elena and paolo.
func (w *world) finalCase() value.ID {
	c := w.open(gatetest.Zone, "Lia", "Bianchi", "elena")
	w.ask("carla", "POST", v1+"/cases/"+string(c)+"/team", sent{body: `{"account_id":"` + string(w.users["paolo"].Account) + `"}`}).want(w.t, 201)
	return c
}

// planOf begins a project with a goal, an action and a commitment, whose ids it gives.
func (w *world) planOf(who string, c value.ID) (plan string, pieces []string) {
	made := func(path, body string) string {
		return w.ask(who, "POST", v1+path, sent{body: body}).want(w.t, 201).str("id")
	}
	plan = made("/cases/"+string(c)+"/plans", `{"aims":"Voglio una casa."}`)
	path := "/plans/" + plan
	goal := made(path+"/goals", `{"domain":"CASA","text":"Una casa.","reached_when":"Ho le chiavi."}`)
	action := made(path+"/actions", `{"goal_id":"`+goal+`","kind":"CASA","from":"2026-11-24"}`)
	return plan, []string{goal, action, made(path+"/commitments", `{"side":"person","text":"Vado agli incontri."}`)}
}

// operations lists the names of all operations in the document.
func operations(t *testing.T, w *world) (out []string) {
	paths, _ := decode(t, w.api.Document())["paths"].(object)
	for _, item := range paths {
		for _, op := range item.(object) {
			out = append(out, word(op, "operationId"))
		}
	}
	return out
}

func personOf(w *world, caseID string) string {
	return w.ask("carla", "GET", v1+"/cases/"+caseID).want(w.t, 200).body["person"].(object)["id"].(string)
}

// TestUsersAreTheAdministrators tries the operations on accounts as everybody else.
func TestUsersAreTheAdministrators(t *testing.T) {
	both(t, func(t *testing.T, w *world) {
		for _, a := range accounts {
			if a.name == "anna" {
				continue
			}
			body := `{"email":"` + a.name + `2@comune.example","given_name":"Ada","family_name":"Bo"}`
			w.ask(a.name, "POST", v1+"/users", sent{body: body}).want(t, 404)
			gone := w.ask(a.name, "POST", v1+"/users/"+string(w.users["elena"].Account)+"/disablement").want(t, 404)
			none := w.ask(a.name, "POST", v1+"/users/0199f3a0-0000-7000-8000-000000000001/disablement").want(t, 404)
			if gone.raw != none.raw {
				t.Errorf("%s is told which accounts exist", a.name)
			}
		}
	})
}

// TestTokenDoesNotOpenWithAReason: what somebody has opened with a reason on a page stays there.
func TestTokenDoesNotOpenWithAReason(t *testing.T) {
	both(t, func(t *testing.T, w *world) {
		c := w.open(gatetest.Zone, "Mario", "Rossi", "elena")
		openWithReason(t, w, "sara", c)
		path := v1 + "/cases/" + string(c)
		for _, under := range []string{"", "/timeline", "/notes", "/team", "/readers"} {
			w.ask("sara", "GET", path+under).want(t, 404)
		}
		w.ask("sara", "POST", path+"/notes", sent{body: `{"section":"common","text":"Da fuori."}`}).want(t, 404)
		w.ask("sara", "GET", v1+"/people/"+personOf(w, string(c))).want(t, 404)
		if n := w.count(gatetest.Zone, "SELECT COUNT(*) FROM note WHERE zone = $1"); n != 0 {
			t.Errorf("%d notes", n)
		}
	})
}

// TestRolesAreReadAtEachUse: a token has what its user has now.
func TestRolesAreReadAtEachUse(t *testing.T) {
	both(t, func(t *testing.T, w *world) {
		c := w.open(gatetest.Zone, "Mario", "Rossi", "elena")
		w.ask("carla", "GET", v1+"/cases/"+string(c)).want(t, 200)
		endRoles(w, "carla")
		w.ask("carla", "GET", v1+"/cases/"+string(c)).want(t, 404)
		if me := w.ask("carla", "GET", v1+"/users/me").want(t, 200); len(me.body["roles"].([]any)) != 0 {
			t.Errorf("me %s", me.raw)
		}
	})
}

// TestReservedSectionsStayReserved: neither notes, reasons, counts nor lines tell of sections that the reader may not read.
func TestReservedSectionsStayReserved(t *testing.T) {
	both(t, func(t *testing.T, w *world) {
		c := w.open(gatetest.Zone, "Mario", "Rossi", "elena")
		path := v1 + "/cases/" + string(c)
		w.ask("carla", "POST", path+"/team", sent{body: `{"account_id":"` + string(w.users["lucia"].Account) + `"}`}).want(t, 201)
		w.ask("elena", "POST", path+"/notes", sent{body: `{"section":"health","text":"Terapia."}`}).want(t, 404)
		w.ask("lucia", "POST", path+"/notes", sent{body: `{"section":"health","text":"Terapia."}`}).want(t, 201)
		if got := w.ask("lucia", "GET", path+"/notes?section=health").want(t, 200); len(got.items()) != 1 || !strings.Contains(got.raw, "Terapia.") {
			t.Errorf("the writer reads %s", got.raw)
		}
		for _, under := range []string{"/notes", "/notes?section=health", "/timeline", "/readers"} {
			if got := w.ask("elena", "GET", path+under).want(t, 200); strings.Contains(got.raw, "Terapia") || strings.Contains(got.raw, `"health"`) {
				t.Errorf("%s tells of the health section: %s", under, got.raw)
			}
		}
		if n := w.count(gatetest.Zone, "SELECT COUNT(*) FROM note WHERE zone = $1 AND body IS NOT NULL"); n != 0 {
			t.Error("a health note lies open in the database")
		}
	})
}
