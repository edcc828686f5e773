package document

import (
	"context"
	"net/http"
	"slices"

	"siil/internal/account"
	"siil/internal/attachment"
	"siil/internal/casefile"
	"siil/internal/fault"
	"siil/internal/gate"
	"siil/internal/policy"
	"siil/internal/text"
	"siil/internal/ui"
	"siil/internal/value"
)

// Addresses of the room.
const (
	pathRegister = "/documenti"
	pathFile     = "/documenti/documenti.xlsx"
	pathNew      = "/documenti/nuovo"
	under        = "/documenti" // a case's address
)

const nav = "documenti"

// Names and values of the buttons of the forms.
const (
	doKey     = "do"
	doMake    = "crea"
	doEdit    = "modifica"
	doRestore = "modello"
)

// Routes are the pages of the room.
func (r *Room) Routes() []ui.Route {
	const one = "/documento/{id}"
	return []ui.Route{
		ui.Get("/casi/{id}"+under, policy.DocumentRead, r.getCase),
		ui.PostFiles("/casi/{id}"+under, policy.DocumentMake, attachment.MaxForm, r.postAttach),
		ui.Get("/casi/{id}"+under+"/nuovo", policy.DocumentMake, r.getNew),
		ui.Post("/casi/{id}"+under+"/nuovo", policy.DocumentMake, r.postNew),
		ui.Get(pathRegister, policy.DocumentList, r.getRegister),
		ui.Get(pathFile, policy.DocumentList, r.getRegisterFile),
		ui.Get(pathNew, policy.DocumentMake, r.getNew),
		ui.Post(pathNew, policy.DocumentMake, r.postNew),
		ui.Get(pathBatches, policy.DocumentBatch, r.getBatches),
		ui.Get(pathBatchNew, policy.DocumentBatch, r.getBatchForm),
		ui.Post(pathBatchNew, policy.DocumentBatch, r.postBatch),
		ui.Get(pathBatches+"/{id}", policy.DocumentBatch, r.getBatch),
		ui.Post(pathBatches+"/{id}/ferma", policy.DocumentBatch, r.postBatchEnd),
		ui.Get(pathBatches+"/{id}/documenti.zip", policy.DocumentBatch, r.getBatchFile),
		ui.Get(pathPaper, policy.DocumentSettle, r.getPaper),
		ui.PostFiles(pathPaper, policy.DocumentSettle, maxLogoForm, r.postPaper),
		ui.Get(pathPaper+"/logo.png", policy.DocumentSettle, r.getLogo),
		ui.Get(pathWording, policy.DocumentSettle, r.getWording),
		ui.Post(pathWording, policy.DocumentSettle, r.postWording),
		ui.Get(pathWording+"/prova.pdf", policy.DocumentSettle, r.getSample),
		ui.Get(pathWording+"/ripristina", policy.DocumentSettle, r.getRestore),
		ui.Post(pathWording+"/ripristina", policy.DocumentSettle, r.postRestore),
		ui.Get(one, policy.DocumentRead, r.getOne),
		ui.Get(one+"/file/{formato}", policy.DocumentRead, r.getFile),
		ui.Get(one+"/allegati/{file}", policy.DocumentRead, r.getAttached),
		ui.Get(one+"/registro", policy.DocumentRegister, r.getEntry),
		ui.Post(one+"/registro", policy.DocumentRegister, r.postEntry),
		ui.Get(one+"/annulla", policy.DocumentRegister, r.getVoid),
		ui.Post(one+"/annulla", policy.DocumentRegister, r.postVoid),
	}
}

// page is what every page of a case's documents knows.
type page struct {
	r     *Room
	who   gate.Actor
	lang  text.Lang
	today value.Date
	form  ui.Form
	c     casefile.Case
	res   policy.Resource
	tabs  []ui.Tab
}

func (r *Room) newPage(req *http.Request, who gate.Actor) *page {
	return &page{r: r, who: who, lang: text.LangOf(req.Context()), today: r.g.Today(), form: ui.NewForm()}
}

func pathOf(id value.ID) string { return "/documento/" + string(id) }

// path is the address of the case or of a page under it.
func (p *page) path(under string) string { return "/casi/" + string(p.c.ID) + under }

// modelName is how a model is called; what was brought in has none.
func (r *Room) modelName(code string) text.T {
	if m, ok := r.m.Documents.Model(code); ok {
		return m.Label
	}
	return text.PaperBrought
}

// section is a section as the guidelines call it.
func (r *Room) section(s policy.Section) (label text.T, sealed bool) {
	x, _ := r.m.Section(string(s))
	return x.Label, s.Sealed()
}

// languageName is a language in its own words: whoever chooses it may read no other.
var languageName = map[string]string{"it": "Italiano", "en": "English", "fr": "Français", "ro": "Română", "sq": "Shqip", "uk": "Українська", "es": "Español", "de": "Deutsch"}

func languageWords(code string) text.T {
	if s, ok := languageName[code]; ok {
		return text.Raw(s)
	}
	return text.Raw(code)
}

// names are those of the accounts that made documents.
func names(tx *gate.ReadTx) (map[value.ID]string, error) {
	all, err := account.Colleagues(tx)
	out := map[value.ID]string{}
	for _, x := range all {
		out[x.ID] = x.Name()
	}
	return out, err
}

// shown tells whether a fault is for the form.
func shown(err error) bool {
	k := fault.KindOf(err)
	return k == fault.Invalid || k == fault.Conflict || k == fault.TooLarge || k == fault.TooMany
}

// dayFrom reads the day of a fact; absent: none.
func dayFrom(c *fault.Check, f ui.Form, name string, today value.Date) value.Date {
	s := f.Value(name)
	if s == "" {
		return value.Date{}
	}
	if d, err := value.ParseDate(s, value.ForEvent(today)); err == nil {
		return d
	}
	d, err := value.ParseWhen(s, today)
	if err != nil {
		c.Add(name, value.FlawOf(err).Text())
	}
	return d
}

// draftSlot is where a text is saved while it is edited by hand.
func draftSlot(caseID value.ID, model, lang string) string {
	return "paper-" + string(caseID) + "-" + model + "-" + lang
}

// draft reads the text that was being edited. It is nobody else's datum and leaves no leaf.
func (r *Room) draft(ctx context.Context, who gate.Actor, slot string) (words string, err error) {
	err = r.g.Quiet(ctx, who.Zone, func(tx *gate.WriteTx) (err error) {
		words, err = account.Draft(&tx.ReadTx, who.Account, slot)
		return err
	})
	return words, err
}

func (r *Room) dropDraft(ctx context.Context, who gate.Actor, slot string) error {
	return r.g.Quiet(ctx, who.Zone, func(tx *gate.WriteTx) error { return account.ClearDraft(tx, who.Account, slot) })
}

// writable are the sections in which the actor makes documents of a case.
func (r *Room) writable(tx *gate.ReadTx, res policy.Resource) (out []policy.Section) {
	for _, s := range r.m.Sections {
		if tx.May(policy.DocumentMake, inSection(res, policy.Section(s.Code))) {
			out = append(out, policy.Section(s.Code))
		}
	}
	return out
}

func (r *Room) sectionOptions(may []policy.Section) (out []ui.SectionOption) {
	for _, s := range r.m.Sections {
		if slices.Contains(may, policy.Section(s.Code)) {
			out = append(out, ui.SectionOption{Value: s.Code, Label: s.Label, Readers: s.Read})
		}
	}
	return out
}
