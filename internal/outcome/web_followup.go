package outcome

import (
	"net/http"
	"slices"

	"siil/internal/casefile"
	"siil/internal/fault"
	"siil/internal/gate"
	"siil/internal/guideline"
	"siil/internal/policy"
	"siil/internal/text"
	"siil/internal/ui"
	"siil/internal/value"
)

// followUpPage asks how things go, with one button an answer.
type followUpPage struct {
	*page
	f       casefile.FollowUp
	closed  value.Date
	details Details
	by      string
}

func (r *Room) openFollowUp(req *http.Request, who gate.Actor) (*followUpPage, error) {
	caseID, err := ui.PathID(req, "id")
	if err != nil {
		return nil, err
	}
	id, err := ui.PathID(req, "f")
	if err != nil {
		return nil, err
	}
	x := &followUpPage{page: &page{r: r, who: who, today: r.g.Today(), lang: text.LangOf(req.Context()), form: ui.NewForm()}}
	err = r.g.Read(req.Context(), who, func(tx *gate.ReadTx) (err error) {
		if x.f, x.c, x.res, x.closed, err = followUp(tx, id); err != nil {
			return err
		}
		if !slices.Contains(x.c.Cases(), caseID) {
			return fault.Missing()
		}
		if err := tx.Decide(policy.FollowUpAnswer, x.res); err != nil {
			return err
		}
		x.details, err = DetailsOf(x.f.Details)
		return err
	})
	return x, err
}

func (x *followUpPage) at(under string) string {
	return x.path("/follow-up/" + string(x.f.ID) + under)
}

func (r *Room) getFollowUp(w http.ResponseWriter, req *http.Request, who gate.Actor) error {
	x, err := r.openFollowUp(req, who)
	if err != nil {
		return err
	}
	on := x.today
	if x.f.Answered() {
		on = x.f.OnDay
	}
	x.form = fillDetails(ui.NewForm("on", on.Format(), "note", x.f.Note), x.details)
	return ui.Render(w, req, http.StatusOK, answeringPage(x))
}

func (r *Room) postFollowUp(w http.ResponseWriter, req *http.Request, who gate.Actor) error {
	x, err := r.openFollowUp(req, who)
	if err != nil {
		return err
	}
	x.form = ui.FormFrom(req)
	var c fault.Check
	in := Answering{Answer: x.form.Value("answer"), OnDay: casefile.PastDay(&c, x.form, "on", x.today), Details: detailsFrom(&c, x.form, x.today), Note: x.form.Lines("note")}
	if in.OnDay.IsZero() && x.form.Value("on") == "" {
		in.OnDay = x.today
	}
	if err = c.Err(); err == nil {
		err = r.Answer(req.Context(), who, x.f.ID, in)
	}
	if shown(err) {
		x.form = x.form.With(err)
		return ui.Render(w, req, ui.Status(fault.KindOf(err)), answeringPage(x))
	}
	if err != nil {
		return err
	}
	answer, _ := r.m.FollowUps.Answer(in.Answer)
	return x.back(w, req, &ui.Flash{Text: text.FollowUpSaved.With(LabelOf(x.f.Code).Capital().In(x.lang), lower(answer.Label.In(x.lang))), UndoAction: x.at("/annullamento"), UndoFields: map[string]string{}})
}

func (r *Room) postFollowUpUndo(w http.ResponseWriter, req *http.Request, who gate.Actor) error {
	x, err := r.openFollowUp(req, who)
	if err != nil {
		return err
	}
	if err := r.UndoAnswer(req.Context(), who, x.f.ID); err != nil {
		if fault.Is(err, fault.Conflict) {
			return x.back(w, req, &ui.Flash{Text: text.FollowUpNotAnswered, Bad: true})
		}
		return err
	}
	return x.back(w, req, &ui.Flash{Text: text.FollowUpUndone})
}

// answers are those that may be given today, and the one that was given.
func (x *followUpPage) answers() (out []guideline.HowItGoes) {
	for _, a := range x.r.m.FollowUps.Answers {
		if a.OfferedOn(x.today.ISO()) || a.Code == x.f.Answer {
			out = append(out, a)
		}
	}
	return out
}

// facts say what is asked, by when, and what was answered.
func (x *followUpPage) facts() []ui.Fact {
	out := []ui.Fact{{Label: text.FollowUpWhat, Value: LabelOf(x.f.Code).Capital()}, dueFact(x.f, x.today), {Label: text.CloseOn, Value: text.Raw(x.closed.Format())}}
	if a, ok := x.r.m.FollowUps.Answer(x.f.Answer); ok {
		out = append(out, ui.Fact{Label: text.FollowUpAnswer, Value: a.Label, Note: text.Raw(x.f.OnDay.Format()), Mark: ui.Done})
	}
	return out
}

func dueFact(f casefile.FollowUp, today value.Date) ui.Fact {
	d := ui.Fact{Label: text.FollowUpBy, Value: text.Raw(f.DueOn.Format())}
	switch {
	case f.Answered():
	case f.DueOn.Before(today):
		d.Mark = ui.Late
	case f.DueOn == today:
		d.Mark = ui.Today
	}
	return d
}
