package plan

import (
	"net/http"
	"net/url"
	"slices"

	"siil/internal/attachment"
	"siil/internal/fault"
	"siil/internal/gate"
	"siil/internal/policy"
	"siil/internal/text"
	"siil/internal/ui"
	"siil/internal/value"
)

// signPage is the page of the signatures of a version.
type signPage struct {
	*planPage
	once  string
	shown string            // what the page shows, for the forms to say it
	files []attachment.File // uploaded with the form that is open
	whole bool              // what stands is what was signed, looked at just now
}

// signSlot is where scans wait until their form is accepted.
func signSlot(once string) string { return "firma:" + once }

func (r *Room) openSigning(req *http.Request, who gate.Actor) (*signPage, error) {
	l, err := r.openPlan(req, who)
	if err != nil {
		return nil, err
	}
	p := &signPage{planPage: l, once: string(value.NewID())}
	if p.shown, err = l.plan.Shown(); err == nil && p.plan.State != Draft && p.plan.ID != "" {
		p.whole, err = r.Verify(req.Context(), who, p.plan.ID)
	}
	return p, err
}

func (r *Room) getSigning(w http.ResponseWriter, req *http.Request, who gate.Actor) error {
	p, err := r.openSigning(req, who)
	if err != nil {
		return err
	}
	if done, err := p.elsewhere(w, req); done {
		return err
	}
	p.form = ui.NewForm("means", OnPaper, "party", p.parties()[0].Value, "date", p.today.Format(), "agreement", Agrees, "collected_by", string(who.Account))
	return ui.Render(w, req, http.StatusOK, signingPage(p))
}

func (r *Room) postSigning(w http.ResponseWriter, req *http.Request, who gate.Actor) error {
	files := attachment.New(r.g)
	values, bad := files.Form(req, who, func(v url.Values) string { return signSlot(v.Get("once")) })
	if bad != nil && fault.KindOf(bad) != fault.Invalid {
		return bad
	}
	f := ui.Form{Values: values}
	p, err := r.openSigning(req, who)
	if err != nil {
		return err
	}
	asked, err := files.Buttons(req.Context(), who, signSlot(f.Value("once")), f)
	if err != nil {
		return err
	}
	if asked {
		return r.signingAgain(w, req, who, p, f, bad, http.StatusOK)
	}
	var c fault.Check
	in := SignatureInput{Party: f.Value("party"), Means: f.Value("means"), Words: f.Value("words"), Agreement: f.Value("agreement"), Said: lines(f.Values.Get("said")),
		Code: f.Value("code"), Digest: f.Value("digest"), Slot: signSlot(f.Value("once"))}
	in.AccountID, _ = value.ParseID(f.Value("account"))
	in.CollectedBy, _ = value.ParseID(f.Value("collected_by"))
	if in.Means != SecondFactor {
		in.OnDay = r.pastDay(&c, f.Value("date"), "date")
	}
	if err = fault.Join(bad, c.Err()); err == nil {
		_, err = r.Sign(req.Context(), who, p.plan.ID, in)
	}
	if kind := fault.KindOf(err); err != nil && (kind == fault.Invalid || kind == fault.Conflict) {
		return r.signingAgain(w, req, who, p, f, err, ui.Status(kind))
	}
	if err != nil {
		return err
	}
	_, now, err := r.ByPlan(req.Context(), who, p.plan.ID)
	if err != nil {
		return err
	}
	if now.State == InForce && p.plan.State != InForce {
		return ui.Redirect(w, req, p.here(""), &ui.Flash{Text: text.PlanNowInForce.With(now.Number, now.ForceOn.Format())})
	}
	return ui.Redirect(w, req, p.here("/firme"), &ui.Flash{Text: text.PlanSignatureSaved})
}

// signingAgain shows the page once more with what was typed and the scans that wait, and what is wrong, if anything is.
func (r *Room) signingAgain(w http.ResponseWriter, req *http.Request, who gate.Actor, p *signPage, f ui.Form, bad error, status int) (err error) {
	if p.form, p.once = f, f.Value("once"); bad != nil {
		p.form, status = f.With(bad), ui.Status(fault.KindOf(bad))
	}
	if p.files, err = r.pending(req, who, p); err != nil {
		return err
	}
	return ui.Render(w, req, status, signingPage(p))
}

