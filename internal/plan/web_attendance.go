package plan

import (
	"context"
	"encoding/json"
	"net/http"
	"net/url"
	"strconv"
	"strings"

	"siil/internal/account"
	"siil/internal/fault"
	"siil/internal/gate"
	"siil/internal/text"
	"siil/internal/ui"
	"siil/internal/value"
)

// fieldDay begins the name of the field of a day.
const fieldDay = "day_"

func dayField(d int) string { return fieldDay + strconv.Itoa(d) }

// monthSlot is where the hours of a month are kept while they are written.
func monthSlot(action value.ID, month string) string {
	return "presenze:" + string(action) + ":" + month
}

// monthPage is the month of an action.
type monthPage struct {
	*livePage
	first   value.Date
	month   Month
	written bool // the reader may write it
	savedAt value.Instant
	clash   bool // somebody else has written it since the form was made
}

func (r *Room) openMonth(req *http.Request, who gate.Actor) (*monthPage, error) {
	first, ok := parseMonth(req.PathValue("m"))
	if !ok || first.Year() < 1990 || first.Year() > r.g.Today().Year()+1 {
		return nil, fault.Missing()
	}
	p, err := r.openAction(req, who)
	if err != nil {
		return nil, err
	}
	m := &monthPage{livePage: p, first: first, month: Month{Month: first.ISO()[:7], Minutes: map[int]int{}}, written: p.records(p.Action)}
	for _, x := range p.Months {
		if x.Month == m.month.Month {
			m.month = x
		}
	}
	return m, nil
}

// shown is the form of what stands.
func (p *monthPage) shown() ui.Form {
	f := ui.NewForm("base", strconv.Itoa(p.month.Version))
	for d, n := range p.month.Minutes {
		f = f.Set(dayField(d), HoursOf(n))
	}
	return f
}

func (r *Room) getMonth(w http.ResponseWriter, req *http.Request, who gate.Actor) error {
	p, err := r.openMonth(req, who)
	if err != nil {
		return err
	}
	if done, err := p.elsewhere(w, req); done {
		return err
	}
	p.form = p.shown()
	if p.written {
		if err := p.takeDraft(req.Context()); err != nil {
			return err
		}
	}
	return ui.Render(w, req, http.StatusOK, monthDocument(p))
}

// takeDraft fills the form from what the reader was writing. If the month was written meanwhile, both are shown.
func (p *monthPage) takeDraft(ctx context.Context) error {
	f, at, err := p.r.readDraft(ctx, p.who, monthSlot(p.Action.ID, p.month.Month))
	if err != nil || at.IsZero() || p.sameAs(f) {
		return err
	}
	p.clash = shownVersion(f.Value("base")) != p.month.Version
	p.form, p.savedAt = f.Set("base", strconv.Itoa(p.month.Version)), at
	return nil
}

// sameAs tells whether a form holds what is saved.
func (p *monthPage) sameAs(f ui.Form) bool {
	for d := 1; d <= daysIn(p.first); d++ {
		if n, ok := TypedHours(f.Value(dayField(d))); !ok || n != p.month.Minutes[d] {
			return false
		}
	}
	return true
}

// readDraft gives the form that the actor was writing in a slot, and when it was saved. It is nobody else's datum and leaves no leaf.
func (r *Room) readDraft(ctx context.Context, who gate.Actor, slot string) (f ui.Form, at value.Instant, err error) {
	var body string
	err = r.g.Quiet(ctx, who.Zone, func(tx *gate.WriteTx) (err error) {
		body, at, err = account.DraftSince(&tx.ReadTx, who.Account, slot)
		return err
	})
	v := url.Values{}
	if err != nil || body == "" || json.Unmarshal([]byte(body), &v) != nil {
		return ui.NewForm(), value.Instant{}, err
	}
	return ui.Form{Values: v}, at, nil
}

// dropDraft takes away what is saved now.
func (r *Room) dropDraft(ctx context.Context, who gate.Actor, slot string) error {
	return r.g.Quiet(ctx, who.Zone, func(tx *gate.WriteTx) error { return account.ClearDraft(tx, who.Account, slot) })
}

// postMonth writes the month as the form holds it; with "do" it throws the draft away instead.
func (r *Room) postMonth(w http.ResponseWriter, req *http.Request, who gate.Actor) error {
	p, err := r.openMonth(req, who)
	if err != nil {
		return err
	}
	if !p.written {
		return fault.Missing()
	}
	f := ui.FormFrom(req)
	here, slot := p.at(p.Action, "/presenze/"+p.month.Month), monthSlot(p.Action.ID, p.month.Month)
	if f.Value("do") == doThrow {
		if err := r.dropDraft(req.Context(), who, slot); err != nil {
			return err
		}
		return ui.Redirect(w, req, here, &ui.Flash{Text: text.HoursThrown})
	}
	minutes, err := p.typed(f)
	var now Month
	if err == nil {
		now, err = r.Attend(req.Context(), who, p.Action.ID, p.month.Month, shownVersion(f.Value("base")), minutes)
	}
	if err == nil {
		if err := r.dropDraft(req.Context(), who, slot); err != nil {
			return err
		}
		return ui.Redirect(w, req, here, &ui.Flash{Text: in(text.HoursSaved, monthWords(p.month.Month), text.Raw(HoursOf(now.Total)))})
	}
	went := fault.KindOf(err)
	if went != fault.Invalid && went != fault.Conflict {
		return err
	}
	if went == fault.Conflict {
		fresh, again := r.openMonth(req, who)
		if again != nil {
			return again
		}
		p = fresh
		p.clash = p.month.Version != shownVersion(f.Value("base"))
		f = f.Set("base", strconv.Itoa(p.month.Version))
	}
	p.form = f.With(p.named(err))
	return ui.Render(w, req, ui.Status(went), monthDocument(p))
}

const doThrow = "butta"

// typed reads the hours of the form, every day that cannot be read named. Days that the form does not have stay as they are.
func (p *monthPage) typed(f ui.Form) (map[int]int, error) {
	var c fault.Check
	out := map[int]int{}
	for d := 1; d <= daysIn(p.first); d++ {
		if !f.Values.Has(dayField(d)) {
			out[d] = p.month.Minutes[d]
			continue
		}
		n, ok := TypedHours(f.Value(dayField(d)))
		c.Require(ok, dayField(d), text.MonthHours)
		out[d] = n
	}
	return out, c.Err()
}

// named says of each wrong day which it is: in the summary they stand without their cells.
func (p *monthPage) named(err error) error {
	f, ok := err.(*fault.Error)
	if !ok {
		return err
	}
	out := *f
	out.Fields = nil
	for _, x := range f.Fields {
		if d, err := strconv.Atoi(strings.TrimPrefix(x.Name, fieldDay)); err == nil && d >= 1 && d <= daysIn(p.first) {
			x.Text = in(text.HoursDayBad, dayWords(p.first.AddDays(d-1)), text.Raw(strconv.Itoa(d)), x.Text)
		}
		out.Fields = append(out.Fields, x)
	}
	return &out
}

// dayWords is the name of a weekday.
func dayWords(d value.Date) text.T { return text.Weekdays[d.Weekday()] }
