package browser

import (
	"strings"
	"testing"
	"time"

	"github.com/chromedp/chromedp"
	"github.com/chromedp/chromedp/kb"

	"siil/internal/policy"
)

// helpPages are the pages of help, for somebody and for nobody.
func (f *fixture) helpPages() []visit {
	out := []visit{
		{route: "/aiuto", user: "social-worker", path: "/aiuto"},
		{route: "/aiuto", user: "social-worker", path: "/aiuto?pagina=/casi/{id}"},
		{route: "/aiuto", user: "social-worker", path: "/aiuto?pagina=/niente"},
		{route: "/aiuto", path: "/aiuto"},
		{route: "/aiuto/{testo}", path: "/aiuto/fascicolo"},
		{route: "/aiuto/scorciatoie", user: "social-worker", path: "/aiuto/scorciatoie"},
		{route: "/aiuto/novita", user: "social-worker", path: "/aiuto/novita"},
		{route: "/aiuto/guida/{ruolo}", user: "secretary", path: "/aiuto/guida/" + string(policy.Secretary)},
		{route: "/aiuto/guida/{ruolo}", path: "/aiuto/guida/" + string(policy.Referrer)},
	}
	for _, user := range []string{"social-worker", "coordinator", "secretary", "referrer", "administrator", "director", "auditor"} {
		out = append(out, visit{route: "/aiuto/giro", user: user, path: "/aiuto/giro"})
	}
	return out
}

// TestHelp opens the help over a page without losing what is being written, and without script on a page of its own; the first tour is
// offered until it is closed.
func TestHelp(t *testing.T) {
	f := newFixture(newWorld(t, 120))
	b := open(t, f.world, 1366)
	b.become("social-worker")
	b.goTo("/casi/" + f.mine)
	b.write("#f-text", "Colloquio di oggi")
	b.do(chromedp.Click("footer a[data-help]"))
	b.await("dialog.dialog-help[open]")
	b.see("Scrivere una nota")
	b.judge("help over a page")
	b.do(chromedp.KeyEvent(kb.Escape))
	b.awaits(10*time.Second, `document.querySelector("dialog.dialog-help") === null && document.activeElement.matches("footer a[data-help]")`)
	if left := ask[string](b, `document.querySelector("#f-text").value`); left != "Colloquio di oggi" || b.at() != "/casi/"+f.mine {
		t.Fatalf("after the help: %q at %s", left, b.at())
	}

	b.goTo("/oggi")
	b.see("Prima volta qui?")
	b.press("Fai il giro")
	b.see("1. Parti da Oggi")
	b.press("Chiudi il giro")
	b.see("Giro chiuso")
	if b.at() != "/oggi" || strings.Contains(b.words(), "Prima volta qui?") {
		t.Fatalf("after the tour, at %s: %.600s", b.at(), b.words())
	}
	b.quiet("help")

	b.script(false)
	defer b.script(true)
	b.become("referrer")
	b.goTo("/segnalazioni")
	b.see("Prima volta qui?")
	b.press("Non mostrarlo più")
	if b.at() != "/segnalazioni" || strings.Contains(b.words(), "Prima volta qui?") {
		t.Fatalf("after closing the offer, at %s: %.600s", b.at(), b.words())
	}
	b.leads(chromedp.Click("footer a[data-help]"))
	if b.at() != "/aiuto" {
		t.Fatalf("help without script stands at %s", b.at())
	}
	b.see("Se segnali da fuori")
}
