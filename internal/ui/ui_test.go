package ui

import (
	"context"
	"fmt"
	"io"
	"net/http"
	"net/http/httptest"
	"net/url"
	"regexp"
	"strings"
	"testing"

	"github.com/a-h/templ"
	"golang.org/x/net/html/atom"

	xhtml "golang.org/x/net/html"

	"siil/internal/fault"
	"siil/internal/text"
)

func render(t *testing.T, c templ.Component) string {
	t.Helper()
	var b strings.Builder
	if err := c.Render(sampleCtx(), &b); err != nil {
		t.Fatal(err)
	}
	return b.String()
}

// each walks the elements of a document.
func each(t *testing.T, doc string, f func(n *xhtml.Node)) {
	t.Helper()
	root, err := xhtml.Parse(strings.NewReader(doc))
	if err != nil {
		t.Fatal(err)
	}
	for n := range root.Descendants() {
		if n.Type == xhtml.ElementNode {
			f(n)
		}
	}
}

func attr(n *xhtml.Node, key string) (string, bool) {
	for _, a := range n.Attr {
		if a.Key == key {
			return a.Val, true
		}
	}
	return "", false
}

func TestNothingIsWrittenInline(t *testing.T) {
	for name, p := range samplePages() {
		each(t, render(t, p), func(n *xhtml.Node) {
			if n.DataAtom == atom.Style {
				t.Errorf("%s: a style element", name)
			}
			if src, ok := attr(n, "src"); n.DataAtom == atom.Script && (!ok || n.FirstChild != nil || !strings.HasPrefix(src, "/static/")) {
				t.Errorf("%s: an inline script", name)
			}
			for _, a := range n.Attr {
				if a.Key == "style" || strings.HasPrefix(a.Key, "on") || strings.HasPrefix(a.Val, "javascript:") {
					t.Errorf("%s: <%s %s=%q>", name, n.Data, a.Key, a.Val)
				}
			}
		})
	}
}

func TestTextIsEscaped(t *testing.T) {
	const evil = `"><img src=x onerror=alert(1)>'`
	e := r(evil)
	f := NewForm("x", evil)
	f.Faults = []fault.Field{{Name: "x", Text: e}}
	d := Field{Name: "x", Label: e, Hint: e, Draft: evil, List: []string{evil}, Max: 9}
	o := []Option{{Value: evil, Label: e, Group: e, Hint: e}}
	parts := []templ.Component{
		Text(f, d), TextArea(f, d), Select(f, d, o), Radios(f, d, o), Checkboxes(f, d, o), TickLines(f, d, "l", o), SectionSelect(f, d, []SectionOption{{evil, e, e}}),
		ErrorSummary(f), Mark(Late, e), SectionTag(e, true), Tabs(e, []Tab{{e, evil, evil, true}}), CountChips([]CountChip{{Label: e, Href: evil}}), Chips([]Chip{{e, evil}}),
		DefinitionStrip([]Fact{{Label: e, Value: e, Note: e}}), PhaseLine([]Phase{{e, e, Now}}), Steps([]Step{{Label: e, State: Done}}), SideBySide(e, e, []Compared{{e, evil, evil, true}}),
		NextDateCell(NextDate{Href: "/x", Text: e, Value: evil}), PostButton(evil, map[string]string{evil: evil}, Button{Text: e, Name: evil, Value: evil}), ButtonLink("javascript:alert(1)", Button{Text: e}),
		Layout(Page{Title: e, Crumbs: []Crumb{{e, evil}}, Flash: &Flash{Text: e, UndoAction: "/x", UndoFields: map[string]string{"a": evil}}}),
		ConfirmPage(Confirm{Title: e, Consequence: e, Yes: e, Fields: url.Values{evil: {evil}}}),
	}
	for i, c := range parts {
		each(t, render(t, c), func(n *xhtml.Node) {
			if _, bad := attr(n, "onerror"); bad || n.DataAtom == atom.Img {
				t.Errorf("part %d lets markup through", i)
			}
		})
	}
}

