package person_test

import (
	"fmt"
	"math/rand/v2"
	"slices"
	"strings"
	"testing"
	"time"

	"siil/internal/gate"
	"siil/internal/gate/gatetest"
	"siil/internal/person"
	"siil/internal/policy"
	"siil/internal/text"
	"siil/internal/value"
)

// openCase inserts a case file for a person, with a manager or without.
func openCase(t testing.TB, w *gatetest.World, p person.Person, number int, manager value.ID) value.ID {
	t.Helper()
	id := value.NewID()
	write(t, w, gate.System(gatetest.Zone, "cli"), func(tx *gate.WriteTx) error {
		return tx.Insert("case_file", gate.Row{"id": id, "person_id": p.ID, "number": number, "episode_id": value.NewID(), "opened_on": tx.Today(), "state": "SEGNALATA",
			"state_on": tx.Today(), "manager_id": manager, "name_key": p.NameKey(), "version": 1, "made_at": tx.Now(), "changed_at": tx.Now()})
	})
	return id
}

func twins(t testing.TB, w *gatetest.World, who gate.Actor, p person.Person) (found []person.Twin) {
	t.Helper()
	read(t, w, who, func(tx *gate.ReadTx) (err error) {
		found, err = person.Twins(tx, p, 10)
		return err
	})
	return found
}

func TestTwins(t *testing.T) {
	born := value.MustDate("1990-02-01")
	stored := person.Person{GivenName: "Maria Grazia", FamilyName: "D'Angelo", BirthDate: born, Phone: "333 1234567"}
	coded := person.Person{GivenName: "Samira", FamilyName: "Provini", TaxCode: "PRVSMR90A41Z330P"}
	omocode := coded.TaxCode.Omocode(1)
	cases := map[string]struct {
		typed  person.Person
		likely bool // at least TwinLikely
		why    []text.T
	}{
		"the same":                {stored, true, []text.T{text.TwinSameName, text.TwinSameBirth, text.TwinSamePhone}},
		"without accents":         {person.Person{GivenName: "MARIA GRAZIA", FamilyName: "d angelo", BirthDate: born}, true, []text.T{text.TwinSameName, text.TwinSameBirth}},
		"names exchanged":         {person.Person{GivenName: "D'Angelo", FamilyName: "Maria Grazia", BirthDate: born}, true, []text.T{text.TwinSwapped, text.TwinSameBirth}},
		"shortened":               {person.Person{GivenName: "M. Grazia", FamilyName: "D’Angelo", BirthDate: born}, true, []text.T{text.TwinAbbreviated, text.TwinSameBirth}},
		"day and month exchanged": {person.Person{GivenName: "Maria Grazia", FamilyName: "D'Angelo", BirthDate: value.MustDate("1990-01-02")}, true, []text.T{text.TwinSameName, text.TwinLikelyBirth}},
		"misspelt":                {person.Person{GivenName: "Maria Grazia", FamilyName: "D'Angeli", BirthDate: born}, true, []text.T{text.TwinMisspelt, text.TwinSameBirth}},
		"no birth":                {person.Person{GivenName: "Maria Grazia", FamilyName: "D'Angelo"}, false, []text.T{text.TwinSameName}},
		"same code":               {person.Person{GivenName: "Giovanna", FamilyName: "Verdi", TaxCode: coded.TaxCode}, true, []text.T{text.TwinSameCode, text.TwinSameBirth, text.TwinOtherName}},
		"omocode":                 {person.Person{GivenName: "Samira", FamilyName: "Provini", TaxCode: omocode}, true, []text.T{text.TwinOmocode, text.TwinSameName, text.TwinSameBirth}},
		"another code, same birth": {person.Person{GivenName: "Samira", FamilyName: "Provini", TaxCode: value.BuildTaxCode("Provini", "Samira", value.MustDate("1990-01-01"), "F", "G491")},
			false, []text.T{text.TwinSameName, text.TwinSameBirth, text.TwinOtherCode}},
		"a homonym":   {person.Person{GivenName: "Maria Grazia", FamilyName: "D'Angelo", BirthDate: value.MustDate("1955-07-08")}, false, nil},
		"a stranger":  {person.Person{GivenName: "Luca", FamilyName: "Bianchi", BirthDate: born}, false, nil},
		"two letters": {person.Person{GivenName: "Li", FamilyName: "Wu"}, false, nil},
	}
	gatetest.Both(t, func(t *testing.T, w *gatetest.World) {
		who := w.Account(t, gatetest.Zone, "elena", policy.Secretary)
		add(t, w, who, stored)
		add(t, w, who, coded)
		add(t, w, who, person.Person{GivenName: "Anna", FamilyName: "Neri", BirthDate: born})
		for name, c := range cases {
			p := c.typed
			if err := person.Check(&p, today); err != nil {
				t.Fatal(err)
			}
			found := twins(t, w, who, p)
			switch {
			case len(c.why) == 0 && len(found) == 0:
			case len(found) != 1 || found[0].Score >= person.TwinLikely != c.likely || !slices.Equal(found[0].Why, c.why):
				t.Errorf("%s: found %+v", name, found)
			}
		}
	})
}

