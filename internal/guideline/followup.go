package guideline

import (
	"maps"
	"slices"
	"time"

	"siil/internal/text"
	"siil/internal/value"
)

const followUpFile = "follow_up.json"

// What a reason of closure or an answer of a follow-up may ask.
const (
	AskContractKind  = "contract_kind"
	AskContractUntil = "contract_until"
	AskWeeklyHours   = "weekly_hours"
	AskZone          = "zone"
	AskService       = "service"
	AskNote          = "note"
)

// FollowUps is how one looks, after a closure, at how things go.
type FollowUps struct {
	Terms         []string       `json:"terms"` // codes of terms since the closure: one follow-up each
	Answers       []HowItGoes    `json:"answers"`
	ContractKinds []ContractKind `json:"contract_kinds"`
}

// HowItGoes is an answer of one button.
type HowItGoes struct {
	Entry
	Asks     []string          `json:"asks,omitempty"`     // what may be added
	Unknown  bool              `json:"unknown,omitempty"`  // nothing is known of the person: counted apart
	Outcomes map[string]string `json:"outcomes,omitempty"` // term to the outcome that the answer makes true
}

// ContractKind is a kind of employment.
type ContractKind struct{ Entry }

// Answer finds an answer by its code.
func (f FollowUps) Answer(code string) (HowItGoes, bool) { return find(f.Answers, code) }

// ContractKind finds a kind of employment by its code.
func (f FollowUps) ContractKind(code string) (ContractKind, bool) { return find(f.ContractKinds, code) }

// Followed tells whether one looks at how things go after a closure for this reason.
func (r Reason) Followed() bool { return r.FollowUp == nil || *r.FollowUp }

// FollowUpTerm finds the term of a follow-up by its code, in whatever state it stands.
func (m *Model) FollowUpTerm(code string) (Term, bool) {
	for _, s := range m.States {
		for _, t := range s.Terms {
			if t.Code == code && t.Since == SinceClosure {
				return t, true
			}
		}
	}
	return Term{}, false
}

// FollowUpDue is a follow-up that a closure opens.
type FollowUpDue struct {
	Code string
	On   value.Date
}

// FollowUpsAfter lists the follow-ups that a closure for a reason on a day opens, the earliest first; none for a reason that asks none.
func (m *Model) FollowUpsAfter(reason string, closed value.Date) []FollowUpDue {
	if r, ok := m.ClosureReason(reason); !ok || !r.Followed() {
		return nil
	}
	return m.FollowUpsFrom(closed)
}

// FollowUpsFrom lists them for a reason that asks for them.
func (m *Model) FollowUpsFrom(closed value.Date) (out []FollowUpDue) {
	for _, code := range m.FollowUps.Terms {
		if t, ok := m.FollowUpTerm(code); ok {
			out = append(out, FollowUpDue{code, t.Due(closed)})
		}
	}
	return out
}

// FSE is the result indicator that an answer to a term feeds; "" when it feeds none.
func (m *Model) FSE(term, answer string) string {
	a, _ := m.FollowUps.Answer(answer)
	o, _ := m.Outcome(a.Outcomes[term])
	return o.FSE
}

func (c *checker) followUps() {
	f, asks := c.m.FollowUps, []string{AskContractKind, AskContractUntil, AskWeeklyHours, AskZone, AskService, AskNote}
	checkList(c, followUpFile, f.Answers)
	checkList(c, followUpFile, f.ContractKinds)
	c.require(len(f.Terms) > 0, followUpFile, "terms", text.GuidelineNoEntries)
	last := value.Date{}
	day, _ := value.NewDate(2026, time.January, 31)
	for _, code := range f.Terms {
		t, ok := c.m.FollowUpTerm(code)
		c.require(ok, followUpFile, code, text.GuidelineUnknown.With("terms", code))
		c.require(!ok || last.IsZero() || t.Due(day).After(last), followUpFile, code, text.GuidelineValue.With("terms", code))
		last = t.Due(day)
	}
	for _, a := range f.Answers {
		for _, ask := range a.Asks {
			c.oneOf(followUpFile, a.Code, "asks", ask, AskContractKind, AskContractUntil, AskWeeklyHours)
		}
		for _, term := range slices.Sorted(maps.Keys(a.Outcomes)) {
			outcome, ok := c.m.Outcome(a.Outcomes[term])
			c.require(ok && outcome.Kind == "yes_no", followUpFile, a.Code, text.GuidelineUnknown.With("outcomes", a.Outcomes[term]))
			c.require(slices.Contains(f.Terms, term), followUpFile, a.Code, text.GuidelineUnknown.With("terms", term))
		}
	}
	for _, r := range c.m.ClosureReasons {
		for _, ask := range r.Asks {
			c.oneOf(closureFile, r.Code, "asks", ask, asks...)
			c.require(ask == AskNote || r.Section == "common", closureFile, r.Code, text.GuidelineValue.With("asks", ask))
		}
	}
}
