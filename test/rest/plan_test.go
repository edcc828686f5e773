package rest

import (
	"bytes"
	"encoding/base32"
	"fmt"
	"strings"
	"testing"
	"time"

	"github.com/pquerna/otp"
	"github.com/pquerna/otp/totp"

	"siil/internal/gate"
	"siil/internal/policy"
)

// factor gives somebody an authenticator app, and what it shows at each moment.
func (w *world) factor(name, secret string) func() string {
	w.t.Helper()
	id := w.users[name].Account
	w.write(w.users[name].Zone, policy.UserManage, func(tx *gate.WriteTx) error {
		sealed, err := tx.SealZone("account", id, "totp_secret", []byte(secret))
		if err != nil {
			return err
		}
		return tx.Update("account", id, gate.Row{"totp_secret": sealed, "totp_at": tx.Now()})
	})
	plain := base32.StdEncoding.WithPadding(base32.NoPadding).EncodeToString([]byte(secret))
	return func() string {
		w.t.Helper()
		code, err := totp.GenerateCodeCustom(plain, w.Clock.Now(), totp.ValidateOpts{Period: 30, Digits: otp.DigitsSix})
		if err != nil {
			w.t.Fatal(err)
		}
		return code
	}
}

// later moves the clock by days and gives everybody a token that still holds.
func (w *world) later(days int) {
	w.Clock.Add(time.Duration(days) * 24 * time.Hour)
	for name, who := range w.users {
		w.token[name] = w.newToken(who, 30)
	}
}

// TestProject goes through a case from its referral to the second version of its project, as each person would.
func TestProject(t *testing.T) {
	both(t, func(t *testing.T, w *world) {
		by := byREST{w}
		code := w.factor("elena", "dodici byte di prova")
		c := w.takenInCharge(by)
		w.assessed(by, c)

		plan := by.post("elena", c+"/plans", `{"aims":"Voglio un lavoro vicino a casa."}`)
		path := "/plans/" + plan.str("id")
		if plan.str("state") != "draft" || plan.body["number"] != float64(1) || plan.Header.Get("Location") != v1+path || plan.str("assessment_id") == "" {
			t.Fatalf("begun: %s", plan.raw)
		}
		w.ask("elena", "POST", v1+c+"/plans", sent{body: `{"aims":"Di nuovo."}`}).want(t, 409)
		goals, actions := w.drafted(by, path)

		by.post("elena", path+"/final-text", `{}`)
		w.ask("elena", "POST", v1+path+"/goals", sent{body: `{"domain":"CASA","text":"Una casa.","reached_when":"C'è."}`}).want(t, 409)
		sign := func(who, body string) reply { return w.ask(who, "POST", v1+path+"/signatures", sent{body: body}) }
		first := sign("elena", `{"party":"person","means":"paper","date":"2026-11-24","collected_by":"`+by.id("elena")+`"}`).want(t, 201)
		if first.str("state") != "signing" || first.str("id") == "" || first.str("agreement") != "yes" || first.str("plan_id") != plan.str("id") {
			t.Errorf("first signature: %s", first.raw)
		}
		sign("elena", `{"party":"person","means":"paper","date":"2026-11-24"}`).want(t, 409)
		if got := sign("elena", `{"party":"case_manager","means":"second_factor","code":"000000"}`).want(t, 422).wrong(); len(got) != 1 || got[0] != "body.code" {
			t.Errorf("a wrong code: %v", got)
		}
		if got := sign("paolo", `{"party":"case_manager","means":"second_factor","code":"`+code()+`"}`).want(t, 422).wrong(); len(got) != 1 || got[0] != "body.code" {
			t.Errorf("the code of somebody else: %v", got)
		}
		signed := sign("elena", `{"party":"case_manager","means":"second_factor","date":"2026-11-24","code":"`+code()+`"}`).want(t, 201)
		if signed.str("state") != "in_force" || signed.str("account_id") != by.id("elena") {
			t.Errorf("signed: %s", signed.raw)
		}
		sign("paolo", `{"party":"service","means":"paper","date":"2026-11-24","words":"Centro per l'impiego"}`).want(t, 201)

		w.live(by, actions)
		w.checked(by, path, goals)
		w.revised(by, c, plan.str("id"), code)
		if r, err := w.Verify(ctx, ""); err != nil || !r.OK {
			t.Errorf("the log: %+v, %v", r, err)
		}
	})
}

