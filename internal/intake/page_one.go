package intake

import (
	"siil/internal/casefile"
	"siil/internal/guideline"
	"siil/internal/person"
	"siil/internal/referral"
	"siil/internal/text"
	"siil/internal/ui"
)

// fact is a datum with what it says.
type fact struct {
	label text.T
	value string
}

// personFacts are what is known of the person, without what is not.
func (v *oneView) personFacts() (out []fact) {
	for _, f := range person.Fields {
		if x := shownField(f, v.Person, v.lang); x != "" {
			out = append(out, fact{person.Labels[f], x})
		}
	}
	return out
}

// shownField is a datum of a person in the reader's words; "" when it is not known.
func shownField(f person.Field, p person.Person, l text.Lang) string {
	switch f {
	case person.BirthDate:
		return p.BirthDate.Format()
	case person.Municipality:
		if name := person.MunicipalityName(p.Municipality); name != "" {
			return name
		}
	case person.Sex:
		for _, o := range casefile.SexOptions {
			if o.Value == p.Sex {
				return o.Label.In(l)
			}
		}
	}
	return p.Get(f)
}

// differs set what the sender wrote against what the case file says, where they differ.
func (v *oneView) differs() (rows []ui.Compared) {
	for _, f := range v.Differs {
		rows = append(rows, ui.Compared{Label: person.Labels[f], Left: shownField(f, v.Person, v.lang), Right: shownField(f, v.Written, v.lang), Differs: true})
	}
	return rows
}

func (v *oneView) state() how {
	return v.r.stateOf(v.Sheet.State, v.Sheet.Outcome, v.team().Code, v.here)
}

func (v *oneView) time() how {
	return timeOf(v.Sheet.State, v.Sheet.DueOn, v.today, v.Mine && v.MayReply, v.lang)
}

// outcome is the answer of the pre-assessment; none has no code.
func (v *oneView) outcome() guideline.ReferralOutcome {
	o, _ := v.r.m.Referrals.Outcome(v.Sheet.Outcome)
	return o
}

// team is what the team has decided since, as far as its reader is told; nothing has no code.
func (v *oneView) team() guideline.Decision {
	d, ok := v.r.m.Sittings.Decision(v.Sheet.TeamDecision)
	if !ok || !d.Outcome && !v.here {
		return guideline.Decision{}
	}
	return d
}

// nextStep is what comes next for whoever sent the referral, while no answer says it.
func (v *oneView) nextStep() text.T {
	switch v.Sheet.State {
	case referral.Received:
		return text.IntakeNextAnswer.With(v.Sheet.DueOn.Format())
	case referral.ToComplete:
		return text.IntakeNextReply
	}
	return text.T{}
}

func (v *oneView) strip() []ui.Fact {
	s, state, time := v.Sheet, v.state(), v.time()
	sent := text.IntakeColReceived
	if v.Mine {
		sent = text.IntakeSentOn
	}
	out := []ui.Fact{{Label: text.IntakeColState, Value: state.word, Mark: state.mark}}
	if s.State == referral.Received {
		f := ui.Fact{Label: text.IntakeTermLabel, Value: time.word, Mark: time.mark}
		if time.mark == ui.Late {
			f.Note = text.IntakeDueWas.With(s.DueOn.Format())
		}
		out = append(out, f)
	}
	urgency, _ := v.r.m.Urgency(s.Urgency)
	out = append(out, ui.Fact{Label: text.IntakeUrgency, Value: urgency.Label}, ui.Fact{Label: sent, Value: text.Raw(s.ReceivedOn.Format())})
	if !v.Mine {
		out = append(out, ui.Fact{Label: text.IntakeColSender, Value: text.Raw(v.sender())})
	}
	if v.CaseID != "" {
		pips, state := v.r.pips(v.CaseState)
		out = append(out, ui.Fact{Label: text.IntakeCase, Href: v.casePath(""), Pips: &pips,
			Value: text.T{text.IntakeCaseState.F(text.Italian, v.CaseNumber, state[text.Italian]), text.IntakeCaseState.F(text.English, v.CaseNumber, state[text.English])}})
	}
	return out
}

