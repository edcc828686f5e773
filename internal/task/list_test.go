package task

import (
	"fmt"
	"slices"
	"strings"
	"testing"

	"siil/internal/casefile"
	"siil/internal/fault"
	"siil/internal/gate"
	"siil/internal/value"
)

// busy gives elena something of every kind but a check, and tells what is expected of it, in the order of the list.
func (w *world) busy(t testing.TB) (want []string) {
	a := w.open(t, "Samira", "Provini", "IN_VALUTAZIONE", w.elena.Account, today.AddDays(-200))
	w.step(t, a, w.elena.Account, "telefonare alla scuola", today.AddDays(-3))
	w.step(t, a, w.elena.Account, "colloquio", today)
	w.step(t, a, w.elena.Account, "senza giorno", value.Date{})
	w.next(t, a, today.AddDays(5), "incontro con il servizio")
	w.open(t, "Bruno", "Esempi", "IN_VALUTAZIONE", w.elena.Account, today.AddDays(-22))
	c := w.open(t, "Carlo", "Modelli", "IN_VALUTAZIONE", w.elena.Account, today.AddDays(-40))
	w.closed(t, c, today.AddDays(-20))
	d := w.open(t, "Dora", "Saggi", "IN_VALUTAZIONE", w.elena.Account, today.AddDays(-3))
	w.system(t, func(tx *gate.WriteTx) error {
		return casefile.Suspend(tx, casefile.Suspending{CaseID: d, SinceOn: today, Reason: "SALUTE", ReviewOn: today.AddDays(60)})
	})
	e := w.open(t, "Ezio", "Provato", "IN_VALUTAZIONE", w.paolo.Account, today.AddDays(-1))
	if err := w.cases.AskHandOver(ctx, w.paolo, e, casefile.Passing{Version: w.version(t, e), To: w.elena.Account, Reason: "ferie"}); err != nil {
		t.Fatal(err)
	}
	return []string{"term late", "step late", "hand_over today", "step today", "date week", "follow_up later", "term later", "review later", "step none", "date none"}
}

func (w *world) version(t testing.TB, id value.ID) int {
	return w.number(t, "SELECT version FROM case_file WHERE zone = $1 AND id = $2", id)
}

func kindsOf(p Page) (out []string) {
	for _, x := range p.Tasks {
		out = append(out, string(x.Kind)+" "+string(x.When()))
	}
	return out
}

func TestTheListOfOnePerson(t *testing.T) {
	both(t, func(t *testing.T, w *world) {
		want := w.busy(t)
		p := w.list(t, w.elena, Query{})
		got := kindsOf(p)
		if !slices.Equal(got, want) {
			t.Errorf("elena has to do\n%v, want\n%v", got, want)
		}
		if !p.Own || p.Total != len(want) || p.Whens[Late] != 2 || p.Kinds[Step] != 3 {
			t.Errorf("the counts: %+v", p)
		}
		for when, n := range p.Whens {
			if got := w.list(t, w.elena, Query{When: when}); got.Total != n || len(got.Tasks) != n {
				t.Errorf("%s counts %d and shows %d", when, n, got.Total)
			}
		}
		for kind, n := range p.Kinds {
			if got := w.list(t, w.elena, Query{Kind: kind}); got.Total != n || got.Tasks[0].Kind != kind {
				t.Errorf("%s counts %d and shows %d", kind, n, got.Total)
			}
		}
		if p := w.list(t, w.sofia, Query{}); p.Total != 0 {
			t.Errorf("the secretary has to do %v", kindsOf(p))
		}
		w.whole(t)
	})
}

// Whatever the length of a page, walking the pages gives every task once and in the same order; the way back gives the same pages.
func TestPagesOfTheList(t *testing.T) {
	both(t, func(t *testing.T, w *world) {
		w.busy(t)
		all := w.list(t, w.elena, Query{}).Tasks
		for limit := 1; limit <= len(all); limit++ {
			var walked []Task
			after, before := "", ""
			for first := 1; ; first += limit {
				p := w.list(t, w.elena, Query{After: after, Limit: limit})
				if p.First != first || first > limit && first > limit+1 && p.Prev == "" {
					t.Fatalf("pages of %d: %d for %d, back to %q", limit, p.First, first, p.Prev)
				}
				if first > limit && p.Prev != before {
					t.Errorf("pages of %d: back to %q, not %q", limit, p.Prev, before)
				}
				walked = append(walked, p.Tasks...)
				if p.Next == "" {
					break
				}
				if first > 1 {
					before = after
				}
				after = p.Next
			}
			if len(walked) != len(all) {
				t.Errorf("pages of %d show %d of %d tasks", limit, len(walked), len(all))
			}
		}
	})
}

