package main

import (
	"errors"
	"strings"
	"testing"
)

func TestAFigureMissesOnlyIfItsBestDoes(t *testing.T) {
	w := &world{size: 5000}
	for name, c := range map[string]struct {
		r      result
		missed bool
		failed bool
	}{
		"all above":         {result{cell: cell{world: w, goal: 3}, ratios: []float64{3.1, 5}}, true, false},
		"one below":         {result{cell: cell{world: w, goal: 3}, ratios: []float64{2.9, 5}}, false, false},
		"no goal":           {result{cell: cell{world: w}, ratios: []float64{9}}, false, false},
		"rate below":        {result{cell: cell{world: w, goal: 0.35, rate: true}, ratios: []float64{0.2, 0.3}}, true, false},
		"rate above once":   {result{cell: cell{world: w, goal: 0.35, rate: true}, ratios: []float64{0.2, 0.4}}, false, false},
		"a statement more":  {result{cell: cell{world: w, counts: counts{11, 1}, most: counts{10, 1}}, ratios: []float64{1}}, true, true},
		"a leaf more":       {result{cell: cell{world: w, counts: counts{10, 2}, most: counts{10, 1}}, ratios: []float64{1}}, true, true},
		"as many as may be": {result{cell: cell{world: w, counts: counts{10, 1}, most: counts{10, 1}}, ratios: []float64{1}}, false, false},
		"void":              {result{cell: cell{world: w}, err: errors.New("no cookie")}, false, true},
	} {
		c.r.programs, c.r.floors = []float64{1}, []float64{1}
		tab := newTable(sqliteEngine)
		tab.addResult(c.r, nil)
		if got := tab.missed > 0; got != c.missed {
			t.Errorf("%s: missed is %v\n%s", name, got, tab.rows)
		}
		if got := tab.failed > 0; got != c.failed {
			t.Errorf("%s: failed is %v\n%s", name, got, tab.rows)
		}
	}
}

func TestGrowthIsHeldAgainstTheSmallerWorld(t *testing.T) {
	small := result{cell: cell{name: "list", world: &world{size: 5000}}, ratios: []float64{1}, programs: []float64{1, 1.2}, floors: []float64{1}}
	large := small
	large.world, large.growth, large.programs = &world{size: 50_000}, 1.5, []float64{2, 2.2}
	all := []result{small, large}
	tab := newTable(postgres)
	tab.addResults(all, []int{5000, 50_000})
	if tab.missed != 1 || !strings.Contains(tab.rows[1], "**1.91 (1.50) missed**") {
		t.Errorf("%d missed\n%s", tab.missed, strings.Join(tab.rows, "\n"))
	}
}

func TestMedian(t *testing.T) {
	for _, c := range []struct {
		v    []float64
		want float64
	}{{nil, 0}, {[]float64{3}, 3}, {[]float64{3, 1, 2}, 2}, {[]float64{4, 1, 2, 3}, 2.5}} {
		if got := median(c.v); got != c.want {
			t.Errorf("%v: %v", c.v, got)
		}
	}
}
