package person

import (
	"siil/internal/fault"
	"siil/internal/gate"
	"siil/internal/policy"
	"siil/internal/text"
	"siil/internal/value"
)

// Load reads one person. The caller decides. An id that is not of the zone is a fault of kind NotFound.
func Load(tx *gate.ReadTx, id value.ID) (Person, error) {
	all, err := gate.All(tx, loadSQL, []any{tx.Zone(), id}, scan)
	if err != nil {
		return Person{}, err
	}
	if len(all) == 0 {
		return Person{}, fault.Missing()
	}
	return all[0], nil
}

// ByTaxCode finds the person who has exactly this code; false when nobody has, and for the absent code. The caller decides.
func ByTaxCode(tx *gate.ReadTx, tc value.TaxCode) (Person, bool, error) {
	if tc.Absent() {
		return Person{}, false, nil
	}
	all, err := gate.All(tx, byTaxCodeSQL, []any{tx.Zone(), tc}, scan)
	if err != nil || len(all) == 0 {
		return Person{}, false, err
	}
	return all[0], true, nil
}

// CaseOf finds the person's case file and its number; false when there is none.
func CaseOf(tx *gate.ReadTx, person value.ID) (id value.ID, number int, ok bool, err error) {
	err = tx.Each(caseOfSQL, []any{tx.Zone(), person}, func(s gate.Scanner) error {
		ok = true
		return s.Scan(&id, &number)
	})
	return id, number, ok, err
}

// Taken is the fault of a tax code that another person of the zone has, nil when nobody has. Who makes people may read which case file
// holds it; others learn only that they cannot settle it alone.
func Taken(tx *gate.ReadTx, p Person) error {
	other, found, err := ByTaxCode(tx, p.TaxCode)
	if err != nil || !found || other.ID == p.ID {
		return err
	}
	words := text.TaxCodeTaken
	if tx.May(policy.PersonCreate, policy.Resource{Kind: policy.Person}) {
		_, number, has, err := CaseOf(tx, other.ID)
		if err != nil {
			return err
		}
		if words = text.TaxCodeTakenNoCase; has {
			words = text.TaxCodeTakenBy.With(number)
		}
	}
	var c fault.Check
	c.Add(string(TaxCode), words)
	return c.Err()
}
