package plan

import (
	"strconv"
	"strings"

	"siil/internal/pdf"
	"siil/internal/text"
	"siil/internal/value"
)

// Paper is how a document is printed: in whose zone, in which language, in large print or not.
type Paper struct {
	Zone  string // code
	Lang  text.Lang
	Large bool
}

// Document is a version of a project as a tagged PDF, to be read together with the person and signed: what they want, goals with what is done, what goes on
// and what comes, who undertakes what, checks, signatures. It holds what the reader of v may know and no trace of the rest. A draft says that it is one.
func (r *Room) Document(v View, p Plan, paper Paper) ([]byte, error) {
	l, z := paper.Lang, r.g.Zone(paper.Zone)
	name := v.Case.Person.Name()
	head := []string{z.Name}
	if z.Demo {
		head = append(head, text.DemoNotice.In(l))
	}
	head = append(head, name)
	title := text.PlanPaperTitle.F(l, name)
	d := printed{pdf.New(pdf.Options{Title: title, Lang: l.Code(), Head: strings.Join(head, " - "), Foot: text.PlanPaperVersion.F(l, p.Number), Author: z.Name, Large: paper.Large,
		At: p.ChangedAt.Rome()}), r, l, v}
	d.H1(title)
	d.P(d.standing(p))
	if p.Aims != "" {
		d.H2(text.PlanWants.In(l))
		d.Quote(p.Aims)
	}
	for i, g := range p.Goals {
		d.goal(i+1, g)
	}
	d.commitments(p)
	d.checks(p)
	d.links()
	d.signatures(p)
	if p.Digest != "" {
		d.H2(text.PlanPaperDigest.In(l))
		d.Small(text.PlanPaperDigestSays.In(l))
		d.Code(p.Digest)
	}
	return d.Bytes()
}

type printed struct {
	*pdf.Doc
	r *Room
	l text.Lang
	v View
}

// standing says in a sentence whether the version holds.
func (d printed) standing(p Plan) string {
	switch p.State {
	case Draft:
		return text.PlanPaperDraft.F(d.l, p.Number)
	case Signing:
		return text.PlanPaperSigning.F(d.l, p.Number)
	case InForce:
		return text.PlanPaperForce.F(d.l, p.Number, p.ForceOn.Long(d.l))
	}
	return text.PlanPaperOld.F(d.l, p.Number)
}

func (d printed) goal(n int, g Goal) {
	d.H2(strconv.Itoa(n) + ". " + g.Text)
	if g.ReachedWhen != "" {
		d.P(text.PlanReachedWhen.F(d.l, g.ReachedWhen))
	}
	if e, ok := d.r.m.Actions.Plan.ProgressAs(g.Progress); ok {
		d.P(text.PlanPaperProgress.F(d.l, g.ProgressOn.Format(), e.Label.In(d.l)))
	}
	done, now, next := d.r.Path(g)
	for _, part := range []struct {
		title text.T
		list  []Action
	}{{text.PlanDone, done}, {text.PlanNow, now}, {text.PlanNext, next}} {
		if len(part.list) == 0 {
			continue
		}
		d.H3(part.title.In(d.l))
		var items []string
		for _, a := range part.list {
			items = append(items, d.action(a))
		}
		d.List(items)
	}
}

// action is an action in one sentence.
func (d printed) action(a Action) string {
	words := []string{d.r.Title(a).In(d.l)}
	for _, s := range d.r.Says(a, d.v.Names) {
		words = append(words, s.In(d.l))
	}
	return strings.Join(words, ". ") + "."
}

func (d printed) commitments(p Plan) {
	if len(p.Commitments) == 0 {
		return
	}
	d.H2(text.PlanCommitments.In(d.l))
	for _, side := range []struct {
		code  string
		title string
	}{{OfPerson, text.PlanPersonUndertakes.F(d.l, d.v.Case.Person.GivenName)}, {OfService, text.PlanServicesUndertake.In(d.l)}} {
		var items []string
		for _, c := range p.Commitments {
			if c.Side != side.code {
				continue
			}
			s := c.Text
			if c.Who != "" {
				s += " (" + c.Who + ")"
			}
			items = append(items, s)
		}
		if len(items) > 0 {
			d.H3(side.title)
			d.List(items)
		}
	}
}

func (d printed) checks(p Plan) {
	var items []string
	for _, c := range d.v.Checks {
		if c.PlanID == p.ID {
			items = append([]string{text.PlanCheckDone.F(d.l, c.OnDay.Long(d.l))}, items...)
		}
	}
	for _, day := range p.Dates {
		items = append(items, text.PlanCheckPlanned.F(d.l, day.Long(d.l)))
	}
	if len(items) > 0 {
		d.H2(text.PlanChecks.In(d.l))
		d.List(items)
	}
}

