package pgtest

import (
	"errors"
	"fmt"
	"io"
	"os"
	"os/exec"
	"path/filepath"
	"strings"
	"sync"
	"sync/atomic"
	"syscall"
	"testing"
	"time"
)

const (
	superuser = "postgres"
	role      = "siil"
	patience  = 60 * time.Second // for a start or a statement, on a machine that does other things too
)

// Cluster is one running PostgreSQL server with its own files.
type Cluster struct {
	prog    programs
	dir     string // sockets, log and data
	durable bool
	private bool

	console   *console
	counter   atomic.Int64
	doomed    chan string // databases whose tests have ended
	mu        sync.Mutex
	templates map[string]func() (string, error)

	server *exec.Cmd
	gone   chan struct{} // closed when server has ended
	guard  *exec.Cmd
	leash  io.WriteCloser // the guard's standard input
}

func newCluster(o Options) (*Cluster, error) {
	prog, err := findPrograms()
	if err != nil {
		return nil, err
	}
	dir, err := os.MkdirTemp(parentDir(o), "siil-pg-")
	if err != nil {
		return nil, err
	}
	c := &Cluster{prog: prog, dir: dir, durable: o.Durable, templates: map[string]func() (string, error){}}
	c.console = &console{address: c.addressAs(superuser, superuser)}
	if err := c.raise(); err != nil {
		return nil, errors.Join(err, os.RemoveAll(dir))
	}
	c.doomed = make(chan string, 1000)
	go c.sweep()
	return c, nil
}

// parentDir is a directory in memory where there is room, since a database is hundreds of small files: cloning one takes 10 ms there and
// 100 on a disk. What must survive a crash lies on the disk.
func parentDir(o Options) string {
	const shm, room = "/dev/shm", 4 << 30
	var fs syscall.Statfs_t
	if o.Durable || syscall.Statfs(shm, &fs) != nil || fs.Bavail*uint64(fs.Bsize) < room {
		return ""
	}
	return shm
}

// sweep drops databases that no test needs any more, beside the tests: a drop waits 100 ms for whoever has just left.
func (c *Cluster) sweep() {
	own := &console{address: c.console.address}
	for name := range c.doomed {
		if err := own.do(fmt.Sprintf("DROP DATABASE IF EXISTS %s WITH (FORCE)", name)); err != nil {
			panic(fmt.Sprintf("pgtest: %v", err))
		}
	}
}

// raise makes the files, starts the guard, then the server, then makes the role that tests use.
func (c *Cluster) raise() error {
	if err := c.prog.own(c.dir); err != nil {
		return err
	}
	if err := c.prog.initData(c.data()); err != nil {
		return err
	}
	if err := c.startGuard(); err != nil {
		return err
	}
	if err := c.start(); err != nil {
		c.stop()
		return err
	}
	return c.console.do("CREATE ROLE " + role + " LOGIN")
}

func (c *Cluster) data() string { return filepath.Join(c.dir, "data") }

// guardScript outlives the test process. Its input tells the process number of the server; when the input ends, because the test process
// closed it or died in whatever way, it stops the server, waits until the server has taken its lock file away, and removes the files.
const guardScript = `
pid=
while read -r line; do pid=$line; done
if [ -n "$pid" ]; then
	kill -QUIT "$pid" 2>/dev/null
	tries=0
	while [ -e "$1/data/postmaster.pid" ] && [ "$tries" -lt 200 ]; do sleep 0.05; tries=$((tries + 1)); done
fi
rm -rf -- "$1"
`

func (c *Cluster) startGuard() error {
	c.guard = c.prog.command("/bin/sh", "-c", guardScript, "guard", c.dir)
	c.guard.Dir = "/"
	leash, err := c.guard.StdinPipe()
	if err != nil {
		return err
	}
	c.leash = leash
	return c.guard.Start()
}

// stop lets the guard off: when it returns, the server has ended and its files are gone.
func (c *Cluster) stop() {
	_ = c.leash.Close()
	_ = c.guard.Wait()
}

func (c *Cluster) start() error {
	log, err := os.OpenFile(c.logFile(), os.O_CREATE|os.O_APPEND|os.O_WRONLY, 0o600)
	if err != nil {
		return err
	}
	defer log.Close()
	server := c.prog.command(c.prog.postgres, c.settings()...)
	server.Dir, server.Stdout, server.Stderr = c.dir, log, log
	if err := server.Start(); err != nil {
		return err
	}
	gone := make(chan struct{})
	go func() {
		_ = server.Wait()
		close(gone)
	}()
	c.server, c.gone = server, gone
	if _, err := fmt.Fprintln(c.leash, server.Process.Pid); err != nil {
		return err
	}
	return c.waitReady()
}

func (c *Cluster) settings() []string {
	s := []string{"-D", c.data(), "-c", "listen_addresses=", "-c", "unix_socket_directories=" + c.dir,
		"-c", "max_connections=200", "-c", "shared_buffers=64MB", "-c", "autovacuum=off", "-c", "timezone=Europe/Rome"}
	if c.durable {
		return s
	}
	return append(s, "-c", "fsync=off", "-c", "synchronous_commit=off", "-c", "full_page_writes=off", "-c", "wal_level=minimal",
		"-c", "max_wal_senders=0")
}

func (c *Cluster) logFile() string { return filepath.Join(c.dir, "log") }

func (c *Cluster) waitReady() error {
	deadline := time.Now().Add(patience)
	for {
		err := c.console.do("SELECT 1")
		if err == nil {
			return nil
		}
		select {
		case <-c.gone:
			return fmt.Errorf("the server did not start: %s", c.logTail())
		case <-time.After(10 * time.Millisecond):
		}
		if time.Now().After(deadline) {
			return fmt.Errorf("the server does not answer: %w; %s", err, c.logTail())
		}
	}
}

func (c *Cluster) logTail() string {
	b, err := os.ReadFile(c.logFile())
	if err != nil {
		return err.Error()
	}
	return strings.TrimSpace(string(b[max(0, len(b)-2000):]))
}

// Kill9 ends every process of the server at once, as a crash does. Only for a server made with New; Start brings it back.
func (c *Cluster) Kill9(t testing.TB) {
	t.Helper()
	if !c.private {
		t.Fatal("pgtest: this server is shared by all tests; make one with New to kill it")
	}
	backends, err := c.console.backends()
	if err != nil {
		t.Fatalf("pgtest: %v", err)
	}
	// The parent goes first: it would answer the death of a child with an orderly restart.
	_ = c.server.Process.Kill()
	for _, pid := range backends {
		_ = syscall.Kill(pid, syscall.SIGKILL)
	}
	<-c.gone
	if _, err := fmt.Fprintln(c.leash); err != nil {
		t.Fatalf("pgtest: %v", err)
	}
}

// Start brings a killed server back and waits until it has recovered.
func (c *Cluster) Start(t testing.TB) {
	t.Helper()
	deadline := time.Now().Add(patience)
	for {
		err := c.start()
		if err == nil {
			return
		}
		// A process of the killed server that is not yet gone still holds its shared memory.
		if time.Now().After(deadline) || !strings.Contains(err.Error(), "shared memory block") {
			t.Fatalf("pgtest: %v", err)
		}
		time.Sleep(50 * time.Millisecond)
	}
}
