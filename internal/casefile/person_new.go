package casefile

import (
	"context"
	"errors"
	"slices"

	"siil/internal/fault"
	"siil/internal/gate"
	"siil/internal/network"
	"siil/internal/person"
	"siil/internal/policy"
	"siil/internal/programme"
	"siil/internal/referral"
	"siil/internal/text"
	"siil/internal/value"
)

// NewCaseInput is a person who has come to the team, as the form brings it.
type NewCaseInput struct {
	Once       value.ID      // made with the form, becomes the person's id: sending it twice makes one person
	Person     person.Person // the data
	ReferrerID value.ID      // a body of the directory; may be absent
	ReceivedOn value.Date    // the day of the request; absent: today
	Programme  string        // code; may be empty
	Note       string        // first note, common section; may be empty

	// What was chosen among the likely twins: Twin is one of them, or Nobody. Seen are those that were shown.
	Twin   value.ID
	Nobody bool
	Seen   []value.ID
}

// NewCase tells what came of it.
type NewCase struct {
	CaseID  value.ID
	Number  int
	Existed bool // the case file was there already: the referral was added to it
}

// TwinFound is a record that may be of the person who has come, with their case file if they have one.
type TwinFound struct {
	person.Twin
	CaseID value.ID
	Number int
}

// maxTwins bounds how many twins are shown.
const maxTwins = 6

// NewCaseTwins checks the data of a person who has come, puts them into the stored form, and finds the records that may be of the same
// person, for who may make people (PersonCreate). Each record shown leaves a leaf.
func (r *Room) NewCaseTwins(ctx context.Context, who gate.Actor, in *NewCaseInput) (twins []TwinFound, err error) {
	err = r.g.Read(ctx, who, func(tx *gate.ReadTx) error {
		if err := tx.Decide(policy.PersonCreate, policy.Resource{Kind: policy.Person}); err != nil {
			return err
		}
		if _, done, err := r.caseMade(tx, in.Once); err != nil || done {
			return err
		}
		if err := r.checkNew(tx, in); err != nil {
			return err
		}
		if twins, err = findTwins(tx, in.Person); err != nil {
			return err
		}
		for _, t := range twins {
			res := t.Person.Resource()
			if t.CaseID != "" {
				res = policy.Resource{Kind: policy.Case, ID: t.CaseID}
			}
			if err := tx.Decide(policy.PersonRead, res); err != nil {
				return err
			}
		}
		return nil
	})
	return twins, err
}

func findTwins(tx *gate.ReadTx, p person.Person) ([]TwinFound, error) {
	p.ID = ""
	found, err := person.Twins(tx, p, maxTwins)
	if err != nil {
		return nil, err
	}
	out := make([]TwinFound, len(found))
	for i, t := range found {
		out[i].Twin = t
		if out[i].CaseID, out[i].Number, _, err = person.CaseOf(tx, t.Person.ID); err != nil {
			return nil, err
		}
	}
	return out, nil
}

// checkNew checks every field of the form.
func (r *Room) checkNew(tx *gate.ReadTx, in *NewCaseInput) error {
	var c fault.Check
	if in.ReceivedOn.IsZero() {
		in.ReceivedOn = tx.Today()
	}
	factDay(&c, "received_on", in.ReceivedOn, firstDay, tx.Today())
	if in.Programme != "" {
		p, ok := r.m.Programme(in.Programme)
		c.Require(ok && p.OfferedOn(tx.Today().ISO()), "programme", text.ProgrammeChoose)
	}
	c.Fits("note", in.Note, MaxNote)
	if in.ReferrerID != "" {
		all, err := network.Organisations(tx)
		if err != nil {
			return err
		}
		known := slices.ContainsFunc(all, func(o network.Organisation) bool { return o.ID == in.ReferrerID && o.EndedAt.IsZero() })
		c.Require(known, "referrer", text.ReferrerChoose)
	}
	return fault.Join(person.Check(&in.Person, tx.Today()), c.Err())
}

// caseMade finds what the same form has made before.
func (r *Room) caseMade(tx *gate.ReadTx, once value.ID) (n NewCase, done bool, err error) {
	if once == "" {
		return n, false, nil
	}
	n.CaseID, n.Number, done, err = person.CaseOf(tx, once)
	return n, done, err
}

// errTwinsUnseen says that somebody who may be the same person has come into the archive since the form was shown.
var errTwinsUnseen = errors.New("likely twins that nobody has looked at")

// TwinsUnseen tells whether MakeCase wants somebody to look at likely twins first.
func TwinsUnseen(err error) bool { return errors.Is(err, errTwinsUnseen) }

