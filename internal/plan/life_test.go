package plan_test

import (
	"slices"
	"sync"
	"testing"

	"siil/internal/casefile"
	"siil/internal/fault"
	"siil/internal/gate"
	"siil/internal/plan"
	"siil/internal/policy"
	"siil/internal/value"
)

func (w *world) state(t testing.TB) (s string) {
	t.Helper()
	must(t, w.Read(ctx, w.carla, func(tx *gate.ReadTx) error {
		c, res, err := casefile.Facts(tx, w.id)
		if err != nil {
			return err
		}
		s = c.State
		return tx.Decide(policy.CaseOpen, res)
	}))
	return s
}

// TestLife: drafted by two professions, signed on paper and with the second factor, actions with hours, a check that reopens, a second version.
func TestLife(t *testing.T) {
	both(t, func(t *testing.T, w *world) {
		d := w.draft(t)
		ok := made(t)
		ok(w.room.AddCommitment(ctx, w.elena, d.plan, plan.CommitmentInput{Side: plan.OfPerson, Text: "andare al corso"}))
		must(t, w.room.SetDates(ctx, w.elena, d.plan, []value.Date{w.Today().AddDays(80), w.Today().AddDays(160)}))
		ok(w.room.AddLink(ctx, w.elena, w.id, plan.LinkInput{Kind: "PAIS", Number: "0000-DEMO", OnDay: w.Today()}))
		w.signed(t, d.plan)
		p := w.see(t, w.elena, d.plan)
		if p.State != plan.InForce || p.ForceOn != w.Today() || len(p.Signatures) != 2 || p.Digest == "" {
			t.Fatalf("after both signed: %+v", p)
		}
		if s := w.state(t); s != "PROGETTO_SOTTOSCRITTO" {
			t.Errorf("the case is %s", s)
		}
		month := w.Today().ISO()[:7]
		m, err := w.room.Attend(ctx, w.paolo, d.course, month, 0, map[int]int{w.Today().Day(): 270})
		must(t, err)
		if m.Total != 270 {
			t.Errorf("the month has %d minutes", m.Total)
		}
		if s := w.state(t); s != "IN_ATTUAZIONE" {
			t.Errorf("after the first hours the case is %s", s)
		}
		id := ok(w.room.Check(ctx, w.elena, d.plan, plan.Checking{OnDay: w.Today(), WithPerson: true, NextOn: w.Today().AddDays(60), Reopens: true, Changes: "Un corso più lungo",
			Goals: []plan.GoalProgress{{GoalID: d.work, Progress: "on_the_way", Note: "Va bene"}}}))
		v, err := w.room.View(ctx, w.elena, w.id)
		must(t, err)
		next, open := v.Open()
		if !open || next.Number != 2 || next.Revises != d.plan || len(v.Checks) != 1 || v.Checks[0].ID != id {
			t.Fatalf("after the check: %+v, checks %+v", next, v.Checks)
		}
		if g, _ := next.Goal(d.work); g.Progress != "on_the_way" || len(g.Actions) != 1 || g.Actions[0].ID != d.course || g.Actions[0].Minutes != 270 {
			t.Errorf("the goal in the next version: %+v", g)
		}
		a, _ := next.Action(d.course)
		a.Hours = 120
		must(t, w.room.ChangeAction(ctx, w.paolo, next.ID, d.course, a.Version, plan.ActionInput{GoalID: d.work, Content: a.Content}))
		w.signed(t, next.ID)
		if old := w.see(t, w.elena, d.plan); old.State != plan.Superseded {
			t.Errorf("the first version is %s", old.State)
		} else if a, _ := old.Action(d.course); a.Hours != 60 {
			t.Errorf("the signed version says %d hours now", a.Hours)
		}
		w.proved(t)
	})
}

