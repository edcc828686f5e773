package gate

import (
	"siil/internal/crypt"
	"siil/internal/gate/internal/ledger"
	"siil/internal/value"
)

// Disclosed is the action of the leaf that tells that sealed texts were opened; it follows from another decision and is not asked for.
const Disclosed = "sealed.read"

// NewPersonKey makes the key under which a person's sealed texts are kept. Destroying it erases them for good.
func (t *WriteTx) NewPersonKey(person value.ID) error {
	zone, err := t.g.zoneKey(t.who.Zone)
	if err != nil {
		return err
	}
	return t.Insert("person_key", Row{"id": person, "made_at": t.now, "wrapped": crypt.Wrap(zone, personPlace(t.who.Zone, person), crypt.NewKey())})
}

func personPlace(zone string, person value.ID) crypt.Place {
	return crypt.Place{Zone: zone, Table: "person_key", Row: string(person), Column: "wrapped"}
}

func (t *ReadTx) personKey(person value.ID) (crypt.Key, error) {
	zone, err := t.g.zoneKey(t.who.Zone)
	if err != nil {
		return crypt.Key{}, err
	}
	var wrapped []byte
	if err := t.One("SELECT wrapped FROM person_key WHERE zone = $1 AND id = $2", []any{t.who.Zone, person}, &wrapped); err != nil {
		return crypt.Key{}, err
	}
	return crypt.Unwrap(zone, personPlace(t.who.Zone, person), wrapped)
}

// Seal encrypts a text of a person for one column of one row.
func (t *WriteTx) Seal(person value.ID, table string, row value.ID, col, plain string) ([]byte, error) {
	key, err := t.personKey(person)
	if err != nil {
		return nil, err
	}
	return crypt.Seal(key, t.place(table, row, col), []byte(plain)), nil
}

// Opener opens the sealed texts of one person. Each opening is a disclosure and stands in the log.
func (t *ReadTx) Opener(person value.ID) (func(table string, row value.ID, col string, sealed []byte) (string, error), error) {
	key, err := t.personKey(person)
	if err != nil {
		return nil, err
	}
	return func(table string, row value.ID, col string, sealed []byte) (string, error) {
		plain, err := crypt.Open(key, t.place(table, row, col), sealed)
		if err != nil {
			return "", err
		}
		t.opened = append(t.opened, row)
		return string(plain), nil
	}, nil
}

// SealZone encrypts what belongs to the zone and not to one known person: the words of a list, a draft.
func (t *WriteTx) SealZone(table string, row value.ID, col string, plain []byte) ([]byte, error) {
	key, err := t.g.zoneKey(t.who.Zone)
	if err != nil {
		return nil, err
	}
	return crypt.Seal(key, t.place(table, row, col), plain), nil
}

// OpenZone opens what SealZone has sealed.
func (t *ReadTx) OpenZone(table string, row value.ID, col string, sealed []byte) ([]byte, error) {
	key, err := t.g.zoneKey(t.who.Zone)
	if err != nil {
		return nil, err
	}
	return crypt.Open(key, t.place(table, row, col), sealed)
}

func (t *ReadTx) place(table string, row value.ID, col string) crypt.Place {
	return crypt.Place{Zone: t.who.Zone, Table: table, Row: string(row), Column: col}
}

// disclose adds the leaf of the sealed texts that were opened, about the same subject as the decision before it.
func (t *ReadTx) disclose() {
	if len(t.opened) == 0 || len(t.leaves) == 0 {
		return
	}
	root := ledger.ShownRoot(t.opened)
	leaf := t.leaves[0]
	leaf.Action, leaf.Rows, leaf.Shown, leaf.Count, leaf.Why, leaf.Salt = Disclosed, nil, &root, len(t.opened), "", [8]byte{}
	t.leaves = append(t.leaves, leaf)
	t.opened = nil
}
