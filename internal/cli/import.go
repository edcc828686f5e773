package cli

import (
	"fmt"
	"io"
	"os"

	"siil/internal/app"
	"siil/internal/exchange"
	"siil/internal/fault"
	"siil/internal/gate"
	"siil/internal/text"
)

type importCmd struct {
	File    string `arg:"" type:"existingfile" help:"${help_import_file}"`
	Zone    string `required:"" help:"${help_import_zone}"`
	DryRun  bool   `name:"dry-run" help:"${help_import_dry_run}"`
	Mapping string `type:"existingfile" help:"${help_import_mapping}"`
	Refused string `type:"path" help:"${help_import_refused}"`
}

// Run brings in a list: all its good lines in one transaction, or none. Doubtful and refused lines stay out and end the command with 3.
func (c importCmd) Run(e *env) error {
	g, zone, err := e.openZone(c.Zone)
	if err != nil {
		return err
	}
	defer g.Close()
	file, err := os.Open(c.File)
	if err != nil {
		return fault.Wrap(err, "open the list")
	}
	defer file.Close()
	info, err := file.Stat()
	if err != nil {
		return fault.Wrap(err, "open the list")
	}
	o := exchange.ImportOptions{Name: info.Name(), Reader: file, Size: info.Size(), DryRun: c.DryRun, Progress: e.progress()}
	if c.Mapping != "" {
		m, err := os.Open(c.Mapping)
		if err != nil {
			return fault.Wrap(err, "open the mapping")
		}
		defer m.Close()
		o.Mapping = m
	}
	if c.Refused != "" {
		w, err := os.OpenFile(c.Refused, os.O_CREATE|os.O_TRUNC|os.O_WRONLY, 0o600)
		if err != nil {
			return fault.Wrap(err, "open the file for refused lines")
		}
		defer w.Close()
		o.Refused = w
	}
	report, err := app.Exchange(g).ImportFile(e.ctx, gate.System(zone, "cli"), o)
	if err != nil {
		return err
	}
	if err := c.tell(e, report); err != nil {
		return err
	}
	if report.Doubtful+report.Refused > 0 {
		return errFound
	}
	return nil
}

func (c importCmd) tell(e *env, r exchange.Report) error {
	if e.json {
		return e.document(r)
	}
	var out io.Writer = e.out
	for _, l := range r.Report {
		if l.Result == exchange.Doubtful || l.Result == exchange.Refused {
			fmt.Fprintln(out, text.ImportLine.F(e.lang, l.Line, l.Result, l.Message))
		}
	}
	fmt.Fprintln(out, text.ImportSummary.F(e.lang, r.Lines, r.New, r.Updated, r.Same, r.Joined, r.Doubtful, r.Refused))
	if r.DryRun {
		e.say(text.ImportDry)
	}
	return nil
}

// progress shows how far a long work is, on the terminal of a person only.
func (e *env) progress() func(done, total int) {
	if e.json {
		return nil
	}
	return func(done, total int) {
		fmt.Fprintf(e.err, "\r%d/%d", done, total)
		if done == total {
			fmt.Fprintln(e.err)
		}
	}
}
