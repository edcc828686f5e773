package outcome

import (
	"context"
	"strings"

	"siil/internal/casefile"
	"siil/internal/document"
	"siil/internal/fault"
	"siil/internal/gate"
	"siil/internal/plan"
	"siil/internal/policy"
	"siil/internal/text"
	"siil/internal/value"
)

// Draft writes the report of a closure with what is known of the case and of the closure so far. It fails with NotFound for who may not make such documents.
func (r *Room) Draft(ctx context.Context, who gate.Actor, caseID value.ID, in Closing) (document.Draft, error) {
	return r.documents.Preview(ctx, who, caseID, document.Request{Model: ModelReport, Lang: "it", Title: text.ReportTitle.In(text.Italian), Values: r.values(in), Ends: ends(in)})
}

// values are the fields of the report that the form knows better than the file: the closure is not there yet.
func (r *Room) values(in Closing) map[string]any {
	out := map[string]any{}
	if !in.On.IsZero() {
		out["chiusura.data"] = in.On.Format()
	}
	if reason, ok := r.m.ClosureReason(in.Reason); ok {
		out["chiusura.motivo"] = reasonWords(reason).In(text.Italian)
		if !policy.Section(reason.Section).Sealed() {
			out["chiusura.note"] = in.Note
			if in.NoExitWhy != "" {
				out["chiusura.senza_uscita"] = in.NoExitWhy
			}
		}
	}
	var outcomes []map[string]any
	for _, code := range in.Outcomes {
		if o, ok := r.m.Outcome(code); ok {
			outcomes = append(outcomes, map[string]any{"nome": o.Label.In(text.Italian)})
		}
	}
	if outcomes != nil {
		out["chiusura.esiti"] = outcomes
	}
	return out
}

// ends are the actions that end with the case, as they will be.
func ends(in Closing) (out []document.ActionEnd) {
	for _, s := range in.Actions {
		switch s.Kind {
		case plan.Ends:
			out = append(out, document.ActionEnd{ActionID: s.ActionID, State: plan.Ended, Result: s.Result, On: in.On})
		case plan.Interrupts:
			out = append(out, document.ActionEnd{ActionID: s.ActionID, State: plan.Interrupted, Reason: s.Reason, On: in.On})
		}
	}
	return out
}

// paper is the report as it will be kept: the text changed by hand, or the model's.
func (r *Room) paper(ctx context.Context, who gate.Actor, caseID value.ID, in Closing) (*document.Produced, error) {
	model, ok := r.m.Documents.Model(ModelReport)
	if !ok {
		return nil, fault.Missing()
	}
	words := strings.TrimSpace(in.Report.Text)
	if words == "" {
		d, err := r.Draft(ctx, who, caseID, in)
		if err != nil {
			return nil, err
		}
		words = d.Markdown
	}
	var c fault.Check
	c.Fits("report", words, document.MaxText)
	return &document.Produced{Model: ModelReport, Lang: "it", Title: text.ReportTitle.In(text.Italian), Section: policy.Section(model.Section), Markdown: words}, c.Err()
}

// mayReport tells whether somebody may make the report of a case.
func (r *Room) mayReport(tx *gate.ReadTx, _ casefile.Case, res policy.Resource) bool {
	model, ok := r.m.Documents.Model(ModelReport)
	res.Section = policy.Section(model.Section)
	return ok && tx.May(policy.DocumentMake, res)
}
