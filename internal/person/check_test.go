package person_test

import (
	"errors"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"
	"pgregory.net/rapid"

	"siil/internal/fault"
	"siil/internal/person"
	"siil/internal/text"
	"siil/internal/value"
)

var today = value.MustDate("2026-11-24")

// faults are the fields that an error blames, with their words.
func faults(err error) map[string]string {
	var f *fault.Error
	if !errors.As(err, &f) {
		return nil
	}
	out := map[string]string{}
	for _, x := range f.Fields {
		out[x.Name] = x.Text.In(text.Italian)
	}
	return out
}

func TestCheckSaysWhatIsWrong(t *testing.T) {
	ok := person.Person{GivenName: "Samira", FamilyName: "Provini"}
	with := func(change func(p *person.Person)) person.Person {
		p := ok
		change(&p)
		return p
	}
	for name, c := range map[string]struct {
		p    person.Person
		want map[string]string
	}{
		"nothing":          {person.Person{}, map[string]string{"family_name": text.FamilyNameMissing.In(0), "given_name": text.GivenNameMissing.In(0)}},
		"signs for a name": {with(func(p *person.Person) { p.FamilyName = " -'. " }), map[string]string{"family_name": text.FamilyNameMissing.In(0)}},
		"one letter":       {with(func(p *person.Person) { p.GivenName = "S" }), map[string]string{"given_name": text.NameTooShort.F(0, 2)}},
		"a name too long":  {with(func(p *person.Person) { p.GivenName = strings.Repeat("à", 61) }), map[string]string{"given_name": text.TextTooLong.F(0, 60)}},
		"a code too short": {with(func(p *person.Person) { p.TaxCode = "PRVSMR90A41" }), map[string]string{"tax_code": text.TaxCodeShape.In(0)}},
		"a wrong letter":   {with(func(p *person.Person) { p.TaxCode = "PRVSMR90A41Z330Q" }), map[string]string{"tax_code": text.TaxCodeCheckLetter.In(0)}},
		"tomorrow":         {with(func(p *person.Person) { p.BirthDate = today.AddDays(1) }), map[string]string{"birth_date": text.BirthInFuture.In(0)}},
		"111 years":        {with(func(p *person.Person) { p.BirthDate = today.AddYears(-111) }), map[string]string{"birth_date": text.BirthTooOld.F(0, 110)}},
		"an unknown sex":   {with(func(p *person.Person) { p.Sex = "Q" }), map[string]string{"sex": text.SexUnknown.In(0)}},
		"another birth": {with(func(p *person.Person) { p.TaxCode, p.BirthDate = "PRVSMR90A41Z330P", value.MustDate("1990-01-02") }),
			map[string]string{"birth_date": text.BirthAgainstCode.In(0)}},
		"another sex":   {with(func(p *person.Person) { p.TaxCode, p.Sex = "PRVSMR90A41Z330P", "M" }), map[string]string{"sex": text.SexAgainstCode.In(0)}},
		"no such place": {with(func(p *person.Person) { p.Municipality = "Atlantide" }), map[string]string{"municipality": text.MunicipalityUnknown.In(0)}},
		"no such code":  {with(func(p *person.Person) { p.Municipality = "999999" }), map[string]string{"municipality": text.MunicipalityUnknown.In(0)}},
		"no telephone":  {with(func(p *person.Person) { p.Phone = "chiamare la figlia" }), map[string]string{"phone": text.PhoneShape.In(0)}},
		"no mail":       {with(func(p *person.Person) { p.Email = "samira@" }), map[string]string{"email": text.EmailShape.In(0)}},
		"a mail with a line": {with(func(p *person.Person) { p.Email = "samira@example.org>,\r\nBcc: x@example.org" }),
			map[string]string{"email": text.EmailShape.In(0)}},
		"too long": {with(func(p *person.Person) {
			p.Address, p.BirthPlace, p.Language = strings.Repeat("v", 201), strings.Repeat("v", 81), strings.Repeat("v", 61)
		}), map[string]string{"address": text.TextTooLong.F(0, 200), "birth_place": text.TextTooLong.F(0, 80), "language": text.TextTooLong.F(0, 60)}},
		"born today":             {with(func(p *person.Person) { p.BirthDate = today }), nil},
		"110 years":              {with(func(p *person.Person) { p.BirthDate = today.AddYears(-110) }), nil},
		"sex X against the code": {with(func(p *person.Person) { p.TaxCode, p.Sex = "PRVSMR90A41Z330P", "x" }), nil},
	} {
		p := c.p
		if diff := cmp.Diff(c.want, faults(person.Check(&p, today))); diff != "" {
			t.Errorf("%s: %s", name, diff)
		}
	}
}

