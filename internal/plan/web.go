package plan

import (
	"net/http"
	"strconv"

	"siil/internal/account"
	"siil/internal/attachment"
	"siil/internal/casefile"
	"siil/internal/fault"
	"siil/internal/gate"
	"siil/internal/pdf"
	"siil/internal/policy"
	"siil/internal/text"
	"siil/internal/ui"
	"siil/internal/value"
)

const (
	pathProject = "/casi/{id}/progetto"
	pathVersion = pathProject + "/{n}"
)

// Routes are the pages of projects, of actions and of checks.
func (r *Room) Routes() []ui.Route {
	return append([]ui.Route{
		ui.Get(pathProject, policy.PlanRead, r.getProject),
		ui.Post(pathProject, policy.PlanWrite, r.postBegin),
		ui.Get(pathVersion, policy.PlanRead, r.getVersion),
		ui.Get(pathVersion+"/differenze", policy.PlanRead, r.getDifferences),
		ui.Get(pathVersion+"/stampa.pdf", policy.PlanRead, r.getPaper),
		ui.Post(pathVersion+"/parole", policy.PlanWrite, r.postAims),
		ui.Post(pathVersion+"/proposte", policy.PlanWrite, r.postProposals),
		ui.Post(pathVersion+"/obiettivi", policy.PlanWrite, r.postNewGoal),
		ui.Post(pathVersion+"/obiettivi/{g}", policy.PlanWrite, r.postGoal),
		ui.Post(pathVersion+"/azioni", policy.PlanWrite, r.postNewAction),
		ui.Post(pathVersion+"/azioni/{a}", policy.PlanWrite, r.postAction),
		ui.Post(pathVersion+"/impegni", policy.PlanWrite, r.postNewCommitment),
		ui.Post(pathVersion+"/impegni/{c}", policy.PlanWrite, r.postCommitment),
		ui.Post(pathVersion+"/verifiche", policy.PlanWrite, r.postDates),
		ui.Get(pathVersion+"/eliminazione", policy.PlanWrite, r.getDropPlan),
		ui.Post(pathVersion+"/eliminazione", policy.PlanWrite, r.postDropPlan),
		ui.Get(pathVersion+"/firme", policy.PlanRead, r.getSigning),
		ui.PostFiles(pathVersion+"/firme", policy.PlanSign, attachment.MaxForm, r.postSigning),
		ui.Get(pathVersion+"/firme/file/{f}", policy.PlanRead, r.getScan),
		ui.Post(pathVersion+"/chiusura", policy.PlanSign, r.postFreeze),
		ui.Post(pathVersion+"/bozza", policy.PlanSign, r.postUnfreeze),
		ui.Post(pathVersion+"/revisione", policy.PlanWrite, r.postRevision),
		ui.Post("/casi/{id}/patti", policy.PlanWrite, r.postLink),
		ui.Post("/casi/{id}/patti/{l}/fine", policy.PlanWrite, r.postLinkEnd),
	}, r.liveRoutes()...)
}

// planPage is what every page of the project knows. at names the form that did not pass: form is that one's.
type planPage struct {
	*livePage
	plan   Plan
	at     string
	drafts map[string]account.Kept

	goalAsked, kindAsked string // the goal and the kind of action that a link has chosen
	overTime             bool   // the path is shown as a timeline
}

// draftPrefix is under which names the forms of a version are kept while they are written.
func draftPrefix(id value.ID) string { return "progetto:" + string(id) + ":" }

// openPlan reads the projects of a case and the version that the address names; without one, the version in force, else the one in the making.
func (r *Room) openPlan(req *http.Request, who gate.Actor) (*planPage, error) {
	l, err := r.openCase(req, who, "/progetto")
	if err != nil {
		return nil, err
	}
	q := req.URL.Query()
	p := &planPage{livePage: l, goalAsked: q.Get("obiettivo"), kindAsked: q.Get("azione"), overTime: q.Get("vista") == "tempo"}
	if asked := req.PathValue("n"); asked != "" {
		n, err := strconv.Atoi(asked)
		var ok bool
		if p.plan, ok = l.View.Numbered(n); err != nil || !ok {
			return nil, fault.Missing()
		}
	} else {
		var ok bool
		if p.plan, ok = l.View.Current(); !ok {
			p.plan, _ = l.View.Newest()
		}
	}
	if !p.edits() {
		return p, nil
	}
	err = r.g.Read(req.Context(), who, func(tx *gate.ReadTx) (err error) {
		if err := tx.Decide(policy.PlanWrite, inSection(l.View.Res, policy.Common)); err != nil {
			return err
		}
		p.drafts, err = account.Drafts(tx, who.Account, draftPrefix(p.plan.ID))
		return err
	})
	return p, err
}

