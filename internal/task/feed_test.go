package task

import (
	"fmt"
	"net/http"
	"net/url"
	"regexp"
	"strings"
	"testing"
	"time"

	"pgregory.net/rapid"

	"siil/internal/fault"
	"siil/internal/gate"
	"siil/internal/gate/gatetest"
)

// feed makes somebody a calendar address and gives its path.
func (w *world) feed(t testing.TB, who gate.Actor) string {
	t.Helper()
	address, err := w.room.MakeFeed(ctx, who)
	if err != nil {
		t.Fatal(err)
	}
	path, ok := strings.CutPrefix(address, "https://siil.example/")
	if !ok {
		t.Fatalf("the address is %s", address)
	}
	return "/" + path
}

// nobody is a program that has no session.
var nobody = gate.Actor{}

var uidLine = regexp.MustCompile(`(?m)^UID:.*$`)

func TestACalendarIsReadByItsAddress(t *testing.T) {
	both(t, func(t *testing.T, w *world) {
		w.busy(t)
		path := w.feed(t, w.elena)
		a := w.ask(t, nobody, path, nil)
		if a.status != 200 || a.header.Get("Content-Type") != "text/calendar; charset=utf-8" || strings.Count(a.body, "BEGIN:VEVENT") < 5 {
			t.Fatalf("%d %v\n%s", a.status, a.header, a.body)
		}
		same := w.ask(t, nobody, path, nil, "If-None-Match", a.header.Get("ETag"))
		if same.status != http.StatusNotModified || same.body != "" {
			t.Errorf("what has not changed: %d, %d bytes", same.status, len(same.body))
		}
		w.Clock.Add(time.Hour)
		again := w.ask(t, nobody, path, nil)
		if fmt.Sprint(uidLine.FindAllString(a.body, -1)) != fmt.Sprint(uidLine.FindAllString(again.body, -1)) {
			t.Error("the same days have other names an hour later")
		}
		if n := w.number(t, "SELECT COUNT(*) FROM calendar_use WHERE zone = $1"); n != 1 {
			t.Errorf("%d marks of use", n)
		}
		secret := strings.TrimSuffix(strings.TrimPrefix(path, pathFeed), feedEnd)
		kept := w.number(t, "SELECT COUNT(*) FROM calendar_feed WHERE zone = $1 AND token_hash LIKE $2", "%"+secret[len(secret)-20:]+"%")
		if kept != 0 {
			t.Error("the database keeps the secret itself")
		}
	})
}

func TestAnAddressThatOpensNothing(t *testing.T) {
	both(t, func(t *testing.T, w *world) {
		first := w.feed(t, w.elena)
		second := w.feed(t, w.elena)
		last := second[len(second)-len(feedEnd)-1]
		other := byte('a')
		if last == other {
			other = 'b'
		}
		for name, path := range map[string]string{"the one before": first, "no end": strings.TrimSuffix(second, feedEnd), "another end": strings.TrimSuffix(second, feedEnd) + ".txt",
			"one letter off": second[:len(second)-len(feedEnd)-1] + string(other) + feedEnd, "another zone": strings.Replace(second, gatetest.Zone, gatetest.Other, 1),
			"no zone": strings.Replace(second, gatetest.Zone, "", 1), "short": "/calendario/x.ics", "empty": "/calendario/.ics", "long": "/calendario/" + strings.Repeat("x", 3000) + ".ics"} {
			if a := w.ask(t, nobody, path, nil); a.status != 404 || a.body != "" {
				t.Errorf("%s: %d %q", name, a.status, a.body)
			}
		}
		if a := w.ask(t, nobody, second, nil); a.status != 200 {
			t.Fatalf("the one that holds: %d", a.status)
		}
		if err := w.room.EndFeed(ctx, w.elena); err != nil {
			t.Fatal(err)
		}
		if a := w.ask(t, nobody, second, nil); a.status != 404 {
			t.Errorf("after its end: %d", a.status)
		}
		third := w.feed(t, w.elena)
		w.system(t, func(tx *gate.WriteTx) error {
			return tx.Update("account", w.elena.Account, gate.Row{"disabled_at": tx.Now()})
		})
		if a := w.ask(t, nobody, third, nil); a.status != 404 {
			t.Errorf("of an account that is disabled: %d", a.status)
		}
		w.whole(t)
	})
}

