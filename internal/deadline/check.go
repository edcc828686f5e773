package deadline

import (
	"siil/internal/casefile"
	"siil/internal/gate"
	projects "siil/internal/plan"
	"siil/internal/policy"
	"siil/internal/text"
	"siil/internal/ui"
	"siil/internal/value"
)

// mostChecks is how many missing checks a screen that shows nothing else holds.
const mostChecks = 500

// readChecks are the projects whose check is late: the reader's own, and for the coordinator those of the others. One that a group before shows as the next
// date of its case is not said twice. One query.
func (r *Room) readChecks(tx *gate.ReadTx, t *Today, _ *Group, v viewer) ([]Group, error) {
	who := tx.Who()
	works, zone := who.Has(policy.SocialWorker, policy.EmploymentOfficer, policy.HealthWorker), who.Has(policy.Coordinator)
	if !works && !zone {
		return nil, nil
	}
	account := who.Account
	if zone {
		account = ""
	}
	due, _, err := r.plans.ChecksDue(tx, account, mostChecks)
	if err != nil {
		return nil, err
	}
	mine := Group{Code: "verifiche", Label: text.GroupChecks, Mark: ui.Late, More: pathToday + "?mostra=verifiche"}
	others := Group{Code: "verifiche-zona", Label: text.GroupZoneChecks, Mark: ui.Late, More: pathToday + "?mostra=verifiche-zona"}
	for _, d := range due {
		switch {
		case t.said[said{d.CaseID, d.On, text.CheckWhat.In(text.Italian)}]:
		case works && d.Mine:
			mine.add(v.check(d, true))
		case zone:
			others.add(v.check(d, false))
		}
	}
	return []Group{mine, others}, nil
}

// add counts an item, and keeps it among those that the whole screen holds while there is room.
func (g *Group) add(i Item) {
	g.Count++
	if len(g.Items) < shown {
		g.Items = append(g.Items, i)
	} else {
		g.Rest = append(g.Rest, i)
	}
}

// check is a project whose check is late. Who manages the case makes it; others look at how the project goes.
func (v viewer) check(d projects.Due, mine bool) Item {
	when := v.dueOn(d.CaseID, d.On)
	at := "/casi/" + string(d.CaseID)
	i := Item{Mark: when.Mark, When: when.Text, Name: d.Person, Link: at, What: text.RowCheck.With(d.On.Format()), Do: text.DoOpen, DoHref: at + "/azioni"}
	if mine {
		i.Do, i.DoHref, i.Pressed = text.CheckingDo, at+pathCheck, true
	}
	return i
}

// dueOn says how a day that something is due on stands to today, as the list of cases says it of a next date.
func (v viewer) dueOn(caseID value.ID, on value.Date) ui.NextDate {
	return casefile.RowDate(casefile.Row{ID: caseID, State: v.m.Initial, NextOn: on}, v.today, v.lang)
}

// pathCheck is, under a case's address, where its project is checked.
const pathCheck = "/verifiche/nuova"
