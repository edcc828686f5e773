package sitting

import (
	"context"
	"strings"

	"siil/internal/gate"
	"siil/internal/policy"
	"siil/internal/value"
)

// View reads one sitting with its members and agenda, in eight queries. Coordinator and secretary may, and whoever is called. A case is
// named to those called who have not stepped out of it, and to who sees the zone's cases anyway.
func (r *Room) View(ctx context.Context, who gate.Actor, id value.ID) (v View, err error) {
	err = r.g.Read(ctx, who, func(tx *gate.ReadTx) error {
		s, err := loadAgenda(tx, id)
		if err != nil {
			return err
		}
		if err := tx.Decide(policy.SittingRead, s.resource()); err != nil {
			return err
		}
		v = View{Sitting: s.Sitting, Members: s.Members, Quorum: r.expected(s)}
		if me := s.member(who.Account); me != nil {
			v.Me = *me
		}
		if v.Items, err = r.shownItems(tx, s); err != nil {
			return err
		}
		if v.Tick, err = tickOf(tx, s.ID); err != nil {
			return err
		}
		state, mine, err := minutesState(tx, s.ID)
		if err != nil {
			return err
		}
		v.Minutes = state
		v.may(tx, s, mine)
		return nil
	})
	return v, err
}

// may fills in what the reader may do now.
func (v *View) may(tx *gate.ReadTx, s agenda, approved bool) {
	res, alive := s.resource(), s.State == Convened || s.State == Running
	v.MayCall = alive && tx.May(policy.SittingCall, res)
	v.MayRun = alive && tx.May(policy.SittingRun, res)
	v.MayReply = alive && tx.May(policy.SittingReply, res)
	v.MayMake = s.State == Closed && v.Minutes == "" && tx.May(policy.SittingRun, res)
	v.MayApprove = v.Minutes == MinutesDraft && !approved && tx.May(policy.MinutesApprove, res)
}

// expected is the quorum of the sitting as a whole: of who is here, before it of who has not said no, after it of who was there.
func (r *Room) expected(s agenda) Quorum {
	var parts []string
	for _, m := range s.Members {
		there := m.Here
		switch s.State {
		case Convened:
			there = m.Reply != DoesNotCome
		case Closed:
			there = m.Attended()
		}
		if there {
			parts = append(parts, m.Part)
		}
	}
	return quorumOf(r.m.Sittings.Quorum, parts)
}

// shownItemsSQL reads a case that was merged into another meanwhile as that other.
const shownItemsSQL = `SELECT i.id, c.number, p.given_name, p.family_name, c.manager_id,
	CASE WHEN EXISTS (SELECT 1 FROM case_member t WHERE t.zone = c.zone AND t.case_id = c.id AND t.account_id = $3 AND t.until_at IS NULL) THEN 1 ELSE 0 END,
	(SELECT COUNT(*) FROM sitting_ask a WHERE a.zone = i.zone AND a.item_id = i.id), COALESCE(d.decision, '')
	FROM sitting_item i JOIN case_file o ON o.zone = i.zone AND o.id = i.case_id
	JOIN case_file c ON c.zone = o.zone AND c.id = COALESCE(o.merged_into, o.id) JOIN person p ON p.zone = c.zone AND p.id = c.person_id
	LEFT JOIN sitting_decision d ON d.zone = i.zone AND d.item_id = i.id AND d.undone_at IS NULL
	WHERE i.zone = $1 AND i.sitting_id = $2 AND i.state <> 'removed'`

// shownItems is the agenda as the reader may know it, in one query.
func (r *Room) shownItems(tx *gate.ReadTx, s agenda) ([]Item, error) {
	type row struct {
		number, asks   int
		name, decision string
		res            policy.Resource
	}
	rows, me := map[value.ID]row{}, tx.Who().Account
	err := tx.Each(shownItemsSQL, []any{tx.Zone(), s.ID, string(me)}, func(r gate.Scanner) error {
		var id, manager value.ID
		var x row
		var given, family string
		var team int
		err := r.Scan(&id, &x.number, &given, &family, &manager, &team, &x.asks, &x.decision)
		x.name = strings.TrimSpace(given + " " + family)
		x.res = policy.Resource{Kind: policy.Case, CaseManager: me != "" && manager == me, CaseTeam: team == 1}
		rows[id] = x
		return err
	})
	if err != nil {
		return nil, err
	}
	out := make([]Item, 0, len(s.items))
	for _, x := range s.items {
		y, about := rows[x.ID], s.about(x)
		shown := Item{ID: x.ID, SittingID: x.SittingID, CaseID: x.CaseID, EpisodeID: x.EpisodeID, Position: x.Position, CaseNumber: y.number, Why: x.Why,
			WaitsFrom: x.WaitsFrom, Days: waited(x.WaitsFrom, s.OnDay), Urgent: x.Urgency != "", State: x.State, HeldState: x.HeldState,
			StartedAt: x.StartedAt, EndedAt: x.EndedAt, Version: x.Version, Out: x.outs, MeOut: about.Out}
		if !about.Out && (tx.May(policy.SittingCase, about) || tx.May(policy.CaseList, y.res)) {
			shown.Name, shown.Asks, shown.Decision = y.name, y.asks, y.decision
		}
		out = append(out, shown)
	}
	return out, nil
}

// minutesState is where the minutes of a sitting stand, and whether the reader has approved them.
func minutesState(tx *gate.ReadTx, sittingID value.ID) (state string, mine bool, err error) {
	n := 0
	err = tx.Each(`SELECT m.state, (SELECT COUNT(*) FROM minutes_approval a WHERE a.zone = m.zone AND a.minutes_id = m.id AND a.account_id = $3)
		FROM minutes m WHERE m.zone = $1 AND m.sitting_id = $2`, []any{tx.Zone(), sittingID, string(tx.Who().Account)},
		func(s gate.Scanner) error { return s.Scan(&state, &n) })
	return state, n > 0, err
}
