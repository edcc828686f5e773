package sitting

import (
	"cmp"
	"context"
	"slices"
	"strings"

	"siil/internal/gate"
	"siil/internal/policy"
	"siil/internal/value"
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

// Proposal is a case that could come on an agenda.
type Proposal struct {
	CaseID     value.ID
	CaseNumber int
	Name       string
	State      string
	Why        string
	WaitsFrom  value.Date
	Days       int // waited until today
	Urgent     bool
	Held       value.ID // the sitting on whose agenda it stands already; absent: free
	HeldNumber int
	HeldDay    value.Date
}
