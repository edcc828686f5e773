package browser

import (
	"context"
	"fmt"
	"io"
	"log/slog"
	"net"
	"net/http/httptest"
	"slices"
	"strings"
	"sync"
	"testing"
	"time"

	"github.com/chromedp/chromedp"
	"github.com/chromedp/chromedp/kb"

	"siil/internal/app"
)

// within is how soon the others see a change.
const within = 2 * time.Second

// TestSitting holds a sitting with two browsers at once: called, opened, written together, a line that is cut, a server that starts anew, a
// decision, the minutes approved by those who were there.
func TestSitting(t *testing.T) {
	w := newWorld(t, 240)
	first, second := newWire(t, w), newWire(t, w)
	a, b := open(t, w, 1366), openBeside(t, w, 1366)
	j := sittingJourney{a: a, b: b, wa: first, wb: second, one: w.account("social-worker"), two: w.account("employment-officer")}
	a.become("coordinator")
	b.become("social-worker")
	j.convene()
	j.prepare()
	j.begin()
	j.writeTogether()
	j.collide()
	j.cut()
	j.restart()
	j.decide()
	j.closeIt()
	j.approve()
	a.forgive("net::ERR_")
	a.quiet("coordinator")
}

// forgive leaves out what the console says of a line that the test itself has cut.
func (b *browser) forgive(words string) {
	b.mu.Lock()
	defer b.mu.Unlock()
	b.wrong = slices.DeleteFunc(b.wrong, func(x string) bool { return strings.Contains(x, words) })
}

// sittingJourney is one sitting: the coordinator in browser a, a social worker in browser b, each behind a wire of its own.
type sittingJourney struct {
	a, b     *browser
	wa, wb   *wire
	one, two string // accounts
	at       string // path of the sitting
}

// convene cancels the sitting that the invented zone has called, so that its cases wait again, and calls another by the form.
func (j *sittingJourney) convene() {
	t := j.a.t
	t.Helper()
	called := j.a.w.find("SELECT id FROM sitting WHERE zone = $1 AND state = 'convened' ORDER BY on_day LIMIT 1")
	j.a.go2(j.wa, "/sedute/"+called+"/annulla")
	j.a.write("#f-why", "Manca la sala.")
	j.a.leads(chromedp.Click(`main form button[type=submit]`))
	j.a.see("Seduta annullata.", "casi aspettano l'équipe")
	j.a.look2("list of sittings")
	j.a.press("Convoca una seduta")
	j.a.set("#f-date", "24/11/2026")
	j.a.set("#f-place", "Sala riunioni")
	only := fmt.Sprintf(`[...document.querySelectorAll("input[name=members]")].forEach(e=>e.checked=[%q,%q,%q].includes(e.value))`, j.one, j.two, j.a.w.account("coordinator"))
	_ = ask[any](j.a, only+";0")
	j.a.choose("#f-recorder", j.a.w.users["coordinator"].Name)
	_ = ask[any](j.a, `[...document.querySelectorAll("input[name=agenda]:checked")].slice(3).forEach(e=>e.click());0`)
	j.a.look2("form of a sitting")
	j.a.press("Convoca la seduta")
	j.a.see("Seduta convocata. Gli inviti partono adesso.")
	j.at = j.a.at()
}

// prepare is the social worker's part before: the answer and a question.
func (j *sittingJourney) prepare() {
	j.b.go2(j.wb, j.at)
	j.b.see("Vieni alla seduta?", "Che cosa devi preparare")
	j.b.press("Vengo")
	j.b.see("Hai risposto che vieni.")
	j.b.go2(j.wb, j.at+"/caso/1")
	j.b.write("#f-text", "Chi sente il CPI prima di gennaio?")
	j.b.press("Salva la domanda")
	j.b.see("Domanda salvata.")
	j.b.look2("preparing a case")
	j.b.go2(j.wb, j.at)
	j.b.look2("one sitting")
}

func (j *sittingJourney) begin() {
	j.a.go2(j.wa, j.at)
	j.a.press("Apri la seduta")
	j.a.press("Apri la seduta")
	j.a.see("Seduta in corso, caso 1 di 3", "Chi sente il CPI prima di gennaio?", "Numero legale")
	j.b.go2(j.wb, j.at+"/caso/1")
	j.b.see("Seduta in corso, caso 1 di 3")
	j.a.look2("live page")
}

