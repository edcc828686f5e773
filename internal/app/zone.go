package app

import (
	"context"

	"siil/internal/gate"
	"siil/internal/guideline"
	"siil/internal/network"
	"siil/internal/policy"
	"siil/internal/territory"
	"siil/internal/value"
)

// ZoneCode finds the code of a zone of the database from what a person wrote: its code, its number or its name.
func ZoneCode(g *gate.Gate, typed string) (string, bool) {
	if z, ok := territory.ZoneByCode(typed); ok && g.HasZone(z.Code) {
		return z.Code, true
	}
	code := zoneSlug(typed)
	return code, g.HasZone(code)
}

// AddZone makes a zone with what the guidelines know of it: name, team, seats, bodies. known is false for a zone that is not one of
// Tuscany's: it begins empty. Only whoever runs the program may call it.
func AddZone(ctx context.Context, g *gate.Gate, typed, name string, demo bool) (code string, known bool, err error) {
	z, known := territory.ZoneByCode(typed)
	code = z.Code
	if !known {
		code = zoneSlug(typed)
		z.Name = typed
	}
	if name != "" {
		z.Name = name
	}
	if err := g.AddZone(ctx, code, z.Name, demo); err != nil {
		return "", false, err
	}
	seed, ok := territory.SeedOf(code)
	if !ok {
		return code, known, nil
	}
	return code, known, plant(ctx, g, code, seed)
}

func zoneSlug(typed string) string {
	out := []rune{}
	for _, r := range value.FoldName(typed) {
		if r == ' ' {
			r = '-'
		}
		out = append(out, r)
	}
	return string(out)
}

// plant gives a new zone its team, seats and bodies.
func plant(ctx context.Context, g *gate.Gate, zone string, seed territory.Seed) error {
	return g.Write(ctx, gate.System(zone, "cli"), func(tx *gate.WriteTx) error {
		if err := tx.Decide(policy.ZoneSettle, policy.Resource{Kind: policy.Zone}); err != nil {
			return err
		}
		if _, err := network.AddTeam(tx, seed.Team[0]); err != nil {
			return err
		}
		for _, s := range seed.Seats {
			m, _ := territory.MunicipalityByCadastral(s.Cadastral)
			if _, err := network.AddSeat(tx, s.Name, m.ISTAT); err != nil {
				return err
			}
		}
		for _, a := range seed.Agencies {
			section := policy.Section(a.Section)
			if section == policy.Common {
				section = ""
			}
			if _, err := network.AddOrganisation(tx, a.Name, a.Kind, section); err != nil {
				return err
			}
		}
		return nil
	})
}

// model is the guidelines that this program runs from; broken ones keep it from starting.
func model() (*guideline.Model, error) {
	m := guideline.Default()
	if problems := m.Check(); len(problems) > 0 {
		return nil, guidelineFault(problems)
	}
	return m, nil
}
