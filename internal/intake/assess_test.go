package intake_test

import (
	"strings"
	"sync"
	"testing"
	"time"

	"siil/internal/casefile"
	"siil/internal/fault"
	"siil/internal/gate"
	"siil/internal/gate/gatetest"
	"siil/internal/intake"
	"siil/internal/referral"
	"siil/internal/value"
)

func TestOutcomesMoveTheCase(t *testing.T) {
	both(t, func(t *testing.T, w *world) {
		for i, c := range []struct{ outcome, advice, state string }{
			{intake.ToTeam, "", "IN_EQUIPE"}, {intake.OtherService, "centro per l'impiego", "RINVIATA"},
			{intake.NotAdmitted, "", "NON_AMMESSA"}, {intake.ToComplete, "", "IN_PREVALUTAZIONE"},
		} {
			s := w.send(t, w.anna, about("Samira"+string(rune('a'+i)), "Provini", ""))
			w.assess(t, s.ID, c.outcome, "il motivo", c.advice)
			id := w.caseOf(t, s.ID)
			if got := w.state(t, id); got != c.state {
				t.Errorf("%s: the case is %s", c.outcome, got)
			}
			steps := "SELECT COUNT(*) FROM state_change WHERE zone = $1 AND case_id = $2 AND (from_state IS NULL OR from_state = 'SEGNALATA' OR from_state = 'IN_PREVALUTAZIONE')"
			if n, want := w.number(t, steps, id), map[bool]int{true: 2, false: 3}[c.outcome == intake.ToComplete]; n != want {
				t.Errorf("%s: %d steps, want %d", c.outcome, n, want)
			}
			v := w.view(t, w.anna, s.ID)
			if c.outcome == intake.ToComplete {
				if v.Sheet.State != referral.ToComplete || v.Sheet.Messages[0].Text != "il motivo" || v.Sheet.Messages[0].By != "" || !v.MayReply {
					t.Errorf("the question as the sender reads it: %+v", v.Sheet)
				}
				continue
			}
			if v.Sheet.State != referral.Answered || v.Sheet.Outcome != c.outcome || v.Sheet.Reason != "il motivo" || v.Sheet.Advice != c.advice || v.OutcomeBy != "" ||
				v.Sheet.OutcomeBy != "" {
				t.Errorf("the outcome as the sender reads it: %+v", v.Sheet)
			}
		}
		told := "SELECT COUNT(*) FROM mail_out WHERE zone = $1 AND account_id = $2 AND notice = $3"
		if n := w.number(t, told, w.anna.Account, "referral_outcome"); n != 3 {
			t.Errorf("the sender was told %d outcomes", n)
		}
		if n := w.number(t, told, w.anna.Account, "referral_question"); n != 1 {
			t.Errorf("the sender was told %d questions", n)
		}
		w.whole(t)
	})
}

func TestWhoMayAssessAndWhoMayRead(t *testing.T) {
	both(t, func(t *testing.T, w *world) {
		s := w.send(t, w.anna, about("Samira", "Provini", codeA))
		yes := intake.Assessing{Version: 1, Outcome: intake.ToTeam, Reason: "x"}
		for _, who := range []gate.Actor{w.anna, w.bruno, w.sofia, w.elena, w.lucia, w.dario} {
			if err := w.room.Assess(ctx, who, s.ID, yes); !fault.Is(err, fault.Denied) {
				t.Errorf("assessed by %s: %v", who.Name, err)
			}
		}
		for _, who := range []gate.Actor{w.bruno, w.elena, w.lucia, w.dario} {
			if _, err := w.room.Read(ctx, who, s.ID); !fault.Is(err, fault.Denied) {
				t.Errorf("read by %s: %v", who.Name, err)
			}
		}
		for _, who := range []gate.Actor{w.elena, w.lucia, w.dario} {
			if _, err := w.room.List(ctx, who, intake.ListQuery{}); !fault.Is(err, fault.Denied) {
				t.Errorf("listed by %s: %v", who.Name, err)
			}
		}
		for _, who := range []gate.Actor{w.outsider, w.otherReferrer} {
			if _, err := w.room.Read(ctx, who, s.ID); !fault.Is(err, fault.NotFound) {
				t.Errorf("read from another zone: %v", err)
			}
			if err := w.room.Assess(ctx, who, s.ID, yes); !fault.Is(err, fault.NotFound) {
				t.Errorf("assessed from another zone: %v", err)
			}
			if page, err := w.room.List(ctx, who, intake.ListQuery{}); err != nil || len(page.Items) != 0 || page.Counts != (intake.Counts{}) {
				t.Errorf("listed in another zone: %+v %v", page, err)
			}
		}
		w.assess(t, s.ID, intake.ToComplete, "manca la residenza", "")
		for _, who := range []gate.Actor{w.bruno, w.elena, w.dario, w.carla} {
			if err := w.room.Reply(ctx, who, s.ID, "x"); !fault.Is(err, fault.Denied) {
				t.Errorf("answered by %s: %v", who.Name, err)
			}
		}
		if _, err := w.room.Read(ctx, w.anna, value.NewID()); !fault.Is(err, fault.NotFound) {
			t.Errorf("a referral that is not: %v", err)
		}
	})
}

