package plan

import (
	"context"
	"encoding/json"
	"slices"
	"strings"

	"siil/internal/casefile"
	"siil/internal/fault"
	"siil/internal/gate"
	"siil/internal/policy"
	"siil/internal/text"
	"siil/internal/value"
)

// GoalInput is a goal as its form brings it.
type GoalInput struct{ Domain, Text, ReachedWhen string }

func (in GoalInput) clean() GoalInput {
	return GoalInput{in.Domain, strings.TrimSpace(in.Text), strings.TrimSpace(in.ReachedWhen)}
}

// sectionOfDomain is who may know a goal of a domain. A domain that is not in the matrix is refused at the field.
func (r *Room) sectionOfDomain(code string) (policy.Section, error) {
	d, ok := r.m.Assessment.Domain(code)
	if !ok {
		var c fault.Check
		c.Add("domain", text.PlanGoalDomain)
		return "", c.Err()
	}
	return policy.Section(d.Section), nil
}

func (in GoalInput) check() error {
	var c fault.Check
	c.Needs("text", in.Text, text.PlanGoalText, MaxText)
	c.Fits("reached_when", in.ReachedWhen, MaxText)
	return c.Err()
}

// AddGoal adds a goal to a draft. Whoever writes the section of its domain may. It fails with Invalid by field.
func (r *Room) AddGoal(ctx context.Context, who gate.Actor, planID value.ID, in GoalInput) (id value.ID, err error) {
	in = in.clean()
	id = value.NewID()
	section := func(Plan) (policy.Section, error) { return r.sectionOfDomain(in.Domain) }
	err = r.drafting(ctx, who, planID, section, func(tx *gate.WriteTx, c casefile.Case, p Plan) error {
		if err := in.check(); err != nil {
			return err
		}
		s, err := r.sectionOfDomain(in.Domain)
		if err != nil {
			return err
		}
		if p.goalsIn(s) >= r.m.Actions.Plan.MostGoals {
			var check fault.Check
			check.Add("text", text.PlanTooManyGoals.With(r.m.Actions.Plan.MostGoals))
			return check.Err()
		}
		return insertGoal(tx, p, Goal{ID: id, Section: s, Position: p.nextPosition(), Domain: in.Domain, Text: in.Text, ReachedWhen: in.ReachedWhen})
	})
	return id, err
}

// goalsIn counts the goals of one section: each has its own limit, for one that counted reserved goals would tell of them.
func (p Plan) goalsIn(s policy.Section) (n int) {
	for _, g := range p.Goals {
		if g.Section == s {
			n++
		}
	}
	return n
}

// nextPosition stands after all goals that the actor sees.
func (p Plan) nextPosition() (n int) {
	for _, g := range p.Goals {
		n = max(n, g.Position)
	}
	return n + 1
}

func insertGoal(tx *gate.WriteTx, p Plan, g Goal) error {
	id := value.NewID()
	row, err := goalRow(tx, p, id, g)
	if err != nil {
		return err
	}
	row["id"], row["plan_id"], row["goal_id"], row["section"], row["position"], row["domain"], row["version"] = id, p.ID, g.ID, string(g.Section), g.Position, g.Domain, 1
	return tx.Insert("plan_goal", row)
}

// goalRow is the words of a goal, sealed if its section is.
func goalRow(tx *gate.WriteTx, p Plan, rowID value.ID, g Goal) (gate.Row, error) {
	row := gate.Row{"changed_at": tx.Now(), "changed_by": tx.Who().Account}
	if !g.Section.Sealed() {
		row["body"], row["reached_when"] = g.Text, g.ReachedWhen
		return row, nil
	}
	plain, err := json.Marshal(goalWords{g.Text, g.ReachedWhen})
	if err != nil {
		return nil, fault.Wrap(err, "goal")
	}
	row["sealed"], err = tx.Seal(p.PersonID, "plan_goal", rowID, "sealed", string(plain))
	return row, err
}

// goalOf finds the goal of a draft that a command is about; one that the actor may not write is not there.
func goalOf(id value.ID) func(Plan) (policy.Section, error) {
	return func(p Plan) (policy.Section, error) {
		g, ok := p.Goal(id)
		if !ok {
			return "", fault.Missing()
		}
		return g.Section, nil
	}
}

// ChangeGoal writes a goal's words; its domain stays within its section. base is the version that the form began from.
func (r *Room) ChangeGoal(ctx context.Context, who gate.Actor, planID, goalID value.ID, base int, in GoalInput) error {
	in = in.clean()
	return r.drafting(ctx, who, planID, goalOf(goalID), func(tx *gate.WriteTx, c casefile.Case, p Plan) error {
		g, _ := p.Goal(goalID)
		s, err := r.sectionOfDomain(in.Domain)
		if err != nil {
			return err
		}
		if s != g.Section {
			var check fault.Check
			check.Add("domain", text.PlanGoalOtherSection)
			return check.Err()
		}
		if err := in.check(); err != nil {
			return err
		}
		if in == (GoalInput{g.Domain, g.Text, g.ReachedWhen}) {
			return nil
		}
		if base != g.Version {
			return savedBy(tx, g.ChangedBy, g.ChangedAt)
		}
		g.Domain, g.Text, g.ReachedWhen = in.Domain, in.Text, in.ReachedWhen
		row, err := goalRow(tx, p, g.RowID, g)
		if err != nil {
			return err
		}
		row["domain"], row["version"] = g.Domain, g.Version+1
		return tx.Update("plan_goal", g.RowID, row)
	})
}

