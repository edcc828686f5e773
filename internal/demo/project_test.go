package demo_test

import (
	"context"
	"crypto/sha256"
	"encoding/hex"
	"encoding/json"
	"slices"
	"strconv"
	"strings"
	"testing"

	"siil/internal/assessment"
	"siil/internal/casefile"
	"siil/internal/demo"
	"siil/internal/gate"
	"siil/internal/gate/gatetest"
	"siil/internal/guideline"
	"siil/internal/plan"
	"siil/internal/policy"
	"siil/internal/value"
)

// projects reads every project as its case manager does, and looks at what must hold of each of them.
func projects(t *testing.T, w *gatetest.World) {
	t.Helper()
	m := guideline.Default()
	cases := casefile.New(w.Gate, m)
	room := plan.New(w.Gate, m, cases, assessment.New(w.Gate, m, cases), nil)
	type managed struct {
		id, manager value.ID
		role        policy.Role
	}
	var all []managed
	look(t, w, func(tx *gate.ReadTx) (err error) {
		all, err = gate.All(tx, `SELECT DISTINCT c.id, c.manager_id, r.role FROM case_file c JOIN plan p ON p.zone = c.zone AND p.case_id = c.id
			JOIN account_role r ON r.zone = c.zone AND r.account_id = c.manager_id WHERE c.zone = $1`, []any{tx.Zone()}, func(s gate.Scanner) (x managed, err error) {
			return x, s.Scan(&x.id, &x.manager, &x.role)
		})
		return err
	})
	for _, c := range all {
		who := gate.Actor{Principal: policy.Principal{Zone: gatetest.Zone, Account: c.manager, Roles: []policy.Role{c.role}, Core: true}, Via: "test"}
		v, err := room.View(context.Background(), who, c.id)
		if err != nil {
			t.Fatal(err)
		}
		for _, p := range v.Plans {
			checkVersion(t, m, room, v, p)
			if p.State == plan.Draft {
				continue
			}
			if same, err := room.Verify(context.Background(), who, p.ID); err != nil || !same {
				t.Errorf("case %d, version %d no longer says what was signed: %v", v.Case.Number, p.Number, err)
			}
		}
		forward(t, v)
	}
}

// checkVersion: what was signed is whole, signed as the rules want, and within what the guidelines allow.
func checkVersion(t *testing.T, m *guideline.Model, room *plan.Room, v plan.View, p plan.Plan) {
	t.Helper()
	if p.State != plan.Draft {
		if missing := room.Missing(p); len(missing) > 0 {
			t.Errorf("case %d, version %d is signed and lacks %v", v.Case.Number, p.Number, missing)
		}
		for _, s := range p.Signatures {
			if s.Digest != p.Digest || p.Digest == "" || s.OnDay.Before(p.MadeAt.Date()) {
				t.Errorf("case %d, version %d has a signature of something else or too early", v.Case.Number, p.Number)
			}
		}
	}
	if (p.State == plan.InForce || p.State == plan.Superseded) && len(room.Waiting(p)) > 0 {
		t.Errorf("case %d, version %d is in force and waits for %v", v.Case.Number, p.Number, room.Waiting(p))
	}
	last := p.ForceOn
	for _, d := range p.Dates {
		if !last.IsZero() && (d.Sub(last) > m.Actions.Plan.CheckDays || !d.After(last)) {
			t.Errorf("case %d, version %d: from %s to the next check on %s", v.Case.Number, p.Number, last.ISO(), d.ISO())
		}
		last = d
	}
	if len(p.Goals) == 0 || len(p.Goals) > m.Actions.Plan.MostGoals || p.Aims == "" {
		t.Errorf("case %d, version %d has %d goals", v.Case.Number, p.Number, len(p.Goals))
	}
	for _, g := range p.Goals {
		for _, a := range g.Actions {
			k, _ := m.Actions.Kind(a.Kind)
			if l, ok := m.Actions.Traineeship(k.Traineeship); ok && len(l.Check(a.From, a.To, a.Months, a.Allowance, a.LongerWhy)) > 0 {
				t.Errorf("case %d: a traineeship beyond its limits: %+v", v.Case.Number, a.Content)
			}
			if a.Provider == "" || !slices.Contains(k.Domains, g.Domain) {
				t.Errorf("case %d: %s by %q for %s", v.Case.Number, a.Kind, a.Provider, g.Domain)
			}
			if a.Minutes > 60*a.Hours || a.Minutes > 0 && !k.Hours {
				t.Errorf("case %d: %d minutes of %d hours of %s", v.Case.Number, a.Minutes, a.Hours, a.Kind)
			}
			if !a.EndedOn.IsZero() && a.EndedOn.Before(a.StartedOn) || a.State != plan.Planned && a.StartedOn.IsZero() {
				t.Errorf("case %d: %s from %s to %s", v.Case.Number, a.State, a.StartedOn.ISO(), a.EndedOn.ISO())
			}
		}
	}
}

