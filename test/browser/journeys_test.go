package browser

import (
	"fmt"
	"os"
	"regexp"
	"strconv"
	"strings"
	"testing"

	"github.com/chromedp/chromedp"
	"github.com/chromedp/chromedp/kb"
)

// walk does one job from the first page of whoever does it, and counts: pages that were loaded, fields that were filled in, chosen or unfolded.
type walk struct {
	journey
	pages, fields int
}

// from begins a job where its doer begins the day.
func (w *walk) from(user, home string) {
	w.t.Helper()
	w.become(user)
	w.goTo(home)
	w.pages, w.fields = 0, 0
}

// on follows a link or presses a button of the page or the bar, with the keyboard: a page that saves by itself may move under a pointer.
func (w *walk) on(words string) {
	w.t.Helper()
	w.pages++
	if status := w.leads(chromedp.SendKeys(w.marked("main button, main a, .bar-nav a", words), "\r")); status != 200 {
		w.t.Fatalf("%q: answer %d: %.1500s", words, status, w.words())
	}
}

// through follows the link to an address, which must be on the page.
func (w *walk) through(href string) {
	w.t.Helper()
	w.pages++
	w.leads(chromedp.SendKeys(`main a[href="`+href+`"]`, "\r"))
}

// toCase looks for a case by its number in the bar.
func (w *walk) toCase(number string) {
	w.t.Helper()
	w.fill("#bar-q", "caso "+number)
	w.pages++
	w.leads(chromedp.SendKeys("#bar-q", "\r"))
}

func (w *walk) fill(field, words string) {
	w.t.Helper()
	w.fields++
	w.set(field, words)
}

func (w *walk) pick(list, words string) {
	w.t.Helper()
	w.fields++
	w.choose(list, words)
}

func (w *walk) mark(words string) {
	w.t.Helper()
	w.fields++
	w.tick(words)
}

// unfold opens what is folded: a click like a field.
func (w *walk) unfold(words string) {
	w.t.Helper()
	w.fields++
	w.do(chromedp.Click(w.marked("main summary, .case-bar summary", words)))
}

// job is one of the frequent ones, by its name in the table.
type job struct {
	name string
	do   func(w *walk)
}

// TestJourneys does ten frequent jobs and compares what they take with the table in docs/journeys.md.
func TestJourneys(t *testing.T) {
	f := &fixture{world: newWorld(t, 240)}
	jobs := f.jobs()
	table := journeyTable(t)
	b := open(t, f.world, 1366)
	for _, j := range jobs {
		w := &walk{journey: journey{b, true}}
		j.do(w)
		row, ok := table[j.name]
		if !ok {
			t.Errorf("docs/journeys.md has no row %q: %d pages, %d fields", j.name, w.pages, w.fields)
			continue
		}
		if row.pages != w.pages || row.fields != w.fields {
			t.Errorf("%q takes %d pages and %d fields, docs/journeys.md says %d and %d", j.name, w.pages, w.fields, row.pages, row.fields)
		}
		if w.pages+w.fields >= row.sheet {
			t.Errorf("%q takes %d pages and fields, a spreadsheet and a mail %d", j.name, w.pages+w.fields, row.sheet)
		}
		delete(table, j.name)
	}
	for name := range table {
		t.Errorf("docs/journeys.md has a row %q that nobody walks", name)
	}
	b.quiet("journeys")
}

// journeyRow is a row of the table: what the program takes, and the sum for a spreadsheet and a mail.
type journeyRow struct{ pages, fields, sheet int }

var journeyLine = regexp.MustCompile(`^\| ([^|]+) \| [^|]+ \| (\d+) \| (\d+) \| ([0-9+ ]+) = (\d+) \|`)

// journeyTable reads the table; the reckoning of each row must add up.
func journeyTable(t *testing.T) map[string]journeyRow {
	t.Helper()
	b, err := os.ReadFile("../../docs/journeys.md")
	if err != nil {
		t.Fatal(err)
	}
	out := map[string]journeyRow{}
	number := func(s string) int {
		n, err := strconv.Atoi(strings.TrimSpace(s))
		if err != nil {
			t.Fatal(err)
		}
		return n
	}
	for line := range strings.SplitSeq(string(b), "\n") {
		m := journeyLine.FindStringSubmatch(line)
		if m == nil {
			continue
		}
		sum := 0
		for part := range strings.SplitSeq(m[4], "+") {
			sum += number(part)
		}
		row := journeyRow{number(m[2]), number(m[3]), number(m[5])}
		if sum != row.sheet {
			t.Errorf("%s: %s is %d, not %d", m[1], m[4], sum, row.sheet)
		}
		out[m[1]] = row
	}
	return out
}

