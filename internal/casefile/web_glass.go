package casefile

import (
	"net/http"

	"siil/internal/fault"
	"siil/internal/gate"
	"siil/internal/policy"
	"siil/internal/text"
	"siil/internal/ui"
	"siil/internal/value"
)

func (r *Room) getAsking(w http.ResponseWriter, req *http.Request, who gate.Actor) error {
	return r.showAsking(w, req, who, ui.NewForm(), http.StatusOK)
}

// showAsking shows the form before a case that is not the reader's: what a list shows of the case, and who will see the reason. Whoever may
// open the case goes there.
func (r *Room) showAsking(w http.ResponseWriter, req *http.Request, who gate.Actor, f ui.Form, status int) error {
	id, err := ui.PathID(req, "id")
	if err != nil {
		return err
	}
	v := &caseView{r: r, who: who, today: r.g.Today(), lang: text.LangOf(req.Context()), form: f}
	mine := false
	err = r.g.Read(req.Context(), who, func(tx *gate.ReadTx) (err error) {
		if v.c, v.res, err = Facts(tx, id); err != nil {
			return err
		}
		if mine = tx.May(policy.CaseOpen, v.res); mine {
			return tx.Decide(policy.CaseOpen, v.res)
		}
		return tx.Decide(policy.CaseGlass, v.res)
	})
	if err != nil {
		return err
	}
	if mine {
		return ui.Redirect(w, req, v.path(""), nil)
	}
	return ui.Render(w, req, status, askingPage(v))
}

func (r *Room) postAsking(w http.ResponseWriter, req *http.Request, who gate.Actor) error {
	id, err := ui.PathID(req, "id")
	if err != nil {
		return err
	}
	f := ui.FormFrom(req)
	if err := r.OpenWithReason(req.Context(), who, id, Asking{Code: f.Value("code"), Reason: f.Value("reason")}); err != nil {
		return r.again(w, req, who, f, err, r.showAsking)
	}
	return r.done(w, req, id, &ui.Flash{Text: text.GlassOpened.With(r.g.Now().Add(glassLasts).Clock())})
}

// glassView is the page of the openings with a reason: the list, and the one that is looked at.
type glassView struct {
	r             *Room
	waiting, seen []GlassRow
	one           *GlassRow
	words         string
	form          ui.Form
}

func (r *Room) getGlassList(w http.ResponseWriter, req *http.Request, who gate.Actor) error {
	id, _ := value.ParseID(req.URL.Query().Get("voce"))
	return r.showGlass(w, req, who, id, ui.NewForm("result", ReviewSeen), http.StatusOK)
}

func (r *Room) showGlass(w http.ResponseWriter, req *http.Request, who gate.Actor, id value.ID, f ui.Form, status int) error {
	v := glassView{r: r, form: f}
	err := r.g.Read(req.Context(), who, func(tx *gate.ReadTx) (err error) {
		if id != "" {
			g, err := loadGlass(tx, id)
			if err != nil {
				return err
			}
			v.one = &g
			v.words, err = g.words(tx)
			return err
		}
		if err := tx.Decide(policy.GlassReview, policy.Resource{Kind: policy.Glass}); err != nil {
			return err
		}
		if v.waiting, err = glassList(tx, false, 100); err != nil {
			return err
		}
		v.seen, err = glassList(tx, true, 50)
		return err
	})
	if err != nil {
		return err
	}
	if v.one != nil {
		return ui.Render(w, req, status, glassOnePage(v))
	}
	return ui.Render(w, req, status, glassListPage(v))
}

func (r *Room) postGlassReview(w http.ResponseWriter, req *http.Request, who gate.Actor) error {
	f := ui.FormFrom(req)
	id, ok := value.ParseID(f.Value("voce"))
	if !ok {
		return fault.Missing()
	}
	err := r.ReviewGlass(req.Context(), who, id, Reviewing{Result: f.Value("result"), Note: f.Value("note")})
	switch {
	case err == nil:
		return ui.Redirect(w, req, "/casi/accessi-motivati", &ui.Flash{Text: text.GlassReviewed})
	case fault.Is(err, fault.Invalid):
		return r.showGlass(w, req, who, id, f.With(err), http.StatusUnprocessableEntity)
	case fault.Is(err, fault.Conflict):
		return ui.Redirect(w, req, "/casi/accessi-motivati", &ui.Flash{Text: text.GlassReviewedBefore, Bad: true})
	}
	return err
}
