package plan_test

import (
	"bytes"
	"crypto/sha256"
	"encoding/hex"
	"image"
	"image/png"
	"net/http"
	"regexp"
	"slices"
	"sync"
	"testing"
	"time"

	"pgregory.net/rapid"

	"siil/internal/attachment"
	"siil/internal/fault"
	"siil/internal/gate"
	"siil/internal/guideline"
	"siil/internal/plan"
	"siil/internal/value"
)

// onPaper and here are a party's signature on paper, of today, and with the second factor.
func (w *world) onPaper(party string) plan.SignatureInput {
	return plan.SignatureInput{Party: party, Means: plan.OnPaper, OnDay: w.Today()}
}

func here(party string) plan.SignatureInput {
	return plan.SignatureInput{Party: party, Means: plan.SecondFactor, Code: rightCode}
}

func (w *world) sign(who gate.Actor, id value.ID, in plan.SignatureInput) error {
	_, err := w.room.Sign(ctx, who, id, in)
	return err
}

// shown is what the page of somebody says that it shows.
func (w *world) shown(t testing.TB, who gate.Actor, id value.ID) string {
	t.Helper()
	s, err := w.see(t, who, id).Shown()
	must(t, err)
	return s
}

// verified fails the test unless Verify says same.
func (w *world) verified(t testing.TB, who gate.Actor, id value.ID, same bool, when string) {
	t.Helper()
	if got, err := w.room.Verify(ctx, who, id); err != nil || got != same {
		t.Errorf("%s, %s: verified %v, %v", when, who.Name, got, err)
	}
}

// A version from its draft to the next one that takes its place: paper with its scan, the second factor, what each signature carries.
func TestAVersionFromDraftToTheNext(t *testing.T) {
	both(t, func(t *testing.T, w *world) {
		d := w.draft(t)
		_, err := w.room.Verify(ctx, w.elena, d.plan)
		is(t, err, fault.Conflict)
		must(t, w.room.Freeze(ctx, w.elena, d.plan, 0))
		is(t, w.room.Freeze(ctx, w.elena, d.plan, 0), fault.Conflict)
		frozen := w.see(t, w.elena, d.plan)
		var scan bytes.Buffer
		must(t, png.Encode(&scan, image.NewGray(image.Rect(0, 0, 3, 2))))
		sum := sha256.Sum256(scan.Bytes())
		_, err = attachment.New(w.Gate).Keep(ctx, w.paolo, "slot", "firma.png", &scan)
		must(t, err)
		in := w.onPaper(plan.ByPerson)
		in.OnDay, in.Slot, in.CollectedBy, in.Agreement, in.Said = w.Today().AddDays(-2), "slot", w.sara.Account, plan.AgreesPartly, "Preferisco un corso di mattina"
		must(t, w.sign(w.paolo, d.plan, in))
		must(t, w.sign(w.elena, d.plan, here(plan.ByCaseManager)))
		p := w.see(t, w.elena, d.plan)
		if p.State != plan.InForce || p.ForceOn != w.Today() || p.Digest != frozen.Digest || len(p.Digest) != 64 {
			t.Fatalf("in force: %+v", p)
		}
		s := p.Signatures[0]
		if s.Party != plan.ByPerson || s.OnDay != in.OnDay || s.CollectedBy != w.sara.Account || s.Said != in.Said || s.Digest != p.Digest || len(s.Files) != 1 ||
			s.Files[0].Digest != hex.EncodeToString(sum[:]) {
			t.Errorf("on paper: %+v", s)
		}
		if s := p.Signatures[1]; s.AccountID != w.elena.Account || s.Means != plan.SecondFactor || s.OnDay != w.Today() || s.Digest != p.Digest {
			t.Errorf("with the second factor: %+v", s)
		}
		must(t, w.sign(w.lucia, d.plan, here(plan.ByService))) // a service may join what is in force
		next := made(t)(w.room.Revise(ctx, w.elena, d.plan, "Cambia il corso"))
		_, err = w.room.Revise(ctx, w.elena, d.plan, "x")
		is(t, err, fault.Conflict)
		v, err := w.room.View(ctx, w.lucia, w.id)
		must(t, err)
		first, _ := v.Current()
		second, _ := v.Open()
		if diff := w.room.Differences(first, second, v.Names); len(diff) != 0 {
			t.Errorf("a copy differs: %+v", diff)
		}
		a, _ := second.Action(d.course)
		a.Hours, a.Provider = 120, "Agenzia formativa"
		must(t, w.room.ChangeAction(ctx, w.paolo, next, d.course, a.Version, plan.ActionInput{GoalID: d.work, Content: a.Content}))
		second = w.see(t, w.elena, next)
		first = w.see(t, w.elena, d.plan)
		if diff := w.room.Differences(first, second, v.Names); len(diff) != 1 || diff[0].Kind != plan.Changed || len(diff[0].Fields) != 2 || diff[0].Fields[1].To[0] != "120" {
			t.Errorf("differences: %+v", diff)
		}
		w.signed(t, next)
		if old := w.see(t, w.elena, d.plan); old.State != plan.Superseded || old.SupersededAt.IsZero() {
			t.Errorf("the first is %+v", old)
		}
		for _, who := range []gate.Actor{w.elena, w.lucia, w.carla} {
			w.verified(t, who, d.plan, true, "superseded")
			w.verified(t, who, next, true, "in force")
		}
		_, err = w.room.Verify(ctx, w.nora, next)
		is(t, err, fault.NotFound)
		is(t, w.sign(w.elena, d.plan, here(plan.ByService)), fault.Conflict)
		_, err = w.room.Revise(ctx, w.elena, d.plan, "x")
		is(t, err, fault.Conflict)
		w.proved(t)
	})
}

