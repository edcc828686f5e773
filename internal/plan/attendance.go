package plan

import (
	"context"
	"encoding/json"
	"strconv"

	"siil/internal/casefile"
	"siil/internal/fault"
	"siil/internal/gate"
	"siil/internal/text"
	"siil/internal/value"
)

// Month is the attendance of one action in one month. Minutes are by day of the month.
type Month struct {
	Month   string // YYYY-MM
	Minutes map[int]int
	Total   int
	Version int // 0: nothing was written yet
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
		now = monthOf(month, minutes, was.Version+1)
		if was.same(now) {
			now = was
			return nil
		}
		if base >= 0 && base != was.Version {
			return fault.New(fault.Conflict, text.MonthChanged)
		}
		if err := checkMonth(first, c, a, minutes, tx.Today()); err != nil {
			return err
		}
		if err := keepMonth(tx, actionID, id, now); err != nil {
			return err
		}
		if begins := now.begins(); a.State == Planned && begins > 0 {
			return r.happen(tx, c, a, EventInput{Kind: Starts, OnDay: first.AddDays(begins - 1)})
		}
		return nil
	})
	return now, err
}

// monthOf is a month without the days that have no hours.
func monthOf(month string, minutes map[int]int, version int) Month {
	m := Month{Month: month, Minutes: map[int]int{}, Version: version}
	for d, n := range minutes {
		if n != 0 {
			m.Minutes[d] = n
			m.Total += n
		}
	}
	return m
}

// begins is the first day with hours, 0 if none has.
func (m Month) begins() (first int) {
	for d := range m.Minutes {
		if first == 0 || d < first {
			first = d
		}
	}
	return first
}

// keepMonth writes a month in place of the row id, or as the first of it.
func keepMonth(tx *gate.WriteTx, actionID, id value.ID, m Month) error {
	days := map[string]int{}
	for d, n := range m.Minutes {
		days[strconv.Itoa(d)] = n
	}
	body, err := json.Marshal(days)
	if err != nil {
		return fault.Wrap(err, "attendance")
	}
	row := gate.Row{"days": string(body), "minutes": m.Total, "changed_at": tx.Now(), "changed_by": tx.Who().Account, "version": m.Version}
	if id != "" {
		return tx.Update("attendance", id, row)
	}
	row["id"], row["action_id"], row["month"] = value.NewID(), actionID, m.Month
	return tx.Insert("attendance", row)
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

func checkMonth(first value.Date, of casefile.Case, a live, minutes map[int]int, today value.Date) error {
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
		case a.State == Planned && on.Before(earliest(of)):
			c.Add(name, text.DateTooEarly.With(earliest(of).Format()))
		case a.State == Suspended && on.After(a.lastEvent):
			c.Add(name, text.ActionHeldSince.With(a.lastEvent.Format()))
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
