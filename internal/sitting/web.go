package sitting

import (
	"net/http"
	"strconv"

	"siil/internal/fault"
	"siil/internal/gate"
	"siil/internal/policy"
	"siil/internal/text"
	"siil/internal/ui"
	"siil/internal/value"
)

const (
	pathSittings = "/sedute"
	navKey       = "sedute"
)

// Pages are the room's pages. still tells who sends a request, without taking it for a sign of use: the line of events asks again and again.
type Pages struct {
	*Room
	hub   *hub
	still func(*http.Request) (gate.Actor, error)
}

// Pages makes the pages of the room.
func (r *Room) Pages(still func(*http.Request) (gate.Actor, error)) *Pages {
	return &Pages{Room: r, hub: newHub(r.Tick), still: still}
}

// EndEvents lets go whoever follows a sitting: the program stops.
func (p *Pages) EndEvents() { p.hub.end() }

// Routes are the pages of sittings, of their cases and of their minutes.
func (p *Pages) Routes() []ui.Route {
	one, item := pathSittings+"/{id}", pathSittings+"/{id}/voci/{voce}"
	return []ui.Route{
		ui.Get(pathSittings, policy.SittingList, p.getList),
		ui.Get(pathSittings+"/nuova", policy.SittingCall, p.getNew),
		ui.Post(pathSittings+"/nuova", policy.SittingCall, p.postNew),
		ui.Get(one, policy.SittingRead, p.getSitting),
		ui.Get(one+"/modifica", policy.SittingCall, p.getChange),
		ui.Post(one+"/modifica", policy.SittingCall, p.postChange),
		ui.Get(one+"/annulla", policy.SittingCall, p.getCancel),
		ui.Post(one+"/annullamento", policy.SittingCall, p.postCancel),
		ui.Get(one+"/ordine", policy.SittingRead, p.getOrder),
		ui.Post(one+"/ordine", policy.SittingCall, p.postOrder),
		ui.Post(one+"/casi", policy.SittingCall, p.postAdd),
		ui.Post(one+"/risposta", policy.SittingReply, p.postReply),
		ui.Get(one+"/apri", policy.SittingRun, p.getOpen),
		ui.Post(one+"/apertura", policy.SittingRun, p.postOpen),
		ui.Post(one+"/presenze", policy.SittingRun, p.postAttend),
		ui.Get(one+"/chiudi", policy.SittingRun, p.getClose),
		ui.Post(one+"/chiusura", policy.SittingRun, p.postClose),
		ui.Get(one+"/eventi", policy.SittingRead, p.getEvents),
		ui.Get(one+"/caso/{n}", policy.SittingCase, p.getCase),
		ui.Get(item+"/uscita", policy.SittingReply, p.getStepOut),
		ui.Post(item+"/uscita", policy.SittingReply, p.postStepOut),
		ui.Post(item+"/rientro", policy.SittingReply, p.postStepBack),
		ui.Post(item+"/domanda", policy.SittingCase, p.postAsk),
		ui.Post(item+"/inizio", policy.SittingRun, p.postStart),
		ui.Post(item+"/rinvio", policy.SittingRun, p.postPostpone),
		ui.Post(item+"/scrivi", policy.SittingCase, p.postWrite),
		ui.Post(item+"/sto-scrivendo", policy.SittingCase, p.postFocus),
		ui.Post(item+"/decisione", policy.SittingCase, p.postDecision),
		ui.Post(item+"/riapertura", policy.SittingDecide, p.postReopen),
		ui.Get(one+"/ordine-del-giorno.pdf", policy.SittingRead, p.getAgendaFile),
		ui.Get(one+"/verbale.pdf", policy.MinutesRead, p.getMinutesFile),
		ui.Get(one+"/estratti/{file}", policy.MinutesExtract, p.getExtractFile),
		ui.Get(one+"/verbale", policy.MinutesRead, p.getMinutes),
		ui.Post(one+"/verbale", policy.SittingRun, p.postMake),
		ui.Get(one+"/verbale/approva", policy.MinutesApprove, p.getApprove),
		ui.Post(one+"/verbale/approvazione", policy.MinutesApprove, p.postApprove),
		ui.Post(one+"/verbale/aggiunta", policy.MinutesAdd, p.postAddition),
	}
}

// sheet is what every page of one sitting knows.
type sheet struct {
	p     *Pages
	v     View
	who   gate.Actor
	today value.Date
	lang  text.Lang
	form  ui.Form
}

func (p *Pages) open(req *http.Request, who gate.Actor) (*sheet, error) {
	id, err := ui.PathID(req, "id")
	if err != nil {
		return nil, err
	}
	s := &sheet{p: p, who: who, today: p.g.Today(), lang: text.LangOf(req.Context()), form: ui.NewForm()}
	s.v, err = p.View(req.Context(), who, id)
	return s, err
}

// path is the address of the sitting or of what is under it.
func (s *sheet) path(under string) string { return pathSittings + "/" + string(s.v.ID) + under }

func (s *sheet) item(x Item, under string) string { return s.path("/voci/" + string(x.ID) + under) }

func (s *sheet) caseAt(position int) string { return s.path("/caso/" + strconv.Itoa(position)) }

func (s *sheet) day() string { return s.v.OnDay.Long(s.lang) }

