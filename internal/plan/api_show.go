package plan

import (
	"siil/internal/api"
	"siil/internal/value"
)

// apiPlan is one version of a project, with the goals and actions that its reader may know.
type apiPlan struct {
	ID           api.ID          `json:"id"`
	CaseID       api.ID          `json:"case_id"`
	Number       int32           `json:"number" minimum:"1" maximum:"2147483647"`
	State        string          `json:"state" enum:"draft,signing,in_force,superseded"`
	Aims         string          `json:"aims" maxLength:"2000"`
	Why          string          `json:"why,omitempty" maxLength:"500"`
	Revises      api.ID          `json:"revises,omitempty"`
	AssessmentID api.ID          `json:"assessment_id,omitempty"`
	CreatedAt    api.Moment      `json:"created_at"`
	InForceOn    api.Day         `json:"in_force_on,omitempty"`
	SupersededAt api.Moment      `json:"superseded_at,omitempty"`
	Digest       string          `json:"digest,omitempty" maxLength:"64"`
	Goals        []apiGoal       `json:"goals" maxItems:"100"`
	Actions      []apiAction     `json:"actions" maxItems:"200"`
	Commitments  []apiCommitment `json:"commitments" maxItems:"60"`
	Dates        []api.Day       `json:"dates" maxItems:"60"`
	Checks       []apiCheck      `json:"checks" maxItems:"1000"`
	Signatures   []apiSignature  `json:"signatures" maxItems:"1000"`
}

// apiGoal is a goal; its id is the same in every version.
type apiGoal struct {
	ID          api.ID   `json:"id"`
	State       api.Code `json:"state"`
	Section     api.Code `json:"section"`
	Domain      api.Code `json:"domain"`
	Text        string   `json:"text" maxLength:"300"`
	ReachedWhen string   `json:"reached_when,omitempty" maxLength:"300"`
	Progress    api.Code `json:"progress,omitempty"`
	ProgressOn  api.Day  `json:"progress_on,omitempty"`
	Version     int32    `json:"version" minimum:"1" maximum:"2147483647"`
}

// apiAction is an action; its id is the same in every version. State is how it goes, whatever the version says.
type apiAction struct {
	ID           api.ID    `json:"id"`
	State        string    `json:"state" enum:"planned,running,suspended,ended,interrupted"`
	GoalID       api.ID    `json:"goal_id"`
	Section      api.Code  `json:"section"`
	Kind         api.Code  `json:"kind"`
	Title        string    `json:"title,omitempty" maxLength:"120"`
	Provider     string    `json:"provider,omitempty" maxLength:"120"`
	Place        string    `json:"place,omitempty" maxLength:"120"`
	Fund         api.Code  `json:"fund,omitempty"`
	Hours        int32     `json:"hours,omitempty" minimum:"0" maximum:"5000"`
	From         api.Day   `json:"from,omitempty"`
	To           api.Day   `json:"to,omitempty"`
	Follower     api.ID    `json:"follower,omitempty"`
	FollowerName string    `json:"follower_name,omitempty" maxLength:"161"`
	Note         string    `json:"note,omitempty" maxLength:"2000"`
	Promoter     string    `json:"promoter,omitempty" maxLength:"120"`
	Host         string    `json:"host,omitempty" maxLength:"120"`
	Tutor        string    `json:"tutor,omitempty" maxLength:"120"`
	Months       int32     `json:"months,omitempty" minimum:"0" maximum:"60"`
	Allowance    *apiEuro  `json:"allowance,omitempty"`
	LongerWhy    string    `json:"longer_why,omitempty" maxLength:"500"`
	StartedOn    api.Day   `json:"started_on,omitempty"`
	EndedOn      api.Day   `json:"ended_on,omitempty"`
	Reason       api.Code  `json:"reason,omitempty"`
	Result       api.Code  `json:"result,omitempty"`
	Words        string    `json:"words,omitempty" maxLength:"500"`
	Attended     *apiHours `json:"attended,omitempty"`

	CaseID     api.ID           `json:"case_id,omitempty"` // these only of one action by itself
	PlanID     api.ID           `json:"plan_id,omitempty"`
	Events     []apiActionEvent `json:"events,omitempty" maxItems:"1000"`
	Attendance []apiMonth       `json:"attendance,omitempty" maxItems:"1000"`
	Twice      []apiTwice       `json:"funded_twice,omitempty" maxItems:"1000"`

	Version int32 `json:"version" minimum:"1" maximum:"2147483647"`
}