func TestWhoseListMayBeSeen(t *testing.T) {
	both(t, func(t *testing.T, w *world) {
		w.busy(t)
		p, err := w.room.List(ctx, w.carla, Query{Account: w.elena.Account})
		if err != nil || p.Own || p.Total == 0 || p.Name != "Elena Prova" {
			t.Errorf("the coordinator sees %+v, %v", p, err)
		}
		for name, who := range map[string]gate.Actor{"colleague": w.paolo, "secretary": w.sofia, "other zone": w.olga} {
			if _, err := w.room.List(ctx, who, Query{Account: w.elena.Account}); !fault.Is(err, fault.Denied) && !fault.Is(err, fault.NotFound) {
				t.Errorf("%s: %v", name, err)
			}
			if a := w.ask(t, who, pathTasks+"?di="+string(w.elena.Account), nil); a.status != 404 {
				t.Errorf("%s at the page: %d", name, a.status)
			}
		}
		if _, err := w.room.List(ctx, w.carla, Query{Account: w.olga.Account}); !fault.Is(err, fault.NotFound) {
			t.Errorf("somebody of another zone: %v", err)
		}
		if a := w.ask(t, w.paolo, pathTasks, nil); a.status != 200 || strings.Contains(a.body, `name="di"`) {
			t.Errorf("a social worker chooses whose list: %d", a.status)
		}
		a := w.ask(t, w.carla, pathTasks+"?di="+string(w.elena.Account)+"&quando=in-ritardo", nil)
		if a.status != 200 || !strings.Contains(a.body, `name="di"`) || !strings.Contains(a.body, "telefonare alla scuola") || strings.Contains(a.body, "incontro con il servizio") {
			t.Errorf("the coordinator at the page: %d\n%s", a.status, a.body)
		}
	})
}

func TestAStepLeavesTheListAndMovesInIt(t *testing.T) {
	both(t, func(t *testing.T, w *world) {
		id := w.open(t, "Samira", "Provini", "IN_VALUTAZIONE", w.paolo.Account, today)
		step := w.step(t, id, w.elena.Account, "colloquio", today.AddDays(-1))
		if err := w.cases.MoveStep(ctx, w.elena, step, today.AddDays(3), "chiede di spostare"); err != nil {
			t.Fatal(err)
		}
		p := w.list(t, w.elena, Query{})
		if len(p.Tasks) != 1 || p.Tasks[0].When() != Week || p.Tasks[0].Moved != "chiede di spostare" {
			t.Fatalf("after the move: %+v", p.Tasks)
		}
		if err := w.cases.UndoMove(ctx, w.elena, step, w.version(t, id)); err != nil {
			t.Fatal(err)
		}
		if p := w.list(t, w.elena, Query{}); len(p.Tasks) != 1 || p.Tasks[0].When() != Late {
			t.Fatalf("after the way back: %+v", p.Tasks)
		}
		if err := w.cases.HandOverStep(ctx, w.elena, step, w.paolo.Account, "ferie"); err != nil {
			t.Fatal(err)
		}
		if n, got := len(w.list(t, w.elena, Query{}).Tasks), w.list(t, w.paolo, Query{Kind: Step}); n != 0 || len(got.Tasks) != 1 {
			t.Fatalf("after handing over: %d stay, %v went", n, kindsOf(got))
		}
		if err := w.cases.AnswerStep(ctx, w.paolo, step, true, ""); err != nil {
			t.Fatal(err)
		}
		if got := w.list(t, w.paolo, Query{Kind: Step}); len(got.Tasks) != 0 {
			t.Errorf("a step that is done stays in the list")
		}
	})
}

func TestTheListTakesAFixedNumberOfQueries(t *testing.T) {
	both(t, func(t *testing.T, w *world) {
		w.busy(t)
		few := w.ask(t, w.elena, pathTasks, nil).queries
		for i := range 30 {
			id := w.open(t, "Samira", fmt.Sprint("Provini", i), "IN_VALUTAZIONE", w.elena.Account, today.AddDays(-i))
			w.step(t, id, w.elena.Account, "colloquio", today.AddDays(i))
			if i%2 == 0 {
				w.closed(t, id, today)
			}
		}
		a := w.ask(t, w.elena, pathTasks, nil)
		if a.status != 200 || a.queries != few || few > 12 {
			t.Errorf("%d: %d queries, then %d", a.status, few, a.queries)
		}
	})
}
