package casefile

import (
	"context"
	"net/http"
	"net/url"

	"siil/internal/api"
	"siil/internal/fault"
	"siil/internal/gate"
	"siil/internal/person"
	"siil/internal/policy"
	"siil/internal/text"
	"siil/internal/value"
)

// apiPerson is identity and contacts of a person.
type apiPerson struct {
	ID           api.ID     `json:"id"`
	State        string     `json:"state" enum:"complete,to_complete"`
	CaseID       api.ID     `json:"case_id,omitempty"`
	GivenName    string     `json:"given_name" maxLength:"60"`
	FamilyName   string     `json:"family_name" maxLength:"60"`
	TaxCode      string     `json:"tax_code,omitempty" maxLength:"16"`
	BirthDate    api.Day    `json:"birth_date,omitempty"`
	BirthPlace   string     `json:"birth_place,omitempty" maxLength:"80"`
	Sex          string     `json:"sex,omitempty" maxLength:"1"`
	Municipality string     `json:"municipality,omitempty" maxLength:"6" pattern:"^[0-9]{6}$"`
	Address      string     `json:"address,omitempty" maxLength:"200"`
	Phone        string     `json:"phone,omitempty" maxLength:"60"`
	Email        string     `json:"email,omitempty" maxLength:"254"`
	Language     string     `json:"language,omitempty" maxLength:"60"`
	ChangedAt    api.Moment `json:"changed_at"`
	Version      int32      `json:"version" minimum:"1" maximum:"2147483647"`
}

// apiPersonRow is a person in a list, masked for its reader.
type apiPersonRow struct {
	ID           api.ID  `json:"id"`
	CaseID       api.ID  `json:"case_id"`
	GivenName    string  `json:"given_name" maxLength:"60"`
	FamilyName   string  `json:"family_name" maxLength:"60"`
	TaxCode      string  `json:"tax_code,omitempty" maxLength:"16"`
	BirthDate    api.Day `json:"birth_date,omitempty"`
	Phone        string  `json:"phone,omitempty" maxLength:"60"`
	Municipality string  `json:"municipality,omitempty" maxLength:"6" pattern:"^[0-9]{6}$"`
}

// apiPersonPatch is a correction: what is absent stays, null empties.
type apiPersonPatch struct {
	GivenName    api.Field `json:"given_name,omitempty" maxLength:"60"`
	FamilyName   api.Field `json:"family_name,omitempty" maxLength:"60"`
	TaxCode      api.Field `json:"tax_code,omitempty" maxLength:"40"`
	BirthDate    api.Field `json:"birth_date,omitempty" format:"date" maxLength:"10"`
	BirthPlace   api.Field `json:"birth_place,omitempty" maxLength:"80"`
	Sex          api.Field `json:"sex,omitempty" maxLength:"1"`
	Municipality api.Field `json:"municipality,omitempty" maxLength:"80"`
	Address      api.Field `json:"address,omitempty" maxLength:"200"`
	Phone        api.Field `json:"phone,omitempty" maxLength:"60"`
	Email        api.Field `json:"email,omitempty" maxLength:"254"`
	Language     api.Field `json:"language,omitempty" maxLength:"60"`
	Prevails     string    `json:"prevails,omitempty" enum:"tax_code,stated"`
	Reason       string    `json:"reason,omitempty" maxLength:"500"`
}

// over lays the patch over a record.
func (b apiPersonPatch) over(old person.Person) person.Person {
	p := old
	p.GivenName, p.FamilyName = b.GivenName.Or(old.GivenName), b.FamilyName.Or(old.FamilyName)
	p.TaxCode = value.TaxCode(b.TaxCode.Or(string(old.TaxCode)))
	p.BirthDate = api.Day(b.BirthDate.Or(old.BirthDate.ISO())).Date()
	p.BirthPlace, p.Sex, p.Municipality = b.BirthPlace.Or(old.BirthPlace), b.Sex.Or(old.Sex), b.Municipality.Or(old.Municipality)
	p.Address, p.Phone, p.Email, p.Language = b.Address.Or(old.Address), b.Phone.Or(old.Phone), b.Email.Or(old.Email), b.Language.Or(old.Language)
	p.Prevails = b.Prevails
	return p
}

