package indicator

import (
	"slices"
	"strconv"
	"strings"

	"siil/internal/gate"
	"siil/internal/guideline"
	"siil/internal/policy"
	"siil/internal/value"
)

// Question names rows: those that a number of the overview counts.
type Question struct {
	Figure   string
	Parts    []string // any of them; none: every one that has rows of its own
	From, To string   // months, both in; of what happened in a period
	Late     bool     // only those over a term, past their next date, or past the day of their check
	Dim      Dim
	Key      string
}

// part is the rows of one part of a figure: every case file under the alias c that is in the reader's scope.
type part struct{ joins, where, day, row string }

// asker writes the query of a question; parameters begin at $3.
type asker struct {
	m     *guideline.Model
	q     Question
	today value.Date
	args  []any
}

func (a *asker) arg(v any) string {
	a.args = append(a.args, v)
	return "$" + strconv.Itoa(len(a.args)+2)
}

func (a *asker) in(values []string) string {
	if len(values) == 0 {
		return "('')"
	}
	marks := make([]string, len(values))
	for i, v := range values {
		marks[i] = a.arg(v)
	}
	return "(" + strings.Join(marks, ", ") + ")"
}

// query is all rows of the question: id, number, state, manager and person of the case, the day and the row's own key.
func (a *asker) query() string {
	var out []string
	for _, p := range a.parts() {
		where := append([]string{"{scope}", "c.merged_into IS NULL", p.where}, a.where()...)
		if !definition(a.q.Figure).Stock && p.day != "''" {
			where = append(where, p.day+" >= "+a.arg(a.q.From+"-01"), p.day+" <= "+a.arg(a.q.To+"-31"))
		}
		out = append(out, "SELECT c.id AS id, c.number AS number, c.state AS state, c.manager_id AS manager_id, c.person_id AS person_id, "+p.day+" AS on_day, "+p.row+
			" AS row_id FROM case_file c "+p.joins+" WHERE "+strings.Join(where, " AND "))
	}
	return strings.Join(out, " UNION ALL ")
}

// where is the condition of the filter.
func (a *asker) where() []string {
	switch a.q.Dim {
	case BySeat:
		return []string{"c.seat_id = " + a.arg(a.q.Key)}
	case ByTown:
		return []string{"c.municipality = " + a.arg(a.q.Key)}
	case ByManager:
		if a.q.Key == Nobody {
			return []string{"c.manager_id IS NULL"}
		}
		return []string{"c.manager_id = " + a.arg(a.q.Key)}
	case ByProgramme:
		p := a.arg(a.q.Key)
		return []string{"(EXISTS (SELECT 1 FROM membership m WHERE m.zone = c.zone AND m.person_id = c.person_id AND m.programme = " + p + ` AND m.until_on IS NULL)
			OR EXISTS (SELECT 1 FROM person o JOIN membership m ON m.zone = o.zone AND m.person_id = o.id
			WHERE o.zone = c.zone AND o.merged_into = c.person_id AND m.programme = ` + p + " AND m.until_on IS NULL))"}
	case ByReferrer:
		switch a.q.Key {
		case ReservedHealth:
			return []string{"c.referrer_id IN (SELECT o.id FROM organisation o WHERE o.zone = $1 AND o.section = 'health')"}
		case ReservedOther:
			return []string{"c.referrer_id IN (SELECT o.id FROM organisation o WHERE o.zone = $1 AND o.section IS NOT NULL AND o.section NOT IN ('health', 'common', ''))"}
		}
		return []string{"c.referrer_id = " + a.arg(a.q.Key)}
	}
	return nil
}

func (a *asker) statesOf(kind guideline.Kind) (out []string) {
	for _, s := range a.m.States {
		if s.Kind == kind {
			out = append(out, s.Code)
		}
	}
	return out
}

// wants tells whether the question is about a part.
func (a *asker) wants(part string) bool {
	return len(a.q.Parts) == 0 || slices.Contains(a.q.Parts, part)
}

