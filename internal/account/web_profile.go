package account

import (
	"net/http"
	"strconv"

	"github.com/a-h/templ"

	"siil/internal/fault"
	"siil/internal/gate"
	"siil/internal/text"
	"siil/internal/ui"
)

func profilePage(title text.T, body templ.Component) ui.Page {
	return ui.Page{Title: title, Form: true, Crumbs: []ui.Crumb{{Label: text.ProfileTitle, Href: ui.PathProfile}, {Label: title}}, Body: body}
}

func render(w http.ResponseWriter, req *http.Request, status int, p ui.Page) error {
	return ui.Render(w, req, status, ui.Layout(p))
}

func (r *Room) getProfile(w http.ResponseWriter, req *http.Request, who gate.Actor) error {
	p, err := r.Own(req.Context(), who)
	if err != nil {
		return err
	}
	f := ui.NewForm("given_name", p.GivenName, "family_name", p.FamilyName, "language", p.Language, "version", strconv.Itoa(p.Version))
	if p.Shortcuts {
		f = f.Set("shortcuts", "1")
	}
	return r.showProfile(w, req, http.StatusOK, who, p, f)
}

func (r *Room) showProfile(w http.ResponseWriter, req *http.Request, status int, who gate.Actor, p Profile, f ui.Form) error {
	s, err := r.SignedIn(req)
	if err != nil && !fault.Is(err, fault.Login) {
		return err
	}
	return render(w, req, status, ui.Page{Title: text.ProfileTitle, Form: true, Body: profileBody(f, p, r.roleWords(who), s.NewDevice)})
}

func (r *Room) postProfile(w http.ResponseWriter, req *http.Request, who gate.Actor) error {
	f := ui.FormFrom(req)
	version, _ := strconv.Atoi(f.Value("version"))
	err := r.SaveProfile(req.Context(), who, Profile{GivenName: f.Value("given_name"), FamilyName: f.Value("family_name"),
		Language: f.Value("language"), Shortcuts: f.Has("shortcuts", "1"), Version: version})
	if err == nil {
		return ui.Redirect(w, req, ui.PathProfile, done(text.ProfileSaved))
	}
	status, err2 := again(w, err)
	if err2 != nil {
		return err2
	}
	p, err2 := r.Own(req.Context(), who)
	if err2 != nil {
		return err2
	}
	return r.showProfile(w, req, status, who, p, f.With(err))
}

func (r *Room) getPassword(w http.ResponseWriter, req *http.Request, _ gate.Actor) error {
	return render(w, req, http.StatusOK, profilePage(text.PasswordTitle, passwordBody(ui.NewForm())))
}

func (r *Room) postPassword(w http.ResponseWriter, req *http.Request, _ gate.Actor) error {
	s, err := r.SignedIn(req)
	if err != nil {
		return err
	}
	f := ui.FormFrom(req)
	err = r.ChangePassword(req.Context(), s, f.Values.Get("present"), f.Values.Get("new"), f.Values.Get("again"))
	if err == nil {
		return ui.Redirect(w, req, ui.PathProfile, done(text.PasswordSaved))
	}
	status, err2 := again(w, err)
	if err2 != nil {
		return err2
	}
	return render(w, req, status, profilePage(text.PasswordTitle, passwordBody(f.With(err))))
}

func (r *Room) getMyFactor(w http.ResponseWriter, req *http.Request, _ gate.Actor) error {
	return r.showMyFactor(w, req, http.StatusOK, ui.NewForm())
}

func (r *Room) showMyFactor(w http.ResponseWriter, req *http.Request, status int, f ui.Form) error {
	s, err := r.SignedIn(req)
	if err != nil {
		return err
	}
	secret, _, err := r.proposed(req, s)
	if err != nil {
		return err
	}
	return render(w, req, status, profilePage(text.FactorTitle, factorForm(f, pathMyApp, secret)))
}

func (r *Room) getMyImage(w http.ResponseWriter, req *http.Request, _ gate.Actor) error {
	s, err := r.SignedIn(req)
	if err != nil {
		return err
	}
	return r.image(w, req, s)
}

func (r *Room) postMyFactor(w http.ResponseWriter, req *http.Request, _ gate.Actor) error {
	s, err := r.SignedIn(req)
	if err != nil {
		return err
	}
	f := ui.FormFrom(req)
	_, codes, err := r.Enrol(req.Context(), s, f.Value("code"), r.visitor(req))
	if err == nil {
		return render(w, req, http.StatusOK, profilePage(text.RecoveryTitle, recoveryList(codes, ui.PathProfile, "")))
	}
	status, err2 := again(w, err)
	if err2 != nil {
		return err2
	}
	return r.showMyFactor(w, req, status, f.With(err))
}

func (r *Room) getCodes(w http.ResponseWriter, req *http.Request, who gate.Actor) error {
	p, err := r.Own(req.Context(), who)
	if err != nil {
		return err
	}
	return render(w, req, http.StatusOK, profilePage(text.RecoveryTitle, codesBody(p.CodesLeft)))
}

