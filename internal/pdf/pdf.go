// Package pdf makes tagged documents: headings, paragraphs, lists and tables that a screen reader can follow, with language, title and
// bookmarks. It knows nothing of what the documents are about.
//
// The same calls give the same bytes. What a document says stays text whatever it holds; a character that the fonts lack is printed as a
// substitute, kept in full for whoever listens to or searches the document, and a note at the end says so.
package pdf

import (
	"bytes"
	"math"
	"time"

	"codeberg.org/go-pdf/fpdf"

	"siil/internal/text"
)

// Options are what holds for a whole document.
type Options struct {
	Title     string    // in the window's bar and in the file's properties
	Lang      string    // ISO 639 code of the words; "" is Italian
	Head      string    // above every page
	HeadLater bool      // but not above the first
	Foot      string    // below every page, beside its number
	Author    string    // in the file's properties
	Large     bool      // 16 points instead of 11
	At        time.Time // when the document was made, with its place; zero leaves it out
}

// Doc is a document in the making. It is written from top to bottom and not safe for use by more than one goroutine.
type Doc struct {
	o    Options
	lang string // ISO 639 code
	f    *fpdf.Fpdf
	base float64 // points of the running text

	y, top, bottom float64
	head, foot     []line
	again          func() // draws what a new page repeats
	root           *node
	marks          [][]*node // of each page, whose content each number is
	outline        []entry
	lossy          bool // a substitute has been printed
}

const (
	pageWidth, pageHeight = 595.28, 841.89
	margin                = 56.7 // 2 cm
	width                 = pageWidth - 2*margin
	smallest              = 8.5
)

// New begins a document.
func New(o Options) *Doc {
	f := fpdf.NewCustom(&fpdf.InitType{UnitStr: "pt", Size: fpdf.SizeType{Wd: pageWidth, Ht: pageHeight}})
	f.SetCatalogSort(true)
	f.SetCreationDate(time.Unix(0, 0).UTC()) // both are written anew by finish
	f.SetModificationDate(time.Unix(0, 0).UTC())
	f.SetAutoPageBreak(false, 0)
	f.SetMargins(margin, margin, margin)
	d := &Doc{o: o, lang: "it", f: f, base: 11, root: &node{kind: "Document"}, marks: [][]*node{nil}}
	if o.Large {
		d.base = 16
	}
	if isCode(o.Lang) {
		d.lang = o.Lang
	}
	d.head = d.margins(o.Head, width)
	d.foot = d.margins(o.Foot, width*3/4)
	lead := d.small().leading()
	d.top = margin + float64(len(d.head))*lead
	if len(d.head) > 0 {
		d.top += lead
	}
	d.bottom = pageHeight - margin - lead*float64(max(len(d.foot), 1)+1)
	d.newPage()
	return d
}

// isCode tells whether a language's code is one.
func isCode(s string) bool {
	for _, r := range s {
		if r < 'a' || r > 'z' {
			return false
		}
	}
	return len(s) == 2 || len(s) == 3
}

// say gives words of the kit in the language of the document: one of the interface, another, or Italian.
func (d *Doc) say(t text.T, others map[string]string) string {
	if s, ok := others[d.lang]; ok {
		return s
	}
	return t.In(text.Parse(d.lang))
}

// small is the style of what is printed above and below a page.
func (d *Doc) small() style { return style{regular, max(smallest, d.base*0.77)} }

// margins lays out what is printed above or below every page; it never takes more than three lines.
func (d *Doc) margins(s string, w float64) []line {
	const most = 3
	lines := d.wrap(s, d.small(), w)
	if len(lines) > most {
		lines = lines[:most]
		last := append(line{}, lines[most-1]...)
		if n := len(last); n > 1 {
			last = last[:n-1]
		}
		lines[most-1] = append(last, plainWord("…"))
	}
	return lines
}

// Bytes ends the document and gives the file.
func (d *Doc) Bytes() ([]byte, error) {
	if d.lossy {
		d.Space()
		d.paragraph(d.root, "P", d.say(text.DocumentSubstitutes, text.DocumentSubstitutesIn), style{italic, d.small().size}, 0)
	}
	d.feet()
	var out bytes.Buffer
	if err := d.f.Output(&out); err != nil {
		return nil, err
	}
	return d.finish(out.Bytes())
}

