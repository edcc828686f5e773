package exchange

import (
	"crypto/sha256"
	"encoding/hex"
	"encoding/json"
	"fmt"
	"io"
	"slices"
	"strings"

	"siil/internal/fault"
	"siil/internal/guideline"
	"siil/internal/policy"
	"siil/internal/sheet"
	"siil/internal/text"
	"siil/internal/value"
)

// The fields that a column can be matched to: the codes of guidelines/import.json.
const (
	fieldFullName     = "full_name"
	fieldFamilyName   = "family_name"
	fieldGivenName    = "given_name"
	fieldTaxCode      = "tax_code"
	fieldBirthDate    = "birth_date"
	fieldBirthPlace   = "birth_place"
	fieldSex          = "sex"
	fieldMunicipality = "municipality"
	fieldAddress      = "address"
	fieldPhone        = "phone"
	fieldEmail        = "email"
	fieldReferredOn   = "referred_on"
	fieldReferrer     = "referrer"
	fieldProgramme    = "programme"
	fieldState        = "state"
	fieldNotes        = "notes"
	fieldManager      = "manager"
	fieldNextDate     = "next_date"
	fieldSeat         = "seat"
	fieldNumber       = "number"
)

// Mapping says what the columns of a list mean, and the words in them that the guidelines do not know or may mean several things. It is
// kept for the zone under the signature of the headings, and can be given to the command line as a JSON file of this shape.
type Mapping struct {
	Columns    map[string]string `json:"columns"`              // heading (see headings) to field; "" leaves the column out
	States     map[string]string `json:"states,omitempty"`     // words to STATE or STATE/REASON
	Programmes map[string]string `json:"programmes,omitempty"` // words to a programme; "" is none
	Notes      policy.Section    `json:"notes_section,omitempty"`
}

// headings names every column of a table that holds anything: by its heading; a second one alike is "Note (2)", one without any
// "Colonna D".
func headings(t *sheet.Table) []string {
	n := len(t.Heading.Cells)
	for _, r := range t.Rows {
		n = max(n, len(r.Cells))
	}
	out, seen := make([]string, n), map[string]int{}
	for i := range out {
		h := strings.Join(strings.Fields(t.Heading.Text(i)), " ")
		if h == "" {
			h = "Colonna " + columnLetters(i)
		}
		seen[h]++
		if seen[h] > 1 {
			h = fmt.Sprintf("%s (%d)", h, seen[h])
			seen[h]++
		}
		out[i] = h
	}
	return out
}

// columnLetters names a column counted from 0 as spreadsheets do.
func columnLetters(i int) string {
	s := ""
	for i++; i > 0; i = (i - 1) / 26 {
		s = string(rune('A'+(i-1)%26)) + s
	}
	return s
}

// signature tells lists with the same headings, in the same order, from others.
func signature(headings []string) string {
	h := sha256.New()
	for _, x := range headings {
		fmt.Fprintf(h, "%s\n", value.FoldName(x))
	}
	return hex.EncodeToString(h.Sum(nil))
}

// propose matches the columns as far as the guidelines know their headings. The list's own row numbers are left out.
func propose(m *guideline.Model, heads []string) Mapping {
	out := Mapping{Columns: map[string]string{}, States: map[string]string{}, Programmes: map[string]string{}, Notes: policy.Common}
	for i, c := range m.Columns(heads) {
		if c.Field == fieldNumber {
			c.Field = ""
		}
		out.Columns[heads[i]] = c.Field
	}
	return out
}

// sure tells whether the guidelines are certain of a heading, for the page that asks to look at the others.
func sure(m *guideline.Model, heads []string) map[string]bool {
	out := map[string]bool{}
	for i, c := range m.Columns(heads) {
		out[heads[i]] = c.Score >= guideline.Certain
	}
	return out
}

