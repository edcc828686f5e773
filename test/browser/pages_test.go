package browser

import (
	"fmt"
	"net/http"
	"slices"
	"strings"
	"testing"

	"github.com/chromedp/chromedp"
	"github.com/chromedp/chromedp/kb"

	"siil/internal/demo"
)

// visit is one look at a page: the route that it proves, who looks, and what leads there. Way does more than go to the path.
type visit struct {
	route, user, path string
	way               func(b *browser)
	status            int64 // 200 when 0
}

func (v visit) name() string { return v.route + " (" + v.user + ")" }

// files are the routes that answer with something else than a page.
func (f *fixture) files() []visit {
	return append(slices.Concat(f.referralFiles(), f.sittingFiles(f.sits), f.planFiles(), f.documentFiles(), f.overviewFiles()), []visit{
		{route: "/casi/esporta.xlsx", user: "coordinator", path: "/casi/esporta.xlsx"},
		{route: "/elenchi-di-esempio/{nome}", user: "secretary", path: "/elenchi-di-esempio/esempio-equipe.csv"},
		{route: "/importazioni/{id}/scarti", user: "secretary", path: "/importazioni/" + f.checked + "/scarti"},
		{route: "/aiuto/figure/{figura}", user: "tutor", path: "/aiuto/figure/oggi.png"},
		{route: "/profilo/secondo-fattore/immagine", user: "tutor", path: "/profilo/secondo-fattore/immagine"},
		{route: "/allegati/{slot}/{id}/miniatura"}, // of one's own file that waits: the tests of its room read it
		{route: "/calendario/{file}"},              // its address is a secret that a page shows once: the tests of its room read it
		{route: "/entra/secondo-fattore/immagine"}, // the page that shows it complains when it is not there
	}...)
}

// visits are all the pages, with something to show, with nothing, and after what was wrong.
func (f *fixture) visits() []visit {
	all := slices.Concat(f.ownPages(), f.casePages(), f.assessmentPages(), f.planPages(), f.formPages(), f.importPages(), f.referralPages(), f.sittingPages(f.sits), f.administration(), f.helpPages(), f.documentPages(), f.overviewPages())
	return append(all, f.wrongs()...)
}

func (f *fixture) ownPages() []visit {
	signIn := func(email, password string) func(b *browser) {
		return func(b *browser) {
			b.goTo("/entra")
			b.write("#f-email", email)
			b.write("#f-password", password)
			b.press("Entra")
		}
	}
	return []visit{
		{route: "/entra", path: "/entra"},
		{route: "/entra/codice", path: "/entra/codice", way: signIn(f.users["director"].Email, demo.Password)},
		{route: "/entra/password", path: "/entra/password", way: signIn(mustChange+"@comune.example", f.oneTime)},
		{route: "/entra/secondo-fattore", path: "/entra/secondo-fattore", way: signIn(noFactor+"@comune.example", demo.Password)},
		{route: "/oggi", user: "social-worker", path: "/oggi"},
		{route: "/oggi", user: "coordinator", path: "/oggi"},
		{route: "/oggi", user: "secretary", path: "/oggi"},
		{route: "/oggi", user: "referrer", path: "/oggi"},
		{route: "/oggi", user: "administrator", path: "/oggi"},
		{route: "/profilo", user: "social-worker", path: "/profilo"},
		{route: "/profilo/password", user: "social-worker", path: "/profilo/password"},
		{route: "/profilo/secondo-fattore", user: "social-worker", path: "/profilo/secondo-fattore"},
		{route: "/profilo/codici", user: "social-worker", path: "/profilo/codici"},
		{route: "/profilo/sessioni", user: "social-worker", path: "/profilo/sessioni"},
		{route: "/profilo/token", user: "social-worker", path: "/profilo/token"},
		{route: "/profilo/notifiche", user: "coordinator", path: "/profilo/notifiche"},
		{route: "/attivita", user: "social-worker", path: "/attivita"},
		{route: "/attivita", user: "coordinator", path: "/attivita?di=" + f.account("social-worker") + "&quando=in-ritardo"},
		{route: "/attivita", user: "secretary", path: "/attivita"},
		{route: "/profilo/calendario", user: "social-worker", path: "/profilo/calendario"},
		{route: "/profilo/calendario", user: "coordinator", way: func(b *browser) {
			b.goTo("/profilo/calendario")
			b.press("Crea l'indirizzo")
		}},
		{route: "/amministrazione/posta", user: "administrator", way: func(b *browser) {
			b.goTo("/amministrazione/posta")
			b.press("Manda una prova")
		}},
		{route: "/amministrazione/collegamenti", user: "administrator", way: func(b *browser) {
			b.goTo("/amministrazione/collegamenti")
			b.write("#f-url", "https://altro.example/siil")
			b.tick("Una segnalazione ha una risposta")
			b.press("Aggiungi il collegamento")
		}},
		{route: "/conferma-identita", user: "social-worker", path: "/conferma-identita?next=/profilo/token"},
		{route: "/accessibilita", path: "/accessibilita"},
		{route: "/privacy", path: "/privacy"},
	}
}

