package account

import (
	"net/http"
	"net/url"
	"strconv"

	"siil/internal/fault"
	"siil/internal/gate"
	"siil/internal/text"
	"siil/internal/ui"
)

func itoa(n int) string { return strconv.Itoa(n) }

var stepPath = map[string]string{stepCode: pathCode, stepPassword: pathOwn, stepFactor: pathFactor, stepIn: "/"}

// withNext keeps in the address where somebody wanted to go.
func withNext(path, next string) string {
	if next == "" {
		return path
	}
	return path + "?" + url.Values{"next": {next}}.Encode()
}

// nextOf is where the browser wants to go afterwards. Only ui.Redirect tells whether it may.
func nextOf(req *http.Request) string {
	if next := req.FormValue("next"); len(next) <= 500 {
		return next
	}
	return ""
}

func (r *Room) getLogin(w http.ResponseWriter, req *http.Request, _ gate.Actor) error {
	if _, err := r.SignedIn(req); err == nil {
		return goTo(w, req, nextOf(req), nil)
	}
	return r.loginPage(w, req, http.StatusOK, ui.NewForm("next", nextOf(req)))
}

func (r *Room) loginPage(w http.ResponseWriter, req *http.Request, status int, f ui.Form) error {
	return ui.Render(w, req, status, ui.Plain(text.LoginTitle, loginForm(f, r.g.Zones())))
}

func (r *Room) postLogin(w http.ResponseWriter, req *http.Request, _ gate.Actor) error {
	f := ui.FormFrom(req)
	zone := f.Value("zone")
	if !r.g.HasZone(zone) {
		zone = ""
	}
	t, err := r.SignIn(req.Context(), f.Value("email"), f.Values.Get("password"), zone, r.visitor(req))
	if err != nil {
		status, err2 := again(w, err)
		if err2 != nil {
			return err2
		}
		return r.loginPage(w, req, status, f.With(err))
	}
	if old, err := r.session(req); err == nil { // whatever session the browser had is over
		if err := r.SignOut(req.Context(), old); err != nil {
			return err
		}
	}
	return r.goOn(w, req, t)
}

// goOn hands a ticket to the browser and goes to its step.
func (r *Room) goOn(w http.ResponseWriter, req *http.Request, t Ticket) error {
	r.keep(w, req, t)
	if t.step != stepIn {
		return ui.Redirect(w, req, withNext(stepPath[t.step], nextOf(req)), nil)
	}
	return goTo(w, req, nextOf(req), nil)
}

func (r *Room) keep(w http.ResponseWriter, req *http.Request, t Ticket) {
	r.setCookie(w, req, sessionName, t.Zone+"."+t.Token, 0)
	if t.Device != "" {
		r.setCookie(w, req, deviceName, t.Device, deviceAge)
	}
}

// pending is the session that stands at a step of signing in; without one the way begins anew.
func (r *Room) pending(w http.ResponseWriter, req *http.Request, step string) (s Signed, ok bool, err error) {
	s, err = r.session(req)
	if err == nil && s.step == step {
		return s, true, nil
	}
	if err != nil && !fault.Is(err, fault.Login) {
		return s, false, err
	}
	return s, false, ui.Redirect(w, req, withNext(PathLogin, nextOf(req)), nil)
}

func (r *Room) getCode(w http.ResponseWriter, req *http.Request, _ gate.Actor) error {
	s, ok, err := r.pending(w, req, stepCode)
	if !ok {
		return err
	}
	return r.codePage(w, req, http.StatusOK, s, ui.NewForm("next", nextOf(req)))
}

func (r *Room) codePage(w http.ResponseWriter, req *http.Request, status int, s Signed, f ui.Form) error {
	shown, err := r.inventedCode(req, s)
	if err != nil {
		return err
	}
	return ui.Render(w, req, status, ui.Plain(text.CodeTitle, codeForm(f, shown)))
}

func (r *Room) postCode(w http.ResponseWriter, req *http.Request, _ gate.Actor) error {
	s, ok, err := r.pending(w, req, stepCode)
	if !ok {
		return err
	}
	f := ui.FormFrom(req)
	t, err := r.SecondStep(req.Context(), s, f.Value("code"), r.visitor(req))
	if err != nil {
		status, err2 := again(w, err)
		if err2 != nil {
			return err2
		}
		return r.codePage(w, req, status, s, f.With(err))
	}
	if t.step == stepIn && !s.NewDevice.IsZero() {
		r.keep(w, req, t)
		return goTo(w, req, nextOf(req), done(text.NewDeviceNotice.With(s.NewDevice.Format())))
	}
	return r.goOn(w, req, t)
}

