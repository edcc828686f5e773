// Package api is the REST interface: what stands around the operations that the rooms register. It knows who asks by a token, counts
// their requests, lets a POST be done once, turns faults into problems, and describes itself in an OpenAPI document and on a page. Rooms
// bring the operations, over the same commands and queries as their pages.
package api

import (
	"bytes"
	"context"
	"errors"
	"io"
	"net/http"
	"strings"

	"github.com/danielgtaylor/huma/v2"
	"github.com/danielgtaylor/huma/v2/adapters/humago"

	"siil/internal/crypt"
	"siil/internal/fault"
	"siil/internal/gate"
	"siil/internal/text"
	"siil/internal/value"
)

// Prefix stands before the path of every operation.
const Prefix = "/api/v1"

// maxBody is how large the body of a request may be, in bytes.
const maxBody = 1 << 20

// Config is what the interface stands on.
type Config struct {
	Gate      *gate.Gate
	Who       func(ctx context.Context, bearer string) (gate.Actor, error) // fault.Login when nobody
	PublicURL string                                                       // https://siil.example.it; "" is shown as an example
	Version   string                                                       // of the program
	PerMinute int                                                          // requests of one token; 0: PerMinute
}

// API answers everything under /api/. It is safe for concurrent use.
type API struct {
	Config
	mux      *router
	registry *Registry
	limits   *limiter
	once     *once
	document []byte
	page     []group
}

// Registry is where rooms register their operations.
type Registry struct {
	huma    huma.API
	cursors crypt.Key
	ops     []Op
}

// New builds the interface of some rooms. It panics on two operations with the same address or name, like a router on two routes.
func New(c Config, rooms ...func(*Registry)) *API {
	if c.PerMinute == 0 {
		c.PerMinute = PerMinute
	}
	a := &API{Config: c, mux: newRouter(), limits: newLimiter(c.PerMinute), once: newOnce(c.Gate)}
	a.registry = &Registry{huma: humago.NewWithPrefix(a.mux, Prefix, a.config()), cursors: c.Gate.Secret("api cursor")}
	a.status(a.registry)
	for _, register := range rooms {
		register(a.registry)
	}
	a.document = a.describe()
	a.page = a.groups()
	a.mux.HandleFunc("GET /api/{$}", a.showPage)
	a.mux.HandleFunc("GET /api/openapi.json", a.showDocument)
	return a
}

// Table lists the operations with their actions, for the golden file of routes.
func (a *API) Table() []string {
	out := []string{"GET /api/\tpublic", "GET /api/openapi.json\tpublic"}
	for _, op := range a.registry.ops {
		what := string(op.Action)
		if op.Public {
			what = "public"
		}
		out = append(out, op.Method+" "+Prefix+op.Path+"\t"+what)
	}
	return out
}

// Document is the OpenAPI document.
func (a *API) Document() []byte { return a.document }

// call is one request of somebody.
type call struct {
	who     gate.Actor
	token   string
	once    value.ID
	secrets []string
}

type callKey struct{}

func callOf(ctx context.Context) *call {
	if c, ok := ctx.Value(callKey{}).(*call); ok {
		return c
	}
	return &call{}
}

// Once is the id that a request with an Idempotency-Key always has, for commands that make things under an id of their caller; a fresh one
// when the request has no key.
func Once(ctx context.Context) value.ID {
	if id := callOf(ctx).once; id != "" {
		return id
	}
	return value.NewID()
}

// Token is the word by which the request says who asks.
func Token(ctx context.Context) string { return callOf(ctx).token }

// ShownOnce says that a field of the answer is not to be kept for a repetition of the request.
func ShownOnce(ctx context.Context, field string) {
	c := callOf(ctx)
	c.secrets = append(c.secrets, field)
}

// ServeHTTP answers everything under /api/.
func (a *API) ServeHTTP(w http.ResponseWriter, r *http.Request) {
	t := traceOf(r.Context())
	r = r.WithContext(text.WithLang(WithTrace(r.Context(), t), text.Italian))
	plainHeaders(w.Header())
	h, pattern := a.mux.Handler(r)
	t.Route = pattern
	if _, route, ok := strings.Cut(pattern, " "); ok {
		t.Route = route
	}
	switch {
	case a.isPublic(pattern):
		a.mux.ServeHTTP(w, r)
	case !strings.HasPrefix(r.URL.Path, Prefix+"/"):
		a.unknown(w, r, h)
	default:
		a.signedIn(w, r, h, pattern)
	}
}

func (a *API) isPublic(pattern string) bool {
	return pattern == "GET /api/{$}" || pattern == "GET /api/openapi.json" || pattern == "GET "+Prefix+"/status"
}

// unknown answers what no pattern fits: 405 when the address exists for another method, else 404.
func (a *API) unknown(w http.ResponseWriter, r *http.Request, h http.Handler) {
	out := &buffered{header: http.Header{}}
	h.ServeHTTP(out, r)
	status := http.StatusNotFound
	if out.status == http.StatusMethodNotAllowed {
		status = out.status
		w.Header().Set("Allow", out.header.Get("Allow"))
	}
	writeProblem(w, newProblem(traceOf(r.Context()), status))
}

// signedIn finds out who asks, counts the request and hands it on.
func (a *API) signedIn(w http.ResponseWriter, r *http.Request, h http.Handler, pattern string) {
	token, ok := bearer(r)
	if !ok {
		WriteFault(w, r, fault.New(fault.Login, text.APIUnauthorizedDetail))
		return
	}
	who, err := a.Who(r.Context(), token)
	if err != nil {
		if fault.Is(err, fault.Login) {
			err = fault.New(fault.Login, text.APIUnauthorizedDetail)
		}
		WriteFault(w, r, err)
		return
	}
	who.Via = "api"
	t := traceOf(r.Context())
	t.Zone, t.Account = who.Zone, string(who.Account)
	s := a.limits.take(crypt.TokenHash(token), a.Gate.Now())
	s.tell(w.Header())
	if s.over {
		WriteFault(w, r, &fault.Error{Kind: fault.TooMany, Text: text.APITooManyDetail.With(s.most), RetryAfter: s.reset})
		return
	}
	if pattern == "" {
		a.unknown(w, r, h)
		return
	}
	body, err := io.ReadAll(io.LimitReader(r.Body, maxBody+1))
	if tooLarge := (*http.MaxBytesError)(nil); len(body) > maxBody || errors.As(err, &tooLarge) {
		writeProblem(w, newProblem(t, http.StatusRequestEntityTooLarge))
		return
	}
	if err != nil {
		writeProblem(w, newProblem(t, http.StatusBadRequest))
		return
	}
	c := &call{who: who, token: token}
	r = r.WithContext(context.WithValue(r.Context(), callKey{}, c))
	r.Body = io.NopCloser(bytes.NewReader(body))
	if r.Method == http.MethodPost && r.Header.Get("Idempotency-Key") != "" {
		a.once.serve(w, r, c, body, a.mux)
		return
	}
	a.mux.ServeHTTP(w, r)
}

// bearer reads the token of a request (RFC 6750), from the header only.
func bearer(r *http.Request) (string, bool) {
	kind, token, _ := strings.Cut(r.Header.Get("Authorization"), " ")
	return token, strings.EqualFold(kind, "Bearer") && token != "" && len(token) <= 300
}
