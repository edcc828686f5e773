package guideline

import (
	"slices"
	"strconv"

	"siil/internal/text"
)

// actions checks the catalogue of actions and the rules of a project.
func (c *checker) actions() {
	a := c.m.Actions
	checkList(c, actionsFile, a.Groups)
	checkList(c, actionsFile, a.Kinds)
	checkList(c, actionsFile, a.Reasons)
	checkList(c, actionsFile, a.Results)
	checkList(c, actionsFile, a.Plan.Progress)
	checkList(c, actionsFile, a.Plan.Parties)
	checkList(c, actionsFile, a.Plan.Links)
	checkList(c, actionsFile, a.Traineeships)
	for _, k := range a.Kinds {
		c.kindOfAction(k)
	}
	for _, g := range a.Groups {
		used := slices.ContainsFunc(a.Kinds, func(k ActionKind) bool { return k.Group == g.Code })
		c.require(used, actionsFile, g.Code, text.GuidelineNoEntries)
	}
	c.otherKind()
	for _, l := range a.Traineeships {
		c.require(l.Months > 0 && l.MonthsLonger >= l.Months, actionsFile, l.Code, text.GuidelineTerm.With("months"))
		c.oneOf(actionsFile, l.Code, "certainty", string(l.Certainty), string(Stated), string(Known), string(Inferred))
		c.require(l.Allowance >= 0, actionsFile, l.Code, text.GuidelineValue.With("allowance", strconv.Itoa(int(l.Allowance))))
		c.require(whole(l.Source), actionsFile, l.Code, text.GuidelineNoLabel.With("source"))
	}
	c.planRules(a.Plan)
}

// otherKind: the zone's own actions fit every domain and are kept where everybody reads.
func (c *checker) otherKind() {
	k, ok := c.m.Actions.Kind(OtherKind)
	c.require(ok, actionsFile, OtherKind, text.GuidelineUnknown.With("kinds", OtherKind))
	for _, d := range c.m.Assessment.Domains {
		c.require(!ok || slices.Contains(k.Domains, d.Code), actionsFile, OtherKind, text.GuidelineUnknown.With("domains", d.Code))
	}
}

func (c *checker) kindOfAction(k ActionKind) {
	a := c.m.Actions
	_, ok := a.Group(k.Group)
	c.require(ok, actionsFile, k.Code, text.GuidelineUnknown.With("group", k.Group))
	c.section(actionsFile, k.Code, k.Section)
	if k.Traineeship != "" {
		_, ok := a.Traineeship(k.Traineeship)
		c.require(ok, actionsFile, k.Code, text.GuidelineUnknown.With("traineeship", k.Traineeship))
	}
	c.require(len(k.Domains) > 0, actionsFile, k.Code, text.GuidelineNoEntries)
	for _, d := range k.Domains {
		_, ok := c.m.Assessment.Domain(d)
		c.require(ok, actionsFile, k.Code, text.GuidelineUnknown.With("domains", d))
	}
	for _, f := range k.Funds {
		p, ok := find(c.m.Programmes, f)
		c.require(ok, actionsFile, k.Code, text.GuidelineUnknown.With("funds", f))
		c.require(!ok || p.Section == "common" || p.Section == k.Section, actionsFile, k.Code, text.GuidelineValue.With("funds", f))
	}
	c.require(k.Help == text.T{} || whole(k.Help), actionsFile, k.Code, text.GuidelineNoLabel.With("help"))
}

func (c *checker) planRules(r PlanRules) {
	c.require(r.CheckDays > 0, actionsFile, "plan", text.GuidelineTerm.With("check_days"))
	c.require(r.MostGoals > 0, actionsFile, "plan", text.GuidelineTerm.With("most_goals"))
	c.require(r.Easy > 0 && r.Easy <= 100, actionsFile, "plan", text.GuidelineValue.With("easy", strconv.Itoa(r.Easy)))
	c.require(len(r.Required) > 0, actionsFile, "plan", text.GuidelineNoEntries)
	for _, p := range r.Required {
		_, ok := r.Party(p)
		c.require(ok, actionsFile, "plan", text.GuidelineUnknown.With("required", p))
	}
}

// weak is the highest level of a domain for which a goal must be at hand.
const weak = 3

// goals checks the proposals: each domain has one at each weak level, and each leads to actions that serve its domain.
func (c *checker) goals() {
	checkList(c, goalsFile, c.m.Goals)
	for _, g := range c.m.Goals {
		_, ok := c.m.Assessment.Domain(g.Domain)
		c.require(ok, goalsFile, g.Code, text.GuidelineUnknown.With("domain", g.Domain))
		c.require(g.From >= 1 && g.From <= g.UpTo, goalsFile, g.Code, text.GuidelineValue.With("from", strconv.Itoa(g.From)))
		c.require(g.UpTo >= 1 && g.UpTo <= Levels, goalsFile, g.Code, text.GuidelineValue.With("up_to", strconv.Itoa(g.UpTo)))
		c.require(whole(g.ReachedWhen), goalsFile, g.Code, text.GuidelineNoLabel.With("reached_when"))
		c.require(len(g.Actions) > 0, goalsFile, g.Code, text.GuidelineNoEntries)
		for _, code := range g.Actions {
			k, ok := c.m.Actions.Kind(code)
			c.require(ok && slices.Contains(k.Domains, g.Domain), goalsFile, g.Code, text.GuidelineUnknown.With("actions", code))
		}
	}
	for _, d := range c.m.Assessment.Domains {
		for level := 1; level <= weak; level++ {
			c.require(len(c.m.GoalsFor(d.Code, level)) > 0, goalsFile, d.Code, text.GuidelineNoEntries)
		}
	}
}
