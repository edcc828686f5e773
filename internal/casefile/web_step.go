package casefile

import (
	"net/http"
	"strconv"

	"siil/internal/account"
	"siil/internal/fault"
	"siil/internal/gate"
	"siil/internal/policy"
	"siil/internal/text"
	"siil/internal/ui"
	"siil/internal/value"
)

// shownSteps is how many open steps the case page shows; the others stand on their page.
const shownSteps = 6

// stepLine is a next step as a page shows it.
type stepLine struct {
	NextStep
	may bool // the reader may answer for it
}

func (v *caseView) stepLine(tx *gate.ReadTx, s NextStep) stepLine {
	if s.Who == "" && s.WhoID != "" {
		s.Who = v.name(s.WhoID)
	} else if s.Who == "" {
		s.Who = s.WhoWords
	}
	return stepLine{s, s.Open() && tx.May(policy.StepAnswer, stepOf(v.res, s, v.who.Account))}
}

// stepMark is a step's term: how late, today, when; an ended one says so.
func stepMark(s NextStep, today value.Date, l text.Lang) (ui.MarkKind, text.T) {
	switch {
	case !s.DoneAt.IsZero():
		return ui.Done, text.StepDoneOn.With(s.DoneAt.Date().NearIn(today, l))
	case !s.DroppedAt.IsZero():
		return ui.NoMark, text.StepDroppedOn.With(s.DroppedAt.Date().NearIn(today, l))
	case s.DueOn.IsZero():
		return ui.NoMark, text.RowNoTerm
	case s.DueOn.Before(today):
		return ui.Late, nextWords(s.DueOn, today, l)
	case s.DueOn == today:
		return ui.Today, nextWords(s.DueOn, today, l)
	}
	return ui.NoMark, nextWords(s.DueOn, today, l)
}

// dateIsOfAStep tells whether the next date of the case says only what a shown step says.
func (d diary) dateIsOfAStep() bool {
	for i, s := range d.steps {
		if i < shownSteps && s.DueOn == d.c.NextOn && dateWords(s.What) == d.c.NextWhat {
			return true
		}
	}
	return false
}

// stepsView is the page of all steps of a case.
type stepsView struct {
	*caseView
	open, ended []stepLine
}

func (r *Room) getSteps(w http.ResponseWriter, req *http.Request, who gate.Actor) error {
	return r.showSteps(w, req, who, ui.NewForm("who", string(who.Account)), http.StatusOK)
}

func (r *Room) showSteps(w http.ResponseWriter, req *http.Request, who gate.Actor, f ui.Form, status int) error {
	var s stepsView
	var err error
	s.caseView, err = r.open(req, who, policy.CaseOpen, func(tx *gate.ReadTx, v *caseView) error {
		all, err := StepsOf(tx, v.c.Cases(), false)
		for _, x := range all {
			if line := v.stepLine(tx, x); x.Open() {
				s.open = append(s.open, line)
			} else {
				s.ended = append(s.ended, line)
			}
		}
		return err
	})
	if err != nil {
		return err
	}
	if done, err := s.elsewhere(w, req); done && req.Method == http.MethodGet {
		return err
	}
	if f.Value("once") == "" {
		f = f.Set("once", string(value.NewID()))
	}
	s.form = f
	return ui.Render(w, req, status, stepsPage(s))
}

// doers are the colleagues who may be given a step, whoever reads first.
func (v *caseView) doers() []ui.Option {
	var out []ui.Option
	for _, c := range account.ManagersOf(v.all) {
		o := ui.Option{Value: string(c.ID), Label: text.Raw(c.FamilyName + " " + c.GivenName + ", " + v.roleOf(c.ID))}
		if c.ID == v.who.Account {
			o.Label = text.Raw(c.FamilyName + " " + c.GivenName + ", " + text.StepYou.In(v.lang))
			out = append([]ui.Option{o}, out...)
			continue
		}
		out = append(out, o)
	}
	return out
}

func (r *Room) postStep(w http.ResponseWriter, req *http.Request, who gate.Actor) error {
	id, err := ui.PathID(req, "id")
	if err != nil {
		return err
	}
	f := ui.FormFrom(req)
	var c fault.Check
	in := Giving{What: f.Value("what"), DueOn: comingDayOf(&c, f, "due", r.g.Today())}
	in.Once, _ = value.ParseID(f.Value("once"))
	in.WhoID, _ = value.ParseID(f.Value("who"))
	if err = c.Err(); err == nil {
		_, err = r.GiveStep(req.Context(), who, id, in)
	}
	if err != nil {
		return r.again(w, req, who, f, err, r.showSteps)
	}
	return ui.Redirect(w, req, "/casi/"+string(id)+"/passi", &ui.Flash{Text: text.StepSaved})
}

