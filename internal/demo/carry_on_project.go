package demo

import (
	"context"
	"slices"

	"siil/internal/assessment"
	"siil/internal/guideline"
	"siil/internal/plan"
	"siil/internal/policy"
	"siil/internal/value"
)

// draft writes the project of a case as its case manager would, from the goals that the program proposes; signed and begun if they are.
func (t *team) draft(ctx context.Context, x *way, signed, begun bool) error {
	m := guideline.Default()
	room := plan.New(t.g, m, t.files, assessment.New(t.g, m, t.files), nil)
	lead, day := x.team[0], workday(x.assessed[0].on.AddDays(3))
	x.choose()
	p := &project{way: x, w: t.world}
	id, err := room.Begin(at(ctx, day, 10, 0), t.actor(lead), x.caseID, p.aims())
	if err != nil {
		return err
	}
	var codes []string
	for _, g := range x.goals {
		codes = append(codes, g.Code)
	}
	if err := room.TakeProposals(at(ctx, day, 10, 5), t.actor(lead), id, codes); err != nil {
		return err
	}
	_, v, err := room.ByPlan(at(ctx, day, 10, 10), t.actor(lead), id)
	if err != nil {
		return err
	}
	for i, g := range v.Goals {
		k := openKind(x.goals[slices.IndexFunc(x.goals, func(y guideline.GoalProposal) bool { return y.Domain == g.Domain })])
		c := p.content(k)
		c.From = workday(day.AddDays(9 + 7*i))
		c.To = c.From.AddDays(7*rhythmOf(k).weeks - 1)
		if _, err := room.AddAction(at(ctx, day, 10, 15+i), t.actor(lead), id, plan.ActionInput{GoalID: g.ID, Content: c}); err != nil {
			return err
		}
	}
	for i, c := range []plan.CommitmentInput{{Side: plan.OfPerson, Text: pickOf(x.r, personPromises)}, {Side: plan.OfService, Who: "Servizio sociale", Text: pickOf(x.r, servicePromises)}} {
		if _, err := room.AddCommitment(at(ctx, day, 10, 30+i), t.actor(lead), id, c); err != nil {
			return err
		}
	}
	if !signed {
		return nil
	}
	if err := room.SetDates(at(ctx, day, 10, 40), t.actor(lead), id, []value.Date{workday(day.AddDays(80))}); err != nil {
		return err
	}
	return t.signed(ctx, room, x, id, workday(day.AddDays(5)), begun)
}

// openKind is the first proposed kind of action that everybody of the case may know.
func openKind(g guideline.GoalProposal) (k guideline.ActionKind) {
	for _, code := range g.Actions {
		if k, _ = guideline.Default().Actions.Kind(code); k.Section == string(policy.Common) {
			break
		}
	}
	return k
}

// signed gathers the signatures on paper, and begins the first action.
func (t *team) signed(ctx context.Context, room *plan.Room, x *way, id value.ID, day value.Date, begun bool) error {
	lead := t.actor(x.team[0])
	for i, s := range []plan.SignatureInput{{Party: plan.ByPerson, Agreement: plan.Agrees}, {Party: plan.ByCaseManager}} {
		s.Means, s.OnDay = plan.OnPaper, day
		if _, err := room.Sign(at(ctx, day, 15, 10+i), lead, id, s); err != nil {
			return err
		}
	}
	if !begun {
		return nil
	}
	_, v, err := room.ByPlan(at(ctx, day, 15, 20), lead, id)
	if err != nil {
		return err
	}
	start := workday(day.AddDays(3))
	first := v.Goals[0].Actions[0]
	if err := room.Happen(at(ctx, start, 17, 0), lead, first.ID, -1, plan.EventInput{Kind: plan.Starts, OnDay: start}); err != nil || first.Hours == 0 {
		return err
	}
	minutes := map[int]int{}
	for d := start; d.Before(t.today) && d.Month() == start.Month(); d = d.AddDays(2) {
		if guideline.IsWorkingDay(d) {
			minutes[d.Day()] = 180
		}
	}
	last := workday(t.today.AddDays(-1))
	if last.Before(start) {
		last = start
	}
	_, err = room.Attend(at(ctx, last, 17, 30), lead, first.ID, start.ISO()[:7], -1, minutes)
	return err
}
