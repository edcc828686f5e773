package casefile

import (
	"strings"

	"siil/internal/gate"
	"siil/internal/policy"
	"siil/internal/text"
)

// The branches of the timeline that tell of assessments and of the project, with the columns of timeline_sql.go. {assessments} and {plans} stand
// for 1 or 0: may the actor read these at all; {parts} for the sections of the project that they may read.
//
// a: the kind, c: "new" when it takes the place of another. No level, ever; the second rating of a training is nobody's line.
const timelineAssessments = `SELECT 'assessment', substr(s.closed_at, 1, 10), s.closed_at, s.id, s.case_id, COALESCE(s.closed_by, ''), '', '', s.kind, '',
	CASE WHEN s.amends IS NULL THEN '' ELSE 'new' END, '', NULL
	FROM assessment s WHERE s.zone = $1 AND s.case_id IN {cases} AND s.closed_at IS NOT NULL AND s.dropped_at IS NULL AND s.second_of IS NULL AND {assessments} = 1`

// a: the number of a version that came into force, when its last signature was there.
const timelinePlans = `SELECT 'plan', p.force_on, COALESCE(g.made_at, p.frozen_at, p.made_at), p.id, p.case_id, COALESCE(g.made_by, ''), '', '', CAST(p.number AS TEXT), '', '', '', NULL
	FROM plan p LEFT JOIN plan_signature g ON g.zone = p.zone AND g.id = (SELECT q.id FROM plan_signature q WHERE q.zone = p.zone AND q.plan_id = p.id
	AND q.voided_at IS NULL AND q.party IN ('person', 'case_manager') ORDER BY q.made_at DESC, q.id DESC LIMIT 1)
	WHERE p.zone = $1 AND p.case_id IN {cases} AND p.force_on IS NOT NULL AND p.state IN ('in_force', 'superseded') AND {plans} = 1`

// a: the number of the version, b: the next day, c: "reopens" when it starts another version, d: "with" when the person was there.
const timelineChecks = `SELECT 'check', k.on_day, k.made_at, k.id, k.case_id, COALESCE(k.made_by, ''), '', '', CAST(p.number AS TEXT), COALESCE(k.next_on, ''),
	CASE WHEN k.reopens = 1 THEN 'reopens' ELSE '' END, CASE WHEN k.with_person = 1 THEN 'with' ELSE '' END, NULL
	FROM plan_check k JOIN plan p ON p.zone = k.zone AND p.id = k.plan_id WHERE k.zone = $1 AND k.case_id IN {cases} AND {plans} = 1`

// a: the kind, which a sealed section does not tell, b: start, end or interrupt, d: the title. The newest version says what an action is; it stands
// where both that version and the action itself say.
const timelineActions = `SELECT 'action', e.on_day, e.at, e.id, a.case_id, COALESCE(e.by_id, ''), CASE WHEN v.section <> 'common' THEN v.section WHEN a.section <> 'common' THEN a.section ELSE '' END,
	'', COALESCE(v.kind, ''), e.kind, '', COALESCE(v.title, ''), NULL
	FROM action a JOIN action_event e ON e.zone = a.zone AND e.action_id = a.id JOIN plan_action v ON v.zone = a.zone AND v.id = (SELECT q.id FROM plan_action q
	JOIN plan p ON p.zone = q.zone AND p.id = q.plan_id WHERE q.zone = a.zone AND q.action_id = a.id
	ORDER BY CASE p.state WHEN 'dropped' THEN 1 ELSE 0 END, p.number DESC, q.id DESC LIMIT 1)
	WHERE a.zone = $1 AND a.case_id IN {cases} AND e.kind IN ('start', 'end', 'interrupt') AND a.section IN {parts} AND v.section IN {parts} AND {plans} = 1`

// pathFill writes what the actor may read of assessments and of the project into the branches.
func pathFill(tx *gate.ReadTx, res policy.Resource, args *[]any) []string {
	yes := func(a policy.Action) string {
		if tx.May(a, noteOf(res, policy.Common)) {
			return "1"
		}
		return "0"
	}
	parts := gate.Among(args, sectionList(sectionsFor(tx, res, policy.PlanRead)))
	return []string{"{assessments}", yes(policy.AssessmentRead), "{plans}", yes(policy.PlanRead), "{parts}", parts}
}

// tellPath leaves a leaf for each sealed section of the project of which a page of lines tells.
func tellPath(tx *gate.ReadTx, res policy.Resource, lines []Entry) error {
	told := map[policy.Section]bool{}
	for _, e := range lines {
		if e.Kind != OfAction || !e.Section.Sealed() || told[e.Section] {
			continue
		}
		told[e.Section] = true
		if err := tx.DecideWhy(policy.PlanRead, noteOf(res, e.Section), string(e.Section)); err != nil {
			return err
		}
	}
	return nil
}

// saidOfPath is what a line says of an assessment or of the project.
func (v *caseView) saidOfPath(e Entry) text.T {
	switch e.Kind {
	case OfAssessment:
		kind, _ := v.r.m.Assessment.Kind(e.A)
		words := strings.ToLower(kind.Label.In(v.lang))
		if e.C == "new" {
			return text.SaidAssessedAgain.With(words)
		}
		return text.SaidAssessed.With(words)
	case OfPlan:
		return text.SaidPlanned.With(e.A)
	case OfCheck:
		if e.C != "" {
			return text.SaidCheckedAgain
		}
		return text.SaidChecked
	}
	words := e.D
	if kind, ok := v.r.m.Actions.Kind(e.A); ok && words == "" {
		words = kind.Label.In(v.lang)
	}
	if words == "" {
		return map[string]text.T{"start": text.SaidStarted, "end": text.SaidFinished, "interrupt": text.SaidInterrupted}[e.B]
	}
	return map[string]text.T{"start": text.SaidStartedWhat, "end": text.SaidFinishedWhat, "interrupt": text.SaidInterruptedWhat}[e.B].With(words)
}
