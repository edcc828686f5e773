package casefile

import (
	"slices"

	"siil/internal/gate"
	"siil/internal/policy"
	"siil/internal/value"
)

// Reading is one look into a case: who, when, as what, and what was read beyond the case file itself.
type Reading struct {
	At       value.Instant
	Actor    value.ID // absent: the program
	Role     string   // codes joined with +
	Via      string
	Why      string           // code of the reason for which somebody else's case was opened
	Sections []policy.Section // reserved sections that were read, as far as the reader of this list may know of them
	leaf     int64
}

// readingActions are the leaves that tell of a reading.
var readingActions = []policy.Action{policy.CaseOpen, policy.PersonRead, policy.NoteRead, policy.CaseGlass, policy.ReferralRead, policy.AssessmentRead,
	policy.PlanRead, gate.Disclosed}

// Readers reads who has looked into a case, newest first; records merged into it count. before is the leaf to begin under (0: the newest);
// next is where the following page begins, 0 at the end. The caller has decided ReadersRead, or CaseOpen for the few that the case page
// shows. What tells that a reserved section exists is shown only to whoever may read that section.
func Readers(tx *gate.ReadTx, c Case, res policy.Resource, limit int, before int64) (out []Reading, next int64, err error) {
	leaves, err := tx.Accesses(gate.AccessFilter{Subjects: c.Cases(), Actions: readingActions, Before: before, Limit: 6*limit + 6, Max: 60*limit + 60})
	if err != nil {
		return nil, 0, err
	}
	for _, l := range leaves {
		if !l.OK || !mayKnow(tx, res, l) {
			continue
		}
		if n := len(out); n == 0 || out[n-1].At != l.At || out[n-1].Actor != l.Actor {
			if n == limit {
				return out, out[n-1].leaf, nil
			}
			out = append(out, Reading{At: l.At, Actor: l.Actor, Role: l.Role, Via: l.Via})
		}
		last := &out[len(out)-1]
		last.leaf = l.Leaf
		switch l.Action {
		case policy.CaseGlass:
			last.Why = l.Why
		case policy.NoteRead, policy.AssessmentRead, policy.PlanRead:
			if s := policy.Section(l.Why); s.Sealed() && !slices.Contains(last.Sections, s) {
				last.Sections = append(last.Sections, s)
			}
		}
	}
	return out, 0, nil
}

// mayKnow tells whether a leaf may be shown. A look at the form that asks for a reason is no reading. A leaf of sealed texts does not say of
// which section they were, so it is only for whoever may read them all.
func mayKnow(tx *gate.ReadTx, res policy.Resource, l gate.Access) bool {
	switch l.Action {
	case policy.CaseGlass:
		return l.Why != ""
	case policy.AssessmentRead, policy.PlanRead:
		return l.Why == "" || tx.May(l.Action, withSection(res, policy.Section(l.Why)))
	case policy.NoteRead:
		return tx.May(policy.NoteRead, noteOf(res, policy.Section(l.Why)))
	case gate.Disclosed:
		return tx.May(policy.NoteRead, noteOf(res, policy.Health)) && tx.May(policy.NoteRead, noteOf(res, policy.Justice))
	}
	return true
}

func withSection(res policy.Resource, s policy.Section) policy.Resource {
	res.Section = s
	return res
}
