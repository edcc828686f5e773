package browser

import (
	"path/filepath"
	"strings"
	"testing"
	"time"

	"github.com/chromedp/chromedp"

	"siil/internal/demo"
)

// TestJourney goes from a zone's list to a case file that passes from hand to hand, with script and without.
func TestJourney(t *testing.T) {
	for _, script := range []bool{true, false} {
		name := "with script"
		if !script {
			name = "without script"
		}
		t.Run(name, func(t *testing.T) {
			w := newWorld(t, 30)
			b := open(t, w, 1366)
			b.script(script)
			j := journey{b, script}
			j.signIn("coordinator", "/importazioni")
			j.bringList()
			j.findPerson()
			at := j.writeNote()
			j.passOn(at)
			j.accept(at)
			j.openAnyway(at)
			j.review(at)
			b.quiet("journey")
		})
	}
}

// journey is the way of one list and one person through the program.
type journey struct {
	*browser
	script bool
}

// look judges the page where the journey stands; axe itself is script.
func (j journey) look(name string) {
	j.t.Helper()
	if j.script {
		j.judge(name)
	}
}

func (j journey) signIn(user, next string) {
	j.t.Helper()
	j.goTo("/entra?next=" + next)
	j.look("login")
	j.write("#f-email", j.w.users[user].Email)
	j.write("#f-password", demo.Password)
	j.press("Entra")
	j.look("code")
	j.write("#f-code", j.w.code(user))
	j.leads(chromedp.Click("main form button[type=submit]"))
	if at := j.at(); at != next {
		j.t.Fatalf("%s came to %s: %.500s", user, at, j.words())
	}
}

func (j journey) signOut() {
	j.t.Helper()
	j.do(chromedp.Click(".bar-user summary"))
	j.leads(chromedp.Click(`form[action="/esci"] button`))
	if at := j.at(); at != "/entra" {
		j.t.Fatalf("signing out came to %s", at)
	}
}

// arrive waits until work that goes on beside has come to a page.
func (j journey) arrive(suffix string) {
	j.t.Helper()
	for deadline := time.Now().Add(time.Minute); !strings.HasSuffix(j.at(), suffix); time.Sleep(100 * time.Millisecond) {
		if time.Now().After(deadline) {
			j.t.Fatalf("still at %s, not %s: %.500s", j.at(), suffix, j.words())
		}
	}
}

// bringList imports the list: a column that is not recognised is matched by hand, a doubtful line is settled, a refused one stays out.
func (j journey) bringList() {
	j.t.Helper()
	list, err := filepath.Abs("testdata/elenco.csv")
	if err != nil {
		j.t.Fatal(err)
	}
	j.look("import")
	j.do(chromedp.SetUploadFiles("#f-file", []string{list}))
	j.press("Carica il file")
	j.see("D'Angelo Niccolò", "Chi l'ha mandata", "5 righe")
	j.look("columns")
	j.choose(`select[name="colonna-6"]`, "Chi segnala")
	j.press("Controlla le righe")
	j.arrive("/righe")
	j.see("Finti", "La data di nascita", "Bozzi")
	j.look("lines")
	j.tick("Vale il codice")
	j.press("Salva le scelte")
	j.arrive("/righe")
	j.press("Importa 4 righe")
	j.see("Importate 4 righe, 1 restano fuori.")
	j.look("result")
}

// findPerson types a name as people do; the name never comes to stand in an address.
func (j journey) findPerson() {
	j.t.Helper()
	for _, typed := range []string{"d'angelo", "DANGELO", "niccolo d’angelo", "dngncl84e14g491a"} {
		j.write("#bar-q", typed)
		j.leads(chromedp.SendKeys("#bar-q", "\r"))
		if at := ask[string](j.browser, `location.href`); strings.Contains(strings.ToLower(at), "angelo") || strings.Contains(strings.ToLower(at), "dngncl") {
			j.t.Fatalf("the address %s names who was looked for", at)
		}
		if strings.HasPrefix(typed, "dngncl") { // a tax code names one person
			break
		}
		j.see("D'Angelo Niccolò")
		if n := ask[int](j.browser, `document.querySelectorAll("main tbody a[data-open]").length`); n != 1 {
			j.t.Errorf("%q finds %d people", typed, n)
		}
		if !ask[bool](j.browser, `document.activeElement.matches("a[data-open]")`) {
			j.t.Error("Enter does not open what was found")
		}
		j.look("found")
	}
	j.see("Niccolò D'Angelo", "DNGNCL84E14G491A", "CPI Pescia")
}

