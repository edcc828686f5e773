package outcome_test

import (
	"html"
	"net/http"
	"net/http/httptest"
	"net/url"
	"regexp"
	"slices"
	"strings"
	"testing"

	"siil/internal/assessment"
	"siil/internal/fault"
	"siil/internal/gate"
	"siil/internal/outcome"
	"siil/internal/plan"
	"siil/internal/ui"
	"siil/internal/value"
)

// answer is what a page gave.
type answer struct {
	status   int
	body, to string
	queries  int
}

// ask calls a page as somebody; fields make it a POST.
func (w *world) ask(t testing.TB, who gate.Actor, path string, fields url.Values) answer {
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
	if fields != nil {
		req = httptest.NewRequest(http.MethodPost, path, strings.NewReader(fields.Encode()))
		req.Header.Set("Content-Type", "application/x-www-form-urlencoded")
	}
	counted, n := gate.CountQueries(ui.WithViewer(ctx, ui.Viewer{Name: who.Name}))
	rec := httptest.NewRecorder()
	mux.ServeHTTP(rec, req.WithContext(counted))
	return answer{rec.Code, rec.Body.String(), rec.Header().Get("Location"), *n}
}

var (
	hiddenField = regexp.MustCompile(`<input type="hidden" name="([^"]+)" value="([^"]*)"`)
	longField   = regexp.MustCompile(`(?s)<textarea[^>]*name="([^"]+)"[^>]*>(.*?)</textarea>`)
)

// sent is a form as a browser sends it back: hidden fields, texts with the browser's own ends of lines, and more.
func (a answer) sent(more ...string) url.Values {
	v := url.Values{}
	for _, m := range hiddenField.FindAllStringSubmatch(a.body, -1) {
		v.Set(m[1], html.UnescapeString(m[2]))
	}
	for _, m := range longField.FindAllStringSubmatch(a.body, -1) {
		v.Set(m[1], strings.ReplaceAll(strings.TrimPrefix(html.UnescapeString(m[2]), "\n"), "\n", "\r\n"))
	}
	for i := 0; i+1 < len(more); i += 2 {
		v.Set(more[i], more[i+1])
	}
	return v
}

// A report that nobody has changed says what the form says; one that somebody has changed stays as it is.
func TestTheFormWritesTheReportAnewUnlessSomebodyChangedIt(t *testing.T) {
	both(t, func(t *testing.T, w *world) {
		page := "/casi/" + string(w.id)
		first := w.ask(t, w.elena, page+"/chiudi", nil)
		fields := first.sent("reason", "RINUNCIA", "on", "oggi", "report_on", "1", "do", "", outcome.FieldAction+string(w.course), outcome.GoesOn)
		if got := w.ask(t, w.elena, page+"/chiusura", fields); got.status != http.StatusSeeOther || got.to != page {
			t.Fatalf("closed: %d %s", got.status, got.to)
		}
		w.wantReport(t, "Motivo: Rinuncia")
		must(t, w.room.Undo(ctx, w.elena, w.id))
		second := w.ask(t, w.elena, page+"/chiudi", nil)
		fields = second.sent("reason", "RINUNCIA", "on", "oggi", "report_on", "1", "do", "", outcome.FieldAction+string(w.course), outcome.GoesOn)
		fields.Set("report", fields.Get("report")+"\r\nParole mie.")
		if got := w.ask(t, w.elena, page+"/chiusura", fields); got.status != http.StatusSeeOther {
			t.Fatalf("closed: %d", got.status)
		}
		w.wantReport(t, "Parole mie.")
	})
}

// What is wrong comes back in the order of the page, with what was typed and the action named.
func TestAFormThatIsWrongComesBack(t *testing.T) {
	both(t, func(t *testing.T, w *world) {
		w.assess(t, assessment.Entry)
		page := "/casi/" + string(w.id)
		got := w.ask(t, w.elena, page+"/chiusura", w.ask(t, w.elena, page+"/chiudi", nil).sent("on", "35/13/2026", "note", "parole mie", "do", ""))
		if got.status != http.StatusUnprocessableEntity || !strings.Contains(got.body, "parole mie") || !strings.Contains(got.body, ": scegli come finisce.") {
			t.Errorf("%d", got.status)
		}
		var at []string
		for _, m := range regexp.MustCompile(`<a href="#f-([^"]+)"`).FindAllStringSubmatch(got.body, -1) {
			at = append(at, m[1])
		}
		if want := []string{"reason", "on", "no_exit_why", outcome.FieldAction + string(w.course)}; !slices.Equal(at, want) {
			t.Errorf("wrong at %v, want %v", at, want)
		}
		if c := w.facts(t); c.State == "CHIUSA" {
			t.Error("closed all the same")
		}
	})
}

