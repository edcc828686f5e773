package plan_test

import (
	"slices"
	"strings"
	"testing"
	"time"

	"siil/internal/casefile"
	"siil/internal/fault"
	"siil/internal/gate"
	"siil/internal/gate/gatetest"
	"siil/internal/guideline"
	"siil/internal/plan"
	"siil/internal/policy"
	"siil/internal/text"
	"siil/internal/value"
)

// says is the Italian sentence of a fault.
func says(err error) string {
	if e, ok := err.(*fault.Error); ok {
		return e.Text.In(text.Italian)
	}
	return ""
}

// words are the goals that somebody sees, in order.
func (w *world) words(t testing.TB, who gate.Actor, id value.ID) (out []string) {
	t.Helper()
	for _, g := range w.see(t, who, id).Goals {
		out = append(out, g.Text)
	}
	return out
}

// write runs a change that the program itself decides.
func (w *world) write(t testing.TB, do func(tx *gate.WriteTx) error) {
	t.Helper()
	must(t, w.Write(ctx, gate.System(gatetest.Zone, "cli"), func(tx *gate.WriteTx) error {
		if err := tx.Decide(policy.CaseCreate, policy.Resource{Kind: policy.Case}); err != nil {
			return err
		}
		return do(tx)
	}))
}

// one reads one number with a query whose first parameter is the zone.
func (w *world) one(t testing.TB, query string, args ...any) (n int) {
	t.Helper()
	must(t, w.Read(ctx, w.carla, func(tx *gate.ReadTx) error {
		if err := tx.Decide(policy.HomeRead, policy.Resource{Kind: policy.Zone}); err != nil {
			return err
		}
		return tx.One(query, append([]any{tx.Zone()}, args...), &n)
	}))
	return n
}

// What is written in a reserved part moves nothing that others see of the version: no number, no name, no hour.
func TestReservedWritingMovesNothing(t *testing.T) {
	both(t, func(t *testing.T, w *world) {
		d := w.draft(t)
		must(t, w.room.WriteAims(ctx, w.elena, d.plan, "Voglio un contratto vero, vicino a casa.", "Voglio lavorare."))
		before := w.see(t, w.elena, d.plan)
		w.Clock.Add(time.Minute)
		h, _ := w.see(t, w.lucia, d.plan).Goal(d.health)
		must(t, w.room.ChangeGoal(ctx, w.lucia, d.plan, d.health, h.Version, plan.GoalInput{Domain: h.Domain, Text: "Dormire", ReachedWhen: h.ReachedWhen}))
		extra := made(t)(w.room.AddAction(ctx, w.lucia, d.plan, plan.ActionInput{GoalID: d.work, Content: plan.Content{Kind: "CURE", From: w.Today(), FollowerID: w.lucia.Account}}))
		made(t)(w.room.AddGoal(ctx, w.lucia, d.plan, plan.GoalInput{Domain: "DIPENDENZE", Text: "Smettere", ReachedWhen: "Tre mesi senza"}))
		after := w.see(t, w.elena, d.plan)
		if after.Version != before.Version || after.ChangedAt != before.ChangedAt || after.ChangedBy != before.ChangedBy || len(after.Goals) != 1 || len(after.Goals[0].Actions) != 1 {
			t.Errorf("elena saw %+v, now %+v", before, after)
		}
		if a, ok := w.see(t, w.lucia, d.plan).Action(extra); !ok || a.GoalID != d.work || a.Section != policy.Health {
			t.Errorf("lucia's action is %+v", a)
		}
		must(t, w.room.Freeze(ctx, w.elena, d.plan, before.Version))
		w.proved(t)
	})
}

