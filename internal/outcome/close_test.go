package outcome_test

import (
	"slices"
	"strings"
	"sync"
	"testing"

	"siil/internal/assessment"
	"siil/internal/casefile"
	"siil/internal/document"
	"siil/internal/fault"
	"siil/internal/gate"
	"siil/internal/gate/gatetest"
	"siil/internal/guideline"
	"siil/internal/outcome"
	"siil/internal/plan"
	"siil/internal/policy"
	"siil/internal/value"
)

// One command ends the path with all that belongs to it.
func TestAClosureDoesAllThatBelongsToIt(t *testing.T) {
	both(t, func(t *testing.T, w *world) {
		w.assess(t, assessment.Entry)
		in := w.closing(t)
		in.ExitID, in.Outcomes = w.assess(t, assessment.Exit), []string{"LAVORO_USCITA"}
		in.Version = w.facts(t).Version
		in.Reason, in.Note = "LAVORO", "ha cominciato lunedì"
		in.Details = &outcome.Details{ContractKind: "TEMPO_DETERMINATO", ContractUntil: w.Today().AddDays(180), WeeklyHours: 24, Zone: "pisa"}
		in.Actions = append(in.Actions, outcome.Settling{ActionID: w.therapy, Kind: outcome.GoesOn})
		in.Report = &outcome.Report{}
		in.Tell, in.Answer = true, "  Il percorso è finito. Grazie.  "
		id := w.close(t, in)

		k := w.closure(t, w.elena)
		if c := w.facts(t); c.State != "CHIUSA" || !c.NextOn.IsZero() || k.ID != id || k.ExitID != in.ExitID || k.ToldAt.IsZero() || k.Lacks().Any() || !k.CanUndo {
			t.Errorf("%s, next %v, closure %+v, lacks %+v", c.State, c.NextOn, k, k.Lacks())
		}
		kept, err := outcome.DetailsOf(k.Details)
		if want := (outcome.Details{ContractKind: "TEMPO_DETERMINATO", ContractUntil: w.Today().AddDays(180), WeeklyHours: 24}); err != nil || kept != want {
			t.Errorf("details %+v, want what the reason asks for: %+v (%v)", kept, want, err)
		}
		if course, therapy := w.action(t, w.course), w.action(t, w.therapy); course != plan.Ended || therapy != plan.Running {
			t.Errorf("the course %s, the therapy %s", course, therapy)
		}
		w.wantFollowUps(t, w.Today().AddDays(28), w.Today().AddMonths(6))
		w.wantReport(t, "Lavoro", "ha cominciato lunedì", "Al lavoro all'uscita")
		w.wantAnswer(t, "closed", "Il percorso è finito. Grazie.")
		if n := w.number(t, "SELECT COUNT(*) FROM mail_out WHERE zone = $1 AND once LIKE 'closed-%'"); n != 1 {
			t.Errorf("%d mails to the sender, want one", n)
		}
		w.proved(t)
	})
}

// wantFollowUps are due on those days and wait.
func (w *world) wantFollowUps(t *testing.T, days ...value.Date) {
	t.Helper()
	var got []value.Date
	for _, f := range w.followUps(t) {
		got = append(got, f.DueOn)
		if f.Answered() {
			t.Errorf("the follow-up of %s has an answer", f.DueOn)
		}
	}
	if !slices.Equal(got, days) {
		t.Errorf("follow-ups on %v, want %v", got, days)
	}
}

// wantReport finds one report, readable as it was kept, with some words and nothing of health.
func (w *world) wantReport(t *testing.T, words ...string) {
	t.Helper()
	all, err := w.documents.Of(ctx, w.paolo, w.id)
	must(t, err)
	reports := slices.DeleteFunc(all, func(d document.Document) bool { return d.Model != outcome.ModelReport || !d.VoidedAt.IsZero() })
	if len(reports) != 1 {
		t.Fatalf("%d reports", len(reports))
	}
	d := reports[0]
	_, markdown, err := w.documents.Read(ctx, w.paolo, d.ID)
	must(t, err)
	for _, x := range words {
		if !strings.Contains(markdown, x) {
			t.Errorf("the report does not say %q:\n%s", x, markdown)
		}
	}
	for _, x := range reserved {
		if strings.Contains(markdown, x) {
			t.Errorf("the report of the common section says %q", x)
		}
	}
	for _, format := range []string{"pdf", "odt"} {
		if _, content, err := w.documents.Open(ctx, w.paolo, d.ID, format); err != nil || len(content) == 0 { // fails unless the hash is right
			t.Errorf("%s: %d bytes, %v", format, len(content), err)
		}
	}
	if n := w.number(t, "SELECT COUNT(*) FROM document_file WHERE zone = $1 AND document_id = $2 AND digest IS NOT NULL", d.ID); n != 2 {
		t.Errorf("%d files with a hash, want 2", n)
	}
}

