package casefile_test

import (
	"context"
	"net/http"
	"net/http/httptest"
	"net/url"
	"strings"
	"testing"

	"siil/internal/casefile"
	"siil/internal/fault"
	"siil/internal/gate"
	"siil/internal/network"
	"siil/internal/person"
	"siil/internal/policy"
	"siil/internal/text"
	"siil/internal/ui"
	"siil/internal/value"
)

// askPerson calls a page of PersonRoutes as somebody; fields make it a POST.
func (w *world) askPerson(t testing.TB, who gate.Actor, path string, fields url.Values) answer {
	t.Helper()
	mux := http.NewServeMux()
	for _, r := range w.room.PersonRoutes() {
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
	counted, n := gate.CountQueries(ui.WithViewer(context.Background(), ui.Viewer{Name: who.Name}))
	rec := httptest.NewRecorder()
	mux.ServeHTTP(rec, req.WithContext(counted))
	return answer{rec.Code, rec.Body.String(), rec.Header().Get("Location"), *n}
}

// known adds a person with a case that elena manages.
func (w *world) known(t testing.TB, p person.Person) (caseID value.ID, stored person.Person) {
	t.Helper()
	w.write(t, gate.System(w.coordinator.Zone, "cli"), policy.PersonCreate, func(tx *gate.WriteTx) (err error) {
		if err = person.Check(&p, tx.Today()); err == nil {
			p.ID, err = person.Insert(tx, p)
		}
		return err
	})
	caseID = w.open(t, casefile.Opening{PersonID: p.ID, ManagerID: w.elena.Account, Municipality: p.Municipality})
	return caseID, w.stored(t, p.ID)
}

// stored reads a person as it stands.
func (w *world) stored(t testing.TB, id value.ID) (p person.Person) {
	t.Helper()
	err := w.Read(ctx, w.coordinator, func(tx *gate.ReadTx) (err error) {
		if err := tx.Decide(policy.HomeRead, policy.Resource{Kind: policy.Zone}); err != nil {
			return err
		}
		p, err = person.Load(tx, id)
		return err
	})
	if err != nil {
		t.Fatal(err)
	}
	return p
}

var samira = person.Person{GivenName: "Samira", FamilyName: "Provini", TaxCode: "PRVSMR90A41Z330P", Municipality: "047009", Phone: "333 000 9469"}

// identity is the form of samira as the page sends it, with some fields changed.
func identity(pairs ...string) url.Values {
	v := form("version", "1", "family_name", "Provini", "given_name", "Samira", "tax_code", "PRVSMR90A41Z330P", "birth_date", "01/01/1990", "birth_place", "", "sex", "F",
		"municipality", "Monsummano Terme", "address", "", "phone", "333 000 9469", "email", "", "language", "", "reason", "")
	for i := 0; i+1 < len(pairs); i += 2 {
		v.Set(pairs[i], pairs[i+1])
	}
	return v
}

func TestWhoReadsAndWhoCorrectsThePerson(t *testing.T) {
	both(t, func(t *testing.T, w *world) {
		id, p := w.known(t, samira)
		path := "/casi/" + string(id) + "/persona"
		const button = "Salva i dati"
		for name, c := range map[string]struct {
			who    gate.Actor
			status int
			form   bool
		}{
			"manager": {w.elena, 200, true}, "coordinator": {w.coordinator, 200, true}, "secretary": {w.secretary, 200, true},
			"colleague": {w.sara, 404, false}, "auditor": {w.dpo, 404, false}, "other zone": {w.outsider, 404, false},
		} {
			got := w.askPerson(t, c.who, path, nil)
			if got.status != c.status || strings.Contains(got.body, button) != c.form || (got.status == 404 && strings.Contains(got.body, "Provini")) {
				t.Errorf("%s: status %d, form %v", name, got.status, strings.Contains(got.body, button))
			}
			if c.form {
				continue
			}
			for _, fields := range []url.Values{identity("family_name", "Rossi"), identity("family_name", ""), identity("birth_date", "31/02/1990"), identity("version", "9", "phone", "1")} {
				if got := w.askPerson(t, c.who, path, fields); got.status != 404 {
					t.Errorf("%s: a correction answers %d", name, got.status)
				}
			}
			for under, fields := range map[string]url.Values{"/numeri": form("owner", "", "number", ""), "/programmi": form("programme", "ADI"),
				"/numeri/" + string(p.ID) + "/fine": form(), "/programmi/" + string(p.ID) + "/fine": form()} {
				if got := w.askPerson(t, c.who, path+under, fields); got.status != 404 {
					t.Errorf("%s: %s answers %d", name, under, got.status)
				}
			}
		}
		if got := w.stored(t, p.ID); got != p {
			t.Errorf("somebody changed it: %+v", got)
		}
		for _, bad := range []string{"/casi/x/persona", "/casi/" + string(value.NewID()) + "/persona"} {
			if got := w.askPerson(t, w.coordinator, bad, nil); got.status != 404 {
				t.Errorf("%s answers %d", bad, got.status)
			}
		}
		ask := casefile.Asking{Code: "PERSONA_ALLO_SPORTELLO", Reason: "La persona è qui e la collega è assente."}
		if err := w.room.OpenWithReason(ctx, w.sara, id, ask); err == nil {
			if got := w.askPerson(t, w.sara, path, nil); got.status != 200 || strings.Contains(got.body, button) || !strings.Contains(got.body, "333 000 9469") {
				t.Errorf("with a reason: %d", got.status)
			}
			if got := w.askPerson(t, w.sara, path, identity("family_name", "")); got.status != 404 {
				t.Errorf("with a reason a correction answers %d", got.status)
			}
		} else {
			t.Errorf("reason: %v", err)
		}
	})
}

func TestACorrectionThroughThePage(t *testing.T) {
	both(t, func(t *testing.T, w *world) {
		id, p := w.known(t, samira)
		path := "/casi/" + string(id) + "/persona"
		fields := identity("family_name", " D'Angelo ", "given_name", "Niccolò", "municipality", "pescia", "reason", "visto il documento",
			"id", string(value.NewID()), "zone", "lunigiana", "merged_into", string(p.ID), "made_by", string(w.dpo.Account))
		if got := w.askPerson(t, w.secretary, path, fields); got.status != 303 || got.to != path {
			t.Fatalf("status %d to %q: %s", got.status, got.to, got.body)
		}
		want := p
		want.FamilyName, want.GivenName, want.Municipality, want.Version = "D'Angelo", "Niccolò", "047012", 2
		want.ChangedAt, want.ChangedBy = w.Now(), w.secretary.Account
		if got := w.stored(t, p.ID); got != want {
			t.Errorf("got  %+v\nwant %+v", got, want)
		}
		if got := w.askPerson(t, w.secretary, path, fields); got.status != 303 || w.stored(t, p.ID).Version != 2 {
			t.Errorf("sent twice: %d, version %d", got.status, w.stored(t, p.ID).Version)
		}
		page := w.askPerson(t, w.elena, path, nil)
		for _, words := range []string{"Provini", "D&#39;Angelo", "Monsummano Terme", "Pescia", "visto il documento", "Sofia Prova", "Scritto qui"} {
			if !strings.Contains(page.body, words) {
				t.Errorf("the history lacks %q", words)
			}
		}
		before := page.queries
		for i, name := range []string{"O’Brien", "Ròssi Test", "<b>Rossi</b>"} {
			if got := w.askPerson(t, w.secretary, path, identity("version", string(rune('2'+i)), "family_name", name)); got.status != 303 || w.stored(t, p.ID).FamilyName != name {
				t.Errorf("%s: %d", name, got.status)
			}
		}
		if page = w.askPerson(t, w.elena, path, nil); page.queries != before || page.queries > 9 || strings.Contains(page.body, "<b>Rossi</b>") {
			t.Errorf("%d queries, then %d", before, page.queries)
		}
		w.whole(t)
	})
}

func TestWhatCannotBeSavedComesBack(t *testing.T) {
	both(t, func(t *testing.T, w *world) {
		id, p := w.known(t, samira)
		path := "/casi/" + string(id) + "/persona"
		long := strings.Repeat("à", 61)
		for name, c := range map[string]struct {
			fields url.Values
			want   []string
		}{
			"empty":               {form("version", "1"), []string{"Scrivi il cognome", "Scrivi il nome"}},
			"too long":            {identity("family_name", long, "reason", strings.Repeat("x", 501)), []string{long, "al massimo 60", "500"}},
			"no such day":         {identity("birth_date", "31/02/1990", "given_name", ""), []string{"Il 31/02/1990 non esiste", "31/02/1990", "Scrivi il nome"}},
			"wrong code":          {identity("tax_code", "prvsmr90a41z330q"), []string{"ultima lettera", "prvsmr90a41z330q"}},
			"against the code":    {identity("birth_date", "2/1/1990"), []string{"scegli quale vale", `name="prevails"`, "2/1/1990"}},
			"a stranger prevails": {identity("birth_date", "2/1/1990", "prevails", "me"), []string{"scegli quale vale"}},
		} {
			got := w.askPerson(t, w.elena, path, c.fields)
			if got.status != 422 {
				t.Errorf("%s: status %d", name, got.status)
			}
			for _, words := range c.want {
				if !strings.Contains(got.body, words) {
					t.Errorf("%s: the page lacks %q", name, words)
				}
			}
		}
		if w.stored(t, p.ID) != p {
			t.Error("something was saved")
		}
		if got := w.askPerson(t, w.elena, path, identity("birth_date", "2/1/1990", "prevails", "stated")); got.status != 303 || w.stored(t, p.ID).BirthDate != value.MustDate("1990-01-02") {
			t.Errorf("as stated: %d, %s", got.status, w.stored(t, p.ID).BirthDate)
		}
		if got := w.askPerson(t, w.elena, path, identity("version", "2", "birth_date", "02/01/1990", "phone", "0572")); got.status != 422 {
			t.Errorf("a prefix is no telephone: %d", got.status)
		}
		if got := w.askPerson(t, w.elena, path, identity("version", "2", "birth_date", "02/01/1990", "phone", "0572 12345")); got.status != 303 {
			t.Errorf("what was settled is asked again: %d", got.status)
		}
		if got := w.askPerson(t, w.elena, path, identity("version", "3", "birth_date", "02/01/1990", "prevails", "tax_code")); got.status != 303 || w.stored(t, p.ID).BirthDate != value.MustDate("1990-01-01") {
			t.Errorf("the code holds: %d, %s", got.status, w.stored(t, p.ID).BirthDate)
		}
	})
}

func TestTwoPeopleCorrectTheSamePerson(t *testing.T) {
	both(t, func(t *testing.T, w *world) {
		id, p := w.known(t, samira)
		path := "/casi/" + string(id) + "/persona"
		if got := w.askPerson(t, w.secretary, path, identity("phone", "0572 11111")); got.status != 303 {
			t.Fatal(got.status)
		}
		got := w.askPerson(t, w.elena, path, identity("phone", "0572 22222", "address", "Via Roma 1"))
		for _, words := range []string{"Sofia Prova", "09:30", "0572 11111", `value="0572 22222"`, `value="Via Roma 1"`, `name="version" value="2"`} {
			if !strings.Contains(got.body, words) {
				t.Errorf("the conflict lacks %q", words)
			}
		}
		if got.status != 409 || w.stored(t, p.ID).Phone != "0572 11111" {
			t.Errorf("status %d", got.status)
		}
		if got := w.askPerson(t, w.elena, path, identity("version", "2", "phone", "0572 22222")); got.status != 303 || w.stored(t, p.ID).Phone != "0572 22222" {
			t.Errorf("after looking: %d", got.status)
		}
	})
}

func TestATakenCodeIsNeverJoinedSilently(t *testing.T) {
	both(t, func(t *testing.T, w *world) {
		w.known(t, samira)
		id, p := w.known(t, person.Person{GivenName: "Samira", FamilyName: "Rossi"})
		path := "/casi/" + string(id) + "/persona"
		fields := identity("family_name", "Rossi", "birth_date", "", "sex", "")
		got := w.askPerson(t, w.secretary, path, fields)
		if got.status != 422 || !strings.Contains(got.body, "fascicolo n. 1:") {
			t.Errorf("secretary: %d", got.status)
		}
		got = w.askPerson(t, w.elena, path, fields)
		if got.status != 422 || strings.Contains(got.body, "fascicolo n. 1:") || strings.Contains(got.body, "Provini") {
			t.Errorf("case manager: %d", got.status)
		}
		if w.stored(t, p.ID) != p {
			t.Error("something was saved")
		}
	})
}

func TestNumbersAndProgrammesBeginAndEnd(t *testing.T) {
	both(t, func(t *testing.T, w *world) {
		id, p := w.known(t, samira)
		other, _ := w.known(t, person.Person{GivenName: "Mario", FamilyName: "Rossi"})
		path, elsewhere := "/casi/"+string(id)+"/persona", "/casi/"+string(other)+"/persona"
		expect := func(what string, got answer, status int) {
			t.Helper()
			if got.status != status {
				t.Errorf("%s: status %d", what, got.status)
			}
		}
		expect("a number without owner", w.askPerson(t, w.elena, path+"/numeri", form("owner", "", "number", "A12")), 422)
		expect("a number", w.askPerson(t, w.elena, path+"/numeri", form("owner", "CPI Pescia", "number", "A12")), 303)
		expect("the number twice", w.askPerson(t, w.elena, path+"/numeri", form("owner", "CPI Pescia", "number", "A12")), 303)
		expect("no programme", w.askPerson(t, w.elena, path+"/programmi", form("programme", "XYZ")), 422)
		expect("an ended programme", w.askPerson(t, w.elena, path+"/programmi", form("programme", "RDC")), 422)
		expect("tomorrow", w.askPerson(t, w.elena, path+"/programmi", form("programme", "ADI", "since", "25/11/2026")), 422)
		expect("a programme", w.askPerson(t, w.elena, path+"/programmi", form("programme", "ADI", "since", "1/3/2026", "words", "nucleo")), 303)
		expect("the programme twice", w.askPerson(t, w.elena, path+"/programmi", form("programme", "ADI", "since", "1/3/2026", "words", "nucleo")), 303)
		expect("since another day", w.askPerson(t, w.elena, path+"/programmi", form("programme", "ADI", "since", "1/4/2026")), 422)
		expect("a reserved one", w.askPerson(t, w.secretary, path+"/programmi", form("programme", "L68_99", "words", "segreto")), 303)
		if n := w.number(t, "SELECT COUNT(*) FROM membership WHERE zone = $1 AND person_id = $2", p.ID); n != 2 {
			t.Errorf("%d memberships", n)
		}
		if n := w.number(t, "SELECT COUNT(*) FROM person_external_id WHERE zone = $1 AND person_id = $2", p.ID); n != 1 {
			t.Errorf("%d numbers", n)
		}
		if body := w.askPerson(t, w.secretary, path, nil).body; strings.Contains(body, "segreto") || strings.Contains(strings.Split(body, "<select")[0], "L. 68/99") || !strings.Contains(body, "Misura riservata") {
			t.Error("the secretary reads the reserved programme")
		}
		if body := w.askPerson(t, w.elena, path, nil).body; !strings.Contains(body, "segreto") {
			t.Error("the case manager does not read the programme")
		}
		number, membership := w.row(t, "person_external_id", p.ID), w.row(t, "membership", p.ID)
		for what, path := range map[string]string{"number": elsewhere + "/numeri/" + string(number) + "/fine", "programme": elsewhere + "/programmi/" + string(membership) + "/fine"} {
			expect(what+" of another case", w.askPerson(t, w.elena, path, form("until-"+string(membership), "1/10/2026")), 404)
		}
		expect("end of the number", w.askPerson(t, w.elena, path+"/numeri/"+string(number)+"/fine", form()), 303)
		expect("end of an ended number", w.askPerson(t, w.elena, path+"/numeri/"+string(number)+"/fine", form()), 404)
		end := func(day string) answer {
			return w.askPerson(t, w.elena, path+"/programmi/"+string(membership)+"/fine", form("until-"+string(membership), day))
		}
		expect("end without a day", end(""), 422)
		expect("end before the beginning", end("28/2/2026"), 422)
		expect("end in the future", end("30/11/2026"), 422)
		expect("end", end("31/10/2026"), 303)
		expect("end twice", end("31/10/2026"), 303)
		expect("end on another day", end("1/10/2026"), 404)
		w.whole(t)
	})
}

// row is the first row of a person in a table.
func (w *world) row(t testing.TB, table string, p value.ID) (id value.ID) {
	t.Helper()
	err := w.Read(ctx, w.coordinator, func(tx *gate.ReadTx) error {
		if err := tx.Decide(policy.HomeRead, policy.Resource{Kind: policy.Zone}); err != nil {
			return err
		}
		return tx.One("SELECT id FROM "+table+" WHERE zone = $1 AND person_id = $2 ORDER BY id LIMIT 1", []any{tx.Zone(), p}, &id)
	})
	if err != nil {
		t.Fatal(err)
	}
	return id
}

// arrival is the form of a new case, with some fields changed.
func arrival(pairs ...string) url.Values {
	v := form("once", string(value.NewID()), "family_name", "Bozzi", "given_name", "Ahmed", "tax_code", "", "birth_date", "24/11/1988", "municipality", "Uzzano",
		"referrer", "", "received_on", "20/11/2026", "programme", "", "note", "")
	for i := 0; i+1 < len(pairs); i += 2 {
		v.Set(pairs[i], pairs[i+1])
	}
	return v
}

func TestANewCase(t *testing.T) {
	both(t, func(t *testing.T, w *world) {
		var cpi, foreign value.ID
		settle := func(who gate.Actor, name string, id *value.ID) {
			w.write(t, gate.System(who.Zone, "cli"), policy.ZoneSettle, func(tx *gate.WriteTx) (err error) {
				*id, err = network.AddOrganisation(tx, name, "job_centre", "")
				return err
			})
		}
		settle(w.coordinator, "CPI Pescia", &cpi)
		settle(w.outsider, "CPI Aulla", &foreign)
		cases := func() int { return w.number(t, "SELECT COUNT(*) FROM case_file WHERE zone = $1") }
		for name, who := range map[string]gate.Actor{"worker": w.elena, "health worker": w.lucia, "auditor": w.dpo} {
			for _, fields := range []url.Values{nil, arrival(), arrival("family_name", ""), arrival("birth_date", "99/99/9999")} {
				if got := w.askPerson(t, who, "/casi/nuovo", fields); got.status != 404 {
					t.Errorf("%s: %d", name, got.status)
				}
			}
		}
		page := w.askPerson(t, w.secretary, "/casi/nuovo", nil)
		if page.status != 200 || !strings.Contains(page.body, "CPI Pescia") || strings.Contains(page.body, "CPI Aulla") {
			t.Errorf("the empty page: %d", page.status)
		}
		for name, c := range map[string]struct {
			fields url.Values
			want   string
		}{
			"empty":                {form(), "Scrivi il cognome"},
			"no such day":          {arrival("birth_date", "31/02/1988", "family_name", ""), "Scrivi il cognome"},
			"body of another zone": {arrival("referrer", string(foreign)), "Scegli un ente"},
			"no body":              {arrival("referrer", "x"), "Scegli un ente"},
			"tomorrow":             {arrival("received_on", "25/11/2026"), "received_on"},
			"no programme":         {arrival("programme", "XYZ"), "Scegli un programma"},
			"a long note":          {arrival("note", strings.Repeat("n", casefile.MaxNote+1)), "note"},
		} {
			if got := w.askPerson(t, w.secretary, "/casi/nuovo", c.fields); got.status != 422 || !strings.Contains(got.body, c.want) {
				t.Errorf("%s: %d", name, got.status)
			}
		}
		if cases() != 0 {
			t.Fatal("a refused form made a case")
		}
		fields := arrival("referrer", string(cpi), "programme", "ADI", "note", "Arriva con la madre.", "zone", "lunigiana", "state", "CHIUSA")
		got := w.askPerson(t, w.secretary, "/casi/nuovo", fields)
		again := w.askPerson(t, w.secretary, "/casi/nuovo", fields)
		if got.status != 303 || again.status != 303 || got.to != again.to || !strings.HasSuffix(got.to, "/persona") || cases() != 1 {
			t.Fatalf("made %d to %q, again %d to %q, %d cases", got.status, got.to, again.status, again.to, cases())
		}
		id := value.ID(strings.Split(got.to, "/")[2])
		c, _ := w.facts(t, w.coordinator, id)
		if c.State != "SEGNALATA" || c.Referrer != "CPI Pescia" || c.OpenedOn != value.MustDate("2026-11-20") || c.Municipality == "" || len(c.Programmes) != 1 || c.Person.Name() != "Ahmed Bozzi" {
			t.Errorf("the case: %+v", c)
		}
		for table, want := range map[string]int{"referral": 1, "note": 1, "membership": 1, "person": 1} {
			if n := w.number(t, "SELECT COUNT(*) FROM "+table+" WHERE zone = $1"); n != want {
				t.Errorf("%d rows in %s", n, table)
			}
		}
		if got := w.askPerson(t, w.coordinator, "/casi/nuovo", arrival("family_name", "Neri", "birth_date", "")); got.status != 303 || strings.HasSuffix(got.to, "/persona") {
			t.Errorf("by the coordinator: %d to %q", got.status, got.to)
		}
		w.whole(t)
	})
}

func TestLikelyTwinsAreLookedAtFirst(t *testing.T) {
	both(t, func(t *testing.T, w *world) {
		id, p := w.known(t, person.Person{GivenName: "Ahmed", FamilyName: "Bozzi", BirthDate: value.MustDate("1988-11-24"), Phone: "333 1" + "234567"})
		people := func() int { return w.number(t, "SELECT COUNT(*) FROM person WHERE zone = $1") }
		same := arrival("phone", "0572 99999")
		got := w.askPerson(t, w.secretary, "/casi/nuovo", same)
		for _, words := range []string{"Nessuna di queste", string(p.ID), "stesso nome", "stessa data di nascita", "fascicolo n. 1", `value="0572 99999"`} {
			if got.status != 200 || !strings.Contains(got.body, words) {
				t.Errorf("%d: the question lacks %q", got.status, words)
			}
		}
		same.Set("seen", string(p.ID))
		if got := w.askPerson(t, w.secretary, "/casi/nuovo", same); got.status != 422 || !strings.Contains(got.body, text.TwinsChoose.In(0)) || people() != 1 {
			t.Errorf("without a choice: %d", got.status)
		}
		for name, twin := range map[string]string{"nobody's id": string(value.NewID()), "no id": "x"} {
			same.Set("twin", twin)
			if got := w.askPerson(t, w.secretary, "/casi/nuovo", same); got.status == 303 || people() != 1 {
				t.Errorf("%s: %d", name, got.status)
			}
		}
		same.Set("twin", "nessuna")
		same.Set("seen", string(value.NewID()))
		if got := w.askPerson(t, w.secretary, "/casi/nuovo", same); got.status != 200 || people() != 1 {
			t.Errorf("a twin that was not shown: %d", got.status)
		}
		same.Set("twin", string(p.ID))
		same.Set("note", "Torna con la sorella.")
		if got := w.askPerson(t, w.secretary, "/casi/nuovo", same); got.status != 422 {
			t.Errorf("the secretary writes in a diary: %d", got.status)
		}
		for range 2 {
			if got := w.askPerson(t, w.coordinator, "/casi/nuovo", same); got.status != 303 || got.to != "/casi/"+string(id) {
				t.Errorf("it is this one: %d to %q", got.status, got.to)
			}
		}
		if w.stored(t, p.ID) != p || people() != 1 {
			t.Error("the record was changed")
		}
		if r, n := w.number(t, "SELECT COUNT(*) FROM referral WHERE zone = $1"), w.number(t, "SELECT COUNT(*) FROM note WHERE zone = $1"); r != 1 || n != 1 {
			t.Errorf("%d referrals, %d notes", r, n)
		}
		none := arrival("twin", "nessuna", "seen", string(p.ID))
		if got := w.askPerson(t, w.secretary, "/casi/nuovo", none); got.status != 303 || people() != 2 {
			t.Errorf("none of these: %d, %d people", got.status, people())
		}
		if n := w.number(t, "SELECT COUNT(*) FROM person_apart WHERE zone = $1"); n != 1 {
			t.Errorf("%d pairs apart", n)
		}
		w.known(t, samira)
		code := arrival("family_name", "Altra", "given_name", "Persona", "tax_code", "PRVSMR90A41Z330P", "birth_date", "")
		got = w.askPerson(t, w.secretary, "/casi/nuovo", code)
		if got.status != 200 || !strings.Contains(got.body, "stesso codice fiscale") {
			t.Errorf("the code of somebody: %d", got.status)
		}
		code.Set("twin", "nessuna")
		code.Set("seen", string(w.twinOf(t, got.body)))
		if got := w.askPerson(t, w.secretary, "/casi/nuovo", code); got.status != 422 || !strings.Contains(got.body, "Lo ha già il fascicolo n. 3") {
			t.Errorf("a second one with the code: %d", got.status)
		}
		w.whole(t)
	})
}

// twinOf is the first record that the page has shown.
func (w *world) twinOf(t testing.TB, body string) value.ID {
	t.Helper()
	_, after, ok := strings.Cut(body, `name="seen" value="`)
	id, good := value.ParseID(after[:min(36, len(after))])
	if !ok || !good {
		t.Fatal("no record is shown")
	}
	return id
}
