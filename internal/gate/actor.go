package gate

import (
	"strings"

	"siil/internal/policy"
	"siil/internal/text"
	"siil/internal/value"
)

// Actor is whoever asks the gate for something. Every verb takes one, so nobody can forget to say who they are.
type Actor struct {
	policy.Principal
	Name    string // given and family name, for pages
	Email   string
	Via     string // page, api, cli, job or calendar: how the request came in
	Session value.ID
	Lang    text.Lang
	KeysOff bool // has switched the single-letter keys off
}

// System is the program acting for whoever runs its commands on the machine, in one zone.
func System(zone, via string) Actor {
	return Actor{Principal: policy.Principal{Zone: zone, Roles: []policy.Role{policy.System}}, Via: via}
}

// As tells in which quality the actor acts, for the log: the roles' codes.
func (a Actor) As() string {
	var b strings.Builder
	for i, r := range a.Roles {
		if i > 0 {
			b.WriteByte('+')
		}
		b.WriteString(string(r))
	}
	return b.String()
}
