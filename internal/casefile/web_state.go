package casefile

import (
	"net/http"
	"strconv"

	"siil/internal/fault"
	"siil/internal/gate"
	"siil/internal/guideline"
	"siil/internal/policy"
	"siil/internal/text"
	"siil/internal/ui"
	"siil/internal/value"
)

// sheet is a page of one form about a case.
type sheet struct {
	*caseView
	step    guideline.Transition // of a change of state: the chosen one
	steps   []guideline.Transition
	suspend *Suspension
}

// done goes back to the case after a command.
func (r *Room) done(w http.ResponseWriter, req *http.Request, id value.ID, f *ui.Flash) error {
	return ui.Redirect(w, req, "/casi/"+string(id), f)
}

func (r *Room) getDate(w http.ResponseWriter, req *http.Request, who gate.Actor) error {
	return r.showDate(w, req, who, ui.NewForm(), http.StatusOK)
}

func (r *Room) showDate(w http.ResponseWriter, req *http.Request, who gate.Actor, f ui.Form, status int) error {
	v, err := r.open(req, who, policy.CaseDate, nil)
	if err != nil {
		return err
	}
	if len(f.Values) == 0 {
		f = ui.NewForm("date", v.c.NextOn.Format(), "what", v.c.NextWhat)
	}
	v.take(f, status)
	return ui.Render(w, req, status, datePage(v))
}

// postDate sets the next date from the page of one field, from the case, or from a cell of a list, which wants the cell back.
func (r *Room) postDate(w http.ResponseWriter, req *http.Request, who gate.Actor) error {
	id, err := ui.PathID(req, "id")
	if err != nil {
		return err
	}
	f, today := ui.FormFrom(req), r.g.Today()
	var c fault.Check
	in := Dating{Clear: f.Value("clear") == "1", What: f.Value("what")}
	if !ui.IsFetch(req) {
		in.Version = version(f)
	}
	if !in.Clear {
		in.On = comingDayOf(&c, f, "date", today)
	}
	after := 0
	if err = c.Err(); err == nil {
		after, err = r.SetNextDate(req.Context(), who, id, in)
	}
	if ui.IsFetch(req) {
		return answerCell(w, req, id, in, today, err)
	}
	if err != nil {
		return r.again(w, req, who, f, err, r.showDate)
	}
	flash := &ui.Flash{Text: text.NextDateIs.With(in.On.Near(today)), UndoAction: "/casi/" + string(id) + "/data/annullamento", UndoFields: map[string]string{"version": strconv.Itoa(after)}}
	if in.Clear {
		flash.Text = text.NextDateCleared
	}
	return r.done(w, req, id, flash)
}

func answerCell(w http.ResponseWriter, req *http.Request, id value.ID, in Dating, today value.Date, err error) error {
	if fault.Is(err, fault.Invalid) {
		w.Header().Set("Content-Type", "text/plain; charset=utf-8")
		w.WriteHeader(http.StatusUnprocessableEntity)
		words, _ := ui.NewForm().With(err).Err("date")
		_, err := w.Write([]byte(ui.S(req.Context(), words)))
		return err
	}
	if err != nil {
		return err
	}
	return ui.Render(w, req, http.StatusOK, ui.NextDateCell(NextDateOf(id, in.On, today, false, text.LangOf(req.Context()))))
}

func (r *Room) postDateUndo(w http.ResponseWriter, req *http.Request, who gate.Actor) error {
	id, err := ui.PathID(req, "id")
	if err != nil {
		return err
	}
	if err := r.UndoNextDate(req.Context(), who, id, version(ui.FormFrom(req))); err != nil {
		if fault.Is(err, fault.Conflict) {
			return r.done(w, req, id, &ui.Flash{Text: text.UndoTooLate, Bad: true})
		}
		return err
	}
	return r.done(w, req, id, &ui.Flash{Text: text.NextDateBack})
}

func (r *Room) getMove(w http.ResponseWriter, req *http.Request, who gate.Actor) error {
	return r.showMove(w, req, who, ui.NewForm("to", req.URL.Query().Get("verso")), http.StatusOK)
}

// showMove shows the steps that can be made, or the form of the chosen one.
func (r *Room) showMove(w http.ResponseWriter, req *http.Request, who gate.Actor, f ui.Form, status int) error {
	v, err := r.open(req, who, policy.CaseMove, nil)
	if err != nil {
		return err
	}
	s := sheet{caseView: v, steps: r.Steps(who, v.c, v.res)}
	for _, t := range s.steps {
		if t.To == f.Value("to") {
			s.step = t
		}
	}
	if f.Value("on") == "" && status == http.StatusOK {
		f = f.Set("on", v.today.Format())
		if due, what, ok := r.Term(v.c, s.step.To, v.today); ok {
			f = f.Set("next_on", due.Format()).Set("next_what", what.In(v.lang))
		}
	}
	v.take(f, status)
	return ui.Render(w, req, status, movePage(s))
}

