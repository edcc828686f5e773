package indicator

import (
	"fmt"
	"maps"
	"slices"
	"strings"
	"testing"

	"pgregory.net/rapid"

	"siil/internal/gate"
	"siil/internal/gate/gatetest"
	"siil/internal/guideline"
	"siil/internal/policy"
	"siil/internal/value"
)

// summaries are all that is kept of a zone, cells of nothing left out.
func (h *history) summaries(tb testing.TB) map[cell]string {
	out := map[cell]string{}
	must(tb, h.read(func(tx *gate.ReadTx) error {
		rows, err := loadRows(tx, summarySQL, []any{tx.Zone()})
		for c, r := range rows {
			if p := r.counts.packed(); p != "" {
				out[c] = p
			}
		}
		return err
	}))
	return out
}

func (h *history) read(do func(tx *gate.ReadTx) error) error {
	return h.Read(ctx, h.coordinator, func(tx *gate.ReadTx) error {
		if err := tx.Decide(policy.OverviewRead, policy.Resource{Kind: policy.Zone}); err != nil {
			return err
		}
		return do(tx)
	})
}

// differ lists what two sets of summaries do not have in common.
func differ(a, b map[cell]string) (out []string) {
	for c := range a {
		if a[c] != b[c] {
			out = append(out, fmt.Sprintf("%v: %q, %q", c, a[c], b[c]))
		}
	}
	for c := range b {
		if _, there := a[c]; !there {
			out = append(out, fmt.Sprintf("%v: nothing, %q", c, b[c]))
		}
	}
	return out
}

// TestKeptIsCounted holds, on random histories, that what is kept change by change is what a count from nothing gives, and that every number has as
// many rows as it says.
func TestKeptIsCounted(t *testing.T) {
	gatetest.Both(t, func(t *testing.T, w *gatetest.World) {
		n := 0
		rapid.Check(t, func(rt *rapid.T) {
			n++
			h := newHistory(t, w, fmt.Sprintf("zona-%d", n))
			if _, err := h.room.Recount(ctx, h.zone, nil); err != nil {
				rt.Fatal(err)
			}
			for range rapid.IntRange(1, 25).Draw(rt, "things") {
				h.happen(rt, t)
				if rapid.IntRange(0, 2).Draw(rt, "fold") == 0 {
					must(t, h.room.Fold(ctx, h.zone))
				}
			}
			must(t, h.room.Fold(ctx, h.zone))
			kept := h.summaries(t)
			if _, err := h.room.Recount(ctx, h.zone, nil); err != nil {
				rt.Fatal(err)
			}
			if d := differ(kept, h.summaries(t)); len(d) > 0 {
				rt.Fatalf("kept and counted anew differ:\n%s", strings.Join(d, "\n"))
			}
			h.sameRows(rt, t, kept)
			h.sameStock(rt, kept)
			if t.Failed() {
				rt.FailNow()
			}
		})
	})
}

// sameRows holds every number against the rows of its list.
func (h *history) sameRows(rt *rapid.T, tb testing.TB, kept map[cell]string) {
	must(tb, h.read(func(tx *gate.ReadTx) error {
		for c, packed := range kept {
			if c.figure == Charge || c.figure == Queue || c.figure == Late || strings.HasPrefix(c.part, "autonomy:months") || strings.HasPrefix(c.part, "employability:months") {
				continue
			}
			days, q := unpacked(packed), Question{Figure: c.figure, Dim: c.dim, Key: c.key, From: "2000-01", To: "2030-12"}
			if c.part != "" {
				q.Parts = []string{c.part}
			}
			if c.figure == Index { // its list names every month of the period
				q.From, q.To = slices.Min(slices.Collect(maps.Keys(days))), slices.Max(slices.Collect(maps.Keys(days)))
			}
			all := 0
			for _, n := range days {
				all += n
			}
			total, err := h.room.counted(tx, q)
			if err != nil {
				return fmt.Errorf("%v: %w", c, err)
			}
			rows, kept, err := h.room.opened(tx, q, state{Counted: true}, position{}, 1000)
			if err != nil {
				return fmt.Errorf("%v: %w", c, err)
			}
			if total != all || kept != all || len(rows) != all {
				rt.Fatalf("%v: %d kept, %d counted in its list, %d said above it, %d rows", c, all, total, kept, len(rows))
			}
			h.samePages(rt, tx, q, rows)
			h.sameDays(rt, c, days, rows)
		}
		return nil
	}))
}

// samePages holds that the pages of a list, two rows each, are the list.
func (h *history) samePages(rt *rapid.T, tx *gate.ReadTx, q Question, all []Row) {
	var after position
	var got []Row
	for range len(all) + 1 {
		some, _, err := h.room.opened(tx, q, state{Counted: true}, after, 2)
		if err != nil {
			rt.Fatal(err)
		}
		if len(some) == 0 {
			break
		}
		got = append(got, some...)
		last := some[len(some)-1]
		after = position{last.On.ISO(), last.key}
	}
	if !slices.Equal(got, all) {
		rt.Fatalf("%v: pages give %d rows, the list %d:\n%v\n%v", q, len(got), len(all), got, all)
	}
}

// sameDays holds the days of the rows against those kept, and what is late against the guidelines.
func (h *history) sameDays(rt *rapid.T, c cell, days Days, rows []Row) {
	if c.figure == Index {
		return
	}
	got := Days{}
	for _, r := range rows {
		day := r.On.ISO()
		if !definition(c.figure).Stock {
			day = month(r.On)
		}
		got[day]++
	}
	if got.packed() != days.packed() {
		rt.Fatalf("%v: %q kept, %q in its list", c, days.packed(), got.packed())
	}
}

// sameStock holds how many are in charge and late today against what the comings and goings say of it.
func (h *history) sameStock(rt *rapid.T, kept map[cell]string) {
	flow := func(figure, phase string) (n int) {
		for _, x := range unpacked(kept[cell{where{OfZone, ""}, figure, phase + comesIn}]) {
			n += x
		}
		for _, x := range unpacked(kept[cell{where{OfZone, ""}, figure, phase + goesOut}]) {
			n -= x
		}
		return n
	}
	charge := 0
	for _, s := range guideline.Default().Overview.InCharge {
		for _, n := range unpacked(kept[cell{where{OfZone, ""}, Now, s}]) {
			charge += n
		}
	}
	if got := flow(Charge, ""); got != charge {
		rt.Fatalf("%d in charge, %d by those who came and went", charge, got)
	}
	for _, w := range guideline.Default().Overview.Waits {
		waits := 0 // all that wait are late some day
		for _, n := range unpacked(kept[cell{where{OfZone, ""}, Waiting, w.Code}]) {
			waits += n
		}
		if in, late := flow(Queue, w.Code+":"), flow(Late, w.Code+":"); in != waits || late != waits {
			rt.Fatalf("%s: %d wait, %d by those who came and went, %d late at the end of time", w.Code, waits, in, late)
		}
	}
}

// TestPacked holds that what is written can be read.
func TestPacked(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		d := Days{}
		for range rapid.IntRange(0, 20).Draw(t, "days") {
			d[value.MustDate("2024-01-01").AddDays(rapid.IntRange(0, 900).Draw(t, "day")).ISO()] = rapid.IntRange(1, 5000).Draw(t, "n")
		}
		d[""] = 3
		if got := unpacked(d.packed()); !maps.Equal(got, d) && len(d) > 0 {
			t.Fatalf("%v, read back %v", d, got)
		}
	})
}
