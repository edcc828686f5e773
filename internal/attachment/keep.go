package attachment

import (
	"context"
	"errors"
	"io"

	"siil/internal/fault"
	"siil/internal/gate"
	"siil/internal/value"
)

// Keep takes in a file for a form that is being filled: slot names the form, and the account's own files alone share it. What cannot be
// taken is a fault of kind Invalid on the field "files" that says why. The same content twice in a slot is one file.
func (r *Room) Keep(ctx context.Context, who gate.Actor, slot, name string, content io.Reader) (File, error) {
	return File{}, fault.Wrap(errors.New("not built"), "attachment")
}

// Pending lists the files that wait in a slot, in the order in which they came. The caller has decided what the form's page shows.
func Pending(tx *gate.ReadTx, account value.ID, slot string) ([]File, error) {
	return nil, fault.Wrap(errors.New("not built"), "attachment")
}

// Drop takes a waiting file away. One that is not there, or is not the account's, is a fault of kind NotFound.
func (r *Room) Drop(ctx context.Context, who gate.Actor, slot string, id value.ID) error {
	return fault.Wrap(errors.New("not built"), "attachment")
}

// Tidy takes away files whose form was not accepted within a day. Run it daily.
func (r *Room) Tidy(ctx context.Context) error { return nil }
