// Package account answers who somebody is: the accounts of a zone with their roles, how one signs in (password, second factor, known
// devices, slow-downs), the sessions and the tokens of the REST interface, and what people may change of their own account. Administrators
// keep accounts here and see no case; what the log of accesses shows to its readers stands in the files audit_….
package account

import (
	"net/http"
	"net/netip"
	"slices"
	"strings"
	"time"

	"siil/internal/crypt"
	"siil/internal/gate"
	"siil/internal/guideline"
	"siil/internal/policy"
	"siil/internal/value"
)

// Notice is the kind of a message that an account's holder gets outside the program.
type Notice string

// The notices.
const (
	NewDevice       Notice = "new_device"         // somebody signed in from a device never seen
	RecoveryUsed    Notice = "recovery_code"      // a recovery code was used in place of the second factor
	PasswordChanged Notice = "password_changed"   // by the holder
	PasswordReset   Notice = "password_reset"     // by an administrator
	FactorChanged   Notice = "factor_changed"     // the second factor is another one
	FactorAsked     Notice = "factor_reset_asked" // an administrator asked to take the second factor away
	FactorRemoved   Notice = "factor_reset"       // and a second person agreed
)

// Options are what an installation may choose. The zero value is a good choice for all but PublicURL.
type Options struct {
	PublicURL string        // address that browsers use; https makes every cookie Secure
	Idle      time.Duration // a session ends after so long without a request; 0: 30 minutes
	Absolute  time.Duration // a session ends after so long in any case; 0: 10 hours
	Hasher    Hasher        // nil: argon2id

	// Address tells the client's address; nil: the connection's. Whoever trusts a proxy's header says so here.
	Address func(*http.Request) netip.Addr
	// Notify is told what the holder should hear of, after it is saved. It must not wait. Nil: nobody is told.
	Notify func(kind Notice, zone string, account value.ID)
}

// Room is the accounts over one gate. It is safe for concurrent use.
type Room struct {
	g      *gate.Gate
	model  *guideline.Model
	opts   Options
	keyed  crypt.Key // of hashes that must mean nothing without the key file
	enrol  crypt.Key // of second factors that are being set up
	hasher Hasher
	dummy  func() string // the hash of a password that nobody has

	strangers chan struct{} // one hashing at a time for devices never seen, so that the known ones find a free place
}

// NewRoom makes the room. model gives the words of roles.
func NewRoom(g *gate.Gate, model *guideline.Model, o Options) *Room {
	if o.Idle == 0 {
		o.Idle = 30 * time.Minute
	}
	if o.Absolute == 0 {
		o.Absolute = 10 * time.Hour
	}
	if o.Address == nil {
		o.Address = connectionAddress
	}
	if o.Notify == nil {
		o.Notify = func(Notice, string, value.ID) {}
	}
	r := &Room{g: g, model: model, opts: o, keyed: g.Secret("account"), enrol: g.Secret("second factor"), hasher: o.Hasher, strangers: make(chan struct{}, 1)}
	if r.hasher == nil {
		r.hasher = Argon2id
	}
	r.dummy = onceHash(r.hasher)
	return r
}

func connectionAddress(req *http.Request) netip.Addr {
	ap, err := netip.ParseAddrPort(req.RemoteAddr)
	if err != nil {
		return netip.Addr{}
	}
	return ap.Addr().Unmap()
}

// Colleague is an account of the zone as others may know it.
type Colleague struct {
	ID                           value.ID
	GivenName, FamilyName, Email string
	Roles                        []policy.Role // those that hold now and are confirmed
	Core                         bool
	SeatID                       value.ID
	Disabled                     bool
}

// Name is given and family name.
func (c Colleague) Name() string { return strings.TrimSpace(c.GivenName + " " + c.FamilyName) }

// Has tells whether the colleague has one of the roles.
func (c Colleague) Has(any ...policy.Role) bool { return policy.Principal{Roles: c.Roles}.Has(any...) }

// ManagersOf chooses those who may manage cases.
func ManagersOf(all []Colleague) []Colleague {
	var out []Colleague
	for _, c := range all {
		if !c.Disabled && c.Has(policy.SocialWorker, policy.EmploymentOfficer, policy.HealthWorker) {
			out = append(out, c)
		}
	}
	return out
}

// parseRoles reads roles joined by +, in the order of the permission table.
func parseRoles(s string) []policy.Role {
	var out []policy.Role
	for _, r := range policy.Roles {
		if slices.Contains(strings.Split(s, "+"), string(r)) {
			out = append(out, r)
		}
	}
	return out
}

// excluded tells whether two roles may not meet on one account: whoever administers accounts sees no case.
func excluded(a, b policy.Role) bool {
	return a == policy.Administrator && b.OpensCases() || b == policy.Administrator && a.OpensCases()
}
