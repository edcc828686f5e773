package guideline

import (
	"regexp"
	"slices"
	"strings"
	"time"

	"siil/internal/text"
)

// Problem is something in a model that does not hold together: in which file, at which code, and what to do.
type Problem struct {
	File string
	Code string
	What text.T
}

// Text says the problem in one line.
func (p Problem) Text() text.T {
	return text.T{
		text.GuidelineProblem.F(text.Italian, p.File, p.Code, p.What.In(text.Italian)),
		text.GuidelineProblem.F(text.English, p.File, p.Code, p.What.In(text.English)),
	}
}

// String says the problem in English, for logs and test output.
func (p Problem) String() string { return p.File + ", " + p.Code + ": " + p.What.In(text.English) }

// Check finds everything in the model that would mislead the program; it is run at start and before a zone adopts a model. An empty
// answer means that the model may be used.
func (m *Model) Check() []Problem {
	c := &checker{m: m, states: codes(m.States), sections: codes(m.Sections), roles: codes(m.Roles)}
	c.info()
	c.lists()
	c.checkStates()
	c.checkTransitions()
	c.reach()
	c.checkSections()
	c.reserved()
	c.words()
	c.proposals()
	c.referrals()
	c.sittings()
	c.assessment()
	c.actions()
	c.goals()
	c.documents()
	c.overview()
	c.followUps()
	return c.problems
}

type checker struct {
	m                       *Model
	states, sections, roles []string
	problems                []Problem
}

func (c *checker) add(file, code string, what text.T) {
	c.problems = append(c.problems, Problem{file, code, what})
}

func (c *checker) require(ok bool, file, code string, what text.T) {
	if !ok {
		c.add(file, code, what)
	}
}

func codes[T Coded](list []T) []string {
	out := make([]string, len(list))
	for i, v := range list {
		out[i] = v.entry().Code
	}
	return out
}

func whole(t text.T) bool {
	return strings.TrimSpace(t[text.Italian]) != "" && strings.TrimSpace(t[text.English]) != ""
}

func isDate(s string) bool {
	_, err := time.Parse(time.DateOnly, s)
	return err == nil
}

func (c *checker) info() {
	i := c.m.Info
	c.require(i.Code != "" && i.Version != "", modelFile, i.Code, text.GuidelineCodeShape)
	c.require(isDate(i.Date), modelFile, i.Code, text.GuidelineBadDate.With(i.Date))
	c.require(whole(i.Name), modelFile, i.Code, text.GuidelineNoLabel.With("name"))
}

var codeShape = regexp.MustCompile(`^[A-Za-z][A-Za-z0-9_]*$`)

func checkList[T Coded](c *checker, file string, list []T) {
	c.require(len(list) > 0, file, "-", text.GuidelineNoEntries)
	seen := map[string]bool{}
	for _, v := range list {
		e := v.entry()
		c.require(codeShape.MatchString(e.Code), file, e.Code, text.GuidelineCodeShape)
		c.require(!seen[e.Code], file, e.Code, text.GuidelineCodeTwice)
		seen[e.Code] = true
		c.require(whole(e.Label), file, e.Code, text.GuidelineNoLabel.With("label"))
		c.require(e.DeprecatedAt == "" || isDate(e.DeprecatedAt), file, e.Code, text.GuidelineBadDate.With(e.DeprecatedAt))
	}
}

func (c *checker) lists() {
	m := c.m
	checkList(c, statesFile, m.Phases)
	checkList(c, statesFile, m.States)
	checkList(c, sectionsFile, m.Sections)
	checkList(c, rolesFile, m.Roles)
	checkList(c, suspensionFile, m.SuspensionReasons)
	checkList(c, closureFile, m.ClosureReasons)
	checkList(c, closureFile, m.Outcomes)
	checkList(c, breakGlassFile, m.BreakGlassReasons)
	checkList(c, programmesFile, m.Programmes)
	checkList(c, kindsFile, m.OrganisationKinds)
	checkList(c, urgencyFile, m.Urgencies)
	checkList(c, importFile, m.Import.Fields)
	for _, r := range m.Roles {
		c.oneOf(rolesFile, r.Code, "kind", string(r.Kind), string(AccountRole), string(Assignment), string(SystemRole))
		c.oneOf(rolesFile, r.Code, "scope", r.Scope, "zone", "region", "case")
		c.require(r.Section == "" || slices.Contains(c.sections, r.Section), rolesFile, r.Code, text.GuidelineUnknown.With("section", r.Section))
	}
	for _, o := range m.Outcomes {
		c.oneOf(closureFile, o.Code, "kind", o.Kind, "yes_no", "delta")
		c.oneOf(closureFile, o.Code, "when", o.When, "exit", "28_days", "6_months")
	}
}

func (c *checker) oneOf(file, code, field, value string, allowed ...string) {
	c.require(slices.Contains(allowed, value), file, code, text.GuidelineValue.With(field, value))
}

func (c *checker) checkSections() {
	for _, s := range c.m.Sections {
		c.require(whole(s.Read), sectionsFile, s.Code, text.GuidelineNoLabel.With("read"))
		c.require(whole(s.Write), sectionsFile, s.Code, text.GuidelineNoLabel.With("write"))
		for _, r := range slices.Concat(s.Readers, s.Writers) {
			c.require(slices.Contains(c.roles, r), sectionsFile, s.Code, text.GuidelineUnknown.With("role", r))
		}
		for _, w := range s.Writers {
			c.require(slices.Contains(s.Readers, w), sectionsFile, s.Code, text.GuidelineValue.With("writers", w))
		}
	}
}

// reserved holds what a code may tell: a value of a section that not everybody reads needs words for the others.
func (c *checker) reserved() {
	one := func(file, code, section string, outside text.T) {
		c.require(slices.Contains(c.sections, section), file, code, text.GuidelineUnknown.With("section", section))
		c.require(section == "common" || whole(outside), file, code, text.GuidelineNoOutside)
		c.require(outside == text.T{} || whole(outside), file, code, text.GuidelineNoLabel.With("outside"))
	}
	for _, r := range c.m.SuspensionReasons {
		one(suspensionFile, r.Code, r.Section, r.Outside)
	}
	for _, r := range c.m.ClosureReasons {
		one(closureFile, r.Code, r.Section, r.Outside)
	}
	for _, r := range c.m.BreakGlassReasons {
		one(breakGlassFile, r.Code, r.Section, r.Outside)
	}
	for _, p := range c.m.Programmes {
		one(programmesFile, p.Code, p.Section, p.Outside)
	}
	for _, k := range c.m.OrganisationKinds {
		one(kindsFile, k.Code, k.Section, k.Outside)
	}
}