func (f *fixture) casePages() []visit {
	mine := "/casi/" + f.mine
	return []visit{
		{route: "/ricerca", user: "coordinator", path: "/ricerca"},
		{route: "/ricerca", user: "coordinator", way: func(b *browser) {
			b.goTo("/oggi")
			b.write("#bar-q", "co")
			b.leads(chromedp.SendKeys("#bar-q", "\r"))
		}},
		{route: "/ricerca", user: "secretary", path: "/ricerca?parole=scaduta"},
		{route: "/casi", user: "coordinator", path: "/casi"},
		{route: "/casi", user: "social-worker", path: "/casi?mio=1&stato=IN_ATTUAZIONE"},
		{route: "/casi", user: "health-worker", path: "/casi?mio=1&stato=RINVIATA"}, // nothing
		{route: "/casi/elenchi", user: "social-worker", path: "/casi/elenchi"},
		{route: "/casi/elenchi", user: "secretary", path: "/casi/elenchi"}, // none
		{route: "/casi/passaggi", user: "coordinator", path: "/casi/passaggi?da=" + f.account("social-worker") + "&a=" + f.account("social-worker-2")},
		{route: "/casi/passaggi/esito", user: "coordinator", way: func(b *browser) {
			b.goTo("/casi/passaggi?da=" + f.account("social-worker-4") + "&a=" + f.account("social-worker-2"))
			b.write("#f-reason", "Va in maternità.")
			b.leads(chromedp.Click(`main form[method=post] button[type=submit]`))
		}},
		{route: "/casi/nuovo", user: "secretary", path: "/casi/nuovo"},
		{route: "/casi/{id}", user: "social-worker", path: mine},
		{route: "/casi/{id}", user: "coordinator", path: "/casi/" + f.offered},
		{route: "/casi/{id}", user: "coordinator", path: "/casi/" + f.resting},
		{route: "/casi/{id}", user: "coordinator", path: "/casi/" + f.closed},
		{route: "/casi/{id}", user: "social-worker-3", path: "/casi/" + f.strange},
		{route: "/casi/{id}/persona", user: "social-worker", path: mine + "/persona"},
		{route: "/casi/{id}/passi", user: "social-worker", path: mine + "/passi"},
		{route: "/casi/{id}/passi", user: "coordinator", path: "/casi/" + f.closed + "/passi"}, // nothing to add
		{route: "/casi/{id}/passi/{n}", user: "social-worker", path: mine + "/passi/" + f.step},
		{route: "/casi/{id}/squadra", user: "coordinator", path: mine + "/squadra"},
		{route: "/casi/{id}/accessi", user: "social-worker", path: mine + "/accessi"},
		{route: "/casi/accessi-motivati", user: "coordinator", path: "/casi/accessi-motivati"},
		{route: "/casi/accessi-motivati", user: "coordinator", path: "/casi/accessi-motivati?voce=" + f.glass},
	}
}

