package document

import (
	"context"
	"net/http"

	"siil/internal/api"
	"siil/internal/attachment"
	"siil/internal/casefile"
	"siil/internal/fault"
	"siil/internal/gate"
	"siil/internal/policy"
	"siil/internal/text"
	"siil/internal/value"
)

// apiDocumentFile is a file of a document. Format is absent for a file that was brought in.
type apiDocumentFile struct {
	ID     api.ID `json:"id"`
	Format string `json:"format,omitempty" enum:"pdf,odt"`
	Size   int64  `json:"size" minimum:"0" maximum:"20971520"`
	Digest string `json:"digest" pattern:"^[0-9a-f]{64}$" maxLength:"64"`
}

// apiDocument is one document as its reader may know it. Text is there where one document is asked for.
type apiDocument struct {
	ID             api.ID            `json:"id"`
	State          string            `json:"state" enum:"made,voided"`
	Number         int               `json:"number" minimum:"1" maximum:"1000000000"`
	Year           int               `json:"year" minimum:"2000" maximum:"2200"`
	Model          api.Code          `json:"model,omitempty"`
	Section        api.Code          `json:"section"`
	Language       string            `json:"language" minLength:"2" maxLength:"2"`
	Title          string            `json:"title" maxLength:"160"`
	Text           string            `json:"text,omitempty" maxLength:"1000000"`
	CaseID         api.ID            `json:"case_id,omitempty"`
	SubjectID      api.ID            `json:"subject_id,omitempty"`
	On             api.Day           `json:"on"`
	Files          []apiDocumentFile `json:"files" maxItems:"12"`
	ProtocolNumber string            `json:"protocol_number,omitempty" maxLength:"40"`
	ProtocolOn     api.Day           `json:"protocol_on,omitempty"`
	VoidedReason   string            `json:"voided_reason,omitempty" maxLength:"500"`
	VoidedAt       api.Moment        `json:"voided_at,omitempty"`
	CreatedAt      api.Moment        `json:"created_at"`
	CreatedBy      api.ID            `json:"created_by"`
}

func shownDocument(d Document, words string) apiDocument {
	out := apiDocument{ID: api.ID(d.ID), State: stateOf(d.Voided()), Number: d.Number, Year: d.Year, Model: api.Code(d.Model), Section: api.Code(d.Section), Language: d.Lang, Title: d.Title,
		Text: words, CaseID: api.ID(d.CaseID), SubjectID: api.ID(d.SubjectID), On: api.DayOf(d.OnDay), Files: []apiDocumentFile{}, ProtocolNumber: d.ProtocolNumber,
		ProtocolOn: api.DayOf(d.ProtocolOn), VoidedReason: d.VoidedWhy, VoidedAt: api.MomentOf(d.VoidedAt), CreatedAt: api.MomentOf(d.MadeAt), CreatedBy: api.ID(d.MadeBy)}
	for _, f := range d.Files {
		out.Files = append(out.Files, apiDocumentFile{ID: api.ID(f.ID), Format: f.Format, Size: f.Size, Digest: f.Digest})
	}
	for _, f := range d.Attached {
		out.Files = append(out.Files, apiAttached(f))
	}
	return out
}

func apiAttached(f attachment.File) apiDocumentFile {
	return apiDocumentFile{ID: api.ID(f.ID), Size: f.Size, Digest: f.Digest}
}

func stateOf(voided bool) string {
	if voided {
		return "voided"
	}
	return "made"
}

// API registers the documents of cases and of the zone.
func (r *Room) API(reg *api.Registry) {
	op := func(method, path, name string, title, about text.T, a policy.Action) api.Op {
		return api.Op{Method: method, Path: path, Name: name, Noun: text.APIDocumentsNoun, Title: title, About: about, Action: a, Conflicts: method == http.MethodPut || method == http.MethodDelete}
	}
	api.Add(reg, op(http.MethodGet, "/cases/{id}/documents", "show_documents", text.APIDocumentsTitle, text.APIDocumentsAbout, policy.DocumentRead), r.apiOf)
	api.Add(reg, op(http.MethodPost, "/cases/{id}/documents", "new_document", text.APIDocumentNewTitle, text.APIDocumentNewAbout, policy.DocumentMake), r.apiMake)
	api.Add(reg, op(http.MethodGet, "/documents", "show_register", text.APIRegisterTitle, text.APIRegisterAbout, policy.DocumentList),
		func(ctx context.Context, who gate.Actor, in *apiRegisterFilter) (*api.Page[apiRegisterEntry], error) {
			return r.apiRegister(ctx, reg, who, in)
		})
	api.Add(reg, op(http.MethodGet, "/documents/{id}", "show_document", text.APIDocumentTitle, text.APIDocumentAbout, policy.DocumentRead), r.apiOne)
	api.Add(reg, op(http.MethodGet, "/documents/{id}.pdf", "show_document_file", text.APIDocumentFileTitle, text.APIDocumentFileAbout, policy.DocumentRead), r.apiFile)
	api.Add(reg, op(http.MethodPut, "/documents/{id}/protocol", "protocol_of_document", text.APIProtocolTitle, text.APIProtocolAbout, policy.DocumentRegister), r.apiProtocol)
	voiding := op(http.MethodPost, "/documents/{id}/voiding", "new_voiding", text.APIVoidingTitle, text.APIVoidingAbout, policy.DocumentRegister)
	voiding.Conflicts = true
	api.Add(reg, voiding, r.apiVoid)
	api.Add(reg, op(http.MethodPost, "/documents/batches", "new_batch", text.APIBatchNewTitle, text.APIBatchNewAbout, policy.DocumentBatch), r.apiStartBatch)
	api.Add(reg, op(http.MethodGet, "/documents/batches/{id}", "show_batch", text.APIBatchTitle, text.APIBatchAbout, policy.DocumentBatch), r.apiBatch)
	api.Add(reg, op(http.MethodDelete, "/documents/batches/{id}", "batch_end", text.APIBatchEndTitle, text.APIBatchEndAbout, policy.DocumentBatch), r.apiEndBatch)
}

