package account

import (
	"context"
	"encoding/hex"
	"net/netip"
	"time"

	"siil/internal/fault"
	"siil/internal/gate"
	"siil/internal/text"
	"siil/internal/value"
)

// pace is how failures slow down what comes next. Nothing is ever locked: the longest wait is `most`, and the holder's own device has a
// count of its own, which others cannot raise.
type pace struct {
	free   int           // failures without a wait
	first  time.Duration // the wait after them, doubled by each further failure
	most   time.Duration
	forget time.Duration // one failure is forgotten each time so much has passed
}

var (
	// guesses of one account from one network: at most 14 in any hour.
	guesses = pace{free: 5, first: 10 * time.Second, most: 15 * time.Minute, forget: time.Hour}
	// spray is all the guesses of one network, whomever they are about.
	spray = pace{free: 30, first: 10 * time.Second, most: 15 * time.Minute, forget: 10 * time.Minute}
	// codes is the guesses of one account's second factor from devices never seen, wherever they come from: a million codes are few.
	codes = pace{free: 20, first: 10 * time.Second, most: 15 * time.Minute, forget: time.Hour}
)

// count is the state of one key.
type count struct {
	failures int
	last     value.Instant
	wait     value.Instant // nothing is tried before
}

// charge counts one more try as a failure.
func (p pace) charge(c count, now value.Instant) count {
	if !c.last.IsZero() && now.After(c.last) {
		c.failures -= min(c.failures, int(now.Sub(c.last)/p.forget))
	}
	c.failures, c.last, c.wait = c.failures+1, now, value.Instant{}
	if over := c.failures - p.free; over >= 0 {
		c.wait = now.Add(min(p.first<<min(over, 20), p.most))
	}
	return c
}

// try is one key that a try counts against.
type try struct {
	key     value.ID
	pace    pace
	forgive bool // success clears it; otherwise success only takes back its own count
}

// tryKey is a keyed hash: the database cannot tell which address or account it is of.
func (r *Room) tryKey(parts ...string) value.ID {
	return value.ID(hex.EncodeToString(mac(r.keyed, parts...)))
}

// network is the part of an address that one attacker easily has whole.
func network(a netip.Addr) string {
	bits := 24
	if a.Is6() {
		bits = 64
	}
	p, err := a.Prefix(bits)
	if err != nil {
		return "unknown"
	}
	return p.String()
}

// passwordTries are the keys of a guess of a password. email is as typed, whether an account has it or not: unknown users slow down alike.
func (r *Room) passwordTries(email string, from netip.Addr, device value.ID) []try {
	if device != "" {
		return []try{{r.tryKey("device", string(device)), guesses, true}}
	}
	return []try{{r.tryKey("password", email, network(from)), guesses, true}, {r.tryKey("network", network(from)), spray, false}}
}

// codeTries are the keys of a guess of the second factor.
func (r *Room) codeTries(account value.ID, from netip.Addr, device value.ID) []try {
	if device != "" {
		return []try{{r.tryKey("device code", string(device)), guesses, true}}
	}
	return []try{{r.tryKey("code", string(account), network(from)), guesses, true}, {r.tryKey("code", string(account)), codes, false}}
}

const throttleSQL = "SELECT failures, last_at, wait_until FROM throttle WHERE zone = $1 AND id = $2"

// throttleZone keeps the counts: nobody knows the zone of an unknown user, and choosing one must not give new guesses.
func (r *Room) throttleZone() string {
	first := ""
	for _, z := range r.g.Zones() {
		if first == "" || z.Code < first {
			first = z.Code
		}
	}
	return first
}

// charge counts a try before it is made, in one transaction, so that a thousand at the same moment count a thousand times. While one of
// the keys must wait, the try is refused with TooMany and counts nothing.
func (r *Room) charge(ctx context.Context, tries []try) error {
	return r.g.Quiet(ctx, r.throttleZone(), func(tx *gate.WriteTx) error {
		counts, known, err := loadCounts(tx, tries)
		if err != nil {
			return err
		}
		var wait time.Duration
		for _, c := range counts {
			wait = max(wait, c.wait.Sub(tx.Now()))
		}
		if wait > 0 {
			return slow(wait)
		}
		for i, t := range tries {
			if err := saveCount(tx, t.key, t.pace.charge(counts[i], tx.Now()), known[i]); err != nil {
				return err
			}
		}
		return nil
	})
}

func slow(wait time.Duration) error {
	seconds := int((wait + time.Second - 1) / time.Second)
	t := text.SlowSeconds.With(seconds)
	if seconds > 90 {
		t = text.SlowMinutes.With((seconds + 59) / 60)
	}
	return &fault.Error{Kind: fault.TooMany, Text: t, RetryAfter: seconds}
}

// forgive takes back what charge counted, after success.
func (r *Room) forgive(ctx context.Context, tries []try) error {
	return r.g.Quiet(ctx, r.throttleZone(), func(tx *gate.WriteTx) error {
		counts, known, err := loadCounts(tx, tries)
		if err != nil {
			return err
		}
		for i, t := range tries {
			switch {
			case !known[i]:
			case t.forgive:
				err = tx.Delete("throttle", t.key)
			default:
				c := counts[i]
				c.failures, c.wait = max(c.failures-1, 0), value.Instant{}
				err = saveCount(tx, t.key, c, true)
			}
			if err != nil {
				return err
			}
		}
		return nil
	})
}

func loadCounts(tx *gate.WriteTx, tries []try) (counts []count, known []bool, err error) {
	for _, t := range tries {
		var c count
		err := tx.One(throttleSQL, []any{tx.Zone(), t.key}, &c.failures, &c.last, &c.wait)
		if err != nil && !fault.Is(err, fault.NotFound) {
			return nil, nil, err
		}
		counts, known = append(counts, c), append(known, err == nil)
	}
	return counts, known, nil
}

func saveCount(tx *gate.WriteTx, key value.ID, c count, known bool) error {
	row := gate.Row{"failures": c.failures, "last_at": c.last, "wait_until": c.wait}
	if known {
		return tx.Update("throttle", key, row)
	}
	row["id"] = key
	return tx.Insert("throttle", row)
}
