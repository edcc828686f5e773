package outcome_test

import (
	"testing"

	"pgregory.net/rapid"

	"siil/internal/casefile"
	"siil/internal/fault"
	"siil/internal/gate"
	"siil/internal/gate/gatetest"
	"siil/internal/outcome"
	"siil/internal/plan"
	"siil/internal/value"
)

// closed closes the case and gives its follow-ups.
func (w *world) closed(t testing.TB) []casefile.FollowUp {
	t.Helper()
	w.close(t, w.closing(t))
	return w.followUps(t)
}

// The first answer begins the follow-up, the last ends it; taking answers back goes the same way.
func TestAnswersMoveTheCase(t *testing.T) {
	both(t, func(t *testing.T, w *world) {
		f := w.closed(t)
		state := func(want string) {
			t.Helper()
			if c := w.facts(t); c.State != want {
				t.Fatalf("%s, want %s", c.State, want)
			}
		}
		state("CHIUSA")
		w.later(28)
		first := outcome.Answering{Answer: "LAVORA", OnDay: w.Today(), Note: "  è contenta ", Details: outcome.Details{ContractKind: "APPRENDISTATO", WeeklyHours: 30, Service: "no"}}
		must(t, w.room.Answer(ctx, w.paolo, f[0].ID, first)) // of the team
		state("FOLLOW_UP")
		got := w.followUps(t)[0]
		if d, err := outcome.DetailsOf(got.Details); got.Answer != "LAVORA" || got.Note != "è contenta" || got.OnDay != w.Today() || got.AnsweredBy != w.paolo.Account || err != nil ||
			d != (outcome.Details{ContractKind: "APPRENDISTATO", WeeklyHours: 30}) {
			t.Errorf("answered %+v %v", got, err)
		}
		must(t, w.room.Answer(ctx, w.elena, f[0].ID, outcome.Answering{Answer: "CERCA_LAVORO", OnDay: w.Today(), Details: first.Details})) // in its place
		if got := w.followUps(t)[0]; got.Answer != "CERCA_LAVORO" || got.Details != "" || got.Note != "" {
			t.Errorf("answered again %+v", got)
		}
		state("FOLLOW_UP")
		w.later(160)
		must(t, w.room.Answer(ctx, w.elena, f[1].ID, outcome.Answering{Answer: "NON_RINTRACCIATA", OnDay: w.Today()}))
		state("CHIUSA")
		must(t, w.room.UndoAnswer(ctx, w.paolo, f[1].ID))
		state("FOLLOW_UP")
		must(t, w.room.UndoAnswer(ctx, w.elena, f[0].ID))
		state("CHIUSA")
		is(t, w.room.UndoAnswer(ctx, w.elena, f[0].ID), fault.Conflict)
		w.proved(t)
	})
}

func TestAnswersThatAreRefused(t *testing.T) {
	both(t, func(t *testing.T, w *world) {
		f := w.closed(t)
		w.later(10)
		today := w.Today()
		for name, c := range map[string]struct {
			in    outcome.Answering
			field string
		}{
			"no answer":       {outcome.Answering{OnDay: today}, "answer"},
			"unknown":         {outcome.Answering{Answer: "BENE", OnDay: today}, "answer"},
			"no day":          {outcome.Answering{Answer: "LAVORA"}, "on"},
			"tomorrow":        {outcome.Answering{Answer: "LAVORA", OnDay: today.AddDays(1)}, "on"},
			"before the end":  {outcome.Answering{Answer: "LAVORA", OnDay: today.AddDays(-11)}, "on"},
			"unknown kind":    {outcome.Answering{Answer: "LAVORA", OnDay: today, Details: outcome.Details{ContractKind: "X"}}, "contract_kind"},
			"contract over":   {outcome.Answering{Answer: "LAVORA", OnDay: today, Details: outcome.Details{ContractUntil: today.AddDays(-1)}}, "contract_until"},
			"too many hours":  {outcome.Answering{Answer: "LAVORA", OnDay: today, Details: outcome.Details{WeeklyHours: 61}}, "weekly_hours"},
			"hours below one": {outcome.Answering{Answer: "LAVORA", OnDay: today, Details: outcome.Details{WeeklyHours: -1}}, "weekly_hours"},
		} {
			if err := w.room.Answer(ctx, w.elena, f[0].ID, c.in); len(fields(err)) != 1 || fields(err)[0] != c.field {
				t.Errorf("%s: %v", name, err)
			}
		}
		good := outcome.Answering{Answer: "LAVORA", OnDay: today}
		for _, who := range []gate.Actor{w.nora, w.sofia, w.dario, w.anna, w.olga} {
			is(t, w.room.Answer(ctx, who, f[0].ID, good), fault.NotFound)
			is(t, w.room.UndoAnswer(ctx, who, f[0].ID), fault.NotFound)
		}
		is(t, w.room.Answer(ctx, w.elena, value.NewID(), good), fault.NotFound)
		if got := w.followUps(t)[0]; got.Answered() {
			t.Errorf("something was kept: %+v", got)
		}
		w.proved(t)
	})
}

