package casefile_test

import (
	"context"
	"net/http"
	"net/http/httptest"
	"net/url"
	"regexp"
	"slices"
	"strings"
	"testing"
	"time"

	"siil/internal/casefile"
	"siil/internal/fault"
	"siil/internal/gate"
	"siil/internal/gate/gatetest"
	"siil/internal/policy"
	"siil/internal/text"
	"siil/internal/ui"
	"siil/internal/value"
)

// pages are the addresses of the list, kept for a whole test as a server keeps them.
type pages struct {
	mux *http.ServeMux
	who *gate.Actor
	t   *testing.T
}

func (w *listWorld) pages(t *testing.T) *pages {
	p := &pages{mux: http.NewServeMux(), who: &gate.Actor{}, t: t}
	for _, r := range w.room.ListRoutes() {
		p.mux.HandleFunc(r.Method+" "+r.Path, func(rw http.ResponseWriter, req *http.Request) {
			err := r.Handler(rw, req, *p.who)
			if err == nil {
				return
			}
			rw.WriteHeader(ui.Status(fault.KindOf(err)))
			if fault.KindOf(err) == fault.Internal {
				t.Errorf("%s: %v", req.URL.Path, err)
			}
		})
	}
	return p
}

func (p *pages) ask(who gate.Actor, path string, fields url.Values) answer {
	*p.who = who
	req := httptest.NewRequest(http.MethodGet, path, nil)
	if fields != nil {
		req = httptest.NewRequest(http.MethodPost, path, strings.NewReader(fields.Encode()))
		req.Header.Set("Content-Type", "application/x-www-form-urlencoded")
	}
	counted, n := gate.CountQueries(ui.WithViewer(context.Background(), ui.Viewer{Name: who.Name, CanSearch: true}))
	rec := httptest.NewRecorder()
	p.mux.ServeHTTP(rec, req.WithContext(counted))
	return answer{rec.Code, rec.Body.String(), rec.Header().Get("Location"), *n}
}

func (p *pages) get(who gate.Actor, path string, status int) answer {
	p.t.Helper()
	a := p.ask(who, path, nil)
	if a.status != status {
		p.t.Fatalf("%s as %s: %d, want %d", path, who.Name, a.status, status)
	}
	return a
}

func bothLists(t *testing.T, n int, test func(t *testing.T, w *listWorld, p *pages)) {
	gatetest.Both(t, func(t *testing.T, g *gatetest.World) {
		w := newListWorld(t, g, n, 11)
		test(t, w, w.pages(t))
	})
}

// A row of somebody else's case shows who, where and when, and nothing of tax code, birth, telephone, the service that referred, or a
// measure that tells of health.
func TestARowHidesWhatItsReaderMayNotRead(t *testing.T) {
	bothLists(t, 90, func(t *testing.T, w *listWorld, p *pages) {
		for _, who := range []gate.Actor{w.elena, w.nurse, w.secretary, w.coordinator, w.visitor} {
			for _, x := range w.cases {
				out, err := w.room.List(ctx, who, casefile.Query{Search: x.family + " " + x.given, Sort: casefile.ByName}, "", 100)
				if err != nil {
					t.Fatal(err)
				}
				i := slices.IndexFunc(out.Rows, func(r casefile.Row) bool { return r.ID == x.id })
				if i < 0 {
					continue
				}
				row := out.Rows[i]
				manager, team := x.stands(who)
				mine := manager || team || who.Has(policy.Coordinator, policy.Secretary)
				if (row.Phone != "") != mine || (!row.BirthDate.IsZero()) != mine || (row.TaxCode != "") != (mine && x.tax != "") || row.Details != mine {
					t.Fatalf("%s, mine %v: %+v", who.Name, mine, row)
				}
				name := row.Referrer.In(0)
				health := strings.Contains(name, "SerD") || strings.Contains(name, "mentale")
				if health && !who.Has(policy.HealthWorker) || strings.Contains(name, "UEPE") {
					t.Fatalf("%s reads %s", who.Name, name)
				}
				reads := manager || team && who.Has(policy.EmploymentOfficer)
				for _, m := range row.Programmes {
					if strings.Contains(m.In(0), "68/99") && !reads {
						t.Fatalf("%s reads %s of a case that is not theirs", who.Name, m.In(0))
					}
				}
				if reads && slices.Contains(x.programmes, "L68_99") && !slices.ContainsFunc(row.Programmes, func(m text.T) bool { return strings.Contains(m[0], "68/99") }) {
					t.Fatalf("%s does not read the measure of their case", who.Name)
				}
			}
		}
		page := p.get(w.elena, "/casi", http.StatusOK).body
		for _, secret := range []string{"SerD", "Salute mentale", "UEPE"} {
			if strings.Contains(page, secret) {
				t.Errorf("the page of a social worker holds %s", secret)
			}
		}
		if nurse := p.get(w.nurse, "/casi", http.StatusOK).body; !strings.Contains(nurse, "SerD Pescia") || strings.Contains(nurse, "UEPE") {
			t.Error("a health worker does not find the services, or finds the probation office")
		}
	})
}

