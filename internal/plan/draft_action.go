package plan

import (
	"context"
	"encoding/json"
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

// ActionInput is an action as its form brings it.
type ActionInput struct {
	GoalID value.ID
	Content
}

func (in ActionInput) clean() ActionInput {
	for _, s := range []*string{&in.Title, &in.Provider, &in.Place, &in.FollowerWords, &in.Note, &in.Promoter, &in.Host, &in.Tutor, &in.LongerWhy} {
		*s = strings.TrimSpace(*s)
	}
	return in
}

// sectionOf is who may know an action: the stricter of its goal's section and its kind's; of two reserved ones the goal's.
func sectionOf(g Goal, k guideline.ActionKind) policy.Section {
	if g.Section == policy.Common {
		return policy.Section(k.Section)
	}
	return g.Section
}

// AddAction adds an action towards a goal of a draft. Whoever writes its section may. It fails with Invalid by field.
func (r *Room) AddAction(ctx context.Context, who gate.Actor, planID value.ID, in ActionInput) (id value.ID, err error) {
	in = in.clean()
	id = value.NewID()
	section := func(p Plan) (policy.Section, error) {
		g, ok := p.Goal(in.GoalID)
		if !ok {
			return "", fault.Missing()
		}
		k, err := r.kind(in.Kind)
		return sectionOf(g, k), err
	}
	err = r.drafting(ctx, who, planID, section, func(tx *gate.WriteTx, c casefile.Case, p Plan) error {
		g, _ := p.Goal(in.GoalID)
		if err := r.checkAction(&tx.ReadTx, in, Content{}); err != nil {
			return err
		}
		if n := p.actions(); n >= MostActions {
			var check fault.Check
			check.Add("kind", text.PlanTooManyActions.With(MostActions))
			return check.Err()
		}
		if in.FollowerID == "" && in.FollowerWords == "" && who.Via == "api" {
			in.FollowerID = c.ManagerID // programs need not know who follows; people are asked before signing
		}
		k, _ := r.kind(in.Kind)
		a := Action{ID: id, GoalID: g.ID, Section: sectionOf(g, k), Position: g.nextPosition(), Content: in.Content}
		err := tx.Insert("action", gate.Row{"id": id, "case_id": c.ID, "episode_id": c.EpisodeID, "person_id": c.PersonID, "section": string(a.Section),
			"state": Planned, "made_at": tx.Now(), "made_by": who.Account, "version": 1})
		if err != nil {
			return err
		}
		return insertAction(tx, p, a)
	})
	return id, err
}

func (p Plan) actions() (n int) {
	for _, g := range p.Goals {
		n += len(g.Actions)
	}
	return n
}

// nextPosition stands after all actions towards a goal that the actor sees.
func (g Goal) nextPosition() (n int) {
	for _, a := range g.Actions {
		n = max(n, a.Position)
	}
	return n + 1
}

func (r *Room) kind(code string) (guideline.ActionKind, error) {
	k, ok := r.m.Actions.Kind(code)
	if !ok {
		var c fault.Check
		c.Add("kind", text.PlanActionKind)
		return k, c.Err()
	}
	return k, nil
}

func insertAction(tx *gate.WriteTx, p Plan, a Action) error {
	id := value.NewID()
	row, err := actionRow(tx, p, id, a)
	if err != nil {
		return err
	}
	row["id"], row["plan_id"], row["action_id"], row["goal_id"], row["section"], row["position"], row["version"] = id, p.ID, a.ID, a.GoalID, string(a.Section), a.Position, 1
	return tx.Insert("plan_action", row)
}

// actionRow is what a version says of an action, sealed whole if its section is.
func actionRow(tx *gate.WriteTx, p Plan, rowID value.ID, a Action) (gate.Row, error) {
	row := gate.Row{"changed_at": tx.Now(), "changed_by": tx.Who().Account}
	if a.Section.Sealed() {
		plain, err := json.Marshal(a.Content)
		if err != nil {
			return nil, fault.Wrap(err, "action")
		}
		row["sealed"], err = tx.Seal(p.PersonID, "plan_action", rowID, "sealed", string(plain))
		return row, err
	}
	for column, s := range map[string]string{"kind": a.Kind, "title": a.Title, "provider": a.Provider, "place": a.Place, "fund": a.Fund,
		"follower_words": a.FollowerWords, "note": a.Note, "promoter": a.Promoter, "host": a.Host, "tutor": a.Tutor, "longer_why": a.LongerWhy} {
		row[column] = nil
		row.SetText(column, s)
	}
	row["hours"], row["months"], row["allowance"] = number(a.Hours), number(a.Months), number(int(a.Allowance))
	row["from_on"], row["to_on"], row["follower_id"] = a.From, a.To, a.FollowerID
	return row, nil
}

// number is a figure as it is stored: none is NULL.
func number(n int) any {
	if n == 0 {
		return nil
	}
	return n
}

// checkAction checks what was typed of an action; what is still missing is asked for when the draft is closed. Of was, which stood before, a kind, a fund and a
// follower may stay that nobody can choose any more.
func (r *Room) checkAction(tx *gate.ReadTx, in ActionInput, was Content) error {
	var c fault.Check
	k, _ := r.kind(in.Kind)
	c.Require(in.Kind == was.Kind || k.OfferedOn(tx.Today().ISO()), "kind", text.PlanActionKind)
	c.Require(in.Kind != guideline.OtherKind || in.Title != "", "title", text.PlanActionTitle)
	for _, f := range []struct{ name, words string }{{"title", in.Title}, {"provider", in.Provider}, {"place", in.Place}, {"follower_words", in.FollowerWords},
		{"promoter", in.Promoter}, {"host", in.Host}, {"tutor", in.Tutor}} {
		c.Fits(f.name, f.words, MaxName)
	}
	c.Fits("note", in.Note, MaxNote)
	c.Fits("longer_why", in.LongerWhy, MaxReason)
	c.Require(in.Fund == was.Fund || in.Fund == "" || r.fund(in.Fund), "fund", text.PlanActionFund)
	c.Require(in.Hours >= 0 && in.Hours <= MaxHours, "hours", text.PlanActionHours.With(MaxHours))
	c.Require(in.From.IsZero() || in.To.IsZero() || !in.To.Before(in.From), "to", text.PlanActionEnds)
	c.Require(in.Months >= 0 && in.Months <= MaxMonths, "months", text.PlanActionMonths.With(MaxMonths))
	c.Require(in.Allowance >= 0 && in.Allowance <= MaxAllowance, "allowance", text.PlanActionAllowance)
	if l, ok := r.m.Actions.Traineeship(k.Traineeship); ok {
		for _, f := range l.Check(in.From, in.To, in.Months, in.Allowance, in.LongerWhy) {
			c.Add(f.Field, f.Text)
		}
	}
	if in.FollowerID != "" && in.FollowerID != was.FollowerID {
		known, err := isColleague(tx, in.FollowerID)
		if err != nil {
			return err
		}
		c.Require(known, "follower", text.ChooseColleague)
	}
	return c.Err()
}

func (r *Room) fund(code string) bool {
	for _, p := range r.m.Programmes {
		if p.Code == code {
			return true
		}
	}
	return false
}

// isColleague tells whether an account may follow actions.
func isColleague(tx *gate.ReadTx, id value.ID) (bool, error) {
	all, err := account.Colleagues(tx)
	if err != nil {
		return false, err
	}
	for _, c := range account.ManagersOf(all) {
		if c.ID == id {
			return true, nil
		}
	}
	return false, nil
}

// actionOf finds the action of a draft that a command is about; one that the actor may not write is not there.
func actionOf(id value.ID) func(Plan) (policy.Section, error) {
	return func(p Plan) (policy.Section, error) {
		a, ok := p.Action(id)
		if !ok {
			return "", fault.Missing()
		}
		return a.Section, nil
	}
}

// ChangeAction writes what a draft says of an action; its kind stays within its section. base is the version that the form began from.
func (r *Room) ChangeAction(ctx context.Context, who gate.Actor, planID, actionID value.ID, base int, in ActionInput) error {
	in = in.clean()
	return r.drafting(ctx, who, planID, actionOf(actionID), func(tx *gate.WriteTx, c casefile.Case, p Plan) error {
		a, _ := p.Action(actionID)
		if in.GoalID == "" {
			in.GoalID = a.GoalID
		}
		g, ok := p.Goal(in.GoalID)
		k, err := r.kind(in.Kind)
		if err != nil {
			return err
		}
		if !ok {
			return fault.Missing()
		}
		if sectionOf(g, k) != a.Section {
			var check fault.Check
			check.Add("kind", text.PlanActionOtherSection)
			return check.Err()
		}
		if err := r.checkAction(&tx.ReadTx, in, a.Content); err != nil {
			return err
		}
		if in.Content == a.Content && in.GoalID == a.GoalID {
			return nil
		}
		if base != a.Version {
			return savedBy(tx, a.ChangedBy, a.ChangedAt)
		}
		a.Content = in.Content
		row, err := actionRow(tx, p, a.RowID, a)
		if err != nil {
			return err
		}
		row["goal_id"], row["version"] = in.GoalID, a.Version+1
		return tx.Update("plan_action", a.RowID, row)
	})
}

// RemoveAction takes an action out of a draft. If it never began and no other version speaks of it, it is dropped.
func (r *Room) RemoveAction(ctx context.Context, who gate.Actor, planID, actionID value.ID) error {
	return r.drafting(ctx, who, planID, actionOf(actionID), func(tx *gate.WriteTx, c casefile.Case, p Plan) error {
		a, _ := p.Action(actionID)
		if err := dropActions(tx, "p.action_id = $3", p.ID, actionID); err != nil {
			return err
		}
		return tx.Update("plan_action", a.RowID, gate.Row{"removed_at": tx.Now()})
	})
}
