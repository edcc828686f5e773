package plan

import (
	"context"
	"encoding/json"
	"hash/fnv"
	"net/http"

	"siil/internal/api"
	"siil/internal/fault"
	"siil/internal/gate"
	"siil/internal/policy"
	"siil/internal/text"
	"siil/internal/value"
)

// API registers the operations on projects, actions and checks.
func (r *Room) API(reg *api.Registry) {
	r.apiOfCase(reg)
	r.apiOfDraft(reg)
	r.apiOfVersions(reg)
	r.apiOfActions(reg)
}

func op(method, path, name string, title, about text.T, a policy.Action) api.Op {
	return api.Op{Method: method, Path: path, Name: name, Noun: text.APIPlansNoun, Title: title, About: about, Action: a, Conflicts: method != http.MethodGet}
}

func (r *Room) apiOfCase(reg *api.Registry) {
	api.Add(reg, op(http.MethodGet, "/cases/{id}/plans", "show_plans", text.APIPlansTitle, text.APIPlansAbout, policy.PlanRead), r.apiPlans)
	api.Add(reg, op(http.MethodPost, "/cases/{id}/plans", "new_plan", text.APIPlanNewTitle, text.APIPlanNewAbout, policy.PlanWrite), r.apiBegin)
	api.Add(reg, op(http.MethodGet, "/cases/{id}/pacts", "show_pacts", text.APIPactsTitle, text.APIPactsAbout, policy.PlanRead), r.apiPacts)
	api.Add(reg, op(http.MethodPost, "/cases/{id}/pacts", "new_pact", text.APIPactNewTitle, text.APIPactNewAbout, policy.PlanWrite), r.apiAddPact)
	api.Add(reg, op(http.MethodDelete, "/cases/{id}/pacts/{pact_id}", "pact_end", text.APIPactEndTitle, text.APIPactEndAbout, policy.PlanWrite), r.apiEndPact)
	api.Add(reg, op(http.MethodGet, "/plans/{id}", "show_plan", text.APIPlanTitle, text.APIPlanAbout, policy.PlanRead), r.apiPlan)
	api.Add(reg, op(http.MethodGet, "/plans/{id}.pdf", "show_plan_file", text.APIPlanFileTitle, text.APIPlanFileAbout, policy.PlanRead), r.apiFile)
}

func (r *Room) apiOfDraft(reg *api.Registry) {
	write := func(method, path, name string, title, about text.T) api.Op {
		return op(method, path, name, title, about, policy.PlanWrite)
	}
	api.Add(reg, write(http.MethodDelete, "/plans/{id}", "plan_end", text.APIPlanDropTitle, text.APIPlanDropAbout), r.apiDrop)
	api.Add(reg, write(http.MethodPut, "/plans/{id}/aims", "aims_of_plan", text.APIAimsTitle, text.APIAimsAbout), r.apiAims)
	api.Add(reg, write(http.MethodPut, "/plans/{id}/dates", "dates_of_plan", text.APIDatesTitle, text.APIDatesAbout), r.apiDates)
	api.Add(reg, write(http.MethodPost, "/plans/{id}/goals", "new_goal", text.APIGoalNewTitle, text.APIGoalNewAbout), r.apiAddGoal)
	api.Add(reg, write(http.MethodPut, "/plans/{id}/goals/{goal_id}", "goal_of_plan", text.APIGoalTitle, text.APIGoalAbout), r.apiChangeGoal)
	api.Add(reg, write(http.MethodDelete, "/plans/{id}/goals/{goal_id}", "goal_end", text.APIGoalEndTitle, text.APIGoalEndAbout), r.apiEndGoal)
	api.Add(reg, write(http.MethodPost, "/plans/{id}/actions", "new_action", text.APIActionNewTitle, text.APIActionNewAbout), r.apiAddAction)
	api.Add(reg, write(http.MethodPut, "/plans/{id}/actions/{action_id}", "action_of_plan", text.APIActionPutTitle, text.APIActionPutAbout), r.apiChangeAction)
	api.Add(reg, write(http.MethodDelete, "/plans/{id}/actions/{action_id}", "action_end", text.APIActionEndTitle, text.APIActionEndAbout), r.apiEndAction)
	api.Add(reg, write(http.MethodPost, "/plans/{id}/commitments", "new_commitment", text.APICommitmentNewTitle, text.APICommitmentNewAbout), r.apiAddCommitment)
	api.Add(reg, write(http.MethodPut, "/plans/{id}/commitments/{commitment_id}", "commitment_of_plan", text.APICommitmentTitle, text.APICommitmentAbout), r.apiChangeCommitment)
	api.Add(reg, write(http.MethodDelete, "/plans/{id}/commitments/{commitment_id}", "commitment_end", text.APICommitmentEndTitle, text.APICommitmentEndAbout), r.apiEndCommitment)
	api.Add(reg, op(http.MethodGet, "/plans/{id}/proposals", "show_proposals", text.APIProposalsTitle, text.APIProposalsAbout, policy.PlanRead), r.apiProposals)
	api.Add(reg, write(http.MethodPost, "/plans/{id}/proposals", "new_goals_proposed", text.APIProposalsTakeTitle, text.APIProposalsTakeAbout), r.apiTakeProposals)
}

