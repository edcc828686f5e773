package exchange

import (
	"slices"
	"strings"
	"unicode"

	"siil/internal/value"
)

// particles are words that belong to the family name that follows them.
var particles = []string{"d", "da", "dal", "dall", "dalla", "dalle", "de", "degli", "dei", "del", "dell", "della", "delle", "dello", "di", "la", "le", "li", "lo",
	"san", "santa", "van", "von", "der", "den", "el", "al", "ben", "bin", "abu", "mac", "dos", "das", "do", "ould"}

// firstOfTwo are given names that are often followed by a second one.
var firstOfTwo = []string{"maria", "anna", "rosa", "gian", "giovanni", "pier", "piero", "carlo", "marco", "luca", "mario", "luigi", "franco", "angela", "rita",
	"mohamed", "muhammad", "mohammed", "md", "abdul", "abdel", "fatima", "ana", "ion", "juan", "jose", "jean"}

// titles stand before a name and are no part of it.
var titles = []string{"sig", "sigra", "sigr", "signor", "signora", "signorina", "dott", "dottssa", "dottoressa", "ing", "avv", "prof", "profssa"}

// maxNameWords bounds the work on one cell.
const maxNameWords = 12

// splitName parts a whole name into family and given name. The letters of the tax code decide where they can; a comma parts the two; the
// heading says which comes first; particles (De, Di, D', Lo ...) stay with the family name. certain is false when only the usual order
// speaks for the parting.
func splitName(whole string, code value.TaxCode, givenFirst bool) (family, given string, certain bool) {
	if left, right, ok := strings.Cut(whole, ","); ok && value.FoldName(left) != "" && value.FoldName(right) != "" {
		return tidyName(left), tidyName(right), true
	}
	words := nameWords(whole)
	if len(words) < 2 {
		return tidyName(strings.Join(words, " ")), "", false
	}
	at := usualCut(words, givenFirst)
	if len(code) == 16 {
		if f, g, ok := cutByCode(words, code, at, givenFirst); ok {
			return f, g, true
		}
	}
	left, right := words[:at], words[at:]
	if givenFirst {
		left, right = right, left
	}
	return joinNames(left), joinNames(right), usualFamily(left) && usualGiven(right)
}

// usualFamily tells one word with its particles.
func usualFamily(words []string) bool {
	for _, w := range words[:len(words)-1] {
		if !isParticle(w) {
			return false
		}
	}
	return true
}

// usualGiven tells one given name, or two that are often together.
func usualGiven(words []string) bool {
	return len(words) == 1 || len(words) == 2 && slices.Contains(firstOfTwo, value.FoldName(words[0]))
}

// cutByCode looks for the parting whose consonants are those of the code, in the heading's order first, the usual place first.
func cutByCode(words []string, code value.TaxCode, usual int, givenFirst bool) (family, given string, ok bool) {
	cuts := []int{usual}
	for i := 1; i < len(words); i++ {
		if i != usual {
			cuts = append(cuts, i)
		}
	}
	for _, turned := range []bool{givenFirst, !givenFirst} {
		for _, i := range cuts {
			f, g := joinNames(words[:i]), joinNames(words[i:])
			if turned {
				f, g = g, f
			}
			if code.MatchesName(f, g) {
				return f, g, true
			}
		}
	}
	return "", "", false
}

// usualCut is where a name is parted when nothing else tells: the family name is one word with its particles, unless the words in
// capitals say otherwise ("DE ROSSI BIANCHI Mario").
func usualCut(words []string, givenFirst bool) int {
	if n := capitals(words); n > 0 {
		return n
	}
	if givenFirst {
		at := len(words) - 1
		for at > 1 && isParticle(words[at-1]) {
			at--
		}
		return at
	}
	at := 1
	for at < len(words)-1 && isParticle(words[at-1]) {
		at++
	}
	return at
}

// capitals counts the words in capitals at one end of a name whose other words are not, as a place to cut; 0 when there is no such place.
func capitals(words []string) int {
	caps := make([]bool, len(words))
	for i, w := range words {
		caps[i] = len(value.FoldName(w)) > 1 && w == strings.ToUpper(w)
	}
	n := 1
	for n < len(words) && caps[n] == caps[0] {
		n++
	}
	if n == len(words) || slices.Contains(caps[n:], caps[0]) {
		return 0
	}
	return n
}

func isParticle(word string) bool { return slices.Contains(particles, value.FoldName(word)) }

// nameWords are the words of a name: titles, remarks in brackets and signs that no name has are left out, an apostrophe that stands apart
// joins its word.
func nameWords(s string) []string {
	var b strings.Builder
	depth := 0
	for _, r := range s {
		switch {
		case r == '(' || r == '[':
			depth++
			b.WriteByte(' ')
		case r == ')' || r == ']':
			depth = max(0, depth-1)
		case depth > 0:
		case unicode.IsLetter(r) || unicode.IsMark(r) || strings.ContainsRune("'’`´‘-.", r):
			b.WriteRune(r)
		default:
			b.WriteByte(' ')
		}
	}
	words := slices.DeleteFunc(strings.Fields(b.String()), func(w string) bool { return value.FoldName(w) == "" })
	for len(words) > 1 && slices.Contains(titles, value.FoldName(words[0])) {
		words = words[1:]
	}
	return words[:min(len(words), maxNameWords)]
}

// joinNames writes words as one name: "D'" and what follows are one word.
func joinNames(words []string) string {
	out := strings.Join(words, " ")
	for _, mark := range []string{"' ", "’ ", "´ ", "` "} {
		out = strings.ReplaceAll(out, mark, mark[:len(mark)-1])
	}
	return titled(out)
}

// tidyName is a name as it will stand: without titles and signs, and not in capitals.
func tidyName(s string) string { return joinNames(nameWords(s)) }

// titled writes a name that is all in capitals, or all in small letters, with a capital at the start of each word.
func titled(s string) string {
	if s == "" || s != strings.ToUpper(s) && s != strings.ToLower(s) {
		return s
	}
	start := true
	return strings.Map(func(r rune) rune {
		if !unicode.IsLetter(r) && !unicode.IsMark(r) {
			start = true
			return r
		}
		if start {
			start = false
			return unicode.ToUpper(r)
		}
		return unicode.ToLower(r)
	}, s)
}
