package exchange

import (
	"context"
	"slices"
	"strconv"
	"strings"

	"siil/internal/account"
	"siil/internal/gate"
	"siil/internal/guideline"
	"siil/internal/policy"
	"siil/internal/value"
)

// past is an import in the list of imports.
type past struct {
	Import
	By string // name of who brought it; empty: the program
}

// imports reads the zone's imports, the newest first.
func (r *Room) imports(ctx context.Context, who gate.Actor) (out []past, doubts int, err error) {
	err = r.g.Read(ctx, who, func(tx *gate.ReadTx) error {
		if err := tx.Decide(policy.ImportRun, whole("")); err != nil {
			return err
		}
		found, err := gate.All(tx, importsSQL, []any{tx.Zone()}, scanImport)
		if err != nil {
			return err
		}
		names, err := namesOf(tx)
		if err != nil {
			return err
		}
		out = out[:0]
		for _, x := range found {
			out = append(out, past{x, names[x.By]})
		}
		doubts, err = Waiting(tx)
		return err
	})
	return out, doubts, err
}

func namesOf(tx *gate.ReadTx) (map[value.ID]string, error) {
	all, err := account.Colleagues(tx)
	names := map[value.ID]string{}
	for _, c := range all {
		names[c.ID] = c.Name()
	}
	return names, err
}

// columnView is one column on the page that matches them.
type columnView struct {
	Head     string
	Examples []string
	Field    string
	Sure     bool
}

// wordView is one word of the states or programmes of a list, with how many lines have it.
type wordView struct {
	Key    string // folded
	Words  string // as written, the ways in which it is
	N      int
	Choice string // what it becomes
	Sure   bool
	Why    [2]string
}

// matching is all that the page of the columns shows.
type matching struct {
	Import
	Remembered bool
	Columns    []columnView
	States     []wordView
	StateHead  string
	Programmes []wordView // those that the guidelines do not know
	HasNotes   bool
}

const examples = 3

// matching reads a list whose columns are to be matched; x is what somebody has just chosen, nil: what is kept.
func (r *Room) matching(ctx context.Context, who gate.Actor, id value.ID, x *Mapping) (v matching, err error) {
	err = r.g.Read(ctx, who, func(tx *gate.ReadTx) error {
		if err := tx.Decide(policy.ImportRun, whole(id)); err != nil {
			return err
		}
		v = matching{}
		var err error
		if v.Import, err = loadImport(tx, id); err != nil {
			return err
		}
		if x != nil {
			v.Mapping = *x
		}
		v.Remembered = v.Layout.Remembered
		rows, err := loadLines(tx, id, " ORDER BY l.line")
		if err != nil {
			return err
		}
		r.fillMatching(&v, rows)
		return nil
	})
	return v, err
}

func (r *Room) fillMatching(v *matching, rows []Line) {
	known := sure(r.m, v.Layout.Heads)
	proposed := propose(r.m, v.Layout.Heads)
	for i, h := range v.Layout.Heads {
		c := columnView{Head: h, Field: v.Mapping.Columns[h]}
		c.Sure = v.Remembered || known[h] && proposed.Columns[h] == c.Field && c.Field != fieldState && c.Field != fieldNotes
		for _, l := range rows {
			if t := short(l.Row.Text(i)); t != "" && len(c.Examples) < examples && !slices.Contains(c.Examples, t) {
				c.Examples = append(c.Examples, t)
			}
		}
		switch c.Field {
		case fieldState:
			v.StateHead = h
			v.States = r.stateWordsOf(rows, i, v.Mapping)
		case fieldProgramme:
			v.Programmes = r.programmeWordsOf(rows, i, v.Mapping)
		case fieldNotes:
			v.HasNotes = true
		}
		v.Columns = append(v.Columns, c)
	}
}

