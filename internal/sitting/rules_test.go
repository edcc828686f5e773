package sitting

import (
	"slices"
	"testing"

	"pgregory.net/rapid"

	"siil/internal/guideline"
	"siil/internal/value"
)

func TestQuorum(t *testing.T) {
	rule := []guideline.Quorum{{Part: "social", Least: 1}, {Part: "work", Least: 1}}
	for name, c := range map[string]struct {
		rule  []guideline.Quorum
		parts []string
		holds bool
	}{
		"nobody":                   {rule, nil, false},
		"one of each":              {rule, []string{"social", "work"}, true},
		"two social":               {rule, []string{"social", "social"}, false},
		"work alone":               {rule, []string{"work", "common", "health"}, false},
		"others do not stand in":   {rule, []string{"common", "common", "health"}, false},
		"more than enough":         {rule, []string{"health", "work", "social", "social"}, true},
		"two of a part are needed": {[]guideline.Quorum{{Part: "social", Least: 2}}, []string{"social", "work"}, false},
		"no rule":                  {nil, nil, true},
	} {
		if q := quorumOf(c.rule, c.parts); q.Holds != c.holds || len(q.Parts) != len(c.rule) {
			t.Errorf("%s: %+v", name, q)
		}
	}
}

// TestQuorumProperties: nobody who comes takes a quorum away, the order of those there is nothing to it, and it holds exactly when each part has enough.
func TestQuorumProperties(t *testing.T) {
	part := rapid.SampledFrom([]string{"social", "work", "health", "common"})
	rapid.Check(t, func(t *rapid.T) {
		rule := rapid.SliceOfNDistinct(rapid.Custom(func(t *rapid.T) guideline.Quorum {
			return guideline.Quorum{Part: part.Draw(t, "part"), Least: rapid.IntRange(1, 3).Draw(t, "least")}
		}), 0, 3, func(q guideline.Quorum) string { return q.Part }).Draw(t, "rule")
		there := rapid.SliceOfN(part, 0, 8).Draw(t, "there")
		q := quorumOf(rule, there)
		want := true
		for _, r := range rule {
			n := 0
			for _, p := range there {
				if p == r.Part {
					n++
				}
			}
			want = want && n >= r.Least
		}
		if q.Holds != want {
			t.Fatalf("%v of %v: %+v", there, rule, q)
		}
		if q.Holds && !quorumOf(rule, append(slices.Clone(there), part.Draw(t, "who comes"))).Holds {
			t.Fatal("somebody came and the quorum went")
		}
		if quorumOf(rule, rapid.Permutation(there).Draw(t, "other order")).Holds != q.Holds {
			t.Fatal("the order counts")
		}
	})
}

// TestAgendaOrder: what was not reached comes first, then what is urgent, then what has waited longest; whatever the order before.
func TestAgendaOrder(t *testing.T) {
	day := value.MustDate("2026-01-01")
	one := rapid.Custom(func(t *rapid.T) Proposal {
		return Proposal{CaseNumber: rapid.IntRange(1, 1e6).Draw(t, "number"), Why: rapid.SampledFrom([]string{WhyNew, WhyAgain, WhyMore, WhyReview, WhyAsked}).Draw(t, "why"),
			Urgent: rapid.Bool().Draw(t, "urgent"), WaitsFrom: day.AddDays(rapid.IntRange(0, 30).Draw(t, "day"))}
	})
	rapid.Check(t, func(t *rapid.T) {
		all := rapid.SliceOfNDistinct(one, 0, 12, func(p Proposal) int { return p.CaseNumber }).Draw(t, "cases")
		sorted := slices.SortedFunc(slices.Values(all), inOrder)
		if again := slices.SortedFunc(slices.Values(rapid.Permutation(all).Draw(t, "other order")), inOrder); !slices.Equal(sorted, again) {
			t.Fatal("the order before counts")
		}
		for i := 1; i < len(sorted); i++ {
			a, b := sorted[i-1], sorted[i]
			last := func(p Proposal) bool { return p.Why == WhyReview || p.Why == WhyAsked }
			switch {
			case b.Why == WhyAgain && a.Why != WhyAgain:
				t.Fatalf("%+v before what was not reached %+v", a, b)
			case last(a) && !last(b):
				t.Fatalf("%+v before what waits %+v", a, b)
			case a.Why == WhyAgain || last(a) || last(b):
			case b.Urgent && !a.Urgent:
				t.Fatalf("%+v before the urgent %+v", a, b)
			case a.Urgent == b.Urgent && b.WaitsFrom.Before(a.WaitsFrom):
				t.Fatalf("%+v before %+v, which has waited longer", a, b)
			}
		}
	})
}

// TestReordering: the items that are still to come keep their places among them, the others stay, and nothing is lost.
func TestReordering(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		n := rapid.IntRange(0, 10).Draw(t, "n")
		all, ids := make([]item, n), make([]value.ID, n)
		for i := range all {
			ids[i] = value.ID(string(rune('a' + i)))
			all[i] = item{ID: ids[i], Position: i + 1, State: rapid.SampledFrom([]string{ToDo, ToDo, Now, Decided, Postponed}).Draw(t, "state")}
		}
		wanted := rapid.Permutation(ids).Draw(t, "wanted")
		order, places, ok := reordered(all, wanted)
		if !ok || len(order) != len(places) || !slices.IsSorted(places) {
			t.Fatalf("%v %v %v", order, places, ok)
		}
		for i, x := range order {
			if x.State != ToDo || !slices.ContainsFunc(all, func(y item) bool { return y.Position == places[i] && y.State == ToDo }) {
				t.Fatal("something moved that is not to come")
			}
			if i > 0 && slices.Index(wanted, order[i-1].ID) > slices.Index(wanted, x.ID) {
				t.Fatal("not the order that was wanted")
			}
		}
		if n > 0 {
			if _, _, ok := reordered(all, append(slices.Clone(wanted[1:]), "z")); ok {
				t.Fatal("a case that is not on the agenda")
			}
		}
	})
}

// TestCourses: whatever a decision makes of a case is a step of the model, or leaves it where it is.
func TestCourses(t *testing.T) {
	m := guideline.Default()
	for _, s := range m.States {
		for _, d := range m.Sittings.Decisions {
			before := ""
			if s.Kind == guideline.Suspended {
				before = "IN_ATTUAZIONE"
			}
			c, ok := courseOf(m, s.Code, before, d)
			if !ok || c.to == "" {
				continue
			}
			from := s.Code
			if c.resume {
				from = before
			}
			if step, there := m.Transition(from, c.to); !there || step.By != c.by {
				t.Errorf("%s in %s: %+v is no step", d.Code, s.Code, c)
			}
		}
		if c, ok := courseOf(m, s.Code, "IN_EQUIPE", guideline.Decision{To: "ASSEGNATA", By: guideline.ByHand}); s.Kind == guideline.Closed && ok {
			t.Errorf("a closed case (%s) is taken in charge: %+v", s.Code, c)
		}
	}
}

func TestStepsAsText(t *testing.T) {
	words := `[{"what":"colloquio","who_id":"0199f3a0-0000-7000-8000-000000000001","due":"2026-12-04"},{"what":"casa","who_words":"Comune"}]`
	steps := ParseSteps(words)
	if len(steps) != 2 || steps[0].DueOn.ISO() != "2026-12-04" || steps[1].WhoWords != "Comune" || FormatSteps(steps) != words {
		t.Errorf("%+v", steps)
	}
	if ParseSteps("non è JSON") != nil || FormatSteps(nil) != "" {
		t.Error("a text that is no list")
	}
}