// A command of somebody who may not read a part opens it only to copy it, and is no reading; a look by whoever may is one, with its section.
func TestOnlyReadingIsLoggedAsReading(t *testing.T) {
	both(t, func(t *testing.T, w *world) {
		d := w.draft(t)
		w.signed(t, d.plan)
		made(t)(w.room.Revise(ctx, w.elena, d.plan, "Cambia il corso"))
		read := func(who gate.Actor) (out []string) {
			must(t, w.Read(ctx, w.carla, func(tx *gate.ReadTx) error {
				if err := tx.Decide(policy.ReadersRead, policy.Resource{Kind: policy.Case, ID: w.id}); err != nil {
					return err
				}
				all, err := tx.Accesses(gate.AccessFilter{Subjects: []value.ID{w.id}, Actor: who.Account, Limit: 1000})
				for _, x := range all {
					if x.Action == gate.Disclosed || x.Action == policy.PlanRead {
						out = append(out, string(x.Action)+" "+x.Why)
					}
				}
				return err
			}))
			return out
		}
		if got := read(w.elena); slices.Contains(got, gate.Disclosed+" ") {
			t.Errorf("elena has read %q", got)
		}
		if got := read(w.lucia); len(got) != 0 {
			t.Errorf("lucia, who only wrote, has read %q", got)
		}
		w.see(t, w.lucia, d.plan)
		got := read(w.lucia)
		slices.Sort(got)
		if strings.Join(got, ",") != "plan.read ,plan.read health,sealed.read " {
			t.Errorf("lucia has read %q", got)
		}
		var seen []casefile.Reading
		for _, who := range []gate.Actor{w.lucia, w.carla} {
			must(t, w.Read(ctx, who, func(tx *gate.ReadTx) error {
				c, res, err := casefile.Facts(tx, w.id)
				if err != nil {
					return err
				}
				if err := tx.Decide(policy.CaseOpen, res); err != nil {
					return err
				}
				all, _, err := casefile.Readers(tx, c, res, 50, 0)
				for _, x := range all {
					if x.Actor == w.lucia.Account {
						seen = append(seen, x)
					}
				}
				return err
			}))
		}
		if len(seen) != 2 || !slices.Equal(seen[0].Sections, []policy.Section{policy.Health}) || len(seen[1].Sections) != 0 {
			t.Errorf("who looked: to herself, then to the coordinator: %+v", seen)
		}
	})
}

// Of two people on one goal the second is told who wrote it, and nothing is lost; saying the same again is no clash.
func TestTwoPeopleOnOneRow(t *testing.T) {
	both(t, func(t *testing.T, w *world) {
		d := w.draft(t)
		in := plan.GoalInput{Domain: "LAVORO", Text: "Lavorare al vivaio", ReachedWhen: "Ha il contratto"}
		must(t, w.room.ChangeGoal(ctx, w.paolo, d.plan, d.work, 1, in))
		c := made(t)(w.room.AddCommitment(ctx, w.sara, d.plan, plan.CommitmentInput{Side: plan.OfPerson, Text: "andare al corso"}))
		err := w.room.ChangeGoal(ctx, w.elena, d.plan, d.work, 1, plan.GoalInput{Domain: "LAVORO", Text: "altro", ReachedWhen: "x"})
		if is(t, err, fault.Conflict); !strings.Contains(says(err), "Paolo") {
			t.Errorf("elena hears %q", says(err))
		}
		must(t, w.room.ChangeGoal(ctx, w.elena, d.plan, d.work, 1, in))
		a, _ := w.see(t, w.elena, d.plan).Action(d.course)
		content := a.Content
		content.Hours = 80
		must(t, w.room.ChangeAction(ctx, w.elena, d.plan, d.course, a.Version, plan.ActionInput{GoalID: d.work, Content: content}))
		content.Hours = 90
		err = w.room.ChangeAction(ctx, w.paolo, d.plan, d.course, a.Version, plan.ActionInput{GoalID: d.work, Content: content})
		if is(t, err, fault.Conflict); !strings.Contains(says(err), "Elena") {
			t.Errorf("paolo hears %q", says(err))
		}
		must(t, w.room.ChangeCommitment(ctx, w.elena, d.plan, c, 1, plan.CommitmentInput{Side: plan.OfService, Who: "CPIA", Text: "tenere un posto"}))
		err = w.room.ChangeCommitment(ctx, w.paolo, d.plan, c, 1, plan.CommitmentInput{Side: plan.OfPerson, Text: "x"})
		if is(t, err, fault.Conflict); !strings.Contains(says(err), "Elena") {
			t.Errorf("paolo hears %q", says(err))
		}
		err = w.room.WriteAims(ctx, w.paolo, d.plan, "quello di prima", "x")
		is(t, err, fault.Conflict)
		p := w.see(t, w.elena, d.plan)
		if p.Goals[0].Text != in.Text || p.Goals[0].Actions[0].Hours != 80 || p.Commitments[0].Who != "CPIA" || p.Aims != "Voglio un contratto vero, vicino a casa." {
			t.Errorf("now %+v", p)
		}
		w.proved(t)
	})
}

