package plan

import (
	"context"
	"encoding/json"

	"siil/internal/casefile"
	"siil/internal/fault"
	"siil/internal/gate"
	"siil/internal/guideline"
	"siil/internal/policy"
	"siil/internal/value"
)

// Live is an action with all that happened to it, as its reader may know it.
type Live struct {
	View   View
	Plan   Plan // the newest version that speaks of it
	Goal   Goal
	Action Action
	Events []Event // in their order
	Months []Month // that have hours, in their order
	Warns  []guideline.Overlap
}

// BeforeSigned tells whether the action began before its project was in force.
func (l Live) BeforeSigned() bool {
	for _, p := range l.View.Plans {
		if !p.ForceOn.IsZero() && !p.ForceOn.After(l.Action.StartedOn) {
			return false
		}
	}
	return !l.Action.StartedOn.IsZero()
}

// Action reads one action with its events and hours. Whoever reads its section may.
func (r *Room) Action(ctx context.Context, who gate.Actor, actionID value.ID) (out Live, err error) {
	err = r.g.Read(ctx, who, func(tx *gate.ReadTx) error {
		c, res, err := caseOfAction(tx, actionID)
		if err != nil {
			return err
		}
		v, err := r.view(tx, c, res)
		if err != nil {
			return err
		}
		out = Live{View: v}
		if !out.find(actionID) {
			return fault.Missing()
		}
		if s := out.Action.Section; s != policy.Common {
			if err := tx.Decide(policy.PlanRead, inSection(res, s)); err != nil {
				return err
			}
		}
		if err := out.loadEvents(tx, c); err != nil {
			return err
		}
		months, err := loadMonths(tx, []value.ID{actionID})
		if err != nil {
			return err
		}
		out.Months = months[actionID]
		out.Warns, err = r.overlaps(tx, v, actionID)
		return err
	})
	return out, err
}

func (l *Live) find(id value.ID) bool {
	for _, p := range l.View.Plans {
		for _, g := range p.Goals {
			for _, a := range g.Actions {
				if a.ID == id {
					l.Plan, l.Goal, l.Action = p, g, a
					return true
				}
			}
		}
	}
	return false
}

func (l *Live) loadEvents(tx *gate.ReadTx, c casefile.Case) error {
	var open func(value.ID, string, value.ID, string, []byte) (string, error)
	type row struct {
		Event
		person value.ID
		sealed []byte
	}
	rows, err := gate.All(tx, `SELECT e.id, e.kind, e.on_day, COALESCE(e.reason, ''), COALESCE(e.result, ''), COALESCE(e.words, ''), e.at, e.by_id, e.sealed, x.person_id
		FROM action_event e JOIN action x ON x.zone = e.zone AND x.id = e.action_id WHERE e.zone = $1 AND e.action_id = $2 ORDER BY e.on_day, e.at, e.id`,
		[]any{tx.Zone(), l.Action.ID}, func(s gate.Scanner) (x row, err error) {
			return x, s.Scan(&x.ID, &x.Kind, &x.OnDay, &x.Reason, &x.Result, &x.Words, &x.At, &x.By, &x.sealed, &x.person)
		})
	if err != nil {
		return err
	}
	for _, x := range rows {
		if x.sealed != nil {
			if open == nil {
				if open, err = tx.Openers(c.People()); err != nil {
					return err
				}
			}
			plain, err := open(x.person, "action_event", x.ID, "sealed", x.sealed)
			if err != nil {
				return err
			}
			var w eventWords
			if err := json.Unmarshal([]byte(plain), &w); err != nil {
				return fault.Wrap(err, "event")
			}
			x.Reason, x.Result, x.Words = w.Reason, w.Result, w.Words
		}
		l.Events = append(l.Events, x.Event)
	}
	return nil
}
