package demo_test

import (
	"context"
	"testing"
	"time"

	"siil/internal/demo"
	"siil/internal/gate"
	"siil/internal/gate/gatetest"
	"siil/internal/network"
	"siil/internal/policy"
	"siil/internal/territory"
	"siil/internal/value"
)

func TestSameSeedSamePeopleAndTheLogIsWhole(t *testing.T) {
	gatetest.Both(t, func(t *testing.T, w *gatetest.World) {
		ctx := context.Background()
		plant(t, w, gatetest.Zone)
		users, err := demo.Make(ctx, w.Gate, demo.Options{People: 120, Zone: gatetest.Zone, Seed: 7})
		if err != nil {
			t.Fatal(err)
		}
		if len(users) < len(policy.Roles) {
			t.Fatalf("%d users", len(users))
		}
		for i, r := range policy.Roles[:3] {
			if users[i].Role != string(r) || users[i].Token == "" {
				t.Errorf("user %d is %s", i, users[i].Role)
			}
		}
		if r, err := w.Verify(ctx, ""); err != nil || !r.OK {
			t.Fatalf("verify: %+v, %v", r, err)
		}
		a := names(t, w, gatetest.Zone)
		other := gatetest.NewSQLite(t)
		plant(t, other, gatetest.Zone)
		if _, err := demo.Make(ctx, other.Gate, demo.Options{People: 120, Zone: gatetest.Zone, Seed: 7}); err != nil {
			t.Fatal(err)
		}
		if b := names(t, other, gatetest.Zone); a != b {
			t.Errorf("the same seed made other people")
		}
	})
}

func names(t *testing.T, w *gatetest.World, zone string) string {
	t.Helper()
	out := ""
	err := w.Read(context.Background(), gate.System(zone, "cli"), func(tx *gate.ReadTx) error {
		if err := tx.Decide(policy.ZoneSettle, policy.Resource{Kind: policy.Zone}); err != nil {
			return err
		}
		return tx.Each("SELECT p.name_key, COALESCE(p.tax_code, '-'), c.state, c.opened_on FROM case_file c JOIN person p ON p.zone = c.zone AND p.id = c.person_id WHERE c.zone = $1 ORDER BY c.number",
			[]any{zone}, func(s gate.Scanner) error {
				var a, b, c, d string
				err := s.Scan(&a, &b, &c, &d)
				out += a + " " + b + " " + c + " " + d + "\n"
				return err
			})
	})
	if err != nil {
		t.Fatal(err)
	}
	return out
}

func plant(t *testing.T, w *gatetest.World, zone string) {
	t.Helper()
	seed, _ := territory.SeedOf(zone)
	err := w.Write(context.Background(), gate.System(zone, "cli"), func(tx *gate.WriteTx) error {
		if err := tx.Decide(policy.ZoneSettle, policy.Resource{Kind: policy.Zone}); err != nil {
			return err
		}
		for _, s := range seed.Seats {
			if _, err := network.AddSeat(tx, s.Name, ""); err != nil {
				return err
			}
		}
		for _, a := range seed.Agencies {
			if _, err := network.AddOrganisation(tx, a.Name, a.Kind, ""); err != nil {
				return err
			}
		}
		return nil
	})
	if err != nil {
		t.Fatal(err)
	}
}

