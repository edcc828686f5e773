package browser

import (
	"bytes"
	"io"
	"mime/multipart"
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
			j.look("own referrals")
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
	j.write("#f-family_name", "Zibaldoni")
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
	j.see("Segnalazione inviata. Risposta entro il 09/12/2026.", "Andrea Zibaldoni", "In attesa di risposta", "relazione.txt")
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
	waits := j.w.find("SELECT COUNT(*) FROM referral_sheet WHERE zone = $1 AND state = 'received'")
	if n := ask[string](j.browser, `document.querySelector(".bar-badge")?.lastChild.textContent.trim() ?? ""`); n != waits {
		j.t.Errorf("the bar counts %q of %s", n, waits)
	}
	j.see("Zibaldoni Andrea", "Da rispondere")
	j.look("list")
	j.press("Zibaldoni Andrea")
	if j.at() != at {
		j.t.Fatalf("the list leads to %s, not %s", j.at(), at)
	}
	j.see("Un tirocinio in agricoltura.", "cerca un posto all'aperto")
	j.look("to be assessed")
	if status := j.press("Registra l'esito"); status != 422 {
		j.t.Errorf("no outcome: answer %d", status)
	}
	j.look("no outcome")
	j.tick("Da completare")
	j.see("Succederà questo", "il termine si ferma fino alla risposta")
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
	row := ask[string](j.browser, `[...document.querySelectorAll("main tbody tr")].find(r=>r.innerText.includes("Zibaldoni Andrea"))?.innerText ?? ""`)
	if !strings.Contains(row, "Da mettere all'ordine del giorno") {
		j.t.Errorf("the waiting list says %q", row)
	}
	j.look("waiting list")
	j.signOut()
}

// readAnswer is what the sender finds in the end.
func (j referralJourney) readAnswer(at string) {
	j.t.Helper()
	j.signIn("referrer", "/segnalazioni")
	j.see("Porta in équipe")
	j.look("own list")
	j.press("Zibaldoni Andrea")
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
	j.goTo("/")
	if j.at() != "/segnalazioni" {
		j.t.Errorf("who only refers comes to %s", j.at())
	}
	if bar := ask[string](j.browser, `[...document.querySelectorAll(".bar-nav a")].map(a=>a.getAttribute("href")).join(" ")`); bar != "/segnalazioni" {
		j.t.Errorf("the bar of who only refers leads to %s", bar)
	}
}

// referrals are a referral in each state: to be answered and of somebody of whom the archive holds a likely twin, waiting for its sender,
// answered, and one that came by mail and is late. file is an address of a file of the first one.
type referrals struct{ waits, asked, answered, typed, file string }

func (f *fixture) referrals() (r referrals) {
	f.t.Helper()
	me, her, she := f.as("referrer"), f.as("secretary"), f.as("coordinator")
	const form = "/segnalazioni/nuova"
	send := func(family, given, born string) string {
		at := me.post(form, "once", me.hidden(form, "once"), "family_name", family, "given_name", given, "birth_date", born,
			"municipality", "Uzzano", "phone", "333 000 9469", "language", "italiano", "reason", "Senza lavoro da due anni, esperienza in vivaio. Cerca un posto all'aperto.",
			"person_words", "Vorrei lavorare con le piante.", "needs", "LAVORO", "need_LAVORO", "lavora a ore, senza contratto stabile", "needs", "FAMIGLIA",
			"need_FAMIGLIA", "si occupa della madre", "services", "CPI", "services", "ADI", "asked", "Un tirocinio in agricoltura e un aiuto per la madre.",
			"informed", "agrees", "informed_on", "20/11/2026", "urgency", "urgent", "urgency_reason", "Lascia la casa a dicembre.")
		return strings.TrimPrefix(at, "/segnalazioni/")
	}
	assess := func(id, outcome, reason, advice string) {
		page := "/segnalazioni/" + id
		she.post(page+"/esito", "version", she.hidden(page, "version"), "outcome", outcome, "reason", reason, "advice", advice)
	}
	me.postFile(form, "relazione.txt", "Ha lavorato tre anni in un vivaio.\n", "once", me.hidden(form, "once"), "do", "file")
	r.waits = send(f.find("SELECT family_name FROM person WHERE zone = $1 ORDER BY id LIMIT 1"), f.find("SELECT given_name FROM person WHERE zone = $1 ORDER BY id LIMIT 1"), "")
	r.file = "/segnalazioni/" + r.waits + "/file/" + f.find("SELECT id FROM attachment WHERE zone = $1 AND subject_id = $2", r.waits)
	r.asked, r.answered = send("Inventati", "Bruna", "13/8/63"), send("Finti", "Carlo", "3/12/1980")
	assess(r.asked, "to_complete", "Ha la patente? Può spostarsi in autobus?", "")
	assess(r.answered, "other_service", "Il bisogno è solo di lavoro.", "Centro per l'impiego di Pescia, sportello del mattino.")
	at := her.post(form, "once", her.hidden(form, "once"), "family_name", "Zuzzurelloni", "given_name", "Ubalda", "channel", "pec", "received_on", "5/11/2026",
		"sender_body", "Cooperativa Filo Verde", "sender_name", "Irene Mori", "reason", "Vive sola con due figli.", "asked", "Un percorso unico.", "informed", "not_yet",
		"urgency", "ordinary")
	r.typed = strings.TrimPrefix(at, "/segnalazioni/")
	return r
}

// postFile sends a form with one file.
func (g *guest) postFile(path, name, content string, pairs ...string) {
	g.w.t.Helper()
	var body bytes.Buffer
	m := multipart.NewWriter(&body)
	var err error
	for i := 0; i+1 < len(pairs) && err == nil; i += 2 {
		err = m.WriteField(pairs[i], pairs[i+1])
	}
	var part io.Writer
	if err == nil {
		part, err = m.CreateFormFile("files", name)
	}
	if err == nil {
		_, err = part.Write([]byte(content))
	}
	if err == nil {
		err = m.Close()
	}
	if err != nil {
		g.w.t.Fatal(err)
	}
	r, err := g.http.Post(g.w.url+path, m.FormDataContentType(), &body)
	if err != nil {
		g.w.t.Fatal(err)
	}
	r.Body.Close()
	if r.StatusCode != 200 {
		g.w.t.Fatalf("POST %s with a file: %d", path, r.StatusCode)
	}
}

// referralFiles are what referrals give to download.
func (f *fixture) referralFiles() []visit {
	return []visit{
		{route: "/segnalazioni/{id}/ricevuta.pdf", user: "referrer", path: "/segnalazioni/" + f.refs.waits + "/ricevuta.pdf"},
		{route: "/segnalazioni/{id}/file/{f}", user: "referrer", path: f.refs.file},
	}
}

// referralPages are the pages of referrals, with something to show, with nothing, and with what was wrong.
func (f *fixture) referralPages() []visit {
	r := f.refs
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
