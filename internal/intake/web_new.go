package intake

import (
	"errors"
	"net/http"
	"net/url"
	"slices"
	"strings"

	"siil/internal/attachment"
	"siil/internal/casefile"
	"siil/internal/fault"
	"siil/internal/gate"
	"siil/internal/network"
	"siil/internal/policy"
	"siil/internal/territory"
	"siil/internal/text"
	"siil/internal/ui"
	"siil/internal/value"
)

// twinNobody is the choice that the person is none of the likely twins.
const twinNobody = "nessuna"

// twinFields are the fields from which likely twins are found.
var twinFields = []string{"family_name", "given_name", "tax_code", "birth_date", "phone"}

// newView is what the form of a referral shows.
type newView struct {
	r         *Room
	form      ui.Form
	here      bool // whoever types works here: chooses the sender, sees likely twins
	name      string
	body      text.T // of an outside sender
	bodies    []network.Organisation
	files     []attachment.File
	twins     []TwinShown
	asked     bool // likely twins were looked for
	towns     []string
	savedAt   value.Instant // when the draft was saved that the form comes from
	today, by value.Date    // by when the answer comes if it is sent today
}

func (r *Room) getNew(w http.ResponseWriter, req *http.Request, who gate.Actor) error {
	return r.showNew(w, req, who, http.StatusOK, ui.Form{}, value.Instant{})
}

// showNew shows the form as it was typed, and saved at a moment; without a form, the draft or an empty one.
func (r *Room) showNew(w http.ResponseWriter, req *http.Request, who gate.Actor, status int, form ui.Form, at value.Instant) error {
	today := r.g.Today()
	v := &newView{r: r, form: form, savedAt: at, name: who.Name, today: today, by: r.term().Due(today)}
	for _, m := range territory.Municipalities(who.Zone) {
		v.towns = append(v.towns, m.Name)
	}
	err := r.g.Read(req.Context(), who, v.load)
	if err != nil {
		return err
	}
	if v.here && typedPerson(v.form) {
		if v.twins, err = r.suggest(req, who, v.form); err != nil {
			return err
		}
		v.asked = true
	}
	return ui.Render(w, req, status, newDocument(v))
}

// load reads what the form needs beside what was typed.
func (v *newView) load(tx *gate.ReadTx) (err error) {
	if err := tx.Decide(policy.ReferralSend, policy.Resource{Kind: policy.Referral}); err != nil {
		return err
	}
	v.here = tx.May(policy.PersonCreate, policy.Resource{Kind: policy.Person})
	if v.form.Values == nil {
		if v.form, v.savedAt, err = loadDraft(tx); err != nil {
			return err
		}
	}
	v.begin()
	all, err := network.Organisations(tx)
	if err != nil {
		return err
	}
	if v.here {
		v.bodies = slices.DeleteFunc(all, func(o network.Organisation) bool { return !o.EndedAt.IsZero() })
	} else if err := v.ownBody(tx, all); err != nil {
		return err
	}
	v.files, err = attachment.Pending(tx, tx.Who().Account, v.slot())
	return err
}

// slot is where the files of the form wait.
func (v *newView) slot() string { return slotOf(v.form.Values) }

func (v *newView) ownBody(tx *gate.ReadTx, all []network.Organisation) error {
	var id value.ID
	err := tx.One("SELECT organisation_id FROM account WHERE zone = $1 AND id = $2", []any{tx.Zone(), tx.Who().Account}, &id)
	for _, o := range all {
		if o.ID == id {
			v.body = text.Raw(o.Name)
		}
	}
	return err
}

// begin fills in what a new form begins with.
func (v *newView) begin() {
	if v.form.Values != nil {
		if _, ok := value.ParseID(v.form.Value("once")); !ok {
			v.form = v.form.Set("once", string(value.NewID()))
		}
		return
	}
	v.form = ui.NewForm("once", string(value.NewID()), "urgency", v.r.m.Urgencies[0].Code)
	if v.here {
		v.form = v.form.Set("received_on", v.today.Format())
	}
}

