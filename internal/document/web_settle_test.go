package document_test

import (
	"bytes"
	"mime/multipart"
	"net/http"
	"net/http/httptest"
	"net/url"
	"strings"
	"testing"

	"siil/internal/document"
	"siil/internal/fault"
	"siil/internal/gate"
	"siil/internal/ui"
)

// seen is what a page gave to a request.
type seen struct {
	status int
	body   string
	header http.Header
}

// ask sends a request to the pages of the room as somebody.
func (x *office) ask(t testing.TB, who gate.Actor, req *http.Request) seen {
	t.Helper()
	mux := http.NewServeMux()
	for _, r := range x.room.Routes() {
		mux.HandleFunc(r.Method+" "+r.Path, func(rw http.ResponseWriter, req *http.Request) {
			if err := r.Handler(rw, req, who); err != nil {
				rw.WriteHeader(ui.Status(fault.KindOf(err)))
				if fault.KindOf(err) == fault.Internal {
					t.Errorf("%s: %v", req.URL, err)
				}
			}
		})
	}
	rec := httptest.NewRecorder()
	mux.ServeHTTP(rec, req.WithContext(ui.WithViewer(ctx, ui.Viewer{Name: who.Name})))
	return seen{rec.Code, rec.Body.String(), rec.Header()}
}

func (x *office) see(t testing.TB, who gate.Actor, path string) seen {
	t.Helper()
	return x.ask(t, who, httptest.NewRequest(http.MethodGet, path, nil))
}

// send posts a form; pairs are names and values.
func (x *office) send(t testing.TB, who gate.Actor, path string, pairs ...string) seen {
	t.Helper()
	fields := url.Values{}
	for i := 0; i < len(pairs); i += 2 {
		fields.Add(pairs[i], pairs[i+1])
	}
	req := httptest.NewRequest(http.MethodPost, path, strings.NewReader(fields.Encode()))
	req.Header.Set("Content-Type", "application/x-www-form-urlencoded")
	return x.ask(t, who, req)
}

// upload posts a form with a picture.
func (x *office) upload(t testing.TB, who gate.Actor, path string, picture []byte, pairs ...string) seen {
	t.Helper()
	var b bytes.Buffer
	m := multipart.NewWriter(&b)
	for i := 0; i < len(pairs); i += 2 {
		fine(t, m.WriteField(pairs[i], pairs[i+1]))
	}
	f, err := m.CreateFormFile("logo", "logo.png")
	fine(t, err)
	_, err = f.Write(picture)
	fine(t, err)
	fine(t, m.Close())
	req := httptest.NewRequest(http.MethodPost, path, &b)
	req.Header.Set("Content-Type", m.FormDataContentType())
	return x.ask(t, who, req)
}

func (p seen) is(t testing.TB, status int, words ...string) {
	t.Helper()
	if p.status != status {
		t.Errorf("status %d, want %d: %s", p.status, status, p.header.Get("Location"))
	}
	for _, w := range words {
		if !strings.Contains(p.body, w) {
			t.Errorf("%q is missing", w)
		}
	}
}

// wrong fails the test unless an error stands beside a field, with what was typed.
func (p seen) wrong(t testing.TB, field string, typed ...string) {
	t.Helper()
	p.is(t, http.StatusUnprocessableEntity, append(typed, `id="`+ui.FieldID(field)+`-error"`, `href="#`+ui.FieldID(field)+`"`)...)
}

