package ui

import (
	"context"
	"fmt"
	"net/http"
	"net/http/httptest"
	"os"
	"path/filepath"
	"testing"
	"time"

	"github.com/chromedp/cdproto/page"
	"github.com/chromedp/chromedp"
	"github.com/chromedp/chromedp/kb"

	"siil/internal/text"
)

// policyHeader is what the server sends with every page; the browser must find nothing to refuse.
const policyHeader = "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self' data:; font-src 'self'; connect-src 'self'; " +
	"form-action 'self'; base-uri 'none'; frame-ancestors 'none'"

const chromium = "/usr/bin/chromium"

// serveSamples serves the sample pages as the program would, and the answers that our script asks for.
func serveSamples(t *testing.T) *httptest.Server {
	mux := http.NewServeMux()
	mux.Handle("/static/", Static())
	for name, p := range samplePages() {
		mux.HandleFunc("GET /"+name, func(w http.ResponseWriter, r *http.Request) {
			w.Header().Set("Content-Security-Policy", policyHeader)
			if err := Render(w, r.WithContext(WithViewer(r.Context(), sampleViewer)), 200, p); err != nil {
				t.Error(err)
			}
		})
	}
	mux.HandleFunc("POST /bozze", func(w http.ResponseWriter, r *http.Request) {
		if !IsFetch(r) || r.FormValue("key") != "note-1" || r.FormValue("text") != "prima nota" {
			http.Error(w, "", 400)
		}
	})
	mux.HandleFunc("POST /casi/{id}/data", func(w http.ResponseWriter, r *http.Request) {
		if r.FormValue("date") != "3/12" {
			http.Error(w, "Il giorno non esiste.", 422)
			return
		}
		_ = Render(w, r, 200, NextDateCell(NextDate{Href: "/casi/1/data", Text: text.Raw("gio 03/12"), Value: "03/12"}))
	})
	s := httptest.NewServer(mux)
	t.Cleanup(s.Close)
	return s
}

// browser starts one Chromium for the whole test, or skips where there is none.
func browser(t *testing.T) context.Context {
	needStatic(t)
	if testing.Short() {
		t.Skip("no browser in short tests")
	}
	if _, err := os.Stat(chromium); err != nil {
		t.Skip("no " + chromium)
	}
	opts := append(chromedp.DefaultExecAllocatorOptions[:], chromedp.ExecPath(chromium), chromedp.NoSandbox)
	ctx, stop := chromedp.NewExecAllocator(context.Background(), opts...)
	t.Cleanup(stop)
	ctx, stop = chromedp.NewContext(ctx)
	t.Cleanup(stop)
	_, err := chromedp.Call(chromedpReady(t, ctx), page.AddScriptToEvaluateOnNewDocument, page.AddScriptToEvaluateOnNewDocumentParams{
		Source: `window.refused=[];addEventListener("securitypolicyviolation",e=>refused.push(e.violatedDirective+" "+e.blockedURI))`})
	if err != nil {
		t.Fatal(err)
	}
	ctx, stop = context.WithTimeout(ctx, 2*time.Minute)
	t.Cleanup(stop)
	return ctx
}

// chromedpReady starts the browser before anything limits its time.
func chromedpReady(t *testing.T, ctx context.Context) context.Context {
	do(t, ctx, chromedp.Navigate("about:blank"))
	return ctx
}

func do(t *testing.T, ctx context.Context, acts ...chromedp.Action[chromedp.Void]) {
	t.Helper()
	if err := chromedp.Do(ctx, acts...); err != nil {
		t.Fatal(err)
	}
}

func ask[T any](t *testing.T, ctx context.Context, js string) T {
	t.Helper()
	v, err := chromedp.Run(ctx, chromedp.Evaluate[T](js, chromedp.EvalAwaitPromise))
	if err != nil {
		t.Fatalf("%s: %v", js, err)
	}
	return v
}

// evaluate runs a statement and drops its value.
func evaluate(js string) chromedp.Action[chromedp.Void] {
	return func(ctx context.Context, t *chromedp.Target) (chromedp.Void, error) {
		_, err := chromedp.Evaluate[any](js)(ctx, t)
		return chromedp.Void{}, err
	}
}

