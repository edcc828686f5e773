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
