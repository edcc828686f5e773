package server

import (
	"context"
	"errors"
	"fmt"
	"net/http"
	"net/url"
	"runtime/debug"
	"strings"
	"time"

	"siil/internal/api"
	"siil/internal/fault"
	"siil/internal/text"
	"siil/internal/ui"
)

// Bodies above these are refused before anybody reads them.
const (
	maxBody   = 1 << 20
	maxUpload = 21 << 20
)

const policyHeader = "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self' data:; font-src 'self'; connect-src 'self'; " +
	"form-action 'self'; base-uri 'none'; frame-ancestors 'none'"

// watched gives each request an id, and one line in the log when it is answered: never a body, an address with values, a name.
func (s *Server) watched(next http.Handler) http.Handler {
	return http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		n := &note{id: requestID()}
		out := &recorder{ResponseWriter: w, status: http.StatusOK}
		began := time.Now()
		t := &api.Trace{ID: n.id}
		next.ServeHTTP(out, r.WithContext(api.WithTrace(context.WithValue(r.Context(), noteKey{}, n), t)))
		took := time.Since(began)
		s.noteAPI(n, t)
		if !strings.HasPrefix(out.Header().Get("Content-Type"), "text/event-stream") { // a line that stays open is no slow answer
			s.Metrics.answered(n.route, out.status, took)
		}
		s.Log.Info("answered", "id", n.id, "method", r.Method, "route", n.route, "status", out.status, "ms", took.Milliseconds(),
			"zone", n.zone, "account", n.account)
	})
}

// noteAPI takes over what the REST interface knows of a request.
func (s *Server) noteAPI(n *note, t *api.Trace) {
	if t.Route != "" {
		n.route, n.account, n.zone = t.Route, t.Account, t.Zone
	}
	if t.Cause != nil {
		s.Log.Error("failed", "id", n.id, "route", n.route, "cause", t.Cause.Error())
	}
}

// safe turns a panic into an error page.
func (s *Server) safe(next http.Handler) http.Handler {
	return http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		defer func() {
			p := recover()
			if p == nil {
				return
			}
			if p == http.ErrAbortHandler {
				panic(p)
			}
			s.fail(w, r, fault.Wrap(fmt.Errorf("panic: %v\n%s", p, debug.Stack()), "handler"))
		}()
		next.ServeHTTP(w, r)
	})
}

// guarded refuses changes that another site makes a browser send, and bodies that are too large.
func (s *Server) guarded(next http.Handler) http.Handler {
	return http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		if err := s.guard.Check(r); err != nil {
			s.fail(w, r, fault.New(fault.Conflict, text.CrossSite))
			return
		}
		// Under our Referrer-Policy a browser hides the origin of our own forms too, but says that they are the site's own.
		if r.Method != http.MethodGet && r.Method != http.MethodHead && r.Header.Get("Origin") == "null" && r.Header.Get("Sec-Fetch-Site") != "same-origin" {
			s.fail(w, r, fault.New(fault.Conflict, text.CrossSite))
			return
		}
		limit := s.limit(r)
		if r.ContentLength > limit {
			s.fail(w, r, fault.New(fault.TooLarge, text.BodyTooLarge.With(megabytes(r.ContentLength), limit>>20)))
			return
		}
		r.Body = http.MaxBytesReader(w, r.Body, limit)
		next.ServeHTTP(w, r)
	})
}

// limit is how large the body of a request may be: a form with files may be larger, by its route.
func (s *Server) limit(r *http.Request) int64 {
	if !strings.HasPrefix(r.Header.Get("Content-Type"), "multipart/form-data") {
		return maxBody
	}
	_, pattern := s.mux.Handler(r)
	return max(maxUpload, s.bodies[pattern])
}

func megabytes(n int64) int64 { return (n + 1<<20 - 1) >> 20 }

func (s *Server) headers(next http.Handler) http.Handler {
	secure := strings.HasPrefix(s.PublicURL, "https://")
	return http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		h := w.Header()
		h.Set("Content-Security-Policy", policyHeader)
		h.Set("X-Content-Type-Options", "nosniff")
		h.Set("Referrer-Policy", "no-referrer")
		h.Set("X-Frame-Options", "DENY")
		h.Set("Cross-Origin-Opener-Policy", "same-origin")
		h.Set("Cross-Origin-Resource-Policy", "same-origin")
		h.Set("Permissions-Policy", "camera=(), microphone=(), geolocation=()")
		if secure || r.TLS != nil {
			h.Set("Strict-Transport-Security", "max-age=31536000; includeSubDomains")
		}
		next.ServeHTTP(w, r)
	})
}

// fail answers with the page that the error deserves and puts its cause in the log beside the id that the page shows.
func (s *Server) fail(w http.ResponseWriter, r *http.Request, err error) {
	if strings.HasPrefix(r.URL.Path, "/api/") && s.API != nil {
		api.WriteFault(w, r, asFault(err))
		return
	}
	n := noteOf(r.Context())
	f := asFault(err)
	if f.Kind == fault.Internal || f.Kind == fault.Locked {
		s.Log.Error("failed", "id", n.id, "route", n.route, "cause", f.Error())
	}
	if f.Kind == fault.Login && !ui.IsFetch(r) {
		s.toLogin(w, r)
		return
	}
	if f.RetryAfter > 0 {
		w.Header().Set("Retry-After", fmt.Sprint(f.RetryAfter))
	}
	r = r.WithContext(ui.WithRoute(r.Context(), "")) // a page that is refused has no help, like one that is not there
	if err := ui.Render(w, r, ui.Status(f.Kind), ui.FaultPage(f, n.id)); err != nil {
		s.Log.Error("error page", "id", n.id, "cause", err.Error())
		http.Error(w, text.InternalFault.In(text.Italian)+" "+n.id, http.StatusInternalServerError)
	}
}

func asFault(err error) *fault.Error {
	var big *http.MaxBytesError
	if errors.As(err, &big) {
		return fault.New(fault.TooLarge, text.BodyTooLarge.With(megabytes(big.Limit+1), big.Limit>>20))
	}
	var f *fault.Error
	if !errors.As(err, &f) {
		errors.As(fault.Wrap(err, "handler"), &f)
	}
	return f
}

// toLogin sends to the login page; after it, the browser comes back to the page that was asked for.
func (s *Server) toLogin(w http.ResponseWriter, r *http.Request) {
	to := "/entra"
	if r.Method == http.MethodGet && r.URL.Path != "/" {
		to += "?next=" + url.QueryEscape(r.URL.RequestURI())
	}
	w.Header().Set("Cache-Control", "no-store")
	http.Redirect(w, r, to, http.StatusSeeOther)
}

// recorder remembers the status for the log.
type recorder struct {
	http.ResponseWriter
	status int
}

func (r *recorder) WriteHeader(status int) {
	r.status = status
	r.ResponseWriter.WriteHeader(status)
}

// Unwrap lets http.ResponseController reach the connection.
func (r *recorder) Unwrap() http.ResponseWriter { return r.ResponseWriter }
