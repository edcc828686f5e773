package document

import (
	"errors"
	"io"
	"net/http"
	"strings"

	"siil/internal/blank"
	"siil/internal/fault"
	"siil/internal/gate"
	"siil/internal/policy"
	"siil/internal/text"
	"siil/internal/ui"
)

const (
	pathPaper   = "/documenti/carta"
	pathWording = "/documenti/carta/{modello}/{lingua}"

	maxLogoForm = 4 << 20
)

// paperPage is the letterhead of the zone and its models.
type paperPage struct {
	*page
	l        Letterhead
	wordings []Wording
}

func (r *Room) openPaper(req *http.Request, who gate.Actor) (p *paperPage, err error) {
	p = &paperPage{page: r.newPage(req, who)}
	p.wordings, p.l, err = r.Wordings(req.Context(), who)
	return p, err
}

func (r *Room) getPaper(w http.ResponseWriter, req *http.Request, who gate.Actor) error {
	p, err := r.openPaper(req, who)
	if err != nil {
		return err
	}
	p.form = ui.NewForm("lines", strings.Join(p.l.Lines, "\n"), "foot", p.l.Foot, "logo_alt", p.l.LogoAlt)
	return ui.Render(w, req, http.StatusOK, paperDocument(p))
}

func (r *Room) postPaper(w http.ResponseWriter, req *http.Request, who gate.Actor) error {
	p, err := r.openPaper(req, who)
	if err != nil {
		return err
	}
	p.form = ui.FormFrom(req)
	l := Letterhead{Lines: split(p.form.Lines("lines")), Foot: p.form.Value("foot"), LogoAlt: p.form.Value("logo_alt")}
	logo, err := logoFrom(req, p.form)
	if err == nil {
		err = r.SetLetterhead(req.Context(), who, l, logo)
	}
	if shown(err) {
		p.form = p.form.With(err)
		return ui.Render(w, req, ui.Status(fault.KindOf(err)), paperDocument(p))
	}
	if err != nil {
		return err
	}
	return ui.Redirect(w, req, pathPaper, &ui.Flash{Text: text.PaperHeadSaved})
}

// registerCrumb leads to the register whoever may see it.
func (p *page) registerCrumb() ui.Crumb {
	if p.r.may(p.who, policy.DocumentList) {
		return ui.Crumb{Label: text.PaperRegister, Href: pathRegister}
	}
	return ui.Crumb{Label: text.NavDocuments}
}

// split are the lines of a text that hold something.
func split(s string) (out []string) {
	for line := range strings.SplitSeq(s, "\n") {
		if line = strings.TrimSpace(line); line != "" {
			out = append(out, line)
		}
	}
	return out
}

// logoFrom is the picture that a form brings: nil keeps the one that is there, an empty one takes it away.
func logoFrom(req *http.Request, f ui.Form) ([]byte, error) {
	if f.Value("no_logo") != "" {
		return []byte{}, nil
	}
	file, _, err := req.FormFile("logo")
	if errors.Is(err, http.ErrMissingFile) || errors.Is(err, http.ErrNotMultipart) {
		return nil, nil
	}
	if err != nil {
		return nil, &fault.Error{Kind: fault.Invalid, Text: text.FileFormWrong, Cause: err}
	}
	defer func() { _ = file.Close() }()
	b, err := io.ReadAll(io.LimitReader(file, maxLogoForm))
	if len(b) == 0 {
		return nil, fault.Wrap(err, "read a logo")
	}
	return b, fault.Wrap(err, "read a logo")
}

func (r *Room) getLogo(w http.ResponseWriter, req *http.Request, who gate.Actor) error {
	_, l, err := r.Wordings(req.Context(), who)
	if err != nil {
		return err
	}
	if len(l.Logo) == 0 {
		return fault.Missing()
	}
	h := w.Header()
	h.Set("Content-Type", "image/png")
	h.Set("Cache-Control", "no-store")
	h.Set("X-Content-Type-Options", "nosniff")
	_, _ = w.Write(l.Logo) // the reader may have gone away
	return nil
}

// wordingPage is one template, as the zone uses it or as it is being edited.
type wordingPage struct {
	*page
	w    Wording
	html string
}