// Each moves goals among those that they see, also when two stand at the same place because their writers did not see each other.
func TestGoalsMove(t *testing.T) {
	both(t, func(t *testing.T, w *world) {
		ok := made(t)
		id := ok(w.room.Begin(ctx, w.elena, w.id, "x"))
		add := func(who gate.Actor, domain, words string) value.ID {
			return ok(w.room.AddGoal(ctx, who, id, plan.GoalInput{Domain: domain, Text: words, ReachedWhen: "si vede"}))
		}
		a, h := add(w.elena, "LAVORO", "a"), add(w.lucia, "SALUTE_MENTALE", "h")
		b, c := add(w.elena, "CASA", "b"), add(w.elena, "RETE", "c") // b stands where h does
		order := func(lucia, elena string) {
			t.Helper()
			if l, e := strings.Join(w.words(t, w.lucia, id), ""), strings.Join(w.words(t, w.elena, id), ""); l != lucia || e != elena {
				t.Errorf("lucia sees %s, elena %s; not %s and %s", l, e, lucia, elena)
			}
		}
		order("ahbc", "abc")
		must(t, w.room.MoveGoal(ctx, w.lucia, id, h, false))
		order("abhc", "abc")
		must(t, w.room.MoveGoal(ctx, w.lucia, id, h, true))
		must(t, w.room.MoveGoal(ctx, w.lucia, id, h, true))
		order("habc", "abc")
		must(t, w.room.MoveGoal(ctx, w.elena, id, c, true))
		if e := strings.Join(w.words(t, w.elena, id), ""); e != "acb" {
			t.Errorf("elena sees %s", e)
		}
		must(t, w.room.MoveGoal(ctx, w.elena, id, a, true)) // the first stays
		must(t, w.room.MoveGoal(ctx, w.elena, id, b, false))
		if e := strings.Join(w.words(t, w.elena, id), ""); e != "acb" {
			t.Errorf("elena sees %s", e)
		}
		is(t, w.room.MoveGoal(ctx, w.elena, id, h, true), fault.NotFound)
		must(t, w.room.RemoveGoal(ctx, w.elena, id, c))
		add(w.elena, "STUDIO", "d")
		if e := strings.Join(w.words(t, w.elena, id), ""); e != "abd" {
			t.Errorf("elena sees %s", e)
		}
		w.proved(t)
	})
}

