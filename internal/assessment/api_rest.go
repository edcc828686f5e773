package assessment

import (
	"context"

	"siil/internal/api"
	"siil/internal/fault"
	"siil/internal/gate"
	"siil/internal/policy"
)

// apiText is what the person is strong in or wants.
type apiText struct {
	Name    string     `json:"name" enum:"strengths,aspirations"`
	Text    string     `json:"text" maxLength:"5000"`
	By      api.ID     `json:"by,omitempty"`
	At      api.Moment `json:"at,omitempty"`
	Version int32      `json:"version" minimum:"0" maximum:"2147483647"`
}

type apiWriting struct {
	api.ByID
	api.Match
	Name string `path:"name" enum:"strengths,aspirations"`
	Body struct {
		Text string `json:"text" maxLength:"5000"`
	} `nameHint:"NewAssessmentText"`
}

// apiWriteText writes strengths or aspirations. If-Match is the version of the text, "0" of one that nobody has written yet.
func (r *Room) apiWriteText(ctx context.Context, who gate.Actor, in *apiWriting) (*api.Answer[apiText], error) {
	id, present := in.ID.Value(), 0
	err := r.g.Read(ctx, who, func(tx *gate.ReadTx) error {
		_, res, err := caseOf(tx, id)
		if err != nil {
			return err
		}
		if err := tx.Decide(policy.AssessmentRate, withSection(res, policy.Common)); err != nil {
			return err
		}
		a, err := r.one(tx, res, map[policy.Section]bool{policy.Common: true}, id)
		if err == nil {
			present = a.Texts[in.Name].Version
		}
		return err
	})
	if err != nil {
		return nil, err
	}
	t, err := r.WriteText(ctx, who, id, in.Name, in.Match.Version(present), in.Body.Text)
	if err != nil {
		if fault.Is(err, fault.Conflict) && in.Match.Version(present) != present {
			err = api.Stale(err, present)
		}
		return nil, api.InBody(err, map[string]string{Strengths: "text", Aspirations: "text"})
	}
	return api.AnswerOf(apiText{in.Name, t.Body, api.ID(t.By), api.MomentOf(t.At), int32(min(t.Version, 1<<31-1))}, t.Version), nil
}

// apiReference is a result that another system keeps.
type apiReference struct {
	ID        api.ID     `json:"id"`
	State     api.Code   `json:"state"`
	Kind      api.Code   `json:"kind"`
	Value     string     `json:"value" maxLength:"200"`
	Source    string     `json:"source" maxLength:"200"`
	On        api.Day    `json:"on"`
	CreatedAt api.Moment `json:"created_at"`
}

type apiCiting struct {
	api.ByID
	Body struct {
		Kind   api.Code `json:"kind"`
		Value  string   `json:"value" minLength:"1" maxLength:"200"`
		Source string   `json:"source" minLength:"1" maxLength:"200"`
		On     api.Day  `json:"on"`
	} `nameHint:"NewReference"`
}

func (r *Room) apiReferences(ctx context.Context, who gate.Actor, in *api.ByID) (*api.Page[apiReference], error) {
	v, err := r.Read(ctx, who, in.ID.Value())
	if err != nil {
		return nil, err
	}
	var out []apiReference
	for _, x := range v.References {
		out = append(out, shownReference(x))
	}
	return api.PageOf(out, ""), nil
}

func shownReference(x Reference) apiReference {
	return apiReference{ID: api.ID(x.ID), State: "cited", Kind: api.Code(x.Kind), Value: x.Value, Source: x.Source, On: api.DayOf(x.OnDay), CreatedAt: api.MomentOf(x.MadeAt)}
}

func (r *Room) apiCite(ctx context.Context, who gate.Actor, in *apiCiting) (*api.Made[apiReference], error) {
	id, err := r.AddReference(ctx, who, in.ID.Value(), Citing{Kind: string(in.Body.Kind), Value: in.Body.Value, Source: in.Body.Source, OnDay: in.Body.On.Date()})
	if err != nil {
		return nil, err
	}
	v, err := r.Read(ctx, who, in.ID.Value())
	if err != nil {
		return nil, err
	}
	for _, x := range v.References {
		if x.ID == id {
			return api.MadeOf(shownReference(x), 0, "/cases/"+string(v.Case.ID)+"/references"), nil
		}
	}
	return nil, fault.Missing()
}