// What waits is of whoever managed the case; a case that is open again waits for nothing, and what was answered stays.
func TestFollowUpsThatAreDue(t *testing.T) {
	both(t, func(t *testing.T, w *world) {
		due := func(who gate.Actor) (out []outcome.Due) {
			t.Helper()
			must(t, w.Unaudited(ctx, gatetest.Zone, func(tx *gate.ReadTx) (err error) {
				out, err = outcome.FollowUpsDue(tx, who.Account, 10)
				return err
			}))
			return out
		}
		f := w.closed(t)
		got := due(w.elena)
		if len(got) != 2 || got[0].ID != f[0].ID || got[0].CaseID != w.id || got[0].Person != "Samira Provini" || got[0].DueOn != f[0].DueOn || len(due(w.paolo)) != 0 {
			t.Errorf("%+v", got)
		}
		must(t, w.room.Answer(ctx, w.elena, f[0].ID, outcome.Answering{Answer: "LAVORA", OnDay: w.Today()}))
		if got := due(w.elena); len(got) != 1 || got[0].ID != f[1].ID {
			t.Errorf("after an answer %+v", got)
		}
		c := w.facts(t)
		must(t, w.cases.Reopen(ctx, w.carla, w.id, casefile.Beginning{Version: c.Version, On: w.Today(), Reason: "ha perso il lavoro"}))
		if got := due(w.elena); len(got) != 0 {
			t.Errorf("after a reopening %+v", got)
		}
		if left := w.followUps(t); len(left) != 1 || left[0].ID != f[0].ID {
			t.Errorf("left after a reopening: %+v", left)
		}
		is(t, w.room.Answer(ctx, w.elena, f[1].ID, outcome.Answering{Answer: "LAVORA", OnDay: w.Today()}), fault.NotFound)
		w.close(t, outcome.Closing{Ending: casefile.Ending{Version: w.facts(t).Version, On: w.Today(), Reason: "RINUNCIA"}})
		is(t, w.room.UndoAnswer(ctx, w.elena, f[0].ID), fault.Conflict) // of the path before
		w.proved(t)
	})
}

// A closure made today by mistake is taken back as if it had not been: the report is void, the sender reads what was there, what waited is gone.
func TestAClosureIsTakenBack(t *testing.T) {
	both(t, func(t *testing.T, w *world) {
		w.system(t, func(tx *gate.WriteTx) error {
			return casefile.SetNext(tx, casefile.NextSet{CaseID: w.id, On: w.Today().AddDays(4), What: "colloquio"})
		})
		before := w.facts(t)
		in := w.closing(t)
		in.Report = &outcome.Report{}
		w.close(t, in)
		must(t, w.room.Complete(ctx, w.elena, w.id, outcome.Completing{Tell: true, Answer: "Il percorso è finito."}))
		w.wantAnswer(t, "closed", "Il percorso è finito.")
		must(t, w.room.Undo(ctx, w.elena, w.id))
		after := w.facts(t)
		if after.State != before.State || after.StateOn != before.StateOn || after.NextOn != before.NextOn || after.NextWhat != before.NextWhat || after.ManagerID != before.ManagerID {
			t.Errorf("%+v, was %+v", after, before)
		}
		if n := w.number(t, "SELECT COUNT(*) FROM document WHERE zone = $1 AND voided_at IS NULL"); n != 0 || len(w.followUps(t)) != 0 || w.action(t, w.course) != plan.Running {
			t.Errorf("%d reports, %d follow-ups, the course %s", n, len(w.followUps(t)), w.action(t, w.course))
		}
		w.wantAnswer(t, "", "")
		if n := w.number(t, "SELECT COUNT(*) FROM mail_out WHERE zone = $1 AND once LIKE 'closed-%' AND dropped_at IS NULL"); n != 0 {
			t.Errorf("%d mails still leave", n)
		}
		is(t, w.room.Undo(ctx, w.elena, w.id), fault.Conflict)

		w.close(t, w.closing(t)) // the next day it is too late
		w.later(1)
		is(t, w.room.Undo(ctx, w.elena, w.id), fault.Conflict)
		w.proved(t)
	})
}

