package gate

import (
	"slices"
	"strings"

	"siil/internal/value"
)

// watch says which columns of a table count in the kept figures and by which column a row of it belongs to a case.
type watch struct {
	key     string   // holds the id of a case, or of a person when people is set
	people  bool     // key is a person's: whatever case file is theirs now
	columns []string // a change of any other leaves the figures as they are
}

// watched are the tables that the figures are counted from. Notes, dates of the diary and words are not among them: writing one costs the
// figures nothing.
var watched = map[string]watch{
	"case_file":    {key: "id", columns: []string{"state", "state_on", "episode_id", "manager_id", "seat_id", "municipality", "referrer_id", "next_on", "merged_into"}},
	"episode":      {key: "case_id", columns: []string{"opened_on", "case_id"}},
	"state_change": {key: "case_id", columns: []string{"to_state", "on_day"}},
	"closure":      {key: "case_id", columns: []string{"reason", "outcomes", "on_day", "undone_at"}},
	"plan":         {key: "case_id", columns: []string{"state", "force_on", "due_on"}},
	"plan_check":   {key: "case_id", columns: []string{"on_day", "next_on"}},
	"assessment":   {key: "case_id", columns: []string{"closed_at", "dropped_at", "on_day"}},
	"membership":   {key: "person_id", people: true, columns: []string{"programme", "until_on"}},
	"person_merge": {key: "kept_id", people: true, columns: []string{"undone_at"}}, // the programmes of the other record count, or no longer
}

// touched are the cases that a command has changed so that they count otherwise.
type touched struct{ cases, people map[value.ID]bool }

// noteTouched remembers the case of a row that was written; set are the columns that an update set, nil for a new row.
func (t *WriteTx) noteTouched(table string, cols []column, set Row) {
	w, ok := watched[table]
	if !ok || set != nil && !slices.ContainsFunc(w.columns, func(c string) bool { _, there := set[c]; return there }) {
		return
	}
	i := slices.IndexFunc(cols, func(c column) bool { return c.name == w.key })
	if i < 0 {
		return
	}
	id, _ := cols[i].value.(string)
	into := &t.touched.cases
	if w.people {
		into = &t.touched.people
	}
	if *into == nil {
		*into = map[value.ID]bool{}
	}
	if id != "" {
		(*into)[value.ID(id)] = true
	}
}

// touchedAtOnce is how many ids one statement names.
const touchedAtOnce = 250

// keepTouched writes down, with the command, which cases are to be counted anew. Nothing is sent when none is.
func (t *WriteTx) keepTouched() error {
	for ids := range slices.Chunk(sortedIDs(t.touched.cases), touchedAtOnce) {
		args := []any{t.who.Zone, t.now}
		marks := make([]string, len(ids))
		for i, id := range ids {
			args = append(args, id)
			marks[i] = "($1, $" + itoa(len(args)) + ", $2)"
		}
		if err := t.keep("INSERT INTO case_touched (zone, id, at) VALUES "+strings.Join(marks, ", ")+" ON CONFLICT (zone, id) DO NOTHING", args); err != nil {
			return err
		}
	}
	for ids := range slices.Chunk(sortedIDs(t.touched.people), touchedAtOnce) {
		args := []any{t.who.Zone, t.now}
		err := t.keep(`INSERT INTO case_touched (zone, id, at) SELECT c.zone, c.id, CAST($2 AS TEXT) FROM person p
			JOIN case_file c ON c.zone = p.zone AND c.person_id = COALESCE(p.merged_into, p.id)
			WHERE p.zone = $1 AND c.merged_into IS NULL AND p.id IN `+Among(&args, ids)+" ON CONFLICT (zone, id) DO NOTHING", args)
		if err != nil {
			return err
		}
	}
	return nil
}

// keep runs a statement that may change nothing.
func (t *WriteTx) keep(query string, args []any) error {
	count(t.ctx)
	sent(t.ctx, query, args)
	_, err := t.tx.ExecContext(t.ctx, query, args...)
	return t.g.dbFault(err, "note what changed")
}

func sortedIDs(ids map[value.ID]bool) []value.ID {
	out := make([]value.ID, 0, len(ids))
	for id := range ids {
		out = append(out, id)
	}
	slices.Sort(out)
	return out
}
