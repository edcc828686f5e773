package sheet

import (
	"bytes"
	"errors"
	"io"

	"siil/internal/text"
)

// Tokens of an XML part.
type token int

const (
	startTag token = iota // name and attributes are set
	endTag                // name is set
	chars                 // text is set: a piece of a text, entities resolved
	endOfPart
)

// xmlReader cuts an XML part into tokens within a fixed buffer: a tag must fit in it, a text comes in pieces, comments and processing
// instructions are skipped. Names come without their prefix. A DOCTYPE, and so every entity declaration, is refused.
type xmlReader struct {
	r        io.Reader
	buf      []byte
	pos, end int
	eof      bool

	maxDepth int
	open     []byte // names of the open elements, one after the other
	marks    []int  // where each begins in open
	seen     bool   // the root element has begun
	closing  bool   // the tag at hand closes itself: its end comes next

	name  []byte
	attrs []byte // inside of the tag after its name
	text  []byte
	rest  []byte // of attrs, after the attribute given last
	value []byte // of that attribute, if it had entities
}

const xmlBuffer = 64 << 10

func newXML(r io.Reader, maxDepth int) *xmlReader {
	return &xmlReader{r: r, buf: make([]byte, xmlBuffer), maxDepth: maxDepth}
}

// depth is how many elements are open, the one just begun included.
func (x *xmlReader) depth() int { return len(x.marks) }

// more reads further into the buffer; io.ErrUnexpectedEOF if the part has ended, a problem if the buffer is full.
func (x *xmlReader) more() error {
	if x.eof {
		return io.ErrUnexpectedEOF
	}
	if x.pos > 0 {
		x.end = copy(x.buf, x.buf[x.pos:x.end])
		x.pos = 0
	}
	if x.end == len(x.buf) {
		return damaged()
	}
	n, err := x.r.Read(x.buf[x.end:])
	x.end += n
	if errors.Is(err, io.EOF) {
		x.eof = true
		return nil
	}
	return err
}

// next gives the next token. What it sets is valid until the following call.
func (x *xmlReader) next() (token, error) {
	if x.closing {
		x.closing = false
		x.pop()
		return endTag, nil
	}
	for {
		if x.pos == x.end {
			if x.eof {
				return x.finish()
			}
			if err := x.more(); err != nil {
				return 0, err
			}
			continue
		}
		if x.buf[x.pos] != '<' {
			skip, err := x.chars()
			if err != nil || !skip {
				return chars, err
			}
			continue
		}
		t, skip, err := x.markup()
		if err != nil || !skip {
			return t, err
		}
	}
}

// finish tells whether the part ended where it may.
func (x *xmlReader) finish() (token, error) {
	if x.depth() > 0 || !x.seen {
		return 0, damaged()
	}
	return endOfPart, nil
}

// chars takes a piece of text up to the next tag or the end of the buffer, never cutting an entity; a
// character may be cut.
func (x *xmlReader) chars() (skip bool, err error) {
	raw := x.buf[x.pos:x.end]
	if i := bytes.IndexByte(raw, '<'); i >= 0 {
		raw = raw[:i]
	} else if !x.eof {
		if len(raw) < 64 {
			return true, x.more()
		}
		raw = raw[:whole(raw)]
	}
	x.pos += len(raw)
	if x.depth() == 0 {
		if len(bytes.TrimSpace(bytes.TrimPrefix(raw, []byte("\xEF\xBB\xBF")))) > 0 {
			return false, damaged()
		}
		return true, nil
	}
	x.text, err = unescape(x.text[:0], raw)
	return false, err
}

// whole gives how much of a text of 64 bytes or more can be taken without cutting an entity at its end.
func whole(raw []byte) int {
	tail := len(raw) - 16 // longer than any entity
	if i := bytes.LastIndexByte(raw[tail:], '&'); i >= 0 {
		return tail + i
	}
	return len(raw)
}

