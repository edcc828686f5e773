package document

import (
	"context"
	"strconv"
	"strings"
	"time"

	"siil/internal/assessment"
	"siil/internal/gate"
	"siil/internal/guideline"
	"siil/internal/policy"
	"siil/internal/value"
)

const stateTaken = "ASSEGNATA"

// year counts what a report of a year says: of the year that was asked for, else the present one, of the last one until March. Cases merged into others
// do not count twice.
func (f *facts) year(ctx context.Context) error {
	if f.c.ID != "" || !f.t.Uses("anno") {
		return nil
	}
	return f.r.g.Read(ctx, f.who, func(tx *gate.ReadTx) error {
		if err := tx.Decide(policy.OverviewRead, policy.Resource{Kind: policy.Zone}); err != nil {
			return err
		}
		y := &yearCount{facts: f, tx: tx, year: f.yearAsked(tx.Today())}
		y.from, _ = value.NewDate(y.year, time.January, 1)
		y.to, _ = value.NewDate(y.year, time.December, 31)
		f.set("anno.numero", strconv.Itoa(y.year))
		for _, part := range []func() error{y.episodes, y.closures, y.sittings, y.states, y.checks, y.indices} {
			if err := part(); err != nil {
				return err
			}
		}
		return nil
	})
}

func (f *facts) yearAsked(today value.Date) int {
	if s, ok := f.in.Values["anno.numero"].(string); ok {
		if n, err := strconv.Atoi(s); err == nil && n > 1990 && n <= today.Year() {
			return n
		}
	}
	if today.Month() <= time.March {
		return today.Year() - 1
	}
	return today.Year()
}

type yearCount struct {
	*facts
	tx       *gate.ReadTx
	year     int
	from, to value.Date
}

const ofCases = ` JOIN case_file c ON c.zone = x.zone AND c.id = x.case_id AND c.merged_into IS NULL WHERE x.zone = $1 AND `

// episodes counts who was referred and taken in charge in the year, by municipality too, and how many were in charge at its end.
func (y *yearCount) episodes() error {
	referred, taken, kept := 0, 0, 0
	byTown := map[string][2]int{}
	err := y.tx.Each(`SELECT COALESCE(c.municipality, ''), x.opened_on,
		COALESCE((SELECT MIN(s.on_day) FROM state_change s WHERE s.zone = x.zone AND s.case_id = x.case_id AND s.episode_id = x.id AND s.to_state = $3), ''),
		COALESCE((SELECT MIN(k.on_day) FROM closure k WHERE k.zone = x.zone AND k.episode_id = x.id), '') FROM episode x`+ofCases+"x.opened_on <= $2",
		[]any{y.tx.Zone(), y.to, stateTaken}, func(s gate.Scanner) error {
			var town, took, ended string
			var opened value.Date
			if err := s.Scan(&town, &opened, &took, &ended); err != nil {
				return err
			}
			n := byTown[town]
			if !opened.Before(y.from) {
				referred++
				n[0]++
			}
			if took >= y.from.ISO() && took <= y.to.ISO() {
				taken++
				n[1]++
			}
			if took != "" && took <= y.to.ISO() && (ended == "" || ended > y.to.ISO()) {
				kept++
			}
			if n != [2]int{} {
				byTown[town] = n
			}
			return nil
		})
	y.set("anno.segnalati", y.count(referred))
	y.set("anno.presi_in_carico", y.count(taken))
	y.set("anno.in_carico", y.count(kept))
	y.list("anno.comuni", y.towns(byTown))
	return err
}

// closures counts the ends of the year, by reason and by outcome. Reasons of reserved sections are one, in the words of outsiders.
func (y *yearCount) closures() error {
	n, reasons, outcomes := 0, map[string]int{}, map[string]int{}
	err := y.tx.Each("SELECT x.reason, x.outcomes FROM closure x"+ofCases+"x.on_day >= $2 AND x.on_day <= $3", []any{y.tx.Zone(), y.from, y.to}, func(s gate.Scanner) error {
		var reason, list string
		err := s.Scan(&reason, &list)
		n++
		if e, ok := y.r.m.ClosureReason(reason); ok {
			label := e.Label
			if !y.admits(e.Section) {
				label = e.Outside
			}
			reasons[label.In(y.lang)]++
		}
		for _, code := range strings.Fields(list) {
			if o, ok := y.r.m.Outcome(code); ok && y.admits(o.Section) {
				outcomes[o.Label.In(y.lang)]++
			}
		}
		return err
	})
	y.set("anno.chiusi", y.count(n))
	y.list("anno.motivi", y.counted(reasons))
	y.list("anno.esiti", y.counted(outcomes))
	return err
}

func (y *yearCount) sittings() error {
	n := 0
	err := y.tx.One("SELECT COUNT(*) FROM sitting WHERE zone = $1 AND state = 'closed' AND on_day >= $2 AND on_day <= $3", []any{y.tx.Zone(), y.from, y.to}, &n)
	y.set("anno.sedute", strconv.Itoa(n))
	return err
}

