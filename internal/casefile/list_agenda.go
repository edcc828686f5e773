package casefile

import (
	"strconv"
	"strings"

	"siil/internal/gate"
	"siil/internal/policy"
	"siil/internal/value"
)

// Wanted is a list of which the first rows are wanted; 0 wants its number alone.
type Wanted struct {
	Query
	Limit int
}

// Href is the address of the whole list.
func (q Query) Href() string { return pathCases + query(q.Values()) }

// agendaRanks is more ranks than a list has.
const agendaRanks = 10000

// Agenda counts several lists and reads the first rows of each, in two queries however many they are. Queries by the body that referred or
// by words searched are not for it. The caller has decided; the rows leave their own leaf.
func (r *Room) Agenda(tx *gate.ReadTx, wanted []Wanted) ([]Listed, error) {
	d := directory{m: r.m, seesHealth: tx.Who().Has(policy.HealthWorker)}
	queries := make([]Query, len(wanted))
	for i, w := range wanted {
		queries[i] = w.Query
	}
	counts, err := Counts(tx, d, queries)
	if err != nil {
		return nil, err
	}
	out := make([]Listed, len(wanted))
	var parts []string
	var args argList
	for i, w := range wanted {
		out[i].Count = counts[i]
		if counts[i] == 0 || w.Limit == 0 {
			continue
		}
		b := newBuilder(tx, d, w.Query)
		b.args = args
		parts = append(parts, "SELECT zone, rank + "+strconv.Itoa(i*agendaRanks)+" AS rank, sort_key, id FROM ("+b.keys(counts[i] < CountLimit, position{}, w.Limit)+") AS list"+strconv.Itoa(i))
		args = b.args
	}
	keys := noKeys
	if len(parts) > 0 {
		keys = strings.Join(parts, " UNION ALL ")
	}
	rows, err := gate.List(tx, gate.Listing[Row]{Action: policy.CaseList, Query: rowsOf(keys), Args: args.list, Row: d.row(tx)})
	for _, w := range rows {
		i := w.rank / agendaRanks
		out[i].Rows, out[i].First = append(out[i].Rows, w), 1
	}
	return out, err
}

// noKeys finds nothing. It is asked all the same, so that a first screen always takes the same number of queries.
const noKeys = "SELECT c.zone AS zone, 0 AS rank, c.name_key AS sort_key, c.id AS id FROM case_file c WHERE {scope} AND c.id IS NULL"

// LateByManager counts, for each case manager, the cases whose next date has passed, among those that the reader's lists show.
func (r *Room) LateByManager(tx *gate.ReadTx) (map[value.ID]int, error) {
	b := newBuilder(tx, directory{m: r.m}, Query{Due: DueLate, Sort: ByDate})
	manager := column("c.manager_id", false) // grouped by its index the query would read every case of the zone
	query := "SELECT " + manager + ", COUNT(*) FROM case_file c WHERE " + b.where([]string{"c.state", "c.next_on"}) + " GROUP BY " + manager
	out := map[value.ID]int{}
	err := tx.Tally(query, b.args.list, func(s gate.Scanner) error {
		var id value.ID
		var n int
		err := s.Scan(&id, &n)
		out[id] = n
		return err
	})
	return out, err
}

// Offer is a hand-over that waits for an answer. Number is that of the case.
type Offer struct {
	CaseID, From, To value.ID
	Number           int
	Reason           string
	AskedAt          value.Instant
}

const offersSQL = `SELECT h.case_id, h.from_id, h.to_id, c.number, h.reason, h.asked_at FROM hand_over h JOIN case_file c ON c.zone = h.zone AND c.id = h.case_id
	WHERE h.zone = $1 AND h.answered_at IS NULL AND c.merged_into IS NULL`

// Offers reads the hand-overs that wait: those made to the reader, or, for who may hand over any case, all of the zone. The oldest come
// first, at most limit. The caller has decided.
func Offers(tx *gate.ReadTx, limit int) ([]Offer, error) {
	query, args := offersSQL+" AND h.to_id = $2", []any{tx.Zone(), string(tx.Who().Account)}
	if tx.May(policy.HandOverBulk, policy.Resource{Kind: policy.HandOver}) {
		query, args = offersSQL, args[:1]
	}
	return gate.All(tx, query+" ORDER BY h.asked_at, h.id LIMIT "+strconv.Itoa(limit), args, func(s gate.Scanner) (o Offer, err error) {
		return o, s.Scan(&o.CaseID, &o.From, &o.To, &o.Number, &o.Reason, &o.AskedAt)
	})
}
