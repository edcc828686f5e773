package account

import (
	"context"
	"net/http"
	"net/http/httptest"
	"net/url"
	"strings"
	"sync/atomic"
	"testing"
	"time"

	"siil/internal/fault"
	"siil/internal/gate"
	"siil/internal/gate/gatetest"
	"siil/internal/policy"
	"siil/internal/ui"
	"siil/internal/value"
)

const good = "cavallo batteria graffetta blu"

// secretText is the second factor of every account of the tests.
const secretText = "JBSWY3DPEHPK3PXPJBSWY3DPEHPK3PXP"

// plain is a hasher that costs nothing and counts its work.
type plain struct{ checks atomic.Int64 }

func (p *plain) Hash(password string) string { return "plain " + password }
func (p *plain) Check(password, encoded string) bool {
	p.checks.Add(1)
	return encoded == "plain "+password
}

type world struct {
	*gatetest.World
	t       *testing.T
	room    *Room
	hasher  *plain
	notices []Notice
	mux     *http.ServeMux
}

func newWorld(t *testing.T, w *gatetest.World) *world {
	x := &world{World: w, t: t, hasher: &plain{}}
	x.start(Options{})
	return x
}

// start begins the room anew, as after a restart of the program.
func (w *world) start(o Options) {
	o.Hasher = w.hasher
	o.Notify = func(n Notice, _ string, _ value.ID) { w.notices = append(w.notices, n) }
	w.room = NewRoom(w.Gate, nil, o)
	w.mux = http.NewServeMux()
	for _, route := range w.room.Routes() {
		w.mux.HandleFunc(route.Method+" "+route.Path, w.serve(route))
	}
}

func (w *world) serve(route ui.Route) http.HandlerFunc {
	return func(rw http.ResponseWriter, req *http.Request) {
		var who gate.Actor
		var err error
		if !route.Public {
			who, err = w.room.FromRequest(req)
		}
		if err == nil {
			err = route.Handler(rw, req, who)
		}
		if err != nil {
			if fault.KindOf(err) == fault.Internal {
				w.t.Errorf("%s %s: %v", route.Method, route.Path, err)
			}
			rw.WriteHeader(ui.Status(fault.KindOf(err)))
		}
	}
}

// add makes an account with the password `good` and, unless oneTime, the second factor.
func (w *world) add(zone, name string, roles ...policy.Role) value.ID {
	w.t.Helper()
	id, _ := w.addNew(zone, New{Email: name + "@comune.example", GivenName: strings.ToUpper(name[:1]) + name[1:], FamilyName: "Prova", Roles: roles, Core: true,
		Password: good, TOTPSecret: secretText, Confirmed: true})
	return id
}

func (w *world) addNew(zone string, n New) (id value.ID, oneTime string) {
	w.t.Helper()
	err := w.Write(context.Background(), gate.System(zone, "cli"), func(tx *gate.WriteTx) (err error) {
		if err := tx.Decide(policy.UserManage, policy.Resource{Kind: policy.Account}); err != nil {
			return err
		}
		id, oneTime, err = insert(tx, n, w.hasher)
		return err
	})
	if err != nil {
		w.t.Fatal(err)
	}
	return id, oneTime
}

func (w *world) code() string {
	code, err := totpCode(decode32(secretText), w.Clock.Now().Unix()/30)
	if err != nil {
		w.t.Fatal(err)
	}
	return code
}

// actor is somebody as the gate knows them at this moment.
func (w *world) actor(zone string, id value.ID) gate.Actor {
	w.t.Helper()
	who := gate.Actor{Via: "page", Principal: policy.Principal{Zone: zone, Account: id}}
	err := w.Unaudited(context.Background(), zone, func(tx *gate.ReadTx) error {
		all, err := Colleagues(tx)
		for _, c := range all {
			if c.ID == id {
				who.Roles, who.Core, who.Name = c.Roles, c.Core, c.Name()
			}
		}
		return err
	})
	if err != nil {
		w.t.Fatal(err)
	}
	return who
}

// browser is somebody's browser at an address.
type browser struct {
	w       *world
	addr    string
	cookies map[string]string
}

func (w *world) browser(addr string) *browser {
	return &browser{w: w, addr: addr, cookies: map[string]string{}}
}

func (b *browser) get(path string) *httptest.ResponseRecorder {
	return b.send(http.MethodGet, path, nil)
}

func (b *browser) post(path string, pairs ...string) *httptest.ResponseRecorder {
	v := url.Values{}
	for i := 0; i+1 < len(pairs); i += 2 {
		v.Add(pairs[i], pairs[i+1])
	}
	return b.send(http.MethodPost, path, v)
}

func (b *browser) send(method, path string, v url.Values) *httptest.ResponseRecorder {
	req := httptest.NewRequest(method, "http://127.0.0.1:8080"+path, strings.NewReader(v.Encode()))
	req.RemoteAddr = b.addr + ":4000"
	req.Header.Set("User-Agent", "Mozilla/5.0 (Windows NT 10.0) Firefox/140.0")
	if method == http.MethodPost {
		req.Header.Set("Content-Type", "application/x-www-form-urlencoded")
	}
	for k, x := range b.cookies {
		req.AddCookie(&http.Cookie{Name: k, Value: x})
	}
	rec := httptest.NewRecorder()
	b.w.mux.ServeHTTP(rec, req)
	for _, c := range rec.Result().Cookies() {
		if c.MaxAge < 0 {
			delete(b.cookies, c.Name)
		} else {
			b.cookies[c.Name] = c.Value
		}
	}
	return rec
}

// enter signs in with password and second factor; the clock moves on so that no code is used twice.
func (b *browser) enter(name string) {
	b.w.t.Helper()
	b.w.Clock.Add(time.Minute)
	b.expect(b.post(PathLogin, "email", name+"@comune.example", "password", good), 303, pathCode)
	b.expect(b.post(pathCode, "code", b.w.code()), 303, "/")
}

func (b *browser) expect(rec *httptest.ResponseRecorder, status int, location string) {
	b.w.t.Helper()
	if rec.Code != status || location != "" && rec.Header().Get("Location") != location {
		b.w.t.Fatalf("answer %d to %q, want %d to %q\n%s", rec.Code, rec.Header().Get("Location"), status, location, cut(rec.Body.String()))
	}
}

func cut(s string) string {
	if i := strings.Index(s, "<main"); i >= 0 {
		s = s[i:]
	}
	return s[:min(len(s), 1500)]
}