// takenInCharge brings a referral to the sitting that takes the person in charge, with elena as case manager and paolo and lucia in the team.
func (w *world) takenInCharge(by byREST) (path string) {
	r, c := by.send()
	by.toTeam(r, "Bisogni insieme.")
	s := by.call(c)
	by.attend(s, []string{"carla", "elena", "paolo", "sofia"})
	by.decide(s, c)
	path = "/cases/" + string(c)
	by.post("elena", path+"/team", `{"account_id":"`+by.id("lucia")+`"}`)
	return path
}

// assessed makes the entry assessment, of which two professions fill each its part.
func (w *world) assessed(by byREST, c string) {
	a := "/assessments/" + by.post("elena", c+"/assessments", `{"kind":"entry"}`).str("id")
	for who, domains := range map[string]string{"elena": "REDDITO CASA AUTONOMIA CURA RETE", "paolo": "LINGUA STUDIO LAVORO RICERCA MOBILITA"} {
		for _, d := range strings.Fields(domains) {
			w.ask(who, "PUT", v1+a+"/ratings/"+d, sent{body: `{"level":2,"person_level":3}`}).want(w.t, 200)
		}
	}
	said := w.ask("elena", "PUT", v1+a+"/texts/strengths", sent{body: `{"text":"Sa cucinare per molti."}`}).want(w.t, 200)
	if said.str("text") != "Sa cucinare per molti." || said.Header.Get("ETag") != `"1"` {
		w.t.Errorf("strengths: %s", said.raw)
	}
	old := w.ask("paolo", "PUT", v1+a+"/texts/strengths", sent{body: `{"text":"Altro."}`, headers: []string{"If-Match", `"7"`}}).want(w.t, 409)
	if old.body["current_version"] != float64(1) {
		w.t.Errorf("stale: %s", old.raw)
	}
	w.ask("elena", "PUT", v1+a+"/texts/secrets", sent{body: `{"text":"Altro."}`}).want(w.t, 404)
	by.post("elena", a+"/closure", `{}`)
	gol := by.post("paolo", c+"/references", `{"kind":"GOL_CLASS","value":"3","source":"SIL regionale, pratica 7","on":"2026-11-20"}`)
	if got := w.ask("elena", "GET", v1+c+"/references").want(w.t, 200); len(got.items()) != 1 || got.items()[0].(object)["id"] != gol.str("id") {
		w.t.Errorf("references: %s", got.raw)
	}
	w.ask("paolo", "POST", v1+c+"/references", sent{body: `{"kind":"GOL_CLASS","value":"3","source":"SIL regionale","on":"2026-11-20"}`}).want(w.t, 409)
	amends := by.post("elena", c+"/assessments", `{"kind":"entry","amends":"`+strings.TrimPrefix(a, "/assessments/")+`"}`)
	if amends.str("amends") == "" || amends.str("strengths") == "" {
		w.t.Errorf("an amendment begins with %s", amends.raw)
	}
	by.post("elena", "/assessments/"+amends.str("id")+"/closure", `{}`)
}