// Of a goal that is taken away nothing stays that never began; what began goes on in the case.
func TestRemoving(t *testing.T) {
	both(t, func(t *testing.T, w *world) {
		d := w.draft(t)
		ok := made(t)
		hidden := ok(w.room.AddAction(ctx, w.lucia, d.plan, plan.ActionInput{GoalID: d.work, Content: plan.Content{Kind: "CURE"}}))
		second := ok(w.room.AddAction(ctx, w.paolo, d.plan, plan.ActionInput{GoalID: d.work, Content: plan.Content{Kind: "BILANCIO"}}))
		must(t, w.room.Happen(ctx, w.paolo, d.course, -1, plan.EventInput{Kind: plan.Starts, OnDay: w.Today()}))
		must(t, w.room.RemoveAction(ctx, w.elena, d.plan, second))
		is(t, w.room.RemoveAction(ctx, w.elena, d.plan, second), fault.NotFound)
		must(t, w.room.RemoveGoal(ctx, w.elena, d.plan, d.work))
		is(t, w.room.RemoveGoal(ctx, w.elena, d.plan, d.work), fault.NotFound)
		for id, want := range map[value.ID]int{hidden: 1, second: 1, d.course: 0, d.therapy: 0} {
			if n := w.one(t, "SELECT COUNT(*) FROM action WHERE zone = $1 AND id = $2 AND state = 'dropped'", id); n != want {
				t.Errorf("action %s dropped: %d", id, n)
			}
		}
		if n := w.one(t, "SELECT COUNT(*) FROM plan_action WHERE zone = $1 AND goal_id = $2 AND removed_at IS NULL", d.work); n != 0 {
			t.Errorf("%d actions of the goal stay in the draft", n)
		}
		must(t, w.room.Drop(ctx, w.elena, d.plan))
		if n := w.one(t, "SELECT COUNT(*) FROM action WHERE zone = $1 AND id = $2 AND state = 'dropped'", d.therapy); n != 1 {
			t.Error("an action that only a dropped draft spoke of is still planned")
		}
		is(t, w.room.Drop(ctx, w.elena, d.plan), fault.NotFound)
		next := ok(w.room.Begin(ctx, w.elena, w.id, "di nuovo"))
		if p := w.see(t, w.elena, next); p.Number != 2 || len(p.Goals) != 0 {
			t.Errorf("the next one: %+v", p)
		}
		w.proved(t)
	})
}

// A revision that is dropped takes only what it alone spoke of.
func TestDroppingARevision(t *testing.T) {
	both(t, func(t *testing.T, w *world) {
		d := w.draft(t)
		w.signed(t, d.plan)
		ok := made(t)
		next := ok(w.room.Revise(ctx, w.elena, d.plan, "Cambia il corso"))
		fresh := ok(w.room.AddAction(ctx, w.paolo, next, plan.ActionInput{GoalID: d.work, Content: plan.Content{Kind: "BILANCIO"}}))
		must(t, w.room.RemoveAction(ctx, w.paolo, next, d.course))
		must(t, w.room.Drop(ctx, w.elena, next))
		if a, ok := w.see(t, w.elena, d.plan).Action(d.course); !ok || a.State != plan.Planned {
			t.Errorf("the action of the version in force: %+v", a)
		}
		if n := w.one(t, "SELECT COUNT(*) FROM action WHERE zone = $1 AND id = $2 AND state = 'dropped'", fresh); n != 1 {
			t.Error("the new action stays")
		}
		ok(w.room.Revise(ctx, w.elena, d.plan, "Ci ripensiamo"))
		w.proved(t)
	})
}

