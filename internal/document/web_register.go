package document

import (
	"bufio"
	"iter"
	"net/http"
	"net/url"
	"slices"
	"strconv"

	"siil/internal/fault"
	"siil/internal/gate"
	"siil/internal/policy"
	"siil/internal/sheet"
	"siil/internal/text"
	"siil/internal/ui"
	"siil/internal/value"
)

// Parameters of the register's address.
const (
	paramYear   = "anno"
	paramModel  = "modello"
	paramFrom   = "dal"
	paramTo     = "al"
	paramNumber = "numero"
	paramNone   = "senza-protocollo"
	paramOldest = "prima-i-vecchi"
	paramAfter  = "pagina"
)

// registerPage is the register of the zone.
type registerPage struct {
	*page
	f       Filter
	reg     Register
	batches bool // the actor makes documents for many cases
	settles bool // and the papers' head and models
	makes   bool
}

// readFilter reads what an address asks; what it asks wrongly is said beside the field and not asked.
func (r *Room) readFilter(p *page) (f Filter) {
	q := p.form
	var c fault.Check
	f.Year, _ = strconv.Atoi(q.Value(paramYear))
	if s := q.Value(paramNumber); s != "" {
		n, err := strconv.Atoi(s)
		c.Require(err == nil && n > 0, paramNumber, text.PaperNumberWrong)
		f.Number = max(n, 0)
	}
	if _, ok := r.m.Documents.Model(q.Value(paramModel)); ok || q.Value(paramModel) == BroughtIn {
		f.Model = q.Value(paramModel)
	}
	f.From, f.To = dayFrom(&c, q, paramFrom, p.today), dayFrom(&c, q, paramTo, p.today)
	if !f.From.IsZero() && f.To.Before(f.From) && !f.To.IsZero() {
		c.Add(paramTo, text.PaperPeriodWrong)
		f.To = value.Date{}
	}
	f.NoProtocol, f.Oldest, f.After = q.Value(paramNone) != "", q.Value(paramOldest) != "", q.Value(paramAfter)
	p.form = p.form.With(c.Err())
	return f
}

func (r *Room) openRegister(req *http.Request, who gate.Actor) (*registerPage, error) {
	p := &registerPage{page: r.newPage(req, who)}
	p.form = ui.FormFrom(req)
	p.f = r.readFilter(p.page)
	var err error
	p.reg, err = r.Register(req.Context(), who, p.f)
	return p, err
}

func (r *Room) getRegister(w http.ResponseWriter, req *http.Request, who gate.Actor) error {
	p, err := r.openRegister(req, who)
	if err != nil {
		return err
	}
	p.batches, p.settles, p.makes = r.may(who, policy.DocumentBatch), r.may(who, policy.DocumentSettle), r.may(who, policy.DocumentMake)
	return ui.Render(w, req, http.StatusOK, registerDocument(p))
}

// may tells what an actor may do to what is of no case.
func (r *Room) may(who gate.Actor, a policy.Action) bool {
	res := zoneWide()
	res.Zone = who.Zone
	ok, err := r.g.Rules().Decide(who.Principal, a, res)
	return ok && err == nil
}

// Listed is where the bar leads somebody: the register, or for who only settles the papers their letterhead; "" for others.
func (r *Room) Listed(who gate.Actor) string {
	switch {
	case r.may(who, policy.DocumentList):
		return pathRegister
	case r.may(who, policy.DocumentSettle):
		return pathPaper
	}
	return ""
}

// address is the register's with one of its parameters changed; the page begins again.
func (p *registerPage) address(path, name, v string) string {
	q := url.Values{}
	for _, k := range []string{paramYear, paramModel, paramFrom, paramTo, paramNumber, paramNone, paramOldest} {
		if s := p.form.Value(k); s != "" {
			q.Set(k, s)
		}
	}
	if name != "" {
		q.Del(name)
		if v != "" {
			q.Set(name, v)
		}
	}
	if len(q) == 0 {
		return path
	}
	return path + "?" + q.Encode()
}

func (p *registerPage) chips() (out []ui.Chip) {
	add := func(name string, label text.T) {
		out = append(out, ui.Chip{Label: label, Remove: p.address(pathRegister, name, "")})
	}
	if p.f.Year > 0 {
		add(paramYear, text.Raw(strconv.Itoa(p.f.Year)))
	}
	if p.f.Model == BroughtIn {
		add(paramModel, text.PaperBroughtMany)
	} else if p.f.Model != "" {
		add(paramModel, p.r.modelName(p.f.Model))
	}
	if p.f.Number > 0 {
		add(paramNumber, text.PaperNumberIs.With(p.f.Number))
	}
	if !p.f.From.IsZero() {
		add(paramFrom, text.PaperFromDay.With(p.f.From.Format()))
	}
	if !p.f.To.IsZero() {
		add(paramTo, text.PaperToDay.With(p.f.To.Format()))
	}
	return out
}

