package outbox

import (
	"net/http"

	"siil/internal/gate"
	"siil/internal/text"
	"siil/internal/ui"
)

func (r *Room) getHooks(w http.ResponseWriter, req *http.Request, who gate.Actor) error {
	return r.showHooks(w, req, http.StatusOK, who, ui.NewForm(), "")
}

func (r *Room) showHooks(w http.ResponseWriter, req *http.Request, status int, who gate.Actor, f ui.Form, secret string) error {
	hooks, calls, err := r.Hooks(req.Context(), who)
	if err != nil {
		return err
	}
	return show(w, req, status, adminPage(text.HooksTitle, hooksBody(f, hooks, calls, secret)))
}

// postHook answers with the page itself, because the secret is shown once.
func (r *Room) postHook(w http.ResponseWriter, req *http.Request, who gate.Actor) error {
	f := ui.FormFrom(req)
	_, secret, err := r.AddHook(req.Context(), who, f.Value("url"), f.All("events"))
	if err == nil {
		w.Header().Set("Cache-Control", "no-store")
		return r.showHooks(w, req, http.StatusOK, who, ui.NewForm(), secret)
	}
	status, err2 := again(err)
	if err2 != nil {
		return err2
	}
	return r.showHooks(w, req, status, who, f.With(err), "")
}

func (r *Room) postEndHook(w http.ResponseWriter, req *http.Request, who gate.Actor) error {
	id, err := ui.PathID(req, "id")
	if err == nil {
		err = r.EndHook(req.Context(), who, id)
	}
	if err != nil {
		return err
	}
	return ui.Redirect(w, req, PathHooks, &ui.Flash{Text: text.HookEnded})
}

func (r *Room) postRetryCall(w http.ResponseWriter, req *http.Request, who gate.Actor) error {
	id, err := ui.PathID(req, "id")
	if err == nil {
		err = r.RetryCall(req.Context(), who, id)
	}
	if err != nil {
		return err
	}
	return ui.Redirect(w, req, PathHooks, &ui.Flash{Text: text.MailRetried})
}

func eventOptions() (out []ui.Option) {
	for _, e := range Events {
		out = append(out, ui.Option{Value: e, Label: text.HookEventWords[e]})
	}
	return out
}

// callWords say how it stands with a call.
func callWords(d Delivery, lang text.Lang) (ui.MarkKind, text.T) {
	said := text.HookStatus.With(d.Status)
	switch {
	case !d.Tried:
		said = text.HookNever
	case d.Status == statusNone:
		said = text.HookNoAnswer
	case d.Status == statusDeny:
		said = text.HookDenied
	}
	switch {
	case !d.SentAt.IsZero():
		return ui.Done, text.HookTaken.With(d.Status)
	case d.Dropped:
		return ui.Failed, text.HookGivenUp.With(said.In(lang), d.Tries)
	case d.Tries > 0:
		return ui.Today, text.HookFailing.With(said.In(lang), d.Tries, d.DueAt.Format())
	}
	return ui.ToDo, text.HookWaits.With(d.DueAt.Format())
}
