package document_test

import (
	"bytes"
	"context"
	"mime/multipart"
	"net/http"
	"net/http/httptest"
	"net/url"
	"regexp"
	"strings"
	"testing"

	"siil/internal/document"
	"siil/internal/fault"
	"siil/internal/gate"
	"siil/internal/gate/gatetest"
	"siil/internal/policy"
	"siil/internal/ui"
	"siil/internal/value"
)

// answer is what a page gave.
type answer struct {
	status  int
	body    string
	to      string
	header  http.Header
	queries int
}

// ask calls a page as somebody; a body makes it a POST.
func (w *world) ask(t testing.TB, who gate.Actor, path string, fields url.Values) answer {
	t.Helper()
	req := httptest.NewRequest(http.MethodGet, path, nil)
	if fields != nil {
		req = httptest.NewRequest(http.MethodPost, path, strings.NewReader(fields.Encode()))
		req.Header.Set("Content-Type", "application/x-www-form-urlencoded")
	}
	return w.serve(t, who, req)
}

func (w *world) serve(t testing.TB, who gate.Actor, req *http.Request) answer {
	t.Helper()
	mux := http.NewServeMux()
	for _, r := range w.room.Routes() {
		mux.HandleFunc(r.Method+" "+r.Path, func(rw http.ResponseWriter, req *http.Request) {
			if err := r.Handler(rw, req, who); err != nil {
				rw.WriteHeader(ui.Status(fault.KindOf(err)))
				if fault.KindOf(err) == fault.Internal {
					t.Errorf("%s: %v", req.URL, err)
				}
			}
		})
	}
	counted, n := gate.CountQueries(ui.WithViewer(context.Background(), ui.Viewer{Name: who.Name}))
	rec := httptest.NewRecorder()
	mux.ServeHTTP(rec, req.WithContext(counted))
	return answer{rec.Code, rec.Body.String(), rec.Header().Get("Location"), rec.Header(), *n}
}

func (a answer) holds(t testing.TB, status int, words ...string) {
	t.Helper()
	if a.status != status {
		t.Errorf("answered %d, not %d", a.status, status)
	}
	for _, s := range words {
		if !strings.Contains(a.body, s) {
			t.Errorf("the page does not say %q: %s", s, a.body)
		}
	}
}

func (a answer) lacks(t testing.TB, words ...string) {
	t.Helper()
	for _, s := range words {
		if strings.Contains(a.body, s) {
			t.Errorf("the page says %q", s)
		}
	}
}

// upload is a form with files as a browser sends it.
func upload(t testing.TB, path string, fields map[string]string, name, content string) *http.Request {
	t.Helper()
	var b bytes.Buffer
	form := multipart.NewWriter(&b)
	for k, v := range fields {
		must(t, form.WriteField(k, v))
	}
	if name != "" {
		part, err := form.CreateFormFile("files", name)
		must(t, err)
		_, err = part.Write([]byte(content))
		must(t, err)
	}
	must(t, form.Close())
	req := httptest.NewRequest(http.MethodPost, path, &b)
	req.Header.Set("Content-Type", form.FormDataContentType())
	return req
}

