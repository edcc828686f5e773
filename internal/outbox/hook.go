package outbox

import (
	"context"
	"crypto/rand"
	"encoding/base64"
	"net/netip"
	"net/url"
	"slices"
	"strings"

	"siil/internal/fault"
	"siil/internal/gate"
	"siil/internal/policy"
	"siil/internal/text"
	"siil/internal/value"
)

// Hook is another system that is called when something happens.
type Hook struct {
	ID              value.ID
	URL             string
	Events          []string
	MadeAt, EndedAt value.Instant
	Waiting, Failed int
}

// Delivery is one call. Status is what the other system answered, 0 without an answer, -1 when its address may not be called.
type Delivery struct {
	ID, HookID    value.ID
	Event, URL    string
	MadeAt, DueAt value.Instant
	SentAt        value.Instant
	Dropped       bool
	Tries, Status int
	Tried         bool
}

const (
	maxHooks = 20
	maxURL   = 500
	hookSQL  = `SELECT w.id, w.url, w.events, w.made_at, w.ended_at,
		(SELECT COUNT(*) FROM webhook_out o WHERE o.zone = w.zone AND o.webhook_id = w.id AND o.sent_at IS NULL AND o.dropped_at IS NULL),
		(SELECT COUNT(*) FROM webhook_out o WHERE o.zone = w.zone AND o.webhook_id = w.id AND o.dropped_at IS NOT NULL)
		FROM webhook w WHERE w.zone = $1 AND w.ended_at IS NULL ORDER BY w.made_at, w.id`
	deliverySQL = `SELECT o.id, o.webhook_id, o.event, w.url, o.made_at, o.due_at, o.sent_at, CASE WHEN o.dropped_at IS NULL THEN 0 ELSE 1 END, o.tries,
		COALESCE(o.status, 0), CASE WHEN o.status IS NULL THEN 0 ELSE 1 END FROM webhook_out o JOIN webhook w ON w.zone = o.zone AND w.id = o.webhook_id
		WHERE o.zone = $1 ORDER BY o.made_at DESC, o.id DESC LIMIT 50`
)

func decideSettle(tx *gate.ReadTx) error {
	return tx.Decide(policy.MailSettle, policy.Resource{Kind: policy.Zone})
}

// Hooks lists the systems that are called, with the newest calls.
func (r *Room) Hooks(ctx context.Context, who gate.Actor) (hooks []Hook, calls []Delivery, err error) {
	err = r.g.Read(ctx, who, func(tx *gate.ReadTx) error {
		if err := decideSettle(tx); err != nil {
			return err
		}
		hooks, err = gate.All(tx, hookSQL, []any{tx.Zone()}, scanHook)
		if err != nil {
			return err
		}
		calls, err = gate.All(tx, deliverySQL, []any{tx.Zone()}, func(s gate.Scanner) (d Delivery, err error) {
			return d, s.Scan(&d.ID, &d.HookID, &d.Event, &d.URL, &d.MadeAt, &d.DueAt, &d.SentAt, &d.Dropped, &d.Tries, &d.Status, &d.Tried)
		})
		return err
	})
	return hooks, calls, err
}

func scanHook(s gate.Scanner) (h Hook, err error) {
	var events string
	err = s.Scan(&h.ID, &h.URL, &events, &h.MadeAt, &h.EndedAt, &h.Waiting, &h.Failed)
	h.Events = strings.Fields(events)
	return h, err
}

