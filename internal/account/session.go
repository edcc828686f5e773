package account

import (
	"context"
	"net/http"
	"strings"
	"time"

	"siil/internal/crypt"
	"siil/internal/fault"
	"siil/internal/gate"
	"siil/internal/policy"
	"siil/internal/text"
	"siil/internal/value"
)

// How far a session has come. Only one that is in opens anything but the next step.
const (
	stepCode     = "code"     // the password was right, the second factor is asked for
	stepPassword = "password" // a one-time password was right, the holder chooses one
	stepFactor   = "factor"   // the second factor is being set up
	stepIn       = "in"
)

// provedFor is how long a password typed again counts for what needs it.
const provedFor = 10 * time.Minute

// seenEvery is how often a session notes that it is in use: once a minute, so that reading stays reading.
const seenEvery = time.Minute

const bearerPrefix = "siil_"

func newToken() string             { return crypt.Token() }
func tokenHash(t string) string    { return crypt.TokenHash(t) }
func noLogin() error               { return fault.New(fault.Login, text.ErrTextLogin) }
func isGone(at value.Instant) bool { return !at.IsZero() }

// Signed is who is behind a session, and what pages may need of it beside the actor.
type Signed struct {
	gate.Actor
	Shortcuts  bool          // single-letter keys are on
	ProvedAt   value.Instant // when the password was last typed
	NewDevice  value.Instant // a device that the holder has not been told of signed in then; zero: none
	step       string
	device     value.ID
	totp       bool
	mustChange bool
	seen       value.Instant
}

const sessionSQL = `SELECT s.id, s.account_id, s.device_id, s.step, s.seen_at, s.ends_at, s.ended_at, s.proved_at,
		a.given_name, a.family_name, a.email, a.core, a.language, a.shortcuts, a.disabled_at, a.must_change, a.totp_at, ` + rolesOf + `,
		(SELECT MIN(d.made_at) FROM device d WHERE d.zone = s.zone AND d.account_id = s.account_id AND d.told_at IS NULL
			AND d.ended_at IS NULL AND d.id <> COALESCE(s.device_id, ''))
	FROM session s JOIN account a ON a.zone = s.zone AND a.id = s.account_id
	WHERE s.zone = $1 AND s.token_hash = $3`

// FromRequest tells who sends a request by its session cookie. Rights and roles are read anew each time, in one query. Nobody signed in,
// a session that has ended, an account that is disabled: a fault of kind Login.
func (r *Room) FromRequest(req *http.Request) (gate.Actor, error) {
	s, err := r.SignedIn(req)
	return s.Actor, err
}

// Still is FromRequest for what a page asks again and again by itself: it does not keep the session alive.
func (r *Room) Still(req *http.Request) (gate.Actor, error) {
	s, err := r.read(req)
	if err == nil && s.step != stepIn {
		return gate.Actor{}, noLogin()
	}
	return s.Actor, err
}

// SignedIn is FromRequest with what else the frame of a page needs.
func (r *Room) SignedIn(req *http.Request) (Signed, error) {
	s, err := r.session(req)
	if err == nil && s.step != stepIn {
		return Signed{}, noLogin()
	}
	return s, err
}

// session reads the session of the cookie, at whatever step it stands, and notes that it is in use.
func (r *Room) session(req *http.Request) (Signed, error) {
	s, err := r.read(req)
	if err == nil && r.g.Now().Sub(s.seen) >= seenEvery {
		r.noteSeen(req.Context(), s.Zone, s.Session)
	}
	return s, err
}

func (r *Room) read(req *http.Request) (Signed, error) {
	zone, token := r.sessionCookie(req)
	if token == "" || !r.g.HasZone(zone) {
		return Signed{}, noLogin()
	}
	var s Signed
	err := r.g.Unaudited(req.Context(), zone, func(tx *gate.ReadTx) error { return r.loadSession(tx, token, &s) })
	if err != nil {
		return Signed{}, err
	}
	return s, nil
}

func (r *Room) loadSession(tx *gate.ReadTx, token string, s *Signed) error {
	var given, family, language, roles string
	var seen, ends, ended, disabled, totp value.Instant
	err := tx.One(sessionSQL, []any{tx.Zone(), tx.Now(), tokenHash(token)}, &s.Session, &s.Account, &s.device, &s.step, &seen, &ends, &ended,
		&s.ProvedAt, &given, &family, &s.Email, &s.Core, &language, &s.Shortcuts, &disabled, &s.mustChange, &totp, &roles, &s.NewDevice)
	switch {
	case fault.Is(err, fault.NotFound):
		return noLogin()
	case err != nil:
		return err
	case isGone(ended), isGone(disabled), !tx.Now().Before(ends), tx.Now().Sub(seen) >= r.opts.Idle:
		return noLogin()
	}
	s.Zone, s.Roles, s.Name, s.Via, s.Lang, s.totp = tx.Zone(), parseRoles(roles), strings.TrimSpace(given+" "+family), "page", text.Parse(language), isGone(totp)
	s.KeysOff, s.seen = !s.Shortcuts, seen
	return nil
}

// noteSeen keeps a session alive. When the database cannot write, pages can still be read until the session's idle end.
func (r *Room) noteSeen(ctx context.Context, zone string, session value.ID) {
	_ = r.g.Quiet(ctx, zone, func(tx *gate.WriteTx) error {
		return tx.Update("session", session, gate.Row{"seen_at": tx.Now()})
	})
}

const bearerSQL = `SELECT t.account_id, t.ends_at, t.ended_at, a.given_name, a.family_name, a.email, a.core, a.language, a.disabled_at, ` + rolesOf + `
	FROM api_token t JOIN account a ON a.zone = t.zone AND a.id = t.account_id WHERE t.zone = $1 AND t.token_hash = $3`

// FromToken tells whose a token of the REST interface is. Roles are read anew each time. A token that has ended or whose account is
// disabled is a fault of kind Login, like a word that is no token.
func (r *Room) FromToken(ctx context.Context, bearer string) (gate.Actor, error) {
	zone, token := splitBearer(bearer)
	if !r.g.HasZone(zone) {
		return gate.Actor{}, noLogin()
	}
	who := gate.Actor{Via: "api", Principal: policy.Principal{Zone: zone}}
	var given, family, language, roles string
	var ends, ended, disabled value.Instant
	err := r.g.Unaudited(ctx, zone, func(tx *gate.ReadTx) error {
		err := tx.One(bearerSQL, []any{zone, tx.Now(), tokenHash(token)}, &who.Account, &ends, &ended, &given, &family, &who.Email, &who.Core,
			&language, &disabled, &roles)
		if fault.Is(err, fault.NotFound) || err == nil && (isGone(ended) || isGone(disabled) || !tx.Now().Before(ends)) {
			return noLogin()
		}
		return err
	})
	if err != nil {
		return gate.Actor{}, err
	}
	who.Roles, who.Name, who.Lang = parseRoles(roles), strings.TrimSpace(given+" "+family), text.Parse(language)
	return who, nil
}

// tokenSize is the length of the words that crypt.Token draws.
const tokenSize = 43

// splitBearer takes siil_ZONE_TOKEN apart; zones and tokens may hold underscores, but the token's length is known.
func splitBearer(bearer string) (zone, token string) {
	rest, ok := strings.CutPrefix(bearer, bearerPrefix)
	if !ok || len(rest) < tokenSize+2 {
		return "", ""
	}
	zone, token = rest[:len(rest)-tokenSize], rest[len(rest)-tokenSize:]
	zone, ok = strings.CutSuffix(zone, "_")
	if !ok {
		return "", ""
	}
	return zone, token
}