// What is not known, or not for the reader, is left out with a message: the two look the same.
func TestFiltersThatAreNotForTheReaderDoNothing(t *testing.T) {
	bothLists(t, 40, func(t *testing.T, w *listWorld, p *pages) {
		serd := string(w.bodies[1].ID)
		want := p.get(w.elena, "/casi?inviante=01890000-0000-7000-8000-000000000000", http.StatusOK).body
		if !strings.Contains(want, "li abbiamo tolti") {
			t.Fatal("no message")
		}
		for _, q := range []string{"inviante=" + serd, "inviante=" + string(w.bodies[3].ID), "stato=PIPPO", "comune=99'--", "data=ieri", "ordina=cf", "cm=x", "sede=%00", "mio=2",
			"programma=L68_99%27", "boh=1", "dal=31/02/2026", "passaggio=attesa", "cf=manca"} {
			if got := p.get(w.elena, "/casi?"+q, http.StatusOK).body; got != want {
				t.Errorf("%s changes the page", q)
			}
		}
		if got := p.get(w.nurse, "/casi?inviante="+serd, http.StatusOK).body; strings.Contains(got, "li abbiamo tolti") {
			t.Error("a health worker cannot ask for a health service")
		}
		for _, who := range []gate.Actor{w.director, w.dpo} {
			p.get(who, "/casi", http.StatusNotFound)
			p.get(who, "/casi/elenchi", http.StatusNotFound)
			if a := p.ask(who, "/casi/ricerca", form("q", "rossi")); a.status != http.StatusNotFound {
				t.Errorf("search as %s: %d", who.Name, a.status)
			}
		}
		for _, path := range []string{"/casi/esporta.xlsx", "/casi/passaggi"} {
			p.get(w.visitor, path, http.StatusNotFound)
			p.get(w.director, path, http.StatusNotFound)
		}
		p.get(w.secretary, "/casi/passaggi", http.StatusNotFound)
	})
}