// No page breaks the rules of accessibility that a machine can check, scrolls sideways, or asks for what the policy refuses, on a desk, on a
// telephone and at 320 px.
func TestPagesAreAccessible(t *testing.T) {
	ctx := browser(t)
	axe, err := os.ReadFile("../../node_modules/axe-core/axe.min.js")
	if err != nil {
		t.Skip("no axe-core: run tools/assets.sh")
	}
	s := serveSamples(t)
	out := os.Getenv("SIIL_UI_PICTURES") // a folder: keeps a picture of each page
	for name := range samplePages() {
		for _, width := range []int64{1366, 390, 320} {
			do(t, ctx, chromedp.EmulateViewport(width, 800), chromedp.Navigate(s.URL+"/"+name))
			if w := ask[int64](t, ctx, `document.documentElement.scrollWidth`); w > width {
				t.Errorf("%s at %d is %d wide: %v", name, width, w, ask[[]string](t, ctx, fmt.Sprintf(
					`[...document.querySelectorAll("body *")].filter(e=>e.getBoundingClientRect().right>%d&&!e.closest(".scroll *,svg")).slice(0,6).map(e=>e.tagName+"."+e.className)`, width)))
			}
			if refused := ask[[]string](t, ctx, `refused`); len(refused) > 0 {
				t.Errorf("%s: the policy refused %v", name, refused)
			}
			if width == 390 && out == "" {
				continue // the rules are those of 320 px
			}
			_ = ask[int](t, ctx, string(axe)+";0")
			for _, v := range ask[[][]string](t, ctx, `axe.run(document,{runOnly:['wcag2a','wcag2aa','wcag21a','wcag21aa','wcag22aa','best-practice']})
				.then(r=>r.violations.map(v=>[v.id,v.help,...v.nodes.slice(0,3).map(n=>n.html+' '+(n.any[0]?.message??''))]))`) {
				t.Errorf("%s at %d: %v", name, width, v)
			}
			if out != "" {
				b, err := chromedp.Run(ctx, chromedp.FullScreenshot(100))
				if err != nil {
					t.Fatal(err)
				}
				if err := os.WriteFile(filepath.Join(out, fmt.Sprintf("%s-%d.png", name, width)), b, 0o644); err != nil {
					t.Fatal(err)
				}
			}
		}
	}
}

// What the script adds: each works, and none is needed.
func TestScript(t *testing.T) {
	ctx := browser(t)
	s := serveSamples(t)
	waitFor := func(what, js string) {
		t.Helper()
		for deadline := time.Now().Add(4 * time.Second); time.Now().Before(deadline); time.Sleep(20 * time.Millisecond) {
			if ask[bool](t, ctx, js) {
				return
			}
		}
		t.Errorf("%s: never %s", what, js)
	}
	open := func(page string) {
		t.Helper()
		do(t, ctx, chromedp.EmulateViewport(1366, 800), chromedp.Navigate(s.URL+"/"+page))
		waitFor("script loaded", `document.readyState === "complete"`)
	}
	focused := func(selector string) string {
		return fmt.Sprintf(`document.activeElement.matches(%q)`, selector)
	}

	open("list")
	do(t, ctx, chromedp.KeyEvent("/"))
	waitFor("search", focused("#bar-q"))
	do(t, ctx, chromedp.KeyEvent("?"))
	waitFor("a key while typing is a letter", `document.activeElement.value.endsWith("?") && !document.getElementById("keys").open`)

	open("list")
	do(t, ctx, evaluate(`document.querySelector("a[data-open]").focus()`), chromedp.KeyEvent(kb.ArrowDown))
	waitFor("next row", `document.activeElement.textContent === "Provini Samira"`)
	do(t, ctx, chromedp.KeyEvent("d"))
	waitFor("date in place", focused("input[name=date]"))
	do(t, ctx, evaluate(`document.activeElement.select()`), chromedp.KeyEvent("31/2"+kb.Enter)) // chromedp types the refused "d" too
	waitFor("a wrong date says why", `document.querySelector(".inline-edit .error").textContent.trim() === "Il giorno non esiste." && document.activeElement.value === "31/2"`)
	do(t, ctx, evaluate(`document.activeElement.select()`), chromedp.KeyEvent("3/12"+kb.Enter))
	waitFor("a good date is shown", `document.activeElement.matches("a[data-inline]") && document.activeElement.textContent.includes("gio 03/12")`)

	open("list")
	do(t, ctx, chromedp.KeyEvent("?"))
	waitFor("help", `document.getElementById("keys").open`)
	do(t, ctx, chromedp.Click("[data-keys-switch]"), chromedp.KeyEvent(kb.Escape), chromedp.KeyEvent("?"))
	waitFor("keys are off", `!document.getElementById("keys").open`)
	do(t, ctx, evaluate(`localStorage.clear()`))

	open("case")
	waitFor("one section's readers", `[...document.querySelectorAll(".readers div")].map(d=>d.hidden).join() === "true,false"`)
	do(t, ctx, chromedp.SendKeys("#f-note", "prima nota"))
	waitFor("autosave", `/^Bozza salvata \d\d:\d\d$/.test(document.querySelector("[data-draft-state]").textContent)`)
	if refused := ask[[]string](t, ctx, `refused`); len(refused) > 0 {
		t.Errorf("the policy refused %v", refused)
	}

	open("form")
	waitFor("the summary has the focus", focused("#errors"))
	do(t, ctx, chromedp.Click("#errors a"))
	waitFor("its link goes to the field", focused("#f-family"))
}
