package hostile

import (
	"os"
	"strings"
	"testing"

	"siil/internal/policy"
)

// rulesWith is the program's rules with a hole planted in them.
func rulesWith(t testing.TB, old, planted string) *policy.Rules {
	t.Helper()
	text, err := os.ReadFile("../../internal/policy/siil.cedar")
	if err != nil {
		t.Fatal(err)
	}
	if !strings.Contains(string(text), old) {
		t.Fatalf("the rules do not hold %q", old)
	}
	r, err := policy.Parse([]byte(strings.Replace(string(text), old, planted, 1)))
	if err != nil {
		t.Fatal(err)
	}
	return r
}
