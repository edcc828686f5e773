package casefile

import (
	"context"
	"strings"

	"siil/internal/api"
	"siil/internal/gate"
	"siil/internal/policy"
	"siil/internal/text"
)

// apiStep is what somebody is to do in a case and by when.
type apiStep struct {
	ID        api.ID     `json:"id"`
	State     string     `json:"state" enum:"open,done,dropped"`
	CaseID    api.ID     `json:"case_id"`
	Text      string     `json:"text" maxLength:"300"`
	AccountID api.ID     `json:"account_id,omitempty"`
	Who       string     `json:"who,omitempty" maxLength:"161"`
	Due       api.Day    `json:"due,omitempty"`
	Source    api.Code   `json:"source"`
	MadeAt    api.Moment `json:"made_at"`
}

func shownStep(s NextStep) apiStep {
	out := apiStep{ID: api.ID(s.ID), State: "open", CaseID: api.ID(s.CaseID), Text: s.What, AccountID: api.ID(s.WhoID), Who: s.Who, Due: api.DayOf(s.DueOn),
		Source: api.Code(s.Source), MadeAt: api.MomentOf(s.MadeAt)}
	switch {
	case !s.DoneAt.IsZero():
		out.State = "done"
	case !s.DroppedAt.IsZero():
		out.State = "dropped"
	}
	return out
}

type apiSteps struct {
	Steps []apiStep `json:"steps" maxItems:"1000"`
}

type apiGiveStep struct {
	api.ByID
	Body struct {
		Text      string  `json:"text" minLength:"1" maxLength:"300"`
		AccountID api.ID  `json:"account_id"`
		Due       api.Day `json:"due"`
	} `nameHint:"StepOfCase"`
}

type apiStepAnswer struct {
	api.ByID
	Body struct {
		Done   bool   `json:"done"`
		Reason string `json:"reason,omitempty" maxLength:"500"`
	} `nameHint:"StepAnswer"`
}

func (r *Room) stepAPI(reg *api.Registry) {
	noun := text.APIStepsNoun
	api.Add(reg, get("/cases/{id}/steps", "show_steps", noun, text.APIStepsTitle, text.APIStepsAbout, policy.CaseOpen), r.apiSteps)
	api.Add(reg, post("/cases/{id}/steps", "new_step", noun, text.APIStepTitle, text.APIStepAbout, policy.CaseDate), r.apiGiveStep)
	api.Add(reg, post("/steps/{id}/answer", "new_step_answer", noun, text.APIStepAnswerTitle, text.APIStepAnswerAbout, policy.StepAnswer), r.apiAnswerStep)
}

func (r *Room) apiSteps(ctx context.Context, who gate.Actor, in *api.ByID) (*api.Answer[apiSteps], error) {
	out := apiSteps{Steps: []apiStep{}}
	err := r.apiRead(ctx, who, in.ID, policy.CaseOpen, func(tx *gate.ReadTx, c Case, _ policy.Resource) error {
		all, err := StepsOf(tx, c.Cases(), false)
		for _, s := range all {
			out.Steps = append(out.Steps, shownStep(s))
		}
		return err
	})
	return api.AnswerOf(out, 0), err
}

func (r *Room) apiGiveStep(ctx context.Context, who gate.Actor, in *apiGiveStep) (*api.Made[apiStep], error) {
	c, err := r.apiBefore(ctx, who, in.ID, policy.CaseDate, "")
	if err != nil {
		return nil, err
	}
	id, err := r.GiveStep(ctx, who, c.ID, Giving{Once: api.Once(ctx), What: strings.TrimSpace(in.Body.Text), WhoID: in.Body.AccountID.Value(), DueOn: in.Body.Due.Date()})
	if err != nil {
		return nil, api.InBody(err, map[string]string{"what": "text", "who": "account_id"})
	}
	var out apiStep
	err = r.apiRead(ctx, who, in.ID, policy.CaseOpen, func(tx *gate.ReadTx, _ Case, _ policy.Resource) error {
		s, err := loadStep(tx, id)
		out = shownStep(s)
		return err
	})
	return api.MadeOf(out, 0, "/cases/"+string(c.ID)+"/steps"), err
}

func (r *Room) apiAnswerStep(ctx context.Context, who gate.Actor, in *apiStepAnswer) (*api.Made[apiStep], error) {
	id := in.ID.Value()
	if err := r.AnswerStep(ctx, who, id, in.Body.Done, in.Body.Reason); err != nil {
		return nil, api.InBody(err, map[string]string{"why": "reason"})
	}
	var out apiStep
	err := r.g.Read(ctx, who, func(tx *gate.ReadTx) error {
		s, err := loadStep(tx, id)
		if err != nil {
			return err
		}
		_, res, err := apiFacts(tx, s.CaseID)
		if err != nil {
			return err
		}
		out = shownStep(s)
		return tx.Decide(policy.StepAnswer, stepOf(res, s, who.Account))
	})
	return api.MadeOf(out, 0, "/cases/"+string(out.CaseID)+"/steps"), err
}
