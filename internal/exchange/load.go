package exchange

import (
	"encoding/json"
	"strconv"
	"strings"

	"siil/internal/account"
	"siil/internal/gate"
	"siil/internal/network"
	"siil/internal/value"
)

// chunk is how many values one query asks for.
const chunk = 500

// inChunks runs a query that ends in IN for many values, a chunk at a time; $1 is the zone.
func inChunks[T any](tx *gate.ReadTx, query string, values []T, after string, row func(s gate.Scanner) error) error {
	for len(values) > 0 {
		n := min(chunk, len(values))
		var b strings.Builder
		b.WriteString(query + "(")
		args := make([]any, 0, n+1)
		args = append(args, tx.Zone())
		for i, v := range values[:n] {
			if i > 0 {
				b.WriteByte(',')
			}
			b.WriteString("$" + strconv.Itoa(i+2))
			args = append(args, v)
		}
		b.WriteString(")" + after)
		if err := tx.Each(b.String(), args, row); err != nil {
			return err
		}
		values = values[n:]
	}
	return nil
}

// load reads what judging the lines needs, in queries whose number grows with the hundreds of lines, not with the archive. The caller has
// decided ImportRun.
func (r *Room) load(tx *gate.ReadTx, rd *reader, cands []Candidate) (*archive, error) {
	a := newArchive(rd, r.key, tx.Who().Lang)
	all, err := network.Organisations(tx)
	if err != nil {
		return nil, err
	}
	a.bodies = newBodies(tx.Zone(), all)
	if a.seats, err = network.Seats(tx); err != nil {
		return nil, err
	}
	if a.colleagues, err = account.Colleagues(tx); err != nil {
		return nil, err
	}
	l := loading{tx: tx, byID: map[value.ID]*subject{}}
	taken, doubted, err := l.before(a, cands)
	if err != nil {
		return nil, err
	}
	if err := l.people(keysOf(cands), taken, doubted); err != nil {
		return nil, err
	}
	if err := l.history(a); err != nil {
		return nil, err
	}
	for digest, id := range taken {
		if s := l.now(id); s != nil && s.caseID != "" {
			a.taken[digest] = s
		}
	}
	for digest, id := range doubted {
		if s := l.now(id); s != nil {
			a.doubted[digest] = s
		}
	}
	for _, id := range sortedIDs(l.byID) {
		if s := l.byID[id]; s.MergedInto == "" {
			a.known.put(s)
		} else if kept := l.now(id); kept != nil && a.known.byCode[s.TaxCode] == nil && !s.TaxCode.Absent() {
			a.known.byCode[s.TaxCode] = kept // a code that a merge has put aside still names the person
		}
	}
	return a, nil
}

func sortedIDs(m map[value.ID]*subject) []value.ID {
	keys := map[string]bool{}
	for id := range m {
		keys[string(id)] = true
	}
	out := make([]value.ID, 0, len(m))
	for _, k := range sortedKeys(keys) {
		out = append(out, value.ID(k))
	}
	return out
}

type loading struct {
	tx   *gate.ReadTx
	byID map[value.ID]*subject
}

// now follows merges to the record that holds the person's data today.
func (l *loading) now(id value.ID) *subject {
	for range 20 {
		s := l.byID[id]
		if s == nil || s.MergedInto == "" {
			return s
		}
		id = s.MergedInto
	}
	return nil
}

// before finds the lines that an earlier list has brought, by their digest: those that came in, with the person, and those that stayed
// doubtful, with whom they resembled.
func (l *loading) before(a *archive, cands []Candidate) (taken, doubted map[string]value.ID, err error) {
	seen, digests := map[string]bool{}, []string(nil)
	for _, c := range cands {
		if d := a.digest(c); c.Flaw == nil && !seen[d] {
			seen[d] = true
			digests = append(digests, d)
		}
	}
	taken, doubted = map[string]value.ID{}, map[string]value.ID{}
	return taken, doubted, inChunks(l.tx, beforeSQL, digests, " ORDER BY l.id", func(s gate.Scanner) error {
		var d string
		var who, twin value.ID
		err := s.Scan(&d, &who, &twin)
		if who != "" {
			taken[d] = who
		} else if twin != "" {
			doubted[d] = twin
		}
		return err
	})
}

// keys are the values under which the archive may hold the people of a list.
type keys struct {
	codes, bases        []string
	names, namesCoded   []string // of lines without a whole tax code, and with
	births, birthsCoded []string
	seen                map[string]bool
}

func keysOf(cands []Candidate) keys {
	k := keys{seen: map[string]bool{}}
	add := func(list *[]string, kind, v string) {
		if v != "" && !k.seen[kind+v] {
			k.seen[kind+v] = true
			*list = append(*list, v)
		}
	}
	for _, c := range cands {
		p := c.Person
		names, births := &k.names, &k.births
		kind := "free"
		if len(p.TaxCode) == 16 {
			names, births, kind = &k.namesCoded, &k.birthsCoded, "coded"
			add(&k.bases, "base", string(p.TaxCode.Canonical()))
		} else {
			add(&k.codes, "code", string(p.TaxCode))
		}
		add(names, kind, p.NameKey())
		for _, d := range birthKeys(p.BirthDate) {
			add(births, kind, d.ISO())
		}
	}
	return k
}

