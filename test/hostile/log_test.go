package hostile

import (
	"strings"
	"testing"
)

// namedIn lists what a log tells of people: planted words, tax codes, telephones, addresses of accounts.
func (f *fixture) namedIn(log string) (out []string) {
	for _, s := range planted.FindAllString(log, -1) {
		if _, ok := f.words[strings.ToLower(s)]; ok {
			out = append(out, "a planted word: "+s)
		}
	}
	for _, c := range f.cases {
		if c.tax != "" && strings.Contains(log, c.tax) || c.phone != "" && (strings.Contains(log, c.phone) || strings.Contains(log, strings.ReplaceAll(c.phone, " ", ""))) {
			out = append(out, "a tax code or telephone")
		}
	}
	for _, u := range f.users {
		if strings.Contains(log, u.Email) || strings.Contains(log, u.Name) || strings.Contains(log, u.Token) || strings.Contains(log, u.TOTPSecret) {
			out = append(out, "an account: "+u.name)
		}
	}
	return out
}

// TestLogNamesNobody: the log of the whole run is read last, by TestMain; here it is shown that the reading finds what it should.
func TestLogNamesNobody(t *testing.T) {
	f := theFixture(t)
	if !strings.Contains(logged.String(), "route=/entra") {
		t.Error("the program logged nothing: there is nothing to read")
	}
	for _, planted := range []string{"cause=" + f.cases[0].family, "q=" + f.cases[1].tax, "tel " + f.cases[2].phone, "to " + f.users[0].Email} {
		if len(f.namedIn("level=INFO msg=answered "+planted)) == 0 {
			t.Errorf("%q was not found", planted)
		}
	}
	if found := f.namedIn(logged.String()); len(found) > 0 {
		t.Errorf("the log names %v", found)
	}
}
