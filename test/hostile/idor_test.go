package hostile

import (
	"database/sql"
	"fmt"
	"net/http"
	"net/url"
	"slices"
	"strings"
	"testing"
	"time"

	_ "modernc.org/sqlite"

	"siil/internal/policy"
)

// sweep asks addresses as somebody and gathers what was wrong with the answers.
type sweep struct {
	*world
	table    []address
	bodies   *bodies
	wrong    []string
	asked    int
	refused  int
	opened   map[string]bool   // addresses that were answered with a page, by user
	could    map[string]bool   // addresses that some target of the user should open
	absent   map[string]string // the answers to what is not there, by user and address
	followed map[string]bool   // addresses whose link to themselves was followed once
}

func newSweep(w *world) *sweep {
	return &sweep{world: w, table: w.table(), bodies: w.newBodies(w.as(zoneA, "social-worker")), opened: map[string]bool{}, could: map[string]bool{},
		absent: map[string]string{}, followed: map[string]bool{}}
}

func (s *sweep) complain(format string, args ...any) {
	s.wrong = append(s.wrong, fmt.Sprintf(format, args...))
}

// TestEveryAddressAsEverybody asks every address of the table of routes as every role, for what is theirs in every way, a colleague's,
// another zone's and nobody's. What the table of permissions refuses must be answered exactly like what does not exist, no answer may hold
// a word that its reader may not see, and after all requests that may not change anything, nothing has changed.
func TestEveryAddressAsEverybody(t *testing.T) {
	w := newWorld(t)
	s := newSweep(w)
	askers := append(w.of(zoneA), w.as(zoneB, "coordinator"), w.as(zoneB, "social-worker"))
	before := w.records()
	for _, u := range askers {
		s.reads(u)
	}
	for _, u := range askers {
		s.forbiddenWrites(u)
	}
	for k := range s.could {
		if !s.opened[k] {
			s.complain("%s is allowed and never opened", k)
		}
	}
	if got := w.records(); got != before {
		s.complain("requests that may not change anything changed the records")
	}
	report(t, s.wrong)
	for _, a := range s.table {
		if a.method == http.MethodPost && !a.isAPI() && s.bodies.forms[a.pattern] == nil {
			t.Logf("no page showed the form of %s", a.pattern)
		}
	}
	t.Logf("%d requests, %d refused as if absent", s.asked, s.refused)
	if s.asked < 2000 || s.refused < 1000 {
		t.Errorf("only %d requests, %d refused: the sweep is blind", s.asked, s.refused)
	}
}

func report(t *testing.T, wrong []string) {
	t.Helper()
	slices.Sort(wrong)
	for i, x := range slices.Compact(wrong) {
		if i == 60 {
			t.Errorf("and %d more", len(wrong)-60)
			return
		}
		t.Error(x)
	}
}

func (s *sweep) reads(u *user) {
	b := s.in(u)
	for _, a := range s.table {
		if kindOf(a.pattern) == "" {
			s.complain("%s: nobody says what its id names", a.pattern)
			continue
		}
		if a.method != http.MethodGet {
			continue
		}
		for _, t := range s.targets(a, u) {
			s.judge(b, u, a, t)
		}
	}
}

func (s *sweep) forbiddenWrites(u *user) {
	b := s.in(u)
	for _, a := range s.table {
		if a.method == http.MethodGet {
			continue
		}
		for _, t := range s.targets(a, u) {
			if !allowed(u, a.action, t) || othersOwn(a, t) {
				s.judge(b, u, a, t)
			}
		}
	}
}