func TestASearchStandsInNoAddress(t *testing.T) {
	bothLists(t, 60, func(t *testing.T, w *listWorld, p *pages) {
		me := w.elena
		me.Session = value.NewID()
		for _, words := range []string{"d'angelo", "DANGELO", "D’Angelo Niccolò", "niccolo d'a"} {
			a := p.ask(me, "/casi/ricerca", form("q", words, "filtri", "aperti=1&ordina=data"))
			if a.status != http.StatusSeeOther || strings.Contains(strings.ToLower(a.to), "angelo") || !strings.Contains(a.to, "aperti=1") {
				t.Fatalf("%s: %d to %s", words, a.status, a.to)
			}
			page := p.get(me, a.to, http.StatusOK).body
			if !strings.Contains(page, "D&#39;Angelo") || strings.Contains(page, "Provini") {
				t.Errorf("%s does not find them alone", words)
			}
			for _, href := range regexp.MustCompile(`(?:href|action)="([^"]*)"`).FindAllStringSubmatch(page, -1) {
				if strings.Contains(strings.ToLower(href[1]), "angelo") {
					t.Errorf("an address holds a name: %s", href[1])
				}
			}
		}
		tax := slices.IndexFunc(w.cases, func(x listed) bool { return x.tax != "" })
		a := p.ask(w.coordinator, "/casi/ricerca", form("q", strings.ToLower(w.cases[tax].tax)))
		if page := p.get(w.coordinator, a.to, http.StatusOK).body; !strings.Contains(page, "1 caso") {
			t.Error("a whole tax code does not find its one case")
		}
		for _, words := range []string{"", "d", "'"} {
			if a := p.ask(me, "/casi/ricerca", form("q", words)); a.status != http.StatusUnprocessableEntity {
				t.Errorf("%q: %d", words, a.status)
			}
		}

		a = p.ask(me, "/casi/ricerca", form("q", "rossi"))
		other := me
		other.Session = value.NewID()
		for _, who := range []gate.Actor{w.sara, other} {
			if page := p.get(who, a.to, http.StatusOK).body; !strings.Contains(page, "La ricerca è scaduta") || strings.Contains(page, "Ricerca: rossi") {
				t.Errorf("%s uses somebody else's search", who.Name)
			}
		}
		w.Clock.Add(casefile.SearchHours * time.Hour)
		if page := p.get(me, a.to, http.StatusOK).body; !strings.Contains(page, "La ricerca è scaduta") {
			t.Error("the search does not end")
		}
	})
}

func TestSearchesAreSlowedDown(t *testing.T) {
	w := newListWorld(t, gatetest.NewSQLite(t), 1, 1)
	p := w.pages(t)
	for i := range casefile.SearchesPerMinute {
		if a := p.ask(w.elena, "/casi/ricerca", form("q", "rossi")); a.status != http.StatusSeeOther {
			t.Fatalf("search %d: %d", i, a.status)
		}
	}
	if a := p.ask(w.elena, "/casi/ricerca", form("q", "rossi")); a.status != http.StatusTooManyRequests {
		t.Errorf("one too many: %d", a.status)
	}
	if a := p.ask(w.sara, "/casi/ricerca", form("q", "rossi")); a.status != http.StatusSeeOther {
		t.Errorf("somebody else: %d", a.status)
	}
	w.Clock.Add(time.Minute)
	if a := p.ask(w.elena, "/casi/ricerca", form("q", "rossi")); a.status != http.StatusSeeOther {
		t.Errorf("a minute later: %d", a.status)
	}
}

