package rest

import (
	"fmt"
	"slices"
	"strings"
	"testing"
	"time"

	"siil/internal/gate/gatetest"
)

// TestBadInput: what cannot be accepted is named, and nothing is saved.
func TestBadInput(t *testing.T) {
	both(t, func(t *testing.T, w *world) {
		c := v1 + "/cases/" + string(w.open(gatetest.Zone, "Mario", "Rossi", "elena"))
		foreign := w.open(gatetest.Other, "Altra", "Zona", "")
		for _, x := range []struct {
			method, path, body string
			status             int
			where              string
		}{
			{"POST", c + "/notes", ``, 400, ""},
			{"POST", c + "/notes", `{`, 400, "body"},
			{"POST", c + "/notes", `[]`, 422, "body"},
			{"POST", c + "/notes", `{}`, 422, "body"},
			{"POST", c + "/notes", `{"section":"common","text":""}`, 422, "body.text"},
			{"POST", c + "/notes", `{"section":"common","text":"` + strings.Repeat("è", 10001) + `"}`, 422, "body.text"},
			{"POST", c + "/notes", `{"section":"common","text":"a\u0000b"}`, 422, "body.text"},
			{"POST", c + "/notes", `{"section":"altro","text":"x"}`, 422, "body.section"},
			{"POST", c + "/notes", `{"section":"common","text":"x","on":"24/11/2026"}`, 422, "body.on"},
			{"POST", c + "/notes", `{"section":"common","text":"x","on":"2026-02-30"}`, 422, "body.on"},
			{"POST", c + "/notes", `{"section":"common","text":"x","on":"2027-01-01"}`, 422, "body.on"},
			{"POST", c + "/notes", `{"section":"common","text":7}`, 422, "body.text"},
			{"POST", c + "/notes", `{"section":"common","text":"x","author_id":"` + string(foreign) + `"}`, 422, "body.author_id"},
			{"POST", c + "/notes", `{"section":"common","text":"x","zone":"lunigiana"}`, 422, "body.zone"},
			{"POST", c + "/suspension", `{"reason":"` + suspensionReason() + `","state":"CHIUSA"}`, 422, "body.state"},
			{"POST", c + "/closure", `{"reason":"` + closureReason() + `","outcomes":["NIENTE"]}`, 422, "body.outcomes"},
			{"PUT", c + "/state", `{"state":"CHIUSA"}`, 422, "body.state"},
			{"PUT", c + "/next-date", `{"date":"2020-01-01"}`, 422, "body.date"},
			{"POST", c + "/team", `{"account_id":"` + string(w.users["olga"].Account) + `"}`, 422, "body.account_id"},
			{"POST", c + "/handovers", `{"to":"` + string(w.users["olga"].Account) + `","reason":"Altrove"}`, 422, "body.to"},
			{"POST", v1 + "/cases", `{}`, 422, "body.person"},
			{"POST", v1 + "/cases", `{"person":{"given_name":"Ada","family_name":"Bo","id":"x"}}`, 422, "body.person.id"},
			{"POST", v1 + "/cases", `{"person":{"given_name":"Ada","family_name":"Bo"},"referrer_id":"` + string(foreign) + `"}`, 422, "body.referrer_id"},
			{"POST", v1 + "/people", `{"given_name":"Ada","family_name":"` + strings.Repeat("b", 61) + `"}`, 422, "body.family_name"},
			{"POST", v1 + "/people", `{"given_name":"Ada","family_name":"Bo","version":7}`, 422, "body.version"},
			{"GET", v1 + "/cases?limit=0", ``, 422, "query.limit"},
			{"GET", v1 + "/cases?limit=201", ``, 422, "query.limit"},
			{"GET", v1 + "/cases?limit=tanti", ``, 422, "query.limit"},
			{"GET", v1 + "/cases?cognome=Rossi", ``, 422, "query.cognome"},
			{"GET", v1 + "/cases?state=NIENTE", ``, 422, "query"},
			{"GET", v1 + "/cases?state=%00", ``, 422, "query.state[0]"},
			{"GET", v1 + "/cases?manager=" + string(w.users["olga"].Account), ``, 422, "query"},
			{"GET", v1 + "/cases/non-un-id", ``, 404, ""},
			{"GET", v1 + "/cases/" + string(foreign), ``, 404, ""},
			{"POST", c + "/notes", strings.Repeat("x", 1<<20+1), 413, ""},
		} {
			who := "carla"
			got := w.ask(who, x.method, x.path, sent{body: x.body})
			if x.body == "" && x.method == "POST" {
				got = w.ask(who, x.method, x.path)
			}
			at := fmt.Sprintf("%s %s %.80s", x.method, x.path, x.body)
			if got.StatusCode != x.status || got.Header.Get("Content-Type") != "application/problem+json" || got.Header.Get("Content-Language") != "it" ||
				got.Header.Get("Cache-Control") != "no-store" || got.str("request_id") != "PROVA" {
				t.Errorf("%s: %d %v %s", at, got.StatusCode, got.Header, got.raw)
			}
			if x.where != "" && !slices.Contains(got.wrong(), x.where) {
				t.Errorf("%s: wrong at %v, want %s", at, got.wrong(), x.where)
			}
			if strings.Contains(got.raw, "bbbbbb") || strings.Contains(got.raw, "expected") {
				t.Errorf("%s: what was sent comes back, or an English word: %s", at, got.raw)
			}
		}
		if n := notesOf(w); n != 0 {
			t.Errorf("%d notes", n)
		}
		form := w.request(w.token["carla"], "POST", c+"/notes", sent{"section=common&text=x", []string{"Content-Type", "application/x-www-form-urlencoded"}})
		w.handle(form).want(t, 415)
	})
}

