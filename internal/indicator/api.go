package indicator

import (
	"cmp"
	"context"
	"net/http"
	"net/url"

	"siil/internal/api"
	"siil/internal/gate"
	"siil/internal/policy"
	"siil/internal/text"
)

// apiNumber is a number as its reader may know it: Value, or why there is none.
type apiNumber struct {
	Value     *int `json:"value,omitempty" minimum:"0" maximum:"1000000000"`
	FewerThan int  `json:"fewer_than,omitempty" minimum:"1" maximum:"100"`
	Withheld  bool `json:"withheld,omitempty"`
}

func (o *Overview) apiNumber(n Number) apiNumber {
	switch {
	case n.Blank:
		return apiNumber{Withheld: true}
	case n.Few:
		return apiNumber{FewerThan: o.Fewest}
	}
	return apiNumber{Value: &n.N}
}

// apiFigure is one figure. Before is that of the period of the same length before, for what happened in a period.
type apiFigure struct {
	Figure string     `json:"figure" maxLength:"20"`
	Part   string     `json:"part,omitempty" maxLength:"60"`
	Label  string     `json:"label" maxLength:"200"`
	Number apiNumber  `json:"number"`
	Before *apiNumber `json:"number_before,omitempty"`
}

type apiFigureMonth struct {
	Month    string    `json:"month" pattern:"^20[0-9]{2}-[0-9]{2}$" maxLength:"7"`
	Referred apiNumber `json:"referred"`
	Taken    apiNumber `json:"taken"`
	Left     apiNumber `json:"left"`
	Closed   apiNumber `json:"closed"`
	InTime   apiNumber `json:"checked_in_time"`
	Late     apiNumber `json:"checked_late"`
	InCharge apiNumber `json:"in_charge"`
	Over     apiNumber `json:"over"`
}

// apiLoad is the open cases of one case manager; without an account those of nobody. Weight is in tenths of a case.
type apiLoad struct {
	AccountID api.ID `json:"account_id,omitempty"`
	Total     int    `json:"total" minimum:"0" maximum:"1000000000"`
	UnderWay  int    `json:"under_way" minimum:"0" maximum:"1000000000"`
	Earlier   int    `json:"earlier" minimum:"0" maximum:"1000000000"`
	Resting   int    `json:"resting" minimum:"0" maximum:"1000000000"`
	NoDate    int    `json:"no_date" minimum:"0" maximum:"1000000000"`
	Late      int    `json:"past_date" minimum:"0" maximum:"1000000000"`
	Weight    int    `json:"weight_tenths" minimum:"0" maximum:"1000000000"`
}

// apiIndicators are the figures of a period. Managers are there for who may open the cases, and where all of the zone is asked for.
type apiIndicators struct {
	From     string           `json:"from_month" pattern:"^20[0-9]{2}-[0-9]{2}$" maxLength:"7"`
	To       string           `json:"to_month" pattern:"^20[0-9]{2}-[0-9]{2}$" maxLength:"7"`
	Pending  int              `json:"pending" minimum:"0" maximum:"1000000000"`
	Figures  []apiFigure      `json:"figures" maxItems:"400"`
	ByMonth  []apiFigureMonth `json:"by_month" maxItems:"36"`
	Managers []apiLoad        `json:"managers" maxItems:"1000"`
}

// ByPeriod is the part of a request that asks for a period of months.
type ByPeriod struct {
	From string `query:"from_month" pattern:"^20[0-9]{2}-(0[1-9]|1[0-2])$" maxLength:"7"`
	To   string `query:"to_month" pattern:"^20[0-9]{2}-(0[1-9]|1[0-2])$" maxLength:"7"`
}

// ByFilter is the part of a request that asks for a part of the zone: one of these.
type ByFilter struct {
	Seat         api.ID   `query:"seat_id"`
	Municipality string   `query:"municipality" maxLength:"6" pattern:"^[0-9]{6}$"`
	Referrer     string   `query:"referrer" minLength:"1" maxLength:"36" pattern:"^[A-Za-z0-9_-]+$"`
	Programme    api.Code `query:"programme"`
}

type apiAsk struct {
	ByPeriod
	ByFilter
}

// Behind is a request for the cases behind a figure.
type Behind struct {
	api.Paged
	ByPeriod
	Figure string `query:"figure" default:"referred" enum:"referred,taken,left,now,wait,next,check_due,checked,closed,outcome,index"`
	Part   string `query:"part" maxLength:"60" pattern:"^[A-Za-z0-9_:]+$"`
	Late   bool   `query:"over"`
}

type apiBehindZone struct {
	Behind
	ByFilter
	Manager api.ID `query:"manager_id"`
	Nobody  bool   `query:"without_manager"`
}

// apiCounted is a case that a figure counts, and the day on which or since when.
type apiCounted struct {
	CaseID     api.ID   `json:"case_id"`
	CaseNumber int      `json:"case_number" minimum:"1" maximum:"1000000000"`
	State      api.Code `json:"state"`
	ManagerID  api.ID   `json:"manager_id,omitempty"`
	Day        api.Day  `json:"day,omitempty"`
}

