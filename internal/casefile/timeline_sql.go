package casefile

import (
	"slices"
	"strings"

	"siil/internal/gate"
	"siil/internal/guideline"
	"siil/internal/policy"
	"siil/internal/value"
)

// The branches of the timeline, each with the columns kind, day, at, id, case_id, by_id, section, words, a, b, c, d, sealed. {cases} and
// {people} stand for the lists of ids, {sections} for the sections that the actor may read, {justice} for 1 or 0: may they know who is
// authorised for the justice section. A row that another line tells already (the change of state of a suspension, the case manager after a
// hand-over) is left out. Rows that have an instant only are ordered by its day in UTC; pages show the day in Italy.
const timelineNotes = `SELECT 'note' AS kind, n.on_day AS day, n.made_at AS at, n.id AS id, n.case_id AS case_id, COALESCE(n.author_id, '') AS by_id,
	n.section AS section, COALESCE(n.body, '') AS words, n.source AS a, COALESCE(n.author_role, '') AS b,
	CASE WHEN EXISTS (SELECT 1 FROM note s WHERE s.zone = n.zone AND s.supersedes = n.id) THEN 'old' WHEN n.supersedes IS NOT NULL THEN 'new' ELSE '' END AS c,
	'' AS d, n.sealed AS sealed
	FROM note n WHERE n.zone = $1 AND n.case_id IN {cases} AND n.section IN {sections}`

// a, b: from and to; words: the reason.
const timelineStates = `SELECT 'state', t.on_day, t.at, t.id, t.case_id, COALESCE(t.by_id, ''), '', COALESCE(t.reason, ''), COALESCE(t.from_state, ''), t.to_state, '', '', NULL
	FROM state_change t WHERE t.zone = $1 AND t.case_id IN {cases} AND (t.from_state IS NULL OR t.from_state <> 'SOSPESA' AND t.to_state <> 'SOSPESA'
	AND (t.to_state <> 'CHIUSA' OR t.from_state = 'FOLLOW_UP'))`

// a: the reason's code, b: the review.
const timelineSuspensions = `SELECT CASE WHEN EXISTS (SELECT 1 FROM suspension p WHERE p.zone = x.zone AND p.case_id = x.case_id AND p.ended_at = x.made_at) THEN 'review' ELSE 'suspension' END,
	x.since_on, x.made_at, x.id, x.case_id, COALESCE(x.by_id, ''), '', COALESCE(x.note, ''), x.reason, x.review_on, '', '', x.sealed
	FROM suspension x WHERE x.zone = $1 AND x.case_id IN {cases}
	UNION ALL SELECT 'resumption', x.ended_on, x.ended_at, x.id, x.case_id, COALESCE(x.ended_by, ''), '', COALESCE(x.ended_note, ''), '', x.from_state, '', '', NULL
	FROM suspension x WHERE x.zone = $1 AND x.case_id IN {cases} AND x.ended_at IS NOT NULL
	AND NOT EXISTS (SELECT 1 FROM suspension q WHERE q.zone = x.zone AND q.case_id = x.case_id AND q.made_at = x.ended_at)
	AND NOT EXISTS (SELECT 1 FROM closure q WHERE q.zone = x.zone AND q.case_id = x.case_id AND q.made_at = x.ended_at)`

// a: the reason's code, b: the outcomes' codes.
const timelineClosures = `SELECT 'closure', x.on_day, x.made_at, x.id, x.case_id, COALESCE(x.by_id, ''), '', COALESCE(x.note, ''), x.reason, x.outcomes, '', '', x.sealed
	FROM closure x WHERE x.zone = $1 AND x.case_id IN {cases}`

// a: the term, b: the answer.
const timelineFollowUps = `SELECT 'followup', u.on_day, u.answered_at, u.id, u.case_id, COALESCE(u.answered_by, ''), '', COALESCE(u.note, ''), u.code, u.answer, '', '', NULL
	FROM follow_up u WHERE u.zone = $1 AND u.case_id IN {cases} AND u.answered_at IS NOT NULL AND u.dropped_at IS NULL`

// a: the account.
const timelineManagers = `SELECT 'manager', substr(m.since_at, 1, 10), m.since_at, m.id, m.case_id, COALESCE(m.by_id, ''), '', '', m.account_id, '', '', '', NULL
	FROM case_manager m WHERE m.zone = $1 AND m.case_id IN {cases}
	AND NOT EXISTS (SELECT 1 FROM hand_over h WHERE h.zone = m.zone AND h.case_id = m.case_id AND h.answered_at = m.since_at AND h.answer = 'accepted')`

// a: to whom, b: from whom, or the answer.
const timelineHandOvers = `SELECT 'offer', substr(h.asked_at, 1, 10), h.asked_at, h.id, h.case_id, COALESCE(h.asked_by, ''), '', h.reason, h.to_id, COALESCE(h.from_id, ''), '', '', NULL
	FROM hand_over h WHERE h.zone = $1 AND h.case_id IN {cases}
	UNION ALL SELECT 'answer', substr(h.answered_at, 1, 10), h.answered_at, h.id, h.case_id, COALESCE(h.answered_by, ''), '', COALESCE(h.answer_reason, ''), h.to_id, h.answer, '', '', NULL
	FROM hand_over h WHERE h.zone = $1 AND h.case_id IN {cases} AND h.answered_at IS NOT NULL`