// parts are the queries of the figure's parts that are asked for.
func (a *asker) parts() []part {
	switch a.q.Figure {
	case Referred:
		return []part{{"JOIN episode e ON e.zone = c.zone AND e.case_id = c.id", "e.id IS NOT NULL", "e.opened_on", "e.id"}}
	case Taken:
		var states []string
		for _, s := range a.m.Overview.InCharge {
			if takes(a.m, s) {
				states = append(states, s)
			}
		}
		return []part{{`JOIN (SELECT s.case_id, s.episode_id, MIN(s.on_day) AS on_day FROM state_change s WHERE s.zone = $1 AND s.to_state IN ` + a.in(states) +
			" GROUP BY s.case_id, s.episode_id) t ON t.case_id = c.id", "t.episode_id IS NOT NULL", "t.on_day", "t.episode_id"}}
	case Left:
		return a.left()
	case Now:
		return a.now()
	case Waiting:
		return a.waiting()
	case Next:
		return a.next()
	case CheckDue:
		where := "p.state = 'in_force' AND p.due_on IS NOT NULL AND c.state IN " + a.in(a.statesOf(guideline.Open))
		if a.q.Late {
			where += " AND p.due_on < " + a.arg(a.today)
		}
		return []part{{"JOIN plan p ON p.zone = c.zone AND p.case_id = c.id", where, "p.due_on", "p.id"}}
	case Checked:
		return a.checked()
	case Closed:
		return a.closed()
	case Outcome:
		return a.outcomes()
	}
	return a.indices()
}

func (a *asker) left() []part {
	var states []string
	for _, s := range a.m.States {
		if s.Mark == guideline.Refused && a.wants(s.Code) {
			states = append(states, s.Code)
		}
	}
	return []part{{"JOIN state_change s ON s.zone = c.zone AND s.case_id = c.id", "s.to_state IN " + a.in(states) + ` AND NOT EXISTS (SELECT 1 FROM state_change l
		WHERE l.zone = s.zone AND l.case_id = s.case_id AND l.episode_id = s.episode_id AND (l.at, l.id) > (s.at, s.id))`, "s.on_day", "s.id"}}
}

func (a *asker) now() []part {
	var states []string
	for _, s := range a.m.States {
		if s.Kind != guideline.Closed && a.wants(s.Code) {
			states = append(states, s.Code)
		}
	}
	return []part{{"", "c.state IN " + a.in(states), "c.state_on", "c.id"}}
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
		since := sinceSQL[w.Since]
		where := "c.state IN " + a.in(w.States)
		if a.q.Late {
			where += " AND " + since + " < " + a.arg(w.LateBefore(a.today))
		}
		out = append(out, part{"", where, since, "c.id || ':" + w.Code + "'"})
	}
	return out
}

func (a *asker) next() (out []part) {
	open := "c.state IN " + a.in(a.statesOf(guideline.Open))
	if a.wants(NoDate) && !a.q.Late {
		out = append(out, part{"", open + " AND c.next_on IS NULL", "''", "c.id"})
	}
	if a.wants(WithDate) {
		where := open + " AND c.next_on IS NOT NULL"
		if a.q.Late {
			where += " AND c.next_on < " + a.arg(a.today)
		}
		out = append(out, part{"", where, "c.next_on", "c.id"})
	}
	return out
}

// checked are the checks, each against the day by which it was due; that which the guidelines give is compared as a number of days, because the
// two engines do not add days alike.
func (a *asker) checked() []part {
	named := `(SELECT q.next_on FROM plan_check q WHERE q.zone = k.zone AND q.case_id = k.case_id AND q.on_day >= p.force_on
		AND (q.on_day, q.made_at, q.id) < (k.on_day, k.made_at, k.id) ORDER BY q.on_day DESC, q.made_at DESC, q.id DESC LIMIT 1)`
	first := "(SELECT MIN(d.on_day) FROM plan_date d WHERE d.zone = p.zone AND d.plan_id = p.id AND d.removed_at IS NULL AND d.on_day > p.force_on)"
	late := "p.force_on IS NOT NULL AND CASE WHEN " + named + " IS NOT NULL THEN k.on_day > " + named + " ELSE COALESCE(k.on_day > " + first + ", 1 = 0) OR " +
		dayNumber("k.on_day") + " > " + dayNumber("p.force_on") + " + " + strconv.Itoa(a.m.Actions.Plan.CheckDays) + " END"
	where := "k.id IS NOT NULL"
	switch inTime, tooLate := a.wants(InTime), a.wants(TooLate); {
	case inTime && !tooLate:
		where = "NOT (" + late + ")"
	case tooLate && !inTime:
		where = "(" + late + ")"
	}
	return []part{{"JOIN plan_check k ON k.zone = c.zone AND k.case_id = c.id JOIN plan p ON p.zone = k.zone AND p.id = k.plan_id", where, "k.on_day", "k.id"}}
}

