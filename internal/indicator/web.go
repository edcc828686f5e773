package indicator

import (
	"context"
	"encoding/base64"
	"net/http"
	"net/url"
	"strings"

	"siil/internal/fault"
	"siil/internal/gate"
	"siil/internal/policy"
	"siil/internal/text"
	"siil/internal/ui"
)

// Routes are the pages of the overview.
func (r *Room) Routes() []ui.Route {
	return []ui.Route{
		ui.Get(pathOverview, policy.OverviewRead, r.getOverview),
		ui.Get(pathRows, policy.OverviewOpen, r.getRows),
		ui.Get(pathMonth+"/{mese}", policy.OverviewRead, r.getMonth),
		ui.Get(pathXLSX, policy.OverviewRead, r.getXLSX),
		ui.Get(pathCSV, policy.OverviewRead, r.getCSV),
		ui.Get(pathMine, policy.OverviewOwn, r.getMine),
		ui.Get(pathMineRows, policy.OverviewOwn, r.getMineRows),
	}
}

func (r *Room) may(who gate.Actor, a policy.Action) bool {
	ok, err := r.g.Rules().Decide(who.Principal, a, policy.Resource{Zone: who.Zone, Kind: policy.Zone})
	return ok && err == nil
}

// Entry is where the bar leads somebody who may see figures; empty for others.
func (r *Room) Entry(who gate.Actor) string {
	switch {
	case r.may(who, policy.OverviewRead):
		return pathOverview
	case r.may(who, policy.OverviewOwn):
		return pathMine
	}
	return ""
}

// asked reads an overview as an address asks for it; what the address asks wrongly is left out.
func (r *Room) asked(req *http.Request, who gate.Actor, told bool) (*page, error) {
	v := req.URL.Query()
	period, fits := periodFrom(v, r.g.Today())
	p := &page{r: r, who: who, ignored: !fits, mayOpen: r.may(who, policy.OverviewOpen), mayOwn: r.may(who, policy.OverviewOwn), mayZone: true}
	ask := Ask{Period: period, Told: told}
	for _, d := range dimParams {
		if x := v.Get(d.name); x != "" && d.dim != ByManager {
			ask.Dim, ask.Key = d.dim, x
		}
	}
	var err error
	if p.o, p.c, err = r.Read(req.Context(), who, ask); err != nil {
		return nil, err
	}
	dim, key, ok := filterFrom(v, p.c, false)
	if p.ignored = p.ignored || !ok; ok && dim == ask.Dim && key == ask.Key {
		return p, nil
	}
	ask.Dim, ask.Key = OfZone, ""
	p.o, p.c, err = r.Read(req.Context(), who, ask)
	return p, err
}

func (r *Room) getOverview(w http.ResponseWriter, req *http.Request, who gate.Actor) error {
	p, err := r.asked(req, who, false)
	if err != nil {
		return err
	}
	return ui.Render(w, req, http.StatusOK, overviewDocument(p))
}

func (r *Room) getMine(w http.ResponseWriter, req *http.Request, who gate.Actor) error {
	period, fits := periodFrom(req.URL.Query(), r.g.Today())
	p := &page{r: r, who: who, ignored: !fits, mayZone: r.may(who, policy.OverviewRead)}
	var err error
	if p.o, p.c, err = r.Read(req.Context(), who, Ask{Period: period, Own: true}); err != nil {
		return err
	}
	return ui.Render(w, req, http.StatusOK, overviewDocument(p))
}

// rowsView is what a list behind a number shows.
type rowsView struct {
	r     *Room
	q     Question
	rows  []Row
	total int
	c     Choices
	own   bool
	after bool
	next  string
}

func (r *Room) getRows(w http.ResponseWriter, req *http.Request, who gate.Actor) error {
	return r.showRows(w, req, who, false)
}

func (r *Room) getMineRows(w http.ResponseWriter, req *http.Request, who gate.Actor) error {
	return r.showRows(w, req, who, true)
}