// TestBatchPages goes from the filters of the list of cases to the archive of PDFs.
func TestBatchPages(t *testing.T) {
	inOffices(t, 3, func(t *testing.T, x *office) {
		x.see(t, x.carla, "/documenti/lotti").is(t, 200, "Nessuno finora.", "Scegli i casi")
		const form = "/documenti/lotti/nuovo"
		x.see(t, x.carla, form+"?stato=IN_VALUTAZIONE").is(t, 200, "Casi scelti: 3.", "Informativa sui dati (Română)", "/casi?stato=IN_VALUTAZIONE")
		x.see(t, x.carla, form+"?stato=CHIUSA").is(t, 200, "Nessun caso: scegli altri filtri.")
		x.see(t, x.carla, form+"?stato=NIENTE").is(t, 200, "Uno dei filtri non si può leggere")
		x.send(t, x.carla, form, "filtri", "stato=IN_VALUTAZIONE", "modello", "").wrong(t, "modello", "Casi scelti: 3.", "stato=IN_VALUTAZIONE")
		x.send(t, x.carla, form, "filtri", "stato=NIENTE", "modello", "INFORMATIVA.ro").is(t, http.StatusUnprocessableEntity)

		began := x.send(t, x.carla, form, "filtri", "stato=IN_VALUTAZIONE", "modello", "INFORMATIVA.ro", "once", "0199f3a0-0000-7000-8000-000000000001")
		began.is(t, http.StatusSeeOther)
		at := began.header.Get("Location")
		going := x.see(t, x.carla, at)
		going.is(t, 200, "in corso", "0 di 3", "data-progress", "Ferma")
		if going.header.Get("Refresh") != "" {
			t.Error("the page comes anew by itself, whatever is being read on it")
		}
		fine(t, x.room.Step(ctx))
		over := x.see(t, x.carla, at)
		over.is(t, 200, "finito", "3 di 3", at+"/documenti.zip")
		if strings.Contains(over.body, "data-progress") {
			t.Error("what is over is still looked at")
		}
		x.see(t, x.carla, "/documenti/lotti").is(t, 200, "finito", at)
		if z := x.see(t, x.carla, at+"/documenti.zip"); z.status != 200 || z.header.Get("Content-Type") != "application/zip" || !strings.HasPrefix(z.body, "PK") {
			t.Errorf("%d %s", z.status, z.header)
		}
		for _, who := range []gate.Actor{x.elena, x.sofia, x.amina, x.olga} {
			for _, path := range []string{at, at + "/documenti.zip"} {
				x.see(t, who, path).is(t, http.StatusNotFound)
			}
			x.send(t, who, at+"/ferma").is(t, http.StatusNotFound)
		}
	})
}

func TestBatchPageNamesWhatWasLeftOut(t *testing.T) {
	inOffices(t, 2, func(t *testing.T, x *office) {
		_, err := x.plans.Begin(ctx, x.elena, x.cases[1], "Voglio un lavoro vicino a casa.")
		fine(t, err)
		id := x.start(t, document.Batch{Model: "PROGETTO", Lang: "it", Cases: x.cases})
		at := "/documenti/lotti/" + string(id)
		x.work(t, id)
		x.see(t, x.carla, at).is(t, 200, "1 di 2", "Casi rimasti fuori", "/casi/"+string(x.cases[0]), "manca quello di cui parla il modello")
		stopped := x.start(t, document.Batch{Model: "INFORMATIVA", Lang: "it", Cases: x.cases})
		x.send(t, x.carla, "/documenti/lotti/"+string(stopped)+"/ferma").is(t, http.StatusSeeOther)
		x.see(t, x.carla, "/documenti/lotti/"+string(stopped)).is(t, 200, "fermato")
	})
}

