package sheet

import (
	"bytes"
	"errors"
	"io"
	"strings"

	"golang.org/x/text/encoding"
	"golang.org/x/text/encoding/charmap"
	"golang.org/x/text/encoding/unicode"

	"siil/internal/text"
)

// readCSV reads a text file whose encoding is known. Records are counted as a spreadsheet program shows them: one row each, whatever
// line breaks stand inside quotes; blank ones count.
func readCSV(r io.ReaderAt, size int64, enc string, lim Limits, opts Options) (*Table, error) {
	p := &records{in: window{r: decoder(enc).Reader(io.NewSectionReader(r, 0, size))},
		runes: lim.CellRunes, look: 4*lim.CellRunes + 4<<10, columns: lim.Columns}
	if err := p.start(); err != nil {
		return nil, csvProblem(err)
	}
	b := &builder{lim: lim}
	for {
		err := p.next()
		if errors.Is(err, io.EOF) {
			break
		}
		if err == nil {
			err = p.fill(b)
		}
		if err != nil {
			return nil, csvProblem(err)
		}
	}
	t := &Table{Kind: CSV, Encoding: enc, Separator: string(p.sep)}
	return t, b.table(t, opts.Score)
}

func decoder(enc string) *encoding.Decoder {
	switch enc {
	case windowsText:
		return charmap.Windows1252.NewDecoder()
	case utf16Text:
		return unicode.UTF16(unicode.LittleEndian, unicode.UseBOM).NewDecoder()
	}
	return unicode.UTF8BOM.NewDecoder()
}

func csvProblem(err error) error {
	if errors.Is(err, errBinary) {
		return problem(Binary, text.SheetBinary.With(".csv"))
	}
	return err
}

// fill hands the record at hand to the builder.
func (p *records) fill(b *builder) error {
	start := 0
	for i, end := range p.ends {
		raw := p.arena[start:end]
		start = end
		c := Cell{}
		if raw, c.Formula = plain(raw); len(raw) == 0 {
			continue
		}
		if err := b.put(p.line, i, c, raw); err != nil {
			return err
		}
	}
	return b.endRow(p.line)
}

// plain takes off what programs write around a text so that a spreadsheet takes it for text: an apostrophe before a formula's first
// character (WriteCSV does), and ="…", of which a person sees the inside.
func plain(raw []byte) (shown []byte, formula bool) {
	switch {
	case len(raw) > 1 && raw[0] == '\'' && startsFormula(string(raw)):
		return raw[1:], false
	case len(raw) >= 3 && raw[0] == '=' && raw[1] == '"' && raw[len(raw)-1] == '"' && bytes.Count(raw, []byte{'"'}) == 2:
		return raw[2 : len(raw)-1], true
	}
	return raw, false
}

// startsFormula tells whether a spreadsheet program could take a text for a formula, now or after an apostrophe is taken off.
func startsFormula(s string) bool {
	s = strings.TrimLeft(strings.TrimLeft(s, "'"), " \u00a0")
	for _, r := range s {
		return strings.ContainsRune("=+-@\t\r\n＝＋－＠", r)
	}
	return false
}

// window is a stream with a stretch of bytes to look ahead in.
type window struct {
	r        io.Reader
	buf      []byte
	pos, end int
	eof      bool
}

// ahead gives at least n bytes from the position on, fewer only at the end of the stream.
func (w *window) ahead(n int) ([]byte, error) {
	if w.end-w.pos >= n || w.eof {
		return w.buf[w.pos:w.end], nil
	}
	if w.buf == nil {
		w.buf = make([]byte, 2*n)
	}
	w.end = copy(w.buf, w.buf[w.pos:w.end])
	w.pos = 0
	for w.end < len(w.buf) && !w.eof {
		got, err := w.r.Read(w.buf[w.end:])
		if bytes.IndexByte(w.buf[w.end:w.end+got], 0) >= 0 {
			return nil, errBinary
		}
		w.end += got
		if errors.Is(err, io.EOF) {
			w.eof = true
		} else if err != nil {
			return nil, err
		}
	}
	return w.buf[w.pos:w.end], nil
}
