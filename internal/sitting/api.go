package sitting

import (
	"context"
	"net/http"

	"siil/internal/api"
	"siil/internal/fault"
	"siil/internal/gate"
	"siil/internal/policy"
	"siil/internal/text"
	"siil/internal/value"
)

// API registers the operations on sittings. Over it a sitting is opened by its first attendance and closed when its minutes are asked for.
func (r *Room) API(reg *api.Registry) {
	op := func(method, path, name string, title, about text.T, a policy.Action, conflicts bool) api.Op {
		return api.Op{Method: method, Path: path, Name: name, Noun: text.APISittingsNoun, Title: title, About: about, Action: a, Conflicts: conflicts}
	}
	api.Add(reg, op(http.MethodGet, "/sittings", "show_sittings", text.APISittingsTitle, text.APISittingsAbout, policy.SittingList, false),
		func(ctx context.Context, who gate.Actor, in *apiSittingFilter) (*api.Page[apiSittingRow], error) {
			return r.apiSittings(ctx, reg, who, in)
		})
	api.Add(reg, op(http.MethodPost, "/sittings", "new_sitting", text.APISittingNewTitle, text.APISittingNewAbout, policy.SittingCall, true), r.apiCall)
	api.Add(reg, op(http.MethodGet, "/sittings/{id}", "show_sitting", text.APISittingTitle, text.APISittingAbout, policy.SittingRead, false), r.apiShow)
	api.Add(reg, op(http.MethodGet, "/sittings/{id}/agenda", "show_agenda", text.APIAgendaTitle, text.APIAgendaAbout, policy.SittingRead, false), r.apiAgenda)
	api.Add(reg, op(http.MethodPut, "/sittings/{id}/agenda", "agenda_of_sitting", text.APIAgendaSetTitle, text.APIAgendaSetAbout, policy.SittingCall, true), r.apiSetAgenda)
	api.Add(reg, op(http.MethodPut, "/sittings/{id}/attendance", "attendance_of_sitting", text.APIAttendanceTitle, text.APIAttendanceAbout, policy.SittingRun, true), r.apiAttend)
	api.Add(reg, op(http.MethodPost, "/sittings/{id}/decisions", "new_decision", text.APIDecisionTitle, text.APIDecisionAbout, policy.SittingDecide, true), r.apiDecide)
	api.Add(reg, op(http.MethodPost, "/sittings/{id}/minutes", "new_minutes", text.APIMinutesNewTitle, text.APIMinutesNewAbout, policy.SittingRun, true), r.apiMakeMinutes)
	api.Add(reg, op(http.MethodGet, "/sittings/{id}/minutes", "show_minutes", text.APIMinutesTitle, text.APIMinutesAbout, policy.MinutesRead, false), r.apiMinutes)
	api.Add(reg, op(http.MethodPost, "/sittings/{id}/minutes/approvals", "new_minutes_approval", text.APIApprovalTitle, text.APIApprovalAbout, policy.MinutesApprove, true), r.apiApprove)
	r.apiOfCall(reg, op)
	r.apiOfCases(reg, op)
	r.apiOfFiles(reg, op)
}

// described makes an operation on sittings.
type described func(method, path, name string, title, about text.T, a policy.Action, conflicts bool) api.Op

func (r *Room) apiOfCall(reg *api.Registry, op described) {
	api.Add(reg, op(http.MethodPost, "/sittings/{id}/cancellation", "new_cancellation", text.APICancelTitle, text.APICancelAbout, policy.SittingCall, true), r.apiCancel)
	api.Add(reg, op(http.MethodPut, "/sittings/{id}/reply", "reply_to_call", text.APISittingReply, text.APISittingReplyIs, policy.SittingReply, true), r.apiAnswerCall)
}

