package outbox

import (
	"context"
	"crypto/hmac"
	"crypto/sha256"
	"crypto/tls"
	"encoding/hex"
	"errors"
	"io"
	"net"
	"net/http"
	"net/netip"
	"strconv"
	"strings"
	"syscall"
	"time"

	"siil/internal/fault"
	"siil/internal/gate"
	"siil/internal/value"
)

const (
	callWait   = 15 * time.Second
	statusNone = 0  // no answer
	statusDeny = -1 // the address may not be called
)

var errForbidden = errors.New("an address of a private network")

// reserved are networks that are not the Internet, beside those that netip knows.
var reserved = func() (out []netip.Prefix) {
	for _, s := range strings.Fields(`0.0.0.0/8 100.64.0.0/10 192.0.0.0/24 192.0.2.0/24 198.18.0.0/15 198.51.100.0/24 203.0.113.0/24 240.0.0.0/4
		::/96 64:ff9b::/96 64:ff9b:1::/48 100::/64 2001::/32 2001:db8::/32 2002::/16 fec0::/10`) {
		out = append(out, netip.MustParsePrefix(s))
	}
	return out
}()

// public tells whether an address is one of the Internet.
func public(ip netip.Addr) bool {
	ip = ip.Unmap().WithZone("")
	if !ip.IsGlobalUnicast() || ip.IsPrivate() || ip.IsLoopback() || ip.IsLinkLocalUnicast() {
		return false
	}
	for _, p := range reserved {
		if p.Contains(ip) {
			return false
		}
	}
	return true
}

// caller is the client of calls: no proxy, no redirects, no address of a private network unless the installation allows it. The address is
// looked at after the name was resolved, where the connection is made.
func (r *Room) caller() *http.Client {
	d := &net.Dialer{Timeout: callWait, Control: func(_, address string, _ syscall.RawConn) error {
		ap, err := netip.ParseAddrPort(address)
		if err != nil || !r.opts.Private && !public(ap.Addr()) {
			return errForbidden
		}
		return nil
	}}
	return &http.Client{
		Timeout: callWait,
		Transport: &http.Transport{DialContext: d.DialContext, DisableKeepAlives: true, TLSHandshakeTimeout: callWait, MaxResponseHeaderBytes: 64 << 10,
			TLSClientConfig: &tls.Config{MinVersion: tls.VersionTLS12, RootCAs: r.opts.roots}},
		CheckRedirect: func(*http.Request, []*http.Request) error { return http.ErrUseLastResponse },
	}
}

// Sign is the signature of a call: HMAC-SHA256 over the timestamp, a point and the body, in hexadecimal.
func Sign(secret, timestamp string, body []byte) string {
	h := hmac.New(sha256.New, []byte(secret))
	h.Write([]byte(timestamp + "."))
	h.Write(body)
	return hex.EncodeToString(h.Sum(nil))
}

// ringing is one call on its way.
type ringing struct {
	id          value.ID
	event, body string
	url, secret string
	hook        value.ID
	sealed      []byte
	madeAt      value.Instant
	tries       int
}

func (r *Room) deliverCalls(ctx context.Context, zone string) error {
	found, err := r.anyDue(ctx, zone, "webhook_out")
	if err != nil || !found {
		return err
	}
	ids, err := r.due(ctx, zone, "webhook_out")
	if err != nil {
		return err
	}
	silent := map[value.ID]bool{} // systems that did not answer in this round
	for _, id := range ids {
		if ctx.Err() != nil {
			return nil
		}
		if err := r.callOne(ctx, zone, id, silent); err != nil {
			return err
		}
	}
	return nil
}

const callSQL = `SELECT o.id, o.event, o.body, o.made_at, o.tries, w.id, w.url, w.secret FROM webhook_out o JOIN webhook w ON w.zone = o.zone AND w.id = o.webhook_id
	WHERE o.zone = $1 AND o.id = $2 AND o.sent_at IS NULL AND o.dropped_at IS NULL AND o.due_at <= $3 AND w.ended_at IS NULL`

// callOne takes a call, makes it and writes down how it ended. Another system may be called twice with the same id, when the program dies
// between: unlike a person it can tell.
func (r *Room) callOne(ctx context.Context, zone string, id value.ID, silent map[value.ID]bool) error {
	var c ringing
	err := r.g.Quiet(ctx, zone, func(tx *gate.WriteTx) error {
		c = ringing{}
		err := tx.One(callSQL, []any{zone, id, tx.Now()}, &c.id, &c.event, &c.body, &c.madeAt, &c.tries, &c.hook, &c.url, &c.sealed)
		if fault.Is(err, fault.NotFound) {
			return nil
		}
		if err != nil {
			return err
		}
		if silent[c.hook] {
			c.id = ""
			return nil
		}
		secret, err := tx.OpenZone("webhook", c.hook, "secret", c.sealed)
		if err != nil {
			return err
		}
		c.secret = string(secret)
		return tx.Update("webhook_out", id, gate.Row{"tries": c.tries + 1, "due_at": tx.Now().Add(lease)})
	})
	if err != nil || c.id == "" {
		return err
	}
	status := r.ring(ctx, c)
	silent[c.hook] = status < 200
	after, cancel := context.WithTimeout(context.WithoutCancel(ctx), 30*time.Second)
	defer cancel()
	return r.g.Quiet(after, zone, func(tx *gate.WriteTx) error {
		row := gate.Row{"status": status}
		switch {
		case status >= 200 && status < 300:
			row["sent_at"] = tx.Now()
		case tx.Now().Sub(c.madeAt) >= keepTrying:
			row["dropped_at"] = tx.Now()
		default:
			row["due_at"] = tx.Now().Add(waitAfter(c.tries + 1))
		}
		return tx.Update("webhook_out", c.id, row)
	})
}

// ring makes one call and gives the status of the answer.
func (r *Room) ring(ctx context.Context, c ringing) int {
	if !r.mayCall(c.url) {
		return statusDeny
	}
	req, err := http.NewRequestWithContext(ctx, http.MethodPost, c.url, strings.NewReader(c.body))
	if err != nil {
		return statusNone
	}
	stamp := strconv.FormatInt(r.g.Now().Time().Unix(), 10)
	req.Header.Set("Content-Type", "application/json")
	req.Header.Set("User-Agent", "SIIL")
	req.Header.Set("SIIL-Event", c.event)
	req.Header.Set("SIIL-Delivery", string(c.id))
	req.Header.Set("SIIL-Timestamp", stamp)
	req.Header.Set("SIIL-Signature", "v1="+Sign(c.secret, stamp, []byte(c.body)))
	res, err := r.caller().Do(req)
	if errors.Is(err, errForbidden) {
		return statusDeny
	}
	if err != nil {
		return statusNone
	}
	defer res.Body.Close()
	io.CopyN(io.Discard, res.Body, 64<<10) // nothing of it is of use; a system that says much is not listened to
	return res.StatusCode
}
