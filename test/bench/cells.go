package main

import (
	"context"
	"fmt"
	"net/url"
	"slices"
	"strings"

	"siil/internal/gate"
	"siil/internal/value"
)

// side does one operation: the n-th of one of the clients that work at the same time.
type side func(ctx context.Context, client, n int, out *reply) error

// cell is one figure: an operation with so many clients, done by the program and by the floor.
type cell struct {
	name     string
	parallel int
	world    *world
	program  side
	floor    side
	goal     float64 // at most so many floors; 0: no goal
	growth   float64 // at most so many times as long with ten times as many cases; 0: no goal
	rate     bool    // goal is a part of the floor's rate, at least
	counts   counts
	most     counts // at most so many; 0: no goal
}

// counts are what does not depend on the machine: they are judged exactly.
type counts struct{ statements, leaves int }

// cells are all figures of one world. PostgreSQL has goals of its own.
func cells(ctx context.Context, w *world) ([]cell, error) {
	list, err := w.reading(ctx, []string{"/casi"})
	if err != nil {
		return nil, fmt.Errorf("list: %w", err)
	}
	search, err := w.reading(ctx, w.searches)
	if err != nil {
		return nil, fmt.Errorf("search: %w", err)
	}
	var paths []string
	for _, id := range w.cases {
		paths = append(paths, "/casi/"+id)
	}
	file, err := w.reading(ctx, paths)
	if err != nil {
		return nil, fmt.Errorf("case: %w", err)
	}
	today, err := w.reading(ctx, []string{"/oggi"})
	if err != nil {
		return nil, fmt.Errorf("first screen: %w", err)
	}
	waiting, err := w.reading(ctx, []string{"/attesa"})
	if err != nil {
		return nil, fmt.Errorf("waiting list: %w", err)
	}
	live, err := w.live(ctx)
	if err != nil {
		return nil, fmt.Errorf("sitting: %w", err)
	}
	note, err := w.writing(ctx)
	if err != nil {
		return nil, fmt.Errorf("note: %w", err)
	}
	on := func(sqlite, postgres float64) float64 {
		if w.engine == sqliteEngine {
			return sqlite
		}
		return postgres
	}
	return []cell{
		list.cell("list of 50", 1, on(3, 0), 1.5, counts{10, 1}), list.cell("list of 50", 8, on(3.5, 4.5), 0, counts{}),
		search.cell("search by prefix", 1, on(3, 0), 1.25, counts{10, 1}), search.cell("search by prefix", 8, on(3.5, 0), 0, counts{}),
		file.cell("case page", 1, on(3, 0), 1.15, counts{8, 0}), file.cell("case page", 8, on(3.5, 3.5), 0, counts{}),
		note.cell("add a note", 1, on(2, 0), 0, counts{10, 1}), note.cell("add a note", 8, on(1, 2.5), 0, counts{}),
		note.cell("add a note", 32, on(0.5, 3), 0, counts{}),
		today.cell("first screen", 1, on(3, 0), 0, counts{10, 0}),
		waiting.cell("waiting list", 1, on(3, 0), 0, counts{10, 1}),
		live.cell("sitting: a live change", 1, 0, 0, counts{8, 0}), live.cell("sitting: a live change", 8, on(1.5, 2.5), 0, counts{}),
		mixed(w, list, search, file),
		{name: "the floor against itself", parallel: 1, world: w, program: list.floor, floor: list.floor},
	}, nil
}

// act is one operation in both ways.
type act struct {
	w              *world
	program, floor side
	counts         counts
}

func (a act) cell(name string, parallel int, goal, growth float64, most counts) cell {
	return cell{name: name, parallel: parallel, world: a.w, program: a.program, floor: a.floor, goal: goal, growth: growth, counts: a.counts, most: most}
}

// mixed is what an office does: three case files for a list and a search.
func mixed(w *world, list, search, file act) cell {
	of := func(pick func(a act) side) side {
		sides := []side{pick(list), pick(file), pick(file), pick(search), pick(file)}
		return func(ctx context.Context, client, n int, out *reply) error {
			return sides[(client+n)%len(sides)](ctx, client, n, out)
		}
	}
	return cell{name: "audited requests a second", parallel: 8, world: w, goal: 0.35, rate: true,
		program: of(func(a act) side { return a.program }), floor: of(func(a act) side { return a.floor })}
}

