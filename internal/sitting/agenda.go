package sitting

import (
	"cmp"
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

// candidate is a case that could come on an agenda, as the database knows it.
type candidate struct {
	Proposal
	EpisodeID value.ID
}

// candidatesSQL reads cases with how they wait. later: the episode has been past the team already, so it waits since it came back; last: the
// state of the newest item of the case that has ended.
const candidatesSQL = `SELECT q.id, q.number, q.episode_id, q.state, q.state_on, q.opened_on, q.review_on, q.given_name, q.family_name, q.later, q.last, q.urgent,
	h.id, h.number, h.on_day FROM (
	SELECT c.id, c.number, c.episode_id, c.state, c.state_on, c.opened_on, c.review_on, p.given_name, p.family_name,
	CASE WHEN EXISTS (SELECT 1 FROM state_change t WHERE t.zone = c.zone AND t.case_id = c.id AND t.episode_id = c.episode_id
		AND t.to_state NOT IN ('SEGNALATA', 'IN_PREVALUTAZIONE', 'IN_EQUIPE')) THEN 1 ELSE 0 END AS later,
	COALESCE((SELECT i.state FROM sitting_item i WHERE i.zone = c.zone AND i.case_id = c.id AND i.episode_id = c.episode_id AND i.state IN ('postponed', 'decided')
		ORDER BY i.made_at DESC, i.id DESC LIMIT 1), '') AS last,
	CASE WHEN EXISTS (SELECT 1 FROM referral f JOIN referral_sheet u ON u.zone = f.zone AND u.id = f.id WHERE f.zone = c.zone AND f.case_id = c.id
		AND f.episode_id = c.episode_id AND u.urgency = 'urgent') THEN 1 ELSE 0 END AS urgent,
	(SELECT i.sitting_id FROM sitting_item i JOIN sitting s ON s.zone = i.zone AND s.id = i.sitting_id WHERE i.zone = c.zone AND i.case_id = c.id
		AND i.state IN ('to_do', 'now') AND s.state IN ('convened', 'open') LIMIT 1) AS held
	FROM case_file c JOIN person p ON p.zone = c.zone AND p.id = c.person_id
	WHERE c.merged_into IS NULL AND {which}) q LEFT JOIN sitting h ON h.zone = $1 AND h.id = q.held ORDER BY q.opened_on, q.id`

func scanCandidate(r gate.Scanner) (c candidate, err error) {
	var given, family, last string
	var stateOn, openedOn, reviewOn value.Date
	var later, urgent int
	var held value.ID
	var number *int
	err = r.Scan(&c.CaseID, &c.CaseNumber, &c.EpisodeID, &c.State, &stateOn, &openedOn, &reviewOn, &given, &family, &later, &last, &urgent, &held, &number, &c.HeldDay)
	if number != nil {
		c.Held, c.HeldNumber = held, *number
	}
	c.Name, c.Urgent = strings.TrimSpace(given+" "+family), urgent == 1
	c.WaitsFrom = openedOn
	if later == 1 {
		c.WaitsFrom = stateOn
	}
	switch {
	case c.State == stateSuspended:
		c.Why, c.WaitsFrom = WhyReview, reviewOn
	case c.State != stateTeam:
		c.Why, c.WaitsFrom = WhyAsked, value.Date{}
	case last == Postponed:
		c.Why = WhyAgain
	case last == Decided:
		c.Why = WhyMore
	default:
		c.Why = WhyNew
	}
	return c, err
}

// Proposed lists the cases that wait for the team in the order in which an agenda takes them, then the suspended ones whose review is due.
// Those that another sitting holds say which. Coordinator and secretary may.
func (r *Room) Proposed(ctx context.Context, who gate.Actor) (out []Proposal, err error) {
	err = r.g.Read(ctx, who, func(tx *gate.ReadTx) error {
		if err := tx.Decide(policy.SittingCall, policy.Resource{Kind: policy.Sitting}); err != nil {
			return err
		}
		out, err = gate.List(tx, gate.Listing[Proposal]{Action: policy.CaseList, Args: []any{tx.Today()},
			Query: strings.Replace(candidatesSQL, "{which}", "{scope} AND c.state IN ('IN_EQUIPE', 'SOSPESA') AND (c.state = 'IN_EQUIPE' OR c.review_on <= $3)", 1),
			Row: func(s gate.Scanner) (Proposal, policy.Resource, error) {
				c, err := scanCandidate(s)
				c.Days = waited(c.WaitsFrom, tx.Today())
				return c.Proposal, policy.Resource{Kind: policy.Case, ID: c.CaseID}, err
			}})
		slices.SortStableFunc(out, inOrder)
		return err
	})
	return out, err
}

func waited(from, until value.Date) int {
	if from.IsZero() {
		return 0
	}
	return max(0, until.Sub(from))
}

// inOrder is the order of an agenda: what was not reached last time, then what is urgent, then what has waited longest; reviews of
// suspensions and what was asked for come last.
func inOrder(a, b Proposal) int {
	return cmp.Or(cmp.Compare(rank(a), rank(b)), a.WaitsFrom.Compare(b.WaitsFrom), cmp.Compare(a.CaseNumber, b.CaseNumber))
}

func rank(p Proposal) int {
	switch {
	case p.Why == WhyAgain:
		return 0
	case p.Why == WhyReview:
		return 3
	case p.Why == WhyAsked:
		return 4
	case p.Urgent:
		return 1
	}
	return 2
}

// checkCases reads the cases that are to come on the agenda of a sitting, in order. on holds those that stand there already.
func (r *Room) checkCases(tx *gate.ReadTx, ids []value.ID, on []item, sittingID value.ID) ([]candidate, error) {
	if len(ids) == 0 {
		return nil, nil
	}
	if len(ids)+len(on) > MaxItems {
		return nil, invalid("agenda", text.SittingCasesMany.With(MaxItems))
	}
	args := []any{tx.Zone()}
	all, err := gate.All(tx, strings.Replace(candidatesSQL, "{which}", "c.zone = $1 AND c.id IN "+among(&args, ids), 1), args, scanCandidate)
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

// SetAgenda makes the agenda what a list of cases says, in order: cases are added, taken off and put in place. What has been talked about
// must stay in the list and keeps its place.
func (r *Room) SetAgenda(ctx context.Context, who gate.Actor, id value.ID, version int, cases []value.ID) error {
	return r.settling(ctx, who, id, func(tx *gate.WriteTx, s agenda) error {
		if err := s.fresh(version); err != nil {
			return err
		}
		var stay []item
		for _, x := range s.items {
			if slices.Contains(cases, x.CaseID) {
				stay = append(stay, x)
				continue
			}
			if x.State != ToDo {
				return invalid("agenda", text.SittingOrder)
			}
			if err := changeItem(tx, x, gate.Row{"state": Removed}); err != nil {
				return err
			}
		}
		var fresh []value.ID
		for i, c := range cases {
			if slices.Contains(cases[:i], c) {
				return invalid("agenda", text.SittingOrder)
			}
			if !slices.ContainsFunc(stay, func(x item) bool { return x.CaseID == c }) {
				fresh = append(fresh, c)
			}
		}
		added, err := r.checkCases(&tx.ReadTx, fresh, stay, s.ID)
		if err != nil {
			return err
		}
		if err := place(tx, s.ID, cases, stay, added); err != nil {
			return err
		}
		return s.change(tx, gate.Row{})
	})
}

// place gives every case of a list its position: first what has been talked about, as it was, then the others as the list says.
func place(tx *gate.WriteTx, sittingID value.ID, cases []value.ID, stay []item, added []candidate) error {
	n := 0
	for _, x := range stay {
		if x.State == ToDo {
			continue
		}
		n++
		if x.Position != n {
			if err := move(tx, x, n); err != nil {
				return err
			}
		}
	}
	for _, c := range cases {
		if i := slices.IndexFunc(stay, func(x item) bool { return x.CaseID == c }); i >= 0 {
			if stay[i].State != ToDo {
				continue
			}
			n++
			if stay[i].Position != n {
				if err := move(tx, stay[i], n); err != nil {
					return err
				}
			}
			continue
		}
		i := slices.IndexFunc(added, func(x candidate) bool { return x.CaseID == c })
		n++
		if err := insertItem(tx, sittingID, added[i], n); err != nil {
			return err
		}
	}
	return nil
}