// TestDocumentIsMadeOnItsPage: preview, a text edited and refused with everything kept, the document, its page and its files.
func TestDocumentIsMadeOnItsPage(t *testing.T) {
	inWorlds(t, func(t *testing.T, w *world) {
		of := "/casi/" + string(w.id) + "/documenti"
		w.ask(t, w.elena, of, nil).holds(t, 200, "Convocazione", "Progetto personalizzato")
		path := of + "/nuovo?modello=CONVOCAZIONE&lingua=it"
		page := w.ask(t, w.elena, path, nil)
		page.holds(t, 200, "Ciao Samira Provini", "Carla Prova, Elena Prova, Lucia Prova, Paolo Prova")
		free(t, "preview", page.body)
		w.ask(t, w.elena, of+"/nuovo?modello=CONVOCAZIONE&lingua=uk", nil).holds(t, 200, `lang="uk"`)
		if to := w.ask(t, w.elena, of+"/nuovo?modello=NESSUNO", nil).to; to != of {
			t.Errorf("no such model leads to %q", to)
		}
		form := url.Values{"modello": {"CONVOCAZIONE"}, "lingua": {"it"}, "once": {string(value.NewID())}, "title": {"Il mio invito"}, "text": {""}, "do": {"crea"}}
		w.ask(t, w.elena, path, form).holds(t, 422, "Il mio invito")
		form.Set("text", strings.Repeat("parole ", document.MaxText/7+1))
		w.ask(t, w.elena, path, form).holds(t, 422, "Il mio invito", "parole parole")
		form.Set("text", "Vieni **martedì** in piazza Inventata.")
		form.Set("do", "modifica")
		w.ask(t, w.elena, path, form).holds(t, 200, "<strong>martedì</strong>", "Vieni **martedì**")
		if n := w.documents(t); n != 0 {
			t.Errorf("%d documents were made by looking", n)
		}
		form.Set("do", "crea")
		to := w.ask(t, w.elena, path, form)
		if again := w.ask(t, w.elena, path, form); to.status != 303 || again.to != to.to || w.documents(t) != 1 {
			t.Errorf("answered %d to %s, then %s; %d documents", to.status, to.to, again.to, w.documents(t))
		}
		w.ask(t, w.paolo, to.to, nil).holds(t, 200, "Il mio invito", "<strong>martedì</strong>", "1/2026", "Elena Prova")
		for format, kind := range map[string]string{"pdf": "application/pdf", "odt": "application/vnd.oasis.opendocument.text"} {
			a := w.ask(t, w.paolo, to.to+"/file/"+format, nil)
			if a.status != 200 || a.header.Get("Content-Type") != kind || a.header.Get("Content-Disposition") != `attachment; filename="documento-1-2026.`+format+`"` ||
				a.header.Get("X-Content-Type-Options") != "nosniff" || a.header.Get("Cache-Control") != "no-store" {
				t.Errorf("%s: %d %v", format, a.status, a.header)
			}
		}
		w.ask(t, w.paolo, to.to+"/file/docx", nil).holds(t, 404)
	})
}

// TestFilesAreBroughtInOnThePage: refused with everything typed and the file still there, then a document with its file to be had.
func TestFilesAreBroughtInOnThePage(t *testing.T) {
	inWorlds(t, func(t *testing.T, w *world) {
		of := "/casi/" + string(w.id) + "/documenti"
		const content = "%PDF-1.4\n1 0 obj<</Type/Catalog>>endobj\ntrailer<</Root 1 0 R>>\n%%EOF\n"
		fields := map[string]string{"title": "", "section": "work", "on": "20/11/2026"}
		w.serve(t, w.paolo, upload(t, of, fields, "Contratto.pdf", content)).holds(t, 422, "20/11/2026", "Contratto.pdf")
		fields["title"] = "Il contratto"
		fields["section"] = "health"
		w.serve(t, w.paolo, upload(t, of, fields, "", "")).holds(t, 422, "Il contratto", "Contratto.pdf")
		fields["section"] = "work"
		if a := w.serve(t, w.paolo, upload(t, of, fields, "", "")); a.status != 303 {
			t.Fatalf("answered %d: %s", a.status, a.body)
		}
		all, err := w.room.Of(ctx, w.paolo, w.id)
		if must(t, err); len(all) != 1 || len(all[0].Attached) != 1 || all[0].OnDay != value.MustDate("2026-11-20") {
			t.Fatalf("brought in %+v", all)
		}
		file := "/documento/" + string(all[0].ID) + "/allegati/" + string(all[0].Attached[0].ID)
		w.ask(t, w.paolo, of, nil).holds(t, 200, "Il contratto", file)
		if a := w.ask(t, w.paolo, file, nil); a.status != 200 || a.body != content {
			t.Errorf("the file: %d %q", a.status, a.body)
		}
		w.ask(t, w.lucia, file, nil).holds(t, 404) // the work section is not hers
		w.ask(t, w.lucia, of, nil).lacks(t, "Il contratto", string(all[0].ID))
		other := w.make(t, w.elena, invitation)
		w.ask(t, w.paolo, "/documento/"+string(other.ID)+"/allegati/"+string(all[0].Attached[0].ID), nil).holds(t, 404) // nor under another document
	})
}

// TestPagesAreTheCases: to who does not work on the case none of them is there.
func TestPagesAreTheCases(t *testing.T) {
	inWorlds(t, func(t *testing.T, w *world) {
		d := w.make(t, w.elena, invitation)
		of, one := "/casi/"+string(w.id)+"/documenti", "/documento/"+string(d.ID)
		for _, who := range []gate.Actor{w.nora, w.sofia, w.dario, w.anna, w.olga} {
			for _, path := range []string{of, of + "/nuovo?modello=CONVOCAZIONE", one, one + "/file/pdf"} {
				if a := w.ask(t, who, path, nil); a.status != 404 && a.status != 403 || strings.Contains(a.body, "Samira") {
					t.Errorf("%s at %s: %d", who.Name, path, a.status)
				}
			}
		}
		for _, who := range []gate.Actor{w.elena, w.nora, w.dario, w.anna, w.olga} {
			for _, path := range []string{one + "/registro", one + "/annulla"} {
				if a := w.ask(t, who, path, nil); a.status != 404 && a.status != 403 {
					t.Errorf("%s at %s: %d", who.Name, path, a.status)
				}
			}
		}
	})
}