// API registers the figures and the cases behind them.
func (r *Room) API(reg *api.Registry) {
	op := func(path, name string, title, about text.T, a policy.Action) api.Op {
		return api.Op{Method: http.MethodGet, Path: path, Name: name, Noun: text.APIIndicatorsNoun, Title: title, About: about, Action: a}
	}
	api.Add(reg, op("/indicators", "show_indicators", text.APIIndicatorsTitle, text.APIIndicatorsAbout, policy.OverviewRead), r.apiZone)
	api.Add(reg, op("/indicators/cases", "show_indicator_cases", text.APIIndicatorCasesTitle, text.APIIndicatorCasesAbout, policy.OverviewOpen),
		func(ctx context.Context, who gate.Actor, in *apiBehindZone) (*api.Page[apiCounted], error) {
			v := in.values()
			if v.Set("cm", string(in.Manager)); in.Nobody {
				v.Set("cm", Nobody)
			}
			return r.apiCases(ctx, reg, who, in.Behind, v, false)
		})
	api.Add(reg, op("/indicators/mine", "show_my_indicators", text.APIMyIndicatorsTitle, text.APIMyIndicatorsAbout, policy.OverviewOwn),
		func(ctx context.Context, who gate.Actor, in *ByPeriod) (*api.Answer[apiIndicators], error) {
			return r.apiFigures(ctx, who, *in, nil, true)
		})
	api.Add(reg, op("/indicators/mine/cases", "show_my_indicator_cases", text.APIMyIndicatorCasesTitle, text.APIMyIndicatorCasesAbout, policy.OverviewOwn),
		func(ctx context.Context, who gate.Actor, in *Behind) (*api.Page[apiCounted], error) {
			return r.apiCases(ctx, reg, who, *in, nil, true)
		})
}

// values are the filter as the pages read it.
func (f ByFilter) values() url.Values {
	return url.Values{paramOf(BySeat): {string(f.Seat)}, paramOf(ByTown): {f.Municipality}, paramOf(ByReferrer): {f.Referrer}, paramOf(ByProgramme): {string(f.Programme)}}
}

func (r *Room) apiZone(ctx context.Context, who gate.Actor, in *apiAsk) (*api.Answer[apiIndicators], error) {
	return r.apiFigures(ctx, who, in.ByPeriod, in.values(), false)
}

func (p ByPeriod) period(r *Room) (Period, error) {
	out, ok := periodFrom(url.Values{paramFrom: {p.From}, paramTo: {p.To}}, r.g.Today())
	if !ok {
		return out, api.InvalidAt("query.from_month", text.APIPeriodWrong.With(mostMonths))
	}
	return out, nil
}

func (r *Room) apiFigures(ctx context.Context, who gate.Actor, p ByPeriod, filter url.Values, own bool) (*api.Answer[apiIndicators], error) {
	period, wrong := p.period(r)
	ask := Ask{Period: period, Own: own}
	for _, d := range dimParams {
		if x := filter.Get(d.name); x != "" {
			ask.Dim, ask.Key = d.dim, x
		}
	}
	o, c, err := r.Read(ctx, who, ask)
	if err == nil {
		err = wrong
	}
	if err != nil {
		return nil, err
	}
	if _, _, ok := filterFrom(filter, c, false); !ok {
		return nil, api.InvalidAt("query", text.APIFigureFilter)
	}
	return api.AnswerOf(r.apiOverview(ctx, o), 0), nil
}

func (r *Room) apiOverview(ctx context.Context, o Overview) apiIndicators {
	out := apiIndicators{From: o.Period.From, To: o.Period.To, Pending: o.Pending, Figures: []apiFigure{}, ByMonth: []apiFigureMonth{}, Managers: []apiLoad{}}
	for _, l := range r.Lines(o) {
		f := apiFigure{Figure: l.Figure, Part: l.Part, Label: l.Label.In(text.LangOf(ctx)), Number: o.apiNumber(l.Number)}
		if l.Before != nil {
			before := o.apiNumber(*l.Before)
			f.Before = &before
		}
		out.Figures = append(out.Figures, f)
	}
	n := o.apiNumber
	for _, m := range o.Months {
		out.ByMonth = append(out.ByMonth, apiFigureMonth{m.Month, n(m.Referred), n(m.Taken), n(m.Left), n(m.Closed), n(m.InTime), n(m.Late), n(m.InCharge), n(m.Over)})
	}
	for _, l := range o.Load {
		out.Managers = append(out.Managers, apiLoad{api.ID(l.ID), l.Total.N, l.UnderWay.N, l.Before.N, l.Suspended.N, l.NoDate.N, l.Late.N, l.Weight})
	}
	return out
}

// apiCases reads a page of the cases behind a figure.
func (r *Room) apiCases(ctx context.Context, reg *api.Registry, who gate.Actor, in Behind, filter url.Values, own bool) (*api.Page[apiCounted], error) {
	period, wrong := in.period(r)
	v := url.Values{paramFigure: {definition(in.Figure).Name}, paramFrom: {period.From}, paramTo: {period.To}}
	if in.Part != "" {
		v.Set(paramPart, in.Part)
	}
	if in.Late {
		v.Set(paramLate, "1")
	}
	list := "indicators " + v.Encode() + " " + filter.Encode()
	at, bad := reg.Position(who, list, in.Cursor)
	after, _ := positionFrom(at)
	rows, _, err := r.behind(ctx, who, own, after, in.Limit+1, func(c Choices) (q Question, _ error) {
		q, ok := r.questionFrom(v, r.g.Today())
		dim, key, fits := filterFrom(filter, c, true)
		if q.Dim, q.Key = dim, key; !ok || !fits {
			return q, cmp.Or(wrong, api.InvalidAt("query", text.APIFigureFilter))
		}
		return q, cmp.Or(wrong, bad)
	})
	if err != nil {
		return nil, err
	}
	next := ""
	if len(rows) > in.Limit {
		rows = rows[:in.Limit]
		next = positionOf(rows[in.Limit-1])
	}
	var out []apiCounted
	for _, x := range rows {
		out = append(out, apiCounted{api.ID(x.CaseID), x.Number, api.Code(x.State), api.ID(x.ManagerID), api.DayOf(x.On)})
	}
	return api.PageOf(out, reg.Cursor(who, list, next)), nil
}
