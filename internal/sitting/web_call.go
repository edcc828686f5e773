package sitting

import (
	"net/http"
	"slices"
	"strconv"

	"siil/internal/account"
	"siil/internal/fault"
	"siil/internal/gate"
	"siil/internal/network"
	"siil/internal/policy"
	"siil/internal/text"
	"siil/internal/ui"
	"siil/internal/value"
)

// callView is the form that convenes or changes a sitting. s is absent for a new one.
type callView struct {
	p      *Pages
	s      *sheet
	form   ui.Form
	lang   text.Lang
	all    colleagues
	seats  []network.Seat
	rows   []Proposal // in the order of the form; only of a new sitting
	more   int        // cases that wait beyond those
	moved  value.ID   // the row whose button was pressed
	lacks  []text.T   // why the chosen members cannot make a quorum
	anyway bool       // the form was sent once without a quorum
	opens  bool       // the reader opens case files
}

const lastMembersSQL = `SELECT m.account_id, m.recorder FROM sitting_member m WHERE m.zone = $1 AND m.removed_at IS NULL AND m.sitting_id =
	(SELECT s.id FROM sitting s WHERE s.zone = $1 AND s.state IN ('convened', 'open', 'closed') ORDER BY s.on_day DESC, s.starts DESC, s.id DESC LIMIT 1)
	AND (NOT EXISTS (SELECT 1 FROM sitting_attendance a WHERE a.zone = m.zone AND a.sitting_id = m.sitting_id)
		OR EXISTS (SELECT 1 FROM sitting_attendance a WHERE a.zone = m.zone AND a.sitting_id = m.sitting_id AND a.account_id = m.account_id))`

// loadCall reads who can be called and where the team meets; last also who was there last time.
func (p *Pages) loadCall(req *http.Request, who gate.Actor, v *callView, last bool) error {
	return p.g.Read(req.Context(), who, func(tx *gate.ReadTx) error {
		if err := tx.Decide(policy.SittingCall, policy.Resource{Kind: policy.Sitting}); err != nil {
			return err
		}
		v.opens = tx.May(policy.CaseOpen, policy.Resource{Kind: policy.Case})
		all, err := account.Colleagues(tx)
		if err != nil {
			return err
		}
		for _, c := range all {
			if !c.Disabled && c.Has(sitters...) {
				v.all = append(v.all, c)
			}
		}
		if v.seats, err = network.Seats(tx); err != nil || !last {
			return err
		}
		return tx.Each(lastMembersSQL, []any{tx.Zone()}, func(s gate.Scanner) error {
			var id value.ID
			var recorder int
			err := s.Scan(&id, &recorder)
			v.form.Values.Add("members", string(id))
			if recorder == 1 {
				v.form.Values.Set("recorder", string(id))
			}
			return err
		})
	})
}

func (p *Pages) getNew(w http.ResponseWriter, req *http.Request, who gate.Actor) error {
	v := &callView{p: p, form: ui.NewForm("starts", "14:30"), lang: text.LangOf(req.Context())}
	if err := p.loadNew(req, who, v, true); err != nil {
		return err
	}
	for i, x := range v.rows {
		if x.Held == "" {
			v.form.Values.Add("agenda", string(x.CaseID))
		}
		v.form.Values.Set("order-"+string(x.CaseID), strconv.Itoa(i+1))
	}
	return ui.Render(w, req, http.StatusOK, callDocument(v))
}

func (p *Pages) loadNew(req *http.Request, who gate.Actor, v *callView, last bool) (err error) {
	if err := p.loadCall(req, who, v, last); err != nil {
		return err
	}
	if v.rows, err = p.Proposed(req.Context(), who); len(v.rows) > mostProposed {
		v.more = len(v.rows) - mostProposed
		v.rows = v.rows[:mostProposed]
	}
	return err
}

// mostProposed is how many waiting cases the form shows: no sitting reaches those after them.
const mostProposed = 60

