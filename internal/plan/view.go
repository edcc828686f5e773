package plan

import (
	"context"

	"siil/internal/account"
	"siil/internal/attachment"
	"siil/internal/casefile"
	"siil/internal/fault"
	"siil/internal/gate"
	"siil/internal/guideline"
	"siil/internal/policy"
	"siil/internal/value"
)

// View reads a case's projects as the actor may know them, in a fixed number of queries. Who reads the common section of the project may; otherwise
// it is NotFound.
func (r *Room) View(ctx context.Context, who gate.Actor, caseID value.ID) (v View, err error) {
	err = r.g.Read(ctx, who, func(tx *gate.ReadTx) error {
		c, res, err := casefile.Facts(tx, caseID)
		if err == nil {
			v, err = r.view(tx, c, res)
		}
		return err
	})
	return v, err
}

// ByPlan is View of the case of a version, and that version.
func (r *Room) ByPlan(ctx context.Context, who gate.Actor, planID value.ID) (v View, p Plan, err error) {
	err = r.g.Read(ctx, who, func(tx *gate.ReadTx) error {
		c, res, err := caseOfPlan(tx, planID)
		if err == nil {
			v, err = r.view(tx, c, res)
		}
		return err
	})
	for _, p := range v.Plans {
		if p.ID == planID {
			return v, p, err
		}
	}
	if err == nil {
		err = fault.Missing()
	}
	return v, Plan{}, err
}

func (r *Room) view(tx *gate.ReadTx, c casefile.Case, res policy.Resource) (v View, err error) {
	if err := tx.Decide(policy.PlanRead, inSection(res, policy.Common)); err != nil {
		return v, err
	}
	v = View{Case: c, Res: res, Names: map[value.ID]string{}, MayWrite: mayIn(tx, res, policy.PlanWrite), MaySign: mayIn(tx, res, policy.PlanSign),
		MayCheck: mayIn(tx, res, policy.PlanCheck), MayRecord: mayIn(tx, res, policy.ActionRecord)}
	may, unseal := mayIn(tx, res, policy.PlanRead), reading(tx, c, res)
	if v.Plans, err = loadPlans(tx, c, may, unseal); err != nil {
		return v, err
	}
	if err = v.scans(tx, c); err != nil {
		return v, err
	}
	if v.Links, err = loadLinks(tx, c); err != nil {
		return v, err
	}
	if v.Checks, err = loadChecks(tx, c, may, unseal); err != nil {
		return v, err
	}
	v.progress()
	all, err := account.Colleagues(tx)
	if err != nil {
		return v, err
	}
	v.Colleagues = account.ManagersOf(all)
	for _, x := range all {
		v.Names[x.ID] = x.Name()
	}
	if tx.May(policy.AssessmentRead, inSection(res, policy.Common)) {
		v.Summary, v.Assessed, err = r.assessments.Newest(tx, c, res)
	}
	return v, err
}

// scans gives each signature on paper the files that were kept of it.
func (v *View) scans(tx *gate.ReadTx, c casefile.Case) error {
	var ids []value.ID
	for _, p := range v.Plans {
		for _, s := range p.Signatures {
			if s.Means == OnPaper {
				ids = append(ids, s.ID)
			}
		}
	}
	files, err := attachment.OfEach(tx, c.People(), ids)
	if err != nil {
		return err
	}
	for i := range v.Plans {
		for j := range v.Plans[i].Signatures {
			s := &v.Plans[i].Signatures[j]
			s.Files = files[s.ID]
		}
	}
	return nil
}

// progress gives each goal how far it was at the newest check that spoke of it.
func (v *View) progress() {
	for i := range v.Plans {
		for j := range v.Plans[i].Goals {
			g := &v.Plans[i].Goals[j]
			for _, c := range v.Checks {
				if p, ok := c.Of(g.ID); ok && p.Progress != "" {
					g.Progress, g.ProgressOn = p.Progress, c.OnDay
					break
				}
			}
		}
	}
}

// Of finds what a check says of a goal.
func (c Check) Of(goal value.ID) (GoalProgress, bool) {
	for _, g := range c.Goals {
		if g.GoalID == goal {
			return g, true
		}
	}
	return GoalProgress{}, false
}

func loadLinks(tx *gate.ReadTx, c casefile.Case) ([]Link, error) {
	args := []any{tx.Zone()}
	return gate.All(tx, "SELECT id, kind, number, on_day, made_by FROM plan_link WHERE zone = $1 AND ended_at IS NULL AND case_id IN "+gate.Among(&args, c.Cases())+
		" ORDER BY on_day DESC, id", args, func(s gate.Scanner) (l Link, err error) {
		return l, s.Scan(&l.ID, &l.Kind, &l.Number, &l.OnDay, &l.MadeBy)
	})
}

