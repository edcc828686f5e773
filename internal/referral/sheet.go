package referral

import (
	"errors"

	"siil/internal/gate"
	"siil/internal/value"
)

// Where a sheet stands.
const (
	Received   = "received"    // the coordinator is to answer it
	ToComplete = "to_complete" // the sender is to answer a question; the term stands still meanwhile
	Answered   = "answered"
)

// What a message is.
const (
	Question = "question"
	Answer   = "answer"
)

// Words are what a referral says; they are sealed under the person's key.
type Words struct {
	Reason        string            `json:"reason"`
	Asked         string            `json:"asked"` // of the team
	PersonWords   string            `json:"person_words,omitempty"`
	UrgencyReason string            `json:"urgency_reason,omitempty"`
	Contact       string            `json:"contact,omitempty"` // of the sender
	Needs         map[string]string `json:"needs,omitempty"`   // code to what was written beside it
	Services      []string          `json:"services,omitempty"`
	ServicesText  string            `json:"services_text,omitempty"`
	Written       map[string]string `json:"written,omitempty"` // the person as the sender wrote them, by field of person
}

// Sheet is one referral that was sent to the team, with its words opened. Its id is that of its Referral.
type Sheet struct {
	ID, CaseID, EpisodeID, PersonID, SenderID, OrganisationID value.ID
	Number                                                    int
	SenderName                                                string
	SenderWords                                               string // the body, when it is not in the directory
	Channel, Urgency, Informed                                string
	InformedOn, ReceivedOn, DueOn                             value.Date
	State                                                     string
	StateAt, MadeAt                                           value.Instant
	MadeBy                                                    value.ID
	Outcome                                                   string
	OutcomeAt                                                 value.Instant
	OutcomeBy                                                 value.ID
	TeamDecision                                              string
	TeamAt                                                    value.Instant
	Version                                                   int
	Words                                                     Words
	Reason, Advice                                            string // of the outcome
	TeamReason, TeamAdvice                                    string
	Messages                                                  []Message // the first one first
}

// Message is what was asked of the sender, or what came back.
type Message struct {
	ID   value.ID
	Kind string
	Text string
	At   value.Instant
	By   value.ID
}

// Urgent is the code of the urgency that must give its reason; Ordinary is the other one.
const (
	Urgent   = "urgent"
	Ordinary = "ordinary"
)

// Late tells whether the answer is overdue on a day.
func (s Sheet) Late(today value.Date) bool { return s.State == Received && s.DueOn.Before(today) }

// SheetsOf reads the sheets of cases with their words and messages, the first one first, in a fixed number of queries. The caller decides;
// opening the words leaves its own leaf.
func SheetsOf(tx *gate.ReadTx, caseIDs []value.ID) ([]Sheet, error) { return nil, errNotYet }

// TeamSaid notes on the sheets that were brought before the team what it has decided and advises, as their senders may read it, inside
// another command that has decided. It gives the sheets that it changed.
func TeamSaid(tx *gate.WriteTx, caseIDs []value.ID, decision, advice string) ([]Sheet, error) {
	return nil, errNotYet
}

var errNotYet = errors.New("not yet")
