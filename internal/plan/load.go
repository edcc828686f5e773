package plan

import (
	"encoding/json"

	"siil/internal/casefile"
	"siil/internal/fault"
	"siil/internal/gate"
	"siil/internal/policy"
	"siil/internal/value"
)

// bySection is what the actor may do in each section.
type bySection map[policy.Section]bool

// mayIn are the sections in which the actor may do something to a case.
func mayIn(tx *gate.ReadTx, res policy.Resource, a policy.Action) bySection {
	may := bySection{}
	for _, s := range policy.Sections {
		may[s] = tx.May(a, inSection(res, s))
	}
	return may
}

// inSection is the case as a part of one section.
func inSection(res policy.Resource, s policy.Section) policy.Resource {
	res.Section = s
	return res
}

// caseOfPlan is the case of a version with how the actor stands to it. Dropped versions are not there.
func caseOfPlan(tx *gate.ReadTx, id value.ID) (casefile.Case, policy.Resource, error) {
	return caseBy(tx, "SELECT case_id FROM plan WHERE zone = $1 AND id = $2 AND state <> 'dropped'", id)
}

// caseOfAction is the case of an action.
func caseOfAction(tx *gate.ReadTx, id value.ID) (casefile.Case, policy.Resource, error) {
	return caseBy(tx, "SELECT case_id FROM action WHERE zone = $1 AND id = $2 AND state <> 'dropped'", id)
}

func caseBy(tx *gate.ReadTx, query string, id value.ID) (casefile.Case, policy.Resource, error) {
	var caseID value.ID
	if err := tx.One(query, []any{tx.Zone(), id}, &caseID); err != nil {
		return casefile.Case{}, policy.Resource{}, err
	}
	return casefile.Facts(tx, caseID)
}

const planSQL = `SELECT id, case_id, episode_id, person_id, number, state, aims, COALESCE(why, ''), revises, assessment_id, made_at, made_by, frozen_at,
	COALESCE(digest, ''), force_on, superseded_at, changed_at, changed_by, version FROM plan WHERE zone = $1 AND state <> 'dropped' AND `

// loader reads versions with what the actor may know of them.
type loader struct {
	tx     *gate.ReadTx
	may    bySection
	unseal unsealer
	plans  []Plan
	at     map[value.ID]int // of a version in plans
}

// unsealer opens what stands sealed of a row of a section.
type unsealer func(s policy.Section, person value.ID, table string, row value.ID, sealed []byte, into any) error

// reading opens texts for their reader: each section that is opened leaves a leaf, once.
func reading(tx *gate.ReadTx, c casefile.Case, res policy.Resource) unsealer {
	told := bySection{}
	var open gate.Unseal
	return func(s policy.Section, person value.ID, table string, row value.ID, sealed []byte, into any) (err error) {
		if !told[s] {
			told[s] = true
			if err := tx.DecideWhy(policy.PlanRead, inSection(res, s), string(s)); err != nil {
				return err
			}
		}
		if open == nil {
			if open, err = tx.Openers(c.People()); err != nil {
				return err
			}
		}
		return parse(open, person, table, row, sealed, into)
	}
}

// working opens texts for a command that shows them to nobody.
func working(tx *gate.WriteTx, c casefile.Case) unsealer {
	var open gate.Unseal
	return func(_ policy.Section, person value.ID, table string, row value.ID, sealed []byte, into any) (err error) {
		if open == nil {
			if open, err = tx.Copiers(c.People()); err != nil {
				return err
			}
		}
		return parse(open, person, table, row, sealed, into)
	}
}

func parse(open gate.Unseal, person value.ID, table string, row value.ID, sealed []byte, into any) error {
	plain, err := open(person, table, row, "sealed", sealed)
	if err != nil {
		return err
	}
	return fault.Wrap(json.Unmarshal([]byte(plain), into), "sealed "+table)
}

// loadPlans reads the versions of a case, the newest first, in six queries at most and one more for sealed texts, whatever there is of them. Texts of a
// sealed section are opened only for whoever may read it. The caller has decided on the common section.
func loadPlans(tx *gate.ReadTx, c casefile.Case, may bySection, unseal unsealer) ([]Plan, error) {
	args := []any{tx.Zone()}
	query := planSQL + "case_id IN " + gate.Among(&args, c.Cases()) + " ORDER BY made_at DESC, number DESC"
	return load(tx, may, unseal, query, args)
}

// loadPlan reads one version.
func loadPlan(tx *gate.ReadTx, may bySection, unseal unsealer, id value.ID) (Plan, error) {
	all, err := load(tx, may, unseal, planSQL+"id = $2", []any{tx.Zone(), id})
	if err == nil && len(all) == 0 {
		err = fault.Missing()
	}
	if err != nil {
		return Plan{}, err
	}
	return all[0], nil
}