func TestErrorSummaryLeadsToTheFields(t *testing.T) {
	doc := render(t, Layout(samplePage()))
	ids := map[string]int{}
	var links []string
	each(t, doc, func(n *xhtml.Node) {
		if id, ok := attr(n, "id"); ok {
			ids[id]++
		}
		if h, _ := attr(n, "href"); strings.HasPrefix(h, "#f-") {
			links = append(links, h[1:])
		}
	})
	if want := len(sampleForm().Faults) - 1; len(links) != want { // the one without a field has no link
		t.Errorf("%d links, want %d", len(links), want)
	}
	for _, l := range links {
		if ids[l] != 1 {
			t.Errorf("#%s names %d elements", l, ids[l])
		}
	}
	for id, n := range ids {
		if n > 1 {
			t.Errorf("id %s is used %d times", id, n)
		}
	}
}

// Every input has a name to be called by, and every id that an element points to exists.
func TestReferencesInsideAPage(t *testing.T) {
	for name, p := range samplePages() {
		doc := render(t, p)
		ids, fors := map[string]bool{}, map[string]bool{}
		each(t, doc, func(n *xhtml.Node) {
			if v, ok := attr(n, "id"); ok {
				ids[v] = true
			}
			if v, ok := attr(n, "for"); ok {
				fors[v] = true
			}
		})
		each(t, doc, func(n *xhtml.Node) {
			for _, key := range []string{"for", "aria-describedby", "aria-labelledby", "list", "popovertarget", "form"} {
				v, _ := attr(n, key)
				for _, id := range strings.Fields(v) {
					if !ids[id] {
						t.Errorf("%s: %s=%q leads nowhere", name, key, id)
					}
				}
			}
			kind, _ := attr(n, "type")
			switch n.DataAtom {
			case atom.Input, atom.Select, atom.Textarea:
				id, _ := attr(n, "id")
				_, labelled := attr(n, "aria-label")
				if kind != "hidden" && !labelled && !fors[id] && !insideLabel(n) {
					t.Errorf("%s: a field without a label: %v", name, n.Attr)
				}
			}
		})
	}
}

func insideLabel(n *xhtml.Node) bool {
	for p := n.Parent; p != nil; p = p.Parent {
		if p.DataAtom == atom.Label {
			return true
		}
	}
	return false
}

func TestValuesComeBackAndPasswordsDoNot(t *testing.T) {
	f := NewForm("a", "Ada", "p", "segreto", "m", "1", "m", "3")
	doc := render(t, seq(Text(f, Field{Name: "a", Label: r("A")}), Password(f, Field{Name: "p", Label: r("P")}), Code(f, Field{Name: "p", Label: r("P")}),
		Checkboxes(f, Field{Name: "m", Label: r("M")}, []Option{{Value: "1"}, {Value: "2"}, {Value: "3"}})))
	if !strings.Contains(doc, `value="Ada"`) || strings.Contains(doc, "segreto") {
		t.Error("the typed value is lost, or a password is shown")
	}
	if n := strings.Count(doc, " checked"); n != 2 {
		t.Errorf("%d boxes ticked, want 2", n)
	}
}

func TestTextAreaKeepsWhatWasTyped(t *testing.T) {
	const typed = "\n  prima riga\nseconda\t"
	each(t, render(t, TextArea(NewForm("x", typed), Field{Name: "x", Label: r("X")})), func(n *xhtml.Node) {
		if n.DataAtom == atom.Textarea && (n.FirstChild == nil || n.FirstChild.Data != typed) {
			t.Errorf("textarea holds %q", n.FirstChild.Data)
		}
	})
}

