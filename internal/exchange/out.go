package exchange

import (
	"crypto/sha256"
	"encoding/hex"
	"io"
	"iter"

	"siil/internal/sheet"
	"siil/internal/text"
)

// kept is a line that stays outside, with why.
type kept struct {
	Line
	why []Remark
}

func outOf(l list) []kept {
	var out []kept
	for i, v := range l.verdicts {
		if !v.Result.Good() {
			out = append(out, kept{l.rows[i], v.Remarks})
		}
	}
	return out
}

// writeOut writes lines as a file of the same shape as the list that they come from (kind, titles, columns), with a last column that
// says why they stay outside. The file comes back in as it is once the lines are put right.
func (r *Room) writeOut(w io.Writer, x Import, lines []kept, lang text.Lang) error {
	n := max(len(x.Layout.Heading), len(x.Layout.Heads))
	heading := append(padded(x.Layout.Heading, n), text.ImportWhy.In(lang))
	rows := func(yield func([]string) bool) {
		for _, l := range lines {
			cells := padded(l.Row.Texts(), n)[:n]
			if !yield(append(cells, r.sentence(l.why, lang))) {
				return
			}
		}
	}
	first, all := titlesFirst(x.Layout.Titles, heading, rows)
	if x.Kind == sheet.XLSX {
		return sheet.WriteXLSX(w, x.Layout.Sheet, first, all, sheet.WriteOptions{})
	}
	return sheet.WriteCSV(w, first, all, x.Layout.Separator)
}

// titlesFirst puts the rows above the heading before it: the writers take the first row of a file for its heading.
func titlesFirst(titles [][]string, heading []string, rows iter.Seq[[]string]) (first []string, rest iter.Seq[[]string]) {
	if len(titles) == 0 {
		return heading, rows
	}
	return titles[0], func(yield func([]string) bool) {
		for _, t := range titles[1:] {
			if !yield(t) {
				return
			}
		}
		if !yield(heading) {
			return
		}
		rows(yield)
	}
}

func padded(cells []string, n int) []string {
	out := make([]string, max(n, len(cells)), max(n, len(cells))+1)
	copy(out, cells)
	return out
}

// fileDigest tells files apart.
func fileDigest(o ImportOptions) string {
	h := sha256.New()
	if _, err := io.Copy(h, io.NewSectionReader(o.Reader, 0, o.Size)); err != nil {
		return ""
	}
	return hex.EncodeToString(h.Sum(nil))
}
