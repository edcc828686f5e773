package api

import (
	"net/http"
	"strings"
)

// fileEnd ends the address of a document that is named like the thing that it is of: /plans/{id}.pdf beside /plans/{id}.
const fileEnd = ".pdf"

// router is the library's router with such addresses, of which a step may not be a part.
type router struct {
	steps *http.ServeMux
	files *http.ServeMux // their patterns without the end
}

func newRouter() *router { return &router{steps: http.NewServeMux(), files: http.NewServeMux()} }

// HandleFunc registers a pattern.
func (m *router) HandleFunc(pattern string, handle func(http.ResponseWriter, *http.Request)) {
	if plain, ok := strings.CutSuffix(pattern, "}"+fileEnd); ok {
		m.files.HandleFunc(plain+"}", handle)
		return
	}
	m.steps.HandleFunc(pattern, handle)
}

// file is a request for such a document as files knows it.
func (m *router) file(r *http.Request) (h http.Handler, pattern string, plain *http.Request) {
	path, ok := strings.CutSuffix(r.URL.Path, fileEnd)
	if !ok {
		return nil, "", nil
	}
	u := *r.URL
	u.Path, u.RawPath = path, ""
	plain = r.WithContext(r.Context())
	plain.URL = &u
	h, pattern = m.files.Handler(plain)
	return h, pattern, plain
}

// Handler finds what answers a request, and its pattern; "" is none.
func (m *router) Handler(r *http.Request) (http.Handler, string) {
	if h, pattern, _ := m.file(r); pattern != "" {
		return h, pattern + fileEnd
	}
	return m.steps.Handler(r)
}

// ServeHTTP answers a request.
func (m *router) ServeHTTP(w http.ResponseWriter, r *http.Request) {
	if _, pattern, plain := m.file(r); pattern != "" {
		m.files.ServeHTTP(w, plain)
		return
	}
	m.steps.ServeHTTP(w, r)
}
