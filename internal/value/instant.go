package value

import (
	"cmp"
	"database/sql/driver"
	"encoding/json"
	"fmt"
	"time"
)

// instantStored is the stored form: always 27 characters, so that instants sort as text.
const instantStored = "2006-01-02T15:04:05.000000Z"

// Seconds from the year 1 to 1970, and the last microsecond that the stored form can hold.
const (
	yearOneToUnix = 62135596800
	lastMicro     = (253402300799+yearOneToUnix)*1_000_000 + 999_999
)

// Instant is a moment of the world in microseconds. Instants compare with ==; the zero Instant is absent and stored as NULL.
type Instant struct {
	us int64 // since the start of the year 1, UTC
}

// InstantOf cuts a time to microseconds. The zero time and what comes before it is absent; what comes after the year 9999 is its end.
func InstantOf(t time.Time) Instant {
	sec := t.Unix() + yearOneToUnix
	switch {
	case sec < 0:
		return Instant{}
	case sec > lastMicro/1_000_000:
		return Instant{lastMicro}
	}
	return Instant{sec*1_000_000 + int64(t.Nanosecond()/1000)}
}

// ParseInstant reads RFC 3339 with any offset, as requests carry it.
func ParseInstant(s string) (Instant, bool) {
	t, err := time.Parse(time.RFC3339, s)
	if err != nil || t.UTC().Year() > 9999 {
		return Instant{}, false
	}
	i := InstantOf(t)
	return i, !i.IsZero()
}

// IsZero tells whether the instant is absent.
func (i Instant) IsZero() bool { return i.us == 0 }

// Time is the instant in UTC; the zero time when absent.
func (i Instant) Time() time.Time {
	return time.Unix(i.us/1_000_000-yearOneToUnix, i.us%1_000_000*1000).UTC()
}

// Rome is the instant on the clocks of Italy.
func (i Instant) Rome() time.Time { return i.Time().In(RomeZone) }

// Date is the day in Italy, absent when the instant is.
func (i Instant) Date() Date {
	if i.IsZero() {
		return Date{}
	}
	return dateIn(i.Rome())
}

// Format is the form on screen, "24/11/2026 14:30" in Italy; empty when absent.
func (i Instant) Format() string {
	if i.IsZero() {
		return ""
	}
	return i.Rome().Format("02/01/2006 15:04")
}

// Clock is the hour on screen, "14:30" in Italy; empty when absent.
func (i Instant) Clock() string {
	if i.IsZero() {
		return ""
	}
	return i.Rome().Format("15:04")
}

// Add moves by a duration. The absent Instant stays absent.
func (i Instant) Add(d time.Duration) Instant {
	if i.IsZero() {
		return i
	}
	return InstantOf(i.Time().Add(d))
}

// Sub is the duration from other to i.
func (i Instant) Sub(other Instant) time.Duration { return i.Time().Sub(other.Time()) }

// Compare orders instants; the absent one comes first.
func (i Instant) Compare(other Instant) int { return cmp.Compare(i.us, other.us) }

// Before tells whether i comes before other.
func (i Instant) Before(other Instant) bool { return i.us < other.us }

// After tells whether i comes after other.
func (i Instant) After(other Instant) bool { return i.us > other.us }

// Equal tells whether the two are the same moment.
func (i Instant) Equal(other Instant) bool { return i == other }

// String is the stored form, empty when absent.
func (i Instant) String() string {
	if i.IsZero() {
		return ""
	}
	return i.Time().Format(instantStored)
}

// Scan reads a column: the stored form, a timestamp, or NULL for the absent Instant. It refuses other text, which would not sort.
func (i *Instant) Scan(src any) error {
	if t, ok := src.(time.Time); ok {
		*i = InstantOf(t)
		return nil
	}
	s, err := scanText(src, "an instant")
	if err != nil {
		return err
	}
	if s == "" {
		*i = Instant{}
		return nil
	}
	t, err := time.Parse(instantStored, s)
	if err != nil || len(s) != len(instantStored) {
		return fmt.Errorf("value: column does not hold an instant")
	}
	*i = InstantOf(t)
	return nil
}

// Value writes a column in the stored form; the absent Instant becomes NULL.
func (i Instant) Value() (driver.Value, error) { return nullText(i.String()), nil }

// instantJSON is RFC 3339 with the offset; microseconds appear only when there are some.
const instantJSON = "2006-01-02T15:04:05.999999Z07:00"

// MarshalText is RFC 3339 with the offset of Italy, empty when absent.
func (i Instant) MarshalText() ([]byte, error) {
	if i.IsZero() {
		return nil, nil
	}
	return []byte(i.Rome().Format(instantJSON)), nil
}

// UnmarshalText reads RFC 3339 with any offset; empty is absent.
func (i *Instant) UnmarshalText(b []byte) error {
	if len(b) == 0 {
		*i = Instant{}
		return nil
	}
	parsed, ok := ParseInstant(string(b))
	if !ok {
		return notADate()
	}
	*i = parsed
	return nil
}

// MarshalJSON is RFC 3339 with the offset of Italy, or null when absent.
func (i Instant) MarshalJSON() ([]byte, error) {
	if i.IsZero() {
		return []byte("null"), nil
	}
	return []byte(`"` + i.Rome().Format(instantJSON) + `"`), nil
}

// UnmarshalJSON reads an RFC 3339 string or null.
func (i *Instant) UnmarshalJSON(b []byte) error {
	var s *string
	if err := json.Unmarshal(b, &s); err != nil {
		return notADate()
	}
	if s == nil {
		*i = Instant{}
		return nil
	}
	parsed, ok := ParseInstant(*s)
	if !ok {
		return notADate()
	}
	*i = parsed
	return nil
}
