package api

import (
	"encoding/base64"

	"siil/internal/crypt"
	"siil/internal/fault"
	"siil/internal/gate"
	"siil/internal/text"
)

// Cursor seals where a page ends: nobody can read in it, change it, or use it for another account, another list or another filter.
func (r *Registry) Cursor(who gate.Actor, list, position string) string {
	if position == "" {
		return ""
	}
	return base64.RawURLEncoding.EncodeToString(crypt.Seal(r.cursors, cursorPlace(who, list), []byte(position)))
}

// Position opens what Cursor has sealed; any other cursor is Invalid. No cursor is the first page.
func (r *Registry) Position(who gate.Actor, list, cursor string) (string, error) {
	if cursor == "" {
		return "", nil
	}
	sealed, err := base64.RawURLEncoding.DecodeString(cursor)
	if err != nil {
		return "", BadCursor()
	}
	plain, err := crypt.Open(r.cursors, cursorPlace(who, list), sealed)
	if err != nil {
		return "", BadCursor()
	}
	return string(plain), nil
}

func cursorPlace(who gate.Actor, list string) crypt.Place {
	return crypt.Place{Zone: who.Zone, Table: "api cursor", Row: string(who.Account), Column: list}
}

// BadCursor is the fault of a cursor that this list did not give.
func BadCursor() error { return InvalidAt("query.cursor", text.APICursorWrong) }

// InvalidAt is what is wrong with one input outside the body; location begins with query., path. or header.
func InvalidAt(location string, t text.T) error {
	return &fault.Error{Kind: fault.Invalid, Text: text.CheckFields, Fields: []fault.Field{{Name: location, Text: t}}}
}
