// Package demo makes a world of invented people: a zone as it would be after fifteen months of work, from a seed, so that the same seed
// gives the same people, dates and words (ids and keys are drawn anew). Its zones are marked as invented and every page says so.
package demo

import (
	"context"
	"fmt"
	"math/rand/v2"
	"strings"

	"siil/internal/account"
	"siil/internal/gate"
	"siil/internal/guideline"
	"siil/internal/indicator"
	"siil/internal/network"
	"siil/internal/policy"
	"siil/internal/referral"
	"siil/internal/territory"
	"siil/internal/value"
)

// Options says how large the world is.
type Options struct {
	People   int
	Zone     string // code of a zone that exists and is empty
	Seed     uint64
	Progress func(done, total int) // may be nil
}

// Credential is one user of the world, in the shape of the file that scripts read.
type Credential struct {
	Zone       string `json:"zone"`
	Role       string `json:"role"`
	Name       string `json:"name"`
	Email      string `json:"email"`
	Password   string `json:"password"`
	TOTPSecret string `json:"totp_secret"`
	Token      string `json:"token"`
}

// Password is everybody's in an invented world.
const Password = "prova-Valdinievole-2026"

// months is how long the invented service has been at work.
const months = 15

// batch is how many cases are written in one transaction.
const batch = 250

type world struct {
	Options
	g          *gate.Gate
	today      value.Date
	places     []territory.Municipality
	population int
	codes      map[value.TaxCode]bool
	bodies     []network.Organisation
	seats      []network.Seat
	staff      map[policy.Role][]colleague
	managers   []colleague
	hash       string // of the password
	term       guideline.Term
	cast       map[int]role
	cases      map[int]value.ID // of those with a sheet
	sheets     []referral.Sheet
	ways       map[value.ID]*way // of those before the team, by their case
}

type colleague struct {
	id   value.ID
	role policy.Role
	seat value.ID
	body value.ID
	name string
}

// Make fills an empty zone and returns its users.
func Make(ctx context.Context, g *gate.Gate, o Options) ([]Credential, error) {
	w := &world{Options: o, g: g, today: g.Today(), places: territory.Municipalities(o.Zone), population: territory.Population(o.Zone),
		codes: map[value.TaxCode]bool{}, staff: map[policy.Role][]colleague{}, hash: account.Argon2id.Hash(Password), cast: castOf(o.People), cases: map[int]value.ID{}, ways: map[value.ID]*way{}}
	if in, ok := guideline.Default().State("IN_PREVALUTAZIONE"); ok {
		w.term, _ = in.MainTerm()
	}
	if err := w.loadNetwork(ctx); err != nil {
		return nil, err
	}
	users, err := w.hire(ctx)
	if err != nil {
		return nil, err
	}
	for first := 0; first < o.People; first += batch {
		last := min(first+batch, o.People)
		sheets := len(w.sheets)
		if err := w.write(ctx, func(tx *gate.WriteTx) error { return w.fill(tx, first, last, sheets) }); err != nil {
			return nil, err
		}
		if n := first/batch + 1; n&(n-1) == 0 || last == o.People { // each time that it has doubled
			if err := g.Analyse(ctx); err != nil {
				return nil, err
			}
		}
		if o.Progress != nil {
			o.Progress(last, o.People)
		}
	}
	if err := w.file(ctx); err != nil {
		return nil, err
	}
	if err := w.meet(ctx); err != nil {
		return nil, err
	}
	if err := w.papers(ctx); err != nil {
		return nil, err
	}
	_, err = indicator.New(g, guideline.Default()).Recount(ctx, o.Zone, nil)
	return users, err
}

// random is the source for one part of the world, so that a part does not depend on how many numbers the others drew.
func (w *world) random(part uint64) *rand.Rand { return rand.New(rand.NewPCG(w.Seed, part)) }

func (w *world) write(ctx context.Context, do func(tx *gate.WriteTx) error) error {
	return w.g.Write(ctx, gate.System(w.Zone, "cli"), do)
}

