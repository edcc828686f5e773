package intake

import (
	"context"
	"strconv"
	"strings"

	"siil/internal/fault"
	"siil/internal/gate"
	"siil/internal/help"
	"siil/internal/network"
	"siil/internal/policy"
	"siil/internal/referral"
	"siil/internal/text"
	"siil/internal/value"
)

// maxLimit bounds a page.
const maxLimit = 200

// List lists referrals, in a fixed number of queries: for an outside sender their own, for coordinator and secretary those of the zone
// (ReferralList). It fails with Invalid for a state or a place to go on from that is none.
func (r *Room) List(ctx context.Context, who gate.Actor, q ListQuery) (p Page, err error) {
	if q.Limit <= 0 {
		q.Limit = 50
	}
	q.Limit = min(q.Limit, maxLimit)
	err = r.g.Read(ctx, who, func(tx *gate.ReadTx) error {
		if err := tx.Decide(policy.ReferralList, policy.Resource{Kind: policy.Zone}); err != nil {
			return err
		}
		inside := seesZone(tx)
		if !inside { // it is their first screen
			if p.Notice, err = help.NoticeFor(tx); err != nil {
				return err
			}
		}
		orgs, err := directory(tx)
		if err != nil {
			return err
		}
		lines, err := r.lines(tx, q, inside)
		if err != nil {
			return err
		}
		if len(lines) > q.Limit {
			lines = lines[:q.Limit]
			p.Next = lines[q.Limit-1].key(q)
		}
		if err := r.items(tx, &p, lines, orgs, inside); err != nil {
			return err
		}
		p.Counts, err = counts(tx, inside)
		return err
	})
	return p, err
}

// seesZone tells who lists the referrals of the zone from who lists the own ones.
func seesZone(tx *gate.ReadTx) bool {
	return tx.May(policy.ReferralRead, policy.Resource{Kind: policy.Referral})
}

// line is a row of the list before it is known who reads it.
type line struct {
	Item
	person value.ID
	family string
	org    value.ID
	words  string
	body   []byte
	res    policy.Resource
}

// listSQL joins what a line shows to the sheets of one page, which stand in an order of their own index: without statistics SQLite would
// rather read all referrals first. {page} is the WHERE clause of that page, its order and its limit. Whoever lists the zone's referrals sees
// all its cases, so the scope takes no line out of a page.
const listSQL = `SELECT s.id, s.number, COALESCE(c.merged_into, c.id), s.person_id, p.family_name || ' ' || p.given_name, s.sender_name, f.organisation_id,
	COALESCE(f.sender_words, ''), s.channel, s.urgency, f.received_on, s.due_on, s.state, COALESCE(s.outcome, ''), COALESCE(s.team_decision, ''),
	CASE WHEN s.sender_id = $2 OR s.made_by = $2 THEN 1 ELSE 0 END, s.body
	FROM (SELECT * FROM referral_sheet s WHERE s.zone = $1{page}) s
	JOIN referral f ON f.zone = s.zone AND f.id = s.id
	JOIN case_file c ON c.zone = f.zone AND c.id = f.case_id
	JOIN person p ON p.zone = s.zone AND p.id = s.person_id
	WHERE s.zone = $1{scope}{order}`

func scanLine(s gate.Scanner) (l line, res policy.Resource, err error) {
	mine := 0
	err = s.Scan(&l.ID, &l.Number, &l.CaseID, &l.person, &l.family, &l.SenderName, &l.org, &l.words, &l.Channel, &l.Urgency, &l.ReceivedOn, &l.DueOn,
		&l.State, &l.Outcome, &l.TeamDecision, &mine, &l.body)
	l.Mine = mine == 1
	return l, policy.Resource{Kind: policy.Case, ID: l.CaseID}, err
}

// lines reads one line more than the page holds.
func (r *Room) lines(tx *gate.ReadTx, q ListQuery, inside bool) ([]line, error) {
	var args []any
	add := func(v any) string { // parameters begin at $3
		args = append(args, v)
		return "$" + strconv.Itoa(len(args)+2)
	}
	where := ""
	switch q.State {
	case "":
	case Unanswered:
		where = " AND s.state IN ('received', 'to_complete')"
	case referral.Received, referral.ToComplete, referral.Answered:
		where = " AND s.state = " + add(q.State)
	default:
		return nil, badQuery("state")
	}
	if q.Late {
		where += " AND s.state = 'received' AND s.due_on < " + add(tx.Today())
	}
	if q.OrganisationID != "" {
		where += " AND (SELECT f.organisation_id FROM referral f WHERE f.zone = s.zone AND f.id = s.id) = " + add(q.OrganisationID)
	}
	if q.Mine {
		where += " AND (s.sender_id = $2 OR s.made_by = $2)"
	}
	after, order, err := q.order(add)
	if err != nil {
		return nil, err
	}
	if !inside {
		where += " AND s.sender_id = $2"
	}
	scope := ""
	if inside {
		scope = " AND {scope}"
	}
	query := strings.NewReplacer("{page}", where+after+order+" LIMIT "+strconv.Itoa(q.Limit+1), "{scope}", scope, "{order}", order).Replace(listSQL)
	if inside {
		return gate.List(tx, gate.Listing[line]{Action: policy.ReferralRead, Query: query, Args: args, Row: scanLine})
	}
	return gate.All(tx, query, append([]any{tx.Zone(), tx.Who().Account}, args...), func(s gate.Scanner) (line, error) {
		l, _, err := scanLine(s)
		return l, err
	})
}

