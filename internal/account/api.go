package account

import (
	"context"
	"net/http"
	"slices"

	"siil/internal/api"
	"siil/internal/fault"
	"siil/internal/gate"
	"siil/internal/policy"
	"siil/internal/text"
	"siil/internal/value"
)

// UserData is an account as the interface shows it. To whoever does not list accounts, only the names and roles of active colleagues.
type UserData struct {
	ID           api.ID        `json:"id"`
	GivenName    string        `json:"given_name" maxLength:"80"`
	FamilyName   string        `json:"family_name" maxLength:"80"`
	Roles        []policy.Role `json:"roles" maxItems:"11" maxLength:"40"`
	Core         bool          `json:"core"`
	State        string        `json:"state" enum:"active,disabled"`
	Email        string        `json:"email,omitempty" maxLength:"254"`
	SeatID       api.ID        `json:"seat_id,omitempty"`
	WaitingRoles []policy.Role `json:"waiting_roles,omitempty" maxItems:"11" maxLength:"40"`
	Version      int32         `json:"version,omitzero" minimum:"1" maximum:"2147483647"`
	CreatedAt    api.Moment    `json:"created_at,omitempty"`
}

// apiMe is whoever asks.
type apiMe struct {
	AccountID   api.ID        `json:"account_id"`
	Name        string        `json:"name" maxLength:"161"`
	Email       string        `json:"email" maxLength:"254"`
	Zone        string        `json:"zone" maxLength:"60"`
	Roles       []policy.Role `json:"roles" maxItems:"11" maxLength:"40"`
	Core        bool          `json:"core"`
	TokenEndsAt api.Moment    `json:"token_ends_at"`
}

// apiNewUser is an account to be made.
type apiNewUser struct {
	Email      string     `json:"email" minLength:"3" maxLength:"254"`
	GivenName  string     `json:"given_name" minLength:"1" maxLength:"80"`
	FamilyName string     `json:"family_name" minLength:"1" maxLength:"80"`
	Roles      []api.Code `json:"roles,omitempty" maxItems:"11" uniqueItems:"true"`
	Core       bool       `json:"core,omitempty"`
	SeatID     api.ID     `json:"seat_id,omitempty"`
}

type apiMadeUser struct {
	UserData
	OneTimePassword string `json:"one_time_password,omitempty" maxLength:"60"`
}

type apiUserList struct {
	api.Paged
	State string `query:"state" enum:"active,disabled"`
}

// API registers the operations on accounts.
func (r *Room) API(reg *api.Registry) {
	noun := text.APIUsersNoun
	api.Add(reg, api.Op{Method: http.MethodGet, Path: "/users", Name: "show_users", Noun: noun, Title: text.APIUsersTitle, About: text.APIUsersAbout,
		Action: policy.Colleagues}, func(ctx context.Context, who gate.Actor, in *apiUserList) (*api.Page[UserData], error) {
		return r.apiUsers(ctx, reg, who, in)
	})
	api.Add(reg, api.Op{Method: http.MethodGet, Path: "/users/me", Name: "show_me", Noun: noun, Title: text.APIMeTitle, About: text.APIMeAbout,
		Action: policy.ProfileUse}, r.apiMe)
	api.Add(reg, api.Op{Method: http.MethodPost, Path: "/users", Name: "new_user", Noun: noun, Title: text.APIUserNewTitle, About: text.APIUserNewAbout,
		Action: policy.UserManage}, r.apiNewUser)
	api.Add(reg, api.Op{Method: http.MethodPost, Path: "/users/{id}/disablement", Name: "new_disablement", Noun: noun, Title: text.APIUserEndTitle,
		About: text.APIUserEndAbout, Action: policy.UserManage}, r.apiDisable)
}

