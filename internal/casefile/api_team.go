package casefile

import (
	"context"

	"siil/internal/api"
	"siil/internal/fault"
	"siil/internal/gate"
	"siil/internal/policy"
	"siil/internal/text"
	"siil/internal/value"
)

// apiTeam is who works on a case today.
type apiTeam struct {
	CaseManager *apiColleague `json:"case_manager,omitempty"`
	Members     []apiMember   `json:"members" maxItems:"200"`
}

// apiMember is somebody's place in the team of a case.
type apiMember struct {
	ID        api.ID     `json:"id"`
	State     string     `json:"state" enum:"member,former"`
	AccountID api.ID     `json:"account_id"`
	Name      string     `json:"name" maxLength:"161"`
	SinceAt   api.Moment `json:"since_at"`
}

type apiJoin struct {
	api.ByID
	Body struct {
		AccountID api.ID `json:"account_id"`
		Reason    string `json:"reason,omitempty" maxLength:"500"`
	} `nameHint:"NewMember"`
}

type apiLeave struct {
	api.ByID
	AccountID api.ID `path:"account_id"`
	Body      struct {
		Reason string `json:"reason" minLength:"1" maxLength:"500"`
	} `nameHint:"Departure"`
}

type apiJustice struct {
	api.ByID
	AccountID api.ID `path:"account_id"`
	Body      struct {
		Allow  bool   `json:"allow"`
		Reason string `json:"reason" minLength:"1" maxLength:"500"`
	} `nameHint:"JusticeAuthorisation"`
}

func (r *Room) teamAPI(reg *api.Registry) {
	noun := text.APITeamNoun
	api.Add(reg, get("/cases/{id}/team", "show_team", noun, text.APITeamTitle, text.APITeamAbout, policy.CaseOpen), r.apiTeam)
	api.Add(reg, post("/cases/{id}/team", "new_member", noun, text.APIMemberNewTitle, text.APIMemberNewAbout, policy.CaseTeam), r.apiJoin)
	api.Add(reg, post("/cases/{id}/team/{account_id}/departure", "new_departure", noun, text.APIMemberEndTitle, text.APIMemberEndAbout, policy.CaseTeam), r.apiLeave)
	api.Add(reg, post("/cases/{id}/team/{account_id}/justice", "new_justice_authorisation", noun, text.APIJusticeTitle, text.APIJusticeAbout, policy.CaseJustice), r.apiJustice)
}

const teamSQL = `SELECT m.id, m.account_id, a.given_name || ' ' || a.family_name, m.since_at, m.until_at FROM case_member m
	JOIN account a ON a.zone = m.zone AND a.id = m.account_id WHERE m.zone = $1 AND m.case_id = $2`

func scanMember(s gate.Scanner) (x apiMember, err error) {
	var since, until value.Instant
	err = s.Scan(&x.ID, &x.AccountID, &x.Name, &since, &until)
	x.SinceAt, x.State = api.MomentOf(since), "member"
	if !until.IsZero() {
		x.State = "former"
	}
	return x, err
}

func (r *Room) apiTeam(ctx context.Context, who gate.Actor, in *api.ByID) (*api.Answer[apiTeam], error) {
	out := apiTeam{Members: []apiMember{}}
	err := r.apiRead(ctx, who, in.ID, policy.CaseOpen, func(tx *gate.ReadTx, c Case, res policy.Resource) error {
		if c.ManagerID != "" {
			out.CaseManager = &apiColleague{api.ID(c.ManagerID), c.Manager}
		}
		members, err := gate.All(tx, teamSQL+" AND m.until_at IS NULL ORDER BY m.since_at, m.id", []any{tx.Zone(), c.ID}, scanMember)
		for _, m := range members {
			// a case manager is in the team only to be authorised for the justice section, which not everybody may know
			if m.AccountID.Value() != c.ManagerID || tx.May(policy.CaseJustice, res) || tx.May(policy.NoteRead, noteOf(res, policy.Justice)) {
				out.Members = append(out.Members, m)
			}
		}
		return err
	})
	return api.AnswerOf(out, 0), err
}

// apiPlace reads somebody's newest place in the team of a case.
func (r *Room) apiPlace(ctx context.Context, who gate.Actor, id api.ID, account value.ID) (*api.Made[apiMember], error) {
	var out apiMember
	var caseID value.ID
	err := r.apiRead(ctx, who, id, policy.CaseOpen, func(tx *gate.ReadTx, c Case, _ policy.Resource) error {
		caseID = c.ID
		all, err := gate.All(tx, teamSQL+" AND m.account_id = $3 ORDER BY m.since_at DESC, m.id DESC LIMIT 1", []any{tx.Zone(), c.ID, account}, scanMember)
		if err == nil && len(all) == 0 {
			err = fault.Missing()
		}
		if err == nil {
			out = all[0]
		}
		return err
	})
	return api.MadeOf(out, 0, "/cases/"+string(caseID)+"/team"), err
}

func (r *Room) apiJoin(ctx context.Context, who gate.Actor, in *apiJoin) (*api.Made[apiMember], error) {
	account := in.Body.AccountID.Value()
	err := r.apiChange(ctx, who, in.ID, api.Match{}, policy.CaseTeam, func(c Case, _ int) error {
		err := r.Join(ctx, who, c.ID, Membership{AccountID: account, Reason: in.Body.Reason})
		return api.InBody(err, map[string]string{"account": "account_id"})
	})
	if err != nil {
		return nil, err
	}
	return r.apiPlace(ctx, who, in.ID, account)
}

func (r *Room) apiLeave(ctx context.Context, who gate.Actor, in *apiLeave) (*api.Made[apiMember], error) {
	account := in.AccountID.Value()
	err := r.apiChange(ctx, who, in.ID, api.Match{}, policy.CaseTeam, func(c Case, _ int) error {
		return r.Leave(ctx, who, c.ID, Membership{AccountID: account, Reason: in.Body.Reason})
	})
	if err != nil {
		return nil, err
	}
	return r.apiPlace(ctx, who, in.ID, account)
}

func (r *Room) apiJustice(ctx context.Context, who gate.Actor, in *apiJustice) (*api.Made[apiMember], error) {
	account := in.AccountID.Value()
	err := r.apiChange(ctx, who, in.ID, api.Match{}, policy.CaseJustice, func(c Case, _ int) error {
		return r.AllowJustice(ctx, who, c.ID, Membership{AccountID: account, Reason: in.Body.Reason}, in.Body.Allow)
	})
	if err != nil {
		return nil, err
	}
	return r.apiPlace(ctx, who, in.ID, account)
}