// TestWhatTheTeamIsDoing: the usual world has referrals in every state, three sittings behind it and one to come, and the same of all from
// the same seed.
func TestWhatTheTeamIsDoing(t *testing.T) {
	var first string
	for range 2 {
		w := gatetest.NewSQLite(t)
		plant(t, w, gatetest.Zone)
		if _, err := demo.Make(context.Background(), w.Gate, demo.Options{People: 420, Zone: gatetest.Zone, Seed: 1}); err != nil {
			t.Fatal(err)
		}
		for what, c := range map[string]struct {
			query string
			least int
		}{
			"referrals to answer":         {"SELECT COUNT(*) FROM referral_sheet WHERE zone = $1 AND state = 'received' AND due_on >= $2", 8},
			"late ones":                   {"SELECT COUNT(*) FROM referral_sheet WHERE zone = $1 AND state = 'received' AND due_on < $2", 3},
			"urgent ones to answer":       {"SELECT COUNT(*) FROM referral_sheet WHERE zone = $1 AND state = 'received' AND urgency = 'urgent' AND made_at < $2 || 'Z'", 3},
			"to complete":                 {"SELECT COUNT(*) FROM referral_sheet WHERE zone = $1 AND state = 'to_complete' AND made_at < $2 || 'Z'", 2},
			"questions with their answer": {"SELECT COUNT(*) FROM referral_message WHERE zone = $1 AND kind = 'answer' AND at < $2 || 'Z'", 1},
			"who came alone":              {"SELECT COUNT(*) FROM referral_sheet WHERE zone = $1 AND channel = 'direct' AND outcome = 'other_service' AND made_at < $2 || 'Z'", 1},
			"senders with an account":     {"SELECT COUNT(DISTINCT sender_id) FROM referral_sheet WHERE zone = $1 AND made_at < $2 || 'Z'", 3},
			"files":                       {"SELECT COUNT(*) FROM attachment WHERE zone = $1 AND made_at < $2 || 'Z'", 4},
			"bodies that refer": {`SELECT COUNT(DISTINCT f.organisation_id) FROM referral_sheet s JOIN referral f ON f.zone = s.zone AND f.id = s.id
				WHERE s.zone = $1 AND s.made_at < $2 || 'Z'`, 2},
			"sittings held":           {"SELECT COUNT(*) FROM sitting WHERE zone = $1 AND state = 'closed' AND on_day < $2", 3},
			"the next one":            {"SELECT COUNT(*) FROM sitting WHERE zone = $1 AND state = 'convened' AND on_day > $2", 1},
			"its cases":               {"SELECT COUNT(*) FROM sitting_item i JOIN sitting s ON s.zone = i.zone AND s.id = i.sitting_id WHERE i.zone = $1 AND s.on_day > $2", 8},
			"not reached last time":   {"SELECT COUNT(*) FROM sitting_item i JOIN sitting s ON s.zone = i.zone AND s.id = i.sitting_id WHERE i.zone = $1 AND s.on_day > $2 AND i.why = 'again'", 2},
			"what members ask":        {"SELECT COUNT(*) FROM sitting_ask a WHERE a.zone = $1 AND a.at < $2 || 'Z'", 8},
			"who stepped out":         {"SELECT COUNT(*) FROM sitting_out a WHERE a.zone = $1 AND a.at < $2 || 'Z'", 1},
			"decisions":               {"SELECT COUNT(*) FROM sitting_decision WHERE zone = $1 AND at < $2", 20},
			"kinds of decision":       {"SELECT COUNT(DISTINCT decision) FROM sitting_decision WHERE zone = $1 AND at < $2", 3},
			"minutes approved":        {"SELECT COUNT(*) FROM minutes WHERE zone = $1 AND state = 'approved' AND made_at < $2", 2},
			"minutes to approve":      {"SELECT COUNT(*) FROM minutes WHERE zone = $1 AND state = 'draft' AND made_at < $2", 1},
			"steps to do":             {"SELECT COUNT(*) FROM next_step WHERE zone = $1 AND done_at IS NULL AND due_on >= $2", 5},
			"late steps":              {"SELECT COUNT(*) FROM next_step WHERE zone = $1 AND done_at IS NULL AND due_on < $2", 2},
			"steps done":              {"SELECT COUNT(*) FROM next_step WHERE zone = $1 AND done_at IS NOT NULL AND due_on < $2", 8},
			"invitations that wait":   {"SELECT COUNT(*) FROM mail_out WHERE zone = $1 AND sent_at IS NULL AND notice = 'sitting_called' AND made_at < $2 || 'Z'", 5},
			"assessments closed":      {"SELECT COUNT(*) FROM assessment WHERE zone = $1 AND kind = 'entry' AND closed_at IS NOT NULL AND on_day < $2", 200},
			"checks closed":           {"SELECT COUNT(*) FROM assessment WHERE zone = $1 AND kind = 'check' AND closed_at IS NOT NULL AND on_day < $2", 60},
			"exits":                   {"SELECT COUNT(*) FROM assessment WHERE zone = $1 AND kind = 'exit' AND closed_at IS NOT NULL AND on_day < $2", 25},
			"assessments that go on":  {"SELECT COUNT(*) FROM assessment WHERE zone = $1 AND closed_at IS NULL AND on_day <= $2", 8},
			"by commands":             {"SELECT COUNT(DISTINCT ours_by) FROM rating WHERE zone = $1 AND ours_at < $2", 8},
			"reserved levels":         {"SELECT COUNT(*) FROM rating WHERE zone = $1 AND section = 'health' AND sealed IS NOT NULL AND level IS NULL AND ours_at < $2 || 'Z'", 80},
			"the person's own":        {"SELECT COUNT(*) FROM rating WHERE zone = $1 AND person_level IS NOT NULL AND ours_at < $2 || 'Z'", 800},
			"drafts":                  {"SELECT COUNT(*) FROM plan WHERE zone = $1 AND state = 'draft' AND made_at < $2 || 'Z'", 5},
			"projects in force":       {"SELECT COUNT(*) FROM plan WHERE zone = $1 AND state = 'in_force' AND force_on <= $2", 180},
			"superseded ones":         {"SELECT COUNT(*) FROM plan WHERE zone = $1 AND state = 'superseded' AND superseded_at <= $2", 15},
			"by commands signed":      {"SELECT COUNT(*) FROM plan_signature WHERE zone = $1 AND party = 'case_manager' AND means = 'paper' AND on_day <= $2", 1},
			"who agrees partly":       {"SELECT COUNT(*) FROM plan_signature WHERE zone = $1 AND agreement = 'partly' AND on_day <= $2", 3},
			"reserved goals":          {"SELECT COUNT(*) FROM plan_goal WHERE zone = $1 AND section = 'health' AND sealed IS NOT NULL AND body IS NULL AND changed_at <= $2", 15},
			"actions running":         {"SELECT COUNT(*) FROM action WHERE zone = $1 AND state = 'running' AND started_on <= $2", 100},
			"actions to come":         {"SELECT COUNT(*) FROM action WHERE zone = $1 AND state = 'planned' AND started_on IS NULL AND made_at <= $2", 50},
			"actions ended":           {"SELECT COUNT(*) FROM action WHERE zone = $1 AND state = 'ended' AND ended_on <= $2", 150},
			"actions interrupted":     {"SELECT COUNT(*) FROM action WHERE zone = $1 AND state = 'interrupted' AND ended_on <= $2", 30},
			"months of hours":         {"SELECT COUNT(*) FROM attendance WHERE zone = $1 AND changed_at <= $2 || 'Z'", 600},
			"pacts kept elsewhere":    {"SELECT COUNT(DISTINCT kind) FROM plan_link WHERE zone = $1 AND on_day <= $2", 2},
			"checks made":             {"SELECT COUNT(*) FROM plan_check WHERE zone = $1 AND on_day <= $2", 200},
			"checks that reopened":    {"SELECT COUNT(*) FROM plan_check WHERE zone = $1 AND reopens = 1 AND on_day <= $2", 10},
			"late checks":             {lateChecks, 8},
			"what people want":        {"SELECT COUNT(DISTINCT body) FROM assessment_text WHERE zone = $1 AND name = 'aspirations' AND changed_at < $2 || 'Z'", 10},
			"old mail, all of it out": {"SELECT COUNT(*) FROM mail_out WHERE zone = $1 AND sent_at IS NOT NULL AND made_at < $2", 50},
		} {
			if n := number(t, w, c.query); n < c.least {
				t.Errorf("%s: %d, want at least %d", what, n, c.least)
			}
		}
		if n := number(t, w, `SELECT COUNT(*) FROM case_file c WHERE c.zone = $1 AND c.opened_on <= $2 AND c.state = 'IN_EQUIPE'
			AND NOT EXISTS (SELECT 1 FROM referral_sheet s JOIN referral f ON f.zone = s.zone AND f.id = s.id WHERE f.zone = c.zone AND f.case_id = c.id)`); n != 0 {
			t.Errorf("%d cases are before the team without a referral", n)
		}
		if n := number(t, w, `SELECT COUNT(*) FROM case_file c WHERE c.zone = $1 AND c.opened_on <= $2 AND c.state IN ('IN_PROGETTAZIONE', 'PROGETTO_SOTTOSCRITTO', 'IN_ATTUAZIONE', 'CHIUSA')
			AND NOT EXISTS (SELECT 1 FROM assessment a WHERE a.zone = c.zone AND a.case_id = c.id AND a.kind = 'entry' AND a.closed_at IS NOT NULL)`); n != 0 {
			t.Errorf("%d cases beyond the assessment have none", n)
		}
		if n := number(t, w, `SELECT COUNT(*) FROM assessment a WHERE a.zone = $1 AND a.closed_at IS NOT NULL AND a.on_day <= $2 AND 10 <> (SELECT COUNT(*) FROM rating r WHERE r.zone = a.zone
			AND r.assessment_id = a.id AND r.section = 'common' AND (r.level IS NOT NULL OR r.unexplored = 1))`); n != 0 {
			t.Errorf("%d assessments were closed with a domain missing", n)
		}
		if a, b := number(t, w, levelsOf("entry")), number(t, w, levelsOf("exit")); b < a+15 {
			t.Errorf("from %d hundredths of a level on average at the entry to %d at the exit", a, b)
		}
		if n := number(t, w, projectsAmiss); n != 0 {
			t.Errorf("%d cases and their projects do not fit", n)
		}
		projects(t, w)
		all := doings(t, w)
		if first != "" && first != all {
			t.Error("the same seed made another course of things")
		}
		first = all
	}
}

