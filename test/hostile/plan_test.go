package hostile

import (
	"encoding/json"
	"strconv"
	"strings"

	"siil/internal/gate"
	"siil/internal/policy"
	"siil/internal/value"
)

// project is what the tests know of a case's project: a draft with one goal, one action and one line of a check for each of some sections.
type project struct {
	plan, commitment, pact, check value.ID
	number                        int
	goals, actions                map[policy.Section]value.ID
}

// plannedIn are the sections that a project has something in, each with a domain of it and a kind of action.
var plannedIn = map[policy.Section][2]string{policy.Common: {"LAVORO", "UPSKILLING"}, policy.Health: {"SALUTE_MENTALE", "DSM"}, policy.Justice: {"GIURIDICA", "ALTRO"}}

// plantPlan leaves a draft in which every text of every section has a word of its own.
func (f *fixture) plantPlan(tx *gate.WriteTx, c *caseFact) error {
	p := &project{plan: value.NewID(), commitment: value.NewID(), pact: value.NewID(), check: value.NewID(), goals: map[policy.Section]value.ID{}, actions: map[policy.Section]value.ID{}}
	c.project = p
	w := func(s policy.Section) string { return "Si annota " + f.plant(classOf[s], c.zone, c, "") }
	if err := tx.One("SELECT COALESCE(MAX(number), 0) + 1 FROM plan WHERE zone = $1 AND case_id = $2", []any{tx.Zone(), c.id}, &p.number); err != nil {
		return err
	}
	open, err := gate.All(&tx.ReadTx, "SELECT id FROM plan WHERE zone = $1 AND case_id = $2 AND state IN ('draft', 'signing')", []any{tx.Zone(), c.id},
		func(s gate.Scanner) (id value.ID, err error) { return id, s.Scan(&id) })
	if err != nil {
		return err
	}
	for _, id := range open { // one that the invented world has left open gives way
		if err := tx.Update("plan", id, gate.Row{"state": "dropped", "dropped_at": tx.Now()}); err != nil {
			return err
		}
	}
	of := gate.Row{"case_id": c.id, "episode_id": c.episode(tx), "person_id": c.person}
	put := func(table string, id value.ID, row gate.Row, more ...gate.Row) {
		if err != nil {
			return
		}
		row["id"] = id
		for _, m := range more {
			for k, v := range m {
				row[k] = v
			}
		}
		err = tx.Insert(table, row)
	}
	now := tx.Now()
	put("plan", p.plan, gate.Row{"number": p.number, "state": "draft", "aims": w(policy.Common), "made_at": now, "made_by": c.manager, "changed_at": now, "changed_by": c.manager, "version": 1}, of)
	put("plan_commitment", p.commitment, gate.Row{"plan_id": p.plan, "side": "person", "body": w(policy.Common), "position": 1, "changed_at": now, "changed_by": c.manager, "version": 1})
	put("plan_link", p.pact, gate.Row{"case_id": c.id, "person_id": c.person, "kind": "PAIS", "number": f.plant(ofCommon, c.zone, c, ""), "on_day": tx.Today(), "made_at": now, "made_by": c.manager})
	put("plan_check", p.check, gate.Row{"plan_id": p.plan, "on_day": tx.Today(), "with_person": true, "changes": w(policy.Common), "person_words": w(policy.Common), "next_on": tx.Today().AddDays(60),
		"reopens": false, "made_at": now, "made_by": c.manager}, of)
	for i, s := range policy.Sections {
		kinds, ok := plannedIn[s]
		if !ok {
			continue
		}
		// words are columns of a row, or of a sealed section one sealed text.
		words := func(table string, id value.ID, columns gate.Row) gate.Row {
			if err != nil || !s.Sealed() {
				return columns
			}
			plain, _ := json.Marshal(columns)
			sealed, is := tx.Seal(c.person, table, id, "sealed", string(plain))
			err = is
			return gate.Row{"sealed": sealed}
		}
		goal, action, row := value.NewID(), value.NewID(), value.NewID()
		p.goals[s], p.actions[s] = goal, action
		text := w(s)
		goalWords := gate.Row{"body": text, "reached_when": w(s)}
		if s.Sealed() {
			goalWords = gate.Row{"text": text, "reached_when": w(s)}
		}
		put("plan_goal", row, gate.Row{"plan_id": p.plan, "goal_id": goal, "section": string(s), "position": i + 1, "domain": kinds[0], "changed_at": now, "changed_by": c.manager, "version": 1},
			words("plan_goal", row, goalWords))
		put("action", action, gate.Row{"section": string(s), "state": "planned", "made_at": now, "made_by": c.manager, "version": 1}, of)
		row = value.NewID()
		content := gate.Row{"kind": kinds[1], "title": w(s), "provider": w(s), "place": w(s), "note": w(s), "follower_words": w(s)}
		if s.Sealed() {
			content = gate.Row{"Kind": kinds[1], "Title": w(s), "Provider": w(s), "Place": w(s), "Note": w(s), "FollowerWords": w(s)}
		}
		put("plan_action", row, gate.Row{"plan_id": p.plan, "action_id": action, "goal_id": goal, "section": string(s), "position": i + 1, "changed_at": now, "changed_by": c.manager, "version": 1},
			words("plan_action", row, content))
		row = value.NewID()
		put("plan_check_goal", row, gate.Row{"check_id": p.check, "goal_id": goal, "section": string(s)}, words("plan_check_goal", row, gate.Row{"progress": "on_the_way", "note": w(s)}))
	}
	return err
}

// planTargets are the parts of a case's project that an address can be asked for: where it names a goal or an action, one of each section.
func planTargets(a address, kind string, t target, c *caseFact) (out []target) {
	p := c.project
	named := kind == "action" || strings.Contains(a.pattern, "{a}") || strings.Contains(a.pattern, "{g}") || strings.Contains(a.pattern, "{goal_id}") || strings.Contains(a.pattern, "{action_id}")
	for _, s := range policy.Sections {
		if _, ok := plannedIn[s]; !ok || s != policy.Common && !named {
			continue
		}
		of := t
		of.stands += ", " + string(s)
		of.res.Section = s
		of.ids = map[string]value.ID{"id": c.id, "n": value.ID(strconv.Itoa(p.number)), "m": "2026-10", "month": "2026-10", "g": p.goals[s], "goal_id": p.goals[s], "a": p.actions[s], "action_id": p.actions[s],
			"c": p.commitment, "commitment_id": p.commitment, "l": p.pact, "pact_id": p.pact, "f": value.NewID(), "check_id": p.check, "signature_id": value.NewID()}
		switch {
		case kind == "plan":
			of.ids["id"] = p.plan
		case kind == "action":
			of.ids["id"] = p.actions[s]
		}
		if strings.Contains(a.pattern, "/verifiche/{c}") {
			of.ids["c"] = p.check
		}
		out = append(out, of)
	}
	return out
}