// apiCommitment is what one side undertakes.
type apiCommitment struct {
	ID      api.ID   `json:"id"`
	State   api.Code `json:"state"`
	Side    string   `json:"side" enum:"person,service"`
	Who     string   `json:"who,omitempty" maxLength:"120"`
	Text    string   `json:"text" maxLength:"300"`
	Version int32    `json:"version" minimum:"1" maximum:"2147483647"`
}

// apiSignature is one party's; State is that of the version after it was added.
type apiSignature struct {
	ID          api.ID     `json:"id"`
	State       api.Code   `json:"state,omitempty"`
	PlanID      api.ID     `json:"plan_id,omitempty"`
	Party       api.Code   `json:"party"`
	AccountID   api.ID     `json:"account_id,omitempty"`
	Words       string     `json:"words,omitempty" maxLength:"120"`
	Means       string     `json:"means" enum:"paper,second_factor"`
	Date        api.Day    `json:"date"`
	CollectedBy api.ID     `json:"collected_by,omitempty"`
	Agreement   string     `json:"agreement,omitempty" enum:"yes,partly,no"`
	Said        string     `json:"said,omitempty" maxLength:"2000"`
	Digest      string     `json:"digest" maxLength:"64"`
	CreatedAt   api.Moment `json:"created_at"`
	VoidedAt    api.Moment `json:"voided_at,omitempty"`
	VoidedWhy   string     `json:"voided_why,omitempty" maxLength:"500"`
}

// apiCheck is one check of the project.
type apiCheck struct {
	ID          api.ID         `json:"id"`
	State       api.Code       `json:"state"`
	PlanID      api.ID         `json:"plan_id"`
	Date        api.Day        `json:"date"`
	Next        api.Day        `json:"next,omitempty"`
	WithPerson  bool           `json:"with_person"`
	Reopens     bool           `json:"reopens"`
	Changes     string         `json:"changes,omitempty" maxLength:"2000"`
	PersonWords string         `json:"person_words,omitempty" maxLength:"2000"`
	By          api.ID         `json:"by,omitempty"`
	CreatedAt   api.Moment     `json:"created_at"`
	Goals       []apiGoalCheck `json:"goals" maxItems:"100"`
}

// apiGoalCheck is how far one goal is.
type apiGoalCheck struct {
	GoalID   api.ID   `json:"goal_id"`
	Progress api.Code `json:"progress"`
	Note     string   `json:"note,omitempty" maxLength:"2000"`
}

func shownPlan(v View, p Plan) apiPlan {
	digest, _ := p.Shown() // fails only on words that are no text, which nothing lets in
	out := apiPlan{ID: api.ID(p.ID), CaseID: api.ID(p.CaseID), Number: number32(p.Number), State: p.State, Aims: p.Aims, Why: p.Why, Revises: api.ID(p.Revises),
		AssessmentID: api.ID(p.AssessmentID), CreatedAt: api.MomentOf(p.MadeAt), InForceOn: api.DayOf(p.ForceOn), SupersededAt: api.MomentOf(p.SupersededAt), Digest: digest,
		Goals: []apiGoal{}, Actions: []apiAction{}, Commitments: []apiCommitment{}, Dates: []api.Day{}, Checks: []apiCheck{}, Signatures: []apiSignature{}}
	for _, g := range p.Goals {
		out.Goals = append(out.Goals, shownGoal(p, g))
		for _, a := range g.Actions {
			out.Actions = append(out.Actions, shownAction(v, a))
		}
	}
	for _, c := range p.Commitments {
		out.Commitments = append(out.Commitments, shownCommitment(p, c))
	}
	for _, d := range p.Dates {
		out.Dates = append(out.Dates, api.DayOf(d))
	}
	for _, c := range v.Checks {
		if c.PlanID == p.ID {
			out.Checks = append(out.Checks, shownCheck(c))
		}
	}
	for _, s := range p.Signatures {
		out.Signatures = append(out.Signatures, shownSignature(s))
	}
	return out
}

