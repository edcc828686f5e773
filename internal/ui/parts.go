package ui

import (
	"context"
	"strconv"

	"siil/internal/text"
)

// MarkKind is a shape that stands before a word. Colour belongs to time and failure only.
type MarkKind string

// The marks; each is also the name of its icon.
const (
	Late     MarkKind = "late"     // ▲ red: "da 6 giorni"
	Today    MarkKind = "today"    // ◆ amber: today, to complete, differs
	Missing  MarkKind = "missing"  // ◌ ink: a date or a datum is missing
	Done     MarkKind = "done"     // ✓ green: done, valid
	Failed   MarkKind = "failed"   // ✗ red: refused, not admitted, lost quorum
	Now      MarkKind = "now"      // ▶ ink
	ToDo     MarkKind = "todo"     // ○ ink
	New      MarkKind = "new"      // + ink: import
	Updated  MarkKind = "updated"  // ↑ ink
	Same     MarkKind = "same"     // = ink
	Joined   MarkKind = "joined"   // ≻ ink
	Doubtful MarkKind = "doubtful" // ◇! amber
	Own      MarkKind = "own"      // ◇ ink: the person's own rating, nothing else
	Again    MarkKind = "again"    // ↻ ink: follow-up
	NoMark   MarkKind = ""         // no mark: the word alone
)

// Chip is a filter that is on, with the address of the list without it.
type Chip struct {
	Label  text.T
	Remove string
}

// CountChip both counts and filters.
type CountChip struct {
	Label text.T
	N     int
	Href  string
	On    bool
	Mark  MarkKind
}

// Tab is one of the pages of a thing. Count is shown after the label when not empty (see N).
type Tab struct {
	Label text.T
	Count string
	Href  string
	On    bool
}

// Column is a heading of a table that can be sorted by it.
type Column struct {
	Label text.T
	Href  string // the same list sorted by this column, or the other way round
	Dir   string // "", "ascending", "descending": how the list is sorted now
	Num   bool
}

// Fact is one box of a DefinitionStrip: what it is, the value, a quieter word after it. Mark and Href are for the value.
type Fact struct {
	Label text.T
	Value text.T
	Note  text.T
	Mark  MarkKind
	Href  string
	Pips  *Pips // before the value
}

// Pips is how far along a state is: Done of Total, striped when on hold.
type Pips struct {
	Done, Total int
	Striped     bool
}

// Phase is one point of a PhaseLine.
type Phase struct {
	Label text.T
	Note  text.T
	State MarkKind // Done, Now or ToDo
}

// Step is one of a few pages to go through in order. Href, when not empty, goes back to it.
type Step struct {
	Label text.T
	Href  string
	State MarkKind // Done, Now or ToDo
}

// Pages are the addresses of the page before and the page after; an empty one is not shown. Note says where we are ("Da 1 a 16 di 34").
type Pages struct {
	Prev, Next string
	Note       text.T
}

// Compared is a row of SideBySide.
type Compared struct {
	Label       text.T
	Left, Right string
	Differs     bool
}

// NextDate is the cell of a row that holds its next date, changed in place. Href is the page of one field that does the same: GET shows it,
// POST takes "date". To our script (IsFetch) the POST answers 200 with NextDateCell rendered anew, or 422 with the message as plain text.
type NextDate struct {
	Href  string
	Mark  MarkKind
	Text  text.T // as shown
	Value string // as the field begins
}

func phaseClass(m MarkKind) string {
	switch m {
	case Done:
		return "phase-done"
	case Now:
		return "phase-now"
	}
	return "phase-todo"
}

func pipsLabel(ctx context.Context, p Pips) string {
	if p.Striped {
		return F(ctx, text.PipsSuspended, p.Done, p.Total)
	}
	return F(ctx, text.PipsLabel, p.Done, p.Total)
}

func pipClass(p Pips, i int) string {
	switch {
	case i >= p.Done:
		return "pip"
	case p.Striped:
		return "pip pip-striped"
	}
	return "pip pip-done"
}

// Shade tells the segments of a Bar apart without colour.
type Shade string

// The shades of a bar.
const (
	Solid  Shade = "solid"
	Hatch  Shade = "hatch"
	Hollow Shade = "hollow"
	Latest Shade = "now" // blue: the later of two measures
)

// Segment is a quantity in a Bar.
type Segment struct {
	N     float64
	Shade Shade
}

type barPart struct {
	shade    Shade
	x, width string
}

// barsOf places the segments one after the other; what goes beyond the scale is cut at its end.
func barsOf(max float64, segments []Segment) []barPart {
	var out []barPart
	var at float64
	for _, s := range segments {
		end := min(at+s.N, max)
		if s.N > 0 && end > at {
			out = append(out, barPart{s.Shade, barWidth(at, max), barWidth(end-at, max)})
		}
		at += s.N
	}
	return out
}

// barWidth is n on a scale that ends at max, as an SVG length.
func barWidth(n, max float64) string {
	if max <= 0 || n <= 0 {
		return "0"
	}
	return strconv.FormatFloat(min(100, 100*n/max), 'f', 1, 64) + "%"
}