// edits tells whether the page is the one on which the reader writes the version.
func (p *planPage) edits() bool { return p.plan.Changeable() && p.View.MayWrite[policy.Common] }

func (p *planPage) writes() bool { return p.View.MayWrite[policy.Common] }

func (p *planPage) signs() bool { return p.View.MaySign[policy.Common] }

// version is the address of a version, or of a page under it.
func (p *planPage) version(n int, under string) string {
	return p.path("/progetto/" + strconv.Itoa(n) + under)
}

// here is version for the one that is shown.
func (p *planPage) here(under string) string { return p.version(p.plan.Number, under) }

func (r *Room) getProject(w http.ResponseWriter, req *http.Request, who gate.Actor) error {
	return r.showPlan(w, req, who, "", ui.NewForm(), http.StatusOK)
}

func (r *Room) getVersion(w http.ResponseWriter, req *http.Request, who gate.Actor) error {
	return r.showPlan(w, req, who, "", ui.NewForm(), http.StatusOK)
}

// showPlan answers with the page of a version; at and f are the form that did not pass, if any.
func (r *Room) showPlan(w http.ResponseWriter, req *http.Request, who gate.Actor, at string, f ui.Form, status int) error {
	p, err := r.openPlan(req, who)
	if err != nil {
		return err
	}
	if done, err := p.elsewhere(w, req); done && status == http.StatusOK {
		return err
	}
	p.at, p.form = at, f
	switch {
	case p.plan.ID == "":
		return ui.Render(w, req, status, noProjectPage(p))
	case p.edits():
		return ui.Render(w, req, status, draftPage(p))
	}
	return ui.Render(w, req, status, pathPage(p))
}

// again shows the page once more with the form that did not pass; any other error goes on.
func (r *Room) again(w http.ResponseWriter, req *http.Request, who gate.Actor, at string, f ui.Form, cause error) error {
	kind := fault.KindOf(cause)
	if kind != fault.Invalid && kind != fault.Conflict {
		return cause
	}
	return r.showPlan(w, req, who, at, f.With(named(at, cause)), ui.Status(kind))
}

// named gives the fields of a fault the names that they have in one of many forms of a page.
func named(at string, err error) error {
	f, ok := err.(*fault.Error)
	if !ok || at == "" {
		return err
	}
	out := *f
	out.Fields = nil
	for _, x := range f.Fields {
		x.Name += "_" + at
		out.Fields = append(out.Fields, x)
	}
	return &out
}

// forms are the fields of one of many forms of a page, whose names end with at.
type forms struct {
	ui.Form
	at string
}

func (f forms) v(name string) string { return f.Value(f.n(name)) }

// n is the name of a field in this form.
func (f forms) n(name string) string { return name + "_" + f.at }

func (r *Room) postBegin(w http.ResponseWriter, req *http.Request, who gate.Actor) error {
	id, err := ui.PathID(req, "id")
	if err != nil {
		return err
	}
	f := ui.FormFrom(req)
	if _, err := r.Begin(req.Context(), who, id, lines(f.Values.Get("aims"))); err != nil {
		return r.again(w, req, who, "", f, err)
	}
	v, err := r.View(req.Context(), who, id)
	if err != nil {
		return err
	}
	p, _ := v.Open()
	return ui.Redirect(w, req, "/casi/"+string(v.Case.ID)+"/progetto/"+strconv.Itoa(p.Number), &ui.Flash{Text: text.PlanBegun})
}

func (r *Room) getDifferences(w http.ResponseWriter, req *http.Request, who gate.Actor) error {
	p, err := r.openPlan(req, who)
	if err != nil {
		return err
	}
	if done, err := p.elsewhere(w, req); done {
		return err
	}
	before, ok := p.before()
	if !ok {
		return fault.Missing()
	}
	return ui.Render(w, req, http.StatusOK, differencesPage(p, before, r.Differences(before, p.plan, p.View.Names)))
}