func (r *Room) getOwn(w http.ResponseWriter, req *http.Request, _ gate.Actor) error {
	if _, ok, err := r.pending(w, req, stepPassword); !ok {
		return err
	}
	return ui.Render(w, req, http.StatusOK, ui.Plain(text.OwnTitle, ownForm(ui.NewForm("next", nextOf(req)))))
}

func (r *Room) postOwn(w http.ResponseWriter, req *http.Request, _ gate.Actor) error {
	s, ok, err := r.pending(w, req, stepPassword)
	if !ok {
		return err
	}
	f := ui.FormFrom(req)
	t, err := r.ChooseOwn(req.Context(), s, f.Values.Get("new"), f.Values.Get("again"), r.visitor(req))
	if err != nil {
		status, err2 := again(w, err)
		if err2 != nil {
			return err2
		}
		return ui.Render(w, req, status, ui.Plain(text.OwnTitle, ownForm(f.With(err))))
	}
	return r.goOn(w, req, t)
}

func (r *Room) getFactor(w http.ResponseWriter, req *http.Request, _ gate.Actor) error {
	s, ok, err := r.pending(w, req, stepFactor)
	if !ok {
		return err
	}
	return r.factorPage(w, req, http.StatusOK, s, ui.NewForm("next", nextOf(req)))
}

func (r *Room) factorPage(w http.ResponseWriter, req *http.Request, status int, s Signed, f ui.Form) error {
	secret, _, err := r.proposed(req, s)
	if err != nil {
		return err
	}
	return ui.Render(w, req, status, ui.Plain(text.FactorTitle, factorForm(f, pathFactor, secret)))
}

// proposed is the second factor that the session may set up: its secret in the letters that an app takes, and the address of the picture.
func (r *Room) proposed(req *http.Request, s Signed) (secret, address string, err error) {
	var a secretsOf
	err = r.g.Unaudited(req.Context(), s.Zone, func(tx *gate.ReadTx) (err error) {
		a, err = loadSecrets(tx, s.Account)
		return err
	})
	if err != nil {
		return "", "", err
	}
	raw := r.newSecret(s.Session, s.Account, a.totpAt)
	return base32Text(raw), totpAddress(raw, r.g.Zone(s.Zone).Name, s.Email), nil
}

func (r *Room) getFactorImage(w http.ResponseWriter, req *http.Request, _ gate.Actor) error {
	s, ok, err := r.pending(w, req, stepFactor)
	if !ok {
		return err
	}
	return r.image(w, req, s)
}

func (r *Room) image(w http.ResponseWriter, req *http.Request, s Signed) error {
	_, address, err := r.proposed(req, s)
	if err != nil {
		return err
	}
	picture, err := qrPNG(address)
	if err != nil {
		return err
	}
	w.Header().Set("Content-Type", "image/png")
	w.Header().Set("Cache-Control", "no-store")
	_, _ = w.Write(picture) // the reader went away: nobody is left to tell
	return nil
}

func (r *Room) postFactor(w http.ResponseWriter, req *http.Request, _ gate.Actor) error {
	s, ok, err := r.pending(w, req, stepFactor)
	if !ok {
		return err
	}
	f := ui.FormFrom(req)
	t, codes, err := r.Enrol(req.Context(), s, f.Value("code"), r.visitor(req))
	if err != nil {
		status, err2 := again(w, err)
		if err2 != nil {
			return err2
		}
		return r.factorPage(w, req, status, s, f.With(err))
	}
	r.keep(w, req, t)
	return ui.Render(w, req, http.StatusOK, ui.Plain(text.RecoveryTitle, recoveryList(codes, PathLogin, nextOf(req))))
}

// postLogout ends the session of the browser, whatever it is, and asks the browser to forget what it has kept of the pages.
func (r *Room) postLogout(w http.ResponseWriter, req *http.Request, _ gate.Actor) error {
	s, err := r.session(req)
	switch {
	case err == nil:
		if err := r.SignOut(req.Context(), s); err != nil {
			return err
		}
	case !fault.Is(err, fault.Login):
		return err
	}
	r.setCookie(w, req, sessionName, "", -1)
	w.Header().Set("Clear-Site-Data", `"cache", "storage"`)
	return ui.Redirect(w, req, PathLogin, done(text.LoggedOut))
}
