package sitting

import (
	"siil/internal/api"
	"siil/internal/value"
)

// apiSittingRow is one sitting in a list.
type apiSittingRow struct {
	ID           api.ID   `json:"id"`
	Number       int32    `json:"number" minimum:"1" maximum:"2147483647"`
	Date         api.Day  `json:"date"`
	Starts       string   `json:"starts" maxLength:"5" pattern:"^[0-9]{2}:[0-9]{2}$"`
	Place        string   `json:"place,omitempty" maxLength:"300"`
	State        api.Code `json:"state"`
	Cases        int32    `json:"cases" minimum:"0" maximum:"1000"`
	Decided      int32    `json:"decided" minimum:"0" maximum:"1000"`
	Called       bool     `json:"called"`
	MinutesState api.Code `json:"minutes_state,omitempty"`
}

// apiSitting is one sitting.
type apiSitting struct {
	ID           api.ID             `json:"id"`
	Number       int32              `json:"number" minimum:"1" maximum:"2147483647"`
	State        api.Code           `json:"state"`
	Date         api.Day            `json:"date"`
	Starts       string             `json:"starts" maxLength:"5" pattern:"^[0-9]{2}:[0-9]{2}$"`
	Place        string             `json:"place,omitempty" maxLength:"300"`
	Link         string             `json:"link,omitempty" maxLength:"300"`
	OpenedAt     api.Moment         `json:"opened_at,omitempty"`
	ClosedAt     api.Moment         `json:"closed_at,omitempty"`
	Quorum       bool               `json:"quorum"`
	Members      []apiSittingMember `json:"members" maxItems:"200"`
	Agenda       []apiItem          `json:"agenda" maxItems:"200"`
	MinutesState api.Code           `json:"minutes_state,omitempty"`
	Version      int32              `json:"version" minimum:"1" maximum:"2147483647"`
}

// apiSittingMember is who is called.
type apiSittingMember struct {
	AccountID api.ID   `json:"account_id"`
	Name      string   `json:"name" maxLength:"161"`
	Part      api.Code `json:"part"`
	Recorder  bool     `json:"recorder"`
	Present   bool     `json:"present"`
	Reply     api.Code `json:"reply,omitempty"`
}

// apiItem is one case of the agenda.
type apiItem struct {
	ID         api.ID   `json:"id"`
	CaseID     api.ID   `json:"case_id"`
	CaseNumber int32    `json:"case_number" minimum:"1" maximum:"2147483647"`
	Name       string   `json:"name,omitempty" maxLength:"161"`
	Position   int32    `json:"position" minimum:"1" maximum:"1000"`
	Why        api.Code `json:"why"`
	State      api.Code `json:"state"`
	Decision   api.Code `json:"decision,omitempty"`
	Days       int32    `json:"days" minimum:"0" maximum:"100000"`
	Urgent     bool     `json:"urgent"`
	Version    int32    `json:"version" minimum:"1" maximum:"2147483647"`
}

type apiAgendaList struct {
	Agenda []apiItem `json:"agenda" maxItems:"200"`
}

func shownSitting(v View) apiSitting {
	out := apiSitting{ID: api.ID(v.ID), Number: number32(v.Number), State: api.Code(v.State), Date: api.DayOf(v.OnDay), Starts: v.Starts, Place: v.Where(), Link: v.Link,
		OpenedAt: api.MomentOf(v.OpenedAt), ClosedAt: api.MomentOf(v.ClosedAt), Quorum: v.Quorum.Holds, Members: []apiSittingMember{}, Agenda: shownAgenda(v),
		MinutesState: api.Code(v.Minutes), Version: number32(v.Version)}
	for _, m := range v.Members {
		out.Members = append(out.Members, apiSittingMember{AccountID: api.ID(m.AccountID), Name: m.Name, Part: api.Code(m.Part), Recorder: m.Recorder,
			Present: m.Here || v.State == Closed && m.Attended(), Reply: api.Code(m.Reply)})
	}
	return out
}

func shownAgenda(v View) []apiItem {
	out := []apiItem{}
	for _, x := range v.Items {
		out = append(out, apiItem{ID: api.ID(x.ID), CaseID: api.ID(x.CaseID), CaseNumber: number32(x.CaseNumber), Name: x.Name, Position: number32(x.Position),
			Why: api.Code(x.Why), State: api.Code(x.State), Decision: api.Code(x.Decision), Days: number32(x.Days), Urgent: x.Urgent, Version: number32(x.Version)})
	}
	return out
}

