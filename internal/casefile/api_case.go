package casefile

import (
	"context"
	"net/url"
	"strconv"

	"siil/internal/api"
	"siil/internal/gate"
	"siil/internal/policy"
	"siil/internal/text"
)

// apiCase is the head of a case file as the interface shows it.
type apiCase struct {
	ID           api.ID         `json:"id"`
	Number       int32          `json:"number" minimum:"1" maximum:"2147483647"`
	State        api.Code       `json:"state"`
	StateOn      api.Day        `json:"state_on"`
	Person       apiName        `json:"person"`
	OpenedOn     api.Day        `json:"opened_on"`
	CaseManager  *apiColleague  `json:"case_manager,omitempty"`
	SeatID       api.ID         `json:"seat_id,omitempty"`
	Municipality string         `json:"municipality,omitempty" maxLength:"6" pattern:"^[0-9]{6}$"`
	NextDate     api.Day        `json:"next_date,omitempty"`
	NextWhat     string         `json:"next_what,omitempty" maxLength:"120"`
	ReviewOn     api.Day        `json:"review_on,omitempty"`
	LastOn       api.Day        `json:"last_on,omitempty"`
	Programmes   []api.Code     `json:"programmes" maxItems:"100"`
	Suspension   *apiSuspension `json:"suspension,omitempty"`
	HandOver     *apiHandOver   `json:"handover,omitempty"`
	ChangedAt    api.Moment     `json:"changed_at"`
	Version      int32          `json:"version" minimum:"1" maximum:"2147483647"`
}

// apiName is a person as a case names them.
type apiName struct {
	ID         api.ID `json:"id"`
	GivenName  string `json:"given_name" maxLength:"60"`
	FamilyName string `json:"family_name" maxLength:"60"`
}

// apiColleague is somebody who works on cases.
type apiColleague struct {
	ID   api.ID `json:"id"`
	Name string `json:"name" maxLength:"161"`
}

// apiRow is a case in a list, masked for its reader.
type apiRow struct {
	ID            api.ID   `json:"id"`
	Number        int32    `json:"number" minimum:"1" maximum:"2147483647"`
	State         api.Code `json:"state"`
	StateOn       api.Day  `json:"state_on"`
	PersonID      api.ID   `json:"person_id"`
	GivenName     string   `json:"given_name" maxLength:"60"`
	FamilyName    string   `json:"family_name" maxLength:"60"`
	TaxCode       string   `json:"tax_code,omitempty" maxLength:"16"`
	BirthDate     api.Day  `json:"birth_date,omitempty"`
	Phone         string   `json:"phone,omitempty" maxLength:"60"`
	CaseManagerID api.ID   `json:"case_manager_id,omitempty"`
	SeatID        api.ID   `json:"seat_id,omitempty"`
	Municipality  string   `json:"municipality,omitempty" maxLength:"6" pattern:"^[0-9]{6}$"`
	NextDate      api.Day  `json:"next_date,omitempty"`
	NextWhat      string   `json:"next_what,omitempty" maxLength:"120"`
	ReviewOn      api.Day  `json:"review_on,omitempty"`
	LastOn        api.Day  `json:"last_on,omitempty"`
}

type apiCaseFilter struct {
	api.Paged
	State           []api.Code `query:"state,explode" maxItems:"40"`
	Manager         []api.ID   `query:"manager,explode" maxItems:"40"`
	WithoutManager  bool       `query:"without_manager"`
	Seat            []api.ID   `query:"seat,explode" maxItems:"40"`
	Municipality    []string   `query:"municipality,explode" maxItems:"40" maxLength:"6" pattern:"^[0-9]{6}$"`
	Programme       []api.Code `query:"programme,explode" maxItems:"40"`
	Open            bool       `query:"open"`
	Mine            bool       `query:"mine"`
	NextFrom        api.Day    `query:"next_from"`
	NextTo          api.Day    `query:"next_to"`
	WithoutNextDate bool       `query:"without_next_date"`
}

// values are the filters with the names that a page's address gives them.
func (f apiCaseFilter) values() url.Values {
	v := url.Values{}
	for _, s := range f.State {
		v.Add(paramState, string(s))
	}
	for _, s := range f.Manager {
		v.Add(paramManager, string(s.Value()))
	}
	if f.WithoutManager {
		v.Add(paramManager, NoManager)
	}
	for _, s := range f.Seat {
		v.Add(paramSeat, string(s.Value()))
	}
	for _, s := range f.Municipality {
		v.Add(paramTown, s)
	}
	for _, s := range f.Programme {
		v.Add(paramProgramme, string(s))
	}
	for name, on := range map[string]bool{paramOpen: f.Open, paramMine: f.Mine} {
		if on {
			v.Set(name, "1")
		}
	}
	for name, d := range map[string]api.Day{paramFrom: f.NextFrom, paramTo: f.NextTo} {
		if d != "" {
			v.Set(name, string(d))
		}
	}
	if f.WithoutNextDate {
		v.Set(paramDue, DueNone)
	}
	return v
}

