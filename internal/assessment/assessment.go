// Package assessment is the assessment of a person (valutazione multidimensionale): several professions rate, each its part, the domains of one
// instrument; the person's own rating and words stand beside. It is closed, and amended only by a new one.
//
// What one may not read leaves no trace in a figure: levels of a section are given only to whoever reads that section, an index only to
// whoever may read each of its domains. "Not explored yet" is no level and never counts as one.
package assessment

import (
	"sync"

	"siil/internal/casefile"
	"siil/internal/gate"
	"siil/internal/guideline"
	"siil/internal/policy"
	"siil/internal/value"
)

// Room answers for the assessments behind one gate.
type Room struct {
	g     *gate.Gate
	m     *guideline.Model
	cases *casefile.Room
}

// New makes the room.
func New(g *gate.Gate, m *guideline.Model, cases *casefile.Room) *Room {
	return &Room{g: g, m: m, cases: cases}
}

// The occasions of an assessment: codes of the guidelines.
const (
	Entry = "entry"
	Check = "check"
	Exit  = "exit"
)

// The texts of an assessment.
const (
	Strengths   = "strengths"
	Aspirations = "aspirations" // in the person's own words
)

// TextNames are all of them.
var TextNames = []string{Aspirations, Strengths}

// Longest texts, in characters.
const (
	MaxNote     = 2000 // on a domain, and the person's words on it
	MaxText     = 5000 // strengths, aspirations
	MaxReason   = 500
	MaxDecision = 2000
	MaxSource   = 200 // where a result is kept
	MaxValue    = 200
)

// Assessment is one, as its reader may know it.
type Assessment struct {
	ID, CaseID, EpisodeID, PersonID value.ID
	Kind                            string
	OnDay                           value.Date
	Amends                          value.ID // the closed one that it takes the place of
	AmendedBy                       value.ID // the one that takes its place
	SecondOf                        value.ID // a second rater's, for training: it is compared with that one and counts nowhere else
	Decision                        string   // what was decided when it was closed
	BegunAt, ClosedAt               value.Instant
	BegunBy, ClosedBy               value.ID
	Version                         int
	Instrument                      *guideline.Instrument // the one that it began with

	Ratings map[string]Rating // by domain; of those that the reader may not read only who and when
	Texts   map[string]Text

	instrumentID value.ID
	may          map[policy.Section]bool
}

// Closed tells whether nothing of it changes any more.
func (a *Assessment) Closed() bool { return !a.ClosedAt.IsZero() }

// Counts tells whether it is compared with others: closed, not amended, no training.
func (a *Assessment) Counts() bool { return a.Closed() && a.AmendedBy == "" && a.SecondOf == "" }

// Readable tells whether the reader may read the levels of a domain.
func (a *Assessment) Readable(d guideline.Domain) bool { return a.may[policy.Section(d.Section)] }

// Rating is one domain. Level 0 is none; Unexplored says that it was left so knowingly. When Hidden, only OursAt, OursBy, PersonAt and PersonBy
// are given.
type Rating struct {
	ID, AssessmentID value.ID
	Domain           string
	Hidden           bool
	Level            int
	Unexplored       bool
	Note             string
	PersonLevel      int
	PersonWords      string
	Reason           string // of a level against what the guidelines suggest
	OursAt, PersonAt value.Instant
	OursBy, PersonBy value.ID
	OursVersion      int
	PersonVersion    int
	Version          int
}

// Rated tells whether somebody has said something of the domain on our side.
func (x Rating) Rated() bool { return x.Level > 0 || x.Unexplored }

// Text is strengths or aspirations as they stand.
type Text struct {
	Body    string
	At      value.Instant
	By      value.ID
	Version int

	id value.ID
}

// Reference is a result that another system keeps: cited, never worked out here.
type Reference struct {
	ID     value.ID
	Kind   string
	Value  string
	Source string
	OnDay  value.Date
	MadeAt value.Instant
	MadeBy value.ID
}

// Index is a number worked out of levels that the reader may read.
type Index struct {
	Code  string
	Value guideline.Ratio // not Known: too few domains are rated
	Rated int             // domains that it was worked out of
	Of    int             // domains that it could be
}

// Levels are our levels that the reader may read, by domain; domains without a level are absent.
func (a *Assessment) Levels() map[string]int {
	out := map[string]int{}
	for code, x := range a.Ratings {
		if !x.Hidden && x.Level > 0 {
			out[code] = x.Level
		}
	}
	return out
}

// Indices are those that the reader may know: all of whose domains they may read.
func (a *Assessment) Indices() map[string]Index {
	out, levels := map[string]Index{}, a.Levels()
	for _, x := range a.Instrument.Indices {
		if !a.readsAll(x.Domains()) {
			continue
		}
		v, rated, of := x.Value(levels)
		out[x.Code] = Index{x.Code, v, rated, of}
	}
	return out
}

func (a *Assessment) readsAll(domains []string) bool {
	for _, code := range domains {
		if d, ok := a.Instrument.Domain(code); !ok || !a.Readable(d) {
			return false
		}
	}
	return true
}

// Against are the suggestions of the guidelines against which our levels are, as far as the reader may know.
func (a *Assessment) Against() []guideline.Expectation { return a.Instrument.Against(a.Levels()) }

// Missing are the domains that everybody of the case may know and of which nobody has said anything yet: they keep it from being closed.
// Reserved domains do not: whether they are needed is for who rates them.
func (a *Assessment) Missing() (out []guideline.Domain) {
	for _, d := range a.Instrument.Domains {
		if !d.Reserved() && !a.Ratings[d.Code].Rated() {
			out = append(out, d)
		}
	}
	return out
}

// Open counts the domains that everybody of the case may know, and how many of them somebody has said something of.
func (a *Assessment) Open() (done, of int) {
	for _, d := range a.Instrument.Domains {
		if d.Reserved() {
			continue
		}
		if of++; a.Ratings[d.Code].Rated() {
			done++
		}
	}
	return done, of
}

// instruments remembers those that were read, by digest: an instrument that has been kept never changes.
var instruments sync.Map
