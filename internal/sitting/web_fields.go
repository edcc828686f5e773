package sitting

import (
	"encoding/json"
	"net/http"
	"slices"
	"strconv"
	"strings"

	"siil/internal/casefile"
	"siil/internal/fault"
	"siil/internal/gate"
	"siil/internal/guideline"
	"siil/internal/text"
	"siil/internal/ui"
	"siil/internal/value"
)

// leastRows is how many rows of next steps the form offers.
const leastRows = 3

var fieldWords = map[string]text.T{FieldNote: text.LiveFieldNote, FieldDecision: text.LiveFieldDecision, FieldReason: text.LiveFieldReason,
	FieldAdvice: text.LiveFieldAdvice, FieldManager: text.LiveFieldManager, FieldTeam: text.LiveFieldTeam, FieldSteps: text.LiveFieldSteps,
	FieldSuspensionReason: text.LiveFieldReason, FieldClosureReason: text.LiveFieldReason, FieldReviewOn: text.LiveFieldReview}

// text is what a field holds now, or what was typed into a form that did not pass.
func (l *liveView) text(name string) string {
	if t, ok := l.typed[name]; ok {
		return t
	}
	return l.x.Fields[name].Text
}

// dayText is a day as people write it.
func (l *liveView) dayText(name string) string {
	if d, ok := value.ParseISO(l.text(name)); ok {
		return d.Format()
	}
	return l.text(name)
}

func (l *liveView) base(name string) string { return strconv.Itoa(l.x.Fields[name].Base) }

// writer is who else is writing in a field.
func (l *liveView) writer(name string) string {
	for _, w := range l.x.Writing {
		if w.Name == name {
			return w.Who
		}
	}
	return ""
}

func (l *liveView) picked(name, code string) bool {
	return slices.Contains(strings.Fields(l.text(name)), code)
}

// rows are the next steps as they are being written.
func (l *liveView) rows() []liveStep {
	list := l.stepsOf(l.text(FieldSteps))
	for len(list) < leastRows {
		list = append(list, liveStep{})
	}
	return list
}

// stepsOf reads rows of next steps, each with the words that stand in the form: a name instead of an id, a day as people write it.
func (l *liveView) stepsOf(words string) (list []liveStep) {
	if json.Unmarshal([]byte(words), &list) != nil {
		return nil
	}
	for i := range list {
		s := &list[i]
		if id, ok := value.ParseID(s.WhoID); ok {
			s.WhoID, s.Words = "", l.p.nameAmong(l, id)
		}
		if d, ok := value.ParseISO(s.Due); ok {
			s.Due = d.Format()
		}
	}
	return list
}

// same is a text of a field in the one form in which two that mean the same are equal.
func (l *liveView) same(name, words string) string {
	if name != FieldSteps {
		return strings.ReplaceAll(words, "\r\n", "\n")
	}
	b, _ := json.Marshal(l.stepsOf(words))
	return string(b)
}

func (p *Pages) nameAmong(l *liveView, id value.ID) string {
	for _, c := range l.people() {
		if c.AccountID == id {
			return c.Name
		}
	}
	return ""
}

// people are those to whom a step can be given by name.
func (l *liveView) people() []Candidate {
	out := slices.Clone(l.x.Candidates)
	for _, m := range l.v.Members {
		if !slices.ContainsFunc(out, func(c Candidate) bool { return c.AccountID == m.AccountID }) {
			out = append(out, Candidate{AccountID: m.AccountID, Name: m.Name, Part: m.Part})
		}
	}
	return out
}

// whoIs finds the colleague that a name means: the whole name, or the family name when nobody else has it.
func (l *liveView) whoIs(words string) value.ID {
	words = strings.ToLower(strings.TrimSpace(words))
	var found []value.ID
	for _, c := range l.people() {
		name := strings.ToLower(c.Name)
		if name == words {
			return c.AccountID
		}
		if strings.HasSuffix(name, " "+words) {
			found = append(found, c.AccountID)
		}
	}
	if len(found) == 1 && words != "" {
		return found[0]
	}
	return ""
}

// suggested are the people offered first for the team: who is in the sitting. The others stand behind a fold.
func (l *liveView) teamChoices() (first, others []Candidate) {
	for _, c := range l.x.Candidates {
		if slices.ContainsFunc(l.x.Team, func(t Place) bool { return t.AccountID == c.AccountID }) {
			continue
		}
		called := slices.ContainsFunc(l.v.Members, func(m Member) bool { return m.AccountID == c.AccountID && (m.Here || l.v.State != Running) })
		if called || l.picked(FieldTeam, string(c.AccountID)) {
			first = append(first, c)
		} else {
			others = append(others, c)
		}
	}
	return first, others
}