func TestTwinsLeaveOutWhoIsNoTwin(t *testing.T) {
	gatetest.Both(t, func(t *testing.T, w *gatetest.World) {
		who, outside := w.Account(t, gatetest.Zone, "elena", policy.Secretary), w.Account(t, gatetest.Other, "ada", policy.Secretary)
		rossi := person.Person{GivenName: "Mario", FamilyName: "Rossi", BirthDate: value.MustDate("1970-03-04")}
		a, b, gone := add(t, w, who, rossi), add(t, w, who, rossi), add(t, w, who, rossi)
		write(t, w, who, func(tx *gate.WriteTx) error { return tx.Update("person", gone.ID, gate.Row{"merged_into": a.ID}) })
		if found := twins(t, w, who, a); len(found) != 1 || found[0].Person.ID != b.ID {
			t.Errorf("of a stored person: %+v", found)
		}
		if found := twins(t, w, outside, rossi); len(found) != 0 {
			t.Errorf("another zone finds %+v", found)
		}
		write(t, w, who, func(tx *gate.WriteTx) error {
			if err := person.Apart(tx, b.ID, a.ID); err != nil {
				return err
			}
			return person.Apart(tx, a.ID, b.ID)
		})
		if found := append(twins(t, w, who, a), twins(t, w, who, b)...); len(found) != 0 {
			t.Errorf("two declared apart: %+v", found)
		}
		if found := twins(t, w, who, rossi); len(found) != 2 {
			t.Errorf("a third one has %d twins", len(found))
		}
	})
}

var given = strings.Fields("Anna Maria Luca Marco Samira Ahmed Elena Mihai Giulia Sara Paolo Carla Fatima Wei Olena Ioana Pietro Ugo Lina Ada")
var family = strings.Fields("Rossi Bianchi Verdi Neri Russo Ferrari Esposito Romano Colombo Ricci Marino Greco Bruno Gallo Conti Costa Giordano Mancini Rizzo Lombardi Moretti Barbieri Fontana Santoro Mariani")

// crowd inserts people with few names and births, far more alike than a real zone's.
func crowd(t testing.TB, w *gatetest.World, n int) {
	t.Helper()
	random := rand.New(rand.NewPCG(1, 2))
	write(t, w, gate.System(gatetest.Zone, "cli"), func(tx *gate.WriteTx) error {
		for i := range n {
			p := person.Person{GivenName: given[random.IntN(len(given))], FamilyName: family[random.IntN(len(family))] + fmt.Sprintf("%c%c", 'a'+i%26, 'a'+i/26%20),
				BirthDate: value.MustDate("1950-01-01").AddDays(random.IntN(20000))}
			p.TaxCode = value.BuildTaxCode(p.FamilyName, p.GivenName, p.BirthDate, "F", fmt.Sprintf("A%03d", random.IntN(1000)))
			row := gate.Row{"id": value.NewID(), "given_name": p.GivenName, "family_name": p.FamilyName, "name_key": p.NameKey(),
				"given_key": value.NameKey(p.GivenName, p.FamilyName), "tax_base": p.TaxCode.Canonical(), "birth_date": p.BirthDate, "version": 1, "made_at": tx.Now(), "changed_at": tx.Now()}
			if err := tx.Insert("person", row); err != nil {
				return err
			}
		}
		return nil
	})
}

