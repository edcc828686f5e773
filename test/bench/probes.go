package main

import (
	"bufio"
	"bytes"
	"context"
	"errors"
	"fmt"
	"net/http/httputil"
	"net/url"
	"os"
	"os/exec"
	"path/filepath"
	"strconv"
	"strings"
	"syscall"
	"time"

	"siil/internal/gate"
	"siil/internal/policy"
)

// addProbes measures what is not a page: leaves of the log, start, memory, disk, the demo.
func (t *table) addProbes(ctx context.Context, worlds []*world, program, dir string) error {
	for _, w := range worlds {
		say("%s %d: leaves, start, memory", w.engine, w.size)
		t.addDemo(w)
		if err := t.addLeaves(ctx, w, dir); err != nil {
			return err
		}
		if err := t.addProcess(ctx, w, program); err != nil {
			return err
		}
	}
	return nil
}

func (t *table) addDemo(w *world) {
	allowed := 6000 + 350*float64(w.demoLeaves)/float64(w.size)
	t.figure(w, "disk for a case, with its leaves", float64(w.bytes)/float64(w.size), "B", atMost(allowed), "6 kB + 350 B an audited act")
	goal, words := 25.0*float64(w.size)/50_000, "25 s for 50,000"
	if w.engine == postgres {
		goal, words = 120*float64(w.size)/50_000, "2 min for 50,000"
	}
	t.figure(w, "demo", w.made.Seconds(), "s", atMost(max(goal, 8)), words)
}

// addLeaves reads without reading anything: what is left is the leaf. Its measure is a write of one block that the disk has taken.
func (t *table) addLeaves(ctx context.Context, w *world, dir string) error {
	block, err := fsync(dir)
	if err != nil {
		return err
	}
	leaf := func(ctx context.Context, _, _ int, _ *reply) error {
		return w.gate.Read(ctx, gate.System(zone, "cli"), func(tx *gate.ReadTx) error {
			return tx.Decide(policy.ZoneSettle, policy.Resource{Kind: policy.Zone})
		})
	}
	had, err := w.leaves(ctx)
	if err != nil {
		return err
	}
	before, err := w.fileSize(ctx)
	if err != nil {
		return err
	}
	for _, parallel := range []int{1, 8, 64} {
		var each []float64
		for range 5 {
			x, err := run(ctx, cell{parallel: parallel}, leaf)
			if err != nil {
				return err
			}
			each = append(each, 1e6/x.rate)
		}
		name, least := fmt.Sprintf("a leaf of the log, c=%d", parallel), minOf(each)
		switch parallel {
		case 1:
			t.figureOf(w, name, median(each), "us", least, atMost(2.5*block), fmt.Sprintf("2.5 times a block that the disk has taken (%.0f us)", block))
		case 64:
			t.figureOf(w, name, median(each), "us", least, atMost(25), "25 us")
		default:
			t.figureOf(w, name, median(each), "us", least, nil, "")
		}
	}
	after, err := w.fileSize(ctx)
	if err != nil {
		return err
	}
	have, err := w.leaves(ctx)
	if err != nil {
		return err
	}
	t.figure(w, "disk for a leaf", float64(after-before)/float64(have-had), "B", atMost(350), "350 B")
	return nil
}

// fsync is the median time in microseconds that a block of 4 kB takes to the disk.
func fsync(dir string) (float64, error) {
	f, err := os.Create(filepath.Join(dir, "block"))
	if err != nil {
		return 0, err
	}
	defer f.Close()
	block, took := bytes.Repeat([]byte("x"), 4096), []float64(nil)
	for range 100 {
		began := time.Now()
		if _, err := f.Write(block); err != nil {
			return 0, err
		}
		if err := f.Sync(); err != nil {
			return 0, err
		}
		took = append(took, float64(time.Since(began).Nanoseconds())/1000)
	}
	return median(took), nil
}

// buildProgram makes the program as `make build` does.
func buildProgram(ctx context.Context, dir string) (string, error) {
	file := filepath.Join(dir, "siil")
	cmd := exec.CommandContext(ctx, "go", "build", "-trimpath", "-o", file, "siil/cmd/siil")
	cmd.Stderr = os.Stderr
	return file, cmd.Run()
}

