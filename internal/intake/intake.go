// Package intake is how requests reach the team: referrals are sent or typed in, pre-assessed by the coordinator, answered to their
// senders, and wait for the team.
//
// Whoever sends from outside learns nothing of who is known here: the answer is the same whether the person has a case file or not, and
// a referral shows its sender what was written in it, never what the archive holds.
package intake

import (
	"time"

	"siil/internal/attachment"
	"siil/internal/casefile"
	"siil/internal/gate"
	"siil/internal/guideline"
	"siil/internal/help"
	"siil/internal/person"
	"siil/internal/referral"
	"siil/internal/text"
	"siil/internal/value"
)

// Room answers for the referrals behind one gate.
type Room struct {
	g     *gate.Gate
	m     *guideline.Model
	cases *casefile.Room
	pace  time.Duration // an outside sender's answer takes a whole number of these

	badges badges // the numbers in the bar
}

// New makes the room.
func New(g *gate.Gate, m *guideline.Model, cases *casefile.Room) *Room {
	return &Room{g: g, m: m, cases: cases, pace: 100 * time.Millisecond}
}

// Online is the channel of what is sent in the program by the sender's own account.
const Online = "online"

// The outcomes of a pre-assessment that this room knows by name.
const (
	ToTeam       = "to_team"
	OtherService = "other_service"
	NotAdmitted  = "not_admitted"
	ToComplete   = "to_complete"
)

// Longest texts, in characters.
const (
	MaxText = 5000 // reason, what is asked, the person's words, questions and answers
	MaxLine = 500  // beside a need, of the urgency, of other services
	MaxName = 120  // of a sender and how to reach them
)

// Sending is a referral as its form brings it.
type Sending struct {
	Once     value.ID      // made with the form, becomes the referral's id: sending it twice makes one
	Person   person.Person // as the sender knows them; or
	PersonID value.ID      // a record of the archive, for who may make people

	// What was chosen among the likely twins, by who may see them: Twin is one of them, or Nobody. Seen are those that were shown.
	Twin   value.ID
	Nobody bool
	Seen   []value.ID

	// Who sends. From an outside account both body and name are the account's own.
	OrganisationID value.ID
	SenderBody     string // a body that the directory does not know
	SenderName     string
	SenderContact  string
	Channel        string     // code; "" is Online for an outside account
	ReceivedOn     value.Date // absent: today

	Reason, Asked, PersonWords string
	Needs                      map[string]string // code to what was written beside it, which may be empty
	Services                   []string
	ServicesText               string
	Urgency, UrgencyReason     string
	Informed                   string
	InformedOn                 value.Date
}

// Sent is what came of it. CaseID is absent for an outside sender.
type Sent struct {
	ID, CaseID value.ID
	Number     int
	DueOn      value.Date
	State      string
	Direct     bool // the person came alone and was pointed to the first-level service
}

// TwinShown is a record that may be of the same person, with their case file if they have one.
type TwinShown struct {
	person.Twin
	CaseID value.ID
	Number int
	State  string // of the case file
}

// Slot is where the files that come with a referral wait for it, and ReplySlot where those of an answer do.
func Slot(once value.ID) string { return "referral-" + string(once) }

// ReplySlot is where the files that come with the answer to a question wait for it.
func ReplySlot(id value.ID) string { return "reply-" + string(id) }

// View is one referral as its reader may know it.
type View struct {
	Sheet        referral.Sheet // without what belongs to a section that the reader does not read
	Person       person.Person  // to the sender: as written; to others: the record
	Organisation text.T         // the sender's body; may be empty
	Needs        []Ticked
	Services     []guideline.Need
	Mine         bool // the reader sent it
	Late         bool
	Files        []attachment.File
	MayReply     bool

	// For those who work here; empty to an outside sender.
	CaseID     value.ID
	CaseNumber int
	CaseState  string
	OpensCase  bool
	Written    person.Person  // as the sender wrote them
	Differs    []person.Field // what the sender wrote and the record does not say so
	TypedBy    string         // who typed it in, when it came from elsewhere
	OutcomeBy  string
	Names      map[value.ID]string // who asked and answered
	Others     []Other             // referrals of the same case
	Twins      []TwinShown         // records that may be of the same person

	MayAssess, MayMerge bool
	Outcomes            []guideline.ReferralOutcome // to choose from, for who may assess
}

// Ticked is a need with what was written beside it.
type Ticked struct {
	guideline.Need
	Line string
}

// Other is another referral of the same case. Number is 0 for one that a list brought.
type Other struct {
	ID           value.ID
	Number       int
	ReceivedOn   value.Date
	SenderName   string
	Organisation text.T
	State        string
}

// Unanswered lists, as a State of a ListQuery, what has no outcome yet.
const Unanswered = "unanswered"

// ListQuery says which referrals to list. State "" is every one.
type ListQuery struct {
	State          string
	Mine           bool // sent or typed in by the reader
	Late           bool
	OrganisationID value.ID
	After          string // Page.Next of the page before
	Limit          int    // 0: 50
}

// Page is a part of the list. What waits for an answer comes in the order of its term, the rest the newest first.
type Page struct {
	Items  []Item
	Next   string // "" at the end
	Counts Counts
	Notice help.Notice // for who sends from outside: this is their first screen
}

// Counts are how many referrals the reader has in each state, whatever the filters.
type Counts struct{ Received, ToComplete, Answered, Late int }

// Item is one line of the list.
type Item struct {
	ID           value.ID
	Number       int
	CaseID       value.ID // absent to an outside sender
	Name         string   // of the person: to an outside sender as written
	SenderName   string
	Organisation text.T
	Channel      string
	Urgency      string
	ReceivedOn   value.Date
	DueOn        value.Date
	State        string
	Outcome      string
	TeamDecision string
	Late         bool
	Mine         bool
}

// Assessing is the outcome of a pre-assessment as its form brings it. With to_complete, Reason is the question.
type Assessing struct {
	Version int
	Outcome string
	Reason  string
	Advice  string
}

// Why a case waits.
const (
	WaitsToAssess  = "to_assess"   // nobody has answered the referral yet
	WaitsForSender = "for_sender"  // the sender is to answer a question
	WaitsToCall    = "to_schedule" // for the team, on no agenda yet
	WaitsOnAgenda  = "on_agenda"   // for the team, on the agenda of a day
	WaitsPutOff    = "put_off"     // was on an agenda and was not reached
)

// WaitingCase is a case that waits for the team's answer.
type WaitingCase struct {
	CaseID, EpisodeID, ReferralID value.ID // the referral that waits longest; absent for one that a list brought
	Number                        int
	Name                          string // family name first
	Municipality                  string // ISTAT code
	State                         string
	Urgent                        bool
	Since                         value.Date // when the episode began
	Days                          int        // waited
	DueOn                         value.Date // absent when no term runs
	LateDays                      int
	Why                           string
	WhyOn                         value.Date // day of the sitting
	SittingID                     value.ID
}