// a: the account, b: whether they may read the justice section since then ("1", "0", "" for no change). An end and a beginning at the same
// moment are a change of that right, which only who knows of it may see; so is a case manager who joins the own team with it.
const timelineTeam = `SELECT 'joining', substr(m.since_at, 1, 10), m.since_at, m.id, m.case_id, COALESCE(m.by_id, ''), '',
	CASE WHEN {justice} = 1 OR m.justice = 0 THEN COALESCE(m.reason, '') ELSE '' END, m.account_id,
	CASE WHEN {justice} = 0 OR (p.id IS NULL AND m.justice = 0) THEN '' WHEN m.justice = 1 THEN '1' ELSE '0' END, '', '', NULL
	FROM case_member m LEFT JOIN case_member p ON p.zone = m.zone AND p.case_id = m.case_id AND p.account_id = m.account_id AND p.until_at = m.since_at
	WHERE m.zone = $1 AND m.case_id IN {cases} AND (p.id IS NULL OR {justice} = 1)
	AND ({justice} = 1 OR m.justice = 0 OR NOT EXISTS (SELECT 1 FROM case_manager l WHERE l.zone = m.zone AND l.case_id = m.case_id AND l.account_id = m.account_id
	AND l.since_at <= m.since_at AND (l.until_at IS NULL OR l.until_at > m.since_at)))
	UNION ALL SELECT 'leaving', substr(m.until_at, 1, 10), m.until_at, m.id, m.case_id, COALESCE(m.ended_by, ''), '', COALESCE(m.ended_reason, ''), m.account_id, '', '', '', NULL
	FROM case_member m WHERE m.zone = $1 AND m.case_id IN {cases} AND m.until_at IS NOT NULL
	AND NOT EXISTS (SELECT 1 FROM case_member q WHERE q.zone = m.zone AND q.case_id = m.case_id AND q.account_id = m.account_id AND q.since_at = m.until_at)`

// a: the day, b: what.
const timelineDates = `SELECT 'date', substr(d.at, 1, 10), d.at, d.id, d.case_id, COALESCE(d.by_id, ''), '', '', COALESCE(d.on_day, ''), COALESCE(d.what, ''), '', '', NULL
	FROM case_date d WHERE d.zone = $1 AND d.case_id IN {cases}`

// section: of which the sender's very name tells; a: the sender, b: in the words of the list.
const timelineReferrals = `SELECT 'referral', COALESCE(f.received_on, substr(f.made_at, 1, 10)), f.made_at, f.id, f.case_id, COALESCE(f.by_id, ''), COALESCE(o.section, ''), '',
	COALESCE(o.name, ''), COALESCE(f.sender_words, ''), '', '', NULL
	FROM referral f LEFT JOIN organisation o ON o.zone = f.zone AND o.id = f.organisation_id WHERE f.zone = $1 AND f.case_id IN {cases}`

// a: the programme, b: the words of the list. case_id is the person here, for they are the person's rows.
const timelinePerson = `SELECT 'enrolment', COALESCE(m.since_on, substr(m.made_at, 1, 10)), m.made_at, m.id, '', COALESCE(m.by_id, ''), '', '', m.programme, COALESCE(m.words, ''), '', '', NULL
	FROM membership m WHERE m.zone = $1 AND m.person_id IN {people}
	UNION ALL SELECT 'end', m.until_on, m.made_at, m.id, '', '', '', '', m.programme, '', '', '', NULL
	FROM membership m WHERE m.zone = $1 AND m.person_id IN {people} AND m.until_on IS NOT NULL
	UNION ALL SELECT 'person', substr(h.at, 1, 10), h.at, h.id, '', COALESCE(h.by_id, ''), '', '', h.fields, h.source, '', '', NULL
	FROM person_change h WHERE h.zone = $1 AND h.person_id IN {people}
	UNION ALL SELECT 'merge', substr(g.at, 1, 10), g.at, g.id, '', COALESCE(g.by_id, ''), '', g.reason, '', '', '', '', NULL
	FROM person_merge g WHERE g.zone = $1 AND g.kept_id IN {people}
	UNION ALL SELECT 'split', substr(g.undone_at, 1, 10), g.undone_at, g.id, '', COALESCE(g.undone_by, ''), '', COALESCE(g.undone_reason, ''), '', '', '', '', NULL
	FROM person_merge g WHERE g.zone = $1 AND g.kept_id IN {people} AND g.undone_at IS NOT NULL`

// a: the line's number in the list, b: what came of it.
const timelineImports = `SELECT 'import', substr(i.made_at, 1, 10), i.made_at, l.id, l.case_id, COALESCE(l.settled_by, i.by_id, ''), '', '', CAST(l.line AS TEXT), l.result, '', '', NULL
	FROM import_line l JOIN import i ON i.zone = l.zone AND i.id = l.import_id WHERE l.zone = $1 AND l.case_id IN {cases} AND l.result IN ('new', 'updated', 'joined')`