// showRows shows the rows of a number.
func (r *Room) showRows(w http.ResponseWriter, req *http.Request, who gate.Actor, own bool) error {
	values := req.URL.Query()
	q, ok := r.questionFrom(values, r.g.Today())
	after, there := positionFrom(values.Get(paramPage))
	v := &rowsView{r: r, own: own, after: values.Get(paramPage) != ""}
	var err error
	v.rows, v.total, err = r.behind(req.Context(), who, own, after, rowsAtOnce+1, func(c Choices) (Question, error) {
		fits := true
		if !own {
			q.Dim, q.Key, fits = filterFrom(values, c, true)
		}
		if v.c = c; !ok || !there || !fits {
			return q, fault.Missing()
		}
		return q, nil
	})
	if err != nil {
		return err
	}
	if v.q = q; own {
		v.q.Dim, v.q.Key = ByManager, string(who.Account)
	}
	if len(v.rows) > rowsAtOnce {
		v.rows = v.rows[:rowsAtOnce]
		v.next = v.address(positionOf(v.rows[rowsAtOnce-1]))
	}
	return ui.Render(w, req, http.StatusOK, rowsDocument(v))
}

// behind reads the cases behind a number, and how many they are, for who may open them: the zone's (OverviewOpen), or one's own
// (OverviewOwn).
func (r *Room) behind(ctx context.Context, who gate.Actor, own bool, after position, limit int, ask func(Choices) (Question, error)) (rows []Row, total int, err error) {
	var how state
	read := func(tx *gate.ReadTx) error {
		action := policy.OverviewOpen
		if own {
			action = policy.OverviewOwn
		}
		if err := tx.Decide(action, policy.Resource{Kind: policy.Zone}); err != nil {
			return err
		}
		c, err := r.choices(tx)
		if err != nil {
			return err
		}
		q, err := ask(c)
		if err != nil {
			return err
		}
		if own {
			q.Dim, q.Key = ByManager, string(who.Account)
		}
		if how, err = loadState(tx); err != nil {
			return err
		}
		rows, total, err = r.opened(tx, q, how, after, limit)
		return err
	}
	if err := r.g.Read(ctx, who, read); err != nil {
		return nil, 0, err
	}
	if changed, err := r.freshen(ctx, who, Ask{Own: own}, how); err != nil || !changed {
		return rows, total, err
	}
	err = r.g.Read(ctx, who, read)
	return rows, total, err
}

// address is that of the list, or of one of its pages.
func (v *rowsView) address(page string) string {
	href := v.q.href(v.own)
	if page != "" {
		href += "&" + url.Values{paramPage: {page}}.Encode()
	}
	return href
}

func positionOf(x Row) string {
	return base64.RawURLEncoding.EncodeToString([]byte(x.On.ISO() + " " + x.key))
}

func positionFrom(s string) (position, bool) {
	if s == "" {
		return position{}, true
	}
	b, err := base64.RawURLEncoding.DecodeString(s)
	day, row, ok := strings.Cut(string(b), " ")
	return position{day, row}, err == nil && ok && row != "" && len(b) < 200
}

func (v *rowsView) crumbs() []ui.Crumb {
	up := ui.Crumb{Label: text.OverviewTitle, Href: pathOverview}
	if v.own {
		up = ui.Crumb{Label: text.OverviewMine, Href: pathMine}
	}
	return []ui.Crumb{up, {Label: v.r.title(v.q)}}
}

// about says the period and the filter of the list.
func (v *rowsView) about() text.T {
	var out [2][]string
	add := func(t text.T) {
		if t != (text.T{}) {
			out[0], out[1] = append(out[0], t[0]), append(out[1], t[1])
		}
	}
	if d := definition(v.q.Figure); !d.Stock {
		add(periodWords(Period{v.q.From, v.q.To}, v.r.g.Today()))
	}
	if !v.own {
		add(v.c.word(v.q.Dim, v.q.Key))
	}
	return text.T{strings.Join(out[0], "; "), strings.Join(out[1], "; ")}
}