// drafted fills a draft: two goals and three actions, commitments, dates; and a reserved goal with its action, of which others learn nothing.
func (w *world) drafted(by byREST, path string) (goals, actions []string) {
	t := w.t
	if got := w.ask("elena", "GET", v1+path+"/proposals").want(t, 200); len(got.items()) == 0 {
		t.Errorf("nothing is proposed for weak domains: %s", got.raw)
	}
	work := by.post("paolo", path+"/goals", `{"domain":"LAVORO","text":"Lavorare in una cucina.","reached_when":"Ho un contratto di sei mesi."}`)
	home := by.post("elena", path+"/goals", `{"domain":"CASA","text":"Stare in una casa sicura.","reached_when":"Ho le chiavi."}`)
	w.ask("paolo", "POST", v1+path+"/goals", sent{body: `{"domain":"FORTUNA","text":"Vincere."}`}).want(t, 422)
	add := func(who, body string) string {
		a := by.post(who, path+"/actions", body)
		if a.str("state") != "planned" || a.Header.Get("Location") != v1+"/actions/"+a.str("id") {
			t.Errorf("action: %s", a.raw)
		}
		return a.str("id")
	}
	for _, body := range []string{`{"goal_id":%q,"kind":"ORIENTAMENTO_SPEC","provider":"CPI","from":"2026-11-24","to":"2027-01-31","hours":12}`,
		`{"goal_id":%q,"kind":"TIROCINIO_INCLUSIONE","provider":"Cucina Aurora","from":"2026-12-01","to":"2027-05-31","hours":480,"months":6,"allowance":500.00}`} {
		actions = append(actions, add("paolo", fmt.Sprintf(body, work.str("id"))))
	}
	actions = append(actions, add("elena", fmt.Sprintf(`{"goal_id":%q,"kind":"CASA","provider":"Comune","from":"2026-11-24"}`, home.str("id"))))
	for field, body := range map[string]string{"body.to": `"to":"2026-10-01"`, "body.allowance": `"allowance":500.01`, "body.months": `"months":40`, "body.fund": `"fund":"NIENTE"`} {
		got := w.ask("paolo", "POST", v1+path+"/actions", sent{body: fmt.Sprintf(`{"goal_id":%q,"kind":"TIROCINIO_INCLUSIONE","from":"2026-11-24",%s}`, work.str("id"), body)}).want(t, 422)
		if f := got.wrong(); len(f) != 1 || f[0] != field {
			t.Errorf("%s: %v", body, f)
		}
	}
	w.ask("paolo", "POST", v1+path+"/actions", sent{body: `{"goal_id":"0199f3a0-0000-7000-8000-000000000001","kind":"CASA"}`}).want(t, 404)
	by.post("elena", path+"/commitments", `{"side":"person","text":"Vado a ogni incontro."}`)
	by.post("elena", path+"/commitments", `{"side":"service","who":"Comune","text":"Chiama ogni due settimane."}`)
	w.ask("elena", "PUT", v1+path+"/dates", sent{body: `{"dates":["2027-01-15","2027-04-01"]}`}).want(t, 200)
	if got := w.ask("elena", "PUT", v1+path+"/dates", sent{body: `{"dates":["2027-06-15"]}`}).want(t, 422).wrong(); got[0] != "body.dates" {
		t.Errorf("checks too far apart: %v", got)
	}
	w.changed(by, path, work.str("id"), actions[1])
	w.reserved(by, path)
	return []string{work.str("id"), home.str("id")}, actions
}

// changed writes what stands in a draft, and what is older loses.
func (w *world) changed(by byREST, path, goal, traineeship string) {
	t := w.t
	g := v1 + path + "/goals/" + goal
	put := func(at, tag, body string) reply {
		return w.ask("paolo", "PUT", at, sent{body: body, headers: []string{"If-Match", tag}})
	}
	now := put(g, `"1"`, `{"domain":"LAVORO","text":"Lavorare in cucina.","reached_when":"Ho un contratto di sei mesi."}`).want(t, 200)
	if now.Header.Get("ETag") != `"2"` || now.str("id") != goal {
		t.Errorf("goal: %s", now.raw)
	}
	if old := put(g, `"1"`, `{"domain":"LAVORO","text":"Lavorare in sala.","reached_when":"Ho un contratto."}`).want(t, 409); old.body["current_version"] != float64(2) {
		t.Errorf("an old goal: %s", old.raw)
	}
	a := v1 + path + "/actions/" + traineeship
	body := `{"goal_id":"` + goal + `","kind":"TIROCINIO_INCLUSIONE","provider":"Cucina Aurora","promoter":"SdS","host":"Cucina Aurora srl","tutor":"Ada Bo","from":"2026-12-01","to":"2027-05-31","hours":480,"months":6,"allowance":%s}`
	if got := put(a, `"1"`, fmt.Sprintf(body, "450.5")).want(t, 200); !strings.Contains(got.raw, `"allowance":450.50`) {
		t.Errorf("allowance: %s", got.raw)
	}
	if old := put(a, `"1"`, fmt.Sprintf(body, "400")).want(t, 409); old.body["current_version"] != float64(2) {
		t.Errorf("an old action: %s", old.raw)
	}
	tag := w.ask("elena", "GET", v1+path).want(t, 200).Header.Get("ETag")
	aims := func(tag, words string) reply {
		return w.ask("elena", "PUT", v1+path+"/aims", sent{body: `{"aims":"` + words + `"}`, headers: []string{"If-Match", tag}})
	}
	next := aims(tag, "Voglio un lavoro in cucina.").want(t, 200)
	if next.Header.Get("ETag") == tag || next.str("aims") != "Voglio un lavoro in cucina." {
		t.Errorf("aims: %s", next.raw)
	}
	if old := aims(tag, "Voglio altro.").want(t, 409); old.Header.Get("ETag") != next.Header.Get("ETag") {
		t.Errorf("old aims: %s, now %s", old.Header.Get("ETag"), next.Header.Get("ETag"))
	}
}

