package plan

import (
	"cmp"
	"slices"
	"strconv"
	"strings"

	"siil/internal/gate"
	"siil/internal/guideline"
	"siil/internal/policy"
	"siil/internal/value"
)

// due is the day by which a version that came into force on a day is to be checked: the one that its newest check since then names, else the first of its
// calendar, at the latest the guidelines' days after it came into force.
func (r *Room) due(force, next, calendar value.Date) value.Date {
	if !next.IsZero() {
		return next
	}
	most := force.AddDays(r.m.Actions.Plan.CheckDays)
	if !calendar.IsZero() && calendar.Before(most) {
		return calendar
	}
	return most
}

// DueOn is the day by which the version in force is to be checked; false when none is.
func (r *Room) DueOn(v View) (value.Date, bool) {
	p, ok := v.Current()
	if !ok {
		return value.Date{}, false
	}
	var next, calendar value.Date
	for _, c := range v.Checks {
		if !c.OnDay.Before(p.ForceOn) {
			next = c.NextOn
			break
		}
	}
	for _, d := range p.Dates {
		if d.After(p.ForceOn) && (calendar.IsZero() || d.Before(calendar)) {
			calendar = d
		}
	}
	return r.due(p.ForceOn, next, calendar), true
}

// Due is a project whose check is late.
type Due struct {
	CaseID value.ID
	Number int // of the case
	Person string
	On     value.Date // by which it was due
	Mine   bool       // the reader manages the case
}

// dueSQL finds the projects in force of cases in some states, each with the next day that its newest check since then names, and the first day of its
// calendar; of a merged case its keeper is named, where its later checks are. Late ones were due before $3, or came into force before $4 without such a day.
const dueSQL = `SELECT x.id, x.number, x.given_name, x.family_name, x.force_on, x.next_on, x.first_on, x.manages, x.works FROM (
	SELECT c.id AS id, c.number AS number, n.given_name AS given_name, n.family_name AS family_name, p.force_on AS force_on,
	(SELECT k.next_on FROM plan_check k WHERE k.zone = p.zone AND k.case_id IN (p.case_id, c.id) AND k.on_day >= p.force_on ORDER BY k.on_day DESC, k.made_at DESC LIMIT 1) AS next_on,
	(SELECT MIN(d.on_day) FROM plan_date d WHERE d.zone = p.zone AND d.plan_id = p.id AND d.removed_at IS NULL AND d.on_day > p.force_on) AS first_on,
	CASE WHEN c.manager_id = $2 THEN 1 ELSE 0 END AS manages,
	(SELECT COUNT(*) FROM case_member q WHERE q.zone = c.zone AND q.case_id = c.id AND q.account_id = $2 AND q.until_at IS NULL) AS works
	FROM plan p JOIN case_file o ON o.zone = p.zone AND o.id = p.case_id JOIN case_file c ON c.zone = o.zone AND c.id = COALESCE(o.merged_into, o.id)
	JOIN person n ON n.zone = c.zone AND n.id = c.person_id
	WHERE {scope} AND p.state = 'in_force' AND NOT EXISTS (SELECT 1 FROM plan y WHERE y.zone = p.zone AND y.state = 'in_force' AND y.made_at > p.made_at
	AND (y.case_id = c.id OR y.case_id IN (SELECT z.id FROM case_file z WHERE z.zone = c.zone AND z.merged_into = c.id))) AND c.state IN {states}{mine}) x
	WHERE x.next_on < $3 OR x.next_on IS NULL AND (x.first_on < $3 OR x.force_on < $4)`

// ChecksDue are the projects whose check is late, the latest first, among those that the reader may know: of the cases that account manages, or of all when
// it is "". It gives how many there are and the first of them. Cases that rest or are closed are not chased. One query at most.
func (r *Room) ChecksDue(tx *gate.ReadTx, account value.ID, limit int) (out []Due, total int, err error) {
	today := tx.Today()
	args := []any{tx.Zone(), tx.Who().Account, today, today.AddDays(-r.m.Actions.Plan.CheckDays)}
	query := strings.Replace(dueSQL, "{states}", gate.Among(&args, r.openStates()), 1)
	mine := ""
	switch may := func(team bool) bool {
		return tx.May(policy.PlanRead, policy.Resource{Kind: policy.Case, Section: policy.Common, CaseTeam: team})
	}; {
	case account != "":
		args = append(args, account)
		mine = " AND c.manager_id = $" + strconv.Itoa(len(args))
	case may(false): // all of the zone
	case may(true):
		mine = " AND (c.manager_id = $2 OR EXISTS (SELECT 1 FROM case_member w WHERE w.zone = c.zone AND w.case_id = c.id AND w.account_id = $2 AND w.until_at IS NULL))"
	default:
		return nil, 0, nil
	}
	out, err = gate.List(tx, gate.Listing[Due]{Action: policy.PlanRead, Query: strings.Replace(query, "{mine}", mine, 1), Args: args[2:], Row: r.dueRow})
	slices.SortFunc(out, func(a, b Due) int { return cmp.Or(a.On.Compare(b.On), cmp.Compare(a.CaseID, b.CaseID)) })
	return out[:min(limit, len(out))], len(out), err
}

func (r *Room) dueRow(s gate.Scanner) (d Due, res policy.Resource, err error) {
	var given, family string
	var force, next, calendar value.Date
	var manager, member int
	err = s.Scan(&d.CaseID, &d.Number, &given, &family, &force, &next, &calendar, &manager, &member)
	d.Person, d.Mine, d.On = strings.TrimSpace(given+" "+family), manager == 1, r.due(force, next, calendar)
	return d, policy.Resource{Kind: policy.Case, ID: d.CaseID, Section: policy.Common, CaseManager: manager == 1, CaseTeam: member > 0}, err
}

func (r *Room) openStates() (out []string) {
	for _, s := range r.m.States {
		if s.Kind == guideline.Open {
			out = append(out, s.Code)
		}
	}
	return out
}
