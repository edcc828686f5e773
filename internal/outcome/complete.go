package outcome

import (
	"context"

	"siil/internal/casefile"
	"siil/internal/document"
	"siil/internal/fault"
	"siil/internal/gate"
	"siil/internal/policy"
	"siil/internal/text"
	"siil/internal/value"
)

// Completing is what a closure still lacks: one that a sitting or another program has made.
type Completing struct {
	Details   *Details
	ExitID    value.ID
	NoExitWhy string
	Report    *Report
	Tell      bool
	Answer    string
}

// Complete adds to the closure of a case what it lacks; what it has already stays. Whoever may close the case may. It fails with Invalid by field, with
// Conflict when the case is not closed.
func (r *Room) Complete(ctx context.Context, who gate.Actor, caseID value.ID, in Completing) (err error) {
	whole := Closing{Details: in.Details, ExitID: in.ExitID, NoExitWhy: in.NoExitWhy, Report: in.Report, Tell: in.Tell, Answer: in.Answer}.trimmed()
	var paper *document.Produced
	if in.Report != nil {
		if paper, err = r.paper(ctx, who, caseID, whole); err != nil {
			return err
		}
	}
	return r.on(ctx, who, caseID, policy.CaseClose, func(tx *gate.WriteTx, c casefile.Case, res policy.Resource) error {
		k, err := closureOf(&tx.ReadTx, c, res)
		if err != nil {
			return err
		}
		if err := r.checkCompleting(tx, c, k, whole); err != nil {
			return err
		}
		u, err := undoOf(tx, c, k)
		if err != nil {
			return err
		}
		lacks := k.Lacks()
		set := gate.Row{}
		if k.ExitID == "" && whole.ExitID != "" {
			set["exit_id"], set["no_exit_why"] = whole.ExitID, nil
		} else if k.ExitID == "" && whole.NoExitWhy != "" {
			set["no_exit_why"] = whole.NoExitWhy
		}
		if whole.Details != nil && lacks.Details {
			kept, err := whole.Details.JSON()
			if err != nil {
				return err
			}
			set["details"] = nil
			set.SetText("details", kept)
		}
		if whole.Tell && k.ToldAt.IsZero() {
			if err := tell(tx, c, k.ID, whole.Answer, set, &u); err != nil {
				return err
			}
		}
		if paper != nil && lacks.Report {
			d, err := document.MakeIn(tx, c, res, *paper)
			if err != nil {
				return err
			}
			u.Document = d.ID
		}
		return u.again(tx, c, k, set)
	})
}

// closureOf is the closure of the present episode; Conflict when there is none.
func closureOf(tx *gate.ReadTx, c casefile.Case, res policy.Resource) (casefile.Closure, error) {
	k, err := casefile.ClosureOf(tx, c, res)
	if fault.Is(err, fault.NotFound) {
		err = fault.New(fault.Conflict, text.CaseNotClosed)
	}
	return k, err
}

func (r *Room) checkCompleting(tx *gate.WriteTx, c casefile.Case, k casefile.Closure, in Closing) error {
	var errs []error
	reason, _ := r.m.ClosureReason(k.Reason)
	if in.Details != nil {
		*in.Details = in.Details.only(reason.Asks)
		errs = append(errs, r.checkDetails(*in.Details, reason.Asks, k.On, *in.Details != Details{}))
	}
	exit, _, err := assessed(&tx.ReadTx, c)
	if err != nil {
		return err
	}
	var check fault.Check
	check.Fits("no_exit_why", in.NoExitWhy, MaxReason)
	check.Require(in.ExitID == "" || in.ExitID == exit.ID, "exit_id", text.ExitUnknown)
	if in.Tell {
		check.Needs("answer", in.Answer, text.WriteAnswer, MaxAnswer)
	}
	return fault.Join(append(errs, check.Err())...)
}
