package guideline

import "siil/internal/text"

// Field is a column that an imported list can have.
type Field struct {
	Entry
	Words []string `json:"words"` // headings that mean it
	Weak  []string `json:"weak"`  // headings that may mean it
}

// StateProposal is what a word in a list's state column is taken for. A person confirms it; when Sure is false the page asks first.
type StateProposal struct {
	State            string   `json:"state"`
	ClosureReason    string   `json:"closure_reason,omitempty"`
	SuspensionReason string   `json:"suspension_reason,omitempty"`
	Sure             bool     `json:"sure"`
	Why              text.T   `json:"why,omitzero"`
	Words            []string `json:"words"`
}

// SexWords are the ways in which lists write a sex.
type SexWords struct {
	Value string   `json:"value"` // F, M or X
	Words []string `json:"words"`
}

// ImportSynonyms are the words of the lists that zones keep today.
type ImportSynonyms struct {
	Fields  []Field         `json:"fields"`
	LeftOut []string        `json:"left_out"` // headings that are known and not imported
	States  []StateProposal `json:"states"`
	Sexes   []SexWords      `json:"sexes"`
}
