package exchange

import (
	"errors"
	"regexp"
	"slices"
	"strconv"
	"strings"
	"unicode/utf8"

	"siil/internal/fault"
	"siil/internal/guideline"
	"siil/internal/person"
	"siil/internal/sheet"
	"siil/internal/territory"
	"siil/internal/value"
)

// Candidate is a line as it was read: who it is about, what it says about them, and what is wrong with it.
type Candidate struct {
	Line       int
	Name       string        // as the list writes it
	Person     person.Person // date of birth and sex as stated, or those of the tax code where the list says nothing
	ReferredOn value.Date
	Referrer   string
	Programmes []string // codes
	State      string
	Why        string // code of the reason of a closure or suspension
	Words      words
	Notes      string
	Manager    string
	Seat       string
	NextOn     value.Date

	Flaw    *Remark // why the line is refused
	Remarks []Remark
}

// words are those of the list for what became a code.
type words struct{ State, Programme string }

func (c *Candidate) refuse(code, column string, args ...string) {
	if c.Flaw == nil {
		c.Flaw = &Remark{code, column, args}
	}
}

func (c *Candidate) warn(code, column string, args ...string) {
	c.Remarks = append(c.Remarks, Remark{code, column, args})
}

// reader reads the lines of one list under one mapping.
type reader struct {
	m        *guideline.Model
	zone     string
	heads    []string
	x        Mapping
	today    value.Date
	date1904 bool
	column   map[string]int // of a field
	notes    []int
}

func newReader(m *guideline.Model, zone string, heads []string, x Mapping, today value.Date, date1904 bool) *reader {
	r := &reader{m: m, zone: zone, heads: heads, x: x, today: today, date1904: date1904, column: map[string]int{}}
	for i, h := range heads {
		switch f := x.Columns[h]; f {
		case "":
		case fieldNotes:
			r.notes = append(r.notes, i)
		default:
			r.column[f] = i
		}
	}
	return r
}

// heading names the column of a field; empty when the list has none.
func (r *reader) heading(field string) string {
	if i, ok := r.column[field]; ok {
		return r.heads[i]
	}
	return ""
}

// cell gives the cell of a field; what stands for nothing ("-", "n.d.") is empty.
func (r *reader) cell(row sheet.Row, field string) sheet.Cell {
	i, ok := r.column[field]
	if !ok {
		return sheet.Cell{}
	}
	c := row.Cell(i)
	if c.Text = strings.TrimSpace(c.Text); c.Error || isBlank(c.Text) {
		return sheet.Cell{}
	}
	return c
}

func (r *reader) text(row sheet.Row, field string) string { return r.cell(row, field).Text }

// blanks are what people write in a cell that has nothing to say.
var blanks = []string{"", "nd", "n d", "na", "nn", "nc", "np", "x", "xx", "xxx", "no dato", "non noto", "non nota", "non disponibile", "non presente", "non pervenuto",
	"sconosciuto", "sconosciuta", "mancante", "assente", "da completare", "da richiedere", "da chiedere"}

func isBlank(s string) bool { return len(s) < 40 && slices.Contains(blanks, value.FoldName(s)) }

// read reads one line.
func (r *reader) read(row sheet.Row) Candidate {
	c := Candidate{Line: row.Line}
	for i := range r.heads {
		if row.Cell(i).Error && r.x.Columns[r.heads[i]] != "" {
			c.warn(cellError, r.heads[i])
		}
	}
	r.readCode(&c, row)
	r.readNames(&c, row)
	c.Person.BirthDate = r.date(&c, row, fieldBirthDate, value.ForBirth(r.today))
	r.readSex(&c, row)
	c.ReferredOn = r.date(&c, row, fieldReferredOn, value.ForEvent(r.today))
	r.readNext(&c, row)
	r.readContacts(&c, row)
	r.readCase(&c, row)
	r.check(&c)
	return c
}

func (r *reader) readCode(c *Candidate, row sheet.Row) {
	typed := r.text(row, fieldTaxCode)
	if typed == "" {
		return
	}
	code, err := value.ParseTaxCode(typed)
	flaw := value.FlawOf(err)
	switch {
	case flaw == nil:
		c.Person.TaxCode = code
	case flaw.ExpectedLetter() != 0:
		c.refuse(taxCodeCheckLetter, r.heading(fieldTaxCode), string(flaw.ExpectedLetter()))
	default:
		c.refuse(flaw.Code(), r.heading(fieldTaxCode))
	}
}

