package browser

import (
	"context"
	"fmt"
	"net/url"
	"os"
	"strings"
	"sync"
	"testing"
	"time"

	"github.com/chromedp/cdproto/cdp"
	"github.com/chromedp/cdproto/emulation"
	"github.com/chromedp/cdproto/log"
	"github.com/chromedp/cdproto/network"
	"github.com/chromedp/cdproto/runtime"
	"github.com/chromedp/chromedp"
)

const chromium = "/usr/bin/chromium"

// axeRules are the sets of rules that a page must pass.
const axeRules = `['wcag2a','wcag2aa','wcag21a','wcag21aa','best-practice']`

var (
	chrome    context.Context // the one browser of the run
	axeSource string
)

func TestMain(m *testing.M) {
	os.Exit(run(m))
}

func run(m *testing.M) int {
	opts := append(chromedp.DefaultExecAllocatorOptions[:], chromedp.ExecPath(chromium), chromedp.NoSandbox)
	ctx, stop := chromedp.NewExecAllocator(context.Background(), opts...)
	defer stop()
	chrome, stop = chromedp.NewContext(ctx)
	defer stop()
	return m.Run()
}

// browser is the tab, for one test.
type browser struct {
	t   testing.TB
	w   *world
	ctx context.Context

	mu    sync.Mutex
	wrong []string // what the console has complained about since the last look
}

// open turns the tab to a world, at a width. It is one tab for all tests: one in the background takes no keys.
func open(t testing.TB, w *world, width int64) *browser {
	t.Helper()
	if testing.Short() {
		t.Skip("no browser in short tests")
	}
	if _, err := os.Stat(chromium); err != nil {
		t.Skip("no " + chromium + ": run tools/setup.sh")
	}
	if axeSource == "" {
		b, err := os.ReadFile("../../node_modules/axe-core/axe.min.js")
		if err != nil {
			t.Skip("no axe-core: run tools/assets.sh")
		}
		axeSource = string(b)
	}
	if err := chromedp.Do(chrome, chromedp.Navigate("about:blank")); err != nil {
		t.Fatal(err)
	}
	ctx, stop := context.WithCancel(chrome)
	t.Cleanup(stop)
	b := &browser{t: t, w: w, ctx: ctx}
	if err := chromedp.Listen(ctx, b.listen); err != nil {
		t.Fatal(err)
	}
	b.script(true)
	b.become("")
	b.do(chromedp.EmulateViewport(width, 768))
	return b
}

// listen keeps what a page complains about. An answer of 4xx is what some pages are, and the browser reports it of the document itself.
func (b *browser) listen(ev any) {
	said := ""
	switch ev := ev.(type) {
	case *runtime.EventExceptionThrown:
		said = ev.ExceptionDetails.Text
		if x := ev.ExceptionDetails.Exception; x != nil {
			said += " " + x.Description
		}
	case *runtime.EventConsoleAPICalled:
		if ev.Type == runtime.ConsoleAPICalledTypeError {
			said = fmt.Sprint("console: ", ev.Args)
		}
	case *log.EventEntryAdded:
		refused := ev.Entry.Source == log.EntrySourceNetwork && strings.Contains(ev.Entry.Text, "status of 4") && !strings.Contains(ev.Entry.URL, "/static/")
		if ev.Entry.Level == log.EntryLevelError && !refused {
			said = ev.Entry.Text + " " + ev.Entry.URL
		}
	}
	if said != "" {
		b.mu.Lock()
		b.wrong = append(b.wrong, said)
		b.mu.Unlock()
	}
}

// quiet reports what the console complained about.
func (b *browser) quiet(name string) {
	b.t.Helper()
	b.mu.Lock()
	defer b.mu.Unlock()
	for _, x := range b.wrong {
		b.t.Errorf("%s: the console says: %s", name, x)
	}
	b.wrong = nil
}

// limited ends what waits for something that never comes.
func (b *browser) limited() (context.Context, context.CancelFunc) {
	return context.WithTimeout(b.ctx, 20*time.Second)
}

func (b *browser) do(acts ...chromedp.Action[chromedp.Void]) {
	b.t.Helper()
	ctx, stop := b.limited()
	defer stop()
	if err := chromedp.Do(ctx, acts...); err != nil {
		b.t.Fatalf("%v\non %s: %.600s", err, b.at(), b.words())
	}
}

// ask evaluates a line of script, which works where pages may not run any.
func ask[T any](b *browser, js string) T {
	b.t.Helper()
	ctx, stop := b.limited()
	defer stop()
	v, err := chromedp.Run(ctx, chromedp.Evaluate[T](js, chromedp.EvalAwaitPromise))
	if err != nil {
		b.t.Fatalf("%.300s: %v", js, err)
	}
	return v
}

