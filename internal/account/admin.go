package account

import (
	"context"
	"strings"

	"siil/internal/fault"
	"siil/internal/gate"
	"siil/internal/policy"
	"siil/internal/text"
	"siil/internal/value"
)

func noUser() error { return fault.Missing() }

// manage decides that the actor may manage an account of the zone, never the own, and loads it.
func manage(tx *gate.WriteTx, id value.ID, why string) (User, error) {
	found, err := loadUsers(&tx.ReadTx, id)
	if err != nil {
		return User{}, err
	}
	if len(found) != 1 || id == "" {
		return User{}, noUser()
	}
	return found[0], tx.DecideWhy(policy.UserManage, policy.Resource{Kind: policy.Account, ID: id, Own: id == tx.Who().Account}, why)
}

// names checks a given and a family name, both required.
func names(given, family string) (string, string, error) {
	given, family = strings.TrimSpace(given), strings.TrimSpace(family)
	var c fault.Check
	c.Require(given != "" && len([]rune(given)) <= maxName, "given_name", text.AccountNameWrong)
	c.Require(family != "" && len([]rune(family)) <= maxName, "family_name", text.AccountNameWrong)
	return given, family, c.Err()
}

// CreateUser makes an account with a one-time password, which it gives once: nobody chooses another's password. Roles that open cases wait for
// the coordinator, but for the first coordinator of the zone.
func (r *Room) CreateUser(ctx context.Context, who gate.Actor, n New) (id value.ID, oneTime string, err error) {
	n.Password, n.TOTPSecret, n.Confirmed = "", "", false
	var c fault.Check
	if _, _, err := names(n.GivenName, n.FamilyName); err != nil {
		c = merge(c, err)
	}
	if _, err := n.check(); err != nil {
		c = merge(c, err)
	}
	if err := c.Err(); err != nil {
		return "", "", err
	}
	err = r.g.Write(ctx, who, func(tx *gate.WriteTx) error {
		n, roles := n, n.Roles
		n.id, n.Roles = value.NewID(), nil
		if err := tx.DecideWhy(policy.UserManage, policy.Resource{Kind: policy.Account, ID: n.id}, "user_made"); err != nil {
			return err
		}
		if id, oneTime, err = insert(tx, n, r.hasher); err != nil {
			return err
		}
		for _, role := range roles {
			if err := grant(tx, id, role); err != nil {
				return err
			}
		}
		return nil
	})
	if fault.Is(err, fault.Conflict) {
		return "", "", invalid("email", text.AccountEmailTaken)
	}
	return id, oneTime, err
}

func merge(c fault.Check, err error) fault.Check {
	if f, ok := err.(*fault.Error); ok {
		for _, x := range f.Fields {
			c.Add(x.Name, x.Text)
		}
	}
	return c
}

func invalid(field string, t text.T) error {
	return &fault.Error{Kind: fault.Invalid, Text: text.CheckFields, Fields: []fault.Field{{Name: field, Text: t}}}
}

// Change is what an administrator may change of an account. Version is that of the account that was shown.
type Change struct {
	GivenName, FamilyName, Email string
	Core                         bool
	SeatID                       value.ID
	Version                      int
}

// ChangeUser changes names, address, seat and team. Somebody else's change meanwhile is a Conflict.
func (r *Room) ChangeUser(ctx context.Context, who gate.Actor, id value.ID, c Change) error {
	given, family, err := names(c.GivenName, c.FamilyName)
	if err != nil {
		return err
	}
	email, ok := value.ParseEmail(c.Email)
	if !ok {
		return invalid("email", text.AccountEmailWrong)
	}
	taken := false
	err = r.g.Write(ctx, who, func(tx *gate.WriteTx) error {
		u, err := manage(tx, id, "user_changed")
		if err != nil {
			return err
		}
		if u.Version != c.Version {
			return fault.New(fault.Conflict, text.AccountChanged)
		}
		err = tx.Update("account", id, gate.Row{"given_name": given, "family_name": family, "email": email, "core": c.Core, "seat_id": c.SeatID,
			"version": c.Version + 1})
		taken = fault.Is(err, fault.Conflict)
		return err
	})
	if taken {
		return invalid("email", text.AccountEmailTaken)
	}
	return err
}

