package account

import (
	"net/http"
	"strings"
)

const (
	sessionName = "siil"
	deviceName  = "siil_device"
	securePart  = "__Host-"
	deviceAge   = 400 * 24 * 60 * 60 // seconds; browsers keep no cookie longer
)

// secure tells whether the browser speaks https to us, so that cookies must never travel otherwise.
func (r *Room) secure(req *http.Request) bool {
	return req.TLS != nil || strings.HasPrefix(r.opts.PublicURL, "https://")
}

func (r *Room) cookieName(req *http.Request, name string) string {
	if r.secure(req) {
		return securePart + name
	}
	return name
}

func (r *Room) setCookie(w http.ResponseWriter, req *http.Request, name, value string, age int) {
	http.SetCookie(w, &http.Cookie{Name: r.cookieName(req, name), Value: value, Path: "/", MaxAge: age, HttpOnly: true, Secure: r.secure(req),
		SameSite: http.SameSiteLaxMode})
}

func (r *Room) sessionCookie(req *http.Request) (zone, token string) {
	c, err := req.Cookie(r.cookieName(req, sessionName))
	if err != nil {
		return "", ""
	}
	zone, token, _ = strings.Cut(c.Value, ".")
	if len(token) != tokenSize {
		return "", ""
	}
	return zone, token
}

// deviceToken is the word by which a browser is known again; empty when it has none.
func (r *Room) deviceToken(req *http.Request) string {
	c, err := req.Cookie(r.cookieName(req, deviceName))
	if err != nil || len(c.Value) != tokenSize {
		return ""
	}
	return c.Value
}
