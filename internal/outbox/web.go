package outbox

import (
	"errors"
	"net/http"

	"github.com/a-h/templ"

	"siil/internal/fault"
	"siil/internal/gate"
	"siil/internal/policy"
	"siil/internal/text"
	"siil/internal/ui"
	"siil/internal/value"
)

// Addresses of this room.
const (
	PathMail  = "/amministrazione/posta"
	PathHooks = "/amministrazione/collegamenti"
	navAdmin  = "amministrazione"
)

// Routes are the room's addresses.
func (r *Room) Routes() []ui.Route {
	own, settle := policy.ProfileUse, policy.MailSettle
	return []ui.Route{
		ui.Get(PathNotices, own, r.getNotices), ui.Post(PathNotices, own, r.postNotices),
		ui.Get(PathMail, settle, r.getMail), ui.Post(PathMail, settle, r.postMail),
		ui.Post(PathMail+"/prova", settle, r.postTest),
		ui.Post(PathMail+"/{id}/riprova", settle, r.postRetry), ui.Post(PathMail+"/{id}/butta", settle, r.postDrop),
		ui.Get(PathHooks, settle, r.getHooks), ui.Post(PathHooks, settle, r.postHook),
		ui.Post(PathHooks+"/{id}/fine", settle, r.postEndHook), ui.Post(PathHooks+"/chiamate/{id}/riprova", settle, r.postRetryCall),
	}
}

func show(w http.ResponseWriter, req *http.Request, status int, p ui.Page) error {
	return ui.Render(w, req, status, ui.Layout(p))
}

// again is the status with which a form comes back; any other fault is the caller's error.
func again(err error) (int, error) {
	var f *fault.Error
	if errors.As(err, &f) && (f.Kind == fault.Invalid || f.Kind == fault.Conflict) {
		return ui.Status(f.Kind), nil
	}
	return 0, err
}

func (r *Room) getNotices(w http.ResponseWriter, req *http.Request, who gate.Actor) error {
	all, err := r.Choices(req.Context(), who)
	if err != nil {
		return err
	}
	f := ui.NewForm()
	for _, c := range all {
		if c.Wanted {
			f.Values.Add("notices", c.Code)
		}
	}
	return showNotices(w, req, http.StatusOK, all, f)
}

func showNotices(w http.ResponseWriter, req *http.Request, status int, all []Choice, f ui.Form) error {
	return show(w, req, status, ui.Page{Title: text.NoticesTitle, Form: true, Body: noticesBody(f, noticeOptions(all)),
		Crumbs: []ui.Crumb{{Label: text.ProfileTitle, Href: ui.PathProfile}, {Label: text.NoticesTitle}}})
}

func noticeOptions(all []Choice) (out []ui.Option) {
	for _, c := range all {
		out = append(out, ui.Option{Value: c.Code, Label: c.Label})
	}
	return out
}

func (r *Room) postNotices(w http.ResponseWriter, req *http.Request, who gate.Actor) error {
	f := ui.FormFrom(req)
	all, err := r.Choices(req.Context(), who)
	if err != nil {
		return err
	}
	wanted := map[string]bool{}
	for _, c := range all {
		wanted[c.Code] = false
	}
	for _, code := range f.All("notices") {
		wanted[code] = true
	}
	if err := r.Choose(req.Context(), who, wanted); err != nil {
		status, err2 := again(err)
		if err2 != nil {
			return err2
		}
		return showNotices(w, req, status, all, f.With(err))
	}
	return ui.Redirect(w, req, PathNotices, &ui.Flash{Text: text.NoticesSaved})
}

func (r *Room) getMail(w http.ResponseWriter, req *http.Request, who gate.Actor) error {
	b, err := r.Box(req.Context(), who)
	if err != nil {
		return err
	}
	return showMail(w, req, http.StatusOK, b, ui.NewForm("server", b.Setting.Server, "sender", b.Setting.Sender, "login", b.Setting.Login))
}

func showMail(w http.ResponseWriter, req *http.Request, status int, b Box, f ui.Form) error {
	return show(w, req, status, adminPage(text.MailTitle, mailBody(f, b)))
}

func adminPage(title text.T, body templ.Component) ui.Page {
	return ui.Page{Title: title, Nav: navAdmin, Form: true, Body: body, Crumbs: []ui.Crumb{{Label: text.NavAdministration, Href: "/amministrazione"}, {Label: title}}}
}

func (r *Room) postMail(w http.ResponseWriter, req *http.Request, who gate.Actor) error {
	f := ui.FormFrom(req)
	err := r.SaveSetting(req.Context(), who, Setting{Server: f.Value("server"), Sender: f.Value("sender"), Login: f.Value("login"), Password: f.Values.Get("password")})
	if err == nil {
		r.paused.note(who.Zone, r.g.Now(), true)
		return ui.Redirect(w, req, PathMail, &ui.Flash{Text: text.MailSaved})
	}
	status, err2 := again(err)
	if err2 != nil {
		return err2
	}
	b, err2 := r.Box(req.Context(), who)
	if err2 != nil {
		return err2
	}
	return showMail(w, req, status, b, f.With(err))
}

func (r *Room) postTest(w http.ResponseWriter, req *http.Request, who gate.Actor) error {
	if err := r.Test(req.Context(), who); err != nil {
		return err
	}
	return ui.Redirect(w, req, PathMail, &ui.Flash{Text: text.MailTestQueued})
}

func (r *Room) postRetry(w http.ResponseWriter, req *http.Request, who gate.Actor) error {
	return r.settled(w, req, text.MailRetried, func(id value.ID) error { return r.Retry(req.Context(), who, id) })
}

func (r *Room) postDrop(w http.ResponseWriter, req *http.Request, who gate.Actor) error {
	return r.settled(w, req, text.MailDropped, func(id value.ID) error { return r.Drop(req.Context(), who, id) })
}

// settled does something to one mail and says so on the page, also when it is too late.
func (r *Room) settled(w http.ResponseWriter, req *http.Request, done text.T, do func(id value.ID) error) error {
	id, err := ui.PathID(req, "id")
	if err == nil {
		err = do(id)
	}
	if fault.Is(err, fault.Conflict) {
		return ui.Redirect(w, req, PathMail, &ui.Flash{Text: text.MailLeaving, Bad: true})
	}
	if err != nil {
		return err
	}
	return ui.Redirect(w, req, PathMail, &ui.Flash{Text: done})
}

// rowWords say how it stands with a mail that has not left.
func rowWords(x BoxRow, lang text.Lang) (ui.MarkKind, text.T) {
	cause := text.MailCauses[x.Cause]
	switch {
	case x.Dropped:
		return ui.Failed, cause
	case x.Sending:
		return ui.Now, cause
	case x.Tries > 0:
		return ui.Today, text.MailTries.With(cause.In(lang), x.Tries, x.DueAt.Format())
	}
	return ui.ToDo, text.MailAt.With(x.DueAt.Format())
}

func noticeWords(code string) text.T {
	if k, ok := KindOf(code); ok {
		return k.Label
	}
	return text.MailTestWord
}
