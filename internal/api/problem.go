package api

import (
	"encoding/json"
	"errors"
	"net/http"
	"strconv"
	"strings"

	"github.com/danielgtaylor/huma/v2"
	"github.com/danielgtaylor/huma/v2/validation"

	"siil/internal/fault"
	"siil/internal/text"
	"siil/internal/ui"
)

// Problem is every answer that is no success (RFC 9457).
type Problem struct {
	Type           string      `json:"type" maxLength:"60" pattern:"^urn:siil:problem:[a-z-]+$"`
	Title          string      `json:"title" maxLength:"120"`
	Status         int32       `json:"status" minimum:"400" maximum:"599"`
	Detail         string      `json:"detail" maxLength:"1000"`
	Errors         []Wrong     `json:"errors" maxItems:"200"`
	RequestID      string      `json:"request_id" maxLength:"40"`
	CurrentVersion int32       `json:"current_version,omitzero" minimum:"1" maximum:"2147483647"`
	Candidates     []Candidate `json:"candidates,omitempty" maxItems:"20"`

	retryAfter int
}

// Wrong is what is wrong with one input. Location is like body.person.tax_code, query.limit or header.If-Match.
type Wrong struct {
	Location string `json:"location" maxLength:"200"`
	Message  string `json:"message" maxLength:"500"`
}

// Candidate is a record that may be of the person whom a request would make.
type Candidate struct {
	PersonID ID `json:"person_id"`
	CaseID   ID `json:"case_id,omitempty"`
}

// Error is for Go only.
func (p *Problem) Error() string { return p.Type }

// GetStatus is the status of the answer.
func (p *Problem) GetStatus() int { return int(p.Status) }

// ContentType is that of a problem.
func (p *Problem) ContentType(string) string { return "application/problem+json" }

// GetHeaders are those that belong to the problem.
func (p *Problem) GetHeaders() http.Header {
	h := http.Header{}
	if p.Status == http.StatusUnauthorized {
		h.Set("WWW-Authenticate", `Bearer realm="siil"`)
	}
	if p.retryAfter > 0 {
		h.Set("Retry-After", strconv.Itoa(p.retryAfter))
	}
	if p.CurrentVersion > 0 {
		h.Set("ETag", tagOf(int(p.CurrentVersion)))
	}
	return h
}

// stale is a conflict with the version that the thing has now.
type stale struct {
	error
	version int
}

func (s stale) Unwrap() error { return s.error }

// Stale adds to a conflict which version the thing has now.
func Stale(err error, version int) error { return stale{err, version} }

// unsure is a conflict with the records that somebody should look at first.
type unsure struct {
	error
	candidates []Candidate
}

func (u unsure) Unwrap() error { return u.error }

// Unsure adds to a conflict which records may be of the same person.
func Unsure(err error, candidates []Candidate) error { return unsure{err, candidates} }

// problemOf turns any error into a problem. What is absent and what may not be seen give the same one.
func problemOf(t *Trace, err error) *Problem {
	var p *Problem
	if errors.As(err, &p) {
		return p
	}
	kind := fault.KindOf(err)
	status := ui.Status(kind)
	p = newProblem(t, status)
	if status >= 500 {
		t.Cause = err
		if kind == fault.Locked {
			p.retryAfter = 5
		}
		return p
	}
	var f *fault.Error
	if errors.As(err, &f) {
		if kind != fault.NotFound && kind != fault.Denied {
			p.Detail = f.Text.In(text.Italian)
		}
		for _, x := range f.Fields {
			p.Errors = append(p.Errors, Wrong{location(x.Name), x.Text.In(text.Italian)})
		}
		p.retryAfter = f.RetryAfter
	}
	var s stale
	if errors.As(err, &s) {
		p.CurrentVersion = int32(min(s.version, 1<<31-1))
	}
	var u unsure
	if errors.As(err, &u) {
		p.Candidates = u.candidates
	}
	return p
}

// location is where a field of a fault stands: commands know the name of a form's field, the interface has it in the body.
func location(name string) string {
	if name == "query" {
		return name
	}
	for _, at := range []string{"query.", "path.", "header.", "body."} {
		if strings.HasPrefix(name, at) {
			return name
		}
	}
	return "body." + name
}

// kinds are the types and the words of the problems.
var kinds = map[int]struct {
	code          string
	title, detail text.T
}{
	http.StatusBadRequest:            {"bad-request", text.APIBadRequest, text.APIBadRequestDetail},
	http.StatusUnauthorized:          {"unauthorized", text.APIUnauthorized, text.APIUnauthorizedDetail},
	http.StatusNotFound:              {"not-found", text.APINotFound, text.APINotFoundDetail},
	http.StatusMethodNotAllowed:      {"method-not-allowed", text.APIMethod, text.APIMethodDetail},
	http.StatusConflict:              {"conflict", text.APIConflict, text.APIConflictDetail},
	http.StatusRequestEntityTooLarge: {"too-large", text.APITooLarge, text.APITooLargeDetail},
	http.StatusUnsupportedMediaType:  {"media-type", text.APIMediaType, text.APIMediaTypeDetail},
	http.StatusUnprocessableEntity:   {"invalid", text.APIInvalid, text.CheckFields},
	http.StatusTooManyRequests:       {"too-many", text.APITooMany, text.APITooManyDetail},
	http.StatusInternalServerError:   {"internal", text.APIInternal, text.InternalFault},
	http.StatusServiceUnavailable:    {"unavailable", text.APIUnavailable, text.NotSaved},
}