func (p *Pages) postNew(w http.ResponseWriter, req *http.Request, who gate.Actor) error {
	v := &callView{p: p, form: ui.FormFrom(req), lang: text.LangOf(req.Context())}
	if err := p.loadNew(req, who, v, false); err != nil {
		return err
	}
	v.arrange()
	if v.moved != "" {
		return ui.Render(w, req, http.StatusOK, callDocument(v))
	}
	in, err := v.calling(p.g.Today())
	for _, x := range v.rows {
		if v.form.Has("agenda", string(x.CaseID)) {
			in.Agenda = append(in.Agenda, x.CaseID)
		}
	}
	if err == nil && !v.complete() {
		return ui.Render(w, req, http.StatusUnprocessableEntity, callDocument(v))
	}
	if err != nil {
		return p.callAgain(w, req, v, err)
	}
	id, err := p.Call(req.Context(), who, in)
	if err != nil {
		return p.callAgain(w, req, v, err)
	}
	return ui.Redirect(w, req, pathSittings+"/"+string(id), &ui.Flash{Text: text.SittingCalled})
}

func (p *Pages) callAgain(w http.ResponseWriter, req *http.Request, v *callView, err error) error {
	if !mayGo(err) {
		return err
	}
	v.form = v.form.With(err)
	return ui.Render(w, req, ui.Status(fault.KindOf(err)), callDocument(v))
}

// arrange puts the rows in the order of the numbers that were typed, one place up or down where a button was pressed.
func (v *callView) arrange() {
	v.rows = arranged(v.form, v.rows, func(x Proposal) value.ID { return x.CaseID })
	v.moved = moved(v.form, v.rows, func(x Proposal) value.ID { return x.CaseID })
	for i, x := range v.rows {
		v.form.Values.Set("order-"+string(x.CaseID), strconv.Itoa(i+1))
	}
}

// arranged sorts rows by the numbers of a form; one without a number, or with the same, keeps its place among the others.
func arranged[T any](f ui.Form, rows []T, id func(T) value.ID) []T {
	place := map[value.ID]int{}
	for i, x := range rows {
		n, err := strconv.Atoi(f.Value("order-" + string(id(x))))
		if err != nil {
			n = i + 1
		}
		place[id(x)] = n
	}
	out := slices.Clone(rows)
	slices.SortStableFunc(out, func(a, b T) int { return place[id(a)] - place[id(b)] })
	return out
}

// moved takes the row whose button was pressed one place up or down.
func moved[T any](f ui.Form, rows []T, id func(T) value.ID) value.ID {
	for step, name := range map[int]string{-1: "up", 1: "down"} {
		at := slices.IndexFunc(rows, func(x T) bool { return string(id(x)) == f.Value(name) })
		if at < 0 {
			continue
		}
		if to := at + step; to >= 0 && to < len(rows) {
			rows[at], rows[to] = rows[to], rows[at]
			at = to
		}
		return id(rows[at])
	}
	return ""
}

// calling reads the form.
func (v *callView) calling(today value.Date) (in Calling, err error) {
	f := v.form
	var c fault.Check
	in.Starts, in.Place, in.Link = f.Value("starts"), f.Value("place"), f.Value("link")
	in.SeatID, _ = value.ParseID(f.Value("seat"))
	if s := f.Value("date"); s == "" {
		c.Add("date", text.SittingDayNeeded)
	} else if in.OnDay, err = value.ParseWhen(s, today); err != nil {
		c.Add("date", value.FlawOf(err).Text())
	}
	for _, s := range f.All("members") {
		if id, ok := value.ParseID(s); ok {
			in.Members = append(in.Members, Called{AccountID: id, Recorder: s == f.Value("recorder")})
		}
	}
	if id, ok := value.ParseID(f.Value("recorder")); ok && !f.Has("members", string(id)) {
		in.Members = append(in.Members, Called{AccountID: id, Recorder: true})
	}
	return in, c.Err()
}

// complete tells whether the members can make a quorum, or the form was sent again knowing that they cannot.
func (v *callView) complete() bool {
	var parts []string
	for _, c := range v.all {
		if v.form.Has("members", string(c.ID)) || v.form.Value("recorder") == string(c.ID) {
			parts = append(parts, v.p.partsOf(c)[0])
		}
	}
	q := quorumOf(v.p.m.Sittings.Quorum, parts)
	if len(parts) == 0 || q.Holds || v.form.Value("anyway") == "1" {
		return true
	}
	v.lacks, v.anyway = v.p.lacks(q, text.SittingLacks, text.SittingLacksMany), true
	return false
}