func TestWhatAnOutcomeMustSay(t *testing.T) {
	w := newWorld(t, gatetest.NewSQLite(t))
	s := w.send(t, w.anna, about("Samira", "Provini", codeA))
	long := strings.Repeat("à", intake.MaxText+1)
	for field, bad := range map[string]intake.Assessing{
		"outcome": {Outcome: "boh", Reason: "x"}, "reason": {Outcome: intake.ToTeam, Reason: "  "}, "advice": {Outcome: intake.OtherService, Reason: "x"},
		"reason ": {Outcome: intake.NotAdmitted, Reason: long}, "advice ": {Outcome: intake.OtherService, Reason: "x", Advice: long}, "reason  ": {Outcome: intake.ToComplete},
	} {
		bad.Version = 1
		if err := w.room.Assess(ctx, w.carla, s.ID, bad); !hasField(err, strings.TrimSpace(field)) {
			t.Errorf("%+v: %v", bad.Outcome, err)
		}
	}
	if err := w.room.Reply(ctx, w.anna, s.ID, "x"); !fault.Is(err, fault.Conflict) {
		t.Errorf("an answer that nobody asked for: %v", err)
	}
	w.assess(t, s.ID, intake.ToComplete, "manca la residenza", "")
	for _, bad := range []string{"", " \r\n", long, "a\x00"} {
		if err := w.room.Reply(ctx, w.anna, s.ID, bad); !hasField(err, "text") {
			t.Errorf("answer of %d bytes: %v", len(bad), err)
		}
	}
}

func TestTwoCoordinatorsAtOnce(t *testing.T) {
	both(t, func(t *testing.T, w *world) {
		s := w.send(t, w.anna, about("Samira", "Provini", codeA))
		errs := make([]error, 2)
		var wg sync.WaitGroup
		for i, who := range []gate.Actor{w.carla, w.clio} {
			wg.Go(func() {
				errs[i] = w.room.Assess(ctx, who, s.ID, intake.Assessing{Version: 1, Outcome: intake.ToTeam, Reason: "motivo di " + who.Name})
			})
		}
		wg.Wait()
		won, lost := w.carla, errs[1]
		if errs[0] != nil {
			won, lost = w.clio, errs[0]
		}
		f, _ := lost.(*fault.Error)
		if f == nil || f.Kind != fault.Conflict || !strings.Contains(f.Text.In(0), won.Name+" ha salvato alle 09:30") {
			t.Errorf("who lost is told %v", lost)
		}
		if v := w.view(t, w.carla, s.ID); v.Sheet.Reason != "motivo di "+won.Name || v.OutcomeBy != won.Name {
			t.Errorf("%+v", v.Sheet)
		}
		again := w.room.Assess(ctx, w.carla, s.ID, intake.Assessing{Version: 2, Outcome: intake.NotAdmitted, Reason: "x"})
		if !fault.Is(again, fault.Conflict) || w.state(t, w.caseOf(t, s.ID)) != "IN_EQUIPE" {
			t.Errorf("answered twice: %v", again)
		}
	})
}