// wantAnswer is what the sender reads on the sheet.
func (w *world) wantAnswer(t *testing.T, decision, words string) {
	t.Helper()
	v, err := w.intake.Read(ctx, w.anna, w.referral)
	must(t, err)
	if v.Sheet.TeamDecision != decision || v.Sheet.TeamAdvice != words {
		t.Errorf("the sender reads %q, %q; want %q, %q", v.Sheet.TeamDecision, v.Sheet.TeamAdvice, decision, words)
	}
}

// What is wrong is found together, at its field, and nothing at all is changed.
func TestAClosureIsRefusedAsAWhole(t *testing.T) {
	both(t, func(t *testing.T, w *world) {
		w.assess(t, assessment.Entry)
		whole := w.closing(t)
		whole.NoExitWhy = "non è venuta"
		for name, c := range map[string]struct {
			bad   func(in *outcome.Closing)
			field string
		}{
			"no reason":             {func(in *outcome.Closing) { in.Reason = "" }, "reason"},
			"reason unknown":        {func(in *outcome.Closing) { in.Reason = "NIENTE" }, "reason"},
			"mistake without words": {func(in *outcome.Closing) { in.Reason = "ERRORE" }, "note"},
			"work without contract": {func(in *outcome.Closing) { in.Reason, in.Details = "LAVORO", &outcome.Details{} }, "contract_kind"},
			"contract unknown":      {func(in *outcome.Closing) { in.Reason, in.Details = "LAVORO", &outcome.Details{ContractKind: "NIENTE"} }, "contract_kind"},
			"contract over": {func(in *outcome.Closing) {
				in.Reason, in.Details = "LAVORO", &outcome.Details{ContractKind: "ALTRO", ContractUntil: w.Today().AddDays(-1)}
			}, "contract_until"},
			"more hours than a week": {func(in *outcome.Closing) {
				in.Reason, in.Details = "LAVORO", &outcome.Details{ContractKind: "ALTRO", WeeklyHours: 61}
			}, "weekly_hours"},
			"moved to nowhere": {func(in *outcome.Closing) { in.Reason, in.Details = "TRASFERIMENTO", &outcome.Details{} }, "zone"},
			"zone unknown": {func(in *outcome.Closing) {
				in.Reason, in.Details = "TRASFERIMENTO", &outcome.Details{Zone: "atlantide"}
			}, "zone"},
			"sent to no service": {func(in *outcome.Closing) {
				in.Reason, in.Details = "INVIO_ALTRO_SERVIZIO", &outcome.Details{Service: "  "}
			}, "service"},
			"no exit nor why":       {func(in *outcome.Closing) { in.NoExitWhy = " " }, "no_exit_why"},
			"exit of nobody":        {func(in *outcome.Closing) { in.ExitID = value.NewID() }, "exit_id"},
			"why too long":          {func(in *outcome.Closing) { in.NoExitWhy = strings.Repeat("x", outcome.MaxReason+1) }, "no_exit_why"},
			"action left open":      {func(in *outcome.Closing) { in.Actions = nil }, outcome.FieldAction + string(w.course)},
			"ended without result":  {func(in *outcome.Closing) { in.Actions[0].Result = "" }, outcome.FieldResult + string(w.course)},
			"interrupted, no why":   {func(in *outcome.Closing) { in.Actions[0] = outcome.Settling{ActionID: w.course, Kind: plan.Interrupts} }, outcome.FieldWhy + string(w.course)},
			"answer without words":  {func(in *outcome.Closing) { in.Tell, in.Answer = true, " " }, "answer"},
			"outcome not of a tick": {func(in *outcome.Closing) { in.Outcomes = []string{"AUTONOMIA"} }, "outcomes"},
			"tomorrow":              {func(in *outcome.Closing) { in.On = w.Today().AddDays(1) }, "on"},
			"report far too long":   {func(in *outcome.Closing) { in.Report = &outcome.Report{Text: strings.Repeat("x", document.MaxText+1)} }, "report"},
		} {
			in := whole
			in.Actions = slices.Clone(whole.Actions)
			c.bad(&in)
			_, err := w.room.Close(ctx, w.elena, w.id, in)
			if !slices.Contains(fields(err), c.field) {
				t.Errorf("%s: %v %v, want %s", name, fields(err), err, c.field)
			}
		}
		// the last part of the command fails: what came before is not there either
		in := whole
		in.Actions = []outcome.Settling{{ActionID: w.course, Kind: plan.Ends, Result: w.result()}, {ActionID: w.therapy, Kind: plan.Ends, Result: w.result()}}
		_, err := w.room.Close(ctx, w.elena, w.id, in) // the therapy is of a section that elena does not record
		is(t, err, fault.NotFound)
		if c := w.facts(t); c.State == "CHIUSA" || c.Version != whole.Version || w.action(t, w.course) != plan.Running || len(w.followUps(t)) != 0 {
			t.Errorf("something was kept: %s, version %d, the course %s", c.State, c.Version, w.action(t, w.course))
		}
		stale := whole
		stale.Version--
		_, err = w.room.Close(ctx, w.elena, w.id, stale)
		is(t, err, fault.Conflict)
		w.close(t, whole)
		_, err = w.room.Close(ctx, w.elena, w.id, w.closing(t))
		is(t, err, fault.Conflict)
		w.proved(t)
	})
}

