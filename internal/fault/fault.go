// Package fault is the one error type of the program: what went wrong, in a kind that every edge (page, REST, command line) turns into
// the same answer, with the words for the person who reads it.
package fault

import (
	"errors"
	"fmt"
	"strings"
	"unicode/utf8"

	"siil/internal/text"
)

// Kind says what an edge must answer.
type Kind int

// The kinds, with the status that a page or the REST interface gives.
const (
	Internal Kind = iota // 500: our mistake or a broken machine; the cause goes to the log only
	NotFound             // 404: absent, or not visible for this person; the two look the same
	Denied               // 404 too, but the gate has logged a refusal
	Invalid              // 422: what was sent cannot be accepted; Fields say where and what to do
	Conflict             // 409: changed meanwhile by somebody else
	TooLarge             // 413: the upload is above the limit
	TooMany              // 429: asked too often; RetryAfter says how long to wait
	Login                // 401: nobody is signed in
	Locked               // 503: the database cannot take the change now; nothing was saved
)

// Field is what is wrong with one input. Name is the name of the form or JSON field.
type Field struct {
	Name string
	Text text.T
}

// Error is a fault with what the reader needs. Cause is for the log and never shown.
type Error struct {
	Kind       Kind
	Text       text.T
	Fields     []Field
	RetryAfter int // seconds, with TooMany
	Cause      error
}

// Error describes the fault for the log: kind, field names and cause, never what a person typed.
func (e *Error) Error() string {
	var b strings.Builder
	fmt.Fprintf(&b, "%s", kindNames[e.Kind])
	for _, f := range e.Fields {
		fmt.Fprintf(&b, " %s", f.Name)
	}
	if e.Cause != nil {
		fmt.Fprintf(&b, ": %v", e.Cause)
	}
	return b.String()
}

// Unwrap gives the cause.
func (e *Error) Unwrap() error { return e.Cause }

var kindNames = map[Kind]string{Internal: "internal", NotFound: "not found", Denied: "denied", Invalid: "invalid", Conflict: "conflict",
	TooLarge: "too large", TooMany: "too many", Login: "login", Locked: "locked"}

// New makes a fault of a kind with its words.
func New(k Kind, t text.T) *Error { return &Error{Kind: k, Text: t} }

// Wrap makes an internal fault from a cause; nil stays nil, and a fault stays itself.
func Wrap(err error, doing string) error {
	if err == nil {
		return nil
	}
	var f *Error
	if errors.As(err, &f) {
		return err
	}
	return &Error{Kind: Internal, Text: text.InternalFault, Cause: fmt.Errorf("%s: %w", doing, err)}
}

// KindOf tells the kind of any error; what is not a fault is Internal.
func KindOf(err error) Kind {
	var f *Error
	if errors.As(err, &f) {
		return f.Kind
	}
	return Internal
}

// Is tells whether an error is a fault of a kind.
func Is(err error, k Kind) bool {
	var f *Error
	return errors.As(err, &f) && f.Kind == k
}

// Missing is the fault for what is absent or not visible.
func Missing() *Error { return New(NotFound, text.PageMissing) }

// Check gathers what is wrong with the fields of one input.
type Check struct{ fields []Field }

// Add notes that a field is wrong.
func (c *Check) Add(name string, t text.T) { c.fields = append(c.fields, Field{name, t}) }

// Require notes a field that must hold when ok is false.
func (c *Check) Require(ok bool, name string, t text.T) {
	if !ok {
		c.Add(name, t)
	}
}

// Err returns an Invalid fault with everything noted, or nil.
func (c *Check) Err() error {
	if len(c.fields) == 0 {
		return nil
	}
	return &Error{Kind: Invalid, Text: text.CheckFields, Fields: c.fields}
}

// Fits notes a field whose text is longer than most characters or cannot be kept as text.
func (c *Check) Fits(name, words string, most int) {
	c.Require(utf8.RuneCountInString(words) <= most, name, text.TooLong.With(most))
	c.Require(!strings.ContainsRune(words, 0) && utf8.ValidString(words), name, text.NotAText)
}

// Needs is Fits for a text that must be there.
func (c *Check) Needs(name, words string, missing text.T, most int) {
	c.Require(words != "", name, missing)
	c.Fits(name, words, most)
}

// Join gives the fields of several Invalid faults as one. The first error of another kind comes back alone.
func Join(errs ...error) error {
	var c Check
	for _, err := range errs {
		switch f, ok := err.(*Error); {
		case err == nil:
		case !ok || f.Kind != Invalid:
			return err
		default:
			c.fields = append(c.fields, f.Fields...)
		}
	}
	return c.Err()
}
