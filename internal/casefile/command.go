package casefile

import (
	"context"
	"slices"

	"siil/internal/account"
	"siil/internal/fault"
	"siil/internal/gate"
	"siil/internal/guideline"
	"siil/internal/policy"
	"siil/internal/text"
	"siil/internal/value"
)

// Longest texts, in characters.
const (
	MaxNote   = 10000
	MaxReason = 500
	MaxWhat   = 120
)

// on runs a command on one case: it loads the case, decides the action on it, and gives both to do.
func (r *Room) on(ctx context.Context, who gate.Actor, id value.ID, a policy.Action, do func(tx *gate.WriteTx, c Case, res policy.Resource) error) error {
	return r.g.Write(ctx, who, func(tx *gate.WriteTx) error {
		c, res, err := Facts(&tx.ReadTx, id)
		if err != nil {
			return err
		}
		if err := tx.Decide(a, res); err != nil {
			return err
		}
		return do(tx, c, res)
	})
}

// head is the case as the building blocks take it.
func (c Case) head() head {
	return head{ID: c.ID, PersonID: c.PersonID, EpisodeID: c.EpisodeID, ManagerID: c.ManagerID, State: c.State, StateOn: c.StateOn, OpenedOn: c.OpenedOn,
		NextOn: c.NextOn, NextWhat: c.NextWhat, Review: c.ReviewOn, Last: c.LastOn, Version: c.Version}
}

// fresh refuses a form that was made before the last change, saying whose it was and when.
func (c Case) fresh(version int) error {
	if version == c.Version {
		return nil
	}
	return savedBefore(c.ChangedBy, c.ChangedAt)
}

func savedBefore(name string, at value.Instant) error {
	if name == "" {
		return fault.New(fault.Conflict, text.SavedByProgram.With(at.Clock()))
	}
	return fault.New(fault.Conflict, text.SavedByOther.With(name, at.Clock()))
}

// factDay checks the day of something that has happened: not before the case could know of it, not in the future.
func factDay(c *fault.Check, field string, day, from, today value.Date) {
	switch {
	case day.IsZero():
		c.Add(field, text.DateNeeded)
	case day.After(today):
		c.Add(field, text.DateInFuture)
	case day.Before(from):
		c.Add(field, text.DateTooEarly.With(from.Format()))
	}
}

// comingDay checks a day that is to come.
func comingDay(c *fault.Check, field string, day, today value.Date, most int) {
	switch {
	case day.IsZero():
		c.Add(field, text.DateNeeded)
	case day.Before(today):
		c.Add(field, text.DateIsPast)
	case day.Sub(today) > most:
		c.Add(field, text.DateTooFar.With(today.AddDays(most).Format()))
	}
}

// mostAhead is how far away a next date may be, in days.
const mostAhead = 2 * 365

// assignments are the codes under which the model knows the actor on a case.
func assignments(who gate.Actor, res policy.Resource) []string {
	var codes []string
	for _, role := range who.Roles {
		codes = append(codes, string(role))
	}
	if res.CaseManager {
		codes = append(codes, "case_manager")
	}
	return codes
}

// professional is the colleague that a form names, if they may work on cases; field says where the form names them.
func professional(tx *gate.ReadTx, id value.ID, field string) (account.Colleague, error) {
	all, err := account.Colleagues(tx)
	if err != nil {
		return account.Colleague{}, err
	}
	able := account.ManagersOf(all)
	i := slices.IndexFunc(able, func(c account.Colleague) bool { return c.ID == id })
	if id == "" || i < 0 {
		var c fault.Check
		c.Add(field, text.ChooseColleague)
		return account.Colleague{}, c.Err()
	}
	return able[i], nil
}

// isOpen tells whether the case is followed, be it at rest.
func (c Case) isOpen() bool { return kindOf(c.State) != guideline.Closed }
