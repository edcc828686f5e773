package indicator

import (
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

// part is the rows of one part of a figure. A row is one of the table, or a case file under the alias c when table is empty; where tells
// which rows count, day the column of its day, id its own id, mark what is added to that where a row may count more than once.
type part struct{ table, alias, where, day, id, mark string }

// asker writes the query of a question; parameters begin at $3.
type asker struct {
	m     *guideline.Model
	q     Question
	today value.Date
	args  []any
	upTo  map[string]value.Date // of phases counted since the last check: days by which enough rows began to wait
	after position
	limit int // of rows; none when 0
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

// query is the rows of the question, each with the id of its case, its day and its own key. With a limit every part is read only so far.
func (a *asker) query() string {
	var out []string
	for _, p := range a.parts() {
		out = append(out, a.rowsOf(p))
	}
	if len(out) == 1 {
		return out[0]
	}
	return "SELECT * FROM (" + strings.Join(out, ") AS x UNION ALL SELECT * FROM (") + ") AS x"
}

// few tells whether the filter leaves few cases, so that they are gathered before their rows are put in order; otherwise rows are met in order until
// there are enough.
func (a *asker) few() bool { return a.q.Dim == ByManager || a.q.Dim == ByReferrer }

func (a *asker) rowsOf(p part) string {
	key := p.id
	if p.mark != "" {
		key += " || CAST(" + a.arg(":"+p.mark) + " AS TEXT)"
	}
	if a.few() && p.table != "" && p.day != "''" {
		p.day += " || ''" // so that no engine walks along the days of all of the zone for the few cases of one
	}
	where := []string{p.where}
	if !definition(a.q.Figure).Stock && p.day != "''" {
		where = append(where, p.day+" >= "+a.arg(a.q.From+"-01"), p.day+" <= "+a.arg(a.q.To+"-31"))
	}
	than, order := ">", ""
	if !definition(a.q.Figure).Stock {
		than, order = "<", " DESC"
	}
	if a.after.row != "" {
		day := a.arg(a.after.day)
		where = append(where, p.day+" "+than+"= "+day, "("+p.day+", "+key+") "+than+" ("+day+", "+a.arg(a.after.row)+")")
	}
	mine := append([]string{"{scope}", "c.merged_into IS NULL"}, a.where()...)
	query, of := "", p.alias+".case_id"
	switch {
	case p.table == "":
		query = "SELECT c.id AS id, " + p.day + " AS on_day, " + key + " AS row_id FROM case_file c WHERE " + strings.Join(append(mine, where...), " AND ")
	case p.table == "case_summary":
		of = p.alias + ".id"
		fallthrough
	default:
		query = "SELECT " + of + " AS id, " + p.day + " AS on_day, " + key + " AS row_id FROM "
		if a.limit > 0 && !a.few() {
			query += p.table + " " + p.alias + " WHERE " + p.alias + ".zone = $1 AND " + strings.Join(where, " AND ") + " AND EXISTS (SELECT 1 FROM case_file c WHERE c.zone = $1 AND c.id = " + of +
				" AND " + strings.Join(mine, " AND ") + ")"
		} else {
			query += "case_file c JOIN " + p.table + " " + p.alias + " ON " + p.alias + ".zone = $1 AND " + of + " = c.id WHERE " + strings.Join(append(mine, where...), " AND ")
		}
	}
	if a.limit > 0 {
		query += " ORDER BY "
		if p.day != "''" {
			query += p.day + order + ", "
		}
		query += p.id + order + " LIMIT " + strconv.Itoa(a.limit)
	}
	return query
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

// rows reads a page of the rows of a question, those that have waited longest first, of what happened the newest first. The caller has decided.
func (r *Room) rows(tx *gate.ReadTx, q Question, after position, limit int, upTo map[string]value.Date) ([]Row, error) {
	a := &asker{m: r.m, q: q, today: tx.Today(), upTo: upTo, after: after, limit: limit}
	query := a.query()
	order := ""
	if !definition(q.Figure).Stock {
		order = " DESC"
	}
	return gate.List(tx, gate.Listing[Row]{Action: policy.CaseList, Args: a.args, Row: scanRow,
		Query: `SELECT c.id, c.number, p.family_name, p.given_name, c.state, c.manager_id, x.on_day, x.row_id, CASE WHEN c.manager_id = $2 THEN 1 ELSE 0 END,
		(SELECT COUNT(*) FROM case_member q WHERE q.zone = $1 AND q.case_id = c.id AND q.account_id = $2 AND q.until_at IS NULL)
		FROM (` + query + ") AS x JOIN case_file c ON c.zone = $1 AND c.id = x.id JOIN person p ON p.zone = $1 AND p.id = c.person_id ORDER BY x.on_day" + order +
			", x.row_id" + order + " LIMIT " + strconv.Itoa(limit)})
}

// counted counts the rows of a question one by one.
func (r *Room) counted(tx *gate.ReadTx, q Question) (total int, err error) {
	a := &asker{m: r.m, q: q, today: tx.Today()}
	query := "SELECT COUNT(*) FROM (" + a.query() + ") AS counted"
	return total, tx.Tally(query, a.args, func(s gate.Scanner) error { return s.Scan(&total) })
}

func scanRow(s gate.Scanner) (x Row, res policy.Resource, err error) {
	var family, given, day string
	var manager, member int
	err = s.Scan(&x.CaseID, &x.Number, &family, &given, &x.State, &x.ManagerID, &day, &x.key, &manager, &member)
	x.Name = strings.TrimSpace(family + " " + given)
	x.On, _ = value.ParseISO(day)
	return x, policy.Resource{Kind: policy.Case, ID: x.CaseID, CaseManager: manager == 1, CaseTeam: member > 0}, err
}
