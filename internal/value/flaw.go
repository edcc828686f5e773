// Package value holds the small values that every room uses: ids, dates, instants, tax codes, name keys, numbers, money and contacts.
// Each reads what people type or spreadsheets hold, writes the one form that is stored, and knows nothing of rooms or of the clock:
// today is always a parameter.
package value

import (
	"errors"

	"siil/internal/text"
)

// What can be wrong with a value that came from outside; compare with errors.Is. Their words never hold what was typed, so they may
// be logged.
var (
	ErrNotADate  = errors.New("not a date")
	ErrNoSuchDay = errors.New("no such day")
	ErrDateRange = errors.New("date out of range")

	ErrTaxCodeShape       = errors.New("tax code: shape")
	ErrTaxCodeCheckLetter = errors.New("tax code: check letter")
	ErrTaxCodeDay         = errors.New("tax code: day of birth")

	ErrNotANumber = errors.New("not a number")
)

// Flaw is the error of every Parse function of this package: a kind (one of the Err variables, through errors.Is), a code for
// machines and words for the person who typed.
type Flaw struct {
	kind     error
	code     string
	text     text.T
	expected byte
}

// Error names the kind only, never what was typed.
func (f *Flaw) Error() string { return f.kind.Error() }

// Unwrap gives the kind.
func (f *Flaw) Unwrap() error { return f.kind }

// Code is the stable reason for reports and interfaces, such as tax_code_check_letter.
func (f *Flaw) Code() string { return f.code }

// Text says what is wrong and what to do. It may quote what was typed: it is for the page, not for the log.
func (f *Flaw) Text() text.T { return f.text }

// ExpectedLetter is the control letter (or digit, in a temporary code) that would fit the rest of a tax code; 0 for other flaws.
func (f *Flaw) ExpectedLetter() byte { return f.expected }

// FlawOf finds the flaw in an error, to show its words or its code; nil when there is none.
func FlawOf(err error) *Flaw {
	var f *Flaw
	if errors.As(err, &f) {
		return f
	}
	return nil
}

func notADate() error {
	return &Flaw{kind: ErrNotADate, code: "date_unreadable", text: text.DateUnreadable}
}

func noSuchDay(typed string) error {
	return &Flaw{kind: ErrNoSuchDay, code: "date_no_such_day", text: text.DateNoSuchDay.With(typed)}
}

func dateRange() error {
	return &Flaw{kind: ErrDateRange, code: "date_out_of_range", text: text.DateOutOfRange}
}
