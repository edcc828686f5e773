package account

import (
	"context"
	"net/netip"
	"time"

	"siil/internal/fault"
	"siil/internal/gate"
	"siil/internal/policy"
	"siil/internal/text"
	"siil/internal/value"
)

// Visitor is what a request tells about who sends it, before anybody is signed in.
type Visitor struct {
	From   netip.Addr
	Device string // the word by which the browser is known again, or ""
	Agent  string // browser and system, in words
}

// Ticket is a session that was just begun: what the browser must keep, and which step is next.
type Ticket struct {
	Zone, Token string
	Device      string        // the browser's word for the next time; "" when it keeps the one that it has
	NewDevice   value.Instant // a device that the holder should hear of; zero: none
	step        string
}

// stepLasts is how long somebody may take for a step of signing in.
const stepLasts = 15 * time.Minute

// candidate is an account that an address may mean.
type candidate struct {
	zone               string
	id, device         value.ID
	hash               string
	at, totp, disabled value.Instant
	mustChange         bool
}

const candidatesSQL = `SELECT zone, id, COALESCE(password_hash, ''), password_at, must_change, totp_at, disabled_at FROM account
	WHERE email = $1 AND (CAST($2 AS TEXT) = '' OR zone = $2) ORDER BY zone`

// candidates finds the accounts of an address over all zones, or in one, and whether the browser is known to one of them.
func (r *Room) candidates(ctx context.Context, email, zone, device string) (found []candidate, err error) {
	err = r.g.EveryZone(ctx, func(tx *gate.ReadTx) error {
		found, err = gate.All(tx, candidatesSQL, []any{email, zone}, func(s gate.Scanner) (c candidate, err error) {
			return c, s.Scan(&c.zone, &c.id, &c.hash, &c.at, &c.mustChange, &c.totp, &c.disabled)
		})
		if err != nil || device == "" {
			return err
		}
		asked := found
		if len(asked) == 0 {
			asked = make([]candidate, 1) // an unknown address costs the same question
		}
		for i, c := range asked {
			err := tx.One("SELECT id FROM device WHERE zone = $1 AND token_hash = $2 AND ended_at IS NULL", []any{c.zone, deviceHash(device, c.id)}, &asked[i].device)
			if err != nil && !fault.Is(err, fault.NotFound) {
				return err
			}
		}
		return nil
	})
	return found, err
}

// deviceHash is of the browser's word and the account: several people may use one browser, each is known to it by themselves.
func deviceHash(device string, account value.ID) string {
	return tokenHash(device + " " + string(account))
}

// SignIn is the first step: address and password, and a zone ("" for any). It counts the guess before it looks, and says the same in the same
// time whether the account exists, is disabled, or the password is wrong. A wrong guess is Invalid, one too early TooMany.
func (r *Room) SignIn(ctx context.Context, email, password, zone string, v Visitor) (Ticket, error) {
	address, _ := value.ParseEmail(email)
	if len([]rune(password)) > maxPassword {
		password = ""
	}
	found, err := r.candidates(ctx, address, zone, v.Device)
	if err != nil {
		return Ticket{}, err
	}
	var device value.ID
	for _, c := range found {
		if c.device != "" {
			device = c.device
		}
	}
	tries := r.passwordTries(address, v.From, device)
	if err := r.charge(ctx, tries); err != nil {
		return Ticket{}, err
	}
	c, ok := r.firstMatch(ctx, found, password, device != "")
	if !ok {
		return Ticket{}, fault.New(fault.Invalid, text.LoginWrong)
	}
	if err := r.forgive(ctx, tries); err != nil {
		return Ticket{}, err
	}
	if c.mustChange && r.g.Now().Sub(c.at) >= OneTimeHours*time.Hour {
		return Ticket{}, fault.New(fault.Invalid, text.OneTimeOver)
	}
	t := Ticket{Zone: c.zone, step: firstStep(c)}
	err = r.g.Quiet(ctx, c.zone, func(tx *gate.WriteTx) (err error) {
		t.Token, err = r.beginSession(tx, session{account: c.id, step: t.step, agent: v.Agent, lasts: stepLasts})
		return err
	})
	return t, err
}

func firstStep(c candidate) string {
	switch {
	case !c.totp.IsZero():
		return stepCode
	case c.mustChange:
		return stepPassword
	}
	return stepFactor
}

