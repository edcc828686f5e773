package plan

import (
	"net/http"
	"slices"
	"strconv"
	"strings"

	"siil/internal/casefile"
	"siil/internal/fault"
	"siil/internal/gate"
	"siil/internal/policy"
	"siil/internal/text"
	"siil/internal/ui"
	"siil/internal/value"
)

const (
	pathActions = "/casi/{id}/azioni"
	pathAction  = pathActions + "/{a}"
	pathMonth   = pathAction + "/presenze/{m}"
	pathChecks  = "/casi/{id}/verifiche"
)

// liveRoutes are the pages of actions as they go, of their hours, and of checks.
func (r *Room) liveRoutes() []ui.Route {
	return []ui.Route{
		ui.Get(pathActions, policy.PlanRead, r.getActions),
		ui.Get(pathAction, policy.PlanRead, r.getAction),
		ui.Post(pathAction+"/eventi", policy.ActionRecord, r.postEvent),
		ui.Get(pathMonth, policy.PlanRead, r.getMonth),
		ui.Post(pathMonth, policy.ActionRecord, r.postMonth),
		ui.Get(pathChecks+"/nuova", policy.PlanCheck, r.getNewCheck),
		ui.Post(pathChecks, policy.PlanCheck, r.postCheck),
		ui.Get(pathChecks+"/{c}", policy.PlanRead, r.getCheck),
	}
}

// livePage is what every page of actions and checks knows; of one action, Live holds it.
type livePage struct {
	Live
	r     *Room
	who   gate.Actor
	today value.Date
	lang  text.Lang
	form  ui.Form
	tabs  []ui.Tab
}

func (r *Room) newLivePage(req *http.Request, who gate.Actor) *livePage {
	return &livePage{r: r, who: who, today: r.g.Today(), lang: text.LangOf(req.Context()), form: ui.NewForm()}
}

// openCase reads the projects of a case for a page with tabs, with warnings of hours that may be paid twice.
func (r *Room) openCase(req *http.Request, who gate.Actor, tab string) (*livePage, error) {
	id, err := ui.PathID(req, "id")
	if err != nil {
		return nil, err
	}
	p := r.newLivePage(req, who)
	err = r.g.Read(req.Context(), who, func(tx *gate.ReadTx) error {
		c, res, err := casefile.Facts(tx, id)
		if err != nil {
			return err
		}
		if p.View, err = r.view(tx, c, res); err != nil || tab == "" {
			return err
		}
		p.tabs = casefile.Tabs(tx, c, res, tab)
		p.Warns, err = r.overlaps(tx, p.View, "")
		return err
	})
	return p, err
}

// openAction reads the action that the address names; under another case's address it is not there.
func (r *Room) openAction(req *http.Request, who gate.Actor) (*livePage, error) {
	caseID, err := ui.PathID(req, "id")
	if err != nil {
		return nil, err
	}
	id, err := ui.PathID(req, "a")
	if err != nil {
		return nil, err
	}
	p := r.newLivePage(req, who)
	if p.Live, err = r.Action(req.Context(), who, id); err != nil {
		return nil, err
	}
	if !slices.Contains(p.View.Case.Cases(), caseID) {
		return nil, fault.Missing()
	}
	return p, nil
}

// elsewhere sends a reader who asked for a merged case file to the one that stays.
func (p *livePage) elsewhere(w http.ResponseWriter, req *http.Request) (done bool, err error) {
	asked := req.PathValue("id")
	if id, _ := value.ParseID(asked); id == p.View.Case.ID {
		return false, nil
	}
	return true, ui.Redirect(w, req, strings.Replace(req.URL.Path, asked, string(p.View.Case.ID), 1), nil)
}

// path is the address of a page under the case's.
func (p *livePage) path(under string) string { return "/casi/" + string(p.View.Case.ID) + under }

// at is the address of an action, or of a page under it.
func (p *livePage) at(a Action, under string) string {
	return p.path("/azioni/" + string(a.ID) + under)
}

func (p *livePage) name(id value.ID) string {
	if n := p.View.Names[id]; n != "" {
		return n
	}
	return text.TheProgram.In(p.lang)
}

func (r *Room) getActions(w http.ResponseWriter, req *http.Request, who gate.Actor) error {
	p, err := r.openCase(req, who, "/azioni")
	if err != nil {
		return err
	}
	if done, err := p.elsewhere(w, req); done {
		return err
	}
	return ui.Render(w, req, http.StatusOK, actionsPage(p))
}

func (r *Room) getAction(w http.ResponseWriter, req *http.Request, who gate.Actor) error {
	p, err := r.openAction(req, who)
	if err != nil {
		return err
	}
	if done, err := p.elsewhere(w, req); done {
		return err
	}
	for _, e := range p.mayHappen() {
		p.form = p.form.Set(e+"_date", p.today.Format())
	}
	return ui.Render(w, req, http.StatusOK, actionPage(p))
}

// postEvent writes what happened to an action. Each event has fields of its own, named after it.
func (r *Room) postEvent(w http.ResponseWriter, req *http.Request, who gate.Actor) error {
	p, err := r.openAction(req, who)
	if err != nil {
		return err
	}
	if !p.View.MayRecord[p.Action.Section] {
		return fault.Missing()
	}
	f := ui.FormFrom(req)
	kind := f.Value("kind")
	if _, ok := events[kind]; !ok {
		return fault.Missing()
	}
	var c fault.Check
	in := EventInput{Kind: kind, OnDay: r.pastDay(&c, f.Value(kind+"_date"), "date"), Reason: f.Value(kind + "_reason"), Result: f.Value(kind + "_result"),
		Words: lines(f.Values.Get(kind + "_words"))}
	if err = c.Err(); err == nil {
		err = r.Happen(req.Context(), who, p.Action.ID, shownVersion(f.Value("base")), in)
	}
	if err == nil {
		return ui.Redirect(w, req, p.at(p.Action, ""), &ui.Flash{Text: text.LiveActionSaved})
	}
	went := fault.KindOf(err)
	if went != fault.Invalid && went != fault.Conflict {
		return err
	}
	if went == fault.Conflict { // it has moved on: as it stands now, with what was typed
		fresh, again := r.openAction(req, who)
		if again != nil {
			return again
		}
		p = fresh
	}
	p.form = f.With(under(kind+"_", err))
	return ui.Render(w, req, ui.Status(went), actionPage(p))
}

// shownVersion reads a version; what is none is no version.
func shownVersion(s string) int {
	if n, err := strconv.Atoi(s); err == nil && n >= 0 {
		return n
	}
	return 0
}

// lines is a text as it is kept: line breaks of one kind, nothing around it.
func lines(s string) string { return strings.TrimSpace(strings.ReplaceAll(s, "\r\n", "\n")) }

// pastDay reads the day of a fact as people type it.
func (r *Room) pastDay(c *fault.Check, s, name string) value.Date {
	if strings.TrimSpace(s) == "" {
		return value.Date{}
	}
	d, err := value.ParseDate(s, value.ForEvent(r.g.Today()))
	if err != nil {
		c.Add(name, value.FlawOf(err).Text())
	}
	return d
}

// under gives the fields of a fault the names that they have in a form beside others.
func under(prefix string, err error) error {
	f, ok := err.(*fault.Error)
	if !ok {
		return err
	}
	out := *f
	out.Fields = nil
	for _, x := range f.Fields {
		x.Name = prefix + x.Name
		out.Fields = append(out.Fields, x)
	}
	return &out
}
