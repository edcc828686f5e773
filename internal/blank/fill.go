package blank

import (
	"errors"
	"fmt"
	"strconv"
	"strings"

	"siil/internal/fault"
	"siil/internal/text"
)

// Dots is what stands for a missing value: a line to fill in by hand.
const Dots = "……………………"

// mostSteps bounds the work of filling: lists within lists can be long without printing anything.
const mostSteps = 500_000

var errKind = errors.New("blank: a value is not of the kind of its field")

// Fill gives the Markdown text. data has the names of the dictionary as keys. A value is text whatever it holds; a missing one is a dotted line.
// It fails with TooLarge when the text would be beyond MaxFilled.
func (t *Template) Fill(data map[string]any) (string, error) {
	f := &filler{}
	if err := f.nodes(t.top, &frame{values: data}); err != nil {
		return "", err
	}
	return f.out.String(), nil
}

// Missing are the paths of the text fields that Fill has no value for, in their order, each once; fields within lists have that of their list first.
func (t *Template) Missing(data map[string]any) []string {
	f := &filler{seen: map[string]bool{}}
	_ = f.nodes(t.top, &frame{values: data}) // what is too large is told by Fill
	return f.missing
}

// frame is where a name is looked for, as scope is for names alone.
type frame struct {
	values map[string]any
	line   string // of a list of texts
	list   string
	around *frame
}

// find gives a value and the list that it is of. What is nowhere is taken for the list's own when its name is a simple one, as those of items are.
func (f *frame) find(name string) (v any, list string) {
	for at := f; at != nil; at = at.around {
		if name == "." && at.list != "" {
			return at.line, at.list
		}
		if v, ok := at.values[name]; ok {
			return v, at.list
		}
	}
	if strings.Contains(name, ".") {
		return nil, ""
	}
	return nil, f.list
}

type filler struct {
	out     strings.Builder
	steps   int
	seen    map[string]bool // nil: what is missing is not asked
	missing []string
}

func (f *filler) nodes(nodes []*node, at *frame) error {
	for _, n := range nodes {
		if f.steps++; f.steps > mostSteps {
			return fault.New(fault.TooLarge, text.BlankTooMuch)
		}
		var err error
		switch n.kind {
		case words:
			f.out.WriteString(n.text)
		case field:
			err = f.value(n, at)
		case given:
			err = f.given(n, at)
		case missing:
			if v, _ := at.find(n.text); !there(v) {
				err = f.nodes(n.kids, at)
			}
		}
		if err != nil {
			return err
		}
		if f.out.Len() > MaxFilled {
			return fault.New(fault.TooLarge, text.BlankTooMuch)
		}
	}
	return nil
}

func (f *filler) given(n *node, at *frame) error {
	v, list := at.find(n.text)
	path := join(list, n.text)
	switch v := v.(type) {
	case []map[string]any:
		for _, item := range v {
			if err := f.nodes(n.kids, &frame{values: item, list: path, around: at}); err != nil {
				return err
			}
		}
	case []string:
		for _, line := range v {
			if err := f.nodes(n.kids, &frame{line: line, list: path, around: at}); err != nil {
				return err
			}
		}
	default:
		if there(v) {
			return f.nodes(n.kids, at)
		}
	}
	return nil
}

func (f *filler) value(n *node, at *frame) error {
	v, list := at.find(n.text)
	s := ""
	switch v := v.(type) {
	case nil:
	case string:
		s = tidy(v)
	case int:
		s = strconv.Itoa(v)
	case int64:
		s = strconv.FormatInt(v, 10)
	default:
		return fault.Wrap(fmt.Errorf("%w: %s is %T", errKind, n.text, v), "fill a template")
	}
	if s != "" {
		f.out.WriteString(escape(s, n.in))
		return nil
	}
	f.out.WriteString(Dots)
	path := join(list, n.text)
	if n.text == "." {
		path = list
	}
	if f.seen != nil && !f.seen[path] {
		f.seen[path] = true
		f.missing = append(f.missing, path)
	}
	return nil
}

// there tells whether a value counts as given.
func there(v any) bool {
	switch v := v.(type) {
	case nil:
		return false
	case bool:
		return v
	case string:
		return tidy(v) != ""
	case []string:
		return len(v) > 0
	case []map[string]any:
		return len(v) > 0
	}
	return true
}

// Samples are the invented values of a dictionary.
func Samples(d Dictionary) map[string]any {
	out := map[string]any{}
	for name, f := range d {
		if f.Sample != nil {
			out[name] = f.Sample
		}
	}
	return out
}
