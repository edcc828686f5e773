// Package indicator is the overview, "Andamento": how the zone's work goes, in figures. A figure is counted once, when something that it is made
// of changes, and kept; a page adds up a few rows whatever the number of cases. Every figure has one definition: its words, what a case
// contributes to it (Contribution) and the query of the cases behind it. Kept figures can be counted anew from nothing at any time.
//
// No figure tells of a reserved section: reasons and bodies that do are counted together under one name, programmes that do are no filter, and
// indices are made of common domains alone. Case files merged into another count nowhere.
package indicator

import (
	"time"

	"siil/internal/gate"
	"siil/internal/guideline"
)

// Room answers with the figures of the zones behind one gate.
type Room struct {
	g *gate.Gate
	m *guideline.Model
}

// Every is how long the program waits before it counts again what has changed.
const Every = 20 * time.Second

// New makes the room.
func New(g *gate.Gate, m *guideline.Model) *Room { return &Room{g: g, m: m} }

// The figures, by their codes in the kept summaries.
const (
	Referred = "referred"  // episodes opened
	Taken    = "taken"     // episodes that the team took in charge, by the first day
	Now      = "now"       // cases not closed, by state and since when
	Waiting  = "wait"      // cases that wait for something against a term, by phase and since when
	Next     = "next"      // open cases by next date, and those without one
	Closed   = "closed"    // closures, by reason
	Outcome  = "outcome"   // outcomes written at closures
	Left     = "left"      // episodes that ended before the team took them: sent elsewhere, not admitted
	Checked  = "checked"   // checks of plans, in time or late
	CheckDue = "check_due" // open cases by the day by which their plan is to be checked
	Index    = "index"     // entry and last index of those assessed at least twice
	Charge   = "charge"    // coming into and going out of charge, to know how many were in charge at the end of a month
	Queue    = "queue"     // coming into and going out of a wait, likewise
	Late     = "late"      // coming over a term and being over it no more, likewise
)

// Parts of figures that are not codes of the guidelines.
const (
	NoDate   = "none"     // of Next
	WithDate = "date"     // of Next
	InTime   = "in_time"  // of Checked
	TooLate  = "late"     // of Checked
	Reserved = "RESERVED" // of Closed: reasons that tell of a reserved section
	comesIn  = "in"       // of Charge; of Queue and Late after the phase: TEAM:in
	goesOut  = "out"
)

// Dim is a way to divide the cases of a zone. The zone itself is the first.
type Dim string

// The ways.
const (
	OfZone      Dim = ""
	BySeat      Dim = "seat"
	ByTown      Dim = "municipality"
	ByReferrer  Dim = "referrer"
	ByProgramme Dim = "programme"
	ByManager   Dim = "manager"
)

// Keys of dimensions that are not an id or a code: bodies whose name tells of a section stand together, so do cases that nobody manages.
const (
	ReservedHealth = "RESERVED_HEALTH"
	ReservedOther  = "RESERVED_OTHER"
	Nobody         = "-"
)
