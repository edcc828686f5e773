package referral

import (
	"encoding/json"

	"siil/internal/fault"
	"siil/internal/gate"
	"siil/internal/value"
)

// Where a sheet stands.
const (
	Received   = "received"    // the coordinator is to answer it
	ToComplete = "to_complete" // the sender is to answer a question; the term stands still meanwhile
	Answered   = "answered"
)

// What a message is.
const (
	Question = "question"
	Answer   = "answer"
)

// Urgent is the code of the urgency that must give its reason.
const Urgent = "urgent"

// ToTeam is the outcome of a referral that the coordinator has brought before the team.
const ToTeam = "to_team"

// Words are what a referral says; they are sealed under the person's key.
type Words struct {
	Reason        string            `json:"reason"`
	Asked         string            `json:"asked"` // of the team
	PersonWords   string            `json:"person_words,omitempty"`
	UrgencyReason string            `json:"urgency_reason,omitempty"`
	Contact       string            `json:"contact,omitempty"` // of the sender
	Needs         map[string]string `json:"needs,omitempty"`   // code to what was written beside it
	Services      []string          `json:"services,omitempty"`
	ServicesText  string            `json:"services_text,omitempty"`
	Written       map[string]string `json:"written,omitempty"` // the person as the sender wrote them, by field of person
}

// Sheet is one referral that was sent to the team. Its id is that of its Referral.
type Sheet struct {
	ID, CaseID, EpisodeID, PersonID, SenderID, OrganisationID value.ID
	Number                                                    int
	SenderName                                                string
	SenderWords                                               string // the body, when it is not in the directory
	Channel, Urgency, Informed                                string
	InformedOn, ReceivedOn, DueOn                             value.Date
	State                                                     string
	StateAt, MadeAt                                           value.Instant
	MadeBy                                                    value.ID
	Outcome                                                   string
	OutcomeAt                                                 value.Instant
	OutcomeBy                                                 value.ID
	TeamDecision                                              string
	TeamAt                                                    value.Instant
	Version                                                   int

	// Opened by Open.
	Words                  Words
	Reason, Advice         string // of the outcome
	TeamReason, TeamAdvice string
	Messages               []Message // the first one first

	body, answer, teamAnswer []byte // sealed
}

// Message is what was asked of the sender, or what came back.
type Message struct {
	ID   value.ID
	Kind string
	Text string
	At   value.Instant
	By   value.ID
}

// said is how an answer is sealed.
type said struct {
	Reason string `json:"reason,omitempty"`
	Advice string `json:"advice,omitempty"`
}

// Late tells whether the answer is overdue on a day.
func (s Sheet) Late(today value.Date) bool { return s.State == Received && s.DueOn.Before(today) }

const sheetSQL = `SELECT s.id, f.case_id, f.episode_id, s.person_id, s.sender_id, f.organisation_id, s.number, s.sender_name, COALESCE(f.sender_words, ''),
	s.channel, s.urgency, s.informed, s.informed_on, f.received_on, s.due_on, s.state, s.state_at, s.made_at, s.made_by, COALESCE(s.outcome, ''), s.outcome_at,
	s.outcome_by, COALESCE(s.team_decision, ''), s.team_at, s.version, s.body, s.answer, s.team_answer
	FROM referral_sheet s JOIN referral f ON f.zone = s.zone AND f.id = s.id WHERE s.zone = $1`

func scanSheet(r gate.Scanner) (s Sheet, err error) {
	return s, r.Scan(&s.ID, &s.CaseID, &s.EpisodeID, &s.PersonID, &s.SenderID, &s.OrganisationID, &s.Number, &s.SenderName, &s.SenderWords, &s.Channel,
		&s.Urgency, &s.Informed, &s.InformedOn, &s.ReceivedOn, &s.DueOn, &s.State, &s.StateAt, &s.MadeAt, &s.MadeBy, &s.Outcome, &s.OutcomeAt, &s.OutcomeBy,
		&s.TeamDecision, &s.TeamAt, &s.Version, &s.body, &s.answer, &s.teamAnswer)
}

