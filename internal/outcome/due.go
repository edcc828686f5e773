package outcome

import (
	"siil/internal/gate"
	"siil/internal/guideline"
	"siil/internal/text"
	"siil/internal/value"
)

// Due is a follow-up that waits for its answer.
type Due struct {
	ID, CaseID value.ID
	CaseNumber int
	Person     string // given and family name
	Code       string // of the term
	Label      text.T // what is to be found out
	DueOn      value.Date
	ManagerID  value.ID // who managed the case; empty: nobody did
}

// Path is the page of the answer.
func (d Due) Path() string { return "/casi/" + string(d.CaseID) + "/follow-up/" + string(d.ID) }

// A record that was merged into another one's case follows that one; a case that is open again waits for nothing.
const dueSQL = `SELECT f.id, s.id, s.number, p.given_name, p.family_name, f.code, f.due_on, s.manager_id
	FROM follow_up f JOIN case_file c ON c.zone = f.zone AND c.id = f.case_id JOIN case_file s ON s.zone = c.zone AND s.id = COALESCE(c.merged_into, c.id)
	JOIN person p ON p.zone = s.zone AND p.id = s.person_id JOIN closure k ON k.zone = f.zone AND k.id = f.closure_id
	WHERE f.zone = $1 AND f.answered_at IS NULL AND f.dropped_at IS NULL AND s.state IN ('CHIUSA', 'FOLLOW_UP')
	AND (s.manager_id = $2 OR (s.manager_id IS NULL AND k.by_id = $2))
	ORDER BY f.due_on, f.id LIMIT $3`

// FollowUpsDue reads the follow-ups without an answer of the cases that an account managed (or, where nobody did, has closed), the earliest
// first, those to come too. One query. The caller decides.
func FollowUpsDue(tx *gate.ReadTx, account value.ID, limit int) ([]Due, error) {
	return gate.All(tx, dueSQL, []any{tx.Zone(), string(account), limit}, func(s gate.Scanner) (Due, error) {
		var d Due
		var given, family string
		err := s.Scan(&d.ID, &d.CaseID, &d.CaseNumber, &given, &family, &d.Code, &d.DueOn, &d.ManagerID)
		d.Person, d.Label = given+" "+family, LabelOf(d.Code)
		return d, err
	})
}

// LabelOf says what a follow-up is to find out.
func LabelOf(code string) text.T {
	t, _ := guideline.Default().FollowUpTerm(code)
	return t.To
}