// dayNumber is a day written YYYY-MM-DD as a number that rises by one a day, in whole numbers on both engines.
func dayNumber(day string) string {
	y, m, d := "CAST(substr("+day+", 1, 4) AS INTEGER)", "CAST(substr("+day+", 6, 2) AS INTEGER)", "CAST(substr("+day+", 9, 2) AS INTEGER)"
	y = "(" + y + " - (14 - " + m + ") / 12)"
	m = "((" + m + " + 9) % 12)"
	return "(365 * " + y + " + " + y + " / 4 - " + y + " / 100 + " + y + " / 400 + (153 * " + m + " + 2) / 5 + " + d + ")"
}

func (a *asker) closed() []part {
	var reasons []string
	for _, r := range a.m.ClosureReasons {
		if a.wants(reasonPart(a.m, r.Code)) {
			reasons = append(reasons, r.Code)
		}
	}
	return []part{{"JOIN closure x ON x.zone = c.zone AND x.case_id = c.id", "x.undone_at IS NULL AND x.reason IN " + a.in(reasons), "x.on_day", "x.id"}}
}

func (a *asker) outcomes() (out []part) {
	for _, o := range a.m.Outcomes {
		if policy.Section(o.Section) != policy.Common || !a.wants(o.Code) {
			continue
		}
		words := "' ' || x.outcomes || ' '"
		out = append(out, part{"JOIN closure x ON x.zone = c.zone AND x.case_id = c.id",
			"x.undone_at IS NULL AND REPLACE(" + words + ", CAST(" + a.arg(" "+o.Code+" ") + " AS TEXT), '') <> " + words, "x.on_day", "x.id || ':" + o.Code + "'"})
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
		out = append(out, part{"JOIN case_summary k ON k.zone = c.zone AND k.id = c.id",
			"k.facts LIKE " + a.arg("%\n"+like(Index+":"+p+" ")+"%") + " ESCAPE '!' AND (" + strings.Join(or, " OR ") + ")", "''", "c.id || CAST(" + a.arg(":"+p) + " AS TEXT)"})
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

// Row is a case that a number counts.
type Row struct {
	CaseID, ManagerID value.ID
	Number            int
	Name, State       string
	On                value.Date
	key               string
}

// rowsAtOnce is how many rows a page shows.
const rowsAtOnce = 50

// position is a row that a page begins after.
type position struct{ day, row string }

// rows reads a page of the rows of a question, those that have waited longest first, of what happened the newest first, and counts them all. The
// caller has decided.
func (r *Room) rows(tx *gate.ReadTx, q Question, after position, limit int) ([]Row, int, error) {
	a := &asker{m: r.m, q: q, today: tx.Today()}
	query := a.query()
	if query == "" {
		return nil, 0, nil
	}
	total := 0
	err := tx.Tally("SELECT COUNT(*) FROM ("+query+") AS counted", a.args, func(s gate.Scanner) error { return s.Scan(&total) })
	if err != nil {
		return nil, 0, err
	}
	than, order := ">", ""
	if !definition(q.Figure).Stock {
		than, order = "<", " DESC"
	}
	where := ""
	if after.row != "" {
		where = " WHERE (x.on_day, x.row_id) " + than + " (" + a.arg(after.day) + ", " + a.arg(after.row) + ")"
	}
	rows, err := gate.List(tx, gate.Listing[Row]{Action: policy.CaseList, Args: a.args, Row: scanRow,
		Query: `SELECT x.id, x.number, p.family_name, p.given_name, x.state, x.manager_id, x.on_day, x.row_id, CASE WHEN x.manager_id = $2 THEN 1 ELSE 0 END,
		(SELECT COUNT(*) FROM case_member q WHERE q.zone = $1 AND q.case_id = x.id AND q.account_id = $2 AND q.until_at IS NULL)
		FROM (` + query + ") AS x JOIN person p ON p.zone = $1 AND p.id = x.person_id" + where + " ORDER BY x.on_day" + order + ", x.row_id" + order +
			" LIMIT " + strconv.Itoa(limit)})
	return rows, total, err
}

func scanRow(s gate.Scanner) (x Row, res policy.Resource, err error) {
	var family, given, day string
	var manager, member int
	err = s.Scan(&x.CaseID, &x.Number, &family, &given, &x.State, &x.ManagerID, &day, &x.key, &manager, &member)
	x.Name = strings.TrimSpace(family + " " + given)
	x.On, _ = value.ParseISO(day)
	return x, policy.Resource{Kind: policy.Case, ID: x.CaseID, CaseManager: manager == 1, CaseTeam: member > 0}, err
}
