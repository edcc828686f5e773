package demo

import (
	"context"

	"siil/internal/assessment"
	"siil/internal/casefile"
	"siil/internal/gate"
	"siil/internal/guideline"
	"siil/internal/policy"
	"siil/internal/value"
)

// assess is what the team has done since with those that the first sitting took in charge: the first interview; an assessment by two
// professions, closed for every other one of them, whose project is then
// drafted, and for some signed and begun; of one in four still nothing.
func (t *team) assess(ctx context.Context) error {
	day := workday(t.thursday(0).AddDays(13))
	r, n := t.random(7), 0
	for _, id := range t.castCases(role{decided, 0}) {
		x, err := t.metWith(at(ctx, day, 12, 0), id, day)
		if err != nil {
			return err
		}
		if len(x.team) == 0 {
			continue
		}
		if n++; n%4 == 0 {
			continue
		}
		x.r = r
		if err := t.assessOne(ctx, x, day, n%2 == 1); err != nil {
			return err
		}
		if n%2 == 1 {
			if err := t.draft(ctx, x, n%4 == 1, n == 1); err != nil {
				return err
			}
		}
	}
	return nil
}

// metWith moves a case that was taken in charge on to the first interview; it has no team when it was not.
func (t *team) metWith(ctx context.Context, id value.ID, day value.Date) (x *way, err error) {
	x = t.ways[id]
	return x, t.write(ctx, func(tx *gate.WriteTx) error {
		x.team = nil
		if err := tx.Decide(policy.CaseCreate, policy.Resource{Kind: policy.Case}); err != nil {
			return err
		}
		c, _, err := casefile.Facts(&tx.ReadTx, id)
		if err != nil || c.State != "ASSEGNATA" {
			return err
		}
		x.team = append(x.team, t.who(c.ManagerID))
		err = tx.Each("SELECT account_id FROM case_member WHERE zone = $1 AND case_id = $2 AND until_at IS NULL ORDER BY since_at, id", []any{tx.Zone(), id}, func(s gate.Scanner) error {
			var account value.ID
			err := s.Scan(&account)
			x.team = append(x.team, t.who(account))
			return err
		})
		if err != nil {
			return err
		}
		if err := casefile.SetState(tx, casefile.StateSet{CaseID: id, To: "IN_VALUTAZIONE", On: day, Stamp: casefile.Stamp{At: tx.Now(), By: c.ManagerID}}); err != nil {
			return err
		}
		lead := t.who(c.ManagerID)
		_, err = casefile.AddNote(tx, casefile.NewNote{CaseID: id, Section: policy.Common, On: day, Text: notesOf[string(policy.Common)][0], Source: casefile.SourceProgram,
			Author: lead.id, AuthorRole: string(lead.role), Stamp: casefile.Stamp{At: tx.Now(), By: lead.id}})
		return err
	})
}

// assessOne rates a case as the team would from its pages: each profession its part, the person's own words beside.
func (t *team) assessOne(ctx context.Context, x *way, day value.Date, whole bool) error {
	room := assessment.New(t.g, guideline.Default(), t.files)
	lead, mate := x.team[0], x.team[len(x.team)-1]
	id, err := room.Begin(at(ctx, day, 12, 20), t.actor(lead), x.caseID, assessment.Beginning{Kind: assessment.Entry, OnDay: day})
	if err != nil {
		return err
	}
	x.levels = firstLevels(x.r, x.p, x.needs, t.today)
	settle(x.levels)
	own := map[string][]assessment.Rates{}
	for _, d := range guideline.Default().Assessment.Domains {
		if d.Reserved() {
			continue
		}
		l, note := x.levels[d.Code], ""
		switch words := sayings[d.Code]; {
		case l <= 2:
			note = pickOf(x.r, words.weak)
		case x.r.IntN(3) == 0:
			note = pickOf(x.r, words.middle)
		}
		own[d.Part] = append(own[d.Part], assessment.Rates{Domain: d.Code, Ours: &assessment.Ours{Level: l, Note: note},
			Person: &assessment.Persons{Level: min(guideline.Levels, max(1, l+x.r.IntN(3)-1))}})
	}
	if _, err := room.Rate(at(ctx, workday(day.AddDays(2)), 10, 5), t.actor(lead), id, own[string(policy.Social)]...); err != nil {
		return err
	}
	if !whole {
		return nil
	}
	done := workday(day.AddDays(6))
	if _, err := room.Rate(at(ctx, done, 11, 40), t.actor(mate), id, own[string(policy.Work)]...); err != nil {
		return err
	}
	if _, err := room.WriteText(at(ctx, done, 12, 0), t.actor(lead), id, assessment.Aspirations, 0, pickOf(x.r, wants["LAVORO"])); err != nil {
		return err
	}
	if _, err := room.WriteText(at(ctx, done, 12, 2), t.actor(lead), id, assessment.Strengths, 0, pickOf(x.r, strengths)); err != nil {
		return err
	}
	if err := room.Close(at(ctx, done, 12, 30), t.actor(lead), id, assessment.Closing{Decision: pickOf(x.r, verdicts[assessment.Entry])}); err != nil {
		return err
	}
	x.assessed = append(x.assessed, assessed{id, done})
	return t.write(at(ctx, done, 12, 35), func(tx *gate.WriteTx) error {
		if err := tx.Decide(policy.CaseCreate, policy.Resource{Kind: policy.Case}); err != nil {
			return err
		}
		return casefile.SetState(tx, casefile.StateSet{CaseID: x.caseID, To: "IN_PROGETTAZIONE", On: done, Stamp: casefile.Stamp{At: tx.Now(), By: lead.id}})
	})
}