func shownGoal(p Plan, g Goal) apiGoal {
	return apiGoal{ID: api.ID(g.ID), State: api.Code(p.State), Section: api.Code(g.Section), Domain: api.Code(g.Domain), Text: g.Text, ReachedWhen: g.ReachedWhen,
		Progress: api.Code(g.Progress), ProgressOn: api.DayOf(g.ProgressOn), Version: number32(g.Version)}
}

func shownAction(v View, a Action) apiAction {
	out := apiAction{ID: api.ID(a.ID), State: a.State, GoalID: api.ID(a.GoalID), Section: api.Code(a.Section), Kind: api.Code(a.Kind), Title: a.Title, Provider: a.Provider,
		Place: a.Place, Fund: api.Code(a.Fund), Hours: number32(a.Hours), From: api.DayOf(a.From), To: api.DayOf(a.To), Follower: api.ID(a.FollowerID),
		FollowerName: a.FollowerWords, Note: a.Note, Promoter: a.Promoter, Host: a.Host, Tutor: a.Tutor, Months: number32(a.Months), Allowance: euro(a.Allowance),
		LongerWhy: a.LongerWhy, StartedOn: api.DayOf(a.StartedOn), EndedOn: api.DayOf(a.EndedOn), Reason: api.Code(a.Reason), Result: api.Code(a.Result), Words: a.Words,
		Version: number32(a.Version)}
	if a.FollowerID != "" {
		out.FollowerName = v.Names[a.FollowerID]
	}
	if a.Minutes > 0 {
		out.Attended = &apiHours{minutes: a.Minutes}
	}
	return out
}

func shownCommitment(p Plan, c Commitment) apiCommitment {
	return apiCommitment{ID: api.ID(c.ID), State: api.Code(p.State), Side: c.Side, Who: c.Who, Text: c.Text, Version: number32(c.Version)}
}

func shownSignature(s Signature) apiSignature {
	return apiSignature{ID: api.ID(s.ID), Party: api.Code(s.Party), AccountID: api.ID(s.AccountID), Words: s.Words, Means: s.Means, Date: api.DayOf(s.OnDay),
		CollectedBy: api.ID(s.CollectedBy), Agreement: s.Agreement, Said: s.Said, Digest: s.Digest, CreatedAt: api.MomentOf(s.MadeAt), VoidedAt: api.MomentOf(s.VoidedAt),
		VoidedWhy: s.VoidedWhy}
}

func shownCheck(c Check) apiCheck {
	out := apiCheck{ID: api.ID(c.ID), State: "done", PlanID: api.ID(c.PlanID), Date: api.DayOf(c.OnDay), Next: api.DayOf(c.NextOn), WithPerson: c.WithPerson, Reopens: c.Reopens,
		Changes: c.Changes, PersonWords: c.PersonWords, By: api.ID(c.MadeBy), CreatedAt: api.MomentOf(c.MadeAt), Goals: []apiGoalCheck{}}
	for _, g := range c.Goals {
		out.Goals = append(out.Goals, apiGoalCheck{api.ID(g.GoalID), api.Code(g.Progress), g.Note})
	}
	return out
}

// apiPact is a pact that another system keeps.
type apiPact struct {
	ID     api.ID   `json:"id"`
	State  api.Code `json:"state"`
	Kind   api.Code `json:"kind"`
	Number string   `json:"number" maxLength:"120"`
	Date   api.Day  `json:"date"`
}

func shownPacts(v View, state string, only value.ID) (out []apiPact) {
	for _, l := range v.Links {
		if only == "" || l.ID == only {
			out = append(out, apiPact{api.ID(l.ID), api.Code(state), api.Code(l.Kind), l.Number, api.DayOf(l.OnDay)})
		}
	}
	return out
}
