package intake

import (
	"context"
	"strconv"

	"siil/internal/api"
	"siil/internal/gate"
	"siil/internal/person"
	"siil/internal/text"
)

// apiReferralRow is a referral in a list. case_id is for who works here; to its sender the person is as they wrote them.
type apiReferralRow struct {
	ID           api.ID   `json:"id"`
	Number       int32    `json:"number" minimum:"1" maximum:"2147483647"`
	State        api.Code `json:"state"`
	CaseID       api.ID   `json:"case_id,omitempty"`
	Name         string   `json:"name" maxLength:"200"`
	SenderName   string   `json:"sender_name,omitempty" maxLength:"200"`
	SenderBody   string   `json:"sender_body,omitempty" maxLength:"400"`
	Channel      api.Code `json:"channel"`
	Urgency      api.Code `json:"urgency"`
	ReceivedOn   api.Day  `json:"received_on"`
	DueOn        api.Day  `json:"due_on"`
	Late         bool     `json:"late"`
	Outcome      api.Code `json:"outcome,omitempty"`
	TeamDecision api.Code `json:"team_decision,omitempty"`
}

func rowOf(x Item) apiReferralRow {
	return apiReferralRow{ID: api.ID(x.ID), Number: number32(x.Number), State: api.Code(x.State), CaseID: api.ID(x.CaseID), Name: x.Name, SenderName: x.SenderName,
		SenderBody: x.Organisation.In(text.Italian), Channel: api.Code(x.Channel), Urgency: api.Code(x.Urgency), ReceivedOn: api.DayOf(x.ReceivedOn),
		DueOn: api.DayOf(x.DueOn), Late: x.Late, Outcome: api.Code(x.Outcome), TeamDecision: api.Code(x.TeamDecision)}
}

// apiReferral is one referral as its reader may know it.
type apiReferral struct {
	ID            api.ID            `json:"id"`
	Number        int32             `json:"number" minimum:"1" maximum:"2147483647"`
	State         api.Code          `json:"state"`
	CaseID        api.ID            `json:"case_id,omitempty"`
	Person        apiReferred       `json:"person"`
	SenderName    string            `json:"sender_name,omitempty" maxLength:"200"`
	SenderBody    string            `json:"sender_body,omitempty" maxLength:"400"`
	SenderContact string            `json:"sender_contact,omitempty" maxLength:"120"`
	Channel       api.Code          `json:"channel"`
	ReceivedOn    api.Day           `json:"received_on"`
	DueOn         api.Day           `json:"due_on"`
	Late          bool              `json:"late"`
	Reason        string            `json:"reason" maxLength:"5000"`
	Asked         string            `json:"asked" maxLength:"5000"`
	PersonWords   string            `json:"person_words,omitempty" maxLength:"5000"`
	Needs         []apiNeedNote     `json:"needs" maxItems:"40"`
	Services      []api.Code        `json:"services" maxItems:"40"`
	ServicesText  string            `json:"services_text,omitempty" maxLength:"500"`
	Urgency       api.Code          `json:"urgency"`
	UrgencyReason string            `json:"urgency_reason,omitempty" maxLength:"500"`
	Informed      apiInformed       `json:"informed"`
	Outcome       api.Code          `json:"outcome,omitempty"`
	OutcomeAt     api.Moment        `json:"outcome_at,omitempty"`
	OutcomeReason string            `json:"outcome_reason,omitempty" maxLength:"5000"`
	Advice        string            `json:"advice,omitempty" maxLength:"5000"`
	TeamDecision  api.Code          `json:"team_decision,omitempty"`
	TeamAt        api.Moment        `json:"team_at,omitempty"`
	TeamAdvice    string            `json:"team_advice,omitempty" maxLength:"10000"`
	Messages      []apiSaid         `json:"messages" maxItems:"1000"`
	Files         []apiReferralFile `json:"files" maxItems:"1000"`
	Version       int32             `json:"version" minimum:"1" maximum:"2147483647"`
}