// leads does what goes to another page and waits for it.
func (b *browser) leads(acts ...chromedp.Action[chromedp.Void]) (status int64) {
	b.t.Helper()
	ctx, stop := b.limited()
	defer stop()
	r, err := chromedp.RunResponse(ctx, acts...)
	if err != nil {
		b.t.Fatalf("%v\non %s: %.600s", err, b.at(), b.words())
	}
	if r == nil {
		return 0
	}
	return r.Status
}

func (b *browser) goTo(path string) (status int64) {
	b.t.Helper()
	return b.leads(chromedp.Navigate(b.w.url + path))
}

// at is the path where the tab stands.
func (b *browser) at() string {
	ctx, stop := b.limited()
	defer stop()
	at, err := chromedp.Run(ctx, chromedp.Location())
	if err != nil {
		return err.Error()
	}
	u, err := url.Parse(at)
	if err != nil {
		return at
	}
	return u.Path
}

// words are what a reader of the page sees.
func (b *browser) words() string {
	b.t.Helper()
	return ask[string](b, `document.body.innerText`)
}

func (b *browser) see(words ...string) {
	b.t.Helper()
	page := b.words()
	for _, x := range words {
		if !strings.Contains(page, x) {
			b.t.Fatalf("%s does not say %q: %.1500s", b.at(), x, page)
		}
	}
}

// marked finds the first element that shows the words (to their end with =, or how they begin) and gives a selector for it.
func (b *browser) marked(kinds, words string) string {
	b.t.Helper()
	ok := ask[bool](b, fmt.Sprintf(`(()=>{document.querySelectorAll("[data-try]").forEach(e=>e.removeAttribute("data-try"));
		const said=e=>(e.innerText||"").trim().replace(/\s+/g," ");
		const all=[...document.querySelectorAll(%q)].filter(e=>e.checkVisibility());
		const e=all.find(e=>said(e)===%q)||all.find(e=>said(e).startsWith(%q));
		if(e)e.setAttribute("data-try","");return !!e})()`, kinds, words, words))
	if !ok {
		b.t.Fatalf("%s has no %s %q: %.1500s", b.at(), kinds, words, b.words())
	}
	return "[data-try]"
}

// press clicks a button or a link and waits for the page that follows.
func (b *browser) press(words string) (status int64) {
	b.t.Helper()
	return b.leads(chromedp.Click(b.marked("main button, main a, dialog button", words)))
}

// tick clicks a choice or unfolds what is folded.
func (b *browser) tick(words string) {
	b.t.Helper()
	b.do(chromedp.Click(b.marked("main label, main summary", words)))
}

// choose takes the option of a list whose label begins with words; of is the list's selector.
func (b *browser) choose(of, words string) {
	b.t.Helper()
	if !ask[bool](b, fmt.Sprintf(`(()=>{const s=document.querySelector(%q);const o=s&&[...s.options].find(o=>o.text.trim().startsWith(%q));
		if(!o)return false;s.value=o.value;s.dispatchEvent(new Event("change",{bubbles:true}));return true})()`, of, words)) {
		b.t.Fatalf("%s: no option %q in %s: %s", b.at(), words, of, ask[string](b, fmt.Sprintf(`document.querySelector(%q)?.innerText??"no list"`, of)))
	}
}

func (b *browser) write(into, words string) {
	b.t.Helper()
	b.do(chromedp.SendKeys(into, words))
}

// script lets pages run script, or not.
func (b *browser) script(on bool) {
	b.t.Helper()
	if _, err := chromedp.Call(b.ctx, emulation.SetScriptExecutionDisabled, emulation.SetScriptExecutionDisabledParams{Value: !on}); err != nil {
		b.t.Fatal(err)
	}
}

// become takes over the session of somebody who signed in without a browser; "" is nobody.
func (b *browser) become(user string) {
	b.t.Helper()
	if _, err := chromedp.Call(b.ctx, network.ClearBrowserCookies, cdp.Empty{}); err != nil {
		b.t.Fatal(err)
	}
	if user == "" {
		return
	}
	at, err := url.Parse(b.w.url)
	if err != nil {
		b.t.Fatal(err)
	}
	for _, c := range b.w.as(user).jar.Cookies(at) {
		if _, err := chromedp.Call(b.ctx, network.SetCookie, network.SetCookieParams{Name: c.Name, Value: c.Value, URL: b.w.url}); err != nil {
			b.t.Fatal(err)
		}
	}
}

// judge reports what axe finds on the page.
func (b *browser) judge(name string) {
	b.t.Helper()
	if !ask[bool](b, `typeof axe === "object"`) {
		_ = ask[int](b, axeSource+";0")
	}
	for _, v := range ask[[][]string](b, `axe.run(document,{runOnly:`+axeRules+`,resultTypes:['violations']})
		.then(r=>r.violations.map(v=>[v.id,v.help,...v.nodes.slice(0,3).map(n=>n.html.slice(0,300)+' '+(n.any[0]?.message??n.all[0]?.message??n.none[0]?.message??''))]))`) {
		b.t.Errorf("%s: %s", name, strings.Join(v, "\n\t"))
	}
}
