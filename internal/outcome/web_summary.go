package outcome

import (
	"context"
	"net/http"
	"slices"
	"strings"

	"siil/internal/casefile"
	"siil/internal/document"
	"siil/internal/fault"
	"siil/internal/gate"
	"siil/internal/policy"
	"siil/internal/text"
	"siil/internal/ui"
	"siil/internal/value"
)

// Handing is a summary of a case for another zone or service, as its form brings it.
type Handing struct {
	To, Why string
	Parts   []string // codes of SummaryParts
	Text    string   // changed by hand; empty: the model's
	Once    value.ID
}

// SummaryPart is a part of the summary that one chooses.
type SummaryPart struct {
	Code   string
	Label  text.T
	Action policy.Action // what its reader may do
}

// SummaryParts are all of them, in the order of the paper.
var SummaryParts = []SummaryPart{
	{"identita", text.PartIdentity, policy.PersonRead},
	{"contatti", text.PartContacts, policy.PersonRead},
	{"bisogni", text.PartNeeds, policy.ReferralRead},
	{"profilo", text.PartProfile, policy.AssessmentRead},
	{"progetto", text.PartProject, policy.PlanRead},
	{"azioni", text.PartActions, policy.PlanRead},
	{"verifiche", text.PartChecks, policy.PlanRead},
	{"chiusura", text.PartClosing, policy.CaseOpen},
}

// partsFor are the parts that somebody may give away.
func partsFor(tx *gate.ReadTx, c casefile.Case, res policy.Resource) (out []SummaryPart) {
	for _, p := range SummaryParts {
		if tx.May(p.Action, common(res)) {
			out = append(out, p)
		}
	}
	return out
}

func (in Handing) request() document.Request {
	return document.Request{Model: ModelSummary, Lang: "it", Title: text.SummaryTitle.In(text.Italian), Parts: in.Parts, Text: in.Text,
		Values: map[string]any{"destinatario.nome": in.To, "destinatario.motivo": in.Why}}
}

// Preview writes the summary without keeping it.
func (r *Room) Preview(ctx context.Context, who gate.Actor, caseID value.ID, in Handing) (document.Draft, error) {
	in.Text = ""
	return r.documents.Preview(ctx, who, caseID, in.request())
}

// Hand makes the summary of a case as a document, with the parts that were chosen. Whoever may make documents of the case may, each part who may read it. The log says to whom, the
// document also why. It fails with Invalid by field (to, why, parts, text).
func (r *Room) Hand(ctx context.Context, who gate.Actor, caseID value.ID, in Handing) (d document.Document, err error) {
	in.To, in.Why, in.Text = strings.TrimSpace(in.To), strings.TrimSpace(in.Why), strings.TrimSpace(in.Text)
	if err := in.check(); err != nil {
		return d, err
	}
	model, ok := r.m.Documents.Model(ModelSummary)
	if !ok {
		return d, fault.Missing()
	}
	if in.Text == "" {
		draft, err := r.Preview(ctx, who, caseID, in)
		if err != nil {
			return d, err
		}
		in.Text = draft.Markdown
	}
	section := policy.Section(model.Section)
	err = r.g.Write(ctx, who, func(tx *gate.WriteTx) error {
		c, res, err := casefile.Facts(&tx.ReadTx, caseID)
		if err != nil {
			return err
		}
		res.Section = section
		if err := tx.DecideWhy(policy.DocumentMake, res, in.To); err != nil {
			return err
		}
		may := partsFor(&tx.ReadTx, c, res)
		for _, p := range in.Parts {
			if !slices.ContainsFunc(may, func(x SummaryPart) bool { return x.Code == p }) {
				return fault.Missing()
			}
		}
		d, err = document.MakeIn(tx, c, res, document.Produced{Model: ModelSummary, Lang: "it", Title: text.SummaryTitle.In(text.Italian), Section: section,
			Markdown: in.Text, Once: in.Once})
		return err
	})
	return d, err
}

func (in Handing) check() error {
	var c fault.Check
	c.Needs("to", in.To, text.SummaryToNeeded, MaxName)
	c.Needs("why", in.Why, text.SummaryWhyNeeded, MaxReason)
	c.Require(len(in.Parts) > 0, "parts", text.SummaryPartsNeeded)
	c.Fits("text", in.Text, document.MaxText)
	return c.Err()
}

// summaryPage is the form of a summary; with a text it has been written and can be changed.
type summaryPage struct {
	*page
	parts []SummaryPart
}

func (r *Room) openSummary(req *http.Request, who gate.Actor) (*summaryPage, error) {
	x := &summaryPage{}
	model, _ := r.m.Documents.Model(ModelSummary)
	p, err := r.open(req, who, policy.DocumentMake, policy.Section(model.Section), func(tx *gate.ReadTx, p *page) error {
		x.parts = partsFor(tx, p.c, p.res)
		return nil
	})
	x.page = p
	return x, err
}

func (r *Room) getSummary(w http.ResponseWriter, req *http.Request, who gate.Actor) error {
	x, err := r.openSummary(req, who)
	if err != nil {
		return err
	}
	x.form = ui.NewForm("once", string(value.NewID()))
	return ui.Render(w, req, http.StatusOK, handingPage(x))
}

func (r *Room) postSummary(w http.ResponseWriter, req *http.Request, who gate.Actor) error {
	x, err := r.openSummary(req, who)
	if err != nil {
		return err
	}
	x.form = ui.FormFrom(req)
	in := Handing{To: x.form.Value("to"), Why: x.form.Lines("why"), Parts: x.form.All("parts"), Text: x.form.Lines("text")}
	in.Once, _ = value.ParseID(x.form.Value("once"))
	if x.form.Value("do") == doRewrite {
		in.Text = ""
		if err = in.check(); err == nil {
			var d document.Draft
			d, err = r.Preview(req.Context(), who, x.c.ID, in)
			x.form = x.form.Set("text", d.Markdown)
		}
		if err == nil {
			return ui.Render(w, req, http.StatusOK, handingPage(x))
		}
	} else {
		_, err = r.Hand(req.Context(), who, x.c.ID, in)
	}
	if shown(err) {
		x.form = x.form.With(err)
		return ui.Render(w, req, ui.Status(fault.KindOf(err)), handingPage(x))
	}
	if err != nil {
		return err
	}
	return ui.Redirect(w, req, x.path("/documenti"), &ui.Flash{Text: text.SummaryMade.With(in.To)})
}

func (x *summaryPage) options() (out []ui.Option) {
	for _, p := range x.parts {
		out = append(out, ui.Option{Value: p.Code, Label: p.Label})
	}
	return out
}