func TestPagesOfThePaper(t *testing.T) {
	inOffices(t, 0, func(t *testing.T, x *office) {
		const paper = "/documenti/carta"
		x.see(t, x.amina, paper).is(t, 200, "Valdinievole", "Convocazione", "toscano")
		x.see(t, x.amina, paper+"/logo.png").is(t, http.StatusNotFound)
		x.upload(t, x.amina, paper, []byte("<svg/>"), "lines", "Una riga", "foot", "Il piede", "logo_alt", "Stemma").wrong(t, "logo", "Una riga", "Il piede", "Stemma", "PNG o JPEG")
		x.upload(t, x.amina, paper, logoOf(t, 4100, 3), "lines", "Una riga", "logo_alt", "Stemma").wrong(t, "logo", "4100 × 3")
		x.upload(t, x.amina, paper, logoOf(t, 30, 30), "lines", "Una riga", "logo_alt", "").wrong(t, "logo_alt", "Una riga")
		x.upload(t, x.amina, paper, nil, "lines", " \r\n ", "foot", "Il piede").wrong(t, "lines", "Il piede")
		x.upload(t, x.amina, paper, logoOf(t, 30, 30), "lines", "Una riga\r\n\r\n Un'altra ", "foot", "", "logo_alt", "Stemma").is(t, http.StatusSeeOther)
		x.see(t, x.carla, paper).is(t, 200, "Una riga\nUn&#39;altra", `alt="Stemma"`)
		if logo := x.see(t, x.carla, paper+"/logo.png"); logo.status != 200 || logo.header.Get("Content-Type") != "image/png" {
			t.Errorf("%d %s", logo.status, logo.header)
		}
		x.upload(t, x.carla, paper, nil, "lines", "Una riga", "no_logo", "1").is(t, http.StatusSeeOther)
		x.see(t, x.carla, paper+"/logo.png").is(t, http.StatusNotFound)
		for _, who := range []gate.Actor{x.elena, x.sofia, x.dan} {
			x.see(t, who, paper).is(t, http.StatusNotFound)
			x.see(t, who, paper+"/logo.png").is(t, http.StatusNotFound)
			x.upload(t, who, paper, nil, "lines", "Mia").is(t, http.StatusNotFound)
		}
	})
}

func TestPagesOfAModel(t *testing.T) {
	inOffices(t, 0, func(t *testing.T, x *office) {
		const at = "/documenti/carta/CONVOCAZIONE/it"
		x.see(t, x.carla, at).is(t, 200, "toscano", "Come appare, con dati inventati", "Ciao Anna Prova", "{{persona.codice_fiscale}}")
		bad := "Gentile {{persona.nom}},\r\n\r\n{{caso.nume}}"
		for _, do := range []string{"", "modifica"} {
			wrong := x.send(t, x.carla, at, "body", bad, "do", do)
			wrong.wrong(t, "body", "{{persona.nom}},", "{{caso.nume}}", "persona.nome", "caso.numero")
			if strings.Contains(wrong.body, "Come appare") {
				t.Error("a text with flaws has a sample")
			}
		}
		x.send(t, x.carla, at, "body", " \r\n").wrong(t, "body")
		x.send(t, x.carla, at, "body", ownInvitation, "do", "modifica").is(t, 200, "Gentile Anna, ti aspettiamo.", "toscano")
		if w, err := x.room.Wording(ctx, x.carla, "CONVOCAZIONE", "it"); err != nil || w.Own {
			t.Errorf("looking at it adopts it: %+v, %v", w, err)
		}
		x.send(t, x.carla, at, "body", strings.ReplaceAll(ownInvitation, "\n", "\r\n")).is(t, http.StatusSeeOther)
		x.see(t, x.carla, at).is(t, 200, "della zona, dal 24/11/2026", "Torna al modello toscano", "Gentile Anna, ti aspettiamo.")
		if pdf := x.see(t, x.carla, at+"/prova.pdf"); pdf.status != 200 || !strings.HasPrefix(pdf.body, "%PDF-") {
			t.Errorf("%d %s", pdf.status, pdf.header)
		}
		x.see(t, x.carla, at+"/ripristina").is(t, 200, "Tornare al modello toscano?")
		x.send(t, x.carla, at+"/ripristina").is(t, http.StatusSeeOther)
		x.see(t, x.carla, at).is(t, 200, "toscano", "Ciao Anna Prova")
		for _, path := range []string{"/documenti/carta/BOH/it", "/documenti/carta/CONVOCAZIONE/la", "/documenti/carta/BOH/it/prova.pdf"} {
			x.see(t, x.carla, path).is(t, http.StatusNotFound)
		}
		for _, who := range []gate.Actor{x.elena, x.sofia, x.dan} {
			x.see(t, who, at).is(t, http.StatusNotFound)
			x.see(t, who, at+"/prova.pdf").is(t, http.StatusNotFound)
			x.send(t, who, at, "body", ownInvitation).is(t, http.StatusNotFound)
			x.send(t, who, at+"/ripristina").is(t, http.StatusNotFound)
		}
	})
}
