package document

import (
	"net/http"
	"net/url"
	"slices"

	"siil/internal/attachment"
	"siil/internal/casefile"
	"siil/internal/fault"
	"siil/internal/gate"
	"siil/internal/guideline"
	"siil/internal/policy"
	"siil/internal/text"
	"siil/internal/ui"
	"siil/internal/value"
)

// casePage are the documents of a case, and what brings others.
type casePage struct {
	*page
	docs  []Document
	files []attachment.File // that wait to be brought in
	may   []policy.Section  // of the sections in which the actor makes documents
	by    map[value.ID]string
	keeps bool // the actor keeps the register
	kind  string
}

// What the chips of the page show.
const (
	paramKind   = "tipo"
	kindMade    = "modelli"
	kindBrought = "allegati"
	kindVoided  = "annullati"
)

func (r *Room) openCase(req *http.Request, who gate.Actor) (*casePage, error) {
	id, err := ui.PathID(req, "id")
	if err != nil {
		return nil, err
	}
	p := &casePage{page: r.newPage(req, who), kind: req.URL.Query().Get(paramKind)}
	err = r.g.Read(req.Context(), who, func(tx *gate.ReadTx) (err error) {
		if p.c, p.res, err = casefile.Facts(tx, id); err != nil {
			return err
		}
		if err := tx.Decide(policy.CaseOpen, p.res); err != nil {
			return err
		}
		if p.docs, err = of(tx, p.c, p.res); err != nil {
			return err
		}
		p.tabs = casefile.Tabs(tx, p.c, p.res, under)
		p.may = r.writable(tx, p.res)
		p.keeps = tx.May(policy.DocumentRegister, p.res)
		if p.by, err = names(tx); err != nil || len(p.may) == 0 {
			return err
		}
		p.files, err = attachment.Pending(tx, who.Account, AttachSlot(p.c.ID))
		return err
	})
	return p, err
}

func (r *Room) getCase(w http.ResponseWriter, req *http.Request, who gate.Actor) error {
	p, err := r.openCase(req, who)
	if err != nil {
		return err
	}
	if asked, _ := value.ParseID(req.PathValue("id")); asked != p.c.ID {
		return ui.Redirect(w, req, p.path(under), nil)
	}
	p.form = ui.NewForm("section", string(policy.Common), "on", p.today.Format())
	return ui.Render(w, req, http.StatusOK, caseDocument(p))
}

// postAttach brings files into the case, or does what a button of their field says.
func (r *Room) postAttach(w http.ResponseWriter, req *http.Request, who gate.Actor) error {
	p, err := r.openCase(req, who)
	if err != nil {
		return err
	}
	if len(p.may) == 0 {
		return fault.Missing()
	}
	slot := AttachSlot(p.c.ID)
	values, bad := r.files.Form(req, who, func(url.Values) string { return slot })
	if bad != nil && !shown(bad) {
		return bad
	}
	p.form = ui.Form{Values: values}
	asked, err := r.files.Buttons(req.Context(), who, slot, p.form)
	if err != nil {
		return err
	}
	if bad == nil && !asked {
		var c fault.Check
		in := Adding{Slot: slot, Title: p.form.Value("title"), Section: policy.Section(p.form.Value("section")), OnDay: dayFrom(&c, p.form, "on", p.today)}
		if !slices.Contains(p.may, in.Section) {
			c.Add("section", text.PaperSectionChoose)
		}
		var d Document
		if bad = c.Err(); bad == nil {
			d, bad = r.Add(req.Context(), who, p.c.ID, in)
		}
		if bad == nil {
			return ui.Redirect(w, req, p.path(under+"#"+string(d.ID)), &ui.Flash{Text: text.PaperAdded.With(d.Short())})
		}
		if !shown(bad) {
			return bad
		}
	}
	return r.caseAgain(w, req, p, bad)
}

// caseAgain shows the page with everything typed and the files that wait now.
func (r *Room) caseAgain(w http.ResponseWriter, req *http.Request, p *casePage, bad error) error {
	err := r.g.Unaudited(req.Context(), p.who.Zone, func(tx *gate.ReadTx) (err error) {
		p.files, err = attachment.Pending(tx, p.who.Account, AttachSlot(p.c.ID))
		return err
	})
	if err != nil {
		return err
	}
	status := http.StatusOK
	if bad != nil {
		p.form, status = p.form.With(bad), ui.Status(fault.KindOf(bad))
	}
	return ui.Render(w, req, status, caseDocument(p))
}

// models are those that are made from this page: of a case, in a section that the actor writes in.
func (p *casePage) models() (out []ui.Option) {
	for _, m := range p.r.m.Documents.Models {
		if m.Subject != guideline.AboutZone && m.Subject != guideline.AboutSitting && slices.Contains(p.may, policy.Section(m.Section)) && m.Code != ModelSummary {
			out = append(out, ui.Option{Value: m.Code, Label: m.Label})
		}
	}
	return out
}

// ModelSummary has a page of its own, on which its parts are chosen.
const ModelSummary = "SINTESI_PASSAGGIO"

// chips count the kinds of documents; there are none when there is one kind only.
func (p *casePage) chips() (out []ui.CountChip) {
	counts := map[string]int{}
	for _, d := range p.docs {
		counts[kindOf(d)]++
	}
	if len(counts) < 2 && p.kind == "" {
		return nil
	}
	out = append(out, ui.CountChip{Label: text.PaperAll, N: len(p.docs), Href: p.path(under), On: p.kind == ""})
	for _, k := range []struct {
		kind  string
		label text.T
	}{{kindMade, text.PaperMadeHere}, {kindBrought, text.PaperBroughtMany}, {kindVoided, text.PaperVoidedMany}} {
		if counts[k.kind] > 0 || p.kind == k.kind {
			out = append(out, ui.CountChip{Label: k.label, N: counts[k.kind], Href: p.path(under + "?" + paramKind + "=" + k.kind), On: p.kind == k.kind})
		}
	}
	return out
}

func kindOf(d Document) string {
	switch {
	case d.Voided():
		return kindVoided
	case d.Brought():
		return kindBrought
	}
	return kindMade
}

// listed are the documents that the chip shows.
func (p *casePage) listed() (out []Document) {
	for _, d := range p.docs {
		if p.kind == "" || p.kind == kindOf(d) {
			out = append(out, d)
		}
	}
	return out
}
