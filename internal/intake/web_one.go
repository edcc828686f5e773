package intake

import (
	"errors"
	"net/http"
	"net/url"
	"strconv"

	"siil/internal/account"
	"siil/internal/attachment"
	"siil/internal/casefile"
	"siil/internal/fault"
	"siil/internal/gate"
	"siil/internal/guideline"
	"siil/internal/person"
	"siil/internal/policy"
	"siil/internal/referral"
	"siil/internal/text"
	"siil/internal/ui"
	"siil/internal/value"
)

// oneView is what the page of a referral shows.
type oneView struct {
	View
	r      *Room
	here   bool              // the reader works here
	assess ui.Form           // the pre-assessment as typed
	reply  ui.Form           // the answer as typed
	files  []attachment.File // that wait with the answer
	today  value.Date
	lang   text.Lang
}

func (r *Room) getOne(w http.ResponseWriter, req *http.Request, who gate.Actor) error {
	return r.showOne(w, req, who, http.StatusOK, func(*oneView) {})
}

// showOne answers with the page; set adds what a form that did not pass brings back.
func (r *Room) showOne(w http.ResponseWriter, req *http.Request, who gate.Actor, status int, set func(v *oneView)) error {
	id, err := pathID(req, "id")
	if err != nil {
		return err
	}
	v := &oneView{r: r, today: r.g.Today(), lang: text.LangOf(req.Context())}
	err = r.g.Read(req.Context(), who, func(tx *gate.ReadTx) (err error) {
		if v.View, err = r.read(tx, id); err != nil {
			return err
		}
		v.here = v.CaseID != ""
		if !v.MayReply {
			return nil
		}
		words, err := account.Draft(tx, who.Account, replyDraft(id))
		if err != nil {
			return err
		}
		v.reply = ui.NewForm("text", words)
		v.files, err = attachment.Pending(tx, who.Account, ReplySlot(id))
		return err
	})
	if err != nil {
		return err
	}
	v.assess = ui.NewForm()
	set(v)
	v.assess = v.assess.Set("version", strconv.Itoa(v.Sheet.Version)) // sending once more after a conflict means it
	return ui.Render(w, req, status, oneDocument(v))
}

// postOutcome records the outcome of the pre-assessment.
func (r *Room) postOutcome(w http.ResponseWriter, req *http.Request, who gate.Actor) error {
	id, err := pathID(req, "id")
	if err != nil {
		return err
	}
	f := ui.FormFrom(req)
	in := Assessing{Version: -1, Outcome: f.Value("outcome"), Reason: f.Value("reason"), Advice: f.Value("advice")}
	if n, err := strconv.Atoi(f.Value("version")); err == nil {
		in.Version = n
	}
	if err := r.Assess(req.Context(), who, id, in); err != nil {
		return r.oneAgain(w, req, who, err, func(v *oneView) { v.assess = f.With(err) })
	}
	r.badges.forget(who.Zone)
	words := text.IntakeAssessed
	if o, ok := r.m.Referrals.Outcome(in.Outcome); ok && !o.Ends {
		words = text.IntakeAssessAsked
	}
	return ui.Redirect(w, req, pathOf(id), &ui.Flash{Text: words})
}

