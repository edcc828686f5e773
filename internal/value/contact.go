package value

import (
	"net/mail"
	"strings"
	"unicode"
)

// Phone is a telephone number as somebody typed it, without spaces around and doubled.
func Phone(s string) string { return strings.Join(strings.Fields(s), " ") }

// TelURI is what a tel: link holds after the colon: the digits of the first number and its leading +. What follows a comma, a semicolon
// or a letter (a second number, an extension) is left out. Empty when there is no digit.
func TelURI(s string) string {
	var b strings.Builder
	plus := ""
	for _, r := range s {
		switch {
		case r >= '0' && r <= '9':
			b.WriteRune(r)
		case r == '+' && b.Len() == 0:
			plus = "+"
		case b.Len() > 0 && (r == ',' || r == ';' || r == '+' || unicode.IsLetter(r)):
			return plus + b.String()
		}
	}
	if b.Len() == 0 {
		return ""
	}
	return plus + b.String()
}

// maxEmail is the longest address that mail can carry (RFC 5321).
const maxEmail = 254

// ParseEmail reads one bare address and lowers its case, for storage and comparison. It refuses names around the address, quoted and
// non-ASCII forms, and anything that could break a line of a mail's header.
func ParseEmail(s string) (string, bool) {
	s = strings.TrimSpace(s)
	for _, r := range s {
		if r <= ' ' || r > '~' || strings.ContainsRune(`<>()[]\,;:"`, r) {
			return "", false
		}
	}
	a, err := mail.ParseAddress(s)
	if err != nil || a.Name != "" || len(a.Address) > maxEmail {
		return "", false
	}
	return strings.ToLower(a.Address), true
}
