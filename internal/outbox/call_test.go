package outbox

import (
	"crypto/x509"
	"encoding/json"
	"io"
	"net/http"
	"net/http/httptest"
	"net/netip"
	"strings"
	"sync"
	"testing"
	"time"

	"siil/internal/gate"
	"siil/internal/gate/gatetest"
	"siil/internal/policy"
	"siil/internal/value"
)

// listener is another system: it keeps what it is sent and answers as told.
type listener struct {
	*httptest.Server
	mu     sync.Mutex
	calls  []*http.Request
	bodies []string
	status int
}

func listen(t *testing.T, answer http.HandlerFunc) *listener {
	l := &listener{status: http.StatusNoContent}
	l.Server = httptest.NewTLSServer(http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		b, _ := io.ReadAll(r.Body)
		l.mu.Lock()
		l.calls, l.bodies = append(l.calls, r), append(l.bodies, string(b))
		status := l.status
		l.mu.Unlock()
		if answer != nil {
			answer(w, r)
			return
		}
		w.WriteHeader(status)
	}))
	t.Cleanup(l.Close)
	return l
}

func (l *listener) say(status int) {
	l.mu.Lock()
	defer l.mu.Unlock()
	l.status = status
}

func (l *listener) heard() int {
	l.mu.Lock()
	defer l.mu.Unlock()
	return len(l.calls)
}

func (w *world) trust(l *listener) {
	w.room.opts.roots = x509.NewCertPool()
	w.room.opts.roots.AddCert(l.Certificate())
}

func (w *world) call(t testing.TB) error {
	t.Helper()
	return w.command(t, func(tx *gate.WriteTx) error {
		return Call(tx, "referral.outcome", map[string]value.ID{"referral": "0195f0aa-0000-7000-8000-000000000001"}, map[string]string{"outcome": "for_team"})
	})
}

// A call says ids and codes, can be checked with the secret, and is made once when it is taken.
func TestACallIsSignedAndMadeOnce(t *testing.T) {
	both(t, func(t *testing.T, w *world) {
		l := listen(t, nil)
		w.trust(l)
		_, secret, err := w.room.AddHook(ctx, w.admin, l.URL+"/siil?key=1", []string{"referral.outcome"})
		if err != nil {
			t.Fatal(err)
		}
		if _, _, err := w.room.AddHook(ctx, w.admin, l.URL+"/other", []string{"sitting.decision"}); err != nil {
			t.Fatal(err)
		}
		if err := w.call(t); err != nil {
			t.Fatal(err)
		}
		for range 3 {
			w.deliver(t)
			w.Clock.Add(time.Hour)
		}
		if l.heard() != 1 {
			t.Fatalf("%d calls", l.heard())
		}
		r, body := l.calls[0], l.bodies[0]
		stamp := r.Header.Get("SIIL-Timestamp")
		if r.Method != "POST" || r.URL.String() != "/siil?key=1" || r.Header.Get("SIIL-Signature") != "v1="+Sign(secret, stamp, []byte(body)) || stamp != "1795509000" {
			t.Errorf("%s %s %v", r.Method, r.URL, r.Header)
		}
		if r.Header.Get("SIIL-Signature") == "v1="+Sign(secret, stamp+"0", []byte(body)) || r.Header.Get("SIIL-Signature") == "v1="+Sign(secret, stamp, []byte(body+" ")) {
			t.Error("the signature does not depend on what it signs")
		}
		var p map[string]any
		if err := json.Unmarshal([]byte(body), &p); err != nil || len(p) != 6 || p["id"] != r.Header.Get("SIIL-Delivery") || p["event"] != "referral.outcome" || p["zone"] != gatetest.Zone || p["at"] != "2026-11-24T09:30:00+01:00" {
			t.Errorf("%s %v", body, err)
		}
	})
}

func TestACallIsTriedAgain(t *testing.T) {
	both(t, func(t *testing.T, w *world) {
		l := listen(t, nil)
		w.trust(l)
		l.say(500)
		if _, _, err := w.room.AddHook(ctx, w.admin, l.URL, []string{"referral.outcome"}); err != nil {
			t.Fatal(err)
		}
		if err := w.call(t); err != nil {
			t.Fatal(err)
		}
		for _, c := range []struct {
			after time.Duration
			heard int
		}{{0, 1}, {59 * time.Second, 1}, {time.Second, 2}, {5 * time.Minute, 3}, {15 * time.Minute, 4}, {time.Hour, 5}} {
			w.Clock.Add(c.after)
			w.deliver(t)
			if l.heard() != c.heard {
				t.Fatalf("after %s: %d calls, want %d", c.after, l.heard(), c.heard)
			}
		}
		_, calls, err := w.room.Hooks(ctx, w.admin)
		if err != nil || len(calls) != 1 || calls[0].Status != 500 || calls[0].Tries != 5 || !calls[0].SentAt.IsZero() {
			t.Fatalf("%+v %v", calls, err)
		}
		l.say(202)
		if err := w.room.RetryCall(ctx, w.admin, calls[0].ID); err != nil {
			t.Fatal(err)
		}
		w.deliver(t)
		_, calls, _ = w.room.Hooks(ctx, w.admin)
		if calls[0].Status != 202 || calls[0].SentAt.IsZero() || l.bodies[0] != l.bodies[5] {
			t.Errorf("%+v", calls[0])
		}
		l.say(503)
		if err := w.call(t); err != nil {
			t.Fatal(err)
		}
		for range 130 {
			w.deliver(t)
			w.Clock.Add(time.Hour)
		}
		if _, calls, _ = w.room.Hooks(ctx, w.admin); !calls[0].Dropped || calls[0].Status != 503 || calls[0].Tries < 100 {
			t.Errorf("after five days: %+v", calls[0])
		}
	})
}