// A closure to which something has happened since is not taken back.
func TestAClosureThatWentOnIsNotTakenBack(t *testing.T) {
	both(t, func(t *testing.T, w *world) {
		f := w.closed(t)
		must(t, w.room.Answer(ctx, w.elena, f[0].ID, outcome.Answering{Answer: "LAVORA", OnDay: w.Today()}))
		is(t, w.room.Undo(ctx, w.elena, w.id), fault.Conflict)
		if c := w.facts(t); c.State != "FOLLOW_UP" {
			t.Errorf("%s", c.State)
		}
	})
}

// Whatever the order of closing, answering, taking back and reopening, the rows say one thing.
func TestWhateverHappensTheRowsSayOneThing(t *testing.T) {
	w := newWorld(t, gatetest.NewSQLite(t))
	rapid.Check(t, func(rt *rapid.T) {
		for range rapid.IntRange(1, 12).Draw(rt, "steps") {
			w.step(t, rt)
			w.oneThing(t, rt)
		}
	})
	w.proved(t)
}

// step does something, or is refused.
func (w *world) step(t *testing.T, rt *rapid.T) {
	c, all := w.facts(t), w.followUps(t)
	who := rapid.SampledFrom([]gate.Actor{w.elena, w.carla}).Draw(rt, "who")
	pick := func() (id value.ID) {
		if len(all) == 0 {
			return value.NewID()
		}
		return rapid.SampledFrom(all).Draw(rt, "follow-up").ID
	}
	var err error
	switch rapid.SampledFrom([]string{"close", "answer", "take back an answer", "undo", "reopen", "tomorrow"}).Draw(rt, "what") {
	case "close":
		in := outcome.Closing{Ending: casefile.Ending{Version: c.Version, On: w.Today(), Note: "x", Reason: rapid.SampledFrom([]string{"RINUNCIA", "DECESSO", "ERRORE"}).Draw(rt, "reason")}}
		if who.Account == w.elena.Account && w.action(t, w.course) == plan.Running {
			in.Actions = []outcome.Settling{{ActionID: w.course, Kind: plan.Ends, Result: w.result()}}
		}
		_, err = w.room.Close(ctx, who, w.id, in)
	case "answer":
		err = w.room.Answer(ctx, who, pick(), outcome.Answering{Answer: "LAVORA", OnDay: w.Today()})
	case "take back an answer":
		err = w.room.UndoAnswer(ctx, who, pick())
	case "undo":
		err = w.room.Undo(ctx, who, w.id)
	case "reopen":
		err = w.cases.Reopen(ctx, who, w.id, casefile.Beginning{Version: c.Version, On: w.Today(), Reason: "di nuovo"})
	default:
		w.later(1)
	}
	if fault.KindOf(err) == fault.Internal && err != nil {
		rt.Fatal(err)
	}
}

func (w *world) oneThing(t *testing.T, rt *rapid.T) {
	c := w.facts(t)
	answered, waiting := 0, 0
	for _, f := range w.followUps(t) {
		switch {
		case f.EpisodeID != c.EpisodeID:
			if !f.Answered() {
				rt.Fatalf("a follow-up of an episode that was reopened still waits: %+v", f)
			}
		case f.Answered():
			answered++
		default:
			waiting++
		}
	}
	closures := w.number(t, "SELECT COUNT(*) FROM closure WHERE zone = $1 AND episode_id = $2 AND undone_at IS NULL", c.EpisodeID)
	ended := c.State == "CHIUSA" || c.State == "FOLLOW_UP"
	if (closures == 1) != ended || closures > 1 || !ended && answered+waiting > 0 || (c.State == "FOLLOW_UP") != (answered > 0 && waiting > 0) {
		rt.Fatalf("%s with %d closures, %d answered, %d waiting", c.State, closures, answered, waiting)
	}
	if open := w.number(t, "SELECT COUNT(*) FROM episode WHERE zone = $1 AND id = $2 AND closed_on IS NULL", c.EpisodeID); (open == 1) == ended {
		rt.Fatalf("%s with %d open episodes", c.State, open)
	}
}