// reserved adds to a draft what only the health section reads, and compares what the others get before and after.
func (w *world) reserved(by byREST, path string) {
	t := w.t
	before := map[string]string{}
	see := func(who string) string {
		r := w.ask(who, "GET", v1+path).want(t, 200)
		return r.Header.Get("ETag") + r.raw
	}
	others := []string{"carla", "elena", "paolo"}
	for _, who := range others {
		before[who] = see(who)
	}
	body := `{"domain":"SALUTE_MENTALE","text":"Dormire la notte.","reached_when":"Dormo sei ore."}`
	w.ask("elena", "POST", v1+path+"/goals", sent{body: body}).want(t, 404)
	goal := by.post("lucia", path+"/goals", body).str("id")
	action := by.post("lucia", path+"/actions", fmt.Sprintf(`{"goal_id":%q,"kind":"DSM","provider":"Centro riservatissimo","from":"2026-11-24"}`, goal)).str("id")
	for _, who := range others {
		if after := see(who); after != before[who] {
			t.Errorf("%s learns of a reserved goal:\n%s\n%s", who, before[who], after)
		}
		w.ask(who, "PUT", v1+path+"/goals/"+goal, sent{body: body}).want(t, 404)
		w.ask(who, "GET", v1+"/actions/"+action).want(t, 404)
		w.ask(who, "GET", v1+"/actions/"+action+"/attendance/2026-11").want(t, 404)
		w.ask(who, "PUT", v1+"/actions/"+action+"/attendance/2026-11", sent{body: `{"hours":{"24":1}}`}).want(t, 404)
		w.ask(who, "POST", v1+"/actions/"+action+"/events", sent{body: `{"kind":"start","date":"2026-11-24"}`}).want(t, 404)
	}
	if got := see("lucia"); !strings.Contains(got, "Centro riservatissimo") || !strings.Contains(got, "Dormire la notte.") {
		t.Errorf("who wrote them reads %s", got)
	}
	w.ask("lucia", "POST", v1+"/actions/"+action+"/events", sent{body: `{"kind":"start","date":"2026-11-24"}`}).want(t, 201)
	w.ask("lucia", "PUT", v1+"/actions/"+action+"/attendance/2026-11", sent{body: `{"hours":{"24":1.5}}`}).want(t, 200)
	for _, who := range others {
		if after := see(who); after != before[who] {
			t.Errorf("%s learns how a reserved action goes:\n%s\n%s", who, before[who], after)
		}
	}
}

