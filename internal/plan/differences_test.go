package plan_test

import (
	"cmp"
	"encoding/json"
	"fmt"
	"iter"
	"maps"
	"slices"
	"testing"

	"pgregory.net/rapid"

	"siil/internal/gate"
	"siil/internal/guideline"
	"siil/internal/plan"
	"siil/internal/text"
	"siil/internal/value"
)

func keys[V any](m map[string]V) iter.Seq[string] { return maps.Keys(m) }

// content is what a version says, without how things go and in no order that means nothing.
func content(t testing.TB, p plan.Plan) string {
	t.Helper()
	type action struct {
		ID, Goal value.ID
		plan.Content
	}
	var goals, actions, commitments []string
	add := func(to *[]string, v any) {
		b, err := json.Marshal(v)
		must(t, err)
		*to = append(*to, string(b))
	}
	for _, g := range p.Goals {
		add(&goals, []string{string(g.ID), g.Domain, g.Text, g.ReachedWhen})
		for _, a := range g.Actions {
			add(&actions, action{a.ID, a.GoalID, a.Content})
		}
	}
	for _, c := range p.Commitments {
		add(&commitments, []string{c.Side, c.Who, c.Text})
	}
	for _, x := range [][]string{goals, actions, commitments} {
		slices.Sort(x)
	}
	return fmt.Sprint(p.Aims, goals, actions, commitments, p.Dates)
}

// drawPlan draws a version of a few goals, so that two of them often have something in common.
func drawPlan(t *rapid.T, name string) (p plan.Plan) {
	pick := func(what string, from ...string) string { return rapid.SampledFrom(from).Draw(t, name+" "+what) }
	day := func(what string) value.Date {
		return value.MustDate("2026-11-24").AddDays(rapid.IntRange(0, 2).Draw(t, name+" "+what))
	}
	id := func(what string, n int) value.ID { return value.ID(fmt.Sprint(what, n)) }
	p.Aims = pick("aims", "voglio lavorare", "voglio una casa")
	numbers := func(what string) []int {
		return rapid.SliceOfNDistinct(rapid.IntRange(1, 4), 1, 3, rapid.ID[int]).Draw(t, name+" "+what)
	}
	for _, n := range numbers("goals") {
		p.Goals = append(p.Goals, plan.Goal{ID: id("g", n), Domain: "LAVORO", Text: fmt.Sprint("obiettivo ", n, pick("text", "", " bis")), ReachedWhen: pick("when", "ora", "poi")})
	}
	for _, n := range numbers("actions") {
		g := &p.Goals[rapid.IntRange(0, len(p.Goals)-1).Draw(t, name+" goal")]
		g.Actions = append(g.Actions, plan.Action{ID: id("a", n), GoalID: g.ID, Content: plan.Content{Kind: pick("kind", "UPSKILLING", "ALTRO"), Title: pick("title", "", "Orto"),
			Provider: pick("provider", "", "CPIA"), Place: pick("place", "", "Pescia"), Fund: pick("fund", "", "GOL"), Hours: rapid.IntRange(0, 1).Draw(t, name+" hours"), From: day("from"),
			To: day("to"), FollowerID: value.ID(pick("follower", "", "x", "y")), FollowerWords: "la vicina", Note: pick("note", "", "nota"), Promoter: pick("promoter", "", "p"),
			Host: pick("host", "", "h"), Tutor: pick("tutor", "", "t"), Months: rapid.IntRange(0, 1).Draw(t, name+" months"),
			Allowance: value.Money(rapid.IntRange(0, 1).Draw(t, name+" allowance")), LongerWhy: pick("longer", "", "l")}})
	}
	for range rapid.IntRange(0, 3).Draw(t, name+" commitments") {
		p.Commitments = append(p.Commitments, plan.Commitment{Side: pick("side", plan.OfPerson, plan.OfService), Who: pick("who", "", "CPI"), Text: pick("words", "venire", "chiamare")})
	}
	if rapid.Bool().Draw(t, name+" dated") {
		p.Dates = append(p.Dates, day("date"))
	}
	return p
}

