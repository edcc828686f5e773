package territory

import (
	"bytes"
	"cmp"
	"encoding/json"
	"errors"
	"fmt"
	"io/fs"
	"slices"
	"sync"

	"siil/guidelines"
	"siil/internal/text"
	"siil/internal/value"
)

// atlas is all of it, read once.
type atlas struct {
	zones          []Zone
	municipalities []Municipality
	byZone         map[string][]Municipality
	named          map[string]Municipality // by glued name, which no two share
	places         map[string]Place        // by cadastral code
	placeNames     map[string]Place        // by glued name
	countries      []Place
	seeds          map[string]Seed
}

var load = sync.OnceValue(func() *atlas {
	a, err := read(guidelines.Files)
	if err != nil {
		panic(err) // the program was built with broken files, which its own tests exclude
	}
	return a
})

func read(files fs.FS) (*atlas, error) {
	var zones struct{ Zones []Zone }
	var towns struct {
		Region         string
		Census         string
		Municipalities []Municipality
	}
	var italy struct {
		Places []struct {
			Cadastral, Name, Province string
			Aliases                   []string
		}
	}
	var world struct {
		Countries []struct {
			Code    string
			Label   text.T
			Aliases []string
		}
	}
	err := errors.Join(
		readJSON(files, "zones.json", &zones), readJSON(files, "municipalities.json", &towns),
		readJSON(files, "places.json", &italy), readJSON(files, "countries.json", &world))
	if err != nil {
		return nil, err
	}
	a := &atlas{zones: zones.Zones, municipalities: towns.Municipalities, byZone: map[string][]Municipality{}, named: map[string]Municipality{},
		places: map[string]Place{}, placeNames: map[string]Place{}, seeds: map[string]Seed{}}
	byName := func(x, y Municipality) int { return cmp.Compare(value.FoldName(x.Name), value.FoldName(y.Name)) }
	slices.SortFunc(a.municipalities, byName)
	for _, m := range a.municipalities {
		a.byZone[m.Zone] = append(a.byZone[m.Zone], m)
		a.named[glued(m.Name)] = m
		a.addPlace(Place{Cadastral: m.Cadastral, Name: text.Raw(m.Name), Province: m.Province})
	}
	for _, p := range italy.Places {
		a.addPlace(Place{Cadastral: p.Cadastral, Name: text.Raw(p.Name), Province: p.Province}, p.Aliases...)
	}
	for _, c := range world.Countries {
		p := Place{Cadastral: c.Code, Name: c.Label, Abroad: true}
		a.countries = append(a.countries, p)
		a.addPlace(p, c.Aliases...)
	}
	for _, z := range a.zones {
		var seed Seed
		switch err := readJSON(files, z.Code+".json", &seed); {
		case err == nil:
			a.seeds[z.Code] = seed
		case !errors.Is(err, fs.ErrNotExist):
			return nil, err
		}
	}
	return a, nil
}

func (a *atlas) addPlace(p Place, aliases ...string) {
	a.places[p.Cadastral] = p
	for _, name := range append([]string{p.Name.In(text.Italian), p.Name.In(text.English)}, aliases...) {
		if _, taken := a.placeNames[glued(name)]; !taken {
			a.placeNames[glued(name)] = p
		}
	}
}

func readJSON(files fs.FS, name string, into any) error {
	raw, err := fs.ReadFile(files, "territory/"+name)
	if err == nil {
		d := json.NewDecoder(bytes.NewReader(raw))
		d.DisallowUnknownFields()
		err = d.Decode(into)
	}
	if err != nil {
		return fmt.Errorf("territory file %s: %w", name, err)
	}
	return nil
}