func (r *Room) postMove(w http.ResponseWriter, req *http.Request, who gate.Actor) error {
	id, err := ui.PathID(req, "id")
	if err != nil {
		return err
	}
	f, today := ui.FormFrom(req), r.g.Today()
	var c fault.Check
	in := Moving{Version: version(f), To: f.Value("to"), On: PastDay(&c, f, "on", today), Reason: f.Value("reason"),
		NextOn: comingDayOf(&c, f, "next_on", today), NextWhat: f.Value("next_what")}
	if err = c.Err(); err == nil {
		err = r.Move(req.Context(), who, id, in)
	}
	if err != nil {
		return r.again(w, req, who, f, err, r.showMove)
	}
	state, _ := r.m.State(in.To)
	return r.done(w, req, id, &ui.Flash{Text: text.StateIs.With(state.Label.In(text.LangOf(req.Context())))})
}

func (r *Room) getSuspension(w http.ResponseWriter, req *http.Request, who gate.Actor) error {
	return r.showSuspension(w, req, who, ui.NewForm(), http.StatusOK)
}

// showSuspension shows the form that suspends a case, or that goes on with a suspension after a review.
func (r *Room) showSuspension(w http.ResponseWriter, req *http.Request, who gate.Actor, f ui.Form, status int) error {
	v, err := r.open(req, who, policy.CaseSuspend, nil)
	if err != nil {
		return err
	}
	if len(f.Values) == 0 {
		f = ui.NewForm("since_on", v.today.Format(), "review_on", v.today.AddDays(reviewDays).Format())
	}
	v.take(f, status)
	return ui.Render(w, req, status, suspensionPage(sheet{caseView: v, suspend: v.c.Suspension}))
}

func (r *Room) postSuspension(w http.ResponseWriter, req *http.Request, who gate.Actor) error {
	id, err := ui.PathID(req, "id")
	if err != nil {
		return err
	}
	f, today := ui.FormFrom(req), r.g.Today()
	var c fault.Check
	in := Resting{Version: version(f), SinceOn: PastDay(&c, f, "since_on", today), Reason: f.Value("reason"), Note: f.Value("note"),
		ReviewOn: comingDayOf(&c, f, "review_on", today)}
	do, words := r.Suspend, text.CaseSuspended
	if f.Value("again") == "1" {
		do, words = r.PutOffReview, text.ReviewPutOff
	}
	if err = c.Err(); err == nil {
		err = do(req.Context(), who, id, in)
	}
	if err != nil {
		return r.again(w, req, who, f, err, r.showSuspension)
	}
	if in.ReviewOn.IsZero() {
		in.ReviewOn = later(in.SinceOn.AddDays(reviewDays), today)
	}
	return r.done(w, req, id, &ui.Flash{Text: words.With(in.ReviewOn.Format())})
}

func (r *Room) getResumption(w http.ResponseWriter, req *http.Request, who gate.Actor) error {
	return r.showResumption(w, req, who, ui.NewForm(), http.StatusOK)
}

func (r *Room) showResumption(w http.ResponseWriter, req *http.Request, who gate.Actor, f ui.Form, status int) error {
	v, err := r.open(req, who, policy.CaseResume, nil)
	if err != nil {
		return err
	}
	if len(f.Values) == 0 {
		f = ui.NewForm("on", v.today.Format())
	}
	v.take(f, status)
	return ui.Render(w, req, status, resumptionPage(sheet{caseView: v, suspend: v.c.Suspension}))
}

func (r *Room) postResumption(w http.ResponseWriter, req *http.Request, who gate.Actor) error {
	id, err := ui.PathID(req, "id")
	if err != nil {
		return err
	}
	f := ui.FormFrom(req)
	var c fault.Check
	in := Waking{Version: version(f), On: PastDay(&c, f, "on", r.g.Today()), Note: f.Value("note")}
	if err = c.Err(); err == nil {
		err = r.Resume(req.Context(), who, id, in)
	}
	if err != nil {
		return r.again(w, req, who, f, err, r.showResumption)
	}
	return r.done(w, req, id, &ui.Flash{Text: text.CaseResumed})
}

func (r *Room) getReopening(w http.ResponseWriter, req *http.Request, who gate.Actor) error {
	return r.showReopening(w, req, who, ui.NewForm(), http.StatusOK)
}

func (r *Room) showReopening(w http.ResponseWriter, req *http.Request, who gate.Actor, f ui.Form, status int) error {
	v, err := r.open(req, who, policy.CaseReopen, nil)
	if err != nil {
		return err
	}
	if len(f.Values) == 0 {
		f = ui.NewForm("on", v.today.Format())
	}
	v.take(f, status)
	return ui.Render(w, req, status, reopeningPage(sheet{caseView: v}))
}

func (r *Room) postReopening(w http.ResponseWriter, req *http.Request, who gate.Actor) error {
	id, err := ui.PathID(req, "id")
	if err != nil {
		return err
	}
	f := ui.FormFrom(req)
	var c fault.Check
	in := Beginning{Version: version(f), On: PastDay(&c, f, "on", r.g.Today()), Reason: f.Value("reason")}
	if err = c.Err(); err == nil {
		err = r.Reopen(req.Context(), who, id, in)
	}
	if err != nil {
		return r.again(w, req, who, f, err, r.showReopening)
	}
	return r.done(w, req, id, &ui.Flash{Text: text.CaseReopened})
}
