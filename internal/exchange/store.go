package exchange

import (
	"encoding/json"
	"strings"

	"siil/internal/fault"
	"siil/internal/gate"
	"siil/internal/sheet"
	"siil/internal/text"
	"siil/internal/value"
)

// Import is one list that was brought, or is being brought.
type Import struct {
	ID         value.ID
	FileName   string
	Size       int64
	Kind       string
	Layout     layout
	Mapping    Mapping
	State      string
	Counts     Counts
	MadeAt     value.Instant
	By         value.ID
	FinishedAt value.Instant
}

// layout is the shape of a list's file, to give lines back in the same shape.
type layout struct {
	Titles    [][]string `json:"titles,omitempty"`
	Heading   []string   `json:"heading"`         // as the list has them
	Heads     []string   `json:"heads"`           // as a mapping names them
	Line      int        `json:"line"`            // row of the heading
	Sheet     string     `json:"sheet,omitempty"` // its name
	Separator string     `json:"separator,omitempty"`
	Date1904  bool       `json:"date1904,omitempty"`

	Remembered bool `json:"remembered,omitempty"` // the mapping began as that of an earlier list
}

func layoutOf(t *sheet.Table, heads []string) layout {
	l := layout{Heading: t.Heading.Texts(), Heads: heads, Line: t.Heading.Line, Sheet: t.Sheet, Separator: t.Separator, Date1904: t.Date1904}
	for _, r := range t.Titles {
		l.Titles = append(l.Titles, r.Texts())
	}
	return l
}

// Line is one line of an import as it is kept.
type Line struct {
	ID      value.ID
	Number  int
	Result  Result
	Column  string
	Reason  string
	Choice  choices
	Twin    value.ID
	Person  value.ID
	Case    value.ID
	Digest  string
	Row     sheet.Row
	Said    said
	Settled value.Instant
}

// In tells whether the line came in.
func (l Line) In() bool { return l.Case != "" }

func scanImport(s gate.Scanner) (x Import, err error) {
	var heading, mapping, counts string
	err = s.Scan(&x.ID, &x.FileName, &x.Size, &x.Kind, &heading, &mapping, &x.State, &counts, &x.MadeAt, &x.By, &x.FinishedAt)
	for _, p := range []struct {
		text string
		into any
	}{{heading, &x.Layout}, {mapping, &x.Mapping}, {counts, &x.Counts}} {
		if err == nil {
			err = json.Unmarshal([]byte(p.text), p.into)
		}
	}
	return x, err
}

// loadImport reads one import. The caller has decided ImportRun.
func loadImport(tx *gate.ReadTx, id value.ID) (Import, error) {
	found, err := gate.All(tx, importSQL, []any{tx.Zone(), id}, scanImport)
	if err == nil && len(found) == 0 {
		err = fault.Missing()
	}
	if err != nil {
		return Import{}, err
	}
	return found[0], nil
}

// loadLines reads lines of an import with their words; after is what follows the conditions on zone and import.
func loadLines(tx *gate.ReadTx, id value.ID, after string, args ...any) ([]Line, error) {
	return gate.All(tx, linesSQL+after, append([]any{tx.Zone(), id}, args...), func(s gate.Scanner) (Line, error) { return scanLine(tx, s) })
}

func scanLine(tx *gate.ReadTx, s gate.Scanner) (l Line, err error) {
	var sealed, differs []byte
	err = s.Scan(&l.ID, &l.Number, &l.Result, &l.Column, &l.Reason, &l.Choice, &l.Twin, &l.Person, &l.Case, &l.Digest, &sealed, &differs, &l.Settled)
	if err != nil {
		return l, err
	}
	plain, err := tx.OpenZone("import_line", l.ID, "cells", sealed)
	if err != nil {
		return l, err
	}
	if l.Row, err = unpackRow(l.Number, plain); err != nil {
		return l, fault.Wrap(err, "cells of a line")
	}
	if differs != nil {
		l.Said, err = openSaid(tx, l.ID, differs)
	}
	return l, err
}

// cell is a cell as it is kept, short.
type cell struct {
	T string  `json:"t,omitempty"`
	N float64 `json:"n,omitempty"`
	K string  `json:"k,omitempty"` // n number, d date, e error
}

func packRow(r sheet.Row) []byte {
	out := make([]cell, len(r.Cells))
	for i, c := range r.Cells {
		out[i] = cell{T: c.Text}
		switch {
		case c.Error:
			out[i].K = "e"
		case c.IsDate:
			out[i].K, out[i].N = "d", c.Number
		case c.Numeric:
			out[i].K, out[i].N = "n", c.Number
		}
	}
	b, _ := json.Marshal(out) // no value in it can fail
	return b
}

func unpackRow(line int, b []byte) (sheet.Row, error) {
	var in []cell
	if err := json.Unmarshal(b, &in); err != nil {
		return sheet.Row{}, err
	}
	r := sheet.Row{Line: line, Cells: make([]sheet.Cell, len(in))}
	for i, c := range in {
		r.Cells[i] = sheet.Cell{Text: c.T, Number: c.N, Numeric: c.K == "n", IsDate: c.K == "d", Error: c.K == "e"}
	}
	return r, nil
}

