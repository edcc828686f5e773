package outbox

import (
	"errors"
	"net/http"
	"net/http/httptest"
	"net/url"
	"regexp"
	"strings"
	"testing"
	"time"

	"siil/internal/account"
	"siil/internal/fault"
	"siil/internal/gate"
	"siil/internal/gate/gatetest"
	"siil/internal/policy"
	"siil/internal/ui"
)

// ask sends a request to a route as somebody and gives the status and the page.
func (w *world) ask(t testing.TB, who gate.Actor, method, path string, form url.Values) (int, string) {
	t.Helper()
	mux := http.NewServeMux()
	var failed error
	for _, r := range w.room.Routes() {
		mux.HandleFunc(r.Method+" "+r.Path, func(rw http.ResponseWriter, req *http.Request) { failed = r.Handler(rw, req, who) })
	}
	req := httptest.NewRequest(method, path, strings.NewReader(form.Encode()))
	if method == http.MethodPost {
		req.Header.Set("Content-Type", "application/x-www-form-urlencoded")
	}
	rec := httptest.NewRecorder()
	mux.ServeHTTP(rec, req.WithContext(ui.WithViewer(ctx, ui.Viewer{Name: who.Name})))
	var f *fault.Error
	if errors.As(failed, &f) {
		return ui.Status(f.Kind), ""
	}
	if failed != nil {
		t.Fatal(failed)
	}
	return rec.Code, rec.Body.String()
}

// Mail and links are the administrator's; to everybody else they are not there.
func TestWhoMayNot(t *testing.T) {
	both(t, func(t *testing.T, w *world) {
		w.outcome(t)
		box, err := w.room.Box(ctx, w.admin)
		if err != nil {
			t.Fatal(err)
		}
		row := string(box.Rows[0].ID)
		other := w.Account(t, gatetest.Other, "altra", policy.Administrator)
		for _, role := range append([]policy.Role{"other zone"}, policy.Roles...) {
			who := other
			if role != "other zone" {
				who = w.Account(t, gatetest.Zone, string(role)+"x", role)
			}
			if role == policy.Administrator {
				continue
			}
			for _, r := range w.room.Routes() {
				if r.Action != policy.MailSettle || role == "other zone" && !strings.Contains(r.Path, "{id}") {
					continue
				}
				if status, _ := w.ask(t, who, r.Method, strings.Replace(r.Path, "{id}", row, 1), url.Values{"server": {"smtp://x.example"}, "sender": {"a@b.example"}, "url": {"https://x.example"}, "events": Events}); status != 404 {
					t.Errorf("%s: %s %s answers %d", role, r.Method, r.Path, status)
				}
			}
		}
		if got := w.outcomeOf(t, w.carla); got != "waiting" {
			t.Errorf("the mail is %s", got)
		}
		if m, _ := w.room.MailOf(ctx, gatetest.Zone); m.From != "siil@zona.example" {
			t.Error("somebody changed the server")
		}
	})
}

func TestThePageOfMail(t *testing.T) {
	both(t, func(t *testing.T, w *world) {
		ask := func(method, path string, form url.Values) (int, string) { return w.ask(t, w.admin, method, path, form) }
		if _, body := ask("GET", PathMail, nil); !strings.Contains(body, "La zona non ha un server suo") {
			t.Error("nothing says by which server mail leaves")
		}
		status, body := ask("POST", PathMail, url.Values{"server": {"posta.zona.it"}, "sender": {"zona@pescia.example"}, "login": {"siil"}, "password": {"segreta"}})
		if status != 422 || !strings.Contains(body, `value="posta.zona.it"`) || !strings.Contains(body, `value="siil"`) || strings.Contains(body, "segreta") {
			t.Errorf("%d: what was typed is not there, or the password is", status)
		}
		if status, _ = ask("POST", PathMail, url.Values{"server": {"smtp://posta.zona.it:587"}, "sender": {"zona@pescia.example"}, "login": {"siil"}, "password": {"segreta"}}); status != 303 {
			t.Fatal(status)
		}
		if _, body = ask("GET", PathMail, nil); strings.Contains(body, "segreta") || !strings.Contains(body, "Lascia vuoto per tenerla") {
			t.Error("the password comes back, or nothing says that there is one")
		}
		if status, _ = ask("POST", PathMail, url.Values{}); status != 303 {
			t.Fatal(status)
		}
		if status, _ = ask("POST", PathMail+"/prova", nil); status != 303 {
			t.Fatal(status)
		}
		w.outcome(t)
		w.office.Refuse("carla@valdinievole.example", "550 no")
		w.deliver(t)
		if m := w.office.Mails(); len(m) != 1 || m[0].To[0] != "admin@valdinievole.example" {
			t.Fatalf("the test: %+v", m)
		}
		_, body = ask("GET", PathMail, nil)
		if !strings.Contains(body, "carla Prova") || strings.Contains(body, "carla@") || !strings.Contains(body, "ha rifiutata") {
			t.Errorf("what failed is not shown, or with its address\n%s", body)
		}
		retry := regexp.MustCompile(PathMail + `/[0-9a-f-]{36}/riprova`).FindString(body)
		if status, _ = ask("POST", retry, nil); status != 303 {
			t.Fatal(status)
		}
		if got := w.outcomeOf(t, w.carla); got != "waiting" {
			t.Error(got)
		}
		if status, _ = ask("POST", strings.Replace(retry, "riprova", "butta", 1), nil); status != 303 || w.outcomeOf(t, w.carla) != "dropped by_hand" {
			t.Errorf("%d %s", status, w.outcomeOf(t, w.carla))
		}
		if status, _ = ask("POST", PathMail+"/x/butta", nil); status != 404 {
			t.Error(status)
		}
	})
}

