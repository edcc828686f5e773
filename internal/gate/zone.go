package gate

import (
	"context"
	"sort"

	"siil/internal/crypt"
	"siil/internal/fault"
	"siil/internal/text"
)

// AddZone makes an empty zone with a key of its own. demo marks it as invented. Only whoever runs the program may call it.
func (g *Gate) AddZone(ctx context.Context, code, name string, demo bool) error {
	if g.HasZone(code) {
		return fault.New(fault.Conflict, text.ZoneTaken.With(code))
	}
	key := crypt.NewKey()
	wrapped := crypt.Wrap(g.keys.Derive("zone"), zonePlace(code), key)
	flag := 0
	if demo {
		flag = 1
	}
	tx, err := g.db.Write.BeginTx(ctx, nil)
	if err != nil {
		return g.dbFault(err, "begin")
	}
	defer tx.Rollback()
	if err := g.enterZone(ctx, tx, code); err != nil {
		return err
	}
	if _, err := tx.ExecContext(ctx, "INSERT INTO zone (zone, name, demo, wrapped_key, made_at) VALUES ($1, $2, $3, $4, $5)",
		code, name, flag, wrapped, g.Now()); err != nil {
		return g.dbFault(err, "add the zone")
	}
	if err := tx.Commit(); err != nil {
		return g.dbFault(err, "add the zone")
	}
	g.zonesMu.Lock()
	defer g.zonesMu.Unlock()
	g.zones[code] = zoneInfo{name, demo, key}
	return nil
}

func zonePlace(code string) crypt.Place {
	return crypt.Place{Zone: code, Table: "zone", Row: code, Column: "wrapped_key"}
}

func (g *Gate) loadZones(ctx context.Context) error {
	tx, err := g.beginRead(ctx, everyZone)
	if err != nil {
		return err
	}
	defer tx.Rollback()
	rows, err := tx.QueryContext(ctx, "SELECT zone, name, demo, wrapped_key FROM zone")
	if err != nil {
		return g.dbFault(err, "read the zones")
	}
	defer rows.Close()
	for rows.Next() {
		var code, name string
		var demo int
		var wrapped []byte
		if err := rows.Scan(&code, &name, &demo, &wrapped); err != nil {
			return g.dbFault(err, "read the zones")
		}
		key, err := crypt.Unwrap(g.keys.Derive("zone"), zonePlace(code), wrapped)
		if err != nil {
			return err
		}
		g.zones[code] = zoneInfo{name, demo == 1, key}
	}
	return g.dbFault(rows.Err(), "read the zones")
}

// ZoneName is one zone of the database.
type ZoneName struct {
	Code, Name string
	Demo       bool
}

// Zones lists the zones of the database by name; it tells nothing about what is in them.
func (g *Gate) Zones() []ZoneName {
	g.zonesMu.RLock()
	defer g.zonesMu.RUnlock()
	out := make([]ZoneName, 0, len(g.zones))
	for code, z := range g.zones {
		out = append(out, ZoneName{code, z.name, z.demo})
	}
	sort.Slice(out, func(i, j int) bool { return out[i].Name < out[j].Name })
	return out
}

// HasZone tells whether the database holds a zone.
func (g *Gate) HasZone(code string) bool {
	g.zonesMu.RLock()
	defer g.zonesMu.RUnlock()
	_, ok := g.zones[code]
	return ok
}

// Zone gives a zone's name and whether it is invented.
func (g *Gate) Zone(code string) ZoneName {
	g.zonesMu.RLock()
	defer g.zonesMu.RUnlock()
	z := g.zones[code]
	return ZoneName{code, z.name, z.demo}
}

func (g *Gate) zoneKey(code string) (crypt.Key, error) {
	g.zonesMu.RLock()
	defer g.zonesMu.RUnlock()
	z, ok := g.zones[code]
	if !ok {
		return crypt.Key{}, fault.Missing()
	}
	return z.key, nil
}
