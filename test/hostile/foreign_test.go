package hostile

import (
	"database/sql"
	"encoding/json"
	"net/http"
	"net/url"
	"slices"
	"strings"
	"testing"
	"time"

	"siil/internal/value"
)

// foreignIDs are ids of another zone, one of each kind, and first one that nothing has.
func (w *world) foreignIDs() []string {
	c := w.find(zoneB, func(c *caseFact) bool { return c.handOver != "" })
	out := []string{string(value.NewID()), string(c.id), string(c.person), string(w.as(zoneB, "social-worker").who.Account), string(c.handOver), string(c.notes[0])}
	for _, kind := range []string{"import", "line", "token", "mail", "hook", "call"} {
		out = append(out, string(w.other[kind+" "+zoneB][0]))
	}
	for _, m := range w.meetings {
		if m.zone == zoneB && len(m.items) > 0 {
			out = append(out, string(m.id), string(m.items[0].id), string(m.items[0].c.id), string(m.items[0].c.referrals[0]))
		}
	}
	db, err := sql.Open("sqlite", "file:"+w.file+"?mode=ro")
	if err != nil {
		w.t.Fatal(err)
	}
	defer db.Close()
	for _, table := range []string{"seat", "organisation", "attachment"} {
		out = append(out, column(w.t, db, "SELECT id FROM "+table+" WHERE zone = '"+zoneB+"' LIMIT 1")...)
	}
	return out
}

// TestIDsOfAnotherZoneInForms puts ids of another zone, and one that nothing has, into every field of a form or of a body that holds an id: the
// answers must be the same, and no row of a zone may name a thing of another.
func TestIDsOfAnotherZoneInForms(t *testing.T) {
	w := newWorld(t)
	s := newSweep(w)
	for _, name := range []string{"coordinator", "secretary", "administrator", "social-worker", "employment-officer"} {
		s.reads(w.as(zoneA, name))
	}
	ids := w.foreignIDs()
	other := w.recordsOf(zoneB)
	s.wrong = nil
	for _, a := range s.table {
		if a.method == http.MethodGet || strings.HasPrefix(a.pattern, "/profilo") {
			continue
		}
		for _, name := range []string{"coordinator", "secretary", "administrator"} {
			s.foreign(w.as(zoneA, name), a, ids)
		}
	}
	report(t, s.wrong)
	if w.recordsOf(zoneB) != other {
		t.Error("a request of one zone changed another")
	}
	records := w.recordsOf(zoneA)
	for _, id := range ids[1:] {
		if strings.Contains(records, id) {
			t.Errorf("a row of a zone names a thing of another")
		}
	}
	if s.asked < 300 {
		t.Errorf("only %d requests", s.asked)
	}
	t.Logf("%d requests", s.asked)
}

// foreign sends one form with each id in each of its fields that hold one.
func (s *sweep) foreign(u *user, a address, ids []string) {
	b := s.in(u)
	for _, t := range s.targets(a, u) {
		if !allowed(u, a.action, t) || t.res.Zone != u.who.Zone {
			continue
		}
		for _, f := range s.withIDs(a) {
			nobody, accepted := "", false
			for i, id := range ids {
				s.asked++
				delete(b.cookies, "siil_flash")
				got := f.send(b, t.path(a.pattern), id)
				if got.Code == http.StatusTooManyRequests { // here no time goes by
					s.clock.add(time.Minute)
					got = f.send(b, t.path(a.pattern), id)
				}
				x := plainText(answerWithout(got, id))
				if i == 0 {
					nobody = x
					accepted = got.Code < http.StatusBadRequest // then the next one finds another world
				} else if !accepted && x != nobody && got.Code < http.StatusInternalServerError {
					s.complain("%s %s, field %s: another zone's id is not answered like none: %s", a.method, a.pattern, f.name, diffAt(x, nobody))
				}
				if got.Code >= http.StatusInternalServerError {
					s.complain("%s %s, field %s: %d", a.method, a.pattern, f.name, got.Code)
				}
				if stolen := s.stolen(u.who, got.Body.String()); len(stolen) > 0 {
					s.complain("%s %s, field %s shows %v", a.method, a.pattern, f.name, stolen)
				}
			}
		}
		return
	}
}

func answerWithout(a answer, id string) answer {
	body := strings.ReplaceAll(a.Body.String(), id, "00000000-0000-7000-8000-000000000000")
	a.Body.Reset()
	a.Body.WriteString(body)
	a.Header().Set("Location", strings.ReplaceAll(a.Header().Get("Location"), id, "ASKED"))
	return a
}

// idField is one field of a request that holds an id.
type idField struct {
	name string
	send func(b browser, path, id string) answer
}

// withIDs finds the fields of what an address takes that hold an id.
func (s *sweep) withIDs(a address) (out []idField) {
	if a.isAPI() {
		return s.jsonIDs(a)
	}
	form := s.bodies.forms[a.pattern]
	for name := range form {
		if !uuids.MatchString(form.Get(name)) || name == "once" {
			continue
		}
		out = append(out, idField{name, func(b browser, path, id string) answer {
			sent := url.Values{}
			for k, v := range form {
				sent[k] = v
			}
			sent.Set(name, id)
			return b.postForm(path, sent)
		}})
	}
	return out
}

func (s *sweep) jsonIDs(a address) (out []idField) {
	var body map[string]any
	if text := s.bodies.json(a); text == "" || json.Unmarshal([]byte(text), &body) != nil {
		return nil
	}
	for _, name := range []string{"person_id", "referrer_id", "same_as", "account_id", "to", "seat_id", "not_the_same_as", "case_id", "case_manager",
		"manager_id", "recorder", "agenda", "members", "present", "team"} {
		if !s.bodies.takes(a, name) {
			continue
		}
		out = append(out, idField{name, func(b browser, path, id string) answer {
			sent := map[string]any{}
			for k, v := range body {
				sent[k] = v
			}
			sent[name] = any(id)
			if slices.Contains([]string{"not_the_same_as", "agenda", "members", "present", "team"}, name) {
				sent[name] = []string{id}
			}
			if name == "person_id" {
				delete(sent, "person")
			}
			text, err := json.Marshal(sent)
			if err != nil {
				panic("a map that is no JSON")
			}
			return b.api(a.method, path, string(text))
		}})
	}
	return out
}

// recordsOf is records of one zone.
func (w *world) recordsOf(zone string) string {
	var out strings.Builder
	for _, row := range strings.Split(w.records(), "\n") {
		if strings.HasPrefix(row, "["+zone+" ") {
			out.WriteString(row + "\n")
		}
	}
	return out.String()
}
