package task

import (
	"slices"
	"strings"

	"siil/internal/account"
	"siil/internal/casefile"
	"siil/internal/gate"
	"siil/internal/outcome"
	"siil/internal/policy"
	"siil/internal/text"
	"siil/internal/value"
)

// reach is how many days ahead what nobody chose a day for is looked at; terms below 0: not at all.
type reach struct{ checks, followUps, terms int }

// most bounds what one person can have of one kind, for the memory of the program.
const most = 2000

// read gathers the tasks of an account, as far as the reader may know of them: seven queries.
func (r *Room) read(tx *gate.ReadTx, owner account.Colleague, ahead reach) ([]Task, error) {
	v := &gathering{r: r, tx: tx, owner: owner, today: tx.Today(), lang: text.LangOf(tx.Context()), ahead: ahead, said: map[said]bool{}}
	for _, add := range []func() error{v.names, v.steps, v.checks, v.followUps, v.handOvers, v.cases} {
		if err := add(); err != nil {
			return nil, err
		}
	}
	for i := range v.out {
		v.out[i].when = whenOf(v.out[i].Kind, v.out[i].On, v.today)
	}
	slices.SortFunc(v.out, byKey)
	return v.out, nil
}

// said is a day of a case with its words: a next date that stands for a step or a check is not said twice.
type said struct {
	caseID value.ID
	on     value.Date
	what   string
}

// gathering puts the tasks of one account together.
type gathering struct {
	r     *Room
	tx    *gate.ReadTx
	owner account.Colleague
	today value.Date
	lang  text.Lang
	ahead reach
	named map[value.ID]string // people of the cases that the reader's lists show
	said  map[said]bool
	out   []Task
}

func (v *gathering) add(t Task) { v.out = append(v.out, t) }

// namesSQL names the people of the cases in which the owner ($3) has a step or is asked to take the case, as far as the reader's lists show them.
const namesSQL = `SELECT c.id, p.given_name, p.family_name, CASE WHEN c.manager_id = $2 THEN 1 ELSE 0 END,
	(SELECT COUNT(*) FROM case_member q WHERE q.zone = c.zone AND q.case_id = c.id AND q.account_id = $2 AND q.until_at IS NULL)
	FROM case_file c JOIN person p ON p.zone = c.zone AND p.id = c.person_id WHERE {scope} AND c.id IN (
	SELECT s.case_id FROM next_step s WHERE s.zone = $1 AND s.who_id = $3 AND s.done_at IS NULL AND s.dropped_at IS NULL
	UNION SELECT h.case_id FROM hand_over h WHERE h.zone = $1 AND h.to_id = $3 AND h.answered_at IS NULL)`

func (v *gathering) names() error {
	v.named = map[value.ID]string{}
	rows, err := gate.List(v.tx, gate.Listing[casefile.Row]{Action: policy.CaseList, Query: namesSQL, Args: []any{string(v.owner.ID)},
		Row: func(s gate.Scanner) (w casefile.Row, res policy.Resource, err error) {
			var manager, member int
			err = s.Scan(&w.ID, &w.GivenName, &w.FamilyName, &manager, &member)
			return w, policy.Resource{Kind: policy.Case, ID: w.ID, CaseManager: manager == 1, CaseTeam: member > 0}, err
		}})
	for _, w := range rows {
		v.named[w.ID] = strings.TrimSpace(w.GivenName + " " + w.FamilyName)
	}
	return err
}

func (v *gathering) steps() error {
	steps, err := casefile.StepsFor(v.tx, v.owner.ID)
	if err != nil {
		return err
	}
	for _, s := range steps {
		v.add(Task{Kind: Step, ID: s.ID, CaseID: s.CaseID, Number: s.CaseNumber, Person: v.named[s.CaseID], What: text.Raw(s.What), On: s.DueOn,
			Path: casefile.StepPath(s.CaseID, s.ID)})
		if on, what := casefile.NextFor([]casefile.NextStep{s}); !on.IsZero() {
			v.said[said{s.CaseID, on, what}] = true
		}
	}
	return nil
}

func (v *gathering) checks() error {
	due, err := v.r.plans.ChecksUntil(v.tx, v.owner.ID, v.today.AddDays(v.ahead.checks))
	for _, d := range due {
		v.add(Task{Kind: Check, ID: d.CaseID, CaseID: d.CaseID, Number: d.Number, Person: d.Person, What: text.TaskCheck, On: d.On,
			Path: casePath(d.CaseID) + "/verifiche/nuova"})
		v.said[said{d.CaseID, d.On, text.CheckWhat.In(text.Italian)}] = true
	}
	return err
}

// followUps are named only to who may answer them.
func (v *gathering) followUps() error {
	due, err := outcome.FollowUpsDue(v.tx, v.owner.ID, most)
	for _, d := range due {
		mine := d.ManagerID != "" && d.ManagerID == v.tx.Who().Account
		if d.DueOn.After(v.today.AddDays(v.ahead.followUps)) || !v.tx.May(policy.FollowUpAnswer, policy.Resource{Kind: policy.Case, ID: d.CaseID, CaseManager: mine}) {
			continue
		}
		v.add(Task{Kind: FollowUp, ID: d.ID, CaseID: d.CaseID, Number: d.CaseNumber, Person: d.Person, What: d.Label, On: d.DueOn, Path: d.Path()})
	}
	return err
}

const offersSQL = `SELECT h.id, h.case_id, c.number, COALESCE(a.given_name, ''), COALESCE(a.family_name, ''), h.reason, h.asked_at FROM hand_over h
	JOIN case_file c ON c.zone = h.zone AND c.id = h.case_id LEFT JOIN account a ON a.zone = h.zone AND a.id = h.from_id
	WHERE h.zone = $1 AND h.to_id = $2 AND h.answered_at IS NULL AND c.merged_into IS NULL ORDER BY h.asked_at, h.id`

func (v *gathering) handOvers() error {
	return v.tx.Each(offersSQL, []any{v.tx.Zone(), string(v.owner.ID)}, func(s gate.Scanner) error {
		t := Task{Kind: HandOver}
		var given, family, reason string
		var asked value.Instant
		if err := s.Scan(&t.ID, &t.CaseID, &t.Number, &given, &family, &reason, &asked); err != nil {
			return err
		}
		t.Person, t.On, t.Path = v.named[t.CaseID], asked.Date(), casePath(t.CaseID)+"/passaggio"
		words, from := text.TaskOffer, strings.TrimSpace(given+" "+family)
		if v.owner.ID != v.tx.Who().Account {
			words = text.TaskOfferTo
		}
		if from == "" {
			from = text.TaskTeam.In(v.lang)
		}
		t.What = words.With(from, reason)
		v.add(t)
		return nil
	})
}

func casePath(id value.ID) string { return "/casi/" + string(id) }
