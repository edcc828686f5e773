package outcome

import (
	"context"
	"encoding/json"
	"net/http"
	"net/url"
	"strconv"

	"siil/internal/account"
	"siil/internal/casefile"
	"siil/internal/fault"
	"siil/internal/gate"
	"siil/internal/policy"
	"siil/internal/text"
	"siil/internal/ui"
	"siil/internal/value"
)

// page is what every page of this room knows.
type page struct {
	r       *Room
	c       casefile.Case
	res     policy.Resource
	who     gate.Actor
	today   value.Date
	lang    text.Lang
	form    ui.Form
	savedAt value.Instant
}

// open reads a case for a page: it decides that the actor opens the case, and that they may do what the page is for.
func (r *Room) open(req *http.Request, who gate.Actor, a policy.Action, section policy.Section, more func(tx *gate.ReadTx, p *page) error) (*page, error) {
	id, err := ui.PathID(req, "id")
	if err != nil {
		return nil, err
	}
	p := &page{r: r, who: who, today: r.g.Today(), lang: text.LangOf(req.Context()), form: ui.NewForm()}
	err = r.g.Read(req.Context(), who, func(tx *gate.ReadTx) (err error) {
		if p.c, p.res, err = casefile.Facts(tx, id); err != nil {
			return err
		}
		if err := tx.Decide(policy.CaseOpen, p.res); err != nil {
			return err
		}
		about := p.res
		about.Section = section
		if !tx.May(a, about) {
			return tx.Decide(a, about)
		}
		return more(tx, p)
	})
	return p, err
}

// path is the address of the case or of a page under it.
func (p *page) path(under string) string { return "/casi/" + string(p.c.ID) + under }

func (p *page) crumbs(own text.T) []ui.Crumb { return casefile.Crumbs(p.c, ui.Crumb{Label: own}) }

// back goes to the case.
func (p *page) back(w http.ResponseWriter, req *http.Request, f *ui.Flash) error {
	return ui.Redirect(w, req, p.path(""), f)
}

// shown tells whether a fault is for the form.
func shown(err error) bool {
	k := fault.KindOf(err)
	return k == fault.Invalid || k == fault.Conflict || k == fault.TooMany
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

// draftClock says when a draft was saved.
func (p *page) draftClock() string {
	switch {
	case p.savedAt.IsZero():
		return ""
	case p.savedAt.Date() == p.today:
		return p.savedAt.Clock()
	}
	return text.IntakeDraftOn.F(p.lang, p.savedAt.Clock(), p.savedAt.Date().Format())
}

// detailsFrom reads the details of a form.
func detailsFrom(c *fault.Check, f ui.Form, today value.Date) Details {
	d := Details{ContractKind: f.Value("contract_kind"), Zone: f.Value("zone"), Service: f.Value("service")}
	if s := f.Value("contract_until"); s != "" {
		until, err := value.ParseWhen(s, today)
		if err != nil {
			c.Add("contract_until", value.FlawOf(err).Text())
		}
		d.ContractUntil = until
	}
	if s := f.Value("weekly_hours"); s != "" {
		n, err := strconv.Atoi(s)
		c.Require(err == nil, "weekly_hours", text.WeeklyHoursWrong.With(maxHours))
		d.WeeklyHours = n
	}
	return d
}

// fillDetails puts details into a form.
func fillDetails(f ui.Form, d Details) ui.Form {
	f = f.Set("contract_kind", d.ContractKind).Set("contract_until", d.ContractUntil.Format()).Set("zone", d.Zone).Set("service", d.Service)
	if d.WeeklyHours > 0 {
		f = f.Set("weekly_hours", strconv.Itoa(d.WeeklyHours))
	}
	return f
}

// version is what the form carries of the case that it was made from.
func version(f ui.Form) int {
	n, err := strconv.Atoi(f.Value("version"))
	if err != nil {
		return -1
	}
	return n
}
