package cli

import (
	"fmt"

	"siil/internal/app"
	"siil/internal/fault"
	"siil/internal/text"
)

type recountCmd struct {
	Zone string `help:"${help_recount_zone}"`
}

// Run counts the figures of the overview anew from the cases, for one zone or for all, while others may go on working.
func (c recountCmd) Run(e *env) error {
	g, err := e.open()
	if err != nil {
		return err
	}
	defer g.Close()
	counted := map[string]int{}
	for _, z := range g.Zones() {
		if c.Zone != "" && c.Zone != z.Code {
			continue
		}
		n, err := app.Figures(g).Recount(e.ctx, z.Code, nil)
		if err != nil {
			return err
		}
		counted[z.Code] = n
		if !e.json {
			fmt.Fprintln(e.out, text.RecountDone.F(e.lang, z.Name, n))
		}
	}
	if len(counted) == 0 {
		return fault.New(fault.NotFound, text.ZoneUnknown.With(c.Zone))
	}
	if e.json {
		return e.document(counted)
	}
	return nil
}
