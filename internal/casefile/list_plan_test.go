package casefile_test

import (
	"context"
	"fmt"
	"strings"
	"testing"
	"time"

	"siil/internal/casefile"
	"siil/internal/gate"
	"siil/internal/gate/gatetest"
	"siil/internal/policy"
)

// planOf is SQLite's plan of a query of the list, one line for each step.
func planOf(t *testing.T, w *listWorld, who gate.Actor, q casefile.Query, few bool) (page, counted string) {
	t.Helper()
	err := w.Read(ctx, who, func(tx *gate.ReadTx) error {
		if err := tx.Decide(policy.HomeRead, policy.Resource{Kind: policy.Zone}); err != nil {
			return err
		}
		query, args, count, countArgs, err := w.room.ListSQL(tx, q, few)
		if err != nil {
			return err
		}
		explain := func(query string, args []any) (out string, err error) {
			err = tx.Tally("EXPLAIN QUERY PLAN "+query, args, func(s gate.Scanner) error {
				var id, parent, unused int
				var detail string
				err := s.Scan(&id, &parent, &unused, &detail)
				out += detail + "\n"
				return err
			})
			return out, err
		}
		if page, err = explain(query, args); err != nil {
			return err
		}
		counted, err = explain(count, countArgs)
		return err
	})
	if err != nil {
		t.Fatal(err)
	}
	return page, counted
}

// sortedWalks marks the walks that are sorted before their first rows are taken, but for that of the places outside the zone.
func sortedWalks(plan string) (out string) {
	before := ""
	for line := range strings.SplitSeq(plan, "\n") {
		if strings.HasPrefix(line, "USE TEMP B-TREE") && strings.HasPrefix(before, "SEARCH c ") && !strings.Contains(before, "municipality<?") && !strings.Contains(before, "municipality>?") {
			out += "SORT after " + before + "\n"
		}
		before = line
	}
	return out
}

