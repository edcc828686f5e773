package casefile

import (
	"strings"

	"siil/internal/gate"
	"siil/internal/policy"
	"siil/internal/value"
)

// Case is what the head of a case file says, with whatever waits on it.
type Case struct {
	ID, PersonID, EpisodeID value.ID
	Number                  int
	Person                  Identity
	OpenedOn                value.Date
	State                   string
	StateOn                 value.Date
	ManagerID               value.ID
	Manager                 string // given and family name
	SeatID                  value.ID
	Seat                    string
	Municipality            string // ISTAT code
	ReferrerID              value.ID
	Referrer                string
	ReferrerSection         policy.Section // the section of which the referrer's very name tells
	NextOn                  value.Date
	NextWhat                string
	ReviewOn, LastOn        value.Date
	Version                 int
	MadeAt, ChangedAt       value.Instant
	ChangedBy               string // name of whoever changed it last; empty: the program
	GlassUntil              value.Instant

	Merged     []Piece // case files of records that turned out to be this person
	Programmes []Programme
	Suspension *Suspension
	HandOver   *HandOver
}

// Identity is the person of a case file.
type Identity struct {
	GivenName, FamilyName                  string
	TaxCode                                value.TaxCode
	BirthDate                              value.Date
	BirthPlace, Sex, Municipality, Address string
	Phone, Email, Language                 string
	Version                                int
}

// Name is given and family name, in this order.
func (p Identity) Name() string { return strings.TrimSpace(p.GivenName + " " + p.FamilyName) }

// Piece is a record that was merged into the case's own; CaseID is absent when it had no case file.
type Piece struct{ CaseID, PersonID value.ID }

// Programme is a membership of the person that has not ended.
type Programme struct {
	Code, Words string
	Since       value.Date
}

// Suspension is the open one. Reason is a code; whoever may not read its section sees other words for it.
type Suspension struct {
	ID        value.ID
	FromState string
	Reason    string
	SinceOn   value.Date
}

// HandOver is the offer that waits for an answer.
type HandOver struct {
	ID, From, To value.ID
	Reason       string
	AskedBy      value.ID
	AskedAt      value.Instant
	Stays        bool
}

// Cases are the ids under which rows of this case stand: its own and those of the records merged into it.
func (c Case) Cases() []value.ID {
	ids := []value.ID{c.ID}
	for _, m := range c.Merged {
		if m.CaseID != "" {
			ids = append(ids, m.CaseID)
		}
	}
	return ids
}

// People are the ids of the person's records, this one first.
func (c Case) People() []value.ID {
	ids := []value.ID{c.PersonID}
	for _, m := range c.Merged {
		ids = append(ids, m.PersonID)
	}
	return ids
}

// personOf is under whose key the texts of one of Cases are sealed.
func (c Case) personOf(caseID value.ID) value.ID {
	for _, m := range c.Merged {
		if m.CaseID == caseID {
			return m.PersonID
		}
	}
	return c.PersonID
}

// Facts reads the head of a case file and how the actor stands to it, in two queries, and decides nothing. The id of a case file that was
// merged into another gives that other: compare Case.ID with the id asked for.
func Facts(tx *gate.ReadTx, caseID value.ID) (Case, policy.Resource, error) {
	var c Case
	var member int
	var mGiven, mFamily, chGiven, chFamily string
	p := &c.Person
	err := tx.One(factsSQL, []any{tx.Zone(), caseID, tx.Who().Account, tx.Now()}, &c.ID, &c.PersonID, &c.EpisodeID, &c.Number, &c.OpenedOn, &c.State,
		&c.StateOn, &c.ManagerID, &c.SeatID, &c.Municipality, &c.ReferrerID, &c.NextOn, &c.NextWhat, &c.ReviewOn, &c.LastOn, &c.Version, &c.MadeAt,
		&c.ChangedAt, &p.GivenName, &p.FamilyName, &p.TaxCode, &p.BirthDate, &p.BirthPlace, &p.Sex, &p.Municipality, &p.Address, &p.Phone, &p.Email,
		&p.Language, &p.Version, &mGiven, &mFamily, &c.Seat, &c.Referrer, &c.ReferrerSection, &chGiven, &chFamily, &member, &c.GlassUntil)
	if err != nil {
		return Case{}, policy.Resource{}, err
	}
	c.Manager, c.ChangedBy = strings.TrimSpace(mGiven+" "+mFamily), strings.TrimSpace(chGiven+" "+chFamily)
	if err := tx.Each(waitingSQL, []any{tx.Zone(), c.ID, c.PersonID}, c.addWaiting); err != nil {
		return Case{}, policy.Resource{}, err
	}
	me := tx.Who().Account
	res := policy.Resource{Kind: policy.Case, ID: c.ID, CaseManager: me != "" && c.ManagerID == me, CaseTeam: member >= 0, Justice: member == 1,
		Glass: !c.GlassUntil.IsZero() && tx.Who().Via != "api"} // a reason is given by a person on a page, not by a program
	return c, res, nil
}

