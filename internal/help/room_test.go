package help

import (
	"context"
	"net/http"
	"net/http/httptest"
	"net/url"
	"strings"
	"testing"

	"siil/internal/fault"
	"siil/internal/gate"
	"siil/internal/gate/gatetest"
	"siil/internal/policy"
	"siil/internal/text"
	"siil/internal/ui"
)

var ctx = context.Background()

func newRoom(w *gatetest.World) *Room {
	return New(w.Gate, func(r policy.Role) text.T { return text.Raw(string(r)) })
}

func offered(t *testing.T, w *gatetest.World, who gate.Actor) (n Notice) {
	t.Helper()
	err := w.Gate.Read(ctx, who, func(tx *gate.ReadTx) (err error) {
		if err := tx.Decide(policy.HomeRead, policy.Resource{Kind: policy.Zone}); err != nil {
			return err
		}
		n, err = NoticeFor(tx)
		return err
	})
	if err != nil {
		t.Fatal(err)
	}
	return n
}

// The tour of each own role is offered until it is closed; then the news, once a version; who has just begun needs no news.
func TestWhatIsOfferedOnce(t *testing.T) {
	gatetest.Both(t, func(t *testing.T, w *gatetest.World) {
		r := newRoom(w)
		anna := w.Account(t, gatetest.Zone, "Anna", policy.SocialWorker, policy.Coordinator)
		bruno := w.Account(t, gatetest.Zone, "Bruno", policy.SocialWorker)
		see := func(who gate.Actor, code string) {
			t.Helper()
			if err := r.See(ctx, who, code); err != nil {
				t.Fatal(err)
			}
		}
		if n := offered(t, w, anna); n.Tour == "" || n.Steps < 4 {
			t.Fatalf("at the first sight: %+v", n)
		}
		first := offered(t, w, anna).Tour
		see(anna, tourSeen+string(first))
		see(anna, tourSeen+string(first)) // a second press
		if n := offered(t, w, anna); n.Tour == "" || n.Tour == first {
			t.Fatalf("after the first tour: %+v", n)
		}
		see(anna, tourSeen+string(offered(t, w, anna).Tour))
		if n := offered(t, w, anna); n != (Notice{}) {
			t.Fatalf("after both tours: %+v", n)
		}
		if n := offered(t, w, bruno); n.Tour != policy.SocialWorker {
			t.Fatalf("a colleague: %+v", n)
		}
		r.texts = &Library{Tours: r.texts.Tours, News: News{Version: "9"}}
		if n := r.texts.notice(anna.Roles, seenOf(t, w, anna)); n.News != "9" {
			t.Fatalf("after an upgrade: %+v", n)
		}
		see(anna, newsSeen+"9")
		if n := r.texts.notice(anna.Roles, seenOf(t, w, anna)); n != (Notice{}) {
			t.Fatalf("after the news: %+v", n)
		}
	})
}

func seenOf(t *testing.T, w *gatetest.World, who gate.Actor) (seen map[string]bool) {
	t.Helper()
	err := w.Gate.Read(ctx, who, func(tx *gate.ReadTx) (err error) {
		if err := tx.Decide(policy.HomeRead, policy.Resource{Kind: policy.Zone}); err != nil {
			return err
		}
		seen, err = seenBy(tx, who.Account)
		return err
	})
	if err != nil {
		t.Fatal(err)
	}
	return seen
}

// What was not offered is kept by nobody: the tour of a role one does not have, news that are none, any other words.
func TestOnlyWhatIsOfferedIsKept(t *testing.T) {
	gatetest.Both(t, func(t *testing.T, w *gatetest.World) {
		r := newRoom(w)
		anna := w.Account(t, gatetest.Zone, "Anna", policy.SocialWorker)
		for _, code := range []string{"", "tour:", "tour:coordinator", "tour:system", "news:", "news:0.0", "altro", strings.Repeat("x", 5000)} {
			if err := r.See(ctx, anna, code); !fault.Is(err, fault.NotFound) {
				t.Errorf("%.20q: %v", code, err)
			}
		}
		if seen := seenOf(t, w, anna); len(seen) != 0 {
			t.Errorf("kept: %v", seen)
		}
	})
}

