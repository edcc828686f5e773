package account

import (
	"context"
	"slices"

	"siil/internal/gate"
	"siil/internal/policy"
	"siil/internal/value"
)

// Grant is a role of an account with its beginning and end.
type Grant struct {
	ID                              value.ID
	Account                         value.ID
	Role                            policy.Role
	Since, Until, Confirmed         value.Instant
	GrantedBy, ConfirmedBy, EndedBy value.ID
}

// Holds tells whether the role opens anything now.
func (g Grant) Holds() bool { return g.Until.IsZero() && !g.Confirmed.IsZero() }

// Waits tells whether the role waits for a second person.
func (g Grant) Waits() bool { return g.Until.IsZero() && g.Confirmed.IsZero() }

// User is an account as whoever administers accounts sees it.
type User struct {
	Colleague
	Seat             string
	Language         string
	Version          int
	MadeAt, FactorAt value.Instant
	OneTime          bool // has not yet replaced the one-time password
	LastSeen         value.Instant
	Grants           []Grant
	FactorReset      value.ID // a request that waits for a second person
	FactorResetBy    value.ID
	DisabledAt       value.Instant
}

// Waits tells whether any role of the user waits for a second person.
func (u User) Waits() bool { return slices.ContainsFunc(u.Grants, Grant.Waits) }

// UserFilter chooses users of the list.
type UserFilter struct {
	State string      // "", active, disabled, waiting
	Role  policy.Role // "" any
}

func (f UserFilter) wants(u User) bool {
	if f.Role != "" && !slices.ContainsFunc(u.Grants, func(g Grant) bool { return g.Role == f.Role && g.Until.IsZero() }) {
		return false
	}
	switch f.State {
	case "active":
		return !u.Disabled
	case "disabled":
		return u.Disabled
	case "waiting":
		return u.Waits() || u.FactorReset != ""
	}
	return true
}

const (
	usersSQL = `SELECT a.id, a.given_name, a.family_name, a.email, a.core, a.seat_id, COALESCE(s.name, ''), a.language, a.version, a.made_at, a.totp_at,
			a.must_change, a.disabled_at, (SELECT MAX(x.seen_at) FROM session x WHERE x.zone = a.zone AND x.account_id = a.id AND x.step = 'in'),
			f.id, f.asked_by
		FROM account a LEFT JOIN seat s ON s.zone = a.zone AND s.id = a.seat_id
		LEFT JOIN factor_reset f ON f.zone = a.zone AND f.account_id = a.id AND f.answered_at IS NULL
		WHERE a.zone = $1 AND (CAST($2 AS TEXT) = '' OR a.id = $2) ORDER BY a.family_name, a.given_name, a.id`
	grantsSQL = `SELECT id, account_id, role, since_at, until_at, confirmed_at, granted_by, confirmed_by, ended_by FROM account_role
		WHERE zone = $1 AND (CAST($2 AS TEXT) = '' OR account_id = $2) ORDER BY since_at DESC, id`
)

// loadUsers reads all accounts of the zone, or one, with the whole history of their roles. Two queries.
func loadUsers(tx *gate.ReadTx, only value.ID) ([]User, error) {
	users, err := gate.All(tx, usersSQL, []any{tx.Zone(), string(only)}, func(s gate.Scanner) (u User, err error) {
		err = s.Scan(&u.ID, &u.GivenName, &u.FamilyName, &u.Email, &u.Core, &u.SeatID, &u.Seat, &u.Language, &u.Version, &u.MadeAt, &u.FactorAt,
			&u.OneTime, &u.DisabledAt, &u.LastSeen, &u.FactorReset, &u.FactorResetBy)
		u.Disabled = isGone(u.DisabledAt)
		return u, err
	})
	if err != nil {
		return nil, err
	}
	at := map[value.ID]*User{}
	for i := range users {
		at[users[i].ID] = &users[i]
	}
	err = tx.Each(grantsSQL, []any{tx.Zone(), string(only)}, func(s gate.Scanner) error {
		g, err := scanGrant(s)
		if u := at[g.Account]; u != nil {
			u.Grants = append(u.Grants, g)
			if g.Holds() {
				u.Roles = append(u.Roles, g.Role)
			}
		}
		return err
	})
	return users, err
}

