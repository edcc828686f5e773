package main

import (
	"context"
	"math/rand/v2"
	"slices"
	"sync"
	"time"
)

// lasts is how long one side of a cell is measured in one round.
const lasts = 250 * time.Millisecond

// result is what the rounds of a cell gave.
type result struct {
	cell
	ratios   []float64 // program to floor, one a round
	programs []float64 // ms, of each round
	floors   []float64
	err      error
}

// measure runs every cell once a round, the cells in a new random order each time, and within a cell the program and the floor in random
// order one after the other. A first round warms up and is thrown away.
func measure(ctx context.Context, all []cell, rounds int) []result {
	out := make([]result, len(all))
	for i, c := range all {
		out[i].cell = c
	}
	for round := range rounds + 1 {
		say("round %d of %d", round, rounds)
		for _, i := range rand.Perm(len(all)) {
			r := &out[i]
			if r.err != nil {
				continue
			}
			program, floor, err := pair(ctx, r.cell)
			if err != nil {
				r.err = err
			} else if round > 0 {
				r.add(program, floor)
			}
		}
	}
	return out
}

func (r *result) add(program, floor timing) {
	ratio := program.each / floor.each
	if r.rate {
		ratio = program.rate / floor.rate
	}
	r.ratios, r.programs, r.floors = append(r.ratios, ratio), append(r.programs, program.each), append(r.floors, floor.each)
}

// timing is what one operation took in milliseconds, and how many a second all clients did. For one client it is the median. For several
// it is the mean, which follows from the rate: work that never waits keeps its processor until its turn is over, and then the median tells
// of those who had one, not of those who stood in line.
type timing struct{ each, rate float64 }

func pair(ctx context.Context, c cell) (program, floor timing, err error) {
	first, second := side(nil), side(nil)
	swapped := rand.IntN(2) == 0
	if first, second = c.program, c.floor; swapped {
		first, second = second, first
	}
	a, err := run(ctx, c, first)
	if err != nil {
		return program, floor, err
	}
	b, err := run(ctx, c, second)
	if swapped {
		a, b = b, a
	}
	return a, b, err
}

// run lets the clients work for a while. One error makes the cell void: what it would measure is not what it says.
func run(ctx context.Context, c cell, do side) (timing, error) {
	took, errs := make([][]float64, c.parallel), make([]error, c.parallel)
	began := time.Now()
	var all sync.WaitGroup
	for client := range c.parallel {
		all.Go(func() {
			out := &reply{}
			for n := 0; n < 8 || time.Since(began) < lasts; n++ {
				start := time.Now()
				if errs[client] = do(ctx, client, n, out); errs[client] != nil {
					return
				}
				took[client] = append(took[client], float64(time.Since(start).Nanoseconds())/1e6)
			}
		})
	}
	all.Wait()
	elapsed := time.Since(began).Seconds()
	for _, err := range errs {
		if err != nil {
			return timing{}, err
		}
	}
	every := slices.Concat(took...)
	t := timing{each: median(every), rate: float64(len(every)) / elapsed}
	if c.parallel > 1 {
		t.each = 1000 * float64(c.parallel) / t.rate
	}
	return t, nil
}

func median(v []float64) float64 {
	if len(v) == 0 {
		return 0
	}
	v = slices.Sorted(slices.Values(v))
	return (v[(len(v)-1)/2] + v[len(v)/2]) / 2
}
