package demo_test

import (
	"context"
	"encoding/json"
	"testing"

	"siil/internal/account"
	"siil/internal/assessment"
	"siil/internal/casefile"
	"siil/internal/demo"
	"siil/internal/gate"
	"siil/internal/gate/gatetest"
	"siil/internal/guideline"
	"siil/internal/outcome"
	"siil/internal/plan"
	"siil/internal/policy"
	"siil/internal/task"
	"siil/internal/value"
)

// TestAWorldHasItsPapersAndItsEnds: what happens when a path is over, and what is written down, is all there.
func TestAWorldHasItsPapersAndItsEnds(t *testing.T) {
	w := gatetest.NewSQLite(t)
	plant(t, w, gatetest.Zone)
	users, err := demo.Make(context.Background(), w.Gate, demo.Options{People: 420, Zone: gatetest.Zone, Seed: 1})
	if err != nil {
		t.Fatal(err)
	}
	for what, c := range map[string]struct {
		query string
		least int
	}{
		"closures with details":     {"SELECT COUNT(*) FROM closure WHERE zone = $1 AND details IS NOT NULL AND on_day <= $2", 20},
		"with the exit assessment":  {"SELECT COUNT(*) FROM closure k JOIN assessment a ON a.zone = k.zone AND a.id = k.exit_id AND a.kind = 'exit' AND a.episode_id = k.episode_id WHERE k.zone = $1 AND a.on_day <= $2", 25},
		"or why there is none":      {"SELECT COUNT(*) FROM closure WHERE zone = $1 AND exit_id IS NULL AND no_exit_why IS NOT NULL AND on_day <= $2", 15},
		"follow-ups answered":       {"SELECT COUNT(*) FROM follow_up WHERE zone = $1 AND answered_at IS NOT NULL AND on_day <= $2", 40},
		"answers of every kind":     {"SELECT COUNT(DISTINCT answer) FROM follow_up WHERE zone = $1 AND on_day <= $2", 6},
		"late follow-ups":           {"SELECT COUNT(*) FROM follow_up WHERE zone = $1 AND answered_at IS NULL AND due_on < $2", 3},
		"follow-ups to come":        {"SELECT COUNT(*) FROM follow_up WHERE zone = $1 AND answered_at IS NULL AND due_on > $2", 30},
		"cases in follow-up":        {"SELECT COUNT(*) FROM case_file WHERE zone = $1 AND state = 'FOLLOW_UP' AND state_on <= $2", 20},
		"models in the register":    {"SELECT COUNT(DISTINCT model) FROM document WHERE zone = $1 AND model <> '' AND on_day <= $2", 16},
		"languages of notices":      {"SELECT COUNT(DISTINCT lang) FROM document WHERE zone = $1 AND on_day <= $2", 2},
		"with a protocol number":    {"SELECT COUNT(*) FROM document WHERE zone = $1 AND protocol_number IS NOT NULL AND protocol_on <= $2", 25},
		"voided":                    {"SELECT COUNT(*) FROM document WHERE zone = $1 AND voided_at IS NOT NULL AND on_day <= $2", 2},
		"files of documents":        {"SELECT COUNT(*) FROM document_file f JOIN document d ON d.zone = f.zone AND d.id = f.document_id WHERE f.zone = $1 AND d.on_day <= $2 AND f.size > 2000", 100},
		"made in a batch":           {"SELECT COUNT(*) FROM document_batch_item i JOIN document d ON d.zone = i.zone AND d.id = i.document_id WHERE i.zone = $1 AND i.state = 'made' AND d.on_day <= $2", 6},
		"batches that are over":     {"SELECT COUNT(*) FROM document_batch WHERE zone = $1 AND ended_at < $2", 1},
		"files brought in":          {"SELECT COUNT(*) FROM attachment a JOIN document d ON d.zone = a.zone AND d.id = a.subject_id WHERE a.zone = $1 AND a.subject = 'document' AND d.on_day <= $2", 6},
		"of the social part":        {"SELECT COUNT(*) FROM document WHERE zone = $1 AND section = 'social' AND on_day <= $2", 1},
		"letterheads with a logo":   {"SELECT COUNT(*) FROM letterhead WHERE zone = $1 AND ended_at IS NULL AND logo IS NOT NULL AND made_at <= $2", 1},
		"steps moved":               {"SELECT COUNT(*) FROM next_step_move WHERE zone = $1 AND from_on <> to_on AND at <= $2", 1},
		"steps handed over":         {"SELECT COUNT(*) FROM next_step_move WHERE zone = $1 AND from_id <> to_id AND at <= $2", 1},
		"hand-overs to be answered": {"SELECT COUNT(*) FROM hand_over WHERE zone = $1 AND answered_at IS NULL AND asked_at <= $2", 2},
	} {
		if n := number(t, w, c.query); n < c.least {
			t.Errorf("%s: %d, want at least %d", what, n, c.least)
		}
	}
	for what, query := range map[string]string{
		"numbers that do not follow the days":  "SELECT COUNT(*) FROM document a JOIN document b ON b.zone = a.zone AND b.year = a.year AND b.number > a.number AND b.on_day < a.on_day WHERE a.zone = $1 AND a.on_day <= $2",
		"papers of a day to come":              "SELECT COUNT(*) FROM document WHERE zone = $1 AND on_day > $2",
		"answers before their closure":         "SELECT COUNT(*) FROM follow_up f JOIN closure k ON k.zone = f.zone AND k.id = f.closure_id WHERE f.zone = $1 AND f.on_day < k.on_day AND k.on_day <= $2",
		"answers of a day to come":             "SELECT COUNT(*) FROM follow_up WHERE zone = $1 AND on_day > $2",
		"states that the answers do not bring": statesAmiss,
	} {
		if n := number(t, w, query); n != 0 {
			t.Errorf("%s: %d", what, n)
		}
	}
	detailsStand(t, w)
	for _, role := range []policy.Role{policy.SocialWorker, policy.EmploymentOfficer} {
		tasksOfEveryKind(t, w, userOf(users, role))
	}
}