func (r *Room) postCodes(w http.ResponseWriter, req *http.Request, who gate.Actor) error {
	codes, err := r.NewRecoveryCodes(req.Context(), who)
	if err != nil {
		return err
	}
	return render(w, req, http.StatusOK, profilePage(text.RecoveryTitle, recoveryList(codes, ui.PathProfile, "")))
}

func (r *Room) getSessions(w http.ResponseWriter, req *http.Request, who gate.Actor) error {
	sessions, devices, err := r.OwnSessions(req.Context(), who)
	if err != nil {
		return err
	}
	return render(w, req, http.StatusOK, profilePage(text.Sessions, sessionsBody(sessions, devices)))
}

func (r *Room) postEndSession(w http.ResponseWriter, req *http.Request, who gate.Actor) error {
	id, err := ui.PathID(req, "id")
	if err != nil {
		return err
	}
	if err := r.EndSession(req.Context(), who, id); err != nil {
		return err
	}
	return ui.Redirect(w, req, ui.PathSessions, done(text.SessionEnded))
}

func (r *Room) postEndOthers(w http.ResponseWriter, req *http.Request, who gate.Actor) error {
	if err := r.EndOthers(req.Context(), who); err != nil {
		return err
	}
	return ui.Redirect(w, req, ui.PathSessions, done(text.OthersEnded))
}

func (r *Room) postEndDevice(w http.ResponseWriter, req *http.Request, who gate.Actor) error {
	id, err := ui.PathID(req, "id")
	if err != nil {
		return err
	}
	if err := r.EndDevice(req.Context(), who, id); err != nil {
		return err
	}
	return ui.Redirect(w, req, ui.PathSessions, done(text.DeviceEnded))
}

func (r *Room) getTokens(w http.ResponseWriter, req *http.Request, who gate.Actor) error {
	return r.showTokens(w, req, http.StatusOK, who, ui.NewForm("days", itoa(MaxTokenDays)), "")
}

func (r *Room) showTokens(w http.ResponseWriter, req *http.Request, status int, who gate.Actor, f ui.Form, bearer string) error {
	tokens, err := r.OwnTokens(req.Context(), who)
	if err != nil {
		return err
	}
	return render(w, req, status, profilePage(text.TokensTitle, tokensBody(f, tokens, bearer)))
}

func (r *Room) postToken(w http.ResponseWriter, req *http.Request, who gate.Actor) error {
	f := ui.FormFrom(req)
	days, _ := strconv.Atoi(f.Value("days"))
	bearer, err := r.NewToken(req.Context(), who, f.Value("name"), days)
	if err == nil {
		return r.showTokens(w, req, http.StatusOK, who, ui.NewForm("days", itoa(MaxTokenDays)), bearer)
	}
	status, err2 := again(w, err)
	if err2 != nil {
		return err2
	}
	return r.showTokens(w, req, status, who, f.With(err), "")
}

func (r *Room) postEndToken(w http.ResponseWriter, req *http.Request, who gate.Actor) error {
	id, err := ui.PathID(req, "id")
	if err != nil {
		return err
	}
	if err := r.EndToken(req.Context(), who, id); err != nil {
		return err
	}
	return ui.Redirect(w, req, pathTokens, done(text.TokenEnded))
}

func (r *Room) getProve(w http.ResponseWriter, req *http.Request, _ gate.Actor) error {
	return render(w, req, http.StatusOK, ui.Page{Title: text.ProveTitle, Form: true, Body: proveBody(ui.NewForm("next", nextOf(req)))})
}

func (r *Room) postProve(w http.ResponseWriter, req *http.Request, _ gate.Actor) error {
	s, err := r.SignedIn(req)
	if err != nil {
		return err
	}
	f := ui.FormFrom(req)
	err = r.Prove(req.Context(), s, f.Values.Get("password"))
	if err == nil {
		return goTo(w, req, f.Values.Get("next"), nil)
	}
	status, err2 := again(w, err)
	if err2 != nil {
		return err2
	}
	return render(w, req, status, ui.Page{Title: text.ProveTitle, Form: true, Body: proveBody(f.With(err))})
}

// postDraft keeps a text that is being written. Our script sends it and reads only the status.
func (r *Room) postDraft(w http.ResponseWriter, req *http.Request, who gate.Actor) error {
	f := ui.FormFrom(req)
	if err := r.SaveDraft(req.Context(), who, f.Value("key"), f.Values.Get("text")); err != nil {
		return err
	}
	w.Header().Set("Cache-Control", "no-store")
	w.WriteHeader(http.StatusNoContent)
	return nil
}

// roleWords are the words of an actor's roles.
func (r *Room) roleWords(who gate.Actor) []text.T {
	var out []text.T
	for _, x := range who.Roles {
		out = append(out, r.roleWord(x))
	}
	return out
}
