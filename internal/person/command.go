package person

import (
	"encoding/json"
	"slices"
	"strings"

	"siil/internal/fault"
	"siil/internal/gate"
	"siil/internal/value"
)

// Where data of a person came from.
const (
	SourcePage   = "page"   // somebody wrote it here
	SourceImport = "import" // a list
	SourceAPI    = "api"    // another system
	SourceMerge  = "merge"  // a record found to be of the same person
)

// Insert adds a person who has passed Check, with the key of their sealed texts, inside another command that has decided. An ID may be
// given; otherwise one is made. A tax code that somebody has is a fault of kind Conflict: ask Taken before.
func Insert(tx *gate.WriteTx, p Person) (value.ID, error) {
	if p.ID.Absent() {
		p.ID = value.NewID()
	}
	row := gate.Row{"id": p.ID, "version": 1, "made_at": tx.Now(), "made_by": tx.Who().Account, "changed_at": tx.Now(), "changed_by": tx.Who().Account}
	for _, f := range Fields {
		row[string(f)] = orNull(p.Get(f))
	}
	setKeys(row, p)
	if err := tx.Insert("person", row); err != nil {
		return "", err
	}
	return p.ID, tx.NewPersonKey(p.ID)
}

// setKeys sets the columns that follow from name and tax code.
func setKeys(row gate.Row, p Person) {
	row["name_key"], row["given_key"], row["tax_base"] = p.NameKey(), p.givenKey(), p.TaxCode.Canonical()
}

func orNull(s string) any {
	if s == "" {
		return nil
	}
	return s
}

// Change corrects a person from old, as just loaded, to new, which has passed Check, inside another command that has decided. It writes
// the fields that differ, keeps what stood there before (sealed) with source and reason, and keeps the person's case file in step. When
// nothing differs it writes nothing.
func Change(tx *gate.WriteTx, old, new Person, source, reason string) error {
	fields := old.Differs(new)
	if len(fields) == 0 {
		return nil
	}
	version := old.Version + 1
	set := gate.Row{"version": version, "changed_at": tx.Now(), "changed_by": tx.Who().Account}
	before := map[Field]string{}
	codes := make([]string, len(fields))
	for i, f := range fields {
		set[string(f)] = orNull(new.Get(f))
		before[f] = old.Get(f)
		codes[i] = string(f)
	}
	setKeys(set, new)
	if err := tx.Update("person", old.ID, set); err != nil {
		return err
	}
	if err := keepBefore(tx, old.ID, version, before, gate.Row{"source": source, "reason": orNull(reason), "fields": strings.Join(codes, ",")}); err != nil {
		return err
	}
	return followCase(tx, old.ID, new, fields)
}

func keepBefore(tx *gate.WriteTx, person value.ID, version int, before map[Field]string, row gate.Row) error {
	plain, err := json.Marshal(before)
	if err != nil {
		return fault.Wrap(err, "person as before")
	}
	id := value.NewID()
	sealed, err := tx.Seal(person, "person_change", id, "before", string(plain))
	if err != nil {
		return err
	}
	row["id"], row["person_id"], row["version"], row["before"] = id, person, version, sealed
	row["at"], row["by_id"] = tx.Now(), tx.Who().Account
	return tx.Insert("person_change", row)
}

// followCase keeps the copies of name and municipality in the case file that lists are sorted and filtered by.
func followCase(tx *gate.WriteTx, person value.ID, p Person, changed []Field) error {
	set := gate.Row{}
	if slices.Contains(changed, FamilyName) || slices.Contains(changed, GivenName) {
		set["name_key"] = p.NameKey()
	}
	if slices.Contains(changed, Municipality) {
		set["municipality"] = orNull(p.Municipality)
	}
	if len(set) == 0 {
		return nil
	}
	id, _, ok, err := CaseOf(&tx.ReadTx, person)
	if err != nil || !ok {
		return err
	}
	return tx.Update("case_file", id, set)
}

// Apart notes that two records are of two people, so that they are not proposed as twins again, inside another command that has decided.
// Twice is once.
func Apart(tx *gate.WriteTx, a, b value.ID) error {
	first, second := min(a, b), max(a, b)
	if first == second {
		return fault.Missing()
	}
	known := false
	err := tx.Each(apartPairSQL, []any{tx.Zone(), first, second}, func(s gate.Scanner) error {
		known = true
		return s.Scan(new(value.ID))
	})
	if err != nil || known {
		return err
	}
	return tx.Insert("person_apart", gate.Row{"id": value.NewID(), "first_id": first, "second_id": second, "at": tx.Now(), "by_id": tx.Who().Account})
}