func TestAQuestionStopsTheClock(t *testing.T) {
	both(t, func(t *testing.T, w *world) {
		s := w.send(t, w.anna, about("Samira", "Provini", codeA)) // Tuesday 24/11; due on 9/12
		w.Clock.Add(24 * time.Hour)
		w.assess(t, s.ID, intake.ToComplete, "manca la residenza", "")
		w.Clock.Add(30 * 24 * time.Hour) // Friday 25/12, a holiday
		if n, late := w.toAnswer(t, w.carla); n != 0 || late != 0 {
			t.Errorf("%d to answer, %d late while the sender is waited for", n, late)
		}
		if n, _ := w.toAnswer(t, w.anna); n != 1 {
			t.Errorf("%d questions for the sender", n)
		}
		if err := w.room.Assess(ctx, w.carla, s.ID, intake.Assessing{Version: 1, Outcome: intake.ToTeam, Reason: "x"}); !fault.Is(err, fault.Conflict) ||
			!strings.Contains(err.(*fault.Error).Text.In(0), "Carla Prova ha salvato") {
			t.Errorf("a form from before the question: %v", err)
		}
		if err := w.room.Reply(ctx, w.anna, s.ID, "abita dalla sorella\r\na Prova"); err != nil {
			t.Fatal(err)
		}
		v := w.view(t, w.carla, s.ID)
		// 20 working days from 26/11 to 25/12, counted on from 9/12 over Christmas, New Year and Epiphany
		if v.Sheet.State != referral.Received || v.Sheet.DueOn != value.MustDate("2027-01-11") {
			t.Errorf("%s, due on %s", v.Sheet.State, v.Sheet.DueOn)
		}
		if m := v.Sheet.Messages; len(m) != 2 || m[1].Text != "abita dalla sorella\na Prova" || v.Names[m[0].By] != "Carla Prova" || v.Names[m[1].By] != "Anna Prova" {
			t.Errorf("%+v %v", m, v.Names)
		}
		if n := w.number(t, "SELECT COUNT(*) FROM mail_out WHERE zone = $1 AND notice = 'referral_answered'"); n != 2 {
			t.Errorf("%d coordinators told", n)
		}
		w.Clock.Add(30 * 24 * time.Hour)
		if n, late := w.toAnswer(t, w.sofia); n != 1 || late != 1 {
			t.Errorf("%d to answer, %d late", n, late)
		}
		w.assess(t, s.ID, intake.ToTeam, "adesso è completa", "")
	})
}

func (w *world) toAnswer(t testing.TB, who gate.Actor) (n, late int) {
	t.Helper()
	w.read(t, who, func(tx *gate.ReadTx) (err error) {
		n, late, err = w.room.ToAnswer(tx)
		return err
	})
	return n, late
}

func TestACaseThatIsPastStaysAsItIs(t *testing.T) {
	both(t, func(t *testing.T, w *world) {
		a := w.send(t, w.anna, about("Samira", "Provini", codeA))
		b := w.send(t, w.bruno, about("Samira", "Provini", codeA))
		id := w.caseOf(t, a.ID)
		w.assess(t, a.ID, intake.NotAdmitted, "non per questo motivo", "")
		if got := w.state(t, id); got != "IN_PREVALUTAZIONE" {
			t.Fatalf("another sender waits, but the case is %s", got)
		}
		w.assess(t, b.ID, intake.ToTeam, "questo sì", "")
		c := w.send(t, w.sofia, w.typed(about("Samira", "Provini", codeA)))
		w.assess(t, c.ID, intake.OtherService, "è già seguita", "il suo gruppo")
		if got := w.state(t, id); got != "IN_EQUIPE" {
			t.Errorf("an answer moved a case that is past: %s", got)
		}
		d := w.send(t, w.anna, about("Samira", "Provini", codeA))
		w.write(t, func(tx *gate.WriteTx) error {
			return casefile.CloseEpisode(tx, casefile.Closing{CaseID: id, On: tx.Today(), Reason: casefile.ReasonNotGiven})
		})
		if err := w.room.Assess(ctx, w.carla, d.ID, intake.Assessing{Version: 1, Outcome: intake.ToTeam, Reason: "x"}); !fault.Is(err, fault.Conflict) {
			t.Errorf("a closed case brought before the team: %v", err)
		}
		w.assess(t, d.ID, intake.NotAdmitted, "il caso è chiuso", "")
		if got := w.state(t, id); got != "CHIUSA" {
			t.Error(got)
		}
	})
}

