package intake

import (
	"context"
	"fmt"
	"net/http"
	"strings"

	"siil/internal/api"
	"siil/internal/casefile"
	"siil/internal/fault"
	"siil/internal/gate"
	"siil/internal/person"
	"siil/internal/policy"
	"siil/internal/text"
	"siil/internal/value"
)

// API registers the operations on referrals.
func (r *Room) API(reg *api.Registry) {
	op := func(method, path, name string, title, about text.T, a policy.Action) api.Op {
		return api.Op{Method: method, Path: path, Name: name, Noun: text.APIReferralsNoun, Title: title, About: about, Action: a}
	}
	api.Add(reg, op(http.MethodGet, "/referrals", "show_referrals", text.APIReferralsTitle, text.APIReferralsAbout, policy.ReferralList),
		func(ctx context.Context, who gate.Actor, in *apiReferralFilter) (*api.Page[apiReferralRow], error) {
			return r.apiReferrals(ctx, reg, who, in)
		})
	api.Add(reg, op(http.MethodPost, "/referrals", "new_referral", text.APIReferralNewTitle, text.APIReferralNewAbout, policy.ReferralSend), r.apiSend)
	api.Add(reg, op(http.MethodGet, "/referrals/{id}", "show_referral", text.APIReferralTitle, text.APIReferralAbout, policy.ReferralRead), r.apiShow)
	api.Add(reg, op(http.MethodGet, "/referrals/{id}/receipt.pdf", "show_receipt", text.APIReceiptTitle, text.APIReceiptAbout, policy.ReferralRead), r.apiReceipt)
	api.Add(reg, op(http.MethodPost, "/referrals/{id}/outcome", "new_referral_outcome", text.APIOutcomeTitle, text.APIOutcomeAbout, policy.ReferralAssess), r.apiOutcome)
	api.Add(reg, op(http.MethodPost, "/referrals/{id}/reply", "new_referral_reply", text.APIReplyTitle, text.APIReplyAbout, policy.ReferralReply), r.apiReply)
}

// apiNewReferral is a referral to be sent: of a person as the sender knows them, or of a record of the archive.
type apiNewReferral struct {
	Body struct {
		Person        *casefile.PersonData `json:"person,omitempty"`
		PersonID      api.ID               `json:"person_id,omitempty"`
		SameAs        api.ID               `json:"same_as,omitempty"`
		NotTheSameAs  []api.ID             `json:"not_the_same_as,omitempty" maxItems:"20" uniqueItems:"true"`
		Channel       api.Code             `json:"channel,omitempty"`
		ReferrerID    api.ID               `json:"referrer_id,omitempty"`
		SenderBody    string               `json:"sender_body,omitempty" maxLength:"120"`
		SenderName    string               `json:"sender_name,omitempty" maxLength:"120"`
		SenderContact string               `json:"sender_contact,omitempty" maxLength:"120"`
		ReceivedOn    api.Day              `json:"received_on,omitempty"`
		Reason        string               `json:"reason" minLength:"1" maxLength:"5000"`
		Asked         string               `json:"asked,omitempty" maxLength:"5000"`
		PersonWords   string               `json:"person_words,omitempty" maxLength:"5000"`
		Needs         []api.Code           `json:"needs,omitempty" maxItems:"40" uniqueItems:"true"`
		NeedNotes     []apiNeedNote        `json:"need_notes,omitempty" maxItems:"40"`
		Services      []api.Code           `json:"services,omitempty" maxItems:"40" uniqueItems:"true"`
		ServicesText  string               `json:"services_text,omitempty" maxLength:"500"`
		Urgency       api.Code             `json:"urgency,omitempty"`
		UrgencyReason string               `json:"urgency_reason,omitempty" maxLength:"500"`
		Informed      *apiInformed         `json:"informed,omitempty"`
	} `nameHint:"NewReferral"`
}

// apiNeedNote is what was written beside a need.
type apiNeedNote struct {
	Code api.Code `json:"code"`
	Text string   `json:"text,omitempty" maxLength:"500"`
}

// apiInformed is what the person knows of the referral.
type apiInformed struct {
	How  api.Code `json:"how"`
	Date api.Day  `json:"date,omitempty"`
}

