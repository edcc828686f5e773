package blank

import (
	"strings"
	"unicode/utf8"

	"github.com/yuin/goldmark/ast"
	east "github.com/yuin/goldmark/extension/ast"

	"siil/internal/pdf"
)

// runs are the words of a paragraph, a heading or a cell.
func (r reader) runs(n ast.Node) []pdf.Run {
	var out []pdf.Run
	r.inline(n, pdf.Run{}, false, &out)
	return out
}

func (r reader) cell(n ast.Node) []pdf.Run {
	var out []pdf.Run
	r.inline(n, pdf.Run{}, true, &out)
	return out
}

func (r reader) inline(parent ast.Node, as pdf.Run, inCell bool, out *[]pdf.Run) {
	for n := parent.FirstChild(); n != nil; n = n.NextSibling() {
		switch n := n.(type) {
		case *ast.Text:
			s := string(n.Segment.Value(r.source))
			if inCell {
				s = cellLines(s)
			}
			s = unescaped(s)
			if n.SoftLineBreak() || n.HardLineBreak() {
				s = strings.TrimRight(s, " ") + "\n"
			}
			put(out, as, s)
		case *ast.String:
			put(out, as, string(n.Value))
		case *ast.Emphasis:
			inner := as
			inner.Italic = inner.Italic || n.Level == 1
			inner.Bold = inner.Bold || n.Level == 2
			r.inline(n, inner, inCell, out)
		default:
			r.inline(n, as, inCell, out)
		}
	}
}

// put adds words, to the last run where they look alike.
func put(out *[]pdf.Run, as pdf.Run, s string) {
	if s == "" {
		return
	}
	if last := len(*out) - 1; last >= 0 && (*out)[last].Bold == as.Bold && (*out)[last].Italic == as.Italic {
		(*out)[last].Text += s
		return
	}
	as.Text = s
	*out = append(*out, as)
}

// cellLines turns each <br> that is not escaped into a new line.
func cellLines(s string) string {
	parts := strings.Split(s, lineInCell)
	var b strings.Builder
	for i, p := range parts {
		b.WriteString(p)
		switch {
		case i == len(parts)-1:
		case (len(p)-len(strings.TrimRight(p, `\`)))%2 == 1:
			b.WriteString(lineInCell)
		default:
			b.WriteByte('\n')
		}
	}
	return b.String()
}

func plain(runs []pdf.Run) string {
	var b strings.Builder
	for _, r := range runs {
		b.WriteString(r.Text)
	}
	return b.String()
}

// table reads a table. One of two columns without headings is names with their values. Cells beyond maxColumns join the last.
func (r reader) table(n *east.Table) block {
	t := table{}
	for row := n.FirstChild(); row != nil; row = row.NextSibling() {
		var cells [][]pdf.Run
		for c := row.FirstChild(); c != nil; c = c.NextSibling() {
			runs := r.cell(c)
			if len(cells) == maxColumns {
				cells[maxColumns-1] = append(append(cells[maxColumns-1], pdf.Run{Text: " "}), runs...)
				continue
			}
			cells = append(cells, runs)
		}
		if _, head := row.(*east.TableHeader); head {
			t.head = cells
		} else {
			t.rows = append(t.rows, cells)
		}
	}
	if len(t.head) == 2 && strings.TrimSpace(plain(t.head[0])+plain(t.head[1])) == "" {
		pairs := [][2]string{}
		for _, row := range t.rows {
			var p [2]string
			for i := range min(2, len(row)) {
				p[i] = plain(row[i])
			}
			pairs = append(pairs, p)
		}
		return block{pairs: pairs}
	}
	t.widths = t.shares()
	return block{table: &t}
}

// shares are the widths of the columns, in proportion to what stands in them: the longest cell, within reason.
func (t table) shares() []float64 {
	const least, most = 5, 36
	out := make([]float64, len(t.head))
	for _, row := range append([][][]pdf.Run{t.head}, t.rows...) {
		for i := range min(len(row), len(out)) {
			for line := range strings.SplitSeq(plain(row[i]), "\n") {
				out[i] = max(out[i], float64(min(most, max(least, utf8.RuneCountInString(line)))))
			}
		}
	}
	return out
}