// TestRegisterOnItsPage: the secretary gives numbers and voids without learning of whom a document is; the workbook holds no more than the page.
func TestRegisterOnItsPage(t *testing.T) {
	inWorlds(t, func(t *testing.T, w *world) {
		d := w.make(t, w.elena, document.Request{Model: "CONVOCAZIONE", Lang: "it", Title: "Invito per Samira"})
		_, err := w.bring(t, w.lucia, policy.Health, "Piano terapeutico")
		must(t, err)
		one := "/documento/" + string(d.ID)
		secrets := []string{"Samira", "Provini", "Piano terapeutico", string(w.id)}
		page := w.ask(t, w.sofia, "/documenti", nil)
		page.holds(t, 200, "1/2026", "2/2026", one+"/registro")
		page.lacks(t, secrets...)
		w.ask(t, w.sofia, "/documenti?anno=2026&modello=CONVOCAZIONE&senza-protocollo=1", nil).holds(t, 200, "1/2026")
		w.ask(t, w.sofia, "/documenti?anno=2025", nil).lacks(t, "1/2026</a>")
		w.ask(t, w.sofia, "/documenti?numero=zero&dal=ieri+l%27altro+ancora", nil).holds(t, 200, "zero")
		if a := w.ask(t, w.sofia, "/documenti/documenti.xlsx", nil); a.status != 200 || !strings.HasPrefix(a.body, "PK") {
			t.Errorf("the workbook: %d", a.status)
		}
		entry := w.ask(t, w.sofia, one+"/registro", nil)
		entry.holds(t, 200, "24/11/2026")
		entry.lacks(t, secrets...)
		w.ask(t, w.sofia, one+"/registro", url.Values{"protocol": {"77/A"}, "on": {"31/12/2026"}}).holds(t, 422, "77/A", "31/12/2026")
		if a := w.ask(t, w.sofia, one+"/registro", url.Values{"protocol": {"77/A"}, "on": {"24/11/2026"}}); a.status != 303 || a.to != one+"/registro" {
			t.Errorf("answered %d to %s", a.status, a.to)
		}
		w.ask(t, w.elena, one, nil).holds(t, 200, "77/A")
		w.ask(t, w.sofia, one+"/annulla", url.Values{"why": {""}}).holds(t, 422)
		if a := w.ask(t, w.sofia, one+"/annulla", url.Values{"why": {"ora sbagliata"}}); a.status != 303 {
			t.Errorf("answered %d", a.status)
		}
		w.ask(t, w.elena, one, nil).holds(t, 200, "ora sbagliata", "Sofia Prova")
		carla := w.ask(t, w.carla, "/documenti", nil)
		carla.holds(t, 200, string(w.id))
		carla.lacks(t, "Samira", "Piano terapeutico")
		if n := len(regexp.MustCompile(regexp.QuoteMeta(string(w.id))).FindAllString(carla.body, -1)); n != 1 {
			t.Errorf("the coordinator learns of whom the reserved document is: %d", n)
		}
	})
}

// TestPagesAskAsManyQueries for many documents as for a few.
func TestPagesAskAsManyQueries(t *testing.T) {
	w := newWorld(t, gatetest.NewSQLite(t))
	paths := map[string]gate.Actor{"/casi/" + string(w.id) + "/documenti": w.elena, "/documenti": w.carla, "/casi/" + string(w.id) + "/documenti/nuovo?modello=RELAZIONE_CHIUSURA": w.elena}
	bring := func() {
		w.make(t, w.elena, invitation)
		_, err := w.bring(t, w.lucia, policy.Health, "Piano terapeutico")
		must(t, err)
	}
	bring()
	few := map[string]int{}
	for path, who := range paths {
		few[path] = w.ask(t, who, path, nil).queries
	}
	for range 10 {
		bring()
	}
	for path, who := range paths {
		if n := w.ask(t, who, path, nil).queries; n != few[path] {
			t.Errorf("%s: %d queries, then %d", path, few[path], n)
		}
	}
	t.Logf("queries: %v", few)
}
