package account

import (
	"context"

	"siil/internal/fault"
	"siil/internal/gate"
	"siil/internal/text"
	"siil/internal/value"
)

// secretsOf is what the steps of signing in need of an account.
type secretsOf struct {
	hash          string
	mustChange    bool
	sealed        []byte
	totpAt        value.Instant
	step          int64
	given, family string
	email         string
}

const secretsSQL = `SELECT COALESCE(password_hash, ''), must_change, totp_secret, totp_at, COALESCE(totp_step, 0), given_name, family_name, email
	FROM account WHERE zone = $1 AND id = $2`

func loadSecrets(tx *gate.ReadTx, account value.ID) (s secretsOf, err error) {
	return s, tx.One(secretsSQL, []any{tx.Zone(), account}, &s.hash, &s.mustChange, &s.sealed, &s.totpAt, &s.step, &s.given, &s.family, &s.email)
}

func wrongCode() error { return badCode(text.CodeWrong) }

// SecondStep is the second factor: a code of the app, which opens once, or a recovery code, which opens once for ever. It gives a new
// session. A wrong code is Invalid, a try too early TooMany.
func (r *Room) SecondStep(ctx context.Context, s Signed, code string, v Visitor) (Ticket, error) {
	known, err := r.knownDevice(ctx, s, v)
	if err != nil {
		return Ticket{}, err
	}
	tries := r.codeTries(s.Account, v.From, known)
	if err := r.charge(ctx, tries); err != nil {
		return Ticket{}, err
	}
	var t Ticket
	recovered := false
	err = r.g.Write(ctx, s.Actor, func(tx *gate.WriteTx) (err error) {
		if err := own(tx, s.Account, "signed_in"); err != nil {
			return err
		}
		if recovered, err = r.useCode(tx, s.Account, code); err != nil {
			return err
		}
		next := stepIn
		if s.mustChange {
			next = stepPassword
		}
		t, err = r.advance(tx, s, next, v)
		return err
	})
	if err != nil {
		return Ticket{}, err
	}
	if recovered {
		r.opts.Notify(RecoveryUsed, s.Zone, s.Account)
	}
	r.tell(t, s.Account)
	return t, r.forgive(ctx, tries)
}

func (r *Room) knownDevice(ctx context.Context, s Signed, v Visitor) (id value.ID, err error) {
	if v.Device == "" {
		return "", nil
	}
	err = r.g.Unaudited(ctx, s.Zone, func(tx *gate.ReadTx) error {
		return tx.One("SELECT id FROM device WHERE zone = $1 AND token_hash = $2 AND ended_at IS NULL", []any{tx.Zone(), deviceHash(v.Device, s.Account)}, &id)
	})
	if fault.Is(err, fault.NotFound) {
		return "", nil
	}
	return id, err
}

// useCode spends a code. What was spent before is wrong.
func (r *Room) useCode(tx *gate.WriteTx, account value.ID, code string) (recovered bool, err error) {
	a, err := loadSecrets(&tx.ReadTx, account)
	if err != nil {
		return false, err
	}
	code = plainCode(code)
	if len(code) == 6 && len(a.sealed) > 0 {
		return false, spend(tx, account, a, code)
	}
	var id value.ID
	err = tx.One("SELECT id FROM recovery_code WHERE zone = $1 AND account_id = $2 AND code_hash = $3 AND used_at IS NULL",
		[]any{tx.Zone(), account, r.recoveryHash(account, code)}, &id)
	if fault.Is(err, fault.NotFound) {
		return false, wrongCode()
	}
	if err != nil {
		return false, err
	}
	return true, tx.Update("recovery_code", id, gate.Row{"used_at": tx.Now()})
}

// spend uses up a code of the app.
func spend(tx *gate.WriteTx, account value.ID, a secretsOf, code string) error {
	secret, err := tx.OpenZone("account", account, "totp_secret", a.sealed)
	if err != nil {
		return err
	}
	step, ok := totpStep(secret, code, tx.Now().Time(), a.step)
	if !ok {
		return wrongCode()
	}
	return tx.Update("account", account, gate.Row{"totp_step": step})
}

// ChooseOwn replaces a one-time password by one that only the holder knows.
func (r *Room) ChooseOwn(ctx context.Context, s Signed, password, again string, v Visitor) (Ticket, error) {
	var t Ticket
	hash, err := r.checkedHash(ctx, s, password, again)
	if err != nil {
		return t, err
	}
	err = r.g.Write(ctx, s.Actor, func(tx *gate.WriteTx) (err error) {
		if err := own(tx, s.Account, "password_chosen"); err != nil {
			return err
		}
		if err := setPassword(tx, s, hash); err != nil {
			return err
		}
		next := stepFactor
		if s.totp {
			next = stepIn
		}
		t, err = r.advance(tx, s, next, v)
		return err
	})
	if err != nil {
		return Ticket{}, err
	}
	r.tell(t, s.Account)
	return t, nil
}

