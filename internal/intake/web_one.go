package intake

import (
	"errors"
	"net/http"
	"net/url"
	"strconv"

	"siil/internal/account"
	"siil/internal/attachment"
	"siil/internal/fault"
	"siil/internal/gate"
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
	id, err := ui.PathID(req, "id")
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
	id, err := ui.PathID(req, "id")
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
	id, err := ui.PathID(req, "id")
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
	asked, err := attachment.New(r.g).Buttons(req.Context(), who, ReplySlot(id), f)
	if err != nil {
		return err
	}
	if asked {
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
	id, err := ui.PathID(req, "id")
	if err != nil {
		return err
	}
	which, err := ui.PathID(req, "f")
	if err != nil {
		return err
	}
	var answer func(http.ResponseWriter)
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
		answer, err = attachment.Answer(tx, req, which)
		return err
	})
	if err == nil {
		answer(w)
	}
	return err
}

// getReceipt gives the receipt as a PDF; "grande" in the address asks for large print.
func (r *Room) getReceipt(w http.ResponseWriter, req *http.Request, who gate.Actor) error {
	id, err := ui.PathID(req, "id")
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