const factsSQL = `SELECT c.id, c.person_id, c.episode_id, c.number, c.opened_on, c.state, c.state_on, c.manager_id, c.seat_id,
	COALESCE(c.municipality, ''), c.referrer_id, c.next_on, COALESCE(c.next_what, ''), c.review_on, c.last_on, c.version, c.made_at, c.changed_at,
	p.given_name, p.family_name, p.tax_code, p.birth_date, COALESCE(p.birth_place, ''), COALESCE(p.sex, ''), COALESCE(p.municipality, ''),
	COALESCE(p.address, ''), COALESCE(p.phone, ''), COALESCE(p.email, ''), COALESCE(p.language, ''), p.version,
	COALESCE(m.given_name, ''), COALESCE(m.family_name, ''), COALESCE(s.name, ''), COALESCE(o.name, ''), COALESCE(o.section, ''),
	COALESCE(h.given_name, ''), COALESCE(h.family_name, ''),
	COALESCE((SELECT t.justice FROM case_member t WHERE t.zone = c.zone AND t.case_id = c.id AND t.account_id = $3 AND t.until_at IS NULL), -1),
	(SELECT MAX(b.until_at) FROM break_glass b WHERE b.zone = c.zone AND b.case_id = c.id AND b.account_id = $3 AND b.until_at > $4)
	FROM case_file c
	JOIN person p ON p.zone = c.zone AND p.id = c.person_id
	LEFT JOIN account m ON m.zone = c.zone AND m.id = c.manager_id
	LEFT JOIN account h ON h.zone = c.zone AND h.id = c.changed_by
	LEFT JOIN seat s ON s.zone = c.zone AND s.id = c.seat_id
	LEFT JOIN organisation o ON o.zone = c.zone AND o.id = c.referrer_id
	WHERE c.zone = $1 AND c.id = COALESCE((SELECT x.merged_into FROM case_file x WHERE x.zone = $1 AND x.id = $2), $2)`

// waitingSQL reads the small things that stand beside the head, each kind with its own meaning of the columns.
const waitingSQL = `SELECT 'merged' AS kind, p.id AS id, COALESCE(c.id, '') AS a, '' AS b, '' AS d, '' AS at
	FROM person p LEFT JOIN case_file c ON c.zone = p.zone AND c.person_id = p.id AND c.merged_into = $2
	WHERE p.zone = $1 AND p.merged_into = $3
	UNION ALL SELECT 'programme', id, programme, COALESCE(words, ''), COALESCE(since_on, ''), '' FROM membership
	WHERE zone = $1 AND until_on IS NULL AND person_id IN (SELECT id FROM person WHERE zone = $1 AND (id = $3 OR merged_into = $3))
	UNION ALL SELECT 'suspension', id, from_state, reason, since_on, '' FROM suspension WHERE zone = $1 AND case_id = $2 AND ended_at IS NULL
	UNION ALL SELECT 'handover', id, COALESCE(from_id, '') || ' ' || to_id || ' ' || COALESCE(asked_by, ''), reason,
	CASE WHEN stays = 1 THEN '1' ELSE '' END, asked_at FROM hand_over WHERE zone = $1 AND case_id = $2 AND answered_at IS NULL
	ORDER BY 1, 5, 2`

func (c *Case) addWaiting(s gate.Scanner) error {
	var kind, a, b, d string
	var id value.ID
	var at value.Instant
	if err := s.Scan(&kind, &id, &a, &b, &d, &at); err != nil {
		return err
	}
	day, _ := value.ParseISO(d)
	switch kind {
	case "merged":
		c.Merged = append(c.Merged, Piece{value.ID(a), id})
	case "programme":
		c.Programmes = append(c.Programmes, Programme{Code: a, Words: b, Since: day})
	case "suspension":
		c.Suspension = &Suspension{ID: id, FromState: a, Reason: b, SinceOn: day}
	case "handover":
		who := strings.Split(a, " ")
		c.HandOver = &HandOver{ID: id, From: value.ID(who[0]), To: value.ID(who[1]), AskedBy: value.ID(who[2]), Reason: b, Stays: d == "1", AskedAt: at}
	}
	return nil
}
