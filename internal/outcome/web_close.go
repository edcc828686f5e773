package outcome

import (
	"crypto/sha256"
	"encoding/hex"
	"net/http"
	"slices"
	"strconv"
	"strings"

	"siil/internal/casefile"
	"siil/internal/fault"
	"siil/internal/gate"
	"siil/internal/guideline"
	"siil/internal/plan"
	"siil/internal/policy"
	"siil/internal/territory"
	"siil/internal/text"
	"siil/internal/ui"
	"siil/internal/value"
)

// closeSlot is where a closure is kept while it is written.
func closeSlot(caseID value.ID) string { return "chiusura:" + string(caseID) }

// What the buttons of the form do beside closing.
const (
	doStay    = "stay"    // what the Enter key does
	doRewrite = "rewrite" // writes the report anew with what was chosen
	doThrow   = "throw"   // throws the draft away
)

// closePage is the form of a closure.
type closePage struct {
	*page
	exit     Exit
	assessed bool
	actions  []plan.Action
	told     bool // somebody who referred the person can be answered
	reports  bool // the reader may make the report
	assesses bool // the reader may begin an assessment
	stale    bool
}

func (r *Room) openClosing(req *http.Request, who gate.Actor) (*closePage, error) {
	k := &closePage{}
	p, err := r.open(req, who, policy.CaseClose, "", func(tx *gate.ReadTx, p *page) (err error) {
		k.page = p
		if k.exit, k.assessed, err = assessed(tx, p.c); err != nil {
			return err
		}
		if k.actions, err = r.plans.OpenActions(tx, p.c, p.res); err != nil {
			return err
		}
		sheets, err := sheetsOf(tx, p.c)
		k.told, k.reports = len(sheets) > 0, r.mayReport(tx, p.c, p.res)
		k.assesses = tx.May(policy.AssessmentBegin, common(p.res))
		return err
	})
	k.page = p
	return k, err
}

func (r *Room) getClosing(w http.ResponseWriter, req *http.Request, who gate.Actor) error {
	k, err := r.openClosing(req, who)
	if err != nil {
		return err
	}
	f, at, err := r.readDraft(req.Context(), who, closeSlot(k.c.ID))
	if err != nil {
		return err
	}
	if len(f.Values) > 0 && f.Value("version") != "" {
		k.form, k.savedAt = f, at
	} else if err := k.begin(req); err != nil {
		return err
	}
	return ui.Render(w, req, http.StatusOK, closingPage(k))
}

// begin fills an empty form: today, the report as far as it can be written, the answer that is proposed.
func (k *closePage) begin(req *http.Request) error {
	k.form = ui.NewForm("version", strconv.Itoa(k.c.Version), "on", k.today.Format(), "report_on", "1", "tell", "1",
		"answer", text.AnswerProposed.F(text.Italian, k.today.Format()), "exit_id", string(k.exit.ID))
	if !k.reports {
		return nil
	}
	return k.rewrite(req, Closing{Ending: casefile.Ending{On: k.today}})
}

// rewrite puts the report as the model has it into the form, with what is chosen so far.
func (k *closePage) rewrite(req *http.Request, in Closing) error {
	d, err := k.r.Draft(req.Context(), k.who, k.c.ID, in)
	if err != nil {
		return err
	}
	k.form = k.form.Set("report", d.Markdown).Set("report_was", mark(d.Markdown))
	return nil
}

// mark tells whether the report is still as the program wrote it; a browser trims and ends lines in its own way.
func mark(words string) string {
	sum := sha256.Sum256([]byte(strings.TrimSpace(words)))
	return hex.EncodeToString(sum[:8])
}

