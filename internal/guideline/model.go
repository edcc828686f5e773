// Package guideline reads the model on which the service runs (states and transitions, sections, roles, reasons, programmes, the words
// of imported lists) from data, checks it, and answers what the other rooms ask of it. It knows no person and no database: whoever
// holds a Model may read all of it. A Model is never changed after Load and may be shared between goroutines.
package guideline

import "siil/internal/text"

// Entry is what every coded value has. Records store the code; the words are looked up in the model of the day.
type Entry struct {
	Code         string `json:"code"`
	Label        text.T `json:"label"`
	DeprecatedAt string `json:"deprecated_at,omitempty"` // YYYY-MM-DD: from that day no longer offered, still understood
	ImportOnly   bool   `json:"import_only,omitempty"`   // only an imported list may give it; no form offers it
}

// OfferedOn tells whether forms offer the value on a day (YYYY-MM-DD).
func (e Entry) OfferedOn(day string) bool {
	return !e.ImportOnly && (e.DeprecatedAt == "" || day < e.DeprecatedAt)
}

func (e Entry) entry() Entry { return e }

// Coded is any value of the model.
type Coded interface{ entry() Entry }

// Offered keeps the values that forms offer on a day (YYYY-MM-DD), in the order of the model.
func Offered[T Coded](list []T, day string) []T {
	var out []T
	for _, v := range list {
		if v.entry().OfferedOn(day) {
			out = append(out, v)
		}
	}
	return out
}

// Info says which model this is; records that depend on its words keep Version.
type Info struct {
	Code    string `json:"code"`
	Version string `json:"version"`
	Date    string `json:"date"` // YYYY-MM-DD
	Name    text.T `json:"name"`
	Note    text.T `json:"note"`
}

// Phase is one of the six pips of a case.
type Phase struct {
	Entry
	Pip int `json:"pip"`
}

// Kind says whether a case in a state is still followed.
type Kind string

// The kinds of states.
const (
	Open      Kind = "open"
	Suspended Kind = "suspended"
	Closed    Kind = "closed"
)

// Mark is what a page shows beside or instead of the pips of a state.
type Mark string

// The marks of states (SCREENS 8).
const (
	NoMark  Mark = ""
	Striped Mark = "striped" // the pips that the case had reached, striped
	Again   Mark = "again"   // ↻ after the pips
	Refused Mark = "refused" // ✗ instead of the pips
)

// State is where a case stands. Phase is empty for a suspended case, which keeps the pips that it had reached.
type State struct {
	Entry
	Phase     string    `json:"phase"`
	Pips      int       `json:"pips"`
	Kind      Kind      `json:"kind"`
	Mark      Mark      `json:"mark,omitempty"`
	Enters    text.T    `json:"enters"` // when a case comes into the state, for help texts
	Terms     []Term    `json:"terms"`
	Certainty Certainty `json:"certainty"`
}

// Certainty says how sure a rule is: S stated in a source, K known practice not read again, I this project's own proposal.
type Certainty string

// The marks of certainty.
const (
	Stated   Certainty = "S"
	Known    Certainty = "K"
	Inferred Certainty = "I"
)

// Unit is how a term is counted.
type Unit string

// The units of terms.
const (
	Day        Unit = "day" // calendar days
	WorkingDay Unit = "working_day"
	Month      Unit = "month"
)

// Since is the day from which a term is counted.
type Since string

// The beginnings of terms.
const (
	SinceEntry     Since = "entry"      // the case came into the state
	SinceReferral  Since = "referral"   // the referral was received
	SinceLastCheck Since = "last_check" // the last check of the plan, or the entry when there is none
	SinceClosure   Since = "closure"    // the case was closed
)

// Term is a default deadline of a state; zones may set their own.
type Term struct {
	Code      string    `json:"code"`
	Count     int       `json:"count"` // in Unit
	Unit      Unit      `json:"unit"`
	Since     Since     `json:"since"`
	To        text.T    `json:"to"` // what must have happened by then
	Every     bool      `json:"every,omitempty"`
	Certainty Certainty `json:"certainty"`
	Source    string    `json:"source"`
}

// Maker is the command that makes a transition.
type Maker string

// The makers of transitions. Only ByHand is a plain change of state; the others ask for more than a reason.
const (
	ByHand       Maker = "hand"
	BySuspension Maker = "suspension" // wants a reason of SuspensionReasons and a review date
	ByResumption Maker = "resumption" // goes back to the state that the suspension interrupted
	ByClosure    Maker = "closure"    // wants a reason of ClosureReasons
	ByReopening  Maker = "reopening"  // begins a new linked episode
	ByFollowUp   Maker = "follow_up"  // made by the program after a closure
)

// Transition is one step from a state to another.
type Transition struct {
	Entry        // the verb that people read
	From, To     string
	Needs        []string // role or assignment codes, any of which may ask for it
	ReasonNeeded bool
	By           Maker
}

// Section is a part of the case file with its own readers.
type Section struct {
	Entry
	Sealed  bool     `json:"sealed"`  // its texts are encrypted in the database
	Readers []string `json:"readers"` // role or assignment codes; the rule that binds is the policy
	Writers []string `json:"writers"`
	Read    text.T   `json:"read"`  // the sentence beside the field, before one writes
	Write   text.T   `json:"write"` // who writes it
}

// Reason is a coded reason. Outside is what those see who may not read Section: some reasons tell about health or justice.
type Reason struct {
	Entry
	Section string   `json:"section"`
	Outside text.T   `json:"outside,omitzero"`
	Asks    []string `json:"asks,omitempty"` // further fields that the form asks with this reason
	// FollowUp false: one does not look at how things go after a closure for this reason.
	FollowUp *bool `json:"follow_up,omitempty"`
}

// Outcome is a result that is kept apart from the reason of closure.
type Outcome struct {
	Entry
	Kind    string `json:"kind"` // yes_no or delta
	When    string `json:"when"` // exit, 28_days or 6_months
	Section string `json:"section"`
	FSE     string `json:"fse,omitempty"` // the FSE+ result indicator that it feeds (Reg. EU 2021/1057 annex I)
}

// RoleKind tells roles of accounts from assignments on a case.
type RoleKind string

// The kinds of roles.
const (
	AccountRole RoleKind = "role"
	Assignment  RoleKind = "assignment" // on one case: case manager, member of the team
	SystemRole  RoleKind = "system"     // the program itself
)

// Role is what somebody is in a zone or on a case. Section is the section in which the role's notes begin.
type Role struct {
	Entry
	Kind       RoleKind `json:"kind"`
	Section    string   `json:"section"`
	Scope      string   `json:"scope"` // zone, region or case
	OpensCases bool     `json:"opens_cases"`
}

// Programme is a measure or fund. Outside is what those see who may not read Section.
type Programme struct {
	Entry
	Section string   `json:"section"`
	Outside text.T   `json:"outside,omitzero"`
	Reveals string   `json:"reveals,omitempty"` // the special category that membership tells about
	Words   []string `json:"words"`             // as zones write it
}

// OrganisationKind is a kind of body. Outside is what those see who may not read Section: the name of a body can be health data.
type OrganisationKind struct {
	Entry
	Section string   `json:"section"`
	Outside text.T   `json:"outside,omitzero"`
	Words   []string `json:"words"`
}

// Urgency is how soon a referral wants an answer.
type Urgency struct {
	Entry
	ReasonNeeded bool `json:"reason"`
}
