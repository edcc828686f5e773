package plan

import (
	"context"

	"siil/internal/api"
	"siil/internal/fault"
	"siil/internal/gate"
	"siil/internal/text"
	"siil/internal/value"
)

type apiAimsInput struct {
	api.ByID
	api.Match
	Body struct {
		Aims string `json:"aims" maxLength:"2000"`
	} `nameHint:"NewAims"`
}

func (r *Room) apiAims(ctx context.Context, who gate.Actor, in *apiAimsInput) (*api.Answer[apiPlan], error) {
	_, p, err := r.apiMatched(ctx, who, in.ID, in.Match)
	if err == nil {
		err = r.WriteAims(ctx, who, p.ID, p.Aims, in.Body.Aims)
	}
	return r.apiAfter(ctx, who, in.ID, err)
}

// apiAfter answers a PUT or DELETE with the version as it stands then.
func (r *Room) apiAfter(ctx context.Context, who gate.Actor, id api.ID, err error) (*api.Answer[apiPlan], error) {
	if err != nil {
		return nil, err
	}
	return r.apiPlan(ctx, who, &api.ByID{ID: id})
}

type apiDatesInput struct {
	api.ByID
	api.Match
	Body struct {
		Dates []api.Day `json:"dates" maxItems:"60"`
	} `nameHint:"NewDates"`
}

func (r *Room) apiDates(ctx context.Context, who gate.Actor, in *apiDatesInput) (*api.Answer[apiPlan], error) {
	_, p, err := r.apiMatched(ctx, who, in.ID, in.Match)
	if err == nil {
		var days []value.Date
		for _, d := range in.Body.Dates {
			days = append(days, d.Date())
		}
		err = r.SetDates(ctx, who, p.ID, days)
	}
	return r.apiAfter(ctx, who, in.ID, err)
}

// apiDrop gives up a draft; what it was is the answer.
func (r *Room) apiDrop(ctx context.Context, who gate.Actor, in *api.ByID) (*api.Answer[apiPlan], error) {
	v, p, err := r.ByPlan(ctx, who, in.ID.Value())
	if err != nil {
		return nil, err
	}
	if err := r.Drop(ctx, who, p.ID); err != nil {
		return nil, err
	}
	return api.AnswerOf(shownPlan(v, p), 0), nil
}

// apiGoalWords are what a request says of a goal.
type apiGoalWords struct {
	Domain      api.Code `json:"domain"`
	Text        string   `json:"text" minLength:"1" maxLength:"300"`
	ReachedWhen string   `json:"reached_when,omitempty" maxLength:"300"`
}

func (b apiGoalWords) input() GoalInput { return GoalInput{string(b.Domain), b.Text, b.ReachedWhen} }

type apiNewGoal struct {
	api.ByID
	Body apiGoalWords `nameHint:"NewGoal"`
}

type apiByGoal struct {
	api.ByID
	GoalID api.ID `path:"goal_id"`
}

type apiGoalInput struct {
	api.ByID
	GoalID api.ID `path:"goal_id"`
	api.Match
	Body apiGoalWords `nameHint:"NewGoal"`
}

func (r *Room) apiAddGoal(ctx context.Context, who gate.Actor, in *apiNewGoal) (*api.Made[apiGoal], error) {
	id, err := r.AddGoal(ctx, who, in.ID.Value(), in.Body.input())
	if err != nil {
		return nil, err
	}
	_, p, err := r.ByPlan(ctx, who, in.ID.Value())
	if err != nil {
		return nil, err
	}
	g, _ := p.Goal(id)
	return api.MadeOf(shownGoal(p, g), g.Version, "/plans/"+string(p.ID)), nil
}

// stale adds to the conflict of a request about an older version which one stands now.
func stale(err error, m api.Match, present int) error {
	if fault.Is(err, fault.Conflict) && m.Version(present) != present {
		return api.Stale(err, present)
	}
	return err
}

func (r *Room) apiChangeGoal(ctx context.Context, who gate.Actor, in *apiGoalInput) (*api.Answer[apiGoal], error) {
	_, p, err := r.ByPlan(ctx, who, in.ID.Value())
	if err != nil {
		return nil, err
	}
	g, ok := p.Goal(in.GoalID.Value())
	if !ok {
		return nil, fault.Missing()
	}
	if err := r.ChangeGoal(ctx, who, p.ID, g.ID, in.Match.Version(g.Version), in.Body.input()); err != nil {
		return nil, stale(err, in.Match, g.Version)
	}
	if _, p, err = r.ByPlan(ctx, who, p.ID); err != nil {
		return nil, err
	}
	g, _ = p.Goal(g.ID)
	return api.AnswerOf(shownGoal(p, g), g.Version), nil
}

func (r *Room) apiEndGoal(ctx context.Context, who gate.Actor, in *apiByGoal) (*api.Answer[apiPlan], error) {
	return r.apiAfter(ctx, who, in.ID, r.RemoveGoal(ctx, who, in.ID.Value(), in.GoalID.Value()))
}

// apiCommitmentWords are what a request says of a commitment.
type apiCommitmentWords struct {
	Side string `json:"side" enum:"person,service"`
	Who  string `json:"who,omitempty" maxLength:"120"`
	Text string `json:"text" minLength:"1" maxLength:"300"`
}

func (b apiCommitmentWords) input() CommitmentInput { return CommitmentInput{b.Side, b.Who, b.Text} }

type apiNewCommitment struct {
	api.ByID
	Body apiCommitmentWords `nameHint:"NewCommitment"`
}

type apiByCommitment struct {
	api.ByID
	CommitmentID api.ID `path:"commitment_id"`
}

type apiCommitmentInput struct {
	api.ByID
	CommitmentID api.ID `path:"commitment_id"`
	api.Match
	Body apiCommitmentWords `nameHint:"NewCommitment"`
}

