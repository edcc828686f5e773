// Package pgtest is test support: it gives a test databases on a throw-away PostgreSQL server. Each test process starts one server of its
// own on a Unix socket in a temporary directory; the server and its files go when the process ends, however it ends.
//
// Tests connect as the role siil, which owns its databases and is no superuser, as in an office. The server sorts text in Italian order
// and runs in the time zone of Rome, so that a query which leans on the server's own order or clock is found out.
//
// A machine without PostgreSQL fails the tests and says what to do. Nothing is skipped.
package pgtest

import (
	"fmt"
	"net/url"
	"sync"
	"testing"

	"github.com/jackc/pgx/v5"
)

// Options says what a server of one's own is like.
type Options struct {
	// Durable keeps the promises of a commit (fsync and full page writes are on), for tests that kill the server. Slower.
	Durable bool
}

var (
	shared     *Cluster
	sharedErr  error
	sharedOnce sync.Once
)

// Server returns the server that all tests of this process share, starting it the first time. It trades the safety of commits for speed.
func Server(t testing.TB) *Cluster {
	t.Helper()
	sharedOnce.Do(func() { shared, sharedErr = newCluster(Options{}) })
	if sharedErr != nil {
		t.Fatalf("pgtest: %v", sharedErr)
	}
	return shared
}

// New starts a server for this test alone, which may kill it. It goes when the test ends.
func New(t testing.TB, o Options) *Cluster {
	t.Helper()
	c, err := newCluster(o)
	if err != nil {
		t.Fatalf("pgtest: %v", err)
	}
	c.private = true
	t.Cleanup(c.stop)
	return c
}

// NewDatabase makes an empty database that is dropped when the test ends, and returns its address (postgres://...).
func (c *Cluster) NewDatabase(t testing.TB) string {
	t.Helper()
	return c.create(t, "template1")
}

// CloneOf makes a copy of another database of this server, given by its address, that is dropped when the test ends. Nobody may be
// connected to the original meanwhile.
func (c *Cluster) CloneOf(t testing.TB, template string) string {
	t.Helper()
	u, err := url.Parse(template)
	if err != nil || len(u.Path) < 2 {
		t.Fatalf("pgtest: %q is not the address of a database", template)
	}
	return c.create(t, u.Path[1:])
}

// Template returns the address of the database called key, filled once in the life of this server by fill (say, with all migrations) and
// kept, to be cloned with CloneOf. Fill must leave no connection open. Calls with the same key wait for the first and share its result.
func (c *Cluster) Template(t testing.TB, key string, fill func(address string) error) string {
	t.Helper()
	c.mu.Lock()
	made, ok := c.templates[key]
	if !ok {
		made = sync.OnceValues(func() (string, error) { return c.fillTemplate(key, fill) })
		c.templates[key] = made
	}
	c.mu.Unlock()
	address, err := made()
	if err != nil {
		t.Fatalf("pgtest: template %s: %v", key, err)
	}
	return address
}

func (c *Cluster) fillTemplate(key string, fill func(address string) error) (string, error) {
	name := "template_" + key
	if err := c.console.do(fmt.Sprintf("CREATE DATABASE %s OWNER %s", pgx.Identifier{name}.Sanitize(), role)); err != nil {
		return "", err
	}
	return c.address(name), fill(c.address(name))
}

// create copies the database from into a new one with a name of its own.
func (c *Cluster) create(t testing.TB, from string) string {
	t.Helper()
	name := fmt.Sprintf("test_%d", c.counter.Add(1))
	source := pgx.Identifier{from}.Sanitize()
	if err := c.console.do(fmt.Sprintf("CREATE DATABASE %s OWNER %s TEMPLATE %s STRATEGY file_copy", name, role, source)); err != nil {
		t.Fatalf("pgtest: %v", err)
	}
	if !c.private { // a private one goes with its server
		t.Cleanup(func() { c.doomed <- name })
	}
	return c.address(name)
}

// address is where the role siil finds a database of this server.
func (c *Cluster) address(database string) string { return c.addressAs(role, database) }

func (c *Cluster) addressAs(user, database string) string {
	u := url.URL{Scheme: "postgres", User: url.User(user), Path: "/" + database, RawQuery: url.Values{"host": {c.dir}}.Encode()}
	return u.String()
}
