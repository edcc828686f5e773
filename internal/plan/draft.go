package plan

import (
	"context"
	"slices"
	"strings"

	"siil/internal/account"
	"siil/internal/casefile"
	"siil/internal/fault"
	"siil/internal/gate"
	"siil/internal/guideline"
	"siil/internal/policy"
	"siil/internal/text"
	"siil/internal/value"
)

// Begin begins the first version of a case's project, or the next one after a version that was dropped, from the person's own words. Who works on
// the case may. It fails with Invalid by field, with Conflict when a version is open or in force (that one is revised), or the case is closed.
func (r *Room) Begin(ctx context.Context, who gate.Actor, caseID value.ID, aims string) (id value.ID, err error) {
	id = value.NewID()
	err = r.g.Write(ctx, who, func(tx *gate.WriteTx) error {
		c, res, err := casefile.Facts(&tx.ReadTx, caseID)
		if err != nil {
			return err
		}
		if err := tx.Decide(policy.PlanWrite, inSection(res, policy.Common)); err != nil {
			return err
		}
		if s, _ := r.m.State(c.State); s.Kind == guideline.Closed {
			return fault.New(fault.Conflict, text.PlanCaseClosed)
		}
		plans, err := loadPlans(&tx.ReadTx, c, bySection{}, nil)
		if err != nil {
			return err
		}
		v := View{Plans: plans}
		if p, ok := v.Open(); ok {
			return fault.New(fault.Conflict, text.PlanOpenAlready.With(p.Number))
		}
		if p, ok := v.Current(); ok && p.EpisodeID == c.EpisodeID {
			return fault.New(fault.Conflict, text.PlanReviseInstead.With(p.Number))
		}
		var check fault.Check
		aims = strings.TrimSpace(aims)
		check.Fits("aims", aims, MaxAims)
		if err := check.Err(); err != nil {
			return err
		}
		assessed, _, err := r.assessments.Newest(&tx.ReadTx, c, res)
		if err != nil {
			return err
		}
		return insertPlan(tx, c, id, aims, assessed.ID, "", "")
	})
	return id, err
}

// insertPlan adds a draft with the next free number of the case.
func insertPlan(tx *gate.WriteTx, c casefile.Case, id value.ID, aims string, assessment, revises value.ID, why string) error {
	var last int
	args := []any{tx.Zone()}
	if err := tx.One("SELECT COALESCE(MAX(number), 0) FROM plan WHERE zone = $1 AND case_id IN "+gate.Among(&args, c.Cases()), args, &last); err != nil {
		return err
	}
	row := gate.Row{"id": id, "case_id": c.ID, "episode_id": c.EpisodeID, "person_id": c.PersonID, "number": last + 1, "state": Draft, "aims": aims,
		"assessment_id": assessment, "revises": revises, "made_at": tx.Now(), "made_by": tx.Who().Account, "changed_at": tx.Now(), "changed_by": tx.Who().Account,
		"version": 1}
	row.SetText("why", why)
	return tx.Insert("plan", row)
}

// drafting is a command on a draft: it loads the case and the version, decides, and refuses what can no longer be written. section chooses in which section
// the command is decided, from the version as whoever may read all that the actor may write sees it; it may answer NotFound.
func (r *Room) drafting(ctx context.Context, who gate.Actor, planID value.ID, section func(p Plan) (policy.Section, error),
	do func(tx *gate.WriteTx, c casefile.Case, p Plan) error) error {
	return r.draftingIn(ctx, who, planID, func(p Plan) ([]policy.Section, error) {
		s, err := section(p)
		return []policy.Section{s}, err
	}, do)
}

// draftingIn is drafting in several sections at once: the actor must be allowed in all.
func (r *Room) draftingIn(ctx context.Context, who gate.Actor, planID value.ID, sections func(p Plan) ([]policy.Section, error),
	do func(tx *gate.WriteTx, c casefile.Case, p Plan) error) error {
	return r.g.Write(ctx, who, func(tx *gate.WriteTx) error {
		c, res, err := caseOfPlan(&tx.ReadTx, planID)
		if err != nil {
			return err
		}
		if err := tx.Decide(policy.PlanWrite, inSection(res, policy.Common)); err != nil {
			return err
		}
		p, err := loadPlan(&tx.ReadTx, mayIn(&tx.ReadTx, res, policy.PlanWrite), working(tx, c), planID)
		if err != nil {
			return err
		}
		in, err := sections(p)
		if err != nil {
			return err
		}
		for _, s := range slices.Compact(slices.Sorted(slices.Values(in))) {
			if s == policy.Common {
				continue
			}
			if err := tx.Decide(policy.PlanWrite, inSection(res, s)); err != nil {
				return err
			}
		}
		if !p.Changeable() {
			return fault.New(fault.Conflict, notChangeable(p))
		}
		if err := do(tx, c, p); err != nil || !slices.Contains(in, policy.Common) {
			return err // a version that told of changes in a reserved part would tell of the part
		}
		return bump(tx, p)
	})
}

