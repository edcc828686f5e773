package sheet

import (
	"bytes"
	"strings"
	"unicode/utf8"
	"unsafe"

	"siil/internal/text"
)

// builder gathers the rows of a sheet and stops as soon as a limit is passed.
type builder struct {
	lim   Limits
	held  int64 // bytes kept
	shown int64 // bytes of text of all cells; shared texts count each time, or a small file could show gigabytes
	rows  []Row
	cells []pending
	text  []byte // texts of the row at hand, kept as one string when the row ends
}

type pending struct {
	Cell
	start, end int // of the text in builder.text; end 0 if Cell.Text is already set
}

const (
	cellSize = int64(unsafe.Sizeof(Cell{}))
	rowSize  = int64(unsafe.Sizeof(Row{}))
)

// hold charges bytes that will be kept.
func (b *builder) hold(n int64) error {
	if b.held += n; b.held > b.lim.Held {
		return problem(TooMuchData, text.SheetTooMuchData)
	}
	return nil
}

// put notes a cell whose text is raw bytes of the file, and cleans them.
func (b *builder) put(line, column int, c Cell, raw []byte) error {
	start := len(b.text)
	b.text = appendClean(b.text, raw)
	own := b.text[start:]
	if len(own) > b.lim.CellRunes && utf8.RuneCount(own) > b.lim.CellRunes {
		return cellTooLong(line, column+1, b.lim.CellRunes)
	}
	blank := len(bytes.TrimSpace(own)) == 0
	if blank && !c.Formula {
		b.text = b.text[:start]
		return nil
	}
	return b.place(line, column, blank, pending{c, start, len(b.text)})
}

// putShared notes a cell whose text is kept elsewhere.
func (b *builder) putShared(line, column int, c Cell) error {
	blank := strings.TrimSpace(c.Text) == ""
	if blank && !c.Formula {
		return nil
	}
	return b.place(line, column, blank, pending{Cell: c})
}

func (b *builder) place(line, column int, blank bool, p pending) error {
	if column >= b.lim.Columns {
		if blank {
			return nil
		}
		return tooManyColumns(line, column+1, b.lim.Columns)
	}
	for len(b.cells) <= column {
		b.cells = append(b.cells, pending{})
	}
	b.cells[column] = p
	return nil
}

// endRow keeps the row at hand under its line number, unless all its cells are blank.
func (b *builder) endRow(line int) error {
	defer func() { b.cells, b.text = b.cells[:0], b.text[:0] }()
	if len(b.cells) == 0 {
		return nil
	}
	all := string(b.text)
	cells := make([]Cell, len(b.cells))
	blank := true
	for i, p := range b.cells {
		cells[i] = p.Cell
		if p.end > 0 {
			cells[i].Text = all[p.start:p.end]
		}
		b.shown += int64(len(cells[i].Text))
		blank = blank && strings.TrimSpace(cells[i].Text) == ""
	}
	if blank {
		return nil
	}
	if len(b.rows) > b.lim.Rows+headingWithin {
		return problem(TooManyRows, counted(text.SheetTooManyRows, b.lim.Rows))
	}
	if b.shown > 4*b.lim.Held {
		return problem(TooMuchData, text.SheetTooMuchData)
	}
	b.rows = append(b.rows, Row{line, cells})
	return b.hold(int64(len(all)) + int64(len(cells))*cellSize + rowSize)
}

// table divides the rows into titles, heading and rows, in t.
func (b *builder) table(t *Table, score Scorer) error {
	if len(b.rows) == 0 {
		return problem(Empty, text.SheetEmpty)
	}
	at := findHeading(b.rows, score)
	if at < 0 {
		return problem(NoHeading, text.SheetNoHeading)
	}
	t.Titles, t.Heading, t.Rows = b.rows[:at:at], b.rows[at], b.rows[at+1:]
	if len(t.Rows) > b.lim.Rows {
		return problem(TooManyRows, counted(text.SheetTooManyRows, b.lim.Rows))
	}
	return nil
}

// appendClean appends a text with line breaks as \n, without control characters and characters that XML cannot hold, and with what is
// not UTF-8 replaced.
func appendClean(dst, src []byte) []byte {
	for i := 0; i < len(src); {
		c := src[i]
		switch {
		case c >= 0x20 && c < utf8.RuneSelf:
			j := i + 1
			for j < len(src) && src[j] >= 0x20 && src[j] < utf8.RuneSelf {
				j++
			}
			dst = append(dst, src[i:j]...)
			i = j
		case c == '\r':
			if i++; i == len(src) || src[i] != '\n' {
				dst = append(dst, '\n')
			}
		case c == '\n' || c == '\t':
			dst = append(dst, c)
			i++
		case c < 0x20:
			i++
		default:
			r, n := utf8.DecodeRune(src[i:])
			if r != 0xFFFE && r != 0xFFFF {
				dst = utf8.AppendRune(dst, r)
			}
			i += n
		}
	}
	return dst
}
