package deadline

import (
	"context"
	"slices"
	"strconv"

	"siil/internal/account"
	"siil/internal/casefile"
	"siil/internal/gate"
	"siil/internal/help"
	"siil/internal/policy"
	"siil/internal/text"
	"siil/internal/ui"
	"siil/internal/value"
)

// Today reads the first screen of whoever asks. It takes the same number of queries however many cases there are.
func (r *Room) Today(ctx context.Context, who gate.Actor) (t Today, err error) {
	err = r.g.Read(ctx, who, func(tx *gate.ReadTx) error {
		t = Today{day: tx.Today(), Works: policy.CaseScope(who.Principal) != policy.None, said: map[said]bool{}}
		t.tasks = who.Has(policy.SocialWorker, policy.EmploymentOfficer, policy.HealthWorker, policy.Coordinator)
		t.sends = who.Has(policy.Referrer) && !who.Has(policy.Coordinator, policy.Secretary)
		if err := tx.Decide(policy.HomeRead, policy.Resource{Kind: policy.Zone}); err != nil {
			return err
		}
		if t.Notice, err = help.NoticeFor(tx); err != nil {
			return err
		}
		other := Group{Code: "altro", Label: text.GroupOther}
		v := viewer{today: t.day, lang: text.LangOf(tx.Context()), m: r.m, names: map[value.ID]string{}}
		if t.Works {
			if err := r.readCases(tx, &t, v); err != nil {
				return err
			}
		}
		if err := r.readTeam(tx, &t, &other, v); err != nil {
			return err
		}
		if !t.Works {
			t.speak(who)
		}
		if err := r.readOther(tx, &t, &other); err != nil {
			return err
		}
		if other.Count > 0 {
			t.Groups = append(t.Groups, other)
		}
		return nil
	})
	return t, err
}

// readCases fills the groups and the aside from the lists.
func (r *Room) readCases(tx *gate.ReadTx, t *Today, v viewer) error {
	who := tx.Who()
	colleagues, err := account.Colleagues(tx)
	if err != nil {
		return err
	}
	for _, c := range colleagues {
		v.names[c.ID] = c.Name()
	}
	p := r.planFor(who, v)
	lists, err := r.cases.Agenda(tx, p.wanted)
	if err != nil {
		return err
	}
	offers, err := casefile.Offers(tx, 200)
	if err != nil {
		return err
	}
	for _, g := range p.groups {
		list := lists[g.at]
		group := Group{Code: g.code, Label: g.label, Mark: g.mark, Count: list.Count, More: p.wanted[g.at].Href()}
		switch {
		case p.wanted[g.at].HandOver != "":
			v.offers(&group, who, p.wanted[g.at].HandOver, offers, list.Rows)
		default:
			for _, w := range list.Rows {
				group.Items = append(group.Items, g.item(w))
				t.said[said{w.ID, w.NextOn, w.NextWhat}] = true
			}
		}
		if group.Count > 0 {
			t.Groups = append(t.Groups, group)
		}
	}
	for _, b := range p.boxes {
		box := Box{Title: b.title}
		for i, label := range b.labels {
			box.Figures = append(box.Figures, Figure{label, lists[b.at+i].Count, p.wanted[b.at+i].Href()})
		}
		t.Boxes = append(t.Boxes, box)
	}
	if p.next >= 0 && len(lists[p.next].Rows) > 0 {
		next := v.dated(lists[p.next].Rows[0])
		t.Next = &next
	}
	return r.readLate(tx, t, v)
}

// offers fills a group of hand-overs: those made to the reader, also on cases that their lists do not show yet, or all of the zone.
func (v viewer) offers(g *Group, who gate.Actor, which string, offers []casefile.Offer, rows []casefile.Row) {
	counted := 0
	for _, o := range offers {
		mine := o.To == who.Account
		if which == casefile.OfferMine && !mine {
			continue
		}
		counted++
		var row *casefile.Row
		if i := slices.IndexFunc(rows, func(w casefile.Row) bool { return w.ID == o.CaseID }); i >= 0 {
			row = &rows[i]
		}
		if len(g.Items) == shown || row == nil && which == casefile.OfferAny {
			continue
		}
		if which == casefile.OfferMine {
			g.Items = append(g.Items, v.offered(o, row))
		} else {
			g.Items = append(g.Items, v.waiting(o, row))
		}
	}
	g.Count = max(g.Count, counted)
}

// readLate counts for the coordinator the late cases of each case manager: where help is needed, in the order of names, no ranking.
func (r *Room) readLate(tx *gate.ReadTx, t *Today, v viewer) error {
	if !tx.Who().Has(policy.Coordinator) {
		return nil
	}
	late, err := r.cases.LateByManager(tx)
	if err != nil {
		return err
	}
	box := Box{Title: text.AsideLate}
	for _, id := range byName(late, v.names) {
		q, label := casefile.Query{Managers: []string{string(id)}, Due: casefile.DueLate, Sort: casefile.ByDate}, text.Raw(v.names[id])
		if id == "" {
			q.Managers, label = []string{casefile.NoManager}, text.AsideNobody
		}
		box.Figures = append(box.Figures, Figure{label, late[id], q.Href()})
	}
	t.Boxes = append([]Box{box}, t.Boxes...)
	return nil
}

