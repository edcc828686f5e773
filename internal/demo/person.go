package demo

import (
	"math/rand/v2"

	"siil/internal/person"
	"siil/internal/territory"
	"siil/internal/value"
)

// life is one invented person. The proportions of sex, age and birth abroad are those that the service reckons with; they are a guess
// about the field, not a measurement.
func (w *world) life(r *rand.Rand, n int) person.Person {
	var p person.Person
	woman := r.Float64() < 0.52
	p.Sex = "M"
	if woman {
		p.Sex = "F"
	}
	p.FamilyName = familyNames[r.IntN(len(familyNames))]
	p.BirthDate = w.today.AddDays(-365*age(r) - r.IntN(365))
	place := ""
	if r.Float64() < 0.30 {
		o := abroad[r.IntN(len(abroad))]
		place, p.BirthPlace = o.place, o.name
		p.GivenName = pick(r, woman, o.women, o.men)
	} else {
		place = italians[r.IntN(len(italians))]
		if m, ok := territory.PlaceByCadastral(place); ok {
			p.BirthPlace = m.Name[0]
		}
		p.GivenName = pick(r, woman, italianWomen, italianMen)
	}
	if r.Float64() > 0.03 { // some have no tax code yet
		p.TaxCode = w.taxCode(p, place)
	}
	m := w.municipality(r)
	p.Municipality = m.ISTAT
	if r.Float64() < 0.85 {
		p.Phone = "333 000 " + fourDigits(n)
	}
	if r.Float64() < 0.15 {
		p.Language = []string{"ar", "fr", "en", "ro", "sq", "uk"}[r.IntN(6)]
	}
	return p
}

func pick(r *rand.Rand, woman bool, women, men []string) string {
	if woman {
		return women[r.IntN(len(women))]
	}
	return men[r.IntN(len(men))]
}

func age(r *rand.Rand) int {
	x := r.Float64()
	switch {
	case x < 0.12:
		return 17 + r.IntN(8)
	case x < 0.32:
		return 25 + r.IntN(10)
	case x < 0.54:
		return 35 + r.IntN(10)
	case x < 0.80:
		return 45 + r.IntN(10)
	}
	return 55 + r.IntN(10)
}

// taxCode makes the code, and another one of the same base when it is taken, as the revenue agency does.
func (w *world) taxCode(p person.Person, place string) value.TaxCode {
	code := value.BuildTaxCode(p.FamilyName, p.GivenName, p.BirthDate, p.Sex, place)
	for n := 1; w.codes[code]; n++ {
		code = code.Omocode(n)
	}
	w.codes[code] = true
	return code
}

// municipality draws by population.
func (w *world) municipality(r *rand.Rand) territory.Municipality {
	x := r.IntN(max(1, w.population))
	for _, m := range w.places {
		if x -= m.Population; x < 0 {
			return m
		}
	}
	return territory.Municipality{}
}

func fourDigits(n int) string {
	b := []byte("0000")
	for i := 3; i >= 0; i-- {
		b[i] = byte('0' + n%10)
		n /= 10
	}
	return string(b)
}
