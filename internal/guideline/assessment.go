package guideline

import (
	"crypto/sha256"
	"encoding/hex"
	"encoding/json"
	"fmt"
	"slices"
	"strconv"

	"siil/internal/text"
)

// Levels is how many anchored levels every domain has.
const Levels = 5

// AssessmentKind is an occasion of an assessment: entry, check, exit.
type AssessmentKind struct{ Entry }

// DomainGroup is one of the two sides of the matrix.
type DomainGroup struct{ Entry }

// Domain is one thing that is assessed. Section says who may know its level; Part, the section of the profession that is expected to fill it.
type Domain struct {
	Entry
	Help    text.T   `json:"help"`
	Section string   `json:"section"`
	Part    string   `json:"part"`
	Group   string   `json:"group"`
	Levels  []text.T `json:"levels"` // from 1 up
}

// Anchor is the sentence of a level, from 1 up; empty for none.
func (d Domain) Anchor(level int) text.T {
	if level < 1 || level > len(d.Levels) {
		return text.T{}
	}
	return d.Levels[level-1]
}

// Band is how an index is read from a value on, in tenths; it suggests, people decide.
type Band struct {
	Entry
	From     int    `json:"from"`
	Suggests text.T `json:"suggests"`
}

// IndexRule is a number worked out of levels. It is given when at least Least of its domains are rated; the others do not count.
type IndexRule struct {
	Entry
	Help    text.T `json:"help"`
	Formula string `json:"formula"`
	Least   int    `json:"least"`
	Bands   []Band `json:"bands"`

	formula formula
	problem text.T
}

// Domains are those that the index is worked out of.
func (x IndexRule) Domains() []string { return slices.Clone(x.formula.domains) }

// Band is the one in which a value falls, by the figure that is shown.
func (x IndexRule) Band(v Ratio) (b Band, ok bool) {
	for _, y := range x.Bands {
		if v.Known() && v.Tenths() >= y.From {
			b, ok = y, true
		}
	}
	return b, ok
}

// Value works the index out of the levels of domains (0 or absent: not rated). Of how many it was, and of how many it could be; not Known when
// fewer than Least are rated.
func (x IndexRule) Value(levels map[string]int) (v Ratio, ratedN, of int) {
	for _, d := range x.formula.domains {
		if levels[d] > 0 {
			ratedN++
		}
	}
	if of = len(x.formula.domains); ratedN < x.Least || ratedN == 0 {
		return Ratio{}, ratedN, of
	}
	return x.formula.value(levels), ratedN, of
}

// Condition is a level of a domain between two bounds, both in.
type Condition struct {
	Domain string `json:"domain"`
	From   int    `json:"from"`
	To     int    `json:"to"`
}

// Expectation is the band of levels that a domain usually has beside others; a level outside asks for a reason when the assessment is closed.
type Expectation struct {
	Code   string      `json:"code"`
	Domain string      `json:"domain"`
	From   int         `json:"from"`
	To     int         `json:"to"`
	When   []Condition `json:"when"`
	Why    text.T      `json:"why"`
}

// Applies tells whether the expectation speaks about these levels and the level is against it.
func (e Expectation) Applies(levels map[string]int) bool {
	for _, c := range e.When {
		if levels[c.Domain] < c.From || levels[c.Domain] > c.To {
			return false
		}
	}
	have := levels[e.Domain]
	return have > 0 && (have < e.From || have > e.To)
}

// ReferenceKind is a result that another system keeps: it is cited with its source and date, never worked out here.
type ReferenceKind struct {
	Entry
	Section string   `json:"section"`
	Values  []string `json:"values,omitempty"` // those that it can have; none: any words
	Number  bool     `json:"number,omitempty"`
	Most    int      `json:"most,omitempty"` // of a number
}

// Instrument is the matrix by which people are assessed. An assessment keeps the one that it began with.
type Instrument struct {
	Code       string           `json:"code"`
	Version    string           `json:"version"`
	Name       text.T           `json:"name"`
	Note       text.T           `json:"note"`
	Scale      []text.T         `json:"scale"` // the word of each level
	Kinds      []AssessmentKind `json:"kinds"`
	Groups     []DomainGroup    `json:"groups"`
	Domains    []Domain         `json:"domains"`
	Indices    []IndexRule      `json:"indices"`
	Expected   []Expectation    `json:"expected"`
	References []ReferenceKind  `json:"references"`

	digest string
}

// Kind finds an occasion by its code.
func (n *Instrument) Kind(code string) (AssessmentKind, bool) { return find(n.Kinds, code) }

// Group finds a group by its code.
func (n *Instrument) Group(code string) (DomainGroup, bool) { return find(n.Groups, code) }

// Domain finds a domain by its code.
func (n *Instrument) Domain(code string) (Domain, bool) { return find(n.Domains, code) }

// Index finds an index by its code.
func (n *Instrument) Index(code string) (IndexRule, bool) { return find(n.Indices, code) }

// Reference finds a kind of reference by its code.
func (n *Instrument) Reference(code string) (ReferenceKind, bool) { return find(n.References, code) }

// Against are the expectations against which these levels are.
func (n *Instrument) Against(levels map[string]int) (out []Expectation) {
	for _, e := range n.Expected {
		if e.Applies(levels) {
			out = append(out, e)
		}
	}
	return out
}

// Reserved tells whether a domain is known to few: it stays out of the indices, or anyone could subtract and infer its level.
func (d Domain) Reserved() bool { return d.Section != "common" }

// Digest names the instrument by what it says: another word is another digest.
func (n *Instrument) Digest() string { return n.digest }

