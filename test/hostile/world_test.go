// Package hostile tries the whole program as those would who want what is not theirs: every address as everybody, other zones, other
// sites, bombs, formulas, words that want to be code, a disk that is full. Each check is shown a planted fault that it must report.
package hostile

import (
	"bytes"
	"context"
	"fmt"
	"io"
	"log/slog"
	"maps"
	"net/http"
	"net/url"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"sync"
	"testing"
	"time"

	"github.com/pquerna/otp/totp"

	"siil/internal/account"
	"siil/internal/app"
	"siil/internal/demo"
	"siil/internal/gate"
	"siil/internal/gate/gatetest"
	"siil/internal/policy"
	"siil/internal/value"
)

const (
	zoneA = gatetest.Zone
	zoneB = gatetest.Other
)

var ctx = context.Background()

// logged is everything that the program logged while these tests ran.
var logged lockedBuffer

type lockedBuffer struct {
	mu sync.Mutex
	b  bytes.Buffer
}

func (l *lockedBuffer) Write(p []byte) (int, error) {
	l.mu.Lock()
	defer l.mu.Unlock()
	return l.b.Write(p)
}

func (l *lockedBuffer) String() string {
	l.mu.Lock()
	defer l.mu.Unlock()
	return l.b.String()
}

// TestMain looks at the log of the whole run last: nobody is named in it.
func TestMain(m *testing.M) {
	code := m.Run()
	if fixed != nil {
		for _, found := range fixed.namedIn(logged.String()) {
			fmt.Println("FAIL: the log names somebody:", found)
			code = 1
		}
		_ = os.RemoveAll(fixed.dir)
	}
	os.Exit(code)
}

// user is somebody with an account: how the rules see them, the cookies of a browser that has signed in, and a token.
type user struct {
	demo.Credential
	name    string // role, or role and number; those called in for single cases end in "called in"
	who     policy.Principal
	cookies map[string]string
}

// fixture is the world that every test begins with, made once and copied: two zones of invented people with a word of its own in every
// text, and everybody signed in through the pages of the program.
type fixture struct {
	dir   string
	now   time.Time
	users []*user
	cases []*caseFact
	words map[string]word
	notes map[value.ID]value.ID // of a note: its case
	other map[string][]value.ID // ids of things that are no case, by kind and zone
	owner map[value.ID]value.ID // whose they are, where they are somebody's
	tags  int

	meetings []*meeting
	steps    []*stepFact
	papers   []*paperFact
	fileOf   map[value.ID]value.ID  // of a referral: one of its files
	typed    map[*caseFact]value.ID // who has referred somebody known by their name and tax code
	sealed   []string               // words that no database may hold in clear
}

// stepFact is a next step that the team has given somebody.
type stepFact struct {
	id, who value.ID
	c       *caseFact
}

// caseFact is what the tests know of a case by themselves, to judge the answers of the program.
type caseFact struct {
	zone                   string
	id, person, manager    value.ID
	team, justice, glass   map[value.ID]bool
	state                  string
	given, family, tax     string
	phone                  string
	notes                  []value.ID
	referrals              []value.ID // that have a sheet
	handOver, offered      value.ID
	membership, externalID value.ID
	assessment             value.ID // begun by the manager
	followUp               value.ID // that waits
	project                *project
}

// facts is how an account stands to the case.
func (c *caseFact) facts(id value.ID) policy.Resource {
	return policy.Resource{Zone: c.zone, Kind: policy.Case, ID: c.id, CaseManager: c.manager != "" && c.manager == id, CaseTeam: c.team[id], Justice: c.justice[id],
		Glass: c.glass[id], Own: c.offered != "" && c.offered == id}
}

var (
	fixed     *fixture
	fixedErr  error
	fixedOnce sync.Once
)

// world is one copy of the fixture behind a running program.
type world struct {
	*fixture
	t     testing.TB
	gate  *gate.Gate
	app   *app.App
	http  http.Handler
	file  string
	clock *clock
	close func()
	kept  map[string]url.Values // forms of pages that were read before
	lists []string              // addresses of lists that were brought in
}

type clock struct {
	mu sync.Mutex
	t  time.Time
}

func (c *clock) now() time.Time {
	c.mu.Lock()
	defer c.mu.Unlock()
	return c.t
}

func (c *clock) add(d time.Duration) {
	c.mu.Lock()
	defer c.mu.Unlock()
	c.t = c.t.Add(d)
}

