package referral

import (
	"encoding/json"

	"siil/internal/fault"
	"siil/internal/gate"
	"siil/internal/value"
)

// Insert adds a referral with its sheet to a case, numbered within the zone, inside another command that has decided. An ID may be given;
// otherwise one is made. The sheet begins as received, now. It gives the sheet as it stands.
func Insert(tx *gate.WriteTx, s Sheet, source string) (Sheet, error) {
	if s.ID == "" {
		s.ID = value.NewID()
	}
	s.State, s.StateAt, s.MadeAt, s.MadeBy, s.Version = Received, tx.Now(), tx.Now(), tx.Who().Account, 1
	if err := tx.One("SELECT COALESCE(MAX(number), 0) + 1 FROM referral_sheet WHERE zone = $1", []any{tx.Zone()}, &s.Number); err != nil {
		return s, err
	}
	_, err := Record(tx, Referral{ID: s.ID, CaseID: s.CaseID, EpisodeID: s.EpisodeID, ReceivedOn: s.ReceivedOn, OrganisationID: s.OrganisationID,
		SenderWords: s.SenderWords, Source: source})
	if err != nil {
		return s, err
	}
	if s.body, err = sealed(tx, s, "body", s.Words); err != nil {
		return s, err
	}
	return s, tx.Insert("referral_sheet", gate.Row{"id": s.ID, "number": s.Number, "person_id": s.PersonID, "sender_id": s.SenderID,
		"sender_name": s.SenderName, "channel": s.Channel, "urgency": s.Urgency, "informed": s.Informed, "informed_on": s.InformedOn, "body": s.body,
		"state": s.State, "state_at": s.StateAt, "due_on": s.DueOn, "version": s.Version, "made_at": s.MadeAt, "made_by": s.MadeBy})
}

func sealed(tx *gate.WriteTx, s Sheet, col string, words any) ([]byte, error) {
	plain, err := json.Marshal(words)
	if err != nil {
		return nil, fault.Wrap(err, "words of a referral")
	}
	return tx.Seal(s.PersonID, "referral_sheet", s.ID, col, string(plain))
}

// Decide notes the outcome of the pre-assessment with its reason and advice, inside another command that has decided.
func Decide(tx *gate.WriteTx, s Sheet, outcome, reason, advice string) error {
	answer, err := sealed(tx, s, "answer", said{reason, advice})
	if err != nil {
		return err
	}
	return tx.Update("referral_sheet", s.ID, gate.Row{"state": Answered, "state_at": tx.Now(), "outcome": outcome, "outcome_at": tx.Now(),
		"outcome_by": tx.Who().Account, "answer": answer, "version": s.Version + 1})
}

// Ask keeps a question to the sender, inside another command that has decided; the sheet waits for the answer.
func Ask(tx *gate.WriteTx, s Sheet, words string) error {
	if err := say(tx, s, Question, words); err != nil {
		return err
	}
	return tx.Update("referral_sheet", s.ID, gate.Row{"state": ToComplete, "state_at": tx.Now(), "version": s.Version + 1})
}

// Reply keeps what the sender has answered, inside another command that has decided; the sheet waits for the coordinator again, until due.
func Reply(tx *gate.WriteTx, s Sheet, words string, due value.Date) error {
	if err := say(tx, s, Answer, words); err != nil {
		return err
	}
	return tx.Update("referral_sheet", s.ID, gate.Row{"state": Received, "state_at": tx.Now(), "due_on": due, "version": s.Version + 1})
}

func say(tx *gate.WriteTx, s Sheet, kind, words string) error {
	id := value.NewID()
	body, err := tx.Seal(s.PersonID, "referral_message", id, "body", words)
	if err != nil {
		return err
	}
	return tx.Insert("referral_message", gate.Row{"id": id, "referral_id": s.ID, "kind": kind, "body": body, "at": tx.Now(), "by_id": tx.Who().Account})
}

// TeamSaid notes what the team has decided and advises on the sheets of the cases' present episodes that were brought before it, as their
// senders may read it, inside another command that has decided. "" as decision takes back what was noted. It gives the sheets that it
// changed, with their words closed.
func TeamSaid(tx *gate.WriteTx, caseIDs []value.ID, decision, advice string) ([]Sheet, error) {
	if len(caseIDs) == 0 {
		return nil, nil
	}
	args := []any{tx.Zone()}
	query := sheetSQL + ` AND s.outcome = 'to_team' AND f.case_id IN ` + gate.Among(&args, caseIDs) +
		" AND f.episode_id IN (SELECT c.episode_id FROM case_file c WHERE c.zone = $1 AND c.id = f.case_id) ORDER BY s.number"
	sheets, err := gate.All(&tx.ReadTx, query, args, scanSheet)
	if err != nil {
		return nil, err
	}
	for i := range sheets {
		s := &sheets[i]
		s.Version++
		set := gate.Row{"team_decision": nil, "team_at": nil, "team_answer": nil, "version": s.Version}
		s.TeamDecision, s.TeamAt, s.TeamAdvice = "", value.Instant{}, ""
		if decision != "" {
			s.TeamDecision, s.TeamAt, s.TeamAdvice = decision, tx.Now(), advice
			set["team_decision"], set["team_at"] = decision, tx.Now()
			if set["team_answer"], err = sealed(tx, *s, "team_answer", said{Advice: advice}); err != nil {
				return nil, err
			}
		}
		if err := tx.Update("referral_sheet", s.ID, set); err != nil {
			return nil, err
		}
	}
	return sheets, nil
}
