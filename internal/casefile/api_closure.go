package casefile

import (
	"context"

	"siil/internal/api"
	"siil/internal/gate"
	"siil/internal/policy"
	"siil/internal/text"
)

type apiReopen struct {
	api.ByID
	api.Match
	Body struct {
		Reason string  `json:"reason" minLength:"1" maxLength:"500"`
		On     api.Day `json:"on,omitempty"`
	} `nameHint:"Reopening"`
}

func (r *Room) closureAPI(reg *api.Registry) {
	api.Add(reg, post("/cases/{id}/reopening", "new_reopening", text.APIClosureNoun, text.APIReopeningTitle, text.APIReopeningAbout, policy.CaseReopen), r.apiReopen)
}

// apiReopen begins a new episode; the answer is the case.
func (r *Room) apiReopen(ctx context.Context, who gate.Actor, in *apiReopen) (*api.Made[apiCase], error) {
	err := r.apiChange(ctx, who, in.ID, in.Match, policy.CaseReopen, func(c Case, version int) error {
		return r.Reopen(ctx, who, c.ID, Beginning{Version: version, On: in.Body.On.Or(r.g.Today()), Reason: in.Body.Reason})
	})
	return r.madeOfCase(ctx, who, in.ID.Value(), err)
}