// judge sends one request and holds its answer against the rules.
func (s *sweep) judge(b browser, u *user, a address, t target) {
	got := s.ask(b, a, t)
	key := u.who.Zone + " " + u.name + ": " + a.method + " " + a.pattern
	at := key + " (" + t.stands + ")"
	for _, x := range s.stolen(u.who, readable(got)) {
		s.complain("%s shows %s", at, x)
	}
	if got.Code >= http.StatusInternalServerError {
		s.complain("%s: %d", at, got.Code)
	}
	ok := allowed(u, a.action, t) && !othersOwn(a, t)
	switch {
	case ok:
		if !mayBeEmpty[a.pattern] {
			s.could[key] = true
		}
		if got.Code == http.StatusOK || got.Code == http.StatusSeeOther {
			s.opened[key] = true
		}
		if a.method == http.MethodGet && got.Code == http.StatusOK {
			s.bodies.learn(s.table, got.Body.String())
			if deeper := linkInto(got.Body.String(), t.path(a.pattern)); deeper != "" && !s.followed[a.pattern] {
				s.followed[a.pattern] = true
				s.bodies.learn(s.table, b.get(deeper).Body.String())
			}
		}
	case a.pattern == "/casi/{id}" && t.res.Zone == u.who.Zone && glassAllowed(u, t):
		if got.Code != http.StatusSeeOther || got.Header().Get("Location") != t.path(a.pattern)+"/motivo" {
			s.complain("%s: %d, not the question for a reason", at, got.Code)
		}
	case a.pattern == "/sedute/{id}/caso/{n}" && permits(u.who, policy.SittingRead, t.res):
		if got.Code != http.StatusOK { // its place on the agenda and nothing of the case, which the words tell
			s.complain("%s: %d, not the place on the agenda", at, got.Code)
		}
	default:
		s.refused++
		s.mustLookAbsent(b, u, a, t, got)
	}
}

// mustLookAbsent holds a refusal against the answer to what does not exist. Whoever may open the case knows that it exists: a change that
// is refused may then also say why (409) or lead back to the case (303); that nothing changed is looked at in the end.
func (s *sweep) mustLookAbsent(b browser, u *user, a address, t target, got answer) {
	at := u.who.Zone + " " + u.name + ": " + a.method + " " + a.pattern + " (" + t.stands + ")"
	knows := strings.HasPrefix(a.pattern, "/casi/{id}") && (allowed(u, policy.CaseOpen, t) || allowed(u, policy.PersonRead, t))
	if knows && (a.method == http.MethodPost || a.action == policy.CaseGlass) && (got.Code == http.StatusConflict || got.Code == http.StatusSeeOther) {
		return
	}
	if got.Code != http.StatusNotFound && !(a.isAPI() && got.Code == http.StatusUnprocessableEntity) {
		s.complain("%s: %d, should be 404", at, got.Code)
	}
	key := u.who.Zone + u.name + a.method + a.pattern
	if kindOf(a.pattern) == "none" {
		if a.isAPI() {
			return // what is not an operation is answered before anybody is asked for rights
		}
		a, key = address{method: a.method, pattern: "/niente-qui"}, u.who.Zone+u.name+a.method
	}
	if s.absent[key] == "" {
		nobody := t.absent()
		s.absent[key] = s.ask(b, a, nobody).text(string(nobody.ids["id"]))
	}
	if x := got.text(string(t.ids["id"])); x != s.absent[key] {
		s.complain("%s does not answer like what is absent: %s", at, diffAt(x, s.absent[key]))
	}
}

func glassAllowed(u *user, t target) bool { return allowed(u, policy.CaseGlass, t) }

// mayBeEmpty are the addresses of something that a case only sometimes has: an offer to answer, a rest to end, a closure to undo.
var mayBeEmpty = map[string]bool{"/documento/{id}/allegati/{file}": true, "/documento/{id}/file/{formato}": true, "/api/v1/documents/{id}.pdf": true, "/documento/{id}/annulla": true, "/documenti/carta/logo.png": true,
	"/casi/{id}/passaggio": true, "/casi/{id}/riprendi": true, "/casi/{id}/riapri": true, "/casi/{id}/note/{n}/correggi": true,
	"/casi/{id}/chiudi": true, "/casi/{id}/chiusura": true, "/casi/{id}/valutazioni/{aid}/chiudi": true, "/casi/{id}/sospendi": true, "/casi/{id}/passa": true, "/casi/passaggi/esito": true, "/profilo/codici": true,
	"/api/v1/cases/{id}/suspension": true, "/api/v1/cases/{id}/closure": true, "/elenchi-di-esempio/{nome}": true, "/importazioni/{id}/scarti": true,
	"/sedute/{id}/verbale/approva": true, "/segnalazioni/{id}/file/{f}": true, "/api/v1/referrals/{id}": true, "/api/v1/referrals/{id}/receipt.pdf": true, "/casi/{id}/progetto/{n}/differenze": true, "/casi/{id}/progetto/{n}/firme/file/{f}": true, "/api/v1/plans/{id}/differences": true, "/casi/{id}/unisci": true, "/casi/{id}/stato": true, "/casi/{id}/motivo": true, "/profilo/secondo-fattore": true, "/profilo/secondo-fattore/immagine": true,
	"/importazioni/{id}/colonne": true, "/importazioni/{id}/righe": true, "/amministrazione/utenti/{id}/secondo-fattore": true, "/profilo/token": true, "/casi/esporta.xlsx": true, "/casi/elenchi": true}

