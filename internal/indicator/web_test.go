package indicator

import (
	"bytes"
	"context"
	"encoding/csv"
	"fmt"
	"net/http"
	"net/http/httptest"
	"slices"
	"strings"
	"testing"

	"siil/internal/casefile"
	"siil/internal/fault"
	"siil/internal/gate"
	"siil/internal/gate/gatetest"
	"siil/internal/guideline"
	"siil/internal/network"
	"siil/internal/policy"
	"siil/internal/programme"
	"siil/internal/sheet"
	"siil/internal/text"
	"siil/internal/ui"
	"siil/internal/value"
)

// reader opens the pages of the overview as somebody.
type reader struct {
	*history
	t testing.TB
}

type answer struct {
	status  int
	body    string
	queries int
}

func (r reader) get(who gate.Actor, path string) answer {
	r.t.Helper()
	mux := http.NewServeMux()
	for _, x := range r.room.Routes() {
		mux.HandleFunc(x.Method+" "+x.Path, func(w http.ResponseWriter, req *http.Request) {
			err := x.Handler(w, req, who)
			if err == nil {
				return
			}
			w.WriteHeader(ui.Status(fault.KindOf(err)))
			if fault.KindOf(err) == fault.Internal {
				r.t.Errorf("%s: %v", path, err)
			}
		})
	}
	counted, n := gate.CountQueries(ui.WithViewer(context.Background(), ui.Viewer{Name: who.Name}))
	rec := httptest.NewRecorder()
	mux.ServeHTTP(rec, httptest.NewRequest(http.MethodGet, path, nil).WithContext(counted))
	return answer{rec.Code, rec.Body.String(), *n}
}

// fill makes cases in every state, spread over seats, bodies, municipalities and case managers. secret tells a world in which reserved things are
// otherwise: another reason, another body, another programme.
func (h *history) fill(t testing.TB, n int, secret bool) {
	m := guideline.Default()
	open, reserved := m.States, []string{}
	for _, r := range m.ClosureReasons {
		if reasonPart(m, r.Code) == Reserved {
			reserved = append(reserved, r.Code)
		}
	}
	for i := range n {
		o := casefile.Opening{PersonID: value.NewID(), NameKey: "prova", State: open[i%len(open)].Code, OpenedOn: h.Today().AddDays(-200 - i%100), StateOn: h.Today().AddDays(-i % 150),
			SeatID: h.seats[i%2], ManagerID: h.managers[i%3%2], ReferrerID: h.bodies[i%2], Municipality: []string{"047012", "047010"}[i%5/4]}
		if o.State == "CHIUSA" && i%2 == 0 {
			o.StateReason = reserved[0]
		}
		if secret && o.StateReason != "" {
			o.StateReason = reserved[len(reserved)-1]
		}
		if secret && o.ReferrerID == h.bodies[1] {
			o.ReferrerID = h.bodies[3]
		}
		h.write(t, func(tx *gate.WriteTx) error {
			must(t, tx.Insert("person", gate.Row{"id": o.PersonID, "given_name": "Prova", "family_name": "Persona", "name_key": "persona prova", "version": 1, "made_at": tx.Now(), "changed_at": tx.Now()}))
			must(t, tx.NewPersonKey(o.PersonID))
			if secret {
				_, err := programme.Enrol(tx, o.PersonID, "L68_99", "", o.OpenedOn, "program")
				must(t, err)
			}
			_, _, err := casefile.Open(tx, o)
			return err
		})
	}
}

func bothReaders(t *testing.T, cases int, test func(t *testing.T, r reader)) {
	gatetest.Both(t, func(t *testing.T, w *gatetest.World) {
		h := newHistory(t, w, gatetest.Zone)
		h.write(t, func(tx *gate.WriteTx) error {
			id, err := network.AddOrganisation(tx, "Ente 3", "ASL", policy.Health)
			h.bodies = append(h.bodies, id)
			return err
		})
		h.fill(t, cases, false)
		test(t, reader{h, t})
	})
}

