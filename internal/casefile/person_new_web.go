package casefile

import (
	"net/http"

	"siil/internal/fault"
	"siil/internal/gate"
	"siil/internal/network"
	"siil/internal/person"
	"siil/internal/policy"
	"siil/internal/text"
	"siil/internal/ui"
	"siil/internal/value"
)

// newCaseView is what the page that makes a case shows.
type newCaseView struct {
	form      ui.Form
	twins     []TwinFound
	towns     []string
	referrers []ui.Option
	offered   []ui.Option
}

// twinNobody is the choice that the person is none of the likely twins.
const twinNobody = "nessuna"

func (r *Room) newCasePage(w http.ResponseWriter, req *http.Request, who gate.Actor) error {
	form := ui.NewForm("once", string(value.NewID()), "received_on", r.g.Today().Format())
	return r.showNewCase(w, req, who, http.StatusOK, form, nil)
}

func (r *Room) showNewCase(w http.ResponseWriter, req *http.Request, who gate.Actor, status int, form ui.Form, twins []TwinFound) error {
	v := newCaseView{form: form, twins: twins, towns: TownNames(who.Zone), offered: r.programmeOptions(r.g.Today())}
	err := r.g.Read(req.Context(), who, func(tx *gate.ReadTx) error {
		if err := tx.Decide(policy.CaseCreate, policy.Resource{Kind: policy.Case}); err != nil {
			return err
		}
		all, err := network.Organisations(tx)
		v.referrers = referrerOptions(all)
		return err
	})
	if err != nil {
		return err
	}
	return ui.Render(w, req, status, newCaseDocument(v))
}

func (r *Room) postNewCase(w http.ResponseWriter, req *http.Request, who gate.Actor) error {
	form := ui.FormFrom(req)
	in, err := newCaseFrom(form, who.Zone, r.g.Today())
	if err != nil {
		p := in.Person
		return r.newCaseAgain(w, req, who, form, fault.Join(err, person.Check(&p, r.g.Today())), nil)
	}
	twins, err := r.NewCaseTwins(req.Context(), who, &in)
	if err != nil {
		return r.newCaseAgain(w, req, who, form, err, nil)
	}
	chosen := in.Twin != "" || in.Nobody
	if len(twins) > 0 && !chosen {
		if _, asked := form.Values["seen"]; asked {
			var c fault.Check
			c.Add("twin", text.TwinsChoose)
			return r.newCaseAgain(w, req, who, form, c.Err(), twins)
		}
		return r.showNewCase(w, req, who, http.StatusOK, form, twins)
	}
	made, err := r.MakeCase(req.Context(), who, in)
	switch {
	case TwinsUnseen(err):
		return r.showNewCase(w, req, who, http.StatusOK, form.Set("twin"), twins)
	case err != nil:
		return r.newCaseAgain(w, req, who, form, err, twins)
	}
	return r.afterNewCase(w, req, who, made)
}

func (r *Room) newCaseAgain(w http.ResponseWriter, req *http.Request, who gate.Actor, form ui.Form, err error, twins []TwinFound) error {
	if !fault.Is(err, fault.Invalid) && !fault.Is(err, fault.Conflict) {
		return err
	}
	return r.showNewCase(w, req, who, ui.Status(fault.KindOf(err)), form.With(err), twins)
}

// newCaseFrom reads the form. What cannot be read at all is an Invalid fault.
func newCaseFrom(form ui.Form, zone string, today value.Date) (in NewCaseInput, err error) {
	var c fault.Check
	var unread error
	in.Person, unread = PersonFrom(form, zone, today)
	in.Once, _ = value.ParseID(form.Value("once"))
	in.ReceivedOn = dayFrom(&c, form, "received_on", value.ForEvent(today))
	in.Programme, in.Note = form.Value("programme"), form.Value("note")
	if form.Value("referrer") != "" {
		id, ok := value.ParseID(form.Value("referrer"))
		c.Require(ok, "referrer", text.ReferrerChoose)
		in.ReferrerID = id
	}
	in.Nobody = form.Value("twin") == twinNobody
	if !in.Nobody {
		in.Twin, _ = value.ParseID(form.Value("twin"))
	}
	for _, s := range form.All("seen") {
		if id, ok := value.ParseID(s); ok {
			in.Seen = append(in.Seen, id)
		}
	}
	return in, fault.Join(unread, c.Err())
}

// afterNewCase goes to the case for who may open it, to the page of the person for the secretary.
func (r *Room) afterNewCase(w http.ResponseWriter, req *http.Request, who gate.Actor, made NewCase) error {
	to := "/casi/" + string(made.CaseID)
	if !who.Has(policy.Coordinator) {
		to += "/persona"
	}
	words := text.NewCaseMade
	if made.Existed {
		words = text.NewCaseAdded
	}
	return ui.Redirect(w, req, to, &ui.Flash{Text: words.With(made.Number)})
}
