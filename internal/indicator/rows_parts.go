package indicator

import (
	"slices"
	"strconv"
	"strings"

	"siil/internal/guideline"
	"siil/internal/policy"
	"siil/internal/value"
)

// wants tells whether the question is about a part.
func (a *asker) wants(part string) bool {
	return len(a.q.Parts) == 0 || slices.Contains(a.q.Parts, part)
}

// parts are the queries of the figure's parts that are asked for.
func (a *asker) parts() []part {
	switch a.q.Figure {
	case Referred:
		return []part{{"episode", "e", "e.id IS NOT NULL", "e.opened_on", "e.id", ""}}
	case Taken:
		return []part{a.taken()}
	case Left:
		return a.left()
	case Now:
		return a.now()
	case Waiting:
		return a.waiting()
	case Next:
		return a.next()
	case CheckDue:
		return []part{a.checkDue()}
	case Checked:
		return []part{a.checked()}
	case Closed:
		return []part{a.closed()}
	case Outcome:
		return a.outcomes()
	}
	return a.indices()
}

// taken is the first day of each episode in a state of charge.
func (a *asker) taken() part {
	var states []string
	for _, s := range a.m.Overview.InCharge {
		if takes(a.m, s) {
			states = append(states, s)
		}
	}
	in := a.in(states)
	return part{"state_change", "s", "s.to_state IN " + in + ` AND NOT EXISTS (SELECT 1 FROM state_change f WHERE f.zone = s.zone AND f.case_id = s.case_id
		AND f.episode_id = s.episode_id AND f.to_state IN ` + in + " AND (f.on_day, f.id) < (s.on_day, s.id))", "s.on_day", "s.id", ""}
}

func (a *asker) left() (out []part) {
	for _, s := range a.m.States {
		if s.Mark == guideline.Refused && a.wants(s.Code) {
			out = append(out, part{"state_change", "s", "s.to_state = " + a.arg(s.Code) + ` AND NOT EXISTS (SELECT 1 FROM state_change l
				WHERE l.zone = s.zone AND l.case_id = s.case_id AND l.episode_id = s.episode_id AND (l.at, l.id) > (s.at, s.id))`, "s.on_day", "s.id", ""})
		}
	}
	return out
}

// now are cases by state, one query a state so that each goes along its index.
func (a *asker) now() (out []part) {
	for _, s := range a.m.States {
		if s.Kind != guideline.Closed && a.wants(s.Code) {
			out = append(out, part{"", "c", "c.state = " + a.arg(s.Code), "c.state_on", "c.id", ""})
		}
	}
	return out
}

// sinceSQL is since when a case waits, as Contribution says it.
var sinceSQL = map[guideline.Since]string{
	guideline.SinceEntry:    "c.state_on",
	guideline.SinceReferral: "(SELECT e.opened_on FROM episode e WHERE e.zone = c.zone AND e.id = c.episode_id)",
	guideline.SinceLastCheck: `COALESCE((SELECT MAX(k.on_day) FROM plan_check k WHERE k.zone = c.zone AND k.case_id = c.id AND k.episode_id = c.episode_id
		AND k.on_day > c.state_on), c.state_on)`,
}

func (a *asker) waiting() (out []part) {
	for _, w := range a.m.Overview.Waits {
		if !a.wants(w.Code) {
			continue
		}
		for _, s := range w.States {
			where := "c.state = " + a.arg(s)
			if a.q.Late {
				where += " AND " + a.sinceBy(w, "<", w.LateBefore(a.today))
			} else if d := a.upTo[w.Code]; !d.IsZero() {
				where += " AND " + a.sinceBy(w, "<=", d)
			}
			out = append(out, part{"", "c", where, sinceSQL[w.Since], "c.id", w.Code})
		}
	}
	return out
}

// sinceBy is that a case waits since before a day, or since that day at the latest. Since the last check means that there was none later: to look for
// one is less than to look for the last.
func (a *asker) sinceBy(w guideline.Wait, than string, day value.Date) string {
	d := a.arg(day)
	if w.Since != guideline.SinceLastCheck {
		return sinceSQL[w.Since] + " " + than + " " + d
	}
	later := map[string]string{"<": ">=", "<=": ">"}[than]
	return "c.state_on " + than + " " + d + ` AND NOT EXISTS (SELECT 1 FROM plan_check l WHERE l.zone = c.zone AND l.case_id = c.id AND l.episode_id = c.episode_id
		AND l.on_day ` + later + " " + d + ")"
}

func (a *asker) next() (out []part) {
	for _, s := range a.statesOf(guideline.Open) {
		state := "c.state = " + a.arg(s)
		if a.wants(NoDate) && !a.q.Late {
			out = append(out, part{"", "c", state + " AND c.next_on IS NULL", "''", "c.id", ""})
		}
		if a.wants(WithDate) {
			if state += " AND c.next_on IS NOT NULL"; a.q.Late {
				state += " AND c.next_on < " + a.arg(a.today)
			}
			out = append(out, part{"", "c", state, "c.next_on", "c.id", ""})
		}
	}
	return out
}