func theFixture(t testing.TB) *fixture {
	t.Helper()
	fixedOnce.Do(func() {
		f := &fixture{now: time.Date(2026, 11, 24, 9, 30, 0, 0, value.RomeZone), words: map[string]word{}, notes: map[value.ID]value.ID{},
			other: map[string][]value.ID{}, owner: map[value.ID]value.ID{}, fileOf: map[value.ID]value.ID{}, typed: map[*caseFact]value.ID{}}
		if f.dir, fixedErr = os.MkdirTemp(memory(), "siil-hostile-"); fixedErr == nil {
			fixed = f
			fixedErr = f.make()
		}
	})
	if fixedErr != nil {
		t.Fatal(fixedErr)
	}
	return fixed
}

// memory is a folder in memory, where commits cost nothing: these tests do not ask whether a disk keeps its promises. "" where there is none.
func memory() string {
	if info, err := os.Stat("/dev/shm"); err == nil && info.IsDir() {
		return "/dev/shm"
	}
	return ""
}

// newWorld opens a copy of the fixture, with other rules when given.
func newWorld(t testing.TB, rules ...*policy.Rules) *world {
	t.Helper()
	f := theFixture(t)
	dir, err := os.MkdirTemp(memory(), "siil-hostile-")
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() { _ = os.RemoveAll(dir) })
	file := filepath.Join(dir, "siil.db")
	b, err := os.ReadFile(filepath.Join(f.dir, "siil.db"))
	if err == nil {
		err = os.WriteFile(file, b, 0o600)
	}
	if err != nil {
		t.Fatal(err)
	}
	return f.openFile(t, file, rules...)
}

func (f *fixture) openFile(t testing.TB, file string, rules ...*policy.Rules) *world {
	t.Helper()
	w := &world{fixture: f, t: t, file: file, clock: &clock{t: f.now}}
	c := gate.Config{Database: "sqlite:" + file, Keys: gatetest.Keys, Now: w.clock.now}
	if len(rules) > 0 {
		c.Rules = rules[0]
	}
	g, err := gate.Open(ctx, c)
	if err != nil {
		t.Fatal(err)
	}
	var once sync.Once
	w.close = func() { once.Do(func() { _ = g.Close() }) }
	t.Cleanup(func() {
		if n := g.Hidden(); n > 0 && len(rules) == 0 {
			t.Errorf("%d rows came through a scope that the rules refuse", n)
		}
		w.close()
	})
	if w.app, err = program(g); err != nil {
		t.Fatal(err)
	}
	w.gate, w.http = g, w.app.Server.Handler()
	return w
}

func program(g *gate.Gate) (*app.App, error) {
	return app.New(app.Config{Gate: g, Log: slog.New(slog.NewTextHandler(io.MultiWriter(&logged), nil)), Version: "test"})
}

const people = 40

func (f *fixture) make() error {
	g, err := gate.Create(ctx, gate.Config{Database: "sqlite:" + filepath.Join(f.dir, "siil.db"), Keys: gatetest.Keys, Now: func() time.Time { return f.now }})
	if err != nil {
		return err
	}
	defer g.Close()
	for i, zone := range []string{zoneA, zoneB} {
		if _, _, err := app.AddZone(ctx, g, zone, "", true); err != nil {
			return err
		}
		if err := f.populate(g, zone, uint64(i+1)); err != nil {
			return fmt.Errorf("%s: %w", zone, err)
		}
	}
	a, err := program(g)
	if err != nil {
		return err
	}
	for _, u := range f.users {
		if err := f.signIn(a.Server.Handler(), u); err != nil {
			return err
		}
	}
	for _, zone := range []string{zoneA, zoneB} {
		if err := f.useProgram(a.Server.Handler(), zone); err != nil {
			return fmt.Errorf("%s: %w", zone, err)
		}
		if err := f.gather(g, zone); err != nil {
			return fmt.Errorf("%s: %w", zone, err)
		}
	}
	return nil
}

// populate makes people and accounts of a zone and plants a word of its own in each of their texts.
func (f *fixture) populate(g *gate.Gate, zone string, seed uint64) error {
	made, err := demo.Make(ctx, g, demo.Options{People: people, Zone: zone, Seed: seed})
	if err != nil {
		return err
	}
	for _, role := range []policy.Role{policy.SocialWorker, policy.HealthWorker, policy.Referrer} {
		c, err := callIn(g, zone, role)
		if err != nil {
			return err
		}
		made = append(made, c)
	}
	if err := f.knowUsers(g, zone, made); err != nil {
		return err
	}
	if err := f.knowCases(g, zone); err != nil {
		return err
	}
	if err := f.plantWords(g, zone); err != nil {
		return err
	}
	return f.workAsTeam(g, zone)
}

