package casefile

import (
	"fmt"
	"slices"
	"strconv"
	"strings"

	"siil/internal/gate"
	"siil/internal/guideline"
	"siil/internal/person"
	"siil/internal/policy"
	"siil/internal/territory"
	"siil/internal/value"
)

// argList numbers the parameters of a list query from $3; $1 is the zone and $2 the account.
type argList struct{ list []any }

func (a *argList) add(v any) string {
	a.list = append(a.list, v)
	return "$" + strconv.Itoa(len(a.list)+2)
}

func inList[T any](a *argList, values []T) string {
	marks := make([]string, len(values))
	for i, v := range values {
		marks[i] = a.add(v)
	}
	return "(" + strings.Join(marks, ", ") + ")"
}

// builder writes the query of a list.
//
// A page is read in one of two ways, after the count has told which. Few rows: every filter stands in the WHERE clause, the rows that fit
// are found by the index that suits it and sorted. Many rows: the list is walked along an index that has the wanted order already, and
// the walk stops when the page is full; the filters that are not part of that index are written so that no engine can take their indexes
// instead (a column inside COALESCE) and sort half the zone. An order that no index has (a list over several municipalities, states in
// the order of the service) is put together from the first rows of one walk for each value.
type builder struct {
	args  argList
	d     directory
	q     Query
	who   gate.Actor
	zone  string
	today value.Date
	mine  bool // the reader's lists hold only their own cases
	may   func(policy.Action, policy.Resource) bool
}

func newBuilder(tx *gate.ReadTx, d directory, q Query) *builder {
	return &builder{d: d, q: q, who: tx.Who(), zone: tx.Zone(), today: tx.Today(), mine: policy.CaseScope(tx.Who().Principal) == policy.Mine, may: tx.May}
}

// column names a column so that its indexes can be used, or so that they cannot.
func column(name string, free bool) string {
	if free {
		return name
	}
	return "COALESCE(" + name + ", '')"
}

// where writes every filter. free are the columns whose indexes may be used; nil is all of them.
func (b *builder) where(free []string) string {
	col := func(name string) string { return column(name, free == nil || slices.Contains(free, name)) }
	w := []string{"{scope}", "c.merged_into IS NULL"}
	add := func(s string) { w = append(w, s) }
	if b.mine {
		add(ownCases)
	}
	if b.q.Search != "" {
		found, args, ok := person.SearchCondition(b.q.Search, len(b.args.list)+3)
		if !ok {
			found = "c.id IS NULL"
		}
		b.args.list = append(b.args.list, args...)
		add(found)
	}
	if b.q.Number != 0 {
		add("c.id = (SELECT COALESCE(n.merged_into, n.id) FROM case_file n WHERE n.zone = $1 AND n.number = " + b.args.add(b.q.Number) + ")")
	}
	if states, all := b.states(); !all {
		add(anyOf(&b.args, col("c.state"), states))
	}
	if b.q.Mine {
		add(col("c.manager_id") + " = $2")
	}
	switch b.q.HandOver {
	case OfferAny:
		add("c.id IN (SELECT h.case_id FROM hand_over h WHERE h.zone = $1 AND h.answered_at IS NULL)")
	case OfferMine:
		add("c.id IN (SELECT h.case_id FROM hand_over h WHERE h.zone = $1 AND h.to_id = $2 AND h.answered_at IS NULL)")
	}
	if b.q.NoTaxCode {
		add("c.person_id IN (SELECT s.id FROM person s WHERE s.zone = $1 AND s.tax_code IS NULL AND s.merged_into IS NULL)")
	}
	if len(b.q.Managers) > 0 {
		add(b.managers(col("c.manager_id")))
	}
	if len(b.q.Seats) > 0 {
		add(anyOf(&b.args, col("c.seat_id"), b.q.Seats))
	}
	if len(b.q.Towns) > 0 {
		add(anyOf(&b.args, col("c.municipality"), b.q.Towns))
	}
	if len(b.q.Referrers) > 0 {
		add(anyOf(&b.args, col("c.referrer_id"), b.d.referrers(b.q.Referrers)))
	}
	if len(b.q.Programmes) > 0 {
		add(b.programmes(free == nil && !b.narrow()))
	}
	return strings.Join(append(w, b.due(col)...), " AND ")
}

