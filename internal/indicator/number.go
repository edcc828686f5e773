package indicator

import (
	"siil/internal/text"
	"siil/internal/ui"

	"context"
)

// Number is a figure as its reader may know it.
type Number struct {
	N     int
	Few   bool // between one and the fewest that are told: only that it is so few
	Blank bool // not told, because with it a small one could be worked out
	Q     *Question
}

// exact is a number that is told as it is, with the question of its rows.
func exact(n int, q Question) Number { return Number{N: n, Q: &q} }

// bare is a number without rows to open.
func bare(n int) Number { return Number{N: n} }

// Words is the number as it is shown.
func (n Number) words(ctx context.Context, fewest int) string {
	switch {
	case n.Blank:
		return ui.S(ctx, text.FigureBlank)
	case n.Few:
		return ui.F(ctx, text.FigureFew, fewest)
	}
	return ui.N(ctx, n.N)
}

// Known tells whether the number itself may be told and drawn.
func (n Number) Known() bool { return !n.Few && !n.Blank }

// any tells whether there is something, told or not.
func (n Number) any() bool { return n.N > 0 || !n.Known() }

// size is how long its bar is.
func (n Number) size() float64 {
	if !n.Known() {
		return 0
	}
	return float64(n.N)
}

// shield takes from numbers that are told together with their sum those below fewest, and one more when the sum would give them away. Rows cannot be
// opened any more.
func shield(fewest int, numbers ...*Number) {
	hidden, sum := 0, 0
	for _, n := range numbers {
		n.Q = nil
		if n.Few = n.N > 0 && n.N < fewest; !n.Known() {
			hidden, sum = hidden+1, sum+n.N
		}
	}
	if len(numbers) > 1 && hidden > 0 && (hidden == 1 || sum < fewest || sum == hidden || sum == hidden*(fewest-1)) {
		blankLeast(numbers)
	}
	for _, n := range numbers {
		if !n.Known() {
			n.N = 0
		}
	}
}

// blankLeast leaves the smallest number out that is told; when none is, the largest small one is said to be nothing but left out, so that the sum
// does not give all of them away.
func blankLeast(numbers []*Number) {
	var least, small *Number
	for _, n := range numbers {
		switch {
		case n.Known() && n.N > 0 && (least == nil || n.N < least.N):
			least = n
		case n.Few && !n.Blank && (small == nil || n.N > small.N):
			small = n
		}
	}
	if least == nil {
		least = small
	}
	if least != nil {
		least.Blank = true
	}
}
