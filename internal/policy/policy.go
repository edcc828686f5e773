// Package policy says who may do what. The rules stand in siil.cedar, which a data-protection officer can read; this package gives the
// rules their facts and answers yes or no. It knows no database: rooms tell it how an account stands to a case.
package policy

import (
	_ "embed"
	"fmt"
	"sync"

	"github.com/cedar-policy/cedar-go"
	"github.com/cedar-policy/cedar-go/x/exp/ast"
	"github.com/cedar-policy/cedar-go/x/exp/schema"
	"github.com/cedar-policy/cedar-go/x/exp/schema/validate"

	"siil/internal/value"
)

//go:embed siil.cedar
var rules []byte

//go:embed schema.cedarschema
var facts string

// Principal is whoever asks: an account in one zone, with the roles that are valid now.
type Principal struct {
	Zone    string
	Account value.ID
	Roles   []Role
	Core    bool // of the core team (nucleo stabile); others are called in for single cases
}

// Has tells whether the principal has one of the roles.
func (p Principal) Has(any ...Role) bool {
	for _, r := range p.Roles {
		for _, a := range any {
			if r == a {
				return true
			}
		}
	}
	return false
}

// Resource is what the action is about, with how the principal stands to it.
type Resource struct {
	Zone    string
	Kind    Kind
	ID      value.ID
	Section Section // of a note

	CaseManager bool // the principal manages the case
	CaseTeam    bool // the principal is in the team of the case today
	Glass       bool // the principal has opened the case with a reason that still holds
	Justice     bool // the principal was authorised for the justice section of this case
	Own         bool // it is addressed to, belongs to or was made by the principal
	Member      bool // the principal is called to the sitting
	Present     bool // the principal is, or when the sitting was closed was, attending it
	Recorder    bool // the principal writes the minutes of the sitting
	Out         bool // the principal has stepped out of the case that the sitting is about
}

// Rules is the checked set of rules; it is safe for concurrent use.
type Rules struct {
	set     *cedar.PolicySet
	answers sync.Map // of question to bool: some thousands at most, however many people there are
}

// Load parses the rules and checks them against their schema: unknown actions, attributes and types are errors, so a program with
// broken rules does not start.
func Load() (*Rules, error) { return Parse(rules) }

// Default is Load done once; it panics on broken rules, which a test of this package excludes.
var Default = sync.OnceValue(func() *Rules {
	r, err := Load()
	if err != nil {
		panic(err)
	}
	return r
})

// Parse reads rules from a text and checks them; tests use it to plant faults.
func Parse(text []byte) (*Rules, error) {
	set, err := cedar.NewPolicySetFromBytes("siil.cedar", text)
	if err != nil {
		return nil, fmt.Errorf("policy: %w", err)
	}
	var s schema.Schema
	if err := s.UnmarshalCedar([]byte(schemaText())); err != nil {
		return nil, fmt.Errorf("policy schema: %w", err)
	}
	resolved, err := s.Resolve()
	if err != nil {
		return nil, fmt.Errorf("policy schema: %w", err)
	}
	v := validate.New(resolved)
	for id, p := range set.All() {
		if err := v.Policy(string(id), (*ast.Policy)(p.AST())); err != nil {
			return nil, fmt.Errorf("policy %s (%s): %w", id, p.Annotations()["id"], err)
		}
	}
	return &Rules{set: set}, nil
}

func schemaText() string {
	text := facts
	for _, a := range Actions {
		text += fmt.Sprintf("action %q appliesTo { principal: Account, resource: Thing, context: Facts };\n", string(a))
	}
	return text
}

// question is everything that a decision may depend on. Rules cannot name single accounts or things: Cedar is asked about nameless ones,
// so two equal questions have the same answer and it is worked out once.
type question struct {
	zone   bool // the same for both
	roles  string
	core   bool
	action Action
	res    Resource
}

// Decide answers whether the principal may do the action to the resource. An error while evaluating any rule is a refusal with an error:
// Cedar skips a rule that errs, a forbid too, so an error must never let anything through.
func (r *Rules) Decide(p Principal, a Action, res Resource) (bool, error) {
	q := question{zone: p.Zone == res.Zone, core: p.Core, action: a, res: res}
	q.res.ID, q.res.Zone = "", ""
	for _, x := range p.Roles {
		q.roles += string(x) + " "
	}
	if ok, known := r.answers.Load(q); known {
		return ok.(bool), nil
	}
	ok, err := r.work(p, a, res)
	if err == nil {
		r.answers.Store(q, ok)
	}
	return ok, err
}

func (r *Rules) work(p Principal, a Action, res Resource) (bool, error) {
	who, what := cedar.NewEntityUID("Account", "who"), cedar.NewEntityUID("Thing", "what")
	roles := make([]cedar.Value, len(p.Roles))
	for i, x := range p.Roles {
		roles[i] = cedar.String(x)
	}
	world := cedar.EntityMap{
		who: {UID: who, Attributes: cedar.NewRecord(cedar.RecordMap{
			"zone": cedar.String(p.Zone), "roles": cedar.NewSet(roles...), "core": cedar.Boolean(p.Core)})},
		what: {UID: what, Attributes: cedar.NewRecord(cedar.RecordMap{"zone": cedar.String(res.Zone), "kind": cedar.String(res.Kind)})},
	}
	decision, diag := cedar.Authorize(r.set, world, cedar.Request{
		Principal: who,
		Action:    cedar.NewEntityUID("Action", cedar.String(a)),
		Resource:  what,
		Context: cedar.NewRecord(cedar.RecordMap{
			"section": cedar.String(res.Section), "case_manager": cedar.Boolean(res.CaseManager), "case_team": cedar.Boolean(res.CaseTeam),
			"glass": cedar.Boolean(res.Glass), "justice": cedar.Boolean(res.Justice), "own": cedar.Boolean(res.Own),
			"member": cedar.Boolean(res.Member), "present": cedar.Boolean(res.Present), "recorder": cedar.Boolean(res.Recorder), "out": cedar.Boolean(res.Out)}),
	})
	if len(diag.Errors) > 0 {
		return false, fmt.Errorf("policy: rule %s cannot be evaluated: %s", diag.Errors[0].PolicyID, diag.Errors[0].Message)
	}
	return decision == cedar.Allow, nil
}