// Who signs, signs what their page showed: a draft that somebody changed meanwhile is refused, one whose reserved part changed only to whoever reads it.
func TestSigningOtherThanWasShown(t *testing.T) {
	both(t, func(t *testing.T, w *world) {
		d := w.draft(t)
		with := func(shown string, in plan.SignatureInput) plan.SignatureInput { in.Digest = shown; return in }
		elena, lucia := w.shown(t, w.elena, d.plan), w.shown(t, w.lucia, d.plan)
		if elena == lucia || elena != w.shown(t, w.paolo, d.plan) {
			t.Error("what is shown does not go by what may be read")
		}
		h, _ := w.see(t, w.lucia, d.plan).Goal(d.health)
		must(t, w.room.ChangeGoal(ctx, w.lucia, d.plan, d.health, h.Version, plan.GoalInput{Domain: h.Domain, Text: "Dormire", ReachedWhen: h.ReachedWhen}))
		is(t, w.sign(w.lucia, d.plan, with(lucia, here(plan.ByService))), fault.Conflict)
		if now := w.shown(t, w.elena, d.plan); now != elena {
			t.Error("a reserved change shows")
		}
		must(t, w.room.WriteAims(ctx, w.paolo, d.plan, "Voglio un contratto vero, vicino a casa.", "Voglio lavorare."))
		is(t, w.sign(w.elena, d.plan, with(elena, here(plan.ByCaseManager))), fault.Conflict)
		if p := w.see(t, w.elena, d.plan); p.State != plan.Draft || len(p.Signatures) != 0 {
			t.Fatalf("refused, and yet %+v", p)
		}
		elena = w.shown(t, w.elena, d.plan)
		must(t, w.sign(w.elena, d.plan, with(elena, here(plan.ByCaseManager))))
		must(t, w.sign(w.paolo, d.plan, with(elena, here(plan.ByService)))) // looked at it while it was a draft
		frozen := w.shown(t, w.elena, d.plan)
		must(t, w.room.Unfreeze(ctx, w.elena, d.plan, "Altre parole"))
		must(t, w.room.WriteAims(ctx, w.elena, d.plan, "Voglio lavorare.", "Voglio un lavoro."))
		must(t, w.room.Freeze(ctx, w.elena, d.plan, 0))
		is(t, w.sign(w.elena, d.plan, with(frozen, here(plan.ByCaseManager))), fault.Conflict)
		again := w.shown(t, w.elena, d.plan)
		must(t, w.sign(w.elena, d.plan, with(again, here(plan.ByCaseManager))))
		w.verified(t, w.lucia, d.plan, true, "signed again")
		w.proved(t)
	})
}