// TestFrozen: while signatures are gathered nothing of the draft can be written, by whichever command, and nothing was.
func TestFrozen(t *testing.T) {
	both(t, func(t *testing.T, w *world) {
		d := w.draft(t)
		c := made(t)(w.room.AddCommitment(ctx, w.elena, d.plan, plan.CommitmentInput{Side: plan.OfPerson, Text: "andare al corso"}))
		must(t, w.room.Freeze(ctx, w.elena, d.plan, 0))
		before := w.see(t, w.lucia, d.plan)
		goal := plan.GoalInput{Domain: "LAVORO", Text: "x", ReachedWhen: "y"}
		action := plan.ActionInput{GoalID: d.work, Content: plan.Content{Kind: "UPSKILLING"}}
		for name, try := range map[string]func() error{
			"aims":          func() error { return w.room.WriteAims(ctx, w.elena, d.plan, before.Aims, "x") },
			"add goal":      func() error { _, err := w.room.AddGoal(ctx, w.elena, d.plan, goal); return err },
			"change goal":   func() error { return w.room.ChangeGoal(ctx, w.elena, d.plan, d.work, 1, goal) },
			"move goal":     func() error { return w.room.MoveGoal(ctx, w.lucia, d.plan, d.work, false) },
			"remove goal":   func() error { return w.room.RemoveGoal(ctx, w.lucia, d.plan, d.health) },
			"proposals":     func() error { return w.room.TakeProposals(ctx, w.elena, d.plan, []string{"CASA_TETTO"}) },
			"add action":    func() error { _, err := w.room.AddAction(ctx, w.elena, d.plan, action); return err },
			"change action": func() error { return w.room.ChangeAction(ctx, w.elena, d.plan, d.course, 1, action) },
			"remove action": func() error { return w.room.RemoveAction(ctx, w.elena, d.plan, d.course) },
			"add commitment": func() error {
				_, err := w.room.AddCommitment(ctx, w.elena, d.plan, plan.CommitmentInput{Side: plan.OfPerson, Text: "x"})
				return err
			},
			"change commitment": func() error {
				return w.room.ChangeCommitment(ctx, w.elena, d.plan, c, 1, plan.CommitmentInput{Side: plan.OfPerson, Text: "x"})
			},
			"remove commitment": func() error { return w.room.RemoveCommitment(ctx, w.elena, d.plan, c) },
			"dates":             func() error { return w.room.SetDates(ctx, w.elena, d.plan, []value.Date{w.Today().AddDays(30)}) },
			"drop":              func() error { return w.room.Drop(ctx, w.elena, d.plan) },
			"begin":             func() error { _, err := w.room.Begin(ctx, w.elena, w.id, "x"); return err },
		} {
			err := try()
			if !fault.Is(err, fault.Conflict) || says(err) == "" || strings.Contains(says(err), "%!") {
				t.Errorf("%s: %v", name, err)
			}
		}
		if after := w.see(t, w.lucia, d.plan); after.Version != before.Version || after.Goals[0].Text != before.Goals[0].Text || len(after.Goals) != 2 {
			t.Errorf("was %+v, is %+v", before, after)
		}
		must(t, w.room.Unfreeze(ctx, w.elena, d.plan, ""))
		must(t, w.room.ChangeGoal(ctx, w.elena, d.plan, d.work, 1, goal))
		w.proved(t)
	})
}

// TestGuidelinesChange: what an open draft says may stay when nobody can choose it any more; what has no place any more is refused at its field.
func TestGuidelinesChange(t *testing.T) {
	both(t, func(t *testing.T, w *world) {
		d := w.draft(t)
		home := made(t)(w.room.AddGoal(ctx, w.elena, d.plan, plan.GoalInput{Domain: "CASA", Text: "Avere una casa", ReachedWhen: "Ha le chiavi"}))
		m := *guideline.Default()
		m.Actions.Kinds = slices.Clone(m.Actions.Kinds)
		for i := range m.Actions.Kinds {
			if m.Actions.Kinds[i].Code == "UPSKILLING" {
				m.Actions.Kinds[i].DeprecatedAt = "2026-01-01"
			}
		}
		m.Programmes = slices.DeleteFunc(slices.Clone(m.Programmes), func(p guideline.Programme) bool { return p.Code == "GOL" })
		m.Assessment.Domains = slices.DeleteFunc(slices.Clone(m.Assessment.Domains), func(x guideline.Domain) bool { return x.Code == "CASA" })
		for i := range m.Assessment.Domains {
			if m.Assessment.Domains[i].Code == "LAVORO" {
				m.Assessment.Domains[i].Section = string(policy.Health)
			}
		}
		w.write(t, func(tx *gate.WriteTx) error {
			return tx.Update("account", w.paolo.Account, gate.Row{"disabled_at": tx.Now()})
		})
		room := plan.New(w.Gate, &m, w.cases, w.assessments, codes{})
		a, _ := w.see(t, w.elena, d.plan).Action(d.course)
		content := a.Content
		content.Hours = 70
		must(t, room.ChangeAction(ctx, w.elena, d.plan, d.course, a.Version, plan.ActionInput{GoalID: d.work, Content: content}))
		add := func(c plan.Content) error {
			_, err := room.AddAction(ctx, w.elena, d.plan, plan.ActionInput{GoalID: d.work, Content: c})
			return err
		}
		refused(t, add(plan.Content{Kind: "UPSKILLING"}), "kind")
		refused(t, add(plan.Content{Kind: "RESKILLING", Fund: "GOL"}), "fund")
		refused(t, add(plan.Content{Kind: "RESKILLING", FollowerID: w.paolo.Account}), "follower")
		refused(t, room.ChangeGoal(ctx, w.elena, d.plan, home, 1, plan.GoalInput{Domain: "CASA", Text: "Una casa", ReachedWhen: "Ha le chiavi"}), "domain")
		refused(t, room.ChangeGoal(ctx, w.elena, d.plan, d.work, 1, plan.GoalInput{Domain: "LAVORO", Text: "Lavorare", ReachedWhen: "x"}), "domain")
		must(t, room.ChangeGoal(ctx, w.elena, d.plan, home, 1, plan.GoalInput{Domain: "RETE", Text: "Una casa", ReachedWhen: "Ha le chiavi"}))
		v, p, err := room.ByPlan(ctx, w.elena, d.plan)
		must(t, err)
		if len(p.Goals) != 2 || p.Goals[1].Text != "Una casa" || p.Goals[0].Actions[0].Hours != 70 || v.Names[w.paolo.Account] == "" {
			t.Errorf("elena sees %+v", p.Goals)
		}
		must(t, room.Freeze(ctx, w.elena, d.plan, 0))
		w.proved(t)
	})
}

