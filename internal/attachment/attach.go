package attachment

import (
	"errors"
	"net/http"
	"net/url"

	"siil/internal/fault"
	"siil/internal/gate"
	"siil/internal/value"
)

// Attach gives the files of a slot to a person, as part of a subject (a referral, a case), in the command that accepts the form and has
// decided. It gives what it attached.
func Attach(tx *gate.WriteTx, account value.ID, slot string, person value.ID, subject string, subjectID value.ID) ([]File, error) {
	return nil, fault.Wrap(errors.New("not built"), "attachment")
}

// Of lists the files of one subject of a person. The caller has decided on the subject.
func Of(tx *gate.ReadTx, person value.ID, subjectID value.ID) ([]File, error) {
	return nil, fault.Wrap(errors.New("not built"), "attachment")
}

// Subject tells what a file belongs to, without opening it, for the caller to decide on.
func Subject(tx *gate.ReadTx, id value.ID) (person value.ID, subject string, subjectID value.ID, err error) {
	return "", "", "", fault.Wrap(errors.New("not built"), "attachment")
}

// Content opens a file. The caller decides on the subject, before (see Subject) or after, in the same transaction.
func Content(tx *gate.ReadTx, id value.ID) (f File, content []byte, subject string, subjectID value.ID, err error) {
	return File{}, nil, "", "", fault.Wrap(errors.New("not built"), "attachment")
}

// Serve answers with a file as a download.
func Serve(w http.ResponseWriter, f File, content []byte) {}

// Form reads a form with files: its fields, and its files straight into the slot that the fields before them name (slot gets the fields
// read so far). A file that cannot be taken does not stop the others: err is then of kind Invalid with every reason, and the
// fields are complete. Send the fields before the files.
func (r *Room) Form(req *http.Request, who gate.Actor, slot func(url.Values) string) (url.Values, error) {
	return nil, fault.Wrap(errors.New("not built"), "attachment")
}