// states counts the cases by where they stood at the end of the year, or stand today, without those that were closed by then.
func (y *yearCount) states() error {
	by := map[string]int{}
	var last value.ID
	var state string
	end := func() {
		if s, ok := y.r.m.State(state); ok && s.Kind != guideline.Closed {
			by[s.Label.In(y.lang)]++
		}
	}
	err := y.tx.Each("SELECT x.case_id, x.to_state FROM state_change x"+ofCases+"x.on_day <= $2 ORDER BY x.case_id, x.on_day, x.at, x.id", []any{y.tx.Zone(), y.to}, func(s gate.Scanner) error {
		var id value.ID
		var to string
		err := s.Scan(&id, &to)
		if id != last && last != "" {
			end()
		}
		last, state = id, to
		return err
	})
	if last != "" {
		end()
	}
	y.list("anno.stati", y.counted(by))
	return err
}

// checks counts the checks of the year by whether they were made by the day on which they were due.
func (y *yearCount) checks() error {
	in, late := 0, 0
	var last value.ID
	var next value.Date
	days := y.r.m.Actions.Plan.CheckDays
	err := y.tx.Each(`SELECT x.case_id, x.on_day, x.next_on, p.force_on,
		(SELECT MIN(d.on_day) FROM plan_date d WHERE d.zone = p.zone AND d.plan_id = p.id AND d.removed_at IS NULL AND d.on_day > p.force_on)
		FROM plan_check x JOIN plan p ON p.zone = x.zone AND p.id = x.plan_id`+ofCases+"x.on_day <= $2 ORDER BY x.case_id, x.on_day, x.made_at", []any{y.tx.Zone(), y.to}, func(s gate.Scanner) error {
		var id value.ID
		var on, then, force, planned value.Date
		if err := s.Scan(&id, &on, &then, &force, &planned); err != nil {
			return err
		}
		due := next
		if id != last || due.IsZero() || due.Before(force) {
			due = force.AddDays(days)
			if !planned.IsZero() && planned.Before(due) {
				due = planned
			}
		}
		last, next = id, then
		switch {
		case on.Before(y.from):
		case on.After(due):
			late++
		default:
			in++
		}
		return nil
	})
	y.set("anno.verifiche_nei_termini", y.count(in))
	y.set("anno.verifiche_in_ritardo", y.count(late))
	return err
}

// rated are the levels of one assessment that the indices are made of.
type rated struct {
	episode, id value.ID
	kind        string
	on          value.Date
	levels      map[string]int
}

// indices counts the people whose last assessment of the year is better, the same or worse than their entry, as the figures show it.
func (y *yearCount) indices() error {
	type change struct{ better, same, worse int }
	counts := map[string]*change{"autonomy": {}, "employability": {}}
	var entry, last *rated
	end := func() {
		if entry == nil || last == nil || entry == last || last.on.Before(y.from) {
			return
		}
		for code, n := range counts {
			x, ok := y.r.m.Assessment.Index(code)
			was, _, _ := x.Value(entry.levels)
			now, _, _ := x.Value(last.levels)
			switch {
			case !ok || !was.Known() || !now.Known():
			case now.Tenths() > was.Tenths():
				n.better++
			case now.Tenths() < was.Tenths():
				n.worse++
			default:
				n.same++
			}
		}
	}
	var episode value.ID
	err := y.tx.Each(`SELECT x.episode_id, x.id, x.kind, x.on_day, r.domain, COALESCE(r.level, 0) FROM assessment x JOIN rating r ON r.zone = x.zone AND r.assessment_id = x.id`+ofCases+
		`x.on_day <= $2 AND x.closed_at IS NOT NULL AND x.dropped_at IS NULL AND x.second_of IS NULL AND r.section = 'common'
		AND NOT EXISTS (SELECT 1 FROM assessment b WHERE b.zone = x.zone AND b.amends = x.id AND b.dropped_at IS NULL AND b.closed_at IS NOT NULL)
		ORDER BY x.episode_id, x.on_day, x.begun_at, x.id`, []any{y.tx.Zone(), y.to}, func(s gate.Scanner) error {
		a := rated{levels: map[string]int{}}
		var domain string
		var level int
		if err := s.Scan(&a.episode, &a.id, &a.kind, &a.on, &domain, &level); err != nil {
			return err
		}
		if a.episode != episode {
			end()
			episode, entry, last = a.episode, nil, nil
		}
		if last == nil || last.id != a.id {
			if last = &a; entry == nil && a.kind == assessment.Entry {
				entry = &a
			}
		}
		last.levels[domain] = level
		return nil
	})
	end()
	for _, x := range []struct{ code, name string }{{"autonomy", "autonomia"}, {"employability", "occupabilita"}} {
		y.set("anno."+x.name+"_meglio", y.count(counts[x.code].better))
		y.set("anno."+x.name+"_uguale", y.count(counts[x.code].same))
		y.set("anno."+x.name+"_peggio", y.count(counts[x.code].worse))
	}
	return err
}
