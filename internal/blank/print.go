package blank

import (
	"strings"

	"siil/internal/fault"
	"siil/internal/pdf"
	"siil/internal/text"
)

// PDF prints a Markdown text as a tagged PDF. It fails with TooLarge when there is too much of it.
func PDF(markdown string, p Paper) ([]byte, error) {
	blocks, err := read(markdown)
	if err != nil {
		return nil, err
	}
	author := ""
	if len(p.Head) > 0 {
		author = p.Head[0]
	}
	d := pdf.New(pdf.Options{Title: p.Title, Lang: p.Lang, Head: p.over(), Foot: p.Foot, Author: author, Large: p.Large, At: p.At, HeadLater: !p.Draft})
	d.Letterhead(p.Logo, p.logoAlt(), p.Head)
	if !p.Draft { // otherwise it stands above
		d.Small(p.Number)
	}
	for _, b := range blocks {
		b.print(d)
	}
	out, err := d.Bytes()
	return out, fault.Wrap(err, "print a document")
}

// over is what stands above the pages: the draft's mark, the sender and the number.
func (p Paper) over() string {
	var parts []string
	if p.Draft {
		parts = append(parts, p.say(text.BlankDraft, text.BlankDraftIn))
	}
	if len(p.Head) > 0 {
		parts = append(parts, p.Head[0])
	}
	if p.Number != "" {
		parts = append(parts, p.Number)
	}
	return strings.Join(parts, " - ")
}

func (p Paper) say(t text.T, others map[string]string) string {
	if s, ok := others[p.Lang]; ok {
		return s
	}
	return t.In(text.Parse(p.Lang))
}

func (p Paper) logoAlt() string {
	if p.LogoAlt == "" && len(p.Head) > 0 {
		return p.Head[0]
	}
	return p.LogoAlt
}

func (b block) print(d *pdf.Doc) {
	switch {
	case b.heading != nil:
		[]func(string){d.H1, d.H2, d.H3}[b.heading.level-1](b.heading.text)
	case b.quote != nil:
		d.QuoteRuns(b.quote)
	case b.list != nil:
		d.Listing(*b.list)
	case b.table != nil:
		d.RunTable(b.table.head, b.table.rows, b.table.widths)
	case b.pairs != nil:
		d.Pairs(b.pairs)
	case b.signatures != nil:
		d.Signatures(b.signatures)
	case b.rule:
		d.Rule()
	default:
		d.Runs(b.paragraph)
	}
}