// jobs are the ten. Each finds a case of the invented zone that it fits.
func (f *fixture) jobs() []job {
	running := f.find(`SELECT c.id || ' ' || c.number FROM case_file c JOIN plan p ON p.zone = c.zone AND p.case_id = c.id AND p.state = 'in_force' WHERE c.zone = $1 AND c.manager_id = $2
		AND c.state = 'IN_ATTUAZIONE' AND EXISTS (SELECT 1 FROM attendance t JOIN action a ON a.zone = t.zone AND a.id = t.action_id WHERE t.zone = c.zone AND a.case_id = c.id AND a.section = 'common' AND a.state = 'running')
		ORDER BY c.number LIMIT 1`, f.account("social-worker"))
	id, number, _ := strings.Cut(running, " ")
	return []job{
		{"Send a referral", f.walkReferral},
		{"Answer a referral", f.walkAnswer},
		{"Prepare a sitting", f.walkSitting},
		{"Decide a case", func(w *walk) { f.walkDecision(w, "") }},
		{"Write a note with the next date", func(w *walk) { f.walkNote(w, number) }},
		{"Record a month's hours", func(w *walk) { f.walkHours(w, id, number) }},
		{"Rate a check", func(w *walk) { f.walkCheck(w, id, number) }},
		{"Sign a project", f.walkSignature},
		{"Close with the report", f.walkClosure},
		{"Answer a follow-up", f.walkFollowUp},
	}
}

func (f *fixture) walkReferral(w *walk) {
	w.from("referrer", "/segnalazioni")
	w.on("Nuova segnalazione")
	w.fill("#f-family_name", "Zibaldoni")
	w.fill("#f-given_name", "Andrea")
	w.fill("#f-birth_date", "13/8/63")
	w.fill("#f-reason", "Senza lavoro da due anni, esperienza in vivaio.")
	w.mark("Lavoro e ricerca di lavoro")
	w.fill("#f-need_LAVORO", "cerca un posto all'aperto")
	w.fill("#f-asked", "Un tirocinio in agricoltura.")
	w.mark("Sì, ed è d'accordo")
	w.fill("#f-informed_on", "20/11/2026")
	w.on("Invia la segnalazione")
	w.see("Segnalazione inviata.")
}

func (f *fixture) walkAnswer(w *walk) {
	w.from("coordinator", "/oggi")
	w.on("Zibaldoni Andrea")
	w.mark("Porta in équipe")
	w.fill("#f-reason", "Bisogni di lavoro e casa insieme.")
	w.on("Registra l'esito")
	w.see("Esito registrato.")
}

// walkSitting calls a sitting with the cases that wait; members and agenda are proposed.
func (f *fixture) walkSitting(w *walk) {
	called := f.find("SELECT id FROM sitting WHERE zone = $1 AND state = 'convened' ORDER BY on_day LIMIT 1")
	c := f.as("coordinator")
	c.post("/sedute/"+called+"/annullamento", "version", c.hidden("/sedute/"+called+"/annulla", "version"), "why", "Manca la sala.")
	w.from("coordinator", "/oggi")
	w.on("Sedute")
	w.on("Convoca una seduta")
	w.fill("#f-date", "24/11/2026")
	w.fill("#f-place", "Sala riunioni")
	w.on("Convoca la seduta")
	w.see("Seduta convocata.")
}

// walkDecision decides a case of that sitting, opened before: the first one, or the one that is given.
func (f *fixture) walkDecision(w *walk, caseID string) {
	at := f.find("SELECT id FROM sitting WHERE zone = $1 AND state = 'convened' ORDER BY called_at DESC LIMIT 1")
	var present []string
	for id := range strings.FieldsSeq(f.find("SELECT GROUP_CONCAT(account_id, ' ') FROM sitting_member WHERE zone = $1 AND sitting_id = $2", at)) {
		present = append(present, "present", id)
	}
	f.as("coordinator").post("/sedute/"+at+"/apertura", present...)
	n := f.find("SELECT CAST(MIN(position) AS TEXT) FROM sitting_item WHERE zone = $1 AND sitting_id = $2 AND state <> 'removed' AND (case_id = $3 OR $3 = '')", at, caseID)
	w.from("coordinator", "/sedute/"+at+"/caso/"+n)
	w.mark("Presa in carico")
	w.pick("#f-case_manager", w.w.users["social-worker"].Name)
	w.fill("#f-note", "Si concorda sul percorso.")
	w.fill("[data-row] input[data-key=what]", "Primo colloquio")
	w.fill("[data-row] input[data-key=who_words]", w.w.users["social-worker"].Name)
	w.fill("[data-row] input[data-key=due]", "04/12/2026")
	w.pages++
	w.leads(chromedp.KeyEvent(kb.Enter, chromedp.KeyModifiers(2))) // as the page teaches: Ctrl+Enter confirms
	w.see("Decisione registrata.")
}

func (f *fixture) walkNote(w *walk, number string) {
	w.from("social-worker", "/oggi")
	w.toCase(number)
	w.fill("#f-text", "Colloquio fatto: preferisce lavorare all'aperto.")
	w.mark("Con prossima data")
	w.fill("#f-next_on", "+7")
	w.on("Salva nota")
	w.see("Nota salvata.")
}

