package casefile_test

import (
	"context"
	"net/http"
	"net/http/httptest"
	"net/url"
	"regexp"
	"strconv"
	"strings"
	"testing"

	"siil/internal/casefile"
	"siil/internal/fault"
	"siil/internal/gate"
	"siil/internal/policy"
	"siil/internal/ui"
	"siil/internal/value"
)

// answer is what a page gave.
type answer struct {
	status  int
	body    string
	to      string // where it sends
	queries int
}

// ask calls a page as somebody; fields make it a POST.
func (w *world) ask(t testing.TB, who gate.Actor, path string, fields url.Values, header ...string) answer {
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
	for i := 0; i+1 < len(header); i += 2 {
		req.Header.Set(header[i], header[i+1])
	}
	counted, n := gate.CountQueries(ui.WithViewer(context.Background(), ui.Viewer{Name: who.Name}))
	rec := httptest.NewRecorder()
	mux.ServeHTTP(rec, req.WithContext(counted))
	return answer{rec.Code, rec.Body.String(), rec.Header().Get("Location"), *n}
}

func form(pairs ...string) url.Values {
	v := url.Values{}
	for i := 0; i+1 < len(pairs); i += 2 {
		v.Add(pairs[i], pairs[i+1])
	}
	return v
}

func TestTheCasePageShowsTheCaseInEightQueries(t *testing.T) {
	both(t, func(t *testing.T, w *world) {
		id := w.followed(t, casefile.Opening{NextOn: today.AddDays(-6), NextWhat: "verifica"})
		if err := w.room.Join(ctx, w.elena, id, casefile.Membership{AccountID: w.lucia.Account}); err != nil {
			t.Fatal(err)
		}
		few := w.ask(t, w.lucia, "/casi/"+string(id), nil)
		for i := range 120 {
			section := []policy.Section{policy.Common, policy.Health}[i%2]
			if _, err := w.room.WriteNote(ctx, w.lucia, id, casefile.NoteInput{Section: section, On: today.AddDays(-i), Text: "colloquio"}); err != nil {
				t.Fatal(err)
			}
		}
		many := w.ask(t, w.lucia, "/casi/"+string(id), nil)
		if few.status != 200 || many.status != 200 || many.queries > 8 {
			t.Errorf("status %d, %d queries; then %d, %d queries", few.status, few.queries, many.status, many.queries)
		}
		for _, words := range []string{"Samira Provini", "in ritardo di 6 giorni", "Elena Prova", "La leggeranno in 1: Prova", "Novembre 2026", "colloquio", "solo chi è autorizzato, caso per caso. Tu no", `rel="next"`} {
			if !strings.Contains(many.body, words) {
				t.Errorf("the page does not show %q", words)
			}
		}
		if n := len(regexp.MustCompile(`class="entry[" ]`).FindAllString(many.body, -1)); n != casefile.PageSize {
			t.Errorf("%d lines, want %d", n, casefile.PageSize)
		}
		next := regexp.MustCompile(`href="([^"]*prima=[^"]*)" rel="next"`).FindStringSubmatch(many.body)
		if next == nil {
			t.Fatal("no way to the earlier lines")
		}
		if second := w.ask(t, w.lucia, strings.ReplaceAll(next[1], "&amp;", "&"), nil); second.status != 200 || second.queries > 8 || second.body == many.body {
			t.Errorf("the second page: %d, %d queries", second.status, second.queries)
		}
	})
}

// Walking the timeline page by page gives every line once, in order.
func TestTheTimelineIsWalkedWithoutGapOrRepeat(t *testing.T) {
	both(t, func(t *testing.T, w *world) {
		id := w.followed(t, casefile.Opening{NextOn: today.AddDays(5)})
		for i := range 30 {
			if _, err := w.room.WriteNote(ctx, w.elena, id, casefile.NoteInput{Section: policy.Social, On: today.AddDays(-i / 7), Text: "x"}); err != nil {
				t.Fatal(err)
			}
		}
		all := w.timeline(t, w.elena, id, casefile.Filter{Limit: 1000})
		var walked []casefile.Entry
		after := ""
		for range 100 {
			err := w.Read(ctx, w.elena, func(tx *gate.ReadTx) error {
				c, res, err := casefile.Facts(tx, id)
				if err != nil {
					return err
				}
				if err := tx.Decide(policy.CaseOpen, res); err != nil {
					return err
				}
				var page []casefile.Entry
				page, after, err = casefile.Timeline(tx, c, res, casefile.Filter{Limit: 4, After: after})
				walked = append(walked, page...)
				return err
			})
			if err != nil {
				t.Fatal(err)
			}
			if after == "" {
				break
			}
		}
		if len(walked) != len(all) {
			t.Fatalf("%d lines walked of %d", len(walked), len(all))
		}
		for i := range all {
			if walked[i] != all[i] {
				t.Fatalf("line %d: %+v, want %+v", i, walked[i], all[i])
			}
		}
	})
}

