package person

import (
	"strings"
	"sync"
	"unicode"
	"unicode/utf8"

	"siil/internal/fault"
	"siil/internal/territory"
	"siil/internal/text"
	"siil/internal/value"
)

// Bounds of what a person's fields hold, in characters.
const (
	MinName     = 2
	MaxName     = 60
	MaxPlace    = 80
	MaxAddress  = 200
	MaxPhone    = 60
	MaxEmail    = 254
	MaxLanguage = 60
	maxAge      = 110
)

// Check puts a person's data into the form that is stored (spaces, case, the code of a municipality written by name) and says what cannot
// be accepted, field by field, as a fault of kind Invalid. Names are required; the rest may be empty. It knows no other person: whether
// the tax code is taken, see Taken.
func Check(p *Person, today value.Date) error {
	var c fault.Check
	p.FamilyName, p.GivenName = tidy(p.FamilyName), tidy(p.GivenName)
	checkName(&c, FamilyName, p.FamilyName, text.FamilyNameMissing)
	checkName(&c, GivenName, p.GivenName, text.GivenNameMissing)
	checkTaxCode(&c, p)
	checkBirth(&c, p, today)
	checkAgreement(&c, p, today)
	checkPlaces(&c, p)
	checkContacts(&c, p)
	return c.Err()
}

func checkName(c *fault.Check, f Field, name string, missing text.T) {
	n := utf8.RuneCountInString(name)
	switch {
	case value.FoldName(name) == "":
		c.Add(string(f), missing)
	case n < MinName:
		c.Add(string(f), text.NameTooShort.With(MinName))
	default:
		within(c, f, name, MaxName)
	}
}

func within(c *fault.Check, f Field, s string, most int) {
	c.Require(utf8.RuneCountInString(s) <= most, string(f), text.TextTooLong.With(most))
}

func checkTaxCode(c *fault.Check, p *Person) {
	typed := tidy(string(p.TaxCode))
	p.TaxCode = value.TaxCode(typed)
	if typed == "" {
		return
	}
	code, err := value.ParseTaxCode(typed)
	if flaw := value.FlawOf(err); flaw != nil {
		c.Add(string(TaxCode), flaw.Text())
		return
	}
	p.TaxCode = code
}

func checkBirth(c *fault.Check, p *Person, today value.Date) {
	switch {
	case p.BirthDate.IsZero():
	case p.BirthDate.After(today):
		c.Add(string(BirthDate), text.BirthInFuture)
	case p.BirthDate.Age(today) > maxAge:
		c.Add(string(BirthDate), text.BirthTooOld.With(maxAge))
	}
	p.Sex = strings.ToUpper(tidy(p.Sex))
	c.Require(p.Sex == "" || p.Sex == "F" || p.Sex == "M" || p.Sex == "X", string(Sex), text.SexUnknown)
}

// checkAgreement holds date of birth and sex against the tax code. What is empty is filled from the code.
func checkAgreement(c *fault.Check, p *Person, today value.Date) {
	code, err := value.ParseTaxCode(string(p.TaxCode))
	birth, tells := code.Birth(today)
	if err != nil || !tells {
		return
	}
	if p.Prevails == PrevailsCode {
		p.BirthDate, p.Sex = birth, code.Sex()
		return
	}
	if p.BirthDate.IsZero() {
		p.BirthDate = birth
	}
	if p.Sex == "" {
		p.Sex = code.Sex()
	}
	if p.Prevails == PrevailsStated {
		return
	}
	c.Require(code.BirthMatches(p.BirthDate), string(BirthDate), text.BirthAgainstCode)
	c.Require(p.Sex == "X" || p.Sex == code.Sex(), string(Sex), text.SexAgainstCode)
}

// Contradicts tells whether date of birth or sex are not those of the tax code, and which of the two.
func (p Person) Contradicts() (birth, sex bool) {
	if p.TaxCode.Sex() == "" {
		return false, false
	}
	return !p.BirthDate.IsZero() && !p.TaxCode.BirthMatches(p.BirthDate), (p.Sex == "F" || p.Sex == "M") && p.Sex != p.TaxCode.Sex()
}

func checkPlaces(c *fault.Check, p *Person) {
	p.BirthPlace, p.Address = tidy(p.BirthPlace), tidy(p.Address)
	within(c, BirthPlace, p.BirthPlace, MaxPlace)
	within(c, Address, p.Address, MaxAddress)
	p.Municipality = tidy(p.Municipality)
	if p.Municipality == "" || MunicipalityName(p.Municipality) != "" {
		return
	}
	m, ok := territory.MunicipalityByName("", p.Municipality)
	if !ok {
		c.Add(string(Municipality), text.MunicipalityUnknown)
		return
	}
	p.Municipality = m.ISTAT
}

var municipalityNames = sync.OnceValue(func() map[string]string {
	names := map[string]string{}
	for _, m := range territory.Municipalities("") {
		names[m.ISTAT] = m.Name
	}
	return names
})

// MunicipalityName is the name of a municipality of Tuscany by its ISTAT code; empty for any other code.
func MunicipalityName(istat string) string { return municipalityNames()[istat] }

// minDigits and maxDigits bound the digits of a telephone number: the shortest of a subscriber, and an international one (E.164).
const (
	minDigits = 5
	maxDigits = 15
)

func checkContacts(c *fault.Check, p *Person) {
	p.Phone, p.Email, p.Language = value.Phone(tidy(p.Phone)), tidy(p.Email), tidy(p.Language)
	within(c, Language, p.Language, MaxLanguage)
	if p.Phone != "" {
		digits := len(strings.TrimPrefix(value.TelURI(p.Phone), "+"))
		c.Require(digits >= minDigits && digits <= maxDigits, string(Phone), text.PhoneShape)
		within(c, Phone, p.Phone, MaxPhone)
	}
	if p.Email != "" {
		address, ok := value.ParseEmail(p.Email)
		if !ok {
			c.Add(string(Email), text.EmailShape)
			return
		}
		p.Email = address
	}
}

// tidy leaves one space between words and drops what no keyboard means to write: control signs, bytes that are no text, and the marks
// that turn the direction of writing, with which a name could dress up as another.
func tidy(s string) string {
	s = strings.Map(func(r rune) rune {
		switch {
		case unicode.IsSpace(r):
			return ' '
		case unicode.IsControl(r), r == utf8.RuneError, r == '\ufeff', r >= '\u202a' && r <= '\u202e', r >= '\u2066' && r <= '\u2069':
			return -1
		}
		return r
	}, s)
	return strings.Join(strings.Fields(s), " ")
}

func checkExternalID(owner, number string) error {
	var c fault.Check
	c.Require(owner != "", "owner", text.OwnerMissing)
	c.Require(number != "", "number", text.NumberMissing)
	within(&c, "owner", owner, MaxOwner)
	within(&c, "number", number, MaxNumber)
	return c.Err()
}
