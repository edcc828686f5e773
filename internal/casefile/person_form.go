package casefile

import (
	"strconv"
	"strings"

	"siil/internal/fault"
	"siil/internal/guideline"
	"siil/internal/network"
	"siil/internal/person"
	"siil/internal/territory"
	"siil/internal/text"
	"siil/internal/ui"
	"siil/internal/value"
)

// personForm is the form of a stored person, with what a person reads and types instead of codes.
func personForm(p person.Person) ui.Form {
	f := ui.NewForm("version", strconv.Itoa(p.Version))
	for _, field := range person.Fields {
		f = f.Set(string(field), personWord(p, field))
	}
	return f
}

// personWord is a field as the form shows it.
func personWord(p person.Person, f person.Field) string {
	switch f {
	case person.BirthDate:
		return p.BirthDate.Format()
	case person.Municipality:
		return person.MunicipalityName(p.Municipality)
	}
	return p.Get(f)
}

// PersonFrom reads the data of a person from a form whose fields have the names of person.Fields. What cannot be read at all is an Invalid fault; the rest person.Check finds.
func PersonFrom(f ui.Form, zone string, today value.Date) (person.Person, error) {
	p := person.Person{FamilyName: f.Value("family_name"), GivenName: f.Value("given_name"), TaxCode: value.TaxCode(f.Value("tax_code")),
		BirthPlace: f.Value("birth_place"), Sex: f.Value("sex"), Municipality: f.Value("municipality"), Address: f.Value("address"),
		Phone: f.Value("phone"), Email: f.Value("email"), Language: f.Value("language"), Prevails: f.Value(person.Prevails)}
	if code, err := value.ParseTaxCode(string(p.TaxCode)); err == nil {
		p.TaxCode = code
	}
	if m, ok := territory.MunicipalityByName(zone, p.Municipality); ok {
		p.Municipality = m.ISTAT
	}
	var c fault.Check
	p.BirthDate = dayFrom(&c, f, string(person.BirthDate), value.ForBirth(today))
	return p, c.Err()
}

// dayFrom reads a day that has passed; absent when the field is empty.
func dayFrom(c *fault.Check, f ui.Form, name string, pivot value.Pivot) value.Date {
	if f.Value(name) == "" {
		return value.Date{}
	}
	d, err := value.ParseDate(f.Value(name), pivot)
	if flaw := value.FlawOf(err); flaw != nil {
		c.Add(name, flaw.Text())
	}
	return d
}

// AsksWhatPrevails tells whether the form must ask which holds, tax code or birth.
func AsksWhatPrevails(f ui.Form) bool {
	birth, _ := f.Err(string(person.BirthDate))
	sex, _ := f.Err(string(person.Sex))
	return birth == text.BirthAgainstCode || sex == text.SexAgainstCode || f.Value(person.Prevails) != ""
}

// SexOptions are the choices of a field for the sex of a person.
var SexOptions = []ui.Option{{Value: "F", Label: text.PersonFemale}, {Value: "M", Label: text.PersonMale}, {Value: "X", Label: text.PersonOtherSex}}

// PrevailsOptions are the answers to what prevails, tax code or birth.
var PrevailsOptions = []ui.Option{{Value: person.PrevailsCode, Label: text.PersonByCode}, {Value: person.PrevailsStated, Label: text.PersonByWord}}

// TownNames are the municipalities that the form proposes: those of the zone.
func TownNames(zone string) []string {
	var names []string
	for _, m := range territory.Municipalities(zone) {
		names = append(names, m.Name)
	}
	return names
}

// shown is a stored value of a field in the reader's words.
func shown(f person.Field, stored string, l text.Lang) string {
	switch {
	case stored == "":
		return text.PersonNoValue.In(l)
	case f == person.BirthDate:
		d, _ := value.ParseISO(stored)
		return d.Format()
	case f == person.Municipality && person.MunicipalityName(stored) != "":
		return person.MunicipalityName(stored)
	case f == person.Sex:
		for _, o := range SexOptions {
			if o.Value == stored {
				return o.Label.In(l)
			}
		}
	}
	return stored
}

func sourceWords(source string) text.T {
	switch source {
	case person.SourcePage:
		return text.PersonFromPage
	case person.SourceImport:
		return text.PersonFromImport
	case person.SourceAPI:
		return text.PersonFromAPI
	case person.SourceMerge:
		return text.PersonFromMerge
	}
	return text.Raw(source)
}

// conflictRows sets what is stored now against what somebody typed, where they differ.
func conflictRows(now, typed person.Person, l text.Lang) []ui.Compared {
	var rows []ui.Compared
	for _, f := range now.Differs(typed) {
		rows = append(rows, ui.Compared{Label: person.Labels[f], Left: shown(f, now.Get(f), l), Right: shown(f, typed.Get(f), l), Differs: true})
	}
	return rows
}

// programmeOptions are the programmes that a form offers on a day.
func (r *Room) programmeOptions(today value.Date) []ui.Option {
	var out []ui.Option
	for _, p := range r.m.Programmes {
		if p.OfferedOn(today.ISO()) {
			out = append(out, ui.Option{Value: p.Code, Label: p.Label})
		}
	}
	return out
}

// programmeLabel is the name of a programme as somebody may read it: what its very name tells is for who reads its section.
func programmeLabel(m *guideline.Model, code string, reads func(section string) bool) (label text.T, reserved bool) {
	p, ok := m.Programme(code)
	switch {
	case !ok:
		return text.Raw(code), false
	case reads(p.Section):
		return p.Label, false
	case p.Outside != text.T{}:
		return p.Outside, true
	}
	return text.ProgrammeReserved, true
}

// referrerOptions are the bodies that refer people. Whoever opens a case holds the letter in hand, so each body stands with its own name;
// once the case is open, the name of one that tells of health is only for who reads that section.
func referrerOptions(all []network.Organisation) []ui.Option {
	var out []ui.Option
	for _, o := range all {
		if o.EndedAt.IsZero() {
			out = append(out, ui.Option{Value: string(o.ID), Label: text.Raw(o.Name)})
		}
	}
	return out
}

// twinLine says in one line who a likely twin is.
func twinLine(t TwinFound, l text.Lang) string {
	parts := []string{t.Person.FamilyName + " " + t.Person.GivenName}
	if !t.Person.BirthDate.IsZero() {
		parts = append(parts, text.TwinBorn.F(l, t.Person.BirthDate.Format()))
	}
	for _, s := range []string{string(t.Person.TaxCode), person.MunicipalityName(t.Person.Municipality)} {
		if s != "" {
			parts = append(parts, s)
		}
	}
	if t.CaseID == "" {
		return strings.Join(append(parts, text.TwinNoCase.In(l)), ", ")
	}
	return strings.Join(append(parts, text.TwinCase.F(l, t.Number)), ", ")
}

// twinWhy joins the reasons of a likeness.
func twinWhy(t TwinFound, l text.Lang) string {
	words := make([]string, len(t.Why))
	for i, w := range t.Why {
		words[i] = w.In(l)
	}
	return strings.Join(words, "; ")
}
