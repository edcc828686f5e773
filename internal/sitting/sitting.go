// Package sitting is the team's meeting (seduta): who is called and comes, the cases on its agenda one at a time, what is written while
// they are talked about, the decision on each, and the minutes. A decision changes the case in the same transaction.
//
// Whoever has stepped out of a case for a conflict of interest reads and writes nothing of it here. A sitting opens the common part of a
// case to its members; what belongs to a reserved section is shown only to who may read it in the case file.
package sitting

import (
	"siil/internal/casefile"
	"siil/internal/gate"
	"siil/internal/guideline"
	"siil/internal/value"
)

// Room answers for the sittings behind one gate.
type Room struct {
	g     *gate.Gate
	m     *guideline.Model
	cases *casefile.Room
}

// New makes the room.
func New(g *gate.Gate, m *guideline.Model, cases *casefile.Room) *Room {
	return &Room{g: g, m: m, cases: cases}
}

// The states of a sitting.
const (
	Convened  = "convened"
	Running   = "open"
	Closed    = "closed"
	Cancelled = "cancelled"
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

// The answers to a call.
const (
	Comes       = "yes"
	DoesNotCome = "no"
)

// The fields that are written together while a case is talked about. Manager holds an account's id, Team ids with a space between, Steps what
// FormatSteps makes; Decision, SuspensionReason and ClosureReason hold codes, ReviewOn a day (2026-11-24).
const (
	FieldNote             = "note"
	FieldDecision         = "decision"
	FieldReason           = "reason"
	FieldAdvice           = "advice"
	FieldManager          = "manager"
	FieldTeam             = "team"
	FieldSteps            = "steps"
	FieldSuspensionReason = "suspension_reason"
	FieldClosureReason    = "closure_reason"
	FieldReviewOn         = "review_on"
)

// FieldNames are all of them.
var FieldNames = []string{FieldNote, FieldDecision, FieldReason, FieldAdvice, FieldManager, FieldTeam, FieldSteps, FieldSuspensionReason,
	FieldClosureReason, FieldReviewOn}

// Longest texts, in characters.
const (
	MaxNote  = 10000 // of a case, for the minutes
	MaxText  = 5000  // reason, advice, what a member asks, an addition
	MaxWhy   = 500   // of an absence, of a cancellation
	MaxPlace = 120
	MaxLink  = 300
	MaxSteps = 12
	MaxTeam  = 20
	MaxItems = 60
	MaxCall  = 40 // members
)

// Calling is a sitting as the form that convenes it brings it. One of SeatID, Place and Link at least.
type Calling struct {
	OnDay   value.Date
	Starts  string // HH:MM in Italy
	SeatID  value.ID
	Place   string
	Link    string // https only
	Members []Called
	Agenda  []value.ID // case ids, in order; Change leaves the agenda alone: Order, AddCase and RemoveCase are for that
}

// Called is a member as the form names them. Part "" is the section of their profession.
type Called struct {
	AccountID value.ID
	Recorder  bool
	Part      string
}

// Sitting is what its row says.
type Sitting struct {
	ID           value.ID
	Number       int
	OnDay        value.Date
	Starts       string
	SeatID       value.ID
	Seat         string
	Place, Link  string
	State        string
	CalledAt     value.Instant
	CalledBy     value.ID
	CalledN      int
	OpenedAt     value.Instant
	ClosedAt     value.Instant
	CancelledWhy string
	Version      int
}

// Where is the seat's or the place's name; "" when there is only a link.
func (s Sitting) Where() string {
	if s.Seat != "" && s.Place != "" {
		return s.Seat + ", " + s.Place
	}
	return s.Seat + s.Place
}

// Member is who is called to the sitting.
type Member struct {
	AccountID value.ID
	Name      string // given and family name
	Part      string // what they stand for in the quorum: social, work, health, common
	Recorder  bool
	CalledAt  value.Instant
	Reply     string // Comes, DoesNotCome or nothing yet
	ReplyAt   value.Instant
	ReplyWhy  string
	Here      bool   // attends now
	Times     []Span // when they were there
}

// Attended tells whether the member was there at any time.
func (m Member) Attended() bool { return len(m.Times) > 0 }

// Span is a time of attendance; Until is absent while it lasts.
type Span struct{ From, Until value.Instant }

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

// View is one sitting with its members and agenda. What it may do is said for who asks.
type View struct {
	Sitting
	Members []Member
	Items   []Item // without the removed ones, in order
	Quorum  Quorum // of those who are here, or when it is not open of those who have not said that they do not come
	Minutes string // MinutesDraft, MinutesApproved, or "" when there are none
	Tick    int64

	Me                                             Member // absent AccountID: the reader is not called
	MayCall, MayRun, MayReply, MayMake, MayApprove bool
}

// Item finds the item at a position; false when there is none.
func (v View) Item(position int) (Item, bool) {
	for _, x := range v.Items {
		if x.Position == position {
			return x, true
		}
	}
	return Item{}, false
}

// Proposal is a case that could come on an agenda.
type Proposal struct {
	CaseID     value.ID
	CaseNumber int
	Name       string
	State      string
	Why        string
	WaitsFrom  value.Date
	Days       int // waited until today
	Urgent     bool
	Held       value.ID // the sitting on whose agenda it stands already; absent: free
	HeldNumber int
	HeldDay    value.Date
}

// Field is one of the texts that are written together. Base is the version that the writer had before them.
type Field struct {
	Name string
	Text string
	Base int
	By   value.ID
	At   value.Instant
}

// Writing is who is writing in which field.
type Writing struct {
	Name      string
	AccountID value.ID
	Who       string
}

// Deciding is the decision on a case as its form brings it.
type Deciding struct {
	CaseID                          value.ID
	Decision, Reason, Advice, Note  string
	CaseManager                     value.ID
	Team                            []value.ID // who joins the team of the case; who is in it already stays
	Steps                           []casefile.NextStep
	SuspensionReason, ClosureReason string
	ReviewOn                        value.Date
	Version                         int // of the item as the form knew it; 0: it could not know
}

// Ask is what a member asks about a case.
type Ask struct {
	AccountID value.ID
	Name      string
	Text      string
	At        value.Instant
}

// Decision is what was decided on a case.
type Decision struct {
	ID                              value.ID
	Decision                        string
	FromState, ToState              string
	Reason, Advice, Note            string
	ManagerID                       value.ID
	Manager                         string
	Team                            []value.ID
	Steps                           []casefile.NextStep
	SuspensionReason, ClosureReason string
	ReviewOn                        value.Date
	At                              value.Instant
	ByID                            value.ID
	By                              string
	OnDay                           value.Date // of the sitting
	SittingNumber                   int
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

// ListQuery says which sittings to list.
type ListQuery struct {
	State string // "" every one
	Mine  bool   // only those to which the reader is called
	Past  bool   // only closed and cancelled ones; otherwise those that are still to come or open, the next one first
	After string // Page.Next of the page before
	Limit int    // 0: 50
}

// Line is one sitting in a list.
type Line struct {
	Sitting
	Items, Done, Members int
	Called               bool   // the reader is called
	Reply                string // the reader's
	Minutes              string
	ToApprove            bool // the reader is to approve the minutes
}

// Page is a part of the list.
type Page struct {
	Lines []Line
	Next  string
}

// The states of minutes.
const (
	MinutesDraft    = "draft"
	MinutesApproved = "approved"
)

// MinutesView is the minutes as their reader may know them.
type MinutesView struct {
	ID                 value.ID
	State              string
	Digest             string
	MadeAt             value.Instant
	MadeBy             string
	ApprovedAt         value.Instant
	Head               MinutesHead
	Parts              []MinutesPart // those that the reader may read; Hidden ones hold only the position
	Approvals          []Approval    // everybody who was present, in order
	Additions          []Addition    // to the head
	MayApprove, MayAdd bool
}

// MinutesHead is the part that names no person: only numbers of cases.
type MinutesHead struct {
	Number   int             `json:"number"`
	OnDay    value.Date      `json:"on_day"`
	Starts   string          `json:"starts"`
	Where    string          `json:"where"`
	Link     bool            `json:"link"` // it could be followed from afar
	OpenedAt value.Instant   `json:"opened_at"`
	ClosedAt value.Instant   `json:"closed_at"`
	Members  []MinutesMember `json:"members"`
	Quorum   []MinutesQuorum `json:"quorum"`
	Items    []MinutesItem   `json:"items"`
	Zone     string          `json:"zone"`
	Model    string          `json:"model"` // version of the guidelines
}

// MinutesMember is a member with the times of their attendance.
type MinutesMember struct {
	AccountID value.ID      `json:"account_id"`
	Name      string        `json:"name"`
	Part      string        `json:"part"`
	Recorder  bool          `json:"recorder,omitempty"`
	Absence   string        `json:"absence,omitempty"` // the answer to the call of who was not there: no, or nothing
	Times     []MinutesSpan `json:"times"`
}

// MinutesSpan is a time of attendance.
type MinutesSpan struct {
	From  value.Instant `json:"from"`
	Until value.Instant `json:"until"`
}

// MinutesQuorum is one part of the quorum: in the head, of everybody who was there at any time; in a part, of who was there for the case.
type MinutesQuorum struct {
	Part  string `json:"part"`
	Least int    `json:"least"`
	Have  int    `json:"have"`
}

// MinutesItem is one case of the agenda by its number alone.
type MinutesItem struct {
	Position   int    `json:"position"`
	CaseNumber int    `json:"case_number"`
	State      string `json:"state"`
}

// MinutesPart is the extract of one case: it names no other person of an agenda.
type MinutesPart struct {
	ID         value.ID   `json:"-"`
	ItemID     value.ID   `json:"item_id"`
	CaseID     value.ID   `json:"case_id"`
	Position   int        `json:"position"`
	CaseNumber int        `json:"case_number"`
	Hidden     bool       `json:"-"` // the reader may not read it
	Digest     string     `json:"-"`
	Additions  []Addition `json:"-"`

	Person       string          `json:"person"`
	BirthDate    value.Date      `json:"birth_date"`
	Municipality string          `json:"municipality,omitempty"` // ISTAT code
	Why          string          `json:"why"`
	Senders      []MinutesSender `json:"senders,omitempty"`
	State        string          `json:"state"` // of the item
	StartedAt    value.Instant   `json:"started_at"`
	EndedAt      value.Instant   `json:"ended_at"`
	Present      []string        `json:"present,omitempty"` // who was there for this case
	Out          []MinutesOut    `json:"out,omitempty"`
	Quorum       []MinutesQuorum `json:"quorum,omitempty"` // when it was decided
	Note         string          `json:"note,omitempty"`
	Decision     string          `json:"decision,omitempty"`
	FromState    string          `json:"from_state,omitempty"`
	ToState      string          `json:"to_state,omitempty"`
	Reason       string          `json:"reason,omitempty"`
	Advice       string          `json:"advice,omitempty"`
	Suspension   string          `json:"suspension_reason,omitempty"`
	Closure      string          `json:"closure_reason,omitempty"`
	ReviewOn     value.Date      `json:"review_on"`
	Manager      string          `json:"manager,omitempty"`
	Team         []string        `json:"team,omitempty"`
	Steps        []MinutesStep   `json:"steps,omitempty"`
	DecidedBy    string          `json:"decided_by,omitempty"`
}

// MinutesSender is who referred the person.
type MinutesSender struct {
	Name       string     `json:"name"`
	Body       string     `json:"body,omitempty"`
	ReceivedOn value.Date `json:"received_on"`
}

// MinutesOut is who stepped out of the case.
type MinutesOut struct {
	Name string `json:"name"`
	Why  string `json:"why"`
}

// MinutesStep is one next step.
type MinutesStep struct {
	What string     `json:"what"`
	Who  string     `json:"who"`
	Due  value.Date `json:"due"`
}

// Approval is whether somebody who was present has approved. At is absent while they have not.
type Approval struct {
	AccountID value.ID
	Name      string
	At        value.Instant
}

// Addition is what was added after the approval.
type Addition struct {
	ID   value.ID
	Text string
	At   value.Instant
	By   string
}