// Reasons without a way back want neither follow-ups nor an exit assessment.
func TestSomeReasonsAskForNothingAfter(t *testing.T) {
	both(t, func(t *testing.T, w *world) {
		w.assess(t, assessment.Entry)
		for _, reason := range guideline.Default().ClosureReasons {
			if !reason.OfferedOn(w.Today().ISO()) {
				continue
			}
			in := w.closing(t)
			in.Whole, in.Actions, in.Reason, in.Note = false, nil, reason.Code, "è successo"
			w.close(t, in)
			if none := reason.Code == "DECESSO" || reason.Code == "ERRORE"; none != (len(w.followUps(t)) == 0) || len(w.followUps(t)) > 2 {
				t.Errorf("%s: %d follow-ups", reason.Code, len(w.followUps(t)))
			}
			must(t, w.room.Undo(ctx, w.elena, w.id))
		}
		in := w.closing(t)
		in.Reason = "DECESSO"
		w.close(t, in) // whole, with an entry assessment and no exit
		if l := w.closure(t, w.elena).Lacks(); l.Exit || l.Report {
			t.Errorf("after a death it lacks %+v", l)
		}
	})
}

// Each kind of settling, and who may: an action of a section that the closer does not record is neither asked for nor ended.
func TestActionsAreSettledOneByOne(t *testing.T) {
	both(t, func(t *testing.T, w *world) {
		for kind, want := range map[string]string{plan.Ends: plan.Ended, plan.Interrupts: plan.Interrupted, outcome.GoesOn: plan.Running} {
			in := w.closing(t)
			in.Actions = []outcome.Settling{{ActionID: w.course, Kind: kind, Result: w.result(), Reason: w.why()}}
			w.close(t, in)
			if got := w.action(t, w.course); got != want {
				t.Errorf("%s: %s, want %s", kind, got, want)
			}
			must(t, w.room.Undo(ctx, w.elena, w.id))
			if got := w.action(t, w.course); got != plan.Running {
				t.Errorf("%s undone: %s", kind, got)
			}
		}
		must(t, w.plans.Happen(ctx, w.paolo, w.course, -1, plan.EventInput{Kind: plan.Suspends, OnDay: w.Today(), Words: "aspetta il permesso"}))
		w.close(t, w.closing(t))
		must(t, w.room.Undo(ctx, w.elena, w.id))
		if got := w.action(t, w.course); got != plan.Suspended {
			t.Errorf("an action that rested comes back %s", got)
		}
		w.proved(t)
	})
}

