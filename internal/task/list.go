package task

import (
	"context"
	"slices"

	"siil/internal/account"
	"siil/internal/casefile"
	"siil/internal/fault"
	"siil/internal/gate"
	"siil/internal/policy"
	"siil/internal/value"
)

const (
	shown = 50 // tasks of a page, unless a caller says otherwise

	// How far ahead the list looks, in days. Steps and next dates stand in it however far they are: somebody chose their day.
	checksAhead    = 30
	followUpsAhead = 30
	termsAhead     = 14
)

// List reads what somebody has to do. Everybody sees their own list, the coordinator also that of each colleague; for others a colleague's
// list looks as if it were not there. The number of queries does not grow with the tasks.
func (r *Room) List(ctx context.Context, who gate.Actor, q Query) (p Page, err error) {
	err = r.g.Read(ctx, who, func(tx *gate.ReadTx) error {
		owner, all, err := whose(tx, q.Account)
		if err != nil {
			return err
		}
		tasks, err := r.read(tx, owner, reach{checks: checksAhead, followUps: followUpsAhead, terms: termsAhead})
		if err != nil {
			return err
		}
		p = pageOf(tasks, q)
		p.Account, p.Name, p.Own, p.Today = owner.ID, owner.Name(), owner.ID == who.Account, tx.Today()
		if tx.May(policy.StepAnswer, policy.Resource{Kind: policy.Step}) {
			p.colleagues = withTasks(all)
		}
		return p.sayMoves(tx)
	})
	return p, err
}

// sayMoves adds to the steps that are shown why they were last moved.
func (p *Page) sayMoves(tx *gate.ReadTx) error {
	var ids []value.ID
	for _, t := range p.Tasks {
		if t.Kind == Step {
			ids = append(ids, t.ID)
		}
	}
	moves, err := casefile.MovesOf(tx, ids)
	for _, m := range moves {
		for i := range p.Tasks {
			if p.Tasks[i].Kind == Step && p.Tasks[i].ID == m.StepID {
				p.Tasks[i].Moved = m.Why
			}
		}
	}
	return err
}

// whose decides whose list the reader may see, and finds them among all accounts.
func whose(tx *gate.ReadTx, id value.ID) (owner account.Colleague, all []account.Colleague, err error) {
	me := tx.Who().Account
	if id == "" || id == me {
		id, err = me, tx.Decide(policy.HomeRead, policy.Resource{Kind: policy.Zone})
	} else {
		err = tx.DecideWhy(policy.StepAnswer, policy.Resource{Kind: policy.Step, ID: id}, "tasks_of")
	}
	if err != nil {
		return owner, nil, err
	}
	if all, err = account.Colleagues(tx); err != nil {
		return owner, nil, err
	}
	i := slices.IndexFunc(all, func(c account.Colleague) bool { return c.ID == id })
	if i < 0 {
		return owner, nil, fault.Missing()
	}
	return all[i], all, nil
}

// withTasks are the accounts that can have something to do.
func withTasks(all []account.Colleague) (out []account.Colleague) {
	for _, c := range all {
		if !c.Disabled && c.Has(policy.SocialWorker, policy.EmploymentOfficer, policy.HealthWorker, policy.Coordinator) {
			out = append(out, c)
		}
	}
	return out
}

// pageOf counts the tasks and takes the part that is asked for.
func pageOf(tasks []Task, q Query) Page {
	p := Page{Whens: map[When]int{}, Kinds: map[Kind]int{}}
	var chosen []Task
	for _, t := range tasks {
		kind, when := q.Kind == "" || q.Kind == t.Kind, q.When == "" || q.When == t.when
		if kind {
			p.Whens[t.when]++
		}
		if when {
			p.Kinds[t.Kind]++
		}
		if kind && when {
			chosen = append(chosen, t)
		}
	}
	limit := q.Limit
	if limit <= 0 {
		limit = shown
	}
	at := 0
	for q.After != "" && at < len(chosen) && chosen[at].key() <= q.After {
		at++
	}
	end := min(at+limit, len(chosen))
	p.Total, p.First, p.Tasks = len(chosen), at+1, chosen[at:end]
	if end < len(chosen) {
		p.Next = chosen[end-1].key()
	}
	if before := at - limit; before > 0 {
		p.Prev = chosen[before-1].key()
	}
	return p
}
