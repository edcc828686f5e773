package deadline

import (
	"context"
	"net/http"
	"strconv"
	"strings"

	"siil/internal/casefile"
	"siil/internal/gate"
	"siil/internal/policy"
	"siil/internal/text"
	"siil/internal/ui"
)

const pathToday = "/oggi"

// Routes are the first screen.
func (r *Room) Routes() []ui.Route {
	return []ui.Route{ui.Get(pathToday, policy.HomeRead, r.getToday)}
}

func (r *Room) getToday(w http.ResponseWriter, req *http.Request, who gate.Actor) error {
	t, err := r.Today(req.Context(), who)
	if err != nil {
		return err
	}
	return ui.Render(w, req, http.StatusOK, todayDocument(t, req.URL.Query().Get("mostra")))
}

// title is "Oggi, martedì 24 novembre": nobody needs the year of today.
func (t Today) title() text.T {
	year := " " + strconv.Itoa(t.day.Year())
	return text.T{text.TodayTitle.F(text.Italian, strings.TrimSuffix(t.day.Long(text.Italian), year)),
		text.TodayTitle.F(text.English, strings.TrimSuffix(t.day.Long(text.English), year))}
}

// only are the groups that an address asks for: one, or all when it names none that is there.
func (t Today) only(code string) ([]Group, bool) {
	for _, g := range t.Groups {
		if g.Code == code {
			return []Group{g}, true
		}
	}
	return t.Groups, false
}

// chips count and filter.
func (t Today) chips(code string) []ui.CountChip {
	_, found := t.only(code)
	all := 0
	for _, g := range t.Groups {
		all += g.Count
	}
	out := []ui.CountChip{{Label: text.TodayAll, N: all, Href: pathToday, On: !found}}
	for _, g := range t.Groups {
		out = append(out, ui.CountChip{Label: g.Label, N: g.Count, Href: pathToday + "?mostra=" + g.Code, On: found && g.Code == code, Mark: g.Mark})
	}
	return out
}

// doFor is the verb with the name, for who hears the link without its row.
func (i Item) doFor() text.T {
	if i.Name == "" {
		return i.Do
	}
	return text.T{text.DoFor.F(text.Italian, i.Do[text.Italian], i.Name), text.DoFor.F(text.English, i.Do[text.English], i.Name)}
}

// number is a figure, or that it is above what is counted.
func number(ctx context.Context, n int) string {
	if n >= casefile.CountLimit {
		return ui.S(ctx, text.ListManyN)
	}
	return ui.N(ctx, n)
}
