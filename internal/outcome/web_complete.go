package outcome

import (
	"net/http"
	"strconv"

	"siil/internal/casefile"
	"siil/internal/document"
	"siil/internal/fault"
	"siil/internal/gate"
	"siil/internal/policy"
	"siil/internal/text"
	"siil/internal/ui"
	"siil/internal/value"
)

// completeSlot is where what a closure lacks is kept while it is written.
func completeSlot(caseID value.ID) string { return "chiusura-completa:" + string(caseID) }

// completePage is a closure with what it lacks.
type completePage struct {
	*page
	k       casefile.Closure
	lacks   casefile.Lacks
	exit    Exit
	details Details
	reports bool
}

func (r *Room) openCompleting(req *http.Request, who gate.Actor) (*completePage, error) {
	x := &completePage{}
	p, err := r.open(req, who, policy.CaseClose, "", func(tx *gate.ReadTx, p *page) (err error) {
		if x.k, err = casefile.ClosureOf(tx, p.c, p.res); err != nil {
			return err
		}
		x.lacks, x.reports = x.k.Lacks(), r.mayReport(tx, p.c, p.res)
		if x.exit, _, err = assessed(tx, p.c); err != nil {
			return err
		}
		x.details, err = DetailsOf(x.k.Details)
		return err
	})
	x.page = p
	return x, err
}

func (r *Room) getClosure(w http.ResponseWriter, req *http.Request, who gate.Actor) error {
	x, err := r.openCompleting(req, who)
	if err != nil {
		return err
	}
	f, at, err := r.readDraft(req.Context(), who, completeSlot(x.c.ID))
	if err != nil {
		return err
	}
	if len(f.Values) > 0 {
		x.form, x.savedAt = f, at
	} else if err := x.begin(req); err != nil {
		return err
	}
	return ui.Render(w, req, http.StatusOK, completingPage(x))
}

func (x *completePage) begin(req *http.Request) error {
	x.form = ui.NewForm("answer", text.AnswerProposed.F(text.Italian, x.k.On.Format()), "exit_id", string(x.exit.ID))
	if !x.lacks.Report || !x.reports {
		return nil
	}
	d, err := x.r.Draft(req.Context(), x.who, x.c.ID, Closing{})
	x.form = x.form.Set("report", d.Markdown).Set("report_was", mark(d.Markdown)).Set("report_on", "1")
	return err
}

func (r *Room) postClosure(w http.ResponseWriter, req *http.Request, who gate.Actor) error {
	x, err := r.openCompleting(req, who)
	if err != nil {
		return err
	}
	x.form = ui.FormFrom(req)
	in, err := x.typed()
	if err == nil {
		err = r.Complete(req.Context(), who, x.c.ID, in)
	}
	if shown(err) {
		x.form = x.form.With(err)
		return ui.Render(w, req, ui.Status(fault.KindOf(err)), completingPage(x))
	}
	if err == nil {
		err = r.dropDraft(req.Context(), who, completeSlot(x.c.ID))
	}
	if err != nil {
		return err
	}
	return x.back(w, req, &ui.Flash{Text: text.ClosureCompleted})
}

// typed reads the form: only what is lacking is in it.
func (x *completePage) typed() (in Completing, err error) {
	var c fault.Check
	f := x.form
	if x.lacks.Details {
		d := detailsFrom(&c, f, x.today)
		in.Details = &d
	}
	if x.lacks.Exit {
		in.ExitID, _ = value.ParseID(f.Value("exit_id"))
		in.NoExitWhy = f.Lines("no_exit_why")
	}
	if x.lacks.Report && x.reports && f.Value("report_on") == "1" {
		in.Report = &Report{Text: f.Lines("report")}
		if mark(in.Report.Text) == f.Value("report_was") {
			in.Report.Text = "" // what the form says now is in it
		}
		c.Fits("report", in.Report.Text, document.MaxText)
	}
	if x.lacks.Answer && f.Value("tell") == "1" {
		in.Tell, in.Answer = true, f.Lines("answer")
	}
	return in, c.Err()
}

// facts is the closure in a strip.
func (x *completePage) facts() []ui.Fact {
	reason, _ := x.r.m.ClosureReason(x.k.Reason)
	words := reason.Label
	if x.k.Hidden {
		words = text.ReservedReason
	}
	out := []ui.Fact{{Label: text.CloseOn, Value: text.Raw(x.k.On.Format())}, {Label: text.ReasonWords, Value: words}}
	for _, d := range x.details.Says(x.r.m) {
		out = append(out, ui.Fact{Label: d[0], Value: d[1]})
	}
	return out
}

// asked is the part of the details that the reason asks for.
func (x *completePage) asked() string {
	reason, _ := x.r.m.ClosureReason(x.k.Reason)
	return strconv.Itoa(partOf(reason.Asks))
}
