package account

import (
	"errors"
	"net/http"
	"strings"

	"siil/internal/fault"
	"siil/internal/gate"
	"siil/internal/policy"
	"siil/internal/text"
	"siil/internal/ui"
)

// Addresses of this room.
const (
	PathLogin   = "/entra"
	pathCode    = "/entra/codice"
	pathOwn     = "/entra/password"
	pathFactor  = "/entra/secondo-fattore"
	pathProve   = "/conferma-identita"
	pathAdmin   = "/amministrazione"
	pathUsers   = "/amministrazione/utenti"
	pathWaiting = "/amministrazione/conferme"
	pathLog     = "/amministrazione/registro"
	pathVerify  = "/amministrazione/registro/verifica"
	pathTokens  = "/profilo/token"
	pathMyOwn   = "/profilo/password"
	pathMyApp   = "/profilo/secondo-fattore"
	pathMyCodes = "/profilo/codici"
)

// Routes are the room's addresses.
func (r *Room) Routes() []ui.Route {
	routes := []ui.Route{
		public(http.MethodGet, PathLogin, r.getLogin), public(http.MethodPost, PathLogin, r.postLogin),
		public(http.MethodGet, pathCode, r.getCode), public(http.MethodPost, pathCode, r.postCode),
		public(http.MethodGet, pathOwn, r.getOwn), public(http.MethodPost, pathOwn, r.postOwn),
		public(http.MethodGet, pathFactor, r.getFactor), public(http.MethodPost, pathFactor, r.postFactor),
		public(http.MethodGet, pathFactor+"/immagine", r.getFactorImage),
		public(http.MethodPost, ui.PathLogout, r.postLogout),
	}
	routes = append(routes, r.profileRoutes()...)
	routes = append(routes, r.adminRoutes()...)
	return append(routes, r.auditRoutes()...)
}

func public(method, path string, h ui.Handler) ui.Route {
	return ui.Route{Method: method, Path: path, Public: true, Handler: h}
}

func (r *Room) profileRoutes() []ui.Route {
	a := policy.ProfileUse
	return []ui.Route{
		ui.Get(ui.PathProfile, a, r.getProfile), ui.Post(ui.PathProfile, a, r.postProfile),
		ui.Get(pathMyOwn, a, r.getPassword), ui.Post(pathMyOwn, a, r.postPassword),
		ui.Get(pathMyApp, a, r.proved(r.getMyFactor)), ui.Post(pathMyApp, a, r.proved(r.postMyFactor)),
		ui.Get(pathMyApp+"/immagine", a, r.proved(r.getMyImage)),
		ui.Get(pathMyCodes, a, r.proved(r.getCodes)), ui.Post(pathMyCodes, a, r.proved(r.postCodes)),
		ui.Get(ui.PathSessions, a, r.getSessions), ui.Post(ui.PathSessions+"/altre", a, r.postEndOthers),
		ui.Post(ui.PathSessions+"/{id}/fine", a, r.postEndSession), ui.Post("/profilo/dispositivi/{id}/fine", a, r.postEndDevice),
		ui.Get(pathTokens, a, r.proved(r.getTokens)), ui.Post(pathTokens, a, r.proved(r.postToken)),
		ui.Post(pathTokens+"/{id}/fine", a, r.postEndToken),
		ui.Get(pathProve, a, r.getProve), ui.Post(pathProve, a, r.postProve),
		ui.Post(ui.PathDrafts, a, r.postDraft),
	}
}

func (r *Room) adminRoutes() []ui.Route {
	list, manage := policy.UserList, policy.UserManage
	return []ui.Route{
		ui.Get(pathAdmin, policy.ProfileUse, r.getAdmin),
		ui.Get(pathUsers, list, r.getUsers),
		ui.Get(pathUsers+"/nuovo", manage, r.proved(r.getNewUser)), ui.Post(pathUsers+"/nuovo", manage, r.proved(r.postNewUser)),
		ui.Get(pathUsers+"/{id}", list, r.getUser), ui.Post(pathUsers+"/{id}", manage, r.postUser),
		ui.Get(pathUsers+"/{id}/ruoli", manage, r.proved(r.getRoles)), ui.Post(pathUsers+"/{id}/ruoli", manage, r.proved(r.postRole)),
		ui.Post(pathUsers+"/{id}/ruoli/{ruolo}/fine", manage, r.proved(r.postEndRole)),
		ui.Get(pathUsers+"/{id}/disabilita", manage, r.getDisable), ui.Post(pathUsers+"/{id}/disabilita", manage, r.postDisable),
		ui.Post(pathUsers+"/{id}/riabilita", manage, r.postEnable),
		ui.Get(pathUsers+"/{id}/password", manage, r.proved(r.getReset)), ui.Post(pathUsers+"/{id}/password", manage, r.proved(r.postReset)),
		ui.Get(pathUsers+"/{id}/secondo-fattore", manage, r.proved(r.getAskReset)), ui.Post(pathUsers+"/{id}/secondo-fattore", manage, r.proved(r.postAskReset)),
		ui.Get(pathWaiting, list, r.getWaiting), ui.Post(pathWaiting+"/ruoli/{id}", policy.RoleConfirm, r.proved(r.postAnswerRole)),
		ui.Post(pathWaiting+"/secondo-fattore/{id}", list, r.proved(r.postAnswerReset)),
	}
}

// proved lets through who typed the password in the last ten minutes; others are asked for it first and come back to the page.
func (r *Room) proved(h ui.Handler) ui.Handler {
	return func(w http.ResponseWriter, req *http.Request, who gate.Actor) error {
		ok, err := r.Proved(req.Context(), who)
		if err != nil {
			return err
		}
		if ok {
			return h(w, req, who)
		}
		return ui.Redirect(w, req, withNext(pathProve, pageOf(req.URL.Path)), nil)
	}
}

// pageOf is the page on which the form of a POST stands: its own address, but for what is done to one row of a list.
func pageOf(path string) string {
	if strings.HasPrefix(path, pathWaiting+"/") {
		return pathWaiting
	}
	if row, ok := strings.CutSuffix(path, "/fine"); ok {
		return row[:strings.LastIndex(row, "/")]
	}
	return path
}

// goTo sends the browser to where it wanted to go, when that is a page of ours, or to the first page.
func goTo(w http.ResponseWriter, req *http.Request, next string, f *ui.Flash) error {
	if err := ui.Redirect(w, req, next, f); err == nil {
		return nil
	}
	return ui.Redirect(w, req, "/", f)
}

// again answers a form that did not pass with the form: 422, or 429 with the time to wait. Any other fault is the caller's error.
func again(w http.ResponseWriter, err error) (status int, out error) {
	var f *fault.Error
	if !errors.As(err, &f) {
		return 0, err
	}
	switch f.Kind {
	case fault.Invalid, fault.Conflict:
		return ui.Status(f.Kind), nil
	case fault.TooMany:
		w.Header().Set("Retry-After", itoa(f.RetryAfter))
		return ui.Status(f.Kind), nil
	}
	return 0, err
}

func (r *Room) visitor(req *http.Request) Visitor {
	return Visitor{From: r.opts.Address(req), Device: r.deviceToken(req), Agent: agentName(req.UserAgent())}
}

func done(t text.T) *ui.Flash { return &ui.Flash{Text: t} }
