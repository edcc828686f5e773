package assessment

import (
	"context"
	"net/http"

	"github.com/danielgtaylor/huma/v2"

	"siil/internal/api"
	"siil/internal/fault"
	"siil/internal/gate"
	"siil/internal/guideline"
	"siil/internal/policy"
	"siil/internal/text"
	"siil/internal/value"
)

// API registers the operations on assessments.
func (r *Room) API(reg *api.Registry) {
	op := func(method, path, name string, title, about text.T, a policy.Action) api.Op {
		return api.Op{Method: method, Path: path, Name: name, Noun: text.APIAssessmentsNoun, Title: title, About: about, Action: a, Conflicts: method == http.MethodPut}
	}
	api.Add(reg, op(http.MethodGet, "/cases/{id}/assessments", "show_assessments", text.APIAssessmentsTitle, text.APIAssessmentsAbout, policy.AssessmentRead), r.apiList)
	api.Add(reg, op(http.MethodPost, "/cases/{id}/assessments", "new_assessment", text.APIAssessmentNewTitle, text.APIAssessmentNewAbout, policy.AssessmentBegin), r.apiBegin)
	api.Add(reg, op(http.MethodGet, "/assessments/{id}", "show_assessment", text.APIAssessmentTitle, text.APIAssessmentAbout, policy.AssessmentRead), r.apiShow)
	api.Add(reg, op(http.MethodPut, "/assessments/{id}/ratings/{domain}", "rating_of_assessment", text.APIRatingTitle, text.APIRatingAbout, policy.AssessmentRate), r.apiRate)
	api.Add(reg, op(http.MethodPut, "/assessments/{id}/texts/{name}", "text_of_assessment", text.APIAssessmentTextTitle, text.APIAssessmentTextAbout, policy.AssessmentRate), r.apiWriteText)
	api.Add(reg, op(http.MethodGet, "/cases/{id}/references", "show_references", text.APIReferencesTitle, text.APIReferencesAbout, policy.AssessmentRead), r.apiReferences)
	api.Add(reg, op(http.MethodPost, "/cases/{id}/references", "new_reference", text.APIReferenceNewTitle, text.APIReferenceNewAbout, policy.AssessmentRate), r.apiCite)
	api.Add(reg, op(http.MethodPost, "/assessments/{id}/closure", "new_assessment_closure", text.APIAssessmentCloseTitle, text.APIAssessmentCloseAbout, policy.AssessmentClose), r.apiClose)
}

// apiFigure is an index in tenths, written with its one decimal.
type apiFigure int

// Schema describes an apiFigure in the document.
func (apiFigure) Schema(huma.Registry) *huma.Schema {
	low, high := 1.0, 5.0
	return &huma.Schema{Type: huma.TypeNumber, Minimum: &low, Maximum: &high}
}

// MarshalJSON writes 34 as 3.4: exactly, without floating point.
func (f apiFigure) MarshalJSON() ([]byte, error) {
	return []byte(guideline.TenthsIn(int(f), text.English)), nil
}

// apiIndices are the indices that the reader may know and that enough domains are rated for.
type apiIndices struct {
	Autonomy      *apiFigure `json:"autonomy,omitempty"`
	Employability *apiFigure `json:"employability,omitempty"`
}

// apiDomain is a domain of the instrument with the section whose readers may know its level.
type apiDomain struct {
	Code    api.Code `json:"code"`
	Section api.Code `json:"section"`
	Group   api.Code `json:"group"`
}

// apiRating is one domain. Of a section that the reader may not read only by whom and when.
type apiRating struct {
	Domain      api.Code   `json:"domain"`
	Level       int32      `json:"level,omitempty" minimum:"1" maximum:"5"`
	Note        string     `json:"note,omitempty" maxLength:"2000"`
	PersonLevel int32      `json:"person_level,omitempty" minimum:"1" maximum:"5"`
	PersonWords string     `json:"person_words,omitempty" maxLength:"2000"`
	Reason      string     `json:"reason,omitempty" maxLength:"500"`
	Unexplored  bool       `json:"unexplored,omitempty"`
	By          api.ID     `json:"by,omitempty"`
	At          api.Moment `json:"at,omitempty"`
	Version     int32      `json:"version,omitempty" minimum:"1" maximum:"2147483647"`
}

// apiAssessment is one assessment.
type apiAssessment struct {
	ID          api.ID      `json:"id"`
	CaseID      api.ID      `json:"case_id"`
	Kind        api.Code    `json:"kind"`
	On          api.Day     `json:"on"`
	State       string      `json:"state" enum:"open,closed"`
	Instrument  string      `json:"instrument" maxLength:"60"`
	Version     string      `json:"instrument_version" maxLength:"20"`
	BegunAt     api.Moment  `json:"begun_at"`
	ClosedAt    api.Moment  `json:"closed_at,omitempty"`
	Amends      api.ID      `json:"amends,omitempty"`
	AmendedBy   api.ID      `json:"amended_by,omitempty"`
	SecondOf    api.ID      `json:"second_of,omitempty"`
	Decision    string      `json:"decision,omitempty" maxLength:"2000"`
	Strengths   string      `json:"strengths,omitempty" maxLength:"5000"`
	Aspirations string      `json:"aspirations,omitempty" maxLength:"5000"`
	Domains     []apiDomain `json:"domains" maxItems:"60"`
	Ratings     []apiRating `json:"ratings" maxItems:"60"`
	Indices     apiIndices  `json:"indices"`
}