// typedPerson tells whether enough of the person was typed to look for likely twins.
func typedPerson(f ui.Form) bool {
	return f.Value("family_name") != "" && f.Value("given_name") != "" || len(f.Value("tax_code")) == 16
}

func (r *Room) suggest(req *http.Request, who gate.Actor, form ui.Form) ([]TwinShown, error) {
	p, _ := casefile.PersonFrom(form, who.Zone, r.g.Today()) // a date that cannot be read yet finds nobody
	return r.Suggest(req.Context(), who, p)
}

// postSimilar answers the page's script with the likely twins of who is being typed in.
func (r *Room) postSimilar(w http.ResponseWriter, req *http.Request, who gate.Actor) error {
	v := &newView{r: r, form: ui.FormFrom(req), here: true, asked: typedPerson(ui.FormFrom(req))}
	var err error
	if v.asked {
		v.twins, err = r.suggest(req, who, v.form)
	} else {
		err = r.g.Read(req.Context(), who, func(tx *gate.ReadTx) error {
			return tx.Decide(policy.PersonCreate, policy.Resource{Kind: policy.Person})
		})
	}
	if err != nil {
		return err
	}
	return ui.Render(w, req, http.StatusOK, twinList(v))
}

// formOf reads the form with its files, which go into its slot at once: they are kept whatever is wrong with the rest.
func (r *Room) formOf(req *http.Request, who gate.Actor, slot func(url.Values) string) (ui.Form, error) {
	if !strings.HasPrefix(req.Header.Get("Content-Type"), "multipart/form-data") {
		return ui.FormFrom(req), nil
	}
	values, err := attachment.New(r.g).Form(req, who, slot)
	return ui.Form{Values: values}, err
}

func slotOf(v url.Values) string {
	once, _ := value.ParseID(v.Get("once"))
	return Slot(once)
}

// postNew sends the form, or does what another of its buttons says.
func (r *Room) postNew(w http.ResponseWriter, req *http.Request, who gate.Actor) error {
	if err := r.maySend(req, who); err != nil {
		return err
	}
	form, bad := r.formOf(req, who, slotOf)
	if bad != nil && !shownAgain(bad) {
		return bad
	}
	asked, err := attachment.New(r.g).Buttons(req.Context(), who, slotOf(form.Values), form)
	switch do := form.Value(doKey); {
	case err != nil:
		return err
	case do == doThrow:
		return r.throwDraft(w, req, who, form)
	case do != doDraft && !asked:
		return r.sendForm(w, req, who, form, bad)
	}
	if err := r.keepDraft(req.Context(), who, DraftSlot, packed(form)); err != nil {
		return err
	}
	if bad != nil {
		return r.newAgain(w, req, who, form, bad)
	}
	return ui.Redirect(w, req, pathNew+after(form), nil)
}

// after is where on the page somebody goes on who has saved the form to go on with it.
func after(f ui.Form) string {
	if f.Value(doKey) == doDraft {
		return ""
	}
	return "#" + ui.FieldID(attachment.FormField)
}

// maySend refuses before anything of the form is kept.
func (r *Room) maySend(req *http.Request, who gate.Actor) error {
	ok, err := r.g.Rules().Decide(who.Principal, policy.ReferralSend, policy.Resource{Kind: policy.Referral, Zone: who.Zone})
	if err != nil || ok {
		return err
	}
	return r.g.Read(req.Context(), who, func(tx *gate.ReadTx) error {
		return tx.Decide(policy.ReferralSend, policy.Resource{Kind: policy.Referral})
	})
}

// shownAgain tells whether a fault is shown on the form's page, with everything still there.
func shownAgain(err error) bool {
	return fault.Is(err, fault.Invalid) || fault.Is(err, fault.Conflict) || fault.Is(err, fault.TooLarge)
}