// writeNote writes in the case after the page has said who will read it, and gives the address of the case.
func (j journey) writeNote() (at string) {
	j.t.Helper()
	at = j.at()
	j.choose("#f-section", "Comune")
	readers := ask[string](j.browser, `[...document.querySelectorAll(".readers div")].filter(e=>e.checkVisibility()).map(e=>e.innerText).join("\n")`)
	if one := !strings.Contains(readers, "\n\n") && strings.Count(readers, "leg") < 2; !strings.Contains(readers, "leg") || j.script && !one {
		j.t.Errorf("who will read is said as %q", readers)
	}
	j.write("#f-text", "Colloquio fatto: preferisce lavorare all'aperto.")
	j.press("Salva nota")
	j.see("Nota salvata.", "Colloquio fatto: preferisce lavorare all'aperto.")
	j.look("case")
	return at
}

// passOn gives the case a manager and offers it to a colleague.
func (j journey) passOn(at string) {
	j.t.Helper()
	j.goTo(at + "/squadra")
	j.look("team")
	j.choose(`form[action$="/case-manager"] select`, j.w.listed("social-worker"))
	j.leads(chromedp.Click(`form[action$="/case-manager"] button`))
	j.goTo(at)
	j.do(chromedp.Click(j.marked("main summary", "Altre azioni")))
	j.press("Passa il caso")
	j.look("hand over")
	j.choose("#f-to", j.w.listed("social-worker-2"))
	j.write("#f-reason", "Da dicembre lo segue la sede di Pescia.")
	j.press("Offri il caso")
	j.see(j.w.users["social-worker-2"].Name)
	j.signOut()
}

// accept takes the case as the colleague, who then sees who has read it.
func (j journey) accept(at string) {
	j.t.Helper()
	j.signIn("social-worker-2", "/casi")
	j.goTo(at + "/passaggio")
	j.see("Da dicembre lo segue la sede di Pescia.")
	j.look("answer")
	j.press("Accetta il caso")
	j.see("Il caso è tuo da adesso.")
	j.goTo(at + "/accessi")
	j.see(j.w.users["coordinator"].Name)
	j.look("readers")
	j.signOut()
}

// openAnyway opens the case as somebody who does not follow it: the page asks why first.
func (j journey) openAnyway(at string) {
	j.t.Helper()
	j.signIn("social-worker-3", "/casi")
	j.goTo(at)
	j.see("Il caso non è tuo")
	if strings.Contains(j.words(), "Colloquio fatto") {
		j.t.Fatal("the page that asks why shows the diary")
	}
	j.look("asking")
	if status := j.press("Apri il caso"); status != 422 {
		j.t.Errorf("no reason: answer %d", status)
	}
	j.do(chromedp.Click(`input[name=code]`))
	j.write("#f-reason", "La collega è assente e la persona è allo sportello adesso.")
	j.press("Apri il caso")
	j.see("Niccolò D'Angelo", "Colloquio fatto")
	j.signOut()
}

// review is what the coordinator does about it.
func (j journey) review(at string) {
	j.t.Helper()
	j.signIn("coordinator", "/casi/accessi-motivati")
	j.see(j.w.users["social-worker-3"].Name, "Da verificare")
	j.look("openings")
	j.press("Verifica")
	j.see("La collega è assente")
	j.look("opening")
	j.tick("Va bene così")
	j.press("Registra la verifica")
	j.see("Verifica registrata.")
	j.goTo(at + "/accessi")
	j.see(j.w.users["social-worker-3"].Name)
}