func TestCheckPutsIntoTheStoredForm(t *testing.T) {
	p := person.Person{GivenName: "  Niccolò\t", FamilyName: "D’ Angelo\u202e", TaxCode: " prv smr 90a41 z330p ", Sex: " f", Municipality: "Pieve a N.",
		Phone: " 0572  12345 ", Email: " A@Example.ORG ", Address: "Via\nRoma 1\x00", Language: "arabo\xff"}
	if err := person.Check(&p, today); err != nil {
		t.Fatal(err)
	}
	want := person.Person{GivenName: "Niccolò", FamilyName: "D’ Angelo", TaxCode: "PRVSMR90A41Z330P", BirthDate: value.MustDate("1990-01-01"), Sex: "F",
		Municipality: "047013", Phone: "0572 12345", Email: "a@example.org", Address: "Via Roma 1", Language: "arabo"}
	if p != want {
		t.Errorf("got  %+v\nwant %+v", p, want)
	}
}

func TestWhatPrevails(t *testing.T) {
	said := person.Person{GivenName: "Samira", FamilyName: "Provini", TaxCode: "PRVSMR90A41Z330P", BirthDate: value.MustDate("1989-12-31"), Sex: "M"}
	code, stated := said, said
	code.Prevails, stated.Prevails = person.PrevailsCode, person.PrevailsStated
	if err := person.Check(&code, today); err != nil || code.BirthDate != value.MustDate("1990-01-01") || code.Sex != "F" {
		t.Errorf("the code: %v, %+v", err, code)
	}
	if err := person.Check(&stated, today); err != nil || stated.BirthDate != said.BirthDate || stated.Sex != "M" {
		t.Errorf("what was said: %v, %+v", err, stated)
	}
	if birth, sex := said.Contradicts(); !birth || !sex {
		t.Error("a contradiction is not seen")
	}
	if birth, sex := code.Contradicts(); birth || sex {
		t.Error("a contradiction where there is none")
	}
}

// Whatever is typed, what passes is in the stored form: checking it again changes nothing, and every text is short and of one line.
func TestCheckedTwiceIsCheckedOnce(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		word := rapid.OneOf(rapid.String(), rapid.SampledFrom([]string{"", "Rossi", "D'Angelo", " x ", "PRVSMR90A41Z330P", "F", "Pescia", "a@b.it", "333 12", "047012"}))
		p := person.Person{GivenName: word.Draw(t, "given"), FamilyName: word.Draw(t, "family"), TaxCode: value.TaxCode(word.Draw(t, "code")), Sex: word.Draw(t, "sex"),
			BirthPlace: word.Draw(t, "place"), Municipality: word.Draw(t, "municipality"), Address: word.Draw(t, "address"), Phone: word.Draw(t, "phone"),
			Email: word.Draw(t, "email"), Language: word.Draw(t, "language"), Prevails: word.Draw(t, "prevails")}
		if person.Check(&p, today) != nil {
			return
		}
		again := p
		if err := person.Check(&again, today); err != nil || again != p {
			t.Fatalf("%v\n%+v\n%+v", err, p, again)
		}
		for _, f := range person.Fields {
			if s := p.Get(f); strings.ContainsAny(s, "\x00\r\n\t") || len(s) > 4*person.MaxEmail {
				t.Fatalf("%s: %q", f, s)
			}
		}
	})
}