// postClosing closes, or writes the report anew, or throws the draft away.
func (r *Room) postClosing(w http.ResponseWriter, req *http.Request, who gate.Actor) error {
	k, err := r.openClosing(req, who)
	if err != nil {
		return err
	}
	k.form = ui.FormFrom(req)
	do := k.form.Value("do")
	if do == doThrow {
		if err := r.dropDraft(req.Context(), who, closeSlot(k.c.ID)); err != nil {
			return err
		}
		return ui.Redirect(w, req, k.path("/chiudi"), &ui.Flash{Text: text.CheckingThrown})
	}
	in, err := k.typed()
	if do == doRewrite && k.reports {
		if err := k.rewrite(req, in); err != nil {
			return err
		}
	}
	if do == doRewrite || do == doStay {
		return ui.Render(w, req, http.StatusOK, closingPage(k))
	}
	if err == nil {
		_, err = r.Close(req.Context(), who, k.c.ID, in)
	} else {
		err = fault.Join(err, r.dry(req, who, k.c.ID, in))
	}
	if shown(err) {
		return k.again(w, req, err)
	}
	if err == nil {
		err = r.dropDraft(req.Context(), who, closeSlot(k.c.ID))
	}
	if err != nil {
		return err
	}
	return k.back(w, req, &ui.Flash{Text: text.CaseClosedUndo, UndoAction: k.path("/chiusura/annullamento"), UndoFields: map[string]string{}})
}

// again shows the form once more with what was typed; after a conflict with how the case stands now.
func (k *closePage) again(w http.ResponseWriter, req *http.Request, err error) error {
	k.form = k.form.With(k.inOrder(err))
	if k.stale = fault.Is(err, fault.Conflict); k.stale {
		k.form = k.form.Set("version", strconv.Itoa(k.c.Version))
	}
	return ui.Render(w, req, ui.Status(fault.KindOf(err)), closingPage(k))
}

// typed reads the form.
func (k *closePage) typed() (in Closing, err error) {
	var c fault.Check
	f := k.form
	in = Closing{Ending: casefile.Ending{Version: version(f), On: casefile.PastDay(&c, f, "on", k.today), Reason: f.Value("reason"), Outcomes: f.All("outcomes"), Note: f.Lines("note")},
		Whole: true, NoExitWhy: f.Lines("no_exit_why"), Tell: k.told && f.Value("tell") == "1", Answer: f.Lines("answer")}
	in.ExitID, _ = value.ParseID(f.Value("exit_id"))
	d := detailsFrom(&c, f, k.today)
	in.Details = &d
	for _, a := range k.actions {
		id := string(a.ID)
		in.Actions = append(in.Actions, Settling{ActionID: a.ID, Kind: f.Value(FieldAction + id), Result: f.Value(FieldResult + id), Reason: f.Value(FieldWhy + id)})
	}
	if k.reports && f.Value("report_on") == "1" {
		in.Report = &Report{Text: f.Lines("report")}
		if mark(in.Report.Text) == f.Value("report_was") {
			in.Report.Text = ""
		}
	}
	return in, c.Err()
}

// dry finds what else is wrong with a closure that cannot be made yet.
func (r *Room) dry(req *http.Request, who gate.Actor, caseID value.ID, in Closing) error {
	return r.on(req.Context(), who, caseID, policy.CaseClose, func(tx *gate.WriteTx, c casefile.Case, res policy.Resource) error {
		return fault.Join(r.check(tx, c, res, in), errDry)
	})
}

// errDry keeps a command that only looks from saving.
var errDry = func() error {
	var c fault.Check
	c.Add("", text.CheckFields)
	return c.Err()
}()

// inOrder gives the fields of a fault in the order of the page, each once.
func (k *closePage) inOrder(err error) error {
	f, ok := err.(*fault.Error)
	if !ok {
		return err
	}
	names := []string{"reason", "contract_kind", "contract_until", "weekly_hours", "zone", "service", "outcomes", "note", "on", "exit_id", "no_exit_why"}
	for _, a := range k.actions {
		names = append(names, FieldAction+string(a.ID), FieldResult+string(a.ID), FieldWhy+string(a.ID))
	}
	out := *f
	out.Fields = nil
	for _, name := range append(names, "report", "answer") {
		if i := slices.IndexFunc(f.Fields, func(x fault.Field) bool { return x.Name == name }); i >= 0 {
			out.Fields = append(out.Fields, f.Fields[i])
		}
	}
	return &out
}