// firstMatch tries the password on each account. An unknown address costs one hashing too.
func (r *Room) firstMatch(ctx context.Context, found []candidate, password string, known bool) (candidate, bool) {
	if len(found) == 0 {
		r.checkPassword(ctx, password, r.dummy(), known)
		return candidate{}, false
	}
	for _, c := range found {
		hash := c.hash
		if hash == "" {
			hash = r.dummy()
		}
		if r.checkPassword(ctx, password, hash, known) && c.hash != "" && c.disabled.IsZero() {
			return c, true
		}
	}
	return candidate{}, false
}

// checkPassword hashes. Devices never seen stand in one queue, so that guessing from a thousand places leaves the second place of the two
// that hashing has to those who are known.
func (r *Room) checkPassword(ctx context.Context, password, encoded string, known bool) bool {
	if !known {
		select {
		case r.strangers <- struct{}{}:
			defer func() { <-r.strangers }()
		case <-ctx.Done():
			return false
		}
	}
	return r.hasher.Check(password, encoded)
}

// session is what a new session is made of.
type session struct {
	account, device value.ID
	step, agent     string
	lasts           time.Duration
}

func (r *Room) beginSession(tx *gate.WriteTx, s session) (token string, err error) {
	token = newToken()
	return token, tx.Insert("session", gate.Row{"id": value.NewID(), "account_id": s.account, "device_id": s.device, "token_hash": tokenHash(token),
		"step": s.step, "agent": s.agent, "made_at": tx.Now(), "seen_at": tx.Now(), "proved_at": tx.Now(), "ends_at": tx.Now().Add(s.lasts)})
}

// own decides that somebody may change the own account, with a coded reason for the log.
func own(tx *gate.WriteTx, account value.ID, why string) error {
	return tx.DecideWhy(policy.ProfileUse, policy.Resource{Kind: policy.Account, ID: account, Own: true}, why)
}

// advance ends a session and begins the next step's under a new token, so that no word known before a step opens anything after it.
func (r *Room) advance(tx *gate.WriteTx, s Signed, step string, v Visitor) (Ticket, error) {
	t := Ticket{Zone: s.Zone, step: step}
	if err := tx.Update("session", s.Session, gate.Row{"ended_at": tx.Now()}); err != nil {
		return t, err
	}
	next := session{account: s.Account, step: step, agent: v.Agent, lasts: stepLasts}
	if step == stepIn {
		next.lasts = r.opts.Absolute
		var err error
		if next.device, err = r.device(tx, s.Account, v, &t); err != nil {
			return t, err
		}
	}
	var err error
	t.Token, err = r.beginSession(tx, next)
	return t, err
}

const deviceSQL = `SELECT id, token_hash, ended_at FROM device WHERE zone = $1 AND account_id = $2`

// device finds the browser among the account's devices, or adds it. The first one of an account is no news; of any other the holder hears.
func (r *Room) device(tx *gate.WriteTx, account value.ID, v Visitor, t *Ticket) (value.ID, error) {
	known, all, burnt := value.ID(""), 0, false
	err := tx.Each(deviceSQL, []any{tx.Zone(), account}, func(s gate.Scanner) error {
		var id value.ID
		var hash string
		var ended value.Instant
		err := s.Scan(&id, &hash, &ended)
		all++
		if v.Device != "" && hash == deviceHash(v.Device, account) {
			known, burnt = id, isGone(ended)
		}
		return err
	})
	if err != nil {
		return "", err
	}
	if known != "" && !burnt {
		return known, tx.Update("device", known, gate.Row{"seen_at": tx.Now(), "agent": v.Agent})
	}
	word := v.Device
	if word == "" || burnt { // a device that was sent away comes back as a new one
		word = newToken()
		t.Device = word
	}
	row := gate.Row{"id": value.NewID(), "account_id": account, "token_hash": deviceHash(word, account), "agent": v.Agent, "made_at": tx.Now(), "seen_at": tx.Now()}
	if all == 0 {
		row["told_at"] = tx.Now()
	} else {
		t.NewDevice = tx.Now()
	}
	return row["id"].(value.ID), tx.Insert("device", row)
}

// tell passes on what the holder should hear of a ticket.
func (r *Room) tell(t Ticket, account value.ID) {
	if !t.NewDevice.IsZero() {
		r.opts.Notify(NewDevice, t.Zone, account)
	}
}
