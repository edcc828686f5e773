package value

import (
	"strings"
	"testing"
)

func TestPhone(t *testing.T) {
	for typed, want := range map[string][2]string{"  +39 0572  569158 ": {"+39 0572 569158", "+390572569158"}, "333 8672722": {"333 8672722", "3338672722"}, "0572/452123": {"0572/452123", "0572452123"}, "(+39) 333.123": {"(+39) 333.123", "+39333123"},
		"333 1, 333 2": {"333 1, 333 2", "3331"}, "0572 1 int. 3": {"0572 1 int. 3", "05721"}, "tel. 333 1": {"tel. 333 1", "3331"}, "nessuno": {"nessuno", ""}, "+": {"+", ""}, "": {"", ""}} {
		if Phone(typed) != want[0] || TelURI(typed) != want[1] {
			t.Errorf("%q is %q and %q, want %q", typed, Phone(typed), TelURI(typed), want)
		}
	}
}

func TestParseEmail(t *testing.T) {
	for typed, want := range map[string]string{"Carla.Neri@Example.ORG": "carla.neri@example.org", " a+b@c.it ": "a+b@c.it", "admin@localhost": "admin@localhost", "o'neil@x.it": "o'neil@x.it"} {
		if got, ok := ParseEmail(typed); !ok || got != want {
			t.Errorf("%q is %q, %v", typed, got, ok)
		}
	}
	for _, typed := range []string{"", "x", "@x.it", "a@", "Carla <c@x.it>", "<c@x.it>", "a@x.it\r\nBcc: b@x.it", "a\n@x.it", "a@x.it, b@x.it", "a b@x.it", `"a b"@x.it`, "à@x.it", "a@x.it (Carla)", "a@@x.it", "a@[127.0.0.1]", "a..b@x.it",
		strings.Repeat("a", 250) + "@x.it"} {
		if got, ok := ParseEmail(typed); ok {
			t.Errorf("%q was read as %q", typed, got)
		}
	}
}
