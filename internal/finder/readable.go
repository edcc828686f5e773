package finder

import (
	"strings"

	"siil/internal/gate"
	"siil/internal/policy"
	"siil/internal/text"
)

// mine are the cases of whoever asks ($2): those they manage or whose team they are in, with what was merged into them. Each part begins with the cases of
// one person: the other way round the whole zone is read.
const mine = `(SELECT o.id FROM case_file o WHERE o.zone = $1 AND o.manager_id = $2 AND o.merged_into IS NULL
	UNION ALL SELECT t.case_id FROM case_member t WHERE t.zone = $1 AND t.account_id = $2 AND t.until_at IS NULL
	UNION ALL SELECT x.id FROM case_file o CROSS JOIN case_file x WHERE o.zone = $1 AND o.manager_id = $2 AND o.merged_into IS NULL AND x.zone = o.zone AND x.merged_into = o.id
	UNION ALL SELECT x.id FROM case_member t JOIN case_file x ON x.zone = t.zone AND x.merged_into = t.case_id WHERE t.zone = $1 AND t.account_id = $2 AND t.until_at IS NULL)`

// keeper ends the FROM of a query over something of a case, d, and begins its WHERE: the case as it is kept now (c) and its person (p). The order of the
// tables is that of the reading: what was found first, never the cases of the whole zone.
const keeper = ` CROSS JOIN case_file o CROSS JOIN case_file c CROSS JOIN person p WHERE o.zone = d.zone AND o.id = d.case_id AND c.zone = o.zone AND c.id = COALESCE(o.merged_into, o.id)
	AND p.zone = c.zone AND p.id = c.person_id AND `

// stands are the columns that tell how the reader stands to a case.
const stands = `c.id, c.number, p.family_name || ' ' || p.given_name, CASE WHEN c.manager_id = $2 THEN 1 ELSE 0 END,
	COALESCE((SELECT t.justice FROM case_member t WHERE t.zone = c.zone AND t.case_id = c.id AND t.account_id = $2 AND t.until_at IS NULL), -1)`

// standing is what the columns of stands tell.
type standing struct {
	res    policy.Resource
	number int
	person string
}

// scanStanding reads a row that begins with the columns of stands and a section.
func scanStanding(s gate.Scanner, kind policy.Kind, rest ...any) (x standing, err error) {
	manager, member := 0, 0
	err = s.Scan(append([]any{&x.res.ID, &x.number, &x.person, &manager, &member, &x.res.Section}, rest...)...)
	x.res.Kind, x.res.CaseManager, x.res.CaseTeam, x.res.Justice = kind, manager == 1, member >= 0, member == 1
	return x, err
}

// where names the person and the case.
func (x standing) where() text.T {
	t := text.FindCase.With(x.number)
	for l := range t {
		t[l] = x.person + ", " + strings.ToLower(t[l])
	}
	return t
}

// How somebody can stand to a case, as conditions on it.
const (
	iManage   = "c.manager_id = $2"
	iTakePart = "EXISTS (SELECT 1 FROM case_member t WHERE t.zone = c.zone AND t.case_id = c.id AND t.account_id = $2 AND t.until_at IS NULL)"
	iMayLegal = "EXISTS (SELECT 1 FROM case_member t WHERE t.zone = c.zone AND t.case_id = c.id AND t.account_id = $2 AND t.until_at IS NULL AND t.justice = 1)"
	nobody    = "c.id IS NULL"
)

// readers is the condition on a case under which the reader may do something with a thing of it by the rules.
func readers(tx *gate.ReadTx, a policy.Action, res policy.Resource) string {
	may := func(manager, team, justice bool) bool {
		res.CaseManager, res.CaseTeam, res.Justice = manager, team, justice
		return tx.May(a, res)
	}
	if may(false, false, false) {
		return "c.id IS NOT NULL"
	}
	var or []string
	if may(true, false, false) {
		or = append(or, iManage)
	}
	if may(false, true, false) {
		or = append(or, iTakePart)
	} else if may(false, true, true) {
		or = append(or, iMayLegal)
	}
	if len(or) == 0 {
		return nobody
	}
	return "(" + strings.Join(or, " OR ") + ")"
}

// readable is the condition on a thing of a section, d, of a case, c. The rules decide again for each row.
func readable(tx *gate.ReadTx, a policy.Action, kind policy.Kind) string {
	var or []string
	for _, s := range policy.Sections {
		if cond := readers(tx, a, policy.Resource{Kind: kind, Section: s}); cond != nobody {
			or = append(or, "d.section = '"+string(s)+"' AND "+cond)
		}
	}
	if len(or) == 0 {
		return nobody
	}
	return "(" + strings.Join(or, " OR ") + ")"
}