// TestReserved: whoever may not read a section finds no trace of its goals and actions, in no version, check or order; who may, finds all.
func TestReserved(t *testing.T) {
	both(t, func(t *testing.T, w *world) {
		d := w.draft(t)
		w.signed(t, d.plan)
		_, err := w.room.Attend(ctx, w.lucia, d.therapy, w.Today().ISO()[:7], 0, map[int]int{w.Today().Day(): 60})
		must(t, err)
		made(t)(w.room.Check(ctx, w.lucia, d.plan, plan.Checking{OnDay: w.Today(), NextOn: w.Today().AddDays(10),
			Goals: []plan.GoalProgress{{GoalID: d.health, Progress: "reached", Note: "Sta meglio"}}}))
		for _, who := range []gate.Actor{w.elena, w.paolo, w.sara, w.carla} {
			v, err := w.room.View(ctx, who, w.id)
			must(t, err)
			p := v.Plans[0]
			if len(p.Goals) != 1 || p.Goals[0].ID != d.work || len(v.Checks[0].Goals) != 0 {
				t.Errorf("%s sees %+v and %+v", who.Name, p.Goals, v.Checks[0].Goals)
			}
			_, err = w.room.Action(ctx, who, d.therapy)
			is(t, err, fault.NotFound)
		}
		v, err := w.room.View(ctx, w.lucia, w.id)
		must(t, err)
		p := v.Plans[0]
		if g, ok := p.Goal(d.health); !ok || g.Text != "Stare meglio" || g.Progress != "reached" || g.Actions[0].Kind != "DSM" || g.Actions[0].Minutes != 60 {
			t.Errorf("lucia sees %+v", p.Goals)
		}
		is(t, w.room.Happen(ctx, w.elena, d.therapy, -1, plan.EventInput{Kind: plan.Ends, OnDay: w.Today(), Result: "COMPLETATA"}), fault.NotFound)
		_, err = w.room.Check(ctx, w.elena, d.plan, plan.Checking{OnDay: w.Today(), NextOn: w.Today().AddDays(10), Goals: []plan.GoalProgress{{GoalID: d.health, Progress: "reached"}}})
		is(t, err, fault.NotFound)
		next := made(t)(w.room.Revise(ctx, w.elena, d.plan, "Cambia il corso"))
		if p := w.see(t, w.lucia, next); len(p.Goals) != 2 {
			t.Errorf("the copy lost what its writer may not read: %+v", p.Goals)
		}
		w.proved(t)
	})
}

// TestWhoMayNot: each command as those who may not.
func TestWhoMayNot(t *testing.T) {
	both(t, func(t *testing.T, w *world) {
		d := w.draft(t)
		for _, who := range []gate.Actor{w.carla, w.nora, w.sofia, w.outside} {
			_, err := w.room.Begin(ctx, who, w.id, "x")
			is(t, err, fault.NotFound)
			_, err = w.room.AddGoal(ctx, who, d.plan, plan.GoalInput{Domain: "LAVORO", Text: "x"})
			is(t, err, fault.NotFound)
			_, err = w.room.AddAction(ctx, who, d.plan, plan.ActionInput{GoalID: d.work, Content: plan.Content{Kind: "UPSKILLING"}})
			is(t, err, fault.NotFound)
			is(t, w.room.WriteAims(ctx, who, d.plan, "", "x"), fault.NotFound)
			is(t, w.room.RemoveGoal(ctx, who, d.plan, d.work), fault.NotFound)
			is(t, w.room.RemoveAction(ctx, who, d.plan, d.course), fault.NotFound)
			is(t, w.room.Drop(ctx, who, d.plan), fault.NotFound)
			is(t, w.room.Freeze(ctx, who, d.plan, 0), fault.NotFound)
			_, err = w.room.Sign(ctx, who, d.plan, plan.SignatureInput{Party: plan.ByPerson, Means: plan.OnPaper, OnDay: w.Today()})
			is(t, err, fault.NotFound)
			_, err = w.room.Attend(ctx, who, d.course, w.Today().ISO()[:7], -1, nil)
			is(t, err, fault.NotFound)
			_, err = w.room.Check(ctx, who, d.plan, plan.Checking{})
			is(t, err, fault.NotFound)
			_, err = w.room.Revise(ctx, who, d.plan, "x")
			is(t, err, fault.NotFound)
			_, err = w.room.AddLink(ctx, who, w.id, plan.LinkInput{})
			is(t, err, fault.NotFound)
			if who.Account == w.carla.Account {
				continue
			}
			_, err = w.room.View(ctx, who, w.id)
			is(t, err, fault.NotFound)
		}
		_, err := w.room.AddGoal(ctx, w.elena, d.plan, plan.GoalInput{Domain: "SALUTE_MENTALE", Text: "x"})
		is(t, err, fault.NotFound)
		is(t, w.room.RemoveGoal(ctx, w.elena, d.plan, d.health), fault.NotFound)
		is(t, w.room.RemoveAction(ctx, w.paolo, d.plan, d.therapy), fault.NotFound)
		w.proved(t)
	})
}