// formPages are the pages of one form about a case.
func (f *fixture) formPages() []visit {
	mine := "/casi/" + f.mine
	return []visit{
		{route: "/casi/{id}/motivo", user: "social-worker-4", path: "/casi/" + f.strange + "/motivo"},
		{route: "/casi/{id}/note/{n}/correggi", user: "social-worker", path: mine + "/note/" + f.note + "/correggi"},
		{route: "/casi/{id}/data", user: "social-worker", path: mine + "/data"},
		{route: "/casi/{id}/stato", user: "social-worker", path: mine + "/stato"},
		{route: "/casi/{id}/stato", user: "social-worker", way: func(b *browser) {
			b.goTo(mine + "/stato")
			b.leads(chromedp.Click("main .rows a"))
		}},
		{route: "/casi/{id}/sospendi", user: "social-worker", path: mine + "/sospendi"},
		{route: "/casi/{id}/riprendi", user: "coordinator", path: "/casi/" + f.resting + "/riprendi"},
		{route: "/casi/{id}/chiudi", user: "social-worker", path: mine + "/chiudi"},
		{route: "/casi/{id}/chiusura", user: "coordinator", path: "/casi/" + f.ended.lacking + "/chiusura"},
		{route: "/casi/{id}/follow-up/{f}", user: "coordinator", path: "/casi/" + f.ended.followed + "/follow-up/" + f.ended.followUp},
		{route: "/casi/{id}/sintesi", user: "social-worker", path: mine + "/sintesi"},
		{route: "/casi/{id}/sintesi", user: "social-worker", way: func(b *browser) {
			b.goTo(mine + "/sintesi")
			b.write("#f-to", "Équipe di Pistoia")
			b.write("#f-why", "Si trasferisce.")
			b.tick("Progetto")
			b.press("Scrivi la sintesi")
		}},
		{route: "/casi/{id}/riapri", user: "coordinator", path: "/casi/" + f.closed + "/riapri"},
		{route: "/casi/{id}/passa", user: "social-worker", path: mine + "/passa"},
		{route: "/casi/{id}/passa", user: "social-worker", path: "/casi/" + f.offered + "/passa"},
		{route: "/casi/{id}/passaggio", user: "social-worker-2", path: "/casi/" + f.offered + "/passaggio"},
		{route: "/casi/{id}/unisci", user: "coordinator", path: mine + "/unisci"},
	}
}

func (f *fixture) importPages() []visit {
	return []visit{
		{route: "/importazioni", user: "secretary", path: "/importazioni"},
		{route: "/importazioni/dubbie", user: "secretary", path: "/importazioni/dubbie"},
		{route: "/importazioni/{id}", user: "secretary", path: "/importazioni/" + f.done},
		{route: "/importazioni/{id}/colonne", user: "secretary", path: "/importazioni/" + f.read + "/colonne"},
		{route: "/importazioni/{id}/righe", user: "secretary", path: "/importazioni/" + f.checked + "/righe"},
		{route: "/importazioni/{id}/righe", user: "secretary", path: "/importazioni/" + f.checked + "/righe?esito=same"}, // none
		{route: "/importazioni/{id}/righe", user: "secretary", path: "/importazioni/" + f.done + "/righe"},
	}
}

