package plan

import (
	"encoding/json"
	"net/http"
	"net/url"
	"slices"
	"strconv"
	"strings"

	"siil/internal/account"
	"siil/internal/fault"
	"siil/internal/gate"
	"siil/internal/policy"
	"siil/internal/text"
	"siil/internal/ui"
	"siil/internal/value"
)

// What the buttons of a form of the draft do, besides saving.
const (
	doRemove = "remove"
	doUp     = "up"
	doDown   = "down"
)

// draftForm is a POST of one form of the draft page.
type draftForm struct {
	forms
	r   *Room
	w   http.ResponseWriter
	req *http.Request
	who gate.Actor
	p   *planPage
}

func (r *Room) draftForm(w http.ResponseWriter, req *http.Request, who gate.Actor, at string) (*draftForm, error) {
	p, err := r.openPlan(req, who)
	if err != nil {
		return nil, err
	}
	if !p.View.writes() {
		return nil, fault.Missing()
	}
	return &draftForm{forms{ui.FormFrom(req), at}, r, w, req, who, p}, nil
}

// writes tells whether the reader may write any part of a project.
func (v View) writes() bool {
	for _, may := range v.MayWrite {
		if may {
			return true
		}
	}
	return false
}

// done answers a form: with the page and what is wrong, or back at the part that was saved, whose draft goes.
func (d *draftForm) done(err error, at string) error {
	if err != nil {
		return d.r.again(d.w, d.req, d.who, d.at, d.Form, err)
	}
	err = d.r.g.Quiet(d.req.Context(), d.who.Zone, func(tx *gate.WriteTx) error {
		return account.ClearDraft(tx, d.who.Account, draftPrefix(d.p.plan.ID)+d.at)
	})
	if err != nil {
		return err
	}
	return ui.Redirect(d.w, d.req, d.p.here(at), &ui.Flash{Text: text.PlanSaved})
}

func (r *Room) postAims(w http.ResponseWriter, req *http.Request, who gate.Actor) error {
	d, err := r.draftForm(w, req, who, "aims")
	if err != nil {
		return err
	}
	return d.done(r.WriteAims(req.Context(), who, d.p.plan.ID, lines(d.Values.Get("was_aims")), lines(d.Values.Get("aims_aims"))), "")
}

func (r *Room) postProposals(w http.ResponseWriter, req *http.Request, who gate.Actor) error {
	d, err := r.draftForm(w, req, who, "proposals")
	if err != nil {
		return err
	}
	codes := d.All("goal_proposals")
	if len(codes) == 0 {
		var c fault.Check
		c.Add("goal", text.PlanProposalsNone)
		return d.done(c.Err(), "")
	}
	return d.done(r.TakeProposals(req.Context(), who, d.p.plan.ID, codes), "#obiettivi")
}

func (d *draftForm) goal() GoalInput {
	return GoalInput{Domain: d.v("domain"), Text: d.v("text"), ReachedWhen: d.v("reached_when")}
}

func (r *Room) postNewGoal(w http.ResponseWriter, req *http.Request, who gate.Actor) error {
	d, err := r.draftForm(w, req, who, "goal")
	if err != nil {
		return err
	}
	id, err := r.AddGoal(req.Context(), who, d.p.plan.ID, d.goal())
	return d.done(err, "#g-"+string(id))
}

func (r *Room) postGoal(w http.ResponseWriter, req *http.Request, who gate.Actor) error {
	id, err := ui.PathID(req, "g")
	if err != nil {
		return err
	}
	d, err := r.draftForm(w, req, who, string(id))
	if err != nil {
		return err
	}
	ctx, planID := req.Context(), d.p.plan.ID
	switch do := d.Value("do"); do {
	case doRemove:
		return d.done(r.RemoveGoal(ctx, who, planID, id), "#obiettivi")
	case doUp, doDown:
		return d.done(r.MoveGoal(ctx, who, planID, id, do == doUp), "#g-"+string(id))
	}
	return d.done(r.ChangeGoal(ctx, who, planID, id, shownVersion(d.v("version")), d.goal()), "#g-"+string(id))
}

