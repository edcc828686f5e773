package ui

import (
	"maps"
	"net/http"
	"net/url"
	"slices"

	"siil/internal/fault"
	"siil/internal/text"
)

// Status is the HTTP status of a kind of fault; what is not allowed looks like what is not there.
func Status(k fault.Kind) int {
	switch k {
	case fault.NotFound, fault.Denied:
		return http.StatusNotFound
	case fault.Invalid:
		return http.StatusUnprocessableEntity
	case fault.Conflict:
		return http.StatusConflict
	case fault.TooLarge:
		return http.StatusRequestEntityTooLarge
	case fault.TooMany:
		return http.StatusTooManyRequests
	case fault.Login:
		return http.StatusUnauthorized
	case fault.Locked:
		return http.StatusServiceUnavailable
	default:
		return http.StatusInternalServerError
	}
}

func errorTitle(k fault.Kind) text.T {
	switch k {
	case fault.NotFound, fault.Denied:
		return text.ErrTitleMissing
	case fault.Invalid:
		return text.ErrTitleInvalid
	case fault.Conflict:
		return text.ErrTitleConflict
	case fault.TooLarge:
		return text.ErrTitleTooLarge
	case fault.TooMany:
		return text.ErrTitleTooMany
	case fault.Login:
		return text.ErrTitleLogin
	case fault.Locked:
		return text.ErrTitleLocked
	default:
		return text.ErrTitleInternal
	}
}

// errorText prefers the fault's own words, except where they could tell absent from forbidden or show our insides.
func errorText(e *fault.Error) text.T {
	switch e.Kind {
	case fault.NotFound, fault.Denied:
		return text.PageMissing
	case fault.Internal:
		return text.ErrTextInternal
	}
	if e.Text != (text.T{}) {
		return e.Text
	}
	switch e.Kind {
	case fault.Invalid:
		return text.CheckFields
	case fault.Conflict:
		return text.ErrTextConflict
	case fault.TooLarge:
		return text.ErrTextTooLarge
	case fault.TooMany:
		return text.ErrTextTooMany
	case fault.Login:
		return text.ErrTextLogin
	default:
		return text.ErrTextLocked
	}
}

// summaryTitle counts the fields to correct, or says what happened when no field is to blame.
func summaryTitle(f Form) text.T {
	switch len(f.Faults) {
	case 0:
		return f.Text
	case 1:
		return text.ErrorToFix
	default:
		return text.ErrorsToFix.With(len(f.Faults))
	}
}

func calloutClass(k CalloutKind) string {
	return [...]string{"", "note-warning", "note-refusal", "note-success"}[k]
}

func confirmYes(c Confirm) Button {
	b := Button{Text: c.Yes}
	if c.Danger {
		b.Kind = Danger
	}
	return b
}

func pairsOf(v url.Values) [][2]string {
	var out [][2]string
	for _, k := range slices.Sorted(maps.Keys(v)) {
		for _, x := range v[k] {
			out = append(out, [2]string{k, x})
		}
	}
	return out
}
