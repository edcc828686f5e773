package document

import (
	"context"
	"strconv"

	"siil/internal/api"
	"siil/internal/gate"
	"siil/internal/value"
)

// apiRegisterEntry is a line of the zone's register. The case is named only to who may read the document.
type apiRegisterEntry struct {
	ID             api.ID     `json:"id"`
	State          string     `json:"state" enum:"made,voided"`
	Number         int        `json:"number" minimum:"1" maximum:"1000000000"`
	Year           int        `json:"year" minimum:"2000" maximum:"2200"`
	Model          api.Code   `json:"model,omitempty"`
	On             api.Day    `json:"on"`
	CaseID         api.ID     `json:"case_id,omitempty"`
	ProtocolNumber string     `json:"protocol_number,omitempty" maxLength:"40"`
	ProtocolOn     api.Day    `json:"protocol_on,omitempty"`
	VoidedAt       api.Moment `json:"voided_at,omitempty"`
}

func shownEntry(e Entry) apiRegisterEntry {
	return apiRegisterEntry{ID: api.ID(e.ID), State: stateOf(!e.VoidedAt.IsZero()), Number: e.Number, Year: e.Year, Model: api.Code(e.Model), On: api.DayOf(e.OnDay), CaseID: api.ID(e.CaseID),
		ProtocolNumber: e.ProtocolNumber, ProtocolOn: api.DayOf(e.ProtocolOn), VoidedAt: api.MomentOf(e.VoidedAt)}
}

type apiRegisterFilter struct {
	api.Paged
	Year       int      `query:"year" minimum:"2000" maximum:"2200"`
	Model      api.Code `query:"model"`
	From       api.Day  `query:"from"`
	To         api.Day  `query:"to"`
	NoProtocol bool     `query:"without_protocol"`
}

func (r *Room) apiRegister(ctx context.Context, reg *api.Registry, who gate.Actor, in *apiRegisterFilter) (*api.Page[apiRegisterEntry], error) {
	list := "documents " + strconv.Itoa(in.Year) + " " + string(in.Model) + " " + string(in.From) + " " + string(in.To) + " " + strconv.FormatBool(in.NoProtocol)
	after, err := reg.Position(who, list, in.Cursor)
	if err != nil {
		return nil, err
	}
	p, err := r.Register(ctx, who, Filter{Year: in.Year, Model: string(in.Model), From: in.From.Date(), To: in.To.Date(), NoProtocol: in.NoProtocol, After: after, Limit: in.Limit})
	if err != nil {
		return nil, err
	}
	out := make([]apiRegisterEntry, len(p.Entries))
	for i, e := range p.Entries {
		out[i] = shownEntry(e)
	}
	return api.PageOf(out, reg.Cursor(who, list, p.Next)), nil
}

type apiProtocolOf struct {
	api.ByID
	Body struct {
		Number string  `json:"number" maxLength:"40"`
		On     api.Day `json:"on,omitempty"`
	} `nameHint:"DocumentProtocol"`
}

func (r *Room) apiProtocol(ctx context.Context, who gate.Actor, in *apiProtocolOf) (*api.Answer[apiRegisterEntry], error) {
	if err := r.SetProtocol(ctx, who, in.ID.Value(), in.Body.Number, in.Body.On.Date()); err != nil {
		return nil, api.InBody(err, map[string]string{"protocol": "number"})
	}
	return r.apiEntryOf(ctx, who, in.ID.Value())
}

func (r *Room) apiEntryOf(ctx context.Context, who gate.Actor, id value.ID) (*api.Answer[apiRegisterEntry], error) {
	e, err := r.Entry(ctx, who, id)
	return api.AnswerOf(shownEntry(e), 0), err
}

type apiVoiding struct {
	api.ByID
	Body struct {
		Reason string `json:"reason" minLength:"1" maxLength:"500"`
	} `nameHint:"DocumentVoiding"`
}

