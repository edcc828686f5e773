package sitting

import (
	"context"
	"slices"
	"strings"

	"siil/internal/gate"
	"siil/internal/guideline"
	"siil/internal/policy"
	"siil/internal/text"
	"siil/internal/value"
)

const (
	stateTeam      = "IN_EQUIPE"
	stateSuspended = "SOSPESA"
)

// checkCases reads the cases that are to come on the agenda of a sitting, in order. on holds those that stand there already.
func (r *Room) checkCases(tx *gate.ReadTx, ids []value.ID, on []item, sittingID value.ID) ([]candidate, error) {
	if len(ids) == 0 {
		return nil, nil
	}
	if len(ids)+len(on) > MaxItems {
		return nil, invalid("agenda", text.SittingCasesMany.With(MaxItems))
	}
	args := []any{tx.Zone()}
	all, err := gate.All(tx, strings.Replace(candidatesSQL, "{which}", "c.zone = $1 AND c.id IN "+gate.Among(&args, ids), 1), args, scanCandidate)
	if err != nil {
		return nil, err
	}
	out := make([]candidate, 0, len(ids))
	for _, id := range ids {
		i := slices.IndexFunc(all, func(c candidate) bool { return c.CaseID == id })
		if i < 0 {
			return nil, invalid("agenda", text.SittingCaseUnknown)
		}
		c := all[i]
		again := slices.ContainsFunc(out, func(x candidate) bool { return x.CaseID == id }) || slices.ContainsFunc(on, func(x item) bool { return x.CaseID == id })
		switch {
		case again:
			return nil, invalid("agenda", text.SittingCaseTwice.With(c.CaseNumber))
		case !r.mayCome(c.State):
			return nil, invalid("agenda", text.SittingCaseNotReady.With(c.CaseNumber))
		case c.Held != "" && c.Held != sittingID:
			return nil, conflict(text.SittingHeldElsewhere.With(c.CaseNumber, c.HeldNumber, c.HeldDay.Format()))
		}
		out = append(out, c)
	}
	return out, nil
}

// mayCome tells whether the team can talk about a case in a state: it has been pre-assessed and is not closed.
func (r *Room) mayCome(state string) bool {
	if state == stateTeam || state == stateSuspended {
		return true
	}
	s, ok := r.m.State(state)
	team, _ := r.m.State(stateTeam)
	return ok && s.Kind == guideline.Open && s.Pips > team.Pips
}

func insertItem(tx *gate.WriteTx, sittingID value.ID, c candidate, position int) error {
	row := gate.Row{"id": value.NewID(), "sitting_id": sittingID, "case_id": c.CaseID, "episode_id": c.EpisodeID, "position": position, "why": c.Why,
		"waits_from": c.WaitsFrom, "held_state": c.State, "state": ToDo, "version": 1, "made_at": tx.Now(), "made_by": tx.Who().Account,
		"changed_at": tx.Now(), "changed_by": tx.Who().Account}
	if c.Urgent {
		row["urgency"] = "urgent"
	}
	return tx.Insert("sitting_item", row)
}

// settling runs a command on an agenda: coordinator and secretary may, and while the sitting goes on whoever runs it.
func (r *Room) settling(ctx context.Context, who gate.Actor, id value.ID, do func(tx *gate.WriteTx, s agenda) error) error {
	return r.g.Write(ctx, who, func(tx *gate.WriteTx) error {
		s, err := loadAgenda(&tx.ReadTx, id)
		if err != nil {
			return err
		}
		a := policy.SittingCall
		if s.State == Running && !tx.May(a, s.resource()) {
			a = policy.SittingRun
		}
		if err := tx.Decide(a, s.resource()); err != nil {
			return err
		}
		if s.State != Convened && s.State != Running {
			return conflict(text.SittingNotConvened)
		}
		if err := do(tx, s); err != nil {
			return err
		}
		return bump(tx, s.ID)
	})
}

// Order puts the cases that are still to be talked about in an order; items are their ids, or those of the whole agenda, of which the others
// keep their place. It fails with Conflict when the form is older than the sitting, with Invalid when items are not those of the agenda.
func (r *Room) Order(ctx context.Context, who gate.Actor, id value.ID, version int, items []value.ID) error {
	return r.settling(ctx, who, id, func(tx *gate.WriteTx, s agenda) error {
		if err := s.fresh(version); err != nil {
			return err
		}
		order, places, ok := reordered(s.items, items)
		if !ok {
			return invalid("items", text.SittingOrder)
		}
		for i, x := range order {
			if x.Position == places[i] {
				continue
			}
			if err := move(tx, x, places[i]); err != nil {
				return err
			}
		}
		return s.change(tx, gate.Row{})
	})
}

// reordered gives the items that are still to come in the wanted order, with the places that they take; false when the wanted ones are not
// exactly those, or exactly all.
func reordered(all []item, wanted []value.ID) (order []item, places []int, ok bool) {
	free := 0
	for _, x := range all {
		if x.State == ToDo {
			places, free = append(places, x.Position), free+1
		}
	}
	if len(wanted) != free && len(wanted) != len(all) {
		return nil, nil, false
	}
	seen := map[value.ID]bool{}
	for _, id := range wanted {
		x, there := find(all, id)
		if !there || seen[id] {
			return nil, nil, false
		}
		seen[id] = true
		if x.State == ToDo {
			order = append(order, x)
		}
	}
	return order, places, len(order) == free
}

// move gives an item another place; that is no change of the item itself, on which somebody may be deciding.
func move(tx *gate.WriteTx, x item, position int) error {
	return tx.Update("sitting_item", x.ID, gate.Row{"position": position})
}

// AddCase puts a case at the end of the agenda. why is a code of the guidelines; "" is what the case itself says.
func (r *Room) AddCase(ctx context.Context, who gate.Actor, id, caseID value.ID, why string) error {
	return r.settling(ctx, who, id, func(tx *gate.WriteTx, s agenda) error {
		cases, err := r.checkCases(&tx.ReadTx, []value.ID{caseID}, s.items, s.ID)
		if err != nil {
			return err
		}
		if _, ok := r.m.Sittings.Why(why); why != "" && !ok {
			return invalid("why", text.SittingWhyUnknown)
		}
		if why != "" {
			cases[0].Why = why
		}
		last := 0
		for _, x := range s.items {
			last = max(last, x.Position)
		}
		if err := insertItem(tx, s.ID, cases[0], last+1); err != nil {
			return err
		}
		return s.change(tx, gate.Row{})
	})
}

// RemoveCase takes a case off the agenda that has not been decided; it is free for another sitting.
func (r *Room) RemoveCase(ctx context.Context, who gate.Actor, id, itemID value.ID) error {
	return r.settling(ctx, who, id, func(tx *gate.WriteTx, s agenda) error {
		x, ok := find(s.items, itemID)
		if !ok {
			return invalid("item", text.SittingCaseUnknown)
		}
		if x.done() {
			return open(s, x)
		}
		if err := changeItem(tx, x, gate.Row{"state": Removed}); err != nil {
			return err
		}
		if x.State == Now {
			if err := next(tx, s, x); err != nil {
				return err
			}
		}
		n := 0
		for _, y := range s.items {
			if y.ID == x.ID {
				continue
			}
			n++
			if y.Position != n {
				if err := move(tx, y, n); err != nil {
					return err
				}
			}
		}
		return s.change(tx, gate.Row{})
	})
}