// apiSentReferral is what came of a referral. case_id is for who works here.
type apiSentReferral struct {
	ID     api.ID   `json:"id"`
	Number int32    `json:"number" minimum:"1" maximum:"2147483647"`
	State  api.Code `json:"state"`
	DueOn  api.Day  `json:"due_on"`
	CaseID api.ID   `json:"case_id,omitempty"`
}

func (r *Room) apiSend(ctx context.Context, who gate.Actor, in *apiNewReferral) (*api.Made[apiSentReferral], error) {
	b := in.Body
	if (b.Person == nil) == (b.PersonID == "") {
		return nil, api.InvalidAt("body.person", text.APIPersonOrID)
	}
	form := in.form(api.Once(ctx))
	s, err := r.Send(ctx, who, form)
	if TwinsUnseen(err) {
		return nil, r.withCandidates(ctx, who, form, err)
	}
	if err != nil {
		return nil, inBody(err, b.Person != nil)
	}
	out := apiSentReferral{ID: api.ID(s.ID), Number: number32(s.Number), State: api.Code(s.State), DueOn: api.DayOf(s.DueOn), CaseID: api.ID(s.CaseID)}
	return api.MadeOf(out, 0, "/referrals/"+string(s.ID)), nil
}

// form is the body as the command takes it. A channel that is not named is the sender's own account.
func (in *apiNewReferral) form(once value.ID) Sending {
	b := in.Body
	f := Sending{Once: once, PersonID: b.PersonID.Value(), Twin: b.SameAs.Value(), OrganisationID: b.ReferrerID.Value(), SenderBody: b.SenderBody,
		SenderName: b.SenderName, SenderContact: b.SenderContact, Channel: string(b.Channel), ReceivedOn: b.ReceivedOn.Date(), Reason: b.Reason, Asked: b.Asked,
		PersonWords: b.PersonWords, Needs: map[string]string{}, ServicesText: b.ServicesText, Urgency: string(b.Urgency), UrgencyReason: b.UrgencyReason}
	if f.Channel == "" {
		f.Channel = Online
	}
	if p := b.Person; p != nil {
		f.Person = person.Person{GivenName: p.GivenName, FamilyName: p.FamilyName, TaxCode: value.TaxCode(p.TaxCode), BirthDate: p.BirthDate.Date(),
			BirthPlace: p.BirthPlace, Sex: p.Sex, Municipality: p.Municipality, Address: p.Address, Phone: p.Phone, Email: p.Email, Language: p.Language,
			Prevails: p.Prevails}
	}
	for _, id := range b.NotTheSameAs {
		f.Seen = append(f.Seen, id.Value())
	}
	f.Nobody = len(f.Seen) > 0
	for _, code := range b.Needs {
		f.Needs[string(code)] = ""
	}
	for _, n := range b.NeedNotes {
		f.Needs[string(n.Code)] = n.Text
	}
	for _, code := range b.Services {
		f.Services = append(f.Services, string(code))
	}
	if b.Informed != nil {
		f.Informed, f.InformedOn = string(b.Informed.How), b.Informed.Date.Date()
	}
	return f
}

// inBody gives the fields of a fault the names that they have in the body.
func inBody(err error, withPerson bool) error {
	f, ok := err.(*fault.Error)
	if !ok {
		return err
	}
	out := *f
	out.Fields = make([]fault.Field, len(f.Fields))
	for i, x := range f.Fields {
		switch {
		case withPerson && personField[x.Name]:
			x.Name = "person." + x.Name
		case x.Name == "informed":
			x.Name = "informed.how"
		case x.Name == "informed_on":
			x.Name = "informed.date"
		case x.Name == "organisation":
			x.Name = "referrer_id"
		case strings.HasPrefix(x.Name, "need_"):
			x.Name = "need_notes"
		}
		out.Fields[i] = x
	}
	return &out
}

var personField = func() map[string]bool {
	m := map[string]bool{person.Prevails: true}
	for _, f := range person.Fields {
		m[string(f)] = true
	}
	return m
}()

