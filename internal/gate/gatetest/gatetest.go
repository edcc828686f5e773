// Package gatetest runs a storage test on both engines: on SQLite in a file of its own and on a freshly cloned PostgreSQL database.
package gatetest

import (
	"context"
	"math/rand/v2"
	"path/filepath"
	"testing"
	"time"

	"siil/internal/crypt"
	"siil/internal/gate"
	"siil/internal/pgtest"
	"siil/internal/policy"
	"siil/internal/value"
)

// Zone is the zone that every test world has; Other is a second one, for what must not cross.
const (
	Zone  = "valdinievole"
	Other = "lunigiana"
)

// Keys are the keys of every test world.
var Keys = crypt.NewKeyFile(rand.NewChaCha8([32]byte{1}))

// Clock is a clock that a test turns by hand.
type Clock struct{ T time.Time }

// Now is the time on the clock.
func (c *Clock) Now() time.Time { return c.T }

// Add turns the clock.
func (c *Clock) Add(d time.Duration) { c.T = c.T.Add(d) }

// World is an open gate with two empty zones and a clock at 24 November 2026, 09:30 in Italy.
type World struct {
	*gate.Gate
	Clock   *Clock
	Address string
}

// Both runs a test on each engine.
func Both(t *testing.T, test func(t *testing.T, w *World)) {
	t.Run("SQLite", func(t *testing.T) { test(t, NewSQLite(t)) })
	t.Run("PostgreSQL", func(t *testing.T) { test(t, NewPostgres(t)) })
}

// NewSQLite makes a world in a file of the test's own folder.
func NewSQLite(t testing.TB) *World {
	t.Helper()
	return open(t, "sqlite:"+filepath.Join(t.TempDir(), "siil.db"))
}

// NewPostgres makes a world in a database of its own on the tests' server.
func NewPostgres(t testing.TB) *World {
	t.Helper()
	c := pgtest.Server(t)
	template := c.Template(t, "siil", func(address string) error {
		g, err := gate.Create(context.Background(), gate.Config{Database: address, Keys: Keys})
		if err != nil {
			return err
		}
		return g.Close()
	})
	return open(t, c.CloneOf(t, template))
}

func open(t testing.TB, address string) *World {
	t.Helper()
	ctx := context.Background()
	clock := &Clock{time.Date(2026, 11, 24, 9, 30, 0, 0, value.RomeZone)}
	g, err := gate.Create(ctx, gate.Config{Database: address, Keys: Keys, Now: clock.Now})
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() {
		if g.Hidden() > 0 {
			t.Errorf("%d rows came through a scope that the rules refuse", g.Hidden())
		}
		g.Close()
	})
	for code, name := range map[string]string{Zone: "Valdinievole", Other: "Lunigiana"} {
		if err := g.AddZone(ctx, code, name, true); err != nil {
			t.Fatal(err)
		}
	}
	return &World{g, clock, address}
}

// Account adds an account with roles and gives the actor that it signs in as.
func (w *World) Account(t testing.TB, zone, name string, roles ...policy.Role) gate.Actor {
	t.Helper()
	id := value.NewID()
	err := w.Write(context.Background(), gate.System(zone, "cli"), func(tx *gate.WriteTx) error {
		if err := tx.Decide(policy.UserManage, policy.Resource{Kind: policy.Account, ID: id}); err != nil {
			return err
		}
		err := tx.Insert("account", gate.Row{"id": id, "email": name + "@" + zone + ".example", "given_name": name, "family_name": "Prova", "core": true,
			"language": "it", "shortcuts": true, "must_change": false, "version": 1, "made_at": tx.Now()})
		for _, r := range roles {
			if err == nil {
				err = tx.Insert("account_role", gate.Row{"id": value.NewID(), "account_id": id, "role": string(r), "since_at": tx.Now(), "confirmed_at": tx.Now()})
			}
		}
		return err
	})
	if err != nil {
		t.Fatal(err)
	}
	return gate.Actor{Principal: policy.Principal{Zone: zone, Account: id, Roles: roles, Core: true}, Name: name + " Prova", Via: "page"}
}
