package value

import (
	"database/sql/driver"
	"fmt"
	"io"
	"time"

	"github.com/google/uuid"
)

// ID names one row for ever: a UUID in canonical lower-case text of 36 characters. The empty ID is absent and stored as NULL.
// New ones are version 7, so they sort by the time they were made.
type ID string

// NewID makes a fresh ID. It panics only if the system has no randomness.
func NewID() ID { return ID(uuid.Must(uuid.NewV7()).String()) }

// NewIDFrom makes an ID from given randomness and time, for worlds that must come out the same from the same seed; never for real
// data. It panics if r cannot give ten bytes.
func NewIDFrom(r io.Reader, at time.Time) ID {
	var u uuid.UUID
	if _, err := io.ReadFull(r, u[6:]); err != nil {
		panic("value: no randomness for an id: " + err.Error())
	}
	ms := at.UnixMilli()
	for i := range 6 {
		u[i] = byte(ms >> (40 - 8*i))
	}
	u[6] = u[6]&0x0f | 0x70
	u[8] = u[8]&0x3f | 0x80
	return ID(u.String())
}

// ParseID reads an ID from an address or a request: 36 characters of any UUID version, upper case too; the result is canonical.
func ParseID(s string) (ID, bool) {
	if len(s) != 36 {
		return "", false
	}
	u, err := uuid.Parse(s)
	if err != nil {
		return "", false
	}
	return ID(u.String()), true
}

// Absent tells whether there is no ID.
func (id ID) Absent() bool { return id == "" }

// Scan reads a column; NULL becomes the absent ID. It fails on text that is no ID.
func (id *ID) Scan(src any) error {
	s, err := scanText(src, "an id")
	if err != nil || s == "" {
		*id = ""
		return err
	}
	parsed, ok := ParseID(s)
	if !ok {
		return fmt.Errorf("value: column does not hold an id")
	}
	*id = parsed
	return nil
}

// Value writes a column; the absent ID becomes NULL.
func (id ID) Value() (driver.Value, error) { return nullText(string(id)), nil }

// scanText takes what drivers give for a text column; NULL becomes the empty string.
func scanText(src any, what string) (string, error) {
	switch v := src.(type) {
	case nil:
		return "", nil
	case string:
		return v, nil
	case []byte:
		return string(v), nil
	}
	return "", fmt.Errorf("value: cannot read %s from a column of type %T", what, src)
}

// nullText stores the empty string as NULL.
func nullText(s string) driver.Value {
	if s == "" {
		return nil
	}
	return s
}
