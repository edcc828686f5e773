package blank

import (
	"regexp"
	"strings"
	"unicode/utf8"

	"siil/internal/text"
)

// Template is a template that has been read. It is never changed and may be shared.
type Template struct{ top []*node }

type nodeKind int

const (
	words   nodeKind = iota // printed as they stand
	field                   // a value
	given                   // {{#a}}: if it is there, or for each of a list
	missing                 // {{^a}}: if it is not
)

// node is a part of a template.
type node struct {
	kind nodeKind
	text string // the words, or the name
	line int
	in   place // of a field
	kids []*node
}

// place is where on a line a field stands: what a new line within its value becomes.
type place int

const (
	running   place = iota // a new line
	cell                   // <br>, since a row of a table is one line
	oneLine                // a space: headings
	signature              // a space, and a comma is no end of a name
)

func placeOf(line string) place {
	trim := strings.TrimSpace(line)
	switch {
	case strings.HasPrefix(trim, signaturePrefix):
		return signature
	case strings.HasPrefix(trim, "#"):
		return oneLine
	case strings.Contains(line, "|"):
		return cell
	}
	return running
}

const (
	longestName = 80
	mostFlaws   = 50 // that are told
)

var nameShape = regexp.MustCompile(`^(\.|[a-z][a-z0-9_]*(\.[a-z][a-z0-9_]*)*)$`)

// Parse reads a template. With flaws there is no template.
func Parse(source string) (*Template, []Flaw) {
	switch {
	case len(source) > MaxTemplate:
		return nil, []Flaw{{1, text.BlankTooLong.With(MaxTemplate >> 10)}}
	case !utf8.ValidString(source) || strings.ContainsRune(source, 0):
		return nil, []Flaw{{1, text.NotAText}}
	}
	source = strings.ReplaceAll(source, "\r\n", "\n")
	p := &tagReader{flaws: Marked(source)}
	p.open = []*node{{}}
	for line := range strings.SplitAfterSeq(source, "\n") {
		p.line++
		p.read(line)
	}
	for _, n := range p.open[1:] {
		p.flaw(n.line, text.BlankUnclosed.With(n.text, n.text))
	}
	if len(p.flaws) > 0 {
		return nil, p.flaws
	}
	return &Template{p.open[0].kids}, nil
}

type tagReader struct {
	line  int
	open  []*node // the conditions and lists that have begun; the first is the whole
	flaws []Flaw
}

func (p *tagReader) flaw(line int, what text.T) {
	if len(p.flaws) < mostFlaws {
		p.flaws = append(p.flaws, Flaw{line, what})
	}
}

func (p *tagReader) add(n *node) {
	top := p.open[len(p.open)-1]
	top.kids = append(top.kids, n)
}

// read reads one line. One that has only the beginning or the end of a condition, or a note, is not printed.
func (p *tagReader) read(line string) {
	if inner, ok := strings.CutPrefix(strings.TrimSpace(line), "{{"); ok {
		if inner, ok := strings.CutSuffix(inner, "}}"); ok && !strings.Contains(inner, "}}") && strings.ContainsAny(firstSign(inner), "#^/!") {
			p.tag(inner, running)
			return
		}
	}
	in := placeOf(line)
	for {
		before, after, found := strings.Cut(line, "{{")
		if strings.Contains(before, "}}") {
			p.flaw(p.line, text.BlankNotOpened)
		}
		if before != "" {
			p.add(&node{kind: words, text: before, line: p.line})
		}
		if !found {
			return
		}
		inner, rest, closed := strings.Cut(after, "}}")
		if !closed || strings.Contains(inner, "{{") {
			p.flaw(p.line, text.BlankTagOpen)
			return
		}
		p.tag(inner, in)
		line = rest
	}
}

func firstSign(inner string) string {
	if inner = strings.TrimSpace(inner); inner == "" {
		return ""
	}
	return inner[:1]
}

// tag reads what stands between {{ and }}.
func (p *tagReader) tag(inner string, in place) {
	name := strings.TrimSpace(inner)
	sign := firstSign(inner)
	if sign == "!" {
		return
	}
	if strings.Contains("#^/", sign) && sign != "" {
		name = strings.TrimSpace(name[1:])
	}
	if strings.Contains("{&>=<$*", sign) && sign != "" {
		p.flaw(p.line, text.BlankTagKind.With(sign))
		return
	}
	if len(name) > longestName || !nameShape.MatchString(name) {
		p.flaw(p.line, text.BlankName.With(short(name)))
		return
	}
	switch sign {
	case "#", "^":
		p.begin(name, sign)
	case "/":
		p.end(name)
	default:
		p.add(&node{kind: field, text: name, line: p.line, in: in})
	}
}

func (p *tagReader) begin(name, sign string) {
	n := &node{kind: given, text: name, line: p.line}
	if sign == "^" {
		n.kind = missing
	}
	if len(p.open) == MaxDepth+1 {
		p.flaw(p.line, text.BlankTooDeep.With(MaxDepth))
	}
	p.add(n)
	p.open = append(p.open, n)
}

func (p *tagReader) end(name string) {
	top := p.open[len(p.open)-1]
	switch {
	case len(p.open) == 1:
		p.flaw(p.line, text.BlankNotBegun.With(name))
	case top.text != name:
		p.flaw(p.line, text.BlankCrossed.With(name, top.text, top.line))
		fallthrough
	default:
		p.open = p.open[:len(p.open)-1]
	}
}

// short is a piece of what somebody wrote, to be shown to them.
func short(s string) string {
	const most = 40
	if r := []rune(s); len(r) > most {
		return string(r[:most]) + "…"
	}
	return s
}
