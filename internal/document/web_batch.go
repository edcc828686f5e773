package document

import (
	"net/http"
	"net/url"
	"strconv"
	"strings"

	"siil/internal/api"
	"siil/internal/fault"
	"siil/internal/gate"
	"siil/internal/text"
	"siil/internal/ui"
	"siil/internal/value"
)

const (
	pathBatches  = "/documenti/lotti"
	pathBatchNew = "/documenti/lotti/nuovo"

	batchesShown = 50
)

// batchesPage lists the batches of the zone.
type batchesPage struct {
	*page
	all []Progress
}

func (r *Room) getBatches(w http.ResponseWriter, req *http.Request, who gate.Actor) (err error) {
	p := &batchesPage{page: r.newPage(req, who)}
	if p.all, err = r.Batches(req.Context(), who, batchesShown); err != nil {
		return err
	}
	return ui.Render(w, req, http.StatusOK, batchesDocument(p))
}

// batchForm is the question before a batch: which model, in which language, for how many cases.
type batchForm struct {
	*page
	filters url.Values // of the list of cases
	cases   []value.ID
	unread  bool // one of the filters cannot be read
}

func (r *Room) openBatchForm(req *http.Request, who gate.Actor, filters url.Values) (*batchForm, error) {
	p := &batchForm{page: r.newPage(req, who), filters: filters}
	found, err := r.Matching(req.Context(), who, filters, MaxBatch+1)
	p.cases, p.unread = found, fault.Is(err, fault.Invalid)
	if p.unread {
		err = nil
	}
	return p, err
}

// whyNone says why nothing can be asked for; empty when it can.
func (p *batchForm) whyNone() text.T {
	switch {
	case p.unread:
		return text.BatchFilterWrong
	case len(p.cases) == 0:
		return text.BatchNoCase
	case len(p.cases) > MaxBatch:
		return text.BatchTooMany.With(MaxBatch)
	}
	return text.T{}
}

// getBatchForm asks for a batch; its address holds the filters of the list of cases, as the list's own does.
func (r *Room) getBatchForm(w http.ResponseWriter, req *http.Request, who gate.Actor) error {
	p, err := r.openBatchForm(req, who, req.URL.Query())
	if err != nil {
		return err
	}
	p.form = ui.NewForm("once", string(value.NewID()))
	return ui.Render(w, req, http.StatusOK, batchFormDocument(p))
}

func (r *Room) postBatch(w http.ResponseWriter, req *http.Request, who gate.Actor) error {
	form := ui.FormFrom(req)
	filters, err := url.ParseQuery(form.Value("filtri"))
	if err != nil {
		return fault.New(fault.Invalid, text.BatchFilterWrong)
	}
	p, err := r.openBatchForm(req, who, filters)
	if err != nil {
		return err
	}
	p.form = form
	model, lang, _ := strings.Cut(form.Value("modello"), ".")
	in := Batch{Model: model, Lang: lang, Cases: p.cases, Filters: filters}
	in.Once, _ = value.ParseID(form.Value("once"))
	id, err := r.StartBatch(req.Context(), who, in)
	if shown(err) {
		p.form = form.With(api.InBody(err, map[string]string{"lang": "modello", "model": "modello"}))
		return ui.Render(w, req, ui.Status(fault.KindOf(err)), batchFormDocument(p))
	}
	if err != nil {
		return err
	}
	return ui.Redirect(w, req, pathBatches+"/"+string(id), nil)
}

// templates are the models that can be made for many cases, each in its languages.
func (p *batchForm) templates() (out []ui.Option) {
	for _, m := range p.r.m.Documents.Models {
		if !InBatches(m) || m.Code == ModelSummary {
			continue
		}
		for _, lang := range m.Languages {
			o := ui.Option{Value: m.Code + "." + lang, Label: m.Label}
			if len(m.Languages) > 1 {
				o.Label = text.PaperInLang.With(m.Label.In(p.lang), languageWords(lang).In(p.lang))
			}
			out = append(out, o)
		}
	}
	return out
}

func (p *batchForm) list() string {
	if len(p.filters) == 0 {
		return "/casi"
	}
	return "/casi?" + p.filters.Encode()
}

// batchPage is how far a batch is.
type batchPage struct {
	*page
	b Progress
}

func (r *Room) openBatchPage(req *http.Request, who gate.Actor) (*batchPage, error) {
	id, err := ui.PathID(req, "id")
	if err != nil {
		return nil, err
	}
	p := &batchPage{page: r.newPage(req, who)}
	p.b, err = r.Progress(req.Context(), who, id)
	return p, err
}

// getBatch shows a batch. While it goes on, a script asks for the page again and again; without one there is a link.
func (r *Room) getBatch(w http.ResponseWriter, req *http.Request, who gate.Actor) error {
	p, err := r.openBatchPage(req, who)
	if err != nil {
		return err
	}
	return ui.Render(w, req, http.StatusOK, batchDocument(p))
}

func (r *Room) postBatchEnd(w http.ResponseWriter, req *http.Request, who gate.Actor) error {
	p, err := r.openBatchPage(req, who)
	if err != nil {
		return err
	}
	if err := r.Cancel(req.Context(), who, p.b.ID); err != nil {
		return err
	}
	return ui.Redirect(w, req, pathBatches+"/"+string(p.b.ID), &ui.Flash{Text: text.BatchStopped})
}

func (r *Room) getBatchFile(w http.ResponseWriter, req *http.Request, who gate.Actor) error {
	id, err := ui.PathID(req, "id")
	if err != nil {
		return err
	}
	begun := false
	err = r.Zip(req.Context(), who, id, w, func() {
		begun = true
		ui.Download(w, "application/zip", "documenti-"+r.g.Today().ISO()+".zip")
	})
	if begun && err != nil {
		panic(http.ErrAbortHandler) // half an archive must not look like a whole one
	}
	return err
}

func (p *batchPage) name() text.T { return p.r.batchName(p.b, p.lang) }

// batchName is what a batch makes.
func (r *Room) batchName(b Progress, l text.Lang) text.T {
	if b.Lang == text.Italian.Code() {
		return r.modelName(b.Model)
	}
	return text.PaperInLang.With(r.modelName(b.Model).In(l), languageWords(b.Lang).In(l))
}

// state is how a batch stands, in a word.
func (b Progress) state() (ui.MarkKind, text.T) {
	switch {
	case !b.CancelledAt.IsZero():
		return ui.Failed, text.BatchIsStopped
	case !b.EndedAt.IsZero():
		return ui.Done, text.BatchIsDone
	}
	return ui.Now, text.BatchGoesOn
}

func (b Progress) facts() []ui.Fact {
	mark, word := b.state()
	out := []ui.Fact{{Label: text.PaperState, Value: word, Mark: mark}}
	if b.Over() { // until then the page says below how far it is, and goes on saying it
		out = append(out, ui.Fact{Label: text.BatchMade, Value: text.BatchOf.With(b.Made, b.Total)})
	}
	if b.Over() && b.Skipped > 0 {
		out = append(out, ui.Fact{Label: text.BatchSkipped, Value: text.Raw(strconv.Itoa(b.Skipped))})
	}
	return append(out, ui.Fact{Label: text.BatchBegun, Value: text.Raw(b.MadeAt.Date().Format()), Note: text.Raw(b.MadeAt.Clock())})
}

// whySkipped are the words of why a case got no document.
func whySkipped(why string) text.T {
	switch why {
	case SkipGone:
		return text.BatchGone
	case SkipNothing:
		return text.BatchNothing
	}
	return text.BatchFault
}