// diffAt is where two answers part.
func diffAt(a, b string) string {
	i := 0
	for i < len(a) && i < len(b) && a[i] == b[i] {
		i++
	}
	cut := func(s string) string { return s[max(0, min(i-40, len(s))):min(len(s), i+120)] }
	return "«" + cut(a) + "» and «" + cut(b) + "»"
}

func (s *sweep) ask(b browser, a address, t target) answer {
	s.asked++
	path := t.path(a.pattern)
	delete(b.cookies, "siil_flash") // a message of the request before is not part of this answer
	switch {
	case a.isAPI():
		got := b.api(a.method, path, s.bodies.json(a))
		if got.Code == http.StatusTooManyRequests { // of one token in one minute
			s.clock.add(time.Minute)
			got = b.api(a.method, path, s.bodies.json(a))
		}
		return got
	case a.method == http.MethodGet:
		return b.get(path)
	}
	form := s.bodies.forms[a.pattern]
	if form == nil {
		form = s.anything()
	}
	return b.postForm(path, form)
}

// anything is a form for addresses whose own form no page of this world shows: every field that the program knows, with something in it.
func (s *sweep) anything() url.Values {
	c, u := s.find(zoneA, func(c *caseFact) bool { return c.state != "CHIUSA" }), s.as(zoneA, "social-worker")
	words, account := "Parole di prova abbastanza lunghe", string(u.who.Account)
	return url.Values{"version": {"1"}, "reason": {words}, "text": {words}, "name": {words}, "note": {words}, "voce": {words}, "key": {"prova"}, "to": {"IN_EQUIPE"}, "on": {"24/11/2026"},
		"account": {account}, "a": {account}, "da": {string(s.as(zoneA, "employment-officer").who.Account)}, "caso": {string(c.id)}, "merged": {string(c.id)}, "id": {string(s.other["handover "+zoneA][0])},
		"answer": {"accepted"}, "do": {"apart"}, "filtri": {"mio=1"}, "confirmed": {"1"}, "left": {"1"}, "esito": {"seen"}, "review": {"seen"}, "manager": {account}}
}

// linkInto is a link of a page to the same address with a choice in it.
func linkInto(page, path string) string {
	for _, part := range strings.Split(page, `href="`)[1:] {
		if at, _, ok := strings.Cut(part, `"`); ok && strings.HasPrefix(at, path+"?") {
			return strings.ReplaceAll(at, "&amp;", "&")
		}
	}
	return ""
}

// passing are the tables that hold only what is going on, and the log itself.
var passing = []string{"session", "device", "recovery_code", "throttle", "idempotency", "draft", "import_progress", "checkpoint_mail", "ledger_leaf", "ledger_head",
	"ledger_node", "ledger_checkpoint", "ledger_edge", "goose_db_version", "sqlite_sequence", "summary", "case_summary", "case_touched", "calendar_use"}