// ownCases are the cases of somebody called in for single cases. It says no more than the scope, in a form that indexes can use.
const ownCases = `c.id IN (SELECT o.id FROM case_file o WHERE o.zone = $1 AND o.manager_id = $2 AND o.merged_into IS NULL
	UNION SELECT t.case_id FROM case_member t WHERE t.zone = $1 AND t.account_id = $2 AND t.until_at IS NULL)`

func anyOf[T any](a *argList, col string, values []T) string {
	switch len(values) {
	case 0:
		return "c.id IS NULL"
	case 1:
		return col + " = " + a.add(values[0])
	}
	return col + " IN " + inList(a, values)
}

func (b *builder) managers(col string) string {
	ids := slices.DeleteFunc(slices.Clone(b.q.Managers), func(s string) bool { return s == NoManager })
	if len(ids) == len(b.q.Managers) {
		return anyOf(&b.args, col, ids)
	}
	none := col + " IS NULL"
	if col != "c.manager_id" {
		none = col + " = ''"
	}
	if len(ids) == 0 {
		return none
	}
	return "(" + none + " OR " + anyOf(&b.args, col, ids) + ")"
}

// states are the states that the filters leave, in the model's order; all is true when they leave every one.
func (b *builder) states() (states []string, all bool) {
	for _, s := range b.d.m.States {
		switch {
		case len(b.q.States) > 0 && !slices.Contains(b.q.States, s.Code),
			(b.q.Open || b.q.Due != "") && s.Kind == guideline.Closed,
			b.q.Due == DueNone && s.Kind != guideline.Open,
			b.q.Due == DueReview && s.Kind != guideline.Suspended:
		default:
			states = append(states, s.Code)
		}
	}
	return states, len(states) == len(b.d.m.States)
}

// due writes the conditions on the next date.
func (b *builder) due(col func(string) string) (w []string) {
	next := col("c.next_on")
	day := func(d value.Date) string { return b.args.add(d) }
	some := func(cond string) string {
		if next == "c.next_on" {
			return cond
		}
		return "c.next_on IS NOT NULL AND " + cond
	}
	switch b.q.Due {
	case DueToday:
		w = append(w, next+" = "+day(b.today))
	case DueLate:
		w = append(w, some(next+" < "+day(b.today)))
	case DueWeek:
		w = append(w, next+" > "+day(b.today)+" AND "+next+" <= "+day(b.today.AddDays(7)))
	case DueNone:
		if next == "c.next_on" {
			w = append(w, "c.next_on IS NULL")
		} else {
			w = append(w, next+" = ''")
		}
	case DueReview:
		w = append(w, "c.review_on <= "+day(b.today))
	}
	if !b.q.From.IsZero() {
		w = append(w, next+" >= "+day(b.q.From))
	}
	if !b.q.To.IsZero() {
		w = append(w, some(next+" <= "+day(b.q.To)))
	}
	return w
}

// narrow tells whether other filters leave few cases: then each is asked for its programmes, instead of reading everybody's first.
func (b *builder) narrow() bool {
	return b.mine || b.q.Mine || b.q.Search != "" || b.q.Due != "" || len(b.q.States)+len(b.q.Managers)+len(b.q.Seats)+len(b.q.Towns)+len(b.q.Referrers) > 0
}

// programmes finds the people of a programme, those whose record was merged too. A programme whose very name tells something is found only
// on the cases where the reader may read that section.
func (b *builder) programmes(lookUp bool) string {
	var or []string
	for _, code := range b.q.Programmes {
		p, _ := b.d.m.Programme(code)
		var cond string
		if lookUp {
			cond = `c.person_id IN (SELECT COALESCE(p.merged_into, p.id) FROM membership m JOIN person p ON p.zone = m.zone AND p.id = m.person_id
				WHERE m.zone = $1 AND m.programme = ` + b.args.add(code) + ` AND m.until_on IS NULL)`
		} else {
			code := b.args.add(code)
			cond = `(EXISTS (SELECT 1 FROM membership m WHERE m.zone = c.zone AND m.person_id = c.person_id AND m.programme = ` + code + ` AND m.until_on IS NULL)
				OR EXISTS (SELECT 1 FROM person p JOIN membership m ON m.zone = p.zone AND m.person_id = p.id AND m.programme = ` + code + ` AND m.until_on IS NULL
				WHERE p.zone = c.zone AND p.merged_into = c.person_id))`
		}
		or = append(or, "("+cond+" AND "+readersOf(policy.Section(p.Section), b.may)+")")
	}
	return "(" + strings.Join(or, " OR ") + ")"
}

