package casefile

import (
	"context"
	"strings"

	"siil/internal/api"
	"siil/internal/fault"
	"siil/internal/gate"
	"siil/internal/guideline"
	"siil/internal/policy"
	"siil/internal/text"
	"siil/internal/value"
)

// apiClosure is the end of the present episode. Reason, outcomes and note are empty to whoever may not know them.
type apiClosure struct {
	ID        api.ID     `json:"id"`
	State     api.Code   `json:"state"`
	On        api.Day    `json:"on"`
	Reason    api.Code   `json:"reason,omitempty"`
	Outcomes  []api.Code `json:"outcomes" maxItems:"40"`
	Note      string     `json:"note,omitempty" maxLength:"500"`
	CreatedAt api.Moment `json:"created_at"`
}

type apiClose struct {
	api.ByID
	api.Match
	Body struct {
		Reason   api.Code   `json:"reason"`
		Outcomes []api.Code `json:"outcomes,omitempty" maxItems:"40" uniqueItems:"true"`
		On       api.Day    `json:"on,omitempty"`
		Note     string     `json:"note,omitempty" maxLength:"500"`
	} `nameHint:"NewClosure"`
}

type apiReopen struct {
	api.ByID
	api.Match
	Body struct {
		Reason string  `json:"reason" minLength:"1" maxLength:"500"`
		On     api.Day `json:"on,omitempty"`
	} `nameHint:"Reopening"`
}

func (r *Room) closureAPI(reg *api.Registry) {
	noun := text.APIClosureNoun
	api.Add(reg, get("/cases/{id}/closure", "show_closure", noun, text.APIClosureTitle, text.APIClosureAbout, policy.CaseOpen), r.apiClosure)
	api.Add(reg, post("/cases/{id}/closure", "new_closure", noun, text.APIClosureNewTitle, text.APIClosureNewAbout, policy.CaseClose), r.apiClose)
	api.Add(reg, post("/cases/{id}/reopening", "new_reopening", noun, text.APIReopeningTitle, text.APIReopeningAbout, policy.CaseReopen), r.apiReopen)
}

func (r *Room) apiClosure(ctx context.Context, who gate.Actor, in *api.ByID) (*api.Answer[apiClosure], error) {
	out := apiClosure{Outcomes: []api.Code{}}
	version := 0
	err := r.apiRead(ctx, who, in.ID, policy.CaseOpen, func(tx *gate.ReadTx, c Case, res policy.Resource) error {
		var id value.ID
		var on value.Date
		var made value.Instant
		var code, outcomes, note string
		var sealed []byte
		if kindOf(c.State) != guideline.Closed {
			return fault.Missing()
		}
		err := tx.One(`SELECT id, on_day, reason, outcomes, COALESCE(note, ''), sealed, made_at FROM closure WHERE zone = $1 AND episode_id = $2 AND undone_at IS NULL`,
			[]any{tx.Zone(), c.EpisodeID}, &id, &on, &code, &outcomes, &note, &sealed, &made)
		if err != nil {
			return err
		}
		out.ID, out.State, out.On, out.CreatedAt, version = api.ID(id), api.Code(c.State), api.DayOf(on), api.MomentOf(made), c.Version
		reason, _ := r.m.ClosureReason(code)
		if !mayKnowReason(tx, res, reason) {
			return nil
		}
		out.Reason, out.Note = api.Code(code), note
		for _, o := range strings.Fields(outcomes) {
			out.Outcomes = append(out.Outcomes, api.Code(o))
		}
		if sealed != nil {
			out.Note, err = openWords(tx, c, res, "closure", id, c.ID, reason, sealed)
		}
		return err
	})
	return api.AnswerOf(out, version), err
}

func (r *Room) apiClose(ctx context.Context, who gate.Actor, in *apiClose) (*api.Made[apiClosure], error) {
	b := in.Body
	ending := Ending{On: b.On.Or(r.g.Today()), Reason: string(b.Reason), Note: b.Note}
	for _, o := range b.Outcomes {
		ending.Outcomes = append(ending.Outcomes, string(o))
	}
	err := r.apiChange(ctx, who, in.ID, in.Match, policy.CaseClose, func(c Case, version int) error {
		ending.Version = version
		return r.Close(ctx, who, c.ID, ending)
	})
	if err != nil {
		return nil, err
	}
	out, err := r.apiClosure(ctx, who, &in.ByID)
	if err != nil {
		return nil, err
	}
	made := api.MadeOf(out.Body, 0, "/cases/"+string(in.ID.Value())+"/closure")
	made.ETag = out.ETag
	return made, nil
}

// apiReopen begins a new episode; the answer is the case.
func (r *Room) apiReopen(ctx context.Context, who gate.Actor, in *apiReopen) (*api.Made[apiCase], error) {
	err := r.apiChange(ctx, who, in.ID, in.Match, policy.CaseReopen, func(c Case, version int) error {
		return r.Reopen(ctx, who, c.ID, Beginning{Version: version, On: in.Body.On.Or(r.g.Today()), Reason: in.Body.Reason})
	})
	return r.madeOfCase(ctx, who, in.ID.Value(), err)
}
