package api

import (
	"bytes"
	"context"
	"crypto/hmac"
	"crypto/sha256"
	"encoding/hex"
	"encoding/json"
	"maps"
	"net/http"
	"regexp"
	"sync"

	"github.com/google/uuid"

	"siil/internal/fault"
	"siil/internal/gate"
	"siil/internal/text"
	"siil/internal/value"
)

// KeyHours is how long an Idempotency-Key is remembered.
const KeyHours = 24

// abandoned is after how many seconds a request that has not answered is taken for dead: longer than the server lets any request last.
const abandoned = 150

// keyPattern is what an Idempotency-Key may be.
const keyPattern = "^[A-Za-z0-9_.:-]{8,100}$"

var keyShape = regexp.MustCompile(keyPattern)

// once lets a POST with an Idempotency-Key be done once: the key is taken in the database before the work begins, so that of two
// requests at the same time one works and the other waits for its answer; later ones get that answer again. Only answers of success are kept,
// sealed under the key of the zone: after a refusal the key is free again.
type once struct {
	g      *gate.Gate
	secret []byte
	locks  keyedLocks
}

func newOnce(g *gate.Gate) *once {
	k := g.Secret("idempotency")
	return &once{g: g, secret: k[:], locks: keyedLocks{held: map[value.ID]*heldLock{}}}
}

// kept is an answer as it is kept.
type kept struct {
	Header http.Header     `json:"header"`
	Body   json.RawMessage `json:"body"`
}

// hash is a keyed hash over parts, each behind its length.
func (o *once) hash(parts ...[]byte) []byte {
	h := hmac.New(sha256.New, o.secret)
	for _, p := range parts {
		n := len(p)
		h.Write([]byte{byte(n >> 24), byte(n >> 16), byte(n >> 8), byte(n)})
		h.Write(p)
	}
	return h.Sum(nil)
}

// idOf names a key of an account. Roles are part of it: somebody who has lost a role gets no answer of the time before again.
func (o *once) idOf(who gate.Actor, key string) value.ID {
	u := uuid.UUID(o.hash([]byte(who.Zone), []byte(who.Account), []byte(who.As()), []byte(key))[:16])
	u[6], u[8] = u[6]&0x0f|0x80, u[8]&0x3f|0x80 // version 8: made by a rule of our own
	return value.ID(u.String())
}

// serve answers a POST, from what is kept or by next.
func (o *once) serve(w http.ResponseWriter, r *http.Request, c *call, body []byte, next http.Handler) {
	key := r.Header.Get("Idempotency-Key")
	if !keyShape.MatchString(key) {
		WriteFault(w, r, InvalidAt("header.Idempotency-Key", text.APIKeyShape))
		return
	}
	id := o.idOf(c.who, key)
	request := hex.EncodeToString(o.hash([]byte(r.Method), []byte(r.URL.RequestURI()), body))
	defer o.locks.lock(id)()
	old, found, err := o.reserve(r.Context(), c.who.Zone, id, request)
	switch {
	case err != nil:
		WriteFault(w, r, err)
		return
	case found:
		replay(w, old)
		return
	}
	c.once = id
	out := &buffered{header: w.Header().Clone()}
	done := false
	defer func() { // also when the handler panics: the key must not stay taken
		if !done {
			o.release(r, c.who.Zone, id)
		}
	}()
	next.ServeHTTP(out, r)
	if out.status >= 200 && out.status < 300 {
		done = o.keep(r, c, id, out) == nil
	}
	out.copyTo(w)
}

type row struct {
	request string
	status  int
	sealed  []byte
	made    value.Instant
}

// reserve takes the key, or finds the answer that it has got.
func (o *once) reserve(ctx context.Context, zone string, id value.ID, request string) (old kept, found bool, err error) {
	err = o.g.Quiet(ctx, zone, func(tx *gate.WriteTx) error {
		found = false
		fresh := gate.Row{"request_hash": request, "status": 0, "body": []byte{}, "made_at": tx.Now()}
		var was row
		err := tx.One("SELECT request_hash, status, body, made_at FROM idempotency WHERE zone = $1 AND id = $2", []any{tx.Zone(), id},
			&was.request, &was.status, &was.sealed, &was.made)
		switch age := tx.Now().Sub(was.made).Seconds(); {
		case fault.Is(err, fault.NotFound):
			fresh["id"] = id
			return forgetOld(tx, tx.Insert("idempotency", fresh))
		case err != nil:
			return err
		case age >= KeyHours*3600, was.status == 0 && age >= abandoned:
			return tx.Update("idempotency", id, fresh)
		case was.request != request:
			return InvalidAt("header.Idempotency-Key", text.APIKeyUsed)
		case was.status == 0:
			return busy()
		}
		found = true
		plain, err := tx.OpenZone("idempotency", id, "body", was.sealed)
		if err != nil {
			return err
		}
		old = kept{}
		return fault.Wrap(json.Unmarshal(plain, &old), "answer of before")
	})
	if fault.Is(err, fault.Conflict) && !fault.Is(err, fault.TooMany) {
		err = busy() // another process has taken it at this moment
	}
	return old, found, err
}