func (r *Room) apiVoid(ctx context.Context, who gate.Actor, in *apiVoiding) (*api.Made[apiRegisterEntry], error) {
	if err := r.Void(ctx, who, in.ID.Value(), in.Body.Reason); err != nil {
		return nil, api.InBody(err, map[string]string{"why": "reason"})
	}
	e, err := r.Entry(ctx, who, in.ID.Value())
	return api.MadeOf(shownEntry(e), 0, "/documents/"+string(in.ID.Value())), err
}

// apiLeftOut is a case that got no document, and why.
type apiLeftOut struct {
	CaseID api.ID `json:"case_id"`
	Reason string `json:"reason" enum:"gone,nothing,fault"`
}

// apiDocumentBatch is how far a batch is.
type apiDocumentBatch struct {
	ID        api.ID       `json:"id"`
	State     string       `json:"state" enum:"going,ended,cancelled"`
	Model     api.Code     `json:"model"`
	Language  string       `json:"language" minLength:"2" maxLength:"2"`
	Cases     int          `json:"cases" minimum:"0" maximum:"2000"`
	Made      int          `json:"made" minimum:"0" maximum:"2000"`
	Skipped   int          `json:"skipped" minimum:"0" maximum:"2000"`
	LeftOut   []apiLeftOut `json:"left_out" maxItems:"100"`
	CreatedAt api.Moment   `json:"created_at"`
}

func shownBatch(p Progress) apiDocumentBatch {
	out := apiDocumentBatch{ID: api.ID(p.ID), State: "going", Model: api.Code(p.Model), Language: p.Lang, Cases: p.Total, Made: p.Made, Skipped: p.Skipped, LeftOut: []apiLeftOut{},
		CreatedAt: api.MomentOf(p.MadeAt)}
	switch {
	case !p.CancelledAt.IsZero():
		out.State = "cancelled"
	case !p.EndedAt.IsZero():
		out.State = "ended"
	}
	for _, x := range p.Left {
		out.LeftOut = append(out.LeftOut, apiLeftOut{CaseID: api.ID(x.CaseID), Reason: x.Why})
	}
	return out
}

type apiNewBatch struct {
	Body struct {
		Model    api.Code `json:"model"`
		Language string   `json:"language,omitempty" pattern:"^[a-z]{2}$" maxLength:"2"`
		CaseIDs  []api.ID `json:"case_ids" minItems:"1" maxItems:"2000" uniqueItems:"true"`
	} `nameHint:"NewBatch"`
}

func (r *Room) apiStartBatch(ctx context.Context, who gate.Actor, in *apiNewBatch) (*api.Made[apiDocumentBatch], error) {
	b := Batch{Model: string(in.Body.Model), Lang: in.Body.Language, Once: api.Once(ctx)}
	if m, ok := r.m.Documents.Model(b.Model); ok && b.Lang == "" {
		b.Lang = m.Languages[0]
	}
	for _, id := range in.Body.CaseIDs {
		b.Cases = append(b.Cases, id.Value())
	}
	id, err := r.StartBatch(ctx, who, b)
	if err != nil {
		return nil, api.InBody(err, map[string]string{"lang": "language", "cases": "case_ids"})
	}
	p, err := r.Progress(ctx, who, id)
	return api.MadeOf(shownBatch(p), 0, "/documents/batches/"+string(id)), err
}

func (r *Room) apiBatch(ctx context.Context, who gate.Actor, in *api.ByID) (*api.Answer[apiDocumentBatch], error) {
	p, err := r.Progress(ctx, who, in.ID.Value())
	return api.AnswerOf(shownBatch(p), 0), err
}

func (r *Room) apiEndBatch(ctx context.Context, who gate.Actor, in *api.ByID) (*api.Answer[apiDocumentBatch], error) {
	if err := r.Cancel(ctx, who, in.ID.Value()); err != nil {
		return nil, err
	}
	return r.apiBatch(ctx, who, in)
}
