package intake

import (
	"context"
	"strings"
	"testing"

	"siil/internal/gate"
	"siil/internal/gate/gatetest"
	"siil/internal/guideline"
	"siil/internal/policy"
	"siil/internal/referral"
	"siil/internal/value"
)

// Every list goes through the index that it was written for, and reads no table from end to end.
func TestListsUseTheirIndexes(t *testing.T) {
	w := gatetest.NewSQLite(t)
	carla, anna := w.Account(t, gatetest.Zone, "Carla", policy.Coordinator), w.Account(t, gatetest.Zone, "Anna", policy.Referrer)
	r := New(w.Gate, guideline.Default(), nil)
	r.pace = 0
	for name, c := range map[string]struct {
		who  gate.Actor
		read func(tx *gate.ReadTx) error
		want []string
	}{
		"all":          {carla, list(r, ListQuery{Limit: 50}, true), []string{"referral_sheet_number (zone=?)"}},
		"all, further": {carla, list(r, ListQuery{Limit: 50, After: "70"}, true), []string{"referral_sheet_number (zone=? AND number<?)"}},
		"received":     {carla, list(r, ListQuery{Limit: 50, State: referral.Received, OrganisationID: value.NewID()}, true), []string{"referral_sheet_state (zone=? AND state=?"}},
		"late":         {carla, list(r, ListQuery{Limit: 50, Late: true}, true), []string{"referral_sheet_state (zone=? AND state=? AND due_on<?)"}},
		"mine":         {anna, list(r, ListQuery{Limit: 50}, false), []string{"referral_sheet_sender (zone=? AND sender_id=?)"}},
		"counts":       {carla, func(tx *gate.ReadTx) error { _, err := counts(tx, true); return err }, []string{"COVERING INDEX referral_sheet_state (zone=?)"}},
		"to answer":    {carla, func(tx *gate.ReadTx) error { _, _, err := r.ToAnswer(tx); return err }, []string{"COVERING INDEX referral_sheet_state (zone=? AND state=?)"}},
		"waiting": {carla, func(tx *gate.ReadTx) error { _, _, err := r.Waiting(tx, 50); return err },
			[]string{"case_file_state", "referral_case (zone=? AND case_id=?)"}},
	} {
		ctx, sent := gate.RecordStatements(context.Background())
		err := w.Read(ctx, c.who, func(tx *gate.ReadTx) error {
			if err := tx.Decide(policy.ReferralList, policy.Resource{Kind: policy.Zone}); err != nil {
				return err
			}
			return c.read(tx)
		})
		if err != nil {
			t.Fatal(name, err)
		}
		all := ""
		err = w.Read(context.Background(), c.who, func(tx *gate.ReadTx) error {
			for _, s := range *sent {
				err := tx.Each("EXPLAIN QUERY PLAN "+s.Text, s.Args, func(x gate.Scanner) error {
					var id, parent, unused int
					var detail string
					err := x.Scan(&id, &parent, &unused, &detail)
					all += detail + "\n"
					return err
				})
				if err != nil {
					return err
				}
			}
			return tx.Decide(policy.HomeRead, policy.Resource{Kind: policy.Zone})
		})
		if err != nil {
			t.Fatal(name, err)
		}
		for _, want := range c.want {
			if !strings.Contains(all, want) {
				t.Errorf("%s: the plan lacks %q:\n%s", name, want, all)
			}
		}
		all = strings.NewReplacer("\nSCAN s\n", "\n", "\nSCAN k\n", "\n").Replace(all) // of a page, which was read through an index inside
		for _, table := range []string{"s", "f", "c", "p", "e", "i", "t"} {
			if strings.Contains(all, "SCAN "+table+"\n") {
				t.Errorf("%s: the plan reads a whole table:\n%s", name, all)
			}
		}
	}
}

func list(r *Room, q ListQuery, inside bool) func(tx *gate.ReadTx) error {
	return func(tx *gate.ReadTx) error {
		_, err := r.lines(tx, q, inside)
		return err
	}
}