// apiUsers lists every account to whoever may list them, and to others their active colleagues.
func (r *Room) apiUsers(ctx context.Context, reg *api.Registry, who gate.Actor, in *apiUserList) (*api.Page[UserData], error) {
	list := "users " + in.State
	after, err := reg.Position(who, list, in.Cursor)
	if err != nil {
		return nil, err
	}
	var all []UserData
	err = r.g.Read(ctx, who, func(tx *gate.ReadTx) error {
		all = nil
		zone := policy.Resource{Kind: policy.Zone}
		full := tx.May(policy.UserList, zone)
		action := policy.Colleagues
		if full {
			action = policy.UserList
		}
		if err := tx.Decide(action, zone); err != nil {
			return err
		}
		users, err := loadUsers(tx, "")
		for _, u := range users {
			if shown := showUser(u, full); (full || !u.Disabled) && (in.State == "" || in.State == shown.State) {
				all = append(all, shown)
			}
		}
		return err
	})
	if err != nil {
		return nil, err
	}
	from := 0
	if after != "" {
		from = 1 + slices.IndexFunc(all, func(u UserData) bool { return string(u.ID) == after })
	}
	page := all[from:]
	if len(page) <= in.Limit {
		return api.PageOf(page, ""), nil
	}
	page = page[:in.Limit]
	return api.PageOf(page, reg.Cursor(who, list, string(page[in.Limit-1].ID))), nil
}

func showUser(u User, full bool) UserData {
	x := UserData{ID: api.ID(u.ID), GivenName: u.GivenName, FamilyName: u.FamilyName, Roles: append([]policy.Role{}, u.Roles...), Core: u.Core, State: "active"}
	if u.Disabled {
		x.State = "disabled"
	}
	if !full {
		return x
	}
	x.Email, x.SeatID, x.Version, x.CreatedAt = u.Email, api.ID(u.SeatID), int32(u.Version), api.MomentOf(u.MadeAt)
	for _, g := range u.Grants {
		if g.Waits() {
			x.WaitingRoles = append(x.WaitingRoles, g.Role)
		}
	}
	return x
}

func (r *Room) apiMe(ctx context.Context, who gate.Actor, _ *struct{}) (*api.Answer[apiMe], error) {
	me := apiMe{AccountID: api.ID(who.Account), Name: who.Name, Email: who.Email, Zone: who.Zone, Roles: append([]policy.Role{}, who.Roles...), Core: who.Core}
	_, token := splitBearer(api.Token(ctx))
	err := r.g.Read(ctx, who, func(tx *gate.ReadTx) error {
		if err := tx.Decide(policy.ProfileUse, policy.Resource{Kind: policy.Account, ID: who.Account, Own: true}); err != nil {
			return err
		}
		var ends value.Instant
		err := tx.One("SELECT ends_at FROM api_token WHERE zone = $1 AND token_hash = $2", []any{tx.Zone(), tokenHash(token)}, &ends)
		me.TokenEndsAt = api.MomentOf(ends)
		return err
	})
	return api.AnswerOf(me, 0), err
}

func (r *Room) apiNewUser(ctx context.Context, who gate.Actor, in *struct{ Body apiNewUser }) (*api.Made[apiMadeUser], error) {
	n := New{Email: in.Body.Email, GivenName: in.Body.GivenName, FamilyName: in.Body.FamilyName, Core: in.Body.Core, SeatID: in.Body.SeatID.Value()}
	var c fault.Check
	for _, role := range in.Body.Roles {
		c.Require(knownRole(policy.Role(role)), "roles", text.RoleWrong)
		n.Roles = append(n.Roles, policy.Role(role))
	}
	if err := c.Err(); err != nil {
		return nil, err
	}
	id, password, err := r.CreateUser(ctx, who, n)
	if err != nil {
		return nil, err
	}
	api.ShownOnce(ctx, "one_time_password")
	u, err := r.apiReadUser(ctx, who, id)
	return api.MadeOf(apiMadeUser{u, password}, int(u.Version), "/users/"+string(id)), err
}

func (r *Room) apiDisable(ctx context.Context, who gate.Actor, in *api.ByID) (*api.Made[UserData], error) {
	id := in.ID.Value()
	if err := r.Disable(ctx, who, id); err != nil {
		return nil, err
	}
	u, err := r.apiReadUser(ctx, who, id)
	return api.MadeOf(u, int(u.Version), "/users/"+string(id)), err
}

func (r *Room) apiReadUser(ctx context.Context, who gate.Actor, id value.ID) (UserData, error) {
	p, err := r.User(ctx, who, id)
	return showUser(p.User, true), err
}