func (r *Room) casesAPI(reg *api.Registry) {
	noun := text.APICasesNoun
	api.Add(reg, get("/cases", "show_cases", noun, text.APICasesTitle, text.APICasesAbout, policy.CaseList), r.apiCases)
	api.Add(reg, post("/cases", "new_case", noun, text.APICaseNewTitle, text.APICaseNewAbout, policy.CaseCreate), r.apiNewCase)
	api.Add(reg, get("/cases/{id}", "show_case", noun, text.APICaseTitle, text.APICaseAbout, policy.CaseOpen),
		func(ctx context.Context, who gate.Actor, in *api.ByID) (*api.Answer[apiCase], error) {
			return r.apiCase(ctx, who, in.ID)
		})
	api.Add(reg, put("/cases/{id}/state", "state_of_case", noun, text.APIStateTitle, text.APIStateAbout, policy.CaseMove), r.apiMove)
	api.Add(reg, put("/cases/{id}/next-date", "next_date_of_case", noun, text.APINextTitle, text.APINextAbout, policy.CaseDate), r.apiNextDate)
	api.Add(reg, put("/cases/{id}/manager", "manager_of_case", noun, text.APIManagerTitle, text.APIManagerAbout, policy.CaseAssign), r.apiAssign)
	api.Add(reg, get("/cases/{id}/readers", "show_readers", text.APIReadersNoun, text.APIReadersTitle, text.APIReadersAbout, policy.ReadersRead),
		func(ctx context.Context, who gate.Actor, in *apiReaderPage) (*api.Page[apiReading], error) {
			return r.apiReaders(ctx, reg, who, in)
		})
}

// apiListed reads a page of the reader's list. A filter that means nothing to them is Invalid, and so is a cursor of another list.
func (r *Room) apiListed(ctx context.Context, who gate.Actor, v url.Values, p api.Paged) (out Listed, err error) {
	err = r.g.Read(ctx, who, func(tx *gate.ReadTx) error {
		if err := mayList(tx); err != nil {
			return err
		}
		d, err := r.directory(tx)
		if err != nil {
			return err
		}
		q, ignored := d.parse(tx, v)
		if ignored {
			return api.InvalidAt("query", text.APIFilterUnknown)
		}
		if out, err = r.list(tx, d, q, p.Cursor, p.Limit); err == nil && out.BadCursor {
			err = api.BadCursor()
		}
		return err
	})
	return out, err
}

func (r *Room) apiCases(ctx context.Context, who gate.Actor, in *apiCaseFilter) (*api.Page[apiRow], error) {
	out, err := r.apiListed(ctx, who, in.values(), in.Paged)
	if err != nil {
		return nil, err
	}
	rows := make([]apiRow, len(out.Rows))
	for i, w := range out.Rows {
		rows[i] = apiRow{ID: api.ID(w.ID), Number: number32(w.Number), State: api.Code(w.State), StateOn: api.DayOf(w.StateOn), PersonID: api.ID(w.PersonID),
			GivenName: w.GivenName, FamilyName: w.FamilyName, TaxCode: string(w.TaxCode), BirthDate: api.DayOf(w.BirthDate), Phone: w.Phone,
			CaseManagerID: api.ID(w.ManagerID), SeatID: api.ID(w.SeatID), Municipality: w.Municipality, NextDate: api.DayOf(w.NextOn), NextWhat: w.NextWhat,
			ReviewOn: api.DayOf(w.ReviewOn), LastOn: api.DayOf(w.LastOn)}
	}
	return api.PageOf(rows, out.Next), nil
}

// apiCase reads one case.
func (r *Room) apiCase(ctx context.Context, who gate.Actor, id api.ID) (*api.Answer[apiCase], error) {
	var out apiCase
	err := r.apiRead(ctx, who, id, policy.CaseOpen, func(tx *gate.ReadTx, c Case, res policy.Resource) error {
		out = r.shownCase(tx, c, res)
		return nil
	})
	return api.AnswerOf(out, int(out.Version)), err
}

func (r *Room) shownCase(tx *gate.ReadTx, c Case, res policy.Resource) apiCase {
	out := apiCase{ID: api.ID(c.ID), Number: number32(c.Number), State: api.Code(c.State), StateOn: api.DayOf(c.StateOn),
		Person:   apiName{ID: api.ID(c.PersonID), GivenName: c.Person.GivenName, FamilyName: c.Person.FamilyName},
		OpenedOn: api.DayOf(c.OpenedOn), SeatID: api.ID(c.SeatID), Municipality: c.Municipality, NextDate: api.DayOf(c.NextOn), NextWhat: c.NextWhat,
		ReviewOn: api.DayOf(c.ReviewOn), LastOn: api.DayOf(c.LastOn), Programmes: []api.Code{}, ChangedAt: api.MomentOf(c.ChangedAt), Version: number32(c.Version)}
	if c.ManagerID != "" {
		out.CaseManager = &apiColleague{api.ID(c.ManagerID), c.Manager}
	}
	for _, p := range c.Programmes {
		x, _ := r.m.Programme(p.Code)
		if section := policy.Section(x.Section); section == "" || section == policy.Common || tx.May(policy.NoteRead, noteOf(res, section)) {
			out.Programmes = append(out.Programmes, api.Code(p.Code))
		}
	}
	if c.Suspension != nil {
		s := r.shownSuspension(tx, c, res)
		out.Suspension = &s
	}
	if c.HandOver != nil {
		out.HandOver = shownHandOver(c)
	}
	return out
}

