package account

import (
	"context"

	"siil/internal/fault"
	"siil/internal/gate"
	"siil/internal/policy"
	"siil/internal/text"
	"siil/internal/value"
)

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