// What somebody may not read leaves no trace: two cases that differ only in reserved things look the same to them.
func TestWhatIsNotVisibleLeavesNoTrace(t *testing.T) {
	both(t, func(t *testing.T, w *world) {
		plain, full := w.followed(t, casefile.Opening{}), w.followed(t, casefile.Opening{})
		for _, id := range []value.ID{plain, full} {
			if err := w.room.Join(ctx, w.elena, id, casefile.Membership{AccountID: w.lucia.Account}); err != nil {
				t.Fatal(err)
			}
			if _, err := w.room.WriteNote(ctx, w.elena, id, casefile.NoteInput{Section: policy.Common, On: today, Text: "visibile"}); err != nil {
				t.Fatal(err)
			}
		}
		if err := w.room.AllowJustice(ctx, w.coordinator, full, casefile.Membership{AccountID: w.elena.Account, Reason: "misura alternativa"}, true); err != nil {
			t.Fatal(err)
		}
		for who, section := range map[*gate.Actor]policy.Section{&w.lucia: policy.Health, &w.elena: policy.Justice} {
			if _, err := w.room.WriteNote(ctx, *who, full, casefile.NoteInput{Section: section, On: today, Text: "segreto"}); err != nil {
				t.Fatal(err)
			}
			w.ask(t, *who, "/casi/"+string(full), nil)
			w.ask(t, *who, "/casi/"+string(plain), nil)
		}
		ids := regexp.MustCompile(`[0-9a-f]{8}-[0-9a-f-]{27}`)
		number := regexp.MustCompile(`n\. \d+`)
		seen := func(id value.ID, under string) string {
			body := w.ask(t, w.sara, "/casi/"+string(id)+under, nil).body
			return number.ReplaceAllString(ids.ReplaceAllString(body, "ID"), "N")
		}
		for _, under := range []string{"", "?sezione=health", "/accessi", "/squadra"} {
			a, b := seen(plain, under), seen(full, under)
			if a != b {
				t.Errorf("%q: the page tells that something is there:\n%s", under, firstDifference(a, b))
			}
		}
		if body := w.ask(t, w.lucia, "/casi/"+string(full), nil).body; strings.Count(body, "segreto") != 1 {
			t.Error("the health worker should see the health note alone")
		}
		if body := w.ask(t, w.elena, "/casi/"+string(full), nil).body; strings.Count(body, "segreto") != 1 {
			t.Error("the case manager should see the justice note alone")
		}
	})
}

func firstDifference(a, b string) string {
	for i := 0; i < len(a) && i < len(b); i++ {
		if a[i] != b[i] {
			return a[max(0, i-200):min(len(a), i+200)] + "\n---\n" + b[max(0, i-200):min(len(b), i+200)]
		}
	}
	return "one is longer"
}

