package cli

import (
	"fmt"
	"slices"
	"time"

	"siil/internal/account"
	"siil/internal/app"
	"siil/internal/fault"
	"siil/internal/gate"
	"siil/internal/policy"
	"siil/internal/text"
)

type initCmd struct {
	Zone  string `required:"" help:"${help_init_zone}"`
	Name  string `help:"${help_init_name}"`
	Admin string `required:"" help:"${help_init_admin}"`
}

// Run makes database, keys, zone and first administrator; what is there already stays as it is.
func (c initCmd) Run(e *env) error {
	g, err := e.create()
	if err != nil {
		return err
	}
	defer g.Close()
	z, known, err := app.AddZone(e.ctx, g, c.Zone, c.Name, false)
	if err != nil {
		return err
	}
	if !known {
		e.say(text.ZoneForeign, z)
	}
	password, err := addUser(e, g, z, account.New{Email: c.Admin, Roles: []policy.Role{policy.Administrator}, Confirmed: true, Core: true})
	if err != nil {
		return err
	}
	e.say(text.InitKey, e.keyFile())
	if e.json {
		return e.document(map[string]string{"zone": z, "admin": c.Admin, "password": password, "key_file": e.keyFile()})
	}
	fmt.Fprintln(e.out, text.InitDone.F(e.lang, z, c.Admin, password))
	return nil
}

func addUser(e *env, g *gate.Gate, zone string, n account.New) (password string, err error) {
	err = g.Write(e.ctx, gate.System(zone, "cli"), func(tx *gate.WriteTx) error {
		if err := tx.Decide(policy.UserManage, policy.Resource{Kind: policy.Account}); err != nil {
			return err
		}
		_, password, err = account.Insert(tx, n)
		return err
	})
	return password, err
}

type userAddCmd struct {
	Zone   string   `required:"" help:"${help_import_zone}"`
	Email  string   `arg:"" help:"${help_user_email}"`
	Given  string   `required:"" help:"${help_user_given}"`
	Family string   `required:"" help:"${help_user_family}"`
	Role   []string `required:"" help:"${help_user_role}"`
}

// Run adds a user. Roles given on the machine itself need no confirmation: whoever runs the program holds its keys.
func (c userAddCmd) Run(e *env) error {
	n := account.New{Email: c.Email, GivenName: c.Given, FamilyName: c.Family, Core: true, Confirmed: true}
	for _, r := range c.Role {
		if !slices.Contains(policy.Roles, policy.Role(r)) {
			return fault.New(fault.Invalid, text.RoleUnknown.With(r))
		}
		n.Roles = append(n.Roles, policy.Role(r))
	}
	g, zone, err := e.openZone(c.Zone)
	if err != nil {
		return err
	}
	defer g.Close()
	password, err := addUser(e, g, zone, n)
	if err != nil {
		return err
	}
	if e.json {
		return e.document(map[string]string{"zone": zone, "email": c.Email, "password": password})
	}
	fmt.Fprintln(e.out, text.UserAdded.F(e.lang, c.Email, password))
	return nil
}

type userDisableCmd struct {
	Zone  string `required:"" help:"${help_import_zone}"`
	Email string `arg:"" help:"${help_user_email}"`
}

// Run disables a user and ends every session and token.
func (c userDisableCmd) Run(e *env) error {
	g, zone, err := e.openZone(c.Zone)
	if err != nil {
		return err
	}
	defer g.Close()
	if err := account.DisableByEmail(e.ctx, g, gate.System(zone, "cli"), c.Email); err != nil {
		return userFault(err, zone, c.Email)
	}
	e.say(text.UserDisabled, c.Email)
	return nil
}

type userTokenCmd struct {
	Zone  string `required:"" help:"${help_import_zone}"`
	Email string `arg:"" help:"${help_user_email}"`
	Days  int    `default:"90" help:"${help_user_days}"`
}

// Run makes a REST token for a user and prints it; nobody can read it again.
func (c userTokenCmd) Run(e *env) error {
	g, zone, err := e.openZone(c.Zone)
	if err != nil {
		return err
	}
	defer g.Close()
	token, err := account.TokenByEmail(e.ctx, g, gate.System(zone, "cli"), c.Email, time.Duration(c.Days)*24*time.Hour)
	if err != nil {
		return userFault(err, zone, c.Email)
	}
	if e.json {
		return e.document(map[string]string{"zone": zone, "email": c.Email, "token": token})
	}
	fmt.Fprintln(e.out, token)
	return nil
}

func userFault(err error, zone, email string) error {
	if fault.Is(err, fault.NotFound) {
		return fault.New(fault.NotFound, text.UserAbsent.With(zone, email))
	}
	return err
}

// openZone opens the database and finds a zone of it by code, number or name.
func (e *env) openZone(code string) (*gate.Gate, string, error) {
	g, err := e.open()
	if err != nil {
		return nil, "", err
	}
	zone, ok := app.ZoneCode(g, code)
	if !ok {
		g.Close()
		return nil, "", fault.New(fault.Invalid, text.ZoneUnknown.With(code))
	}
	return g, zone, nil
}
