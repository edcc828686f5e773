package cli

import (
	"encoding/json"
	"fmt"
	"os"
	"time"

	"siil/internal/app"
	"siil/internal/demo"
	"siil/internal/fault"
	"siil/internal/gate"
	"siil/internal/territory"
	"siil/internal/text"
)

type demoCmd struct {
	People      int    `default:"420" help:"${help_demo_people}"`
	Zones       int    `default:"1" help:"${help_demo_zones}"`
	Seed        uint64 `default:"1" help:"${help_demo_seed}"`
	Credentials string `type:"path" help:"${help_demo_credentials}"`
	Serve       bool   `help:"${help_demo_serve}"`

	serveCmd
}

// Run makes zones of invented people, tells who can sign in, and serves if asked.
func (c demoCmd) Run(e *env) error {
	g, err := e.create()
	if err != nil {
		return err
	}
	defer g.Close()
	if len(g.Zones()) > 0 {
		return fault.New(fault.Conflict, text.DatabaseTaken)
	}
	users, took, err := c.make(e, g)
	if err != nil {
		return err
	}
	if c.Credentials != "" {
		if err := writeCredentials(c.Credentials, users); err != nil {
			return err
		}
	}
	if e.json {
		if err := e.document(users); err != nil {
			return err
		}
	} else {
		e.say(text.DemoMade, took.Seconds(), demo.Password)
		for _, u := range users[:min(len(users), 11*c.Zones)] {
			fmt.Fprintf(e.err, "  %-22s %-24s %s\n", u.Role, u.Name, u.Email)
		}
	}
	if !c.Serve {
		return nil
	}
	return c.serve(e, g)
}

func (c demoCmd) make(e *env, g *gate.Gate) (users []demo.Credential, took time.Duration, err error) {
	began := time.Now()
	zones := demoZones(c.Zones)
	e.say(text.DemoMaking, c.People, len(zones), c.Seed)
	for i, z := range zones {
		if _, _, err := app.AddZone(e.ctx, g, z, "", true); err != nil {
			return nil, 0, err
		}
		people := c.People / len(zones)
		if i < c.People%len(zones) {
			people++
		}
		more, err := demo.Make(e.ctx, g, demo.Options{People: people, Zone: z, Seed: c.Seed + uint64(i), Progress: e.progress()})
		if err != nil {
			return nil, 0, err
		}
		users = append(users, more...)
	}
	return users, time.Since(began), nil
}

// demoZones is Valdinievole, where the service began, and then the others in their order.
func demoZones(n int) []string {
	out := []string{"valdinievole"}
	for _, z := range territory.Zones() {
		if len(out) < n && z.Code != out[0] {
			out = append(out, z.Code)
		}
	}
	return out
}

func writeCredentials(path string, users []demo.Credential) error {
	b, err := json.MarshalIndent(users, "", "  ")
	if err != nil {
		return fault.Wrap(err, "credentials")
	}
	return fault.Wrap(os.WriteFile(path, append(b, '\n'), 0o600), "write the credentials")
}