func (r *reader) readNames(c *Candidate, row sheet.Row) {
	code := c.Person.TaxCode
	if h := r.heading(fieldFullName); h != "" {
		c.Name = strings.Join(strings.Fields(r.text(row, fieldFullName)), " ")
		certain := false
		c.Person.FamilyName, c.Person.GivenName, certain = splitName(c.Name, code, givenFirst(h))
		if !certain && c.Person.GivenName != "" && len(code) != 16 {
			c.warn(nameGuessed, h, c.Person.FamilyName, c.Person.GivenName)
		}
	} else {
		family, given := r.text(row, fieldFamilyName), r.text(row, fieldGivenName)
		c.Name = strings.TrimSpace(strings.Join(strings.Fields(family+" "+given), " "))
		c.Person.FamilyName, c.Person.GivenName = tidyName(family), tidyName(given)
	}
	p := &c.Person
	if len(code) == 16 && p.GivenName != "" && p.FamilyName != "" && !code.MatchesName(p.FamilyName, p.GivenName) {
		if code.MatchesName(p.GivenName, p.FamilyName) {
			p.FamilyName, p.GivenName = p.GivenName, p.FamilyName
			c.warn(nameTurned, r.heading(fieldGivenName))
		} else {
			c.warn(nameDiffers, r.heading(fieldTaxCode))
		}
	}
	switch {
	case p.FamilyName == "" && p.GivenName == "" && r.text(row, fieldTaxCode) == "":
		c.refuse(nobody, r.nameHeading())
	case (p.FamilyName == "" || p.GivenName == "") && p.TaxCode.Absent():
		c.refuse(nameMissing, r.nameHeading())
	}
}

func (r *reader) nameHeading() string {
	if h := r.heading(fieldFullName); h != "" {
		return h
	}
	return r.heading(fieldFamilyName)
}

func givenFirst(heading string) bool {
	h := value.FoldName(heading)
	return strings.HasPrefix(h, "nome e c") || strings.HasPrefix(h, "nome c") || strings.HasPrefix(h, "nomec")
}

// date reads the date of a field; what is none refuses the line.
func (r *reader) date(c *Candidate, row sheet.Row, field string, p value.Pivot) value.Date {
	cell := r.cell(row, field)
	if cell.Text == "" {
		return value.Date{}
	}
	d, code := r.dateOf(cell, p)
	if code != "" {
		c.refuse(code, r.heading(field), short(cell.Text))
	}
	return d
}

// serial is a day as spreadsheets count them, written as a number: between 1927 and 2100.
var serial = regexp.MustCompile(`^[1-7]\d{4}([.,]\d+)?$`)

// dateOf reads a date in whatever form a list holds it; code says what is wrong.
func (r *reader) dateOf(cell sheet.Cell, p value.Pivot) (d value.Date, code string) {
	n := cell.Number
	isSerial := cell.IsDate || cell.Numeric && n >= 10000 && n < 80000
	if !isSerial && serial.MatchString(cell.Text) {
		n, _ = strconv.ParseFloat(strings.Replace(cell.Text, ",", ".", 1), 64)
		isSerial = true
	}
	if isSerial {
		d, ok := value.FromExcelSerial(n, r.date1904)
		if !ok {
			return d, dateOutOfRange
		}
		return d, ""
	}
	d, err := value.ParseDate(strings.TrimLeft(cell.Text, "'"), p)
	switch {
	case err == nil:
		return d, ""
	case errors.Is(err, value.ErrNoSuchDay):
		return d, noSuchDay
	case errors.Is(err, value.ErrDateRange):
		return d, dateOutOfRange
	}
	return d, notADate
}

func (r *reader) readSex(c *Candidate, row sheet.Row) {
	typed := r.text(row, fieldSex)
	if typed == "" {
		return
	}
	sex, ok := r.m.SexFor(typed)
	if !ok {
		c.warn(sexUnknown, r.heading(fieldSex), short(typed))
	}
	c.Person.Sex = sex
}

// readNext reads the next date; words that are no date ("da fissare") are no reason to refuse a line.
func (r *reader) readNext(c *Candidate, row sheet.Row) {
	cell := r.cell(row, fieldNextDate)
	if cell.Text == "" {
		return
	}
	d, code := r.dateOf(cell, value.ForEvent(r.today))
	switch code {
	case "":
		c.NextOn = d
	case notADate:
		c.warn(nextDateWrong, r.heading(fieldNextDate), short(cell.Text))
	default:
		c.refuse(code, r.heading(fieldNextDate), short(cell.Text))
	}
}

func (r *reader) readContacts(c *Candidate, row sheet.Row) {
	p := &c.Person
	p.BirthPlace = r.text(row, fieldBirthPlace)
	p.Address = r.text(row, fieldAddress)
	p.Phone = strings.ReplaceAll(strings.ReplaceAll(r.text(row, fieldPhone), "\n", ", "), "/", ", ")
	if telephone.MatchString(p.Phone) {
		p.Phone = r.text(row, fieldPhone)
	}
	p.Email = r.text(row, fieldEmail)
	if town := r.text(row, fieldMunicipality); town != "" {
		if m, ok := territory.MunicipalityByName(r.zone, town); ok {
			p.Municipality = m.ISTAT
		} else {
			c.warn(townUnknown, r.heading(fieldMunicipality), short(town))
		}
	}
}

