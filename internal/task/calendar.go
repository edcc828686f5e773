package task

import (
	"context"
	"crypto/sha256"
	"encoding/hex"

	"siil/internal/account"
	"siil/internal/gate"
	"siil/internal/outbox"
	"siil/internal/policy"
	"siil/internal/sitting"
	"siil/internal/text"
	"siil/internal/value"
)

// What a calendar holds, in days from today.
const (
	calendarPast   = 60
	calendarAhead  = 400
	mostSittings   = 500
	sittingUID     = "sitting-" // as in the invitations by mail, so that a program joins the two
	calendarDomain = "@siil"
)

// titles are what an event says of a task: the number of the case and what kind of day it is, never a word that somebody wrote.
var titles = map[Kind]text.T{Step: text.CalendarStep, Date: text.CalendarDate, Check: text.CalendarCheck, FollowUp: text.CalendarFollow, Review: text.CalendarReview}

// calendar writes the holder's days as they are now. Nothing in it names a person.
func (r *Room) calendar(ctx context.Context, who gate.Actor) (body []byte, err error) {
	ctx = text.WithLang(ctx, who.Lang)
	var events []outbox.Event
	var today value.Date
	err = r.g.Read(ctx, who, func(tx *gate.ReadTx) error {
		events, today = nil, tx.Today()
		if err := tx.DecideWhy(policy.HomeRead, policy.Resource{Kind: policy.Zone}, "calendar"); err != nil {
			return err
		}
		tasks, err := r.read(tx, account.Colleague{ID: who.Account, Roles: who.Roles}, reach{checks: calendarAhead, followUps: calendarAhead, terms: -1})
		if err != nil {
			return err
		}
		events = r.dayEvents(tasks, who.Lang, today)
		if !tx.May(policy.SittingList, policy.Resource{Kind: policy.Sitting}) {
			return nil
		}
		called, err := sitting.CalledTo(tx, today.AddDays(-calendarPast), mostSittings)
		for _, l := range called {
			events = append(events, r.sittingEvent(l, who.Lang))
		}
		return err
	})
	if err != nil {
		return nil, err
	}
	return outbox.Feed(text.CalendarFeed.In(who.Lang)+" "+r.g.Zone(who.Zone).Name, today.At(0, 0), events)
}

func (r *Room) dayEvents(tasks []Task, l text.Lang, today value.Date) (out []outbox.Event) {
	for _, t := range tasks {
		title, ok := titles[t.Kind]
		if !ok || t.On.IsZero() || t.On.Before(today.AddDays(-calendarPast)) {
			continue
		}
		out = append(out, outbox.Event{UID: string(t.Kind) + "-" + string(t.ID) + calendarDomain, Day: t.On, Summary: title.F(l, t.Number), URL: r.address(t.Path)})
	}
	return out
}

func (r *Room) sittingEvent(l sitting.Line, lang text.Lang) outbox.Event {
	from, to := l.Hours(r.m)
	return outbox.Event{UID: sittingUID + string(l.ID) + calendarDomain, Start: from, End: to, Summary: text.CalendarSitting.In(lang), Place: l.Seat,
		URL: r.address("/sedute/" + string(l.ID))}
}

// tagOf is the ETag of a calendar.
func tagOf(body []byte) string {
	sum := sha256.Sum256(body)
	return `"` + hex.EncodeToString(sum[:12]) + `"`
}
