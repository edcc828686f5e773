package plan

import (
	"context"
	"net/http"
	"strconv"
	"strings"

	"siil/internal/api"
	"siil/internal/fault"
	"siil/internal/gate"
	"siil/internal/policy"
	"siil/internal/text"
)

func (r *Room) apiOfActions(reg *api.Registry) {
	const month = "/actions/{id}/attendance/{month}"
	of := func(method, path, name string, title, about text.T, a policy.Action) api.Op {
		x := op(method, path, name, title, about, a)
		x.Noun = text.APIActionsNoun
		return x
	}
	api.Add(reg, of(http.MethodGet, "/actions/{id}", "show_action", text.APIActionTitle, text.APIActionAbout, policy.PlanRead), r.apiAction)
	api.Add(reg, of(http.MethodPost, "/actions/{id}/events", "new_action_event", text.APIEventTitle, text.APIEventAbout, policy.ActionRecord), r.apiHappen)
	api.Add(reg, of(http.MethodGet, month, "show_attendance", text.APIHoursTitle, text.APIHoursAbout, policy.PlanRead), r.apiMonth)
	api.Add(reg, of(http.MethodPut, month, "attendance_of_action", text.APIHoursPutTitle, text.APIHoursPutAbout, policy.ActionRecord), r.apiAttend)
}

// apiActionWords are what a request says of an action. Without who follows it, that is the case manager.
type apiActionWords struct {
	GoalID       api.ID   `json:"goal_id"`
	Kind         api.Code `json:"kind"`
	Title        string   `json:"title,omitempty" maxLength:"120"`
	Provider     string   `json:"provider,omitempty" maxLength:"120"`
	Place        string   `json:"place,omitempty" maxLength:"120"`
	Fund         api.Code `json:"fund,omitempty"`
	Hours        int32    `json:"hours,omitempty" minimum:"0" maximum:"5000"`
	From         api.Day  `json:"from,omitempty"`
	To           api.Day  `json:"to,omitempty"`
	Follower     api.ID   `json:"follower,omitempty"`
	FollowerName string   `json:"follower_name,omitempty" maxLength:"120"`
	Note         string   `json:"note,omitempty" maxLength:"2000"`
	Promoter     string   `json:"promoter,omitempty" maxLength:"120"`
	Host         string   `json:"host,omitempty" maxLength:"120"`
	Tutor        string   `json:"tutor,omitempty" maxLength:"120"`
	Months       int32    `json:"months,omitempty" minimum:"0" maximum:"60"`
	Allowance    *apiEuro `json:"allowance,omitempty"`
	LongerWhy    string   `json:"longer_why,omitempty" maxLength:"500"`
}

func (b apiActionWords) input(v View) (ActionInput, error) {
	in := ActionInput{b.GoalID.Value(), Content{Kind: string(b.Kind), Title: b.Title, Provider: b.Provider, Place: b.Place, Fund: string(b.Fund), Hours: int(b.Hours),
		From: b.From.Date(), To: b.To.Date(), FollowerID: b.Follower.Value(), FollowerWords: b.FollowerName, Note: b.Note, Promoter: b.Promoter, Host: b.Host,
		Tutor: b.Tutor, Months: int(b.Months), LongerWhy: b.LongerWhy}}
	if in.FollowerID == "" && strings.TrimSpace(in.FollowerWords) == "" {
		in.FollowerID = v.Case.ManagerID
	}
	if b.Allowance != nil {
		if b.Allowance.wrong {
			return in, api.InvalidAt("body.allowance", text.APIEuroWrong)
		}
		in.Allowance = b.Allowance.amount
	}
	return in, nil
}

var actionFields = map[string]string{"goal": "goal_id", "follower_words": "follower_name"}

type apiNewAction struct {
	api.ByID
	Body apiActionWords `nameHint:"NewAction"`
}

type apiByAction struct {
	api.ByID
	ActionID api.ID `path:"action_id"`
}

type apiActionInput struct {
	api.ByID
	ActionID api.ID `path:"action_id"`
	api.Match
	Body apiActionWords `nameHint:"NewAction"`
}