// changed is a version with one thing of another one.
func changed(t *rapid.T, p, by plan.Plan) plan.Plan {
	switch rapid.IntRange(0, 4).Draw(t, "what") {
	case 0:
		p.Aims = by.Aims
	case 1:
		p.Goals = by.Goals
	case 2:
		p.Commitments = by.Commitments
	case 3:
		p.Dates = by.Dates
	case 4:
		p.Goals = slices.Clone(p.Goals)
		g := &p.Goals[0]
		g.Actions = slices.Clone(g.Actions)
		for _, a := range by.Goals {
			for i := range g.Actions {
				if len(a.Actions) > 0 {
					g.Actions[i].Content = a.Actions[0].Content
				}
			}
		}
	}
	return p
}

// Nothing differs from itself; whatever differs is told; what is added one way is removed the other way.
func TestDifferencesAreWhole(t *testing.T) {
	r := plan.New(nil, guideline.Default(), nil, nil, nil)
	names := map[value.ID]string{"x": "Anna", "y": "Bruno"}
	rapid.Check(t, func(t2 *rapid.T) {
		a := drawPlan(t2, "a")
		b := drawPlan(t2, "b")
		if rapid.Bool().Draw(t2, "near") {
			b = changed(t2, a, b)
		}
		if d := r.Differences(a, a, names); len(d) != 0 {
			t2.Fatalf("differs from itself: %+v", d)
		}
		there, back := r.Differences(a, b, names), r.Differences(b, a, names)
		if same := content(t, a) == content(t, b); same != (len(there) == 0) {
			t2.Fatalf("same %v, and differences %+v\n%+v\n%+v", same, there, a, b)
		}
		if x, y := kinds(there, false), kinds(back, true); !slices.Equal(x, y) {
			t2.Fatalf("there %v, back %v", x, y)
		}
		for _, d := range there {
			for _, f := range d.Fields {
				if f.Field == (text.T{}) || f.From == f.To {
					t2.Fatalf("says nothing: %+v", d)
				}
			}
			if d.What == (text.T{}) || len(d.Fields) == 0 && (d.Kind == plan.Changed || d.Title == (text.T{})) {
				t2.Fatalf("says nothing: %+v", d)
			}
		}
	})
}

// kinds are what differences say of what, turned round where they lead back.
func kinds(all []plan.Difference, back bool) (out []string) {
	for _, d := range all {
		kind := d.Kind
		if back && kind != plan.Changed {
			kind = map[string]string{plan.Added: plan.Removed, plan.Removed: plan.Added}[kind]
		}
		out = append(out, fmt.Sprint(kind, " ", d.What[0], " ", len(d.Fields)))
	}
	slices.SortFunc(out, cmp.Compare)
	return out
}

// What changes in a part that one may not read is no difference.
func TestReservedDifferencesLeaveNoTrace(t *testing.T) {
	both(t, func(t *testing.T, w *world) {
		d := w.draft(t)
		w.signed(t, d.plan)
		next := made(t)(w.room.Revise(ctx, w.elena, d.plan, "Cambia la cura"))
		p := w.see(t, w.lucia, next)
		a, _ := p.Action(d.therapy)
		a.Provider, a.Hours = "Clinica", 12
		must(t, w.room.ChangeAction(ctx, w.lucia, next, d.therapy, a.Version, plan.ActionInput{GoalID: d.health, Content: a.Content}))
		made(t)(w.room.AddAction(ctx, w.lucia, next, plan.ActionInput{GoalID: d.work, Content: plan.Content{Kind: "CURE", From: w.Today(), FollowerID: w.lucia.Account}}))
		differ := func(who gate.Actor) int {
			v, err := w.room.View(ctx, who, w.id)
			must(t, err)
			first, _ := v.Current()
			second, _ := v.Open()
			return len(w.room.Differences(first, second, v.Names))
		}
		for _, who := range []gate.Actor{w.elena, w.paolo, w.sara, w.carla} {
			if n := differ(who); n != 0 {
				t.Errorf("%s sees %d differences", who.Name, n)
			}
		}
		if n := differ(w.lucia); n != 2 {
			t.Errorf("lucia sees %d differences", n)
		}
	})
}