// What another system answers leads nowhere and is not read without end.
func TestACallFollowsNothing(t *testing.T) {
	w := newWorld(t, gatetest.NewSQLite(t))
	inner := listen(t, nil)
	for name, c := range map[string]struct {
		answer http.HandlerFunc
		want   int
	}{
		"redirect": {func(rw http.ResponseWriter, r *http.Request) {
			http.Redirect(rw, r, inner.URL, http.StatusTemporaryRedirect)
		}, 307},
		"endless": {func(rw http.ResponseWriter, r *http.Request) {
			for r.Context().Err() == nil {
				if _, err := rw.Write(make([]byte, 1<<16)); err != nil {
					return
				}
			}
		}, 200},
	} {
		l := listen(t, c.answer)
		w.trust(l)
		w.room.opts.roots.AddCert(inner.Certificate())
		began := time.Now()
		if got := w.room.ring(ctx, ringing{url: l.URL, secret: "x", body: "{}"}); got != c.want || inner.heard() != 0 || time.Since(began) > 5*time.Second {
			t.Errorf("%s: %d, %d calls further on, %s", name, got, inner.heard(), time.Since(began))
		}
	}
}

func TestNoPrivateAddressIsCalled(t *testing.T) {
	w := newWorld(t, gatetest.NewSQLite(t))
	l := listen(t, nil)
	w.trust(l)
	w.room.opts.Private = false
	for _, address := range []string{l.URL, "http://siil.example/x", "https://127.0.0.1/x", "https://[::1]/", "https://10.0.0.1/", "https://192.168.1.1/", "https://169.254.169.254/latest",
		"https://[fe80::1]/", "https://[::ffff:127.0.0.1]/", "https://0.0.0.0/", "https://user:pw@siil.example/", "ftp://siil.example/", "siil.example", "", "https://", "https://siil.example/#x",
		"https://siil.example/\r\nX: y", "https://siil.example/" + strings.Repeat("x", 500)} {
		if _, _, err := w.room.AddHook(ctx, w.admin, address, []string{"referral.outcome"}); err == nil {
			t.Errorf("%q can be called", address)
		}
	}
	if _, _, err := w.room.AddHook(ctx, w.admin, "https://siil.example/x", []string{"case.opened"}); err == nil {
		t.Error("an unknown event")
	}
	// a name that leads to this machine is found out where the connection is made
	local := strings.Replace(l.URL, "127.0.0.1", "localhost", 1)
	if _, _, err := w.room.AddHook(ctx, w.admin, local, []string{"referral.outcome"}); err != nil {
		t.Fatal(err)
	}
	if err := w.call(t); err != nil {
		t.Fatal(err)
	}
	w.deliver(t)
	if _, calls, _ := w.room.Hooks(ctx, w.admin); calls[0].Status != statusDeny || l.heard() != 0 {
		t.Errorf("%+v, %d calls", calls[0], l.heard())
	}
	for s, want := range map[string]bool{"8.8.8.8": true, "2a00:1450:4002::1": true, "100.64.0.1": false, "172.16.0.1": false, "198.18.0.1": false, "224.0.0.1": false, "255.255.255.255": false,
		"fd00::1": false, "64:ff9b::a00:1": false, "2002:a00:1::1": false, "::ffff:10.0.0.1": false, "::": false, "::127.0.0.1": false, "fe80::1%eth0": false} {
		if got := public(netip.MustParseAddr(s)); got != want {
			t.Errorf("public(%s) = %v", s, got)
		}
	}
}

func TestACallCarriesNoWords(t *testing.T) {
	w := newWorld(t, gatetest.NewSQLite(t))
	for _, words := range []map[string]string{{"reason": "Samira è senza casa"}, {"a b": "x"}, {"outcome": "x\ny"}, {"name": "Samira Provini"}} {
		err := w.command(t, func(tx *gate.WriteTx) error { return Call(tx, "referral.outcome", nil, words) })
		if err == nil {
			t.Errorf("%v can leave", words)
		}
	}
	if w.command(t, func(tx *gate.WriteTx) error { return Call(tx, "case.opened", nil, nil) }) == nil {
		t.Error("an unknown event")
	}
}

// An ended link hears nothing more, not even what was waiting for it; nor does it hear of another zone.
func TestAnEndedLink(t *testing.T) {
	both(t, func(t *testing.T, w *world) {
		l := listen(t, nil)
		w.trust(l)
		id, _, err := w.room.AddHook(ctx, w.admin, l.URL, Events)
		if err != nil {
			t.Fatal(err)
		}
		other := w.Account(t, gatetest.Other, "altra", policy.Administrator)
		if err := w.room.EndHook(ctx, other, id); err == nil {
			t.Fatal("another zone ends the link")
		}
		err = w.Write(ctx, gate.System(gatetest.Other, "cli"), func(tx *gate.WriteTx) error {
			if err := tx.Decide(policy.ReferralAssess, policy.Resource{Kind: policy.Referral}); err != nil {
				return err
			}
			return Call(tx, "sitting.decision", nil, nil)
		})
		if err != nil {
			t.Fatal(err)
		}
		if err := w.call(t); err != nil {
			t.Fatal(err)
		}
		if err := w.room.EndHook(ctx, w.admin, id); err != nil {
			t.Fatal(err)
		}
		if err := w.call(t); err != nil {
			t.Fatal(err)
		}
		w.deliver(t)
		if l.heard() != 0 {
			t.Errorf("%d calls", l.heard())
		}
		if err := w.room.EndHook(ctx, w.admin, id); err == nil {
			t.Error("ended twice")
		}
	})
}