// postReply answers a question, or keeps files and words for it.
func (r *Room) postReply(w http.ResponseWriter, req *http.Request, who gate.Actor) error {
	id, err := pathID(req, "id")
	if err != nil {
		return err
	}
	if err := r.mayReply(req, who, id); err != nil {
		return err
	}
	f, bad := r.formOf(req, who, func(url.Values) string { return ReplySlot(id) })
	if bad != nil && !shownAgain(bad) {
		return bad
	}
	again := func(v *oneView) { v.reply = f.With(bad) }
	if drop := f.Value(dropKey); drop != "" || f.Value(doKey) == doFiles {
		which, _ := value.ParseID(drop)
		if err := attachment.New(r.g).Drop(req.Context(), who, ReplySlot(id), which); err != nil && !fault.Is(err, fault.NotFound) {
			return err
		}
		if err := r.keepDraft(req.Context(), who, replyDraft(id), f.Values.Get("text")); err != nil {
			return err
		}
		if bad != nil {
			return r.oneAgain(w, req, who, bad, again)
		}
		return ui.Redirect(w, req, pathOf(id)+"#"+ui.FieldID(attachment.FormField), nil)
	}
	if bad == nil {
		bad = r.Reply(req.Context(), who, id, f.Values.Get("text"))
	}
	if bad != nil {
		return r.oneAgain(w, req, who, bad, again)
	}
	if err := r.keepDraft(req.Context(), who, replyDraft(id), ""); err != nil {
		return err
	}
	r.badges.forget(who.Zone)
	words := text.IntakeReplied
	if worksHere(who.Principal) {
		words = text.IntakeRepliedFor
	}
	return ui.Redirect(w, req, pathOf(id), &ui.Flash{Text: words})
}

// mayReply refuses before a file is taken in.
func (r *Room) mayReply(req *http.Request, who gate.Actor, id value.ID) error {
	return r.g.Read(req.Context(), who, func(tx *gate.ReadTx) error {
		_, _, res, err := standing(tx, id)
		if err != nil {
			return err
		}
		return tx.Decide(policy.ReferralReply, res)
	})
}

func (r *Room) oneAgain(w http.ResponseWriter, req *http.Request, who gate.Actor, err error, set func(v *oneView)) error {
	var f *fault.Error
	if !errors.As(err, &f) || !shownAgain(err) {
		return err
	}
	return r.showOne(w, req, who, ui.Status(f.Kind), set)
}

// getFile gives a file of a referral to who may read it.
func (r *Room) getFile(w http.ResponseWriter, req *http.Request, who gate.Actor) error {
	id, err := pathID(req, "id")
	if err != nil {
		return err
	}
	which, err := pathID(req, "f")
	if err != nil {
		return err
	}
	var f attachment.File
	var content []byte
	err = r.g.Read(req.Context(), who, func(tx *gate.ReadTx) error {
		if _, err := r.mayRead(tx, id); err != nil {
			return err
		}
		_, _, of, err := attachment.Subject(tx, which)
		if err == nil && of != id {
			err = fault.Missing()
		}
		if err != nil {
			return err
		}
		f, content, _, _, err = attachment.Content(tx, which)
		return err
	})
	if err != nil {
		return err
	}
	attachment.Serve(w, f, content)
	return nil
}

// getReceipt gives the receipt as a PDF; "grande" in the address asks for large print.
func (r *Room) getReceipt(w http.ResponseWriter, req *http.Request, who gate.Actor) error {
	id, err := pathID(req, "id")
	if err != nil {
		return err
	}
	v, err := r.Read(req.Context(), who, id)
	if err != nil {
		return err
	}
	content, err := r.Receipt(who.Zone, v, text.LangOf(req.Context()), req.URL.Query().Has("grande"))
	if err != nil {
		return err
	}
	h := w.Header()
	h.Set("Content-Type", "application/pdf")
	h.Set("Content-Disposition", `attachment; filename="`+text.IntakeReceiptName.F(text.LangOf(req.Context()), v.Sheet.Number)+`"`)
	h.Set("Content-Length", strconv.Itoa(len(content)))
	h.Set("Cache-Control", "no-store")
	_, _ = w.Write(content) // the reader went away: nobody is left to tell
	return nil
}

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

// mayRead decides that somebody reads a referral, as its page does.
func (r *Room) mayRead(tx *gate.ReadTx, id value.ID) (referral.Sheet, error) {
	s, c, res, err := standing(tx, id)
	if err != nil {
		return s, err
	}
	outside, about := res, res
	outside.Own = false
	if tx.May(policy.ReferralRead, outside) {
		about.ID = c.ID
	}
	return s, tx.Decide(policy.ReferralRead, about)
}