// ask calls one of the room's addresses as somebody; nobody when who is the zero Actor.
func ask(t *testing.T, r *Room, who gate.Actor, method, address string, form url.Values, fetch bool) (*httptest.ResponseRecorder, error) {
	t.Helper()
	var fails error
	mux := http.NewServeMux()
	for _, route := range r.Routes() {
		mux.HandleFunc(route.Method+" "+route.Path, func(w http.ResponseWriter, req *http.Request) {
			if !route.Public && who.Account == "" {
				t.Fatalf("%s is not for nobody", route.Path)
			}
			fails = route.Handler(w, req, who)
		})
	}
	req := httptest.NewRequest(method, address, strings.NewReader(form.Encode()))
	if form != nil {
		req.Header.Set("Content-Type", "application/x-www-form-urlencoded")
	}
	if fetch {
		req.Header.Set("Siil-Fetch", "1")
	}
	c := req.Context()
	if who.Account != "" {
		c = ui.WithViewer(c, ui.Viewer{Name: who.Name, Lang: text.Italian})
	}
	rec := httptest.NewRecorder()
	mux.ServeHTTP(rec, req.WithContext(ui.WithRoute(c, pathHelp)))
	return rec, fails
}

func TestPages(t *testing.T) {
	w := gatetest.NewSQLite(t)
	r := newRoom(w)
	anna := w.Account(t, gatetest.Zone, "Anna", policy.SocialWorker)
	page := func(pattern string) string { return pathHelp + "?pagina=" + url.QueryEscape(pattern) }
	for _, c := range []struct {
		address string
		who     gate.Actor
		fetch   bool
		want    []string
		never   string
	}{
		{page("/casi/{id}"), anna, false, []string{"<!doctype", "Il fascicolo e il diario", "Scrivere una nota", "data-help"}, "<dialog class=\"dialog dialog-help"},
		{page("/casi/{id}"), anna, true, []string{`<dialog class="dialog dialog-help"`, "Scrivere una nota", `href="/aiuto/fascicolo"`}, "<!doctype"},
		{page("/casi/{id}"), gate.Actor{}, false, []string{"Il fascicolo e il diario"}, "Vai alla pagina"},
		{page("/niente"), anna, false, []string{"Per quella pagina"}, "/niente"},
		{pathHelp, anna, false, []string{"/aiuto/guida/social_worker", "/aiuto/giro?ruolo=social_worker", "Aiuti per chi ha altri ruoli"}, "Per quella pagina"},
		{pathHelp, gate.Actor{}, false, []string{"/aiuto/guida/coordinator", "/aiuto/posta"}, "/aiuto/giro"},
		{pathHelp + "/casi", gate.Actor{}, false, []string{"elenco dei casi"}, ""},
		{pathKeys, anna, false, []string{"<kbd>", "data-keys-switch", "/profilo"}, ""},
		{pathNews, gate.Actor{}, false, []string{r.texts.News.Version}, ""},
		{pathTour, anna, false, []string{"1. Parti da Oggi", "/aiuto/figure/oggi.png", "tour:social_worker", `action="/aiuto/visto"`}, ""},
		{pathGuide + "/secretary", gate.Actor{}, false, []string{`id="importazioni"`, "/aiuto/figure/importazione.png", "loading=\"lazy\""}, `id="utenti"`},
	} {
		rec, err := ask(t, r, c.who, http.MethodGet, c.address, nil, c.fetch)
		body := strings.ToLower(rec.Body.String())
		if err != nil || rec.Code != http.StatusOK {
			t.Errorf("%s: %d, %v", c.address, rec.Code, err)
			continue
		}
		for _, want := range c.want {
			if !strings.Contains(body, strings.ToLower(want)) {
				t.Errorf("%s (%q): no %q", c.address, c.who.Name, want)
			}
		}
		if c.never != "" && strings.Contains(body, strings.ToLower(c.never)) {
			t.Errorf("%s (%q): %q", c.address, c.who.Name, c.never)
		}
	}
}

