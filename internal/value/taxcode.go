package value

import (
	"database/sql/driver"
	"fmt"
	"log/slog"
	"regexp"
	"strings"

	"siil/internal/text"
)

// TaxCode is an Italian tax code (codice fiscale) in upper case without spaces: 16 characters, or 11 digits when temporary. The empty
// TaxCode is absent and stored as NULL. Rules: D.M. 23 December 1976.
type TaxCode string

// The seven places that hold digits, counted from 0, from the right: the order in which digits give way to letters when two people
// would have the same code (omocodia).
var digitPlaces = [7]int{14, 13, 12, 10, 9, 7, 6}

// omocodeLetters stand for the digits 0 to 9; monthLetters for the months.
const (
	omocodeLetters = "LMNPQRSTUV"
	monthLetters   = "ABCDEHLMPRST"
)

var (
	taxCodeShape = regexp.MustCompile(`^[A-Z]{6}[0-9L-NP-V]{2}[A-EHLMPR-T][0-9L-NP-V]{2}[A-Z][0-9L-NP-V]{3}[A-Z]$`)
	temporary    = regexp.MustCompile(`^[0-9]{11}$`)
)

// taxCodeNoise is what people put between the parts of a code.
var taxCodeNoise = strings.NewReplacer(".", "", "-", "", "‐", "", "‑", "", "–", "", "_", "", "/", "", "\ufeff", "", "\u200b", "")

// ParseTaxCode reads a code in any case, with spaces, dots or hyphens. It fails with ErrTaxCodeShape (the empty string too),
// ErrTaxCodeCheckLetter, whose Flaw tells the letter that would fit, or ErrTaxCodeDay. The letters of the name may be any, as in the
// official schemas: compare them with MatchesName.
func ParseTaxCode(s string) (TaxCode, error) {
	t := TaxCode(strings.ToUpper(strings.Join(strings.Fields(taxCodeNoise.Replace(s)), "")))
	if temporary.MatchString(string(t)) && t != "00000000000" {
		if want := temporaryDigit(t[:10]); t[10] != want {
			return "", &Flaw{ErrTaxCodeCheckLetter, "tax_code_check_letter", text.TaxCodeCheckDigit, want}
		}
		return t, nil
	}
	if !taxCodeShape.MatchString(string(t)) {
		return "", &Flaw{ErrTaxCodeShape, "tax_code_shape", text.TaxCodeShape, 0}
	}
	if want := controlLetter(t[:15]); t[15] != want {
		return "", &Flaw{ErrTaxCodeCheckLetter, "tax_code_check_letter", text.TaxCodeCheckLetter, want}
	}
	if !t.dayExists() {
		return "", &Flaw{ErrTaxCodeDay, "tax_code_day", text.TaxCodeDay, 0}
	}
	return t, nil
}

// oddValues weighs the characters in the odd places (1st, 3rd ...): the digits as the letters A to J, then K to Z.
var oddValues = [26]int{1, 0, 5, 7, 9, 13, 15, 17, 19, 21, 2, 4, 18, 20, 11, 3, 6, 8, 12, 14, 16, 10, 22, 25, 24, 23}

// controlLetter is the sixteenth character for the fifteen before.
func controlLetter(first TaxCode) byte {
	sum := 0
	for i := range len(first) {
		n := int(first[i] - 'A')
		if first[i] <= '9' {
			n = int(first[i] - '0')
		}
		if i%2 == 0 {
			n = oddValues[n]
		}
		sum += n
	}
	return byte('A' + sum%26)
}

// temporaryDigit is the eleventh digit of a temporary code, as in a VAT number: every second digit doubled, nines cast out.
func temporaryDigit(first TaxCode) byte {
	sum := 0
	for i := range len(first) {
		n := int(first[i] - '0')
		if i%2 == 1 {
			if n *= 2; n > 9 {
				n -= 9
			}
		}
		sum += n
	}
	return byte('0' + (10-sum%10)%10)
}

// Absent tells whether there is no code.
func (t TaxCode) Absent() bool { return t == "" }

// Temporary tells whether the code is one of 11 digits, given before the person's data are certain; it says nothing of the person.
func (t TaxCode) Temporary() bool { return len(t) == 11 }

// Masked keeps the first three letters and the last, for lists where the whole code is not needed.
func (t TaxCode) Masked() string {
	if len(t) < 5 {
		return strings.Repeat("•", len(t))
	}
	return string(t[:3]) + strings.Repeat("•", len(t)-4) + string(t[len(t)-1:])
}

// LogValue keeps the code out of logs.
func (t TaxCode) LogValue() slog.Value { return slog.StringValue("tax code") }

// Scan reads a column; NULL becomes the absent code. Stored codes were checked when they came in.
func (t *TaxCode) Scan(src any) error {
	s, err := scanText(src, "a tax code")
	if err != nil {
		return err
	}
	if s != "" && len(s) != 16 && len(s) != 11 {
		return fmt.Errorf("value: column does not hold a tax code")
	}
	*t = TaxCode(s)
	return nil
}

// Value writes a column; the absent code becomes NULL.
func (t TaxCode) Value() (driver.Value, error) { return nullText(string(t)), nil }