func load(tx *gate.ReadTx, may bySection, unseal unsealer, query string, args []any) ([]Plan, error) {
	plans, err := gate.All(tx, query, args, func(s gate.Scanner) (p Plan, err error) {
		return p, s.Scan(&p.ID, &p.CaseID, &p.EpisodeID, &p.PersonID, &p.Number, &p.State, &p.Aims, &p.Why, &p.Revises, &p.AssessmentID, &p.MadeAt, &p.MadeBy,
			&p.FrozenAt, &p.Digest, &p.ForceOn, &p.SupersededAt, &p.ChangedAt, &p.ChangedBy, &p.Version)
	})
	if err != nil || len(plans) == 0 {
		return nil, err
	}
	l := &loader{tx: tx, may: may, unseal: unseal, plans: plans, at: map[value.ID]int{}}
	for i, p := range plans {
		l.at[p.ID] = i
	}
	for _, part := range []func() error{l.goals, l.actions, l.commitments, l.dates, l.signatures} {
		if err := part(); err != nil {
			return nil, err
		}
	}
	return plans, nil
}

// among is a condition on the versions that are read.
func (l *loader) among() (string, []any) {
	args := []any{l.tx.Zone()}
	ids := make([]value.ID, len(l.plans))
	for i, p := range l.plans {
		ids[i] = p.ID
	}
	return gate.Among(&args, ids), args
}

// goalWords is what of a goal of a sealed section stands sealed.
type goalWords struct {
	Text        string `json:"text"`
	ReachedWhen string `json:"reached_when"`
}

const goalSQL = `SELECT id, plan_id, goal_id, section, position, domain, COALESCE(body, ''), COALESCE(reached_when, ''), sealed, version, changed_at, changed_by FROM plan_goal
	WHERE zone = $1 AND removed_at IS NULL AND plan_id IN `

func (l *loader) goals() error {
	type row struct {
		Goal
		plan   value.ID
		sealed []byte
	}
	among, args := l.among()
	rows, err := gate.All(l.tx, goalSQL+among+" ORDER BY position, id", args, func(s gate.Scanner) (x row, err error) {
		return x, s.Scan(&x.RowID, &x.plan, &x.ID, &x.Section, &x.Position, &x.Domain, &x.Text, &x.ReachedWhen, &x.sealed, &x.Version,
			&x.ChangedAt, &x.ChangedBy)
	})
	if err != nil {
		return err
	}
	for _, x := range rows {
		if !l.may[x.Section] {
			continue
		}
		p := &l.plans[l.at[x.plan]]
		if x.sealed != nil {
			var w goalWords
			if err := l.unseal(x.Section, p.PersonID, "plan_goal", x.RowID, x.sealed, &w); err != nil {
				return err
			}
			x.Text, x.ReachedWhen = w.Text, w.ReachedWhen
		}
		p.Goals = append(p.Goals, x.Goal)
	}
	return nil
}

// Of a reserved action its live state is as reserved as its words: a row that may not be read is passed over whole.
const actionSQL = `SELECT a.id, a.plan_id, a.action_id, a.goal_id, a.section, a.position, COALESCE(a.kind, ''), COALESCE(a.title, ''), COALESCE(a.provider, ''),
	COALESCE(a.place, ''), COALESCE(a.fund, ''), COALESCE(a.hours, 0), a.from_on, a.to_on, a.follower_id, COALESCE(a.follower_words, ''), COALESCE(a.note, ''),
	COALESCE(a.promoter, ''), COALESCE(a.host, ''), COALESCE(a.tutor, ''), COALESCE(a.months, 0), COALESCE(a.allowance, 0), COALESCE(a.longer_why, ''),
	a.sealed, a.version, a.changed_at, a.changed_by, x.state, x.started_on, x.ended_on, x.version,
	COALESCE((SELECT SUM(t.minutes) FROM attendance t WHERE t.zone = x.zone AND t.action_id = x.id), 0),
	COALESCE(e.reason, ''), COALESCE(e.result, ''), COALESCE(e.words, ''), e.id, e.sealed
	FROM plan_action a JOIN action x ON x.zone = a.zone AND x.id = a.action_id
	LEFT JOIN action_event e ON x.state IN ('ended', 'interrupted') AND e.zone = x.zone AND e.id = (SELECT q.id FROM action_event q WHERE q.zone = x.zone
	AND q.action_id = x.id AND q.kind = CASE x.state WHEN 'ended' THEN 'end' ELSE 'interrupt' END ORDER BY q.at DESC, q.id DESC LIMIT 1)
	WHERE a.zone = $1 AND a.removed_at IS NULL AND a.plan_id IN `

