package outcome

import (
	"context"
	"net/http"

	"siil/internal/api"
	"siil/internal/casefile"
	"siil/internal/fault"
	"siil/internal/gate"
	"siil/internal/guideline"
	"siil/internal/policy"
	"siil/internal/text"
	"siil/internal/value"
)

// apiOutcomeDetails are what a reason of closure or an answer asks for.
type apiOutcomeDetails struct {
	ContractKind  api.Code `json:"contract_kind,omitempty"`
	ContractUntil api.Day  `json:"contract_until,omitempty"`
	WeeklyHours   int32    `json:"weekly_hours,omitempty" minimum:"1" maximum:"60"`
	Zone          string   `json:"zone,omitempty" minLength:"1" maxLength:"60"`
	Service       string   `json:"service,omitempty" minLength:"1" maxLength:"120"`
}

func (d apiOutcomeDetails) details() Details {
	return Details{ContractKind: string(d.ContractKind), ContractUntil: d.ContractUntil.Date(), WeeklyHours: int(d.WeeklyHours), Zone: d.Zone, Service: d.Service}
}

func shownDetails(d Details) *apiOutcomeDetails {
	if d == (Details{}) {
		return nil
	}
	return &apiOutcomeDetails{ContractKind: api.Code(d.ContractKind), ContractUntil: api.DayOf(d.ContractUntil), WeeklyHours: int32(min(max(d.WeeklyHours, 0), maxHours)),
		Zone: d.Zone, Service: d.Service}
}

// apiClosure is the end of the present episode. Reason, outcomes, note and details are empty to whoever may not know them.
type apiClosure struct {
	ID           api.ID             `json:"id"`
	State        api.Code           `json:"state"`
	On           api.Day            `json:"on"`
	Reason       api.Code           `json:"reason,omitempty"`
	Outcomes     []api.Code         `json:"outcomes" maxItems:"40"`
	Note         string             `json:"note,omitempty" maxLength:"500"`
	Details      *apiOutcomeDetails `json:"details,omitempty"`
	ExitID       api.ID             `json:"exit_id,omitempty"`
	NoExitReason string             `json:"no_exit_reason,omitempty" maxLength:"500"`
	AnsweredAt   api.Moment         `json:"answered_at,omitempty"`
	Lacks        []string           `json:"lacks" maxItems:"4" enum:"details,exit,report,answer"`
	CreatedAt    api.Moment         `json:"created_at"`
}

// apiSettling is what becomes of an action that goes on.
type apiSettling struct {
	ActionID api.ID   `json:"action_id"`
	Kind     string   `json:"kind" enum:"end,interrupt,goes_on"`
	Result   api.Code `json:"result,omitempty"`
	Reason   api.Code `json:"reason,omitempty"`
}

// apiClosingReport asks for the report; without a text it is the model's, filled in.
type apiClosingReport struct {
	Text string `json:"text,omitempty" maxLength:"100000"`
}

type apiClose struct {
	api.ByID
	api.Match
	Body struct {
		Reason       api.Code           `json:"reason"`
		Outcomes     []api.Code         `json:"outcomes,omitempty" maxItems:"40" uniqueItems:"true"`
		On           api.Day            `json:"on,omitempty"`
		Note         string             `json:"note,omitempty" maxLength:"500"`
		Details      *apiOutcomeDetails `json:"details,omitempty"`
		ExitID       api.ID             `json:"exit_id,omitempty"`
		NoExitReason string             `json:"no_exit_reason,omitempty" maxLength:"500"`
		Actions      []apiSettling      `json:"actions,omitempty" maxItems:"60"`
		Report       *apiClosingReport  `json:"report,omitempty"`
		Answer       string             `json:"answer,omitempty" minLength:"1" maxLength:"1000"`
	} `nameHint:"NewClosure"`
}

// API registers the closure of a case and its follow-ups.
func (r *Room) API(reg *api.Registry) {
	closing, after := text.APIClosureNoun, text.APIFollowUpsNoun
	api.Add(reg, op(http.MethodGet, "/cases/{id}/closure", "show_closure", closing, text.APIClosureTitle, text.APIClosureAbout, policy.CaseOpen), r.apiClosure)
	api.Add(reg, op(http.MethodPost, "/cases/{id}/closure", "new_closure", closing, text.APIClosureNewTitle, text.APIClosureNewAbout, policy.CaseClose), r.apiClose)
	api.Add(reg, op(http.MethodGet, "/cases/{id}/follow-ups", "show_follow_ups", after, text.APIFollowUpsTitle, text.APIFollowUpsAbout, policy.CaseOpen), r.apiFollowUps)
	api.Add(reg, op(http.MethodPut, "/follow-ups/{id}/answer", "set_follow_up_answer", after, text.APIFollowUpAnswerTitle, text.APIFollowUpAnswerAbout, policy.FollowUpAnswer), r.apiAnswer)
	api.Add(reg, op(http.MethodDelete, "/follow-ups/{id}/answer", "end_follow_up_answer", after, text.APIFollowUpUndoTitle, text.APIFollowUpUndoAbout, policy.FollowUpAnswer), r.apiUndoAnswer)
}