// byTerm tells whether the list is in the order of the terms: as long as everything in it waits.
func (q ListQuery) byTerm() bool { return q.Late || q.State != "" && q.State != referral.Answered }

// order goes on after the key of the page before.
func (q ListQuery) order(add func(any) string) (after, order string, err error) {
	if !q.byTerm() {
		order = " ORDER BY s.number DESC"
		if q.After == "" {
			return "", order, nil
		}
		n, err := strconv.Atoi(q.After)
		if err != nil {
			return "", "", badQuery("after")
		}
		return " AND s.number < " + add(n), order, nil
	}
	order = " ORDER BY s.due_on, s.id"
	if q.After == "" {
		return "", order, nil
	}
	due, id, _ := strings.Cut(q.After, "_")
	on, ok := value.ParseISO(due)
	last, known := value.ParseID(id)
	if !ok || !known {
		return "", "", badQuery("after")
	}
	return " AND (s.due_on, s.id) > (" + add(on) + ", " + add(last) + ")", order, nil
}

// key is where the page after this line begins.
func (l line) key(q ListQuery) string {
	if q.byTerm() {
		return l.DueOn.ISO() + "_" + string(l.ID)
	}
	return strconv.Itoa(l.Number)
}

func badQuery(field string) error {
	var c fault.Check
	c.Add(field, text.ReferralStateUnknown)
	return c.Err()
}

// items makes the lines what their reader may know: an outside sender reads the name as written.
func (r *Room) items(tx *gate.ReadTx, p *Page, lines []line, orgs map[value.ID]network.Organisation, inside bool) error {
	see := func(section string) bool {
		return section == "" || section == string(policy.Common) || !inside || tx.May(policy.NoteRead, policy.Resource{Kind: policy.Note, Section: policy.Section(section)})
	}
	var people []value.ID
	for _, l := range lines {
		people = append(people, l.person)
	}
	open := func(value.ID, string, value.ID, string, []byte) (string, error) { return "", nil }
	if !inside {
		var err error
		if open, err = tx.Openers(people); err != nil {
			return err
		}
	}
	for _, l := range lines {
		l.Late = l.State == referral.Received && l.DueOn.Before(tx.Today())
		l.Organisation, l.Name = r.body(orgs, l.org, l.words, see), l.family
		if !inside {
			w, err := referral.OpenWords(open, l.person, l.ID, l.body)
			if err != nil {
				return err
			}
			q, _ := written(w)
			l.Name, l.CaseID = q.FamilyName+" "+q.GivenName, ""
		}
		p.Items = append(p.Items, l.Item)
	}
	return nil
}

// counts counts the reader's referrals by state.
func counts(tx *gate.ReadTx, inside bool) (c Counts, err error) {
	query, args := "SELECT state, COUNT(*), SUM(CASE WHEN due_on < $2 THEN 1 ELSE 0 END) FROM referral_sheet WHERE zone = $1", []any{tx.Zone(), tx.Today()}
	if !inside {
		query, args = query+" AND sender_id = $3", append(args, tx.Who().Account)
	}
	err = tx.Each(query+" GROUP BY state", args, func(s gate.Scanner) error {
		var state string
		var n, past int
		if err := s.Scan(&state, &n, &past); err != nil {
			return err
		}
		switch state {
		case referral.Received:
			c.Received, c.Late = n, past
		case referral.ToComplete:
			c.ToComplete = n
		case referral.Answered:
			c.Answered = n
		}
		return nil
	})
	return c, err
}

// ToAnswer counts what waits for the reader: for coordinator and secretary referrals to be assessed, with those that are late; for an outside
// sender questions to be answered; for anybody else nothing.
func (r *Room) ToAnswer(tx *gate.ReadTx) (n, late int, err error) {
	if !tx.May(policy.ReferralList, policy.Resource{Kind: policy.Zone}) {
		return 0, 0, nil
	}
	return toAnswer(tx, seesZone(tx), tx.Who().Account)
}

func toAnswer(tx *gate.ReadTx, inside bool, account value.ID) (n, late int, err error) {
	query, args := "SELECT COUNT(*), COALESCE(SUM(CASE WHEN due_on < $3 THEN 1 ELSE 0 END), 0) FROM referral_sheet WHERE zone = $1 AND state = $2",
		[]any{tx.Zone(), referral.Received, tx.Today()}
	if !inside {
		args[1] = referral.ToComplete
		query, args = query+" AND sender_id = $4", append(args, account)
	}
	if err = tx.One(query, args, &n, &late); !inside {
		late = 0
	}
	return n, late, err
}
