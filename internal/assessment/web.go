package assessment

import (
	"net/http"
	"strconv"
	"strings"

	"siil/internal/fault"
	"siil/internal/gate"
	"siil/internal/policy"
	"siil/internal/text"
	"siil/internal/ui"
	"siil/internal/value"
)

const (
	pathAll = "/casi/{id}/valutazioni"
	pathOne = pathAll + "/{aid}"
)

// Routes are the pages of assessments.
func (r *Room) Routes() []ui.Route {
	return []ui.Route{
		ui.Get(pathAll, policy.AssessmentRead, r.getAll),
		ui.Post(pathAll, policy.AssessmentBegin, r.postBegin),
		ui.Get(pathAll+"/confronto", policy.AssessmentRead, r.getCompared),
		ui.Get(pathOne, policy.AssessmentRead, r.getOne),
		ui.Post(pathOne, policy.AssessmentRate, r.postOne),
		ui.Get(pathOne+"/chiudi", policy.AssessmentClose, r.getClosing),
		ui.Post(pathOne+"/chiusura", policy.AssessmentClose, r.postClosing),
		ui.Post(pathOne+"/eliminazione", policy.AssessmentClose, r.postDrop),
		ui.Post("/casi/{id}/riferimenti", policy.AssessmentRate, r.postReference),
		ui.Post("/casi/{id}/riferimenti/{n}/fine", policy.AssessmentRate, r.postReferenceEnd),
	}
}

// page is what every page of assessments knows.
type page struct {
	*View
	r     *Room
	who   gate.Actor
	today value.Date
	lang  text.Lang
	form  ui.Form

	a       *Assessment // the one that is shown
	persons bool        // its side of the person
	clash   map[string]bool
	closing bool // the reader may close it
}

// open reads the assessments of a case for a page; one of them, with what the reader was writing in it, when the address names it.
func (r *Room) open(req *http.Request, who gate.Actor) (*page, error) {
	id, err := ui.PathID(req, "id")
	if err != nil {
		return nil, err
	}
	var one value.ID
	if req.PathValue("aid") != "" {
		if one, err = ui.PathID(req, "aid"); err != nil {
			return nil, err
		}
	}
	p := &page{r: r, who: who, today: r.g.Today(), lang: text.LangOf(req.Context()), form: ui.NewForm(), clash: map[string]bool{}}
	err = r.g.Read(req.Context(), who, func(tx *gate.ReadTx) (err error) {
		if p.View, err = r.read(tx, id, one); err != nil || one == "" {
			return err
		}
		if p.a, err = p.Find(one); err != nil {
			return err
		}
		res := p.res
		res.Own = p.a.BegunBy == who.Account
		p.closing = !p.a.Closed() && tx.May(policy.AssessmentClose, res) && (p.a.SecondOf == "" || res.Own)
		return nil
	})
	return p, err
}

// path is the address of a page under the case's.
func (p *page) path(under string) string { return "/casi/" + string(p.Case.ID) + under }

// at is the address of an assessment, or of a page under it.
func (p *page) at(a *Assessment, under string) string {
	return p.path("/valutazioni/" + string(a.ID) + under)
}

func (p *page) name(id value.ID) string {
	if n := p.Names[id]; n != "" {
		return n
	}
	return text.TheProgram.In(p.lang)
}

// elsewhere sends a reader who asked for a merged case file to the one that stays.
func (p *page) elsewhere(w http.ResponseWriter, req *http.Request) (done bool, err error) {
	asked := req.PathValue("id")
	if id, _ := value.ParseID(asked); id == p.Case.ID {
		return false, nil
	}
	return true, ui.Redirect(w, req, strings.Replace(req.URL.Path, asked, string(p.Case.ID), 1), nil)
}

func (r *Room) getAll(w http.ResponseWriter, req *http.Request, who gate.Actor) error {
	return r.showAll(w, req, who, ui.NewForm("on", r.g.Today().Format()), http.StatusOK, func(*page) bool { return true })
}

// showAll answers with the page; a form that did not pass comes back only to whoever could have sent it.
func (r *Room) showAll(w http.ResponseWriter, req *http.Request, who gate.Actor, f ui.Form, status int, may func(p *page) bool) error {
	p, err := r.open(req, who)
	if err != nil {
		return err
	}
	if !may(p) {
		return fault.Missing()
	}
	if done, err := p.elsewhere(w, req); done {
		return err
	}
	if p.form = f; f.Value("kind") == "" {
		p.form = f.Set("kind", p.nextKind())
	}
	return ui.Render(w, req, status, allPage(p))
}

// again shows a form once more with what was typed and what is wrong; any other error goes on.
func again(cause error, f ui.Form, show func(f ui.Form, status int) error) error {
	kind := fault.KindOf(cause)
	if kind != fault.Invalid && kind != fault.Conflict {
		return cause
	}
	return show(f.With(cause), ui.Status(kind))
}