// TestRestRefuses: commitments, days and pacts.
func TestRestRefuses(t *testing.T) {
	both(t, func(t *testing.T, w *world) {
		d := w.draft(t)
		commit := func(in plan.CommitmentInput) error {
			_, err := w.room.AddCommitment(ctx, w.elena, d.plan, in)
			return err
		}
		refused(t, commit(plan.CommitmentInput{Side: "x", Text: "y"}), "side")
		refused(t, commit(plan.CommitmentInput{Side: plan.OfPerson, Text: "  "}), "text")
		refused(t, commit(plan.CommitmentInput{Side: plan.OfPerson, Text: strings.Repeat("à", plan.MaxText+1)}), "text")
		must(t, commit(plan.CommitmentInput{Side: plan.OfPerson, Text: strings.Repeat("à", plan.MaxText)}))
		refused(t, commit(plan.CommitmentInput{Side: plan.OfService, Who: strings.Repeat("a", plan.MaxName+1), Text: "y"}), "who")
		is(t, w.room.RemoveCommitment(ctx, w.elena, d.plan, d.work), fault.NotFound)
		is(t, w.room.ChangeCommitment(ctx, w.elena, d.plan, value.NewID(), 1, plan.CommitmentInput{Side: plan.OfPerson, Text: "y"}), fault.NotFound)
		day := w.Today()
		must(t, w.room.SetDates(ctx, w.elena, d.plan, []value.Date{day.AddDays(180), day.AddDays(90), day.AddDays(90)}))
		refused(t, w.room.SetDates(ctx, w.elena, d.plan, []value.Date{day.AddDays(90), day.AddDays(181)}), "dates")
		must(t, w.room.SetDates(ctx, w.elena, d.plan, []value.Date{day.AddDays(60), day.AddDays(90)}))
		if p := w.see(t, w.elena, d.plan); !slices.Equal(p.Dates, []value.Date{day.AddDays(60), day.AddDays(90)}) {
			t.Errorf("the days are %v", p.Dates)
		}
		link := func(in plan.LinkInput) error { _, err := w.room.AddLink(ctx, w.elena, w.id, in); return err }
		refused(t, link(plan.LinkInput{Kind: "X", Number: "1", OnDay: day}), "kind")
		refused(t, link(plan.LinkInput{Kind: "PAIS", OnDay: day}), "number")
		refused(t, link(plan.LinkInput{Kind: "PAIS", Number: "1"}), "on")
		refused(t, link(plan.LinkInput{Kind: "PAIS", Number: "1", OnDay: day.AddDays(1)}), "on")
		must(t, link(plan.LinkInput{Kind: "PAIS", Number: "1", OnDay: day}))
		is(t, link(plan.LinkInput{Kind: "PAIS", Number: " 1 ", OnDay: day}), fault.Conflict)
		v, err := w.room.View(ctx, w.elena, w.id)
		must(t, err)
		is(t, w.room.EndLink(ctx, w.elena, w.id, value.NewID()), fault.NotFound)
		must(t, w.room.EndLink(ctx, w.elena, w.id, v.Links[0].ID))
		must(t, link(plan.LinkInput{Kind: "PAIS", Number: "1", OnDay: day}))
		action := func(c plan.Content) error {
			_, err := w.room.AddAction(ctx, w.elena, d.plan, plan.ActionInput{GoalID: d.work, Content: c})
			return err
		}
		refused(t, action(plan.Content{Kind: "COOP_B", Allowance: plan.MaxAllowance + 1}), "allowance")
		refused(t, action(plan.Content{Kind: "COOP_B", Note: "a\x00b"}), "note")
		refused(t, action(plan.Content{Kind: "TIROCINIO_INCLUSIONE", Months: 37, LongerWhy: "disabilità grave"}), "months")
		refused(t, action(plan.Content{Kind: "NESSUNA"}), "kind")
		w.proved(t)
	})
}

