package casefile

import (
	"siil/internal/gate"
	"siil/internal/policy"
	"siil/internal/text"
	"siil/internal/ui"
)

// laterTabs are pages of a case that rooms further down the street serve, each at an address under the case's own, for whoever may do the
// action in the common section.
var laterTabs = []struct {
	label  text.T
	under  string
	action policy.Action
}{
	{text.TabAssessments, "/valutazioni", policy.AssessmentRead},
	{text.TabProject, "/progetto", policy.PlanRead},
	{text.TabActions, "/azioni", policy.PlanRead},
	{text.TabDocuments, "/documenti", policy.DocumentRead},
}

// Tabs are the pages of a case that the actor may open; under is the one that is shown. For the rooms whose pages stand among them.
func Tabs(tx *gate.ReadTx, c Case, res policy.Resource, under string) []ui.Tab {
	may := map[policy.Action]bool{policy.PersonRead: tx.May(policy.PersonRead, res), policy.ReadersRead: tx.May(policy.ReadersRead, res)}
	mayLater(tx, res, may)
	return tabsOf(c, may, under)
}

func mayLater(tx *gate.ReadTx, res policy.Resource, may map[policy.Action]bool) {
	res.Section = policy.Common
	for _, t := range laterTabs {
		may[t.action] = tx.May(t.action, res)
	}
	may[policy.DocumentMake] = tx.May(policy.DocumentMake, res)
}

func tabsOf(c Case, may map[policy.Action]bool, under string) []ui.Tab {
	path := "/casi/" + string(c.ID)
	out := []ui.Tab{{Label: text.TabDiary, Href: path, On: under == ""}}
	for _, t := range laterTabs {
		if may[t.action] {
			out = append(out, ui.Tab{Label: t.label, Href: path + t.under, On: under == t.under})
		}
	}
	if may[policy.PersonRead] {
		out = append(out, ui.Tab{Label: text.PersonTab, Href: path + "/persona"})
	}
	out = append(out, ui.Tab{Label: text.NextSteps, Href: path + "/passi", On: under == "/passi"})
	out = append(out, ui.Tab{Label: text.TabTeam, Href: path + "/squadra", On: under == "/squadra"})
	if may[policy.ReadersRead] {
		out = append(out, ui.Tab{Label: text.TabReaders, Href: path + "/accessi", On: under == "/accessi"})
	}
	return out
}

// Crumbs are the path to a page of a case: cases, the case, then what the page adds.
func Crumbs(c Case, own ...ui.Crumb) []ui.Crumb {
	return append([]ui.Crumb{{Label: text.NavCases, Href: "/casi"}, {Label: text.Raw(c.Person.Name()), Href: "/casi/" + string(c.ID)}}, own...)
}