// Every list goes through the index that was made for it: never through the whole table, never, when it is long, through a sort of more than
// the rows of a page for each value.
func TestEveryListHasItsIndex(t *testing.T) {
	w := newListWorld(t, gatetest.NewSQLite(t), 5000, 5)
	elena, org := string(w.elena.Account), string(w.bodies[0].ID)
	for _, c := range []struct {
		name  string
		q     casefile.Query
		few   bool
		who   gate.Actor
		index string
	}{
		{"all by name", casefile.Query{Sort: casefile.ByName}, false, w.coordinator, "case_file_name (zone=?)"},
		{"all by name, down", casefile.Query{Sort: casefile.ByName, Desc: true}, false, w.coordinator, "case_file_name (zone=?)"},
		{"all by date", casefile.Query{Sort: casefile.ByDate}, false, w.coordinator, "case_file_next (zone=? AND next_on"},
		{"all by state", casefile.Query{Sort: casefile.ByState}, false, w.coordinator, "case_file_state_name (zone=? AND state=?)"},
		{"all by town", casefile.Query{Sort: casefile.ByTown}, false, w.coordinator, "case_file_municipality (zone=? AND municipality"},
		{"open by name", casefile.Query{Open: true, Sort: casefile.ByName}, false, w.coordinator, "case_file_name (zone=?)"},
		{"two states by name", casefile.Query{States: []string{"CHIUSA", "IN_EQUIPE"}, Sort: casefile.ByName}, false, w.coordinator, "case_file_state_name (zone=? AND state=?)"},
		{"two states by date", casefile.Query{States: []string{"ASSEGNATA", "IN_EQUIPE"}, Sort: casefile.ByDate}, false, w.coordinator, "case_file_state (zone=? AND state=? AND next_on"},
		{"open by date", casefile.Query{Open: true, Sort: casefile.ByDate}, false, w.coordinator, "case_file_state (zone=? AND state=? AND next_on"},
		{"without a date", casefile.Query{Due: casefile.DueNone, Sort: casefile.ByDate}, false, w.coordinator, "case_file_state (zone=? AND state=? AND next_on=?)"},
		{"nobody's by date", casefile.Query{Managers: []string{casefile.NoManager}, Open: true, Sort: casefile.ByDate}, false, w.coordinator, "case_file_manager (zone=? AND manager_id=? AND state=? AND next_on"},
		{"a programme in a town", casefile.Query{Programmes: []string{"ADI"}, Towns: testTowns[:1], Sort: casefile.ByName}, true, w.coordinator, "case_file_municipality (zone=? AND municipality=?)"},
		{"two towns by name", casefile.Query{Towns: testTowns[:2], Sort: casefile.ByName}, false, w.coordinator, "case_file_municipality (zone=? AND municipality=?)"},
		{"seat", casefile.Query{Seats: []string{string(w.seats[0])}, Sort: casefile.ByName}, false, w.coordinator, "case_file_seat (zone=? AND seat_id=?)"},
		{"referrer", casefile.Query{Referrers: []string{org}, Sort: casefile.ByName}, false, w.coordinator, "case_file_referrer (zone=? AND referrer_id=?)"},
		{"health services", casefile.Query{Referrers: []string{"sanitario"}, Sort: casefile.ByName}, false, w.coordinator, "case_file_referrer (zone=? AND referrer_id=?)"},
		{"late by date", casefile.Query{Due: casefile.DueLate, Sort: casefile.ByDate}, false, w.coordinator, "case_file_next (zone=? AND next_on"},
		{"a programme, many", casefile.Query{Programmes: []string{"ADI"}, Sort: casefile.ByName}, false, w.coordinator, "case_file_name (zone=?)"},

		{"mine", casefile.Query{Mine: true, Open: true, Sort: casefile.ByName}, true, w.elena, "case_file_manager (zone=? AND manager_id=? AND state=?)"},
		{"a manager", casefile.Query{Managers: []string{elena}, Sort: casefile.ByDate}, true, w.coordinator, "case_file_manager (zone=? AND manager_id=?)"},
		{"mine without a date", casefile.Query{Mine: true, Due: casefile.DueNone, Sort: casefile.ByName}, true, w.elena, "case_file_manager (zone=? AND manager_id=? AND state=? AND next_on=?)"},
		{"today", casefile.Query{Due: casefile.DueToday, Sort: casefile.ByName}, true, w.coordinator, "next_on=?"},
		{"a state, few", casefile.Query{States: []string{"IN_EQUIPE"}, Sort: casefile.ByTown}, true, w.coordinator, "(zone=? AND state=?)"},
		{"a town, few", casefile.Query{Towns: testTowns[:1], Sort: casefile.ByState}, true, w.coordinator, "case_file_municipality (zone=? AND municipality=?)"},
		{"search", casefile.Query{Search: "provini", Sort: casefile.ByName}, true, w.coordinator, "case_file_person (zone=? AND person_id=?)"},
		{"a programme, few", casefile.Query{Programmes: []string{"GOL_4"}, Sort: casefile.ByName}, true, w.coordinator, "case_file_person (zone=? AND person_id=?)"},
		{"called in", casefile.Query{Sort: casefile.ByName}, true, w.visitor, "(zone=? AND id=?)"},
		{"no tax code", casefile.Query{NoTaxCode: true, Sort: casefile.ByName}, true, w.secretary, "case_file_person (zone=? AND person_id=?)"},
		{"offers", casefile.Query{HandOver: casefile.OfferAny, Sort: casefile.ByName}, true, w.coordinator, "(zone=? AND id=?)"},
	} {
		page, counted := planOf(t, w, c.who, c.q, c.few)
		if !strings.Contains(page, c.index) {
			t.Errorf("%s: not through %s:\n%s", c.name, c.index, page)
		}
		for _, plan := range []string{page, counted} {
			for line := range strings.SplitSeq(plan, "\n") {
				if strings.HasPrefix(line, "SCAN m") || strings.Contains(line, "membership_programme (zone=?)") || strings.HasPrefix(line, "SCAN c ") || strings.HasPrefix(line, "SCAN x") || strings.HasPrefix(line, "SCAN p ") || strings.HasPrefix(line, "SCAN s ") {
					t.Errorf("%s: %s\n%s", c.name, line, plan)
				}
			}
		}
		if !c.few && strings.Contains(sortedWalks(page), "SORT") {
			t.Errorf("%s: a long walk is sorted\n%s", c.name, page)
		}
		if testing.Verbose() {
			began := time.Now()
			if _, err := w.room.ListAs(context.Background(), c.who, c.q, c.few, "", casefile.PageRows); err != nil {
				t.Error(err)
			}
			fmt.Printf("%-24s %v\n", c.name, time.Since(began).Round(10*time.Microsecond))
		}
	}
}
