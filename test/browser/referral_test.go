package browser

import (
	"os"
	"path/filepath"
	"strings"
	"testing"
	"time"

	"github.com/chromedp/chromedp"
)

// TestReferral goes with a referral from who sends it to the answer that they read, with script and without.
func TestReferral(t *testing.T) {
	letter := filepath.Join(t.TempDir(), "relazione.txt")
	if err := os.WriteFile(letter, []byte("Ha lavorato tre anni in un vivaio.\n"), 0o600); err != nil {
		t.Fatal(err)
	}
	for _, script := range []bool{true, false} {
		name := "with script"
		if !script {
			name = "without script"
		}
		t.Run(name, func(t *testing.T) {
			b := open(t, newWorld(t, 40), 1366)
			b.script(script)
			j := referralJourney{journey{b, script}, letter}
			j.signIn("referrer", "/segnalazioni")
			j.see("Qui arrivano le risposte alle tue segnalazioni.")
			j.look("no referrals")
			at := j.send()
			j.signOut()
			j.askForMore(at)
			j.answer(at)
			j.bringToTeam(at)
			j.readAnswer(at)
			b.quiet("referral")
		})
	}
}

// referralJourney is the way of one referral; letter is a file that goes with it.
type referralJourney struct {
	journey
	letter string
}

// send writes a referral, stumbles, corrects it, sends it, and gives its address.
func (j referralJourney) send() (at string) {
	j.t.Helper()
	j.press("Nuova segnalazione")
	j.see("1. Persona", "5. Che cosa si chiede", "(dal profilo)")
	if strings.Contains(j.words(), "archivio") {
		j.t.Error("somebody from outside is told of an archive")
	}
	j.look("empty form")
	j.write("#f-family_name", "Esempi")
	j.write("#f-given_name", "Andrea")
	j.write("#f-tax_code", "SMPNDR63M13Z138A")
	j.write("#f-birth_date", "13/8/63")
	j.write("#f-reason", "Senza lavoro da due anni, esperienza in vivaio.")
	j.tick("Lavoro e ricerca di lavoro")
	j.write("#f-need_LAVORO", "cerca un posto all'aperto")
	j.tick("Urgente")
	j.do(chromedp.SetUploadFiles("#f-files", []string{j.letter}))
	j.keepsDraft()
	if status := j.press("Invia la segnalazione"); status != 422 {
		j.t.Fatalf("a wrong referral: answer %d", status)
	}
	j.see("Correggi", "L'ultima lettera", "relazione.txt", "Quello che hai scritto è ancora qui.")
	j.look("form with errors")
	if is := ask[string](j.browser, `document.querySelector("#f-need_LAVORO").value+"|"+document.querySelector("#f-reason").value`); is !=
		"cerca un posto all'aperto|Senza lavoro da due anni, esperienza in vivaio." {
		j.t.Errorf("after the error the form holds %q", is)
	}
	j.goTo("/segnalazioni")
	j.see("Hai una segnalazione non ancora inviata")
	j.press("Riprendi")
	j.see("Bozza salvata alle", "relazione.txt")
	_ = ask[bool](j.browser, `(()=>{const f=document.querySelector("#f-tax_code");f.value="";f.dispatchEvent(new Event("input",{bubbles:true}));return true})()`)
	j.write("#f-asked", "Un tirocinio in agricoltura.")
	j.write("#f-urgency_reason", "Lascia la casa a dicembre.")
	j.tick("Sì, ed è d'accordo")
	j.write("#f-informed_on", "20/11/2026")
	j.press("Invia la segnalazione")
	j.see("Segnalazione inviata. Risposta entro il 09/12/2026.", "Andrea Esempi", "In attesa di risposta", "relazione.txt")
	j.look("sent")
	return j.at()
}

// keepsDraft waits until the page says that what was typed is saved; without script a button does it.
func (j referralJourney) keepsDraft() {
	j.t.Helper()
	if !j.script {
		return
	}
	for deadline := time.Now().Add(5 * time.Second); !strings.Contains(j.words(), "Bozza salvata alle"); time.Sleep(50 * time.Millisecond) {
		if time.Now().After(deadline) {
			j.t.Fatalf("no draft: %.800s", j.words())
		}
	}
}