// wordsIn counts the words of a column, folded; the commonest come first.
func wordsIn(rows []Line, column int) []wordView {
	at := map[string]int{}
	var out []wordView
	for _, l := range rows {
		t := l.Row.Text(column)
		key := value.FoldName(t)
		if isBlank(t) {
			continue
		}
		i, seen := at[key]
		if !seen {
			i = len(out)
			at[key] = i
			out = append(out, wordView{Key: key})
		}
		w := &out[i]
		w.N++
		if t = short(strings.Join(strings.Fields(t), " ")); !slices.Contains(strings.Split(w.Words, ", "), t) && strings.Count(w.Words, ", ") < examples {
			w.Words = strings.TrimPrefix(w.Words+", "+t, ", ")
		}
	}
	slices.SortStableFunc(out, func(a, b wordView) int { return b.N - a.N })
	return out[:min(len(out), mostWords)]
}

// mostWords is how many words of a column the page asks about; a column with more is no column of states.
const mostWords = 60

func (r *Room) stateWordsOf(rows []Line, column int, x Mapping) []wordView {
	out := wordsIn(rows, column)
	for i := range out {
		w := &out[i]
		if chosen := x.States[w.Key]; chosen != "" {
			w.Choice, w.Sure = chosen, true
			continue
		}
		p, ok := r.m.StateFor(w.Words[:firstOf(w.Words)])
		if !ok {
			w.Choice = r.m.Initial
			continue
		}
		w.Choice, w.Sure, w.Why = joinState(p), p.Sure, [2]string(p.Why)
	}
	return out
}

// firstOf is where the first of the ways to write a word ends.
func firstOf(words string) int {
	if i := strings.Index(words, ", "); i >= 0 {
		return i
	}
	return len(words)
}

func (r *Room) programmeWordsOf(rows []Line, column int, x Mapping) []wordView {
	return slices.DeleteFunc(wordsIn(rows, column), func(w wordView) bool {
		_, chosen := x.Programmes[w.Key]
		_, rest := r.m.ProgrammesFor(w.Words[:firstOf(w.Words)])
		return len(rest) == 0 && !chosen
	})
}

// lineView is a line on the page that shows them.
type lineView struct {
	Line
	Import value.ID
	File   string
	Cand   Candidate
	Twin   *subject   // of the archive
	InFile *Candidate // or an earlier line of the list
}

// checked is all that the page of the lines shows.
type checked struct {
	Import
	Filter Result
	Lines  []lineView
	Next   string // where the next page begins; empty: this is the last
	going  progress
	isOn   bool
}

// pageOf is how many lines a page shows.
const pageOf = 100

func rankOf(x Result) int {
	switch x {
	case Doubtful:
		return 0
	case Refused:
		return 1
	}
	return 2
}

// lines reads a page of the lines of an import: after tells where it begins.
func (r *Room) lines(ctx context.Context, who gate.Actor, id value.ID, filter Result, rank, line int) (v checked, err error) {
	err = r.g.Read(ctx, who, func(tx *gate.ReadTx) error {
		if err := tx.Decide(policy.ImportRun, whole(id)); err != nil {
			return err
		}
		v = checked{Filter: filter}
		var err error
		if v.Import, err = loadImport(tx, id); err != nil {
			return err
		}
		if v.going, v.isOn, err = loadProgress(tx, id); err != nil || v.isOn {
			return err
		}
		found, err := loadLines(tx, id, linesOfSQL, string(filter), rank, line)
		if err != nil {
			return err
		}
		if len(found) > pageOf {
			found = found[:pageOf]
			last := found[pageOf-1]
			v.Next = pageKey(rankOf(last.Result), last.Number)
		}
		v.Lines, err = r.views(tx, v.Import, found)
		return err
	})
	return v, err
}

