package value

import (
	"database/sql/driver"
	"encoding/json"
	"time"
)

// Scan reads a column: ISO text, a date or timestamp, or NULL for the absent Date.
func (d *Date) Scan(src any) error {
	if t, ok := src.(time.Time); ok {
		*d = dateIn(t)
		return nil
	}
	s, err := scanText(src, "a date")
	if err != nil {
		return err
	}
	return d.UnmarshalText([]byte(s))
}

// Value writes a column as ISO text; the absent Date becomes NULL.
func (d Date) Value() (driver.Value, error) { return nullText(d.ISO()), nil }

// MarshalText is the ISO form, empty when absent: for forms, flags and keys of maps.
func (d Date) MarshalText() ([]byte, error) { return []byte(d.ISO()), nil }

// UnmarshalText reads the ISO form only; empty is absent.
func (d *Date) UnmarshalText(b []byte) error {
	if len(b) == 0 {
		*d = Date{}
		return nil
	}
	parsed, ok := ParseISO(string(b))
	if !ok {
		return notADate()
	}
	*d = parsed
	return nil
}

// MarshalJSON is "2006-01-02", or null when absent.
func (d Date) MarshalJSON() ([]byte, error) {
	if d.IsZero() {
		return []byte("null"), nil
	}
	return []byte(`"` + d.ISO() + `"`), nil
}

// UnmarshalJSON reads "2006-01-02" or null and refuses anything else.
func (d *Date) UnmarshalJSON(b []byte) error {
	var s *string
	if err := json.Unmarshal(b, &s); err != nil {
		return notADate()
	}
	if s == nil {
		*d = Date{}
		return nil
	}
	parsed, ok := ParseISO(*s)
	if !ok {
		return notADate()
	}
	*d = parsed
	return nil
}