func TestWhoseCaseItIsNotIsAskedWhy(t *testing.T) {
	both(t, func(t *testing.T, w *world) {
		id := w.followed(t, casefile.Opening{})
		path := "/casi/" + string(id)
		if a := w.ask(t, w.paolo, path, nil); a.status != 303 || a.to != path+"/motivo" {
			t.Errorf("core professional: %d to %s", a.status, a.to)
		}
		outer := w.paolo
		outer.Core = false
		for _, who := range []gate.Actor{w.secretary, w.dpo, w.outsider, outer} {
			for _, under := range []string{"", "/motivo", "/accessi", "/squadra", "/data", "/stato", "/riapri", "/unisci", "/passaggio"} {
				if a := w.ask(t, who, path+under, nil); a.status != 404 {
					t.Errorf("%s at %s: %d", who.Name, under, a.status)
				}
			}
		}
		if a := w.ask(t, w.elena, path+"/motivo", nil); a.status != 303 || a.to != path {
			t.Errorf("the case manager's own case asks why: %d", a.status)
		}
		if a := w.ask(t, w.paolo, path+"/motivo", form("code", "ALTRO", "reason", "x")); a.status != 422 || !regexp.MustCompile(`>\s*x</textarea>`).MatchString(a.body) {
			t.Errorf("short reason: %d", a.status)
		}
		if a := w.ask(t, w.paolo, path+"/motivo", form("code", "ALTRO", "reason", goodReason)); a.status != 303 || a.to != path {
			t.Errorf("with a reason: %d to %s", a.status, a.to)
		}
		if a := w.ask(t, w.paolo, path, nil); a.status != 200 || !strings.Contains(a.body, "resta aperto fino alle 10:30") {
			t.Errorf("after the reason: %d", a.status)
		}
		if a := w.ask(t, w.elena, path+"/accessi", nil); a.status != 200 || !strings.Contains(a.body, "Paolo Prova") || !strings.Contains(a.body, "fuori squadra: altro motivo") {
			t.Errorf("the readers: %d", a.status)
		}
		list := w.ask(t, w.coordinator, "/casi/accessi-motivati", nil)
		if list.status != 200 || !strings.Contains(list.body, "Paolo Prova") || !strings.Contains(list.body, "Samira Provini") {
			t.Errorf("the coordinator's list: %d", list.status)
		}
		if dpo := w.ask(t, w.dpo, "/casi/accessi-motivati", nil); dpo.status != 200 || strings.Contains(dpo.body, "Samira") {
			t.Errorf("the auditor's list: %d, or it names the person", dpo.status)
		}
		one := regexp.MustCompile(`/casi/accessi-motivati\?voce=[0-9a-f-]+`).FindString(list.body)
		if a := w.ask(t, w.coordinator, one, nil); a.status != 200 || !strings.Contains(a.body, goodReason) {
			t.Errorf("the reason: %d", a.status)
		}
		if a := w.ask(t, w.elena, one, nil); a.status != 404 {
			t.Errorf("the reason as the case manager: %d", a.status)
		}
	})
}

// Each page opens for the coordinator or the case manager, and its form does what it says and lands on the case.
func TestPagesWork(t *testing.T) {
	both(t, func(t *testing.T, w *world) {
		offer := func(id value.ID) string { c, _ := w.facts(t, w.coordinator, id); return string(c.HandOver.ID) }
		for _, c := range []struct {
			name, get, post string
			o               casefile.Opening
			fields          url.Values
			to              string
		}{
			{"note", "", "/note", casefile.Opening{}, form("text", "colloquio", "section", "common", "on", "24/11/2026"), ""},
			{"note with a date", "", "/note", casefile.Opening{}, form("text", "colloquio", "section", "common", "next_on", "+9", "next_what", "verifica"), ""},
			{"date", "/data", "/data", casefile.Opening{}, form("date", "3/12", "what", "verifica"), ""},
			{"no date", "/data", "/data", casefile.Opening{NextOn: today}, form("clear", "1"), ""},
			{"state", "/stato?verso=IN_PROGETTAZIONE", "/stato", casefile.Opening{}, form("to", "IN_PROGETTAZIONE", "on", "oggi"), ""},
			{"suspension", "/sospendi", "/sospensione", casefile.Opening{}, form("reason", "SALUTE", "since_on", "24/11", "review_on", "+30"), ""},
			{"review", "/sospendi", "/sospensione", casefile.Opening{State: "SOSPESA", StateReason: "ASSENZA"}, form("again", "1", "reason", "ASSENZA", "since_on", "24/11", "review_on", "+30"), ""},
			{"resumption", "/riprendi", "/ripresa", casefile.Opening{State: "SOSPESA", StateReason: "ASSENZA"}, form("on", "oggi"), ""},
			{"reopening", "/riapri", "/riapertura", casefile.Opening{State: "CHIUSA"}, form("on", "24/11/2026", "reason", "torna"), ""},
			{"hand-over", "/passa", "/passaggio", casefile.Opening{}, form("to", string(w.paolo.Account), "reason", "ferie", "stays", "1"), ""},
			{"team", "/squadra", "/squadra", casefile.Opening{}, form("account", string(w.paolo.Account)), "/squadra"},
			{"leaving", "/squadra", "/squadra/uscita", casefile.Opening{}, form("account", string(w.sara.Account), "reason", "cambia"), "/squadra"},
			{"justice", "/squadra", "/squadra/giustizia", casefile.Opening{}, form("account", string(w.sara.Account), "reason", "misura", "allow", "1"), "/squadra"},
		} {
			id := w.followed(t, c.o)
			path := "/casi/" + string(id)
			if a := w.ask(t, w.coordinator, path+c.get, nil); a.status != 200 {
				t.Errorf("%s: GET %s is %d", c.name, c.get, a.status)
			}
			empty := w.ask(t, w.coordinator, path+c.post, form())
			if empty.status != 422 && empty.status != 409 {
				t.Errorf("%s: an empty form gives %d", c.name, empty.status)
			}
			c.fields.Set("version", itoa(w.version(t, id)))
			c.fields.Set("next_was", "")
			if a := w.ask(t, w.coordinator, path+c.post, c.fields); a.status != 303 || a.to != path+c.to {
				t.Errorf("%s: %d to %s", c.name, a.status, a.to)
			}
			if a := w.ask(t, w.coordinator, path, nil); a.status != 200 {
				t.Errorf("%s: afterwards the case gives %d", c.name, a.status)
			}
		}
		id := w.followed(t, casefile.Opening{})
		path := "/casi/" + string(id)
		w.offer(t, id, w.paolo.Account)
		if a := w.ask(t, w.paolo, path+"/passaggio", nil); a.status != 200 || !strings.Contains(a.body, "ferie lunghe") {
			t.Errorf("the offer: %d", a.status)
		}
		if a := w.ask(t, w.paolo, path+"/passaggio/risposta", form("offer", offer(id), "do", "decline")); a.status != 422 {
			t.Errorf("no without a reason: %d", a.status)
		}
		if a := w.ask(t, w.paolo, path+"/passaggio/risposta", form("offer", offer(id), "do", "accept")); a.status != 303 || a.to != path {
			t.Errorf("accepted: %d", a.status)
		}
		w.whole(t)
	})
}

