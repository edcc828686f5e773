package person

import (
	"cmp"
	"slices"

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

// Twins finds the records that may be of this person, the likeliest first, whether the person is stored (p.ID) or not yet. It leaves out
// records that were merged and those that somebody has declared to be another person's. The caller decides.
func Twins(tx *gate.ReadTx, p Person, limit int) ([]Twin, error) {
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
	var out []Twin
	for _, q := range found {
		if apart[q.ID] {
			continue
		}
		apart[q.ID] = true
		if t := Compare(p, q); t.Score >= TwinPossible {
			out = append(out, t)
		}
	}
	slices.SortStableFunc(out, func(a, b Twin) int {
		return cmp.Or(cmp.Compare(b.Score, a.Score), cmp.Compare(a.Person.ID, b.Person.ID))
	})
	return out[:min(len(out), limit)], nil
}

// candidates reads, each through an index and within a bound, who has the same tax code but for omocodia, who was born on the day (or on
// it with day and month exchanged), and who has a name that begins likewise, in either order.
func candidates(tx *gate.ReadTx, p Person) ([]Person, error) {
	var out []Person
	add := func(query string, args ...any) error {
		found, err := gate.All(tx, query, append([]any{tx.Zone()}, args...), scan)
		out = append(out, found...)
		return err
	}
	if !p.TaxCode.Absent() {
		if err := add(twinsByTaxSQL, p.TaxCode.Canonical()); err != nil {
			return nil, err
		}
	}
	if !p.BirthDate.IsZero() {
		turned := p.BirthDate
		if d, ok := value.NewDate(p.BirthDate.Year(), monthOf(p.BirthDate.Day()), int(p.BirthDate.Month())); ok {
			turned = d
		}
		if err := add(twinsByDaySQL, p.BirthDate, turned); err != nil {
			return nil, err
		}
	}
	straight, swapped := beginning(p.FamilyName, p.GivenName), beginning(p.GivenName, p.FamilyName)
	if straight == "" || swapped == "" {
		return out, nil
	}
	return out, add(twinsByKeySQL, straight, straight+last, swapped, swapped+last)
}

// beginning is the first name in full and the first letter of the second: it finds "Rossi M. Grazia" for "Rossi Maria Grazia", and,
// with the given name first, "Maria Rosi" for "Maria Rossi".
func beginning(first, second string) string {
	f, s := value.FoldName(first), value.FoldName(second)
	if f == "" || s == "" {
		return ""
	}
	return f + " " + string([]rune(s)[:1])
}

// Compare says how likely two records are to be of one person, and why. Two different tax codes speak against it, the more so when
// the births differ; a birth that differs altogether leaves a name alone, which many people share.
func Compare(p, q Person) Twin {
	t := Twin{Person: q}
	name, like := value.SimilarNames(value.PersonName{Family: p.FamilyName, Given: p.GivenName}, value.PersonName{Family: q.FamilyName, Given: q.GivenName})
	code, born := compareCodes(p.TaxCode, q.TaxCode), compareBirths(p.BirthDate, q.BirthDate)
	switch {
	case code == sameCode:
		t.Score = 1
	case like == value.Different:
		if code == omocode && born != differentBirth {
			t.Score = 0.5
		}
	case code == omocode:
		t.Score = 0.9 * name
	default:
		t.Score = name * birthWeight[born]
		if code == differentCode {
			t.Score *= 0.7
		}
	}
	samePhone := p.Phone != "" && value.TelURI(p.Phone) == value.TelURI(q.Phone)
	if samePhone && like != value.Different && t.Score < 1 {
		t.Score = min(0.99, t.Score+0.15)
	}
	t.Why = why(code, like, born, samePhone)
	return t
}

type agreement int

// How two codes, or two dates of birth, stand to each other.
const (
	unknown agreement = iota
	sameCode
	omocode
	differentCode
	sameBirth
	likelyBirth
	differentBirth
)

var birthWeight = map[agreement]float64{sameBirth: 1, likelyBirth: 0.85, unknown: 0.6, differentBirth: 0.3}

func compareCodes(a, b value.TaxCode) agreement {
	switch {
	case a.Absent() || b.Absent():
		return unknown
	case a == b:
		return sameCode
	case a.Temporary() || b.Temporary():
		return unknown
	case a.Canonical() == b.Canonical():
		return omocode
	}
	return differentCode
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
	return differentBirth
}

func why(code agreement, like value.Likeness, born agreement, samePhone bool) []text.T {
	var out []text.T
	add := func(ok bool, t text.T) {
		if ok {
			out = append(out, t)
		}
	}
	add(code == sameCode, text.TwinSameCode)
	add(code == omocode, text.TwinOmocode)
	add(like == value.SameName, text.TwinSameName)
	add(like == value.Swapped, text.TwinSwapped)
	add(like == value.Abbreviated, text.TwinAbbreviated)
	add(like == value.Misspelt, text.TwinMisspelt)
	add(born == sameBirth, text.TwinSameBirth)
	add(born == likelyBirth, text.TwinLikelyBirth)
	add(samePhone, text.TwinSamePhone)
	add(like == value.Different, text.TwinOtherName)
	add(code == differentCode, text.TwinOtherCode)
	add(born == differentBirth, text.TwinOtherBirth)
	return out
}