const calledIn = "called-in"

// callIn adds an account of somebody who is not of the core team.
func callIn(g *gate.Gate, zone string, role policy.Role) (c demo.Credential, err error) {
	c = demo.Credential{Zone: zone, Role: string(role), Name: "Chiamata Prova", Email: strings.ReplaceAll(string(role), "_", "-") + "-" + calledIn + "@" + zone + ".example",
		Password: demo.Password, TOTPSecret: "JBSWY3DPEHPK3PXPJBSWY3DPEHPK3PXP"}
	err = write(g, zone, policy.UserManage, func(tx *gate.WriteTx) error {
		id, _, err := account.Insert(tx, account.New{Email: c.Email, GivenName: "Chiamata", FamilyName: "Prova", Roles: []policy.Role{role}, Password: c.Password,
			TOTPSecret: c.TOTPSecret, Confirmed: true})
		if err == nil {
			c.Token, err = account.InsertToken(tx, id, "prova", 90)
		}
		return err
	})
	return c, err
}

// knowUsers keeps one or two accounts of each role, those that the tests act as.
func (f *fixture) knowUsers(g *gate.Gate, zone string, made []demo.Credential) error {
	ids := map[string]value.ID{}
	err := each(g, zone, "SELECT email, id FROM account WHERE zone = $1", func(s gate.Scanner) error {
		var email string
		var id value.ID
		err := s.Scan(&email, &id)
		ids[email] = id
		return err
	})
	for _, c := range made {
		name, _, _ := strings.Cut(c.Email, "@")
		if i := strings.LastIndexByte(name, '-'); i > 0 && strings.Trim(name[i+1:], "3456789") == "" {
			continue
		}
		if zone == zoneB && strings.ContainsAny(name, "2") {
			continue
		}
		f.users = append(f.users, &user{Credential: c, name: name, cookies: map[string]string{}, who: policy.Principal{Zone: zone, Account: ids[c.Email],
			Roles: []policy.Role{policy.Role(c.Role)}, Core: !strings.HasSuffix(name, calledIn)}})
	}
	return err
}

// as is the user of a zone with a name.
func (f *fixture) as(zone, name string) *user {
	i := slices.IndexFunc(f.users, func(u *user) bool { return u.who.Zone == zone && u.name == name })
	if i < 0 {
		panic("no user " + name)
	}
	return f.users[i]
}

// of lists the users of a zone.
func (f *fixture) of(zone string) (out []*user) {
	for _, u := range f.users {
		if u.who.Zone == zone {
			out = append(out, u)
		}
	}
	return out
}

// signIn goes through the pages: address and password, then the code of the second factor.
func (f *fixture) signIn(h http.Handler, u *user) error {
	b := browser{http: h, cookies: u.cookies}
	first := b.post("/entra", "email", u.Email, "password", u.Password)
	code, err := totp.GenerateCode(u.TOTPSecret, f.now)
	if err != nil {
		return err
	}
	second := b.post("/entra/codice", "code", code)
	if first.Code != http.StatusSeeOther || second.Code != http.StatusSeeOther || second.Header().Get("Location") != "/" {
		return fmt.Errorf("%s cannot sign in: %d, %d", u.name, first.Code, second.Code)
	}
	return nil
}

// in is a browser of a user in this world.
func (w *world) in(u *user) browser {
	b := browser{http: w.http, cookies: maps.Clone(u.cookies), token: u.Token}
	delete(b.cookies, "siil_flash") // a message that waits for the next page
	return b
}

func write(g *gate.Gate, zone string, a policy.Action, do func(tx *gate.WriteTx) error) error {
	return g.Write(ctx, gate.System(zone, "cli"), func(tx *gate.WriteTx) error {
		if err := tx.Decide(a, policy.Resource{Kind: policy.Zone}); err != nil {
			return err
		}
		return do(tx)
	})
}

func each(g *gate.Gate, zone, query string, row func(s gate.Scanner) error, args ...any) error {
	return g.Unaudited(ctx, zone, func(tx *gate.ReadTx) error { return tx.Each(query, append([]any{zone}, args...), row) })
}
