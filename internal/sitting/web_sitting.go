package sitting

import (
	"net/http"
	"slices"
	"time"

	"siil/internal/fault"
	"siil/internal/gate"
	"siil/internal/guideline"
	"siil/internal/text"
	"siil/internal/ui"
	"siil/internal/value"
)

func (p *Pages) getSitting(w http.ResponseWriter, req *http.Request, who gate.Actor) error {
	s, err := p.open(req, who)
	if err != nil {
		return err
	}
	return ui.Render(w, req, http.StatusOK, sittingDocument(s))
}

// itemName is the person of a case, or its number for who may not know the name.
func (s *sheet) itemName(x Item) string {
	if x.Name == "" {
		return text.SittingCaseNo.F(s.lang, x.CaseNumber)
	}
	return x.Name
}

// foreseen is the hour at which a case is likely to come up.
func (s *sheet) foreseen(position int) string {
	return s.v.begins().Rome().Add(time.Duration((position-1)*s.p.m.Sittings.MinutesAnItem) * time.Minute).Format("15:04")
}

func (s *sheet) total() text.T {
	n := len(s.v.Items)
	if n == 1 {
		return text.SittingTotalOne.With(s.p.m.Sittings.MinutesAnItem)
	}
	return text.SittingTotal.With(n, n*s.p.m.Sittings.MinutesAnItem)
}

func itemMark(x Item) (ui.MarkKind, text.T) {
	switch x.State {
	case Decided:
		return ui.Done, text.ItemIsDone
	case Now:
		return ui.Now, text.ItemIsNow
	case Postponed:
		return ui.Again, text.ItemIsPostponed
	}
	return ui.ToDo, text.ItemIsToDo
}

// current is the position of the case that is talked about, or of the first one left to talk about; 0 with an empty agenda.
func (s *sheet) current() int {
	for _, state := range []string{Now, ToDo} {
		if i := slices.IndexFunc(s.v.Items, func(x Item) bool { return x.State == state }); i >= 0 {
			return s.v.Items[i].Position
		}
	}
	if n := len(s.v.Items); n > 0 {
		return s.v.Items[n-1].Position
	}
	return 0
}

func (o orderView) freeOptions() (out []ui.Option) {
	for _, x := range o.free {
		words := waitWords(x.Days)
		out = append(out, ui.Option{Value: string(x.CaseID), Label: text.T{x.Name + ", " + words.In(text.Italian), x.Name + ", " + words.In(text.English)}})
	}
	return out
}

func (o orderView) whyOptions() (out []ui.Option) {
	for _, y := range guideline.Offered(o.p.m.Sittings.Whys, o.today.ISO()) {
		out = append(out, ui.Option{Value: y.Code, Label: y.Label})
	}
	return out
}

func (p *Pages) postReply(w http.ResponseWriter, req *http.Request, who gate.Actor) error {
	id, err := ui.PathID(req, "id")
	if err != nil {
		return err
	}
	f := ui.FormFrom(req)
	err = p.AnswerCall(req.Context(), who, id, f.Value("reply") == Comes, f.Value("why"))
	return after(w, req, pathSittings+"/"+string(id), text.SittingAnswered, err)
}

func (p *Pages) getOpen(w http.ResponseWriter, req *http.Request, who gate.Actor) error {
	s, err := p.open(req, who)
	if err != nil {
		return err
	}
	if !s.v.MayRun {
		return fault.Missing()
	}
	return ui.Render(w, req, http.StatusOK, openDocument(s))
}

// presentOf are the members that a form ticks.
func presentOf(f ui.Form) (out []value.ID) {
	for _, s := range f.All("present") {
		if id, ok := value.ParseID(s); ok {
			out = append(out, id)
		}
	}
	return out
}

// postOpen opens the sitting with who is here, and takes up the first case.
func (p *Pages) postOpen(w http.ResponseWriter, req *http.Request, who gate.Actor) error {
	id, err := ui.PathID(req, "id")
	if err != nil {
		return err
	}
	to := pathSittings + "/" + string(id)
	if err := p.Attend(req.Context(), who, id, presentOf(ui.FormFrom(req))); err != nil {
		return tell(w, req, to+"/apri", err)
	}
	s, err := p.open(req, who)
	if err != nil {
		return err
	}
	n := s.current()
	if n == 0 {
		return ui.Redirect(w, req, to, &ui.Flash{Text: text.SittingIsOpen})
	}
	x, _ := s.v.Item(n)
	if x.State == ToDo {
		if err := p.Start(req.Context(), who, x.ID); err != nil {
			return tell(w, req, to, err)
		}
	}
	return ui.Redirect(w, req, s.caseAt(n), &ui.Flash{Text: text.SittingIsOpen})
}

func (p *Pages) postAttend(w http.ResponseWriter, req *http.Request, who gate.Actor) error {
	id, err := ui.PathID(req, "id")
	if err != nil {
		return err
	}
	f := ui.FormFrom(req)
	return after(w, req, back(id, f), text.LiveMarked, p.Attend(req.Context(), who, id, presentOf(f)))
}

// back is the page that a form stands on: the case with the position "n", or the sitting.
func back(id value.ID, f ui.Form) string {
	to := pathSittings + "/" + string(id)
	if n := f.Value("n"); n != "" && len(n) < 4 && isNumber(n) {
		to += "/caso/" + n
		if f.Value("proiezione") == "1" {
			to += "?proiezione=1"
		}
	}
	return to
}

func isNumber(s string) bool {
	return !slices.ContainsFunc([]rune(s), func(r rune) bool { return r < '0' || r > '9' })
}

func (p *Pages) getClose(w http.ResponseWriter, req *http.Request, who gate.Actor) error {
	s, err := p.open(req, who)
	if err != nil {
		return err
	}
	if !s.v.MayRun {
		return fault.Missing()
	}
	left := 0
	for _, x := range s.v.Items {
		if x.State == ToDo || x.State == Now {
			left++
		}
	}
	will := text.SittingCloseWill
	switch {
	case left == 1:
		will = text.SittingCloseOne
	case left > 1:
		will = text.SittingCloseLeft.With(left)
	}
	return ui.Render(w, req, http.StatusOK, ui.ConfirmPage(ui.Confirm{Title: text.SittingCloseAsk, Consequence: will, Action: s.path("/chiusura"),
		Yes: text.LiveClose, Back: s.path(""), Danger: true, Nav: navKey, Crumbs: s.crumbs(text.LiveClose)}))
}

// postClose closes the sitting and makes the minutes of what was written.
func (p *Pages) postClose(w http.ResponseWriter, req *http.Request, who gate.Actor) error {
	id, err := ui.PathID(req, "id")
	if err != nil {
		return err
	}
	to := pathSittings + "/" + string(id)
	if err := p.Close(req.Context(), who, id); err != nil {
		return tell(w, req, to, err)
	}
	if err := p.MakeMinutes(req.Context(), who, id); err != nil {
		return tell(w, req, to, err)
	}
	return ui.Redirect(w, req, to+"/verbale", &ui.Flash{Text: text.SittingIsClosed})
}
