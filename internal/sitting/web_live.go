package sitting

import (
	"fmt"
	"net/http"
	"strconv"
	"strings"

	"siil/internal/fault"
	"siil/internal/gate"
	"siil/internal/guideline"
	"siil/internal/person"
	"siil/internal/policy"
	"siil/internal/text"
	"siil/internal/ui"
	"siil/internal/value"
)

// The makes of the page of one case.
const (
	shapeOut     = "out"     // the reader has stepped out, or is no member
	shapePrepare = "prepare" // the sitting has not begun
	shapeWrite   = "write"   // it is talked about, or can be
	shapeDecided = "decided"
	shapeRead    = "read"
)

// liveView is the page of one case in a sitting. x is absent for who may know only its place on the agenda.
type liveView struct {
	*sheet
	item  Item
	x     *ItemView
	shape string
	bare  bool              // projected on a wall: the common part only, nobody else's name
	typed map[string]string // what was typed in a form that did not pass
	clash map[string]Field  // what others have saved meanwhile
}

func (p *Pages) getCase(w http.ResponseWriter, req *http.Request, who gate.Actor) error {
	s, err := p.open(req, who)
	if err != nil {
		return err
	}
	n, err := strconv.Atoi(req.PathValue("n"))
	if err != nil {
		return fault.Missing()
	}
	item, ok := s.v.Item(n)
	if !ok {
		return fault.Missing()
	}
	l, err := p.live1(req, s, item)
	if err != nil {
		return err
	}
	return ui.Render(w, req, http.StatusOK, liveDocument(l))
}

// live1 reads one case for its page.
func (p *Pages) live1(req *http.Request, s *sheet, item Item) (*liveView, error) {
	l := &liveView{sheet: s, item: item, bare: req.FormValue("proiezione") == "1"}
	if s.v.Me.AccountID != "" && !item.MeOut {
		x, err := p.ItemView(req.Context(), s.who, item.ID)
		if err != nil {
			return nil, err
		}
		l.x, l.item = &x, x.Item
	}
	l.shape = l.make()
	return l, nil
}

func (l *liveView) make() string {
	switch {
	case l.x == nil:
		return shapeOut
	case l.v.State == Convened:
		return shapePrepare
	case l.item.State == Decided:
		return shapeDecided
	case l.v.State == Running && l.x.MayWrite:
		return shapeWrite
	}
	return shapeRead
}

// openItem reads the sitting and the case that a form is about.
func (p *Pages) openItem(req *http.Request, who gate.Actor) (*liveView, error) {
	s, err := p.open(req, who)
	if err != nil {
		return nil, err
	}
	id, err := ui.PathID(req, "voce")
	if err != nil {
		return nil, err
	}
	for _, x := range s.v.Items {
		if x.ID == id {
			return p.live1(req, s, x)
		}
	}
	return nil, fault.Missing()
}

func (l *liveView) title() text.T {
	t := text.LivePastTitle
	switch l.v.State {
	case Running:
		t = text.LiveTitle
	case Convened:
		t = text.LivePrepareTitle
	}
	return t.With(l.item.Position, len(l.v.Items))
}

// here is the address of the page itself, in projection too.
func (l *liveView) here() string { return l.at(l.item.Position) }

func (l *liveView) at(position int) string {
	if l.bare {
		return l.caseAt(position) + "?proiezione=1"
	}
	return l.caseAt(position)
}

func (l *liveView) bareValue() string {
	if l.bare {
		return "1"
	}
	return ""
}

// nameOn is the name of a case in the agenda at the left: on a wall nobody else's.
func (l *liveView) nameOn(x Item) string {
	if l.bare && x.ID != l.item.ID {
		return text.SittingCaseNo.F(l.lang, x.CaseNumber)
	}
	return l.itemName(x)
}

// itemSays is the line under a case of the agenda.
func (l *liveView) itemSays(x Item) string {
	switch x.State {
	case Decided:
		words := strings.ToLower(l.p.decisionWords(x.Decision).In(l.lang))
		if !x.StartedAt.IsZero() && x.EndedAt.After(x.StartedAt) {
			return text.LiveMinutes.F(l.lang, words, max(1, int(x.EndedAt.Sub(x.StartedAt).Minutes()+0.5)))
		}
		return words
	case Postponed:
		return text.ItemIsPostponed.In(l.lang)
	}
	words := text.LiveWaits.F(l.lang, strings.ToLower(l.p.whyWords(x.Why).In(l.lang)), waitWords(x.Days).In(l.lang))
	if x.State == Now {
		return text.LiveNowTag.F(l.lang, words)
	}
	return words
}

func (l *liveView) herePeople() text.T {
	n := 0
	for _, m := range l.v.Members {
		if m.Here {
			n++
		}
	}
	return text.LiveHere.With(n, len(l.v.Members))
}

// presence is how a member stands to the case.
func (l *liveView) presence(m Member) (ui.MarkKind, string) {
	for _, o := range l.item.Out {
		if o.AccountID == m.AccountID && o.Until.IsZero() {
			return ui.Failed, text.LiveIsOut.In(l.lang)
		}
	}
	switch {
	case l.v.State == Running && m.Here:
		return ui.Done, ""
	case l.v.State == Running:
		return ui.Failed, text.LiveAbsent.In(l.lang)
	case l.v.State == Closed:
		mark, words := attendanceMark(Closed, m)
		return mark, words.In(l.lang)
	}
	mark, words := l.replyMark(m)
	return mark, words.In(l.lang)
}

// quorum is the one that counts for this case.
func (l *liveView) quorum() Quorum {
	if l.x != nil {
		return l.x.Quorum
	}
	return l.v.Quorum
}

