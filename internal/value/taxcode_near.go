package value

import "strings"

// LooseTaxCode is a code as somebody is typing it: upper case, without spaces and signs, but perhaps unfinished or wrong. It is for
// comparing only, never to be stored.
func LooseTaxCode(s string) TaxCode {
	if t, err := ParseTaxCode(s); err == nil {
		return t
	}
	s = s[:min(len(s), maxLoose)]
	return TaxCode(strings.ToUpper(strings.Join(strings.Fields(taxCodeNoise.Replace(s)), "")))
}

const maxLoose = 100

// Near tells whether two codes of 16 characters may be one that was written wrongly: but for omocodia and the control letter, at most one
// character differs, or two neighbours are exchanged.
func (t TaxCode) Near(u TaxCode) bool {
	a, b := t.plain(), u.plain()
	if a == nil || b == nil {
		return false
	}
	var differ []int
	for i := range 15 {
		if a[i] != b[i] {
			differ = append(differ, i)
		}
	}
	switch len(differ) {
	case 0, 1:
		return true
	case 2:
		i, j := differ[0], differ[1]
		return j == i+1 && a[i] == b[j] && a[j] == b[i]
	}
	return false
}

// minBeginning is from how many characters an unfinished code tells anything: name and date of birth.
const minBeginning = 11

// Begins tells whether an unfinished code, which has name and date of birth at least, is the beginning of another.
func (t TaxCode) Begins(u TaxCode) bool {
	b := u.plain()
	if len(t) < minBeginning || len(t) >= 16 || b == nil || strings.Trim(string(t), "0123456789") == "" {
		return false
	}
	return strings.HasPrefix(string(b), string(t)) || strings.HasPrefix(string(u), string(t))
}

// TypedBirth is the date of birth in a code that is being typed, as far as it tells one.
func (t TaxCode) TypedBirth(today Date) (Date, bool) {
	if len(t) >= minBeginning && len(t) < 16 {
		t += TaxCode("A000A"[len(t)-minBeginning:])
	}
	return t.Birth(today)
}

// Parts tells in which parts two codes of 16 characters differ: the name, date of birth and sex, the place of birth. Other codes differ
// in none.
func (t TaxCode) Parts(u TaxCode) (name, birth, place bool) {
	a, b := t.plain(), u.plain()
	if a == nil || b == nil {
		return false, false, false
	}
	return string(a[:6]) != string(b[:6]), string(a[6:11]) != string(b[6:11]), string(a[11:15]) != string(b[11:15])
}