// readMapping reads a mapping that somebody wrote by hand, over the one that was proposed: what it does not name stays.
func readMapping(m *guideline.Model, r io.Reader, over Mapping) (Mapping, error) {
	var given Mapping
	d := json.NewDecoder(io.LimitReader(r, 1<<20))
	d.DisallowUnknownFields()
	if err := d.Decode(&given); err != nil {
		return over, &fault.Error{Kind: fault.Invalid, Text: text.ImportMappingJSON, Cause: err}
	}
	for h, f := range given.Columns {
		if _, ok := over.Columns[h]; !ok {
			return over, fault.New(fault.Invalid, text.ImportMappingHeading.With(h))
		}
		over.Columns[h] = f
	}
	for w, s := range given.States {
		over.States[value.FoldName(w)] = s
	}
	for w, p := range given.Programmes {
		over.Programmes[value.FoldName(w)] = p
	}
	if given.Notes != "" {
		over.Notes = given.Notes
	}
	return over, over.check(m)
}

// check refuses a mapping with which nothing could come in: two columns for one field, nobody's name, codes that do not exist.
func (x Mapping) check(m *guideline.Model) error {
	var c fault.Check
	taken := map[string]string{}
	for _, h := range sortedKeys(x.Columns) {
		f := x.Columns[h]
		if f == "" {
			continue
		}
		if !slices.ContainsFunc(m.Import.Fields, func(k guideline.Field) bool { return k.Code == f }) {
			c.Add("column:"+h, text.ImportFieldUnknown.With(h))
			continue
		}
		if first, twice := taken[f]; twice && f != fieldNotes {
			c.Add("column:"+h, text.ImportFieldTwice.With(first, h))
			continue
		}
		taken[f] = h
	}
	_, whole := taken[fieldFullName]
	_, family := taken[fieldFamilyName]
	_, given := taken[fieldGivenName]
	switch {
	case whole && (family || given):
		c.Add("columns", text.ImportNamesBoth)
	case !whole && !(family && given):
		c.Add("columns", text.ImportNamesMissing)
	}
	for w, s := range x.States {
		c.Require(s == "" || validState(m, s), "state:"+w, text.ImportStateWrong)
	}
	for w, p := range x.Programmes {
		_, ok := m.Programme(p)
		c.Require(p == "" || ok, "programme:"+w, text.ImportProgrammeWrong)
	}
	c.Require(slices.Contains(policy.Sections, x.Notes), "notes", text.ImportSectionWrong)
	return c.Err()
}

// validState tells whether STATE or STATE/REASON is one of the model's.
func validState(m *guideline.Model, s string) bool {
	state, reason := splitState(s)
	if _, ok := m.State(state); !ok {
		return false
	}
	if reason == "" {
		return true
	}
	_, closes := m.ClosureReason(reason)
	_, suspends := m.SuspensionReason(reason)
	return closes || suspends
}

func splitState(s string) (state, reason string) {
	state, reason, _ = strings.Cut(s, "/")
	return state, reason
}

func joinState(p guideline.StateProposal) string {
	switch {
	case p.ClosureReason != "":
		return p.State + "/" + p.ClosureReason
	case p.SuspensionReason != "":
		return p.State + "/" + p.SuspensionReason
	}
	return p.State
}

// state finds what a list's words for a state mean: what somebody chose on the mapping page, or what the guidelines propose.
func (x Mapping) state(m *guideline.Model, words string) (state, reason string, ok bool) {
	if s := x.States[value.FoldName(words)]; s != "" {
		state, reason = splitState(s)
		return state, reason, true
	}
	if p, found := m.StateFor(words); found {
		state, reason = splitState(joinState(p))
		return state, reason, true
	}
	return m.Initial, "", false
}

// programmes finds the programmes of a cell; rest is what nobody understands.
func (x Mapping) programmes(m *guideline.Model, cell string) (codes, rest []string) {
	if code, ok := x.Programmes[value.FoldName(cell)]; ok {
		if code == "" {
			return nil, nil
		}
		return []string{code}, nil
	}
	codes, rest = m.ProgrammesFor(cell)
	return slices.DeleteFunc(codes, func(c string) bool { return c == noProgramme }), rest
}

// noProgramme is the word that says that there is none; it is no membership.
const noProgramme = "NESSUNO"

func sortedKeys[V any](m map[string]V) []string {
	out := make([]string, 0, len(m))
	for k := range m {
		out = append(out, k)
	}
	slices.Sort(out)
	return out
}