func (w *world) loadNetwork(ctx context.Context) error {
	return w.g.Read(ctx, gate.System(w.Zone, "cli"), func(tx *gate.ReadTx) (err error) {
		if err := tx.Decide(policy.ZoneSettle, policy.Resource{Kind: policy.Zone}); err != nil {
			return err
		}
		if w.bodies, err = network.Organisations(tx); err != nil {
			return err
		}
		w.seats, err = network.Seats(tx)
		return err
	})
}

// post is how many people of a role the world has.
type post struct {
	role   policy.Role
	number int
}

func (w *world) posts() []post {
	social := min(60, max(6, w.People/70))
	return []post{{policy.Coordinator, 1}, {policy.SocialWorker, social}, {policy.EmploymentOfficer, max(4, social/2)}, {policy.HealthWorker, max(2, social/6)},
		{policy.Secretary, 1}, {policy.Referrer, min(3, max(1, w.People/60))}, {policy.Tutor, 1}, {policy.Director, 1}, {policy.Administrator, 1},
		{policy.RegionalCoordinator, 1}, {policy.Auditor, 1}}
}

// hire makes the users. One of each role comes first in the file.
func (w *world) hire(ctx context.Context) ([]Credential, error) {
	r := w.random(1)
	var first, more []Credential
	for _, p := range w.posts() {
		for n := range p.number {
			c, err := w.hireOne(ctx, r, p.role, n)
			if err != nil {
				return nil, err
			}
			if n == 0 {
				first = append(first, c)
			} else {
				more = append(more, c)
			}
		}
	}
	return append(first, more...), nil
}

// serviceOf is the body that the nth of those who refer works for: each another one whose name tells nothing of health.
func (w *world) serviceOf(role policy.Role, n int) value.ID {
	var fit []network.Organisation
	for _, b := range w.bodies {
		if role == policy.Referrer && b.Section == "" && b.EndedAt.IsZero() {
			fit = append(fit, b)
		}
	}
	if len(fit) == 0 {
		return ""
	}
	return fit[n*len(fit)/3%len(fit)].ID
}

func (w *world) hireOne(ctx context.Context, r *rand.Rand, role policy.Role, n int) (Credential, error) {
	given, family := italianWomen[r.IntN(len(italianWomen))], staffNames[(n+int(len(role))*5)%len(staffNames)]
	if r.IntN(4) == 0 {
		given = italianMen[r.IntN(len(italianMen))]
	}
	email := strings.ReplaceAll(string(role), "_", "-")
	if n > 0 {
		email = fmt.Sprintf("%s-%d", email, n+1)
	}
	c := Credential{Zone: w.Zone, Role: string(role), Name: given + " " + family, Email: email + "@" + w.Zone + ".example", Password: Password,
		TOTPSecret: totpSecret(r)}
	body := w.serviceOf(role, n)
	var seat value.ID
	if len(w.seats) > 0 {
		seat = w.seats[n%len(w.seats)].ID
	}
	err := w.write(ctx, func(tx *gate.WriteTx) error {
		if err := tx.Decide(policy.UserManage, policy.Resource{Kind: policy.Account}); err != nil {
			return err
		}
		id, _, err := account.Insert(tx, account.New{Email: c.Email, GivenName: given, FamilyName: family, Roles: []policy.Role{role}, Core: true,
			SeatID: seat, OrganisationID: body, Password: Password, Hash: w.hash, TOTPSecret: c.TOTPSecret, Confirmed: true})
		if err != nil {
			return err
		}
		w.staff[role] = append(w.staff[role], colleague{id, role, seat, body, c.Name})
		c.Token, err = account.InsertToken(tx, id, "demo", 90)
		return err
	})
	if role == policy.SocialWorker || role == policy.EmploymentOfficer {
		w.managers = append(w.managers, w.staff[role][n])
	}
	return c, err
}

var staffNames = []string{"Righi", "Bandini", "Conti", "Landi", "Rossetti", "Neri", "Fabbri", "Galli", "Marchi", "Serri", "Vanni", "Bardi", "Corsi",
	"Donati", "Guidi", "Lapi", "Masi", "Nardi", "Orsi", "Pieri"}

func totpSecret(r *rand.Rand) string {
	const letters = "ABCDEFGHIJKLMNOPQRSTUVWXYZ234567"
	b := make([]byte, 32)
	for i := range b {
		b[i] = letters[r.IntN(len(letters))]
	}
	return string(b)
}
