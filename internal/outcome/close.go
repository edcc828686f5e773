package outcome

import (
	"context"
	"slices"
	"strings"

	"siil/internal/casefile"
	"siil/internal/document"
	"siil/internal/fault"
	"siil/internal/gate"
	"siil/internal/guideline"
	"siil/internal/plan"
	"siil/internal/policy"
	"siil/internal/text"
	"siil/internal/value"
)

// Closing is the end of an episode with all that belongs to it, as its form brings it.
type Closing struct {
	casefile.Ending
	Whole     bool     // what the page asks must be there; else it may come later, see Complete
	Details   *Details // nil: not told
	ExitID    value.ID // the exit assessment
	NoExitWhy string   // or why there is none
	Actions   []Settling
	Report    *Report // nil: none yet
	Tell      bool    // whoever referred the person is answered
	Answer    string  // in these words
}

// Report is the report of the closure. Text is what somebody has edited; empty: the model's, filled in.
type Report struct{ Text string }

// Settling is what becomes of an open action: plan.Ends with a result, plan.Interrupts with a reason, or GoesOn.
type Settling struct {
	ActionID       value.ID
	Kind           string
	Result, Reason string
}

// GoesOn is the kind of an action that goes on without the service.
const GoesOn = "goes_on"

// Names of the fields of an action in the form, before its id.
const (
	FieldAction = "action_"
	FieldResult = "result_"
	FieldWhy    = "why_"
)

// Close closes the present episode in one command: the actions that end with it, the exit assessment, the report as a document, the answer to whoever
// referred the person, the follow-ups. Case manager and coordinator may. It fails with Invalid by field and with Conflict when the form is older than the
// case or the case is closed.
func (r *Room) Close(ctx context.Context, who gate.Actor, caseID value.ID, in Closing) (id value.ID, err error) {
	in = in.trimmed()
	id = value.NewID()
	var paper *document.Produced
	if in.Report != nil {
		if paper, err = r.paper(ctx, who, caseID, in); err != nil {
			return "", err
		}
	}
	err = r.on(ctx, who, caseID, policy.CaseClose, func(tx *gate.WriteTx, c casefile.Case, res policy.Resource) error {
		if err := r.check(tx, c, res, in); err != nil {
			return err
		}
		u := undo{Before: c.Before()}
		if err := r.settle(tx, c, res, in, &u); err != nil {
			return err
		}
		err := casefile.CloseEpisode(tx, casefile.Closing{CaseID: c.ID, On: in.On, Reason: in.Reason, Outcomes: in.Outcomes, Note: in.Note, ID: id})
		if err != nil {
			return err
		}
		set := gate.Row{"exit_id": in.ExitID}
		set.SetText("no_exit_why", in.NoExitWhy)
		if in.Details != nil {
			kept, err := in.Details.JSON()
			if err != nil {
				return err
			}
			set.SetText("details", kept)
		}
		if in.Tell {
			if err := tell(tx, c, id, in.Answer, set, &u); err != nil {
				return err
			}
		}
		if paper != nil {
			d, err := document.MakeIn(tx, c, res, *paper)
			if err != nil {
				return err
			}
			u.Document = d.ID
		}
		return u.keep(tx, c, id, set)
	})
	if err != nil {
		return "", err
	}
	return id, nil
}

func (in Closing) trimmed() Closing {
	in.Note, in.NoExitWhy, in.Answer = strings.TrimSpace(in.Note), strings.TrimSpace(in.NoExitWhy), strings.TrimSpace(in.Answer)
	if in.Details != nil {
		d := *in.Details
		d.Service = strings.TrimSpace(d.Service)
		in.Details = &d
	}
	return in
}

// check finds what is wrong with a closure, all of it at once. What the reason does not ask for is left out of the details.
func (r *Room) check(tx *gate.WriteTx, c casefile.Case, res policy.Resource, in Closing) error {
	reason, _ := r.m.ClosureReason(in.Reason)
	errs := []error{r.cases.CheckEnding(c, in.Ending, tx.Today())}
	if in.Details != nil {
		*in.Details = in.Details.only(reason.Asks)
		errs = append(errs, r.checkDetails(*in.Details, reason.Asks, in.On, in.Whole))
	}
	exit, entry, err := assessed(&tx.ReadTx, c)
	if err != nil {
		return err
	}
	var k fault.Check
	k.Fits("no_exit_why", in.NoExitWhy, MaxReason)
	k.Require(in.ExitID == "" || in.ExitID == exit.ID, "exit_id", text.ExitUnknown)
	k.Require(in.ExitID != "" || in.NoExitWhy != "" || !in.Whole || !entry || !reason.Followed(), "no_exit_why", text.ExitOrWhy)
	if in.Tell {
		k.Needs("answer", in.Answer, text.WriteAnswer, MaxAnswer)
	}
	if in.Whole {
		open, err := r.plans.OpenActions(&tx.ReadTx, c, res)
		if err != nil {
			return err
		}
		for _, a := range open {
			said := slices.ContainsFunc(in.Actions, func(s Settling) bool { return s.ActionID == a.ID && s.Kind != "" })
			title := r.plans.Title(a)
			k.Require(said, FieldAction+string(a.ID), text.T{text.SettleAction.F(text.Italian, title.In(text.Italian)), text.SettleAction.F(text.English, title.In(text.English))})
		}
	}
	return fault.Join(append(errs, k.Err())...)
}

// settle ends the actions that end with the case.
func (r *Room) settle(tx *gate.WriteTx, c casefile.Case, res policy.Resource, in Closing, u *undo) error {
	var errs []error
	for i, s := range in.Actions {
		if s.Kind == GoesOn || slices.ContainsFunc(in.Actions[:i], func(x Settling) bool { return x.ActionID == s.ActionID }) {
			continue
		}
		rested, err := r.plans.End(tx, c, res, s.ActionID, plan.EventInput{Kind: s.Kind, OnDay: in.On, Reason: s.Reason, Result: s.Result})
		if err == nil {
			u.Ended = append(u.Ended, s.ActionID)
		}
		if err == nil && rested {
			u.Rested = append(u.Rested, s.ActionID)
		}
		errs = append(errs, ofAction(s.ActionID, err))
	}
	return fault.Join(errs...)
}

// ofAction names the fields of a fault after the action.
func ofAction(id value.ID, err error) error {
	f, ok := err.(*fault.Error)
	if !ok || f.Kind != fault.Invalid {
		return err
	}
	var c fault.Check
	for _, x := range f.Fields {
		name := map[string]string{"result": FieldResult, "reason": FieldWhy}[x.Name]
		if name == "" {
			name = FieldAction
		}
		c.Add(name+string(id), x.Text)
	}
	return c.Err()
}

// reasonWords are those of a reason that a paper of the common section may say.
func reasonWords(reason guideline.Reason) text.T {
	if s := policy.Section(reason.Section); s != "" && s.Sealed() && reason.Outside != (text.T{}) {
		return reason.Outside
	}
	return reason.Label
}
