package ui

import (
	"errors"
	"net/http"
	"net/url"
	"strings"

	"siil/internal/fault"
	"siil/internal/text"
)

// Form is the state of a form between two answers: what was typed and what is wrong with it.
type Form struct {
	Values url.Values
	Text   text.T        // what happened, for the summary
	Faults []fault.Field // in the order of the fields
}

// NewForm starts a form with known values, given as name, value pairs (a name may come more than once).
func NewForm(pairs ...string) Form {
	f := Form{Values: url.Values{}}
	for i := 0; i+1 < len(pairs); i += 2 {
		f.Values.Add(pairs[i], pairs[i+1])
	}
	return f
}

// FormFrom takes what the request brought. A body that cannot be read gives an empty form. It does not limit the body: the server does.
func FormFrom(r *http.Request) Form {
	var err error
	if strings.HasPrefix(r.Header.Get("Content-Type"), "multipart/form-data") {
		err = r.ParseMultipartForm(1 << 20)
	} else {
		err = r.ParseForm()
	}
	if err != nil || r.Form == nil {
		return NewForm()
	}
	if r.Method == http.MethodPost {
		return Form{Values: r.PostForm}
	}
	return Form{Values: r.Form}
}

// With adds what is wrong: the fields of an Invalid fault. Any other error leaves the form as it was.
func (f Form) With(err error) Form {
	var e *fault.Error
	if errors.As(err, &e) {
		f.Text, f.Faults = e.Text, e.Fields
	}
	return f
}

// Set returns the form with one value replaced; the values of the original stay as they were.
func (f Form) Set(name string, values ...string) Form {
	v := url.Values{}
	for k, old := range f.Values {
		v[k] = old
	}
	v[name] = values
	f.Values = v
	return f
}

// Value is the first value of a field, trimmed at both ends.
func (f Form) Value(name string) string { return strings.TrimSpace(f.Values.Get(name)) }

// Lines is a field of many lines as it was typed, trimmed at both ends, each line ended as here.
func (f Form) Lines(name string) string {
	return strings.TrimSpace(strings.ReplaceAll(f.Values.Get(name), "\r\n", "\n"))
}

// All are the values of a field that may come many times.
func (f Form) All(name string) []string { return f.Values[name] }

// Has tells whether a field has a value among its values: a ticked box, a chosen option.
func (f Form) Has(name, value string) bool {
	for _, v := range f.Values[name] {
		if v == value {
			return true
		}
	}
	return false
}

// Err is what is wrong with a field; ok is false when nothing is.
func (f Form) Err(name string) (t text.T, ok bool) {
	for _, e := range f.Faults {
		if e.Name == name {
			return e.Text, true
		}
	}
	return text.T{}, false
}

// Failed tells whether anything is wrong.
func (f Form) Failed() bool { return f.Text != (text.T{}) || len(f.Faults) > 0 }

// Field describes one field of a form. Name and Label are required; the rest is for the kinds that say so.
type Field struct {
	Name     string
	Label    text.T
	Hint     text.T
	Optional bool // adds "(facoltativo)" to the label
	Required bool // tells assistive software; the server is who checks
	ReadOnly bool
	Example  text.T // shown in the empty input; never the only place of needed words
	Cols     int    // of twelve, inside class "fields"; 0 is the whole width
	Auto     string // the autocomplete attribute; "" is "off"
	Max      int    // most characters; in a TextArea it also shows how many are left
	Rows     int    // TextArea: lines, 3 when 0
	Draft    string // TextArea: key under which the text is saved while it is written ("" does not)
	Mono     bool   // codes: monospaced, upper case
	Bare     bool   // the label is only for assistive software: fields in tables
	Inline   bool   // Radios, Checkboxes: on one line
	List     []string
	Accept   string // File: kinds of file
	Multiple bool   // File, Select
	Blank    text.T // Select: label of the empty option; zero value: none
}

// Option is one choice of a Select, of Radios or of Checkboxes. Consecutive options with the same Group stand under its heading.
type Option struct {
	Value string
	Label text.T
	Group text.T
	Hint  text.T
	Opens bool // when chosen, shows the part of class "opened" inside the nearest "opens"
	Part  int  // 1 to 3: when chosen, shows what has the class "part-1" … in the nearest "parts"
}

// FieldID is the id of a field's first input, where the links of the error summary go.
func FieldID(name string) string {
	return "f-" + strings.Map(func(r rune) rune {
		switch {
		case r >= 'a' && r <= 'z', r >= 'A' && r <= 'Z', r >= '0' && r <= '9', r == '-', r == '_':
			return r
		}
		return '-'
	}, name)
}