func (d printed) links() {
	var items []string
	for _, x := range d.v.Links {
		e, _ := d.r.m.Actions.Plan.Link(x.Kind)
		items = append(items, text.PlanLinkSays.F(d.l, e.Label.In(d.l), x.Number, x.OnDay.Format()))
	}
	if len(items) > 0 {
		d.H2(text.PlanLinks.In(d.l))
		d.List(items)
	}
}

func (d printed) signatures(p Plan) {
	d.H2(text.PlanSignatures.In(d.l))
	var rows [][2]string
	for _, s := range p.Signatures {
		if s.Stands() {
			rows = append(rows, [2]string{d.r.Signer(d.v, s).In(d.l), d.r.SignedHow(d.v, s).In(d.l)})
		}
	}
	d.Pairs(rows)
	var lines []string
	for _, e := range d.r.Waiting(p) {
		name := e.Label.In(d.l)
		switch e.Code {
		case ByPerson:
			name = d.v.Case.Person.Name()
		case ByCaseManager:
			name = strings.TrimSpace(d.v.Case.Manager + ", " + name)
		}
		lines = append(lines, name)
	}
	if p.State == Draft || p.State == Signing {
		lines = append(lines, text.PlanPaperService.In(d.l))
	}
	if len(lines) > 0 {
		d.P(text.PlanPaperAgreement.In(d.l))
		d.Signatures(lines)
	}
}

// Path parts the actions of a goal in what is done, what goes on and what comes.
func (r *Room) Path(g Goal) (done, now, next []Action) {
	for _, a := range g.Actions {
		switch a.State {
		case Ended, Interrupted:
			done = append(done, a)
		case Running, Suspended:
			now = append(now, a)
		case Planned:
			next = append(next, a)
		}
	}
	return done, now, next
}

// Says tells of an action, besides its title, when, how much, where, with whom, who follows it and how it ended: one short sentence each.
func (r *Room) Says(a Action, names map[value.ID]string) (out []text.T) {
	add := func(t text.T, args ...any) {
		out = append(out, text.T{t.F(text.Italian, args...), t.F(text.English, args...)})
	}
	from, to := a.period()
	switch {
	case !from.IsZero() && !to.IsZero():
		add(text.ActionFromTo, from.Format(), to.Format())
	case !from.IsZero():
		add(text.ActionFrom, from.Format())
	case !to.IsZero():
		add(text.ActionBy, to.Format())
	}
	for _, s := range []string{a.Provider, a.Place} {
		if s != "" {
			add(text.T{"%s", "%s"}, s)
		}
	}
	if a.Host != "" {
		add(text.ActionHost, a.Host)
	}
	if a.Hours > 0 {
		add(text.ActionHoursOf, HoursOf(a.Minutes), a.Hours)
	} else if a.Minutes > 0 {
		add(text.ActionHours, HoursOf(a.Minutes))
	}
	if a.Allowance > 0 {
		add(text.ActionAllowance, a.Allowance.Format())
	}
	if f := r.Fund(a.Fund); f != (text.T{}) {
		out = append(out, in(text.ActionFund, f))
	}
	if f := follower(a, names); f != "" {
		add(text.ActionFollows, f)
	}
	if a.State == Suspended {
		out = append(out, text.ActionSuspended)
	}
	if e, ok := r.m.Actions.Result(a.Result); ok && a.State == Ended {
		out = append(out, e.Label)
	}
	if e, ok := r.m.Actions.Reason(a.Reason); ok && a.State == Interrupted {
		out = append(out, in(text.ActionInterrupted, e.Label))
	}
	return out
}

// Signer is who a signature is of, by name and party.
func (r *Room) Signer(v View, s Signature) text.T {
	name := s.Words
	switch {
	case s.Party == ByPerson:
		name = v.Case.Person.Name()
	case s.AccountID != "":
		name = v.Names[s.AccountID]
	}
	e, _ := r.m.Actions.Plan.Party(s.Party)
	if name == "" || s.Party == ByPerson {
		if name == "" {
			return e.Label
		}
		return text.Raw(name)
	}
	return text.T{name + ", " + strings.ToLower(e.Label.In(text.Italian)), name + ", " + strings.ToLower(e.Label.In(text.English))}
}

// SignedHow says by what means and when, and what the person said.
func (r *Room) SignedHow(v View, s Signature) (t text.T) {
	if s.Means == SecondFactor {
		t = text.PlanSignedHere.With(s.OnDay.Format(), s.MadeAt.Clock())
	} else {
		t = text.PlanSignedPaper.With(s.OnDay.Format(), v.Names[s.CollectedBy])
	}
	switch s.Agreement {
	case AgreesPartly:
		t = text.T{t[0] + " " + text.PlanAgreesPartly.F(text.Italian, s.Said), t[1] + " " + text.PlanAgreesPartly.F(text.English, s.Said)}
	case Disagrees:
		t = text.T{t[0] + " " + text.PlanDisagrees.F(text.Italian, s.Said), t[1] + " " + text.PlanDisagrees.F(text.English, s.Said)}
	}
	return t
}
