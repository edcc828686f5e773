// Package network is the territory's bodies: services, job centres, third sector, companies, and the seats where the team receives. A
// body is an entry of a directory; it need not use the program.
package network

import (
	"strings"

	"siil/internal/gate"
	"siil/internal/policy"
	"siil/internal/text"
	"siil/internal/value"
)

// Organisation is one body. Section is set when its very name tells something of that section: a mental-health service.
type Organisation struct {
	ID      value.ID
	Name    string
	Kind    string // code of guidelines/organisation_kinds.json
	Section policy.Section
	EndedAt value.Instant
}

// NameFor is the name as somebody may read it: a body whose name tells of health is "Servizio sanitario" to who does not read that
// section.
func (o Organisation) NameFor(seesHealth bool) text.T {
	if o.Section == "" || seesHealth {
		return text.Raw(o.Name)
	}
	return text.ReservedService
}

// Seat is a place where the team receives.
type Seat struct {
	ID           value.ID
	Name         string
	Municipality string // ISTAT code
}

// Organisations reads the bodies of the zone by name, those that have ended too: old cases name them. The caller has decided.
func Organisations(tx *gate.ReadTx) ([]Organisation, error) {
	return gate.All(tx, "SELECT id, name, kind, COALESCE(section, ''), ended_at FROM organisation WHERE zone = $1 ORDER BY name_key, id", []any{tx.Zone()},
		func(s gate.Scanner) (o Organisation, err error) {
			return o, s.Scan(&o.ID, &o.Name, &o.Kind, &o.Section, &o.EndedAt)
		})
}

// Seats reads the seats of the zone by name. The caller has decided.
func Seats(tx *gate.ReadTx) ([]Seat, error) {
	return gate.All(tx, "SELECT id, name, COALESCE(municipality, '') FROM seat WHERE zone = $1 AND ended_at IS NULL ORDER BY name, id", []any{tx.Zone()},
		func(s gate.Scanner) (x Seat, err error) { return x, s.Scan(&x.ID, &x.Name, &x.Municipality) })
}

// AddOrganisation adds a body, inside another command that has decided.
func AddOrganisation(tx *gate.WriteTx, name, kind string, section policy.Section) (value.ID, error) {
	row := gate.Row{"id": value.NewID(), "name": strings.TrimSpace(name), "name_key": value.FoldName(name), "kind": kind, "made_at": tx.Now()}
	if section != "" {
		row["section"] = string(section)
	}
	return row["id"].(value.ID), tx.Insert("organisation", row)
}

// AddSeat adds a seat, inside another command that has decided.
func AddSeat(tx *gate.WriteTx, name, municipality string) (value.ID, error) {
	row := gate.Row{"id": value.NewID(), "name": name}
	if municipality != "" {
		row["municipality"] = municipality
	}
	return row["id"].(value.ID), tx.Insert("seat", row)
}

// AddTeam adds a team, inside another command that has decided.
func AddTeam(tx *gate.WriteTx, name string) (value.ID, error) {
	id := value.NewID()
	return id, tx.Insert("team", gate.Row{"id": id, "name": name})
}

// FindOrganisation finds the body that somebody's words name: the same name but for case, accents and punctuation.
func FindOrganisation(all []Organisation, words string) (Organisation, bool) {
	key := value.FoldName(words)
	for _, o := range all {
		if key != "" && o.EndedAt.IsZero() && value.FoldName(o.Name) == key {
			return o, true
		}
	}
	return Organisation{}, false
}
