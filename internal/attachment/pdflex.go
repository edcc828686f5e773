package attachment

import (
	"io"
	"strings"
)

// What a PDF is written in, as far as counting pages needs it. Whole numbers are int64; texts, arrays and the rest are something without
// a meaning here.
type (
	name string
	ref  int64 // of an object
	dict map[string]any
	pad  struct{} // any other value
)

// window reads single bytes of a file, some thousands of them in memory.
type window struct {
	r      io.ReaderAt
	size   int64
	buf    []byte
	from   int64
	failed bool
}

const windowSize = 64 << 10

// at is one byte; -1 at the end and when the file cannot be read.
func (w *window) at(i int64) int {
	if k := i - w.from; k >= 0 && k < int64(len(w.buf)) {
		return int(w.buf[k])
	}
	if i < 0 || i >= w.size || w.r == nil || w.failed {
		return -1
	}
	w.from = max(0, i-1<<10) // a little before, for who goes back
	if w.buf == nil {
		w.buf = make([]byte, windowSize)
	}
	n, err := w.r.ReadAt(w.buf[:cap(w.buf)], w.from)
	if w.buf = w.buf[:n]; err != nil && err != io.EOF || i-w.from >= int64(n) {
		w.failed = true
		return -1
	}
	return int(w.buf[i-w.from])
}

// lexer reads values. Once its steps are spent it is at the end, wherever it stands.
type lexer struct {
	in    *window
	pos   int64
	steps int64
}

func (l *lexer) more() bool { return l.steps > 0 && !l.in.failed && l.pos < l.in.size }

func (l *lexer) peek() int {
	if l.steps--; l.steps < 0 {
		return -1
	}
	return l.in.at(l.pos)
}

// next takes a byte; at the end it gives -1 and stays.
func (l *lexer) next() int {
	c := l.peek()
	if c >= 0 {
		l.pos++
	}
	return c
}

func isBlank(c int) bool {
	return c == ' ' || c == '\n' || c == '\r' || c == '\t' || c == '\f' || c == 0
}

func isRegular(c int) bool { return c > ' ' && !strings.ContainsRune("()<>[]{}/%", rune(c)) }

func (l *lexer) blank() bool { return isBlank(l.peek()) }

// space passes over blanks and comments.
func (l *lexer) space() {
	for {
		switch c := l.peek(); {
		case isBlank(c):
			l.pos++
		case c == '%':
			for c = l.next(); c >= 0 && c != '\n' && c != '\r'; c = l.next() {
			}
		default:
			return
		}
	}
}

// word takes a word if it stands here.
func (l *lexer) word(w string) bool {
	from := l.pos
	for i := range len(w) {
		if l.next() != int(w[i]) {
			l.pos = from
			return false
		}
	}
	return true
}

// find goes on behind the next place where a word stands, or to the end.
func (l *lexer) find(w string) {
	for l.more() {
		if l.word(w) {
			return
		}
		l.pos++
	}
}

// digits reads a whole number of at most ten digits.
func (l *lexer) digits() (n int64, ok bool) {
	for i := 0; ; i++ {
		c := l.peek()
		if c < '0' || c > '9' {
			return n, i > 0
		}
		if i == 10 {
			return 0, false
		}
		n = n*10 + int64(c-'0')
		l.pos++
	}
}

// value reads one value. What cannot be one gives nil, and the place moves on all the same.
func (l *lexer) value(depth int) any {
	l.space()
	c := l.peek()
	switch {
	case c < 0 || depth > maxDepth:
		return nil
	case c == '/':
		l.pos++
		return name(l.regular())
	case c >= '0' && c <= '9':
		return l.number()
	case c == '(':
		l.text()
		return pad{}
	case c == '[':
		l.pos++
		return l.array(depth)
	case l.word("<<"):
		return l.dict(depth)
	case c == '<':
		l.find(">")
		return pad{}
	case isRegular(c):
		l.regular()
		return pad{}
	}
	l.pos++
	return nil
}

// regular takes what a name or a word is made of; the end of a very long one is passed over.
func (l *lexer) regular() string {
	var b []byte
	for isRegular(l.peek()) {
		c := l.next()
		if len(b) < 64 {
			b = append(b, byte(c))
		}
	}
	return string(b)
}

// number is a whole number, a reference "N G R", or a fraction.
func (l *lexer) number() any {
	n, ok := l.digits()
	if !ok || isRegular(l.peek()) {
		l.regular()
		return pad{}
	}
	after := l.pos
	l.space()
	if _, ok = l.digits(); ok {
		l.space()
		if l.word("R") && !isRegular(l.peek()) {
			return ref(n)
		}
	}
	l.pos = after
	return n
}

// text passes over a text in brackets.
func (l *lexer) text() {
	open := 0
	for {
		switch l.next() {
		case -1:
			return
		case '\\':
			l.next()
		case '(':
			open++
		case ')':
			if open--; open == 0 {
				return
			}
		}
	}
}

// array passes over a list; one of a single value is that value, as filters are written.
func (l *lexer) array(depth int) any {
	var first any
	for n := 0; ; n++ {
		if l.space(); l.word("]") {
			if n == 1 {
				return first
			}
			return pad{}
		}
		v := l.value(depth + 1)
		if v == nil {
			return nil
		}
		if n == 0 {
			first = v
		}
	}
}

// dict reads a dictionary, of which a few keys matter.
func (l *lexer) dict(depth int) any {
	d := dict{}
	for {
		if l.space(); l.word(">>") {
			return d
		}
		key, ok := l.value(depth + 1).(name)
		if !ok {
			return nil
		}
		v := l.value(depth + 1)
		if v == nil {
			return nil
		}
		if wantedKeys[string(key)] {
			d[string(key)] = v
		}
	}
}

var wantedKeys = map[string]bool{"Type": true, "Pages": true, "Count": true, "First": true, "N": true, "Filter": true, "DecodeParms": true, "Length": true}
