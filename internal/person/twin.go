package person

import (
	"cmp"
	"slices"
	"time"

	"siil/internal/gate"
	"siil/internal/text"
	"siil/internal/value"
)

// Twin is a record that may be of the same person, with why somebody should look. Score is from 0 to 1: see the constants.
type Twin struct {
	Person Person
	Why    []text.T
	Score  float64
}

// Scores from which a twin is worth a look, and from which two records are hardly of two people.
const (
	TwinPossible = 0.5
	TwinLikely   = 0.8
)

// namesWeigh is how much more a name says to somebody who has typed nothing else: it is all that they ask about.
const namesWeigh = 1.1

// Twins finds the records that may be of this person, the likeliest first, whether the person is stored (p.ID), not yet, or only being
// typed: a part of the data is enough, and the tax code may be unfinished or wrong. It leaves out records that were merged and those that
// somebody has declared to be another person's. It reads a bounded number of rows, whatever the archive's size. The caller decides.
func Twins(tx *gate.ReadTx, p Person, limit int) ([]Twin, error) {
	p.TaxCode = value.LooseTaxCode(string(p.TaxCode))
	found, err := candidates(tx, p)
	if err != nil {
		return nil, err
	}
	apart := map[value.ID]bool{p.ID: true}
	if !p.ID.Absent() && len(found) > 0 {
		err := tx.Each(apartSQL, []any{tx.Zone(), p.ID}, func(s gate.Scanner) error {
			var id value.ID
			err := s.Scan(&id)
			apart[id] = true
			return err
		})
		if err != nil {
			return nil, err
		}
	}
	namesAlone := p.BirthDate.IsZero() && p.TaxCode.Absent()
	var out []Twin
	for _, q := range found {
		if apart[q.ID] {
			continue
		}
		apart[q.ID] = true
		t := Compare(p, q)
		if namesAlone && t.Score < 1 {
			t.Score *= namesWeigh
		}
		if t.Score >= TwinPossible {
			out = append(out, t)
		}
	}
	slices.SortStableFunc(out, func(a, b Twin) int {
		return cmp.Or(cmp.Compare(b.Score, a.Score), cmp.Compare(a.Person.ID, b.Person.ID))
	})
	return out[:min(len(out), limit)], nil
}

// Compare says how likely two records are to be of one person, and why. Two different tax codes speak against it, the less the more a slip
// in name or birth explains them; a birth that differs altogether leaves a name alone, which many people share.
func Compare(p, q Person) Twin {
	t := Twin{Person: q}
	name, like := value.SimilarNames(value.PersonName{Family: p.FamilyName, Given: p.GivenName}, value.PersonName{Family: q.FamilyName, Given: q.GivenName})
	code, born := compareCodes(p.TaxCode, q.TaxCode), compareBirths(p.BirthDate, q.BirthDate)
	nameless := value.FoldName(p.FamilyName+p.GivenName) == "" || value.FoldName(q.FamilyName+q.GivenName) == ""
	switch {
	case code == sameCode:
		t.Score = 1
	case like == value.Different:
		if code == omocode && born != differentBirth || nameless && (code == nearCode || code == beginsCode) {
			t.Score = 0.5
		}
	case code == omocode:
		t.Score = 0.9 * name
	case code == nearCode || code == beginsCode:
		t.Score = name * max(birthWeight[born], 0.8)
	default:
		t.Score = name * birthWeight[born]
		if code == differentCode {
			t.Score *= codeWeight(p, q, like, born)
		}
	}
	otherSex := oneSex(p.Sex) && oneSex(q.Sex) && p.Sex != q.Sex
	if otherSex && t.Score < 1 {
		t.Score *= sexWeight(like)
	}
	samePhone := p.Phone != "" && value.TelURI(p.Phone) == value.TelURI(q.Phone)
	if samePhone && like != value.Different && t.Score < 1 {
		t.Score = min(0.99, t.Score+0.15)
	}
	t.Why = why(code, like, born, samePhone, otherSex && like != value.Different)
	return t
}

func oneSex(s string) bool { return s == "F" || s == "M" }

// sexWeight: between Mario and Maria a slip of the pen is the less likely reason.
func sexWeight(like value.Likeness) float64 {
	if like == value.Misspelt {
		return 0.55
	}
	return 0.85
}

// codeWeight weighs two codes that differ in more than a character: a part that follows from a name or a birth that differs as well says
// nothing more; the place of birth, or two parts that nothing explains, say most.
func codeWeight(p, q Person, like value.Likeness, born agreement) float64 {
	name, birth, place := p.TaxCode.Parts(q.TaxCode)
	unexplained := 0
	for _, x := range []bool{name && like == value.SameName, birth && born != likelyBirth && born != distantBirth, place} {
		if x {
			unexplained++
		}
	}
	switch {
	case unexplained == 0:
		return 0.9
	case unexplained > 1, place && born != sameBirth, born == distantBirth && like != value.SameName:
		return 0.55
	}
	return 0.7
}

type agreement int

// How two codes, or two dates of birth, stand to each other.
const (
	unknown agreement = iota
	sameCode
	omocode
	nearCode
	beginsCode
	differentCode
	sameBirth
	likelyBirth
	distantBirth // day and month exchanged, and a digit different as well
	differentBirth
)

var birthWeight = map[agreement]float64{sameBirth: 1, likelyBirth: 0.85, distantBirth: 0.6, unknown: 0.6, differentBirth: 0.3}

func compareCodes(a, b value.TaxCode) agreement {
	switch {
	case a.Absent() || b.Absent():
		return unknown
	case a == b:
		return sameCode
	case a.Begins(b):
		return beginsCode
	case a.Temporary() || b.Temporary():
		return unknown
	case len(a) != 16 || len(b) != 16:
		return unknown // one that is being typed
	case a.Canonical() == b.Canonical():
		return omocode
	case a.Near(b):
		return nearCode
	}
	return differentCode
}

// turn exchanges day and month.
func turn(d value.Date) (value.Date, bool) {
	return value.NewDate(d.Year(), time.Month(d.Day()), int(d.Month()))
}

func compareBirths(a, b value.Date) agreement {
	switch {
	case a.IsZero() || b.IsZero():
		return unknown
	case a == b:
		return sameBirth
	case value.DatesLikely(a, b):
		return likelyBirth
	}
	if turned, ok := turn(a); ok && value.DatesLikely(turned, b) {
		return distantBirth
	}
	return differentBirth
}

func why(code agreement, like value.Likeness, born agreement, samePhone, otherSex bool) []text.T {
	var out []text.T
	add := func(ok bool, t text.T) {
		if ok {
			out = append(out, t)
		}
	}
	add(code == sameCode, text.TwinSameCode)
	add(code == omocode, text.TwinOmocode)
	add(code == nearCode, text.TwinNearCode)
	add(code == beginsCode, text.TwinBeginsCode)
	add(like == value.SameName, text.TwinSameName)
	add(like == value.Swapped, text.TwinSwapped)
	add(like == value.Abbreviated, text.TwinAbbreviated)
	add(like == value.Respelt, text.TwinRespelt)
	add(like == value.Misspelt, text.TwinMisspelt)
	add(born == sameBirth, text.TwinSameBirth)
	add(born == likelyBirth || born == distantBirth, text.TwinLikelyBirth)
	add(samePhone, text.TwinSamePhone)
	add(like == value.Different, text.TwinOtherName)
	add(otherSex, text.TwinOtherSex)
	add(code == differentCode, text.TwinOtherCode)
	add(born == differentBirth, text.TwinOtherBirth)
	return out
}