// The digest of a version tells nothing of what of it one may not read: the same content never has the same digest, and each has as many parts.
func TestADigestTellsNothing(t *testing.T) {
	both(t, func(t *testing.T, w *world) {
		d := w.draft(t)
		parts := func() int {
			return w.one(t, "SELECT COUNT(*) FROM plan_part WHERE zone = $1 AND plan_id = $2 AND ended_at IS NULL", d.plan)
		}
		var digests []string
		var counts []int
		for range 2 {
			must(t, w.room.Freeze(ctx, w.elena, d.plan, 0))
			digests, counts = append(digests, w.see(t, w.elena, d.plan).Digest), append(counts, parts())
			w.verified(t, w.elena, d.plan, true, "frozen")
			must(t, w.room.Unfreeze(ctx, w.elena, d.plan, ""))
		}
		must(t, w.room.RemoveGoal(ctx, w.lucia, d.plan, d.health))
		must(t, w.room.Freeze(ctx, w.elena, d.plan, 0))
		if digests[0] == digests[1] || counts[0] != counts[1] || counts[0] != parts() {
			t.Errorf("digests %v, parts %v and %d without a reserved goal", digests, counts, parts())
		}
		w.proved(t)
	})
}

// A person who disagrees is heard in their words; nothing is in force until they agree, on a version that was talked over again.
func TestAPersonDisagrees(t *testing.T) {
	both(t, func(t *testing.T, w *world) {
		d := w.draft(t)
		no := w.onPaper(plan.ByPerson)
		no.Agreement, no.Said = plan.Disagrees, "Così lontano non ci vado.\nNon ho la macchina."
		must(t, w.sign(w.elena, d.plan, no))
		must(t, w.sign(w.elena, d.plan, here(plan.ByCaseManager)))
		must(t, w.sign(w.paolo, d.plan, here(plan.ByService)))
		p := w.see(t, w.elena, d.plan)
		if waits := w.room.Waiting(p); p.State != plan.Signing || !p.ForceOn.IsZero() || len(waits) != 1 || waits[0].Code != plan.ByPerson || p.Signatures[0].Said != no.Said {
			t.Fatalf("disagreed: %+v", p)
		}
		is(t, w.sign(w.elena, d.plan, w.onPaper(plan.ByPerson)), fault.Conflict)
		must(t, w.room.Unfreeze(ctx, w.elena, d.plan, "Cerchiamo un corso più vicino"))
		w.signed(t, d.plan)
		p = w.see(t, w.elena, d.plan)
		if p.State != plan.InForce || len(p.Signatures) != 5 || !slices.ContainsFunc(p.Signatures, func(s plan.Signature) bool { return !s.Stands() && s.Said == no.Said }) {
			t.Errorf("agreed: %+v", p.Signatures)
		}
		w.proved(t)
	})
}

// Signatures of the person and of the case manager that come at once put one version in force, once, whether it was frozen or a draft.
func TestBothPartiesAtOnce(t *testing.T) {
	both(t, func(t *testing.T, w *world) {
		d := w.draft(t)
		for round, id := 0, d.plan; round < 4; round++ {
			var errs [4]error
			var wait sync.WaitGroup
			for i, try := range []func() error{
				func() error { return w.sign(w.paolo, id, w.onPaper(plan.ByPerson)) },
				func() error { return w.sign(w.elena, id, here(plan.ByCaseManager)) },
				func() error { return w.sign(w.elena, id, here(plan.ByCaseManager)) },
				func() error { return w.sign(w.lucia, id, here(plan.ByService)) },
			} {
				wait.Go(func() { errs[i] = try() })
			}
			wait.Wait()
			if errs[0] != nil || errs[3] != nil || (errs[1] == nil) == (errs[2] == nil) {
				t.Fatalf("round %d: %v", round, errs)
			}
			if errs[1] != nil {
				is(t, errs[1], fault.Conflict)
			} else {
				is(t, errs[2], fault.Conflict)
			}
			if p := w.see(t, w.elena, id); p.State != plan.InForce || len(p.Signatures) != 3 {
				t.Fatalf("round %d: %+v", round, p)
			}
			w.verified(t, w.lucia, id, true, "signed at once")
			if n := w.one(t, "SELECT COUNT(*) FROM plan WHERE zone = $1 AND case_id = $2 AND state = 'in_force'", w.id); n != 1 {
				t.Errorf("%d in force", n)
			}
			w.Clock.Add(time.Minute)
			id = made(t)(w.room.Revise(ctx, w.elena, id, "Di nuovo"))
		}
		w.proved(t)
	})
}

