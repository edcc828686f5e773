package plan

import (
	"context"
	"strings"

	"siil/internal/casefile"
	"siil/internal/fault"
	"siil/internal/gate"
	"siil/internal/guideline"
	"siil/internal/policy"
	"siil/internal/text"
	"siil/internal/value"
)

// Revise begins the next version from the one in force, with the same goals and actions, and says why. Who works on the case may. It fails with Invalid on
// "why", with Conflict when a version is open already or this one is not in force.
func (r *Room) Revise(ctx context.Context, who gate.Actor, planID value.ID, why string) (id value.ID, err error) {
	why = strings.TrimSpace(why)
	err = r.g.Write(ctx, who, func(tx *gate.WriteTx) error {
		c, res, err := caseOfPlan(&tx.ReadTx, planID)
		if err != nil {
			return err
		}
		if err := tx.Decide(policy.PlanWrite, inSection(res, policy.Common)); err != nil {
			return err
		}
		var check fault.Check
		check.Needs("why", why, text.PlanReviseWhy, MaxReason)
		if err := check.Err(); err != nil {
			return err
		}
		id, err = r.reviseIn(tx, c, res, planID, why)
		return err
	})
	return id, err
}

// reviseIn copies a version in force into the draft of the next, inside a command that has decided. Actions that have ended stay in the copy: the path
// shows what was done.
func (r *Room) reviseIn(tx *gate.WriteTx, c casefile.Case, res policy.Resource, planID value.ID, why string) (value.ID, error) {
	if s, _ := r.m.State(c.State); s.Kind == guideline.Closed {
		return "", fault.New(fault.Conflict, text.PlanCaseClosed)
	}
	plans, err := loadPlans(&tx.ReadTx, c, bySection{}, nil)
	if err != nil {
		return "", err
	}
	if p, ok := (View{Plans: plans}).Open(); ok {
		return "", fault.New(fault.Conflict, text.PlanOpenAlready.With(p.Number))
	}
	p, err := wholePlan(tx, c, planID)
	if err != nil {
		return "", err
	}
	if p.State != InForce {
		return "", fault.New(fault.Conflict, notChangeable(p))
	}
	assessed, _, err := r.assessments.Newest(&tx.ReadTx, c, res)
	if err != nil {
		return "", err
	}
	id := value.NewID()
	if err := insertPlan(tx, c, id, p.Aims, assessed.ID, p.ID, why); err != nil {
		return "", err
	}
	next := p
	next.ID, next.PersonID = id, c.PersonID
	for _, g := range p.Goals {
		if err := insertGoal(tx, next, g); err != nil {
			return "", err
		}
		for _, a := range g.Actions {
			if err := insertAction(tx, next, a); err != nil {
				return "", err
			}
		}
	}
	for _, x := range p.Commitments {
		x.ID = value.NewID()
		if err := insertCommitment(tx, id, x); err != nil {
			return "", err
		}
	}
	for _, d := range p.Dates {
		if d.Before(tx.Today()) {
			continue
		}
		if err := insertDate(tx, id, d); err != nil {
			return "", err
		}
	}
	return id, r.moveTo(tx, c, stateRevised, tx.Today())
}
