package guideline

import (
	"fmt"
	"reflect"
	"slices"
	"strings"

	"github.com/expr-lang/expr"
	"github.com/expr-lang/expr/ast"
	"github.com/expr-lang/expr/conf"
	"github.com/expr-lang/expr/parser"
	"github.com/expr-lang/expr/vm"

	"siil/internal/text"
)

// rated is what a formula knows of a domain: its level, 0 when it is not rated.
type rated int

// MaxFormula is how long a formula may be, in characters.
const MaxFormula = 1000

// formula is a calculation over domains: + - * / and brackets over whole numbers, sum(…) of the levels of those domains among its arguments
// that are rated, count(…) of how many are. Everything in it is exact.
type formula struct {
	program *vm.Program
	domains []string // those that it names, in the order of their first place
}

// environment is what a formula may name: its domains, and what it may do with them.
func environment(levels map[string]rated) map[string]any {
	env := map[string]any{
		"sum": func(of ...rated) Ratio {
			n := int64(0)
			for _, x := range of {
				n += int64(x)
			}
			return RatioOf(n, 1)
		},
		"count": func(of ...rated) Ratio {
			n := int64(0)
			for _, x := range of {
				if x > 0 {
					n++
				}
			}
			return RatioOf(n, 1)
		},
		"plus": Ratio.Plus, "minus": Ratio.Minus, "times": Ratio.Times, "over": Ratio.Over,
	}
	for code, level := range levels {
		env[code] = level
	}
	return env
}

// compileFormula reads a formula over the domains that it may name. What is wrong comes back as words for whoever writes guidelines.
func compileFormula(source string, domains []string) (f formula, problem text.T) {
	if source == "" || len(source) > MaxFormula {
		return f, text.GuidelineFormula.With(source, "-")
	}
	levels := map[string]rated{}
	for _, d := range domains {
		levels[d] = 0
	}
	plain := conf.New(environment(levels)) // sum and count are ours, not the parser's own
	tree, err := parser.ParseWithConfig(source, plain)
	if err != nil {
		return f, text.GuidelineFormula.With(source, firstLine(err))
	}
	look := &onlyArithmetic{domains: domains}
	ast.Walk(&tree.Node, look)
	if look.bad != (text.T{}) {
		return f, look.bad
	}
	f.program, err = expr.Compile(source, expr.Env(environment(levels)), expr.DisableAllBuiltins(), expr.Patch(exactNumbers{}),
		expr.Operator("+", "plus"), expr.Operator("-", "minus"), expr.Operator("*", "times"), expr.Operator("/", "over"), expr.AsKind(reflect.Struct))
	if err != nil {
		return f, text.GuidelineFormula.With(source, firstLine(err))
	}
	f.domains = look.named
	return f, dividesByNothing(f, tree.Node)
}

func firstLine(err error) string {
	line, _, _ := strings.Cut(err.Error(), "\n")
	return line
}

// value works the formula out; nothing when it divides by nothing.
func (f formula) value(levels map[string]int) Ratio {
	known := map[string]rated{}
	for _, d := range f.domains {
		known[d] = rated(levels[d])
	}
	out, err := expr.Run(f.program, environment(known))
	r, ok := out.(Ratio)
	if err != nil || !ok {
		return Ratio{}
	}
	return r
}

// exactNumbers makes every number of a formula a Ratio, so that 1/2 is a half.
type exactNumbers struct{}

func (exactNumbers) Visit(node *ast.Node) {
	if n, ok := (*node).(*ast.IntegerNode); ok {
		c := &ast.ConstantNode{Value: RatioOf(int64(n.Value), 1)}
		c.SetType(reflect.TypeFor[Ratio]())
		ast.Patch(node, c)
	}
}

// onlyArithmetic refuses everything that a formula has no need of.
type onlyArithmetic struct {
	domains, named []string
	bad            text.T
}

func (o *onlyArithmetic) Visit(node *ast.Node) {
	refuse := func(what string) {
		if o.bad == (text.T{}) {
			o.bad = text.GuidelineFormulaSign.With(what)
		}
	}
	switch n := (*node).(type) {
	case *ast.IntegerNode:
	case *ast.BinaryNode:
		if !slices.Contains([]string{"+", "-", "*", "/"}, n.Operator) {
			refuse(n.Operator)
		}
	case *ast.IdentifierNode:
		switch {
		case n.Value == "sum" || n.Value == "count":
		case !slices.Contains(o.domains, n.Value):
			if o.bad == (text.T{}) {
				o.bad = text.GuidelineFormulaDomain.With(n.Value)
			}
		case !slices.Contains(o.named, n.Value):
			o.named = append(o.named, n.Value)
		}
	case *ast.CallNode:
		if name, of := callOf(n); (name != "sum" && name != "count") || len(of) == 0 {
			refuse(name + "()")
		}
	default:
		refuse(fmt.Sprintf("%v", n))
	}
}

// callOf is the name and the arguments of a call.
func callOf(node ast.Node) (string, []ast.Node) {
	if n, ok := node.(*ast.CallNode); ok {
		if id, ok := n.Callee.(*ast.IdentifierNode); ok {
			return id.Value, n.Arguments
		}
	}
	return "", nil
}

// dividesByNothing finds a division by nothing that could happen while some domain is rated. What divides may be made only of count(…), whole
// numbers above 0, + and *, so that whether it is nothing depends on which domains are rated alone: every choice of them is tried.
func dividesByNothing(f formula, root ast.Node) text.T {
	look := &divisors{}
	ast.Walk(&root, look)
	if look.bad != "" {
		return text.GuidelineFormulaDivisor.With(look.bad)
	}
	if len(f.domains) == 0 || len(f.domains) > maxIndexed {
		return text.GuidelineFormulaMany.With(maxIndexed)
	}
	for choice := 1; choice < 1<<len(f.domains); choice++ {
		levels, missing := map[string]int{}, []string{}
		for i, d := range f.domains {
			if choice&(1<<i) != 0 {
				levels[d] = 1
			} else {
				missing = append(missing, d)
			}
		}
		if !f.value(levels).Known() {
			return text.GuidelineFormulaNothing.With(strings.Join(missing, ", "))
		}
	}
	return text.T{}
}

// maxIndexed is how many domains one index may have.
const maxIndexed = 12

type divisors struct{ bad string }

func (d *divisors) Visit(node *ast.Node) {
	if n, ok := (*node).(*ast.BinaryNode); ok && n.Operator == "/" && !counts(n.Right) {
		d.bad = n.Right.String()
	}
}

// counts tells whether a divisor is made only of what cannot come to nothing unless nothing is rated.
func counts(node ast.Node) bool {
	switch n := node.(type) {
	case *ast.IntegerNode:
		return n.Value > 0
	case *ast.BinaryNode:
		return (n.Operator == "+" || n.Operator == "*") && counts(n.Left) && counts(n.Right)
	}
	name, _ := callOf(node)
	return name == "count"
}
