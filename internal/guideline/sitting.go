package guideline

import (
	"strconv"

	"siil/internal/text"
)

// Quorum is how many members of a part (the section of their profession) must be there for a decision to hold.
type Quorum struct {
	Part  string `json:"part"`
	Least int    `json:"least"`
}

// Why is why a case stands on an agenda.
type Why struct{ Entry }

// Conflict is why a member steps out of a case.
type Conflict struct{ Entry }

// Decision is one of the things that a sitting can decide on a case.
type Decision struct {
	Entry
	To        string `json:"to"`      // the state of the case; empty when it stays
	By        Maker  `json:"by"`      // the command that makes the step; empty without one
	Manager   string `json:"manager"` // needed, may, or empty: no case manager is chosen
	Reason    bool   `json:"reason"`  // must be written
	Advice    bool   `json:"advice"`  // the sender must be told whom to ask instead
	Step      bool   `json:"step,omitempty"`
	Team      bool   `json:"team,omitempty"` // somebody must be added to the team of the case
	ComesBack bool   `json:"comes_back"`     // the case waits for the next sitting
	Outcome   bool   `json:"outcome"`        // whoever referred is told
	Said      text.T `json:"said"`           // what they are told
}

// Sittings is what the guidelines say of sittings.
type Sittings struct {
	Quorum        []Quorum   `json:"quorum"`
	Workload      int        `json:"workload"`        // open cases of one case manager that are not to be passed
	MinutesAnItem int        `json:"minutes_an_item"` // that an agenda foresees
	Whys          []Why      `json:"whys"`
	Decisions     []Decision `json:"decisions"`
	Conflicts     []Conflict `json:"conflicts"`
}

// Why finds why a case stands on an agenda by its code.
func (s Sittings) Why(code string) (Why, bool) { return find(s.Whys, code) }

// Decision finds a decision by its code.
func (s Sittings) Decision(code string) (Decision, bool) { return find(s.Decisions, code) }

// Conflict finds why a member steps out by its code.
func (s Sittings) Conflict(code string) (Conflict, bool) { return find(s.Conflicts, code) }

func (c *checker) sittings() {
	s := c.m.Sittings
	checkList(c, sittingFile, s.Whys)
	checkList(c, sittingFile, s.Decisions)
	checkList(c, sittingFile, s.Conflicts)
	c.require(len(s.Quorum) > 0, sittingFile, "quorum", text.GuidelineNoEntries)
	for _, q := range s.Quorum {
		c.section(sittingFile, "quorum", q.Part)
		c.require(q.Least > 0, sittingFile, "quorum", text.GuidelineValue.With("least", strconv.Itoa(q.Least)))
	}
	c.require(s.Workload > 0 && s.MinutesAnItem > 0, sittingFile, "workload", text.GuidelineValue.With("workload", strconv.Itoa(s.Workload)))
	for _, d := range s.Decisions {
		c.oneOf(sittingFile, d.Code, "manager", d.Manager, "", "may", "needed")
		c.require(whole(d.Said), sittingFile, d.Code, text.GuidelineNoLabel.With("said"))
		c.leads(sittingFile, d.Code, "IN_EQUIPE", d.To)
		step, _ := c.m.Transition("IN_EQUIPE", d.To)
		c.require(step.By == d.By, sittingFile, d.Code, text.GuidelineValue.With("by", string(d.By)))
	}
}
