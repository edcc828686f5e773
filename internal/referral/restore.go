package referral

import (
	"siil/internal/gate"
	"siil/internal/value"
)

// Restore adds a referral with its sheet as it stands already, with outcome, what the team has said and messages, inside another command that
// has decided: for what did not happen here and now, such as the past of an invented world. Number, days, moments and who did what are
// those of the sheet; a number of 0 is the next one.
func Restore(tx *gate.WriteTx, s Sheet, source string) (Sheet, error) {
	if s.ID == "" {
		s.ID = value.NewID()
	}
	if s.Number == 0 {
		if err := tx.One("SELECT COALESCE(MAX(number), 0) + 1 FROM referral_sheet WHERE zone = $1", []any{tx.Zone()}, &s.Number); err != nil {
			return s, err
		}
	}
	s.Version = 1 + len(s.Messages)
	if s.Outcome != "" {
		s.Version++
	}
	_, err := Record(tx, Referral{ID: s.ID, CaseID: s.CaseID, EpisodeID: s.EpisodeID, ReceivedOn: s.ReceivedOn, OrganisationID: s.OrganisationID,
		SenderWords: s.SenderWords, Source: source})
	if err != nil {
		return s, err
	}
	row := gate.Row{"id": s.ID, "number": s.Number, "person_id": s.PersonID, "sender_id": s.SenderID, "sender_name": s.SenderName, "channel": s.Channel,
		"urgency": s.Urgency, "informed": s.Informed, "informed_on": s.InformedOn, "state": s.State, "state_at": s.StateAt, "due_on": s.DueOn,
		"version": s.Version, "made_at": s.MadeAt, "made_by": s.MadeBy}
	if s.body, err = sealed(tx, s, "body", s.Words); err != nil {
		return s, err
	}
	row["body"] = s.body
	if s.Outcome != "" {
		if s.answer, err = sealed(tx, s, "answer", said{s.Reason, s.Advice}); err != nil {
			return s, err
		}
		row["outcome"], row["outcome_at"], row["outcome_by"], row["answer"] = s.Outcome, s.OutcomeAt, s.OutcomeBy, s.answer
	}
	if s.TeamDecision != "" {
		if s.teamAnswer, err = sealed(tx, s, "team_answer", said{s.TeamReason, s.TeamAdvice}); err != nil {
			return s, err
		}
		row["team_decision"], row["team_at"], row["team_answer"] = s.TeamDecision, s.TeamAt, s.teamAnswer
	}
	if err := tx.Insert("referral_sheet", row); err != nil {
		return s, err
	}
	return s, restoreMessages(tx, s)
}

func restoreMessages(tx *gate.WriteTx, s Sheet) error {
	for _, m := range s.Messages {
		id := value.NewID()
		body, err := tx.Seal(s.PersonID, "referral_message", id, "body", m.Text)
		if err == nil {
			err = tx.Insert("referral_message", gate.Row{"id": id, "referral_id": s.ID, "kind": m.Kind, "body": body, "at": m.At, "by_id": m.By})
		}
		if err != nil {
			return err
		}
	}
	return nil
}