// views adds to lines what their page shows of them: who it is, and whom a doubtful one resembles.
func (r *Room) views(tx *gate.ReadTx, x Import, found []Line) ([]lineView, error) {
	rd := newReader(r.m, tx.Zone(), x.Layout.Heads, x.Mapping, tx.Today(), x.Layout.Date1904)
	out := make([]lineView, len(found))
	var twins []value.ID
	var numbers []int
	for i, l := range found {
		out[i] = lineView{Line: l, Import: x.ID, File: x.FileName, Cand: rd.read(l.Row)}
		if l.Result != Doubtful {
			continue
		}
		if l.Twin != "" {
			twins = append(twins, l.Twin)
		} else if l.Said.TwinLine > 0 {
			numbers = append(numbers, l.Said.TwinLine)
		}
	}
	archive := map[value.ID]*subject{}
	err := inChunks(tx, subjectSQL+"p.id IN ", twins, "", func(s gate.Scanner) error {
		t, err := scanSubject(s)
		archive[t.ID] = t
		return err
	})
	if err != nil {
		return nil, err
	}
	lines, err := numbered(tx, x.ID, numbers)
	if err != nil {
		return nil, err
	}
	earlier := map[int]*Candidate{}
	for _, l := range lines {
		c := rd.read(l.Row)
		earlier[l.Number] = &c
	}
	for i := range out {
		out[i].Twin, out[i].InFile = archive[out[i].Line.Twin], earlier[out[i].Said.TwinLine]
	}
	return out, nil
}

// numbered reads the lines of an import that have one of some numbers.
func numbered(tx *gate.ReadTx, id value.ID, numbers []int) ([]Line, error) {
	if len(numbers) == 0 {
		return nil, nil
	}
	marks, args := make([]string, len(numbers)), make([]any, len(numbers))
	for i, n := range numbers {
		marks[i], args[i] = "$"+strconv.Itoa(i+3), n
	}
	return loadLines(tx, id, " AND l.line IN ("+strings.Join(marks, ",")+")", args...)
}

// doubts reads the doubtful lines of all imports, those that nobody has looked at first.
func (r *Room) doubts(ctx context.Context, who gate.Actor) (out []lineView, err error) {
	err = r.g.Read(ctx, who, func(tx *gate.ReadTx) error {
		if err := tx.Decide(policy.ImportRun, whole("")); err != nil {
			return err
		}
		out = nil
		byImport, order := map[value.ID][]Line{}, []value.ID(nil)
		err := tx.Each(doubtsSQL, []any{tx.Zone()}, func(s gate.Scanner) error {
			var id value.ID
			var file string
			l, err := scanLine(tx, withMore{s, []any{&id, &file}})
			if byImport[id] == nil {
				order = append(order, id)
			}
			byImport[id] = append(byImport[id], l)
			return err
		})
		if err != nil {
			return err
		}
		for _, id := range order {
			x, err := loadImport(tx, id)
			if err != nil {
				return err
			}
			views, err := r.views(tx, x, byImport[id])
			if err != nil {
				return err
			}
			out = append(out, views...)
		}
		return nil
	})
	return out, err
}

// withMore scans columns that stand after those that somebody else scans.
type withMore struct {
	gate.Scanner
	more []any
}

func (w withMore) Scan(dest ...any) error { return w.Scanner.Scan(append(dest, w.more...)...) }

// out reads the lines of an import that stay outside.
func (r *Room) out(ctx context.Context, who gate.Actor, id value.ID) (x Import, lines []kept, err error) {
	err = r.g.Read(ctx, who, func(tx *gate.ReadTx) error {
		if err := tx.Decide(policy.ImportRun, whole(id)); err != nil {
			return err
		}
		var err error
		if x, err = loadImport(tx, id); err != nil {
			return err
		}
		found, err := loadLines(tx, id, outSQL)
		lines = lines[:0]
		for _, l := range found {
			lines = append(lines, kept{l, l.Said.Remarks})
		}
		return err
	})
	return x, lines, err
}

// stateCodes are the states with their reasons, for the page that maps the words of a list.
func (r *Room) stateCodes() []string {
	var out []string
	for _, s := range r.m.States {
		reasons := []guideline.Reason(nil)
		switch {
		case s.Kind == guideline.Suspended:
			reasons = r.m.SuspensionReasons
		case s.Code == "CHIUSA":
			reasons = r.m.ClosureReasons
		}
		if len(reasons) == 0 {
			out = append(out, s.Code)
		}
		for _, x := range reasons {
			out = append(out, s.Code+"/"+x.Code)
		}
	}
	return out
}