// memberGroup is the colleagues of one profession.
type memberGroup struct {
	label text.T
	all   []account.Colleague
}

func (v *callView) groups() (out []memberGroup) {
	for _, role := range sitters {
		words, _ := v.p.m.Role(string(role))
		g := memberGroup{label: words.Label}
		for _, c := range v.all {
			if i := slices.IndexFunc(sitters, func(r policy.Role) bool { return c.Has(r) }); sitters[i] == role {
				g.all = append(g.all, c)
			}
		}
		if len(g.all) > 0 {
			out = append(out, g)
		}
	}
	return out
}

// quorumClass marks a member who counts for a part of the quorum that one person fills: the style sheet hides its warning when they are ticked.
func (v *callView) quorumClass(c account.Colleague) string {
	for i, q := range v.p.m.Sittings.Quorum {
		if q.Least == 1 && v.p.partsOf(c)[0] == q.Part {
			return "fills-" + strconv.Itoa(i+1)
		}
	}
	return ""
}

func (v *callView) colleagueOptions() (out []ui.Option) {
	for _, c := range v.all {
		out = append(out, ui.Option{Value: string(c.ID), Label: text.Raw(c.Name())})
	}
	return out
}

func (v *callView) seatOptions() (out []ui.Option) {
	for _, x := range v.seats {
		out = append(out, ui.Option{Value: string(x.ID), Label: text.Raw(x.Name)})
	}
	return out
}

func (p *Pages) getChange(w http.ResponseWriter, req *http.Request, who gate.Actor) error {
	v, err := p.changing(req, who)
	if err != nil {
		return err
	}
	x := v.s.v
	v.form = ui.NewForm("version", strconv.Itoa(x.Version), "date", x.OnDay.Format(), "starts", x.Starts, "seat", string(x.SeatID), "place", x.Place, "link", x.Link)
	for _, m := range x.Members {
		v.form.Values.Add("members", string(m.AccountID))
		if m.Recorder {
			v.form.Values.Set("recorder", string(m.AccountID))
		}
	}
	return ui.Render(w, req, http.StatusOK, callDocument(v))
}

func (p *Pages) changing(req *http.Request, who gate.Actor) (*callView, error) {
	s, err := p.open(req, who)
	if err != nil {
		return nil, err
	}
	v := &callView{p: p, s: s, lang: s.lang}
	return v, p.loadCall(req, who, v, false)
}

func (p *Pages) postChange(w http.ResponseWriter, req *http.Request, who gate.Actor) error {
	v, err := p.changing(req, who)
	if err != nil {
		return err
	}
	v.form = ui.FormFrom(req)
	in, err := v.calling(p.g.Today())
	if err == nil && !v.complete() {
		return ui.Render(w, req, http.StatusUnprocessableEntity, callDocument(v))
	}
	if err == nil {
		err = p.Change(req.Context(), who, v.s.v.ID, versionOf(v.form), in)
	}
	if fault.Is(err, fault.Conflict) {
		v.form = v.form.Set("version", strconv.Itoa(v.s.v.Version))
	}
	if err != nil {
		return p.callAgain(w, req, v, err)
	}
	return ui.Redirect(w, req, v.s.path(""), &ui.Flash{Text: text.SittingChanged})
}

func versionOf(f ui.Form) int {
	n, err := strconv.Atoi(f.Value("version"))
	if err != nil {
		return -1
	}
	return n
}

func (p *Pages) getCancel(w http.ResponseWriter, req *http.Request, who gate.Actor) error {
	return p.showCancel(w, req, who, ui.NewForm(), http.StatusOK)
}