// addProcess starts the program on the world five times, and then uses it as eight people do while its memory is watched.
func (t *table) addProcess(ctx context.Context, w *world, program string) error {
	var starts []float64
	for range 4 {
		p, err := startProcess(ctx, w, program)
		if err != nil {
			return err
		}
		starts = append(starts, p.started)
		p.stop()
	}
	p, err := startProcess(ctx, w, program)
	if err != nil {
		return err
	}
	defer p.stop()
	leaves, err := w.leaves(ctx)
	if err != nil {
		return err
	}
	starts = append(starts, p.started)
	t.figureOf(w, fmt.Sprintf("start to first page, %d leaves", leaves), median(starts), "ms", minOf(starts), atMost(150), "150 ms")
	if err := p.use(ctx, w); err != nil {
		return err
	}
	rss, err := p.memory("VmHWM")
	if err != nil {
		return err
	}
	goal := 150.0
	if w.size > 50_000 {
		goal = 256
	}
	t.figure(w, "memory at most, eight at work", rss, "MB", atMost(goal), "150 MB at 50,000, 256 at 500,000")
	return nil
}

// process is the program, serving.
type process struct {
	cmd     *exec.Cmd
	address string
	started float64 // ms until the first page
}

func startProcess(ctx context.Context, w *world, program string) (*process, error) {
	cmd := exec.CommandContext(ctx, program, "serve", "--addr", "127.0.0.1:0", "--database", w.address, "--key", w.keyFile)
	said, err := cmd.StderrPipe()
	if err != nil {
		return nil, err
	}
	began := time.Now()
	if err := cmd.Start(); err != nil {
		return nil, err
	}
	p := &process{cmd: cmd}
	lines := bufio.NewScanner(said)
	for lines.Scan() && p.address == "" {
		if _, at, ok := strings.Cut(lines.Text(), "http://"); ok {
			p.address = "http://" + strings.TrimRight(strings.Fields(at)[0], "./")
			break
		}
	}
	go func() {
		for lines.Scan() { // so that its log never waits for a reader
		}
	}()
	if p.address == "" {
		p.stop()
		return nil, errors.New("the program did not say where it serves")
	}
	c := p.client(nil)
	if err := c.send(ctx, "GET", "/entra", nil, &reply{}); err != nil {
		return nil, err
	}
	p.started = float64(time.Since(began).Microseconds()) / 1000
	return p, nil
}

func (p *process) stop() {
	p.cmd.Process.Signal(syscall.SIGTERM)
	p.cmd.Wait()
}

// client is a browser that talks to the process with the cookies of another.
func (p *process) client(like *client) *client {
	u, err := url.Parse(p.address)
	if err != nil {
		panic(err)
	}
	c := &client{handler: httputil.NewSingleHostReverseProxy(u)}
	if like != nil {
		c.cookies = like.cookies
	}
	return c
}

// use reads lists, case files and searches, and writes notes, for some seconds.
func (p *process) use(ctx context.Context, w *world) error {
	other := *w
	other.coordinator, other.workers = p.client(w.coordinator), nil
	for _, c := range w.workers {
		other.workers = append(other.workers, p.client(c))
	}
	do := func(ctx context.Context, client, n int, out *reply) error {
		switch n % 5 {
		case 0:
			return other.coordinator.page(ctx, "/casi", out)
		case 1:
			return other.coordinator.page(ctx, w.searches[(client+n)%len(w.searches)], out)
		case 2:
			return other.coordinator.page(ctx, "/oggi", out)
		}
		return other.coordinator.page(ctx, "/casi/"+w.cases[(client*7+n)%len(w.cases)], out)
	}
	for began := time.Now(); time.Since(began) < 8*time.Second; {
		if _, err := run(ctx, cell{parallel: 8}, do); err != nil {
			return err
		}
	}
	return nil
}

// memory reads a line of the process's status in megabytes.
func (p *process) memory(name string) (float64, error) {
	b, err := os.ReadFile(fmt.Sprintf("/proc/%d/status", p.cmd.Process.Pid))
	if err != nil {
		return 0, err
	}
	for line := range strings.Lines(string(b)) {
		if rest, ok := strings.CutPrefix(line, name+":"); ok {
			kb, err := strconv.Atoi(strings.Fields(rest)[0])
			return float64(kb) / 1024, err
		}
	}
	return 0, errors.New("no " + name)
}