func (f *fixture) administration() []visit {
	users := "/amministrazione/utenti"
	one := users + "/" + f.account("social-worker-4")
	return []visit{
		{route: "/amministrazione", user: "administrator", path: "/amministrazione"},
		{route: "/amministrazione/utenti", user: "administrator", path: users},
		{route: "/amministrazione/utenti/nuovo", user: "administrator", path: users + "/nuovo"},
		{route: "/amministrazione/utenti/{id}", user: "administrator", path: one},
		{route: "/amministrazione/utenti/{id}/ruoli", user: "administrator", path: one + "/ruoli"},
		{route: "/amministrazione/utenti/{id}/disabilita", user: "administrator", path: one + "/disabilita"},
		{route: "/amministrazione/utenti/{id}/password", user: "administrator", path: one + "/password"},
		{route: "/amministrazione/utenti/{id}/secondo-fattore", user: "administrator", path: one + "/secondo-fattore"},
		{route: "/amministrazione/conferme", user: "coordinator", path: "/amministrazione/conferme"},
		{route: "/amministrazione/registro", user: "auditor", path: "/amministrazione/registro"},
		{route: "/amministrazione/registro/verifica", user: "auditor", path: "/amministrazione/registro/verifica"},
		{route: "/amministrazione/registro/destinatari", user: "administrator", path: "/amministrazione/registro/destinatari"},
	}
}

// wrongs are forms sent as they stand: they come back with a summary that has the focus. And what is not there.
func (f *fixture) wrongs() []visit {
	mine := "/casi/" + f.mine
	sent := func(path string) func(b *browser) {
		return func(b *browser) {
			b.goTo(path)
			b.leads(chromedp.Click(`main form[method=post] button[type=submit].btn-primary`))
		}
	}
	out := []visit{{route: "404", user: "social-worker", path: "/casi/nessuno", status: 404}, {route: "404", path: "/nessuna", status: 404}}
	for _, v := range []visit{{user: "", path: "/entra"}, {user: "social-worker", path: mine}, {user: "social-worker", path: mine + "/passa"},
		{user: "social-worker", path: mine + "/passi"}, {user: "social-worker", path: mine + "/sospendi"}, {user: "social-worker", path: mine + "/chiudi"}, {user: "social-worker", path: mine + "/sintesi"}, {user: "social-worker-4", path: "/casi/" + f.strange + "/motivo"},
		{user: "secretary", path: "/casi/nuovo"}, {user: "referrer", path: "/segnalazioni/nuova"}, {user: "secretary", path: "/segnalazioni/nuova"},
		{user: "coordinator", path: "/segnalazioni/" + f.refs.waits}, {user: "referrer", path: "/segnalazioni/" + f.refs.asked}, {user: "secretary", path: "/importazioni"}, {user: "social-worker", path: "/profilo/password"},
		{user: "administrator", path: "/amministrazione/utenti/nuovo"}} {
		out = append(out, visit{route: "wrong " + v.path, user: v.user, way: sent(v.path), status: 422})
	}
	return out
}

// TestPages opens every page of the program as somebody who may, on a desk and on telephones.
func TestPages(t *testing.T) {
	f := newFixture(newWorld(t, 120))
	b := open(t, f.world, 1366)
	visits, files := f.visits(), f.files()
	f.needEvery(visits, files)
	for _, v := range files {
		f.fetch(v)
	}
	user := ""
	for n, v := range visits {
		if v.user != user || v.user == "" {
			b.become(v.user)
			user = v.user
		}
		b.inspect(n, v)
	}
}

// needEvery fails for a page that nobody looks at.
func (f *fixture) needEvery(lists ...[]visit) {
	f.t.Helper()
	seen := map[string]bool{}
	for _, v := range slices.Concat(lists...) {
		seen[v.route] = true
	}
	for _, r := range f.routes {
		if r.Method == http.MethodGet && !seen[r.Path] {
			f.t.Errorf("no visit looks at %s", r.Path)
		}
	}
}

// fetch wants a file, not a page.
func (f *fixture) fetch(v visit) {
	f.t.Helper()
	if v.path == "" {
		return
	}
	r, err := f.as(v.user).http.Get(f.url + v.path)
	if err != nil {
		f.t.Fatal(err)
	}
	r.Body.Close()
	if kind := r.Header.Get("Content-Type"); r.StatusCode != http.StatusOK || strings.HasPrefix(kind, "text/html") {
		f.t.Errorf("%s: %d %s", v.name(), r.StatusCode, kind)
	}
}

