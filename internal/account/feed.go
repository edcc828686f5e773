package account

import (
	"context"
	"strings"

	"siil/internal/crypt"
	"siil/internal/fault"
	"siil/internal/gate"
	"siil/internal/policy"
	"siil/internal/text"
	"siil/internal/value"
)

const actorColumns = `a.id, a.given_name, a.family_name, a.email, a.core, a.language, a.disabled_at, ` + rolesOf

// actorOf is the holder of an account as they are now, without a session; false for one that is disabled.
func actorOf(s gate.Scanner, zone, via string, more ...any) (gate.Actor, bool, error) {
	who := gate.Actor{Via: via, Principal: policy.Principal{Zone: zone}}
	var given, family, language, roles string
	var disabled value.Instant
	err := s.Scan(append([]any{&who.Account, &given, &family, &who.Email, &who.Core, &language, &disabled, &roles}, more...)...)
	who.Roles, who.Name, who.Lang = parseRoles(roles), strings.TrimSpace(given+" "+family), text.Parse(language)
	return who, !isGone(disabled), err
}

// Holder is the holder of an account, for work that is done for them without them: it reads what they may read and nothing else. An account
// that is disabled or not there is NotFound.
func (r *Room) Holder(ctx context.Context, zone string, id value.ID, via string) (who gate.Actor, err error) {
	err = fault.Missing()
	read := r.g.Unaudited(ctx, zone, func(tx *gate.ReadTx) error {
		return tx.Each("SELECT "+actorColumns+" FROM account a WHERE a.zone = $1 AND a.id = $3", []any{zone, tx.Now(), id}, func(s gate.Scanner) error {
			found, holds, bad := actorOf(s, zone, via)
			if bad == nil && holds {
				who, err = found, nil
			}
			return bad
		})
	})
	if read != nil {
		return gate.Actor{}, read
	}
	return who, err
}

const feedSQL = `SELECT ` + actorColumns + `, f.id FROM calendar_feed f JOIN account a ON a.zone = f.zone AND a.id = f.account_id
	WHERE f.zone = $1 AND f.token_hash = $3 AND f.ended_at IS NULL`

// NewFeed draws the secret of a calendar's address, which names its zone, and the hash that is kept of it.
func NewFeed(zone string) (secret, hash string) {
	token := newToken()
	return zone + "_" + token, tokenHash(token)
}

// FromFeed tells whose calendar a secret opens. Roles are read anew each time. A secret that was ended or whose account is disabled is
// NotFound, like a word that is no secret.
func (r *Room) FromFeed(ctx context.Context, secret string) (who gate.Actor, feed value.ID, err error) {
	if len(secret) < tokenSize+2 {
		return gate.Actor{}, "", fault.Missing()
	}
	zone, ok := strings.CutSuffix(secret[:len(secret)-tokenSize], "_")
	if !ok || !r.g.HasZone(zone) {
		return gate.Actor{}, "", fault.Missing()
	}
	holds := false
	err = r.g.Unaudited(ctx, zone, func(tx *gate.ReadTx) error {
		return tx.Each(feedSQL, []any{zone, tx.Now(), crypt.TokenHash(secret[len(secret)-tokenSize:])}, func(s gate.Scanner) (err error) {
			who, holds, err = actorOf(s, zone, "calendar", &feed)
			return err
		})
	})
	if err == nil && !holds {
		err = fault.Missing()
	}
	if err != nil {
		return gate.Actor{}, "", err
	}
	return who, feed, nil
}

// endFeeds ends the calendar addresses of an account.
func endFeeds(tx *gate.WriteTx, account value.ID) error {
	return endAll(tx, "calendar_feed", "SELECT id FROM calendar_feed WHERE zone = $1 AND account_id = $2 AND ended_at IS NULL", account)
}