// walkHours writes the eight days of a month with two a week.
func (f *fixture) walkHours(w *walk, id, number string) {
	w.from("social-worker", "/oggi")
	w.toCase(number)
	w.on("Azioni")
	action := f.find(`SELECT a.id FROM action a JOIN attendance t ON t.zone = a.zone AND t.action_id = a.id WHERE a.zone = $1 AND a.case_id = $2 AND a.section = 'common' AND a.state = 'running'
		ORDER BY t.month DESC LIMIT 1`, id)
	w.through("/casi/" + id + "/azioni/" + action + "/presenze/2026-11")
	for _, day := range []string{"2", "3", "9", "10", "16", "17", "23", "24"} {
		w.fill(fmt.Sprintf(`[name=day_%s]`, day), "4")
	}
	w.on("Salva")
	w.see("Presenze di novembre 2026 salvate")
}

// walkCheck says how each goal goes, with the person, and when the next look is.
func (f *fixture) walkCheck(w *walk, id, number string) {
	w.from("social-worker", "/oggi")
	w.toCase(number)
	w.on("Azioni")
	w.on("Fai la verifica")
	n := ask[int](w.browser, `document.querySelectorAll(".check-goal").length`)
	for i := range n {
		w.fields++
		ask[bool](w.browser, fmt.Sprintf(`(()=>{const l=[...document.querySelectorAll(".check-goal")[%d].querySelectorAll("label")].find(l=>l.innerText.trim().startsWith("in corso"));l?.click();return !!l})()`, i))
	}
	w.mark("sì, insieme")
	w.on("Salva la verifica")
	w.see("Verifica")
}

// walkSignature closes a draft that is whole; the person signs on paper, the case manager here.
func (f *fixture) walkSignature(w *walk) {
	found := f.find(`SELECT c.number || ' ' || a.email FROM case_file c JOIN plan p ON p.zone = c.zone AND p.case_id = c.id AND p.state = 'draft' AND p.number = 1
		JOIN account a ON a.zone = c.zone AND a.id = c.manager_id WHERE c.zone = $1 AND c.state = 'IN_PROGETTAZIONE'
		AND NOT EXISTS (SELECT 1 FROM plan_action x WHERE x.zone = p.zone AND x.plan_id = p.id AND x.from_on IS NULL) ORDER BY c.number LIMIT 1`)
	number, email, _ := strings.Cut(found, " ")
	user, _, _ := strings.Cut(email, "@")
	w.from(user, "/oggi")
	w.toCase(number)
	w.on("Progetto")
	w.on("Chiudi la bozza e raccogli le firme")
	w.mark("La persona")
	w.on("Registra la firma")
	w.fill("[name=code]", w.w.code(user))
	w.on("Firma la versione 1")
	w.see("in vigore dal 24/11/2026")
}

// walkClosure closes a path that has ended well: the reason with what it asks, why there is no exit assessment, the action that still runs; the report
// stands written, the answer to the sender is proposed.
func (f *fixture) walkClosure(w *walk) {
	number := f.find(`SELECT CAST(c.number AS TEXT) FROM case_file c WHERE c.zone = $1 AND c.manager_id = $2 AND c.state = 'IN_ATTUAZIONE' AND EXISTS (SELECT 1 FROM assessment a
		WHERE a.zone = c.zone AND a.case_id = c.id AND a.closed_at IS NOT NULL) AND 1 = (SELECT COUNT(*) FROM action a WHERE a.zone = c.zone AND a.case_id = c.id
		AND a.state NOT IN ('ended', 'interrupted')) ORDER BY c.number LIMIT 1`, f.account("social-worker"))
	w.from("social-worker", "/oggi")
	w.toCase(number)
	w.unfold("Altre azioni")
	w.on("Chiudi il caso")
	w.pick("#f-reason", "Lavoro")
	w.pick("#f-contract_kind", "A tempo determinato")
	w.fill("#f-no_exit_why", "Ha cominciato prima dell'ultimo colloquio.")
	w.mark("Va avanti senza di noi")
	w.on("Chiudi il caso")
	w.see("Caso chiuso")
}

// walkFollowUp answers one that is due, from the list of what is to be done.
func (f *fixture) walkFollowUp(w *walk) {
	path := f.find(`SELECT '/casi/' || f.case_id || '/follow-up/' || f.id FROM follow_up f JOIN case_file c ON c.zone = f.zone AND c.id = f.case_id
		WHERE f.zone = $1 AND c.manager_id = $2 AND f.answered_at IS NULL AND f.dropped_at IS NULL ORDER BY f.due_on LIMIT 1`, f.account("social-worker"))
	w.from("social-worker", "/oggi")
	w.on("Tutte le attività")
	w.through(path)
	w.on("Lavora")
	w.see("Lavora")
}