// loadChecks reads the checks of a case, the newest first, of each goal's progress those of the sections that may says.
func loadChecks(tx *gate.ReadTx, c casefile.Case, may bySection, unseal unsealer) ([]Check, error) {
	args := []any{tx.Zone()}
	people := map[value.ID]value.ID{}
	out, err := gate.All(tx, `SELECT k.id, k.plan_id, p.number, k.person_id, k.on_day, k.next_on, k.with_person, k.reopens, COALESCE(k.changes, ''), COALESCE(k.person_words, ''),
		k.made_at, k.made_by FROM plan_check k JOIN plan p ON p.zone = k.zone AND p.id = k.plan_id
		WHERE k.zone = $1 AND k.case_id IN `+gate.Among(&args, c.Cases())+" ORDER BY k.on_day DESC, k.made_at DESC", args, func(s gate.Scanner) (x Check, err error) {
		var person value.ID
		var with, reopens int
		err = s.Scan(&x.ID, &x.PlanID, &x.Number, &person, &x.OnDay, &x.NextOn, &with, &reopens, &x.Changes, &x.PersonWords, &x.MadeAt, &x.MadeBy)
		x.WithPerson, x.Reopens = with == 1, reopens == 1
		people[x.ID] = person
		return x, err
	})
	if err != nil || len(out) == 0 {
		return out, err
	}
	at := map[value.ID]int{}
	var ids []value.ID
	for i, x := range out {
		at[x.ID] = i
		ids = append(ids, x.ID)
	}
	type row struct {
		GoalProgress
		id, check value.ID
		sealed    []byte
	}
	args = []any{tx.Zone()}
	rows, err := gate.All(tx, "SELECT id, check_id, goal_id, section, COALESCE(progress, ''), COALESCE(note, ''), sealed FROM plan_check_goal WHERE zone = $1 AND check_id IN "+
		gate.Among(&args, ids)+" ORDER BY id", args, func(s gate.Scanner) (x row, err error) {
		return x, s.Scan(&x.id, &x.check, &x.GoalID, &x.Section, &x.Progress, &x.Note, &x.sealed)
	})
	if err != nil {
		return nil, err
	}
	for _, x := range rows {
		if !may[x.Section] {
			continue
		}
		if x.sealed != nil {
			var w progressWords
			if err := unseal(x.Section, people[x.check], "plan_check_goal", x.id, x.sealed, &w); err != nil {
				return nil, err
			}
			x.Progress, x.Note = w.Progress, w.Note
		}
		k := &out[at[x.check]]
		k.Goals = append(k.Goals, x.GoalProgress)
	}
	return out, nil
}

// progressWords is what of a goal of a sealed section stands sealed in a check.
type progressWords struct {
	Progress string `json:"progress,omitempty"`
	Note     string `json:"note,omitempty"`
}

// Proposal is a goal that fits a weak domain.
type Proposal struct {
	guideline.GoalProposal
	DomainOf guideline.Domain
	Level    int
}

// Proposals are goals for the weakest domains that the reader may know and write of, without domains of which the version has a goal already.
func (r *Room) Proposals(v View, p Plan) (out []Proposal) {
	has := map[string]bool{}
	for _, g := range p.Goals {
		has[g.Domain] = true
	}
	for _, w := range v.Summary.Weak {
		if s, err := r.sectionOfDomain(w.Domain.Code); err != nil || !v.MayWrite[s] || has[w.Domain.Code] {
			continue // of the matrix of today: the assessment may be of another
		}
		for _, g := range r.m.GoalsFor(w.Domain.Code, w.Level) {
			out = append(out, Proposal{g, w.Domain, w.Level})
		}
	}
	return out
}

// ActionsFor are the kinds of actions that may lead to a goal: those of the proposals for its domain first, then the others that serve it.
func (r *Room) ActionsFor(g Goal) (out []guideline.ActionKind) {
	seen := map[string]bool{}
	add := func(k guideline.ActionKind) {
		if !seen[k.Code] && k.OfferedOn(r.g.Today().ISO()) {
			seen[k.Code] = true
			out = append(out, k)
		}
	}
	for _, p := range r.m.Goals {
		if p.Domain != g.Domain {
			continue
		}
		for _, code := range p.Actions {
			if k, ok := r.m.Actions.Kind(code); ok {
				add(k)
			}
		}
	}
	for _, k := range r.m.Actions.For(g.Domain) {
		add(k)
	}
	return out
}