// a: the decision, b: the sitting's number, c: "undone" when it was taken back.
const timelineDecisions = `SELECT 'decision', substr(d.at, 1, 10), d.at, d.id, d.case_id, COALESCE(d.by_id, ''), '', '', d.decision, CAST(s.number AS TEXT),
	CASE WHEN d.undone_at IS NULL THEN '' ELSE 'undone' END, '', NULL
	FROM sitting_decision d JOIN sitting_item i ON i.zone = d.zone AND i.id = d.item_id JOIN sitting s ON s.zone = i.zone AND s.id = i.sitting_id
	WHERE d.zone = $1 AND d.case_id IN {cases}`

// a: who does it, if they have an account, b: by when, c: open, done or dropped, d: what.
const timelineSteps = `SELECT 'step', substr(n.made_at, 1, 10), n.made_at, n.id, n.case_id, COALESCE(n.by_id, ''), '', '', COALESCE(n.who_id, ''), COALESCE(n.due_on, ''),
	CASE WHEN n.done_at IS NOT NULL THEN 'done' WHEN n.dropped_at IS NOT NULL THEN 'dropped' ELSE 'open' END, n.what, NULL
	FROM next_step n WHERE n.zone = $1 AND n.case_id IN {cases}`

var timelineAll = strings.Join([]string{timelineNotes, timelineStates, timelineSuspensions, timelineClosures, timelineFollowUps, timelineManagers, timelineHandOvers,
	timelineTeam, timelineDates, timelineReferrals, timelinePerson, timelineImports, timelineDecisions, timelineSteps,
	timelineAssessments, timelinePlans, timelineChecks, timelineActions}, " UNION ALL ")

// timelineQuery puts the branches together with the lists of ids and the place where the page begins.
func timelineQuery(tx *gate.ReadTx, c Case, res policy.Resource, f Filter) (string, []any) {
	sections := Readable(tx, res)
	branches := timelineAll
	if f.Section != "" {
		branches = timelineNotes
		if slices.Contains(sections, f.Section) {
			sections = []policy.Section{f.Section}
		} else {
			sections = nil
		}
	}
	args := []any{tx.Zone()}
	justice := "0"
	if tx.May(policy.CaseJustice, res) || slices.Contains(sections, policy.Justice) {
		justice = "1"
	}
	fill := []string{"{cases}", gate.Among(&args, c.Cases()), "{sections}", gate.Among(&args, sectionList(sections)), "{justice}", justice}
	if strings.Contains(branches, "{people}") {
		fill = append(fill, "{people}", gate.Among(&args, c.People()))
		fill = append(fill, pathFill(tx, res, &args)...)
	}
	query := "SELECT kind, day, at, id, case_id, by_id, section, words, a, b, c, d, sealed FROM (" + fillLists(branches, fill...) + ") AS t"
	if k := strings.Split(f.After, "_"); len(k) == 4 {
		query += " WHERE (day, at, kind, id) < " + gate.Among(&args, k)
	}
	return query + " ORDER BY day DESC, at DESC, kind DESC, id DESC LIMIT " + gate.Among(&args, []int{f.Limit + 1}), args
}

// fillLists writes lists of parameters into a query in place of their names.
func fillLists(query string, pairs ...string) string {
	return strings.NewReplacer(pairs...).Replace(query)
}

// sectionList is sections as parameters of a query; of no section there is no note.
func sectionList(sections []policy.Section) []string {
	list := []string{}
	for _, s := range sections {
		list = append(list, string(s))
	}
	if len(list) == 0 {
		return []string{""}
	}
	return list
}

// sectionOf is the section whose readers alone may know what a line says: "" for everybody who may open the case.
func sectionOf(m *guideline.Model, e Entry) policy.Section {
	section := ""
	switch e.Kind {
	case OfSuspension, OfReview:
		reason, _ := m.SuspensionReason(e.A)
		section = reason.Section
	case OfClosure:
		reason, _ := m.ClosureReason(e.A)
		section = reason.Section
	case OfEnrolment, OfEnd:
		p, _ := m.Programme(e.A)
		section = p.Section
	case OfReferral:
		section = string(e.Section)
		if kind, ok := m.OrganisationKindFor(e.B); ok && section == "" {
			k, _ := m.OrganisationKind(kind)
			section = k.Section
		}
	default:
		return e.Section
	}
	if section == string(policy.Common) {
		return ""
	}
	return policy.Section(section)
}

// day is when a line happened as people count days: rows with an instant alone happened on its day in Italy.
func (e Entry) day() value.Date {
	switch e.Kind {
	case OfNote, OfState, OfSuspension, OfReview, OfResumption, OfClosure, OfReferral, OfEnrolment, OfEnd, OfPlan, OfCheck, OfAction, OfFollowUp:
		return e.Day
	}
	return e.At.Date()
}