func busy() error {
	return &fault.Error{Kind: fault.Conflict, Text: text.APIKeyBusy, RetryAfter: 2}
}

// forgetOld removes some of the keys whose time is over, after an insert that succeeded.
func forgetOld(tx *gate.WriteTx, err error) error {
	if err != nil {
		return err
	}
	old, err := gate.All(&tx.ReadTx, "SELECT id FROM idempotency WHERE zone = $1 AND made_at < $2 ORDER BY made_at LIMIT 20",
		[]any{tx.Zone(), tx.Now().Add(-KeyHours * 3600 * 1e9)}, func(s gate.Scanner) (id value.ID, err error) { return id, s.Scan(&id) })
	for _, id := range old {
		if err == nil {
			err = tx.Delete("idempotency", id)
		}
	}
	return err
}

// keep stores the answer, without what may be shown once only.
func (o *once) keep(r *http.Request, c *call, id value.ID, out *buffered) error {
	body := out.body.Bytes()
	if len(c.secrets) > 0 {
		var fields map[string]json.RawMessage
		if err := json.Unmarshal(body, &fields); err != nil {
			return err
		}
		for _, name := range c.secrets {
			delete(fields, name)
		}
		body, _ = json.Marshal(fields) // of raw messages that were just read: cannot fail
	}
	header := http.Header{}
	for _, name := range []string{"Content-Type", "ETag", "Location"} {
		if v := out.header.Values(name); len(v) > 0 {
			header[name] = v
		}
	}
	plain, err := json.Marshal(kept{header, body})
	if err != nil {
		return err
	}
	return o.g.Quiet(context.WithoutCancel(r.Context()), c.who.Zone, func(tx *gate.WriteTx) error {
		sealed, err := tx.SealZone("idempotency", id, "body", plain)
		if err != nil {
			return err
		}
		return tx.Update("idempotency", id, gate.Row{"status": out.status, "body": sealed})
	})
}

func (o *once) release(r *http.Request, zone string, id value.ID) {
	_ = o.g.Quiet(context.WithoutCancel(r.Context()), zone, func(tx *gate.WriteTx) error { return tx.Delete("idempotency", id) })
}

func replay(w http.ResponseWriter, old kept) {
	maps.Copy(w.Header(), old.Header)
	w.WriteHeader(http.StatusCreated)
	_, _ = w.Write(append(old.Body, '\n'))
}

// buffered is an answer that has not been sent yet.
type buffered struct {
	header http.Header
	status int
	body   bytes.Buffer
}

func (b *buffered) Header() http.Header { return b.header }

func (b *buffered) WriteHeader(status int) {
	if b.status == 0 {
		b.status = status
	}
}

func (b *buffered) Write(p []byte) (int, error) {
	b.WriteHeader(http.StatusOK)
	return b.body.Write(p)
}

func (b *buffered) copyTo(w http.ResponseWriter) {
	maps.Copy(w.Header(), b.header)
	b.WriteHeader(http.StatusOK)
	w.WriteHeader(b.status)
	_, _ = w.Write(b.body.Bytes())
}

// keyedLocks makes requests with the same key wait for each other within one process.
type keyedLocks struct {
	mu   sync.Mutex
	held map[value.ID]*heldLock
}

type heldLock struct {
	mu   sync.Mutex
	uses int
}

func (k *keyedLocks) lock(id value.ID) (unlock func()) {
	k.mu.Lock()
	l := k.held[id]
	if l == nil {
		l = &heldLock{}
		k.held[id] = l
	}
	l.uses++
	k.mu.Unlock()
	l.mu.Lock()
	return func() {
		l.mu.Unlock()
		k.mu.Lock()
		defer k.mu.Unlock()
		if l.uses--; l.uses == 0 {
			delete(k.held, id)
		}
	}
}
