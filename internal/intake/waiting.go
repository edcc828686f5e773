package intake

import (
	"cmp"
	"slices"
	"strings"

	"siil/internal/gate"
	"siil/internal/policy"
	"siil/internal/referral"
	"siil/internal/value"
)

// mostWaiting bounds the number of those who wait that is counted exactly.
const mostWaiting = 10000

// waits are the cases that wait for the team's answer.
const waits = " FROM case_file c WHERE {scope} AND c.merged_into IS NULL AND c.state IN ('SEGNALATA', 'IN_PREVALUTAZIONE', 'IN_EQUIPE')"

// ofEpisode are the sheets of the present episode of the case in the row.
const ofEpisode = ` FROM referral f JOIN referral_sheet s ON s.zone = f.zone AND s.id = f.id
	WHERE f.zone = c.zone AND f.case_id = c.id AND f.episode_id = c.episode_id`

// Three queries and an order made here, in place of one: a planner that does not know how many rows there are reads, for a condition that
// begins at each case, all sheets for each. LIMIT keeps the cases in front of their referrals.
const (
	orderSQL = "SELECT c.id, c.number, (SELECT e.opened_on FROM episode e WHERE e.zone = c.zone AND e.id = c.episode_id)" + waits + " LIMIT $3"

	// the sheets of their present episodes, and all of case files that were merged into others
	sheetsSQL = `SELECT k.id, s.id, s.state, s.urgency, s.due_on FROM (SELECT c.zone, c.id, c.episode_id` + waits + ` LIMIT $3) k
		JOIN referral f ON f.zone = k.zone AND f.case_id = k.id AND f.episode_id = k.episode_id
		JOIN referral_sheet s ON s.zone = f.zone AND s.id = f.id
		UNION ALL SELECT k.merged_into, s.id, s.state, s.urgency, s.due_on
		FROM (SELECT m.zone, m.id, m.merged_into FROM case_file m WHERE m.zone = $1 AND m.merged_into IS NOT NULL LIMIT $3) k
		JOIN referral f ON f.zone = k.zone AND f.case_id = k.id
		JOIN referral_sheet s ON s.zone = f.zone AND s.id = f.id`

	waitingSQL = `SELECT c.id, c.episode_id, c.number, p.family_name || ' ' || p.given_name, COALESCE(c.municipality, ''), c.state, e.opened_on,
		COALESCE((SELECT MIN(t.on_day || ' ' || t.id) FROM sitting_item i JOIN sitting t ON t.zone = i.zone AND t.id = i.sitting_id
			WHERE i.zone = c.zone AND i.case_id = c.id AND i.state IN ('to_do', 'now') AND t.state IN ('convened', 'open')), ''),
		COALESCE((SELECT i.state FROM sitting_item i WHERE i.zone = c.zone AND i.case_id = c.id AND i.episode_id = c.episode_id
			AND i.state IN ('postponed', 'decided') ORDER BY i.made_at DESC, i.id DESC LIMIT 1), ''),
		CASE WHEN c.manager_id = $2 THEN 1 ELSE 0 END,
		(SELECT COUNT(*) FROM case_member q WHERE q.zone = c.zone AND q.case_id = c.id AND q.account_id = $2 AND q.until_at IS NULL)
		FROM case_file c JOIN episode e ON e.zone = c.zone AND e.id = c.episode_id JOIN person p ON p.zone = c.zone AND p.id = c.person_id
		WHERE {scope} AND c.id IN `
)

// inLine is a case in the order of the waiting list.
type inLine struct {
	id     value.ID
	number int
	since  value.Date
	urgent bool

	received, asked, earliest value.ID // sheets
	due                       value.Date
}