// TestRestIsNotForOthers: the commands that TestWhoMayNot does not try.
func TestRestIsNotForOthers(t *testing.T) {
	both(t, func(t *testing.T, w *world) {
		d := w.draft(t)
		ok := made(t)
		c := ok(w.room.AddCommitment(ctx, w.elena, d.plan, plan.CommitmentInput{Side: plan.OfPerson, Text: "andare al corso"}))
		l := ok(w.room.AddLink(ctx, w.elena, w.id, plan.LinkInput{Kind: "PAIS", Number: "1", OnDay: w.Today()}))
		for _, who := range []gate.Actor{w.carla, w.nora, w.sofia, w.outside} {
			is(t, w.room.ChangeGoal(ctx, who, d.plan, d.work, 1, plan.GoalInput{Domain: "LAVORO", Text: "x"}), fault.NotFound)
			is(t, w.room.MoveGoal(ctx, who, d.plan, d.work, true), fault.NotFound)
			is(t, w.room.TakeProposals(ctx, who, d.plan, []string{"CASA_TETTO"}), fault.NotFound)
			is(t, w.room.ChangeAction(ctx, who, d.plan, d.course, 1, plan.ActionInput{}), fault.NotFound)
			_, err := w.room.AddCommitment(ctx, who, d.plan, plan.CommitmentInput{})
			is(t, err, fault.NotFound)
			is(t, w.room.ChangeCommitment(ctx, who, d.plan, c, 1, plan.CommitmentInput{}), fault.NotFound)
			is(t, w.room.RemoveCommitment(ctx, who, d.plan, c), fault.NotFound)
			is(t, w.room.SetDates(ctx, who, d.plan, nil), fault.NotFound)
			is(t, w.room.EndLink(ctx, who, w.id, l), fault.NotFound)
			is(t, w.room.Unfreeze(ctx, who, d.plan, "x"), fault.NotFound)
			if who.Account != w.carla.Account {
				_, _, err = w.room.ByPlan(ctx, who, d.plan)
				is(t, err, fault.NotFound)
			}
		}
		_, _, err := w.room.ByPlan(ctx, w.elena, value.NewID())
		is(t, err, fault.NotFound)
		is(t, w.room.ChangeAction(ctx, w.elena, d.plan, d.therapy, 1, plan.ActionInput{GoalID: d.health, Content: plan.Content{Kind: "DSM"}}), fault.NotFound)
		_, err = w.room.AddAction(ctx, w.paolo, d.plan, plan.ActionInput{GoalID: d.work, Content: plan.Content{Kind: "PRONTO_INTERVENTO"}})
		is(t, err, fault.NotFound) // a kind that only social workers and the case manager know of
		w.proved(t)
	})
}