// lateChecks counts cases that go on whose newest check named a day that is past.
const lateChecks = `SELECT COUNT(*) FROM plan p JOIN case_file c ON c.zone = p.zone AND c.id = p.case_id WHERE p.zone = $1 AND p.state = 'in_force' AND c.state = 'IN_ATTUAZIONE'
	AND (SELECT MAX(k.next_on) FROM plan_check k WHERE k.zone = p.zone AND k.case_id = p.case_id) < $2`

// projectsAmiss counts cases whose state says another thing than their project.
const projectsAmiss = `SELECT COUNT(*) FROM case_file c LEFT JOIN plan p ON p.zone = c.zone AND p.case_id = c.id AND p.state = 'in_force' WHERE c.zone = $1 AND c.opened_on <= $2 AND
	(c.state IN ('PROGETTO_SOTTOSCRITTO', 'IN_ATTUAZIONE', 'RIMODULAZIONE', 'CHIUSA') AND p.id IS NULL OR c.state IN ('IN_VALUTAZIONE', 'IN_PROGETTAZIONE') AND p.id IS NOT NULL
	OR c.state = 'RIMODULAZIONE' AND NOT EXISTS (SELECT 1 FROM plan d WHERE d.zone = c.zone AND d.case_id = c.id AND d.state = 'draft')
	OR c.state = 'IN_ATTUAZIONE' AND NOT EXISTS (SELECT 1 FROM action a WHERE a.zone = c.zone AND a.case_id = c.id AND a.started_on IS NOT NULL)
	OR c.state = 'CHIUSA' AND EXISTS (SELECT 1 FROM action a WHERE a.zone = c.zone AND a.case_id = c.id AND a.state NOT IN ('ended', 'interrupted')))`

