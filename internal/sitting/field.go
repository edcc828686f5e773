package sitting

import (
	"siil/internal/value"
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
