package document

import (
	"cmp"
	"maps"
	"slices"
	"strconv"

	"siil/internal/person"
	"siil/internal/text"
)

// leastShown is the smallest number of people that a report says; below it, but for none, it says "meno di 5".
const leastShown = 5

// count says a number of people as a report may.
func (f *facts) count(n int) string {
	if small(n) {
		return text.PaperFewer.In(f.lang)
	}
	return strconv.Itoa(n)
}

func small(n int) bool { return n > 0 && n < leastShown }

// counts says numbers whose sum the report says too. If one alone is small, the next greater is not said either: the sum would give the small one away.
func (f *facts) counts(all []int) []string {
	out, hidden, next := make([]string, len(all)), 0, -1
	for i, n := range all {
		out[i] = f.count(n)
		if small(n) {
			hidden++
		} else if n > 0 && (next < 0 || n < all[next]) {
			next = i
		}
	}
	if hidden == 1 && next >= 0 {
		out[next] = text.PaperWithheld.In(f.lang)
	}
	return out
}

// counted are the lines of a list of numbers by name, the greatest first.
func (f *facts) counted(by map[string]int) []map[string]any {
	out := []map[string]any{}
	names := slices.SortedFunc(maps.Keys(by), func(a, b string) int { return cmp.Or(cmp.Compare(by[b], by[a]), cmp.Compare(a, b)) })
	numbers := make([]int, len(names))
	for i, name := range names {
		numbers[i] = by[name]
	}
	for i, said := range f.counts(numbers) {
		out = append(out, map[string]any{"nome": names[i], "numero": said})
	}
	return out
}

// towns are the lines of referred and taken in charge by municipality, the greatest first.
func (f *facts) towns(by map[string][2]int) []map[string]any {
	out := []map[string]any{}
	codes := slices.SortedFunc(maps.Keys(by), func(a, b string) int {
		return cmp.Or(cmp.Compare(by[b][0], by[a][0]), cmp.Compare(person.MunicipalityName(a), person.MunicipalityName(b)))
	})
	referred, taken := make([]int, len(codes)), make([]int, len(codes))
	for i, code := range codes {
		referred[i], taken[i] = by[code][0], by[code][1]
	}
	first, second := f.counts(referred), f.counts(taken)
	for i, code := range codes {
		name := person.MunicipalityName(code)
		if name == "" {
			name = text.PaperNoTown.In(f.lang)
		}
		out = append(out, map[string]any{"nome": name, "segnalati": first[i], "presi_in_carico": second[i]})
	}
	return out
}