// GrantRole gives a role from now on.
func (r *Room) GrantRole(ctx context.Context, who gate.Actor, id value.ID, role policy.Role) error {
	return r.g.Write(ctx, who, func(tx *gate.WriteTx) error {
		u, err := manage(tx, id, "role_granted")
		if err != nil {
			return err
		}
		if !knownRole(role) {
			return invalid("role", text.RoleWrong)
		}
		for _, g := range u.Grants {
			switch {
			case !g.Until.IsZero():
			case g.Role == role:
				return invalid("role", text.RoleHeld)
			case excluded(g.Role, role):
				return invalid("role", text.AccountRolesClash)
			}
		}
		return grant(tx, id, role)
	})
}

func knownRole(role policy.Role) bool {
	for _, x := range policy.Roles {
		if x == role {
			return true
		}
	}
	return false
}

// grant adds a role. One that opens cases waits for the coordinator; the first coordinator that the zone ever has waits for nobody, because
// nobody could answer, and the log says so. Once there was one, taking that account out of use does not open the way to another.
func grant(tx *gate.WriteTx, id value.ID, role policy.Role) error {
	first := false
	if role == policy.Coordinator {
		var n int
		if err := tx.One("SELECT COUNT(*) FROM account_role WHERE zone = $1 AND role = $2 AND confirmed_at IS NOT NULL",
			[]any{tx.Zone(), string(policy.Coordinator)}, &n); err != nil {
			return err
		}
		if first = n == 0; first {
			if err := tx.DecideWhy(policy.UserManage, policy.Resource{Kind: policy.Account, ID: id, Own: id == tx.Who().Account}, "first_coordinator"); err != nil {
				return err
			}
		}
	}
	return insertRole(tx, id, role, first || !role.OpensCases())
}

// EndRole ends a role at once: sessions and tokens of the account have it no more at their next request.
func (r *Room) EndRole(ctx context.Context, who gate.Actor, id, grantID value.ID) error {
	return r.g.Write(ctx, who, func(tx *gate.WriteTx) error {
		u, err := manage(tx, id, "role_ended")
		if err != nil {
			return err
		}
		for _, g := range u.Grants {
			if g.ID == grantID && g.Until.IsZero() {
				return tx.Update("account_role", g.ID, gate.Row{"until_at": tx.Now(), "ended_by": who.Account})
			}
		}
		return noUser()
	})
}

// AnswerRole confirms or declines a role that opens cases. Only a coordinator may, never for the own account.
func (r *Room) AnswerRole(ctx context.Context, who gate.Actor, grantID value.ID, yes bool) error {
	return r.g.Write(ctx, who, func(tx *gate.WriteTx) error {
		g, err := scanOne(tx, grantID)
		if err != nil {
			return err
		}
		why := "role_declined"
		set := gate.Row{"until_at": tx.Now(), "ended_by": who.Account}
		if yes {
			why, set = "role_confirmed", gate.Row{"confirmed_at": tx.Now(), "confirmed_by": who.Account}
		}
		if err := tx.DecideWhy(policy.RoleConfirm, policy.Resource{Kind: policy.Account, ID: g.Account, Own: g.Account == who.Account}, why); err != nil {
			return err
		}
		if !g.Waits() {
			return fault.New(fault.Conflict, text.AnsweredAlready)
		}
		return tx.Update("account_role", g.ID, set)
	})
}

func scanOne(tx *gate.WriteTx, id value.ID) (g Grant, err error) {
	found, err := gate.All(&tx.ReadTx, `SELECT id, account_id, role, since_at, until_at, confirmed_at, granted_by, confirmed_by, ended_by FROM account_role
		WHERE zone = $1 AND id = $2`, []any{tx.Zone(), string(id)}, scanGrant)
	if err == nil && len(found) == 0 {
		err = noUser()
	}
	if err != nil {
		return Grant{}, err
	}
	return found[0], nil
}

// Disable takes an account out of use: its sessions and tokens end at once.
func (r *Room) Disable(ctx context.Context, who gate.Actor, id value.ID) error {
	return r.g.Write(ctx, who, func(tx *gate.WriteTx) error {
		u, err := manage(tx, id, "user_disabled")
		if err != nil || u.Disabled {
			return err
		}
		return disable(tx, id)
	})
}

// Enable lets a disabled account be used again, with the roles that it had.
func (r *Room) Enable(ctx context.Context, who gate.Actor, id value.ID) error {
	return r.g.Write(ctx, who, func(tx *gate.WriteTx) error {
		u, err := manage(tx, id, "user_enabled")
		if err != nil || !u.Disabled {
			return err
		}
		return tx.Update("account", id, gate.Row{"disabled_at": value.Instant{}, "disabled_by": value.ID("")})
	})
}