// markup takes what begins with "<". skip is true for what is no token.
func (x *xmlReader) markup() (t token, skip bool, err error) {
	for x.end-x.pos < len("<![CDATA[") && !x.eof {
		if err := x.more(); err != nil {
			return 0, false, err
		}
	}
	b := x.buf[x.pos:x.end]
	switch {
	case bytes.HasPrefix(b, []byte("<?")):
		if !x.seen && !declaresUTF8(b) {
			return 0, false, damaged()
		}
		return 0, true, x.skipTo(2, "?>")
	case bytes.HasPrefix(b, []byte("<!--")):
		return 0, true, x.skipTo(4, "-->")
	case bytes.HasPrefix(b, []byte("<![CDATA[")):
		return x.cdata()
	case bytes.HasPrefix(b, []byte("<!")):
		return 0, false, problem(Unsafe, text.SheetUnsafe)
	}
	t, err = x.tag()
	return t, false, err
}

// declaresUTF8 tells whether an XML declaration names UTF-8 or no encoding; nothing else is written in an .xlsx.
func declaresUTF8(b []byte) bool {
	b = bytes.ToLower(b[:min(len(b), 100)])
	if i := bytes.Index(b, []byte("?>")); i >= 0 {
		b = b[:i]
	}
	return !bytes.Contains(b, []byte("encoding")) || bytes.Contains(b, []byte("utf-8")) || bytes.Contains(b, []byte("us-ascii"))
}

// skipTo steps over the n bytes that opened a comment or an instruction, and all that follows up to its end.
func (x *xmlReader) skipTo(n int, end string) error {
	x.pos += n
	for {
		if i := bytes.Index(x.buf[x.pos:x.end], []byte(end)); i >= 0 {
			x.pos += i + len(end)
			return nil
		}
		x.pos = max(x.pos, x.end-len(end)+1)
		if err := x.more(); err != nil {
			return err
		}
	}
}

// cdata takes a CDATA section, which must fit in the buffer.
func (x *xmlReader) cdata() (t token, skip bool, err error) {
	const open, end = "<![CDATA[", "]]>"
	for {
		b := x.buf[x.pos:x.end]
		if i := bytes.Index(b, []byte(end)); i >= 0 {
			x.text = append(x.text[:0], b[len(open):i]...)
			x.pos += i + len(end)
			return chars, x.depth() == 0, nil
		}
		if err := x.more(); err != nil {
			return 0, false, err
		}
	}
}

// tag takes a start or an end tag.
func (x *xmlReader) tag() (token, error) {
	n, err := x.tagEnd()
	if err != nil {
		return 0, err
	}
	b := x.buf[x.pos+1 : x.pos+n]
	x.pos += n + 1
	if len(b) > 0 && b[0] == '/' {
		b = trimRight(b[1:])
		if x.depth() == 0 || !bytes.Equal(b, x.open[x.marks[x.depth()-1]:]) {
			return 0, damaged()
		}
		x.pop()
		return endTag, nil
	}
	if x.closing = len(b) > 0 && b[len(b)-1] == '/'; x.closing {
		b = b[:len(b)-1]
	}
	i := 0
	for i < len(b) && !isSpace(b[i]) {
		i++
	}
	if i == 0 || x.depth() == 0 && x.seen {
		return 0, damaged()
	}
	x.seen = true
	x.marks = append(x.marks, len(x.open))
	x.open = append(x.open, b[:i]...)
	if x.depth() > x.maxDepth {
		return 0, damaged()
	}
	x.name, x.attrs = local(b[:i]), b[i:]
	return startTag, nil
}

// tagEnd gives the distance to the ">" of the tag at hand, reading further if needed.
func (x *xmlReader) tagEnd() (int, error) {
	quote := byte(0)
	for from := 1; ; {
		b := x.buf[x.pos:x.end]
		for i := from; i < len(b); i++ {
			switch c := b[i]; {
			case c == quote:
				quote = 0
			case c == '<':
				return 0, damaged()
			case quote != 0:
			case c == '>':
				return i, nil
			case c == '"' || c == '\'':
				quote = c
			}
		}
		from = len(b)
		if err := x.more(); err != nil {
			return 0, err
		}
	}
}

func (x *xmlReader) pop() {
	last := x.marks[x.depth()-1]
	x.name = local(x.open[last:])
	x.open, x.marks = x.open[:last], x.marks[:x.depth()-1]
}

func local(name []byte) []byte { return name[bytes.IndexByte(name, ':')+1:] }

// skip steps over the rest of the element that has just begun.
func (x *xmlReader) skip() error {
	for inside := x.depth(); x.depth() >= inside; {
		if _, err := x.next(); err != nil {
			return err
		}
	}
	return nil
}