// oneStep is the page of a step. Whoever it was given to may answer without opening the case: then the page names nobody.
type oneStep struct {
	stepLine
	opens  bool // the reader opens the case
	moves  []StepMove
	doers  []ui.Option
	listed bool // the reader comes from the list of tasks and goes back there
	today  value.Date
	lang   text.Lang
	form   ui.Form
}

// PathTasks is the list of what somebody has to do; FromTasks stands in what leads from it to a step, so that the answer leads back.
const (
	PathTasks = "/attivita"
	FromTasks = "attivita"
	fromField = "da"
)

func (s oneStep) back() string {
	switch {
	case s.listed:
		return PathTasks
	case s.opens:
		return "/casi/" + string(s.CaseID)
	}
	return "/oggi"
}

func (r *Room) getStep(w http.ResponseWriter, req *http.Request, who gate.Actor) error {
	return r.showStep(w, req, who, ui.NewForm(), http.StatusOK)
}

func (r *Room) showStep(w http.ResponseWriter, req *http.Request, who gate.Actor, f ui.Form, status int) error {
	s, err := r.readStep(req, who)
	if err != nil {
		return err
	}
	s.form = f
	return ui.Render(w, req, status, stepPage(s))
}

// listed tells whether a request comes from the list of tasks: it says so itself, in its address or its form.
func listed(req *http.Request) bool { return req.FormValue(fromField) == FromTasks }

func (r *Room) readStep(req *http.Request, who gate.Actor) (oneStep, error) {
	out := oneStep{today: r.g.Today(), lang: text.LangOf(req.Context()), listed: listed(req)}
	caseID, err := ui.PathID(req, "id")
	if err != nil {
		return out, err
	}
	id, err := ui.PathID(req, "n")
	if err != nil {
		return out, err
	}
	return out, r.g.Read(req.Context(), who, func(tx *gate.ReadTx) error {
		s, err := loadStep(tx, id)
		if err != nil {
			return err
		}
		c, res, err := Facts(tx, s.CaseID)
		if err != nil {
			return err
		}
		if err := tx.Decide(policy.StepAnswer, stepOf(res, s, who.Account)); err != nil {
			return err
		}
		if caseID != s.CaseID && caseID != c.ID {
			return fault.Missing()
		}
		out.stepLine, out.opens = stepLine{s, s.Open()}, tx.May(policy.CaseOpen, res)
		if !out.opens {
			out.Person = ""
		}
		if out.moves, err = MovesOf(tx, []value.ID{s.ID}); err != nil {
			return err
		}
		all, err := account.Colleagues(tx)
		out.doers = holders(all, s.WhoID)
		return err
	})
}

// holders are the colleagues who may be given a step that somebody has.
func holders(all []account.Colleague, now value.ID) (out []ui.Option) {
	for _, c := range account.ManagersOf(all) {
		if c.ID != now {
			out = append(out, ui.Option{Value: string(c.ID), Label: text.Raw(c.FamilyName + " " + c.GivenName)})
		}
	}
	return out
}

// postAnswerStep takes what was done, or why it will not be. It goes back to where the answer came from: the case, or the first screen.
func (r *Room) postAnswerStep(w http.ResponseWriter, req *http.Request, who gate.Actor) error {
	s, err := r.readStep(req, who)
	if err != nil {
		return err
	}
	f := ui.FormFrom(req)
	done := f.Value("do") == "done"
	version, err := r.answerStep(req.Context(), who, s.ID, done, f.Value("why"))
	if fault.Is(err, fault.Conflict) {
		f = f.With(err)
		return ui.Redirect(w, req, s.back(), &ui.Flash{Text: f.Text, Bad: true})
	}
	if err != nil {
		return r.again(w, req, who, f, err, r.showStep)
	}
	flash := &ui.Flash{Text: text.StepSaidDrop, UndoAction: StepPath(s.CaseID, s.ID) + "/annullamento", UndoFields: s.undoFields(version)}
	if done {
		flash.Text = text.StepSaidDone
	}
	return ui.Redirect(w, req, s.back(), flash)
}

// undoFields are what the button that takes an answer or a move back sends.
func (s oneStep) undoFields(version int) map[string]string {
	out := map[string]string{"version": strconv.Itoa(version)}
	if s.listed {
		out[fromField] = FromTasks
	}
	return out
}

func (r *Room) postStepUndo(w http.ResponseWriter, req *http.Request, who gate.Actor) error {
	s, err := r.readStep(req, who)
	if err != nil {
		return err
	}
	err = r.UndoAnswer(req.Context(), who, s.ID, version(ui.FormFrom(req)))
	switch {
	case fault.Is(err, fault.Conflict):
		return ui.Redirect(w, req, s.back(), &ui.Flash{Text: text.UndoTooLate, Bad: true})
	case err != nil:
		return err
	}
	return ui.Redirect(w, req, s.back(), &ui.Flash{Text: text.StepBack})
}
