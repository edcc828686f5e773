package ui

import (
	"context"
	"strconv"
	"strings"

	"github.com/a-h/templ"

	"siil/internal/text"
)

func failed(f Form, name string) bool {
	_, bad := f.Err(name)
	return bad
}

func rowsOf(d Field) int {
	if d.Rows > 0 {
		return d.Rows
	}
	return 3
}

func orAuto(d Field, auto string) Field {
	if d.Auto == "" {
		d.Auto = auto
	}
	return d
}

func orExample(d Field, t text.T) Field {
	if d.Example == (text.T{}) {
		d.Example = t
	}
	return d
}

func colClass(d Field) string {
	if d.Cols <= 0 || d.Cols >= 12 {
		return ""
	}
	return "c-" + strconv.Itoa(d.Cols)
}

// optionID gives the first option the id of the field, so that the error summary lands on it.
func optionID(d Field, i int) string {
	if i == 0 {
		return FieldID(d.Name)
	}
	return FieldID(d.Name) + "-" + strconv.Itoa(i+1)
}

// describedBy lists the ids of the hint, the error and the counter that a field has.
func describedBy(f Form, d Field) string {
	var ids []string
	if d.Hint != (text.T{}) {
		ids = append(ids, FieldID(d.Name)+"-hint")
	}
	if failed(f, d.Name) {
		ids = append(ids, FieldID(d.Name)+"-error")
	}
	return strings.Join(ids, " ")
}

// fieldAttrs are the attributes that every input, select and textarea shares.
func fieldAttrs(ctx context.Context, f Form, d Field) templ.Attributes {
	a := groupAttrs(f, d)
	a["autocomplete"] = "off"
	if d.Auto != "" {
		a["autocomplete"] = d.Auto
	}
	if d.Example != (text.T{}) {
		a["placeholder"] = S(ctx, d.Example)
	}
	if d.Required {
		a["required"] = true
	}
	if d.ReadOnly {
		a["readonly"] = true
	}
	if failed(f, d.Name) {
		a["aria-invalid"] = "true"
	}
	return a
}

// areaAttrs add the counter to what describes a textarea.
func areaAttrs(ctx context.Context, f Form, d Field) templ.Attributes {
	a := fieldAttrs(ctx, f, d)
	if d.Max > 0 {
		a["aria-describedby"] = strings.TrimSpace(describedBy(f, d) + " " + FieldID(d.Name) + "-max")
	}
	return a
}

func groupAttrs(f Form, d Field) templ.Attributes {
	a := templ.Attributes{}
	if ids := describedBy(f, d); ids != "" {
		a["aria-describedby"] = ids
	}
	return a
}

func lineAttrs(f Form, name string) templ.Attributes {
	if !failed(f, name) {
		return nil
	}
	return templ.Attributes{"aria-invalid": "true", "aria-describedby": FieldID(name) + "-error"}
}

type optionGroup struct {
	label   text.T
	options []Option
}

// grouped cuts the options where their Group changes.
func grouped(options []Option) []optionGroup {
	var out []optionGroup
	for _, o := range options {
		if len(out) == 0 || out[len(out)-1].label != o.Group {
			out = append(out, optionGroup{label: o.Group})
		}
		last := &out[len(out)-1]
		last.options = append(last.options, o)
	}
	return out
}
