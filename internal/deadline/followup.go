package deadline

import (
	"siil/internal/gate"
	"siil/internal/outcome"
	"siil/internal/policy"
	"siil/internal/text"
	"siil/internal/ui"
)

// mostFollowUps is how many follow-ups that are due a screen that shows nothing else holds.
const mostFollowUps = 200

// readFollowUps are those of the reader's former cases whose day has come. One query.
func (r *Room) readFollowUps(tx *gate.ReadTx, _ *Today, _ *Group, v viewer) ([]Group, error) {
	who := tx.Who()
	if !who.Has(policy.SocialWorker, policy.EmploymentOfficer, policy.HealthWorker, policy.Coordinator) {
		return nil, nil
	}
	due, err := outcome.FollowUpsDue(tx, who.Account, mostFollowUps)
	g := Group{Code: "follow-up", Label: text.GroupFollowUps, Mark: ui.Again, More: pathToday + "?mostra=follow-up"}
	for _, d := range due {
		if d.DueOn.After(v.today) {
			continue
		}
		when := v.dueOn(d.CaseID, d.DueOn)
		g.add(Item{Mark: when.Mark, When: when.Text, Name: d.Person, Link: "/casi/" + string(d.CaseID), What: d.Label, Do: text.DoAnswer, DoHref: d.Path(), Pressed: true})
	}
	return []Group{g}, err
}