// A closure that another program makes says only what it knows; the rest is added later, once.
func TestAClosureIsCompletedLater(t *testing.T) {
	both(t, func(t *testing.T, w *world) {
		w.assess(t, assessment.Entry)
		is(t, w.room.Complete(ctx, w.elena, w.id, outcome.Completing{NoExitWhy: "x"}), fault.Conflict)
		c := w.facts(t)
		must(t, w.cases.Close(ctx, w.carla, w.id, casefile.Ending{Version: c.Version, On: w.Today(), Reason: "TRASFERIMENTO"}))
		if l := w.closure(t, w.elena).Lacks(); l != (casefile.Lacks{Details: true, Exit: true, Report: true, Answer: true}) {
			t.Errorf("lacks %+v", l)
		}
		refused(t, w.room.Complete(ctx, w.elena, w.id, outcome.Completing{Details: &outcome.Details{Zone: "atlantide"}}), "zone")
		refused(t, w.room.Complete(ctx, w.elena, w.id, outcome.Completing{ExitID: value.NewID()}), "exit_id")
		refused(t, w.room.Complete(ctx, w.elena, w.id, outcome.Completing{Tell: true}), "answer")
		whole := outcome.Completing{Details: &outcome.Details{Zone: outcome.Elsewhere}, NoExitWhy: "è partita prima", Report: &outcome.Report{Text: "# Relazione\n\nScritta a mano."}, Tell: true,
			Answer: "Il percorso è finito."}
		for range 2 { // the second time nothing is lacking
			must(t, w.room.Complete(ctx, w.elena, w.id, whole))
		}
		k := w.closure(t, w.elena)
		if k.Lacks().Any() || k.NoExitWhy != "è partita prima" {
			t.Errorf("%+v lacks %+v", k, k.Lacks())
		}
		other := whole
		other.Details = &outcome.Details{Zone: gatetest.Other}
		must(t, w.room.Complete(ctx, w.elena, w.id, other))
		if now := w.closure(t, w.elena); now.Details != k.Details {
			t.Errorf("what was there is now %s", now.Details)
		}
		w.wantReport(t, "Scritta a mano.")
		if n := w.number(t, "SELECT COUNT(*) FROM mail_out WHERE zone = $1 AND once LIKE 'closed-%'"); n != 1 {
			t.Errorf("%d mails to the sender, want one", n)
		}
		w.proved(t)
	})
}

// Whoever may not close a case sees nothing that could be closed.
func TestWhoMayNotClose(t *testing.T) {
	both(t, func(t *testing.T, w *world) {
		in := w.closing(t)
		for _, who := range []gate.Actor{w.nora, w.sofia, w.dario, w.anna, w.olga, w.paolo, w.lucia} {
			_, err := w.room.Close(ctx, who, w.id, in)
			is(t, err, fault.NotFound)
			is(t, w.room.Complete(ctx, who, w.id, outcome.Completing{NoExitWhy: "x"}), fault.NotFound)
		}
		w.close(t, in)
		for _, who := range []gate.Actor{w.nora, w.sofia, w.dario, w.anna, w.olga, w.paolo} {
			is(t, w.room.Undo(ctx, who, w.id), fault.NotFound)
		}
		is(t, w.room.Undo(ctx, w.carla, w.id), fault.Conflict) // she may close, but did not
		w.proved(t)
	})
}

// Two people who close at once: one does, the other reads that the case has changed.
func TestTwoPeopleCloseAtOnce(t *testing.T) {
	both(t, func(t *testing.T, w *world) {
		in := w.closing(t)
		in.Report, in.Tell, in.Answer = &outcome.Report{Text: "# Relazione"}, true, "Finito."
		errs := make([]error, 2)
		var wait sync.WaitGroup
		for i, who := range []gate.Actor{w.elena, w.carla} {
			wait.Add(1)
			go func() {
				defer wait.Done()
				mine := in
				if i == 1 {
					mine.Actions = nil // carla does not record actions: she is not asked for them
				}
				_, errs[i] = w.room.Close(ctx, who, w.id, mine)
			}()
		}
		wait.Wait()
		bad := errs[0]
		if bad == nil {
			bad = errs[1]
		}
		if (errs[0] == nil) == (errs[1] == nil) || !fault.Is(bad, fault.Conflict) {
			t.Errorf("%v and %v", errs[0], errs[1])
		}
		for what, query := range map[string]string{"closures": "closure WHERE zone = $1", "reports": "document WHERE zone = $1", "mails": "mail_out WHERE zone = $1 AND once LIKE 'closed-%'"} {
			if n := w.number(t, "SELECT COUNT(*) FROM "+query); n != 1 {
				t.Errorf("%d %s", n, what)
			}
		}
		w.wantFollowUps(t, w.Today().AddDays(28), w.Today().AddMonths(6))
		w.proved(t)
	})
}