// writeTogether types in one browser and looks in the other.
func (j *sittingJourney) writeTogether() {
	j.b.write("#f-note", "Si concorda sul percorso.")
	typed := time.Now()
	j.a.awaits(within, `document.querySelector("#f-note").value.includes("Si concorda sul percorso.")`)
	j.a.awaits(within, `document.body.innerText.includes("sta scrivendo la nota")`)
	if took := time.Since(typed); took > 2*within {
		j.a.t.Errorf("the note came after %v", took)
	}
	if !ask[bool](j.a, `document.querySelector("#f-note").readOnly`) {
		j.a.t.Error("a note that somebody writes can be written over")
	}
	j.a.tick("Presa in carico")
	j.b.awaits(within, `document.querySelector("input[name=decision][value=taken_in_charge]").checked`)
	_ = ask[any](j.b, `document.activeElement.blur();0`)
	j.a.awaits(within, `!document.querySelector("#f-note").readOnly`)
}

// collide lets both write in the same field while neither sees the other: nobody's words are lost.
func (j *sittingJourney) collide() {
	j.wb.cut()
	j.b.write("#f-note", " La lettera parte domani.")
	j.a.set("#f-note", "Si concorda sul percorso. Il CPI verifica il corso.")
	time.Sleep(within) // the coordinator's words are saved by now
	j.b.awaits(30*time.Second, `document.body.innerText.includes("La connessione è caduta")`)
	j.wb.mend()
	if note := ask[string](j.a, `document.querySelector("#f-note").value`); note != "Si concorda sul percorso. Il CPI verifica il corso." {
		j.a.t.Fatalf("the coordinator's note is %q", note)
	}
	j.b.awaits(30*time.Second, `document.querySelector("[data-conflict]") !== null`)
	j.b.see("La lettera parte domani.", "Il CPI verifica il corso.")
	j.b.do(chromedp.Click(`[data-keep=both]`))
	j.a.awaits(5*time.Second, `document.querySelector("#f-note").value.includes("La lettera parte domani.") && document.querySelector("#f-note").value.includes("Il CPI verifica il corso.")`)
}

// cut takes the line away for some seconds while somebody types: the words stay in the page and arrive.
func (j *sittingJourney) cut() {
	j.wb.cut()
	j.b.write("[data-row] input", "Primo colloquio congiunto")
	j.b.awaits(30*time.Second, `document.body.innerText.includes("La connessione è caduta")`)
	time.Sleep(3 * time.Second)
	if ask[string](j.b, `document.querySelector("[data-row] input").value`) != "Primo colloquio congiunto" {
		j.b.t.Error("a lost line takes what was typed")
	}
	j.wb.mend()
	j.a.awaits(30*time.Second, `document.querySelector("[data-row] input").value === "Primo colloquio congiunto"`)
	_ = ask[any](j.b, `document.activeElement.blur();0`)
	j.a.awaits(within, `document.querySelector("[data-field=steps]").dataset.held === undefined`)
}

// restart ends the server and starts another on the same data.
func (j *sittingJourney) restart() {
	stop := j.wa.w.serveAnew(j.wa, j.wb)
	j.a.t.Cleanup(stop)
	j.b.awaits(30*time.Second, `document.querySelector("#f-note").value.includes("Il CPI verifica il corso.")`)
	j.a.set("#f-note", "Si concorda sul percorso, fino a marzo.")
	j.b.awaits(30*time.Second, `document.querySelector("#f-note").value === "Si concorda sul percorso, fino a marzo."`)
}

func (j *sittingJourney) decide() {
	j.a.choose("#f-case_manager", j.a.w.users["social-worker"].Name)
	j.a.set("[data-row] input[data-key=who_words]", j.a.w.users["social-worker"].Name)
	j.a.set("[data-row] input[data-key=due]", "04/12/2026")
	j.a.leads(chromedp.KeyEvent(kb.Enter, chromedp.KeyModifiers(2)))
	j.a.see("Decisione registrata.", "Seduta in corso, caso 2 di 3")
	j.b.awaits(5*time.Second, `document.body.innerText.includes("scritta da") && document.body.innerText.includes("Presa in carico")`)
	j.b.see("Adesso si parla del caso 2")
	j.a.press("Rinvia")
	j.a.see("sarà il primo della prossima seduta")
}

func (j *sittingJourney) closeIt() {
	j.a.press("Chiudi la seduta")
	j.a.press("Chiudi la seduta")
	j.a.see("Seduta chiusa.", "Si concorda sul percorso, fino a marzo.", "Primo colloquio congiunto", "Non deciso")
	j.a.look2("minutes")
}

func (j *sittingJourney) approve() {
	officer := j.a.w.as("employment-officer")
	officer.post(j.at + "/verbale/approvazione")
	for b, wire := range map[*browser]*wire{j.a: j.wa, j.b: j.wb} {
		b.go2(wire, j.at+"/verbale/approva")
		b.see("Approvi il verbale?")
		b.press("Approva il verbale")
		b.see("Hai approvato il verbale.")
	}
	j.a.go2(j.wa, j.at+"/verbale")
	j.a.see("Approvato da tutti i presenti")
	if strings.Contains(j.a.words(), "Approva il verbale") {
		j.a.t.Error("approved minutes can be approved again")
	}
}