// eventWords is what of an event of a reserved action stands sealed.
type eventWords struct {
	Reason string `json:"reason,omitempty"`
	Result string `json:"result,omitempty"`
	Words  string `json:"words,omitempty"`
}

func (l *loader) actions() error {
	type row struct {
		Action
		plan               value.ID
		event              value.ID
		sealed, eventSeal  []byte
		allowance, minutes int64
	}
	among, args := l.among()
	rows, err := gate.All(l.tx, actionSQL+among+" ORDER BY a.position, a.id", args, func(s gate.Scanner) (x row, err error) {
		err = s.Scan(&x.RowID, &x.plan, &x.ID, &x.GoalID, &x.Section, &x.Position, &x.Kind, &x.Title, &x.Provider, &x.Place, &x.Fund, &x.Hours, &x.From, &x.To,
			&x.FollowerID, &x.FollowerWords, &x.Note, &x.Promoter, &x.Host, &x.Tutor, &x.Months, &x.allowance, &x.LongerWhy, &x.sealed, &x.Version, &x.ChangedAt, &x.ChangedBy,
			&x.State, &x.StartedOn, &x.EndedOn, &x.LiveVersion, &x.minutes, &x.Reason, &x.Result, &x.Words, &x.event, &x.eventSeal)
		x.Allowance, x.Minutes = value.Money(x.allowance), int(x.minutes)
		return x, err
	})
	if err != nil {
		return err
	}
	for _, x := range rows {
		if !l.may[x.Section] {
			continue
		}
		p := &l.plans[l.at[x.plan]]
		if x.sealed != nil {
			if err := l.unseal(x.Section, p.PersonID, "plan_action", x.RowID, x.sealed, &x.Content); err != nil {
				return err
			}
		}
		if x.eventSeal != nil {
			var w eventWords
			if err := l.unseal(x.Section, p.PersonID, "action_event", x.event, x.eventSeal, &w); err != nil {
				return err
			}
			x.Reason, x.Result, x.Words = w.Reason, w.Result, w.Words
		}
		for i := range p.Goals {
			if p.Goals[i].ID == x.GoalID {
				p.Goals[i].Actions = append(p.Goals[i].Actions, x.Action)
			}
		}
	}
	return nil
}

func (l *loader) commitments() error {
	among, args := l.among()
	return l.tx.Each(`SELECT id, plan_id, side, COALESCE(who, ''), body, position, version, changed_at, changed_by FROM plan_commitment
		WHERE zone = $1 AND removed_at IS NULL AND plan_id IN `+among+" ORDER BY position, id", args, func(s gate.Scanner) error {
		var c Commitment
		var plan value.ID
		if err := s.Scan(&c.ID, &plan, &c.Side, &c.Who, &c.Text, &c.Position, &c.Version, &c.ChangedAt, &c.ChangedBy); err != nil {
			return err
		}
		p := &l.plans[l.at[plan]]
		p.Commitments = append(p.Commitments, c)
		return nil
	})
}

func (l *loader) dates() error {
	among, args := l.among()
	return l.tx.Each("SELECT plan_id, on_day FROM plan_date WHERE zone = $1 AND removed_at IS NULL AND plan_id IN "+among+" ORDER BY on_day", args,
		func(s gate.Scanner) error {
			var plan value.ID
			var day value.Date
			if err := s.Scan(&plan, &day); err != nil {
				return err
			}
			p := &l.plans[l.at[plan]]
			p.Dates = append(p.Dates, day)
			return nil
		})
}

func (l *loader) signatures() error {
	among, args := l.among()
	return l.tx.Each(`SELECT id, plan_id, party, account_id, COALESCE(words, ''), means, on_day, collected_by, COALESCE(agreement, ''), COALESCE(said, ''), digest,
		made_at, made_by, voided_at, COALESCE(voided_why, '') FROM plan_signature WHERE zone = $1 AND plan_id IN `+among+" ORDER BY made_at, id", args,
		func(s gate.Scanner) error {
			var x Signature
			var plan value.ID
			if err := s.Scan(&x.ID, &plan, &x.Party, &x.AccountID, &x.Words, &x.Means, &x.OnDay, &x.CollectedBy, &x.Agreement, &x.Said, &x.Digest, &x.MadeAt,
				&x.MadeBy, &x.VoidedAt, &x.VoidedWhy); err != nil {
				return err
			}
			p := &l.plans[l.at[plan]]
			p.Signatures = append(p.Signatures, x)
			return nil
		})
}
