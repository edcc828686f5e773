package document

import (
	"net/http"
	"slices"
	"strings"

	"siil/internal/blank"
	"siil/internal/casefile"
	"siil/internal/fault"
	"siil/internal/gate"
	"siil/internal/guideline"
	"siil/internal/policy"
	"siil/internal/text"
	"siil/internal/ui"
	"siil/internal/value"
)

// newPage is a document before it is made: its text as it will be, or in a field to be edited.
type newPage struct {
	*page
	model   guideline.DocumentModel
	lang    string
	draft   Draft
	html    string
	editing bool
	found   bool // the text that is edited was left here before
}

// openNew reads the case, if the address names one, and the model.
func (r *Room) openNew(req *http.Request, who gate.Actor, f ui.Form) (*newPage, error) {
	p := &newPage{page: r.newPage(req, who), lang: f.Value("lingua")}
	p.form = f
	var id value.ID
	if req.PathValue("id") != "" {
		var err error
		if id, err = ui.PathID(req, "id"); err != nil {
			return nil, err
		}
	}
	err := r.g.Read(req.Context(), who, func(tx *gate.ReadTx) (err error) {
		if p.c, p.res, err = caseOrZone(tx, id); err != nil {
			return err
		}
		if id == "" {
			return tx.Decide(policy.DocumentMake, p.res)
		}
		if err := tx.Decide(policy.CaseOpen, p.res); err != nil || len(r.writable(tx, p.res)) > 0 {
			return err
		}
		return tx.Decide(policy.DocumentMake, inSection(p.res, policy.Common))
	})
	if err != nil {
		return nil, err
	}
	var ok bool
	if p.model, ok = r.m.Documents.Model(f.Value("modello")); ok && !slices.Contains(p.model.Languages, p.lang) {
		p.lang = p.model.Languages[0]
	}
	if _, ok := value.ParseID(f.Value("once")); !ok {
		p.form = p.form.Set("once", string(value.NewID()))
	}
	return p, nil
}

func (r *Room) getNew(w http.ResponseWriter, req *http.Request, who gate.Actor) error {
	p, err := r.openNew(req, who, ui.FormFrom(req))
	if err != nil {
		return err
	}
	switch {
	case p.model.Code == "":
		return ui.Redirect(w, req, p.back(), nil)
	case p.model.Code == ModelSummary:
		return ui.Redirect(w, req, p.path("/sintesi"), nil)
	}
	if p.model.Editable {
		kept, err := r.draft(req.Context(), who, p.slot())
		if err != nil {
			return err
		}
		if kept != "" {
			p.editing, p.found, p.form = true, true, p.form.Set("text", kept)
		}
	}
	return r.showNew(w, req, p, http.StatusOK)
}

// showNew writes the document and shows it. When there is nothing to write about, the page says so.
func (r *Room) showNew(w http.ResponseWriter, req *http.Request, p *newPage, status int) (err error) {
	in := Request{Model: p.model.Code, Lang: p.lang, Title: p.form.Value("title"), Subject: p.subject()}
	switch p.draft, err = r.Preview(req.Context(), p.who, p.c.ID, in); {
	case fault.Is(err, fault.Invalid) && !p.form.Failed():
		p.form, status = p.form.With(err), ui.Status(fault.Invalid)
	case fault.Is(err, fault.Invalid):
	case err != nil:
		return err
	default:
		if p.form.Values.Get("title") == "" {
			p.form = p.form.Set("title", p.draft.Title)
		}
		if p.editing && p.form.Lines("text") == "" && !p.form.Failed() {
			p.form = p.form.Set("text", p.draft.Markdown)
		}
		words := p.draft.Markdown
		if p.editing {
			words = p.form.Lines("text")
		}
		if p.html, err = blank.HTML(words); err != nil {
			return err
		}
	}
	return ui.Render(w, req, status, newDocument(p))
}

func (r *Room) postNew(w http.ResponseWriter, req *http.Request, who gate.Actor) error {
	p, err := r.openNew(req, who, ui.FormFrom(req))
	if err != nil {
		return err
	}
	if p.model.Code == "" {
		return fault.Missing()
	}
	p.editing = p.model.Editable && p.form.Values.Has("text")
	switch p.form.Value(doKey) {
	case doEdit:
		p.editing = p.model.Editable
		return r.showNew(w, req, p, http.StatusOK)
	case doRestore:
		if err := r.dropDraft(req.Context(), who, p.slot()); err != nil {
			return err
		}
		return ui.Redirect(w, req, p.self(), nil)
	}
	in := Request{Model: p.model.Code, Lang: p.lang, Title: p.form.Value("title"), Subject: p.subject()}
	in.Once, _ = value.ParseID(p.form.Value("once"))
	var c fault.Check
	if p.editing {
		in.Text = p.form.Lines("text")
		c.Needs("text", in.Text, text.PaperTextNeed, MaxText)
	}
	var d Document
	if err = c.Err(); err == nil {
		d, err = r.Make(req.Context(), who, p.c.ID, in)
	}
	if shown(err) {
		p.form = p.form.With(err)
		return r.showNew(w, req, p, ui.Status(fault.KindOf(err)))
	}
	if err != nil {
		return err
	}
	if err := r.dropDraft(req.Context(), who, p.slot()); err != nil {
		return err
	}
	return ui.Redirect(w, req, pathOf(d.ID), &ui.Flash{Text: text.PaperMade.With(d.Short())})
}

func (p *newPage) subject() value.ID {
	id, _ := value.ParseID(p.form.Value("oggetto"))
	return id
}

func (p *newPage) slot() string { return draftSlot(p.c.ID, p.model.Code, p.lang) }

// self is the page's own address, where its forms go.
func (p *newPage) self() string {
	q := "?modello=" + p.model.Code + "&lingua=" + p.lang
	if s := p.subject(); s != "" {
		q += "&oggetto=" + string(s)
	}
	return p.action() + q
}

func (p *newPage) action() string {
	if p.c.ID == "" {
		return pathNew
	}
	return p.path(under + "/nuovo")
}

// back is where the documents stand among which this one will.
func (p *newPage) back() string {
	if p.c.ID == "" {
		return pathRegister
	}
	return p.path(under)
}

func (p *newPage) crumbs() []ui.Crumb {
	if p.c.ID == "" {
		return []ui.Crumb{{Label: text.PaperRegister, Href: pathRegister}, {Label: p.model.Label}}
	}
	return casefile.Crumbs(p.c, ui.Crumb{Label: text.TabDocuments, Href: p.path(under)}, ui.Crumb{Label: p.model.Label})
}

func (p *newPage) languages() (out []ui.Option) {
	for _, l := range p.model.Languages {
		out = append(out, ui.Option{Value: l, Label: languageWords(l)})
	}
	return out
}

func (p *newPage) readers() string { return strings.Join(p.draft.Readers, ", ") }

func (p *newPage) missing() string { return strings.Join(p.draft.Missing, ", ") }
