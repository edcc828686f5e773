package plan

import (
	"context"
	"encoding/json"
	"strconv"
	"strings"

	"siil/internal/casefile"
	"siil/internal/fault"
	"siil/internal/gate"
	"siil/internal/guideline"
	"siil/internal/policy"
	"siil/internal/text"
	"siil/internal/value"
)

// dayMinutes are those of a whole day.
const dayMinutes = 24 * 60

// Month is the attendance of one action in one month. Minutes are by day of the month.
type Month struct {
	Month   string // YYYY-MM
	Minutes map[int]int
	Total   int
	Version int // 0: nothing was written yet
}

// parseMonth gives the first day of a month written YYYY-MM.
func parseMonth(s string) (value.Date, bool) {
	if len(s) != len("2006-01") {
		return value.Date{}, false
	}
	return value.ParseISO(s + "-01")
}

// daysIn counts the days of the month that begins on first.
func daysIn(first value.Date) int { return first.AddMonths(1).Sub(first) }

func parseDays(s string) (map[int]int, error) {
	var raw map[string]int
	if err := json.Unmarshal([]byte(s), &raw); err != nil {
		return nil, fault.Wrap(err, "attendance")
	}
	out := map[int]int{}
	for k, v := range raw {
		d, err := strconv.Atoi(k)
		if err != nil {
			return nil, fault.Wrap(err, "attendance")
		}
		out[d] = v
	}
	return out, nil
}

// TypedHours reads hours as people write them (4, 4,5, 4.5, 4:30, 4h30, 4 h) as minutes; an empty text is none. false when it is no time of whole minutes
// between 0 and 24 hours.
func TypedHours(s string) (minutes int, ok bool) {
	s = strings.ToLower(strings.TrimSpace(s))
	if s == "" {
		return 0, true
	}
	s = strings.TrimSpace(strings.TrimSuffix(strings.TrimSuffix(s, "ore"), "h"))
	for _, sep := range []string{":", "h"} {
		if h, m, found := strings.Cut(s, sep); found {
			hours, ok1 := digits(h, 2)
			mins, ok2 := digits(m, 2)
			return whole(hours*60+mins, ok1 && ok2 && mins < 60)
		}
	}
	h, part, _ := strings.Cut(strings.Replace(s, ".", ",", 1), ",")
	hours, ok := digits(h, 2)
	if !ok {
		return 0, false
	}
	if part == "" {
		return whole(hours*60, !strings.ContainsAny(s, ".,"))
	}
	n, ok := digits(part, 2)
	if len(part) == 1 {
		n *= 10
	}
	return whole(hours*60+n*60/100, ok && n*60%100 == 0)
}

func whole(minutes int, ok bool) (int, bool) {
	if !ok || minutes > dayMinutes {
		return 0, false
	}
	return minutes, true
}

// digits reads a number of at most some digits, and nothing else.
func digits(s string, most int) (int, bool) {
	s = strings.TrimSpace(s)
	if s == "" || len(s) > most || strings.Trim(s, "0123456789") != "" {
		return 0, false
	}
	n, err := strconv.Atoi(s)
	return n, err == nil
}

// HoursOf writes minutes as hours: 4, 4:30.
func HoursOf(minutes int) string {
	if minutes%60 == 0 {
		return strconv.Itoa(minutes / 60)
	}
	m := strconv.Itoa(minutes % 60)
	if len(m) == 1 {
		m = "0" + m
	}
	return strconv.Itoa(minutes/60) + ":" + m
}

// Attend writes the hours of one action in one month, in place of those that stood there. Whoever records its section may. base is the Version that the
// page showed, -1 for any. A planned action starts on its first day with hours. It fails with Invalid at day_N, with Conflict when somebody has
// written the month since.
func (r *Room) Attend(ctx context.Context, who gate.Actor, actionID value.ID, month string, base int, minutes map[int]int) (now Month, err error) {
	first, ok := parseMonth(month)
	if !ok {
		return Month{}, fault.Missing()
	}
	err = r.recording(ctx, who, actionID, -1, func(tx *gate.WriteTx, c casefile.Case, a live) error {
		was, id, err := loadMonth(&tx.ReadTx, actionID, month)
		if err != nil {
			return err
		}
		if err := checkMonth(first, a, minutes, tx.Today()); err != nil {
			return err
		}
		now = Month{Month: month, Minutes: map[int]int{}, Version: was.Version + 1}
		days, begins := map[string]int{}, 0
		for d, m := range minutes {
			if m == 0 {
				continue
			}
			now.Minutes[d], days[strconv.Itoa(d)] = m, m
			now.Total += m
			if begins == 0 || d < begins {
				begins = d
			}
		}
		if was.same(now) {
			now = was
			return nil
		}
		if base >= 0 && base != was.Version {
			return fault.New(fault.Conflict, text.MonthChanged)
		}
		body, err := json.Marshal(days)
		if err != nil {
			return fault.Wrap(err, "attendance")
		}
		row := gate.Row{"days": string(body), "minutes": now.Total, "changed_at": tx.Now(), "changed_by": who.Account, "version": now.Version}
		if id == "" {
			row["id"], row["action_id"], row["month"] = value.NewID(), actionID, month
			err = tx.Insert("attendance", row)
		} else {
			err = tx.Update("attendance", id, row)
		}
		if err != nil || a.State != Planned || begins == 0 {
			return err
		}
		return r.happen(tx, c, a, EventInput{Kind: Starts, OnDay: first.AddDays(begins - 1)})
	})
	return now, err
}