// action reads an action as it was typed; its faults come together with those of the command.
func (d *draftForm) action() (in ActionInput, err error) {
	var c fault.Check
	in.GoalID, _ = value.ParseID(d.v("goal"))
	in.Content = Content{Kind: d.v("kind"), Title: d.v("title"), Provider: d.v("provider"), Place: d.v("place"), Fund: d.v("fund"), FollowerWords: d.v("follower_words"),
		Note: lines(d.Values.Get(d.n("note"))), Promoter: d.v("promoter"), Host: d.v("host"), Tutor: d.v("tutor"), LongerWhy: d.v("longer_why")}
	in.FollowerID, _ = value.ParseID(d.v("follower"))
	in.Hours = d.number(&c, "hours", text.PlanActionHours.With(MaxHours))
	in.Months = d.number(&c, "months", text.PlanActionMonths.With(MaxMonths))
	in.From, in.To = d.when(&c, "from"), d.when(&c, "to")
	if s := d.v("allowance"); s != "" {
		if in.Allowance, err = value.ParseMoney(s); err != nil {
			c.Add("allowance", text.PlanActionAllowance)
		}
	}
	return in, c.Err()
}

func (d *draftForm) number(c *fault.Check, name string, wrong text.T) int {
	s := d.v(name)
	if s == "" {
		return 0
	}
	n, err := strconv.Atoi(strings.ReplaceAll(s, ".", ""))
	if err != nil {
		c.Add(name, wrong)
	}
	return n
}

// when reads a day that may be past or to come.
func (d *draftForm) when(c *fault.Check, name string) value.Date {
	s := d.v(name)
	if s == "" {
		return value.Date{}
	}
	on, err := value.ParseWhen(s, d.p.today)
	if err != nil {
		c.Add(name, value.FlawOf(err).Text())
	}
	return on
}

func (r *Room) postNewAction(w http.ResponseWriter, req *http.Request, who gate.Actor) error {
	at := "new-" + req.PostFormValue("goal")
	d, err := r.draftForm(w, req, who, at)
	if err != nil {
		return err
	}
	in, err := d.action()
	in.GoalID, _ = value.ParseID(d.Value("goal"))
	if err == nil {
		_, err = r.AddAction(req.Context(), who, d.p.plan.ID, in)
	}
	return d.done(err, "#g-"+string(in.GoalID))
}

func (r *Room) postAction(w http.ResponseWriter, req *http.Request, who gate.Actor) error {
	id, err := ui.PathID(req, "a")
	if err != nil {
		return err
	}
	d, err := r.draftForm(w, req, who, string(id))
	if err != nil {
		return err
	}
	in, wrong := d.action()
	switch {
	case d.Value("do") == doRemove:
		return d.done(r.RemoveAction(req.Context(), who, d.p.plan.ID, id), "#obiettivi")
	case wrong != nil:
		return d.done(wrong, "")
	}
	return d.done(r.ChangeAction(req.Context(), who, d.p.plan.ID, id, shownVersion(d.v("version")), in), "#a-"+string(id))
}

func (d *draftForm) commitment() CommitmentInput {
	return CommitmentInput{Side: d.v("side"), Who: d.v("who"), Text: d.v("text")}
}

func (r *Room) postNewCommitment(w http.ResponseWriter, req *http.Request, who gate.Actor) error {
	d, err := r.draftForm(w, req, who, "commitment")
	if err != nil {
		return err
	}
	_, err = r.AddCommitment(req.Context(), who, d.p.plan.ID, d.commitment())
	return d.done(err, "#impegni")
}

func (r *Room) postCommitment(w http.ResponseWriter, req *http.Request, who gate.Actor) error {
	id, err := ui.PathID(req, "c")
	if err != nil {
		return err
	}
	d, err := r.draftForm(w, req, who, string(id))
	if err != nil {
		return err
	}
	if d.Value("do") == doRemove {
		return d.done(r.RemoveCommitment(req.Context(), who, d.p.plan.ID, id), "#impegni")
	}
	return d.done(r.ChangeCommitment(req.Context(), who, d.p.plan.ID, id, shownVersion(d.v("version")), d.commitment()), "#impegni")
}

// postDates reads days one a line, or with commas between.
func (r *Room) postDates(w http.ResponseWriter, req *http.Request, who gate.Actor) error {
	d, err := r.draftForm(w, req, who, "dates")
	if err != nil {
		return err
	}
	var c fault.Check
	var days []value.Date
	for _, s := range strings.FieldsFunc(d.Values.Get("dates_dates"), func(x rune) bool { return x == '\n' || x == ',' || x == ';' }) {
		if s = strings.TrimSpace(s); s == "" {
			continue
		}
		on, err := value.ParseWhen(s, d.p.today)
		if err != nil {
			c.Add("dates", value.FlawOf(err).Text())
		}
		days = append(days, on)
	}
	if err = c.Err(); err == nil {
		err = r.SetDates(req.Context(), who, d.p.plan.ID, days)
	}
	return d.done(err, "#verifiche")
}