// What signing needs besides its form: a second factor that can be asked, a case manager there is.
func TestWhoCannotSignYet(t *testing.T) {
	both(t, func(t *testing.T, w *world) {
		d := w.draft(t)
		deaf := plan.New(w.Gate, guideline.Default(), w.cases, w.assessments, nil)
		_, err := deaf.Sign(ctx, w.elena, d.plan, here(plan.ByCaseManager))
		refused(t, err, "means")
		in := w.onPaper(plan.ByPerson)
		in.CollectedBy = w.outside.Account
		refused(t, w.sign(w.elena, d.plan, in), "collected_by")
		in = w.onPaper(plan.ByService)
		in.AccountID = w.outside.Account
		refused(t, w.sign(w.elena, d.plan, in), "account")
		in = w.onPaper(plan.ByPerson)
		in.OnDay = value.MustDate("2026-03-11")
		refused(t, w.sign(w.elena, d.plan, in), "date")
		must(t, w.room.RemoveAction(ctx, w.paolo, d.plan, d.course))
		extra := made(t)(w.room.AddAction(ctx, w.paolo, d.plan, plan.ActionInput{GoalID: d.work, Content: plan.Content{Kind: "UPSKILLING"}}))
		err = w.sign(w.elena, d.plan, here(plan.ByCaseManager))
		refused(t, err, "from_"+string(extra))
		refused(t, err, "follower_"+string(extra))
		if p := w.see(t, w.elena, d.plan); p.State != plan.Draft || len(p.Signatures) != 0 {
			t.Errorf("refused, and yet %+v", p)
		}
		w.proved(t)
	})
}

