package person

import (
	"context"
	"strings"
	"testing"

	"siil/internal/gate"
	"siil/internal/gate/gatetest"
	"siil/internal/policy"
)

// Every lookup of twins and every search goes through the index that it was written for.
func TestLookupsUseTheirIndexes(t *testing.T) {
	w := gatetest.NewSQLite(t)
	where, args, _ := SearchCondition("d'angelo nicc", 3)
	code, codeArgs, _ := SearchCondition("PRVSMR90A41Z330P", 3)
	names, nameArgs := byNames(Person{FamilyName: "Rossi De Bianchi", GivenName: "Maria Grazia"})
	births := make([]any, maxBirths)
	for i := range births {
		births[i] = "1990-01-01"
	}
	for name, c := range map[string]struct {
		query string
		args  []any
		want  []string
	}{
		"tax code":            {twinsByTaxSQL, []any{"PRVSMR90A41Z330P"}, []string{"person_tax_base (zone=? AND tax_base=?)"}},
		"birth":               {twinsByDaySQL, []any{"1990-01-01", "1990-01-01"}, []string{"person_birth (zone=? AND birth_date=?)"}},
		"code that begins so": {twinsFromSQL, []any{"PRVSMR90", "PRVSMR91"}, []string{"person_tax_base (zone=? AND tax_base>? AND tax_base<?)"}},
		"near birth":          {twinsByNearDaySQL, births, []string{"person_birth (zone=? AND birth_date=?)"}},
		"name": {names, nameArgs, []string{"person_name (zone=? AND name_key>? AND name_key<?)",
			"person_given (zone=? AND given_key>? AND given_key<?)"}},
		"search": {scoped(searchSQL(where, 20)), append([]any{"x"}, args...),
			[]string{"person_name (zone=? AND name_key>? AND name_key<?)", "person_given (zone=? AND given_key>? AND given_key<?)", "case_file_person (zone=? AND person_id=?)"}},
		"search by code": {scoped(searchSQL(code, 20)), append([]any{"x"}, codeArgs...),
			[]string{"person_tax_base (zone=? AND tax_base=?)", "case_file_person (zone=? AND person_id=?)"}},
	} {
		var plan []string
		err := w.Read(context.Background(), gate.System(gatetest.Zone, "cli"), func(tx *gate.ReadTx) error {
			if err := tx.Decide(policy.PersonCreate, policy.Resource{Kind: policy.Person}); err != nil {
				return err
			}
			return tx.Each("EXPLAIN QUERY PLAN "+c.query, append([]any{gatetest.Zone}, c.args...), func(s gate.Scanner) error {
				var id, parent, unused int
				var detail string
				err := s.Scan(&id, &parent, &unused, &detail)
				plan = append(plan, detail)
				return err
			})
		})
		if err != nil {
			t.Fatal(name, err)
		}
		all := strings.Join(plan, "\n")
		for _, want := range c.want {
			if !strings.Contains(all, want) {
				t.Errorf("%s: the plan lacks %q:\n%s", name, want, all)
			}
		}
		if strings.Contains(all, "SCAN p") || strings.Contains(all, "SCAN s\n") || strings.Contains(all, "SCAN c") || strings.Contains(all, "(zone=?)") {
			t.Errorf("%s: the plan reads a whole table:\n%s", name, all)
		}
	}
}

func scoped(query string) string {
	return strings.ReplaceAll(query, "{scope}", policy.CaseScope(policy.Principal{Roles: []policy.Role{policy.Coordinator}}).Where())
}