const (
	everyCase = "c.id IS NOT NULL"
	noCase    = "c.id IS NULL"
	iManage   = "c.manager_id = $2"
	iTakePart = `EXISTS (SELECT 1 FROM case_member t WHERE t.zone = c.zone AND t.case_id = c.id AND t.account_id = $2 AND t.until_at IS NULL)`
)

// readersOf is the condition on a case under which its reader may read a section by the rules.
func readersOf(section policy.Section, may func(policy.Action, policy.Resource) bool) string {
	reads := func(manager, team bool) bool {
		return section == policy.Common || may(policy.NoteRead, policy.Resource{Kind: policy.Note, Section: section, CaseManager: manager, CaseTeam: team})
	}
	switch {
	case reads(false, false):
		return everyCase
	case reads(true, false) && reads(false, true):
		return "(" + iManage + " OR " + iTakePart + ")"
	case reads(true, false):
		return iManage
	case reads(false, true):
		return iTakePart
	}
	return noCase
}

// counted is the query that counts the whole list.
func (b *builder) counted() string { return "SELECT c.id FROM case_file c WHERE " + b.where(nil) }

// walk is a part of a list that one index gives in order. rank tells where the part stands among the others.
type walk struct {
	rank string
	n    int
	cond func() string // what makes the part, on columns of the index
	free []string      // columns of the index, which other filters may use too
	sort bool          // the index finds the rows but not in their order
}

// page is the query of one page.
func (b *builder) page(few bool, at position, limit int) string {
	return fmt.Sprintf(rowSQL, b.keys(few, at, limit), orderBy(at.back, b.q.Desc, "k.rank", "k.sort_key", "k.id"))
}

// keys finds the rows of a page: zone, rank, sort_key and id of each.
func (b *builder) keys(few bool, at position, limit int) string {
	var walks []walk
	if few {
		walks = []walk{{rank: b.rankOf(), n: -1, cond: func() string { return everyCase }}}
	} else {
		walks = b.walks()
	}
	var parts []string
	for _, w := range walks {
		if part, ok := b.part(w, few, at, limit); ok {
			parts = append(parts, "SELECT * FROM ("+part+") AS part"+strconv.Itoa(len(parts)))
		}
	}
	if len(parts) == 0 { // filters that exclude one another
		part, _ := b.part(walk{rank: "0", cond: func() string { return noCase }}, few, position{}, limit)
		parts = append(parts, "SELECT * FROM ("+part+") AS part0")
	}
	order := orderBy(at.back, b.q.Desc, "rank", "sort_key", "id")
	return "SELECT * FROM (" + strings.Join(parts, " UNION ALL ") + ") AS parts ORDER BY " + order + " LIMIT " + strconv.Itoa(limit)
}

// part is the query of one walk; false when the page begins after it. What is left out must not have taken parameters.
func (b *builder) part(w walk, few bool, at position, limit int) (string, bool) {
	if at.set && !few && w.n != at.rank && (w.n < at.rank) != at.back {
		return "", false
	}
	key, index := "c.name_key", "c.name_key"
	if b.q.Sort == ByDate {
		key, index = "COALESCE(c.next_on, '')", "c.next_on"
	}
	where := []string{w.cond(), b.where(w.free)}
	if few {
		where = where[1:]
	}
	if few || w.sort {
		index = key + " || ''" // no index has it so
	} else if b.q.Sort == ByDate && w.n == 1 {
		index = "" // no date: in the order of their ids
	}
	if at.set {
		where = append(where, b.after(w, few, at, key, index)...)
	}
	terms := []string{"c.id"}
	if index != "" {
		terms = []string{index, "c.id"}
	}
	if few {
		terms = append([]string{"rank"}, terms...)
	}
	return "SELECT c.zone AS zone, " + w.rank + " AS rank, " + key + " AS sort_key, c.id AS id FROM case_file c WHERE " + strings.Join(where, " AND ") +
		" ORDER BY " + orderTerms(terms, few, at.back, b.q.Desc) + " LIMIT " + strconv.Itoa(limit), true
}

