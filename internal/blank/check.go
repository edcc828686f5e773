package blank

import (
	"maps"
	"slices"
	"strings"

	"siil/internal/text"
)

// scope is where a name is looked for: the list that a part repeats for, then what stands around it.
type scope struct {
	of     Dictionary // the fields of the list's items; nil: lines of text
	name   string     // of the list; "" is the whole document
	around *scope
}

// find looks a name up; its path is the name with those of the lists around it.
func (s *scope) find(name string) (f Field, path string, ok bool) {
	for ; s != nil; s = s.around {
		if name == "." && s.name != "" {
			return Field{Kind: Text}, s.name, s.of == nil
		}
		if f, ok = s.of[name]; ok {
			return f, join(s.name, name), true
		}
	}
	return Field{}, "", false
}

func join(list, name string) string {
	if list == "" {
		return name
	}
	return list + "." + name
}

// Find looks a field up by its path: a name, or the name of a list and that of a field of its items.
func (d Dictionary) Find(path string) (Field, bool) {
	if f, ok := d[path]; ok {
		return f, true
	}
	for at := len(path) - 1; at > 0; at-- {
		if path[at] != '.' {
			continue
		}
		if list, ok := d[path[:at]]; ok && list.Kind == List {
			return list.Of.Find(path[at+1:])
		}
	}
	return Field{}, false
}

// walk visits every name of a template with what it is.
func (t *Template) walk(d Dictionary, visit func(n *node, s *scope, f Field, path string, known bool)) {
	var down func(nodes []*node, s *scope)
	down = func(nodes []*node, s *scope) {
		for _, n := range nodes {
			if n.kind == words {
				continue
			}
			f, path, known := s.find(n.text)
			visit(n, s, f, path, known)
			within := s
			if n.kind == given && known && f.Kind == List {
				within = &scope{of: f.Of, name: path, around: s}
			}
			down(n.kids, within)
		}
	}
	down(t.top, &scope{of: d})
}

// Check finds the fields that a dictionary does not know or knows as something else.
func (t *Template) Check(d Dictionary) []Flaw {
	var out []Flaw
	add := func(n *node, what text.T) {
		if len(out) < mostFlaws {
			out = append(out, Flaw{n.line, what})
		}
	}
	t.walk(d, func(n *node, s *scope, f Field, path string, known bool) {
		switch {
		case !known && n.text == ".":
			add(n, text.BlankDot)
		case !known:
			add(n, unknown(n.text, s))
		case n.kind == field && f.Kind == List:
			add(n, text.BlankListAsText.With(n.text, n.text, n.text))
		case n.kind == field && f.Kind == Flag:
			add(n, text.BlankFlagAsText.With(n.text, n.text, n.text))
		}
	})
	return out
}

// unknown says which known name a wrong one is nearest to.
func unknown(name string, s *scope) text.T {
	best, least := "", len(name)/3+2
	for ; s != nil; s = s.around {
		for _, known := range slices.Sorted(maps.Keys(s.of)) {
			if far := distance(name, known, least); far < least {
				best, least = known, far
			}
			if list := s.of[known]; list.Kind == List { // a field of a list that was not begun
				if _, inner := list.Of[name]; inner {
					return text.BlankWithin.With(name, known, known)
				}
			}
		}
	}
	if best == "" {
		return text.BlankUnknown.With(short(name))
	}
	return text.BlankUnknownNear.With(short(name), best)
}

// distance is how many letters must change, come or go to make b out of a, or most if it is not less.
func distance(a, b string, most int) int {
	if len(a)-len(b) >= most || len(b)-len(a) >= most {
		return most
	}
	row := make([]int, len(b)+1)
	for j := range row {
		row[j] = j
	}
	for i := range len(a) {
		diagonal := row[0]
		row[0] = i + 1
		for j := range len(b) {
			change := diagonal
			if a[i] != b[j] {
				change++
			}
			diagonal = row[j+1]
			row[j+1] = min(change, row[j]+1, row[j+1]+1)
		}
	}
	return min(row[len(b)], most)
}

// Sections are the sections of the fields that the template uses, sorted, without "".
func (t *Template) Sections(d Dictionary) []string {
	seen := map[string]bool{}
	t.walk(d, func(_ *node, _ *scope, f Field, _ string, known bool) {
		if known && f.Section != "" {
			seen[f.Section] = true
		}
	})
	return slices.Sorted(maps.Keys(seen))
}

// Uses tells whether a field, or one below its name, is used: "progetto" is by {{progetto.numero}}.
func (t *Template) Uses(name string) bool {
	var down func(nodes []*node) bool
	down = func(nodes []*node) bool {
		return slices.ContainsFunc(nodes, func(n *node) bool {
			return n.kind != words && (n.text == name || strings.HasPrefix(n.text, name+".")) || down(n.kids)
		})
	}
	return down(t.top)
}