// A cursor that was changed, of another list, or somebody else's gives the first page and says so.
func TestACursorIsOfOneListAndOneReader(t *testing.T) {
	bothLists(t, 70, func(t *testing.T, w *listWorld, p *pages) {
		q := casefile.Query{Sort: casefile.ByName}
		first, err := w.room.List(ctx, w.coordinator, q, "", 10)
		if err != nil || first.Next == "" {
			t.Fatal(err)
		}
		second, err := w.room.List(ctx, w.coordinator, q, first.Next, 10)
		if err != nil || second.First != 11 || slices.Equal(rowIDs(first.Rows), rowIDs(second.Rows)) {
			t.Fatalf("%+v %v", second.First, err)
		}
		bad := []string{"x", "....", first.Next + "A", first.Next[1:], strings.Repeat("A", 200)}
		for i := 0; i < len(first.Next); i += 7 {
			b := []byte(first.Next)
			b[i] = map[bool]byte{true: 'B', false: 'A'}[b[i] == 'A']
			bad = append(bad, string(b))
		}
		for _, c := range bad {
			out, err := w.room.List(ctx, w.coordinator, q, c, 10)
			if err != nil || !out.BadCursor || !slices.Equal(rowIDs(out.Rows), rowIDs(first.Rows)) {
				t.Fatalf("%q: bad %v, %v", c, out.BadCursor, err)
			}
		}
		for _, x := range []struct {
			who gate.Actor
			q   casefile.Query
		}{{w.secretary, q}, {w.coordinator, casefile.Query{Sort: casefile.ByName, Desc: true}}, {w.coordinator, casefile.Query{Sort: casefile.ByName, Open: true}}, {w.coordinator, casefile.Query{Sort: casefile.ByName, Search: "rossi"}}} {
			if out, err := w.room.List(ctx, x.who, x.q, first.Next, 10); err != nil || !out.BadCursor {
				t.Errorf("%s %+v takes it: %v", x.who.Name, x.q, err)
			}
		}
		page := p.get(w.coordinator, "/casi", http.StatusOK).body
		if !strings.Contains(page, "Da 1 a 50 di 70") || !strings.Contains(page, "pagina=") {
			t.Error("no second page")
		}
		next := regexp.MustCompile(`href="([^"]*pagina=[^"]*)"`).FindStringSubmatch(page)[1]
		page = p.get(w.coordinator, strings.ReplaceAll(next, "&amp;", "&"), http.StatusOK).body
		if !strings.Contains(page, "Da 51 a 70 di 70") || !strings.Contains(page, "Pagina precedente") {
			t.Error("the second page is not there")
		}
	})
}

// What happens in another zone changes no byte of a page, a count or a file.
func TestAnotherZoneLeavesNoTrace(t *testing.T) {
	bothLists(t, 45, func(t *testing.T, w *listWorld, p *pages) {
		paths := []string{"/casi", "/casi?aperti=1&ordina=data", "/casi?data=ritardo", "/casi?ordina=-comune", "/casi?comune=047012", "/casi/esporta.xlsx", "/casi/passaggi"}
		read := func() (out []string) {
			for _, path := range paths {
				out = append(out, p.get(w.coordinator, path, http.StatusOK).body)
			}
			return out
		}
		before := read()
		for range 30 {
			id := value.NewID()
			err := w.Write(ctx, gate.System(gatetest.Other, "cli"), func(tx *gate.WriteTx) error {
				if err := tx.Decide(policy.CaseCreate, policy.Resource{Kind: policy.Case}); err != nil {
					return err
				}
				if err := tx.Insert("person", gate.Row{"id": id, "given_name": "Anna", "family_name": "Aaaa", "name_key": "aaaa anna", "version": 1, "made_at": tx.Now(), "changed_at": tx.Now()}); err != nil {
					return err
				}
				_, _, err := casefile.Open(tx, casefile.Opening{PersonID: id, NameKey: "aaaa anna", Municipality: "047012", OpenedOn: tx.Today(), State: "SEGNALATA", NextOn: tx.Today().AddDays(-3)})
				return err
			})
			if err != nil {
				t.Fatal(err)
			}
		}
		for i, after := range read() {
			if after != before[i] {
				t.Errorf("%s differs", paths[i])
			}
		}
	})
}

// A page takes the same number of queries with 10 cases and with 2,000.
func TestThePageTakesAFixedNumberOfQueries(t *testing.T) {
	counts := map[string][]int{}
	for _, n := range []int{10, 2000} {
		w := newListWorld(t, gatetest.NewSQLite(t), n, 2)
		p := w.pages(t)
		for _, path := range []string{"/casi", "/casi?mio=1&aperti=1", "/casi?stato=CHIUSA&stato=IN_EQUIPE&ordina=data", "/casi?programma=ADI&ordina=-comune"} {
			for _, who := range []gate.Actor{w.coordinator, w.elena} {
				counts[path+" "+who.Name] = append(counts[path+" "+who.Name], p.get(who, path, http.StatusOK).queries)
			}
		}
	}
	for path, n := range counts {
		if n[0] != n[1] || n[0] > 10 {
			t.Errorf("%s: %d queries with 10 cases, %d with 2,000", path, n[0], n[1])
		}
	}
}
