package hostile

import (
	"context"
	"encoding/json"
	"fmt"
	"net/http"
	"net/http/httptest"
	"slices"
	"strings"
	"testing"
	"time"

	"siil/internal/gate"
	"siil/internal/pdf/pdftest"
	"siil/internal/policy"
	"siil/internal/sitting"
	"siil/internal/value"
)

// TestExtractsHoldNobodyElse reads the extract of each case of the sittings that are over, printed and packed: nobody else of the zone is in it,
// and no word that another case of the same sitting has.
func TestExtractsHoldNobodyElse(t *testing.T) {
	w := newWorld(t)
	read := 0
	for _, m := range w.meetings {
		if m.state != sitting.Closed {
			continue
		}
		b, at := w.in(w.as(m.zone, "coordinator")), "/sedute/"+string(m.id)
		common := readable(b.get(at + "/ordine-del-giorno.pdf"))
		texts := map[*caseFact]string{}
		for _, x := range m.items {
			got := b.get(at + "/estratti/" + string(x.c.id) + ".pdf")
			if got.Code != http.StatusOK {
				t.Fatalf("%d %s", got.Code, main(got))
			}
			texts[x.c] = readable(got)
			report(t, othersIn(w, x.c, got.Body.Bytes()))
			read++
		}
		for c, one := range texts {
			for d, two := range texts {
				if found := shared(one, two, common); c != d && found != "" {
					t.Errorf("%s stands in two extracts", found)
				}
			}
		}
	}
	if read < 4 {
		t.Errorf("only %d extracts", read)
	}
}

// othersIn lists the people in a document who are not the one that it is about.
func othersIn(w *world, about *caseFact, file []byte) (out []string) {
	if !pdftest.Holds(file, about.family) {
		out = append(out, "the document does not name who it is about")
	}
	for _, c := range w.cases {
		for _, s := range []string{c.family, c.given, c.tax, c.phone} {
			if c != about && s != "" && pdftest.Holds(file, s) {
				out = append(out, s+" stands in the extract of another")
			}
		}
	}
	return out
}

// shared is a planted word of two texts that does not stand in what they have in common.
func shared(one, two, common string) string {
	for _, s := range planted.FindAllString(one, -1) {
		if strings.Contains(two, s) && !strings.Contains(common, s) {
			return s
		}
	}
	return ""
}

// TestOthersInExtractsAreNoticed gives the minutes of the whole sitting as the extract of one case.
func TestOthersInExtractsAreNoticed(t *testing.T) {
	w := newWorld(t)
	i := slices.IndexFunc(w.meetings, func(m *meeting) bool { return m.state == sitting.Closed && len(m.items) > 1 })
	m := w.meetings[i]
	whole := w.in(w.as(m.zone, "coordinator")).get("/sedute/" + string(m.id) + "/verbale.pdf")
	if len(othersIn(w, m.items[0].c, whole.Body.Bytes())) == 0 || shared(readable(whole), readable(whole), "") == "" {
		t.Error("nobody noticed")
	}
}

// TestIDsThatDoNotBelongTogether asks for the file of one referral under another, the case of one sitting in another: answered as if nothing
// were there.
func TestIDsThatDoNotBelongTogether(t *testing.T) {
	w := newWorld(t)
	u := w.as(zoneA, "coordinator")
	b := w.in(u)
	var with []value.ID
	for _, c := range w.cases {
		for _, id := range c.referrals {
			if c.zone == zoneA && w.fileOf[id] != "" {
				with = append(with, id)
			}
		}
	}
	over := slices.DeleteFunc(slices.Clone(w.meetings), func(m *meeting) bool { return m.zone != zoneA || m.state != sitting.Closed })
	elsewhere := w.find(zoneB, func(c *caseFact) bool { return len(c.referrals) > 0 && w.fileOf[c.referrals[0]] != "" })
	running := w.meetings[slices.IndexFunc(w.meetings, func(m *meeting) bool { return m.zone == zoneA && m.state == sitting.Running })]
	file := func(referral, f value.ID) string { return "/segnalazioni/" + string(referral) + "/file/" + string(f) }
	extract := func(m *meeting, c value.ID) string {
		return "/sedute/" + string(m.id) + "/estratti/" + string(c) + ".pdf"
	}
	for own, wrong := range map[string][]string{
		file(with[0], w.fileOf[with[0]]):            {file(with[1], w.fileOf[with[0]]), file(with[0], w.fileOf[elsewhere.referrals[0]]), file(with[0], value.NewID())},
		extract(over[0], over[0].items[0].c.id):     {extract(over[1], over[0].items[0].c.id), extract(over[0], elsewhere.id), extract(over[0], value.NewID())},
		"/sedute/" + string(running.id) + "/caso/1": {"/sedute/" + string(running.id) + "/caso/9", "/sedute/" + string(running.id) + "/caso/0", "/sedute/" + string(running.id) + "/caso/x"},
	} {
		if got := b.get(own); got.Code != http.StatusOK {
			t.Errorf("%s: %d", own, got.Code)
		}
		for _, path := range wrong {
			if got := b.get(path); got.Code != http.StatusNotFound {
				t.Errorf("%s: %d", path, got.Code)
			}
		}
	}
	before := w.records()
	now := running.items[0]
	for _, under := range []string{"domanda", "inizio", "rinvio", "scrivi", "uscita", "decisione"} {
		path := "/sedute/" + string(over[0].id) + "/voci/" + string(now.id) + "/" + under
		if got := b.post(path, "text", "Parole", "name", "note", "why", "PARENTELA", "decision", "closed", "fai", "decidi"); got.Code != http.StatusNotFound {
			t.Errorf("%s of another sitting: %d", under, got.Code)
		}
	}
	if w.records() != before {
		t.Error("a case changed under the address of another sitting")
	}
}

