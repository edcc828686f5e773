package sitting

import (
	"siil/internal/casefile"
	"siil/internal/gate"
	"siil/internal/guideline"
	"siil/internal/text"
	"siil/internal/value"
)

// course is what a decision makes of a case in its state.
type course struct {
	resume bool            // a suspension ends first
	by     guideline.Maker // "" leaves the state as it is
	to     string
	putOff bool // a suspension goes on
}

// courseOf finds what a decision makes of a case; interrupted is the state to which a suspended case comes back. false when the state does
// not let the decision be made. Whoever is in charge already stays where they are when the team says so again.
func courseOf(m *guideline.Model, state, interrupted string, d guideline.Decision) (course, bool) {
	at := state
	c := course{by: d.By, to: d.To}
	switch {
	case d.To == "":
		return course{}, true
	case d.By == guideline.BySuspension && state == stateSuspended:
		return course{putOff: true}, true
	case d.By == guideline.ByHand && state == stateSuspended:
		at, c.resume = interrupted, true
	}
	if step, ok := m.Transition(at, d.To); ok && step.By == d.By {
		return c, true
	}
	from, known := m.State(at)
	to, _ := m.State(d.To)
	if d.By == guideline.ByHand && known && from.Kind == guideline.Open && to.Kind == guideline.Open && from.Pips >= to.Pips {
		return course{resume: c.resume}, true
	}
	return course{}, false
}

// interrupted is the state to which a suspended case comes back.
func interrupted(c casefile.Case) string {
	if c.Suspension == nil {
		return ""
	}
	return c.Suspension.FromState
}

// choices are the decisions that a case's state lets be made, in the order of the guidelines.
func (r *Room) choices(c casefile.Case, today value.Date) []guideline.Decision {
	var out []guideline.Decision
	for _, d := range guideline.Offered(r.m.Sittings.Decisions, today.ISO()) {
		if _, ok := courseOf(r.m, c.State, interrupted(c), d); ok {
			out = append(out, d)
		}
	}
	return out
}

// take brings the case to where the decision sends it. number is the sitting's.
func (c course) take(tx *gate.WriteTx, id value.ID, in Deciding, number int) error {
	words, today := text.SittingSource.With(number).In(text.Italian), tx.Today()
	if c.resume {
		if err := casefile.Resume(tx, casefile.Resuming{CaseID: id, On: today, Note: words}); err != nil {
			return err
		}
	}
	rest := casefile.Suspending{CaseID: id, SinceOn: today, Reason: in.SuspensionReason, Note: words, ReviewOn: in.ReviewOn}
	switch {
	case c.putOff:
		return casefile.PutOff(tx, rest)
	case c.by == guideline.BySuspension:
		return casefile.Suspend(tx, rest)
	case c.by == guideline.ByClosure:
		return casefile.CloseEpisode(tx, casefile.Closing{CaseID: id, On: today, Reason: in.ClosureReason, Note: words})
	case c.by == guideline.ByHand:
		return casefile.SetState(tx, casefile.StateSet{CaseID: id, To: c.to, On: today, Reason: words})
	}
	return nil
}
