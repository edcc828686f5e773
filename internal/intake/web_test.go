package intake_test

import (
	"bytes"
	"context"
	"encoding/json"
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
	"siil/internal/intake"
	"siil/internal/ui"
	"siil/internal/value"
)

// answer is what a page gave.
type answer struct {
	status  int
	body    string
	to      string // where it sends
	header  http.Header
	queries int
}

// ask calls a page as somebody; fields make it a POST, file (its name and content) one that carries it.
func (w *world) ask(t testing.TB, who gate.Actor, path string, fields url.Values, file ...string) answer {
	t.Helper()
	mux := http.NewServeMux()
	for _, r := range w.room.Routes() {
		mux.HandleFunc(r.Method+" "+r.Path, func(rw http.ResponseWriter, req *http.Request) {
			if err := r.Handler(rw, req, who); err != nil {
				rw.WriteHeader(ui.Status(fault.KindOf(err)))
				if fault.KindOf(err) == fault.Internal {
					t.Errorf("%s: %v", path, err)
				}
			}
		})
	}
	req := httptest.NewRequest(http.MethodGet, path, nil)
	switch {
	case len(file) > 0:
		req = withFile(t, path, fields, file[0], file[1])
	case fields != nil:
		req = httptest.NewRequest(http.MethodPost, path, strings.NewReader(fields.Encode()))
		req.Header.Set("Content-Type", "application/x-www-form-urlencoded")
	}
	counted, n := gate.CountQueries(ui.WithViewer(context.Background(), ui.Viewer{Name: who.Name}))
	rec := httptest.NewRecorder()
	mux.ServeHTTP(rec, req.WithContext(counted))
	return answer{rec.Code, rec.Body.String(), rec.Header().Get("Location"), rec.Header(), *n}
}

func withFile(t testing.TB, path string, fields url.Values, name, content string) *http.Request {
	t.Helper()
	var b bytes.Buffer
	m := multipart.NewWriter(&b)
	for field, values := range fields {
		for _, v := range values {
			if err := m.WriteField(field, v); err != nil {
				t.Fatal(err)
			}
		}
	}
	part, err := m.CreateFormFile("files", name)
	if err == nil {
		_, err = part.Write([]byte(content))
	}
	if err == nil {
		err = m.Close()
	}
	if err != nil {
		t.Fatal(err)
	}
	req := httptest.NewRequest(http.MethodPost, path, &b)
	req.Header.Set("Content-Type", m.FormDataContentType())
	return req
}

// typedForm is a whole form as an outside sender types it.
func typedForm(family, given string) url.Values {
	return url.Values{"once": {string(value.NewID())}, "family_name": {family}, "given_name": {given}, "phone": {"333 000 9469"},
		"reason": {"ha perso il lavoro\nin primavera"}, "asked": {"un progetto per tornare al lavoro"}, "person_words": {"vorrei lavorare"},
		"needs": {"LAVORO", "CASA"}, "need_LAVORO": {"cerca da marzo"}, "services": {"CPI"}, "services_text": {"la parrocchia"}, "urgency": {"urgent"},
		"urgency_reason": {"perde la casa"}, "informed": {"agrees"}, "informed_on": {"20/11/2026"}}
}

// fromPaper adds what the secretary types in beside it.
func (w *world) fromPaper(f url.Values) url.Values {
	f.Set("channel", "pec")
	f.Set("organisation", string(w.charity))
	f.Set("sender_name", "Rita Prova")
	f.Set("received_on", "23/11/2026")
	return f
}

// holds fails the test for every word that a page does not hold.
func (a answer) holds(t testing.TB, words ...string) {
	t.Helper()
	for _, x := range words {
		if !strings.Contains(a.body, x) {
			t.Errorf("the page does not hold %q", x)
		}
	}
}

// sends fails the test when a form was not accepted, and gives where it leads.
func (a answer) sends(t testing.TB) string {
	t.Helper()
	if a.status != http.StatusSeeOther {
		t.Fatalf("answer %d: %s", a.status, strings.Join(regexp.MustCompile(`<li>\s*<a href="#[^<]*`).FindAllString(a.body, -1), "\n"))
	}
	return a.to
}

const newPage, list = "/segnalazioni/nuova", "/segnalazioni"

// everything are the pieces of typedForm as the page gives them back.
var everything = []string{`value="Prova"`, `value="Ada"`, `value="333 000 9469"`, "ha perso il lavoro\nin primavera", "un progetto per tornare al lavoro",
	"vorrei lavorare", `value="cerca da marzo"`, `value="la parrocchia"`, `value="perde la casa"`, `value="20/11/2026"`, `value="LAVORO" checked`,
	`value="CASA" checked`, `value="CPI" checked`, `value="urgent" checked`, `value="agrees" checked`}