func (l *liveView) teamNames() string {
	var out []string
	for _, t := range l.x.Team {
		out = append(out, t.Name)
	}
	return strings.Join(out, ", ")
}

// textsOf are the fields that a form brings, by name: those that it offered for writing.
func textsOf(f ui.Form) map[string]string {
	out := map[string]string{}
	for _, name := range FieldNames {
		if !f.Values.Has("base_" + name) {
			continue
		}
		switch name {
		case FieldTeam:
			out[name] = strings.Join(f.All(name), " ")
		case FieldSteps:
			out[name] = stepsFrom(f)
		default:
			out[name] = strings.ReplaceAll(f.Values.Get(name), "\r\n", "\n")
		}
	}
	return out
}

func stepsFrom(f ui.Form) string {
	var list []liveStep
	who, due := f.All("step_who"), f.All("step_due")
	for i, what := range f.All("step_what") {
		s := liveStep{What: strings.TrimSpace(what)}
		if i < len(who) {
			s.Words = strings.TrimSpace(who[i])
		}
		if i < len(due) {
			s.Due = strings.TrimSpace(due[i])
		}
		if s != (liveStep{}) {
			list = append(list, s)
		}
	}
	if len(list) == 0 {
		return ""
	}
	b, _ := json.Marshal(list)
	return string(b)
}

// saveTyped writes the fields that a form has changed. What others have saved meanwhile is gathered, not overwritten.
func (p *Pages) saveTyped(req *http.Request, l *liveView, f ui.Form) (err error) {
	for _, name := range FieldNames {
		words, ok := l.typed[name]
		if !ok || l.same(name, words) == l.same(name, l.x.Fields[name].Text) {
			continue
		}
		base, _ := strconv.Atoi(f.Value("base_" + name))
		now, err := p.Write(req.Context(), l.who, l.item.ID, Field{Name: name, Text: words, Base: base})
		if fault.Is(err, fault.Conflict) && now.Name != "" {
			l.clash[name] = now
			continue
		}
		if err != nil {
			return err
		}
	}
	if len(l.clash) > 0 {
		return conflict(text.SavedByProgram.With(l.p.g.Now().Clock()))
	}
	return nil
}

// postWrite keeps a field while it is written: the version as plain text, or what somebody else has saved.
func (p *Pages) postWrite(w http.ResponseWriter, req *http.Request, who gate.Actor) error {
	_, id, err := p.itemOf(req, who)
	if err != nil {
		return err
	}
	f := ui.FormFrom(req)
	base, _ := strconv.Atoi(f.Value("base"))
	name := f.Value("name")
	now, err := p.Write(req.Context(), who, id, Field{Name: name, Text: strings.ReplaceAll(f.Values.Get("text"), "\r\n", "\n"), Base: base})
	switch {
	case err == nil:
		return plain(w, http.StatusOK, strconv.Itoa(now.Base))
	case fault.Is(err, fault.Conflict) && now.Name != "":
		l, err := p.openItem(req, who)
		if err != nil {
			return err
		}
		return ui.Render(w, req, http.StatusConflict, clashBox(l, now, true))
	case mayGo(err):
		failed := f.With(err)
		words := failed.Text
		if len(failed.Faults) > 0 {
			words = failed.Faults[0].Text
		}
		return plain(w, ui.Status(fault.KindOf(err)), words.In(text.LangOf(req.Context())))
	}
	return err
}

func plain(w http.ResponseWriter, status int, words string) error {
	w.Header().Set("Content-Type", "text/plain; charset=utf-8")
	w.Header().Set("Cache-Control", "no-store")
	w.WriteHeader(status)
	_, _ = w.Write([]byte(words)) // the reader went away: nobody is left to tell
	return nil
}

func (p *Pages) postFocus(w http.ResponseWriter, req *http.Request, who gate.Actor) error {
	_, id, err := p.itemOf(req, who)
	if err != nil {
		return err
	}
	f := ui.FormFrom(req)
	err = p.Focus(req.Context(), who, id, f.Value("name"), f.Value("on") == "1")
	if err != nil && !mayGo(err) {
		return err
	}
	w.WriteHeader(http.StatusNoContent)
	return nil
}