// nowElsewhere is the position of another case that is being talked about; 0 when there is none.
func (l *liveView) nowElsewhere() int {
	for _, x := range l.v.Items {
		if x.State == Now && x.ID != l.item.ID {
			return x.Position
		}
	}
	return 0
}

// following is the position of the case after this one in the agenda; 0 for the last.
func (l *liveView) following() int {
	if _, ok := l.v.Item(l.item.Position + 1); ok {
		return l.item.Position + 1
	}
	return 0
}

// left is the position of the case that comes up when this one is decided; 0 when none is left.
func (l *liveView) left() int {
	first := 0
	for _, x := range l.v.Items {
		switch {
		case x.ID == l.item.ID || x.State != ToDo:
		case x.Position > l.item.Position:
			return x.Position
		case first == 0:
			first = x.Position
		}
	}
	return first
}

func (l *liveView) age() string {
	if l.x.Age < 0 {
		return ""
	}
	return text.LiveAge.F(l.lang, l.x.Age)
}

func (l *liveView) town() string {
	if n := person.MunicipalityName(l.x.Case.Person.Municipality); n != "" {
		return n
	}
	return person.MunicipalityName(l.x.Case.Municipality)
}

func (l *liveView) ageAndTown() string { return strings.Trim(l.age()+", "+l.town(), ", ") }

// quoted is what somebody says, in one pair of marks.
func quoted(words string) string { return "«" + strings.Trim(words, "«»“”\"") + "»" }

// referral is the newest one.
func (l *liveView) referral() *Referral {
	if len(l.x.Referrals) == 0 {
		return nil
	}
	return &l.x.Referrals[0]
}

// referredBy says who sent the person; on a wall only when.
func (l *liveView) referredBy(r *Referral) string {
	by := strings.Trim(r.Sender+", "+r.SenderBody, ", ")
	if l.bare || by == "" {
		return text.LiveReferredOn.F(l.lang, r.ReceivedOn.Format())
	}
	return text.LiveReferredBy.F(l.lang, by, r.ReceivedOn.Format())
}

// needs are those that may be shown here: on a wall only the common ones.
func (l *liveView) needs(r *Referral) (out []Need) {
	for _, n := range r.Needs {
		if k, ok := l.p.m.Referrals.Need(n.Code); ok && (!l.bare || k.Section == string(policy.Common)) {
			out = append(out, n)
		}
	}
	return out
}

func (l *liveView) needLabel(code string) text.T {
	n, _ := l.p.m.Referrals.Need(code)
	return n.Label
}

func (l *liveView) services(r *Referral) string {
	var out []string
	for _, code := range r.Services {
		if s, ok := l.p.m.Referrals.Service(code); ok && (!l.bare || s.Section == string(policy.Common)) {
			out = append(out, s.Label.In(l.lang))
		}
	}
	if r.ServicesText != "" && !l.bare {
		out = append(out, r.ServicesText)
	}
	return strings.Join(out, ", ")
}

func (l *liveView) urgency(code string) text.T {
	u, _ := l.p.m.Urgency(code)
	return u.Label
}

func (l *liveView) outcome(code string) text.T {
	o, _ := l.p.m.Referrals.Outcome(code)
	return o.Label
}

// asked is what the reader has asked about the case.
func (l *liveView) asked() string {
	for _, a := range l.x.Asks {
		if a.AccountID == l.who.Account {
			return a.Text
		}
	}
	return ""
}

// will says what a decision does to this case, before it is confirmed.
func (l *liveView) will(d guideline.Decision) string {
	c, _ := courseOf(l.p.m, l.x.Case.State, interrupted(l.x.Case), d)
	var out []string
	if to, ok := l.p.m.State(c.to); ok && c.by != "" {
		words := text.LiveWillMove.F(l.lang, to.Label.In(l.lang))
		if term, ok := to.MainTerm(); ok && term.Since == guideline.SinceEntry {
			words = text.LiveWillMoveBy.F(l.lang, to.Label.In(l.lang), term.Due(l.today).Format())
		}
		out = append(out, words)
	} else {
		out = append(out, text.LiveWillStay.F(l.lang, l.p.stateLabel(l.x.Case.State).In(l.lang)))
	}
	for _, x := range []struct {
		t  text.T
		on bool
	}{{text.LiveWillBack, d.ComesBack}, {text.LiveWillManager, d.Manager == "needed"}, {text.LiveWillTell, d.Outcome}} {
		if x.on {
			out = append(out, x.t.In(l.lang))
		}
	}
	if n := len(out); n > 1 {
		return strings.Join(out[:n-1], ", ") + text.AndWord.In(l.lang) + out[n-1] + "."
	}
	return out[0] + "."
}

// whenClasses are the classes of a field that some decisions ask for: it is shown with those.
func (l *liveView) whenClasses(asks func(guideline.Decision) bool) string {
	out := "when"
	for i, d := range l.x.Choices {
		if asks(d) {
			out += fmt.Sprintf(" when-%d", i+1)
		}
	}
	return out
}

func (l *liveView) asksFor(name string) bool {
	for _, d := range l.x.Choices {
		if asksField(d, name) {
			return true
		}
	}
	return false
}

// asksField tells whether a decision asks for a field.
func asksField(d guideline.Decision, name string) bool {
	switch name {
	case FieldReason:
		return d.Reason
	case FieldAdvice:
		return d.Advice
	case FieldManager:
		return d.Manager != ""
	case FieldSuspensionReason, FieldReviewOn:
		return d.By == guideline.BySuspension
	case FieldClosureReason:
		return d.By == guideline.ByClosure
	}
	return true
}

func (l *liveView) reasons(list []guideline.Reason) []guideline.Reason {
	return guideline.Offered(list, l.today.ISO())
}

func stepDue(d value.Date) string {
	if d.IsZero() {
		return ""
	}
	return d.Format()
}