func (r *Room) openWording(req *http.Request, who gate.Actor) (p *wordingPage, err error) {
	p = &wordingPage{page: r.newPage(req, who)}
	p.w, err = r.Wording(req.Context(), who, req.PathValue("modello"), req.PathValue("lingua"))
	return p, err
}

func (r *Room) getWording(w http.ResponseWriter, req *http.Request, who gate.Actor) error {
	p, err := r.openWording(req, who)
	if err != nil {
		return err
	}
	p.form = ui.NewForm("body", p.w.Source)
	return r.showWording(w, req, p, http.StatusOK)
}

// showWording shows the template in its field, and how it looks with invented data if it has no flaw.
func (r *Room) showWording(w http.ResponseWriter, req *http.Request, p *wordingPage, status int) error {
	markdown, _, err := r.Sample(req.Context(), p.who, p.w.Model.Code, p.w.Lang, body(p.form))
	switch {
	case fault.Is(err, fault.Invalid):
		p.form, status = p.form.With(err), ui.Status(fault.Invalid)
	case err != nil:
		return err
	default:
		if p.html, err = blank.HTML(markdown); err != nil {
			return err
		}
	}
	return ui.Render(w, req, status, wordingDocument(p))
}

func body(f ui.Form) string { return strings.ReplaceAll(f.Values.Get("body"), "\r\n", "\n") }

func (r *Room) postWording(w http.ResponseWriter, req *http.Request, who gate.Actor) error {
	p, err := r.openWording(req, who)
	if err != nil {
		return err
	}
	p.form = ui.FormFrom(req)
	if strings.TrimSpace(body(p.form)) == "" { // nothing would mean the Tuscan text
		var c fault.Check
		c.Add("body", text.PaperTextNeed)
		p.form = p.form.With(c.Err())
		return ui.Render(w, req, http.StatusUnprocessableEntity, wordingDocument(p))
	}
	if p.form.Value(doKey) == doEdit {
		return r.showWording(w, req, p, http.StatusOK)
	}
	err = r.SetWording(req.Context(), who, p.w.Model.Code, p.w.Lang, body(p.form))
	if shown(err) {
		return r.showWording(w, req, p, http.StatusUnprocessableEntity)
	}
	if err != nil {
		return err
	}
	return ui.Redirect(w, req, p.w.address(), &ui.Flash{Text: text.WordingSaved})
}

func (w Wording) address() string { return pathPaper + "/" + w.Model.Code + "/" + w.Lang }

// getSample prints the template that the zone uses on invented data.
func (r *Room) getSample(w http.ResponseWriter, req *http.Request, who gate.Actor) error {
	_, pdf, err := r.Sample(req.Context(), who, req.PathValue("modello"), req.PathValue("lingua"), "")
	if err != nil {
		return err
	}
	ui.Download(w, kindOfFile[PDF], "prova.pdf")
	_, _ = w.Write(pdf) // the reader may have gone away
	return nil
}

func (r *Room) getRestore(w http.ResponseWriter, req *http.Request, who gate.Actor) error {
	p, err := r.openWording(req, who)
	if err != nil {
		return err
	}
	return ui.Render(w, req, http.StatusOK, restoreDocument(p))
}

func (r *Room) postRestore(w http.ResponseWriter, req *http.Request, who gate.Actor) error {
	p, err := r.openWording(req, who)
	if err != nil {
		return err
	}
	if err := r.SetWording(req.Context(), who, p.w.Model.Code, p.w.Lang, ""); err != nil {
		return err
	}
	return ui.Redirect(w, req, p.w.address(), &ui.Flash{Text: text.WordingBack})
}

func (p *wordingPage) crumbs() []ui.Crumb {
	return []ui.Crumb{p.registerCrumb(), {Label: text.PaperSettings, Href: pathPaper}, {Label: p.w.Model.Label}}
}

// title names the model, and the language if it has more than one.
func (w Wording) title(l text.Lang) text.T {
	if len(w.Model.Languages) == 1 {
		return w.Model.Label
	}
	return text.PaperInLang.With(w.Model.Label.In(l), languageWords(w.Lang).In(l))
}