// H1 is a heading of the first order.
func (d *Doc) H1(s string) { d.heading(s, 1, 1.6) }

// H2 is a heading of the second order.
func (d *Doc) H2(s string) { d.heading(s, 2, 1.25) }

// H3 is a heading of the third order; it is no bookmark.
func (d *Doc) H3(s string) { d.heading(s, 3, 1.05) }

// P is running text; an empty line in it begins a new paragraph.
func (d *Doc) P(s string) {
	for _, p := range paragraphs(s) {
		d.paragraph(d.root, "P", p, d.body(), 0)
		d.y += d.base * 0.5
	}
}

// Small is running text in small print.
func (d *Doc) Small(s string) {
	for _, p := range paragraphs(s) {
		d.paragraph(d.root, "P", p, d.small(), 0)
		d.y += d.base * 0.4
	}
}

// Code is text in which each character counts, such as a digest or a signature; its lines are kept, and one empty line between two.
// Unless the print is large, it is made smaller rather than cutting a line.
func (d *Doc) Code(s string) {
	st := style{mono, max(smallest, d.base*0.75)}
	for !d.o.Large && st.size > 6.5 && len(d.wrap(s, st, width)) > len(d.wrap(s, st, math.MaxFloat64)) {
		st.size -= 0.25
	}
	for i, p := range paragraphs(s) {
		if i > 0 {
			d.y += st.leading()
		}
		d.paragraph(d.root, "P", p, st, 0)
	}
	d.y += d.base * 0.5
}

// Quote is somebody's own words.
func (d *Doc) Quote(s string) {
	for _, p := range paragraphs(s) {
		quote := d.root.add("BlockQuote")
		d.paragraph(quote, "P", p, style{italic, d.base}, d.base*1.5)
		d.y += d.base * 0.5
	}
}

// List is a list of items, none of them numbered. Empty items are left out.
func (d *Doc) List(items []string) {
	l := Listing{}
	for _, item := range items {
		l.Items = append(l.Items, Item{Text: []Run{{Text: item}}})
	}
	d.Listing(l)
}

// Space leaves a line's height free.
func (d *Doc) Space() { d.y = min(d.y+d.body().leading(), d.bottom) }

// Break goes on at the top of a new page.
func (d *Doc) Break() { d.newPage() }

// Signatures are lines to sign on, a name below each.
func (d *Doc) Signatures(names []string) {
	const columns = 2
	gap, st := d.base*2, d.body()
	w := (width - gap) / columns
	for ; len(names) > 0; names = names[min(columns, len(names)):] {
		var cells [][]line
		most := 0
		for _, name := range names[:min(columns, len(names))] {
			cells = append(cells, d.wrap(name, st, w))
			most = max(most, len(cells[len(cells)-1]))
		}
		d.need(d.base*4 + float64(most)*st.leading())
		d.y += d.base * 4
		for i := range cells {
			x := margin + float64(i)*(w+gap)
			d.rule(x, d.y-d.base*0.3, x+w, 0.6, 90)
		}
		d.beside(cells, func(i int) (*node, float64, style) { return d.root.add("P"), margin + float64(i)*(w+gap), st })
	}
	d.y += d.base * 0.5
}

func (d *Doc) body() style { return style{regular, d.base} }

// heading leaves no heading alone at the foot of a page.
func (d *Doc) heading(s string, level int, times float64) {
	if s = trimmed(s); s == "" {
		return
	}
	st := style{bold, d.base * times}
	if d.y > d.top {
		d.y += d.base * (1.5 - 0.3*float64(level))
	}
	lines := d.wrap(s, st, width)
	d.need(min(float64(len(lines))*st.leading()+4*d.body().leading(), d.bottom-d.top))
	if level < 3 {
		d.outline = append(d.outline, entry{level, clean(s), len(d.marks) - 1, d.y})
	}
	d.flow(d.root.add([]string{"H1", "H2", "H3"}[level-1]), lines, st, margin)
	d.y += d.base * 0.35
}

func (d *Doc) paragraph(parent *node, kind, s string, st style, indent float64) {
	d.runs(parent, kind, []Run{{Text: s}}, st, indent)
}