// Twins of 50,000 people are found through indexes: measured once, and the plan is held.
func TestTwinsAreFast(t *testing.T) {
	if testing.Short() {
		t.Skip("fills a large archive")
	}
	w := gatetest.NewSQLite(t)
	crowd(t, w, 50000)
	who := w.Account(t, gatetest.Zone, "elena", policy.Secretary)
	birth := value.MustDate("1970-05-06")
	for name, p := range map[string]person.Person{
		"whole":           {GivenName: "Maria", FamilyName: "Rossi", BirthDate: birth, TaxCode: "PRVSMR90A41Z330P"},
		"names":           {GivenName: "Maria", FamilyName: "Rossi"},
		"unfinished":      {GivenName: "Ma", FamilyName: "Ros"},
		"two words each":  {GivenName: "Anna Maria", FamilyName: "Rossi Bianchi", BirthDate: birth},
		"code unfinished": {TaxCode: "RSSMRA70E46"},
		"birth":           {BirthDate: birth},
	} {
		best := time.Hour
		for range 5 {
			read(t, w, who, func(tx *gate.ReadTx) error {
				begin := time.Now()
				_, err := person.Twins(tx, p, 10)
				best = min(best, time.Since(begin))
				return err
			})
		}
		t.Logf("%s: twins among 50,000 in %s", name, best)
		if best > 50*time.Millisecond {
			t.Errorf("%s: twins take %s", name, best)
		}
	}
}

// TestTwinsWhileTyping: a part is enough, and a tax code that is unfinished or has a wrong character.
func TestTwinsWhileTyping(t *testing.T) {
	gatetest.Both(t, func(t *testing.T, w *gatetest.World) {
		who := w.Account(t, gatetest.Zone, "elena", policy.Secretary)
		add(t, w, who, person.Person{GivenName: "Samira", FamilyName: "Provini", TaxCode: "PRVSMR90A41Z330P"})
		add(t, w, who, person.Person{GivenName: "Mohamed", FamilyName: "El Amrani", BirthDate: value.MustDate("1985-03-02")})
		for name, c := range map[string]struct {
			typed person.Person
			why   text.T // absent: nobody is found
		}{
			"a code of eleven characters": {person.Person{TaxCode: "prv smr 90a41"}, text.TwinBeginsCode},
			"one of ten":                  {person.Person{TaxCode: "PRVSMR90A4"}, text.T{}},
			"three":                       {person.Person{TaxCode: "PRV"}, text.T{}},
			"a wrong digit at the end":    {person.Person{TaxCode: "PRVSMR90A41Z331P"}, text.TwinNearCode},
			"a wrong letter at the start": {person.Person{TaxCode: "PRWSMR90A41Z330P"}, text.TwinNearCode},
			"two neighbours exchanged":    {person.Person{TaxCode: "PRVSRM90A41Z330P", FamilyName: "Provini", GivenName: "Samira"}, text.TwinNearCode},
			"another code":                {person.Person{TaxCode: "RSSMRA70E06G491X"}, text.T{}},
			"names alone, misspelt":       {person.Person{FamilyName: "Provinni", GivenName: "Samira"}, text.TwinMisspelt},
			"names alone, respelt":        {person.Person{FamilyName: "El Amrani", GivenName: "Muhammad"}, text.TwinRespelt},
			"respelt, a digit of the year": {person.Person{FamilyName: "Elamrani", GivenName: "Muhammad", BirthDate: value.MustDate("1986-03-02")},
				text.TwinRespelt},
			"only one name":      {person.Person{FamilyName: "Provini"}, text.T{}},
			"a birth and a name": {person.Person{FamilyName: "Amrani", GivenName: "Mohamed", BirthDate: value.MustDate("1985-02-03")}, text.TwinAbbreviated},
			"signs, no letters":  {person.Person{FamilyName: "'-", GivenName: "%_", TaxCode: "%%%%%%%%%%%%"}, text.T{}},
		} {
			found := twins(t, w, who, c.typed)
			if c.why == (text.T{}) && len(found) == 0 {
				continue
			}
			if len(found) != 1 || !slices.Contains(found[0].Why, c.why) {
				t.Errorf("%s: found %+v", name, found)
			}
		}
	})
}
