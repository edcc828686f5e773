// Package cli is the command line of the program. Every command exits with 0 when it is done, 1 when it failed, 2 when it was asked
// wrongly, and 3 when it ran and found what it was asked to look for: a broken log, refused lines.
package cli

import (
	"context"
	"encoding/json"
	"errors"
	"fmt"
	"io"
	"os"
	"os/signal"
	"path/filepath"
	"strings"
	"syscall"

	"github.com/alecthomas/kong"

	"siil/internal/crypt"
	"siil/internal/fault"
	"siil/internal/gate"
	"siil/internal/text"
)

// The exit codes.
const (
	done   = 0
	failed = 1
	misuse = 2
	found  = 3
)

// errFound ends a command that ran well and found what it was looking for.
var errFound = errors.New("found")

type commands struct {
	Database string `default:"sqlite:siil.db" env:"SIIL_DATABASE" help:"${help_database}"`
	Key      string `env:"SIIL_KEY_FILE" type:"path" help:"${help_key}"`
	JSON     bool   `name:"json" help:"${help_json}"`

	Init  initCmd  `cmd:"" help:"${help_init}"`
	Demo  demoCmd  `cmd:"" help:"${help_demo}"`
	Serve serveCmd `cmd:"" help:"${help_serve}"`

	Import struct {
		Cases importCmd `cmd:"" help:"${help_import_cases}"`
	} `cmd:"" help:"${help_import}"`
	Recount recountCmd `cmd:"" help:"${help_recount}"`
	Audit   struct {
		Verify     verifyCmd     `cmd:"" help:"${help_verify}"`
		Proof      proofCmd      `cmd:"" help:"${help_proof}"`
		Checkpoint checkpointCmd `cmd:"" help:"${help_checkpoint}"`
		Check      checkCmd      `cmd:"" help:"${help_check}"`
	} `cmd:"" help:"${help_audit}"`
	User struct {
		Add     userAddCmd     `cmd:"" help:"${help_user_add}"`
		Disable userDisableCmd `cmd:"" help:"${help_user_disable}"`
		Token   userTokenCmd   `cmd:"" help:"${help_user_token}"`
	} `cmd:"" help:"${help_user}"`
	Version versionCmd `cmd:"" help:"${help_version}"`
}

// env is what a command works with.
type env struct {
	ctx      context.Context
	lang     text.Lang
	version  string
	database string
	key      string
	json     bool
	in       io.Reader
	out, err io.Writer
}

// Main runs one command and returns the exit code.
func Main(version string, args []string, in io.Reader, out, errOut io.Writer) int {
	lang := text.Parse(os.Getenv("LANG"))
	var c commands
	exit := -1
	parser, err := kong.New(&c, kong.Name("siil"), kong.Description(text.HelpProgram.In(lang)), kong.UsageOnError(), kong.Writers(out, errOut),
		kong.Exit(func(code int) { exit = code }), helpVars(lang))
	if err != nil {
		fmt.Fprintln(errOut, err)
		return failed
	}
	k, err := parser.Parse(args)
	if exit >= 0 {
		return exit
	}
	if err != nil {
		fmt.Fprintln(errOut, text.WrongUsage.F(lang, err))
		return misuse
	}
	ctx, stop := signal.NotifyContext(context.Background(), os.Interrupt, syscall.SIGTERM)
	defer stop()
	e := &env{ctx: ctx, lang: lang, version: version, database: c.Database, key: c.Key, json: c.JSON, in: in, out: out, err: errOut}
	return e.report(k.Run(e))
}

func helpVars(lang text.Lang) kong.Vars {
	v := kong.Vars{}
	for name, t := range text.Help {
		v["help_"+name] = t.In(lang)
	}
	return v
}

// report tells the person what went wrong and picks the exit code.
func (e *env) report(err error) int {
	if err == nil {
		return done
	}
	if errors.Is(err, errFound) {
		return found
	}
	var f *fault.Error
	if !errors.As(err, &f) {
		fmt.Fprintln(e.err, err)
		return failed
	}
	fmt.Fprintln(e.err, f.Text.In(e.lang))
	for _, x := range f.Fields {
		fmt.Fprintf(e.err, "  %s: %s\n", x.Name, x.Text.In(e.lang))
	}
	if f.Kind == fault.Internal && f.Cause != nil {
		fmt.Fprintf(e.err, "  (%v)\n", f.Cause)
	}
	return failed
}

// say tells progress and results to people; the one JSON document goes to standard output instead.
func (e *env) say(t text.T, args ...any) { fmt.Fprintln(e.err, t.F(e.lang, args...)) }

func (e *env) document(v any) error {
	enc := json.NewEncoder(e.out)
	enc.SetIndent("", "  ")
	return enc.Encode(v)
}

// keyFile is the path of the key file: the one given, or beside the SQLite file.
func (e *env) keyFile() string {
	if e.key != "" {
		return e.key
	}
	file, ok := strings.CutPrefix(e.database, "sqlite:")
	if !ok {
		return "siil.key"
	}
	return strings.TrimSuffix(file, filepath.Ext(file)) + ".key"
}

// open opens the database that exists.
func (e *env) open() (*gate.Gate, error) {
	keys, err := crypt.LoadKeyFile(e.keyFile())
	if err != nil {
		return nil, err
	}
	return gate.Open(e.ctx, gate.Config{Database: e.database, Keys: keys})
}

// create opens the database, making it and its keys when there are none.
func (e *env) create() (*gate.Gate, error) {
	keys, err := crypt.LoadKeyFile(e.keyFile())
	if fault.Is(err, fault.NotFound) || errors.Is(err, os.ErrNotExist) {
		if err := os.MkdirAll(filepath.Dir(e.keyFile()), 0o700); err != nil {
			return nil, fault.Wrap(err, "make the folder of the key file")
		}
		keys, err = crypt.CreateKeyFile(e.keyFile())
	}
	if err != nil {
		return nil, err
	}
	return gate.Create(e.ctx, gate.Config{Database: e.database, Keys: keys})
}

type versionCmd struct{}

// Run prints the version.
func (versionCmd) Run(e *env) error {
	if e.json {
		return e.document(map[string]string{"version": e.version})
	}
	_, err := fmt.Fprintln(e.out, "siil "+e.version)
	return err
}