func TestWhatTheTeamSaysReachesTheSenders(t *testing.T) {
	both(t, func(t *testing.T, w *world) {
		a := w.send(t, w.anna, about("Samira", "Provini", codeA))
		b := w.send(t, w.bruno, about("Samira", "Provini", codeA))
		w.assess(t, a.ID, intake.ToTeam, "serve un progetto comune", "")
		id := w.caseOf(t, a.ID)
		var changed []referral.Sheet
		w.write(t, func(tx *gate.WriteTx) (err error) {
			changed, err = referral.TeamSaid(tx, []value.ID{id}, "taken_in_charge", "la chiama il case manager")
			return err
		})
		if len(changed) != 1 || changed[0].ID != a.ID || changed[0].SenderID != w.anna.Account {
			t.Errorf("changed: %+v", changed)
		}
		if v := w.view(t, w.anna, a.ID); v.Sheet.TeamDecision != "taken_in_charge" || v.Sheet.TeamAdvice != "la chiama il case manager" || v.Sheet.TeamAt.IsZero() {
			t.Errorf("the sender reads %+v", v.Sheet)
		}
		if v := w.view(t, w.bruno, b.ID); v.Sheet.TeamDecision != "" {
			t.Error("somebody else's referral was answered with it")
		}
		w.write(t, func(tx *gate.WriteTx) error {
			_, err := referral.TeamSaid(tx, []value.ID{id}, "", "")
			return err
		})
		if v := w.view(t, w.anna, a.ID); v.Sheet.TeamDecision != "" || v.Sheet.TeamAdvice != "" || !v.Sheet.TeamAt.IsZero() {
			t.Errorf("what was taken back: %+v", v.Sheet)
		}
		w.read(t, w.carla, func(tx *gate.ReadTx) error {
			all, err := referral.SheetsOf(tx, []value.ID{id})
			if err != nil || len(all) != 2 || all[0].ID != a.ID || all[1].Words.Reason == "" {
				t.Errorf("sheets of the case: %+v %v", all, err)
			}
			return nil
		})
		w.whole(t)
	})
}

func TestWhoWorksOnTheCaseReadsItsReferral(t *testing.T) {
	both(t, func(t *testing.T, w *world) {
		s := w.send(t, w.anna, about("Samira", "Provini", codeA))
		id := w.caseOf(t, s.ID)
		w.write(t, func(tx *gate.WriteTx) error {
			return tx.Insert("case_member", gate.Row{"id": value.NewID(), "case_id": id, "account_id": w.elena.Account, "justice": false, "since_at": tx.Now()})
		})
		v := w.view(t, w.elena, s.ID)
		if v.CaseID != id || !v.OpensCase || v.MayAssess || v.MayReply || v.MayMerge || len(v.Twins) != 0 {
			t.Errorf("%+v", v)
		}
		seen := false
		w.read(t, w.carla, func(tx *gate.ReadTx) error {
			c, res, err := casefile.Facts(tx, id)
			if err != nil {
				return err
			}
			out, _, err := casefile.Readers(tx, c, res, 20, 0)
			for _, x := range out {
				seen = seen || x.Actor == w.elena.Account
			}
			return err
		})
		if !seen {
			t.Error("her reading is not among those of the case")
		}
	})
}

func TestOtherSystemsHearOfTheOutcome(t *testing.T) {
	both(t, func(t *testing.T, w *world) {
		w.write(t, func(tx *gate.WriteTx) error {
			return tx.Insert("webhook", gate.Row{"id": value.NewID(), "url": "https://altro.example/", "secret": []byte("x"), "events": "referral.outcome", "made_at": tx.Now()})
		})
		s := w.send(t, w.anna, about("Samira", "Provini", codeA))
		w.assess(t, s.ID, intake.ToComplete, "manca la residenza", "")
		if n := w.number(t, "SELECT COUNT(*) FROM webhook_out WHERE zone = $1"); n != 0 {
			t.Errorf("%d calls for a question", n)
		}
		w.assess(t, s.ID, intake.OtherService, "risponde il comune", "l'ufficio casa")
		body := ""
		w.read(t, w.carla, func(tx *gate.ReadTx) error {
			return tx.One("SELECT body FROM webhook_out WHERE zone = $1", []any{tx.Zone()}, &body)
		})
		for words, want := range map[string]bool{string(s.ID): true, string(w.caseOf(t, s.ID)): true, `"other_service"`: true, "comune": false, "casa": false, "Provini": false} {
			if strings.Contains(body, words) != want {
				t.Errorf("%q in the call, want %v: %s", words, want, body)
			}
		}
	})
}