// TestTheLineOfEventsEndsWithTheSession follows a sitting, leaves the program in another window, and waits for the line to end; then it is
// refused.
func TestTheLineOfEventsEndsWithTheSession(t *testing.T) {
	t.Parallel()
	w := newWorld(t)
	u := w.as(zoneA, "employment-officer")
	i := slices.IndexFunc(w.meetings, func(m *meeting) bool { return m.zone == zoneA && m.state == sitting.Running })
	path := "/sedute/" + string(w.meetings[i].id) + "/eventi"
	b := w.in(u)
	limit, cancel := context.WithTimeout(ctx, 30*time.Second)
	defer cancel()
	r := b.request(http.MethodGet, path, nil).WithContext(limit)
	rec := &heard{line: line{httptest.NewRecorder()}, first: make(chan bool, 1)}
	ended := make(chan bool)
	go func() {
		w.http.ServeHTTP(rec, r)
		close(ended)
	}()
	<-rec.first
	if got := b.post("/esci"); got.Code != http.StatusSeeOther {
		t.Fatalf("leaving: %d", got.Code)
	}
	select {
	case <-ended:
	case <-limit.Done():
		t.Fatal("the line outlived the session")
	}
	if body := rec.Body.String(); !strings.HasPrefix(body, "data: ") || !strings.HasSuffix(body, "\n\n") || !strings.Contains(body, "event: end") {
		t.Errorf("the line said %q", body)
	}
	if planted.MatchString(rec.Body.String()) {
		t.Error("the line tells more than a number")
	}
	if got := b.get(path); got.Code != http.StatusSeeOther && got.Code != http.StatusUnauthorized {
		t.Errorf("a session that has ended follows again: %d", got.Code)
	}
}

// heard is a line that says when something came.
type heard struct {
	line
	first chan bool
}

func (h *heard) Write(p []byte) (int, error) {
	select {
	case h.first <- true:
	default:
	}
	return h.line.Write(p)
}

// TestAReferrerLearnsNothing does the same in two worlds that differ only in whether somebody is known: referrals that pass and that do not, by
// name, by code, by both, of an open case and of a closed one, pages and REST, drafts, receipts. Every answer is the same, byte for byte.
func TestAReferrerLearnsNothing(t *testing.T) {
	for _, closed := range []bool{false, true} {
		for _, by := range []string{"name and code", "code alone", "name alone"} {
			a, b := newWorld(t), newWorld(t)
			c := a.find(zoneA, func(c *caseFact) bool { return c.tax != "" && a.typed[c] == "" && (c.state == "CHIUSA") == closed })
			x := asked{c.given, c.family, c.tax}
			switch by {
			case "code alone":
				x.given, x.family = "Qwertia", "Asdfia"
			case "name alone":
				x.tax = ""
			}
			b.forget(c)
			p, q := x.tell(a), x.tell(b)
			for i := range p {
				if p[i] != q[i] {
					t.Errorf("%s, closed %t: answer %d tells who is known: %s", by, closed, i, diffAt(p[i], q[i]))
				}
			}
			if len(p) < 16 {
				t.Errorf("only %d answers", len(p))
			}
		}
	}
}

// TestWhoIsKnownIsToldToTheTeam: what the referrer does not learn is there to be learned.
func TestWhoIsKnownIsToldToTheTeam(t *testing.T) {
	a, b := newWorld(t), newWorld(t)
	c := a.find(zoneA, func(c *caseFact) bool { return c.tax != "" && c.state != "CHIUSA" })
	b.forget(c)
	body := asked{c.given, c.family, ""}.json(`, "channel": "paper", "sender_body": "Ente", "sender_name": "Prova", "received_on": "2026-11-23"`)
	send := func(w *world) string {
		return plainText(w.in(w.as(zoneA, "secretary")).api(http.MethodPost, "/api/v1/referrals", body))
	}
	if send(a) == send(b) {
		t.Error("not even the secretary is told")
	}
}

