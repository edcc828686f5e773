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

// The answers to a call.
const (
	Comes       = "yes"
	DoesNotCome = "no"
)

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
