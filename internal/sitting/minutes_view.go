package sitting

import (
	"siil/internal/value"
)

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
