package blank

import (
	"regexp"
	"strings"
	"unicode"
)

// tidy takes out of a text what cannot be seen and could change how the rest is read: control characters, marks of direction, characters of no
// width. New lines are kept, several become one.
func tidy(s string) string {
	var b strings.Builder
	for _, r := range strings.ToValidUTF8(s, "\ufffd") {
		switch {
		case isNewLine(r):
			b.WriteByte('\n')
		case r == '\t':
			b.WriteByte(' ')
		case unreadable(r):
		default:
			b.WriteRune(r)
		}
	}
	lines := strings.Split(b.String(), "\n")
	kept := lines[:0]
	for _, l := range lines {
		if l = strings.TrimSpace(l); l != "" {
			kept = append(kept, l)
		}
	}
	return strings.Join(kept, "\n")
}

func isNewLine(r rune) bool {
	return r == '\n' || r == '\r' || r == '\v' || r == '\f' || r == 0x85 || r == 0x2028 || r == 0x2029
}

// unreadable tells of characters that are no part of what one reads; those that no file of the office suite may hold are among them.
func unreadable(r rune) bool {
	return unicode.In(r, unicode.Cc, unicode.Cf) || r == 0xfffe || r == 0xffff
}

var (
	always = strings.NewReplacer("\\", `\\`, "`", "\\`", "*", `\*`, "_", `\_`, "[", `\[`, "]", `\]`, "<", `\<`, "&", `\&`, "|", `\|`, "#", `\#`,
		"{", `\{`, "}", `\}`)
	numbered = regexp.MustCompile(`^\d{1,9}[.)]`)
)

// escape writes a tidy text so that none of its characters is markup or a tag wherever it stands.
func escape(s string, in place) string {
	lines := strings.Split(s, "\n")
	for i, l := range lines {
		l = always.Replace(l)
		switch {
		case strings.ContainsRune("-+>=~:.)", rune(l[0])): // at the beginning of a line
			l = `\` + l
		case numbered.MatchString(l):
			end := len(numbered.FindString(l)) - 1
			l = l[:end] + `\` + l[end:]
		}
		if in == signature {
			l = strings.ReplaceAll(l, ",", `\,`)
		}
		lines[i] = l
	}
	switch in {
	case running:
		return strings.Join(lines, "\n")
	case cell:
		return strings.Join(lines, lineInCell)
	}
	return strings.Join(lines, " ")
}

// lineInCell parts two lines in a cell of a table.
const lineInCell = "<br>"
