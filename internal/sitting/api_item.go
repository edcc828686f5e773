package sitting

import (
	"context"

	"siil/internal/api"
	"siil/internal/fault"
	"siil/internal/gate"
	"siil/internal/value"
)

// apiByCase names one case of a sitting.
type apiByCase struct {
	api.ByID
	CaseID api.ID `path:"case_id"`
}

// apiItemOf finds a case on the agenda, as whoever asks may know it.
func (r *Room) apiItemOf(ctx context.Context, who gate.Actor, in apiByCase) (apiItem, error) {
	v, err := r.View(ctx, who, in.ID.Value())
	if err != nil {
		return apiItem{}, err
	}
	for _, x := range shownAgenda(v) {
		if x.CaseID == in.CaseID {
			return x, nil
		}
	}
	return apiItem{}, fault.Missing()
}

// onAgenda runs a command on a case of the agenda and gives what stands there afterwards.
func (r *Room) onAgenda(ctx context.Context, who gate.Actor, in apiByCase, do func(item value.ID) error) (apiItem, error) {
	x, err := r.apiItemOf(ctx, who, in)
	if err != nil {
		return x, err
	}
	if err := do(x.ID.Value()); err != nil {
		return x, err
	}
	return r.apiItemOf(ctx, who, in)
}

func (r *Room) apiReopen(ctx context.Context, who gate.Actor, in *apiByCase) (*api.Made[apiItem], error) {
	x, err := r.onAgenda(ctx, who, *in, func(item value.ID) error { return r.Reopen(ctx, who, item) })
	return madeItem(in, x, err)
}

func madeItem(in *apiByCase, x apiItem, err error) (*api.Made[apiItem], error) {
	if err != nil {
		return nil, err
	}
	return api.MadeOf(x, int(x.Version), "/sittings/"+string(in.ID.Value())+"/agenda"), nil
}

type apiNewConflict struct {
	api.ByID
	CaseID api.ID `path:"case_id"`
	Body   struct {
		Why api.Code `json:"why"`
	} `nameHint:"NewConflictOfInterest"`
}

func (r *Room) apiStepOut(ctx context.Context, who gate.Actor, in *apiNewConflict) (*api.Made[apiItem], error) {
	at := apiByCase{in.ByID, in.CaseID}
	x, err := r.onAgenda(ctx, who, at, func(item value.ID) error { return r.StepOut(ctx, who, item, string(in.Body.Why)) })
	return madeItem(&at, x, err)
}

func (r *Room) apiStepBack(ctx context.Context, who gate.Actor, in *apiByCase) (*api.Answer[apiItem], error) {
	x, err := r.onAgenda(ctx, who, *in, func(item value.ID) error { return r.StepBack(ctx, who, item) })
	return api.AnswerOf(x, int(x.Version)), err
}

type apiQuestion struct {
	api.ByID
	CaseID api.ID `path:"case_id"`
	Body   struct {
		Text string `json:"text" maxLength:"5000"`
	} `nameHint:"Question"`
}

func (r *Room) apiAsk(ctx context.Context, who gate.Actor, in *apiQuestion) (*api.Answer[apiItem], error) {
	x, err := r.onAgenda(ctx, who, apiByCase{in.ByID, in.CaseID}, func(item value.ID) error { return r.Ask(ctx, who, item, in.Body.Text) })
	return api.AnswerOf(x, int(x.Version)), err
}

type apiCancellation struct {
	api.ByID
	api.Match
	Body struct {
		Reason string `json:"reason" minLength:"1" maxLength:"500"`
	} `nameHint:"Cancellation"`
}

func (r *Room) apiCancel(ctx context.Context, who gate.Actor, in *apiCancellation) (*api.Made[apiSitting], error) {
	id := in.ID.Value()
	if err := r.Cancel(ctx, who, id, in.Match.Version(0), in.Body.Reason); err != nil {
		return nil, r.stale(ctx, who, id, api.InBody(err, map[string]string{"why": "reason"}))
	}
	v, err := r.View(ctx, who, id)
	return api.MadeOf(shownSitting(v), v.Version, "/sittings/"+string(id)), err
}

type apiReply struct {
	api.ByID
	Body struct {
		Reply  string `json:"reply" enum:"yes,no"`
		Reason string `json:"reason,omitempty" maxLength:"500"`
	} `nameHint:"SittingReply"`
}

func (r *Room) apiAnswerCall(ctx context.Context, who gate.Actor, in *apiReply) (*api.Answer[apiSitting], error) {
	err := r.AnswerCall(ctx, who, in.ID.Value(), in.Body.Reply == Comes, in.Body.Reason)
	if err != nil {
		return nil, api.InBody(err, map[string]string{"why": "reason"})
	}
	return r.apiShow(ctx, who, &in.ByID)
}
