package sitting

import (
	"net/http"

	"siil/internal/fault"
	"siil/internal/gate"
	"siil/internal/guideline"
	"siil/internal/text"
	"siil/internal/ui"
	"siil/internal/value"
)

// itemOf reads the sitting and the case of its agenda in the address; a case of another agenda is missing here.
func (p *Pages) itemOf(req *http.Request, who gate.Actor) (id, item value.ID, err error) {
	if id, err = ui.PathID(req, "id"); err != nil {
		return "", "", err
	}
	if item, err = ui.PathID(req, "voce"); err != nil {
		return "", "", err
	}
	return id, item, p.g.Unaudited(req.Context(), who.Zone, func(tx *gate.ReadTx) error {
		of, err := sittingOf(tx, item)
		if err == nil && of != id {
			err = fault.Missing()
		}
		return err
	})
}

// onCase answers a button of the page of one case.
func (p *Pages) onCase(w http.ResponseWriter, req *http.Request, who gate.Actor, done text.T, do func(item value.ID) error) error {
	id, item, err := p.itemOf(req, who)
	if err != nil {
		return err
	}
	f := ui.FormFrom(req)
	if err := do(item); err != nil {
		return tell(w, req, back(id, f), err)
	}
	if done == (text.T{}) {
		return ui.Redirect(w, req, back(id, f), nil)
	}
	return ui.Redirect(w, req, back(id, f), &ui.Flash{Text: done})
}

func (p *Pages) postStart(w http.ResponseWriter, req *http.Request, who gate.Actor) error {
	return p.onCase(w, req, who, text.T{}, func(item value.ID) error { return p.Start(req.Context(), who, item) })
}

func (p *Pages) postReopen(w http.ResponseWriter, req *http.Request, who gate.Actor) error {
	return p.onCase(w, req, who, text.LiveReopenedNow, func(item value.ID) error { return p.Reopen(req.Context(), who, item) })
}

func (p *Pages) postStepBack(w http.ResponseWriter, req *http.Request, who gate.Actor) error {
	return p.onCase(w, req, who, text.LiveSteppedBack, func(item value.ID) error { return p.StepBack(req.Context(), who, item) })
}

func (p *Pages) postAsk(w http.ResponseWriter, req *http.Request, who gate.Actor) error {
	words := ui.FormFrom(req).Value("text")
	return p.onCase(w, req, who, text.LiveQuestionSaved, func(item value.ID) error { return p.Ask(req.Context(), who, item, words) })
}

// postPostpone keeps what was typed, puts the case off and goes to the one that comes up.
func (p *Pages) postPostpone(w http.ResponseWriter, req *http.Request, who gate.Actor) error {
	l, err := p.openItem(req, who)
	if err != nil {
		return err
	}
	if f := ui.FormFrom(req); l.x != nil && l.shape == shapeWrite {
		l.typed, l.clash = textsOf(f), map[string]Field{}
		if err := p.saveTyped(req, l, f); err != nil {
			return p.decideAgain(w, req, l, f, err)
		}
	}
	if err := p.Postpone(req.Context(), who, l.item.ID); err != nil {
		return tell(w, req, l.here(), err)
	}
	s, err := p.open(req, who)
	if err != nil {
		return err
	}
	l.sheet = s
	return ui.Redirect(w, req, l.at(s.current()), &ui.Flash{Text: text.LiveIsPutOff})
}

func (p *Pages) getStepOut(w http.ResponseWriter, req *http.Request, who gate.Actor) error {
	return p.showStepOut(w, req, who, ui.NewForm(), http.StatusOK)
}

func (p *Pages) showStepOut(w http.ResponseWriter, req *http.Request, who gate.Actor, f ui.Form, status int) error {
	l, err := p.openItem(req, who)
	if err != nil {
		return err
	}
	if l.x == nil {
		return fault.Missing()
	}
	l.form = f
	return ui.Render(w, req, status, ui.ConfirmPage(ui.Confirm{Title: text.LiveStepOutAsk.With(l.item.Position), Consequence: text.LiveStepOutWill,
		Action: l.sheet.item(l.item, "/uscita"), Yes: text.LiveStepOut, Back: l.here(), Nav: navKey, Crumbs: l.crumbs(text.LiveStepOut), Extra: stepOutFields(l)}))
}

func (l *liveView) conflictOptions() (out []ui.Option) {
	for _, c := range guideline.Offered(l.p.m.Sittings.Conflicts, l.today.ISO()) {
		out = append(out, ui.Option{Value: c.Code, Label: c.Label})
	}
	return out
}

func (p *Pages) postStepOut(w http.ResponseWriter, req *http.Request, who gate.Actor) error {
	id, item, err := p.itemOf(req, who)
	if err != nil {
		return err
	}
	f := ui.FormFrom(req)
	if err = p.StepOut(req.Context(), who, item, f.Value("why")); err == nil {
		return ui.Redirect(w, req, back(id, f), &ui.Flash{Text: text.LiveSteppedOut})
	}
	if !mayGo(err) {
		return err
	}
	return p.showStepOut(w, req, who, f.With(err), ui.Status(fault.KindOf(err)))
}