// telephone is one number with a stroke after its prefix ("0572/123456"), as against two numbers.
var telephone = regexp.MustCompile(`^\s*\+?[\d .]{2,8}, *[\d .]{4,9}$`)

func (r *reader) readCase(c *Candidate, row sheet.Row) {
	c.Referrer = r.text(row, fieldReferrer)
	c.Manager, c.Seat = r.text(row, fieldManager), r.text(row, fieldSeat)
	if c.Words.Programme = r.text(row, fieldProgramme); c.Words.Programme != "" {
		var rest []string
		c.Programmes, rest = r.x.programmes(r.m, c.Words.Programme)
		if len(rest) > 0 {
			c.warn(programmeLost, r.heading(fieldProgramme), short(strings.Join(rest, ", ")))
		}
	}
	c.State = r.m.Initial
	if c.Words.State = r.text(row, fieldState); c.Words.State != "" {
		var ok bool
		if c.State, c.Why, ok = r.x.state(r.m, c.Words.State); !ok {
			c.warn(stateUnknown, r.heading(fieldState), short(c.Words.State), c.State)
		}
	}
	var notes []string
	for _, i := range r.notes {
		switch t := row.Text(i); {
		case isBlank(t):
		case len(r.notes) > 1:
			notes = append(notes, r.heads[i]+": "+t)
		default:
			notes = append(notes, t)
		}
	}
	c.Notes = strings.Join(notes, "\n")
}

// check holds the person against what the archive accepts: names and dates that cannot be refuse the line, other data that cannot be are
// left out with a word about it.
func (r *reader) check(c *Candidate) {
	if c.Flaw != nil {
		return
	}
	p := c.Person
	p.Prevails = person.PrevailsStated
	named := p.FamilyName != "" && p.GivenName != ""
	if !named { // a code may name somebody of the archive
		p.FamilyName, p.GivenName = "--", "--"
	}
	err := person.Check(&p, r.today)
	p.Prevails = ""
	for _, f := range faultFields(err) {
		switch person.Field(f) {
		case person.FamilyName, person.GivenName:
			if named {
				c.refuse(nameMissing, r.nameHeading())
			}
		case person.BirthDate:
			c.refuse(dateOutOfRange, r.heading(fieldBirthDate), c.Person.BirthDate.Format())
		case person.Phone:
			c.warn(phoneWrong, r.heading(fieldPhone), short(p.Phone))
			p.Phone = ""
		case person.Email:
			c.warn(emailWrong, r.heading(fieldEmail), short(p.Email))
			p.Email = ""
		case person.BirthPlace:
			c.warn(tooLong, r.heading(fieldBirthPlace))
			p.BirthPlace = ""
		case person.Address:
			c.warn(tooLong, r.heading(fieldAddress))
			p.Address = ""
		}
	}
	if !named {
		p.FamilyName, p.GivenName = c.Person.FamilyName, c.Person.GivenName
	}
	c.Person = p
}

func faultFields(err error) []string {
	f, ok := err.(*fault.Error)
	if !ok {
		return nil
	}
	out := make([]string, len(f.Fields))
	for i, x := range f.Fields {
		out[i] = x.Name
	}
	return out
}

// longestQuoted is how much of a cell a remark repeats.
const longestQuoted = 60

func short(s string) string {
	if utf8.RuneCountInString(s) <= longestQuoted {
		return s
	}
	return string([]rune(s)[:longestQuoted-1]) + "…"
}

// lines are the rows of a table that are about somebody: a heading repeated further down, a title between the rows and a row that has
// only its number are none.
func lines(t *sheet.Table, heads []string, x Mapping) []sheet.Row {
	var out []sheet.Row
	head := strings.ToLower(strings.Join(t.Heading.Texts(), "\x00"))
	for _, row := range t.Rows {
		if strings.ToLower(strings.Join(row.Texts(), "\x00")) == head || isTitle(row, heads, x) {
			continue
		}
		out = append(out, row)
	}
	return out
}

// isTitle tells a row with one cell alone, which names nobody.
func isTitle(row sheet.Row, heads []string, x Mapping) bool {
	at, full := -1, 0
	for i := range row.Cells {
		if row.Text(i) != "" {
			at, full = i, full+1
		}
	}
	if full != 1 || at >= len(heads) {
		return full == 0
	}
	switch x.Columns[heads[at]] {
	case fieldFullName, fieldFamilyName, fieldGivenName, fieldTaxCode:
		return strings.ContainsAny(row.Text(at), "0123456789") && x.Columns[heads[at]] != fieldTaxCode
	}
	return true
}