func (r *Room) apiAddCommitment(ctx context.Context, who gate.Actor, in *apiNewCommitment) (*api.Made[apiCommitment], error) {
	id, err := r.AddCommitment(ctx, who, in.ID.Value(), in.Body.input())
	if err != nil {
		return nil, err
	}
	_, p, err := r.ByPlan(ctx, who, in.ID.Value())
	if err != nil {
		return nil, err
	}
	c, err := p.commitment(id)
	return api.MadeOf(shownCommitment(p, c), c.Version, "/plans/"+string(p.ID)), err
}

func (r *Room) apiChangeCommitment(ctx context.Context, who gate.Actor, in *apiCommitmentInput) (*api.Answer[apiCommitment], error) {
	_, p, err := r.ByPlan(ctx, who, in.ID.Value())
	if err != nil {
		return nil, err
	}
	c, err := p.commitment(in.CommitmentID.Value())
	if err != nil {
		return nil, err
	}
	if err := r.ChangeCommitment(ctx, who, p.ID, c.ID, in.Match.Version(c.Version), in.Body.input()); err != nil {
		return nil, stale(err, in.Match, c.Version)
	}
	if _, p, err = r.ByPlan(ctx, who, p.ID); err != nil {
		return nil, err
	}
	c, err = p.commitment(c.ID)
	return api.AnswerOf(shownCommitment(p, c), c.Version), err
}

func (r *Room) apiEndCommitment(ctx context.Context, who gate.Actor, in *apiByCommitment) (*api.Answer[apiPlan], error) {
	return r.apiAfter(ctx, who, in.ID, r.RemoveCommitment(ctx, who, in.ID.Value(), in.CommitmentID.Value()))
}

// apiProposal is a goal of the guidelines that fits a weak domain.
type apiProposal struct {
	Code        api.Code   `json:"code"`
	Domain      api.Code   `json:"domain"`
	Level       int32      `json:"level" minimum:"1" maximum:"5"`
	Text        string     `json:"text" maxLength:"300"`
	ReachedWhen string     `json:"reached_when" maxLength:"300"`
	Kinds       []api.Code `json:"kinds" maxItems:"60"`
}

func (r *Room) apiProposals(ctx context.Context, who gate.Actor, in *api.ByID) (*api.Page[apiProposal], error) {
	v, p, err := r.ByPlan(ctx, who, in.ID.Value())
	if err != nil {
		return nil, err
	}
	var out []apiProposal
	for _, x := range r.Proposals(v, p) {
		o := apiProposal{Code: api.Code(x.Code), Domain: api.Code(x.Domain), Level: number32(x.Level), Text: x.Label[0], ReachedWhen: x.ReachedWhen[0], Kinds: []api.Code{}}
		for _, k := range x.Actions {
			o.Kinds = append(o.Kinds, api.Code(k))
		}
		out = append(out, o)
	}
	return api.PageOf(out, ""), nil
}

type apiTaking struct {
	api.ByID
	Body struct {
		Codes []api.Code `json:"codes" minItems:"1" maxItems:"20" uniqueItems:"true"`
	} `nameHint:"TakenProposals"`
}

func (r *Room) apiTakeProposals(ctx context.Context, who gate.Actor, in *apiTaking) (*api.Made[apiPlan], error) {
	if _, _, err := r.apiMatched(ctx, who, in.ID, api.Match{}); err != nil {
		return nil, err
	}
	var codes []string
	for _, c := range in.Body.Codes {
		if _, ok := r.m.Goal(string(c)); !ok {
			return nil, api.InvalidAt("body.codes", text.APIProposalUnknown.With(string(c)))
		}
		codes = append(codes, string(c))
	}
	id := in.ID.Value()
	return r.madePlan(ctx, who, id, r.TakeProposals(ctx, who, id, codes))
}

func (r *Room) apiPacts(ctx context.Context, who gate.Actor, in *api.ByID) (*api.Page[apiPact], error) {
	v, err := r.View(ctx, who, in.ID.Value())
	if err != nil {
		return nil, err
	}
	return api.PageOf(shownPacts(v, "cited", ""), ""), nil
}

type apiNewPact struct {
	api.ByID
	Body struct {
		Kind   api.Code `json:"kind"`
		Number string   `json:"number" minLength:"1" maxLength:"120"`
		Date   api.Day  `json:"date"`
	} `nameHint:"NewPact"`
}

func (r *Room) apiAddPact(ctx context.Context, who gate.Actor, in *apiNewPact) (*api.Made[apiPact], error) {
	id, err := r.AddLink(ctx, who, in.ID.Value(), LinkInput{string(in.Body.Kind), in.Body.Number, in.Body.Date.Date()})
	if err != nil {
		return nil, api.InBody(err, map[string]string{"on": "date"})
	}
	v, err := r.View(ctx, who, in.ID.Value())
	if err != nil {
		return nil, err
	}
	for _, x := range shownPacts(v, "cited", id) {
		return api.MadeOf(x, 0, "/cases/"+string(v.Case.ID)+"/pacts"), nil
	}
	return nil, fault.Missing()
}

type apiByPact struct {
	api.ByID
	PactID api.ID `path:"pact_id"`
}

func (r *Room) apiEndPact(ctx context.Context, who gate.Actor, in *apiByPact) (*api.Answer[apiPact], error) {
	v, err := r.View(ctx, who, in.ID.Value())
	if err != nil {
		return nil, err
	}
	if err := r.EndLink(ctx, who, v.Case.ID, in.PactID.Value()); err != nil {
		return nil, err
	}
	for _, x := range shownPacts(v, "ended", in.PactID.Value()) {
		return api.AnswerOf(x, 0), nil
	}
	return nil, fault.Missing()
}
