// Package referral keeps who sent a person to the team, when and in which words. A person may be referred more than once: one case, many
// senders.
package referral

import (
	"siil/internal/gate"
	"siil/internal/value"
)

// Referral is one request that reached the team.
type Referral struct {
	ID             value.ID
	CaseID         value.ID
	EpisodeID      value.ID
	ReceivedOn     value.Date // absent when a list does not say
	OrganisationID value.ID   // absent when the sender is not in the directory
	SenderWords    string     // the sender as a list or letter names it
	Source         string
}

// Record adds a referral to a case, inside another command that has decided. An ID may be given; otherwise one is made.
func Record(tx *gate.WriteTx, r Referral) (value.ID, error) {
	id := r.ID
	if id == "" {
		id = value.NewID()
	}
	row := gate.Row{"id": id, "case_id": r.CaseID, "episode_id": r.EpisodeID, "received_on": r.ReceivedOn, "organisation_id": r.OrganisationID,
		"source": r.Source, "made_at": tx.Now(), "by_id": tx.Who().Account}
	if r.SenderWords != "" {
		row["sender_words"] = r.SenderWords
	}
	return id, tx.Insert("referral", row)
}

// Of reads the referrals of a case, the first one first. The caller has decided.
func Of(tx *gate.ReadTx, caseID value.ID) ([]Referral, error) {
	return gate.All(tx, `SELECT id, case_id, episode_id, received_on, organisation_id, COALESCE(sender_words, ''), source FROM referral
		WHERE zone = $1 AND case_id = $2 ORDER BY received_on, id`, []any{tx.Zone(), caseID},
		func(s gate.Scanner) (r Referral, err error) {
			return r, s.Scan(&r.ID, &r.CaseID, &r.EpisodeID, &r.ReceivedOn, &r.OrganisationID, &r.SenderWords, &r.Source)
		})
}