func (m Month) same(other Month) bool {
	if m.Total != other.Total || len(m.Minutes) != len(other.Minutes) {
		return false
	}
	for d, n := range m.Minutes {
		if other.Minutes[d] != n {
			return false
		}
	}
	return true
}

func checkMonth(first value.Date, a live, minutes map[int]int, today value.Date) error {
	var c fault.Check
	n := daysIn(first)
	for d := 0; d <= 40; d++ { // in the order of the days, also of those that are none
		m, ok := minutes[d]
		if !ok || m == 0 {
			continue
		}
		name := "day_" + strconv.Itoa(d)
		on := first.AddDays(d - 1)
		switch {
		case d < 1 || d > n:
			c.Add(name, text.MonthNoDay.With(d))
		case m < 0 || m > dayMinutes:
			c.Add(name, text.MonthHours)
		case on.After(today):
			c.Add(name, text.DateInFuture)
		case a.State != Planned && on.Before(a.StartedOn):
			c.Add(name, text.ActionBeforeStart.With(a.StartedOn.Format()))
		case !a.EndedOn.IsZero() && on.After(a.EndedOn):
			c.Add(name, text.ActionAfterEnd.With(a.EndedOn.Format()))
		}
	}
	for d := range minutes {
		if d < 0 || d > 40 {
			c.Add("month", text.MonthNoDay.With(d))
			break
		}
	}
	return c.Err()
}

func loadMonth(tx *gate.ReadTx, actionID value.ID, month string) (m Month, id value.ID, err error) {
	m = Month{Month: month, Minutes: map[int]int{}}
	var days string
	err = tx.One("SELECT id, days, minutes, version FROM attendance WHERE zone = $1 AND action_id = $2 AND month = $3", []any{tx.Zone(), actionID, month}, &id, &days,
		&m.Total, &m.Version)
	if fault.Is(err, fault.NotFound) {
		return m, "", nil
	}
	if err == nil {
		m.Minutes, err = parseDays(days)
	}
	return m, id, err
}

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

// loadMonths reads the hours of actions, in the order of the months.
func loadMonths(tx *gate.ReadTx, ids []value.ID) (map[value.ID][]Month, error) {
	out := map[value.ID][]Month{}
	if len(ids) == 0 {
		return out, nil
	}
	args := []any{tx.Zone()}
	err := tx.Each("SELECT action_id, month, days, minutes, version FROM attendance WHERE zone = $1 AND action_id IN "+gate.Among(&args, ids)+" ORDER BY month", args,
		func(s gate.Scanner) error {
			var id value.ID
			var m Month
			var days string
			if err := s.Scan(&id, &m.Month, &days, &m.Total, &m.Version); err != nil {
				return err
			}
			var err error
			if m.Minutes, err = parseDays(days); err != nil {
				return err
			}
			out[id] = append(out[id], m)
			return nil
		})
	return out, err
}

// Warnings are actions of a case whose hours may be paid twice, as far as the reader may know them.
func (r *Room) Warnings(ctx context.Context, who gate.Actor, v View) (out []guideline.Overlap, err error) {
	err = r.g.Read(ctx, who, func(tx *gate.ReadTx) error {
		if err := tx.Decide(policy.PlanRead, inSection(v.Res, policy.Common)); err != nil {
			return err
		}
		out, err = r.overlaps(tx, v, "")
		return err
	})
	return out, err
}

// overlaps finds them among the newest words of each action; of one action when it is named.
func (r *Room) overlaps(tx *gate.ReadTx, v View, only value.ID) ([]guideline.Overlap, error) {
	var funded []guideline.Funded
	var ids []value.ID
	seen := map[value.ID]bool{}
	for _, p := range v.Plans {
		for _, a := range p.allActions() {
			if seen[a.ID] || a.Fund == "" {
				continue
			}
			seen[a.ID] = true
			ids = append(ids, a.ID)
			f := guideline.Funded{Action: a.ID, Kind: a.Kind, Provider: a.Provider, Fund: a.Fund, From: a.From, To: a.To, Days: map[value.Date]int{}}
			if !a.EndedOn.IsZero() {
				f.To = a.EndedOn
			}
			funded = append(funded, f)
		}
	}
	months, err := loadMonths(tx, ids)
	if err != nil {
		return nil, err
	}
	for i := range funded {
		for _, m := range months[funded[i].Action] {
			first, _ := parseMonth(m.Month)
			for d, n := range m.Minutes {
				funded[i].Days[first.AddDays(d-1)] = n
			}
		}
	}
	all := guideline.Overlaps(funded)
	if only == "" {
		return all, nil
	}
	var out []guideline.Overlap
	for _, o := range all {
		if o.A == only || o.B == only {
			out = append(out, o)
		}
	}
	return out, nil
}
