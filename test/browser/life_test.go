package browser

import (
	"fmt"
	"strings"
	"testing"

	"github.com/chromedp/chromedp"
)

// TestLife goes with one person from the referral to what is heard of them after the end: referral, pre-assessment, sitting, assessment, project signed,
// action, check, closure with report, follow-up.
func TestLife(t *testing.T) {
	f := &fixture{world: newWorld(t, 60)}
	l := life{f, &walk{journey: journey{open(t, f.world, 1366), true}}}
	f.walkReferral(l.walk)
	f.mine = f.find("SELECT c.id FROM case_file c JOIN person p ON p.zone = c.zone AND p.id = c.person_id WHERE c.zone = $1 AND p.family_name = 'Zibaldoni'")
	l.stands("SEGNALATA")
	f.walkAnswer(l.walk)
	l.stands("IN_EQUIPE")
	f.walkSitting(l.walk)
	f.walkDecision(l.walk, f.mine)
	l.stands("ASSEGNATA")
	l.become("social-worker")
	l.move("IN_VALUTAZIONE")
	l.assess("Ingresso")
	l.move("IN_PROGETTAZIONE")
	l.draftProject(f)
	l.signProject(f)
	l.stands("PROGETTO_SOTTOSCRITTO")
	l.begin()
	l.stands("IN_ATTUAZIONE")
	l.after(60)
	l.checkProject(f, "in corso", false)
	l.after(60)
	l.checkProject(f, "raggiunto", false)
	l.assess("Uscita")
	l.close()
	l.stands("CHIUSA")
	l.told()
	l.after(28)
	l.follow()
	l.stands("FOLLOW_UP")
	l.quiet("life")
}

// life is the way of one person, whose case is the fixture's own.
type life struct {
	f *fixture
	*walk
}

// stands fails when the case is in another state.
func (l life) stands(state string) {
	l.t.Helper()
	if is := l.f.find("SELECT state FROM case_file WHERE zone = $1 AND id = $2", l.f.mine); is != state {
		l.t.Fatalf("the case is %s, not %s; %s says: %.1500s", is, state, l.at(), l.words())
	}
}

// after lets days pass; the case manager signs in again.
func (l life) after(days int) {
	l.t.Helper()
	l.f.later(days)
	l.become("social-worker")
}

// move says that the case has come to a state.
func (l life) move(state string) {
	l.t.Helper()
	l.goTo("/casi/" + l.f.mine + "/stato?verso=" + state)
	l.press("Cambia lo stato")
	l.stands(state)
}

// assess begins an assessment of a kind, gives every domain a level and closes it.
func (l life) assess(kind string) {
	l.t.Helper()
	l.goTo("/casi/" + l.f.mine + "/valutazioni")
	ask[bool](l.browser, fmt.Sprintf(`(()=>{const x=[...document.querySelectorAll("main label")].find(x=>x.innerText.trim().startsWith(%q));x?.click();return !!x})()`, kind))
	l.press("Comincia la valutazione")
	page := l.at()
	for _, d := range rated {
		l.do(chromedp.Focus(`[data-row=`+d+`] input[type=radio]`), chromedp.KeyEvent("3"))
	}
	l.until("10 ambiti su 10 compilati")
	l.until("Salvato alle")
	l.goTo(page + "/chiudi")
	l.press("Chiudi la valutazione")
	if open := l.f.find("SELECT COUNT(*) FROM assessment WHERE zone = $1 AND case_id = $2 AND closed_at IS NULL", l.f.mine); open != "0" {
		l.t.Fatalf("the assessment is not closed: %.1500s", l.words())
	}
}

// begin writes the hours of the first action, which begins with them.
func (l life) begin() {
	l.t.Helper()
	action := l.f.find("SELECT a.id FROM action a JOIN plan_action x ON x.zone = a.zone AND x.action_id = a.id WHERE a.zone = $1 AND a.case_id = $2 ORDER BY a.id LIMIT 1", l.f.mine)
	l.typeHours(l.f, action)
}

// close ends the path with everything that belongs to it on one page.
func (l life) close() {
	l.t.Helper()
	l.goTo("/casi/" + l.f.mine + "/chiudi")
	l.choose("#f-reason", "Lavoro")
	l.choose("#f-contract_kind", "A tempo determinato")
	n := ask[int](l.browser, `(()=>{const all=[...document.querySelectorAll("input[type=radio][value=goes_on]")];for(const x of all)x.click();return all.length})()`)
	if n != 1 { // the others have never begun
		l.t.Fatalf("%d actions are to be settled: %.1500s", n, l.words())
	}
	l.see("Relazione di chiusura")
	l.press("Chiudi il caso")
	l.see("Caso chiuso.")
	kept := l.f.find(`SELECT d.model || ' ' || (SELECT COUNT(*) FROM document_file f WHERE f.zone = d.zone AND f.document_id = d.id) || ' ' || CASE WHEN k.exit_id IS NULL THEN '' ELSE 'exit' END
		FROM document d JOIN closure k ON k.zone = d.zone AND k.episode_id = d.episode_id WHERE d.zone = $1 AND d.case_id = $2`, l.f.mine)
	if kept != "RELAZIONE_CHIUSURA 2 exit" {
		l.t.Fatalf("the closure leaves %q", kept)
	}
}

// told reads the answer as whoever sent the referral: that the path is over, and nothing of it.
func (l life) told() {
	l.t.Helper()
	l.become("referrer")
	l.goTo("/segnalazioni")
	l.press("Zibaldoni Andrea")
	for _, inside := range []string{"Si concorda sul percorso.", "Cooperativa sociale", "tempo determinato"} {
		if strings.Contains(l.words(), inside) {
			l.t.Errorf("the sender reads %q", inside)
		}
	}
	l.see("percorso")
}

// follow answers the first follow-up from the list of what is to be done.
func (l life) follow() {
	l.t.Helper()
	due := l.f.find("SELECT id FROM follow_up WHERE zone = $1 AND case_id = $2 ORDER BY due_on LIMIT 1", l.f.mine)
	l.goTo("/attivita")
	l.leads(chromedp.Click(`main a[href="/casi/` + l.f.mine + `/follow-up/` + due + `"]`))
	l.press("Lavora")
	l.see("Lavora")
}
