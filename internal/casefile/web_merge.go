package casefile

import (
	"net/http"
	"strings"

	"siil/internal/fault"
	"siil/internal/gate"
	"siil/internal/person"
	"siil/internal/policy"
	"siil/internal/text"
	"siil/internal/ui"
	"siil/internal/value"
)

// mergeView is the page that joins two records of one person, and takes a join back.
type mergeView struct {
	*caseView
	merges  []Merge
	query   string
	found   []Candidate
	looked  bool
	other   *Candidate // the record that was chosen
	rows    []ui.Compared
	splitOf value.ID // the merge whose undo is shown again
	split   ui.Form
}

// Candidate is a record that may be the same person, with its case file if it has one.
type Candidate struct {
	PersonID, CaseID value.ID
	Number           int
	Person           Identity
	State            string
	Manager          string
	HandOver         bool // an offer of its case waits for an answer
}

const candidateSQL = `SELECT p.id, p.given_name, p.family_name, p.tax_code, p.birth_date, COALESCE(p.birth_place, ''), COALESCE(p.sex, ''),
	COALESCE(p.municipality, ''), COALESCE(p.address, ''), COALESCE(p.phone, ''), COALESCE(p.language, ''), c.id, COALESCE(c.number, 0), COALESCE(c.state, ''),
	COALESCE(m.given_name || ' ' || m.family_name, ''),
	CASE WHEN EXISTS (SELECT 1 FROM hand_over h WHERE h.zone = c.zone AND h.case_id = c.id AND h.answered_at IS NULL) THEN 1 ELSE 0 END
	FROM person p LEFT JOIN case_file c ON c.zone = p.zone AND c.person_id = p.id
	LEFT JOIN account m ON m.zone = c.zone AND m.id = c.manager_id
	WHERE p.zone = $1 AND p.merged_into IS NULL AND p.id <> $2 AND `

func candidates(tx *gate.ReadTx, where string, args []any) ([]Candidate, error) {
	return gate.All(tx, candidateSQL+where+" ORDER BY p.name_key, p.id LIMIT 20", args, func(s gate.Scanner) (x Candidate, err error) {
		p, offer := &x.Person, 0
		err = s.Scan(&x.PersonID, &p.GivenName, &p.FamilyName, &p.TaxCode, &p.BirthDate, &p.BirthPlace, &p.Sex, &p.Municipality, &p.Address, &p.Phone,
			&p.Language, &x.CaseID, &x.Number, &x.State, &x.Manager, &offer)
		x.HandOver = offer == 1
		return x, err
	})
}

// findCandidates looks for records by name or tax code as people type them.
func findCandidates(tx *gate.ReadTx, c Case, words string) ([]Candidate, error) {
	args := []any{tx.Zone(), c.PersonID}
	code := strings.ToUpper(strings.Join(strings.Fields(words), ""))
	where := "(p.tax_code = " + gate.Among(&args, []string{code}) + " OR p.tax_base = " + gate.Among(&args, []string{code})
	for _, key := range value.SearchKeys(words) {
		where += " OR p.name_key >= " + gate.Among(&args, []string{key}) + " AND p.name_key < " + gate.Among(&args, []string{key + "\U0010FFFF"})
	}
	return candidates(tx, where+")", args)
}

func (r *Room) getMerge(w http.ResponseWriter, req *http.Request, who gate.Actor) error {
	other, _ := value.ParseID(req.URL.Query().Get("con"))
	return r.showMerge(w, req, who, http.StatusOK, other, "", func(*mergeView) {})
}

// showMerge reads the page: the search, or the two records side by side.
func (r *Room) showMerge(w http.ResponseWriter, req *http.Request, who gate.Actor, status int, other value.ID, words string, set func(v *mergeView)) error {
	var m mergeView
	var err error
	m.caseView, err = r.open(req, who, policy.PersonMerge, func(tx *gate.ReadTx, v *caseView) (err error) {
		if m.merges, err = Merges(tx, v.c); err != nil {
			return err
		}
		if len([]rune(words)) >= 3 {
			if err := tx.Decide(policy.PersonMerge, v.res); err != nil {
				return err
			}
			m.found, err = findCandidates(tx, v.c, words)
			m.looked = true
		}
		if other == "" || err != nil {
			return err
		}
		return m.choose(tx, v, other)
	})
	if err != nil {
		return err
	}
	if done, err := m.elsewhere(w, req); done {
		return err
	}
	m.query = words
	set(&m)
	m.take(m.form, status)
	return ui.Render(w, req, status, mergePage(m))
}

