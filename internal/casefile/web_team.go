package casefile

import (
	"net/http"
	"strconv"

	"siil/internal/account"
	"siil/internal/fault"
	"siil/internal/gate"
	"siil/internal/policy"
	"siil/internal/text"
	"siil/internal/ui"
	"siil/internal/value"
)

func (r *Room) getHandOver(w http.ResponseWriter, req *http.Request, who gate.Actor) error {
	return r.showHandOver(w, req, who, ui.NewForm("stays", "1"), http.StatusOK)
}

func (r *Room) showHandOver(w http.ResponseWriter, req *http.Request, who gate.Actor, f ui.Form, status int) error {
	v, err := r.open(req, who, policy.HandOverAsk, nil)
	if err != nil {
		return err
	}
	v.take(f, status)
	return ui.Render(w, req, status, handOverPage(v))
}

func (r *Room) postHandOver(w http.ResponseWriter, req *http.Request, who gate.Actor) error {
	id, err := ui.PathID(req, "id")
	if err != nil {
		return err
	}
	f := ui.FormFrom(req)
	in := Passing{Version: version(f), Reason: f.Value("reason"), Stays: f.Value("stays") == "1"}
	in.To, _ = value.ParseID(f.Value("to"))
	if err := r.AskHandOver(req.Context(), who, id, in); err != nil {
		return r.again(w, req, who, f, err, r.showHandOver)
	}
	return r.done(w, req, id, &ui.Flash{Text: text.HandOverAsked})
}

// getAnswer shows an offer to whoever it was made to, who may not open the case yet: the person, the place, the reason.
func (r *Room) getAnswer(w http.ResponseWriter, req *http.Request, who gate.Actor) error {
	return r.showAnswer(w, req, who, ui.NewForm(), http.StatusOK)
}

func (r *Room) showAnswer(w http.ResponseWriter, req *http.Request, who gate.Actor, f ui.Form, status int) error {
	id, err := ui.PathID(req, "id")
	if err != nil {
		return err
	}
	v := &caseView{r: r, who: who, today: r.g.Today(), lang: text.LangOf(req.Context()), form: f}
	err = r.g.Read(req.Context(), who, func(tx *gate.ReadTx) (err error) {
		if v.c, v.res, err = Facts(tx, id); err != nil {
			return err
		}
		res := v.res
		res.Kind, res.Own = policy.HandOver, v.c.HandOver != nil && v.c.HandOver.To == who.Account
		if err := tx.Decide(policy.HandOverAnswer, res); err != nil {
			return err
		}
		return v.fill(tx)
	})
	if err != nil {
		return err
	}
	return ui.Render(w, req, status, answerPage(v))
}

func (r *Room) postAnswer(w http.ResponseWriter, req *http.Request, who gate.Actor) error {
	id, err := ui.PathID(req, "id")
	if err != nil {
		return err
	}
	f := ui.FormFrom(req)
	offer, _ := value.ParseID(f.Value("offer"))
	if f.Value("do") == "decline" {
		if err := r.DeclineHandOver(req.Context(), who, id, offer, f.Value("answer")); err != nil {
			return r.again(w, req, who, f, err, r.showAnswer)
		}
		return ui.Redirect(w, req, "/oggi", &ui.Flash{Text: text.HandOverDeclined})
	}
	if err := r.AcceptHandOver(req.Context(), who, id, offer); err != nil {
		return err
	}
	return r.done(w, req, id, &ui.Flash{Text: text.HandOverAccepted})
}

func (r *Room) postWithdrawal(w http.ResponseWriter, req *http.Request, who gate.Actor) error {
	id, err := ui.PathID(req, "id")
	if err != nil {
		return err
	}
	offer, _ := value.ParseID(ui.FormFrom(req).Value("offer"))
	if err := r.WithdrawHandOver(req.Context(), who, id, offer); err != nil {
		return r.tell(w, req, id, "/squadra", err)
	}
	return r.done(w, req, id, &ui.Flash{Text: text.HandOverWithdrawn})
}