// records is everything in the tables of records, row by row.
func (w *world) records() string {
	db, err := sql.Open("sqlite", "file:"+w.file+"?mode=ro")
	if err != nil {
		w.t.Fatal(err)
	}
	defer db.Close()
	var out strings.Builder
	for _, table := range column(w.t, db, "SELECT name FROM sqlite_master WHERE type = 'table' AND name NOT LIKE 'ledger%' ORDER BY name") {
		if slices.Contains(passing, table) {
			continue
		}
		fmt.Fprintln(&out, table)
		for _, row := range rowsOf(w.t, db, "SELECT * FROM "+table+" ORDER BY 1, 2") {
			fmt.Fprintln(&out, row)
		}
	}
	return out.String()
}

func column(t testing.TB, db *sql.DB, query string) (out []string) {
	for _, r := range rowsOf(t, db, query) {
		out = append(out, strings.Trim(r, "[]"))
	}
	return out
}

func rowsOf(t testing.TB, db *sql.DB, query string) (out []string) {
	t.Helper()
	rows, err := db.Query(query)
	if err != nil {
		t.Fatal(err)
	}
	defer rows.Close()
	names, err := rows.Columns()
	if err != nil {
		t.Fatal(err)
	}
	for rows.Next() {
		vals, dest := make([]any, len(names)), make([]any, len(names))
		for i := range vals {
			dest[i] = &vals[i]
		}
		if err := rows.Scan(dest...); err != nil {
			t.Fatal(err)
		}
		out = append(out, fmt.Sprintf("%s", vals))
	}
	return out
}

// TestSweepFindsPlantedHoles plants holes in the rules and asks as those who profit: the sweep, which judges by the rules as they should
// be, must report each.
func TestSweepFindsPlantedHoles(t *testing.T) {
	for _, hole := range []struct{ name, who, old, planted string }{
		{"everybody of the core team opens every case", "social-worker", "(context.case_manager || context.case_team || context.glass))\n};\n\n// 8.",
			"(principal.core || context.case_manager || context.case_team || context.glass))\n};\n\n// 8."},
		{"a tutor opens cases", "tutor", `permit (principal, action in [Action::"case.open", Action::"readers.read"], resource)
when {
  principal.roles.contains("coordinator") ||`, `permit (principal, action in [Action::"case.open", Action::"readers.read"], resource)
when {
  principal.roles.contains("tutor") || principal.roles.contains("coordinator") ||`},
		{"the team reads health", "social-worker", `context.section == "health" && principal.roles.contains("health_worker") &&`, `context.section == "health" &&`},
		{"the team reads justice", "social-worker", `context.section == "justice" && context.justice &&`, `context.section == "justice" &&`},
		{"a referrer reads people", "referrer", `permit (principal, action == Action::"person.read", resource)
when {
  principal.roles.containsAny(["coordinator", "secretary"]) ||`, `permit (principal, action == Action::"person.read", resource)
when {
  principal.roles.containsAny(["coordinator", "secretary", "referrer"]) ||`},
		{"a director brings in lists", "director", `principal.roles.containsAny(["coordinator", "secretary", "system"])`,
			`principal.roles.containsAny(["coordinator", "secretary", "system", "director"])`},
		{"a social worker reads the log", "social-worker", `permit (principal, action == Action::"audit.read", resource)
when { principal.roles.contains("auditor") };`, `permit (principal, action == Action::"audit.read", resource)
when { principal.roles.containsAny(["auditor", "social_worker"]) };`},
		{"the coordinator no longer opens cases", "coordinator", `when {
  principal.roles.contains("coordinator") ||
  (principal.roles.containsAny(["social_worker", "employment_officer", "health_worker"]) &&
   (context.case_manager || context.case_team || context.glass))
};

// 8.`, `when {
  (principal.roles.containsAny(["social_worker", "employment_officer", "health_worker"]) &&
   (context.case_manager || context.case_team || context.glass))
};

// 8.`},
	} {
		t.Run(hole.name, func(t *testing.T) {
			w := newWorld(t, rulesWith(t, hole.old, hole.planted))
			s := newSweep(w)
			s.reads(w.as(zoneA, hole.who))
			for k := range s.could {
				if !s.opened[k] {
					s.complain("%s is allowed and never opened", k)
				}
			}
			if len(s.wrong) == 0 {
				t.Error("nobody noticed")
			}
		})
	}
}