// ResetPassword gives an account a one-time password, which it shows once. The second factor stays. Its sessions end.
func (r *Room) ResetPassword(ctx context.Context, who gate.Actor, id value.ID) (oneTime string, err error) {
	oneTime = oneTimePassword()
	hash := r.hasher.Hash(oneTime)
	err = r.g.Write(ctx, who, func(tx *gate.WriteTx) error {
		if _, err := manage(tx, id, "password_reset"); err != nil {
			return err
		}
		if err := tx.Update("account", id, gate.Row{"password_hash": hash, "password_at": tx.Now(), "must_change": true}); err != nil {
			return err
		}
		return endSessions(tx, id, "")
	})
	if err != nil {
		return "", err
	}
	r.opts.Notify(PasswordReset, who.Zone, id)
	return oneTime, nil
}

// AskFactorReset asks to take away the second factor of somebody who has lost it. A second person must agree: with a new password and
// without the second factor, whoever asks could enter in that name.
func (r *Room) AskFactorReset(ctx context.Context, who gate.Actor, id value.ID) error {
	err := r.g.Write(ctx, who, func(tx *gate.WriteTx) error {
		u, err := manage(tx, id, "factor_reset_asked")
		switch {
		case err != nil:
			return err
		case u.FactorAt.IsZero():
			return fault.New(fault.Conflict, text.FactorNone)
		case u.FactorReset != "":
			return fault.New(fault.Conflict, text.FactorAskedAlready)
		}
		return tx.Insert("factor_reset", gate.Row{"id": value.NewID(), "account_id": id, "asked_at": tx.Now(), "asked_by": who.Account})
	})
	if err == nil {
		r.opts.Notify(FactorAsked, who.Zone, id)
	}
	return err
}

// AnswerFactorReset agrees or declines. A coordinator may, or another administrator than the one who asked; nobody for the own account.
func (r *Room) AnswerFactorReset(ctx context.Context, who gate.Actor, resetID value.ID, yes bool) error {
	var account value.ID
	err := r.g.Write(ctx, who, func(tx *gate.WriteTx) error {
		var by value.ID
		var answered value.Instant
		if err := tx.One("SELECT account_id, asked_by, answered_at FROM factor_reset WHERE zone = $1 AND id = $2", []any{tx.Zone(), string(resetID)},
			&account, &by, &answered); err != nil {
			return err
		}
		answer := "declined"
		if yes {
			answer = "agreed"
		}
		if err := decideReset(tx, account, by, "factor_reset_"+answer); err != nil {
			return err
		}
		if !answered.IsZero() {
			return fault.New(fault.Conflict, text.AnsweredAlready)
		}
		if err := tx.Update("factor_reset", resetID, gate.Row{"answered_at": tx.Now(), "answered_by": who.Account, "answer": answer}); err != nil || !yes {
			return err
		}
		return removeFactor(tx, account)
	})
	if err == nil && yes {
		r.opts.Notify(FactorRemoved, who.Zone, account)
	}
	return err
}

func decideReset(tx *gate.WriteTx, account, askedBy value.ID, why string) error {
	res := policy.Resource{Kind: policy.Account, ID: account, Own: account == tx.Who().Account}
	if tx.May(policy.UserManage, res) && askedBy != tx.Who().Account {
		return tx.DecideWhy(policy.UserManage, res, why)
	}
	return tx.DecideWhy(policy.RoleConfirm, res, why)
}

// removeFactor takes the second factor, its recovery codes and every session away; the next login sets up another.
func removeFactor(tx *gate.WriteTx, account value.ID) error {
	err := tx.Update("account", account, gate.Row{"totp_secret": nil, "totp_at": value.Instant{}, "totp_step": nil})
	if err != nil {
		return err
	}
	old, err := gate.All(&tx.ReadTx, "SELECT id FROM recovery_code WHERE zone = $1 AND account_id = $2", []any{tx.Zone(), account},
		func(s gate.Scanner) (id value.ID, err error) { return id, s.Scan(&id) })
	for _, id := range old {
		if err == nil {
			err = tx.Delete("recovery_code", id)
		}
	}
	if err != nil {
		return err
	}
	return endSessions(tx, account, "")
}