func (r *Room) apiAddAction(ctx context.Context, who gate.Actor, in *apiNewAction) (*api.Made[apiAction], error) {
	v, p, err := r.ByPlan(ctx, who, in.ID.Value())
	if err != nil {
		return nil, err
	}
	words, err := in.Body.input(v)
	if err != nil {
		return nil, err
	}
	id, err := r.AddAction(ctx, who, p.ID, words)
	if err != nil {
		return nil, api.InBody(err, actionFields)
	}
	if v, p, err = r.ByPlan(ctx, who, p.ID); err != nil {
		return nil, err
	}
	a, _ := p.Action(id)
	return api.MadeOf(shownAction(v, a), a.Version, "/actions/"+string(id)), nil
}

func (r *Room) apiChangeAction(ctx context.Context, who gate.Actor, in *apiActionInput) (*api.Answer[apiAction], error) {
	v, p, err := r.ByPlan(ctx, who, in.ID.Value())
	if err != nil {
		return nil, err
	}
	a, ok := p.Action(in.ActionID.Value())
	if !ok {
		return nil, fault.Missing()
	}
	words, err := in.Body.input(v)
	if err != nil {
		return nil, err
	}
	if err := r.ChangeAction(ctx, who, p.ID, a.ID, in.Match.Version(a.Version), words); err != nil {
		return nil, api.InBody(stale(err, in.Match, a.Version), actionFields)
	}
	if v, p, err = r.ByPlan(ctx, who, p.ID); err != nil {
		return nil, err
	}
	a, _ = p.Action(a.ID)
	return api.AnswerOf(shownAction(v, a), a.Version), nil
}

func (r *Room) apiEndAction(ctx context.Context, who gate.Actor, in *apiByAction) (*api.Answer[apiPlan], error) {
	return r.apiAfter(ctx, who, in.ID, r.RemoveAction(ctx, who, in.ID.Value(), in.ActionID.Value()))
}

// apiActionEvent is something that happened to an action.
type apiActionEvent struct {
	Kind   string     `json:"kind" enum:"start,suspend,resume,end,interrupt"`
	Date   api.Day    `json:"date"`
	Reason api.Code   `json:"reason,omitempty"`
	Result api.Code   `json:"result,omitempty"`
	Words  string     `json:"words,omitempty" maxLength:"500"`
	By     api.ID     `json:"by,omitempty"`
	At     api.Moment `json:"at"`
}

// apiMonth is the attendance of one month.
type apiMonth struct {
	Month string              `json:"month" minLength:"7" maxLength:"7"`
	Hours map[string]apiHours `json:"hours" maxProperties:"31"`
	Total apiHours            `json:"total"`
}

// apiTwice is another action that may pay for the same hours.
type apiTwice struct {
	ActionID api.ID  `json:"action_id"`
	Why      string  `json:"why" maxLength:"500"`
	Date     api.Day `json:"date,omitempty"`
}

func shownMonth(m Month) apiMonth {
	out := apiMonth{Month: m.Month, Hours: map[string]apiHours{}, Total: apiHours{minutes: m.Total}}
	for d, n := range m.Minutes {
		out.Hours[strconv.Itoa(d)] = apiHours{minutes: n}
	}
	return out
}

// shownLive is an action as it goes, with what happened to it and its hours by month.
func shownLive(l Live) apiAction {
	out := shownAction(l.View, l.Action)
	out.CaseID, out.PlanID = api.ID(l.View.Case.ID), api.ID(l.Plan.ID)
	for _, e := range l.Events {
		out.Events = append(out.Events, apiActionEvent{e.Kind, api.DayOf(e.OnDay), api.Code(e.Reason), api.Code(e.Result), e.Words, api.ID(e.By), api.MomentOf(e.At)})
	}
	for _, m := range l.Months {
		out.Attendance = append(out.Attendance, shownMonth(m))
	}
	for _, o := range l.Warns {
		other := o.A
		if other == l.Action.ID {
			other = o.B
		}
		out.Twice = append(out.Twice, apiTwice{api.ID(other), o.Why.In(text.Italian), api.DayOf(o.On)})
	}
	return out
}

func (r *Room) apiAction(ctx context.Context, who gate.Actor, in *api.ByID) (*api.Answer[apiAction], error) {
	l, err := r.Action(ctx, who, in.ID.Value())
	if err != nil {
		return nil, err
	}
	return api.AnswerOf(shownLive(l), l.Action.LiveVersion), nil
}