// getDropPlan asks before a draft is given up.
func (r *Room) getDropPlan(w http.ResponseWriter, req *http.Request, who gate.Actor) error {
	p, err := r.openPlan(req, who)
	if err != nil {
		return err
	}
	if !p.edits() {
		return fault.Missing()
	}
	return ui.Render(w, req, http.StatusOK, ui.ConfirmPage(ui.Confirm{Title: text.PlanDropAsk.With(p.plan.Number), Consequence: text.PlanDropWill, Action: p.here("/eliminazione"),
		Yes: text.PlanDropNow, Back: p.here(""), Danger: true, Nav: "casi", Crumbs: p.crumbs(ui.Crumb{Label: text.ProjectTitle, Href: p.path("/progetto")}, ui.Crumb{Label: text.PlanVersionN.With(p.plan.Number)})}))
}

func (r *Room) postDropPlan(w http.ResponseWriter, req *http.Request, who gate.Actor) error {
	p, err := r.openPlan(req, who)
	if err != nil {
		return err
	}
	if err := r.Drop(req.Context(), who, p.plan.ID); err != nil {
		return r.again(w, req, who, "", ui.FormFrom(req), err)
	}
	return ui.Redirect(w, req, p.path("/progetto"), &ui.Flash{Text: text.PlanDropped.With(p.plan.Number)})
}

// fill gives the fields of one of the page's forms: what did not pass, else what was being written, else what stands.
func (p *planPage) fill(at string, stands ui.Form) forms {
	if p.at == at && p.form.Failed() {
		return forms{p.form, at}
	}
	named := ui.NewForm()
	for name, v := range stands.Values {
		named = named.Set(name+"_"+at, v...)
	}
	kept := p.kept(at)
	if kept == nil || outlived(kept, named, at) {
		if p.at == "" {
			named.Faults = p.form.Faults // of the whole version: beside the fields that they name
		}
		return forms{named, at}
	}
	return forms{ui.Form{Values: kept}, at}
}

// kept is what was being written in a form, nil when nothing was.
func (p *planPage) kept(at string) (v url.Values) {
	if k, ok := p.drafts[at]; !ok || p.at == at || json.Unmarshal([]byte(k.Body), &v) != nil {
		return nil
	}
	return v
}

// outlived tells whether something else was saved since a form was begun.
func outlived(kept url.Values, stands ui.Form, at string) bool {
	for _, name := range []string{"version_", "was_"} {
		if lines(kept.Get(name+at)) != lines(stands.Values.Get(name+at)) {
			return true
		}
	}
	return false
}

// unsaved tells whether a form holds, or would have held, what was being written.
func (p *planPage) unsaved(at string) bool { return p.kept(at) != nil }

// left are the texts of a form that were being written when something else was saved there.
func (p *planPage) left(f forms) (out []string) {
	kept := p.kept(f.at)
	if kept == nil || !outlived(kept, f.Form, f.at) {
		return nil
	}
	for _, name := range []string{"aims", "text", "reached_when", "title", "provider", "place", "note", "dates"} {
		if s := lines(kept.Get(f.n(name))); s != "" && s != lines(f.Values.Get(f.n(name))) {
			out = append(out, s)
		}
	}
	return out
}

// inForms gives what is missing of a version the names of the fields that it is typed in.
func inForms(err error) error {
	f, ok := err.(*fault.Error)
	if !ok {
		return err
	}
	out := *f
	out.Fields = slices.Clone(f.Fields)
	for i := range out.Fields {
		out.Fields[i].Name = formName(out.Fields[i].Name)
	}
	return &out
}

// formName is the name of a form's field for what is missing of a version.
func formName(missing string) string {
	switch missing {
	case "aims":
		return "aims_aims"
	case "goals":
		return "text_goal"
	}
	return missing
}

func (p *planPage) aimsForm() forms {
	return p.fill("aims", ui.NewForm("was", p.plan.Aims, "aims", p.plan.Aims))
}

func (p *planPage) goalForm(g Goal) forms {
	return p.fill(string(g.ID), ui.NewForm("version", strconv.Itoa(g.Version), "domain", g.Domain, "text", g.Text, "reached_when", g.ReachedWhen))
}

func (p *planPage) actionForm(a Action) forms {
	f := ui.NewForm("version", strconv.Itoa(a.Version), "goal", string(a.GoalID), "kind", a.Kind, "title", a.Title, "provider", a.Provider, "place", a.Place, "fund", a.Fund,
		"from", a.From.Format(), "to", a.To.Format(), "follower", string(a.FollowerID), "follower_words", a.FollowerWords, "note", a.Note, "promoter", a.Promoter,
		"host", a.Host, "tutor", a.Tutor, "longer_why", a.LongerWhy, "hours", some(a.Hours), "months", some(a.Months))
	if a.Allowance > 0 {
		f = f.Set("allowance", strings.TrimSuffix(a.Allowance.Format(), " €"))
	}
	return p.fill(string(a.ID), f)
}