// after is the condition that leaves the rows of a walk beyond a position.
func (b *builder) after(w walk, few bool, at position, key, index string) []string {
	up, rankUp := "<", ">"
	if b.q.Desc == at.back {
		up = ">"
	}
	if at.back {
		rankUp = "<"
	}
	switch {
	case few:
		rank := "(" + w.rank + ")"
		return []string{fmt.Sprintf("(%s %s %d OR %s = %d AND (%s, c.id) %s (%s, %s))", rank, rankUp, at.rank, rank, at.rank, key, up, b.args.add(at.key), b.args.add(at.id))}
	case w.n == at.rank && index == "":
		return []string{"c.id " + up + " " + b.args.add(at.id)}
	case w.n == at.rank:
		return []string{fmt.Sprintf("(%s, c.id) %s (%s, %s)", index, up, b.args.add(at.key), b.args.add(at.id))}
	}
	return nil
}

// orderBy is the order of the whole list: ranks rise unless the page goes back; keys and ids turn with the reader's wish too.
func orderBy(back, desc bool, rank, key, id string) string {
	return orderTerms([]string{rank, key, id}, true, back, desc)
}

func orderTerms(terms []string, ranked, back, desc bool) string {
	out := make([]string, len(terms))
	for i, t := range terms {
		down := desc != back
		if i == 0 && ranked {
			down = back
		}
		if down {
			t += " DESC"
		}
		out[i] = t
	}
	return strings.Join(out, ", ")
}

// walks chooses the walks that give a long list in its order.
func (b *builder) walks() []walk {
	switch b.q.Sort {
	case ByDate:
		return b.walksByDate()
	case ByState:
		states, _ := b.states()
		return b.ranked("c.state", states, b.q.Desc)
	case ByTown:
		return b.walksByTown()
	}
	for _, x := range []struct {
		col    string
		values []string
	}{{"c.municipality", b.q.Towns}, {"c.seat_id", b.q.Seats}, {"c.referrer_id", idWords(b.d.referrers(b.q.Referrers))}, {"c.state", b.q.States}} {
		if len(x.values) > 0 {
			walks := b.ranked(x.col, x.values, false)
			for i := range walks {
				walks[i].n, walks[i].rank = 0, "0"
			}
			return walks
		}
	}
	return []walk{{rank: "0", cond: func() string { return everyCase }, free: []string{"c.name_key"}}}
}

func idWords(ids []value.ID) []string {
	out := make([]string, len(ids))
	for i, id := range ids {
		out[i] = string(id)
	}
	return out
}

// ranked is one walk for each value of a column that stands before the name in an index.
func (b *builder) ranked(col string, values []string, desc bool) []walk {
	var out []walk
	for i, v := range values {
		n := rankFor(i, desc)
		out = append(out, walk{rank: strconv.Itoa(n), n: n, cond: func() string { return col + " = " + b.args.add(v) }, free: []string{}})
	}
	return out
}

func rankFor(i int, desc bool) int {
	if desc {
		return 1000 - i
	}
	return i
}

// walksByDate are the cases with a next date, in its order, then those without one. Closed cases have none, so a list that leaves them out
// walks state by state: it would wade through all of them. So does the list of the cases that nobody manages, along their own index.
func (b *builder) walksByDate() []walk {
	states, all := b.states()
	if all || len(b.q.States) == 0 && b.q.Due != "" && b.q.Due != DueNone {
		states = []string{""}
	}
	var out []walk
	for _, s := range states {
		first := func() string {
			cond := everyCase
			if slices.Equal(b.q.Managers, []string{NoManager}) {
				cond = "c.manager_id IS NULL"
			}
			if s != "" {
				cond += " AND c.state = " + b.args.add(s)
			}
			return cond
		}
		if b.q.Due != DueNone {
			out = append(out, walk{rank: "0", n: 0, cond: func() string { return first() + " AND c.next_on IS NOT NULL" }, free: []string{"c.next_on"}})
		}
		if b.q.From.IsZero() && b.q.To.IsZero() && (b.q.Due == "" || b.q.Due == DueNone || b.q.Due == DueReview) {
			out = append(out, walk{rank: "1", n: 1, cond: func() string { return first() + " AND c.next_on IS NULL" }, free: []string{"c.next_on"}})
		}
	}
	return out
}

// walksByTown are the municipalities of the zone by name, then every other place together, then the cases without one.
func (b *builder) walksByTown() []walk {
	if len(b.q.Towns) > 0 {
		return b.ranked("c.municipality", b.townsByName(b.q.Towns), b.q.Desc)
	}
	zone := b.townsByName(nil)
	out := b.ranked("c.municipality", zone, b.q.Desc)
	other, none := rankFor(len(zone), b.q.Desc), rankFor(len(zone)+1, b.q.Desc)
	return append(out,
		walk{rank: strconv.Itoa(other), n: other, cond: func() string { return b.between(zone) }, free: []string{}, sort: true},
		walk{rank: strconv.Itoa(none), n: none, cond: func() string { return "c.municipality IS NULL" }, free: []string{}})
}