// TestDraftRefuses: what a form can get wrong.
func TestDraftRefuses(t *testing.T) {
	both(t, func(t *testing.T, w *world) {
		d := w.draft(t)
		goal := func(in plan.GoalInput) error { _, err := w.room.AddGoal(ctx, w.elena, d.plan, in); return err }
		refused(t, goal(plan.GoalInput{Domain: "", Text: "x"}), "domain")
		refused(t, goal(plan.GoalInput{Domain: "LUNA", Text: "x"}), "domain")
		refused(t, goal(plan.GoalInput{Domain: "CASA"}), "text")
		action := func(c plan.Content) error {
			_, err := w.room.AddAction(ctx, w.elena, d.plan, plan.ActionInput{GoalID: d.work, Content: c})
			return err
		}
		day := w.Today()
		refused(t, action(plan.Content{}), "kind")
		refused(t, action(plan.Content{Kind: "ALTRO"}), "title")
		refused(t, action(plan.Content{Kind: "UPSKILLING", From: day, To: day.AddDays(-1)}), "to")
		refused(t, action(plan.Content{Kind: "UPSKILLING", Fund: "X"}), "fund")
		refused(t, action(plan.Content{Kind: "UPSKILLING", Hours: -1}), "hours")
		refused(t, action(plan.Content{Kind: "UPSKILLING", FollowerID: w.outside.Account}), "follower")
		refused(t, action(plan.Content{Kind: "TIROCINIO_INCLUSIONE", Allowance: value.Euros(501)}), "allowance")
		refused(t, action(plan.Content{Kind: "TIROCINIO_INCLUSIONE", Months: 25}), "months")
		refused(t, action(plan.Content{Kind: "TIROCINIO_INCLUSIONE", From: day, To: day.AddMonths(25)}), "to")
		must(t, action(plan.Content{Kind: "TIROCINIO_INCLUSIONE", From: day, To: day.AddMonths(30), Months: 30, LongerWhy: "disabilità grave", Allowance: value.Euros(500)}))
		is(t, w.room.ChangeGoal(ctx, w.elena, d.plan, d.work, 0, plan.GoalInput{Domain: "LAVORO", Text: "altro"}), fault.Conflict)
		refused(t, w.room.ChangeGoal(ctx, w.elena, d.plan, d.work, 1, plan.GoalInput{Domain: "SALUTE_MENTALE", Text: "altro"}), "domain")
		refused(t, w.room.SetDates(ctx, w.elena, d.plan, []value.Date{day.AddDays(91)}), "dates")
		refused(t, w.room.SetDates(ctx, w.elena, d.plan, []value.Date{day.AddDays(-1)}), "dates")
		_, err := w.room.Begin(ctx, w.elena, w.id, "x")
		is(t, err, fault.Conflict)
		w.proved(t)
	})
}

// TestTwoPeopleDraft: two professions on two goals at once lose nothing.
func TestTwoPeopleDraft(t *testing.T) {
	both(t, func(t *testing.T, w *world) {
		d := w.draft(t)
		var wait sync.WaitGroup
		for i, who := range []gate.Actor{w.elena, w.lucia, w.paolo} {
			wait.Go(func() {
				var err error
				switch i {
				case 0:
					err = w.room.ChangeGoal(ctx, who, d.plan, d.work, 1, plan.GoalInput{Domain: "LAVORO", Text: "Lavorare al vivaio", ReachedWhen: "Ha il contratto"})
				case 1:
					err = w.room.ChangeGoal(ctx, who, d.plan, d.health, 1, plan.GoalInput{Domain: "SALUTE_MENTALE", Text: "Dormire la notte", ReachedWhen: "Dorme"})
				case 2:
					_, err = w.room.AddCommitment(ctx, who, d.plan, plan.CommitmentInput{Side: plan.OfService, Who: "CPI", Text: "cercare l'azienda"})
				}
				if err != nil {
					t.Error(err)
				}
			})
		}
		wait.Wait()
		p := w.see(t, w.lucia, d.plan)
		if p.Goals[0].Text != "Lavorare al vivaio" || p.Goals[1].Text != "Dormire la notte" || len(p.Commitments) != 1 {
			t.Errorf("something was lost: %+v, %+v", p.Goals, p.Commitments)
		}
		w.proved(t)
	})
}

