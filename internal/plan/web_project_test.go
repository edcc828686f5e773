package plan_test

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

	"siil/internal/account"
	"siil/internal/fault"
	"siil/internal/gate"
	"siil/internal/gate/gatetest"
	"siil/internal/plan"
	"siil/internal/ui"
	"siil/internal/value"
)

// answer is what a page of the project gave to a request.
func (w *world) answer(t testing.TB, who gate.Actor, req *http.Request) livePage {
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
	return livePage{rec.Code, rec.Body.String(), rec.Header().Get("Location"), *n}
}

// project is the address of the case's project.
func (w *world) project(under string) string { return "/casi/" + string(w.id) + "/progetto" + under }

// open gets a page of the project.
func (w *world) open(t testing.TB, who gate.Actor, under string) livePage {
	t.Helper()
	return w.answer(t, who, httptest.NewRequest(http.MethodGet, w.project(under), nil))
}

// send posts a form of the project; pairs are names and values.
func (w *world) send(t testing.TB, who gate.Actor, under string, pairs ...string) livePage {
	t.Helper()
	fields := url.Values{}
	for i := 0; i < len(pairs); i += 2 {
		fields.Add(pairs[i], pairs[i+1])
	}
	req := httptest.NewRequest(http.MethodPost, w.project(under), strings.NewReader(fields.Encode()))
	req.Header.Set("Content-Type", "application/x-www-form-urlencoded")
	return w.answer(t, who, req)
}

// post sends the form of signatures, with a file when scan is not empty.
func (w *world) post(t testing.TB, who gate.Actor, under, scan string, pairs ...string) livePage {
	t.Helper()
	var b bytes.Buffer
	m := multipart.NewWriter(&b)
	for i := 0; i < len(pairs); i += 2 {
		must(t, m.WriteField(pairs[i], pairs[i+1]))
	}
	if scan != "" {
		f, err := m.CreateFormFile("files", "firma.txt")
		must(t, err)
		_, err = f.Write([]byte(scan))
		must(t, err)
	}
	must(t, m.Close())
	req := httptest.NewRequest(http.MethodPost, w.project(under), &b)
	req.Header.Set("Content-Type", m.FormDataContentType())
	return w.answer(t, who, req)
}

// wrong fails the test unless an error stands beside a field that still holds what was typed.
func (p livePage) wrong(t testing.TB, field string, typed ...string) {
	t.Helper()
	p.is(t, http.StatusUnprocessableEntity, append(typed, `id="`+ui.FieldID(field)+`-error"`, `href="#`+ui.FieldID(field)+`"`)...)
}

var hrefOfFile = regexp.MustCompile(`href="(/casi/[^"]*/firme/file/[^"]*)"`)

// secondGoal is its number on a page.
var secondGoal = regexp.MustCompile(`>\s*2\. `)

