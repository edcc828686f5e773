package browser

import (
	"strings"
	"testing"
	"time"

	"github.com/chromedp/chromedp"
	"github.com/chromedp/chromedp/kb"
)

// assessments are those of a fixture's case: one closed, one open and half filled in.
type assessments struct{ closed, open string }

var rated = strings.Fields("REDDITO CASA AUTONOMIA CURA RETE LINGUA STUDIO LAVORO RICERCA MOBILITA")

// assess leaves an entry that is closed and a check that goes on, with a result kept elsewhere.
func (f *fixture) assess() (a assessments) {
	f.t.Helper()
	me, page := f.as("social-worker"), "/casi/"+f.mine+"/valutazioni"
	began := func(kind, day string) string {
		me.post(page, "kind", kind, "on", day)
		return f.find("SELECT id FROM assessment WHERE zone = $1 AND case_id = $2 AND closed_at IS NULL", f.mine)
	}
	fill := func(id, level string, domains []string) {
		fields, words := []string{"vista", "persona"}, []string{}
		for _, d := range domains {
			words = append(words, "base_"+d, "0", "was_"+d, "", "level_"+d, level, "note_"+d, "Detto insieme.")
			fields = append(fields, "base_"+d, "0", "was_"+d, "", "person_"+d, "3")
		}
		me.post(page+"/"+id, words...)
		me.post(page+"/"+id, fields...)
	}
	if f.find("SELECT COUNT(*) FROM assessment WHERE zone = $1 AND case_id = $2", f.mine) == "0" {
		day := f.find("SELECT opened_on FROM case_file WHERE zone = $1 AND id = $2", f.mine)
		entry := began("entry", day[8:]+"/"+day[5:7]+"/"+day[:4])
		fill(entry, "2", rated)
		me.post(page+"/"+entry+"/chiusura", "decision", "Proseguire, con un aiuto per le mattine.")
	}
	a.closed = f.find("SELECT id FROM assessment WHERE zone = $1 AND case_id = $2 AND closed_at IS NOT NULL ORDER BY on_day LIMIT 1", f.mine)
	a.open = began("check", "24/11/2026")
	fill(a.open, "3", rated[:8])
	me.post(page+"/"+a.open, "base_aspirations", "0", "text_aspirations", "Vorrei un contratto vero.", "base_strengths", "0", "text_strengths", "puntuale")
	me.post("/casi/"+f.mine+"/riferimenti", "ref_kind", "GOL_PATH", "value", "4", "source", "SIUL 12345", "ref_on", "01/10/2026")
	return a
}

func (f *fixture) assessmentPages() []visit {
	page := "/casi/" + f.mine + "/valutazioni"
	return []visit{
		{route: "/casi/{id}/valutazioni", user: "social-worker", path: page},
		{route: "/casi/{id}/valutazioni", user: "social-worker", path: "/casi/" + f.offered + "/valutazioni"}, // none
		{route: "/casi/{id}/valutazioni", user: "coordinator", path: page},
		{route: "/casi/{id}/valutazioni/{aid}", user: "social-worker", path: page + "/" + f.rated.open},
		{route: "/casi/{id}/valutazioni/{aid}", user: "social-worker", path: page + "/" + f.rated.open + "?vista=persona"},
		{route: "/casi/{id}/valutazioni/{aid}", user: "social-worker", path: page + "/" + f.rated.closed},
		{route: "/casi/{id}/valutazioni/{aid}", user: "coordinator", path: page + "/" + f.rated.open},
		{route: "/casi/{id}/valutazioni/{aid}/chiudi", user: "social-worker", path: page + "/" + f.rated.open + "/chiudi"},
		{route: "/casi/{id}/valutazioni/confronto", user: "social-worker", path: page + "/confronto"},
	}
}