func op(method, path, name string, noun, title, about text.T, a policy.Action) api.Op {
	return api.Op{Method: method, Path: path, Name: name, Noun: noun, Title: title, About: about, Action: a, Conflicts: method == http.MethodPut || method == http.MethodDelete}
}

// apiFacts is Facts without what the actor has opened with a reason: that holds for the pages in which the reason was given.
func apiFacts(tx *gate.ReadTx, id value.ID) (casefile.Case, policy.Resource, error) {
	c, res, err := casefile.Facts(tx, id)
	res.Glass = false
	return c, res, err
}

func (r *Room) apiClosure(ctx context.Context, who gate.Actor, in *api.ByID) (*api.Answer[apiClosure], error) {
	out := apiClosure{Outcomes: []api.Code{}, Lacks: []string{}}
	version := 0
	err := r.g.Read(ctx, who, func(tx *gate.ReadTx) error {
		c, res, err := apiFacts(tx, in.ID.Value())
		if err != nil {
			return err
		}
		if err := tx.Decide(policy.CaseOpen, res); err != nil {
			return err
		}
		k, err := casefile.ClosureOf(tx, c, res)
		if err != nil {
			return err
		}
		d, err := DetailsOf(k.Details)
		if err != nil {
			return err
		}
		version = c.Version
		out.ID, out.State, out.On, out.CreatedAt = api.ID(k.ID), api.Code(c.State), api.DayOf(k.On), api.MomentOf(k.MadeAt)
		out.Reason, out.Note, out.Details = api.Code(k.Reason), k.Note, shownDetails(d)
		out.ExitID, out.NoExitReason, out.AnsweredAt = api.ID(k.ExitID), k.NoExitWhy, api.MomentOf(k.ToldAt)
		for _, o := range k.Outcomes {
			out.Outcomes = append(out.Outcomes, api.Code(o))
		}
		lacks := k.Lacks()
		for _, l := range []struct {
			is   bool
			name string
		}{{lacks.Details, "details"}, {lacks.Exit, "exit"}, {lacks.Report, "report"}, {lacks.Answer, "answer"}} {
			if l.is {
				out.Lacks = append(out.Lacks, l.name)
			}
		}
		return nil
	})
	return api.AnswerOf(out, version), err
}

func (in *apiClose) closing(today value.Date) Closing {
	b := in.Body
	out := Closing{Ending: casefile.Ending{On: b.On.Or(today), Reason: string(b.Reason), Note: b.Note}, ExitID: b.ExitID.Value(), NoExitWhy: b.NoExitReason, Tell: b.Answer != "", Answer: b.Answer}
	for _, o := range b.Outcomes {
		out.Outcomes = append(out.Outcomes, string(o))
	}
	if b.Details != nil {
		d := b.Details.details()
		out.Details = &d
	}
	for _, a := range b.Actions {
		out.Actions = append(out.Actions, Settling{ActionID: a.ActionID.Value(), Kind: a.Kind, Result: string(a.Result), Reason: string(a.Reason)})
	}
	if b.Report != nil {
		out.Report = &Report{Text: b.Report.Text}
	}
	return out
}

// names are those of the fields of a closure in the body.
func (in *apiClose) names() map[string]string {
	out := map[string]string{"no_exit_why": "no_exit_reason", "contract_kind": "details.contract_kind", "contract_until": "details.contract_until",
		"weekly_hours": "details.weekly_hours", "zone": "details.zone", "service": "details.service"}
	for i, a := range in.Body.Actions {
		at := "actions[" + itoa(i) + "]."
		id := string(a.ActionID.Value())
		out[FieldAction+id], out[FieldResult+id], out[FieldWhy+id] = at+"kind", at+"result", at+"reason"
	}
	return out
}

func (r *Room) apiClose(ctx context.Context, who gate.Actor, in *apiClose) (*api.Made[apiClosure], error) {
	c, err := r.apiBefore(ctx, who, in.ID.Value())
	if err != nil {
		return nil, err
	}
	closing := in.closing(r.g.Today())
	closing.Version = in.Match.Version(c.Version)
	if _, err := r.Close(ctx, who, c.ID, closing); err != nil {
		if fault.Is(err, fault.Conflict) {
			if now, again := r.apiBefore(ctx, who, c.ID); again == nil {
				err = api.Stale(err, now.Version)
			}
		}
		return nil, api.InBody(err, in.names())
	}
	out, err := r.apiClosure(ctx, who, &in.ByID)
	if err != nil {
		return nil, err
	}
	made := api.MadeOf(out.Body, 0, "/cases/"+string(in.ID.Value())+"/closure")
	made.ETag = out.ETag
	return made, nil
}

