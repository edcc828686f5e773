package rest

import (
	"fmt"
	"sync"
	"testing"
	"time"

	"siil/internal/gate/gatetest"
)

func TestKeyDoesAPostOnce(t *testing.T) {
	both(t, func(t *testing.T, w *world) {
		c := w.open(gatetest.Zone, "Mario", "Rossi", "elena")
		path := v1 + "/cases/" + string(c) + "/notes"
		key := []string{"Idempotency-Key", "nota-2026-11-24"}
		body := `{"section":"social","text":"Una volta sola."}`
		first := w.ask("elena", "POST", path, sent{body, key}).want(t, 201)
		again := w.ask("elena", "POST", path, sent{body, key}).want(t, 201)
		if first.str("id") == "" || first.raw != again.raw || first.Header.Get("Location") != again.Header.Get("Location") {
			t.Errorf("first %safter %s", first.raw, again.raw)
		}
		if got := w.ask("elena", "POST", path, sent{`{"section":"social","text":"Altro."}`, key}).want(t, 422).wrong(); got[0] != "header.Idempotency-Key" {
			t.Errorf("another body: %v", got)
		}
		w.ask("carla", "POST", path, sent{`{"section":"common","text":"Chiave uguale, persona diversa."}`, key}).want(t, 201)
		if n := notesOf(w); n != 2 {
			t.Errorf("%d notes, want 2", n)
		}
		if n := w.count(gatetest.Zone, "SELECT COUNT(*) FROM idempotency WHERE zone = $1 AND CAST(body AS TEXT) LIKE '%volta%'"); w.Engine() == "sqlite" && n != 0 {
			t.Error("the answer lies open in the database")
		}
		w.Clock.Add(25 * time.Hour)
		w.token["elena"] = w.newToken(w.users["elena"], 30)
		w.ask("elena", "POST", path, sent{`{"section":"social","text":"Il giorno dopo."}`, []string{"Idempotency-Key", "altra-chiave"}}).want(t, 201)
		if n := w.count(gatetest.Zone, "SELECT COUNT(*) FROM idempotency WHERE zone = $1"); n != 1 {
			t.Errorf("%d keys are remembered after a day, want 1", n)
		}
	})
}

func TestKeyIsFreeAfterARefusal(t *testing.T) {
	both(t, func(t *testing.T, w *world) {
		c := w.open(gatetest.Zone, "Mario", "Rossi", "elena")
		path := v1 + "/cases/" + string(c) + "/closure"
		key := []string{"Idempotency-Key", "chiusura-1"}
		w.ask("elena", "POST", path, sent{`{"reason":"NIENTE"}`, key}).want(t, 422)
		w.ask("elena", "POST", path, sent{`{"reason":"` + closureReason() + `"}`, key}).want(t, 201)
		w.ask("elena", "POST", path, sent{`{"reason":"` + closureReason() + `"}`, key}).want(t, 201)
		w.ask("elena", "POST", path, sent{body: `{"reason":"` + closureReason() + `"}`}).want(t, 409)
		for _, bad := range []string{"corta", "con spazi dentro", "è-accentata-la-e"} {
			if got := w.ask("elena", "POST", path, sent{`{}`, []string{"Idempotency-Key", bad}}).want(t, 422).wrong(); got[0] != "header.Idempotency-Key" {
				t.Errorf("%s: %v", bad, got)
			}
		}
	})
}

func TestKeyAtTheSameTime(t *testing.T) {
	both(t, func(t *testing.T, w *world) {
		c := w.open(gatetest.Zone, "Mario", "Rossi", "elena")
		path := v1 + "/cases/" + string(c) + "/notes"
		answers := make([]reply, 12)
		var wg sync.WaitGroup
		for i := range answers {
			wg.Go(func() {
				answers[i] = w.ask("elena", "POST", path, sent{`{"section":"common","text":"Insieme."}`, []string{"Idempotency-Key", "tutti-insieme"}})
			})
		}
		wg.Wait()
		for _, a := range answers {
			if a.want(t, 201); a.raw != answers[0].raw {
				t.Errorf("two answers: %s%s", a.raw, answers[0].raw)
			}
		}
		if n := notesOf(w); n != 1 {
			t.Errorf("%d notes, want 1", n)
		}
	})
}

// TestKeyTakenElsewhere: another process that stands on the same database has taken the key and has not answered.
func TestKeyTakenElsewhere(t *testing.T) {
	both(t, func(t *testing.T, w *world) {
		c := w.open(gatetest.Zone, "Mario", "Rossi", "elena")
		path := v1 + "/cases/" + string(c) + "/notes"
		key := sent{`{"section":"common","text":"Altrove."}`, []string{"Idempotency-Key", "altro-processo"}}
		w.ask("elena", "POST", path, key).want(t, 201)
		leaveOpen(w)
		if got := w.ask("elena", "POST", path, key).want(t, 409); got.Header.Get("Retry-After") == "" {
			t.Error("409 without Retry-After")
		}
		w.Clock.Add(3 * time.Minute)
		w.ask("elena", "POST", path, key).want(t, 201) // it has died: done again under the same id, which is there already
		if n := notesOf(w); n != 1 {
			t.Errorf("%d notes, want 1", n)
		}
	})
}

func TestTwoPeopleSaveTheSame(t *testing.T) {
	both(t, func(t *testing.T, w *world) {
		c := w.open(gatetest.Zone, "Mario", "Rossi", "elena")
		path := v1 + "/cases/" + string(c) + "/next-date"
		tag := w.ask("elena", "GET", v1+"/cases/"+string(c)).want(t, 200).Header.Get("ETag")
		first := w.ask("elena", "PUT", path, sent{`{"date":"2026-12-03"}`, []string{"If-Match", tag}}).want(t, 200)
		second := w.ask("carla", "PUT", path, sent{`{"date":"2026-12-10"}`, []string{"If-Match", tag}}).want(t, 409)
		if second.body["current_version"] != first.body["version"] || second.Header.Get("ETag") != first.Header.Get("ETag") {
			t.Errorf("first %ssecond %s", first.raw, second.raw)
		}
		w.ask("carla", "PUT", path, sent{`{"date":"2026-12-10"}`, []string{"If-Match", second.Header.Get("ETag")}}).want(t, 200)
		w.ask("elena", "PUT", path, sent{body: `{"date":"2026-12-11"}`}).want(t, 200)
		w.ask("elena", "PUT", path, sent{`{"date":"2026-12-11"}`, []string{"If-Match", "3"}}).want(t, 422)
	})
}

func TestRateLimit(t *testing.T) {
	both(t, func(t *testing.T, w *world) {
		w.limit(3)
		for i := range 3 {
			got := w.ask("elena", "GET", v1+"/users/me").want(t, 200)
			if got.Header.Get("RateLimit-Remaining") != fmt.Sprint(2-i) || got.Header.Get("RateLimit-Limit") != "3" || got.Header.Get("RateLimit-Reset") == "" {
				t.Errorf("request %d: %v", i, got.Header)
			}
		}
		got := w.ask("elena", "GET", v1+"/users/me").want(t, 429)
		if got.Header.Get("Retry-After") != "60" || got.Header.Get("RateLimit-Remaining") != "0" {
			t.Errorf("429: %v", got.Header)
		}
		w.ask("carla", "GET", v1+"/users/me").want(t, 200)
		w.Clock.Add(time.Minute)
		w.ask("elena", "GET", v1+"/users/me").want(t, 200)
	})
}