func TestThePageOfLinks(t *testing.T) {
	w := newWorld(t, gatetest.NewSQLite(t))
	ask := func(method, path string, form url.Values) (int, string) { return w.ask(t, w.admin, method, path, form) }
	if status, body := ask("POST", PathHooks, url.Values{"url": {"ftp://x.example"}}); status != 422 || !strings.Contains(body, `value="ftp://x.example"`) || !strings.Contains(body, "Scegli quando avvisare") {
		t.Errorf("%d", status)
	}
	status, body := ask("POST", PathHooks, url.Values{"url": {"https://altro.example/siil"}, "events": Events})
	secret := regexp.MustCompile(`<p class="mono words">([A-Za-z0-9_-]{43})</p>`).FindStringSubmatch(body)
	if status != 200 || secret == nil {
		t.Fatalf("%d: no secret in\n%s", status, body)
	}
	if _, body = ask("GET", PathHooks, nil); strings.Contains(body, secret[1]) || !strings.Contains(body, "https://altro.example/siil") {
		t.Error("the secret is shown twice, or the link not at all")
	}
	end := regexp.MustCompile(PathHooks + `/[0-9a-f-]{36}/fine`).FindString(body)
	if status, _ = ask("POST", end, nil); status != 303 {
		t.Fatal(status)
	}
	if _, body = ask("GET", PathHooks, nil); strings.Contains(body, "https://altro.example") {
		t.Error("the link is still there")
	}
}

func TestThePageOfChoices(t *testing.T) {
	both(t, func(t *testing.T, w *world) {
		status, body := w.ask(t, w.carla, "GET", PathNotices, nil)
		if status != 200 || strings.Count(body, "checked") != 4 || strings.Contains(body, "minutes_to_approve") {
			t.Fatalf("%d\n%s", status, body)
		}
		if status, _ = w.ask(t, w.carla, "POST", PathNotices, url.Values{"notices": {"device_new", "minutes_to_approve"}}); status != 422 {
			t.Errorf("a notice of others: %d", status)
		}
		if status, _ = w.ask(t, w.carla, "POST", PathNotices, url.Values{"notices": {"device_new"}}); status != 303 {
			t.Fatal(status)
		}
		if _, body = w.ask(t, w.carla, "GET", PathNotices, nil); strings.Count(body, "checked") != 1 {
			t.Error("the choice is not kept")
		}
	})
}

// Somebody who signs in from a device never seen hears of it by mail.
func TestNewDevicesAreTold(t *testing.T) {
	both(t, func(t *testing.T, w *world) {
		w.room.Hear(account.NewDevice, gatetest.Zone, w.carla.Account)
		w.room.Hear(account.PasswordReset, gatetest.Zone, w.carla.Account)
		for _, k := range []account.Notice{account.RecoveryUsed, account.PasswordChanged, account.FactorChanged, account.FactorAsked, account.FactorRemoved} {
			w.room.Hear(k, gatetest.Zone, w.ada.Account)
		}
		w.room.Wait()
		w.deliver(t)
		if got := w.outcomeOf(t, w.carla); got != "sent, sent" {
			t.Fatal(got)
		}
		if got := w.outcomeOf(t, w.ada); strings.Count(got, "sent") != 5 {
			t.Error(got)
		}
		var subjects []string
		for _, m := range w.office.Mails() {
			_, subject, words, _ := read(t, m.Data)
			if strings.Contains(words, "dispositivo mai visto") && strings.Contains(words, "24/11/2026 alle 09:30") && strings.Contains(words, "https://siil.example/profilo/sessioni") {
				subjects = append(subjects, subject)
			}
		}
		if len(subjects) != 1 || subjects[0] != "SIIL: accesso da un dispositivo nuovo" {
			t.Errorf("%q", subjects)
		}
	})
}

// What left long ago goes; what waits stays.
func TestTidying(t *testing.T) {
	both(t, func(t *testing.T, w *world) {
		w.outcome(t)
		w.deliver(t)
		w.Clock.Add(keepDays*24*time.Hour + time.Hour)
		w.room.opts.Fallback = Mail{}
		w.outcome(t)
		if err := w.room.Tidy(ctx); err != nil {
			t.Fatal(err)
		}
		if got := w.outcomeOf(t, w.carla); got != "waiting" {
			t.Error(got)
		}
	})
}
