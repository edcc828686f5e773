package casefile

import (
	"net/http"

	"siil/internal/fault"
	"siil/internal/gate"
	"siil/internal/text"
	"siil/internal/ui"
	"siil/internal/value"
)

// words say what a move changed.
func (m StepMove) words(l text.Lang) text.T {
	day := m.At.Date().Format()
	name := func(s string) string {
		if s == "" {
			return text.StepNobody.In(l)
		}
		return s
	}
	switch {
	case m.Handed():
		return text.StepMovedTo.With(day, name(m.From), name(m.To))
	case m.ToOn.IsZero():
		return text.StepMovedUnset.With(day)
	case m.FromOn.IsZero():
		return text.StepMovedNone.With(day, m.ToOn.Format())
	}
	return text.StepMovedDay.With(day, m.FromOn.Format(), m.ToOn.Format())
}

func (r *Room) postStepMove(w http.ResponseWriter, req *http.Request, who gate.Actor) error {
	s, err := r.readStep(req, who)
	if err != nil {
		return err
	}
	f := ui.FormFrom(req)
	var c fault.Check
	to := comingDayOf(&c, f, "to_day", r.g.Today())
	var version int
	if err = c.Err(); err == nil {
		version, err = r.moveStep(req.Context(), who, s.ID, to, f.Value("move_why"))
		err = renamed(err, "to", "to_day", "why", "move_why")
	}
	return r.movedStep(w, req, who, s, f, err, version, text.StepMoveSaid.With(to.NearIn(s.today, s.lang)))
}

func (r *Room) postStepHand(w http.ResponseWriter, req *http.Request, who gate.Actor) error {
	s, err := r.readStep(req, who)
	if err != nil {
		return err
	}
	f := ui.FormFrom(req)
	to, _ := value.ParseID(f.Value("to_who"))
	version, err := r.handOverStep(req.Context(), who, s.ID, to, f.Value("hand_why"))
	name := ""
	for _, o := range s.doers {
		if o.Value == string(to) {
			name = o.Label.In(s.lang)
		}
	}
	return r.movedStep(w, req, who, s, f, renamed(err, "to", "to_who", "why", "hand_why"), version, text.StepHandSaid.With(name))
}

// movedStep answers a form that moved a step: back to where its reader came from, with the way back.
func (r *Room) movedStep(w http.ResponseWriter, req *http.Request, who gate.Actor, s oneStep, f ui.Form, err error, version int, said text.T) error {
	if fault.Is(err, fault.Conflict) {
		return ui.Redirect(w, req, s.back(), &ui.Flash{Text: f.With(err).Text, Bad: true})
	}
	if err != nil {
		return r.again(w, req, who, f, err, r.showStep)
	}
	return ui.Redirect(w, req, s.back(), &ui.Flash{Text: said, UndoAction: StepPath(s.CaseID, s.ID) + "/ritorno", UndoFields: s.undoFields(version)})
}

// renamed gives the fields of a fault the names that they have in a form with several of a kind.
func renamed(err error, pairs ...string) error {
	f, ok := err.(*fault.Error)
	if !ok {
		return err
	}
	out := *f
	out.Fields = append([]fault.Field(nil), f.Fields...)
	for i := range out.Fields {
		for p := 0; p < len(pairs); p += 2 {
			if out.Fields[i].Name == pairs[p] {
				out.Fields[i].Name = pairs[p+1]
			}
		}
	}
	return &out
}

// postStepMoveUndo takes the last move back. Whoever handed the step over may, though its page is not theirs any more.
func (r *Room) postStepMoveUndo(w http.ResponseWriter, req *http.Request, who gate.Actor) error {
	caseID, err := ui.PathID(req, "id")
	if err != nil {
		return err
	}
	id, err := ui.PathID(req, "n")
	if err != nil {
		return err
	}
	back, f := "/casi/"+string(caseID), ui.FormFrom(req)
	if listed(req) {
		back = PathTasks
	}
	err = r.UndoMove(req.Context(), who, id, version(f))
	switch {
	case fault.Is(err, fault.Conflict):
		return ui.Redirect(w, req, back, &ui.Flash{Text: text.UndoTooLate, Bad: true})
	case err != nil:
		return err
	}
	return ui.Redirect(w, req, back, &ui.Flash{Text: text.StepMoveBack})
}
