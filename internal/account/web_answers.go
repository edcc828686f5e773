package account

import (
	"net/http"

	"siil/internal/gate"
	"siil/internal/text"
	"siil/internal/ui"
	"siil/internal/value"
)

// ask shows a question about an account before something happens to it.
func (r *Room) ask(w http.ResponseWriter, req *http.Request, who gate.Actor, c ui.Confirm) error {
	id, err := ui.PathID(req, "id")
	if err != nil {
		return err
	}
	p, err := r.User(req.Context(), who, id)
	if err != nil {
		return err
	}
	if !p.MayManage {
		return noUser()
	}
	c.Action, c.Back, c.Nav = req.URL.Path, userPath(id), navAdmin
	c.Crumbs = []ui.Crumb{{Label: text.UsersTitle, Href: pathUsers}, {Label: text.Raw(p.Name()), Href: userPath(id)}, {Label: c.Title}}
	return ui.Render(w, req, http.StatusOK, ui.ConfirmPage(c))
}

func (r *Room) getDisable(w http.ResponseWriter, req *http.Request, who gate.Actor) error {
	return r.ask(w, req, who, ui.Confirm{Title: text.DisableTitle, Consequence: text.DisableText, Yes: text.DisableYes, Danger: true})
}

func (r *Room) getReset(w http.ResponseWriter, req *http.Request, who gate.Actor) error {
	return r.ask(w, req, who, ui.Confirm{Title: text.ResetTitle, Consequence: text.ResetText, Yes: text.ResetYes})
}

func (r *Room) getAskReset(w http.ResponseWriter, req *http.Request, who gate.Actor) error {
	return r.ask(w, req, who, ui.Confirm{Title: text.FactorAskTitle, Consequence: text.FactorAskText, Yes: text.FactorAskYes})
}

func (r *Room) postDisable(w http.ResponseWriter, req *http.Request, who gate.Actor) error {
	return r.forUser(w, req, text.UserDisabledNow, func(id value.ID) error { return r.Disable(req.Context(), who, id) })
}

func (r *Room) postEnable(w http.ResponseWriter, req *http.Request, who gate.Actor) error {
	return r.forUser(w, req, text.UserEnabledNow, func(id value.ID) error { return r.Enable(req.Context(), who, id) })
}

func (r *Room) postAskReset(w http.ResponseWriter, req *http.Request, who gate.Actor) error {
	return r.forUser(w, req, text.FactorAskedNow, func(id value.ID) error { return r.AskFactorReset(req.Context(), who, id) })
}

func (r *Room) forUser(w http.ResponseWriter, req *http.Request, said text.T, do func(id value.ID) error) error {
	id, err := ui.PathID(req, "id")
	if err != nil {
		return err
	}
	if err := do(id); err != nil {
		return err
	}
	return ui.Redirect(w, req, userPath(id), done(said))
}

func (r *Room) postReset(w http.ResponseWriter, req *http.Request, who gate.Actor) error {
	id, err := ui.PathID(req, "id")
	if err != nil {
		return err
	}
	oneTime, err := r.ResetPassword(req.Context(), who, id)
	if err != nil {
		return err
	}
	return render(w, req, http.StatusOK, adminPage(text.OneTimeTitle, oneTimeBody(oneTime, id)))
}

func (r *Room) getWaiting(w http.ResponseWriter, req *http.Request, who gate.Actor) error {
	waiting, err := r.Confirmations(req.Context(), who)
	if err != nil {
		return err
	}
	return render(w, req, http.StatusOK, adminPage(text.WaitingTitle, r.waitingBody(waiting)))
}

func (r *Room) postAnswerRole(w http.ResponseWriter, req *http.Request, who gate.Actor) error {
	return r.answer(w, req, func(id value.ID, yes bool) error { return r.AnswerRole(req.Context(), who, id, yes) })
}

func (r *Room) postAnswerReset(w http.ResponseWriter, req *http.Request, who gate.Actor) error {
	return r.answer(w, req, func(id value.ID, yes bool) error { return r.AnswerFactorReset(req.Context(), who, id, yes) })
}

func (r *Room) answer(w http.ResponseWriter, req *http.Request, do func(id value.ID, yes bool) error) error {
	id, err := ui.PathID(req, "id")
	if err != nil {
		return err
	}
	yes := ui.FormFrom(req).Value("answer") == "yes"
	if err := do(id, yes); err != nil {
		return err
	}
	said := text.Declined
	if yes {
		said = text.Confirmed
	}
	return ui.Redirect(w, req, pathWaiting, done(said))
}