// TestSignedNeverChanges throws every command in any order, by anybody of the team, at versions that were signed.
func TestSignedNeverChanges(t *testing.T) {
	both(t, func(t *testing.T, w *world) {
		d := w.draft(t)
		c := made(t)(w.room.AddCommitment(ctx, w.elena, d.plan, plan.CommitmentInput{Side: plan.OfPerson, Text: "andare al corso"}))
		must(t, w.room.SetDates(ctx, w.elena, d.plan, []value.Date{w.Today().AddDays(60)}))
		w.signed(t, d.plan)
		second := made(t)(w.room.Revise(ctx, w.elena, d.plan, "Cambia"))
		w.signed(t, second)
		before := map[value.ID]string{}
		for _, id := range []value.ID{d.plan, second} {
			before[id] = content(t, w.see(t, w.lucia, id))
		}
		goal, act := plan.GoalInput{Domain: "LAVORO", Text: "x", ReachedWhen: "y"}, plan.Content{Kind: "UPSKILLING", From: w.Today()}
		commands := map[string]func(who gate.Actor, id value.ID, base int) error{
			"aims": func(who gate.Actor, id value.ID, _ int) error {
				return w.room.WriteAims(ctx, who, id, "Voglio un contratto vero, vicino a casa.", "x")
			},
			"goal": func(who gate.Actor, id value.ID, _ int) error {
				_, err := w.room.AddGoal(ctx, who, id, goal)
				return err
			},
			"reword": func(who gate.Actor, id value.ID, base int) error {
				return w.room.ChangeGoal(ctx, who, id, d.work, base, goal)
			},
			"move":    func(who gate.Actor, id value.ID, _ int) error { return w.room.MoveGoal(ctx, who, id, d.work, true) },
			"no goal": func(who gate.Actor, id value.ID, _ int) error { return w.room.RemoveGoal(ctx, who, id, d.work) },
			"proposal": func(who gate.Actor, id value.ID, _ int) error {
				return w.room.TakeProposals(ctx, who, id, []string{"CASA_TETTO"})
			},
			"action": func(who gate.Actor, id value.ID, _ int) error {
				_, err := w.room.AddAction(ctx, who, id, plan.ActionInput{GoalID: d.work, Content: act})
				return err
			},
			"change action": func(who gate.Actor, id value.ID, base int) error {
				return w.room.ChangeAction(ctx, who, id, d.course, base, plan.ActionInput{GoalID: d.work, Content: act})
			},
			"no action": func(who gate.Actor, id value.ID, _ int) error { return w.room.RemoveAction(ctx, who, id, d.course) },
			"commitment": func(who gate.Actor, id value.ID, _ int) error {
				_, err := w.room.AddCommitment(ctx, who, id, plan.CommitmentInput{Side: plan.OfPerson, Text: "x"})
				return err
			},
			"change commitment": func(who gate.Actor, id value.ID, base int) error {
				return w.room.ChangeCommitment(ctx, who, id, c, base, plan.CommitmentInput{Side: plan.OfPerson, Text: "x"})
			},
			"no commitment": func(who gate.Actor, id value.ID, _ int) error { return w.room.RemoveCommitment(ctx, who, id, c) },
			"dates": func(who gate.Actor, id value.ID, _ int) error {
				return w.room.SetDates(ctx, who, id, []value.Date{w.Today().AddDays(30)})
			},
			"drop":     func(who gate.Actor, id value.ID, _ int) error { return w.room.Drop(ctx, who, id) },
			"freeze":   func(who gate.Actor, id value.ID, _ int) error { return w.room.Freeze(ctx, who, id, 0) },
			"unfreeze": func(who gate.Actor, id value.ID, _ int) error { return w.room.Unfreeze(ctx, who, id, "x") },
			"again":    func(who gate.Actor, id value.ID, _ int) error { return w.sign(who, id, w.onPaper(plan.ByPerson)) },
		}
		team := []gate.Actor{w.elena, w.paolo, w.sara, w.lucia}
		rapid.Check(t, func(rt *rapid.T) {
			name := rapid.SampledFrom(slices.Sorted(keys(commands))).Draw(rt, "command")
			id := rapid.SampledFrom([]value.ID{d.plan, second}).Draw(rt, "version")
			who := rapid.SampledFrom(team).Draw(rt, "who")
			if err := commands[name](who, id, rapid.IntRange(-1, 2).Draw(rt, "base")); !fault.Is(err, fault.Conflict) && !fault.Is(err, fault.NotFound) && !fault.Is(err, fault.Denied) {
				rt.Fatalf("%s by %s: %v", name, who.Name, err)
			}
			if content(t, w.see(t, w.lucia, id)) != before[id] {
				rt.Fatalf("%s by %s changed what was signed", name, who.Name)
			}
		})
		must(t, w.room.Happen(ctx, w.paolo, d.course, -1, plan.EventInput{Kind: plan.Starts, OnDay: w.Today()}))
		made(t)(w.room.Check(ctx, w.elena, second, plan.Checking{OnDay: w.Today(), NextOn: w.Today().AddDays(10), Goals: []plan.GoalProgress{{GoalID: d.work, Progress: "reached"}}}))
		for id, was := range before {
			if content(t, w.see(t, w.lucia, id)) != was {
				t.Errorf("what happens changed what was signed")
			}
			w.verified(t, w.lucia, id, true, "after all")
		}
		w.proved(t)
	})
}

// hiddenDigest is what the forms of the signatures say that their page shows.
var hiddenDigest = regexp.MustCompile(`name="digest" value="([0-9a-f]{64})"`)

// The page of the signatures says what it shows of a draft too; what was signed on it is refused once somebody has written.
func TestThePageSaysWhatIsSigned(t *testing.T) {
	both(t, func(t *testing.T, w *world) {
		d := w.draft(t)
		digests := func() (out []string) {
			for _, m := range hiddenDigest.FindAllStringSubmatch(w.open(t, w.elena, "/1/firme").body, -1) {
				out = append(out, m[1])
			}
			return out
		}
		before := digests()
		if len(before) != 2 || before[0] != before[1] {
			t.Fatalf("the forms say %v", before)
		}
		must(t, w.room.WriteAims(ctx, w.paolo, d.plan, "Voglio un contratto vero, vicino a casa.", "Voglio lavorare."))
		sign := func(digest string) livePage {
			return w.post(t, w.elena, "/1/firme", "", "once", string(value.NewID()), "means", plan.SecondFactor, "party", plan.ByCaseManager, "code", rightCode, "digest", digest)
		}
		sign(before[0]).is(t, http.StatusConflict, "rileggilo prima di firmare")
		sign(digests()[0]).is(t, http.StatusSeeOther)
	})
}
