package account

import (
	"context"
	"time"

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

// Session is one of the holder's open sessions, Device one of the browsers in which they have signed in.
type (
	Session struct {
		ID             value.ID
		Agent          string
		MadeAt, SeenAt value.Instant
		Present        bool // the one that asks
	}
	Device struct {
		ID             value.ID
		Agent          string
		MadeAt, SeenAt value.Instant
		Present, New   bool // New: the holder had not been told of it
	}
)

const (
	sessionsSQL = `SELECT id, agent, made_at, seen_at FROM session WHERE zone = $1 AND account_id = $2 AND ended_at IS NULL AND step = 'in'
		AND ends_at > $3 AND seen_at > $4 ORDER BY seen_at DESC, id`
	devicesSQL = `SELECT d.id, d.agent, d.made_at, d.seen_at, d.told_at, CASE WHEN d.id = s.device_id THEN 1 ELSE 0 END
		FROM device d LEFT JOIN session s ON s.zone = d.zone AND s.id = $3
		WHERE d.zone = $1 AND d.account_id = $2 AND d.ended_at IS NULL ORDER BY d.seen_at DESC, d.id`
)

// OwnSessions lists the holder's open sessions and known devices, and takes note that the holder has now been told of the new ones.
func (r *Room) OwnSessions(ctx context.Context, who gate.Actor) (sessions []Session, devices []Device, err error) {
	err = r.g.Read(ctx, who, func(tx *gate.ReadTx) error {
		if err := tx.Decide(policy.ProfileUse, policy.Resource{Kind: policy.Account, ID: who.Account, Own: true}); err != nil {
			return err
		}
		sessions, err = gate.All(tx, sessionsSQL, []any{tx.Zone(), who.Account, tx.Now(), tx.Now().Add(-r.opts.Idle)}, func(s gate.Scanner) (x Session, err error) {
			err = s.Scan(&x.ID, &x.Agent, &x.MadeAt, &x.SeenAt)
			x.Present = x.ID == who.Session
			return x, err
		})
		if err != nil {
			return err
		}
		devices, err = gate.All(tx, devicesSQL, []any{tx.Zone(), who.Account, string(who.Session)}, func(s gate.Scanner) (x Device, err error) {
			var told value.Instant
			err = s.Scan(&x.ID, &x.Agent, &x.MadeAt, &x.SeenAt, &told, &x.Present)
			x.New = told.IsZero()
			return x, err
		})
		return err
	})
	if err != nil {
		return nil, nil, err
	}
	return sessions, devices, r.told(ctx, who, devices)
}

// told notes that the holder has seen which devices are new. A device cannot hide itself: it counts as told only on another one.
func (r *Room) told(ctx context.Context, who gate.Actor, devices []Device) error {
	var news []value.ID
	for _, d := range devices {
		if d.New && !d.Present {
			news = append(news, d.ID)
		}
	}
	if len(news) == 0 {
		return nil
	}
	return r.g.Quiet(ctx, who.Zone, func(tx *gate.WriteTx) error {
		for _, id := range news {
			if err := tx.Update("device", id, gate.Row{"told_at": tx.Now()}); err != nil {
				return err
			}
		}
		return nil
	})
}

// EndSession ends one of the holder's sessions; EndOthers all but the one that asks; EndDevice forgets a browser and ends its sessions.
func (r *Room) EndSession(ctx context.Context, who gate.Actor, id value.ID) error {
	return r.endOwn(ctx, who, "session_ended", "session", "SELECT id FROM session WHERE zone = $1 AND account_id = $2 AND id = $3", string(id))
}

// EndOthers ends every session of the holder but the one that asks.
func (r *Room) EndOthers(ctx context.Context, who gate.Actor) error {
	return r.g.Write(ctx, who, func(tx *gate.WriteTx) error {
		if err := own(tx, who.Account, "sessions_ended"); err != nil {
			return err
		}
		return endSessions(tx, who.Account, who.Session)
	})
}

// EndDevice forgets a browser of the holder and ends the sessions in it.
func (r *Room) EndDevice(ctx context.Context, who gate.Actor, id value.ID) error {
	if err := r.endOwn(ctx, who, "device_ended", "device", "SELECT id FROM device WHERE zone = $1 AND account_id = $2 AND id = $3", string(id)); err != nil {
		return err
	}
	return r.g.Quiet(ctx, who.Zone, func(tx *gate.WriteTx) error {
		return endAll(tx, "session", "SELECT id FROM session WHERE zone = $1 AND account_id = $2 AND device_id = $3 AND ended_at IS NULL", who.Account, string(id))
	})
}

// endOwn ends one row that belongs to the holder; somebody else's is as if it were not there.
func (r *Room) endOwn(ctx context.Context, who gate.Actor, why, table, query string, id string) error {
	return r.g.Write(ctx, who, func(tx *gate.WriteTx) error {
		if err := own(tx, who.Account, why); err != nil {
			return err
		}
		var found value.ID
		if err := tx.One(query, []any{tx.Zone(), who.Account, id}, &found); err != nil {
			return err
		}
		return tx.Update(table, found, gate.Row{"ended_at": tx.Now()})
	})
}

// SignOut ends a session, at whatever step it stands.
func (r *Room) SignOut(ctx context.Context, s Signed) error {
	return r.g.Quiet(ctx, s.Zone, func(tx *gate.WriteTx) error {
		return tx.Update("session", s.Session, gate.Row{"ended_at": tx.Now()})
	})
}

// Token is a token of the REST interface as its owner sees it.
type Token struct {
	ID             value.ID
	Name           string
	MadeAt, EndsAt value.Instant
}

// OwnTokens lists the holder's tokens that still hold.
func (r *Room) OwnTokens(ctx context.Context, who gate.Actor) (out []Token, err error) {
	err = r.g.Read(ctx, who, func(tx *gate.ReadTx) error {
		if err := tx.Decide(policy.ProfileUse, policy.Resource{Kind: policy.Account, ID: who.Account, Own: true}); err != nil {
			return err
		}
		out, err = gate.All(tx, `SELECT id, name, made_at, ends_at FROM api_token WHERE zone = $1 AND account_id = $2 AND ended_at IS NULL AND ends_at > $3
			ORDER BY made_at DESC, id`, []any{tx.Zone(), who.Account, tx.Now()}, func(s gate.Scanner) (t Token, err error) {
			return t, s.Scan(&t.ID, &t.Name, &t.MadeAt, &t.EndsAt)
		})
		return err
	})
	return out, err
}

// NewToken makes a token for the holder. The word is given once.
func (r *Room) NewToken(ctx context.Context, who gate.Actor, name string, days int) (bearer string, err error) {
	var c fault.Check
	c.Require(name != "" && len([]rune(name)) <= 60, "name", text.TokenNameWrong)
	c.Require(days >= 1 && days <= MaxTokenDays, "days", text.TokenDaysWrong.With(MaxTokenDays))
	if err := c.Err(); err != nil {
		return "", err
	}
	err = r.g.Write(ctx, who, func(tx *gate.WriteTx) error {
		if err := own(tx, who.Account, "token_made"); err != nil {
			return err
		}
		bearer, err = InsertToken(tx, who.Account, name, days)
		return err
	})
	return bearer, err
}

// EndToken ends one of the holder's tokens.
func (r *Room) EndToken(ctx context.Context, who gate.Actor, id value.ID) error {
	return r.endOwn(ctx, who, "token_ended", "api_token", "SELECT id FROM api_token WHERE zone = $1 AND account_id = $2 AND id = $3 AND ended_at IS NULL", string(id))
}

// Tidy takes away what has served its time: slow-downs of a day ago, sessions that ended a month ago, old drafts. Run it daily.
func (r *Room) Tidy(ctx context.Context) error {
	now := r.g.Now()
	for _, z := range r.g.Zones() {
		err := r.g.Quiet(ctx, z.Code, func(tx *gate.WriteTx) error {
			for _, old := range []struct {
				table, column string
				age           time.Duration
			}{
				{"throttle", "last_at", 24 * time.Hour}, {"session", "ends_at", 30 * 24 * time.Hour}, {"draft", "saved_at", draftLasts}} {
				ids, err := gate.All(&tx.ReadTx, "SELECT id FROM "+old.table+" WHERE zone = $1 AND "+old.column+" < $2 LIMIT 5000",
					[]any{tx.Zone(), now.Add(-old.age)}, func(s gate.Scanner) (id string, err error) { return id, s.Scan(&id) })
				for _, id := range ids {
					if err == nil {
						err = tx.Delete(old.table, value.ID(id))
					}
				}
				if err != nil {
					return err
				}
			}
			return nil
		})
		if err != nil {
			return err
		}
	}
	return nil
}