// TestProjectPages goes from the person's words to a version in force and to the next, as the pages lead.
func TestProjectPages(t *testing.T) {
	both(t, func(t *testing.T, w *world) {
		w.open(t, w.elena, "").is(t, 200, "parti da che cosa vuole la persona", "Comincia il progetto")
		began := w.send(t, w.elena, "", "aims", "Voglio un contratto vero, vicino a casa.")
		if began.status != http.StatusSeeOther || began.to != w.project("/1") {
			t.Fatalf("began with %d, %s", began.status, began.to)
		}
		w.open(t, w.elena, "/1").is(t, 200, "bozza", "Aggiungi almeno un obiettivo.", `href="#f-text_goal"`)

		w.send(t, w.elena, "/1/obiettivi", "domain_goal", "", "text_goal", "Lavorare con un contratto", "reached_when_goal", "Ho un contratto").
			wrong(t, "domain_goal", "Lavorare con un contratto", "Ho un contratto")
		w.send(t, w.elena, "/1/obiettivi", "domain_goal", "LAVORO", "text_goal", "Lavorare con un contratto", "reached_when_goal", "").is(t, http.StatusSeeOther)
		p := w.newest(t, w.elena)
		goal := string(p.Goals[0].ID)

		w.open(t, w.elena, "/1?obiettivo="+goal+"&azione=UPSKILLING").is(t, 200, `value="UPSKILLING" selected`, "Obiettivo «Lavorare con un contratto»: scrivi come si saprà che è raggiunto.")
		at := "_new-" + goal
		w.send(t, w.paolo, "/1/azioni", "goal", goal, "kind"+at, "UPSKILLING", "title"+at, "Saldatura", "from"+at, "10/12/2026", "to"+at, "01/12/2026", "hours"+at, "sessanta").
			wrong(t, "hours"+at, "Saldatura", "sessanta", "10/12/2026")
		w.send(t, w.paolo, "/1/azioni", "goal", goal, "kind"+at, "UPSKILLING", "title"+at, "Saldatura", "from"+at, "10/12/2026", "to"+at, "01/12/2026").wrong(t, "to"+at, "Saldatura")
		w.send(t, w.paolo, "/1/azioni", "goal", goal, "kind"+at, "UPSKILLING", "title"+at, "Saldatura", "hours"+at, "60", "provider"+at, "CPIA", "note"+at, "due sere").is(t, http.StatusSeeOther)
		a := w.newest(t, w.elena).Goals[0].Actions[0]

		early := w.open(t, w.elena, "/1/firme")
		early.is(t, 200, "Che cosa manca per firmare", "Azione «Saldatura»: scrivi chi la segue.")
		early.lacks(t, "Registra la firma")
		missing := []string{"reached_when_" + goal, "from_" + string(a.ID), "follower_" + string(a.ID)}
		frozen := w.send(t, w.elena, "/1/chiusura", "version", "0")
		frozen.is(t, http.StatusUnprocessableEntity, "Azione «Saldatura»: scrivi quando comincia.")
		for _, m := range missing {
			frozen.wrong(t, m)
		}
		w.send(t, w.elena, "/1/obiettivi/"+goal, "version_"+goal, "1", "domain_"+goal, "LAVORO", "text_"+goal, "Lavorare con un contratto", "reached_when_"+goal, "Ho un contratto di sei mesi").
			is(t, http.StatusSeeOther)
		at = "_" + string(a.ID)
		w.send(t, w.paolo, "/1/azioni/"+string(a.ID), "version"+at, "1", "goal"+at, goal, "kind"+at, "UPSKILLING", "title"+at, "Saldatura", "hours"+at, "60", "provider"+at, "CPIA",
			"note"+at, "due sere", "from"+at, "01/12/2026", "follower"+at, string(w.paolo.Account), "fund"+at, "GOL").is(t, http.StatusSeeOther)
		w.send(t, w.elena, "/1/impegni", "side_commitment", "person", "text_commitment", "").wrong(t, "text_commitment")
		w.send(t, w.elena, "/1/impegni", "side_commitment", "person", "text_commitment", "Andare al corso").is(t, http.StatusSeeOther)
		w.send(t, w.elena, "/1/verifiche", "dates_dates", "31/02/2027\n10/01/2027").wrong(t, "dates_dates", "31/02/2027")
		w.send(t, w.elena, "/1/verifiche", "dates_dates", "10/01/2027\r\n 01/04/2027 ").is(t, http.StatusSeeOther)
		w.open(t, w.elena, "/1").is(t, 200, "la versione si può firmare", "Chiudi la bozza e raccogli le firme", "01/04/2027")

		w.send(t, w.elena, "/1/chiusura", "version", "0").is(t, http.StatusSeeOther)
		page := w.open(t, w.elena, "/1")
		page.is(t, 200, "aspetta le firme", "Raccogli le firme", "Saldatura", "Andare al corso", "10/01/2027")
		page.lacks(t, "Salva l'obiettivo", "Aggiungi un'azione")
		w.send(t, w.elena, "/1/parole", "was_aims", "", "aims_aims", "Altro").is(t, http.StatusConflict, "non si cambia")
		w.signatures(t)

		page = w.open(t, w.elena, "")
		page.is(t, 200, "in vigore dal", "Prepara la versione 2", "dal 01/12/2026")
		page.lacks(t, "Salva l'obiettivo", "Chiudi la bozza")
		w.open(t, w.elena, "/1?vista=tempo").is(t, 200, "La linea tratteggiata è oggi", "Saldatura")
		w.send(t, w.elena, "/1/revisione", "why", "").wrong(t, "why")
		w.send(t, w.elena, "/1/revisione", "why", "Serve anche l'italiano.").is(t, http.StatusSeeOther)
		w.send(t, w.elena, "/2/obiettivi", "domain_goal", "LINGUA", "text_goal", "Parlare con la scuola", "reached_when_goal", "Parlo da solo con la maestra").is(t, http.StatusSeeOther)
		w.open(t, w.elena, "/2/differenze").is(t, 200, "Serve anche", "Aggiunto", "Parlare con la scuola")
		w.open(t, w.elena, "/1/differenze").is(t, http.StatusNotFound)
		w.open(t, w.elena, "").is(t, 200, "Continua la versione 2")
		w.open(t, w.elena, "/2/eliminazione").is(t, 200, "Lasci la bozza della versione 2?")
		w.open(t, w.elena, "/1/eliminazione").is(t, http.StatusNotFound)
		w.send(t, w.elena, "/2/eliminazione").is(t, http.StatusSeeOther)
		w.open(t, w.elena, "/2").is(t, http.StatusNotFound)
		w.proved(t)
	})
}