// levelsOf asks for the average level, in hundredths, of those assessments of people who have left.
func levelsOf(kind string) string {
	return `SELECT CAST(100 * AVG(r.level) AS INTEGER) FROM assessment a JOIN rating r ON r.zone = a.zone AND r.assessment_id = a.id
		JOIN assessment e ON e.zone = a.zone AND e.case_id = a.case_id AND e.kind = 'exit' WHERE a.zone = $1 AND a.on_day <= $2 AND a.kind = '` + kind + `'`
}

func look(t *testing.T, w *gatetest.World, do func(tx *gate.ReadTx) error) {
	t.Helper()
	err := w.Read(context.Background(), gate.System(gatetest.Zone, "cli"), func(tx *gate.ReadTx) error {
		if err := tx.Decide(policy.ZoneSettle, policy.Resource{Kind: policy.Zone}); err != nil {
			return err
		}
		return do(tx)
	})
	if err != nil {
		t.Fatal(err)
	}
}

func number(t *testing.T, w *gatetest.World, query string) (n int) {
	t.Helper()
	look(t, w, func(tx *gate.ReadTx) error { return tx.One(query, []any{tx.Zone(), tx.Today()}, &n) })
	return n
}

// doings writes sheets, agendas, decisions and steps without their ids.
func doings(t *testing.T, w *gatetest.World) (out string) {
	t.Helper()
	look(t, w, func(tx *gate.ReadTx) error {
		for _, query := range []string{
			"SELECT s.number || ' ' || s.sender_name || ' ' || s.state || ' ' || s.due_on || ' ' || COALESCE(s.outcome, '') FROM referral_sheet s WHERE s.zone = $1 ORDER BY s.number",
			`SELECT s.number || ' ' || s.on_day || ' ' || i.position || ' ' || c.number || ' ' || i.state || ' ' || COALESCE(d.decision, '') FROM sitting s
				JOIN sitting_item i ON i.zone = s.zone AND i.sitting_id = s.id JOIN case_file c ON c.zone = i.zone AND c.id = i.case_id
				LEFT JOIN sitting_decision d ON d.zone = i.zone AND d.item_id = i.id WHERE s.zone = $1 ORDER BY s.number, i.position`,
			`SELECT c.number || ' ' || s.what || ' ' || COALESCE(s.due_on, '') || ' ' || COALESCE(s.done_at, '') FROM next_step s
				JOIN case_file c ON c.zone = s.zone AND c.id = s.case_id WHERE s.zone = $1 ORDER BY c.number, s.what, s.due_on, s.done_at`,
			`SELECT c.number || ' ' || a.kind || ' ' || a.on_day || ' ' || COALESCE(a.closed_at, '') || ' ' || r.domain || ' ' || COALESCE(CAST(r.level AS TEXT), '') || ' ' ||
				COALESCE(CAST(r.person_level AS TEXT), '') || ' ' || COALESCE(r.note, '') FROM assessment a JOIN case_file c ON c.zone = a.zone AND c.id = a.case_id
				JOIN rating r ON r.zone = a.zone AND r.assessment_id = a.id WHERE a.zone = $1 ORDER BY c.number, a.on_day, a.begun_at, r.domain`,
			`SELECT c.number || ' ' || x.name || ' ' || x.body || ' ' || x.changed_at FROM assessment_text x JOIN assessment a ON a.zone = x.zone AND a.id = x.assessment_id
				JOIN case_file c ON c.zone = a.zone AND c.id = a.case_id WHERE x.zone = $1 ORDER BY c.number, a.on_day, a.begun_at, x.name`,
			`SELECT c.number || ' ' || p.number || ' ' || p.state || ' ' || p.aims || ' ' || COALESCE(p.force_on, '') || ' ' || g.position || ' ' || g.domain || ' ' || COALESCE(g.body, '')
				FROM plan p JOIN case_file c ON c.zone = p.zone AND c.id = p.case_id JOIN plan_goal g ON g.zone = p.zone AND g.plan_id = p.id
				WHERE p.zone = $1 ORDER BY c.number, p.number, g.position`,
			`SELECT c.number || ' ' || p.number || ' ' || COALESCE(a.kind, '') || ' ' || COALESCE(a.provider, '') || ' ' || COALESCE(a.fund, '') || ' ' || COALESCE(a.from_on, '') || ' ' ||
				x.state || ' ' || COALESCE(x.started_on, '') || ' ' || COALESCE(x.ended_on, '') FROM plan_action a JOIN plan p ON p.zone = a.zone AND p.id = a.plan_id
				JOIN case_file c ON c.zone = p.zone AND c.id = p.case_id JOIN action x ON x.zone = a.zone AND x.id = a.action_id
				JOIN plan_goal g ON g.zone = a.zone AND g.plan_id = a.plan_id AND g.goal_id = a.goal_id WHERE p.zone = $1 ORDER BY c.number, p.number, g.position, a.position`,
			`SELECT d.number || ' ' || d.on_day || ' ' || d.model || ' ' || d.lang || ' ' || d.section || ' ' || COALESCE(d.title, '') || ' ' || COALESCE(d.protocol_number, '') || ' ' ||
				COALESCE(d.voided_why, '') || ' ' || COALESCE(CAST(c.number AS TEXT), '') FROM document d LEFT JOIN case_file c ON c.zone = d.zone AND c.id = d.case_id
				WHERE d.zone = $1 ORDER BY d.year, d.number`,
			`SELECT c.number || ' ' || f.code || ' ' || f.due_on || ' ' || COALESCE(f.answer, '') || ' ' || COALESCE(f.details, '') || ' ' || COALESCE(f.note, '') || ' ' ||
				COALESCE(f.answered_at, '') || ' ' || k.outcomes || ' ' || COALESCE(k.details, '') || ' ' || COALESCE(k.no_exit_why, '') FROM follow_up f
				JOIN closure k ON k.zone = f.zone AND k.id = f.closure_id JOIN case_file c ON c.zone = f.zone AND c.id = f.case_id WHERE f.zone = $1 ORDER BY c.number, f.due_on`,
			`SELECT c.number || ' ' || s.what || ' ' || COALESCE(m.from_on, '') || ' ' || COALESCE(m.to_on, '') || ' ' || m.why || ' ' || m.at FROM next_step_move m
				JOIN next_step s ON s.zone = m.zone AND s.id = m.step_id JOIN case_file c ON c.zone = s.zone AND c.id = s.case_id WHERE m.zone = $1 ORDER BY c.number, s.what, m.at`,
			`SELECT c.number || ' ' || t.month || ' ' || t.days FROM attendance t JOIN action a ON a.zone = t.zone AND a.id = t.action_id
				JOIN case_file c ON c.zone = a.zone AND c.id = a.case_id WHERE t.zone = $1 ORDER BY c.number, t.month, t.days`,
			`SELECT c.number || ' ' || k.on_day || ' ' || COALESCE(k.next_on, '') || ' ' || COALESCE(k.changes, '') || ' ' || COALESCE(k.person_words, '') FROM plan_check k
				JOIN case_file c ON c.zone = k.zone AND c.id = k.case_id WHERE k.zone = $1 ORDER BY c.number, k.on_day`,
		} {
			err := tx.Each(query, []any{tx.Zone()}, func(s gate.Scanner) error {
				var line string
				err := s.Scan(&line)
				out += line + "\n"
				return err
			})
			if err != nil {
				return err
			}
		}
		return nil
	})
	return out
}