// insertImport keeps the import itself.
func insertImport(tx *gate.WriteTx, x Import, digest string) error {
	return tx.Insert("import", gate.Row{"id": x.ID, "file_name": x.FileName, "size": x.Size, "digest": digest, "kind": x.Kind, "heading": asJSON(x.Layout),
		"mapping": asJSON(x.Mapping), "state": x.State, "counts": asJSON(x.Counts), "made_at": tx.Now(), "by_id": tx.Who().Account, "finished_at": x.FinishedAt})
}

func asJSON(v any) string {
	b, _ := json.Marshal(v) // plain structs of strings and numbers always encode
	return string(b)
}

// insertLine keeps a line with its words, not judged yet.
func insertLine(tx *gate.WriteTx, importID value.ID, row sheet.Row) error {
	id := value.NewID()
	cells, err := tx.SealZone("import_line", id, "cells", packRow(row))
	if err != nil {
		return err
	}
	return tx.Insert("import_line", gate.Row{"id": id, "import_id": importID, "line": row.Line, "result": string(unread), "digest": "", "cells": cells})
}

// verdictRow is what a verdict sets in the row of a line.
func verdictRow(tx *gate.WriteTx, id value.ID, v *verdict, note string) (gate.Row, error) {
	sealed, err := tx.SealZone("import_line", id, "differs", []byte(asJSON(said{v.Remarks, v.Name, note, v.TwinLine})))
	if err != nil {
		return nil, err
	}
	row := gate.Row{"result": string(v.Result), "digest": v.Digest, "differs": sealed, "column_name": nil, "reason": nil, "twin_id": v.Twin}
	if v.Column != "" {
		row["column_name"] = v.Column
	}
	if v.Reason != "" {
		row["reason"] = v.Reason
	}
	return row, nil
}

// rememberMapping keeps the mapping for the next list with the same headings.
func rememberMapping(tx *gate.WriteTx, heads []string, x Mapping) error {
	sign := signature(heads)
	id, known, version, err := rememberedRow(&tx.ReadTx, sign)
	switch m := asJSON(x); {
	case err != nil || known == m:
		return err
	case id == "":
		return tx.Insert("import_mapping", gate.Row{"id": value.NewID(), "signature": sign, "mapping": m, "version": 1, "at": tx.Now(), "by_id": tx.Who().Account})
	default:
		return tx.Update("import_mapping", id, gate.Row{"mapping": m, "version": version + 1, "at": tx.Now(), "by_id": tx.Who().Account})
	}
}

func rememberedRow(tx *gate.ReadTx, sign string) (id value.ID, mapping string, version int, err error) {
	err = tx.Each(mappingSQL, []any{tx.Zone(), sign}, func(s gate.Scanner) error { return s.Scan(&id, &mapping, &version) })
	return id, mapping, version, err
}

// mappingFor is the mapping that was remembered for a list's headings, or the one that the guidelines propose.
func (r *Room) mappingFor(tx *gate.ReadTx, heads []string) (x Mapping, remembered bool, err error) {
	x = propose(r.m, heads)
	_, known, _, err := rememberedRow(tx, signature(heads))
	if err != nil || known == "" {
		return x, false, err
	}
	var old Mapping
	if json.Unmarshal([]byte(known), &old) != nil || old.check(r.m) != nil {
		return x, false, nil // the guidelines have moved on
	}
	for h := range x.Columns {
		x.Columns[h] = old.Columns[h]
	}
	x.Notes = old.Notes
	for w, s := range old.States {
		x.States[w] = s
	}
	for w, p := range old.Programmes {
		x.Programmes[w] = p
	}
	return x, true, nil
}

// readTable reads a file as a list, with the headings that the guidelines know.
func (r *Room) readTable(o ImportOptions) (*sheet.Table, error) {
	return sheet.ReadWith(o.Name, o.Reader, o.Size, sheet.DefaultLimits, sheet.Options{Score: r.knownHeadings})
}

// Bounds of what knownHeadings looks at: no heading is longer, no list has more columns that matter.
const (
	longestHeading = 60
	mostHeadings   = 40
	mostNumbers    = 2
)

// knownHeadings counts the headings in a row that the guidelines know. A row with numbers in several cells is no heading.
func (r *Room) knownHeadings(cells []string) (n int) {
	numbers := 0
	for _, c := range cells {
		if strings.ContainsAny(c, "0123456789") {
			numbers++
		}
	}
	if numbers > mostNumbers {
		return 0
	}
	for _, c := range cells[:min(len(cells), mostHeadings)] {
		if f, _ := r.m.FieldFor(c); f != "" && len(c) <= longestHeading {
			n++
		}
	}
	if n < 2 {
		return 0
	}
	return n
}

// safeName is a file's name without its folders, short enough to keep.
func safeName(name string) string {
	name = name[strings.LastIndexAny(name, `/\`)+1:]
	out := []rune(strings.Join(strings.Fields(strings.ToValidUTF8(name, "")), " "))
	if len(out) == 0 {
		return text.ImportNoName[0]
	}
	return string(out[max(0, len(out)-120):])
}