// live starts the three actions, keeps their hours and ends two of them.
func (w *world) live(by byREST, actions []string) {
	t := w.t
	event := func(id, body string) reply {
		return w.ask("paolo", "POST", v1+"/actions/"+id+"/events", sent{body: body})
	}
	hours := func(id, month, body string, headers ...string) reply {
		return w.ask("paolo", "PUT", v1+"/actions/"+id+"/attendance/"+month, sent{body: `{"hours":` + body + `}`, headers: headers})
	}
	started := event(actions[0], `{"kind":"start","date":"2026-11-24"}`).want(t, 201)
	if started.str("state") != "running" || started.str("id") != actions[0] || started.str("started_on") != "2026-11-24" {
		t.Errorf("started: %s", started.raw)
	}
	event(actions[0], `{"kind":"start","date":"2026-11-24"}`).want(t, 409)
	event(actions[0], `{"kind":"end","date":"2026-11-23","result":"COMPLETATA"}`).want(t, 422)
	month := hours(actions[0], "2026-11", `{"24":4.5}`).want(t, 200)
	if month.str("month") != "2026-11" || !strings.Contains(month.raw, `"hours":{"24":4.5}`) || !strings.Contains(month.raw, `"total":4.5`) || month.Header.Get("ETag") != `"1"` {
		t.Errorf("hours: %s", month.raw)
	}
	if got := hours(actions[0], "2026-11", `{"24":2}`, "If-Match", `"9"`).want(t, 409); got.body["current_version"] != float64(1) {
		t.Errorf("an old month: %s", got.raw)
	}
	for body, field := range map[string]string{`{"24":25}`: "body.hours.24", `{"25":1}`: "body.hours.25", `{"23":1}`: "body.hours.23", `{"31":1}`: "body.hours.31", `{"24":4.3}`: "", `{"24":4.34}`: "body.hours.24",
		`{"24":1e0}`: "body.hours.24", `{"0":1}`: "body.hours", `{"lunedì":1}`: "body.hours"} {
		if got := hours(actions[0], "2026-11", body); field == "" && got.StatusCode != 200 || field != "" && (got.StatusCode != 422 || got.wrong()[0] != field) {
			t.Errorf("%s: %d %s", body, got.StatusCode, got.raw)
		}
	}
	for _, x := range []string{"2026-13", "2026-1", "novembre"} {
		hours(actions[0], x, `{"24":1}`).want(t, 404)
	}
	w.later(20)
	first := hours(actions[1], "2026-12", `{"1":4,"2":4.25,"3":0.33}`).want(t, 200)
	if !strings.Contains(first.raw, `"3":0.33`) || !strings.Contains(first.raw, `"total":8.58`) {
		t.Errorf("twenty minutes: %s", first.raw)
	}
	got := w.ask("elena", "GET", v1+"/actions/"+actions[1]).want(t, 200)
	if got.str("state") != "running" || got.str("started_on") != "2026-12-01" || len(got.body["attendance"].([]any)) != 1 {
		t.Errorf("begun by its first hours: %s", got.raw)
	}
	event(actions[1], `{"kind":"suspend","date":"2026-12-04","words":"Malattia"}`).want(t, 201)
	event(actions[1], `{"kind":"resume","date":"2026-12-10"}`).want(t, 201)
	event(actions[2], `{"kind":"start","date":"2026-12-01"}`).want(t, 201)
	if end := event(actions[2], `{"kind":"interrupt","date":"2026-12-10","reason":"ENTE","words":"Alloggio venduto"}`).want(t, 201); end.str("state") != "interrupted" || end.str("reason") != "ENTE" {
		t.Errorf("interrupted: %s", end.raw)
	}
	tag := w.ask("paolo", "GET", v1+"/actions/"+actions[0]).want(t, 200).Header.Get("ETag")
	end := w.ask("paolo", "POST", v1+"/actions/"+actions[0]+"/events", sent{body: `{"kind":"end","date":"2026-12-12","result":"COMPLETATA"}`, headers: []string{"If-Match", tag}}).want(t, 201)
	if end.str("state") != "ended" || end.str("ended_on") != "2026-12-12" || len(end.body["events"].([]any)) != 2 {
		t.Errorf("ended: %s", end.raw)
	}
	hours(actions[0], "2026-12", `{"13":1}`).want(t, 422)
}

// checked makes two checks, one within a repeated request.
func (w *world) checked(by byREST, path string, goals []string) {
	t := w.t
	check := func(who, body string, headers ...string) reply {
		return w.ask(who, "POST", v1+path+"/checks", sent{body: body, headers: headers})
	}
	body := fmt.Sprintf(`{"date":"2026-12-14","goals":[{"goal_id":%q,"progress":"on_the_way","note":"Va bene."},{"goal_id":%q,"progress":"not_started","note":""}],"next":"2027-01-10"}`, goals[0], goals[1])
	one := check("elena", body, "Idempotency-Key", "verifica-prima").want(t, 201)
	if two := check("elena", body, "Idempotency-Key", "verifica-prima").want(t, 201); two.str("id") != one.str("id") {
		t.Errorf("the same check twice: %s", two.raw)
	}
	if one.str("state") != "done" || len(one.body["goals"].([]any)) != 2 {
		t.Errorf("check: %s", one.raw)
	}
	for field, x := range map[string]string{"body.next": `"next":"2027-06-01"`, "body.goals[0].progress": `"next":"2027-01-10"`} {
		progress := "reached"
		if field != "body.next" {
			progress = "so_so"
		}
		if got := check("elena", fmt.Sprintf(`{"date":"2026-12-14","goals":[{"goal_id":%q,"progress":%q}],%s}`, goals[0], progress, x)).want(t, 422).wrong(); len(got) != 1 || got[0] != field {
			t.Errorf("%s: %v", field, got)
		}
	}
	w.later(20)
	check("paolo", fmt.Sprintf(`{"date":"2027-01-03","goals":[{"goal_id":%q,"progress":"reached","note":"Contratto."}],"next":"2027-03-01","with_person":true,"changes":"Si cerca casa altrove."}`, goals[0])).want(t, 201)
	got := w.ask("carla", "GET", v1+path).want(t, 200)
	if len(got.body["checks"].([]any)) != 2 {
		t.Errorf("checks: %s", got.raw)
	}
	for _, g := range got.body["goals"].([]any) {
		want := map[string]string{goals[0]: "reached", goals[1]: "not_started"}[g.(object)["id"].(string)]
		if g.(object)["progress"] != want {
			t.Errorf("goal %v, want %s", g, want)
		}
	}
}