// askForMore reads the referral as the coordinator, who asks its sender.
func (j referralJourney) askForMore(at string) {
	j.t.Helper()
	j.signIn("coordinator", "/segnalazioni")
	if n := ask[string](j.browser, `document.querySelector(".bar-badge")?.innerText ?? ""`); !strings.Contains(n, "1") {
		j.t.Errorf("the bar counts %q", n)
	}
	j.see("Esempi Andrea", "Da rispondere")
	j.look("list")
	j.press("Esempi Andrea")
	if j.at() != at {
		j.t.Fatalf("the list leads to %s, not %s", j.at(), at)
	}
	j.see("Succederà questo", "Un tirocinio in agricoltura.", "cerca un posto all'aperto")
	j.look("to be assessed")
	if status := j.press("Registra l'esito"); status != 422 {
		j.t.Errorf("no outcome: answer %d", status)
	}
	j.look("no outcome")
	j.tick("Da completare")
	j.write("#f-reason", "Ha la patente?")
	j.press("Registra l'esito")
	j.see("Domanda inviata.", "Ha la patente?")
	j.signOut()
}

// answer is the sender's, with a file.
func (j referralJourney) answer(at string) {
	j.t.Helper()
	j.signIn("referrer", "/segnalazioni")
	j.see("serve la tua risposta")
	j.goTo(at)
	j.see("Ha la patente?", "Il coordinamento")
	j.look("question")
	if status := j.press("Rispondi"); status != 422 {
		j.t.Errorf("an empty answer: %d", status)
	}
	j.write("#f-text", "Sì, la patente B.")
	j.do(chromedp.SetUploadFiles("#f-files", []string{j.letter}))
	j.press("Rispondi")
	j.see("Risposta inviata.", "Sì, la patente B.")
	j.look("answered")
	j.signOut()
}

// bringToTeam is the coordinator's outcome; the case then stands on the waiting list.
func (j referralJourney) bringToTeam(at string) {
	j.t.Helper()
	j.signIn("coordinator", "/segnalazioni")
	j.goTo(at)
	j.see("Sì, la patente B.")
	j.tick("Porta in équipe")
	j.write("#f-reason", "Bisogni di lavoro e casa insieme.")
	j.press("Registra l'esito")
	j.see("Esito registrato.", "Porta in équipe")
	j.look("outcome")
	j.goTo("/attesa")
	j.see("Esempi Andrea", "Da mettere all'ordine del giorno")
	j.look("waiting list")
	j.signOut()
}

// readAnswer is what the sender finds in the end.
func (j referralJourney) readAnswer(at string) {
	j.t.Helper()
	j.signIn("referrer", "/segnalazioni")
	j.see("Porta in équipe")
	j.look("own list")
	j.press("Esempi Andrea")
	j.see("La segnalazione va all'équipe.", "Bisogni di lavoro e casa insieme.")
	for _, hidden := range []string{"Apri il caso", "Succederà questo", "archivio", "fascicolo"} {
		if strings.Contains(j.words(), hidden) {
			j.t.Errorf("the sender reads %q", hidden)
		}
	}
	if j.at() != at {
		j.t.Errorf("the list leads to %s, not %s", j.at(), at)
	}
	j.look("answer")
}

// referrals leaves a referral in each state: to be answered, waiting for its sender, answered, and one from somebody of whom the archive
// holds a likely twin.
type referrals struct{ waits, asked, answered, typed string }

