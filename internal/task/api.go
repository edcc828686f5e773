package task

import (
	"context"
	"net/http"

	"siil/internal/api"
	"siil/internal/gate"
	"siil/internal/policy"
	"siil/internal/text"
)

// apiDeadline is one thing to do. Person is absent when the reader's lists do not show the case, Due when it has no day.
type apiDeadline struct {
	Kind       string  `json:"kind" enum:"hand_over,step,date,check,review,follow_up,term"`
	ID         api.ID  `json:"id"`
	When       string  `json:"when" enum:"late,today,week,later,none"`
	CaseID     api.ID  `json:"case_id"`
	CaseNumber int     `json:"case_number" minimum:"1" maximum:"1000000000"`
	Person     string  `json:"person,omitempty" maxLength:"200"`
	Text       string  `json:"text" maxLength:"1000"`
	Due        api.Day `json:"due,omitempty"`
}

type apiDeadlines struct {
	api.Paged
	AccountID api.ID `query:"account_id"`
	When      string `query:"when" enum:"late,today,week,later,none"`
	Kind      string `query:"kind" enum:"hand_over,step,date,check,review,follow_up,term"`
}

// API registers the list. Steps move under /steps, in the room of cases.
func (r *Room) API(reg *api.Registry) {
	api.Add(reg, api.Op{Method: http.MethodGet, Path: "/deadlines", Name: "show_deadlines", Noun: text.APIDeadlinesNoun, Title: text.APIDeadlinesTitle,
		About: text.APIDeadlinesAbout, Action: policy.HomeRead}, func(ctx context.Context, who gate.Actor, in *apiDeadlines) (*api.Page[apiDeadline], error) {
		return r.apiDeadlines(ctx, reg, who, in)
	})
}

func (r *Room) apiDeadlines(ctx context.Context, reg *api.Registry, who gate.Actor, in *apiDeadlines) (*api.Page[apiDeadline], error) {
	list := "deadlines " + string(in.AccountID) + " " + in.When + " " + in.Kind
	after, err := reg.Position(who, list, in.Cursor)
	if err != nil {
		return nil, err
	}
	p, err := r.List(ctx, who, Query{Account: in.AccountID.Value(), When: When(in.When), Kind: Kind(in.Kind), After: after, Limit: in.Limit})
	if err != nil {
		return nil, err
	}
	var out []apiDeadline
	for _, t := range p.Tasks {
		out = append(out, apiDeadline{Kind: string(t.Kind), ID: api.ID(t.ID), When: string(t.when), CaseID: api.ID(t.CaseID), CaseNumber: t.Number, Person: t.Person,
			Text: t.What.In(text.LangOf(ctx)), Due: api.DayOf(t.On)})
	}
	return api.PageOf(out, reg.Cursor(who, list, p.Next)), nil
}
