package exchange

import (
	"context"
	"io"
	"slices"

	"siil/internal/fault"
	"siil/internal/gate"
	"siil/internal/policy"
	"siil/internal/sheet"
	"siil/internal/text"
	"siil/internal/value"
)

// ImportOptions are one run of the command line's import.
type ImportOptions struct {
	Name     string // of the file; its extension must agree with the content
	Reader   io.ReaderAt
	Size     int64
	DryRun   bool
	Mapping  io.Reader             // JSON (see Mapping) over the mapping that is proposed or remembered; nil: none
	Refused  io.Writer             // gets the doubtful and refused lines as a file of the same shape; nil: nobody
	Progress func(done, total int) // told now and then; nil: nobody
}

func (o ImportOptions) tell(done, total int) {
	if o.Progress != nil && (done == total || done%50 == 0) {
		o.Progress(done, total)
	}
}

// list is a list that is being judged or taken in.
type list struct {
	Import
	rows     []Line
	verdicts []verdict
	archive  *archive
}

// ImportFile brings in a file in one go, for the command line: all good lines in one transaction, or none. A dry run writes nothing. Who
// may run an import may call it; a file that cannot be read is a *sheet.Problem, a mapping that does not fit a fault of kind Invalid.
func (r *Room) ImportFile(ctx context.Context, who gate.Actor, o ImportOptions) (Report, error) {
	table, err := r.readTable(o)
	if err != nil {
		return Report{}, err
	}
	var l list
	judge := func(tx *gate.ReadTx, x Mapping) error {
		l = newList(table, o, x)
		return r.judge(tx, &l)
	}
	if o.DryRun {
		err = r.g.Read(ctx, who, func(tx *gate.ReadTx) error {
			if err := tx.Decide(policy.ImportRun, whole("")); err != nil {
				return err
			}
			x, err := r.mappingOf(tx, table, o.Mapping)
			if err != nil {
				return err
			}
			return judge(tx, x)
		})
		o.tell(len(l.rows), len(l.rows))
	} else {
		err = r.importNow(ctx, who, table, o, &l, judge)
	}
	if err != nil {
		return Report{}, err
	}
	if o.Refused != nil {
		if err := r.writeOut(o.Refused, l.Import, outOf(l), who.Lang); err != nil {
			return Report{}, fault.Wrap(err, "write the lines that stay out")
		}
	}
	return r.report(l, o.DryRun, who.Lang), nil
}

func (r *Room) importNow(ctx context.Context, who gate.Actor, table *sheet.Table, o ImportOptions, l *list, judge func(*gate.ReadTx, Mapping) error) error {
	var mapping *Mapping
	digest := fileDigest(o)
	return r.g.Write(ctx, who, func(tx *gate.WriteTx) error {
		id := value.NewID()
		if err := tx.Decide(policy.ImportRun, whole(id)); err != nil {
			return err
		}
		if mapping == nil { // the reader of the mapping can be read once, the command be run again
			x, err := r.mappingOf(&tx.ReadTx, table, o.Mapping)
			if err != nil {
				return err
			}
			mapping = &x
		}
		if err := judge(&tx.ReadTx, *mapping); err != nil {
			return err
		}
		l.ID, l.State, l.Counts, l.FinishedAt = id, stateDone, countsOf(l.verdicts), tx.Now()
		if err := insertImport(tx, l.Import, digest); err != nil {
			return err
		}
		if err := rememberMapping(tx, l.Layout.Heads, l.Mapping); err != nil {
			return err
		}
		return r.takeAll(tx, l, o.tell)
	})
}

func (r *Room) mappingOf(tx *gate.ReadTx, table *sheet.Table, given io.Reader) (Mapping, error) {
	x, _, err := r.mappingFor(tx, headings(table))
	if err != nil {
		return x, err
	}
	if given != nil {
		return readMapping(r.m, given, x)
	}
	return x, x.check(r.m)
}

