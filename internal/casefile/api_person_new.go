package casefile

import (
	"context"

	"siil/internal/api"
	"siil/internal/fault"
	"siil/internal/gate"
	"siil/internal/person"
	"siil/internal/policy"
	"siil/internal/text"
	"siil/internal/value"
)

// PersonData is a person to be made.
type PersonData struct {
	GivenName    string  `json:"given_name" minLength:"1" maxLength:"60"`
	FamilyName   string  `json:"family_name" minLength:"1" maxLength:"60"`
	TaxCode      string  `json:"tax_code,omitempty" maxLength:"40"`
	BirthDate    api.Day `json:"birth_date,omitempty"`
	BirthPlace   string  `json:"birth_place,omitempty" maxLength:"80"`
	Sex          string  `json:"sex,omitempty" maxLength:"1"`
	Municipality string  `json:"municipality,omitempty" maxLength:"80"`
	Address      string  `json:"address,omitempty" maxLength:"200"`
	Phone        string  `json:"phone,omitempty" maxLength:"60"`
	Email        string  `json:"email,omitempty" maxLength:"254"`
	Language     string  `json:"language,omitempty" maxLength:"60"`
	Prevails     string  `json:"prevails,omitempty" enum:"tax_code,stated"`
}

func (b PersonData) person() person.Person {
	return person.Person{GivenName: b.GivenName, FamilyName: b.FamilyName, TaxCode: value.TaxCode(b.TaxCode), BirthDate: b.BirthDate.Date(),
		BirthPlace: b.BirthPlace, Sex: b.Sex, Municipality: b.Municipality, Address: b.Address, Phone: b.Phone, Email: b.Email, Language: b.Language,
		Prevails: b.Prevails}
}

// TwinChoice is what a request says about the records that may be of the same person.
type TwinChoice struct {
	NotTheSameAs []api.ID `json:"not_the_same_as,omitempty" maxItems:"20" uniqueItems:"true"`
}

// into puts the choice among twins into the form of a new case.
func (t TwinChoice) into(in *NewCaseInput) {
	for _, id := range t.NotTheSameAs {
		in.Seen = append(in.Seen, id.Value())
	}
	in.Nobody = len(in.Seen) > 0
}

type apiNewPerson struct {
	PersonData
	TwinChoice
}

// apiNewPerson makes a person without a case.
func (r *Room) apiNewPerson(ctx context.Context, who gate.Actor, in *struct{ Body apiNewPerson }) (*api.Made[apiPerson], error) {
	form := NewCaseInput{Once: api.Once(ctx), Person: in.Body.person()}
	in.Body.into(&form)
	err := r.g.Write(ctx, who, func(tx *gate.WriteTx) error { return r.addPerson(tx, form) })
	if err != nil {
		return nil, r.withCandidates(ctx, who, form, err)
	}
	p, err := r.apiPersonAnswer(ctx, who, form.Once)
	if err != nil {
		return nil, err
	}
	return api.MadeOf(p.Body, int(p.Body.Version), "/people/"+string(form.Once)), nil
}

// addPerson adds a person, for who may make people. What the same request has made before is not made again.
func (r *Room) addPerson(tx *gate.WriteTx, in NewCaseInput) error {
	if err := tx.Decide(policy.PersonCreate, policy.Resource{Kind: policy.Person, ID: in.Once}); err != nil {
		return err
	}
	if _, err := person.Load(&tx.ReadTx, in.Once); !fault.Is(err, fault.NotFound) {
		return err
	}
	p := in.Person
	if err := person.Check(&p, tx.Today()); err != nil {
		return err
	}
	if err := person.Taken(&tx.ReadTx, p); err != nil {
		return err
	}
	twins, err := findTwins(&tx.ReadTx, p)
	if err != nil {
		return err
	}
	if len(twins) > 0 && !in.sawAll(twins) {
		return &fault.Error{Kind: fault.Conflict, Text: text.TwinsLook, Cause: errTwinsUnseen}
	}
	p.ID = in.Once
	if _, err := person.Insert(tx, p); err != nil {
		return err
	}
	for _, t := range twins {
		if err := person.Apart(tx, p.ID, t.Person.ID); err != nil {
			return err
		}
	}
	return nil
}

// withCandidates adds to the refusal of an unseen twin which records to look at; reading them leaves its leaves.
func (r *Room) withCandidates(ctx context.Context, who gate.Actor, in NewCaseInput, err error) error {
	if !TwinsUnseen(err) {
		return err
	}
	twins, failed := r.NewCaseTwins(ctx, who, &in)
	if failed != nil {
		return err
	}
	var out []api.Candidate
	for _, t := range twins {
		out = append(out, api.Candidate{PersonID: api.ID(t.Person.ID), CaseID: api.ID(t.CaseID)})
	}
	return api.Unsure(err, out)
}