// choose reads the other record, which is a reading of its case too.
func (m *mergeView) choose(tx *gate.ReadTx, v *caseView, id value.ID) error {
	found, err := candidates(tx, "p.id = $3", []any{tx.Zone(), v.c.PersonID, id})
	if err != nil {
		return err
	}
	if len(found) == 0 {
		return fault.Missing()
	}
	m.other = &found[0]
	res := policy.Resource{Kind: policy.Case, ID: m.other.CaseID}
	if res.ID == "" {
		res = policy.Resource{Kind: policy.Person, ID: id}
	}
	m.rows = compare(v.c.Person, m.other.Person)
	return tx.Decide(policy.PersonRead, res)
}

// compare sets two records against each other, field by field.
func compare(a, b Identity) []ui.Compared {
	var rows []ui.Compared
	for _, f := range []struct {
		label text.T
		a, b  string
	}{
		{text.FamilyName, a.FamilyName, b.FamilyName}, {text.GivenName, a.GivenName, b.GivenName},
		{text.TaxCode, string(a.TaxCode), string(b.TaxCode)}, {text.BirthDate, a.BirthDate.Format(), b.BirthDate.Format()},
		{text.BirthPlace, a.BirthPlace, b.BirthPlace}, {text.Sex, a.Sex, b.Sex},
		{text.Residence, person.MunicipalityName(a.Municipality), person.MunicipalityName(b.Municipality)}, {text.Address, a.Address, b.Address},
		{text.Phone, a.Phone, b.Phone}, {text.SpokenLanguage, a.Language, b.Language},
	} {
		rows = append(rows, ui.Compared{Label: f.label, Left: f.a, Right: f.b, Differs: f.a != f.b})
	}
	return rows
}

// postMergeSearch looks for the other record. The words come by POST, so that no name stands in an address.
func (r *Room) postMergeSearch(w http.ResponseWriter, req *http.Request, who gate.Actor) error {
	f := ui.FormFrom(req)
	words := f.Value("q")
	status := http.StatusOK
	if n := len([]rune(words)); n < 3 || n > 100 {
		var c fault.Check
		c.Add("q", text.SearchThreeLetters)
		f, status, words = f.With(c.Err()), http.StatusUnprocessableEntity, ""
	}
	return r.showMerge(w, req, who, status, "", words, func(v *mergeView) { v.form = f })
}

func (r *Room) postMerge(w http.ResponseWriter, req *http.Request, who gate.Actor) error {
	id, err := ui.PathID(req, "id")
	if err != nil {
		return err
	}
	f := ui.FormFrom(req)
	in := Merging{Kept: id, Version: version(f), Reason: f.Value("reason")}
	in.Merged, _ = value.ParseID(f.Value("merged"))
	err = r.MergePeople(req.Context(), who, in)
	switch {
	case err == nil:
		return r.done(w, req, id, &ui.Flash{Text: text.PeopleMerged})
	case fault.Is(err, fault.Invalid), fault.Is(err, fault.Conflict):
		status := ui.Status(fault.KindOf(err))
		return r.showMerge(w, req, who, status, in.Merged, "", func(v *mergeView) { v.form = f.With(err) })
	}
	return err
}

func (r *Room) postSplit(w http.ResponseWriter, req *http.Request, who gate.Actor) error {
	id, err := ui.PathID(req, "id")
	if err != nil {
		return err
	}
	mergeID, err := ui.PathID(req, "n")
	if err != nil {
		return err
	}
	f := ui.FormFrom(req)
	err = r.Split(req.Context(), who, id, mergeID, f.Value("reason"))
	switch {
	case err == nil:
		return ui.Redirect(w, req, "/casi/"+string(id)+"/unisci", &ui.Flash{Text: text.PeopleSplit})
	case fault.Is(err, fault.Invalid):
		return r.showMerge(w, req, who, http.StatusUnprocessableEntity, "", "", func(v *mergeView) { v.split, v.splitOf = f.With(err), mergeID })
	}
	return r.tell(w, req, id, "/unisci", err)
}
