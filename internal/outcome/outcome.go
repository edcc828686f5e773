// Package outcome is the end of a path and what comes after it: the closure with its exit assessment, its actions, its report and the answer
// to the referrer, in one command; the follow-ups with their answers; the summary that goes to another zone or service. Whoever may close a
// case may close it here; a follow-up is answered by who worked on the case; each part of a summary is given by who may read it.
package outcome

import (
	"context"

	"siil/internal/casefile"
	"siil/internal/document"
	"siil/internal/gate"
	"siil/internal/guideline"
	"siil/internal/plan"
	"siil/internal/policy"
	"siil/internal/value"
)

// Room answers for closures and follow-ups behind one gate.
type Room struct {
	g         *gate.Gate
	m         *guideline.Model
	cases     *casefile.Room
	plans     *plan.Room
	documents *document.Room
}

// New makes the room.
func New(g *gate.Gate, m *guideline.Model, cases *casefile.Room, plans *plan.Room, documents *document.Room) *Room {
	return &Room{g: g, m: m, cases: cases, plans: plans, documents: documents}
}

// Longest texts, in characters.
const (
	MaxReason = casefile.MaxReason
	MaxAnswer = 1000
	MaxName   = 120
	MaxNote   = 2000
)

// Models of documents that this room makes.
const (
	ModelReport  = casefile.ModelClosing
	ModelSummary = document.ModelSummary
)

// on runs a command on one case: it loads the case, decides the action on it, and gives both to do.
func (r *Room) on(ctx context.Context, who gate.Actor, id value.ID, a policy.Action, do func(tx *gate.WriteTx, c casefile.Case, res policy.Resource) error) error {
	return r.g.Write(ctx, who, func(tx *gate.WriteTx) error {
		c, res, err := casefile.Facts(&tx.ReadTx, id)
		if err != nil {
			return err
		}
		if err := tx.Decide(a, res); err != nil {
			return err
		}
		return do(tx, c, res)
	})
}

func common(res policy.Resource) policy.Resource {
	res.Section = policy.Common
	return res
}
