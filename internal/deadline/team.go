package deadline

import (
	"slices"
	"strconv"

	"siil/internal/casefile"
	"siil/internal/gate"
	"siil/internal/intake"
	"siil/internal/policy"
	"siil/internal/sitting"
	"siil/internal/text"
	"siil/internal/ui"
	"siil/internal/value"
)

// Addresses of referrals and sittings.
const (
	pathReferrals = "/segnalazioni"
	pathNew       = "/segnalazioni/nuova"
	pathWaiting   = "/attesa"
	pathSittings  = "/sedute"
)

// readTeam adds what the road of a case asks of the reader: referrals, steps given by the team, sittings, minutes.
func (r *Room) readTeam(tx *gate.ReadTx, t *Today, other *Group, v viewer) error {
	var groups []Group
	for _, read := range []func(*gate.ReadTx, *Today, *Group, viewer) ([]Group, error){r.readChecks, r.readFollowUps, r.readReferrals, r.readSteps, r.readSitting} {
		more, err := read(tx, t, other, v)
		if err != nil {
			return err
		}
		groups = append(groups, more...)
	}
	groups = slices.DeleteFunc(groups, func(g Group) bool { return g.Count == 0 })
	at := 0 // after what is late and today's
	for at < len(t.Groups) && (t.Groups[at].Code == "ritardo" || t.Groups[at].Code == "oggi") {
		at++
	}
	t.Groups = slices.Insert(t.Groups, at, groups...)
	return nil
}

// readReferrals is for the coordinator, who answers them, and for whoever sends them from outside.
func (r *Room) readReferrals(tx *gate.ReadTx, t *Today, other *Group, _ viewer) ([]Group, error) {
	h, err := r.referrals.Home(tx, shown)
	if err != nil {
		return nil, err
	}
	todo := Group{Code: "segnalazioni", Label: text.GroupReferrals, Mark: ui.ToDo, Count: h.ToDoCount, More: pathReferrals + "?stato=da-rispondere"}
	do := text.DoAssess
	if t.sends {
		todo.Code, todo.Label, todo.More, do = "domande", text.GroupQuestions, pathReferrals+"?stato=da-completare", text.DoAnswer
	}
	for _, l := range h.ToDo {
		i := Item{Mark: l.Mark, When: l.When, Name: l.Name, Link: l.Href, What: fill(text.RowReferral, text.Raw(strconv.Itoa(l.Number)), from(l)), Do: do, DoHref: l.Href}
		i.Pressed = l.Mark == ui.Late || l.Mark == ui.Today
		todo.Items = append(todo.Items, i)
	}
	sent := Group{Code: "mie", Label: text.GroupSent, Count: h.SentCount, More: pathReferrals}
	for _, l := range h.Sent {
		sent.Items = append(sent.Items, Item{Mark: l.Mark, When: l.When, Name: l.Name, Link: l.Href, What: l.Said, Do: text.DoRead, DoHref: l.Href})
	}
	if h.Unwritten > 0 {
		other.Count += h.Unwritten
		other.Items = append(other.Items, Item{What: text.OtherUnwritten.With(strconv.Itoa(h.Unwritten)), Do: text.DoLook, DoHref: pathWaiting})
	}
	if tx.Who().Has(policy.Coordinator) {
		t.Boxes = append(t.Boxes, Box{Title: text.AsideTeam, Figures: []Figure{{text.AsideToAssess, h.ToDoCount, todo.More}, {text.AsideWaiting, h.Waiting, pathWaiting}}})
	}
	return []Group{todo, sent}, nil
}

// from is who sends: a name, and the body that they speak for.
func from(l intake.HomeLine) text.T {
	if l.Organisation == (text.T{}) {
		return text.Raw(l.SenderName)
	}
	return fill(text.RowReferralFrom, text.Raw(l.SenderName), l.Organisation)
}

// stepNamesSQL names the people of the steps given to the reader, as far as the reader's lists show them.
const stepNamesSQL = `SELECT c.id, p.given_name, p.family_name, CASE WHEN c.manager_id = $2 THEN 1 ELSE 0 END,
	(SELECT COUNT(*) FROM case_member q WHERE q.zone = c.zone AND q.case_id = c.id AND q.account_id = $2 AND q.until_at IS NULL)
	FROM case_file c JOIN person p ON p.zone = c.zone AND p.id = c.person_id WHERE {scope} AND c.id IN (SELECT s.case_id FROM next_step s
	WHERE s.zone = $1 AND s.who_id = $2 AND s.done_at IS NULL AND s.dropped_at IS NULL)`

