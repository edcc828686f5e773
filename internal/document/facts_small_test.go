package document

import (
	"slices"
	"strconv"
	"testing"

	"pgregory.net/rapid"

	"siil/internal/text"
)

// TestSmallNumbersAreNotGivenAway: no small number is said, and none is what the sum lacks.
func TestSmallNumbersAreNotGivenAway(t *testing.T) {
	f := &facts{lang: text.Italian}
	rapid.Check(t, func(t *rapid.T) {
		all := rapid.SliceOfN(rapid.IntRange(0, 30), 1, 12).Draw(t, "numbers")
		hidden, positive := 0, 0
		for i, said := range f.counts(all) {
			n, err := strconv.Atoi(said)
			switch {
			case err != nil:
				hidden++
			case n != all[i] || small(n):
				t.Fatalf("%v: said %v", all, f.counts(all))
			}
			if all[i] > 0 {
				positive++
			}
		}
		if hidden == 1 && positive > 1 {
			t.Fatalf("%v: one is missing from the sum: %v", all, f.counts(all))
		}
		if !slices.ContainsFunc(all, small) && hidden > 0 {
			t.Fatalf("%v: hidden for nothing: %v", all, f.counts(all))
		}
	})
}
