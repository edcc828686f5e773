package hostile

import (
	"fmt"
	"net/http"
	"net/url"
	"strings"
	"testing"
)

// foreign are the headers with which other sites make a browser send a request.
var foreign = []struct{ name, value string }{
	{"Sec-Fetch-Site", "cross-site"}, {"Sec-Fetch-Site", "same-site"}, {"Origin", "https://evil.example"}, {"Origin", "null"},
	{"Origin", "http://127.0.0.1:8081"}, {"Origin", "http://localhost.evil.example"},
}

// crossed sends a change to an address as a page of another site would.
func crossed(b browser, path, header, value string) answer {
	r := b.request(http.MethodPost, path, strings.NewReader(url.Values{"text": {"di un altro sito"}}.Encode()))
	r.Header.Set("Content-Type", "application/x-www-form-urlencoded")
	r.Header.Del("Origin")
	r.Header.Del("Sec-Fetch-Site")
	r.Header.Set(header, value)
	if header == "Origin" && value == "null" {
		r.Header.Set("Sec-Fetch-Site", "cross-site")
	}
	return b.send(r)
}

// TestOtherSitesChangeNothing sends every change of the table of routes as another site would: none may be heard.
func TestOtherSitesChangeNothing(t *testing.T) {
	w := newWorld(t)
	before := w.records()
	if wrong := heardFrom(w, w.http); len(wrong) > 0 {
		report(t, wrong)
	}
	if w.records() != before {
		t.Error("another site changed something")
	}
}

// heardFrom lists the changes that a handler would take from another site.
func heardFrom(w *world, h http.Handler) (wrong []string) {
	for _, a := range append(w.table(), address{http.MethodPost, "/entra", ""}, address{http.MethodPost, "/esci", ""}, address{http.MethodPost, "/entra/codice", ""}) {
		if a.method == http.MethodGet || a.isAPI() {
			continue // the REST interface takes no cookie
		}
		u := w.as(zoneA, "coordinator")
		b := w.in(u)
		b.http = h
		path := "/entra"
		if ts := w.targets(a, u); len(ts) > 0 {
			path = ts[0].path(a.pattern)
		}
		for _, f := range foreign {
			if got := crossed(b, path, f.name, f.value); got.Code != http.StatusConflict {
				wrong = append(wrong, fmt.Sprintf("%s heard %s: %s (%d)", a.pattern, f.name, f.value, got.Code))
			}
		}
	}
	return wrong
}

// TestOwnSiteIsHeard: the same change from a page of ours passes, with the new headers and with the old one alone.
func TestOwnSiteIsHeard(t *testing.T) {
	w := newWorld(t)
	b := w.in(w.as(zoneA, "social-worker"))
	for _, header := range [][2]string{{"Sec-Fetch-Site", "same-origin"}, {"Origin", origin}, {"Sec-Fetch-Site", "none"}} {
		r := b.request(http.MethodPost, "/bozze", strings.NewReader("key=prova&text=bozza"))
		r.Header.Set("Content-Type", "application/x-www-form-urlencoded")
		r.Header.Del("Origin")
		r.Header.Del("Sec-Fetch-Site")
		r.Header.Set(header[0], header[1])
		if got := b.send(r); got.Code >= http.StatusBadRequest {
			t.Errorf("%s: %s: %d", header[0], header[1], got.Code)
		}
	}
}

// TestOtherSitesAreNoticed takes the guard away: what listens to other sites must be reported.
func TestOtherSitesAreNoticed(t *testing.T) {
	w := newWorld(t)
	open := http.HandlerFunc(func(out http.ResponseWriter, r *http.Request) {
		r.Header.Del("Origin")
		r.Header.Set("Sec-Fetch-Site", "same-origin")
		w.http.ServeHTTP(out, r)
	})
	if len(heardFrom(w, open)) < 20 {
		t.Error("a program without the guard passes")
	}
}

// TestTokenDoesNotTravelAsACookie: the REST interface does not know the session of a browser.
func TestTokenDoesNotTravelAsACookie(t *testing.T) {
	w := newWorld(t)
	b := w.in(w.as(zoneA, "coordinator"))
	if got := b.get("/api/v1/cases"); got.Code != http.StatusUnauthorized {
		t.Errorf("answered %d to a cookie", got.Code)
	}
}