type apiBeginning struct {
	api.ByID
	Body struct {
		Kind       string  `json:"kind" enum:"entry,check,exit"`
		Instrument string  `json:"instrument,omitempty" maxLength:"60"`
		On         api.Day `json:"on,omitempty"`
		Amends     api.ID  `json:"amends,omitempty"`
		SecondOf   api.ID  `json:"second_of,omitempty"`
	} `nameHint:"NewAssessment"`
}

type apiRateInput struct {
	api.ByID
	api.Match
	Domain string `path:"domain" minLength:"1" maxLength:"60" pattern:"^[A-Za-z0-9_]+$"`
	Body   struct {
		Level       int32  `json:"level,omitempty" minimum:"1" maximum:"5"`
		Note        string `json:"note,omitempty" maxLength:"2000"`
		PersonLevel int32  `json:"person_level,omitempty" minimum:"1" maximum:"5"`
		PersonWords string `json:"person_words,omitempty" maxLength:"2000"`
	} `nameHint:"NewRating"`
}

type apiClosing struct {
	api.ByID
	Body struct {
		Reasons  map[string]string `json:"reasons,omitempty" maxProperties:"60"`
		Decision string            `json:"decision,omitempty" maxLength:"2000"`
	} `nameHint:"AssessmentClosure"`
}

func (r *Room) apiList(ctx context.Context, who gate.Actor, in *api.ByID) (*api.Page[apiAssessment], error) {
	v, err := r.Read(ctx, who, in.ID.Value())
	if err != nil {
		return nil, err
	}
	var out []apiAssessment
	for _, a := range v.All {
		out = append(out, a.forAPI())
	}
	return api.PageOf(out, ""), nil
}

func (r *Room) apiBegin(ctx context.Context, who gate.Actor, in *apiBeginning) (*api.Made[apiAssessment], error) {
	if in.Body.Instrument != "" && in.Body.Instrument != r.m.Assessment.Code {
		return nil, api.InvalidAt("body.instrument", text.APIInstrumentUnknown.With(r.m.Assessment.Code))
	}
	if in.Body.Amends != "" && in.Body.SecondOf != "" {
		return nil, api.InvalidAt("body.second_of", text.APIAssessmentOneOf)
	}
	id, err := r.Begin(ctx, who, in.ID.Value(), Beginning{Kind: in.Body.Kind, OnDay: in.Body.On.Or(r.g.Today()), Amends: in.Body.Amends.Value(),
		SecondOf: in.Body.SecondOf.Value()})
	if err != nil {
		return nil, err
	}
	a, err := r.apiOne(ctx, who, id)
	if err != nil {
		return nil, err
	}
	return api.MadeOf(a.forAPI(), a.Version, "/assessments/"+string(id)), nil
}

func (r *Room) apiShow(ctx context.Context, who gate.Actor, in *api.ByID) (*api.Answer[apiAssessment], error) {
	a, err := r.apiOne(ctx, who, in.ID.Value())
	if err != nil {
		return nil, err
	}
	return api.AnswerOf(a.forAPI(), a.Version), nil
}

// apiOne reads one assessment as the actor may know it.
func (r *Room) apiOne(ctx context.Context, who gate.Actor, id value.ID) (a *Assessment, err error) {
	err = r.g.Read(ctx, who, func(tx *gate.ReadTx) error {
		_, res, err := caseOf(tx, id)
		if err != nil {
			return err
		}
		if err := tx.Decide(policy.AssessmentRead, withSection(res, policy.Common)); err != nil {
			return err
		}
		a, err = r.one(tx, res, mayRead(tx, res), id)
		return err
	})
	return a, err
}

// apiRate writes both sides of a domain; a level that is not sent is "not explored yet". If-Match is the version of the rating.
func (r *Room) apiRate(ctx context.Context, who gate.Actor, in *apiRateInput) (*api.Answer[apiRating], error) {
	was, err := r.apiRating(ctx, who, in.ID.Value(), in.Domain)
	if err != nil {
		return nil, err
	}
	if in.Match.Version(was.Version) != was.Version {
		name := ""
		if v, err := r.apiName(ctx, who, was.OursBy); err == nil {
			name = v
		}
		return nil, api.Stale(fault.New(fault.Conflict, text.SavedByOther.With(name, was.OursAt.Clock())), was.Version)
	}
	b := in.Body
	_, err = r.Rate(ctx, who, in.ID.Value(), Rates{Domain: in.Domain,
		Ours:   &Ours{was.OursVersion, int(b.Level), b.Level == 0, b.Note},
		Person: &Persons{was.PersonVersion, int(b.PersonLevel), b.PersonWords}})
	if err != nil {
		return nil, err
	}
	now, err := r.apiRating(ctx, who, in.ID.Value(), in.Domain)
	if err != nil {
		return nil, err
	}
	return api.AnswerOf(now.forAPI(), now.Version), nil
}