func TestFormFrom(t *testing.T) {
	post := httptest.NewRequest("POST", "/x?q=address", strings.NewReader(url.Values{"q": {" body "}, "m": {"1", "2"}}.Encode()))
	post.Header.Set("Content-Type", "application/x-www-form-urlencoded")
	f := FormFrom(post)
	if f.Value("q") != "body" || len(f.All("m")) != 2 || !f.Has("m", "2") || f.Has("m", "3") {
		t.Errorf("%v", f.Values)
	}
	if g := f.Set("q", "new"); g.Value("q") != "new" || f.Value("q") != "body" {
		t.Error("Set changed the original")
	}
	if got := FormFrom(httptest.NewRequest("GET", "/x?q=1", nil)).Value("q"); got != "1" {
		t.Errorf("GET gives %q", got)
	}
	if f := FormFrom(httptest.NewRequest("GET", "/x?q=%zz", nil)); f.Value("q") != "" {
		t.Error("a broken query gave a value")
	}
}

func TestRenderSendsNothingWhenItFails(t *testing.T) {
	bad := templ.ComponentFunc(func(ctx context.Context, w io.Writer) error {
		fmt.Fprint(w, "half a page")
		return fmt.Errorf("broken")
	})
	w := httptest.NewRecorder()
	err := Render(w, httptest.NewRequest("GET", "/", nil), 200, bad)
	if fault.KindOf(err) != fault.Internal || err == nil || w.Body.Len() > 0 {
		t.Errorf("err %v, sent %q", err, w.Body)
	}
	w = httptest.NewRecorder()
	if err := Render(w, httptest.NewRequest("GET", "/", nil), 422, html("x")); err != nil || w.Code != 422 || w.Header().Get("Cache-Control") != "no-store" {
		t.Errorf("%v %d %v", err, w.Code, w.Header())
	}
}

func TestFlashIsShownOnce(t *testing.T) {
	w := httptest.NewRecorder()
	if err := Redirect(w, httptest.NewRequest("POST", "/casi/1/note", nil), "/casi/1", &Flash{Text: r("Nota salvata."), UndoAction: "/undo"}); err != nil {
		t.Fatal(err)
	}
	if w.Code != 303 || w.Header().Get("Location") != "/casi/1" {
		t.Errorf("%d %v", w.Code, w.Header())
	}
	c := w.Result().Cookies()[0]
	if !c.HttpOnly || !c.Secure || c.SameSite != http.SameSiteStrictMode {
		t.Errorf("cookie %v", c)
	}
	get := func(comp templ.Component) *httptest.ResponseRecorder {
		req := httptest.NewRequest("GET", "/casi/1", nil).WithContext(sampleCtx())
		req.AddCookie(c)
		w := httptest.NewRecorder()
		if err := Render(w, req, 200, comp); err != nil {
			t.Fatal(err)
		}
		return w
	}
	page := get(Layout(Page{Title: r("Caso")}))
	if !strings.Contains(page.Body.String(), "Nota salvata.") || len(page.Result().Cookies()) != 1 || page.Result().Cookies()[0].MaxAge >= 0 {
		t.Error("the message is not shown, or not taken away")
	}
	if fragment := get(html("<a>")); len(fragment.Result().Cookies()) != 0 {
		t.Error("a fragment took the message away unshown")
	}
}

func TestRedirectStaysHome(t *testing.T) {
	for _, to := range []string{"", "//evil.example", "https://evil.example", `/\evil.example`, "/a\r\nSet-Cookie: x=1", "/\t/evil.example"} {
		if err := Redirect(httptest.NewRecorder(), httptest.NewRequest("POST", "/", nil), to, nil); err == nil {
			t.Errorf("%q accepted", to)
		}
	}
}

func TestErrorPagesTellNothing(t *testing.T) {
	denied := render(t, FaultPage(fault.New(fault.Denied, r("solo per la sanità")), "7F3A"))
	missing := render(t, ErrorPage(fault.NotFound, "0000"))
	if denied != missing {
		t.Error("absent and forbidden differ")
	}
	broken := render(t, FaultPage(fault.New(fault.Internal, r("table people")), "7F3A"))
	if strings.Contains(broken, "table people") || !strings.Contains(broken, "7F3A") {
		t.Error("an internal fault shows our insides, or hides its code")
	}
	for k := fault.Internal; k <= fault.Locked; k++ {
		if strings.Contains(render(t, ErrorPage(k, "x")), "<h1></h1>") || Status(k) < 400 {
			t.Errorf("kind %d has no title or status", k)
		}
	}
}