func byName(late map[value.ID]int, names map[value.ID]string) (ids []value.ID) {
	for id := range late {
		ids = append(ids, id)
	}
	slices.SortFunc(ids, func(a, b value.ID) int {
		if c := len(b) - len(a); (a == "" || b == "") && c != 0 {
			return c // nobody comes last
		}
		if x, y := names[a], names[b]; x != y {
			if x < y {
				return -1
			}
			return 1
		}
		if a < b {
			return -1
		}
		return 1
	})
	return ids
}

const (
	// waitingRolesSQL counts the roles and the lost second factors that wait for a second person, but for the reader's own.
	waitingRolesSQL = `SELECT COALESCE(SUM(n), 0), COALESCE(SUM(f), 0) FROM (
		SELECT COUNT(*) AS n, 0 AS f FROM account_role x JOIN account a ON a.zone = x.zone AND a.id = x.account_id
		WHERE x.zone = $1 AND x.until_at IS NULL AND x.confirmed_at IS NULL AND x.account_id <> $2 AND a.disabled_at IS NULL
		UNION ALL SELECT 0 AS n, COUNT(*) AS f FROM factor_reset WHERE zone = $1 AND answered_at IS NULL AND account_id <> $2) AS waiting`
	oldGlassSQL = "SELECT COUNT(*) FROM break_glass WHERE zone = $1 AND reviewed_at IS NULL AND account_id <> $2 AND at < $3"
)

// Addresses of other rooms.
const (
	pathDoubts  = "/importazioni/dubbie"
	pathGlass   = "/casi/accessi-motivati"
	pathConfirm = "/amministrazione/conferme"
	pathUsers   = "/amministrazione/utenti"
	pathLog     = "/amministrazione/registro"
	pathVerify  = "/amministrazione/registro/verifica"
)

// readOther adds what waits beside cases: doubtful lines, readings to review, roles to confirm.
func (r *Room) readOther(tx *gate.ReadTx, t *Today, g *Group) error {
	who := tx.Who()
	add := func(n int, words, do text.T, href string) {
		if n > 0 {
			g.Count += n
			g.Items = append(g.Items, Item{What: words.With(strconv.Itoa(n)), Do: do, DoHref: href})
		}
	}
	n, err := r.doubtful(tx)
	if err != nil {
		return err
	}
	add(n, text.OtherDoubtful, text.DoSettle, pathDoubts)
	if who.Has(policy.Coordinator) {
		if n, _, err = casefile.UnreviewedGlass(tx); err != nil {
			return err
		}
		add(n, text.OtherGlass, text.DoLook, pathGlass)
	}
	if who.Has(policy.Auditor) {
		if err := tx.One(oldGlassSQL, []any{tx.Zone(), string(who.Account), tx.Today().AddDays(-7).At(0, 0)}, &n); err != nil {
			return err
		}
		add(n, text.OtherGlassOld, text.DoLook, pathGlass)
	}
	if !who.Has(policy.Coordinator, policy.Administrator) {
		return nil
	}
	var roles, resets int
	if err := tx.One(waitingRolesSQL, []any{tx.Zone(), string(who.Account)}, &roles, &resets); err != nil {
		return err
	}
	words, do := text.OtherRolesWait, text.DoLook
	if who.Has(policy.Coordinator) {
		words, do = text.OtherRoles, text.DoConfirm
	}
	add(roles, words, do, pathConfirm)
	add(resets, text.OtherResets, text.DoLook, pathConfirm)
	return nil
}

// speak says what the roles without cases find here, and what they can do now.
func (t *Today) speak(who gate.Actor) {
	for _, x := range []struct {
		role  policy.Role
		words text.T
		links []Figure
	}{
		{policy.Referrer, text.TodayReferrer, []Figure{{text.LinkNewReferral, 0, pathNew}}},
		{policy.Tutor, text.TodayTutor, nil},
		{policy.Director, text.TodayDirector, nil},
		{policy.RegionalCoordinator, text.TodayRegion, nil},
		{policy.Administrator, text.TodayAdmin, []Figure{{text.LinkUsers, 0, pathUsers}, {text.LinkConfirm, 0, pathConfirm}, {text.LinkVerify, 0, pathVerify}}},
		{policy.Auditor, text.TodayAuditor, []Figure{{text.LinkLog, 0, pathLog}, {text.LinkVerify, 0, pathVerify}, {text.LinkGlass, 0, pathGlass}}},
	} {
		if x.role == policy.Referrer && len(t.Groups) > 0 {
			x.words = text.T{} // they are here
		}
		if who.Has(x.role) {
			if x.words != (text.T{}) {
				t.Words = append(t.Words, x.words)
			}
			t.Links = append(t.Links, x.links...)
		}
	}
	t.Links = append(t.Links, Figure{text.LinkProfile, 0, ui.PathProfile})
}
