package exchange

import (
	"crypto/hmac"
	"crypto/sha256"
	"encoding/hex"
	"encoding/json"
	"strings"
	"time"

	"siil/internal/account"
	"siil/internal/crypt"
	"siil/internal/network"
	"siil/internal/person"
	"siil/internal/text"
	"siil/internal/value"
)

// archive is what was loaded to judge a list by. Judging it needs no database.
type archive struct {
	today      value.Date
	lang       text.Lang
	heads      headingsOf
	key        crypt.Key // of the hashes of lines and notes
	known      index
	taken      map[string]*subject // lines that came in before, by their digest
	doubted    map[string]*subject // lines that an earlier list left doubtful, by their digest, with whom they resembled
	bodies     bodies
	seats      []network.Seat
	colleagues []account.Colleague
}

func newArchive(r *reader, key crypt.Key, lang text.Lang) *archive {
	h := headingsOf{name: r.nameHeading(), birth: r.heading(fieldBirthDate), sex: r.heading(fieldSex), of: map[string]string{}}
	for f, i := range r.column {
		h.of[f] = r.heads[i]
	}
	return &archive{today: r.today, lang: lang, heads: h, key: key, known: newIndex(), taken: map[string]*subject{}, doubted: map[string]*subject{}, bodies: bodies{}}
}

// headingsOf are the headings of the columns that remarks point at.
type headingsOf struct {
	name, birth, sex string
	of               map[string]string
}

// digest is the keyed hash of everything that a line says: equal lines have equal digests, and nobody without the key can tell what a
// digest stands for.
func (a *archive) digest(c Candidate) string {
	p := c.Person
	parts := []string{string(p.TaxCode), p.NameKey(), p.BirthDate.ISO(), value.FoldName(p.BirthPlace), p.Sex, p.Municipality, value.FoldName(p.Address),
		value.TelURI(p.Phone), p.Email, c.ReferredOn.ISO(), value.FoldName(c.Referrer), strings.Join(c.Programmes, " "), value.FoldName(c.Words.Programme),
		value.FoldName(c.Words.State), c.Notes, value.FoldName(c.Manager), value.FoldName(c.Seat), c.NextOn.ISO()}
	return keyedHash(a.key, "line", parts...)
}

// noteHash tells notes apart by their words.
func (a *archive) noteHash(words string) string { return noteHash(a.key, words) }

func noteHash(key crypt.Key, words string) string {
	return keyedHash(key, "note", strings.Join(strings.Fields(words), " "))
}

func keyedHash(key crypt.Key, what string, parts ...string) string {
	h := hmac.New(sha256.New, key[:])
	b, _ := json.Marshal(append([]string{what}, parts...)) // strings always encode
	h.Write(b)
	return hex.EncodeToString(h.Sum(nil)[:16])
}

// index finds subjects by tax code, by name in both orders and by date of birth.
type index struct {
	byCode  map[value.TaxCode]*subject
	byBase  map[value.TaxCode][]*subject
	byName  map[string][]*subject
	byBirth map[value.Date][]*subject
	has     map[*subject]bool
}

func newIndex() index {
	return index{map[value.TaxCode]*subject{}, map[value.TaxCode][]*subject{}, map[string][]*subject{}, map[value.Date][]*subject{}, map[*subject]bool{}}
}

// put adds a subject, or what it has become since.
func (x index) put(s *subject) {
	if !s.TaxCode.Absent() {
		x.byCode[s.TaxCode] = s
	}
	if x.has[s] {
		return
	}
	x.has[s] = true
	if len(s.TaxCode) == 16 {
		x.byBase[s.TaxCode.Canonical()] = append(x.byBase[s.TaxCode.Canonical()], s)
	}
	x.byName[s.NameKey()] = append(x.byName[s.NameKey()], s)
	if turned := value.NameKey(s.GivenName, s.FamilyName); turned != s.NameKey() {
		x.byName[turned] = append(x.byName[turned], s)
	}
	if !s.BirthDate.IsZero() {
		x.byBirth[s.BirthDate] = append(x.byBirth[s.BirthDate], s)
	}
}

// near gives those whom a person could be: same code but for omocodia, same name, born on the day or on it with day and month exchanged.
func (x index) near(p person.Person) []*subject {
	var out []*subject
	if len(p.TaxCode) == 16 {
		out = append(out, x.byBase[p.TaxCode.Canonical()]...)
	}
	out = append(out, x.byName[p.NameKey()]...)
	for _, d := range birthKeys(p.BirthDate) {
		out = append(out, x.byBirth[d]...)
	}
	return out
}

// birthKeys are the days under which a person born on d may have been written.
func birthKeys(d value.Date) []value.Date {
	if d.IsZero() {
		return nil
	}
	out := []value.Date{d}
	if t, ok := turned(d); ok && t != d {
		out = append(out, t)
	}
	return out
}

func turned(d value.Date) (value.Date, bool) {
	if d.Day() > 12 {
		return value.Date{}, false
	}
	return value.NewDate(d.Year(), time.Month(d.Day()), int(d.Month()))
}