func TestNamesStayOutOfTheWindowTitle(t *testing.T) {
	doc := render(t, Layout(sampleCase()))
	if !strings.Contains(doc, "<title>Fascicolo 2026/0112 - SIIL Valdinievole</title>") || !strings.Contains(doc, "<h1>Samira Provini</h1>") {
		t.Error("the window's title is not the one asked for")
	}
}

func TestNumbers(t *testing.T) {
	it, en := context.Background(), text.WithLang(context.Background(), text.English)
	for n, want := range map[int]string{0: "0", 999: "999", 1000: "1.000", 1234567: "1.234.567", -1234: "-1.234", -123: "-123"} {
		if got := N(it, n); got != want {
			t.Errorf("N(%d) = %s, want %s", n, got, want)
		}
		if got := N(en, n); got != strings.ReplaceAll(want, ".", ",") {
			t.Errorf("English N(%d) = %s", n, got)
		}
	}
}

func TestBarsStayOnTheirScale(t *testing.T) {
	got := barsOf(40, []Segment{{20, Solid}, {0, Hatch}, {30, Hollow}, {5, Latest}})
	want := []barPart{{Solid, "0", "50.0%"}, {Hollow, "50.0%", "50.0%"}}
	if len(got) != 2 || got[0] != want[0] || got[1] != want[1] {
		t.Errorf("%v, want %v", got, want)
	}
	if barsOf(0, []Segment{{1, Solid}}) != nil {
		t.Error("a bar on an empty scale")
	}
}

var reference = regexp.MustCompile(`(?:href|src)="(/static/[^"#]+)(?:#([^"]+))?"`)

// needStatic skips where tools/assets.sh never ran; make test always runs it.
func needStatic(t *testing.T) {
	if files["siil.css"] == nil {
		t.Skip("internal/ui/static is not built: run tools/assets.sh")
	}
}

func TestEveryAssetExists(t *testing.T) {
	needStatic(t)
	icons := string(files["icons.svg"].content)
	seen := map[string]bool{}
	for name, p := range samplePages() {
		for _, m := range reference.FindAllStringSubmatch(render(t, p), -1) {
			seen[m[1]] = true
			if m[2] != "" && !strings.Contains(icons, `id="`+m[2]+`"`) {
				t.Errorf("%s: no icon %q", name, m[2])
			}
		}
	}
	for _, m := range regexp.MustCompile(`url\(([^)"']+\.woff2)\)`).FindAllStringSubmatch(string(files["siil.css"].content), -1) {
		seen["/static/"+m[1]] = true
	}
	if len(seen) < 10 {
		t.Errorf("only %d files referred to", len(seen))
	}
	for address := range seen {
		w := httptest.NewRecorder()
		Static().ServeHTTP(w, httptest.NewRequest("GET", address, nil))
		if w.Code != 200 || w.Header().Get("Content-Type") == "" || !strings.Contains(w.Header().Get("Cache-Control"), "immutable") {
			t.Errorf("%s: %d %v", address, w.Code, w.Header())
		}
	}
}

func TestStaticServesHashedNamesOnly(t *testing.T) {
	needStatic(t)
	for _, p := range []string{"/static/siil.css", "/static/", "/static/.gitkeep", "/static/../ui.go", "/static/siil.000000000000.css"} {
		w := httptest.NewRecorder()
		req := httptest.NewRequest("GET", "/static/x", nil)
		req.URL.Path = p
		Static().ServeHTTP(w, req)
		if w.Code != 404 {
			t.Errorf("%s: %d", p, w.Code)
		}
	}
	req := httptest.NewRequest("GET", Asset("siil.css"), nil)
	req.Header.Set("Accept-Encoding", "gzip")
	w := httptest.NewRecorder()
	Static().ServeHTTP(w, req)
	if w.Header().Get("Content-Encoding") != "gzip" || w.Body.Len() > 70<<10 {
		t.Errorf("style: %v, %d bytes", w.Header(), w.Body.Len())
	}
}