func (r *Room) apiOfVersions(reg *api.Registry) {
	api.Add(reg, op(http.MethodPost, "/plans/{id}/final-text", "new_final_text", text.APIFreezeTitle, text.APIFreezeAbout, policy.PlanSign), r.apiFreeze)
	api.Add(reg, op(http.MethodPost, "/plans/{id}/reopening", "new_plan_reopening", text.APIUnfreezeTitle, text.APIUnfreezeAbout, policy.PlanSign), r.apiUnfreeze)
	api.Add(reg, op(http.MethodPost, "/plans/{id}/signatures", "new_signature", text.APISignatureTitle, text.APISignatureAbout, policy.PlanSign), r.apiSign)
	api.Add(reg, op(http.MethodPost, "/plans/{id}/revision", "new_revision", text.APIRevisionTitle, text.APIRevisionAbout, policy.PlanWrite), r.apiRevise)
	api.Add(reg, op(http.MethodGet, "/plans/{id}/differences", "show_differences", text.APIDifferencesTitle, text.APIDifferencesAbout, policy.PlanRead), r.apiDifferences)
	api.Add(reg, op(http.MethodPost, "/plans/{id}/checks", "new_check", text.APICheckTitle, text.APICheckAbout, policy.PlanCheck), r.apiCheck)
}

func (r *Room) apiPlans(ctx context.Context, who gate.Actor, in *api.ByID) (*api.Page[apiPlan], error) {
	v, err := r.View(ctx, who, in.ID.Value())
	if err != nil {
		return nil, err
	}
	var out []apiPlan
	for _, p := range v.Plans {
		out = append(out, shownPlan(v, p))
	}
	return api.PageOf(out, ""), nil
}

type apiBeginning struct {
	api.ByID
	Body struct {
		Aims string `json:"aims,omitempty" maxLength:"2000"`
	} `nameHint:"NewPlan"`
}

func (r *Room) apiBegin(ctx context.Context, who gate.Actor, in *apiBeginning) (*api.Made[apiPlan], error) {
	id, err := r.Begin(ctx, who, in.ID.Value(), in.Body.Aims)
	return r.madePlan(ctx, who, id, err)
}

// madePlan answers a POST that makes or changes a version.
func (r *Room) madePlan(ctx context.Context, who gate.Actor, id value.ID, err error) (*api.Made[apiPlan], error) {
	if err != nil {
		return nil, err
	}
	v, p, err := r.ByPlan(ctx, who, id)
	if err != nil {
		return nil, err
	}
	return api.MadeOf(shownPlan(v, p), p.seenVersion(), "/plans/"+string(id)), nil
}

func (r *Room) apiPlan(ctx context.Context, who gate.Actor, in *api.ByID) (*api.Answer[apiPlan], error) {
	v, p, err := r.ByPlan(ctx, who, in.ID.Value())
	if err != nil {
		return nil, err
	}
	return api.AnswerOf(shownPlan(v, p), p.seenVersion()), nil
}

// seenVersion is a number that changes with what this reader sees of the content of a version. The version's own counter also counts what others write in
// sections that the reader may not know.
func (p Plan) seenVersion() int {
	type content struct {
		State, Aims string
		Goals       []Goal
		Commitments []Commitment
		Dates       []value.Date
	}
	c := content{p.State, p.Aims, nil, p.Commitments, p.Dates}
	for _, g := range p.Goals {
		g.Progress, g.ProgressOn, g.Position = "", value.Date{}, 0
		actions := g.Actions
		g.Actions = nil
		for _, a := range actions {
			g.Actions = append(g.Actions, Action{ID: a.ID, Content: a.Content, Version: a.Version})
		}
		c.Goals = append(c.Goals, g)
	}
	b, err := json.Marshal(c)
	if err != nil {
		return 1
	}
	h := fnv.New32a()
	_, _ = h.Write(b) // never fails
	return int(h.Sum32()&(1<<31-1)) | 1
}

// apiMatched reads a version for a command on its common part, and refuses who may only read it, then a request about an older one.
func (r *Room) apiMatched(ctx context.Context, who gate.Actor, id api.ID, m api.Match) (v View, p Plan, err error) {
	if v, p, err = r.ByPlan(ctx, who, id.Value()); err == nil && !v.MayWrite[policy.Common] {
		err = fault.Missing()
	}
	if err != nil {
		return v, p, err
	}
	return v, p, sameAs(m, p)
}

// sameAs refuses a request about an older version of what its sender sees.
func sameAs(m api.Match, p Plan) error {
	if now := p.seenVersion(); m.Version(now) != now {
		return api.Stale(fault.New(fault.Conflict, text.APIPlanChanged), now)
	}
	return nil
}