func scanGrant(s gate.Scanner) (g Grant, err error) {
	return g, s.Scan(&g.ID, &g.Account, &g.Role, &g.Since, &g.Until, &g.Confirmed, &g.GrantedBy, &g.ConfirmedBy, &g.EndedBy)
}

// Seat is a seat of the zone, to choose from.
type Seat struct {
	ID   value.ID
	Name string
}

func seats(tx *gate.ReadTx) ([]Seat, error) {
	return gate.All(tx, "SELECT id, name FROM seat WHERE zone = $1 AND ended_at IS NULL ORDER BY name, id", []any{tx.Zone()},
		func(s gate.Scanner) (x Seat, err error) { return x, s.Scan(&x.ID, &x.Name) })
}

// Users lists the accounts of the zone for administrators and coordinators; all holds every account, for the names in the columns.
func (r *Room) Users(ctx context.Context, who gate.Actor, f UserFilter) (chosen, all []User, err error) {
	err = r.g.Read(ctx, who, func(tx *gate.ReadTx) error {
		if err := tx.Decide(policy.UserList, policy.Resource{Kind: policy.Zone}); err != nil {
			return err
		}
		all, err = loadUsers(tx, "")
		return err
	})
	for _, u := range all {
		if f.wants(u) {
			chosen = append(chosen, u)
		}
	}
	return chosen, all, err
}

// UserPage is one account with what the page about it may offer.
type UserPage struct {
	User
	Seats     []Seat
	Names     map[value.ID]string
	MayManage bool
	Own       bool
}

// User reads one account of the zone.
func (r *Room) User(ctx context.Context, who gate.Actor, id value.ID) (p UserPage, err error) {
	err = r.g.Read(ctx, who, func(tx *gate.ReadTx) error {
		res := policy.Resource{Kind: policy.Account, ID: id, Own: id == who.Account}
		if err := tx.Decide(policy.UserList, res); err != nil {
			return err
		}
		all, err := loadUsers(tx, "")
		if err != nil {
			return err
		}
		i := slices.IndexFunc(all, func(u User) bool { return u.ID == id })
		if i < 0 {
			return noUser()
		}
		p = UserPage{User: all[i], Names: namesOf(all), Own: res.Own, MayManage: tx.May(policy.UserManage, res)}
		p.Seats, err = seats(tx)
		return err
	})
	return p, err
}

func namesOf(all []User) map[value.ID]string {
	m := make(map[value.ID]string, len(all))
	for _, u := range all {
		m[u.ID] = u.Name()
	}
	return m
}

// Waiting is what waits for a second person.
type Waiting struct {
	Roles  []Grant // never those of the reader
	Resets []User  // whose second factor somebody asked to take away
	Names  map[value.ID]string
}

// Confirmations lists what waits for the reader: a coordinator confirms roles and lost second factors, an administrator the latter when
// another administrator asked.
func (r *Room) Confirmations(ctx context.Context, who gate.Actor) (w Waiting, err error) {
	err = r.g.Read(ctx, who, func(tx *gate.ReadTx) error {
		if err := tx.Decide(policy.UserList, policy.Resource{Kind: policy.Zone}); err != nil {
			return err
		}
		all, err := loadUsers(tx, "")
		if err != nil {
			return err
		}
		w.Names = namesOf(all)
		for _, u := range all {
			res := policy.Resource{Kind: policy.Account, ID: u.ID, Own: u.ID == who.Account}
			confirms := tx.May(policy.RoleConfirm, res)
			for _, g := range u.Grants {
				if g.Waits() && confirms {
					w.Roles = append(w.Roles, g)
				}
			}
			if u.FactorReset != "" && (confirms || tx.May(policy.UserManage, res) && u.FactorResetBy != who.Account) {
				w.Resets = append(w.Resets, u)
			}
		}
		return nil
	})
	return w, err
}
