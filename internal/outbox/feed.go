package outbox

import (
	"bytes"
	"net/url"

	"github.com/emersion/go-ical"

	"siil/internal/fault"
	"siil/internal/value"
)

// romeZone is the name of Italy's time in calendars.
const romeZone = "Europe/Rome"

// Feed writes a calendar that programs read again and again: no request, only events, those with a Day for the whole of it, the others in the
// time of Italy. at is as of when it is written; the same events as of the same moment are the same bytes.
func Feed(name string, at value.Instant, events []Event) ([]byte, error) {
	cal := ical.NewCalendar()
	cal.Props.SetText(ical.PropVersion, "2.0")
	cal.Props.SetText(ical.PropProductID, "-//SIIL//SIIL//IT")
	cal.Props.SetText("X-WR-CALNAME", oneLine(name))
	cal.Props.SetText("X-WR-TIMEZONE", romeZone)
	for name, every := range map[string]string{ical.PropRefreshInterval: "PT1H", "X-PUBLISHED-TTL": "PT1H"} {
		p := ical.NewProp(name)
		p.SetValueType(ical.ValueDuration)
		p.Value = every
		cal.Props.Set(p)
	}
	cal.Children = append(cal.Children, romeTime())
	for _, e := range events {
		cal.Children = append(cal.Children, feedEvent(e, at))
	}
	var b bytes.Buffer
	if err := ical.NewEncoder(&b).Encode(cal); err != nil {
		return nil, fault.Wrap(err, "calendar")
	}
	return b.Bytes(), nil
}

func feedEvent(e Event, at value.Instant) *ical.Component {
	ev := ical.NewEvent()
	ev.Props.SetText(ical.PropUID, oneLine(e.UID))
	ev.Props.SetDateTime(ical.PropDateTimeStamp, at.Time())
	if e.Day.IsZero() {
		ev.Props.Set(romeMoment(ical.PropDateTimeStart, e.Start))
		ev.Props.Set(romeMoment(ical.PropDateTimeEnd, e.End))
	} else { // a day with something to do is not a day taken
		ev.Props.SetDate(ical.PropDateTimeStart, e.Day.At(12, 0).Rome())
		ev.Props.SetDate(ical.PropDateTimeEnd, e.Day.AddDays(1).At(12, 0).Rome())
		ev.Props.SetText(ical.PropTransparency, "TRANSPARENT")
	}
	ev.Props.SetText(ical.PropSummary, oneLine(e.Summary))
	ev.Props.SetText(ical.PropClass, "PRIVATE")
	if e.Place != "" {
		ev.Props.SetText(ical.PropLocation, oneLine(e.Place))
	}
	if u, err := url.Parse(e.URL); err == nil && e.URL != "" {
		ev.Props.SetURI(ical.PropURL, u)
		ev.Props.SetText(ical.PropDescription, oneLine(e.URL)) // many programs show no address of an event
	}
	return ev.Component
}

// romeMoment is a moment as a clock in Italy shows it, with the zone's name.
func romeMoment(name string, at value.Instant) *ical.Prop {
	p := ical.NewProp(name)
	p.Params.Set(ical.ParamTimezoneID, romeZone)
	p.Value = at.Rome().Format("20060102T150405")
	return p
}

// romeTime tells programs that do not know the name when the clocks change in Italy (directive 2000/84/EC).
func romeTime() *ical.Component {
	zone := ical.NewComponent(ical.CompTimezone)
	zone.Props.SetText(ical.PropTimezoneID, romeZone)
	for _, x := range []struct{ kind, name, from, to, begins, rule string }{
		{ical.CompTimezoneDaylight, "CEST", "+0100", "+0200", "19960331T020000", "FREQ=YEARLY;BYMONTH=3;BYDAY=-1SU"},
		{ical.CompTimezoneStandard, "CET", "+0200", "+0100", "19961027T030000", "FREQ=YEARLY;BYMONTH=10;BYDAY=-1SU"},
	} {
		c := ical.NewComponent(x.kind)
		c.Props.SetText(ical.PropTimezoneName, x.name)
		for name, v := range map[string]string{ical.PropTimezoneOffsetFrom: x.from, ical.PropTimezoneOffsetTo: x.to, ical.PropDateTimeStart: x.begins, ical.PropRecurrenceRule: x.rule} {
			p := ical.NewProp(name)
			p.Value = v
			c.Props.Set(p)
		}
		zone.Children = append(zone.Children, c)
	}
	return zone
}
