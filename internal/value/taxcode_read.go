package value

import (
	"strings"
	"time"
)

// plain is the code with digits in its seven places again; the control letter stays as it was. Empty unless it has 16 characters.
func (t TaxCode) plain() []byte {
	if len(t) != 16 {
		return nil
	}
	b := []byte(t)
	for _, i := range digitPlaces {
		if n := strings.IndexByte(omocodeLetters, b[i]); n >= 0 {
			b[i] = byte('0' + n)
		}
	}
	return b
}

// birthParts reads the year of two digits, the month, and the day as written: 40 more for women.
func (t TaxCode) birthParts() (yy int, m time.Month, day int, ok bool) {
	b := t.plain()
	if b == nil {
		return 0, 0, 0, false
	}
	two := func(i int) int { return int(b[i]-'0')*10 + int(b[i+1]-'0') }
	return two(6), time.Month(strings.IndexByte(monthLetters, b[8]) + 1), two(9), true
}

// dayExists tells whether the day is one of that month in either century; 2000 was a leap year, so 29 February fits every fourth.
func (t TaxCode) dayExists() bool {
	yy, m, day, ok := t.birthParts()
	if day > 40 {
		day -= 40
	}
	return ok && Valid(2000+yy, m, day)
}

// Birth is the date of birth, in the latest century that does not put it after today; false when the code carries none. Someone past
// a hundred reads a century too young: where the true date is known, use BirthMatches.
func (t TaxCode) Birth(today Date) (Date, bool) {
	yy, m, day, ok := t.birthParts()
	if !ok {
		return Date{}, false
	}
	if day > 40 {
		day -= 40
	}
	for _, century := range []int{2000, 1900} {
		if d, ok := NewDate(century+yy, m, day); ok && !d.After(today) {
			return d, true
		}
	}
	return Date{}, false
}

// BirthMatches tells whether a date of birth agrees with the code, in either century. A code that carries no birth (absent, temporary)
// contradicts none.
func (t TaxCode) BirthMatches(d Date) bool {
	yy, m, day, ok := t.birthParts()
	if !ok {
		return true
	}
	if day > 40 {
		day -= 40
	}
	return d.Year()%100 == yy && d.Month() == m && d.Day() == day
}

// Sex is "F" or "M" as registered at birth or since corrected, "" when the code carries none.
func (t TaxCode) Sex() string {
	_, _, day, ok := t.birthParts()
	switch {
	case !ok:
		return ""
	case day > 40:
		return "F"
	}
	return "M"
}

// Place is the cadastral code of the municipality of birth, or of the foreign country (Z...), with its digits restored; "" when the
// code carries none.
func (t TaxCode) Place() string {
	b := t.plain()
	if b == nil {
		return ""
	}
	return string(b[11:15])
}

// Canonical is the code that the person would have had if nobody had shared it: digits restored, control letter computed again. Two
// people told apart by omocodia have the same Canonical: equal means similar, not same. Other codes are their own.
func (t TaxCode) Canonical() TaxCode {
	b := t.plain()
	if b == nil {
		return t
	}
	b[15] = controlLetter(TaxCode(b[:15]))
	return TaxCode(b)
}

// Omocode is the nth of the 127 codes that omocodia can make of this one, 0 being the code itself: bit 0 of n replaces the rightmost
// digit, bit 6 the leftmost. For tests and demonstration worlds.
func (t TaxCode) Omocode(n int) TaxCode {
	b := t.plain()
	if b == nil {
		return t
	}
	for bit, i := range digitPlaces {
		if n>>bit&1 == 1 {
			b[i] = omocodeLetters[b[i]-'0']
		}
	}
	b[15] = controlLetter(TaxCode(b[:15]))
	return TaxCode(b)
}