// MakeCase makes a person with a case file and the referral, or adds the referral to the case file of the twin that was chosen, for who may
// make people (PersonCreate, CaseCreate). Of an existing record it changes nothing. It fails with Invalid by field, and with an error
// that TwinsUnseen knows when there are likely twins that were not shown. Sending the same form twice makes one.
func (r *Room) MakeCase(ctx context.Context, who gate.Actor, in NewCaseInput) (made NewCase, err error) {
	if in.Once == "" {
		in.Once = value.NewID()
	}
	err = r.g.Write(ctx, who, func(tx *gate.WriteTx) error {
		if err := tx.Decide(policy.PersonCreate, policy.Resource{Kind: policy.Person, ID: in.Once}); err != nil {
			return err
		}
		done := false
		if made, done, err = r.caseMade(&tx.ReadTx, in.Once); err != nil || done {
			return err
		}
		if err := r.checkNew(&tx.ReadTx, &in); err != nil {
			return err
		}
		twins, err := findTwins(&tx.ReadTx, in.Person)
		if err != nil {
			return err
		}
		if in.Twin != "" {
			made, err = r.referTwin(tx, in, twins)
			return err
		}
		if len(twins) > 0 && !in.sawAll(twins) {
			return &fault.Error{Kind: fault.Conflict, Text: text.TwinsLook, Cause: errTwinsUnseen}
		}
		made, err = r.makePerson(tx, in, twins)
		return err
	})
	return made, err
}

func (in NewCaseInput) sawAll(twins []TwinFound) bool {
	return in.Nobody && !slices.ContainsFunc(twins, func(t TwinFound) bool { return !slices.Contains(in.Seen, t.Person.ID) })
}

// makePerson makes the person, notes that they are none of the twins, and opens the case file.
func (r *Room) makePerson(tx *gate.WriteTx, in NewCaseInput, twins []TwinFound) (NewCase, error) {
	p := in.Person
	p.ID = in.Once
	if err := person.Taken(&tx.ReadTx, p); err != nil {
		return NewCase{}, err
	}
	id, err := person.Insert(tx, p)
	if err != nil {
		return NewCase{}, err
	}
	for _, t := range twins {
		if err := person.Apart(tx, id, t.Person.ID); err != nil {
			return NewCase{}, err
		}
	}
	p.ID = id
	return r.openFor(tx, in, p)
}

func (r *Room) openFor(tx *gate.WriteTx, in NewCaseInput, p person.Person) (NewCase, error) {
	if err := tx.Decide(policy.CaseCreate, policy.Resource{Kind: policy.Case}); err != nil {
		return NewCase{}, err
	}
	caseID, episode, err := Open(tx, Opening{PersonID: p.ID, NameKey: p.NameKey(), Municipality: p.Municipality, OpenedOn: in.ReceivedOn, State: r.m.Initial,
		ReferrerID: in.ReferrerID})
	if err != nil {
		return NewCase{}, err
	}
	if err := r.receive(tx, in, caseID, episode, p.ID); err != nil {
		return NewCase{}, err
	}
	_, number, _, err := person.CaseOf(&tx.ReadTx, p.ID)
	return NewCase{CaseID: caseID, Number: number}, err
}

// referTwin adds what has come to the case file of a record that was shown as a likely twin, and opens one if there is none.
func (r *Room) referTwin(tx *gate.WriteTx, in NewCaseInput, twins []TwinFound) (NewCase, error) {
	i := slices.IndexFunc(twins, func(t TwinFound) bool { return t.Person.ID == in.Twin })
	if i < 0 {
		return NewCase{}, &fault.Error{Kind: fault.Conflict, Text: text.TwinsLook, Cause: errTwinsUnseen}
	}
	t := twins[i]
	if t.CaseID == "" {
		return r.openFor(tx, in, t.Person)
	}
	c, res, err := Facts(&tx.ReadTx, t.CaseID)
	if err != nil {
		return NewCase{}, err
	}
	if err := tx.Decide(policy.CaseCreate, res); err != nil {
		return NewCase{}, err
	}
	if in.Note != "" && !tx.May(policy.NoteWrite, noteOf(res, policy.Common)) {
		var check fault.Check
		check.Add("note", text.TwinNoteNotYours.With(c.Number))
		return NewCase{}, check.Err()
	}
	return NewCase{CaseID: c.ID, Number: c.Number, Existed: true}, r.receive(tx, in, c.ID, c.EpisodeID, c.PersonID)
}

// receive writes what came with the person: referral, programme, first note. What the same form has written before is not written again.
func (r *Room) receive(tx *gate.WriteTx, in NewCaseInput, caseID, episode, personID value.ID) error {
	come := referral.Referral{CaseID: caseID, EpisodeID: episode, ReceivedOn: in.ReceivedOn, OrganisationID: in.ReferrerID, Source: SourceProgram}
	have, err := referral.Of(&tx.ReadTx, caseID)
	if err != nil {
		return err
	}
	same := func(x referral.Referral) bool {
		return x.ReceivedOn == come.ReceivedOn && x.OrganisationID == come.OrganisationID && x.Source == come.Source
	}
	if !slices.ContainsFunc(have, same) {
		if _, err := referral.Record(tx, come); err != nil {
			return err
		}
	}
	if in.Programme != "" {
		if _, err := programme.Enrol(tx, personID, in.Programme, "", value.Date{}, SourceProgram); err != nil {
			return err
		}
	}
	if in.Note == "" {
		return nil
	}
	written := 0
	if err := tx.One("SELECT COUNT(*) FROM note WHERE zone = $1 AND id = $2", []any{tx.Zone(), in.Once}, &written); err != nil || written > 0 {
		return err
	}
	_, err = AddNote(tx, NewNote{ID: in.Once, CaseID: caseID, EpisodeID: episode, PersonID: personID, Section: policy.Common, On: tx.Today(), Text: in.Note, Source: SourceProgram,
		Author: tx.Who().Account, AuthorRole: string(roleFor(tx.Who(), policy.Common))})
	return err
}
