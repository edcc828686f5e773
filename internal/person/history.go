package person

import (
	"encoding/json"
	"slices"
	"strings"

	"siil/internal/fault"
	"siil/internal/gate"
	"siil/internal/value"
)

// Correction is one change of a person's data. Values are as stored; they are absent (Erased) when the person's key was destroyed.
type Correction struct {
	ID      value.ID
	Version int
	At      value.Instant
	By      string // name; empty: the program
	Source  string
	Reason  string
	Fields  []FieldChange
	Erased  bool
}

// FieldChange is one field of a correction.
type FieldChange struct {
	Field    Field
	From, To string
}

// maxCorrections bounds the history that a page shows.
const maxCorrections = 100

// Corrections reads the corrections of a person, the newest first. What stood before is sealed: opening it is a disclosure. The
// caller has decided.
func Corrections(tx *gate.ReadTx, p Person) ([]Correction, error) {
	type sealedRow struct {
		Correction
		before []byte
	}
	rows, err := gate.All(tx, changesSQL, []any{tx.Zone(), p.ID, maxCorrections}, func(s gate.Scanner) (r sealedRow, err error) {
		var fields, given, family string
		err = s.Scan(&r.ID, &r.Version, &r.At, &r.Source, &r.Reason, &fields, &r.before, &given, &family)
		r.By = strings.TrimSpace(given + " " + family)
		for _, f := range strings.Split(fields, ",") {
			r.Fields = append(r.Fields, FieldChange{Field: Field(f)})
		}
		return r, err
	})
	if err != nil || len(rows) == 0 {
		return nil, err
	}
	open, err := tx.Opener(p.ID)
	erased := fault.Is(err, fault.NotFound)
	if err != nil && !erased {
		return nil, err
	}
	now := map[Field]string{}
	for _, f := range Fields {
		now[f] = p.Get(f)
	}
	out := make([]Correction, 0, len(rows))
	for _, r := range rows {
		if r.Erased = erased; !erased {
			plain, err := open("person_change", r.ID, "before", r.before)
			if err == nil {
				err = r.fill([]byte(plain), now)
			}
			if err != nil {
				return nil, fault.Wrap(err, "correction")
			}
		}
		out = append(out, r.Correction)
	}
	return out, nil
}

// fill sets what each field was before, and after from what it is known to have been later; now goes back in time.
func (c *Correction) fill(plain []byte, now map[Field]string) error {
	before := map[Field]string{}
	if err := json.Unmarshal(plain, &before); err != nil {
		return err
	}
	for i, f := range c.Fields {
		c.Fields[i].From, c.Fields[i].To = before[f.Field], now[f.Field]
		now[f.Field] = before[f.Field]
	}
	return nil
}

// LastChange tells who brought a person to the present version and when; ok is false when nobody has corrected it yet.
func LastChange(tx *gate.ReadTx, p Person) (by string, at value.Instant, ok bool, err error) {
	err = tx.Each(lastChangeSQL, []any{tx.Zone(), p.ID, p.Version}, func(s gate.Scanner) error {
		var given, family string
		ok = true
		err := s.Scan(&at, &given, &family)
		by = strings.TrimSpace(given + " " + family)
		return err
	})
	return by, at, ok, err
}

// ExternalID is the number by which another body knows a person, from the moment it was noted to the moment it was ended.
type ExternalID struct {
	ID       value.ID
	PersonID value.ID
	Owner    string // the body or its archive, as written
	Number   string
	Since    value.Instant
	Until    value.Instant
}

// ExternalIDs reads the numbers of a person, those that hold first. The caller has decided.
func ExternalIDs(tx *gate.ReadTx, person value.ID) ([]ExternalID, error) {
	return gate.All(tx, externalSQL, []any{tx.Zone(), person}, func(s gate.Scanner) (x ExternalID, err error) {
		return x, s.Scan(&x.ID, &x.PersonID, &x.Owner, &x.Number, &x.Since, &x.Until)
	})
}

// Bounds of an external number, in characters.
const (
	MaxOwner  = 80
	MaxNumber = 60
)

// AddExternalID notes a number, inside another command that has decided. A number that holds already stays as it is.
func AddExternalID(tx *gate.WriteTx, person value.ID, owner, number string) (value.ID, error) {
	owner, number = tidy(owner), tidy(number)
	if err := checkExternalID(owner, number); err != nil {
		return "", err
	}
	have, err := ExternalIDs(&tx.ReadTx, person)
	if err != nil {
		return "", err
	}
	same := func(x ExternalID) bool {
		return x.Until.IsZero() && value.FoldName(x.Owner) == value.FoldName(owner) && strings.EqualFold(x.Number, number)
	}
	if i := slices.IndexFunc(have, same); i >= 0 {
		return have[i].ID, nil
	}
	id := value.NewID()
	return id, tx.Insert("person_external_id", gate.Row{"id": id, "person_id": person, "owner": owner, "number": number, "since_at": tx.Now()})
}

// EndExternalID ends a number of this person, inside another command that has decided. A number of somebody else, or one that has ended,
// is a fault of kind NotFound.
func EndExternalID(tx *gate.WriteTx, person, id value.ID) error {
	have, err := ExternalIDs(&tx.ReadTx, person)
	if err != nil {
		return err
	}
	if !slices.ContainsFunc(have, func(x ExternalID) bool { return x.ID == id && x.Until.IsZero() }) {
		return fault.Missing()
	}
	return tx.Update("person_external_id", id, gate.Row{"until_at": tx.Now()})
}