// apiReferred is the person: to the sender as written, to others the record.
type apiReferred struct {
	ID           api.ID  `json:"id,omitempty"`
	GivenName    string  `json:"given_name" maxLength:"60"`
	FamilyName   string  `json:"family_name" maxLength:"60"`
	TaxCode      string  `json:"tax_code,omitempty" maxLength:"16"`
	BirthDate    api.Day `json:"birth_date,omitempty"`
	Sex          string  `json:"sex,omitempty" maxLength:"1"`
	Municipality string  `json:"municipality,omitempty" maxLength:"6" pattern:"^[0-9]{6}$"`
	Phone        string  `json:"phone,omitempty" maxLength:"60"`
}

// apiSaid is a question to the sender, or its answer.
type apiSaid struct {
	Kind string     `json:"kind" enum:"question,answer"`
	Text string     `json:"text" maxLength:"5000"`
	At   api.Moment `json:"at"`
}

// apiReferralFile is a file of a referral.
type apiReferralFile struct {
	ID   api.ID `json:"id"`
	Name string `json:"file_name" maxLength:"200"`
	Kind string `json:"media_type" maxLength:"120"`
	Size int32  `json:"size" minimum:"0" maximum:"2147483647"`
}

func (r *Room) apiShow(ctx context.Context, who gate.Actor, in *api.ByID) (*api.Answer[apiReferral], error) {
	v, err := r.Read(ctx, who, in.ID.Value())
	if err != nil {
		return nil, err
	}
	return api.AnswerOf(v.api(), v.Sheet.Version), nil
}

func (v View) api() apiReferral {
	s, w := v.Sheet, v.Sheet.Words
	out := apiReferral{ID: api.ID(s.ID), Number: number32(s.Number), State: api.Code(s.State), CaseID: api.ID(v.CaseID), Person: referred(v.Person),
		SenderName: s.SenderName, SenderBody: v.Organisation.In(text.Italian), SenderContact: w.Contact, Channel: api.Code(s.Channel),
		ReceivedOn: api.DayOf(s.ReceivedOn), DueOn: api.DayOf(s.DueOn), Late: v.Late, Reason: w.Reason, Asked: w.Asked, PersonWords: w.PersonWords,
		Needs: []apiNeedNote{}, Services: []api.Code{}, ServicesText: w.ServicesText, Urgency: api.Code(s.Urgency), UrgencyReason: w.UrgencyReason,
		Informed: apiInformed{How: api.Code(s.Informed), Date: api.DayOf(s.InformedOn)}, Outcome: api.Code(s.Outcome), OutcomeAt: api.MomentOf(s.OutcomeAt),
		OutcomeReason: s.Reason, Advice: s.Advice, TeamDecision: api.Code(s.TeamDecision), TeamAt: api.MomentOf(s.TeamAt), TeamAdvice: s.TeamAdvice,
		Messages: []apiSaid{}, Files: []apiReferralFile{}, Version: number32(s.Version)}
	for _, n := range v.Needs {
		out.Needs = append(out.Needs, apiNeedNote{api.Code(n.Code), n.Line})
	}
	for _, n := range v.Services {
		out.Services = append(out.Services, api.Code(n.Code))
	}
	for _, m := range s.Messages {
		out.Messages = append(out.Messages, apiSaid{m.Kind, m.Text, api.MomentOf(m.At)})
	}
	for _, f := range v.Files {
		out.Files = append(out.Files, apiReferralFile{api.ID(f.ID), f.Name, f.Kind, number32(int(f.Size))})
	}
	return out
}

func referred(p person.Person) apiReferred {
	return apiReferred{ID: api.ID(p.ID), GivenName: p.GivenName, FamilyName: p.FamilyName, TaxCode: string(p.TaxCode), BirthDate: api.DayOf(p.BirthDate), Sex: p.Sex,
		Municipality: p.Municipality, Phone: p.Phone}
}

func (r *Room) apiReceipt(ctx context.Context, who gate.Actor, in *api.ByID) (*api.File, error) {
	v, err := r.Read(ctx, who, in.ID.Value())
	if err != nil {
		return nil, err
	}
	content, err := r.Receipt(who.Zone, v, text.Italian, false)
	return api.FileOf("ricevuta-"+strconv.Itoa(v.Sheet.Number), content), err
}
