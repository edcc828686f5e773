package indicator

import (
	"cmp"
	"maps"
	"slices"
	"strconv"
	"strings"

	"siil/internal/gate"
	"siil/internal/value"
)

// Days is how many of something there are by day or month.
type Days map[string]int

// packed writes days as they are kept: "2026-11=3 2026-12=1", in order, without those of which there is nothing.
func (d Days) packed() string {
	var b strings.Builder
	for _, day := range slices.Sorted(maps.Keys(d)) {
		if d[day] != 0 {
			if b.Len() > 0 {
				b.WriteByte(' ')
			}
			b.WriteString(day + "=" + strconv.Itoa(d[day]))
		}
	}
	return b.String()
}

func unpacked(s string) Days {
	d := Days{}
	for part := range strings.FieldsSeq(s) {
		day, n, _ := strings.Cut(part, "=")
		d[day], _ = strconv.Atoi(n)
	}
	return d
}

// cell is one row of the kept summaries.
type cell struct {
	where
	figure, part string
}

// sums are numbers by cell and day.
type sums map[cell]Days

func (s sums) add(c cell, day string, n int) {
	if s[c] == nil {
		s[c] = Days{}
	}
	s[c][day] += n
}

// kept is what one case counts for, as it is kept beside it: a line for each dimension, then one for each count.
func keptText(f Facts, counts []Count) string {
	var b strings.Builder
	for _, w := range f.dims() {
		b.WriteString("@" + string(w.dim) + " " + w.key + "\n")
	}
	for _, c := range counts {
		b.WriteString(c.Figure + ":" + c.Part + " " + c.Day + " " + strconv.Itoa(c.N) + "\n")
	}
	return b.String()
}

// addKept adds what a case counted for, sign times.
func (s sums) addKept(text string, sign int) {
	var dims []where
	for line := range strings.Lines(text) {
		line = strings.TrimSuffix(line, "\n")
		if rest, ok := strings.CutPrefix(line, "@"); ok {
			dim, key, _ := strings.Cut(rest, " ")
			dims = append(dims, where{Dim(dim), key})
			continue
		}
		name, rest, _ := strings.Cut(line, " ")
		day, number, _ := strings.Cut(rest, " ")
		figure, part, _ := strings.Cut(name, ":")
		n, _ := strconv.Atoi(number)
		for _, w := range dims {
			s.add(cell{w, figure, part}, day, sign*n)
		}
	}
}

// row is a summary as it is kept.
type row struct {
	id     value.ID
	counts Days
}

const summarySQL = "SELECT id, dim, dim_key, figure, part, counts FROM summary WHERE zone = $1"

func loadRows(tx *gate.ReadTx, query string, args []any) (map[cell]row, error) {
	out := map[cell]row{}
	return out, tx.Each(query, args, func(s gate.Scanner) error {
		var c cell
		var id value.ID
		var counts string
		err := s.Scan(&id, &c.dim, &c.key, &c.figure, &c.part, &counts)
		if c.dim != ofCounting {
			out[c] = row{id, unpacked(counts)}
		}
		return err
	})
}

// cells are those of a change, in a fixed order.
func (s sums) cells() []cell {
	return slices.SortedFunc(maps.Keys(s), func(a, b cell) int {
		return cmp.Or(cmp.Compare(a.dim, b.dim), cmp.Compare(a.key, b.key), cmp.Compare(a.figure, b.figure), cmp.Compare(a.part, b.part))
	})
}

// wheresAtOnce is how many values of dimensions one statement names.
const wheresAtOnce = 150

// apply adds changes to the kept summaries. It tells whether a number fell below nothing: then what was kept did not hold together, and all is
// to be counted anew.
func (s sums) apply(tx *gate.WriteTx) (below bool, err error) {
	var all []where
	for _, c := range s.cells() {
		if len(all) == 0 || all[len(all)-1] != c.where {
			all = append(all, c.where)
		}
	}
	have := map[cell]row{}
	for some := range slices.Chunk(all, wheresAtOnce) {
		args := []any{tx.Zone()}
		var or []string
		for _, w := range some {
			args = append(args, string(w.dim), w.key)
			or = append(or, "dim = $"+strconv.Itoa(len(args)-1)+" AND dim_key = $"+strconv.Itoa(len(args)))
		}
		rows, err := loadRows(&tx.ReadTx, summarySQL+" AND (("+strings.Join(or, ") OR (")+"))", args)
		if err != nil {
			return false, err
		}
		maps.Copy(have, rows)
	}
	for _, c := range s.cells() {
		was := have[c]
		now, changed := maps.Clone(was.counts), false
		if now == nil {
			now = Days{}
		}
		for day, n := range s[c] {
			now[day] += n
			changed = changed || n != 0
			below = below || now[day] < 0
		}
		if !changed {
			continue
		}
		if err := keepRow(tx, c, was.id, now); err != nil {
			return below, err
		}
	}
	return below, nil
}

func keepRow(tx *gate.WriteTx, c cell, id value.ID, counts Days) error {
	if id != "" {
		return tx.Update("summary", id, gate.Row{"counts": counts.packed()})
	}
	return tx.Insert("summary", gate.Row{"id": value.NewID(), "dim": string(c.dim), "dim_key": c.key, "figure": c.figure, "part": c.part, "counts": counts.packed()})
}