// TestSigning: what signing refuses, and that what was signed never changes.
func TestSigning(t *testing.T) {
	both(t, func(t *testing.T, w *world) {
		d := w.draft(t)
		paper := func(party string) plan.SignatureInput {
			return plan.SignatureInput{Party: party, Means: plan.OnPaper, OnDay: w.Today()}
		}
		sign := func(who gate.Actor, in plan.SignatureInput) error {
			_, err := w.room.Sign(ctx, who, d.plan, in)
			return err
		}
		refused(t, sign(w.elena, plan.SignatureInput{Party: "x", Means: plan.OnPaper, OnDay: w.Today()}), "party")
		refused(t, sign(w.elena, plan.SignatureInput{Party: plan.ByPerson, Means: "x"}), "means")
		refused(t, sign(w.elena, plan.SignatureInput{Party: plan.ByPerson, Means: plan.SecondFactor, Code: rightCode}), "means")
		refused(t, sign(w.elena, plan.SignatureInput{Party: plan.ByCaseManager, Means: plan.SecondFactor, Code: "0"}), "code")
		refused(t, sign(w.paolo, plan.SignatureInput{Party: plan.ByCaseManager, Means: plan.SecondFactor, Code: rightCode}), "party")
		refused(t, sign(w.elena, plan.SignatureInput{Party: plan.ByPerson, Means: plan.OnPaper, OnDay: w.Today().AddDays(1)}), "date")
		refused(t, sign(w.elena, plan.SignatureInput{Party: plan.ByService, Means: plan.OnPaper, OnDay: w.Today()}), "words")
		no := paper(plan.ByPerson)
		no.Agreement = plan.Disagrees
		refused(t, sign(w.elena, no), "said")
		if p := w.see(t, w.elena, d.plan); p.State != plan.Draft {
			t.Fatalf("a refused signature froze the draft: %s", p.State)
		}
		no.Said = "Il corso è troppo lontano"
		must(t, sign(w.elena, no))
		must(t, sign(w.elena, plan.SignatureInput{Party: plan.ByCaseManager, Means: plan.SecondFactor, Code: rightCode}))
		if p := w.see(t, w.elena, d.plan); p.State != plan.Signing {
			t.Fatalf("with a disagreement it is %s", p.State)
		}
		is(t, sign(w.elena, plan.SignatureInput{Party: plan.ByCaseManager, Means: plan.SecondFactor, Code: rightCode}), fault.Conflict)
		is(t, w.room.WriteAims(ctx, w.elena, d.plan, "", "altro"), fault.Conflict)
		refused(t, w.room.Unfreeze(ctx, w.elena, d.plan, " "), "why")
		must(t, w.room.Unfreeze(ctx, w.elena, d.plan, "Cambiamo il corso"))
		p := w.see(t, w.elena, d.plan)
		if p.State != plan.Draft || slices.ContainsFunc(p.Signatures, plan.Signature.Stands) || p.Signatures[0].Said != no.Said {
			t.Fatalf("back in draft: %+v", p)
		}
		other := paper(plan.ByPerson)
		other.Digest = "0"
		is(t, sign(w.elena, other), fault.Conflict)
		w.signed(t, d.plan)
		next := made(t)(w.room.Revise(ctx, w.elena, d.plan, "Cambia il corso"))
		w.signed(t, next)
		is(t, sign(w.elena, plan.SignatureInput{Party: plan.ByService, Means: plan.SecondFactor, Code: rightCode}), fault.Conflict)
		for name, try := range map[string]error{
			"aims": w.room.WriteAims(ctx, w.elena, next, "Voglio un contratto vero, vicino a casa.", "altro"), "goal": w.room.RemoveGoal(ctx, w.elena, next, d.work),
			"action": w.room.RemoveAction(ctx, w.paolo, next, d.course), "drop": w.room.Drop(ctx, w.elena, next), "unfreeze": w.room.Unfreeze(ctx, w.elena, next, "x"),
			"freeze": w.room.Freeze(ctx, w.elena, next, 0)} {
			if !fault.Is(try, fault.Conflict) {
				t.Errorf("%s on what was signed: %v", name, try)
			}
		}
		w.proved(t)
	})
}

// TestTwoSignAtOnce: both land; the same party twice lands once.
func TestTwoSignAtOnce(t *testing.T) {
	both(t, func(t *testing.T, w *world) {
		d := w.draft(t)
		must(t, w.room.Freeze(ctx, w.elena, d.plan, 0))
		errs := make([]error, 4)
		var wait sync.WaitGroup
		for i, who := range []gate.Actor{w.elena, w.elena, w.paolo, w.lucia} {
			wait.Go(func() {
				in := plan.SignatureInput{Party: plan.ByService, Means: plan.SecondFactor, Code: rightCode}
				if i < 2 {
					in = plan.SignatureInput{Party: plan.ByPerson, Means: plan.OnPaper, OnDay: w.Today()}
				}
				_, errs[i] = w.room.Sign(ctx, who, d.plan, in)
			})
		}
		wait.Wait()
		if (errs[0] == nil) == (errs[1] == nil) || errs[2] != nil || errs[3] != nil {
			t.Errorf("signed: %v", errs)
		}
		if p := w.see(t, w.elena, d.plan); len(p.Signatures) != 3 {
			t.Errorf("%d signatures", len(p.Signatures))
		}
		w.proved(t)
	})
}
