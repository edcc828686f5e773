// Package programme keeps a person's memberships of national and regional programmes (ADI, GOL, FSE+ …). A membership has a beginning
// and an end; the list of programmes is data in guidelines.
package programme

import (
	"siil/internal/gate"
	"siil/internal/value"
)

// Membership is one person's time in one programme. Words are those of whoever told it: a list, a letter.
type Membership struct {
	ID        value.ID
	Person    value.ID
	Programme string // code of guidelines/programmes.json
	Words     string
	Since     value.Date // absent when nobody knows
	Until     value.Date
	Source    string
}

// Of reads a person's memberships, the present ones first. The caller has decided.
func Of(tx *gate.ReadTx, person value.ID) ([]Membership, error) {
	return gate.All(tx, `SELECT id, person_id, programme, COALESCE(words, ''), since_on, until_on, source FROM membership
		WHERE zone = $1 AND person_id = $2 ORDER BY until_on IS NOT NULL, since_on, id`, []any{tx.Zone(), person},
		func(s gate.Scanner) (m Membership, err error) {
			return m, s.Scan(&m.ID, &m.Person, &m.Programme, &m.Words, &m.Since, &m.Until, &m.Source)
		})
}

// Enrol begins a membership, inside another command that has decided. A programme that the person is in already stays as it is; the id is
// then that of the present membership.
func Enrol(tx *gate.WriteTx, person value.ID, programme, words string, since value.Date, source string) (value.ID, error) {
	var have value.ID
	err := tx.Each("SELECT id FROM membership WHERE zone = $1 AND person_id = $2 AND programme = $3 AND until_on IS NULL",
		[]any{tx.Zone(), person, programme}, func(s gate.Scanner) error { return s.Scan(&have) })
	if err != nil || have != "" {
		return have, err
	}
	id := value.NewID()
	row := gate.Row{"id": id, "person_id": person, "programme": programme, "since_on": since, "source": source, "made_at": tx.Now(), "by_id": tx.Who().Account}
	if words != "" {
		row["words"] = words
	}
	return id, tx.Insert("membership", row)
}

// End ends a membership on a day, inside another command that has decided.
func End(tx *gate.WriteTx, id value.ID, on value.Date) error {
	return tx.Update("membership", id, gate.Row{"until_on": on})
}
