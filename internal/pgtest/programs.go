package pgtest

import (
	"errors"
	"fmt"
	"hash/crc32"
	"os"
	"os/exec"
	"os/user"
	"path/filepath"
	"strconv"
	"strings"
	"syscall"
)

// oldest is the first major version that the program supports.
const oldest = 15

// programs are the server's executables, and the user that runs them.
type programs struct {
	postgres, initdb string
	version          int
	credential       *syscall.Credential // nil: the user who runs the tests
}

// errAbsent is for the person who runs the tests.
var errAbsent = fmt.Errorf("no PostgreSQL %d or newer on this machine: run 'make setup', which installs it", oldest)

// findPrograms takes the newest server under Debian's directories, else the one on the path.
func findPrograms() (programs, error) {
	dirs, err := filepath.Glob("/usr/lib/postgresql/*/bin")
	if err != nil {
		return programs{}, err
	}
	if onPath, err := exec.LookPath("postgres"); err == nil {
		dirs = append(dirs, filepath.Dir(onPath))
	}
	return findIn(dirs)
}

func findIn(dirs []string) (programs, error) {
	var best programs
	for _, dir := range dirs {
		p := programs{postgres: filepath.Join(dir, "postgres"), initdb: filepath.Join(dir, "initdb")}
		p.version = majorVersion(p.postgres)
		if p.version >= oldest && p.version > best.version {
			best = p
		}
	}
	if best.version == 0 {
		return programs{}, errAbsent
	}
	credential, err := serverUser()
	best.credential = credential
	return best, err
}

// majorVersion reads "postgres (PostgreSQL) 15.18 (Debian ...)"; 0 when the file does not run.
func majorVersion(postgres string) int {
	out, err := exec.Command(postgres, "--version").Output()
	if err != nil {
		return 0
	}
	_, rest, _ := strings.Cut(string(out), "(PostgreSQL) ")
	end := strings.IndexFunc(rest, func(r rune) bool { return r < '0' || r > '9' })
	version, err := strconv.Atoi(rest[:max(0, end)])
	if err != nil {
		return 0
	}
	return version
}

// serverUser is the user that a server started by root must run as, since PostgreSQL refuses root.
func serverUser() (*syscall.Credential, error) {
	if os.Geteuid() != 0 {
		return nil, nil
	}
	u, err := user.Lookup("postgres")
	if err != nil {
		return nil, errors.Join(errAbsent, err)
	}
	uid, err := strconv.ParseUint(u.Uid, 10, 32)
	if err != nil {
		return nil, err
	}
	gid, err := strconv.ParseUint(u.Gid, 10, 32)
	if err != nil {
		return nil, err
	}
	return &syscall.Credential{Uid: uint32(uid), Gid: uint32(gid)}, nil
}

// command prepares a program to run as the server's user, in a session of its own so that Ctrl-C on the tests does not reach it, and
// without the PG... variables of whoever runs the tests.
func (p programs) command(name string, args ...string) *exec.Cmd {
	cmd := exec.Command(name, args...)
	cmd.Env = []string{"LC_ALL=C", "PATH=" + os.Getenv("PATH")}
	cmd.SysProcAttr = &syscall.SysProcAttr{Setsid: true, Credential: p.credential}
	return cmd
}

// own gives a directory to the server's user.
func (p programs) own(dir string) error {
	if p.credential == nil {
		return nil
	}
	return os.Chown(dir, int(p.credential.Uid), int(p.credential.Gid))
}

// recipe is how initdb makes the files. Italian order comes from ICU, since a machine may lack Italian among its locales.
var recipe = []string{"--username=" + superuser, "--auth=trust", "--encoding=UTF8", "--locale=C.UTF-8", "--locale-provider=icu",
	"--icu-locale=it-IT", "--no-sync"}

// initData makes the files of a new server: a copy (0.1 s) of those that an earlier run has kept, else by initdb (1 s), kept for the next.
func (p programs) initData(data string) error {
	kept, err := p.keptData()
	if err != nil {
		return err
	}
	if _, err := os.Stat(kept); err == nil {
		return copyTree(kept, data)
	}
	initdb := p.command(p.initdb, append([]string{"-D", data}, recipe...)...)
	initdb.Dir = "/"
	if out, err := initdb.CombinedOutput(); err != nil {
		return fmt.Errorf("initdb: %w: %s", err, out)
	}
	return keep(data, kept)
}

// keptData is where the files stay between runs: under .cache in the root of the module, by version, user and recipe.
func (p programs) keptData() (string, error) {
	dir, err := os.Getwd()
	if err != nil {
		return "", err
	}
	for {
		if _, err := os.Stat(filepath.Join(dir, "go.mod")); err == nil {
			made := crc32.ChecksumIEEE([]byte(strings.Join(recipe, " ")))
			return filepath.Join(dir, ".cache", "pgtest", fmt.Sprintf("%d-%d-%08x", p.version, os.Geteuid(), made)), nil
		}
		if dir == filepath.Dir(dir) {
			return "", errors.New("the tests do not run inside the module")
		}
		dir = filepath.Dir(dir)
	}
}

// keep copies the files aside and puts the copy in place in one step, since other test processes may do the same at this moment.
func keep(data, kept string) error {
	if err := os.MkdirAll(filepath.Dir(kept), 0o750); err != nil {
		return err
	}
	draft, err := os.MkdirTemp(filepath.Dir(kept), "draft-")
	if err != nil {
		return err
	}
	defer os.RemoveAll(draft)
	if err := copyTree(data, filepath.Join(draft, "data")); err != nil {
		return err
	}
	if err := os.Rename(filepath.Join(draft, "data"), kept); err != nil && !errors.Is(err, os.ErrExist) {
		return err
	}
	return nil
}

// copyTree copies with owners and modes.
func copyTree(from, to string) error {
	if out, err := exec.Command("cp", "-a", from, to).CombinedOutput(); err != nil {
		return fmt.Errorf("cp: %w: %s", err, out)
	}
	return nil
}
