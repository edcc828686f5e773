package task

import (
	"context"
	"net/http"
	"strings"

	"siil/internal/fault"
	"siil/internal/gate"
	"siil/internal/text"
	"siil/internal/ui"
)

func (r *Room) getCalendar(w http.ResponseWriter, req *http.Request, who gate.Actor) error {
	return r.showCalendar(w, req, who, "")
}

// showCalendar shows whether there is an address; the address itself only in the answer to its making.
func (r *Room) showCalendar(w http.ResponseWriter, req *http.Request, who gate.Actor, address string) error {
	f, err := r.Feed(req.Context(), who)
	if err != nil {
		return err
	}
	return ui.Render(w, req, http.StatusOK, ui.Layout(ui.Page{Title: text.CalendarTitle, Form: true, Body: calendarBody(f, address),
		Crumbs: []ui.Crumb{{Label: text.ProfileTitle, Href: ui.PathProfile}, {Label: text.CalendarWord}}}))
}

func (r *Room) postCalendar(w http.ResponseWriter, req *http.Request, who gate.Actor) error {
	address, err := r.MakeFeed(req.Context(), who)
	if err != nil {
		return err
	}
	return r.showCalendar(w, req, who, address)
}

func (r *Room) postCalendarEnd(w http.ResponseWriter, req *http.Request, who gate.Actor) error {
	if err := r.EndFeed(req.Context(), who); err != nil {
		return err
	}
	return ui.Redirect(w, req, PathCalendar, &ui.Flash{Text: text.CalendarEnded})
}

// getFeed answers a calendar program. It knows nobody by a session: whoever has the secret reads the days of its holder. What opens nothing
// is missing, whether it never was or has ended.
func (r *Room) getFeed(w http.ResponseWriter, req *http.Request, _ gate.Actor) error {
	secret, ok := strings.CutSuffix(req.PathValue("file"), feedEnd)
	if !ok {
		return fault.Missing()
	}
	body, err := r.Calendar(req.Context(), secret)
	if err != nil {
		return err
	}
	h := w.Header()
	h.Set("Content-Type", "text/calendar; charset=utf-8")
	h.Set("Content-Disposition", `inline; filename="siil.ics"`)
	h.Set("Cache-Control", "private, no-cache")
	h.Set("ETag", tagOf(body))
	if strings.Contains(req.Header.Get("If-None-Match"), tagOf(body)) {
		w.WriteHeader(http.StatusNotModified)
		return nil
	}
	_, err = w.Write(body)
	return err
}

// Calendar is the calendar that a secret opens. A secret that opens nothing is NotFound; too many readings are TooMany.
func (r *Room) Calendar(ctx context.Context, secret string) ([]byte, error) {
	now := r.g.Now()
	if err := r.feeds.take(secret, now); err != nil {
		return nil, err
	}
	who, feed, err := r.accounts.FromFeed(ctx, secret)
	r.feeds.found(secret, err == nil)
	if err != nil {
		return nil, err
	}
	as := who.As() + " " + who.Lang.Code()
	body, ok := r.feeds.again(feed, as, now)
	if !ok {
		if body, err = r.calendar(ctx, who); err != nil {
			return nil, err
		}
		r.feeds.keep(feed, as, now, body)
	}
	r.noteUse(ctx, who.Zone, feed)
	return body, nil
}