// between are the places that are none of those given, as ranges of the index.
func (b *builder) between(towns []string) string {
	if len(towns) == 0 {
		return "c.municipality IS NOT NULL"
	}
	codes := slices.Sorted(slices.Values(towns))
	or := []string{"c.municipality < " + b.args.add(codes[0])}
	for i := 0; i+1 < len(codes); i++ {
		or = append(or, "c.municipality > "+b.args.add(codes[i])+" AND c.municipality < "+b.args.add(codes[i+1]))
	}
	return "(" + strings.Join(append(or, "c.municipality > "+b.args.add(codes[len(codes)-1])), " OR ") + ")"
}

// townsByName puts municipalities in the order of their names; none means all of the zone.
func (b *builder) townsByName(codes []string) []string {
	var out []string
	for _, m := range territory.Municipalities(b.zone) {
		if codes == nil || slices.Contains(codes, m.ISTAT) {
			out = append(out, m.ISTAT)
		}
	}
	for _, c := range codes {
		if !slices.Contains(out, c) {
			out = append(out, c)
		}
	}
	return out
}

// rankOf is the rank of a row as an expression, where one walk holds the whole list.
func (b *builder) rankOf() string {
	rank := func(col string, values []string, rest string) string {
		if len(values) == 0 {
			return rest
		}
		s := "CASE " + col
		for i, v := range values {
			s += " WHEN '" + strings.ReplaceAll(v, "'", "") + "' THEN " + strconv.Itoa(rankFor(i, b.q.Desc))
		}
		return s + " ELSE " + rest + " END"
	}
	switch b.q.Sort {
	case ByDate:
		return "CASE WHEN c.next_on IS NULL THEN 1 ELSE 0 END"
	case ByState:
		states, _ := b.states()
		return rank("c.state", states, "0")
	case ByTown:
		towns := b.townsByName(nil)
		if len(b.q.Towns) > 0 {
			towns = b.townsByName(b.q.Towns)
		}
		other, none := rankFor(len(towns), b.q.Desc), rankFor(len(towns)+1, b.q.Desc)
		return rank("c.municipality", towns, fmt.Sprintf("CASE WHEN c.municipality IS NULL THEN %d ELSE %d END", none, other))
	}
	return "0"
}

// rowsOf is the query of the rows whose keys another query finds.
func rowsOf(keys string) string { return fmt.Sprintf(rowSQL, keys, "k.rank, k.sort_key, k.id") }

// rowSQL reads the rows whose keys the page has found.
const rowSQL = `SELECT k.rank, k.sort_key, x.id, x.person_id, x.number, x.state, x.state_on, x.manager_id, x.seat_id, COALESCE(x.municipality, ''), x.next_on,
	COALESCE(x.next_what, ''), x.review_on, x.last_on, p.given_name, p.family_name, p.tax_code, p.birth_date, COALESCE(p.phone, ''), COALESCE(o.name, ''),
	COALESCE(o.section, ''), COALESCE(o.kind, ''), COALESCE(s.from_state, ''),
	COALESCE((SELECT string_agg(m.programme, ' ') FROM membership m WHERE m.zone = x.zone AND m.person_id = x.person_id AND m.until_on IS NULL), '') || ' ' ||
	COALESCE((SELECT string_agg(m.programme, ' ') FROM person r JOIN membership m ON m.zone = r.zone AND m.person_id = r.id AND m.until_on IS NULL
		WHERE r.zone = x.zone AND r.merged_into = x.person_id), ''),
	COALESCE((SELECT t.justice FROM case_member t WHERE t.zone = x.zone AND t.case_id = x.id AND t.account_id = $2 AND t.until_at IS NULL), -1)
	FROM (%s) AS k
	JOIN case_file x ON x.zone = k.zone AND x.id = k.id
	JOIN person p ON p.zone = x.zone AND p.id = x.person_id
	LEFT JOIN organisation o ON o.zone = x.zone AND o.id = x.referrer_id
	LEFT JOIN suspension s ON s.zone = x.zone AND s.case_id = x.id AND s.ended_at IS NULL
	ORDER BY %s`
