package casefile

import (
	"context"

	"siil/internal/api"
	"siil/internal/gate"
	"siil/internal/policy"
	"siil/internal/text"
	"siil/internal/value"
)

type apiStepDue struct {
	api.ByID
	Body struct {
		Due    api.Day `json:"due"`
		Reason string  `json:"reason" minLength:"1" maxLength:"500"`
	} `nameHint:"StepDue"`
}

type apiStepHolder struct {
	api.ByID
	Body struct {
		AccountID api.ID `json:"account_id"`
		Reason    string `json:"reason" minLength:"1" maxLength:"500"`
	} `nameHint:"StepHolder"`
}

func (r *Room) stepMoveAPI(reg *api.Registry) {
	noun := text.APIStepsNoun
	api.Add(reg, put("/steps/{id}/due", "due_of_step", noun, text.APIStepDueTitle, text.APIStepDueAbout, policy.StepAnswer), r.apiMoveStep)
	api.Add(reg, put("/steps/{id}/holder", "holder_of_step", noun, text.APIStepToTitle, text.APIStepToAbout, policy.StepAnswer), r.apiHandOverStep)
}

func (r *Room) apiMoveStep(ctx context.Context, who gate.Actor, in *apiStepDue) (*api.Answer[apiStep], error) {
	id := in.ID.Value()
	if err := r.MoveStep(ctx, who, id, in.Body.Due.Date(), in.Body.Reason); err != nil {
		return nil, api.InBody(err, map[string]string{"to": "due", "why": "reason"})
	}
	return r.apiMoved(ctx, who, id)
}

func (r *Room) apiHandOverStep(ctx context.Context, who gate.Actor, in *apiStepHolder) (*api.Answer[apiStep], error) {
	id := in.ID.Value()
	if err := r.HandOverStep(ctx, who, id, in.Body.AccountID.Value(), in.Body.Reason); err != nil {
		return nil, api.InBody(err, map[string]string{"to": "account_id", "why": "reason"})
	}
	return r.apiMoved(ctx, who, id)
}

// apiMoved shows the step after a move to whoever made it, who may not hold it any more.
func (r *Room) apiMoved(ctx context.Context, who gate.Actor, id value.ID) (*api.Answer[apiStep], error) {
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
		last, err := lastMove(tx, id)
		if err != nil {
			return err
		}
		res = stepOf(res, s, who.Account)
		res.Own = res.Own || last.ByID != "" && last.ByID == who.Account
		out = shownStep(s)
		return tx.Decide(policy.StepAnswer, res)
	})
	return api.AnswerOf(out, 0), err
}