// postDecision saves what the form brings and then, when its button says so, decides.
func (p *Pages) postDecision(w http.ResponseWriter, req *http.Request, who gate.Actor) error {
	l, err := p.openItem(req, who)
	if err != nil {
		return err
	}
	if l.x == nil {
		return fault.Missing()
	}
	f := ui.FormFrom(req)
	if l.shape != shapeWrite {
		return tell(w, req, l.here(), conflict(text.SittingItemDone))
	}
	l.typed, l.clash = textsOf(f), map[string]Field{}
	if err := p.saveTyped(req, l, f); err != nil {
		return p.decideAgain(w, req, l, f, err)
	}
	if f.Value("do") != "decide" {
		return ui.Redirect(w, req, l.here(), &ui.Flash{Text: text.LiveDraftSaved})
	}
	in, err := l.deciding(versionOf(f))
	if err == nil {
		_, err = p.Decide(req.Context(), who, l.v.ID, in)
	}
	if err != nil {
		return p.decideAgain(w, req, l, f, err)
	}
	s, err := p.open(req, who)
	if err != nil {
		return err
	}
	l.sheet = s
	return ui.Redirect(w, req, l.at(s.current()), &ui.Flash{Text: text.LiveConfirmed})
}

// decideAgain shows the page as it is now with what was typed and why it did not pass.
func (p *Pages) decideAgain(w http.ResponseWriter, req *http.Request, l *liveView, f ui.Form, cause error) error {
	if !mayGo(cause) {
		return cause
	}
	again, err := p.openItem(req, l.who)
	if err != nil {
		return err
	}
	if again.shape != shapeWrite {
		return tell(w, req, again.here(), cause)
	}
	again.typed, again.clash, again.form = l.typed, l.clash, f.With(cause)
	return ui.Render(w, req, ui.Status(fault.KindOf(cause)), liveDocument(again))
}

// deciding reads the decision out of the fields. What the chosen decision does not ask for is left out.
func (l *liveView) deciding(version int) (in Deciding, err error) {
	d, _ := l.p.m.Sittings.Decision(l.text(FieldDecision))
	in = Deciding{CaseID: l.item.CaseID, Decision: l.text(FieldDecision), Note: l.text(FieldNote), Version: max(0, version)}
	words := func(name string) string {
		if !asksField(d, name) {
			return ""
		}
		return l.text(name)
	}
	in.Reason, in.Advice = words(FieldReason), words(FieldAdvice)
	in.SuspensionReason, in.ClosureReason = words(FieldSuspensionReason), words(FieldClosureReason)
	in.CaseManager, _ = value.ParseID(words(FieldManager))
	for _, s := range strings.Fields(l.text(FieldTeam)) {
		if id, ok := value.ParseID(s); ok {
			in.Team = append(in.Team, id)
		}
	}
	var c fault.Check
	in.ReviewOn = l.dayOf(&c, FieldReviewOn, words(FieldReviewOn))
	for _, s := range l.stepsOf(l.text(FieldSteps)) {
		x := casefile.NextStep{What: s.What, DueOn: l.dayOf(&c, FieldSteps, s.Due)}
		if x.WhoID = l.whoIs(s.Words); x.WhoID == "" {
			x.WhoWords = s.Words
		}
		in.Steps = append(in.Steps, x)
	}
	return in, c.Err()
}

func (l *liveView) dayOf(c *fault.Check, name, words string) value.Date {
	if words == "" {
		return value.Date{}
	}
	d, err := value.ParseWhen(words, l.today)
	if err != nil {
		c.Add(name, value.FlawOf(err).Text())
	}
	return d
}

// clashName is who has saved a field meanwhile.
func (l *liveView) clashName(f Field) string {
	if name := l.p.nameAmong(l, f.By); name != "" {
		return name
	}
	return text.LiveSomebody.In(l.lang)
}

// words are a field's text as people read it.
func (l *liveView) words(name, words string) string {
	var out []string
	switch name {
	case FieldDecision:
		return l.p.decisionWords(words).In(l.lang)
	case FieldManager, FieldTeam:
		for _, s := range strings.Fields(words) {
			id, _ := value.ParseID(s)
			out = append(out, l.p.nameAmong(l, id))
		}
		return strings.Join(out, ", ")
	case FieldSteps:
		for _, s := range l.stepsOf(words) {
			out = append(out, strings.Trim(strings.Join([]string{s.What, s.Words, s.Due}, ", "), ", "))
		}
		return strings.Join(out, "\n")
	case FieldSuspensionReason:
		return reasonWords(l.p.m.SuspensionReason, words).In(l.lang)
	case FieldClosureReason:
		return reasonWords(l.p.m.ClosureReason, words).In(l.lang)
	}
	return words
}

func reasonWords(find func(string) (guideline.Reason, bool), code string) text.T {
	r, _ := find(code)
	return r.Label
}

// clashText is the other's text as the script fills it into the field.
func (l *liveView) clashText(f Field) string {
	if f.Name != FieldSteps {
		return f.Text
	}
	b, _ := json.Marshal(l.stepsOf(f.Text))
	return string(b)
}
