package hostile

import (
	"mime"
	"net/http"
	"net/url"
	"strings"
	"testing"
)

const evil = "evil.example"

// places are wishes to be sent elsewhere.
func places() []string {
	out := []string{"https://" + evil, "http://" + evil, "//" + evil, "///" + evil, "////" + evil, `/\` + evil, `\\` + evil, `\/` + evil, `/\/` + evil, "/\t/" + evil, "/\n/" + evil, "/\r\n/" + evil,
		"\t//" + evil, " //" + evil, "https:" + evil, "https:/" + evil, "javascript:alert(1)", "JaVaScRiPt:alert(1)", "data:text/html,x", "vbscript:x", "//" + evil + "/%2f..", "/\x00/" + evil,
		"https://127.0.0.1:8080@" + evil, "//127.0.0.1@" + evil, "http://" + evil + "#/oggi", "?next=//" + evil, "@" + evil, "." + evil, "%2f%2f" + evil, "/%5c" + evil, "/.//" + evil + "/..//" + evil,
		"/casi\r\nSet-Cookie: siil=x", "/casi\nLocation: https://" + evil, "/casi%0d%0aSet-Cookie:%20siil=x", "/\u2028/" + evil, "／／" + evil, "/ok\u0000", "ftp://" + evil, "file:///etc/passwd",
		strings.Repeat("/", 600) + evil, "//" + evil + ":80", "/;//" + evil, "//" + evil + `\@127.0.0.1`}
	for _, p := range out[:12] {
		out = append(out, strings.ToUpper(p), p+"?x=/oggi", "/oggi"+p)
	}
	return out
}

// leads tells whether a browser on our page that follows a Location ends elsewhere, or its header holds more than one line.
func leads(location string) bool {
	if strings.ContainsAny(location, "\r\n\t\\") {
		return true
	}
	base, _ := url.Parse(origin + "/entra")
	to, err := base.Parse(location)
	return err != nil || to.Host != base.Host || to.Scheme != "http"
}

// TestNobodyIsSentElsewhere asks for every place after signing in, in the forms of the lists, and as the undo of a message.
func TestNobodyIsSentElsewhere(t *testing.T) {
	w := newWorld(t)
	b := w.in(w.as(zoneA, "coordinator"))
	sent := 0
	for _, p := range places() {
		for _, got := range []answer{b.get("/entra?next=" + url.QueryEscape(p)), b.post("/casi/ricerca", "q", "x", "filtri", p), b.post("/ricerca", "q", p, "next", p), b.post("/casi/elenchi", "name", "x", "filtri", p),
			b.post("/conferma-identita", "next", p, "password", "sbagliata"), b.get("/conferma-identita?next=" + url.QueryEscape(p))} {
			if at := got.Header().Get("Location"); at != "" {
				sent++
				if leads(at) {
					t.Errorf("%q leads to %q", p, at)
				}
			}
			for name, values := range got.Header() {
				if strings.ContainsAny(strings.Join(values, ""), "\r\n") {
					t.Errorf("%q makes a line in %s", p, name)
				}
			}
			for _, f := range formsOf(got.Body.String()) {
				if leads(f.action) {
					t.Errorf("%q makes a form that goes to %q", p, f.action)
				}
			}
		}
	}
	if sent < 60 {
		t.Errorf("only %d answers sent anybody anywhere", sent)
	}
}

// TestLeadingElsewhereIsNoticed asks the judge about addresses that lead away, and about some that do not.
func TestLeadingElsewhereIsNoticed(t *testing.T) {
	for _, p := range []string{"//" + evil, "https://" + evil, `/\` + evil, "/\t/" + evil, "javascript:x", "/casi\r\nX: y"} {
		if !leads(p) {
			t.Errorf("%q passes", p)
		}
	}
	for _, p := range []string{"/", "/casi?x=//" + evil, "/casi/%2f%2f" + evil} {
		if leads(p) {
			t.Errorf("%q does not pass", p)
		}
	}
}

// TestForwardedHeadersAreNotBelieved sends what a proxy would set, and another name of the host: neither page nor header repeats it, no cookie
// gets another scope, and the address that guesses are counted by is the connection's.
func TestForwardedHeadersAreNotBelieved(t *testing.T) {
	w := newWorld(t)
	for _, path := range []string{"/", "/entra", "/casi", "/oggi", "/profilo", "/.well-known/security.txt", "/api/", "/api/openapi.json", "/niente"} {
		b := w.in(w.as(zoneA, "coordinator"))
		for _, host := range []bool{false, true} {
			r := b.request(http.MethodGet, path, nil)
			for _, h := range []string{"X-Forwarded-Host", "X-Forwarded-For", "X-Forwarded-Server", "X-Original-URL", "X-Rewrite-URL", "Forwarded", "X-Real-IP", "X-Host"} {
				r.Header.Set(h, evil)
			}
			r.Header.Set("X-Forwarded-Proto", "https")
			if host {
				r.Host = evil
			}
			got := b.send(r)
			all := got.text()
			for name, values := range got.Header() {
				all += name + strings.Join(values, " ")
			}
			if strings.Contains(all, evil) {
				t.Errorf("%s repeats a header", path)
			}
			if got.Header().Get("Strict-Transport-Security") != "" {
				t.Errorf("%s believes X-Forwarded-Proto", path)
			}
		}
	}
	slowed := 0
	for i := range 40 {
		b := browser{http: w.http, cookies: map[string]string{}}
		r := b.request(http.MethodPost, "/entra", strings.NewReader(url.Values{"email": {"nessuno@" + evil}, "password": {"sbagliata davvero"}}.Encode()))
		r.Header.Set("Content-Type", "application/x-www-form-urlencoded")
		r.Header.Set("X-Forwarded-For", "10.0.0."+string(rune('0'+i%10)))
		if got := b.send(r); got.Code == http.StatusTooManyRequests {
			slowed++
			break
		}
	}
	if slowed == 0 {
		t.Error("a forged address hides who guesses")
	}
}

// TestNamesOfFilesAreOnlyNames uploads files whose names want to be paths or headers, and takes back what the program makes of them.
func TestNamesOfFilesAreOnlyNames(t *testing.T) {
	w := newWorld(t)
	b := w.in(w.as(zoneA, "secretary"))
	for _, name := range []string{"../../../../etc/cron.d/x.csv", `..\..\windows\x.csv`, "/etc/passwd.csv", "a\"; filename=\"evil.html.csv", "C:evil.csv", "..", ".csv", strings.Repeat("a", 3000) + ".csv", "a;b.csv", "è\u202egpj.csv", "%2e%2e%2fx.csv"} {
		got := b.upload("/importazioni", name, []byte("Cognome;Nome;Codice fiscale\nRossi;Ada;ABC\n"))
		if got.Code >= http.StatusInternalServerError {
			t.Errorf("%q: %d", name, got.Code)
		}
		at := got.Header().Get("Location")
		if leads(at) {
			t.Errorf("%q leads to %q", name, at)
		}
		if at == "" {
			continue
		}
		form, _ := formOf(b.get(at).Body.String(), at)
		b.postForm(at, form)
		back := b.get(strings.TrimSuffix(at, "/colonne") + "/scarti")
		kind, with, err := mime.ParseMediaType(back.Header().Get("Content-Disposition"))
		if err != nil || kind != "attachment" || len(with) != 1 || strings.ContainsAny(with["filename"], "/\\\r\n") {
			t.Errorf("%q comes back as %q %v", name, back.Header().Get("Content-Disposition"), err)
		}
	}
	for _, path := range []string{"/static/../siil.db", "/static/%2e%2e/%2e%2e/etc/passwd", "/static/..%2f..%2fetc%2fpasswd", `/static/..\siil.db`, "/elenchi-di-esempio/..%2f..%2fgo.mod", "/elenchi-di-esempio/%2e%2e"} {
		if got := b.get(path); strings.Contains(got.Body.String(), "root:") || strings.Contains(got.Body.String(), "module siil") || got.Code == http.StatusOK {
			t.Errorf("%s: %d", path, got.Code)
		}
	}
}

// TestLinesDoNotReachMail gives addresses with lines in them to whatever mails.
func TestLinesDoNotReachMail(t *testing.T) {
	w := newWorld(t)
	b := w.in(w.as(zoneA, "administrator"))
	for _, x := range []string{"a@b.example\r\nBcc: " + "x@" + evil, "a@b.example\nBcc: x@" + evil, "a@b.example%0aBcc:x@" + evil, "a@b.example,x@" + evil, "a@b.example;x@" + evil, "<a@b.example> x@" + evil, "a@b.example\x00x@" + evil} {
		b.post("/amministrazione/registro/destinatari", "name", "Parte", "email", x)
		b.post("/amministrazione/utenti/nuovo", "given_name", "Ada", "family_name", "Prova", "email", x, "roles", "tutor")
	}
	if records := w.records(); strings.Contains(records, evil) {
		t.Error("an address with more than one in it was kept")
	}
}