// newActionForm is the empty form of an action towards a goal; kind is what was chosen among the fitting ones.
func (p *planPage) newActionForm(g Goal, kind string) forms {
	f := p.fill("new-"+string(g.ID), ui.NewForm("kind", kind, "follower", string(p.View.Case.ManagerID)))
	if kind != "" && !f.Failed() {
		f.Form = f.Set(f.n("kind"), kind)
	}
	return f
}

func some(n int) string {
	if n == 0 {
		return ""
	}
	return strconv.Itoa(n)
}

// domains are the areas of the matrix of which the reader may write goals.
func (p *planPage) domains() (out []ui.Option) {
	for _, d := range p.r.m.Assessment.Domains {
		if !p.View.MayWrite[policy.Section(d.Section)] {
			continue
		}
		group := text.T{}
		for _, g := range p.r.m.Assessment.Groups {
			if g.Code == d.Group {
				group = g.Label
			}
		}
		out = append(out, ui.Option{Value: d.Code, Label: d.Label, Group: group})
	}
	return out
}

func (p *planPage) domain(code string) text.T {
	d, _ := p.r.m.Assessment.Domain(code)
	return d.Label
}

// kinds are the kinds of actions that the reader may plan towards a goal: the fitting ones first.
func (p *planPage) kinds(g Goal) (out []ui.Option) {
	seen := map[string]bool{}
	for _, k := range p.r.ActionsFor(g) {
		if p.View.MayWrite[sectionOf(g, k)] {
			seen[k.Code] = true
			out = append(out, ui.Option{Value: k.Code, Label: k.Label, Group: text.PlanKindsFit})
		}
	}
	today := p.today.ISO()
	for _, k := range p.r.m.Actions.Kinds {
		if !seen[k.Code] && k.OfferedOn(today) && p.View.MayWrite[sectionOf(g, k)] {
			group, _ := p.r.m.Actions.Group(k.Group)
			out = append(out, ui.Option{Value: k.Code, Label: k.Label, Group: group.Label})
		}
	}
	return out
}

func (p *planPage) funds() (out []ui.Option) {
	today := p.today.ISO()
	for _, x := range p.r.m.Programmes {
		if x.OfferedOn(today) {
			out = append(out, ui.Option{Value: x.Code, Label: p.r.Fund(x.Code)})
		}
	}
	return out
}

// followers are the colleagues who may follow an action.
func (p *planPage) followers() (out []ui.Option) {
	for _, c := range p.View.Colleagues {
		out = append(out, ui.Option{Value: string(c.ID), Label: text.Raw(c.Name())})
	}
	return out
}

// wanting is what is still missing of a part, beside its form.
func (p *planPage) wanting(id value.ID) (out []text.T) {
	for _, m := range p.r.Missing(p.plan) {
		if strings.HasSuffix(m.Name, string(id)) {
			out = append(out, m.Text)
		}
	}
	return out
}

// proposals are those of which the reader may take the goal.
func (p *planPage) proposals() (out []Proposal) {
	for _, x := range p.r.Proposals(p.View, p.plan) {
		if p.View.MayWrite[policy.Section(x.DomainOf.Section)] {
			out = append(out, x)
		}
	}
	return out
}

func (p *planPage) proposalOptions() (out []ui.Option) {
	for _, x := range p.proposals() {
		hint := text.PlanProposalHint
		out = append(out, ui.Option{Value: x.Code, Label: x.Label, Hint: text.T{
			hint.F(text.Italian, x.DomainOf.Label.In(text.Italian), x.Level), hint.F(text.English, x.DomainOf.Label.In(text.English), x.Level)}})
	}
	return out
}

// easy says how easily a text of the version is read; false when it is too short to say.
func (p *planPage) easy(words string) (t text.T, mark ui.MarkKind, ok bool) {
	n, ok := value.Gulpease(words)
	switch {
	case !ok:
		return t, "", false
	case n >= p.r.m.Actions.Plan.Easy:
		return text.PlanEasy.With(n), ui.Done, true
	}
	return text.PlanHard.With(n), ui.Today, true
}

// allWords is what a person reads of a version, for the index of how easily it is read.
func (p *planPage) allWords() string {
	var all []string
	for _, g := range p.plan.Goals {
		all = append(all, g.Text+".", g.ReachedWhen+".")
	}
	for _, c := range p.plan.Commitments {
		all = append(all, c.Text+".")
	}
	return strings.Join(slices.Clip(all), "\n")
}
