package value

import (
	"fmt"
	"regexp"
	"strings"
)

// MatchesName tells whether the six letters of the code are those of the name. A code that carries no name (absent, temporary)
// contradicts none. Given names must be those of the birth certificate: where the person is known by one of two, it may say false.
func (t TaxCode) MatchesName(family, given string) bool {
	return len(t) != 16 || string(t[:6]) == familyLetters(family)+givenLetters(given)
}

var placeShape = regexp.MustCompile(`^[A-Z][0-9]{3}$`)

// BuildTaxCode computes the code of a person: sex "F" or "M", place the cadastral code of the municipality or country of birth. It is
// empty when the birth is absent or sex or place are no such thing. Only the tax agency gives codes (omocodia): use it to compare, for
// tests and for demonstration worlds.
func BuildTaxCode(family, given string, birth Date, sex, place string) TaxCode {
	day := birth.Day()
	if sex == "F" {
		day += 40
	}
	if birth.IsZero() || sex != "F" && sex != "M" || !placeShape.MatchString(place) {
		return ""
	}
	first := fmt.Sprintf("%s%s%02d%c%02d%s", familyLetters(family), givenLetters(given), birth.Year()%100, monthLetters[birth.Month()-1], day, place)
	return TaxCode(first + string(controlLetter(TaxCode(first))))
}

// familyLetters takes consonants, then vowels, then X.
func familyLetters(s string) string {
	consonants, vowels := nameLetters(s)
	return (consonants + vowels + "XXX")[:3]
}

// givenLetters does the same, but of four or more consonants leaves the second out.
func givenLetters(s string) string {
	consonants, vowels := nameLetters(s)
	if len(consonants) > 3 {
		consonants = consonants[:1] + consonants[2:4]
	}
	return (consonants + vowels + "XXX")[:3]
}

// nameLetters parts the letters A to Z of a name, in their order.
func nameLetters(s string) (consonants, vowels string) {
	for _, r := range strings.ToUpper(FoldName(s)) {
		switch {
		case strings.ContainsRune("AEIOU", r):
			vowels += string(r)
		case r >= 'A' && r <= 'Z':
			consonants += string(r)
		}
	}
	return consonants, vowels
}
