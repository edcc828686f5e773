package plan

import (
	"context"
	"encoding/json"
	"strings"

	"siil/internal/casefile"
	"siil/internal/fault"
	"siil/internal/gate"
	"siil/internal/guideline"
	"siil/internal/policy"
	"siil/internal/text"
	"siil/internal/value"
)

// The kinds of events of an action.
const (
	Starts     = "start"
	Suspends   = "suspend"
	Resumes    = "resume"
	Ends       = "end"
	Interrupts = "interrupt"
)

// EventInput is something that happened to an action, as its form brings it. Reason is of an interruption, Result of an end; Words are free, and needed
// for a suspension.
type EventInput struct {
	Kind           string
	OnDay          value.Date
	Reason, Result string
	Words          string
}

// Event is something that happened to an action.
type Event struct {
	ID                    value.ID
	Kind                  string
	OnDay                 value.Date
	Reason, Result, Words string
	At                    value.Instant
	By                    value.ID
}

// events says from which states of an action each may come, and where it leads.
var events = map[string]struct {
	from []string
	to   string
}{
	Starts:     {[]string{Planned}, Running},
	Suspends:   {[]string{Running}, Suspended},
	Resumes:    {[]string{Suspended}, Running},
	Ends:       {[]string{Running, Suspended}, Ended},
	Interrupts: {[]string{Running, Suspended}, Interrupted},
}

// Happen writes what happened to an action. Whoever records its section may. base is the LiveVersion that the page showed, -1 for any. It fails with
// Invalid by field, with Conflict when the action is not where the event may come, or has changed since.
func (r *Room) Happen(ctx context.Context, who gate.Actor, actionID value.ID, base int, in EventInput) error {
	in.Words = strings.TrimSpace(in.Words)
	return r.recording(ctx, who, actionID, base, func(tx *gate.WriteTx, c casefile.Case, a live) error {
		e, ok := events[in.Kind]
		if !ok {
			var check fault.Check
			check.Add("kind", text.ActionEventKind)
			return check.Err()
		}
		allowed := false
		for _, s := range e.from {
			allowed = allowed || s == a.State
		}
		if !allowed {
			return fault.New(fault.Conflict, text.ActionNotNow)
		}
		if err := r.checkEvent(tx, c, a, in); err != nil {
			return err
		}
		return r.happen(tx, c, a, in)
	})
}

func (r *Room) checkEvent(tx *gate.WriteTx, c casefile.Case, a live, in EventInput) error {
	var check fault.Check
	switch {
	case in.OnDay.IsZero():
		check.Add("date", text.DateNeeded)
	case in.OnDay.After(tx.Today()):
		check.Add("date", text.DateInFuture)
	case in.Kind == Starts && in.OnDay.Before(earliest(c)):
		check.Add("date", text.DateTooEarly.With(earliest(c).Format()))
	case in.Kind != Starts && in.OnDay.Before(a.StartedOn):
		check.Add("date", text.ActionBeforeStart.With(a.StartedOn.Format()))
	case in.Kind != Starts && in.OnDay.Before(a.lastEvent):
		check.Add("date", text.ActionBeforeEvent.With(a.lastEvent.Format()))
	case (in.Kind == Ends || in.Kind == Interrupts) && in.OnDay.Before(a.lastHours):
		check.Add("date", text.ActionBeforeHours.With(a.lastHours.Format()))
	}
	check.Fits("words", in.Words, MaxReason)
	switch in.Kind { // what each needs to say
	case Suspends:
		check.Require(in.Words != "", "words", text.ActionSuspendWhy)
	case Ends:
		_, ok := r.m.Actions.Result(in.Result)
		check.Require(ok, "result", text.ActionResult)
	case Interrupts:
		_, ok := r.m.Actions.Reason(in.Reason)
		check.Require(ok, "reason", text.ActionReason)
	}
	return check.Err()
}

// before is for how many months before its case an action may have begun.
const before = 60

// earliest is the first day on which an action of a case may have begun: what goes on already comes into the project, a wrong year does not.
func earliest(c casefile.Case) value.Date { return c.OpenedOn.AddMonths(-before) }

