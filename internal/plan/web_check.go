package plan

import (
	"context"
	"net/http"
	"slices"

	"siil/internal/fault"
	"siil/internal/gate"
	"siil/internal/policy"
	"siil/internal/text"
	"siil/internal/ui"
	"siil/internal/value"
)

// checkSlot is where a check is kept while it is written.
func checkSlot(plan value.ID) string { return "verifica:" + string(plan) }

// checkPage is the form of a check, or one that was made.
type checkPage struct {
	*livePage
	plan    Plan
	goals   []Goal // that the reader checks
	savedAt value.Instant
	check   Check
}

// openChecking reads the version that is checked: the one in force, else the newest.
func (r *Room) openChecking(req *http.Request, who gate.Actor) (*checkPage, error) {
	l, err := r.openCase(req, who, "")
	if err != nil {
		return nil, err
	}
	if !l.View.MayCheck[policy.Common] {
		return nil, fault.Missing()
	}
	p := &checkPage{livePage: l}
	var ok bool
	if p.plan, ok = l.View.Current(); !ok {
		p.plan, _ = l.View.Newest()
	}
	for _, g := range p.plan.Goals {
		if l.View.MayCheck[g.Section] {
			p.goals = append(p.goals, g)
		}
	}
	return p, nil
}

func (r *Room) getNewCheck(w http.ResponseWriter, req *http.Request, who gate.Actor) error {
	p, err := r.openChecking(req, who)
	if err != nil {
		return err
	}
	if done, err := p.elsewhere(w, req); done {
		return err
	}
	if p.plan.ID != "" {
		if err := p.fill(req.Context()); err != nil {
			return err
		}
	}
	return ui.Render(w, req, http.StatusOK, checkingPage(p))
}

// fill begins the form: what the reader was writing, else today's day, the next one as far away as it may be, and how far each goal was.
func (p *checkPage) fill(ctx context.Context) error {
	f, at, err := p.r.readDraft(ctx, p.who, checkSlot(p.plan.ID))
	if err != nil {
		return err
	}
	if once, ok := value.ParseID(f.Value("once")); ok && !p.made(once) {
		p.form, p.savedAt = f, at
		return nil
	}
	p.form = ui.NewForm("once", string(value.NewID()), "date", p.today.Format(), "next", p.today.AddDays(p.r.m.Actions.Plan.CheckDays).Format())
	for _, g := range p.goals {
		p.form = p.form.Set(FieldProgress+string(g.ID), g.Progress)
	}
	return nil
}

// made tells whether the check of a form is there already: its draft may have been saved a moment too late.
func (p *checkPage) made(once value.ID) bool {
	for _, c := range p.View.Checks {
		if c.ID == once {
			return true
		}
	}
	return false
}

func (r *Room) postCheck(w http.ResponseWriter, req *http.Request, who gate.Actor) error {
	p, err := r.openChecking(req, who)
	if err != nil {
		return err
	}
	if p.plan.ID == "" {
		return fault.Missing()
	}
	f := ui.FormFrom(req)
	if f.Value("do") == doThrow {
		if err := r.dropDraft(req.Context(), who, checkSlot(p.plan.ID)); err != nil {
			return err
		}
		return ui.Redirect(w, req, p.path("/verifiche/nuova"), &ui.Flash{Text: text.CheckingThrown})
	}
	in, err := p.typed(f)
	if err == nil {
		in.Once, err = r.Check(req.Context(), who, p.plan.ID, in)
	}
	if went := fault.KindOf(err); err != nil && (went == fault.Invalid || went == fault.Conflict) {
		p.form = f.With(p.inOrder(err))
		return ui.Render(w, req, ui.Status(went), checkingPage(p))
	}
	if err == nil {
		err = r.dropDraft(req.Context(), who, checkSlot(p.plan.ID))
	}
	if err != nil {
		return err
	}
	done := text.CheckingSaved.With(in.NextOn.Format())
	if in.Reopens {
		done = text.CheckingSavedReopen.With(p.next())
	}
	return ui.Redirect(w, req, p.path("/verifiche/"+string(in.Once)), &ui.Flash{Text: done})
}

// typed reads the form. Its faults come together with those that the command would find.
func (p *checkPage) typed(f ui.Form) (in Checking, err error) {
	var c fault.Check
	in.OnDay = p.r.pastDay(&c, f.Value("date"), "date")
	if s := f.Value("next"); s != "" {
		if in.NextOn, err = value.ParseWhen(s, p.today); err != nil {
			c.Add("next", value.FlawOf(err).Text())
		}
	}
	with := f.Value("with_person")
	c.Require(with == "1" || with == "0", "with_person", text.CheckingTogetherAsk)
	in.WithPerson, in.Reopens = with == "1", f.Value("reopens") == "1"
	in.Once, _ = value.ParseID(f.Value("once"))
	in.Changes, in.PersonWords = lines(f.Values.Get("changes")), lines(f.Values.Get("person_words"))
	for _, g := range p.goals {
		x := GoalProgress{GoalID: g.ID, Progress: f.Value(FieldProgress + string(g.ID)), Note: lines(f.Values.Get(FieldNote + string(g.ID)))}
		in.Goals = append(in.Goals, x)
	}
	if err := c.Err(); err != nil {
		return in, fault.Join(err, p.r.checkChecking(p.View.Case, p.plan, in, p.today))
	}
	return in, nil
}

// inOrder gives the fields of a fault in the order of the page, each once.
func (p *checkPage) inOrder(err error) error {
	f, ok := err.(*fault.Error)
	if !ok {
		return err
	}
	names := []string{"goals", "date", "with_person"}
	for _, g := range p.goals {
		names = append(names, FieldProgress+string(g.ID), FieldNote+string(g.ID))
	}
	out := *f
	out.Fields = nil
	for _, name := range append(names, "changes", "person_words", "next") {
		if i := slices.IndexFunc(f.Fields, func(x fault.Field) bool { return x.Name == name }); i >= 0 {
			out.Fields = append(out.Fields, f.Fields[i])
		}
	}
	return &out
}

// next is the number of the version that a check may begin.
func (p *checkPage) next() int {
	n := 0
	for _, v := range p.View.Plans {
		n = max(n, v.Number)
	}
	return n + 1
}

// reopens tells whether the check may begin the next version: one is in force, and none is being written.
func (p *checkPage) reopens() bool {
	_, open := p.View.Open()
	return p.plan.State == InForce && !open && p.View.MayWrite[policy.Common]
}

func (r *Room) getCheck(w http.ResponseWriter, req *http.Request, who gate.Actor) error {
	id, err := ui.PathID(req, "c")
	if err != nil {
		return err
	}
	l, err := r.openCase(req, who, "")
	if err != nil {
		return err
	}
	if done, err := l.elsewhere(w, req); done {
		return err
	}
	for _, c := range l.View.Checks {
		if c.ID == id {
			return ui.Render(w, req, http.StatusOK, checkedPage(&checkPage{livePage: l, check: c}))
		}
	}
	return fault.Missing()
}

// goal finds the words of a goal that a check speaks of: as its version has them, else as any has.
func (p *checkPage) goal(id value.ID) (Goal, bool) {
	for _, v := range p.View.Plans {
		if v.ID == p.check.PlanID {
			if g, ok := v.Goal(id); ok {
				return g, true
			}
		}
	}
	for _, v := range p.View.Plans {
		if g, ok := v.Goal(id); ok {
			return g, true
		}
	}
	return Goal{}, false
}
