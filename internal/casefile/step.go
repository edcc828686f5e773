package casefile

import (
	"context"

	"siil/internal/fault"
	"siil/internal/gate"
	"siil/internal/text"
	"siil/internal/value"
)

// NextStep is what somebody is to do in a case and by when. WhoWords names whoever has no account.
type NextStep struct {
	ID        value.ID      `json:"id,omitempty"`
	CaseID    value.ID      `json:"case_id,omitempty"`
	WhoID     value.ID      `json:"who_id,omitempty"`
	What      string        `json:"what"`
	WhoWords  string        `json:"who_words,omitempty"`
	DueOn     value.Date    `json:"due_on"`
	Source    string        `json:"source,omitempty"` // SourceSitting or SourceProgram
	SourceID  value.ID      `json:"source_id,omitempty"`
	DoneAt    value.Instant `json:"done_at"`
	DroppedAt value.Instant `json:"dropped_at"`
	MadeAt    value.Instant `json:"made_at"`

	Who        string `json:"-"` // name of WhoID, or WhoWords
	CaseNumber int    `json:"-"`
	Person     string `json:"-"` // set by StepsFor
}

// AddStep adds a next step to a case's present episode, inside a command that has decided.
func AddStep(tx *gate.WriteTx, s NextStep) (value.ID, error) {
	return "", fault.New(fault.Internal, text.InternalFault)
}

// StepsOf reads the next steps of cases, the earliest first; open: only what is neither done nor dropped. One query. The caller decides.
func StepsOf(tx *gate.ReadTx, caseIDs []value.ID, open bool) ([]NextStep, error) { return nil, nil }

// StepsFor reads the open next steps that were given to an account, the earliest first. One query. The caller decides.
func StepsFor(tx *gate.ReadTx, account value.ID) ([]NextStep, error) { return nil, nil }

// AnswerStep says that a next step is done, or drops it with a reason.
func (r *Room) AnswerStep(ctx context.Context, who gate.Actor, stepID value.ID, done bool, why string) error {
	return fault.New(fault.Internal, text.InternalFault)
}