// happen writes an event with what follows from it for the action and, at the first start, for the case.
func (r *Room) happen(tx *gate.WriteTx, c casefile.Case, a live, in EventInput) error {
	if s, _ := r.m.State(c.State); in.Kind == Starts && s.Kind == guideline.Closed {
		return fault.New(fault.Conflict, text.ActionCaseClosed)
	}
	set := gate.Row{"state": events[in.Kind].to, "version": a.Version + 1}
	switch in.Kind {
	case Starts:
		set["started_on"] = in.OnDay
	case Ends, Interrupts:
		set["ended_on"] = in.OnDay
	}
	if in.Kind != Ends {
		in.Result = ""
	}
	if in.Kind != Interrupts {
		in.Reason = ""
	}
	e := Event{Kind: in.Kind, OnDay: in.OnDay, Reason: in.Reason, Result: in.Result, Words: in.Words, At: tx.Now(), By: tx.Who().Account}
	if err := e.insert(tx, a.ID, a.Section, a.PersonID); err != nil {
		return err
	}
	if err := tx.Update("action", a.ID, set); err != nil {
		return err
	}
	if in.Kind == Starts && a.Section == policy.Common {
		return r.moveTo(tx, c, stateRunning, in.OnDay)
	}
	return nil
}

// insert writes an event of an action, its words sealed if the section is.
func (e Event) insert(tx *gate.WriteTx, action value.ID, section policy.Section, person value.ID) error {
	id := value.NewID()
	row := gate.Row{"id": id, "action_id": action, "kind": e.Kind, "on_day": e.OnDay, "at": e.At, "by_id": e.By}
	if section.Sealed() {
		plain, err := json.Marshal(eventWords{e.Reason, e.Result, e.Words})
		if err != nil {
			return fault.Wrap(err, "event of an action")
		}
		if row["sealed"], err = tx.Seal(person, "action_event", id, "sealed", string(plain)); err != nil {
			return err
		}
	} else {
		row.SetText("reason", e.Reason)
		row.SetText("result", e.Result)
		row.SetText("words", e.Words)
	}
	return tx.Insert("action_event", row)
}

// live is an action as it goes.
type live struct {
	ID, CaseID, PersonID value.ID
	Section              policy.Section
	State                string
	StartedOn, EndedOn   value.Date
	Version              int
	lastHours, lastEvent value.Date // the last day with hours, of an event
}

// recording is a command on an action as it goes.
func (r *Room) recording(ctx context.Context, who gate.Actor, actionID value.ID, base int, do func(tx *gate.WriteTx, c casefile.Case, a live) error) error {
	return r.g.Write(ctx, who, func(tx *gate.WriteTx) error {
		c, res, err := caseOfAction(&tx.ReadTx, actionID)
		if err != nil {
			return err
		}
		a, err := loadLive(&tx.ReadTx, actionID)
		if err != nil {
			return err
		}
		if err := tx.Decide(policy.ActionRecord, inSection(res, a.Section)); err != nil {
			return err
		}
		if base >= 0 && base != a.Version {
			return fault.New(fault.Conflict, text.ActionChanged)
		}
		return do(tx, c, a)
	})
}

func loadLive(tx *gate.ReadTx, id value.ID) (a live, err error) {
	var month, days string
	err = tx.One(`SELECT x.id, x.case_id, x.person_id, x.section, x.state, x.started_on, x.ended_on, x.version,
		COALESCE((SELECT MAX(t.month) FROM attendance t WHERE t.zone = x.zone AND t.action_id = x.id AND t.minutes > 0), ''),
		COALESCE((SELECT t.days FROM attendance t WHERE t.zone = x.zone AND t.action_id = x.id AND t.minutes > 0 ORDER BY t.month DESC LIMIT 1), ''),
		(SELECT MAX(e.on_day) FROM action_event e WHERE e.zone = x.zone AND e.action_id = x.id)
		FROM action x WHERE x.zone = $1 AND x.id = $2 AND x.state <> 'dropped'`, []any{tx.Zone(), id}, &a.ID, &a.CaseID, &a.PersonID, &a.Section, &a.State,
		&a.StartedOn, &a.EndedOn, &a.Version, &month, &days, &a.lastEvent)
	if err != nil || month == "" {
		return a, err
	}
	minutes, err := parseDays(days)
	last := 0
	for d, m := range minutes {
		if m > 0 {
			last = max(last, d)
		}
	}
	if first, ok := parseMonth(month); ok && last > 0 {
		a.lastHours = first.AddDays(last - 1)
	}
	return a, err
}
