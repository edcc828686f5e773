package sheet

import (
	"bytes"
	"io"
	"math"
	"strings"
)

// records cuts a text into records and fields. It follows RFC 4180 where the file does, and where quotes stand alone it takes them for
// ordinary characters rather than swallow the lines that follow.
type records struct {
	in      window
	runes   int // characters that a field may have
	look    int // bytes that such a field may need to look ahead
	columns int // fields with data beyond these are refused
	sep     byte
	usual   int // fields that most records have, 0 if not known

	line  int    // number of the record at hand
	arena []byte // its fields, unquoted, one after the other
	ends  []int  // where each field ends in arena
	odd   bool   // it has a quote where the rules allow none
}

// start finds the separator and steps over Excel's "sep=;" line, which is no row.
func (p *records) start() error {
	p.sep = ';'
	head, err := p.in.ahead(max(p.look, 128<<10))
	if err != nil {
		return err
	}
	if sep, n := separatorLine(head); n > 0 {
		p.sep, p.in.pos = sep, p.in.pos+n
		return nil
	}
	p.sep, p.usual = separatorOf(head, p.in.eof, p.columns)
	return nil
}

func separatorLine(head []byte) (sep byte, length int) {
	line := head
	if i := bytes.IndexAny(head, "\r\n"); i >= 0 {
		line = head[:i]
	}
	s := strings.Trim(strings.ToLower(string(line[:min(len(line), 16)])), `"`)
	if len(s) != 5 || !strings.HasPrefix(s, "sep=") {
		return 0, 0
	}
	n := len(line)
	if bytes.HasPrefix(head[n:], []byte("\r\n")) {
		n++
	}
	return s[4], min(n+1, len(head))
}

// separatorOf tries each separator on the head of a file and takes the one that cuts most records into the same number of fields. With
// the wrong one quotes stand inside fields: records where they do count less.
func separatorOf(head []byte, whole bool, columns int) (sep byte, usual int) {
	sep, best := ';', 0
	for _, s := range []byte(";,\t") {
		counts := map[int]int{}
		p := &records{in: window{buf: head, end: len(head), eof: true}, look: math.MaxInt, columns: math.MaxInt, sep: s}
		for n := 0; n < 500; n++ {
			if p.next() != nil || (!whole && p.in.pos == p.in.end && n > 0) {
				break
			}
			if counts[len(p.ends)] += 4; p.odd {
				counts[len(p.ends)] -= 3
			}
		}
		for fields, times := range counts {
			if score := times * (fields - 1); fields > 1 && (score > best || score == best && fields > usual && s == sep) {
				sep, best, usual = s, score, fields
			}
		}
	}
	return sep, usual
}

// next reads a record; io.EOF at the end of the text.
func (p *records) next() error {
	p.arena, p.ends, p.odd = p.arena[:0], p.ends[:0], false
	for column := 0; ; column++ {
		b, err := p.in.ahead(p.look)
		if err != nil {
			return err
		}
		if column == 0 {
			if len(b) == 0 {
				return io.EOF
			}
			p.line++
		}
		start := len(p.arena)
		n := p.field(b)
		if n < 0 {
			return cellTooLong(p.line, column+1, p.runes)
		}
		if column < p.columns {
			p.ends = append(p.ends, len(p.arena))
		} else if len(bytes.TrimSpace(p.arena[start:])) > 0 {
			return tooManyColumns(p.line, column+1, p.columns)
		}
		p.in.pos += n
		if n == len(b) {
			return nil
		}
		p.in.pos++
		switch {
		case b[n] == p.sep:
		case b[n] == '\r' && n+1 < len(b) && b[n+1] == '\n':
			p.in.pos++
			return nil
		default:
			return nil
		}
	}
}

// field appends the field at the start of b to the arena and gives its length in b; -1 if its end is out of sight.
func (p *records) field(b []byte) int {
	if len(b) > 0 && b[0] == '"' {
		if n := p.strict(b); n > 0 {
			return n
		}
		if n := p.lazy(b); n > 0 {
			return n
		}
	}
	n := p.plainEnd(b)
	if n == len(b) && !p.in.eof {
		return -1
	}
	p.odd = p.odd || bytes.IndexByte(b[:n], '"') >= 0
	p.arena = append(p.arena, b[:n]...)
	return n
}

// plainEnd gives where a field without quotes ends.
func (p *records) plainEnd(b []byte) int {
	for i, c := range b {
		if c == p.sep || c == '\n' || c == '\r' {
			return i
		}
	}
	return len(b)
}

// closes tells whether a field may end at i: at a separator, a line break or the end of the text, after blanks or none.
func (p *records) closes(b []byte, i int) (end int, ok bool) {
	for i < len(b) && b[i] == ' ' && p.sep != ' ' {
		i++
	}
	if i == len(b) {
		return i, p.in.eof
	}
	return i, b[i] == p.sep || b[i] == '\n' || b[i] == '\r'
}

// strict reads a field that is quoted by the rules: every quote inside is doubled. It gives 0 if the rules are broken, or if the field
// would swallow lines that are records by themselves.
func (p *records) strict(b []byte) int {
	start := len(p.arena)
	for i := 1; ; {
		j := bytes.IndexByte(b[i:], '"')
		if j < 0 {
			break
		}
		p.arena = append(p.arena, b[i:i+j]...)
		i += j + 1
		if i < len(b) && b[i] == '"' {
			p.arena = append(p.arena, '"')
			i++
			continue
		}
		if end, ok := p.closes(b, i); ok && !p.swallows(p.arena[start:]) {
			return end
		}
		break
	}
	p.arena = p.arena[:start]
	return 0
}

// swallows tells whether a quoted text holds a whole line with as many separators as a record has: then its first quote stood alone.
func (p *records) swallows(text []byte) bool {
	if p.usual < 5 {
		return false
	}
	for first := true; ; first = false {
		i := bytes.IndexByte(text, '\n')
		if i < 0 {
			return false
		}
		if !first && bytes.Count(text[:i], []byte{p.sep}) >= p.usual-1 {
			return true
		}
		text = text[i+1:]
	}
}

// lazy reads a field that has lone quotes inside: it ends at the first quote on its line that can close it.
func (p *records) lazy(b []byte) int {
	for i := 1; i < len(b) && b[i] != '\n' && b[i] != '\r'; i++ {
		if b[i] != '"' {
			continue
		}
		end, ok := p.closes(b, i+1)
		if ok {
			p.arena = append(p.arena, bytes.ReplaceAll(b[1:i], []byte(`""`), []byte(`"`))...)
			return end
		}
		if b[i-1] == p.sep {
			return 0
		}
	}
	return 0
}
