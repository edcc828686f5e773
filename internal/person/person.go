// Package person keeps who somebody is and how to reach them: one record per person and zone, every correction with what stood before,
// likely twins, search by name as people type it, and the numbers that other bodies know the person by. It knows nothing of cases but
// that their lists repeat the person's name and municipality.
package person

import (
	"siil/internal/policy"
	"siil/internal/text"
	"siil/internal/value"
)

// Person is one record of identity and contacts. What is not known is empty.
type Person struct {
	ID           value.ID
	GivenName    string
	FamilyName   string
	TaxCode      value.TaxCode // absent: to be completed
	BirthDate    value.Date
	BirthPlace   string // as written: a municipality or a country
	Sex          string // F, M or X
	Municipality string // of residence, ISTAT code
	Address      string
	Phone        string
	Email        string
	Language     string // spoken, as written
	Version      int
	MergedInto   value.ID // the record that holds this person's data since a merge
	MadeAt       value.Instant
	MadeBy       value.ID
	ChangedAt    value.Instant
	ChangedBy    value.ID

	// Prevails says, in Check only, which holds when tax code and date of birth or sex disagree: see the constants. It is not stored.
	Prevails string
}

// What prevails when the tax code and the date of birth or sex disagree.
const (
	PrevailsCode   = "tax_code" // date and sex become those of the code
	PrevailsStated = "stated"   // date and sex stay as written: the code was given on wrong data, or the sex registered has changed
)

// Name is given and family name, as a page writes it.
func (p Person) Name() string { return p.GivenName + " " + p.FamilyName }

// NameKey is the key of the name in lists, family name first.
func (p Person) NameKey() string { return value.NameKey(p.FamilyName, p.GivenName) }

// givenKey is the key of the name with the given name first.
func (p Person) givenKey() string { return value.NameKey(p.GivenName, p.FamilyName) }

// Incomplete tells whether the tax code is still to be found out.
func (p Person) Incomplete() bool { return p.TaxCode.Absent() }

// Resource is the person for the rules, when there is no case that tells how the actor stands to them.
func (p Person) Resource() policy.Resource { return policy.Resource{Kind: policy.Person, ID: p.ID} }

// Field is the code of one datum of a person: the name of its form field, its JSON field and its column.
type Field string

// The fields, in the order of the form.
const (
	FamilyName   Field = "family_name"
	GivenName    Field = "given_name"
	TaxCode      Field = "tax_code"
	BirthDate    Field = "birth_date"
	BirthPlace   Field = "birth_place"
	Sex          Field = "sex"
	Municipality Field = "municipality"
	Address      Field = "address"
	Phone        Field = "phone"
	Email        Field = "email"
	Language     Field = "language"
)

// Prevails is the name of the form field that settles a disagreement between tax code and birth.
const Prevails = "prevails"

// Fields lists every field in the order of the form.
var Fields = []Field{FamilyName, GivenName, TaxCode, BirthDate, BirthPlace, Sex, Municipality, Address, Phone, Email, Language}

// Labels are the words of the fields.
var Labels = map[Field]text.T{FamilyName: text.FamilyName, GivenName: text.GivenName, TaxCode: text.TaxCode, BirthDate: text.BirthDate,
	BirthPlace: text.BirthPlace, Sex: text.Sex, Municipality: text.Residence, Address: text.Address, Phone: text.Phone, Email: text.PersonEmail,
	Language: text.SpokenLanguage}

// Get is a field as it is stored: dates as YYYY-MM-DD, a municipality by its code.
func (p Person) Get(f Field) string {
	switch f {
	case FamilyName:
		return p.FamilyName
	case GivenName:
		return p.GivenName
	case TaxCode:
		return string(p.TaxCode)
	case BirthDate:
		return p.BirthDate.ISO()
	case BirthPlace:
		return p.BirthPlace
	case Sex:
		return p.Sex
	case Municipality:
		return p.Municipality
	case Address:
		return p.Address
	case Phone:
		return p.Phone
	case Email:
		return p.Email
	case Language:
		return p.Language
	}
	return ""
}

// Differs lists the fields in which two records differ, in the order of the form.
func (p Person) Differs(q Person) []Field {
	var out []Field
	for _, f := range Fields {
		if p.Get(f) != q.Get(f) {
			out = append(out, f)
		}
	}
	return out
}