// counts are the two lists that are looked at every day.
func (p *registerPage) counts() []ui.CountChip {
	return []ui.CountChip{
		{Label: text.PaperToProtocol, N: p.reg.Waiting, Href: p.address(pathRegister, paramNone, toggled(p.f.NoProtocol)), On: p.f.NoProtocol, Mark: ui.Missing},
	}
}

func toggled(on bool) string {
	if on {
		return ""
	}
	return "1"
}

// hidden are the parameters that a filter's form sends along.
func (p *registerPage) hidden(but ...string) (out [][2]string) {
	for _, k := range []string{paramYear, paramModel, paramFrom, paramTo, paramNumber, paramNone, paramOldest} {
		if s := p.form.Value(k); s != "" && !slices.Contains(but, k) {
			out = append(out, [2]string{k, s})
		}
	}
	return out
}

func (p *registerPage) years() (out []ui.Option) {
	for _, y := range p.reg.Years {
		out = append(out, ui.Option{Value: strconv.Itoa(y), Label: text.Raw(strconv.Itoa(y))})
	}
	return out
}

func (p *registerPage) models() (out []ui.Option) {
	for _, m := range p.r.m.Documents.Models {
		out = append(out, ui.Option{Value: m.Code, Label: m.Label})
	}
	return append(out, ui.Option{Value: BroughtIn, Label: text.PaperBroughtMany})
}

// zoneModels are those that are made for the zone.
func (p *registerPage) zoneModels() (out []ui.Option) {
	for _, m := range p.r.m.Documents.Models {
		if ofZone(m) {
			out = append(out, ui.Option{Value: m.Code, Label: m.Label})
		}
	}
	return out
}

func (p *registerPage) numberColumn() ui.Column {
	c := ui.Column{Label: text.PaperNumber, Dir: "descending", Href: p.address(pathRegister, paramOldest, toggled(p.f.Oldest))}
	if p.f.Oldest {
		c.Dir = "ascending"
	}
	return c
}

func (p *registerPage) pages() ui.Pages {
	var out ui.Pages
	if p.reg.Next != "" {
		q := p.address(pathRegister, "", "")
		sep := "?"
		if q != pathRegister {
			sep = "&"
		}
		out.Next = q + sep + paramAfter + "=" + url.QueryEscape(p.reg.Next)
	}
	return out
}

func (p *registerPage) filtered() bool { return len(p.chips()) > 0 || p.f.NoProtocol }

// mostListed is how many lines a file of the register holds.
const mostListed = 100_000

// getRegisterFile sends the register of the same filters as a workbook.
func (r *Room) getRegisterFile(w http.ResponseWriter, req *http.Request, who gate.Actor) error {
	p := &registerPage{page: r.newPage(req, who)}
	p.form = ui.FormFrom(req)
	p.f = r.readFilter(p.page)
	p.f.After, p.f.Limit = "", mostListed
	var err error
	if p.reg, err = r.Register(req.Context(), who, p.f); err != nil {
		return err
	}
	now := r.g.Now()
	footer := text.PaperSheetFoot.F(p.lang, r.g.Zone(who.Zone).Name, who.Name, now.Date().Format(), now.Clock())
	ui.Download(w, sheet.MediaXLSX, "documenti-"+p.today.ISO()+".xlsx")
	out := bufio.NewWriterSize(w, 64<<10)
	if err := sheet.WriteXLSX(out, text.PaperRegister.In(p.lang), p.sheetHeading(), p.sheetRows(), sheet.WriteOptions{Footer: footer}); err != nil {
		return nil // the reader went away in the middle: nobody is left to tell
	}
	_ = out.Flush()
	return nil
}

func (p *registerPage) sheetHeading() (out []string) {
	for _, t := range []text.T{text.PaperNumber, text.PaperYear, text.PaperModel, text.PaperDay, text.PaperProtocol, text.PaperProtocolDate, text.PaperState, text.PaperCase} {
		out = append(out, t.In(p.lang))
	}
	return out
}

func (p *registerPage) sheetRows() iter.Seq[[]string] {
	return func(yield func([]string) bool) {
		for _, e := range p.reg.Entries {
			state, number := "", ""
			if !e.VoidedAt.IsZero() {
				state = text.PaperVoided.In(p.lang)
			}
			if e.CaseNumber > 0 {
				number = strconv.Itoa(e.CaseNumber)
			}
			if !yield([]string{strconv.Itoa(e.Number), strconv.Itoa(e.Year), p.r.modelName(e.Model).In(p.lang), e.OnDay.Format(), e.ProtocolNumber, e.ProtocolOn.Format(), state, number}) {
				return
			}
		}
	}
}
