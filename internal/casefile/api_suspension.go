package casefile

import (
	"context"

	"siil/internal/api"
	"siil/internal/fault"
	"siil/internal/gate"
	"siil/internal/policy"
	"siil/internal/text"
	"siil/internal/value"
)

// apiSuspension is the rest of a case. Reason and note are empty to whoever may not know them.
type apiSuspension struct {
	ID        api.ID   `json:"id"`
	State     api.Code `json:"state"`
	FromState api.Code `json:"from_state"`
	SinceOn   api.Day  `json:"since_on"`
	ReviewOn  api.Day  `json:"review_on,omitempty"`
	Reason    api.Code `json:"reason,omitempty"`
	Note      string   `json:"note,omitempty" maxLength:"500"`
}

type apiSuspend struct {
	api.ByID
	api.Match
	Body struct {
		Reason   api.Code `json:"reason"`
		SinceOn  api.Day  `json:"since_on,omitempty"`
		ReviewOn api.Day  `json:"review_on,omitempty"`
		Note     string   `json:"note,omitempty" maxLength:"500"`
	} `nameHint:"NewSuspension"`
}

type apiReview struct {
	api.ByID
	api.Match
	Body struct {
		Reason   api.Code `json:"reason"`
		ReviewOn api.Day  `json:"review_on,omitempty"`
		Note     string   `json:"note,omitempty" maxLength:"500"`
	} `nameHint:"SuspensionReview"`
}

type apiResume struct {
	api.ByID
	api.Match
	Body struct {
		On   api.Day `json:"on,omitempty"`
		Note string  `json:"note,omitempty" maxLength:"500"`
	} `nameHint:"Resumption"`
}

func (r *Room) suspensionAPI(reg *api.Registry) {
	noun := text.APISuspensionNoun
	api.Add(reg, get("/cases/{id}/suspension", "show_suspension", noun, text.APISuspensionTitle, text.APISuspensionAbout, policy.CaseOpen), r.apiSuspension)
	api.Add(reg, post("/cases/{id}/suspension", "new_suspension", noun, text.APISuspensionNewTitle, text.APISuspensionNewAbout, policy.CaseSuspend), r.apiSuspend)
	api.Add(reg, post("/cases/{id}/suspension/review", "new_suspension_review", noun, text.APIReviewTitle, text.APIReviewAbout, policy.CaseSuspend), r.apiReview)
	api.Add(reg, post("/cases/{id}/resumption", "new_resumption", noun, text.APIResumptionTitle, text.APIResumptionAbout, policy.CaseResume), r.apiResume)
}

// shownSuspension is the open suspension without what was noted.
func (r *Room) shownSuspension(tx *gate.ReadTx, c Case, res policy.Resource) apiSuspension {
	s := c.Suspension
	out := apiSuspension{ID: api.ID(s.ID), State: api.Code(c.State), FromState: api.Code(s.FromState), SinceOn: api.DayOf(s.SinceOn), ReviewOn: api.DayOf(c.ReviewOn)}
	if reason, _ := r.m.SuspensionReason(s.Reason); mayKnowReason(tx, res, reason) {
		out.Reason = api.Code(s.Reason)
	}
	return out
}

func (r *Room) apiSuspension(ctx context.Context, who gate.Actor, in *api.ByID) (*api.Answer[apiSuspension], error) {
	var out apiSuspension
	version := 0
	err := r.apiRead(ctx, who, in.ID, policy.CaseOpen, func(tx *gate.ReadTx, c Case, res policy.Resource) error {
		if c.Suspension == nil {
			return fault.Missing()
		}
		out, version = r.shownSuspension(tx, c, res), c.Version
		reason, _ := r.m.SuspensionReason(c.Suspension.Reason)
		if !mayKnowReason(tx, res, reason) {
			return nil
		}
		var sealed []byte
		err := tx.One("SELECT COALESCE(note, ''), sealed FROM suspension WHERE zone = $1 AND id = $2", []any{tx.Zone(), c.Suspension.ID}, &out.Note, &sealed)
		if err == nil && sealed != nil {
			out.Note, err = openWords(tx, c, res, "suspension", c.Suspension.ID, c.ID, reason, sealed)
		}
		return err
	})
	return api.AnswerOf(out, version), err
}

func (r *Room) apiSuspend(ctx context.Context, who gate.Actor, in *apiSuspend) (*api.Made[apiSuspension], error) {
	b := in.Body
	err := r.apiChange(ctx, who, in.ID, in.Match, policy.CaseSuspend, func(c Case, version int) error {
		return r.Suspend(ctx, who, c.ID, Resting{Version: version, SinceOn: b.SinceOn.Or(r.g.Today()), Reason: string(b.Reason), Note: b.Note,
			ReviewOn: b.ReviewOn.Date()})
	})
	return r.madeOfSuspension(ctx, who, in.ByID, err)
}

func (r *Room) apiReview(ctx context.Context, who gate.Actor, in *apiReview) (*api.Made[apiSuspension], error) {
	b := in.Body
	err := r.apiChange(ctx, who, in.ID, in.Match, policy.CaseSuspend, func(c Case, version int) error {
		since := r.g.Today()
		if c.Suspension != nil {
			since = c.Suspension.SinceOn
		}
		return r.PutOffReview(ctx, who, c.ID, Resting{Version: version, SinceOn: since, Reason: string(b.Reason), Note: b.Note, ReviewOn: b.ReviewOn.Date()})
	})
	return r.madeOfSuspension(ctx, who, in.ByID, err)
}

// madeOfSuspension answers with the suspension as it stands.
func (r *Room) madeOfSuspension(ctx context.Context, who gate.Actor, id api.ByID, err error) (*api.Made[apiSuspension], error) {
	if err != nil {
		return nil, err
	}
	out, err := r.apiSuspension(ctx, who, &id)
	if err != nil {
		return nil, err
	}
	made := api.MadeOf(out.Body, 0, "/cases/"+string(id.ID.Value())+"/suspension")
	made.ETag = out.ETag
	return made, nil
}

// apiResume takes a case up again; the thing made is a step of the case, so the answer is the case.
func (r *Room) apiResume(ctx context.Context, who gate.Actor, in *apiResume) (*api.Made[apiCase], error) {
	err := r.apiChange(ctx, who, in.ID, in.Match, policy.CaseResume, func(c Case, version int) error {
		return r.Resume(ctx, who, c.ID, Waking{Version: version, On: in.Body.On.Or(r.g.Today()), Note: in.Body.Note})
	})
	return r.madeOfCase(ctx, who, in.ID.Value(), err)
}

// madeOfCase answers a step of a case with the case.
func (r *Room) madeOfCase(ctx context.Context, who gate.Actor, id value.ID, err error) (*api.Made[apiCase], error) {
	if err != nil {
		return nil, err
	}
	out, err := r.apiCase(ctx, who, api.ID(id))
	if err != nil {
		return nil, err
	}
	return api.MadeOf(out.Body, int(out.Body.Version), "/cases/"+string(id)), nil
}
