package browser

import (
	"strings"
	"testing"

	"github.com/chromedp/chromedp"
)

// endings are cases whose path has ended: one whose closure lacks its report, one with a follow-up that waits.
type endings struct{ lacking, followed, followUp string }

func (f *fixture) endings() (e endings) {
	e.lacking = f.find(`SELECT k.case_id FROM closure k JOIN case_file c ON c.zone = k.zone AND c.id = k.case_id AND c.episode_id = k.episode_id WHERE k.zone = $1 AND k.undone_at IS NULL
		AND c.state IN ('CHIUSA', 'FOLLOW_UP') AND k.reason = 'LAVORO' AND NOT EXISTS
		(SELECT 1 FROM document d WHERE d.zone = k.zone AND d.episode_id = k.episode_id AND d.model = 'RELAZIONE_CHIUSURA' AND d.voided_at IS NULL) ORDER BY c.number LIMIT 1`)
	const waits = ` FROM follow_up f JOIN case_file c ON c.zone = f.zone AND c.id = f.case_id WHERE f.zone = $1 AND f.answered_at IS NULL AND f.dropped_at IS NULL
		AND c.state IN ('CHIUSA', 'FOLLOW_UP') ORDER BY f.due_on, f.id LIMIT 1`
	e.followed, e.followUp = f.find("SELECT f.case_id"+waits), f.find("SELECT f.id"+waits)
	return e
}

// TestClosureJourney closes a case with an action and a report, answers a follow-up with two clicks and takes it back, with script and without.
func TestClosureJourney(t *testing.T) {
	for name, script := range map[string]bool{"with script": true, "without script": false} {
		t.Run(name, func(t *testing.T) {
			f := &fixture{world: newWorld(t, 120)}
			f.mine = f.find(`SELECT c.id FROM case_file c WHERE c.zone = $1 AND c.manager_id = $2 AND c.state = 'IN_ATTUAZIONE' AND EXISTS
				(SELECT 1 FROM action a WHERE a.zone = c.zone AND a.case_id = c.id AND a.section = 'common' AND a.state = 'running') ORDER BY c.number LIMIT 1`, f.account("social-worker"))
			b := open(t, f.world, 1366)
			b.script(script)
			j := journey{b, script}
			b.become("social-worker")
			j.closeCase(f)
			j.answerFollowUp(f)
			j.takeBack(f)
			b.quiet("closure")
		})
	}
}

func (f *fixture) state() string {
	return f.find("SELECT state FROM case_file WHERE zone = $1 AND id = $2", f.mine)
}

// closeCase first sends the form as it stands, then with what is asked.
func (j journey) closeCase(f *fixture) {
	j.t.Helper()
	page := "/casi/" + f.mine
	j.goTo(page + "/chiudi")
	if status := j.press("Chiudi il caso"); status != 422 {
		j.t.Fatalf("an empty closure: %d", status)
	}
	j.see("scegli come finisce")
	j.look("closure refused")
	j.choose("#f-reason", "Lavoro")
	j.choose("#f-contract_kind", "A tempo determinato")
	if ask[bool](j.browser, `document.querySelector("#f-no_exit_why")!==null`) {
		j.write("#f-no_exit_why", "Ha cominciato prima dell'ultimo colloquio.")
	}
	ask[int](j.browser, `[...document.querySelectorAll('main input[name^="action_"][value="end"]')].map(e=>e.click()).length`)
	ask[int](j.browser, `[...document.querySelectorAll('main select[name^="result_"]')].map(e=>{e.selectedIndex=1;e.dispatchEvent(new Event("change",{bubbles:true}))}).length`)
	j.do(chromedp.SendKeys("#f-report", "\nParole scritte a mano."))
	j.press("Chiudi il caso")
	j.see("Caso chiuso", "Dopo la chiusura", "Esito a 28 giorni", "Annulla la chiusura")
	j.look("closed case")
	if s := f.state(); s != "CHIUSA" {
		j.t.Fatalf("the case is %s: %.1500s", s, j.words())
	}
	report := f.find("SELECT id FROM document WHERE zone = $1 AND case_id = $2 AND model = 'RELAZIONE_CHIUSURA' AND voided_at IS NULL", f.mine)
	j.goTo("/documento/" + report)
	j.see("Parole scritte a mano.")
}

// answerFollowUp opens what is asked from the case, answers with one button, and takes the answer back.
func (j journey) answerFollowUp(f *fixture) {
	j.t.Helper()
	j.goTo("/casi/" + f.mine)
	j.press("Esito a 28 giorni")
	j.look("follow-up")
	j.press("Lavora")
	j.see("Esito a 28 giorni: lavora.")
	if s := f.state(); s != "FOLLOW_UP" {
		j.t.Fatalf("the case is %s", s)
	}
	j.press("Annulla")
	j.see("Risposta annullata.")
	if s := f.state(); s != "CHIUSA" {
		j.t.Fatalf("the case is %s", s)
	}
}

// takeBack: something has happened since the closure, so that it can only be reopened.
func (j journey) takeBack(f *fixture) {
	j.t.Helper()
	j.goTo("/casi/" + f.mine)
	j.press("Annulla la chiusura")
	j.see("riapri il caso come nuovo episodio")
	j.goTo("/casi/" + f.mine + "/riapri")
	j.write("#f-reason", "Ha perso il lavoro.")
	j.press("Riapri")
	if s := f.state(); strings.Contains("CHIUSA FOLLOW_UP", s) {
		j.t.Fatalf("the case is %s: %.900s", s, j.words())
	}
	if n := f.find("SELECT COUNT(*) FROM follow_up WHERE zone = $1 AND case_id = $2 AND dropped_at IS NULL AND answered_at IS NULL", f.mine); n != "0" {
		j.t.Errorf("%s follow-ups still wait", n)
	}
}
