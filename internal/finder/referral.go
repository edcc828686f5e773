package finder

import (
	"strings"

	"siil/internal/gate"
	"siil/internal/policy"
	"siil/internal/referral"
	"siil/internal/text"
	"siil/internal/value"
)

const referralSQL = "SELECT " + stands + `, '', d.id, d.number, d.state, d.mine FROM (SELECT f.zone, f.case_id, f.id, s.number, s.state,
	CASE WHEN s.sender_id = $2 THEN 1 ELSE 0 END AS mine FROM referral_sheet s JOIN referral f ON f.zone = s.zone AND f.id = s.id WHERE s.zone = $1 AND s.number = $3) d` + keeper + "{scope} AND {readable}"

type sheet struct {
	standing
	id     value.ID
	number int
	state  string
}

// referrals are those of a number.
func (r *Room) referrals(tx *gate.ReadTx, q query) (Group, error) {
	g := Group{Label: text.FindReferrals}
	if q.year != 0 || q.of != ofAnything && q.of != ofReferrals {
		return g, nil
	}
	readable := readers(tx, policy.ReferralRead, policy.Resource{Kind: policy.Referral})
	if tx.May(policy.ReferralRead, policy.Resource{Kind: policy.Referral, Own: true}) {
		readable = "(" + readable + " OR d.mine = 1)"
	}
	sheets, err := gate.List(tx, gate.Listing[sheet]{Action: policy.ReferralRead, Args: []any{q.number}, Query: strings.ReplaceAll(referralSQL, "{readable}", readable),
		Row: func(s gate.Scanner) (x sheet, res policy.Resource, err error) {
			own := 0
			x.standing, err = scanStanding(s, policy.Referral, &x.id, &x.number, &x.state, &own)
			x.res.Own = own == 1
			return x, x.res, err
		}})
	for _, x := range sheets {
		g.Hits = append(g.Hits, Hit{Name: text.FindReferral.With(x.number), What: stateWord(x.state), Where: x.where(), Href: "/segnalazioni/" + string(x.id)})
	}
	return g, err
}

func stateWord(state string) text.T {
	switch state {
	case referral.Received:
		return text.IntakeToAnswer
	case referral.ToComplete:
		return text.IntakeToComplete
	}
	return text.IntakeAnswered
}
