package sitting

import (
	"net/http"

	"siil/internal/gate"
	"siil/internal/policy"
	"siil/internal/text"
	"siil/internal/ui"
)

// pastShown is how many held sittings a page of the list shows.
const pastShown = 20

type listView struct {
	coming, past Page
	mayCall      bool
	waiting      int // cases that a sitting could take; only for who may call one
	later        bool
	lang         text.Lang
}

func (p *Pages) getList(w http.ResponseWriter, req *http.Request, who gate.Actor) (err error) {
	v := listView{lang: text.LangOf(req.Context())}
	after := req.URL.Query().Get("dopo")
	v.later = after != ""
	if v.mayCall, err = p.g.Rules().Decide(who.Principal, policy.SittingCall, policy.Resource{Zone: who.Zone, Kind: policy.Sitting}); err != nil {
		return err
	}
	if v.past, err = p.List(req.Context(), who, ListQuery{Past: true, Limit: pastShown, After: after}); err != nil {
		return err
	}
	if !v.later {
		if v.coming, err = p.List(req.Context(), who, ListQuery{}); err != nil {
			return err
		}
	}
	if v.mayCall && len(v.coming.Lines) == 0 && !v.later {
		proposed, err := p.Proposed(req.Context(), who)
		if err != nil {
			return err
		}
		v.waiting = len(proposed)
	}
	return ui.Render(w, req, http.StatusOK, listDocument(v))
}

func (v listView) waitWords() text.T {
	switch v.waiting {
	case 0:
		return text.SittingsWaitNone
	case 1:
		return text.SittingsWaitOne
	}
	return text.SittingsWait.With(v.waiting)
}

// mine is the reader's own answer to the call.
func mine(l Line) (ui.MarkKind, text.T) {
	switch {
	case !l.Called:
		return ui.NoMark, text.T{}
	case l.Reply == Comes:
		return ui.Done, text.SittingYouCome
	case l.Reply == DoesNotCome:
		return ui.Failed, text.SittingYouDoNot
	case l.State == Convened:
		return ui.Today, text.SittingYouMustSay
	}
	return ui.NoMark, text.T{}
}

func minutesMark(l Line) (ui.MarkKind, text.T) {
	switch {
	case l.State != Closed:
		return ui.NoMark, text.T{}
	case l.ToApprove:
		return ui.Today, text.MinutesToApprove
	case l.Minutes == MinutesApproved:
		return ui.Done, text.MinutesAreApproved
	case l.Minutes == MinutesDraft:
		return ui.ToDo, text.MinutesInDraft
	}
	return ui.ToDo, text.MinutesNone
}

// verb is what a row leads to.
func verb(l Line) (href string, words text.T) {
	at := pathSittings + "/" + string(l.ID)
	switch {
	case l.State == Running:
		return at, text.SittingGoIn
	case l.State == Closed && l.ToApprove:
		return at + "/verbale", text.SittingApproveIt
	case l.State == Closed:
		return at + "/verbale", text.SittingReadIt
	case l.State == Convened && l.Called:
		return at, text.SittingPrepare
	}
	return at, text.SittingSee
}
