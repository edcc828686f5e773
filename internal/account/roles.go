package account

import (
	"context"

	"siil/internal/fault"
	"siil/internal/gate"
	"siil/internal/policy"
	"siil/internal/text"
	"siil/internal/value"
)

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