// withCandidates adds to the refusal of an unseen twin which records to look at; reading them leaves its leaves.
func (r *Room) withCandidates(ctx context.Context, who gate.Actor, form Sending, err error) error {
	twins, failed := r.Suggest(ctx, who, form.Person)
	if failed != nil {
		return err
	}
	var out []api.Candidate
	for _, t := range twins {
		out = append(out, api.Candidate{PersonID: api.ID(t.Person.ID), CaseID: api.ID(t.CaseID)})
	}
	return api.Unsure(err, out)
}

type apiNewOutcome struct {
	api.ByID
	api.Match
	Body struct {
		Outcome api.Code `json:"outcome"`
		Reason  string   `json:"reason" maxLength:"5000"`
		Advice  string   `json:"advice,omitempty" maxLength:"5000"`
	} `nameHint:"NewReferralOutcome"`
}

func (r *Room) apiOutcome(ctx context.Context, who gate.Actor, in *apiNewOutcome) (*api.Made[apiReferral], error) {
	now, err := r.apiVersion(ctx, who, in.ID.Value())
	if err != nil {
		return nil, err
	}
	b := in.Body
	err = r.Assess(ctx, who, in.ID.Value(), Assessing{Version: in.Match.Version(now), Outcome: string(b.Outcome), Reason: b.Reason, Advice: b.Advice})
	if fault.Is(err, fault.Conflict) {
		if now, again := r.apiVersion(ctx, who, in.ID.Value()); again == nil {
			return nil, api.Stale(err, now)
		}
	}
	return r.madeReferral(ctx, who, in.ID, err)
}

// apiVersion is the version that a referral has for who may assess it; what it reads is not shown.
func (r *Room) apiVersion(ctx context.Context, who gate.Actor, id value.ID) (version int, err error) {
	err = r.g.Read(ctx, who, func(tx *gate.ReadTx) error {
		s, _, res, err := standing(tx, id)
		if err != nil {
			return err
		}
		version = s.Version
		if !tx.May(policy.ReferralAssess, res) {
			return tx.Decide(policy.ReferralAssess, res)
		}
		return tx.Decide(policy.HomeRead, policy.Resource{Kind: policy.Zone})
	})
	return version, err
}

type apiNewReply struct {
	api.ByID
	Body struct {
		Text string `json:"text" maxLength:"5000"`
	} `nameHint:"NewReferralReply"`
}

func (r *Room) apiReply(ctx context.Context, who gate.Actor, in *apiNewReply) (*api.Made[apiReferral], error) {
	return r.madeReferral(ctx, who, in.ID, r.Reply(ctx, who, in.ID.Value(), in.Body.Text))
}

// madeReferral answers a step of a referral with the referral.
func (r *Room) madeReferral(ctx context.Context, who gate.Actor, id api.ID, err error) (*api.Made[apiReferral], error) {
	if err != nil {
		return nil, err
	}
	out, err := r.apiShow(ctx, who, &api.ByID{ID: id})
	if err != nil {
		return nil, err
	}
	return api.MadeOf(out.Body, int(out.Body.Version), "/referrals/"+string(id.Value())), nil
}

type apiReferralFilter struct {
	api.Paged
	State      string `query:"state" enum:"received,to_complete,answered,unanswered"`
	Late       bool   `query:"late"`
	Mine       bool   `query:"mine"`
	ReferrerID api.ID `query:"referrer_id"`
}

func (r *Room) apiReferrals(ctx context.Context, reg *api.Registry, who gate.Actor, in *apiReferralFilter) (*api.Page[apiReferralRow], error) {
	list := fmt.Sprintf("referrals %q %t %t %q", in.State, in.Late, in.Mine, in.ReferrerID)
	after, err := reg.Position(who, list, in.Cursor)
	if err != nil {
		return nil, err
	}
	page, err := r.List(ctx, who, ListQuery{State: in.State, Late: in.Late, Mine: in.Mine, OrganisationID: in.ReferrerID.Value(), After: after, Limit: in.Limit})
	if err != nil {
		return nil, err
	}
	rows := make([]apiReferralRow, len(page.Items))
	for i, x := range page.Items {
		rows[i] = rowOf(x)
	}
	return api.PageOf(rows, reg.Cursor(who, list, page.Next)), nil
}

func number32(n int) int32 { return int32(min(n, 1<<31-1)) }