// What is not there is missing, and no name of a file leads out of the pictures.
func TestWhatIsNotThere(t *testing.T) {
	w := gatetest.NewSQLite(t)
	r := newRoom(w)
	anna := w.Account(t, gatetest.Zone, "Anna", policy.SocialWorker)
	for _, address := range []string{"/aiuto/niente", "/aiuto/guida/system", "/aiuto/guida/case_manager", "/aiuto/giro?ruolo=coordinator", "/aiuto/figure/embed.go",
		"/aiuto/figure/..%2fembed.go", "/aiuto/figure/niente.png", "/aiuto/figure/.png"} {
		if rec, err := ask(t, r, anna, http.MethodGet, address, nil, false); !fault.Is(err, fault.NotFound) {
			t.Errorf("%s: %d, %v", address, rec.Code, err)
		}
	}
	if _, err := ask(t, r, anna, http.MethodGet, pathHelp+"?pagina=%2Fniente", nil, true); !fault.Is(err, fault.NotFound) {
		t.Errorf("a fetch for a page without help: %v", err)
	}
	rec, err := ask(t, r, gate.Actor{}, http.MethodGet, pathPictures+"/oggi.png", nil, false)
	if err != nil || rec.Header().Get("Content-Type") != "image/png" || rec.Body.Len() < 1000 {
		t.Errorf("a picture: %v, %v, %d bytes", err, rec.Header(), rec.Body.Len())
	}
}

func TestClosingAnOffer(t *testing.T) {
	w := gatetest.NewSQLite(t)
	r := newRoom(w)
	anna := w.Account(t, gatetest.Zone, "Anna", policy.SocialWorker)
	for _, c := range []struct{ code, read, to string }{
		{tourSeen + "social_worker", "", "/"}, {newsSeen + r.texts.News.Version, "1", pathNews}, {newsSeen + r.texts.News.Version, "", "/"},
	} {
		rec, err := ask(t, r, anna, http.MethodPost, pathSeen, url.Values{"codice": {c.code}, "leggi": {c.read}}, false)
		if err != nil || rec.Code != http.StatusSeeOther || rec.Header().Get("Location") != c.to {
			t.Errorf("%s: %d to %q, %v", c.code, rec.Code, rec.Header().Get("Location"), err)
		}
	}
	if n := offered(t, w, anna); n != (Notice{}) {
		t.Errorf("still offered: %+v", n)
	}
	if _, err := ask(t, r, anna, http.MethodPost, pathSeen, url.Values{"codice": {tourSeen + "coordinator"}}, false); !fault.Is(err, fault.NotFound) {
		t.Errorf("another role's tour: %v", err)
	}
}

// A text leads to its page whoever may open it, and nobody else.
func TestATextLeadsWhereOneMayGo(t *testing.T) {
	w := gatetest.NewSQLite(t)
	r := newRoom(w)
	r.Lead([]ui.Route{ui.Get("/casi", policy.CaseList, nil), ui.Get("/documenti", policy.DocumentList, nil), ui.Get("/casi/elenchi", policy.ProfileUse, nil),
		ui.Get("/conferma-identita", policy.ProfileUse, nil), public("/privacy", nil)})
	people := map[policy.Role]gate.Actor{"": {}}
	for _, role := range []policy.Role{policy.SocialWorker, policy.Secretary, policy.Referrer} {
		people[role] = w.Account(t, gatetest.Zone, string(role), role)
	}
	for _, c := range []struct {
		text string
		role policy.Role
		page string
	}{
		{"casi", policy.SocialWorker, "/casi"}, {"casi", policy.Secretary, "/casi"}, {"casi", policy.Referrer, ""}, {"casi", "", ""},
		{"documenti", policy.Secretary, "/documenti"}, {"documenti", policy.SocialWorker, ""},
		{"elenchi", policy.SocialWorker, "/casi/elenchi"}, {"elenchi", policy.Referrer, ""}, // its own, but there are no cases for it
		{"accesso", policy.SocialWorker, ""}, {"fascicolo", policy.SocialWorker, ""},
	} {
		rec, err := ask(t, r, people[c.role], http.MethodGet, pathHelp+"/"+c.text, nil, false)
		led := strings.Contains(rec.Body.String(), text.HelpPage[text.Italian])
		if err != nil || led != (c.page != "") || c.page != "" && !strings.Contains(rec.Body.String(), `<a href="`+c.page+`">`+text.HelpPage[text.Italian]) {
			t.Errorf("%s for %q: %v, leads: %t, want %q", c.text, c.role, err, led, c.page)
		}
	}
}
