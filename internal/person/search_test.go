package person_test

import (
	"slices"
	"strings"
	"testing"

	"siil/internal/gate"
	"siil/internal/gate/gatetest"
	"siil/internal/person"
	"siil/internal/policy"
	"siil/internal/value"
)

func search(t testing.TB, w *gatetest.World, who gate.Actor, query string) (hits []person.Hit) {
	t.Helper()
	err := w.Read(ctx, who, func(tx *gate.ReadTx) (err error) {
		hits, err = person.Search(tx, query, 50)
		return err
	})
	if err != nil {
		t.Fatal(err)
	}
	return hits
}

func TestSearchAsPeopleType(t *testing.T) {
	gatetest.Both(t, func(t *testing.T, w *gatetest.World) {
		who := w.Account(t, gatetest.Zone, "elena", policy.Secretary)
		for i, p := range []person.Person{{GivenName: "Niccolò", FamilyName: "D'Angelo"}, {GivenName: "Seán", FamilyName: "O’Brien"}, {GivenName: "Ròssi Test", FamilyName: "De Luca"},
			{GivenName: "Samira", FamilyName: "Provini", TaxCode: "PRVSMR90A41Z330P"}, {GivenName: "Wei", FamilyName: "Li"}} {
			openCase(t, w, add(t, w, who, p), i+1, "")
		}
		omocode := string(value.TaxCode("PRVSMR90A41Z330P").Omocode(3))
		for query, want := range map[string]string{
			"d'angelo": "D'Angelo", "DANGELO": "D'Angelo", "niccolo": "D'Angelo", "D’Angelo Nicc": "D'Angelo", "niccolò d angelo": "D'Angelo", "dang": "D'Angelo",
			"o'brien": "O’Brien", "OBRIEN SEAN": "O’Brien", "sean o": "O’Brien", "rossi test": "De Luca", "de lu": "De Luca", "de luca ròssi": "De Luca",
			"prvsmr 90a41 z330p": "Provini", omocode: "Provini", "li": "Li", "wei li": "Li",
			"": "", " ": "", "d": "", "angelo": "", "%": "", "_angelo": "", "PRVSMR90A41": "", "x\x00y' OR 1=1 --": "", "nobody": "", strings.Repeat("è", 5000): "", "\xff\xfe": "",
		} {
			var got []string
			for _, h := range search(t, w, who, query) {
				got = append(got, h.FamilyName)
			}
			if strings.Join(got, ",") != want {
				t.Errorf("%q found %v, want %q", query, got, want)
			}
		}
	})
}

func TestSearchShowsWhatListsShow(t *testing.T) {
	gatetest.Both(t, func(t *testing.T, w *gatetest.World) {
		secretary, mine := w.Account(t, gatetest.Zone, "elena", policy.Secretary), w.Account(t, gatetest.Zone, "sara", policy.SocialWorker)
		called, nobody := mine, w.Account(t, gatetest.Zone, "ugo", policy.Administrator)
		called.Core = false
		outside := w.Account(t, gatetest.Other, "ada", policy.Coordinator)
		samir := value.BuildTaxCode("Provini", "Samir", value.MustDate("1980-01-01"), "M", "Z330")
		openCase(t, w, add(t, w, secretary, samira), 1, mine.Account)
		openCase(t, w, add(t, w, secretary, person.Person{GivenName: "Samir", FamilyName: "Provini", BirthDate: value.MustDate("1980-01-01"), TaxCode: samir}), 2, "")
		merged := add(t, w, secretary, person.Person{GivenName: "Samira", FamilyName: "Provini"})
		kept := search(t, w, secretary, "provini samira")[0].PersonID
		write(t, w, secretary, func(tx *gate.WriteTx) error { return tx.Update("person", merged.ID, gate.Row{"merged_into": kept}) })
		found := func(who gate.Actor) (out []string) {
			for _, h := range search(t, w, who, "provini") {
				out = append(out, h.GivenName+" "+string(h.TaxCode)+" "+h.BirthDate.ISO())
			}
			return out
		}
		for name, c := range map[string]struct {
			who  gate.Actor
			want []string
		}{
			"secretary":  {secretary, []string{"Samir " + string(samir) + " 1980-01-01", "Samira PRVSMR90A41Z330P 1990-01-01"}},
			"core":       {mine, []string{"Samir  ", "Samira PRVSMR90A41Z330P 1990-01-01"}},
			"called in":  {called, []string{"Samira PRVSMR90A41Z330P 1990-01-01"}},
			"no cases":   {nobody, nil},
			"other zone": {outside, nil},
		} {
			if got := found(c.who); !slices.Equal(got, c.want) {
				t.Errorf("%s: %q", name, got)
			}
		}
	})
}