// Body is the instrument as it is kept beside the assessments made with it.
func (n *Instrument) Body() (string, error) {
	b, err := json.Marshal(n)
	return string(b), err
}

// ParseInstrument reads an instrument that Body wrote. It fails when it does not hold together.
func ParseInstrument(body string) (*Instrument, error) {
	n := &Instrument{}
	if err := json.Unmarshal([]byte(body), n); err != nil {
		return nil, fmt.Errorf("instrument: %w", err)
	}
	if err := n.prepare(); err != nil {
		return nil, err
	}
	for _, x := range n.Indices {
		if x.problem != (text.T{}) {
			return nil, fmt.Errorf("instrument %s %s: %s", n.Code, n.Version, x.problem.In(text.English))
		}
	}
	return n, nil
}

// prepare compiles the formulas, each over the domains that everybody of the case may know.
func (n *Instrument) prepare() error {
	var open []string
	for _, d := range n.Domains {
		if !d.Reserved() {
			open = append(open, d.Code)
		}
	}
	for i := range n.Indices {
		x := &n.Indices[i]
		x.formula, x.problem = compileFormula(x.Formula, open)
	}
	body, err := n.Body()
	sum := sha256.Sum256([]byte(body))
	n.digest = hex.EncodeToString(sum[:])
	return err
}

func (c *checker) assessment() {
	n := c.m.Assessment
	c.require(n.Code != "" && n.Version != "", matrixFile, n.Code, text.GuidelineCodeShape)
	c.require(whole(n.Name), matrixFile, n.Code, text.GuidelineNoLabel.With("name"))
	checkList(c, matrixFile, n.Kinds)
	checkList(c, matrixFile, n.Groups)
	checkList(c, matrixFile, n.Domains)
	checkList(c, matrixFile, n.Indices)
	checkList(c, matrixFile, n.References)
	c.require(len(n.Scale) == Levels && wholeAll(n.Scale), matrixFile, "scale", text.GuidelineLevels.With(Levels))
	for _, d := range n.Domains {
		c.section(matrixFile, d.Code, d.Section)
		c.section(matrixFile, d.Code, d.Part)
		_, ok := n.Group(d.Group)
		c.require(ok, matrixFile, d.Code, text.GuidelineUnknown.With("group", d.Group))
		c.require(whole(d.Help), matrixFile, d.Code, text.GuidelineNoLabel.With("help"))
		c.require(len(d.Levels) == Levels && wholeAll(d.Levels), matrixFile, d.Code, text.GuidelineLevels.With(Levels))
	}
	for _, x := range n.Indices {
		c.index(x)
	}
	for _, e := range n.Expected {
		c.expectation(n, e)
	}
	for _, r := range n.References {
		c.section(matrixFile, r.Code, r.Section)
		c.require(!r.Number || r.Most > 0, matrixFile, r.Code, text.GuidelineValue.With("most", strconv.Itoa(r.Most)))
	}
}

func wholeAll(list []text.T) bool {
	return !slices.ContainsFunc(list, func(t text.T) bool { return !whole(t) })
}

func (c *checker) index(x IndexRule) {
	c.require(whole(x.Help), matrixFile, x.Code, text.GuidelineNoLabel.With("help"))
	if x.problem != (text.T{}) {
		c.add(matrixFile, x.Code, x.problem)
		return
	}
	c.require(x.Least >= 1 && x.Least <= len(x.formula.domains), matrixFile, x.Code, text.GuidelineValue.With("least", strconv.Itoa(x.Least)))
	for level := 1; level <= Levels; level++ {
		levels := map[string]int{}
		for _, d := range x.formula.domains {
			levels[d] = level
		}
		v := x.formula.value(levels)
		c.require(v.Cmp(RatioOf(1, 1)) >= 0 && v.Cmp(RatioOf(Levels, 1)) <= 0, matrixFile, x.Code, text.GuidelineFormulaRange.With(level, v.Figure(text.Italian)))
	}
	checkList(c, matrixFile, x.Bands)
	before := 0
	for i, b := range x.Bands {
		c.require(whole(b.Suggests), matrixFile, x.Code+" "+b.Code, text.GuidelineNoLabel.With("suggests"))
		c.require((i > 0 || b.From == 10) && b.From > before && b.From <= 10*Levels, matrixFile, x.Code+" "+b.Code, text.GuidelineBand.With(b.From))
		before = b.From
	}
}

// expectation holds that a band speaks only of what everybody of the case may know: a reason asked for would tell the rest.
func (c *checker) expectation(n Instrument, e Expectation) {
	in := func(from, to int) bool { return from >= 1 && from <= to && to <= Levels }
	c.require(codeShape.MatchString(e.Code), matrixFile, e.Code, text.GuidelineCodeShape)
	c.require(whole(e.Why), matrixFile, e.Code, text.GuidelineNoLabel.With("why"))
	c.require(len(e.When) > 0, matrixFile, e.Code, text.GuidelineNoEntries)
	c.require(in(e.From, e.To), matrixFile, e.Code, text.GuidelineValue.With("from", strconv.Itoa(e.From)))
	for _, w := range append([]Condition{{e.Domain, e.From, e.To}}, e.When...) {
		d, ok := n.Domain(w.Domain)
		c.require(ok, matrixFile, e.Code, text.GuidelineUnknown.With("domain", w.Domain))
		c.require(!ok || !d.Reserved(), matrixFile, e.Code, text.GuidelineReservedUsed.With(w.Domain))
		c.require(in(w.From, w.To), matrixFile, e.Code, text.GuidelineValue.With("when", strconv.Itoa(w.From)))
	}
}
