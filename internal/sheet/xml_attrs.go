package sheet

import (
	"bytes"
	"strconv"
	"unicode/utf8"
)

// attr gives an attribute of the start tag at hand by its name without prefix; nil if it is absent or cannot be read.
func (x *xmlReader) attr(name string) []byte {
	for key, value, ok := x.firstAttr(); ok; key, value, ok = x.nextAttr() {
		if string(key) == name {
			return value
		}
	}
	return nil
}

// firstAttr gives the first attribute of the start tag at hand, its name without prefix; false if there is none that can be read.
func (x *xmlReader) firstAttr() (key, value []byte, ok bool) {
	x.rest = x.attrs
	return x.nextAttr()
}

// nextAttr gives the attribute after the one given last.
func (x *xmlReader) nextAttr() (key, value []byte, ok bool) {
	b := trimLeft(x.rest)
	eq := bytes.IndexByte(b, '=')
	if eq <= 0 {
		return nil, nil, false
	}
	key = local(trimRight(b[:eq]))
	if b = trimLeft(b[eq+1:]); len(b) == 0 || b[0] != '"' && b[0] != '\'' {
		return nil, nil, false
	}
	end := bytes.IndexByte(b[1:], b[0])
	if end < 0 {
		return nil, nil, false
	}
	value, x.rest = b[1:1+end], b[end+2:]
	if bytes.IndexByte(value, '&') >= 0 {
		var err error
		if x.value, err = unescape(x.value[:0], value); err != nil {
			return nil, nil, false
		}
		value = x.value
	}
	return key, value, true
}

func isSpace(c byte) bool { return c == ' ' || c == '\t' || c == '\r' || c == '\n' }

func trimLeft(b []byte) []byte {
	for len(b) > 0 && isSpace(b[0]) {
		b = b[1:]
	}
	return b
}

func trimRight(b []byte) []byte {
	for len(b) > 0 && isSpace(b[len(b)-1]) {
		b = b[:len(b)-1]
	}
	return b
}

// unescape appends a text with its entities resolved; only the five of XML and numbers exist without a DOCTYPE.
func unescape(dst, src []byte) ([]byte, error) {
	for {
		i := bytes.IndexByte(src, '&')
		if i < 0 {
			return append(dst, src...), nil
		}
		dst = append(dst, src[:i]...)
		src = src[i+1:]
		end := bytes.IndexByte(src[:min(len(src), 12)], ';')
		if end < 0 {
			return nil, damaged()
		}
		r, ok := entity(string(src[:end]))
		if !ok {
			return nil, damaged()
		}
		dst = utf8.AppendRune(dst, r)
		src = src[end+1:]
	}
}

func entity(name string) (rune, bool) {
	switch name {
	case "lt":
		return '<', true
	case "gt":
		return '>', true
	case "amp":
		return '&', true
	case "quot":
		return '"', true
	case "apos":
		return '\'', true
	}
	if len(name) < 2 || name[0] != '#' {
		return 0, false
	}
	digits, base := name[1:], 10
	if digits[0] == 'x' {
		digits, base = digits[1:], 16
	}
	n, err := strconv.ParseUint(digits, base, 32)
	return rune(n), err == nil && n <= utf8.MaxRune
}
