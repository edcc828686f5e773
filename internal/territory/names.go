package territory

import (
	"regexp"
	"slices"
	"strings"
	"unicode"

	"siil/internal/value"
)

// MunicipalityByName finds the municipality that somebody means by what was typed in a zone (by its code): any case, with or without
// accents and hyphens, abbreviated ("Monsummano T.", "S. Marcello", "P.te Buggianese"), with the province after it, or with a slip or
// two. A name in full may be of another zone of Tuscany, for residents come from there too; a shortened or misspelt one is looked for in
// the zone first. False when nothing or more than one fits. With zone "" all of Tuscany is searched.
func MunicipalityByName(zone, typed string) (Municipality, bool) {
	if len(typed) > longestName {
		return Municipality{}, false
	}
	a := load()
	typed = withoutProvince(typed)
	here := a.byZone[zone]
	if zone == "" {
		here = a.municipalities
	}
	full, exact := a.named[glued(typed)]
	if exact && (zone == "" || full.Zone == zone) {
		return full, true
	}
	short, shorts := only(here, shortened(typed))
	switch {
	case exact && shorts > 0: // "Massa" may be the town or, in Valdinievole, Massa e Cozzile
		return Municipality{}, false
	case exact:
		return full, true
	case shorts == 1:
		return short, true
	case shorts > 1:
		return Municipality{}, false
	}
	if m, n := only(here, misspelt(typed)); n > 0 {
		return m, n == 1
	}
	m, n := only(a.municipalities, shortened(typed))
	return m, n == 1
}

// longestName bounds the work on what was typed, in bytes.
const longestName = 120

// only gives the municipality that fits, when it is one, and how many do.
func only(list []Municipality, fits func(Municipality) bool) (found Municipality, count int) {
	for _, m := range list {
		if fits(m) {
			found, count = m, count+1
		}
	}
	if count != 1 {
		return Municipality{}, count
	}
	return found, 1
}

func misspelt(typed string) func(Municipality) bool {
	return func(m Municipality) bool {
		_, why := value.SimilarNames(value.PersonName{Family: typed}, value.PersonName{Family: m.Name})
		return why == value.Misspelt || why == value.SameName
	}
}

// shortened fits a name whose words, in order, the typed words shorten; words at the end may be missing, and small words anywhere. A
// dot inside a word may cut it ("P.te") or part two ("S.Croce").
func shortened(typed string) func(Municipality) bool {
	cut, parted := bigWords(strings.ReplaceAll(typed, ".", "")), bigWords(strings.ReplaceAll(typed, ".", " "))
	return func(m Municipality) bool {
		name := bigWords(m.Name)
		return wordsShorten(cut, name) || wordsShorten(parted, name)
	}
}

// smallWords are left out of shortened names.
var smallWords = []string{"a", "ad", "al", "alla", "d", "da", "dei", "del", "dell", "della", "delle", "di", "e", "i", "il", "in", "l", "la", "sul", "sull"}

func bigWords(name string) []string {
	words := value.NameTokens(strings.Map(func(r rune) rune {
		if unicode.IsLetter(r) || unicode.IsMark(r) {
			return r
		}
		return ' '
	}, name))
	return slices.DeleteFunc(words, func(w string) bool { return slices.Contains(smallWords, w) })
}

func wordsShorten(short, name []string) bool {
	if len(short) == 0 || len(short) > len(name) || len(short[0]) < 3 && (len(short) == 1 || !wordShortens(short[0], name[0])) {
		return false
	}
	for i, w := range short {
		if !wordShortens(w, name[i]) {
			return false
		}
	}
	return true
}

// wordShortens takes beginnings ("T." for Terme), contractions that keep first and last letter ("P.te" for Ponte), and S. or SS. for any
// saint.
func wordShortens(short, word string) bool {
	switch {
	case strings.HasPrefix(word, short):
		return true
	case short == "ss":
		return strings.HasPrefix(word, "san")
	case len(short) < 2 || short[0] != word[0] || short[len(short)-1] != word[len(word)-1]:
		return false
	}
	rest := word
	for _, r := range short {
		i := strings.IndexRune(rest, r)
		if i < 0 {
			return false
		}
		rest = rest[i+1:]
	}
	return true
}

var (
	comuneDi = regexp.MustCompile(`(?i)^\s*comune\s+di\s+`)
	province = regexp.MustCompile(`(?i)^(.*\pL.*?)\s*(?:\(([A-Z]{2})\)|[\s,/-]\s*(AR|FI|GR|LI|LU|MS|PI|PO|PT|SI))\s*\.?\s*$`)
)

// withoutProvince takes off "Comune di" before a name and a province after it ("Pescia (PT)", "Pescia, PT", "Pescia PT").
func withoutProvince(typed string) string {
	typed = comuneDi.ReplaceAllString(typed, "")
	if m := province.FindStringSubmatch(typed); m != nil {
		return m[1]
	}
	return typed
}

// MunicipalityByCadastral finds a municipality of Tuscany by its cadastral code in any case.
func MunicipalityByCadastral(code string) (Municipality, bool) {
	m, n := only(load().municipalities, func(m Municipality) bool { return strings.EqualFold(m.Cadastral, strings.TrimSpace(code)) })
	return m, n == 1
}

// PlaceByCadastral finds a place of birth by the code that tax codes hold: municipalities of Tuscany, capitals of the other provinces of
// Italy, and the commonest countries. False means only that the guidelines do not list it.
func PlaceByCadastral(code string) (Place, bool) {
	p, ok := load().places[strings.ToUpper(strings.TrimSpace(code))]
	return p, ok
}

// PlaceByName finds a place of birth by its full name as people write it ("Napoli (NA)", "ROMANIA"). False means that the guidelines do
// not list it, not that it does not exist.
func PlaceByName(typed string) (Place, bool) {
	if p, ok := load().placeNames[glued(typed)]; ok {
		return p, true
	}
	name := typed
	if i := strings.LastIndexAny(name, "(,"); i > 0 {
		name = name[:i]
	}
	p, ok := load().placeNames[glued(name)]
	return p, ok
}

// Countries lists the countries of the guidelines by their Z codes.
func Countries() []Place { return slices.Clone(load().countries) }

// CountryByCode finds a country by its Z code in any case.
func CountryByCode(code string) (Place, bool) {
	p, ok := PlaceByCadastral(code)
	return p, ok && p.Abroad
}