func (r *Room) peopleAPI(reg *api.Registry) {
	noun := text.APIPeopleNoun
	api.Add(reg, get("/people", "show_people", noun, text.APIPeopleTitle, text.APIPeopleAbout, policy.CaseList), r.apiPeople)
	api.Add(reg, post("/people", "new_person", noun, text.APIPersonNewTitle, text.APIPersonNewAbout, policy.PersonCreate), r.apiNewPerson)
	api.Add(reg, get("/people/{id}", "show_person", noun, text.APIPersonTitle, text.APIPersonAbout, policy.PersonRead),
		func(ctx context.Context, who gate.Actor, in *api.ByID) (*api.Answer[apiPerson], error) {
			return r.apiPersonAnswer(ctx, who, in.ID.Value())
		})
	patch := api.Op{Method: http.MethodPatch, Path: "/people/{id}", Name: "correction_of_person", Noun: noun, Title: text.APIPersonChangeTitle,
		About: text.APIPersonChangeAbout, Action: policy.PersonCorrect, Conflicts: true}
	api.Add(reg, patch, r.apiCorrect)
}

func (r *Room) apiPeople(ctx context.Context, who gate.Actor, in *api.Paged) (*api.Page[apiPersonRow], error) {
	out, err := r.apiListed(ctx, who, url.Values{}, *in)
	if err != nil {
		return nil, err
	}
	rows := make([]apiPersonRow, len(out.Rows))
	for i, w := range out.Rows {
		rows[i] = apiPersonRow{ID: api.ID(w.PersonID), CaseID: api.ID(w.ID), GivenName: w.GivenName, FamilyName: w.FamilyName, TaxCode: string(w.TaxCode),
			BirthDate: api.DayOf(w.BirthDate), Phone: w.Phone, Municipality: w.Municipality}
	}
	return api.PageOf(rows, out.Next), nil
}

// apiStanding reads a person, or the one into whose record theirs was merged, with the case and how the actor stands to it.
func apiStanding(tx *gate.ReadTx, id value.ID) (p person.Person, caseID value.ID, res policy.Resource, err error) {
	if p, err = person.Load(tx, id); err != nil {
		return p, "", res, err
	}
	if p.MergedInto != "" {
		if p, err = person.Load(tx, p.MergedInto); err != nil {
			return p, "", res, err
		}
	}
	caseID, _, has, err := person.CaseOf(tx, p.ID)
	if err != nil || !has {
		return p, "", p.Resource(), err
	}
	_, res, err = apiFacts(tx, caseID)
	return p, caseID, res, err
}

func (r *Room) apiPersonAnswer(ctx context.Context, who gate.Actor, id value.ID) (*api.Answer[apiPerson], error) {
	var out apiPerson
	err := r.g.Read(ctx, who, func(tx *gate.ReadTx) error {
		p, caseID, res, err := apiStanding(tx, id)
		if err != nil {
			return err
		}
		out = shownPerson(p, caseID)
		return tx.Decide(policy.PersonRead, res)
	})
	return api.AnswerOf(out, int(out.Version)), err
}

func shownPerson(p person.Person, caseID value.ID) apiPerson {
	state := "complete"
	if p.Incomplete() {
		state = "to_complete"
	}
	return apiPerson{ID: api.ID(p.ID), State: state, CaseID: api.ID(caseID), GivenName: p.GivenName, FamilyName: p.FamilyName, TaxCode: string(p.TaxCode),
		BirthDate: api.DayOf(p.BirthDate), BirthPlace: p.BirthPlace, Sex: p.Sex, Municipality: p.Municipality, Address: p.Address, Phone: p.Phone,
		Email: p.Email, Language: p.Language, ChangedAt: api.MomentOf(p.ChangedAt), Version: number32(p.Version)}
}

type apiCorrection struct {
	api.ByID
	api.Match
	Body apiPersonPatch `contentType:"application/merge-patch+json"`
}

// apiCorrect corrects a person, with or without a case.
func (r *Room) apiCorrect(ctx context.Context, who gate.Actor, in *apiCorrection) (*api.Answer[apiPerson], error) {
	present := 0
	err := r.g.Write(ctx, who, func(tx *gate.WriteTx) error {
		old, _, res, err := apiStanding(&tx.ReadTx, in.ID.Value())
		if err != nil {
			return err
		}
		if err := tx.Decide(policy.PersonCorrect, res); err != nil {
			return err
		}
		present = old.Version
		form := PersonInput{Version: in.Version(old.Version), Person: in.Body.over(old), Reason: in.Body.Reason}
		next := form.over(old)
		if err := form.check(&next, tx.Today()); err != nil {
			return err
		}
		if form.Version != old.Version && len(old.Differs(next)) > 0 {
			return personSaved(tx, old)
		}
		if err := person.Taken(&tx.ReadTx, next); err != nil {
			return err
		}
		return person.Change(tx, old, next, person.SourceAPI, form.Reason)
	})
	switch {
	case fault.Is(err, fault.Conflict):
		return nil, api.Stale(err, present)
	case err != nil:
		return nil, err
	}
	return r.apiPersonAnswer(ctx, who, in.ID.Value())
}