// TestAssessment rates by keyboard: what is chosen is saved at once, what is written survives a browser that dies.
func TestAssessment(t *testing.T) {
	f := &fixture{world: newWorld(t, 40)}
	f.mine = f.find("SELECT id FROM case_file WHERE zone = $1 AND manager_id = $2 AND state = 'IN_ATTUAZIONE' ORDER BY number LIMIT 1", f.account("social-worker"))
	a := f.assess()
	page := "/casi/" + f.mine + "/valutazioni/" + a.open
	b := open(t, f.world, 1366)
	b.become("social-worker")
	b.goTo(page)
	b.see("8 ambiti su 10 compilati")
	b.do(chromedp.Focus(`[data-row=RICERCA] input[type=radio]`))
	b.do(chromedp.KeyEvent("4"))
	b.until("9 ambiti su 10 compilati")
	b.see("Salvato alle")
	b.do(chromedp.KeyEvent(kb.ArrowDown), chromedp.KeyEvent("2"))
	b.until("10 ambiti su 10 compilati")
	if at := ask[string](b, `document.activeElement.id`); at != "f-level_MOBILITA-2" {
		t.Errorf("the focus is on %q", at)
	}
	b.do(chromedp.KeyEvent(kb.ArrowUp), chromedp.KeyEvent("m"))
	if !ask[bool](b, `document.activeElement.matches("[data-row=RICERCA] textarea")&&(document.activeElement.value="",true)`) { // the driver types the letter of the key too
		t.Error("m does not go to the note")
	}
	b.do(chromedp.SendKeys(`[data-row=RICERCA] textarea`, "cerca nei vivai"))
	for range 40 { // until what was written is kept: two seconds at most
		if ask[string](b, `document.querySelector("[data-row=RICERCA] [data-draft-state]").innerText`) != "" {
			break
		}
		time.Sleep(50 * time.Millisecond)
	}
	b.quiet("rating by keyboard")

	again := open(t, f.world, 1366) // the first tab is never asked to save anything more
	again.become("social-worker")
	again.goTo(page)
	if words := ask[string](again, `document.querySelector("[data-row=RICERCA] textarea").value`); words != "cerca nei vivai" {
		t.Errorf("what was written came back as %q", words)
	}
	for domain, level := range map[string]string{"RICERCA": "4", "MOBILITA": "2"} {
		if got := f.find("SELECT CAST(level AS TEXT) FROM rating WHERE zone = $1 AND assessment_id = $2 AND domain = $3", a.open, domain); got != level {
			t.Errorf("%s is %s", domain, got)
		}
	}

	// Somebody else has chosen meanwhile: both are said, and mine is saved only when I say so again.
	other := f.as("social-worker")
	other.post(page, "base_CASA", other.hidden(page, "base_CASA"), "was_CASA", "", "level_CASA", "5", "note_CASA", "")
	b.do(chromedp.Click(`#f-level_CASA`))
	b.until("ha salvato alle")
	if got := f.find("SELECT CAST(level AS TEXT) FROM rating WHERE zone = $1 AND assessment_id = $2 AND domain = 'CASA'", a.open); got != "5" {
		t.Errorf("overwritten with %s", got)
	}
	b.do(chromedp.Click(`[data-part=says-CASA] button`))
	b.until("Salvato alle")
	for range 40 {
		if f.find("SELECT CAST(level AS TEXT) FROM rating WHERE zone = $1 AND assessment_id = $2 AND domain = 'CASA'", a.open) == "1" {
			break
		}
		time.Sleep(50 * time.Millisecond)
	}
	if got := f.find("SELECT CAST(level AS TEXT) FROM rating WHERE zone = $1 AND assessment_id = $2 AND domain = 'CASA'", a.open); got != "1" {
		t.Errorf("after saying so it is %s", got)
	}
	b.quiet("clash")
	b.do(chromedp.Focus(`[data-row=RICERCA] input[type=radio]`))
	b.leads(chromedp.KeyEvent("p"))
	b.see("Leggi le frasi con la persona")
}

// until waits for words on the page.
func (b *browser) until(words string) {
	b.t.Helper()
	for range 100 {
		if strings.Contains(b.words(), words) {
			return
		}
		time.Sleep(50 * time.Millisecond)
	}
	b.t.Fatalf("%s does not come to say %q: %.1500s", b.at(), words, b.words())
}

// TestAssessmentPages looks at these pages alone, which is quick.
func TestAssessmentPages(t *testing.T) {
	f := &fixture{world: newWorld(t, 120)}
	open2 := "SELECT id FROM case_file WHERE zone = $1 AND manager_id = $2 AND state NOT IN ('SOSPESA', 'CHIUSA', 'FOLLOW_UP', 'RINVIATA', 'NON_AMMESSA') ORDER BY number LIMIT 1"
	f.mine = f.find(open2, f.account("social-worker"))
	f.offered = f.find(open2+" OFFSET 1", f.account("social-worker"))
	f.rated = f.assess()
	b := open(t, f.world, 1366)
	user := ""
	for n, v := range f.assessmentPages() {
		if v.user != user {
			b.become(v.user)
			user = v.user
		}
		b.inspect(n, v)
	}
}