// signatures puts version 1 in force: on paper with a scan, then with the second factor.
func (w *world) signatures(t *testing.T) {
	t.Helper()
	w.open(t, w.elena, "/1/firme").is(t, 200, "La persona", "da firmare")
	once := string(value.NewID())
	w.post(t, w.elena, "/1/firme", "foglio firmato", "once", once, "means", "paper", "party", "person", "date", w.Today().Format(), "agreement", "partly", "said", "").
		wrong(t, "said", "firma.txt")
	w.post(t, w.elena, "/1/firme", "", "once", once, "means", "paper", "party", "person", "date", "31/02/2026", "agreement", "partly", "said", "Il turno di sera è lungo.").
		wrong(t, "date", "31/02/2026", "Il turno di sera è lungo.", "firma.txt")
	w.post(t, w.elena, "/1/firme", "", "once", once, "means", "paper", "party", "person", "date", w.Today().Format(), "agreement", "partly", "said", "Il turno di sera è lungo.").is(t, http.StatusSeeOther)
	page := w.open(t, w.elena, "/1/firme")
	page.is(t, 200, "il testo è quello che si firma")
	page.is(t, 200, "D&#39;accordo in parte: «Il turno di sera è lungo.»", "firma.txt")
	file := hrefOfFile.FindStringSubmatch(page.body)
	if file == nil {
		t.Fatal("no scan")
	}
	get := func(who gate.Actor, path string) livePage {
		return w.answer(t, who, httptest.NewRequest(http.MethodGet, path, nil))
	}
	get(w.paolo, file[1]).is(t, 200, "foglio firmato")
	get(w.nora, file[1]).is(t, http.StatusNotFound)
	w.post(t, w.elena, "/1/firme", "", "once", once, "means", "second_factor", "party", "case_manager", "code", "000000").wrong(t, "code")
	w.post(t, w.paolo, "/1/firme", "", "once", once, "means", "second_factor", "party", "case_manager", "code", rightCode).wrong(t, "party")
	done := w.post(t, w.elena, "/1/firme", "", "once", once, "means", "second_factor", "party", "case_manager", "code", rightCode)
	if done.status != http.StatusSeeOther || done.to != w.project("/1") {
		t.Errorf("signed: %d, %s", done.status, done.to)
	}
}

// newest is the newest version as somebody may know it.
func (w *world) newest(t testing.TB, who gate.Actor) plan.Plan {
	t.Helper()
	v, err := w.room.View(ctx, who, w.id)
	must(t, err)
	p, ok := v.Newest()
	if !ok {
		t.Fatal("no version")
	}
	return p
}