// newList makes a list of a table that is not kept yet.
func newList(t *sheet.Table, o ImportOptions, x Mapping) list {
	heads := headings(t)
	l := list{Import: Import{FileName: safeName(o.Name), Size: o.Size, Kind: t.Kind, Layout: layoutOf(t, heads), Mapping: x}}
	for _, row := range lines(t, heads, x) {
		l.rows = append(l.rows, Line{Number: row.Line, Row: row})
	}
	return l
}

// judge says what becomes of the list's lines against the archive as it is now. The caller has decided ImportRun.
func (r *Room) judge(tx *gate.ReadTx, l *list) error {
	rd := newReader(r.m, tx.Zone(), l.Layout.Heads, l.Mapping, tx.Today(), l.Layout.Date1904)
	cands := make([]Candidate, len(l.rows))
	chosen := map[int]choices{}
	for i, row := range l.rows {
		cands[i] = rd.read(row.Row)
		if row.Choice != "" {
			chosen[row.Number] = row.Choice
		}
	}
	var err error
	if l.archive, err = r.load(tx, rd, cands); err != nil {
		return err
	}
	l.verdicts = judge(cands, l.archive, chosen)
	return nil
}

// takeAll takes in the good lines and keeps the rows of all, inside a command that has decided ImportRun and kept the import.
func (r *Room) takeAll(tx *gate.WriteTx, l *list, tell func(done, total int)) error {
	t := r.taker(tx, l.Import, l.archive)
	done := 0
	step := func() { done++; tell(done, len(l.rows)) }
	for i := range l.verdicts {
		if v := &l.verdicts[i]; v.Result.Good() {
			if err := t.take(v); err != nil {
				return err
			}
			if err := t.keepLine(&l.rows[i], v); err != nil {
				return err
			}
			step()
		}
	}
	if err := tx.Decide(policy.ImportRun, whole(l.ID)); err != nil {
		return err
	}
	people := map[int]value.ID{}
	for _, v := range l.verdicts {
		if s := v.do.who; s != nil && s.line > 0 {
			people[s.line] = s.ID
		}
	}
	for i := range l.verdicts {
		if v := &l.verdicts[i]; !v.Result.Good() {
			if v.Twin == "" {
				v.Twin = people[v.TwinLine]
			}
			if err := t.keepLine(&l.rows[i], v); err != nil {
				return err
			}
			step()
		}
	}
	return nil
}

// keepLine keeps the row of a line: a new one, or the one that was kept when the list was uploaded.
func (t *taker) keepLine(l *Line, v *verdict) error {
	id, note := l.ID, ""
	if id == "" {
		id = value.NewID()
	}
	s := v.do.who
	if s != nil && v.Result.Good() && v.Notes != "" {
		note = noteHash(t.r.key, v.Notes)
	}
	row, err := verdictRow(t.tx, id, v, note)
	if err != nil {
		return err
	}
	if s != nil && v.Result.Good() {
		row["person_id"], row["case_id"] = s.ID, s.caseID
		l.Person, l.Case = s.ID, s.caseID
	}
	if l.ID != "" {
		return t.tx.Update("import_line", id, row)
	}
	cells, err := t.tx.SealZone("import_line", id, "cells", packRow(l.Row))
	if err != nil {
		return err
	}
	row["id"], row["import_id"], row["line"], row["cells"] = id, t.id, l.Number, cells
	return t.tx.Insert("import_line", row)
}

func countsOf(all []verdict) (c Counts) {
	for _, v := range all {
		c.add(v.Result)
	}
	return c
}

// report tells of every line.
func (r *Room) report(l list, dry bool, lang text.Lang) Report {
	out := Report{Counts: countsOf(l.verdicts), DryRun: dry, Report: make([]LineReport, len(l.verdicts))}
	for i, v := range l.verdicts {
		out.Report[i] = LineReport{v.Line, v.Result, v.Column, v.Reason, r.sentence(v.Remarks, lang)}
	}
	slices.SortFunc(out.Report, func(a, b LineReport) int { return a.Line - b.Line })
	return out
}