// TestWhoMaySeeFigures: the zone's are for coordinator and director, the cases behind them for the coordinator, one's own for who manages cases, and
// nothing for anybody else.
func TestWhoMaySeeFigures(t *testing.T) {
	bothReaders(t, 30, func(t *testing.T, r reader) {
		zone := []string{pathOverview, pathMonth + "/2026-10", pathXLSX, pathCSV, pathOverview + "?comune=047012"}
		behind, own := []string{pathRows, pathRows + "?cifra=attesa&oltre=1"}, []string{pathMine, pathMineRows}
		for role, may := range map[policy.Role][][]string{policy.Coordinator: {zone, behind}, policy.Director: {zone}, policy.SocialWorker: {own}, policy.EmploymentOfficer: {own}, policy.HealthWorker: {own},
			policy.Secretary: {}, policy.Referrer: {}, policy.Administrator: {}, policy.Auditor: {}, policy.RegionalCoordinator: {}} {
			who := r.Account(t, gatetest.Zone, "uno-"+string(role), role)
			entry := r.room.Entry(who)
			if (entry != "") != (len(may) > 0) || entry != "" && r.get(who, entry).status != http.StatusOK {
				t.Errorf("%s: the bar leads to %q", role, entry)
			}
			for _, path := range slices.Concat(zone, behind, own) {
				want := http.StatusNotFound
				if slices.ContainsFunc(may, func(some []string) bool { return slices.Contains(some, path) }) {
					want = http.StatusOK
				}
				if got := r.get(who, path); got.status != want {
					t.Errorf("%s as %s: %d, want %d", path, role, got.status, want)
				}
			}
		}
		other := r.Account(t, gatetest.Other, "altrove", policy.Coordinator)
		if got := r.get(other, pathRows); strings.Contains(got.body, "Persona") || !strings.Contains(got.body, text.RowsNone[0]) {
			t.Error("the coordinator of another zone sees cases")
		}
	})
}

// TestWhatIsNotAskedWell: addresses that ask for nothing that there is.
func TestWhatIsNotAskedWell(t *testing.T) {
	bothReaders(t, 12, func(t *testing.T, r reader) {
		for path, want := range map[string]int{
			pathRows + "?cifra=niente": 404, pathRows + "?cifra=indici": 404, pathRows + "?cifra=attesa&parte=NIENTE": 404, pathRows + "?cifra=oggi&pagina=%25": 404,
			pathRows + "?sede=" + string(r.seats[0]) + "&comune=047012": 404, pathRows + "?cm=" + string(value.NewID()): 404, pathRows + "?dal=2026-13&al=2026-14": 404,
			pathRows + "?cm=-": 200, pathRows + "?cm=" + string(r.managers[0]): 200,
			pathMonth + "/2026-12": 404, pathMonth + "/2026-00": 404, pathMonth + "/2010-01": 404, pathMonth + "/oggi": 404, pathMonth + "/2026-11": 200,
			pathOverview + "?dal=2030-01": 200, pathOverview + "?programma=L68_99": 200, pathOverview + "?sede=niente": 200,
		} {
			got := r.get(r.coordinator, path)
			if got.status != want {
				t.Errorf("%s: %d, want %d", path, got.status, want)
			}
			if left := strings.Contains(got.body, "un filtro che qui non c"); got.status == 200 && strings.HasPrefix(path, pathOverview+"?") && !left {
				t.Errorf("%s: nothing says that it was left out", path)
			}
		}
	})
}

// TestFewQueries: a page asks as often with many cases as with few; what changed meanwhile was counted before.
func TestFewQueries(t *testing.T) {
	bothReaders(t, 20, func(t *testing.T, r reader) {
		director := r.Account(t, gatetest.Zone, "Delia", policy.Director)
		paths := []string{pathOverview, pathOverview + "?comune=047012", pathMonth + "/2026-10", pathRows, pathRows + "?cifra=attesa", pathRows + "?cifra=oggi&comune=047012", pathXLSX}
		before := map[string]int{}
		for _, path := range paths {
			r.get(r.coordinator, path)
			before[path] = r.get(r.coordinator, path).queries
		}
		r.fill(t, 60, false)
		r.get(r.coordinator, pathOverview)
		for _, path := range paths {
			if got := r.get(r.coordinator, path).queries; got != before[path] || got > 8 {
				t.Errorf("%s: %d queries, %d with fewer cases", path, got, before[path])
			}
		}
		if got := r.get(director, pathOverview).queries; got > 6 {
			t.Errorf("%d queries for the director's page", got)
		}
	})
}