func TestAFormThatDoesNotPassKeepsEverything(t *testing.T) {
	both(t, func(t *testing.T, w *world) {
		f := typedForm("Prova", "Ada")
		f.Set("tax_code", "PRVSMR90A41Z330X")
		f.Set("birth_date", "31/2/1980")
		f.Del("asked")
		a := w.ask(t, w.bruno, newPage, f)
		if a.status != http.StatusUnprocessableEntity {
			t.Fatalf("answer %d", a.status)
		}
		f.Set("asked", "un progetto per tornare al lavoro")
		whole := w.ask(t, w.bruno, newPage, f)
		whole.holds(t, everything...)
		a.holds(t, `value="PRVSMR90A41Z330X"`, `value="31/2/1980"`, `id="f-tax_code-error"`, `id="f-birth_date-error"`, `id="f-asked-error"`, "Bozza salvata alle", f.Get("once"))
		again := w.ask(t, w.bruno, newPage, nil)
		again.holds(t, everything...)
		again.holds(t, f.Get("once"), "Bozza salvata alle")
		if other := w.ask(t, w.anna, newPage, nil); strings.Contains(other.body, "Prova\"") || strings.Contains(other.body, "marzo") {
			t.Error("somebody else's draft")
		}
		f.Del("tax_code")
		f.Set("birth_date", "28/2/1980")
		if to := w.ask(t, w.bruno, newPage, f).sends(t); to != list+"/"+f.Get("once") {
			t.Fatalf("sent to %s", to)
		}
		if empty := w.ask(t, w.bruno, newPage, nil); strings.Contains(empty.body, "marzo") {
			t.Error("the draft of what was sent is still there")
		}
		if n := w.number(t, "SELECT COUNT(*) FROM draft WHERE zone = $1"); n != 0 {
			t.Errorf("%d drafts are still kept", n)
		}
	})
}

// The script's last saving may come after the form itself: it brings nothing back.
func TestADraftThatComesTooLateCountsForNothing(t *testing.T) {
	both(t, func(t *testing.T, w *world) {
		f := typedForm("Prova", "Ada")
		w.ask(t, w.bruno, newPage, f).sends(t)
		b, err := json.Marshal(f)
		if err != nil {
			t.Fatal(err)
		}
		w.draft(t, w.bruno, string(b))
		a := w.ask(t, w.bruno, newPage, nil)
		if a.status != http.StatusOK || strings.Contains(a.body, "marzo") || strings.Contains(a.body, f.Get("once")) {
			t.Errorf("a referral that was sent comes back as a draft: %d", a.status)
		}
		f = typedForm("Prova", "Ida")
		if b, err = json.Marshal(f); err != nil {
			t.Fatal(err)
		}
		w.draft(t, w.bruno, string(b))
		w.ask(t, w.bruno, newPage, nil).holds(t, "cerca da marzo", f.Get("once"))
	})
}

// draft saves a form as the page's script does.
func (w *world) draft(t testing.TB, who gate.Actor, body string) {
	t.Helper()
	err := w.Quiet(ctx, who.Zone, func(tx *gate.WriteTx) error { return account.KeepDraft(tx, who.Account, intake.DraftSlot, body) })
	if err != nil {
		t.Fatal(err)
	}
}

func TestADraftIsSavedThrownAwayAndTakenBack(t *testing.T) {
	both(t, func(t *testing.T, w *world) {
		f := typedForm("Prova", "Ada")
		f.Set("do", "bozza")
		if to := w.ask(t, w.bruno, newPage, f).sends(t); to != newPage {
			t.Errorf("saved: %s", to)
		}
		w.ask(t, w.bruno, newPage, nil).holds(t, everything...)
		w.ask(t, w.bruno, list, nil).holds(t, "Hai una segnalazione non ancora inviata")
		f.Set("do", "butta")
		if to := w.ask(t, w.bruno, newPage, f).sends(t); to != list {
			t.Errorf("thrown away: %s", to)
		}
		if a := w.ask(t, w.bruno, newPage, nil); strings.Contains(a.body, "marzo") {
			t.Error("the draft was not thrown away")
		}
		if to := w.ask(t, w.bruno, newPage+"/bozza", url.Values{}).sends(t); to != newPage {
			t.Errorf("taken back: %s", to)
		}
		w.ask(t, w.bruno, newPage, nil).holds(t, everything...)
		if to := w.ask(t, w.bruno, newPage+"/bozza", url.Values{}).sends(t); to != list {
			t.Errorf("taken back twice: %s", to)
		}
		if n := w.number(t, "SELECT COUNT(*) FROM referral_sheet WHERE zone = $1"); n != 0 {
			t.Errorf("%d referrals were sent", n)
		}
	})
}

// A draft that is no form (somebody else's program wrote it) does no harm.
func TestAStrangeDraftIsNoForm(t *testing.T) {
	both(t, func(t *testing.T, w *world) {
		for _, body := range []string{"{", "[]", `"x"`, "null", `{"once":["x"]}`, `{"family_name":"Prova"}`, `{"once":null}`, `{"once":[]}`} {
			w.draft(t, w.bruno, body)
			if a := w.ask(t, w.bruno, newPage, nil); a.status != http.StatusOK || !strings.Contains(a.body, `name="once" value="0`) {
				t.Errorf("%s: answer %d", body, a.status)
			}
		}
	})
}

