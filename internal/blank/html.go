package blank

import (
	"html"
	"strconv"
	"strings"

	"siil/internal/pdf"
)

// HTML shows a Markdown text within a page: words and shapes alone, no link, no picture, no attribute. The document's first heading becomes an h3. It
// fails with TooLarge when there is too much of it.
func HTML(markdown string) (string, error) {
	blocks, err := read(markdown)
	if err != nil {
		return "", err
	}
	var w htmlWriter
	for _, b := range blocks {
		w.block(b)
	}
	return w.String(), nil
}

type htmlWriter struct {
	strings.Builder
	under string // the heading so far
}

// in writes an element around what do writes.
func (w *htmlWriter) in(name string, do func()) {
	w.WriteString("<" + name + ">")
	do()
	w.WriteString("</" + name + ">")
}

func (w *htmlWriter) text(s string) {
	w.WriteString(strings.ReplaceAll(html.EscapeString(strings.TrimRight(s, "\n")), "\n", "<br>"))
}

func (w *htmlWriter) runs(runs []pdf.Run) {
	for i, r := range runs {
		s := html.EscapeString(r.Text)
		if i == len(runs)-1 {
			s = strings.TrimRight(s, "\n")
		}
		s = strings.ReplaceAll(s, "\n", "<br>")
		if r.Italic {
			s = "<em>" + s + "</em>"
		}
		if r.Bold {
			s = "<strong>" + s + "</strong>"
		}
		w.WriteString(s)
	}
}

func (w *htmlWriter) block(b block) {
	switch {
	case b.heading != nil:
		w.under = b.heading.text
		w.in("h"+strconv.Itoa(b.heading.level+2), func() { w.text(b.heading.text) })
	case b.quote != nil:
		w.in("blockquote", func() { w.in("p", func() { w.runs(b.quote) }) })
	case b.list != nil:
		w.list(*b.list)
	case b.table != nil:
		w.table(*b.table)
	case b.pairs != nil:
		w.in("dl", func() {
			for _, p := range b.pairs {
				w.in("dt", func() { w.text(p[0]) })
				w.in("dd", func() { w.text(p[1]) })
			}
		})
	case b.signatures != nil:
		w.in("ul", func() {
			for _, name := range b.signatures {
				w.in("li", func() { w.text(name + ": " + Dots) })
			}
		})
	case b.rule:
		w.WriteString("<hr>")
	default:
		w.in("p", func() { w.runs(b.paragraph) })
	}
}

func (w *htmlWriter) list(l pdf.Listing) {
	name := "ul"
	if l.Numbered {
		name = "ol"
	}
	w.in(name, func() {
		for _, item := range l.Items {
			w.in("li", func() {
				w.runs(item.Text)
				for _, below := range item.Below {
					w.list(below)
				}
			})
		}
	})
}

func (w *htmlWriter) table(t table) {
	row := func(cell string, cells [][]pdf.Run) {
		w.in("tr", func() {
			for _, c := range cells {
				name := cell
				if len(c) == 0 { // an empty corner is the heading of nothing
					name = "td"
				}
				w.in(name, func() { w.runs(c) })
			}
		})
	}
	// a wide one scrolls by itself on a narrow screen, by keyboard too
	name := ""
	if w.under != "" {
		name = ` aria-label="` + html.EscapeString(w.under) + `"`
	}
	w.WriteString(`<div class="scroll" role="group" tabindex="0"` + name + `>`)
	w.in("table", func() {
		w.in("thead", func() { row("th", t.head) })
		w.in("tbody", func() {
			for _, r := range t.rows {
				row("td", r)
			}
		})
	})
	w.WriteString("</div>")
}
