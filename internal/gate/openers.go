package gate

import (
	"strings"

	"siil/internal/crypt"
	"siil/internal/fault"
	"siil/internal/value"
)

// Openers opens the sealed texts of many people, whose keys it reads in one query: for lists. Each opening is a disclosure and stands in
// the log. A person without a key is a fault of kind NotFound at the opening.
func (t *ReadTx) Openers(people []value.ID) (Unseal, error) {
	open, err := t.openers(people)
	if err != nil {
		return nil, err
	}
	return func(person value.ID, table string, row value.ID, col string, sealed []byte) (string, error) {
		plain, err := open(person, table, row, col, sealed)
		if err == nil {
			t.opened = append(t.opened, row)
		}
		return plain, err
	}, nil
}

// Unseal opens a sealed text of a person.
type Unseal = func(person value.ID, table string, row value.ID, col string, sealed []byte) (string, error)

// Copiers is Openers for a command that seals the texts anew, digests them or compares them, and shows them to nobody: whoever runs it has
// read nothing, and the log does not say so.
func (t *WriteTx) Copiers(people []value.ID) (Unseal, error) { return t.openers(people) }

func (t *ReadTx) openers(people []value.ID) (Unseal, error) {
	keys := map[value.ID]crypt.Key{}
	if err := t.personKeys(people, keys); err != nil {
		return nil, err
	}
	return func(person value.ID, table string, row value.ID, col string, sealed []byte) (string, error) {
		key, ok := keys[person]
		if !ok {
			return "", fault.Missing()
		}
		plain, err := crypt.Open(key, t.place(table, row, col), sealed)
		return string(plain), err
	}, nil
}

func (t *ReadTx) personKeys(people []value.ID, keys map[value.ID]crypt.Key) error {
	if len(people) == 0 {
		return nil
	}
	zone, err := t.g.zoneKey(t.who.Zone)
	if err != nil {
		return err
	}
	args, marks := []any{t.who.Zone}, make([]string, len(people))
	for i, id := range people {
		args = append(args, id)
		marks[i] = "$" + itoa(i+2)
	}
	return t.Each("SELECT id, wrapped FROM person_key WHERE zone = $1 AND id IN ("+strings.Join(marks, ", ")+")", args, func(s Scanner) error {
		var id value.ID
		var wrapped []byte
		if err := s.Scan(&id, &wrapped); err != nil {
			return err
		}
		keys[id], err = crypt.Unwrap(zone, personPlace(t.who.Zone, id), wrapped)
		return err
	})
}
