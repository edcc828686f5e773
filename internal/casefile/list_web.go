package casefile

import (
	"net/http"
	"net/url"

	"siil/internal/fault"
	"siil/internal/gate"
	"siil/internal/policy"
	"siil/internal/text"
	"siil/internal/ui"
	"siil/internal/value"
)

// lister answers the pages of the list.
type lister struct{ *Room }

// ListRoutes are the list of cases, the search, the saved lists, the export and the hand-over of a colleague's cases.
func (r *Room) ListRoutes() []ui.Route {
	l := &lister{r}
	return append(l.columnRoutes(),
		ui.Get(pathCases, policy.CaseList, l.getList),
		ui.Post(pathSearch, policy.CaseList, l.postSearch),
		ui.Get(pathExport, policy.CaseExport, l.getExport),
		ui.Get(pathViews, policy.ProfileUse, l.getViews),
		ui.Post(pathViews, policy.ProfileUse, l.postView),
		ui.Post(pathViews+"/nome", policy.ProfileUse, l.postViewName),
		ui.Post(pathViews+"/fine", policy.ProfileUse, l.postViewEnd),
		ui.Post(pathViews+"/ripresa", policy.ProfileUse, l.postViewBack),
		ui.Get(pathBulk, policy.HandOverBulk, l.getBulk),
		ui.Post(pathBulk, policy.HandOverBulk, l.postBulk),
		ui.Get(pathBulk+"/esito", policy.HandOverBulk, l.getBulkDone),
		ui.Post(pathBulk+"/ritiro", policy.HandOverBulk, l.postBulkUndo))
}

func (l *lister) getList(w http.ResponseWriter, req *http.Request, who gate.Actor) error {
	return l.show(w, req, who, req.URL.Query(), http.StatusOK, func(*listView) {})
}

// show answers with the page of the list; set adds what a form that did not pass brings back.
func (l *lister) show(w http.ResponseWriter, req *http.Request, who gate.Actor, v url.Values, status int, set func(p *listView)) error {
	var p *listView
	err := l.g.Read(req.Context(), who, func(tx *gate.ReadTx) (err error) {
		p, err = l.view(tx, v)
		return err
	})
	if err != nil {
		return err
	}
	set(p)
	return ui.Render(w, req, status, listDocument(p))
}

// postSearch takes the words from the bar or the page and goes to an address that holds them sealed.
func (l *lister) postSearch(w http.ResponseWriter, req *http.Request, who gate.Actor) error {
	if policy.CaseScope(who.Principal) == policy.None {
		return l.g.Read(req.Context(), who, mayList)
	}
	form := ui.FormFrom(req)
	filters, words := filtersOf(form.Value("filtri")), form.Value("q")
	filters.Del(paramPage)
	filters.Del(paramSearch)
	if len(words) > MaxSearch || !searchable(words) {
		var c fault.Check
		c.Add("q", text.SearchTooShort)
		return l.show(w, req, who, filters, http.StatusUnprocessableEntity, func(p *listView) { p.search = ui.NewForm("q", words).With(c.Err()) })
	}
	if err := l.ChargeSearch(who); err != nil {
		return err
	}
	filters.Set(paramSearch, l.SealSearch(who, words))
	return ui.Redirect(w, req, pathCases+query(filters), nil)
}

func (l *lister) getViews(w http.ResponseWriter, req *http.Request, who gate.Actor) error {
	return l.showViews(w, req, who, "", ui.NewForm(), http.StatusOK)
}

// showViews answers with the account's saved lists; form is the name that did not pass for one of them.
func (l *lister) showViews(w http.ResponseWriter, req *http.Request, who gate.Actor, id value.ID, form ui.Form, status int) error {
	views, err := l.Views(req.Context(), who)
	if err != nil {
		return err
	}
	return ui.Render(w, req, status, viewsDocument(views, id, form))
}

func (l *lister) postView(w http.ResponseWriter, req *http.Request, who gate.Actor) error {
	form := ui.FormFrom(req)
	filters := filtersOf(form.Value("filtri"))
	id, err := l.SaveView(req.Context(), who, form.Value("name"), filters)
	if fault.Is(err, fault.Invalid) {
		return l.show(w, req, who, filters, http.StatusUnprocessableEntity, func(p *listView) { p.save = form.With(err) })
	}
	if err != nil {
		return err
	}
	return ui.Redirect(w, req, pathCases+query(filters), &ui.Flash{Text: text.ViewSaved, UndoAction: pathViews + "/fine", UndoFields: map[string]string{"id": string(id)}})
}

func (l *lister) postViewName(w http.ResponseWriter, req *http.Request, who gate.Actor) error {
	form := ui.FormFrom(req)
	id, _ := value.ParseID(form.Value("id"))
	field := View{ID: id}.field()
	err := l.RenameView(req.Context(), who, id, form.Value(field))
	if fault.Is(err, fault.Invalid) {
		form = form.With(err)
		for i := range form.Faults {
			form.Faults[i].Name = field
		}
		return l.showViews(w, req, who, id, form, http.StatusUnprocessableEntity)
	}
	if err != nil {
		return err
	}
	return ui.Redirect(w, req, pathViews, &ui.Flash{Text: text.ViewRenamed})
}

func (l *lister) postViewEnd(w http.ResponseWriter, req *http.Request, who gate.Actor) error {
	id, _ := value.ParseID(ui.FormFrom(req).Value("id"))
	if err := l.EndView(req.Context(), who, id); err != nil {
		return err
	}
	return ui.Redirect(w, req, pathViews, &ui.Flash{Text: text.ViewDeleted, UndoAction: pathViews + "/ripresa", UndoFields: map[string]string{"id": string(id)}})
}

func (l *lister) postViewBack(w http.ResponseWriter, req *http.Request, who gate.Actor) error {
	id, _ := value.ParseID(ui.FormFrom(req).Value("id"))
	if err := l.RestoreView(req.Context(), who, id); err != nil {
		return err
	}
	return ui.Redirect(w, req, pathViews, &ui.Flash{Text: text.ViewRestored})
}

// field is the name of the field that renames a saved list: the page holds one for each.
func (v View) field() string { return "name-" + string(v.ID) }

// form is what that field shows: the name, or for the one that did not pass what was typed.
func (v View) form(bad value.ID, typed ui.Form) ui.Form {
	if v.ID == bad {
		return typed
	}
	return ui.NewForm(v.field(), v.Name)
}