func (r *Room) sendForm(w http.ResponseWriter, req *http.Request, who gate.Actor, form ui.Form, bad error) error {
	in, unread := r.sendingFrom(form, who.Zone)
	if err := fault.Join(unread, bad); err != nil {
		return r.newAgain(w, req, who, form, r.allWrong(req, who, in, err))
	}
	sent, err := r.Send(req.Context(), who, in)
	if TwinsUnseen(err) {
		var c fault.Check
		c.Add("twin", text.TwinsChoose)
		err = c.Err()
		form = form.Set("twin")
	}
	if err != nil {
		return r.newAgain(w, req, who, form, err)
	}
	if err := r.keepDraft(req.Context(), who, DraftSlot, ""); err != nil {
		return err
	}
	r.badges.forget(who.Zone)
	words := text.IntakeSent.With(sent.DueOn.Format())
	if sent.Direct {
		words = text.IntakeSentDirect
	}
	return ui.Redirect(w, req, pathOf(sent.ID), &ui.Flash{Text: words})
}

// allWrong adds to what is wrong already what else is: somebody corrects a form once.
func (r *Room) allWrong(req *http.Request, who gate.Actor, in Sending, err error) error {
	var f *fault.Error
	if !errors.As(err, &f) {
		return err
	}
	out := *f
	checked := r.g.Read(req.Context(), who, func(tx *gate.ReadTx) error {
		if err := tx.Decide(policy.ReferralSend, policy.Resource{Kind: policy.Referral}); err != nil {
			return err
		}
		_, err := r.check(tx, &in, tx.May(policy.PersonCreate, policy.Resource{Kind: policy.Person}))
		return err
	})
	var more *fault.Error
	if errors.As(checked, &more) {
		for _, x := range more.Fields {
			if !slices.ContainsFunc(out.Fields, func(y fault.Field) bool { return y.Name == x.Name }) {
				out.Fields = append(slices.Clip(out.Fields), x)
			}
		}
	}
	return &out
}

// newAgain shows the form once more with everything typed and what is wrong, and keeps it as a draft.
func (r *Room) newAgain(w http.ResponseWriter, req *http.Request, who gate.Actor, form ui.Form, err error) error {
	var f *fault.Error
	if !errors.As(err, &f) || !shownAgain(err) {
		return err
	}
	kept, failed := r.draftKept(req.Context(), who, DraftSlot, packed(form))
	if failed != nil {
		return failed
	}
	var at value.Instant
	if kept {
		at = r.g.Now()
	}
	return r.showNew(w, req, who, ui.Status(f.Kind), form.With(err), at)
}

// sendingFrom reads the form. What cannot be read at all is an Invalid fault; Send finds the rest.
func (r *Room) sendingFrom(f ui.Form, zone string) (in Sending, err error) {
	var c fault.Check
	var unread error
	today := r.g.Today()
	in.Person, unread = casefile.PersonFrom(f, zone, today)
	in.Once, _ = value.ParseID(f.Value("once"))
	in.Nobody = f.Value("twin") == twinNobody
	if !in.Nobody {
		in.Twin, _ = value.ParseID(f.Value("twin"))
	}
	in.Seen = seenIn(f)
	if f.Value("organisation") != "" {
		id, ok := value.ParseID(f.Value("organisation"))
		c.Require(ok, "organisation", text.ReferrerChoose)
		in.OrganisationID = id
	}
	in.SenderBody, in.SenderName, in.SenderContact = f.Value("sender_body"), f.Value("sender_name"), f.Value("sender_contact")
	in.Channel, in.ReceivedOn = f.Value("channel"), dayFrom(&c, f, "received_on", today)
	in.Reason, in.Asked, in.PersonWords = f.Value("reason"), f.Value("asked"), f.Value("person_words")
	in.Needs, in.Services, in.ServicesText = needsOf(f), f.All("services"), f.Value("services_text")
	in.Urgency, in.UrgencyReason = f.Value("urgency"), f.Value("urgency_reason")
	in.Informed, in.InformedOn = f.Value("informed"), dayFrom(&c, f, "informed_on", today)
	return in, fault.Join(unread, c.Err())
}

// dayFrom reads a day that has passed; absent when the field is empty.
func dayFrom(c *fault.Check, f ui.Form, name string, today value.Date) value.Date {
	if f.Value(name) == "" {
		return value.Date{}
	}
	d, err := value.ParseDate(f.Value(name), value.ForEvent(today))
	if flaw := value.FlawOf(err); flaw != nil {
		c.Add(name, flaw.Text())
	}
	return d
}
