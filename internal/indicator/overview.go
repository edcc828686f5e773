package indicator

import (
	"siil/internal/guideline"
	"siil/internal/text"
	"siil/internal/value"
)

// Overview is the figures of a zone, of a part of it, or of one case manager, as their reader may know them.
type Overview struct {
	state
	Period   Period
	Dim      Dim
	Key      string
	Filter   text.T // the filter in words; empty for all of the zone
	Today    value.Date
	Boxes    []Box
	Waits    []WaitRow
	Load     []LoadRow // only where all of the zone is shown by name
	Reasons  []ShareRow
	Outcomes []ShareRow
	Indices  []IndexBlock
	Months   []MonthRow
	Sums     [6]Number // of the period: the first six columns of its months
	Last     string    // the last whole month, with whose end what stands is compared
	Closed   Number
	Fewest   int    // above 0: fewer than these are not told
	First    string // the first month with anything in it; "" when there is nothing
	Own      bool
	Before   *Overview // the period of the same length before: of it only what happened holds
}

// state is how new the figures are.
type state struct {
	Pending int  // cases that changed and are not counted yet
	Counted bool // false: nothing was ever counted here
}

// Box is a number with a few words under it.
type Box struct {
	Label  text.T
	Figure string // its definition
	Part   string // what of it, in the interface for programs
	Number Number
	Bad    bool // above zero it is shown as something late
	Notes  []Note
}

// Note is a number in a few words.
type Note struct {
	Text   text.T // one %s, then those of After
	Number Number
	After  []text.T
	IsPart bool // of the number above it
}

// WaitRow is a phase in which cases wait.
type WaitRow struct {
	Wait                guideline.Wait
	Count, Late         Number
	WereCount, WereLate Number // at the end of the last month
	Median, Nine        int    // in days; -1: nothing, or not told
}

// LoadRow is the open cases of one case manager.
type LoadRow struct {
	ID                                 value.ID
	Name                               string
	Area                               text.T
	Total, UnderWay, Before, Suspended Number
	NoDate, Late                       Number
	Weight                             int // in tenths of a case
}

// ShareRow is one of the parts of a whole. Share is in hundredths, -1 where the whole is too small for one.
type ShareRow struct {
	Label  text.T
	Part   string
	Number Number
	Before Number // in the period of the same length before
	Share  int
}

// IndexBlock is one index, from the first assessment to the last.
type IndexBlock struct {
	Code                string
	Label               text.T
	Better, Same, Worse Number
	Entry, Last         [Buckets]Number
	People              Number
	Months              int // half of the people were assessed again within so many; -1: nothing
}

// MonthRow is one month.
type MonthRow struct {
	Month                                       string
	Referred, Taken, Left, Closed, InTime, Late Number
	InCharge, Over                              Number // at its end: in charge, over a term
}
