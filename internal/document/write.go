package document

import (
	"context"
	"strings"

	"siil/internal/account"
	"siil/internal/blank"
	"siil/internal/casefile"
	"siil/internal/fault"
	"siil/internal/gate"
	"siil/internal/guideline"
	"siil/internal/policy"
	"siil/internal/text"
	"siil/internal/value"
)

// written is a document with its text, before it is kept.
type written struct {
	model    guideline.DocumentModel
	lang     string
	digest   string // of the template
	title    string
	markdown string
	missing  []string // names of fields
	readers  []string // names of people
	section  policy.Section
	subject  value.ID
	c        casefile.Case
}

func (r *Room) preview(ctx context.Context, who gate.Actor, caseID value.ID, in Request) (Draft, error) {
	w, err := r.write(ctx, who, caseID, in)
	if err != nil {
		return Draft{}, err
	}
	x := w.produced(in)
	d := Draft{Title: x.Title, Markdown: x.Markdown, Section: w.section, Readers: w.readers}
	for _, name := range w.missing {
		d.Missing = append(d.Missing, wordsOf(name).In(who.Lang))
	}
	return d, nil
}

func (w *written) produced(in Request) Produced {
	x := Produced{Model: w.model.Code, ModelDigest: w.digest, Lang: w.lang, Title: strings.TrimSpace(in.Title), Section: w.section, Markdown: w.markdown, SubjectID: w.subject, Once: in.Once}
	if x.Title == "" {
		x.Title = w.title
	}
	if in.Text != "" {
		x.Markdown = in.Text
	}
	return x
}

// write fills a model with what is known, in a number of queries that no data changes. What the template does not use is not read.
func (r *Room) write(ctx context.Context, who gate.Actor, caseID value.ID, in Request) (*written, error) {
	f := &facts{r: r, who: who, in: in, data: map[string]any{}, names: map[value.ID]string{}}
	var t *blank.Template
	w := &written{lang: in.Lang}
	err := r.g.Read(ctx, who, func(tx *gate.ReadTx) (err error) {
		if f.c, f.res, err = caseOrZone(tx, caseID); err != nil {
			return err
		}
		model, known := r.m.Documents.Model(in.Model)
		w.section = policy.Common
		if known {
			w.section = policy.Section(model.Section)
		}
		if err := tx.DecideWhy(policy.DocumentMake, inSection(f.res, w.section), string(w.section)); err != nil {
			return err
		}
		if err := r.checkRequest(in, model, known, caseID); err != nil {
			return err
		}
		wording, err := r.wording(tx, in.Model, in.Lang)
		if err != nil {
			return err
		}
		w.model, w.digest = model, wording.Digest
		if t, err = parsed(wording.Source); err != nil {
			return err
		}
		f.t, f.model, f.section, f.lang = t, model, w.section, labelLang(in.Lang)
		if err := f.checkParts(); err != nil {
			return err
		}
		if err := f.colleagues(tx); err != nil {
			return err
		}
		if w.readers, err = f.readers(tx); err != nil {
			return err
		}
		return f.inside(tx)
	})
	if err == nil {
		err = f.outside(ctx)
	}
	if err == nil {
		err = f.about()
	}
	if err != nil {
		return nil, err
	}
	for name, v := range in.Values {
		f.data[name] = v
	}
	w.c, w.subject, w.title, w.missing = f.c, f.subject, f.title(), t.Missing(f.data)
	w.markdown, err = t.Fill(f.data)
	return w, fault.Wrap(err, "fill a document")
}

// parsed reads a template that was checked when it was adopted.
func parsed(source string) (*blank.Template, error) {
	t, found := blank.Parse(source)
	if len(found) > 0 {
		return nil, fault.New(fault.Invalid, atLine(found[0]))
	}
	return t, nil
}

func (r *Room) checkRequest(in Request, m guideline.DocumentModel, known bool, caseID value.ID) error {
	var c fault.Check
	c.Require(known, "model", text.PaperModelUnknown)
	if !known {
		return c.Err()
	}
	_, ok := r.m.Documents.Source(in.Model, in.Lang)
	c.Require(ok, "lang", text.PaperLangUnknown)
	switch {
	case caseID == "":
		c.Require(ofZone(m), "model", text.PaperNotOfZone)
	default:
		c.Require(m.Subject != guideline.AboutZone, "model", text.PaperNotOfCase)
	}
	c.Require(in.Text == "" || m.Editable, "text", text.PaperNotEditable)
	c.Fits("title", in.Title, MaxTitle)
	c.Fits("text", in.Text, MaxText)
	return c.Err()
}

// ofZone tells whether a model can be made for the zone: it is about nobody, or about a sitting.
func ofZone(m guideline.DocumentModel) bool {
	return m.Subject == guideline.AboutZone || m.Subject == guideline.AboutSitting
}

// labelLang is in which language the words of the guidelines stand in a document: its own if they have it, else Italian, which the services speak.
func labelLang(lang string) text.Lang { return text.Parse(lang) }

// readers are the names of those who may read a section of a case: the rules themselves answer, for everybody who could. Of a document of the zone it
// is those who read the zone's.
func (f *facts) readers(tx *gate.ReadTx) ([]string, error) {
	c := f.c
	type membership struct{ in, justice bool }
	team := map[value.ID]membership{}
	err := tx.Each("SELECT account_id, justice FROM case_member WHERE zone = $1 AND case_id = $2 AND until_at IS NULL", []any{tx.Zone(), c.ID}, func(s gate.Scanner) error {
		var id value.ID
		var justice int
		err := s.Scan(&id, &justice)
		team[id] = membership{true, justice == 1}
		return err
	})
	var out []string
	for _, x := range f.people {
		if x.Disabled || len(x.Roles) == 0 {
			continue
		}
		res := policy.Resource{Zone: tx.Zone(), Kind: policy.Case, Section: f.section, CaseManager: x.ID == c.ManagerID, CaseTeam: team[x.ID].in, Justice: team[x.ID].justice}
		ok, err := f.r.g.Rules().Decide(policy.Principal{Zone: tx.Zone(), Account: x.ID, Roles: x.Roles, Core: x.Core}, policy.DocumentRead, res)
		if ok && err == nil {
			out = append(out, x.Name())
		}
	}
	return out, err
}

func (f *facts) colleagues(tx *gate.ReadTx) (err error) {
	f.people, err = account.Colleagues(tx)
	for _, x := range f.people {
		f.names[x.ID] = x.Name()
	}
	return err
}
