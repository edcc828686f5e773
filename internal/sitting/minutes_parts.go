package sitting

import (
	"slices"
	"strings"

	"siil/internal/account"
	"siil/internal/casefile"
	"siil/internal/gate"
	"siil/internal/network"
	"siil/internal/policy"
	"siil/internal/referral"
	"siil/internal/text"
	"siil/internal/value"
)

const partPeopleSQL = `SELECT i.id, c.number, p.id, p.given_name, p.family_name, p.birth_date, COALESCE(p.municipality, '') FROM sitting_item i
	JOIN case_file c ON c.zone = i.zone AND c.id = i.case_id JOIN person p ON p.zone = c.zone AND p.id = c.person_id
	WHERE i.zone = $1 AND i.sitting_id = $2 AND i.state <> 'removed'`

// parts are the extracts, in the order of the agenda, with under whose key each is sealed.
func (r *Room) parts(tx *gate.WriteTx, s agenda) (out []MinutesPart, people []value.ID, err error) {
	byItem, owners := map[value.ID]MinutesPart{}, map[value.ID]value.ID{}
	err = tx.Each(partPeopleSQL, []any{tx.Zone(), s.ID}, func(row gate.Scanner) error {
		var p MinutesPart
		var person value.ID
		var given, family string
		err := row.Scan(&p.ItemID, &p.CaseNumber, &person, &given, &family, &p.BirthDate, &p.Municipality)
		p.Person = strings.TrimSpace(given + " " + family)
		byItem[p.ItemID], owners[p.ItemID] = p, person
		return err
	})
	if err != nil {
		return nil, nil, err
	}
	m, err := r.material(tx, s, owners)
	if err != nil {
		return nil, nil, err
	}
	for _, x := range s.items {
		p := byItem[x.ID]
		p.CaseID, p.Position, p.Why, p.State, p.StartedAt, p.EndedAt = x.CaseID, x.Position, x.Why, x.State, x.StartedAt, x.EndedAt
		m.write(r, &p, s, x)
		out, people = append(out, p), append(people, owners[x.ID])
	}
	return out, people, nil
}

// material is what the parts are made of, read for all of them at once.
type material struct {
	staff     colleagues
	orgs      []network.Organisation
	sheets    []referral.Sheet
	decisions map[value.ID]decided
	words     map[value.ID]words
	notes     map[value.ID]string // written while the case was talked about
}

func (r *Room) material(tx *gate.WriteTx, s agenda, owners map[value.ID]value.ID) (*material, error) {
	m := &material{decisions: map[value.ID]decided{}, words: map[value.ID]words{}, notes: map[value.ID]string{}}
	var cases, people []value.ID
	for _, x := range s.items {
		cases, people = append(cases, x.CaseID), append(people, owners[x.ID])
	}
	staff, err := account.Colleagues(&tx.ReadTx)
	if err != nil {
		return nil, err
	}
	m.staff = staff
	if m.orgs, err = network.Organisations(&tx.ReadTx); err != nil {
		return nil, err
	}
	if m.sheets, err = referral.Closed(&tx.ReadTx, cases); err != nil {
		return nil, err
	}
	open, err := tx.Openers(people)
	if err != nil {
		return nil, err
	}
	all, err := gate.All(&tx.ReadTx, decisionsSQL+" AND s.id = $3", []any{tx.Zone(), "", s.ID}, scanDecision)
	if err != nil {
		return nil, err
	}
	for _, d := range all {
		w, err := d.open(open)
		if err != nil {
			return nil, err
		}
		m.decisions[d.item], m.words[d.item] = d, w
	}
	return m, m.readNotes(tx, s.ID)
}

const fieldsSQL = `SELECT f.id, f.item_id, f.name, f.body FROM sitting_field f JOIN sitting_item i ON i.zone = f.zone AND i.id = f.item_id
	WHERE f.zone = $1 AND i.sitting_id = $2`

func (m *material) readNotes(tx *gate.WriteTx, sittingID value.ID) error {
	return tx.Each(fieldsSQL+" AND f.name = 'note'", []any{tx.Zone(), sittingID}, func(s gate.Scanner) error {
		var id, of value.ID
		var name string
		var body []byte
		if err := s.Scan(&id, &of, &name, &body); err != nil {
			return err
		}
		plain, err := tx.OpenZone("sitting_field", id, "body", body)
		m.notes[of] = string(plain)
		return err
	})
}

// write fills in a part: who sent the person, who was there, what was said and decided.
func (m *material) write(r *Room, p *MinutesPart, s agenda, x item) {
	nobody := func(section string) bool { return section == "" || section == string(policy.Common) } // a paper is read by more than its writer
	for _, sheet := range m.sheets {
		if sheet.CaseID == x.CaseID && sheet.EpisodeID == x.EpisodeID {
			p.Senders = append(p.Senders, MinutesSender{Name: sheet.SenderName, Body: r.senderBody(sheet, m.orgs, nobody).In(text.Italian), ReceivedOn: sheet.ReceivedOn})
		}
	}
	for _, o := range x.outs {
		if o.Until.IsZero() {
			p.Out = append(p.Out, MinutesOut{Name: o.Name, Why: o.Why})
		}
	}
	d, ok := m.decisions[x.ID]
	if !ok {
		p.Note = m.notes[x.ID]
		return
	}
	w := m.words[x.ID]
	p.Note, p.Decision, p.FromState, p.ToState, p.Reason, p.Advice = w.Note, d.Decision.Decision, d.FromState, d.ToState, w.Reason, w.Advice
	p.Suspension, p.Closure, p.ReviewOn, p.Manager, p.DecidedBy = w.SuspensionReason, w.ClosureReason, w.ReviewOn, d.Manager, d.By
	var parts []string
	for _, member := range s.Members {
		if slices.Contains(w.Present, member.AccountID) {
			p.Present, parts = append(p.Present, member.Name), append(parts, member.Part)
		}
	}
	p.Quorum = minutesQuorum(quorumOf(r.m.Sittings.Quorum, parts))
	for _, id := range w.Team {
		p.Team = append(p.Team, m.staff.name(id))
	}
	for _, step := range w.Steps {
		p.Steps = append(p.Steps, MinutesStep{What: step.What, Who: whoDoes(step, m.staff), Due: step.DueOn})
	}
}

func whoDoes(s casefile.NextStep, staff colleagues) string {
	if name := staff.name(s.WhoID); name != "" {
		return name
	}
	return s.WhoWords
}
