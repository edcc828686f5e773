package blank

import (
	"regexp"
	"strings"

	"github.com/yuin/goldmark/ast"
	"github.com/yuin/goldmark/extension"
	east "github.com/yuin/goldmark/extension/ast"
	"github.com/yuin/goldmark/parser"
	goldtext "github.com/yuin/goldmark/text"
	"github.com/yuin/goldmark/util"

	"siil/internal/fault"
	"siil/internal/pdf"
	"siil/internal/text"
)

// block is a part of a document: exactly one of its fields is set.
type block struct {
	heading    *heading
	paragraph  []pdf.Run
	quote      []pdf.Run
	list       *pdf.Listing
	table      *table
	pairs      [][2]string
	signatures []string
	rule       bool
}

type heading struct {
	level int // 1 to 3
	text  string
}

type table struct {
	head   [][]pdf.Run
	rows   [][][]pdf.Run
	widths []float64
}

// Limits of what is printed.
const (
	maxLines   = 20_000
	maxColumns = 12
	maxSigners = 20
)

// grammar is the Markdown of templates: what is left out (HTML, links, pictures, code, definitions) stays text.
var grammar = parser.NewParser(
	parser.WithBlockParsers(
		util.Prioritized(parser.NewThematicBreakParser(), 200),
		util.Prioritized(parser.NewListParser(), 300),
		util.Prioritized(parser.NewListItemParser(), 400),
		util.Prioritized(parser.NewATXHeadingParser(), 600),
		util.Prioritized(parser.NewBlockquoteParser(), 800),
		util.Prioritized(parser.NewParagraphParser(), 1000)),
	parser.WithInlineParsers(util.Prioritized(parser.NewEmphasisParser(), 500)),
	parser.WithParagraphTransformers(util.Prioritized(extension.NewTableParagraphTransformer(), 200)))

// read reads a Markdown text. It fails with TooLarge when there is too much of it.
func read(markdown string) ([]block, error) {
	if len(markdown) > MaxFilled || strings.Count(markdown, "\n") > maxLines {
		return nil, fault.New(fault.TooLarge, text.BlankTooMuch)
	}
	lines := strings.Split(readable(markdown), "\n")
	for i, l := range lines {
		lines[i], _ = shallow(l)
	}
	source := []byte(strings.Join(lines, "\n"))
	r := reader{source}
	return r.blocks(grammar.Parse(goldtext.NewReader(source))), nil
}

// readable is the text without what cannot be seen, line for line.
func readable(s string) string {
	return strings.Map(func(r rune) rune {
		switch {
		case isNewLine(r):
			return '\n'
		case r == '\t':
			return ' '
		case unreadable(r):
			return -1
		}
		return r
	}, strings.ReplaceAll(strings.ToValidUTF8(s, "\ufffd"), "\r\n", "\n"))
}

var marker = regexp.MustCompile(`^ *(?:>|[-+*](?: |$)|\d{1,9}[.)](?: |$))`)