// TestProjectPagesHide shows each page to everybody: what is reserved leaves no trace, and whoever is not of the case finds nothing.
func TestProjectPagesHide(t *testing.T) {
	both(t, func(t *testing.T, w *world) {
		d := w.draft(t)
		hidden := []string{"Stare meglio", "Va agli incontri", "Centro di salute mentale", string(d.health), string(d.therapy), "Lucia"}
		look := func(pages ...string) {
			t.Helper()
			for _, under := range pages {
				w.open(t, w.paolo, under).lacks(t, hidden[:5]...)
				if p := w.open(t, w.paolo, under); p.status != 200 || secondGoal.MatchString(p.body) {
					t.Errorf("%s: %d, or a second goal is counted", under, p.status)
				}
				for _, who := range []gate.Actor{w.nora, w.outside} {
					if p := w.open(t, who, under); p.status != http.StatusNotFound && p.status != http.StatusForbidden {
						t.Errorf("%s answers %d to %s", under, p.status, who.Name)
					}
				}
			}
		}
		look("/1", "/1/firme")
		w.open(t, w.lucia, "/1").is(t, 200, hidden[:3]...)
		w.signed(t, d.plan)
		look("", "/1", "/1?vista=tempo", "/1/firme")
		w.open(t, w.lucia, "/1").is(t, 200, hidden[:3]...)
		made(t)(w.room.Revise(ctx, w.elena, d.plan, "Cambia il lavoro."))
		must(t, w.room.RemoveGoal(ctx, w.lucia, w.newest(t, w.lucia).ID, d.health))
		look("/2", "/2/differenze")
		w.open(t, w.lucia, "/2/differenze").is(t, 200, "Tolto", "Stare meglio")
		w.open(t, w.paolo, "/2/differenze").lacks(t, "Tolto")
	})
}

// TestProjectDrafts fills a form with what was being written, and says it when something else was saved meanwhile.
func TestProjectDrafts(t *testing.T) {
	both(t, func(t *testing.T, w *world) {
		d := w.draft(t)
		keep := func(at, body string) {
			t.Helper()
			must(t, w.Gate.Quiet(ctx, gatetest.Zone, func(tx *gate.WriteTx) error {
				return account.KeepDraft(tx, w.elena.Account, "progetto:"+string(d.plan)+":"+at, body)
			}))
		}
		at := string(d.work)
		keep(at, `{"version_`+at+`":["1"],"domain_`+at+`":["LAVORO"],"text_`+at+`":["Lavorare vicino a scuola"],"reached_when_`+at+`":[""]}`)
		w.open(t, w.elena, "/1").is(t, 200, "Lavorare vicino a scuola", "non è ancora salvato")
		w.open(t, w.paolo, "/1").lacks(t, "Lavorare vicino a scuola")
		must(t, w.room.ChangeGoal(ctx, w.paolo, d.plan, d.work, 1, plan.GoalInput{Domain: "LAVORO", Text: "Lavorare di mattina", ReachedWhen: "Ha un contratto"}))
		w.open(t, w.elena, "/1").is(t, 200, "Lavorare di mattina", "Lavorare vicino a scuola", "Il tuo testo")
		clash := w.send(t, w.elena, "/1/obiettivi/"+at, "version_"+at, "1", "domain_"+at, "LAVORO", "text_"+at, "Lavorare vicino a scuola", "reached_when_"+at, "")
		clash.is(t, http.StatusConflict, "Lavorare vicino a scuola", "Paolo")
		w.send(t, w.elena, "/1/obiettivi/"+at, "version_"+at, "2", "domain_"+at, "LAVORO", "text_"+at, "Lavorare vicino a scuola", "reached_when_"+at, "").is(t, http.StatusSeeOther)
		page := w.open(t, w.elena, "/1")
		page.is(t, 200, "Lavorare vicino a scuola")
		page.lacks(t, "Il tuo testo", "non è ancora salvato")
	})
}

// TestProjectPagesCost keeps the queries of a page the same whatever the project holds.
func TestProjectPagesCost(t *testing.T) {
	both(t, func(t *testing.T, w *world) {
		d := w.draft(t)
		little := w.open(t, w.elena, "/1").queries
		for range 30 {
			made(t)(w.room.AddAction(ctx, w.paolo, d.plan, plan.ActionInput{GoalID: d.work, Content: plan.Content{Kind: "UPSKILLING", From: w.Today(), FollowerID: w.paolo.Account}}))
		}
		if much := w.open(t, w.elena, "/1").queries; much != little || much > 30 {
			t.Errorf("%d queries, %d with little", much, little)
		}
	})
}
