package demo

import (
	"bytes"
	"context"
	"math/rand/v2"
	"slices"
	"strings"

	"siil/internal/attachment"
	"siil/internal/gate"
	"siil/internal/guideline"
	"siil/internal/intake"
	"siil/internal/pdf"
	"siil/internal/person"
	"siil/internal/policy"
	"siil/internal/referral"
	"siil/internal/text"
	"siil/internal/value"
)

// recent is for how many days back referrals have their sheets; older ones came with the first list. A large world is content with fewer.
func (w *world) recent() int {
	if w.People > 5000 {
		return 30
	}
	return 75
}

// sent is who refers somebody: an account of a body, or a body that wrote or called.
type sent struct {
	account colleague // absent id: on paper, by mail, by telephone
	body    value.ID
}

// senderOf is the body that chance gave, or for one referral in three an account that refers, with its own.
func (w *world) senderOf(r *rand.Rand, body value.ID, x role) sent {
	accounts := w.staff[policy.Referrer]
	if x.part == alone {
		return sent{}
	}
	if len(accounts) > 0 && (r.Float64() < 0.35 || x.part == asked || x.part == replied) {
		who := accounts[r.IntN(len(accounts))]
		if x.part == asked {
			who = accounts[0]
		}
		return sent{who, who.body}
	}
	return sent{body: body}
}

// sheetFor is the referral of a case as it stands today.
func (w *world) sheetFor(r *rand.Rand, x role, from sent, p person.Person, began value.Date, c course) referral.Sheet {
	s := referral.Sheet{SenderID: from.account.id, OrganisationID: from.body, SenderName: from.account.name, Channel: "online", Urgency: "ordinary",
		Informed: "agrees", InformedOn: workday(began.AddDays(-r.IntN(8))), ReceivedOn: began, DueOn: w.term.Due(began), State: referral.Received,
		MadeAt: began.At(8+r.IntN(9), r.IntN(60)), MadeBy: from.account.id, Words: w.wordsFor(r, p)}
	if from.account.id == "" {
		s.Channel, s.SenderName, s.MadeBy = pickOf(r, []string{"pec", "mail", "paper", "phone"}), pickOf(r, senderNames), w.secretary()
		if from.body == "" {
			s.SenderWords = "Servizio sociale del Comune"
		}
	}
	if y := r.Float64(); y < 0.12 {
		s.Informed, s.InformedOn = "not_yet", value.Date{}
	} else if y < 0.3 {
		s.Informed = "informed"
	}
	if x.part == urgent || x.part == nobody && r.Float64() < 0.06 || (x.part == waiting || x.part == decided) && r.Float64() < 0.15 {
		s.Urgency, s.Words.UrgencyReason = referral.Urgent, pickOf(r, urgencies)
	}
	if now := w.g.Now(); s.MadeAt.After(now) {
		s.MadeAt = now
	}
	s.StateAt = s.MadeAt
	w.answer(r, x, &s, c)
	return s
}

// answer writes what the coordinator has answered by today, and what was asked before.
func (w *world) answer(r *rand.Rand, x role, s *referral.Sheet, c course) {
	coordinator := w.staff[policy.Coordinator][0].id
	at := func(d value.Date) value.Instant {
		i := d.At(9+r.IntN(8), r.IntN(60))
		if !i.After(s.MadeAt) {
			i = s.MadeAt.Add(hour / 2)
		}
		if now := w.g.Now(); i.After(now) {
			return now
		}
		return i
	}
	last := c.steps[len(c.steps)-1]
	forgotten := x.part == nobody && last.state == "IN_PREVALUTAZIONE" && w.today.Sub(last.on) > 10 // see runCourse: asked to complete
	if x.part == asked || x.part == replied || forgotten {
		i := r.IntN(len(questions))
		on := c.steps[1].on
		s.State, s.StateAt = referral.ToComplete, at(on)
		s.Messages = []referral.Message{{Kind: referral.Question, Text: questions[i], At: s.StateAt, By: coordinator}}
		if x.part == replied {
			s.State, s.StateAt = referral.Received, at(workday(on.AddDays(5)))
			s.Messages = append(s.Messages, referral.Message{Kind: referral.Answer, Text: answers[i], At: s.StateAt, By: s.SenderID})
			s.DueOn = w.term.Due(s.StateAt.Date())
		}
		return
	}
	for _, step := range c.steps {
		switch step.state {
		case "IN_EQUIPE":
			s.Outcome, s.Reason = referral.ToTeam, pickOf(r, reasonsToTeam)
		case "RINVIATA":
			i := r.IntN(len(advices))
			s.Outcome, s.Reason, s.Advice = "other_service", advices[i][0], advices[i][1]
		case "NON_AMMESSA":
			s.Outcome, s.Reason = "not_admitted", pickOf(r, reasonsNot)
		case "ASSEGNATA":
			s.TeamDecision, s.TeamAt, s.TeamAdvice = "taken_in_charge", at(step.on), ""
			continue
		default:
			continue
		}
		s.State, s.OutcomeAt, s.OutcomeBy = referral.Answered, at(step.on), coordinator
		s.StateAt = s.OutcomeAt
	}
	if x.part == alone {
		s.Channel, s.SenderName, s.SenderWords, s.OutcomeBy = "direct", "", text.ReferralDirectSender.In(text.Italian), s.MadeBy
		s.Reason, s.Advice = text.ReferralDirectReason.In(text.Italian), guideline.Default().Referrals.DirectAdvice.In(text.Italian)
		s.Informed, s.InformedOn, s.Urgency, s.Words.UrgencyReason, s.Words.Asked = "agrees", s.ReceivedOn, "ordinary", "", ""
	}
}

