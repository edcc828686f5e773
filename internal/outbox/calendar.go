package outbox

import (
	"bytes"
	"net/url"
	"strconv"
	"strings"
	"time"

	"github.com/emersion/go-ical"

	"siil/internal/fault"
	"siil/internal/value"
)

// Event is an appointment as it goes into a calendar. UID stays the same and Sequence grows with each change. No field may hold a name.
type Event struct {
	UID                 string
	Sequence            int
	Start, End          value.Instant
	Summary, Place, URL string
	Cancelled           bool
	At                  value.Instant // when it was called or changed; zero: now
	Day                 value.Date    // of a Feed: the whole of it, in place of Start and End
}

// Calendar writes the event as iCalendar: a request, or a cancellation. Moments are in UTC, so no reader needs to know Italy's summer time.
// Who invites and who is invited are added when the mail leaves, one receiver a mail.
func Calendar(e Event) ([]byte, error) {
	cal, ev := ical.NewCalendar(), ical.NewEvent()
	cal.Props.SetText(ical.PropVersion, "2.0")
	cal.Props.SetText(ical.PropProductID, "-//SIIL//SIIL//IT")
	method, status := "REQUEST", ical.EventConfirmed
	if e.Cancelled {
		method, status = "CANCEL", ical.EventCancelled
	}
	cal.Props.SetText(ical.PropMethod, method)
	at := e.At.Time()
	if e.At.IsZero() {
		at = time.Now().UTC()
	}
	ev.Props.SetText(ical.PropUID, oneLine(e.UID))
	ev.Props.SetDateTime(ical.PropDateTimeStamp, at)
	ev.Props.SetDateTime(ical.PropDateTimeStart, e.Start.Time())
	ev.Props.SetDateTime(ical.PropDateTimeEnd, e.End.Time())
	seq := ical.NewProp(ical.PropSequence)
	seq.SetValueType(ical.ValueInt)
	seq.Value = strconv.Itoa(e.Sequence)
	ev.Props.Set(seq)
	ev.Props.SetText(ical.PropSummary, oneLine(e.Summary))
	if e.Place != "" {
		ev.Props.SetText(ical.PropLocation, oneLine(e.Place))
	}
	if u, err := url.Parse(e.URL); err == nil && e.URL != "" {
		ev.Props.SetURI(ical.PropURL, u)
	}
	ev.SetStatus(status)
	cal.Children = append(cal.Children, ev.Component)
	var b bytes.Buffer
	if err := ical.NewEncoder(&b).Encode(cal); err != nil {
		return nil, fault.Wrap(err, "calendar")
	}
	return b.Bytes(), nil
}

// oneLine leaves no way to begin another line.
func oneLine(s string) string {
	return strings.Join(strings.FieldsFunc(s, func(r rune) bool { return r < ' ' || r == 0x7f || r == 0x2028 || r == 0x2029 || r == 0x85 }), " ")
}
