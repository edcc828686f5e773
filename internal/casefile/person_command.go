package casefile

import (
	"context"
	"slices"

	"siil/internal/fault"
	"siil/internal/gate"
	"siil/internal/person"
	"siil/internal/policy"
	"siil/internal/programme"
	"siil/internal/text"
	"siil/internal/value"
)

// PersonInput is a correction of a person's data as its form brings it.
type PersonInput struct {
	Version int           // of the record that the form was made from
	Person  person.Person // the data; ids, version and stamps are not looked at
	Reason  string        // why, in words; may be empty
}

// CorrectPerson corrects identity and contacts of the person of a case, for who may (PersonCorrect). What stood before is kept. A form that
// brings what the record already holds changes nothing. It fails with Invalid by field, and with Conflict when somebody has saved
// something else since the form was made.
func (r *Room) CorrectPerson(ctx context.Context, who gate.Actor, caseID value.ID, in PersonInput) error {
	return r.on(ctx, who, caseID, policy.PersonCorrect, func(tx *gate.WriteTx, c Case, _ policy.Resource) error {
		old, err := person.Load(&tx.ReadTx, c.PersonID)
		if err != nil {
			return err
		}
		next := in.over(old)
		if err := in.check(&next, tx.Today()); err != nil {
			return err
		}
		if in.Version != old.Version && len(old.Differs(next)) > 0 {
			return personSaved(tx, old)
		}
		if err := person.Taken(&tx.ReadTx, next); err != nil {
			return err
		}
		return person.Change(tx, old, next, person.SourcePage, in.Reason)
	})
}

// over lays the data of the form over the stored record. A disagreement with the tax code that was settled before stays settled as long
// as nobody touches what disagrees.
func (in PersonInput) over(old person.Person) person.Person {
	next := in.Person
	next.ID, next.Version, next.MergedInto = old.ID, old.Version, old.MergedInto
	next.MadeAt, next.MadeBy, next.ChangedAt, next.ChangedBy = old.MadeAt, old.MadeBy, old.ChangedAt, old.ChangedBy
	if next.Prevails == "" && next.TaxCode == old.TaxCode && next.BirthDate == old.BirthDate && next.Sex == old.Sex {
		next.Prevails = person.PrevailsStated
	}
	return next
}

func (in PersonInput) check(p *person.Person, today value.Date) error {
	var c fault.Check
	c.Fits("reason", in.Reason, MaxReason)
	return fault.Join(person.Check(p, today), c.Err())
}

// personSaved says who has saved the record since a form was made.
func personSaved(tx *gate.WriteTx, p person.Person) error {
	by, at, _, err := person.LastChange(&tx.ReadTx, p)
	if err != nil {
		return err
	}
	return savedBefore(by, at)
}

// AddExternalID notes the number by which another body knows the person of a case, for who may correct the person. Twice is once.
func (r *Room) AddExternalID(ctx context.Context, who gate.Actor, caseID value.ID, owner, number string) error {
	return r.on(ctx, who, caseID, policy.PersonCorrect, func(tx *gate.WriteTx, c Case, _ policy.Resource) error {
		_, err := person.AddExternalID(tx, c.PersonID, owner, number)
		return err
	})
}

// EndExternalID ends such a number. One that is not of this person is a fault of kind NotFound.
func (r *Room) EndExternalID(ctx context.Context, who gate.Actor, caseID, id value.ID) error {
	return r.on(ctx, who, caseID, policy.PersonCorrect, func(tx *gate.WriteTx, c Case, _ policy.Resource) error {
		return person.EndExternalID(tx, c.PersonID, id)
	})
}

// Enrolment is a membership of a programme as its form brings it.
type Enrolment struct {
	Programme string // code of the model
	Words     string
	Since     value.Date // may be absent
}

// maxWords bounds the words beside a programme, in characters.
const maxWords = 120

// check accepts a programme that is still offered.
func (e Enrolment) check(r *Room, today value.Date) error {
	var c fault.Check
	p, ok := r.m.Programme(e.Programme)
	c.Require(ok && p.OfferedOn(today.ISO()), "programme", text.ProgrammeChoose)
	c.Fits("words", e.Words, maxWords)
	if !e.Since.IsZero() {
		factDay(&c, "since", e.Since, firstDay, today)
	}
	return c.Err()
}

// firstDay is before anything that this work knows of.
var firstDay = value.MustDate("1990-01-01")

// Enrol begins a membership of the person of a case, for who may correct the person. A programme that the person is in since the same day
// stays as it is; since another day, it is Invalid: the present membership must end first.
func (r *Room) Enrol(ctx context.Context, who gate.Actor, caseID value.ID, e Enrolment) error {
	return r.on(ctx, who, caseID, policy.PersonCorrect, func(tx *gate.WriteTx, c Case, _ policy.Resource) error {
		if err := e.check(r, tx.Today()); err != nil {
			return err
		}
		have, err := memberships(&tx.ReadTx, c)
		if err != nil {
			return err
		}
		i := slices.IndexFunc(have, func(m programme.Membership) bool { return m.Programme == e.Programme && m.Until.IsZero() })
		if i >= 0 && have[i].Since != e.Since {
			var c fault.Check
			c.Add("programme", text.ProgrammeAlready)
			return c.Err()
		}
		if i >= 0 {
			return nil
		}
		_, err = programme.Enrol(tx, c.PersonID, e.Programme, e.Words, e.Since, SourceProgram)
		return err
	})
}

// EndMembership ends a membership of the person of a case on a day. Ending it twice on the same day changes nothing.
func (r *Room) EndMembership(ctx context.Context, who gate.Actor, caseID, id value.ID, until value.Date) error {
	return r.on(ctx, who, caseID, policy.PersonCorrect, func(tx *gate.WriteTx, c Case, _ policy.Resource) error {
		have, err := memberships(&tx.ReadTx, c)
		if err != nil {
			return err
		}
		i := slices.IndexFunc(have, func(m programme.Membership) bool { return m.ID == id })
		if i < 0 || !have[i].Until.IsZero() && have[i].Until != until {
			return fault.Missing()
		}
		if have[i].Until == until && !until.IsZero() {
			return nil
		}
		var check fault.Check
		factDay(&check, "until", until, later(firstDay, have[i].Since), tx.Today())
		if err := check.Err(); err != nil {
			return err
		}
		return programme.End(tx, id, until)
	})
}

// memberships reads those of the person and of the records merged into theirs.
func memberships(tx *gate.ReadTx, c Case) ([]programme.Membership, error) {
	var all []programme.Membership
	for _, p := range c.People() {
		of, err := programme.Of(tx, p)
		if err != nil {
			return nil, err
		}
		all = append(all, of...)
	}
	return all, nil
}
