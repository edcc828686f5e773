package sitting

import (
	"context"
	"slices"
	"strings"

	"siil/internal/casefile"
	"siil/internal/gate"
	"siil/internal/guideline"
	"siil/internal/policy"
	"siil/internal/text"
	"siil/internal/value"
)

// words are what a decision says; they are sealed under the person's key.
type words struct {
	Reason           string              `json:"reason,omitempty"`
	Advice           string              `json:"advice,omitempty"`
	Note             string              `json:"note,omitempty"`
	Team             []value.ID          `json:"team,omitempty"`
	Steps            []casefile.NextStep `json:"steps,omitempty"`
	SuspensionReason string              `json:"suspension_reason,omitempty"`
	ClosureReason    string              `json:"closure_reason,omitempty"`
	ReviewOn         value.Date          `json:"review_on"`
	Present          []value.ID          `json:"present"`
	Out              []value.ID          `json:"out,omitempty"`
}

// undo is what Reopen needs to take a decision back; it is sealed beside the words.
type undo struct {
	Before  casefile.Before `json:"before"`
	Joined  []value.ID      `json:"joined,omitempty"`
	Steps   []value.ID      `json:"steps,omitempty"`
	Said    bool            `json:"said,omitempty"` // the senders could read it
	Earlier string          `json:"earlier,omitempty"`
	Advice  string          `json:"advice,omitempty"`
}

// ground is everything that a decision stands on.
type ground struct {
	agenda
	item
	c      casefile.Case
	d      guideline.Decision
	course course
	id     value.ID
	person value.ID
	staff  colleagues
}

// Decide decides on one case of a sitting that is open: the case changes with it, in the same transaction, the senders can read what they may,
// who is given something is told, and the next case begins. The coordinator may, and who writes the minutes, when they are there and have
// not stepped out. It fails with Invalid by field, and with Conflict when the case is decided already, has changed since it came on the agenda,
// when the form is older than the item, or without a quorum.
func (r *Room) Decide(ctx context.Context, who gate.Actor, id value.ID, in Deciding) (decision value.ID, err error) {
	decision = value.NewID()
	err = r.g.Write(ctx, who, func(tx *gate.WriteTx) error {
		g, err := r.ground(tx, id, in)
		if err != nil {
			return err
		}
		g.id = decision
		if err := r.checkDeciding(&tx.ReadTx, g, &in); err != nil {
			return err
		}
		if err := r.carryOut(tx, g, in); err != nil {
			return err
		}
		x := g.item
		set := gate.Row{"state": Decided, "ended_at": tx.Now()}
		if x.StartedAt.IsZero() {
			set["started_at"] = tx.Now()
		}
		if err := changeItem(tx, x, set); err != nil {
			return err
		}
		if err := next(tx, g.agenda, x); err != nil {
			return err
		}
		return bump(tx, g.agenda.ID)
	})
	return decision, err
}

// ground loads what the decision stands on, decides that the actor may, and refuses what comes too late.
func (r *Room) ground(tx *gate.WriteTx, id value.ID, in Deciding) (*ground, error) {
	s, err := loadAgenda(&tx.ReadTx, id)
	if err != nil {
		return nil, err
	}
	i := slices.IndexFunc(s.items, func(x item) bool { return x.CaseID == in.CaseID })
	if i < 0 {
		if err := tx.Decide(policy.SittingDecide, s.resource()); err != nil {
			return nil, err
		}
		return nil, invalid("case_id", text.SittingCaseUnknown)
	}
	g := &ground{agenda: s, item: s.items[i]}
	if err := tx.Decide(policy.SittingDecide, s.about(g.item)); err != nil {
		return nil, err
	}
	if err := running(s); err != nil {
		return nil, err
	}
	if err := open(s, g.item); err != nil {
		return nil, err
	}
	if err := free(&tx.ReadTx, g.item); err != nil {
		return nil, err
	}
	if in.Version != 0 && in.Version != g.item.Version {
		return nil, savedBefore(g.item.changedBy, g.item.changedAt)
	}
	if g.c, _, err = casefile.Facts(&tx.ReadTx, g.CaseID); err != nil {
		return nil, err
	}
	if g.c.ID != g.CaseID {
		return nil, conflict(text.SittingCaseMerged.With(g.c.Number))
	}
	if g.c.EpisodeID != g.EpisodeID || g.c.State != g.HeldState {
		return nil, caseChanged(g.c, text.SittingCaseChanged)
	}
	if q := g.quorum(r.m, g.item); !q.Holds {
		return nil, conflict(text.SittingNoQuorum.With(r.quorumWords(q)))
	}
	g.person, err = personOf(&tx.ReadTx, g.CaseID)
	return g, err
}

// caseChanged says who has changed the case meanwhile.
func caseChanged(c casefile.Case, t text.T) error {
	if c.ChangedBy == "" {
		return conflict(text.SittingCaseMoved.With(c.ChangedAt.Clock()))
	}
	return conflict(t.With(c.ChangedBy, c.ChangedAt.Clock()))
}

// quorum counts who is there for a case: whoever has stepped out does not count.
func (s agenda) quorum(m *guideline.Model, x item) Quorum {
	var parts []string
	for _, member := range s.Members {
		if member.Here && !x.out(member.AccountID) {
			parts = append(parts, member.Part)
		}
	}
	return quorumOf(m.Sittings.Quorum, parts)
}

// quorumWords are the parts of a quorum in words: "sociale 1 su 1, lavoro 0 su 1".
func (r *Room) quorumWords(q Quorum) string {
	var out []string
	for _, p := range q.Parts {
		section, _ := r.m.Section(p.Part)
		out = append(out, text.SittingQuorumPart.With(strings.ToLower(section.Label.In(text.Italian)), p.Have, p.Least).In(text.Italian))
	}
	return strings.Join(out, ", ")
}