func (s *sheet) title() text.T { return dayTitle(text.SittingOf, s.v.OnDay) }

func dayTitle(t text.T, d value.Date) text.T {
	return text.T{t.F(text.Italian, d.Long(text.Italian)), t.F(text.English, d.Long(text.English))}
}

func (s *sheet) crumbs(last text.T) []ui.Crumb {
	out := []ui.Crumb{{Label: text.NavSittings, Href: pathSittings}}
	if last == (text.T{}) {
		return append(out, ui.Crumb{Label: s.title()})
	}
	return append(out, ui.Crumb{Label: s.title(), Href: s.path("")}, ui.Crumb{Label: last})
}

// where is the seat or place, or that it is held from afar.
func where(x Sitting) text.T {
	switch at := x.Where(); {
	case at != "" && x.Link != "":
		return text.T{at + ", " + text.SittingFromAfar.In(text.Italian), at + ", " + text.SittingFromAfar.In(text.English)}
	case at != "":
		return text.Raw(at)
	}
	return text.SittingFromAfar
}

var stateWords = map[string]text.T{Convened: text.SittingCalledState, Running: text.SittingOpenState, Closed: text.SittingClosedState, Cancelled: text.SittingGone}

var partWords = map[string]text.T{"common": text.PartCommon, "social": text.PartSocial, "work": text.PartWork, "health": text.PartHealth}

func (p *Pages) part(code string) text.T {
	if t, ok := partWords[code]; ok {
		return t
	}
	s, _ := p.m.Section(code)
	return s.Label
}

func (p *Pages) whyWords(code string) text.T {
	w, _ := p.m.Sittings.Why(code)
	return w.Label
}

func (p *Pages) decisionWords(code string) text.T {
	d, _ := p.m.Sittings.Decision(code)
	return d.Label
}

func (p *Pages) stateLabel(code string) text.T {
	x, _ := p.m.State(code)
	return x.Label
}

// waitWords are how long a case has been waiting.
func waitWords(days int) text.T {
	switch days {
	case 0:
		return text.SittingDayNone
	case 1:
		return text.SittingDayOne
	}
	return text.SittingDays.With(days)
}

// memberWords are what a member stands for, and that they write the minutes.
func (s *sheet) memberWords(m Member) string {
	words := s.p.part(m.Part).In(s.lang)
	if m.Recorder {
		words += ", " + text.MemberRecorder.In(s.lang)
	}
	return words
}

func (s *sheet) replyMark(m Member) (ui.MarkKind, text.T) {
	switch m.Reply {
	case Comes:
		return ui.Done, text.ReplyYes
	case DoesNotCome:
		return ui.Failed, text.ReplyNo
	}
	return ui.ToDo, text.ReplyNone
}

// lacks says what a quorum still needs, one sentence for each part.
func (p *Pages) lacks(q Quorum, one, many text.T) (out []text.T) {
	for _, x := range q.Parts {
		if x.Holds() {
			continue
		}
		part := p.part(x.Part)
		if n := x.Least - x.Have; n > 1 {
			out = append(out, text.T{many.F(text.Italian, n, part.In(text.Italian)), many.F(text.English, n, part.In(text.English))})
		} else {
			out = append(out, text.T{one.F(text.Italian, part.In(text.Italian)), one.F(text.English, part.In(text.English))})
		}
	}
	return out
}

// tell goes back to a page with the words of what could not be done; any other error goes on.
func tell(w http.ResponseWriter, req *http.Request, to string, err error) error {
	if kind := fault.KindOf(err); kind != fault.Conflict && kind != fault.Invalid {
		return err
	}
	f := ui.NewForm().With(err)
	words := f.Text
	if len(f.Faults) > 0 {
		words = f.Faults[0].Text
	}
	return ui.Redirect(w, req, to, &ui.Flash{Text: words, Bad: true})
}

// after answers a button that was pressed on a page: back to it, with what was done or why not.
func after(w http.ResponseWriter, req *http.Request, to string, done text.T, err error) error {
	if err != nil {
		return tell(w, req, to, err)
	}
	return ui.Redirect(w, req, to, &ui.Flash{Text: done})
}

// mayGo tells whether an error only asks for another try of the form.
func mayGo(err error) bool {
	kind := fault.KindOf(err)
	return kind == fault.Invalid || kind == fault.Conflict
}

func quorumPart(t text.T, p *Pages, x QuorumPart) text.T {
	part := p.part(x.Part)
	return text.T{t.F(text.Italian, part.In(text.Italian), x.Have), t.F(text.English, part.In(text.English), x.Have)}
}

func quorumLack(p *Pages, x QuorumPart) text.T {
	part, t := p.part(x.Part), text.QuorumLack
	return text.T{t.F(text.Italian, part.In(text.Italian), x.Have, x.Least), t.F(text.English, part.In(text.English), x.Have, x.Least)}
}

// attendanceMark is whether a member is here, or was when the sitting was closed.
func attendanceMark(state string, m Member) (ui.MarkKind, text.T) {
	switch {
	case state == Running && m.Here:
		return ui.Done, text.LiveIsHere
	case state == Running:
		return ui.Failed, text.LiveAbsent
	case m.Attended():
		return ui.Done, text.MemberWasThere
	}
	return ui.Failed, text.MemberWasNot
}
