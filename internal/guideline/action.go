package guideline

import (
	"slices"

	"siil/internal/text"
)

// Catalogue is what the guidelines say of projects: kinds of actions, how they end, and the rules of a project.
type Catalogue struct {
	Groups       []Entry            `json:"groups"`
	Kinds        []ActionKind       `json:"kinds"`
	Reasons      []Entry            `json:"reasons"` // of an interruption
	Results      []Entry            `json:"results"` // of an end
	Plan         PlanRules          `json:"plan"`
	Traineeships []TraineeshipLimit `json:"traineeships"`
}

// OtherKind is the kind of the zone's own actions: it wants a title.
const OtherKind = "ALTRO"

// PlanRules are the rules of a project. Easy is the Gulpease index from which a text is called easy.
type PlanRules struct {
	CheckDays int      `json:"check_days"`
	MostGoals int      `json:"most_goals"`
	Easy      int      `json:"easy"`
	Required  []string `json:"required"` // parties whose signature puts a project in force
	Progress  []Entry  `json:"progress"`
	Parties   []Entry  `json:"parties"`
	Links     []Entry  `json:"links"`
}

// ActionKind is a kind of action. Section is who may know that somebody has one; Domains are those of the matrix that it serves.
type ActionKind struct {
	Entry
	Group       string   `json:"group"`
	Section     string   `json:"section"`
	Traineeship string   `json:"traineeship,omitempty"` // code of its limits
	Hours       bool     `json:"hours,omitempty"`       // attendance is kept
	Domains     []string `json:"domains"`
	Funds       []string `json:"funds,omitempty"`
	Help        text.T   `json:"help,omitzero"`
}

// Kind finds a kind of action by its code.
func (c Catalogue) Kind(code string) (ActionKind, bool) { return find(c.Kinds, code) }

// For lists the kinds of actions that serve a domain, in the order of the catalogue.
func (c Catalogue) For(domain string) (out []ActionKind) {
	for _, k := range c.Kinds {
		if slices.Contains(k.Domains, domain) {
			out = append(out, k)
		}
	}
	return out
}

// Group finds a group of kinds by its code.
func (c Catalogue) Group(code string) (Entry, bool) { return find(c.Groups, code) }

// Reason finds a reason of an interruption by its code.
func (c Catalogue) Reason(code string) (Entry, bool) { return find(c.Reasons, code) }

// Result finds the result of an action by its code.
func (c Catalogue) Result(code string) (Entry, bool) { return find(c.Results, code) }

// ProgressAs finds how far a goal is by its code.
func (r PlanRules) ProgressAs(code string) (Entry, bool) { return find(r.Progress, code) }

// Party finds who signs by its code.
func (r PlanRules) Party(code string) (Entry, bool) { return find(r.Parties, code) }

// Link finds a kind of pact kept elsewhere by its code.
func (r PlanRules) Link(code string) (Entry, bool) { return find(r.Links, code) }

// Traineeship finds the limits of a traineeship by their code.
func (c Catalogue) Traineeship(code string) (TraineeshipLimit, bool) {
	return find(c.Traineeships, code)
}

// GoalProposal is a goal, in the person's words, that fits a domain rated at a level between From and UpTo, with the kinds of actions that may
// lead to it. ReachedWhen is something that both can see.
type GoalProposal struct {
	Entry
	Domain      string   `json:"domain"`
	From        int      `json:"from"`
	UpTo        int      `json:"up_to"`
	ReachedWhen text.T   `json:"reached_when"`
	Actions     []string `json:"actions"`
}

// GoalsFor lists the proposals for a domain at a level.
func (m *Model) GoalsFor(domain string, level int) (out []GoalProposal) {
	for _, g := range m.Goals {
		if g.Domain == domain && g.From <= level && level <= g.UpTo {
			out = append(out, g)
		}
	}
	return out
}

// Goal finds a proposal by its code.
func (m *Model) Goal(code string) (GoalProposal, bool) { return find(m.Goals, code) }
