package policy

import (
	"flag"
	"os"
	"regexp"
	"slices"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"
	"pgregory.net/rapid"
)

var update = flag.Bool("update", false, "write the golden files anew")

const golden = "../../test/golden/permissions.txt"

// TestPermissionTable holds the whole table to the golden file; after a wanted change, run with -update and review the difference.
func TestPermissionTable(t *testing.T) {
	table, err := Default().Table()
	if err != nil {
		t.Fatal(err)
	}
	if *update {
		if err := os.WriteFile(golden, []byte(table), 0o644); err != nil {
			t.Fatal(err)
		}
	}
	want, err := os.ReadFile(golden)
	if err != nil {
		t.Fatal(err)
	}
	if d := cmp.Diff(string(want), table); d != "" {
		t.Errorf("the permissions have changed (-golden +now):\n%s", d)
	}
}

// TestEveryRuleCounts drops each rule and negates each condition: the table of the actions that the rule names must change every time, or
// the rule is dead.
func TestEveryRuleCounts(t *testing.T) {
	for _, m := range mutants(string(rules)) {
		r, err := Parse([]byte(m.text))
		if err != nil {
			continue // a mutant that the schema refuses is killed too
		}
		want, err := Default().tableOf(m.actions)
		if err != nil {
			t.Fatal(err)
		}
		if changed, err := r.tableOf(m.actions); err == nil && changed == want {
			t.Errorf("a mutant of the rule %s survives", m.rule)
		}
	}
}

type mutant struct {
	rule, text string
	actions    []Action // those that the rule names; all of them when it names none
}

var actionNamed = regexp.MustCompile(`Action::"([^"]+)"`)

// mutants gives one text for each rule left out and one for each condition turned round.
func mutants(text string) []mutant {
	parts := strings.Split(text, "@id(")
	var out []mutant
	for i := 1; i < len(parts); i++ {
		rule, _, _ := strings.Cut(parts[i], ")")
		m := mutant{rule: rule, actions: Actions}
		if named := actionNamed.FindAllStringSubmatch(parts[i], -1); named != nil {
			m.actions = nil
			for _, a := range named {
				m.actions = append(m.actions, Action(a[1]))
			}
		}
		m.text = strings.Join(slices.Concat(parts[:i], parts[i+1:]), "@id(")
		out = append(out, m)
		if turned := slices.Clone(parts); strings.Contains(turned[i], "when {") {
			turned[i] = strings.Replace(turned[i], "when {", "unless {", 1)
			m.text = strings.Join(turned, "@id(")
			out = append(out, m)
		}
	}
	return out
}

func TestBrokenRulesDoNotLoad(t *testing.T) {
	for name, text := range map[string]string{
		"unknown action":    `permit (principal, action == Action::"case.burn", resource);`,
		"unknown attribute": `permit (principal, action == Action::"case.open", resource) when { principal.age > 3 };`,
		"wrong type":        `permit (principal, action == Action::"case.open", resource) when { principal.zone > 3 };`,
		"not Cedar":         `allow everything`,
	} {
		if _, err := Parse([]byte(text)); err == nil {
			t.Errorf("%s: loaded", name)
		}
	}
}

// TestAnErrorOfARuleRefuses plants what Cedar would skip: a forbid that cannot be evaluated.
func TestAnErrorOfARuleRefuses(t *testing.T) {
	r, err := Parse([]byte(`permit (principal, action, resource);
		forbid (principal, action, resource) when { context.section == "health" && 9223372036854775807 + 1 > 0 };`))
	if err != nil {
		t.Fatal(err)
	}
	ok, err := r.Decide(Principal{Zone: "a"}, CaseOpen, Resource{Zone: "a", Section: "health"})
	if ok || err == nil {
		t.Errorf("allowed: %v, %v", ok, err)
	}
	if ok, err := r.Decide(Principal{Zone: "a"}, CaseOpen, Resource{Zone: "a", Section: "common"}); !ok || err != nil {
		t.Errorf("where the rule can be evaluated: %v, %v", ok, err)
	}
}

// TestScopeAndRulesAgree draws accounts and cases: a list shows a case exactly when the rules allow its row.
func TestScopeAndRulesAgree(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		p := Principal{Zone: "a", Account: "me", Core: rapid.Bool().Draw(t, "core"),
			Roles: rapid.SliceOfNDistinct(rapid.SampledFrom(Roles), 0, 3, func(r Role) Role { return r }).Draw(t, "roles")}
		res := Resource{Zone: rapid.SampledFrom([]string{"a", "b"}).Draw(t, "zone"), Kind: Case, CaseManager: rapid.Bool().Draw(t, "manager"),
			CaseTeam: rapid.Bool().Draw(t, "team")}
		ok, err := Default().Decide(p, CaseList, res)
		if err != nil {
			t.Fatal(err)
		}
		scope := CaseScope(p)
		shown := res.Zone == p.Zone && (scope == All || scope == Mine && (res.CaseManager || res.CaseTeam))
		if ok != shown {
			t.Fatalf("rules say %v, scope %v shows %v", ok, scope, shown)
		}
	})
}

func BenchmarkDecide(b *testing.B) {
	r := Default()
	p := Principal{Zone: "a", Account: "me", Core: true, Roles: []Role{SocialWorker}}
	for b.Loop() {
		if ok, err := r.Decide(p, CaseOpen, Resource{Zone: "a", Kind: Case, CaseTeam: true}); !ok || err != nil {
			b.Fatal(ok, err)
		}
	}
}
