package attachment

import (
	"siil/internal/fault"
	"siil/internal/gate"
	"siil/internal/value"
)

// Thumb gives the thumbnail of a file, a JPEG of at most 160 pixels a side. The caller decides on the subject, as for Content. A file without one
// is NotFound.
func Thumb(tx *gate.ReadTx, id value.ID) ([]byte, error) {
	var person value.ID
	var sealed []byte
	if err := tx.One("SELECT person_id, thumb FROM attachment WHERE zone = $1 AND id = $2 AND ended_at IS NULL", []any{tx.Zone(), id}, &person, &sealed); err != nil {
		return nil, err
	}
	if len(sealed) == 0 {
		return nil, fault.Missing()
	}
	open, err := tx.Opener(person)
	if err != nil {
		return nil, err
	}
	plain, err := open("attachment", id, "thumb", sealed)
	return []byte(plain), err
}
