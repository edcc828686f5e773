package document

import (
	"context"
	"crypto/sha256"
	"encoding/hex"

	"siil/internal/blank"
	"siil/internal/fault"
	"siil/internal/gate"
	"siil/internal/guideline"
	"siil/internal/policy"
	"siil/internal/text"
	"siil/internal/value"
)

// Wording is the template of a model in a language as the zone uses it. Own: it is the zone's, in place of the Tuscan one.
type Wording struct {
	Model  guideline.DocumentModel
	Lang   string
	Source string
	Digest string // SHA-256 of Source, in hex
	Own    bool
	MadeAt value.Instant
	MadeBy value.ID

	id value.ID
}

const wordingSQL = "SELECT id, body, digest, made_at, made_by FROM document_model WHERE zone = $1 AND code = $2 AND lang = $3 AND ended_at IS NULL"

// wording reads the template of a model. The caller decides. A model or language that there is none of is NotFound.
func (r *Room) wording(tx *gate.ReadTx, code, lang string) (w Wording, err error) {
	var ok bool
	if w.Model, ok = r.m.Documents.Model(code); !ok {
		return w, fault.Missing()
	}
	if w.Source, ok = r.m.Documents.Source(code, lang); !ok {
		return w, fault.Missing()
	}
	w.Lang, w.Digest = lang, digestOf(w.Source)
	err = tx.Each(wordingSQL, []any{tx.Zone(), code, lang}, func(s gate.Scanner) error {
		w.Own = true
		return s.Scan(&w.id, &w.Source, &w.Digest, &w.MadeAt, &w.MadeBy)
	})
	return w, err
}

func digestOf(s string) string {
	sum := sha256.Sum256([]byte(s))
	return hex.EncodeToString(sum[:])
}

// settling decides that the actor settles the zone's papers.
func settling(tx *gate.ReadTx) error {
	return tx.Decide(policy.DocumentSettle, policy.Resource{Kind: policy.Zone})
}

// Wordings are the templates of every model in every language as the zone uses them, and what stands at the head of its papers, for coordinator and
// administrator, in three queries.
func (r *Room) Wordings(ctx context.Context, who gate.Actor) (out []Wording, l Letterhead, err error) {
	err = r.g.Read(ctx, who, func(tx *gate.ReadTx) (err error) {
		if err := settling(tx); err != nil {
			return err
		}
		if l, _, err = letterhead(tx); err != nil {
			return err
		}
		own := map[string]Wording{}
		err = tx.Each("SELECT id, code, lang, body, digest, made_at, made_by FROM document_model WHERE zone = $1 AND ended_at IS NULL", []any{tx.Zone()}, func(s gate.Scanner) error {
			var code string
			w := Wording{Own: true}
			err := s.Scan(&w.id, &code, &w.Lang, &w.Source, &w.Digest, &w.MadeAt, &w.MadeBy)
			own[code+"."+w.Lang] = w
			return err
		})
		for _, m := range r.m.Documents.Models {
			for _, lang := range m.Languages {
				w, ok := own[m.Code+"."+lang]
				if !ok {
					w.Lang = lang
					w.Source, _ = r.m.Documents.Source(m.Code, lang)
					w.Digest = digestOf(w.Source)
				}
				w.Model = m
				out = append(out, w)
			}
		}
		return err
	})
	return out, l, err
}

// Wording reads the template of one model in one language, for who settles the zone's papers.
func (r *Room) Wording(ctx context.Context, who gate.Actor, code, lang string) (w Wording, err error) {
	err = r.g.Read(ctx, who, func(tx *gate.ReadTx) (err error) {
		if err := settling(tx); err != nil {
			return err
		}
		w, err = r.wording(tx, code, lang)
		return err
	})
	return w, err
}

// SetWording puts a template of the zone's own in place of the Tuscan one, or takes it back with "". Coordinator and administrator may. It fails with
// Invalid on the field "body", one fault for each flaw with its line.
func (r *Room) SetWording(ctx context.Context, who gate.Actor, code, lang, body string) error {
	return r.g.Write(ctx, who, func(tx *gate.WriteTx) error {
		if err := settling(&tx.ReadTx); err != nil {
			return err
		}
		w, err := r.wording(&tx.ReadTx, code, lang)
		if err != nil {
			return err
		}
		if body == w.Source || body == "" && !w.Own {
			return nil
		}
		var c fault.Check
		c.Fits("body", body, blank.MaxTemplate)
		if body != "" {
			_, found := w.Model.Flaws(body)
			for _, f := range found {
				c.Add("body", atLine(f))
			}
		}
		if err := c.Err(); err != nil {
			return err
		}
		if w.Own {
			if err := tx.Update("document_model", w.id, gate.Row{"ended_at": tx.Now(), "ended_by": who.Account}); err != nil {
				return err
			}
		}
		if body == "" {
			return nil
		}
		return tx.Insert("document_model", gate.Row{"id": value.NewID(), "code": code, "lang": lang, "body": body, "digest": digestOf(body), "made_at": tx.Now(), "made_by": who.Account})
	})
}

// Sample prints a template on invented data, with the zone's letterhead, for who settles the zone's papers. It fails with Invalid on the field "body".
func (r *Room) Sample(ctx context.Context, who gate.Actor, code, lang, body string) (markdown string, pdf []byte, err error) {
	err = r.g.Read(ctx, who, func(tx *gate.ReadTx) error {
		if err := settling(tx); err != nil {
			return err
		}
		w, err := r.wording(tx, code, lang)
		if err != nil {
			return err
		}
		if body == "" {
			body = w.Source
		}
		t, found := w.Model.Flaws(body)
		var c fault.Check
		for _, f := range found {
			c.Add("body", atLine(f))
		}
		if err := c.Err(); err != nil {
			return err
		}
		if markdown, err = t.Fill(blank.Samples(guideline.DocumentFields)); err != nil {
			return fault.Wrap(err, "fill a sample")
		}
		p, err := paperOf(tx, lang)
		if err != nil {
			return err
		}
		p.Title, p.Draft, p.At = w.Model.Label.In(text.Parse(lang)), true, tx.Now().Rome()
		pdf, err = blank.PDF(markdown, p)
		return fault.Wrap(err, "print a sample")
	})
	return markdown, pdf, err
}

// SetLetterhead writes what stands at the head and foot of the zone's papers. logo nil keeps the picture that is there; empty, takes it away. Coordinator
// and administrator may. It fails with Invalid by field (lines, foot, logo, logo_alt).
func (r *Room) SetLetterhead(ctx context.Context, who gate.Actor, in Letterhead, logo []byte) error {
	picture := logo
	if len(logo) > 0 {
		var err error
		if picture, err = blank.Logo(logo); err != nil {
			return err
		}
	}
	return r.g.Write(ctx, who, func(tx *gate.WriteTx) error {
		if err := settling(&tx.ReadTx); err != nil {
			return err
		}
		was, _, err := letterhead(&tx.ReadTx)
		if err != nil {
			return err
		}
		in.Logo = picture
		if logo == nil {
			in.Logo = was.Logo
		}
		if err := in.check(); err != nil {
			return err
		}
		if was.ID != "" {
			if err := tx.Update("letterhead", was.ID, gate.Row{"ended_at": tx.Now()}); err != nil {
				return err
			}
		}
		set, err := in.row()
		if err != nil {
			return err
		}
		set["id"], set["made_at"], set["made_by"] = value.NewID(), tx.Now(), who.Account
		return tx.Insert("letterhead", set)
	})
}