func (r *Room) postBegin(w http.ResponseWriter, req *http.Request, who gate.Actor) error {
	id, err := ui.PathID(req, "id")
	if err != nil {
		return err
	}
	f := ui.FormFrom(req)
	var c fault.Check
	b := Beginning{Kind: f.Value("kind"), OnDay: r.day(&c, f, "on")}
	b.Amends, _ = value.ParseID(f.Value("amends"))
	b.SecondOf, _ = value.ParseID(f.Value("second_of"))
	var made value.ID
	if err = c.Err(); err == nil {
		made, err = r.Begin(req.Context(), who, id, b)
	}
	if err != nil {
		return again(err, f, func(f ui.Form, status int) error {
			return r.showAll(w, req, who, f, status, func(p *page) bool { return p.MayBegin })
		})
	}
	return ui.Redirect(w, req, "/casi/"+string(id)+"/valutazioni/"+string(made), &ui.Flash{Text: text.AssessmentBegun})
}

// day reads the day of a fact as people type it.
func (r *Room) day(c *fault.Check, f ui.Form, name string) value.Date {
	s := f.Value(name)
	if s == "" {
		return value.Date{}
	}
	d, err := value.ParseDate(s, value.ForEvent(r.g.Today()))
	if err != nil {
		c.Add(name, value.FlawOf(err).Text())
	}
	return d
}

func (r *Room) getOne(w http.ResponseWriter, req *http.Request, who gate.Actor) error {
	p, err := r.open(req, who)
	if err != nil {
		return err
	}
	if done, err := p.elsewhere(w, req); done {
		return err
	}
	p.persons = req.URL.Query().Get("vista") == "persona"
	return ui.Render(w, req, http.StatusOK, onePage(p))
}

// postOne saves the domains and texts that the form brings and that were changed in it. To the script it answers with the parts of the page that
// the saving has changed.
func (r *Room) postOne(w http.ResponseWriter, req *http.Request, who gate.Actor) error {
	f := ui.FormFrom(req)
	p, err := r.open(req, who)
	if err != nil {
		return err
	}
	p.persons = f.Value("vista") == "persona"
	in, shown := p.rates(f)
	stale, err := []string(nil), error(nil)
	if len(in) > 0 {
		stale, err = r.Rate(req.Context(), who, p.a.ID, in...)
	}
	for _, name := range TextNames {
		if err == nil && f.Values.Has("base_"+name) {
			_, err = r.WriteText(req.Context(), who, p.a.ID, name, baseOf(f, name), cleaned(f.Values.Get("text_"+name)))
			if fault.Is(err, fault.Conflict) {
				stale = append(stale, name)
			}
		}
	}
	if len(in) == 0 && !f.Values.Has("base_"+Strengths) && !f.Values.Has("base_"+Aspirations) {
		if may := r.mayRateAny(p, shown); !may {
			return fault.Missing()
		}
	}
	kind := fault.KindOf(err)
	if err != nil && kind != fault.Invalid && kind != fault.Conflict {
		return err
	}
	if err == nil && !ui.IsFetch(req) {
		under := ""
		if p.persons {
			under = "?vista=persona"
		}
		return ui.Redirect(w, req, p.at(p.a, under), &ui.Flash{Text: text.AssessmentSaved.With(r.g.Now().Clock())})
	}
	return r.answer(w, req, who, f, stale, shown, err)
}

// answer is the page, or for the script its changed parts, as it stands after a saving that did or did not succeed.
func (r *Room) answer(w http.ResponseWriter, req *http.Request, who gate.Actor, f ui.Form, stale, shown []string, cause error) error {
	p, err := r.open(req, who)
	if err != nil {
		return err
	}
	p.persons = f.Value("vista") == "persona"
	status := http.StatusOK
	if cause != nil {
		p.form, status = f.With(cause), ui.Status(fault.KindOf(cause))
		for _, code := range stale {
			p.clash[code] = true
		}
	}
	if ui.IsFetch(req) {
		return ui.Render(w, req, status, fragment(p, shown))
	}
	return ui.Render(w, req, status, onePage(p))
}

// mayRateAny tells whether an empty saving comes from somebody who could have saved something of what the form showed.
func (r *Room) mayRateAny(p *page, shown []string) bool {
	for _, code := range shown {
		if d, ok := p.a.Instrument.Domain(code); ok && p.mayRate(d) {
			return true
		}
	}
	return false
}

// rates are the domains of the form that were changed in it; shown are all that it has.
func (p *page) rates(f ui.Form) (in []Rates, shown []string) {
	for _, d := range p.a.Instrument.Domains {
		if !f.Values.Has("base_" + d.Code) {
			continue
		}
		shown = append(shown, d.Code)
		x := Rates{Domain: d.Code}
		if p.persons {
			x.Person = &Persons{baseOf(f, d.Code), levelOf(f.Value(FieldPerson + d.Code)), cleaned(f.Values.Get(FieldWords + d.Code))}
			if x.Person.mark() == f.Value("was_"+d.Code) {
				continue
			}
		} else {
			level := f.Value(FieldLevel + d.Code)
			x.Ours = &Ours{baseOf(f, d.Code), levelOf(level), level == "0", cleaned(f.Values.Get(FieldNote + d.Code))}
			if x.Ours.mark() == f.Value("was_"+d.Code) {
				continue
			}
		}
		in = append(in, x)
	}
	return in, shown
}