// readSteps is what the team has given the reader to do, the late first. A step that a group before shows as the next date of its case is not
// said twice.
func (r *Room) readSteps(tx *gate.ReadTx, t *Today, _ *Group, v viewer) ([]Group, error) {
	if !t.Works {
		return nil, nil
	}
	steps, err := casefile.StepsFor(tx, tx.Who().Account)
	if err != nil {
		return nil, err
	}
	names := map[value.ID]string{}
	rows, err := gate.List(tx, gate.Listing[casefile.Row]{Action: policy.CaseList, Query: stepNamesSQL, Row: func(s gate.Scanner) (w casefile.Row, res policy.Resource, err error) {
		var manager, member int
		err = s.Scan(&w.ID, &w.GivenName, &w.FamilyName, &manager, &member)
		return w, policy.Resource{Kind: policy.Case, ID: w.ID, CaseManager: manager == 1, CaseTeam: member > 0}, err
	}})
	if err != nil {
		return nil, err
	}
	for _, w := range rows {
		names[w.ID] = w.GivenName + " " + w.FamilyName
	}
	g := Group{Code: "passi", Label: text.GroupSteps, Mark: ui.ToDo}
	for _, s := range steps {
		if t.said[said{s.CaseID, s.DueOn, s.What}] {
			continue
		}
		g.Count++
		if len(g.Items) < shown {
			g.Items = append(g.Items, v.step(s, names[s.CaseID]))
		}
	}
	return []Group{g}, nil
}

// step is one thing that the team gave the reader to do. Without a name the reader's lists do not show the case.
func (v viewer) step(s casefile.NextStep, name string) Item {
	i := Item{Name: name, Link: "/casi/" + string(s.CaseID), What: text.Raw(s.What), Mark: ui.ToDo, When: text.RowNoTerm}
	if name == "" {
		i.Name, i.Link = text.RowOfferCase.F(v.lang, s.CaseNumber), ""
	}
	if !s.DueOn.IsZero() {
		d := casefile.RowDate(casefile.Row{ID: s.CaseID, State: v.m.Initial, NextOn: s.DueOn}, v.today, v.lang)
		i.Mark, i.When = d.Mark, d.Text
	}
	i.Do, i.DoHref, i.Pressed = text.DoAnswer, casefile.StepPath(s.CaseID, s.ID), i.Mark == ui.Late || i.Mark == ui.Today
	return i
}

// toPrepareSQL counts the cases of a sitting that the reader manages and on which the reader has not yet written what they ask.
const toPrepareSQL = `SELECT COUNT(*) FROM sitting_item i JOIN case_file c ON c.zone = i.zone AND c.id = i.case_id
	WHERE i.zone = $1 AND i.sitting_id = $3 AND i.state = 'to_do' AND c.manager_id = $2
	AND NOT EXISTS (SELECT 1 FROM sitting_ask q WHERE q.zone = i.zone AND q.item_id = i.id AND q.account_id = $2)`

// readSitting is the next sitting to which the reader is called, with what is to be prepared, and the minutes to approve.
func (r *Room) readSitting(tx *gate.ReadTx, _ *Today, _ *Group, v viewer) ([]Group, error) {
	if !tx.May(policy.SittingList, policy.Resource{Kind: policy.Sitting}) {
		return nil, nil
	}
	next := Group{Code: "seduta", Label: text.GroupSitting, More: pathSittings}
	l, called, err := sitting.Next(tx)
	if err != nil {
		return nil, err
	}
	mine := 0
	if err := tx.One(toPrepareSQL, []any{tx.Zone(), string(tx.Who().Account), string(l.ID)}, &mine); err != nil {
		return nil, err
	}
	if called {
		next.Count, next.Items = 1, []Item{v.sitting(l, mine)}
	}
	minutes := Group{Code: "verbali", Label: text.GroupMinutes, Mark: ui.ToDo, More: pathSittings}
	toApprove, err := sitting.ToApprove(tx)
	for _, l := range toApprove {
		minutes.Count++
		href := pathSittings + "/" + string(l.ID) + "/verbale"
		minutes.Items = append(minutes.Items, Item{Mark: ui.ToDo, When: v.since(l.ClosedAt.Date()), Name: text.RowMinutes.F(v.lang, l.OnDay.Format()), Link: href,
			What: text.RowMinutesWhat, Do: text.DoApprove, DoHref: href, Pressed: true})
	}
	return []Group{next, minutes}, err
}

// sitting is a sitting to come, with the first thing that it still asks of the reader.
func (v viewer) sitting(l sitting.Line, mine int) Item {
	d := casefile.RowDate(casefile.Row{State: v.m.Initial, NextOn: l.OnDay}, v.today, v.lang)
	href, where := pathSittings+"/"+string(l.ID), l.Starts
	if place := l.Where(); place != "" {
		where += ", " + place
	}
	i := Item{Mark: d.Mark, When: d.Text, Name: text.RowSitting.F(v.lang, where), Link: href, What: text.RowSittingCases.With(l.Items), Do: text.DoOpen, DoHref: href}
	if mine > 0 {
		i.What, i.Do = text.RowSittingMine.With(l.Items, mine), text.DoPrepare
	}
	switch {
	case l.State == sitting.Running:
		i.Mark, i.When, i.Do, i.Pressed = ui.Now, text.RowSittingOpen, text.DoEnter, true
	case l.Reply == "":
		i.Do, i.Pressed = text.DoReply, true
	}
	return i
}