// statesAmiss counts cases whose state is not the one to which the answers of their follow-ups have brought them.
const statesAmiss = `SELECT COUNT(*) FROM case_file c JOIN closure k ON k.zone = c.zone AND k.episode_id = c.episode_id WHERE c.zone = $1 AND k.on_day <= $2 AND
	(c.state = 'FOLLOW_UP') <> (EXISTS (SELECT 1 FROM follow_up f WHERE f.zone = k.zone AND f.closure_id = k.id AND f.answered_at IS NOT NULL)
	AND EXISTS (SELECT 1 FROM follow_up f WHERE f.zone = k.zone AND f.closure_id = k.id AND f.answered_at IS NULL))`

// detailsStand: the details of closures are what their reasons ask for.
func detailsStand(t *testing.T, w *gatetest.World) {
	t.Helper()
	look(t, w, func(tx *gate.ReadTx) error {
		return tx.Each("SELECT reason, COALESCE(details, ''), on_day FROM closure WHERE zone = $1 ORDER BY id", []any{tx.Zone()}, func(s gate.Scanner) error {
			var reason, kept string
			var on value.Date
			if err := s.Scan(&reason, &kept, &on); err != nil {
				return err
			}
			d, err := outcome.DetailsOf(kept)
			if err != nil || (reason == "LAVORO") != (d.ContractKind != "") || (reason == "TRASFERIMENTO") != (d.Zone != "") || (reason == "INVIO_ALTRO_SERVIZIO") != (d.Service != "") ||
				!d.ContractUntil.IsZero() && d.ContractUntil.Before(on) {
				t.Errorf("%s of %s: %s, %v", reason, on, kept, err)
			}
			return nil
		})
	})
}

func userOf(users []demo.Credential, role policy.Role) demo.Credential {
	for _, u := range users {
		if u.Role == string(role) {
			return u
		}
	}
	return demo.Credential{}
}

// tasksOfEveryKind: those who sign in first find something of each kind in their list.
func tasksOfEveryKind(t *testing.T, w *gatetest.World, u demo.Credential) {
	t.Helper()
	var who gate.Actor
	look(t, w, func(tx *gate.ReadTx) error {
		all, err := account.Colleagues(tx)
		for _, c := range all {
			if c.Name() == u.Name && c.Has(policy.Role(u.Role)) {
				who = gate.Actor{Principal: policy.Principal{Zone: gatetest.Zone, Account: c.ID, Roles: c.Roles, Core: c.Core}, Name: c.Name(), Via: "test"}
			}
		}
		return err
	})
	m := guideline.Default()
	cases := casefile.New(w.Gate, m)
	plans := plan.New(w.Gate, m, cases, assessment.New(w.Gate, m, cases), nil)
	p, err := task.New(w.Gate, m, nil, cases, plans, task.Options{}).List(context.Background(), who, task.Query{Limit: 500})
	if err != nil {
		t.Fatal(err)
	}
	for _, k := range task.Kinds {
		if p.Kinds[k] == 0 {
			b, _ := json.Marshal(p.Kinds)
			t.Errorf("%s has no %s among the tasks: %s", u.Email, k, b)
		}
	}
}