// However much there is, a page asks the same number of questions.
func TestPagesAskAFixedNumberOfQueries(t *testing.T) {
	both(t, func(t *testing.T, w *world) {
		page := "/casi/" + string(w.id)
		few := map[string]int{}
		for _, under := range []string{"/chiudi", "/sintesi"} {
			few[under] = w.ask(t, w.elena, page+under, nil).queries
		}
		w.grow(t)
		for under, n := range few {
			got := w.ask(t, w.elena, page+under, nil)
			t.Logf("%s: %d queries", under, got.queries)
			if got.status != http.StatusOK || got.queries != n {
				t.Errorf("%s: %d, %d queries, %d with less", under, got.status, got.queries, n)
			}
		}
		in := w.closing(t)
		in.Whole = false
		w.close(t, in)
		for path, most := range map[string]int{page + "/follow-up/" + string(w.followUps(t)[0].ID): 6, page + "/chiusura": 40} {
			got := w.ask(t, w.elena, path, nil)
			t.Logf("%s: %d queries", path, got.queries)
			if got.status != http.StatusOK || got.queries > most {
				t.Errorf("%s: %d, %d queries", path, got.status, got.queries)
			}
		}
	})
}

// grow revises the project with a dozen more actions that go on.
func (w *world) grow(t *testing.T) {
	t.Helper()
	next, err := w.plans.Revise(ctx, w.elena, w.plan, "serve di più")
	must(t, err)
	_, p, err := w.plans.ByPlan(ctx, w.elena, next)
	must(t, err)
	var more []value.ID
	for range 12 {
		id, err := w.plans.AddAction(ctx, w.paolo, next, plan.ActionInput{GoalID: p.Goals[0].ID, Content: plan.Content{Kind: "UPSKILLING", Provider: "CPIA", Hours: 60, From: w.Today(), FollowerID: w.paolo.Account}})
		must(t, err)
		more = append(more, id)
	}
	_, err = w.plans.Sign(ctx, w.paolo, next, plan.SignatureInput{Party: plan.ByPerson, Means: plan.OnPaper, OnDay: w.Today()})
	must(t, err)
	_, err = w.plans.Sign(ctx, w.elena, next, plan.SignatureInput{Party: plan.ByCaseManager, Means: plan.SecondFactor, Code: "000000"})
	must(t, err)
	for _, id := range more {
		must(t, w.plans.Happen(ctx, w.paolo, id, -1, plan.EventInput{Kind: plan.Starts, OnDay: w.Today()}))
	}
}

// Whoever may not sees nothing; a follow-up is not found under another case.
func TestPagesThatOneMayNotSee(t *testing.T) {
	both(t, func(t *testing.T, w *world) {
		page := "/casi/" + string(w.id)
		for _, who := range []gate.Actor{w.nora, w.anna, w.olga, w.dario} {
			for _, under := range []string{"/chiudi", "/chiusura", "/sintesi"} {
				if got := w.ask(t, who, page+under, nil); got.status != http.StatusNotFound {
					t.Errorf("%s %s: %d", who.Name, under, got.status)
				}
			}
		}
		f := w.closed(t)[0]
		for who, want := range map[string]int{"elena": 200, "paolo": 200, "nora": 404, "anna": 404, "olga": 404} {
			actor := map[string]gate.Actor{"elena": w.elena, "paolo": w.paolo, "nora": w.nora, "anna": w.anna, "olga": w.olga}[who]
			if got := w.ask(t, actor, page+"/follow-up/"+string(f.ID), nil); got.status != want {
				t.Errorf("%s: %d, want %d", who, got.status, want)
			}
		}
		if got := w.ask(t, w.elena, "/casi/"+string(w.plan)+"/follow-up/"+string(f.ID), nil); got.status != http.StatusNotFound {
			t.Errorf("under another case: %d", got.status)
		}
	})
}
