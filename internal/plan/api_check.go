package plan

import (
	"context"
	"strconv"
	"strings"

	"siil/internal/api"
	"siil/internal/fault"
	"siil/internal/gate"
	"siil/internal/policy"
)

type apiFreezing struct {
	api.ByID
	api.Match
}

// apiFreeze is the version that was shown when the request says so.
func (r *Room) apiFreeze(ctx context.Context, who gate.Actor, in *apiFreezing) (*api.Made[apiPlan], error) {
	id, version := in.ID.Value(), 0
	if in.IfMatch != "" {
		v, p, err := r.ByPlan(ctx, who, id)
		if err == nil && !v.MaySign[policy.Common] {
			err = fault.Missing()
		}
		if err == nil {
			err = sameAs(in.Match, p)
		}
		if err != nil {
			return nil, err
		}
		version = p.Version
	}
	return r.madePlan(ctx, who, id, inPlan(r.Freeze(ctx, who, id, version)))
}

// inPlan gives what lacks of a version a place in its body.
func inPlan(err error) error {
	f, ok := err.(*fault.Error)
	if !ok {
		return err
	}
	names := map[string]string{}
	for _, x := range f.Fields {
		for from, to := range map[string]string{"reached_when_": "goals", "from_": "actions", "follower_": "actions"} {
			if id, ok := strings.CutPrefix(x.Name, from); ok {
				names[x.Name] = "path." + to + "." + id + "." + strings.TrimSuffix(from, "_")
			}
		}
	}
	return api.InBody(err, names)
}

type apiWhy struct {
	api.ByID
	Body struct {
		Why string `json:"why,omitempty" maxLength:"500"`
	} `nameHint:"Why"`
}

func (r *Room) apiUnfreeze(ctx context.Context, who gate.Actor, in *apiWhy) (*api.Made[apiPlan], error) {
	id := in.ID.Value()
	return r.madePlan(ctx, who, id, r.Unfreeze(ctx, who, id, in.Body.Why))
}

func (r *Room) apiRevise(ctx context.Context, who gate.Actor, in *apiWhy) (*api.Made[apiPlan], error) {
	id, err := r.Revise(ctx, who, in.ID.Value(), in.Body.Why)
	return r.madePlan(ctx, who, id, err)
}

type apiSigning struct {
	api.ByID
	Body struct {
		Party       api.Code `json:"party"`
		Means       string   `json:"means" enum:"paper,second_factor"`
		Date        api.Day  `json:"date,omitempty"`
		AccountID   api.ID   `json:"account_id,omitempty"`
		CollectedBy api.ID   `json:"collected_by,omitempty"`
		Words       string   `json:"words,omitempty" maxLength:"120"`
		Agreement   string   `json:"agreement,omitempty" enum:"yes,partly,no"`
		Said        string   `json:"said,omitempty" maxLength:"2000"`
		Code        string   `json:"code,omitempty" maxLength:"20"`
		Digest      string   `json:"digest,omitempty" maxLength:"64"`
	} `nameHint:"NewSignature"`
}

func (r *Room) apiSign(ctx context.Context, who gate.Actor, in *apiSigning) (*api.Made[apiSignature], error) {
	b := in.Body
	id, err := r.Sign(ctx, who, in.ID.Value(), SignatureInput{Party: string(b.Party), Means: b.Means, OnDay: b.Date.Date(), AccountID: b.AccountID.Value(),
		CollectedBy: b.CollectedBy.Value(), Words: b.Words, Agreement: b.Agreement, Said: b.Said, Code: b.Code, Digest: b.Digest})
	if err != nil {
		return nil, api.InBody(inPlan(err), map[string]string{"account": "account_id"})
	}
	_, p, err := r.ByPlan(ctx, who, in.ID.Value())
	if err != nil {
		return nil, err
	}
	var out apiSignature
	for _, s := range p.Signatures {
		if s.ID == id {
			out = shownSignature(s)
		}
	}
	out.State, out.PlanID = api.Code(p.State), api.ID(p.ID)
	return api.MadeOf(out, 0, "/plans/"+string(p.ID)), nil
}

type apiChecking struct {
	api.ByID
	Body struct {
		Date        api.Day        `json:"date"`
		Goals       []apiGoalCheck `json:"goals" maxItems:"100"`
		Next        api.Day        `json:"next,omitempty"`
		WithPerson  bool           `json:"with_person,omitempty"`
		Changes     string         `json:"changes,omitempty" maxLength:"2000"`
		PersonWords string         `json:"person_words,omitempty" maxLength:"2000"`
		Reopens     bool           `json:"reopens,omitempty"`
	} `nameHint:"NewCheck"`
}

func (r *Room) apiCheck(ctx context.Context, who gate.Actor, in *apiChecking) (*api.Made[apiCheck], error) {
	b := in.Body
	c := Checking{Once: api.Once(ctx), OnDay: b.Date.Date(), WithPerson: b.WithPerson, Changes: b.Changes, PersonWords: b.PersonWords, NextOn: b.Next.Date(), Reopens: b.Reopens}
	names := map[string]string{}
	for i, g := range b.Goals {
		c.Goals = append(c.Goals, GoalProgress{GoalID: g.GoalID.Value(), Progress: string(g.Progress), Note: g.Note})
		at := "goals[" + strconv.Itoa(i) + "]."
		names[FieldProgress+string(g.GoalID.Value())], names[FieldNote+string(g.GoalID.Value())] = at+"progress", at+"note"
	}
	id, err := r.Check(ctx, who, in.ID.Value(), c)
	if err != nil {
		return nil, api.InBody(err, names)
	}
	v, p, err := r.ByPlan(ctx, who, in.ID.Value())
	if err != nil {
		return nil, err
	}
	for _, x := range v.Checks {
		if x.ID == id {
			return api.MadeOf(shownCheck(x), 0, "/plans/"+string(p.ID)), nil
		}
	}
	return nil, fault.Missing()
}