type apiMoveIn struct {
	api.ByID
	api.Match
	Body struct {
		State    api.Code `json:"state"`
		On       api.Day  `json:"on,omitempty"`
		Reason   string   `json:"reason,omitempty" maxLength:"500"`
		NextDate api.Day  `json:"next_date,omitempty"`
		NextWhat string   `json:"next_what,omitempty" maxLength:"120"`
	} `nameHint:"NewState"`
}

func (r *Room) apiMove(ctx context.Context, who gate.Actor, in *apiMoveIn) (*api.Answer[apiCase], error) {
	b := in.Body
	err := r.apiChange(ctx, who, in.ID, in.Match, policy.CaseMove, func(c Case, version int) error {
		err := r.Move(ctx, who, c.ID, Moving{Version: version, To: string(b.State), On: b.On.Or(r.g.Today()), Reason: b.Reason, NextOn: b.NextDate.Date(),
			NextWhat: b.NextWhat})
		return api.InBody(err, map[string]string{"to": "state", "next_on": "next_date"})
	})
	if err != nil {
		return nil, err
	}
	return r.apiCase(ctx, who, in.ID)
}

type apiDateIn struct {
	api.ByID
	api.Match
	Body struct {
		Date api.Field `json:"date" format:"date" minLength:"10" maxLength:"10"`
		What string    `json:"what,omitempty" maxLength:"120"`
	} `nameHint:"NextDate"`
}

func (r *Room) apiNextDate(ctx context.Context, who gate.Actor, in *apiDateIn) (*api.Answer[apiCase], error) {
	on := api.Day(in.Body.Date.Value).Date()
	err := r.apiChange(ctx, who, in.ID, in.Match, policy.CaseDate, func(c Case, version int) error {
		_, err := r.SetNextDate(ctx, who, c.ID, Dating{Version: version, On: on, What: in.Body.What, Clear: on.IsZero()})
		return err
	})
	if err != nil {
		return nil, err
	}
	return r.apiCase(ctx, who, in.ID)
}

type apiManagerIn struct {
	api.ByID
	api.Match
	Body struct {
		AccountID api.ID `json:"account_id"`
	} `nameHint:"NewManager"`
}

func (r *Room) apiAssign(ctx context.Context, who gate.Actor, in *apiManagerIn) (*api.Answer[apiCase], error) {
	err := r.apiChange(ctx, who, in.ID, in.Match, policy.CaseAssign, func(c Case, version int) error {
		return api.InBody(r.AssignManager(ctx, who, c.ID, version, in.Body.AccountID.Value()), map[string]string{"account": "account_id"})
	})
	if err != nil {
		return nil, err
	}
	return r.apiCase(ctx, who, in.ID)
}

type apiReaderPage struct {
	api.ByID
	api.Paged
}

// apiReading is one look into a case.
type apiReading struct {
	At        api.Moment       `json:"at"`
	AccountID api.ID           `json:"account_id,omitempty"`
	Role      string           `json:"role" maxLength:"200"`
	Via       string           `json:"via" maxLength:"10"`
	Reason    api.Code         `json:"reason,omitempty"`
	Sections  []policy.Section `json:"sections" maxItems:"5" maxLength:"10"`
}

func (r *Room) apiReaders(ctx context.Context, reg *api.Registry, who gate.Actor, in *apiReaderPage) (*api.Page[apiReading], error) {
	list := "readers " + string(in.ID.Value())
	after, err := reg.Position(who, list, in.Cursor)
	if err != nil {
		return nil, err
	}
	var out []apiReading
	var next int64
	err = r.apiRead(ctx, who, in.ID, policy.ReadersRead, func(tx *gate.ReadTx, c Case, res policy.Resource) error {
		readings, before, err := Readers(tx, c, res, in.Limit, leafOf(after))
		next = before
		out = make([]apiReading, len(readings))
		for i, x := range readings {
			out[i] = apiReading{At: api.MomentOf(x.At), AccountID: api.ID(x.Actor), Role: x.Role, Via: x.Via, Reason: api.Code(x.Why),
				Sections: append([]policy.Section{}, x.Sections...)}
		}
		return err
	})
	if err != nil {
		return nil, err
	}
	return api.PageOf(out, reg.Cursor(who, list, leafWords(next))), nil
}

func leafWords(n int64) string {
	if n == 0 {
		return ""
	}
	return strconv.FormatInt(n, 10)
}