func (r *Room) apiOfCases(reg *api.Registry, op described) {
	const one = "/sittings/{id}/agenda/{case_id}"
	api.Add(reg, op(http.MethodPost, "/sittings/{id}/decisions/{case_id}/reopening", "new_decision_reopening", text.APIReopenItTitle, text.APIReopenItAbout, policy.SittingDecide, true), r.apiReopen)
	api.Add(reg, op(http.MethodPost, one+"/conflict-of-interest", "new_conflict_of_interest", text.APIConflictTitle, text.APIConflictAbout, policy.SittingReply, true), r.apiStepOut)
	api.Add(reg, op(http.MethodDelete, one+"/conflict-of-interest", "conflict_of_interest_end", text.APIConflictEndTitle, text.APIConflictEndAbout, policy.SittingReply, true), r.apiStepBack)
	api.Add(reg, op(http.MethodPut, one+"/question", "question_on_case", text.APIQuestionTitle, text.APIQuestionAbout, policy.SittingCase, true), r.apiAsk)
}

func (r *Room) apiOfFiles(reg *api.Registry, op described) {
	api.Add(reg, op(http.MethodGet, "/sittings/{id}/agenda.pdf", "show_agenda_file", text.APIAgendaFileTitle, text.APIAgendaFileAbout, policy.SittingRead, false), r.apiAgendaFile)
	api.Add(reg, op(http.MethodGet, "/sittings/{id}/minutes.pdf", "show_minutes_file", text.APIMinutesFileTitle, text.APIMinutesFileAbout, policy.MinutesRead, false), r.apiMinutesFile)
	api.Add(reg, op(http.MethodGet, "/sittings/{id}/extracts/{file}", "show_extract_file", text.APIExtractTitle, text.APIExtractAbout, policy.MinutesExtract, false), r.apiExtractFile)
}

type apiSittingFilter struct {
	api.Paged
	State string `query:"state" enum:"convened,open,closed,cancelled"`
	Mine  bool   `query:"mine"`
}

// apiSittings lists sittings, the next one first; closed and cancelled ones, the newest first.
func (r *Room) apiSittings(ctx context.Context, reg *api.Registry, who gate.Actor, in *apiSittingFilter) (*api.Page[apiSittingRow], error) {
	list := "sittings " + in.State
	after, err := reg.Position(who, list, in.Cursor)
	if err != nil {
		return nil, err
	}
	p, err := r.List(ctx, who, ListQuery{State: in.State, Mine: in.Mine, Past: in.State == Closed || in.State == Cancelled, After: after, Limit: in.Limit})
	if err != nil {
		return nil, err
	}
	out := make([]apiSittingRow, len(p.Lines))
	for i, l := range p.Lines {
		out[i] = apiSittingRow{ID: api.ID(l.ID), Number: number32(l.Number), Date: api.DayOf(l.OnDay), Starts: l.Starts, Place: l.Where(), State: api.Code(l.State),
			Cases: number32(l.Items), Decided: number32(l.Done), Called: l.Called, MinutesState: api.Code(l.Minutes)}
	}
	return api.PageOf(out, reg.Cursor(who, list, p.Next)), nil
}

type apiNewSitting struct {
	Body struct {
		Date     api.Day  `json:"date"`
		Starts   string   `json:"starts" minLength:"5" maxLength:"5" pattern:"^[0-9]{2}:[0-9]{2}$"`
		Place    string   `json:"place,omitempty" maxLength:"120"`
		SeatID   api.ID   `json:"seat_id,omitempty"`
		Link     string   `json:"link,omitempty" maxLength:"300"`
		Members  []api.ID `json:"members" minItems:"1" maxItems:"40"`
		Recorder api.ID   `json:"recorder,omitempty"`
		Agenda   []api.ID `json:"agenda,omitempty" maxItems:"60"`
	} `nameHint:"NewSitting"`
}

func (r *Room) apiCall(ctx context.Context, who gate.Actor, in *apiNewSitting) (*api.Made[apiSitting], error) {
	b := in.Body
	c := Calling{OnDay: b.Date.Date(), Starts: b.Starts, Place: b.Place, SeatID: b.SeatID.Value(), Link: b.Link, Agenda: valuesOf(b.Agenda)}
	for _, id := range valuesOf(b.Members) {
		c.Members = append(c.Members, Called{AccountID: id, Recorder: id == b.Recorder.Value()})
	}
	id, err := r.Call(ctx, who, c)
	if err != nil {
		return nil, api.InBody(err, map[string]string{"seat": "seat_id"})
	}
	v, err := r.View(ctx, who, id)
	if err != nil {
		return nil, err
	}
	return api.MadeOf(shownSitting(v), v.Version, "/sittings/"+string(id)), nil
}