// apiMinutes is the minutes of a sitting. hidden parts are those of cases that the reader may not read.
type apiMinutes struct {
	ID         api.ID        `json:"id"`
	State      api.Code      `json:"state"`
	Digest     string        `json:"digest" minLength:"64" maxLength:"64" pattern:"^[0-9a-f]+$"`
	MadeAt     api.Moment    `json:"made_at"`
	ApprovedAt api.Moment    `json:"approved_at,omitempty"`
	Approvals  []apiApproval `json:"approvals" maxItems:"200"`
	Parts      []apiPart     `json:"parts" maxItems:"200"`
	Additions  []apiAddition `json:"additions" maxItems:"200"`
}

type apiApproval struct {
	AccountID  api.ID     `json:"account_id"`
	Name       string     `json:"name" maxLength:"161"`
	ApprovedAt api.Moment `json:"approved_at,omitempty"`
}

type apiAddition struct {
	ID     api.ID     `json:"id"`
	Text   string     `json:"text" maxLength:"5000"`
	MadeAt api.Moment `json:"made_at"`
	By     string     `json:"by,omitempty" maxLength:"161"`
}

// apiPart is the extract of one case.
type apiPart struct {
	CaseID     api.ID        `json:"case_id,omitempty"`
	CaseNumber int32         `json:"case_number" minimum:"1" maximum:"2147483647"`
	Position   int32         `json:"position" minimum:"1" maximum:"1000"`
	Digest     string        `json:"digest" minLength:"64" maxLength:"64" pattern:"^[0-9a-f]+$"`
	Hidden     bool          `json:"hidden"`
	Name       string        `json:"name,omitempty" maxLength:"161"`
	State      api.Code      `json:"state,omitempty"`
	Decision   api.Code      `json:"decision,omitempty"`
	Reason     string        `json:"reason,omitempty" maxLength:"5000"`
	Advice     string        `json:"advice,omitempty" maxLength:"5000"`
	Note       string        `json:"note,omitempty" maxLength:"10000"`
	Manager    string        `json:"case_manager_name,omitempty" maxLength:"161"`
	Team       []string      `json:"team_names,omitempty" maxItems:"40" maxLength:"161"`
	Steps      []apiStepWord `json:"steps,omitempty" maxItems:"20"`
	Out        []string      `json:"stepped_out,omitempty" maxItems:"40" maxLength:"161"`
	Additions  []apiAddition `json:"additions,omitempty" maxItems:"200"`
}

// apiStepWord is one next step as the minutes hold it.
type apiStepWord struct {
	Text string  `json:"text" maxLength:"300"`
	Who  string  `json:"who" maxLength:"161"`
	Due  api.Day `json:"due,omitempty"`
}

func shownMinutes(v MinutesView) apiMinutes {
	out := apiMinutes{ID: api.ID(v.ID), State: api.Code(v.State), Digest: v.Digest, MadeAt: api.MomentOf(v.MadeAt), ApprovedAt: api.MomentOf(v.ApprovedAt),
		Approvals: []apiApproval{}, Parts: []apiPart{}, Additions: shownAdditions(v.Additions)}
	for _, a := range v.Approvals {
		out.Approvals = append(out.Approvals, apiApproval{api.ID(a.AccountID), a.Name, api.MomentOf(a.At)})
	}
	for _, p := range v.Parts {
		x := apiPart{CaseID: api.ID(p.CaseID), CaseNumber: number32(p.CaseNumber), Position: number32(p.Position), Digest: p.Digest, Hidden: p.Hidden, Name: p.Person,
			State: api.Code(p.State), Decision: api.Code(p.Decision), Reason: p.Reason, Advice: p.Advice, Note: p.Note, Manager: p.Manager, Team: p.Team,
			Additions: shownAdditions(p.Additions)}
		for _, s := range p.Steps {
			x.Steps = append(x.Steps, apiStepWord{s.What, s.Who, api.DayOf(s.Due)})
		}
		for _, o := range p.Out {
			x.Out = append(x.Out, o.Name)
		}
		out.Parts = append(out.Parts, x)
	}
	return out
}

func shownAdditions(all []Addition) []apiAddition {
	out := []apiAddition{}
	for _, a := range all {
		out = append(out, apiAddition{api.ID(a.ID), a.Text, api.MomentOf(a.At), a.By})
	}
	return out
}

// number32 is a counter as the interface shows it.
func number32(n int) int32 { return int32(min(n, 1<<31-1)) }

func valuesOf(ids []api.ID) (out []value.ID) {
	for _, id := range ids {
		out = append(out, id.Value())
	}
	return out
}