// openBeside opens a second browser: a tab behind another would take no keys.
func openBeside(t *testing.T, w *world, width int64) *browser {
	t.Helper()
	alloc, end := chromedp.NewExecAllocator(context.Background(), append(chromedp.DefaultExecAllocatorOptions[:], chromedp.ExecPath(chromium), chromedp.NoSandbox)...)
	t.Cleanup(end)
	ctx, stop := chromedp.NewContext(alloc)
	t.Cleanup(stop)
	if err := chromedp.Do(ctx, chromedp.Navigate("about:blank"), chromedp.EmulateViewport(width, 768)); err != nil {
		t.Fatal(err)
	}
	return &browser{t: t, w: w, ctx: ctx}
}

// go2 goes to a page through a wire.
func (b *browser) go2(w *wire, path string) {
	b.t.Helper()
	if status := b.leads(chromedp.Navigate("http://" + w.l.Addr().String() + path)); status != 200 {
		b.t.Fatalf("%s: answer %d: %.500s", path, status, b.words())
	}
}

// look2 judges a page at the widths of a desk and of telephones.
func (b *browser) look2(name string) {
	b.t.Helper()
	for i, width := range []int64{320, 390, 1366} {
		b.do(chromedp.EmulateViewport(width, 768))
		b.fits(fmt.Sprintf("%s at %d", name, width), width)
		b.judge(fmt.Sprintf("%s at %d", name, width))
		b.show(name, i, width)
	}
}

// set writes into a field in place of what is there, as a person does who marks it all first.
func (b *browser) set(field, words string) {
	b.t.Helper()
	b.do(chromedp.Focus(field))
	_ = ask[any](b, fmt.Sprintf(`document.querySelector(%q).select();0`, field))
	b.do(chromedp.KeyEvent(words))
}

// awaits waits until a line of script is true.
func (b *browser) awaits(limit time.Duration, js string) {
	b.t.Helper()
	for end := time.Now().Add(limit); ; time.Sleep(50 * time.Millisecond) {
		if ask[bool](b, js) {
			return
		}
		if time.Now().After(end) {
			b.t.Fatalf("after %v on %s not %s: %.2500s", limit, b.at(), js, b.words())
		}
	}
}

// wire is the line between a browser and the server: it can be cut and mended.
type wire struct {
	w *world
	l net.Listener

	mu   sync.Mutex
	to   string
	down bool
	open map[net.Conn]bool
}

func newWire(t *testing.T, w *world) *wire {
	t.Helper()
	l, err := net.Listen("tcp", "127.0.0.1:0")
	if err != nil {
		t.Fatal(err)
	}
	x := &wire{w: w, l: l, to: strings.TrimPrefix(w.url, "http://"), open: map[net.Conn]bool{}}
	t.Cleanup(func() { l.Close(); x.cut() })
	go x.serve()
	return x
}

func (x *wire) serve() {
	for {
		c, err := x.l.Accept()
		if err != nil {
			return
		}
		go x.join(c)
	}
}

func (x *wire) join(c net.Conn) {
	x.mu.Lock()
	to, down := x.to, x.down
	x.mu.Unlock()
	if down {
		c.Close()
		return
	}
	s, err := net.Dial("tcp", to)
	if err != nil {
		c.Close()
		return
	}
	x.mu.Lock()
	x.open[c], x.open[s] = true, true
	x.mu.Unlock()
	for _, p := range [][2]net.Conn{{c, s}, {s, c}} {
		go func() {
			_, _ = io.Copy(p[0], p[1])
			p[0].Close()
			p[1].Close()
		}()
	}
}

func (x *wire) cut() {
	x.mu.Lock()
	defer x.mu.Unlock()
	x.down = true
	for c := range x.open {
		c.Close()
	}
	x.open = map[net.Conn]bool{}
}

func (x *wire) mend() {
	x.mu.Lock()
	defer x.mu.Unlock()
	x.down = false
}

// serveAnew starts the program once more over the same data and lets the wires lead there; what was served before answers nobody.
func (w *world) serveAnew(wires ...*wire) (stop func()) {
	w.t.Helper()
	for _, x := range wires {
		x.cut()
	}
	a, err := app.New(app.Config{Gate: w.gate, Log: slog.New(slog.NewTextHandler(io.Discard, nil)), Version: "test"})
	if err != nil {
		w.t.Fatal(err)
	}
	s := httptest.NewServer(a.Server.Handler())
	time.Sleep(time.Second)
	for _, x := range wires {
		x.mu.Lock()
		x.to = s.Listener.Addr().String()
		x.mu.Unlock()
		x.mend()
	}
	return func() {
		a.Sittings.EndEvents()
		s.Close()
	}
}