// pending are the scans that wait with a form that did not pass.
func (r *Room) pending(req *http.Request, who gate.Actor, p *signPage) (files []attachment.File, err error) {
	err = r.g.Read(req.Context(), who, func(tx *gate.ReadTx) error {
		if err := tx.Decide(policy.PlanSign, inSection(p.View.Res, policy.Common)); err != nil {
			return err
		}
		files, err = attachment.Pending(tx, who.Account, signSlot(p.once))
		return err
	})
	return files, err
}

func (r *Room) postFreeze(w http.ResponseWriter, req *http.Request, who gate.Actor) error {
	p, err := r.openPlan(req, who)
	if err != nil {
		return err
	}
	f := ui.FormFrom(req)
	if err := r.Freeze(req.Context(), who, p.plan.ID, shownVersion(f.Value("version"))); err != nil {
		return r.again(w, req, who, "", f, inForms(err))
	}
	return ui.Redirect(w, req, p.here("/firme"), &ui.Flash{Text: text.PlanFrozen.With(p.plan.Number)})
}

func (r *Room) postUnfreeze(w http.ResponseWriter, req *http.Request, who gate.Actor) error {
	p, err := r.openSigning(req, who)
	if err != nil {
		return err
	}
	f := ui.FormFrom(req)
	err = r.Unfreeze(req.Context(), who, p.plan.ID, lines(f.Values.Get("why")))
	if kind := fault.KindOf(err); err != nil && (kind == fault.Invalid || kind == fault.Conflict) {
		p.form = f.With(err)
		return ui.Render(w, req, ui.Status(kind), signingPage(p))
	}
	if err != nil {
		return err
	}
	return ui.Redirect(w, req, p.here(""), &ui.Flash{Text: text.PlanThawed.With(p.plan.Number)})
}

// mayFreeze tells whether nothing that the reader may know keeps the draft from being signed.
func (p *planPage) mayFreeze() bool { return len(p.r.Missing(p.plan)) == 0 }

// manages tells whether the reader is the case manager.
func (p *planPage) manages() bool { return p.View.Case.ManagerID == p.who.Account }

// parties are those who can still sign, as the form offers them.
func (p *signPage) parties() (out []ui.Option) {
	for _, o := range p.entries(p.r.m.Actions.Plan.Parties) {
		signed := slices.ContainsFunc(p.plan.Signatures, func(s Signature) bool { return s.Stands() && s.Party == o.Value })
		if o.Value == ByService || !signed {
			out = append(out, o)
		}
	}
	return out
}

func (p *signPage) agreements() []ui.Option {
	return []ui.Option{{Value: Agrees, Label: text.SignAgrees}, {Value: AgreesPartly, Label: text.SignAgreesPartly}, {Value: Disagrees, Label: text.SignDisagrees}}
}

// mine are the parties as which the reader may sign with the second factor.
func (p *signPage) mine() (out []ui.Option) {
	for _, o := range p.parties() {
		if o.Value == ByService || o.Value == ByCaseManager && p.manages() {
			out = append(out, o)
		}
	}
	return out
}

// hasSigned tells whether the reader has signed already.
func (p *signPage) hasSigned() bool {
	return slices.ContainsFunc(p.plan.Signatures, func(s Signature) bool { return s.Stands() && s.AccountID == p.who.Account })
}

// hereForm is the form of a signature with the second factor: what was typed in it, if it is the one that did not pass.
func (p *signPage) hereForm() forms {
	if p.form.Value("means") == SecondFactor {
		return forms{p.form, ""}
	}
	return forms{ui.NewForm("party", p.mine()[0].Value), ""}
}

// personSigns tells whether the person has still to sign.
func (p *signPage) personSigns() bool {
	return slices.ContainsFunc(p.parties(), func(o ui.Option) bool { return o.Value == ByPerson })
}