func (r *Room) postUndo(w http.ResponseWriter, req *http.Request, who gate.Actor) error {
	id, err := ui.PathID(req, "id")
	if err != nil {
		return err
	}
	to := "/casi/" + string(id)
	if err := r.Undo(req.Context(), who, id); err != nil {
		if fault.Is(err, fault.Conflict) {
			return ui.Redirect(w, req, to, &ui.Flash{Text: text.ClosureTooLate, Bad: true})
		}
		return err
	}
	return ui.Redirect(w, req, to, &ui.Flash{Text: text.ClosureUndone})
}

// partOf is the part of the form that a reason opens.
func partOf(asks []string) int {
	switch {
	case slices.Contains(asks, guideline.AskContractKind):
		return 1
	case slices.Contains(asks, guideline.AskZone):
		return 2
	case slices.Contains(asks, guideline.AskService):
		return 3
	}
	return 0
}

func (p *page) reasonOptions() (out []ui.Option) {
	for _, x := range guideline.Offered(p.r.m.ClosureReasons, p.today.ISO()) {
		out = append(out, ui.Option{Value: x.Code, Label: x.Label, Part: partOf(x.Asks)})
	}
	return out
}

// outcomeOptions are the outcomes that are a yes when ticked, as far as they can be known on leaving.
func (p *page) outcomeOptions() (out []ui.Option) {
	for _, o := range guideline.Offered(p.r.m.Outcomes, p.today.ISO()) {
		if o.Kind == "yes_no" && (o.When == "exit" || p.form.Has("outcomes", o.Code)) {
			out = append(out, ui.Option{Value: o.Code, Label: o.Label})
		}
	}
	return out
}

func (p *page) contractOptions() (out []ui.Option) {
	for _, x := range guideline.Offered(p.r.m.FollowUps.ContractKinds, p.today.ISO()) {
		out = append(out, ui.Option{Value: x.Code, Label: x.Label})
	}
	return out
}

// zoneOptions are the other zones of Tuscany, then the rest of the world.
func (p *page) zoneOptions() (out []ui.Option) {
	for _, z := range territory.Zones() {
		if z.Code != p.who.Zone {
			out = append(out, ui.Option{Value: z.Code, Label: text.Raw(z.Name)})
		}
	}
	return append(out, ui.Option{Value: Elsewhere, Label: text.ZoneElsewhere})
}

func (k *closePage) settlings() []ui.Option {
	return []ui.Option{{Value: plan.Ends, Label: text.ActionEnds, Part: 1}, {Value: plan.Interrupts, Label: text.ActionInterrupts, Part: 2}, {Value: GoesOn, Label: text.ActionGoesOn}}
}

func (k *closePage) results() (out []ui.Option) {
	for _, x := range guideline.Offered(k.r.m.Actions.Results, k.today.ISO()) {
		out = append(out, ui.Option{Value: x.Code, Label: x.Label})
	}
	return out
}

func (k *closePage) whys() (out []ui.Option) {
	for _, x := range guideline.Offered(k.r.m.Actions.Reasons, k.today.ISO()) {
		out = append(out, ui.Option{Value: x.Code, Label: x.Label})
	}
	return out
}

// willHappen says what the closure does, in the order in which it matters.
func (k *closePage) willHappen() (out []text.T) {
	out = append(out, text.CloseLeaves)
	if k.c.Suspension != nil {
		out = append(out, text.CloseEndsRest)
	}
	if k.c.HandOver != nil {
		out = append(out, text.CloseEndsOffer)
	}
	for _, f := range k.r.m.FollowUpsFrom(k.today) {
		out = append(out, text.CloseFollows.With(LabelOf(f.Code).In(k.lang), f.On.Format()))
	}
	return append(out, text.CloseCanUndo)
}
