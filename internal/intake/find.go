package intake

import (
	"context"
	"errors"
	"slices"

	"siil/internal/fault"
	"siil/internal/gate"
	"siil/internal/person"
	"siil/internal/policy"
	"siil/internal/text"
	"siil/internal/value"
)

// maxTwins bounds how many likely twins are shown.
const maxTwins = 6

// errTwinsUnseen says that somebody who may be the same person stands in the archive and was not shown.
var errTwinsUnseen = errors.New("likely twins that nobody has looked at")

// TwinsUnseen tells whether Send wants somebody to look at likely twins first.
func TwinsUnseen(err error) bool { return errors.Is(err, errTwinsUnseen) }

// findAlone finds the person of an outside sender, who is shown nobody: the record with the same tax code when the name agrees, else a
// new one. A code that stands on somebody of another name is left off the new record; the sheet keeps it as written, and the
// coordinator sees there whom it belongs to.
func (r *Room) findAlone(tx *gate.WriteTx, in Sending) (person.Person, error) {
	known, found, err := byTaxCode(&tx.ReadTx, in.Person)
	if err != nil || found && agree(in.Person, known) {
		return r.keptOf(tx, known, err)
	}
	if found {
		in.Person.TaxCode = ""
	}
	return insertPerson(tx, in.Person)
}

// findShown finds the person that somebody who may see likely twins has typed in or chosen.
func (r *Room) findShown(tx *gate.WriteTx, in Sending) (person.Person, error) {
	if in.PersonID != "" {
		p, err := person.Load(&tx.ReadTx, in.PersonID)
		return r.keptOf(tx, p, err)
	}
	known, found, err := byTaxCode(&tx.ReadTx, in.Person)
	if err != nil {
		return person.Person{}, err
	}
	if found && in.Twin == "" && !in.Nobody && agree(in.Person, known) {
		return r.keptOf(tx, known, nil)
	}
	twins, err := person.Twins(&tx.ReadTx, in.Person, maxTwins)
	if err != nil {
		return person.Person{}, err
	}
	if in.Twin != "" {
		i := slices.IndexFunc(twins, func(t person.Twin) bool { return t.Person.ID == in.Twin })
		if i < 0 {
			return person.Person{}, twinsUnseen()
		}
		return twins[i].Person, nil
	}
	if len(twins) > 0 && !in.sawAll(twins) {
		return person.Person{}, twinsUnseen()
	}
	if err := person.Taken(&tx.ReadTx, in.Person); err != nil {
		return person.Person{}, err
	}
	p, err := insertPerson(tx, in.Person)
	for _, t := range twins {
		if err == nil {
			err = person.Apart(tx, p.ID, t.Person.ID)
		}
	}
	return p, err
}

func twinsUnseen() error {
	return &fault.Error{Kind: fault.Conflict, Text: text.TwinsLook, Cause: errTwinsUnseen}
}

func (in Sending) sawAll(twins []person.Twin) bool {
	return in.Nobody && !slices.ContainsFunc(twins, func(t person.Twin) bool { return !slices.Contains(in.Seen, t.Person.ID) })
}

func insertPerson(tx *gate.WriteTx, p person.Person) (person.Person, error) {
	p.ID = ""
	id, err := person.Insert(tx, p)
	p.ID = id
	return p, err
}

// byTaxCode finds the record that has exactly this code: one that was merged into another still answers for its code.
func byTaxCode(tx *gate.ReadTx, p person.Person) (known person.Person, found bool, err error) {
	if p.TaxCode.Absent() {
		return known, false, nil
	}
	if known, found, err = person.ByTaxCode(tx, p.TaxCode); err != nil || found {
		return known, found, err
	}
	var id value.ID
	err = tx.Each("SELECT id FROM person WHERE zone = $1 AND tax_base = $2 AND tax_code = $3 AND merged_into IS NOT NULL ORDER BY id LIMIT 1",
		[]any{tx.Zone(), p.TaxCode.Canonical(), p.TaxCode}, func(s gate.Scanner) error { return s.Scan(&id) })
	if err != nil || id == "" {
		return known, false, err
	}
	known, err = person.Load(tx, id)
	return known, err == nil, err
}

// keptOf is the record that holds a person's data since a merge.
func (r *Room) keptOf(tx *gate.WriteTx, p person.Person, err error) (person.Person, error) {
	if err != nil || p.MergedInto == "" {
		return p, err
	}
	return person.Load(&tx.ReadTx, p.MergedInto)
}

// agree tells whether two names can be of one person.
func agree(p, q person.Person) bool {
	_, like := value.SimilarNames(value.PersonName{Family: p.FamilyName, Given: p.GivenName}, value.PersonName{Family: q.FamilyName, Given: q.GivenName})
	return like != value.Different
}

// Suggest finds the records that may be of a person who is being typed in, for who may make people (PersonCreate): to anybody else it is
// missing. What was typed need not be whole. Each record shown leaves a leaf.
func (r *Room) Suggest(ctx context.Context, who gate.Actor, p person.Person) (twins []TwinShown, err error) {
	err = r.g.Read(ctx, who, func(tx *gate.ReadTx) error {
		if err := tx.Decide(policy.PersonCreate, policy.Resource{Kind: policy.Person}); err != nil {
			return err
		}
		_ = person.Check(&p, tx.Today()) // only to bring it into the stored form; a tax code may still be unfinished or wrong
		p.ID = ""
		twins, err = showTwins(tx, p)
		return err
	})
	return twins, err
}

// showTwins finds likely twins with their case files, in a fixed number of queries, and leaves a leaf for each.
func showTwins(tx *gate.ReadTx, p person.Person) ([]TwinShown, error) {
	found, err := person.Twins(tx, p, maxTwins)
	if err != nil || len(found) == 0 {
		return nil, err
	}
	out, at, ids := make([]TwinShown, len(found)), map[value.ID]int{}, make([]value.ID, len(found))
	for i, t := range found {
		out[i].Twin, at[t.Person.ID], ids[i] = t, i, t.Person.ID
	}
	args := []any{tx.Zone()}
	query := "SELECT person_id, id, number, state FROM case_file WHERE zone = $1 AND merged_into IS NULL AND person_id IN " + gate.Among(&args, ids)
	err = tx.Each(query, args, func(s gate.Scanner) error {
		var of value.ID
		var t TwinShown
		if err := s.Scan(&of, &t.CaseID, &t.Number, &t.State); err != nil {
			return err
		}
		x := &out[at[of]]
		x.CaseID, x.Number, x.State = t.CaseID, t.Number, t.State
		return nil
	})
	if err != nil {
		return nil, err
	}
	for _, t := range out {
		res := t.Person.Resource()
		if t.CaseID != "" {
			res = policy.Resource{Kind: policy.Case, ID: t.CaseID}
		}
		if err := tx.Decide(policy.PersonRead, res); err != nil {
			return nil, err
		}
	}
	return out, nil
}