// TestAWorldOnAnyDay: whatever day of the week or hour it is made, the sittings fall on their days and nothing has happened in the future.
func TestAWorldOnAnyDay(t *testing.T) {
	for day := range 7 {
		w := gatetest.NewSQLite(t)
		w.Clock.T = time.Date(2026, 12, 28+day, 4*day%24, 10, 0, 0, value.RomeZone)
		plant(t, w, gatetest.Zone)
		if _, err := demo.Make(context.Background(), w.Gate, demo.Options{People: 90, Zone: gatetest.Zone, Seed: uint64(day)}); err != nil {
			t.Fatalf("%v: %v", w.Clock.T, err)
		}
		if n := number(t, w, "SELECT COUNT(*) FROM sitting WHERE zone = $1 AND (state = 'closed' AND on_day < $2 OR state = 'convened' AND on_day > $2)"); n != 4 {
			t.Errorf("%v: %d sittings in their place", w.Clock.T, n)
		}
		look(t, w, func(tx *gate.ReadTx) error {
			for _, column := range []string{"referral_sheet WHERE zone = $1 AND made_at", "referral_sheet WHERE zone = $1 AND state_at", "sitting_item WHERE zone = $1 AND made_at",
				"sitting_ask WHERE zone = $1 AND at", "minutes_approval WHERE zone = $1 AND at", "next_step WHERE zone = $1 AND done_at", "referral_message WHERE zone = $1 AND at",
				"assessment WHERE zone = $1 AND begun_at", "assessment WHERE zone = $1 AND closed_at", "rating WHERE zone = $1 AND ours_at", "rating WHERE zone = $1 AND person_at",
				"assessment_text WHERE zone = $1 AND changed_at", "note WHERE zone = $1 AND made_at", "plan WHERE zone = $1 AND made_at", "plan WHERE zone = $1 AND changed_at", "plan WHERE zone = $1 AND frozen_at",
				"plan WHERE zone = $1 AND superseded_at", "plan_signature WHERE zone = $1 AND made_at", "plan_part WHERE zone = $1 AND made_at", "action WHERE zone = $1 AND made_at",
				"action_event WHERE zone = $1 AND at", "attendance WHERE zone = $1 AND changed_at", "plan_check WHERE zone = $1 AND made_at", "plan_link WHERE zone = $1 AND made_at",
				"closure WHERE zone = $1 AND made_at", "follow_up WHERE zone = $1 AND answered_at", "document WHERE zone = $1 AND made_at", "document WHERE zone = $1 AND voided_at",
				"document_batch WHERE zone = $1 AND ended_at", "next_step_move WHERE zone = $1 AND at", "hand_over WHERE zone = $1 AND asked_at", "letterhead WHERE zone = $1 AND made_at"} {
				n := 0
				if err := tx.One("SELECT COUNT(*) FROM "+column+" > $2", []any{tx.Zone(), tx.Now()}, &n); err != nil {
					return err
				}
				if n > 0 {
					t.Errorf("%v: %d rows of %s in the future", w.Clock.T, n, column)
				}
			}
			n := 0
			if err := tx.One("SELECT COUNT(*) FROM assessment WHERE zone = $1 AND (on_day > $2 OR closed_at < begun_at)", []any{tx.Zone(), tx.Today()}, &n); err != nil || n > 0 {
				t.Errorf("%v: %d assessments closed before they began, %v", w.Clock.T, n, err)
			}
			return nil
		})
	}
}