// Waiting reads the cases that wait for the team's answer, urgent ones first, then the oldest, with how many there are, in three queries. Of
// the zone's cases it reads those that the actor may see in lists (CaseList). The caller decides.
func (r *Room) Waiting(tx *gate.ReadTx, limit int) ([]WaitingCase, int, error) {
	line, err := waitingLine(tx)
	if err != nil || len(line) == 0 || limit < 1 {
		return nil, len(line), err
	}
	first := line[:min(limit, len(line))]
	place, ids := map[value.ID]int{}, make([]value.ID, len(first))
	for i, x := range first {
		place[x.id], ids[i] = i, x.id
	}
	args := []any{tx.Zone(), tx.Who().Account}
	in := gate.Among(&args, ids)
	out, err := gate.List(tx, gate.Listing[WaitingCase]{Action: policy.CaseList, Query: waitingSQL + in, Args: args[2:],
		Row: func(s gate.Scanner) (WaitingCase, policy.Resource, error) {
			return r.scanWaiting(s, first, place, tx.Today())
		}})
	slices.SortFunc(out, func(a, b WaitingCase) int { return cmp.Compare(place[a.CaseID], place[b.CaseID]) })
	return out, len(line), err
}

// waitingLine puts the cases that wait into their order.
func waitingLine(tx *gate.ReadTx) ([]inLine, error) {
	var line []inLine
	err := tx.Tally(orderSQL, []any{mostWaiting}, func(s gate.Scanner) error {
		var x inLine
		err := s.Scan(&x.id, &x.number, &x.since)
		line = append(line, x)
		return err
	})
	if err != nil {
		return nil, err
	}
	at := make(map[value.ID]*inLine, len(line))
	for i := range line {
		at[line[i].id] = &line[i]
	}
	err = tx.Tally(sheetsSQL, []any{mostWaiting}, func(s gate.Scanner) error {
		var of, sheet value.ID
		var state, urgency string
		var due value.Date
		err := s.Scan(&of, &sheet, &state, &urgency, &due)
		if x := at[of]; x != nil && err == nil {
			x.add(sheet, state, urgency, due)
		}
		return err
	})
	slices.SortFunc(line, func(a, b inLine) int {
		if a.urgent != b.urgent {
			if a.urgent {
				return -1
			}
			return 1
		}
		return cmp.Or(a.since.Compare(b.since), cmp.Compare(a.number, b.number))
	})
	return line, err
}

// add notes one of the case's sheets; of several, that counts which came first.
func (x *inLine) add(sheet value.ID, state, urgency string, due value.Date) {
	x.urgent = x.urgent || urgency == referral.Urgent
	earlier := func(id *value.ID) {
		if *id == "" || sheet < *id {
			*id = sheet
		}
	}
	earlier(&x.earliest)
	switch state {
	case referral.Received:
		earlier(&x.received)
		if x.due.IsZero() || due.Before(x.due) {
			x.due = due
		}
	case referral.ToComplete:
		earlier(&x.asked)
	}
}

func (r *Room) scanWaiting(s gate.Scanner, line []inLine, place map[value.ID]int, today value.Date) (w WaitingCase, res policy.Resource, err error) {
	var manager, member int
	var agenda, last string
	err = s.Scan(&w.CaseID, &w.EpisodeID, &w.Number, &w.Name, &w.Municipality, &w.State, &w.Since, &agenda, &last, &manager, &member)
	if err != nil {
		return w, res, err
	}
	x := line[place[w.CaseID]]
	w.Urgent, w.Days, w.ReferralID = x.urgent, max(0, today.Sub(w.Since)), x.earliest
	on, sitting, planned := strings.Cut(agenda, " ")
	switch {
	case w.State == beforeTeam:
		w.Why, w.DueOn = WaitsToCall, r.due("REFERRER_ANSWER", w.Since)
		if planned {
			w.Why, w.SittingID = WaitsOnAgenda, value.ID(sitting)
			w.WhyOn, _ = value.ParseISO(on)
		} else if last == "postponed" {
			w.Why = WaitsPutOff
		}
	case x.received == "" && x.asked != "":
		w.Why, w.ReferralID = WaitsForSender, x.asked
	default:
		w.Why, w.DueOn = WaitsToAssess, x.due
		if x.received != "" {
			w.ReferralID = x.received
		} else { // brought in by a list
			w.DueOn = r.due("PRE_ASSESSMENT", w.Since)
		}
	}
	if !w.DueOn.IsZero() {
		w.LateDays = max(0, today.Sub(w.DueOn))
	}
	return w, policy.Resource{Kind: policy.Case, ID: w.CaseID, CaseManager: manager == 1, CaseTeam: member > 0}, nil
}

func (r *Room) due(term string, since value.Date) value.Date {
	t, ok := r.termOf(term)
	if !ok {
		return value.Date{}
	}
	return t.Due(since)
}
