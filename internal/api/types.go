package api

import (
	"encoding/json"
	"strconv"
	"strings"
	"time"

	"github.com/danielgtaylor/huma/v2"

	"siil/internal/value"
)

// ID is an id as requests and answers carry it.
type ID string

// Schema describes an ID in the document.
func (ID) Schema(huma.Registry) *huma.Schema {
	return &huma.Schema{Type: huma.TypeString, Format: "uuid", MinLength: ptr(36), MaxLength: ptr(36)}
}

// Value is the id in its canonical form; absent when it is none.
func (id ID) Value() value.ID {
	v, _ := value.ParseID(string(id))
	return v
}

// Day is a civil date as requests and answers carry it, YYYY-MM-DD; empty when absent.
type Day string

// Schema describes a Day in the document.
func (Day) Schema(huma.Registry) *huma.Schema {
	return &huma.Schema{Type: huma.TypeString, Format: "date", MinLength: ptr(10), MaxLength: ptr(10)}
}

// DayOf writes a date.
func DayOf(d value.Date) Day { return Day(d.ISO()) }

// Date reads the day; absent when there is none. What the document accepts is a date.
func (d Day) Date() value.Date {
	v, _ := value.ParseISO(string(d))
	return v
}

// Or is the day, or another when there is none.
func (d Day) Or(other value.Date) value.Date {
	if d == "" {
		return other
	}
	return d.Date()
}

// Moment is an instant as answers carry it: RFC 3339 with the offset of Italy; empty when absent.
type Moment string

// Schema describes a Moment in the document.
func (Moment) Schema(huma.Registry) *huma.Schema {
	return &huma.Schema{Type: huma.TypeString, Format: "date-time", MinLength: ptr(20), MaxLength: ptr(35)}
}

// MomentOf writes an instant.
func MomentOf(i value.Instant) Moment {
	if i.IsZero() {
		return ""
	}
	return Moment(i.Rome().Format(time.RFC3339))
}

// Code is a coded value of the guidelines.
type Code string

// Schema describes a Code in the document.
func (Code) Schema(huma.Registry) *huma.Schema {
	return &huma.Schema{Type: huma.TypeString, Pattern: "^[A-Za-z0-9_]+$", MinLength: ptr(1), MaxLength: ptr(60)}
}

// Field is one text of a merge patch (RFC 7396): absent leaves what is there, null empties it.
type Field struct {
	Set   bool
	Value string
}

// UnmarshalJSON is called for what is present, null too.
func (f *Field) UnmarshalJSON(b []byte) error {
	f.Set = true
	var s *string
	if err := json.Unmarshal(b, &s); err != nil {
		return err
	}
	if s != nil {
		f.Value = *s
	}
	return nil
}

// Schema describes a Field in the document.
func (Field) Schema(huma.Registry) *huma.Schema {
	return &huma.Schema{Type: huma.TypeString, Nullable: true}
}

// Or is what the field says, or what was there.
func (f Field) Or(old string) string {
	if !f.Set {
		return old
	}
	return f.Value
}

// List is a page of things. Next is the cursor of the following page, null at the end.
type List[T any] struct {
	Items []T     `json:"items" maxItems:"200"`
	Next  *string `json:"next" nullable:"true" maxLength:"2000" pattern:"^[A-Za-z0-9_-]+$"`
}

// Page is the answer with a page of things.
type Page[T any] struct {
	Body List[T]
}

// PageOf makes the answer; next is "" at the end.
func PageOf[T any](items []T, next string) *Page[T] {
	p := &Page[T]{Body: List[T]{Items: items}}
	if items == nil {
		p.Body.Items = []T{}
	}
	if next != "" {
		p.Body.Next = &next
	}
	return p
}

// Answer is one thing. ETag is its version, for If-Match.
type Answer[T any] struct {
	ETag string `header:"ETag" maxLength:"24" pattern:"^\"[0-9]+\"$"`
	Body T
}

// AnswerOf makes the answer; version 0 is a thing that has none.
func AnswerOf[T any](body T, version int) *Answer[T] {
	return &Answer[T]{ETag: tagOf(version), Body: body}
}

// Made is the answer to a POST: the thing made.
type Made[T any] struct {
	ETag     string `header:"ETag" maxLength:"24" pattern:"^\"[0-9]+\"$"`
	Location string `header:"Location" maxLength:"300" pattern:"^/api/v1/"`
	Body     T
}

// MadeOf makes the answer. location is a path under /api/v1; version 0 is a thing that has none.
func MadeOf[T any](body T, version int, location string) *Made[T] {
	return &Made[T]{ETag: tagOf(version), Location: Prefix + location, Body: body}
}

// Paged is the part of a request that asks for a page.
type Paged struct {
	Limit  int    `query:"limit" default:"50" minimum:"1" maximum:"200"`
	Cursor string `query:"cursor" minLength:"1" maxLength:"2000" pattern:"^[A-Za-z0-9_-]+$"`
}

// ByID is the part of a request that names one thing.
type ByID struct {
	ID ID `path:"id"`
}

// Match is the part of a request that says which version it is about.
type Match struct {
	IfMatch string `header:"If-Match" maxLength:"24" pattern:"^\"[0-9]+\"$"`
}

// Version is the version that the request is about, or the present one when it says none.
func (m Match) Version(present int) int {
	if m.IfMatch == "" {
		return present
	}
	n, err := strconv.Atoi(strings.Trim(m.IfMatch, `"`))
	if err != nil {
		return -1
	}
	return n
}

func tagOf(version int) string {
	if version == 0 {
		return ""
	}
	return `"` + strconv.Itoa(version) + `"`
}

func ptr[T any](v T) *T { return &v }
