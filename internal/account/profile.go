package account

import (
	"context"

	"siil/internal/fault"
	"siil/internal/gate"
	"siil/internal/policy"
	"siil/internal/text"
	"siil/internal/value"
)

// tryPassword asks the holder's password again. Guesses are slowed down by a count of their own.
func (r *Room) tryPassword(ctx context.Context, s Signed, password, field string) error {
	tries := []try{{r.tryKey("prove", string(s.Account)), guesses, true}}
	if err := r.charge(ctx, tries); err != nil {
		return err
	}
	var a secretsOf
	err := r.g.Unaudited(ctx, s.Zone, func(tx *gate.ReadTx) (err error) {
		a, err = loadSecrets(tx, s.Account)
		return err
	})
	if err != nil {
		return err
	}
	if len([]rune(password)) > maxPassword || !r.checkPassword(ctx, password, a.hash, true) {
		return &fault.Error{Kind: fault.Invalid, Text: text.CheckFields, Fields: []fault.Field{{Name: field, Text: text.PasswordWrong}}}
	}
	return r.forgive(ctx, tries)
}

// Prove notes that the holder has typed the password just now, for what needs it: tokens, second factor, roles.
func (r *Room) Prove(ctx context.Context, s Signed, password string) error {
	if err := r.tryPassword(ctx, s, password, "password"); err != nil {
		return err
	}
	return r.g.Quiet(ctx, s.Zone, func(tx *gate.WriteTx) error {
		return tx.Update("session", s.Session, gate.Row{"proved_at": tx.Now()})
	})
}

// Proved tells whether a signed-in page belongs to somebody whose password was typed in the last ten minutes.
func (r *Room) Proved(ctx context.Context, who gate.Actor) (bool, error) {
	var at value.Instant
	err := r.g.Unaudited(ctx, who.Zone, func(tx *gate.ReadTx) error {
		return tx.One("SELECT proved_at FROM session WHERE zone = $1 AND id = $2", []any{tx.Zone(), string(who.Session)}, &at)
	})
	if fault.Is(err, fault.NotFound) {
		return false, nil
	}
	return !at.IsZero() && r.g.Now().Sub(at) < provedFor, err
}

// ChangePassword replaces the holder's password, who types the present one too. The account's other sessions end.
func (r *Room) ChangePassword(ctx context.Context, s Signed, present, password, again string) error {
	if err := r.tryPassword(ctx, s, present, "present"); err != nil {
		return err
	}
	hash, err := r.checkedHash(ctx, s, password, again)
	if err != nil {
		return err
	}
	err = r.g.Write(ctx, s.Actor, func(tx *gate.WriteTx) error {
		if err := own(tx, s.Account, "password_changed"); err != nil {
			return err
		}
		return setPassword(tx, s, hash)
	})
	if err == nil {
		r.opts.Notify(PasswordChanged, s.Zone, s.Account)
	}
	return err
}

// NewRecoveryCodes replaces the recovery codes of the holder and gives the new ones, once.
func (r *Room) NewRecoveryCodes(ctx context.Context, who gate.Actor) (codes []string, err error) {
	err = r.g.Write(ctx, who, func(tx *gate.WriteTx) error {
		if err := own(tx, who.Account, "recovery_codes"); err != nil {
			return err
		}
		codes, err = r.newRecovery(tx, who.Account)
		return err
	})
	return codes, err
}

// Profile is what a holder may see and change of the own account.
type Profile struct {
	GivenName, FamilyName, Email, Language string
	Shortcuts                              bool
	Version                                int
	PasswordAt, FactorAt                   value.Instant
	CodesLeft                              int
}

const profileSQL = `SELECT given_name, family_name, email, language, shortcuts, version, password_at, totp_at,
	(SELECT COUNT(*) FROM recovery_code c WHERE c.zone = a.zone AND c.account_id = a.id AND c.used_at IS NULL)
	FROM account a WHERE a.zone = $1 AND a.id = $2`

// Own reads the holder's profile.
func (r *Room) Own(ctx context.Context, who gate.Actor) (p Profile, err error) {
	err = r.g.Read(ctx, who, func(tx *gate.ReadTx) error {
		if err := tx.Decide(policy.ProfileUse, policy.Resource{Kind: policy.Account, ID: who.Account, Own: true}); err != nil {
			return err
		}
		return tx.One(profileSQL, []any{tx.Zone(), who.Account}, &p.GivenName, &p.FamilyName, &p.Email, &p.Language, &p.Shortcuts, &p.Version,
			&p.PasswordAt, &p.FactorAt, &p.CodesLeft)
	})
	return p, err
}

// SaveProfile changes what a holder may change: name, language, single-letter keys. version is that of the profile that was shown.
func (r *Room) SaveProfile(ctx context.Context, who gate.Actor, p Profile) error {
	given, family, err := names(p.GivenName, p.FamilyName)
	if err != nil {
		return err
	}
	return r.g.Write(ctx, who, func(tx *gate.WriteTx) error {
		if err := own(tx, who.Account, "profile"); err != nil {
			return err
		}
		if err := sameVersion(tx, who.Account, p.Version); err != nil {
			return err
		}
		return tx.Update("account", who.Account, gate.Row{"given_name": given, "family_name": family, "language": text.Parse(p.Language).Code(),
			"shortcuts": p.Shortcuts, "version": p.Version + 1})
	})
}

func sameVersion(tx *gate.WriteTx, account value.ID, version int) error {
	var have int
	if err := tx.One("SELECT version FROM account WHERE zone = $1 AND id = $2", []any{tx.Zone(), account}, &have); err != nil {
		return err
	}
	if have != version {
		return fault.New(fault.Conflict, text.AccountChanged)
	}
	return nil
}
