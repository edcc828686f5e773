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

// apiNewCase is a person who has come, or one of the archive whose case file is to be opened.
type apiNewCase struct {
	Person     *PersonData `json:"person,omitempty"`
	PersonID   api.ID      `json:"person_id,omitempty"`
	ReferrerID api.ID      `json:"referrer_id,omitempty"`
	ReceivedOn api.Day     `json:"received_on,omitempty"`
	Programme  api.Code    `json:"programme,omitempty"`
	Note       string      `json:"note,omitempty" maxLength:"10000"`
	SameAs     api.ID      `json:"same_as,omitempty"`
	TwinChoice
}

// apiMadeCase is what came of it.
type apiMadeCase struct {
	ID       api.ID   `json:"id"`
	Number   int32    `json:"number" minimum:"1" maximum:"2147483647"`
	State    api.Code `json:"state"`
	PersonID api.ID   `json:"person_id"`
	Existed  bool     `json:"existed"`
	Version  int32    `json:"version" minimum:"1" maximum:"2147483647"`
}

// apiNewCase opens a case file.
func (r *Room) apiNewCase(ctx context.Context, who gate.Actor, in *struct{ Body apiNewCase }) (*api.Made[apiMadeCase], error) {
	b := in.Body
	if (b.Person == nil) == (b.PersonID == "") {
		return nil, api.InvalidAt("body.person", text.APIPersonOrID)
	}
	form := NewCaseInput{Once: api.Once(ctx), ReferrerID: b.ReferrerID.Value(), ReceivedOn: b.ReceivedOn.Date(), Programme: string(b.Programme),
		Note: b.Note, Twin: b.SameAs.Value()}
	b.into(&form)
	var made NewCase
	var err error
	if b.Person != nil {
		form.Person = b.Person.person()
		made, err = r.MakeCase(ctx, who, form)
		err = api.InBody(r.withCandidates(ctx, who, form, err), underPerson)
	} else {
		made, err = r.openKnown(ctx, who, form, b.PersonID.Value())
	}
	if err != nil {
		return nil, api.InBody(err, map[string]string{"referrer": "referrer_id"})
	}
	var out apiMadeCase
	err = r.g.Read(ctx, who, func(tx *gate.ReadTx) error {
		c, res, err := apiFacts(tx, made.CaseID)
		out = apiMadeCase{ID: api.ID(c.ID), Number: number32(c.Number), State: api.Code(c.State), PersonID: api.ID(c.PersonID), Existed: made.Existed,
			Version: number32(c.Version)}
		if err != nil {
			return err
		}
		return tx.Decide(policy.CaseList, res)
	})
	return api.MadeOf(out, int(out.Version), "/cases/"+string(made.CaseID)), err
}

// underPerson are the fields of a person where the body has them.
var underPerson = func() map[string]string {
	m := map[string]string{person.Prevails: "person." + person.Prevails}
	for _, f := range person.Fields {
		m[string(f)] = "person." + string(f)
	}
	return m
}()

// openKnown opens the case file of a person of the archive who has none, for who may (CaseCreate). One who has a case file is a Conflict.
func (r *Room) openKnown(ctx context.Context, who gate.Actor, in NewCaseInput, id value.ID) (made NewCase, err error) {
	err = r.g.Write(ctx, who, func(tx *gate.WriteTx) error {
		p, caseID, res, err := apiStanding(&tx.ReadTx, id)
		if err != nil {
			return err
		}
		if err := tx.Decide(policy.CaseCreate, res); err != nil {
			return err
		}
		if caseID != "" {
			return fault.New(fault.Conflict, text.APIHasCase)
		}
		in.Person = p
		in.Person.Prevails = person.PrevailsStated
		if err := r.checkNew(&tx.ReadTx, &in); err != nil {
			return err
		}
		made, err = r.openFor(tx, in, p)
		return err
	})
	return made, err
}