// wordsFor is what a referral says of somebody.
func (w *world) wordsFor(r *rand.Rand, p person.Person) referral.Words {
	abroad, age := strings.HasPrefix(p.TaxCode.Place(), "Z"), p.BirthDate.Age(w.today)
	story := stories[r.IntN(len(stories))]
	for story.fits != nil && !story.fits(abroad, age) {
		story = stories[r.IntN(len(stories))]
	}
	out := referral.Words{Reason: story.reason, Asked: story.asked, Needs: map[string]string{}, Services: slices.Clone(story.services), Written: map[string]string{}}
	for code, line := range story.needs {
		out.Needs[code] = line
	}
	if r.Float64() < 0.6 {
		out.PersonWords = pickOf(r, personWords)
	}
	slices.Sort(out.Services)
	for _, f := range person.Fields {
		if v := p.Get(f); v != "" {
			out.Written[string(f)] = v
		}
	}
	return out
}

func (w *world) secretary() value.ID {
	if all := w.staff[policy.Secretary]; len(all) > 0 {
		return all[0].id
	}
	return ""
}

func pickOf(r *rand.Rand, from []string) string { return from[r.IntN(len(from))] }

// file writes the sheets in the order in which they came, so that their numbers follow their days.
func (w *world) file(ctx context.Context) error {
	slices.SortStableFunc(w.sheets, func(a, b referral.Sheet) int { return a.MadeAt.Compare(b.MadeAt) })
	for first := 0; first < len(w.sheets); first += batch {
		last := min(first+batch, len(w.sheets))
		err := w.write(ctx, func(tx *gate.WriteTx) error {
			for i := first; i < last; i++ {
				s := w.sheets[i]
				s.Number = i + 1
				if err := tx.Decide(policy.CaseCreate, policy.Resource{Kind: policy.Referral, ID: s.CaseID}); err != nil {
					return err
				}
				var err error
				if w.sheets[i], err = referral.Restore(tx, s, source); err != nil {
					return err
				}
			}
			return nil
		})
		if err != nil {
			return err
		}
	}
	return w.enclose(ctx)
}

// withFiles is how many referrals bring a file: the newest of those that an account has sent.
const withFiles = 4

// enclose gives some referrals the report that came with them, as their senders' forms would.
func (w *world) enclose(ctx context.Context) error {
	left := withFiles
	for _, s := range slices.Backward(w.sheets) {
		if s.SenderID == "" || left == 0 {
			continue
		}
		left--
		d := pdf.New(pdf.Options{Title: "Relazione", Lang: "it", Author: s.SenderName, At: s.MadeAt.Time()})
		d.H1("Relazione")
		d.P(s.Words.Reason)
		d.P(s.Words.Asked)
		content, err := d.Bytes()
		if err != nil {
			return err
		}
		sent := gate.AsOf(ctx, s.MadeAt)
		who := colleague{id: s.SenderID, role: policy.Referrer, name: s.SenderName}.actor(w.Zone)
		if _, err := attachment.New(w.g).Keep(sent, who, intake.Slot(s.ID), "relazione.pdf", bytes.NewReader(content)); err != nil {
			return err
		}
		err = w.write(sent, func(tx *gate.WriteTx) error {
			if err := tx.Decide(policy.CaseCreate, policy.Resource{Kind: policy.Referral, ID: s.CaseID}); err != nil {
				return err
			}
			_, err := attachment.Attach(tx, s.SenderID, intake.Slot(s.ID), s.PersonID, intake.FilesOf, s.ID)
			return err
		})
		if err != nil {
			return err
		}
	}
	return nil
}