func (a *asker) checkDue() part {
	where := `p.state = 'in_force' AND p.due_on IS NOT NULL AND EXISTS (SELECT 1 FROM case_file o WHERE o.zone = p.zone AND o.id = p.case_id
		AND o.state IN ` + a.in(a.statesOf(guideline.Open)) + ")"
	if a.q.Late {
		where += " AND p.due_on < " + a.arg(a.today)
	}
	return part{"plan", "p", where, "p.due_on", "p.id", ""}
}

// checked are the checks, each against the day by which it was due; that which the guidelines give is compared as a number of days, because the
// two engines do not add days alike.
func (a *asker) checked() part {
	named := `(SELECT q.next_on FROM plan_check q WHERE q.zone = k.zone AND q.case_id = k.case_id AND q.on_day >= p.force_on
		AND (q.on_day, q.made_at, q.id) < (k.on_day, k.made_at, k.id) ORDER BY q.on_day DESC, q.made_at DESC, q.id DESC LIMIT 1)`
	first := "(SELECT MIN(d.on_day) FROM plan_date d WHERE d.zone = p.zone AND d.plan_id = p.id AND d.removed_at IS NULL AND d.on_day > p.force_on)"
	late := "p.force_on IS NOT NULL AND CASE WHEN " + named + " IS NOT NULL THEN k.on_day > " + named + " ELSE COALESCE(k.on_day > " + first + ", 1 = 0) OR " +
		dayNumber("k.on_day") + " > " + dayNumber("p.force_on") + " + " + strconv.Itoa(a.m.Actions.Plan.CheckDays) + " END"
	of := "(SELECT 1 FROM plan p WHERE p.zone = k.zone AND p.id = k.plan_id AND " + late + ")"
	where := "k.id IS NOT NULL"
	switch inTime, tooLate := a.wants(InTime), a.wants(TooLate); {
	case inTime && !tooLate:
		where = "NOT EXISTS " + of
	case tooLate && !inTime:
		where = "EXISTS " + of
	}
	return part{"plan_check", "k", where, "k.on_day", "k.id", ""}
}

// dayNumber is a day written YYYY-MM-DD as a number that rises by one a day, in whole numbers on both engines.
func dayNumber(day string) string {
	y, m, d := "CAST(substr("+day+", 1, 4) AS INTEGER)", "CAST(substr("+day+", 6, 2) AS INTEGER)", "CAST(substr("+day+", 9, 2) AS INTEGER)"
	y = "(" + y + " - (14 - " + m + ") / 12)"
	m = "((" + m + " + 9) % 12)"
	return "(365 * " + y + " + " + y + " / 4 - " + y + " / 100 + " + y + " / 400 + (153 * " + m + " + 2) / 5 + " + d + ")"
}

func (a *asker) closed() part {
	var reasons []string
	for _, r := range a.m.ClosureReasons {
		if a.wants(reasonPart(a.m, r.Code)) {
			reasons = append(reasons, r.Code)
		}
	}
	return part{"closure", "x", "x.undone_at IS NULL AND x.reason IN " + a.in(reasons), "x.on_day", "x.id", ""}
}

func (a *asker) outcomes() (out []part) {
	for _, o := range a.m.Outcomes {
		if policy.Section(o.Section) != policy.Common || !a.wants(o.Code) {
			continue
		}
		words := "' ' || x.outcomes || ' '"
		out = append(out, part{"closure", "x", "x.undone_at IS NULL AND REPLACE(" + words + ", CAST(" + a.arg(" "+o.Code+" ") + " AS TEXT), '') <> " + words, "x.on_day", "x.id", o.Code})
	}
	return out
}

// indices are found by what is kept beside each case: an index is worked out by a formula of the guidelines, which no query knows.
func (a *asker) indices() (out []part) {
	for _, p := range a.q.Parts {
		var or []string
		for m := a.q.From; m <= a.q.To; m = nextMonth(m) {
			or = append(or, "k.facts LIKE "+a.arg("%\n"+like(Index+":"+p+" "+m+" ")+"%")+" ESCAPE '!'")
		}
		out = append(out, part{"case_summary", "k", "k.facts LIKE " + a.arg("%\n"+like(Index+":"+p+" ")+"%") + " ESCAPE '!' AND (" + strings.Join(or, " OR ") + ")",
			"''", "k.id", p})
	}
	return out
}

// like keeps a text from meaning more than itself in a LIKE.
func like(s string) string { return strings.NewReplacer("!", "!!", "%", "!%", "_", "!_").Replace(s) }

// nextMonth is the month after one, as summaries name months.
func nextMonth(m string) string {
	d, _ := value.ParseISO(m + "-01")
	return month(d.AddMonths(1))
}
