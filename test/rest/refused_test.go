package rest

import (
	"slices"
	"strings"
	"testing"

	"siil/internal/gate/gatetest"
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
	{"new_reopening", "POST", "/cases/{case}/reopening", `{"reason":"Torna"}`, []string{"carla", "elena"}, 409},
	{"new_handover", "POST", "/cases/{case}/handovers", `{"to":"{sara}","reason":"Cambio"}`, []string{"carla", "elena"}, 409},
	{"new_handover_answer", "POST", "/handovers/{offer}/answers", `{"answer":"declined"}`, []string{"sara"}, 422},
	{"show_cases", "GET", "/cases", "", []string{"carla", "elena", "sara", "paolo", "lucia", "sofia"}, 200},
	{"show_people", "GET", "/people", "", []string{"carla", "elena", "sara", "paolo", "lucia", "sofia"}, 200},
	{"new_case", "POST", "/cases", `{"person":{"given_name":"A","family_name":"B"}}`, []string{"carla", "sofia"}, 422},
	{"new_person", "POST", "/people", `{"given_name":"A","family_name":"B"}`, []string{"carla", "sofia"}, 422},
	{"show_users", "GET", "/users", "", []string{"carla", "elena", "sara", "paolo", "lucia", "sofia", "anna"}, 200},
	{"show_me", "GET", "/users/me", "", []string{"carla", "elena", "sara", "paolo", "lucia", "sofia", "dario", "anna", "rita"}, 200},
	{"show_notices", "GET", "/users/me/notices", "", []string{"carla", "elena", "sara", "paolo", "lucia", "sofia", "dario", "anna", "rita"}, 200},
	{"notice_choices", "PUT", "/users/me/notices", `{"notices":[{"code":"device_new","wanted":false}]}`, []string{"carla", "elena", "sara", "paolo", "lucia", "sofia", "dario", "anna", "rita"}, 200},
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
	{"show_steps", "GET", "/cases/{case}/steps", "", []string{"carla", "elena", "paolo"}, 200},
	{"new_step", "POST", "/cases/{case}/steps", `{"text":"Chiamare","account_id":"{elena}","due":"2020-01-01"}`, []string{"carla", "elena", "paolo"}, 422},
	{"new_step_answer", "POST", "/steps/{case}/answer", `{"done":true}`, nil, 0},
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
		fill := strings.NewReplacer("{assessment}", assessed.str("id"), "{sitting}", sitting.str("id"), "{referral}", come.str("id"), "{case}", string(c), "{note}", note.str("id"), "{person}", personOf(w, string(c)), "{offer}", offer.str("id"), "{sara}", string(w.users["sara"].Account),
			"{elena}", string(w.users["elena"].Account))
		absent := "0199f3a0-0000-7000-8000-000000000001"
		nothing := strings.NewReplacer("{assessment}", absent, "{sitting}", absent, "{referral}", absent, "{case}", absent, "{person}", absent, "{offer}", absent, "{sara}", absent, "{elena}", absent)
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
