// Package territory knows the places of the service: the 28 zones of Tuscany and their municipalities, the places and countries of birth
// that tax codes name, and the seats and bodies with which a zone begins. It reads them from the guidelines; it knows no person and no
// database, and whoever asks may know all of it. Nothing that it returns may be changed.
package territory

import (
	"slices"
	"strconv"
	"strings"

	"siil/internal/text"
	"siil/internal/value"
)

// Zone is a zone-district, the territory of one team. Code is stored in every record of the zone.
type Zone struct {
	Code      string   `json:"code"`
	Number    int      `json:"number"` // 1 to 28, the order of L.R. 11/2017 as far as it is known
	Name      string   `json:"name"`
	Aliases   []string `json:"aliases"`
	USL       string   `json:"usl"`       // the health body that it belongs to
	Certainty string   `json:"certainty"` // of its composition: stated or recalled
}

// Municipality is a municipality of Tuscany.
type Municipality struct {
	ISTAT      string `json:"istat"`
	Cadastral  string `json:"cadastral"` // the code in tax codes, "F384"
	Name       string `json:"name"`
	Province   string `json:"province"` // "PT"
	Zone       string `json:"zone"`
	Population int    `json:"population"` // census of 2011
	Certainty  string `json:"certainty"`  // of its zone: stated, recalled or uncertain
}

// Place is a place of birth: a municipality of Italy or a country.
type Place struct {
	Cadastral string
	Name      text.T
	Province  string // empty abroad
	Abroad    bool
}

// Seat is an operating seat of a team.
type Seat struct {
	Code           string   `json:"code"`
	Name           string   `json:"name"`
	Cadastral      string   `json:"cadastral"` // the municipality where it is
	Aliases        []string `json:"aliases"`
	Municipalities []string `json:"municipalities"` // cadastral codes of those it follows
	Certainty      string   `json:"certainty"`
}

// Agency is a body of the zone's network. Whoever may not read Section sees Outside instead of its name, which may reveal health.
type Agency struct {
	Code    string   `json:"code"`
	Kind    string   `json:"kind"` // a kind of organisation of the guidelines
	Name    string   `json:"name"`
	Section string   `json:"section"`
	Outside text.T   `json:"outside,omitzero"`
	Aliases []string `json:"aliases"`
}

// Seed is what a new zone begins with.
type Seed struct {
	Zone     string   `json:"zone"`
	Team     text.T   `json:"team"`
	Seats    []Seat   `json:"seats"`
	Agencies []Agency `json:"agencies"`
}

// Zones lists the zones of Tuscany by number.
func Zones() []Zone { return slices.Clone(load().zones) }

// ZoneByCode finds a zone by its code in any case, its number or its name ("valdinievole", "17", "Val di Nievole").
func ZoneByCode(code string) (Zone, bool) {
	key := glued(code)
	if key == "" {
		return Zone{}, false
	}
	for _, z := range load().zones {
		if key == strconv.Itoa(z.Number) || key == glued(z.Code) || key == glued(z.Name) || slices.ContainsFunc(z.Aliases, sameAs(key)) {
			return z, true
		}
	}
	return Zone{}, false
}

func sameAs(key string) func(string) bool {
	return func(name string) bool { return glued(name) == key }
}

// Municipalities lists the municipalities of a zone (by its code) by name; all of Tuscany's for "".
func Municipalities(zone string) []Municipality {
	if zone == "" {
		return slices.Clone(load().municipalities)
	}
	return slices.Clone(load().byZone[zone])
}

// Population is the number of residents of a zone (by its code) at the census of 2011.
func Population(zone string) int {
	sum := 0
	for _, m := range load().byZone[zone] {
		sum += m.Population
	}
	return sum
}

// SeedOf is what a zone (by its code) begins with; false when the guidelines have nothing for it.
func SeedOf(zone string) (Seed, bool) {
	s, ok := load().seeds[zone]
	return s, ok
}

// SeatFor is the seat that follows a municipality (by its cadastral code); false when none is foreseen.
func (s Seed) SeatFor(cadastral string) (Seat, bool) {
	for _, seat := range s.Seats {
		if slices.Contains(seat.Municipalities, cadastral) {
			return seat, true
		}
	}
	return Seat{}, false
}

// AgencyByName finds a body of the seed by its name or one of its aliases as people write them.
func (s Seed) AgencyByName(typed string) (Agency, bool) {
	key := glued(typed)
	for _, a := range s.Agencies {
		if key != "" && (key == glued(a.Name) || slices.ContainsFunc(a.Aliases, sameAs(key))) {
			return a, true
		}
	}
	return Agency{}, false
}

// glued is the form in which names of places are compared: folded letters without any space, so that "Montecatini-Terme" is
// "MONTECATINI TERME" and "Alta Val d'Elsa" is "alta-val-d-elsa".
func glued(name string) string { return strings.ReplaceAll(value.FoldName(name), " ", "") }