// reading is pages that the coordinator reads in turn.
func (w *world) reading(ctx context.Context, paths []string) (act, error) {
	recipes := make([]recipe, len(paths))
	out, most := &reply{}, counts{}
	for i, path := range paths {
		if err := w.coordinator.page(ctx, path, out); err != nil { // once before, so that nothing of a first time is kept
			return act{}, err
		}
		all, leaves, err := w.watch(ctx, func(ctx context.Context) error { return w.coordinator.page(ctx, path, out) })
		if err != nil {
			return act{}, err
		}
		most = counts{max(most.statements, len(all)), max(most.leaves, leaves)}
		recipes[i] = recipe{statements: withoutSession(all), page: slices.Clone(out.body)}
	}
	return act{w: w, counts: most,
		program: func(ctx context.Context, client, n int, out *reply) error {
			at := (client*7 + n) % len(paths)
			if err := w.coordinator.page(ctx, paths[at], out); err != nil {
				return err
			}
			if err := alike(len(out.body), len(recipes[at].page)); err != nil {
				return fmt.Errorf("%s: %w", paths[at], err)
			}
			return nil
		},
		floor: func(ctx context.Context, client, n int, _ *reply) error {
			at := (client*7 + n) % len(paths)
			bytes, err := w.floor.show(ctx, recipes[at])
			if err != nil {
				return err
			}
			return alike(bytes, len(recipes[at].page))
		}}, nil
}

// watch does something once and tells which statements it sent and how many leaves it left.
func (w *world) watch(ctx context.Context, do func(ctx context.Context) error) ([]gate.Statement, int, error) {
	before, err := w.leaves(ctx)
	if err != nil {
		return nil, 0, err
	}
	recording, all := gate.RecordStatements(ctx)
	if err := do(recording); err != nil {
		return nil, 0, err
	}
	after, err := w.leaves(ctx)
	return *all, int(after - before), err
}

// alike refuses a page that has lost or gained a part: something else was measured then.
func alike(have, want int) error {
	if have < want*9/10 || have > want*11/10+2000 {
		return fmt.Errorf("a page of %d bytes has %d", want, have)
	}
	return nil
}

// withoutSession leaves out who is signed in: the floor has nobody.
func withoutSession(all []gate.Statement) []gate.Statement {
	return slices.DeleteFunc(all, func(s gate.Statement) bool { return strings.Contains(s.Text, "FROM session s") })
}

// writing is notes that professionals write in their own cases.
func (w *world) writing(ctx context.Context) (act, error) {
	form := func(id value.ID) url.Values {
		return url.Values{"once": {string(id)}, "section": {"common"}, "text": {"Colloquio in sede, presente la famiglia. Si concorda il prossimo incontro."}}
	}
	program := func(ctx context.Context, client, n int, out *reply) error {
		who := client % len(w.workers)
		own := w.own[who]
		_, err := w.workers[who].post(ctx, "/casi/"+own[(client/len(w.workers)+n)%len(own)]+"/note", form(value.NewID()), out)
		return err
	}
	recipes, olds, most := make([]recipe, len(w.workers)), make([]value.ID, len(w.workers)), counts{}
	for i := range w.workers {
		olds[i] = value.NewID()
		all, leaves, err := w.watch(ctx, func(ctx context.Context) error {
			_, err := w.workers[i].post(ctx, "/casi/"+w.own[i][0]+"/note", form(olds[i]), &reply{})
			return err
		})
		if err != nil {
			return act{}, err
		}
		most = counts{max(most.statements, len(all)), max(most.leaves, leaves)}
		recipes[i] = recipe{statements: withoutSession(all)}
	}
	return act{w: w, counts: most, program: program,
		floor: func(ctx context.Context, client, n int, _ *reply) error {
			at := client % len(recipes)
			return w.floor.change(ctx, recipes[at], string(olds[at]), string(value.NewID()))
		}}, nil
}