func baseOf(f ui.Form, name string) int {
	n, err := strconv.Atoi(f.Value("base_" + name))
	if err != nil {
		return -1
	}
	return n
}

// levelOf reads a level; what is none is out of range, so that it is refused.
func levelOf(s string) int {
	if s == "" {
		return 0
	}
	n, err := strconv.Atoi(s)
	if err != nil {
		return -1
	}
	return n
}

// cleaned is a text as it is kept: line breaks of one kind, nothing around it.
func cleaned(s string) string { return strings.TrimSpace(strings.ReplaceAll(s, "\r\n", "\n")) }

func (r *Room) getClosing(w http.ResponseWriter, req *http.Request, who gate.Actor) error {
	return r.showClosing(w, req, who, ui.NewForm(), http.StatusOK)
}

func (r *Room) showClosing(w http.ResponseWriter, req *http.Request, who gate.Actor, f ui.Form, status int) error {
	p, err := r.open(req, who)
	if err != nil {
		return err
	}
	if !p.closing {
		return fault.Missing()
	}
	p.form = f
	return ui.Render(w, req, status, closingPage(p))
}

func (r *Room) postClosing(w http.ResponseWriter, req *http.Request, who gate.Actor) error {
	id, err := ui.PathID(req, "aid")
	if err != nil {
		return err
	}
	f := ui.FormFrom(req)
	in := Closing{Decision: cleaned(f.Values.Get("decision")), Reasons: map[string]string{}}
	for name := range f.Values {
		if code, ok := strings.CutPrefix(name, FieldReason); ok {
			in.Reasons[code] = cleaned(f.Values.Get(name))
		}
	}
	if err := r.Close(req.Context(), who, id, in); err != nil {
		if fault.Is(err, fault.Conflict) {
			return err
		}
		return again(err, f, func(f ui.Form, status int) error { return r.showClosing(w, req, who, f, status) })
	}
	return ui.Redirect(w, req, "/casi/"+req.PathValue("id")+"/valutazioni/"+string(id), &ui.Flash{Text: text.AssessmentClosed})
}

func (r *Room) postDrop(w http.ResponseWriter, req *http.Request, who gate.Actor) error {
	id, err := ui.PathID(req, "aid")
	if err != nil {
		return err
	}
	if err := r.Drop(req.Context(), who, id); err != nil {
		return err
	}
	return ui.Redirect(w, req, "/casi/"+req.PathValue("id")+"/valutazioni", &ui.Flash{Text: text.AssessmentDropped})
}

func (r *Room) getCompared(w http.ResponseWriter, req *http.Request, who gate.Actor) error {
	p, err := r.open(req, who)
	if err != nil {
		return err
	}
	if done, err := p.elsewhere(w, req); done {
		return err
	}
	return ui.Render(w, req, http.StatusOK, comparedPage(p, p.compared(req.URL.Query()["v"])))
}

func (r *Room) postReference(w http.ResponseWriter, req *http.Request, who gate.Actor) error {
	id, err := ui.PathID(req, "id")
	if err != nil {
		return err
	}
	f := ui.FormFrom(req)
	var c fault.Check
	in := Citing{Kind: f.Value("ref_kind"), Value: f.Value("value"), Source: f.Value("source"), OnDay: r.day(&c, f, "ref_on")}
	if err = c.Err(); err == nil {
		_, err = r.AddReference(req.Context(), who, id, in)
	}
	if err != nil {
		return again(renamed(err, map[string]string{"kind": "ref_kind", "on": "ref_on"}), f, func(f ui.Form, status int) error {
			return r.showAll(w, req, who, f, status, func(p *page) bool { return len(p.referenceOptions()) > 0 })
		})
	}
	return ui.Redirect(w, req, "/casi/"+string(id)+"/valutazioni", &ui.Flash{Text: text.ReferenceSaved})
}

// renamed gives the fields of a fault the names that they have in a form beside others.
func renamed(err error, names map[string]string) error {
	f, ok := err.(*fault.Error)
	if !ok {
		return err
	}
	out := *f
	out.Fields = nil
	for _, x := range f.Fields {
		if n := names[x.Name]; n != "" {
			x.Name = n
		}
		out.Fields = append(out.Fields, x)
	}
	return &out
}

func (r *Room) postReferenceEnd(w http.ResponseWriter, req *http.Request, who gate.Actor) error {
	id, err := ui.PathID(req, "id")
	if err != nil {
		return err
	}
	n, err := ui.PathID(req, "n")
	if err != nil {
		return err
	}
	if err := r.EndReference(req.Context(), who, id, n); err != nil {
		return err
	}
	return ui.Redirect(w, req, "/casi/"+string(id)+"/valutazioni", &ui.Flash{Text: text.ReferenceEnded})
}
