package ui

import (
	"context"
	"net/http"
	"net/url"

	"siil/internal/fault"
	"siil/internal/gate"
	"siil/internal/policy"
	"siil/internal/value"
)

// Handler answers one signed-in request. An error becomes the page that its kind deserves, so a handler only returns it.
type Handler func(w http.ResponseWriter, r *http.Request, who gate.Actor) error

// Route is one address of the program. It cannot be declared without the action that its command or query decides, or an explicit
// Public; the golden list of routes shows both.
type Route struct {
	Method, Path string
	Action       policy.Action
	Public       bool  // for whoever is not signed in; Handler then gets the zero Actor
	Body         int64 // bytes of a form with files that it takes; 0: what the server gives every form
	Handler      Handler
}

// Get declares a page.
func Get(path string, a policy.Action, h Handler) Route {
	return Route{Method: http.MethodGet, Path: path, Action: a, Handler: h}
}

// Post declares what changes something.
func Post(path string, a policy.Action, h Handler) Route {
	return Route{Method: http.MethodPost, Path: path, Action: a, Handler: h}
}

// PostFiles declares what changes something and takes several files with its form, in at most so many bytes.
func PostFiles(path string, a policy.Action, body int64, h Handler) Route {
	return Route{Method: http.MethodPost, Path: path, Action: a, Body: body, Handler: h}
}

// PathID reads an id in the address. What is no id is missing, like an id of nothing.
func PathID(req *http.Request, name string) (value.ID, error) {
	id, ok := value.ParseID(req.PathValue(name))
	if !ok {
		return "", fault.Missing()
	}
	return id, nil
}

type routeKey struct{}

// WithRoute keeps in the context which route answers, as its pattern: it holds no id and no name.
func WithRoute(ctx context.Context, pattern string) context.Context {
	return context.WithValue(ctx, routeKey{}, pattern)
}

// HelpAddress is where the help on the page that is being answered stands; "" where no route answers.
func HelpAddress(ctx context.Context) string {
	pattern, _ := ctx.Value(routeKey{}).(string)
	if pattern == "" {
		return ""
	}
	return PathHelp + "?pagina=" + url.QueryEscape(pattern)
}
