package intake

import (
	"strconv"
	"strings"

	"siil/internal/guideline"
	"siil/internal/policy"
	"siil/internal/referral"
	"siil/internal/text"
	"siil/internal/ui"
	"siil/internal/value"
)

const (
	pathList    = "/segnalazioni"
	pathNew     = pathList + "/nuova"
	pathDraft   = pathNew + "/bozza"
	pathSimilar = pathList + "/simili"
	pathWaiting = "/attesa"
	nav         = "segnalazioni"
)

// worksHere tells whether somebody works here, and so sees the referrals of the zone rather than the own ones.
func worksHere(p policy.Principal) bool { return p.Has(policy.Coordinator, policy.Secretary) }

func pathOf(id value.ID) string { return pathList + "/" + string(id) }

// how tells how a referral stands in time, as a mark and a word.
type how struct {
	mark ui.MarkKind
	word text.T
}

// timeOf is how a referral that waits stands against its term; of one that is answered, nothing.
func timeOf(state string, due, today value.Date, mine bool, l text.Lang) how {
	days := today.Sub(due)
	switch {
	case state == referral.ToComplete && mine:
		return how{ui.Today, text.IntakeYourTurn}
	case state == referral.ToComplete:
		return how{ui.Today, text.IntakeStands}
	case state != referral.Received:
		return how{}
	case days == 1:
		return how{ui.Late, text.IntakeLateOne}
	case days > 1:
		return how{ui.Late, text.IntakeLateBy.With(days)}
	case days == 0:
		return how{ui.Today, text.IntakeDueToday}
	case days == -1:
		return how{ui.NoMark, text.IntakeDueOne}
	}
	return how{ui.NoMark, text.IntakeDueIn.With(due.NearIn(today, l))}
}

// stateOf is where a referral stands, in the words of its reader.
func (r *Room) stateOf(state, outcome, team string, inside bool) how {
	switch {
	case state == referral.Received && inside:
		return how{ui.NoMark, text.IntakeToAnswer}
	case state == referral.Received:
		return how{ui.NoMark, text.IntakeWaitsAnswer}
	case state == referral.ToComplete:
		return how{ui.Today, text.IntakeToComplete}
	}
	if d, ok := r.m.Sittings.Decision(team); ok {
		return how{r.refused(d.To), d.Label}
	}
	o, ok := r.m.Referrals.Outcome(outcome)
	if !ok {
		return how{ui.Done, text.IntakeAnswered}
	}
	return how{r.refused(o.To), o.Label}
}

// refused is the mark of an answer that leads a case off the road.
func (r *Room) refused(state string) ui.MarkKind {
	if s, ok := r.m.State(state); ok && s.Mark == guideline.Refused {
		return ui.Failed
	}
	return ui.Done
}

// urgent tells whether an urgency is one that gives its reason.
func (r *Room) urgent(code string) bool {
	u, ok := r.m.Urgency(code)
	return ok && u.ReasonNeeded
}

// joined writes what there is of some words on one line.
func joined(words ...string) string {
	var out []string
	for _, w := range words {
		if w != "" {
			out = append(out, w)
		}
	}
	return strings.Join(out, ", ")
}

// optionID gives the first of several inputs of one field the id of the field, where the error summary leads.
func optionID(first string, i int) string {
	if i == 0 {
		return first
	}
	return first + "-" + strconv.Itoa(i+1)
}
