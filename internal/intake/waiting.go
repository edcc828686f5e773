package intake

import (
	"strings"

	"siil/internal/gate"
	"siil/internal/policy"
	"siil/internal/value"
)

// whoWaits chooses the cases that wait for the team's answer, and waits reads them.
const (
	whoWaits = " WHERE {scope} AND c.merged_into IS NULL AND c.state IN ('SEGNALATA', 'IN_PREVALUTAZIONE', 'IN_EQUIPE')"
	waits    = " FROM case_file c" + whoWaits
)

// ofEpisode are the sheets of the present episode of the case in the row.
const ofEpisode = ` FROM referral f JOIN referral_sheet s ON s.zone = f.zone AND s.id = f.id
	WHERE f.zone = c.zone AND f.case_id = c.id AND f.episode_id = c.episode_id`

// sheetsOfWaiting gathers, by case, the sheets of the present episodes of cases that wait and of case files that were merged into others: for
// all at once, because case by case a planner that does not know how many rows there are reads all sheets for each.
const sheetsOfWaiting = `(SELECT COALESCE(k.merged_into, k.id) AS case_id, MAX(CASE WHEN s.urgency = 'urgent' THEN 1 ELSE 0 END) AS urgent,
	MIN(CASE WHEN s.state = 'received' THEN s.due_on END) AS due, MIN(CASE WHEN s.state = 'received' THEN s.id END) AS received,
	MIN(CASE WHEN s.state = 'to_complete' THEN s.id END) AS asked, MIN(s.id) AS earliest
	FROM case_file k JOIN referral f ON f.zone = k.zone AND f.case_id = k.id JOIN referral_sheet s ON s.zone = f.zone AND s.id = f.id
	WHERE k.zone = $1 AND (k.merged_into IS NOT NULL
		OR k.merged_into IS NULL AND k.state IN ('SEGNALATA', 'IN_PREVALUTAZIONE', 'IN_EQUIPE') AND f.episode_id = k.episode_id)
	GROUP BY COALESCE(k.merged_into, k.id))`

const waitingSQL = `SELECT c.id, c.episode_id, c.number, p.family_name || ' ' || p.given_name, COALESCE(c.municipality, ''), c.state, e.opened_on,
	COALESCE(x.urgent, 0) AS urgent, COALESCE(x.due, ''), COALESCE(x.received, ''), COALESCE(x.asked, ''), COALESCE(x.earliest, ''),
	COALESCE((SELECT MIN(t.on_day || ' ' || t.id) FROM sitting_item i JOIN sitting t ON t.zone = i.zone AND t.id = i.sitting_id
		WHERE i.zone = c.zone AND i.case_id = c.id AND i.state IN ('to_do', 'now') AND t.state IN ('convened', 'open')), ''),
	COALESCE((SELECT i.state FROM sitting_item i WHERE i.zone = c.zone AND i.case_id = c.id AND i.episode_id = c.episode_id AND i.state IN ('postponed', 'decided')
		ORDER BY i.made_at DESC, i.id DESC LIMIT 1), ''),
	CASE WHEN c.manager_id = $2 THEN 1 ELSE 0 END,
	(SELECT COUNT(*) FROM case_member q WHERE q.zone = c.zone AND q.case_id = c.id AND q.account_id = $2 AND q.until_at IS NULL)
	FROM case_file c JOIN episode e ON e.zone = c.zone AND e.id = c.episode_id JOIN person p ON p.zone = c.zone AND p.id = c.person_id
	LEFT JOIN ` + sheetsOfWaiting + ` x ON x.case_id = c.id` + whoWaits + " ORDER BY urgent DESC, e.opened_on, c.number LIMIT $3"

// mostWaiting bounds the number of those who wait that is counted exactly.
const mostWaiting = 10000

// Waiting reads the cases that wait for the team's answer, urgent ones first, then the oldest, with how many there are, in two queries. Of
// the zone's cases it reads those that the actor may see in lists (CaseList).
func (r *Room) Waiting(tx *gate.ReadTx, limit int) ([]WaitingCase, int, error) {
	total, err := tx.Count("SELECT c.id"+waits, nil, mostWaiting)
	if err != nil {
		return nil, 0, err
	}
	out, err := gate.List(tx, gate.Listing[WaitingCase]{Action: policy.CaseList, Query: waitingSQL, Args: []any{limit},
		Row: func(s gate.Scanner) (WaitingCase, policy.Resource, error) { return r.scanWaiting(s, tx.Today()) }})
	return out, total, err
}

func (r *Room) scanWaiting(s gate.Scanner, today value.Date) (w WaitingCase, res policy.Resource, err error) {
	var urgent, manager, member int
	var due, toAssess, asked, any, agenda, last string
	err = s.Scan(&w.CaseID, &w.EpisodeID, &w.Number, &w.Name, &w.Municipality, &w.State, &w.Since, &urgent, &due, &toAssess, &asked, &any, &agenda, &last, &manager, &member)
	if err != nil {
		return w, res, err
	}
	w.Urgent, w.Days = urgent == 1, max(0, today.Sub(w.Since))
	w.DueOn, _ = value.ParseISO(due)
	w.ReferralID = value.ID(any)
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
	case toAssess == "" && asked != "":
		w.Why, w.ReferralID = WaitsForSender, value.ID(asked)
	default:
		w.Why = WaitsToAssess
		if toAssess != "" {
			w.ReferralID = value.ID(toAssess)
		}
		if w.DueOn.IsZero() { // brought in by a list
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