// RemoveGoal takes a goal out of a draft with all actions towards it, also those that the actor may not read: to keep one would tell of it.
func (r *Room) RemoveGoal(ctx context.Context, who gate.Actor, planID, goalID value.ID) error {
	return r.drafting(ctx, who, planID, goalOf(goalID), func(tx *gate.WriteTx, c casefile.Case, p Plan) error {
		g, _ := p.Goal(goalID)
		if err := dropActions(tx, "p.goal_id = $3", p.ID, goalID); err != nil {
			return err
		}
		rows, err := gate.All(&tx.ReadTx, "SELECT id FROM plan_action WHERE zone = $1 AND plan_id = $2 AND goal_id = $3 AND removed_at IS NULL",
			[]any{tx.Zone(), p.ID, goalID}, func(s gate.Scanner) (id value.ID, err error) { return id, s.Scan(&id) })
		if err != nil {
			return err
		}
		for _, id := range rows {
			if err := tx.Update("plan_action", id, gate.Row{"removed_at": tx.Now()}); err != nil {
				return err
			}
		}
		return tx.Update("plan_goal", g.RowID, gate.Row{"removed_at": tx.Now()})
	})
}

// MoveGoal changes places with the goal before or after it, among those that the actor may write.
func (r *Room) MoveGoal(ctx context.Context, who gate.Actor, planID, goalID value.ID, up bool) error {
	sections := func(p Plan) (out []policy.Section, err error) {
		if _, ok := p.Goal(goalID); !ok {
			return nil, fault.Missing()
		}
		for _, g := range p.moved(goalID, up) {
			out = append(out, g.Section)
		}
		return out, nil
	}
	return r.draftingIn(ctx, who, planID, sections, func(tx *gate.WriteTx, c casefile.Case, p Plan) error {
		for _, g := range p.moved(goalID, up) {
			if err := tx.Update("plan_goal", g.RowID, gate.Row{"position": g.Position}); err != nil {
				return err
			}
		}
		return nil
	})
}

// moved are the goals that stand elsewhere once one has changed places, with their new positions. Two may have stood at the same one: whoever added
// the second did not see the first.
func (p Plan) moved(goalID value.ID, up bool) (out []Goal) {
	i := slices.IndexFunc(p.Goals, func(g Goal) bool { return g.ID == goalID })
	j := i + 1
	if up {
		j = i - 1
	}
	if i < 0 || j < 0 || j >= len(p.Goals) {
		return nil
	}
	order := slices.Clone(p.Goals)
	order[i], order[j] = order[j], order[i]
	last := 0
	for k, g := range order {
		at := max(p.Goals[k].Position, last+1)
		last = at
		if g.Position != at {
			g.Position = at
			out = append(out, g)
		}
	}
	return out
}

// TakeProposals adds the goals of the guidelines that somebody chose among the proposals, in Italian, all or none. Codes that the guidelines do not know,
// and domains that have a goal already, are passed over: the same click twice adds nothing. Whoever writes the sections of all may. It fails with Invalid
// on "codes" when there are too many.
func (r *Room) TakeProposals(ctx context.Context, who gate.Actor, planID value.ID, codes []string) error {
	chosen := func(p Plan) (out []Goal) {
		for _, code := range slices.Compact(slices.Sorted(slices.Values(codes))) {
			g, ok := r.m.Goal(code)
			s, err := r.sectionOfDomain(g.Domain)
			has := slices.ContainsFunc(p.Goals, func(x Goal) bool { return x.Domain == g.Domain })
			if ok && err == nil && !has {
				out = append(out, Goal{Section: s, Domain: g.Domain, Text: g.Label.In(text.Italian), ReachedWhen: g.ReachedWhen.In(text.Italian)})
			}
		}
		return out
	}
	sections := func(p Plan) (out []policy.Section, err error) {
		for _, g := range chosen(p) {
			out = append(out, g.Section)
		}
		return out, nil
	}
	return r.draftingIn(ctx, who, planID, sections, func(tx *gate.WriteTx, c casefile.Case, p Plan) error {
		for _, g := range chosen(p) {
			if p.goalsIn(g.Section) >= r.m.Actions.Plan.MostGoals {
				var check fault.Check
				check.Add("codes", text.PlanTooManyGoals.With(r.m.Actions.Plan.MostGoals))
				return check.Err()
			}
			g.ID, g.Position = value.NewID(), p.nextPosition()
			if err := insertGoal(tx, p, g); err != nil {
				return err
			}
			p.Goals = append(p.Goals, g)
		}
		return nil
	})
}