func (f *fixture) referrals() referrals {
	f.t.Helper()
	send := func(family, given, born string) string {
		me := f.as("referrer")
		at := me.post("/segnalazioni/nuova", "once", me.hidden("/segnalazioni/nuova", "once"), "family_name", family, "given_name", given, "birth_date", born,
			"municipality", "Uzzano", "phone", "333 000 9469", "language", "italiano", "reason", "Senza lavoro da due anni, esperienza in vivaio. Cerca un posto all'aperto.",
			"person_words", "Vorrei lavorare con le piante.", "needs", "LAVORO", "need_LAVORO", "lavora a ore, senza contratto stabile", "needs", "FAMIGLIA",
			"need_FAMIGLIA", "si occupa della madre", "services", "CPI", "services", "ADI", "asked", "Un tirocinio in agricoltura e un aiuto per la madre.",
			"informed", "agrees", "informed_on", "20/11/2026", "urgency", "urgent", "urgency_reason", "Lascia la casa a dicembre.")
		return strings.TrimPrefix(at, "/segnalazioni/")
	}
	assess := func(id, outcome, reason, advice string) {
		page := "/segnalazioni/" + id
		she := f.as("coordinator")
		she.post(page+"/esito", "version", she.hidden(page, "version"), "outcome", outcome, "reason", reason, "advice", advice)
	}
	given, family := f.find("SELECT given_name FROM person WHERE zone = $1 ORDER BY id LIMIT 1"), f.find("SELECT family_name FROM person WHERE zone = $1 ORDER BY id LIMIT 1")
	r := referrals{waits: send(family, given, ""), asked: send("Inventati", "Bruna", "13/8/63"), answered: send("Finti", "Carlo", "3/12/1980")}
	assess(r.asked, "to_complete", "Ha la patente? Può spostarsi in autobus?", "")
	assess(r.answered, "other_service", "Il bisogno è solo di lavoro.", "Centro per l'impiego di Pescia, sportello del mattino.")
	twin := f.find("SELECT id FROM person WHERE zone = $1 ORDER BY id LIMIT 1")
	sent := f.find("SELECT person_id FROM referral_sheet WHERE zone = $1 AND id = $2", r.waits)
	her := f.as("secretary")
	at := her.post("/segnalazioni/nuova", "once", her.hidden("/segnalazioni/nuova", "once"), "family_name", family, "given_name", given, "channel", "pec",
		"received_on", "5/11/2026", "sender_body", "Cooperativa Filo Verde", "sender_name", "Irene Mori", "reason", "Vive sola con due figli.", "asked",
		"Un percorso unico.", "informed", "not_yet", "urgency", "ordinary", "twin", "nessuna", "seen", twin, "seen", sent)
	r.typed = strings.TrimPrefix(at, "/segnalazioni/")
	return r
}

// referralPages are the pages of referrals, with something to show, with nothing, and with what was wrong.
func (f *fixture) referralPages() []visit {
	r := f.referrals()
	like := func(b *browser) { // a likely twin, while typing
		b.goTo("/segnalazioni/nuova")
		b.write("#f-family_name", f.find("SELECT family_name FROM person WHERE zone = $1 ORDER BY id LIMIT 1"))
		b.write("#f-given_name", f.find("SELECT given_name FROM person WHERE zone = $1 ORDER BY id LIMIT 1"))
		b.await(".twin input[type=radio]")
	}
	return []visit{
		{route: "/segnalazioni", user: "secretary", path: "/segnalazioni"},
		{route: "/segnalazioni", user: "secretary", path: "/segnalazioni?stato=in-ritardo"},
		{route: "/segnalazioni", user: "referrer", path: "/segnalazioni"},
		{route: "/segnalazioni", user: "referrer", path: "/segnalazioni?stato=in-attesa"},
		{route: "/segnalazioni/nuova", user: "referrer", path: "/segnalazioni/nuova"},
		{route: "/segnalazioni/nuova", user: "coordinator", path: "/segnalazioni/nuova"},
		{route: "/segnalazioni/nuova", user: "secretary", way: like},
		{route: "/segnalazioni/{id}", user: "referrer", path: "/segnalazioni/" + r.waits},
		{route: "/segnalazioni/{id}", user: "referrer", path: "/segnalazioni/" + r.asked},
		{route: "/segnalazioni/{id}", user: "referrer", path: "/segnalazioni/" + r.answered},
		{route: "/segnalazioni/{id}", user: "coordinator", path: "/segnalazioni/" + r.waits},
		{route: "/segnalazioni/{id}", user: "coordinator", path: "/segnalazioni/" + r.typed},
		{route: "/segnalazioni/{id}", user: "coordinator", path: "/segnalazioni/" + r.asked},
		{route: "/segnalazioni/{id}", user: "secretary", path: "/segnalazioni/" + r.asked},
		{route: "/attesa", user: "coordinator", path: "/attesa"},
		{route: "/attesa", user: "coordinator", path: "/attesa?perche=non-discussi"},
	}
}

// await waits for something that script brings.
func (b *browser) await(selector string) {
	b.t.Helper()
	b.do(chromedp.WaitVisible(selector))
}

// TestReferralPages looks at the pages of referrals.
func TestReferralPages(t *testing.T) {
	f := &fixture{world: newWorld(t, 60)}
	b := open(t, f.world, 1366)
	for n, v := range f.referralPages() {
		b.become(v.user)
		b.inspect(n, v)
	}
}
