package plan

import (
	"cmp"
	"slices"
	"strconv"
	"strings"

	"siil/internal/casefile"
	"siil/internal/gate"
	"siil/internal/guideline"
	"siil/internal/policy"
	"siil/internal/value"
)

// dueOn is the day by which a version in force is to be checked: the one that the newest check since then names, else the first of its calendar, at the
// latest the guidelines' days after it came into force.
func (p Plan) dueOn(checks []Check, days int) value.Date {
	var newest Check
	for _, c := range checks {
		if !c.OnDay.Before(p.ForceOn) && cmp.Or(c.OnDay.Compare(newest.OnDay), c.MadeAt.Compare(newest.MadeAt)) > 0 {
			newest = c
		}
	}
	if !newest.NextOn.IsZero() {
		return newest.NextOn
	}
	due := p.ForceOn.AddDays(days)
	for _, d := range p.Dates {
		if d.After(p.ForceOn) && d.Before(due) {
			due = d
		}
	}
	return due
}

// DueOn is the day by which the version in force is to be checked; false when none is.
func (r *Room) DueOn(v View) (value.Date, bool) {
	p, ok := v.Current()
	if !ok {
		return value.Date{}, false
	}
	return p.dueOn(v.Checks, r.m.Actions.Plan.CheckDays), true
}

// keepDue keeps the day by which the version in force is to be checked, after it or its checks have changed.
func (r *Room) keepDue(tx *gate.WriteTx, c casefile.Case) error {
	plans, err := loadPlans(&tx.ReadTx, c, bySection{}, nil)
	if err != nil {
		return err
	}
	p, ok := (View{Plans: plans}).Current()
	if !ok {
		return nil
	}
	checks, err := loadChecks(&tx.ReadTx, c, bySection{}, nil)
	if err != nil {
		return err
	}
	return tx.Update("plan", p.ID, gate.Row{"due_on": p.dueOn(checks, r.m.Actions.Plan.CheckDays)})
}

// ofManagerSQL finds projects by who manages the case, or the case that theirs was merged into, before anything else of them is read.
const ofManagerSQL = ` AND p.case_id IN (SELECT m.id FROM case_file m WHERE m.zone = $1 AND m.merged_into IS NULL AND m.manager_id = {account}
	UNION ALL SELECT z.id FROM case_file m JOIN case_file z ON z.zone = m.zone AND z.merged_into = m.id WHERE m.zone = $1 AND m.merged_into IS NULL AND m.manager_id = {account})`

// Due is a project whose check is late.
type Due struct {
	CaseID value.ID
	Number int // of the case
	Person string
	On     value.Date // by which it was due
	Mine   bool       // the reader manages the case
}

// dueSQL finds the projects in force of cases in some states that are to be checked up to a day ($3), by the day that is kept with them. Of a merged case its keeper is named, and
// of two versions in force the later one counts.
const dueSQL = `SELECT c.id, c.number, n.given_name, n.family_name, p.due_on, CASE WHEN c.manager_id = $2 THEN 1 ELSE 0 END,
	(SELECT COUNT(*) FROM case_member q WHERE q.zone = c.zone AND q.case_id = c.id AND q.account_id = $2 AND q.until_at IS NULL)
	FROM plan p JOIN case_file o ON o.zone = p.zone AND o.id = p.case_id JOIN case_file c ON c.zone = o.zone AND c.id = COALESCE(o.merged_into, o.id)
	JOIN person n ON n.zone = c.zone AND n.id = c.person_id
	WHERE {scope} AND p.state = 'in_force' AND p.due_on <= $3 AND NOT EXISTS (SELECT 1 FROM plan y WHERE y.zone = p.zone AND y.state = 'in_force' AND y.made_at > p.made_at
	AND (y.case_id = c.id OR y.case_id IN (SELECT z.id FROM case_file z WHERE z.zone = c.zone AND z.merged_into = c.id))) AND c.state IN {states}{mine}`

// ChecksDue are the projects whose check is late, the latest first, among those that the reader may know: of the cases that account manages, or of all when
// it is "". It gives how many there are and the first of them. Cases that rest or are closed are not chased. One query at most.
func (r *Room) ChecksDue(tx *gate.ReadTx, account value.ID, limit int) ([]Due, int, error) {
	out, err := r.ChecksUntil(tx, account, tx.Today().AddDays(-1))
	return out[:min(limit, len(out))], len(out), err
}

// ChecksUntil are likewise the projects to be checked up to a day, that day too.
func (r *Room) ChecksUntil(tx *gate.ReadTx, account value.ID, until value.Date) (out []Due, err error) {
	args := []any{tx.Zone(), tx.Who().Account, until}
	query := strings.Replace(dueSQL, "{states}", gate.Among(&args, r.openStates()), 1)
	mine := ""
	switch may := func(team bool) bool {
		return tx.May(policy.PlanRead, policy.Resource{Kind: policy.Case, Section: policy.Common, CaseTeam: team})
	}; {
	case account != "":
		args = append(args, account)
		mine = strings.ReplaceAll(ofManagerSQL, "{account}", "$"+strconv.Itoa(len(args)))
	case may(false): // all of the zone
	case may(true):
		mine = " AND (c.manager_id = $2 OR EXISTS (SELECT 1 FROM case_member w WHERE w.zone = c.zone AND w.case_id = c.id AND w.account_id = $2 AND w.until_at IS NULL))"
	default:
		return nil, nil
	}
	out, err = gate.List(tx, gate.Listing[Due]{Action: policy.PlanRead, Query: strings.Replace(query, "{mine}", mine, 1), Args: args[2:], Row: dueRow})
	slices.SortFunc(out, func(a, b Due) int { return cmp.Or(a.On.Compare(b.On), cmp.Compare(a.CaseID, b.CaseID)) })
	return out, err
}

func dueRow(s gate.Scanner) (d Due, res policy.Resource, err error) {
	var given, family string
	var manager, member int
	err = s.Scan(&d.CaseID, &d.Number, &given, &family, &d.On, &manager, &member)
	d.Person, d.Mine = strings.TrimSpace(given+" "+family), manager == 1
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
