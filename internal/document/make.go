package document

import (
	"context"
	"crypto/sha256"
	"encoding/hex"
	"encoding/json"
	"strconv"
	"strings"

	"siil/internal/blank"
	"siil/internal/casefile"
	"siil/internal/fault"
	"siil/internal/gate"
	"siil/internal/policy"
	"siil/internal/text"
	"siil/internal/value"
)

// Make writes a document as Preview does, with the words changed by hand if there are any, and keeps it with its number, a PDF and an .odt. Whoever
// may make documents of the model's section may. It fails with Invalid by field (model, lang, title, text, subject, parts).
func (r *Room) Make(ctx context.Context, who gate.Actor, caseID value.ID, in Request) (d Document, err error) {
	w, err := r.write(ctx, who, caseID, in)
	if err != nil {
		return Document{}, err
	}
	x := w.produced(in)
	if err := x.check(); err != nil {
		return Document{}, err
	}
	err = r.g.Write(ctx, who, func(tx *gate.WriteTx) error {
		c, res, err := caseOrZone(&tx.ReadTx, caseID)
		if err == nil {
			d, err = makeIn(tx, c, res, x)
		}
		return err
	})
	return d, err
}

// caseOrZone is how the actor stands to a case, or to the zone when there is none.
func caseOrZone(tx *gate.ReadTx, caseID value.ID) (casefile.Case, policy.Resource, error) {
	if caseID == "" {
		return casefile.Case{}, zoneWide(), nil
	}
	return casefile.Facts(tx, caseID)
}

func (x Produced) check() error {
	var c fault.Check
	c.Needs("title", strings.TrimSpace(x.Title), text.PaperTitleNeed, MaxTitle)
	c.Needs("text", strings.TrimSpace(x.Markdown), text.PaperTextNeed, MaxText)
	for _, f := range blank.Marked(x.Markdown) {
		c.Add("text", atLine(f))
	}
	return c.Err()
}

// atLine says a flaw with its line.
func atLine(f blank.Flaw) (t text.T) {
	for l := range t {
		t[l] = text.PaperFlawAt.F(text.Lang(l), f.Line, f.What[l])
	}
	return t
}

func makeIn(tx *gate.WriteTx, c casefile.Case, res policy.Resource, x Produced) (Document, error) {
	if err := tx.DecideWhy(policy.DocumentMake, inSection(res, x.Section), string(x.Section)); err != nil {
		return Document{}, err
	}
	if err := x.check(); err != nil {
		return Document{}, err
	}
	if x.Once == "" {
		x.Once = value.NewID()
	} else if was, err := already(&tx.ReadTx, c, x.Once); err != nil || was.ID != "" {
		return was, err
	}
	if x.OnDay.IsZero() {
		x.OnDay = tx.Today()
	}
	d := Document{ID: x.Once, Model: x.Model, Section: x.Section, Lang: x.Lang, Title: x.Title, CaseID: c.ID, PersonID: c.PersonID, SubjectID: x.SubjectID, OnDay: x.OnDay,
		MadeAt: tx.Now(), MadeBy: tx.Who().Account, BatchID: x.Batch}
	if err := number(&tx.ReadTx, &d); err != nil {
		return Document{}, err
	}
	paper, err := paperOf(&tx.ReadTx, x.Lang)
	if err != nil {
		return Document{}, err
	}
	paper.Title, paper.Number, paper.At = x.Title, d.Reference(paper.Lang), tx.Now().Rome()
	pdf, err := blank.PDF(x.Markdown, paper)
	if err != nil {
		return Document{}, fault.Wrap(err, "print a document")
	}
	odt, err := blank.ODT(x.Markdown, paper)
	if err != nil {
		return Document{}, fault.Wrap(err, "write a document")
	}
	if err := insert(tx, d, c.EpisodeID, x.ModelDigest, x.Markdown); err != nil {
		return Document{}, err
	}
	for _, x := range []struct {
		format  string
		content []byte
	}{{PDF, pdf}, {ODT, odt}} {
		f, err := keepFile(tx, d, x.format, x.content)
		if err != nil {
			return Document{}, err
		}
		d.Files = append(d.Files, f)
	}
	return d, nil
}

// Reference is how a document is called in words: "Documento 12/2026".
func (d Document) Reference(lang string) string {
	return text.PaperReference.F(text.Parse(lang), d.Number, d.Year)
}

// Short is the number in the register: "12/2026".
func (d Document) Short() string { return strconv.Itoa(d.Number) + "/" + strconv.Itoa(d.Year) }

// already finds the document that the same request has made; one of another case is no such.
func already(tx *gate.ReadTx, c casefile.Case, once value.ID) (Document, error) {
	was, err := load(tx, once)
	switch {
	case fault.Is(err, fault.NotFound):
		return Document{}, nil
	case err != nil:
		return Document{}, err
	case was.CaseID != c.ID || was.MadeBy != tx.Who().Account:
		return Document{}, fault.New(fault.Conflict, text.ValueTaken)
	}
	one := []Document{was.Document}
	err = filesOf(tx, c.People(), one)
	return one[0], err
}

// number gives a document the next one of its year. One command writes at a time, so none is given twice.
func number(tx *gate.ReadTx, d *Document) error {
	d.Year = tx.Today().Year()
	return tx.One("SELECT COALESCE(MAX(number), 0) + 1 FROM document WHERE zone = $1 AND year = $2", []any{tx.Zone(), d.Year}, &d.Number)
}

func insert(tx *gate.WriteTx, d Document, episode value.ID, modelDigest, markdown string) error {
	set := gate.Row{"id": d.ID, "year": d.Year, "number": d.Number, "model": d.Model, "section": string(d.Section), "lang": d.Lang, "case_id": d.CaseID, "episode_id": episode,
		"person_id": d.PersonID, "subject_id": d.SubjectID, "on_day": d.OnDay, "batch_id": d.BatchID, "made_at": d.MadeAt, "made_by": d.MadeBy}
	set.SetText("model_digest", modelDigest)
	w := sealedWords{Text: markdown}
	if d.Section.Sealed() {
		w.Title = d.Title
	} else {
		set["title"], set["title_key"] = d.Title, value.FoldName(d.Title)
	}
	if w != (sealedWords{}) {
		plain, err := json.Marshal(w)
		if err != nil {
			return fault.Wrap(err, "document")
		}
		if set["sealed"], err = seal(tx, d.PersonID, "document", d.ID, "sealed", plain); err != nil {
			return err
		}
	}
	return tx.Insert("document", set)
}

// seal encrypts under a person's key, or under the zone's for what is about nobody.
func seal(tx *gate.WriteTx, person value.ID, table string, id value.ID, column string, plain []byte) ([]byte, error) {
	if person == "" {
		return tx.SealZone(table, id, column, plain)
	}
	return tx.Seal(person, table, id, column, string(plain))
}

func keepFile(tx *gate.WriteTx, d Document, format string, content []byte) (File, error) {
	sum := sha256.Sum256(content)
	f := File{ID: value.NewID(), Format: format, Size: int64(len(content)), Digest: hex.EncodeToString(sum[:])}
	body, err := seal(tx, d.PersonID, "document_file", f.ID, "body", content)
	if err != nil {
		return File{}, err
	}
	return f, tx.Insert("document_file", gate.Row{"id": f.ID, "document_id": d.ID, "format": format, "size": f.Size, "digest": f.Digest, "body": body})
}