// apiBefore reads a case for a closure that follows, which leaves the leaf; what it reads is not shown.
func (r *Room) apiBefore(ctx context.Context, who gate.Actor, id value.ID) (c casefile.Case, err error) {
	err = r.g.Read(ctx, who, func(tx *gate.ReadTx) error {
		var res policy.Resource
		if c, res, err = apiFacts(tx, id); err != nil {
			return err
		}
		if !tx.May(policy.CaseClose, res) {
			return tx.Decide(policy.CaseClose, res)
		}
		return tx.Decide(policy.HomeRead, policy.Resource{Kind: policy.Zone})
	})
	return c, err
}

// apiFollowUp is one look at how things go after a closure.
type apiFollowUp struct {
	ID         api.ID             `json:"id"`
	State      string             `json:"state" enum:"waiting,answered"`
	CaseID     api.ID             `json:"case_id"`
	ClosureID  api.ID             `json:"closure_id"`
	Term       api.Code           `json:"term"`
	Due        api.Day            `json:"due"`
	Answer     api.Code           `json:"answer,omitempty"`
	On         api.Day            `json:"on,omitempty"`
	Details    *apiOutcomeDetails `json:"details,omitempty"`
	Note       string             `json:"note,omitempty" maxLength:"2000"`
	Result     string             `json:"result,omitempty" enum:"EECR01,EECR02,EECR03,EECR04,EECR05,EECR06"`
	AnsweredAt api.Moment         `json:"answered_at,omitempty"`
}

func shownFollowUp(m *guideline.Model, f casefile.FollowUp) (apiFollowUp, error) {
	d, err := DetailsOf(f.Details)
	out := apiFollowUp{ID: api.ID(f.ID), State: "waiting", CaseID: api.ID(f.CaseID), ClosureID: api.ID(f.ClosureID), Term: api.Code(f.Code), Due: api.DayOf(f.DueOn),
		Answer: api.Code(f.Answer), On: api.DayOf(f.OnDay), Details: shownDetails(d), Note: f.Note, Result: m.FSE(f.Code, f.Answer), AnsweredAt: api.MomentOf(f.AnsweredAt)}
	if f.Answered() {
		out.State = "answered"
	}
	return out, err
}

func (r *Room) apiFollowUps(ctx context.Context, who gate.Actor, in *api.ByID) (*api.Page[apiFollowUp], error) {
	var out []apiFollowUp
	err := r.g.Read(ctx, who, func(tx *gate.ReadTx) error {
		c, res, err := apiFacts(tx, in.ID.Value())
		if err != nil {
			return err
		}
		if err := tx.Decide(policy.CaseOpen, res); err != nil {
			return err
		}
		all, err := casefile.FollowUps(tx, c)
		for _, f := range all {
			x, err := shownFollowUp(r.m, f)
			if err != nil {
				return err
			}
			out = append(out, x)
		}
		return err
	})
	if err != nil {
		return nil, err
	}
	return api.PageOf(out, ""), nil
}

type apiAnswering struct {
	api.ByID
	Body struct {
		Answer  api.Code           `json:"answer"`
		On      api.Day            `json:"on,omitempty"`
		Details *apiOutcomeDetails `json:"details,omitempty"`
		Note    string             `json:"note,omitempty" maxLength:"2000"`
	} `nameHint:"FollowUpAnswer"`
}

func (r *Room) apiAnswer(ctx context.Context, who gate.Actor, in *apiAnswering) (*api.Answer[apiFollowUp], error) {
	b := in.Body
	a := Answering{Answer: string(b.Answer), OnDay: b.On.Or(r.g.Today()), Note: b.Note}
	if b.Details != nil {
		a.Details = b.Details.details()
	}
	id := in.ID.Value()
	if err := r.Answer(ctx, who, id, a); err != nil {
		return nil, api.InBody(err, map[string]string{"contract_kind": "details.contract_kind", "contract_until": "details.contract_until", "weekly_hours": "details.weekly_hours"})
	}
	return r.apiShow(ctx, who, id)
}

func (r *Room) apiUndoAnswer(ctx context.Context, who gate.Actor, in *api.ByID) (*api.Answer[apiFollowUp], error) {
	if err := r.UndoAnswer(ctx, who, in.ID.Value()); err != nil {
		return nil, err
	}
	return r.apiShow(ctx, who, in.ID.Value())
}

func (r *Room) apiShow(ctx context.Context, who gate.Actor, id value.ID) (*api.Answer[apiFollowUp], error) {
	var out apiFollowUp
	err := r.g.Read(ctx, who, func(tx *gate.ReadTx) error {
		f, _, res, _, err := followUp(tx, id)
		if err != nil {
			return err
		}
		if err := tx.Decide(policy.FollowUpAnswer, res); err != nil {
			return err
		}
		out, err = shownFollowUp(r.m, f)
		return err
	})
	return api.AnswerOf(out, 0), err
}
