package server

import (
	"fmt"
	"net/http"
	"time"

	"siil/internal/fault"
	"siil/internal/ui"
)

// health says that the process lives.
func (s *Server) health(w http.ResponseWriter, _ *http.Request) { plain(w, http.StatusOK, "ok\n") }

// ready says that the database answers, that it takes writes and that the head of the log is the one that was signed.
func (s *Server) ready(w http.ResponseWriter, r *http.Request) {
	if err := s.Gate.Ready(r.Context()); err != nil {
		s.Log.Error("not ready", "cause", err.Error())
		plain(w, http.StatusServiceUnavailable, "not ready\n")
		return
	}
	plain(w, http.StatusOK, "ready\n")
}

// securityTxt is RFC 9116; Expires is always half a year ahead, because the program itself keeps the file.
func (s *Server) securityTxt(w http.ResponseWriter, _ *http.Request) {
	contact := s.Contact
	if contact == "" {
		contact = "https://developers.italia.it/it/software"
	}
	expires := time.Now().UTC().AddDate(0, 6, 0).Format(time.RFC3339)
	plain(w, http.StatusOK, fmt.Sprintf("Contact: %s\nExpires: %s\nPreferred-Languages: it, en\n", contact, expires))
}

// missing answers for every address that is not in the list, as for one that may not be seen.
func (s *Server) missing(w http.ResponseWriter, r *http.Request) {
	who, err := s.SignedIn(r)
	if r.URL.Path == "/" {
		to := "/oggi"
		if err == nil && s.Home != nil {
			to = s.Home(who)
		}
		http.Redirect(w, r, to, http.StatusSeeOther)
		return
	}
	if err == nil {
		r = r.WithContext(ui.WithViewer(r.Context(), s.Viewer(who)))
	}
	s.fail(w, r, fault.Missing())
}

func plain(w http.ResponseWriter, status int, body string) {
	w.Header().Set("Content-Type", "text/plain; charset=utf-8")
	w.Header().Set("Cache-Control", "no-store")
	w.WriteHeader(status)
	fmt.Fprint(w, body)
}
