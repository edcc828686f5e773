package value

import (
	"strings"
	"unicode"

	"golang.org/x/text/unicode/norm"
)

// FoldName is the form in which names are compared: Latin letters in lower-case ASCII without accents (ß is ss, æ ae, ø o, ı i ...),
// apostrophes, hyphens and dots gone without a space (D'Angelo is dangelo, Rossi-Bianchi rossibianchi), any other sign one space.
// Letters of other scripts stay, in lower case, so that such a name can still be found. Folding twice changes nothing.
func FoldName(s string) string {
	var b strings.Builder
	for _, r := range norm.NFKD.String(strings.ToLower(norm.NFKD.String(s))) {
		switch plain, special := foldedLetters[r]; {
		case special:
			b.WriteString(plain)
		case unicode.Is(unicode.Mn, r) || unicode.Is(unicode.Lm, r) || strings.ContainsRune(joiners, r) || unicode.Is(unicode.Cf, r):
		case unicode.IsLetter(r) || unicode.IsDigit(r):
			b.WriteRune(r)
		default:
			b.WriteByte(' ')
		}
	}
	return strings.Join(strings.Fields(b.String()), " ")
}

// joiners are the signs inside a name that vanish: apostrophes in every form that keyboards and scanners give, hyphens, dots.
const joiners = "'’‘‛′`´＇.·-‐‑‒–—"

// foldedLetters are Latin letters that Unicode does not take apart.
var foldedLetters = map[rune]string{'ß': "ss", 'æ': "ae", 'œ': "oe", 'ø': "o", 'đ': "d", 'ð': "d", 'ł': "l", 'ı': "i", 'þ': "th",
	'ħ': "h", 'ŋ': "n", 'ŧ': "t", 'ĸ': "k", 'ə': "e", 'ɨ': "i", 'ƒ': "f", 'ȼ': "c", 'ɓ': "b", 'ɗ': "d", 'ƙ': "k", 'ƴ': "y", 'ɛ': "e", 'ɔ': "o"}

// NameKey is the stored search key of a person: both names folded, family first ("dangelo niccolo").
func NameKey(family, given string) string {
	return strings.TrimSpace(FoldName(family) + " " + FoldName(given))
}

// NameTokens are the words of a folded name.
func NameTokens(s string) []string { return strings.Fields(FoldName(s)) }

// Bounds of the work of one search.
const (
	maxSearchKeys  = 12
	maxSearchWords = 8
)

// SearchKeys are the keys to look for as prefixes of stored name keys, the likeliest first; none for an empty query. They are: the
// query folded ("D'ANGELO" is dangelo); the same with the apostrophe read as a space ("d angelo", for who is stored so); two
// neighbouring words joined ("d angelo" is also dangelo); and each of these with its words turned, so that given and family name may
// come in either order ("niccolo d angelo" is also "dangelo niccolo"). At most twelve, of
// the first eight words. Only the last word of a key may be unfinished.
func SearchKeys(query string) []string {
	whole := searchWords(query)
	apart := searchWords(strings.Map(func(r rune) rune {
		if strings.ContainsRune(joiners, r) {
			return ' '
		}
		return r
	}, query))
	readings := [][]string{whole}
	for _, words := range [][]string{apart, whole} {
		for i := 0; i+1 < len(words); i++ {
			joined := append(append([]string{}, words[:i]...), words[i]+words[i+1])
			readings = append(readings, append(joined, words[i+2:]...))
		}
	}
	readings = append(readings, apart)
	return turned(readings)
}

func searchWords(s string) []string {
	words := NameTokens(s)
	return words[:min(len(words), maxSearchWords)]
}

// turned writes each reading in each order that cuts it once, without repeating any.
func turned(readings [][]string) []string {
	var keys []string
	seen := map[string]bool{"": true}
	for cut := 0; len(keys) < maxSearchKeys; cut++ {
		longer := false
		for _, words := range readings {
			if cut >= len(words) {
				continue
			}
			longer = true
			key := strings.Join(append(append([]string{}, words[cut:]...), words[:cut]...), " ")
			if !seen[key] && len(keys) < maxSearchKeys {
				seen[key] = true
				keys = append(keys, key)
			}
		}
		if !longer {
			break
		}
	}
	return keys
}