func newProblem(t *Trace, status int) *Problem {
	k, ok := kinds[status]
	if !ok {
		status = http.StatusInternalServerError
		k = kinds[status]
	}
	return &Problem{Type: "urn:siil:problem:" + k.code, Title: k.title.In(text.Italian), Status: int32(status),
		Detail: k.detail.In(text.Italian), Errors: []Wrong{}, RequestID: t.ID}
}

// WriteFault answers with the problem of an error; the server uses it for what fails before or around the interface.
func WriteFault(w http.ResponseWriter, r *http.Request, err error) {
	writeProblem(w, problemOf(traceOf(r.Context()), err))
}

func writeProblem(w http.ResponseWriter, p *Problem) {
	h := w.Header()
	plainHeaders(h)
	for k, v := range p.GetHeaders() {
		h[k] = v
	}
	h.Set("Content-Type", "application/problem+json")
	w.WriteHeader(int(p.Status))
	enc := json.NewEncoder(w)
	enc.SetEscapeHTML(false)
	_ = enc.Encode(p) // the client went away: nobody is left to tell
}

// plainHeaders are those of every answer of the interface.
func plainHeaders(h http.Header) {
	h.Set("Cache-Control", "no-store")
	h.Set("Content-Language", text.Italian.Code())
}

// The library that reads requests makes its own errors; these two make ours of them. What was sent is not sent back.
func init() {
	huma.DefaultArrayNullable = false
	huma.NewError = func(status int, _ string, errs ...error) huma.StatusError { return fromLibrary(&Trace{}, status, errs) }
	huma.NewErrorWithContext = func(ctx huma.Context, status int, _ string, errs ...error) huma.StatusError {
		return fromLibrary(traceOf(ctx.Context()), status, errs)
	}
	speakItalian()
}

func fromLibrary(t *Trace, status int, errs []error) *Problem {
	var wrong []Wrong
	for _, err := range errs {
		var d huma.ErrorDetailer
		if !errors.As(err, &d) {
			t.Cause = err
			continue
		}
		x := d.ErrorDetail()
		if strings.HasPrefix(x.Location, "path.") {
			return newProblem(t, http.StatusNotFound) // what is no id names nothing
		}
		wrong = append(wrong, Wrong{cutTo(x.Location, 200), cutTo(inOurWords(status, x.Message), 500)})
	}
	p := newProblem(t, status)
	if p.Status < 500 && len(wrong) > 0 {
		p.Errors = wrong
	}
	return p
}

func cutTo(s string, most int) string {
	if r := []rune(s); len(r) > most {
		return string(r[:most])
	}
	return s
}

// inOurWords replaces the messages that the library does not let us set.
func inOurWords(status int, message string) string {
	switch {
	case status == http.StatusBadRequest:
		return text.APINotJSON.In(text.Italian)
	case status == http.StatusUnsupportedMediaType:
		return text.APIMediaTypeDetail.In(text.Italian)
	case message == "unknown query parameter":
		return text.APIUnknownParameter.In(text.Italian)
	case strings.HasPrefix(message, "invalid integer"):
		return text.APIWrongInteger.In(text.Italian)
	case strings.HasPrefix(message, "invalid boolean"):
		return text.APIWrongBoolean.In(text.Italian)
	case strings.HasPrefix(message, "required "):
		return text.APIMissingParameter.In(text.Italian)
	}
	return message
}

func speakItalian() {
	for msg, t := range map[*string]text.T{
		&validation.MsgUnexpectedProperty:       text.APIUnknownField,
		&validation.MsgExpectedRFC3339Date:      text.APIWrongDate,
		&validation.MsgExpectedRFC3339DateTime:  text.APIWrongMoment,
		&validation.MsgExpectedRFC4122UUID:      text.APIWrongID,
		&validation.MsgExpectedBoolean:          text.APIWrongBoolean,
		&validation.MsgExpectedNumber:           text.APIWrongInteger,
		&validation.MsgExpectedInteger:          text.APIWrongInteger,
		&validation.MsgExpectedString:           text.APIWrongString,
		&validation.MsgExpectedArray:            text.APIWrongArray,
		&validation.MsgExpectedObject:           text.APIWrongObject,
		&validation.MsgExpectedArrayItemsUnique: text.APINotUnique,
		&validation.MsgExpectedOneOf:            text.APINotOneOf,
		&validation.MsgExpectedMinimumNumber:    text.APITooSmall,
		&validation.MsgExpectedMaximumNumber:    text.APITooBig,
		&validation.MsgExpectedMinLength:        text.APITooShort,
		&validation.MsgExpectedMaxLength:        text.APITooLong,
		&validation.MsgExpectedMatchPattern:     text.APIWrongShape,
		&validation.MsgExpectedMinItems:         text.APITooFew,
		&validation.MsgExpectedMaxItems:         text.APITooManyItems,
		&validation.MsgExpectedRequiredProperty: text.APIMissingField,
	} {
		*msg = t.In(text.Italian)
	}
}

// InBody gives the fields of a fault the names that they have in the body.
func InBody(err error, names map[string]string) error {
	f, ok := err.(*fault.Error)
	if !ok {
		return err
	}
	out := *f
	out.Fields = nil
	for _, x := range f.Fields {
		if name, ok := names[x.Name]; ok {
			x.Name = name
		}
		out.Fields = append(out.Fields, x)
	}
	return &out
}