// A reason of a reserved section stays out of the report, of the summary, and of what others read.
func TestAReservedReasonStaysReserved(t *testing.T) {
	both(t, func(t *testing.T, w *world) {
		in := w.closing(t)
		in.Reason, in.Note, in.Report = "INTERRUZIONE_PER_SALUTE", "ricoverata al martedì", &outcome.Report{}
		w.close(t, in)
		reserved := append(slices.Clone(reserved), "ricoverata")
		k := w.closure(t, w.paolo)
		if !k.Hidden || k.Reason != "" || k.Note != "" || k.Outcomes != nil {
			t.Errorf("paolo reads %+v", k)
		}
		w.wantReport(t, "Motivo riservato")
		d, err := w.room.Hand(ctx, w.elena, w.id, outcome.Handing{To: "Équipe di Pistoia", Why: "si trasferisce", Parts: allParts(), Once: value.NewID()})
		must(t, err)
		_, markdown, err := w.documents.Read(ctx, w.paolo, d.ID)
		must(t, err)
		for _, x := range reserved {
			if strings.Contains(markdown, x) {
				t.Errorf("the summary says %q", x)
			}
		}
		w.proved(t)
	})
}

func allParts() (out []string) {
	for _, p := range outcome.SummaryParts {
		out = append(out, p.Code)
	}
	return out
}

// A summary holds the parts that were chosen, names whoever receives it in the log, and is made once.
func TestASummaryIsGivenPartByPart(t *testing.T) {
	both(t, func(t *testing.T, w *world) {
		in := outcome.Handing{To: "Équipe di Pistoia", Why: "si trasferisce a Pistoia", Parts: []string{"contatti", "progetto"}, Once: value.NewID()}
		for field, bad := range map[string]outcome.Handing{"to": {Why: "x", Parts: in.Parts}, "why": {To: "x", Parts: in.Parts}, "parts": {To: "x", Why: "x"}} {
			_, err := w.room.Hand(ctx, w.elena, w.id, bad)
			refused(t, err, field)
		}
		draft, err := w.room.Preview(ctx, w.elena, w.id, in)
		must(t, err)
		d, err := w.room.Hand(ctx, w.elena, w.id, in)
		must(t, err)
		again, err := w.room.Hand(ctx, w.elena, w.id, in)
		if err != nil || again.ID != d.ID {
			t.Errorf("sent twice: %v, %v", again.ID, err)
		}
		_, markdown, err := w.documents.Read(ctx, w.elena, d.ID)
		must(t, err)
		for words, want := range map[string]bool{"Équipe di Pistoia": true, "si trasferisce a Pistoia": true, "333 0000001": true, "Lavorare con un contratto": true,
			"cerca da marzo": false, "il corso è cominciato": false} {
			if strings.Contains(markdown, words) != want || strings.Contains(draft.Markdown, words) != want {
				t.Errorf("%q in the summary: %v, want %v\n%s", words, !want, want, markdown)
			}
		}
		var body []byte
		must(t, w.Unaudited(ctx, w.elena.Zone, func(tx *gate.ReadTx) error {
			return tx.One("SELECT body FROM ledger_leaf WHERE zone = $1 AND body IS NOT NULL ORDER BY idx DESC LIMIT 1 OFFSET $2", []any{tx.Zone(), w.leavesSince(t, "Pistoia")}, &body)
		}))
		if !strings.Contains(string(body), string(policy.DocumentMake)) {
			t.Errorf("the leaf that names the recipient is %s", body)
		}
		for _, who := range []gate.Actor{w.nora, w.anna, w.olga, w.dario} {
			_, err := w.room.Hand(ctx, who, w.id, in)
			is(t, err, fault.NotFound)
			_, err = w.room.Preview(ctx, who, w.id, in)
			is(t, err, fault.NotFound)
		}
		w.proved(t)
	})
}

// leavesSince is how many leaves came after the newest that holds a word.
func (w *world) leavesSince(t *testing.T, word string) (n int) {
	t.Helper()
	at := -1
	must(t, w.Unaudited(ctx, w.elena.Zone, func(tx *gate.ReadTx) error {
		return tx.Each("SELECT body FROM ledger_leaf WHERE zone = $1 ORDER BY idx DESC", []any{tx.Zone()}, func(s gate.Scanner) error {
			var body []byte
			err := s.Scan(&body)
			if at < 0 && strings.Contains(string(body), word) {
				at = n
			}
			n++
			return err
		})
	}))
	if at < 0 {
		t.Fatalf("no leaf says %q", word)
	}
	return at
}

// The report tells how the actions end with the closure, not how they stand before it.
func TestTheReportTellsHowActionsEnd(t *testing.T) {
	both(t, func(t *testing.T, w *world) {
		in := w.closing(t)
		in.Actions = []outcome.Settling{{ActionID: w.course, Kind: plan.Interrupts, Reason: "RINUNCIA"}}
		in.Report = &outcome.Report{}
		w.close(t, in)
		reason, _ := guideline.Default().Actions.Reason("RINUNCIA")
		w.wantReport(t, "interrotta, "+reason.Label[0])
	})
}
