package pdf

import (
	"strings"
	"unicode"
	"unicode/utf8"

	"golang.org/x/text/unicode/norm"
)

// word is what stands between two spaces: what is printed and, where that differs, what it stands for.
type word struct {
	shown  string
	source []string // for each character of shown what it stands for; nil: itself
	goesOn bool     // cut at the end of a line

	bold, italic bool // beyond the style of its text
	glued        bool // follows the word before it without a space
}

type line []word

func plainWord(s string) word { return word{shown: s} }

const box = '□' // printed where the fonts have nothing

// alike are marks that the fonts lack and have in another shape.
var alike = map[rune]rune{'✓': '√', '✔': '√', '☑': '√', '✅': '√', '✗': '×', '✘': '×', '☒': '×', '❌': '×', '☐': '□', '‐': '-', '‑': '-',
	'‒': '–', '―': '—', '⁄': '/', '➔': '→', '➜': '→', 0x202f: 0xa0}

// clean takes out of a text what cannot be seen and could change how the rest is read (control characters, marks of direction, characters
// of no width) and composes letters with their accents. Lines are kept.
func clean(s string) string {
	if plainASCII(s) {
		return s
	}
	var b strings.Builder
	for _, r := range strings.ReplaceAll(norm.NFC.String(strings.ToValidUTF8(s, "\ufffd")), "\r\n", "\n") {
		switch {
		case r == '\n' || r == '\r' || r == '\v' || r == '\f' || r == 0x85 || r == 0x2028 || r == 0x2029:
			b.WriteByte('\n')
		case r == '\t':
			b.WriteByte(' ')
		case unicode.In(r, unicode.Cc, unicode.Cf, unicode.Variation_Selector):
		default:
			b.WriteRune(r)
		}
	}
	return b.String()
}

func plainASCII(s string) bool {
	for i := 0; i < len(s); i++ {
		if c := s[i]; c != '\n' && (c < ' ' || c > '~') {
			return false
		}
	}
	return true
}

func trimmed(s string) string { return strings.TrimSpace(clean(s)) }

// paragraphs are the parts of a text between empty lines.
func paragraphs(s string) (out []string) {
	var now []string
	for l := range strings.SplitSeq(clean(s)+"\n", "\n") {
		if l = strings.TrimRight(l, " "); l != "" {
			now = append(now, l)
		} else if len(now) > 0 {
			out, now = append(out, strings.Join(now, "\n")), nil
		}
	}
	if len(now) > 0 {
		out = append(out, strings.Join(now, "\n"))
	}
	return out
}

func isBreak(r rune) bool { return unicode.Is(unicode.Zs, r) && r != 0xa0 && r != 0x202f }

// words cuts a clean line into words that the fonts can print.
func (d *Doc) words(s string) []word {
	parts := strings.FieldsFunc(s, isBreak)
	out := make([]word, len(parts))
	for i, part := range parts {
		out[i] = d.printable(part)
	}
	return out
}

// printable finds a substitute for each character that the fonts lack: the same mark in another shape, the letter without its accent, or a
// box.
func (d *Doc) printable(s string) word {
	if strings.IndexFunc(s, func(r rune) bool { return !has(r) }) < 0 {
		return plainWord(s)
	}
	var shown []rune
	var source []string
	put := func(r rune, stands string) { shown, source = append(shown, r), append(source, stands) }
	for _, r := range s {
		like, known := alike[r]
		switch {
		case has(r):
			put(r, string(r))
		case known && has(like):
			put(like, string(r))
		case unicode.Is(unicode.M, r) && len(shown) > 0 && shown[len(shown)-1] != 0xa0: // on a letter that has been printed
			source[len(source)-1] += string(r)
			d.lossy = true
		default:
			d.lossy = true
			for i, p := range plainer(r) {
				if i == 0 {
					put(p, string(r))
				} else {
					put(p, "")
				}
			}
		}
	}
	return word{shown: string(shown), source: source}
}

// plainer are the letters of which a character is made, if the fonts have them, or a box.
func plainer(r rune) (out []rune) {
	for _, p := range norm.NFKD.String(string(r)) {
		if unicode.Is(unicode.M, p) || p == ' ' {
			continue
		}
		if !has(p) {
			return []rune{box}
		}
		out = append(out, p)
	}
	if len(out) == 0 {
		return []rune{box}
	}
	return out
}

// wrap lays text out in lines of a width; a word that is longer is cut.
func (d *Doc) wrap(s string, st style, w float64) []line { return d.wrapRuns([]Run{{Text: s}}, st, w) }

// cut takes from a word what fits, at least one character and never all.
func (w word) cut(st style, most float64) (first, rest word) {
	at, n, used := 0, 0, 0.0
	for i, r := range w.shown {
		used += st.width(string(r))
		if n > 0 && used > most {
			break
		}
		at, n = i+utf8.RuneLen(r), n+1
	}
	if at == len(w.shown) {
		_, last := utf8.DecodeLastRuneInString(w.shown)
		at, n = at-last, n-1
	}
	first, rest = w, w
	first.shown, first.goesOn, rest.shown = w.shown[:at], true, w.shown[at:]
	if w.source != nil {
		first.source, rest.source = w.source[:n], w.source[n:]
	}
	return first, rest
}

// texts are what is printed of a line and what it stands for.
func (l line) texts() (shown, source string) {
	var a, b strings.Builder
	for i, w := range l {
		if i > 0 && !w.glued {
			a.WriteByte(' ')
			b.WriteByte(' ')
		}
		a.WriteString(w.shown)
		if w.source == nil {
			b.WriteString(w.shown)
			continue
		}
		for _, s := range w.source {
			b.WriteString(s)
		}
	}
	return a.String(), b.String()
}
