package task

import (
	"strings"

	"siil/internal/gate"
	"siil/internal/guideline"
	"siil/internal/policy"
	"siil/internal/text"
	"siil/internal/value"
)

// caseSQL reads the cases that are followed by the owner ($3), and, of a coordinator, those in some states that nobody manages. Each kind is found by its
// own index: with an OR the whole zone is read.
const caseSQL = `SELECT c.id, c.number, p.given_name, p.family_name, c.state, c.state_on, c.opened_on, c.next_on, COALESCE(c.next_what, ''), c.review_on,
	CASE WHEN c.manager_id = $3 THEN 1 ELSE 0 END, CASE WHEN c.manager_id = $2 THEN 1 ELSE 0 END,
	(SELECT COUNT(*) FROM case_member q WHERE q.zone = c.zone AND q.case_id = c.id AND q.account_id = $2 AND q.until_at IS NULL)
	FROM case_file c JOIN person p ON p.zone = c.zone AND p.id = c.person_id
	WHERE {scope} AND c.id IN (SELECT f.id FROM case_file f WHERE f.zone = $1 AND f.merged_into IS NULL AND f.manager_id = $3 AND f.state IN {followed}{unmanaged})`

// followed is a case as its tasks need it.
type followed struct {
	id                                  value.ID
	number                              int
	person, state, nextWhat             string
	stateOn, openedOn, nextOn, reviewOn value.Date
	managed                             bool // by the owner
}

func (v *gathering) cases() error {
	args := []any{v.tx.Zone(), v.tx.Who().Account, string(v.owner.ID)}
	query := strings.Replace(caseSQL, "{followed}", gate.Among(&args, v.r.states(func(s guideline.State) bool { return s.Kind != guideline.Closed })), 1)
	unmanaged := ""
	if v.owner.Has(policy.Coordinator) {
		unmanaged = " UNION ALL SELECT u.id FROM case_file u WHERE u.zone = $1 AND u.merged_into IS NULL AND u.manager_id IS NULL AND u.state IN " +
			gate.Among(&args, v.r.states(func(s guideline.State) bool { _, ok := termOf(s); return ok }))
	}
	rows, err := gate.List(v.tx, gate.Listing[followed]{Action: policy.CaseList, Query: strings.Replace(query, "{unmanaged}", unmanaged, 1), Args: args[2:], Row: scanFollowed})
	for _, c := range rows {
		v.datesOf(c)
		v.termOf(c)
	}
	return err
}

func scanFollowed(s gate.Scanner) (c followed, res policy.Resource, err error) {
	var given, family string
	var managed, manager, member int
	err = s.Scan(&c.id, &c.number, &given, &family, &c.state, &c.stateOn, &c.openedOn, &c.nextOn, &c.nextWhat, &c.reviewOn, &managed, &manager, &member)
	c.person, c.managed = strings.TrimSpace(given+" "+family), managed == 1
	return c, policy.Resource{Kind: policy.Case, ID: c.id, CaseManager: manager == 1, CaseTeam: member > 0}, err
}

func (v *gathering) task(c followed, k Kind, what text.T, on value.Date, under string) Task {
	return Task{Kind: k, ID: c.id, CaseID: c.id, Number: c.number, Person: c.person, What: what, On: on, Path: casePath(c.id) + under}
}

// datesOf adds the next date of a case, or that it has none, and when a case at rest is to be looked at again.
func (v *gathering) datesOf(c followed) {
	if !c.managed {
		return
	}
	state, _ := v.r.m.State(c.state)
	switch rests := state.Kind == guideline.Suspended; {
	case c.nextOn.IsZero() && !rests:
		v.add(v.task(c, Date, text.T{text.TaskNoDate.F(text.Italian, state.Label[text.Italian]), text.TaskNoDate.F(text.English, state.Label[text.English])}, value.Date{}, "/data"))
	case !c.nextOn.IsZero() && !v.said[said{c.id, c.nextOn, c.nextWhat}]:
		what := text.Raw(c.nextWhat)
		if c.nextWhat == "" {
			what = state.Label
		}
		v.add(v.task(c, Date, what, c.nextOn, "/data"))
	}
	if state.Kind == guideline.Suspended && !c.reviewOn.IsZero() {
		v.add(v.task(c, Review, text.TaskReview, c.reviewOn, "/sospendi"))
	}
}

// termOf adds the term of a case's state when it is near or has passed.
func (v *gathering) termOf(c followed) {
	state, _ := v.r.m.State(c.state)
	t, ok := termOf(state)
	if !ok || v.ahead.terms < 0 {
		return
	}
	since := c.stateOn
	if t.Since == guideline.SinceReferral {
		since = c.openedOn
	}
	if due := t.Due(since); !due.After(v.today.AddDays(v.ahead.terms)) {
		what := text.T{text.TaskTerm.F(text.Italian, t.To[text.Italian]), text.TaskTerm.F(text.English, t.To[text.English])}
		v.add(v.task(c, Term, what, due, ""))
	}
}

// termOf is the term of an open state that stands in no other list: checks have their own day, kept with the project.
func termOf(s guideline.State) (guideline.Term, bool) {
	if s.Kind != guideline.Open {
		return guideline.Term{}, false
	}
	for _, t := range s.Terms {
		if t.Since == guideline.SinceEntry || t.Since == guideline.SinceReferral {
			return t, true
		}
	}
	return guideline.Term{}, false
}

func (r *Room) states(which func(guideline.State) bool) (out []string) {
	for _, s := range r.m.States {
		if which(s) {
			out = append(out, s.Code)
		}
	}
	return out
}
