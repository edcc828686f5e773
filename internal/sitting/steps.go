package sitting

import (
	"encoding/json"

	"siil/internal/casefile"
	"siil/internal/value"
)

// liveStep is one line of next steps as it is while it is written: nothing of it need be right yet.
type liveStep struct {
	What  string `json:"what"`
	WhoID string `json:"who_id,omitempty"`
	Words string `json:"who_words,omitempty"`
	Due   string `json:"due,omitempty"` // YYYY-MM-DD
}

// FormatSteps writes next steps as the text of the field FieldSteps.
func FormatSteps(steps []casefile.NextStep) string {
	list := make([]liveStep, len(steps))
	for i, s := range steps {
		list[i] = liveStep{What: s.What, WhoID: string(s.WhoID), Words: s.WhoWords, Due: s.DueOn.ISO()}
	}
	if len(list) == 0 {
		return ""
	}
	b, _ := json.Marshal(list)
	return string(b)
}

// ParseSteps reads what FormatSteps wrote; a text that is none gives none, and what is not an id or a day is left out.
func ParseSteps(words string) []casefile.NextStep {
	var list []liveStep
	if json.Unmarshal([]byte(words), &list) != nil {
		return nil
	}
	out := make([]casefile.NextStep, 0, len(list))
	for _, s := range list {
		x := casefile.NextStep{What: s.What, WhoWords: s.Words}
		x.WhoID, _ = value.ParseID(s.WhoID)
		x.DueOn, _ = value.ParseISO(s.Due)
		out = append(out, x)
	}
	return out
}