func (p *Pages) showCancel(w http.ResponseWriter, req *http.Request, who gate.Actor, f ui.Form, status int) error {
	s, err := p.open(req, who)
	if err != nil {
		return err
	}
	if !s.v.MayCall {
		return fault.Missing()
	}
	s.form = f.Set("version", strconv.Itoa(s.v.Version))
	return ui.Render(w, req, status, ui.ConfirmPage(ui.Confirm{Title: dayTitle(text.SittingCancelAsk, s.v.OnDay), Consequence: text.SittingCancelWill,
		Action: s.path("/annullamento"), Yes: text.SittingCancel, Back: s.path(""), Danger: true, Nav: navKey, Crumbs: s.crumbs(text.SittingCancel), Extra: cancelFields(s)}))
}

func (p *Pages) postCancel(w http.ResponseWriter, req *http.Request, who gate.Actor) error {
	id, err := ui.PathID(req, "id")
	if err != nil {
		return err
	}
	f := ui.FormFrom(req)
	if err = p.Cancel(req.Context(), who, id, versionOf(f), f.Value("why")); err == nil {
		return ui.Redirect(w, req, pathSittings, &ui.Flash{Text: text.SittingCancelled})
	}
	if !mayGo(err) {
		return err
	}
	return p.showCancel(w, req, who, f.With(err), ui.Status(fault.KindOf(err)))
}

// orderView is the page on which an agenda is put in order, made longer or shorter.
type orderView struct {
	*sheet
	free  []Proposal
	rows  []Item
	moved value.ID
}

func (p *Pages) getOrder(w http.ResponseWriter, req *http.Request, who gate.Actor) error {
	return p.showOrder(w, req, who, ui.NewForm(), http.StatusOK)
}

func (p *Pages) showOrder(w http.ResponseWriter, req *http.Request, who gate.Actor, f ui.Form, status int) error {
	s, err := p.open(req, who)
	if err != nil {
		return err
	}
	o := orderView{sheet: s, rows: s.v.Items}
	o.form = f
	if f.Value("version") != "" && status == http.StatusOK {
		o.rows = arranged(f, o.rows, func(x Item) value.ID { return x.ID })
		o.moved = moved(f, o.rows, func(x Item) value.ID { return x.ID })
	} else {
		o.form = o.form.Set("version", strconv.Itoa(s.v.Version))
	}
	if s.v.MayCall {
		proposed, err := p.Proposed(req.Context(), who)
		if err != nil {
			return err
		}
		o.free = slices.DeleteFunc(proposed, func(x Proposal) bool { return x.Held != "" })
	}
	return ui.Render(w, req, status, orderDocument(o))
}

func (p *Pages) postOrder(w http.ResponseWriter, req *http.Request, who gate.Actor) error {
	id, err := ui.PathID(req, "id")
	if err != nil {
		return err
	}
	f := ui.FormFrom(req)
	to := pathSittings + "/" + string(id)
	if item, ok := value.ParseID(f.Value("remove")); ok {
		return after(w, req, to+"/ordine", text.SittingTakenOff, p.RemoveCase(req.Context(), who, id, item))
	}
	if f.Value("up") != "" || f.Value("down") != "" {
		return p.showOrder(w, req, who, f, http.StatusOK)
	}
	s, err := p.open(req, who)
	if err != nil {
		return err
	}
	var order []value.ID
	for _, x := range arranged(f, s.v.Items, func(x Item) value.ID { return x.ID }) {
		order = append(order, x.ID)
	}
	if err = p.Order(req.Context(), who, id, versionOf(f), order); err == nil {
		return ui.Redirect(w, req, to, &ui.Flash{Text: text.SittingOrdered})
	}
	if !mayGo(err) {
		return err
	}
	return p.showOrder(w, req, who, f.Set("version").With(err), ui.Status(fault.KindOf(err)))
}

func (p *Pages) postAdd(w http.ResponseWriter, req *http.Request, who gate.Actor) error {
	id, err := ui.PathID(req, "id")
	if err != nil {
		return err
	}
	f := ui.FormFrom(req)
	caseID, _ := value.ParseID(f.Value("case"))
	return after(w, req, pathSittings+"/"+string(id)+"/ordine", text.SittingAdded, p.AddCase(req.Context(), who, id, caseID, f.Value("why")))
}