// casePath is a page of the case; who may not open the case opens the person's.
func (v *oneView) casePath(under string) string {
	if under == "" && !v.OpensCase {
		under = "/persona"
	}
	return "/casi/" + string(v.CaseID) + under
}

func (v *oneView) path(under string) string { return pathOf(v.Sheet.ID) + under }

// sender is who sent it, on one line.
func (v *oneView) sender() string { return joined(v.Organisation.In(v.lang), v.Sheet.SenderName) }

func (v *oneView) channel() text.T {
	c, _ := v.r.m.Referrals.Channel(v.Sheet.Channel)
	return c.Label
}

func (v *oneView) direct() bool {
	c, _ := v.r.m.Referrals.Channel(v.Sheet.Channel)
	return c.Direct
}

// informed is what the person knows of the referral.
func (v *oneView) informed() string {
	x, ok := v.r.m.Referrals.InformedAs(v.Sheet.Informed)
	switch {
	case !ok:
		return text.IntakeNotSaid.In(v.lang)
	case v.Sheet.InformedOn.IsZero():
		return x.Label.In(v.lang)
	}
	return text.IntakeInformedDay.F(v.lang, x.Label.In(v.lang), v.Sheet.InformedOn.Format())
}

// services are those that follow the person already, on one line.
func (v *oneView) services() string {
	var words []string
	for _, s := range v.Services {
		words = append(words, s.Label.In(v.lang))
	}
	return joined(append(words, v.Sheet.Words.ServicesText)...)
}

// by is who wrote a message: a name for those who work here, for the sender who is meant.
func (v *oneView) by(m referral.Message) string {
	if name := v.Names[m.By]; name != "" {
		return name
	}
	if m.Kind == referral.Question {
		return text.IntakeByTeam.In(v.lang)
	}
	return text.IntakeBySender.In(v.lang)
}

// will is what an outcome does to the case.
func (v *oneView) will(o guideline.ReferralOutcome) text.T {
	s, ok := v.r.m.State(o.To)
	if !ok {
		return text.IntakeWillStay
	}
	return text.T{text.IntakeWillState.F(text.Italian, s.Label[text.Italian]), text.IntakeWillState.F(text.English, s.Label[text.English])}
}

// outcomeFault is the id of what is wrong with the outcome, "" when nothing is.
func (v *oneView) outcomeFault() string {
	if _, bad := v.assess.Err("outcome"); !bad {
		return ""
	}
	return ui.FieldID("outcome") + "-error"
}

// frame is the page around it: for those who work here with an aside, when there is something to put into it.
func (v *oneView) frame() ui.Page {
	p := ui.Page{Title: text.IntakeOneOf.With(v.Person.Name(), v.Sheet.Number), Window: text.IntakeOne.With(v.Sheet.Number), Nav: nav, Crumbs: v.crumbs(),
		Actions: oneActions(v), Head: ui.DefinitionStrip(v.strip()), Body: oneBody(v), Form: true}
	if len(v.Twins)+len(v.Others) > 0 {
		p.Aside = oneAside(v)
	}
	return p
}

// failed is what is wrong with the form that was sent.
func (v *oneView) failed() ui.Form {
	if v.assess.Failed() {
		return v.assess
	}
	return v.reply
}

// orTicked is what stands beside a need, or that it was ticked.
func orTicked(line string, l text.Lang) string {
	if line == "" {
		return text.IntakeTicked.In(l)
	}
	return line
}

func (v *oneView) crumbs() []ui.Crumb {
	up := ui.Crumb{Label: text.IntakeTitle, Href: pathList}
	return []ui.Crumb{up, {Label: text.IntakeOne.With(v.Sheet.Number)}}
}