// forget makes somebody's record that of somebody else.
func (w *world) forget(c *caseFact) {
	w.t.Helper()
	key := value.NameKey("Altrimenti", "Nominata")
	err := write(w.gate, c.zone, policy.PersonCreate, func(tx *gate.WriteTx) error {
		err := tx.Update("person", c.person, gate.Row{"given_name": "Nominata", "family_name": "Altrimenti", "name_key": key, "given_key": value.NameKey("Nominata", "Altrimenti"),
			"tax_code": nil, "phone": nil, "birth_date": nil})
		if err == nil {
			err = tx.Update("case_file", c.id, gate.Row{"name_key": key})
		}
		return err
	})
	if err != nil {
		w.t.Fatal(err)
	}
}

// asked is somebody whom a referrer types in.
type asked struct{ given, family, tax string }

func (x asked) json(more string) string {
	reason := `"reason": "Ha perso il lavoro.", `
	if strings.Contains(more, "reason") {
		reason = ""
	}
	return fmt.Sprintf(`{"person": {"given_name": %q, "family_name": %q, "tax_code": %q, "prevails": "stated"}, %s"asked": "Un progetto", "urgency": "ordinary", "informed": {"how": "not_yet"}%s}`, x.given, x.family, x.tax, reason, more)
}

// tell does what a referrer can do about somebody and gives all the answers.
func (x asked) tell(w *world) (out []string) {
	b := w.in(w.as(zoneA, "referrer"))
	keep := func(a answer) answer { out = append(out, plainText(a)); return a }
	form := w.must(b, "/segnalazioni/nuova", "/segnalazioni/nuova")
	once := form.Get("once")
	for name, v := range map[string]string{"given_name": x.given, "family_name": x.family, "tax_code": x.tax, "birth_date": "", "phone": "", "email": "", "birth_place": "", "sex": "", "municipality": "",
		"address": "", "language": "", "reason": "Ha perso il lavoro", "asked": "", "urgency": "ordinary", "urgency_reason": "", "informed": "not_yet", "informed_on": "", "prevails": "stated", "do": "", "fai": ""} {
		form.Set(name, v)
	}
	keep(b.post("/segnalazioni/nuova/bozza", "text", form.Encode()))
	keep(b.postForm("/segnalazioni/nuova", form)) // something is missing
	form.Set("asked", "Un progetto")
	keep(b.post("/segnalazioni/simili", "given_name", x.given, "family_name", x.family, "tax_code", x.tax))
	sent := keep(b.postForm("/segnalazioni/nuova", form))
	at := sent.Header().Get("Location")
	keep(b.postForm("/segnalazioni/nuova", form)) // twice
	for _, path := range []string{at, at + "/ricevuta.pdf", "/segnalazioni", "/segnalazioni/nuova", "/oggi", "/attesa"} {
		keep(b.get(path))
	}
	made := keep(b.api(http.MethodPost, "/api/v1/referrals", x.json("")))
	var body struct{ ID string }
	_ = json.Unmarshal(made.Body.Bytes(), &body)
	keep(b.api(http.MethodGet, "/api/v1/referrals/"+body.ID, ""))
	keep(b.api(http.MethodGet, "/api/v1/referrals", ""))
	keep(b.api(http.MethodPost, "/api/v1/referrals", x.json(`, "reason": ""`)))
	keep(b.api(http.MethodPost, "/api/v1/referrals", x.json(`, "not_the_same_as": ["`+once+`"]`)))
	return out
}

// TestReferrersMayNotNameRecords: a record of this zone, one of another and none are refused alike.
func TestReferrersMayNotNameRecords(t *testing.T) {
	w := newWorld(t)
	b := w.in(w.as(zoneA, "referrer"))
	for _, name := range []string{"person_id", "same_as"} {
		var first string
		for _, id := range []value.ID{value.NewID(), w.find(zoneA, func(*caseFact) bool { return true }).person, w.find(zoneB, func(*caseFact) bool { return true }).person} {
			body := strings.Replace(asked{"Ada", "Prova", ""}.json(""), "{", fmt.Sprintf(`{"%s": %q, `, name, id), 1)
			if name == "person_id" {
				body = fmt.Sprintf(`{"person_id": %q, "reason": "Motivo", "asked": "Un progetto", "urgency": "ordinary", "informed": {"how": "not_yet"}}`, id)
			}
			got := b.api(http.MethodPost, "/api/v1/referrals", body)
			if x := got.text(string(id)); got.Code != http.StatusNotFound || first != "" && x != first {
				t.Errorf("%s: %d %s", name, got.Code, got.Body)
			} else {
				first = x
			}
		}
	}
}