func notChangeable(p Plan) text.T {
	switch p.State {
	case Signing:
		return text.PlanIsSigned.With(p.Number)
	case InForce:
		return text.PlanReviseInstead.With(p.Number)
	}
	return text.PlanIsOld.With(p.Number)
}

// bump notes that something of a version has changed.
func bump(tx *gate.WriteTx, p Plan) error {
	return tx.Update("plan", p.ID, gate.Row{"changed_at": tx.Now(), "changed_by": tx.Who().Account, "version": p.Version + 1})
}

func common(Plan) (policy.Section, error) { return policy.Common, nil }

// savedBy is the conflict of a form older than what stands, which somebody has written since.
func savedBy(tx *gate.WriteTx, by value.ID, at value.Instant) error {
	all, err := account.Colleagues(&tx.ReadTx)
	if err != nil {
		return err
	}
	name := ""
	if i := slices.IndexFunc(all, func(c account.Colleague) bool { return c.ID == by }); i >= 0 {
		name = all[i].Name()
	}
	return fault.New(fault.Conflict, text.SavedByOther.With(name, at.Clock()))
}

// WriteAims writes what the person wants, in their words. was is the text that the form began from: when another stands now it is Conflict.
func (r *Room) WriteAims(ctx context.Context, who gate.Actor, planID value.ID, was, aims string) error {
	return r.drafting(ctx, who, planID, common, func(tx *gate.WriteTx, _ casefile.Case, p Plan) error {
		aims = strings.TrimSpace(aims)
		var check fault.Check
		check.Fits("aims", aims, MaxAims)
		if err := check.Err(); err != nil || aims == p.Aims {
			return err
		}
		if was != p.Aims {
			return savedBy(tx, p.ChangedBy, p.ChangedAt)
		}
		return tx.Update("plan", p.ID, gate.Row{"aims": aims})
	})
}

// Drop gives up a draft that nobody has signed. Who works on the case may. Actions that it alone speaks of and that never began go with it.
func (r *Room) Drop(ctx context.Context, who gate.Actor, planID value.ID) error {
	return r.g.Write(ctx, who, func(tx *gate.WriteTx) error {
		c, res, err := caseOfPlan(&tx.ReadTx, planID)
		if err != nil {
			return err
		}
		if err := tx.Decide(policy.PlanWrite, inSection(res, policy.Common)); err != nil {
			return err
		}
		p, err := loadPlan(&tx.ReadTx, bySection{}, nil, planID)
		if err != nil {
			return err
		}
		if !p.Changeable() {
			return fault.New(fault.Conflict, notChangeable(p))
		}
		if err := dropActions(tx, "1 = 1", planID); err != nil {
			return err
		}
		row := gate.Row{"state": Dropped, "dropped_at": tx.Now(), "changed_at": tx.Now(), "changed_by": who.Account, "version": p.Version + 1}
		if err := tx.Update("plan", p.ID, row); err != nil || p.Revises == "" {
			return err
		}
		return r.moveTo(tx, c, stateRunning, tx.Today())
	})
}

// dropActions ends the planned actions of a version of which no other living version speaks. which chooses them among its rows p, with
// parameters from $3 on.
func dropActions(tx *gate.WriteTx, which string, planID value.ID, args ...any) error {
	type row struct {
		id      value.ID
		version int
	}
	found, err := gate.All(&tx.ReadTx, onlyHere+" AND "+which, append([]any{tx.Zone(), planID}, args...), func(s gate.Scanner) (x row, err error) {
		return x, s.Scan(&x.id, &x.version)
	})
	if err != nil {
		return err
	}
	for _, x := range found {
		if err := tx.Update("action", x.id, gate.Row{"state": ActionDropped, "version": x.version + 1}); err != nil {
			return err
		}
	}
	return nil
}

const onlyHere = `SELECT a.id, a.version FROM plan_action p JOIN action a ON a.zone = p.zone AND a.id = p.action_id
	WHERE p.zone = $1 AND p.plan_id = $2 AND p.removed_at IS NULL AND a.state = 'planned' AND NOT EXISTS (SELECT 1 FROM plan_action q JOIN plan o ON o.zone = q.zone AND o.id = q.plan_id
	WHERE q.zone = p.zone AND q.action_id = p.action_id AND q.plan_id <> $2 AND q.removed_at IS NULL AND o.state <> 'dropped')`