type apiHappening struct {
	api.ByID
	api.Match
	Body struct {
		Kind   string   `json:"kind" enum:"start,suspend,resume,end,interrupt"`
		Date   api.Day  `json:"date"`
		Reason api.Code `json:"reason,omitempty"`
		Result api.Code `json:"result,omitempty"`
		Words  string   `json:"words,omitempty" maxLength:"500"`
	} `nameHint:"NewActionEvent"`
}

func (r *Room) apiHappen(ctx context.Context, who gate.Actor, in *apiHappening) (*api.Made[apiAction], error) {
	id, b := in.ID.Value(), in.Body
	was, err := r.Action(ctx, who, id)
	if err != nil {
		return nil, err
	}
	err = r.Happen(ctx, who, id, in.Match.Version(-1), EventInput{Kind: b.Kind, OnDay: b.Date.Date(), Reason: string(b.Reason), Result: string(b.Result), Words: b.Words})
	if err != nil {
		return nil, stale(err, in.Match, was.Action.LiveVersion)
	}
	l, err := r.Action(ctx, who, id)
	if err != nil {
		return nil, err
	}
	return api.MadeOf(shownLive(l), l.Action.LiveVersion, "/actions/"+string(id)), nil
}

type apiByMonth struct {
	api.ByID
	Month string `path:"month" minLength:"7" maxLength:"7" pattern:"^[0-9]{4}-[0-9]{2}$"`
}

type apiAttending struct {
	api.ByID
	Month string `path:"month" minLength:"7" maxLength:"7" pattern:"^[0-9]{4}-[0-9]{2}$"`
	api.Match
	Body struct {
		Hours map[string]apiHours `json:"hours" maxProperties:"31"`
	} `nameHint:"AttendedHours"`
}

func (r *Room) apiMonth(ctx context.Context, who gate.Actor, in *apiByMonth) (*api.Answer[apiMonth], error) {
	m, err := r.monthOf(ctx, who, in.ID, in.Month)
	if err != nil {
		return nil, err
	}
	return api.AnswerOf(shownMonth(m), m.Version), nil
}

// monthOf reads one month of an action; one without hours is empty.
func (r *Room) monthOf(ctx context.Context, who gate.Actor, id api.ID, month string) (Month, error) {
	l, err := r.Action(ctx, who, id.Value())
	if err != nil {
		return Month{}, err
	}
	if _, ok := parseMonth(month); !ok {
		return Month{}, fault.Missing()
	}
	for _, m := range l.Months {
		if m.Month == month {
			return m, nil
		}
	}
	return Month{Month: month}, nil
}

func (r *Room) apiAttend(ctx context.Context, who gate.Actor, in *apiAttending) (*api.Answer[apiMonth], error) {
	was, err := r.monthOf(ctx, who, in.ID, in.Month)
	if err != nil {
		return nil, err
	}
	minutes, err := minutesByDay(in.Body.Hours)
	if err != nil {
		return nil, err
	}
	m, err := r.Attend(ctx, who, in.ID.Value(), in.Month, in.Match.Version(-1), minutes)
	if err != nil {
		return nil, stale(hoursInBody(err), in.Match, was.Version)
	}
	return api.AnswerOf(shownMonth(m), m.Version), nil
}

func minutesByDay(hours map[string]apiHours) (map[int]int, error) {
	var c fault.Check
	out := map[int]int{}
	for day, h := range hours {
		d, err := strconv.Atoi(day)
		if err != nil || strconv.Itoa(d) != day || d < 1 || d > 31 {
			c.Add("hours", text.APIDayWrong)
			continue
		}
		c.Require(!h.wrong, "hours."+day, text.APIHoursWrong)
		out[d] = h.minutes
	}
	return out, c.Err()
}

// hoursInBody gives the days of a month's grid the names that they have in the body.
func hoursInBody(err error) error {
	names := map[string]string{"month": "hours"}
	for d := 1; d <= 31; d++ {
		names["day_"+strconv.Itoa(d)] = "hours." + strconv.Itoa(d)
	}
	return api.InBody(err, names)
}