func TestProgramsThatReadTooOften(t *testing.T) {
	both(t, func(t *testing.T, w *world) {
		path, other := w.feed(t, w.elena), w.feed(t, w.paolo)
		w.ask(t, nobody, path, nil)
		leaves := w.number(t, "SELECT COUNT(*) FROM ledger_leaf WHERE zone = $1 OR zone <> $1")
		for range feedPerMinute - 1 {
			if a := w.ask(t, nobody, path, nil); a.status != 200 {
				t.Fatalf("within the limit: %d", a.status)
			}
		}
		if n := w.number(t, "SELECT COUNT(*) FROM ledger_leaf WHERE zone = $1 OR zone <> $1"); n != leaves {
			t.Errorf("the same answer given again leaves %d leaves", n-leaves)
		}
		if _, err := w.room.Calendar(ctx, strings.TrimSuffix(strings.TrimPrefix(path, pathFeed), feedEnd)); !fault.Is(err, fault.TooMany) {
			t.Errorf("beyond the limit: %v", err)
		}
		if a := w.ask(t, nobody, other, nil); a.status != 200 {
			t.Errorf("another address meanwhile: %d", a.status)
		}
		for i := range wrongsPerMinute {
			w.ask(t, nobody, fmt.Sprintf("/calendario/%s_%043d.ics", gatetest.Zone, i), nil)
		}
		if a := w.ask(t, nobody, "/calendario/x.ics", nil); a.status != 429 {
			t.Errorf("guessing goes on: %d", a.status)
		}
		if a := w.ask(t, nobody, other, nil); a.status != 200 {
			t.Errorf("an address that was good, while others guess: %d", a.status)
		}
		w.Clock.Add(time.Minute)
		if a := w.ask(t, nobody, path, nil); a.status != 200 {
			t.Errorf("a minute later: %d", a.status)
		}
	})
}

func TestThePageOfTheAddress(t *testing.T) {
	both(t, func(t *testing.T, w *world) {
		a := w.ask(t, w.elena, PathCalendar, url.Values{})
		found := regexp.MustCompile(`https://siil\.example(/calendario/[^"<\s]+\.ics)`).FindStringSubmatch(a.body)
		if a.status != 200 || found == nil {
			t.Fatalf("the address is not shown: %d", a.status)
		}
		if a := w.ask(t, w.elena, PathCalendar, nil); a.status != 200 || strings.Contains(a.body, ".ics") || !strings.Contains(a.body, "Non è ancora stato letto") {
			t.Errorf("the page afterwards: %d\n%s", a.status, a.body)
		}
		w.ask(t, nobody, found[1], nil)
		if a := w.ask(t, w.elena, PathCalendar, nil); !strings.Contains(a.body, "Letto l&#39;ultima volta") {
			t.Error("the page does not say that the address was read")
		}
		if a := w.ask(t, w.paolo, pathEnd, url.Values{}); a.status != 303 {
			t.Errorf("who has none ends it: %d", a.status)
		}
		if a := w.ask(t, nobody, found[1], nil); a.status != 200 {
			t.Error("somebody else's page ended the address")
		}
		if a := w.ask(t, w.elena, pathEnd, url.Values{}); a.status != 303 || w.ask(t, nobody, found[1], nil).status != 404 {
			t.Errorf("the end: %d", a.status)
		}
	})
}

// No name and no word that somebody wrote stands in a calendar, whatever they are.
func TestACalendarHoldsNothingPersonal(t *testing.T) {
	w := newWorld(t, gatetest.NewSQLite(t))
	word := rapid.StringMatching(`Qq[a-z]{4,9}z`)
	rapid.Check(t, func(rt *rapid.T) {
		given, family, what, next := word.Draw(rt, "given"), word.Draw(rt, "family"), word.Draw(rt, "step"), word.Draw(rt, "next")
		id := w.open(t, given, family, "IN_VALUTAZIONE", w.elena.Account, today.AddDays(-10))
		w.step(t, id, w.elena.Account, what, today.AddDays(rapid.IntRange(-30, 300).Draw(rt, "step on")))
		w.next(t, id, today.AddDays(rapid.IntRange(0, 300).Draw(rt, "next on")), next)
		if rapid.Bool().Draw(rt, "closed") {
			w.closed(t, id, today)
		}
		body, err := w.room.calendar(ctx, w.elena)
		if err != nil {
			rt.Fatal(err)
		}
		unfolded := strings.ReplaceAll(string(body), "\r\n ", "")
		for _, word := range []string{given, family, what, next} {
			if strings.Contains(strings.ToLower(unfolded), strings.ToLower(word)) {
				rt.Fatalf("%q stands in the calendar", word)
			}
		}
		if !strings.Contains(unfolded, string(id)) && !strings.Contains(unfolded, "BEGIN:VEVENT") {
			rt.Fatal("the calendar is empty")
		}
	})
}