// revised makes the second version and puts it in force.
func (w *world) revised(by byREST, c, old string, code func() string) {
	t := w.t
	if got := w.ask("elena", "POST", v1+"/plans/"+old+"/revision", sent{body: `{}`}).want(t, 422).wrong(); got[0] != "body.why" {
		t.Errorf("a revision without a reason: %v", got)
	}
	next := by.post("elena", "/plans/"+old+"/revision", `{"why":"La casa non c'è più."}`)
	path := "/plans/" + next.str("id")
	was := w.ask("elena", "GET", v1+"/plans/"+old).want(t, 200)
	ids := func(r reply, of string) string {
		var out []string
		for _, x := range r.body[of].([]any) {
			out = append(out, x.(object)["id"].(string))
		}
		return strings.Join(out, " ")
	}
	if next.str("state") != "draft" || next.str("revises") != old || ids(next, "goals") != ids(was, "goals") || ids(next, "actions") != ids(was, "actions") {
		t.Errorf("revision: %s\nof %s", next.raw, was.raw)
	}
	by.post("elena", path+"/goals", `{"domain":"RETE","text":"Conoscere i vicini.","reached_when":"Ne saluto tre per nome."}`)
	diff := w.ask("carla", "GET", v1+path+"/differences").want(t, 200)
	if len(diff.items()) != 1 || diff.items()[0].(object)["kind"] != "added" || diff.items()[0].(object)["title"] != "Conoscere i vicini." {
		t.Errorf("differences: %s", diff.raw)
	}
	w.ask("elena", "POST", v1+path+"/signatures", sent{body: `{"party":"person","means":"paper","date":"2027-01-03","agreement":"partly"}`}).want(t, 422)
	by.post("elena", path+"/signatures", `{"party":"person","means":"paper","date":"2027-01-03","agreement":"partly","said":"Volevo anche la patente."}`)
	if got := by.post("elena", path+"/signatures", `{"party":"case_manager","means":"second_factor","code":"`+code()+`"}`); got.str("state") != "in_force" {
		t.Errorf("signed: %s", got.raw)
	}
	if got := w.ask("elena", "GET", v1+"/plans/"+old).want(t, 200); got.str("state") != "superseded" {
		t.Errorf("the version before: %s", got.raw)
	}
	w.ask("elena", "POST", v1+"/plans/"+old+"/signatures", sent{body: `{"party":"service","means":"paper","date":"2027-01-03","words":"Comune"}`}).want(t, 409)
	all := w.ask("carla", "GET", v1+c+"/plans").want(t, 200)
	if len(all.items()) != 2 || all.items()[0].(object)["id"] != next.str("id") {
		t.Errorf("versions: %s", all.raw)
	}
	for _, who := range []string{"carla", "elena", "paolo", "lucia"} {
		for _, p := range []string{old, next.str("id")} {
			raw := w.ask(who, "GET", v1+"/plans/"+p).want(t, 200).raw
			if told := strings.Contains(raw, "riservatissimo") || strings.Contains(raw, "SALUTE_MENTALE"); told != (who == "lucia") {
				t.Errorf("%s, reserved words %v: %s", who, told, raw)
			}
			file := w.ask(who, "GET", v1+"/plans/"+p+".pdf?large=true").want(t, 200)
			if file.Header.Get("Content-Type") != "application/pdf" || !bytes.HasPrefix([]byte(file.raw), []byte("%PDF-")) {
				t.Errorf("PDF: %v", file.Header)
			}
		}
	}
	w.ask("sofia", "GET", v1+path+".pdf").want(t, 404)
	w.ask("olga", "GET", v1+path+".pdf").want(t, 404)
	pact := by.post("elena", c+"/pacts", `{"kind":"PAIS","number":"GEPI-2026-77","date":"2026-11-02"}`)
	w.ask("elena", "POST", v1+c+"/pacts", sent{body: `{"kind":"PAIS","number":"GEPI-2026-77","date":"2026-11-02"}`}).want(t, 409)
	if got := w.ask("elena", "DELETE", v1+c+"/pacts/"+pact.str("id")).want(t, 200); got.str("state") != "ended" {
		t.Errorf("pact: %s", got.raw)
	}
	if got := w.ask("elena", "GET", v1+c+"/pacts").want(t, 200); len(got.items()) != 0 {
		t.Errorf("pacts: %s", got.raw)
	}
}