// checkedHash holds a password that somebody chooses against the rules, and hashes it outside any transaction.
func (r *Room) checkedHash(ctx context.Context, s Signed, password, again string) (string, error) {
	var a secretsOf
	err := r.g.Unaudited(ctx, s.Zone, func(tx *gate.ReadTx) (err error) {
		a, err = loadSecrets(tx, s.Account)
		return err
	})
	if err != nil {
		return "", err
	}
	var c fault.Check
	if t := CheckPassword(password, a.given, a.family, a.email); t != (text.T{}) {
		c.Add("new", t)
	} else {
		c.Require(password == again, "again", text.PasswordAgain)
		c.Require(!r.hasher.Check(password, a.hash), "new", text.PasswordSame)
	}
	if err := c.Err(); err != nil {
		return "", err
	}
	return r.hasher.Hash(password), nil
}

// setPassword stores a hash and ends the account's other sessions.
func setPassword(tx *gate.WriteTx, s Signed, hash string) error {
	err := tx.Update("account", s.Account, gate.Row{"password_hash": hash, "password_at": tx.Now(), "must_change": false})
	if err != nil {
		return err
	}
	return endSessions(tx, s.Account, s.Session)
}

// Enrol sets up the second factor that the session proposed, once a code shows that the holder has it. It gives the recovery codes, which
// nobody can see again. At the first login it also lets in.
func (r *Room) Enrol(ctx context.Context, s Signed, code string, v Visitor) (Ticket, []string, error) {
	var t Ticket
	var recovery []string
	tries := r.codeTries(s.Account, v.From, s.device)
	if err := r.charge(ctx, tries); err != nil {
		return t, nil, err
	}
	err := r.g.Write(ctx, s.Actor, func(tx *gate.WriteTx) (err error) {
		if err := own(tx, s.Account, "factor_set"); err != nil {
			return err
		}
		if err := r.setFactor(tx, s, code); err != nil {
			return err
		}
		if recovery, err = r.newRecovery(tx, s.Account); err != nil || s.step == stepIn {
			return err
		}
		t, err = r.advance(tx, s, stepIn, v)
		return err
	})
	if err != nil {
		return Ticket{}, nil, err
	}
	if s.step == stepIn {
		r.opts.Notify(FactorChanged, s.Zone, s.Account)
	}
	r.tell(t, s.Account)
	return t, recovery, r.forgive(ctx, tries)
}

func (r *Room) setFactor(tx *gate.WriteTx, s Signed, code string) error {
	a, err := loadSecrets(&tx.ReadTx, s.Account)
	if err != nil {
		return err
	}
	if s.step != stepIn && len(a.sealed) > 0 { // somebody else was faster with the same one-time password
		return noLogin()
	}
	secret := r.newSecret(s.Session, s.Account, a.totpAt)
	step, ok := totpStep(secret, plainCode(code), tx.Now().Time(), 0)
	if !ok {
		return wrongCode()
	}
	sealed, err := tx.SealZone("account", s.Account, "totp_secret", secret)
	if err != nil {
		return err
	}
	return tx.Update("account", s.Account, gate.Row{"totp_secret": sealed, "totp_at": tx.Now(), "totp_step": step})
}

// recoveryCodes is how many codes an account has.
const recoveryCodes = 10

// newRecovery replaces the recovery codes of an account.
func (r *Room) newRecovery(tx *gate.WriteTx, account value.ID) ([]string, error) {
	old, err := gate.All(&tx.ReadTx, "SELECT id FROM recovery_code WHERE zone = $1 AND account_id = $2", []any{tx.Zone(), account},
		func(s gate.Scanner) (id value.ID, err error) { return id, s.Scan(&id) })
	for _, id := range old {
		if err == nil {
			err = tx.Delete("recovery_code", id)
		}
	}
	codes := make([]string, recoveryCodes)
	for i := range codes {
		if err != nil {
			return nil, err
		}
		codes[i] = recoveryCode()
		err = tx.Insert("recovery_code", gate.Row{"id": value.NewID(), "account_id": account, "code_hash": r.recoveryHash(account, codes[i]), "made_at": tx.Now()})
	}
	return codes, err
}