func itoa(n int) string { return strconv.Itoa(n) }

// Two people save the same thing: the second is told who was first, sees how it stands and keeps what was typed; sending again means it.
func TestTheSecondToSaveKeepsWhatWasTyped(t *testing.T) {
	both(t, func(t *testing.T, w *world) {
		id := w.followed(t, casefile.Opening{})
		path := "/casi/" + string(id)
		old := itoa(w.version(t, id))
		if a := w.ask(t, w.sara, path+"/data", form("version", old, "date", "+3", "what", "di Sara")); a.status != 303 {
			t.Fatal(a.status)
		}
		a := w.ask(t, w.elena, path+"/data", form("version", old, "date", "+5", "what", "di Elena"))
		if a.status != 409 || !strings.Contains(a.body, "Sara Prova ha salvato alle 09:30") || !strings.Contains(a.body, "di Sara") || !strings.Contains(a.body, `value="di Elena"`) {
			t.Fatalf("%d\n%s", a.status, a.body)
		}
		now := regexp.MustCompile(`name="version" value="(\d+)"`).FindStringSubmatch(a.body)
		if a := w.ask(t, w.elena, path+"/data", form("version", now[1], "date", "+5", "what", "di Elena")); a.status != 303 {
			t.Errorf("sent again: %d", a.status)
		}
		note := w.ask(t, w.elena, path+"/note", form("text", "la mia nota", "section", "common", "next_on", "+9", "next_was", "2026-11-27"))
		if note.status != 409 || !strings.Contains(note.body, "la mia nota</textarea>") {
			t.Errorf("a note with a date: %d", note.status)
		}
	})
}

func TestACellOfAListIsAnsweredWithTheCell(t *testing.T) {
	both(t, func(t *testing.T, w *world) {
		id := w.followed(t, casefile.Opening{})
		a := w.ask(t, w.elena, "/casi/"+string(id)+"/data", form("date", "+2"), "Siil-Fetch", "1")
		if a.status != 200 || !strings.Contains(a.body, "data-inline") || !strings.Contains(a.body, "gio 26/11") {
			t.Errorf("%d %s", a.status, a.body)
		}
		if a := w.ask(t, w.elena, "/casi/"+string(id)+"/data", form("date", "boh"), "Siil-Fetch", "1"); a.status != 422 || strings.Contains(a.body, "<") {
			t.Errorf("%d %s", a.status, a.body)
		}
	})
}
