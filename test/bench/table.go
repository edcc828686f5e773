package main

import (
	"fmt"
	"io"
	"slices"
	"strings"
)

// table is what was measured on one engine, in Markdown.
type table struct {
	engine     string
	rows, rest []string
	missed     int
	failed     int // void cells and exact counts: what fails on any machine
}

func newTable(engine string) *table { return &table{engine: engine} }

// addResults writes the ratios of each size, and how the program's time grows from one size to the next.
func (t *table) addResults(all []result, sizes []int) {
	for _, r := range all {
		t.addResult(r, before(all, r, sizes))
	}
}

// before is the same cell in the next smaller world, if there is one.
func before(all []result, r result, sizes []int) *result {
	at := slices.Index(sizes, r.world.size)
	for i := range all {
		if at > 0 && all[i].name == r.name && all[i].parallel == r.parallel && all[i].world.size == sizes[at-1] {
			return &all[i]
		}
	}
	return nil
}

func (t *table) addResult(r result, smaller *result) {
	name := fmt.Sprintf("%s, c=%d", r.name, r.parallel)
	if r.err != nil {
		t.failed++
		t.rows = append(t.rows, fmt.Sprintf("| %s | %d | **void**: %s | | | | | |", name, r.world.size, r.err))
		return
	}
	best, goal := minOf(r.ratios), "-"
	missed := false
	switch {
	case r.rate:
		best, goal = maxOf(r.ratios), fmt.Sprintf("at least %.2f", r.goal)
		missed = best < r.goal
	case r.goal > 0:
		goal = fmt.Sprintf("%.2g", r.goal)
		missed = best > r.goal
	}
	growth := "-"
	if smaller != nil && smaller.err == nil {
		g := median(r.programs) / median(smaller.programs)
		growth = fmt.Sprintf("%.2f", g)
		if r.growth > 0 {
			growth = t.mark(growth+fmt.Sprintf(" (%.2f)", r.growth), minOf(r.programs)/maxOf(smaller.programs) > r.growth)
		}
	}
	t.rows = append(t.rows, fmt.Sprintf("| %s | %d | %s | %.2f to %.2f | %s | %.2f / %.2f | %s | %s |", name, r.world.size,
		t.mark(fmt.Sprintf("%.2f", median(r.ratios)), missed), minOf(r.ratios), maxOf(r.ratios), goal, median(r.programs), median(r.floors),
		t.counted(r.counts.statements, r.most.statements)+", "+t.counted(r.counts.leaves, r.most.leaves), growth))
}

// counted is an exact count beside the most that it may be. One too many is a failure on any machine.
func (t *table) counted(n, most int) string {
	switch {
	case n == 0:
		return "-"
	case most == 0:
		return fmt.Sprint(n)
	case n > most:
		t.failed++
	}
	return t.mark(fmt.Sprintf("%d of %d", n, most), n > most)
}

// mark makes a figure that misses its goal stand out, and counts it.
func (t *table) mark(s string, missed bool) string {
	if !missed {
		return s
	}
	t.missed++
	return "**" + s + " missed**"
}

// atMost is a goal.
func atMost(v float64) *float64 { return &v }

// figure adds something that was measured once.
func (t *table) figure(w *world, name string, v float64, unit string, goal *float64, words string) {
	t.figureOf(w, name, v, unit, v, goal, words)
}

// figureOf adds something that was measured several times: it misses its goal only if the best of them does.
func (t *table) figureOf(w *world, name string, v float64, unit string, best float64, goal *float64, words string) {
	missed := goal != nil && best > *goal
	if words == "" {
		words = "-"
	}
	t.rest = append(t.rest, fmt.Sprintf("| %s | %d | %s | %s |", name, w.size, t.mark(fmt.Sprintf("%.4g %s", v, unit), missed), words))
}

// print writes the table.
func (t *table) print(w io.Writer) {
	name := map[string]string{sqliteEngine: "SQLite", postgres: "PostgreSQL"}[t.engine]
	fmt.Fprintf(w, "### %s\n\n", name)
	fmt.Fprintln(w, "| operation | cases | floors, median | smallest to largest | goal | ms: program / floor | statements, leaves | growth (goal) |")
	fmt.Fprintln(w, "|---|--:|--:|--:|--:|--:|--:|--:|")
	fmt.Fprintln(w, strings.Join(t.rows, "\n"))
	if len(t.rest) > 0 {
		fmt.Fprintf(w, "\n| figure | cases | measured | goal |\n|---|--:|--:|---|\n%s\n", strings.Join(t.rest, "\n"))
	}
	fmt.Fprintf(w, "\n%d figures miss their goals, %d could not be measured or count too much.\n\n", t.missed, t.failed)
}

func minOf(v []float64) float64 { return slices.Min(v) }

func maxOf(v []float64) float64 { return slices.Max(v) }