// TestPageTellsWhatJustChanged: what is read is counted first.
func TestPageTellsWhatJustChanged(t *testing.T) {
	bothReaders(t, 0, func(t *testing.T, r reader) {
		if got := r.get(r.coordinator, pathOverview); !strings.Contains(got.body, text.OverviewEmpty[0]) {
			t.Error("an empty zone does not say that it is")
		}
		r.fill(t, 7, false)
		o, _, err := r.room.Read(ctx, r.coordinator, Ask{})
		must(t, err)
		if o.Sums[0].N != 7 || o.Pending != 0 {
			t.Errorf("%d referred, %d to be counted", o.Sums[0].N, o.Pending)
		}
	})
}

// TestDirectorReadsNoSmallNumber: no list, no case manager, no number from 1 to 4 in any figure, whatever the filter.
func TestDirectorReadsNoSmallNumber(t *testing.T) {
	bothReaders(t, 60, func(t *testing.T, r reader) {
		director := r.Account(t, gatetest.Zone, "Delia", policy.Director)
		for _, ask := range []Ask{{}, {Dim: BySeat, Key: string(r.seats[0])}, {Dim: ByTown, Key: "047010"}, {Dim: ByReferrer, Key: ReservedHealth}, {Period: Period{"2026-10", "2026-10"}}} {
			o, _, err := r.room.Read(ctx, director, ask)
			must(t, err)
			if len(o.Load) > 0 {
				t.Errorf("%+v: the load by name", ask)
			}
			hidden := 0
			for _, n := range o.all() {
				if n.Q != nil || n.N > 0 && n.N < 5 {
					t.Errorf("%+v tells %+v", ask, n)
				}
				if !n.Known() {
					hidden++
				}
			}
			if hidden == 0 {
				t.Errorf("%+v: nothing was small, the test is blind", ask)
			}
		}
		for _, path := range []string{pathOverview, pathOverview + "?comune=047010", pathMonth + "/2026-10"} {
			body := r.get(director, path).body
			if strings.Contains(body, pathRows) || strings.Contains(body, "Elena") || !strings.Contains(body, "meno di 5") {
				t.Errorf("%s shows the director lists or names, or no small number", path)
			}
		}
	})
}

// all are the numbers of an overview.
func (o *Overview) all() (out []Number) {
	for _, b := range o.Boxes {
		out = append(out, b.Number)
		for _, n := range b.Notes {
			out = append(out, n.Number)
		}
	}
	for _, w := range o.Waits {
		out = append(out, w.Count, w.Late, w.WereCount, w.WereLate)
	}
	for _, s := range slices.Concat(o.Reasons, o.Outcomes) {
		out = append(out, s.Number, s.Before)
	}
	for _, x := range o.Indices {
		out = append(out, x.Better, x.Same, x.Worse, x.People)
		out = append(out, slices.Concat(x.Entry[:], x.Last[:])...)
	}
	for _, m := range o.Months {
		for _, n := range m.numbers() {
			out = append(out, *n)
		}
	}
	out = append(out, o.Sums[:]...)
	if o.Before != nil {
		out = append(out, o.Before.all()...)
	}
	return out
}

// TestPeersGiveNothingAway: the small number of one seat is not what is left of the zone's when the other seats are taken from it.
func TestPeersGiveNothingAway(t *testing.T) {
	of := func(n int) figures { return figures{Referred: {"": Days{"2026-10": n}}} }
	p := &peers{keys: []string{"a", "b", "c"}, of: map[string]figures{"a": of(40), "b": of(3), "c": of(50)}, zone: of(93), adds: true}
	reckon := func(f figures) int { return f.now(Referred) }
	if !p.blank(5, "a", reckon) || p.blank(5, "c", reckon) {
		t.Error("the smallest seat that is told had to be left out")
	}
	p.zone = of(100) // seven without a seat, who are told nowhere
	if p.blank(5, "a", reckon) || p.blank(5, "c", reckon) {
		t.Error("a seat was left out that gives nothing away")
	}
}

