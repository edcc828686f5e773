package indicator

import (
	"net/url"
	"slices"
	"testing"

	"pgregory.net/rapid"

	"siil/internal/value"
)

// worlds are the values that small numbers may have for somebody who knows what is told, the sum, and how numbers are left out.
func worlds(told []Number, sum, fewest int) map[int]map[int]bool {
	out := map[int]map[int]bool{}
	var walk func(i, left int, so []int)
	walk = func(i, left int, so []int) {
		if i == len(told) {
			if left == 0 {
				for k, n := range so {
					if out[k] == nil {
						out[k] = map[int]bool{}
					}
					out[k][n] = true
				}
			}
			return
		}
		low, high := told[i].N, told[i].N
		switch {
		case told[i].Blank:
			low, high = 1, left
		case told[i].Few:
			low, high = 1, fewest-1
		}
		for n := low; n <= min(high, left); n++ {
			walk(i+1, left-n, append(slices.Clone(so), n))
		}
	}
	walk(0, sum, nil)
	return out
}

// TestSmallNumbersCannotBeWorkedOut: whoever knows the sum and all that is told still does not know any number below five.
func TestSmallNumbersCannotBeWorkedOut(t *testing.T) {
	const fewest = 5
	rapid.Check(t, func(t *rapid.T) {
		exact := rapid.SliceOfN(rapid.IntRange(0, 9), 2, 5).Draw(t, "numbers")
		numbers, all, sum := make([]Number, len(exact)), []*Number(nil), 0
		for i, n := range exact {
			numbers[i] = Number{N: n, Q: &Question{}}
			all, sum = append(all, &numbers[i]), sum+n
		}
		shield(fewest, all...)
		could := worlds(numbers, sum, fewest)
		for i, n := range exact {
			if numbers[i].Q != nil || !numbers[i].Known() && numbers[i].N != 0 {
				t.Fatalf("%v keeps what it does not tell: %+v", exact, numbers)
			}
			if n > 0 && n < fewest && (numbers[i].Known() || sum >= fewest && len(could[i]) < 2) {
				t.Fatalf("%v: %d can be worked out of %+v", exact, n, numbers)
			}
		}
	})
}

// TestWithin is half and nine of ten by hand.
func TestWithin(t *testing.T) {
	for _, x := range []struct {
		days       []int
		half, nine int
	}{{[]int{7}, 7, 7}, {[]int{1, 9}, 1, 9}, {[]int{1, 2, 3}, 2, 3}, {[]int{1, 2, 3, 4, 5, 6, 7, 8, 9, 10}, 5, 9}, {[]int{0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 40}, 0, 0}} {
		half, _ := within(x.days, 5)
		nine, _ := within(x.days, 9)
		if half != x.half || nine != x.nine {
			t.Errorf("%v: %d, %d; want %d, %d", x.days, half, nine, x.half, x.nine)
		}
	}
	if _, ok := within(nil, 5); ok {
		t.Error("half of nobody")
	}
}

// TestPeriods reads addresses as people and programs write them.
func TestPeriods(t *testing.T) {
	today := value.MustDate("2026-11-24")
	year := Period{"2025-12", "2026-11"}
	for _, x := range []struct {
		from, to string
		want     Period
		ok       bool
	}{
		{"", "", year, true},
		{"2026-01", "2026-03", Period{"2026-01", "2026-03"}, true},
		{"2026-11", "2026-11", Period{"2026-11", "2026-11"}, true},
		{"2026-06", "", Period{"2026-06", "2026-11"}, true},
		{"", "2026-03", year, false},
		{"2026-03", "2026-01", year, false},
		{"2026-03", "2026-12", year, false}, // to come
		{"2023-11", "2026-11", year, false}, // too long
		{"2023-12", "2026-11", Period{"2023-12", "2026-11"}, true},
		{"2016-10", "2016-12", year, false}, // too far back
		{"2026-13", "2026-11", year, false},
		{"2026-1", "2026-11", year, false},
		{"2026-01-01", "2026-11", year, false},
		{"'; DROP", "2026-11", year, false},
	} {
		got, ok := periodFrom(url.Values{paramFrom: {x.from}, paramTo: {x.to}}, today)
		if got != x.want || ok != x.ok {
			t.Errorf("from %q to %q: %v, %t", x.from, x.to, got, ok)
		}
	}
	if got := (Period{"2026-01", "2026-03"}).Before(); got != (Period{"2025-10", "2025-12"}) {
		t.Errorf("before the first quarter: %v", got)
	}
}

// TestPositionsAreReadBack: where a page ends is where the next begins, and rubbish is no position.
func TestPositionsAreReadBack(t *testing.T) {
	for _, x := range []Row{{On: value.MustDate("2026-03-01"), key: "0199-x:LAVORO"}, {key: "0199-x:autonomy:better"}} {
		got, ok := positionFrom(positionOf(x))
		if !ok || got != (position{x.On.ISO(), x.key}) {
			t.Errorf("%+v: %+v, %t", x, got, ok)
		}
	}
	for _, s := range []string{"%", "aaa", "MjAyNi0wMS0wMSA"} {
		if got, ok := positionFrom(s); ok {
			t.Errorf("%q is %+v", s, got)
		}
	}
}
