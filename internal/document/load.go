package document

import (
	"encoding/json"

	"siil/internal/attachment"
	"siil/internal/casefile"
	"siil/internal/fault"
	"siil/internal/gate"
	"siil/internal/policy"
	"siil/internal/value"
)

// sealedWords is what of a document stands sealed. Title is there in a reserved section only: in the others it stands open, to be found by it.
type sealedWords struct {
	Title string `json:"title,omitempty"`
	Text  string `json:"text,omitempty"`
}

const documentSQL = `SELECT d.id, d.year, d.number, d.model, d.section, d.lang, d.case_id, d.person_id, d.subject_id, COALESCE(d.title, ''), d.sealed, d.on_day, d.batch_id,
	d.made_at, d.made_by, COALESCE(d.protocol_number, ''), d.protocol_on, d.voided_at, d.voided_by, COALESCE(d.voided_why, '') FROM document d WHERE d.zone = $1 AND `

// row is a document with what of it stands sealed.
type row struct {
	Document
	sealed []byte
}

func scanRow(s gate.Scanner) (r row, err error) {
	d := &r.Document
	return r, s.Scan(&d.ID, &d.Year, &d.Number, &d.Model, &d.Section, &d.Lang, &d.CaseID, &d.PersonID, &d.SubjectID, &d.Title, &r.sealed, &d.OnDay, &d.BatchID,
		&d.MadeAt, &d.MadeBy, &d.ProtocolNumber, &d.ProtocolOn, &d.VoidedAt, &d.VoidedBy, &d.VoidedWhy)
}

// Voided tells whether the document counts no more.
func (d Document) Voided() bool { return !d.VoidedAt.IsZero() }

// Brought tells whether the document was brought in, not written here.
func (d Document) Brought() bool { return d.Model == "" }

// File finds the file of a format.
func (d Document) File(format string) (File, bool) {
	for _, f := range d.Files {
		if f.Format == format {
			return f, true
		}
	}
	return File{}, false
}

func inSection(res policy.Resource, s policy.Section) policy.Resource {
	res.Section = s
	return res
}

// zoneWide is what a document of no case is about: the common section of the zone.
func zoneWide() policy.Resource {
	return policy.Resource{Kind: policy.Paper, Section: policy.Common}
}

// standing is how the actor stands to a document: to its case, or to the zone when it is of no case.
func standing(tx *gate.ReadTx, d Document) (casefile.Case, policy.Resource, error) {
	if d.CaseID == "" {
		return casefile.Case{}, zoneWide(), nil
	}
	c, res, err := casefile.Facts(tx, d.CaseID)
	return c, inSection(res, d.Section), err
}

// load reads one document with its words closed. The caller decides.
func load(tx *gate.ReadTx, id value.ID) (row, error) {
	all, err := gate.All(tx, documentSQL+"d.id = $2", []any{tx.Zone(), id}, scanRow)
	if err == nil && len(all) == 0 {
		err = fault.Missing()
	}
	if err != nil {
		return row{}, err
	}
	return all[0], nil
}

// open opens a document's words under the key of whoever it is about. The caller has decided.
func (r row) open(tx *gate.ReadTx) (w sealedWords, err error) {
	if r.sealed == nil {
		return w, nil
	}
	var plain string
	if r.PersonID == "" {
		var b []byte
		b, err = tx.OpenZone("document", r.ID, "sealed", r.sealed)
		plain = string(b)
	} else {
		var open func(string, value.ID, string, []byte) (string, error)
		if open, err = tx.Opener(r.PersonID); err == nil {
			plain, err = open("document", r.ID, "sealed", r.sealed)
		}
	}
	if err == nil {
		err = fault.Wrap(json.Unmarshal([]byte(plain), &w), "sealed document")
	}
	return w, err
}

// filesOf gives documents the list of their files, produced and brought in, in two queries. The caller has decided on them.
func filesOf(tx *gate.ReadTx, people []value.ID, docs []Document) error {
	if len(docs) == 0 {
		return nil
	}
	at, ids := map[value.ID]int{}, make([]value.ID, len(docs))
	for i, d := range docs {
		at[d.ID], ids[i] = i, d.ID
	}
	args := []any{tx.Zone()}
	err := tx.Each("SELECT id, document_id, format, size, digest FROM document_file WHERE zone = $1 AND document_id IN "+gate.Among(&args, ids)+" ORDER BY format DESC", args,
		func(s gate.Scanner) error {
			var f File
			var of value.ID
			err := s.Scan(&f.ID, &of, &f.Format, &f.Size, &f.Digest)
			if i, ok := at[of]; ok {
				docs[i].Files = append(docs[i].Files, f)
			}
			return err
		})
	if err != nil {
		return err
	}
	brought, err := attachment.OfEach(tx, people, ids)
	for id, files := range brought {
		docs[at[id]].Attached = files
	}
	return err
}
