package plan

import (
	"slices"
	"strings"

	"siil/internal/casefile"
	"siil/internal/fault"
	"siil/internal/gate"
	"siil/internal/policy"
	"siil/internal/text"
	"siil/internal/value"
)

// OpenActions are the actions of a case that go on or rest and that the actor may record, in the words of the newest version that speaks of them. The
// caller has decided on the case.
func (r *Room) OpenActions(tx *gate.ReadTx, c casefile.Case, res policy.Resource) (out []Action, err error) {
	if !tx.May(policy.PlanRead, inSection(res, policy.Common)) {
		return nil, nil
	}
	read, record := mayIn(tx, res, policy.PlanRead), mayIn(tx, res, policy.ActionRecord)
	for s, may := range record {
		read[s] = read[s] && may
	}
	plans, err := loadPlans(tx, c, read, reading(tx, c, res))
	for _, p := range plans {
		for _, g := range p.Goals {
			for _, a := range g.Actions {
				there := slices.ContainsFunc(out, func(x Action) bool { return x.ID == a.ID })
				if !there && (a.State == Running || a.State == Suspended) {
					out = append(out, a)
				}
			}
		}
	}
	return out, err
}

// End writes, inside another command, how an action ends with its case: Ends with a result or Interrupts with a reason; rested tells that it was suspended.
// It decides ActionRecord in the action's section, fails with Invalid by field, with NotFound for an action of another case and with Conflict for one that
// does not go on.
func (r *Room) End(tx *gate.WriteTx, c casefile.Case, res policy.Resource, actionID value.ID, in EventInput) (rested bool, err error) {
	a, err := loadLive(&tx.ReadTx, actionID)
	if err != nil {
		return false, err
	}
	if !slices.Contains(c.Cases(), a.CaseID) {
		return false, fault.Missing()
	}
	if err := tx.Decide(policy.ActionRecord, inSection(res, a.Section)); err != nil {
		return false, err
	}
	if a.State != Running && a.State != Suspended || in.Kind != Ends && in.Kind != Interrupts {
		return false, fault.New(fault.Conflict, text.ActionNotNow)
	}
	in.Words = strings.TrimSpace(in.Words)
	if err := r.checkEvent(tx, c, a, in); err != nil {
		return false, err
	}
	return a.State == Suspended, r.happen(tx, c, a, in)
}

// TakeUpAgain lets an action go on, or rest again, that End has ended, inside another command that has decided: what ended it stays readable. One that is
// not as End left it stays as it is.
func (r *Room) TakeUpAgain(tx *gate.WriteTx, c casefile.Case, actionID value.ID, rests bool, why string) error {
	a, err := loadLive(&tx.ReadTx, actionID)
	if err != nil {
		return err
	}
	if !slices.Contains(c.Cases(), a.CaseID) {
		return fault.Missing()
	}
	if a.State != Ended && a.State != Interrupted {
		return nil
	}
	kind, state := Resumes, Running
	if rests {
		kind, state = Suspends, Suspended
	}
	e := Event{Kind: kind, OnDay: tx.Today(), Words: why, At: tx.Now(), By: tx.Who().Account}
	if err := e.insert(tx, a.ID, a.Section, a.PersonID); err != nil {
		return err
	}
	return tx.Update("action", a.ID, gate.Row{"state": state, "ended_on": nil, "version": a.Version + 1})
}
