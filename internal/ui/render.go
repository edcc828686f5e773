package ui

import (
	"bytes"
	"context"
	"encoding/base64"
	"encoding/json"
	"fmt"
	"net"
	"net/http"
	"strings"
	"unicode"

	"github.com/a-h/templ"

	"siil/internal/fault"
)

const flashCookie = "siil_flash"

// flashSlot carries the message that Redirect left, and whether the page showed it.
type flashSlot struct {
	flash *Flash
	shown bool
}

type flashKey struct{}

// Render writes a component as the whole answer. It is made in memory first: when it fails, nothing has been sent and the error goes back
// to the caller, who can still answer with an error page. The answer is never stored by anybody.
func Render(w http.ResponseWriter, r *http.Request, status int, c templ.Component) error {
	slot := &flashSlot{flash: readFlash(r)}
	var b bytes.Buffer
	if err := c.Render(context.WithValue(r.Context(), flashKey{}, slot), &b); err != nil {
		return fault.Wrap(err, "render page")
	}
	if slot.shown {
		http.SetCookie(w, flashCookieFor(r, "", -1))
	}
	h := w.Header()
	h.Set("Content-Type", "text/html; charset=utf-8")
	h.Set("Cache-Control", "no-store")
	w.WriteHeader(status)
	if r.Method == http.MethodHead {
		return nil
	}
	_, _ = w.Write(b.Bytes()) // the reader went away: nobody is left to tell
	return nil
}

// Redirect answers a POST that was done: the browser goes to another page of ours, which shows the message (nil: none). A `to` that is not a
// path of ours is refused.
func Redirect(w http.ResponseWriter, r *http.Request, to string, f *Flash) error {
	if !localPath(to) {
		return fault.Wrap(fmt.Errorf("redirect outside"), "redirect")
	}
	if f != nil {
		b, err := json.Marshal(f)
		if err != nil {
			return fault.Wrap(err, "keep message")
		}
		http.SetCookie(w, flashCookieFor(r, base64.RawURLEncoding.EncodeToString(b), 60))
	}
	w.Header().Set("Cache-Control", "no-store")
	w.Header().Set("Location", to)
	w.WriteHeader(http.StatusSeeOther)
	return nil
}

// Download says in the head of an answer that a file follows, to be saved under a name that holds no personal data and never shown in place.
func Download(w http.ResponseWriter, media, name string) {
	h := w.Header()
	h.Set("Content-Type", media)
	h.Set("Content-Disposition", `attachment; filename="`+name+`"`)
	h.Set("Cache-Control", "no-store")
	h.Set("X-Content-Type-Options", "nosniff")
}

// IsFetch tells whether the request comes from our script (autosave, date in place), which wants a fragment instead of a page.
func IsFetch(r *http.Request) bool { return r.Header.Get("Siil-Fetch") == "1" }

// flashOf picks the message that a page shows: its own, or the one that Redirect left.
func flashOf(ctx context.Context, own *Flash) *Flash {
	if own != nil {
		return own
	}
	slot, _ := ctx.Value(flashKey{}).(*flashSlot)
	if slot == nil || slot.flash == nil {
		return nil
	}
	slot.shown = true
	return slot.flash
}

func readFlash(r *http.Request) *Flash {
	c, err := r.Cookie(flashCookie)
	if err != nil || c.Value == "" {
		return nil
	}
	b, err := base64.RawURLEncoding.DecodeString(c.Value)
	if err != nil {
		return nil
	}
	var f Flash
	if json.Unmarshal(b, &f) != nil || (f.UndoAction != "" && !localPath(f.UndoAction)) {
		return nil
	}
	return &f
}

func flashCookieFor(r *http.Request, value string, maxAge int) *http.Cookie {
	return &http.Cookie{Name: flashCookie, Value: value, Path: "/", MaxAge: maxAge, HttpOnly: true, Secure: !onLoopback(r),
		SameSite: http.SameSiteStrictMode}
}

func onLoopback(r *http.Request) bool {
	host, _, err := net.SplitHostPort(r.Host)
	if err != nil {
		host = r.Host
	}
	ip := net.ParseIP(host)
	return host == "localhost" || (ip != nil && ip.IsLoopback())
}

// localPath accepts only an absolute path on this site: "//host" and "/\host" would leave it, and browsers drop some control characters
// before they look.
func localPath(to string) bool {
	return strings.HasPrefix(to, "/") && !strings.HasPrefix(to, "//") && !strings.Contains(to, "\\") && !strings.ContainsFunc(to, unicode.IsControl)
}