// inspect comes to a page and holds it against what every page promises.
func (b *browser) inspect(n int, v visit) {
	b.t.Helper()
	name := v.name()
	b.do(chromedp.EmulateViewport(1366, 768))
	status := int64(0)
	if v.way != nil {
		v.way(b)
		status = ask[int64](b, `performance.getEntriesByType("navigation")[0].responseStatus`)
	} else {
		status = b.goTo(v.path)
	}
	want := v.status
	if want == 0 {
		want = http.StatusOK
	}
	if status != want {
		b.t.Errorf("%s: answer %d at %s: %.300s", name, status, b.at(), b.words())
		return
	}
	b.shape(name)
	if want == http.StatusUnprocessableEntity {
		if !ask[bool](b, `document.activeElement.id === "errors"`) {
			b.t.Errorf("%s: the summary of what is wrong has not the focus", name)
		}
	} else {
		b.keyboard(name)
	}
	for _, width := range []int64{1366, 390, 320} {
		b.do(chromedp.EmulateViewport(width, 768))
		b.fits(fmt.Sprintf("%s at %d", name, width), width)
		b.judge(fmt.Sprintf("%s at %d", name, width))
		b.show(name, n, width)
	}
	b.quiet(name)
}

// shape is one heading, a title that says the page and the program, one filled button at most.
func (b *browser) shape(name string) {
	b.t.Helper()
	if n := ask[int](b, `document.querySelectorAll("h1").length`); n != 1 {
		b.t.Errorf("%s has %d headings of the first level", name, n)
	}
	if title := ask[string](b, `document.title`); len(title) < 8 || !strings.Contains(title, "SIIL") {
		b.t.Errorf("%s is titled %q", name, title)
	}
	if n := ask[int](b, `[...document.querySelectorAll("main .btn-primary")].filter(e=>e.checkVisibility()).length`); n > 1 {
		b.t.Errorf("%s has %d filled buttons", name, n)
	}
	if lost := ask[string](b, `document.body.innerText.match(/%!|\{\{|\bundefined\b|\bnull\b/)?.[0] ?? ""`); lost != "" {
		b.t.Errorf("%s shows %q", name, lost)
	}
}

// keyboard goes by the skip link to the first thing that can be done on the page.
func (b *browser) keyboard(name string) {
	b.t.Helper()
	can := ask[bool](b, `document.activeElement === document.body &&
		[...document.querySelectorAll("main a[href],main button,main input:not([type=hidden]),main select,main textarea,main summary")].some(e=>e.checkVisibility()&&e.tabIndex>=0)`)
	if !can {
		return
	}
	b.do(chromedp.KeyEvent(kb.Tab), chromedp.KeyEvent(kb.Enter), chromedp.KeyEvent(kb.Tab))
	if !ask[bool](b, `document.activeElement.closest("main") !== null && document.activeElement.id !== "main"`) {
		b.t.Errorf("%s: Tab, Enter, Tab comes to %s", name, ask[string](b, `document.activeElement.outerHTML.slice(0,200)`))
	}
	if !ask[bool](b, `(s=>s.outlineStyle!=="none"||s.boxShadow!=="none")(getComputedStyle(document.activeElement))`) {
		b.t.Errorf("%s: the focus cannot be seen on %s", name, ask[string](b, `document.activeElement.outerHTML.slice(0,200)`))
	}
}

// fits wants nothing wider than the screen.
func (b *browser) fits(name string, width int64) {
	b.t.Helper()
	if w := ask[int64](b, `document.documentElement.scrollWidth`); w > width {
		b.t.Errorf("%s is %d wide: %v", name, w, ask[[]string](b, fmt.Sprintf(
			`[...document.querySelectorAll("body *")].filter(e=>e.getBoundingClientRect().right>%d&&!e.closest(".scroll *,svg")).slice(0,6).map(e=>e.tagName+"."+e.className)`, width)))
	}
}