// AddHook lets another system be called. The secret that signs the calls is given once. It fails as Invalid, by field (url, events).
func (r *Room) AddHook(ctx context.Context, who gate.Actor, address string, events []string) (id value.ID, secret string, err error) {
	address = strings.TrimSpace(address)
	err = r.g.Write(ctx, who, func(tx *gate.WriteTx) error {
		if err := decideSettle(&tx.ReadTx); err != nil {
			return err
		}
		var c fault.Check
		c.Require(r.mayCall(address), "url", text.HookURLWrong)
		c.Require(len(events) > 0 && !slices.ContainsFunc(events, func(e string) bool { return !slices.Contains(Events, e) }), "events", text.HookEventsWrong)
		if err := c.Err(); err != nil {
			return err
		}
		var n int
		if err := tx.One("SELECT COUNT(*) FROM webhook WHERE zone = $1 AND ended_at IS NULL", []any{tx.Zone()}, &n); err != nil {
			return err
		}
		if n >= maxHooks {
			return &fault.Error{Kind: fault.Invalid, Fields: []fault.Field{{Name: "url", Text: text.HookTooMany.With(maxHooks)}}}
		}
		id, secret = value.NewID(), newSecret()
		sealed, err := tx.SealZone("webhook", id, "secret", []byte(secret))
		if err != nil {
			return err
		}
		chosen := slices.DeleteFunc(slices.Clone(Events), func(e string) bool { return !slices.Contains(events, e) })
		return tx.Insert("webhook", gate.Row{"id": id, "url": address, "secret": sealed, "events": strings.Join(chosen, " "), "made_at": tx.Now(), "made_by": who.Account})
	})
	return id, secret, err
}

func newSecret() string {
	var b [32]byte
	rand.Read(b[:])
	return base64.RawURLEncoding.EncodeToString(b[:])
}

// EndHook ends the calls to a system; what still waits for it is dropped.
func (r *Room) EndHook(ctx context.Context, who gate.Actor, id value.ID) error {
	return r.g.Write(ctx, who, func(tx *gate.WriteTx) error {
		if err := decideSettle(&tx.ReadTx); err != nil {
			return err
		}
		var found value.ID
		if err := tx.One("SELECT id FROM webhook WHERE zone = $1 AND id = $2 AND ended_at IS NULL", []any{tx.Zone(), id}, &found); err != nil {
			return err
		}
		waiting, err := gate.All(&tx.ReadTx, "SELECT id FROM webhook_out WHERE zone = $1 AND webhook_id = $2 AND sent_at IS NULL AND dropped_at IS NULL",
			[]any{tx.Zone(), id}, func(s gate.Scanner) (x value.ID, err error) { return x, s.Scan(&x) })
		for _, w := range waiting {
			if err == nil {
				err = tx.Update("webhook_out", w, gate.Row{"dropped_at": tx.Now()})
			}
		}
		if err != nil {
			return err
		}
		return tx.Update("webhook", id, gate.Row{"ended_at": tx.Now(), "ended_by": who.Account})
	})
}

// RetryCall lets a call that was not taken leave at once.
func (r *Room) RetryCall(ctx context.Context, who gate.Actor, id value.ID) error {
	return r.g.Write(ctx, who, func(tx *gate.WriteTx) error {
		if err := decideSettle(&tx.ReadTx); err != nil {
			return err
		}
		var found value.ID
		err := tx.One(`SELECT o.id FROM webhook_out o JOIN webhook w ON w.zone = o.zone AND w.id = o.webhook_id
			WHERE o.zone = $1 AND o.id = $2 AND o.sent_at IS NULL AND w.ended_at IS NULL`, []any{tx.Zone(), id}, &found)
		if err != nil {
			return err
		}
		return tx.Update("webhook_out", id, gate.Row{"due_at": tx.Now(), "dropped_at": nil})
	})
}

// mayCall tells whether an address can be called at all: https, a host, nothing that hides who is called.
func (r *Room) mayCall(address string) bool {
	u, err := url.Parse(address)
	if err != nil || len(address) > maxURL || !plain(address[:min(len(address), maxSetting)]) || oneLine(address) != address || u.Hostname() == "" || u.User != nil || u.Fragment != "" {
		return false
	}
	ip, err := netip.ParseAddr(u.Hostname())
	if err == nil && !r.opts.Private && !public(ip) {
		return false
	}
	return u.Scheme == "https" || u.Scheme == "http" && r.opts.Private && isLoopback(u.Hostname())
}