// TestFilesAreThePage: workbook and text hold the numbers of the page without small ones, the same in both, and nothing that is a formula.
func TestFilesAreThePage(t *testing.T) {
	bothReaders(t, 60, func(t *testing.T, r reader) {
		r.write(t, func(tx *gate.WriteTx) error {
			_, err := network.AddSeat(tx, `=HYPERLINK("x")&A`, "")
			return err
		})
		o, _, err := r.room.Read(ctx, r.coordinator, Ask{Told: true})
		must(t, err)
		raw := r.get(r.coordinator, pathCSV).body
		read := csv.NewReader(strings.NewReader(strings.TrimPrefix(raw, "\ufeff")))
		read.Comma = ';'
		lines, err := read.ReadAll()
		must(t, err)
		want := len(r.room.Lines(o)) + len(o.Months)*len(monthColumns)
		if len(lines) != want+1 {
			t.Fatalf("%d lines, want %d", len(lines), want+1)
		}
		for i, x := range r.room.Lines(o) {
			if got := lines[i+1]; got[0] != x.Group[0] || got[1] != x.Label[0] || got[2] != x.Number.words(ctx, 5) {
				t.Errorf("line %d: %q, want %s %s", i, got, x.Label[0], x.Number.words(ctx, 5))
			}
		}
		book := r.get(r.coordinator, pathXLSX).body
		table, err := sheet.Read("a.xlsx", bytes.NewReader([]byte(book)), int64(len(book)), sheet.DefaultLimits)
		must(t, err)
		rows := append([]sheet.Row{table.Heading}, table.Rows[:len(table.Rows)-1]...) // who made it and when stands last
		if len(rows) != len(lines) {
			t.Fatalf("%d rows in the workbook, %d in the text: %q", len(rows), len(lines), rows[len(rows)-1].Texts())
		}
		for i, x := range rows {
			if got := []string{x.Text(0), x.Text(1), x.Text(2)}; !slices.Equal(got, lines[i][:3]) {
				t.Errorf("row %d: %q in the workbook, %q in the text", i, got, lines[i])
			}
		}
		for _, cells := range lines {
			for _, c := range cells {
				if c != "" && strings.ContainsAny(c[:1], "=+-@\t\r") {
					t.Errorf("%q is a formula", c)
				}
			}
		}
	})
}

// TestReservedIsNotInferred: two zones that differ in reserved reasons, in which health service referred and in a reserved programme have the same
// figures.
func TestReservedIsNotInferred(t *testing.T) {
	gatetest.Both(t, func(t *testing.T, w *gatetest.World) {
		var seen []map[string]string
		for i, secret := range []bool{false, true} {
			h := newHistory(t, w, fmt.Sprint("zona-", i))
			h.write(t, func(tx *gate.WriteTx) error {
				id, err := network.AddOrganisation(tx, "Ente 3", "ASL", policy.Health)
				h.bodies = append(h.bodies, id)
				return err
			})
			h.fill(t, 60, secret)
			must(t, h.room.Fold(ctx, h.zone))
			names := map[string]string{}
			for k, id := range slices.Concat(h.seats, h.managers, h.bodies) {
				names[string(id)] = fmt.Sprint("id ", k)
			}
			kept := map[string]string{}
			for c, counts := range h.summaries(t) {
				if n, ok := names[c.key]; ok {
					c.key = n
				}
				kept[fmt.Sprint(c)] = counts
			}
			seen = append(seen, kept)
		}
		for k, v := range seen[0] {
			if seen[1][k] != v {
				t.Errorf("%s: %q, %q", k, v, seen[1][k])
			}
		}
		if len(seen[0]) != len(seen[1]) || len(seen[0]) < 50 {
			t.Errorf("%d and %d figures", len(seen[0]), len(seen[1]))
		}
	})
}