func TestFilesStayWithTheForm(t *testing.T) {
	both(t, func(t *testing.T, w *world) {
		f := typedForm("Prova", "Ada")
		f.Del("asked")
		a := w.ask(t, w.bruno, newPage, f, "relazione.txt", "Ha lavorato in un vivaio.\n")
		if a.status != http.StatusUnprocessableEntity {
			t.Fatalf("answer %d", a.status)
		}
		a.holds(t, "relazione.txt", "cerca da marzo")
		bad := w.ask(t, w.bruno, newPage, f, "lettera.pdf", "MZ\x90\x00 this is a program")
		if bad.status != http.StatusUnprocessableEntity {
			t.Fatalf("a program: %d", bad.status)
		}
		bad.holds(t, `id="f-files-error"`, "relazione.txt", "cerca da marzo")
		drop := regexp.MustCompile(`name="drop" value="([^"]+)"`).FindStringSubmatch(bad.body)
		if drop == nil {
			t.Fatal("no way to take the file away")
		}
		f.Set("drop", drop[1])
		w.ask(t, w.bruno, newPage, f).sends(t)
		f.Del("drop")
		if a := w.ask(t, w.bruno, newPage, nil); strings.Contains(a.body, "relazione.txt") || !strings.Contains(a.body, "cerca da marzo") {
			t.Error("the file is still there, or the form is not")
		}
		f.Set("asked", "lavoro")
		at := w.ask(t, w.bruno, newPage, f, "curriculum.txt", "giardiniere\n").sends(t)
		link := regexp.MustCompile(`href="([^"]+/file/[^"]+)"`).FindStringSubmatch(w.ask(t, w.bruno, at, nil).body)
		if link == nil {
			t.Fatal("the file is not there")
		}
		w.mayHaveFile(t, at, link[1])
	})
}

func (w *world) mayHaveFile(t *testing.T, at, link string) {
	t.Helper()
	for _, who := range []gate.Actor{w.bruno, w.carla, w.sofia} {
		got := w.ask(t, who, link, nil)
		if got.status != http.StatusOK || got.body != "giardiniere\n" || !strings.HasPrefix(got.header.Get("Content-Disposition"), "attachment") {
			t.Errorf("%s gets %d %q", who.Name, got.status, got.body)
		}
	}
	other := w.send(t, w.bruno, about("Otto", "Altri", ""))
	wrong := list + "/" + string(other.ID) + link[strings.Index(link, "/file/"):]
	for _, x := range []struct {
		who  gate.Actor
		path string
	}{{w.anna, link}, {w.outsider, link}, {w.elena, link}, {w.bruno, wrong}, {w.carla, wrong}, {w.bruno, at + "/file/x"}} {
		if got := w.ask(t, x.who, x.path, nil); got.status != http.StatusNotFound || got.body != "" {
			t.Errorf("%s at %s: %d", x.who.Name, x.path, got.status)
		}
	}
}

func TestWhatIsNotForSomebodyIsMissing(t *testing.T) {
	both(t, func(t *testing.T, w *world) {
		sent := w.send(t, w.bruno, about("Ada", "Prova", codeA))
		one := list + "/" + string(sent.ID)
		fields := url.Values{"version": {"1"}, "outcome": {"to_team"}, "reason": {"lavoro"}, "text": {"sì"}}
		for _, x := range []struct {
			who  gate.Actor
			path string
			post url.Values
		}{
			{w.anna, one, nil}, {w.elena, one, nil}, {w.outsider, one, nil}, {w.otherReferrer, one, nil}, {w.dario, one, nil},
			{w.anna, one + "/ricevuta.pdf", nil}, {w.outsider, one + "/ricevuta.pdf", nil},
			{w.bruno, one + "/esito", fields}, {w.sofia, one + "/esito", fields}, {w.outsider, one + "/esito", fields}, {w.anna, one + "/risposta", fields},
			{w.elena, list, nil}, {w.dario, list, nil}, {w.elena, newPage, nil}, {w.elena, newPage, typedForm("Prova", "Ada")}, {w.elena, list + "/simili", fields}, {w.elena, newPage + "/bozza", fields}, {w.dario, newPage + "/bozza", fields},
			{w.bruno, "/attesa", nil}, {w.dario, "/attesa", nil}, {w.carla, list + "/x", nil}, {w.carla, list + "/" + string(value.NewID()), nil},
		} {
			if a := w.ask(t, x.who, x.path, x.post); a.status != http.StatusNotFound || a.body != "" {
				t.Errorf("%s at %s: %d", x.who.Name, x.path, a.status)
			}
		}
		w.whole(t)
	})
}

func TestTheReceiptIsADocument(t *testing.T) {
	both(t, func(t *testing.T, w *world) {
		one := list + "/" + string(w.send(t, w.bruno, about("Ada", "Prova", codeA)).ID)
		for _, who := range []gate.Actor{w.bruno, w.carla} {
			a := w.ask(t, who, one+"/ricevuta.pdf", nil)
			if a.status != http.StatusOK || a.header.Get("Content-Type") != "application/pdf" || !strings.HasPrefix(a.body, "%PDF-") || strings.Contains(a.header.Get("Content-Disposition"), "Prova") {
				t.Errorf("%s gets %d %v", who.Name, a.status, a.header)
			}
		}
	})
}