// apiRating reads one domain for a command on it, which leaves the leaf.
func (r *Room) apiRating(ctx context.Context, who gate.Actor, id value.ID, domain string) (x Rating, err error) {
	err = r.g.Read(ctx, who, func(tx *gate.ReadTx) error {
		_, res, err := caseOf(tx, id)
		if err != nil {
			return err
		}
		a, err := r.one(tx, res, nil, id)
		if err != nil {
			return err
		}
		d, ok := a.Instrument.Domain(domain)
		if !ok {
			return fault.Missing()
		}
		if err := tx.Decide(policy.AssessmentRate, withSection(res, policy.Section(d.Section))); err != nil {
			return err
		}
		if a, err = r.one(tx, res, map[policy.Section]bool{policy.Section(d.Section): true}, id); err == nil {
			x = a.Ratings[domain]
			x.Domain = domain
		}
		return err
	})
	return x, err
}

func (r *Room) apiName(ctx context.Context, who gate.Actor, id value.ID) (name string, err error) {
	err = r.g.Read(ctx, who, func(tx *gate.ReadTx) error {
		if err := tx.Decide(policy.HomeRead, policy.Resource{Kind: policy.Zone}); err != nil {
			return err
		}
		name, err = nameOf(tx, id)
		return err
	})
	return name, err
}

func (r *Room) apiClose(ctx context.Context, who gate.Actor, in *apiClosing) (*api.Made[apiAssessment], error) {
	id := in.ID.Value()
	if err := r.Close(ctx, who, id, Closing{Reasons: in.Body.Reasons, Decision: in.Body.Decision}); err != nil {
		return nil, inBody(err)
	}
	a, err := r.apiOne(ctx, who, id)
	if err != nil {
		return nil, err
	}
	return api.MadeOf(a.forAPI(), a.Version, "/assessments/"+string(id)), nil
}

// inBody gives the fields of a closure the names that they have in the body.
func inBody(err error) error {
	f, ok := err.(*fault.Error)
	if !ok {
		return err
	}
	out := *f
	out.Fields = nil
	for _, x := range f.Fields {
		switch {
		case len(x.Name) > len(FieldReason) && x.Name[:len(FieldReason)] == FieldReason:
			x.Name = "reasons." + x.Name[len(FieldReason):]
		case len(x.Name) > len(FieldLevel) && x.Name[:len(FieldLevel)] == FieldLevel:
			x.Name = "path.ratings." + x.Name[len(FieldLevel):]
		}
		out.Fields = append(out.Fields, x)
	}
	return &out
}

func (x Rating) forAPI() apiRating {
	out := apiRating{Domain: api.Code(x.Domain), Level: int32(x.Level), Note: x.Note, PersonLevel: int32(x.PersonLevel), PersonWords: x.PersonWords,
		Reason: x.Reason, Unexplored: x.Unexplored, By: api.ID(x.OursBy), At: api.MomentOf(x.OursAt), Version: int32(min(x.Version, 1<<31-1))}
	if x.OursAt.IsZero() && !x.Hidden {
		out.By, out.At = api.ID(x.PersonBy), api.MomentOf(x.PersonAt)
	}
	return out
}

func (a *Assessment) forAPI() apiAssessment {
	out := apiAssessment{ID: api.ID(a.ID), CaseID: api.ID(a.CaseID), Kind: api.Code(a.Kind), On: api.DayOf(a.OnDay), State: "open", Instrument: a.Instrument.Code,
		Version: a.Instrument.Version, BegunAt: api.MomentOf(a.BegunAt), ClosedAt: api.MomentOf(a.ClosedAt), Amends: api.ID(a.Amends), AmendedBy: api.ID(a.AmendedBy),
		SecondOf: api.ID(a.SecondOf), Decision: a.Decision, Strengths: a.Texts[Strengths].Body, Aspirations: a.Texts[Aspirations].Body, Ratings: []apiRating{}}
	if a.Closed() {
		out.State = "closed"
	}
	for _, d := range a.Instrument.Domains {
		out.Domains = append(out.Domains, apiDomain{api.Code(d.Code), api.Code(d.Section), api.Code(d.Group)})
		if x, ok := a.Ratings[d.Code]; ok {
			out.Ratings = append(out.Ratings, x.forAPI())
		}
	}
	indices := a.Indices()
	out.Indices = apiIndices{figure(indices["autonomy"]), figure(indices["employability"])}
	return out
}

func figure(x Index) *apiFigure {
	if !x.Value.Known() {
		return nil
	}
	f := apiFigure(x.Value.Tenths())
	return &f
}
