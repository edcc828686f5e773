package plan

import (
	"context"
	"strconv"

	"siil/internal/api"
	"siil/internal/gate"
	"siil/internal/text"
)

type apiFileAsked struct {
	api.ByID
	Large bool `query:"large"`
}

// apiFile prints a version; the interface speaks Italian.
func (r *Room) apiFile(ctx context.Context, who gate.Actor, in *apiFileAsked) (*api.File, error) {
	v, p, err := r.ByPlan(ctx, who, in.ID.Value())
	if err != nil {
		return nil, err
	}
	content, err := r.Document(v, p, Paper{Zone: who.Zone, Lang: text.Italian, Large: in.Large})
	return api.FileOf("progetto-"+strconv.Itoa(v.Case.Number)+"-"+strconv.Itoa(p.Number), content), err
}

// apiDifference is one thing that two versions say differently, in words.
type apiDifference struct {
	Kind   string         `json:"kind" enum:"added,removed,changed"`
	What   string         `json:"what" maxLength:"60"`
	Title  string         `json:"title,omitempty" maxLength:"300"`
	Fields []apiDiffField `json:"fields" maxItems:"60"`
}

// apiDiffField is one part of a thing, before and after.
type apiDiffField struct {
	Field string `json:"field" maxLength:"120"`
	From  string `json:"from" maxLength:"5000"`
	To    string `json:"to" maxLength:"5000"`
}

// apiDifferences compares a version with the one that it revises; the first one differs from nothing.
func (r *Room) apiDifferences(ctx context.Context, who gate.Actor, in *api.ByID) (*api.Page[apiDifference], error) {
	v, p, err := r.ByPlan(ctx, who, in.ID.Value())
	if err != nil {
		return nil, err
	}
	var out []apiDifference
	for _, old := range v.Plans {
		if old.ID != p.Revises {
			continue
		}
		for _, d := range r.Differences(old, p, v.Names) {
			x := apiDifference{Kind: d.Kind, What: d.What.In(text.Italian), Title: d.Title.In(text.Italian), Fields: []apiDiffField{}}
			for _, f := range d.Fields {
				x.Fields = append(x.Fields, apiDiffField{f.Field.In(text.Italian), f.From.In(text.Italian), f.To.In(text.Italian)})
			}
			out = append(out, x)
		}
	}
	return api.PageOf(out, ""), nil
}
