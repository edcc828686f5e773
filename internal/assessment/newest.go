package assessment

import (
	"cmp"
	"slices"
	"strings"

	"siil/internal/casefile"
	"siil/internal/gate"
	"siil/internal/guideline"
	"siil/internal/policy"
	"siil/internal/value"
)

// DomainLevel is a domain with our level.
type DomainLevel struct {
	Domain guideline.Domain
	Level  int
}

// Summary is what a plan begins from: the newest closed assessment, as far as its reader may know it.
type Summary struct {
	ID        value.ID
	Kind      string
	OnDay     value.Date
	Weak      []DomainLevel // our levels up to 3, the lowest first
	Strengths []string      // one a line
	Wants     string        // what the person wants, in their words
	Indices   map[string]Index
}

// weakUpTo is the highest level of a weak domain.
const weakUpTo = 3

// Newest gives the newest assessment of a case that counts; false when there is none. The caller has decided that the actor opens the case.
func (r *Room) Newest(tx *gate.ReadTx, c casefile.Case, res policy.Resource) (Summary, bool, error) {
	all, err := r.of(tx, c, res)
	if err != nil {
		return Summary{}, false, err
	}
	for _, a := range slices.Backward(all) {
		if a.Counts() {
			return a.summary(), true, nil
		}
	}
	return Summary{}, false, nil
}

func (a *Assessment) summary() Summary {
	s := Summary{ID: a.ID, Kind: a.Kind, OnDay: a.OnDay, Indices: a.Indices(), Wants: a.Texts[Aspirations].Body}
	levels := a.Levels()
	for _, d := range a.Instrument.Domains {
		if l := levels[d.Code]; l > 0 && l <= weakUpTo {
			s.Weak = append(s.Weak, DomainLevel{d, l})
		}
	}
	slices.SortStableFunc(s.Weak, func(x, y DomainLevel) int { return cmp.Compare(x.Level, y.Level) })
	for _, line := range strings.Split(a.Texts[Strengths].Body, "\n") {
		if line = strings.TrimSpace(line); line != "" {
			s.Strengths = append(s.Strengths, line)
		}
	}
	return s
}
