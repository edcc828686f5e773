package casefile_test

import (
	"slices"
	"testing"

	"pgregory.net/rapid"

	"siil/internal/casefile"
	"siil/internal/gate"
	"siil/internal/gate/gatetest"
	"siil/internal/value"
)

// drawQuery draws filters of every kind, most of them absent.
func (w *listWorld) drawQuery(t *rapid.T) casefile.Query {
	some := func(name string, values []string) []string {
		if rapid.IntRange(0, 3).Draw(t, "has "+name) > 0 {
			return nil
		}
		return slices.Sorted(slices.Values(rapid.SliceOfNDistinct(rapid.SampledFrom(values), 1, 3, rapid.ID).Draw(t, name)))
	}
	managers := []string{casefile.NoManager}
	for _, a := range w.staff {
		managers = append(managers, string(a.Account))
	}
	referrers := []string{"sanitario", "riservato"}
	for _, b := range w.bodies {
		referrers = append(referrers, string(b.ID))
	}
	q := casefile.Query{States: some("states", testStates), Managers: some("managers", managers), Seats: some("seats", []string{string(w.seats[0]), string(w.seats[1])}),
		Towns: some("towns", slices.DeleteFunc(slices.Clone(testTowns), func(s string) bool { return s == "" })), Referrers: some("referrers", referrers), Programmes: some("programmes", testMeasures),
		Open: rapid.IntRange(0, 2).Draw(t, "open") == 0, Mine: rapid.IntRange(0, 4).Draw(t, "mine") == 0,
		Sort: rapid.SampledFrom([]string{casefile.ByName, casefile.ByState, casefile.ByDate, casefile.ByTown}).Draw(t, "sort"), Desc: rapid.Bool().Draw(t, "desc")}
	if rapid.IntRange(0, 2).Draw(t, "has due") == 0 {
		q.Due = rapid.SampledFrom([]string{casefile.DueToday, casefile.DueLate, casefile.DueWeek, casefile.DueNone, casefile.DueReview}).Draw(t, "due")
	}
	q.NoTaxCode = rapid.IntRange(0, 5).Draw(t, "no tax code") == 0
	if rapid.IntRange(0, 4).Draw(t, "has from") == 0 {
		q.From = w.Today().AddDays(rapid.IntRange(-10, 10).Draw(t, "from"))
	}
	if rapid.IntRange(0, 4).Draw(t, "has to") == 0 {
		q.To = w.Today().AddDays(rapid.IntRange(-10, 20).Draw(t, "to"))
	}
	if rapid.IntRange(0, 4).Draw(t, "has search") == 0 {
		q.Search = rapid.SampledFrom([]string{"ross", "d'angelo", "DANGELO", "niccolo", "de luca", "maria gr", "elodie"}).Draw(t, "search")
	}
	return q
}

func rowIDs(rows []casefile.Row) (out []value.ID) {
	for _, w := range rows {
		out = append(out, w.ID)
	}
	return out
}

// walkList reads a list page by page to its end, then back to its beginning, and gives it read forwards.
func walkList(t interface{ Fatalf(string, ...any) }, w *listWorld, who gate.Actor, q casefile.Query, few bool, limit int) (all []value.ID, count int) {
	cursor := ""
	var pages [][]value.ID
	var last casefile.Listed
	for {
		out, err := w.room.ListAs(ctx, who, q, few, cursor, limit)
		if err != nil {
			t.Fatalf("%+v as %s, few %v: %v", q, who.Name, few, err)
		}
		if out.BadCursor || len(out.Rows) > 0 && out.First != len(all)+1 {
			t.Fatalf("page after %d rows begins at %d", len(all), out.First)
		}
		all, count, last = append(all, rowIDs(out.Rows)...), out.Count, out
		pages = append(pages, rowIDs(out.Rows))
		if cursor = out.Next; cursor == "" {
			break
		}
	}
	for i := len(pages) - 2; i >= 0; i-- {
		out, err := w.room.ListAs(ctx, who, q, few, last.Prev, limit)
		if err != nil || !slices.Equal(rowIDs(out.Rows), pages[i]) || out.First != i*limit+1 || out.Next == "" || (out.Prev == "") != (i == 0) {
			t.Fatalf("%+v: back to page %d: %v, first %d, prev %q, %v", q, i, rowIDs(out.Rows), out.First, out.Prev, err)
		}
		last = out
	}
	return all, count
}

// The list is what the rules and the filters say, in its order, whichever way it is read, on whatever page it is cut. The world has cases
// that are mine, my team's and others', readers of the core team and not.
func TestTheListIsWhatRulesAndFiltersSay(t *testing.T) {
	gatetest.Both(t, func(t *testing.T, g *gatetest.World) {
		w := newListWorld(t, g, 160, 3)
		readers := []gate.Actor{w.coordinator, w.secretary, w.elena, w.nurse, w.visitor, w.paolo}
		rapid.Check(t, func(t *rapid.T) {
			q, who := w.drawQuery(t), rapid.SampledFrom(readers).Draw(t, "reader")
			few, limit := rapid.Bool().Draw(t, "few"), rapid.IntRange(1, 60).Draw(t, "limit")
			got, count := walkList(t, w, who, q, few, limit)
			want := w.expected(who, q)
			if !slices.Equal(got, want) || count != len(want) {
				t.Fatalf("%+v as %s, few %v, by %d:\n got %v (counted %d)\nwant %v", q, who.Name, few, limit, got, count, want)
			}
		})
	})
}
