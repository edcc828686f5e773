package sitting

import (
	"siil/internal/casefile"
	"siil/internal/guideline"
	"siil/internal/value"
)

// The states of an item of the agenda.
const (
	ToDo      = "to_do"
	Now       = "now" // one item at a time
	Decided   = "decided"
	Postponed = "postponed" // put off, or not reached: first on the next agenda
	Removed   = "removed"
)

// Why a case stands on an agenda: codes of the guidelines.
const (
	WhyNew    = "new"
	WhyAgain  = "again"
	WhyMore   = "more"
	WhyReview = "review"
	WhyAsked  = "asked"
)

// Item is one case on the agenda, as its reader may know it.
type Item struct {
	ID, SittingID, CaseID, EpisodeID value.ID
	Position                         int // from 1
	CaseNumber                       int
	Name                             string // given and family name; "" for who has stepped out, or may not know
	Why                              string
	WaitsFrom                        value.Date
	Days                             int // waited until the day of the sitting
	Urgent                           bool
	State                            string
	HeldState                        string // of the case when it came on the agenda
	StartedAt, EndedAt               value.Instant
	Version                          int
	Asks                             int    // how many members have written what they ask
	Decision                         string // code, when decided
	Out                              []Outed
	MeOut                            bool // the reader has stepped out
}

// Outed is a member who has stepped out of a case. Until is when they came back, absent while they are out.
type Outed struct {
	AccountID   value.ID
	Name        string
	Why         string // code
	From, Until value.Instant
}

// Ask is what a member asks about a case.
type Ask struct {
	AccountID value.ID
	Name      string
	Text      string
	At        value.Instant
}

// Candidate is who could be case manager, with their open cases of those that are not to be passed.
type Candidate struct {
	AccountID value.ID
	Name      string
	Part      string
	Open      int
	Most      int
}

// Place is somebody's place in the team of the case.
type Place struct {
	AccountID value.ID
	Name      string
	Part      string
	Manager   bool
	Core      bool // of the core team
}

// Referral is who sent the person and what they wrote, as the reader may know it.
type Referral struct {
	ID                         value.ID
	Number                     int
	ReceivedOn                 value.Date
	Sender, SenderBody         string
	Channel, Urgency, Informed string
	InformedOn                 value.Date
	UrgencyReason              string
	Reason, Asked, PersonWords string
	Needs                      []Need
	Services                   []string // codes
	ServicesText               string
	Outcome                    string // of the pre-assessment
	OutcomeBy                  string
	OutcomeAt                  value.Instant
	OutcomeReason              string
}

// Need is an area of need that was ticked, with the line beside it.
type Need struct{ Code, Line string }

// ItemView is what the live page shows of one case.
type ItemView struct {
	Item
	Sitting    Sitting
	Case       casefile.Case // the head: person, state, manager, version
	Age        int           // on the day of the sitting; -1 when the date of birth is not known
	OpensCase  bool          // the reader may open the case file
	Referrals  []Referral    // the newest first
	Asks       []Ask
	Fields     map[string]Field
	Writing    []Writing            // not the reader
	Decided    *Decision            // in this sitting
	Before     []Decision           // of earlier sittings, the newest first
	Choices    []guideline.Decision // that the case's state lets be made
	Candidates []Candidate
	Team       []Place
	Steps      []casefile.NextStep // still open in the case
	Quorum     Quorum              // for this case: who has stepped out does not count
	Tick       int64

	MayWrite, MayDecide, MayReopen, MayRun bool
}
