// Package server answers HTTP: it lists the routes of every room behind the same guards, and serves the addresses that machines ask for.
package server

import (
	"context"
	"log/slog"
	"net/http"
	"slices"
	"strings"
	"time"

	"siil/internal/gate"
	"siil/internal/text"
	"siil/internal/ui"
	"siil/internal/value"
)

// Config is what a server stands on.
type Config struct {
	Gate      *gate.Gate
	Log       *slog.Logger
	Routes    []ui.Route
	SignedIn  func(*http.Request) (gate.Actor, error) // fault.Login when nobody is signed in
	Viewer    func(gate.Actor) ui.Viewer
	Home      func(gate.Actor) string // where the address without a path leads; nil: the first screen
	API       http.Handler            // everything under /api/
	PublicURL string                  // how browsers reach the program, when it stands behind a proxy: https://siil.example.it
	Contact   string                  // where to report a weakness, for security.txt; empty: the project's SECURITY.md
	Metrics   *Metrics
}

// Server is every address of the program.
type Server struct {
	Config
	mux    *http.ServeMux
	guard  *http.CrossOriginProtection
	bodies map[string]int64 // by pattern, of routes that take more than every form may
}

// New registers the routes. It panics on two routes with the same address, or one with neither an action nor an explicit Public.
func New(c Config) *Server {
	s := &Server{Config: c, mux: http.NewServeMux(), guard: http.NewCrossOriginProtection(), bodies: map[string]int64{}}
	if s.Metrics == nil {
		s.Metrics = NewMetrics()
	}
	for _, r := range c.Routes {
		if r.Action == "" && !r.Public {
			panic("route without an action: " + r.Method + " " + r.Path)
		}
		s.mux.Handle(r.Method+" "+r.Path, s.page(r))
		if r.Body > 0 {
			s.bodies[r.Method+" "+r.Path] = r.Body
		}
	}
	for _, r := range s.machineRoutes() {
		s.mux.Handle(r.pattern, r.handler)
	}
	return s
}

// Handler is the server with its guards, the outermost first.
func (s *Server) Handler() http.Handler {
	return s.watched(s.safe(s.guarded(s.headers(s.mux))))
}

// machineRoute is an address that programs ask for.
type machineRoute struct {
	pattern string
	handler http.Handler
}

func (s *Server) machineRoutes() []machineRoute {
	out := []machineRoute{
		{"GET /healthz", http.HandlerFunc(s.health)},
		{"GET /readyz", http.HandlerFunc(s.ready)},
		{"GET /.well-known/security.txt", http.HandlerFunc(s.securityTxt)},
		{"GET /static/", ui.Static()},
		{"/", http.HandlerFunc(s.missing)},
	}
	if s.API != nil {
		out = append(out, machineRoute{"/api/", s.API})
	}
	return out
}

// Table lists every address with its action, sorted: the golden file of routes.
func (s *Server) Table() []string {
	var out []string
	for _, r := range s.Routes {
		what := string(r.Action)
		if r.Public {
			what = "public"
		}
		out = append(out, r.Method+" "+r.Path+"\t"+what)
	}
	for _, r := range s.machineRoutes() {
		out = append(out, strings.TrimSpace(r.pattern)+"\tmachine")
	}
	slices.Sort(out)
	return out
}

// page runs a room's handler for whoever is signed in.
func (s *Server) page(route ui.Route) http.Handler {
	return http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		noteRoute(r.Context(), route.Path)
		r = r.WithContext(ui.WithRoute(r.Context(), route.Path))
		who, err := s.SignedIn(r)
		switch {
		case err == nil:
			r = r.WithContext(ui.WithViewer(r.Context(), s.Viewer(who)))
			noteActor(r.Context(), who)
		case !route.Public:
			s.fail(w, r, err)
			return
		default:
			who = gate.Actor{}
			r = r.WithContext(text.WithLang(r.Context(), text.Italian))
		}
		if route.Body > 0 && who.Account != "" {
			slowLine(w)
		}
		if err := route.Handler(w, r, who); err != nil {
			s.fail(w, r, err)
		}
	})
}

// filesTake is how long a form with files may take to arrive over a slow line.
const filesTake = 15 * time.Minute

// slowLine gives a signed-in person's files more time than other requests have. A writer that has no deadlines is a test's.
func slowLine(w http.ResponseWriter) {
	c, until := http.NewResponseController(w), time.Now().Add(filesTake)
	_ = c.SetReadDeadline(until)
	_ = c.SetWriteDeadline(until.Add(time.Minute))
}

type noteKey struct{}

// note is what is known about a request while it is answered, for the log line. It never holds personal data.
type note struct {
	id, route, account, zone string
}

func noteOf(ctx context.Context) *note {
	if n, ok := ctx.Value(noteKey{}).(*note); ok {
		return n
	}
	return &note{}
}

func noteRoute(ctx context.Context, route string) { noteOf(ctx).route = route }

func noteActor(ctx context.Context, who gate.Actor) {
	n := noteOf(ctx)
	n.account, n.zone = string(who.Account), who.Zone
}

// requestID is a short code that a page shows and the log holds.
func requestID() string {
	id := value.NewID()
	return strings.ToUpper(string(id[len(id)-8:]))
}