// Load reads one sheet with its words closed. The caller decides. An id that is not of the zone is a fault of kind NotFound.
func Load(tx *gate.ReadTx, id value.ID) (Sheet, error) {
	all, err := gate.All(tx, sheetSQL+" AND s.id = $2", []any{tx.Zone(), id}, scanSheet)
	if err != nil {
		return Sheet{}, err
	}
	if len(all) == 0 {
		return Sheet{}, fault.Missing()
	}
	return all[0], nil
}

// Closed reads the sheets of cases with their words closed, the first one first, in one query. The caller decides.
func Closed(tx *gate.ReadTx, caseIDs []value.ID) ([]Sheet, error) {
	if len(caseIDs) == 0 {
		return nil, nil
	}
	args := []any{tx.Zone()}
	return gate.All(tx, sheetSQL+" AND f.case_id IN "+gate.Among(&args, caseIDs)+" ORDER BY s.number", args, scanSheet)
}

// SheetsOf reads the sheets of cases with their words and messages, the first one first, in a fixed number of queries. The caller decides;
// opening the words leaves its own leaf.
func SheetsOf(tx *gate.ReadTx, caseIDs []value.ID) ([]Sheet, error) {
	sheets, err := Closed(tx, caseIDs)
	if err != nil {
		return nil, err
	}
	return sheets, Open(tx, sheets)
}

// Open opens the words of sheets and reads their messages, in two queries. The caller has decided.
func Open(tx *gate.ReadTx, sheets []Sheet) error {
	if len(sheets) == 0 {
		return nil
	}
	args, of, people := []any{tx.Zone()}, map[value.ID]*Sheet{}, map[value.ID]bool{}
	var ids, owners []value.ID
	for i := range sheets {
		s := &sheets[i]
		of[s.ID], ids = s, append(ids, s.ID)
		if !people[s.PersonID] {
			people[s.PersonID], owners = true, append(owners, s.PersonID)
		}
	}
	open, err := tx.Openers(owners)
	if err != nil {
		return err
	}
	for i := range sheets {
		if err := sheets[i].openWith(open); err != nil {
			return err
		}
	}
	query := "SELECT id, referral_id, kind, body, at, by_id FROM referral_message WHERE zone = $1 AND referral_id IN " + gate.Among(&args, ids) + " ORDER BY at, id"
	return tx.Each(query, args, func(r gate.Scanner) error {
		var m Message
		var sheet value.ID
		var body []byte
		if err := r.Scan(&m.ID, &sheet, &m.Kind, &body, &m.At, &m.By); err != nil {
			return err
		}
		s := of[sheet]
		if m.Text, err = open(s.PersonID, "referral_message", m.ID, "body", body); err != nil {
			return err
		}
		s.Messages = append(s.Messages, m)
		return nil
	})
}

type opener func(person value.ID, table string, row value.ID, col string, sealed []byte) (string, error)

func (s *Sheet) openWith(open opener) error {
	var outcome, team said
	for _, x := range []struct {
		col    string
		sealed []byte
		into   any
	}{{"body", s.body, &s.Words}, {"answer", s.answer, &outcome}, {"team_answer", s.teamAnswer, &team}} {
		if len(x.sealed) == 0 {
			continue
		}
		plain, err := open(s.PersonID, "referral_sheet", s.ID, x.col, x.sealed)
		if err != nil {
			return err
		}
		if err := json.Unmarshal([]byte(plain), x.into); err != nil {
			return fault.Wrap(err, "words of a referral")
		}
	}
	s.Reason, s.Advice, s.TeamReason, s.TeamAdvice = outcome.Reason, outcome.Advice, team.Reason, team.Advice
	return nil
}

// OpenWords opens the body of a sheet that another query has read, with what gate.Openers gave.
func OpenWords(open opener, person, sheet value.ID, body []byte) (Words, error) {
	s := Sheet{ID: sheet, PersonID: person, body: body}
	err := s.openWith(open)
	return s.Words, err
}
