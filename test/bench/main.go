// The benchmark of SIIL, run by `make bench`. It makes worlds of invented people, lets the program and a floor written by hand work on the
// same data in turns, and prints their ratios beside the goals as a Markdown table. Ratios hold on any machine; milliseconds are of this one.
package main

import (
	"context"
	"flag"
	"fmt"
	"os"
	"os/signal"
	"path/filepath"
	"regexp"
	"runtime/pprof"
	"strconv"
	"strings"
)

type options struct {
	sizes   []int
	engines []string
	rounds  int
	only    *regexp.Regexp
	profile string
	keep    string
}

func main() {
	o, err := parse()
	if err != nil {
		fmt.Fprintln(os.Stderr, err)
		os.Exit(2)
	}
	ctx, stop := signal.NotifyContext(context.Background(), os.Interrupt)
	defer stop()
	failed, err := bench(ctx, o)
	if err != nil {
		fmt.Fprintln(os.Stderr, "bench:", err)
	}
	if err != nil || failed > 0 {
		os.Exit(1)
	}
}

func parse() (o options, err error) {
	sizes := flag.String("sizes", "5000,50000", "how many people the worlds have")
	engines := flag.String("engines", "sqlite,postgres", "which engines")
	only := flag.String("only", "", "measure only the operations whose names this regular expression finds")
	flag.IntVar(&o.rounds, "rounds", 7, "how many rounds")
	flag.StringVar(&o.profile, "cpuprofile", "", "write a CPU profile of the rounds to this file")
	flag.IntVar(&readers, "readers", 0, "how many connections read at the same time; 0: what the program takes by itself")
	flag.StringVar(&o.keep, "dir", "", "make the worlds in this folder and leave them there")
	flag.Parse()
	for s := range strings.SplitSeq(*sizes, ",") {
		n, err := strconv.Atoi(s)
		if err != nil || n < 100 {
			return o, fmt.Errorf("-sizes: %q is no number of people", s)
		}
		o.sizes = append(o.sizes, n)
	}
	for s := range strings.SplitSeq(*engines, ",") {
		if s != sqliteEngine && s != postgres {
			return o, fmt.Errorf("-engines: sqlite or postgres, not %q", s)
		}
		o.engines = append(o.engines, s)
	}
	o.only, err = regexp.Compile(*only)
	return o, err
}

func say(format string, args ...any) { fmt.Fprintf(os.Stderr, format+"\n", args...) }

// bench measures engine after engine and prints a table for each. It gives how many figures fail on any machine: void ones, and exact counts
// that are too high. A time that misses its goal is only marked.
func bench(ctx context.Context, o options) (failed int, err error) {
	dir := o.keep
	if dir == "" {
		if dir, err = os.MkdirTemp("", "siil-bench-"); err != nil {
			return 0, err
		}
		defer os.RemoveAll(dir)
	}
	program, err := buildProgram(ctx, dir)
	if err != nil {
		return 0, err
	}
	for _, engine := range o.engines {
		t, err := benchEngine(ctx, o, dir, engine, program)
		if err != nil {
			return failed, fmt.Errorf("%s: %w", engine, err)
		}
		t.print(os.Stdout)
		failed += t.failed
	}
	return failed, nil
}

func benchEngine(ctx context.Context, o options, dir, engine, program string) (*table, error) {
	place, close, err := addresses(dir, engine)
	if err != nil {
		return nil, err
	}
	defer close()
	t := newTable(engine)
	var worlds []*world
	var all []cell
	for _, size := range o.sizes {
		say("%s: a world of %d people", engine, size)
		w, err := makeWorld(ctx, dir, engine, place(size), size)
		if err != nil {
			return nil, err
		}
		defer w.close()
		some, err := cells(ctx, w)
		if err != nil {
			return nil, err
		}
		for _, c := range some {
			if o.only.MatchString(c.name) {
				all = append(all, c)
			}
		}
		worlds = append(worlds, w)
	}
	results, err := profiled(o.profile, func() []result { return measure(ctx, all, o.rounds) })
	if err != nil {
		return nil, err
	}
	t.addResults(results, o.sizes)
	if o.only.String() == "" {
		return t, t.addProbes(ctx, worlds, program, dir)
	}
	return t, nil
}

func profiled(file string, do func() []result) ([]result, error) {
	if file == "" {
		return do(), nil
	}
	f, err := os.Create(file)
	if err != nil {
		return nil, err
	}
	defer f.Close()
	if err := pprof.StartCPUProfile(f); err != nil {
		return nil, err
	}
	defer pprof.StopCPUProfile()
	return do(), nil
}

// addresses gives where the worlds of an engine lie, and ends what was started for them.
func addresses(dir, engine string) (place func(size int) string, close func(), err error) {
	if engine == sqliteEngine {
		return func(size int) string { return "sqlite:" + filepath.Join(dir, fmt.Sprintf("siil-%d.db", size)) }, func() {}, nil
	}
	return startPostgres()
}
