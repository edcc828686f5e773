package pgtest

import (
	"context"
	"errors"
	"fmt"
	"os"
	"os/exec"
	"path/filepath"
	"strings"
	"testing"
	"time"

	"github.com/jackc/pgx/v5"
)

func TestDatabasesAreApartAndDropped(t *testing.T) {
	var first string
	t.Run("two databases", func(t *testing.T) {
		first = Server(t).NewDatabase(t)
		run(t, first, "CREATE TABLE only_here (n int)")
		run(t, Server(t).NewDatabase(t), "CREATE TABLE only_here (n int)")
	})
	deadline := time.Now().Add(20 * time.Second)
	for {
		conn, err := pgx.Connect(t.Context(), first)
		if err != nil {
			break
		}
		_ = conn.Close(t.Context())
		if time.Now().After(deadline) {
			t.Fatalf("%s is still there after its test", first)
		}
		time.Sleep(20 * time.Millisecond)
	}
}

func TestTestsAreNoSuperuserAndSortAsItalians(t *testing.T) {
	conn := open(t, Server(t).NewDatabase(t))
	var super, aFirst bool
	err := conn.QueryRow(t.Context(), "SELECT usesuper, 'a' < 'B' FROM pg_user WHERE usename = current_user").Scan(&super, &aFirst)
	if err != nil {
		t.Fatal(err)
	}
	if super || !aFirst {
		t.Errorf("superuser %v, a before B %v; want false, true", super, aFirst)
	}
}

func TestTemplateIsFilledOnceAndCloned(t *testing.T) {
	filled := 0
	fill := func(address string) error {
		filled++
		conn, err := pgx.Connect(t.Context(), address)
		if err != nil {
			return err
		}
		defer conn.Close(t.Context())
		_, err = conn.Exec(t.Context(), "CREATE TABLE zone (code text); INSERT INTO zone VALUES ('valdinievole')")
		return err
	}
	for range 2 {
		clone := Server(t).CloneOf(t, Server(t).Template(t, "zones", fill))
		run(t, clone, "INSERT INTO zone VALUES ('only in this clone')")
		if n := count(t, clone, "zone"); n != 2 {
			t.Errorf("%d zones in the clone; want 2", n)
		}
	}
	if filled != 1 {
		t.Errorf("filled %d times; want 1", filled)
	}
}

func TestKilledServerKeepsWhatItAcknowledged(t *testing.T) {
	c := New(t, Options{Durable: true})
	address := c.NewDatabase(t)
	run(t, address, "CREATE TABLE note (n int)")
	acknowledged := make(chan int)
	conn := open(t, address)
	go func() {
		n := 0
		for {
			if _, err := conn.Exec(context.Background(), "INSERT INTO note VALUES ($1)", n); err != nil {
				acknowledged <- n
				return
			}
			n++
		}
	}()
	time.Sleep(100 * time.Millisecond)
	c.Kill9(t)
	want := <-acknowledged
	c.Start(t)
	// The one under way when the server died may be there too.
	if got := count(t, address, "note"); want == 0 || got < want || got > want+1 {
		t.Errorf("%d notes acknowledged, %d there after the crash", want, got)
	}
}

func TestAbsentServerSaysWhatToDo(t *testing.T) {
	_, err := findIn([]string{t.TempDir()})
	if !errors.Is(err, errAbsent) || !strings.Contains(err.Error(), "make setup") {
		t.Errorf("got %v", err)
	}
}

// TestServerEndsWithItsProcess runs this test binary once more, kills it, and expects its server and files to go.
func TestServerEndsWithItsProcess(t *testing.T) {
	cmd := exec.Command(os.Args[0], "-test.run=^TestHelperHangs$")
	cmd.Env = append(os.Environ(), "PGTEST_HANG=1")
	out, err := cmd.StdoutPipe()
	if err != nil {
		t.Fatal(err)
	}
	if err := cmd.Start(); err != nil {
		t.Fatal(err)
	}
	var dir string
	var pid int
	if _, err := fmt.Fscan(out, &dir, &pid); err != nil {
		t.Fatal(err)
	}
	if !alive(pid) {
		t.Fatalf("server %d does not run", pid)
	}
	if err := cmd.Process.Kill(); err != nil {
		t.Fatal(err)
	}
	_ = cmd.Wait()
	deadline := time.Now().Add(20 * time.Second)
	for _, err := os.Stat(dir); err == nil; _, err = os.Stat(dir) {
		if time.Now().After(deadline) {
			t.Fatalf("%s is still there", dir)
		}
		time.Sleep(20 * time.Millisecond)
	}
	if alive(pid) {
		t.Errorf("server %d still runs", pid)
	}
}

// TestHelperHangs is the process that TestServerEndsWithItsProcess kills; in an ordinary run it does nothing.
func TestHelperHangs(t *testing.T) {
	if os.Getenv("PGTEST_HANG") == "" {
		return
	}
	c := Server(t)
	fmt.Println(c.dir, c.server.Process.Pid)
	time.Sleep(time.Minute)
}

// alive says whether the process runs; one that has ended and that nobody has waited for does not.
func alive(pid int) bool {
	stat, err := os.ReadFile(filepath.Join("/proc", fmt.Sprint(pid), "stat"))
	return err == nil && !strings.Contains(string(stat), ") Z ")
}

func open(t *testing.T, address string) *pgx.Conn {
	t.Helper()
	conn, err := pgx.Connect(t.Context(), address)
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() { _ = conn.Close(context.Background()) })
	return conn
}

func run(t *testing.T, address, statement string) {
	t.Helper()
	conn := open(t, address)
	if _, err := conn.Exec(t.Context(), statement); err != nil {
		t.Fatal(err)
	}
	_ = conn.Close(t.Context())
}

func count(t *testing.T, address, table string) int {
	t.Helper()
	var n int
	if err := open(t, address).QueryRow(t.Context(), "SELECT count(*) FROM "+table).Scan(&n); err != nil {
		t.Fatal(err)
	}
	return n
}

func BenchmarkClone(b *testing.B) {
	c := Server(b)
	template := c.Template(b, "empty", func(string) error { return nil })
	for b.Loop() {
		c.CloneOf(b, template)
	}
}