// before is the version that the one that is shown revises.
func (p *planPage) before() (Plan, bool) {
	for _, x := range p.View.Plans {
		if x.ID == p.plan.Revises && x.ID != "" {
			return x, true
		}
	}
	return Plan{}, false
}

// getPaper gives the version as a PDF; ?grande=1 in large print.
func (r *Room) getPaper(w http.ResponseWriter, req *http.Request, who gate.Actor) error {
	p, err := r.openPlan(req, who)
	if err != nil {
		return err
	}
	file, err := r.Document(p.View, p.plan, Paper{who.Zone, p.lang, req.URL.Query().Get("grande") == "1"})
	if err != nil {
		return err
	}
	pdf.Serve(w, "progetto-"+strconv.Itoa(p.View.Case.Number)+"-"+strconv.Itoa(p.plan.Number)+".pdf", file)
	return nil
}

// getScan gives the scan of a signed paper.
func (r *Room) getScan(w http.ResponseWriter, req *http.Request, who gate.Actor) error {
	p, err := r.openPlan(req, who)
	if err != nil {
		return err
	}
	id, err := ui.PathID(req, "f")
	if err != nil {
		return err
	}
	var answer func(http.ResponseWriter)
	err = r.g.Read(req.Context(), who, func(tx *gate.ReadTx) error {
		if err := tx.Decide(policy.PlanRead, inSection(p.View.Res, policy.Common)); err != nil {
			return err
		}
		_, kind, of, err := attachment.Subject(tx, id)
		if err != nil {
			return err
		}
		if _, ok := p.plan.signature(of); !ok || kind != SubjectSignature {
			return fault.Missing()
		}
		answer, err = attachment.Answer(tx, req, id)
		return err
	})
	if err == nil {
		answer(w)
	}
	return err
}

func (p Plan) signature(id value.ID) (Signature, bool) {
	for _, s := range p.Signatures {
		if s.ID == id {
			return s, true
		}
	}
	return Signature{}, false
}

func (r *Room) postRevision(w http.ResponseWriter, req *http.Request, who gate.Actor) error {
	p, err := r.openPlan(req, who)
	if err != nil {
		return err
	}
	f := ui.FormFrom(req)
	if _, err := r.Revise(req.Context(), who, p.plan.ID, lines(f.Values.Get("why"))); err != nil {
		return r.again(w, req, who, "", f, err)
	}
	v, err := r.View(req.Context(), who, p.View.Case.ID)
	if err != nil {
		return err
	}
	next, _ := v.Open()
	return ui.Redirect(w, req, p.version(next.Number, ""), &ui.Flash{Text: text.PlanRevised.With(next.Number)})
}

func (r *Room) postLink(w http.ResponseWriter, req *http.Request, who gate.Actor) error {
	id, err := ui.PathID(req, "id")
	if err != nil {
		return err
	}
	f := forms{ui.FormFrom(req), "link"}
	var c fault.Check
	in := LinkInput{Kind: f.v("kind"), Number: f.v("number"), OnDay: r.pastDay(&c, f.v("on"), "on")}
	if err = c.Err(); err == nil {
		_, err = r.AddLink(req.Context(), who, id, in)
	} else if v, is := r.View(req.Context(), who, id); is != nil || !v.MayWrite[policy.Common] {
		err = fault.Missing() // refused before anything typed is judged
	}
	if err != nil {
		return r.again(w, req, who, "link", f.Form, err)
	}
	return ui.Redirect(w, req, "/casi/"+string(id)+"/progetto#patti", &ui.Flash{Text: text.PlanSaved})
}

func (r *Room) postLinkEnd(w http.ResponseWriter, req *http.Request, who gate.Actor) error {
	id, err := ui.PathID(req, "id")
	if err != nil {
		return err
	}
	l, err := ui.PathID(req, "l")
	if err != nil {
		return err
	}
	if err := r.EndLink(req.Context(), who, id, l); err != nil {
		return err
	}
	return ui.Redirect(w, req, "/casi/"+string(id)+"/progetto#patti", &ui.Flash{Text: text.PlanSaved})
}

// crumbs are the path to a page of the project.
func (p *planPage) crumbs(own ...ui.Crumb) []ui.Crumb { return casefile.Crumbs(p.View.Case, own...) }