// unopened is a standing without what the actor has opened with a reason: that holds for the pages in which the reason was given.
func unopened(res policy.Resource) policy.Resource {
	res.Glass = false
	return res
}

func (r *Room) apiOf(ctx context.Context, who gate.Actor, in *api.ByID) (*api.Page[apiDocument], error) {
	var out []apiDocument
	err := r.g.Read(ctx, who, func(tx *gate.ReadTx) error {
		c, res, err := casefile.Facts(tx, in.ID.Value())
		if err != nil {
			return err
		}
		docs, err := of(tx, c, unopened(res))
		for _, d := range docs {
			out = append(out, shownDocument(d, ""))
		}
		return err
	})
	if err != nil {
		return nil, err
	}
	return api.PageOf(out, ""), nil
}

type apiNewDocument struct {
	api.ByID
	Body struct {
		Model     api.Code   `json:"model"`
		Language  string     `json:"language,omitempty" pattern:"^[a-z]{2}$" maxLength:"2"`
		Title     string     `json:"title,omitempty" maxLength:"160"`
		Text      string     `json:"text,omitempty" maxLength:"100000"`
		SubjectID api.ID     `json:"subject_id,omitempty"`
		Parts     []api.Code `json:"parts,omitempty" maxItems:"20" uniqueItems:"true"`
	} `nameHint:"NewDocument"`
}

func (r *Room) apiMake(ctx context.Context, who gate.Actor, in *apiNewDocument) (*api.Made[apiDocument], error) {
	b := in.Body
	q := Request{Model: string(b.Model), Lang: b.Language, Title: b.Title, Text: b.Text, Subject: b.SubjectID.Value(), Once: api.Once(ctx)}
	if m, ok := r.m.Documents.Model(q.Model); ok && q.Lang == "" {
		q.Lang = m.Languages[0]
	}
	for _, p := range b.Parts {
		q.Parts = append(q.Parts, string(p))
	}
	d, err := r.Make(ctx, who, in.ID.Value(), q)
	if err != nil {
		return nil, api.InBody(err, map[string]string{"lang": "language", "subject": "subject_id"})
	}
	return api.MadeOf(shownDocument(d, ""), 0, "/documents/"+string(d.ID)), nil
}

// readUnopened reads a document as the interface shows it.
func (r *Room) readUnopened(ctx context.Context, who gate.Actor, id value.ID) (d Document, words string, err error) {
	err = r.g.Read(ctx, who, func(tx *gate.ReadTx) error {
		x, err := load(tx, id)
		if err != nil {
			return err
		}
		_, res, err := standing(tx, x.Document)
		if err != nil {
			return err
		}
		if !tx.May(policy.DocumentRead, unopened(res)) {
			return fault.Missing()
		}
		d, words, err = read(tx, id)
		return err
	})
	return d, words, err
}

func (r *Room) apiOne(ctx context.Context, who gate.Actor, in *api.ByID) (*api.Answer[apiDocument], error) {
	d, words, err := r.readUnopened(ctx, who, in.ID.Value())
	return api.AnswerOf(shownDocument(d, words), 0), err
}

func (r *Room) apiFile(ctx context.Context, who gate.Actor, in *api.ByID) (*api.File, error) {
	if _, _, err := r.readUnopened(ctx, who, in.ID.Value()); err != nil {
		return nil, err
	}
	d, content, err := r.Open(ctx, who, in.ID.Value(), PDF)
	return api.FileOf(d.fileStem(), content), err
}