// shallow takes from the beginning of a line the lists, quotes and indents that would go beyond MaxDepth, and tells whether there were any.
func shallow(line string) (string, bool) {
	indent := len(line) - len(strings.TrimLeft(line, " "))
	deep := indent > 4*MaxDepth
	if deep {
		line = line[indent-4*MaxDepth:]
	}
	rest := line
	for range MaxDepth {
		found := marker.FindString(rest)
		if found == "" {
			return line, deep
		}
		rest = rest[len(found):]
	}
	if found := marker.FindString(rest); found != "" {
		head := line[:len(line)-len(rest)]
		return head + `\` + strings.TrimLeft(rest, " "), true
	}
	return line, deep
}

const signaturePrefix = "[firme:"

var signatureLine = regexp.MustCompile(`^\[firme:(.*[^\\])\]$`)

// signers reads a line of signatures.
func signers(line string) ([]string, bool) {
	found := signatureLine.FindStringSubmatch(strings.TrimSpace(line))
	if found == nil {
		return nil, false
	}
	var out []string
	for rest := found[1]; rest != ""; {
		at := 0
		for at < len(rest) && rest[at] != ',' {
			if rest[at] == '\\' {
				at++
			}
			at++
		}
		at = min(at, len(rest))
		if name := strings.TrimSpace(unescaped(rest[:at])); name != "" {
			out = append(out, name)
		}
		rest = rest[min(at+1, len(rest)):]
	}
	return out, len(out) > 0
}

func unescaped(s string) string { return string(util.UnescapePunctuations([]byte(s))) }

// Marked finds what in a text, of a template or edited by hand, would be printed otherwise than it stands.
func Marked(markdown string) (out []Flaw) {
	n := 0
	for line := range strings.SplitSeq(markdown, "\n") {
		n++
		if _, deep := shallow(line); deep && len(out) < mostFlaws {
			out = append(out, Flaw{n, text.BlankNested.With(MaxDepth)})
		}
		if names, ok := signers(line); ok && len(names) > maxSigners && len(out) < mostFlaws {
			out = append(out, Flaw{n, text.BlankSigners.With(maxSigners)})
		}
	}
	return out
}

// reader turns what the parser has found into blocks.
type reader struct{ source []byte }

func (r reader) blocks(parent ast.Node) (out []block) {
	for n := parent.FirstChild(); n != nil; n = n.NextSibling() {
		switch n := n.(type) {
		case *ast.Heading:
			if s := plain(r.runs(n)); strings.TrimSpace(s) != "" {
				out = append(out, block{heading: &heading{min(n.Level, 3), s}})
			}
		case *ast.Paragraph, *ast.TextBlock:
			out = append(out, r.paragraph(n))
		case *ast.Blockquote:
			for _, b := range r.blocks(n) {
				if b.paragraph != nil {
					b = block{quote: b.paragraph}
				}
				out = append(out, b)
			}
		case *ast.List:
			l := r.list(n)
			out = append(out, block{list: &l})
		case *east.Table:
			out = append(out, r.table(n))
		case *ast.ThematicBreak:
			out = append(out, block{rule: true})
		}
	}
	return out
}

func (r reader) paragraph(n ast.Node) block {
	if lines := n.Lines(); lines.Len() == 1 {
		at := lines.At(0)
		if names, ok := signers(string(at.Value(r.source))); ok {
			return block{signatures: names[:min(len(names), maxSigners)]}
		}
	}
	return block{paragraph: r.runs(n)}
}

// list reads a list. What stands in an item beyond words and lists is set below the list's words as words.
func (r reader) list(n *ast.List) pdf.Listing {
	out := pdf.Listing{Numbered: n.IsOrdered(), First: n.Start}
	for item := n.FirstChild(); item != nil; item = item.NextSibling() {
		var it pdf.Item
		for _, b := range r.blocks(item) {
			if b.list != nil {
				it.Below = append(it.Below, *b.list)
				continue
			}
			if runs := b.words(); len(runs) > 0 {
				if len(it.Text) > 0 {
					it.Text = append(it.Text, pdf.Run{Text: "\n"})
				}
				it.Text = append(it.Text, runs...)
			}
		}
		out.Items = append(out.Items, it)
	}
	return out
}

// words are what a block says, without its shape.
func (b block) words() (out []pdf.Run) {
	switch {
	case b.heading != nil:
		return []pdf.Run{{Text: b.heading.text, Bold: true}}
	case b.quote != nil:
		return b.quote
	case b.table != nil:
		for _, row := range append([][][]pdf.Run{b.table.head}, b.table.rows...) {
			for _, cell := range row {
				out = append(append(out, cell...), pdf.Run{Text: " "})
			}
			out = append(out, pdf.Run{Text: "\n"})
		}
		return out
	case b.pairs != nil:
		for _, p := range b.pairs {
			out = append(out, pdf.Run{Text: p[0] + " " + p[1] + "\n"})
		}
		return out
	case b.signatures != nil:
		return []pdf.Run{{Text: strings.Join(b.signatures, ", ")}}
	}
	return b.paragraph
}