// TestCursors: a page goes on where the one before ended, and only for the reader and the list that it was made for.
func TestCursors(t *testing.T) {
	both(t, func(t *testing.T, w *world) {
		for i := range 5 {
			w.open(gatetest.Zone, "Mario", fmt.Sprintf("Rossi%c", 'A'+i), "elena")
		}
		c := v1 + "/cases/" + string(w.open(gatetest.Zone, "Zoe", "Zeta", "elena"))
		for i := range 5 {
			w.Clock.Add(time.Minute) // two looks at the same moment are one reading
			w.ask("elena", "POST", c+"/notes", sent{body: fmt.Sprintf(`{"section":"common","text":"Nota %d"}`, i)}).want(t, 201)
		}
		for _, list := range []string{v1 + "/cases", v1 + "/people", c + "/notes", c + "/timeline", c + "/readers", v1 + "/users"} {
			all := w.ask("elena", "GET", list+"?limit=200").want(t, 200)
			first := w.ask("elena", "GET", list+"?limit=2").want(t, 200)
			seen, next := first.items(), first.str("next")
			for next != "" && len(seen) < 50 {
				page := w.ask("elena", "GET", list+"?limit=2&cursor="+next).want(t, 200)
				seen, next = append(seen, page.items()...), page.str("next")
			}
			if !strings.HasSuffix(list, "/readers") && fmt.Sprint(seen) != fmt.Sprint(all.items()) { // reading the readers adds readers
				t.Errorf("%s: page by page %d, at once %d", list, len(seen), len(all.items()))
			}
			cursor := first.str("next")
			if cursor == "" {
				t.Errorf("%s has one page only", list)
				continue
			}
			broken := []byte(cursor)
			broken[len(broken)/2] ^= 1
			if broken[len(broken)/2] == '^' || broken[len(broken)/2] == '`' || broken[len(broken)/2] == '@' || broken[len(broken)/2] == '[' || broken[len(broken)/2] == '/' {
				broken[len(broken)/2] = 'Q'
			}
			w.ask("elena", "GET", list+"?limit=2&cursor="+string(broken)).want(t, 422)
			if !strings.HasPrefix(list, c) {
				w.ask("carla", "GET", list+"?limit=2&cursor="+cursor).want(t, 422)
			}
		}
		cursor := w.ask("elena", "GET", v1+"/cases?limit=2").want(t, 200).str("next")
		w.ask("elena", "GET", v1+"/cases?limit=2&mine=true&cursor="+cursor).want(t, 422)
		if strings.Contains(cursor, "rossi") {
			t.Error("a cursor can be read")
		}
	})
}

func TestFiltersOfCases(t *testing.T) {
	both(t, func(t *testing.T, w *world) {
		a := string(w.open(gatetest.Zone, "Ada", "Alfa", "elena"))
		w.open(gatetest.Zone, "Bea", "Beta", "sara")
		w.open(gatetest.Zone, "Cia", "Gamma", "")
		w.ask("elena", "PUT", v1+"/cases/"+a+"/next-date", sent{body: `{"date":"2026-12-03"}`}).want(t, 200)
		for filter, want := range map[string]int{
			"": 3, "state=IN_VALUTAZIONE": 3, "state=CHIUSA": 0, "state=CHIUSA&state=IN_VALUTAZIONE": 3, "mine=true": 1, "open=true": 3,
			"manager=" + string(w.users["sara"].Account): 1, "without_manager=true": 1, "without_next_date=true": 2,
			"next_from=2026-12-01&next_to=2026-12-05": 1, "next_from=2026-12-04": 0, "municipality=047011": 0,
		} {
			if got := w.ask("elena", "GET", v1+"/cases?"+filter).want(t, 200); len(got.items()) != want {
				t.Errorf("%s: %d, want %d", filter, len(got.items()), want)
			}
		}
	})
}