// people reads everybody whom the lines may be about. A line with a tax code can only be about who has that code, or none yet.
func (l *loading) people(k keys, named ...map[string]value.ID) error {
	const noCode = " AND p.tax_code IS NULL"
	for _, q := range []struct {
		column, after string
		values        []string
	}{
		{"p.tax_base IN ", "", k.bases}, {"p.tax_code IN ", "", k.codes},
		{"p.name_key IN ", "", k.names}, {"p.given_key IN ", "", k.names}, {"p.birth_date IN ", "", k.births},
		{"p.name_key IN ", noCode, k.namesCoded}, {"p.given_key IN ", noCode, k.namesCoded}, {"p.birth_date IN ", noCode, k.birthsCoded},
	} {
		if err := inChunks(l.tx, subjectSQL+q.column, q.values, q.after, l.row); err != nil {
			return err
		}
	}
	var ids []value.ID
	for _, m := range named {
		for _, id := range m {
			ids = append(ids, id)
		}
	}
	for range 20 { // merges of merges
		var missing []value.ID
		for _, s := range l.byID {
			ids = append(ids, s.MergedInto)
		}
		asked := map[value.ID]bool{"": true}
		for _, id := range ids {
			if l.byID[id] == nil && !asked[id] {
				asked[id] = true
				missing = append(missing, id)
			}
		}
		if len(missing) == 0 {
			return nil
		}
		if err := inChunks(l.tx, subjectSQL+"p.id IN ", missing, "", l.row); err != nil {
			return err
		}
		ids = nil
	}
	return nil
}

func (l *loading) row(s gate.Scanner) error {
	x, err := scanSubject(s)
	if err == nil && l.byID[x.ID] == nil {
		l.byID[x.ID] = x
	}
	return err
}

func scanSubject(s gate.Scanner) (*subject, error) {
	x := &subject{referrals: map[string]bool{}, programmes: map[string]bool{}, notes: map[string]bool{}}
	err := s.Scan(&x.ID, &x.GivenName, &x.FamilyName, &x.TaxCode, &x.BirthDate, &x.BirthPlace, &x.Sex, &x.Municipality, &x.Address, &x.Phone, &x.Email,
		&x.Language, &x.Version, &x.MergedInto, &x.caseID, &x.episodeID, &x.state, &x.managerID, &x.seatID, &x.nextOn)
	x.stored = x.Person
	return x, err
}

// history reads what the cases of those people hold already: referrals, programmes, notes of earlier lists.
func (l *loading) history(a *archive) error {
	byCase := map[value.ID]*subject{}
	var cases, people []value.ID
	for _, id := range sortedIDs(l.byID) {
		s := l.byID[id]
		people = append(people, id)
		if s.caseID != "" {
			cases = append(cases, s.caseID)
			byCase[s.caseID] = s
		}
	}
	err := inChunks(l.tx, referralsSQL, cases, "", func(s gate.Scanner) error {
		var id, org value.ID
		var on value.Date
		var words string
		err := s.Scan(&id, &on, &org, &words)
		if err == nil {
			byCase[id].referrals[referralKey(on, org, words, org != "")] = true
		}
		return err
	})
	if err != nil {
		return err
	}
	err = inChunks(l.tx, membersSQL, people, "", func(s gate.Scanner) error {
		var id value.ID
		var code string
		err := s.Scan(&id, &code)
		if err == nil {
			l.byID[id].programmes[code] = true
		}
		return err
	})
	if err != nil {
		return err
	}
	return inChunks(l.tx, broughtSQL, cases, "", func(s gate.Scanner) error {
		var id, caseID value.ID
		var sealed []byte
		if err := s.Scan(&id, &caseID, &sealed); err != nil || sealed == nil {
			return err
		}
		said, err := openSaid(l.tx, id, sealed)
		if err == nil && said.Note != "" {
			byCase[caseID].notes[said.Note] = true
		}
		return err
	})
}

// said is what stands sealed in a line beside the list's own words: what was said of it, and the hash of the note that it brought.
type said struct {
	Remarks  []Remark `json:"remarks,omitempty"`
	Name     string   `json:"name,omitempty"`
	Note     string   `json:"note,omitempty"`
	TwinLine int      `json:"twin_line,omitempty"`
}

func openSaid(tx *gate.ReadTx, id value.ID, sealed []byte) (s said, err error) {
	plain, err := tx.OpenZone("import_line", id, "differs", sealed)
	if err == nil {
		err = json.Unmarshal(plain, &s)
	}
	return s, err
}
