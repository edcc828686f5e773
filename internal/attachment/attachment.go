// Package attachment keeps the files of a person: it takes only kinds of file that it knows by their content, keeps them sealed, in pieces,
// and gives them back as downloads that no browser runs. A file waits under the zone's key until the form that it came with is accepted;
// then it belongs to a person, under that person's key.
package attachment

import (
	"errors"

	"siil/internal/fault"
	"siil/internal/gate"
	"siil/internal/text"
	"siil/internal/value"
)

// Bounds of files: one file, the files of one form, and what one account may have waiting in all its forms.
const (
	MaxSize      = 20 << 20
	MaxFiles     = 10
	MaxSlotSize  = 60 << 20
	maxWaiting   = 40
	maxWaitSize  = 200 << 20
	pieceSize    = 512 << 10
	maxSlot      = 120
	maxNameRunes = 120
)

// FormField is the name of the form's field for files, and of the field in a fault.
const FormField = "files"

// File is one file, as a page shows it. Kind is one of the constants.
type File struct {
	ID       value.ID
	Name     string
	Kind     string
	Size     int64
	Digest   string // SHA-256 in hex
	Pages    int    // of a PDF; 0 when nobody could tell
	HasThumb bool   // a picture with a thumbnail (see Thumb)
	MadeAt   value.Instant
	MadeBy   value.ID
}

// Room keeps files that come before the form that they belong to.
type Room struct{ g *gate.Gate }

// New makes the room.
func New(g *gate.Gate) *Room { return &Room{g} }

// flaw is why a file is refused.
type flaw struct {
	text  text.T
	cause error
}

func (f *flaw) Error() string { return f.text[text.English] }

func (f *flaw) Unwrap() error { return f.cause }

func flawed(t text.T) error { return &flaw{text: t} }

// saying fills a text with others, each in its own language.
func saying(t text.T, with ...text.T) (out text.T) {
	for l := range out {
		args := make([]any, len(with))
		for i, w := range with {
			args[i] = w[l]
		}
		out[l] = t.F(text.Lang(l), args...)
	}
	return out
}

// asFault makes a flaw a fault on the form's field; any other error stays.
func asFault(err error) error {
	var f *flaw
	if !errors.As(err, &f) {
		return err
	}
	return &fault.Error{Kind: fault.Invalid, Text: text.CheckFields, Fields: []fault.Field{{Name: FormField, Text: f.text}}, Cause: f.cause}
}