// tell goes back to a page with the words of a conflict; any other error goes on.
func (r *Room) tell(w http.ResponseWriter, req *http.Request, id value.ID, under string, err error) error {
	var f ui.Form
	if f = f.With(err); !fault.Is(err, fault.Conflict) {
		return err
	}
	return ui.Redirect(w, req, "/casi/"+string(id)+under, &ui.Flash{Text: f.Text, Bad: true})
}

// teamView is the page of the team.
type teamView struct {
	diary
	joining, leaving, justice, manager ui.Form
	history                            []Entry
}

func (r *Room) getTeam(w http.ResponseWriter, req *http.Request, who gate.Actor) error {
	return r.showTeam(w, req, who, http.StatusOK, func(*teamView) {})
}

func (r *Room) showTeam(w http.ResponseWriter, req *http.Request, who gate.Actor, status int, set func(t *teamView)) error {
	var t teamView
	var err error
	t.caseView, err = r.open(req, who, policy.CaseOpen, func(tx *gate.ReadTx, v *caseView) error {
		t.caseView = v
		t.readable = Readable(tx, v.res)
		return t.loadAside(tx)
	})
	if err != nil {
		return err
	}
	if done, err := t.elsewhere(w, req); done {
		return err
	}
	empty := ui.NewForm("version", strconv.Itoa(t.c.Version))
	t.joining, t.leaving, t.justice, t.manager = empty, empty, empty, empty
	set(&t)
	return ui.Render(w, req, status, teamPage(t))
}

// joinable are the colleagues who are neither in the team nor the case manager.
func (t teamView) joinable() []account.Colleague {
	in := map[value.ID]bool{t.c.ManagerID: true}
	for _, m := range t.team {
		in[m.AccountID] = true
	}
	var out []account.Colleague
	for _, c := range account.ManagersOf(t.all) {
		if !in[c.ID] {
			out = append(out, c)
		}
	}
	return out
}

// onTeam runs one of the small forms of the page of the team and shows it again when something is wrong.
func (r *Room) onTeam(w http.ResponseWriter, req *http.Request, who gate.Actor, words text.T, do func(id value.ID, f ui.Form, in Membership) error, set func(t *teamView, f ui.Form)) error {
	id, err := ui.PathID(req, "id")
	if err != nil {
		return err
	}
	f := ui.FormFrom(req)
	in := Membership{Reason: f.Value("reason")}
	in.AccountID, _ = value.ParseID(f.Value("account"))
	err = do(id, f, in)
	switch {
	case err == nil:
		return ui.Redirect(w, req, "/casi/"+string(id)+"/squadra", &ui.Flash{Text: words})
	case fault.Is(err, fault.Invalid):
		return r.showTeam(w, req, who, http.StatusUnprocessableEntity, func(t *teamView) { set(t, f.With(err)) })
	}
	return r.tell(w, req, id, "/squadra", err)
}

func (r *Room) postJoining(w http.ResponseWriter, req *http.Request, who gate.Actor) error {
	return r.onTeam(w, req, who, text.TeamJoined, func(id value.ID, _ ui.Form, in Membership) error { return r.Join(req.Context(), who, id, in) },
		func(t *teamView, f ui.Form) { t.joining = f })
}

func (r *Room) postLeaving(w http.ResponseWriter, req *http.Request, who gate.Actor) error {
	return r.onTeam(w, req, who, text.TeamLeft, func(id value.ID, _ ui.Form, in Membership) error { return r.Leave(req.Context(), who, id, in) },
		func(t *teamView, f ui.Form) { t.leaving = f })
}

func (r *Room) postJustice(w http.ResponseWriter, req *http.Request, who gate.Actor) error {
	return r.onTeam(w, req, who, text.JusticeChanged, func(id value.ID, f ui.Form, in Membership) error {
		return r.AllowJustice(req.Context(), who, id, in, f.Value("allow") == "1")
	}, func(t *teamView, f ui.Form) { t.justice = f })
}

func (r *Room) postManager(w http.ResponseWriter, req *http.Request, who gate.Actor) error {
	return r.onTeam(w, req, who, text.ManagerAssigned, func(id value.ID, f ui.Form, in Membership) error {
		return r.AssignManager(req.Context(), who, id, version(f), in.AccountID)
	}, func(t *teamView, f ui.Form) { t.manager = f })
}
