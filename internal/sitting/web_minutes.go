package sitting

import (
	"net/http"
	"strconv"
	"strings"

	"siil/internal/fault"
	"siil/internal/gate"
	"siil/internal/pdf"
	"siil/internal/text"
	"siil/internal/ui"
	"siil/internal/value"
)

// minutesPage is the page of the minutes. m is absent until they are made.
type minutesPage struct {
	*sheet
	m *MinutesView
}

func (p *Pages) getMinutes(w http.ResponseWriter, req *http.Request, who gate.Actor) error {
	return p.showMinutes(w, req, who, ui.NewForm(), http.StatusOK)
}

func (p *Pages) showMinutes(w http.ResponseWriter, req *http.Request, who gate.Actor, f ui.Form, status int) error {
	s, err := p.open(req, who)
	if err != nil {
		return err
	}
	v := minutesPage{sheet: s}
	v.form = f
	if s.v.Minutes != "" {
		m, err := p.Minutes(req.Context(), who, s.v.ID)
		if err != nil {
			return err
		}
		v.m = &m
	}
	return ui.Render(w, req, status, minutesDocument(v))
}

func (p *Pages) postMake(w http.ResponseWriter, req *http.Request, who gate.Actor) error {
	id, err := ui.PathID(req, "id")
	if err != nil {
		return err
	}
	return after(w, req, pathSittings+"/"+string(id)+"/verbale", text.MinutesMade, p.MakeMinutes(req.Context(), who, id))
}

func (p *Pages) getApprove(w http.ResponseWriter, req *http.Request, who gate.Actor) error {
	s, err := p.open(req, who)
	if err != nil {
		return err
	}
	if !s.v.MayApprove {
		return fault.Missing()
	}
	return ui.Render(w, req, http.StatusOK, ui.ConfirmPage(ui.Confirm{Title: text.MinutesApproveAsk, Consequence: text.MinutesApproveWill,
		Action: s.path("/verbale/approvazione"), Yes: text.MinutesApproveIt, Back: s.path("/verbale"), Nav: navKey, Crumbs: s.crumbs(text.SittingMinutes)}))
}

func (p *Pages) postApprove(w http.ResponseWriter, req *http.Request, who gate.Actor) error {
	id, err := ui.PathID(req, "id")
	if err != nil {
		return err
	}
	return after(w, req, pathSittings+"/"+string(id)+"/verbale", text.MinutesApproved, p.Approve(req.Context(), who, id))
}

func (p *Pages) postAddition(w http.ResponseWriter, req *http.Request, who gate.Actor) error {
	id, err := ui.PathID(req, "id")
	if err != nil {
		return err
	}
	f := ui.FormFrom(req)
	item, _ := value.ParseID(f.Value("item"))
	if err = p.Add(req.Context(), who, id, item, f.Value("text")); err == nil {
		return ui.Redirect(w, req, pathSittings+"/"+string(id)+"/verbale", &ui.Flash{Text: text.MinutesAdded})
	}
	if !mayGo(err) {
		return err
	}
	return p.showMinutes(w, req, who, f.With(err), ui.Status(fault.KindOf(err)))
}

// paper is how the reader's documents are printed.
func paper(req *http.Request, who gate.Actor) Paper {
	return Paper{Zone: who.Zone, Lang: text.LangOf(req.Context())}
}

// getAgendaFile gives the agenda: with the names that the reader may know, or without any for posting up.
func (p *Pages) getAgendaFile(w http.ResponseWriter, req *http.Request, who gate.Actor) error {
	s, err := p.open(req, who)
	if err != nil {
		return err
	}
	file, err := p.AgendaDocument(s.v, req.URL.Query().Get("nomi") == "1", paper(req, who))
	if err != nil {
		return err
	}
	pdf.Serve(w, "ordine-del-giorno-"+strconv.Itoa(s.v.Number), file)
	return nil
}