func (r *Room) apiShow(ctx context.Context, who gate.Actor, in *api.ByID) (*api.Answer[apiSitting], error) {
	v, err := r.View(ctx, who, in.ID.Value())
	if err != nil {
		return nil, err
	}
	return api.AnswerOf(shownSitting(v), v.Version), nil
}

func (r *Room) apiAgenda(ctx context.Context, who gate.Actor, in *api.ByID) (*api.Answer[apiAgendaList], error) {
	v, err := r.View(ctx, who, in.ID.Value())
	if err != nil {
		return nil, err
	}
	return api.AnswerOf(apiAgendaList{shownAgenda(v)}, v.Version), nil
}

type apiSetAgenda struct {
	api.ByID
	api.Match
	Body struct {
		Agenda []api.ID `json:"agenda" maxItems:"60"`
	} `nameHint:"NewAgenda"`
}

func (r *Room) apiSetAgenda(ctx context.Context, who gate.Actor, in *apiSetAgenda) (*api.Answer[apiAgendaList], error) {
	id := in.ID.Value()
	if err := r.SetAgenda(ctx, who, id, in.Match.Version(0), valuesOf(in.Body.Agenda)); err != nil {
		return nil, r.stale(ctx, who, id, err)
	}
	return r.apiAgenda(ctx, who, &in.ByID)
}

// stale adds to a conflict which version the sitting has now.
func (r *Room) stale(ctx context.Context, who gate.Actor, id value.ID, err error) error {
	if !fault.Is(err, fault.Conflict) {
		return err
	}
	v, again := r.View(ctx, who, id)
	if again != nil {
		return err
	}
	return api.Stale(err, v.Version)
}

type apiAttend struct {
	api.ByID
	Body struct {
		Present []api.ID `json:"present" maxItems:"40"`
	} `nameHint:"Attendance"`
}

func (r *Room) apiAttend(ctx context.Context, who gate.Actor, in *apiAttend) (*api.Answer[apiSitting], error) {
	if err := r.Attend(ctx, who, in.ID.Value(), valuesOf(in.Body.Present)); err != nil {
		return nil, err
	}
	return r.apiShow(ctx, who, &in.ByID)
}

// apiMakeMinutes closes a sitting that is open, then makes its minutes: whoever asks for the minutes of a sitting says that it is over.
func (r *Room) apiMakeMinutes(ctx context.Context, who gate.Actor, in *api.ByID) (*api.Made[apiMinutes], error) {
	id := in.ID.Value()
	err := r.MakeMinutes(ctx, who, id)
	if fault.Is(err, fault.Conflict) {
		if r.Close(ctx, who, id) == nil {
			err = r.MakeMinutes(ctx, who, id)
		}
	}
	return r.madeMinutes(ctx, who, id, err)
}

func (r *Room) apiApprove(ctx context.Context, who gate.Actor, in *api.ByID) (*api.Made[apiMinutes], error) {
	return r.madeMinutes(ctx, who, in.ID.Value(), r.Approve(ctx, who, in.ID.Value()))
}

func (r *Room) madeMinutes(ctx context.Context, who gate.Actor, id value.ID, err error) (*api.Made[apiMinutes], error) {
	if err != nil {
		return nil, err
	}
	v, err := r.Minutes(ctx, who, id)
	if err != nil {
		return nil, err
	}
	return api.MadeOf(shownMinutes(v), 0, "/sittings/"+string(id)+"/minutes"), nil
}

func (r *Room) apiMinutes(ctx context.Context, who gate.Actor, in *api.ByID) (*api.Answer[apiMinutes], error) {
	v, err := r.Minutes(ctx, who, in.ID.Value())
	if err != nil {
		return nil, err
	}
	return api.AnswerOf(shownMinutes(v), 0), nil
}