// forward: no goal goes back from one check to the next.
func forward(t *testing.T, v plan.View) {
	t.Helper()
	steps, was := []string{"not_started", "on_the_way", "reached"}, map[value.ID]int{}
	for _, c := range slices.Backward(v.Checks) {
		for _, g := range c.Goals {
			now := slices.Index(steps, g.Progress)
			if now < was[g.GoalID] {
				t.Errorf("case %d: a goal went back on %s", v.Case.Number, c.OnDay.ISO())
			}
			was[g.GoalID] = now
		}
	}
}

// TestHoursFitTheirActions: hours stand on working days, between start and end of their action, and add up.
func TestHoursFitTheirActions(t *testing.T) {
	w := gatetest.NewSQLite(t)
	plant(t, w, gatetest.Zone)
	if _, err := demo.Make(context.Background(), w.Gate, demo.Options{People: 200, Zone: gatetest.Zone, Seed: 3}); err != nil {
		t.Fatal(err)
	}
	n := 0
	look(t, w, func(tx *gate.ReadTx) error {
		return tx.Each(`SELECT t.month, t.days, t.minutes, a.started_on, COALESCE(a.ended_on, $2) FROM attendance t JOIN action a ON a.zone = t.zone AND a.id = t.action_id
			WHERE t.zone = $1`, []any{tx.Zone(), tx.Today()}, func(s gate.Scanner) error {
			var month, days string
			var minutes, sum int
			var from, to value.Date
			by := map[string]int{}
			if err := s.Scan(&month, &days, &minutes, &from, &to); err != nil {
				return err
			}
			if err := json.Unmarshal([]byte(days), &by); err != nil {
				return err
			}
			for day, m := range by {
				d, _ := strconv.Atoi(day)
				on := value.MustDate(month + "-01").AddDays(d - 1)
				if on.Before(from) || on.After(to) || m <= 0 || m > 8*60 || !guideline.IsWorkingDay(on) {
					t.Errorf("%d minutes on %s of an action from %s to %s", m, on.ISO(), from.ISO(), to.ISO())
				}
				sum += m
			}
			if n++; sum != minutes {
				t.Errorf("%s: %d, %d in all", month, sum, minutes)
			}
			return nil
		})
	})
	if n < 200 {
		t.Errorf("only %d months", n)
	}
}

// TestWhatWasSignedIsWhole reads back what the signatures stand for, without the program's own way of doing so.
func TestWhatWasSignedIsWhole(t *testing.T) {
	gatetest.Both(t, func(t *testing.T, w *gatetest.World) {
		plant(t, w, gatetest.Zone)
		if _, err := demo.Make(context.Background(), w.Gate, demo.Options{People: 150, Zone: gatetest.Zone, Seed: 5}); err != nil {
			t.Fatal(err)
		}
		type part struct {
			id, plan, person        value.ID
			section, digest, signed string
			aims                    string
			body                    []byte
		}
		digests, signed, n := map[value.ID]map[string]string{}, map[value.ID]string{}, 0
		look(t, w, func(tx *gate.ReadTx) error {
			parts, err := gate.All(tx, `SELECT x.id, x.plan_id, p.person_id, x.section, x.digest, p.digest, p.aims, x.body FROM plan_part x JOIN plan p ON p.zone = x.zone AND p.id = x.plan_id
				WHERE x.zone = $1 AND x.ended_at IS NULL`, []any{tx.Zone()}, func(s gate.Scanner) (x part, err error) {
				return x, s.Scan(&x.id, &x.plan, &x.person, &x.section, &x.digest, &x.signed, &x.aims, &x.body)
			})
			if err != nil {
				return err
			}
			for _, x := range parts {
				open, err := tx.Opener(x.person)
				if err != nil {
					return err
				}
				plain, err := open("plan_part", x.id, "body", x.body)
				if err != nil {
					return err
				}
				if sum := sha256.Sum256([]byte(plain)); hex.EncodeToString(sum[:]) != x.digest {
					t.Errorf("a part of section %s is not what its digest says", x.section)
				}
				if x.section == "common" && !strings.Contains(plain, x.aims) {
					t.Errorf("the common part lacks what the person wants: %.300s", plain)
				}
				if digests[x.plan] == nil {
					digests[x.plan] = map[string]string{}
				}
				digests[x.plan][x.section], signed[x.plan] = x.digest, x.signed
				n++
			}
			return nil
		})
		for id, of := range digests {
			all := ""
			for _, s := range policy.Sections {
				if d := of[string(s)]; d != "" {
					all += string(s) + " " + d + "\n"
				}
			}
			if sum := sha256.Sum256([]byte(all)); hex.EncodeToString(sum[:]) != signed[id] {
				t.Errorf("a version is not what was signed")
			}
		}
		if n < 80 || len(digests) == n {
			t.Errorf("%d parts of %d versions", n, len(digests))
		}
	})
}