func (p *Pages) getMinutesFile(w http.ResponseWriter, req *http.Request, who gate.Actor) error {
	id, err := ui.PathID(req, "id")
	if err != nil {
		return err
	}
	m, err := p.Minutes(req.Context(), who, id)
	if err != nil {
		return err
	}
	checkpoint, err := p.g.Checkpoint(req.Context())
	if err != nil {
		return err
	}
	file, err := p.MinutesDocument(m, checkpoint, paper(req, who))
	if err != nil {
		return err
	}
	pdf.Serve(w, "verbale-"+strconv.Itoa(m.Head.Number), file)
	return nil
}

// getExtractFile gives the part of one case, in which nobody else is named.
func (p *Pages) getExtractFile(w http.ResponseWriter, req *http.Request, who gate.Actor) error {
	id, err := ui.PathID(req, "id")
	if err != nil {
		return err
	}
	name, ok := strings.CutSuffix(req.PathValue("file"), ".pdf")
	caseID, known := value.ParseID(name)
	if !ok || !known {
		return fault.Missing()
	}
	m, err := p.Extract(req.Context(), who, id, caseID)
	if err != nil {
		return err
	}
	checkpoint, err := p.g.Checkpoint(req.Context())
	if err != nil {
		return err
	}
	file, err := p.ExtractDocument(m, caseID, checkpoint, paper(req, who))
	if err != nil {
		return err
	}
	pdf.Serve(w, "estratto-"+strconv.Itoa(m.Head.Number), file)
	return nil
}

func (v minutesPage) addOptions() []ui.Option {
	out := []ui.Option{{Label: text.MinutesAddHead}}
	for _, x := range v.m.Parts {
		if !x.Hidden {
			out = append(out, ui.Option{Value: string(x.ItemID), Label: text.MinutesAddCase.With(x.Position)})
		}
	}
	return out
}

func spans(list []MinutesSpan) string {
	var out []string
	for _, s := range list {
		out = append(out, s.From.Clock()+"-"+s.Until.Clock())
	}
	return strings.Join(out, ", ")
}

func (v minutesPage) quorum(list []MinutesQuorum) string {
	var out []string
	for _, q := range list {
		out = append(out, quorumLack(v.p, QuorumPart{Part: q.Part, Have: q.Have, Least: q.Least}).In(v.lang))
	}
	return strings.Join(out, ", ")
}

func (v minutesPage) senders(list []MinutesSender) string {
	var out []string
	for _, s := range list {
		out = append(out, strings.Trim(s.Name+", "+s.Body, ", ")+", "+s.ReceivedOn.Format())
	}
	return strings.Join(out, "; ")
}

func (v minutesPage) outs(list []MinutesOut) string {
	var out []string
	for _, o := range list {
		c, _ := v.p.m.Sittings.Conflict(o.Why)
		out = append(out, o.Name+" ("+strings.ToLower(c.Label.In(v.lang))+")")
	}
	return strings.Join(out, ", ")
}

func (v minutesPage) states(x MinutesPart) string {
	if x.ToState == "" {
		return ""
	}
	return text.MinutesStateFrom.F(v.lang, v.p.stateLabel(x.FromState).In(v.lang), v.p.stateLabel(x.ToState).In(v.lang))
}

func (v minutesPage) step(s MinutesStep) string {
	if s.Due.IsZero() {
		return text.MinutesStepOf.F(v.lang, s.What, s.Who)
	}
	return text.MinutesStepBy.F(v.lang, s.What, s.Who, s.Due.Format())
}

func absentOf(h MinutesHead) (out []MinutesMember) {
	for _, m := range h.Members {
		if len(m.Times) == 0 {
			out = append(out, m)
		}
	}
	return out
}

// absence is what an absent member stands for, and whether they had said so.
func (v minutesPage) absence(m MinutesMember) string {
	words := v.memberWords(Member{Part: m.Part})
	if m.Absence == DoesNotCome {
		words += ", " + text.MinutesJustified.In(v.lang)
	}
	return words
}
